"""What is planned: /jadwal shows the coming week of the room or the community, /jadwalku what one is in oneself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from core.kit import Button, Card, Ctx, Text, t
from core.mabar.card import page
from core.mabar.filed import calendar_file
from core.mabar.model import Session, Standing
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.store import Sessions

AHEAD = timedelta(days=7)
"""How far /jadwal looks ahead."""

SHOWN = 8
"""How many sessions a page has."""

_MINE = {
    Standing.SEAT: "mabar-schedule-seat",
    Standing.SUB: "mabar-schedule-sub",
    Standing.MAYBE: "mabar-schedule-maybe",
    Standing.WAIT: "mabar-schedule-wait",
}


@mabar.command("jadwal")
async def week(ctx: Ctx[MabarSettings]) -> Card | Text:
    """See what is planned for the coming week: in a room what is played there, elsewhere everything.

    It names nobody, so that it is the same for everybody, whoever keeps apart from whom.
    """
    return await week_page(ctx, ctx.room.name if ctx.room else "", 0)


@mabar.action
async def week_page(ctx: Ctx[MabarSettings], room: str, first: int) -> Card | Text:
    """A page of the coming week, from the `first` (counted from 0) on; of all rooms when `room` is empty."""
    found = await Sessions(ctx.db, ctx.people).between(ctx.now - ctx.settings.open_after, ctx.now + AHEAD)
    coming = [one for one in found if not one.over and room in ("", one.room)]
    if not coming:
        return t("mabar-schedule-none")
    return _by_day(ctx, t("mabar-schedule"), coming, first, _open, _turn(coming, first, room))


@mabar.command("jadwalku", private=True)
async def mine(ctx: Ctx[MabarSettings]) -> Card | Text:
    """See what one hosts or is in, in any way."""
    return await mine_page(ctx, 0)


@mabar.action
async def mine_page(ctx: Ctx[MabarSettings], first: int) -> Card | Text:
    """A page of one's own schedule, from the `first` (counted from 0) on."""
    found = await Sessions(ctx.db, ctx.people).upcoming(ctx.person, ctx.now - ctx.settings.open_after)

    def standing(session: Session) -> Text:
        here = session.place_of(ctx.person)
        key = _MINE[here.standing] if here else "mabar-schedule-host"
        return t(key, id=session.id, game=session.game, when=session.at)

    def counts(session: Session) -> bool:
        here = session.place_of(ctx.person)
        return not session.over and not session.pool and (here is None or here.standing in _MINE)

    coming = [one for one in found if counts(one)]
    if not coming:
        return t("mabar-schedule-mine-none")
    last = [*_turn(coming, first, None), Button(t("mabar-file"), calendar_file.bind(None))]
    return _by_day(ctx, t("mabar-schedule-mine"), coming, first, standing, last)


def _by_day(
    ctx: Ctx[MabarSettings],
    title: Text,
    coming: Sequence[Session],
    first: int,
    says: Callable[[Session], Text],
    last: Sequence[Button],
) -> Card:
    lines: list[Text] = []
    day: date | None = None
    shown = coming[first : first + SHOWN]
    for one in shown:
        at = one.at.astimezone(ctx.zone)
        if at.date() != day:
            day = at.date()
            lines.append(t("mabar-schedule-day", day=day))
        lines.append(says(one))
    looks = [Button(t("mabar-look", id=one.id, game=one.game), page.bind(one.id, 0)) for one in shown]
    rows = [looks[at : at + 2] for at in range(0, len(looks), 2)]
    return Card(title=title, lines=lines, rows=[*rows, *([last] if last else [])], more=t("mabar-planned-more"))


def _open(session: Session) -> Text:
    return t("mabar-planned-line", id=session.id, game=session.game, when=session.at, free=session.free)


def _turn(coming: Sequence[Session], first: int, room: str | None) -> list[Button]:
    """To the pages before and after; `room` is None for one's own schedule."""

    def to(at: int, label: str) -> Button:
        return Button(t(label), mine_page.bind(at) if room is None else week_page.bind(room, at))

    before = [to(max(0, first - SHOWN), "mabar-page-before")] if first else []
    after = [to(first + SHOWN, "mabar-next-page")] if first + SHOWN < len(coming) else []
    return [*before, *after]
