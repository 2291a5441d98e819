"""The connection: the menu registered only when it changed, what is heard, resuming, and ending without loss."""

from __future__ import annotations

import asyncio
import io
import logging

import discord
import pytest
from dcbot_house import HEARS, MABAR, MENU, House, item, says, until
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bots.discord import client
from bots.discord import platform as edge
from bots.discord.hush import hush
from bots.discord.redirect import point
from bots.discord.settings import REST_URL
from bots.playground.faults import Fault
from core.kit.places import Kind
from core.kit.port import Came, Deleted, Done, Event, Menu, Reply, Respond, Said, Unkept, Unstartable, Went


def session(house: House) -> int:
    """The intents of the latest gateway session."""
    return house.dc.state()["sessions"][-1]["intents"]


async def test_the_menu_is_registered_only_when_it_changed(house: House) -> None:
    await house.start()
    assert len(house.calls("PUT", "/commands")) == 1
    await house.stop()
    seen = len(house.calls("GET", "/commands"))
    await house.start()
    await until(lambda: len(house.calls("GET", "/commands")) > seen)
    assert len(house.calls("PUT", "/commands")) == 1
    await house.stop()
    await house.start(Menu(("id", "en"), (MABAR, item("dadu"), item("aturan"))))
    assert len(house.calls("PUT", "/commands")) == 2
    await house.slash("aturan").answered()


async def test_a_servers_own_commands_leave_private_ones_to_private_conversations(house: House) -> None:
    await house.start(guild=house.guild.id)
    assert len(house.dc.commands(house.sari, house.umum)) == 2
    assert len(house.dc.commands(house.sari, "dm")) == 2
    await house.slash().answered()
    await house.slash(channel="dm").answered()
    await house.stop()
    await house.start(guild=house.guild.id)
    await until(lambda: len(house.calls("GET", "/commands")) == 4)
    assert len(house.calls("PUT", "/commands")) == 2


async def test_the_menu_is_registered_in_spite_of_troubles(house: House) -> None:
    house.dc.faults.order(Fault("status", "GET /applications/*/commands", status=502))
    house.dc.faults.order(Fault("status", "PUT /applications/*/commands", status=429, retry_after=0))
    await house.start()
    assert len(house.calls("PUT", "/commands")) >= 1


async def test_a_menu_that_discord_refuses_leaves_the_bot_running(house: House) -> None:
    bad = Menu(("id",), (item("Besar"),))
    running = asyncio.create_task(house.platform.run(house.engine, bad))
    house.running = running
    await until(lambda: [one for one in house.calls("PUT", "/commands") if one["status"] == 400])
    await until(lambda: house.dc.gateway.identified)
    assert not running.done()


@pytest.mark.parametrize(
    ("menu", "settings", "expected"),
    [
        (MENU, {}, 1 << 0),
        (MENU, {"members": True, "message_content": True}, 1 << 0),
        (HEARS, {}, 1 << 0 | 1 << 9 | 1 << 12),
        (HEARS, {"members": True, "message_content": True}, 1 << 0 | 1 << 1 | 1 << 9 | 1 << 12 | 1 << 15),
    ],
)
async def test_only_what_is_listened_for_is_asked_for(
    house: House, menu: Menu, settings: dict[str, bool], expected: int
) -> None:
    await house.start(menu, **settings)
    assert session(house) == expected


async def test_what_is_written_is_heard_with_the_intent(house: House) -> None:
    await house.start(HEARS, message_content=True)
    await house.slash("mabar").answered()
    mine = await house.platform.send(house.engine.events[-1].place, says("halo"))
    house.dc.write(house.sari, house.umum, "selamat pagi")
    reply = house.dc.write(house.budi, house.umum, "pagi juga", reply_to=mine.id)
    house.dc.write(house.budi, "dm", "rahasia")
    await until(lambda: len(house.engine.heard(Said)) == 3)
    first, second, third = house.engine.heard(Said)
    assert isinstance(first.what, Said)
    assert (first.what.text, first.what.to_bot, first.what.reply_to) == ("selamat pagi", False, "")
    assert first.message == first.id == first.what.message
    assert isinstance(second.what, Said)
    assert (second.what.to_bot, second.what.reply_to, second.id) == (True, mine.id, reply.id)
    assert isinstance(third.what, Said)
    assert (third.what.to_bot, third.place.kind, third.place.id) == (True, Kind.PRIVATE, house.budi.id)


