"""Snowflakes and timestamps as Discord writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

EPOCH = 1_420_070_400.0
"""The first second of 2015 (Unix time), where Discord's snowflakes begin to count."""

Clock = Callable[[], float]
"""Tells the time in Unix seconds."""


class Snowflakes:
    """Makes ids that rise strictly, carry the time of their making and are never given twice."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def new(self) -> str:
        """A fresh id, in decimal digits."""
        value = int((self._clock() - EPOCH) * 1000) << 22
        self._last = value if value > self._last else self._last + 1
        return str(self._last)


def moment(snowflake: str) -> float:
    """The Unix time in seconds at which an id was made."""
    return (int(snowflake) >> 22) / 1000 + EPOCH


def iso(seconds: float) -> str:
    """A Unix time as Discord writes it: ISO 8601 in UTC with microseconds and offset."""
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="microseconds")


def unix(text: str) -> float | None:
    """The Unix time that an ISO 8601 text names (UTC if it names no zone), or None if it is not one."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
