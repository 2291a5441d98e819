"""The stand-in's doors and sanctions: invites that are used up, timeouts, bans, gates, pauses and the audit log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import discord
import pytest
from dcs_rig import Rig, until

from bots.playground.discord import perms
from bots.playground.discord.errors import Refusal


def ahead(**more: float) -> str:
    return (datetime.now(UTC) + timedelta(**more)).isoformat()


def home(rig: Rig) -> str:
    return f"/guilds/{rig.dc.guild('Kampung').id}"


def may(rig: Rig, *names: str) -> None:
    """Let the bot's role do these as well."""
    _, role = rig.dc.role("Guyub")
    rig.dc.set_role_permissions(role, role.permissions | perms.bits(*names))


async def test_an_invite_is_used_up_and_vanishes(rig: Rig) -> None:
    bot = await rig.bot()
    channel = bot.guilds[0].text_channels[0]
    invite = await channel.create_invite(max_uses=1, max_age=3600, reason="#7")
    await until(lambda: bot.count("invite_create"))
    rig.dc.add_person("Tono")
    rig.dc.join("Tono", invite=invite.code)
    await until(lambda: bot.count("invite_delete") and bot.count("member_join"))
    assert (await rig.call("GET", f"/invites/{invite.code}"))[1]["code"] == 10006
    with pytest.raises(Refusal):
        rig.dc.join("Sari", invite=invite.code)


async def test_while_invites_are_paused_nobody_comes_in_by_one(rig: Rig) -> None:
    bot = await rig.bot()
    guild = bot.guilds[0]
    invite = await guild.text_channels[0].create_invite()
    status, shown, _ = await rig.call(
        "PUT", f"{home(rig)}/incident-actions", {"invites_disabled_until": ahead(hours=5)}
    )
    assert (status, shown["dms_disabled_until"]) == (200, None)
    await until(lambda: bot.count("guild_update"))
    assert guild.invites_paused()
    assert (await rig.call("GET", home(rig)))[1]["incidents_data"] == shown
    rig.dc.add_person("Tono")
    with pytest.raises(Refusal):
        rig.dc.join("Tono", invite=invite.code)
    assert (await rig.call("PUT", f"{home(rig)}/incident-actions", {"invites_disabled_until": None}))[0] == 200
    rig.dc.join("Tono", invite=invite.code)


async def test_a_pause_has_its_limits(rig: Rig) -> None:
    path = f"{home(rig)}/incident-actions"
    assert (await rig.call("PUT", path, {"invites_disabled_until": ahead(hours=25)}))[1]["code"] == 50035
    assert (await rig.call("PUT", path, {"invites_disabled_until": "besok"}))[1]["code"] == 50035
    _, role = rig.dc.role("Guyub")
    rig.dc.set_role_permissions(role, role.permissions & ~perms.bits("manage_guild"))
    assert (await rig.call("PUT", path, {"invites_disabled_until": None}))[1]["code"] == 50013


async def test_in_a_timeout_a_member_sees_and_does_nothing(rig: Rig) -> None:
    bot = await rig.bot()
    dc = rig.dc
    message = dc.write("Budi", "umum", "halo")
    dc.react("Budi", message, "👍")
    dc.time_out("Sari", "Kampung", 3600)
    await until(lambda: bot.count("member_update"))
    sari = discord.utils.get(bot.guilds[0].members, display_name="Sari")
    assert sari is not None
    assert sari.is_timed_out()
    acts: list[Callable[[], Any]] = [
        lambda: dc.write("Sari", "umum", "halo"),
        lambda: dc.react("Sari", message, "👍"),
        lambda: dc.join_voice("Sari", "suara"),
    ]
    for act in acts:
        with pytest.raises(Refusal):
            act()
    assert len(dc.messages("umum", seen_by="Sari")) == 1
    dc.time_out("Sari", "Kampung", 0)
    for act in acts:
        act()


async def test_a_channel_opens_with_a_role(rig: Rig) -> None:
    bot = await rig.bot()
    rig.dc.add_role("Kampung", "Anggota")
    closed = {"allow": list[str](), "deny": ["view_channel"]}
    opened = {"allow": ["view_channel"], "deny": list[str]()}
    rig.dc.add_channel("Kampung", "dalam", overwrites={"@everyone": closed, "Anggota": opened, "Guyub": opened})
    with pytest.raises(Refusal):
        rig.dc.write("Sari", "dalam", "halo")
    member = await bot.guilds[0].fetch_member(int(rig.dc.person("Sari").id))
    role = discord.utils.get(await bot.guilds[0].fetch_roles(), name="Anggota")
    assert role is not None
    await member.add_roles(role)
    await until(lambda: bot.count("member_update"))
    rig.dc.write("Sari", "dalam", "halo")
    await member.remove_roles(role)
    with pytest.raises(Refusal):
        rig.dc.write("Sari", "dalam", "halo")


