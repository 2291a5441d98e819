"""Killed at random, again and again, under load; then everything is as people meant it, once.

GUYUB_KILLS says how often (50 when CI is set, else 8), GUYUB_SEED what the chances are drawn from.
"""

from __future__ import annotations

import asyncio
import faulthandler
import os
import random
import signal
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.killed.house_killed import GENEROUS, Bot, House, is_reminder, title_of
from tests.killed.people_killed import SMALL, Crowd

KILLS = int(os.environ.get("GUYUB_KILLS") or (50 if os.environ.get("CI") else 8))
SEED = int(os.environ.get("GUYUB_SEED") or random.SystemRandom().randrange(1 << 31))
ROOMS, MEMBERS, GAMERS, MOST = 3, 12, 6, 3
PAUSE = 0.5
"""Seconds between two doings of one person, on average."""

MOMENTS = {
    "at the start": 3,
    "at any time": 4,
    "getUpdates": 3,
    "sendMessage": 2,
    "editMessageText": 2,
    "answerCallbackQuery": 1,
    "POST /channels/ID/messages": 2,
    "PATCH /channels/ID/messages/ID": 2,
    "POST /interactions/ID/": 1,
}
"""When to kill, and how often in proportion: a time, or soon after a call that a stand-in has done its work for."""


class Killer:
    """Kills one process after another, and counts what was sent and not marked as sent when it died."""

    def __init__(self, house: House, random_: random.Random, games: Callable[[], list[str]]) -> None:
        self.house = house
        self.games = games
        self.random = random_
        self.kills: Counter[str] = Counter()
        self.unmarked: Counter[tuple[str, int, str]] = Counter()
        """(card or reminder, group, game) -> how often a process died between its delivery and its mark."""
        self._sent: set[tuple[str, int, str]] = set()
        self._trap: tuple[str, int] | None = None
        self._bot: Bot | None = None
        house.watchers.append(self._on_call)

    async def kill_one(self, first: bool) -> None:
        """Start the process, and kill it at a moment drawn by lot."""
        pick = self.random
        moment = "at the start" if first else pick.choices([*MOMENTS], [*MOMENTS.values()])[0]
        self._sent.clear()
        bot = self._bot = await self.house.start()
        if moment == "at the start":
            await asyncio.sleep(pick.uniform(0.05, 1.8))
        else:
            await self.house.until(self.house.listens, "it listens", bot)
            if moment == "at any time":
                await asyncio.sleep(pick.uniform(0, 1.0))
            else:
                self._trap = (moment, pick.randint(0, 5))
                for _ in range(40):  # there may be nothing to send any more: then it is any time
                    if bot.ended or self._trap is None:
                        break
                    await asyncio.sleep(0.03)
                if self._trap is None:
                    await asyncio.sleep(pick.choice((0, pick.uniform(0, 0.05))))
                self._trap = None
        assert not bot.ended or bot.killed, bot.said()
        await bot.kill()
        self.kills[moment] += 1
        self._look()

    def _on_call(self, call: str, exchange: dict[str, Any]) -> None:
        if call == "sendMessage" and exchange["response"]["ok"]:
            group, text = exchange["params"]["chat_id"], exchange["params"]["text"]
            for game in self.games():
                if text.split("\n")[0] == title_of(game):
                    self._sent.add(("card", int(group), game))
                elif is_reminder(text, game):
                    self._sent.add(("reminder", int(group), game))
        if self._trap is None or not call.startswith(self._trap[0]):
            return
        if call == "getUpdates" and not exchange["response"]["result"]:
            return
        name, left = self._trap
        self._trap = (name, left - 1)
        if left == 0:
            self._trap = None
            if self._bot is not None and self.random.random() < 0.5:
                self._bot.strike()

    def _look(self) -> None:
        """Which of the things that this process sent it did not live to mark as sent."""
        if not self.house.count("outbox") and not self.house.count("mabar_session"):
            return
        with self.house.kept() as db:
            ids = {row["game"]: row["id"] for row in db.execute("SELECT id, game FROM mabar_session")}
            cards = {
                (row["args"], row["place"]) for row in db.execute("SELECT args, place FROM card WHERE message > ''")
            }
            said = [(row["args"], row["target"]) for row in db.execute("SELECT * FROM outbox WHERE kind = 'say'")]
        for kind, group, game in self._sent:
            if kind == "card":
                marked = any(f'"id":{ids[game]}' in a.replace(" ", "") and f":{group}:" in p for a, p in cards)
            else:
                marked = not any(f'"{game}"' in args and f":{group}:" in target for args, target in said)
            if not marked:
                self.unmarked[kind, group, game] += 1


