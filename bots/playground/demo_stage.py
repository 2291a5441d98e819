"""The demo's stage: the stand-ins with their people on loopback, and the real bot as a process of its own."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypeVar
from zoneinfo import ZoneInfo

from bots.playground.discord.model import Person as DiscordPerson
from bots.playground.discord.standin import DiscordStandIn
from bots.playground.feed import Feed
from bots.playground.server import HOST, Playground
from bots.playground.telegram.standin import TelegramStandIn

T = TypeVar("T")

NAME = "Guyub"
ROOM = "lobby"
ZONE = "Asia/Jakarta"
CAST = (("Sari", "telegram"), ("Rara", "telegram"), ("Bimo", "discord"), ("Bimo", "telegram"), ("Tono", "discord"))
"""Who is there when the curtain rises, and on which platform; Bimo is on both."""

LIMIT = 40.0
"""Seconds until something that should be seen is given up."""
START = 30.0
"""Seconds that the bot may take to start."""
END = 20.0
"""Seconds that the bot may take to end when it is asked to."""
TAIL = 12
"""How many of the bot's last log lines are shown when it ended by itself."""
_LOOK = 0.1

_CONFIG = """\
[community]
name = "{name}"
lang = "{lang}"
zone = "{zone}"
database = "guyub.db"

[bots.telegram]
token_file = "telegram.token"
base_url = "{url}/telegram"

[bots.discord]
token_file = "discord.token"
guild = "{guild}"
rest_url = "{url}/discord/api/v10"
gateway_url = "{socket}/discord/gateway"

[rooms.{room}]
telegram = "{group}"
discord = "{channel}"

[core.mabar]
room = "{room}"
remind_before = "{remind}s"
preview = false

[core.members]

[plugins.dice]
enabled = true
"""


class NotSeen(Exception):
    """What was waited for did not come in time; says what it was."""


class BotEnded(Exception):
    """The bot's process ended by itself; `tail` are the last lines of its log."""

    def __init__(self, code: int, tail: str) -> None:
        super().__init__(code)
        self.code = code
        self.tail = tail


@dataclass(eq=False)
class Actor:
    """Somebody by name, with their account on either platform or on both."""

    name: str
    telegram: int | None = None
    discord: DiscordPerson | None = None

    @property
    def platforms(self) -> tuple[str, ...]:
        """Where they have an account."""
        there = (("telegram", self.telegram), ("discord", self.discord))
        return tuple(name for name, account in there if account is not None)


