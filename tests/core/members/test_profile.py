"""`/profil`: nothing but the nickname is seen at first; each part is shown by choice, never to who is kept apart."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kit import Button, Card
from core.members import members
from core.members.model import Part, Profile
from tests.rig import Rig, Who


@pytest.fixture(params=["id", "en"])
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await Rig.open([members], lang=request.param)
    yield rig
    await rig.close()


@pytest.fixture
async def sari(rig: Rig) -> Who:
    who = rig.person("Sari", on="telegram")
    await who.says("/start")
    return who


@pytest.fixture
async def tono(rig: Rig) -> Who:
    who = rig.person("Tono", on="telegram")
    await who.says("/start")
    return who


async def fills_in(who: Who, part: Part, words: str) -> None:
    await who.says("/profil")
    await who.presses_ticket(_button(who, "members-profile-write", part))
    await who.says(words)


def _button(who: Who, label: str, part: Part) -> str:
    said = who.last.said
    assert isinstance(said, Card)
    for row, keys in zip(said.rows, who.last.message.rows, strict=True):
        for button, key in zip(row, keys, strict=True):
            if isinstance(button, Button) and button.label.key == label and button.does.args["part"] is part:
                return key.ticket
    raise AssertionError(f"no {label} for {part}")


async def test_at_first_others_see_the_nickname_alone(sari: Who, tono: Who) -> None:
    await fills_in(sari, Part.NICKNAME, "  Sa \n ri ")
    await fills_in(sari, Part.AREA, "Tebet")
    assert [text.key for text in sari.last.said.lines][1:] == ["members-profile-shown", "members-profile-hidden"]  # type: ignore[union-attr]
    await tono.says("/profil @sari")
    assert tono.last.value("name") == "Sa ri"
    assert tono.last.keys == ["members-profile-of", "members-profile-quiet"]


async def test_a_part_is_shown_and_hidden_again_by_choice(sari: Who, tono: Who) -> None:
    await fills_in(sari, Part.AREA, "Tebet")
    await sari.presses_ticket(_button(sari, "members-profile-show", Part.AREA))
    await tono.says("/profil @sari")
    assert tono.last.values("members-profile-line", "words") == ["Tebet"]
    await sari.presses_ticket(_button(sari, "members-profile-hide", Part.AREA))
    await tono.says("/profil @sari")
    assert tono.last.keys == ["members-profile-of", "members-profile-quiet"]


async def test_to_who_is_blocked_a_profile_looks_like_a_quiet_one(sari: Who, tono: Who) -> None:
    await fills_in(sari, Part.LIKES, "kopi")
    await sari.presses_ticket(_button(sari, "members-profile-show", Part.LIKES))
    await sari.says("/blokir @tono")
    await tono.says("/profil @sari")
    assert tono.last.keys == ["members-profile-of", "members-profile-quiet"]
    await sari.says("/profil @tono")
    assert sari.last.keys == ["members-profile-of", "members-profile-quiet"]


async def test_what_was_deleted_cannot_be_shown(sari: Who) -> None:
    await fills_in(sari, Part.GAMES, "catur")
    show = _button(sari, "members-profile-show", Part.GAMES)
    await sari.presses_ticket(_button(sari, "members-profile-wipe", Part.GAMES))
    await sari.presses_ticket(show)
    assert sari.last.key == "members-profile-empty"


async def test_it_is_given_out_and_erased(rig: Rig, sari: Who, tono: Who) -> None:
    await fills_in(sari, Part.AREA, "Tebet")
    await sari.says("/dataku")
    await sari.presses("members-data-files")
    given_out = json.loads(sari.last.file(".json"))["members"]["data"]["profile"]
    assert given_out == [{"part": "area", "words": "Tebet", "shown": False}]
    await sari.says("/lupakanaku")
    await sari.presses("members-forget-yes")
    await rig.turn(timedelta(hours=25))
    await sari.says("/profil")
    assert sari.last.keys == ["members-profile", "members-profile-how"]


WORDS = st.dictionaries(st.sampled_from(list(Part)), st.just("x"))


@given(WORDS, st.frozensets(st.sampled_from(list(Part))), st.booleans())
def test_nothing_is_seen_that_was_not_shown(words: dict[Part, str], shown: frozenset[Part], aloof: bool) -> None:
    seen = Profile(words, shown).seen(aloof=aloof)
    assert seen.keys() <= shown & words.keys()
    assert not aloof or seen.keys() <= {Part.NICKNAME}
    assert aloof or seen.keys() == shown & words.keys()
