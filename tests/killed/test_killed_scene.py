"""One evening, planned on Telegram and joined from Discord, killed at each of its moments: it always ends the same."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from tests.killed.house_killed import GENEROUS, JOIN, Bot, House

GAME = "Alfa"
MOMENTS = (
    "planned",
    "planned, committed",
    "joined",
    "joined, committed",
    "refused",
    "refused, seen",
    "reminder on one side",
    "reminder on the other",
)


class Evening:
    """Tari plans a game for two on Telegram, Bimo joins from Discord, Rara is refused; both rooms are reminded."""

    def __init__(self, house: House, moment: str) -> None:
        self.house = house
        self.moment = moment
        self.killed = False
        self.tari, self.rara = house.member("Tari"), house.member("Rara")
        self.bimo = house.gamer("Bimo")

    async def at(self, moment: str) -> None:
        """Kill the process if this is the moment, and start it again."""
        if moment == self.moment and not self.killed:
            self.killed = True
            await self.house.bots[-1].kill()
            await self.house.up()

    async def play(self) -> None:
        house, group, channel = self.house, self.house.groups[0], self.house.channels[0]
        await house.up()
        if self.moment.startswith("reminder"):
            self._lie_in_wait()
        house.telegram.write(self.tari, group, f"/mabar {GAME} 50 detik lagi 2")
        await self.at("planned")
        await house.until(lambda: house.count("mabar_session"), "the plan is committed")
        await self.at("planned, committed")
        await house.until(lambda: house.cards(group, GAME) and house.embeds(channel, GAME), "both rosters")
        await house.until(lambda: house.count("outbox") == 0, "both are marked as sent")
        await self._joins()
        await house.until(lambda: self._shown("Tari", "Bimo"), "both are on both rosters")
        await house.tap(self.rara, group, GAME, JOIN)
        await self.at("refused")
        await house.until(lambda: not house.telegram.world.updates.pending, "her press is confirmed")
        await self.at("refused, seen")
        if self.moment.startswith("reminder"):
            await house.until(lambda: house.bots[-1].ended, "killed while it reminds", seconds=GENEROUS + 30)
            await house.up()
        await house.until(self._reminded, "both rooms are reminded", seconds=GENEROUS + 30)
        await house.until(lambda: house.count("outbox") == 0, "everything delivered")
        assert self._shown("Tari", "Bimo")

    async def _joins(self) -> None:
        """Bimo presses until his app shows an answer."""
        house, channel = self.house, self.house.channels[0]
        while True:
            got = house.click(self.bimo, channel, GAME, JOIN)
            await self.at("joined")
            if self.moment == "joined, committed" and not self.killed:
                await house.until(lambda: house.count("mabar_seat") == 2, "the join is committed")
                await self.at("joined, committed")
            await house.until(lambda got=got: got.failed or got.messages, "an answer or a failure")
            if not got.failed:
                return

    def _lie_in_wait(self) -> None:
        """Kill as soon as the reminder reaches the platform that is to have it first, or the first of both."""
        wanted = "sendMessage" if self.moment == "reminder on one side" else "POST /channels/ID/messages"
        bot: Bot = self.house.bots[-1]

        def on_call(call: str, _: dict[str, Any]) -> None:
            if call == wanted and self._said_somewhere():
                self.killed = True
                bot.strike()
                self.house.watchers.remove(on_call)

        self.house.watchers.append(on_call)

    def _said_somewhere(self) -> bool:
        house = self.house
        return bool(house.reminders(house.groups[0], GAME) or house.reminders(house.channels[0], GAME))

    def _reminded(self) -> bool:
        house = self.house
        return bool(house.reminders(house.groups[0], GAME) and house.reminders(house.channels[0], GAME))

    def _shown(self, *seats: str) -> bool:
        house = self.house
        return all(house.seats_shown(at, GAME) == list(seats) for at in (house.groups[0], house.channels[0]))


async def _evening(folder: Path, moment: str) -> None:
    async with House(folder, mabar='remind_before = "25s"') as house:
        evening = Evening(house, moment)
        try:
            await evening.play()
        except AssertionError as error:
            raise AssertionError(f"killed when {moment}: {error}") from error
        group, channel = house.groups[0], house.channels[0]
        assert evening.killed, moment
        assert house.seats_kept() == {GAME: ["Tari", "Bimo"]}, moment
        assert len(house.embeds(channel, GAME)) == len(house.reminders(channel, GAME)) == 1, moment
        # where a platform cannot tell a repeat, what was said and not marked before the kill is said again
        assert len(house.cards(group, GAME)) in {"planned, committed": (1, 2)}.get(moment, (1,)), moment
        repeats = {"reminder on one side": (2,), "reminder on the other": (1, 2)}.get(moment, (1,))
        assert len(house.reminders(group, GAME)) in repeats, moment
        assert house.complaints() == [], moment


async def test_an_evening_killed_at_each_of_its_moments(tmp_path: Path) -> None:
    await asyncio.gather(*[_evening(tmp_path / f"evening{at}", moment) for at, moment in enumerate(MOMENTS)])
