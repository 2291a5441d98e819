"""A community with an admin, two moderators and two members, for the tests of the rules."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from core.engine import tables
from core.engine.context import Context, Left
from core.engine.registry import RoomConfig
from core.help import help
from core.kit import Person, Place, Role
from core.kit.port import Command, Event
from core.kit.signals import Accepted, Agreed, Arrived, Lifted, Restricted
from core.kit.sql import Db, func, select
from core.members import members
from core.rules import rules
from core.rules.settings import RulesSettings
from core.rules.tables import meta
from tests.rig import Rig, Seen, Who

MODERATORS = RoomConfig("mods", (Place("telegram", "-1009"), Place("discord", "2009")))


@dataclass(eq=False)
class World:
    """Rani is an admin, Tono and Bimo are moderators, Sari and Dewi members; the names say nothing of platforms."""

    rig: Rig
    rani: Who
    tono: Who
    bimo: Who
    sari: Who
    dewi: Who

    @classmethod
    async def open(cls, lang: str = "id", path: str = ":memory:", **settings: Any) -> World:
        """Open it, with a room of moderators on both platforms, unless the settings say otherwise."""
        chosen = RulesSettings(**{"moderator_room": "mods", "admin_room": "admin", **settings})
        rig = await Rig.open(
            [help, members, (rules, chosen)],
            lang=lang,
            path=path,
            admins=frozenset({("discord", "100")}),
            more=[MODERATORS],
        )
        world = cls(
            rig,
            rig.person("Rani", on="discord"),
            rig.person("Tono", on="telegram"),
            rig.person("Bimo", on="discord"),
            rig.person("Sari", on="telegram"),
            rig.person("Dewi", on="discord"),
        )
        for who in (world.rani, world.tono, world.bimo, world.sari, world.dewi):
            await who.says("/start")
        for who in (world.tono, world.bimo):
            await world.grant(who, Role.MODERATOR)
        for who in (world.sari, world.dewi):
            await world.grant(who, Role.MEMBER)
        return world

    async def person(self, who: Who) -> Person:
        """Who is behind an account."""
        found = await self.rig.engine.directory(self.rig.database.read).by_account(who.account.platform, who.account.id)
        assert found is not None
        return found

    async def grant(self, who: Who, role: Role) -> None:
        """Give a role."""
        person = await self.person(who)
        await self.rig.database.write(lambda db: self.rig.engine.directory(db).grant(person, role))

    async def barred(self, who: Who) -> bool:
        """Whether somebody is kept out."""
        return await self.rig.engine.directory(self.rig.database.read).barred(await self.person(who))

    async def do(self, who: Who, act: Any, feature: str = "rules") -> Any:
        """Run something with a feature's Ctx, as this person, and have what it leaves behind done."""

        async def unit(db: Db) -> Any:
            known = await self.rig.engine.directory(db).know(who.account, reachable=None)
            event = Event("x", who.private, Command("x"), self.rig.now, who.account)
            context = self.rig.engine.context(db, feature, event, known)
            outcome = await act(context)
            left = Left()
            await context.write(left)
            return outcome, left

        outcome, left = await self.rig.database.write(unit)
        self.rig.engine.posted(left)
        await self.rig.idle()
        return outcome

    async def tie(self, keep: Who, gone: Who) -> None:
        """Make two accounts those of one person."""
        one, other = await self.person(keep), await self.person(gone)

        async def both(ctx: Context) -> None:
            await ctx.people.tie(one, other)

        await self.do(keep, both, "members")

    async def untie(self, who: Who) -> None:
        """Let an account go."""

        async def alone(ctx: Context) -> None:
            await ctx.people.untie(who.account)

        await self.do(who, alone, "members")

    async def erase(self, who: Who) -> None:
        """Erase a person."""
        person = await self.person(who)

        async def gone(ctx: Context) -> None:
            await ctx.people.erase(person)

        await self.do(self.rani, gone, "members")

    async def emit(self, signal: object) -> None:
        """Have a feature tell of something."""

        async def tell(ctx: Context) -> None:
            ctx.emit(signal)

        await self.do(self.rani, tell, "members")

    async def count(self, table: str, **values: Any) -> int:
        """How many rows a table of the rules has, with these values."""
        found = meta.tables[table]
        wanted = [found.c[name] == value for name, value in values.items()]
        return int(await self.rig.database.read.value(select(func.count()).select_from(found).where(*wanted)) or 0)

    async def rows(self, table: str) -> list[Any]:
        """The rows of a table of the rules."""
        return list(await self.rig.database.read.rows(select(meta.tables[table])))

    async def logged(self) -> list[tuple[str, Any]]:
        """The audit log: what was done, and the facts."""
        rows = await self.rig.database.read.rows(select(tables.audit).order_by(tables.audit.c.id))
        return [(row.action, json.loads(row.facts)) for row in rows]

    def card(self, key: str, on: str = "telegram", room: str = "mods") -> Seen:
        """The newest card in the moderators' room whose title has this key."""
        return self.rig.card(room, on, key)

    def deeds(self, on: str) -> list[tuple[str, str]]:
        """What a platform did to accounts: the deed's name and the account, in order; ranks left out."""
        platform = self.rig.telegram if on == "telegram" else self.rig.discord
        done = [(type(one).__name__.lower(), getattr(one, "account", "")) for one in platform.done]
        return [one for one in done if one[0] != "rank"]

    def forget(self) -> None:
        """Begin to watch the platforms from here."""
        self.rig.telegram.done.clear()
        self.rig.discord.done.clear()


__all__ = ["Accepted", "Agreed", "Arrived", "Lifted", "Restricted", "World"]
