"""The alarm clock: wakes the engine at the next due time. APScheduler in earnest, a hand-turned one in tests."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # pyright: ignore[reportMissingTypeStubs]
from apscheduler.triggers.cron import CronTrigger  # pyright: ignore[reportMissingTypeStubs]
from apscheduler.triggers.date import DateTrigger  # pyright: ignore[reportMissingTypeStubs]

_Cron: Any = CronTrigger


class Alarm(Protocol):
    """Rings once at the time set last."""

    def start(self, ring: Callable[[], Awaitable[None]]) -> None:
        """Call `ring` whenever a set time is reached."""
        ...

    def set(self, at: datetime | None) -> None:
        """Ring at this time (aware) in place of any set before; a past time rings at once; None not at all."""
        ...

    def stop(self) -> None:
        """Ring no more."""
        ...


class SchedulerAlarm:
    """An alarm on APScheduler's clock; it holds one job in memory, the times themselves are rows."""

    def __init__(self) -> None:
        self._scheduler: Any = AsyncIOScheduler(timezone=ZoneInfo("UTC"))
        self._ring: Callable[[], Awaitable[None]] | None = None

    def start(self, ring: Callable[[], Awaitable[None]]) -> None:
        """Begin to ring."""
        self._ring = ring
        self._scheduler.start()

    def set(self, at: datetime | None) -> None:
        """Set the next time."""
        if at is None:
            if self._scheduler.get_job("next"):
                self._scheduler.remove_job("next")
            return
        self._scheduler.add_job(
            self._ring, DateTrigger(at), id="next", replace_existing=True, misfire_grace_time=None, max_instances=100
        )

    def stop(self) -> None:
        """Stop the scheduler."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)


def next_time(cron: str, zone: ZoneInfo, after: datetime) -> datetime:
    """When a cron line (five fields, weekdays by name) is next due in `zone`, strictly after `after`.

    Raises ValueError for a line that is wrong or never due.
    """
    following: datetime | None = _Cron.from_crontab(cron, timezone=zone).get_next_fire_time(after, after)
    if following is None:
        raise ValueError(f"the cron line {cron!r} is never due")
    return following
