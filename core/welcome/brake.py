"""Who comes in unknown is kept apart until they are accepted; when many come at once, quietly and without a fuss."""

from __future__ import annotations

from dataclasses import replace

from core.kit import Button, Came, Card, Ctx, Look, Refused, Role, Room, Text, Tone, Urgency, t
from core.kit.deeds import LetIn, Mute, PauseInvites
from core.kit.places import Place
from core.kit.port import Requested
from core.welcome import application, doors
from core.welcome.model import is_wave
from core.welcome.plugin import tell_admins, welcome
from core.welcome.settings import WelcomeSettings
from core.welcome.store_inside import Strangers, Wave


@welcome.on(Came)
async def came(ctx: Ctx[WelcomeSettings], what: Came) -> None:
    """Somebody came in: a member is welcomed, anybody else is kept apart, however often they come back."""
    place = _at_the_door(ctx)
    if place is None:
        return
    if await ctx.people.barred(ctx.person):
        return
    if ctx.role >= Role.MEMBER:
        await doors.used(ctx, place)
        await doors.inside(ctx, ctx.person)
        return
    asks = ctx.can_do(place.platform, LetIn)
    muted = ctx.settings.gate and asks
    await Strangers(ctx.db).add(ctx.person, place, ctx.account.id, ctx.now, muted=muted)
    if muted:
        # where roles keep visitors apart the platform does it by itself
        ctx.order(Mute(place, ctx.account.id, None), urgency=Urgency.SAFETY)
    await doors.stolen(ctx, place, what.link)
    if await _wave(ctx):
        return
    if await ctx.people.reachable(ctx.person):
        ctx.tell(ctx.person, application.knock("welcome-came"), urgency=Urgency.ANSWER)
    elif muted:
        ctx.say(t("welcome-came-room", who=ctx.person), place, urgency=Urgency.ANSWER)


@welcome.on(Requested)
async def knocked(ctx: Ctx[WelcomeSettings], what: Requested) -> None:
    """Requests count for a wave as joins do."""
    place = ctx.place
    if place is not None and ctx.role < Role.MEMBER:
        await Strangers(ctx.db).add(ctx.person, place, ctx.account.id, ctx.now, muted=False)
        await _wave(ctx)


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
        ctx.show(wave_card.bind())
        return True
    joins = await strangers.since(ctx.now - settings.wave_within)
    if not is_wave(joins, ctx.now, settings.wave_size, settings.wave_within):
        return False
    await strangers.keep(Wave(ctx.now, len(joins)))
    _pause(ctx, on=True)
    ctx.audit("wave")
    if settings.admin_room:
        ctx.show(wave_card.bind(), Room(settings.admin_room), urgency=Urgency.SAFETY)
    else:
        await tell_admins(ctx, await _card(ctx))
    ctx.wake(ctx.now + settings.wave_calm, ease.bind(), key="wave")
    return True


def _pause(ctx: Ctx[WelcomeSettings], *, on: bool) -> None:
    for place in ctx.grounds():
        if ctx.can_do(place.platform, PauseInvites):
            until = ctx.now + 4 * ctx.settings.wave_calm if on else None
            ctx.order(PauseInvites(place, until), urgency=Urgency.SAFETY)


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
    ctx.show(wave_card.bind())


@welcome.card
async def wave_card(ctx: Look[WelcomeSettings]) -> Card:
    """The newest wave, as the admins see it."""
    return await _card(ctx)


async def _card(ctx: Look[WelcomeSettings]) -> Card:
    wave = await Strangers(ctx.db).wave()
    if wave is None:
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
