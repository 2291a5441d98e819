"""What reading a typed time gives: the time, a question with candidates, or a reason why not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from core.kit.text import Text


@dataclass(frozen=True, slots=True)
class Exact:
    """One instant, aware, in the zone that was asked for; `approximate` if the person said "about"."""

    time: datetime
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Clarify:
    """A question. Candidates are distinct and sorted: all aware datetimes, or all dates if the hour is still missing.

    There are none where the day cannot be listed ("desember jam 8 malam").
    """

    question: Text
    candidates: tuple[datetime | date, ...]


@dataclass(frozen=True, slots=True)
class Reject:
    """A reason, kindly worded, why the text is not a time that can be kept."""

    reason: Text


Outcome: TypeAlias = Exact | Clarify | Reject
