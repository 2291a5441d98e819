"""What a refused or lost call means for a delivery. Pure."""

from __future__ import annotations

from typing import Literal

from bots.telegram.http import ApiError
from core.kit.places import Kind, Place
from core.kit.port import Forbidden, Gone, Rejected, Relocated, Trouble, Undelivered, Wait

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

_NO_SUCH_MEMBER = (
    "user_not_participant",
    "participant_id_invalid",
    "user not found",
    "member not found",
    "user_id_invalid",
    "invalid user_id specified",
    "peer_id_invalid",
    "user is deactivated",
    "input_user_deactivated",
)
_NO_RIGHT = (
    "not enough rights",
    "have no rights",
    "need administrator rights",
    "chat_admin_required",
    "right_forbidden",
    "user_admin_invalid",
    "can't remove chat owner",
    "is an administrator of the chat",
    "can't restrict self",
    "message can't be deleted",
    "message_delete_forbidden",
    "bot was kicked",
    "bot is not a member",
)
_TOO_OLD = ("can't be deleted for everyone",)
_DEED_PLACE = ("chat not found", "group chat was")

Meaning = Literal["unchanged", "answered", "closed", "small", "other kind", "lost photo"]

_MEANINGS: dict[Meaning, tuple[str, ...]] = {
    "unchanged": _UNCHANGED,
    "answered": ("hide_requester_missing", "user_already_participant"),
    "closed": ("invite_hash_expired", "invite_hash_invalid"),
    "small": ("available for supergroup",),
    "other kind": ("no text in the message", "no media in the message"),
    "lost photo": (
        "wrong file identifier",
        "wrong remote file",
        "type of file mismatch",
        "file_reference",
        "photo_invalid",
    ),
}


def means(error: Exception, meaning: Meaning) -> bool:
    """Whether a call was refused for this.

    An edit that changes nothing, a request to join that is answered already, a link that is worthless already,
    something that small groups have not, an edit of a message of another kind (a photo has no text, a text no photo),
    a photo that is gone.
    """
    return isinstance(error, ApiError) and error.code == 400 and _any(_MEANINGS[meaning], error.description)


def undone(place: Place, error: ApiError) -> Undelivered:
    """What a refusal means for a deed in `place`."""
    code, description = error.code, error.description
    if code in (400, 403) and not error.moved_to:
        if _any(_TOO_OLD, description):
            return Rejected(description)
        if _any(_NO_RIGHT, description):
            return Forbidden(description)
        if _any(_NO_MESSAGE, description):
            return Gone("message", description)
        if _any(_NO_SUCH_MEMBER, description):
            return Gone("person", description)
        if _any(_DEED_PLACE, description):
            return Gone("place", description)
        return Forbidden(description) if code == 403 else Rejected(description)
    return undelivered(place, error)


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
