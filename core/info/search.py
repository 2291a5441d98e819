"""How words are made alike before they are kept and before they are looked for: spelling, prefixes, other words for it.

The same is done to both sides, so nothing here needs to be right about Indonesian, only alike: what people spell in
several ways comes out in one. No database, no bot.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

Way: TypeAlias = tuple[str, ...]
"""Words that must all be there; one that ends in `*` stands for all that begin so."""

MOST_WORDS = 8
"""How many words of a question are looked at."""

_WORD = re.compile(r"[a-z0-9]+")
_TWICE = re.compile(r"([a-z])\1+")
_OLD = (("tj", "c"), ("dj", "j"), ("sj", "sy"), ("oe", "u"))
"""Spellings of before 1972 that names still have (EYD, https://id.wikipedia.org/wiki/Ejaan_yang_Disempurnakan)."""
_MODERN = (("ph", "f"), ("v", "f"), ("q", "k"), ("x", "ks"), ("z", "s"))
"""Sounds that Indonesian does not tell apart, and writes now so, now so: taxi, taksi; photo, foto."""
_VOWELS = "aiueo"


def words_in(text: str) -> list[str]:
    """The words of a text in one spelling, in their order."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return [spelled(word) for word in _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))]


def spelled(word: str) -> str:
    """One word of a-z and 0-9 in one spelling; what has it already stays as it is."""
    before = ""
    while word != before:
        before = word
        for old, new in (*_OLD, *_MODERN):
            word = word.replace(old, new)
        word = _TWICE.sub(r"\1", word)
    return word


def roots(word: str) -> list[str]:
    """A spelled word and what it may be made of: ngopi -> kopi, menonton and nonton -> tonton, harganya -> harga.

    Too many rather than too few: a root that is no word is never looked for.
    """
    found = [word]
    if len(word) >= 6 and word.endswith("nya"):
        found.append(word[:-3])
    for form in tuple(found):
        found += _without_prefix(form)
    if len(word) >= 7 and word.endswith("an"):
        found += [form[:-2] for form in tuple(found) if len(form) >= 6 and form.endswith("an")]
    return list(dict.fromkeys(one for one in found if len(one) >= 3 or one == word))


_PREFIXES: Sequence[tuple[str, str, Sequence[str]]] = (
    ("nge", "", ("",)),
    ("menge", "", ("",)),
    ("meng", _VOWELS, ("", "k")),
    ("meng", "gh", ("",)),
    ("ng", _VOWELS + "bdgr", ("", "k")),
    ("meny", _VOWELS, ("s",)),
    ("ny", _VOWELS, ("s", "c")),
    ("mem", "bf", ("",)),
    ("mem", _VOWELS, ("p", "m")),
    ("men", "cdjt", ("",)),
    ("men", _VOWELS, ("t", "n")),
    ("me", "lrwymn", ("",)),
    ("n", _VOWELS, ("t",)),
    ("m", _VOWELS, ("p",)),
    ("ber", "", ("",)),
)
"""A prefix, the letters it stands before (empty: any), and what it may have swallowed."""


def _without_prefix(word: str) -> list[str]:
    found: list[str] = []
    for prefix, before, swallowed in _PREFIXES:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= 3 and (not before or rest[0] in before):
            found += [first + rest for first in swallowed]
    # n- and m- may be the word's own: short ones are left alone
    return [one for one in found if len(word) >= 5]


def kept(texts: Iterable[str]) -> list[str]:
    """What is kept of these texts, to be found by."""
    return list(dict.fromkeys(root for text in texts for word in words_in(text) for root in roots(word)))


class Thesaurus:
    """Other words for the same: groups of words, and names that stand for places."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._others: dict[str, list[Way]] = {}
        for group in groups:
            ways = [tuple(words_in(said)) for said in group]
            for way in ways:
                if len(way) == 1:
                    others = self._others.setdefault(way[0], [])
                    others += [other for other in ways if other and other != way and other not in others]

    @property
    def entries(self) -> Mapping[str, Sequence[Way]]:
        """Word -> what else is looked for in its place."""
        return self._others

    def terms(self, asked: str) -> list[list[Way]]:
        """What to look for: for each word that was asked for, the ways in which it may be there."""
        terms: list[list[Way]] = []
        for word in words_in(asked)[:MOST_WORDS]:
            ways: list[Way] = [(f"{word}*",) if len(word) >= 3 else (word,)]
            for root in roots(word):
                ways += [(root,), *self._others.get(root, ())]
            terms.append(list(dict.fromkeys(ways)))
        return terms
