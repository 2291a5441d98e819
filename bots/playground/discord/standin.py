"""The stand-in of Discord as one object: routes to serve, people to act, faults to order, and its state as JSON."""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Iterable
from typing import Any

from aiohttp import web

from bots.playground.discord import render
from bots.playground.discord.errors import Refusal
from bots.playground.discord.gateway import Gateway
from bots.playground.discord.ids import Clock
from bots.playground.discord.interacting import Interacting
from bots.playground.discord.limits import Limits
from bots.playground.discord.model import (
    LOADING,
    Channel,
    Guild,
    Interaction,
    Json,
    Member,
    Message,
    Person,
    Role,
)
from bots.playground.discord.rest import Rest
from bots.playground.discord.world import World
from bots.playground.faults import Fault, Faults
from bots.playground.feed import Feed

DEFAULT_TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAw.local.playground-token-of-the-stand-in"  # noqa: S105
NO_RESPONSE = "The application did not respond"
"""What a person's client shows under an interaction that failed."""
_SHOWN_MESSAGES = 50
_FEW = 200

VERBS = frozenset({
    "add_person", "add_guild", "add_bot", "remove_bot", "add_role", "add_channel", "remove_channel", "set_permissions",
    "set_role_permissions", "join", "leave", "kick", "ban", "unban", "time_out", "grant", "remove_role", "nick",
    "close_dms", "block_bot", "write", "edit", "erase", "react", "unreact", "type", "join_voice", "leave_voice",
    "interest", "messages", "dms", "slash", "complete", "menu", "commands", "press", "select", "submit", "forge_press",
    "redeliver", "wait", "cut", "reconnect", "invalidate", "fault", "clear_faults", "tick",
})  # fmt: skip
"""What `act` can be asked to do: the methods of that name."""


