"""On which line of a TOML file a table or a key is, so that whoever made a mistake finds it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import TypeAlias

Path: TypeAlias = "tuple[str | int, ...]"
"""Where a value is: keys, and positions in lists."""

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_KEY = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_EQUALS = re.compile(r"[ \t]*=[ \t]*")
_PIECE = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|(?P<open>[\[{])"
    r"|(?P<close>[\]}])"
    r"|(?P<end>\n)"
    r"|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)


class Lines:
    """The lines of the tables and keys of a TOML text that is known to be valid."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at: dict[Path, int] = {}
        self._count: dict[Path, int] = {}
        self._scan()

    def find(self, path: Path) -> int | None:
        """The line (from 1) of what is at `path`, or of the nearest thing around it; None where nothing of it is."""
        while path:
            if path in self._at:
                return self._at[path]
            path = path[:-1]
        return None

    def _scan(self) -> None:
        text = self._text
        base: Path = ()
        position = self._after(_BLANK, 0)
        while position < len(text):
            line = text.count("\n", 0, position) + 1
            if text[position] == "[":
                many = text.startswith("[[", position)
                keys, position = self._dotted(position + 1 + many)
                base = self._table(keys, many=many)
                for length in range(1, len(base) + 1):
                    self._at.setdefault(base[:length], line)
                position = text.index("]", position) + 1 + many
            else:
                keys, position = self._dotted(position)
                for length in range(1, len(keys) + 1):
                    self._at.setdefault((*base, *keys[:length]), line)
                position = self._past_value(self._after(_EQUALS, position))
            position = self._after(_BLANK, position)

    def _table(self, keys: Sequence[str], *, many: bool) -> Path:
        """The path a header means: a name of a list of tables stands for its last table."""
        path: Path = ()
        for number, key in enumerate(keys, 1):
            path = (*path, key)
            if many and number == len(keys):
                self._count[path] = self._count.get(path, -1) + 1
            if path in self._count:
                path = (*path, self._count[path])
        return path

    def _dotted(self, position: int) -> tuple[list[str], int]:
        keys: list[str] = []
        while found := _KEY.match(self._text, self._after(_BLANK, position)):
            keys.append(_unquoted(found[0]))
            position = found.end()
            if not (dot := _DOT.match(self._text, position)):
                break
            position = dot.end()
        return keys, position

    def _past_value(self, position: int) -> int:
        depth = 0
        while piece := _PIECE.match(self._text, position):
            if piece["end"] and depth == 0:
                break
            depth += bool(piece["open"]) - bool(piece["close"])
            position = piece.end()
        return position

    def _after(self, pattern: re.Pattern[str], position: int) -> int:
        found = pattern.match(self._text, position)
        return found.end() if found else position


def _unquoted(key: str) -> str:
    return next(iter(tomllib.loads(f"{key} = 0"))) if key[0] in "\"'" else key
