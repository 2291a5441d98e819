"""Who comes in unknown is kept apart until they are accepted; when many come at once, quietly and without a fuss."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from core.kit import Button, Came, Card, Ctx, Look, Outcome, Person, Refused, Role, Room, Text, Tone, Urgency, t
from core.kit.deeds import LetIn, Mute, PauseInvites
from core.kit.places import Place
from core.kit.port import Requested
from core.welcome import application, doors
from core.welcome.model import State, is_wave
from core.welcome.plugin import tell_admins, welcome
from core.welcome.settings import WelcomeSettings
from core.welcome.store import Applications, Requests
from core.welcome.store_inside import Strangers, Wave


@welcome.on(Came)
async def came(ctx: Ctx[WelcomeSettings], what: Came) -> None:
    """Somebody came in: a member is welcomed, anybody else is kept apart, however often they come back."""
    place = _at_the_door(ctx)
    if place is None:
        return
    stolen = await doors.stolen(ctx, place, what.link)
    if await ctx.people.barred(ctx.person):
        return
    if ctx.role >= Role.MEMBER:
        await doors.used(ctx, place)
        await doors.inside(ctx, ctx.person)
        return
    # whoever came in some other way asks for nothing any more
    await Requests(ctx.db).drop(ctx.person, place)
    strangers = Strangers(ctx.db)
    await strangers.add(ctx.person, place, ctx.account.id, ctx.now)
    wave = await _wave(ctx)
    # where roles keep visitors apart the platform does it by itself
    muted = ctx.can_do(place.platform, LetIn) and (ctx.settings.gate or wave)
    if muted:
        await strangers.mute(ctx.person, place)
        ctx.order(Mute(place, ctx.account.id, None), gated.bind(), urgency=Urgency.SAFETY)
    if wave:
        return
    current = await Applications(ctx.db).current(ctx.person)
    if current is not None and current.state is State.SENT:
        ctx.tell(ctx.person, t("welcome-asked-and-waits"), urgency=Urgency.ANSWER)
    elif await ctx.people.reachable(ctx.person):
        key = "welcome-came-by-other" if stolen else "welcome-came"
        ctx.tell(ctx.person, application.knock(key), urgency=Urgency.ANSWER)
    elif muted:
        # before everybody, so only once it is known that they are no part of a wave
        then = say_aloud.bind(ctx.person, place.key)
        ctx.wake(ctx.now + ctx.settings.wave_within, then, key=f"aloud {ctx.person.id}")


@welcome.timer
async def say_aloud(ctx: Ctx[WelcomeSettings], who: Person, place: str) -> None:
    """Tell somebody who cannot be written to how to go on, in the room they came into, unless many came with them."""
    strangers, where = Strangers(ctx.db), Place.parse(place)
    wave = await strangers.wave()
    if wave is not None and (wave.ended is None or wave.ended > ctx.now - ctx.settings.wave_within):
        return
    if where not in [there for there, _ in await strangers.muted(who)] or await ctx.people.reachable(who):
        return
    person = await ctx.people.get(who.id) or who
    ctx.say(t("welcome-came-room", who=person), where, urgency=Urgency.ANSWER)


@welcome.on(Requested)
async def knocked(ctx: Ctx[WelcomeSettings], what: Requested) -> None:
    """Requests count for a wave as joins do."""
    place = ctx.place
    if place is not None and ctx.role < Role.MEMBER and doors.is_ours(ctx, place):
        await Strangers(ctx.db).add(ctx.person, place, ctx.account.id, ctx.now)
        await _wave(ctx)


@welcome.timer
async def gated(ctx: Ctx[WelcomeSettings], outcome: Outcome = Outcome.DONE, result: str = "") -> None:
    """Where the bot may not keep newcomers apart, the admins are told: once a day, however many come."""
    if outcome is not Outcome.FORBIDDEN:
        return
    if ctx.settings.admin_room:
        ctx.show(no_right.bind(f"{ctx.now:%Y-%m-%d}"), Room(ctx.settings.admin_room), urgency=Urgency.ANSWER)
        return
    # a moment later, so that of many there is one
    ctx.wake(ctx.now + timedelta(minutes=1), say_no_right.bind(), key="no right")


@welcome.timer
async def say_no_right(ctx: Ctx[WelcomeSettings]) -> None:
    """The same, to each admin."""
    await tell_admins(ctx, t("welcome-no-right"))


@welcome.card
async def no_right(ctx: Look[WelcomeSettings], day: str) -> Card:
    """What the bot has no right to, on this day."""
    return Card(lines=[t("welcome-no-right")])


def _at_the_door(ctx: Ctx[WelcomeSettings]) -> Place | None:
    """The place of the community that somebody came into; None where it is none of the doors."""
    here = ctx.place
    if here is None:
        return None
    return next((place for place in doors.front_doors(ctx) if _same(ctx, place, here)), None)


def _same(ctx: Ctx[WelcomeSettings], door: Place, here: Place) -> bool:
    # where nobody asks to be let in, one comes into the whole community, wherever that is told
    return door.platform == here.platform and (door.id == here.id or not ctx.can_do(door.platform, LetIn))


async def _wave(ctx: Ctx[WelcomeSettings]) -> bool:
    """Note one more; whether a wave is on."""
    strangers, settings = Strangers(ctx.db), ctx.settings
    wave = await strangers.wave()
    if wave is not None and wave.ended is None:
        await strangers.keep(replace(wave, came=wave.came + 1))
        ctx.show(wave_card.bind(wave.begun))
        return True
    since = ctx.now - settings.wave_within
    if wave is not None and wave.ended is not None:
        # those of a wave that was ended by hand make no new one
        since = max(since, wave.ended + timedelta(seconds=1))
    joins = await strangers.since(since)
    if not is_wave(joins, ctx.now, settings.wave_size, settings.wave_within):
        return False
    await strangers.keep(Wave(ctx.now, len(joins)))
    _pause(ctx, on=True)
    ctx.audit("wave")
    if settings.admin_room:
        ctx.show(wave_card.bind(ctx.now), Room(settings.admin_room), urgency=Urgency.SAFETY)
    else:
        await tell_admins(ctx, await _card(ctx, ctx.now))
    ctx.wake(ctx.now + settings.wave_calm, ease.bind(), key="wave")
    return True


def _pause(ctx: Ctx[WelcomeSettings], *, on: bool) -> None:
    for place in ctx.grounds():
        if ctx.can_do(place.platform, PauseInvites):
            until = ctx.now + 4 * ctx.settings.wave_calm if on else None
            ctx.order(PauseInvites(place, until), gated.bind(), urgency=Urgency.SAFETY)


@welcome.timer
async def ease(ctx: Ctx[WelcomeSettings]) -> None:
    """See whether it has been calm for long enough; else look again later."""
    strangers = Strangers(ctx.db)
    wave = await strangers.wave()
    if wave is None or wave.ended is not None:
        return
    newest = await strangers.newest() or wave.begun
    calm = newest + ctx.settings.wave_calm
    if ctx.now < calm:
        _pause(ctx, on=True)
        ctx.wake(calm, ease.bind(), key="wave")
        return
    await _end(ctx, wave)


@welcome.restricted(Role.MODERATOR)
async def lift(ctx: Ctx[WelcomeSettings]) -> Text:
    """End it by hand; who came meanwhile stays apart until they are accepted."""
    wave = await Strangers(ctx.db).wave()
    if wave is None or wave.ended is not None:
        raise Refused(t("welcome-wave-over-already"))
    ctx.audit("wave_lifted")
    ctx.unwake("wave")
    await _end(ctx, wave)
    return t("welcome-wave-lifted")


async def _end(ctx: Ctx[WelcomeSettings], wave: Wave) -> None:
    await Strangers(ctx.db).keep(replace(wave, ended=ctx.now))
    _pause(ctx, on=False)
    ctx.show(wave_card.bind(wave.begun))


@welcome.card
async def wave_card(ctx: Look[WelcomeSettings], begun: datetime) -> Card:
    """One wave, as the admins see it: each has a card of its own."""
    return await _card(ctx, begun)


async def _card(ctx: Look[WelcomeSettings], begun: datetime) -> Card:
    wave = await Strangers(ctx.db).wave()
    if wave is None or int(wave.begun.timestamp()) != int(begun.timestamp()):
        return Card(title=t("welcome-wave-none"))
    if wave.ended is not None:
        return Card(
            title=t("welcome-wave-was", came=wave.came),
            lines=[t("welcome-wave-times", begun=wave.begun, ended=wave.ended)],
        )
    return Card(
        title=t("welcome-wave", came=wave.came),
        lines=[t("welcome-wave-since", begun=wave.begun), t("welcome-wave-how", calm=ctx.settings.wave_calm)],
        rows=[[Button(t("welcome-wave-lift"), lift.bind(), Tone.PRIMARY)]],
    )
