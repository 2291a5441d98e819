"""Where mabar sessions and who is in them are kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from core.kit import People, Person
from core.kit.sql import (
    Boolean,
    Column,
    Db,
    ForeignKey,
    Instant,
    Integer,
    MetaData,
    PersonId,
    Row,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from core.mabar.model import Seat, Session, Standing

meta = MetaData()

session = Table(
    "mabar_session",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("game", String, nullable=False),
    Column("at", Instant, nullable=False, index=True),
    Column("slots", Integer, nullable=False),
    Column("host", PersonId),
    Column("note", String, nullable=False, default=""),
    Column("over", Boolean, nullable=False, default=False),
    Column("room", String, nullable=False, default="", server_default=""),
    Column("draft", Boolean, nullable=False, default=False, server_default="0"),
    Column("begun", Boolean, nullable=False, default=False, server_default="0"),
    Column("cancelled", Boolean, nullable=False, default=False, server_default="0"),
    Column("reason", String, nullable=False, default="", server_default=""),
    Column("pool", Boolean, nullable=False, default=False, server_default="0"),
    Column("guests", Boolean, nullable=False, default=False, server_default="0"),
    Column("lowest", String, nullable=False, default="", server_default=""),
    Column("highest", String, nullable=False, default="", server_default=""),
    Column("strict", Boolean, nullable=False, default=False, server_default="0"),
    Column("region", String, nullable=False, default="", server_default=""),
    Column("code", String, nullable=False, default="", server_default=""),
    Column("voice", String, nullable=False, default="", server_default=""),
    Column("asking", Boolean, nullable=False, default=False, server_default="0"),
    Column("unheard", Boolean, nullable=False, default=False, server_default="0"),
    Column("made", Instant),
    Column("called", Instant),
    sqlite_autoincrement=True,
)

seat = Table(
    "mabar_seat",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("session", Integer, ForeignKey("mabar_session.id", ondelete="CASCADE"), nullable=False),
    Column("person", PersonId, nullable=False, index=True),
    Column("note", String, nullable=False, default=""),
    Column("standing", Integer, nullable=False, default=1, server_default="1"),
    Column("lane", String, nullable=False, default="", server_default=""),
    Column("rank", String, nullable=False, default="", server_default=""),
    Column("guests", Integer, nullable=False, default=0, server_default="0"),
    Column("coming", Boolean, nullable=False, default=False, server_default="0"),
    Column("offered", Instant),
    Column("passed", Boolean, nullable=False, default=False, server_default="0"),
    UniqueConstraint("session", "person"),
    sqlite_autoincrement=True,
)
"""The ids grow, so their order is the order in which seats were taken, and of the line for those who wait."""

cohost = Table(
    "mabar_cohost",
    meta,
    Column("session", Integer, ForeignKey("mabar_session.id", ondelete="CASCADE"), primary_key=True),
    Column("person", PersonId, primary_key=True, index=True),
)

told = Table(
    "mabar_told",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("session", Integer, ForeignKey("mabar_session.id", ondelete="CASCADE"), nullable=False),
    Column("person", PersonId, nullable=False, index=True),
    Column("what", Integer, nullable=False),
    UniqueConstraint("session", "person", "what"),
    sqlite_autoincrement=True,
)
"""Who was told of what already, so that each is said once."""

ALERTED = 1
"""In `told`: that players are being looked for."""

CALLED = 2
"""In `told`: that it has begun, by the room's reminder that was late."""

_SESSION = select(session).where(session.c.id == bindparam("id"))
_SEATS = select(seat).where(seat.c.session == bindparam("session")).order_by(seat.c.id)
_SEATS_OF = select(seat).where(seat.c.session.in_(bindparam("sessions", expanding=True))).order_by(seat.c.id)
_COHOSTS = select(cohost.c.session, cohost.c.person).where(cohost.c.session.in_(bindparam("sessions", expanding=True)))
_TAKE = insert(seat)
_FREE = delete(seat).where(seat.c.session == bindparam("of"), seat.c.person == bindparam("who"))
_COLUMNS = [column.name for column in seat.columns if column.name not in ("id", "session", "person")]
_CHANGE = (
    update(seat)
    .where(seat.c.session == bindparam("of"), seat.c.person == bindparam("who"))
    .values({name: bindparam(f"new_{name}") for name in _COLUMNS})
)
_KEPT = [one.name for one in fields(Session) if one.name not in ("id", "people", "cohosts")]
_SHOWN = (session.c.draft.is_(False), session.c.cancelled.is_(False))


