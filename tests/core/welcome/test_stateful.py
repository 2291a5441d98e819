"""Whatever applicants, moderators and strangers do, in whatever order, with old buttons, restarts and events that come
twice: one open application a person, only the accepted are let in, a link lets in one, nobody learns who declined."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.kit import Came, Requested, Role
from core.kit.card import Button, Card
from core.kit.deeds import LetIn, Mute, OpenDoor, Unmute
from core.kit.port import Command, Press, What
from core.kit.sql import select
from core.welcome.model import State
from core.welcome.store import Applications, application, vote
from core.welcome.store_inside import way
from tests.core.welcome.scene import grant, opened, person_of, role_of, writes
from tests.rig import Rig, Seen, Who

APPLICANTS = 4
MODERATORS = ("Yuniarti", "Rarasati")
OWN = (
    *("welcome-begin", "welcome-adult", "welcome-write", "welcome-confirm", "welcome-send", "welcome-send"),
    *("welcome-change", "welcome-withdraw", "welcome-young", "welcome-reply", "Kerja", "Lain", "Ngobrol"),
)
THEIRS = ("welcome-accept", "welcome-accept", "welcome-decline", "welcome-ask", "welcome-take", "welcome-take-over")

who_ = st.integers(0, APPLICANTS - 1)
mod_ = st.integers(0, len(MODERATORS) - 1)
old_ = st.sampled_from([0, 0, 0, 1, 2, 5])


@dataclass(frozen=True)
class Happened:
    """An event that may be delivered again."""

    who: Who
    what: What
    room: str | None
    id: str


@pytest.fixture(scope="module", autouse=True)
def template(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A database that is migrated already, to be copied."""
    path = tmp_path_factory.mktemp("welcome") / "template.db"

    async def make() -> None:
        rig = await opened("id", path=str(path))
        await rig.close()

    asyncio.run(make())
    Doorway.template = path


