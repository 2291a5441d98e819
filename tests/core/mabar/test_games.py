"""Games as data: found by any of their names, with parties, lanes and ranks; and who may plan them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from pydantic import ValidationError

from core.kit import Role
from core.mabar.games import GAMES, Game, matching, named
from core.mabar.plugin import MabarSettings
from tests.core.mabar.playing import LANGS, grant, kept, opened, planned
from tests.rig import Rig

ML = GAMES[0]


@pytest.fixture(params=LANGS)
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await opened(request.param)
    yield rig
    await rig.close()


@pytest.mark.parametrize(
    ("typed", "name", "slots"),
    [
        ("ml", "Mobile Legends", 5),
        ("MOBILE legends", "Mobile Legends", 5),
        ("pubg", "PUBG Mobile", 4),
        ("among", "Among Us", 10),
        ("rblx", "Roblox", 6),
        (" ff ", "Free Fire", 4),
        ("valo", "Valorant", 5),
    ],
)
def test_a_game_is_found_by_its_name_or_an_alias(typed: str, name: str, slots: int) -> None:
    found = named(GAMES, typed)
    assert found is not None and (found.name, found.slots) == (name, slots)


def test_what_is_not_listed_is_played_as_it_was_typed() -> None:
    game = MabarSettings(slots=7).game("catur")
    assert (game.name, game.slots, game.lanes, game.ranks) == ("catur", 7, {}, ())


def test_the_lanes_of_a_party_and_of_two() -> None:
    assert list(ML.lanes) == ["gold", "exp", "mid", "roam", "jungle"]
    assert [ML.seats_of("gold", slots) for slots in (2, 5, 6, 10, 11)] == [1, 1, 2, 2, 3]
    assert ML.seats_of("keeper", 5) == 0


@pytest.mark.parametrize(
    ("rank", "lowest", "highest", "fits"),
    [
        ("Epic", "", "", True),
        ("Epic", "Epic", "Epic", True),
        ("Master", "Epic", "", False),
        ("Mythic", "", "Legend", False),
        ("Legend", "Epic", "Mythic", True),
        ("", "Epic", "", False),
        ("", "", "", True),
        ("Epic", "a rank of before", "", True),
    ],
)
def test_a_window_of_ranks(rank: str, lowest: str, highest: str, fits: bool) -> None:
    assert ML.within(rank, lowest, highest) is fits


def test_the_favourites_are_offered_first() -> None:
    assert matching(GAMES, "", {"Valorant": 3, "Roblox": 1})[:2] == ["Valorant", "Roblox"]
    assert matching(GAMES, "mo", {}) == ["Mobile Legends", "PUBG Mobile", "Among Us"]
    assert matching(GAMES, "catur", {}) == []


@pytest.mark.parametrize("wrong", [{"name": ""}, {"name": "x", "slots": 1}, {"name": "x", "lane": {}}])
def test_a_game_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Game.model_validate(wrong)


@pytest.mark.parametrize("quiet", ["22-7", "25:00-07:00", "22:00", "x"])
def test_quiet_hours_of_config_are_checked(quiet: str) -> None:
    with pytest.raises(ValidationError):
        MabarSettings(quiet=quiet)


async def test_the_rooms_favourite_is_the_first_button_that_is_offered(rig: Rig) -> None:
    for line in ("valo jam 8 malam", "valo besok jam 8 malam"):
        await planned(rig, line)
    bimo = rig.person("Bimo", on="telegram")
    await bimo.says("/mabar", "lobby")
    assert bimo.last.labels[0] == "Valorant"
    assert (await rig.person("Tono", on="discord").types("mabar", "game", ""))[0] == "Valorant"


async def test_a_party_has_its_size(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/mabar among jam 8 malam 3", "lobby")
    assert (sari.last.key, sari.last.value("least"), sari.last.value("most")) == ("mabar-party", 4, 15)
    await sari.says("15", "lobby", to_bot=True)
    assert sari.last.key == "mabar-planned"
    assert (await kept(rig)).slots == 15


async def test_who_may_plan_is_said_in_config() -> None:
    rig = await opened(planners="member")
    sari = rig.person("Sari", on="telegram")
    await sari.says("/mabar ml jam 8 malam", "lobby")
    assert (sari.last.key, sari.last.value("role")) == ("mabar-not-planner", "member")
    await sari.says("/mabar sekarang ml", "lobby")
    assert sari.last.key == "mabar-not-planner"
    await grant(rig, sari, Role.MEMBER)
    await sari.says("/mabar ml jam 8 malam", "lobby")
    assert sari.last.key == "mabar-planned"
    await rig.close()


async def test_only_so_many_may_be_open_at_a_time(rig: Rig) -> None:
    await rig.close()
    rig = await opened(most_open=2)
    sari = await planned(rig)
    await sari.says("/mabar ff jam 9 malam", "lobby")
    await sari.says("/mabar valo jam 10 malam", "lobby")
    assert (sari.last.key, sari.last.value("most")) == ("mabar-most-open", 2)
    await sari.says("/mabar batal 1 | hujan", "lobby")
    assert sari.last.key == "mabar-cancelled-done"
    await sari.says("/mabar valo jam 10 malam", "lobby")
    assert sari.last.key == "mabar-planned"
    await grant(rig, sari, Role.MODERATOR)
    await sari.says("/mabar roblox jam 10 malam", "lobby")
    assert sari.last.key == "mabar-planned", "moderators are not counted"
    await rig.close()


async def test_who_is_new_waits_before_planning_and_may_join() -> None:
    rig = await opened(tenure=timedelta(days=3))
    sari = rig.person("Sari", on="telegram")
    await sari.says("/mabar ml besok jam 8 malam", "lobby")
    assert sari.last.key == "mabar-too-new"
    await rig.turn(timedelta(days=3))
    await sari.says("/mabar ml besok jam 8 malam", "lobby")
    assert sari.last.key == "mabar-planned"
    bimo = rig.person("Bimo", on="discord")
    await bimo.presses("mabar-join", "lobby")
    assert bimo.last.key == "mabar-joined"
    await rig.close()
