"""`guyub check`: everything that is wrong with the setup at once, and what each feature needs."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bots.build import Closing, Sound, compatible, make_platforms, registry, usable
from bots.config import MEMORY, Config, Loaded, load
from bots.show import show_problems
from bots.words import Words, homes
from core.engine.registry import Feature
from core.kit import Text, t
from core.kit.port import Checked, Menu, Platform, Problem

PATIENCE = 60.0
"""Seconds a platform is given to tell what is wrong."""


@dataclass(frozen=True, slots=True)
class Line:
    """What the list of features says of one."""

    home: str
    on: bool
    commands: tuple[str, ...] = ()
    needs: tuple[Text, ...] = ()


def check(path: Path, lang: str, *, offline: bool, to: TextIO | None = None) -> int:
    """Show every problem with its cure, and the features; 1 when something must be mended before a start, else 0."""
    out = to or sys.stdout
    loaded = load(path)
    words = Words(lang, homes(loaded.partial.bots))
    words.redact.add(loaded.partial.secrets)
    problems, lines = asyncio.run(examine(loaded, offline=offline))
    if lines:
        _show_features(lines, words, out)
    if problems:
        show_problems(problems, words, out)
    errors = sum(problem.fatal for problem in problems)
    key = "cli-check-errors" if errors else "cli-check-warnings" if problems else "cli-check-fine"
    out.write(words(key, errors=errors, warnings=len(problems) - errors) + "\n")
    if offline and not errors:
        out.write(words("cli-check-offline") + "\n")
    return 1 if errors else 0


async def examine(
    loaded: Loaded, *, offline: bool, platforms: Sequence[Platform] | None = None
) -> tuple[list[Problem], list[Line]]:
    """Every problem, and a line for each feature; `platforms` are asked instead of those in config."""
    config = loaded.partial
    problems = list(loaded.problems)
    if config.community.name or loaded.config:
        problems += _database(config)
    if config.bots and not config.rooms:
        problems.append(Problem(f"{config.path.name} [rooms]", t("cli-no-room"), t("cli-no-room-cure"), fatal=False))
    async with AsyncExitStack() as closing:
        served = make_platforms(config) if platforms is None else tuple(platforms)
        for platform in served:
            if isinstance(platform, Closing):
                closing.push_async_callback(platform.close)
        sound = _sound(config, served if loaded.config or served else None)
        problems += sound.problems
        if not offline:
            menu = registry(sound.features, config.community.lang).menu()
            asked = [_ask(platform, config, menu) for platform in served]
            for found in await asyncio.gather(*asked):
                problems += found
    on = [_line(feature, config, on=feature in sound.features) for feature in config.features]
    off = [Line(home, on=False) for home in loaded.off]
    return problems, [*on, *off]


def _sound(config: Config, platforms: Sequence[Platform] | None) -> Sound:
    usable_ones = usable(config.features, platforms, config)
    found = compatible(usable_ones.features, config.community.lang)
    return Sound(found.features, (*usable_ones.problems, *found.problems))


async def _ask(platform: Platform, config: Config, menu: Menu) -> Sequence[Problem]:
    """A platform's own problems; that it cannot be asked is one, too."""
    if not isinstance(platform, Checked):
        return []
    places = [place for room in config.rooms for place in room.places if place.platform == platform.name]
    where = f"bots.{platform.name}"
    try:
        async with asyncio.timeout(PATIENCE):
            return await platform.check(places, menu)
    except Exception as error:  # whatever goes wrong at one platform, the other's problems are still to be seen
        reason = type(error).__name__
        return [Problem(where, t("cli-check-failed", reason=reason), t("cli-check-failed-cure", name=platform.name))]


def _database(config: Config) -> list[Problem]:
    """Whether the database can be opened, told without touching it: the bot may be running."""
    if config.database == MEMORY:
        return []
    file = Path(config.database)
    where = f"{config.path.name} [community] database"
    if file.is_dir():
        return [Problem(where, t("config-database-folder", file=str(file)), t("config-database-folder-cure"))]
    target = file if file.exists() else next(one for one in file.parents if one.exists())
    if not (target.is_dir() or target == file) or not os.access(target, os.W_OK):
        told = str(target)
        return [Problem(where, t("config-database-closed", file=told), t("config-database-closed-cure", file=told))]
    return []


def _line(feature: Feature, config: Config, *, on: bool) -> Line:
    plugin = feature.plugin
    commands = tuple(f"/{action.command}" for action in plugin.actions.values() if action.command)
    can = [t(f"cli-can-{one.value}") for one in sorted(plugin.needs)]
    hears = sorted({listener.signal.__name__.lower() for listener in plugin.listeners} & HEARD)
    return Line(plugin.home, on, commands, (*can, *(t(f"cli-hears-{name}") for name in hears)))


HEARD = frozenset({"said", "came", "went", "reached", "deleted", "moved"})
"""What of the things a platform tells has words of its own in the list."""


def _show_features(lines: Sequence[Line], words: Words, out: TextIO) -> None:
    rows = [
        (
            line.home,
            words("cli-on" if line.on else "cli-off"),
            " ".join(line.commands),
            ", ".join(words.say(need) for need in line.needs) or (words("cli-needs-nothing") if line.on else ""),
        )
        for line in lines
    ]
    if out.isatty():
        from rich.console import Console
        from rich.table import Table
        from rich.text import Text as Rich

        table = Table()
        for column in ("cli-column-feature", "cli-column-state", "cli-column-commands", "cli-column-needs"):
            table.add_column(words(column))
        for row in rows:
            table.add_row(*(Rich(cell) for cell in row))
        Console(file=out).print(table)
        return
    for row in rows:
        out.write("  ".join(cell for cell in row if cell) + "\n")
    out.write("\n")
