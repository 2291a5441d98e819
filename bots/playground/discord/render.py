"""The pretended Discord's records as the JSON that its API and gateway send."""

from __future__ import annotations

from typing import Any

from bots.playground.discord.ids import iso
from bots.playground.discord.model import (
    CATEGORY,
    DM,
    STAGE,
    VOICE,
    Channel,
    Event,
    Guild,
    Invite,
    Json,
    Member,
    Message,
    Overwrite,
    Person,
    Role,
    VoiceState,
)  # fmt: skip


def user(person: Person) -> Json:
    """UserResponse."""
    shown: Json = {
        "id": person.id,
        "username": person.username,
        "global_name": None if person.bot else person.name,
        "discriminator": "4242" if person.bot else "0",
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }
    if person.bot:
        shown["bot"] = True
    return shown


def me(person: Person) -> Json:
    """UserPIIResponse: the bot's own account."""
    return {**user(person), "mfa_enabled": True, "locale": "en-US", "verified": True, "email": None}


def member(of: Member, *, with_user: bool = True, basic: bool = False) -> Json:
    """GuildMemberResponse; without the user where the event carries it apart; `basic` leaves out mute and deaf."""
    shown: Json = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": iso(of.timeout_until) if of.timeout_until else None,
        "flags": 0,
        "joined_at": iso(of.joined_at),
        "nick": of.nick,
        "pending": False,
        "premium_since": None,
        "roles": list(of.roles),
    }
    if not basic:
        shown["mute"], shown["deaf"] = of.mute, of.deaf
    if with_user:
        shown["user"] = user(of.person)
    return shown


