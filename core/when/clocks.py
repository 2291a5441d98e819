"""The rule for a time of day: "jam 7 lewat 15", "setengah 8", "19.30", "half past seven", "8an", "7pm"."""

from __future__ import annotations

import re
from dataclasses import replace

from core.when.cursor import Cursor
from core.when.numbers import Number, number
from core.when.said import Clock, NotUnderstood, Said

_HOUR_MINUTE = re.compile(r"([0-9]{1,2})[.:,]([0-9]{2})(?:[.:]00)?")
_RANGE = re.compile(r"([0-9]{1,2}(?:[.:][0-9]{2})?)([-/])([0-9]{1,2}(?:[.:][0-9]{2})?)")
LATEST = 1440


def clock(cursor: Cursor, said: Said, *, loose: bool) -> bool:
    """Read a time of day into `said`. A bare number is one only with a cue beside it, or if `loose` ("7 atau 8 malam").

    Raises NotUnderstood for an hour or minute that does not exist.
    """
    start = cursor.at
    cue = about = False
    while (is_clock := cursor.peek().is_("clock")) or cursor.peek().is_("about"):
        cue, about = cue or is_clock, about or not is_clock
        cursor.at += 1
    found = _half_to(cursor) or _half_or(cursor, said) or _english(cursor) or _written(cursor, said, cue=cue)
    if found is None:
        found = _plain(cursor, cue=cue or about, military=cue, loose=loose)
    if found is None:
        cursor.at = start
        return False
    moment, rough = found
    rough |= about
    if cursor.peek().is_("ish") and cursor.peek().piece.glued:
        cursor.at += 1
        rough = True
    while cursor.skip("oclock"):
        pass
    if said.clock is not None:
        raise NotUnderstood("when-two-clocks")
    said.clock = moment
    said.approximate |= rough
    shift(cursor, said)
    return True


def shift(cursor: Cursor, said: Said) -> bool:
    """Read what is added to or taken from the hour ("lewat 15", "kurang seperempat", "lebih dikit")."""
    token = cursor.peek()
    sign = 1 if token.is_("plus") else -1 if token.is_("minus") else 0
    if sign == 0 or said.clock is None:
        return False
    after = cursor.peek(1)
    if after.is_("little"):
        cursor.at += 2
        said.approximate = True
        return True
    if after.is_("quarter"):
        minutes, size = 15, 1
    elif after.is_("half"):
        minutes, size = 30, 1
    else:
        amount = number(cursor, 1)
        if amount is None or not 0 < amount.value < 60:
            return False
        minutes, size = amount.value, amount.size
        said.approximate |= amount.roughly
        if cursor.peek(1 + size).word.unit == "minute":
            size += 1
    moved = said.clock.minute + sign * minutes
    if not 0 <= moved < LATEST:
        if not said.clock.twelve:
            raise NotUnderstood("when-bad-clock")
        moved %= LATEST
    said.clock = replace(said.clock, minute=moved)
    cursor.at += 1 + size
    return True


def _half_to(cursor: Cursor) -> tuple[Clock, bool] | None:
    """Read "setengah 8": half an hour before eight. The English "half 8" is half past, so it is not read here."""
    token = cursor.peek()
    if not token.is_("half") or token.piece.kind != "word" or token.piece.text == "half":
        return None
    hour = number(cursor, 1)
    if hour is None or _is_length(cursor, 1 + hour.size):
        return None
    whole = _at(hour.value, 0, zero=False)
    cursor.at += 1 + hour.size
    return replace(whole, minute=(whole.minute - 30) % LATEST), hour.roughly


def _half_or(cursor: Cursor, said: Said) -> tuple[Clock, bool] | None:
    """Read the English "half 8", which is 8.30 to some and, as "setengah 8", 7.30 to others: both are kept."""
    hour = number(cursor, 1) if cursor.peek().is_("half") and cursor.peek().piece.text == "half" else None
    if hour is None or _is_length(cursor, 1 + hour.size):
        return None
    whole = _at(hour.value, 0, zero=False)
    cursor.at += 1 + hour.size
    said.other_clock = replace(whole, minute=(whole.minute + 30) % LATEST)
    return replace(whole, minute=(whole.minute - 30) % LATEST), hour.roughly


