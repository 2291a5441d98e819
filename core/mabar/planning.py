"""`/mabar`: plan a game together in one line or one form, look at it before it is posted, keep it as a template."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from core.kit import ASK, Between, Button, Card, Ctx, Length, Refused, Suggest, Text, Tone, t
from core.mabar.common import check_leads, session_of
from core.mabar.model import Session, check_time
from core.mabar.persons import Persons
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.preview import preview
from core.mabar.schedule import posted, put_up
from core.mabar.store import Sessions
from core.mabar.suggesting import check_may_plan, fitting, games, room_of

MOST_TEMPLATES = 20
"""How many templates one person may keep."""


@mabar.command("mabar")
async def plan(
    ctx: Ctx[MabarSettings],
    game: Annotated[str, Suggest(games), Length(40)],
    when: datetime,
    slots: Annotated[int | None, Between(2, 200)] = None,
    note: Annotated[str, Length(200)] = "",
) -> Text | Card:
    """Plan a session in this room (from a private chat: in the room that config names) and show its roster there."""
    room = room_of(ctx)
    await check_may_plan(ctx)
    listed = ctx.settings.game(game)
    count = fitting(listed, slots)
    planned = Session.plan(listed.name, when, count, host=ctx.person, now=ctx.now, note=note, room=room.name)
    return await _propose(ctx, planned)


async def _propose(ctx: Ctx[MabarSettings], planned: Session) -> Text | Card:
    """Show what would be posted; or post it, where config says so."""
    if not ctx.settings.preview:
        await put_up(ctx, planned)
        return _answer(planned)
    sessions = Sessions(ctx.db, ctx.people)
    await sessions.drop_drafts(ctx.person)
    return await preview(ctx, await sessions.add(replace(planned, draft=True)))


@mabar.action
async def post(ctx: Ctx[MabarSettings], id: int) -> Text:
    """Post what was looked at."""
    session = await session_of(ctx, id, draft=True)
    check_leads(ctx, session)
    if not session.draft:
        raise Refused(t("mabar-posted-already", game=session.game, when=session.at))
    await check_may_plan(ctx)
    try:
        check_time(session.at, ctx.now)
    except Refused:
        raise Refused(t("mabar-draft-past", when=session.at)) from None
    after = replace(session, draft=False)
    await Sessions(ctx.db, ctx.people).keep(session, after)
    await posted(ctx, id, after)
    return _answer(after)


@mabar.action
async def discard(ctx: Ctx[MabarSettings], id: int) -> Text:
    """Not post it after all."""
    session = await session_of(ctx, id, draft=True)
    check_leads(ctx, session)
    if not session.draft:
        raise Refused(t("mabar-posted-already", game=session.game, when=session.at))
    await Sessions(ctx.db, ctx.people).drop(id)
    return t("mabar-discarded")


def _answer(planned: Session) -> Text:
    return t("mabar-planned", game=planned.game, when=planned.at, slots=planned.slots)


# --- templates ---


@mabar.command("mabar templat")
async def templates(ctx: Ctx[MabarSettings]) -> Card | Text:
    """Plan from a template of one's own."""
    kept = await Persons(ctx.db).templates(ctx.person)
    if not kept:
        return t("mabar-templates-none")
    return Card(
        title=t("mabar-templates"),
        lines=[t("mabar-template-line", name=one.name, game=one.game, slots=one.slots) for one in kept],
        rows=[
            [
                Button(t("mabar-template-use", name=one.name), use_template.bind(one.id), Tone.GOOD),
                Button(t("mabar-template-drop", name=one.name), drop_template.bind(one.id)),
            ]
            for one in kept
        ],
        more=t("mabar-planned-more"),
    )


@mabar.action
async def use_template(ctx: Ctx[MabarSettings], id: int, when: datetime = ASK) -> Text | Card:
    """Plan what a template says, at this time."""
    kept = await Persons(ctx.db).template(ctx.person, id)
    if kept is None:
        raise Refused(t("mabar-template-gone"))
    room = room_of(ctx)
    await check_may_plan(ctx)
    same = {name: getattr(kept, name) for name in ("guests", "lowest", "highest", "strict", "region")}
    planned = Session.plan(
        kept.game, when, kept.slots, host=ctx.person, now=ctx.now, note=kept.note, room=room.name, **same
    )
    return await _propose(ctx, planned)


@mabar.action
async def drop_template(ctx: Ctx[MabarSettings], id: int) -> Card | Text:
    """Keep a template no longer."""
    await Persons(ctx.db).drop_template(ctx.person, id)
    return await templates(ctx)


@mabar.action
async def save_template(ctx: Ctx[MabarSettings], id: int, name: Annotated[str, Length(40)] = ASK) -> Text:
    """Keep a session as a template."""
    session = await session_of(ctx, id, draft=True)
    if ctx.person not in session.hosts:
        raise Refused(t("mabar-host-only"))
    persons = Persons(ctx.db)
    kept = {one.name for one in await persons.templates(ctx.person)}
    if name not in kept and len(kept) >= MOST_TEMPLATES:
        raise Refused(t("mabar-templates-most", most=MOST_TEMPLATES))
    same = ("game", "slots", "note", "guests", "lowest", "highest", "strict", "region")
    await persons.add_template(ctx.person, name, **{one: getattr(session, one) for one in same})
    return t("mabar-template-saved", name=name)
