"""Appeals as they are decided, by another moderator than the one who acted: upheld, shortened or lifted."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from core.kit import ASK, Button, Card, Ctx, Length, Look, Person, Refused, Role, Text, Tone, Urgency, t
from core.rules import law
from core.rules.appeals_store import Appeal, Appeals, Ruling
from core.rules.model import Sanction, Standing, may_judge
from core.rules.plugin import rules
from core.rules.sanctions import Undone, lift, shorten
from core.rules.sanctions_store import Sanctions
from core.rules.settings import RulesSettings
from core.rules.staff import on_duty, show_staff, staff
from core.rules.why import Appealed, noted

NOTE = Length(500)


@rules.on(Appealed)
async def appealed(ctx: Ctx[RulesSettings], signal: Appealed) -> None:
    """Put an appeal before those who may decide it."""
    one = await Appeals(ctx.db, ctx.people).get(signal.appeal)
    sanction = await Sanctions(ctx.db, ctx.people).get(one.sanction) if one else None
    if one is None or sanction is None:
        return
    admins = await ctx.people.role(sanction.person) >= Role.MODERATOR
    instead = Card(lines=[t("rules-appeal-new", id=one.id)], rows=[[Button(t("rules-open"), look_at.bind(one.id))]])
    await show_staff(ctx, appeal_board.bind(one.id), instead, admins=admins, without=sanction.person)


@rules.on(Undone)
async def undone(ctx: Ctx[RulesSettings], signal: Undone) -> None:
    """What was taken away anyway needs no other look."""
    one = await Appeals(ctx.db, ctx.people).against(signal.sanction)
    if one is not None and one.ruling is Ruling.OPEN:
        await Appeals(ctx.db, ctx.people).decide(one.id, Ruling.LIFTED, None, "", ctx.now)
        ctx.show(appeal_board.bind(one.id))


# --- how it is shown ---


@rules.card
async def appeal_board(look: Look[RulesSettings], id: int) -> Card:
    """An appeal as moderators see it in their room; the person's words only by the button."""
    one = await Appeals(look.db, look.people).get(id)
    sanction = await Sanctions(look.db, look.people).get(one.sanction) if one else None
    return await _card(look, one, sanction) if one and sanction else Card(lines=[t("rules-erased")])


@rules.restricted(Role.MODERATOR)
async def look_at(ctx: Ctx[RulesSettings], id: int) -> Card:
    """The same with what the person wrote, for one moderator alone."""
    one, sanction = await _to_judge(ctx, id)
    card = await _card(ctx, one, sanction)
    return Card(title=card.title, lines=[*card.lines, t("rules-appeal-words", words=one.words)], rows=card.rows)


async def _card(look: Look[RulesSettings], one: Appeal, sanction: Sanction) -> Card:
    lines = [
        t("rules-appeal-about", id=sanction.id, kind=sanction.kind.value, at=sanction.at),
        t("rules-record-why", rule=await law.cited(look, sanction.rule, sanction.version), at=sanction.at),
        t("rules-record-by", who=sanction.by) if sanction.by else t("rules-record-machine"),
        t("rules-appeal-rule"),
    ]
    rows = [
        [Button(t("rules-appeal-read"), look_at.bind(one.id), Tone.PRIMARY)],
        [Button(t("rules-appeal-uphold"), uphold.bind(one.id)), Button(t("rules-appeal-lift"), let_go.bind(one.id))],
    ]
    if sanction.in_force(look.now):
        rows[1].insert(1, Button(t("rules-appeal-shorten"), cut.bind(one.id)))
    if one.ruling is not Ruling.OPEN:
        lines[-1] = t("rules-appeal-decided", ruling=one.ruling.value)
        rows = []
    return Card(title=t("rules-appeal-title", id=one.id, who=sanction.person), lines=lines, rows=rows)


# --- how it is decided ---


@rules.restricted(Role.MODERATOR)
async def uphold(ctx: Ctx[RulesSettings], id: int, note: Annotated[str, NOTE] = ASK) -> Text:
    """The sanction stays."""
    one, sanction = await _to_judge(ctx, id)
    await _decide(ctx, one, sanction, Ruling.UPHELD, note)
    said = Card(lines=[t("rules-appeal-upheld", id=sanction.id), *noted(note)])
    ctx.tell(sanction.person, said, urgency=Urgency.ANSWER)
    return t("rules-appeal-done", id=id)


@rules.restricted(Role.MODERATOR)
async def cut(ctx: Ctx[RulesSettings], id: int, length: timedelta = ASK, note: Annotated[str, NOTE] = ASK) -> Text:
    """The sanction ends sooner: after this length from now."""
    one, sanction = await _to_judge(ctx, id)
    await shorten(ctx, sanction, length, note)
    await _decide(ctx, one, sanction, Ruling.SHORTENED, note)
    return t("rules-appeal-done", id=id)


@rules.restricted(Role.MODERATOR)
async def let_go(ctx: Ctx[RulesSettings], id: int, note: Annotated[str, NOTE] = ASK) -> Text:
    """The sanction is lifted."""
    one, sanction = await _to_judge(ctx, id)
    if sanction.standing is Standing.ACTIVE:
        await lift(ctx, sanction, note)
    await _decide(ctx, one, sanction, Ruling.LIFTED, note)
    return t("rules-appeal-done", id=id)


async def _decide(ctx: Ctx[RulesSettings], one: Appeal, sanction: Sanction, ruling: Ruling, note: str) -> None:
    await Appeals(ctx.db, ctx.people).decide(one.id, ruling, ctx.person, note, ctx.now)
    ctx.audit("judged", sanction.person, sanction=sanction.id, ruling=ruling.value)
    ctx.show(appeal_board.bind(one.id))


async def _to_judge(ctx: Ctx[RulesSettings], id: int) -> tuple[Appeal, Sanction]:
    """An open appeal that who acts may decide at this moment, and what it is about; refuses if not."""
    await on_duty(ctx)
    one = await Appeals(ctx.db, ctx.people).get(id)
    sanction = await Sanctions(ctx.db, ctx.people).get(one.sanction) if one else None
    if one is None or sanction is None:
        raise Refused(t("rules-sanction-gone"))
    if one.ruling is not Ruling.OPEN:
        raise Refused(t("rules-appeal-decided", ruling=one.ruling.value))
    holds = await ctx.people.role(sanction.person)
    others = sanction.by == ctx.person and await _others(ctx, sanction, holds, ctx.person)
    may_judge(ctx.person, ctx.role, sanction, holds, others)
    return one, sanction


async def _others(ctx: Ctx[RulesSettings], sanction: Sanction, holds: Role, actor: Person) -> bool:
    """Whether anybody else may decide."""
    for one in await staff(ctx, admins=holds >= Role.MODERATOR, without=sanction.person):
        if one != actor and await ctx.people.role(one) > holds:
            return True
    return False
