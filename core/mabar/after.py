"""After the game: it is over, how it was, with whom again; one's own history, and numbers without names for admins."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from core.kit import Button, Card, Ctx, Person, Refused, Role, Text, Tone, t
from core.mabar.common import reach, session_of
from core.mabar.model import Session, Standing
from core.mabar.persons import Persons
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.signals import Ended
from core.mabar.store import Sessions
from core.mabar.waiting import changed

ANSWERED = 5
"""How many must have answered before admins are told how it was."""

SHOWN = 20
"""How many sessions of one's own are shown."""


@mabar.timer
async def close(ctx: Ctx[MabarSettings], id: int) -> None:
    """The session is over: nobody joins it any more, and players are asked how it was."""
    session = await Sessions(ctx.db, ctx.people).get(id)
    if session is None or session.over or session.draft:
        return
    after = replace(session, over=True, code="", voice="", asking=False)
    after = replace(after, people=tuple(replace(one, offered=None) for one in after.people))
    await changed(ctx, session, after)
    players = [one.person for one in session.seats]
    if session.pool and not session.begun:
        await reach(
            ctx,
            after,
            players,
            t("mabar-not-found", game=session.game),
            lambda who: t("mabar-not-found-aloud", who=who, game=session.game),
        )
        return
    ctx.emit(Ended(id, session.game, session.at, session.room, [one.id for one in players]))
    if ctx.settings.ask_after and len(players) > 1:
        for person in players:
            ctx.tell(person, await _how_was_it(ctx, session, person))


async def _how_was_it(ctx: Ctx[MabarSettings], session: Session, person: Person) -> Card:
    others = [one.person for one in session.seats if one.person != person]
    apart = await ctx.people.apart(person, others)
    liked = [one for one in others if one.id not in apart.blocked | apart.blocking][:8]
    return Card(
        lines=[t("mabar-how", game=session.game), *([t("mabar-again-whom")] if liked else [])],
        rows=[
            [
                Button(t("mabar-fun-yes"), fun.bind(session.id, True), Tone.GOOD),
                Button(t("mabar-fun-no"), fun.bind(session.id, False)),
            ],
            *([Button(t("mabar-again", name=one.name), again.bind(session.id, one))] for one in liked),
        ],
    )


@mabar.action
async def fun(ctx: Ctx[MabarSettings], id: int, yes: bool) -> Text:
    """Say how it was; nobody sees who said what."""
    session = await session_of(ctx, id)
    if session.seat_of(ctx.person) is None:
        raise Refused(t("mabar-not-in"))
    await Persons(ctx.db).had_fun(id, ctx.person, yes)
    return t("mabar-fun-noted" if yes else "mabar-fun-not")


@mabar.action
async def again(ctx: Ctx[MabarSettings], id: int, who: Person) -> Text:
    """Like to play with somebody again; they learn of it only when they say the same."""
    session = await session_of(ctx, id)
    if session.seat_of(ctx.person) is None or session.seat_of(who) is None or who == ctx.person:
        raise Refused(t("mabar-not-in"))
    persons = Persons(ctx.db)
    known = who.id in await persons.wished(ctx.person)
    mutual = await persons.wish(ctx.person, who, ctx.now)
    apart = await ctx.people.apart(ctx.person, [who])
    if mutual and not known and not apart.blocked and not apart.blocking:
        ctx.tell(who, t("mabar-again-mutual", who=ctx.person))
        return t("mabar-again-mutual", who=who)
    return t("mabar-again-noted")


# --- looking back ---


@mabar.command("mabar riwayat", private=True)
async def history(ctx: Ctx[MabarSettings]) -> Card | Text:
    """See one's own sessions, the latest first."""
    found = [row for row in await Sessions(ctx.db, ctx.people).of(ctx.person) if not row.draft]
    if not found:
        return t("mabar-history-none")
    faded = ctx.now - timedelta(days=ctx.settings.fade_days)
    lines: list[Text] = []
    for row in reversed(found):
        if row.cancelled:
            key = "mabar-history-cancelled"
        elif row.standing == Standing.ABSENT and row.at > faded:
            key = "mabar-history-absent"
        elif row.host == ctx.person.id:
            key = "mabar-history-hosted"
        elif row.standing == Standing.SEAT:
            key = "mabar-history-played" if row.over else "mabar-history-coming"
        elif row.standing == Standing.ABSENT:
            continue
        else:
            key = "mabar-history-beside"
        lines.append(t(key, game=row.game, when=row.at))
    return Card(title=t("mabar-history"), lines=lines[:SHOWN])


@mabar.command("mabar statistik", role=Role.ADMIN, private=True)
async def statistics(ctx: Ctx[MabarSettings]) -> Card:
    """See how much is played; no names."""
    known = await Persons(ctx.db).statistics()
    lines = [
        t("mabar-stats-sessions", count=known.sessions, cancelled=known.cancelled, days=ctx.settings.keep_days),
        t("mabar-stats-players", players=known.players, average=round(known.seats / max(1, known.sessions), 1)),
        *(t("mabar-stats-game", game=game, count=count) for game, count in known.games[:SHOWN]),
    ]
    if known.answers >= ANSWERED:
        lines.append(t("mabar-stats-fun", percent=round(100 * known.fun / known.answers), answers=known.answers))
    return Card(title=t("mabar-stats"), lines=lines)


# --- forgetting ---


@mabar.every("23 4 * * *")
async def forget(ctx: Ctx[MabarSettings]) -> None:
    """Erase sessions, no-shows, previews and wishes that are older than config says."""
    settings, sessions = ctx.settings, Sessions(ctx.db, ctx.people)
    await sessions.forget_before(ctx.now - timedelta(days=settings.keep_days))
    await sessions.forget_absences(ctx.now - timedelta(days=settings.fade_days))
    await sessions.forget_drafts(ctx.now - timedelta(days=1))
    await Persons(ctx.db).forget_before(ctx.now - timedelta(days=settings.wish_days))
