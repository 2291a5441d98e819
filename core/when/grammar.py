"""The grammar: tokens become what was said, rule by rule; what no rule takes makes the whole text not understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from core.when.clocks import clock, shift
from core.when.cursor import Cursor, Token, tokens
from core.when.days import calendar_day, named_day
from core.when.numbers import SECONDS, length
from core.when.said import Ahead, Near, NotUnderstood, Part, Said, Sentence, Week, Weekday

FARTHEST = timedelta(days=3660)
MOST_ALTERNATIVES = 4
_DAYS = frozenset(("day", "week", "month", "year"))


def sentence(text: str) -> Sentence:
    """Read a whole text as one time or as alternatives; raises NotUnderstood with the key of the reason."""
    groups, between, until = [list[Token]()], False, False
    for token in tokens(text):
        if token.is_("between"):
            between = True
        elif token.is_("or") or (between and token.is_("and")):
            groups.append([])
        elif token.is_("until") or token.piece.text == "-":
            until = True
            groups.append([])
        else:
            groups[-1].append(token)
    if len(groups) > MOST_ALTERNATIVES or not all(groups) or (between and len(groups) == 1):
        raise NotUnderstood("when-not-a-time")
    said = [_clause(group, loose=len(groups) > 1) for group in groups]
    if len(said) == 1 and said[0].other_clock is not None:
        first = said[0]
        until = first.other_is_end
        said.append(replace(first, clock=first.other_clock, other_clock=None))
        first.other_clock = None
    elif any(one.other_clock is not None for one in said):
        raise NotUnderstood("when-two-clocks")
    _share(said)
    return Sentence(tuple(said), until)


def span_alone(text: str) -> timedelta | None:
    """Read a text that is only a span of hours, minutes, days or weeks; None for anything else."""
    try:
        cursor = Cursor(tokens(text))
    except NotUnderstood:
        return None
    while cursor.skip("lasting") or cursor.skip("about") or cursor.skip("fillers"):
        pass
    found = length(cursor)
    while cursor.skip("fillers"):
        pass
    if found is None or found.months or not cursor.done or found.seconds > FARTHEST.total_seconds():
        return None
    return timedelta(seconds=float(found.seconds))


def _clause(all_: list[Token], *, loose: bool) -> Said:
    cursor, said = Cursor(all_), Said()
    of_clock = False
    while not cursor.done:
        before = said.clock
        if cursor.skip("fillers"):
            continue
        if _part(cursor, said, of_clock=of_clock) or shift(cursor, said):
            of_clock = False
            continue
        if not any(rule(cursor, said) for rule in _RULES) and not clock(cursor, said, loose=loose):
            if cursor.peek().is_("leads") and cursor.peek(1).piece.kind != "end":
                cursor.at += 1
                continue
            raise NotUnderstood("when-not-a-time", cursor.peek().piece.text)
        of_clock = said.clock is not before
    if any(isinstance(day, Weekday) for day in said.days):
        said.days = [replace(day, or_sunday=False) if isinstance(day, Week) else day for day in said.days]
    return said


def _part(cursor: Cursor, said: Said, *, of_clock: bool) -> bool:
    token = cursor.peek()
    name = token.word.part
    if name is None:
        return False
    after = cursor.peek(1)
    said.parts.append(Part(name, of_clock=of_clock and token.word.day is None))
    said.approximate |= token.is_("roughly")
    if token.word.day is not None:
        said.days.append(Near(token.word.day))
    if token.is_("eve-maker") and not after.piece.after_comma and (after.word.weekday or after.word.feast):
        cursor.at += 1
        said.parts.pop()
        either = of_clock or (bool(said.days) and isinstance(said.days[-1], Near))
        if not named_day(cursor, said, eve=not either, either=either):
            raise NotUnderstood("when-not-a-time", after.piece.text)
        if either:
            said.parts.append(Part(name, of_clock=of_clock))
        return True
    cursor.at += 1
    last = said.days[-1] if said.days else None
    if cursor.skip("this"):
        if isinstance(last, Weekday):
            said.days[-1] = replace(last, which="this")
        else:
            said.days.append(Near(0))
    elif isinstance(last, Weekday) and cursor.skip("next"):
        said.days[-1] = replace(last, which="next")
    return True


def _stamp(cursor: Cursor, said: Said) -> bool:
    piece = cursor.peek().piece
    if piece.kind != "stamp":
        return False
    try:
        said.stamp = datetime.fromisoformat(piece.text.upper())
    except ValueError:
        raise NotUnderstood("when-bad-date") from None
    cursor.at += 1
    return True


def _span(cursor: Cursor, said: Said) -> bool:
    start = cursor.at
    about = cursor.skip("about")
    within = cursor.skip("within")
    about = cursor.skip("about") or about
    found = length(cursor)
    ahead = found is not None and (cursor.skip("ahead") or within)
    clock_follows = cursor.peek().is_("past-hour") or cursor.peek().is_("to-hour")
    if found is None or (not ahead and (found.units & _DAYS or clock_follows)):
        cursor.at = start
        return False
    if said.span is not None:
        raise NotUnderstood("when-contradiction")
    said.approximate |= about or found.roughly
    if found.seconds > FARTHEST.total_seconds() or found.months > 120:
        raise NotUnderstood("when-too-far")
    if found.units <= _DAYS and found.seconds % SECONDS["day"] == 0:
        days = int(found.seconds) // SECONDS["day"]
        said.days.append(Ahead(days, found.months, weeks=found.units == frozenset(("week",))))
    elif found.months:
        raise NotUnderstood("when-not-a-time", cursor.peek(-1).piece.text)
    else:
        said.span, said.span_ahead = timedelta(seconds=float(found.seconds)), bool(ahead)
    return True


def _zone(cursor: Cursor, said: Said) -> bool:
    token = cursor.peek()
    if token.piece.kind == "offset":
        zone = _offset(token.piece.text)
    elif token.word.zone is not None:
        zone = token.word.zone
    else:
        return False
    if said.zone is not None and said.zone != zone:
        raise NotUnderstood("when-contradiction")
    said.zone = zone
    cursor.at += 1
    return True


def _offset(text: str) -> int:
    sign = -1 if "-" in text else 1
    digits = text[3:].strip().lstrip("+- ").replace(":", "").replace(".", "")
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)
    if hours > 14 or minutes > 59:
        raise NotUnderstood("when-bad-clock")
    return sign * (hours * 60 + minutes)


def _around(cursor: Cursor, said: Said) -> bool:
    """Read "abis maghrib", "pas buka puasa", "sebelum jam 8": moments whose hour has to be asked for.

    Behind an hour, a moment without such a word is what people will do then ("jam 6 sore bukber"): no part of the time.
    """
    token, after = cursor.peek(), cursor.peek(1)
    if token.word.moment is not None:
        if said.clock is not None or token.word.moment == "other":
            return False
        said.moment = token.word.moment
        cursor.at += 1
        return True
    marked = token.is_("after")
    if (marked or token.is_("during")) and (after.word.moment is not None or (marked and after.word.part is not None)):
        said.moment = after.word.moment or after.word.part
        cursor.at += 2
        return True
    if token.is_("during") and (after.word.zone is not None or after.word.part is not None):
        cursor.at += 1
        return True
    start = cursor.at
    cursor.at += 1
    if marked and clock(cursor, said, loose=False):
        said.vague = True
        return True
    cursor.at = start
    return False


def _flags(cursor: Cursor, said: Said) -> bool:
    token = cursor.peek()
    if token.is_("past"):
        said.past = True
    elif token.is_("later"):
        said.later = True
    elif token.is_("now"):
        said.now = True
    else:
        return False
    cursor.at += 1
    return True


_RULES: tuple[Callable[[Cursor, Said], bool], ...] = (
    _stamp,
    _span,
    calendar_day,
    named_day,
    _zone,
    _around,
    _flags,
)


def _share(said: list[Said]) -> None:
    """Let alternatives complete each other: in "besok jam 7 atau 8 malam" both are tomorrow and both are evening."""
    if len(said) == 1:
        return
    own = [(one.clock, list(one.parts), list(one.days), one.zone) for one in said]
    for at, one in enumerate(said):
        before, after = own[:at][::-1], own[at + 1 :]
        if one.span is not None or one.stamp is not None:
            continue
        if one.clock is None:
            one.clock = next((clock for clock, *_ in after + before if clock is not None), None)
        if not one.parts and (one.clock is None or one.clock.twelve or one.clock.zero):
            one.parts = next((list(parts) for _, parts, *_ in after + before if parts), one.parts)
        if not one.days:
            one.days = next((list(days) for _, _, days, _ in before + after if days), one.days)
        if one.zone is None:
            one.zone = next((zone for *_, zone in after + before if zone is not None), None)
        one.later |= any(other.later for other in said)
