"""Interactions between people and a real discord.py application: commands, components, modals, deadlines, followups."""

from __future__ import annotations

import asyncio
from enum import Enum
from typing import Any

import discord
import pytest
from dcs_rig import Bot, Make, Rig, furnish, until
from discord import app_commands, ui

from bots.playground.discord.errors import Refusal
from bots.playground.discord.people import People


class Dish(Enum):
    rendang = 1
    gudeg = 2


class Note(ui.Modal, title="Catatan"):
    text: ui.TextInput[Note] = ui.TextInput(label="Isi", custom_id="isi", min_length=2, max_length=10)
    where: Any = ui.Label(
        text="Di mana",
        component=ui.Select(custom_id="tempat", options=[discord.SelectOption(label=at) for at in ("Sini", "Sana")]),
    )

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(
            f"{self.text.value} di {self.where.component.values[0]}", ephemeral=True
        )


class Card(ui.View):
    def __init__(self) -> None:
        super().__init__(timeout=None)
        self.who: list[str] = []

    @ui.button(label="Ikut", custom_id="ikut")
    async def join(self, interaction: discord.Interaction, button: ui.Button[Card]) -> None:
        self.who.append(interaction.user.display_name)
        await interaction.response.edit_message(content=", ".join(self.who))

    @ui.button(label="Catat", custom_id="catat")
    async def note(self, interaction: discord.Interaction, button: ui.Button[Card]) -> None:
        await interaction.response.send_modal(Note())

    @ui.button(label="Mati", custom_id="mati", disabled=True)
    async def off(self, interaction: discord.Interaction, button: ui.Button[Card]) -> None: ...

    @ui.select(cls=ui.UserSelect, custom_id="siapa", placeholder="Siapa", max_values=2)
    async def pick(self, interaction: discord.Interaction, select: ui.UserSelect[Card]) -> None:
        await interaction.response.defer()
        await interaction.followup.send(" & ".join(user.display_name for user in select.values), ephemeral=True)


