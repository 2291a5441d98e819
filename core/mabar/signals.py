"""What mabar tells whoever listens (`@plugin.on(Starting)`), and what it listens for itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Starting:
    """A session begins soon, at `at` (or now, where players were looked for); `players` are ids of persons."""

    id: int
    game: str
    at: datetime
    room: str
    players: list[int]


@dataclass(frozen=True, slots=True)
class Ended:
    """A session is over; `players` are those who had a seat at the end."""

    id: int
    game: str
    at: datetime
    room: str
    players: list[int]


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A session was called off."""

    id: int
    game: str
    at: datetime
    room: str


@dataclass(frozen=True, slots=True)
class Changed:
    """A session was posted, or its time, its seats or its note changed."""

    id: int


@dataclass(frozen=True, slots=True)
class VoiceReady:
    """To be emitted by whoever made a voice room for a session: mabar hands its https address to the players."""

    id: int
    url: str
