"""Company for newcomers: greeters who take turns, and a word on the first days; all of it may be switched off."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from core.kit import Button, Card, Ctx, Person, Refused, Role, Text, Tone, Urgency, t
from core.welcome.model import next_greeter
from core.welcome.plugin import welcome
from core.welcome.settings import WelcomeSettings
from core.welcome.store_inside import Greeters, Newcomer, Newcomers

LATE = timedelta(hours=12)
"""How late a word on a day may come after the bot was away; later it would only puzzle."""

# --- greeters ---


@welcome.command("sapa", role=Role.MEMBER, private=True)
async def greet(ctx: Ctx[WelcomeSettings]) -> Card:
    """Greet newcomers from now on, or not any more."""
    on = await Greeters(ctx.db).has(ctx.person)
    button = Button(
        t("welcome-greet-off" if on else "welcome-greet-on"), greeting.bind(not on), Tone.PLAIN if on else Tone.GOOD
    )
    return Card(lines=[t("welcome-greets" if on else "welcome-greets-not")], rows=[[button]])


@welcome.restricted(Role.MEMBER)
async def greeting(ctx: Ctx[WelcomeSettings], on: bool) -> Text:
    """Switch it."""
    await Greeters(ctx.db).set(ctx.person, on=on)
    return t("welcome-greets-now" if on else "welcome-greets-no-more")


async def ask_greeter(ctx: Ctx[WelcomeSettings], mine: Newcomer) -> None:
    """Ask whoever's turn it is to say hello."""
    chosen = await _whose_turn(ctx, mine.person)
    await Newcomers(ctx.db).save(replace(mine, greeter=chosen))
    if chosen is not None:
        await Greeters(ctx.db).asked(chosen, ctx.now)
        ctx.tell(chosen, t("welcome-greet-please", who=mine.person), urgency=Urgency.ANNOUNCEMENT)


@welcome.timer
async def nudge(ctx: Ctx[WelcomeSettings], who: Person) -> None:
    """Nobody said hello yet: ask another greeter, or the same where there is no other."""
    mine = await Newcomers(ctx.db).get(who)
    if mine is None or mine.posted is None or mine.heard or await ctx.people.barred(who):
        return
    chosen = await _whose_turn(ctx, who, but=mine.greeter) or mine.greeter
    if chosen is not None:
        await Greeters(ctx.db).asked(chosen, ctx.now)
        ctx.tell(chosen, t("welcome-greet-still", who=await ctx.people.get(who.id) or who))


async def _whose_turn(ctx: Ctx[WelcomeSettings], newcomer: Person, but: Person | None = None) -> Person | None:
    rota = await Greeters(ctx.db).rota()
    apart = await ctx.people.apart(newcomer, [who for who, _ in rota])
    out = {newcomer.id, *apart.blocked, *apart.blocking, *([but.id] if but else [])}
    for who, _ in rota:
        if await ctx.people.paused(who) or await ctx.people.barred(who) or await ctx.people.role(who) < Role.MEMBER:
            out.add(who.id)
    return next_greeter(rota, frozenset(out))


# --- the first days ---


def set_checkins(ctx: Ctx[WelcomeSettings], person: Person, since: datetime | None = None) -> None:
    """A word on each of the days that are yet to come, at the time of day at which they came."""
    for day in ctx.settings.checkins:
        at = (since or ctx.now) + timedelta(days=day)
        if at > ctx.now:
            ctx.wake(at, checkin.bind(person, day), key=f"day {day} {person.id}", within=LATE)


@welcome.timer
async def checkin(ctx: Ctx[WelcomeSettings], who: Person, day: int) -> None:
    """Ask how it goes, unless they would rather not be asked."""
    mine = await Newcomers(ctx.db).get(who)
    member = await ctx.people.role(who) >= Role.MEMBER and not await ctx.people.barred(who)
    if mine is None or not mine.checkins or not member or await ctx.people.paused(who):
        return
    rows = [
        [Button(t("welcome-fine"), fine.bind(), Tone.GOOD), Button(t("welcome-low"), low.bind())],
        [Button(t("welcome-checkins-off"), checkins_off.bind())],
    ]
    ctx.tell(who, Card(lines=[t("welcome-checkin", day=day)], rows=rows))


@welcome.action
async def fine(ctx: Ctx[WelcomeSettings]) -> Text:
    """Nothing of it is kept."""
    return t("welcome-fine-good")


@welcome.action
async def low(ctx: Ctx[WelcomeSettings]) -> Card:
    """They are not left alone with it; a greeter is asked only if they say so."""
    return Card(lines=[t("welcome-low-here")], rows=[[Button(t("welcome-low-yes"), some_company.bind(), Tone.GOOD)]])


@welcome.action
async def some_company(ctx: Ctx[WelcomeSettings]) -> Text:
    """They would like to be written to: whoever's turn it is learns that, and no more."""
    chosen = await _whose_turn(ctx, ctx.person)
    if chosen is None:
        raise Refused(t("welcome-low-nobody"))
    await Greeters(ctx.db).asked(chosen, ctx.now)
    ctx.tell(chosen, t("welcome-low-please", who=ctx.person), urgency=Urgency.ANSWER)
    return t("welcome-low-asked")


@welcome.action
async def checkins_off(ctx: Ctx[WelcomeSettings]) -> Text:
    """No more of that."""
    mine = await Newcomers(ctx.db).get(ctx.person)
    if mine is not None:
        await Newcomers(ctx.db).save(replace(mine, checkins=False))
    for day in ctx.settings.checkins:
        ctx.unwake(f"day {day} {ctx.person.id}")
    return t("welcome-checkins-are-off")
