"""The address of the bot's private chat, known once the bot knows its name."""

from __future__ import annotations

import pytest
from telegram_house import Build, FakeApp


async def test_the_address_is_known_once_the_bot_knows_its_name(build: Build) -> None:
    house = await build()
    platform = house.platform()
    assert platform.doorstep("bantuan") is None
    app = FakeApp()
    house.start(app, platform=platform)
    house.tg.start_bot(house.tg.add_person("Sari"))
    await app.until(lambda: len(app.done) == 1)
    name = house.tg.world.bot.username
    assert platform.doorstep("bantuan") == f"https://t.me/{name}?start=bantuan"
    assert platform.doorstep("bantuan-cek_2") == f"https://t.me/{name}?start=bantuan-cek_2"
    for bad in ("", "a b", "x" * 65, "é", "a&b", "a\n"):
        assert platform.doorstep(bad) == f"https://t.me/{name}", bad


@pytest.mark.parametrize("text", ["/start bantuan"])
async def test_what_it_opens_comes_back_as_start(build: Build, text: str) -> None:
    house, app = await build(), FakeApp()
    house.start(app)
    house.tg.write(house.tg.add_person("Sari"), None, text)
    await app.until(lambda: len(app.done) == 1)
    what = app.done[0].what
    assert (what.name, what.rest) == ("start", "bantuan")  # type: ignore[union-attr]
