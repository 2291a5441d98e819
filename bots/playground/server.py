"""The playground's server: the stand-ins of the platforms and their control, under one address on this machine."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import secrets
import signal
import sys
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol, Self, cast

from aiohttp import WSMsgType, web

from bots.playground.faults import Fault, Faults
from bots.playground.feed import Feed
from bots.playground.telegram.standin import TelegramStandIn

HOST = "127.0.0.1"
TOKEN_HEADER = "X-Guyub-Token"  # noqa: S105 - the header's name
BODY_BYTES = 64 * 1024 * 1024
GOODBYE_SECONDS = 1.0
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class StandIn(Protocol):
    """What the server needs of a platform's stand-in."""

    faults: Faults

    def routes(self) -> Iterable[web.AbstractRouteDef]:
        """What to serve, all of it under `/` and the platform's name."""
        ...

    async def act(self, verb: str, **args: Any) -> Any:
        """Do something as a person; ValueError, LookupError and TypeError say why that is not possible."""
        ...

    def state(self) -> dict[str, Any]:
        """Everything there is, as JSON."""
        ...


class Page(Protocol):
    """What else may be served beside the stand-ins."""

    def routes(self, guarded: Callable[[Handler], Handler]) -> Iterable[web.AbstractRouteDef]:
        """What to serve; `guarded` has a handler ask for the control's token first."""
        ...


class Playground:
    """Serves stand-ins under `/{name}` and their control under `/control`, on the loopback address unless told.

    - `GET /control/state`: `{name: state}` of every stand-in;
    - `POST /control/{name}/{verb}`, body a JSON object of arguments: `{"result": ...}` of `act`;
    - `POST /control/{name}/faults`, body a Fault's fields: order a fault; `DELETE`: clear them;
    - `GET /control/feed?after=N`: a WebSocket of everything that happens, one JSON text each, first what is
      remembered after number N.

    Every request to `/control` needs the token, in the header X-Guyub-Token or as `?token=`; without it the answer is
    403. Errors are `{"error": "..."}`. Port 0 is a free one. Use as `async with Playground({"telegram": ...}) as p`.
    """

    def __init__(
        self,
        platforms: dict[str, StandIn],
        feed: Feed,
        *,
        port: int = 0,
        host: str = HOST,
        token: str | None = None,
        page: Page | None = None,
    ) -> None:
        self.platforms = platforms
        self.feed = feed
        self.token = token or secrets.token_urlsafe(24)
        self.page = page
        self.host = host
        self._port = port
        self._runner: web.AppRunner | None = None
        self._watchers: set[web.WebSocketResponse] = set()
        self.url = ""
        """Where it is reached on this computer, `http://127.0.0.1:PORT`, once it runs."""

    def app(self) -> web.Application:
        """The application with everything mounted."""
        app = web.Application(client_max_size=BODY_BYTES)
        for platform in self.platforms.values():
            app.add_routes(platform.routes())
        if self.page is not None:
            app.add_routes(self.page.routes(self.guarded))
        app.add_routes(
            [
                web.get("/control/state", self.guarded(self._state)),
                web.get("/control/feed", self.guarded(self._stream)),
                web.post("/control/{name}/faults", self.guarded(self._order_fault)),
                web.delete("/control/{name}/faults", self.guarded(self._clear_faults)),
                web.post("/control/{name}/{verb}", self.guarded(self._act)),
            ]
        )
        return app

    async def start(self) -> None:
        """Begin to serve; raises OSError when the port is taken."""
        self._runner = web.AppRunner(self.app(), access_log=None, shutdown_timeout=GOODBYE_SECONDS)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self.host, self._port)
        await site.start()
        self.url = f"http://{HOST}:{self._runner.addresses[0][1]}"

    async def stop(self) -> None:
        """End what still waits (a stand-in's own `close`, if it has one), and stop serving."""
        for platform in self.platforms.values():
            close = getattr(platform, "close", None)
            if close is not None:
                await close()
        for watcher in list(self._watchers):
            await watcher.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    # --- control ----------------------------------------------------------------------------------------------------

    def guarded(self, handler: Handler) -> Handler:
        """The handler, behind the control's token; what is not possible becomes an answer that says why."""

        async def shut(request: web.Request) -> web.StreamResponse:
            shown = request.headers.get(TOKEN_HEADER) or request.query.get("token") or ""
            if not secrets.compare_digest(shown.encode(), self.token.encode()):
                return _error(403, "the control token is missing or wrong")
            try:
                return await handler(request)
            except (ValueError, LookupError, TypeError) as error:
                return _error(400, str(error))
            except Exception as error:
                return _error(500, f"{type(error).__name__}: {error}")

        return shut

    def _platform(self, request: web.Request) -> StandIn:
        name = request.match_info["name"]
        if name not in self.platforms:
            raise LookupError(f"there is no platform {name!r}; there are: {', '.join(self.platforms)}")
        return self.platforms[name]

    async def _state(self, _: web.Request) -> web.Response:
        return web.json_response({name: platform.state() for name, platform in self.platforms.items()})

    async def _act(self, request: web.Request) -> web.Response:
        platform, args = self._platform(request), await _body(request)
        return web.json_response({"result": await platform.act(request.match_info["verb"], **args)})

    async def _order_fault(self, request: web.Request) -> web.Response:
        platform, fields = self._platform(request), await _body(request)
        if fields.get("kind") not in ("status", "delay", "drop", "cut"):
            raise ValueError("a fault's kind is one of status, delay, drop, cut")
        platform.faults.order(Fault(**fields))
        return web.json_response({"result": len(platform.faults.ordered)})

    async def _clear_faults(self, request: web.Request) -> web.Response:
        self._platform(request).faults.clear()
        return web.json_response({"result": 0})

    async def _stream(self, request: web.Request) -> web.WebSocketResponse:
        after = request.query.get("after")
        number = None if after is None else int(after)
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        self._watchers.add(socket)
        sending = asyncio.create_task(self._send_all(socket, number))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
            self._watchers.discard(socket)
        return socket

    async def _send_all(self, socket: web.WebSocketResponse, after: int | None) -> None:
        with contextlib.suppress(ConnectionError):
            async for happening in self.feed.listen(after):
                await socket.send_json(happening)


