"""Taking a place and giving it back: seats, lanes, ranks, guests, substitutes, maybes."""

from __future__ import annotations

from typing import Annotated

from core.kit import ASK, Button, Card, Ctx, Length, Refused, Text, Tone, t
from core.mabar.common import session_of, word
from core.mabar.model import Session, Standing
from core.mabar.persons import Persons
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.schedule import arrange
from core.mabar.waiting import changed

# --- seats ---


@mabar.action
async def join(ctx: Ctx[MabarSettings], id: int) -> Text | Card:
    """Take a seat."""
    return await _join(ctx, id)


@mabar.action
async def lane(ctx: Ctx[MabarSettings], id: int, name: str) -> Text | Card:
    """Take a seat in a lane, or change to it."""
    before = await session_of(ctx, id)
    if before.seat_of(ctx.person) is None:
        return await _join(ctx, id, name)
    listed = ctx.settings.game(before.game)
    await changed(ctx, before, before.in_other_lane(ctx.person, name, listed.seats_of(name, before.slots)))
    return t("mabar-lane-set", lane=name)


async def _join(ctx: Ctx[MabarSettings], id: int, lane: str = "") -> Text | Card:
    before = await session_of(ctx, id)
    apart = await ctx.people.apart(ctx.person, before.present)
    listed = ctx.settings.game(before.game)
    rank = await Persons(ctx.db).rank(ctx.person, listed.name) if listed.ranks else ""
    fits = listed.within(rank, before.lowest, before.highest)
    if before.strict and not fits and not before.over and not before.seat_of(ctx.person):
        if rank not in listed.ranks:
            return _rank_card(before, listed.ranks)
        raise Refused(_outside(before))
    most = listed.seats_of(lane, before.slots) if lane else None
    session = before.join(ctx.person, lane=lane, most=most, rank=rank, welcome=not apart.blocking)
    session = await changed(ctx, before, session)
    await arrange(ctx, session, ctx.person)
    if apart.blocked:
        return t("mabar-joined-beside", game=session.game, when=session.at)
    if session.pool:
        return t("mabar-joined-now", game=session.game, free=session.free)
    if rank and not fits:
        return t("mabar-joined-advised", game=session.game, when=session.at, lowest=before.lowest or "-",
                 highest=before.highest or "-")  # fmt: skip
    return t("mabar-joined", game=session.game, when=session.at)


@mabar.action
async def leave(ctx: Ctx[MabarSettings], id: int) -> Text:
    """Give the seat back, or whatever place one has."""
    before = await session_of(ctx, id)
    session = await changed(ctx, before, before.leave(ctx.person))
    waited = before.position(ctx.person) > 0
    return t("mabar-left-line" if waited else "mabar-left", game=session.game)


@mabar.action
async def note(ctx: Ctx[MabarSettings], id: int, text: Annotated[str, Length(100)] = ASK) -> Text:
    """Tell the others something about one's own seat."""
    before = await session_of(ctx, id)
    await changed(ctx, before, before.noted(ctx.person, text))
    return t("mabar-noted")


# --- beside the seats ---


@mabar.action
async def maybe(ctx: Ctx[MabarSettings], id: int) -> Text:
    """Perhaps come."""
    session = await _beside(ctx, id, Standing.MAYBE)
    return t("mabar-maybe-noted", game=session.game)


@mabar.action
async def sub(ctx: Ctx[MabarSettings], id: int) -> Text:
    """Come if somebody is needed."""
    session = await _beside(ctx, id, Standing.SUB)
    return t("mabar-sub-noted", game=session.game)


async def _beside(ctx: Ctx[MabarSettings], id: int, standing: Standing) -> Session:
    before = await session_of(ctx, id)
    apart = await ctx.people.apart(ctx.person, before.present)
    session = await changed(ctx, before, before.beside(ctx.person, standing, welcome=not apart.blocking))
    await arrange(ctx, session, ctx.person)
    return session


@mabar.action
async def guest(ctx: Ctx[MabarSettings], id: int, more: bool) -> Text:
    """Bring a guest along, or one less."""
    before = await session_of(ctx, id)
    seat = before.seat_of(ctx.person)
    count = (seat.guests if seat else 0) + (1 if more else -1)
    await changed(ctx, before, before.with_guests(ctx.person, count))
    return t("mabar-guests-now", count=count)


@mabar.action
async def coming(ctx: Ctx[MabarSettings], id: int) -> Text:
    """Be on one's way."""
    before = await session_of(ctx, id)
    await changed(ctx, before, before.on_the_way(ctx.person))
    return t("mabar-coming-noted")


# --- ranks ---


@mabar.action
async def rank(ctx: Ctx[MabarSettings], id: int) -> Card:
    """Say which rank one has in this game."""
    session = await session_of(ctx, id)
    ranks = ctx.settings.game(session.game).ranks
    if not ranks:
        raise Refused(t("mabar-no-ranks", game=session.game))
    return _rank_card(session, ranks)


@mabar.action
async def ranked(ctx: Ctx[MabarSettings], id: int, name: str) -> Text | Card:
    """Have this rank; whoever is not in yet is taken in."""
    before = await session_of(ctx, id)
    listed = ctx.settings.game(before.game)
    if name not in listed.ranks:
        raise Refused(t("mabar-no-ranks", game=before.game))
    seated = before.seat_of(ctx.person)
    if seated and before.strict and not before.over and not listed.within(name, before.lowest, before.highest):
        raise Refused(_outside(before))
    await Persons(ctx.db).set_rank(ctx.person, listed.name, name)
    if before.place_of(ctx.person) is None and before.free:
        return await _join(ctx, id)
    before.check_open()
    await changed(ctx, before, before.ranked(ctx.person, name))
    return t("mabar-rank-set", rank=name, game=listed.name)


def _rank_card(session: Session, ranks: tuple[str, ...]) -> Card:
    return Card(
        lines=[t("mabar-rank-which", game=session.game)],
        rows=[[Button(word(name), ranked.bind(session.id, name), Tone.PLAIN) for name in ranks]],
    )


def _outside(session: Session) -> Text:
    return t("mabar-rank-outside", lowest=session.lowest or "-", highest=session.highest or "-")
