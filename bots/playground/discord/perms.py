"""Discord's permission bits and how roles and overwrites add up to what somebody may do in a channel."""

from __future__ import annotations

from bots.playground.discord.model import Channel, Guild, Member

BITS: dict[str, int] = {
    "create_instant_invite": 0,
    "kick_members": 1,
    "ban_members": 2,
    "administrator": 3,
    "manage_channels": 4,
    "manage_guild": 5,
    "add_reactions": 6,
    "view_audit_log": 7,
    "priority_speaker": 8,
    "stream": 9,
    "view_channel": 10,
    "send_messages": 11,
    "send_tts_messages": 12,
    "manage_messages": 13,
    "embed_links": 14,
    "attach_files": 15,
    "read_message_history": 16,
    "mention_everyone": 17,
    "use_external_emojis": 18,
    "view_guild_insights": 19,
    "connect": 20,
    "speak": 21,
    "mute_members": 22,
    "deafen_members": 23,
    "move_members": 24,
    "use_vad": 25,
    "change_nickname": 26,
    "manage_nicknames": 27,
    "manage_roles": 28,
    "manage_webhooks": 29,
    "manage_guild_expressions": 30,
    "use_application_commands": 31,
    "request_to_speak": 32,
    "manage_events": 33,
    "manage_threads": 34,
    "create_public_threads": 35,
    "create_private_threads": 36,
    "use_external_stickers": 37,
    "send_messages_in_threads": 38,
    "use_embedded_activities": 39,
    "moderate_members": 40,
    "create_events": 44,
    "send_voice_messages": 46,
    "set_voice_channel_status": 48,
    "send_polls": 49,
    "use_external_apps": 50,
    "pin_messages": 51,
    "bypass_slowmode": 52,
}
"""Name to bit number, as in Discord's documentation of permissions."""

ALL = sum(1 << number for number in BITS.values())


def bits(*names: str) -> int:
    """The permissions named, as one number; raises KeyError for a name that Discord does not have."""
    return sum(1 << BITS[name] for name in set(names))


def names(value: int) -> list[str]:
    """The names of the permissions in a number."""
    return [name for name, number in BITS.items() if value >> number & 1]


VIEW_CHANNEL = bits("view_channel")
SEND_MESSAGES = bits("send_messages")
ADMINISTRATOR = bits("administrator")
_WITHOUT_SENDING = ~bits("mention_everyone", "send_tts_messages", "attach_files", "embed_links")
_IN_TIMEOUT = bits("view_channel", "read_message_history")

EVERYONE = bits(
    "create_instant_invite", "add_reactions", "stream", "view_channel", "send_messages", "embed_links", "attach_files",
    "read_message_history", "use_external_emojis", "connect", "speak", "use_vad", "change_nickname",
    "use_application_commands", "request_to_speak", "create_public_threads", "create_private_threads",
    "use_external_stickers", "send_messages_in_threads", "use_embedded_activities", "send_voice_messages", "send_polls",
    "use_external_apps",
)  # fmt: skip
"""What @everyone may do in a new server."""

BOT = EVERYONE | bits(
    "kick_members", "ban_members", "manage_channels", "manage_guild", "manage_messages", "manage_nicknames",
    "manage_roles", "manage_events", "create_events", "moderate_members", "move_members", "mute_members",
    "manage_threads", "pin_messages", "mention_everyone", "set_voice_channel_status",
)  # fmt: skip
"""What the bot's own role may do unless add_guild is told otherwise: all a community bot needs, not administrator."""


def in_guild(guild: Guild, member: Member) -> int:
    """What a member may do in the whole server."""
    if guild.owner_id == member.person.id:
        return ALL
    value = guild.roles[guild.id].permissions
    for role_id in member.roles:
        value |= guild.roles[role_id].permissions
    return ALL if value & ADMINISTRATOR else value


def in_channel(guild: Guild, member: Member, channel: Channel, now: float) -> int:
    """What a member may do in a channel (a thread follows the channel it hangs on), at a Unix time."""
    value = in_guild(guild, member)
    if value & ADMINISTRATOR:
        return value
    home = channel.parent if channel.thread is not None and channel.parent is not None else channel
    if home.overwrites:
        everyone = home.overwrites.get(guild.id)
        if everyone:
            value = value & ~everyone.deny | everyone.allow
        allow = deny = 0
        for role_id in member.roles:
            if over := home.overwrites.get(role_id):
                allow |= over.allow
                deny |= over.deny
        value = value & ~deny | allow
        if own := home.overwrites.get(member.person.id):
            value = value & ~own.deny | own.allow
    if not value & VIEW_CHANNEL:
        return 0
    if not value & SEND_MESSAGES and channel.thread is None:
        value &= _WITHOUT_SENDING
    if member.timeout_until is not None and member.timeout_until > now:
        value &= _IN_TIMEOUT
    return value


def highest(guild: Guild, member: Member) -> int:
    """The position of a member's highest role; the owner stands above all."""
    if guild.owner_id == member.person.id:
        return 1 << 30
    return max((guild.roles[role_id].position for role_id in member.roles), default=0)
