"""When somebody is told of what: lead times, quiet hours, how long a seat is kept. No database, no bot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta

from core.kit import Refused, t

MOST_LEADS = 4
LONGEST_LEAD = 7 * 24 * 60
"""In minutes."""

SOON = timedelta(minutes=30)
"""When the start is nearer than this, a freed seat is kept for a shorter time, and substitutes are asked, too."""

ON_TIME = timedelta(minutes=5)
"""What comes no later than this is not called late."""


def remind_at(at: datetime, before: timedelta, now: datetime) -> datetime:
    """When to remind of a session: `before` its start, or at its start when it is planned later than that."""
    return at - before if at - before > now else at


def read_leads(typed: str) -> tuple[int, ...]:
    """Lead times in minutes out of "60, 10", the longest first; refuses anything else, to be asked for again."""
    found = re.findall(r"\d{1,6}", typed)
    leads = sorted({int(one) for one in found}, reverse=True)
    if not leads or len(leads) > MOST_LEADS or not 1 <= leads[-1] <= leads[0] <= LONGEST_LEAD:
        raise Refused(t("mabar-leads-unclear", most=MOST_LEADS), asks="minutes")
    return tuple(leads)


def due(at: datetime, leads: Iterable[int], now: datetime) -> list[int]:
    """The lead times (in minutes) that have come."""
    return [lead for lead in leads if at - timedelta(minutes=lead) <= now]


def keep_until(at: datetime, now: datetime, offer: timedelta, soon: timedelta) -> datetime:
    """Until when a freed seat is kept: `offer`, or `soon` when it starts within half an hour or has begun.

    Never longer than to the start, unless that would be shorter than `soon`.
    """
    if at - now <= SOON:
        return now + soon
    return min(now + offer, at)


def hours(window: str) -> tuple[time, time] | None:
    """The ends of "22:00-07:00"; None for an empty window. Raises ValueError for anything else."""
    if not window:
        return None
    begins, _, ends = window.partition("-")
    return time.fromisoformat(begins), time.fromisoformat(ends)


def is_quiet(window: str, now: datetime) -> bool:
    """Whether the time of day of `now` lies in a window, which may go past midnight."""
    ends = hours(window)
    if ends is None:
        return False
    first, last = ends
    here = now.time().replace(tzinfo=None)
    return first <= here < last if first <= last else here >= first or here < last


def read_window(typed: str) -> str:
    """A window of quiet hours out of "22-7" or "22.30 - 06.00"; refuses anything else, to be asked for again."""
    found: Sequence[tuple[str, str]] = re.findall(r"(\d{1,2})(?:[.:](\d{2}))?", typed)
    try:
        first, last = (time(int(hour), int(minute or 0)) for hour, minute in found)
    except ValueError:
        raise Refused(t("mabar-quiet-unclear"), asks="hours") from None
    if first == last:
        raise Refused(t("mabar-quiet-unclear"), asks="hours")
    return f"{first:%H:%M}-{last:%H:%M}"
