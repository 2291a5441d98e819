"""Where reports are kept, and the cases that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.kit import People, Person
from core.kit.sql import Db, Row, and_, bindparam, delete, func, insert, or_, select, update
from core.rules.tables import case, draft, ignored, report


class State(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    TAKEN = "taken"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Case:
    """Something reported: about whom (None where nobody was named), which message, by which rule (None: not said).

    `times` is how often it was reported; by whom is told by no part of it.
    """

    id: int
    who: Person | None
    message: str
    rule: int | None
    state: State
    apart: bool
    admins: bool
    machine: bool
    times: int
    taker: Person | None
    opened: datetime
    closed: datetime | None


@dataclass(frozen=True, slots=True)
class Report:
    """One person's report: its words are for moderators, their name only when they allow it."""

    id: int
    case: int
    person: Person
    rule: int | None
    note: str
    named: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class Draft:
    """A report of which the reason is still to be picked."""

    who: Person | None
    message: str
    note: str


_CASE = select(case).where(case.c.id == bindparam("id"))
_REPORTS = select(report).where(report.c.case == bindparam("case")).order_by(report.c.id)
_UNTIL = select(ignored.c.until).where(ignored.c.person == bindparam("person"))


class Cases:
    """The cases, in one transaction or one look."""

    def __init__(self, db: Db, people: People) -> None:
        self._db = db
        self._people = people

    async def open(
        self,
        who: Person | None,
        message: str,
        rule: int | None,
        now: datetime,
        *,
        apart: bool = False,
        admins: bool = False,
        machine: bool = False,
    ) -> int:
        """Keep a new case; returns its id."""
        return await self._db.add(
            insert(case).values(
                who=who.id if who else None,
                message=message,
                rule=rule,
                state=State.OPEN.value,
                apart=apart,
                admins=admins,
                machine=machine,
                times=0,
                opened=now,
            )
        )

    async def get(self, id: int) -> Case | None:
        """The case with this id, everybody under their present name."""
        row = await self._db.row(_CASE, id=id)
        return (await self._all([row]))[0] if row else None

    async def like(self, who: Person | None, message: str, *, apart: bool) -> Case | None:
        """The case about the same that is not closed yet; None where there is none, or nothing to tell it by."""
        if who is None and not message:
            return None
        same = (case.c.message == message, case.c.apart.is_(apart), case.c.state != State.CLOSED.value)
        about = case.c.who == who.id if who else case.c.who.is_(None)
        row = await self._db.row(select(case).where(about, *same).order_by(case.c.id))
        return (await self._all([row]))[0] if row else None

    async def waiting(self, *, apart: bool) -> list[Case]:
        """The cases that are not closed, the oldest first."""
        still = (case.c.state != State.CLOSED.value, case.c.apart.is_(apart))
        return await self._all(await self._db.rows(select(case).where(*still).order_by(case.c.id)))

    async def take(self, id: int, taker: Person) -> None:
        """Somebody looks after it now."""
        await self._db.run(update(case).where(case.c.id == id).values(state=State.TAKEN.value, taker=taker.id))

    async def close(self, id: int, now: datetime) -> None:
        """It is dealt with."""
        await self._db.run(update(case).where(case.c.id == id).values(state=State.CLOSED.value, closed=now))

    async def judge_by(self, id: int, rule: int) -> None:
        """It is about this rule."""
        await self._db.run(update(case).where(case.c.id == id).values(rule=rule))

    async def _all(self, rows: Sequence[Row[Any]]) -> list[Case]:
        ids = {one for row in rows for one in (row.who, row.taker) if one is not None}
        people = await self._people.many(sorted(ids))
        return [_case(row, people) for row in rows]

    async def forget_before(self, at: datetime, opened: datetime) -> list[int]:
        """Forget (and return) cases closed before `at`, or waiting apart since then, and any opened before `opened`."""
        apart = and_(case.c.apart.is_(True), case.c.opened < at)
        rows = await self._db.rows(select(case.c.id).where(or_(case.c.closed < at, apart, case.c.opened < opened)))
        for row in rows:
            await self._db.run(delete(case).where(case.c.id == row.id))
        return [row.id for row in rows]


