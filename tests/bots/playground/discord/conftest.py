"""Fixtures: stand-ins of Discord on ports of their own, with discord.py pointed at them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web
from dcs_rig import Make, Rig, furnish
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bots.playground.discord.standin import DiscordStandIn
from bots.playground.feed import Feed


@pytest.fixture
async def rigs() -> AsyncIterator[Make]:
    """Makes rigs; options go to the stand-in."""
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    made: list[tuple[Rig, web.AppRunner]] = []

    async def make(**options: Any) -> Rig:
        feed = Feed()
        options.setdefault("privileged_intents", ("members", "message_content", "presences"))
        standin = DiscordStandIn(feed, **options)
        app = web.Application()
        app.add_routes(standin.routes())
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        rig = Rig(standin, f"{host}:{port}", feed)
        made.append((rig, runner))
        return rig

    yield make
    for rig, runner in made:
        await rig.close()
        await runner.cleanup()
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


@pytest.fixture
async def rig(rigs: Make) -> Rig:
    """A stand-in with one server, a text channel and two people."""
    made: Rig = await rigs()
    furnish(made)
    return made
