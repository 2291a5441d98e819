"""How words look, whatever they are written with: invisible letters, those of other scripts, digits for letters."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import cast

from confusable_homoglyphs import confusables  # pyright: ignore[reportMissingTypeStubs]
from rapidfuzz.distance import DamerauLevenshtein

_DIGITS = str.maketrans("013457@$|", "oieastasl")
"""Digits and signs that are written for letters. 1 and l and i look alike, so all of them become l below."""
_SAME = str.maketrans({"i": "l", "j": "l"})
_REPEATED = re.compile(r"(.)\1+")
_ALIKE = 5
"""From this length on, one letter more, less or other still looks like the same name."""


def plain(text: str) -> str:
    """The text in compatible letters (NFKC, https://unicode.org/reports/tr15), lower case, nothing invisible in it."""
    shown = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(_latin(char) for char in shown if unicodedata.category(char) != "Cf").casefold()


def skeleton(name: str) -> str:
    """What a name looks like: two names with the same skeleton cannot be told apart at a glance.

    After https://unicode.org/reports/tr39/#Confusable_Detection, and coarser: accents, digits for letters, repeated
    letters, spaces and signs make no difference.
    """
    bare = "".join(
        char for char in unicodedata.normalize("NFKD", plain(name)) if not unicodedata.category(char).startswith("M")
    )
    letters = "".join(char for char in bare.translate(_DIGITS) if char.isalnum())
    return _REPEATED.sub(r"\1", letters.translate(_SAME))


def alike(one: str, other: str) -> bool:
    """Whether two names look the same, or nearly so."""
    a, b = skeleton(one), skeleton(other)
    if not a or not b:
        return False
    return a == b or (min(len(a), len(b)) >= _ALIKE and DamerauLevenshtein.distance(a, b, score_cutoff=1) <= 1)


@lru_cache(maxsize=4096)
def _latin(char: str) -> str:
    """The Latin letter that a character looks like; itself where there is none."""
    if char.isascii() or not char.isalpha():
        return char
    found = cast("list[dict[str, str]]", confusables.confusables_data.get(char, []))
    return next((one["c"] for one in found if len(one["c"]) == 1 and one["c"].isascii() and one["c"].isalpha()), char)
