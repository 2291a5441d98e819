"""`/kasus`: the cases and appeals that wait; and forgetting those that served their time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from core.kit import Button, Card, Ctx, Link, Role, Text, t
from core.rules.appeals import look_at
from core.rules.appeals_store import Appeal, Appeals
from core.rules.cases import board, is_mine_to_see, look_into, reason
from core.rules.cases_store import Case, Cases, Reports
from core.rules.plugin import rules
from core.rules.sanctions_store import Sanctions
from core.rules.settings import RulesSettings
from core.rules.staff import on_duty

LISTED = 15


@rules.command("kasus", role=Role.MODERATOR, private=True)
async def cases_waiting(ctx: Ctx[RulesSettings], id: int | None = None) -> Card | Text:
    """The cases and appeals that wait, or one case."""
    await on_duty(ctx)
    if id is not None:
        return await look_into(ctx, id)
    cases = Cases(ctx.db, ctx.people)
    waiting = [one for one in await cases.waiting(apart=False) if is_mine_to_see(ctx, one)]
    apart = [one for one in await cases.waiting(apart=True) if is_mine_to_see(ctx, one)]
    return await _list(
        ctx, waiting, [Button(t("rules-cases-apart", count=len(apart)), see_apart.bind())] if apart else []
    )


async def _may_judge(ctx: Ctx[RulesSettings], one: Appeal) -> bool:
    """Whether who acts may hear of an appeal: it is not their own, nor one of somebody who holds as much as they do."""
    sanction = await Sanctions(ctx.db, ctx.people).get(one.sanction)
    return sanction is not None and await ctx.people.role(sanction.person) < ctx.role


@rules.restricted(Role.MODERATOR)
async def see_apart(ctx: Ctx[RulesSettings]) -> Card | Text:
    """The cases of those who abused reports."""
    await on_duty(ctx)
    cases = await Cases(ctx.db, ctx.people).waiting(apart=True)
    return await _list(ctx, [one for one in cases if is_mine_to_see(ctx, one)], [])


async def _list(ctx: Ctx[RulesSettings], cases: Sequence[Case], more: list[Button]) -> Card | Text:
    appeals = [one for one in await Appeals(ctx.db, ctx.people).open() if await _may_judge(ctx, one)]
    if not cases and not appeals and not more:
        return t("rules-cases-none")
    lines = [
        t(
            "rules-cases-line",
            id=one.id,
            state=one.state.value,
            about=t("rules-case-about", who=one.who) if one.who else t("rules-case-about-nobody"),
            reason=await reason(ctx, one.rule),
            at=one.opened,
        )
        for one in cases[:LISTED]
    ]
    lines += [t("rules-cases-appeal", id=one.id, at=one.at) for one in appeals[:LISTED]]
    opens = [Button(t("rules-cases-open", id=one.id), look_into.bind(one.id)) for one in cases[:LISTED]]
    opens += [Button(t("rules-cases-open-appeal", id=one.id), look_at.bind(one.id)) for one in appeals[:LISTED]]
    rows: list[Sequence[Button | Link]] = [opens[at : at + 3] for at in range(0, len(opens), 3)]
    left = max(0, len(cases) - LISTED)
    return Card(
        title=t("rules-cases", count=len(cases)),
        lines=[*lines, *([t("rules-cases-more", count=left)] if left else [])],
        rows=[*rows, more] if more else rows,
    )


@rules.every("47 */6 * * *")
async def forget(ctx: Ctx[RulesSettings]) -> None:
    """Erase what has served its time: closed cases with all that was said in them, and reports never finished."""
    now, settings = ctx.now, ctx.settings
    ended, opened = now - timedelta(days=settings.notes_days), now - timedelta(days=settings.keep_days)
    for id_ in await Cases(ctx.db, ctx.people).forget_before(ended, opened):
        ctx.show(board.bind(id_))
    await Reports(ctx.db).forget_before(now, now - timedelta(days=1))
    await Appeals(ctx.db, ctx.people).forget_before(opened)
