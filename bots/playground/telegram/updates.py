"""The queue of updates that the bot has not confirmed yet, and the long poll that empties it."""

from __future__ import annotations

import asyncio
import json
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bots.playground.telegram.errors import ApiError, conflict
from bots.playground.telegram.model import Json

KINDS = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "inline_query",
    "chosen_inline_result",
    "callback_query",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "my_chat_member",
    "chat_member",
    "chat_join_request",
    "chat_boost",
    "removed_chat_boost",
    "message_reaction",
    "message_reaction_count",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
)
DEFAULT = frozenset(KINDS) - {"chat_member", "message_reaction", "message_reaction_count"}
"""What a bot gets that names no kinds."""

LIFETIME = 86_400
"""Seconds for which an update waits to be fetched (https://core.telegram.org/bots/api#getting-updates)."""
CALLBACK_LIFETIME = 150
"""The same for a pressed button."""
LONGEST_POLL = 50
"""The longest long poll, in seconds; a longer one is shortened to it."""
AHEAD = 10
"""An offset further than this beyond the last update is not believed, and nothing is forgotten."""
CONFLICT_PAUSE = 3.0
"""Seconds by which the second and later of quickly repeated conflicts are answered late."""
REPEAT_SECONDS = 3.0
HASTY_SECONDS = 0.5

encode: Callable[[Any], str] = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode
"""Compact JSON."""


@dataclass(slots=True)
class Update:
    """One update on its way; `lane` is what must stay in order (a chat, a person)."""

    id: int
    json: Json
    lane: int
    expires: float
    raw: str = ""

    def encoded(self) -> str:
        """Its JSON text, made once."""
        if not self.raw:
            self.raw = encode(self.json)
        return self.raw


@dataclass(slots=True)
class _Waiter:
    woken: asyncio.Future[None]
    connected: Callable[[], bool]
    ended_by: str = ""


