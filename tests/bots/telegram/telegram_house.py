"""A Telegram stand-in on a loopback port, the platform connected to it, an engine that a test can turn, and a check
of every call and update against the official specification."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bots.playground.feed import Feed
from bots.playground.telegram.standin import TelegramStandIn
from bots.telegram import TelegramPlatform, TelegramSettings
from core.kit.port import Event, Menu, Respond

CALM = Menu(("id",), ())


class FakeApp:
    """An engine of nothing: notes what it is offered; `does` may be replaced to answer, wait or fail."""

    def __init__(self) -> None:
        self.began: list[Event] = []
        self.done: list[Event] = []
        self.does: Callable[[Event, Respond | None], Awaitable[None]] | None = None
        self._changed = asyncio.Condition()

    async def __call__(self, event: Event, respond: Respond | None = None) -> None:
        self.began.append(event)
        await self._tell()
        if self.does is not None:
            await self.does(event, respond)
        self.done.append(event)
        await self._tell()

    async def _tell(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(20), self._changed:
            await self._changed.wait_for(condition)


@dataclass
class House:
    """The stand-in with its server, and the platform."""

    tg: TelegramStandIn
    url: str
    runner: web.AppRunner
    recorded: list[dict[str, Any]]
    platforms: list[TelegramPlatform] = field(default_factory=list[TelegramPlatform])
    runs: list[asyncio.Task[None]] = field(default_factory=list[asyncio.Task[None]])

    def platform(self, *, clock: Callable[[], datetime] | None = None, **settings: Any) -> TelegramPlatform:
        read = TelegramSettings.model_validate(
            {"token": self.tg.token, "base_url": self.url, "poll_seconds": 20, **settings}
        )
        made = TelegramPlatform(read, clock=clock) if clock else TelegramPlatform(read)
        self.platforms.append(made)
        return made

    def start(self, app: FakeApp, menu: Menu = CALM, platform: TelegramPlatform | None = None) -> asyncio.Task[None]:
        task = asyncio.create_task((platform or self.platform()).run(app, menu))
        self.runs.append(task)
        return task

    def sent(self, method: str) -> list[dict[str, Any]]:
        """The parameters of every call of a method so far."""
        return [line["params"] for line in self.recorded if line.get("method") == method]

    async def until(self, condition: Callable[[], Any]) -> None:
        """Wait until something is so at the stand-in (not all of it is told on its feed, so it is looked at)."""
        async with asyncio.timeout(20):
            while not condition():  # noqa: ASYNC110
                await asyncio.sleep(0.005)


Build = Callable[..., Awaitable[House]]


async def stop(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task])
    if not task.cancelled():
        task.result()


@pytest.fixture
async def build() -> AsyncIterator[Build]:
    houses: list[House] = []

    async def make(**options: Any) -> House:
        recorded: list[dict[str, Any]] = []
        tg = TelegramStandIn(Feed(), record=recorded.append, **options)
        app = web.Application()
        app.add_routes(tg.routes())
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/telegram"
        houses.append(House(tg, url, runner, recorded))
        return houses[-1]

    yield make
    for house in houses:
        for run in house.runs:
            if not run.done():
                await stop(run)
        for platform in house.platforms:
            await platform.close()
        await house.tg.close()
        await house.runner.cleanup()
        check_recorded([line for line in house.recorded if line.get("response", {}).get("error_code") != 400])


@pytest.fixture
async def house(build: Build) -> House:
    return await build()


@pytest.fixture
def app() -> FakeApp:
    return FakeApp()


def check_recorded(lines: list[dict[str, Any]]) -> None:
    """Hold everything against the official specification, where GUYUB_SPECS says it is (with its checker beside it).

    A form that carries a file can hold nothing but texts, so there numbers and objects may come as their JSON.
    """
    folder = Path(os.environ.get("GUYUB_SPECS", "/nowhere"))
    spec, checker = folder / "telegram-bot-api.json", folder.parent / "conform" / "tg_conform.py"
    if not (spec.is_file() and checker.is_file()):
        return
    forms = [line for line in lines if line.get("files")]
    strict = [line for line in lines if not line.get("files")]
    for some, options in ((forms, ()), (strict, ("--strict-form",))):
        done = subprocess.run(
            [sys.executable, str(checker), "--spec", str(spec), *options],
            input="\n".join(json.dumps(line) for line in some),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
