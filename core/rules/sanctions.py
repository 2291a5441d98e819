"""Warnings, mutes, removals and bans: `/peringatkan`, `/bisukan`, `/keluarkan`, `/larang`; each with a why and an undo.

Other parts (cases, the automatic protection) impose and lift through `impose` and `lift`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated

from core.kit import (
    Button,
    Card,
    Ctx,
    From,
    Length,
    Look,
    Outcome,
    Person,
    Place,
    Refused,
    Role,
    Text,
    Tone,
    Urgency,
    t,
)
from core.kit import (
    Kind as PlaceKind,
)
from core.kit.deeds import Remove
from core.rules import law
from core.rules.force import Carried, apply, remove_once, settle, wanted_of
from core.rules.model import Kind, Sanction, Standing, Step, may_sanction, may_undo, sound_rule, term, wanted
from core.rules.plugin import rules
from core.rules.sanctions_store import Holds, Sanctions
from core.rules.settings import RulesSettings
from core.rules.staff import on_duty, room_of, show_staff, tell_staff
from core.rules.why import noted, told

NOTE = Length(300)


@dataclass(frozen=True, slots=True)
class Order:
    """A sanction as it is asked for: against whom, which, by which rule, how long (None: until it is lifted)."""

    who: Person
    kind: Kind
    rule: int
    length: timedelta | None = None
    note: str = ""
    case: int | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """A sanction was taken away."""

    sanction: int


# --- imposing ---


@rules.command("peringatkan", role=Role.MODERATOR, private=True)
async def warn(
    ctx: Ctx[RulesSettings], who: Annotated[Person, From("author")], rule: int, note: Annotated[str, NOTE] = ""
) -> Card:
    """Warn somebody."""
    return await by_command(ctx, Order(who, Kind.WARN, rule, note=note))


@rules.command("bisukan", role=Role.MODERATOR, private=True)
async def mute(
    ctx: Ctx[RulesSettings],
    who: Annotated[Person, From("author")],
    rule: int,
    length: timedelta | None = None,
    note: Annotated[str, NOTE] = "",
) -> Card:
    """Let somebody write nothing for a while, everywhere."""
    wanted_for = ctx.settings.mute_for if length is None else length
    return await by_command(ctx, Order(who, Kind.MUTE, rule, wanted_for, note))


@rules.command("keluarkan", role=Role.MODERATOR, private=True)
async def kick(
    ctx: Ctx[RulesSettings], who: Annotated[Person, From("author")], rule: int, note: Annotated[str, NOTE] = ""
) -> Card:
    """Remove somebody everywhere; they may come back."""
    return await by_command(ctx, Order(who, Kind.KICK, rule, note=note))


@rules.command("larang", role=Role.MODERATOR, private=True)
async def ban(
    ctx: Ctx[RulesSettings],
    who: Annotated[Person, From("author")],
    rule: int,
    length: timedelta | None = None,
    note: Annotated[str, NOTE] = "",
) -> Card:
    """Remove somebody everywhere and keep them out, for a time or until it is lifted."""
    return await by_command(ctx, Order(who, Kind.BAN, rule, length, note))


async def by_command(ctx: Ctx[RulesSettings], order: Order) -> Card:
    """Impose what a moderator asked for, and show what became of it."""
    hush(ctx)
    sanction = await impose(ctx, order)
    return await drawn(ctx, sanction, told=term(order.length, ctx.now).became)


def hush(ctx: Ctx[RulesSettings]) -> None:
    """Take away the command that was typed before everybody, where the bot may."""
    if ctx.place is not None and ctx.place.kind is PlaceKind.GROUP and ctx.message:
        ctx.order(Remove(ctx.place, ctx.message))


async def impose(ctx: Ctx[RulesSettings], order: Order, *, machine: bool = False) -> Sanction:
    """Sanction somebody, on every platform they have; refuses what who acts (or the machine) may not do.

    The machine may what a moderator may. The row comes first; the platforms follow, and the person is told why.
    """
    actor = None if machine else ctx.person
    if not machine:
        await on_duty(ctx)
    may_sanction(actor, Role.MODERATOR if machine else ctx.role, order.who, await ctx.people.role(order.who))
    sound_rule(order.rule, len(ctx.settings.rules))
    sanctions = Sanctions(ctx.db, ctx.people)
    if order.case is not None and await sanctions.of_case(order.case, order.kind):
        raise Refused(t("rules-done-already"))
    before = await wanted_of(ctx, order.who)
    until = term(order.length, ctx.now).until if order.kind.lasts else None
    version = await law.current(ctx)
    new = Sanction(
        0, order.who, order.kind, order.rule, version.id, ctx.now, until, actor, machine, order.note, case=order.case
    )
    new = replace(new, id=await sanctions.add(new))
    facts = {"sanction": new.id, "rule": new.rule, "version": new.version}
    facts |= {"case": order.case} if order.case is not None else {}
    ctx.audit(new.kind.value, new.person, **facts, **({"until": until} if until else {}))
    watch(ctx, new)
    if new.kind.lasts:
        await settle(ctx, new.person, before, cause=new.id)
    elif new.kind is Kind.KICK:
        await remove_once(ctx, new)
    ctx.tell(new.person, await told(ctx, new), urgency=Urgency.SAFETY)
    admins = await ctx.people.role(new.person) >= Role.MODERATOR
    if machine or room_of(ctx, admins=admins):
        instead = t("rules-imposed", id=new.id, kind=new.kind.value, who=new.person)
        await show_staff(ctx, record.bind(new.id), instead, admins=admins, without=new.person)
    return new


def watch(ctx: Ctx[RulesSettings], sanction: Sanction) -> None:
    """Have a sanction end by itself."""
    if sanction.until is not None:
        ctx.wake(sanction.until, expire.bind(sanction.id), key=f"over {sanction.id}")


# --- its end ---


@rules.command("batalkan", role=Role.MODERATOR, private=True)
async def undo(ctx: Ctx[RulesSettings], id: int) -> Text:
    """Undo a sanction."""
    await on_duty(ctx)
    sanction = await _known(ctx, id)
    by_role = await ctx.people.role(sanction.by) if sanction.by else Role.VISITOR
    may_undo(ctx.person, ctx.role, sanction, await ctx.people.role(sanction.person), by_role)
    await lift(ctx, sanction)
    return t("rules-undone", id=id, kind=sanction.kind.value, who=sanction.person)


async def lift(ctx: Ctx[RulesSettings], sanction: Sanction, note: str = "") -> None:
    """Take a sanction away, as if its time were over; the person is told, with a note if there is one."""
    before = await wanted_of(ctx, sanction.person)
    await Sanctions(ctx.db, ctx.people).end(sanction.id, Standing.LIFTED, ctx.now)
    ctx.unwake(f"over {sanction.id}")
    ctx.audit("undo", sanction.person, sanction=sanction.id, kind=sanction.kind.value)
    ctx.emit(Undone(sanction.id))
    if sanction.kind.lasts:
        await settle(ctx, sanction.person, before, cause=sanction.id)
    ctx.show(record.bind(sanction.id))
    said = t(f"rules-lifted-{sanction.kind.value}")
    ctx.tell(sanction.person, Card(lines=[said, *noted(note)]), urgency=Urgency.ANSWER)


async def shorten(ctx: Ctx[RulesSettings], sanction: Sanction, length: timedelta, note: str = "") -> Sanction:
    """Let a sanction end after this length from now; refuses what would not be sooner."""
    until = term(length, ctx.now).until
    if until is None or not sanction.in_force(ctx.now) or (sanction.until is not None and until >= sanction.until):
        raise Refused(t("rules-not-shorter"), asks="length")
    before = await wanted_of(ctx, sanction.person)
    shorter = replace(sanction, until=until)
    await Sanctions(ctx.db, ctx.people).shorten(sanction.id, until)
    watch(ctx, shorter)
    ctx.audit("shorten", sanction.person, sanction=sanction.id, until=until)
    await settle(ctx, sanction.person, before, cause=sanction.id)
    ctx.show(record.bind(sanction.id))
    said = t("rules-shortened", kind=sanction.kind.value, until=until)
    ctx.tell(sanction.person, Card(lines=[said, *noted(note)]), urgency=Urgency.ANSWER)
    return shorter


@rules.timer
async def expire(ctx: Ctx[RulesSettings], id: int) -> None:
    """The time of a sanction is over."""
    sanction = await Sanctions(ctx.db, ctx.people).get(id)
    if sanction is not None:
        await _expire(ctx, sanction)


@rules.every("23 * * * *")
async def tidy(ctx: Ctx[RulesSettings]) -> None:
    """End what should have ended and did not (its timer failed), and forget what has served its time."""
    sanctions = Sanctions(ctx.db, ctx.people)
    for sanction in await sanctions.due(ctx.now):
        await _expire(ctx, sanction)
    for id_ in await sanctions.forget_before(ctx.now - timedelta(days=ctx.settings.keep_days)):
        ctx.show(record.bind(id_))


async def _expire(ctx: Ctx[RulesSettings], sanction: Sanction) -> None:
    if sanction.until is None or sanction.until > ctx.now or sanction.standing is not Standing.ACTIVE:
        return
    sanctions = Sanctions(ctx.db, ctx.people)
    just_before = sanction.until - timedelta(seconds=1)
    before = wanted(await sanctions.active(sanction.person), just_before)
    await sanctions.end(sanction.id, Standing.OVER, ctx.now)
    ctx.audit("over", sanction.person, sanction=sanction.id)
    await settle(ctx, sanction.person, before, cause=sanction.id)
    ctx.show(record.bind(sanction.id))
    ctx.tell(sanction.person, t(f"rules-over-{sanction.kind.value}"), urgency=Urgency.ANSWER)


# --- what came of it ---


@rules.on(Carried)
async def carried(ctx: Ctx[RulesSettings], came: Carried) -> None:
    """A platform did what a sanction asks for, or did not: note it, and tell who imposed it what they must know."""
    sanction = await Sanctions(ctx.db, ctx.people).get(came.sanction)
    if sanction is None:
        return
    place, step, outcome = Place.parse(came.place), Step(came.step), Outcome(came.outcome)
    await Holds(ctx.db).note(sanction.id, came.account, place, step, outcome, came.ends)
    ctx.show(record.bind(sanction.id))
    if outcome is Outcome.FORBIDDEN:
        failed = t("rules-forbidden", id=sanction.id, step=step.value, who=sanction.person, **where(ctx, place))
        again = [[Button(t("rules-retry"), retry.bind(sanction.id))]]
        said = Card(lines=[failed, t("rules-forbidden-cure")], rows=again)
    elif came.ends is not None:
        said = Card(lines=[t("rules-held-shorter", id=sanction.id, ends=came.ends, **where(ctx, place))])
    else:
        return
    if sanction.by is not None:
        ctx.tell(sanction.by, said, urgency=Urgency.ANSWER)
    else:
        await tell_staff(ctx, said, without=sanction.person)


@rules.restricted(Role.MODERATOR)
async def retry(ctx: Ctx[RulesSettings], id: int) -> Text:
    """Have the platforms do again what a sanction asks for: the bot may have been given the right meanwhile."""
    await on_duty(ctx)
    sanction = await _known(ctx, id)
    may_sanction(ctx.person, ctx.role, sanction.person, await ctx.people.role(sanction.person))
    if sanction.kind.lasts:
        await apply(ctx, sanction.person, cause=id, again=True)
    elif sanction.kind is Kind.KICK and sanction.standing is Standing.ACTIVE:
        await remove_once(ctx, sanction)
    return t("rules-trying-again", id=id)


def where(look: Look[RulesSettings], place: Place) -> dict[str, str]:
    """A place as texts are given it: the name of its room, and the platform's."""
    room = look.room_at(place)
    return {"room": room.name if room else place.id, "platform": place.platform}


