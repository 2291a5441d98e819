"""The pieces of a text with their meanings, and a place in them: what the grammar's rules step through."""

from __future__ import annotations

from dataclasses import dataclass

from core.when.lexicon import Word, lexicon
from core.when.said import NotUnderstood
from core.when.tokens import Piece, cut

_NOTHING = Word()


@dataclass(frozen=True, slots=True)
class Token:
    """A piece, or the several pieces of one spelling, with what it may mean."""

    piece: Piece
    word: Word

    def is_(self, role: str) -> bool:
        """Tell whether this may play that role."""
        return role in self.word.roles


END = Token(Piece("end", ""), _NOTHING)
_MARGIN = (END,) * 17
"""What stands behind the last token, so that looking ahead needs no check; no rule looks farther than this."""


def tokens(text: str) -> list[Token]:
    """Cut the text and look every piece up; NotUnderstood at the first word that is in no table."""
    found: list[Token] = []
    all_ = cut(text)
    texts = [piece.text for piece in all_]
    known = lexicon()
    at = 0
    while at < len(all_):
        piece = all_[at]
        match = known.longest(texts, at)
        if match is not None:
            word, size = match
            found.append(Token(piece, word))
            at += size
        elif piece.kind in {"word", "mark"} and piece.text != "-":
            raise NotUnderstood("when-not-a-time", piece.text)
        else:
            found.append(Token(piece, _NOTHING))
            at += 1
    return found


class Cursor:
    """A place in the tokens. Rules look ahead with `peek`, and move `at` only when they have understood something."""

    __slots__ = ("_end", "_tokens", "at")

    def __init__(self, all_: list[Token]) -> None:
        self._tokens = [*all_, *_MARGIN]
        self._end = len(all_)
        self.at = 0

    def peek(self, ahead: int = 0) -> Token:
        """Give the token so far ahead (at most 16); END beyond the last."""
        return self._tokens[self.at + ahead]

    @property
    def done(self) -> bool:
        """Tell whether everything has been read."""
        return self.at >= self._end

    def skip(self, role: str) -> bool:
        """Step over the next token if it plays this role."""
        if self.peek().is_(role):
            self.at += 1
            return True
        return False
