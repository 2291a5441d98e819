"""Killed at a moment chosen on purpose: what was promised is kept once, and nothing is done twice."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path
from typing import Any

import pytest

from bots.playground.faults import Fault
from tests.killed.house_killed import JOIN, LEAVE, House

LONG = 600.0
POSTED = "POST /channels/*/messages"


async def planned(house: House, game: str = "Alfa") -> tuple[int, int]:
    """A mabar of this game, planned on Telegram by the first of two people and up on both platforms."""
    tari, dodi = house.member("Tari"), house.member("Dodi")
    group, channel = house.groups[0], house.channels[0]
    house.telegram.write(tari, group, f"/mabar {game} 3600 detik lagi")
    await house.until(lambda: house.cards(group, game) and house.embeds(channel, game), "the rosters")
    await house.until(lambda: house.count("outbox") == 0, "everything delivered")
    return tari, dodi


def shows(house: House, game: str, *seats: str) -> bool:
    """Whether both rosters show exactly these."""
    group, channel = house.groups[0], house.channels[0]
    if not house.cards(group, game) or not house.embeds(channel, game):
        return False
    return all(house.seats_shown(where, game) == list(seats) for where in (group, channel))


async def once(house: House, *seats: str, game: str = "Alfa", repeats: int = 0) -> None:
    """In the end: both rosters show this, the database says so, and no roster is there twice."""
    await house.until(lambda: shows(house, game, *seats), f"both rosters show {seats}")
    await house.until(lambda: house.count("outbox") == 0, "everything delivered")
    assert house.seats_kept() == {game: list(seats)}
    assert len(house.embeds(house.channels[0], game)) == 1
    assert len(house.cards(house.groups[0], game)) == 1 + repeats
    assert house.complaints() == []


async def test_killed_between_the_commit_and_the_delivery(tmp_path: Path) -> None:
    async with House(tmp_path) as house:
        bot = await house.up()
        tari = house.member("Tari")
        for stand_in, call in ((house.telegram, "sendMessage"), (house.discord, POSTED)):
            stand_in.faults.order(Fault("delay", call, 0, seconds=LONG))
        house.telegram.write(tari, house.groups[0], "/mabar Alfa 3600 detik lagi")
        await house.until(lambda: house.count("outbox") == 2, "the plan is committed")
        await bot.kill()
        assert house.count("outbox") == 2
        assert not house.cards(house.groups[0], "Alfa")
        assert not house.embeds(house.channels[0], "Alfa")
        house.telegram.faults.clear()
        house.discord.faults.clear()
        await house.up()
        await once(house, "Tari")


async def test_killed_between_the_commit_and_an_edit(tmp_path: Path) -> None:
    async with House(tmp_path) as house:
        bot = await house.up()
        _, dodi = await planned(house)
        for stand_in, call in ((house.telegram, "editMessageText"), (house.discord, "PATCH *")):
            stand_in.faults.order(Fault("delay", call, 0, seconds=LONG))
        await house.tap(dodi, house.groups[0], "Alfa", JOIN)
        await house.until(lambda: house.count("mabar_seat") == 2, "the join is committed")
        await bot.kill()
        house.telegram.faults.clear()
        house.discord.faults.clear()
        await house.up()
        await once(house, "Tari", "Dodi")


async def test_killed_between_the_delivery_and_its_mark(tmp_path: Path) -> None:
    async with House(tmp_path) as house:
        bot = await house.up()
        tari = house.member("Tari")
        group = house.groups[0]

        def on_call(call: str, exchange: dict[str, Any]) -> None:
            if call == "sendMessage" and "reply_markup" in exchange["params"]:
                bot.strike()

        house.watchers.append(on_call)
        house.telegram.write(tari, group, "/mabar Alfa 3600 detik lagi")
        await bot.ends()
        house.watchers.clear()
        assert len(house.cards(group, "Alfa")) == 1
        await house.up()
        await once(house, "Tari", repeats=1)
        before = [card["text"] for card in house.cards(group, "Alfa")]
        await house.tap(house.member("Dodi"), group, "Alfa", JOIN)
        await once(house, "Tari", "Dodi", repeats=1)
        assert house.cards(group, "Alfa")[0]["text"] == before[0], "only the newest is the living one"


@pytest.mark.parametrize("after", ["at once", "after a change"])
async def test_killed_between_the_delivery_and_its_mark_on_a_platform_with_nonces(tmp_path: Path, after: str) -> None:
    """What Discord takes for a repeat it does not show: the roster must not stay at what was sent first."""
    async with House(tmp_path) as house:
        bot = await house.up()
        tari, dodi = house.member("Tari"), house.member("Dodi")
        group, channel = house.groups[0], house.channels[0]
        house.watchers.append(lambda call, _: bot.strike() if call == "POST /channels/ID/messages" else None)
        house.telegram.write(tari, group, "/mabar Alfa 3600 detik lagi")
        await bot.ends()
        house.watchers.clear()
        assert len(house.embeds(channel, "Alfa")) == 1
        seats = ["Tari"]
        if after == "after a change":
            # while nothing can be delivered there, somebody else joins
            house.discord.faults.order(Fault("status", POSTED, 0, status=502))
            await house.up()
            await house.until(lambda: house.cards(group, "Alfa"), "the roster on Telegram")
            await house.tap(dodi, group, "Alfa", JOIN)
            await house.until(lambda: house.count("mabar_seat") == 2, "the join is committed")
            await house.bots[-1].kill()
            house.discord.faults.clear()
            seats.append("Dodi")
        await house.up()
        await house.until(lambda: shows(house, "Alfa", *seats), "both rosters are up to date")
        assert len(house.embeds(channel, "Alfa")) == 1
        await house.until(lambda: house.count("outbox") == 0, "everything delivered")
        assert house.seats_kept() == {"Alfa": seats}


async def test_an_answer_that_is_lost_without_a_kill(tmp_path: Path) -> None:
    """The work was done and the answer dropped: Discord shows it once, Telegram at most twice, both up to date."""
    async with House(tmp_path) as house:
        await house.up()
        tari = house.member("Tari")
        house.discord.faults.order(Fault("drop", POSTED, 1))
        house.telegram.write(tari, house.groups[0], "/mabar Alfa 3600 detik lagi")
        await once(house, "Tari")


async def test_killed_between_the_commit_and_the_confirming_poll(tmp_path: Path) -> None:
    """The updates come again and do nothing twice: neither those that were taken nor those that were refused."""
    async with House(tmp_path) as house:
        bot = await house.up()
        _, dodi = await planned(house)
        group = house.groups[0]
        await bot.kill()

        def on_call(call: str, exchange: dict[str, Any]) -> None:
            # once a batch is handed out, the poll that would confirm it does not get through
            if call == "getUpdates" and exchange["response"]["result"]:
                house.telegram.faults.order(Fault("delay", "getUpdates", 0, seconds=LONG))

        # queued while nobody is there, so that they come as one batch; the first is refused
        await house.tap(dodi, group, "Alfa", LEAVE)
        await house.tap(dodi, group, "Alfa", JOIN)
        await house.tap(house.member("Wati"), group, "Alfa", JOIN)
        house.watchers.append(on_call)
        bot = await house.start()
        await house.until(lambda: house.count("mabar_seat") == 3, "both are in", bot)
        await bot.kill()
        house.watchers.clear()
        house.telegram.faults.clear()
        assert len(house.telegram.world.updates.pending) >= 3
        await house.up()
        await house.until(lambda: not house.telegram.world.updates.pending, "all is confirmed")
        await once(house, "Tari", "Dodi", "Wati")


async def test_what_a_poll_confirms_is_committed(tmp_path: Path) -> None:
    """Killed as soon as a poll has confirmed a batch: every update of it is in the database."""
    async with House(tmp_path) as house:
        bot = await house.up()
        _, dodi = await planned(house)
        await bot.kill()
        before = house.count("inbox")
        many = 150
        for number in range(many):
            await house.tap(dodi, house.groups[0], "Alfa", LEAVE if number % 2 else JOIN)
        first = next(iter(house.telegram.world.updates.pending))
        known = house.telegram.world.updates.pending.copy()
        polls: list[dict[str, Any]] = []

        def on_call(call: str, exchange: dict[str, Any]) -> None:
            # the poll after the one that handed out the first hundred, recorded once it has confirmed them
            if call == "getUpdates" and int(exchange["params"].get("offset") or 0) > first:
                polls.append(exchange)
                house.bots[-1].strike()

        house.watchers.append(on_call)
        bot = await house.start()
        await bot.ends()
        house.watchers.clear()
        confirmed = len(known) - len(house.telegram.world.updates.pending)
        assert polls
        assert confirmed >= 100
        assert house.count("inbox") - before >= confirmed - (len(known) - many)
        await house.up()
        await house.until(lambda: not house.telegram.world.updates.pending, "all is confirmed")
        await once(house, "Tari")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_ended_in_order_while_much_is_under_way(tmp_path: Path, number: signal.Signals) -> None:
    async with House(tmp_path) as house:
        bot = await house.up()
        _, dodi = await planned(house)
        group = house.groups[0]
        for stand_in, call in ((house.telegram, "editMessageText"), (house.discord, "PATCH *")):
            stand_in.faults.order(Fault("delay", call, 1, seconds=LONG))
        names = ["Tari", "Dodi"]
        await house.tap(dodi, group, "Alfa", JOIN)
        await house.until(lambda: house.count("mabar_seat") == 2, "the join is committed")
        for at in range(10):
            names.append(f"Orang {at}")
            await house.tap(house.member(names[-1]), group, "Alfa", JOIN)
        bot.signal(number)
        began = asyncio.get_running_loop().time()
        assert await bot.ends() == 0
        assert asyncio.get_running_loop().time() - began < 10
        house.telegram.faults.clear()
        house.discord.faults.clear()
        await house.up()
        await house.until(lambda: house.count("mabar_seat") == 5, "as many as there are seats")
        await once(house, *names[:5])
