"""The rules for days: dates in every way of writing them, weekdays, eves, weekends, weeks and months."""

from __future__ import annotations

import re

from core.when.cursor import Cursor, Token
from core.when.numbers import number
from core.when.said import Calendar, Month, Near, NotUnderstood, Said, Week, Weekday, Weekend, Which

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_SHORT_YEAR = re.compile(r"([0-9]{1,2})([-/])([0-9]{1,2})\2([0-9]{2})")
_NO_YEAR = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})")
_WHICH: dict[str, Which] = {"this": "this", "next": "next", "coming": "coming"}
_OFFSET = {"this": 0, "coming": 1, "next": 1}


def calendar_day(cursor: Cursor, said: Said) -> bool:
    """Read a date ("tgl 5", "5 des 2026", "28/11", "nov 28th", "natal") into `said`; day before month in numbers."""
    start = cursor.at
    cue = cursor.skip("date")
    found = _in_digits(cursor, cue=cue) or _day_first(cursor, cue=cue) or _month_first(cursor) or _feast(cursor)
    if found is None:
        cursor.at = start
        return False
    said.days.append(found)
    return True


def named_day(cursor: Cursor, said: Said, *, eve: bool = False, either: bool = False) -> bool:
    """Read a day by name ("besok", "sabtu depan", "weekend ini", "pekan depan", "bulan depan") into `said`.

    `eve`: the evening before the weekday that follows is meant; `either`: that, or the evening of it.
    """
    start = cursor.at
    lead = cursor.skip("weekday-lead")
    before = _which(cursor.peek()) if not lead else None
    if before is not None and cursor.peek().word.day is None and not cursor.peek().is_("later"):
        cursor.at += 1
    else:
        before = None
    if _one_day(cursor, said, before, lead=lead, eve=eve, either=either):
        return True
    cursor.at = start
    return False


def _one_day(cursor: Cursor, said: Said, before: Which | None, *, lead: bool, eve: bool, either: bool) -> bool:
    token, after = cursor.peek(), cursor.peek(1)
    word = token.word
    if word.eve is not None:
        cursor.at += 1
        said.days.append(Weekday(word.eve, before or _which_behind(cursor), eve=True))
        return True
    if word.feast is not None and (eve or either):
        cursor.at += 1
        said.days.append(Calendar(word.feast[1], word.feast[0], _year(cursor), eve=True))
        return True
    is_week = token.is_("week") and not lead and not eve and not either
    if is_week and word.weekday is not None and before is None and after.is_("next"):
        cursor.at += 2
        said.days.append(Week(1, or_sunday=True))
        return True
    if word.weekday is not None:
        cursor.at += 1
        said.days.append(Weekday(word.weekday, before or _which_behind(cursor), eve=eve, eve_or_day=either))
        _day_number(cursor, said)
        return True
    if lead:
        return False
    if word.day is not None and before is None:
        cursor.at += 1
        said.days.append(Near(word.day))
        return True
    if token.is_("weekend"):
        cursor.at += 1
        said.days.append(Weekend(before or _which_behind(cursor)))
        return True
    return _long(cursor, said, before)


def _long(cursor: Cursor, said: Said, before: Which | None) -> bool:
    token = cursor.peek()
    for role in ("week", "month", "year"):
        if not token.is_(role):
            continue
        which = before or _which(cursor.peek(1))
        if which is None:
            if role == "month" and (name := number(cursor, 1)) is not None and 1 <= name.value <= 12:
                cursor.at += 1 + name.size
                said.days.append(Month(number=name.value))
                return True
            continue
        cursor.at += 1 if before else 2
        offset = _OFFSET[which]
        said.days.append(
            Week(offset) if role == "week" else Month(offset=offset) if role == "month" else Month(years=offset)
        )
        return True
    return False