def _error(status: int, text: str) -> web.Response:
    return web.json_response({"error": text}, status=status)


async def _body(request: web.Request) -> dict[str, Any]:
    text = await request.text()
    if not text.strip():
        return {}
    try:
        value: Any = json.loads(text)
    except ValueError as error:
        raise ValueError(f"the body is no JSON: {error}") from None
    if not isinstance(value, dict):
        raise TypeError("the body must be a JSON object of arguments")
    return cast("dict[str, Any]", value)


async def serve(options: argparse.Namespace) -> None:
    """Print one JSON line of addresses and run the stand-ins until SIGINT or SIGTERM."""
    feed = Feed()
    telegram = TelegramStandIn(feed, limits=options.limits, privacy=not options.no_privacy, quiet=options.quiet)
    platforms: dict[str, StandIn] = {"telegram": telegram}
    tokens = {"telegram": telegram.token}
    if not options.only_telegram:
        from bots.playground.discord.standin import DiscordStandIn

        discord = DiscordStandIn(feed, limits=options.limits, quiet=options.quiet)
        platforms["discord"] = discord
        tokens["discord"] = discord.token
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with Playground(platforms, feed, port=options.port, token=options.token) as playground:
        addresses = {
            "url": playground.url,
            "control_token": playground.token,
            "telegram": {
                "base_url": f"{playground.url}/telegram/bot",
                "base_file_url": f"{playground.url}/telegram/file/bot",
                "token": tokens["telegram"],
            },
        }
        if "discord" in tokens:
            addresses["discord"] = {
                "base_url": f"{playground.url}/discord/api/v10",
                "gateway": f"{playground.url.replace('http', 'ws')}/discord/gateway",
                "token": tokens["discord"],
            }
        sys.stdout.write(json.dumps(addresses) + "\n")
        sys.stdout.flush()
        await stop.wait()


def main() -> None:
    """The command line of the process."""
    parser = argparse.ArgumentParser(prog="python -m bots.playground.server", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="the port to serve on (default: a free one)")
    parser.add_argument("--token", help="the control token (default: a random one)")
    parser.add_argument("--limits", action="store_true", help="enforce the platforms' flood limits")
    parser.add_argument("--no-privacy", action="store_true", help="switch the bot's privacy mode off")
    parser.add_argument("--quiet", action="store_true", help="publish nothing and keep little history, for benchmarks")
    parser.add_argument("--only-telegram", action="store_true", help="leave the other platforms out")
    asyncio.run(serve(parser.parse_args()))


if __name__ == "__main__":
    main()
