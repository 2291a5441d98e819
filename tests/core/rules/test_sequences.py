"""Whatever happens in whatever order, what the platforms hold is what is in force, and nobody reaches up."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from core.engine import audit
from core.engine.context import Context
from core.kit import Came, Person, Place, Refused, Role
from core.kit.deeds import Ban, Deed, Kick, Mute, Unban, Unmute
from core.rules import force
from core.rules.model import Kind
from core.rules.sanctions import Order, impose, shorten, undo
from core.rules.sanctions_store import Sanctions
from tests.core.rules.house_rules import World
from tests.rig import Pretend, Who

ACTORS = st.sampled_from(["rani", "rani", "tono", "bimo"])
TARGETS = st.sampled_from(["sari", "sari", "sari", "dewi", "dewi", "bimo", "rani"])
MEMBERS = st.sampled_from(["sari", "dewi"])
LENGTHS = st.none() | st.sampled_from([1, 5, 20, 900, 1500]).map(lambda hours: timedelta(hours=hours))
KINDS = st.sampled_from([Kind.MUTE, Kind.MUTE, Kind.BAN, Kind.BAN, Kind.KICK, Kind.WARN])


@dataclass
class Stand:
    """How a platform holds an account in one place."""

    banned: bool = False
    muted: datetime | None = None


class Platforms:
    """What the pretend platforms hold, told by the deeds they did, in the order they did them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.stands: dict[tuple[str, str, str], Stand] = {}
        for platform in (world.rig.telegram, world.rig.discord):
            platform.after = self._after(platform)

    def at(self, account: str, place: Place) -> Stand:
        """How an account is held in a place."""
        return self.stands.setdefault((place.platform, account, place.key), Stand())

    def left(self, platform: Pretend, account: str) -> None:
        """Somebody is outside now; one platform forgets their mute with that, the other remembers it."""
        platform.outside.add(account)
        if platform.longest_mute is None:
            for (name, whose, _), stand in self.stands.items():
                if (name, whose) == (platform.name, account):
                    stand.muted = None

    def _after(self, platform: Pretend) -> Callable[[str, Place], Coroutine[Any, Any, None]]:
        async def after(what: str, place: Place) -> None:
            if what == "do":
                self._done(platform, platform.done[-1])

        return after

    def _done(self, platform: Pretend, deed: Deed) -> None:
        account = getattr(deed, "account", "")
        stand = self.at(account, deed.place)
        now = self._world.rig.now
        match deed:
            case Ban():
                stand.banned = True
                self.left(platform, account)
            case Unban():
                stand.banned = False
            case Kick():
                self.left(platform, account)
            case Mute(until=until):
                most = now + (platform.longest_mute or timedelta(days=36500))
                stand.muted = min(until or most, most)
            case Unmute():
                stand.muted = None
            case _:
                pass


