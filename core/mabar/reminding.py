"""The time of a session: reminders in everybody's own way, the ready check, its begin; and how one wants to be told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from core.kit import ASK, Button, Card, Ctx, Length, Room, Tone, Urgency, t
from core.mabar import roster
from core.mabar.common import mention, reach, reachable
from core.mabar.model import Seat, Session, Standing
from core.mabar.persons import Persons
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.schedule import arrange
from core.mabar.signals import Starting
from core.mabar.store import CALLED, Sessions
from core.mabar.times import ON_TIME, due, read_leads, read_window
from core.mabar.waiting import changed


@mabar.timer
async def remind(ctx: Ctx[MabarSettings], id: int, room: Room) -> None:
    """Tell the room that it starts soon, and who plays; says so when the reminder is late.

    Only whoever cannot be written to in private is mentioned; those who want no reminders are not.
    """
    session = await _coming(ctx, id)
    if session is None or not session.seats:
        return
    leads = await _leads(ctx, session.seats)
    far = set((await reachable(ctx, [one.person for one in session.seats if leads[one.person.id]]))[1])
    who = [
        mention(one.person) if one.person in far else t("mabar-named", name=one.person.name) for one in session.seats
    ]
    if session.at <= ctx.now:
        late = ctx.now - session.at > ON_TIME
        said = t("mabar-began" if late else "mabar-begins", game=session.game, when=session.at, who=who)
    else:
        said = t("mabar-reminder", game=session.game, when=session.at, who=who, free=session.free)
    ctx.say(said, room, urgency=Urgency.ANSWER)
    if session.at <= ctx.now:
        for person in far:
            await Sessions(ctx.db, ctx.people).tell(id, person, CALLED)


@mabar.timer
async def nudge(ctx: Ctx[MabarSettings], id: int, lead: int) -> None:
    """Remind everybody who wants to be told so many minutes before; each once, the latest where several are late."""
    session = await _coming(ctx, id)
    if session is None:
        return
    seats = session.of(Standing.SEAT, Standing.MAYBE)
    leads = await _leads(ctx, seats)
    wanting = [
        one
        for one in seats
        if lead in leads[one.person.id] and min(due(session.at, leads[one.person.id], ctx.now)) == lead
    ]
    game, when = session.game, session.at
    late = when <= ctx.now
    players = [one.person for one in wanting if one.standing is Standing.SEAT]
    if late:
        called = {id_ for id_, what in await Sessions(ctx.db, ctx.people).told(id) if what == CALLED}
        players = [one for one in players if one.id not in called]
    # else the room's reminder mentions them at the same time
    aloud = late or timedelta(minutes=lead) != ctx.settings.remind_before
    await reach(
        ctx,
        session,
        players,
        t("mabar-nudge-late" if late else "mabar-nudge", game=game, when=when),
        (lambda who: t("mabar-nudge-aloud-late" if late else "mabar-nudge-aloud", who=who, game=game, when=when))
        if aloud
        else None,
    )
    if not late:
        await reach(
            ctx,
            session,
            [one.person for one in wanting if one.standing is Standing.MAYBE],
            Card(
                lines=[t("mabar-nudge-maybe", game=game, when=when, free=session.free)],
                rows=[
                    [
                        Button(t("mabar-join"), roster.join.bind(id), Tone.GOOD),
                        Button(t("mabar-leave"), roster.leave.bind(id)),
                    ]
                ],
            ),
            None,
        )


@mabar.timer
async def check(ctx: Ctx[MabarSettings], id: int, ask: bool) -> None:
    """Ask the players whether they come, give free seats to substitutes, and tell whoever listens that it starts."""
    session = await _coming(ctx, id)
    if session is None:
        return
    after = replace(session, asking=ask, unheard=session.unheard or ctx.late > ON_TIME)
    after = await changed(ctx, session, after)
    players = [one.person for one in after.seats]
    ctx.emit(Starting(id, after.game, after.at, after.room, [one.id for one in players]))
    if not ask or ctx.now >= after.at:
        return
    game, when = after.game, after.at
    await reach(
        ctx,
        after,
        [one.person for one in after.seats if not one.coming],
        Card(
            lines=[t("mabar-ready", game=game, when=when)],
            rows=[
                [
                    Button(t("mabar-coming"), roster.coming.bind(id), Tone.GOOD),
                    Button(t("mabar-leave"), roster.leave.bind(id)),
                ]
            ],
        ),
        lambda who: t("mabar-ready-aloud", who=who, game=game, when=when),
    )


@mabar.timer
async def begin(ctx: Ctx[MabarSettings], id: int) -> None:
    """It has begun."""
    session = await _coming(ctx, id)
    if session is not None:
        await changed(ctx, session, replace(session, begun=True, unheard=session.unheard or ctx.late > ON_TIME))


async def _coming(ctx: Ctx[MabarSettings], id: int) -> Session | None:
    session = await Sessions(ctx.db, ctx.people).get(id)
    return None if session is None or session.over or session.draft else session


async def _leads(ctx: Ctx[MabarSettings], seats: list[Seat]) -> dict[int, tuple[int, ...]]:
    """The lead times of everybody: what they chose, else the community's."""
    chosen = await Persons(ctx.db).chosen([one.person.id for one in seats])
    own = {id_: one.leads for id_, one in chosen.items() if one.leads is not None}
    return {one.person.id: own.get(one.person.id, ctx.settings.leads) for one in seats}


