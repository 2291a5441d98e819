"""The pacer: in what order and how fast one platform is spoken to, so that it never has to say "too fast".

A limit is exact: at most `burst` deliveries in any window of `burst / rate` seconds, counted as the server sees them.
We know when a delivery started and when it was answered; the server counted it somewhere between. So a delivery holds
its slot from its start until a window after it was *answered*, less the part of the round trip that is common to all
(without that, a server 100 ms away would cost a tenth of the pace). That part is taken to be the shortest round trip of
late, less by as much as the usual one is longer: all of it on a steady line, nothing where round trips differ wildly.
`guard` widens the windows a little on top, for two clocks that do not run alike.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import Any, TypeAlias, TypeVar

from core.kit.places import Kind, Place
from core.kit.port import Limits, Pace, Urgency, Wait

T = TypeVar("T")
Job: TypeAlias = Callable[[], Awaitable[T]]

CALM = Urgency.ANNOUNCEMENT
"""From this urgency on deliveries are spread evenly over the overall window rather than sent in bursts, so that an
answer that comes along finds the next slot a moment, not a whole window, away."""

_SPARE = 4  # one in this many slots of a place is kept for answers: cards and announcements leave it free
_CATCH_UP = 3  # how many calm deliveries may follow at once after the loop came late to their turn
_SAMPLES = 32  # round trips to be seen before they are trusted
_LEAST_WAIT = 0.05  # seconds; a platform that says "wait 0" is not asked again in a tight loop
_TICK = 0.0005  # seconds; sleeping less than this is not worth it


class _Window:
    """At most `most` in any `length` seconds; `flying` are those whose time is not known yet."""

    __slots__ = ("flying", "length", "most", "stamps")

    def __init__(self, pace: Pace, guard: float) -> None:
        self.most = pace.burst
        self.length = pace.burst / pace.rate * (1 + guard)
        self.flying = 0
        self.stamps: deque[float] = deque()

    def free_at(self, now: float, spare: int = 0) -> float:
        """When the next may go and leave `spare` slots: `now` or later; infinity when only a return will tell."""
        stamps = self.stamps
        while stamps and stamps[0] + self.length <= now:
            stamps.popleft()
        over = self.flying + len(stamps) + spare - self.most
        if over < 0:
            return now
        return stamps[over] + self.length if over < len(stamps) else float("inf")

    def start(self) -> None:
        """One goes."""
        self.flying += 1

    def end(self, at: float) -> None:
        """One came back, and counts as having been there at `at`."""
        self.flying -= 1
        if self.length:
            stamps = self.stamps
            stamps.append(max(at, stamps[-1]) if stamps else at)


@dataclass(slots=True, eq=False)
class _Item:
    """A delivery that waits: its job and who wants to know."""

    job: Job[Any]
    future: asyncio.Future[Any]
    task: asyncio.Task[None] | None = None


_Turn: TypeAlias = "tuple[int, int]"  # urgency, number: what goes first


class _Lane:
    """One place: its windows and what waits for it. One delivery at a time."""

    __slots__ = ("asleep", "busy", "key", "kind", "listed", "queue", "until", "windows")

    def __init__(self, place: Place, paces: tuple[Pace, ...], guard: float) -> None:
        self.key = place.id
        self.kind = place.kind
        self.windows = tuple([_Window(pace, guard) for pace in paces])
        self.queue: list[tuple[_Turn, _Item]] = []
        self.busy = False
        self.asleep = False
        self.listed = False
        self.until = 0.0

    def free_at(self, now: float, urgency: int) -> float:
        """When a delivery of this urgency may go here, unless one is under way."""
        free = self.until
        for window in self.windows:
            free = max(free, window.free_at(now, window.most // _SPARE if urgency > Urgency.ANSWER else 0))
        return free

    def is_forgettable(self, now: float) -> bool:
        """Whether a new lane would do just as well."""
        over = all(not window.stamps or window.stamps[-1] + window.length <= now for window in self.windows)
        return over and self.until <= now and not self.busy and not self.queue


def _longer(limits: Limits) -> tuple[Pace, ...]:
    return (limits.group_longer,) if limits.group_longer else ()


class Pacer:
    """Paces the deliveries to one platform. Keep it when an engine is replaced: the platform remembers, too.

    Deliveries to the same place (threads of a chat share its limits, so they are one place here) go one at a time by
    urgency, then in the order they came; across places the most urgent goes first, then the oldest. A job that raises
    Wait is held back, with all of its place or (no place named) everything, and tried again in its turn: its caller
    waits, and never sees it. Everything else a job raises is its caller's. Times are seconds on `clock`; `sleep` sleeps
    on the same clock. Raises ValueError for a pace that lets nothing through.
    """

    def __init__(
        self,
        limits: Limits,
        *,
        guard: float = 0.01,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        for pace in (limits.overall, limits.private, limits.group, *_longer(limits)):
            if pace.burst < 1 or not pace.rate > 0:
                raise ValueError(f"nothing can be delivered at {pace}")
        if limits.together < 1:
            raise ValueError("at least one delivery must run at once")
        self._limits = limits
        self._guard = guard
        self._clock = clock
        self._sleep = sleep
        self._overall = _Window(limits.overall, guard)
        self._step = 1 / limits.overall.rate
        self._calm_at = 0.0
        self._until = 0.0
        self._lanes: dict[str, _Lane] = {}
        self._ready: list[tuple[_Turn, _Lane]] = []
        self._asleep: list[tuple[float, int, _Lane]] = []
        self._idle_lanes: dict[Kind, deque[_Lane]] = {kind: deque() for kind in Kind}
        self._numbers = itertools.count()
        self._flying = 0
        self._alarm: asyncio.Task[None] | None = None
        self._alarm_at = float("inf")
        self._tasks: set[asyncio.Task[None]] = set()
        self._idlers: list[asyncio.Future[None]] = []
        self._closed = False
        self._shortest = self._shortest_before = float("inf")
        self._usual = 0.0
        self._samples = 0
        self.depth = 0
        """How many deliveries wait for their turn."""
        self.sent = 0
        """How many jobs ran to their end, whatever it was; those told to wait are not among them."""
        self.waited = 0
        """How often the platform said wait."""

    @property
    def places(self) -> int:
        """How many places are remembered: those with something waiting, or heard from within their window."""
        return len(self._lanes)

    @property
    def flying(self) -> int:
        """How many deliveries are under way."""
        return self._flying

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits and nothing is under way."""
        return not self.depth and not self._flying

    async def run(self, place: Place, urgency: int, job: Job[T]) -> T:
        """Run `job` when its turn has come, and return what it returns; at once, in place, when nothing is in its way.

        Being cancelled takes the delivery out of the queue, or cancels the job that is under way.
        """
        lane = self._lane(place)
        turn = (urgency, next(self._numbers))
        now = self._clock()
        if not self._may_go(lane, urgency, now):
            item = self._enqueue(lane, turn, _item(job))
        else:
            self._start(lane, urgency, now)
            try:
                result = await job()
            except Wait as wait:
                item = _item(job)
                self._put_back(lane, turn, item, wait)
                self._end(lane, now)
            except BaseException:
                self.sent += 1
                self._end(lane, now)
                raise
            else:
                self.sent += 1
                self._end(lane, now)
                return result
        try:
            return await item.future
        except asyncio.CancelledError:
            if item.task is not None:
                item.task.cancel()
            raise

    def submit(self, place: Place, urgency: int, job: Job[T]) -> asyncio.Future[T]:
        """The same without waiting. Cancelling the future takes the delivery out of the queue, if it has not begun."""
        return self._enqueue(self._lane(place), (urgency, next(self._numbers)), _item(job)).future

    async def idle(self) -> None:
        """Wait until nothing waits and nothing is under way."""
        while not self.is_idle:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._idlers.append(waiter)
            await waiter

    async def drain(self, timeout: float) -> bool:
        """Give what waits and is under way `timeout` seconds (of the event loop); whether all of it is done."""
        try:
            await asyncio.wait_for(self.idle(), timeout)
        except TimeoutError:
            return False
        return True

    async def close(self) -> None:
        """Let go: cancels whatever waits or is under way by `submit`, and refuses anything new with RuntimeError."""
        self._closed = True
        if self._alarm is not None:
            self._alarm.cancel()
        for lane in self._lanes.values():
            for _, item in lane.queue:
                item.future.cancel()
            self.depth -= len(lane.queue)
            lane.queue.clear()
        for task in self._tasks:
            task.cancel()
        running = [*self._tasks, *([self._alarm] if self._alarm else [])]
        await asyncio.gather(*running, return_exceptions=True)
        self._tell_idlers()

    # --- queueing ---

    def _lane(self, place: Place) -> _Lane:
        if self._closed:
            raise RuntimeError("the pacer is closed")
        lane = self._lanes.get(place.id)
        if lane is None:
            limits = self._limits
            paces = (limits.private,) if place.kind is Kind.PRIVATE else (limits.group, *_longer(limits))
            lane = self._lanes[place.id] = _Lane(place, paces, self._guard)
        return lane

    def _may_go(self, lane: _Lane, urgency: int, now: float) -> bool:
        """Whether a new delivery may go at once: nothing is before it, and no limit against it."""
        return (
            not lane.busy
            and not lane.queue
            and self._flying < self._limits.together
            and self._until <= now
            and not (self._ready and self._ready[0][0][0] <= urgency)
            and (urgency < CALM or self._calm_at <= now)
            and self._overall.free_at(now) <= now
            and lane.free_at(now, urgency) <= now
        )

    def _enqueue(self, lane: _Lane, turn: _Turn, item: _Item) -> _Item:
        self._push(lane, turn, item)
        if self._flying < self._limits.together:
            self._pump()
        return item

    def _push(self, lane: _Lane, turn: _Turn, item: _Item) -> None:
        heappush(lane.queue, (turn, item))
        self.depth += 1
        if lane.queue[0][0] is turn and not lane.busy:
            # Also when the lane is asleep: what is more urgent may use the slots that the one before had to leave.
            lane.asleep = False
            heappush(self._ready, (turn, lane))

    def _put_back(self, lane: _Lane, turn: _Turn, item: _Item, wait: Wait) -> None:
        """The platform said wait: hold back what it named, and try this one again in its turn."""
        self.waited += 1
        if self._closed:
            item.future.cancel()
            return
        until = self._clock() + max(wait.seconds * (1 + self._guard), _LEAST_WAIT)
        lane.until = max(lane.until, until)
        if wait.place is None:
            self._until = max(self._until, until)
        elif (named := self._lane(wait.place)) is not lane:
            named.until = max(named.until, until)
            self._list(named)
        if not item.future.done():
            self._push(lane, turn, item)

    # --- going ---

    def _pump(self) -> None:
        """Let go whatever may go now, most urgent first, and set the alarm for what may go next."""
        now = self._clock()
        ready, asleep = self._ready, self._asleep
        while asleep and asleep[0][0] <= now:
            lane = heappop(asleep)[2]
            if lane.asleep and lane.queue:
                lane.asleep = False
                heappush(ready, (lane.queue[0][0], lane))
        wake = float("inf")
        while ready and self._flying < self._limits.together:
            turn, lane = ready[0]
            if lane.busy or lane.asleep or not lane.queue or lane.queue[0][0] is not turn:
                heappop(ready)  # overtaken: the lane stands elsewhere by now
                continue
            item = lane.queue[0][1]
            if item.future.done():
                heappop(ready)
                self._drop_head(lane)
                continue
            urgency = turn[0]
            if self._until > now:
                wake = self._until
                break
            if (free := lane.free_at(now, urgency)) > now:
                heappop(ready)
                lane.asleep = True
                heappush(asleep, (free, turn[1], lane))
                continue
            if (free := self._overall.free_at(now)) > now or (urgency >= CALM and (free := self._calm_at) > now):
                wake = free
                break
            heappop(ready)
            heappop(lane.queue)
            self.depth -= 1
            self._start(lane, urgency, now)
            item.task = asyncio.create_task(self._work(lane, turn, item))
            self._tasks.add(item.task)
            item.task.add_done_callback(self._tasks.discard)
        if asleep and self._flying < self._limits.together:
            wake = min(wake, asleep[0][0])
        if wake < self._alarm_at:
            self._set_alarm(wake)

    def _drop_head(self, lane: _Lane) -> None:
        """Forget a delivery that nobody waits for any more."""
        heappop(lane.queue)
        self.depth -= 1
        if lane.queue:
            heappush(self._ready, (lane.queue[0][0], lane))
        else:
            self._list(lane)
        self._tell_idlers()

    async def _work(self, lane: _Lane, turn: _Turn, item: _Item) -> None:
        begun = self._clock()
        future = item.future
        try:
            result = await item.job()
        except Wait as wait:
            item.task = None
            self._put_back(lane, turn, item, wait)
        except Exception as error:
            self.sent += 1
            if not future.done():
                future.set_exception(error)
        except BaseException:
            self.sent += 1
            future.cancel()
            raise
        else:
            self.sent += 1
            if not future.done():
                future.set_result(result)
        finally:
            self._end(lane, begun)

    def _start(self, lane: _Lane, urgency: int, now: float) -> None:
        lane.busy = True
        for window in lane.windows:
            window.start()
        self._overall.start()
        self._flying += 1
        if urgency >= CALM:
            self._calm_at = max(self._calm_at, now - _CATCH_UP * self._step) + self._step

    def _end(self, lane: _Lane, begun: float) -> None:
        now = self._clock()
        at = now - self._round_trip(now - begun)
        lane.busy = False
        for window in lane.windows:
            window.end(at)
        self._overall.end(at)
        self._flying -= 1
        if lane.queue:
            lane.asleep = False
            heappush(self._ready, (lane.queue[0][0], lane))
        else:
            self._list(lane)
        self._forget(lane.kind, now)
        if self._ready or self._asleep:
            self._pump()
        self._tell_idlers()

    def _round_trip(self, trip: float) -> float:
        """The part of a round trip (one took `trip`) in which no delivery was counted by the server; 0 while unsure."""
        if not self._samples:
            self._usual = trip
        self._samples += 1
        self._usual += (trip - self._usual) / _SAMPLES
        self._shortest = min(self._shortest, trip)
        shortest = min(self._shortest, self._shortest_before)
        if self._samples % (2 * _SAMPLES) == 0:  # so that the shortest is one of the last 64 to 128
            self._shortest_before, self._shortest = self._shortest, float("inf")
        return max(0.0, min(trip, 2 * shortest - self._usual)) if self._samples >= _SAMPLES else 0.0

    # --- waiting and forgetting ---

    def _set_alarm(self, at: float) -> None:
        if self._closed:
            return
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm_at = at
        self._alarm = asyncio.create_task(self._ring(at))

    async def _ring(self, at: float) -> None:
        await self._sleep(max(at - self._clock(), _TICK))
        self._alarm = None
        self._alarm_at = float("inf")
        self._pump()

    def _list(self, lane: _Lane) -> None:
        if not lane.listed:
            lane.listed = True
            self._idle_lanes[lane.kind].append(lane)

    def _forget(self, kind: Kind, now: float) -> None:
        """Look at two idle places for each delivery, and forget those whose window is over."""
        lanes = self._idle_lanes[kind]
        for _ in range(min(2, len(lanes))):
            lane = lanes.popleft()
            if lane.is_forgettable(now):
                del self._lanes[lane.key]
            elif lane.busy or lane.queue:
                lane.listed = False
            else:
                lanes.append(lane)

    def _tell_idlers(self) -> None:
        if self._idlers and self.is_idle:
            for idler in self._idlers:
                if not idler.done():
                    idler.set_result(None)
            self._idlers.clear()


def _item(job: Job[Any]) -> _Item:
    return _Item(job, asyncio.get_running_loop().create_future())
