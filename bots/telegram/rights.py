"""Which of an administrator's rights each deed takes on Telegram, and the address that asks for all of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from telegram import ChatMember

from core.kit.deeds import Ban, CloseDoor, Deed, Kick, LetIn, Mute, OpenDoor, Remove, TurnAway, Unban, Unmute
from core.kit.text import Text, t

# https://core.telegram.org/bots/api#chatmemberadministrator
_INVITE, _RESTRICT, _DELETE = "can_invite_users", "can_restrict_members", "can_delete_messages"
NEEDED: Mapping[type[Deed], str] = {
    **dict.fromkeys((LetIn, TurnAway, OpenDoor, CloseDoor), _INVITE),
    **dict.fromkeys((Mute, Unmute, Kick, Ban, Unban), _RESTRICT),
    Remove: _DELETE,
}
_CALLED = {
    _INVITE: "telegram-right-invite",
    _RESTRICT: "telegram-right-restrict",
    _DELETE: "telegram-right-delete",
}
# https://core.telegram.org/api/links#group-channel-bot-links
_ASKED = "invite_users+restrict_members+delete_messages+pin_messages"


def missing(member: ChatMember, deeds: Iterable[type[Deed]]) -> list[Text]:
    """What the bot, which is this member, lacks for these deeds."""
    needed = {NEEDED[deed] for deed in deeds if deed in NEEDED}
    return [t(called) for right, called in _CALLED.items() if right in needed and not getattr(member, right, False)]


def invitation(username: str) -> str:
    """The address that adds the bot to a group, with the rights it may come to need ticked."""
    return f"https://t.me/{username}?startgroup&admin={_ASKED}"
