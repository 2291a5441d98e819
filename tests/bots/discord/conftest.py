"""The fixtures of the Discord edge's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from dcbot_house import House, build, conform

from bots.discord.redirect import point
from bots.discord.settings import REST_URL

Build = Callable[..., Awaitable[House]]


@pytest.fixture
async def houses() -> AsyncIterator[Build]:
    """Makes houses; options go to the stand-in."""
    made: list[House] = []

    async def make(**options: Any) -> House:
        options.setdefault("privileged_intents", ("members", "message_content"))
        made.append(await build(**options))
        return made[-1]

    yield make
    for house in made:
        await house.close()
    point(REST_URL, None)
    conform([line for house in made for line in house.recorded])


@pytest.fixture
async def house(houses: Build) -> House:
    """One house, not yet connected."""
    return await houses()
