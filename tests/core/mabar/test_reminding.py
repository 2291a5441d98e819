"""Everybody is reminded as they wish: in private where possible, once, on time or said to be late; and asked if they
come."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.core.mabar.playing import LANGS, TONIGHT, joined, kept, keys, opened, planned, press, told
from tests.rig import Rig, Who

MINUTE = timedelta(minutes=1)
EARLY = timedelta(hours=7)


@pytest.fixture(params=LANGS)
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await opened(request.param)
    yield rig
    await rig.close()


async def to(rig: Rig, before: int) -> None:
    """Turn the clock to so many minutes before tonight's start."""
    await rig.turn(TONIGHT - before * MINUTE - rig.now)


async def chooses(who: Who, minutes: str) -> None:
    await who.calls("mabar pengingat")
    await who.presses("mabar-leads-choose")
    await who.fills(minutes=minutes)


def nudges(rig: Rig, who: Who) -> int:
    return told(rig, who).count("mabar-nudge")


async def test_in_private_at_the_usual_times_and_once_across_restarts(rig: Rig) -> None:
    await planned(rig, private=True)
    (bimo,) = await joined(rig, "Bimo")
    for before, count in ((31, 0), (29, 1), (6, 1), (4, 2), (0, 2)):
        await to(rig, before)
        await rig.restart()
        assert nudges(rig, bimo) == count, before
    assert rig.room("lobby", "telegram")[-1].message.pings == ()
    assert bimo.told.value("when") == TONIGHT


async def test_at_ones_own_times(rig: Rig) -> None:
    await planned(rig)
    bimo, tono = await joined(rig, "Bimo", "Tono")
    await chooses(bimo, "60, 10")
    assert [one.values["count"] for one in bimo.last.value("leads")] == [60, 10]
    for before, mine, others in ((61, 0, 0), (59, 1, 0), (29, 1, 1), (9, 2, 1), (4, 2, 2)):
        await to(rig, before)
        assert (nudges(rig, bimo), nudges(rig, tono)) == (mine, others), before


async def test_ones_own_times_hold_for_what_one_joins_later(rig: Rig) -> None:
    bimo = rig.person("Bimo", on="discord")
    await chooses(bimo, "45")
    await planned(rig)
    await bimo.presses("mabar-join", "lobby")
    await to(rig, 44)
    assert nudges(rig, bimo) == 1
    await to(rig, 1)
    assert nudges(rig, bimo) == 1


async def test_not_at_all_when_switched_off_and_again_as_usual(rig: Rig) -> None:
    await planned(rig)
    bimo, tono = await joined(rig, "Bimo", "Tono")
    for one in (bimo, tono):
        await one.calls("mabar pengingat")
        await one.presses("mabar-leads-off")
    assert "mabar-leads-none" in bimo.last.keys
    await tono.presses("mabar-as-usual")
    await to(rig, 1)
    assert (nudges(rig, bimo), nudges(rig, tono)) == (0, 2)


async def test_what_is_unreadable_is_asked_for_again(rig: Rig) -> None:
    bimo = rig.person("Bimo", on="discord")
    for wrong in ("nanti", "0", "1 2 3 4 5", "99999"):
        await chooses(bimo, wrong)
        assert bimo.last.keys[0] == "mabar-leads-unclear"
    await bimo.calls("mabar pengingat")
    await bimo.presses("mabar-quiet-choose")
    await bimo.fills(hours="malam")
    assert bimo.last.keys[0] == "mabar-quiet-unclear"
    await bimo.calls("mabar pengingat")
    await bimo.presses("mabar-quiet-choose")
    await bimo.fills(hours="22.30 - 6")
    assert bimo.last.value("hours") == "22:30-06:00"


async def test_who_cannot_be_written_to_is_mentioned_once_each_time(rig: Rig) -> None:
    sari = await planned(rig)
    (rara,) = await joined(rig, "Rara", on="telegram")
    await to(rig, 29)
    calls = [seen for seen in rig.room("lobby", "telegram") if seen.message.pings]
    assert [seen.key for seen in calls] == ["mabar-reminder"]
    assert set(calls[0].message.pings) == {sari.account.id, rara.account.id}
    await to(rig, 4)
    (last,) = [seen for seen in rig.room("lobby", "telegram") if seen.key == "mabar-nudge-aloud"]
    assert set(last.message.pings) == {sari.account.id, rara.account.id}