class Reports:
    """Who reported what, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    # --- before the reason is picked ---

    async def begin(self, person: Person, begun: Draft, now: datetime) -> int:
        """Keep a report until its reason is picked, in place of any that the person began before."""
        await self._db.run(delete(draft).where(draft.c.person == person.id))
        values = {"who": begun.who.id if begun.who else None, "message": begun.message, "note": begun.note}
        return await self._db.add(insert(draft).values(person=person.id, at=now, **values))

    async def begun(self, id: int, person: Person) -> Draft | None:
        """What this person began, and took no further yet; it is no draft any more."""
        mine = (draft.c.id == id, draft.c.person == person.id)
        row = await self._db.row(select(draft).where(*mine))
        await self._db.run(delete(draft).where(*mine))
        return Draft(Person(row.who) if row.who is not None else None, row.message, row.note) if row else None

    # --- reports ---

    async def add(self, to: int, person: Person, rule: int | None, note: str, now: datetime) -> int:
        """Add a report to a case; returns its id."""
        await self._db.run(update(case).where(case.c.id == to).values(times=case.c.times + 1))
        values = {"case": to, "person": person.id, "rule": rule, "note": note, "named": False}
        return await self._db.add(insert(report).values(at=now, **values))

    async def get(self, id: int) -> Report | None:
        """The report with this id."""
        row = await self._db.row(select(report).where(report.c.id == id))
        return _report(row) if row else None

    async def mine(self, case: int, person: Person) -> Report | None:
        """What this person said in a case."""
        return next((one for one in await self.all(case) if one.person == person), None)

    async def all(self, case: int) -> list[Report]:
        """All reports of a case, the oldest first."""
        return [_report(row) for row in await self._db.rows(_REPORTS, case=case)]

    async def change(
        self, id: int, *, note: str | None = None, named: bool | None = None, rule: int | None = None
    ) -> None:
        """Change a report's words, its reason, or whether its reporter may be named."""
        given = {"note": note, "named": named, "rule": rule}
        values = {name: value for name, value in given.items() if value is not None}
        await self._db.run(update(report).where(report.c.id == id).values(**values))

    async def since(self, person: Person, at: datetime) -> list[Report]:
        """What a person reported since then."""
        mine = select(report).where(report.c.person == person.id, report.c.at > at)
        return [_report(row) for row in await self._db.rows(mine)]

    # --- who abused them ---

    async def set_apart(self, person: Person, until: datetime) -> None:
        """The person's reports wait apart until then, those about safety excepted."""
        await self._db.run(delete(ignored).where(ignored.c.person == person.id))
        await self._db.run(insert(ignored).values(person=person.id, until=until))

    async def trusted(self, person: Person) -> bool:
        """The person's reports count again; whether they did not before."""
        return await self._db.run(delete(ignored).where(ignored.c.person == person.id)) > 0

    async def apart_until(self, person: Person) -> datetime | None:
        """Until when the person's reports wait apart."""
        return await self._db.value(_UNTIL, person=person.id)

    async def forget_before(self, now: datetime, drafts: datetime) -> None:
        """Forget what was begun before `drafts`, and whose reports count again."""
        await self._db.run(delete(draft).where(draft.c.at < drafts))
        await self._db.run(delete(ignored).where(ignored.c.until <= now))

    # --- whose data it is ---

    async def of(self, person: Person) -> Sequence[Row[Any]]:
        """A person's own reports, and the state of the cases they are part of."""
        mine = select(report, case.c.state).join(case, case.c.id == report.c.case).where(report.c.person == person.id)
        return await self._db.rows(mine.order_by(report.c.id))

    async def taken(self, person: Person) -> Sequence[Row[Any]]:
        """The cases that a person took: opened and state."""
        columns = select(case.c.opened, case.c.state)
        return await self._db.rows(columns.where(case.c.taker == person.id).order_by(case.c.id))

    async def about(self, person: Person) -> int:
        """How many closed cases there are about a person: one that is looked into is not to be announced to them."""
        theirs = (case.c.who == person.id, case.c.state == State.CLOSED.value)
        return int(await self._db.value(select(func.count()).select_from(case).where(*theirs)) or 0)

    async def give(self, keep: Person, gone: Person) -> None:
        """Make all of one person another's; a case that both reported was reported by one of them."""
        both = select(report.c.case).where(report.c.person == keep.id)
        await self._db.run(delete(report).where(report.c.person == gone.id, report.c.case.in_(both)))
        until = max(filter(None, [await self.apart_until(keep), await self.apart_until(gone)]), default=None)
        await self._db.run(delete(ignored).where(ignored.c.person == gone.id))
        if until is not None:
            await self.set_apart(keep, until)
        for column in (report.c.person, draft.c.person, draft.c.who, case.c.who, case.c.taker):
            await self._db.run(update(column.table).where(column == gone.id).values({column: keep.id}))

    async def forget(self, person: Person) -> list[int]:
        """Forget the cases about a person (returns which), their own reports, and that they took any."""
        gone = [row.id for row in await self._db.rows(select(case.c.id).where(case.c.who == person.id))]
        for column in (draft.c.person, draft.c.who, report.c.person, ignored.c.person, case.c.who):
            await self._db.run(delete(column.table).where(column == person.id))
        await self._db.run(update(case).where(case.c.taker == person.id).values(taker=None))
        return gone


def _case(row: Row[Any], people: dict[int, Person]) -> Case:
    return Case(
        id=row.id,
        who=people.get(row.who, Person(row.who)) if row.who is not None else None,
        message=row.message,
        rule=row.rule,
        state=State(row.state),
        apart=row.apart,
        admins=row.admins,
        machine=row.machine,
        times=row.times,
        taker=people.get(row.taker, Person(row.taker)) if row.taker is not None else None,
        opened=row.opened,
        closed=row.closed,
    )


def _report(row: Row[Any]) -> Report:
    return Report(row.id, row.case, Person(row.person), row.rule, row.note, row.named, row.at)
