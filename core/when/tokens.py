"""Typed text cut into pieces: words, numbers with their separators, and the few marks that mean something."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SAME = str.maketrans(
    {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # full-width forms, as some phone keyboards type them
    | dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u02bb`\u00b4"), "'")
    | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-")
)
_PIECE = re.compile(
    r"""\s*(?:
      (?P<stamp>[0-9]{4}-[0-9]{2}-[0-9]{2}t[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,6})?)?(?:z|[+-][0-9]{2}:?[0-9]{2})?)(?![0-9a-z:.])
    | (?P<offset>(?:gmt|utc)\s?[+-]\s?[0-9]{1,2}(?:[:.]?[0-9]{2})?)(?![0-9])
    | (?P<number>[0-9]+(?:[.:,/-][0-9]+)*)
    | (?P<short>[ap]\.m\b\.?|s[./]d\b\.?)
    | (?P<word>[^\W\d_]+(?:'[^\W\d_]+)*'?)
    | (?P<mark>\S)
    )""",
    re.VERBOSE,
)
_SILENT_MARKS = frozenset(",.!?;:~\"'()[]-\u2026\u00b7|*_")
_SILENT_KINDS = frozenset(("So", "Sk", "Cf", "Mn", "Me"))
"""Emoji and what modifies them: they say nothing about the time."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its kind (stamp, offset, number, word, mark), its text, and how it touches what is before it."""

    kind: str
    text: str
    glued: bool = False
    after_comma: bool = False


def cut(text: str) -> list[Piece]:
    """Cut lower-cased text into pieces in one pass; silent marks and emoji are left out, a dash between words too."""
    text = text.translate(_SAME).lower()
    found: list[Piece] = []
    comma = False
    for match in _PIECE.finditer(text):
        kind = match.lastgroup
        if kind is None:
            continue
        piece = match.group(kind)
        glued = match.start() == match.start(kind) > 0
        if kind == "mark":
            if piece == "-" and (_between_numbers(text, match) or _minus(text, match)):
                found.append(Piece("mark", piece, glued, comma))
            elif piece in _SILENT_MARKS:
                comma = comma or piece in ",;"
                continue
            elif unicodedata.category(piece) in _SILENT_KINDS:
                continue
            else:
                found.append(Piece("mark", piece, glued, comma))
        elif kind == "short":
            found.append(Piece("word", piece.replace(".", "").replace("/", ""), glued, comma))
        elif kind == "word" and piece[-1] == "'":
            found.append(Piece(kind, piece.rstrip("'"), glued, comma))
        else:
            found.append(Piece(kind, piece, glued, comma))
        comma = False
    return found


def pieces(spelling: str) -> list[str]:
    """Give the texts of a spelling's pieces, as the vocabulary is keyed."""
    return [piece.text for piece in cut(spelling)]


def _between_numbers(text: str, match: re.Match[str]) -> bool:
    """Tell a dash that stands between two times ("19.00 - 21.00") from one that joins words."""
    after = text[match.end() :].lstrip()[:1]
    return match.start() < match.start("mark") and after.isdigit() and text[match.end() : match.end() + 1].isspace()


def _minus(text: str, match: re.Match[str]) -> bool:
    """Tell a minus at the very beginning ("-5 menit lagi", which is no time to come) from a dash before a list."""
    return not text[: match.start("mark")].strip() and text[match.end() : match.end() + 1].isdigit()
