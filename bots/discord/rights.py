"""Which permissions each deed takes on Discord, and the address that invites the bot with all it may come to need."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import discord

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

# https://docs.discord.com/developers/topics/permissions, and what each call's own page asks for
NEEDED: Mapping[type[Deed], str] = {
    OpenDoor: "create_instant_invite",
    **dict.fromkeys((CloseDoor, PauseInvites), "manage_guild"),
    **dict.fromkeys((Mute, Unmute), "moderate_members"),
    Kick: "kick_members",
    **dict.fromkeys((Ban, Unban), "ban_members"),
    Remove: "manage_messages",
    Rank: "manage_roles",
    **dict.fromkeys((Schedule, Unschedule), "create_events"),
}
SPEAKING = (
    *("view_channel", "send_messages", "send_messages_in_threads", "embed_links", "attach_files"),
    *("read_message_history", "add_reactions"),
)
LATER = ("manage_channels", "manage_events", "pin_messages", "connect", "move_members")
"""What features make use of that a deed is not there for yet: pinned cards, voice rooms."""

INVITED = discord.Permissions(**dict.fromkeys((*SPEAKING, *LATER, *NEEDED.values()), True))
"""All that the bot is invited with; never Administrator, nor the right to mention everyone."""

_SCOPES = "bot applications.commands"


def needed(deeds: Iterable[type[Deed]]) -> frozenset[str]:
    """The permissions that these deeds take."""
    return frozenset(NEEDED[deed] for deed in deeds if deed in NEEDED)


def invitation(application: int) -> str:
    """The address that invites the bot (https://docs.discord.com/developers/topics/oauth2#bot-authorization-flow)."""
    return discord.utils.oauth_url(application, permissions=INVITED, scopes=_SCOPES.split())
