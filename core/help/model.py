"""The rules of help: when a number counts as checked, who is on call, and how often somebody is called."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")

AT_ONCE = 2
"""How many services are shown at once: more is too much to read for somebody who is frightened."""

WINDOW = timedelta(hours=1)
MOST_A_PERSON = 3
"""How often one person calls those on call within the window."""
MOST_TOGETHER = 30
"""How often all together do: a raid must not bury the one call that matters under a thousand."""

_DAY = 24 * 60
_ENTRY = re.compile(r"([a-z]+):([1-9]\d{0,19})(?: +(\d{1,2})[.:](\d\d) ?- ?(\d{1,2})[.:](\d\d))?")


class About(StrEnum):
    """Whom somebody asks help for."""

    SELF = "self"
    FRIEND = "friend"


class Standing(StrEnum):
    """How far a service's data can be trusted."""

    NEVER = "never"
    """Nobody of this community has checked it yet: shown, and said so."""
    FRESH = "fresh"
    DUE = "due"
    """Checked a while ago: still shown, and the admins are asked to check it again."""
    OLD = "old"
    """Checked too long ago: hidden until it is checked."""


def standing(checked: date | None, today: date, warn: int, hide: int) -> Standing:
    """How far data last checked then can be trusted; `warn` and `hide` are days.

    A day that has not come yet is no check that has been made.
    """
    if checked is None or checked > today:
        return Standing.NEVER
    age = (today - checked).days
    if age >= hide:
        return Standing.OLD
    return Standing.DUE if age >= warn else Standing.FRESH


def leaf(all_: Sequence[T], page: int) -> tuple[Sequence[T], int | None]:
    """The entries of a page, and the page after it: the first one again at the end, None where there is only one."""
    pages = -(-len(all_) // AT_ONCE)
    if pages <= 1:
        return all_, None
    at = page % pages
    return all_[at * AT_ONCE : (at + 1) * AT_ONCE], (at + 1) % pages


@dataclass(frozen=True, slots=True)
class OnCall:
    """An account that may be called, all day or from one minute of the day to another (over midnight, too)."""

    platform: str
    account: str
    begins: int = 0
    ends: int = _DAY

    @classmethod
    def parse(cls, written: str) -> OnCall:
        """Read `platform:id` or `platform:id 18.00-06.00`; raises ValueError."""
        found = _ENTRY.fullmatch(written.strip())
        if found is None:
            raise ValueError(f"{written!r} is not platform:id or platform:id 18.00-06.00")
        platform, account, *clock = found.groups()
        if clock[0] is None:
            return cls(platform, account)
        hour, minute, last_hour, last_minute = (int(one) for one in clock)
        begins, ends = hour * 60 + minute, last_hour * 60 + last_minute
        if minute > 59 or last_minute > 59 or begins >= _DAY or ends > _DAY or begins == ends:
            raise ValueError(f"{written!r} has hours that no day has")
        return cls(platform, account, begins, ends)

    def at(self, now: datetime) -> bool:
        """Whether they are on call at this time of the wall clock."""
        minute = now.hour * 60 + now.minute
        if self.begins < self.ends:
            return self.begins <= minute < self.ends
        return minute >= self.begins or minute < self.ends


@dataclass
class Calls:
    """Who called within the last hour. Lives in memory only: written down, it would tell who needed help and when."""

    _made: list[tuple[datetime, int]] = field(default_factory=list[tuple[datetime, int]])

    def take(self, person: int, now: datetime) -> bool:
        """Note a call; False (and nothing noted) where it is one too many."""
        self._made = [(at, who) for at, who in self._made if at > now - WINDOW]
        mine = sum(who == person for _, who in self._made)
        if mine >= MOST_A_PERSON or len(self._made) >= MOST_TOGETHER:
            return False
        self._made.append((now, person))
        return True
