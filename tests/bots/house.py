"""Configs, pretend platforms and broken plugins for the tests of the command line."""

from __future__ import annotations

import asyncio
import sys
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

import plugins
from bots.config import Config, Loaded, parse
from core.kit import Can, Place
from core.kit.port import App, Limits, Menu, Message, Pace, Problem, Ref, Trouble

TELEGRAM_TOKEN = "123456789:AAExample-Example_Example0123456789ab"
DISCORD_TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB"
ENVIRON = {"TELEGRAM_TOKEN": TELEGRAM_TOKEN, "DISCORD_TOKEN": DISCORD_TOKEN}

GOOD = """\
[community]
name = "Kita"
database = ":memory:"

[bots.telegram]
token_env = "TELEGRAM_TOKEN"

[rooms.lobby]
telegram = "-1001234567890"
"""

FIVE = """\
[community]
name = "Kita"
zone = "Asia/Jakrta"

[bots.telegram]
token_env = "TELEGRAM_TOKEN"
pol_seconds = 30

[rooms.lobby]
telegram = "lobby"

[core.mabar]
slots = "lima"

[core.maber]
"""
"""Five mistakes, on the lines 3, 7, 10, 13 and 15."""


def read(text: str, environ: dict[str, str] | None = None, folder: Path = Path()) -> Loaded:
    """A config's text, read."""
    return parse(textwrap.dedent(text), folder / "config.toml", ENVIRON if environ is None else environ)


def good(text: str = GOOD) -> Config:
    """A config that has no mistakes."""
    loaded = read(text)
    assert loaded.config is not None, loaded.problems
    return loaded.config


class Pretend:
    """A platform that does what it is told: fails, ends, or runs until cancelled."""

    can: frozenset[Can] = frozenset()
    limits = Limits(Pace(1e6, 1000), Pace(1e6, 1000), Pace(1e6, 1000))

    def __init__(self, name: str, *fails: Exception, problems: Sequence[Problem] | Exception = ()) -> None:
        self.name = name
        self.runs = 0
        self.up = asyncio.Event()
        self.ended = False
        self.closed = False
        self.asked: list[Place] = []
        self._fails = list(fails)
        self._problems = problems

    async def run(self, app: App, menu: Menu) -> None:
        self.runs += 1
        if self._fails:
            raise self._fails.pop(0)
        self.up.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.ended = True

    async def send(self, place: Place, message: Message, *, nonce: str = "") -> Ref:
        raise Trouble("pretend")

    async def edit(self, ref: Ref, message: Message) -> None:
        raise Trouble("pretend")

    async def check(self, places: Sequence[Place], menu: Menu) -> Sequence[Problem]:
        self.asked = list(places)
        if isinstance(self._problems, Exception):
            raise self._problems
        return self._problems

    async def close(self) -> None:
        self.closed = True


def add_plugin(folder: Path, name: str, feature: str, **files: str) -> None:
    """Write a plugin's folder; `files` are further ones (`store="..."`)."""
    home = folder / name
    home.mkdir(parents=True)
    (home / "__init__.py").write_text(f'"""Made for a test."""\n\nfrom plugins.{name}.feature import {name}\n')
    (home / "feature.py").write_text(textwrap.dedent(feature))
    for file, text in files.items():
        (home / f"{file}.py").write_text(textwrap.dedent(text))


@contextmanager
def extra_plugins(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have the plugins in this folder beside the real ones."""
    before = set(sys.modules)
    monkeypatch.setattr(plugins, "__path__", [*plugins.__path__, str(folder)])
    try:
        yield
    finally:
        for name in set(sys.modules) - before:
            if name.startswith("plugins."):
                del sys.modules[name]
                if hasattr(plugins, short := name.split(".")[1]):
                    delattr(plugins, short)
