"""Rooms and places: a room is the community's name for a spot, a place is where it lies on one platform."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Room:
    """A room of the community, by its name in config; speaking to it speaks to each of its places."""

    name: str


class Kind(StrEnum):
    """What sort of place it is; platforms limit and hide things differently in each."""

    PRIVATE = "private"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is said on one platform: a chat, a forum topic, a channel, a private conversation."""

    platform: str
    id: str
    thread: str = ""
    kind: Kind = Kind.GROUP

    @property
    def key(self) -> str:
        """The place as one string, to be stored and compared."""
        return f"{self.platform}:{self.id}:{self.thread}:{self.kind.value}"

    @classmethod
    def parse(cls, key: str) -> Place:
        """Read a place back from its `key`."""
        platform, id_, thread, kind = key.split(":")
        return cls(platform, id_, thread, Kind(kind))