class Sessions:
    """The sessions, in one transaction or one look."""

    def __init__(self, db: Db, people: People) -> None:
        self._db = db
        self._people = people

    # --- finding ---

    async def get(self, id: int) -> Session | None:
        """The session with who is in it, everybody under their present name."""
        row = await self._db.row(_SESSION, id=id)
        return (await self._whole([row]))[0] if row else None

    async def seated(self, id: int) -> Session | None:
        """The session with who is in it, nobody's name looked up."""
        row = await self._db.row(_SESSION, id=id)
        if row is None:
            return None
        seats = await self._db.rows(_SEATS, session=id)
        helping = await self._db.rows(_COHOSTS, sessions=[id])
        return _session(row, seats, [one.person for one in helping], {})

    async def between(self, start: datetime, end: datetime) -> list[Session]:
        """The posted sessions that begin in a period (`start` included, `end` not), earliest first; none cancelled."""
        found = select(session).where(*_SHOWN, session.c.pool.is_(False), session.c.at >= start, session.c.at < end)
        return await self._whole(await self._db.rows(found.order_by(session.c.at, session.c.id)))

    async def upcoming(self, person: Person, since: datetime) -> list[Session]:
        """The posted sessions from then on that a person hosts or is in, earliest first."""
        mine = select(seat.c.session).where(seat.c.person == person.id)
        found = select(session).where(
            *_SHOWN, session.c.at >= since, or_(session.c.host == person.id, session.c.id.in_(mine))
        )
        return await self._whole(await self._db.rows(found.order_by(session.c.at, session.c.id)))

    async def pools(self, game: str) -> list[Session]:
        """Where players of a game are looked for now, the oldest first."""
        found = select(session).where(*_SHOWN, session.c.pool, session.c.over.is_(False), session.c.game == game)
        return await self._whole(await self._db.rows(found.order_by(session.c.id)))

    async def count_open(self, person: Person) -> int:
        """How many a person hosts that are not over."""
        mine = (session.c.host == person.id, session.c.over.is_(False), session.c.draft.is_(False))
        return int(await self._db.value(select(func.count()).select_from(session).where(*mine)) or 0)

    async def popular(self) -> dict[str, int]:
        """How often each game was planned, as far as it is remembered."""
        counted = select(session.c.game, func.count().label("times")).where(*_SHOWN).group_by(session.c.game)
        return {row.game: row.times for row in await self._db.rows(counted)}

    # --- changing ---

    async def add(self, planned: Session) -> int:
        """Keep a new session with who is in it; returns its id."""
        values = {name: getattr(planned, name) for name in _KEPT}
        values["host"] = planned.host.id if planned.host else None
        id_ = await self._db.add(insert(session).values(**values))
        for one in planned.people:
            await self._db.run(_TAKE, session=id_, person=one.person.id, **_values(one))
        for one in planned.cohosts:
            await self._db.run(insert(cohost).values(session=id_, person=one.id))
        return id_

    async def keep(self, before: Session, after: Session) -> None:
        """Write down what became of a session: whatever of it differs."""
        changed = {name: getattr(after, name) for name in _KEPT if getattr(after, name) != getattr(before, name)}
        if "host" in changed:
            changed["host"] = after.host.id if after.host else None
        if changed:
            await self._db.run(update(session).where(session.c.id == after.id).values(**changed))
        old = {one.person.id: one for one in before.people}
        staying = {one.person.id for one in after.people}
        for gone in old.keys() - staying:
            await self._db.run(_FREE, of=after.id, who=gone)
        for one in after.people:
            was = old.get(one.person.id)
            if was and was.standing is not one.standing:
                # a new row is the last of its kind, as who takes another place is
                await self._db.run(_FREE, of=after.id, who=one.person.id)
            if was is None or was.standing is not one.standing:
                await self._db.run(_TAKE, session=after.id, person=one.person.id, **_values(one))
            elif was != one:
                values = {f"new_{name}": value for name, value in _values(one).items()}
                await self._db.run(_CHANGE, of=after.id, who=one.person.id, **values)
        if list(before.cohosts) != list(after.cohosts):
            await self._db.run(delete(cohost).where(cohost.c.session == after.id))
            for one in after.cohosts:
                await self._db.run(insert(cohost).values(session=after.id, person=one.id))

    async def forget_before(self, at: datetime) -> int:
        """Erase the sessions that began before `at`; returns how many."""
        return await self._db.run(delete(session).where(session.c.at < at))

    async def forget_drafts(self, before: datetime) -> None:
        """Erase previews from before then that nobody said yes to."""
        await self._db.run(delete(session).where(session.c.draft, session.c.made < before))

    async def drop_drafts(self, person: Person) -> None:
        """Erase what a person was shown as a preview and did not post."""
        await self._db.run(delete(session).where(session.c.draft, session.c.host == person.id))

    async def forget_absences(self, before: datetime) -> None:
        """Erase who did not come to what began before then."""
        old = select(session.c.id).where(session.c.at < before)
        await self._db.run(delete(seat).where(seat.c.standing == int(Standing.ABSENT), seat.c.session.in_(old)))

    async def drop(self, id: int) -> None:
        """Erase a session."""
        await self._db.run(delete(session).where(session.c.id == id))

    # --- said once ---

    async def told(self, id: int) -> set[tuple[int, int]]:
        """Who (by id) was told of what."""
        rows = await self._db.rows(select(told.c.person, told.c.what).where(told.c.session == id))
        return {(row.person, row.what) for row in rows}

    async def tell(self, id: int, person: Person, what: int) -> None:
        """Note that somebody was told."""
        await self._db.run(insert(told).values(session=id, person=person.id, what=what))

    # --- whose data it is ---

    async def of(self, person: Person) -> Sequence[Row[Any]]:
        """The sessions a person is in or leads, with their own place in it (`person` is None where they have none)."""
        mine = seat.c.person == person.id
        helps = select(cohost.c.session).where(cohost.c.person == person.id)
        return await self._db.rows(
            select(
                *(session.c.id, session.c.game, session.c.at, session.c.host, session.c.reason, session.c.cancelled),
                *(session.c.draft, session.c.over, session.c.code, session.c.voice, session.c.note.label("plan")),
                *(seat.c.person, seat.c.note, seat.c.standing, seat.c.lane, seat.c.rank, seat.c.guests),
            )
            .join(seat, (seat.c.session == session.c.id) & mine, isouter=True)
            .where(or_(mine, session.c.host == person.id, session.c.id.in_(helps)))
            .order_by(session.c.at)
        )

    async def erase(self, person: Person) -> Sequence[int]:
        """Remove a person everywhere; returns the sessions that changed. What they hosted stays for the others."""
        ids = [row.id for row in await self.of(person)]
        await self._db.run(delete(session).where(session.c.host == person.id, session.c.draft))
        for table in (seat, cohost, told):
            await self._db.run(delete(table).where(table.c.person == person.id))
        nothing = {"host": None, "note": "", "reason": "", "code": "", "voice": ""}
        await self._db.run(update(session).where(session.c.host == person.id).values(**nothing))
        return ids

    async def merge(self, keep: Person, gone: Person) -> Sequence[int]:
        """Give one person's places to another, the better and then the earlier where both have one; returns the
        sessions changed."""
        ids = [row.id for row in await self.of(gone)]
        for id_ in ids:
            both = seat.c.person.in_([keep.id, gone.id])
            rows = await self._db.rows(
                select(seat).where(seat.c.session == id_, both).order_by(seat.c.standing, seat.c.id)
            )
            if len(rows) == 2:
                first, second = rows
                await self._db.run(delete(seat).where(seat.c.id == second.id))
                note = first.note or second.note
                await self._db.run(update(seat).where(seat.c.id == first.id).values(person=keep.id, note=note))
        await self._db.run(update(seat).where(seat.c.person == gone.id).values(person=keep.id))
        await self._db.run(update(session).where(session.c.host == gone.id).values(host=keep.id))
        for table, key in ((cohost, [cohost.c.session]), (told, [told.c.session, told.c.what])):
            await move(self._db, table, key, keep, gone)
        return ids

    async def _whole(self, rows: Sequence[Row[Any]]) -> list[Session]:
        ids = [row.id for row in rows]
        if not ids:
            return []
        seats = await self._db.rows(_SEATS_OF, sessions=ids)
        helping = await self._db.rows(_COHOSTS, sessions=ids)
        known = {one.person for one in (*seats, *helping)} | {row.host for row in rows if row.host is not None}
        people = await self._people.many(list(known))
        return [
            _session(
                row,
                [one for one in seats if one.session == row.id],
                [one.person for one in helping if one.session == row.id],
                people,
            )
            for row in rows
        ]


