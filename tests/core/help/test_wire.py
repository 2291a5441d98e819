"""Help over both real client libraries and the stand-ins: from a group to the one on call on the other platform."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

from bots.build import running
from bots.config import parse
from bots.playground.discord.model import Channel, Person
from bots.playground.discord.standin import DiscordStandIn
from bots.playground.feed import Feed
from bots.playground.server import Playground
from bots.playground.telegram.standin import TelegramStandIn
from bots.run import serve
from core.engine.texts import Texts
from core.kit import t
from tests.rig import JAKARTA

T = TypeVar("T")
CONFIG = """
[community]
name = "Guyub"
database = ":memory:"
[bots.telegram]
token_env = "TG"
base_url = "{url}/telegram"
[bots.discord]
token_env = "DC"
rest_url = "{url}/discord/api/v10"
gateway_url = "{gateway}/discord/gateway"
[rooms.lobby]
telegram = "{group}"
discord = "{channel}"
[core.help]
on_call = ["discord:{wati}"]
"""


def say(key: str) -> str:
    return Texts(["core.engine", "core.help"]).plain(t(key), "id", JAKARTA)


async def until(condition: Callable[[], T | None]) -> T:
    """Wait until something is so behind the two sockets."""
    async with asyncio.timeout(20):
        while not (value := condition()):  # noqa: ASYNC110
            await asyncio.sleep(0.005)
    return value


@dataclass
class House:
    """The bot between the stand-ins of both platforms; Wati, on Discord, is on call."""

    tg: TelegramStandIn
    dc: DiscordStandIn
    group: int
    channel: Channel
    wati: Person

    def said(self, chat: int) -> list[dict[str, Any]]:
        """What the bot said in a chat on Telegram."""
        bot = self.tg.world.bot.id
        return [one for one in self.tg.messages(chat) if one["from"]["id"] == bot]


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    feed = Feed()
    tg, dc = TelegramStandIn(feed), DiscordStandIn(feed)
    async with AsyncExitStack() as closing:
        playground = await closing.enter_async_context(Playground({"telegram": tg, "discord": dc}, feed))
        group, guild = tg.add_group("Kampung"), dc.add_guild("Kampung")
        channel, wati = dc.add_channel(guild, "lobby"), dc.add_person("Wati")
        dc.join(wati, guild)
        text = CONFIG.format(
            url=playground.url,
            gateway=playground.url.replace("http", "ws"),
            group=group,
            channel=channel.id,
            wati=wati.id,
        )
        loaded = parse(text, tmp_path / "config.toml", {"TG": tg.token, "DC": dc.token})
        assert loaded.config is not None, loaded.problems
        community = await closing.enter_async_context(running(loaded.config))
        stop = asyncio.Event()
        serving = asyncio.create_task(serve(community, stop))
        try:
            await until(lambda: dc.gateway.identified and tg.calls["getUpdates"] and dc.world.commands.get(""))
            yield House(tg, dc, group, channel, wati)
        finally:
            stop.set()
            await serving


async def test_from_a_group_to_the_one_on_call_on_the_other_platform(house: House) -> None:
    tg, dc, wati = house.tg, house.dc, house.wati
    await dc.slash(wati, house.channel, "bantuan").shown()
    sari = tg.add_person("Sari")
    tg.join(sari, house.group)
    tg.write(sari, house.group, "/bantuan")
    hint = (await until(lambda: house.said(house.group)))[0]
    assert hint["text"] == say("house-private-only")
    ((door,),) = hint["reply_markup"]["inline_keyboard"]
    address, _, payload = door["url"].partition("?start=")
    assert address == f"https://t.me/{tg.world.bot.username}"

    tg.start_bot(sari, payload)
    shown = (await until(lambda: house.said(sari)))[0]
    assert "0800-1500-119" in shown["text"] and "119 ext 8" in shown["text"]
    await tg.press(sari, sari, say("help-self"))
    asked = await until(lambda: house.said(sari)[1:])
    assert "112" in asked[0]["text"]
    assert dc.dms(wati) == []
    await tg.press(sari, sari, say("help-call-yes"))
    page = (await until(lambda: dc.dms(wati)))[0]
    assert page["embeds"][0]["title"] == "🆘 Sari bilang lagi nggak aman"
    assert len(house.said(house.group)) == 1, "the group was told nothing else"

    opened = await dc.press(wati, page["id"], say("help-page-write")).shown()
    await dc.submit(wati, opened, {"words": "Halo Sari, kamu aman?"}).shown()
    wrote = await until(lambda: next((m for m in house.said(sari) if "kamu aman?" in m["text"]), None))
    assert wrote["text"] == "Wati: Halo Sari, kamu aman?"


async def test_in_a_channel_everything_is_seen_by_one_person_only(house: House) -> None:
    dc, bimo = house.dc, house.dc.add_person("Bimo")
    assert house.channel.guild is not None
    dc.join(bimo, house.channel.guild)
    first = await dc.slash(bimo, house.channel, "bantuan").shown()
    assert first.original is not None and first.original.visible_to == bimo.id
    second = await dc.press(bimo, first.original, say("help-self")).shown()
    assert second.original is not None and second.original.visible_to == bimo.id
    told = second.original.body["embeds"][0]["description"].replace("\\", "")
    assert told.startswith(say("help-nobody")), "Wati never used the bot yet"
    seen_by_all = [one for one in dc.messages(house.channel) if "visible_to" not in one]
    assert seen_by_all == []
