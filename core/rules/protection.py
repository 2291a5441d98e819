"""The automatic protection: what a guard sees is shown to moderators with its reason, and can be undone by one press.

Off, dry (only told) or on, guard by guard. Nobody is muted for long by it, nobody removed: that is for people.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from core.kit import Button, Came, Card, Ctx, From, Link, Look, Person, Refused, Role, Said, Text, Tone, Urgency, t
from core.kit import Kind as PlaceKind
from core.kit.deeds import Remove
from core.kit.port import Ref
from core.rules.cases import announce, raise_case
from core.rules.guard_store import Finding, Findings
from core.rules.guards import MUTES, Found, Guard, Mode, Speaker, judge, poses
from core.rules.model import Kind
from core.rules.plugin import rules
from core.rules.sanctions import Order, hush, impose, lift
from core.rules.sanctions_store import Sanctions
from core.rules.settings import RulesSettings
from core.rules.staff import on_duty, show_staff

TOGETHER = timedelta(minutes=10)
"""Within which time the same of the same person is one finding, and told once."""


# --- looking ---


@rules.on(Said)
async def on_said(ctx: Ctx[RulesSettings], what: Said) -> None:
    """Look at what members say in the community's rooms, and forget it."""
    settings = ctx.settings.protection
    if ctx.room is None or ctx.place is None or ctx.place.kind is PlaceKind.PRIVATE or ctx.role >= Role.MODERATOR:
        return
    findings = Findings(ctx.db)
    since, before, trusted = await findings.seen(ctx.person, ctx.now)
    young = before < settings.newcomer_messages or ctx.now - since < timedelta(hours=settings.newcomer_hours)
    posing = not trusted and await _poses(ctx)
    if posing and settings.mode(Guard.LIKENESS) is not Mode.OFF:
        await _act(ctx, Found(Guard.LIKENESS, "name"), what.message)
    keep = max(settings.flood_within, settings.repeat_within)
    lately = () if what.edited else ctx.settings.memory.note(ctx.person.id, what.text, ctx.now, keep)
    found = judge(what, Speaker(newcomer=young and not trusted, poses=posing), lately, settings)
    if found is not None:
        await _act(ctx, found, what.message)


@rules.on(Came)
async def on_came(ctx: Ctx[RulesSettings], _: Came) -> None:
    """Look at the name of who comes in."""
    if ctx.role >= Role.MODERATOR or ctx.settings.protection.mode(Guard.LIKENESS) is Mode.OFF:
        return
    if not await Findings(ctx.db).trusted(ctx.person) and await _poses(ctx):
        await _act(ctx, Found(Guard.LIKENESS, "name"), "")


async def _poses(ctx: Ctx[RulesSettings]) -> bool:
    """Whether who acts looks like one of the staff. A name that was looked at before is not looked at again."""
    account = ctx.account
    if ctx.settings.memory.is_honest(account.platform, account.id, f"{account.name} {account.username}"):
        return False
    staff: list[str] = []
    for one in {*await ctx.people.holding(Role.MODERATOR), *await ctx.people.admins()}:
        for theirs in await ctx.people.accounts(one):
            staff += [name for name in (theirs.name, theirs.username) if name]
    if poses(account.name, account.username, staff):
        return True
    ctx.settings.memory.honest(account.platform, account.id, f"{account.name} {account.username}")
    return False


# --- stepping in ---


async def _act(ctx: Ctx[RulesSettings], found: Found, message: str) -> None:
    settings, findings = ctx.settings.protection, Findings(ctx.db)
    mode = settings.mode(found.guard)
    ref = Ref(ctx.place, message).key if ctx.place is not None and message else ""
    known = await findings.waiting(ctx.person, found.guard, ctx.now - TOGETHER)
    if known is not None:
        await findings.again(known.id, ref)
        ctx.show(guarded.bind(known.id))
    if mode is Mode.ON and ref and ctx.place is not None and found.guard is not Guard.LIKENESS:
        ctx.order(Remove(ctx.place, message), urgency=Urgency.SAFETY)
    if known is not None:
        return
    id_ = await findings.add(ctx.person, found, mode, ref, ctx.now)
    if mode is Mode.ON:
        if found.guard in MUTES:
            rule = min(settings.rule, len(ctx.settings.rules))
            order = Order(ctx.person, Kind.MUTE, rule, settings.mute_for)
            await findings.sanctioned(id_, (await impose(ctx, order, machine=True)).id)
        elif await ctx.people.reachable(ctx.person):
            ctx.tell(ctx.person, t(f"rules-guard-told-{found.guard.value}"), urgency=Urgency.ANSWER)
        ctx.audit("guarded", ctx.person, guard=found.guard.value, why=found.why)
    instead = Card(lines=[t("rules-guard-new", id=id_)], rows=[[Button(t("rules-open"), look_at_finding.bind(id_))]])
    await show_staff(ctx, guarded.bind(id_), instead, without=ctx.person, urgency=Urgency.CARD)


