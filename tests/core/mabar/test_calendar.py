"""The schedule: the coming week of a room or the community, and one's own, by day and paged."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.kit import Person, Role
from core.mabar import Session, Sessions
from core.mabar.calendar import SHOWN
from tests.core.mabar.playing import LANGS, TONIGHT, grant, joined, opened, person_of, planned, press, said
from tests.rig import NOON, Rig, Who

DAY = timedelta(days=1)


@pytest.fixture(params=LANGS)
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await opened(request.param)
    yield rig
    await rig.close()


async def plan(rig: Rig, who: Who, *sessions: tuple[str, timedelta], room: str = "lobby") -> None:
    """Keep sessions as if they had been planned in a room, so many after tonight."""
    host = await person_of(rig, who)
    people = rig.engine.directory
    for game, after in sessions:
        new = Session.plan(game, TONIGHT + after, 4, host=Person(host.id), now=NOON, room=room)
        await rig.database.write(lambda db, new=new: Sessions(db, people(db)).add(new))


async def asks(who: Who, action: str, room: str | None = None) -> None:
    """Use a command, under whichever name it has in their language."""
    await press(who, action, room=room)


def games(who: Who) -> list[str]:
    """The games on the page shown to somebody, in order."""
    return [line.values["game"] for line in said(who.last) if "game" in line.values]


async def test_the_week_of_a_room_goes_by_days_and_names_nobody(rig: Rig) -> None:
    sari = await planned(rig)
    await plan(rig, sari, ("ludo", DAY), ("halma", DAY + timedelta(hours=1)), ("jauh", 8 * DAY))
    await plan(rig, sari, ("lain", DAY), room="admin")
    eve = rig.person("Eve", on="discord")
    await asks(eve, "week", "lobby")
    assert eve.last.keys == [
        "mabar-schedule",
        "mabar-schedule-day",
        "mabar-planned-line",
        "mabar-schedule-day",
        "mabar-planned-line",
        "mabar-planned-line",
    ]
    assert games(eve) == ["catur", "ludo", "halma"]
    assert eve.last.values("mabar-schedule-day", "day") == [date(2026, 11, 24), date(2026, 11, 25)]
    assert eve.last.values("mabar-planned-line", "when") == [TONIGHT, TONIGHT + DAY, TONIGHT + DAY + timedelta(hours=1)]
    assert "WIB" in eve.last.text
    assert eve.last.persons == []
    assert "Sari" not in eve.last.text
    await asks(eve, "week")
    assert set(games(eve)) == {"catur", "ludo", "halma", "lain"}, "elsewhere it is everybody's week"


async def test_a_week_with_nothing_in_it_says_so_kindly(rig: Rig) -> None:
    eve = rig.person("Eve", on="discord")
    await asks(eve, "week", "lobby")
    assert eve.last.key == "mabar-schedule-none"
    await asks(eve, "mine")
    assert eve.last.key == "mabar-schedule-mine-none"


async def test_what_is_called_off_is_not_on_it(rig: Rig) -> None:
    sari = await planned(rig)
    await press(sari, "cancel", 1, "hujan")
    for action in ("week", "mine"):
        await asks(sari, action)
        assert sari.last.key.endswith("none")


async def test_a_long_week_is_paged_both_ways(rig: Rig) -> None:
    sari = await planned(rig)
    await plan(rig, sari, *((f"game{number}", number * timedelta(hours=2)) for number in range(1, 11)))
    for action in ("week", "mine"):
        await asks(sari, action)
        first = games(sari)
        await sari.presses("mabar-next-page")
        second = games(sari)
        assert (len(first), len(second)) == (SHOWN, 3)
        assert [*first, *second] == ["catur", *(f"game{number}" for number in range(1, 11))]
        await sari.presses("mabar-page-before")
        assert games(sari) == first


async def test_mine_is_what_i_am_in_and_how(rig: Rig) -> None:
    sari = await planned(rig, "catur jam 8 malam 2")
    bimo, tono, rara, eve = [rig.person(name, on="discord") for name in ("Bimo", "Tono", "Rara", "Eve")]
    await bimo.presses("mabar-join", "lobby")
    await tono.presses("mabar-queue", "lobby")
    await rara.presses("mabar-maybe", "lobby")
    for who, key in ((sari, "seat"), (bimo, "seat"), (tono, "wait"), (rara, "maybe")):
        await asks(who, "mine")
        assert who.last.keys[2:] == [f"mabar-schedule-{key}"]
        assert who.last.value("when") == TONIGHT
    await rara.presses("mabar-sub", "lobby")
    await asks(rara, "mine")
    assert rara.last.keys[2:] == ["mabar-schedule-sub"]
    await asks(eve, "mine")
    assert eve.last.key == "mabar-schedule-mine-none"


async def test_a_host_without_a_seat_has_it_on_their_schedule(rig: Rig) -> None:
    sari = await planned(rig)
    await joined(rig, "Bimo")
    await press(sari, "leave", 1)
    await asks(sari, "mine")
    assert sari.last.keys[2:] == ["mabar-schedule-host"]


async def test_who_did_not_come_is_not_told_of_it_again(rig: Rig) -> None:
    sari = await planned(rig)
    (bimo,) = await joined(rig, "Bimo")
    await rig.turn(TONIGHT - NOON + timedelta(minutes=5))
    absent = await person_of(rig, bimo)
    await grant(rig, sari, Role.HOST)
    people = rig.engine.directory

    async def note(db: object) -> None:
        sessions = Sessions(db, people(db))  # type: ignore[arg-type]
        before = await sessions.get(1)
        assert before is not None
        await sessions.keep(before, replace(before.absent(absent, rig.now)))

    await rig.database.write(note)
    await asks(bimo, "mine")
    assert bimo.last.key == "mabar-schedule-mine-none"


async def test_both_commands_are_there_by_name(rig: Rig) -> None:
    sari = await planned(rig, private=True)
    week, own = ("jadwal", "jadwalku") if rig.community.lang == "id" else ("schedule", "my_schedule")
    await sari.says(f"/{week}", "lobby")
    assert sari.last.key == "mabar-schedule"
    await sari.says(f"/{own}", "lobby")
    assert sari.told.key == "mabar-schedule-mine", "one's own is for nobody else to see"
