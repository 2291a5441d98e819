"""Mabar as people see it: planned on one platform, joined on the other, reminded on both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import pytest

from core.mabar import mabar
from core.mabar.feature import MabarSettings
from core.members import members
from tests.rig import JAKARTA, Rig, Who

TONIGHT = datetime(2026, 11, 24, 20, 0, tzinfo=JAKARTA)


@pytest.fixture(params=["id", "en"])
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await Rig.open([(mabar, MabarSettings(preview=False)), members], lang=request.param)
    yield rig
    await rig.close()


async def planned(rig: Rig, slots: int = 3) -> Who:
    sari = rig.person("Sari", on="telegram")
    await sari.says(f"/mabar ml jam 8 malam {slots}", "lobby")
    assert sari.last.key == "mabar-planned"
    return sari


def seats(rig: Rig, on: str) -> list[str]:
    card = rig.card("lobby", on, "mabar-roster")
    return [
        person.name for key in ("mabar-roster-seat", "mabar-roster-seat-noted") for person in card.values(key, "who")
    ]


async def test_planned_in_one_line_and_shown_on_both(rig: Rig) -> None:
    sari = await planned(rig)
    assert sari.last.value("game") == "Mobile Legends"
    assert sari.last.value("when") == TONIGHT
    for platform in ("telegram", "discord"):
        card = rig.card("lobby", platform, "mabar-roster")
        assert card.value("when") == TONIGHT
        assert (card.value("taken"), card.value("slots")) == (1, 3)
        assert seats(rig, platform) == ["Sari"]


async def test_joined_from_the_other_platform(rig: Rig) -> None:
    await planned(rig)
    bimo = rig.person("Bimo", on="discord")
    await bimo.presses("mabar-join", "lobby")
    assert bimo.last.key == "mabar-joined"
    assert seats(rig, "telegram") == seats(rig, "discord") == ["Sari", "Bimo"]
    assert len(rig.room("lobby", "telegram")) == 2, "the card is edited, not sent again (the other is the answer)"


async def test_a_third_is_refused_when_full_and_comes_in_when_somebody_leaves(rig: Rig) -> None:
    await planned(rig, slots=2)
    bimo, tono = rig.person("Bimo", on="discord"), rig.person("Tono", on="telegram")
    await bimo.presses("mabar-join", "lobby")
    await tono.presses("mabar-join", "lobby")
    assert tono.last.key == "mabar-full"
    await bimo.presses("mabar-leave", "lobby")
    await tono.presses("mabar-join", "lobby")
    assert seats(rig, "discord") == ["Sari", "Tono"]


async def test_a_note_by_modal_and_by_question(rig: Rig) -> None:
    sari = await planned(rig)
    bimo = rig.person("Bimo", on="discord")
    await bimo.presses("mabar-join", "lobby")
    await bimo.presses("mabar-note", "lobby")
    assert bimo.form is not None
    assert [field.name for field in bimo.form.fields] == ["text"]
    await bimo.fills("lobby", text="bawa camilan")
    await sari.presses("mabar-note", "lobby")
    question = rig.room("lobby", "telegram")[-1]
    assert question.keys[0] == "house-to", "the others see that it is not for them"
    assert question.message.pings == (sari.account.id,)
    await sari.says("telat 10 menit", "lobby", to_bot=True)
    assert sari.last.key == "mabar-noted"
    card = rig.card("lobby", "telegram", "mabar-roster")
    assert card.values("mabar-roster-seat-noted", "note") == ["telat 10 menit", "bawa camilan"]


async def test_what_is_missing_is_asked_for(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/mabar", "lobby")
    await sari.says("among us", "lobby", to_bot=True)
    await sari.says("besok jam 8", "lobby", to_bot=True)
    assert sari.last.key.startswith("when-"), "eight in the morning or in the evening?"
    await sari.says("malam", "lobby", to_bot=True)
    assert sari.last.key == "mabar-planned"
    assert sari.last.value("when") == TONIGHT + timedelta(days=1)
    assert rig.card("lobby", "discord", "mabar-roster").value("slots") == 10


async def test_an_ambiguous_time_is_asked_about_by_buttons_that_work_once(rig: Rig) -> None:
    bimo = rig.person("Bimo", on="discord")
    await bimo.calls("mabar", "lobby", game="ml", when="besok jam 8")
    assert bimo.last.key.startswith("when-")
    evening = bimo.last.labels[1]
    ticket = bimo.last.ticket(evening)
    await bimo.presses_ticket(ticket, "lobby")
    assert bimo.last.key == "mabar-planned"
    assert bimo.last.value("when") == TONIGHT + timedelta(days=1)
    await bimo.presses_ticket(ticket, "lobby")
    assert bimo.last.key == "house-outdated", "a second press plans no second mabar"
    assert len([card for card in rig.room("lobby", "discord") if card.key == "mabar-roster"]) == 1


async def test_a_past_time_is_asked_for_again_and_the_rest_is_kept(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/mabar ml tadi malam jam 8", "lobby")
    assert sari.last.key.startswith("when-")
    await sari.says("besok 19.30", "lobby", to_bot=True)
    assert sari.last.key == "mabar-planned"
    assert sari.last.value("game") == "Mobile Legends"


async def test_reminded_on_both_once_even_across_a_restart(rig: Rig) -> None:
    sari = await planned(rig)
    await rig.restart()
    await rig.turn(timedelta(hours=7, minutes=29))
    assert "mabar-reminder" not in [seen.key for seen in rig.room("lobby", "discord")]
    await rig.turn(timedelta(minutes=2))
    await rig.restart()
    await rig.turn(timedelta(minutes=10))
    for platform in ("telegram", "discord"):
        keys = [seen.key for seen in rig.room("lobby", platform)]
        assert keys.count("mabar-reminder") == 1
    assert rig.room("lobby", "telegram")[-1].message.pings == (sari.account.id,)
    assert rig.room("lobby", "discord")[-1].message.pings == ()


async def test_a_reminder_after_a_long_sleep_says_that_it_is_late(rig: Rig) -> None:
    await planned(rig)
    await rig.sleep_through(timedelta(hours=8, minutes=20))
    assert rig.room("lobby", "discord")[-1].key == "mabar-began"


async def test_over_after_a_while_and_closed_to_all(rig: Rig) -> None:
    await planned(rig)
    bimo = rig.person("Bimo", on="discord")
    ticket = rig.card("lobby", "discord", "mabar-roster").ticket("mabar-join")
    await rig.turn(timedelta(hours=10))
    assert rig.card("lobby", "discord", "mabar-roster-over").labels == []
    await bimo.presses_ticket(ticket, "lobby")
    assert bimo.last.key == "mabar-over"


async def test_planned_from_a_private_chat_goes_to_the_configured_room() -> None:
    rig = await Rig.open([(mabar, MabarSettings(room="lobby", preview=False)), members])
    sari = rig.person("Sari", on="telegram")
    await sari.says("/mabar ff jam 9 malam")
    assert seats(rig, "discord") == ["Sari"]
    await rig.close()


async def test_without_a_room_it_says_so(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/mabar ff jam 9 malam")
    assert sari.last.key == "mabar-no-room"


async def test_games_are_offered_while_typing(rig: Rig) -> None:
    bimo = rig.person("Bimo", on="discord")
    assert await bimo.types("mabar", "game", "mole") == ["Mobile Legends"]


async def test_erased_after_the_days_that_config_says(rig: Rig) -> None:
    await planned(rig)
    ticket = rig.card("lobby", "discord", "mabar-roster").ticket("mabar-join")
    await rig.turn(timedelta(days=62))
    bimo = rig.person("Bimo", on="discord")
    await bimo.presses_ticket(ticket, "lobby")
    assert bimo.last.key == "mabar-gone"


async def test_seats_of_linked_accounts_become_one(rig: Rig) -> None:
    sari = await planned(rig, slots=5)
    also_sari = rig.person("SariGG", on="discord")
    await also_sari.presses("mabar-join", "lobby")
    await also_sari.presses("mabar-note", "lobby")
    await also_sari.fills("lobby", text="pakai HP")
    assert seats(rig, "telegram") == ["Sari", "SariGG"]
    await sari.says("/tautkan")
    code = sari.last.value("code")
    await also_sari.calls("tautkan", code=code)
    await sari.presses("members-yes")
    assert sari.last.key == "members-tied"
    assert len(seats(rig, "telegram")) == 1
    assert rig.card("lobby", "discord", "mabar-roster").values("mabar-roster-seat-noted", "note") == ["pakai HP"]
    await also_sari.presses("mabar-join", "lobby")
    assert also_sari.last.key == "mabar-already-in"
