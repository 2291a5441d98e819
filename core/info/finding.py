"""`/info` and `/info cari`: entries found by words in whatever spelling, by kind, area and price, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from core.info.board import details, entry_of, headline, links, price, vote
from core.info.model import Entry, State
from core.info.plugin import areas, info, kinds
from core.info.settings import InfoSettings
from core.info.store import Entries, Query
from core.info.writing import manage
from core.kit import ASK, Between, Button, Card, Ctx, Length, Link, Refused, Role, Suggest, Text, Tone, t

AT_ONCE = 5
"""How many entries a page has."""

MOST = 1_000_000_000


@info.command("info")
async def newest(ctx: Ctx[InfoSettings]) -> Card:
    """The newest entries, and how to find or add one."""
    return await _page(ctx, "", "", "", 0, 0)


@info.command("info cari")
async def search(
    ctx: Ctx[InfoSettings],
    words: Annotated[str, Length(80)] = "",
    kind: Annotated[str, Suggest(kinds), Length(24)] = "",
    area: Annotated[str, Suggest(areas), Length(30)] = "",
    under: Annotated[int, Between(0, MOST)] = 0,
) -> Card:
    """Look for entries; without anything, the newest."""
    return await _page(ctx, words, kind, area, under, 0)


@info.action
async def leaf(ctx: Ctx[InfoSettings], words: str, kind: str, area: str, under: int, page: int) -> Card:
    """Another page of what was found."""
    return await _page(ctx, words, kind, area, under, page)


@info.action
async def by_kind(
    ctx: Ctx[InfoSettings],
    words: str,
    area: str,
    under: int,
    kind: Annotated[str, Suggest(kinds), Length(24)] = ASK,
) -> Card:
    """Only of one kind."""
    return await _page(ctx, words, kind, area, under, 0)


@info.action
async def by_area(
    ctx: Ctx[InfoSettings],
    words: str,
    kind: str,
    under: int,
    area: Annotated[str, Suggest(areas), Length(30)] = ASK,
) -> Card:
    """Only in one area, with those within it."""
    return await _page(ctx, words, kind, area, under, 0)


@info.action
async def by_price(
    ctx: Ctx[InfoSettings], words: str, kind: str, area: str, under: Annotated[int, Between(1, MOST)] = ASK
) -> Card:
    """Only what costs no more."""
    return await _page(ctx, words, kind, area, under, 0)


@info.action
async def open_entry(ctx: Ctx[InfoSettings], id: int) -> Card:
    """One entry, whole."""
    one = await entry_of(ctx, id)
    if not one.seen_by(ctx.person, ctx.role):
        raise Refused(t("info-not-there"))
    tally = await Entries(ctx.db, ctx.people).tally(id)
    lines = [*details(ctx.settings, one), t("info-until", when=one.until), t("info-by", who=one.author)]
    if tally.still or tally.gone:
        lines.append(t("info-votes", still=tally.still, gone=tally.gone))
    rows: list[Sequence[Button | Link]] = []
    if one.state is State.LIVE and one.author != ctx.person:
        rows.append(
            [Button(t("info-still"), vote.bind(id, True), Tone.GOOD), Button(t("info-gone"), vote.bind(id, False))]
        )
    if one.author == ctx.person or ctx.role >= Role.MODERATOR:
        rows.append([Button(t("info-manage"), manage.bind(id))])
    return Card(title=headline(ctx.settings, one), lines=lines, rows=[*rows, *links(one)], photos=one.photos)


async def _page(ctx: Ctx[InfoSettings], words: str, kind: str, area: str, under: int, page: int) -> Card:
    settings = ctx.settings
    chosen = settings.kind(kind) if kind else None
    if kind and chosen is None:
        raise Refused(t("info-kind-unknown", kinds=[t("info-name", name=one.name) for one in settings.kinds]))
    place = settings.area(area) if area else None
    if area and place is None:
        raise Refused(t("info-area-unknown", area=area))
    kind, area = chosen.name if chosen else "", place.name if place else ""
    query = Query(
        settings.thesaurus.terms(words), kind, settings.around(area) if area else (), under if under > 0 else None
    )
    entries = Entries(ctx.db, ctx.people)
    found, total, exact = await entries.find(query, page * AT_ONCE, AT_ONCE)
    if total and not found:
        page = 0
        found, total, exact = await entries.find(query, 0, AT_ONCE)
    lines = _filters(words, kind, area, under)
    if not exact and total:
        lines.append(t("info-found-near"))
    if not total:
        lines.append(t("info-found-none"))
    lines += [line(settings, number, one) for number, one in enumerate(found, page * AT_ONCE + 1)]
    rows: list[Sequence[Button | Link]] = [
        [
            Button(t("info-open", number=number), open_entry.bind(one.id))
            for number, one in enumerate(found, page * AT_ONCE + 1)
        ]
    ]
    turn: list[Button] = []
    if page > 0:
        turn.append(Button(t("info-page-before"), leaf.bind(words, kind, area, under, page - 1)))
    if (page + 1) * AT_ONCE < total:
        turn.append(Button(t("info-page-after"), leaf.bind(words, kind, area, under, page + 1)))
    narrow = [
        Button(t("info-by-kind"), by_kind.bind(words=words, area=area, under=under)),
        Button(t("info-by-area"), by_area.bind(words=words, kind=kind, under=under)),
        Button(t("info-by-price"), by_price.bind(words=words, kind=kind, area=area)),
    ]
    title = t("info-found", count=total) if words or kind or area or under else t("info-newest", count=total)
    return Card(title=title, lines=lines, rows=[row for row in (*rows, turn, narrow) if row])


def _filters(words: str, kind: str, area: str, under: int) -> list[Text]:
    told = [
        *([t("info-filter-words", words=words)] if words else []),
        *([t("info-name", name=kind)] if kind else []),
        *([t("info-name", name=area)] if area else []),
        *([t("info-filter-under", price=under)] if under else []),
    ]
    return [t("info-filters", filters=told)] if told else []


def line(settings: InfoSettings, number: int, one: Entry) -> Text:
    """An entry in one line of a list."""
    cost = price(one)
    title = headline(settings, one)
    if cost is None:
        return t("info-line", number=number, title=title, area=one.area)
    return t("info-line-price", number=number, title=title, area=one.area, price=cost)
