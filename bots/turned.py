"""A clock that somebody turns by hand, and the alarm that rings by it: for the demo, where nobody waits for an hour."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from core.engine.alarm import Alarm, SchedulerAlarm


class TurnedAlarm:
    """The clock of this computer, so many seconds fast; is the engine's clock (called) and its alarm in one."""

    def __init__(self) -> None:
        self._alarm: Alarm = SchedulerAlarm()
        self._fast = timedelta()
        self._at: datetime | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    def __call__(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC) + self._fast

    def turn(self, seconds: float) -> None:
        """Be so many seconds fast from now on; what is due by then rings at once. May be called from any thread."""
        self._fast = timedelta(seconds=seconds)
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._set)

    def start(self, ring: Callable[[], Awaitable[None]]) -> None:
        """Begin to ring."""
        self._loop = asyncio.get_running_loop()
        self._alarm.start(ring)

    def set(self, at: datetime | None) -> None:
        """Set the next time, by this clock."""
        self._at = at
        self._set()

    def stop(self) -> None:
        """Ring no more."""
        self._loop = None
        self._alarm.stop()

    def _set(self) -> None:
        self._alarm.set(None if self._at is None else self._at - self._fast)