class Stage:
    """Use as `async with Stage(folder, ...) as stage`, then `await stage.start_bot()`.

    `folder` takes the config, the tokens, the log and the database. `remind` is how many seconds before its start a
    mabar's reminder comes. Raises OSError when `port` is taken (0 is a free one).
    """

    def __init__(
        self,
        folder: Path,
        *,
        port: int = 0,
        host: str = HOST,
        token: str | None = None,
        lang: str = "id",
        zone: str = ZONE,
        remind: int = 87,
    ) -> None:
        self.lang = lang
        self.zone = ZoneInfo(zone)
        self.feed = Feed()
        self.telegram = TelegramStandIn(self.feed)
        self.discord = DiscordStandIn(self.feed)
        self.playground = Playground(
            {"telegram": self.telegram, "discord": self.discord}, self.feed, port=port, host=host, token=token
        )
        self.people: dict[str, Actor] = {}
        self.lives = 0
        """How often the bot has been started."""
        self._listening = False
        self._turns = 0
        self.took = 0.0
        """How many seconds the last start took."""
        self._folder = folder
        self.remind = remind
        self._stirred = asyncio.Event()
        self._stirring: asyncio.Task[None] | None = None
        self._bot: asyncio.subprocess.Process | None = None
        self.fast = 0.0
        """How many seconds the bot's clock has been turned forward."""
        self._turned: list[tuple[float, float]] = [(0.0, 0.0)]
        locale = "id" if lang == "id" else "en-US"
        self._locale = locale
        self.settle()

    def settle(self) -> None:
        """Found the group and the server, and let everybody in."""
        self.group = self.telegram.add_group(NAME)
        self.guild = self.discord.add_guild(NAME)
        self.channel = self.discord.add_channel(self.guild, ROOM)
        for name, platform in CAST:
            self.add(name, platform)

    def config(self) -> str:
        """The bot's config, as TOML."""
        url = self.playground.url
        return _CONFIG.format(
            name=NAME,
            lang=self.lang,
            zone=self.zone.key,
            url=url,
            socket=url.replace("http", "ws", 1),
            guild=self.guild.id,
            room=ROOM,
            group=self.group,
            channel=self.channel.id,
            remind=self.remind,
        )

    async def __aenter__(self) -> Self:
        await self.playground.start()
        self._write_config()
        self._stirring = asyncio.create_task(self._stir())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._bot is not None and self._bot.returncode is None:
            await self.stop_bot()
        if self._stirring is not None:
            self._stirring.cancel()
        await self.playground.stop()

    def account(self, name: str, platform: str) -> Actor:
        """Give somebody an account on a platform; they are nowhere yet."""
        actor = self.people.setdefault(name.casefold(), Actor(name))
        if platform in actor.platforms:
            return actor
        if platform == "telegram":
            username = name.casefold() if name.isascii() and name.isalpha() and len(name) > 3 else None
            actor.telegram = self.telegram.add_person(name, username, language_code=self.lang)
        else:
            actor.discord = self.discord.add_person(name, locale=self._locale)
        return actor

    def add(self, name: str, platform: str) -> Actor:
        """Give somebody an account on a platform and let them into the room; they may be there on the other already."""
        if name.casefold() in self.people and platform in self.people[name.casefold()].platforms:
            return self.people[name.casefold()]
        actor = self.account(name, platform)
        if platform == "telegram":
            assert actor.telegram is not None
            self.telegram.join(actor.telegram, self.group)
        else:
            assert actor.discord is not None
            self.discord.join(actor.discord, self.guild)
        return actor

    def _write_config(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for name, text in (
            ("telegram.token", self.telegram.token),
            ("discord.token", self.discord.token),
            ("config.toml", self.config()),
        ):
            file = self._folder / name
            file.touch(0o600)
            file.write_text(text, "utf-8")

    # --- the bot ----------------------------------------------------------------------------------------------------

    async def start_bot(self) -> None:
        """Start the bot and wait until it listens on both platforms.

        Raises BotEnded when it ends instead, NotSeen when it does not come.
        """
        began = time.monotonic()
        polls, sockets = self.telegram.calls["getUpdates"], self._sockets
        with (self._folder / "bot.log").open("ab") as log:
            self._bot = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "bots.playground.demo_child", str(self._folder / "config.toml"), self.lang),
                stdin=asyncio.subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=Path(__file__).parents[2],
                start_new_session=True,
            )
        self.lives += 1
        self._tell_time()

        def listens() -> bool:
            return (
                self.telegram.calls["getUpdates"] > polls
                and self._sockets > sockets
                and bool(self.discord.world.commands)
                and any(session.socket is not None for session in self.discord.gateway.sessions.values())
            )

        await self.until("start", listens, START)
        self.took = time.monotonic() - began
        self._turn(listening=True)

    @property
    def database(self) -> Path:
        """The bot's database file."""
        return self._folder / "guyub.db"

    @property
    def listening(self) -> bool:
        """Whether the bot is up, as far as is known."""
        return self._listening and self._bot is not None and self._bot.returncode is None

    def turn(self, seconds: float) -> None:
        """Turn the bot's clock forward; what is due by then happens at once. It is never turned back."""
        self.fast += max(seconds, 0.0)
        self._turned.append((time.time(), self.fast))
        self._tell_time()
        self.feed.publish("stage", "clock", fast=self.fast)

    def told(self, real: float) -> float:
        """What the turned clock showed at a Unix time of this computer."""
        return real + next(fast for since, fast in reversed(self._turned) if since <= real)

    def _tell_time(self) -> None:
        if self._bot is not None and self._bot.stdin is not None and not self._bot.stdin.is_closing():
            self._bot.stdin.write(f"{self.fast}\n".encode())

    def undisturbed(self) -> Callable[[], bool]:
        """Asked later, it says whether the bot has listened all the time since now."""
        listening, turns = self._listening, self._turns
        return lambda: listening and turns == self._turns

    def _turn(self, *, listening: bool) -> None:
        self._listening = listening
        self._turns += 1
        self.feed.publish("stage", "bot", listening=listening, lives=self.lives)

    @property
    def _sockets(self) -> int:
        return self.discord.gateway.identified + self.discord.gateway.resumed

    @property
    def bot(self) -> int | None:
        """The number of the bot's process, while there is one."""
        return self._bot.pid if self._bot is not None else None

    async def kill_bot(self) -> None:
        """End the bot as a power cut would (kill -9), and start it again on the same database."""
        bot, self._bot = self._bot, None
        self._turn(listening=False)
        if bot is not None and bot.returncode is None:
            bot.kill()
            await bot.wait()
        await self.start_bot()

    async def stop_bot(self) -> int:
        """Ask the bot to end, as a service manager does; returns its exit code (one that does not end is killed)."""
        if self._bot is None:
            return 0
        bot, self._bot = self._bot, None
        if bot.returncode is None:
            bot.send_signal(signal.SIGTERM)
        try:
            return await asyncio.wait_for(bot.wait(), END)
        except TimeoutError:
            bot.kill()
            return await bot.wait()

    def tail(self) -> str:
        """The last lines of the bot's log."""
        try:
            lines = (self._folder / "bot.log").read_text("utf-8", "replace").splitlines()
        except OSError:
            return ""
        return "\n".join(lines[-TAIL:])

    # --- waiting ----------------------------------------------------------------------------------------------------

    async def _stir(self) -> None:
        async for _ in self.feed.listen():
            self._stirred.set()

    async def until(self, what: str, seen: Callable[[], T | None], seconds: float = LIMIT) -> T:
        """Wait until `seen` finds something, looking whenever anything happens; returns what it found.

        Raises NotSeen(what) after `seconds`, BotEnded when nobody is there any more who could bring it about.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not (found := seen()):
            if self._bot is not None and self._bot.returncode is not None:
                raise BotEnded(self._bot.returncode, self.tail())
            if (left := end - loop.time()) <= 0:
                raise NotSeen(what)
            # Not everything is told on the feed, so it is looked at now and then as well.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._stirred.wait(), min(left, _LOOK))
            self._stirred.clear()
        return found