async def move(db: Db, table: Table, key: Iterable[Column[Any]], keep: Person, gone: Person) -> None:
    """Give a person's rows to another, where a table has one row for each person and `key`; theirs stay."""
    columns = list(key)
    for row in await db.rows(select(table).where(table.c.person == gone.id)):
        same = [column == getattr(row, column.name) for column in columns]
        have = await db.row(select(table.c.person).where(table.c.person == keep.id, *same))
        mine = (table.c.person == gone.id, *same)
        if have:
            await db.run(delete(table).where(*mine))
        else:
            await db.run(update(table).where(*mine).values(person=keep.id))


def _values(one: Seat) -> dict[str, Any]:
    values = {name: getattr(one, name) for name in _COLUMNS}
    values["standing"] = int(one.standing)
    return values


def _session(row: Row[Any], seats: Sequence[Row[Any]], cohosts: Sequence[int], people: dict[int, Person]) -> Session:
    def person(id: int) -> Person:
        return people.get(id) or Person(id)

    values = {name: getattr(row, name) for name in _KEPT}
    values["host"] = person(row.host) if row.host is not None else None
    return Session(
        id=row.id,
        people=tuple(
            Seat(
                person(one.person),
                **{name: getattr(one, name) for name in _COLUMNS if name != "standing"},
                standing=Standing(one.standing),
            )
            for one in seats
        ),
        cohosts=tuple(person(id_) for id_ in cohosts),
        **values,
    )
