"""Welcome: from the first knock to the first friend. All its parts, and their data."""

from __future__ import annotations

from typing import Any

from core.kit import Ctx, Look, Person, Personal, Role
from core.welcome import application, brake, company, doors, introduction, screening
from core.welcome.plugin import welcome
from core.welcome.settings import WelcomeSettings
from core.welcome.store import Applications, Requests
from core.welcome.store_inside import Greeters, Newcomers, Rights, Ways

__all__ = ["application", "brake", "company", "doors", "introduction", "screening", "welcome"]


async def _export(look: Look[WelcomeSettings], person: Person) -> Any:
    mine = await Newcomers(look.db).get(person)
    came = await Rights(look.db).since(person)
    return {
        "applications": [
            {
                "state": one.state.value,
                "sent": one.sent.isoformat() if one.sent else None,
                "decided": one.decided.isoformat() if one.decided else None,
                "again": one.again.isoformat() if one.again else None,
                "account_since": one.account_since.isoformat() if one.account_since else None,
                "account_language": one.account_lang or None,
                "answers": {name: ", ".join(given) for name, given in one.answers.items()},
                "asked": [{"question": note.asked, "answer": note.answer} for note in notes],
            }
            for one, notes in await Applications(look.db).of(person)
        ],
        "requests": len(await Requests(look.db).of(person)),
        "ways_in": [{"until": way.expires.isoformat()} for way in await Ways(look.db).of(person)],
        "introduction": {
            "nickname": mine.nickname,
            "area": mine.area,
            "likes": mine.likes,
            "shown_since": mine.posted.isoformat() if mine.posted else None,
        }
        if mine
        else None,
        "accepted": mine.accepted.isoformat() if mine else None,
        "arrived": mine.arrived.isoformat() if mine and mine.arrived else None,
        "checkins": mine.checkins if mine else None,
        "greets": await Greeters(look.db).has(person) or None,
        "came_unknown": came.isoformat() if came else None,
    }


async def _erase(ctx: Ctx[WelcomeSettings], person: Person) -> None:
    mine = await Newcomers(ctx.db).get(person)
    for one, _ in await Applications(ctx.db).of(person):
        ctx.unwake(f"ping {one.id}")
        ctx.show(screening.application.bind(one.id))
    for way in await Ways(ctx.db).of(person):
        await doors.close(ctx, way)
    await doors.turn_away_all(ctx, person)
    await Applications(ctx.db).forget(person)
    await Rights(ctx.db).forget(person)
    ctx.unwake(f"nudge {person.id}")
    for day in ctx.settings.checkins:
        ctx.unwake(f"day {day} {person.id}")
    if mine is not None and mine.card is not None:
        ctx.show(introduction.shown.bind(mine.card))


async def _merge(ctx: Ctx[WelcomeSettings], keep: Person, gone: Person) -> None:
    applications = Applications(ctx.db)
    pending = [one.id for who in (keep, gone) if (one := await applications.current(who))]
    member = max(await ctx.people.role(keep), await ctx.people.role(gone)) >= Role.MEMBER
    barred = await ctx.people.barred(keep) or await ctx.people.barred(gone)
    await applications.merge(keep, gone)
    told = [one.card for who in (keep, gone) if (one := await Newcomers(ctx.db).get(who)) and one.card is not None]
    await Rights(ctx.db).merge(keep, gone)
    for card in told:
        ctx.show(introduction.shown.bind(card))
    if member and not barred:
        # nobody applies for what they are already
        if (mine := await applications.current(keep)) is not None:
            await applications.drop(mine)
        await doors.tied(ctx, keep)
    ctx.unwake(f"nudge {gone.id}")
    for day in ctx.settings.checkins:
        ctx.unwake(f"day {day} {gone.id}")
    for id_ in pending:
        ctx.show(screening.application.bind(id_))
    newcomer = await Newcomers(ctx.db).get(keep)
    if newcomer is not None and newcomer.arrived is not None:
        company.set_checkins(ctx, keep, since=newcomer.arrived)


welcome.personal = Personal(
    "welcome-data-purpose",
    "welcome-data-retention",
    _export,
    _erase,
    _merge,
    {
        name: f"welcome-data-{name.replace('_', '-')}"
        for name in (
            *("applications", "state", "sent", "decided", "again", "answers", "asked", "question", "answer"),
            *("account_since", "account_language"),
            *("requests", "ways_in", "until", "introduction", "nickname", "area", "likes", "shown_since"),
            *("accepted", "arrived", "checkins", "greets", "came_unknown"),
        )
    },
)
