"""Problems shown to whoever set the community up: a table on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TextIO

from bots.words import Words
from core.kit.port import Problem


def show_problems(problems: Sequence[Problem], words: Words, out: TextIO) -> None:
    """Every problem with its place and its cure, fatal ones first."""
    ordered = sorted(problems, key=lambda problem: not problem.fatal)
    if out.isatty():
        _table(ordered, words, out)
        return
    for problem in ordered:
        where, what, cure = words.of(problem)
        kind = words("cli-error" if problem.fatal else "cli-warning")
        out.write(f"{kind}  {where}\n    {what}\n    -> {cure}\n")
    out.flush()


def _table(problems: Sequence[Problem], words: Words, out: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True, expand=False)
    for column in ("cli-column-where", "cli-column-what", "cli-column-cure"):
        table.add_column(words(column), overflow="fold")
    for problem in problems:
        where, what, cure = words.of(problem)
        table.add_row(Text(where, "bold red" if problem.fatal else "yellow"), Text(what), Text(cure, "green"))
    Console(file=out).print(table)
