"""`guyub audit verify`: whether the audit log is whole. The bot may run meanwhile."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

from bots.config import load
from bots.show import show_problems
from bots.words import Words
from core.engine.audit import verify_file


def verify(path: Path, lang: str, to: TextIO | None = None) -> int:
    """Say whether the log is whole, and its newest fingerprint: who notes it down can tell later that it is there.

    1 when it is not, or when there is none to look at.
    """
    out = to or sys.stdout
    loaded = load(path)
    words = Words(lang)
    database = loaded.partial.database
    if not loaded.partial.community.name:
        show_problems(loaded.problems, words, out)
        return 1
    verdict = verify_file(Path(database))
    if verdict is None:
        out.write(words("audit-absent", file=str(database)) + "\n")
        return 1
    if verdict.broken is not None:
        out.write(words("audit-broken", row=verdict.broken) + "\n")
    elif verdict.cut:
        out.write(words("audit-cut") + "\n")
    else:
        out.write(words("audit-whole", rows=verdict.rows, head=verdict.head[:16] or "-") + "\n")
    return 0 if verdict.whole else 1
