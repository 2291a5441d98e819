"""Interactions' data and places in our words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bots.discord import decode
from core.kit.places import Kind, Place
from core.kit.port import Command, Deleted, Filled, Press, Typing, What


def option(name: str, value: Any, kind: int = 3, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "value": value, **more}


INPUT = {"type": 4, "custom_id": "note", "value": "kopi"}
SELECT = {"type": 3, "custom_id": "zone", "values": ["wib"]}


@pytest.mark.parametrize(
    ("kind", "data", "what"),
    [
        (2, {"type": 1, "name": "dadu"}, Command("dadu", args={})),
        (
            2,
            {"type": 1, "name": "mabar", "options": [option("n", 5, 4), option("f", True, 5), option("p", "42", 6)]},
            Command("mabar", args={"n": 5, "f": True, "p": "42"}),
        ),
        (2, {"type": 2, "name": "lapor", "target_id": "1"}, None),
        (2, {"type": 3, "name": "lapor", "target_id": "1"}, None),
        (
            4,
            {"type": 1, "name": "mabar", "options": [option("a", "x"), option("game", "va", focused=True)]},
            Typing("mabar", "game", "va"),
        ),
        (4, {"type": 1, "name": "mabar", "options": [option("n", 5, 4, focused=True)]}, Typing("mabar", "n", "5")),
        (4, {"type": 1, "name": "mabar", "options": [option("n", 5, 4)]}, None),
        (3, {"component_type": 2, "custom_id": "t:join"}, Press("t:join", "77")),
        (3, {"component_type": 3, "custom_id": "t:x", "values": ["a"]}, None),
        (
            5,
            {"custom_id": "t:f", "components": [{"type": 18, "component": INPUT}, {"type": 18, "component": SELECT}]},
            Filled("t:f", {"note": "kopi", "zone": "wib"}),
        ),
        (5, {"custom_id": "t:f", "components": [{"type": 1, "components": [INPUT]}]}, Filled("t:f", {"note": "kopi"})),
        (
            5,
            {"custom_id": "t:f", "components": [{"type": 18, "component": {**SELECT, "values": []}}, {"type": 10}]},
            Filled("t:f", {"zone": ""}),
        ),
        (1, {}, None),
    ],
)
def test_what_was_done(kind: int, data: dict[str, Any], what: What | None) -> None:
    assert decode.what_of(kind, data, "77") == what


def test_places() -> None:
    assert decode.place(1, 2, 3) == Place("discord", "2", kind=Kind.GROUP)
    assert decode.place(None, 2, 3) == Place("discord", "3", kind=Kind.PRIVATE)


def test_each_deleted_message_is_an_event_of_its_own() -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    events = decode.deleted(5, (8, 9), at)
    assert [event.what for event in events] == [Deleted("8"), Deleted("9")]
    assert {event.place for event in events} == {Place("discord", "5")}
    assert len({event.id for event in events}) == 2
