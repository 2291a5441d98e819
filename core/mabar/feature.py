"""Mabar, playing together: all its parts, and whose data it keeps."""

from __future__ import annotations

from typing import Any

from core.kit import Ctx, Look, Person, Personal
from core.mabar import (
    after,
    attendance,
    calendar,
    card,
    entrance,
    filed,
    hosting,
    leading,
    mirror,
    now,
    planning,
    reminding,
    roster,
    waiting,
)
from core.mabar.common import redraw
from core.mabar.games import GAMES, Game
from core.mabar.model import Standing
from core.mabar.persons import Persons
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.store import Sessions
from core.mabar.waiting import changed

__all__ = [
    "GAMES",
    "Game",
    "MabarSettings",
    "after",
    "attendance",
    "calendar",
    "card",
    "entrance",
    "filed",
    "hosting",
    "leading",
    "mabar",
    "mirror",
    "now",
    "planning",
    "reminding",
    "roster",
    "waiting",
]


async def _export(look: Look[MabarSettings], person: Person) -> Any:
    sessions = [
        {
            "game": row.game,
            "at": row.at.isoformat(),
            "host": row.host == person.id,
            "standing": Standing(row.standing).name.lower() if row.standing is not None else "",
            "note": row.note or "",
            "lane": row.lane or "",
            "rank": row.rank or "",
            "guests": row.guests or 0,
            **(
                {"plan_note": row.plan, "reason": row.reason, "code": row.code, "voice": row.voice}
                if row.host == person.id
                else {}
            ),
        }
        for row in await Sessions(look.db, look.people).of(person)
    ]
    return {**({"sessions": sessions} if sessions else {}), **await Persons(look.db).export(person)}


async def _erase(ctx: Ctx[MabarSettings], person: Person) -> None:
    ids = await Sessions(ctx.db, ctx.people).erase(person)
    await Persons(ctx.db).erase(person)
    for id_ in ids:
        await _refill(ctx, id_)


async def _merge(ctx: Ctx[MabarSettings], keep: Person, gone: Person) -> None:
    ids = await Sessions(ctx.db, ctx.people).merge(keep, gone)
    await Persons(ctx.db).merge(keep, gone)
    for id_ in ids:
        await _refill(ctx, id_)


async def _refill(ctx: Ctx[MabarSettings], id: int) -> None:
    """A seat may be free now."""
    session = await Sessions(ctx.db, ctx.people).seated(id)
    if session is not None and not session.draft:
        await changed(ctx, session, session)
    redraw(ctx, id)


mabar.personal = Personal(
    "mabar-data-purpose",
    "mabar-data-retention",
    _export,
    _erase,
    _merge,
    {
        "sessions": "mabar-data-sessions",
        "game": "mabar-data-game",
        "at": "mabar-data-at",
        "host": "mabar-data-host",
        "standing": "mabar-data-standing",
        "note": "mabar-data-note",
        "lane": "mabar-data-lane",
        "rank": "mabar-data-rank",
        "guests": "mabar-data-guests",
        "plan_note": "mabar-data-plan-note",
        "reason": "mabar-data-reason",
        "code": "mabar-data-code",
        "voice": "mabar-data-voice",
        "leads": "mabar-data-leads",
        "quiet": "mabar-data-quiet",
        "ranks": "mabar-data-ranks",
        "alerts": "mabar-data-alerts",
        "wishes": "mabar-data-wishes",
        "fun": "mabar-data-fun",
        "templates": "mabar-data-templates",
        "name": "mabar-data-name",
        "slots": "mabar-data-slots",
    },
)
