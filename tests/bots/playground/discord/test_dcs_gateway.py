"""The stand-in's gateway with the real discord.py: ready, events, intents, resume, invalid sessions, limits."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
import discord
import pytest
from dcs_rig import Make, Rig, furnish, until

from bots.playground.faults import Fault


async def test_login_ready_and_the_world_as_the_client_sees_it(rig: Rig) -> None:
    rig.dc.add_role("Kampung", "Kapten", permissions=["manage_messages"])
    rig.dc.grant("Sari", "Kapten")
    bot = await rig.bot()
    guild = bot.guilds[0]
    assert (guild.name, guild.member_count) == ("Kampung", 4)
    assert {channel.name for channel in guild.channels} == {"umum", "suara"}
    sari = discord.utils.get(guild.members, display_name="Sari")
    assert sari is not None
    assert [role.name for role in sari.roles] == ["@everyone", "Kapten"]
    assert guild.me.guild_permissions.manage_roles
    assert not guild.me.guild_permissions.administrator
    assert bot.application_id == int(rig.dc.world.app_id)
    assert (await bot.application_info()).bot_public is False


async def test_a_wrong_token_is_refused_at_the_door_and_at_the_gateway(rig: Rig) -> None:
    rig.redirect()
    client = discord.Client(intents=discord.Intents.none())
    with pytest.raises(discord.LoginFailure):
        await client.login("wrong")
    await client.close()
    async with rig.http.ws_connect(f"ws://{rig.host}/discord/gateway?v=10&encoding=json") as ws:
        assert (await ws.receive_json())["op"] == 10
        await ws.send_json({"op": 2, "d": {"token": "wrong", "intents": 0, "properties": {}}})
        assert (await ws.receive()).type is aiohttp.WSMsgType.CLOSE
        assert ws.close_code == 4004


async def test_privileged_intents_must_be_enabled_in_the_portal(rigs: Make) -> None:
    rig = await rigs(privileged_intents=())
    with pytest.raises(discord.PrivilegedIntentsRequired):
        await rig.bot(discord.Intents.all())
    await rig.bot(discord.Intents.default())
    assert 4014 in rig.dc.gateway.closed
    with pytest.raises(ValueError, match="no privileged intents"):
        await rigs(privileged_intents=("everything",))


async def test_people_come_and_go(rig: Rig) -> None:
    bot = await rig.bot()
    rig.dc.add_person("Tono")
    rig.dc.join("Tono", "Kampung")
    await until(lambda: bot.count("member_join"))
    assert bot.last("member_join").display_name == "Tono"
    rig.dc.nick("Tono", "Kampung", "Ton")
    await until(lambda: bot.count("member_update"))
    rig.dc.leave("Tono", "Kampung")
    await until(lambda: bot.count("member_remove"))
    rig.dc.ban("Sari", "Kampung")
    await until(lambda: bot.count("member_ban"))
    assert {member.display_name for member in bot.guilds[0].members} == {"Budi", "Guyub", "Kampung owner"}


async def test_without_the_members_intent_nobody_is_seen_coming(rig: Rig) -> None:
    bot = await rig.bot(discord.Intents.default())
    rig.dc.add_person("Tono")
    rig.dc.join("Tono", "Kampung")
    rig.dc.write("Sari", "umum", "halo")
    await until(lambda: bot.count("message"))
    assert not bot.count("member_join")
    assert bot.guilds[0].me is not None
    assert len(bot.guilds[0].members) == 1


async def test_content_is_empty_without_the_intent_but_for_dms_mentions_and_own_messages(rig: Rig) -> None:
    bot = await rig.bot(discord.Intents.default())
    rig.dc.write("Sari", "umum", "rahasia")
    rig.dc.write("Sari", "umum", f"<@{rig.dc.world.bot.id}> tolong")
    rig.dc.write("Sari", "dm", "hai")
    await bot.guilds[0].text_channels[0].send("sendiri")
    await until(lambda: bot.count("message") == 4)
    assert [args[0].content for name, args in bot.seen if name == "message"] == [
        "", f"<@{bot.application_id}> tolong", "hai", "sendiri",
    ]  # fmt: skip


async def test_content_comes_with_the_intent(rig: Rig) -> None:
    bot = await rig.bot()
    rig.dc.write("Sari", "umum", "halo semua")
    await until(lambda: bot.count("message"))
    message = bot.last("message")
    assert (message.content, message.author.display_name, message.channel.name) == ("halo semua", "Sari", "umum")


async def test_a_channel_the_bot_cannot_see_is_silent(rig: Rig) -> None:
    rig.dc.add_channel("Kampung", "rahasia", overwrites={"Guyub": {"deny": ["view_channel"]}})
    bot = await rig.bot()
    rig.dc.write("Sari", "rahasia", "psst")
    rig.dc.write("Sari", "umum", "halo")
    await until(lambda: bot.count("message"))
    assert [args[0].content for name, args in bot.seen if name == "message"] == ["halo"]


async def test_a_cut_socket_resumes_and_nothing_is_missed_or_doubled(rig: Rig) -> None:
    bot = await rig.bot()
    for number in range(3):
        rig.dc.write("Sari", "umum", f"a{number}")
    await until(lambda: bot.count("message") == 3)
    rig.dc.cut()
    for number in range(5):
        rig.dc.write("Sari", "umum", f"b{number}")
    await until(lambda: rig.dc.gateway.resumed == 1 and bot.count("message") == 8)
    rig.dc.write("Sari", "umum", "c")
    await until(lambda: bot.count("message") == 9)
    texts = [args[0].content for name, args in bot.seen if name == "message"]
    assert texts == ["a0", "a1", "a2", "b0", "b1", "b2", "b3", "b4", "c"]
    assert rig.dc.gateway.identified == 1
    assert bot.count("resumed") == 1


async def test_a_cut_ordered_on_an_event_brings_it_by_replay(rig: Rig) -> None:
    bot = await rig.bot()
    rig.dc.fault(kind="cut", call="DISPATCH MESSAGE_CREATE")
    rig.dc.write("Sari", "umum", "lewat ulangan")
    await until(lambda: bot.count("message"))
    assert rig.dc.gateway.resumed == 1


async def test_a_session_that_cannot_be_resumed_begins_anew(rig: Rig) -> None:
    bot = await rig.bot()
    rig.dc.cut(resumable=False)
    await until(lambda: rig.dc.gateway.identified == 2 and bot.count("ready") == 2)
    rig.dc.write("Sari", "umum", "lagi")
    await until(lambda: bot.count("message"))
    assert rig.dc.gateway.resumed == 0


async def test_ordered_reconnect_resumes_and_invalidation_identifies(rig: Rig) -> None:
    bot = await rig.bot()
    rig.dc.reconnect()
    await until(lambda: rig.dc.gateway.resumed == 1)
    rig.dc.invalidate(resumable=True)
    await until(lambda: rig.dc.gateway.resumed == 2)
    rig.dc.invalidate()
    await until(lambda: rig.dc.gateway.identified == 2 and bot.count("ready") == 2)


async def test_members_are_chunked_and_queried(rig: Rig) -> None:
    bot = await rig.bot(discord.Intents(guilds=True, members=True))
    found = await bot.guilds[0].query_members("sar")
    assert [member.display_name for member in found] == ["Sari"]
    everybody = await bot.guilds[0].chunk()
    assert everybody is None or len(everybody) == 4
    assert len(bot.guilds[0].members) == 4


async def test_voice_invites_roles_and_channels_are_told(rig: Rig) -> None:
    bot = await rig.bot()
    guild = bot.guilds[0]
    rig.dc.join_voice("Sari", "suara")
    await until(lambda: bot.count("voice_state_update") == 1)
    assert [member.display_name for member in guild.voice_channels[0].members] == ["Sari"]
    rig.dc.leave_voice("Sari", "Kampung")
    await until(lambda: bot.count("voice_state_update") == 2)
    rig.dc.add_role("Kampung", "Kapten")
    rig.dc.add_channel("Kampung", "lobi")
    await until(lambda: bot.count("guild_role_create") and bot.count("guild_channel_create"))
    rig.dc.remove_channel("lobi")
    await until(lambda: bot.count("guild_channel_delete"))
    rig.dc.add_guild("Desa")
    await until(lambda: bot.count("guild_join"))
    rig.dc.remove_bot("Desa")
    await until(lambda: bot.count("guild_remove"))


async def test_presence_is_accepted_and_heartbeats_are_answered(rigs: Make) -> None:
    rig = await rigs(heartbeat=0.05)
    furnish(rig)
    bot = await rig.bot()
    await bot.change_presence(activity=discord.Game("mabar"))
    await until(lambda: bot.latency < 1)
    assert not rig.dc.gateway.closed


async def _hello(rig: Rig, query: str = "v=10&encoding=json") -> aiohttp.ClientWebSocketResponse:
    ws = await rig.http.ws_connect(f"ws://{rig.host}/discord/gateway?{query}")
    if query == "v=10&encoding=json":
        assert (await ws.receive_json())["op"] == 10
    return ws


async def _closing(ws: aiohttp.ClientWebSocketResponse) -> int | None:
    async with asyncio.timeout(15):
        while (await ws.receive()).type is not aiohttp.WSMsgType.CLOSE:
            pass
    return ws.close_code


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        ({"op": 3, "d": {}}, 4003),
        ({"op": 99, "d": {}}, 4001),
        ("no json", 4002),
        ({"op": 2, "d": {"token": "T", "intents": 1 << 40}}, 4013),
        ({"op": 2, "d": {"token": "T", "intents": 0, "shard": [2, 1]}}, 4010),
        ({"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 1}}, 4004),
    ],
)
async def test_wrong_commands_close_the_socket(rig: Rig, sent: Any, code: int) -> None:
    ws = await _hello(rig)
    await ws.send_str((sent if isinstance(sent, str) else json.dumps(sent)).replace('"T"', f'"{rig.dc.token}"'))
    assert await _closing(ws) == code


async def test_uncompressed_identify_twice_and_too_many_commands(rig: Rig) -> None:
    ws = await _hello(rig)
    identify = {"op": 2, "d": {"token": rig.dc.token, "intents": 513, "properties": {}}}
    await ws.send_json(identify)
    ready = await ws.receive_json()
    assert (ready["t"], ready["s"]) == ("READY", 1)
    assert (await ws.receive_json())["t"] == "GUILD_CREATE"
    await ws.send_json(identify)
    assert await _closing(ws) == 4005
    ws = await _hello(rig)
    await ws.send_json(identify)
    for _ in range(120):
        await ws.send_json({"op": 1, "d": None})
    assert await _closing(ws) == 4008
    assert await _closing(await _hello(rig, "v=3&encoding=json")) == 4012
    assert await _closing(await _hello(rig, "v=10&encoding=etf")) == 4002


async def test_resuming_from_the_future_or_an_unknown_session(rig: Rig) -> None:
    ws = await _hello(rig)
    await ws.send_json({"op": 2, "d": {"token": rig.dc.token, "intents": 0, "properties": {}}})
    session = (await ws.receive_json())["d"]["session_id"]
    rig.dc.cut()
    ws = await _hello(rig)
    await ws.send_json({"op": 6, "d": {"token": rig.dc.token, "session_id": session, "seq": 50}})
    assert await _closing(ws) == 4007
    ws = await _hello(rig)
    await ws.send_json({"op": 6, "d": {"token": rig.dc.token, "session_id": "nothing", "seq": 1}})
    assert await ws.receive_json() == {"op": 9, "d": False, "s": None, "t": None}


async def test_a_silent_client_is_closed(rigs: Make) -> None:
    rig = await rigs(heartbeat=0.02)
    assert await _closing(await _hello(rig)) == 4009


async def test_faults_at_the_gateway(rig: Rig) -> None:
    rig.dc.faults.order(Fault("cut", "GATEWAY IDENTIFY"))
    bot = await rig.bot()
    rig.dc.faults.order(Fault("status", "GATEWAY connect", status=502))
    rig.dc.faults.order(Fault("status", "GATEWAY PRESENCE", status=4000))
    await bot.change_presence(status=discord.Status.idle)
    await until(lambda: rig.dc.gateway.resumed == 1)
    assert not rig.dc.faults.ordered
