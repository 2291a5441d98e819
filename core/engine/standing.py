"""How a database stands: what waits in it and how long, how large it is and what wrote it; of no person."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from core.engine.audit import verify
from core.engine.migrate import SCHEMA
from core.engine.sqlite import engine_over, open_raw
from core.engine.tables import kept, outbox, timer
from core.kit.sql import func, select


@dataclass(frozen=True, slots=True)
class Standing:
    """What waits. Lengths of time are seconds, 0 where nothing waits."""

    outbox: Mapping[str, int]
    """Deliveries that wait, by kind."""
    oldest: float
    """How long the oldest of them has waited."""
    timers: int
    """Timers set."""
    overdue: int
    """Those whose time has come and that did not ring yet."""
    latest: float
    """By how much the latest of these is late."""


def look(connection: Connection, now: datetime, timers: Collection[str] | None = None) -> Standing:
    """How it stands at `now`; of the timers only those with these names (None: all) can be overdue."""
    waiting = connection.execute(select(outbox.c.kind, func.count(), func.min(outbox.c.due)).group_by(outbox.c.kind))
    rows = [(str(kind), int(count), first) for kind, count, first in waiting]
    due = [timer.c.due <= now] if timers is None else [timer.c.due <= now, timer.c.name.in_(timers)]
    overdue, first = connection.execute(select(func.count(), func.min(timer.c.due)).where(*due)).one()
    return Standing(
        {kind: count for kind, count, _ in rows},
        max((_since(began, now) for _, _, began in rows), default=0.0),
        connection.execute(select(func.count()).select_from(timer)).scalar_one(),
        overdue,
        _since(first, now),
    )


def _since(at: datetime | None, now: datetime) -> float:
    return max(0.0, (now - at).total_seconds()) if at is not None else 0.0


@dataclass(frozen=True, slots=True)
class Report:
    """A database file as it is told in a bug report: sizes in bytes, rows of each table, the newest version files."""

    size: int
    log: int
    sound: bool
    """Whether SQLite finds nothing wrong with it."""
    schema: Mapping[str, str]
    rows: Mapping[str, int]
    audit: bool
    """Whether the audit log is whole."""
    standing: Standing


def report(path: Path, now: datetime) -> Report | str:
    """Look at a database file, which may be in use; where that cannot be done, SQLite's own word for why."""
    if not path.is_file():
        return "SQLITE_CANTOPEN"
    try:
        raw = open_raw(path, write=False)
    except sqlite3.Error as error:
        return _word(error)
    try:
        with engine_over(raw).connect() as connection:
            return _report(path, raw, connection, now)
    except (sqlite3.Error, DBAPIError) as error:
        return _word(error)
    finally:
        raw.close()


def _report(path: Path, raw: sqlite3.Connection, connection: Connection, now: datetime) -> Report:
    told = connection.execute(select(kept.c.value).where(kept.c.name == SCHEMA)).scalar()
    schema: dict[str, list[str]] = json.loads(told or "{}")
    tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    log = path.with_name(f"{path.name}-wal")
    return Report(
        path.stat().st_size,
        log.stat().st_size if log.exists() else 0,
        raw.execute("PRAGMA quick_check(1)").fetchone() == ("ok",),
        {feature: files[-1].removesuffix(".py") for feature, files in sorted(schema.items()) if files},
        {name: _count(raw, name) for name in tables if not name.startswith("sqlite_")},
        verify(connection).whole,
        look(connection, now),
    )


def _count(raw: sqlite3.Connection, table: str) -> int:
    quoted = table.replace('"', '""')
    return int(raw.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])  # noqa: S608 (a name out of the schema)


def _word(error: Exception) -> str:
    inner: Any = getattr(error, "orig", error)
    return str(getattr(inner, "sqlite_errorname", type(inner).__name__))
