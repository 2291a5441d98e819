"""What the machine did since it was started, counted: of no person, without a word of what was said."""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime

BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Answers are counted by how many seconds they took: up to each of these, and longer."""

LATE = 60.0
"""A timer that rings so many seconds after its time counts as late."""

RECENT = 20
"""So many incidents are remembered, the newest of them."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Something that went wrong: its number, when, in which part of which feature, and the kind of error."""

    number: str
    at: datetime
    where: str
    error: str


class Latency:
    """How long answers took."""

    __slots__ = ("seconds", "within")

    def __init__(self) -> None:
        self.within = [0] * (len(BOUNDS) + 1)
        """How many took up to each of BOUNDS (and no less than the one before), and how many longer."""
        self.seconds = 0.0
        """All of them together."""

    def add(self, seconds: float) -> None:
        """One more."""
        self.within[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds


class Counts:
    """One engine's counters; they only grow, and cost next to nothing to keep."""

    __slots__ = ("answers", "deliveries", "events", "incidents", "late", "recent", "timers")

    def __init__(self) -> None:
        self.events: dict[tuple[str, type], int] = {}
        """Events taken, by platform and kind of What; plain talk that nobody listens to is not among them."""
        self.answers: dict[str, Latency] = {}
        """By platform: from an event's coming to its answer's being there."""
        self.deliveries: dict[tuple[str, str], int] = {}
        """Rows of the outbox that are done with, by kind and by what came of them: done, gone, rejected or broken."""
        self.timers = 0
        """Timers that rang."""
        self.late = 0
        """Those of them that rang late."""
        self.incidents: dict[str, int] = {}
        """Errors within features, by feature."""
        self.recent: deque[Incident] = deque(maxlen=RECENT)

    def event(self, platform: str, kind: type) -> None:
        """An event was taken."""
        key = platform, kind
        self.events[key] = self.events.get(key, 0) + 1

    def answer(self, platform: str, seconds: float) -> None:
        """Somebody has their answer."""
        latency = self.answers.get(platform)
        if latency is None:
            latency = self.answers[platform] = Latency()
        latency.add(seconds)

    def delivery(self, kind: str, outcome: str) -> None:
        """A row of the outbox is done with."""
        key = kind, outcome
        self.deliveries[key] = self.deliveries.get(key, 0) + 1

    def rang(self, late: float) -> None:
        """A timer rang, so many seconds after its time."""
        self.timers += 1
        self.late += late > LATE

    def incident(self, number: str, where: str, error: BaseException) -> None:
        """Something went wrong within a feature; `where` ends with the name of an action, as in `say mabar.roster`."""
        feature = where.rpartition(" ")[2].partition(".")[0]
        self.incidents[feature] = self.incidents.get(feature, 0) + 1
        self.recent.append(Incident(number, datetime.now(UTC), where, type(error).__name__))
