"""What is offered while somebody plans, and who may plan at all."""

from __future__ import annotations

from collections.abc import Sequence

from core.kit import Choice, Ctx, Look, Refused, Role, Room, t
from core.mabar.games import Game, matching
from core.mabar.plugin import MabarSettings
from core.mabar.store import Sessions


async def games(look: Look[MabarSettings], typed: str) -> Sequence[Choice | str]:
    """The listed games whose name or alias contains what was typed, the community's favourites first."""
    planned = {} if typed else await Sessions(look.db, look.people).popular()
    return [Choice(name) for name in matching(look.settings.games, typed, planned)]


def room_of(ctx: Ctx[MabarSettings]) -> Room:
    """The room where a card is to be shown; refuses where there is none."""
    if ctx.room is not None:
        return ctx.room
    if not ctx.settings.room:
        raise Refused(t("mabar-no-room"))
    return Room(ctx.settings.room)


async def check_may_plan(ctx: Ctx[MabarSettings]) -> None:
    """Refuse who may not plan (any more): by role, by how long they are here, by how many they have open."""
    settings = ctx.settings
    if ctx.role >= Role.MODERATOR:
        return
    if ctx.role < settings.planner:
        raise Refused(t("mabar-not-planner", role=settings.planners))
    if settings.tenure:
        since = await ctx.people.since(ctx.person) or ctx.now
        if ctx.now - since < settings.tenure:
            raise Refused(t("mabar-too-new", tenure=settings.tenure, when=since + settings.tenure))
    if await Sessions(ctx.db, ctx.people).count_open(ctx.person) >= settings.most_open:
        raise Refused(t("mabar-most-open", most=settings.most_open))


def fitting(game: Game, slots: int | None) -> int:
    """How many play; refuses a number that is not for this game, to be asked for again."""
    count = slots or game.slots
    if not game.least <= count <= game.most:
        raise Refused(t("mabar-party", game=game.name, least=game.least, most=game.most), asks="slots")
    return count
