"""Which timers a session has: the room's reminder, the players' own, the ready check, its begin and its end."""

from __future__ import annotations

from datetime import datetime, timedelta

from core.kit import Ctx, Person, Room
from core.mabar.common import redraw
from core.mabar.model import Session
from core.mabar.persons import Persons
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.signals import Changed
from core.mabar.store import Sessions
from core.mabar.times import LONGEST_LEAD, SOON, remind_at


async def put_up(ctx: Ctx[MabarSettings], planned: Session) -> int:
    """Post a session: keep it, show its card in its room and set its timers. Returns its id.

    This is how a session is made by code, too; `planned.room` names the room.
    """
    id_ = await Sessions(ctx.db, ctx.people).add(planned)
    await posted(ctx, id_, planned)
    return id_


async def posted(ctx: Ctx[MabarSettings], id: int, session: Session) -> None:
    """Show the card of a session that is kept already, set its timers, and tell whoever listens."""
    redraw(ctx, id, session.room)
    await schedule(ctx, id, session)
    ctx.emit(Changed(id))


async def schedule(ctx: Ctx[MabarSettings], id: int, session: Session) -> None:
    """Set all timers of a session that is still to come, in place of those it had."""
    settings, at, actions = ctx.settings, session.at, mabar.actions
    if settings.remind_before:
        remind = actions["remind"].bind(id, Room(session.room))
        ctx.wake(remind_at(at, settings.remind_before, ctx.now), remind, key=f"remind {id}")
    if at - SOON > ctx.now:
        ctx.wake(at - SOON, actions["near"].bind(id), key=f"near {id}")
    else:
        ctx.unwake(f"near {id}")
    chosen = await Persons(ctx.db).chosen([one.person.id for one in session.people])
    leads = {*settings.leads, *(lead for one in chosen.values() for lead in one.leads or ())}
    for lead in leads:
        _nudge(ctx, id, at, lead)
    asks = at - settings.ready_before > ctx.now
    ctx.wake(max(at - settings.ready_before, ctx.now), actions["check"].bind(id, asks), key=f"check {id}")
    ctx.wake(at, actions["begin"].bind(id), key=f"begin {id}")
    ctx.wake(at + settings.open_after, actions["close"].bind(id), key=f"close {id}")


async def unschedule(ctx: Ctx[MabarSettings], session: Session) -> None:
    """Forget all timers of a session."""
    id_ = session.id
    chosen = await Persons(ctx.db).chosen([one.person.id for one in session.people])
    leads = {*ctx.settings.leads, *(lead for one in chosen.values() for lead in one.leads or ())}
    for key in ("remind", "near", "check", "begin", "close", *(f"nudge {lead} of" for lead in leads)):
        ctx.unwake(f"{key} {id_}")
    for one in session.offers():
        ctx.unwake(f"offer {id_} {one.person.id}")


async def arrange(ctx: Ctx[MabarSettings], session: Session, person: Person) -> None:
    """See to it that somebody who is in now is reminded when they want to be."""
    if session.begun or session.pool:
        return
    chosen = (await Persons(ctx.db).chosen([person.id])).get(person.id)
    for lead in (chosen.leads if chosen else None) or ():
        if lead not in ctx.settings.leads:
            _nudge(ctx, session.id, session.at, lead)


def _nudge(ctx: Ctx[MabarSettings], id: int, at: datetime, lead: int) -> None:
    """One timer for all who want to be told so many minutes before; one that is past already is told to nobody."""
    key = f"nudge {lead} of {id}"
    when = at - timedelta(minutes=min(lead, LONGEST_LEAD))
    if when > ctx.now:
        ctx.wake(when, mabar.actions["nudge"].bind(id, lead), key=key)
    else:
        ctx.unwake(key)