# --- how it is shown ---


@rules.card
async def record(look: Look[RulesSettings], id: int) -> Card:
    """A sanction as moderators see it, kept up to date; once it is erased it says no more than that."""
    sanction = await Sanctions(look.db, look.people).get(id)
    return await drawn(look, sanction) if sanction else Card(lines=[t("rules-erased")])


async def drawn(look: Look[RulesSettings], sanction: Sanction, *, told: timedelta | None = None) -> Card:
    """A sanction as moderators see it; `told` is the length it became where the wanted one was not possible."""
    lines = [
        t("rules-record-why", rule=await law.cited(look, sanction.rule, sanction.version), at=sanction.at),
        t("rules-record-by", who=sanction.by) if sanction.by else _nobody(sanction),
        *noted(sanction.note),
        *([t("rules-bent", length=told)] if told is not None else []),
        _stands(look, sanction),
    ]
    for one in await Holds(look.db).outcomes(sanction.id):
        lines.append(t("rules-outcome", step=one.step.value, outcome=one.outcome.value, **where(look, one.place)))
    buttons: list[Button] = []
    if sanction.standing is Standing.ACTIVE:
        buttons = [Button(t("rules-undo"), undo.bind(sanction.id), Tone.PLAIN)]
        if sanction.kind is not Kind.WARN:
            buttons.append(Button(t("rules-retry"), retry.bind(sanction.id)))
    title = t("rules-record", id=sanction.id, kind=sanction.kind.value, who=sanction.person)
    return Card(title=title, lines=lines, rows=[buttons] if buttons else [])


def _nobody(sanction: Sanction) -> Text:
    return t("rules-record-machine" if sanction.machine else "rules-record-forgotten")


def _stands(look: Look[RulesSettings], sanction: Sanction) -> Text:
    if sanction.standing is not Standing.ACTIVE:
        return t("rules-record-lifted" if sanction.standing is Standing.LIFTED else "rules-record-over")
    if not sanction.kind.lasts:
        return t("rules-record-once")
    return t("rules-record-until", until=sanction.until) if sanction.until else t("rules-record-open")


async def _known(ctx: Ctx[RulesSettings], id: int) -> Sanction:
    sanction = await Sanctions(ctx.db, ctx.people).get(id)
    if sanction is None:
        raise Refused(t("rules-sanction-gone"))
    return sanction
