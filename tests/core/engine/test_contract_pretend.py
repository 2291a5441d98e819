"""The pretend platforms of the rig pass what the real ones must pass: so tests over them say something."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest

from core.kit.people import Account
from core.kit.places import Kind, Place
from core.kit.port import (
    Answer,
    Can,
    Done,
    Event,
    Form,
    Gone,
    Message,
    Press,
    Ref,
    Relocated,
    Reply,
    Said,
    Somebody,
    Spans,
    Trouble,
    Unanswerable,
    Wait,
)
from tests.contract import App, Mishap, PlatformContract, Told
from tests.rig import NOON, Pretend


def text(spans: Spans) -> str:
    return "".join(span.name if isinstance(span, Somebody) else span.text for span in spans)


class PretendHarness:
    """A pretend platform, driven by hand."""

    longest = 1_000_000

    def __init__(self, name: str, can: frozenset[Can]) -> None:
        self.platform = Pretend(name, can)
        self.app = App()
        self.knows_nonces = Can.HIDDEN in can
        self.people = ("7", "8")
        self._ids = itertools.count(1)
        self._next: list[Mishap] = []
        self.platform.before, self.platform.after = self._before, self._after
        self._shut: set[str] = set()
        self._moved: dict[str, Place] = {}

    def room(self) -> Place:
        return Place(self.platform.name, "-1")

    def friend(self) -> Place:
        return Place(self.platform.name, "7", kind=Kind.PRIVATE)

    def told(self, place: Place) -> Sequence[Told]:
        return [self._told(shown.id, shown.message) for shown in self.platform.shown.get(place.key, [])]

    @staticmethod
    def _told(id: str, message: Message) -> Told:
        lines = ([message.title] if message.title else []) + list(message.lines)
        keys = tuple(key.label for row in message.rows for key in row)
        return Told(id, "\n".join(map(text, lines)), keys, frozenset(message.pings))

    def deletes(self, ref: Ref) -> None:
        self.platform.delete(ref.place, ref.id)

    def shuts(self, place: Place) -> None:
        self._shut.add(place.id)
        if place.kind is Kind.PRIVATE:
            self.platform.unreachable.add(place.id)

    def moves(self) -> tuple[Place, Place] | None:
        old, new = Place(self.platform.name, "-2"), Place(self.platform.name, "-3")
        self._moved[old.id] = new
        return old, new

    def mishap(self, kind: Mishap) -> None:
        self._next.append(kind)

    async def _before(self, call: str, place: Place) -> None:
        if place.id in self._moved:
            raise Relocated(self._moved[place.id])
        if place.id in self._shut:
            raise Gone("person" if place.kind is Kind.PRIVATE else "place")
        if self._next and self._next[0] != "lost answer":
            raise Wait(45, place) if self._next.pop() == "too fast" else Trouble("x")

    async def _after(self, call: str, place: Place) -> None:
        if self._next:
            self._next.pop()
            raise Trouble("x")

    async def press(self, ref: Ref, label: str) -> str | None:
        (message,) = (one.message for one in self.platform.shown[ref.place.key] if one.id == ref.id)
        (key,) = (key for row in message.rows for key in row if key.label == label)
        shown: list[str] = []

        async def respond(answer: Answer) -> None:
            match answer:
                case Reply(reply):
                    shown.append(text(reply.lines[0]))
                case Form() if Can.FORMS not in self.platform.can:
                    shown.append("")
                    raise Unanswerable
                case Done() | Form():
                    shown.append("")
                case _:
                    raise Unanswerable

        await self.app(self._event(ref.place, Press(key.ticket, ref.id)), respond)
        return shown[0] if shown else None

    def says(self, place: Place, text: str) -> None:
        self.app.events.append(self._event(place, Said(text, to_bot=place.kind is Kind.PRIVATE)))

    def _event(self, place: Place, what: Press | Said) -> Event:
        return Event(str(next(self._ids)), place, what, NOON, Account(self.platform.name, "7", "Satu"))


@pytest.fixture(params=["telegram", "discord"])
def harness(request: pytest.FixtureRequest) -> PretendHarness:
    can = (
        frozenset({Can.FORMS, Can.HIDDEN, Can.SUGGEST, Can.WRITE_FIRST}) if request.param == "discord" else frozenset()
    )
    return PretendHarness(request.param, can)


class TestPretend(PlatformContract):
    """The pretend platforms."""
