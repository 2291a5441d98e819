"""The database of the bare bots: aiosqlite, as durable as ours, one commit for each thing that people do."""

from __future__ import annotations

import aiosqlite

_TABLES = """
CREATE TABLE IF NOT EXISTS person (id INTEGER PRIMARY KEY, name TEXT NOT NULL, lang TEXT);
CREATE TABLE IF NOT EXISTS session (id INTEGER PRIMARY KEY, game TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS seat (
    session INTEGER NOT NULL REFERENCES session (id), person INTEGER NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (session, person)
);
"""


async def connect(path: str) -> aiosqlite.Connection:
    """Open it with the pragmas that ours has."""
    db = await aiosqlite.connect(path)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        await db.execute(f"PRAGMA {pragma}")
    await db.executescript(_TABLES)
    await db.commit()
    return db


async def seats(db: aiosqlite.Connection, session: int) -> list[str]:
    """The lines of a roster."""
    rows = await db.execute_fetchall("SELECT name FROM seat WHERE session = ? ORDER BY rowid", (session,))
    return [f"{number}. {row[0]}" for number, row in enumerate(rows, 1)]