class Doorway(RuleBasedStateMachine):
    """The community's door, and who stands before it."""

    template: Path
    rig: Rig
    people: list[Who]
    mods: list[Who]

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = Path(tempfile.mkdtemp())
        self.past: list[Happened] = []
        self.forgotten = 0
        self.used: Counter[str] = Counter()
        """The invitations through which a request was granted."""
        self.accepted: set[str] = set()
        """The accounts of who was ever accepted, by enough moderators, none of them twice."""
        self.needed = 1

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        async def bounded() -> Any:
            async with asyncio.timeout(30):
                return await work

        return self.loop.run_until_complete(bounded())

    @initialize(votes=st.sampled_from([1, 1, 2]))
    def open(self, votes: int) -> None:
        path = self.folder / "guyub.db"
        shutil.copy(self.template, path)
        self.needed = votes

        async def begin() -> None:
            self.rig = await opened("id", path=str(path), votes=votes, wave_size=1000, entrance="")
            on = ("telegram", "telegram", "discord")
            self.people = [self.rig.person(f"P{number}", on=on[number % 3]) for number in range(APPLICANTS)]
            self.mods = [self.rig.person(name, on="discord") for name in MODERATORS]
            for one in self.mods:
                await grant(self.rig, one, Role.MODERATOR)
            for one in self.people:
                await one.says("/start")

        self.do(begin())
        for who in range(APPLICANTS):
            self.applies(who)
        self.decides(0, "welcome-accept", 0)

    def teardown(self) -> None:
        if hasattr(self, "rig"):
            try:
                self.passes(24 * 40)
                self.only_the_accepted_are_in()
                self.links_are_good_for_one()
            finally:
                self.do(self.rig.close())
        self.loop.close()
        shutil.rmtree(self.folder)

    # --- what happens ---

    @rule(who=who_)
    def applies(self, who: int) -> None:
        """All the way, as far as it goes."""
        self._happens(self.people[who], Command("daftar"))
        for label in ("welcome-adult", "Kerja", "welcome-write", "welcome-confirm", "welcome-send"):
            self._press(self.people[who], label, 0)

    @rule(who=who_)
    def asks(self, who: int) -> None:
        self._happens(self.people[who], Command("daftar"))

    @rule(who=who_, label=st.sampled_from(OWN), old=old_)
    def presses(self, who: int, label: str, old: int) -> None:
        self._press(self.people[who], label, old)

    @rule(mod=mod_, label=st.sampled_from(THEIRS), old=old_)
    def decides(self, mod: int, label: str, old: int) -> None:
        self._press(self.mods[mod], label, old, "admin")

    @rule(mod=mod_, old=old_)
    def accepts_whoever(self, mod: int, old: int) -> None:
        self._press(self.mods[mod], "welcome-accept", old, "admin")

    @rule(mod=mod_)
    def applies_as_a_moderator(self, mod: int) -> None:
        self._happens(self.mods[mod], Command("daftar"))

    @rule(who=who_, thief=who_, asked=st.booleans())
    def comes(self, who: int, thief: int, asked: bool) -> None:
        """By one's own or somebody else's invitation, or by none."""
        comer, owner = self.people[who], self.people[thief]
        link = self.do(self._link(owner))
        if asked and comer.platform is self.rig.telegram:
            self._happens(comer, Requested(comer.private, link), "lobby")
        else:
            self._happens(comer, Came(link), "lobby")

    @rule(who=who_)
    def wants_a_way(self, who: int) -> None:
        self._happens(self.people[who], Command("undang"))

    @rule(data=st.data())
    @precondition(lambda self: len(self.past) > self.forgotten)
    def comes_twice(self, data: st.DataObject) -> None:
        again = data.draw(st.sampled_from(self.past[self.forgotten :][-20:]))
        before = self.do(self._state())
        self._happens(again.who, again.what, again.room, again.id)
        assert self.do(self._state()) == before, "what was taken already does nothing"

    @rule()
    def is_killed(self) -> None:
        self.do(self.rig.restart())

    @rule(hours=st.sampled_from([1, 30, 24 * 16]))
    def passes(self, hours: int) -> None:
        self.do(self.rig.sleep_through(timedelta(hours=hours)))
        if hours > 1:
            # marks of events are kept for three days: no platform offers one again for so long
            self.forgotten = len(self.past)

    # --- what must be so ---

    @invariant()
    def one_open_application_a_person(self) -> None:
        if hasattr(self, "rig"):
            rows = self.do(self.rig.database.read.rows(select(application)))
            pending = Counter(row.person for row in rows if row.state in ("open", "sent"))
            assert not pending or max(pending.values()) == 1

    @invariant()
    def only_the_accepted_are_in(self) -> None:
        if not hasattr(self, "rig"):
            return
        for who in self.people:
            member = self.do(role_of(self.rig, who)) >= Role.MEMBER
            mine = [deed for deed in who.platform.done if getattr(deed, "account", "") == who.account.id]
            assert member or not any(isinstance(deed, LetIn | Unmute) for deed in mine)
            assert member == (who.account.id in self.accepted), "accepted, and by nothing else"

    @invariant()
    def a_stranger_inside_is_muted(self) -> None:
        for one in self.past:
            if isinstance(one.what, Came) and one.who.platform is self.rig.telegram:
                mine = [deed for deed in self.rig.telegram.done if getattr(deed, "account", "") == one.who.account.id]
                assert self.do(role_of(self.rig, one.who)) >= Role.MEMBER or any(isinstance(it, Mute) for it in mine)

    @invariant()
    def links_are_good_for_one(self) -> None:
        assert all(count == 1 for count in self.used.values())

    @invariant()
    def nobody_learns_who_decides(self) -> None:
        for who in self.people if hasattr(self, "rig") else []:
            for seen in self._seen(who, None):
                assert not any(name in seen.text for name in MODERATORS)
                assert not {one.name for one in seen.persons} & {*MODERATORS}

    # --- how it is done ---

    def _note(self) -> None:
        """Who is accepted by now: what is purged later counts on."""
        rows = self.do(self.rig.database.read.rows(select(application)))
        votes = self.do(self.rig.database.read.rows(select(vote)))
        for row in rows:
            if row.state == State.ACCEPTED.value:
                voters = {one.person for one in votes if one.application == row.id}
                whose = {self.do(person_of(self.rig, who)).id: who.account.id for who in self.people}
                if whose[row.person] not in self.accepted:
                    assert len(voters) == self.needed
                    self.accepted.add(whose[row.person])

    def _happens(self, who: Who, what: What, room: str | None = None, id: str = "") -> None:
        if not id:
            id = f"h{len(self.past)}"
            self.past.append(Happened(who, what, room, id))
        link = what.link if isinstance(what, Requested) else ""
        owner = self.do(self._owner(link))
        granted = self._granted(who)
        self.do(who.does(what, room, id=id))
        if link and owner and self._granted(who) > granted:
            assert owner == self.do(person_of(self.rig, who)), "a link lets in only whom it was made for"
            self.used[link] += 1
        self._note()

    def _granted(self, who: Who) -> int:
        return sum(isinstance(deed, LetIn) and deed.account == who.account.id for deed in who.platform.done)

    async def _owner(self, link: str) -> Any:
        if not link:
            return None
        found = await self.rig.database.read.value(select(way.c.person).where(way.c.name == link))
        people = self.rig.engine.directory(self.rig.database.read)
        return await people.get(found) if found is not None else None

    async def _link(self, owner: Who) -> str:
        """The newest invitation that was made for somebody, whether it is good still or not."""
        doors = [deed.name for deed in owner.platform.done if isinstance(deed, OpenDoor)]
        mine = await self.rig.database.read.value(
            select(way.c.name).where(way.c.person == (await person_of(self.rig, owner)).id)
        )
        return str(mine or (doors[-1] if doors else ""))

    def _seen(self, who: Who, room: str | None) -> list[Seen]:
        """All that somebody can see and press, oldest first."""
        place = who.place(room)
        shown = [self.rig.seen(one.message) for one in who.platform.shown.get(place.key, [])]
        return [*who.answers, *shown] if room is None else shown

    def _press(self, who: Who, label: str, old: int, room: str | None = None) -> None:
        """Press the newest such button, or an older one; answer in words what is asked then."""
        tickets = [ticket for seen in self._seen(who, room) if (ticket := _ticket(seen, label))]
        if not tickets:
            return
        self._happens(who, Press(tickets[max(0, len(tickets) - 1 - old)]), room)
        if who.form is not None:
            field = who.form.fields[0].name
            self.do(who.fills(room, **{field: "later" if field == "reason" else "kata-kata"}))
        elif who.answers and who.last.message.asks:
            self.do(writes(who, "kata-kata"))
        self._note()

    async def _state(self) -> Any:
        rows = await self.rig.database.read.rows(select(application).order_by(application.c.id))
        whole = [await Applications(self.rig.database.read).get(row.id) for row in rows]
        return whole, [len(platform.done) for platform in (self.rig.telegram, self.rig.discord)]


def _ticket(seen: Seen, label: str) -> str:
    """The ticket of the first button that is called so, by its key or its words; empty where there is none."""
    if isinstance(seen.said, Card):
        for row, keys in zip(seen.said.rows, seen.message.rows, strict=True):
            for button, key in zip(row, keys, strict=True):
                if isinstance(button, Button) and label in (button.label.key, key.label):
                    return key.ticket
    return ""


Doorway.TestCase.settings = settings(
    max_examples=20,
    stateful_step_count=40,
    deadline=None,
    # to make a failing run smaller takes minutes; add Phase.shrink when you want that
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)
TestDoorway = Doorway.TestCase