class Updates:
    """What the bot has to be told, in order, kept until it is confirmed.

    The rules are those of the real server: an update is confirmed by asking with a higher offset; what is not
    confirmed is delivered again; a negative offset counts from the end and forgets what is before; a second long poll
    ends the first one with 409; updates of a kind that is not allowed are never queued. `pacing` adds that a call
    repeated with the same offset within half a second gets one update only, and within three seconds waits for news.
    """

    def __init__(self, clock: Callable[[], float], *, pacing: bool = False, first: int = 500_000_001) -> None:
        self._clock = clock
        self._pacing = pacing
        self._next = first
        self._waiter: _Waiter | None = None
        self._wake_due = False
        self._again: list[Update] = []
        self._last_offset: int | None = None
        self._last_asked = 0.0
        self._conflict_free_at = 0.0
        self.pending: OrderedDict[int, Update] = OrderedDict()
        self.allowed: frozenset[str] = DEFAULT
        self.closed = False
        self.last: Update | None = None
        """The newest update that was handed out."""
        self.on_add: Callable[[Update | None], None] | None = None
        """Where a webhook takes in each new update (None: there is one to hand out once more)."""

    @property
    def polled(self) -> bool:
        """Whether a long poll is waiting right now."""
        return self._waiter is not None

    def add(self, kind: str, payload: Json, lane: int) -> Update | None:
        """Queue an update, unless its kind is not allowed; returns it."""
        if kind not in self.allowed:
            return None
        lifetime = CALLBACK_LIFETIME if kind == "callback_query" else LIFETIME
        update = Update(self._next, {"update_id": self._next, kind: payload}, lane, self._clock() + lifetime)
        self._next += 1
        self.pending[update.id] = update
        self._wake(update)
        return update

    def again(self) -> Update | None:
        """Hand out the last delivered update once more, with the same number, whatever was confirmed."""
        if self.last is not None:
            self._again.append(self.last)
            self._wake(None)
        return self.last

    def taken_again(self) -> list[Update]:
        """Take over what is to be handed out once more."""
        again, self._again = self._again, []
        return again

    def clear(self) -> None:
        """Forget everything that waits."""
        self.pending.clear()

    def allow(self, names: list[Any] | None) -> None:
        """Set the wanted kinds: None leaves them as they are, an empty list sets the default, unknown names are
        ignored."""
        if names is None:
            return
        wanted = frozenset(str(name).lower() for name in names) & frozenset(KINDS)
        self.allowed = wanted or DEFAULT

    async def fetch(self, offset: int, limit: int, timeout: int, connected: Callable[[], bool]) -> list[Update]:
        """The answer to getUpdates; raises ApiError 409 when another long poll takes over.

        `connected` tells whether the caller still listens: a poll whose connection is gone ends quietly.
        """
        if self._pacing:
            limit, timeout = self._paced(offset, limit, timeout)
        if self.closed:
            raise ApiError(500, "Internal Server Error: restart")
        updates = self._take(offset, limit)
        if updates or not timeout:
            return updates
        self.stop_poll("terminated by other getUpdates request; make sure that only one bot instance is running")
        waiter = self._waiter = _Waiter(asyncio.get_running_loop().create_future(), connected)
        try:
            async with asyncio.timeout(timeout):
                await waiter.woken
        except TimeoutError:
            pass
        finally:
            if self._waiter is waiter:
                self._waiter = None
        if waiter.ended_by:
            raise conflict(waiter.ended_by)
        return self._take(offset, limit) if connected() else []

    def stop_poll(self, why: str) -> None:
        """End the waiting long poll, if any, with 409."""
        waiter, self._waiter = self._waiter, None
        if waiter is None or waiter.woken.done():
            return
        if not waiter.connected():
            waiter.woken.set_result(None)
            return
        waiter.ended_by = why
        loop = asyncio.get_running_loop()
        late = CONFLICT_PAUSE if loop.time() < self._conflict_free_at else 0.0
        if not late:
            self._conflict_free_at = loop.time() + CONFLICT_PAUSE
        loop.call_later(late, _end, waiter.woken)

    def close(self) -> None:
        """Let a waiting poll return empty and refuse to wait again."""
        self.closed = True
        self._flush()

    def drop_expired(self) -> None:
        """Forget what has waited for too long."""
        now = self._clock()
        for update in [update for update in self.pending.values() if update.expires <= now]:
            del self.pending[update.id]

    def _take(self, offset: int, limit: int) -> list[Update]:
        again = self.taken_again()
        head = next(iter(self.pending), self._next)
        if offset < 0:
            offset = max(head, self._next + offset)
        if head < offset <= self._next + AHEAD:
            while self.pending and next(iter(self.pending)) < offset:
                self.pending.popitem(last=False)
        updates, expired, now = again, list[int](), self._clock()
        for update in self.pending.values():
            if len(updates) >= limit:
                break
            if update.expires <= now:
                expired.append(update.id)
            else:
                updates.append(update)
        for number in expired:
            del self.pending[number]
        if updates:
            self.last = updates[-1]
        return updates

    def _paced(self, offset: int, limit: int, timeout: int) -> tuple[int, int]:
        now, repeated = self._clock(), offset == self._last_offset
        since = now - self._last_asked
        self._last_offset, self._last_asked = offset, now
        if repeated and since < REPEAT_SECONDS:
            timeout = max(timeout, int(REPEAT_SECONDS))
        return 1 if repeated and since < HASTY_SECONDS else limit, timeout

    def _wake(self, update: Update | None) -> None:
        if self.on_add is not None:
            self.on_add(update)
        if self._waiter is not None and not self._wake_due:
            self._wake_due = True
            asyncio.get_running_loop().call_soon(self._flush)

    def _flush(self) -> None:
        self._wake_due = False
        if self._waiter is not None and not self._waiter.woken.done():
            self._waiter.woken.set_result(None)


def _end(woken: asyncio.Future[None]) -> None:
    if not woken.done():
        woken.set_result(None)
