"""The way in, bound to whom it was made for: their own request is granted, or an invitation that is good once."""

from __future__ import annotations

import secrets
from dataclasses import replace

from core.kit import Button, Card, Ctx, Link, Outcome, Person, Refused, Requested, Role, Room, Text, Tone, Urgency, t
from core.kit.deeds import CloseDoor, LetIn, OpenDoor, PauseInvites, TurnAway, Unmute
from core.kit.places import Place
from core.kit.signals import Arrived
from core.welcome.plugin import tell_admins, welcome
from core.welcome.settings import WelcomeSettings
from core.welcome.store import Requests
from core.welcome.store_inside import Newcomers, Strangers, Way, Ways


def front_doors(ctx: Ctx[WelcomeSettings]) -> list[Place]:
    """Where members come in: the community's place on each platform, the room's own where it lies on several."""
    if not ctx.settings.room:
        return []
    lobby = ctx.places(Room(ctx.settings.room))
    return list({place.platform: replace(place, thread="") for place in lobby}.values())


def is_ours(ctx: Ctx[WelcomeSettings], place: Place) -> bool:
    """Whether a place is one of the community's: whoever adds the bot to a group of their own asks for nothing here."""
    return any((one.platform, one.id) == (place.platform, place.id) for one in ctx.grounds())


# --- opening ---


async def open_all(ctx: Ctx[WelcomeSettings], person: Person) -> None:
    """Let an accepted person in wherever they asked to be or have an account; who is inside already is welcomed."""
    accounts = {account.platform for account in await ctx.people.accounts(person)}
    requests = await Requests(ctx.db).of(person)
    for place, account in requests:
        ctx.order(LetIn(place, account), let_in.bind(person, place.key, account))
    muted = await Strangers(ctx.db).muted(person)
    for place, account in muted:
        ctx.order(Unmute(place, account))
        await inside(ctx, person)
    await Strangers(ctx.db).drop(person)
    there = {place.platform for place, _ in (*requests, *muted)}
    out = {way.place.platform for way in await Ways(ctx.db).of(person)}
    for place in front_doors(ctx):
        if place.platform not in accounts or place.platform in there:
            continue
        if ctx.can_do(place.platform, LetIn):
            if place.platform not in out:
                await _open(ctx, person, place)
        else:
            # where nobody asks to be let in, whoever applied there is inside and was kept apart by their role alone
            await inside(ctx, person)


@welcome.command("undang", role=Role.MEMBER, private=True)
async def invite(ctx: Ctx[WelcomeSettings]) -> Text:
    """A way in for oneself: to wherever the community is. An earlier one is void then: it may have been used up."""
    if await ctx.people.barred(ctx.person):
        raise Refused(t("welcome-not-now"))
    doors = front_doors(ctx)
    if not doors:
        raise Refused(t("welcome-no-door"))
    in_making: set[str] = set()
    for way in await Ways(ctx.db).of(ctx.person):
        if way.url:
            await close(ctx, way)
        else:
            in_making.add(way.place.platform)
    for place in doors:
        if place.platform not in in_making:
            await _open(ctx, ctx.person, place)
    return t("welcome-inviting")


async def _open(ctx: Ctx[WelcomeSettings], person: Person, place: Place) -> None:
    until = ctx.now + ctx.settings.link_for
    name = f"guyub-{secrets.token_hex(6)}"
    id_ = await Ways(ctx.db).add(person, place, name, until)
    ctx.order(OpenDoor(place, name, until), opened.bind(id_))
    ctx.wake(until, over.bind(id_), key=f"way {id_}")


@welcome.timer
async def opened(ctx: Ctx[WelcomeSettings], id: int, outcome: Outcome = Outcome.DONE, result: str = "") -> None:
    """The invitation is made, or could not be."""
    way = await Ways(ctx.db).get(id)
    if way is None:
        if outcome is Outcome.DONE and result:
            # it was over before it was made
            for place in front_doors(ctx):
                ctx.order(CloseDoor(place, result))
        return
    if outcome is Outcome.DONE:
        await Ways(ctx.db).opened(id, result)
        wave = await Strangers(ctx.db).wave()
        paused = wave is not None and wave.ended is None and ctx.can_do(way.place.platform, PauseInvites)
        ctx.tell(way.person, _shown(replace(way, url=result), paused=paused), urgency=Urgency.ANSWER)
        return
    await Ways(ctx.db).drop(id)
    ctx.unwake(f"way {id}")
    ctx.tell(way.person, t("welcome-way-late"), urgency=Urgency.ANSWER)
    await _failed(ctx, way.person, way.place, outcome)


def _shown(way: Way, *, paused: bool) -> Card:
    return Card(
        title=t("welcome-way"),
        lines=[t("welcome-way-how", until=way.expires), *([t("welcome-way-paused")] if paused else [])],
        rows=[[Link(t("welcome-way-open"), way.url)]],
    )


