"""Where mabar sessions and their seats are kept."""

from __future__ import annotations

from collections.abc import Sequence
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
    insert,
    select,
    update,
)
from core.mabar.model import Seat, Session

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
    sqlite_autoincrement=True,
)

seat = Table(
    "mabar_seat",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("session", Integer, ForeignKey("mabar_session.id", ondelete="CASCADE"), nullable=False),
    Column("person", PersonId, nullable=False, index=True),
    Column("note", String, nullable=False, default=""),
    UniqueConstraint("session", "person"),
    sqlite_autoincrement=True,
)
"""The ids grow, so their order is the order in which seats were taken."""


_SESSION = select(session).where(session.c.id == bindparam("id"))
_SEATS = select(seat).where(seat.c.session == bindparam("session")).order_by(seat.c.id)
_TAKE = insert(seat)
_FREE = delete(seat).where(seat.c.session == bindparam("session"), seat.c.person == bindparam("person"))


class Sessions:
    """The sessions, in one transaction or one look."""

    def __init__(self, db: Db, people: People) -> None:
        self._db = db
        self._people = people

    async def add(self, planned: Session) -> int:
        """Keep a new session with its seats; returns its id."""
        id_ = await self._db.add(
            insert(session).values(
                game=planned.game,
                at=planned.at,
                slots=planned.slots,
                host=planned.host.id if planned.host else None,
                note=planned.note,
                over=planned.over,
            )
        )
        for one in planned.seats:
            await self.take(id_, one.person, one.note)
        return id_

    async def get(self, id: int) -> Session | None:
        """The session with its seats, everybody under their present name."""
        row = await self._db.row(_SESSION, id=id)
        if row is None:
            return None
        seats = await self._db.rows(_SEATS, session=id)
        ids = [one.person for one in seats] + ([row.host] if row.host is not None else [])
        people = await self._people.many(ids)
        return _session(row, seats, people)

    async def seated(self, id: int) -> Session | None:
        """The session with its seats, nobody's name looked up."""
        row = await self._db.row(_SESSION, id=id)
        if row is None:
            return None
        nameless = {row.host: Person(row.host)} if row.host is not None else {}
        return _session(row, await self._db.rows(_SEATS, session=id), nameless)

    async def take(self, id: int, person: Person, note: str = "") -> None:
        """Give a person a seat."""
        await self._db.run(_TAKE, session=id, person=person.id, note=note)

    async def free(self, id: int, person: Person) -> None:
        """Take a person's seat back."""
        await self._db.run(_FREE, session=id, person=person.id)

    async def note(self, id: int, person: Person, note: str) -> None:
        """Change what a person wants the others to know."""
        await self._db.run(update(seat).where(seat.c.session == id, seat.c.person == person.id).values(note=note))

    async def end(self, id: int) -> None:
        """The session is over."""
        await self._db.run(update(session).where(session.c.id == id).values(over=True))

    async def forget_before(self, at: datetime) -> int:
        """Erase the sessions that began before `at`; returns how many."""
        return await self._db.run(delete(session).where(session.c.at < at))

    async def of(self, person: Person) -> Sequence[Row[Any]]:
        """The sessions a person has a seat in or hosts: game, at, their note, whether they host."""
        mine = seat.c.person == person.id
        return await self._db.rows(
            select(
                session.c.id,
                session.c.game,
                session.c.at,
                session.c.note.label("plan"),
                seat.c.note,
                seat.c.person,
                session.c.host,
            )
            .join(seat, (seat.c.session == session.c.id) & mine, isouter=True)
            .where(mine | (session.c.host == person.id))
            .order_by(session.c.at)
        )

    async def erase(self, person: Person) -> Sequence[int]:
        """Remove a person everywhere; returns the sessions that changed. What they hosted stays for the others."""
        ids = [row.id for row in await self.of(person)]
        await self._db.run(delete(seat).where(seat.c.person == person.id))
        await self._db.run(update(session).where(session.c.host == person.id).values(host=None, note=""))
        return ids

    async def merge(self, keep: Person, gone: Person) -> Sequence[int]:
        """Give one person's seats to another, the earlier seat where both have one; returns the sessions changed."""
        ids = [row.id for row in await self.of(gone)]
        for id_ in ids:
            rows = await self._db.rows(
                select(seat).where(seat.c.session == id_, seat.c.person.in_([keep.id, gone.id])).order_by(seat.c.id)
            )
            if len(rows) == 2:
                first, second = rows
                await self._db.run(delete(seat).where(seat.c.id == second.id))
                note = first.note or second.note
                await self._db.run(update(seat).where(seat.c.id == first.id).values(person=keep.id, note=note))
        await self._db.run(update(seat).where(seat.c.person == gone.id).values(person=keep.id))
        await self._db.run(update(session).where(session.c.host == gone.id).values(host=keep.id))
        return ids


def _session(row: Row[Any], seats: Sequence[Row[Any]], people: dict[int, Person]) -> Session:
    return Session(
        id=row.id,
        game=row.game,
        at=row.at,
        slots=row.slots,
        host=people.get(row.host) if row.host is not None else None,
        note=row.note,
        over=row.over,
        seats=tuple(Seat(people.get(one.person, Person(one.person)), one.note) for one in seats),
    )
