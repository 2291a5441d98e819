"""`/mabar sekarang`: people of every platform who want to play now are brought together, and told when it begins."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from core.kit import ASK, Between, Button, Card, Ctx, Length, Person, Refused, Room, Suggest, Text, Tone, Urgency, t
from core.mabar.common import check_leads, reach, redraw, session_of, word
from core.mabar.model import Seat, Session
from core.mabar.persons import Persons
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.signals import Starting
from core.mabar.store import ALERTED, Sessions
from core.mabar.suggesting import check_may_plan, fitting, games, room_of
from core.mabar.times import is_quiet

CALL_AGAIN = timedelta(minutes=10)
"""How long after a call for more players the next one may be."""


@mabar.command("mabar sekarang")
async def now(
    ctx: Ctx[MabarSettings],
    game: Annotated[str, Suggest(games), Length(40)],
    slots: Annotated[int | None, Between(2, 200)] = None,
) -> Text:
    """Look for players now: join those who look already, or begin to look."""
    listed = ctx.settings.game(game)
    found = await _pool(ctx, listed.name)
    if found is not None:
        return await mabar.actions["join"](ctx, found.id)
    room = room_of(ctx)
    await check_may_plan(ctx)
    until = ctx.now + ctx.settings.pool
    count = fitting(listed, slots)
    planned = Session(
        0, listed.name, until, count, ctx.person, room=room.name, pool=True, made=ctx.now, people=(Seat(ctx.person),)
    )
    id_ = await Sessions(ctx.db, ctx.people).add(planned)
    redraw(ctx, id_, room.name)
    ctx.wake(until, mabar.actions["close"].bind(id_), key=f"close {id_}")
    await _alert(ctx, await session_of(ctx, id_))
    return t("mabar-looking", game=listed.name, slots=count, until=until)


async def _pool(ctx: Ctx[MabarSettings], game: str) -> Session | None:
    """Where players of this game are looked for and one may join, first where somebody plays with whom that is mutual.

    Whoever is to be kept apart from somebody there finds nothing, and looks by themselves.
    """
    liked = await Persons(ctx.db).mutual(ctx.person)
    open_: list[tuple[int, int, Session]] = []
    for session in await Sessions(ctx.db, ctx.people).pools(game):
        apart = await ctx.people.apart(ctx.person, session.present)
        if session.free and not apart.blocking and not apart.blocked and not session.seat_of(ctx.person):
            open_.append((-sum(one.id in liked for one in session.present), session.id, session))
        elif session.seat_of(ctx.person):
            raise Refused(t("mabar-already-looking", game=game))
    return min(open_, default=(0, 0, None))[2]


async def begin_pool(ctx: Ctx[MabarSettings], session: Session) -> Session:
    """Those who are there play now; the others may still drop in, and whoever goes may be replaced."""
    after = session.started(ctx.now)
    players = [one.person for one in after.seats]
    ctx.wake(ctx.now + ctx.settings.open_after, mabar.actions["close"].bind(after.id), key=f"close {after.id}")
    ctx.emit(Starting(after.id, after.game, ctx.now, after.room, [one.id for one in players]))
    await reach(
        ctx,
        after,
        players,
        t("mabar-formed", game=after.game, count=after.taken),
        lambda who: t("mabar-formed-aloud", who=who, game=after.game, count=after.taken),
    )
    return after


@mabar.action
async def start(ctx: Ctx[MabarSettings], id: int) -> Text:
    """Begin with those who are there."""
    before = await session_of(ctx, id)
    before.check_open()
    _check_in(ctx, before)
    if not before.pool or before.begun:
        raise Refused(t("mabar-begun-already"))
    if before.taken < 2:
        raise Refused(t("mabar-alone"))
    after = await begin_pool(ctx, before)
    await Sessions(ctx.db, ctx.people).keep(before, after)
    redraw(ctx, id)
    return t("mabar-started", game=after.game, count=after.taken)


@mabar.action
async def call(ctx: Ctx[MabarSettings], id: int) -> Text:
    """Tell the room that more players are needed; at most once in a while."""
    session = await session_of(ctx, id)
    session.check_open()
    _check_in(ctx, session)
    if not session.free:
        raise Refused(t("mabar-no-more-needed"))
    if session.called is not None and ctx.now - session.called < CALL_AGAIN:
        raise Refused(t("mabar-called-already", when=session.called + CALL_AGAIN))
    await Sessions(ctx.db, ctx.people).keep(session, replace(session, called=ctx.now))
    if session.room:
        ctx.say(t("mabar-need", game=session.game, free=session.free), Room(session.room), urgency=Urgency.ANSWER)
    await _alert(ctx, session)
    return t("mabar-called", free=session.free)


def _check_in(ctx: Ctx[MabarSettings], session: Session) -> None:
    if session.seat_of(ctx.person) is None:
        check_leads(ctx, session)


# --- who wants to know ---


@mabar.command("mabar kabari", private=True)
async def alerts(
    ctx: Ctx[MabarSettings], game: Annotated[str | None, Suggest(games), Length(40)] = None
) -> Card | Text:
    """Be told when players of a game are looked for; without one, show what one is told of."""
    persons = Persons(ctx.db)
    wanted = await persons.alerts(ctx.person)
    if game is not None:
        name = ctx.settings.game(game).name
        if name not in wanted and len(wanted) >= MOST_ALERTS:
            raise Refused(t("mabar-alerts-most", most=MOST_ALERTS))
        await persons.alert(ctx.person, name, on=True)
    return await _alerts(ctx)


MOST_ALERTS = 20
"""Of how many games one may be told."""


async def _alerts(ctx: Ctx[MabarSettings]) -> Card:
    wanted = await Persons(ctx.db).alerts(ctx.person)
    lines = [t("mabar-alerts", games=[word(one) for one in wanted])] if wanted else [t("mabar-alerts-none")]
    rows = [[Button(t("mabar-alert-off", game=one), unalert.bind(one))] for one in wanted]
    return Card(lines=lines, rows=[*rows, [Button(t("mabar-alert-on"), another.bind())]])


@mabar.action
async def another(ctx: Ctx[MabarSettings], game: Annotated[str, Suggest(games), Length(40)] = ASK) -> Card | Text:
    """Be told of one more game."""
    return await alerts(ctx, game)


@mabar.action
async def unalert(ctx: Ctx[MabarSettings], game: str) -> Card:
    """Be told of a game no more."""
    await Persons(ctx.db).alert(ctx.person, game, on=False)
    return await _alerts(ctx)


async def _alert(ctx: Ctx[MabarSettings], session: Session) -> None:
    """Tell whoever wants to know that players are looked for: each once, and nobody in their quiet hours."""
    persons, sessions = Persons(ctx.db), Sessions(ctx.db, ctx.people)
    wanting = [Person(id_) for id_ in await persons.wanting(session.game)]
    told = {id_ for id_, what in await sessions.told(session.id) if what == ALERTED}
    chosen = await persons.chosen([one.id for one in wanting])
    here = ctx.now.astimezone(ctx.home_zone)
    for person in wanting:
        mine = chosen.get(person.id)
        quiet = ctx.settings.quiet if mine is None or mine.quiet is None else mine.quiet
        if person.id in told or session.place_of(person) or is_quiet(quiet, here):
            continue
        apart = await ctx.people.apart(person, session.present)
        if apart.blocked or apart.blocking:
            continue
        await sessions.tell(session.id, person, ALERTED)
        ctx.tell(
            person,
            Card(
                lines=[t("mabar-alert", game=session.game, free=session.free)],
                rows=[[Button(t("mabar-join"), mabar.actions["join"].bind(session.id), Tone.GOOD)]],
            ),
        )