async def _failed(ctx: Ctx[WelcomeSettings], person: Person, place: Place, outcome: Outcome) -> None:
    who = await ctx.people.get(person.id) or person
    await tell_admins(
        ctx,
        Card(
            lines=[t("welcome-way-failed", who=who, outcome=outcome.value)],
            rows=[[Button(t("welcome-way-retry"), retry.bind(person, place.key), Tone.PRIMARY)]],
        ),
    )


@welcome.restricted(Role.MODERATOR)
async def retry(ctx: Ctx[WelcomeSettings], who: Person, place: str) -> Text:
    """Try once more, when the bot has the right: grant the request that waits there, or make the invitation."""
    if await ctx.people.role(who) < Role.MEMBER or await ctx.people.barred(who):
        raise Refused(t("welcome-decided-already"))
    where = Place.parse(place)
    asked = [(there, account) for there, account in await Requests(ctx.db).of(who) if there == where]
    for there, account in asked:
        ctx.order(LetIn(there, account), let_in.bind(who, there.key, account))
    if not asked and not any(way.place.platform == where.platform for way in await Ways(ctx.db).of(who)):
        await _open(ctx, who, where)
    return t("welcome-inviting")


@welcome.timer
async def over(ctx: Ctx[WelcomeSettings], id: int) -> None:
    """The invitation's time is over."""
    way = await Ways(ctx.db).get(id)
    if way is not None:
        await close(ctx, way)


async def close(ctx: Ctx[WelcomeSettings], way: Way) -> None:
    """An invitation is good no more."""
    if way.url:
        ctx.order(CloseDoor(way.place, way.url))
    await Ways(ctx.db).drop(way.id)
    ctx.unwake(f"way {way.id}")


# --- coming in ---


async def came_by_way(ctx: Ctx[WelcomeSettings], place: Place, what: Requested) -> bool:
    """Somebody asks to be let in through an invitation of ours: only whom it was made for is. False: it is none."""
    way = await Ways(ctx.db).called(place, what.link)
    if way is None:
        return False
    if way.person != ctx.person or await ctx.people.barred(ctx.person) or ctx.role < Role.MEMBER:
        ctx.order(TurnAway(place, ctx.account.id))
        ctx.say(t("welcome-not-your-way"), what.private, urgency=Urgency.SAFETY)
        return True
    ctx.order(LetIn(place, ctx.account.id), let_in.bind(ctx.person, place.key, ctx.account.id))
    await close(ctx, way)
    return True


@welcome.timer
async def let_in(
    ctx: Ctx[WelcomeSettings],
    who: Person,
    place: str,
    account: str,
    outcome: Outcome = Outcome.DONE,
    result: str = "",
) -> None:
    """What came of granting a request: they are in; or it is gone, and they get an invitation instead."""
    where = Place.parse(place)
    await Requests(ctx.db).drop(who, where)
    if outcome is Outcome.DONE:
        await inside(ctx, who)
    elif outcome is Outcome.GONE:
        if await ctx.people.role(who) >= Role.MEMBER:
            await _open(ctx, who, where)
    else:
        await Requests(ctx.db).add(who, where, account, ctx.now)
        await _failed(ctx, who, where, outcome)


async def inside(ctx: Ctx[WelcomeSettings], person: Person) -> None:
    """A member is in: once, at the first time, they are welcomed."""
    newcomer = await Newcomers(ctx.db).get(person)
    if newcomer is None or newcomer.arrived is not None:
        return
    await Newcomers(ctx.db).save(replace(newcomer, arrived=ctx.now))
    ctx.emit(Arrived(person))


async def stolen(ctx: Ctx[WelcomeSettings], place: Place, link: str) -> bool:
    """Whether somebody came in by an invitation made for somebody else: it is void then, and whose it was gets another.

    Admins are told where it was a stranger.
    """
    way = await Ways(ctx.db).called(place, link)
    if way is None or way.person == ctx.person:
        return False
    await close(ctx, way)
    if ctx.role < Role.MEMBER:
        whose = await ctx.people.get(way.person.id) or way.person
        await tell_admins(ctx, t("welcome-way-stolen", who=ctx.person, whose=whose))
    await _open(ctx, way.person, way.place)
    return True


async def used(ctx: Ctx[WelcomeSettings], place: Place) -> None:
    """A member came in: their invitations to this platform are done with."""
    for way in await Ways(ctx.db).of(ctx.person):
        if way.place.platform == place.platform:
            await close(ctx, way)


async def tied(ctx: Ctx[WelcomeSettings], member: Person) -> None:
    """Another account turned out to be a member's: what it waits for is granted, what kept it apart is undone."""
    for place, account in await Requests(ctx.db).of(member):
        ctx.order(LetIn(place, account), let_in.bind(member, place.key, account))
    for place, account in await Strangers(ctx.db).muted(member):
        ctx.order(Unmute(place, account))
    await Strangers(ctx.db).drop(member)


async def turn_away_all(ctx: Ctx[WelcomeSettings], person: Person) -> None:
    """Answer every request of somebody who was declined."""
    for place, account in await Requests(ctx.db).of(person):
        ctx.order(TurnAway(place, account))
        await Requests(ctx.db).drop(person, place)
