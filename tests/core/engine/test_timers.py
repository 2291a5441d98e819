"""Timers: each runs once, in time or as late as it allows, whatever the process does meanwhile."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.engine.alarm import SchedulerAlarm, next_time
from core.engine.engine import FULL_PAUSE, TRIES
from core.engine.tables import timer
from core.kit.port import Command, Unkept
from core.kit.sql import func, select
from tests.core.engine.lab import Lab
from tests.rig import JAKARTA, NOON, Rig

MINUTE = timedelta(minutes=1)


async def wake(rig: Rig, minutes: int, word: str = "x", **more: Any) -> None:
    who = rig.person("Sari", on="telegram")
    await who.does(Command("bangun", args={"minutes": minutes, "word": word, **more}), "lobby")


async def rows(rig: Rig) -> int:
    return int(await rig.database.read.value(select(func.count()).select_from(timer)))


def words(lab: Lab) -> list[str]:
    return [word for kind, word in lab.ran if kind == "ring"]


def rung(rig: Rig, on: str = "discord") -> list[str]:
    return [seen.value("word") for seen in rig.room("lobby", on) if seen.key == "lab-rang"]


# --- once ---


async def test_not_before_its_time_and_then_once(rig: Rig, lab: Lab) -> None:
    await wake(rig, 10)
    await rig.turn(10 * MINUTE - timedelta(seconds=1))
    assert words(lab) == []
    await rig.turn(timedelta(seconds=1))
    assert words(lab) == ["x"]
    assert lab.seen == [(NOON + 10 * MINUTE, timedelta(0))]
    await rig.turn(timedelta(hours=1))
    await rig.restart()
    await rig.engine.tick()
    await rig.idle()
    assert words(lab) == ["x"]
    assert rung(rig) == rung(rig, "telegram") == ["x"]
    assert await rows(rig) == 0


async def test_in_the_order_of_their_times(rig: Rig, lab: Lab) -> None:
    for minutes, word in ((30, "c"), (10, "a"), (20, "b"), (10, "a2")):
        await wake(rig, minutes, word)
    await rig.sleep_through(timedelta(hours=1))
    assert words(lab) == rung(rig) == ["a", "a2", "b", "c"]


async def test_kept_through_restarts_before_and_after(rig: Rig, lab: Lab) -> None:
    await wake(rig, 10)
    await rig.restart()
    await rig.turn(5 * MINUTE)
    await rig.restart()
    await rig.turn(10 * MINUTE)
    await rig.restart()
    await rig.turn(10 * MINUTE)
    assert words(lab) == rung(rig) == ["x"]


async def test_killed_while_it_speaks_it_has_spoken_once(rig: Rig, lab: Lab) -> None:
    import asyncio

    await wake(rig, 10)
    held = asyncio.Event()

    async def hold(call: str, place: Any) -> None:
        held.set()
        await asyncio.Event().wait()

    rig.discord.before = rig.telegram.before = hold
    rig.now += 10 * MINUTE
    await rig.engine.tick()
    await held.wait()
    await rig.engine.stop(0)
    rig.discord.before = rig.telegram.before = None
    await rig.restart()
    await rig.engine.tick()
    await rig.idle()
    assert words(lab) == rung(rig) == rung(rig, "telegram") == ["x"]


async def test_two_rings_at_once_run_it_once(rig: Rig, lab: Lab) -> None:
    import asyncio

    await wake(rig, 10)
    rig.now += 10 * MINUTE
    await asyncio.gather(*[rig.engine.tick() for _ in range(5)])
    assert words(lab) == ["x"]


async def test_hundreds_at_the_same_moment_all_run(rig: Rig, lab: Lab) -> None:
    text = [str(number) for number in range(250)]
    for word in text:
        await rig.person("Sari", on="telegram").begins(Command("bangun", args={"minutes": 5, "word": word}), "lobby")
    await rig.turn(6 * MINUTE)
    assert words(lab) == text


# --- late ---


@pytest.mark.parametrize(("late", "runs"), [(0, True), (29, True), (30, True), (31, False), (600, False)])
async def test_dropped_when_later_than_it_allows(rig: Rig, lab: Lab, late: int, runs: bool) -> None:
    await wake(rig, 10, within=30)
    await rig.sleep_through((10 + late) * MINUTE)
    assert words(lab) == (["x"] if runs else [])
    assert await rows(rig) == 0
    if runs:
        assert lab.seen[0][1] == late * MINUTE


async def test_without_such_a_rule_it_runs_however_late_and_knows_it(rig: Rig, lab: Lab) -> None:
    await wake(rig, 10)
    await rig.sleep_through(timedelta(days=30))
    assert lab.seen[0][1] == timedelta(days=30) - 10 * MINUTE
    assert words(lab) == ["x"]


async def test_a_time_that_is_past_runs_at_once(rig: Rig, lab: Lab) -> None:
    await wake(rig, -5)
    await rig.turn(timedelta(0))
    assert words(lab) == ["x"]


# --- keys ---


async def test_the_same_key_takes_the_older_ones_place(rig: Rig, lab: Lab) -> None:
    await wake(rig, 10, "old", key="k", within=0)
    await wake(rig, 20, "new", key="k")
    await wake(rig, 15, "other", key="l")
    await wake(rig, 16, "free")
    await wake(rig, 17, "free")
    await rig.turn(14 * MINUTE)
    assert words(lab) == []
    await rig.sleep_through(timedelta(hours=1))
    assert words(lab) == ["other", "free", "free", "new"], "and its rule of lateness is the newer one's"


async def test_an_earlier_one_under_the_same_key_rings_earlier(rig: Rig, lab: Lab) -> None:
    await wake(rig, 20, key="k")
    await wake(rig, 10, key="k")
    await rig.turn(10 * MINUTE)
    assert words(lab) == ["x"]


async def test_forgotten_under_its_key(rig: Rig, lab: Lab) -> None:
    await wake(rig, 10, "a", key="k")
    await wake(rig, 10, "b", key="l")
    await rig.person("Sari", on="telegram").says("/tidur k", "lobby")
    await rig.turn(timedelta(hours=1))
    assert words(lab) == ["b"]


# --- failing ---


async def test_one_that_fails_is_tried_five_times_with_growing_pauses_then_dropped(rig: Rig, lab: Lab) -> None:
    lab.fails = 100
    await wake(rig, 10)
    await rig.turn(timedelta(days=1))
    assert TRIES == 5
    assert [(when - NOON) // MINUTE for when, _ in lab.seen] == [10, 11, 13, 17, 25]
    assert words(lab) == rung(rig) == [], "what a failing one said is not kept"
    assert await rows(rig) == 0


async def test_one_that_fails_at_first_runs_once_in_the_end(rig: Rig, lab: Lab) -> None:
    lab.fails = 2
    await wake(rig, 10)
    await rig.turn(11 * MINUTE)
    await rig.restart()
    assert words(lab) == []
    await rig.turn(timedelta(days=1))
    assert words(lab) == rung(rig) == ["x"]


async def test_one_that_fails_does_not_hold_up_the_others(rig: Rig, lab: Lab) -> None:
    lab.fails = 1
    await wake(rig, 10, "bad")
    await wake(rig, 10, "good")
    await rig.turn(10 * MINUTE)
    assert words(lab) == ["good"]


async def test_on_a_full_disk_it_waits_and_runs_later(rig: Rig, lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    await wake(rig, 10)
    write = rig.database.write
    full = [True]

    async def failing(unit: Any, **more: Any) -> Any:
        if full[0]:
            raise Unkept("full")
        return await write(unit, **more)

    monkeypatch.setattr(rig.database, "write", failing)
    rig.now += 10 * MINUTE
    await rig.engine.tick()
    assert words(lab) == []
    assert rig.alarm.at is not None
    assert rig.alarm.at >= rig.now + FULL_PAUSE, "it does not ring all the time meanwhile"
    full[0] = False
    await rig.turn(FULL_PAUSE)
    assert words(lab) == ["x"]


# --- by a cron line ---


async def opened(cron: str, **more: Any) -> tuple[Rig, Lab]:
    lab = Lab(cron=cron, **more)
    return await Rig.open([lab.plugin]), lab


def days(lab: Lab) -> list[datetime]:
    return [when for kind, when in lab.ran if kind == "daily"]


@pytest.fixture
async def daily() -> AsyncIterator[tuple[Rig, Lab]]:
    rig, lab = await opened("0 7 * * *")
    yield rig, lab
    await rig.close()


SEVEN = datetime(2026, 11, 25, 7, tzinfo=JAKARTA)


async def test_a_recurring_one_runs_at_each_of_its_times_in_the_communitys_zone(daily: tuple[Rig, Lab]) -> None:
    rig, lab = daily
    await rig.turn(timedelta(days=3))
    assert days(lab) == [SEVEN, SEVEN + timedelta(days=1), SEVEN + timedelta(days=2)]
    assert await rows(rig) == 1


async def test_several_missed_ones_run_as_one(daily: tuple[Rig, Lab]) -> None:
    rig, lab = daily
    await rig.sleep_through(timedelta(days=5))
    assert days(lab) == [NOON + timedelta(days=5)]
    await rig.turn(timedelta(days=1))
    assert days(lab)[1:] == [SEVEN + timedelta(days=5)]


async def test_a_missed_one_is_dropped_when_later_than_it_allows() -> None:
    rig, lab = await opened("0 7 * * *", within=timedelta(hours=1))
    await rig.sleep_through(timedelta(days=5))
    assert days(lab) == []
    await rig.turn(timedelta(days=1))
    assert len(days(lab)) == 1
    await rig.close()


async def test_a_recurring_one_that_fails_runs_at_its_next_time(daily: tuple[Rig, Lab]) -> None:
    rig, lab = daily
    lab.fails = 1
    await rig.turn(timedelta(days=2))
    assert days(lab) == [SEVEN, SEVEN + timedelta(days=1)]
    assert lab.fails == 0
    assert await rows(rig) == 1


async def test_a_changed_line_begins_anew(daily: tuple[Rig, Lab]) -> None:
    rig, _ = daily
    later = Lab(cron="0 20 * * *")
    rig.features[0] = type(rig.features[0])(later.plugin, rig.features[0].settings)
    await rig.restart()
    assert await rows(rig) == 1
    await rig.turn(timedelta(days=1))
    assert days(later) == [datetime(2026, 11, 24, 20, tzinfo=JAKARTA)]


async def test_restarts_do_not_repeat_a_recurring_one(daily: tuple[Rig, Lab]) -> None:
    rig, lab = daily
    for _ in range(8):
        await rig.turn(timedelta(hours=3))
        await rig.restart()
        await rig.engine.tick()
    assert days(lab) == [SEVEN]


async def test_a_feature_that_is_off_keeps_its_timers_until_it_is_on_again(daily: tuple[Rig, Lab]) -> None:
    rig, lab = daily
    await wake(rig, 60, "kept")
    await wake(rig, 5, "late")
    features = list(rig.features)
    rig.features.clear()
    await rig.restart()
    assert await rows(rig) == 3
    await rig.turn(10 * MINUTE)
    assert words(lab) == [], "a feature that is off says nothing"
    rig.features.extend(features)
    await rig.restart()
    await rig.turn(timedelta(days=1))
    assert words(lab) == ["late", "kept"]
    assert days(lab) == [SEVEN]


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_a_room_s_timer_knows_its_room_zone(platform: str) -> None:
    from core.engine.registry import RoomConfig

    lab = Lab()
    rig = await Rig.open([lab.plugin])
    rig.rooms[0] = RoomConfig("lobby", rig.rooms[0].places, zone=ZoneInfo("Asia/Jayapura"))
    await rig.restart()
    await rig.person("Sari", on=platform).does(Command("bangun", args={"minutes": 1}), "lobby")
    await rig.turn(MINUTE)
    assert lab.seen[0][0].tzinfo == ZoneInfo("Asia/Jayapura")
    await rig.close()


# --- the clock itself ---


@pytest.mark.parametrize(
    ("cron", "after", "due"),
    [
        ("0 7 * * *", NOON, SEVEN),
        ("0 7 * * *", SEVEN, SEVEN + timedelta(days=1)),
        ("30 19 * * sat", NOON, datetime(2026, 11, 28, 19, 30, tzinfo=JAKARTA)),
        ("*/15 * * * *", NOON + MINUTE, NOON + 15 * MINUTE),
        ("0 0 1 1 *", NOON, datetime(2027, 1, 1, tzinfo=JAKARTA)),
    ],
)
def test_next_time(cron: str, after: datetime, due: datetime) -> None:
    assert next_time(cron, JAKARTA, after) == due


@pytest.mark.parametrize("cron", ["", "7", "61 * * * *", "0 0 30 2 *", "a b c d e"])
def test_a_line_that_is_wrong_or_never_due(cron: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        next_time(cron, JAKARTA, NOON)


async def test_the_real_clock_rings_at_once_for_a_past_time_and_not_for_none() -> None:
    import asyncio
    from datetime import UTC

    alarm, rang = SchedulerAlarm(), asyncio.Event()

    async def ring() -> None:
        rang.set()

    alarm.start(ring)
    try:
        alarm.set(datetime.now(UTC) + timedelta(days=1))
        alarm.set(None)
        alarm.set(None)
        alarm.set(datetime.now(UTC) - timedelta(days=1))
        async with asyncio.timeout(20):
            await rang.wait()
    finally:
        alarm.stop()
        alarm.stop()
