"""`guyub audit`: whether the audit log is whole, and the log itself to take along. The bot may run meanwhile."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Literal, TextIO

from bots.config import load
from bots.show import show_problems
from bots.words import Words
from core.engine.audit import Entry, Verdict, verify_file

Format = Literal["csv", "json"]

_COLUMNS = ("id", "at", "action", "actor", "subject", "facts", "hash")


def verify(path: Path, lang: str, to: TextIO | None = None) -> int:
    """Say whether the log is whole, and its newest fingerprint: who notes it down can tell later that it is there.

    1 when it is not, or when there is none to look at.
    """
    out = to or sys.stdout
    verdict = _read(path, lang, out)
    if verdict is None:
        return 1
    _tell(verdict, Words(lang), out)
    return 0 if verdict.whole else 1


def export(path: Path, lang: str, kind: Format, to: TextIO | None = None, note: TextIO | None = None) -> int:
    """Write the whole log to `to`, as CSV or a line of JSON an entry; to `note` whether it is whole.

    Persons are tokens in it, times are ISO 8601 in UTC. 1 when it is not whole, or when there is none.
    """
    out, aside = to or sys.stdout, note or sys.stderr
    verdict = _read(path, lang, aside, _csv(out) if kind == "csv" else _json(out))
    if verdict is None:
        return 1
    _tell(verdict, Words(lang), aside)
    return 0 if verdict.whole else 1


def _csv(out: TextIO) -> Callable[[Entry], None]:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)

    def each(entry: Entry) -> None:
        writer.writerow([_told(entry)[name] for name in _COLUMNS])

    return each


def _json(out: TextIO) -> Callable[[Entry], None]:
    def each(entry: Entry) -> None:
        told = _told(entry)
        with suppress(ValueError):
            told["facts"] = json.loads(entry.facts)
        out.write(json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n")

    return each


def _told(entry: Entry) -> dict[str, object]:
    return {name: entry.at.isoformat() if name == "at" else getattr(entry, name) for name in _COLUMNS}


def _read(path: Path, lang: str, aside: TextIO, each: Callable[[Entry], None] | None = None) -> Verdict | None:
    """Read the log of a config's database; says why where there is none."""
    loaded = load(path)
    words = Words(lang)
    database = loaded.partial.database
    if not loaded.partial.community.name:
        show_problems(loaded.problems, words, aside)
        return None
    verdict = verify_file(Path(database), each)
    if verdict is None:
        aside.write(words("audit-absent", file=str(database)) + "\n")
    return verdict


def _tell(verdict: Verdict, words: Words, out: TextIO) -> None:
    if verdict.broken is not None:
        out.write(words("audit-broken", row=verdict.broken) + "\n")
    elif verdict.cut:
        out.write(words("audit-cut") + "\n")
    else:
        out.write(words("audit-whole", rows=verdict.rows, head=verdict.head[:16] or "-") + "\n")
