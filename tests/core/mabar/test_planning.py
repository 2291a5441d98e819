"""A plan is looked at before it is posted: posted once, changed or dropped; and kept as a template."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from core.kit.sql import select
from core.mabar.store import session
from tests.core.mabar.playing import LANGS, TONIGHT, kept, keys, opened, planned, press, seats
from tests.rig import Rig


@pytest.fixture(params=LANGS)
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await opened(request.param, preview=True)
    yield rig
    await rig.close()


async def test_shown_first_and_posted_by_a_yes_once_even_after_a_restart(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/mabar ml jam 8 malam 3 santai", "lobby")
    assert sari.last.key == "mabar-preview"
    assert sari.last.value("when") == TONIGHT
    assert sari.last.value("note") == "santai"
    assert keys(rig) == [], "nobody else sees it yet"
    await rig.restart()
    await sari.presses("mabar-yes", "lobby")
    assert sari.last.key == "mabar-planned"
    assert seats(rig, "telegram") == seats(rig, "discord") == ["Sari"]
    await sari.presses("mabar-yes", "lobby")
    assert sari.last.key == "mabar-posted-already"
    assert keys(rig).count("mabar-roster") == 1


async def test_changed_before_it_is_posted(rig: Rig) -> None:
    bimo = rig.person("Bimo", on="discord")
    await bimo.calls("mabar", "lobby", game="ml", when="jam 8 malam")
    await bimo.presses("mabar-edit-when", "lobby")
    await bimo.fills("lobby", when="jam 9 malam")
    assert bimo.last.key == "mabar-preview"
    assert bimo.last.value("when") == TONIGHT + timedelta(hours=1)
    await bimo.presses("mabar-edit-slots", "lobby")
    await bimo.fills("lobby", slots="4")
    assert bimo.last.value("slots") == 4
    await bimo.presses("mabar-edit-note", "lobby")
    await bimo.fills("lobby", text="bawa camilan")
    assert bimo.last.value("note") == "bawa camilan"
    await bimo.presses("mabar-edit-more", "lobby")
    await bimo.presses("mabar-guests-let", "lobby")
    await bimo.presses("mabar-yes", "lobby")
    assert bimo.last.key == "mabar-planned"
    posted = await kept(rig)
    assert (posted.slots, posted.note, posted.guests, posted.at) == (
        4,
        "bawa camilan",
        True,
        TONIGHT + timedelta(hours=1),
    )


async def test_dropped(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/mabar ml jam 8 malam", "lobby")
    await sari.presses("mabar-discard", "lobby")
    assert sari.last.key == "mabar-discarded"
    assert await rig.database.read.rows(select(session)) == []
    await press(sari, "post", 1)
    assert sari.last.key == "mabar-gone"


async def test_nobody_else_says_yes_or_joins_a_preview(rig: Rig) -> None:
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="telegram")
    await sari.says("/mabar ml jam 8 malam", "lobby")
    await press(bimo, "post", 1)
    assert bimo.last.key == "mabar-host-only"
    await press(bimo, "manage", 1)
    assert bimo.last.key == "mabar-host-only"
    await press(bimo, "join", 1)
    assert bimo.last.key == "mabar-gone"


async def test_a_yes_that_comes_too_late_asks_for_another_time(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/mabar ml jam 8 malam", "lobby")
    await rig.turn(timedelta(hours=9))
    await sari.presses("mabar-yes", "lobby")
    assert sari.last.key == "mabar-draft-past"
    await sari.presses("mabar-edit-when", "lobby")
    await sari.says("besok jam 8 malam", "lobby", to_bot=True)
    assert sari.last.key == "mabar-preview"
    await sari.presses("mabar-yes", "lobby")
    assert sari.last.key == "mabar-planned"


async def test_a_preview_is_forgotten_after_a_day_and_by_the_next_one(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/mabar ml 24 desember jam 8 malam", "lobby")
    await sari.says("/mabar ff 24 desember jam 8 malam", "lobby")
    assert [row.game for row in await rig.database.read.rows(select(session))] == ["Free Fire"]
    await rig.turn(timedelta(days=2))
    assert await rig.database.read.rows(select(session)) == []


async def test_kept_as_a_template_and_planned_again(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/mabar templat", "lobby")
    assert sari.last.key == "mabar-templates-none"
    await sari.says("/mabar valo jam 8 malam 4 rank malam", "lobby")
    await sari.presses("mabar-yes", "lobby")
    await press(sari, "save_template", 1)
    await sari.says("rank malam", "lobby", to_bot=True)
    assert (sari.last.key, sari.last.value("name")) == ("mabar-template-saved", "rank malam")
    await sari.says("/mabar templat", "lobby")
    assert sari.last.values("mabar-template-line", "slots") == [4]
    await sari.presses("mabar-template-use", "lobby")
    await sari.says("besok jam 8 malam", "lobby", to_bot=True)
    assert sari.last.key == "mabar-preview"
    await sari.presses("mabar-yes", "lobby")
    again = await kept(rig, 2)
    assert (again.game, again.slots, again.note) == ("Valorant", 4, "rank malam")
    await sari.says("/mabar templat", "lobby")
    await sari.presses("mabar-template-drop", "lobby")
    assert sari.last.key == "mabar-templates-none"


async def test_a_template_is_only_of_who_keeps_it(rig: Rig) -> None:
    await rig.close()
    rig = await opened()
    sari = await planned(rig)
    bimo = rig.person("Bimo", on="telegram")
    await bimo.presses("mabar-join", "lobby")
    await press(bimo, "save_template", 1)
    await bimo.says("punyaku", "lobby", to_bot=True)
    assert bimo.last.key == "mabar-host-only"
    await press(sari, "save_template", 1)
    await sari.says("punyaku", "lobby", to_bot=True)
    await press(bimo, "use_template", 1)
    await bimo.says("besok jam 8 malam", "lobby", to_bot=True)
    assert bimo.last.key == "mabar-template-gone"
    await rig.close()
