"""What whoever sets the bot up is told by Discord itself: who it is, how to invite it, and where a channel is."""

from __future__ import annotations

from collections.abc import Mapping

import discord

from bots.discord.encode import NOBODY
from bots.discord.rights import invitation
from bots.discord.settings import DiscordSettings
from core.kit.places import Place


async def introduce(settings: DiscordSettings) -> tuple[str, str, Mapping[str, bool]]:
    """The bot's name, the address that invites it, and which of its intents are switched on in the portal.

    Raises what discord.py raises.
    """
    async with _client() as client:
        await client.login(settings.token.get_secret_value())
        application = client.application
        assert application is not None and client.user is not None  # so it is after a login
        flags = application.flags
        return (
            client.user.name,
            invitation(application.id),
            {
                "members": flags.gateway_guild_members or flags.gateway_guild_members_limited,
                "message_content": flags.gateway_message_content or flags.gateway_message_content_limited,
            },
        )


async def describe(settings: DiscordSettings, place: Place) -> tuple[str, Mapping[str, str]]:
    """What a channel is called, and the server it is in; raises what discord.py raises."""
    async with _client() as client:
        await client.login(settings.token.get_secret_value())
        channel = await client.fetch_channel(int(place.id))
        if isinstance(channel, discord.abc.PrivateChannel):
            return "", {}
        guild = await client.fetch_guild(channel.guild.id, with_counts=False)
        return f"#{channel.name} ({guild.name})", {"guild": str(guild.id)}


def _client() -> discord.Client:
    return discord.Client(intents=discord.Intents.none(), allowed_mentions=NOBODY, max_ratelimit_timeout=30.0)
