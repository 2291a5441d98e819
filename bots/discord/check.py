"""What is wrong with the setup on Discord's side: token, intents, menu, and the bot's rights in each place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import discord

from bots.discord.answer import UNREACHED
from bots.discord.decode import PLATFORM
from bots.discord.encode import NOBODY
from bots.discord.menu import faults
from bots.discord.settings import DiscordSettings
from core.kit.deeds import (
    Ban,
    CloseDoor,
    Deed,
    Kick,
    Mute,
    OpenDoor,
    PauseInvites,
    Rank,
    Remove,
    Schedule,
    Unban,
    Unmute,
    Unschedule,
)
from core.kit.places import Kind, Place
from core.kit.port import Came, Menu, Problem, Said, Went
from core.kit.text import Text, Value, t

_TABLE = "bots.discord"
_RIGHTS = {
    "view_channel": "discord-right-view",
    "send_messages": "discord-right-send",
    "embed_links": "discord-right-embed",
    "read_message_history": "discord-right-history",
}
_IN_THREAD = {**_RIGHTS, "send_messages_in_threads": "discord-right-threads"}
del _IN_THREAD["send_messages"]
_Needs: TypeAlias = Mapping[str, tuple[str, frozenset[type[Deed]]]]
_HERE: _Needs = {
    "create_instant_invite": ("discord-right-invite", frozenset({OpenDoor})),
    "manage_messages": ("discord-right-messages", frozenset({Remove})),
}
"""The rights that deeds need in a channel, what they are called, and which deeds those are."""
_IN_SERVER: _Needs = {
    "manage_guild": ("discord-right-server", frozenset({CloseDoor, PauseInvites})),
    "moderate_members": ("discord-right-mute", frozenset({Mute, Unmute})),
    "kick_members": ("discord-right-kick", frozenset({Kick})),
    "ban_members": ("discord-right-ban", frozenset({Ban, Unban})),
    "create_events": ("discord-right-calendar", frozenset({Schedule, Unschedule})),
    "manage_roles": ("discord-right-roles", frozenset({Rank})),
}
"""The same in a server."""
_SPEAKABLE = (
    discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.voice, discord.ChannelType.stage_voice,
    discord.ChannelType.public_thread, discord.ChannelType.private_thread, discord.ChannelType.news_thread,
)  # fmt: skip


async def examine(settings: DiscordSettings, places: Sequence[Place], menu: Menu) -> list[Problem]:
    """Everything that is wrong, each with its cure; logs in over REST only, so a running bot is not disturbed."""
    problems = [_problem("menu", where=f"/{command}", rule=t(rule), command=command) for command, rule in faults(menu)]
    client = discord.Client(intents=discord.Intents.none(), allowed_mentions=NOBODY, max_ratelimit_timeout=30.0)
    async with client:
        try:
            await client.login(settings.token.get_secret_value())
            problems += _application(client, settings, menu)
            problems += await _Rights(client, settings, menu.deeds).look(places)
        except discord.LoginFailure:
            problems.append(_problem("token", where=f"{_TABLE}.token"))
        except (*UNREACHED, discord.RateLimited) as error:
            problems.append(_problem("unreachable", where=f"{_TABLE}.rest_url", error=type(error).__name__))
    return problems


def _problem(key: str, *, where: str = _TABLE, fatal: bool = True, **values: Value) -> Problem:
    return Problem(where, t(f"discord-check-{key}", **values), t(f"discord-check-{key}-cure", **values), fatal)


def _application(client: discord.Client, settings: DiscordSettings, menu: Menu) -> list[Problem]:
    application = client.application
    if application is None:
        return []
    problems: list[Problem] = []
    flags = application.flags
    content = flags.gateway_message_content or flags.gateway_message_content_limited
    members = flags.gateway_guild_members or flags.gateway_guild_members_limited
    if settings.message_content and not content:
        problems.append(_problem("content-off", where=f"{_TABLE}.message_content"))
    elif Said in menu.hears and not settings.message_content:
        problems.append(_problem("content-wanted", where=f"{_TABLE}.message_content", fatal=False))
    if settings.members and not members:
        problems.append(_problem("members-off", where=f"{_TABLE}.members"))
    elif {Came, Went} & menu.hears and not settings.members:
        problems.append(_problem("members-wanted", where=f"{_TABLE}.members", fatal=False))
    if application.interactions_endpoint_url is not None:
        problems.append(_problem("endpoint"))
    return problems


class _Rights:
    """The bot's rights, server by server; each server is asked about once."""

    def __init__(self, client: discord.Client, settings: DiscordSettings, deeds: frozenset[type[Deed]]) -> None:
        self._client = client
        self._settings = settings
        # Roles are shown for whoever has one, as soon as config names some.
        ranked: frozenset[type[Deed]] = frozenset({Rank} if settings.roles.by_role() else ())
        self._deeds = deeds - {Rank} | ranked
        self._me: dict[int, tuple[discord.Member, Mapping[int, discord.abc.GuildChannel]]] = {}

    async def look(self, places: Sequence[Place]) -> list[Problem]:
        problems: list[Problem] = []
        only = self._settings.guild
        if only is not None and await self._enter(int(only)) is None:
            problems.append(_problem("guild", where=f"{_TABLE}.guild", guild=only))
        for place in places:
            if place.kind is not Kind.PRIVATE:
                problems += await self._place(place)
        for me, _ in self._me.values():
            problems += self._server(me)
        return problems

    def _server(self, me: discord.Member) -> list[Problem]:
        """What the bot cannot do in a server besides speaking, of what features that are on order."""
        problems: list[Problem] = []
        if missing := _missing(me.guild_permissions, self._needed(_IN_SERVER)):
            where = f"{PLATFORM}:{me.guild.id}"
            problems.append(_problem("deeds", where=where, fatal=False, place=me.guild.name, missing=missing))
        for name, id in self._settings.roles:
            if id is None:
                continue
            key, role = f"{_TABLE}.roles.{name}", me.guild.get_role(int(id))
            if role is None:
                problems.append(_problem("role-gone", where=key, fatal=False, role=id))
            elif role.managed or role.is_default():
                problems.append(_problem("role-managed", where=key, fatal=False, role=role.name))
            elif role >= me.top_role:
                problems.append(_problem("role-above", where=key, fatal=False, role=role.name))
        return problems

    async def _enter(self, guild: int) -> tuple[discord.Member, Mapping[int, discord.abc.GuildChannel]] | None:
        if guild not in self._me and self._client.user is not None:
            try:
                found = await self._client.fetch_guild(guild, with_counts=False)
                me = await found.fetch_member(self._client.user.id)
                channels = {channel.id: channel for channel in await found.fetch_channels()}
            except (discord.Forbidden, discord.NotFound):
                return None
            self._me[guild] = me, channels
        return self._me.get(guild)

    async def _place(self, place: Place) -> list[Problem]:
        where = f"{place.platform}:{place.id}"
        if not place.id.isdecimal():
            return [_problem("not-an-id", where=where, place=place.id)]
        try:
            channel = await self._client.fetch_channel(int(place.id))
        except discord.NotFound:
            return [_problem("channel", where=where, place=place.id)]
        except (discord.Forbidden, discord.InvalidData):
            return [_problem("unseen", where=where, place=place.id)]
        if isinstance(channel, discord.abc.PrivateChannel) or channel.type not in _SPEAKABLE:
            return [_problem("not-a-text-channel", where=where, place=place.id)]
        if self._settings.guild not in (None, str(channel.guild.id)):
            return [_problem("elsewhere", where=where, place=channel.name)]
        entered = await self._enter(channel.guild.id)
        if entered is None:
            return [_problem("unseen", where=where, place=place.id)]
        me, channels = entered
        in_thread = isinstance(channel, discord.Thread)
        governing = channels.get(channel.parent_id if in_thread else channel.id)
        if governing is None:
            return [_problem("unseen", where=where, place=place.id)]
        rights = governing.permissions_for(me)
        problems: list[Problem] = []
        if missing := _missing(rights, _IN_THREAD if in_thread else _RIGHTS):
            problems.append(_problem("rights", where=where, place=channel.name, missing=missing))
        if missing := _missing(rights, self._needed(_HERE)):
            problems.append(_problem("deeds-here", where=where, fatal=False, place=channel.name, missing=missing))
        return problems

    def _needed(self, needs: _Needs) -> dict[str, str]:
        return {right: key for right, (key, deeds) in needs.items() if deeds & self._deeds}


def _missing(has: discord.Permissions, needed: Mapping[str, str]) -> list[Text]:
    return [t(key) for right, key in needed.items() if not getattr(has, right)]
