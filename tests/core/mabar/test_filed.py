"""Calendar files: what they say, whom they name (nobody), and that a newer one replaces the older."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from core.kit import Person
from core.kit.sql import func, select
from core.mabar import Session
from core.mabar.filed import filed
from core.mabar.ics import Entry, digest, ends, written
from tests.core.mabar.playing import LANGS, TONIGHT, joined, opened, planned, press
from tests.rig import NOON, Rig, Who

HOUR = timedelta(hours=1)


@pytest.fixture(params=LANGS)
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await opened(request.param)
    yield rig
    await rig.close()


def events(data: bytes) -> list[Any]:
    """The entries of a calendar file, as a calendar reads them."""
    calendar: Any = Calendar.from_ical(data)
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    return list(calendar.walk("VEVENT"))


async def fetched(who: Who, *id: int) -> list[Any]:
    """The entries of the file somebody asks for."""
    await press(who, "calendar_file", *(id or (None,)), room=None)
    return events(who.last.file(".ics"))


# --- the file itself ---


def entry(session: Session, sequence: int = 0) -> Entry:
    return Entry("one@guyub", sequence, NOON, session, ends(session.at, HOUR))


@given(game=st.text(min_size=1, max_size=40), note=st.text(max_size=200))
def test_whatever_is_written_comes_back(game: str, note: str) -> None:
    clean = str.maketrans("", "", "".join(chr(code) for code in (*range(32), 127, *range(128, 160), 0x2028, 0x2029)))
    game, note = game.translate(clean).strip() or "x", note.translate(clean)
    session = Session(1, game, TONIGHT, 5, Person(7, "Sari"), note)
    data = written([entry(session)])
    (event,) = events(data)
    assert (str(event["summary"]), str(event.get("description", ""))) == (game, note)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))


def test_a_line_break_makes_no_line_of_its_own() -> None:
    session = Session(1, "catur", TONIGHT, 5, None, "santai\r\nATTENDEE:mailto:eve@example.org")
    (event,) = events(written([entry(session)]))
    assert "attendee" not in event


def test_times_are_in_utc_and_an_end_is_there() -> None:
    data = written([entry(Session(1, "catur", TONIGHT, 5, None))])
    assert b"DTSTART:20261124T130000Z" in data
    assert b"DTEND:20261124T140000Z" in data
    assert ends(TONIGHT, timedelta(0)) == TONIGHT + HOUR
    assert ends(TONIGHT, 3 * HOUR) == TONIGHT + 3 * HOUR


def test_the_digest_changes_with_what_is_said_alone() -> None:
    one = Session(1, "catur", TONIGHT, 5, Person(7))
    same = Session(1, "catur", TONIGHT.astimezone(UTC), 9, Person(8), over=True)
    until = TONIGHT + HOUR
    assert digest(one, until) == digest(same, until)
    for other in (
        Session(1, "ludo", TONIGHT, 5, None),
        Session(1, "catur", TONIGHT + HOUR, 5, None),
        Session(1, "catur", TONIGHT, 5, None, "bawa camilan"),
        Session(1, "catur", TONIGHT, 5, None, region="Jakarta"),
        Session(1, "catur", TONIGHT, 5, None, cancelled=True),
    ):
        assert digest(other, until) != digest(one, until)


# --- handing it out ---


async def test_a_button_of_the_roster_hands_it_out_in_private(rig: Rig) -> None:
    await planned(rig, private=True)
    (bimo,) = await joined(rig, "Bimo")
    rara = rig.person("Rara", on="telegram")
    await rara.says("/start")
    for who in (bimo, rara):
        before = len(rig.room("lobby", who.platform.name))
        await who.presses("mabar-file", "lobby")
        assert who.last.keys[0] == "mabar-file-one"
        assert len(rig.room("lobby", who.platform.name)) == before, "the room sees nothing of it"
        data = who.last.file("mabar-1.ics")
        (event,) = events(data)
        assert (str(event["summary"]), event["sequence"], str(event["status"])) == ("catur", 0, "CONFIRMED")
        assert event.decoded("dtstart") == TONIGHT
        for name in ("Sari", "Bimo", "ORGANIZER", "ATTENDEE"):
            assert name.encode() not in data


async def test_the_same_entry_counts_higher_with_every_change(rig: Rig) -> None:
    sari = await planned(rig)
    (first,) = await fetched(sari, 1)
    await rig.turn(HOUR)
    (again,) = await fetched(sari, 1)
    assert (again["uid"], again["sequence"], again["dtstamp"].dt) == (first["uid"], 0, first["dtstamp"].dt)
    await press(sari, "move_to", 1, TONIGHT + HOUR)
    (moved,) = await fetched(sari, 1)
    assert (moved["uid"], moved["sequence"]) == (first["uid"], 1)
    assert moved.decoded("dtstart") == TONIGHT + HOUR
    assert moved["dtstamp"].dt == rig.now.astimezone(UTC)
    await press(sari, "describe", 1, "bawa camilan")
    (noted,) = await fetched(sari, 1)
    assert (noted["sequence"], str(noted["description"])) == (2, "bawa camilan")
    await press(sari, "cancel", 1, "hujan")
    (off,) = await fetched(sari, 1)
    assert (off["uid"], off["sequence"], str(off["status"])) == (first["uid"], 3, "CANCELLED")


async def test_mine_has_all_i_am_in_and_strikes_out_what_was_called_off(rig: Rig) -> None:
    sari = await planned(rig)
    await sari.says("/mabar ludo besok jam 8 malam 4", "lobby")
    await sari.says("/mabar halma lusa jam 8 malam 4", "lobby")
    bimo, tono = rig.person("Bimo", on="discord"), rig.person("Tono", on="discord")
    await press(bimo, "join", 1)
    await press(bimo, "maybe", 3)
    await press(sari, "cancel", 1, "hujan")
    await press(bimo, "mine", room=None)
    assert bimo.last.key == "mabar-schedule-mine"
    await bimo.presses("mabar-file")
    assert (bimo.last.keys[0], bimo.last.value("count")) == ("mabar-file-mine", 2)
    found = {str(one["summary"]): str(one["status"]) for one in events(bimo.last.file("mabar.ics"))}
    assert found == {"catur": "CANCELLED", "halma": "CONFIRMED"}
    assert [str(one["summary"]) for one in await fetched(sari)] == ["catur", "ludo", "halma"]
    await press(tono, "calendar_file", None, room=None)
    assert tono.last.key == "mabar-schedule-mine-none"


async def test_two_sessions_have_uids_of_their_own(rig: Rig) -> None:
    sari = await planned(rig)
    await sari.says("/mabar ludo besok jam 8 malam 4", "lobby")
    assert len({str(one["uid"]) for one in await fetched(sari)}) == 2


async def test_a_search_for_players_now_and_what_is_not_there_have_none(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/start")
    await press(sari, "now", "catur", 3)
    await press(sari, "calendar_file", 1, room=None)
    assert sari.last.key == "mabar-file-now"
    with pytest.raises(AssertionError, match="no button"):
        rig.card("lobby", "discord", "mabar-pool").ticket("mabar-file")
    await press(sari, "calendar_file", 99, room=None)
    assert sari.last.key == "mabar-gone"


async def test_what_was_handed_out_is_forgotten_with_its_session(rig: Rig) -> None:
    sari = await planned(rig)
    await fetched(sari, 1)
    counted = select(func.count()).select_from(filed)
    assert await rig.database.read.value(counted) == 1
    await rig.turn(timedelta(days=62))
    assert await rig.database.read.value(counted) == 0