def _day_number(cursor: Cursor, said: Said) -> None:
    """Read "sabtu 28 jam 10": a number between a weekday and a time of day is the day of the month."""
    token, after = cursor.peek(), cursor.peek(1)
    text = token.piece.text
    if token.piece.kind != "number" or not text.isdecimal() or len(text) > 2 or not after.is_("clock"):
        return
    behind = cursor.peek(2)
    if behind.piece.kind == "number" or behind.word.number is not None or behind.is_("half"):
        cursor.at += 1
        said.days.append(_date(int(text)))


def _in_digits(cursor: Cursor, *, cue: bool) -> Calendar | None:
    token = cursor.peek()
    if token.piece.kind != "number" or token.piece.text.isdecimal():
        return None
    text = token.piece.text
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif match := _YEAR_LAST.fullmatch(text):
        year, month, day = int(match[4]), int(match[3]), int(match[1])
    elif match := _SHORT_YEAR.fullmatch(text):
        year, month, day = 2000 + int(match[4]), int(match[3]), int(match[1])
    elif match := _NO_YEAR.fullmatch(text) or (_DOTTED.fullmatch(text) if cue else None):
        year, month, day = None, int(match[2]), int(match[1])
    else:
        return None
    cursor.at += 1
    return _date(day, month, year if year is not None else _year(cursor))


def _day_first(cursor: Cursor, *, cue: bool) -> Calendar | None:
    day = number(cursor)
    if day is None or len(day.digits) > 2:
        return None
    size = day.size
    ordinal = cursor.peek(size).is_("ordinal") and cursor.peek(size).piece.glued
    size += 1 if ordinal else 0
    of = 1 if cursor.peek(size).is_("of") else 0
    month, taken = _month(cursor, size + of)
    if month is None and not (cue or ordinal):
        return None
    cursor.at += size if month is None else size + of + taken
    return _date(day.value, month, None if month is None else _year(cursor))


def _month(cursor: Cursor, ahead: int) -> tuple[int | None, int]:
    token = cursor.peek(ahead)
    if token.word.month is not None:
        return token.word.month, 1
    if token.is_("month"):
        if cursor.peek(ahead + 1).word.month is not None:
            return cursor.peek(ahead + 1).word.month, 2
        if (name := number(cursor, ahead + 1)) is not None and 1 <= name.value <= 12:
            return name.value, 1 + name.size
    return None, 0


def _month_first(cursor: Cursor) -> Calendar | Month | None:
    month = cursor.peek().word.month
    if month is None:
        return None
    skipped = 2 if cursor.peek(1).is_("leads") or cursor.peek(1).is_("date") else 1
    day = number(cursor, skipped)
    if day is None or not 1 <= len(day.digits) <= 2:
        cursor.at += 1
        return Month(number=month)
    cursor.at += skipped + day.size
    if cursor.peek().is_("ordinal") and cursor.peek().piece.glued:
        cursor.at += 1
    return _date(day.value, month, _year(cursor))


def _feast(cursor: Cursor) -> Calendar | None:
    feast = cursor.peek().word.feast
    if feast is None:
        return None
    cursor.at += 1
    return Calendar(feast[1], feast[0], _year(cursor))


def _year(cursor: Cursor) -> int | None:
    skipped = 1 if cursor.peek().is_("year") else 0
    piece = cursor.peek(skipped).piece
    if piece.kind == "number" and len(piece.text) == 4 and piece.text.isdecimal() and piece.text[0] == "2":
        cursor.at += skipped + 1
        return int(piece.text)
    return None


def _which(token: Token) -> Which | None:
    return next((which for role, which in _WHICH.items() if token.is_(role)), None)


def _which_behind(cursor: Cursor) -> Which:
    which = _which(cursor.peek())
    if which is None or any(cursor.peek(1).is_(role) for role in ("week", "month", "year")):
        return "any"  # "saturday next week": the word belongs to the week
    cursor.at += 1
    return which


def _date(day: int, month: int | None = None, year: int | None = None) -> Calendar:
    if not 1 <= day <= 31 or (month is not None and not 1 <= month <= 12):
        raise NotUnderstood("when-bad-date")
    return Calendar(day, month, year)
