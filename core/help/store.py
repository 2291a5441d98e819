"""Where checks of services and the counters of help are kept. Of who asked for help nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from core.kit import Person
from core.kit.sql import (
    Column,
    Db,
    Instant,
    Integer,
    MetaData,
    PersonId,
    String,
    Table,
    UniqueConstraint,
    delete,
    func,
    insert,
    select,
    update,
)

meta = MetaData()

confirmed = Table(
    "help_confirmed",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("service", String, nullable=False, unique=True),
    Column("person", PersonId, index=True),
    Column("at", Instant, nullable=False),
    sqlite_autoincrement=True,
)
"""The newest check of each service."""

reminded = Table(
    "help_reminded",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("subject", String, nullable=False, unique=True),
    Column("at", Instant, nullable=False),
    sqlite_autoincrement=True,
)
"""When the admins were last asked about something."""

counted = Table(
    "help_counted",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("day", String, nullable=False),
    Column("what", String, nullable=False),
    Column("times", Integer, nullable=False),
    UniqueConstraint("day", "what"),
    sqlite_autoincrement=True,
)
"""How often something happened on a day; no person, no finer time."""


@dataclass(frozen=True, slots=True)
class Check:
    """Who checked a service, and when; nobody once that was forgotten."""

    at: datetime
    person: int | None


class Checks:
    """The checks of services, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def all(self) -> dict[str, Check]:
        """The newest check of each service, by its mark."""
        return {row.service: Check(row.at, row.person) for row in await self._db.rows(select(confirmed))}

    async def add(self, service: str, person: Person, now: datetime) -> None:
        """Somebody checked a service."""
        await self._db.run(delete(confirmed).where(confirmed.c.service == service))
        await self._db.run(insert(confirmed).values(service=service, person=person.id, at=now))

    async def unasked(self, subjects: Sequence[str], since: datetime) -> set[str]:
        """Those of the subjects that the admins were not asked about since then."""
        rows = await self._db.rows(select(reminded.c.subject).where(reminded.c.at > since))
        return set(subjects) - {row.subject for row in rows}

    async def asked(self, subject: str, now: datetime) -> None:
        """The admins were asked about it."""
        await self._db.run(delete(reminded).where(reminded.c.subject == subject))
        await self._db.run(insert(reminded).values(subject=subject, at=now))

    async def of(self, person: Person) -> list[tuple[str, datetime]]:
        """What a person checked, and when."""
        rows = await self._db.rows(select(confirmed).where(confirmed.c.person == person.id))
        return [(row.service, row.at) for row in rows]

    async def give(self, keep: Person, gone: Person) -> None:
        """Make one person's checks another's."""
        await self._db.run(update(confirmed).where(confirmed.c.person == gone.id).values(person=keep.id))

    async def forget(self, person: Person) -> None:
        """Forget that it was this person; the checks themselves stay."""
        await self._db.run(update(confirmed).where(confirmed.c.person == person.id).values(person=None))

    async def forget_before(self, at: datetime) -> None:
        """Forget who checked before then; that it was checked stays, or an old number would look like a new one."""
        await self._db.run(update(confirmed).where(confirmed.c.at < at).values(person=None))


class Counts:
    """The counters, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def add(self, day: date, what: str) -> None:
        """Count one up."""
        mine = (counted.c.day == day.isoformat(), counted.c.what == what)
        if not await self._db.run(update(counted).where(*mine).values(times=counted.c.times + 1)):
            await self._db.run(insert(counted).values(day=day.isoformat(), what=what, times=1))

    async def since(self, day: date) -> dict[str, int]:
        """How often each thing happened from that day on."""
        rows = await self._db.rows(
            select(counted.c.what, func.sum(counted.c.times).label("times"))
            .where(counted.c.day >= day.isoformat())
            .group_by(counted.c.what)
        )
        return {row.what: int(row.times) for row in rows}

    async def forget_before(self, day: date) -> None:
        """Forget what was counted before that day."""
        await self._db.run(delete(counted).where(counted.c.day < day.isoformat()))
