"""People plan, join, leave and note on both platforms, while these go away and come back, updates come twice, the
process is killed, and time passes: whatever the order, the seats are right, every card shows them, every reminder is
said once."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.engine import courier, pacer
from core.engine.tables import outbox
from core.kit import Person
from core.kit.port import Answer, Command, Event, Filled, Press, Said, Trouble
from core.kit.sql import select
from core.mabar import mabar
from core.mabar.plugin import MabarSettings
from core.mabar.store import seat
from tests.rig import JAKARTA, Pretend, Rig, Who

AT_ONCE = MabarSettings(preview=False)
BEFORE = timedelta(minutes=30)
OPEN_AFTER = timedelta(hours=1)
SAID = {"mabar-reminder", "mabar-begins", "mabar-began"}


@dataclass
class Planned:
    """What a session must be, by the rules alone."""

    game: str
    at: datetime
    slots: int
    remind: datetime
    seats: dict[int, str] = field(default_factory=dict[int, str])
    """Who sits there (their number in `PEOPLE`), in order, and their note."""
    reminded: bool | None = None
    """Whether its reminder was due with anybody there; None before it is due."""
    over: bool = False


class Outage:
    """A platform that cannot be reached: every call waits, the first few fail at once."""

    def __init__(self, failing: int) -> None:
        self._failing = failing
        self.over = asyncio.Event()

    async def __call__(self, call: str, place: Any) -> None:
        if self.over.is_set():
            return
        if self._failing:
            self._failing -= 1
            raise Trouble("unreachable")
        await self.over.wait()


@pytest.fixture(scope="module", autouse=True)
def template(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A database that is migrated already, to be copied; and no pauses."""
    path = tmp_path_factory.mktemp("faults") / "template.db"

    async def make() -> None:
        rig = await Rig.open([(mabar, AT_ONCE)], path=str(path))
        await rig.close()

    asyncio.run(make())
    LivedIn.template = path
    patch = pytest.MonkeyPatch()
    patch.setattr(courier, "_pause", lambda attempt: 0.0)
    patch.setattr(pacer, "_LEAST_WAIT", 0.0)
    yield
    patch.undo()


async def taken(answer: Answer) -> None:
    """A native answer that always succeeds."""


