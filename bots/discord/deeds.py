"""What the bot does on Discord besides speaking: invitations, sanctions, roles and scheduled events.

Everything goes through discord.py's REST client with bare ids, as its objects would have to be fetched first; nothing
else of the edge uses it so. It works as soon as the bot is logged in, whether or not the gateway is up.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import discord
from discord.http import Route
from discord.utils import parse_time, resolve_invite, utcnow

from bots.discord.escape import plain_clip
from bots.discord.settings import RoleIds
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
from core.kit.people import Role
from core.kit.port import Rejected

DEEDS: frozenset[type[Deed]] = frozenset({
    OpenDoor, CloseDoor, PauseInvites, Mute, Unmute, Kick, Ban, Unban, Remove, Rank, Schedule, Unschedule,
})  # fmt: skip
"""What can be done here. Nobody asks to be let in: whoever has an invitation is in."""
LONGEST_INVITE = timedelta(days=7)
# https://docs.discord.com/developers/resources/guild#modify-guild-member
LONGEST_TIMEOUT = timedelta(days=28)
# https://docs.discord.com/developers/resources/guild#modify-guild-incident-actions
LONGEST_PAUSE = timedelta(hours=24)
_MARGIN = timedelta(minutes=1)
"""By how much a longest time is not used up, as our clock may be ahead of Discord's."""
_NAME, _ABOUT, _WHERE, _REASON = 100, 1000, 100, 512
_EXTERNAL, _GUILD_ONLY = 3, 2
_NO_INVITE, _NO_BAN, _NO_EVENT, _OVER_EVENT = 10006, 10026, 10070, 180000

Json = dict[str, Any]


class Deeds:
    """Does deeds in servers; raises what discord.py raises, Rejected, and ValueError for what is no id."""

    def __init__(self, client: discord.Client, roles: RoleIds) -> None:
        self._client = client
        self._http = client.http
        self._roles = roles.by_role()

    async def do(self, deed: Deed, guild: int, channel: int) -> str:
        """Do it in this server (or this channel, where it is about one); returns what the deed comes back with."""
        http = self._http
        match deed:
            case OpenDoor():
                return await self._open(deed, channel)
            case CloseDoor():
                await _unless(_NO_INVITE, http.delete_invite(resolve_invite(deed.url).code))
            case PauseInvites():
                until = _earlier(deed.until, utcnow() + LONGEST_PAUSE - _MARGIN) if deed.until else None
                await http.edit_incident_actions(
                    guild, payload={"invites_disabled_until": until.isoformat() if until else None}
                )
            case Mute():
                return await self._mute(deed, guild)
            case Unmute():
                await http.edit_member(guild, int(deed.account), communication_disabled_until=None)
            case Kick():
                await http.kick(int(deed.account), guild)
            case Ban():
                # discord.py puts the number into the query, where Discord's description of this call has none.
                ban = Route("PUT", "/guilds/{guild_id}/bans/{user_id}", guild_id=guild, user_id=int(deed.account))
                await http.request(ban, json={"delete_message_seconds": 0})
            case Unban():
                await _unless(_NO_BAN, http.unban(int(deed.account), guild))
            case Remove():
                await http.delete_message(channel, int(deed.message))
            case Rank():
                await self._rank(deed, guild)
            case Schedule():
                return await self._schedule(deed, guild)
            case Unschedule():
                await _unless(_NO_EVENT, http.delete_scheduled_event(guild, int(deed.id)))
            case _:
                raise Rejected(f"no {type(deed).__name__} on this platform")
        return ""

    async def _open(self, deed: OpenDoor, channel: int) -> str:
        left = min(deed.until - utcnow(), LONGEST_INVITE).total_seconds()
        if left <= 0:
            # To Discord an age of 0 means for ever.
            raise Rejected("the invitation would be over already")
        made = await self._http.create_invite(
            channel, reason=deed.name[:_REASON], max_age=math.ceil(left), max_uses=1, unique=True
        )
        return f"{discord.Invite.BASE}/{made['code']}"

    async def _mute(self, deed: Mute, guild: int) -> str:
        longest = utcnow() + LONGEST_TIMEOUT - _MARGIN
        until = _earlier(deed.until, longest) if deed.until else longest
        await self._http.edit_member(guild, int(deed.account), communication_disabled_until=until.isoformat())
        return until.isoformat() if until == longest else ""

    async def _rank(self, deed: Rank, guild: int) -> None:
        if not self._roles:
            return
        member = await self._http.get_member(guild, int(deed.account))
        has = [str(role) for role in member["roles"]]
        shows = worn(self._roles, deed.role, has)
        if set(shows) != set(has):
            await self._http.edit_member(guild, int(deed.account), roles=shows)

    async def _schedule(self, deed: Schedule, guild: int) -> str:
        payload: Json = {
            "name": plain_clip(deed.title.strip(), _NAME),
            # Whatever is written there makes no link that hides where it leads.
            "description": plain_clip(deed.about.replace("](", "] ("), _ABOUT),
            "scheduled_start_time": deed.at.isoformat(),
            "scheduled_end_time": deed.until.isoformat(),
            "entity_type": _EXTERNAL,
            "entity_metadata": {"location": plain_clip(deed.where.strip() or deed.title.strip(), _WHERE)},
        }
        id = deed.id if deed.id.isdecimal() else await self._made_before(guild, payload)
        if id:
            try:
                await self._http.edit_scheduled_event(guild, int(id), **payload)
            except discord.HTTPException as error:
                if error.code not in (_NO_EVENT, _OVER_EVENT):
                    raise
            else:
                return id
        made = await self._http.create_guild_scheduled_event(guild, **payload, privacy_level=_GUILD_ONLY)
        return str(made["id"])

    async def _made_before(self, guild: int, payload: Json) -> str:
        """The event that this very deed has made already, though nobody heard of it (a lost answer, a crash)."""
        at = datetime.fromisoformat(payload["scheduled_start_time"])
        for event in await self._http.get_scheduled_events(guild, False):
            mine = self._client.user is not None and event.get("creator_id") == str(self._client.user.id)
            if mine and event["name"] == payload["name"] and parse_time(event["scheduled_start_time"]) == at:
                return str(event["id"])
        return ""


def worn(roles: Mapping[Role, str], role: Role, has: list[str]) -> list[str]:
    """The roles (ids) that a member with this role is to have who `has` these; of others than `roles` nothing changes.

    Members and whoever is more have the members' role; and everybody the one that is their own.
    """
    ours = set(roles.values())
    wanted = [roles[one] for one in (Role.MEMBER, role) if one in roles and role >= one]
    return list(dict.fromkeys([*(one for one in has if one not in ours or one in wanted), *wanted]))


def _earlier(one: datetime, other: datetime) -> datetime:
    return min(one, other)


async def _unless(code: int, call: Any) -> None:
    """Await a call whose error with this code says that it is so already."""
    try:
        await call
    except discord.HTTPException as error:
        if error.code != code:
            raise
