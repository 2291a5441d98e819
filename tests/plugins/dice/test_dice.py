"""Dice: what reads as dice, what falls, and who sees it."""

from __future__ import annotations

from random import Random

import pytest

from core.kit import Refused
from plugins.dice import dice
from plugins.dice.model import Dice
from tests.rig import Rig


@pytest.mark.parametrize(
    ("written", "read"),
    [("2d6", Dice(2, 6)), ("d20", Dice(1, 20)), (" 3 D 8 - 1 ", Dice(3, 8, -1)), ("1d6+10", Dice(1, 6, 10))],
)
def test_reads(written: str, read: Dice) -> None:
    assert Dice.parse(written, 20) == read


@pytest.mark.parametrize("written", ["", "d", "2x6", "0d6", "21d6", "1d1", "1d1001", "99999d6", "1d6+1+1"])
def test_refuses(written: str) -> None:
    with pytest.raises(Refused):
        Dice.parse(written, 20)


def test_falls_within_its_sides_and_on_every_side() -> None:
    fell = [side for _ in range(300) for side in Dice(2, 6).roll(Random(1))]
    fell += Dice(20, 6).roll(Random(2)) * 5
    assert set(fell) <= set(range(1, 7))
    assert set(Dice(20, 2).roll(Random(3))) == {1, 2}


@pytest.mark.parametrize("lang", ["id", "en"])
async def test_everybody_in_the_room_sees_it(lang: str) -> None:
    rig = await Rig.open([dice], lang=lang)
    sari = rig.person("Sari", on="telegram")
    await sari.says("/dadu 2d6", "lobby")
    for platform in ("telegram", "discord"):
        (fell,) = rig.room("lobby", platform)
        assert fell.key == "dice-fell"
        assert 2 <= fell.value("total") <= 12
    await rig.close()


async def test_in_private_only_one_sees_it_and_nonsense_is_asked_again() -> None:
    rig = await Rig.open([dice])
    bimo = rig.person("Bimo", on="discord")
    await bimo.calls("dadu", dice="banyak")
    assert bimo.last.key == "dice-unreadable"
    await bimo.calls("dice", dice="1d6")
    assert bimo.last.key == "dice-fell"
    assert rig.room("lobby", "telegram") == []
    await rig.close()
