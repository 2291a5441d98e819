"""Rules: what the community agreed on, reports, sanctions and appeals. All its parts, and their data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.kit import Account, Ctx, Look, Person, Personal
from core.kit.signals import Restricted
from core.rules import appeals, cases, force, history, law, protection, queue, reports, sanctions, why
from core.rules.appeals_store import Appeals
from core.rules.cases_store import Reports
from core.rules.guard_store import Findings
from core.rules.law_store import Versions
from core.rules.model import Kind
from core.rules.plugin import rules
from core.rules.sanctions_store import Holds, Sanctions
from core.rules.settings import RulesSettings

__all__ = ["appeals", "cases", "force", "history", "law", "protection", "queue", "reports", "rules", "sanctions", "why"]


async def _export(look: Look[RulesSettings], person: Person) -> Any:
    sanctions, reports = Sanctions(look.db, look.people), Reports(look.db)
    apart = await reports.apart_until(person)
    findings = Findings(look.db)
    talks = await findings.talks_since(person)
    return {
        "accepted": [{"version": row.version, "at": row.at.isoformat()} for row in await Versions(look.db).of(person)],
        "sanctions": [
            {
                "kind": row.kind,
                "rule": row.rule,
                "version": row.version,
                "note": row.note,
                "at": row.at.isoformat(),
                "until": row.until.isoformat() if row.until else None,
                "standing": row.standing,
            }
            for row in await sanctions.of(person)
        ],
        "appeals": [
            {"words": row.words, "at": row.at.isoformat(), "ruling": row.state, "answer": row.answer}
            for row in await Appeals(look.db, look.people).of(person)
        ],
        "reports": [
            {"at": row.at.isoformat(), "rule": row.rule, "note": row.note, "named": row.named, "state": row.state}
            for row in await reports.of(person)
        ],
        "talks_since": talks.isoformat() if talks else None,
        "findings": [
            {"guard": one.found.guard.value, "at": one.at.isoformat(), "times": one.times, "ruling": one.verdict}
            for one in await findings.of(person)
        ],
        "reports_apart_until": apart.isoformat() if apart else None,
        "cases_about_you": await reports.about(person),
        "imposed": [
            {"kind": row.kind, "rule": row.rule, "at": row.at.isoformat()} for row in await sanctions.by(person)
        ],
        "cases_taken": [{"at": row.opened.isoformat(), "state": row.state} for row in await reports.taken(person)],
    }


async def _erase(ctx: Ctx[RulesSettings], person: Person) -> None:
    await Versions(ctx.db).forget(person)
    await Holds(ctx.db).forget(await ctx.people.accounts(person))
    await Appeals(ctx.db, ctx.people).forget(person)
    for id_ in await Sanctions(ctx.db, ctx.people).forget(person):
        ctx.show(sanctions.record.bind(id_))
    for id_ in await Findings(ctx.db).forget(person):
        ctx.show(protection.guarded.bind(id_))
    for id_ in await Reports(ctx.db).forget(person):
        ctx.show(cases.board.bind(id_))


async def _merge(ctx: Ctx[RulesSettings], keep: Person, gone: Person) -> None:
    """What was decided about either holds for all accounts of both."""
    accounts: list[Account] = [*await ctx.people.accounts(keep), *await ctx.people.accounts(gone)]
    await Versions(ctx.db).give(keep, gone)
    await Appeals(ctx.db, ctx.people).give(keep, gone)
    await Sanctions(ctx.db, ctx.people).give(keep, gone)
    await Reports(ctx.db).give(keep, gone)
    await Findings(ctx.db).give(keep, gone)
    want = await force.wanted_of(ctx, keep)
    if want.kind is not None:
        await force.apply(ctx, keep, accounts=accounts)
        if want.kind is Kind.BAN:
            await ctx.people.bar(keep, on=True)
        ctx.emit(Restricted(keep, want.until, out=want.kind is Kind.BAN))


async def _part(ctx: Ctx[RulesSettings], person: Person, alone: Person) -> None:
    """Nobody gets out of a sanction by letting an account go: what is in force holds for each of the two."""
    for account in await ctx.people.accounts(alone):
        await Holds(ctx.db).follow(account, alone)
    store = Sanctions(ctx.db, ctx.people)
    for one in await store.active(person):
        if one.in_force(ctx.now):
            copy = replace(one, person=alone)
            sanctions.watch(ctx, replace(copy, id=await store.add(copy)))
    want = await force.apply(ctx, alone)
    if want.kind is not None:
        ctx.emit(Restricted(alone, want.until, out=want.kind is Kind.BAN))


rules.personal = Personal(
    "rules-data-purpose",
    "rules-data-retention",
    _export,
    _erase,
    _merge,
    {
        "accepted": "rules-data-accepted",
        "version": "rules-data-version",
        "at": "rules-data-at",
        "sanctions": "rules-data-sanctions",
        "kind": "rules-data-kind",
        "rule": "rules-data-rule",
        "note": "rules-data-note",
        "until": "rules-data-until",
        "standing": "rules-data-standing",
        "appeals": "rules-data-appeals",
        "words": "rules-data-words",
        "ruling": "rules-data-ruling",
        "answer": "rules-data-answer",
        "reports": "rules-data-reports",
        "named": "rules-data-named",
        "state": "rules-data-state",
        "reports_apart_until": "rules-data-apart",
        "cases_about_you": "rules-data-about",
        "talks_since": "rules-data-talks",
        "findings": "rules-data-findings",
        "guard": "rules-data-guard",
        "times": "rules-data-times",
        "imposed": "rules-data-imposed",
        "cases_taken": "rules-data-taken",
    },
    _part,
)
