"""`/riwayat`: what was decided about somebody, for moderators: their sanctions, and the newest of the audit log."""

from __future__ import annotations

from core.kit import Card, Ctx, Noted, Person, Refused, Role, Text, t
from core.rules.model import Standing
from core.rules.plugin import rules
from core.rules.sanctions_store import Sanctions
from core.rules.settings import RulesSettings
from core.rules.staff import on_duty

NEWEST = 10


@rules.command("riwayat", role=Role.MODERATOR, private=True)
async def history(ctx: Ctx[RulesSettings], who: Person) -> Card:
    """What was decided about somebody; of moderators and admins only to those above them."""
    await on_duty(ctx)
    if who != ctx.person and await ctx.people.role(who) >= ctx.role:
        raise Refused(t("rules-not-above", who=who))
    lines: list[Text] = []
    for one in await Sanctions(ctx.db, ctx.people).newest(who, NEWEST):
        stands = "force" if one.in_force(ctx.now) else one.standing.value if one.kind.lasts else "once"
        stands = stands if one.standing is not Standing.LIFTED else "lifted"
        lines.append(
            t("rules-history-sanction", id=one.id, kind=one.kind.value, at=one.at, rule=one.rule, stands=stands)
        )
    noted = await ctx.people.history(who, NEWEST)
    people = await ctx.people.many([one.by.id for one in noted if one.by is not None])
    lines += [_line(one, people) for one in noted]
    return Card(title=t("rules-history", who=who), lines=lines or [t("rules-history-nothing")])


def _line(one: Noted, people: dict[int, Person]) -> Text:
    by = people.get(one.by.id) if one.by is not None else None
    said = t("rules-history-by", who=by) if by is not None else t("rules-history-by-nobody")
    return t("rules-history-line", at=one.at, action=one.action.replace(".", "-"), by=said)
