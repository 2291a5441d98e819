"""The audit log: who did what to whom, in a chain of hashes that shows when a row was changed or taken away.

Persons are named by tokens. What a token stands for is a row of its own, erased with the person: the chain stays whole,
and says no more than that somebody did something.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from core.engine.codec import dumps
from core.engine.sqlite import engine_over, open_raw
from core.engine.tables import alias, audit, kept
from core.kit.ctx import Fact
from core.kit.people import Person
from core.kit.rights import Noted
from core.kit.sql import Db, Row, bindparam, delete, insert, or_, select

HEAD = "audit head"
"""The name in `kept` of how many rows there are and the newest one's hash: rows cut off at the end are missed, too."""

_TOKENS = select(alias.c.token).where(alias.c.person == bindparam("person")).order_by(alias.c.token)
_ALL = select(audit).order_by(audit.c.id)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the log is whole: how many rows it has, the newest hash, and where it is broken (the row's number)."""

    rows: int
    head: str
    broken: int | None = None
    cut: bool = False
    """Whether rows are missing at the end."""

    @property
    def whole(self) -> bool:
        """Nothing was changed and nothing is missing."""
        return self.broken is None and not self.cut


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is handed out: persons by their tokens, never by name."""

    id: int
    at: datetime
    action: str
    actor: str | None
    subject: str | None
    facts: str
    """JSON, unless somebody tampered with it."""
    hash: str


async def append(
    db: Db, at: datetime, action: str, actor: Person | None, subject: Person | None, facts: Mapping[str, Fact]
) -> None:
    """Add a row, within a transaction."""
    count, before = _head(await db.value(select(kept.c.value).where(kept.c.name == HEAD)))
    row = {
        "at": at,
        "action": action,
        "actor": await _token(db, actor) if actor else None,
        "subject": await _token(db, subject) if subject else None,
        "facts": dumps({name: await _fact(db, value) for name, value in facts.items()}),
    }
    hash_ = _hash(before, row)
    await db.run(insert(audit).values(**row, hash=hash_))
    await db.run(delete(kept).where(kept.c.name == HEAD))
    await db.run(insert(kept).values(name=HEAD, value=f"{count + 1} {hash_}"))


async def trail(db: Db, person: Person) -> list[dict[str, Any]]:
    """What the log tells of a person, others left out: what they did, and what was done to them."""
    tokens = {row.token for row in await db.rows(_TOKENS, person=person.id)}
    rows = await db.rows(
        select(audit).where(or_(audit.c.actor.in_(tokens), audit.c.subject.in_(tokens))).order_by(audit.c.id)
    )
    return [
        {
            "at": row.at.isoformat(),
            "action": row.action,
            "by_you": row.actor in tokens,
            "about_you": row.subject in tokens,
            **_plain(row.facts),
        }
        for row in rows
    ]


async def history(db: Db, person: Person, most: int) -> list[Noted]:
    """The newest entries about a person, the newest first, with whom of those who are still known did it."""
    tokens = {row.token for row in await db.rows(_TOKENS, person=person.id)}
    rows = await db.rows(
        select(audit, alias.c.person.label("by"))
        .join_from(audit, alias, alias.c.token == audit.c.actor, isouter=True)
        .where(audit.c.subject.in_(tokens))
        .order_by(audit.c.id.desc())
        .limit(most)
    )
    return [
        Noted(row.at, row.action, Person(row.by) if row.by is not None else None, _plain(row.facts)) for row in rows
    ]


def _plain(facts: str) -> dict[str, Any]:
    return {name: value for name, value in json.loads(facts).items() if not isinstance(value, dict)}


def verify(connection: Connection, each: Callable[[Entry], None] | None = None) -> Verdict:
    """Read the whole log and follow its chain; `each` is given every entry in turn."""
    before, rows = "", 0
    broken: int | None = None
    for row in connection.execute(_ALL):
        rows += 1
        if broken is None and row.hash != _hash(before, _values(row)):
            broken = rows
        before = row.hash
        if each:
            each(Entry(row.id, row.at, row.action, row.actor, row.subject, row.facts, row.hash))
    count, head = _head(connection.execute(select(kept.c.value).where(kept.c.name == HEAD)).scalar())
    return Verdict(rows, before, broken, cut=(count, head) != (rows, before))


def verify_file(path: Path, each: Callable[[Entry], None] | None = None) -> Verdict | None:
    """The same of a database file, which may be in use; None where there is none, or none with such a log.

    `each` is given every entry in turn, as it was at that one moment.
    """
    if not path.is_file():
        return None
    try:
        raw = open_raw(path, write=False)
    except sqlite3.Error:
        return None
    try:
        with engine_over(raw).connect() as connection:
            return verify(connection, each)
    except DBAPIError:
        return None
    finally:
        raw.close()


def _head(value: str | None) -> tuple[int, str]:
    count, _, hash_ = (value or "0 ").partition(" ")
    return int(count), hash_


def _values(row: Row[Any]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("at", "action", "actor", "subject", "facts")}


def _hash(before: str, row: Mapping[str, Any]) -> str:
    told = [before, int(row["at"].timestamp()), row["action"], row["actor"], row["subject"], row["facts"]]
    return hashlib.sha256(dumps(told).encode()).hexdigest()


async def _token(db: Db, person: Person) -> str:
    """The token of a person, made at the first need."""
    known = await db.value(_TOKENS, person=person.id)
    if known is not None:
        return str(known)
    token = secrets.token_hex(8)
    await db.run(insert(alias).values(token=token, person=person.id))
    return token


async def _fact(db: Db, value: Fact) -> Any:
    match value:
        case Person():
            return {"who": await _token(db, value)}
        case datetime():
            return value.astimezone(UTC).isoformat()
        case _:
            return value
