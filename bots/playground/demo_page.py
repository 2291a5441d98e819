"""The page with two phones: its files, its WebSocket of everything to see, and what is ordered from its drawer."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from bots.playground.demo_rows import Rows
from bots.playground.demo_sections import sections
from bots.playground.demo_stage import BotEnded, NotSeen, Stage
from bots.playground.faults import Fault
from bots.playground.feed import Happening
from bots.playground.server import Handler

FILES = Path(__file__).with_name("page")
SUFFIXES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json",
            ".svg": "image/svg+xml"}  # fmt: skip
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
GATHER = 0.03
"""Seconds in which what happens together is gathered into one message to the page."""
LOOK = 0.25
"""How often, in seconds, it is looked whether anything changed that nobody told of."""
FORWARD = 14 * 86_400
"""The furthest that the clock is turned at once, in seconds."""
STORM = 12
"""How many calls a storm of refusals hits."""


class DemoPage:
    """Serves the page for one stage; `reset` is called when somebody wants to begin anew.

    On a loopback address the page itself brings the control's token, and is given out only under the names of this
    computer, so that no other site's name can be pointed at it. Elsewhere whoever opens it must know the token, as
    `#token=...` behind the address.
    """

    def __init__(self, stage: Stage, reset: Callable[[], None]) -> None:
        self._stage = stage
        self._reset = reset
        self._rows = Rows(stage.database)
        self._working: set[asyncio.Task[None]] = set()
        self._sockets: set[web.WebSocketResponse] = set()

    def routes(self, guarded: Callable[[Handler], Handler]) -> Iterable[web.AbstractRouteDef]:
        """Everything that the page needs."""
        return [
            web.get("/", self._index),
            web.get("/page/{path:.+}", self._file),
            web.get("/control/page", guarded(self._stream)),
            web.post("/control/stage/{verb}", guarded(self._order)),
        ]

    async def close(self) -> None:
        """End what is under way and say goodbye to every page."""
        for task in self._working:
            task.cancel()
        for socket in list(self._sockets):
            await socket.close()
        self._rows.close()

    # --- files --------------------------------------------------------------------------------------------------------

    @property
    def _at_home(self) -> bool:
        return self._stage.playground.host in ("127.0.0.1", "localhost", "::1")

    def _known(self, request: web.Request) -> bool:
        return not self._at_home or request.host.rpartition(":")[0] in LOOPBACK or request.host in LOOPBACK

    async def _index(self, request: web.Request) -> web.Response:
        if not self._known(request):
            raise web.HTTPForbidden(text="This page answers to 127.0.0.1 and localhost only.")
        token = self._stage.playground.token if self._at_home else ""
        text = (FILES / "index.html").read_text("utf-8").replace("{{token}}", token)
        return web.Response(text=text, content_type="text/html", headers=HEADERS)

    async def _file(self, request: web.Request) -> web.Response:
        file = (FILES / request.match_info["path"]).resolve()
        kind = SUFFIXES.get(file.suffix)
        if kind is None or not file.is_relative_to(FILES.resolve()) or not file.is_file():
            raise web.HTTPNotFound
        return web.Response(body=file.read_bytes(), content_type=kind, charset="utf-8", headers=HEADERS)

    # --- what there is to see -----------------------------------------------------------------------------------------

    async def _stream(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        self._sockets.add(socket)
        telling = asyncio.create_task(self._tell(socket))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)
            self._sockets.discard(socket)
        return socket

    async def _tell(self, socket: web.WebSocketResponse) -> None:
        known: dict[str, str] = {}
        happened: asyncio.Queue[Happening] = asyncio.Queue()
        rows = Rows(self._stage.database)
        listening = asyncio.create_task(self._listen(happened))
        try:
            with contextlib.suppress(ConnectionError):
                while True:
                    await self._say(socket, known, happened, rows)
                    with contextlib.suppress(TimeoutError):
                        happened.put_nowait(await asyncio.wait_for(happened.get(), LOOK))
                    await asyncio.sleep(GATHER)
        finally:
            listening.cancel()
            rows.close()

    async def _listen(self, happened: asyncio.Queue[Happening]) -> None:
        async for happening in self._stage.feed.listen():
            await happened.put(happening)

    async def _say(
        self, socket: web.WebSocketResponse, known: dict[str, str], happened: asyncio.Queue[Happening], rows: Rows
    ) -> None:
        first = not known
        fresh = {name: json.dumps(value, ensure_ascii=False) for name, value in sections(self._stage, rows).items()}
        changed = {name: json.loads(text) for name, text in fresh.items() if known.get(name) != text}
        gone = [name for name in known if name not in fresh]
        known.clear()
        known.update(fresh)
        events: list[Happening] = []
        while not happened.empty():
            events.append(happened.get_nowait())
        steps = [step for event in events if (step := _step(event))]
        written = rows.changes()
        if changed or gone or steps or written or first:
            told: dict[str, Any] = {"first": first, "set": changed, "gone": gone, "steps": steps, "rows": written}
            await socket.send_json(told)

    # --- what is ordered ----------------------------------------------------------------------------------------------

    async def _order(self, request: web.Request) -> web.Response:
        text = await request.text()
        args: dict[str, Any] = json.loads(text) if text.strip() else {}
        stage = self._stage
        match request.match_info["verb"]:
            case "turn":
                seconds = float(args.get("seconds", 0))
                if not 0 < seconds <= FORWARD:
                    raise ValueError(f"the clock is turned by 1 to {FORWARD} seconds")
                stage.turn(seconds)
            case "kill":
                self._begin(self._kill())
            case "cut":
                for call in ("getUpdates", "*"):
                    stage.telegram.faults.order(Fault("cut", call=call, times=0))
                stage.telegram.world.updates.close()
                stage.telegram.world.updates.closed = False
            case "storm":
                stage.telegram.faults.order(Fault("status", call="send*", times=STORM, status=429, retry_after=2))
                stage.discord.faults.order(Fault("status", call="POST*", times=STORM, status=429, retry_after=1))
            case "mend":
                stage.telegram.faults.clear()
                stage.discord.faults.clear()
            case "reset":
                asyncio.get_running_loop().call_later(0.1, self._reset)
            case verb:
                raise LookupError(f"nothing is called {verb!r}")
        stage.feed.publish("stage", "ordered", verb=request.match_info["verb"])
        return web.json_response({"result": True})

    def _begin(self, what: Any) -> None:
        task = asyncio.create_task(what)
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def _kill(self) -> None:
        try:
            await self._stage.kill_bot()
        except (BotEnded, NotSeen):
            self._stage.feed.publish("stage", "bot", listening=False, lives=self._stage.lives)


def _step(event: Happening) -> dict[str, Any] | None:
    """What the drawer shows of a happening: an event that reached the bot, or a call of the bot's; None for others."""
    source, kind = event["source"], event["kind"]
    if source == "telegram" and kind == "update":
        names = [name for name in event["data"] if name != "update_id"]
        return {"n": event["n"], "what": "event", "platform": source, "name": names[0]}
    if source == "telegram" and kind == "call" and not event["method"].startswith("get"):
        refused = not event["response"]["ok"]
        return {"n": event["n"], "what": "call", "platform": source, "name": event["method"], "refused": refused}
    if source == "discord" and kind == "dispatch" and not str(event["event"]).startswith(("READY", "GUILD_CREATE")):
        return {"n": event["n"], "what": "event", "platform": source, "name": event["event"].lower()}
    if source == "discord" and kind == "call":
        done = event["data"]
        if done["call"].startswith("GET"):
            return None
        refused = not 200 <= done["status"] < 300
        return {"n": event["n"], "what": "call", "platform": source, "name": done["call"], "refused": refused}
    if kind == "fault":
        return {"n": event["n"], "what": "fault", "platform": source, "name": str(event["data"].get("method", ""))}
    return None
