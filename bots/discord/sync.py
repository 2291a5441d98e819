"""Registering the menu with Discord, only where it differs. discord.py offers no public call that takes a payload."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, cast

import aiohttp

from bots.discord.menu import Json, same
from bots.discord.settings import AGENT

_TRIES = 5


class NotRegistered(Exception):
    """Discord did not take the commands: `status`, its error `code`, and (`said`) which fields it minds."""

    def __init__(self, status: int, code: int, said: str) -> None:
        super().__init__(f"HTTP {status}, code {code}: {said}")
        self.status = status
        self.code = code
        self.said = said


class Registrar:
    """The few calls of Discord's REST API by which an application's commands are listed and replaced."""

    def __init__(self, rest_url: str, token: str, application: int) -> None:
        self._base = f"{rest_url}/applications/{application}"
        headers = {"Authorization": f"Bot {token}", "User-Agent": AGENT}
        self._session = aiohttp.ClientSession(headers=headers, timeout=aiohttp.ClientTimeout(total=30))

    async def __aenter__(self) -> Registrar:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        await self._session.close()

    async def sync(self, scopes: Mapping[str | None, Sequence[Json]]) -> list[str | None]:
        """Make each scope (a server, None for everywhere) hold these commands; returns those that had to be changed.

        Raises NotRegistered when Discord refuses, aiohttp.ClientError or TimeoutError when it cannot be reached.
        """
        changed: list[str | None] = []
        for scope, wanted in scopes.items():
            path = f"/guilds/{scope}/commands" if scope else "/commands"
            registered = await self._call("GET", path, query={"with_localizations": "true"})
            if not same(registered, wanted):
                await self._call("PUT", path, body=wanted)
                changed.append(scope)
        return changed

    async def _call(self, method: str, path: str, *, query: Mapping[str, str] | None = None, body: Any = None) -> Any:
        for attempt in range(_TRIES):
            async with self._session.request(method, self._base + path, params=query, json=body) as response:
                if response.status < 300:
                    return await response.json()
                last = attempt == _TRIES - 1
                if response.status == 429 and not last:
                    pause = float(response.headers.get("Retry-After", "1"))
                elif response.status >= 500 and not last:
                    pause = float(2**attempt)
                else:
                    raise await _refusal(response)
            await asyncio.sleep(pause)
        raise AssertionError("the last try returns or raises")


async def _refusal(response: aiohttp.ClientResponse) -> NotRegistered:
    try:
        said = cast("Mapping[str, Any]", await response.json())
    except (aiohttp.ContentTypeError, ValueError):
        return NotRegistered(response.status, 0, "")
    fields = "; ".join(_fields(said.get("errors", {})))
    return NotRegistered(response.status, int(said.get("code", 0)), fields or str(said.get("message", "")))


def _fields(errors: Mapping[str, Any], where: str = "") -> list[str]:
    found = [f"{where}: {error.get('message', '')}" for error in errors.get("_errors", ())]
    for key, inner in errors.items():
        if key != "_errors":
            found += _fields(inner, f"{where}.{key}" if where else key)
    return found
