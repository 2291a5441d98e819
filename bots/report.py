"""What is wrong with config.toml: every problem with its file, line, table and key, and its cure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from bots.lines import Lines, Path
from core.kit.port import Problem
from core.kit.text import Value, t


class Report:
    """The problems found so far in the file called `file`."""

    def __init__(self, file: str, lines: Lines) -> None:
        self.problems: list[Problem] = []
        self._file = file
        self._lines = lines

    def add(self, path: Path, key: str, *, cure: str = "", fatal: bool = True, **values: Value) -> None:
        """Note a problem: the text `key`, and the text `cure` (default: `<key>-cure`), both given `values`."""
        what, mending = t(key, **values), t(cure or f"{key}-cure", **values)
        self.problems.append(Problem(self.where(path), what, mending, fatal))

    def unknown(self, path: Path, key: str, known: Iterable[str]) -> None:
        """Note a name that does not exist: `key`, and its cure with the nearest known name, or else all of them."""
        wrong, names = str(path[-1]), sorted(known)
        close = nearest(wrong, names)
        if close:
            self.add(path, key, cure="config-did-you-mean", name=wrong, close=close)
        else:
            self.add(path, key, name=wrong, known=", ".join(names))

    def where(self, path: Path) -> str:
        """`config.toml:12 [bots.telegram] token_env`."""
        line = self._lines.find(path)
        place = f"{self._file}:{line}" if line else self._file
        split = 1 if path[:1] in (("community",), ("operations",)) else 2
        table, key = path[:split], path[split:]
        if table:
            place += f" [{'.'.join(map(str, table))}]"
        if key:
            place += " " + "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in key).removeprefix(".")
        return place


def nearest(wrong: str, known: Iterable[str]) -> str:
    """The known name that `wrong` was probably meant to be, or an empty string."""
    by_lower = {name.lower(): name for name in known}
    found = difflib.get_close_matches(wrong.lower(), by_lower, 1, 0.6)
    return by_lower[found[0]] if found else ""
