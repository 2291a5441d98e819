"""The gateway: sessions over WebSocket, with intents, sequence numbers, compression, and replay after a cut.

Written after Discord's gateway documentation. Faults here go by the names "GATEWAY connect", "GATEWAY IDENTIFY",
"GATEWAY RESUME", "GATEWAY HEARTBEAT"... (commands) and "DISPATCH MESSAGE_CREATE"... (events; cut and drop lose the
socket before the event is sent, so that it must come by replay).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import Callable
from typing import Any, cast

from aiohttp import WSMsgType, web

from bots.playground.discord import events, render
from bots.playground.discord.model import Guild, Json
from bots.playground.discord.session import COMMANDS_A_MINUTE, Session, Socket
from bots.playground.discord.world import INTENTS, PRIVILEGED, World
from bots.playground.faults import Faults

OPS = {1: "HEARTBEAT", 2: "IDENTIFY", 3: "PRESENCE", 4: "VOICE_STATE", 6: "RESUME", 8: "REQUEST_MEMBERS", 31: "SOUNDS"}
_ALL_INTENTS = sum(INTENTS.values())
_RESUMABLE = 180.0


class Closed(Exception):
    """The connection ends with a close code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


class Gateway:
    """All sessions and sockets of the stand-in."""

    def __init__(
        self,
        world: World,
        token: str,
        faults: Faults,
        told: Callable[[str, Json], None],
        *,
        heartbeat: float,
        keep: int,
    ) -> None:
        self._world = world
        self._token = token
        self._faults = faults
        self._told = told
        self._heartbeat = heartbeat
        self._keep = keep
        self.sessions: dict[str, Session] = {}
        self.sockets: set[Socket] = set()
        self.identified = 0
        self.resumed = 0
        self.closed: list[int] = []
        world.emit = self.emit

    def emit(
        self, event: str, data: Json, intent: str | None = None, *, guild: Guild | None = None,
        blank: Json | None = None,
    ) -> None:  # fmt: skip
        """Send an event to every session whose intents and shard cover it."""
        need = INTENTS[intent] if intent is not None else 0
        reached = 0
        for session in list(self.sessions.values()):
            if (need and not session.intents & need) or not session.has(guild):
                continue
            if self._faults.ordered and session.socket is not None:
                for fault in self._faults.take(f"DISPATCH {event}"):
                    if fault.kind in ("cut", "drop"):
                        self.part(session.socket, cut=True)
                        break
            full = blank is None or session.intents & INTENTS["message_content"]
            session.push(event, data if full else cast("Json", blank))
            reached += 1
        self._told(event, {"data": data, "sessions": reached})

    def part(self, socket: Socket, *, cut: bool = False, resumable: bool = True, code: int = 4000) -> None:
        """End a socket, by a cut or a close code; without `resumable` its session is forgotten too."""
        session, socket.session = socket.session, None
        if session is not None and session.socket is socket:
            session.socket = None
            session.left_at = self._world.clock()
            if not resumable:
                self.sessions.pop(session.id, None)
        if cut:
            socket.cut()
        else:
            socket.close(code)

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """The handler of /discord/gateway."""
        for fault in self._faults.take("GATEWAY connect"):
            if fault.kind == "delay":
                await asyncio.sleep(fault.seconds)
            elif fault.kind == "status":
                return web.Response(status=fault.status, text="error")
            elif request.transport is not None:
                request.transport.abort()
        query = request.query
        compress = query.get("compress")
        ws = web.WebSocketResponse(max_msg_size=16384, autoping=True, compress=False)
        await ws.prepare(request)
        socket = Socket(ws, request, compressed=compress == "zlib-stream")
        self.sockets.add(socket)
        socket.beaten_at = asyncio.get_running_loop().time()
        try:
            if query.get("v", "10") not in ("9", "10") or compress not in (None, "", "zlib-stream"):
                raise Closed(4012)
            if query.get("encoding", "json") != "json":
                raise Closed(4002)
            socket.send(10, {"heartbeat_interval": int(self._heartbeat * 1000), "_trace": ["[]"]})
            await self._read(ws, socket, str(request.host))
        except Closed as closed:
            self.closed.append(closed.code)
            self._told("close", {"code": closed.code})
            # a refused session cannot be resumed
            self.part(socket, code=closed.code, resumable=closed.code not in (4004, 4007, 4009, 4010, 4013, 4014))
            with contextlib.suppress(asyncio.CancelledError):
                await socket.writer
        finally:
            self.sockets.discard(socket)
            socket.writer.cancel()
            session = socket.session
            if session is not None and session.socket is socket:
                session.socket, session.left_at = None, self._world.clock()
                if ws.close_code in (1000, 1001):
                    self.sessions.pop(session.id, None)
        return ws

    async def _read(self, ws: web.WebSocketResponse, socket: Socket, host: str) -> None:
        loop = asyncio.get_running_loop()
        while True:
            patience = socket.beaten_at + self._heartbeat * 1.5 - loop.time()
            try:
                message = await asyncio.wait_for(ws.receive(), max(patience, 0.001))
            except TimeoutError:
                if socket.beaten_at + self._heartbeat * 1.5 <= loop.time():
                    raise Closed(4009) from None
                continue
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                return
            try:
                payload: Any = json.loads(message.data)
                op: Any = payload["op"]
            except (ValueError, KeyError, TypeError):
                raise Closed(4002) from None
            if op not in OPS:
                raise Closed(4001)
            now = loop.time()
            if len(socket.commands) == COMMANDS_A_MINUTE and now - socket.commands[0] < 60:
                raise Closed(4008)
            socket.commands.append(now)
            if op == 1:
                socket.beaten_at = now
            for fault in self._faults.take(f"GATEWAY {OPS[op]}"):
                if fault.kind == "delay":
                    await asyncio.sleep(fault.seconds)
                elif fault.kind == "status":
                    raise Closed(fault.status if fault.status >= 4000 else 4000)
                else:
                    self.part(socket, cut=True)
                    return
            self._take(socket, op, payload.get("d"), host)

    def _take(self, socket: Socket, op: int, data: Any, host: str) -> None:
        """One command of a client; raises Closed for what ends the connection."""
        if op == 1:
            socket.send(11)
            return
        if op in (2, 6) and socket.session is not None:
            raise Closed(4005)
        if op not in (2, 6) and socket.session is None:
            raise Closed(4003)
        if not isinstance(data, dict):
            raise Closed(4002)
        given = cast("Json", data)
        if op == 2:
            self._identify(socket, given, host)
        elif op == 6:
            self._resume(socket, given)
        elif op == 8:
            self._members(cast("Session", socket.session), given)
        elif op == 4:
            self._voice(given)

    def _identify(self, socket: Socket, given: Json, host: str) -> None:
        if str(given.get("token", "")).removeprefix("Bot ") != self._token:
            raise Closed(4004)
        intents = given.get("intents")
        if isinstance(intents, bool) or not isinstance(intents, int) or intents & ~_ALL_INTENTS:
            raise Closed(4013)
        if any(intents & INTENTS[name] and name not in self._world.enabled for name in PRIVILEGED):
            raise Closed(4014)
        number, count = given.get("shard") or (0, 1)
        if not (isinstance(number, int) and isinstance(count, int) and 0 <= number < count):
            raise Closed(4010)
        world = self._world
        for old in list(self.sessions.values()):
            if old.left_at is not None and world.clock() - old.left_at > _RESUMABLE:
                del self.sessions[old.id]
        session = Session(intents, (number, count), self._keep)
        self.sessions[session.id] = session
        session.socket, socket.session = socket, session
        self.identified += 1
        guilds = [g for g in world.guilds.values() if world.bot.id in g.members and session.has(g)]
        ready: Json = {
            "v": 10,
            "user": render.me(world.bot),
            "user_settings": {},
            "guilds": [{"id": guild.id, "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "session_type": "normal",
            "resume_gateway_url": f"ws://{host}/discord/gateway",
            "shard": [number, count],
            "application": {"id": world.app_id, "flags": world.flags},
        }
        session.push("READY", ready)
        self._told("READY", {"intents": intents})
        if intents & INTENTS["guilds"]:
            everybody = bool(intents & INTENTS["presences"])
            for guild in guilds:
                shown = events.guild_created(world, guild, everybody=everybody)
                session.push("GUILD_CREATE", {**shown, "unavailable": False})

    def _resume(self, socket: Socket, given: Json) -> None:
        if str(given.get("token", "")).removeprefix("Bot ") != self._token:
            raise Closed(4004)
        session = self.sessions.get(str(given.get("session_id")))
        seen = given.get("seq")
        oldest = session.past[0][0] if session is not None and session.past else 1
        if (
            session is None
            or not isinstance(seen, int)
            or seen + 1 < oldest
            or (session.left_at is not None and self._world.clock() - session.left_at > _RESUMABLE)
        ):
            if session is not None:
                self.sessions.pop(session.id, None)
            self._told("invalid session", {})
            socket.send(9, False)
            return
        if seen > session.sequence:
            raise Closed(4007)
        if session.socket is not None:
            self.part(session.socket)
        session.socket, socket.session, session.left_at = socket, session, None
        missed = [text for number, text in session.past if number > seen]
        for text in missed:
            socket.say(text)
        self.resumed += 1
        session.push("RESUMED", {"_trace": ["[]"]})
        self._told("RESUMED", {"replayed": len(missed)})

    def _members(self, session: Session, given: Json) -> None:
        """REQUEST_GUILD_MEMBERS: chunks of up to 1,000; the whole list needs the members intent."""
        guild = self._world.guilds.get(str(given.get("guild_id")))
        if guild is None or self._world.bot.id not in guild.members:
            return
        wanted = given.get("user_ids")
        unknown: list[str] = []
        if wanted is not None:
            asked = [str(w) for w in (cast("list[Any]", wanted) if isinstance(wanted, list) else [wanted])][:100]
            found = [guild.members[w] for w in asked if w in guild.members]
            unknown = [w for w in asked if w not in guild.members]
        else:
            query, limit = str(given.get("query") or "").casefold(), int(given.get("limit") or 0)
            if not query and not limit and not session.intents & INTENTS["members"]:
                self._told("refused", {"why": "the whole member list needs the members intent"})
                return
            found = [
                m
                for m in guild.members.values()
                if m.person.username.casefold().startswith(query) or (m.nick or "").casefold().startswith(query)
            ]
            found = found[: min(limit, 100)] if limit else found
        parts = [found[i : i + 1000] for i in range(0, len(found), 1000)] or [[]]
        for index, part in enumerate(parts):
            chunk: Json = {
                "guild_id": guild.id,
                "members": [render.member(m) for m in part],
                "chunk_index": index,
                "chunk_count": len(parts),
            }
            if unknown:
                chunk["not_found"] = unknown
            if given.get("presences"):
                chunk["presences"] = []
            if given.get("nonce") is not None:
                chunk["nonce"] = given["nonce"]
            session.push("GUILD_MEMBERS_CHUNK", chunk)

    def _voice(self, given: Json) -> None:
        """The bot goes to a voice channel or leaves it; there is no voice server, so its endpoint is null."""
        world = self._world
        guild = world.guilds.get(str(given.get("guild_id")))
        if guild is None:
            return
        wanted = given.get("channel_id")
        state = events.moved(world, guild, world.bot, guild.channels.get(str(wanted)) if wanted else None)
        if state is not None and wanted:
            data: Json = {"token": secrets.token_hex(8), "guild_id": guild.id, "endpoint": None}
            world.emit("VOICE_SERVER_UPDATE", data, guild=guild)
