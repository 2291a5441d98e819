"""The demo on a terminal: Telegram on the left, Discord on the right, the story between them."""

from __future__ import annotations

import asyncio

from rich.align import Align
from rich.box import ROUNDED
from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from bots.playground.demo_view import Seen, where
from bots.words import Words

COLOURS = {"telegram": "deep_sky_blue1", "discord": "medium_purple1"}
NAMES = {"telegram": "Telegram", "discord": "Discord"}
WIDTH = 100
"""Columns where no terminal says how many there are."""
NARROW = 76
"""With less than these, both sides are shown one below the other."""


class Show:
    """Prints what happens. `speed` 2 halves the pauses; there are none unless somebody watches on a terminal."""

    def __init__(self, words: Words, *, speed: float = 1.0, console: Console | None = None) -> None:
        self.words = words
        self.console = console or Console(highlight=False)
        if console is None and not self.console.is_terminal:
            self.console = Console(highlight=False, width=WIDTH)
        self._speed = max(speed, 0.01)

    async def pause(self, seconds: float) -> None:
        """Let people read."""
        if self.console.is_terminal:
            await asyncio.sleep(seconds / self._speed)

    # --- the story --------------------------------------------------------------------------------------------------

    def title(self) -> None:
        """The first lines."""
        self.console.print(Panel(Text(self.words("demo-welcome")), title=self.words("demo-title"), box=ROUNDED))

    def chapter(self, number: int, key: str, **values: str | int) -> None:
        """A scene's heading, and what it is about."""
        self.console.print()
        self.console.print(Rule(Text(f"{number}. {self.words(f'demo-{key}-title')}", "bold"), align="left"))
        self.console.print(Text(self.words(f"demo-{key}", **values), "italic"))

    def note(self, key: str, **values: str | int | float) -> None:
        """A remark from the side."""
        self.console.print(Text(self.words(key, **values), "dim"))

    def good(self, key: str, **values: str | int | float) -> None:
        """A remark that something is as it should be."""
        self.console.print(Text(self.words(key, **values), "bold green"))

    def bad(self, key: str, **values: str | int) -> None:
        """A remark that something is wrong."""
        self.console.print(Text(self.words(key, **values), "bold red"))

    def plain(self, text: str) -> None:
        """Lines as they are."""
        self.console.print(Text(text))

    # --- the two sides ----------------------------------------------------------------------------------------------

    def does(self, who: str, platform: str, text: str, *, private: bool = False) -> None:
        """Somebody writes, presses or fills in something."""
        place = self.words("demo-in-private") if private else where(platform)
        self._on(platform, Text.assemble((f"{who} · {place}\n", "bold"), text, overflow="fold"))

    def answer(self, platform: str, text: str, *, key: str = "demo-only-for", who: str = "") -> None:
        """What the bot tells one person only: a toast, a hidden message."""
        self._on(platform, Text.assemble((self.words(key, name=who) + "\n", "dim"), text, overflow="fold"))

    def message(self, seen: Seen, *, edited: bool = False) -> None:
        """One message as its platform shows it."""
        self._on(seen.platform, self.bubble(seen, edited=edited))

    def both(self, left: Seen, right: Seen) -> None:
        """The same on both platforms."""
        self._row(self.bubble(left), self.bubble(right))

    def bubble(self, seen: Seen, *, edited: bool = False) -> RenderableType:
        """A message in a frame: who, where, when, its text and its buttons."""
        colour = COLOURS[seen.platform]
        parts: list[RenderableType] = [Text(seen.text, overflow="fold")]
        for row in seen.buttons:
            parts.append(Text("  ".join(f"[ {label} ]" for label in row), f"bold {colour}", overflow="fold"))
        private = f" · {self.words('demo-only-for', name=seen.only_for)}" if seen.only_for else ""
        remark = f" · {self.words('demo-edited')}" if edited else ""
        return Panel(
            Group(*parts),
            title=Text(f"{NAMES[seen.platform]} · {seen.who}{private}"),
            subtitle=Text(f"{seen.at:%H:%M:%S}{remark}", "dim"),
            title_align="left",
            subtitle_align="right",
            border_style=colour,
            box=ROUNDED,
        )

    def _on(self, platform: str, what: RenderableType) -> None:
        if isinstance(what, Text):
            what = Panel(what, border_style=f"dim {COLOURS[platform]}", box=ROUNDED)
        empty = Text("")
        self._row(*((what, empty) if platform == "telegram" else (empty, what)))

    def _row(self, left: RenderableType, right: RenderableType) -> None:
        if self.console.width < NARROW:
            for side in (left, right):
                if not (isinstance(side, Text) and not side.plain):
                    self.console.print(side)
            return
        table = Table.grid(expand=True, padding=(0, 1))
        table.add_column(ratio=1)
        table.add_column(ratio=1)
        table.add_row(Align.left(left), Align.left(right))
        self.console.print(table)
