"""`/kenapa` and `/banding`: what a sanctioned person is told, and how they ask for another look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated

from core.kit import ASK, Button, Card, Ctx, Length, Look, Refused, Text, Tone, t
from core.rules import law
from core.rules.appeals_store import Appeals
from core.rules.model import Sanction, Standing
from core.rules.plugin import rules
from core.rules.sanctions_store import Sanctions
from core.rules.settings import RulesSettings

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Appealed:
    """Somebody asked for another look at a sanction."""

    appeal: int


# --- what they are told ---


async def told(look: Look[RulesSettings], sanction: Sanction) -> Card:
    """A sanction as whom it is against is told of it: what, why, until when, and what they can do."""
    lines = [
        t(f"rules-told-{sanction.kind.value}"),
        *await _reasons(look, sanction),
        t("rules-told-appeal", days=look.settings.appeal_days),
        *([t("rules-told-help")] if look.has("help") else []),
    ]
    return Card(lines=lines, rows=[[Button(t("rules-appeal"), begin.bind(sanction.id), Tone.PRIMARY)]])


async def _reasons(look: Look[RulesSettings], sanction: Sanction) -> list[Text]:
    lines = [
        t("rules-told-why", rule=await law.cited(look, sanction.rule, sanction.version, whole=True)),
        *noted(sanction.note),
    ]
    if sanction.kind.lasts:
        lines.append(t("rules-told-until", until=sanction.until) if sanction.until else t("rules-told-open"))
    return lines


def noted(note: str) -> list[Text]:
    """A moderator's own words, where there are some."""
    return [t("rules-note", note=note)] if note else []


@rules.command("kenapa", private=True)
async def explain(ctx: Ctx[RulesSettings]) -> Card | Text:
    """Why one was warned, muted or kept out; until when, and what one can do."""
    now = ctx.now
    mine = [one for one in await Sanctions(ctx.db, ctx.people).newest(ctx.person, SHOWN) if _counts(ctx, one, now)]
    if not mine:
        return t("rules-why-nothing")
    lines: list[Text] = []
    rows: list[list[Button]] = []
    for one in mine:
        lines.append(t("rules-why-one", id=one.id, kind=one.kind.value, at=one.at))
        lines += await _reasons(ctx, one)
        if await _open_to_appeal(ctx, one):
            rows.append([Button(t("rules-appeal-against", id=one.id), begin.bind(one.id), Tone.PRIMARY)])
    if ctx.has("help"):
        lines.append(t("rules-told-help"))
    return Card(title=t("rules-why"), lines=lines, rows=rows)


def _counts(look: Look[RulesSettings], one: Sanction, now: datetime) -> bool:
    """Whether it holds somebody back now, or was said to them lately."""
    lately = one.standing is Standing.ACTIVE and not one.kind.lasts and now < _last_day(look, one)
    return one.in_force(now) or lately


# --- asking for another look ---


@rules.command("banding", private=True)
async def appeal(ctx: Ctx[RulesSettings]) -> Card | Text:
    """What one may appeal against."""
    newest = await Sanctions(ctx.db, ctx.people).newest(ctx.person, SHOWN)
    mine = [one for one in newest if await _open_to_appeal(ctx, one)]
    if not mine:
        return t("rules-appeal-nothing", days=ctx.settings.appeal_days)
    return Card(
        lines=[t("rules-appeal-which")],
        rows=[
            [Button(t("rules-appeal-one", id=one.id, kind=one.kind.value, at=one.at), begin.bind(one.id))]
            for one in mine
        ],
    )


@rules.action
async def begin(ctx: Ctx[RulesSettings], id: int, words: Annotated[str, Length(1000)] = ASK) -> Text:
    """Ask for another look at a sanction, in one's own words; once each."""
    sanction = await Sanctions(ctx.db, ctx.people).get(id)
    if sanction is None or sanction.person != ctx.person:
        raise Refused(t("rules-sanction-gone"))
    if await Appeals(ctx.db, ctx.people).against(id) is not None:
        raise Refused(t("rules-appealed-already"))
    if not await _open_to_appeal(ctx, sanction):
        raise Refused(t("rules-appeal-late", days=ctx.settings.appeal_days))
    new = await Appeals(ctx.db, ctx.people).add(id, words, ctx.now)
    ctx.audit("appeal", ctx.person, sanction=id)
    ctx.emit(Appealed(new))
    return t("rules-appealed", help=t("rules-told-help") if ctx.has("help") else t("rules-nothing-more"))


async def _open_to_appeal(look: Look[RulesSettings], one: Sanction) -> bool:
    """Whether an appeal may be made: against what holds, or was given lately, and not twice."""
    if one.standing is not Standing.ACTIVE or not (one.in_force(look.now) or not one.kind.lasts):
        return False
    in_time = look.now < _last_day(look, one) or (one.in_force(look.now) and one.until is None)
    return in_time and await Appeals(look.db, look.people).against(one.id) is None


def _last_day(look: Look[RulesSettings], one: Sanction) -> datetime:
    return one.at + timedelta(days=look.settings.appeal_days)
