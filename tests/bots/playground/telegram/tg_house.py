"""A running Telegram stand-in and the ways in which tests reach it, and the check of all that has passed."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from telegram import Bot, Update

from bots.playground.server import Playground
from bots.playground.telegram.standin import TelegramStandIn


class Clock:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def turn(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class House:
    """The stand-in, its server, and ways for the bot to reach it."""

    tg: TelegramStandIn
    playground: Playground
    clock: Clock
    recorded: list[dict[str, Any]]
    bots: list[Bot] = field(default_factory=list[Bot])
    http: aiohttp.ClientSession | None = None

    @property
    def base_url(self) -> str:
        return f"{self.playground.url}/telegram/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.playground.url}/telegram/file/bot"

    async def bot(self, token: str | None = None) -> Bot:
        bot = Bot(token or self.tg.token, base_url=self.base_url, base_file_url=self.base_file_url)
        if token is None:
            await bot.initialize()
        else:
            await bot._request[1].initialize()
        self.bots.append(bot)
        return bot

    async def raw(self, method: str, body: Any = None, **how: Any) -> tuple[int, Any]:
        """A call without the library: status and JSON body."""
        if self.http is None:
            self.http = aiohttp.ClientSession()
        how = how or ({"json": body} if body is not None else {})
        async with self.http.post(f"{self.base_url}{self.tg.token}/{method}", **how) as answer:
            return answer.status, await answer.json(content_type=None)

    async def get(self, path: str) -> tuple[int, Any]:
        if self.http is None:
            self.http = aiohttp.ClientSession()
        async with self.http.get(f"{self.playground.url}{path}") as answer:
            return answer.status, await answer.json(content_type=None)

    def queued(self, kind: str | None = None) -> list[dict[str, Any]]:
        """The updates that wait for the bot (of one kind: their payloads)."""
        waiting = [update.json for update in self.tg.world.updates.pending.values()]
        return waiting if kind is None else [update[kind] for update in waiting if kind in update]


def refused(line: dict[str, Any]) -> bool:
    """Whether this is a call that was refused as wrong: such a one need not conform."""
    return line.get("response", {}).get("error_code") in (400, 413)


def specs() -> Path | None:
    """The folder of the official specifications, if it is here together with its checker."""
    folder = os.environ.get("GUYUB_SPECS")
    if not folder:
        return None
    path = Path(folder)
    there = (path / "telegram-bot-api.json").is_file() and (path.parent / "conform" / "tg_conform.py").is_file()
    return path if there else None


def check_recorded(lines: list[dict[str, Any]]) -> None:
    """Hold everything recorded against the official specification, if that is here."""
    folder = specs()
    if folder is None or not lines:
        return
    checker = folder.parent / "conform" / "tg_conform.py"
    done = subprocess.run(
        [sys.executable, str(checker), "--spec", str(folder / "telegram-bot-api.json")],
        input="\n".join(json.dumps(line) for line in lines),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


async def until(condition: Callable[[], Any]) -> None:
    """Let the loop run until the condition holds."""
    async with asyncio.timeout(10):
        while not condition():  # noqa: ASYNC110 - the condition is the state of the stand-in, not an event
            await asyncio.sleep(0)


def parsed(bot: Bot, updates: list[dict[str, Any]]) -> list[Update]:
    """Queued updates as the library sees them."""
    return [update for item in updates if (update := Update.de_json(item, bot)) is not None]
