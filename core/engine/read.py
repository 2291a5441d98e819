"""Reading what was typed, one argument at a time, as declared. Never guesses: asks, or says what is wrong."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core import when
from core.engine.codec import choose, encode
from core.engine.people import Directory
from core.kit.action import Param, Type
from core.kit.places import Room
from core.kit.text import Text, t

LONGEST_TIME = 100

_WHOLE = re.compile(r"[+-]?\d{1,12}")


@dataclass(frozen=True, slots=True)
class Unclear:
    """Not read: what to say, and values to pick from."""

    why: Text
    candidates: tuple[datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading may depend on: the moment, the zone, the rooms, choices' labels, and (in a transaction) persons."""

    now: datetime
    zone: ZoneInfo
    platform: str
    rooms: Sequence[str]
    labels: Callable[[str], Mapping[str, str]]
    """Label (lower case, any language) -> stored value, for a CHOICE parameter by its name."""
    yes: frozenset[str]
    no: frozenset[str]
    people: Directory | None = None


async def read(param: Param, raw: str | float | bool, reading: Reading) -> Any:
    """The value of one argument, or Unclear. A PERSON needs `reading.people`."""
    text = str(raw).strip() if not isinstance(raw, bool) else raw
    if param.type is Type.FLAG:
        return _flag(text, reading)
    words = str(text)
    match param.type:
        case Type.NUMBER:
            return _number(param, words)
        case Type.CHOICE:
            return _choice(param, words, reading)
        case Type.TIME:
            return _time(words, reading)
        case Type.SPAN:
            return _span(words, reading)
        case Type.ROOM:
            name = words.lower().lstrip("#")
            return Room(name) if name in reading.rooms else Unclear(t("house-no-room"))
        case Type.PERSON:
            return await _person(words, reading)
        case _:
            return _text(param, words)


def _text(param: Param, words: str) -> str | Unclear:
    least = param.length.least if param.length else 1
    if len(words) > param.longest:
        return Unclear(t("house-too-long", most=param.longest, got=len(words)))
    if len(words) < least:
        return Unclear(t("house-too-short", least=least))
    return words


def _number(param: Param, words: str) -> int | Unclear:
    if not _WHOLE.fullmatch(words):
        return Unclear(t("house-no-number"))
    number = int(words)
    if param.between and not param.between.low <= number <= param.between.high:
        return Unclear(t("house-not-between", low=param.between.low, high=param.between.high))
    return number


def _flag(words: str | bool, reading: Reading) -> bool | Unclear:
    if isinstance(words, bool):
        return words
    if words.lower() in reading.yes:
        return True
    return False if words.lower() in reading.no else Unclear(t("house-yes-or-no"))


def _choice(param: Param, words: str, reading: Reading) -> Any:
    stored = reading.labels(param.name).get(words.lower(), words)
    try:
        return choose(param, stored)
    except ValueError:
        by_text = {str(encode(param, choice)).lower(): choice for choice in param.choices}
        return by_text.get(words.lower(), Unclear(t("house-no-choice")))


def _time(words: str, reading: Reading) -> datetime | Unclear:
    outcome = when.read(words, now=reading.now, zone=reading.zone)
    match outcome:
        case when.Exact():
            return outcome.time
        case when.Clarify():
            times = tuple(one for one in outcome.candidates if isinstance(one, datetime))
            return Unclear(outcome.question, times)
        case when.Reject():
            return Unclear(outcome.reason)


def _span(words: str, reading: Reading) -> Any:
    span = when.read_span(words)
    return span if span is not None else Unclear(t("house-no-span"))


async def _person(words: str, reading: Reading) -> Any:
    found = None
    if reading.people:
        if len(words) > 1 and words.startswith("@"):
            found = await reading.people.by_username(reading.platform, words[1:])
        elif words.isdecimal():
            found = await reading.people.by_account(reading.platform, words)
    return found or Unclear(t("house-no-person"))


Known = Callable[[Param, str], Awaitable[bool]]
"""Whether a feature suggests anything for these words as this argument."""


async def split(params: Sequence[Param], rest: str, reading: Reading, known: Known) -> dict[str, str]:
    """Deal out the words after a command to its parameters, in the order of the signature.

    A bar separates explicitly (`/mabar ml | besok jam 8 | 5`). Otherwise each takes as much as fits: a time or a length
    the most words that read as one, a number or a choice one word, a text the words that are `known` or else one word,
    the last text all the rest. Words that fit nowhere are given to the first parameter still open, which complains.
    """
    rest = rest.strip()
    if "|" in rest:
        parts = [part.strip() for part in rest.split("|")]
        return {param.name: part for param, part in zip(params, parts, strict=False) if part}
    words = rest.split()
    given: dict[str, str] = {}
    for position, param in enumerate(params):
        if not words:
            break
        count = await _take(param, words, params[position + 1 :], reading, known)
        if count:
            given[param.name] = " ".join(words[:count])
            words = words[count:]
    if words:
        spare = next((p for p in params if p.name not in given), None)
        if spare:
            given[spare.name] = " ".join(words)
        elif given:
            last = [p.name for p in params if p.name in given][-1]
            given[last] = f"{given[last]} {' '.join(words)}"
    return given


async def _take(param: Param, words: list[str], after: Sequence[Param], reading: Reading, known: Known) -> int:
    match param.type:
        case Type.TIME:
            return _longest_time(words, reading)
        case Type.TEXT:
            if not after or (param.suggest is None and all(p.type is not Type.TIME for p in after)):
                return len(words)
            for count in range(min(len(words), 5), 0, -1):
                if param.suggest and await known(param, " ".join(words[:count])):
                    return count
            return _before_time(words, reading) if after[0].type is Type.TIME else 1
        case Type.NUMBER:
            return 1 if _WHOLE.fullmatch(words[0]) else 0
        case Type.FLAG:
            return 1 if words[0].lower() in reading.yes | reading.no else 0
        case Type.CHOICE:
            return 1 if not isinstance(_choice(param, words[0], reading), Unclear) else 0
        case Type.SPAN:
            counts = range(min(len(words), 6), 0, -1)
            return next((count for count in counts if when.read_span(" ".join(words[:count])) is not None), 0)
        case _:
            return 1


def _longest_time(words: list[str], reading: Reading) -> int:
    """How many leading words say a time: the most that read exactly, else the most that are a question, else all."""
    questions = 0
    for count in range(min(len(words), 12), 0, -1):
        outcome = when.read(" ".join(words[:count])[:LONGEST_TIME], now=reading.now, zone=reading.zone)
        if isinstance(outcome, when.Exact):
            return count
        if isinstance(outcome, when.Clarify) and not questions:
            questions = count
    return questions or len(words)


def _before_time(words: list[str], reading: Reading) -> int:
    """How many leading words come before a time; one when no time is found."""
    for count in range(1, min(len(words), 6)):
        outcome = when.read(" ".join(words[count:][:12])[:LONGEST_TIME], now=reading.now, zone=reading.zone)
        if isinstance(outcome, when.Exact | when.Clarify):
            return count
    return 1
