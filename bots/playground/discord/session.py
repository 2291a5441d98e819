"""What a gateway connection is made of: the session that outlives it, and the socket with its writer."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import zlib
from collections import deque
from typing import Any

from aiohttp import web

from bots.playground.discord.model import Guild, Json

COMMANDS_A_MINUTE = 120
_CLOSING: dict[int, str] = {
    4000: "Unknown error.", 4001: "Unknown opcode.", 4002: "Error while decoding payload.", 4003: "Not authenticated.",
    4004: "Authentication failed.", 4005: "Already authenticated.", 4007: "Invalid seq.", 4008: "Rate limited.",
    4009: "Session timed out.", 4010: "Invalid shard.", 4012: "Invalid API version.", 4013: "Invalid intent(s).",
    4014: "Disallowed intent(s).",
}  # fmt: skip


def _dumps(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))


class Session:
    """What outlives a socket: the numbered events, and what the client asked for."""

    def __init__(self, intents: int, shard: tuple[int, int], keep: int) -> None:
        self.id = secrets.token_hex(16)
        self.intents = intents
        self.shard = shard
        self.sequence = 0
        self.past: deque[tuple[int, str]] = deque(maxlen=keep)
        self.socket: Socket | None = None
        self.left_at: float | None = None

    def push(self, event: str, data: Json) -> None:
        """Number an event, keep it for replay and send it if a socket is there."""
        self.sequence += 1
        text = _dumps({"op": 0, "t": event, "s": self.sequence, "d": data})
        self.past.append((self.sequence, text))
        if self.socket is not None:
            self.socket.say(text)

    def has(self, guild: Guild | None) -> bool:
        """Whether a server belongs to this session's shard (DMs belong to shard 0)."""
        number, count = self.shard
        return (0 if guild is None else (int(guild.id) >> 22) % count) == number


class Socket:
    """One WebSocket: what is said to it goes out in order by a writer of its own."""

    def __init__(self, ws: web.WebSocketResponse, request: web.Request, compressed: bool) -> None:
        self._ws = ws
        self._request = request
        self._zlib = zlib.compressobj() if compressed else None
        self._out: asyncio.Queue[str | int] = asyncio.Queue()
        self.writer = asyncio.create_task(self._write())
        self.session: Session | None = None
        self.commands: deque[float] = deque(maxlen=COMMANDS_A_MINUTE)
        self.beaten_at = 0.0

    def say(self, text: str) -> None:
        """Queue a payload."""
        self._out.put_nowait(text)

    def send(self, op: int, data: Any = None) -> None:
        """Queue a payload that is no event."""
        self.say(_dumps({"op": op, "d": data, "s": None, "t": None}))

    def close(self, code: int) -> None:
        """Close after what is queued went out."""
        self._out.put_nowait(code)

    def cut(self) -> None:
        """Lose the connection at once, without a close frame."""
        self.writer.cancel()
        if self._request.transport is not None:
            self._request.transport.abort()

    async def _write(self) -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                item = await self._out.get()
                if isinstance(item, int):
                    await self._ws.close(code=item, message=_CLOSING.get(item, "").encode())
                    return
                if self._zlib is None:
                    await self._ws.send_str(item)
                else:
                    packed = self._zlib.compress(item.encode()) + self._zlib.flush(zlib.Z_SYNC_FLUSH)
                    await self._ws.send_bytes(packed)