def _english(cursor: Cursor) -> tuple[Clock, bool] | None:
    """Read "half past 7", "quarter to eight", "10 minutes past 8"."""
    token = cursor.peek()
    if token.is_("half"):
        minutes, size = 30, 1
    elif token.is_("quarter"):
        minutes, size = 15, 1
    else:
        amount = number(cursor)
        if amount is None or not 0 < amount.value < 60:
            return None
        minutes, size = amount.value, amount.size
        if cursor.peek(size).word.unit == "minute":
            size += 1
    link = cursor.peek(size)
    past, to = link.is_("past-hour"), link.is_("to-hour")
    hour = number(cursor, size + 1) if past or to else None
    if hour is None:
        return None
    whole = _at(hour.value, 0, zero=False)
    cursor.at += size + 1 + hour.size
    return replace(whole, minute=(whole.minute + (minutes if past else -minutes)) % LATEST), hour.roughly


def _written(cursor: Cursor, said: Said, *, cue: bool) -> tuple[Clock, bool] | None:
    """Read hour and minute with a mark between them, or two times with a dash."""
    token = cursor.peek()
    if token.piece.kind != "number":
        return None
    text = token.piece.text
    if match := _HOUR_MINUTE.fullmatch(text):
        if "," in text and not cue:
            return None
        cursor.at += 1
        return _from_text(match[1], match[2]), False
    match = _RANGE.fullmatch(text)
    if match is None or not (cue or "." in text or ":" in text):
        return None
    first, second = (_from_text(*re.split("[.:]", match[group])) for group in (1, 3))
    cursor.at += 1
    said.other_clock, said.other_is_end = second, match[2] == "-"
    return first, False


def _plain(cursor: Cursor, *, cue: bool, military: bool, loose: bool) -> tuple[Clock, bool] | None:
    hour = number(cursor)
    if hour is None or len(hour.digits) > 4:
        return None
    if len(hour.digits) == 4:
        if not (military or cursor.peek(1).word.zone is not None):
            return None
        cursor.at += 1
        return _from_text(hour.digits[:2], hour.digits[2:]), False
    minutes = _word_minutes(cursor, hour)
    size = hour.size + (0 if minutes is None else minutes.size)
    if not (cue or loose or hour.roughly or _cue_behind(cursor, size)) or (not cue and _is_length(cursor, size)):
        return None
    cursor.at += size
    zero = len(hour.digits) == 2 and hour.digits[0] == "0"
    return _at(hour.value, 0 if minutes is None else minutes.value, zero=zero), hour.roughly


def _word_minutes(cursor: Cursor, hour: Number) -> Number | None:
    """Read minutes in words behind an hour in words ("tujuh tiga puluh", "seven thirty"); digits are not joined so."""
    if hour.digits or hour.roughly:
        return None
    minutes = number(cursor, hour.size)
    return minutes if minutes is not None and not minutes.digits and 10 <= minutes.value < 60 else None


def _cue_behind(cursor: Cursor, size: int) -> bool:
    token = cursor.peek(size)
    if token.word.part is not None or token.is_("oclock") or token.word.zone is not None:
        return True
    if token.is_("ish") and token.piece.glued:
        return True
    after = cursor.peek(size + 1)
    amount = after.is_("quarter") or after.is_("half") or after.is_("little") or number(cursor, size + 1) is not None
    return (token.is_("plus") or token.is_("minus")) and amount


def _is_length(cursor: Cursor, size: int) -> bool:
    """Tell "2 jam lagi" from an hour: a unit stands behind the number, and no time behind the unit."""
    token = cursor.peek(size)
    if token.word.unit is None or token.word.weekday is not None or token.is_("week"):
        return False
    if token.is_("weekday-lead") and cursor.peek(size + 1).word.weekday is not None:
        return False
    return not (len(token.piece.text) == 1 and not token.piece.glued)


def _from_text(hour: str, minute: str = "00") -> Clock:
    return _at(int(hour), int(minute), zero=len(hour) == 2 and hour[0] == "0")


def _at(hour: int, minute: int, *, zero: bool) -> Clock:
    if hour * 60 + minute > LATEST or minute > 59:
        raise NotUnderstood("when-bad-clock")
    return Clock(hour * 60 + minute, twelve=1 <= hour <= 12 and not zero, zero=zero)