# --- how one wants to be told ---


@mabar.command("mabar pengingat", private=True)
async def reminders(ctx: Ctx[MabarSettings]) -> Card:
    """See and choose when one is reminded, and one's quiet hours."""
    kept = (await Persons(ctx.db).chosen([ctx.person.id])).get(ctx.person.id)
    leads = ctx.settings.leads if kept is None or kept.leads is None else kept.leads
    quiet = ctx.settings.quiet if kept is None or kept.quiet is None else kept.quiet
    lines = [
        t("mabar-leads", leads=[t("mabar-minutes", count=one) for one in leads]) if leads else t("mabar-leads-none"),
        t("mabar-quiet", hours=quiet) if quiet else t("mabar-quiet-none"),
    ]
    return Card(
        title=t("mabar-reminders"),
        lines=lines,
        rows=[
            [Button(t("mabar-leads-choose"), remind_me.bind()), Button(t("mabar-leads-off"), remind_not.bind())],
            [Button(t("mabar-quiet-choose"), be_quiet.bind()), Button(t("mabar-quiet-off"), never_quiet.bind())],
            [Button(t("mabar-as-usual"), as_usual.bind())],
        ],
    )


@mabar.action
async def remind_me(ctx: Ctx[MabarSettings], minutes: Annotated[str, Length(40)] = ASK) -> Card:
    """Be reminded so many minutes before."""
    leads = read_leads(minutes)
    return await _choose(ctx, leads=",".join(map(str, leads)))


@mabar.action
async def remind_not(ctx: Ctx[MabarSettings]) -> Card:
    """Be reminded of nothing."""
    return await _choose(ctx, leads="")


@mabar.action
async def be_quiet(ctx: Ctx[MabarSettings], hours: Annotated[str, Length(40)] = ASK) -> Card:
    """Have quiet hours of one's own."""
    return await _choose(ctx, quiet=read_window(hours))


@mabar.action
async def never_quiet(ctx: Ctx[MabarSettings]) -> Card:
    """Have no quiet hours."""
    return await _choose(ctx, quiet="")


@mabar.action
async def as_usual(ctx: Ctx[MabarSettings]) -> Card:
    """Leave it to the community."""
    return await _choose(ctx, leads=None, quiet=None)


async def _choose(ctx: Ctx[MabarSettings], **values: str | None) -> Card:
    await Persons(ctx.db).choose(ctx.person, **values)
    for session in await Sessions(ctx.db, ctx.people).upcoming(ctx.person, ctx.now):
        if session.place_of(ctx.person):
            await arrange(ctx, session, ctx.person)
    return await reminders(ctx)
