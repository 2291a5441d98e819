"""What mabar remembers of persons besides their seats: how they are reminded, their ranks, wishes and templates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.kit import Person
from core.kit.sql import (
    Boolean,
    Column,
    Db,
    ForeignKey,
    Instant,
    Integer,
    PersonId,
    Row,
    String,
    Table,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from core.mabar.model import Standing
from core.mabar.store import meta, move, seat, session

chosen = Table(
    "mabar_chosen",
    meta,
    Column("person", PersonId, primary_key=True, autoincrement=False),
    Column("leads", String),
    Column("quiet", String),
)
"""How somebody wants to be told; NULL where they leave it to the community. No lead times: an empty string."""

rank = Table(
    "mabar_rank",
    meta,
    Column("person", PersonId, primary_key=True),
    Column("game", String, primary_key=True),
    Column("rank", String, nullable=False),
)

alert = Table(
    "mabar_alert",
    meta,
    Column("person", PersonId, primary_key=True),
    Column("game", String, primary_key=True, index=True),
)
"""Who wants to be told when players of a game are being looked for."""

again = Table(
    "mabar_again",
    meta,
    Column("person", PersonId, primary_key=True),
    Column("other", PersonId, primary_key=True, index=True),
    Column("at", Instant, nullable=False),
)
"""With whom somebody would like to play again; shown to both once both do, and to nobody before."""

fun = Table(
    "mabar_fun",
    meta,
    Column("session", Integer, ForeignKey("mabar_session.id", ondelete="CASCADE"), primary_key=True),
    Column("person", PersonId, primary_key=True, index=True),
    Column("fun", Boolean, nullable=False),
)

template = Table(
    "mabar_template",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", PersonId, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("game", String, nullable=False),
    Column("slots", Integer, nullable=False),
    Column("note", String, nullable=False, default=""),
    Column("guests", Boolean, nullable=False, default=False),
    Column("lowest", String, nullable=False, default=""),
    Column("highest", String, nullable=False, default=""),
    Column("strict", Boolean, nullable=False, default=False),
    Column("region", String, nullable=False, default=""),
    sqlite_autoincrement=True,
)

_CHOSEN = select(chosen).where(chosen.c.person.in_(bindparam("ids", expanding=True)))
_RANK = select(rank.c.rank).where(rank.c.person == bindparam("who"), rank.c.game == bindparam("of"))


@dataclass(frozen=True, slots=True)
class Chosen:
    """How somebody wants to be told; None where they leave it to the community."""

    leads: tuple[int, ...] | None = None
    quiet: str | None = None


@dataclass(frozen=True, slots=True)
class Statistics:
    """What admins may know: numbers, and nobody's name."""

    games: Sequence[tuple[str, int]]
    sessions: int
    cancelled: int
    seats: int
    players: int
    answers: int
    fun: int


