"""What happens in the playground, told to whoever listens (the page's WebSocket, the terminal, a test)."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

Happening = dict[str, Any]
"""One JSON-ready happening: `n` (its running number), `source` ("telegram", "discord", ...), `kind` and its data."""


class Feed:
    """A numbered stream of happenings with a bounded memory; a slow listener loses the oldest and blocks nobody."""

    def __init__(self, keep: int = 2000) -> None:
        self._number = 0
        self._past: deque[Happening] = deque(maxlen=keep)
        self._listeners: set[asyncio.Queue[Happening]] = set()

    def publish(self, source: str, kind: str, **data: Any) -> Happening:
        """Tell every listener that `kind` happened at `source`; returns the happening with its number."""
        self._number += 1
        happening: Happening = {"n": self._number, "source": source, "kind": kind, **data}
        self._past.append(happening)
        for queue in self._listeners:
            if queue.full():
                queue.get_nowait()
            queue.put_nowait(happening)
        return happening

    def past(self, after: int = 0) -> list[Happening]:
        """What is still remembered and came after number `after`."""
        return [happening for happening in self._past if happening["n"] > after]

    async def listen(self, after: int | None = None) -> AsyncIterator[Happening]:
        """Yield happenings as they come, first those still remembered after number `after` when one is given."""
        queue: asyncio.Queue[Happening] = asyncio.Queue(maxsize=10_000)
        self._listeners.add(queue)
        try:
            if after is not None:
                for happening in self.past(after):
                    yield happening
            while True:
                yield await queue.get()
        finally:
            self._listeners.discard(queue)
