"""What dice are: how many, with how many sides, plus how much."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

from core.kit import Refused, t

_SHAPE = re.compile(r"(?P<count>\d{0,3})\s*d\s*(?P<sides>\d{1,4})\s*(?P<plus>[+-]\s*\d{1,4})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dice:
    """Some dice, as written "2d6+1"."""

    count: int
    sides: int
    plus: int = 0

    @classmethod
    def parse(cls, written: str, most: int) -> Dice:
        """Read "2d6", "d20" or "3d8-1"; refuses what is no dice, and more than `most` of them."""
        shape = _SHAPE.fullmatch(written.strip())
        if shape is None:
            raise Refused(t("dice-unreadable"), asks="dice")
        dice = cls(int(shape["count"] or 1), int(shape["sides"]), int((shape["plus"] or "0").replace(" ", "")))
        if not 1 <= dice.count <= most or not 2 <= dice.sides <= 1000:
            raise Refused(t("dice-too-many", most=most), asks="dice")
        return dice

    def roll(self, random: Random) -> tuple[int, ...]:
        """Throw them; one number for each."""
        return tuple(random.randint(1, self.sides) for _ in range(self.count))

    def __str__(self) -> str:
        plus = f"{self.plus:+d}" if self.plus else ""
        return f"{self.count}d{self.sides}{plus}"