async def test_in_quiet_hours_one_is_reminded_of_what_one_joined() -> None:
    rig = await opened(quiet="18:00-23:00")
    await planned(rig)
    (bimo,) = await joined(rig, "Bimo")
    await to(rig, 1)
    assert nudges(rig, bimo) == 2
    await rig.close()


async def test_late_ones_come_once_and_say_so(rig: Rig) -> None:
    await planned(rig, private=True)
    (bimo,) = await joined(rig, "Bimo")
    await rig.sleep_through(TONIGHT - 2 * MINUTE - rig.now)
    assert nudges(rig, bimo) == 1, "one for both, as it is still to come"
    await rig.restart()
    await to(rig, 0)
    assert nudges(rig, bimo) == 1


async def test_too_late_ones_apologise_once(rig: Rig) -> None:
    await planned(rig)
    (bimo,) = await joined(rig, "Bimo")
    await rig.sleep_through(TONIGHT + 20 * MINUTE - rig.now)
    assert told(rig, bimo) == ["mabar-nudge-late"]
    late = [key for key in keys(rig, "telegram") if "late" in key or key == "mabar-began"]
    assert late == ["mabar-began"], "who is mentioned there is not mentioned again"


async def test_moved_it_is_reminded_of_anew(rig: Rig) -> None:
    sari = await planned(rig)
    (bimo,) = await joined(rig, "Bimo")
    await to(rig, 29)
    assert nudges(rig, bimo) == 1
    await press(sari, "move_to", 1, TONIGHT + timedelta(hours=1))
    assert told(rig, bimo)[-1] == "mabar-moved"
    await to(rig, 0)
    assert nudges(rig, bimo) == 1
    await to(rig, -31)
    assert nudges(rig, bimo) == 2
    await to(rig, -59)
    assert nudges(rig, bimo) == 3


async def test_a_maybe_is_asked_and_who_left_is_not(rig: Rig) -> None:
    await planned(rig)
    bimo, tono = rig.person("Bimo", on="discord"), (await joined(rig, "Tono"))[0]
    await bimo.presses("mabar-maybe", "lobby")
    await tono.presses("mabar-leave", "lobby")
    await to(rig, 29)
    assert (told(rig, bimo), told(rig, tono)) == (["mabar-nudge-maybe"], [])
    await bimo.presses_ticket(bimo.told.ticket("mabar-join"))
    assert bimo.last.key == "mabar-joined"


async def test_asked_ten_minutes_before_whether_they_come(rig: Rig) -> None:
    sari = await planned(rig)
    (bimo,) = await joined(rig, "Bimo")
    await to(rig, 11)
    assert "mabar-ready" not in told(rig, bimo)
    await to(rig, 9)
    assert told(rig, bimo)[-1] == "mabar-ready"
    aloud = rig.room("lobby", "telegram")[-1]
    assert (aloud.key, aloud.message.pings) == ("mabar-ready-aloud", (sari.account.id,))
    await bimo.presses_ticket(bimo.told.ticket("mabar-coming"))
    assert bimo.last.key == "mabar-coming-noted"
    await sari.presses("mabar-coming", "lobby")
    assert all(one.coming for one in (await kept(rig)).seats)
    card = rig.card("lobby", "telegram", "mabar-roster")
    assert [line.key for line in card.values("mabar-roster-seat-more", "details")] == ["mabar-roster-coming"] * 2


async def test_planned_for_soon_nobody_is_asked_at_once(rig: Rig) -> None:
    await planned(rig, "catur 8 menit lagi 3")
    (bimo,) = await joined(rig, "Bimo")
    await rig.turn(8 * MINUTE)
    assert told(rig, bimo) == ["mabar-nudge"]


async def test_it_has_begun(rig: Rig) -> None:
    await planned(rig)
    await to(rig, 0)
    assert "mabar-roster-begun" in rig.card("lobby", "discord", "mabar-roster").keys
    assert (await kept(rig)).begun


async def test_no_room_is_told_where_config_says_so() -> None:
    rig = await opened(remind_before=timedelta(0))
    sari = await planned(rig)
    await to(rig, 29)
    assert "mabar-reminder" not in keys(rig)
    last = rig.room("lobby", "telegram")[-1]
    assert (last.key, last.message.pings) == ("mabar-nudge-aloud", (sari.account.id,))
    await rig.close()
