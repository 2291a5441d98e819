"""Discord as a Platform: discord.py's gateway and REST client, kept small, with nothing remembered between events."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

import discord
import structlog

from bots.discord import decode, encode, guide
from bots.discord.answer import UNREACHED
from bots.discord.check import examine
from bots.discord.client import GRACE, LONGEST_PAUSE, Client
from bots.discord.deeds import DEEDS, Deeds
from bots.discord.errors import undelivered, undone
from bots.discord.hush import hush
from bots.discord.redirect import point
from bots.discord.settings import DiscordSettings
from core.kit.deeds import Deed
from core.kit.places import Kind, Place
from core.kit.port import (
    App,
    Can,
    Limits,
    Menu,
    Message,
    Pace,
    Problem,
    Ref,
    Rejected,
    Trouble,
    Undelivered,
    Unstartable,
)
from core.kit.text import t

log = structlog.get_logger(__name__)

_T = TypeVar("_T")

LOGIN_WAIT = 10.0
"""Seconds a delivery waits for the login before it counts as trouble."""
CALL_TIME = 60.0
"""Seconds one delivery may take; discord.py itself waits for rate limits of up to 30 within it."""
CONVERSATIONS = 4096
"""How many private conversations' channel ids are remembered."""
ADDRESS = "https://discord.com/channels"
"""Where a message is opened: with the ids of its server, its channel and its own."""
# https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
_FATAL = {4004: "token", 4010: "gateway", 4011: "gateway", 4012: "gateway", 4013: "gateway", 4014: "intents"}


