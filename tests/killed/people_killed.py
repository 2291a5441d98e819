"""People who plan, join, leave and note without a pause, and what they mean it to come to."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from bots.playground.discord.model import Interaction
from bots.playground.discord.model import Person as Gamer
from tests.killed.house_killed import JOIN, LEAVE, NOTE, House

PATIENCE = 5.0
"""Seconds after which somebody presses again whose app shows neither an answer nor a failure."""
WHEN = "50 detik lagi"
SMALL = "Kecil"
"""The beginning of the names of games with so few seats that it is chance who gets them."""


@dataclass
class Meant:
    """What people meant: each person's last intention, for every roster with seats for all."""

    games: dict[str, int] = field(default_factory=dict[str, int])
    """Every game that was surely planned, and its room."""
    maybe: set[str] = field(default_factory=set[str])
    """Games that were planned without an answer: they may be there, once, or not."""
    hosts: dict[str, str] = field(default_factory=dict[str, str])
    """Who planned a game; they stay in it, so that there is somebody to be reminded."""
    seats: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    """Game -> person -> note."""
    presses: int = 0
    again: int = 0
    """How often somebody on Discord had to press again."""

    def planned(self, game: str, room: int, host: str) -> None:
        self.games[game] = room
        self.hosts[game] = host
        self.seats[game] = {host: ""}

    def join(self, game: str, who: str) -> None:
        self.seats[game].setdefault(who, "")

    def leave(self, game: str, who: str) -> None:
        self.seats[game].pop(who, None)

    def note(self, game: str, who: str, text: str) -> None:
        if who in self.seats[game]:
            self.seats[game][who] = text


class Crowd:
    """Everybody, until `stop` is set. On Telegram a press is meant as soon as it is queued, on Discord once it was
    answered; who sees a failure there presses again."""

    def __init__(self, house: House, random_: random.Random, *, pause: float, most: int) -> None:
        self.house = house
        self.meant = Meant()
        self.stop = asyncio.Event()
        self._random = random_
        self._pause = pause
        self._most = most
        self._numbers = 0

    async def member(self, who: int, name: str) -> None:
        """Somebody on Telegram, who does not wait for answers."""
        meant, house, pick = self.meant, self.house, self._random
        while not self.stop.is_set():
            await asyncio.sleep(pick.expovariate(1 / self._pause))
            room = pick.randrange(len(house.groups))
            group = house.groups[room]
            if self._wants_to_plan(room):
                game = self.next_game("T")
                self.plan(who, name, room, game)
                continue
            shown = [game for game, at in meant.games.items() if at == room and house.cards(group, game)]
            if not shown:
                continue
            game = pick.choice(shown)
            meant.presses += 1
            match self._doing(game, name):
                case label if label == JOIN:
                    await house.tap(who, group, game, JOIN)
                    meant.join(game, name)
                case label if label == LEAVE:
                    await house.tap(who, group, game, LEAVE)
                    meant.leave(game, name)
                case _:
                    await house.tap(who, group, game, NOTE)
                    text = f"catatan {meant.presses}"
                    card = house.cards(group, game)[-1]["message_id"]
                    house.telegram.write(who, group, text, reply_to=card)
                    meant.note(game, name, text)

    def plan(self, who: int, name: str, room: int, game: str, slots: str = "") -> None:
        """Somebody plans a game on Telegram."""
        self.meant.planned(game, room, name)
        self.house.telegram.write(who, self.house.groups[room], f"/mabar {game} {WHEN} {slots}")

    async def gamer(self, who: Gamer) -> None:
        """Somebody on Discord."""
        meant, house, pick = self.meant, self.house, self._random
        while not self.stop.is_set():
            await asyncio.sleep(pick.expovariate(1 / self._pause))
            room = pick.randrange(len(house.channels))
            channel = house.channels[room]
            if self._wants_to_plan(room):
                await self._plan_by_slash(who, room)
                continue
            shown = [game for game, at in meant.games.items() if at == room and house.embeds(channel, game)]
            if not shown:
                continue
            game = pick.choice(shown)
            meant.presses += 1
            match self._doing(game, who.name):
                case label if label == JOIN:
                    await self._until_answered(partial(house.click, who, channel, game, JOIN))
                    meant.join(game, who.name)
                case label if label == LEAVE:
                    await self._until_answered(partial(house.click, who, channel, game, LEAVE))
                    meant.leave(game, who.name)
                case _:
                    text = f"catatan {meant.presses}"
                    opened = await self._until_answered(partial(house.click, who, channel, game, NOTE))
                    while not await self._is_answered(house.discord.submit(who, opened, {"text": text})):
                        meant.again += 1
                    meant.note(game, who.name, text)

    async def _plan_by_slash(self, who: Gamer, room: int) -> None:
        """Plan by a slash command; where it fails, plan something else: one cannot know whether the first is there."""
        house, meant = self.house, self.meant
        while True:
            game = self.next_game("D")
            meant.maybe.add(game)
            if not house.discord.commands(who, house.channels[room]):
                await asyncio.sleep(self._pause)  # the first process did not live to register them
                continue
            sent = house.discord.slash(who, house.channels[room], "mabar ajak", {"game": game, "when": WHEN})
            if await self._is_answered(sent):
                meant.maybe.discard(game)
                meant.planned(game, room, who.name)
                return
            meant.again += 1

    async def _until_answered(self, act: Callable[[], Interaction]) -> Interaction:
        while True:
            got = act()
            if await self._is_answered(got):
                return got
            self.meant.again += 1

    @staticmethod
    async def _is_answered(got: Interaction) -> bool:
        """Whether the person sees an answer in time: words, or a form."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not got.failed and not (got.modal or (got.messages and got.settled)):
                    await got.changed.wait()
        except TimeoutError:
            return False
        return not got.failed

    def _doing(self, game: str, name: str) -> str:
        doings = (JOIN, JOIN, NOTE) if self.meant.hosts[game] == name else (JOIN, JOIN, LEAVE, NOTE)
        return self._random.choice(doings)

    def _wants_to_plan(self, room: int) -> bool:
        games = sum(at == room for at in self.meant.games.values())
        return games < self._most and self._random.random() < 0.05

    def next_game(self, of: str) -> str:
        """A name that no game has yet."""
        self._numbers += 1
        return f"Game{of}{self._numbers}"
