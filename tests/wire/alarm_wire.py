"""An alarm clock by a clock that can be turned."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Any


class HouseAlarm:
    """Rings by the house's clock: whenever that is turned, and by real time in between."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._ring: Callable[[], Any] | None = None
        self._task: asyncio.Task[None] | None = None
        self.at: datetime | None = None
        self.turned = asyncio.Event()

    def start(self, ring: Callable[[], Any]) -> None:
        self._ring = ring
        self._task = asyncio.create_task(self._watch())

    def set(self, at: datetime | None) -> None:
        self.at = at
        self.turned.set()

    def stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    async def _watch(self) -> None:
        while True:
            self.turned.clear()
            left = (self.at - self._clock()).total_seconds() if self.at else None
            if left is not None and left <= 0 and self._ring is not None:
                self.at = None
                await self._ring()
                continue
            try:
                async with asyncio.timeout(left):
                    await self.turned.wait()
            except TimeoutError:
                pass
