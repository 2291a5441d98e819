"""Deeds: what a feature has a platform do besides speaking; each is a row until it is done, with what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.kit.people import Role
from core.kit.places import Place


class Outcome(StrEnum):
    """What came of a deed."""

    DONE = "done"
    """It is so now, whether by this or before."""
    FORBIDDEN = "forbidden"
    """The bot has not the right; somebody must give it to it."""
    GONE = "gone"
    """Who or what it was about is not there (any more)."""
    UNABLE = "unable"
    """This platform has no such thing, or calls it wrong."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to be done in a place; which place of a community it is done in may not matter to the platform."""

    place: Place


# --- doors -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LetIn(Deed):
    """Grant this account's request to be let in."""

    account: str


@dataclass(frozen=True, slots=True)
class TurnAway(Deed):
    """Decline this account's request to be let in."""

    account: str


@dataclass(frozen=True, slots=True)
class OpenDoor(Deed):
    """Make an invitation called `name` (at most 32 characters) that is good until then; comes back with its address.

    Where the platform can, whoever follows it asks to be let in (a Requested with this `link`); else it lets one in.
    """

    name: str
    until: datetime


@dataclass(frozen=True, slots=True)
class CloseDoor(Deed):
    """Make the invitation with this address worthless."""

    url: str


@dataclass(frozen=True, slots=True)
class PauseInvites(Deed):
    """Let nobody in by open invitations until then (None: again from now on)."""

    until: datetime | None


# --- sanctions -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mute(Deed):
    """Let the account write nothing until then (None: until it is unmuted).

    Comes back with the time it really holds until, in ISO 8601, where the platform cannot do it for so long.
    """

    account: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Unmute(Deed):
    """Let the account write again."""

    account: str


@dataclass(frozen=True, slots=True)
class Kick(Deed):
    """Remove the account; it may come back."""

    account: str


@dataclass(frozen=True, slots=True)
class Ban(Deed):
    """Remove the account and keep it out until it is unbanned."""

    account: str


@dataclass(frozen=True, slots=True)
class Unban(Deed):
    """Let the account come back."""

    account: str


@dataclass(frozen=True, slots=True)
class Remove(Deed):
    """Delete a message of the place, whoever wrote it."""

    message: str


# --- what others see -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Rank(Deed):
    """Show the account's role in the platform's own way (a role, a tag beside the name), as far as config names one."""

    account: str
    role: Role


@dataclass(frozen=True, slots=True)
class Schedule(Deed):
    """Put a meeting into the platform's own calendar, or change the one called `id`; comes back with its id there."""

    title: str
    about: str
    at: datetime
    until: datetime
    where: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Unschedule(Deed):
    """Take the meeting called `id` out of the platform's calendar."""

    id: str


DEEDS: dict[str, type[Deed]] = {
    kind.__name__: kind
    for kind in (
        *(LetIn, TurnAway, OpenDoor, CloseDoor, PauseInvites),
        *(Mute, Unmute, Kick, Ban, Unban, Remove),
        *(Rank, Schedule, Unschedule),
    )
}
"""All deeds, by the name they are stored under."""
