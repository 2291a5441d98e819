"""Where the versions of the rules are kept, and who accepted which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.kit import Person
from core.kit.sql import Db, Row, bindparam, delete, exists, insert, select, update
from core.rules.tables import accepted, asked, version

_BY_MARK = select(version).where(version.c.mark == bindparam("mark"))
_BY_ID = select(version).where(version.c.id == bindparam("id"))
_ACCEPTED = select(accepted.c.at).where(
    accepted.c.person == bindparam("person"), accepted.c.version == bindparam("version")
)
_ACCEPT = insert(accepted)
_ASKED = select(asked.c.version).where(asked.c.person == bindparam("person"), asked.c.version == bindparam("version"))
_ASK = insert(asked)


@dataclass(frozen=True, slots=True)
class Version:
    """The rules as they were from `since` on: their texts by number."""

    id: int
    since: datetime
    written: Sequence[dict[str, dict[str, str]]]

    def rule(self, number: int) -> dict[str, dict[str, str]] | None:
        """The rule with this number: its `name` and `text`, each by language."""
        return self.written[number - 1] if 1 <= number <= len(self.written) else None


class Versions:
    """The versions and who accepted them, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def find(self, mark: str) -> Version | None:
        """The version with this fingerprint; None before it was first noticed."""
        row = await self._db.row(_BY_MARK, mark=mark)
        return _version(row) if row else None

    async def get(self, id: int) -> Version | None:
        """The version with this number."""
        row = await self._db.row(_BY_ID, id=id)
        return _version(row) if row else None

    async def add(self, mark: str, since: datetime, written: Sequence[dict[str, dict[str, str]]]) -> Version:
        """Keep a new version."""
        id_ = await self._db.add(insert(version).values(mark=mark, since=since, written=list(written)))
        return Version(id_, since, written)

    async def accepted(self, person: Person, id: int) -> datetime | None:
        """When the person accepted this version; None when they did not."""
        return await self._db.value(_ACCEPTED, person=person.id, version=id)

    async def accept(self, person: Person, id: int, at: datetime) -> None:
        """The person accepts this version."""
        await self._db.run(_ACCEPT, person=person.id, version=id, at=at)

    async def note_asked(self, person: Person, id: int) -> None:
        """The person was shown this version."""
        if await self._db.value(_ASKED, person=person.id, version=id) is None:
            await self._db.run(_ASK, person=person.id, version=id)

    async def to_ask(self, id: int, after: int, most: int) -> list[Person]:
        """Who accepted another version and was not shown this one yet, of those with a higher id than `after`."""
        seen = exists().where(asked.c.person == accepted.c.person, asked.c.version == id)
        agreed = accepted.alias()
        done = exists().where(agreed.c.person == accepted.c.person, agreed.c.version == id)
        rows = await self._db.rows(
            select(accepted.c.person)
            .where(~seen, ~done, accepted.c.person > after)
            .distinct()
            .order_by(accepted.c.person)
            .limit(most)
        )
        return [Person(row.person) for row in rows]

    # --- whose data it is ---

    async def of(self, person: Person) -> Sequence[Row[Any]]:
        """What a person accepted: version and at."""
        mine = accepted.c.person == person.id
        return await self._db.rows(select(accepted).where(mine).order_by(accepted.c.version))

    async def give(self, keep: Person, gone: Person) -> None:
        """Make one person's acceptances another's; of two of the same version the earlier one counts."""
        first = {row.version: row.at for row in await self.of(keep)}
        for row in await self.of(gone):
            at = min(row.at, first.get(row.version, row.at))
            await self._db.run(delete(accepted).where(accepted.c.person == keep.id, accepted.c.version == row.version))
            await self._db.run(_ACCEPT, person=keep.id, version=row.version, at=at)
        await self._db.run(delete(accepted).where(accepted.c.person == gone.id))
        both = select(asked.c.version).where(asked.c.person == keep.id)
        await self._db.run(delete(asked).where(asked.c.person == gone.id, asked.c.version.in_(both)))
        await self._db.run(update(asked).where(asked.c.person == gone.id).values(person=keep.id))

    async def forget(self, person: Person) -> None:
        """Forget what a person accepted and was shown."""
        await self._db.run(delete(accepted).where(accepted.c.person == person.id))
        await self._db.run(delete(asked).where(asked.c.person == person.id))


def _version(row: Row[Any]) -> Version:
    return Version(row.id, row.since, row.written)
