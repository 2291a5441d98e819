"""Load: people who do something again as soon as they are answered, or so many times a second whatever happens."""

from __future__ import annotations

import asyncio
import itertools
import math
import statistics
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from bench.child import Child, Failed

Act: TypeAlias = Callable[[], Awaitable[object]]
"""Something that one person does once, until they are answered."""
STALL_SECONDS = 30.0


@dataclass
class Run:
    """What a stretch of load came to."""

    events: int
    wall: float
    cpu: float
    latencies: list[float] = field(default_factory=list[float])

    @property
    def cost(self) -> float:
        """Processor seconds for one event."""
        return self.cpu / self.events

    @property
    def rate(self) -> float:
        """Events a second."""
        return self.events / self.wall


async def saturate(child: Child, acts: Sequence[Act], events: int) -> Run:
    """All of them at once, each again and again, `events` times in all; what is left to do afterwards counts, too."""
    loop = asyncio.get_running_loop()
    numbers = itertools.count()
    latencies: list[float] = []

    async def person(act: Act) -> None:
        while next(numbers) < events:
            began = loop.time()
            await act()
            latencies.append(loop.time() - began)

    before, began = child.cpu(), loop.time()
    await _all_done([asyncio.create_task(person(act)) for act in acts], child, latencies)
    wall = loop.time() - began
    await child.calm()
    return Run(events, wall, child.cpu() - before, latencies)


async def pace(child: Child, acts: Sequence[Act], rate: float, seconds: float) -> Run:
    """One of them after the other, `rate` a second, evenly; then wait until all are answered."""
    loop = asyncio.get_running_loop()
    latencies: list[float] = []

    async def one(act: Act) -> None:
        began = loop.time()
        await act()
        latencies.append(loop.time() - began)

    before, began = child.cpu(), loop.time()
    tasks: list[asyncio.Task[None]] = []
    for number in range(int(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - loop.time()))
        tasks.append(asyncio.create_task(one(acts[number % len(acts)])))
    await _all_done(tasks, child, latencies)
    return Run(len(tasks), loop.time() - began, child.cpu() - before, latencies)


async def _all_done(tasks: Sequence[asyncio.Task[None]], child: Child, latencies: list[float]) -> None:
    """Wait for all; raises Failed when the bot ends or nothing happens any more."""
    try:
        pending, seen = set(tasks), -1
        while pending:
            done, pending = await asyncio.wait(pending, timeout=STALL_SECONDS)
            for task in done:
                task.result()
            if pending and (len(latencies) == seen or not child.alive):
                raise Failed(f"{len(pending)} unanswered after {len(latencies)} answers\n{child.tail()}")
            seen = len(latencies)
    finally:
        for task in tasks:
            task.cancel()


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def percentile(values: Sequence[float], share: float) -> float:
    """What this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, math.ceil(share * len(ordered)) - 1)]
