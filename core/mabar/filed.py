"""Calendar files, handed to whoever asks in private: of one session, or of all that one is in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import uuid4

from core.kit import Between, Card, Ctx, File, Refused, Text, t
from core.kit.sql import Column, Db, ForeignKey, Instant, Integer, String, Table, bindparam, insert, select, update
from core.mabar.common import session_of
from core.mabar.ics import Entry, digest, ends, written
from core.mabar.model import Session, Standing
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.store import Sessions, meta

filed = Table(
    "mabar_filed",
    meta,
    Column(
        "session", Integer, ForeignKey("mabar_session.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("uid", String, nullable=False),
    Column("sequence", Integer, nullable=False),
    Column("digest", String, nullable=False),
    Column("changed", Instant, nullable=False),
)
"""What was last handed out of a session: only against that must a newer file count higher."""

_FILED = select(filed).where(filed.c.session == bindparam("id"))
_FILE = insert(filed)
_REFILE = (
    update(filed)
    .where(filed.c.session == bindparam("id"))
    .values(sequence=bindparam("number"), digest=bindparam("says"), changed=bindparam("at"))
)

_PLAYS = (int(Standing.SEAT), int(Standing.SUB), int(Standing.MAYBE))


@mabar.command("mabar kalender", private=True)
async def calendar_file(
    ctx: Ctx[MabarSettings], id: Annotated[int | None, Between(1, 1_000_000_000)] = None
) -> Card | Text:
    """Get a calendar file of one session, or of all that one is in; what was called off is struck out by it."""
    if id is not None:
        session = await session_of(ctx, id)
        if session.pool:
            raise Refused(t("mabar-file-now", game=session.game))
        line = t("mabar-file-one", game=session.game, when=session.at)
        return await _handed(ctx, [session], f"mabar-{id}.ics", line)
    mine = await _mine(ctx)
    if not mine:
        return t("mabar-schedule-mine-none")
    return await _handed(ctx, mine, "mabar.ics", t("mabar-file-mine", count=len(mine)))


async def _mine(ctx: Ctx[MabarSettings]) -> Sequence[Session]:
    sessions = Sessions(ctx.db, ctx.people)
    since = ctx.now - ctx.settings.open_after
    found: list[Session] = []
    for row in await sessions.of(ctx.person):
        here = row.standing in _PLAYS or (row.standing is None and row.host == ctx.person.id)
        if row.draft or row.at < since or not here or (row.over and not row.cancelled):
            continue
        session = await sessions.seated(row.id)
        if session is not None and not session.pool:
            found.append(session)
    return found


async def _handed(ctx: Ctx[MabarSettings], sessions: Sequence[Session], name: str, line: Text) -> Card:
    entries = [await _entry(ctx.db, one, ends(one.at, ctx.settings.open_after), ctx.now) for one in sessions]
    return Card(lines=[line, t("mabar-file-how")], files=[File(name, written(entries))])


async def _entry(db: Db, session: Session, until: datetime, now: datetime) -> Entry:
    """What to say of a session, with a number that is higher than what was handed out before and said otherwise."""
    says, known = digest(session, until), await db.row(_FILED, id=session.id)
    if known is None:
        uid = f"{uuid4()}@guyub"
        await db.run(_FILE, session=session.id, uid=uid, sequence=0, digest=says, changed=now)
        return Entry(uid, 0, now, session, until)
    if known.digest == says:
        return Entry(known.uid, known.sequence, known.changed, session, until)
    number = known.sequence + 1
    await db.run(_REFILE, id=session.id, number=number, says=says, at=now)
    return Entry(known.uid, number, now, session, until)
