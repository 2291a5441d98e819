"""The fixtures of the wire tests: houses that are made and closed, and the check of everything that passed."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from checks_wire import conform, unchecked
from house_wire import Build, House
from screens_wire import Json

from bots import logs
from bots.discord.redirect import point
from bots.discord.settings import REST_URL

Recorded = dict[str, list[Json]]


@pytest.fixture(scope="module")
def recorded() -> Iterator[Recorded]:
    """Everything that passes in a module's tests; at the end it is held against the official specifications."""
    lines: Recorded = {"telegram": [], "discord": []}
    yield lines
    if why := unchecked():
        print(f"not checked against the official specifications: {why}")
    else:
        assert not (wrong := conform(lines)), wrong


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """All that is logged, in full detail."""
    root = logging.getLogger()
    names = ("", *logs.QUIET)
    before = root.handlers[:], {name: logging.getLogger(name).level for name in names}, structlog.get_config()
    stream = io.StringIO()
    logs.set_up(stream, level=logging.DEBUG, terminal=False)
    structlog.configure(cache_logger_on_first_use=False)  # other tests look at what the same loggers say
    yield stream
    handlers, levels, config = before
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(False)
    structlog.configure(**config)
    sys.excepthook = sys.__excepthook__


@pytest.fixture
async def build(recorded: Recorded, logged: io.StringIO, tmp_path: Path) -> AsyncIterator[Build]:
    """Makes houses whose stand-ins run and whose bot does not yet."""
    houses: list[House] = []

    async def make(**options: Any) -> House:
        folder = tmp_path / str(len(houses))
        folder.mkdir()
        houses.append(await House.open(folder, log=logged, **options))
        return houses[-1]

    yield make
    for house in houses:
        print(house.screens())  # for whoever wonders why a test failed
        await house.close()
        for platform, lines in house.recorded.items():
            recorded[platform] += lines
    point(REST_URL, None)
    for house in houses:
        house.check_logs()


@pytest.fixture
async def house(build: Build) -> House:
    """A house whose bot is up."""
    made = await build()
    return await made.up()
