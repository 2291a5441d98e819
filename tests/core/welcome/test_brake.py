"""A wave of joins: quiet, shut to strangers, open to the accepted, one card for the admins, and over by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.kit import Role
from core.kit.deeds import LetIn, Mute, PauseInvites
from tests.core.welcome.scene import accepted, applies, comes, done, grant, heard, knocks, opened, role_of
from tests.rig import Rig, Seen, Who


async def raid(rig: Rig, count: int, on: str = "telegram", each: timedelta = timedelta(0)) -> list[Who]:
    """So many strangers come in."""
    who = [rig.person(f"Bot{number}", on=on) for number in range(count)]
    for one in who:
        await comes(one)
        rig.now += each
    return who


def waves(rig: Rig) -> list[Seen]:
    """The cards of waves in the admin room."""
    return [seen for seen in rig.room("admin", "discord") if seen.key.startswith("welcome-wave")]


def pauses(rig: Rig) -> list[bool]:
    """Whether invitations were paused or opened again, in order."""
    return [deed.until is not None for deed in rig.discord.done if isinstance(deed, PauseInvites)]


async def test_two_hundred_in_a_minute_are_met_quietly(rig: Rig, mod: Who) -> None:
    before = len(rig.room("lobby", "telegram"))
    strangers = await raid(rig, 200, each=timedelta(milliseconds=300))
    await rig.turn(timedelta(minutes=1))
    assert rig.room("lobby", "telegram")[before:] == [], "nothing is said before all for each who comes"
    (card,) = waves(rig)
    assert (card.key, card.value("came")) == ("welcome-wave", 200)
    assert pauses(rig) == [True]
    assert all(len(done(one, Mute)) == 1 for one in strangers)
    assert not any(heard(one, rig) for one in strangers)


async def test_is_over_by_itself_after_calm_and_not_before(rig: Rig, mod: Who) -> None:
    await raid(rig, 8)
    await rig.turn(timedelta(minutes=10))
    await raid(rig, 1)
    await rig.turn(timedelta(minutes=10))
    (card,) = waves(rig)
    assert (card.key, card.value("came")) == ("welcome-wave", 9)
    await rig.turn(timedelta(minutes=6))
    (card,) = waves(rig)
    assert (card.key, card.value("came"), card.labels) == ("welcome-wave-was", 9, [])
    assert pauses(rig) == [True, True, False]


async def test_is_ended_by_a_moderator_and_those_who_came_make_no_new_one(rig: Rig, mod: Who, bimo: Who) -> None:
    await raid(rig, 8)
    await bimo.says("/start")
    lift = waves(rig)[0].ticket("welcome-wave-lift")
    await bimo.presses_ticket(lift, "admin")
    assert bimo.last.key == "house-not-allowed" and pauses(rig) == [True]
    await mod.presses("welcome-wave-lift", "admin")
    assert mod.last.key == "welcome-wave-lifted" and pauses(rig) == [True, False]
    await mod.presses_ticket(lift, "admin")
    assert mod.last.key == "welcome-wave-over-already"
    rig.now += timedelta(seconds=1)
    await raid(rig, 1)
    assert [seen.key for seen in waves(rig)] == ["welcome-wave-was"]


async def test_the_next_wave_has_a_card_of_its_own(rig: Rig, mod: Who) -> None:
    await raid(rig, 8)
    await rig.turn(timedelta(minutes=20))
    await raid(rig, 9)
    assert [seen.key for seen in waves(rig)] == ["welcome-wave-was", "welcome-wave"]


async def test_it_survives_a_restart(rig: Rig, mod: Who) -> None:
    await raid(rig, 8)
    await rig.restart()
    await raid(rig, 2)
    (card,) = waves(rig)
    assert card.value("came") == 10
    await rig.sleep_through(timedelta(minutes=16))
    assert waves(rig)[0].key == "welcome-wave-was"


async def test_slowly_it_is_no_wave(rig: Rig, mod: Who) -> None:
    await raid(rig, 12, each=timedelta(seconds=10))
    assert waves(rig) == [] and pauses(rig) == []


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_requests_and_joins_count_together(rig: Rig, mod: Who, platform: str) -> None:
    for one in range(4):
        await knocks(rig.person(f"Minta{one}", on="telegram"))
    await raid(rig, 3, on=platform)
    assert waves(rig) == []
    await raid(rig, 1, on=platform)
    assert waves(rig)[0].value("came") == 8


async def test_nobody_accepted_is_shut_out(rig: Rig, mod: Who, sari: Who, bimo: Who) -> None:
    await grant(rig, bimo, Role.MEMBER)
    await knocks(sari)
    await applies(sari)
    await raid(rig, 8)
    count = waves(rig)[0].value("came")
    await mod.presses("welcome-accept", "admin")
    assert len(done(sari, LetIn)) == 1 and await role_of(rig, sari) is Role.MEMBER
    await comes(sari)
    await comes(bimo)
    assert done(sari, Mute) == done(bimo, Mute) == []
    assert waves(rig)[0].value("came") == count
    other = await accepted(rig, mod, "Tono", "telegram")
    assert heard(other, rig)[-1] == "welcome-way"
    # an invitation that does not open now says so
    await bimo.calls("undang")
    assert sum("welcome-way-paused" in seen.keys for seen in told(rig, bimo)) == 1


def told(rig: Rig, who: Who) -> list[Seen]:
    """All that was said to somebody in private."""
    return [rig.seen(shown.message) for shown in who.platform.shown[who.private.key]]


async def test_without_the_gate_a_wave_still_mutes(rig: Rig) -> None:
    await rig.close()
    rig = await opened("id", gate=False)
    strangers = await raid(rig, 10)
    assert [len(done(one, Mute)) for one in strangers] == [0] * 7 + [1] * 3


async def test_a_missing_right_is_said_once_a_day(rig: Rig, mod: Who) -> None:
    rig.telegram.forbids.add(Mute)
    rig.discord.forbids.add(PauseInvites)
    await raid(rig, 12)
    assert [seen.key for seen in rig.room("admin", "discord")].count("welcome-no-right") == 1
    await rig.sleep_through(timedelta(days=1))
    await raid(rig, 1)
    assert [seen.key for seen in rig.room("admin", "discord")].count("welcome-no-right") == 2
