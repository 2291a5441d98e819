"""A house to be killed: the stand-ins in this process, Guyub in a child process, and ways to look at both."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import os
import re
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from bots.playground.discord.model import Channel, Interaction
from bots.playground.discord.model import Person as Gamer
from bots.playground.discord.standin import DiscordStandIn
from bots.playground.feed import Feed
from bots.playground.server import Playground
from bots.playground.telegram.standin import TelegramStandIn
from core.engine.texts import Texts
from core.kit import t
from core.kit.text import Value

ROOT = Path(__file__).resolve().parents[2]
GENEROUS = 60.0
"""Seconds after which something that must happen has not happened."""

_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None
_PR_SET_PDEATHSIG = 1
_TEXTS = Texts(["core.engine", "core.when", "core.mabar"], default="id")
_SEAT = re.compile(r"\d+\. (.+)")


def words(key: str, **values: Value) -> str:
    """What people are shown for this text."""
    return _TEXTS.plain(t(key, **values), "id", ZoneInfo("Asia/Jakarta"))


JOIN, LEAVE, NOTE = words("mabar-join"), words("mabar-leave"), words("mabar-note")


def title_of(game: str) -> str:
    """The first line of a game's roster."""
    return words("mabar-roster", game=game)


class Bot:
    """One child process that runs Guyub; its log is in the file `log`."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self.log = log

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def ended(self) -> bool:
        return self._process.returncode is not None

    @property
    def killed(self) -> bool:
        """Whether it was we who ended it, by kill -9."""
        return self._process.returncode == -signal.SIGKILL

    async def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        self.strike()
        await self._process.wait()

    def strike(self) -> None:
        """kill -9, at once."""
        self.signal(signal.SIGKILL)

    def signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(number)

    async def ends(self, seconds: float = GENEROUS) -> int:
        """Wait until it ends by itself; its exit code."""
        return await asyncio.wait_for(self._process.wait(), seconds)

    def said(self) -> str:
        """Its log so far."""
        return self.log.read_text("utf-8", "replace")


class House:
    """Rooms on two stand-ins, people, a config, and one child process at a time (use `async with`)."""

    def __init__(self, folder: Path, *, rooms: int = 1, mabar: str = "") -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self.database = folder / "guyub.db"
        self.feed = Feed(keep=1)
        self.telegram = TelegramStandIn(self.feed, record=self._telegram_called)
        self.discord = DiscordStandIn(self.feed, record=self._discord_called)
        self.groups: list[int] = []
        self.channels: list[Channel] = []
        self.members: list[int] = []
        self.gamers: list[Gamer] = []
        self.bots: list[Bot] = []
        self.watchers: list[Callable[[str, dict[str, Any]], None]] = []
        """Told of every call once it did its work and before it is answered: its name, and what was exchanged."""
        self._rooms = rooms
        self._mabar = mabar
        self._playground = Playground({"telegram": self.telegram, "discord": self.discord}, self.feed)

    async def __aenter__(self) -> Self:
        await self._playground.start()
        guild = self.discord.add_guild("Guyub")
        for number in range(self._rooms):
            self.groups.append(self.telegram.add_group(f"Lobi {number}"))
            self.channels.append(self.discord.add_channel(guild, f"lobi-{number}"))
        self._guild = guild
        self._write_config()
        return self

    async def __aexit__(self, *_: object) -> None:
        for bot in self.bots:
            await bot.kill()
        await self._playground.stop()

    def member(self, name: str) -> int:
        """Somebody new on Telegram, in every group; they have not started the bot."""
        who = self.telegram.add_person(name)
        for group in self.groups:
            self.telegram.join(who, group)
        self.members.append(who)
        return who

    def gamer(self, name: str) -> Gamer:
        """Somebody new on Discord, in the server."""
        who = self.discord.add_person(name)
        self.discord.join(who, self._guild)
        self.gamers.append(who)
        return who

    def _write_config(self) -> None:
        url = self._playground.url
        for name, token in (("telegram", self.telegram.token), ("discord", self.discord.token)):
            file = self.folder / f"{name}.token"
            file.write_text(token)
            file.chmod(0o600)
        lines = [
            *("[community]", 'name = "Guyub"', f'database = "{self.database}"'),
            *("[bots.telegram]", 'token_file = "telegram.token"', f'base_url = "{url}/telegram"'),
            *("[bots.discord]", 'token_file = "discord.token"', f'rest_url = "{url}/discord/api/v10"'),
            f'gateway_url = "{url.replace("http", "ws")}/discord/gateway"',
            *("[core.mabar]", "preview = false", self._mabar),
        ]
        for number, (group, channel) in enumerate(zip(self.groups, self.channels, strict=True)):
            lines += [f"[rooms.lobi{number}]", f'telegram = "{group}"', f'discord = "{channel.id}"']
        (self.folder / "config.toml").write_text("\n".join(lines) + "\n")

    # --- the process ------------------------------------------------------------------------------------------------

    async def start(self, *, before: Callable[[], None] | None = None) -> Bot:
        """Start Guyub; `before` runs in the child before anything else."""
        log = self.folder / f"log{len(self.bots)}"
        with log.open("wb") as out:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bots", "run", "--config", str(self.folder / "config.toml")),
                cwd=ROOT,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                preexec_fn=partial(_child, os.getpid(), before),
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )
        bot = Bot(process, log)
        self.bots.append(bot)
        return bot

    async def up(self, *, before: Callable[[], None] | None = None) -> Bot:
        """Start Guyub and wait until it listens on both platforms."""
        bot = await self.start(before=before)
        await self.until(self.listens, "it listens on both platforms", bot)
        return bot

    def listens(self) -> bool:
        """Whether a long poll waits or came by, and the gateway has a session with a connection."""
        online = any(session.socket is not None for session in self.discord.gateway.sessions.values())
        return online and self.telegram.world.updates.polled

    async def until(
        self, seen: Callable[[], object], what: str, bot: Bot | None = None, seconds: float = GENEROUS
    ) -> None:
        """Wait for a condition; fails when it does not come, or when `bot` dies meanwhile."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while not seen():
            last = self.bots[-1] if self.bots else None
            if bot is not None and bot.ended:
                raise AssertionError(f"the process ended before {what}:\n{bot.said()[-3000:]}")
            if loop.time() > end:
                raise AssertionError(f"never seen: {what}\n{last.said()[-3000:] if last else ''}")
            await asyncio.sleep(0.05)

    def complaints(self) -> list[str]:
        """Lines of all logs that tell of a fault of ours."""
        bad = re.compile(r'"level": "(error|critical)"|Traceback')
        return [line for bot in self.bots for line in bot.said().splitlines() if bad.search(line)]

    # --- people -----------------------------------------------------------------------------------------------------

    async def tap(self, who: int, group: int, game: str, label: str, *, wait: float = 0) -> dict[str, Any]:
        """A thumb on the newest roster of this game; the update is queued when this returns."""
        return await self.telegram.press(
            who, group, label, message=self.cards(group, game)[-1]["message_id"], wait=wait
        )

    def click(self, who: Gamer, channel: Channel, game: str, label: str) -> Interaction:
        """A click on the roster of this game."""
        return self.discord.press(who, self.embeds(channel, game)[-1]["id"], label)

    # --- what is shown ----------------------------------------------------------------------------------------------

    def cards(self, group: int, game: str) -> list[dict[str, Any]]:
        """The messages in a group that are the roster of this game, oldest first."""
        first = title_of(game)
        return [m for m in self.telegram.messages(group) if m.get("text", "").split("\n")[0] == first]

    def embeds(self, channel: Channel, game: str) -> list[dict[str, Any]]:
        """The messages in a channel that are the roster of this game, oldest first."""
        first = title_of(game)
        return [m for m in self.discord.messages(channel) if any(_plain(e.get("title")) == first for e in m["embeds"])]

    def reminders(self, where: int | Channel, game: str) -> list[str]:
        """The reminders of this game in a place."""
        if isinstance(where, Channel):
            texts = [_plain(m["content"]) for m in self.discord.messages(where)]
        else:
            texts = [m.get("text", "") for m in self.telegram.messages(where)]
        return [text for text in texts if is_reminder(text, game)]

    def seats_shown(self, where: int | Channel, game: str) -> list[str]:
        """Who is on the newest roster of this game in a place, with their notes."""
        if isinstance(where, Channel):
            text = _plain(self.embeds(where, game)[-1]["embeds"][0]["description"])
            for gamer in self.gamers:
                text = text.replace(f"<@{gamer.id}>", gamer.name)
        else:
            text = self.cards(where, game)[-1]["text"]
        return [found[1] for line in text.split("\n") if (found := _SEAT.fullmatch(line))]

    # --- what is kept -----------------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def kept(self) -> Iterator[sqlite3.Connection]:
        """The database as it is now. That of a dead process is copied first, so that looking at it mends nothing."""
        with contextlib.ExitStack() as stack:
            address = f"file:{self.database}?mode=ro"
            if all(bot.ended for bot in self.bots):
                place = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=self.folder)))
                for suffix in ("", "-wal"):
                    if (file := Path(f"{self.database}{suffix}")).exists():
                        shutil.copy(file, place / file.name)
                address = f"file:{place / self.database.name}"
            db = stack.enter_context(contextlib.closing(sqlite3.connect(address, uri=True)))
            db.row_factory = sqlite3.Row
            yield db

    def seats_kept(self) -> dict[str, list[str]]:
        """Who has a seat, by game, in order, with their notes."""
        with self.kept() as db:
            found: dict[str, list[str]] = {row["game"]: [] for row in db.execute("SELECT game FROM mabar_session")}
            for row in db.execute(
                "SELECT game, name, seat.note FROM mabar_seat AS seat JOIN mabar_session ON session = mabar_session.id"
                " JOIN account ON account.person = seat.person ORDER BY seat.id"
            ):
                found[row["game"]].append(f"{row['name']} ({row['note']})" if row["note"] else row["name"])
            return found

    def count(self, table: str) -> int:
        """How many rows a table has; 0 where there is no such table yet."""
        with self.kept() as db, contextlib.suppress(sqlite3.OperationalError):
            return db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        return 0

    # --- calls ------------------------------------------------------------------------------------------------------

    def _telegram_called(self, exchange: dict[str, Any]) -> None:
        if "method" in exchange:
            for watcher in self.watchers:
                watcher(exchange["method"], exchange)

    def _discord_called(self, exchange: dict[str, Any]) -> None:
        path = re.sub("[0-9]{6,}", "ID", exchange["path"].removeprefix("/api/v10"))
        name = f"{exchange['method']} {path}"
        for watcher in self.watchers:
            watcher(name, exchange)


_REMINDERS = [
    words(key, game="|", when="~", who="", free=0).split("~")[0]
    for key in ("mabar-reminder", "mabar-begins", "mabar-began")
]


def is_reminder(text: str, game: str) -> bool:
    """Whether this is the reminder of this game, in time or late."""
    return text.startswith(tuple(one.replace("|", game) for one in _REMINDERS))


def _child(parent: int, before: Callable[[], None] | None) -> None:
    """In the child, before it becomes Guyub: it does not outlive the tests, however they end (on Linux)."""
    if _prctl is not None:
        _prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)
    if before is not None:
        before()


def _plain(text: str | None) -> str:
    return re.sub(r"\\(.)", r"\1", text or "")
