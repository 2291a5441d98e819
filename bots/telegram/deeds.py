"""What the bot does besides speaking: lets in, mutes, removes, tags. Each deed may be repeated after a crash."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from bots.telegram.encode import chat_id, cut_units
from bots.telegram.errors import means
from bots.telegram.http import Api, ApiError
from core.kit.deeds import (
    Ban,
    CloseDoor,
    Deed,
    Kick,
    LetIn,
    Mute,
    OpenDoor,
    Rank,
    Remove,
    TurnAway,
    Unban,
    Unmute,
)
from core.kit.people import Role
from core.kit.port import Forbidden, Gone, Rejected

MOST_LINK_NAME = 32

# https://core.telegram.org/bots/api#restrictchatmember: what is shorter or longer than this holds forever. A little is
# left for the way there, and for clocks that differ.
SHORTEST_MUTE = timedelta(seconds=35)
LONGEST_MUTE = timedelta(days=366) - timedelta(minutes=5)

PERMISSIONS = (
    *("can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos"),
    *("can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages"),
    *("can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users"),
    *("can_pin_messages", "can_manage_topics"),
)
"""All of https://core.telegram.org/bots/api#chatpermissions, since one left out may stand for another."""

_PRESENT = frozenset({"creator", "administrator", "member"})
_ADMINS = frozenset({"creator", "administrator"})


class Doings:
    """Does deeds by calls of the Bot API; `tags` are the words shown beside a member's name, by role.

    Its methods raise ApiError and NoAnswer as calls do, where that is not already known to be a Forbidden, a Gone or a
    Rejected.
    """

    def __init__(self, api: Api, tags: Mapping[Role, str], clock: Callable[[], datetime]) -> None:
        self._api = api
        self._tags = {role: tag for role, tag in tags.items() if tag}
        self._clock = clock
        self._does: dict[type[Deed], Callable[[Any], Awaitable[str]]] = {
            LetIn: self._let_in,
            TurnAway: self._turn_away,
            OpenDoor: self._open,
            CloseDoor: self._close,
            Mute: self._mute,
            Unmute: self._unmute,
            Kick: self._kick,
            Ban: self._ban,
            Unban: self._unban,
            Remove: self._remove,
            Rank: self._rank,
        }

    @property
    def deeds(self) -> frozenset[type[Deed]]:
        """What it can do, given the rights."""
        return frozenset(self._does)

    async def do(self, deed: Deed) -> str:
        """Do it; returns what the deed comes back with, else nothing."""
        return await self._does[type(deed)](deed)

    # --- doors -------------------------------------------------------------------------------------------------------

    async def _let_in(self, deed: LetIn) -> str:
        try:
            await self._call("approveChatJoinRequest", deed, deed.account)
        except ApiError as error:
            if not means(error, "answered"):
                raise
            if not await self._inside(deed, deed.account):  # withdrawn, or declined by somebody else
                raise Gone("person", error.description) from error
        return ""

    async def _turn_away(self, deed: TurnAway) -> str:
        try:
            await self._call("declineChatJoinRequest", deed, deed.account)
        except ApiError as error:
            if not means(error, "answered"):
                raise
            if await self._inside(deed, deed.account):  # somebody else has let them in
                raise Gone("person", error.description) from error
        return ""

    async def _open(self, deed: OpenDoor) -> str:
        """Whoever follows it asks to be let in. When the answer is lost another link is made, and that one expires."""
        name = cut_units(deed.name, MOST_LINK_NAME)
        until = int(deed.until.timestamp())
        link = await self._call("createChatInviteLink", deed, name=name, expire_date=until, creates_join_request=True)
        return str(link["invite_link"])

    async def _close(self, deed: CloseDoor) -> str:
        try:
            await self._call("revokeChatInviteLink", deed, invite_link=deed.url)
        except ApiError as error:
            if not means(error, "closed"):
                raise
        return ""

    # --- sanctions ---------------------------------------------------------------------------------------------------

    async def _mute(self, deed: Mute) -> str:
        now, until = self._clock(), deed.until
        if until is not None and until <= now:
            return ""  # it has waited until it was over
        held = until and min(max(until, now + SHORTEST_MUTE), now + LONGEST_MUTE)
        if (await self._member(deed, deed.account))["status"] == "kicked":
            return ""  # to restrict somebody who is banned would end the ban
        await self._restrict(deed, deed.account, False, until_date=0 if held is None else int(held.timestamp()))
        return "" if held is None or held == until else held.astimezone(UTC).isoformat(timespec="seconds")

    async def _unmute(self, deed: Unmute) -> str:
        """Lift every restriction of theirs, so that what the group allows everybody counts, now and when it changes."""
        if (await self._member(deed, deed.account))["status"] == "restricted":
            await self._restrict(deed, deed.account, True)
        return ""

    async def _restrict(self, deed: Deed, account: str, allowed: bool, **more: Any) -> None:
        permissions = dict.fromkeys(PERMISSIONS, allowed)
        independent = {"permissions": permissions, "use_independent_chat_permissions": True}
        await self._call("restrictChatMember", deed, account, **independent, **more)

    async def _kick(self, deed: Kick) -> str:
        """Remove somebody in one call, so that no crash can leave them banned; a ban that there is stays.

        unbanChatMember "guarantees that after the call the user is not a member of the chat, but will be able to join
        it" (https://core.telegram.org/bots/api#unbanchatmember); a small group has no bans, there one is only removed.
        """
        if (await self._member(deed, deed.account))["status"] == "kicked":
            return ""
        try:
            await self._call("unbanChatMember", deed, deed.account, only_if_banned=False)
        except ApiError as error:
            if not means(error, "small"):
                raise
            await self._call("banChatMember", deed, deed.account)
        return ""

    async def _ban(self, deed: Ban) -> str:
        await self._call("banChatMember", deed, deed.account)
        return ""

    async def _unban(self, deed: Unban) -> str:
        await self._call("unbanChatMember", deed, deed.account, only_if_banned=True)
        return ""

    async def _remove(self, deed: Remove) -> str:
        await self._call("deleteMessage", deed, message_id=_number(deed.message))
        return ""

    # --- what others see ---------------------------------------------------------------------------------------------

    async def _rank(self, deed: Rank) -> str:
        """Show the role's tag; one that is not of ours is left alone where the role has none."""
        if not self._tags:
            return ""
        tag = self._tags.get(deed.role, "")
        member = await self._member(deed, deed.account)
        shown = member.get("tag", "")
        if member["status"] in _ADMINS:
            if tag:
                raise Forbidden("an administrator's title is given by who made them one")
            return ""
        if shown == tag or (not tag and shown not in self._tags.values()):
            return ""
        try:
            await self._call("setChatMemberTag", deed, deed.account, tag=tag)
        except ApiError as error:
            if error.code == 401:  # so says the library of a method that the server does not know, too
                raise Rejected(error.description) from error
            raise
        return ""

    # --- calls -------------------------------------------------------------------------------------------------------

    async def _call(self, method: str, deed: Deed, account: str = "", **params: Any) -> Any:
        user = {"user_id": _number(account)} if account else {}
        return await self._api.call(method, {"chat_id": chat_id(deed.place), **user, **params})

    async def _member(self, deed: Deed, account: str) -> Any:
        return await self._call("getChatMember", deed, account)

    async def _inside(self, deed: Deed, account: str) -> bool:
        member = await self._member(deed, account)
        return member["status"] in _PRESENT or bool(member["status"] == "restricted" and member["is_member"])


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise Rejected("not an id of Telegram's") from None