class Persons:
    """What is remembered of persons, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    # --- how they are told ---

    async def chosen(self, ids: Collection[int]) -> dict[int, Chosen]:
        """How these persons want to be told, those who chose anything."""
        rows = await self._db.rows(_CHOSEN, ids=list(ids))
        return {row.person: Chosen(_leads(row.leads), row.quiet) for row in rows}

    async def choose(self, person: Person, **values: str | None) -> None:
        """Note how somebody wants to be told (`leads`, `quiet`)."""
        if await self._db.run(update(chosen).where(chosen.c.person == person.id).values(**values)) == 0:
            await self._db.run(insert(chosen).values(person=person.id, **values))

    async def wanting(self, game: str) -> list[int]:
        """Who wants to be told of a game."""
        return [row.person for row in await self._db.rows(select(alert.c.person).where(alert.c.game == game))]

    async def alerts(self, person: Person) -> list[str]:
        """The games somebody wants to be told of."""
        found = select(alert.c.game).where(alert.c.person == person.id).order_by(alert.c.game)
        return [row.game for row in await self._db.rows(found)]

    async def alert(self, person: Person, game: str, on: bool) -> None:
        """Note that somebody wants to be told of a game, or does not any more."""
        await self._db.run(delete(alert).where(alert.c.person == person.id, alert.c.game == game))
        if on:
            await self._db.run(insert(alert).values(person=person.id, game=game))

    # --- ranks ---

    async def rank(self, person: Person, game: str) -> str:
        """The rank somebody said they have in a game; empty when they did not."""
        return await self._db.value(_RANK, who=person.id, of=game) or ""

    async def set_rank(self, person: Person, game: str, name: str) -> None:
        """Note somebody's rank in a game."""
        await self._db.run(delete(rank).where(rank.c.person == person.id, rank.c.game == game))
        await self._db.run(insert(rank).values(person=person.id, game=game, rank=name))

    # --- afterwards ---

    async def had_fun(self, id: int, person: Person, yes: bool) -> None:
        """Note how a session was for somebody."""
        await self._db.run(delete(fun).where(fun.c.session == id, fun.c.person == person.id))
        await self._db.run(insert(fun).values(session=id, person=person.id, fun=yes))

    async def wish(self, person: Person, other: Person, now: datetime) -> bool:
        """Note that somebody would like to play with another again; whether that is mutual."""
        mine = (again.c.person == person.id, again.c.other == other.id)
        await self._db.run(delete(again).where(*mine))
        await self._db.run(insert(again).values(person=person.id, other=other.id, at=now))
        return other.id in await self.mutual(person)

    async def wished(self, person: Person) -> set[int]:
        """With whom somebody would like to play again."""
        return {row.other for row in await self._db.rows(select(again.c.other).where(again.c.person == person.id))}

    async def mutual(self, person: Person) -> set[int]:
        """With whom that is mutual."""
        back = select(again.c.person).where(again.c.other == person.id)
        found = select(again.c.other).where(again.c.person == person.id, again.c.other.in_(back))
        return {row.other for row in await self._db.rows(found)}

    async def statistics(self) -> Statistics:
        """Numbers of all that is remembered."""
        shown = (session.c.draft.is_(False), session.c.over)
        played = (*shown, session.c.cancelled.is_(False))
        times = func.count().label("times")
        games = await self._db.rows(
            select(session.c.game, times).where(*played).group_by(session.c.game).order_by(times.desc())
        )
        sat = select(func.count().label("seats"), func.count(seat.c.person.distinct()).label("players")).select_from(
            seat.join(session, session.c.id == seat.c.session)
        )
        seats = await self._db.row(sat.where(*played, seat.c.standing == int(Standing.SEAT)))
        cancelled = select(func.count()).select_from(session).where(*shown, session.c.cancelled)
        answers = select(func.count()).select_from(fun)
        return Statistics(
            [(row.game, row.times) for row in games],
            sum(row.times for row in games),
            await self._db.value(cancelled) or 0,
            seats.seats if seats else 0,
            seats.players if seats else 0,
            await self._db.value(answers) or 0,
            await self._db.value(answers.where(fun.c.fun)) or 0,
        )

    # --- templates ---

    async def templates(self, person: Person) -> Sequence[Row[Any]]:
        """Somebody's templates, by name."""
        mine = select(template).where(template.c.person == person.id)
        return await self._db.rows(mine.order_by(template.c.name, template.c.id))

    async def template(self, person: Person, id: int) -> Row[Any] | None:
        """One of somebody's templates."""
        return await self._db.row(select(template).where(template.c.person == person.id, template.c.id == id))

    async def add_template(self, person: Person, name: str, **values: Any) -> None:
        """Keep a template, in place of the one somebody called so before."""
        await self._db.run(delete(template).where(template.c.person == person.id, template.c.name == name))
        await self._db.run(insert(template).values(person=person.id, name=name, **values))

    async def drop_template(self, person: Person, id: int) -> bool:
        """Erase one of somebody's templates; whether there was one."""
        return await self._db.run(delete(template).where(template.c.person == person.id, template.c.id == id)) > 0

    # --- whose data it is ---

    async def forget_before(self, at: datetime) -> None:
        """Erase wishes of before."""
        await self._db.run(delete(again).where(again.c.at < at))

    async def export(self, person: Person) -> dict[str, Any]:
        """All of a person, what there is nothing of left out."""
        kept = (await self.chosen([person.id])).get(person.id, Chosen())
        ranks = await self._db.rows(select(rank.c.game, rank.c.rank).where(rank.c.person == person.id))
        answered = await self._db.rows(select(fun.c.session, fun.c.fun).where(fun.c.person == person.id))
        chose = {"leads": list(kept.leads) if kept.leads is not None else None, "quiet": kept.quiet}
        found = {
            "ranks": {row.game: row.rank for row in ranks},
            "alerts": await self.alerts(person),
            "wishes": len(await self.wished(person)),
            "fun": [bool(row.fun) for row in answered],
            "templates": [
                {"name": row.name, "game": row.game, "slots": row.slots, "note": row.note}
                for row in await self.templates(person)
            ],
        }
        return {
            **{name: value for name, value in chose.items() if value is not None},
            **{name: value for name, value in found.items() if value},
        }

    async def erase(self, person: Person) -> None:
        """Erase all of a person."""
        for table in (chosen, rank, alert, fun, template):
            await self._db.run(delete(table).where(table.c.person == person.id))
        await self._db.run(delete(again).where(or_(again.c.person == person.id, again.c.other == person.id)))

    async def merge(self, keep: Person, gone: Person) -> None:
        """Give all of one person to another, whose own stays."""
        for table, key in (
            (chosen, []),
            (rank, [rank.c.game]),
            (alert, [alert.c.game]),
            (fun, [fun.c.session]),
            (again, [again.c.other]),
        ):
            await move(self._db, table, key, keep, gone)
        for row in await self._db.rows(select(again.c.person).where(again.c.other == gone.id)):
            both = select(again.c.person).where(again.c.person == row.person, again.c.other == keep.id)
            mine = (again.c.person == row.person, again.c.other == gone.id)
            if await self._db.row(both):
                await self._db.run(delete(again).where(*mine))
            else:
                await self._db.run(update(again).where(*mine).values(other=keep.id))
        await self._db.run(delete(again).where(again.c.person == again.c.other))
        await self._db.run(update(template).where(template.c.person == gone.id).values(person=keep.id))


def _leads(written: str | None) -> tuple[int, ...] | None:
    if written is None:
        return None
    return tuple(int(one) for one in written.split(",") if one.isdecimal())
