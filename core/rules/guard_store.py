"""Where the automatic protection keeps who is a newcomer, and what it saw: never a word of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.kit import Person
from core.kit.sql import (
    Boolean,
    Column,
    Db,
    Instant,
    Integer,
    PersonId,
    Row,
    String,
    Table,
    bindparam,
    delete,
    insert,
    select,
    update,
)
from core.rules.guards import Found, Guard, Mode
from core.rules.tables import meta

newcomer = Table(
    "rules_newcomer",
    meta,
    Column("person", PersonId, primary_key=True, autoincrement=False),
    Column("since", Instant, nullable=False),
    Column("messages", Integer, nullable=False),
    Column("trusted", Boolean, nullable=False),
)
"""Since when somebody is known to talk, and how often they did; `trusted` by a moderator."""

finding = Table(
    "rules_finding",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", PersonId, nullable=False, index=True),
    Column("guard", String, nullable=False),
    Column("why", String, nullable=False),
    Column("mode", String, nullable=False),
    Column("message", String, nullable=False),
    Column("times", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    Column("sanction", Integer),
    Column("verdict", String),
    sqlite_autoincrement=True,
)
"""`message` is a Ref's key. `verdict`: what a moderator said of it; NULL while it waits."""

_NEWCOMER = select(newcomer).where(newcomer.c.person == bindparam("of"))
_COUNT = update(newcomer).where(newcomer.c.person == bindparam("of")).values(messages=newcomer.c.messages + 1)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was seen: of whom, by which guard and why, what was done, and what a moderator said of it."""

    id: int
    person: Person
    found: Found
    mode: Mode
    message: str
    times: int
    at: datetime
    sanction: int | None
    verdict: str | None


class Findings:
    """What was seen, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def seen(self, person: Person, now: datetime) -> tuple[datetime, int, bool]:
        """Count a message; since when the person talks, how many messages before this one, whether they are trusted."""
        row = await self._db.row(_NEWCOMER, of=person.id)
        if row is None:
            await self._db.run(insert(newcomer).values(person=person.id, since=now, messages=1, trusted=False))
            return now, 0, False
        if row.messages < COUNTED:
            await self._db.run(_COUNT, of=person.id)
        return row.since, row.messages, row.trusted

    async def trust(self, person: Person, now: datetime) -> None:
        """The person is no newcomer any more, and not judged by their name."""
        known = await self._db.run(update(newcomer).where(newcomer.c.person == person.id).values(trusted=True))
        if not known:
            await self._db.run(insert(newcomer).values(person=person.id, since=now, messages=0, trusted=True))

    async def trusted(self, person: Person) -> bool:
        """Whether a moderator trusts them."""
        return bool(await self._db.value(select(newcomer.c.trusted).where(newcomer.c.person == person.id)))

    async def waiting(self, person: Person, guard: Guard, since: datetime) -> Finding | None:
        """The newest of this person by this guard that nobody looked at yet."""
        row = await self._db.row(
            select(finding)
            .where(
                finding.c.person == person.id,
                finding.c.guard == guard.value,
                finding.c.verdict.is_(None),
                finding.c.at >= since,
            )
            .order_by(finding.c.id.desc())
            .limit(1)
        )
        return _finding(row) if row else None

    async def add(self, person: Person, found: Found, mode: Mode, message: str, now: datetime) -> int:
        """A new one; returns its id."""
        return await self._db.add(
            insert(finding).values(
                person=person.id,
                guard=found.guard.value,
                why=found.why,
                mode=mode.value,
                message=message,
                times=1,
                at=now,
            )
        )

    async def again(self, id: int, message: str) -> None:
        """The same once more."""
        await self._db.run(update(finding).where(finding.c.id == id).values(times=finding.c.times + 1, message=message))

    async def sanctioned(self, id: int, sanction: int) -> None:
        """This is the mute that it led to."""
        await self._db.run(update(finding).where(finding.c.id == id).values(sanction=sanction))

    async def get(self, id: int) -> Finding | None:
        """The finding with this id."""
        row = await self._db.row(select(finding).where(finding.c.id == id))
        return _finding(row) if row else None

    async def judged(self, id: int, verdict: str) -> None:
        """A moderator looked at it."""
        await self._db.run(update(finding).where(finding.c.id == id).values(verdict=verdict))

    async def forget_before(self, at: datetime) -> list[int]:
        """Forget what was seen before then; returns what is gone."""
        gone = [row.id for row in await self._db.rows(select(finding.c.id).where(finding.c.at < at))]
        await self._db.run(delete(finding).where(finding.c.at < at))
        return gone

    async def of(self, person: Person) -> list[Finding]:
        """All of the person's."""
        rows = await self._db.rows(select(finding).where(finding.c.person == person.id).order_by(finding.c.id))
        return [_finding(row) for row in rows]

    async def talks_since(self, person: Person) -> datetime | None:
        """Since when the person is known to talk."""
        return await self._db.value(select(newcomer.c.since).where(newcomer.c.person == person.id))

    async def forget(self, person: Person) -> list[int]:
        """Forget the person; returns which findings are gone."""
        gone = [one.id for one in await self.of(person)]
        for table in (finding, newcomer):
            await self._db.run(delete(table).where(table.c.person == person.id))
        return gone

    async def give(self, keep: Person, gone: Person) -> None:
        """Make the second person's the first's; who is no newcomer on either side is none."""
        await self._db.run(update(finding).where(finding.c.person == gone.id).values(person=keep.id))
        rows = {
            row.person: row
            for row in await self._db.rows(select(newcomer).where(newcomer.c.person.in_([keep.id, gone.id])))
        }
        if theirs := rows.get(gone.id):
            mine = rows.get(keep.id)
            if mine is None:
                await self._db.run(update(newcomer).where(newcomer.c.person == gone.id).values(person=keep.id))
            else:
                await self._db.run(
                    update(newcomer)
                    .where(newcomer.c.person == keep.id)
                    .values(
                        since=min(mine.since, theirs.since),
                        messages=max(mine.messages, theirs.messages),
                        trusted=mine.trusted or theirs.trusted,
                    )
                )
                await self._db.run(delete(newcomer).where(newcomer.c.person == gone.id))


COUNTED = 1000
"""Messages are counted no further than this: nobody is a newcomer for longer."""


def _finding(row: Row[Any]) -> Finding:
    guard = Guard(row.guard) if row.guard in set(Guard) else Guard.WORDS
    mode = Mode(row.mode) if row.mode in set(Mode) else Mode.DRY
    return Finding(
        row.id,
        Person(row.person),
        Found(guard, row.why),
        mode,
        row.message,
        row.times,
        row.at,
        row.sanction,
        row.verdict,
    )
