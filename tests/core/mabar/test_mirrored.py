"""The platform's own calendar: a session is put there, changed and taken away; admins hear when that is forbidden."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from core.kit.deeds import Deed, Schedule, Unschedule
from core.kit.sql import select
from core.mabar import mabar
from core.mabar.mirror import mirrored
from core.mabar.plugin import MabarSettings
from core.members import members
from tests.core.mabar.playing import AT_ONCE, LANGS, TONIGHT, opened, planned, press, told
from tests.rig import Rig

HOUR = timedelta(hours=1)


@pytest.fixture(params=LANGS)
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    plugins = [(mabar, MabarSettings(**AT_ONCE, mirror=("lobby",))), members]
    rig = await Rig.open(plugins, lang=request.param, admins=frozenset({("discord", "100")}))
    yield rig
    await rig.close()


def deeds(rig: Rig) -> list[Deed]:
    """What was done about the calendar."""
    assert not any(isinstance(one, Schedule | Unschedule) for one in rig.telegram.done), "it has no calendar"
    return [one for one in rig.discord.done if isinstance(one, Schedule | Unschedule)]


async def test_posted_changed_and_called_off(rig: Rig) -> None:
    admin = rig.person("Admin", on="discord")
    sari = await planned(rig)
    (place,) = [one for one in rig.engine.rooms.places("lobby") if one.platform == "discord"]
    made = Schedule(place, "catur", "", TONIGHT, TONIGHT + HOUR, "lobby")
    assert deeds(rig) == [made]
    event = await rig.database.read.value(select(mirrored.c.event))
    await press(admin, "join", 1)
    await press(sari, "describe", 1, "cari Sari di lobi")
    assert deeds(rig) == [made], "who is in it, and what they say, is nothing for that calendar"
    await press(sari, "move_to", 1, TONIGHT + HOUR)
    moved = Schedule(place, "catur", "", TONIGHT + HOUR, TONIGHT + 2 * HOUR, "lobby", event)
    assert deeds(rig) == [made, moved]
    await press(sari, "cancel", 1, "hujan")
    assert deeds(rig) == [made, moved, Unschedule(place, event)]
    assert await rig.database.read.rows(select(mirrored)) == []


async def test_admins_are_told_once_that_it_is_forbidden(rig: Rig) -> None:
    admin = rig.person("Admin", on="discord")
    await admin.calls("bahasa" if rig.community.lang == "id" else "language", language=rig.community.lang)
    rig.discord.forbids.add(Schedule)
    sari = await planned(rig)
    await press(sari, "move_to", 1, TONIGHT + HOUR)
    assert told(rig, admin).count("mabar-mirror-forbidden") == 1
    assert deeds(rig) == []
    rig.discord.forbids.clear()
    await press(sari, "move_to", 1, TONIGHT + 2 * HOUR)
    assert [one.at for one in deeds(rig) if isinstance(one, Schedule)] == [TONIGHT + 2 * HOUR]
    rig.discord.forbids.add(Unschedule)
    await press(sari, "cancel", 1, "hujan")
    assert told(rig, admin).count("mabar-mirror-left") == 1, "somebody must take it away"
    assert told(rig, admin).count("mabar-mirror-forbidden") == 1


async def test_no_room_is_mirrored_unless_config_says_so() -> None:
    rig = await opened()
    sari = await planned(rig)
    await press(sari, "cancel", 1, "hujan")
    assert deeds(rig) == []
    await rig.close()