async def test_killed_at_random_under_load(tmp_path: Path) -> None:
    chances = random.Random(SEED)
    print(f"\nGUYUB_KILLS={KILLS} GUYUB_SEED={SEED}")
    soon = 'slots = 20\nremind_before = "35s"\nmost_open = 100'
    async with House(tmp_path, rooms=ROOMS, mabar=soon) as house:
        crowd = Crowd(house, random.Random(SEED + 1), pause=PAUSE, most=MOST)
        meant = crowd.meant
        killer = Killer(house, chances, lambda: [*meant.games, *meant.maybe])
        faulthandler.cancel_dump_traceback_later()  # the house's limit for one test is for shorter ones
        names = {house.member(f"Anggota{n}"): f"Anggota{n}" for n in range(MEMBERS)}
        host = house.members[0]
        for room in range(ROOMS):
            crowd.plan(host, names[host], room, f"{SMALL}{room}", "3")
            crowd.plan(host, names[host], room, crowd.next_game("T"))
        people = [asyncio.create_task(crowd.member(who, name)) for who, name in names.items()]
        people += [asyncio.create_task(crowd.gamer(house.gamer(f"Pemain{n}"))) for n in range(GAMERS)]
        try:
            for number in range(KILLS):
                await killer.kill_one(first=number == 0)
                for task in people:
                    assert not task.done(), task.exception()
            bot = await house.up()
            crowd.stop.set()
            await asyncio.wait_for(asyncio.gather(*people), GENEROUS)
            await house.until(lambda: _settled(house), "everything taken and delivered", bot, seconds=240)
            bot.signal(signal.SIGTERM)
            assert await bot.ends() == 0
        finally:
            for task in people:
                task.cancel()
        _check(house, crowd, killer)


def _settled(house: House) -> bool:
    """Whether every update is confirmed, nothing is on its way, and every reminder is over."""
    if house.telegram.world.updates.pending or house.count("outbox"):
        return False
    with house.kept() as db:
        return not db.execute("SELECT count(*) FROM timer WHERE name = 'mabar.remind'").fetchone()[0]


def _check(house: House, crowd: Crowd, killer: Killer) -> None:
    meant, kept = crowd.meant, house.seats_kept()
    assert house.complaints() == []
    # every plan is there once; one that was not answered may be there, once
    with house.kept() as db:
        sessions = Counter(row["game"] for row in db.execute("SELECT game FROM mabar_session"))
    assert set(sessions.values()) == {1}
    assert set(meant.games) <= set(sessions) <= set(meant.games) | meant.maybe
    # no press lost, no seat doubled or lost
    for game in meant.games:
        if not game.startswith(SMALL):
            wanted = {f"{who} ({note})" if note else who for who, note in meant.seats[game].items()}
            assert set(kept[game]) == wanted, game
        assert (
            len(kept[game])
            == len({seat.split(" (")[0] for seat in kept[game]})
            <= (3 if game.startswith(SMALL) else 20)
        )
    # what is shown is what is kept, and reminders are said once
    repeats = 0
    for game in sessions:
        rooms = [room for room in range(ROOMS) if house.embeds(house.channels[room], game)]
        assert len(rooms) == 1, game
        assert meant.games.get(game, rooms[0]) == rooms[0]
        group, channel = house.groups[rooms[0]], house.channels[rooms[0]]
        assert house.seats_shown(group, game) == kept[game]
        assert house.seats_shown(channel, game) == kept[game]
        assert len(house.embeds(channel, game)) == 1
        assert len(house.reminders(channel, game)) == 1, game
        counted = {"card": len(house.cards(group, game)), "reminder": len(house.reminders(group, game))}
        assert counted["card"] == 1 + killer.unmarked["card", group, game], game
        assert counted["reminder"] == 1 + killer.unmarked["reminder", group, game], game
        repeats += counted["card"] + counted["reminder"] - 2
    print(f"{KILLS} kills {dict(killer.kills)}: {meant.presses} presses on {len(sessions)} rosters,")
    print(f"{meant.again} pressed again on Discord, {repeats} repeats on Telegram")
    assert repeats == sum(killer.unmarked.values()) <= KILLS
