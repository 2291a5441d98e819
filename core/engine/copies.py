"""Copies of the database: taken while it is in use, checked, and put in its place with the old one kept aside."""

from __future__ import annotations

import os
import secrets
import shutil
import sqlite3
from collections.abc import Generator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from core.engine.context import Context, Left
from core.engine.engine import TICKET_KEY, Engine
from core.engine.migrate import SCHEMA
from core.engine.personal import ERASED, LINE, SCRUB
from core.engine.registry import HOUSE
from core.engine.sqlite import engine_over, open_raw, take
from core.engine.tables import kept, person
from core.kit.people import Person
from core.kit.sql import Db, delete, insert, select


class BadCopy(Exception):
    """What was to be a copy of a database is none, or is broken."""


@dataclass(frozen=True, slots=True)
class Erasures:
    """A database's line of descent, and its marks of who was erased (in this line or one before), with their days."""

    line: str
    marks: Mapping[str, str]


def copy(database: Path, to: Path) -> None:
    """Copy the database as it is at this moment to the new file `to` (mode 0600), and check the copy.

    The bot may go on meanwhile. The key that tickets are signed with stays behind, as no secret is to be in a backup:
    over a copy a new one is made, and buttons shown before are out of date (their numbers may mean other things by
    then). Raises FileNotFoundError, BadCopy, OSError or sqlite3.Error; `to` is gone then.
    """
    if not database.is_file():
        raise FileNotFoundError(2, os.strerror(2), str(database))
    os.close(os.open(to, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(open_raw(database, write=False)) as source, closing(_plain(to)) as target:
            source.backup(target)
            # one file is easier to carry than one and its log
            target.execute("PRAGMA journal_mode=DELETE")
            target.execute("PRAGMA secure_delete=ON")
            with _connected(target) as connection:
                connection.execute(delete(kept).where(kept.c.name == TICKET_KEY))
            target.execute("VACUUM")
        check(to)
    except BaseException:
        discard(to)
        raise


def check(copied: Path) -> Mapping[str, int]:
    """Look whether a copy is whole and every table of it can be read; how many rows each has. Raises BadCopy."""
    try:
        with closing(_plain(copied)) as raw:
            raw.execute("PRAGMA query_only=ON")
            for (said,) in raw.execute("PRAGMA integrity_check(1)"):
                if said != "ok":
                    raise BadCopy("integrity")
            if raw.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise BadCopy("references")
            names = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            rows: dict[str, int] = {}
            for name in names:
                quoted = name.replace('"', '""')
                rows[name] = sum(1 for _ in raw.execute(f'SELECT * FROM "{quoted}"'))  # noqa: S608 (of the schema)
            with _connected(raw) as connection:
                if connection.execute(select(kept.c.value).where(kept.c.name == SCHEMA)).scalar() is None:
                    raise BadCopy("schema")
    except (sqlite3.DatabaseError, DBAPIError) as error:
        raise BadCopy("unreadable") from error
    return rows


def discard(file: Path) -> None:
    """Remove a database file and whatever SQLite put beside it."""
    for end in ("", "-wal", "-shm", "-journal", ".lock"):
        file.with_name(f"{file.name}{end}").unlink(missing_ok=True)


@contextmanager
def alone(database: Path) -> Generator[None]:
    """Nobody else uses the database meanwhile; leaves no file where there was none. Raises InUse, or OSError."""
    there = database.exists()
    lock = take(database)
    try:
        yield
    finally:
        if not there and database.exists() and not database.stat().st_size:
            database.unlink()
        os.close(lock)


def erasures(database: Path) -> Erasures | None:
    """Who was erased from a database, as long as copies of before may be there; None where it cannot be read."""
    if not _is_one(database):
        return None
    try:
        with closing(open_raw(database, write=False)) as raw, _connected(raw) as connection:
            rows = connection.execute(select(kept.c.name, kept.c.value))
            names = {str(row.name): str(row.value) for row in rows}
    except (sqlite3.Error, DBAPIError):
        return None
    return Erasures(names.get(LINE, ""), {name: day for name, day in names.items() if name.startswith(f"{ERASED} ")})


async def settle(engine: Engine, before: Erasures | None) -> int | None:
    """Make a copy that an engine was built over ready to be the database, where `before` tells of the one until now.

    Who was erased from that one is erased again, everywhere, and overwritten in the file; how many that were, or None
    where that one does not know what became of the copy's persons. The copy begins a line of its own: numbers given
    from here on are others than those given there.
    """
    line = await engine.database.read.value(select(kept.c.value).where(kept.c.name == LINE))
    marks = dict(before.marks) if before else {}
    people = set(await _numbers(engine.database.read))
    back = [id_ for id_ in (_number(mark, str(line)) for mark in marks) if id_ in people]

    async def work(db: Db) -> None:
        for id_ in back:
            context = Context(engine.house, HOUSE, db)
            await context.people.erase(Person(id_, ""))
            await context.write(Left())
        await db.run(delete(kept).where(kept.c.name.in_((LINE, *marks))))
        await db.run(insert(kept).values(name=LINE, value=secrets.token_hex(8)))
        for mark, day in marks.items():
            await db.run(insert(kept).values(name=mark, value=day))

    await engine.database.write(work)
    if back:
        await engine.database.scrub()
        await engine.database.write(lambda db: db.run(delete(kept).where(kept.c.name == SCRUB)))
    return len(back) if before and before.line == line else None


async def _numbers(db: Db) -> Sequence[int]:
    return [row.id for row in await db.rows(select(person.c.id))]


def _number(mark: str, line: str) -> int:
    """The person that a mark of this line names; 0 where it is of another."""
    _, of, id_ = mark.split(" ")
    return int(id_) if of == line else 0


def put_in_place(copied: Path, database: Path, aside: Path) -> bool:
    """Have a closed copy be the database from now on; whether there was one before, which is kept as `aside`.

    To be called `alone`. At no moment is there no database. Raises OSError, with everything as it was.
    """
    sync(copied)
    before = database.exists() and database.stat().st_size > 0
    log = database.with_name(f"{database.name}-wal")
    if before:
        if _is_one(database):
            with suppress(sqlite3.Error), closing(_plain(database)) as raw:
                raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        try:
            aside.hardlink_to(database)
        except OSError:  # a file system without links
            shutil.copy2(database, aside)
    kept_log = aside.with_name(f"{aside.name}-wal")
    try:
        if log.exists():  # of a database that could not be opened: the new one must not take it for its own
            log.replace(kept_log)
        copied.replace(database)
    except OSError:
        if kept_log.exists():
            kept_log.replace(log)
        aside.unlink(missing_ok=True)
        raise
    database.with_name(f"{database.name}-shm").unlink(missing_ok=True)
    sync(database.parent)
    return before


def sync(path: Path) -> None:
    """Have a file, or the names in a folder, on the disk for certain."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_one(path: Path) -> bool:
    """Whether it begins as a database does; of anything else SQLite would throw the log away, which may be all that is
    left (https://www.sqlite.org/fileformat.html#magic_header_string)."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\0"


def _plain(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path, isolation_level=None)


@contextmanager
def _connected(raw: sqlite3.Connection) -> Generator[Connection]:
    with engine_over(raw).connect() as connection:
        yield connection
