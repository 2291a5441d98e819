"""The introduction: three questions that may be skipped, a preview, and only then a card where members introduce."""

from __future__ import annotations

import secrets
from dataclasses import replace
from typing import Annotated

from core.kit import (
    ASK,
    Button,
    Card,
    Ctx,
    Length,
    Look,
    Person,
    Reacted,
    Refused,
    Role,
    Room,
    Said,
    Text,
    Tone,
    Urgency,
    t,
)
from core.kit.port import Ref
from core.kit.signals import Agreed, Arrived
from core.welcome import company
from core.welcome.plugin import welcome
from core.welcome.settings import WelcomeSettings
from core.welcome.store_inside import Newcomer, Newcomers

# --- how it begins ---


@welcome.on(Arrived)
async def on_arrived(ctx: Ctx[WelcomeSettings], what: Arrived) -> None:
    """A member is in: the check-ins are set, and the introduction is offered, after the rules where there are any."""
    company.set_checkins(ctx, what.person)
    if not ctx.has("rules"):
        await _offer(ctx, what.person)


@welcome.on(Agreed)
async def on_agreed(ctx: Ctx[WelcomeSettings], what: Agreed) -> None:
    """The rules are accepted: the introduction is offered, once."""
    await _offer(ctx, what.person)


async def _offer(ctx: Ctx[WelcomeSettings], person: Person) -> None:
    mine = await Newcomers(ctx.db).get(person)
    if ctx.settings.introductions and mine is not None and mine.arrived is not None and not mine.offered:
        await Newcomers(ctx.db).save(replace(mine, offered=True))
        rows = [
            [
                Button(t("welcome-intro-begin"), nickname.bind(), Tone.GOOD),
                Button(t("welcome-intro-later"), later.bind()),
            ]
        ]
        ctx.tell(person, Card(lines=[t("welcome-intro-offer")], rows=rows), urgency=Urgency.ANSWER)


@welcome.command("perkenalan", role=Role.MEMBER, private=True)
async def introduce(ctx: Ctx[WelcomeSettings]) -> Card:
    """Begin the introduction, look at it, change it, or take it back."""
    if not ctx.settings.introductions:
        raise Refused(t("welcome-intro-nowhere"))
    mine = await _mine(ctx)
    return _preview(mine) if mine.says_something else _step("nickname")


@welcome.action
async def nickname(ctx: Ctx[WelcomeSettings]) -> Card:
    """The first question."""
    await _mine(ctx)
    return _step("nickname")


@welcome.action
async def later(ctx: Ctx[WelcomeSettings]) -> Text:
    """Not now; whenever they like."""
    return t("welcome-intro-any-time")


# --- the three questions ---


@welcome.action
async def tell_nickname(ctx: Ctx[WelcomeSettings], words: Annotated[str, Length(40)] = ASK) -> Card:
    """How they like to be called."""
    await _keep(ctx, replace(await _mine(ctx), nickname=words))
    return _step("area")


@welcome.action
async def tell_area(ctx: Ctx[WelcomeSettings], words: Annotated[str, Length(60)] = ASK) -> Card:
    """In which area of the city they are."""
    await _keep(ctx, replace(await _mine(ctx), area=words))
    return _step("likes")


@welcome.action
async def tell_likes(ctx: Ctx[WelcomeSettings], words: Annotated[str, Length(300)] = ASK) -> Card:
    """What they like, and what company they would like."""
    mine = replace(await _mine(ctx), likes=words)
    await _keep(ctx, mine)
    return _preview(mine)


@welcome.action
async def skip_to(ctx: Ctx[WelcomeSettings], step: str) -> Card:
    """Leave a question out."""
    return _step(step) if step in _ASKS else _preview(await _mine(ctx))


def _step(step: str) -> Card:
    does, following = _ASKS[step]
    rows = [[Button(t("welcome-write"), does.bind(), Tone.PRIMARY), Button(t("welcome-skip"), skip_to.bind(following))]]
    return Card(title=t("welcome-intro"), lines=[t(f"welcome-intro-{step}")], rows=rows)


_ASKS = {
    "nickname": (tell_nickname, "area"),
    "area": (tell_area, "likes"),
    "likes": (tell_likes, "preview"),
}


