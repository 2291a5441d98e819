"""The vocabulary: what each spelling in lexicon.toml may mean, loaded once."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import cast

from core.when.tokens import pieces

MINUTES_A_DAY = 1440
SHORTEST_BASE = 3
"""Letters a word must have to carry a suffix: "aman" is no "am", "man" no minute."""


@dataclass(frozen=True, slots=True)
class Word:
    """Everything one spelling may mean; the grammar picks by what stands around it."""

    number: int | None = None
    day: int | None = None
    weekday: int | None = None
    eve: int | None = None
    month: int | None = None
    feast: tuple[int, int] | None = None
    part: str | None = None
    moment: str | None = None
    unit: str | None = None
    one: str | None = None
    zone: int | None = None
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Hours:
    """A part of the day, in minutes from midnight, both ends inside; `end` before `start` goes on past midnight."""

    start: int
    end: int

    def takes(self, minute: int, slack: int = 0) -> bool:
        """Tell whether this minute of the day (0 to 1440) lies inside, `slack` minutes more on either side."""
        length = (self.end - self.start) % MINUTES_A_DAY
        return (minute - self.start + slack) % MINUTES_A_DAY <= length + 2 * slack

    @property
    def past_midnight(self) -> bool:
        """Tell whether this part goes on into the next date."""
        return self.end < self.start


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The spellings by their first piece, longest first, and the hours of the parts of the day."""

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], Word], ...]]
    hours: Mapping[str, Hours]
    _suffixed: dict[str, Word | None] = field(default_factory=dict[str, "Word | None"], repr=False, compare=False)

    def longest(self, texts: list[str], at: int) -> tuple[Word, int] | None:
        """Find the longest spelling that begins at this piece: its meanings, and how many pieces it takes."""
        for spelling, word in self.phrases.get(texts[at], ()):
            size = len(spelling)
            if size == 1 or tuple(texts[at : at + size]) == spelling:
                return word, size
        word = self._with_suffix(texts[at])
        return None if word is None else (word, 1)

    def _single(self, text: str) -> Word | None:
        if len(text) < SHORTEST_BASE:
            return None
        return next((word for spelling, word in self.phrases.get(text, ()) if len(spelling) == 1), None)

    def _with_suffix(self, text: str) -> Word | None:
        if text.endswith("an") and (base := self._single(text[:-2])) is not None and _countable(base):
            return replace(base, roles=base.roles | {"roughly"})
        if text.endswith("nya") and (base := self._single(text[:-3])) is not None and _daily(base):
            return base
        return None


def _countable(word: Word) -> bool:
    return any(meaning is not None for meaning in (word.number, word.unit, word.one, word.part))


def _daily(word: Word) -> bool:
    return word.part is not None or word.day is not None or word.weekday is not None


@cache
def lexicon() -> Lexicon:
    """Load the vocabulary; a spelling with two meanings in one table is a ValueError that names it."""
    raw = tomllib.loads(resources.files("core.when").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    hours = {name: _hours(cast("str", span)) for name, span in raw.pop("hours").items()}
    words: dict[tuple[str, ...], Word] = {}
    for table, meaning, spelling in _entries(raw):
        key = tuple(pieces(spelling))
        known = words.get(key, Word())
        words[key] = _meaning(known, table, meaning, spelling)
    by_first: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
    for key, word in words.items():
        by_first.setdefault(key[0], []).append((key, word))
    phrases = {first: tuple(sorted(all_, key=lambda pair: -len(pair[0]))) for first, all_ in by_first.items()}
    return Lexicon(MappingProxyType(phrases), MappingProxyType(hours))


def _entries(raw: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, str, str]]:
    for table, meanings in raw.items():
        for meaning, spellings in meanings.items():
            for spelling in spellings:
                yield table, meaning, spelling


_FIELDS = {
    "numbers": "number",
    "days": "day",
    "weekdays": "weekday",
    "eves": "eve",
    "months": "month",
    "feasts": "feast",
    "parts": "part",
    "moments": "moment",
    "units": "unit",
    "ones": "one",
    "zones": "zone",
}
_WHOLE_NUMBERS = {"number", "day", "weekday", "eve", "month", "zone"}


def _meaning(known: Word, table: str, meaning: str, spelling: str) -> Word:
    if table == "roles":
        return replace(known, roles=known.roles | {meaning})
    name = _FIELDS[table]
    if getattr(known, name) is not None:
        raise ValueError(f"lexicon.toml: [{table}] gives {spelling!r} two meanings")
    if name == "feast":
        month, _, day = meaning.partition("-")
        return replace(known, feast=(int(month), int(day)))
    if name in _WHOLE_NUMBERS:
        return replace(known, **{name: int(meaning)})
    return replace(known, **{name: meaning})


def _hours(span: str) -> Hours:
    start, _, end = span.partition("-")
    return Hours(_minute(start), _minute(end))


def _minute(clock: str) -> int:
    hour, _, minute = clock.partition(":")
    return int(hour) * 60 + int(minute)
