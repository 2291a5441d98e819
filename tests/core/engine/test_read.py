"""Reading what was typed: each type, and dealing out the words after a command; never guessed, never an error."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.read import Reading, Unclear, read, split
from core.kit import Between, Ctx, Length, Person, Plugin, Room, Settings, Suggest
from core.kit.action import Param
from tests.rig import JAKARTA, NOON

GAMES = {"ml", "mobile legends", "among us"}


async def games(look: Any, typed: str) -> list[str]:
    return [typed] if typed in GAMES else []


plugin = Plugin("sample", Settings, home="tests")


@plugin.action
async def everything(
    ctx: Ctx[Settings],
    text: Annotated[str, Length(10, 2)],
    number: Annotated[int, Between(2, 20)],
    flag: bool,
    color: Literal["red", "BLUE"],
    when: datetime,
    span: timedelta,
    who: Person,
    room: Room,
) -> None: ...


@plugin.action
async def mabar(
    ctx: Ctx[Settings],
    game: Annotated[str, Suggest(games)],
    when: datetime,
    slots: int = 5,
    note: str = "",
) -> None: ...


@plugin.action
async def named(ctx: Ctx[Settings], who: Person, sure: bool, color: Literal["red", "BLUE"], note: str) -> None: ...


READING = Reading(
    now=NOON,
    zone=JAKARTA,
    platform="telegram",
    rooms=("lobby", "admin"),
    labels=lambda param: {"merah": "red", "biru": "BLUE"},
    yes=frozenset({"ya", "yes"}),
    no=frozenset({"tidak", "no"}),
)


def param(name: str) -> Param:
    return everything.param(name)


def key(value: Any) -> str:
    assert isinstance(value, Unclear), value
    return value.why.key


@pytest.mark.parametrize(
    ("name", "typed", "value"),
    [
        ("text", "  halo  ", "halo"),
        ("text", "1234567890", "1234567890"),
        ("number", "5", 5),
        ("number", "+5", 5),
        ("number", " 20 ", 20),
        ("number", 7, 7),
        ("number", "٧", 7),
        ("flag", True, True),
        ("flag", "Ya", True),
        ("flag", "NO", False),
        ("color", "red", "red"),
        ("color", "Merah", "red"),
        ("color", "blue", "BLUE"),
        ("when", "jam 8 malam", datetime(2026, 11, 24, 20, tzinfo=JAKARTA)),
        ("span", "90 menit", timedelta(minutes=90)),
        ("room", "lobby", Room("lobby")),
        ("room", "#Lobby", Room("lobby")),
    ],
)
async def test_read(name: str, typed: Any, value: Any) -> None:
    got = await read(param(name), typed, READING)
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize(
    ("name", "typed", "why"),
    [
        ("text", "12345678901", "house-too-long"),
        ("text", "a", "house-too-short"),
        ("text", "   ", "house-too-short"),
        ("number", "", "house-no-number"),
        ("number", "lima", "house-no-number"),
        ("number", "5.5", "house-no-number"),
        ("number", "--5", "house-no-number"),
        ("number", "+-5", "house-no-number"),
        ("number", "²", "house-no-number"),
        ("number", "9" * 400, "house-no-number"),
        ("number", "1", "house-not-between"),
        ("number", "-5", "house-not-between"),
        ("number", "21", "house-not-between"),
        ("flag", "mungkin", "house-yes-or-no"),
        ("color", "ungu", "house-no-choice"),
        ("span", "lama", "house-no-span"),
        ("who", "@sari", "house-no-person"),
        ("room", "dapur", "house-no-room"),
        ("room", "", "house-no-room"),
    ],
)
async def test_unclear(name: str, typed: Any, why: str) -> None:
    assert key(await read(param(name), typed, READING)) == why


async def test_a_time_that_may_mean_two_comes_back_with_both() -> None:
    got = await read(param("when"), "besok jam 8", READING)
    assert isinstance(got, Unclear)
    assert [at.hour for at in got.candidates] == [8, 20]
    assert all(at.tzinfo for at in got.candidates)


@given(st.sampled_from(everything.params), st.text(max_size=60))
async def test_whatever_is_typed_is_read_or_unclear(one: Param, typed: str) -> None:
    await read(one, typed, READING)


# --- dealing out ---


async def known(param: Param, words: str) -> bool:
    return words in GAMES


@pytest.mark.parametrize(
    ("rest", "given"),
    [
        ("", {}),
        ("ml", {"game": "ml"}),
        ("ml jam 8 malam", {"game": "ml", "when": "jam 8 malam"}),
        ("ml besok 19.30 4", {"game": "ml", "when": "besok 19.30", "slots": "4"}),
        ("mobile legends besok 19.30 4 bawa camilan", {
            "game": "mobile legends", "when": "besok 19.30", "slots": "4", "note": "bawa camilan"}),
        ("main catur besok 19.30", {"game": "main catur", "when": "besok 19.30"}),
        ("ml besok 19.30 bawa camilan", {"game": "ml", "when": "besok 19.30", "note": "bawa camilan"}),
        ("catur | besok | 4", {"game": "catur", "when": "besok", "slots": "4"}),
        ("catur || 4", {"game": "catur", "slots": "4"}),
        ("a | b | c | d | e | f", {"game": "a", "when": "b", "slots": "c", "note": "d"}),
    ],
)  # fmt: skip
async def test_dealt_out(rest: str, given: dict[str, str]) -> None:
    assert await split(mabar.params, rest, READING, known) == given


@pytest.mark.parametrize(
    ("rest", "given"),
    [
        ("@sari ya merah semua kata", {"who": "@sari", "sure": "ya", "color": "merah", "note": "semua kata"}),
        ("@sari", {"who": "@sari"}),
        ("@sari apa saja", {"who": "@sari", "note": "apa saja"}),
    ],
)
async def test_dealt_out_by_type(rest: str, given: dict[str, str]) -> None:
    assert await split(named.params, rest, READING, known) == given


async def test_words_that_fit_nowhere_are_not_lost() -> None:
    only = (everything.param("number"), everything.param("flag"))
    assert await split(only, "lima ya", READING, known) == {"number": "lima ya"}
    assert await split(only, "5 mungkin", READING, known) == {"number": "5", "flag": "mungkin"}
    assert await split(only, "5 ya lebih", READING, known) == {"number": "5", "flag": "ya lebih"}


@given(st.text(max_size=200))
async def test_every_line_is_dealt_out(rest: str) -> None:
    given = await split(mabar.params, rest, READING, known)
    assert set(given) <= {"game", "when", "slots", "note"}
    if "|" not in rest:
        assert sorted(" ".join(given.values()).split()) == sorted(rest.split())
