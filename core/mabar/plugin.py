"""The Plugin value that all parts of mabar are declared on, and its settings."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

from pydantic import Field

from core.kit import Plugin, Role, RoomName, Settings
from core.kit.deeds import Schedule, Unschedule
from core.mabar.games import GAMES, MOST, Game, named
from core.mabar.store import meta


class MabarSettings(Settings):
    """[core.mabar] in config.toml."""

    room: RoomName = Field(default="", description="The room for a mabar planned in private; empty: only in rooms.")
    slots: int = Field(default=5, ge=2, le=MOST, description="How many play, for a game that is not listed.")
    preview: bool = Field(default=True, description="Whether a plan is shown to its host before it is posted.")
    planners: Literal["visitor", "applicant", "member", "listener", "host", "moderator", "admin"] = Field(
        default="visitor", description="The role that may plan, or a higher one."
    )
    most_open: int = Field(default=5, ge=1, description="How many one person may have open at the same time.")
    tenure: timedelta = Field(default=timedelta(0), description="How long somebody must have been around to plan.")
    remind_before: timedelta = Field(
        default=timedelta(minutes=30), description="How long before the start the room is told; 0s: not at all."
    )
    leads: tuple[int, ...] = Field(
        default=(30, 5), description="How many minutes before the start players are reminded, unless they choose."
    )
    quiet: str = Field(
        default="22:00-07:00",
        pattern=r"^$|^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$",
        description="When nobody is told of what they did not join, unless they choose; empty: never quiet.",
    )
    ready_before: timedelta = Field(
        default=timedelta(minutes=10), description="How long before the start players are asked whether they come."
    )
    offer: timedelta = Field(default=timedelta(minutes=15), description="How long a freed seat is kept for the next.")
    offer_soon: timedelta = Field(
        default=timedelta(minutes=3), description="The same, when it starts within half an hour or has begun."
    )
    pool: timedelta = Field(default=timedelta(minutes=45), description="How long /mabar sekarang looks for players.")
    open_after: timedelta = Field(
        default=timedelta(hours=1), description="How long after the start one may still join."
    )
    ask_after: bool = Field(default=True, description="Whether players are asked afterwards how it was.")
    fade_days: int = Field(default=60, ge=1, le=60, description="After how many days a no-show is forgotten.")
    keep_days: int = Field(default=60, ge=1, description="After how many days a session is erased.")
    wish_days: int = Field(default=180, ge=1, description="After how many days a wish to play again is erased.")
    mirror: tuple[RoomName, ...] = Field(
        default=(), description="The rooms whose sessions are put into the platform's own calendar, for all to see."
    )
    games: tuple[Game, ...] = Field(default=GAMES, description="The games to offer; any other may be typed.")

    def game(self, typed: str) -> Game:
        """The listed game that is called so, or the game as it was typed."""
        return named(self.games, typed) or Game(name=typed.strip()[:40], slots=self.slots)

    @property
    def planner(self) -> Role:
        """The role that may plan."""
        return Role[self.planners.upper()]


mabar = Plugin("mabar", MabarSettings, tables=meta, deeds=frozenset({Schedule, Unschedule}))
