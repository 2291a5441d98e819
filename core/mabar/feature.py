"""`/mabar`: plan a game together; a roster card in every place of the room, joined from wherever one is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import Field

from core.kit import (
    ASK,
    Between,
    Button,
    Card,
    Choice,
    Ctx,
    Length,
    Look,
    Person,
    Personal,
    Plugin,
    Refused,
    Room,
    RoomName,
    Settings,
    Suggest,
    Text,
    Tone,
    Urgency,
    t,
)
from core.mabar.model import Session, remind_at
from core.mabar.store import Sessions, meta


class Game(Settings):
    """A game people play: [[core.mabar.games]] in config.toml."""

    name: str = Field(description="What it is called on the roster.")
    aliases: tuple[str, ...] = Field(default=(), description="What else people call it.")
    slots: int = Field(default=5, ge=2, le=20, description="How many play together.")


GAMES = (
    Game(name="Mobile Legends", aliases=("ml", "mole", "mlbb"), slots=5),
    Game(name="PUBG Mobile", aliases=("pubg", "pubgm"), slots=4),
    Game(name="Among Us", aliases=("among", "amongus"), slots=10),
    Game(name="Free Fire", aliases=("ff", "epep"), slots=4),
    Game(name="Roblox", aliases=("rblx",), slots=6),
    Game(name="Valorant", aliases=("valo",), slots=5),
)


class MabarSettings(Settings):
    """[core.mabar] in config.toml."""

    room: RoomName = Field(default="", description="The room for a mabar planned in private; empty: only in rooms.")
    slots: int = Field(default=5, ge=2, le=20, description="How many play, for a game that is not listed.")
    remind_before: timedelta = Field(default=timedelta(minutes=30), description="How long before the start to remind.")
    open_after: timedelta = Field(
        default=timedelta(hours=1), description="How long after the start one may still join."
    )
    keep_days: int = Field(default=60, ge=1, description="After how many days a session is erased.")
    games: tuple[Game, ...] = Field(default=GAMES, description="The games to offer; any other may be typed.")

    def game(self, typed: str) -> Game:
        """The listed game that is called so, or the game as it was typed."""
        wanted = typed.casefold()
        for game in self.games:
            if wanted in (game.name.casefold(), *(alias.casefold() for alias in game.aliases)):
                return game
        return Game(name=typed, slots=self.slots)


mabar = Plugin("mabar", MabarSettings, tables=meta)


async def games(look: Look[MabarSettings], typed: str) -> Sequence[Choice | str]:
    """The listed games whose name or alias contains what was typed; with nothing typed, all, and their aliases."""
    wanted = typed.casefold()
    found: list[Choice | str] = [
        Choice(game.name)
        for game in look.settings.games
        if any(wanted in name.casefold() for name in (game.name, *game.aliases))
    ]
    return found


# --- planning ---


@mabar.command("mabar")
async def plan(
    ctx: Ctx[MabarSettings],
    game: Annotated[str, Suggest(games), Length(40)],
    when: datetime,
    slots: Annotated[int | None, Between(2, 20)] = None,
    note: Annotated[str, Length(200)] = "",
) -> Text:
    """Plan a session in this room (from a private chat: in the room that config names) and show its roster there."""
    room = ctx.room or (Room(ctx.settings.room) if ctx.settings.room else None)
    if room is None:
        raise Refused(t("mabar-no-room"))
    listed = ctx.settings.game(game)
    planned = Session.plan(listed.name, when, slots or listed.slots, host=ctx.person, now=ctx.now, note=note)
    id_ = await Sessions(ctx.db, ctx.people).add(planned)
    ctx.show(roster.bind(id_), room)
    ctx.wake(remind_at(when, ctx.settings.remind_before, ctx.now), remind.bind(id_, room), key=f"remind {id_}")
    ctx.wake(when + ctx.settings.open_after, close.bind(id_), key=f"close {id_}")
    return t("mabar-planned", game=planned.game, when=when, slots=planned.slots)


# --- the roster ---


@mabar.action
async def join(ctx: Ctx[MabarSettings], id: int) -> Text:
    """Take a seat."""
    before = await _session(ctx, id)
    apart = await ctx.people.apart(ctx.person, before.present)
    session = before.join(ctx.person, welcome=not apart.blocking)
    await Sessions(ctx.db, ctx.people).take(id, ctx.person)
    ctx.show(roster.bind(id))
    return t("mabar-joined-beside" if apart.blocked else "mabar-joined", game=session.game, when=session.at)


@mabar.action
async def leave(ctx: Ctx[MabarSettings], id: int) -> Text:
    """Give the seat back."""
    session = (await _session(ctx, id)).leave(ctx.person)
    await Sessions(ctx.db, ctx.people).free(id, ctx.person)
    ctx.show(roster.bind(id))
    return t("mabar-left", game=session.game)


@mabar.action
async def note(ctx: Ctx[MabarSettings], id: int, text: Annotated[str, Length(100)] = ASK) -> Text:
    """Tell the others something about one's own seat."""
    (await _session(ctx, id)).noted(ctx.person, text)
    await Sessions(ctx.db, ctx.people).note(id, ctx.person, text)
    ctx.show(roster.bind(id))
    return t("mabar-noted")