def role(of: Role) -> Json:
    """GuildRoleResponse."""
    shown: Json = {
        "id": of.id,
        "name": of.name,
        "permissions": str(of.permissions),
        "position": of.position,
        "color": of.color,
        "colors": {"primary_color": of.color, "secondary_color": None, "tertiary_color": None},
        "hoist": of.hoist,
        "managed": of.bot_id is not None,
        "mentionable": of.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if of.bot_id is not None:
        shown["tags"] = {"bot_id": of.bot_id}
    return shown


def overwrite(of: Overwrite) -> Json:
    """ChannelPermissionOverwriteResponse."""
    return {"id": of.id, "type": of.kind, "allow": str(of.allow), "deny": str(of.deny)}


def channel(of: Channel) -> Json:
    """GuildChannelResponse, ThreadResponse or PrivateChannelResponse."""
    shown: Json = {"id": of.id, "type": of.kind, "flags": 0}
    if of.kind == DM:
        assert of.recipient is not None
        return {**shown, "last_message_id": of.last_message_id, "recipients": [user(of.recipient)]}
    assert of.guild is not None
    shown |= {"guild_id": of.guild.id, "name": of.name, "parent_id": of.parent.id if of.parent else None}
    if of.thread is not None:
        return shown | _thread(of)
    shown |= {"position": of.position, "permission_overwrites": [overwrite(o) for o in of.overwrites.values()]}
    if of.kind == CATEGORY:
        return shown
    shown |= {"nsfw": of.nsfw, "rate_limit_per_user": of.slowmode, "last_message_id": of.last_message_id}
    if of.kind in (VOICE, STAGE):
        shown |= {"bitrate": of.bitrate, "user_limit": of.user_limit, "rtc_region": None}
    if of.kind != VOICE:
        shown["topic"] = of.topic
    return shown


def _thread(of: Channel) -> Json:
    thread = of.thread
    assert thread is not None
    return {
        "owner_id": thread.owner_id,
        "last_message_id": of.last_message_id,
        "rate_limit_per_user": of.slowmode,
        "message_count": thread.count,
        "total_message_sent": thread.count,
        "member_count": min(len(thread.members), 50),
        "thread_metadata": {
            "archived": thread.archived,
            "archive_timestamp": iso(thread.changed_at),
            "auto_archive_duration": thread.auto_archive,
            "locked": thread.locked,
            "create_timestamp": iso(thread.created_at),
            **({"invitable": thread.invitable} if of.kind == 12 else {}),
        },
    }


def thread_member(of: Channel, person_id: str) -> Json:
    """ThreadMemberResponse."""
    assert of.thread is not None
    return {"id": of.id, "user_id": person_id, "join_timestamp": iso(of.thread.members[person_id]), "flags": 0}


def guild(of: Guild, application_id: str | None = None) -> Json:
    """GuildResponse."""
    return {
        "id": of.id,
        "name": of.name,
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": [],
        "banner": None,
        "owner_id": of.owner_id,
        "application_id": application_id,
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 0,
        "roles": [role(r) for r in of.roles.values()],
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_presences": None,
        "max_members": 25_000_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": of.locale,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": incidents(of) if of.paused else None,
    }


def incidents(of: Guild) -> Json:
    """GuildIncidentsDataResponse: until when nobody comes in by an invite, or writes to others in private."""
    return {
        f"{what}_disabled_until": iso(of.paused[what]) if what in of.paused else None for what in ("invites", "dms")
    }


def message(of: Message, viewer_id: str) -> Json:
    """MessageResponse as one account sees it (which reactions are its own)."""
    if not of.reactions:
        return of.body
    shown: list[Json] = [
        {
            "emoji": of.emoji[key],
            "count": len(who),
            "count_details": {"burst": 0, "normal": len(who)},
            "burst_colors": [],
            "me_burst": False,
            "me": viewer_id in who,
        }
        for key, who in of.reactions.items()
    ]
    return {**of.body, "reactions": shown}


def invite(of: Invite, *, counts: tuple[int, int] | None = None, metadata: bool = True) -> Json:
    """GuildInviteResponse; `metadata` (uses, max_uses, max_age...) only where Discord gives it."""
    home = of.channel.guild
    assert home is not None
    shown: Json = {
        "type": 0,
        "code": of.code,
        "inviter": user(of.inviter),
        "expires_at": iso(of.expires_at) if of.expires_at is not None else None,
        "guild_id": home.id,
        "guild": {
            "id": home.id,
            "name": home.name,
            "splash": None,
            "banner": None,
            "description": None,
            "icon": None,
            "features": [],
            "verification_level": 0,
            "vanity_url_code": None,
            "nsfw_level": 0,
            "nsfw": False,
            "premium_subscription_count": 0,
        },
        "channel": {"id": of.channel.id, "type": of.channel.kind, "name": of.channel.name},
    }
    if metadata:
        shown |= {
            "uses": of.uses,
            "max_uses": of.max_uses,
            "max_age": of.max_age,
            "temporary": of.temporary,
            "created_at": iso(of.created_at),
        }
    if counts is not None:
        shown["approximate_member_count"], shown["approximate_presence_count"] = counts
    return shown


def event(of: Event, *, count: bool = False) -> Json:
    """A scheduled event's JSON, with the number of interested people if asked."""
    return {**of.body, "user_count": len(of.interested)} if count else dict(of.body)


def voice(of: VoiceState, channel_id: str | None, *, with_member: bool = True) -> Json:
    """VoiceStateResponse; `channel_id` None says that they left."""
    home = of.channel.guild
    assert home is not None
    shown: Json = {
        "channel_id": channel_id,
        "guild_id": home.id,
        "user_id": of.person.id,
        "session_id": of.session_id,
        "deaf": False,
        "mute": False,
        "self_deaf": of.deaf,
        "self_mute": of.mute,
        "self_stream": False,
        "self_video": False,
        "suppress": of.suppress,
        "request_to_speak_timestamp": None,
    }
    if with_member and (known := home.members.get(of.person.id)):
        shown["member"] = member(known)
    return shown


def without_content(shown: Json) -> Json:
    """A message as an app without the message content intent gets it."""
    blank: dict[str, Any] = {"content": "", "embeds": [], "attachments": [], "components": []}
    return {**shown, **blank}
