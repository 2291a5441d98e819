"""The whole bot in this process: the real engine and both client libraries over loopback against the stand-ins, every
call and update that passes recorded, people who act and screens that can be read."""

from __future__ import annotations

import asyncio
import io
import json
import re
import sqlite3
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from alarm_wire import HouseAlarm
from reading_wire import NOON, say
from screens_wire import Screens, answers, until

from bots.build import Running, running
from bots.config import Config, parse
from bots.playground.discord.model import Interaction, Person
from bots.playground.discord.standin import DiscordStandIn
from bots.playground.faults import Fault
from bots.playground.feed import Feed
from bots.playground.server import Playground
from bots.playground.telegram.standin import TelegramStandIn
from bots.run import serve
from core.engine.alarm import Alarm
from core.engine.pacer import Pacer
from core.kit.port import Limits, Pace

T = TypeVar("T")
Json = dict[str, Any]

DISCORD_TOKEN = "MTA5MDAwMDAwMDAwMDAwMDAw.GwireT.house-token-of-the-wire-tests-0123456"
TELEGRAM_TOKEN = "7100000042:AAwireTestsHouseTokenOfTheStandIn000000"
QUICK = Limits(Pace(1e6, 100_000), Pace(1e6, 100_000), Pace(1e6, 100_000))


