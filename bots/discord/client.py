"""discord.py's client, kept small: no caches but the servers' own, and what it hears is offered to the engine."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Any, Protocol

import discord
import structlog

from bots.discord import decode, encode
from bots.discord.answer import UNREACHED, Answering
from bots.discord.callback import Callbacks
from bots.discord.menu import pointing, scopes
from bots.discord.settings import DiscordSettings
from bots.discord.sync import NotRegistered, Registrar
from core.kit.places import Kind
from core.kit.port import App, Came, Deleted, Event, Menu, Reacted, Said, Unkept, Went

log = structlog.get_logger(__name__)

LONGEST_PAUSE = 60.0
"""Seconds between two tries at the most, while Discord cannot be reached."""
GRACE = 5.0
"""Seconds that events under way are given at the end."""
OFFERS = (1.0, 4.0, 16.0)
"""Seconds after which an event that could not be kept is offered again."""


class Home(Protocol):
    """What the client tells the platform it belongs to."""

    def logged_in(self) -> None:
        """It may be used for deliveries from now on."""
        ...

    def converses(self, person: str, channel: int) -> None:
        """This is the channel of a private conversation."""
        ...


class Client(discord.Client):
    """discord.py's client, with no caches but the servers' own, offering what it hears to the engine."""

    def __init__(self, home: Home, settings: DiscordSettings, app: App, menu: Menu) -> None:
        super().__init__(
            intents=intents_for(settings, menu),
            max_messages=None,
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            allowed_mentions=encode.NOBODY,
            max_ratelimit_timeout=30.0,
            guild_ready_timeout=0.1,
        )
        self._home = home
        self._settings = settings
        self._app = app
        self._menu = menu
        self._points = pointing(menu)
        self._only = int(settings.guild) if settings.guild else None
        self._held: set[asyncio.Task[Any] | Answering] = set()
        self._callbacks = Callbacks(settings.rest_url)
        self._syncing: asyncio.Task[None] | None = None
        self._closing = False
        self.was_ready = False
        self.connected = False

    async def setup_hook(self) -> None:
        """Logged in: deliveries may go, and the menu is brought up to date meanwhile."""
        self._home.logged_in()
        self._syncing = asyncio.create_task(self._sync())

    async def on_ready(self) -> None:
        """A new session has begun."""
        self.was_ready = self.connected = True
        log.info("discord_ready", servers=len(self.guilds))

    async def on_resumed(self) -> None:
        """The session goes on after a lost connection."""
        self.connected = True
        log.info("discord_resumed")

    async def on_disconnect(self) -> None:
        """The connection is lost; discord.py makes another."""
        self.connected = False

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """An event could not be handled: noted without what it held."""
        log.exception("discord_event_failed", handler=event_method)

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        """A command, a press, a form or typing."""
        event = decode.interaction(interaction, self._points)
        if event is None or self._closing:
            return
        if event.place.kind is Kind.PRIVATE and interaction.channel_id is not None:
            self._home.converses(event.place.id, interaction.channel_id)
        answering = Answering(interaction, event.at, self._callbacks, self._held.discard)
        self._held.add(answering)
        try:
            await self._app(event, answering)
        except Unkept:
            log.warning("discord_unkept", what=type(event.what).__name__)

    async def on_message(self, message: discord.Message) -> None:
        """Somebody wrote something (only with a feature that listens)."""
        if self.user is None or not self._ours(message.guild.id if message.guild else None):
            return
        if (event := decode.said(message, self.user.id)) is not None:
            await self._offer(event)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Somebody changed what they had written (only with a feature that listens)."""
        if self.user is None or Said not in self._menu.hears or not self._ours(payload.guild_id):
            return
        if (event := decode.said(payload.message, self.user.id, edited=True)) is not None:
            await self._offer(event)

    async def on_member_join(self, member: discord.Member) -> None:
        """Somebody joined the server."""
        if self._ours(member.guild.id):
            await self._offer(decode.came(member, discord.utils.utcnow()))

    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Somebody left the server, or was removed from it."""
        guild = self.get_guild(payload.guild_id)
        if guild is not None and self._ours(guild.id):
            await self._offer(decode.went(guild, payload.user, discord.utils.utcnow()))

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Somebody put an emoji to a message (only with a feature that listens)."""
        if self._ours(payload.guild_id) and (event := decode.reacted(payload, discord.utils.utcnow())) is not None:
            await self._offer(event)

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """A message is gone."""
        await self._gone(payload.guild_id, payload.channel_id, (payload.message_id,))

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Many messages are gone."""
        await self._gone(payload.guild_id, payload.channel_id, sorted(payload.message_ids))

    async def close(self) -> None:
        """Close every connection."""
        await self._callbacks.close()
        await super().close()

    async def finish(self) -> None:
        """Take nothing new, and wait for what is held: events being worked on, and answers not given yet."""
        self._closing = True
        if self._syncing is not None:
            self._syncing.cancel()
        if self.ws is not None and not self.is_ready():  # type: ignore[reportUnnecessaryComparison]
            # Closed before it is ready, discord.py would leave a failing task behind.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self.wait_until_ready(), 1.0)
        loop = asyncio.get_running_loop()
        end = loop.time() + GRACE
        while self._held and loop.time() < end:
            tasks = [held for held in self._held if isinstance(held, asyncio.Task)]
            await (asyncio.wait(tasks, timeout=end - loop.time()) if tasks else asyncio.sleep(0.01))

    async def _gone(self, guild: int | None, channel: int, messages: Sequence[int]) -> None:
        if guild is not None and self._ours(guild) and Deleted in self._menu.hears:
            for event in decode.deleted(channel, messages, discord.utils.utcnow()):
                await self._offer(event)

    def _ours(self, guild: int | None) -> bool:
        return not self._closing and (self._only is None or guild in (None, self._only))

    async def _offer(self, event: Event) -> None:
        """Offer an event that nobody waits for, again if it could not be kept: Discord will not repeat it."""
        task = asyncio.current_task()
        assert task is not None
        self._held.add(task)
        try:
            for pause in (*OFFERS, None):
                try:
                    await self._app(event, None)
                except Unkept:
                    if pause is None or self._closing:
                        log.error("discord_unkept", what=type(event.what).__name__)
                        return
                    await asyncio.sleep(pause)
                else:
                    return
        finally:
            self._held.discard(task)

    async def _sync(self) -> None:
        pause = 1.0
        application = self.application_id
        assert application is not None
        wanted = scopes(self._menu, self._settings.guild)
        token = self._settings.token.get_secret_value()
        while True:
            try:
                async with Registrar(self._settings.rest_url, token, application) as registrar:
                    changed = await registrar.sync(wanted)
            except NotRegistered as refused:
                log.error("discord_menu_refused", status=refused.status, code=refused.code, said=refused.said)
                return
            except UNREACHED as error:
                log.warning("discord_menu_unreachable", error=type(error).__name__, again_in=pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                log.info("discord_menu", changed=len(changed), commands=len(self._menu.items))
                return


def intents_for(settings: DiscordSettings, menu: Menu) -> discord.Intents:
    """Only what is listened for: every other event costs time, and the privileged ones a permission."""
    intents = discord.Intents.none()
    intents.guilds = True
    listens = Said in menu.hears
    intents.guild_messages = listens or Deleted in menu.hears
    intents.dm_messages = listens
    intents.guild_reactions = Reacted in menu.hears
    intents.message_content = listens and settings.message_content
    intents.members = settings.members and bool({Came, Went} & menu.hears)
    return intents
