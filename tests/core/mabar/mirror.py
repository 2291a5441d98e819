"""What sessions must be, by the rules alone: a second, plain telling of them to compare the real ones with."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

MINUTE = timedelta(minutes=1)
LANES = ("gold", "exp", "mid", "roam", "jungle")
LEADS = (30, 5)
ORDER = ("call", "lead", "check", "begin", "lapse", "close")
"""What comes first of what is due at the same time."""


@dataclass
class Mirror:
    """One session; people are numbers."""

    game: str
    at: datetime
    slots: int
    host: int
    made: datetime
    pool: bool = False
    seats: dict[int, tuple[str, int]] = field(default_factory=dict[int, tuple[str, int]])
    """Who plays, in order: their lane, and how many guests they bring."""
    line: list[int] = field(default_factory=list[int])
    offers: dict[int, datetime] = field(default_factory=dict[int, datetime])
    subs: list[int] = field(default_factory=list[int])
    maybes: list[int] = field(default_factory=list[int])
    passed: set[int] = field(default_factory=set[int])
    guests: bool = False
    begun: bool = False
    over: bool = False
    cancelled: bool = False
    done: set[tuple[str, datetime]] = field(default_factory=set[tuple[str, datetime]])
    reminded: Counter[int] = field(default_factory=Counter[int])
    called: int = 0
    """How often the room was to be reminded."""

    @property
    def free(self) -> int:
        return self.slots - sum(1 + guests for _, guests in self.seats.values()) - len(self.offers)

    # --- what people do ---

    def join(self, who: int, lane: str = "") -> None:
        if self.over or who in self.seats or (self.free <= 0 and who not in self.offers):
            return
        if lane and not self.lane_free(lane):
            return
        self._out(who)
        self.seats[who] = (lane, 0)

    def lane(self, who: int, lane: str) -> None:
        if who not in self.seats:
            self.join(who, lane)
        elif not self.over and self.seats[who][0] != lane and self.lane_free(lane):
            self.seats[who] = (lane, self.seats[who][1])

    def lane_free(self, lane: str) -> bool:
        most = -(-self.slots // 5) if self.game == "Mobile Legends" and lane in LANES else 0
        return sum(one == lane for one, _ in self.seats.values()) < most

    def queue(self, who: int) -> None:
        if not self.over and who not in self.seats and who not in self.line and self.free <= 0:
            self._out(who)
            self.line.append(who)

    def leave(self, who: int) -> None:
        if not self.over:
            self._out(who)

    def beside(self, who: int, where: str) -> None:
        those = self.subs if where == "sub" else self.maybes
        if not self.over and who not in those:
            self._out(who)
            those.append(who)

    def guest(self, who: int, more: bool) -> None:
        if self.over or who not in self.seats:
            return
        lane, count = self.seats[who]
        if more and self.guests and count < 3 and self.free > 0:
            self.seats[who] = (lane, count + 1)
        elif not more and count:
            self.seats[who] = (lane, count - 1)

    def take(self, who: int) -> None:
        if who in self.offers:
            self.join(who)

    def decline(self, who: int) -> None:
        if self.over or who not in self.offers:
            return
        del self.offers[who]
        if who in self.line:
            self.line.remove(who)
        else:
            self.passed.add(who)

    def resize(self, slots: int) -> None:
        if not self.over and slots >= self.slots - self.free:
            self.slots = slots

    def settle(self, now: datetime) -> None:
        """Whatever follows from a change: offers; a search that is full begins, one that is empty ends."""
        if self.over:
            return
        soon = self.pool or self.at - now <= 30 * MINUTE
        while self.free > 0:
            waiting = [one for one in self.line if one not in self.offers]
            if soon:
                waiting += [one for one in self.subs if one not in self.offers and one not in self.passed]
            if not waiting:
                break
            self.offers[waiting[0]] = now + 3 * MINUTE if soon else min(now + 15 * MINUTE, self.at)
        if self.pool and not self.begun:
            if sum(1 + guests for _, guests in self.seats.values()) >= self.slots:
                self.begun, self.at = True, now
            elif not self.seats:
                self.over = True

    def _out(self, who: int) -> None:
        self.seats.pop(who, None)
        self.offers.pop(who, None)
        self.passed.discard(who)
        for those in (self.line, self.subs, self.maybes):
            if who in those:
                those.remove(who)

    # --- what time does ---

    def passes(self, start: datetime, end: datetime) -> None:
        """Everything that happens by itself after `start`, up to and with `end`, in its order."""
        now = start
        while (coming := self._next(end)) is not None:
            now, what = coming
            self.done.add((what, now))
            self._happens(what, now)
            self.settle(now)

    def _next(self, end: datetime) -> tuple[datetime, str] | None:
        if self.over:
            return None
        found = [(until, f"lapse {who}") for who, until in self.offers.items()]
        if not self.pool:
            found += [(self.at - 30 * MINUTE if self.at - 30 * MINUTE > self.made else self.at, "call")]
            found += [
                (self.at - lead * MINUTE, f"lead {lead}") for lead in LEADS if self.at - lead * MINUTE > self.made
            ]
            found += [(self.at - 10 * MINUTE, "check"), (self.at, "begin")]
        closes = self.at if self.pool and not self.begun else self.at + 60 * MINUTE
        found += [(closes, "close")]
        left = [one for one in found if one[0] <= end and (one[1], one[0]) not in self.done]
        return min(left, key=lambda one: (one[0], ORDER.index(one[1].split()[0])), default=None)

    def _happens(self, what: str, now: datetime) -> None:
        match what.split(maxsplit=1)[0]:
            case "lapse":
                self.decline(int(what.split()[1]))
            case "lead":
                self.reminded.update(list(self.seats))
            case "call":
                self.called += bool(self.seats)
            case "begin":
                self.begun = True
            case "close":
                self.over = True
                self.offers.clear()
            case _:
                pass