async def test_without_the_intent_only_what_is_meant_for_the_bot_is_heard(house: House) -> None:
    house.dc.world.enabled.clear()
    await house.start(HEARS)
    house.dc.write(house.sari, house.umum, "obrolan biasa")
    house.dc.write(house.sari, house.umum, f"<@{house.dc.world.bot.id}> halo")
    house.dc.write(house.sari, "dm", "halo juga")
    await until(lambda: len(house.engine.heard(Said)) == 2)
    heard = [event.what for event in house.engine.heard(Said) if isinstance(event.what, Said)]
    assert [(what.text, what.to_bot) for what in heard] == [("halo", True), ("halo juga", True)]
    await house.slash("mabar").answered()


async def test_members_come_and_go(house: House) -> None:
    await house.start(HEARS, members=True)
    wati = house.dc.add_person("Wati")
    house.dc.join(wati, house.guild)
    house.dc.leave(wati, house.guild)
    await until(lambda: house.engine.heard(Went))
    (came,), (went,) = house.engine.heard(Came), house.engine.heard(Went)
    for event in (came, went):
        assert event.account is not None
        assert (event.account.id, event.account.name) == (wati.id, "Wati")
        assert event.place.id == house.guild.id
    assert came.id != went.id
    # what is remembered of an event names nobody
    assert wati.id not in came.id + went.id
    # back within the same second
    house.dc.join(wati, house.guild)
    await until(lambda: len(house.engine.heard(Came)) == 2)
    assert len({event.id for event in house.engine.heard(Came)}) == 2


async def test_other_servers_are_left_alone(house: House) -> None:
    other = house.dc.add_guild("Tetangga")
    lain = house.dc.add_channel(other, "lain")
    house.dc.join(house.sari, other)
    await house.start(HEARS, members=True, message_content=True, guild=house.guild.id)
    house.dc.join(house.budi, other)
    house.dc.write(house.sari, lain, "halo")
    house.dc.write(house.sari, house.umum, "halo")
    await until(lambda: house.engine.heard(Said))
    assert [event.place.id for event in house.engine.events] == [house.umum.id]


async def test_deleted_messages_are_told_of(house: House) -> None:
    await house.start(HEARS)
    messages = [house.dc.write(house.sari, house.umum, text) for text in "abc"]
    house.dc.erase(house.sari, messages[0])
    await until(lambda: house.engine.heard(Deleted))
    (event,) = house.engine.heard(Deleted)
    assert event.what == Deleted(messages[0].id)
    assert (event.place.id, event.account) == (house.umum.id, None)