class LivedIn(RuleBasedStateMachine):
    """The community, and beside it the plain rules that it must obey."""

    template: Path
    rig: Rig
    people: list[Who]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())
        self.sessions: list[Planned] = []
        self.events: list[Event] = []
        self.unsure = False
        """Whether a kill may have come between sent and marked: Telegram's messages may be repeated then."""

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        async def bounded() -> Any:
            async with asyncio.timeout(30):
                return await work

        return self.loop.run_until_complete(bounded())

    @initialize()
    def open(self) -> None:
        path = self.folder / "guyub.db"
        shutil.copy(self.template, path)

        async def begin() -> None:
            self.rig = await Rig.open([(mabar, AT_ONCE)], path=str(path))
            on = ("discord", "telegram")
            self.people = [self.rig.person(f"P{number}", on=on[number % 2]) for number in range(6)]

        self.do(begin())

    def teardown(self) -> None:
        if hasattr(self, "rig"):
            try:
                for platform in (self.rig.telegram, self.rig.discord):
                    self._back(platform)
                self.passes(60 * 24)
                self.do(self.rig.engine.idle())
                self._shown_right()
                self._reminded_once()
            finally:
                self.do(self.rig.close())
        self.loop.close()
        shutil.rmtree(self.folder)

    # --- what people do ---

    @rule(who=st.integers(0, 5), slots=st.integers(2, 4), minutes=st.sampled_from([10, 45, 90, 200]))
    @precondition(lambda self: len(self.sessions) < 4)
    def plan(self, who: int, slots: int, minutes: int) -> None:
        at = self.rig.now + timedelta(minutes=minutes)
        game = f"Game{len(self.sessions)}"
        remind = at - BEFORE if at - BEFORE > self.rig.now else at
        self.sessions.append(Planned(game, at, slots, remind, {who: ""}))
        args = {"game": game, "when": f"{minutes} menit lagi", "slots": slots}
        self.happens(self._by(who, Command("mabar", args=args)))

    @rule(who=st.integers(0, 5), session=st.integers(0, 3))
    @precondition(lambda self: self.sessions)
    def join(self, who: int, session: int) -> None:
        number, planned = self._session(session)
        self.happens(self._by(who, Press(self._ticket(who, "join", number))))
        if not planned.over and who not in planned.seats and len(planned.seats) < planned.slots:
            planned.seats[who] = ""

    @rule(session=st.integers(0, 3), order=st.permutations(range(6)))
    @precondition(lambda self: self.sessions)
    def all_join_at_once(self, session: int, order: list[int]) -> None:
        number, planned = self._session(session)
        events = [self._by(who, Press(self._ticket(who, "join", number))) for who in order]
        self.events.extend(events)

        async def together() -> None:
            await asyncio.gather(*[self.rig.engine(event, taken) for event in events])

        self.do(together())
        for who in order:
            if not planned.over and who not in planned.seats and len(planned.seats) < planned.slots:
                planned.seats[who] = ""

    @rule(who=st.integers(0, 5), session=st.integers(0, 3))
    @precondition(lambda self: self.sessions)
    def leave(self, who: int, session: int) -> None:
        number, planned = self._session(session)
        self.happens(self._by(who, Press(self._ticket(who, "leave", number))))
        if not planned.over:
            planned.seats.pop(who, None)

    @rule(who=st.integers(0, 5), session=st.integers(0, 3), text=st.sampled_from(["telat", "@everyone", "<b>"]))
    @precondition(lambda self: self.sessions)
    def note(self, who: int, session: int, text: str) -> None:
        number, planned = self._session(session)
        person = self.people[who]
        if person.platform is self.rig.discord:
            ticket = self._ticket(who, "note", number, alone=person.account.id)
            self.happens(self._by(who, Filled(ticket, {"text": text})))
        else:
            self.happens(self._by(who, Press(self._ticket(who, "note", number))))
            self.happens(self._by(who, Said(text, to_bot=True)))
        if not planned.over and who in planned.seats:
            planned.seats[who] = text

    # --- what goes wrong ---

    @rule(which=st.integers(0, 1000))
    @precondition(lambda self: self.events)
    def again(self, which: int) -> None:
        """The platform offers an event again."""
        event = self.events[which % len(self.events)]
        self.do(self.rig.engine(event, taken))

    @rule(on=st.booleans(), failing=st.integers(0, 12))
    def goes_away(self, on: bool, failing: int) -> None:
        platform = self._platform(on)
        if platform.before is None:
            platform.before = Outage(failing)

    @rule(on=st.booleans())
    def comes_back(self, on: bool) -> None:
        self._back(self._platform(on))

    @rule(on=st.booleans())
    @precondition(lambda self: not all(planned.over for planned in self.sessions))
    def somebody_deletes_a_card(self, on: bool) -> None:
        """It comes back at its next change."""
        if not self.is_quiet():
            return
        platform = self._platform(on)
        place = self.people[on].place("lobby")
        number, planned = next((n, one) for n, one in enumerate(self.sessions, 1) if not one.over)
        for shown in list(platform.shown[place.key]):
            if shown.message.card and self.rig.seen(shown.message).value("game") == planned.game:
                platform.delete(place, shown.id)
        if planned.seats:
            self.leave(next(iter(planned.seats)), number - 1)
        else:
            self.join(0, number - 1)

    @rule()
    def killed(self) -> None:
        self.unsure |= not self.is_quiet()

        async def again() -> None:
            await self.rig.restart(idle=False)
            await self.rig.engine.tick()

        self.do(again())

    @rule(minutes=st.sampled_from([1, 10, 29, 31, 61, 240]))
    def passes(self, minutes: int) -> None:
        rig, target = self.rig, self.rig.now + timedelta(minutes=minutes)

        async def turn() -> None:
            while rig.alarm.at is not None and rig.alarm.at <= target:
                rig.now = max(rig.now, rig.alarm.at.astimezone(JAKARTA))
                await rig.engine.tick()
            rig.now = target

        self.do(turn())
        self._due()

    @rule(minutes=st.sampled_from([5, 40, 300]))
    def is_down_for(self, minutes: int) -> None:
        self.unsure |= not self.is_quiet()

        async def down() -> None:
            await self.rig.engine.stop(0)
            self.rig.now += timedelta(minutes=minutes)
            await self.rig.restart(idle=False)
            await self.rig.engine.tick()

        self.do(down())
        self._due()

    # --- what must be so ---

    @invariant()
    def seats_are_right(self) -> None:
        if not hasattr(self, "rig"):
            return

        async def look() -> dict[int, list[tuple[int, str]]]:
            found: dict[int, list[tuple[int, str]]] = {}
            for row in await self.rig.database.read.rows(select(seat).order_by(seat.c.id)):
                who = await self._who(row.person)
                found.setdefault(row.session, []).append((who, row.note))
            return found

        kept = self.do(look())
        for number, planned in enumerate(self.sessions, 1):
            assert kept.get(number, []) == list(planned.seats.items())
            assert len(planned.seats) <= planned.slots

    @invariant()
    def cards_are_right_when_all_is_quiet(self) -> None:
        if hasattr(self, "rig") and self.rig.telegram.before is None and self.rig.discord.before is None:
            self.do(self.rig.engine.idle())
            self._shown_right()

    def is_quiet(self) -> bool:
        """Whether nothing is under way."""
        if self.rig.telegram.before is None and self.rig.discord.before is None:
            self.do(self.rig.engine.idle())
            return True
        return False

    def _shown_right(self) -> None:
        assert self.do(self.rig.database.read.rows(select(outbox))) == []
        for platform in (self.rig.telegram, self.rig.discord):
            cards = [seen for seen in self.rig.room("lobby", platform.name) if seen.key.startswith("mabar-roster")]
            for planned in self.sessions:
                mine = [seen for seen in cards if seen.value("game") == planned.game]
                assert mine, (platform.name, planned)
                if platform is self.rig.discord or not self.unsure:
                    assert len(mine) == 1, "one card"
                self._reads(mine[-1], planned)

    def _reads(self, seen: Any, planned: Planned) -> None:
        lines = [line for line in seen.said.lines if line.key in ("mabar-roster-seat", "mabar-roster-seat-noted")]
        shown = [(line.values["who"].name, line.values["note"]) for line in lines]
        assert shown == [(self.people[who].account.name, note) for who, note in planned.seats.items()]
        assert seen.key == ("mabar-roster-over" if planned.over else "mabar-roster")
        assert seen.value("taken") == len(planned.seats)

    def _reminded_once(self) -> None:
        for platform in (self.rig.telegram, self.rig.discord):
            said = [seen for seen in self.rig.room("lobby", platform.name) if seen.key in SAID]
            for planned in self.sessions:
                count = sum(seen.value("game") == planned.game for seen in said)
                assert planned.reminded is not None
                most = 2 if self.unsure and platform is self.rig.telegram else 1
                assert planned.reminded <= count <= planned.reminded * most, (platform.name, planned)

    # --- helpers ---

    def _due(self) -> None:
        for planned in self.sessions:
            if planned.reminded is None and planned.remind <= self.rig.now:
                planned.reminded = bool(planned.seats)
            planned.over |= planned.at + OPEN_AFTER <= self.rig.now

    def _platform(self, first: bool) -> Pretend:
        return self.rig.telegram if first else self.rig.discord

    def _back(self, platform: Pretend) -> None:
        if isinstance(platform.before, Outage):
            platform.before.over.set()
        platform.before = None

    def happens(self, event: Event) -> None:
        self.events.append(event)
        self.do(self.rig.engine(event, taken))

    def _by(self, who: int, what: Any) -> Event:
        person = self.people[who]
        return person.event(person.place("lobby"), what)

    def _ticket(self, who: int, action: str, session: int, alone: str | None = None) -> str:
        bound = mabar.actions[action].bind(session)
        return self.rig.engine.tickets.seal(bound, self.people[who].place("lobby"), alone)

    def _session(self, number: int) -> tuple[int, Planned]:
        number %= len(self.sessions)
        return number + 1, self.sessions[number]

    async def _who(self, id: int) -> int:
        (account,) = await self.rig.engine.directory(self.rig.database.read).accounts(Person(id))
        return next(number for number, person in enumerate(self.people) if person.account.id == account.id)


# A failing run is told as it was found: to make it smaller takes minutes here; add Phase.shrink when you want that.
LivedIn.TestCase.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
TestLivedIn = LivedIn.TestCase
