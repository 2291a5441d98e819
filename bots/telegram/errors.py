"""What a refused or lost call means for a delivery. Pure."""

from __future__ import annotations

from bots.telegram.http import ApiError
from core.kit.places import Kind, Place
from core.kit.port import Gone, Rejected, Relocated, Trouble, Undelivered, Wait

# Parts of the Bot API's descriptions, in lower case. They are not documented; these are the ones in the wild.
_UNCHANGED = ("message is not modified",)
_NO_MESSAGE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "message to delete not found",
)
_NO_PERSON = (
    "bot was blocked by the user",
    "user is deactivated",
    "can't initiate conversation with a user",
    "can't send messages to bots",
    "user_is_blocked",
    "input_user_deactivated",
)
_NO_PLACE = (
    "chat not found",
    "peer_id_invalid",
    "group chat was",
    "bot was kicked",
    "bot is not a member",
    "thread not found",
    "topic_closed",
    "topic_deleted",
    "not enough rights",
    "have no rights",
    "chat_write_forbidden",
    "chat_restricted",
    "need administrator rights",
)


def is_unchanged(code: int, description: str) -> bool:
    """Whether an edit was refused only because nothing would change."""
    return code == 400 and _any(_UNCHANGED, description)


def undelivered(place: Place, error: ApiError) -> Undelivered:
    """What a refusal means for a delivery to `place`."""
    code, description = error.code, error.description
    if code == 429:
        return Wait(max(1.0, error.retry_after), place)
    if error.moved_to:
        return Relocated(Place(place.platform, str(error.moved_to), "", Kind.GROUP))
    if code in (400, 403):
        if _any(_NO_MESSAGE, description):
            return Gone("message", description)
        private = place.kind is Kind.PRIVATE
        if _any(_NO_PERSON, description):
            return Gone("person", description)
        if code == 403 or _any(_NO_PLACE, description):
            return Gone("person" if private else "place", description)
        return Rejected(description)
    return trouble(f"{code} {description}", None)


def trouble(why: str, sent: bool | None) -> Trouble:
    """A passing failure; `sent` is False when the message surely never left, None when it may have arrived."""
    return Trouble(why, sent)


def _any(parts: tuple[str, ...], description: str) -> bool:
    lowered = description.lower()
    return any(part in lowered for part in parts)
