"""`guyub init` with both real client libraries against the stand-ins: tokens tried, rights asked for, places heard."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from bots.config import Config, load
from bots.discord import DiscordPlatform, DiscordSettings
from bots.discord.redirect import point
from bots.discord.rights import INVITED, NEEDED, SPEAKING
from bots.discord.settings import REST_URL
from bots.init import Desk, Make, init
from bots.playground.discord.standin import DiscordStandIn
from bots.playground.feed import Feed
from bots.playground.server import Playground
from bots.playground.telegram.standin import TelegramStandIn
from bots.telegram import TelegramPlatform, TelegramSettings
from bots.words import Words
from core.kit.places import Place
from core.kit.port import Platform, Rejected
from tests.bots.house import DISCORD_TOKEN, TELEGRAM_TOKEN

Act = Callable[[], Coroutine[Any, Any, object]]
"""What somebody does in an app, when they are asked to."""


async def until(true: Callable[[], object]) -> None:
    async with asyncio.timeout(20):
        while not true():  # noqa: ASYNC110 (what is waited for happens in another thread)
            await asyncio.sleep(0.005)


@dataclass
class House:
    """Both platforms, a group with a topic and a channel, and somebody at a terminal."""

    tg: TelegramStandIn
    dc: DiscordStandIn
    url: str
    group: int
    topic: int
    lobby: Any
    sari: int
    bimo: Any
    loop: asyncio.AbstractEventLoop
    said: io.StringIO = field(default_factory=io.StringIO)
    acting: set[asyncio.Future[Any]] = field(default_factory=set[Any])

    def make(self, name: str, token: str) -> Platform:
        if name == "telegram":
            given: dict[str, Any] = {"token": token, "base_url": f"{self.url}/telegram", "poll_seconds": 1}
            return TelegramPlatform(TelegramSettings.model_validate(given))
        gateway = f"{self.url.replace('http', 'ws')}/discord/gateway"
        given = {"token": token, "rest_url": f"{self.url}/discord/api/v10", "gateway_url": gateway}
        return DiscordPlatform(DiscordSettings.model_validate(given))

    async def init(
        self, path: Path, *answers: str | Act, code: int = 0, make: Make | None = None, seconds: float = 20.0
    ) -> str:
        """Answer one question after the other; an Act is Enter, and something done in an app meanwhile."""
        left = iter(answers)

        def read(question: str) -> str:
            self.said.write(f"{question}\n")
            answer = next(left, None)
            if answer is None:
                raise EOFError
            if isinstance(answer, str):
                return answer
            self.acting.add(asyncio.wrap_future(asyncio.run_coroutine_threadsafe(answer(), self.loop), loop=self.loop))
            return ""

        desk = Desk(self.said, read, read)
        got = await asyncio.to_thread(init, path, "id", yes=False, desk=desk, make=make or self.make, seconds=seconds)
        assert got == code, self.said.getvalue()
        assert next(left, None) is None, "not all was asked"
        await asyncio.gather(*self.acting)
        return self.said.getvalue()

    def in_topic(self, text: str = "/sini", chat: int | None = None) -> Act:
        async def act() -> None:
            self.tg.write(self.sari, self.group, text, topic=self.topic)

        return act

    def in_private(self) -> Act:
        async def act() -> None:
            self.tg.start_bot(self.sari)
            self.tg.write(self.sari, None, "/sini")
            self.tg.write(self.sari, self.group, "/sini")

        return act

    def in_channel(self) -> Act:
        async def act() -> None:
            known = self.dc.gateway.identified
            await until(lambda: self.dc.gateway.identified > known and self.dc.world.commands.get(""))
            heard = self.dc.slash(self.bimo, self.lobby, "sini")
            assert not (await heard.shown()).failed

        return act

    def mention(self) -> Act:
        async def act() -> None:
            known = self.dc.gateway.identified
            await until(lambda: self.dc.gateway.identified > known)
            self.dc.write(self.bimo, self.lobby, f"<@{self.dc.world.bot.id}> sini")

        return act


@pytest.fixture
async def house() -> AsyncIterator[House]:
    feed = Feed()
    tg = TelegramStandIn(feed, token=TELEGRAM_TOKEN)
    dc = DiscordStandIn(feed, token=DISCORD_TOKEN, privileged_intents=("members",))
    async with Playground({"telegram": tg, "discord": dc}, feed) as playground:
        group = tg.add_group("Lobby Kampung", forum=True)
        sari = tg.add_person("Sari")
        tg.join(sari, group)
        guild = dc.add_guild("Kampung")
        lobby = dc.add_channel(guild, "lobby")
        bimo = dc.add_person("Bimo")
        dc.join(bimo, guild)
        topic = tg.add_topic(group, "Obrolan")
        yield House(tg, dc, playground.url, group, topic, lobby, sari, bimo, asyncio.get_running_loop())
        await tg.close()
    point(REST_URL, None)


def read(path: Path) -> Config:
    loaded = load(path, {})
    assert loaded.config is not None, loaded.problems
    assert not loaded.problems
    return loaded.config


HELLO = ("id", "Kita", "")


async def test_both_places_are_found_by_listening(house: House, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    said = await house.init(
        path,
        *HELLO,
        *("ya", TELEGRAM_TOKEN, house.in_topic(), "ya", "ya"),
        *("ya", DISCORD_TOKEN, house.in_channel(), "ya", "ya"),
        *("admin", "nanti", "77777", ""),
        "tidak",
    )
    config = read(path)
    lobby, admin = config.rooms
    assert lobby.places == (Place("telegram", str(house.group), str(house.topic)), Place("discord", house.lobby.id))
    assert (admin.name, admin.places) == ("admin", (Place("discord", "77777"),))
    assert config.community.admins == {("telegram", str(house.sari)), ("discord", house.bimo.id)}
    settings = config.bots["discord"]
    assert isinstance(settings, DiscordSettings)
    assert (settings.guild, settings.members, settings.message_content) == (house.lobby.guild.id, True, False)
    assert f"@{house.tg.world.bot.username}" in said
    assert "Lobby Kampung" in said and "#lobby (Kampung)" in said and "Sari" in said and "Bimo" in said
    assert TELEGRAM_TOKEN not in said and DISCORD_TOKEN not in said
    assert [one["text"] for one in house.tg.messages(house.group) if one["from"]["id"] == house.tg.world.bot.id] == [
        Words("id")("listen-found")
    ]


async def test_a_word_said_to_the_bot_will_do(house: House, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    await house.init(path, *HELLO, "tidak", "ya", DISCORD_TOKEN, house.mention(), "ya", "tidak", "12", "", "tidak")
    assert read(path).rooms[0].places == (Place("discord", house.lobby.id),)
    assert read(path).community.admins == {("discord", "12")}


async def test_a_private_chat_is_not_the_place(house: House, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    await house.init(path, *HELLO, "ya", TELEGRAM_TOKEN, house.in_private(), "ya", "tidak", "", "tidak", "", "tidak")
    assert read(path).rooms[0].places == (Place("telegram", str(house.group)),)
    assert read(path).community.admins == frozenset()


async def test_nothing_heard_is_asked_again_and_the_wrong_place_refused(house: House, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"

    async def nothing() -> None:
        return

    said = await house.init(
        path,
        *HELLO,
        *("ya", TELEGRAM_TOKEN, nothing, "bukan-id", "-100777", "", "tidak", "", "tidak"),
        seconds=0.3,
    )
    assert "Belum terdengar" in said
    assert read(path).rooms[0].places == (Place("telegram", "-100777"),)
    house.said.truncate(0)
    path.unlink()
    (tmp_path / "data" / "telegram.token").unlink()
    await house.init(path, *HELLO, "ya", TELEGRAM_TOKEN, house.in_topic(), "bukan", "nanti", "", "tidak", "", "tidak")
    assert read(path).rooms == ()


async def test_a_wrong_token_is_found_out_at_once(house: House, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    wrong = "999999999:AAwrong-wrong_wrong0123456789wrong0000"
    said = await house.init(path, *HELLO, "ya", wrong, TELEGRAM_TOKEN, "nanti", "", "tidak", "", "tidak")
    assert "ditolak Telegram" in said and "BotFather" in said
    assert wrong not in said
    assert (tmp_path / "data" / "telegram.token").read_text().strip() == TELEGRAM_TOKEN


async def test_without_a_connection_ids_are_typed(house: House, tmp_path: Path) -> None:
    def nowhere(name: str, token: str) -> Platform:
        given: dict[str, Any] = {"token": token, "base_url": "http://127.0.0.1:9"}
        return TelegramPlatform(TelegramSettings.model_validate(given))

    path = tmp_path / "config.toml"
    said = await house.init(path, *HELLO, "ya", TELEGRAM_TOKEN, "-100777", "12", "tidak", "tidak", make=nowhere)
    assert "nggak ada sambungan" in said
    assert read(path).rooms[0].places == (Place("telegram", "-100777"),)


async def test_where_the_bot_may_not_write_is_told(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def send(*_: object, **__: object) -> None:
        raise Rejected

    monkeypatch.setattr(TelegramPlatform, "send", send)
    path = tmp_path / "config.toml"
    said = await house.init(path, *HELLO, "ya", TELEGRAM_TOKEN, house.in_topic(), "ya", "ya", "tidak", "", "tidak")
    assert "belum boleh menulis" in said


async def test_a_config_that_is_replaced_is_kept(house: House, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    for number in (1, 2):
        text = f"mine {number}"
        await asyncio.to_thread(path.write_text, text)
        await house.init(path, "ya", *HELLO, "tidak", "tidak", "tidak")
        assert (tmp_path / f"config.toml.old{number}").read_text() == text


async def test_a_place_is_in_one_room_only(house: House, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    said = await house.init(
        path,
        *HELLO,
        *("ya", TELEGRAM_TOKEN, "-100777", "", "tidak"),
        *("Ruang Admin!", "admin", "-100777", "", "tidak"),
    )
    assert "sudah jadi ruang lobby" in said
    assert [room.name for room in read(path).rooms] == ["lobby"]


# --- the rights ---


async def test_the_address_asks_for_what_is_needed_and_no_more(house: House) -> None:
    platform = house.make("discord", DISCORD_TOKEN)
    assert isinstance(platform, DiscordPlatform)
    _, url, settings = await platform.introduce()
    assert settings == {"members": True, "message_content": False}
    asked = parse_qs(urlsplit(url).query)
    assert asked["client_id"] == [house.dc.world.app_id]
    assert asked["scope"] == ["bot applications.commands"]
    rights = discord.Permissions(int(asked["permissions"][0]))
    assert rights == INVITED
    # https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
    for bit in (0, 1, 2, 4, 5, 6, 10, 11, 13, 14, 15, 16, 20, 24, 28, 33, 38, 40, 44, 51):
        assert rights.value >> bit & 1, bit
    assert not (rights.administrator or rights.mention_everyone or rights.manage_webhooks)
    assert all(getattr(rights, name) for name in (*SPEAKING, *NEEDED.values()))


async def test_the_address_of_a_group_has_the_rights_ticked(house: House) -> None:
    platform = house.make("telegram", TELEGRAM_TOKEN)
    assert isinstance(platform, TelegramPlatform)
    name, url, _ = await platform.introduce()
    await platform.close()
    parts = urlsplit(url)
    assert f"@{parts.path.strip('/')}" == name
    asked = parse_qs(parts.query, keep_blank_values=True)
    assert "startgroup" in asked
    assert set(asked["admin"][0].split(" ")) == {"invite_users", "restrict_members", "delete_messages", "pin_messages"}
