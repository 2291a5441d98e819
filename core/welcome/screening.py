"""Screening: a living card for each application where moderators look at it; they accept, decline, ask, take over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Annotated

from core.kit import ASK, Button, Card, Ctx, Length, Look, Refused, Role, Room, Text, Tone, Urgency, t
from core.kit.signals import Accepted
from core.welcome import doors
from core.welcome.model import Application, Reason, State, relevant
from core.welcome.plugin import said, tell_admins, welcome
from core.welcome.settings import Question, WelcomeSettings
from core.welcome.store import Applications, Requests
from core.welcome.store_inside import Newcomers, Strangers


async def arrived(ctx: Ctx[WelcomeSettings], sent: Application) -> None:
    """An application was sent: show it, and see that it does not lie too long."""
    if ctx.settings.admin_room:
        ctx.show(application.bind(sent.id), Room(ctx.settings.admin_room), urgency=Urgency.ANSWER)
    else:
        await tell_admins(
            ctx, Card(lines=[t("welcome-new", number=sent.id)], rows=[[Button(t("welcome-look"), look.bind(sent.id))]])
        )
    ctx.wake(ctx.now + ctx.settings.ping_after, ping.bind(sent.id), key=f"ping {sent.id}")


# --- the card ---


@welcome.card
async def application(ctx: Look[WelcomeSettings], id: int) -> Card:
    """One application, as the moderators see it."""
    return await _drawn(ctx, id)


@welcome.restricted(Role.MODERATOR)
async def look(ctx: Ctx[WelcomeSettings], id: int) -> Card:
    """The same, as an answer to who has no room for it, or would read again what is decided already."""
    return await _drawn(ctx, id, whole=True)


async def _drawn(ctx: Look[WelcomeSettings], id: int, *, whole: bool = False) -> Card:
    one = await Applications(ctx.db).get(id)
    if one is None:
        return Card(title=t("welcome-card", number=id), lines=[t("welcome-card-purged")])
    names = await ctx.people.many([who.id for who in (one.person, one.by, one.referral) if who])
    person = names.get(one.person.id, one.person)
    lines = [t("welcome-card-who", who=person)]
    over = one.state is not State.SENT
    if over:
        lines.append(t(f"welcome-card-{one.state.value}", when=one.decided or ctx.now))
    if over and not whole:
        rows = [[Button(t("welcome-look"), look.bind(id))]] if one.answers else []
        return Card(title=t("welcome-card", number=id), lines=lines, rows=rows)
    lines += await _facts(ctx, one)
    if not over:
        lines.append(t("welcome-card-since", when=one.sent or ctx.now))
    asked = relevant(ctx.settings.questions, one.answers)
    lines += [answer_line(each, one.answers.get(each.id, ()), number) for number, each in enumerate(asked, 1)]
    if one.referral is not None:
        vouched = {None: "open", True: "yes", False: "no"}[one.vouched]
        if await ctx.people.role(one.referral) < Role.MEMBER:
            vouched = "stranger"
        lines.append(t("welcome-card-referral", who=names.get(one.referral.id, one.referral), vouched=vouched))
    for note in await Applications(ctx.db).notes(one):
        lines.append(t("welcome-card-asked", words=note.asked))
        lines.append(t("welcome-card-answer", words=note.answer) if note.answer else t("welcome-card-unanswered"))
    if await Requests(ctx.db).of(one.person):
        lines.append(t("welcome-card-request"))
    if over:
        return Card(title=t("welcome-card", number=id), lines=lines)
    if one.by is not None:
        lines.append(t("welcome-card-by", who=names.get(one.by.id, one.by)))
    if ctx.settings.votes > 1:
        lines.append(t("welcome-card-votes", votes=len(one.votes), needed=ctx.settings.votes))
    return Card(title=t("welcome-card", number=id), lines=lines, rows=_buttons(one))


def _buttons(one: Application) -> list[list[Button]]:
    return [
        [
            Button(t("welcome-accept"), accept.bind(one.id), Tone.GOOD),
            Button(t("welcome-decline"), decline.bind(one.id), Tone.DANGER),
        ],
        [
            Button(t("welcome-ask"), ask_more.bind(one.id)),
            Button(t("welcome-take"), take.bind(one.id))
            if one.by is None
            else Button(t("welcome-take-over"), take.bind(one.id)),
        ],
    ]


async def _facts(ctx: Look[WelcomeSettings], one: Application) -> list[Text]:
    """What the platforms tell of the applicant's accounts, and of the one that it was sent through."""
    facts = [
        t("welcome-card-account", name=account.name, username=account.username or "-")
        for account in await ctx.people.accounts(one.person)
    ]
    if one.account_since is not None:
        facts.append(t("welcome-card-account-since", since=one.account_since))
    if one.account_lang:
        facts.append(t("welcome-card-account-lang", lang=one.account_lang))
    return facts


def answer_line(question: Question, given: Sequence[str], number: int) -> Text:
    """A question with its answer."""
    asked = said(question.said)
    if not given:
        return t("welcome-answer-none", number=number, question=asked)
    if question.kind == "text":
        return t("welcome-answer", number=number, question=asked, answer=given[0])
    options = [option for one in given if (option := question.option(one))]
    return t("welcome-answer-options", number=number, question=asked, answers=[said(option.said) for option in options])


# --- what moderators do ---


async def _one(ctx: Ctx[WelcomeSettings], id: int) -> Application:
    one = await Applications(ctx.db).get(id)
    if one is None:
        raise Refused(t("welcome-decided-already"))
    if one.by is not None:
        return replace(one, by=await ctx.people.get(one.by.id) or one.by)
    return one


