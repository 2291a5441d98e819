"""How Discord says no: its JSON error codes and the nested errors of an invalid form."""

from __future__ import annotations

from typing import Any

from bots.playground.discord.model import Json

KNOWN: dict[int, tuple[int, str]] = {
    0: (401, "401: Unauthorized"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10006: (404, "Unknown Invite"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10009: (404, "Unknown Permission Overwrite"),
    10011: (404, "Unknown Role"),
    10013: (404, "Unknown User"),
    10014: (404, "Unknown Emoji"),
    10015: (404, "Unknown Webhook"),
    10026: (404, "Unknown Ban"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    10065: (404, "Unknown Voice State"),
    10070: (404, "Unknown Guild Scheduled Event"),
    20012: (403, "You are not authorized to perform this action on this application"),
    30003: (400, "Maximum number of pins reached for the channel (250)"),
    30005: (400, "Maximum number of guild roles reached (250)"),
    30010: (400, "Maximum number of reactions reached (20)"),
    30013: (400, "Maximum number of guild channels reached (500)"),
    30016: (400, "Maximum number of invites reached (1000)"),
    30032: (400, "Maximum number of application commands reached"),
    30038: (400, "Maximum number of uncompleted guild scheduled events reached (100)"),
    40005: (413, "Request entity too large"),
    40032: (400, "Target user is not connected to voice."),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50003: (400, "Cannot execute action on a DM channel"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50013: (403, "Missing Permissions"),
    50016: (400, "Provided too few or too many messages to delete. Must provide at least 2 and at most 100 messages"),
    50024: (400, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50028: (400, "Invalid role"),
    50033: (400, "Invalid Recipient(s)"),
    50034: (400, "You can only bulk delete messages that are under 14 days old."),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    160002: (400, "You cannot reply without permission to read message history"),
    160004: (400, "A thread has already been created for this message"),
}
"""JSON error code to (HTTP status, message), from Discord's documentation of opcodes and status codes."""


class ApiError(Exception):
    """A refusal that becomes an HTTP answer with Discord's error JSON."""

    def __init__(self, code: int, *, message: str | None = None, status: int | None = None, errors: Json | None = None):
        known = KNOWN.get(code, (400, "Error"))
        self.status = status if status is not None else known[0]
        self.body: Json = {"message": message if message is not None else known[1], "code": code}
        if errors:
            self.body["errors"] = errors
        super().__init__(f"{self.status} {code} {self.body['message']}")


class Refusal(Exception):
    """What a person's client does not let them do, or what is not there; says why, for whoever drives it."""


class Place:
    """A place in a form's body, where problems are noted; `check` raises them all together as 50035."""

    __slots__ = ("_path", "_tree")

    def __init__(self, tree: Json | None = None, path: tuple[str, ...] = ()) -> None:
        self._tree: Json = tree if tree is not None else {}
        self._path = path

    def at(self, *keys: str | int) -> Place:
        """The place below this one."""
        return Place(self._tree, (*self._path, *map(str, keys)))

    def add(self, code: str, message: str) -> None:
        """Note a problem here."""
        node: Json = self._tree
        for key in self._path:
            node = node.setdefault(key, {})
        noted: list[Json] = node.setdefault("_errors", [])
        noted.append({"code": code, "message": message})

    @property
    def spotless(self) -> bool:
        """Whether nothing was noted anywhere in the form."""
        return not self._tree

    def error(self) -> ApiError:
        """All that was noted, as one refusal."""
        return ApiError(50035, errors=self._tree)

    def check(self) -> None:
        """Raise ApiError 50035 with all that was noted, if anything was."""
        if self._tree:
            raise self.error()


def required(place: Place) -> None:
    """Note that a field is missing."""
    place.add("BASE_TYPE_REQUIRED", "This field is required")


def one_problem(key: str, code: str, message: str) -> ApiError:
    """A 50035 with a single problem at one top-level key."""
    place = Place()
    place.at(key).add(code, message)
    return place.error()


def not_one_of(place: Place, allowed: Any) -> None:
    """Note that a value is not among the allowed ones."""
    shown = ", ".join(str(value) for value in allowed)
    place.add("BASE_TYPE_CHOICES", f"Value must be one of {{{shown}}}.")
