"""The fixtures of the Telegram stand-in's tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from telegram import Bot
from tg_house import Clock, House, check_recorded, refused

from bots.playground.feed import Feed
from bots.playground.server import Playground
from bots.playground.telegram.standin import TelegramStandIn

Build = Callable[..., Awaitable[House]]


@pytest.fixture
async def build() -> AsyncIterator[Build]:
    houses: list[House] = []

    async def make(**options: Any) -> House:
        clock, recorded, feed = Clock(), list[dict[str, Any]](), Feed()
        tg = TelegramStandIn(feed, clock=clock, record=recorded.append, **options)
        playground = Playground({"telegram": tg}, feed)
        await playground.start()
        houses.append(House(tg, playground, clock, recorded))
        return houses[-1]

    yield make
    for house in houses:
        for bot in house.bots:
            await bot.shutdown()
        if house.http is not None:
            await house.http.close()
        await house.playground.stop()
    check_recorded([line for house in houses for line in house.recorded if not refused(line)])


@pytest.fixture
async def house(build: Build) -> House:
    return await build()


@pytest.fixture
async def bot(house: House) -> Bot:
    return await house.bot()


@pytest.fixture
def sari(house: House) -> int:
    """Somebody who has started the bot."""
    person = house.tg.add_person("Sari", username="sari_m", last_name="Melati")
    house.tg.start_bot(person)
    return person
