"""The Discord edge, with the real discord.py, connected over loopback to a stand-in of Discord; a pretended engine."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web

from bots.discord import DiscordPlatform, DiscordSettings
from bots.discord.menu import scopes
from bots.playground.discord.model import Interaction
from bots.playground.discord.standin import DiscordStandIn
from bots.playground.feed import Feed
from core.kit.action import Between, Choice, Param, Type
from core.kit.port import Came, Deleted, Done, Event, Menu, MenuItem, Message, Respond, Said, Went, What, Words

T = TypeVar("T")
Handler = Callable[[Event, Respond], Awaitable[None]]


async def offer(look: Any, typed: str) -> list[Choice]:
    return []


def labels(text: str) -> Mapping[str, str]:
    return {"id": f"{text} ya", "en": f"{text} please"}


def item(name: str, *params: Param, en: str = "") -> MenuItem:
    named = tuple((param, labels(param.name)) for param in params)
    return MenuItem(name, {"id": name, "en": en or name}, labels(name), named)


MABAR = item(
    "mabar",
    Param("game", Type.TEXT, True, suggest=offer),
    Param("when", Type.TIME, True),
    Param("slots", Type.NUMBER, False, 5, between=Between(2, 20)),
    Param("host", Type.PERSON, False),
    en="play",
)
MENU = Menu(("id", "en"), (MABAR, item("dadu")))
HEARS = Menu(("id", "en"), (MABAR,), frozenset({Said, Came, Went, Deleted}))


def says(text: str, **more: Any) -> Message:
    return Message(lines=((Words(text),),), **more)


async def until(true: Callable[[], T]) -> T:
    """Wait until a condition holds; an endless wait is the test's failure."""
    async with asyncio.timeout(20):
        while not (value := true()):  # noqa: ASYNC110 (what is waited for happens in another program)
            await asyncio.sleep(0.002)
    return value


class Engine:
    """A pretended engine: notes events and answers by a handler."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.handler: Handler | None = None

    async def __call__(self, event: Event, respond: Respond | None = None) -> None:
        self.events.append(event)
        if respond is None:
            return
        if self.handler is None:
            await respond(Done())
        else:
            await self.handler(event, respond)

    def heard(self, kind: type[What]) -> list[Event]:
        return [event for event in self.events if isinstance(event.what, kind)]

    def answers(self, answer: Any) -> None:
        """Answer everything so from now on."""

        async def handler(event: Event, respond: Respond) -> None:
            await respond(answer)

        self.handler = handler


class House:
    """A stand-in with a server, two channels and two people, and the edge that is connected to it."""

    def __init__(self, dc: DiscordStandIn, host: str, runner: web.AppRunner, recorded: list[dict[str, Any]]) -> None:
        self.dc = dc
        self.recorded = recorded
        self.engine = Engine()
        self.rest = f"http://{host}/discord/api/v10"
        self.gateway = f"ws://{host}/discord/gateway"
        self.runner = runner
        self.guild = dc.add_guild("Kampung")
        self.umum = dc.add_channel(self.guild, "umum")
        self.sari = dc.add_person("Sari", locale="id")
        self.budi = dc.add_person("Budi", locale="en-US")
        for person in (self.sari, self.budi):
            dc.join(person, self.guild)
        self.platform = DiscordPlatform(self.settings())
        self.running: asyncio.Task[None] | None = None

    def settings(self, **more: Any) -> DiscordSettings:
        given = {"token": self.dc.token, "rest_url": self.rest, "gateway_url": self.gateway}
        return DiscordSettings.model_validate(given | more)

    async def begin(self, menu: Menu = MENU, **settings: Any) -> asyncio.Task[None]:
        """Begin to connect."""
        self.platform = DiscordPlatform(self.settings(**settings))
        self.running = asyncio.create_task(self.platform.run(self.engine, menu))
        return self.running

    async def start(self, menu: Menu = MENU, **settings: Any) -> None:
        """Connect, and wait until the gateway session is there and the menu is registered."""
        identified = self.dc.gateway.identified
        running = await self.begin(menu, **settings)
        await until(lambda: running.done() or self.dc.gateway.identified > identified)
        if running.done():
            self.running = None
            await running
        wanted = scopes(menu, settings.get("guild"))
        await until(
            lambda: all(len(self.dc.world.commands.get(at or "", {})) == len(made) for at, made in wanted.items())
        )

    async def stop(self) -> None:
        if self.running is not None:
            self.running.cancel()
            async with asyncio.timeout(20):
                with contextlib.suppress(asyncio.CancelledError):
                    await self.running
            self.running = None

    async def close(self) -> None:
        await self.stop()
        await self.runner.cleanup()

    def calls(self, method: str, end: str) -> list[dict[str, Any]]:
        """The recorded exchanges whose path ends so."""
        return [one for one in self.recorded if one["method"] == method and one["path"].endswith(end)]

    def slash(self, command: str = "dadu", channel: Any = None, **options: Any) -> Interaction:
        return self.dc.slash(self.sari, channel or self.umum, command, options)

    def said(self, channel: Any = None) -> list[dict[str, Any]]:
        """The bot's messages in a channel, hidden ones too."""
        shown = self.dc.messages(channel or self.umum)
        return [message for message in shown if message["author"]["id"] == self.dc.world.bot.id]


async def build(**options: Any) -> House:
    recorded: list[dict[str, Any]] = []
    dc = DiscordStandIn(Feed(), record=recorded.append, **options)
    app = web.Application()
    app.add_routes(dc.routes())
    runner = web.AppRunner(app, shutdown_timeout=0.1, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    return House(dc, f"{host}:{port}", runner, recorded)


def conform(lines: list[dict[str, Any]]) -> None:
    """Every recorded exchange conforms to Discord's own specification, where that and its checker are at hand."""
    specs = os.environ.get("GUYUB_SPECS")
    checker = Path(specs or "/nowhere").parent / "conform" / "dc_conform.py"
    if specs is None or not checker.exists() or not lines:
        return
    kept = [{k: v for k, v in x.items() if x["status"] < 400 or k not in ("body", "query", "files")} for x in lines]
    # The specification says that a form error's code is a number; Discord sends words. Of all calls that write messages
    # it leaves out the file parts of one, which the documentation has (files[n]):
    # https://docs.discord.com/developers/resources/webhook#execute-webhook
    done = subprocess.run(
        [
            sys.executable, checker, "--spec", Path(specs) / "discord-openapi.json", "--discord-py",
            "--ignore", r" [45]\d\d\.errors", "--ignore", r"^execute_webhook files: part 'files\[\d\]'",
        ],
        input="\n".join(map(json.dumps, kept)), text=True, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-500:]
