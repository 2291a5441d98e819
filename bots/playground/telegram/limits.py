"""Telegram's flood limits, for a stand-in that is told to enforce them."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Callable

from bots.playground.telegram.errors import flood

MINUTE = 60.0
_GRAIN = 0.001


class Bucket:
    """So many at once, and then one for every `1 / rate` seconds."""

    __slots__ = ("_burst", "_full_at", "_rate")

    def __init__(self, rate: float, burst: int) -> None:
        self._rate = rate
        self._burst = burst
        self._full_at = -math.inf

    def wait(self, now: float) -> float:
        """Seconds until one more is allowed; 0 when it is allowed now."""
        return max(0.0, self._full_at - now - (self._burst - 1) / self._rate)

    def take(self, now: float) -> None:
        """Use up one."""
        self._full_at = max(self._full_at, now) + 1 / self._rate


class FloodLimits:
    """Who sends too much is answered 429 with `retry_after`, and nothing is sent.

    Telegram publishes these numbers (https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this):
    about 30 messages a second overall, about one a second in one chat (short bursts are let through), 20 a minute in
    one group. Here:

    - overall: 30 a second, at most 30 of them at once; every message sent counts;
    - in a chat: one a second, at most `chat_burst` (3) at once; every message sent there counts;
    - in a group: 20 in any 60 seconds; messages and edits both count, and edits count for the chat's second too;
    - an edit in a private chat, a deletion and an answer to a button are free.

    `retry_after` is the number of whole seconds, rounded up and at least one, after which the call passes.
    Time is taken from the given clock, so a clock turned by hand turns the limits too.
    """

    def __init__(
        self, clock: Callable[[], float], *, overall: float = 30, chat_burst: int = 3, group_minute: int = 20
    ) -> None:
        self._clock = clock
        self._overall = Bucket(overall, int(overall))
        self._chat_burst = chat_burst
        self._group_minute = group_minute
        self._chats: dict[int, Bucket] = {}
        self._groups: dict[int, deque[float]] = {}
        self.refused: Counter[str] = Counter()
        """How many calls of each method were answered 429."""

    def sending(self, method: str, chat_id: int, *, group: bool) -> None:
        """Count one message to a chat, or raise ApiError 429."""
        now = self._clock()
        self._pass(method, now, [self._overall, self._chat(chat_id)], self._window(chat_id, now) if group else None)

    def editing(self, method: str, chat_id: int, *, group: bool) -> None:
        """Count one edit in a chat, or raise ApiError 429."""
        if group:
            now = self._clock()
            self._pass(method, now, [self._chat(chat_id)], self._window(chat_id, now))

    def _chat(self, chat_id: int) -> Bucket:
        bucket = self._chats.get(chat_id)
        if bucket is None:
            bucket = self._chats[chat_id] = Bucket(1.0, self._chat_burst)
        return bucket

    def _window(self, chat_id: int, now: float) -> deque[float]:
        window = self._groups.setdefault(chat_id, deque())
        while window and window[0] <= now - MINUTE:
            window.popleft()
        return window

    def _pass(self, method: str, now: float, buckets: list[Bucket], window: deque[float] | None) -> None:
        wait = max(bucket.wait(now) for bucket in buckets)
        if window is not None and len(window) >= self._group_minute:
            wait = max(wait, window[0] + MINUTE - now)
        if wait > _GRAIN:
            self.refused[method] += 1
            raise flood(max(1, math.ceil(wait)))
        for bucket in buckets:
            bucket.take(now)
        if window is not None:
            window.append(now)
