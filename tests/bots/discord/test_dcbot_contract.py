"""Discord's edge, with the real client over loopback against the stand-in, passes what every platform must pass."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import Any

import pytest
from dcbot_house import HEARS, House

from bots.playground.faults import Fault
from core.kit.places import Kind, Place
from core.kit.port import Ref
from tests.contract import App, Mishap, PlatformContract, Told

CALL = "POST /channels/*"


class DiscordHarness:
    """The edge, connected to its stand-in."""

    knows_nonces = True
    longest = 256 + 1 + 4096

    def __init__(self, house: House) -> None:
        self._house = house
        self._dc = house.dc
        self.app = App()
        self.people = (house.sari.id, house.budi.id)

    @property
    def platform(self) -> Any:
        return self._house.platform

    def room(self) -> Place:
        return Place("discord", self._house.umum.id)

    def friend(self) -> Place:
        return Place("discord", self._house.sari.id, kind=Kind.PRIVATE)

    def told(self, place: Place) -> Sequence[Told]:
        where = self._dc.world.dm(self._house.sari) if place.kind is Kind.PRIVATE else self._house.umum
        shown = self._dc.messages(where)
        return [_told(one) for one in shown if one["author"]["id"] == self._dc.world.bot.id and "visible_to" not in one]

    def deletes(self, ref: Ref) -> None:
        self._dc.erase(self._house.guild.members[self._house.guild.owner_id].person, ref.id)

    def shuts(self, place: Place) -> None:
        if place.kind is Kind.PRIVATE:
            self._dc.block_bot(self._house.sari)
        else:
            self._dc.remove_channel(self._house.umum)

    def moves(self) -> tuple[Place, Place] | None:
        return None

    def mishap(self, kind: Mishap) -> None:
        match kind:
            case "error":
                self._dc.faults.order(Fault("status", CALL, status=503))
            case "cut":
                self._dc.faults.order(Fault("cut", CALL))
            case "lost answer":
                self._dc.faults.order(Fault("drop", CALL))
            case "too fast":
                # of up to 30 seconds discord.py makes no fuss but waits by itself
                self._dc.faults.order(Fault("status", CALL, status=429, retry_after=45))

    async def press(self, ref: Ref, label: str) -> str | None:
        interaction = self._dc.press(self._house.sari, ref.id, label)
        await self._dc.wait(interaction)
        hidden = [one for one in self._dc.messages(self._house.umum) if one.get("visible_to") == self._house.sari.id]
        return _plain(hidden[-1]["content"]) if hidden else ""

    def says(self, place: Place, text: str) -> None:
        where = self._dc.world.dm(self._house.sari) if place.kind is Kind.PRIVATE else self._house.umum
        self._dc.write(self._house.sari, where, text)


def _told(message: dict[str, Any]) -> Told:
    parts: list[str] = []
    title = re.match(r"\*\*(?P<it>.*?[^\\])\*\*(?:\n|$)", message["content"])
    content = f"{title['it']}\n{message['content'][title.end() :]}" if title else message["content"]
    parts = [content] if content else []
    for embed in message["embeds"]:
        parts += [embed[part] for part in ("title", "description") if part in embed]
    keys = tuple(key["label"] for row in message["components"] for key in row["components"])
    notified = {user["id"] for user in message["mentions"]} | ({"everyone"} if message["mention_everyone"] else set())
    notified |= {f"role {role}" for role in message["mention_roles"]}
    return Told(message["id"], "\n".join(map(_plain, parts)), keys, frozenset(notified))


def _plain(text: str) -> str:
    """Marked up text as a person reads it: what a backslash stands before is shown as it is."""
    return re.sub(r"\\([^a-zA-Z0-9\s])", r"\1", text).replace("@\u200b", "@")


@pytest.fixture
async def harness(houses: Callable[..., Awaitable[House]]) -> AsyncIterator[DiscordHarness]:
    house = await houses()
    harness = DiscordHarness(house)
    house.engine = harness.app  # type: ignore[assignment]
    await house.start(HEARS)
    yield harness


class TestDiscord(PlatformContract):
    """Discord's edge."""
