"""`guyub when`: how a time that somebody types is understood, as JSON."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bots.words import Words
from core.when import Clarify, Exact, Reject, read


def when(text: str, now: datetime, zone: ZoneInfo, lang: str) -> dict[str, Any]:
    """What `text` means at `now` in `zone`: kind, time, candidates, message, and whether a time is only approximate.

    A naive `now` is taken as the wall clock of `zone`. Times are ISO 8601 with offset; a candidate that is only a day
    is an ISO date.
    """
    here = now if now.tzinfo else now.replace(tzinfo=zone)
    found = read(text, now=here, zone=zone)
    words = Words(lang, ["core.when"])
    kind, time, candidates, message, approximate = "reject", None, list[str](), None, False
    match found:
        case Exact():
            kind, time, approximate = "exact", found.time.isoformat(), found.approximate
        case Clarify():
            kind, message = "clarify", words.say(found.question, zone)
            candidates = [_iso(one) for one in found.candidates]
        case Reject():
            message = words.say(found.reason, zone)
    return {"kind": kind, "time": time, "candidates": candidates, "message": message, "approximate": approximate}


def _iso(one: datetime | date) -> str:
    return one.isoformat()


def as_json(outcome: dict[str, Any]) -> str:
    """The outcome as one JSON object."""
    return json.dumps(outcome, ensure_ascii=False)