# --- what moderators see ---


@rules.card
async def guarded(look: Look[RulesSettings], id: int) -> Card:
    """One finding, kept up to date; once it is erased it says no more than that."""
    one = await Findings(look.db).get(id)
    return await _card(look, one) if one else Card(lines=[t("rules-erased")])


async def _card(look: Look[RulesSettings], one: Finding) -> Card:
    who = await look.people.get(one.person.id) or one.person
    lines = [
        t("rules-guard-who", who=who, times=one.times),
        t("rules-guard-why", why=f"{one.found.guard.value}-{one.found.why}"),
        t("rules-guard-done", mode=one.mode.value, mutes="yes" if one.sanction else "no"),
    ]
    rows: list[list[Button | Link]] = []
    address = look.address(Ref.parse(one.message)) if one.message else None
    if address and one.mode is Mode.DRY:
        rows.append([Link(t("rules-case-message"), address)])
    if one.verdict is None:
        rows.append(
            [
                Button(t("rules-guard-wrong"), wrong.bind(one.id)),
                Button(t("rules-guard-right"), right.bind(one.id), Tone.DANGER),
            ]
        )
    else:
        lines.append(t("rules-guard-verdict", verdict=one.verdict))
    return Card(title=t("rules-guard", id=one.id), lines=lines, rows=rows)


@rules.restricted(Role.MODERATOR)
async def look_at_finding(ctx: Ctx[RulesSettings], id: int) -> Card:
    """The same, for one moderator alone."""
    return await _card(ctx, await _one(ctx, id))


async def _one(ctx: Ctx[RulesSettings], id: int) -> Finding:
    await on_duty(ctx)
    one = await Findings(ctx.db).get(id)
    if one is None:
        raise Refused(t("rules-case-gone"))
    if one.person == ctx.person:
        raise Refused(t("rules-case-not-yours"))
    return one


@rules.restricted(Role.MODERATOR)
async def wrong(ctx: Ctx[RulesSettings], id: int) -> Text:
    """The machine was wrong: its mute is lifted, and the person is trusted from now on."""
    one = await _one(ctx, id)
    if one.verdict is not None:
        raise Refused(t("rules-guard-judged"))
    findings = Findings(ctx.db)
    await findings.judged(id, "wrong")
    await findings.trust(one.person, ctx.now)
    sanction = await Sanctions(ctx.db, ctx.people).get(one.sanction) if one.sanction else None
    if sanction is not None and sanction.in_force(ctx.now):
        await lift(ctx, sanction)
    elif one.mode is Mode.ON:
        ctx.tell(one.person, t("rules-guard-sorry"), urgency=Urgency.ANSWER)
    ctx.audit("guard_wrong", one.person, guard=one.found.guard.value)
    ctx.show(guarded.bind(id))
    return t("rules-guard-undone")


@rules.restricted(Role.MODERATOR)
async def right(ctx: Ctx[RulesSettings], id: int) -> Text:
    """The machine was right: a case, in which people decide what follows."""
    one = await _one(ctx, id)
    if one.verdict is not None:
        raise Refused(t("rules-guard-judged"))
    await Findings(ctx.db).judged(id, "right")
    rule = min(ctx.settings.protection.rule, len(ctx.settings.rules))
    case, new = await raise_case(ctx, one.person, one.message, rule, machine=True)
    await announce(ctx, case, new=new)
    ctx.show(guarded.bind(id))
    return t("rules-guard-case", id=case)


# --- is this an admin? ---


@rules.command("cekadmin", private=True)
async def check_admin(ctx: Ctx[RulesSettings], who: Annotated[Person, From("author")]) -> Text:
    """Whether somebody is really one of the staff: whoever says so and is not gets found out here."""
    hush(ctx)
    role = await ctx.people.role(who)
    named = await ctx.people.get(who.id) or who
    if role >= Role.MODERATOR:
        return t("rules-is-staff", who=named, role=role.name.lower())
    return t("rules-is-no-staff", who=named)


# --- retention ---


@rules.every("53 * * * *")
async def forget_findings(ctx: Ctx[RulesSettings]) -> None:
    """Erase findings that served their time."""
    for id_ in await Findings(ctx.db).forget_before(ctx.now - timedelta(days=ctx.settings.notes_days)):
        ctx.show(guarded.bind(id_))
