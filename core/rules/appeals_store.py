"""Where appeals against sanctions are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from core.kit import People, Person
from core.kit.sql import Db, Row, delete, insert, select, update
from core.rules.tables import appeal, sanction


class Ruling(StrEnum):
    """What became of an appeal."""

    OPEN = "open"
    UPHELD = "upheld"
    SHORTENED = "shortened"
    LIFTED = "lifted"


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal against a sanction, in the person's own words, and how it was decided."""

    id: int
    sanction: int
    words: str
    at: datetime
    ruling: Ruling
    judge: Person | None


class Appeals:
    """The appeals, in one transaction or one look."""

    def __init__(self, db: Db, people: People) -> None:
        self._db = db
        self._people = people

    async def add(self, against: int, words: str, now: datetime) -> int:
        """Keep a new appeal; returns its id."""
        values = {"sanction": against, "words": words, "at": now, "state": Ruling.OPEN.value, "answer": ""}
        return await self._db.add(insert(appeal).values(**values))

    async def get(self, id: int) -> Appeal | None:
        """The appeal with this id."""
        return await self._one(appeal.c.id == id)

    async def against(self, sanction: int) -> Appeal | None:
        """The appeal against a sanction."""
        return await self._one(appeal.c.sanction == sanction)

    async def decide(self, id: int, ruling: Ruling, judge: Person | None, answer: str, now: datetime) -> None:
        """Note how an appeal was decided, by whom (None: by a sanction's undoing), and what they said to it."""
        values = {"state": ruling.value, "judge": judge.id if judge else None, "answer": answer, "decided": now}
        await self._db.run(update(appeal).where(appeal.c.id == id).values(**values))

    async def open(self) -> list[Appeal]:
        """The appeals that wait, the oldest first."""
        mine = select(appeal).where(appeal.c.state == Ruling.OPEN.value).order_by(appeal.c.id)
        return [_appeal(row, None) for row in await self._db.rows(mine)]

    async def _one(self, which: Any) -> Appeal | None:
        row = await self._db.row(select(appeal).where(which))
        if row is None:
            return None
        judge = await self._people.get(row.judge) if row.judge is not None else None
        return _appeal(row, judge)

    # --- whose data it is ---

    async def of(self, person: Person) -> Sequence[Row[Any]]:
        """The rows of a person's own appeals."""
        mine = select(appeal).join(sanction, sanction.c.id == appeal.c.sanction).where(sanction.c.person == person.id)
        return await self._db.rows(mine.order_by(appeal.c.id))

    async def give(self, keep: Person, gone: Person) -> None:
        """What one person decided was decided by another."""
        await self._db.run(update(appeal).where(appeal.c.judge == gone.id).values(judge=keep.id))

    async def forget(self, person: Person) -> None:
        """Forget that it was this person who decided; their own appeals go with the sanctions."""
        await self._db.run(update(appeal).where(appeal.c.judge == person.id).values(judge=None))

    async def forget_before(self, at: datetime) -> None:
        """Forget what was decided before then."""
        await self._db.run(delete(appeal).where(appeal.c.decided < at))


def _appeal(row: Row[Any], judge: Person | None) -> Appeal:
    return Appeal(row.id, row.sanction, row.words, row.at, Ruling(row.state), judge)