class Sequences(RuleBasedStateMachine):
    """Sanctions, undoing, time, coming and going, roles, ties, restarts, redelivery and missing rights."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.tied = False
        self.forbidden = False
        self.number = 0

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    @initialize()
    def begin(self) -> None:
        self.world: World = self.run(World.open())
        self.platforms = Platforms(self.world)

    def who(self, name: str) -> Who:
        found: Who = getattr(self.world, name)
        return found

    async def role(self, who: Who) -> Role:
        return await self.world.rig.engine.directory(self.world.rig.database.read).role(await self.world.person(who))

    async def _try(self, who: Who, act: Callable[[Context], Coroutine[Any, Any, Any]]) -> bool:
        try:
            await self.world.do(who, act)
        except Refused:
            return False
        return True

    # --- what happens ------------------------------------------------------------------------------------------------

    @rule(actor=ACTORS, whom=TARGETS, kind=KINDS, length=LENGTHS)
    def sanction(self, actor: str, whom: str, kind: Kind, length: timedelta | None) -> None:
        async def act() -> None:
            who = self.who(whom)
            person, holds, role = await self.world.person(who), await self.role(who), await self.role(self.who(actor))
            before = await self.world.count("rules_sanction")
            done = await self._try(self.who(actor), lambda ctx: impose(ctx, Order(person, kind, 1, length)))
            assert await self.world.count("rules_sanction") == before + done
            if done:
                assert holds < role and role >= Role.MODERATOR and actor != whom

        self.run(act())

    async def _some(self, pick: int) -> int | None:
        rows = await self.world.rows("rules_sanction")
        return rows[pick % len(rows)].id if rows else None

    @rule(actor=ACTORS, pick=st.integers(0, 50))
    def take_back(self, actor: str, pick: int) -> None:
        async def act() -> None:
            if (id_ := await self._some(pick)) is not None:
                await self._try(self.who(actor), lambda ctx: undo(ctx, id_))

        self.run(act())

    @rule(pick=st.integers(0, 50), hours=st.integers(1, 100))
    def cut_short(self, pick: int, hours: int) -> None:
        async def act() -> None:
            id_ = await self._some(pick)

            async def cut(ctx: Context) -> None:
                found = await Sanctions(ctx.db, ctx.people).get(id_ or 0)
                if found:
                    await shorten(ctx, found, timedelta(hours=hours))

            await self._try(self.world.rani, cut)

        self.run(act())

    @rule(hours=st.integers(1, 8))
    def wait(self, hours: int) -> None:
        self.run(self.world.rig.turn(timedelta(hours=hours)))

    @rule(days=st.sampled_from([1, 3, 27, 28, 29, 40]))
    def sleep(self, days: int) -> None:
        self.run(self.world.rig.sleep_through(timedelta(days=days)))

    @rule()
    def restart(self) -> None:
        self.run(self.world.rig.restart())

    @rule(name=MEMBERS)
    def leave(self, name: str) -> None:
        who = self.who(name)
        self.platforms.left(who.platform, who.account.id)

    @rule(name=MEMBERS)
    def come_back(self, name: str) -> None:
        who = self.who(name)
        banned = any(
            stand.banned
            for (platform, account, _), stand in self.platforms.stands.items()
            if (platform, account) == (who.platform.name, who.account.id)
        )
        if not banned and who.account.id in who.platform.outside:
            who.platform.outside.discard(who.account.id)
            self.run(who.does(Came(), "lobby"))

    @rule(name=MEMBERS, role=st.sampled_from([Role.MEMBER, Role.HOST, Role.MODERATOR, Role.ADMIN]))
    def change_role(self, name: str, role: Role) -> None:
        self.run(self.world.grant(self.who(name), role))

    @precondition(lambda self: not self.tied)
    @rule()
    def tie(self) -> None:
        self.run(self.world.tie(self.world.sari, self.world.dewi))
        self.tied = True

    @precondition(lambda self: self.tied)
    @rule(name=MEMBERS)
    def untie(self, name: str) -> None:
        self.run(self.world.untie(self.who(name)))
        self.tied = False

    @rule(hours=st.integers(1, 50))
    def redeliver(self, hours: int) -> None:
        async def act() -> None:
            self.number += 1
            before = await self.world.count("rules_sanction")
            for _ in range(2):
                await self.world.tono.says(f"/bisukan @sari 2 {hours} jam", id=f"again{self.number}")
            assert await self.world.count("rules_sanction") - before in (0, 1)

        self.run(act())

    @rule(deeds=st.sets(st.sampled_from([Ban, Mute, Unban, Unmute, Kick]), min_size=1))
    def take_rights(self, deeds: set[type[Deed]]) -> None:
        for platform in (self.world.rig.telegram, self.world.rig.discord):
            platform.forbids |= deeds
        self.forbidden = True

    @precondition(lambda self: self.forbidden)
    @rule()
    def give_rights(self) -> None:
        for platform in (self.world.rig.telegram, self.world.rig.discord):
            platform.forbids.clear()
        self.forbidden = False

        async def again() -> None:
            for name in ("sari", "dewi", "bimo"):
                person: Person = await self.world.person(self.who(name))

                async def apply(ctx: Context, person: Person = person) -> None:
                    await force.apply(ctx, person, again=True)

                await self.world.do(self.world.rani, apply)

        self.run(again())

    # --- what always holds -------------------------------------------------------------------------------------------

    @invariant()
    def what_is_held_is_what_is_in_force(self) -> None:
        if not self.forbidden:
            self.run(self._check())

    async def _check(self) -> None:
        rig, now = self.world.rig, self.world.rig.now
        rows = await self.world.rows("rules_sanction")
        for name in ("sari", "dewi", "bimo", "rani"):
            who = self.who(name)
            person = await self.world.person(who)
            force_ = [
                row
                for row in rows
                if row.person == person.id and row.standing == "active" and (row.until is None or row.until > now)
            ]
            ban = any(row.kind == "ban" for row in force_)
            mute = any(row.kind == "mute" for row in force_)
            assert await self.world.barred(who) == ban
            for place in await self._grounds(who):
                stand = self.platforms.at(who.account.id, place)
                assert stand.banned == ban, (name, place, "banned")
                if not ban and who.account.id not in who.platform.outside:
                    held = stand.muted is not None and stand.muted > now
                    assert held == mute, (name, place, "muted", stand)
        if not any(row.standing == "active" and row.kind in ("ban", "mute") for row in rows):
            assert await self.world.count("rules_hold", banned=True) == 0
        assert (await rig.database.read_long(audit.verify)).whole

    async def _grounds(self, who: Who) -> list[Place]:
        rooms = self.world.rig.engine.rooms
        places = [place for name in rooms.names for place in rooms.places(name) if place.platform == who.platform.name]
        return list(who.platform.grounds(places))

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.run(self.world.rig.close())
        self.runner.close()


TestSequences = Sequences.TestCase
TestSequences.settings = settings(
    max_examples=20,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    # every step runs the whole engine: to look for a shorter way to fail would take many minutes
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
