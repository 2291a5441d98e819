"""A stand-in of Discord served on loopback, with the real discord.py (or plain HTTP) talking to it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bots.playground.discord.standin import DiscordStandIn
from bots.playground.feed import Feed

CHECKER = Path(os.environ.get("GUYUB_SPECS", "/nowhere")).parent / "conform" / "dc_conform.py"


class Bot(discord.Client):
    """A discord.py client that notes the events it gets."""

    def __init__(self, intents: discord.Intents) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.05, max_messages=100)
        self.tree = app_commands.CommandTree(self)
        self.seen: list[tuple[str, tuple[Any, ...]]] = []

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        self.seen.append((event, args))
        super().dispatch(event, *args, **kwargs)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """No pause of five seconds before a second IDENTIFY."""

    def count(self, event: str) -> int:
        return sum(name == event for name, _ in self.seen)

    def last(self, event: str) -> Any:
        return next(args for name, args in reversed(self.seen) if name == event)[0]


async def until(true: Callable[[], Any]) -> Any:
    """Wait until a condition holds; an endless wait is the test's failure."""
    async with asyncio.timeout(15):
        while not (value := true()):  # noqa: ASYNC110 (what the client did has no event to wait for)
            await asyncio.sleep(0.002)
    return value


class Rig:
    """A stand-in on a port of its own."""

    def __init__(self, standin: DiscordStandIn, host: str, feed: Feed) -> None:
        self.dc = standin
        self.host = host
        self.feed = feed
        self.rest = f"http://{host}/discord/api/v10"
        self.http = aiohttp.ClientSession()
        self._running: list[tuple[Bot, asyncio.Task[None]]] = []

    def redirect(self) -> None:
        """Point discord.py at the stand-in: two class attributes are all it takes."""
        Route.BASE = self.rest
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(f"ws://{self.host}/discord/gateway")

    async def bot(
        self, intents: discord.Intents | None = None, *, setup: Callable[[Bot], None] | None = None, sync: bool = False
    ) -> Bot:
        """A client that is ready."""
        self.redirect()
        bot = Bot(intents if intents is not None else discord.Intents.all())
        if setup is not None:
            setup(bot)
        await bot.login(self.dc.token)
        task = asyncio.create_task(bot.connect())
        self._running.append((bot, task))
        ready = asyncio.create_task(bot.wait_until_ready())
        async with asyncio.timeout(15):
            await asyncio.wait([task, ready], return_when=asyncio.FIRST_COMPLETED)
        if task.done():
            ready.cancel()
            await task
        if sync:
            await bot.tree.sync()
        return bot

    async def call(self, method: str, path: str, body: Any = None, **options: Any) -> tuple[int, Any, Any]:
        """A plain request: status, JSON, headers."""
        headers = {"Authorization": f"Bot {self.dc.token}", **options.pop("headers", {})}
        async with self.http.request(method, self.rest + path, json=body, headers=headers, **options) as answer:
            text = await answer.text()
            return answer.status, json.loads(text) if text else None, answer.headers

    async def close(self) -> None:
        for bot, task in self._running:
            await bot.close()
            with contextlib.suppress(BaseException):
                await task
        await self.http.close()


def check(lines: list[dict[str, Any]]) -> str:
    """What the specification's checker says against the exchanges; "" if nothing. Needs GUYUB_SPECS."""
    specs = Path(os.environ["GUYUB_SPECS"])
    # of what the stand-in refused, only its refusal has to conform
    kept = [{k: v for k, v in x.items() if x["status"] < 400 or k not in ("body", "query", "files")} for x in lines]
    ignored = (
        # a form error's code is a number there, but Discord sends words, and so does the stand-in
        r" [45]\d\d\.errors",
        # Discord takes these from discord.py, the specification does not list them
        r"body\..*(permissions|allow|deny): '\d+' is not of type",
        r"query\.delete_message_seconds: unknown parameter",
        # it knows of replies alone; the documentation has forwards (1), too:
        # https://docs.discord.com/developers/resources/message#message-reference-types
        r"message_reference\.type: 0 was expected",
    )
    options = ["--spec", specs / "discord-openapi.json", "--discord-py", *(x for i in ignored for x in ("--ignore", i))]
    done = subprocess.run(
        [sys.executable, CHECKER, *options],
        input="\n".join(map(json.dumps, kept)), text=True, capture_output=True, check=False,
    )  # fmt: skip
    return "" if done.returncode == 0 else done.stdout[-6000:] + done.stderr[-500:]


def furnish(made: Rig) -> None:
    dc = made.dc
    dc.add_guild("Kampung")
    dc.add_channel("Kampung", "umum")
    dc.add_channel("Kampung", "suara", "voice")
    for name in ("Sari", "Budi"):
        dc.add_person(name)
        dc.join(name, "Kampung")


Make = Callable[..., Any]