async def _mine(ctx: Ctx[WelcomeSettings]) -> Newcomer:
    """What this member told; a member from before there was a welcome begins with nothing."""
    if ctx.role < Role.MEMBER or await ctx.people.barred(ctx.person):
        raise Refused(t("welcome-members-only"))
    newcomers = Newcomers(ctx.db)
    mine = await newcomers.get(ctx.person)
    if mine is None:
        mine = replace(await newcomers.accept(ctx.person, ctx.now), arrived=ctx.now, offered=True)
        await newcomers.save(mine)
    return mine


async def _keep(ctx: Ctx[WelcomeSettings], mine: Newcomer) -> None:
    """Keep a draft: what is shown already changes only when it was looked at and posted again."""
    await Newcomers(ctx.db).save(mine)


# --- preview, posting, taking back ---


def _preview(mine: Newcomer) -> Card:
    if not mine.says_something:
        return Card(
            lines=[t("welcome-intro-empty")], rows=[[Button(t("welcome-intro-begin"), nickname.bind(), Tone.GOOD)]]
        )
    rows = [
        [
            Button(t("welcome-intro-post"), post.bind(), Tone.GOOD),
            Button(t("welcome-intro-again"), nickname.bind()),
        ],
        [Button(t("welcome-intro-back"), take_back.bind())],
    ]
    return Card(title=t("welcome-intro-preview"), lines=[*_lines(mine), t("welcome-intro-look")], rows=rows)


def _lines(mine: Newcomer) -> list[Text]:
    said = {"nickname": mine.nickname, "area": mine.area, "likes": mine.likes}
    return [t(f"welcome-intro-is-{name}", words=words) for name, words in said.items() if words]


@welcome.action
async def post(ctx: Ctx[WelcomeSettings]) -> Text:
    """Show it to everybody, and have a greeter look at it."""
    mine = await _mine(ctx)
    if not mine.says_something:
        raise Refused(t("welcome-intro-empty"))
    if not ctx.settings.introductions:
        raise Refused(t("welcome-intro-nowhere"))
    if mine.posted is None:
        mine = replace(mine, posted=ctx.now, card=secrets.randbits(31))
        await company.ask_greeter(ctx, mine)
        ctx.show(shown.bind(mine.card), Room(ctx.settings.introductions))
        ctx.wake(ctx.now + ctx.settings.nudge_after, company.nudge.bind(ctx.person), key=f"nudge {ctx.person.id}")
    else:
        ctx.show(shown.bind(mine.card))
    return t("welcome-intro-posted")


@welcome.action
async def take_back(ctx: Ctx[WelcomeSettings]) -> Text:
    """Forget all of it; what was shown is emptied."""
    mine = await _mine(ctx)
    empty = replace(mine, nickname="", area="", likes="", posted=None, heard=False, greeter=None, card=None)
    await Newcomers(ctx.db).save(empty)
    ctx.unwake(f"nudge {ctx.person.id}")
    if mine.card is not None:
        ctx.show(shown.bind(mine.card))
    return t("welcome-intro-gone")


@welcome.card
async def shown(ctx: Look[WelcomeSettings], id: int) -> Card:
    """The introduction of one member, as everybody sees it."""
    mine = await Newcomers(ctx.db).shown(id)
    if mine is None or mine.posted is None:
        return Card(lines=[t("welcome-intro-taken-back")])
    person = await ctx.people.get(mine.person.id) or mine.person
    return Card(title=t("welcome-intro-of", who=person), lines=[*_lines(mine), t("welcome-intro-say-hello")])


# --- whether somebody answered ---


@welcome.on(Reacted)
async def on_reacted(ctx: Ctx[WelcomeSettings], what: Reacted) -> None:
    """A reaction to an introduction counts as a greeting."""
    await _greeted(ctx, what.message)


@welcome.on(Said)
async def on_said(ctx: Ctx[WelcomeSettings], what: Said) -> None:
    """A reply to an introduction counts as a greeting; all other talk is none of this feature's business."""
    if what.reply_to and not what.edited:
        await _greeted(ctx, what.reply_to)


async def _greeted(ctx: Ctx[WelcomeSettings], message: str) -> None:
    found = await ctx.card_at(Ref(ctx.place, message)) if ctx.place is not None else None
    if found is None or found.action is not shown:
        return
    mine = await Newcomers(ctx.db).shown(found.args["id"])
    if mine is not None and not mine.heard and mine.person != ctx.person:
        await Newcomers(ctx.db).save(replace(mine, heard=True))
        ctx.unwake(f"nudge {mine.person.id}")
