"""The roster card: who plays what, when, and what is free, in every place of the room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

from core.kit import Between, Button, Card, Ctx, Look, Text, Tone, t
from core.mabar import entrance, filed, hosting, now, waiting
from core.mabar import roster as places
from core.mabar.common import session_of, word
from core.mabar.games import Game
from core.mabar.lines import head, seats, title
from core.mabar.model import Session, Standing
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.store import Sessions

PAGE = 40
"""How many names /mabar lihat shows at once."""

AHEAD = timedelta(days=14)
"""How far /mabar lihat looks ahead."""


@mabar.card
async def roster(look: Look[MabarSettings], id: int) -> Card | None:
    """Who plays what, when, and what is free."""
    session = await Sessions(look.db, look.people).get(id)
    if session is None or session.draft:
        return None
    lines = [*head(session), *seats(session)]
    if session.over:
        return Card(title=title(session), lines=lines, more=t("mabar-roster-more", id=id))
    game = look.settings.game(session.game)
    return Card(
        title=title(session),
        lines=[*lines, *_besides(session, game)],
        rows=[row for row in _buttons(session, game) if row],
        more=t("mabar-roster-more", id=id),
    )


def _besides(session: Session, game: Game) -> list[Text]:
    lines: list[Text] = []
    for standing, key in ((Standing.SUB, "mabar-roster-subs"), (Standing.MAYBE, "mabar-roster-maybes")):
        if some := session.of(standing):
            lines.append(t(key, who=[t("mabar-name", who=one.person) for one in some]))
    open_lanes = _open_lanes(session, game)
    if open_lanes and session.free:
        lines.append(t("mabar-roster-lanes", lanes=[word(one) for one in open_lanes]))
    if session.line:
        lines.append(t("mabar-roster-line", count=len(session.line)))
    if session.held:
        lines.append(t("mabar-roster-held", count=session.held))
    lines.append(t("mabar-roster-free", free=session.free))
    return lines


def _open_lanes(session: Session, game: Game) -> list[str]:
    return [lane for lane in game.lanes if session.in_lane(lane) < game.seats_of(lane, session.slots)]


def _buttons(session: Session, game: Game) -> Sequence[Sequence[Button]]:
    id_ = session.id
    first = [
        Button(t("mabar-join"), places.join.bind(id_), Tone.GOOD),
        Button(t("mabar-leave"), places.leave.bind(id_)),
        Button(t("mabar-note"), places.note.bind(id_)),
    ]
    if not session.free:
        first.insert(1, Button(t("mabar-queue"), waiting.queue.bind(id_), Tone.PRIMARY))
    offered: list[Button] = []
    if session.held:
        offered = [
            Button(t("mabar-take"), waiting.take.bind(id_), Tone.GOOD),
            Button(t("mabar-pass"), waiting.let.bind(id_)),
        ]
    lanes = [Button(word(one), places.lane.bind(id_, one)) for one in _open_lanes(session, game)]
    beside: list[Button] = []
    if not session.pool:
        beside += [Button(t("mabar-maybe"), places.maybe.bind(id_)), Button(t("mabar-sub"), places.sub.bind(id_))]
    if session.guests:
        beside.append(Button(t("mabar-guest-more"), places.guest.bind(id_, True)))
    if any(one.guests for one in session.seats):
        beside.append(Button(t("mabar-guest-less"), places.guest.bind(id_, False)))
    last: list[Button] = []
    if game.ranks:
        last.append(Button(t("mabar-rank"), places.rank.bind(id_)))
    if session.asking:
        last.append(Button(t("mabar-coming"), places.coming.bind(id_), Tone.GOOD))
    if session.code or session.voice:
        last.append(Button(t("mabar-secrets"), entrance.secrets.bind(id_)))
    if session.pool and not session.begun and session.taken > 1:
        last.append(Button(t("mabar-start", count=session.taken), now.start.bind(id_), Tone.PRIMARY))
    if session.begun and session.free:
        last.append(Button(t("mabar-call"), now.call.bind(id_)))
    if not session.pool and not session.begun:
        last.append(Button(t("mabar-file"), filed.calendar_file.bind(id_)))
    last.append(Button(t("mabar-manage"), hosting.manage.bind(id_)))
    return first, offered, lanes, beside, last


# --- looking ---


@mabar.command("mabar lihat", private=True)
async def look(ctx: Ctx[MabarSettings], id: Annotated[int | None, Between(1, 1_000_000_000)] = None) -> Card | Text:
    """See the whole roster of one, or (without its number) what is planned next."""
    if id is not None:
        return await page(ctx, id, 0)
    coming = await Sessions(ctx.db, ctx.people).between(ctx.now - ctx.settings.open_after, ctx.now + AHEAD)
    open_ = [session for session in coming if not session.over]
    if not open_:
        return t("mabar-none-planned")
    return Card(
        title=t("mabar-planned-next"),
        lines=[t("mabar-planned-line", id=one.id, game=one.game, when=one.at, free=one.free) for one in open_],
        rows=[[Button(t("mabar-look", id=one.id, game=one.game), page.bind(one.id, 0))] for one in open_[:8]],
        more=t("mabar-planned-more"),
    )


@mabar.action
async def page(ctx: Ctx[MabarSettings], id: int, first: int) -> Card:
    """A page of the whole roster."""
    session = await session_of(ctx, id, names=True)
    rows: list[list[Button]] = []
    if first + PAGE < len(session.seats):
        rows.append([Button(t("mabar-next-page"), page.bind(id, first + PAGE))])
    besides = [] if session.over else _besides(session, ctx.settings.game(session.game))
    mine = session.position(ctx.person)
    if mine:
        besides.append(t("mabar-your-position", position=mine))
    return Card(
        title=title(session),
        lines=[*(head(session) if not first else []), *seats(session, first, PAGE), *besides],
        rows=rows,
        more=t("mabar-roster-more", id=id),
    )