@dataclass
class House(Screens):
    """Stand-ins with a group and a channel that are one room, and the bot between them; made by `open`."""

    playground: Playground
    folder: Path
    more: str = ""
    """Further tables of the config."""
    pacers: Callable[[], dict[str, Pacer] | None] = lambda: {"telegram": Pacer(QUICK), "discord": Pacer(QUICK)}
    real_time: bool = False
    in_community: str = ""
    """Further lines of [community]."""
    in_discord: str = ""
    """Further lines of [bots.discord]."""
    noon: datetime = NOON
    """What its clock shows when it is made."""
    room_topic: str = ""
    webhook: str = ""
    log: io.StringIO = field(default_factory=io.StringIO)
    errors: set[str] = field(default_factory=set[str])
    """What may be logged as an error in this test; nothing else may."""
    shift: timedelta = timedelta(0)
    alarm: Alarm | None = None
    community: Running | None = None
    _began: float = 0.0
    _up: AsyncExitStack | None = None
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _serving: asyncio.Task[Any] | None = None
    _config: Config | None = None

    @classmethod
    async def open(cls, folder: Path, **options: Any) -> House:
        """Start the stand-ins; `forum` and `supergroup` shape the group, `limits` and `heartbeat` the stand-ins."""
        feed = Feed()
        limits = options.pop("limits", False)
        recorded: dict[str, list[Json]] = {"telegram": [], "discord": []}
        shape = {name: options.pop(name) for name in ("forum", "supergroup") if name in options}
        privileged = options.pop("privileged_intents", ())
        tg = TelegramStandIn(feed, token=TELEGRAM_TOKEN, limits=limits, record=recorded["telegram"].append)
        dc = DiscordStandIn(
            feed, token=DISCORD_TOKEN, limits=limits, privileged_intents=privileged, record=recorded["discord"].append
        )
        playground = Playground({"telegram": tg, "discord": dc}, feed)
        await playground.start()
        group = tg.add_group("Lobby Kampung", **shape)
        guild = dc.add_guild("Kampung")
        house = cls(tg, dc, recorded, group, dc.add_channel(guild, "lobby"), playground, folder, **options)
        house._began = asyncio.get_running_loop().time()
        return house

    # --- its life ---------------------------------------------------------------------------------------------------

    def clock(self) -> datetime:
        """The time in the house: real time from noon on, and what it was turned by."""
        if self.real_time:
            return datetime.now(UTC)
        elapsed = asyncio.get_running_loop().time() - self._began
        return (self.noon + timedelta(seconds=elapsed) + self.shift).astimezone(UTC)

    def turn(self, by: timedelta) -> None:
        """Turn the clock; what is due then rings."""
        self.shift += by
        if isinstance(self.alarm, HouseAlarm):
            self.alarm.turned.set()

    def config(self) -> Config:
        """What config.toml says; the database's file stays, and so do the ids, whatever happens to the group."""
        if self._config is None:
            # most tests are about a card, not about its preview
            plain = "" if "[core.mabar]" in self.more else "[core.mabar]\npreview = false\nmost_open = 1000"
            topic = f'telegram_topic = "{self.room_topic}"\n' if self.room_topic else ""
            written = f"""
                [community]
                name = "Guyub"
                database = "guyub.db"
                {self.in_community}
                [bots.telegram]
                token_env = "TG"
                base_url = "{self.playground.url}/telegram"
                {self.webhook}
                [bots.discord]
                token_env = "DC"
                rest_url = "{self.playground.url}/discord/api/v10"
                gateway_url = "{self.playground.url.replace("http", "ws")}/discord/gateway"
                {self.in_discord}
                [rooms.lobby]
                telegram = "{self.group}"
                {topic}discord = "{self.channel.id}"
                [plugins.dice]
                enabled = true
                {plain}
                {self.more}
                """
            text = "\n".join(line.strip() for line in written.splitlines())
            environ = {"TG": TELEGRAM_TOKEN, "DC": DISCORD_TOKEN, "HOOK": "secret_of_the_webhook_0123"}
            loaded = parse(text, self.folder / "config.toml", environ)
            assert loaded.config is not None, loaded.problems
            self._config = loaded.config
        return self._config

    async def up(self) -> House:
        """Start the bot as `guyub run` does, and wait until both platforms listen."""
        dc, tg = self.dc, self.tg
        identified, polls = dc.gateway.identified, tg.calls["getUpdates"]
        self.alarm = None if self.real_time else HouseAlarm(self.clock)
        self._up = AsyncExitStack()
        pacers = self.pacers()
        self.community = await self._up.enter_async_context(
            running(self.config(), alarm=self.alarm, clock=self.clock, pacers=pacers)
        )
        assert not self.community.problems
        self._stop = asyncio.Event()
        self._serving = asyncio.create_task(serve(self.community, self._stop))
        serving = self._serving
        await until(lambda: serving.done() or dc.gateway.identified > identified)
        await until(lambda: serving.done() or tg.calls["getUpdates"] > polls or (self.webhook and tg.webhook.hook.url))
        await until(lambda: serving.done() or len(dc.world.commands.get("", {})) >= 6)
        assert not serving.done(), serving.result()
        return self

    async def down(self) -> None:
        """Stop the bot as a signal does."""
        if self._serving is not None:
            self._stop.set()
            async with asyncio.timeout(20):
                assert await self._serving == []
            self._serving = None
        if self._up is not None:
            await self._up.aclose()
            self._up = self.community = None

    async def restart(self) -> None:
        """Stop it and start it over the same file."""
        await self.down()
        await self.up()

    async def close(self) -> None:
        """Stop everything."""
        try:
            await self.down()
        finally:
            await self.playground.stop()

    async def settle(self) -> None:
        """Wait until nothing that people did is under way any more."""
        updates = self.tg.world.updates
        await until(lambda: not updates.pending)
        assert self.community is not None
        async with asyncio.timeout(30):
            await self.community.engine.idle()

    def rows(self, table: str) -> int:
        """How many rows a table has."""
        return len(self.query(f"SELECT 1 FROM {table}"))

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Read the file beside the running bot."""
        reading = sqlite3.connect(f"file:{self.folder / 'guyub.db'}?mode=ro", uri=True)
        try:
            return reading.execute(sql).fetchall()
        finally:
            reading.close()

    # --- people -----------------------------------------------------------------------------------------------------

    def thumb(self, name: str, *, start: bool = False, **more: Any) -> int:
        """Somebody on Telegram, in the group; `start`: they have started the bot."""
        person = self.tg.add_person(name, **more)
        self.tg.join(person, self.group)
        if start:
            self.tg.start_bot(person)
        return person

    @property
    def owner(self) -> int:
        """Whom the group belongs to."""
        members = self.tg.world.chats[self.group].members
        return next(person for person, member in members.items() if member.status == "creator")

    @property
    def boss(self) -> Person:
        """Whom the server belongs to."""
        assert self.channel.guild is not None
        return self.dc.world.persons[self.channel.guild.owner_id]

    def gamer(self, name: str, **more: Any) -> Person:
        """Somebody on Discord, in the server."""
        person = self.dc.add_person(name, **more)
        assert self.channel.guild is not None
        self.dc.join(person, self.channel.guild)
        return person

    def fault(self, platform: str, kind: Any, call: str, times: int = 1, **more: Any) -> None:
        """Order a fault."""
        standin = self.tg if platform == "telegram" else self.dc
        standin.faults.order(Fault(kind, call, times, **more))

    async def plan(self, person: int, line: str = "ml 27 november 2026 jam 8 malem 3 santai ya") -> None:
        """Plan a mabar in the group, and see its card on both platforms."""
        self.tg.write(person, self.group, f"/mabar {line}")
        await until(lambda: self.card_tg() and self.card_dc())

    async def writes(self, person: int, text: str, chat: int | None = None, **more: Any) -> Json:
        """Write something (in the group) and wait for the bot's reply to it; returns that."""
        chat = self.group if chat is None else chat
        sent = self.tg.write(person, chat, text, **more)["message_id"]
        return await until(
            lambda: next((one for one in self.said_tg(chat) if answers(one) == sent), None),
            because=f"{text} unanswered",
        )

    async def question(self, chat: int | None = None) -> Json:
        """Wait for a question that is to be answered by a reply; returns the newest."""
        chat = self.group if chat is None else chat
        return await until(lambda: next(iter(self.asked(chat)[::-1]), None), because="nothing is asked")

    async def press(self, who: int | Person, button: str) -> Any:
        """Press a button (by its text's key) of the newest card; a toast, or what Discord showed only to them."""
        label = say(button)
        if isinstance(who, int):
            return await self.tg.press(who, self.group, label)
        card = await until(self.card_dc)
        return await self.dc.press(who, card["id"], label).shown()

    async def slash(self, who: Person, command: str, /, **options: Any) -> Interaction:
        """Use a slash command in the channel, and see what comes of it."""
        return await self.dc.slash(who, self.channel, command, options).shown()

    # --- what must hold of every run --------------------------------------------------------------------------------

    def check_logs(self) -> None:
        """Nothing that was logged holds a token, a person's id or name, or anything somebody wrote."""
        logged = self.log.getvalue()
        found = [secret for secret in self._secrets() if re.search(rf"(?<!\w){re.escape(secret)}(?!\w)", logged)]
        assert not found, f"in the logs: {found}"
        lines = [json.loads(line) for line in logged.splitlines()]
        assert lines, "nothing was logged"
        wrong = [line for line in lines if line["level"] in ("error", "critical") and line["event"] not in self.errors]
        assert not wrong, wrong

    def _secrets(self) -> Iterable[str]:
        tg, dc = self.tg.world, self.dc.world
        yield from (TELEGRAM_TOKEN, TELEGRAM_TOKEN.partition(":")[2], DISCORD_TOKEN, "secret_of_the_webhook_0123")
        for user in tg.users.values():
            if user.id != tg.bot.id:
                yield from filter(None, (str(user.id), user.first_name, user.last_name, user.username))
        for person in dc.persons.values():
            if person is not dc.bot:
                yield from (person.id, person.name, person.username)
        yield from (one.token for one in dc.interactions.values())
        written = [
            one["update"].get("message", {}).get("text", "") for one in self.recorded["telegram"] if "update" in one
        ]
        for interaction in dc.interactions.values():
            written += _strings(interaction.data.get("options", [])) + _strings(interaction.data.get("components", []))
        for text in written:
            words = text.partition(" ")[2] if text.startswith("/") else text
            if len(words) >= 8:
                yield words


Build = Callable[..., Awaitable[House]]
"""The fixture that makes houses."""


def _strings(data: Any) -> list[str]:
    """Every text that somebody typed, in the data of an interaction."""
    if isinstance(data, dict):
        here = [data["value"]] if isinstance(data.get("value"), str) else []
        return here + [text for value in data.values() if isinstance(value, dict | list) for text in _strings(value)]
    return [text for item in data for text in _strings(item)] if isinstance(data, list) else []
