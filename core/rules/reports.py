"""`/lapor`: telling moderators that something is wrong; from the message itself or in private, unseen by anybody else.

Who reports is known to no moderator unless they allow it, and is not in the audit log either. What is about safety
always gets through, however much somebody reported before.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from core.kit import ASK, Between, Button, Card, Ctx, From, Kind, Length, Person, Refused, Role, Text, Tone, t
from core.rules import law
from core.rules.cases import announce, is_safety, raise_case
from core.rules.cases_store import Draft, Reports
from core.rules.model import DANGER, sound_rule
from core.rules.plugin import rules
from core.rules.sanctions import hush
from core.rules.settings import RulesSettings
from core.rules.staff import staff

NOTE = Length(1000)


@rules.command("lapor", private=True, quiet=True)
async def report(
    ctx: Ctx[RulesSettings],
    who: Annotated[Person | None, From("author")] = None,
    rule: Annotated[int | None, Between(DANGER, 20)] = None,
    note: Annotated[str, NOTE] = "",
    message: Annotated[str, From("message")] = "",
) -> Card:
    """Report a message, or somebody; what is missing is asked for by buttons."""
    hush(ctx)
    if who == ctx.person:
        raise Refused(t("rules-report-self"))
    if who is None and not message and rule is None and not note:
        return Card(
            lines=[t("rules-report-hello")],
            rows=[
                [Button(t("rules-report-somebody"), somebody.bind(), Tone.PRIMARY)],
                [Button(t("rules-report-something"), something.bind())],
            ],
        )
    about = Draft(who, message, note)
    if rule is not None:
        return await _file(ctx, about, rule)
    unseen = ctx.place is not None and ctx.place.kind is Kind.GROUP and not await ctx.people.reachable(ctx.person)
    if unseen and (who is not None or message):
        # they may never see the question for the reason, and what they report must not be lost for that
        await _file(ctx, about, None)
    return await _ask(ctx, about)


@rules.action
async def somebody(ctx: Ctx[RulesSettings], who: Person = ASK) -> Card:
    """Report a person: it is known who, and asked why."""
    if who == ctx.person:
        raise Refused(t("rules-report-self"), asks="who")
    return await _ask(ctx, Draft(who, "", ""))


@rules.action
async def something(ctx: Ctx[RulesSettings], note: Annotated[str, NOTE] = ASK) -> Card:
    """Tell what happened, where there is nobody to name; asked why."""
    return await _ask(ctx, Draft(None, "", note))


async def _ask(ctx: Ctx[RulesSettings], about: Draft) -> Card:
    id_ = await Reports(ctx.db).begin(ctx.person, about, ctx.now)
    now = await law.current(ctx)
    numbers = range(1, len(now.written) + 1)
    lines = [await law.cited(ctx, number, now.id) for number in numbers]
    buttons = [Button(t("rules-pick", number=number), send.bind(id_, number)) for number in numbers]
    return Card(
        title=t("rules-report-why"),
        lines=[*lines, t("rules-report-unseen")],
        rows=[
            [Button(t("rules-danger"), send.bind(id_, DANGER), Tone.DANGER)],
            *[buttons[at : at + 5] for at in range(0, len(buttons), 5)],
            [Button(t("rules-report-never-mind"), never_mind.bind(id_))],
        ],
    )


@rules.action
async def send(ctx: Ctx[RulesSettings], draft: int, rule: int) -> Card:
    """The reason is picked: the report is on its way."""
    begun = await Reports(ctx.db).begun(draft, ctx.person)
    if begun is None:
        raise Refused(t("rules-report-gone"))
    return await _file(ctx, begun, rule)


@rules.action
async def never_mind(ctx: Ctx[RulesSettings], draft: int) -> Text:
    """Nothing is reported."""
    await Reports(ctx.db).begun(draft, ctx.person)
    return t("rules-report-left")


async def _file(ctx: Ctx[RulesSettings], about: Draft, rule: int | None) -> Card:
    if rule is not None and rule != DANGER:
        sound_rule(rule, len(ctx.settings.rules))
    reports = Reports(ctx.db)
    safety = is_safety(ctx.settings, rule)
    if not safety:
        lately = await reports.since(ctx.person, ctx.now - timedelta(days=1))
        if sum(not is_safety(ctx.settings, one.rule) for one in lately) >= ctx.settings.reports_a_day:
            raise Refused(t("rules-report-enough", most=ctx.settings.reports_a_day))
    until = await reports.apart_until(ctx.person)
    apart = not safety and until is not None and until > ctx.now
    case, new = await raise_case(ctx, about.who, about.message, rule, apart=apart)
    mine = await reports.mine(case, ctx.person)
    if mine is None:
        id_ = await reports.add(case, ctx.person, rule, about.note, ctx.now)
    else:
        id_ = mine.id
        await reports.change(id_, note=about.note or None, rule=rule)
    await announce(ctx, case, new=new)
    lines = [t("rules-reported" if mine is None else "rules-reported-again", id=id_)]
    if about.who is not None and not await _anybody(ctx, about.who):
        lines = [t("rules-report-nobody")]
    if safety and ctx.has("help"):
        lines.append(t("rules-report-help"))
    buttons = [Button(t("rules-report-add"), add_note.bind(id_)), Button(t("rules-report-name-me"), name_me.bind(id_))]
    return Card(lines=[*lines, t("rules-report-unseen")], rows=[buttons])


async def _anybody(ctx: Ctx[RulesSettings], who: Person) -> bool:
    """Whether there is anybody to look after a report about this person."""
    admins = await ctx.people.role(who) >= Role.MODERATOR
    return bool(await staff(ctx, admins=admins, without=who)) or (not admins and bool(ctx.settings.moderator_room))


@rules.action
async def add_note(ctx: Ctx[RulesSettings], report: int, note: Annotated[str, NOTE] = ASK) -> Text:
    """Tell more about one's own report, in place of what one wrote before."""
    await _mine(ctx, report)
    await Reports(ctx.db).change(report, note=note)
    return t("rules-report-added")


@rules.action
async def name_me(ctx: Ctx[RulesSettings], report: int) -> Card:
    """Let the moderators know who reported it."""
    await _mine(ctx, report)
    await Reports(ctx.db).change(report, named=True)
    return Card(lines=[t("rules-report-is-named")], rows=[[Button(t("rules-report-hide-me"), hide_me.bind(report))]])


@rules.action
async def hide_me(ctx: Ctx[RulesSettings], report: int) -> Text:
    """Take that back."""
    await _mine(ctx, report)
    await Reports(ctx.db).change(report, named=False)
    return t("rules-report-is-hidden")


async def _mine(ctx: Ctx[RulesSettings], report: int) -> None:
    found = await Reports(ctx.db).get(report)
    if found is None or found.person != ctx.person:
        raise Refused(t("rules-report-gone"))
