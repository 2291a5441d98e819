"""`/daftar`: one application a person, whichever door they came to; begun, answered, reviewed, changed and sent."""

from __future__ import annotations

from collections.abc import Sequence
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
    Refused,
    Requested,
    Role,
    Room,
    Text,
    Tone,
    Urgency,
    t,
)
from core.kit.deeds import LetIn, TurnAway
from core.welcome import doors, screening
from core.welcome.model import Answers, Application, State, answered, may_apply, relevant, unanswered
from core.welcome.plugin import applying, said, welcome
from core.welcome.settings import Question, WelcomeSettings
from core.welcome.store import Applications, Requests

# --- the doors ---


@welcome.command("daftar", private=True)
async def apply(ctx: Ctx[WelcomeSettings]) -> Card | Text:
    """Begin an application, or go on with the one that is open; also by the buttons that invite to it, in private."""
    return await _front(ctx)


async def _front(ctx: Ctx[WelcomeSettings]) -> Card | Text:
    if await ctx.people.barred(ctx.person):
        raise Refused(t("welcome-not-now"))
    applications = Applications(ctx.db)
    current = await applications.current(ctx.person)
    if current is not None:
        return t("welcome-waits", when=current.sent) if current.sent else await _next(ctx, current)
    if ctx.role >= Role.MEMBER:
        return t("welcome-member-already")
    may_apply(await applications.last(ctx.person), ctx.now)
    count = len(relevant(ctx.settings.questions, {}))
    return Card(
        title=t("welcome-hello"),
        lines=[t("welcome-how", count=count), t(applying.asks), t("welcome-may-stop")],
        rows=[
            [Button(t("welcome-adult"), begin.bind(applying.version), Tone.GOOD)],
            [Button(t("welcome-young"), too_young.bind())],
        ],
    )


@welcome.on(Requested)
async def asked_in(ctx: Ctx[WelcomeSettings], what: Requested) -> None:
    """Somebody asks to be let into a place: by a way of theirs, as a member who comes back, or as a new applicant.

    One who never wrote to the bot may be written to for a few minutes only, so the one message goes out at once.
    """
    place = ctx.place
    if place is None or not doors.is_ours(ctx, place):
        return
    if await doors.came_by_way(ctx, place, what):
        return
    if await ctx.people.barred(ctx.person):
        ctx.order(TurnAway(place, ctx.account.id))
        ctx.say(t("welcome-not-now"), what.private, urgency=Urgency.SAFETY)
        return
    if ctx.role >= Role.MEMBER:
        ctx.order(LetIn(place, ctx.account.id), doors.let_in.bind(ctx.person, place.key, ctx.account.id))
        return
    await Requests(ctx.db).add(ctx.person, place, ctx.account.id, ctx.now)
    waits = await Applications(ctx.db).current(ctx.person)
    if waits is not None and waits.state is State.SENT:
        ctx.show(screening.application.bind(waits.id))
        ctx.say(t("welcome-asked-and-waits"), what.private, urgency=Urgency.SAFETY)
        return
    ctx.say(knock("welcome-asked"), what.private, urgency=Urgency.SAFETY)


@welcome.card
async def entrance(ctx: Look[WelcomeSettings]) -> Card:
    """What visitors see where they come in."""
    return knock("welcome-entrance")


@welcome.every("*/10 * * * *")
async def keep_entrance(ctx: Ctx[WelcomeSettings]) -> None:
    """See to it that the entrance is there; one that is there already is not sent again."""
    if ctx.settings.entrance:
        ctx.show(entrance.bind(), Room(ctx.settings.entrance))


def knock(key: str) -> Card:
    """An invitation to apply, with the button that begins it."""
    return Card(title=t("welcome-hello"), lines=[t(key)], rows=[[Button(t("welcome-begin"), apply.bind(), Tone.GOOD)]])


# --- beginning ---


@welcome.action
async def too_young(ctx: Ctx[WelcomeSettings]) -> Text:
    """Somebody under age: nothing is kept, and they are not left alone."""
    await doors.turn_away_all(ctx, ctx.person)
    current = await Applications(ctx.db).current(ctx.person)
    if current is not None:
        await _drop(ctx, current)
    return t("welcome-too-young")