@welcome.restricted(Role.MODERATOR)
async def take(ctx: Ctx[WelcomeSettings], id: int) -> Text:
    """Take care of it, in place of whoever did."""
    taken = (await _one(ctx, id)).take(ctx.person)
    await Applications(ctx.db).save(taken)
    ctx.audit("taken", taken.person, application=id)
    ctx.show(application.bind(id))
    return t("welcome-yours", number=id)


@welcome.restricted(Role.MODERATOR)
async def accept(ctx: Ctx[WelcomeSettings], id: int) -> Text:
    """Vote for it; with enough votes the person is a member, and gets a way in."""
    one = (await _one(ctx, id)).accept(ctx.person, ctx.settings.votes, ctx.now)
    await Applications(ctx.db).save(one)
    ctx.show(application.bind(id))
    if one.state is not State.ACCEPTED:
        ctx.audit("voted", one.person, application=id)
        return t("welcome-voted-for", votes=len(one.votes), needed=ctx.settings.votes)
    if await ctx.people.barred(one.person):
        raise Refused(t("welcome-barred"))
    ctx.unwake(f"ping {id}")
    ctx.audit("accepted", one.person, application=id)
    if await ctx.people.role(one.person) < Role.MEMBER:
        await ctx.people.grant(one.person, Role.MEMBER)
    await Newcomers(ctx.db).accept(one.person, ctx.now)
    ctx.emit(Accepted(one.person))
    ctx.tell(one.person, t("welcome-accepted"), urgency=Urgency.ANSWER)
    await doors.open_all(ctx, one.person)
    return t("welcome-accepted-told", who=await ctx.people.get(one.person.id) or one.person)


@welcome.restricted(Role.MODERATOR)
async def decline(ctx: Ctx[WelcomeSettings], id: int, reason: Reason = ASK) -> Text:
    """Decline it, kindly; nobody learns who did."""
    one = (await _one(ctx, id)).decline(ctx.person, ctx.now, ctx.settings.again_after)
    await Applications(ctx.db).save(one)
    ctx.unwake(f"ping {id}")
    ctx.audit("declined", one.person, application=id, reason=reason.value)
    ctx.show(application.bind(id))
    if await ctx.people.role(one.person) == Role.APPLICANT:
        await ctx.people.grant(one.person, Role.VISITOR)
    await doors.turn_away_all(ctx, one.person)
    ctx.tell(one.person, t("welcome-declined", reason=reason.value, when=one.again or ctx.now), urgency=Urgency.ANSWER)
    return t("welcome-declined-told", who=await ctx.people.get(one.person.id) or one.person)


@welcome.restricted(Role.MODERATOR)
async def ask_more(ctx: Ctx[WelcomeSettings], id: int, words: Annotated[str, Length(400)] = ASK) -> Text:
    """Ask the applicant something; they are not told who asks."""
    one = (await _one(ctx, id)).handled(ctx.person)
    note = await Applications(ctx.db).ask(one, words)
    ctx.audit("asked", one.person, application=id)
    ctx.show(application.bind(id))
    ctx.tell(
        one.person,
        Card(
            lines=[t("welcome-question-more", words=words)],
            rows=[[Button(t("welcome-reply"), reply.bind(id, note), Tone.PRIMARY)]],
        ),
        urgency=Urgency.ANSWER,
    )
    return t("welcome-asked-told")


@welcome.action
async def reply(ctx: Ctx[WelcomeSettings], id: int, note: int, words: Annotated[str, Length(400)] = ASK) -> Text:
    """The applicant answers what was asked."""
    one = await Applications(ctx.db).get(id)
    if one is None or one.person != ctx.person or one.state is not State.SENT:
        raise Refused(t("welcome-gone"))
    if note not in [each.id for each in await Applications(ctx.db).notes(one)]:
        raise Refused(t("welcome-gone"))
    await Applications(ctx.db).reply(note, words)
    ctx.show(application.bind(id))
    if ctx.settings.admin_room:
        ctx.say(t("welcome-replied", number=id), Room(ctx.settings.admin_room), urgency=Urgency.ANSWER)
    return t("welcome-reply-told")


# --- what waits, and what is over ---


@welcome.timer
async def ping(ctx: Ctx[WelcomeSettings], id: int) -> None:
    """An application waited long: say so once."""
    one = await Applications(ctx.db).get(id)
    if one is not None and one.state is State.SENT:
        await tell_admins(ctx, t("welcome-ping", number=id, when=one.sent or ctx.now))


@welcome.every("0 9 * * *")
async def daily(ctx: Ctx[WelcomeSettings]) -> None:
    """One line a day on what waits; and forget what has served its time."""
    applications, settings = Applications(ctx.db), ctx.settings
    waiting = await applications.waiting()
    if waiting:
        long = [one for one in waiting if one.sent and ctx.now - one.sent >= settings.ping_after]
        await tell_admins(ctx, t("welcome-daily", waiting=len(waiting), long=len(long)))
    purged, unsent = await applications.purge(
        accepted=ctx.now - timedelta(days=settings.keep_accepted_days),
        declined=ctx.now - timedelta(days=settings.keep_declined_days),
        unsent=ctx.now - timedelta(days=settings.keep_unsent_days),
        now=ctx.now,
    )
    for id_ in purged:
        ctx.show(application.bind(id_))
    for who in unsent:
        if await ctx.people.role(who) == Role.APPLICANT:
            await ctx.people.grant(who, Role.VISITOR)
    await Requests(ctx.db).forget_before(ctx.now - timedelta(days=settings.keep_unsent_days))
    await Strangers(ctx.db).forget_before(ctx.now - timedelta(days=1))
