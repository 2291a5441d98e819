"""HTTP to the Bot API over aiohttp: a pool of connections, and what may come of a call."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any, Protocol

import aiohttp
from yarl import URL

CONNECTIONS = 100
CONNECT_SECONDS = 5.0
CALL_SECONDS = 20.0

_JSON = {"Content-Type": "application/json"}


class ApiError(Exception):
    """The Bot API refused a call: its code, description and parameters.

    https://core.telegram.org/bots/api#making-requests and #responseparameters.
    """

    def __init__(self, code: int, description: str, *, retry_after: float = 0.0, moved_to: int = 0) -> None:
        super().__init__(code, description)
        self.code = code
        self.description = description
        self.retry_after = retry_after
        self.moved_to = moved_to


class NoAnswer(Exception):
    """No answer came. `sent` is False when the call surely never left, None when it may have arrived."""

    def __init__(self, why: str, sent: bool | None) -> None:
        super().__init__(why)
        self.why = why
        self.sent = sent


class Api(Protocol):
    """Whoever can call methods of the Bot API."""

    async def call(self, method: str, params: Mapping[str, Any], *, seconds: float = CALL_SECONDS) -> Any:
        """Call a method; returns its `result` as JSON. Raises ApiError or NoAnswer."""
        ...


class Pool:
    """A pool of kept-alive connections; opens by itself at the first request."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None
        self._closed = False

    async def close(self) -> None:
        """Close all connections, for good."""
        self._closed = True
        if self._session is not None:
            await self._session.close()

    async def exchange(
        self,
        method: str,
        url: URL,
        params: Mapping[str, Any],
        seconds: float | None,
        files: Mapping[str, tuple[str, Any, str]] | None = None,
    ) -> tuple[int, bytes]:
        """Make one HTTP request with the parameters as JSON; returns status and body. Raises NoAnswer.

        With `files` (name -> file name, content, media type) it is a form, and the parameters are texts.
        """
        if self._closed:
            raise NoAnswer("closed", False)
        timeout = aiohttp.ClientTimeout(total=seconds, sock_connect=CONNECT_SECONDS)
        # The causes are left out of what is raised: some name the address, and the token is part of that.
        try:
            body = _form(params, files) if files else json.dumps(params).encode()
            async with self._open().request(
                method, url, data=body, headers=None if files else _JSON, timeout=timeout, allow_redirects=False
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise NoAnswer(type(error).__name__, False) from None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise NoAnswer(type(error).__name__, None) from None

    def _open(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=CONNECTIONS, ttl_dns_cache=300, keepalive_timeout=50),
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session


def _form(params: Mapping[str, Any], files: Mapping[str, tuple[str, Any, str]]) -> aiohttp.FormData:
    form = aiohttp.FormData()
    for name, value in params.items():
        form.add_field(name, str(value))
    for name, (called, content, kind) in files.items():
        form.add_field(name, content, filename=called, content_type=kind)
    return form


def quiet_libraries() -> None:
    """Keep the libraries from logging what must not be logged: addresses (with the token) and message texts."""
    for name in ("telegram", "httpx", "httpcore", "aiohttp.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
