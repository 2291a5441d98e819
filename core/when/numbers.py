"""Numbers in words and digits, and spans of time built from them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from core.when.cursor import Cursor, Token

_FRACTIONS = {"half": Fraction(1, 2), "quarter": Fraction(1, 4), "three-quarters": Fraction(3, 4)}
_DECIMALS = frozenset(("25", "50", "75"))
MOST_DIGITS = 9
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number, how many tokens it takes, how it was written ("" for words), and whether "-an" hung on it."""

    value: int
    size: int
    digits: str = ""
    roughly: bool = False


@dataclass(frozen=True, slots=True)
class Length:
    """A span: seconds that are exact, months that are not, the largest unit said, and whether it was "-an"."""

    seconds: Fraction
    months: int
    units: frozenset[str]
    roughly: bool


def number(cursor: Cursor, ahead: int = 0) -> Number | None:
    """Read a whole number here: plain digits, or words ("dua belas", "dua puluh lima", "twenty-five")."""
    token = cursor.peek(ahead)
    if token.piece.kind == "number":
        text = token.piece.text
        if not text.isdecimal() or len(text) > MOST_DIGITS:
            return None
        return Number(int(text), 1, text)
    value = token.word.number
    if value is None:
        return None
    after = cursor.peek(ahead + 1)
    size, last = 1, token
    if 1 <= value <= 9 and after.is_("teen"):
        return Number(10 + value, 2, roughly=after.is_("roughly"))
    if 1 <= value <= 9 and after.is_("ten"):
        value, size, last = value * 10, 2, after
    if value >= 20 and value % 10 == 0:
        unit = cursor.peek(ahead + size)
        if unit.word.number is not None and 1 <= unit.word.number <= 9:
            return Number(value + unit.word.number, size + 1, roughly=unit.is_("roughly"))
    return Number(value, size, roughly=last.is_("roughly"))


def length(cursor: Cursor) -> Length | None:
    """Read a span here ("2 jam 30 menit", "sejam setengah", "an hour and a half") and step over it; None if none is."""
    start = cursor.at
    seconds, months, units, roughly = Fraction(0), 0, list[str](), False
    while True:
        before = cursor.at
        if units and (cursor.peek().is_("and") or cursor.peek().is_("plus")):
            cursor.at += 1
        part = _part(cursor)
        if part is None or part[1] in units:
            cursor.at = before
            break
        amount, unit, rough = part
        if unit in {"month", "year"}:
            whole = amount * (12 if unit == "year" else 1)
            if whole.denominator != 1:
                break
            months += int(whole)
        else:
            seconds += amount * SECONDS[unit]
        units.append(unit)
        roughly = roughly or rough
    if not units:
        cursor.at = start
        return None
    if _half_more(cursor, units[-1]):
        seconds += Fraction(SECONDS[units[-1]], 2)
    elif units[-1] == "hour" and (minutes := number(cursor)) is not None and cursor.peek(minutes.size).is_("ahead"):
        seconds += 60 * minutes.value
        cursor.at += minutes.size
    return Length(seconds, months, frozenset(units), roughly)


def _half_more(cursor: Cursor, unit: str) -> bool:
    """Read "setengah" behind a unit ("2 jam setengah lagi"), unless it begins something of its own ("setengah 8")."""
    skipped = 1 if cursor.peek().is_("and") else 0
    if unit not in SECONDS or not cursor.peek(skipped).is_("half") or number(cursor, skipped + 1) is not None:
        return False
    cursor.at += skipped + 1
    return True


def _part(cursor: Cursor) -> tuple[Fraction, str, bool] | None:
    token = cursor.peek()
    if token.word.one is not None:
        cursor.at += 1
        return Fraction(1), token.word.one, token.is_("roughly")
    amount, size = _amount(cursor)
    if amount is None:
        return None
    unit = cursor.peek(size)
    rough_mark = unit.is_("ish") and unit.piece.glued
    if rough_mark:
        size += 1
        unit = cursor.peek(size)
    name = unit.word.unit
    if name is None or not _really_a_unit(cursor, unit, size):
        return None
    cursor.at += size + 1
    rough = rough_mark or unit.is_("roughly")
    if cursor.peek().is_("ish") and cursor.peek().piece.glued:
        cursor.at += 1
        rough = True
    return amount, name, rough


def _really_a_unit(cursor: Cursor, unit: Token, size: int) -> bool:
    """Tell the unit from a word that only looks like it: "28 jam 10 pagi" is the 28th, and "d" only counts in "3d"."""
    if len(unit.piece.text) == 1 and not unit.piece.glued:
        return False
    if unit.is_("clock") and (after := number(cursor, size + 1)) is not None:
        behind = cursor.peek(size + 1 + after.size)
        return behind.word.unit is not None or behind.is_("half") or behind.is_("ahead")
    return not (unit.is_("clock") and cursor.peek(size + 1).piece.kind == "number")


def _amount(cursor: Cursor) -> tuple[Fraction | None, int]:
    token = cursor.peek()
    for role, fraction in _FRACTIONS.items():
        if token.is_(role):
            return fraction, 2 if cursor.peek(1).is_("article") else 1
    if token.is_("article"):
        return Fraction(1), 1
    if (decimal := _decimal(token.piece.text)) is not None:
        return decimal, 1
    whole = number(cursor)
    if whole is None:
        return None, 0
    size = whole.size
    skipped = 1 if cursor.peek(size).is_("and") else 0
    for role, fraction in _FRACTIONS.items():
        if cursor.peek(size + skipped).is_(role):
            return whole.value + fraction, size + skipped + 1
    return Fraction(whole.value), size


def _decimal(text: str) -> Fraction | None:
    """Read 1,5 or 2.25; "1.30 jam" could be an hour and a half or 78 minutes, so it is not read."""
    whole, mark, rest = text.partition("," if "," in text else ".")
    if not mark or not whole.isdecimal() or not rest.isdecimal() or len(whole) > MOST_DIGITS:
        return None
    if len(rest) > 1 and rest not in _DECIMALS:
        return None
    return Fraction(int(whole + rest), 10 ** len(rest))
