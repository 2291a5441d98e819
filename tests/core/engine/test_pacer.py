"""The pacer against a server that enforces the limits by arrival, on an event loop with a turned clock."""

from __future__ import annotations

import asyncio
import itertools
import random
import selectors
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.pacer import Pacer
from core.kit.places import Kind, Place
from core.kit.port import Limits, Pace, Urgency, Wait

REAL = Limits(overall=Pace(30, 30), private=Pace(1, 3), group=Pace(20 / 60, 20))
FREE = Limits(overall=Pace(1e9, 1000), private=Pace(1e9, 1000), group=Pace(1e9, 1000))
ANSWER, CARD, NEWS, DIGEST = Urgency.ANSWER, Urgency.CARD, Urgency.ANNOUNCEMENT, Urgency.DIGEST


class TurnedSelector(selectors.DefaultSelector):
    """Turns the clock instead of waiting, whenever the loop has nothing to do before its next timer."""

    now = 1000.0

    def select(self, timeout: float | None = None) -> Any:
        ready = super().select(0)
        if not ready:
            assert timeout is not None, "everything waits for something that will never happen"
            self.now += max(timeout, 0)
        return ready


class TurnedLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self.turned = TurnedSelector()
        super().__init__(self.turned)

    def time(self) -> float:
        return self.turned.now


def turned(main: Callable[[], Coroutine[Any, Any, None]]) -> None:
    with asyncio.Runner(loop_factory=TurnedLoop) as runner:
        runner.run(main())


def now() -> float:
    return asyncio.get_running_loop().time()


def make(limits: Limits, **more: Any) -> Pacer:
    return Pacer(limits, clock=asyncio.get_running_loop().time, **more)


def chat(id: int | str) -> Place:
    return Place("sim", f"c{id}", kind=Kind.PRIVATE)


def group(id: int | str, thread: str = "") -> Place:
    return Place("sim", f"g{id}", thread)


@dataclass
class Server:
    """Counts what arrives in sliding windows, as strictly as its limits say, and answers after a jittery while."""

    limits: Limits
    near: float = 0.01
    jitter: float = 0.0
    rng: random.Random = field(default_factory=lambda: random.Random(1))
    refused: int = 0
    busy: int = 0
    most_busy: int = 0
    open: set[str] = field(default_factory=set[str])
    arrived: list[tuple[float, Place, Any]] = field(default_factory=list[tuple[float, Place, Any]])
    windows: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def _full(self, key: str, pace: Pace) -> bool:
        window = self.windows[key]
        while window and window[0] <= now() - pace.burst / pace.rate:
            window.popleft()
        window.append(now())
        return len(window) > pace.burst

    def job(self, place: Place, what: Any = None) -> Callable[[], Awaitable[Any]]:
        async def send() -> Any:
            assert place.id not in self.open, "two at once in one place"
            self.open.add(place.id)
            self.busy += 1
            self.most_busy = max(self.most_busy, self.busy)
            try:
                await asyncio.sleep(self.near + self.rng.random() * self.jitter)
                pace = self.limits.private if place.kind is Kind.PRIVATE else self.limits.group
                self.refused += self._full("", self.limits.overall) or self._full(place.id, pace)
                self.arrived.append((now(), place, what))
                await asyncio.sleep(self.near + self.rng.random() * self.jitter)
                return what
            finally:
                self.busy -= 1
                self.open.discard(place.id)

        return send

    def order(self) -> list[Any]:
        return [what for _, _, what in self.arrived]