@mabar.card
async def roster(look: Look[MabarSettings], id: int) -> Card | None:
    """Who plays what, when, and what is free."""
    session = await Sessions(look.db, look.people).get(id)
    if session is None:
        return None
    lines = [t("mabar-roster-when", when=session.at)]
    if session.host is not None:
        lines.append(t("mabar-roster-host", host=session.host))
    if session.note:
        lines.append(t("mabar-roster-note", note=session.note))
    lines.append(t("mabar-roster-seats", taken=len(session.seats), slots=session.slots))
    for number, seat in enumerate(session.seats, 1):
        key = "mabar-roster-seat-noted" if seat.note else "mabar-roster-seat"
        lines.append(t(key, number=number, who=seat.person, note=seat.note))
    if session.over:
        return Card(title=t("mabar-roster-over", game=session.game), lines=lines)
    lines.append(t("mabar-roster-free", free=session.free))
    return Card(
        title=t("mabar-roster", game=session.game),
        lines=lines,
        rows=[
            [
                Button(t("mabar-join"), join.bind(id), Tone.GOOD),
                Button(t("mabar-leave"), leave.bind(id)),
                Button(t("mabar-note"), note.bind(id)),
            ]
        ],
        more=t("mabar-roster-more"),
    )


async def _session(ctx: Ctx[MabarSettings], id: int) -> Session:
    session = await Sessions(ctx.db, ctx.people).seated(id)
    if session is None:
        raise Refused(t("mabar-gone"))
    return session


# --- its time ---


@mabar.timer
async def remind(ctx: Ctx[MabarSettings], id: int, room: Room) -> None:
    """Tell the room that it starts soon, naming who plays; says so when the reminder is late."""
    session = await Sessions(ctx.db, ctx.people).get(id)
    if session is None or session.over or not session.seats:
        return
    who = [t("mabar-name", who=seat.person) for seat in session.seats]
    if session.at <= ctx.now:
        late = ctx.now - session.at > timedelta(minutes=5)
        said = t("mabar-began" if late else "mabar-begins", game=session.game, when=session.at, who=who)
    else:
        said = t("mabar-reminder", game=session.game, when=session.at, who=who, free=session.free)
    ctx.say(said, room, urgency=Urgency.ANSWER)


@mabar.timer
async def close(ctx: Ctx[MabarSettings], id: int) -> None:
    """The session is over: nobody joins it any more."""
    await Sessions(ctx.db, ctx.people).end(id)
    ctx.show(roster.bind(id))


@mabar.every("23 4 * * *")
async def forget(ctx: Ctx[MabarSettings]) -> None:
    """Erase sessions that are older than config says."""
    await Sessions(ctx.db, ctx.people).forget_before(ctx.now - timedelta(days=ctx.settings.keep_days))


# --- whose data it is ---


async def _export(look: Look[MabarSettings], person: Person) -> Any:
    return [
        {
            "game": row.game,
            "at": row.at.isoformat(),
            "host": row.host == person.id,
            "note": row.note or "",
            "plan_note": row.plan if row.host == person.id else "",
        }
        for row in await Sessions(look.db, look.people).of(person)
    ]


async def _erase(ctx: Ctx[MabarSettings], person: Person) -> None:
    for id_ in await Sessions(ctx.db, ctx.people).erase(person):
        ctx.show(roster.bind(id_))


async def _merge(ctx: Ctx[MabarSettings], keep: Person, gone: Person) -> None:
    for id_ in await Sessions(ctx.db, ctx.people).merge(keep, gone):
        ctx.show(roster.bind(id_))


mabar.personal = Personal(
    "mabar-data-purpose",
    "mabar-data-retention",
    _export,
    _erase,
    _merge,
    {
        "game": "mabar-data-game",
        "at": "mabar-data-at",
        "host": "mabar-data-host",
        "note": "mabar-data-note",
        "plan_note": "mabar-data-plan-note",
    },
)
