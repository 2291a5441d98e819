"""How the bot is: /healthz, /readyz and /metrics for whoever runs it, `guyub health`, and backups that are too old."""

from __future__ import annotations

import asyncio
import fcntl
import os
import sys
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import structlog

from bots.build import Running
from bots.config import MEMORY, Config, load
from bots.operations import Operations
from bots.words import Words
from core.kit.port import Unkept
from core.kit.sql import Db

if TYPE_CHECKING:
    from aiohttp import web

log = structlog.get_logger(__name__)

SWEEP = 24 * 3600.0
"""Seconds between two looks for backups that are too old."""
FIRST_SWEEP = 60.0
"""Seconds until the first; a start has better things to do."""
PATIENCE = 5.0
"""Seconds the database is given to answer before it counts as stuck."""


@asynccontextmanager
async def operating(config: Config, community: Running) -> AsyncGenerator[int | None]:
    """Throw old backups away daily and, where config says so, answer on a port: which one, else None.

    Neither is worth ending the bot for: what does not work is logged.
    """
    sweeping = asyncio.create_task(_sweep(config), name="backups")
    runner: web.AppRunner | None = None
    port: int | None = None
    try:
        if config.operations.listen:
            runner, port = await _listen(config.operations, community)
        yield port
    finally:
        sweeping.cancel()
        await asyncio.wait([sweeping])
        if runner is not None:
            await runner.cleanup()


async def _sweep(config: Config) -> None:
    await asyncio.sleep(FIRST_SWEEP)
    from bots.backup import Keep, prune

    while True:
        try:
            removed = await asyncio.to_thread(prune, config, Keep(config.operations.keep_days), datetime.now(UTC))
        except OSError as error:
            log.warning("backups_not_swept", error=type(error).__name__)
        else:
            if removed:
                log.info("backups_thrown_away", count=len(removed))
        await asyncio.sleep(SWEEP)


# --- the port --------------------------------------------------------------------------------------------------------


async def _listen(operations: Operations, community: Running) -> tuple[web.AppRunner | None, int | None]:
    from aiohttp import web  # a server that nobody asks for is not imported

    app = web.Application()
    app.add_routes([web.get(path, answer) for path, answer in _routes(community).items()])
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, operations.host, operations.port).start()
    except OSError as error:
        log.error("operations_not_listening", port=operations.port, reason=error.strerror)
        await runner.cleanup()
        return None, None
    port = int(runner.addresses[0][1])
    log.info("operations_listening", port=port)
    return runner, port


def _routes(community: Running) -> dict[str, Callable[[web.Request], Awaitable[web.Response]]]:
    from aiohttp import web

    from bots.metrics import CONTENT_TYPE, metrics

    async def healthz(_: web.Request) -> web.Response:
        alive = await is_alive(community)
        return web.Response(text="ok\n" if alive else "stuck\n", status=200 if alive else 503)

    async def readyz(_: web.Request) -> web.Response:
        state = await readiness(community)
        text = "".join(f"{name} {'ok' if ready else 'down'}\n" for name, ready in state.items())
        return web.Response(text=text, status=200 if all(state.values()) else 503)

    async def measured(_: web.Request) -> web.Response:
        body = await metrics(community, datetime.now(UTC))
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE})

    async def incidents(request: web.Request) -> web.Response:
        if not (request.remote and ip_address(request.remote).is_loopback):
            raise web.HTTPNotFound
        told = [
            {"number": one.number, "at": one.at.isoformat(timespec="seconds"), "where": one.where, "error": one.error}
            for one in community.engine.counts.recent
        ]
        return web.json_response(told)

    return {"/healthz": healthz, "/readyz": readyz, "/metrics": measured, "/incidents": incidents}


async def is_alive(community: Running) -> bool:
    """Whether the event loop turns and the database's writer works; that a disk is full is no reason to restart."""

    async def nothing(_: Db) -> None:
        return

    try:
        async with asyncio.timeout(PATIENCE):
            await community.database.write(nothing)
    except (TimeoutError, Unkept):
        return False
    return True


async def readiness(community: Running) -> dict[str, bool]:
    """Whether the database keeps what happens, and each platform is connected."""
    keeps = await is_alive(community) and not community.database.stats.failing
    return {"database": keeps, **{one.name: community.is_up(one) for one in community.platforms}}


# --- asked from outside ----------------------------------------------------------------------------------------------


def health(path: Path, lang: str, stream: TextIO | None = None) -> int:
    """Say whether the bot of this config runs and is well; 0 when so, else 1. For a container's healthcheck."""
    out = stream or sys.stdout
    words = Words(lang)
    config = load(path).partial
    if config.operations.listen and config.operations.port:
        found = ask(config.operations, "/healthz")
        well = found is not None and found[0] == 200
    else:
        well = config.database != MEMORY and in_use(Path(config.database))
    out.write(words("health-well" if well else "health-not-well") + "\n")
    return 0 if well else 1


def ask(operations: Operations, path: str) -> tuple[int, bytes] | None:
    """Ask the running bot: the status and what it said; None where nobody answers."""
    import http.client  # only for whoever asks; a bot that starts has no need of it

    anywhere = ip_address(operations.host)
    host = ("127.0.0.1" if anywhere.version == 4 else "::1") if anywhere.is_unspecified else operations.host
    connection = http.client.HTTPConnection(host, operations.port, timeout=PATIENCE + 1)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def recent_incidents(operations: Operations) -> list[dict[str, str]] | None:
    """The newest incidents of the running bot; None where it cannot be asked."""
    import json

    found = ask(operations, "/incidents") if operations.listen and operations.port else None
    try:
        return json.loads(found[1]) if found is not None and found[0] == 200 else None
    except ValueError:
        return None


def in_use(database: Path) -> bool:
    """Whether a bot has the database at this moment; the lock is the system's, so it is no one's who died."""
    try:
        lock = os.open(f"{database}.lock", os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        return False
    finally:
        os.close(lock)
