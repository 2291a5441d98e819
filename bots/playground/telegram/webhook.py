"""Delivery of updates to the bot's own address, again and again until it answers 2xx."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import aiohttp

from bots.playground.telegram.errors import bad
from bots.playground.telegram.model import Json
from bots.playground.telegram.params import Params, as_list
from bots.playground.telegram.updates import DEFAULT, Update, Updates

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
DEFAULT_CONNECTIONS = 40
MOST_CONNECTIONS = 100
LONGEST_PAUSE = 60.0
LONGEST_RETRY_AFTER = 3600.0
ANSWER_SECONDS = 30.0


@dataclass(slots=True)
class Hook:
    """Where updates go, and how that has gone."""

    url: str = ""
    secret: str = ""
    connections: int = DEFAULT_CONNECTIONS
    certificate: bool = False
    error_date: int = 0
    error: str = ""

    def same(self, other: Hook) -> bool:
        """Whether setting `other` would change nothing."""
        return (self.url, self.secret, self.connections) == (other.url, other.secret, other.connections)


@dataclass
class Webhook:
    """The delivering side of setWebhook.

    Like a Bot API server started with `--local` it also delivers to plain http and to any port. Updates of one chat
    (or person) go one after the other, those of different ones side by side over at most `max_connections`. A failed
    delivery is repeated at once, then after 2 s, 4 s, ... up to a minute, or after the `Retry-After` that was answered.
    """

    updates: Updates
    clock: Callable[[], float]
    hook: Hook = field(default_factory=Hook)
    _session: aiohttp.ClientSession | None = None
    _busy: dict[int, asyncio.Task[None]] = field(default_factory=dict[int, "asyncio.Task[None]"])
    _lanes: dict[int, deque[Update]] = field(default_factory=dict[int, "deque[Update]"])
    _places: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(DEFAULT_CONNECTIONS))

    def read(self, params: Params) -> Hook:
        """The webhook that a setWebhook call describes; raises ApiError 400."""
        url, secret = params.text("url"), params.text("secret_token")
        if url:
            try:
                parts = urlsplit(url if "://" in url else f"https://{url}")
                wrong = parts.scheme not in ("http", "https") or not parts.hostname or parts.port == 0
            except ValueError:
                wrong = True
            if wrong:
                raise bad("invalid webhook URL specified")
        if len(secret) > 256:
            raise bad("secret token is too long")
        if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
            raise bad("secret token contains unallowed characters")
        connections = params.integer("max_connections", DEFAULT_CONNECTIONS, 1, MOST_CONNECTIONS)
        return Hook(url, secret, connections, "certificate" in params.files)

    async def set(self, params: Params) -> str:
        """setWebhook; returns the server's remark."""
        hook = self.read(params)
        self.updates.allow(as_list(params.loaded("allowed_updates", "allowed updates")))
        if hook.url and self.hook.same(hook) and not params.truth("drop_pending_updates"):
            return "Webhook is already set"
        had = bool(self.hook.url)
        await self._stop()
        if params.truth("drop_pending_updates"):
            self.updates.clear()
        self.hook = hook
        if not hook.url:
            return "Webhook was deleted" if had else "Webhook is already deleted"
        self.updates.stop_poll("terminated by setWebhook request")
        self._places = asyncio.Semaphore(hook.connections)
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=ANSWER_SECONDS))
        self.updates.on_add = self._line_up
        for update in self.updates.pending.values():
            self._line_up(update)
        return "Webhook was set"

    async def delete(self, params: Params) -> str:
        """deleteWebhook; returns the server's remark."""
        return await self.set(Params({"drop_pending_updates": params.truth("drop_pending_updates")}))

    def info(self) -> Json:
        """The WebhookInfo object."""
        self.updates.drop_expired()
        hook = self.hook
        told: Json = {
            "url": hook.url,
            "has_custom_certificate": hook.certificate,
            "pending_update_count": len(self.updates.pending),
        }
        if hook.url:
            told["max_connections"] = hook.connections
        if hook.error_date:
            told |= {"last_error_date": hook.error_date, "last_error_message": hook.error}
        if self.updates.allowed != DEFAULT:
            told["allowed_updates"] = sorted(self.updates.allowed)
        return told

    async def close(self) -> None:
        """Stop delivering."""
        await self._stop()

    async def _stop(self) -> None:
        self.updates.on_add = None
        tasks = list(self._busy.values())
        self._busy.clear()
        self._lanes.clear()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()
            self._session = None

    def _line_up(self, update: Update | None) -> None:
        """Take in a new update; None: there is something to deliver once more."""
        if update is None:
            for repeated in self.updates.taken_again():
                self._start(-repeated.id, self._until_accepted(repeated))
            return
        lane = self._lanes.setdefault(update.lane, deque())
        lane.append(update)
        if update.lane not in self._busy:
            self._start(update.lane, self._deliver_lane(update.lane, lane))

    def _start(self, lane: int, work: Coroutine[None, None, None]) -> None:
        task = self._busy[lane] = asyncio.create_task(work)
        task.add_done_callback(lambda done: self._busy.pop(lane, None) if self._busy.get(lane) is done else None)

    async def _deliver_lane(self, name: int, lane: deque[Update]) -> None:
        """Deliver what waits in one lane, in order."""
        while lane:
            await self._until_accepted(lane[0])
            self.updates.pending.pop(lane.popleft().id, None)
        del self._lanes[name], self._busy[name]

    async def _until_accepted(self, update: Update) -> None:
        failed = 0
        while update.expires > self.clock():
            async with self._places:
                error, asked = await self._post(update)
            if not error:
                self.updates.last = update
                return
            failed += 1
            self.hook.error, self.hook.error_date = error, int(self.clock())
            await asyncio.sleep(pause_after(failed, asked))

    async def _post(self, update: Update) -> tuple[str, float]:
        """Deliver once: the error (empty when accepted) and the pause that was asked for."""
        assert self._session is not None
        headers = {"Content-Type": "application/json"}
        if self.hook.secret:
            headers[SECRET_HEADER] = self.hook.secret
        try:
            async with self._session.post(
                self.hook.url, data=update.encoded().encode(), headers=headers, allow_redirects=False
            ) as answer:
                await answer.read()
                if 200 <= answer.status < 300:
                    return "", 0.0
                asked = answer.headers.get("Retry-After", "")
                error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                return error, float(asked) if asked.isdigit() else 0.0
        except aiohttp.ClientConnectorError:
            return "Connection refused", 0.0
        except (aiohttp.ClientError, TimeoutError):
            return "Webhook connection closed", 0.0


def pause_after(failed: int, asked: float = 0.0) -> float:
    """Seconds to wait after so many failed deliveries of one update; `asked` is the Retry-After that was answered."""
    if asked:
        return min(asked, LONGEST_RETRY_AFTER)
    return 0.0 if failed == 1 else min(2.0 ** (failed - 1), LONGEST_PAUSE)
