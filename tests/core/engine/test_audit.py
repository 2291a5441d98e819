"""The audit log: a chain in which nothing is changed or missing without being seen, and nobody named once erased."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from core.engine import audit, tables
from core.engine.db import Database
from core.engine.migrate import migrate
from core.kit import Person
from core.kit.sql import Db, delete, select

AT = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SARI, BIMO = Person(1, "Sari"), Person(2, "Bimo")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "guyub.db")
    await migrate(database, {"engine": "core.engine"})
    yield database
    await database.close()


async def log(database: Database, *acts: str) -> None:
    async def unit(db: Db) -> None:
        for act in acts:
            await audit.append(db, AT, act, SARI, BIMO, {"role": "host", "number": 3, "who": SARI})

    await database.write(unit)


async def verdict(database: Database) -> audit.Verdict:
    return await database.read_long(audit.verify)


async def test_an_empty_log_is_whole(database: Database) -> None:
    assert await verdict(database) == audit.Verdict(0, "")


async def test_a_log_is_whole_as_long_as_it_is_only_added_to(database: Database) -> None:
    await log(database, "a.one", "a.two")
    first = await verdict(database)
    await log(database, "a.three")
    second = await verdict(database)
    assert (first.whole, first.rows, second.whole, second.rows) == (True, 2, True, 3)
    assert first.head != second.head


@pytest.mark.parametrize(
    ("harm", "broken", "cut"),
    [
        ("UPDATE audit SET action = 'a.else' WHERE id = 2", 2, False),
        ("UPDATE audit SET facts = '{}' WHERE id = 3", 3, False),
        ("UPDATE audit SET actor = NULL WHERE id = 1", 1, False),
        ("DELETE FROM audit WHERE id = 2", 2, True),
        ("DELETE FROM audit WHERE id = 3", None, True),
        ("DELETE FROM audit", None, True),
    ],
)
async def test_harm_is_seen(database: Database, harm: str, broken: int | None, cut: bool) -> None:
    await log(database, "a.one", "a.two", "a.three")

    def do(connection: Connection) -> None:
        connection.execute(text(harm))

    await database.reshape(do)
    found = await verdict(database)
    assert (found.whole, found.broken, found.cut) == (False, broken, cut)


async def test_what_did_not_happen_is_not_logged(database: Database) -> None:
    async def refused(db: Db) -> None:
        await audit.append(db, AT, "a.refused", SARI, None, {})
        raise LookupError

    await log(database, "a.one")
    with pytest.raises(LookupError):
        await database.write(refused)
    assert (await verdict(database)).rows == 1


async def test_a_trail_leaves_out_others_and_ends_with_the_person(database: Database) -> None:
    await log(database, "a.one")
    (mine,) = await audit.trail(database.read, BIMO)
    assert mine == {
        "at": AT.isoformat(),
        "action": "a.one",
        "by_you": False,
        "about_you": True,
        "role": "host",
        "number": 3,
    }
    await database.write(lambda db: db.run(delete(tables.alias).where(tables.alias.c.person == BIMO.id)))
    assert await audit.trail(database.read, BIMO) == []
    assert (await verdict(database)).whole, "the chain does not need the names"
    rows: Any = await database.read.rows(select(tables.audit))
    assert rows[0].subject


async def test_the_newest_about_a_person_with_whom_of_the_known_did_it(database: Database) -> None:
    await log(database, "a.one", "a.two", "a.three")
    found = await audit.history(database.read, BIMO, 2)
    assert [(one.action, one.by, dict(one.facts)) for one in found] == [
        ("a.three", SARI, {"role": "host", "number": 3}),
        ("a.two", SARI, {"role": "host", "number": 3}),
    ]
    assert await audit.history(database.read, SARI, 5) == [], "what somebody did is not what was done to them"
    await database.write(lambda db: db.run(delete(tables.alias).where(tables.alias.c.person == SARI.id)))
    assert [one.by for one in await audit.history(database.read, BIMO, 1)] == [None]


async def test_of_a_file_in_use_and_of_none(database: Database, tmp_path: Path) -> None:
    await log(database, "a.one")
    found = audit.verify_file(tmp_path / "guyub.db")
    assert found and found.whole and found.rows == 1
    assert audit.verify_file(tmp_path / "absent.db") is None
    assert not (tmp_path / "absent.db").exists()
    (tmp_path / "other.db").write_bytes(b"")
    assert audit.verify_file(tmp_path / "other.db") is None
