"""Who leads a session, and what only those may ask for: hand it over, share it, tell all whom a change concerns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.kit import Button, Card, Ctx, Person, Refused, Text, t
from core.mabar.common import check_leads, reach, session_of
from core.mabar.model import Session, Standing
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.preview import preview
from core.mabar.signals import Changed
from core.mabar.store import Sessions
from core.mabar.waiting import changed

MOST_COHOSTS = 5


async def led(ctx: Ctx[MabarSettings], id: int) -> Session:
    """The session, led by who acts, or moderated by them; refuses anybody else."""
    session = await session_of(ctx, id, draft=True)
    check_leads(ctx, session)
    return session


async def hosted(ctx: Ctx[MabarSettings], id: int, *, names: bool = False) -> Session:
    """The session, whose one host is who acts, or moderated by them; refuses anybody else, co-hosts too."""
    session = await session_of(ctx, id, draft=True, names=names)
    if session.host != ctx.person:
        check_leads(ctx, replace(session, cohosts=()))
    return session


async def only_hosts(ctx: Ctx[MabarSettings], id: int, *, names: bool = False) -> Session:
    """The session, led by who acts; refuses anybody else, moderators too."""
    session = await session_of(ctx, id, names=names)
    if ctx.person not in session.hosts:
        raise Refused(t("mabar-host-only"))
    return session


async def redrafted(ctx: Ctx[MabarSettings], before: Session, after: Session) -> Card:
    """A preview that was changed, as it is now."""
    await Sessions(ctx.db, ctx.people).keep(before, after)
    return await preview(ctx, after.id)


async def notify(
    ctx: Ctx[MabarSettings],
    session: Session,
    by: Person | None,
    private: Text,
    aloud: Callable[[Sequence[Text]], Text],
) -> None:
    """Tell all whom a change concerns: who is in it in any way, and who leads it, besides whom it was made `by`."""
    ctx.emit(Changed(session.id))
    near = [one.person for one in session.people if one.standing is not Standing.ABSENT]
    await reach(ctx, session, [one for one in (*session.hosts, *near) if one != by], private, aloud)


# --- handing over, and sharing ---


@mabar.action
async def successors(ctx: Ctx[MabarSettings], id: int) -> Card:
    """Choose whom to hand it over to."""
    session = await hosted(ctx, id, names=True)
    others = [one.person for one in session.seats if one.person != session.host]
    if not others:
        raise Refused(t("mabar-nobody-else"))
    rows = [[Button(t("mabar-named", name=one.name), hand_over.bind(id, one))] for one in others[:20]]
    return Card(lines=[t("mabar-host-whom")], rows=rows)


@mabar.action
async def hand_over(ctx: Ctx[MabarSettings], id: int, who: Person) -> Text:
    """Hand it over."""
    before = await hosted(ctx, id)
    before.check_open()
    if before.seat_of(who) is None:
        raise Refused(t("mabar-absent-no-seat"))
    after = replace(before, host=who, cohosts=tuple(one for one in before.cohosts if one != who))
    await changed(ctx, before, after)
    giver, game, when = ctx.person, after.game, after.at
    await reach(
        ctx,
        after,
        [who],
        t("mabar-host-you", game=game, when=when, who=giver.name),
        lambda names: t("mabar-host-you-aloud", who=names, game=game, when=when, giver=giver.name),
    )
    return t("mabar-host-given", who=who, game=game)


@mabar.action
async def helpers(ctx: Ctx[MabarSettings], id: int) -> Card:
    """Choose who helps leading."""
    session = await hosted(ctx, id, names=True)
    rows = [[Button(t("mabar-cohost-drop", name=one.name), help_lead.bind(id, one, False))] for one in session.cohosts]
    others = [one.person for one in session.seats if one.person not in session.hosts]
    rows += [[Button(t("mabar-cohost-add", name=one.name), help_lead.bind(id, one, True))] for one in others[:20]]
    if not rows:
        raise Refused(t("mabar-nobody-else"))
    return Card(lines=[t("mabar-cohost-whom")], rows=rows)


@mabar.action
async def help_lead(ctx: Ctx[MabarSettings], id: int, who: Person, on: bool) -> Text:
    """Let somebody help leading, or not any more."""
    before = await hosted(ctx, id)
    before.check_open()
    others = tuple(one for one in before.cohosts if one != who)
    if on and len(others) >= MOST_COHOSTS:
        raise Refused(t("mabar-cohosts-most", most=MOST_COHOSTS))
    after = await changed(ctx, before, replace(before, cohosts=(*others, who) if on else others))
    if not on:
        return t("mabar-cohost-dropped", who=who)
    game, when = after.game, after.at
    await reach(
        ctx,
        after,
        [who],
        t("mabar-cohost-you", game=game, when=when),
        lambda names: t("mabar-cohost-you-aloud", who=names, game=game, when=when),
    )
    return t("mabar-cohost-added", who=who)
