"""What a mabar is: a game at a time with so many seats, and who may take one. No database, no bot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from core.kit import Person, Refused, t

FARTHEST = timedelta(days=366)
"""How far ahead a mabar may be planned."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's place in a session, and what they want the others to know."""

    person: Person
    note: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """One mabar. Seats are in the order in which they were taken; times are aware."""

    id: int
    game: str
    at: datetime
    slots: int
    host: Person | None
    note: str = ""
    over: bool = False
    seats: Sequence[Seat] = field(default_factory=tuple[Seat, ...])

    @classmethod
    def plan(cls, game: str, at: datetime, slots: int, *, host: Person, now: datetime, note: str = "") -> Session:
        """A new session with its host in the first seat; refuses a time that is past or too far ahead."""
        if at <= now:
            raise Refused(t("mabar-past", when=at), asks="when")
        if at - now > FARTHEST:
            raise Refused(t("mabar-too-far", when=at), asks="when")
        return cls(0, game, at, slots, host, note, seats=(Seat(host),))

    @property
    def free(self) -> int:
        """How many seats are left."""
        return max(0, self.slots - len(self.seats))

    @property
    def present(self) -> list[Person]:
        """Who is in it: the host and whoever has a seat."""
        return [*([self.host] if self.host else []), *(seat.person for seat in self.seats)]

    def seat_of(self, person: Person) -> Seat | None:
        """The seat this person has."""
        return next((seat for seat in self.seats if seat.person == person), None)

    def join(self, person: Person, *, welcome: bool = True) -> Session:
        """With one more in; refuses who is in already, a full session, and one that is over.

        Who is not `welcome`, since somebody in it blocked them, is told what anybody is told of a full one.
        """
        self._still_open()
        if self.seat_of(person):
            raise Refused(t("mabar-already-in", game=self.game, when=self.at))
        if not self.free or not welcome:
            raise Refused(t("mabar-full", game=self.game, slots=self.slots))
        return replace(self, seats=(*self.seats, Seat(person)))

    def leave(self, person: Person) -> Session:
        """With one less in; refuses who is not in, and a session that is over."""
        self._still_open()
        if not self.seat_of(person):
            raise Refused(t("mabar-not-in"))
        return replace(self, seats=tuple(seat for seat in self.seats if seat.person != person))

    def noted(self, person: Person, note: str) -> Session:
        """With this person's note changed; refuses who is not in, and a session that is over."""
        self._still_open()
        if not self.seat_of(person):
            raise Refused(t("mabar-join-first"))
        changed = tuple(replace(seat, note=note) if seat.person == person else seat for seat in self.seats)
        return replace(self, seats=changed)

    def _still_open(self) -> None:
        if self.over:
            raise Refused(t("mabar-over", game=self.game))


def remind_at(at: datetime, before: timedelta, now: datetime) -> datetime:
    """When to remind of a session: `before` its start, or at its start when it is planned later than that."""
    return at - before if at - before > now else at
