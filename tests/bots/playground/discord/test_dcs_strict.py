"""What the stand-in refuses, as Discord does: forms with nested errors, wrong tokens, paths and methods."""

from __future__ import annotations

import json
from typing import Any

import discord
import pytest
from dcs_rig import Make, Rig, furnish
from discord import app_commands

from bots.playground.discord.errors import Refusal


def button(custom_id: str = "a", **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 1, "label": "x", "custom_id": custom_id, **more}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def option(value: str = "v") -> dict[str, Any]:
    return {"label": "x", "value": value}


def select(**more: Any) -> dict[str, Any]:
    return {"type": 3, "custom_id": "s", "options": [option()], **more}


V2 = 1 << 15
LONG = [{"name": "x" * 90 + str(number), "value": "y" * 99} for number in range(25)]
TEXT = {"type": 10, "content": "x"}


def leaves(tree: dict[str, Any], path: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in tree.items():
        if key == "_errors":
            found[path] = value[0]["code"]
        else:
            found |= leaves(value, f"{path}.{key}" if path else key)
    return found


@pytest.mark.parametrize(
    ("body", "where", "code"),
    [
        ({"content": "x" * 2001}, "content", "BASE_TYPE_MAX_LENGTH"),
        ({"content": 5}, "content", "STRING_TYPE_CONVERT"),
        ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title", "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"description": "x" * 4097}]}, "embeds.0.description", "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{}]}, "embeds.0.description", "BASE_TYPE_REQUIRED"),
        ({"embeds": [{"fields": [{"name": "a", "value": "b"}] * 26}]}, "embeds.0.fields", "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"fields": [{"name": "", "value": "b"}]}]}, "embeds.0.fields.0.name", "BASE_TYPE_BAD_LENGTH"),
        ({"embeds": [{"title": "x", "url": "ftp://x"}]}, "embeds.0.url", "URL_TYPE_INVALID_SCHEME"),
        ({"embeds": [{"title": "x", "timestamp": "kemarin"}]}, "embeds.0.timestamp", "DATE_TIME_TYPE_PARSE"),
        ({"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]}, "embeds", "MAX_EMBED_SIZE_EXCEEDED"),
        ({"embeds": [{"title": "x"}] * 11}, "embeds", "BASE_TYPE_MAX_LENGTH"),
        ({"components": [row(button())] * 6}, "components", "BASE_TYPE_BAD_LENGTH"),
        ({"components": [row(*(button(str(n)) for n in range(6)))]}, "components.0.components", "BASE_TYPE_BAD_LENGTH"),
        ({"components": [TEXT]}, "components.0.type", "UNION_TYPE_CHOICES"),
        ({"components": [row(button("a" * 101))]}, "components.0.components.0.custom_id", "BASE_TYPE_BAD_LENGTH"),
        (
            {"components": [row(button(), button())]},
            "components.0.components.1.custom_id",
            "COMPONENT_CUSTOM_ID_DUPLICATED",
        ),
        ({"components": [row(button(label="x" * 81))]}, "components.0.components.0.label", "BASE_TYPE_MAX_LENGTH"),
        ({"components": [row(button(style=5))]}, "components.0.components.0.url", "BASE_TYPE_REQUIRED"),
        ({"components": [row(button(style=9))]}, "components.0.components.0.style", "BASE_TYPE_CHOICES"),
        ({"components": [row(select(), button())]}, "components.0.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED"),
        ({"components": [row(select(options=[]))]}, "components.0.components.0.options", "BASE_TYPE_BAD_LENGTH"),
        (
            {"components": [row(select(max_values=2))]},
            "components.0.components.0.max_values",
            "SELECT_COMPONENT_MAX_VALUES_TOO_LARGE",
        ),
        (
            {"components": [row(select(options=[option(), option()]))]},
            "components.0.components.0.options.1.value",
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        ),
        (
            {"flags": V2, "content": "x", "components": [TEXT]},
            "content",
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        ),
        (
            {"flags": V2, "components": [{"type": 10, "content": "x" * 2001}] * 2},
            "components",
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        ),
        (
            {
                "flags": V2,
                "components": [{"type": 17, "components": [TEXT] * 21}, {"type": 17, "components": [TEXT] * 20}],
            },
            "components",
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
        ),
        (
            {"flags": V2, "components": [{"type": 9, "components": [TEXT]}]},
            "components.0.accessory",
            "BASE_TYPE_REQUIRED",
        ),
        (
            {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
            "allowed_mentions",
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
        ({"content": "x", "allowed_mentions": {"parse": ["semua"]}}, "allowed_mentions.parse.0", "BASE_TYPE_CHOICES"),
        ({"content": "x", "nonce": "x" * 26}, "nonce", "BASE_TYPE_MAX_LENGTH"),
        ({"content": "x", "message_reference": {"message_id": "1"}}, "message_reference", "REPLIES_UNKNOWN_MESSAGE"),
        (
            {"content": "x", "message_reference": {"message_id": "abc"}},
            "message_reference.message_id",
            "NUMBER_TYPE_COERCE",
        ),
    ],
)
async def test_messages_out_of_bounds(rig: Rig, body: dict[str, Any], where: str, code: str) -> None:
    channel = rig.dc.channel("umum")
    status, shown, _ = await rig.call("POST", f"/channels/{channel.id}/messages", body)
    assert (status, shown["code"], shown["message"]) == (400, 50035, "Invalid Form Body")
    assert leaves(shown["errors"])[where] == code
    assert rig.dc.messages("umum") == []


async def test_messages_at_their_bounds_pass(rig: Rig) -> None:
    path = f"/channels/{rig.dc.channel('umum').id}/messages"
    for body in (
        {"content": "x" * 2000},
        {"embeds": [{"title": "x" * 256, "description": "x" * 4096, "fields": [{"name": "a", "value": "b"}] * 25}]},
        {"content": "x", "components": [row(*(button(f"{n}{m}") for m in range(5))) for n in range(5)]},
        {"flags": V2, "components": [{"type": 17, "components": [TEXT] * 39}]},
        {"content": "x", "message_reference": {"message_id": "1", "fail_if_not_exists": False}},
    ):
        assert (await rig.call("POST", path, body))[0] == 200


async def test_empty_messages(rig: Rig) -> None:
    path = f"/channels/{rig.dc.channel('umum').id}/messages"
    for body in ({}, {"content": ""}, {"content": "  \n "}, {"embeds": [], "components": []}):
        assert (await rig.call("POST", path, body))[:2] == (
            400,
            {"message": "Cannot send an empty message", "code": 50006},
        )
    _, sent, _ = await rig.call("POST", path, {"content": "x"})
    assert (await rig.call("PATCH", f"{path}/{sent['id']}", {"content": ""}))[1]["code"] == 50006
    kategori = rig.dc.add_channel("Kampung", "kategori", "category")
    assert (await rig.call("POST", f"/channels/{kategori.id}/messages", {"content": "x"}))[1]["code"] == 50008


async def test_the_door(rig: Rig) -> None:
    assert (await rig.call("GET", "/users/@me", headers={"Authorization": "Bot wrong"}))[:2] == (
        401,
        {"message": "401: Unauthorized", "code": 0},
    )
    assert (await rig.call("GET", "/nowhere/at/all"))[:2] == (404, {"message": "404: Not Found", "code": 0})
    assert (await rig.call("PUT", "/users/@me"))[:2] == (405, {"message": "405: Method Not Allowed", "code": 0})
    async with rig.http.get(f"http://{rig.host}/discord/api/v3/users/@me") as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, 50041)
    headers = {"Authorization": f"Bot {rig.dc.token}", "Content-Type": "application/json"}
    path = f"{rig.rest}/channels/{rig.dc.channel('umum').id}/messages"
    async with rig.http.post(path, data=b"{oops", headers=headers) as answer:
        assert (answer.status, (await answer.json())["code"]) == (400, 50109)
    _, shown, headers = await rig.call("GET", "/gateway/bot")
    assert shown["url"] == f"ws://{rig.host}/discord/gateway"
    assert headers["Content-Type"] == "application/json"
    assert int(headers["X-RateLimit-Remaining"]) > 0


async def test_bulk_deletion_has_bounds(rig: Rig) -> None:
    channel = rig.dc.channel("umum")
    ids = [rig.dc.write("Sari", channel, str(n)).id for n in range(3)]
    path = f"/channels/{channel.id}/messages/bulk-delete"
    assert (await rig.call("POST", path, {"messages": ids[:1]}))[1]["code"] == 50016
    assert (await rig.call("POST", path, {"messages": [ids[0], "1"]}))[1]["code"] == 50034
    assert (await rig.call("POST", path, {"messages": ids[:2]}))[0] == 204
    assert [m["id"] for m in rig.dc.messages("umum")] == ids[2:]


def slash(**more: Any) -> dict[str, Any]:
    return {"name": "mabar", "description": "Main", **more}


def opt(name: str = "a", **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "x", "type": 3, **more}


@pytest.mark.parametrize(
    ("body", "where", "code"),
    [
        (slash(name="Mabar"), "name", "APPLICATION_COMMAND_INVALID_NAME"),
        (slash(name="main bareng"), "name", "APPLICATION_COMMAND_INVALID_NAME"),
        (slash(name="x" * 33), "name", "BASE_TYPE_BAD_LENGTH"),
        (slash(description=""), "description", "BASE_TYPE_BAD_LENGTH"),
        ({"name": "mabar"}, "description", "BASE_TYPE_REQUIRED"),
        ({"name": "Sapa", "type": 2, "description": "x"}, "description", "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED"),
        (slash(name_localizations={"jv": "dolan"}), "name_localizations.jv", "BASE_TYPE_CHOICES"),
        (slash(name_localizations={"id": "Main"}), "name_localizations.id", "APPLICATION_COMMAND_INVALID_NAME"),
        (slash(options=[opt()] * 26), "options", "BASE_TYPE_MAX_LENGTH"),
        (slash(options=[opt(), opt()]), "options.1", "APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS"),
        (slash(options=[opt(), opt("b", required=True)]), "options.1", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"),
        (slash(options=[opt(type=12)]), "options.0.type", "BASE_TYPE_CHOICES"),
        (slash(options=[opt(), opt("b", type=1)]), "options", "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID"),
        (
            slash(options=[opt(choices=[{"name": "x", "value": "x" * 101}])]),
            "options.0.choices.0.value",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            slash(options=[opt(type=4, choices=[{"name": "x", "value": "y"}])]),
            "options.0.choices.0.value",
            "NUMBER_TYPE_COERCE",
        ),
        (
            slash(options=[opt(autocomplete=True, choices=[{"name": "x", "value": "y"}])]),
            "options.0.autocomplete",
            "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES",
        ),
        (
            slash(options=[opt(name, choices=LONG) for name in "ab"]),
            "",
            "APPLICATION_COMMAND_TOO_LARGE",
        ),
    ],
)
async def test_commands_out_of_bounds(rig: Rig, body: dict[str, Any], where: str, code: str) -> None:
    status, shown, _ = await rig.call("POST", f"/applications/{rig.dc.world.app_id}/commands", body)
    assert (status, shown["code"]) == (400, 50035)
    assert leaves(shown["errors"])[where] == code
    assert rig.dc.world.commands[""] == {}


async def test_commands_are_kept_changed_and_counted(rig: Rig) -> None:
    path = f"/applications/{rig.dc.world.app_id}/commands"
    status, one, _ = await rig.call("POST", path, slash(name_localizations={"id": "main"}))
    assert status == 201
    status, same, _ = await rig.call("POST", path, slash(name_localizations={"id": "main"}))
    assert (status, same["id"], same["version"]) == (200, one["id"], one["version"])
    _, changed, _ = await rig.call("PATCH", f"{path}/{one['id']}", {"description": "Baru"})
    assert (changed["id"], changed["description"], changed["version"] == one["version"]) == (one["id"], "Baru", False)
    assert "name_localizations" not in (await rig.call("GET", path))[1][0]
    assert (await rig.call("GET", f"{path}?with_localizations=true"))[1][0]["name_localizations"] == {"id": "main"}
    many = [slash(name=f"c{n}") for n in range(101)]
    assert (await rig.call("PUT", path, many))[1]["code"] == 30032
    assert (await rig.call("PUT", path, [slash(), slash()]))[1]["errors"]["1"]
    _, kept, _ = await rig.call("PUT", path, [slash(), *many[:99]])
    assert (len(kept), kept[0]["id"]) == (100, one["id"])
    assert (await rig.call("POST", path, slash(name="satu-lagi")))[1]["code"] == 30032
    assert (await rig.call("DELETE", f"{path}/{one['id']}"))[0] == 204
    assert (await rig.call("GET", f"{path}/{one['id']}"))[1]["code"] == 10063
    guild = rig.dc.guild("Kampung")
    there = f"/applications/{rig.dc.world.app_id}/guilds/{guild.id}/commands"
    assert (await rig.call("PUT", there, [slash(name="lokal")]))[1][0]["guild_id"] == guild.id
    assert (await rig.call("GET", "/applications/1/commands"))[1]["code"] == 20012
    assert (await rig.call("GET", f"/applications/{rig.dc.world.app_id}/guilds/1/commands"))[1]["code"] == 50001


async def test_modals_out_of_bounds(rig: Rig) -> None:
    await rig.call("POST", f"/applications/{rig.dc.world.app_id}/commands", slash())
    sent = rig.dc.slash("Sari", "umum", "mabar")
    field = {"type": 4, "custom_id": "f", "style": 1, "label": "x"}
    for data, where in (
        ({"custom_id": "m", "title": "x" * 46, "components": [row(field)]}, "data.title"),
        (
            {"custom_id": "m", "title": "x", "components": [row({**field, "custom_id": str(n)}) for n in range(6)]},
            "data.components",
        ),
        ({"custom_id": "m", "title": "x", "components": [row(field, field)]}, "data.components.0.components"),
        ({"custom_id": "m", "title": "x", "components": [row(button())]}, "data.components.0.components.0.type"),
        (
            {"custom_id": "m", "title": "x", "components": [row({**field, "min_length": 5, "max_length": 4})]},
            "data.components.0.components.0.min_length",
        ),
    ):
        status, shown, _ = await rig.call(
            "POST", f"/interactions/{sent.id}/{sent.token}/callback", {"type": 9, "data": data}
        )
        assert (status, list(leaves(shown["errors"]))) == (400, [where])
    assert sent.answer is None


async def test_the_member_list_needs_the_intent_in_the_portal(rigs: Make) -> None:
    rig: Rig = await rigs(privileged_intents=())
    furnish(rig)
    guild = rig.dc.guild("Kampung")
    assert (await rig.call("GET", f"/guilds/{guild.id}/members?limit=10"))[1]["code"] == 50001
    said = rig.dc.write("Sari", "umum", "rahasia")
    assert (await rig.call("GET", f"/channels/{said.channel.id}/messages/{said.id}"))[1]["content"] == ""
    assert (await rig.call("GET", "/applications/@me"))[1]["flags"] == 0
    enabled: Rig = await rigs(privileged_intents=("members",))
    assert (await enabled.call("GET", "/applications/@me"))[1]["flags"] == 1 << 15


async def test_the_feed_tells_all_but_tokens(rig: Rig) -> None:
    bot = await rig.bot()

    @bot.tree.command(name="hai", description="Hai")
    @app_commands.guild_only()
    async def hai(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("hai", ephemeral=True)
        await interaction.followup.send("lagi")

    await bot.tree.sync()
    done = await rig.dc.slash("Sari", "umum", "hai").shown()
    told = rig.feed.past()
    kinds = {(h["kind"], h.get("event") or h["data"].get("call")) for h in told if h["source"] == "discord"}
    assert ("dispatch", "INTERACTION_CREATE") in kinds
    assert ("call", "POST /interactions/{id}/{token}/callback") in kinds
    assert ("call", "GET /users/@me") in kinds
    assert rig.dc.token not in str(told)
    assert done.token not in str(told)
    assert done.token not in json.dumps(rig.dc.state())


async def test_quiet_keeps_little_and_tells_nothing(rigs: Make) -> None:
    rig: Rig = await rigs(quiet=True)
    furnish(rig)
    for number in range(300):
        rig.dc.write("Sari", "umum", str(number))
    assert len(rig.dc.messages("umum")) == 200
    assert rig.feed.past() == []


async def test_names_are_found_or_refused(rig: Rig) -> None:
    with pytest.raises(Refusal, match="no locale"):
        rig.dc.add_person("Lain", locale="jv")
    with pytest.raises(Refusal, match="taken"):
        rig.dc.add_person("Lain", "sari")
    with pytest.raises(Refusal, match="no kind of channel"):
        rig.dc.add_channel("Kampung", "x", "kebun")
    assert rig.dc.channel("Kampung/umum") is rig.dc.channel("#umum") is rig.dc.channel("umum")
