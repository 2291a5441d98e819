"""`/aturan`: the rules, their versions, and who accepted which; asked for at arrival, and once when they change."""

from __future__ import annotations

from typing import Annotated

from core.kit import Between, Button, Card, Ctx, Look, Person, Refused, Role, Text, Tone, Urgency, t
from core.kit.signals import Agreed, Arrived
from core.rules.law_store import Version, Versions
from core.rules.plugin import rules
from core.rules.settings import RulesSettings
from core.rules.staff import tell_staff

AT_ONCE = 30
"""How many are asked at a time when the rules changed: quietly, over some hours."""


# --- what they say ---


async def current(ctx: Ctx[RulesSettings]) -> Version:
    """The rules in force. Whatever is changed in their texts is a new version, noticed at the first use."""
    versions = Versions(ctx.db)
    mark = ctx.settings.mark
    found = await versions.find(mark)
    if found is not None:
        return found
    new = await versions.add(mark, ctx.now, ctx.settings.written)
    if new.id > 1:
        await tell_staff(ctx, t("rules-changed", version=new.id), admins=True)
    return new


def said(words: dict[str, str]) -> Text:
    """Words in both languages."""
    return t("rules-said", id=words["id"], en=words["en"])


async def cited(look: Look[RulesSettings], number: int, version: int, *, whole: bool = False) -> Text:
    """A rule as it was in a version, by its number and name, and with `whole` its text."""
    kept = await Versions(look.db).get(version)
    rule = kept.rule(number) if kept else None
    if rule is None:
        return t("rules-cited-number", number=number)
    if whole:
        return t("rules-cited-whole", number=number, name=said(rule["name"]), text=said(rule["text"]))
    return t("rules-cited", number=number, name=said(rule["name"]))


@rules.command("aturan")
async def show(ctx: Ctx[RulesSettings], number: Annotated[int | None, Between(1, 20)] = None) -> Card:
    """All rules, or the one with this number."""
    now = await current(ctx)
    if number is None:
        return await _card(ctx, now, ctx.person)
    if now.rule(number) is None:
        raise Refused(t("rules-no-such-rule", count=len(now.written)))
    return Card(lines=[await cited(ctx, number, now.id, whole=True)])


async def _card(ctx: Ctx[RulesSettings], now: Version, person: Person, intro: Text | None = None) -> Card:
    lines = [
        t("rules-rule", number=number, name=said(rule["name"]), text=said(rule["text"]))
        for number, rule in enumerate(now.written, 1)
    ]
    if intro is not None:
        lines.insert(0, intro)
    at = await Versions(ctx.db).accepted(person, now.id)
    lines.append(t("rules-yours", at=at) if at else t("rules-version", version=now.id, since=now.since))
    rows = [] if at else [[Button(t("rules-accept"), accept.bind(now.id), Tone.GOOD)]]
    return Card(title=t("rules-title"), lines=lines, rows=rows)


# --- acceptance ---


@rules.action
async def accept(ctx: Ctx[RulesSettings], version: int) -> Card | Text:
    """Accept the rules in the version that was shown, as long as it is in force."""
    now = await current(ctx)
    if version != now.id:
        return await _card(ctx, now, ctx.person, t("rules-changed-meanwhile"))
    versions = Versions(ctx.db)
    at = await versions.accepted(ctx.person, now.id)
    if at is not None:
        return t("rules-accepted-before", at=at)
    await versions.accept(ctx.person, now.id, ctx.now)
    await versions.note_asked(ctx.person, now.id)
    ctx.audit("accepted", ctx.person, version=now.id)
    ctx.emit(Agreed(ctx.person))
    return t("rules-accepted")


@rules.on(Arrived)
async def arrived(ctx: Ctx[RulesSettings], signal: Arrived) -> None:
    """Somebody came in: they are shown the rules, unless they accepted them already."""
    now = await current(ctx)
    versions = Versions(ctx.db)
    if await versions.accepted(signal.person, now.id) is not None:
        ctx.emit(Agreed(signal.person))
        return
    await versions.note_asked(signal.person, now.id)
    ctx.tell(signal.person, await _card(ctx, now, signal.person, t("rules-welcome")), urgency=Urgency.ANSWER)


@rules.every("7 * * * *")
async def notice(ctx: Ctx[RulesSettings]) -> None:
    """Notice a change of the rules, also when nobody uses them."""
    await current(ctx)


@rules.every("5 9-20 * * *")
async def ask_again(ctx: Ctx[RulesSettings]) -> None:
    """Show a new version once, a few at a time, to who accepted an earlier one; who pauses is left alone."""
    now = await current(ctx)
    versions = Versions(ctx.db)
    told = last = 0
    while told < AT_ONCE and (waiting := await versions.to_ask(now.id, last, AT_ONCE)):
        for person in waiting[: AT_ONCE - told]:
            last = person.id
            if await ctx.people.role(person) < Role.MEMBER or await ctx.people.paused(person) is not None:
                continue
            await versions.note_asked(person, now.id)
            ctx.tell(person, await _card(ctx, now, person, t("rules-new-version")))
            told += 1