@pytest.mark.parametrize("resumable", [True, False])
async def test_a_lost_connection_is_taken_up_again(
    house: House, resumable: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(discord.Client, "before_identify_hook", no_wait)
    await house.start()
    if resumable:
        house.dc.reconnect()
        got = house.slash()
        await got.answered()
        assert house.dc.gateway.resumed == 1
    else:
        house.dc.invalidate()
        await until(lambda: house.dc.gateway.identified == 2)
        got = house.slash()
        await got.answered()
    assert house.engine.events[-1].id == got.id
    assert not got.failed


async def no_wait(self: discord.Client, shard_id: int | None, *, initial: bool = False) -> None:
    """Identify again at once."""


async def test_what_happened_while_the_socket_was_cut_comes_by_resuming(house: House) -> None:
    await house.start(HEARS)
    house.dc.cut()
    got = house.slash("mabar")
    await until(lambda: any(event.id == got.id for event in house.engine.events))
    assert house.dc.gateway.resumed == 1


async def test_a_wrong_token_is_said_so(house: House) -> None:
    with pytest.raises(Unstartable) as caught:
        await house.start(token="wrong")
    assert caught.value.problem.what.key == "discord-check-token"
    assert caught.value.problem.cure.key == "discord-check-token-cure"


async def test_an_intent_that_is_not_switched_on_is_said_so(house: House) -> None:
    house.dc.world.enabled.clear()
    with pytest.raises(Unstartable) as caught:
        await house.start(HEARS, message_content=True)
    assert caught.value.problem.what.key == "discord-check-intents"


async def test_a_discord_that_is_down_is_waited_for(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge.random, "uniform", lambda low, high: 0.01)
    house.dc.faults.order(Fault("cut", "GET /users/@me", times=2))
    await house.start()
    assert house.dc.gateway.identified == 1


async def test_at_the_end_what_is_held_is_finished(house: House) -> None:
    go = asyncio.Event()

    async def slow(event: Event, respond: Respond) -> None:
        await go.wait()
        await respond(Reply(says("selesai")))

    house.engine.handler = slow
    await house.start()
    got = house.slash()
    await until(lambda: house.engine.events)
    assert house.running is not None
    stopped = asyncio.create_task(house.stop())
    await asyncio.sleep(0)
    go.set()
    await stopped
    assert got.original is not None
    assert got.original.body["content"] == "selesai"
    await until(lambda: not house.dc.gateway.sockets)


async def test_a_connection_that_will_not_close_does_not_hold_up_the_end(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    close = discord.Client.close

    async def broken(self: discord.Client) -> None:
        await close(self)
        raise ConnectionResetError

    monkeypatch.setattr(discord.Client, "close", broken)
    await house.start()
    assert house.running is not None
    house.running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await house.running
    house.running = None


async def test_an_event_that_could_not_be_kept_is_offered_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "OFFERS", (0.0, 0.0))
    await house.start(HEARS, message_content=True)
    full = [True]
    keep = house.engine.__class__.__call__

    async def sometimes(self: object, event: Event, respond: Respond | None = None) -> None:
        await keep(house.engine, event, respond)
        if full:
            full.pop()
            raise Unkept

    monkeypatch.setattr(house.engine.__class__, "__call__", sometimes)
    house.dc.write(house.sari, house.umum, "halo")
    await until(lambda: len(house.engine.heard(Said)) == 2)
    first, second = house.engine.heard(Said)
    assert first.id == second.id


async def test_neither_tokens_nor_words_are_logged(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    root.addHandler(handler)
    monkeypatch.setattr(root, "level", logging.DEBUG)
    logging.getLogger("discord").setLevel(logging.NOTSET)
    try:
        house.engine.answers(Reply(says("rahasia-bot")))
        await house.start(HEARS, message_content=True)
        got = await house.slash("mabar", game="rahasia-sari").shown()
        house.dc.write(house.sari, house.umum, "rahasia-obrolan")
        await until(lambda: house.engine.heard(Said))
        await house.platform.send(house.engine.events[0].place, says("rahasia-kirim"))
        await house.stop()
    finally:
        root.removeHandler(handler)
    told = stream.getvalue()
    assert told
    assert house.dc.token not in told
    assert got.token not in told
    assert "rahasia" not in told


def test_a_quieter_logger_stays_so() -> None:
    logging.getLogger("discord").setLevel(logging.ERROR)
    hush()
    assert logging.getLogger("discord").level == logging.ERROR
    logging.getLogger("discord").setLevel(logging.NOTSET)
    hush()
    assert logging.getLogger("discord").level == logging.INFO


def test_the_library_still_builds_its_addresses_from_what_is_redirected() -> None:
    try:
        point(REST_URL, None)
        assert Route.BASE == "https://discord.com/api/v10"
        assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "wss://gateway.discord.gg/"
        point("http://127.0.0.1:1/x", "ws://127.0.0.1:1/g")
        assert Route("GET", "/users/@me").url == "http://127.0.0.1:1/x/users/@me"
        assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "ws://127.0.0.1:1/g"
    finally:
        point(REST_URL, None)
    assert str(DiscordWebSocket.DEFAULT_GATEWAY) == "wss://gateway.discord.gg/"


async def test_done_is_the_usual_answer(house: House) -> None:
    house.engine.answers(Done())
    await house.start()
    got = await house.slash().answered()
    assert not got.failed
