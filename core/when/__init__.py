"""Typed times, Indonesian and English: read to an exact time, a question with candidates, or a reason why not."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.kit.text import t
from core.when.grammar import sentence, span_alone
from core.when.outcome import Clarify, Exact, Outcome, Reject
from core.when.resolve import resolve
from core.when.said import NotUnderstood

LONGEST = 160
"""Characters; a longer text is no typed time and is refused before it is read."""

LONGEST_SHOWN = 30
"""Characters of a piece that was not understood which are shown back."""

__all__ = ["LONGEST", "Clarify", "Exact", "Outcome", "Reject", "read", "read_span"]


def read(text: str, *, now: datetime, zone: ZoneInfo) -> Outcome:
    """Read a typed time. `now` must be aware; every time that comes back is aware, in `zone`, and in the future.

    The same text, now and zone always give the same outcome. What can be meant two ways is asked about, never guessed.
    A text with anything in it that is not understood is refused whole. Never raises for any text; a naive `now` is a
    ValueError.
    """
    if now.tzinfo is None:
        raise ValueError("now must be aware")
    if len(text) > LONGEST:
        return Reject(t("when-too-long", most=LONGEST))
    if not text.strip():
        return Reject(t("when-empty"))
    try:
        return resolve(sentence(text), now, zone)
    except NotUnderstood as reason:
        if reason.key == "when-which-date":
            return Clarify(t("when-which-date"), ())
        if reason.piece:
            shown = reason.piece[:LONGEST_SHOWN].encode(errors="replace").decode()
            return Reject(t("when-unknown-part", piece=shown))
        return Reject(t(reason.key))
    except OverflowError:
        return Reject(t("when-too-far"))


def read_span(text: str) -> timedelta | None:
    """Read a duration alone ("30 menit", "1,5 jam", "sejam", "90m", "2h"); None for any other text."""
    return None if len(text) > LONGEST else span_alone(text)
