"""What discord.py raises at a delivery, in the port's words."""

from __future__ import annotations

import aiohttp
import discord

from core.kit.places import Kind, Place
from core.kit.port import Forbidden, Gone, Rejected, Trouble, Undelivered, Wait

# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
_PLACE_GONE = {
    10003: "the channel does not exist",
    10004: "the server does not exist",
    50001: "the bot does not see the channel",
    50013: "the bot may not write in the channel",
    50083: "the thread is archived",
    50024: "the channel takes no messages",
    160005: "the thread is locked",
}
_PERSON_GONE = {
    10007: "the person is not in the server",
    10013: "no such person",
    50007: "the person takes no messages from the bot",
    50278: "the person shares no server with the bot",
    50033: "no such recipient",
}
_MESSAGE_GONE = {10008: "the message is gone", 50005: "the message is not the bot's", 50021: "not a message to edit"}
_TOO_FAST = {20016, 20022, 20026, 20028, 30046, 40003, 40062, 130000}
"""Limits that come as other statuses than 429: slow mode, old edits, opening conversations too fast, overload."""
_PAUSE = 60.0


def undelivered(error: Exception, place: Place) -> Undelivered:
    """What this error of discord.py's, at a delivery to `place`, means for the delivery."""
    match error:
        case discord.RateLimited():
            return Wait(error.retry_after, place)
        case discord.HTTPException():
            return _refused(error, place)
        case aiohttp.ClientError() | OSError() | TimeoutError() | RuntimeError():
            return Trouble(type(error).__name__)
        case _:
            return Rejected(type(error).__name__)


def undone(error: Exception, place: Place) -> Undelivered:
    """What this error of discord.py's means for a deed in `place`: a missing right is no absence."""
    if isinstance(error, discord.Forbidden) and error.code not in (*_PERSON_GONE, *_TOO_FAST):
        return Forbidden(f"HTTP {error.status}, code {error.code}")
    return undelivered(error, place)


def _refused(error: discord.HTTPException, place: Place) -> Undelivered:
    why = f"HTTP {error.status}, code {error.code}"
    if error.status == 429 or error.code in _TOO_FAST:
        return Wait(_retry_after(error), place if error.code in _TOO_FAST else None)
    if error.status >= 500 or error.status in (401, 408):
        return Trouble(why)
    if error.code in _MESSAGE_GONE:
        return Gone("message", _MESSAGE_GONE[error.code])
    if error.code in _PERSON_GONE:
        return Gone("person", _PERSON_GONE[error.code])
    if error.code in _PLACE_GONE:
        return Gone("person" if place.kind is Kind.PRIVATE else "place", _PLACE_GONE[error.code])
    return Rejected(why)


def _retry_after(error: discord.HTTPException) -> float:
    try:
        return float(error.response.headers["Retry-After"])
    except (KeyError, ValueError):
        return _PAUSE
