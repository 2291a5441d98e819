"""The waitlist: in order, a freed seat is offered to the next for a while; whatever changes a session comes by here."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.kit import Button, Card, Ctx, Person, Refused, Text, Tone, t
from core.mabar.common import reach, redraw, session_of
from core.mabar.model import Session
from core.mabar.now import begin_pool
from core.mabar.persons import Persons
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.store import Sessions
from core.mabar.times import ON_TIME, SOON, keep_until

MERCY = timedelta(minutes=5)
"""How much longer a seat is kept when the bot was down at the end of the time."""


async def changed(ctx: Ctx[MabarSettings], before: Session, after: Session) -> Session:
    """Write down what became of a session, offer the seats that are free now to whoever waits, and redraw its card.

    Returns it as it is then: the last seat of a search may have begun it.
    """
    after = await _offered(ctx, after)
    if after.pool and not after.begun and not after.over:
        if after.taken >= after.slots:
            after = await begin_pool(ctx, after)
        elif not after.taken:
            after = replace(after, over=True)
    await Sessions(ctx.db, ctx.people).keep(before, after)
    known = {one.person: one.offered for one in before.offers()}
    for one in after.offers():
        if one.offered and known.pop(one.person, None) != one.offered:
            ctx.wake(one.offered, lapse.bind(after.id, one.person), key=f"offer {after.id} {one.person.id}")
            if one.person not in {was.person for was in before.offers()}:
                await _tell(ctx, after, one.person)
    for person in known:
        ctx.unwake(f"offer {after.id} {person.id}")
    if after != before:
        redraw(ctx, after.id)
    return after


async def _offered(ctx: Ctx[MabarSettings], session: Session) -> Session:
    if session.over or session.draft or not session.free:
        return session
    settings = ctx.settings
    soon = session.pool or session.at - ctx.now <= SOON
    until = (
        ctx.now + settings.offer_soon
        if session.pool
        else keep_until(session.at, ctx.now, settings.offer, settings.offer_soon)
    )
    unwelcome: set[int] = set()
    welcome: set[int] = set()
    while True:
        tried = session.offering(until, unwelcome, subs=soon)
        fresh = [one.person for one in tried.offers() if one not in session.offers() and one.person.id not in welcome]
        for person in fresh:
            apart = await ctx.people.apart(person, [one for one in session.present if one != person])
            (unwelcome if apart.blocking else welcome).add(person.id)
        if not any(person.id in unwelcome for person in fresh):
            return tried


async def _tell(ctx: Ctx[MabarSettings], session: Session, person: Person) -> None:
    place = session.place_of(person)
    until = place.offered if place and place.offered else ctx.now
    game, when = session.game, session.at
    await reach(
        ctx,
        session,
        [person],
        Card(
            lines=[t("mabar-offer", game=game, when=when, until=until)],
            rows=[
                [
                    Button(t("mabar-take"), take.bind(session.id), Tone.GOOD),
                    Button(t("mabar-pass"), let.bind(session.id)),
                ]
            ],
        ),
        lambda who: t("mabar-offer-aloud", who=who, game=game, when=when, until=until),
    )


@mabar.action
async def queue(ctx: Ctx[MabarSettings], id: int) -> Text:
    """Wait for a seat."""
    before = await session_of(ctx, id)
    apart = await ctx.people.apart(ctx.person, before.present)
    listed = ctx.settings.game(before.game)
    rank = await Persons(ctx.db).rank(ctx.person, listed.name) if listed.ranks else ""
    if before.strict and not listed.within(rank, before.lowest, before.highest):
        raise Refused(t("mabar-rank-outside", lowest=before.lowest or "-", highest=before.highest or "-"))
    after = before.queue(ctx.person, rank=rank, welcome=not apart.blocking)
    after = await changed(ctx, before, after)
    return t("mabar-waiting", game=after.game, position=after.position(ctx.person))


@mabar.action
async def take(ctx: Ctx[MabarSettings], id: int) -> Text:
    """Take the seat that is kept for oneself."""
    before = await session_of(ctx, id)
    apart = await ctx.people.apart(ctx.person, before.present)
    before.check_open()
    place = before.place_of(ctx.person)
    if place is None or place.offered is None:
        raise Refused(t("mabar-no-offer"))
    after = await changed(ctx, before, before.join(ctx.person, rank=place.rank, welcome=not apart.blocking))
    return t("mabar-joined-beside" if apart.blocked else "mabar-joined", game=after.game, when=after.at)


@mabar.action
async def let(ctx: Ctx[MabarSettings], id: int) -> Text:
    """Let the seat that is kept for oneself go to the next."""
    before = await session_of(ctx, id)
    await changed(ctx, before, before.declined(ctx.person))
    return t("mabar-passed", game=before.game)


@mabar.timer
async def near(ctx: Ctx[MabarSettings], id: int) -> None:
    """The start is near: seats that are still free are offered to substitutes from now on."""
    session = await Sessions(ctx.db, ctx.people).seated(id)
    if session is not None:
        await changed(ctx, session, session)


@mabar.timer
async def lapse(ctx: Ctx[MabarSettings], id: int, who: Person) -> None:
    """The time for which a seat was kept is over; it goes to the next."""
    before = await Sessions(ctx.db, ctx.people).seated(id)
    place = before.place_of(who) if before else None
    if before is None or before.over or place is None or place.offered is None:
        return
    if ctx.late > ON_TIME:
        await changed(ctx, before, before.kept_until(who, ctx.now + MERCY))
        return
    after = await changed(ctx, before, before.declined(who))
    await reach(
        ctx,
        after,
        [who],
        Card(
            lines=[t("mabar-lapsed", game=after.game)],
            rows=[[Button(t("mabar-queue"), queue.bind(id))]],
        ),
        lambda names: t("mabar-lapsed-aloud", who=names, game=after.game),
    )
