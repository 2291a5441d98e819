"""What a host does with a session: change it, and call it off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Annotated

from core.kit import ASK, Between, Button, Card, Ctx, Length, Person, Text, Tone, t
from core.mabar import attendance, entrance, leading
from core.mabar.common import check_leads, session_of, word
from core.mabar.leading import led, notify, redrafted
from core.mabar.model import Session
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.schedule import schedule, unschedule
from core.mabar.signals import Cancelled
from core.mabar.store import Sessions
from core.mabar.suggesting import fitting
from core.mabar.waiting import changed

# --- the panel ---


@mabar.command("mabar atur")
async def manage(ctx: Ctx[MabarSettings], id: Annotated[int, Between(1, 1_000_000_000)]) -> Card:
    """What the host may change."""
    session = await session_of(ctx, id, draft=True, names=True)
    check_leads(ctx, session)
    game = ctx.settings.game(session.game)
    rows = [
        [
            Button(t("mabar-edit-when"), move_to.bind(id)),
            Button(t("mabar-edit-slots"), resize.bind(id)),
            Button(t("mabar-edit-note"), describe.bind(id)),
        ],
        [
            Button(
                t("mabar-guests-stop" if session.guests else "mabar-guests-let"),
                let_guests.bind(id, not session.guests),
            )
        ],
    ]
    if game.ranks:
        rows[1].append(Button(t("mabar-edit-ranks"), window.bind(id)))
    if game.regions:
        rows[1].append(Button(t("mabar-edit-region"), regions.bind(id)))
    rows.append([Button(t("mabar-edit-voice"), entrance.set_voice.bind(id))])
    if game.code or session.code:
        rows[-1].insert(0, Button(t("mabar-edit-code"), entrance.set_code.bind(id)))
    rows.append(
        [
            Button(t("mabar-edit-cohosts"), leading.helpers.bind(id)),
            Button(t("mabar-edit-host"), leading.successors.bind(id)),
        ]
    )
    rows.append([Button(t("mabar-template-save"), mabar.actions["save_template"].bind(id))])
    if session.begun and not session.over:
        rows[-1].append(Button(t("mabar-edit-absent"), attendance.absences.bind(id)))
    if not session.draft:
        rows.append([Button(t("mabar-cancel"), cancel.bind(id), Tone.DANGER)])
    return Card(title=t("mabar-panel", game=session.game, id=id), rows=rows)


# --- changing it ---


@mabar.action
async def move_to(ctx: Ctx[MabarSettings], id: int, when: datetime = ASK) -> Text | Card:
    """Play at another time."""
    before = await led(ctx, id)
    after = before.moved(when, ctx.now)
    if before.draft:
        return await redrafted(ctx, before, after)
    after = replace(after, asking=False, unheard=False)
    after = await changed(ctx, before, replace(after, people=tuple(replace(one, coming=False) for one in after.people)))
    await schedule(ctx, id, after)
    was, game = before.at, after.game
    await notify(
        ctx,
        after,
        ctx.person,
        t("mabar-moved", game=game, was=was, when=when),
        lambda who: t("mabar-moved-aloud", who=who, game=game, was=was, when=when),
    )
    return t("mabar-moved-done", game=game, when=when)


@mabar.action
async def resize(ctx: Ctx[MabarSettings], id: int, slots: Annotated[int, Between(2, 200)] = ASK) -> Text | Card:
    """Play with more, or with fewer."""
    before = await led(ctx, id)
    count = fitting(ctx.settings.game(before.game), slots)
    after = before.resized(count)
    if before.draft:
        return await redrafted(ctx, before, after)
    after = await changed(ctx, before, after)
    game = after.game
    await notify(
        ctx,
        after,
        ctx.person,
        t("mabar-resized", game=game, slots=count),
        lambda who: t("mabar-resized-aloud", who=who, game=game, slots=count),
    )
    return t("mabar-resized-done", game=game, slots=count)


@mabar.action
async def describe(ctx: Ctx[MabarSettings], id: int, text: Annotated[str, Length(200)] = ASK) -> Text | Card:
    """Say something to everybody."""
    before = await led(ctx, id)
    before.check_open()
    after = replace(before, note=text)
    if before.draft:
        return await redrafted(ctx, before, after)
    after = await changed(ctx, before, after)
    game = after.game
    await notify(
        ctx,
        after,
        ctx.person,
        t("mabar-renoted", game=game, note=text),
        lambda who: t("mabar-renoted-aloud", who=who, game=game, note=text),
    )
    return t("mabar-renoted-done", game=game)


@mabar.action
async def let_guests(ctx: Ctx[MabarSettings], id: int, on: bool) -> Text | Card:
    """Let players bring guests, or not any more; who is there stays."""
    return await _edited(ctx, id, guests=on)


@mabar.action
async def regions(ctx: Ctx[MabarSettings], id: int) -> Card:
    """Choose where it is played."""
    session = await led(ctx, id)
    known = ctx.settings.game(session.game).regions
    return Card(
        lines=[t("mabar-region-which")],
        rows=[
            [Button(word(one), set_region.bind(id, one)) for one in known],
            [Button(t("mabar-any"), set_region.bind(id, ""))],
        ],
    )


@mabar.action
async def set_region(ctx: Ctx[MabarSettings], id: int, name: str) -> Text | Card:
    """Play there."""
    return await _edited(ctx, id, region=name)


@mabar.action
async def window(ctx: Ctx[MabarSettings], id: int) -> Card:
    """Choose the lowest rank."""
    session = await led(ctx, id)
    ranks = ctx.settings.game(session.game).ranks
    rows = [
        [Button(word(one), window_from.bind(id, one)) for one in ranks],
        [Button(t("mabar-any"), window_from.bind(id, ""))],
    ]
    return Card(lines=[t("mabar-rank-lowest")], rows=rows)


@mabar.action
async def window_from(ctx: Ctx[MabarSettings], id: int, lowest: str) -> Card:
    """Choose the highest rank, from the lowest on."""
    session = await led(ctx, id)
    ranks = ctx.settings.game(session.game).ranks
    ranks = ranks[ranks.index(lowest) :] if lowest in ranks else ranks
    rows = [
        [Button(word(one), window_to.bind(id, lowest, one)) for one in ranks],
        [Button(t("mabar-any"), window_to.bind(id, lowest, ""))],
    ]
    return Card(lines=[t("mabar-rank-highest")], rows=rows)


@mabar.action
async def window_to(ctx: Ctx[MabarSettings], id: int, lowest: str, highest: str) -> Text | Card:
    """Choose whether the window is a rule."""
    await led(ctx, id)
    if not (lowest or highest):
        return await set_window(ctx, id, "", "", False)
    return Card(
        lines=[t("mabar-rank-how", lowest=lowest or "-", highest=highest or "-")],
        rows=[
            [
                Button(t("mabar-rank-advice"), set_window.bind(id, lowest, highest, False)),
                Button(t("mabar-rank-rule"), set_window.bind(id, lowest, highest, True)),
            ]
        ],
    )


@mabar.action
async def set_window(ctx: Ctx[MabarSettings], id: int, lowest: str, highest: str, strict: bool) -> Text | Card:
    """Have this window of ranks; who is there stays."""
    return await _edited(ctx, id, lowest=lowest, highest=highest, strict=strict)


async def _edited(ctx: Ctx[MabarSettings], id: int, **values: str | bool) -> Text | Card:
    before = await led(ctx, id)
    before.check_open()
    after = replace(before, **values)
    if before.draft:
        return await redrafted(ctx, before, after)
    await changed(ctx, before, after)
    return t("mabar-edited")


# --- calling it off ---


@mabar.command("mabar batal")
async def cancel(
    ctx: Ctx[MabarSettings],
    id: Annotated[int, Between(1, 1_000_000_000)],
    reason: Annotated[str, Length(200)],
) -> Text:
    """Call it off, and say why to whoever wanted to come."""
    before = await led(ctx, id)
    before.check_open()
    if before.draft:
        await Sessions(ctx.db, ctx.people).drop(id)
        return t("mabar-discarded")
    await call_off(ctx, before, reason, ctx.person)
    return t("mabar-cancelled-done", game=before.game)


async def call_off(ctx: Ctx[MabarSettings], before: Session, reason: str, by: Person | None = None) -> None:
    """Call a session off: nobody comes, everybody concerned is told why, no reminder is left."""
    after = replace(before, over=True, cancelled=True, reason=reason, code="", voice="")
    game, when = after.game, after.at
    await unschedule(ctx, before)
    await changed(ctx, before, after)
    ctx.emit(Cancelled(after.id, game, when, after.room))
    await notify(
        ctx,
        after,
        by,
        t("mabar-called-off", game=game, when=when, reason=reason),
        lambda who: t("mabar-called-off-aloud", who=who, game=game, when=when, reason=reason),
    )
