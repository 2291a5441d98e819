"""Whatever people of both platforms do, in whatever order, with restarts and updates that come twice: no seat too many,
nobody twice, the line in its order, every state that is shown the one that is stored, every reminder exactly once."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.engine.tables import outbox
from core.kit import Card
from core.kit.port import Answer, Command, Event, Press
from core.kit.sql import select
from core.mabar import Seat, Session, Sessions, Standing, mabar
from core.mabar.plugin import MabarSettings
from tests.core.mabar.mirror import LANES, Mirror
from tests.rig import JAKARTA, Rig, Who

PEOPLE = 6
MOST = 3
"""How many sessions there are at most: with few of them, people meet in them."""
PLAN = (mabar, MabarSettings(preview=False, most_open=100, ask_after=False))
SHOWN = ("mabar-roster-seat", "mabar-roster-seat-noted", "mabar-roster-seat-more")
TITLES = ("mabar-roster", "mabar-roster-over", "mabar-roster-cancelled", "mabar-pool", "mabar-pool-over")

who_ = st.integers(0, PEOPLE - 1)
number_ = st.integers(0, MOST - 1)


@pytest.fixture(scope="module", autouse=True)
def template(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database that is migrated already, to be copied."""
    path = tmp_path_factory.mktemp("mabar") / "template.db"

    async def make() -> None:
        rig = await Rig.open([PLAN], path=str(path))
        await rig.close()

    asyncio.run(make())
    League.template = path


async def taken(answer: Answer) -> None:
    """A native answer that always succeeds."""


