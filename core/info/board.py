"""The board itself: an entry's card in its kind's room, votes on whether it still holds, and the end of its time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from core.info.model import DAY, Entry, State, ask_at
from core.info.plugin import info
from core.info.settings import InfoSettings
from core.info.store import Entries
from core.kit import Button, Card, Ctx, Link, Look, Refused, Role, Room, Text, Tone, t

# --- how an entry is shown ---


def headline(settings: InfoSettings, entry: Entry) -> Text:
    """Its icon and title."""
    kind = settings.kind(entry.kind)
    return t("info-headline", icon=kind.icon if kind else "📌", title=entry.title)


def kind_name(settings: InfoSettings, name: str) -> Text:
    """What a kind is called; one that config does not know any more, as it was called."""
    kind = settings.kind(name)
    return t("info-kind", id=name, en=(kind.en or kind.name) if kind else name)


def price(entry: Entry) -> Text | None:
    """What it costs, where that is known."""
    if entry.price is None:
        return None
    low, high = entry.price.low, entry.price.high
    if high == 0:
        return t("info-price-free")
    return t("info-price", price=low) if low == high else t("info-price-range", low=low, high=high)


def details(settings: InfoSettings, entry: Entry) -> list[Text]:
    """All that is told of it, a line each."""
    lines = [t("info-where", kind=kind_name(settings, entry.kind), area=entry.area)]
    if cost := price(entry):
        lines.append(t("info-costs", price=cost))
    if entry.source:
        lines.append(t("info-source", source=entry.source))
    return lines


def links(entry: Entry) -> list[Sequence[Button | Link]]:
    """The button that opens its address."""
    return [[Link(t("info-open-link"), entry.link)]] if entry.link else []


@info.card
async def entry(look: Look[InfoSettings], id: int) -> Card | None:
    """An entry as everybody sees it in its kind's room."""
    entries = Entries(look.db, look.people)
    one = await entries.get(id)
    if one is None or one.published is None or one.state not in (State.LIVE, State.OVER):
        return None
    lines = [*details(look.settings, one), t("info-by", who=one.author)]
    if one.state is State.OVER:
        title = t("info-headline-over", title=headline(look.settings, one))
        return Card(title=title, lines=[*lines, t("info-over", when=one.ended or one.until)])
    tally = await entries.tally(id)
    lines.append(t("info-until", when=one.until))
    if tally.still or tally.gone:
        lines.append(t("info-votes", still=tally.still, gone=tally.gone))
    # managing comes later than the card it belongs to: found by its name
    manage = info.actions["manage"]
    rows: list[Sequence[Button | Link]] = [
        [
            Button(t("info-still"), vote.bind(id, True), Tone.GOOD),
            Button(t("info-gone"), vote.bind(id, False)),
            Button(t("info-manage"), manage.bind(id)),
        ],
        *links(one),
    ]
    return Card(title=headline(look.settings, one), lines=lines, rows=rows, photos=one.photos)


async def entry_of(ctx: Ctx[InfoSettings], id: int) -> Entry:
    """The entry; refuses where it is gone."""
    found = await Entries(ctx.db, ctx.people).get(id)
    if found is None:
        raise Refused(t("info-not-there"))
    return found


# --- its life ---


async def put(ctx: Ctx[InfoSettings], one: Entry) -> None:
    """Keep a changed entry; show it, and set or forget its times, as its state asks."""
    await Entries(ctx.db, ctx.people).save(one)
    if one.published is not None:
        room = ctx.settings.room_of(one.kind)
        ctx.show(entry.bind(one.id), Room(room) if room and one.state is State.LIVE else None)
    ctx.unwake(f"ask {one.id}")
    ctx.unwake(f"over {one.id}")
    if one.state is State.LIVE:
        ctx.wake(one.until, over.bind(one.id), key=f"over {one.id}")
        if at := ask_at(one.until, ctx.now):
            ctx.wake(at, ask.bind(one.id), key=f"ask {one.id}", within=DAY)


async def remove(ctx: Ctx[InfoSettings], id: int) -> None:
    """Delete an entry for good, with its votes; its card goes."""
    await Entries(ctx.db, ctx.people).drop(id)
    ctx.show(entry.bind(id))
    ctx.unwake(f"ask {id}")
    ctx.unwake(f"over {id}")


@info.timer
async def over(ctx: Ctx[InfoSettings], id: int) -> None:
    """Its time is over: it is archived."""
    one = await Entries(ctx.db, ctx.people).get(id)
    if one is not None and one.state is State.LIVE and one.until <= ctx.now:
        await put(ctx, one.over(ctx.now))