@welcome.action
async def begin(ctx: Ctx[WelcomeSettings], version: int) -> Card | Text:
    """Declared to be of age and agreed: the first question."""
    if version != applying.version:
        raise Refused(t("welcome-changed"))
    applications = Applications(ctx.db)
    current = await applications.current(ctx.person)
    if current is None:
        if ctx.role >= Role.MEMBER or await ctx.people.barred(ctx.person):
            return await _front(ctx)
        last = await applications.last(ctx.person)
        may_apply(last, ctx.now)
        current = await applications.begin(ctx.person, ctx.now)
        await ctx.people.agree(ctx.person, applying, given=True)
        if await ctx.people.role(ctx.person) < Role.APPLICANT:
            await ctx.people.grant(ctx.person, Role.APPLICANT)
    return await _next(ctx, current)


# --- answering ---


@welcome.action
async def write(
    ctx: Ctx[WelcomeSettings], id: int, question: str, words: Annotated[str, Length(400)] = ASK
) -> Card | Text:
    """Answer in words."""
    return await _answer(ctx, id, question, [words])


@welcome.action
async def choose(ctx: Ctx[WelcomeSettings], id: int, question: str, option: str) -> Card | Text:
    """Answer with one option."""
    return await _answer(ctx, id, question, [option])


@welcome.action
async def toggle(ctx: Ctx[WelcomeSettings], id: int, question: str, picked: str, option: str) -> Card:
    """Pick one of several options, or drop it again; nothing is kept until they are confirmed."""
    mine, asked = await _mine(ctx, id), _question(ctx, question)
    now = {*filter(None, picked.split(","))} ^ {option}
    return _ask(ctx, mine, asked, [one.id for one in asked.options if one.id in now])


@welcome.action
async def confirm(ctx: Ctx[WelcomeSettings], id: int, question: str, picked: str) -> Card | Text:
    """Answer with the options that were picked."""
    return await _answer(ctx, id, question, [*filter(None, picked.split(","))])


@welcome.action
async def skip(ctx: Ctx[WelcomeSettings], id: int, question: str) -> Card | Text:
    """Leave one question out."""
    return await _answer(ctx, id, question, [])


@welcome.action
async def again(ctx: Ctx[WelcomeSettings], id: int, question: str) -> Card:
    """Answer one question anew; the answer there is stays until then."""
    mine, asked = await _mine(ctx, id), _question(ctx, question)
    return _ask(ctx, mine, asked, mine.answers.get(question, ()))


async def _answer(ctx: Ctx[WelcomeSettings], id: int, question: str, given: Sequence[str]) -> Card | Text:
    mine, asked = await _mine(ctx, id), _question(ctx, question)
    answers: Answers = {**mine.answers, question: answered(asked, given)}
    fresh = replace(mine, answers=answers)
    await Applications(ctx.db).save(fresh)
    return await _next(ctx, fresh)


async def _mine(ctx: Ctx[WelcomeSettings], id: int) -> Application:
    """This person's own open application, from the database."""
    if await ctx.people.barred(ctx.person):
        raise Refused(t("welcome-not-now"))
    one = await Applications(ctx.db).get(id)
    if one is None or one.person != ctx.person:
        raise Refused(t("welcome-gone"))
    return one.editable()


def _question(ctx: Ctx[WelcomeSettings], id: str) -> Question:
    found = next((one for one in ctx.settings.questions if one.id == id), None)
    if found is None:
        raise Refused(t("welcome-changed"))
    return found


async def _next(ctx: Ctx[WelcomeSettings], mine: Application) -> Card:
    asked = unanswered(ctx.settings.questions, mine.answers)
    return _ask(ctx, mine, asked) if asked else await _review(ctx, mine)


def _ask(ctx: Ctx[WelcomeSettings], mine: Application, asked: Question, picked: Sequence[str] = ()) -> Card:
    every = relevant(ctx.settings.questions, mine.answers)
    number = every.index(asked) + 1 if asked in every else len(every)
    rows: list[list[Button]] = []
    for option in asked.options:
        if asked.kind == "choice":
            does = choose.bind(mine.id, asked.id, option.id)
            label = said(option.said)
        else:
            does = toggle.bind(mine.id, asked.id, ",".join(picked), option.id)
            label = t("welcome-picked" if option.id in picked else "welcome-unpicked", what=said(option.said))
        rows.append([Button(label, does, Tone.PRIMARY if option.id in picked else Tone.PLAIN)])
    if asked.kind == "text":
        rows.append([Button(t("welcome-write"), write.bind(mine.id, asked.id), Tone.PRIMARY)])
    if asked.kind == "many" and (picked or not asked.required):
        rows.append([Button(t("welcome-confirm"), confirm.bind(mine.id, asked.id, ",".join(picked)), Tone.GOOD)])
    elif not asked.required:
        rows.append([Button(t("welcome-skip"), skip.bind(mine.id, asked.id))])
    lines = [said(asked.said)]
    if asked.kind == "many":
        lines.append(t("welcome-several"))
    return Card(title=t("welcome-question", number=number, count=len(every)), lines=lines, rows=rows)


