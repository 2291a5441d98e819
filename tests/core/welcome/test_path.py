"""The whole path, on both kinds of platform: apply, asked more, accepted, let in, introduced, greeted; and declined."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from core.kit import Came, Reacted, Requested, Role
from core.kit.deeds import CloseDoor, LetIn, OpenDoor, Rank, TurnAway
from tests.core.welcome.house import answers_all, applies, grant, moderator, open_rig, role_of
from tests.rig import Rig, Who


@pytest.fixture(params=["id", "en"])
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await open_rig(request.param)
    yield rig
    await rig.close()


@pytest.fixture
async def rani(rig: Rig) -> Who:
    return await moderator(rig)


async def test_from_a_request_to_the_first_greeting(rig: Rig, rani: Who) -> None:
    sari = rig.person("Sari", on="telegram")
    greeter = rig.person("Gita", on="telegram")
    await grant(rig, greeter, Role.MEMBER)
    await greeter.says("/sapa")
    await greeter.presses("welcome-greet-on")

    # one message at once, with a button
    await sari.does(Requested(sari.private), "lobby")
    assert sari.told.keys == ["welcome-hello", "welcome-asked"]
    await sari.presses("welcome-begin")
    await answers_all(sari)
    await sari.presses("welcome-send")
    assert await role_of(rig, sari) is Role.APPLICANT

    # asked more, without a name
    await rani.presses("welcome-ask", "admin")
    await rani.fills("admin", words="Dari mana tahu kami?")
    assert sari.told.key == "welcome-question-more"
    assert not sari.told.persons
    await sari.presses("welcome-reply")
    await sari.says("dari teman")
    assert "welcome-card-answer" in rig.room("admin", "discord")[0].keys

    # accepted: the request is granted, and only that
    await rani.presses("welcome-accept", "admin")
    assert await role_of(rig, sari) is Role.MEMBER
    deeds = [deed for deed in rig.telegram.done if not isinstance(deed, Rank)]
    assert deeds == [LetIn(sari.place("lobby"), sari.account.id)]
    assert not [deed for deed in rig.telegram.done if isinstance(deed, OpenDoor)]
    assert rig.room("admin", "discord")[0].keys == ["welcome-card", "welcome-card-who", "welcome-card-accepted"]

    # in: the introduction is offered, previewed, and only then posted
    await sari.does(Came(), "lobby")
    assert sari.told.key == "welcome-intro-offer"
    await sari.presses("welcome-intro-begin")
    await sari.presses("welcome-write")
    await sari.says("Sasa")
    await sari.presses("welcome-skip")
    await sari.presses("welcome-write")
    await sari.says("kopi, hujan, jalan sore")
    assert sari.last.key == "welcome-intro-preview"
    assert not [seen for seen in rig.room("lobby", "discord") if seen.key == "welcome-intro-of"]
    await sari.presses("welcome-intro-post")
    for platform in ("telegram", "discord"):
        (shown,) = [seen for seen in rig.room("lobby", platform) if seen.key == "welcome-intro-of"]
        assert "welcome-intro-is-area" not in shown.keys
    assert greeter.told.key == "welcome-greet-please"

    # nobody says hello for 12 hours: a greeter is nudged, kindly
    await rig.turn(timedelta(hours=13))
    assert greeter.told.key == "welcome-greet-still"

    # the first day
    await rig.turn(timedelta(hours=12))
    assert sari.told.key == "welcome-checkin"
    assert sari.told.value("day") == 1
    await sari.presses("welcome-checkins-off")
    told = len(rig.telegram.shown[sari.private.key])
    await rig.turn(timedelta(days=8))
    assert len(rig.telegram.shown[sari.private.key]) == told


async def test_a_reaction_is_a_greeting(rig: Rig, rani: Who) -> None:
    sari, gita = rig.person("Sari", on="telegram"), rig.person("Gita", on="telegram")
    await grant(rig, gita, Role.MEMBER)
    await gita.says("/sapa")
    await gita.presses("welcome-greet-on")
    await grant(rig, sari, Role.MEMBER)
    await sari.says("/perkenalan")
    await sari.presses("welcome-write")
    await sari.says("Sasa")
    await sari.presses("welcome-skip")
    await sari.presses("welcome-skip")
    await sari.presses("welcome-intro-post")
    shown = rig.telegram.shown[sari.place("lobby").key][-1]
    await gita.does(Reacted(shown.id, "❤"), "lobby")
    await rig.turn(timedelta(hours=13))
    assert gita.told.key == "welcome-greet-please"


async def test_by_a_link_only_whom_it_was_made_for(rig: Rig, rani: Who) -> None:
    sari, thief = rig.person("Sari", on="telegram"), rig.person("Maling", on="telegram")
    await applies(sari)
    await rani.presses("welcome-accept", "admin")
    (door,) = [deed for deed in rig.telegram.done if isinstance(deed, OpenDoor)]
    assert sari.told.key == "welcome-way"
    (url,) = sari.told.links
    await thief.does(Requested(thief.private, link=door.name), "lobby")
    assert rig.telegram.done[-1] == TurnAway(thief.place("lobby"), thief.account.id)
    assert thief.told.key == "welcome-not-your-way"
    await sari.does(Requested(sari.private, link=door.name), "lobby")
    assert LetIn(sari.place("lobby"), sari.account.id) in rig.telegram.done
    assert CloseDoor(sari.place("lobby"), url) in rig.telegram.done
    await thief.does(Requested(thief.private, link=door.name), "lobby")
    assert not any(isinstance(deed, LetIn) and deed.account == thief.account.id for deed in rig.telegram.done)


async def test_where_roles_keep_visitors_apart_the_role_is_the_way_in(rig: Rig, rani: Who) -> None:
    bimo = rig.person("Bimo", on="discord")
    await bimo.does(Came(), "lobby")
    assert bimo.told.keys == ["welcome-hello", "welcome-came"]
    await bimo.presses("welcome-begin")
    await answers_all(bimo)
    await bimo.presses("welcome-send")
    await rani.presses("welcome-accept", "admin")
    assert Rank(bimo.place("lobby"), bimo.account.id, Role.MEMBER) in rig.discord.done
    assert not [deed for deed in rig.discord.done if isinstance(deed, OpenDoor)]
    assert bimo.told.key == "welcome-intro-offer"


async def test_declined_kindly_and_not_by_whom(rig: Rig, rani: Who) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.does(Requested(sari.private), "lobby")
    await sari.presses("welcome-begin")
    await answers_all(sari)
    await sari.presses("welcome-send")
    await rani.presses("welcome-decline", "admin")
    await rani.fills("admin", reason="later")
    assert sari.told.key == "welcome-declined"
    assert not sari.told.persons
    assert TurnAway(sari.place("lobby"), sari.account.id) in rig.telegram.done
    assert await role_of(rig, sari) is Role.VISITOR
    await sari.says("/daftar")
    assert sari.last.key == "welcome-again"
    await rig.sleep_through(timedelta(days=31))
    await sari.says("/daftar")
    assert sari.last.key == "welcome-hello"


async def test_words_in_private_that_nobody_takes_are_answered(rig: Rig, rani: Who) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("halo?")
    assert sari.last.key == "house-hint"
