"""How sanctions are held on the platforms: each account, in each community, as the sanctions in force ask for.

What is wanted is a row before any deed is ordered; what came of it is noted afterwards. Whatever happens out of turn
(a lost answer, a restart, two changes at once) is put right when the last order is known to be done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from core.kit import Account, Came, Ctx, Outcome, Person, Place
from core.kit.deeds import Ban, Deed, Kick, Mute, Unban, Unmute
from core.kit.signals import Lifted, Restricted
from core.rules.model import Kind, Sanction, Step, Wanted, renewal, wanted
from core.rules.plugin import rules
from core.rules.sanctions_store import Held, Holds, Sanctions
from core.rules.settings import RulesSettings

UNANSWERED = timedelta(days=1)
"""After how long an order of which nothing was heard is given again."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What came of a step that a sanction asked for; `ends`: when the platform lets go by itself, if that is sooner."""

    sanction: int
    account: str
    place: str
    step: str
    outcome: str
    ends: datetime | None


async def wanted_of(ctx: Ctx[RulesSettings], person: Person) -> Wanted:
    """How the accounts of a person are to be held now."""
    return wanted(await Sanctions(ctx.db, ctx.people).active(person), ctx.now)


async def settle(ctx: Ctx[RulesSettings], person: Person, before: Wanted, *, cause: int = 0) -> None:
    """Sanctions of a person changed, who was held so `before`: have the platforms follow, and tell other features."""
    want = await apply(ctx, person, cause=cause)
    if want == before:
        return
    if (want.kind is Kind.BAN) != (before.kind is Kind.BAN):
        await ctx.people.bar(person, want.kind is Kind.BAN)
    if want.kind is not None:
        ctx.emit(Restricted(person, want.until, out=want.kind is Kind.BAN))
    else:
        ctx.emit(Lifted(person))


async def apply(
    ctx: Ctx[RulesSettings],
    person: Person,
    *,
    cause: int = 0,
    accounts: Sequence[Account] | None = None,
    again: bool = False,
) -> Wanted:
    """Have the accounts of a person (all, or these) held as is wanted; with `again` also where that is so already.

    `cause` is the sanction whose card tells what came of it.
    """
    want = await wanted_of(ctx, person)
    holds = Holds(ctx.db)
    held = {(one.account.platform, one.account.id, one.place): one for one in await holds.of(person)}
    for account in accounts if accounts is not None else await ctx.people.accounts(person):
        known = [place for platform, id_, place in held if (platform, id_) == (account.platform, account.id)]
        grounds = [place for place in ctx.grounds() if place.platform == account.platform]
        for place in dict.fromkeys((*grounds, *known)):
            one = held.get((account.platform, account.id, place))
            if one is None and want.kind is not None:
                one = await holds.add(person, account, place, ctx.now)
            if one is not None and (again or one.state.wanted != want):
                await _order(ctx, one, want, cause)
    return want


async def _order(ctx: Ctx[RulesSettings], one: Held, want: Wanted, cause: int) -> None:
    steps = one.state.steps(want)
    if not steps and want.kind is None:
        await Holds(ctx.db).drop(one.id)
        return
    turn = one.state.turn + 1
    state = replace(one.state, wanted=want, turn=turn, pending=one.state.pending + len(steps))
    await Holds(ctx.db).save(one.id, state, ctx.now)
    for step in steps:
        ctx.order(_deed(step, one.place, one.account, want.until), done.bind(one.id, turn, step, cause))


def _deed(step: Step, place: Place, account: Account, until: datetime | None) -> Deed:
    match step:
        case Step.BAN:
            return Ban(place, account.id)
        case Step.UNBAN:
            return Unban(place, account.id)
        case Step.MUTE:
            return Mute(place, account.id, until)
        case Step.UNMUTE:
            return Unmute(place, account.id)
        case Step.KICK:
            return Kick(place, account.id)


@rules.timer
async def done(
    ctx: Ctx[RulesSettings],
    hold: int,
    turn: int,
    step: Step,
    cause: int,
    outcome: Outcome = Outcome.DONE,
    result: str = "",
) -> None:
    """It is known what came of a step: note it, renew a mute in time, and put right what came out of turn."""
    holds = Holds(ctx.db)
    one = await holds.get(hold)
    if one is None:
        return
    banned, muted = one.state.after(step, outcome)
    state = replace(one.state, banned=banned, muted=muted, pending=max(0, one.state.pending - 1))
    await holds.save(one.id, state, ctx.now)
    one = replace(one, state=state)
    ends = datetime.fromisoformat(result) if result and step is Step.MUTE else None
    if cause:
        ctx.emit(Carried(cause, one.account.id, one.place.key, step.value, outcome.value, ends))
    if state.pending:
        return
    if turn != state.turn:
        await _order(ctx, one, await wanted_of(ctx, one.person), cause=0)
    elif state.wanted.kind is None and not banned and not muted:
        await holds.drop(one.id)
    elif ends is not None and state.wanted.kind is Kind.MUTE and outcome is Outcome.DONE:
        ctx.wake(renewal(ends, ctx.now), renew.bind(one.id), key=f"renew {one.id}")


@rules.timer
async def renew(ctx: Ctx[RulesSettings], hold: int) -> None:
    """Mute again, before the platform lets go of it, whoever is still to be muted."""
    one = await Holds(ctx.db).get(hold)
    if one is not None and one.state.wanted.kind is Kind.MUTE:
        await _order(ctx, one, await wanted_of(ctx, one.person), cause=0)


@rules.every("33 * * * *")
async def ask_after(ctx: Ctx[RulesSettings]) -> None:
    """Order anew what was never answered: the rules were switched off meanwhile, or a row was lost."""
    for one in await Holds(ctx.db).unanswered(ctx.now - UNANSWERED):
        # as long as it is not known what came of it, it may have been done
        lost = replace(one.state, banned=True, muted=True, pending=0)
        await _order(ctx, replace(one, state=lost), await wanted_of(ctx, one.person), cause=0)


@rules.on(Came)
async def came(ctx: Ctx[RulesSettings], _: Came) -> None:
    """Somebody came (back): what is in force holds here, too, and what is not any more is taken away."""
    try:
        person, account = ctx.person, ctx.account
    except LookupError:
        return
    await apply(ctx, person, accounts=[account], again=True)


# --- removing somebody once ---


async def remove_once(ctx: Ctx[RulesSettings], sanction: Sanction) -> None:
    """Remove all accounts of a person from every community; they may come back."""
    for account in await ctx.people.accounts(sanction.person):
        for place in ctx.grounds():
            if place.platform == account.platform:
                then = removed.bind(sanction.id, account.id, place.key)
                ctx.order(_deed(Step.KICK, place, account, None), then)


@rules.timer
async def removed(
    ctx: Ctx[RulesSettings],
    cause: int,
    account: str,
    place: str,
    outcome: Outcome = Outcome.DONE,
    result: str = "",
) -> None:
    """It is known what came of a removal."""
    ctx.emit(Carried(cause, account, place, Step.KICK.value, outcome.value, None))
