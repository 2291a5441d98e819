"""Places on a roster: lanes, ranks, guests, substitutes, maybes, blocks; and how a long roster is shown."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from core.kit.text import Text
from core.mabar.model import GUESTS, Standing
from tests.core.mabar.playing import LANGS, joined, kept, names, opened, person_of, planned, press, said, seats
from tests.rig import Rig, Who

ML = "ml jam 8 malam 5"


@pytest.fixture(params=LANGS)
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await opened(request.param)
    yield rig
    await rig.close()


def details(rig: Rig, on: str = "discord") -> dict[str, list[str]]:
    """What is shown beside each player of the newest roster."""

    def flat(text: Text) -> list[str]:
        if text.key == "mabar-roster-beside":
            return [part for side in ("left", "right") for part in flat(text.values[side])]  # type: ignore[arg-type]
        return [str(text.values.get("text", text.values.get("count", text.key)))]

    card = rig.card("lobby", on, "mabar-roster")
    return {
        line.values["who"].name: flat(line.values["details"])
        for line in said(card)
        if line.key == "mabar-roster-seat-more"
    }


# --- lanes ---


async def test_a_lane_is_taken_by_its_button_and_offered_no_more(rig: Rig) -> None:
    sari = await planned(rig, ML)
    bimo = rig.person("Bimo", on="discord")
    await bimo.presses("gold", "lobby")
    assert bimo.last.key == "mabar-joined"
    assert details(rig) == {"Bimo": ["gold"]}
    card = rig.card("lobby", "telegram", "mabar-roster")
    assert "gold" not in card.labels and {"exp", "mid", "roam", "jungle"} <= set(card.labels)
    await press(sari, "lane", 1, "gold")
    assert (sari.last.key, sari.last.value("lane")) == ("mabar-lane-full", "gold")
    await sari.presses("mid", "lobby")
    assert sari.last.key == "mabar-lane-set"
    await press(bimo, "lane", 1, "gold")
    assert bimo.last.key == "mabar-lane-yours"
    await bimo.presses("exp", "lobby")
    assert details(rig) == {"Sari": ["mid"], "Bimo": ["exp"]}
    assert "gold" in rig.card("lobby", "telegram", "mabar-roster").labels


async def test_two_parties_have_each_lane_twice(rig: Rig) -> None:
    sari = await planned(rig, "ml jam 8 malam 10")
    bimo, tono = rig.person("Bimo", on="discord"), rig.person("Tono", on="discord")
    for one in (sari, bimo):
        await one.presses("roam", "lobby")
    await press(tono, "lane", 1, "roam")
    assert tono.last.key == "mabar-lane-full"
    await tono.presses("mabar-join", "lobby")
    assert seats(rig) == ["Sari", "Bimo", "Tono"]


async def test_a_lane_the_game_does_not_have_is_full(rig: Rig) -> None:
    await planned(rig)
    bimo = rig.person("Bimo", on="discord")
    await press(bimo, "lane", 1, "gold")
    assert bimo.last.key == "mabar-lane-full"
    assert seats(rig) == ["Sari"]


# --- ranks ---


async def window(rig: Rig, host: Who, lowest: str, highest: str, how: str) -> None:
    await press(host, "window", 1)
    await host.presses(lowest, "lobby")
    await host.presses(highest, "lobby")
    await host.presses(how, "lobby")
    assert host.last.key == "mabar-edited"


async def test_a_rank_is_said_once_and_remembered(rig: Rig) -> None:
    sari = await planned(rig, ML)
    (bimo,) = await joined(rig, "Bimo")
    await bimo.presses("mabar-rank", "lobby")
    assert bimo.last.key == "mabar-rank-which"
    await bimo.presses("Epic", "lobby")
    assert (bimo.last.key, bimo.last.value("rank")) == ("mabar-rank-set", "Epic")
    assert details(rig) == {"Bimo": ["Epic"]}
    await sari.says("/mabar ml besok jam 8 malam", "lobby")
    await bimo.presses_ticket(rig.room("lobby", "discord")[-1].ticket("mabar-join"), "lobby")
    assert details(rig) == {"Bimo": ["Epic"]}


async def test_a_window_as_advice_lets_everybody_in(rig: Rig) -> None:
    sari = await planned(rig, ML)
    await window(rig, sari, "Epic", "Mythic", "mabar-rank-advice")
    card = rig.card("lobby", "telegram", "mabar-roster")
    assert "mabar-roster-rank-advice" in card.keys
    bimo, tono = rig.person("Bimo", on="discord"), rig.person("Tono", on="discord")
    await press(bimo, "ranked", 1, "Elite")
    assert (bimo.last.key, bimo.last.value("lowest")) == ("mabar-joined-advised", "Epic")
    await tono.presses("mabar-join", "lobby")
    assert tono.last.key == "mabar-joined"


async def test_a_window_as_a_rule_asks_for_the_rank_and_keeps_to_it(rig: Rig) -> None:
    sari = await planned(rig, ML)
    await window(rig, sari, "Epic", "Mythic", "mabar-rank-rule")
    bimo, tono = rig.person("Bimo", on="discord"), rig.person("Tono", on="telegram")
    await bimo.presses("mabar-join", "lobby")
    assert bimo.last.key == "mabar-rank-which"
    await bimo.presses("Legend", "lobby")
    assert bimo.last.key == "mabar-joined"
    await tono.presses("mabar-join", "lobby")
    await tono.presses("Warrior", "lobby")
    assert tono.last.key == "mabar-rank-outside"
    assert seats(rig) == ["Sari", "Bimo"]
    await press(bimo, "ranked", 1, "Warrior")
    assert bimo.last.key == "mabar-rank-outside", "nor by another rank once one is in"
    await press(bimo, "ranked", 1, "Chess grandmaster")
    assert bimo.last.key == "mabar-no-ranks"


# --- guests ---


async def test_guests_come_only_where_they_may_and_take_seats(rig: Rig) -> None:
    sari = await planned(rig, "catur jam 8 malam 4")
    (bimo,) = await joined(rig, "Bimo")
    await press(bimo, "guest", 1, True)
    assert bimo.last.key == "mabar-no-guests"
    await press(sari, "let_guests", 1, True)
    await bimo.presses("mabar-guest-more", "lobby")
    assert (bimo.last.key, bimo.last.value("count")) == ("mabar-guests-now", 1)
    assert details(rig) == {"Bimo": ["1"]}
    card = rig.card("lobby", "telegram", "mabar-roster")
    assert (card.value("taken"), card.value("free")) == (3, 1)
    (tono,) = await joined(rig, "Tono")
    assert tono.last.key == "mabar-joined"
    await bimo.presses("mabar-guest-more", "lobby")
    assert bimo.last.key == "mabar-no-guest-seat"
    await bimo.presses("mabar-guest-less", "lobby")
    assert bimo.last.value("count") == 0
    await press(bimo, "guest", 1, False)
    assert bimo.last.key == "mabar-no-guest-of-yours"


async def test_a_guest_needs_somebody_who_vouches_and_goes_with_them(rig: Rig) -> None:
    sari = await planned(rig, "catur jam 8 malam 9")
    await press(sari, "let_guests", 1, True)
    stranger, (bimo,) = rig.person("Eve", on="discord"), await joined(rig, "Bimo")
    await press(stranger, "guest", 1, True)
    assert stranger.last.key == "mabar-join-first"
    for _ in range(GUESTS):
        await press(bimo, "guest", 1, True)
    await press(bimo, "guest", 1, True)
    assert bimo.last.key == "mabar-guests-most"
    assert (await kept(rig)).taken == 2 + GUESTS
    await bimo.presses("mabar-leave", "lobby")
    assert (await kept(rig)).taken == 1


# --- beside the seats ---


async def test_maybe_and_substitute_are_shown_and_take_no_seat(rig: Rig) -> None:
    await planned(rig, "catur jam 8 malam 2")
    (bimo, tono), rara = await joined(rig, "Bimo", "Tono"), rig.person("Rara", on="telegram")
    assert tono.last.key == "mabar-full"
    await tono.presses("mabar-sub", "lobby")
    assert tono.last.key == "mabar-sub-noted"
    await rara.presses("mabar-maybe", "lobby")
    assert rara.last.key == "mabar-maybe-noted"
    assert (names(rig, "mabar-roster-subs"), names(rig, "mabar-roster-maybes")) == (["Tono"], ["Rara"])
    await rara.presses("mabar-maybe", "lobby")
    assert rara.last.key == "mabar-already-maybe"
    await tono.presses("mabar-sub", "lobby")
    assert tono.last.key == "mabar-already-sub"
    await bimo.presses("mabar-maybe", "lobby")
    assert seats(rig) == ["Sari"]
    assert names(rig, "mabar-roster-maybes") == ["Rara", "Bimo"]
    await rara.presses("mabar-join", "lobby")
    assert (seats(rig), names(rig, "mabar-roster-maybes")) == (["Sari", "Rara"], ["Bimo"])
    await bimo.presses("mabar-leave", "lobby")
    assert bimo.last.key == "mabar-left"


async def test_whoever_is_blocked_by_somebody_there_is_told_that_it_is_full(rig: Rig) -> None:
    sari = await planned(rig, "catur jam 8 malam 5")
    bimo = rig.person("Bimo", on="discord")
    await bimo.calls("bahasa", language="id")
    await sari.says("/start")
    person = await person_of(rig, bimo)
    own = await person_of(rig, sari)
    await rig.database.write(lambda db: rig.engine.directory(db).block(own, person, on=True))
    for button in ("mabar-join", "mabar-maybe", "mabar-sub"):
        await bimo.presses(button, "lobby")
        assert bimo.last.key == "mabar-full"
    await press(bimo, "lane", 1, "gold")
    assert bimo.last.key == "mabar-full"
    assert [one.person.name for one in (await kept(rig)).people] == ["Sari"]


# --- a long one ---


async def test_the_whole_roster_is_seen_in_private_page_by_page(rig: Rig) -> None:
    await planned(rig, "catur jam 8 malam 200")
    people = await joined(rig, *(f"P{number}" for number in range(44)))
    last = people[-1]
    await last.calls("mabar lihat", "lobby", id=1)
    assert len([line for line in said(last.last) if line.key == "mabar-roster-seat"]) == 40
    await last.presses("mabar-next-page", "lobby")
    shown = [line.values["who"].name for line in said(last.last) if line.key == "mabar-roster-seat"]
    assert shown == ["P39", "P40", "P41", "P42", "P43"]
    assert last.last.values("mabar-roster-seat", "number")[0] == 41
    card = rig.card("lobby", "discord", "mabar-roster")
    assert "/mabar" in card.message.more and "1" in card.message.more


async def test_what_is_planned_next_is_listed(rig: Rig) -> None:
    tono = rig.person("Tono", on="discord")
    await tono.calls("mabar lihat")
    assert tono.last.key == "mabar-none-planned"
    sari = await planned(rig)
    await sari.says("/mabar ff besok jam 8 malam", "lobby")
    await tono.calls("mabar lihat")
    assert tono.last.values("mabar-planned-line", "id") == [1, 2]
    await tono.calls("mabar lihat", id=99)
    assert tono.last.key == "mabar-gone"


async def test_a_seat_taken_from_beside_is_the_last(rig: Rig) -> None:
    await planned(rig, "catur jam 8 malam 5")
    bimo, _ = await joined(rig, "Bimo", "Tono")
    await bimo.presses("mabar-maybe", "lobby")
    await bimo.presses("mabar-join", "lobby")
    assert seats(rig) == ["Sari", "Tono", "Bimo"]
    assert [one.standing for one in (await kept(rig)).people] == [Standing.SEAT] * 3
