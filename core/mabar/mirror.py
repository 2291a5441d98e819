"""Sessions in the platform's own calendar, where it has one: put there, changed and taken away, and never read back."""

from __future__ import annotations

from dataclasses import replace

from core.kit import Ctx, Outcome, Place, Room, Urgency, t
from core.kit.deeds import Schedule, Unschedule
from core.kit.sql import (
    Boolean,
    Column,
    Db,
    ForeignKey,
    Instant,
    Integer,
    String,
    Table,
    UniqueConstraint,
    delete,
    insert,
    select,
    update,
)
from core.mabar.ics import digest, ends
from core.mabar.model import Session
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.signals import Cancelled, Changed
from core.mabar.store import Sessions, meta

mirrored = Table(
    "mabar_mirrored",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("session", Integer, ForeignKey("mabar_session.id", ondelete="CASCADE"), nullable=False),
    Column("place", String, nullable=False),
    Column("event", String, nullable=False),
    Column("says", String, nullable=False),
    Column("pending", Boolean, nullable=False),
    UniqueConstraint("session", "place"),
    sqlite_autoincrement=True,
)
"""What the calendar of a place holds of a session: its id there, and what it was last to say."""

stuck = Table(
    "mabar_stuck",
    meta,
    Column("place", String, primary_key=True),
    Column("at", Instant, nullable=False),
)
"""Where the bot may not write into the calendar, as the admins were told already."""


@mabar.on(Changed)
async def mirror_changed(ctx: Ctx[MabarSettings], signal: Changed) -> None:
    """A session was posted, or is another now."""
    await _mirror(ctx, signal.id)


@mabar.on(Cancelled)
async def mirror_cancelled(ctx: Ctx[MabarSettings], signal: Cancelled) -> None:
    """A session was called off."""
    await _mirror(ctx, signal.id)


async def _mirror(ctx: Ctx[MabarSettings], id: int) -> None:
    session = await Sessions(ctx.db, ctx.people).seated(id)
    if session is None or session.draft or session.pool:
        return
    known = {row.place for row in await ctx.db.rows(select(mirrored.c.place).where(mirrored.c.session == id))}
    if session.room in ctx.settings.mirror:
        able = {one.platform: one for one in ctx.places(Room(session.room)) if ctx.can_do(one.platform, Schedule)}
        for place in able.values():
            if place.key not in known and not session.cancelled:
                new = insert(mirrored).values(session=id, place=place.key, event="", says="", pending=False)
                await ctx.db.run(new)
                known.add(place.key)
    for place in sorted(known):
        await _bring(ctx, session, place)


async def _bring(ctx: Ctx[MabarSettings], session: Session, place: str) -> None:
    """Have the calendar say what is so now, unless something is under way there: then that is waited for."""
    one = (mirrored.c.session == session.id, mirrored.c.place == place)
    row = await ctx.db.row(select(mirrored).where(*one))
    if row is None or row.pending:
        return
    if session.cancelled:
        if row.event:
            await ctx.db.run(update(mirrored).where(*one).values(pending=True))
            ctx.order(Unschedule(Place.parse(place), row.event), unmirrored.bind(row.id))
        return
    until = ends(session.at, ctx.settings.open_after)
    says = digest(replace(session, note=""), until)
    if says == row.says or session.over or session.begun or session.at <= ctx.now:
        return
    await ctx.db.run(update(mirrored).where(*one).values(pending=True, says=says))
    deed = Schedule(Place.parse(place), session.game, session.region, session.at, until, session.room, row.event)
    ctx.order(deed, scheduled.bind(row.id))


@mabar.timer
async def scheduled(ctx: Ctx[MabarSettings], id: int, outcome: Outcome = Outcome.DONE, result: str = "") -> None:
    """It is known whether a session is in a calendar; what became of it meanwhile is brought there, too."""
    row = await ctx.db.row(select(mirrored).where(mirrored.c.id == id))
    if row is None:
        return
    # where it was not said, the next change tries again
    values = {"event": result} if outcome is Outcome.DONE else {"says": ""}
    await ctx.db.run(update(mirrored).where(mirrored.c.id == id).values(pending=False, **values))
    await _heard(ctx, row.place, outcome)
    session = await Sessions(ctx.db, ctx.people).seated(row.session)
    if session is not None and (outcome is Outcome.DONE or session.cancelled):
        await _bring(ctx, session, row.place)


@mabar.timer
async def unmirrored(ctx: Ctx[MabarSettings], id: int, outcome: Outcome = Outcome.DONE, result: str = "") -> None:
    """It is known whether a session is out of a calendar."""
    row = await ctx.db.row(select(mirrored).where(mirrored.c.id == id))
    if row is None:
        return
    await ctx.db.run(delete(mirrored).where(mirrored.c.id == id))
    session = await Sessions(ctx.db, ctx.people).seated(row.session)
    if outcome is Outcome.FORBIDDEN and session is not None:
        for admin in await ctx.people.admins():
            left = t("mabar-mirror-left", game=session.game, when=session.at)
            ctx.tell(admin, left, urgency=Urgency.ANSWER)


async def _heard(ctx: Ctx[MabarSettings], place: str, outcome: Outcome) -> None:
    """Tell the admins that the bot lacks the right, once until it has it again."""
    if outcome is Outcome.DONE:
        await _forget(ctx.db, place)
    elif outcome is Outcome.FORBIDDEN:
        if await ctx.db.row(select(stuck).where(stuck.c.place == place)):
            return
        await ctx.db.run(insert(stuck).values(place=place, at=ctx.now))
        for admin in await ctx.people.admins():
            ctx.tell(admin, t("mabar-mirror-forbidden"), urgency=Urgency.ANSWER)


async def _forget(db: Db, place: str) -> None:
    await db.run(delete(stuck).where(stuck.c.place == place))
