"""Rate limits as Discord keeps them: buckets by route and major parameter, and 50 requests a second in all.

The numbers are those that bots observe; Discord documents only the mechanism and the global limit.
"""

from __future__ import annotations

import hashlib
import math
from collections import Counter
from dataclasses import dataclass

from bots.playground.discord.ids import Clock

_EVERY_ROUTE = (10, 1.0)
_OWN: dict[str, tuple[int, float]] = {
    "POST /channels/{id}/messages": (5, 5.0),
    "PATCH /channels/{id}/messages/{message}": (5, 5.0),
    "DELETE /channels/{id}/messages/{message}": (5, 1.0),
    "POST /channels/{id}/messages/bulk-delete": (1, 1.0),
    "reactions": (1, 0.25),
    "webhook": (5, 2.0),
    "callback": (5, 1.0),
    "PATCH /guilds/{id}/members/{user}": (10, 10.0),
    "PUT /guilds/{id}/members/{user}/roles/{role}": (10, 10.0),
    "DELETE /guilds/{id}/members/{user}/roles/{role}": (10, 10.0),
    "PATCH /channels/{id}": (5, 15.0),
    "POST /channels/{id}/invites": (5, 15.0),
    "POST /users/@me/channels": (10, 10.0),
}
_RENAMES = (2, 600.0)
GLOBAL = (50, 1.0)


@dataclass(slots=True)
class _Window:
    limit: int
    span: float
    until: float = 0.0
    left: int = 0


@dataclass(slots=True)
class Verdict:
    """What the limits say about one request: the headers for its answer, and how long to wait if it is refused."""

    headers: dict[str, str]
    retry_after: float | None = None
    everywhere: bool = False


class Limits:
    """The state of all buckets; with `enforced` False every request passes and the headers promise plenty."""

    def __init__(self, clock: Clock, enforced: bool) -> None:
        self._clock = clock
        self.enforced = enforced
        self.refused: Counter[str] = Counter()
        """429s given, by the name of the call ("global" counts the global limit's)."""
        self._windows: dict[str, _Window] = {}
        self._hashes: dict[str, str] = {}
        self._ample: dict[str, dict[str, str]] = {}

    def _hash(self, bucket: str) -> str:
        known = self._hashes.get(bucket)
        if known is None:
            known = self._hashes[bucket] = hashlib.blake2b(bucket.encode(), digest_size=16).hexdigest()
        return known

    def ask(self, call: str, bucket: str, major: str, *, renames: bool = False) -> Verdict:
        """Count a request; `bucket` is the name it shares with others, `renames` that it changes a channel's name."""
        now = self._clock()
        if not self.enforced:
            known = self._ample.get(bucket)
            if known is None:
                known = self._ample[bucket] = {
                    "X-RateLimit-Limit": "10000",
                    "X-RateLimit-Remaining": "9999",
                    "X-RateLimit-Reset-After": "1.000",
                    "X-RateLimit-Bucket": self._hash(bucket),
                }
            return Verdict({**known, "X-RateLimit-Reset": f"{now + 1:.3f}"})
        exempt = bucket in ("webhook", "callback")
        if not exempt:
            window = self._window("global", *GLOBAL, now)
            if not window.left:
                self.refused["global"] += 1
                wait = window.until - now
                return Verdict(self._refusal(wait, "global"), wait, everywhere=True)
            window.left -= 1
        if renames:
            rename = self._window(f"rename:{major}", *_RENAMES, now)
            if not rename.left:
                self.refused[call] += 1
                return Verdict(self._refusal(rename.until - now, "user"), rename.until - now)
            rename.left -= 1
        window = self._window(f"{bucket}:{major}", *_OWN.get(bucket, _EVERY_ROUTE), now)
        headers = {"X-RateLimit-Limit": str(window.limit), "X-RateLimit-Bucket": self._hash(bucket)}
        passed = window.left > 0
        if passed:
            window.left -= 1
        wait = window.until - now
        headers |= {
            "X-RateLimit-Remaining": str(window.left),
            "X-RateLimit-Reset": f"{window.until:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
        }
        if passed:
            return Verdict(headers)
        self.refused[call] += 1
        return Verdict({**headers, **self._refusal(wait, "user")}, wait)

    def _window(self, key: str, limit: int, span: float, now: float) -> _Window:
        window = self._windows.get(key)
        if window is None:
            if len(self._windows) > 5000:
                self._windows = {k: w for k, w in self._windows.items() if w.until > now}
            window = self._windows[key] = _Window(limit, span)
        if window.until <= now:
            window.until, window.left = now + span, limit
        return window

    @staticmethod
    def _refusal(wait: float, scope: str) -> dict[str, str]:
        headers = {"Retry-After": str(max(1, math.ceil(wait))), "X-RateLimit-Scope": scope}
        return {**headers, "X-RateLimit-Global": "true"} if scope == "global" else headers