def setup(bot: Bot) -> None:
    tree = bot.tree

    @tree.command(name="mabar", description="Main bareng")
    @app_commands.choices(game=[app_commands.Choice(name="Mobile Legends", value="ml")])
    async def mabar(
        interaction: discord.Interaction, game: str, slots: app_commands.Range[int, 2, 20] = 5,
        friend: discord.Member | None = None, dish: Dish = Dish.rendang, room: discord.TextChannel | None = None,
    ) -> None:  # fmt: skip
        named = friend.display_name if friend else "-"
        text = f"{game} {slots} {named} {dish.name} {room} {interaction.locale} {interaction.guild_locale}"
        await interaction.response.send_message(text, ephemeral=True)

    @tree.command(name="kartu", description="Kartu")
    async def kartu(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("kosong", view=Card())

    @tree.command(name="lambat", description="Lambat")
    async def lambat(interaction: discord.Interaction, cara: str) -> None:
        if cara == "diam":
            return
        await interaction.response.defer(ephemeral=True)
        if cara == "followup":
            await interaction.followup.send("susulan")
            return
        message = await interaction.edit_original_response(content="sudah")
        assert (await interaction.original_response()).id == message.id
        more = await interaction.followup.send("lagi", ephemeral=True, wait=True)
        await more.edit(content="lagi!")
        if cara == "hapus":
            await interaction.delete_original_response()

    group = app_commands.Group(name="grup", description="Grup")

    @group.command(name="cari", description="Cari")
    async def cari(interaction: discord.Interaction, kota: str, jauh: float = 1.5) -> None:
        await interaction.response.send_message(f"{kota} {jauh}")

    @cari.autocomplete("kota")
    async def kota(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        if current == "diam":
            await asyncio.sleep(10)
        all_of = ["Jakarta", "Jogja", "Bandung"]
        return [app_commands.Choice(name=c, value=c.lower()) for c in all_of if c.lower().startswith(current.lower())]

    tree.add_command(group)

    @tree.context_menu(name="Sapa")
    async def sapa(interaction: discord.Interaction, member: discord.Member) -> None:
        await interaction.response.send_message(f"Hai {member.display_name}")

    @tree.context_menu(name="Kutip")
    async def kutip(interaction: discord.Interaction, message: discord.Message) -> None:
        await interaction.response.send_message(f"> {message.content}")

    @tree.command(name="juragan", description="Untuk pengurus")
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def juragan(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("siap")


async def ready(rig: Rig) -> Bot:
    return await rig.bot(setup=setup, sync=True)


async def test_a_slash_command_with_typed_options(rig: Rig) -> None:
    await ready(rig)
    done = await rig.dc.slash(
        "Sari", "umum", "mabar",
        {"game": "Mobile Legends", "slots": "7", "friend": "Budi", "dish": "gudeg", "room": "umum"},
    ).shown()  # fmt: skip
    assert done.original is not None
    assert done.original.body["content"] == "ml 7 Budi gudeg umum id id"
    assert [m["content"] for m in rig.dc.messages("umum", seen_by="Sari")] == ["ml 7 Budi gudeg umum id id"]
    assert rig.dc.messages("umum", seen_by="Budi") == []
    assert (await rig.call("GET", f"/channels/{done.channel.id}/messages/{done.original.id}"))[1]["code"] == 10008


@pytest.mark.parametrize(
    ("command", "options", "why"),
    [
        ("mabar", {}, "required"),
        ("mabar", {"game": "catur"}, "choices"),
        ("mabar", {"game": "ml", "slots": 21}, "between"),
        ("mabar", {"game": "ml", "slots": "banyak"}, "number"),
        ("mabar", {"game": "ml", "teman": "Budi"}, "no option"),
        ("mabar", {"game": "ml", "friend": "Hantu"}, "nobody"),
        ("grup", {}, "needs a subcommand"),
        ("grup tutup", {}, "no subcommand"),
        ("hilang", {}, "no command"),
        ("juragan", {}, "no command"),
    ],
)
async def test_a_client_refuses_what_the_command_does_not_take(
    rig: Rig, command: str, options: dict[str, Any], why: str
) -> None:
    await ready(rig)
    with pytest.raises(Refusal, match=why):
        rig.dc.slash("Sari", "umum", command, options)


async def test_commands_offered_by_permission_and_place(rig: Rig) -> None:
    await ready(rig)
    rig.dc.add_role("Kampung", "Pengurus", permissions=["manage_guild"])
    rig.dc.grant("Sari", "Pengurus")
    done = await rig.dc.slash("Sari", "umum", "juragan").shown()
    assert done.messages[0].body["content"] == "siap"
    assert "juragan" not in {c["name"] for c in rig.dc.commands("Sari", "dm")}
    assert {"mabar", "grup", "Sapa"} <= {c["name"] for c in rig.dc.commands("Sari", "dm")}


async def test_subcommand_and_autocomplete(rig: Rig) -> None:
    await ready(rig)
    choices = await rig.dc.complete("Sari", "umum", "grup cari", "kota", "j")
    assert choices == [{"name": "Jakarta", "value": "jakarta"}, {"name": "Jogja", "value": "jogja"}]
    done = await rig.dc.slash("Sari", "umum", "grup cari", {"kota": "jogja", "jauh": 2}).shown()
    assert done.messages[0].body["content"] == "jogja 2.0"
    assert done.messages[0].body["type"] == 20
    with pytest.raises(Refusal, match="no autocomplete"):
        await rig.dc.complete("Sari", "umum", "mabar", "game", "m")


async def test_context_menus(rig: Rig) -> None:
    await ready(rig)
    said = rig.dc.write("Budi", "umum", "halo")
    assert (await rig.dc.menu("Sari", "umum", "Sapa", "Budi").shown()).messages[0].body["content"] == "Hai Budi"
    quoted = await rig.dc.menu("Sari", "umum", "Kutip", said).shown()
    assert quoted.messages[0].body["content"] == "> halo"
    assert quoted.messages[0].body["type"] == 23


async def test_buttons_edit_their_card(rig: Rig) -> None:
    await ready(rig)
    card = (await rig.dc.slash("Sari", "umum", "kartu").shown()).messages[0]
    await rig.dc.press("Sari", card, "Ikut").shown()
    await rig.dc.press("Budi", card, "ikut").shown()
    assert rig.dc.messages("umum")[0]["content"] == "Sari, Budi"
    with pytest.raises(Refusal, match="disabled"):
        rig.dc.press("Sari", card, "Mati")
    with pytest.raises(Refusal, match="nothing there"):
        rig.dc.press("Sari", card, "Pergi")


async def test_a_select_of_people_deferred_with_a_private_followup(rig: Rig) -> None:
    await ready(rig)
    card = (await rig.dc.slash("Sari", "umum", "kartu").shown()).messages[0]
    done = rig.dc.select("Sari", card, "Siapa", ["Budi", "Sari"])
    await until(lambda: len(done.messages) == 2)
    assert done.messages[1].body["content"] == "Budi & Sari"
    assert done.messages[1].visible_to == rig.dc.person("Sari").id
    with pytest.raises(Refusal, match="can be chosen"):
        rig.dc.select("Sari", card, "Siapa", [])


async def test_a_modal_with_text_and_select(rig: Rig) -> None:
    await ready(rig)
    card = (await rig.dc.slash("Sari", "umum", "kartu").shown()).messages[0]
    opened = await rig.dc.press("Sari", card, "Catat").shown()
    assert opened.modal is not None
    assert opened.modal["title"] == "Catatan"
    for values, why in (
        ({}, "filled in"),
        ({"Isi": "x", "Di mana": ["Sini"]}, "2 to 10"),
        ({"Isi": "x" * 11, "Di mana": ["Sini"]}, "2 to 10"),
        ({"Isi": "ada", "Di mana": ["Situ"]}, "no option"),
        ({"Isi": "ada", "Di mana": ["Sini"], "Lagi": "x"}, "no field"),
    ):
        with pytest.raises(Refusal, match=why):
            rig.dc.submit("Sari", opened, values)
    with pytest.raises(Refusal, match="Sari's"):
        rig.dc.submit("Budi", opened, {"Isi": "ada"})
    done = await rig.dc.submit("Sari", opened, {"isi": "ada", "Di mana": ["Sana"]}).shown()
    assert done.messages[0].body["content"] == "ada di Sana"
    assert rig.dc.messages("umum", seen_by="Budi")[-1]["content"] == "kosong"


async def test_deferred_answers_and_followups(rig: Rig) -> None:
    await ready(rig)
    done = rig.dc.slash("Sari", "umum", "lambat", {"cara": "edit"})
    await until(lambda: len(done.messages) == 2 and done.messages[1].body["content"] == "lagi!")
    assert [m["content"] for m in rig.dc.messages("umum", seen_by="Sari")] == ["sudah", "lagi!"]
    assert rig.dc.messages("umum", seen_by="Budi") == []
    gone = rig.dc.slash("Sari", "umum", "lambat", {"cara": "hapus"})
    await until(lambda: gone.original_gone)
    done = await rig.dc.slash("Sari", "umum", "lambat", {"cara": "followup"}).shown()
    assert [m.body["content"] for m in done.messages] == ["susulan"]
    assert done.messages[0].visible_to is not None


async def test_the_deadline_passes(rigs: Make) -> None:
    now = [1_800_000_000.0]
    rig: Rig = await rigs(clock=lambda: now[0])
    furnish(rig)
    bot = await ready(rig)
    late = rig.dc.slash("Sari", "umum", "lambat", {"cara": "diam"})
    await until(lambda: bot.count("interaction"))
    now[0] += 2.9
    rig.dc.tick()
    assert not late.failed
    now[0] += 0.2
    rig.dc.tick()
    assert (await late.shown()).failed
    assert rig.dc.state()["interactions"][-1]["notice"] == "The application did not respond"
    with pytest.raises(discord.NotFound) as caught:
        await bot.last("interaction").response.send_message("telat")
    assert caught.value.code == 10062


async def test_the_deadline_by_the_real_clock(rig: Rig) -> None:
    await ready(rig)
    assert (await rig.dc.slash("Sari", "umum", "lambat", {"cara": "diam"}).shown()).failed


async def test_tokens_end_after_fifteen_minutes(rigs: Make) -> None:
    now = [1_800_000_000.0]
    rig: Rig = await rigs(clock=lambda: now[0])
    furnish(rig)
    bot = await ready(rig)
    await rig.dc.slash("Sari", "umum", "mabar", {"game": "ml"}).shown()
    now[0] += 15 * 60 + 1
    with pytest.raises(discord.HTTPException) as caught:
        await bot.last("interaction").followup.send("telat")
    assert (caught.value.status, caught.value.code) == (401, 50027)


async def test_answering_twice_and_before_the_first_answer(rig: Rig) -> None:
    await ready(rig)
    done = await rig.dc.slash("Sari", "umum", "kartu").shown()
    path = f"/interactions/{done.id}/{done.token}/callback"
    assert (await rig.call("POST", path, {"type": 4, "data": {"content": "x"}}))[1]["code"] == 40060
    assert (await rig.call("POST", f"/interactions/{done.id}/wrong/callback", {"type": 5}))[1]["code"] == 10062
    silent = rig.dc.slash("Sari", "umum", "lambat", {"cara": "diam"})
    hook = f"/webhooks/{rig.dc.world.app_id}/{silent.token}"
    assert (await rig.call("POST", hook, {"content": "x"}))[:2] == (404, {"message": "Unknown Webhook", "code": 10015})
    for wrong in (7, 8, 12):
        status, shown, _ = await rig.call("POST", f"/interactions/{silent.id}/{silent.token}/callback", {"type": wrong})
        assert (status, shown["code"], "type" in shown["errors"]) == (400, 50035, True)
    status, shown, _ = await rig.call(
        "POST",
        f"/interactions/{silent.id}/{silent.token}/callback?with_response=true",
        {"type": 5, "data": {"flags": 64}},
    )
    assert shown["interaction"]["response_message_loading"] is True
    assert rig.dc.shown(silent)["thinking"] is True


async def test_forged_and_redelivered_interactions_reach_the_bot(rig: Rig) -> None:
    bot = await ready(rig)
    card = (await rig.dc.slash("Sari", "umum", "kartu").shown()).messages[0]
    forged = rig.dc.forge_press("Budi", "jadi-admin:1", card)
    await until(lambda: bot.count("interaction") == 2)
    assert bot.last("interaction").data["custom_id"] == "jadi-admin:1"
    rig.dc.redeliver(forged)
    await until(lambda: bot.count("interaction") == 3)
    assert bot.last("interaction").id == int(forged.id)


async def test_ephemeral_buttons_are_for_their_person_alone(rig: Rig) -> None:
    bot = await ready(rig)

    @bot.tree.command(name="diam", description="Diam")
    async def diam(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("hanya kamu", view=Card(), ephemeral=True)

    await bot.tree.sync()
    card = (await rig.dc.slash("Sari", "umum", "diam").shown()).messages[0]
    with pytest.raises(Refusal, match="does not see"):
        rig.dc.press("Budi", card, "Ikut")
    await rig.dc.press("Sari", card, "Ikut").shown()
    assert rig.dc.messages("umum", seen_by="Sari")[-1]["content"] == "Sari"


async def test_commands_in_a_conversation_with_the_bot(rig: Rig) -> None:
    bot = await ready(rig)
    done = await rig.dc.slash("Sari", "dm", "mabar", {"game": "ml"}).shown()
    assert done.messages[0].body["content"].endswith("id None")
    assert isinstance(bot.last("interaction").user, discord.User)
    assert [m["content"] for m in rig.dc.dms("Sari")] == [done.messages[0].body["content"]]


async def test_driving_by_verbs(rig: Rig) -> None:
    await ready(rig)
    shown = await rig.dc.act("slash", person="Sari", channel="umum", command="kartu", options={})
    assert (shown["answer"], shown["thinking"], shown["messages"][0]["content"]) == (4, False, "kosong")
    pressed = await rig.dc.act("press", person="Budi", message=shown["messages"][0]["id"], button="Catat")
    done = await rig.dc.act("submit", person="Budi", modal=pressed["id"], values={"Isi": "ada", "Di mana": ["Sini"]})
    assert done["messages"][0]["content"] == "ada di Sini"
    quoted = await rig.dc.act("menu", person="Budi", channel="umum", command="Kutip", target=shown["messages"][0]["id"])
    assert quoted["messages"][0]["content"] == "> kosong"
    for verb, args, why in (
        ("explode", {}, "no verb"),
        ("write", {"person": "Sari"}, "missing"),
        ("write", {"person": "Sari", "channel": "umum", "text": ""}, "1 to 2,000"),
    ):
        with pytest.raises(Refusal, match=why):
            await rig.dc.act(verb, **args)
    assert isinstance(rig.dc, People)