@info.timer
async def ask(ctx: Ctx[InfoSettings], id: int) -> None:
    """A day before, the author is asked whether it still holds."""
    one = await Entries(ctx.db, ctx.people).get(id)
    if one is None or one.state is not State.LIVE or one.until - ctx.now > DAY + timedelta(minutes=1):
        return
    asked = t("info-ask-author", title=one.title, when=one.until)
    buttons = [Button(t("info-renew"), renew.bind(id), Tone.GOOD), Button(t("info-end"), end.bind(id))]
    ctx.tell(one.author, Card(lines=[asked], rows=[buttons]))


@info.action
async def renew(ctx: Ctx[InfoSettings], id: int) -> Text:
    """It still holds: for as long again as its kind's entries do; an archived one is put up again."""
    one = await entry_of(ctx, id)
    one.owned_by(ctx.person, ctx.role)
    kind = ctx.settings.kind(one.kind)
    again = one.renewed(max(one.until, ctx.now + timedelta(days=kind.days if kind else 30)))
    await Entries(ctx.db, ctx.people).clear_votes(id)
    await put(ctx, again)
    if one.author != ctx.person:
        ctx.audit("renewed", one.author, entry=id)
    return t("info-renewed", title=one.title, when=again.until)


@info.action
async def end(ctx: Ctx[InfoSettings], id: int) -> Card:
    """It does not hold any more: it is archived, and may be put up again."""
    one = await entry_of(ctx, id)
    one.owned_by(ctx.person, ctx.role)
    if one.state is not State.LIVE:
        raise Refused(t("info-not-up"))
    await put(ctx, one.over(ctx.now))
    if one.author != ctx.person:
        ctx.audit("archived", one.author, entry=id)
    return Card(
        lines=[t("info-ended", title=one.title, days=ctx.settings.keep_days)],
        rows=[[Button(t("info-renew"), renew.bind(id))]],
    )


# --- votes ---


@info.action
async def vote(ctx: Ctx[InfoSettings], id: int, holds: bool) -> Text:
    """Say whether it still holds; the last word counts. Enough that say no archive it, or ask a moderator."""
    entries = Entries(ctx.db, ctx.people)
    one = await entry_of(ctx, id)
    if one.state is not State.LIVE:
        raise Refused(t("info-not-up"))
    if one.author == ctx.person:
        raise Refused(t("info-vote-own"))
    before = await entries.vote_of(id, ctx.person)
    if before is holds:
        raise Refused(t("info-voted-already"))
    tally = (await entries.tally(id)).voted(before, holds)
    await entries.vote(id, ctx.person, holds=holds, now=ctx.now)
    if tally.doubtful(ctx.settings.votes_gone) and not one.doubted:
        await _doubt(ctx, one)
    else:
        ctx.show(entry.bind(id))
    return t("info-voted-still" if holds else "info-voted-gone", title=one.title)


async def _doubt(ctx: Ctx[InfoSettings], one: Entry) -> None:
    if ctx.settings.when_gone == "archive":
        await put(ctx, one.over(ctx.now))
        told = t("info-archived-by-votes", title=one.title)
        ctx.tell(one.author, Card(lines=[told], rows=[[Button(t("info-renew"), renew.bind(one.id))]]))
        return
    await put(ctx, one.changed(trusted=True, doubted=True))
    asked = Card(
        title=t("info-doubt-title", title=one.title),
        lines=[*details(ctx.settings, one), t("info-doubt-ask")],
        rows=[[Button(t("info-doubt-end"), agree.bind(one.id)), Button(t("info-doubt-keep"), keep.bind(one.id))]],
    )
    await to_moderators(ctx, asked)


async def to_moderators(ctx: Ctx[InfoSettings], said: Card) -> None:
    """Say something in the room where moderators look at entries; without one, to each admin."""
    if ctx.settings.review_room:
        ctx.say(said, Room(ctx.settings.review_room))
        return
    for admin in await ctx.people.admins():
        ctx.tell(admin, said)


@info.restricted(Role.MODERATOR)
async def agree(ctx: Ctx[InfoSettings], id: int) -> Text:
    """A moderator thinks so, too: it is archived."""
    one = await entry_of(ctx, id)
    if one.state is not State.LIVE:
        raise Refused(t("info-not-up"))
    await put(ctx, one.over(ctx.now))
    ctx.audit("archived", one.author, entry=id)
    told = t("info-archived-by-votes", title=one.title)
    ctx.tell(one.author, Card(lines=[told], rows=[[Button(t("info-renew"), renew.bind(id))]]))
    return t("info-doubt-ended", title=one.title)


@info.restricted(Role.MODERATOR)
async def keep(ctx: Ctx[InfoSettings], id: int) -> Text:
    """A moderator knows that it holds: voting begins anew."""
    one = await entry_of(ctx, id)
    if one.state is not State.LIVE:
        raise Refused(t("info-not-up"))
    await Entries(ctx.db, ctx.people).clear_votes(id)
    await put(ctx, one.changed(trusted=True, doubted=False))
    return t("info-doubt-kept", title=one.title)
