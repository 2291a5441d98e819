"""The bot's database as whoever stands beside it sees it: which rows came and went, and what is still to come."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

MOST = 4000
"""Of a table with more rows than this only the number of changes is told."""
_LEFT_OUT = frozenset({"kept", "alias"})
"""Keys and tokens: nobody's business, not even here."""
_HIDDEN = frozenset({"hash", "digest", "secret", "salt", "code", "key"})
_TO_COME = "SELECT id, due, name, args, room FROM timer ORDER BY due LIMIT 30"
_WAITING = "SELECT id, kind, name, target, tries FROM outbox ORDER BY id LIMIT 30"

Row = dict[str, Any]


class Rows:
    """Reads a database that another process writes, without ever holding it up."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._open: sqlite3.Connection | None = None
        self._version = -1
        self._known: dict[str, dict[int, Row]] = {}

    def close(self) -> None:
        """Let go of the file."""
        if self._open is not None:
            self._open.close()
            self._open = None
        self._version = -1

    def changes(self) -> list[Row]:
        """What changed since it was asked last: `{"table", "what": "new" | "changed" | "gone", "row"}` each."""
        with contextlib.suppress(sqlite3.Error):
            connection = self._connection()
            if connection is None:
                return []
            (version,) = connection.execute("PRAGMA data_version").fetchone()
            if version == self._version:
                return []
            first, self._version = not self._known, version
            told: list[Row] = []
            for table in self._tables(connection):
                told += self._compare(connection, table)
            return [] if first else told
        return []

    def to_come(self) -> list[Row]:
        """The timers that are set, soonest first."""
        return self._all(_TO_COME)

    def waiting(self) -> list[Row]:
        """What is still to be delivered."""
        return self._all(_WAITING)

    def _all(self, query: str) -> list[Row]:
        with contextlib.suppress(sqlite3.Error):
            if (connection := self._connection()) is not None:
                return [dict(row) for row in connection.execute(query)]
        return []

    def _connection(self) -> sqlite3.Connection | None:
        if self._open is None and self._file.is_file():
            self._open = sqlite3.connect(f"{self._file.resolve().as_uri()}?mode=ro", uri=True, timeout=0.1)
            self._open.row_factory = sqlite3.Row
        return self._open

    @staticmethod
    def _tables(connection: sqlite3.Connection) -> list[str]:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        left_out = ("sqlite_", "alembic")
        return [name for (name,) in names if name not in _LEFT_OUT and not name.startswith(left_out)]

    def _compare(self, connection: sqlite3.Connection, table: str) -> list[Row]:
        before, now = self._known.get(table, {}), dict[int, Row]()
        # the name is the database's own, from its list of tables
        query = f'SELECT * FROM "{table}" LIMIT {MOST}'  # noqa: S608
        for row in connection.execute(query):
            shown = {name: row[name] for name in row.keys() if name not in _HIDDEN}  # noqa: SIM118 - a Row's keys
            now[hash(tuple(map(str, shown.values()))) if "id" not in shown else hash(str(shown["id"]))] = shown
        self._known[table] = now
        told = [{"table": table, "what": "gone", "row": before[key]} for key in before.keys() - now.keys()]
        told += [{"table": table, "what": "new", "row": now[key]} for key in now.keys() - before.keys()]
        return told + [
            {"table": table, "what": "changed", "row": now[key]}
            for key in now.keys() & before.keys()
            if now[key] != before[key]
        ]