class DiscordPlatform:
    """One bot account on Discord; `run` connects it, `send` and `edit` deliver once it is logged in."""

    name = decode.PLATFORM
    can = frozenset({Can.FORMS, Can.HIDDEN, Can.SUGGEST, Can.DELETE_SEEN, Can.WRITE_FIRST})
    deeds = DEEDS
    # 50 requests a second overall (Discord's global limit), 5 messages in 5 seconds in a channel.
    limits = Limits(overall=Pace(45, 45), private=Pace(1, 5), group=Pace(1, 5), together=16)

    def __init__(self, settings: DiscordSettings) -> None:
        hush()
        self._settings = settings
        self._client: Client | None = None
        self._logged_in = asyncio.Event()
        self._conversations: dict[str, int] = {}
        self._servers: dict[str, int] = {}

    @property
    def connected(self) -> bool:
        """Whether there is a session with the gateway."""
        return self._client is not None and self._client.connected

    async def run(self, app: App, menu: Menu) -> None:
        """Connect and offer events to `app` until cancelled; discord.py reconnects and resumes by itself.

        Raises Unstartable when only a change of the setup can help: a wrong token, an intent that is not switched on.
        """
        point(self._settings.rest_url, self._settings.gateway_url)
        pause = 1.0
        while True:
            client = Client(self, self._settings, app, menu)
            self._client = client
            try:
                await self._connected(client)
            except discord.LoginFailure:
                raise self._unstartable("token") from None
            except discord.PrivilegedIntentsRequired:
                raise self._unstartable("intents") from None
            except discord.ConnectionClosed as closed:
                if closed.code in _FATAL:
                    raise self._unstartable(_FATAL[closed.code]) from None
                log.warning("discord_disconnected", code=closed.code)
            except (*UNREACHED, discord.GatewayNotFound) as error:
                log.warning("discord_unreachable", error=type(error).__name__, again_in=pause)
            finally:
                self._logged_in.clear()
                self._client = None
            if client.was_ready:
                pause = 1.0
            await asyncio.sleep(pause * random.uniform(0.8, 1.2))
            pause = min(pause * 2, LONGEST_PAUSE)

    async def send(self, place: Place, message: Message, *, nonce: str = "") -> Ref:
        """Show a new message; Discord shows one with the same `nonce` only once within a few minutes."""
        shown = encode.shown(message)
        extras: dict[str, Any] = {}
        if (embed := shown.embed) is not None:
            extras["embed"] = embed
        if (view := shown.view()) is not None:
            extras["view"] = view
        if nonce:
            extras["nonce"] = nonce[-encode.NONCE :]
        if message.files:
            extras["files"] = encode.files(message)

        async def deliver(channel: discord.PartialMessageable) -> discord.Message:
            if message.reply_to:
                extras["reference"] = discord.MessageReference(
                    message_id=int(message.reply_to), channel_id=channel.id, fail_if_not_exists=False
                )
            return await channel.send(shown.content, allowed_mentions=shown.mentions, silent=message.silent, **extras)

        sent = await self._deliver(place, deliver)
        return Ref(place, str(sent.id))

    async def edit(self, ref: Ref, message: Message) -> None:
        """Change a message to this one."""
        shown = encode.shown(message)
        view = shown.view()

        async def deliver(channel: discord.PartialMessageable) -> discord.Message:
            return await channel.get_partial_message(int(ref.id)).edit(
                content=shown.content, embed=shown.embed, view=view, allowed_mentions=shown.mentions
            )

        await self._deliver(ref.place, deliver)

    async def do(self, deed: Deed) -> str:
        """Do it in the server that its place is in; a place may be a server's own id, too.

        Returns an invitation's address, a scheduled event's id, and of a mute that is shortened when it really ends.
        """
        place = deed.place
        try:
            async with asyncio.timeout(CALL_TIME):
                client = await self._ready()
                if place.kind is Kind.PRIVATE or not place.id.isdecimal():
                    raise Rejected("not a place in a server")
                guild = self._server(place) or await self._ask_server(client, place)
                return await Deeds(client, self._settings.roles).do(deed, guild, int(place.id))
        except Undelivered:
            raise
        except (*UNREACHED, discord.RateLimited, ValueError, TypeError) as error:
            raise undone(error, place) from None

    def grounds(self, places: Sequence[Place]) -> Sequence[Place]:
        """The first place of each server; one whose server is not known (yet) counts as one by itself."""
        found: dict[object, Place] = {}
        for place in places:
            if place.kind is not Kind.PRIVATE:
                found.setdefault(self._server(place) or place.id, place)
        return list(found.values())

    def address(self, ref: Ref) -> str | None:
        """Where a message of a server is opened; None in private, and while its server is not known."""
        server = self._server(ref.place) if ref.place.kind is not Kind.PRIVATE else None
        return f"{ADDRESS}/{server}/{ref.place.id}/{ref.id}" if server else None

    async def check(self, places: Sequence[Place], menu: Menu) -> Sequence[Problem]:
        """Log in without connecting, and look at the token, the intents and the bot's rights in these places."""
        point(self._settings.rest_url, self._settings.gateway_url)
        return await examine(self._settings, places, menu)

    async def introduce(self) -> tuple[str, str, Mapping[str, bool]]:
        """The bot's name, the address that invites it, and which intents are switched on. Raises Undelivered."""
        return await self._asked(guide.introduce(self._settings))

    async def describe(self, place: Place) -> tuple[str, Mapping[str, str]]:
        """What a channel is called, and the server it is in. Raises Undelivered."""
        return await self._asked(guide.describe(self._settings, place))

    async def _asked(self, question: Awaitable[_T]) -> _T:
        point(self._settings.rest_url, self._settings.gateway_url)
        try:
            return await question
        except (*UNREACHED, discord.RateLimited, discord.LoginFailure, ValueError) as error:
            raise Trouble(type(error).__name__) from error

    async def _deliver(self, place: Place, deliver: Callable[[discord.PartialMessageable], Awaitable[_T]]) -> _T:
        try:
            async with asyncio.timeout(CALL_TIME):
                return await deliver(await self._channel(place))
        except Undelivered:
            raise
        except (*UNREACHED, discord.RateLimited, ValueError, TypeError) as error:
            why = undelivered(error, place)
            if place.kind is Kind.PRIVATE:
                self._conversations.pop(place.id, None)
            raise why from None

    async def _channel(self, place: Place) -> discord.PartialMessageable:
        """Where to write for this place, without asking Discord about it; a private conversation is opened."""
        client = await self._ready()
        if not place.id.isdecimal():
            raise Rejected("not a place of this platform")
        if place.kind is not Kind.PRIVATE:
            return client.get_partial_messageable(int(place.id))
        channel = self._conversations.get(place.id)
        if channel is None:
            channel = (await client.create_dm(discord.Object(int(place.id)))).id
            self.converses(place.id, channel)
        return client.get_partial_messageable(channel)

    async def _ready(self) -> Client:
        """The client, once it is logged in."""
        if not self._logged_in.is_set():
            try:
                await asyncio.wait_for(self._logged_in.wait(), LOGIN_WAIT)
            except TimeoutError:
                raise Trouble("not logged in") from None
        if self._client is None:
            raise Trouble("not logged in")
        return self._client

    def _server(self, place: Place) -> int | None:
        """The server that a place is in, as far as it is known without asking."""
        if not place.id.isdecimal():
            return None
        if self._client is not None:
            if self._client.get_guild(int(place.id)) is not None:
                return int(place.id)
            channel = self._client.get_channel(int(place.id))
            if isinstance(channel, discord.abc.GuildChannel | discord.Thread):
                return channel.guild.id
        return self._servers.get(place.id) or (int(self._settings.guild) if self._settings.guild else None)

    async def _ask_server(self, client: Client, place: Place) -> int:
        channel = await client.http.get_channel(int(place.id))
        guild = int(channel.get("guild_id") or 0)
        if not guild:
            raise Rejected("not a place in a server")
        self._servers[place.id] = guild
        return guild

    def converses(self, person: str, channel: int) -> None:
        """Remember a private conversation's channel."""
        if len(self._conversations) >= CONVERSATIONS:
            self._conversations.pop(next(iter(self._conversations)))
        self._conversations[person] = channel

    def logged_in(self) -> None:
        """The client may be used from now on."""
        self._logged_in.set()

    async def _connected(self, client: Client) -> None:
        """Keep the client connected; when cancelled, take nothing new, finish what is held, then close."""
        connection = asyncio.create_task(client.start(self._settings.token.get_secret_value()))
        try:
            await asyncio.shield(connection)
        finally:
            # Whatever goes wrong with the closing must not take the place of why it is closed.
            with contextlib.suppress(Exception):
                await client.finish()
            connection.cancel()
            await asyncio.gather(connection, return_exceptions=True)
            with contextlib.suppress(Exception):
                async with asyncio.timeout(GRACE):
                    await client.close()

    def _unstartable(self, why: str) -> Unstartable:
        log.error("discord_unstartable", why=why)
        what, cure = t(f"discord-check-{why}"), t(f"discord-check-{why}-cure")
        return Unstartable(Problem("bots.discord", what, cure))
