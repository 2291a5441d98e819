"""SQLite's own side of the database: its lock, its settings, its errors, and SQLAlchemy over one connection."""

from __future__ import annotations

import fcntl
import os
import sqlite3
from pathlib import Path

import aiosqlite
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

MEMORY = ":memory:"
BUSY_MS = 5000
"""How long to wait, off the event loop, for a visitor with a shell on the file to let go of it."""
CHECKPOINT_PAGES = 1000
WAL_BYTES = 4 * 1024 * 1024
_DISK = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_READONLY,
    }
)


class InUse(Exception):
    """Another process has the database open; stop it first, or name another file."""

    def __init__(self, path: Path, pid: str) -> None:
        super().__init__(f"{path} is in use by process {pid or '?'}: stop that one first, or name another database")
        self.path = path
        self.pid = pid


class Plain(sqlite3.Connection):
    """A connection whose transactions are begun and ended in SQL only.

    SQLAlchemy and Alembic call commit() and rollback() where they think a transaction ends; the writer knows better.
    """

    def commit(self) -> None:
        """Nothing: see the class."""

    def rollback(self) -> None:
        """Nothing: see the class."""


def is_of_disk(error: Exception) -> bool:
    """Whether a statement failed for the disk's sake (full, broken, locked) and not for the statement's own."""
    if not isinstance(error, DBAPIError):
        return False
    return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _DISK


def take(path: Path) -> int:
    """Have the database to ourselves: the lock's file descriptor; the system lets go of it when the process dies."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(path, os.read(lock, 20).decode("ascii", "replace").strip()) from None
        os.ftruncate(lock, 0)
        os.write(lock, f"{os.getpid()}\n".encode())
        # before SQLite opens it: closing a descriptor of the file later would drop SQLite's own locks
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
    except BaseException:
        os.close(lock)
        raise
    return lock


async def connect(path: Path | None, *, write: bool) -> tuple[aiosqlite.Connection, sqlite3.Connection]:
    """A connection that aiosqlite opens and owns, and the same one by itself."""
    opened: list[sqlite3.Connection] = []

    def connector() -> sqlite3.Connection:
        opened.append(open_raw(path, write=write))
        return opened[0]

    connection = await aiosqlite.Connection(connector, iter_chunk_size=64)
    return connection, opened[0]


def open_raw(path: Path | None, *, write: bool) -> sqlite3.Connection:
    """Open a connection with the house's settings, for writing or for reading only; raises sqlite3.Error."""
    raw = sqlite3.connect(
        path or MEMORY,
        timeout=BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
        factory=Plain,
    )
    try:
        (mode,) = raw.execute("PRAGMA journal_mode=WAL" if write else "PRAGMA journal_mode").fetchone()
        if path and mode != "wal":
            raise sqlite3.OperationalError(f"{path} is on a file system that cannot keep a write-ahead log")
        for pragma in ("foreign_keys=ON", "secure_delete=ON", "temp_store=MEMORY", "trusted_schema=OFF"):
            raw.execute(f"PRAGMA {pragma}")
        if write:
            raw.execute("PRAGMA synchronous=FULL")
            raw.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
            raw.execute(f"PRAGMA journal_size_limit={WAL_BYTES}")
            # from here on a wait would hold up the event loop: see Database._begin
            raw.execute("PRAGMA busy_timeout=0")
        else:
            raw.execute("PRAGMA query_only=ON")
    except BaseException:
        raw.close()
        raise
    return raw


def engine_over(raw: sqlite3.Connection) -> Engine:
    """SQLAlchemy over this one connection; values stay out of its errors, since errors are logged."""
    return create_engine(
        "sqlite://", creator=lambda: raw, poolclass=StaticPool, pool_reset_on_return=None, hide_parameters=True
    )
