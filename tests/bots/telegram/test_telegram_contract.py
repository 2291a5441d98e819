"""Telegram's edge, with the real client over loopback against the stand-in, passes what every platform must pass."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any, get_args

import pytest
from telegram_house import Build, House

from bots.playground.faults import Fault
from core.kit.places import Kind, Place
from core.kit.port import Command, Filled, Menu, Press, Ref, Typing, What
from tests.contract import App, Mishap, PlatformContract, Told

ALL = Menu(("id",), (), frozenset(kind for kind in get_args(What) if kind not in (Command, Filled, Press, Typing)))
FAULTS = {
    "error": Fault("status", "sendMessage", status=502),
    "cut": Fault("cut", "sendMessage"),
    "lost answer": Fault("drop", "sendMessage"),
    "too fast": Fault("status", "sendMessage", status=429, retry_after=45),
}


class TelegramHarness:
    """The edge, connected to its stand-in."""

    knows_nonces = False
    longest = 4096

    def __init__(self, house: House) -> None:
        self._tg = house.tg
        self.platform = house.platform()
        self.app = App()
        self._sari, self._budi = self._tg.add_person("Sari"), self._tg.add_person("Budi")
        self._tg.start_bot(self._sari)
        self._group = self._tg.add_group("Guyub", owner=self._sari, bot="administrator")
        self._tg.join(self._budi, self._group)
        self.people = (str(self._sari), str(self._budi))

    def room(self) -> Place:
        return Place("telegram", str(self._group))

    def friend(self) -> Place:
        return Place("telegram", str(self._sari), kind=Kind.PRIVATE)

    def told(self, place: Place) -> Sequence[Told]:
        bot = self._tg.world.bot.id
        return [_told(one) for one in self._tg.messages(int(place.id)) if one["from"]["id"] == bot]

    def deletes(self, ref: Ref) -> None:
        self._tg.delete(self._sari, int(ref.place.id), int(ref.id))

    def shuts(self, place: Place) -> None:
        if place.kind is Kind.PRIVATE:
            self._tg.block_bot(self._sari)
        else:
            self._tg.kick_bot(self._group)

    def moves(self) -> tuple[Place, Place] | None:
        small = self._tg.add_group("Kecil", owner=self._sari, supergroup=False)
        new = self._tg.upgrade_to_supergroup(small)
        return Place("telegram", str(small)), Place("telegram", str(new))

    def mishap(self, kind: Mishap) -> None:
        fault = FAULTS[kind]
        self._tg.faults.order(Fault(**vars(fault)))

    async def press(self, ref: Ref, label: str) -> str | None:
        answer = await self._tg.press(self._sari, int(ref.place.id), label, message=int(ref.id))
        return answer["text"] if answer["answered"] else None

    def says(self, place: Place, text: str) -> None:
        self._tg.write(self._sari, None if place.kind is Kind.PRIVATE else int(place.id), text)


def _told(message: dict[str, Any]) -> Told:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    entities = message.get("entities", [])
    named = {str(one["user"]["id"]) for one in entities if one["type"] == "text_mention"}
    called = {one["type"] for one in entities} & {"mention", "url", "text_link", "bot_command", "hashtag"}
    by_markup = {f"by markup: {kind}" for kind in called if kind in ("text_link", "mention")}
    keys = tuple(key["text"] for row in rows for key in row)
    return Told(str(message["message_id"]), message["text"].replace("@\u2060", "@"), keys, frozenset(named | by_markup))


@pytest.fixture
async def harness(build: Build) -> AsyncIterator[TelegramHarness]:
    house = await build()
    harness = TelegramHarness(house)
    house.start(harness.app, ALL, harness.platform)  # type: ignore[arg-type]
    yield harness


class TestTelegram(PlatformContract):
    """Telegram's edge."""
