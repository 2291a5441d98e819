"""Afterwards: how it was, with whom again (only if both), one's own history, numbers without names, one's data."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from core.kit import Role
from core.kit.sql import select
from core.mabar.persons import again, fun
from tests.core.mabar.playing import LANGS, grant, joined, kept, opened, person_of, planned, press, told
from tests.rig import Rig, Who

DAY = timedelta(days=1)


@pytest.fixture(params=LANGS)
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await opened(request.param)
    yield rig
    await rig.close()


async def played(rig: Rig) -> tuple[Who, Who, Who]:
    """Three have played."""
    sari = await planned(rig, private=True)
    bimo, tono = await joined(rig, "Bimo", "Tono")
    await rig.turn(timedelta(hours=10))
    return sari, bimo, tono


async def test_asked_in_private_and_answered_by_one_tap(rig: Rig) -> None:
    sari, bimo, tono = await played(rig)
    for one in (sari, bimo, tono):
        assert told(rig, one)[-1] == "mabar-how"
    await bimo.presses_ticket(bimo.told.ticket("mabar-fun-yes"))
    assert bimo.last.key == "mabar-fun-noted"
    ticket = tono.told.ticket("mabar-fun-no")
    await tono.presses_ticket(tono.told.ticket("mabar-fun-yes"))
    await tono.presses_ticket(ticket)
    assert tono.last.key == "mabar-fun-not"
    rows = await rig.database.read.rows(select(fun.c.fun).order_by(fun.c.person))
    assert [row.fun for row in rows] == [True, False], "one answer each, the last"


async def test_again_is_told_only_when_both_say_so(rig: Rig) -> None:
    sari, bimo, _ = await played(rig)
    before = len(told(rig, sari))
    ask = {one.account.name: one.told for one in (sari, bimo)}
    labels = [label for label in bimo.told.labels if "Sari" in label or "Tono" in label]
    assert len(labels) == 2
    await bimo.presses_ticket(ask["Bimo"].ticket(labels[0] if "Sari" in labels[0] else labels[1]))
    assert bimo.last.key == "mabar-again-noted"
    assert len(told(rig, sari)) == before, "nothing shows"
    label = next(label for label in ask["Sari"].labels if "Bimo" in label)
    await sari.presses_ticket(ask["Sari"].ticket(label))
    assert "mabar-again-mutual" in [seen.key for seen in sari.answers]
    assert told(rig, bimo)[-1] == "mabar-again-mutual"
    count = len(told(rig, bimo))
    await sari.presses_ticket(ask["Sari"].ticket(label))
    assert len(told(rig, bimo)) == count, "said once"


async def test_those_kept_apart_are_not_brought_together(rig: Rig) -> None:
    sari, bimo = await planned(rig, private=True), rig.person("Bimo", on="discord")
    await bimo.presses("mabar-join", "lobby")
    mine, theirs = await person_of(rig, sari), await person_of(rig, bimo)
    await rig.database.write(lambda db: rig.engine.directory(db).block(mine, theirs, on=True))
    await rig.turn(timedelta(hours=10))
    for one, other in ((sari, "Bimo"), (bimo, "Sari")):
        assert one.told.key == "mabar-how"
        assert not [label for label in one.told.labels if other in label]
    await press(bimo, "again", 1, mine, room=None)
    await press(sari, "again", 1, theirs, room=None)
    assert sari.last.key == "mabar-again-noted"


async def test_only_who_played_is_asked_or_answers(rig: Rig) -> None:
    await played(rig)
    eve = rig.person("Eve", on="discord")
    await press(eve, "fun", 1, True)
    assert eve.last.key == "mabar-not-in"
    await press(eve, "again", 1, (await kept(rig)).seats[0].person)
    assert eve.last.key == "mabar-not-in"


async def test_nobody_is_asked_where_config_says_so_or_after_playing_alone() -> None:
    rig = await opened(ask_after=False)
    _, bimo, _ = await played(rig)
    assert "mabar-how" not in told(rig, bimo)
    await rig.close()
    rig = await opened()
    sari = await planned(rig, private=True)
    await rig.turn(timedelta(hours=10))
    assert "mabar-how" not in told(rig, sari)
    await rig.close()


async def test_those_who_like_to_play_together_find_each_other_first(rig: Rig) -> None:
    sari, bimo, _ = await played(rig)
    mine, theirs = await person_of(rig, sari), await person_of(rig, bimo)
    await press(bimo, "again", 1, mine, room=None)
    await press(sari, "again", 1, theirs, room=None)
    rara = rig.person("Rara", on="telegram")
    await rara.says("/start")
    await rig.database.write(lambda db: rig.engine.directory(db).block(mine, theirs, on=False))
    await rara.says("/mabar sekarang ff 4", "lobby")
    other = await person_of(rig, rara)
    await rig.database.write(lambda db: rig.engine.directory(db).block(mine, other, on=True))
    await sari.says("/mabar sekarang ff 4", "lobby")
    await bimo.calls("mabar sekarang", "lobby", game="ff")
    assert [one.person.name for one in (await kept(rig, 3)).seats] == ["Sari", "Bimo"]


async def test_ones_own_history(rig: Rig) -> None:
    eve = rig.person("Eve", on="discord")
    await eve.calls("mabar riwayat")
    assert eve.last.key == "mabar-history-none"
    sari, bimo, _ = await played(rig)
    await sari.says("/mabar ff besok jam 8 malam", "lobby")
    await bimo.presses_ticket(rig.card("lobby", "discord", "mabar-roster").ticket("mabar-join"), "lobby")
    await sari.says("/mabar riwayat")
    assert sari.last.keys == ["mabar-history", "mabar-history-hosted", "mabar-history-hosted"]
    await bimo.calls("mabar riwayat")
    assert bimo.last.keys == ["mabar-history", "mabar-history-coming", "mabar-history-played"]


async def test_numbers_for_admins_without_a_name(rig: Rig) -> None:
    sari, bimo, tono = await played(rig)
    await bimo.calls("mabar statistik")
    assert bimo.last.key == "house-not-allowed"
    await grant(rig, sari, Role.ADMIN)
    await bimo.presses_ticket(bimo.told.ticket("mabar-fun-yes"))
    await sari.says("/mabar statistik")
    shown = sari.last
    assert (shown.value("count"), shown.value("players"), shown.value("average")) == (1, 3, 3.0)
    assert "mabar-stats-fun" not in shown.keys, "of few answers nothing is said"
    assert not [name for name in ("Sari", "Bimo", "Tono") if name in shown.text]
    assert tono is not None


async def test_all_of_it_is_given_out_and_erased(rig: Rig) -> None:
    sari, bimo, _ = await played(rig)
    await press(bimo, "again", 1, await person_of(rig, sari), room=None)
    await bimo.calls("mabar kabari", game="ff")
    await bimo.calls("mabar pengingat")
    await bimo.presses("mabar-leads-choose")
    await bimo.fills(minutes="15")
    await bimo.calls("dataku")
    await bimo.presses("members-data-files")
    data = json.loads(bimo.last.file(".json"))["mabar"]["data"]
    assert data["leads"] == [15]
    assert data["alerts"] == ["Free Fire"]
    assert data["wishes"] == 1
    assert data["sessions"][0]["standing"] == "seat"
    assert "Sari" not in json.dumps(data)


async def test_wishes_are_erased_after_the_days_that_config_says(rig: Rig) -> None:
    sari, bimo, _ = await played(rig)
    await press(bimo, "again", 1, await person_of(rig, sari), room=None)
    await rig.turn(178 * DAY)
    assert len(await rig.database.read.rows(select(again))) == 1
    await rig.turn(4 * DAY)
    assert await rig.database.read.rows(select(again)) == []
