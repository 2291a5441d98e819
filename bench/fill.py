"""A database as it is after years: persons and deliveries put into the file directly."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from core.engine.codec import said_to_json
from core.kit import t
from core.kit.port import Urgency

_SINCE = 1_700_000_000


def persons(database: Path, known: Sequence[int], count: int) -> None:
    """Have `count` persons in all, those of `known` (Telegram ids) spread evenly among the others.

    The others' ids have three digits more, and so lie between those of `known` where ids are ordered as text.
    """
    each = max(0, count // len(known) - 1)

    def ids() -> Iterator[str]:
        for one in known:
            yield str(one)
            for number in range(each):
                yield f"{one}{number:04d}"

    with closing(sqlite3.connect(database)) as db, db:
        (last,) = db.execute("SELECT coalesce(max(id), 0) FROM person").fetchone()
        db.executemany(
            "INSERT INTO person (id, role, lang, since) VALUES (?, 0, NULL, ?)",
            ((last + number, _SINCE) for number, _ in enumerate(ids(), 1)),
        )
        db.executemany(
            "INSERT INTO account (platform, id, person, name, username, reachable, seen)"
            " VALUES ('telegram', ?, ?, 'Warga', '', 1, ?)",
            ((id_, last + number, _SINCE) for number, id_ in enumerate(ids(), 1)),
        )


def announcement(database: Path, to: Sequence[int]) -> None:
    """A private message to each of these Telegram accounts, which must be stored, waiting in the outbox."""
    said = said_to_json(t("members-data-purpose"))
    with closing(sqlite3.connect(database)) as db, db:
        persons_of = dict(db.execute("SELECT id, person FROM account WHERE platform = 'telegram'"))
        db.executemany(
            "INSERT INTO outbox (kind, name, args, target, urgency, due, tries, version)"
            " VALUES ('tell', '', ?, ?, ?, ?, 0, 0)",
            ((said, str(persons_of[str(one)]), int(Urgency.ANNOUNCEMENT), _SINCE) for one in to),
        )
