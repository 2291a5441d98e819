"""A session as an entry of anybody's own calendar (iCalendar, RFC 5545). No database, no bot."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from core.mabar.model import Session

LENGTH = timedelta(hours=1)
"""How long a session is said to take at least: nobody plans its end, and an entry has to have one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What an entry says, and nothing of who is in it. Times are aware."""

    uid: str
    sequence: int
    changed: datetime
    session: Session
    until: datetime


def ends(at: datetime, open_after: timedelta) -> datetime:
    """When a session that begins at `at` is over, as far as a calendar is concerned."""
    return at + max(open_after, LENGTH)


def digest(session: Session, until: datetime) -> str:
    """Differs whenever an entry would say something else."""
    said = (
        *(session.at.astimezone(UTC).isoformat(), until.astimezone(UTC).isoformat()),
        *(session.game, session.note, session.region, session.cancelled),
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()


def written(entries: Iterable[Entry]) -> bytes:
    """A calendar file of these entries, with times in UTC.

    Whoever opens a newer one has the entry of the same uid replaced when its sequence is higher (RFC 5546, 2.1.5), and
    taken away when it is cancelled.
    """
    calendar: Any = Calendar()
    calendar.add("prodid", "-//Guyub//mabar//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for one in entries:
        calendar.add_component(_event(one))
    data: bytes = calendar.to_ical()
    return data


def _event(entry: Entry) -> Any:
    session = entry.session
    event: Any = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", entry.changed.astimezone(UTC))
    event.add("last-modified", entry.changed.astimezone(UTC))
    event.add("dtstart", session.at.astimezone(UTC))
    event.add("dtend", entry.until.astimezone(UTC))
    event.add("summary", session.game)
    event.add("status", "CANCELLED" if session.cancelled else "CONFIRMED")
    if session.note and not session.cancelled:
        event.add("description", session.note)
    if session.region:
        event.add("location", session.region)
    return event
