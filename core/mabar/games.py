"""Games as data: what people play, with how many, in which lanes and ranks; [[core.mabar.games]] in config.toml."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from core.kit import Settings

MOST = 200
"""The most people in one mabar, whatever the game."""


class Game(Settings):
    """A game people play: [[core.mabar.games]] in config.toml."""

    name: str = Field(min_length=1, max_length=40, description="What it is called on the roster.")
    aliases: tuple[str, ...] = Field(default=(), description="What else people call it.")
    slots: int = Field(default=5, ge=2, le=MOST, description="How many play together, unless somebody says otherwise.")
    least: int = Field(default=2, ge=2, le=MOST, description="How many it takes at least.")
    most: int = Field(default=MOST, ge=2, le=MOST, description="How many may play at most.")
    lanes: dict[str, int] = Field(
        default={}, description="Lanes or roles, and how many of each a party of `slots` has; empty: none."
    )
    ranks: tuple[str, ...] = Field(default=(), description="The rank ladder, lowest first; empty: none.")
    regions: tuple[str, ...] = Field(default=(), description="Servers or devices to choose from; empty: none.")
    code: bool = Field(default=False, description="Whether players need a room code to get in.")

    def seats_of(self, lane: str, slots: int) -> int:
        """How many of a lane there are in a mabar of so many: a bigger one has several parties."""
        return self.lanes.get(lane, 0) * max(1, -(-slots // self.slots))

    def lane(self, typed: str) -> str | None:
        """The lane that is called so; None when there is none."""
        return next((lane for lane in self.lanes if lane.casefold() == typed.casefold()), None)

    def within(self, rank: str, lowest: str, highest: str) -> bool:
        """Whether a rank lies in a window; an empty end, or one that the ladder no longer has, is open."""
        if rank not in self.ranks:
            return not (lowest or highest)
        here = self.ranks.index(rank)
        if lowest in self.ranks and here < self.ranks.index(lowest):
            return False
        return not (highest in self.ranks and here > self.ranks.index(highest))


_VALORANT = ("Iron", "Bronze", "Silver", "Gold", "Platinum", "Diamond", "Ascendant", "Immortal", "Radiant")
_SHOOTER = ("Bronze", "Silver", "Gold", "Platinum", "Diamond", "Crown", "Ace", "Conqueror")
_FREE_FIRE = ("Bronze", "Silver", "Gold", "Platinum", "Diamond", "Heroic", "Master", "Grandmaster")
_LEGENDS = ("Warrior", "Elite", "Master", "Grandmaster", "Epic", "Legend", "Mythic", "Mythical Glory")

GAMES = (
    Game(
        name="Mobile Legends",
        aliases=("ml", "mole", "mlbb"),
        slots=5,
        lanes={"gold": 1, "exp": 1, "mid": 1, "roam": 1, "jungle": 1},
        ranks=_LEGENDS,
    ),
    Game(name="PUBG Mobile", aliases=("pubg", "pubgm"), slots=4, ranks=_SHOOTER, code=True),
    Game(name="Among Us", aliases=("among", "amongus"), slots=10, least=4, most=15, code=True),
    Game(name="Free Fire", aliases=("ff", "epep"), slots=4, ranks=_FREE_FIRE, code=True),
    Game(name="Roblox", aliases=("rblx",), slots=6, regions=("HP", "PC")),
    Game(name="Valorant", aliases=("valo",), slots=5, ranks=_VALORANT, regions=("Jakarta", "Singapura"), code=True),
)


def named(games: Sequence[Game], typed: str) -> Game | None:
    """The listed game that is called so, by its name or an alias; None for any other."""
    wanted = typed.strip().casefold()
    for game in games:
        if wanted in (game.name.casefold(), *(alias.casefold() for alias in game.aliases)):
            return game
    return None


def matching(games: Sequence[Game], typed: str, planned: dict[str, int]) -> list[str]:
    """The names of the listed games that what was typed may mean, those that are planned most first."""
    wanted = typed.strip().casefold()
    found = [game.name for game in games if any(wanted in name.casefold() for name in (game.name, *game.aliases))]
    return sorted(found, key=lambda name: -planned.get(name, 0))
