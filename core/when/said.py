"""What a typed time says, before it is known which instants that can be: frozen values from grammar to resolve."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

Which: TypeAlias = Literal["any", "this", "coming", "next"]
"""Which one of the repeating days: unsaid, this, the coming one, the next one (which people disagree about)."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day in minutes; `twelve`: morning and evening are both possible; `zero`: written as 08, not 8."""

    minute: int
    twelve: bool
    zero: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day; `of_clock`: said right behind the hour ("jam 1 malam"), so it does not bind the day."""

    name: str
    of_clock: bool


@dataclass(frozen=True, slots=True)
class Near:
    """So many days from today."""

    days: int


@dataclass(frozen=True, slots=True)
class Ahead:
    """A span of whole days ahead; `weeks`: said in weeks, so a weekday beside it may be on either side."""

    days: int = 0
    months: int = 0
    weeks: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday, Monday is 1; `eve`: the evening before it; `eve_or_day`: "jam 8 malam jumat" can be either."""

    day: int
    which: Which = "any"
    eve: bool = False
    eve_or_day: bool = False


@dataclass(frozen=True, slots=True)
class Weekend:
    """The two days at the end of a week."""

    which: Which = "any"


@dataclass(frozen=True, slots=True)
class Week:
    """A whole week, counted from the present one; `or_sunday`: "minggu depan" may be a Sunday too."""

    offset: int
    or_sunday: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """A month without a day: counted from the present one, or by its number."""

    offset: int | None = None
    number: int | None = None
    years: int | None = None


@dataclass(frozen=True, slots=True)
class Calendar:
    """A day of a month; an unsaid month or year is the next that fits. `eve`: the evening before it."""

    day: int
    month: int | None = None
    year: int | None = None
    eve: bool = False


Day: TypeAlias = Near | Ahead | Weekday | Weekend | Week | Month | Calendar


@dataclass(slots=True)
class Said:
    """One reading of one part of the text ("... atau ..." has several), filled in by the grammar."""

    clock: Clock | None = None
    other_clock: Clock | None = None
    other_is_end: bool = False
    parts: list[Part] = field(default_factory=list[Part])
    moment: str | None = None
    days: list[Day] = field(default_factory=list[Day])
    zone: int | None = None
    span: timedelta | None = None
    span_ahead: bool = False
    stamp: datetime | None = None
    approximate: bool = False
    later: bool = False
    now: bool = False
    past: bool = False
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """All alternatives of a text; `span_of_time`: they are a beginning and an end, not a choice."""

    said: tuple[Said, ...]
    span_of_time: bool = False


class NotUnderstood(Exception):
    """The text is no time: the key of the reason, and the piece that is in the way."""

    def __init__(self, key: str, piece: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.piece = piece
