"""The first response to an interaction, posted straight to Discord's documented endpoint.

discord.py asks for the message it made back and builds objects from it, which takes as long as all the rest of an
answer; nobody here looks at them. What comes after the first response goes through discord.py.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from enum import IntEnum
from typing import Any, cast

import aiohttp

from bots.discord.settings import AGENT

ACKNOWLEDGED = 40060
"""Discord's code for an interaction that has had its first response."""
_TIME = aiohttp.ClientTimeout(total=10.0)
_PAUSE = 0.25


class Kind(IntEnum):
    """The interaction callback types that are used here."""

    MESSAGE = 4
    THINKING = 5
    SEEN = 6
    CHOICES = 8
    FORM = 9


class Refused(Exception):
    """Discord did not take the response; `code` is its own for why."""

    def __init__(self, status: int, code: int) -> None:
        super().__init__(f"HTTP {status}, code {code}")
        self.status = status
        self.code = code


class Callbacks:
    """Posts first responses; made within a running loop, and closed in the end."""

    def __init__(self, rest_url: str) -> None:
        self._base = f"{rest_url}/interactions"
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0),
            timeout=_TIME,
            headers={"User-Agent": AGENT},
            cookie_jar=aiohttp.DummyCookieJar(),
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._session.close()

    async def give(self, id: int, token: str, kind: Kind, data: Mapping[str, Any] | None = None) -> None:
        """Give the first response. Where it is not known whether it arrived, ask again.

        Raises Refused, or aiohttp.ClientError or TimeoutError when Discord cannot be reached.
        """
        body = {"type": int(kind), "data": data} if data is not None else {"type": int(kind)}
        url = f"{self._base}/{id}/{token}/callback"
        try:
            await self._post(url, body)
        except (aiohttp.ClientError, TimeoutError):
            try:
                await self._post(url, body)
            except Refused as refused:
                if refused.code != ACKNOWLEDGED:
                    raise
        except Refused as refused:
            if refused.status < 500 and refused.status != 429:
                raise
            await asyncio.sleep(_PAUSE)
            await self._post(url, body)

    async def _post(self, url: str, body: Mapping[str, Any]) -> None:
        async with self._session.post(url, json=body) as response:
            if response.status < 300:
                return
            code = 0
            if response.content_type == "application/json":
                code = int(cast("Mapping[str, Any]", await response.json()).get("code", 0))
            raise Refused(response.status, code)