async def test_sanctions_are_told_and_entered_with_their_reasons(rig: Rig) -> None:
    may(rig, "view_audit_log")
    bot = await rig.bot()
    guild = bot.guilds[0]
    sari = await guild.fetch_member(int(rig.dc.person("Sari").id))
    budi = await guild.fetch_member(int(rig.dc.person("Budi").id))
    await sari.timeout(timedelta(hours=1), reason="istirahat dulu")
    await guild.kick(sari, reason="kasar")
    await guild.ban(budi, reason="penipuan")
    await guild.unban(budi)
    message = rig.dc.write("Kampung owner", "umum", "halo")
    await guild.text_channels[0].get_partial_message(int(message.id)).delete()
    await until(lambda: bot.count("raw_message_delete"))
    for event in ("member_update", "raw_member_remove", "member_ban", "member_unban", "audit_log_entry_create"):
        assert bot.count(event), event
    entries = [entry async for entry in guild.audit_logs(limit=10, oldest_first=False)]
    assert [(entry.action.name, entry.reason) for entry in reversed(entries)] == [
        ("member_update", "istirahat dulu"),
        ("kick", "kasar"),
        ("ban", "penipuan"),
        ("unban", None),
        ("message_delete", None),
    ]
    assert {entry.user_id for entry in entries} == {bot.application_id}
    status, shown, _ = await rig.call("GET", f"{home(rig)}/audit-logs?action_type=22")
    assert (status, [entry["reason"] for entry in shown["audit_log_entries"]]) == (200, ["penipuan"])


async def test_the_audit_log_is_for_those_who_may_read_it(rig: Rig) -> None:
    assert (await rig.call("GET", f"{home(rig)}/audit-logs"))[1]["code"] == 50013
    bot = await rig.bot()
    rig.dc.kick("Sari", "Kampung")
    await until(lambda: bot.count("raw_member_remove"))
    assert bot.count("audit_log_entry_create") == 0
    (entry,) = rig.dc.guild("Kampung").audit
    assert (entry["action_type"], entry["user_id"]) == (20, rig.dc.guild("Kampung").owner_id)


async def test_what_people_attach_and_forward_is_there(rig: Rig) -> None:
    bot = await rig.bot()
    await rig.call("GET", "/users/@me")
    first = rig.dc.write("Sari", "umum", "foto", files={"kopi.png": b"\x89PNG"})
    rig.dc.write("Budi", "umum", forward=first)
    await until(lambda: bot.count("message") == 2)
    shown = bot.last("message")
    assert (shown.content, shown.reference.type) == ("", discord.MessageReferenceType.forward)
    (snapshot,) = shown.message_snapshots
    assert (snapshot.content, [file.filename for file in snapshot.attachments]) == ("foto", ["kopi.png"])
    async with aiohttp.ClientSession() as session, session.get(snapshot.attachments[0].url) as response:
        assert await response.read() == b"\x89PNG"
    found = [message async for message in bot.guilds[0].text_channels[0].history()]
    assert [message.content for message in found] == ["", "foto"]


async def test_who_may_not_attach_or_see_does_not(rig: Rig) -> None:
    dc = rig.dc
    dc.add_channel("Kampung", "dalam", overwrites={"@everyone": {"allow": [], "deny": ["attach_files"]}})
    message = dc.write("Sari", "dalam", "halo")
    acts: list[Callable[[], Any]] = [
        lambda: dc.write("Sari", "dalam", files={"a.png": b"x"}),
        lambda: dc.write("Sari", "umum", "dan ini", forward=message),
        lambda: dc.write("Sari", "umum"),
    ]
    for act in acts:
        with pytest.raises(Refusal):
            act()
    dc.set_permissions("dalam", "Budi", deny=("view_channel",))
    with pytest.raises(Refusal):
        dc.write("Budi", "umum", forward=message)
    dc.write("Sari", "umum", files={"a.txt": "aGFsbw=="})
    assert dc.message(dc.messages("umum")[-1]["id"]).blobs == {"a.txt": b"halo"}


async def test_meetings_are_told(rig: Rig) -> None:
    bot = await rig.bot()
    body = {
        "name": "Mabar",
        "privacy_level": 2,
        "entity_type": 3,
        "scheduled_start_time": ahead(days=1),
        "scheduled_end_time": ahead(days=2),
        "entity_metadata": {"location": "Discord"},
    }
    _, shown, _ = await rig.call("POST", f"{home(rig)}/scheduled-events", body)
    path = f"{home(rig)}/scheduled-events/{shown['id']}"
    assert (await rig.call("PATCH", path, {"name": "Nonton"}))[0] == 200
    assert (await rig.call("DELETE", path))[0] == 204
    assert (await rig.call("DELETE", path))[1]["code"] == 10070
    for event in ("create", "update", "delete"):
        await until(lambda event=event: bot.count(f"scheduled_event_{event}"))
    assert [entry["action_type"] for entry in rig.dc.guild("Kampung").audit] == [100, 101, 102]