class DiscordStandIn(Interacting):
    """Discord, pretended: REST API v10 and gateway under /discord, with state in memory.

    `privileged_intents` are those enabled "in the portal": members, message_content, presences. `limits` enforces the
    rate limits. `quiet` publishes nothing and keeps only the latest messages and interactions, for benchmarks. `record`
    gets each REST exchange as {"method", "path", "query", "body", "files", "status", "response"}. With another clock
    than time.time the three-second deadline passes when `tick` is called. `heartbeat` is the interval in seconds.
    """

    def __init__(
        self,
        feed: Feed,
        *,
        token: str = DEFAULT_TOKEN,
        clock: Clock = time.time,
        limits: bool = False,
        privileged_intents: Iterable[str] = (),
        faults: Faults | None = None,
        record: Callable[[Json], None] | None = None,
        quiet: bool = False,
        heartbeat: float = 41.25,
    ) -> None:
        self.token = token
        self.feed = feed
        self.faults = faults if faults is not None else Faults()
        self.world = World(clock, privileged_intents, _FEW if quiet else None)
        self.limits = Limits(clock, limits)
        self.most_interactions = _FEW * 10 if quiet else None
        self._quiet = quiet
        if not quiet:
            self.world.seen = self._publish
        keep = _FEW if quiet else 10_000
        self.gateway = Gateway(
            self.world, token, faults=self.faults, told=self._dispatched, heartbeat=heartbeat, keep=keep
        )
        told = None if quiet else self._publish
        self.rest = Rest(self.world, token, limits=self.limits, faults=self.faults, told=told, record=record)

    def routes(self) -> list[web.RouteDef]:
        """The routes to add to an aiohttp application; all lie under /discord."""
        return [
            web.route("*", "/discord/api/v{version}/{tail:.*}", self.rest.serve),
            web.get("/discord/gateway", self.gateway.serve),
            web.get("/discord/gateway/", self.gateway.serve),
            web.get("/discord/attachments/{channel}/{message}/{filename}", self._attachment),
        ]

    async def _attachment(self, request: web.Request) -> web.Response:
        where = request.match_info
        channel = self.world.channels.get(where["channel"])
        message = channel.messages.get(where["message"]) if channel is not None else None
        data = message.blobs.get(where["filename"]) if message is not None else None
        if data is None:
            return web.Response(status=404, text="This content is no longer available.")
        return web.Response(body=data, content_type="application/octet-stream")

    def _publish(self, kind: str, data: Json) -> None:
        self.feed.publish("discord", kind, data=data)

    def _dispatched(self, event: str, told: Json) -> None:
        if self._quiet:
            return
        if isinstance(told.get("data"), dict) and "token" in told["data"]:
            told = {**told, "data": {key: value for key, value in told["data"].items() if key != "token"}}
        self.feed.publish("discord", "dispatch", event=event, **told)

    # the connection

    def cut(self, *, resumable: bool = True) -> int:
        """Cut every gateway socket without a word; says how many. Without `resumable` the sessions are forgotten."""
        sockets = list(self.gateway.sockets)
        for socket in sockets:
            self.gateway.part(socket, cut=True, resumable=resumable)
        return len(sockets)

    def reconnect(self) -> int:
        """Tell every client to reconnect and resume (opcode 7)."""
        for socket in self.gateway.sockets:
            socket.send(7)
        return len(self.gateway.sockets)

    def invalidate(self, *, resumable: bool = False) -> int:
        """Tell every client that its session is invalid (opcode 9), to be resumed or begun anew."""
        for socket in self.gateway.sockets:
            if not resumable and socket.session is not None:
                self.gateway.sessions.pop(socket.session.id, None)
            socket.send(9, resumable)
        return len(self.gateway.sockets)

    def tick(self) -> None:
        """Let what is due by the clock happen: interactions without a response fail."""
        for interaction in list(self.world.interactions.values()):
            self.world.overdue(interaction)

    # faults and driving from outside

    def fault(self, **fault: Any) -> None:
        """Order a fault; the fields are those of Fault."""
        self.faults.order(Fault(**fault))

    def clear_faults(self) -> None:
        """Forget all ordered faults."""
        self.faults.clear()

    async def wait(self, interaction: Interaction | str) -> Interaction:
        """Wait until an interaction shows its person something, or failed."""
        return await self.interaction(interaction).shown()

    async def act(self, verb: str, **args: Any) -> Any:
        """Do what a method in VERBS does and return its result as JSON; interactions are waited for.

        Raises Refusal for an unknown verb, for arguments it does not take and for what a person cannot do.
        """
        if verb not in VERBS:
            raise Refusal(f"no verb is called {verb!r}; there are {', '.join(sorted(VERBS))}")
        method = getattr(self, verb)
        if verb == "menu" and str(args.get("target", "")).isdigit() and args["target"] not in self.world.persons:
            args = {**args, "target": self.message(args["target"])}
        try:
            inspect.signature(method).bind(**args)
        except TypeError as error:
            raise Refusal(f"{verb}: {error}") from None
        result = method(**args)
        if inspect.isawaitable(result):
            result = await result
        if isinstance(result, Interaction):
            await result.shown()
        return self.shown(result)

    def shown(self, value: Any) -> Any:
        """A result of one of the methods as JSON."""
        if isinstance(value, Person):
            return self._person(value)
        if isinstance(value, Member):
            return render.member(value)
        if isinstance(value, Role):
            return render.role(value)
        if isinstance(value, Channel):
            return render.channel(value)
        if isinstance(value, Message):
            return render.message(value, "")
        if isinstance(value, Guild):
            return {"id": value.id, "name": value.name}
        if isinstance(value, Interaction):
            return self._interaction(value)
        return value

    # state

    def _person(self, person: Person) -> Json:
        return {
            **render.user(person),
            "locale": person.locale,
            "dms_closed": person.dms_closed,
            "blocked_bot": person.blocked_bot,
        }

    def _interaction(self, interaction: Interaction) -> Json:
        self.world.overdue(interaction)
        original = interaction.original
        thinking = interaction.answer is None or (original is not None and bool(original.body["flags"] & LOADING))
        return {
            "id": interaction.id,
            "kind": {2: "command", 3: "component", 4: "autocomplete", 5: "modal"}[interaction.kind],
            "person": interaction.person.id,
            "channel": interaction.channel.id,
            "data": interaction.data,
            "answer": interaction.answer,
            "thinking": thinking and not interaction.failed,
            "failed": interaction.failed,
            "notice": NO_RESPONSE if interaction.failed else None,
            "messages": [render.message(message, interaction.person.id) for message in interaction.messages],
            "modal": interaction.modal,
            "choices": interaction.choices,
        }

    def _guild(self, guild: Guild) -> Json:
        channels = list(guild.channels.values())
        return {
            "id": guild.id,
            "name": guild.name,
            "owner": guild.owner_id,
            "roles": [render.role(role) for role in guild.roles.values()],
            "members": [render.member(member) for member in guild.members.values()],
            "channels": [{**render.channel(c), "messages": self.messages(c)[-_SHOWN_MESSAGES:]} for c in channels],
            "bans": list(guild.bans),
            "paused": dict(guild.paused),
            "audit": guild.audit[-_SHOWN_MESSAGES:],
            "voice": [render.voice(state, state.channel.id, with_member=False) for state in guild.voice.values()],
            "events": [render.event(event, count=True) for event in guild.events.values()],
            "invites": [render.invite(i) for i in self.world.invites.values() if i.channel.guild is guild],
        }

    def state(self) -> Json:
        """All that a page would draw, as JSON; without tokens."""
        world = self.world
        return {
            "bot": render.user(world.bot),
            "privileged_intents": sorted(world.enabled),
            "persons": [self._person(person) for person in world.persons.values()],
            "guilds": [self._guild(guild) for guild in world.guilds.values()],
            "dms": {key: self.messages(channel)[-_SHOWN_MESSAGES:] for key, channel in world.dms.items()},
            "commands": {scope: list(found.values()) for scope, found in world.commands.items()},
            "interactions": [self._interaction(i) for i in list(world.interactions.values())[-_SHOWN_MESSAGES:]],
            "sessions": [
                {"intents": s.intents, "sequence": s.sequence, "connected": s.socket is not None}
                for s in self.gateway.sessions.values()
            ],
            "identified": self.gateway.identified,
            "resumed": self.gateway.resumed,
            "calls": self.rest.calls,
            "refused": dict(self.limits.refused),
            "faults": len(self.faults.ordered),
        }