@pytest.mark.parametrize(("near", "jitter"), [(0.0005, 0.002), (0.025, 0.015), (0.15, 0.01)])
def test_an_announcement_to_1000_chats_is_within_5_percent_and_answers_overtake(near: float, jitter: float) -> None:
    async def main() -> None:
        server = Server(REAL, near, jitter)
        pacer = make(REAL)
        begun = now()
        news = [pacer.submit(chat(i), NEWS, server.job(chat(i), "news")) for i in range(1000)]
        took: list[float] = []

        async def answers() -> None:
            for i in range(60):
                await asyncio.sleep(server.rng.random())
                asked = now()
                place = chat(i % 20 + 500)
                await pacer.run(place, ANSWER, server.job(place, "answer"))
                took.append(now() - asked - 2 * (near + jitter))

        answering = asyncio.create_task(answers())
        await asyncio.gather(*news)
        rate = len(server.arrived) / (now() - begun)
        await answering
        assert server.refused == 0
        assert 30 * 0.95 <= rate <= 30 * 1.05
        assert len(server.arrived) == 1060
        assert sorted(took)[len(took) // 2] < 0.05
        assert max(took) < 0.3

    turned(main)


def test_stamping_at_the_start_would_be_refused() -> None:
    """The server of these tests does tell when deliveries come too near to each other."""

    async def main() -> None:
        server = Server(REAL, 0.0, 0.2)
        for _ in range(5):
            await asyncio.gather(*(server.job(chat(i))() for i in range(30)), asyncio.sleep(1.0))
        assert server.refused > 0

    turned(main)


@given(st.integers(0, 2**32), st.sampled_from([0.0, 0.03, 0.4]), st.sampled_from([1, 3, 64]))
@settings(max_examples=40, deadline=None)
def test_no_window_is_ever_overfull_nothing_is_lost_and_order_is_kept(seed: int, jitter: float, together: int) -> None:
    rng = random.Random(seed)
    limits = Limits(
        overall=Pace(rng.choice([5, 30, 1000]), rng.choice([1, 5, 30])),
        private=Pace(1, rng.choice([1, 3])),
        group=Pace(20 / 60, rng.choice([1, 8, 20])),
        together=together,
    )

    async def main() -> None:
        server = Server(limits, 0.01, jitter, rng)
        pacer = make(limits)
        places = [chat(i) for i in range(6)] + [group(i) for i in range(3)]
        futures: list[asyncio.Future[Any]] = []
        submitted: list[tuple[Place, int, int]] = []
        for number in range(150):
            place, urgency = rng.choice(places), rng.choice([ANSWER, CARD, NEWS, DIGEST])
            job = server.job(place, (urgency, number))
            submitted.append((place, urgency, number))
            if rng.random() < 0.5:
                futures.append(asyncio.ensure_future(pacer.run(place, urgency, job)))
                await asyncio.sleep(0)
            else:
                futures.append(pacer.submit(place, urgency, job))
            if rng.random() < 0.3:
                await asyncio.sleep(rng.random() * 0.5)
        results = await asyncio.gather(*futures)
        assert results == [(urgency, number) for _, urgency, number in submitted]
        assert server.refused == 0
        assert server.most_busy <= together
        assert (pacer.depth, pacer.sent, pacer.waited, pacer.is_idle) == (0, 150, 0, True)
        for place in places:
            for urgency in (ANSWER, CARD, NEWS, DIGEST):
                numbers = [n for _, at, (u, n) in server.arrived if at == place and u == urgency]
                assert numbers == sorted(numbers)

    turned(main)


def test_urgency_first_then_age_across_places_and_within_one() -> None:
    async def main() -> None:
        limits = Limits(overall=Pace(1, 1), private=Pace(100, 100), group=Pace(100, 100))
        server = Server(limits)
        pacer = make(limits)
        todo = [(DIGEST, 1), (NEWS, 2), (CARD, 1), (ANSWER, 3), (NEWS, 1), (ANSWER, 1), (Urgency.SAFETY, 2), (CARD, 4)]
        first = pacer.submit(chat(9), DIGEST, server.job(chat(9), "first"))
        await asyncio.gather(
            first, *(pacer.submit(chat(at), urgency, server.job(chat(at), (urgency, at))) for urgency, at in todo)
        )
        assert server.order() == ["first", *sorted(todo, key=lambda one: one[0])]

    turned(main)


def test_a_newcomer_does_not_slip_in_before_the_alarm_has_rung() -> None:
    async def main() -> None:
        limits = Limits(overall=Pace(2, 2), private=Pace(9, 9), group=Pace(9, 9))
        time = [0.0]
        never = asyncio.Event()
        pacer = Pacer(limits, clock=lambda: time[0], sleep=lambda _: never.wait())
        order: list[str] = []

        async def say(name: str) -> None:
            order.append(name)

        for i in range(2):
            await pacer.run(chat(i), ANSWER, lambda: say("before"))
        older = pacer.submit(chat("older"), ANSWER, lambda: say("older"))
        await asyncio.sleep(0)
        time[0] += 5
        await pacer.run(chat("newer"), ANSWER, lambda: say("newer"))
        await older
        assert order == ["before", "before", "older", "newer"]
        await pacer.close()

    turned(main)


def test_an_answer_overtakes_announcements_in_a_group_whose_window_is_full() -> None:
    async def main() -> None:
        server = Server(REAL)
        pacer = make(REAL)
        news = [pacer.submit(group(1), NEWS, server.job(group(1), i)) for i in range(40)]
        await asyncio.sleep(10)
        assert server.order() == list(range(15)), "a quarter of a place's window is kept for answers"
        asked = now()
        await asyncio.gather(*(pacer.run(group(1), ANSWER, server.job(group(1), f"a{i}")) for i in range(5)))
        assert now() - asked < 0.2
        late = [pacer.submit(group(1), ANSWER, server.job(group(1), f"b{i}")) for i in range(2)]
        await asyncio.gather(*news, *late)
        assert server.order()[15:22] == ["a0", "a1", "a2", "a3", "a4", "b0", "b1"]
        assert server.refused == 0

    turned(main)


def test_threads_of_a_chat_share_its_limits() -> None:
    async def main() -> None:
        server = Server(REAL)
        pacer = make(REAL)
        await asyncio.gather(
            *(pacer.run(group(1, str(i % 4)), ANSWER, server.job(group(1, str(i % 4)))) for i in range(45))
        )
        assert server.refused == 0
        assert pacer.places == 1

    turned(main)


def test_what_is_told_to_wait_goes_again_in_its_turn_and_others_go_on() -> None:
    async def main() -> None:
        pacer = make(FREE)
        done: list[tuple[str, float]] = []
        begun = now()
        refusals = {"a1": [Wait(2, chat("a"))], "b1": [Wait(1), Wait(1)]}

        def job(name: str) -> Callable[[], Awaitable[str]]:
            async def send() -> str:
                await asyncio.sleep(0.01)
                if refusals.get(name):
                    raise refusals[name].pop()
                done.append((name, round(now() - begun, 1)))
                return name

            return send

        inline = asyncio.gather(*(pacer.run(chat("a"), ANSWER, job(f"a{i}")) for i in (1, 2)))
        other = pacer.submit(chat("c"), ANSWER, job("c1"))
        assert await other == "c1"
        assert await inline == ["a1", "a2"]
        assert done == [("c1", 0.0), ("a1", 2.0), ("a2", 2.0)]
        done.clear()
        begun = now()
        everything = [pacer.submit(chat("b"), ANSWER, job("b1"))]
        await asyncio.sleep(0.5)
        everything += [pacer.submit(chat("c"), ANSWER, job("c2")), pacer.submit(chat("b"), Urgency.SAFETY, job("b2"))]
        assert await asyncio.gather(*everything) == ["b1", "c2", "b2"]
        assert [name for name, _ in done] == ["b2", "b1", "c2"] or [name for name, _ in done] == ["b2", "c2", "b1"]
        assert all(at >= 1.0 for _, at in done)
        assert (pacer.waited, pacer.is_idle) == (3, True)

    turned(main)


def test_a_platform_that_says_wait_zero_is_not_asked_in_a_tight_loop() -> None:
    async def main() -> None:
        pacer = make(FREE)
        tries: list[float] = []

        async def send() -> None:
            tries.append(now())
            if len(tries) < 4:
                raise Wait(0)

        await pacer.run(chat(1), ANSWER, send)
        assert all(later - earlier >= 0.0499 for earlier, later in itertools.pairwise(tries))

    turned(main)


def test_wait_may_name_another_place() -> None:
    async def main() -> None:
        pacer = make(FREE)
        refusals = [Wait(5, chat("other"))]

        async def first() -> None:
            if refusals:
                raise refusals.pop()

        async def second() -> float:
            return now()

        begun = now()
        mine = pacer.submit(chat("mine"), ANSWER, first)
        await asyncio.sleep(0.1)
        assert await pacer.run(chat("other"), ANSWER, second) - begun >= 5
        await mine

    turned(main)


@pytest.mark.parametrize("inline", [True, False])
def test_what_a_job_raises_is_its_callers_and_the_place_goes_on(inline: bool) -> None:
    async def main() -> None:
        pacer = make(FREE)

        async def broken() -> None:
            await asyncio.sleep(0.01)
            raise LookupError("no")

        async def fine() -> str:
            return "fine"

        result = pacer.run(chat(1), ANSWER, broken) if inline else pacer.submit(chat(1), ANSWER, broken)
        with pytest.raises(LookupError):
            await result
        assert await pacer.run(chat(1), ANSWER, fine) == "fine"
        assert (pacer.sent, pacer.is_idle) == (2, True)

    turned(main)


def test_cancelling_takes_it_out_of_the_queue_or_stops_it() -> None:
    async def main() -> None:
        pacer = make(Limits(overall=Pace(10, 10), private=Pace(1, 1), group=Pace(1, 1)))
        server = Server(pacer._limits)  # pyright: ignore[reportPrivateUsage]
        first = asyncio.create_task(pacer.run(chat(1), ANSWER, server.job(chat(1), "first")))
        waiting = asyncio.create_task(pacer.run(chat(1), ANSWER, server.job(chat(1), "waiting")))
        await asyncio.sleep(0)
        submitted = pacer.submit(chat(1), ANSWER, server.job(chat(1), "submitted"))
        last = pacer.submit(chat(1), ANSWER, server.job(chat(1), "last"))
        await asyncio.sleep(0.5)
        assert first.done()
        waiting.cancel()
        submitted.cancel()
        await last
        assert server.order() == ["first", "last"]
        assert (pacer.depth, pacer.is_idle) == (0, True)

        stopped: list[str] = []

        async def slow() -> None:
            try:
                await asyncio.sleep(100)
            finally:
                stopped.append("stopped")

        await asyncio.sleep(5)
        at_once = asyncio.create_task(pacer.run(chat(1), ANSWER, slow))
        await asyncio.sleep(1)
        at_once.cancel()
        await asyncio.gather(at_once, return_exceptions=True)
        queued = asyncio.create_task(pacer.run(chat(1), ANSWER, slow))
        await asyncio.sleep(3)
        cancelled = now()
        queued.cancel()
        await asyncio.gather(queued, return_exceptions=True)
        await pacer.idle()
        assert stopped == ["stopped"] * 2
        assert now() == cancelled

    turned(main)


def test_quiet_places_are_forgotten_and_busy_or_paused_ones_are_not() -> None:
    async def main() -> None:
        pacer = make(REAL)
        server = Server(REAL)
        await asyncio.gather(*(pacer.submit(chat(i), NEWS, server.job(chat(i))) for i in range(300)))
        peak = pacer.places
        assert peak <= 150, "places whose window is over are let go while others are served"
        await asyncio.sleep(10)
        for i in range(60):
            await pacer.run(chat("last"), ANSWER, server.job(chat("last"), i))
        assert pacer.places == 1
        assert server.refused == 0

    turned(main)


def test_drain_and_idle() -> None:
    async def main() -> None:
        pacer = make(Limits(overall=Pace(1, 1), private=Pace(1, 1), group=Pace(1, 1)))
        server = Server(pacer._limits)  # pyright: ignore[reportPrivateUsage]
        await pacer.idle()
        futures = [pacer.submit(chat(i), ANSWER, server.job(chat(i), i)) for i in range(5)]
        assert pacer.depth == 4
        assert not await pacer.drain(1.5)
        assert await pacer.drain(10)
        assert all(future.done() for future in futures)
        assert server.order() == [0, 1, 2, 3, 4]

    turned(main)


def test_closing_lets_go_of_everything() -> None:
    async def main() -> None:
        pacer = make(Limits(overall=Pace(1, 1), private=Pace(1, 1), group=Pace(1, 1)))
        server = Server(pacer._limits)  # pyright: ignore[reportPrivateUsage]
        futures = [pacer.submit(chat(i), ANSWER, server.job(chat(i), i)) for i in range(5)]
        await asyncio.sleep(1.01)
        await pacer.close()
        assert [future.cancelled() for future in futures] == [False, True, True, True, True]
        assert (pacer.depth, pacer.is_idle) == (0, True)
        with pytest.raises(RuntimeError):
            pacer.submit(chat(1), ANSWER, server.job(chat(1)))
        assert asyncio.all_tasks() == {asyncio.current_task()}

    turned(main)


def test_ten_thousand_waiting_over_a_thousand_places_are_not_rescanned() -> None:
    """Counts looks at a place's limits: a few for each delivery, however many wait."""

    async def main() -> None:
        limits = Limits(overall=Pace(100, 100), private=Pace(2, 2), group=Pace(2, 2))
        server = Server(limits)
        pacer = make(limits)
        looks = 0
        futures = [pacer.submit(chat(i % 1000), NEWS, server.job(chat(i % 1000))) for i in range(10_000)]
        lanes = list(pacer._lanes.values())  # pyright: ignore[reportPrivateUsage]
        original = type(lanes[0]).free_at

        def counted(self: Any, at: float, urgency: int) -> float:
            nonlocal looks
            looks += 1
            return original(self, at, urgency)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(type(lanes[0]), "free_at", counted)
            await asyncio.gather(*futures)
        assert looks < 5 * 10_000
        assert server.refused == 0

    turned(main)


@pytest.mark.parametrize("pace", [Pace(0, 5), Pace(-1, 5), Pace(1, 0)])
def test_a_pace_that_lets_nothing_through_is_an_error(pace: Pace) -> None:
    with pytest.raises(ValueError, match="nothing can be delivered"):
        Pacer(Limits(overall=pace, private=Pace(1, 1), group=Pace(1, 1)))


def test_a_group_keeps_within_both_its_paces() -> None:
    async def main() -> None:
        limits = Limits(Pace(1e6, 1000), Pace(1, 1), group=Pace(1, 3), group_longer=Pace(20 / 60, 20))
        pacer = make(limits)
        times: list[float] = []

        async def job() -> None:
            times.append(now())

        await asyncio.gather(*[pacer.run(group(1), ANSWER, job) for _ in range(45)])
        assert len(times) == 45
        for length, most in ((3, 3), (60, 20)):
            for start in times:
                assert sum(start <= at < start + length for at in times) <= most
        assert times[2] - times[0] < 1, "a short burst goes at once"

    turned(main)
