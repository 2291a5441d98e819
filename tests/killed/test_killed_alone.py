"""Hindered otherwise: a disk that is full, and a second process on the same database."""

from __future__ import annotations

import resource
import signal
import time
from pathlib import Path
from typing import Any

from tests.killed.house_killed import JOIN, Bot, House, words
from tests.killed.test_killed_moments import once, planned, shows


def fill(house: House, bot: Bot) -> None:
    """From here on no file of this process may grow: to SQLite the disk is full (Python ignores the signal)."""
    size = Path(f"{house.database}-wal").stat().st_size
    resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def make_room(bot: Bot) -> None:
    """There is room again."""
    resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))


async def test_a_disk_that_fills_up_and_has_room_again(tmp_path: Path) -> None:
    """The process lives on; people are told, nothing is half done, and what was queued is taken once there is room."""
    async with House(tmp_path) as house:
        bot = await house.up()
        _, dodi = await planned(house)
        group, channel = house.groups[0], house.channels[0]
        wati = house.gamer("Wati")
        fill(house, bot)
        toast = await house.tap(dodi, group, "Alfa", JOIN, wait=15)
        assert toast["text"] == words("house-unkept")
        answer = house.click(wati, channel, "Alfa", JOIN)
        await house.until(lambda: answer.settled and answer.messages, "the gamer is told")
        assert words("house-unkept") in str(answer.messages[0].body["content"]).replace("\\", "")
        assert house.seats_kept() == {"Alfa": ["Tari"]}
        assert shows(house, "Alfa", "Tari")
        assert not bot.ended
        make_room(bot)
        # the thumb on Telegram is offered again by itself; the click on Discord has to be repeated
        await house.until(lambda: shows(house, "Alfa", "Tari", "Dodi"), "the queued press is taken", bot)
        house.click(wati, channel, "Alfa", JOIN)
        await house.until(lambda: shows(house, "Alfa", "Tari", "Dodi", "Wati"), "the repeated press is taken", bot)
        assert house.seats_kept() == {"Alfa": ["Tari", "Dodi", "Wati"]}
        assert len(house.cards(group, "Alfa")) == len(house.embeds(channel, "Alfa")) == 1
        bot.signal(signal.SIGTERM)
        assert await bot.ends() == 0


async def test_what_is_delivered_and_due_while_the_disk_is_full(tmp_path: Path) -> None:
    """What could not be marked as delivered is not delivered again, and later changes of it still are; a reminder
    waits for room, and is said once."""
    async with House(tmp_path, mabar='remind_before = "45s"') as house:
        bot = await house.up()
        tari, dodi = house.member("Tari"), house.member("Dodi")
        group, channel = house.groups[0], house.channels[0]
        filled: list[str] = []

        def on_call(call: str, exchange: dict[str, Any]) -> None:
            # the roster is there, and what would mark it as sent does not fit any more
            if call == "sendMessage" and "reply_markup" in exchange["params"] and not filled:
                filled.append(call)
                fill(house, bot)

        house.watchers.append(on_call)
        house.telegram.write(tari, group, "/mabar Alfa 50 detik lagi")
        await house.until(lambda: filled and house.embeds(channel, "Alfa"), "the rosters, and a full disk", bot)
        await house.until(lambda: "batch not kept" in bot.said(), "something that does not fit", bot)
        with house.kept() as db:
            due = db.execute("SELECT due FROM timer WHERE name = 'mabar.remind'").fetchone()["due"]
        await house.until(lambda: time.time() > due + 1, "the reminder is due", bot)
        assert not house.reminders(group, "Alfa")
        make_room(bot)
        await house.until(lambda: house.reminders(group, "Alfa") and house.reminders(channel, "Alfa"), "reminded", bot)
        await house.tap(dodi, group, "Alfa", JOIN)
        await house.until(lambda: shows(house, "Alfa", "Tari", "Dodi"), "both rosters know", bot)
        await house.until(lambda: house.count("outbox") == 0, "everything is marked", bot)
        for where in (group, channel):
            assert len(house.reminders(where, "Alfa")) == 1
        assert len(house.cards(group, "Alfa")) == len(house.embeds(channel, "Alfa")) == 1


async def test_started_on_a_full_disk(tmp_path: Path) -> None:
    """It ends with exit code 1 and says why; once there is room it starts."""
    async with House(tmp_path) as house:
        bot = await house.start(before=_no_room)
        assert await bot.ends() == 1
        assert str(house.database) in bot.said()
        assert "Traceback" not in bot.said()
        await house.up()
        await planned(house)
        await once(house, "Tari")


def _no_room() -> None:
    # room for a few pages and for what the process says of it
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, 16_384))


async def test_a_second_process_on_the_same_database(tmp_path: Path) -> None:
    """It ends with exit code 1 and names the first, which goes on as if nothing had been."""
    async with House(tmp_path) as house:
        first = await house.up()
        _, dodi = await planned(house)
        calls = house.telegram.calls["getMe"], house.discord.gateway.identified
        second = await house.start()
        assert await second.ends() == 1
        assert str(first.pid) in second.said()
        assert str(house.database) in second.said()
        assert "Traceback" not in second.said()
        assert (house.telegram.calls["getMe"], house.discord.gateway.identified) == calls
        await house.tap(dodi, house.groups[0], "Alfa", JOIN)
        await once(house, "Tari", "Dodi")
        assert not first.ended
