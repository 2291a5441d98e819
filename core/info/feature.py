"""`/info`: the board of useful entries. All its parts, how long things are kept, and whose data it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from core.info import board, digests, finding, review, writing
from core.info.plugin import info
from core.info.settings import InfoSettings
from core.info.store import Digests, Entries
from core.kit import Ctx, Look, Person, Personal

__all__ = ["board", "digests", "finding", "info", "review", "writing"]

UNSENT_FOR = timedelta(days=30)
"""How long a draft, or an entry that nobody looked at, is kept."""


@info.every("47 3 * * *")
async def forget(ctx: Ctx[InfoSettings]) -> None:
    """Erase what ended long ago, and what was never sent; make the index anew without their words."""
    gone = await Entries(ctx.db, ctx.people).forget(
        ctx.now, over=ctx.now - timedelta(days=ctx.settings.keep_days), drafts=ctx.now - UNSENT_FOR
    )
    for id_ in gone:
        ctx.show(board.entry.bind(id_))
        ctx.show(review.queued.bind(id_))


# --- whose data it is ---


async def _export(look: Look[InfoSettings], person: Person) -> Any:
    entries = Entries(look.db, look.people)
    return {
        "entries": [
            {
                "title": row.title,
                "kind": row.kind,
                "area": row.area,
                "price_from": row.low,
                "price_to": row.high,
                "link": row.link,
                "source": row.source,
                "state": row.state,
                "made": row.made.isoformat(),
                "until": row.until.isoformat(),
                "photos": sorted(row.photos),
            }
            for row in await entries.rows_by(person)
        ],
        "votes": [{"holds": row.holds, "at": row.at.isoformat()} for row in await entries.votes_by(person)],
        "digest": [
            {
                "kinds": sorted(row.kinds),
                "areas": sorted(row.areas),
                "often": row.often,
                "hour": row.hour,
                "last": row.last.isoformat(),
            }
            for row in await Digests(look.db).rows_of(person)
        ],
    }


async def _erase(ctx: Ctx[InfoSettings], person: Person) -> None:
    changed = await Entries(ctx.db, ctx.people).erase(person)
    await Digests(ctx.db).drop(person)
    for id_ in changed:
        ctx.show(board.entry.bind(id_))
        ctx.show(review.queued.bind(id_))
        if await Entries(ctx.db, ctx.people).get(id_) is None:
            ctx.unwake(f"ask {id_}")
            ctx.unwake(f"over {id_}")


async def _merge(ctx: Ctx[InfoSettings], keep: Person, gone: Person) -> None:
    for id_ in await Entries(ctx.db, ctx.people).merge(keep, gone):
        ctx.show(board.entry.bind(id_))
    await Digests(ctx.db).merge(keep, gone)


info.personal = Personal(
    "info-data-purpose",
    "info-data-retention",
    _export,
    _erase,
    _merge,
    {
        "entries": "info-data-entries",
        "title": "info-data-title",
        "kind": "info-data-kind",
        "area": "info-data-area",
        "price_from": "info-data-price-from",
        "price_to": "info-data-price-to",
        "link": "info-data-link",
        "source": "info-data-source",
        "state": "info-data-state",
        "made": "info-data-made",
        "until": "info-data-until",
        "photos": "info-data-photos",
        "votes": "info-data-votes",
        "holds": "info-data-holds",
        "digest": "info-data-digest",
        "kinds": "info-data-kinds",
        "areas": "info-data-areas",
        "often": "info-data-often",
        "hour": "info-data-hour",
        "last": "info-data-last",
    },
)
