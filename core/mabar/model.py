"""What a mabar is: a game at a time with so many seats, and who may take one. No database, no bot."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any

from core.kit import Person, Refused, t

FARTHEST = timedelta(days=366)
"""How far ahead a mabar may be planned."""

GUESTS = 3
"""How many guests one person may bring."""


class Standing(IntEnum):
    """How somebody is in a session."""

    SEAT = 1
    SUB = 2
    MAYBE = 3
    WAIT = 4
    ABSENT = 5
    """They had a seat and did not come: seen by the host and by them, by nobody else."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody's place in a session, and what they want the others to know."""

    person: Person
    note: str = ""
    standing: Standing = Standing.SEAT
    lane: str = ""
    rank: str = ""
    guests: int = 0
    """How many they bring along and vouch for; each takes a seat of its own."""
    coming: bool = False
    """Whether they said that they are on their way."""
    offered: datetime | None = None
    """Until when a freed seat is kept for them."""
    passed: bool = False
    """Whether they let such a seat go to the next."""


@dataclass(frozen=True, slots=True)
class Session:
    """One mabar. `people` are in the order in which they took their places, in line, too; times are aware."""

    id: int
    game: str
    at: datetime
    slots: int
    host: Person | None
    note: str = ""
    over: bool = False
    people: Sequence[Seat] = field(default_factory=tuple[Seat, ...])
    room: str = ""
    """The name of the room whose places show its card."""
    draft: bool = False
    """Whether it is only a preview yet."""
    begun: bool = False
    cancelled: bool = False
    reason: str = ""
    pool: bool = False
    """Whether people are being looked for to play now; `at` is then until when, and once begun, since when."""
    guests: bool = False
    """Whether guests may be brought along."""
    lowest: str = ""
    highest: str = ""
    strict: bool = False
    """Whether the window of ranks is a rule, or only advice."""
    region: str = ""
    code: str = ""
    voice: str = ""
    asking: bool = False
    """Whether players are being asked if they come."""
    unheard: bool = False
    """Whether the bot was down when players would have told it something: nobody is blamed then."""
    made: datetime | None = None
    """When it was planned."""
    called: datetime | None = None
    """When the room was last told that more players are needed."""
    cohosts: Sequence[Person] = field(default_factory=tuple[Person, ...])

    @classmethod
    def plan(
        cls, game: str, at: datetime, slots: int, *, host: Person, now: datetime, note: str = "", **more: Any
    ) -> Session:
        """A new session with its host in the first seat; refuses a time that is past or too far ahead."""
        check_time(at, now)
        return cls(0, game, at, slots, host, note, people=(Seat(host),), made=now, **more)

    # --- who is there ---

    def of(self, *standings: Standing) -> list[Seat]:
        """Those who are in it so, in order."""
        return [one for one in self.people if one.standing in standings]

    @property
    def seats(self) -> list[Seat]:
        """Who plays, in the order in which they took their seats."""
        return self.of(Standing.SEAT)

    @property
    def line(self) -> list[Seat]:
        """Who waits for a seat, first come first."""
        return self.of(Standing.WAIT)

    @property
    def taken(self) -> int:
        """How many seats are taken, guests included."""
        return sum(1 + one.guests for one in self.seats)

    @property
    def held(self) -> int:
        """How many seats are kept for whom they were offered to."""
        return sum(one.offered is not None for one in self.people)

    @property
    def free(self) -> int:
        """How many seats anybody may take."""
        return max(0, self.slots - self.taken - self.held)

    @property
    def present(self) -> list[Person]:
        """Whom one is brought together with: the hosts, and who plays or may come to."""
        near = self.of(Standing.SEAT, Standing.SUB, Standing.MAYBE)
        return [*self.hosts, *(one.person for one in near)]

    @property
    def hosts(self) -> list[Person]:
        """Who leads it: the host, and who helps."""
        return [*([self.host] if self.host else []), *self.cohosts]

    def place_of(self, person: Person) -> Seat | None:
        """How this person is in it."""
        return next((one for one in self.people if one.person == person), None)

    def seat_of(self, person: Person) -> Seat | None:
        """The seat this person has."""
        found = self.place_of(person)
        return found if found and found.standing is Standing.SEAT else None

    def position(self, person: Person) -> int:
        """At which place in the line somebody waits, from 1; 0 for who does not."""
        return next((number for number, one in enumerate(self.line, 1) if one.person == person), 0)

    def in_lane(self, lane: str) -> int:
        """How many play in a lane."""
        return sum(one.lane == lane for one in self.seats)

    # --- coming and going ---

    def join(
        self, person: Person, *, lane: str = "", most: int | None = None, rank: str = "", welcome: bool = True
    ) -> Session:
        """With one more in; refuses who is in already, a full session or lane (`most` of it), and one that is over.

        Who is not `welcome`, since somebody in it blocked them, is told what anybody is told of a full one.
        """
        self._still_open()
        here = self.place_of(person)
        if here and here.standing is Standing.SEAT:
            raise Refused(t("mabar-already-in", game=self.game, when=self.at))
        if not (self.free or (here and here.offered)) or not welcome:
            raise Refused(t("mabar-full", game=self.game, slots=self.slots))
        if most is not None and self.in_lane(lane) >= most:
            raise Refused(t("mabar-lane-full", lane=lane))
        seat = Seat(person, here.note if here else "", lane=lane, rank=rank or (here.rank if here else ""))
        return self._placed(seat)

    def queue(self, person: Person, *, rank: str = "", welcome: bool = True) -> Session:
        """With one more waiting for a seat; who is `welcome` is refused while there is one."""
        self._still_open()
        here = self.place_of(person)
        if here and here.standing is Standing.SEAT:
            raise Refused(t("mabar-already-in", game=self.game, when=self.at))
        if here and here.standing is Standing.WAIT:
            raise Refused(t("mabar-waiting-already", position=self.position(person)))
        if self.free and welcome:
            raise Refused(t("mabar-not-full", free=self.free))
        return self._placed(Seat(person, here.note if here else "", Standing.WAIT, rank=rank))

    def beside(self, person: Person, standing: Standing, *, welcome: bool = True) -> Session:
        """With this person as a substitute, or as a maybe; a seat they had is free again."""
        self._still_open()
        here = self.place_of(person)
        if here and here.standing is standing:
            raise Refused(t("mabar-already-sub") if standing is Standing.SUB else t("mabar-already-maybe"))
        if not welcome:
            raise Refused(t("mabar-full", game=self.game, slots=self.slots))
        return self._placed(Seat(person, here.note if here else "", standing, rank=here.rank if here else ""))

    def leave(self, person: Person) -> Session:
        """With one less in; refuses who is not in, and a session that is over."""
        self._still_open()
        here = self.place_of(person)
        if here is None or here.standing is Standing.ABSENT:
            raise Refused(t("mabar-not-in"))
        return self._without(person)

    def noted(self, person: Person, note: str) -> Session:
        """With this person's note changed; refuses who is not in, and a session that is over."""
        self._still_open()
        here = self.place_of(person)
        if here is None or here.standing in (Standing.WAIT, Standing.ABSENT):
            raise Refused(t("mabar-join-first"))
        return self._changed(person, note=note)

    def with_guests(self, person: Person, count: int) -> Session:
        """With so many guests, for whom this person vouches; refuses where guests may not come, or no seat is."""
        self._still_open()
        seat = self.seat_of(person)
        if seat is None:
            raise Refused(t("mabar-join-first"))
        if count > seat.guests:
            if not self.guests:
                raise Refused(t("mabar-no-guests"))
            if count > GUESTS:
                raise Refused(t("mabar-guests-most", most=GUESTS))
            if count - seat.guests > self.free:
                raise Refused(t("mabar-no-guest-seat"))
        if count == seat.guests or count < 0:
            raise Refused(t("mabar-no-guest-of-yours"))
        return self._changed(person, guests=count)

    def in_other_lane(self, person: Person, lane: str, most: int) -> Session:
        """With this person in a lane, of which there are `most`; refuses one that is taken."""
        self._still_open()
        seat = self.seat_of(person)
        if seat is None:
            raise Refused(t("mabar-join-first"))
        if seat.lane == lane:
            raise Refused(t("mabar-lane-yours", lane=lane))
        if self.in_lane(lane) >= most:
            raise Refused(t("mabar-lane-full", lane=lane))
        return self._changed(person, lane=lane)

    def ranked(self, person: Person, rank: str) -> Session:
        """With this person's rank shown, if they are in it."""
        return self._changed(person, rank=rank) if self.place_of(person) else self

    def on_the_way(self, person: Person) -> Session:
        """With this person on their way; refuses who has no seat."""
        self._still_open()
        if self.seat_of(person) is None:
            raise Refused(t("mabar-join-first"))
        return self._changed(person, coming=True)

    # --- a freed seat ---

    def offering(self, until: datetime, unwelcome: Collection[int] = (), *, subs: bool = False) -> Session:
        """With every free seat offered to who waits, in order, and (`subs`) then to substitutes, once each.

        Who must not be brought in (`unwelcome`) is passed over.
        """
        after = self
        for one in [*self.line, *(self.of(Standing.SUB) if subs else [])]:
            if not after.free:
                break
            if one.offered is None and not one.passed and one.person.id not in unwelcome:
                after = after._changed(one.person, offered=until)
        return after

    def offers(self) -> list[Seat]:
        """Whom a seat is kept for."""
        return [one for one in self.people if one.offered is not None]

    def declined(self, person: Person) -> Session:
        """With the seat that was kept for this person going to the next: who waited is no longer in line."""
        self._still_open()
        here = self.place_of(person)
        if here is None or here.offered is None:
            raise Refused(t("mabar-no-offer"))
        if here.standing is Standing.WAIT:
            return self._without(person)
        return self._changed(person, offered=None, passed=True)

    def kept_until(self, person: Person, until: datetime) -> Session:
        """With the seat kept longer for this person."""
        return self._changed(person, offered=until)

    # --- what the host does ---

    def absent(self, person: Person, now: datetime) -> Session:
        """With this person's seat free, as they did not come; refuses that before the start, or of who has no seat.

        Nothing is held against anybody for whom the bot was down.
        """
        self._still_open()
        if now < self.at and not self.begun:
            raise Refused(t("mabar-absent-early", when=self.at))
        seat = self.seat_of(person)
        if seat is None:
            raise Refused(t("mabar-absent-no-seat"))
        if self.unheard:
            return self._without(person)
        return self._placed(Seat(person, standing=Standing.ABSENT))

    def came_after_all(self, person: Person) -> Session:
        """With nothing held against this person any more."""
        here = self.place_of(person)
        if here is None or here.standing is not Standing.ABSENT:
            raise Refused(t("mabar-absent-no-seat"))
        if self.free and not self.over:
            return self._placed(Seat(person))
        return self._without(person)

    def resized(self, slots: int) -> Session:
        """With so many seats; refuses fewer than are taken or kept for somebody."""
        self._still_open()
        if slots < self.taken + self.held:
            raise Refused(t("mabar-too-few", taken=self.taken + self.held), asks="slots")
        return replace(self, slots=slots)

    def moved(self, at: datetime, now: datetime) -> Session:
        """At another time; refuses one that is past or too far ahead, and once it has begun."""
        self._still_open()
        if self.begun:
            raise Refused(t("mabar-begun-already"))
        check_time(at, now)
        return replace(self, at=at)

    def started(self, now: datetime) -> Session:
        """Begun now, with whoever is there."""
        return replace(self, begun=True, at=now)

    def check_open(self) -> None:
        """Refuse what is over, or not posted yet."""
        self._still_open()

    # --- pieces ---

    def _still_open(self) -> None:
        if self.over:
            raise Refused(t("mabar-cancelled", game=self.game) if self.cancelled else t("mabar-over", game=self.game))

    def _without(self, person: Person) -> Session:
        return replace(self, people=tuple(one for one in self.people if one.person != person))

    def _placed(self, seat: Seat) -> Session:
        return replace(self, people=(*self._without(seat.person).people, seat))

    def _changed(self, person: Person, **changes: Any) -> Session:
        changed = tuple(replace(one, **changes) if one.person == person else one for one in self.people)
        return replace(self, people=changed)


def check_time(at: datetime, now: datetime) -> None:
    """Refuse a time that is past or too far ahead, to be asked for again."""
    if at <= now:
        raise Refused(t("mabar-past", when=at), asks="when")
    if at - now > FARTHEST:
        raise Refused(t("mabar-too-far", when=at), asks="when")
