"""The address that adds the bot to a group with the rights it may come to need; check.py knows what they are for."""

from __future__ import annotations

# https://core.telegram.org/api/links#group-channel-bot-links
_ASKED = "invite_users+restrict_members+delete_messages+pin_messages"


def invitation(username: str) -> str:
    """The address, with these rights ticked for whoever follows it."""
    return f"https://t.me/{username}?startgroup&admin={_ASKED}"
