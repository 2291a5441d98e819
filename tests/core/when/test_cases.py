"""The tables of typed times: the project's own in cases.toml, and a shared folder of cases where one is given."""

from __future__ import annotations

import json
import os
import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.when import Clarify, Exact, Outcome, Reject, read

ZONE = ZoneInfo("Asia/Jakarta")
SHARED = os.environ.get("GUYUB_CASES", "")


def own_cases() -> list[Any]:
    table = tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))
    return [
        pytest.param(text, group["now"], wanted, id=f"{text} @ {group['now']}")
        for group in table["group"]
        for text, wanted in group["cases"].items()
    ]


def shared_cases() -> list[Any]:
    if not SHARED:
        return [
            pytest.param({}, id="none", marks=pytest.mark.skip(reason="GUYUB_CASES names no folder of shared cases"))
        ]
    cases = json.loads((Path(SHARED) / "waktu.json").read_text(encoding="utf-8"))
    return [pytest.param(case, id=f"{case['text']} @ {case['now']}") for case in cases]


def as_written(outcome: Outcome) -> str | list[str]:
    match outcome:
        case Exact(time, approximate):
            return time.strftime("%Y-%m-%dT%H:%M") + (" ~" if approximate else "")
        case Clarify(question, candidates):
            shown = [day.strftime("%Y-%m-%dT%H:%M") if isinstance(day, datetime) else str(day) for day in candidates]
            return [question.key, *shown]
        case Reject(reason):
            return reason.key


@pytest.mark.parametrize(("text", "now", "wanted"), own_cases())
def test_own_case(text: str, now: str, wanted: str | list[str]) -> None:
    assert as_written(read(text, now=datetime.fromisoformat(now), zone=ZONE)) == wanted


def test_own_table_is_large() -> None:
    assert len(own_cases()) >= 150


@pytest.mark.parametrize("case", shared_cases())
def test_shared_case(case: dict[str, Any]) -> None:
    outcome = read(case["text"], now=datetime.fromisoformat(case["now"]), zone=ZONE)
    assert type(outcome).__name__.lower() == case["kind"]
    if isinstance(outcome, Exact):
        assert outcome.time.isoformat() == case["expected"]
    if isinstance(outcome, Clarify):
        assert [candidate.isoformat() for candidate in outcome.candidates] == case["candidates"]
