"""The REST API's front door: token, faults, limits, the call itself, its answer, and the record of it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

from aiohttp import BodyPartReader, web

from bots.playground.discord import (
    audit,
    rest_app,
    rest_channel,
    rest_event,
    rest_guild,
    rest_interaction,
    rest_invite,
    rest_mark,
    rest_message,
    rest_thread,
)  # fmt: skip
from bots.playground.discord.errors import ApiError
from bots.playground.discord.form_message import Upload
from bots.playground.discord.limits import Limits, Verdict
from bots.playground.discord.model import Json
from bots.playground.discord.routes import Call, Routes
from bots.playground.discord.world import World
from bots.playground.faults import Faults

_ALWAYS = {"Via": "1.1 google", "Server": "cloudflare"}
_WITHOUT_TOKEN = ("POST /interactions/", "POST /webhooks/", "GET /webhooks/", "PATCH /webhooks/", "DELETE /webhooks/")
_MOST_BODY = 28 * 1024 * 1024


class Rest:
    """Answers every request below /discord/api/v10. Calls are named as in "POST /channels/{id}/messages"."""

    def __init__(
        self,
        world: World,
        token: str,
        *,
        limits: Limits,
        faults: Faults,
        told: Callable[[str, Json], None] | None,
        record: Callable[[Json], None] | None,
    ) -> None:
        self._world = world
        self._token = token
        self._limits = limits
        self._faults = faults
        self._told = told
        self._record = record
        self._routes = Routes()
        self.calls = 0
        subjects = (
            rest_app,
            rest_guild,
            rest_channel,
            rest_thread,
            rest_invite,
            rest_message,
            rest_event,
            rest_interaction,
            rest_mark,
            audit,
        )
        for module in subjects:
            module.register(self._routes)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The handler of /discord/api/v10/..."""
        self.calls += 1
        if request.match_info["version"] not in ("10", "9"):
            return self._plain({"message": "Invalid API version specified", "code": 50041}, 400, {})
        path = "/" + request.match_info["tail"]
        found = self._routes.find(request.method, request.rel_url.raw_path.partition("/api/v")[2].partition("/")[2])
        if isinstance(found, bool):
            status = 405 if found else 404
            shown = "Method Not Allowed" if found else "Not Found"
            self._tell(f"{request.method} {path}", status, None, None)
            return self._plain({"message": f"{status}: {shown}", "code": 0}, status, {})
        name, bucket, handler, ids = found
        ids = [unquote(part) for part in ids]
        dropped = False
        if self._faults.ordered:
            ruled = await self._fault(request, name)
            if isinstance(ruled, web.Response):
                return ruled
            dropped = ruled
        if not name.startswith(_WITHOUT_TOKEN) and request.headers.get("Authorization") != f"Bot {self._token}":
            return self._plain({"message": "401: Unauthorized", "code": 0}, 401, {})
        answer = await self._answer(request, name, bucket, ids, handler)
        if dropped:
            self._cut(request)
        return answer

    async def _answer(
        self, request: web.Request, name: str, bucket: str, ids: list[str], handler: Callable[[Call], Any]
    ) -> web.Response:
        status, shown, raw, uploads = 200, None, None, list[Upload]()
        verdict: Verdict | None = None
        try:
            raw, uploads = await _body(request)
            major = _major(name, ids)
            renames = name == "PATCH /channels/{id}" and isinstance(raw, dict) and ("name" in raw or "topic" in raw)
            verdict = self._limits.ask(name, bucket, major, renames=renames)
            if verdict.retry_after is not None:
                wait = round(verdict.retry_after, 3)
                refusal = {
                    "message": "You are being rate limited.",
                    "retry_after": wait,
                    "global": verdict.everywhere,
                    "code": 0,
                }
                self._tell(name, 429, raw, refusal)
                return self._plain(refusal, 429, verdict.headers)
            reason = request.headers.get("X-Audit-Log-Reason")
            base = f"{request.scheme}://{request.host}/discord"
            self._world.media = base
            query = dict(request.query)
            call = Call(self._world, name, ids, query, raw, uploads, base, unquote(reason) if reason else None)
            shown = handler(call)
            status = 204 if shown is None else call.status
        except ApiError as error:
            status, shown = error.status, error.body
        self._tell(name, status, raw, shown)
        if self._record is not None:
            line: Json = {"method": request.method, "path": f"/api/v10/{request.match_info['tail']}", "status": status}
            line |= {"query": dict(request.query), "response": shown}
            if raw is not None:
                line["body"] = raw
            if uploads:
                line["files"] = [upload.name for upload in uploads]
            self._record(json.loads(json.dumps(line)))
        headers = verdict.headers if verdict is not None else {}
        return (
            web.Response(status=204, headers=headers | _ALWAYS)
            if status == 204
            else self._plain(shown, status, headers)
        )

    @staticmethod
    def _plain(shown: Any, status: int, headers: dict[str, str]) -> web.Response:
        # discord.py compares the whole header with "application/json": no charset
        return web.Response(
            body=json.dumps(shown, separators=(",", ":")).encode(),
            status=status,
            headers={**headers, **_ALWAYS, "Content-Type": "application/json"},
        )

    def _tell(self, name: str, status: int, raw: Any, shown: Any) -> None:
        if self._told is not None:
            self._told(
                "call", {"call": name, "status": status, "body": raw, "answer": shown, "at": self._world.clock()}
            )

    async def _fault(self, request: web.Request, name: str) -> web.Response | bool:
        """What the ordered faults do to a call: an answer instead of it, or whether its answer is to be dropped."""
        dropped = False
        for fault in self._faults.take(name):
            self._tell(name, 0, None, {"fault": fault.kind})
            if fault.kind == "delay":
                await asyncio.sleep(fault.seconds)
            elif fault.kind == "cut":
                self._cut(request)
                return web.Response(status=499)
            elif fault.kind == "drop":
                dropped = True
            elif fault.status == 429:
                self._limits.refused[name] += 1
                refusal = {
                    "message": "You are being rate limited.",
                    "retry_after": float(fault.retry_after),
                    "global": False,
                }
                headers = {"Retry-After": str(fault.retry_after), "X-RateLimit-Scope": "shared"}
                return self._plain(refusal, 429, headers)
            else:
                return web.Response(status=fault.status, text="error code: " + str(fault.status), headers=_ALWAYS)
        return dropped

    @staticmethod
    def _cut(request: web.Request) -> None:
        if request.transport is not None:
            request.transport.abort()


def _major(name: str, ids: list[str]) -> str:
    """The part of a call's rate limit that its channel, server or webhook makes."""
    _, _, path = name.partition(" ")
    if path.startswith(("/channels/", "/guilds/", "/interactions/")):
        return ids[0] if ids else ""
    return ids[1] if path.startswith("/webhooks/") else ""


async def _body(request: web.Request) -> tuple[Any, list[Upload]]:
    """The JSON body and the files of a request; raises ApiError for what is neither JSON nor multipart."""
    if not request.can_read_body:
        return None, []
    if request.content_length is not None and request.content_length > _MOST_BODY:
        raise ApiError(40005)
    if not request.content_type.startswith("multipart/"):
        data = await request.read()
        return (_json(data) if data else None), []
    raw: Any = None
    uploads: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        data = bytes(await part.read(decode=True))
        if part.name == "payload_json":
            raw = _json(data)
        else:
            uploads.append(Upload(part.name or "", part.filename or "file", data, part.headers.get("Content-Type")))
    return raw, uploads


def _json(data: bytes) -> Any:
    try:
        return json.loads(data)
    except ValueError:
        raise ApiError(50109) from None