# --- reviewing and sending ---


async def _review(ctx: Ctx[WelcomeSettings], mine: Application) -> Card:
    asked = relevant(ctx.settings.questions, mine.answers)
    lines = [screening.answer_line(one, mine.answers.get(one.id, ()), number) for number, one in enumerate(asked, 1)]
    rows = [
        [Button(t("welcome-change", number=number), again.bind(mine.id, one.id)) for number, one in chunk]
        for chunk in _fours(list(enumerate(asked, 1)))
    ]
    if ctx.settings.referral:
        if mine.referral is not None:
            lines.append(t("welcome-referred", who=await ctx.people.get(mine.referral.id) or mine.referral))
        rows.append([Button(t("welcome-refer"), refer.bind(mine.id))])
    rows.append([Button(t("welcome-send"), send.bind(mine.id), Tone.GOOD)])
    rows.append([Button(t("welcome-withdraw"), withdraw.bind(mine.id))])
    return Card(title=t("welcome-review"), lines=[*lines, t("welcome-review-how")], rows=rows)


def _fours(numbered: list[tuple[int, Question]]) -> list[list[tuple[int, Question]]]:
    return [numbered[at : at + 4] for at in range(0, len(numbered), 4)]


@welcome.action
async def refer(ctx: Ctx[WelcomeSettings], id: int, member: Person) -> Card:
    """Name a member who knows the applicant; that member is asked once it is sent.

    Whether they are one shows to the moderators only: nobody is to learn who is a member by naming people.
    """
    mine = await _mine(ctx, id)
    if member == ctx.person:
        raise Refused(t("welcome-not-oneself"), asks="member")
    named = replace(mine, referral=member, vouched=None)
    await Applications(ctx.db).save(named)
    return await _review(ctx, named)


@welcome.action
async def send(ctx: Ctx[WelcomeSettings], id: int) -> Card:
    """Hand it in: the moderators see it, and whoever was named is asked."""
    sent = (await _mine(ctx, id)).send(ctx.settings.questions, ctx.now)
    sent = replace(sent, account_lang=ctx.account.lang, account_since=ctx.account.created)
    await Applications(ctx.db).save(sent)
    ctx.audit("applied", ctx.person, application=sent.id)
    await screening.arrived(ctx, sent)
    if sent.referral is not None and await _may_be_asked(ctx, sent.referral):
        ctx.tell(
            sent.referral,
            Card(
                lines=[t("welcome-vouch", who=ctx.person)],
                rows=[
                    [
                        Button(t("welcome-vouch-yes"), vouch.bind(sent.id, known=True), Tone.GOOD),
                        Button(t("welcome-vouch-no"), vouch.bind(sent.id, known=False)),
                    ]
                ],
            ),
        )
    # with a button it is a message that stays, and no notice that is gone in a moment
    return Card(lines=[t("welcome-sent")], rows=[[Button(t("welcome-status"), apply.bind())]])


async def _may_be_asked(ctx: Ctx[WelcomeSettings], member: Person) -> bool:
    apart = await ctx.people.apart(ctx.person, [member])
    return await ctx.people.role(member) >= Role.MEMBER and not (apart.blocked or apart.blocking)


@welcome.action
async def withdraw(ctx: Ctx[WelcomeSettings], id: int) -> Text:
    """Take it back before it is sent: all of it is forgotten."""
    await _drop(ctx, await _mine(ctx, id))
    return t("welcome-withdrawn")


async def _drop(ctx: Ctx[WelcomeSettings], mine: Application) -> None:
    await Applications(ctx.db).drop(mine)
    ctx.unwake(f"ping {mine.id}")
    ctx.show(screening.application.bind(mine.id))
    if await ctx.people.role(ctx.person) == Role.APPLICANT:
        await ctx.people.grant(ctx.person, Role.VISITOR)


@welcome.action
async def vouch(ctx: Ctx[WelcomeSettings], id: int, known: bool) -> Text:
    """The member who was named says whether they know the applicant; only the moderators see it."""
    one = await Applications(ctx.db).get(id)
    if one is None or one.state is not State.SENT or one.referral != ctx.person:
        raise Refused(t("welcome-vouch-over"))
    await Applications(ctx.db).save(replace(one, vouched=known))
    ctx.show(screening.application.bind(id))
    return t("welcome-vouched")
