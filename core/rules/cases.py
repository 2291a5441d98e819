"""Cases: what was reported, in one queue for moderators of every platform.

Who reported it is in no part of a case. Other parts (reports, the automatic protection) begin one with `raise_case`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from core.kit import ASK, Button, Card, Ctx, Length, Link, Look, Outcome, Person, Refused, Role, Text, Tone, Urgency, t
from core.kit.deeds import Remove
from core.kit.port import Ref
from core.rules import law
from core.rules.cases_store import Case, Cases, Reports, State
from core.rules.law_store import Versions
from core.rules.model import DANGER, Kind, sound_rule, term
from core.rules.plugin import rules
from core.rules.sanctions import Order, drawn, impose
from core.rules.sanctions_store import Sanctions
from core.rules.settings import RulesSettings
from core.rules.staff import on_duty, show_staff

LENGTHS = (timedelta(hours=1), timedelta(days=1), timedelta(days=3), timedelta(days=7), timedelta(days=30))
"""What is offered to a moderator; any other may be typed."""


def is_safety(settings: RulesSettings, rule: int | None) -> bool:
    """Whether a report for this reason always gets through: danger, a rule about safety, or a reason not said yet."""
    return rule is None or rule == DANGER or settings.rules[rule - 1].safety


# --- how one begins ---


async def raise_case(
    ctx: Ctx[RulesSettings],
    who: Person | None,
    message: str,
    rule: int | None,
    *,
    apart: bool = False,
    machine: bool = False,
) -> tuple[int, bool]:
    """The number of the open case about the same, or else of a new one, and whether it is new; see `announce`.

    `message` is a `Ref.key`, or empty. `machine`: nobody reported it.
    """
    cases = Cases(ctx.db, ctx.people)
    found = await cases.like(who, message, apart=apart)
    if found is None:
        admins = who is not None and await ctx.people.role(who) >= Role.MODERATOR
        return await cases.open(who, message, rule, ctx.now, apart=apart, admins=admins, machine=machine), True
    if rule is not None and (found.rule is None or is_safety(ctx.settings, rule)):
        await cases.judge_by(found.id, rule)
    return found.id, False


async def announce(ctx: Ctx[RulesSettings], id: int, *, new: bool) -> None:
    """Show a case to those whom it concerns: a new one in their room (or to each of them), else as it changed."""
    case = await Cases(ctx.db, ctx.people).get(id)
    if case is None or case.apart:
        return
    if not new:
        ctx.show(board.bind(id))
        return
    instead = Card(lines=[t("rules-case-new", id=id)], rows=[[Button(t("rules-open"), look_into.bind(id))]])
    urgency = Urgency.SAFETY if is_safety(ctx.settings, case.rule) else Urgency.CARD
    await show_staff(ctx, board.bind(id), instead, admins=case.admins, without=case.who, urgency=urgency)


# --- how it is shown ---


@rules.card
async def board(look: Look[RulesSettings], id: int) -> Card:
    """A case, kept up to date; once it is erased it says no more than that."""
    case = await Cases(look.db, look.people).get(id)
    return await _card(look, case) if case else Card(lines=[t("rules-erased")])


async def _card(look: Look[RulesSettings], case: Case) -> Card:
    reasons = list(dict.fromkeys([case.rule, *(one.rule for one in await Reports(look.db).all(case.id))]))
    if len(reasons) > 1 and None in reasons:
        reasons.remove(None)
    lines = [
        t("rules-case-about", who=case.who) if case.who else t("rules-case-about-nobody"),
        t("rules-case-reasons", reasons=[await reason(look, one) for one in reasons]),
        t("rules-case-machine") if case.machine and not case.times else t("rules-case-times", times=case.times),
    ]
    if case.who:
        lines.append(t("rules-case-before", count=await Sanctions(look.db, look.people).count(case.who)))
    address = look.address(Ref.parse(case.message)) if case.message else None
    if case.message and address is None:
        lines.append(t("rules-case-no-address"))
    if case.taker and case.state is not State.OPEN:
        lines.append(t("rules-case-taken", who=case.taker))
    rows: list[Sequence[Button | Link]] = [[Link(t("rules-case-message"), address)]] if address else []
    if case.state is not State.CLOSED:
        rows += _buttons(case)
    return Card(title=t("rules-case", id=case.id, state=case.state.value), lines=lines, rows=rows)


def _buttons(case: Case) -> list[Sequence[Button | Link]]:
    take_over = case.state is State.TAKEN
    first = [Button(t("rules-case-over-to-me" if take_over else "rules-case-take"), take.bind(case.id), Tone.PRIMARY)]
    if case.times:
        first.append(Button(t("rules-case-notes"), notes.bind(case.id)))
    rows: list[Sequence[Button | Link]] = [first]
    if case.who:
        acts = [Button(t("rules-do", kind=kind.value), choose.bind(case.id, kind), Tone.DANGER) for kind in Kind]
        rows += [acts[:2], acts[2:]]
    last = [Button(t("rules-case-close"), close.bind(case.id), Tone.GOOD)]
    if case.times:
        last.append(Button(t("rules-case-close-with"), close_with.bind(case.id), Tone.GOOD))
    if case.message:
        last.insert(0, Button(t("rules-case-remove"), remove.bind(case.id), Tone.DANGER))
    return [*rows, last]


async def reason(look: Look[RulesSettings], rule: int | None) -> Text:
    """Why something was reported."""
    if rule is None:
        return t("rules-unsorted")
    if rule == DANGER:
        return t("rules-danger")
    now = await Versions(look.db).find(look.settings.mark)
    return await law.cited(look, rule, now.id if now else 0)


@rules.restricted(Role.MODERATOR)
async def look_into(ctx: Ctx[RulesSettings], id: int) -> Card:
    """One case, for one moderator alone."""
    return await _card(ctx, await _case(ctx, id, closed=True))


def is_mine_to_see(ctx: Ctx[RulesSettings], case: Case) -> bool:
    """Whether who acts may know of a case: it is not about them, nor for admins only."""
    return case.who != ctx.person and (ctx.role >= Role.ADMIN or not case.admins)


async def _case(ctx: Ctx[RulesSettings], id: int, *, closed: bool = False, taken: bool = False) -> Case:
    """A case that who acts may deal with at this moment; refuses if not.

    With `closed` also one that is closed, with `taken` also one that somebody else took.
    """
    await on_duty(ctx)
    case = await Cases(ctx.db, ctx.people).get(id)
    if case is None:
        raise Refused(t("rules-case-gone"))
    above = case.who is not None and ctx.role < Role.ADMIN and await ctx.people.role(case.who) >= Role.MODERATOR
    if above or not is_mine_to_see(ctx, case):
        raise Refused(t("rules-case-not-yours"))
    if case.state is State.CLOSED and not closed:
        raise Refused(t("rules-case-closed-already"))
    if case.state is State.TAKEN and not (closed or taken) and case.taker not in (None, ctx.person):
        raise Refused(t("rules-case-of-other", who=case.taker or ctx.person))
    return case


# --- what is done about it ---


@rules.restricted(Role.MODERATOR)
async def take(ctx: Ctx[RulesSettings], id: int) -> Text:
    """Look after a case, also in place of somebody else."""
    case = await _case(ctx, id, taken=True)
    await _take(ctx, case)
    return t("rules-case-yours-now", id=id)


async def _take(ctx: Ctx[RulesSettings], case: Case) -> None:
    if case.taker != ctx.person or case.state is State.OPEN:
        await Cases(ctx.db, ctx.people).take(case.id, ctx.person)
        ctx.audit("take", case.who, case=case.id)
    ctx.show(board.bind(case.id))


@rules.restricted(Role.MODERATOR)
async def choose(ctx: Ctx[RulesSettings], id: int, kind: Kind) -> Card:
    """Ask which rule it is for."""
    await _case(ctx, id)
    now = await law.current(ctx)
    numbers = range(1, len(now.written) + 1)
    buttons = [Button(t("rules-pick", number=number), pick.bind(id, kind, number)) for number in numbers]
    return Card(
        title=t("rules-which-rule", kind=kind.value),
        lines=[await law.cited(ctx, number, now.id) for number in numbers],
        rows=[buttons[at : at + 5] for at in range(0, len(buttons), 5)],
    )


@rules.restricted(Role.MODERATOR)
async def pick(ctx: Ctx[RulesSettings], id: int, kind: Kind, rule: int) -> Card:
    """The rule is known: ask how long, where that matters."""
    if not kind.lasts:
        return await _punish(ctx, id, kind, rule, None)
    await _case(ctx, id)
    buttons = [Button(t("rules-length", length=one), punish.bind(id, kind, rule, one)) for one in LENGTHS]
    return Card(
        lines=[t("rules-how-long", kind=kind.value)],
        rows=[
            buttons[:3],
            buttons[3:],
            [
                Button(t("rules-length-other"), punish.bind(id, kind, rule)),
                Button(t("rules-length-open"), punish_openly.bind(id, kind, rule), Tone.DANGER),
            ],
        ],
    )


@rules.restricted(Role.MODERATOR)
async def punish(ctx: Ctx[RulesSettings], id: int, kind: Kind, rule: int, length: timedelta = ASK) -> Card:
    """Sanction whom a case is about, for this long."""
    return await _punish(ctx, id, kind, rule, length)


@rules.restricted(Role.MODERATOR)
async def punish_openly(ctx: Ctx[RulesSettings], id: int, kind: Kind, rule: int) -> Card:
    """Sanction whom a case is about, until it is lifted."""
    return await _punish(ctx, id, kind, rule, None)


async def _punish(ctx: Ctx[RulesSettings], id: int, kind: Kind, rule: int, length: timedelta | None) -> Card:
    case = await _case(ctx, id)
    if case.who is None:
        raise Refused(t("rules-case-about-nobody"))
    sound_rule(rule, len(ctx.settings.rules))
    sanction = await impose(ctx, Order(case.who, kind, rule, length, case=id))
    await _take(ctx, case)
    return await drawn(ctx, sanction, told=term(length, ctx.now).became)


@rules.restricted(Role.MODERATOR)
async def remove(ctx: Ctx[RulesSettings], id: int) -> Text:
    """Delete the message that a case is about; whoever wrote it is told why."""
    case = await _case(ctx, id)
    if not case.message:
        raise Refused(t("rules-case-gone"))
    ref = Ref.parse(case.message)
    ctx.order(Remove(ref.place, ref.id), wiped.bind(id, ctx.person))
    await _take(ctx, case)
    return t("rules-removing")


@rules.timer
async def wiped(
    ctx: Ctx[RulesSettings], id: int, by: Person, outcome: Outcome = Outcome.DONE, result: str = ""
) -> None:
    """It is known what came of deleting a message."""
    case = await Cases(ctx.db, ctx.people).get(id)
    if case is None:
        return
    ctx.tell(by, t(f"rules-removed-{outcome.value}", id=id), urgency=Urgency.ANSWER)
    if outcome is Outcome.DONE:
        ctx.audit("remove", case.who, case=id)
        if case.who is not None:
            ctx.tell(case.who, t("rules-removed-yours", reason=await reason(ctx, case.rule)), urgency=Urgency.ANSWER)


# --- what was said by those who reported ---


@rules.restricted(Role.MODERATOR)
async def notes(ctx: Ctx[RulesSettings], id: int) -> Card:
    """What the reporters wrote, without their names unless they allow it; and a way to stop who abuses it."""
    await _case(ctx, id, closed=True)
    reports = Reports(ctx.db)
    lines: list[Text] = []
    buttons: list[Button] = []
    for number, one in enumerate(await reports.all(id), 1):
        who = await ctx.people.get(one.person.id) if one.named else None
        named = t("rules-report-named", who=who) if who else t("rules-report-unnamed")
        lines.append(t("rules-report-line", number=number, at=one.at, reason=await reason(ctx, one.rule), by=named))
        if one.note:
            lines.append(t("rules-report-note", note=one.note))
        until = await reports.apart_until(one.person)
        if until is not None and until > ctx.now:
            lines.append(t("rules-report-apart", until=until))
            buttons.append(Button(t("rules-report-trust", number=number), trust.bind(one.id)))
        else:
            buttons.append(Button(t("rules-report-distrust", number=number), distrust.bind(one.id)))
    return Card(
        title=t("rules-report-notes", id=id),
        lines=lines or [t("rules-report-none")],
        rows=[buttons[at : at + 2] for at in range(0, len(buttons), 2)],
    )


@rules.restricted(Role.MODERATOR)
async def distrust(ctx: Ctx[RulesSettings], report: int) -> Text:
    """Have the reports of who made this one wait apart for a while, unless they are about safety; nobody is told."""
    person, case = await _reporter(ctx, report)
    until = ctx.now + timedelta(days=ctx.settings.apart_days)
    await Reports(ctx.db).set_apart(person, until)
    ctx.audit("distrust", None, case=case)
    return t("rules-report-distrusted", until=until)


@rules.restricted(Role.MODERATOR)
async def trust(ctx: Ctx[RulesSettings], report: int) -> Text:
    """Take that back."""
    person, case = await _reporter(ctx, report)
    if await Reports(ctx.db).trusted(person):
        ctx.audit("trust", None, case=case)
    return t("rules-report-trusted")


async def _reporter(ctx: Ctx[RulesSettings], report: int) -> tuple[Person, int]:
    found = await Reports(ctx.db).get(report)
    if found is None:
        raise Refused(t("rules-case-gone"))
    await _case(ctx, found.case, closed=True)
    return found.person, found.case


# --- its end ---


@rules.restricted(Role.MODERATOR)
async def close(ctx: Ctx[RulesSettings], id: int) -> Text:
    """Close a case; the reporters are told that it was looked after."""
    return await _close(ctx, id, "")


@rules.restricted(Role.MODERATOR)
async def close_with(ctx: Ctx[RulesSettings], id: int, note: Annotated[str, Length(500)] = ASK) -> Text:
    """Close a case with some words to the reporters; they are handed on, and not kept."""
    return await _close(ctx, id, note)


async def _close(ctx: Ctx[RulesSettings], id: int, note: str) -> Text:
    case = await _case(ctx, id)
    await _take(ctx, case)
    await Cases(ctx.db, ctx.people).close(id, ctx.now)
    ctx.audit("close", case.who, case=id)
    for one in await Reports(ctx.db).all(id):
        said = [t("rules-case-over", id=one.id), *([t("rules-case-over-note", note=note)] if note else [])]
        said += [t("rules-told-help")] if ctx.has("help") and is_safety(ctx.settings, one.rule) else []
        if not case.apart:
            ctx.tell(one.person, Card(lines=said), urgency=Urgency.ANSWER)
    return t("rules-case-closed", id=id)
