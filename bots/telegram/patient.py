"""Calls that have to work in the end: repeated with growing pauses, and what is wrong is said once."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Mapping
from typing import Any

import structlog

from bots.telegram.http import CALL_SECONDS, Api, ApiError, NoAnswer

_log = structlog.stdlib.get_logger("bots.telegram")

_FAILURES = {401: "token_refused", 404: "token_refused", 409: "updates_taken_elsewhere", 429: "too_many_calls"}


class Backoff:
    """Pauses that grow from `first` to `most` seconds, each shortened at random by up to a half."""

    def __init__(self, first: float = 0.2, most: float = 30.0) -> None:
        self._first = first
        self._most = most
        self._next = first

    def reset(self) -> None:
        """All is well: begin anew."""
        self._next = self._first

    async def pause(self, least: float = 0.0) -> None:
        """Sleep, for `least` seconds or longer."""
        seconds, self._next = self._next, min(self._next * 2, self._most)
        await asyncio.sleep(max(least, seconds * random.uniform(0.5, 1.0)))


class Patient:
    """Repeats a call until it is answered; logs a trouble when it begins or changes, and when it is over."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._trouble = ""

    @property
    def troubled(self) -> bool:
        """Whether the last call has not been answered as it should be, and is being repeated."""
        return bool(self._trouble)

    async def call(self, method: str, params: Mapping[str, Any], *, seconds: float = CALL_SECONDS) -> Any:
        """Call a method of the Bot API until it works; returns its `result`."""
        backoff = Backoff()
        while True:
            try:
                result = await self._api.call(method, params, seconds=seconds)
            except NoAnswer as error:
                self._tell("no_answer", reason=error.why)
                await backoff.pause()
            except ApiError as error:
                self._tell(_FAILURES.get(error.code, "call_refused"), method=method, reason=error.description)
                if error.code == 409 and "webhook" in error.description:
                    await self._forget_webhook()
                await backoff.pause(least=error.retry_after)
            else:
                if self._trouble:
                    self._trouble = ""
                    _log.info("connected_again")
                return result

    async def _forget_webhook(self) -> None:
        try:
            await self._api.call("deleteWebhook", {"drop_pending_updates": False})
        except (ApiError, NoAnswer) as error:
            _log.warning("webhook_not_deleted", error=type(error).__name__)

    def _tell(self, trouble: str, **more: object) -> None:
        if self._trouble != trouble:
            self._trouble = trouble
            _log.warning(trouble, **more)
