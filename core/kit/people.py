"""Persons: who somebody is across platforms, and what the community trusts them with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Role(IntEnum):
    """What the community trusts a person with; a higher role includes the lower ones."""

    VISITOR = 0
    APPLICANT = 10
    MEMBER = 20
    LISTENER = 30
    HOST = 40
    MODERATOR = 50
    ADMIN = 60


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the community, on whichever platforms; `name` is what they are called at this moment."""

    id: int
    name: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Person) and other.id == self.id

    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class Account:
    """One account of a person on one platform, as that platform tells of it."""

    platform: str
    id: str
    name: str
    username: str = ""
    lang: str = ""
    admin: bool = False
    """Whether the platform says they administrate the place the event came from: in a room, they act as a moderator."""
    created: datetime | None = None
    """When it was made, where the platform tells (aware)."""