class League(RuleBasedStateMachine):
    """The community, and beside it the mirrors of its sessions."""

    template: Path
    rig: Rig
    people: list[Who]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())
        self.sessions: list[Mirror] = []
        self.events: list[Event] = []

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        async def bounded() -> Any:
            async with asyncio.timeout(30):
                return await work

        return self.loop.run_until_complete(bounded())

    @initialize(slots=st.sampled_from([2, 2, 3]), minutes=st.sampled_from([50, 90, 200]), lanes=st.booleans())
    def open(self, slots: int, minutes: int, lanes: bool) -> None:
        path = self.folder / "guyub.db"
        shutil.copy(self.template, path)

        async def begin() -> None:
            self.rig = await Rig.open([PLAN], path=str(path))
            self.people = [self.rig.person(f"P{n}", on=("discord", "telegram")[n % 2]) for n in range(PEOPLE)]

        self.do(begin())
        self.plan_one(0, slots, minutes, lanes)

    def teardown(self) -> None:
        if hasattr(self, "rig"):
            try:
                self.passes(60 * 12)
                self.everything_is_as_it_must_be()
                self._reminded_once()
            finally:
                self.do(self.rig.close())
        self.loop.close()
        shutil.rmtree(self.folder)

    # --- what people do ---

    @rule(who=who_, slots=st.sampled_from([2, 2, 3, 6]), minutes=st.sampled_from([8, 50, 90, 200]), lanes=st.booleans())
    @precondition(lambda self: len(self.sessions) < MOST)
    def plan(self, who: int, slots: int, minutes: int, lanes: bool) -> None:
        self.plan_one(who, slots, minutes, lanes)

    def plan_one(self, who: int, slots: int, minutes: int, lanes: bool) -> None:
        game = "Mobile Legends" if lanes else f"Game{len(self.sessions)}"
        now = self.rig.now
        made = Mirror(game, now + timedelta(minutes=minutes), slots, who, now)
        made.seats[who] = ("", 0)
        self.sessions.append(made)
        args = {"game": game, "when": f"{minutes} menit lagi", "slots": slots}
        self._happens(self._by(who, Command("mabar", args=args)))

    @rule(who=who_, slots=st.integers(2, 4))
    @precondition(lambda self: len(self.sessions) < MOST)
    def look_for_players(self, who: int, slots: int) -> None:
        now = self.rig.now
        searches = [one for one in self.sessions if one.pool and not one.over]
        found = [one for one in searches if one.free > 0]
        if not any(who in one.seats for one in searches):
            if found:
                found[0].join(who)
                found[0].settle(now)
            else:
                made = Mirror("Kartu", now + timedelta(minutes=45), slots, who, now, pool=True)
                made.seats[who] = ("", 0)
                self.sessions.append(made)
        self._happens(self._by(who, Command("mabar sekarang", args={"game": "Kartu", "slots": slots})))

    def _acts(self, who: int, number: int, action: str, *args: Any, mirror: Callable[[Mirror], None]) -> None:
        number %= len(self.sessions)
        session = self.sessions[number]
        mirror(session)
        session.settle(self.rig.now)
        self._happens(self._press(who, action, number + 1, *args))

    @rule(who=who_, number=number_)
    def join(self, who: int, number: int) -> None:
        self._acts(who, number, "join", mirror=lambda one: one.join(who))

    @rule(who=who_, number=number_, lane=st.sampled_from(LANES))
    def lane(self, who: int, number: int, lane: str) -> None:
        self._acts(who, number, "lane", lane, mirror=lambda one: one.lane(who, lane))

    @rule(who=who_, number=number_)
    def leave(self, who: int, number: int) -> None:
        self._acts(who, number, "leave", mirror=lambda one: one.leave(who))

    @rule(which=st.integers(0, 1000), number=number_, fills=st.booleans())
    def a_seat_is_given_back(self, which: int, number: int, fills: bool) -> None:
        if fills:
            for who in range(PEOPLE):
                self.join(who, number)
                self.queue(who, number)
        playing = list(self.sessions[number % len(self.sessions)].seats)
        if playing:
            self.leave(playing[which % len(playing)], number)

    @rule(who=who_, number=number_)
    def queue(self, who: int, number: int) -> None:
        self._acts(who, number, "queue", mirror=lambda one: one.queue(who))

    @rule(who=who_, number=number_, takes=st.booleans())
    def answer_an_offer(self, who: int, number: int, takes: bool) -> None:
        offered = [(n, one) for n, session in enumerate(self.sessions) for one in session.offers]
        if offered:  # mostly those who have one
            number, who = offered[(number + who) % len(offered)]
        if takes:
            self._acts(who, number, "take", mirror=lambda one: one.take(who))
        else:
            self._acts(who, number, "let", mirror=lambda one: one.decline(who))

    @rule(who=who_, number=number_, where=st.sampled_from(["sub", "maybe"]))
    def beside(self, who: int, number: int, where: str) -> None:
        self._acts(who, number, where, mirror=lambda one: one.beside(who, where))

    @rule(who=who_, number=number_, more=st.booleans())
    def guest(self, who: int, number: int, more: bool) -> None:
        self._acts(who, number, "guest", more, mirror=lambda one: one.guest(who, more))

    @rule(number=number_, order=st.permutations(range(PEOPLE)), queues=st.booleans())
    def all_press_at_once(self, number: int, order: list[int], queues: bool) -> None:
        number %= len(self.sessions)
        events = [self._press(who, "queue" if queues else "join", number + 1) for who in order]
        session = self.sessions[number]
        for who in order:
            (session.queue if queues else session.join)(who)
            session.settle(self.rig.now)
        self.events.extend(events)

        async def together() -> None:
            await asyncio.gather(*[self.rig.engine(event, taken) for event in events])
            await self.rig.idle()

        self.do(together())

    # --- what hosts do ---

    @rule(number=number_, slots=st.integers(2, 8))
    def resize(self, number: int, slots: int) -> None:
        host = self.sessions[number % len(self.sessions)].host
        self._acts(host, number, "resize", slots, mirror=lambda one: one.resize(slots))

    @rule(number=number_, allowed=st.booleans())
    def let_guests(self, number: int, allowed: bool) -> None:
        def mirror(one: Mirror) -> None:
            one.guests = one.guests if one.over else allowed

        host = self.sessions[number % len(self.sessions)].host
        self._acts(host, number, "let_guests", allowed, mirror=mirror)

    @rule(number=number_)
    @precondition(lambda self: len(self.sessions) == MOST and sum(not one.over for one in self.sessions) > 1)
    def cancel(self, number: int) -> None:
        def mirror(one: Mirror) -> None:
            if not one.over:
                one.over = one.cancelled = True

        host = self.sessions[number % len(self.sessions)].host
        self._acts(host, number, "cancel", "hujan", mirror=mirror)

    # --- what goes wrong, and what time does ---

    @rule(which=st.integers(0, 1000))
    @precondition(lambda self: self.events)
    def comes_again(self, which: int) -> None:
        """The platform offers an event again."""
        event = self.events[which % len(self.events)]

        async def again() -> None:
            await self.rig.engine(event, taken)
            await self.rig.idle()

        self.do(again())

    @rule()
    def restarts(self) -> None:
        self.do(self.rig.restart())

    @rule(minutes=st.sampled_from([1, 4, 16, 31]))
    def passes(self, minutes: int) -> None:
        start = self.rig.now
        self.do(self.rig.turn(timedelta(minutes=minutes)))
        for session in self.sessions:
            session.passes(start, self.rig.now)

    # --- what must be so ---

    @invariant()
    def everything_is_as_it_must_be(self) -> None:
        if not hasattr(self, "rig"):
            return

        async def look() -> list[Session]:
            assert await self.rig.database.read.rows(select(outbox)) == []
            directory = self.rig.engine.directory(self.rig.database.read)
            sessions = Sessions(self.rig.database.read, directory)
            return [one for n in range(1, len(self.sessions) + 1) if (one := await sessions.get(n)) is not None]

        kept = self.do(look())
        assert len(kept) == len(self.sessions)
        for session, mirror in zip(kept, self.sessions, strict=True):
            self._stored_right(session, mirror)
        cards = {platform: self._cards(platform) for platform in ("telegram", "discord")}
        for session in kept:
            for platform in ("telegram", "discord"):
                mine = cards[platform].get(session.id, [])
                assert len(mine) == 1, "one card"
                self._shown_right(mine[0], session)

    def _stored_right(self, session: Session, mirror: Mirror) -> None:
        def those(standing: Standing) -> list[int]:
            return [self._number(one) for one in session.of(standing)]

        seats = {self._number(one): (one.lane, one.guests) for one in session.seats}
        assert list(seats.items()) == list(mirror.seats.items())
        assert (session.over, session.cancelled, session.begun) == (mirror.over, mirror.cancelled, mirror.begun)
        assert session.slots == mirror.slots
        assert session.taken + session.held <= session.slots, "no seat too many"
        everybody = [self._number(one) for one in session.people]
        assert len(set(everybody)) == len(everybody), "nobody twice"
        assert (those(Standing.SUB), those(Standing.MAYBE)) == (mirror.subs, mirror.maybes)
        if not session.over:
            assert those(Standing.WAIT) == mirror.line
            assert {self._number(one): one.offered for one in session.offers()} == mirror.offers

    def _cards(self, platform: str) -> dict[int, list[Any]]:
        """The cards of a room, by the number of their session."""
        found: dict[int, list[Any]] = {}
        for seen in self.rig.room("lobby", platform):
            if seen.key in TITLES and isinstance(seen.said, Card) and seen.said.more:
                found.setdefault(int(str(seen.said.more.values["id"])), []).append(seen)
        return found

    def _shown_right(self, seen: Any, session: Session) -> None:
        lines = [line for line in seen.said.lines if line.key in SHOWN]
        assert [line.values["who"].name for line in lines] == [one.person.name for one in session.seats]
        assert (seen.value("taken"), seen.value("slots")) == (session.taken, session.slots)
        assert (seen.labels == []) == session.over
        if not session.over:
            assert seen.value("free") == session.free
            waiting = [line.values["count"] for line in seen.said.lines if line.key == "mabar-roster-line"]
            assert waiting == ([len(session.line)] if session.line else [])

    def _reminded_once(self) -> None:
        """On the one platform in private; on the other by the room's reminder, and a mention for what comes later."""
        expected: Counter[tuple[int, datetime]] = Counter()
        for session in self.sessions:
            for who, count in session.reminded.items():
                expected[who, session.at] += count
        for who, person in enumerate(self.people):
            if who % 2:
                continue
            shown = person.platform.shown.get(person.private.key, [])
            seen = [self.rig.seen(one.message) for one in shown]
            told = Counter((who, one.value("when").astimezone(JAKARTA)) for one in seen if one.key == "mabar-nudge")
            assert told == Counter({at: n for at, n in expected.items() if at[0] == who})
        calls = [one for one in self.rig.room("lobby", "telegram") if one.key in ("mabar-reminder", "mabar-begins")]
        assert len(calls) == sum(session.called for session in self.sessions)

    # --- helpers ---

    def _happens(self, event: Event) -> None:
        self.events.append(event)

        async def happen() -> None:
            await self.rig.engine(event, taken)
            await self.rig.idle()

        self.do(happen())

    def _by(self, who: int, what: Any) -> Event:
        person = self.people[who]
        return person.event(person.place("lobby"), what)

    def _press(self, who: int, action: str, *args: Any) -> Event:
        place = self.people[who].place("lobby")
        return self._by(who, Press(self.rig.engine.tickets.seal(mabar.actions[action].bind(*args), place)))

    def _number(self, seat: Seat) -> int:
        return int(seat.person.name.removeprefix("P"))


League.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=40,
    # a failing run is told as it was found: to make it smaller takes minutes; add Phase.shrink when you want that
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
TestLeague = League.TestCase
