"""Newcomers' entries are looked at first: a card where moderators are, accept, or give back with a reason."""

from __future__ import annotations

from typing import Annotated

from core.info.board import details, entry_of, headline, links, put, to_moderators
from core.info.model import Entry, State, trusted
from core.info.plugin import info
from core.info.settings import InfoSettings
from core.info.store import Entries
from core.kit import ASK, Button, Card, Ctx, Length, Look, Role, Room, Text, Tone, Urgency, t


async def is_trusted(ctx: Ctx[InfoSettings]) -> bool:
    """Whether what this person writes goes up without being looked at."""
    put_up = await Entries(ctx.db, ctx.people).counted(ctx.person, State.LIVE, State.OVER)
    return trusted(ctx.role, put_up, ctx.settings.trusted_after)


async def submit(ctx: Ctx[InfoSettings], one: Entry) -> None:
    """Keep it as waiting, and show it to the moderators."""
    await put(ctx, one)
    if ctx.settings.review_room:
        ctx.show(queued.bind(one.id), Room(ctx.settings.review_room))
        return
    card = _card(ctx.settings, one)
    await to_moderators(ctx, card)


@info.card
async def queued(look: Look[InfoSettings], id: int) -> Card | None:
    """An entry that waits, or what came of it."""
    one = await Entries(look.db, look.people).get(id)
    if one is None:
        return None
    if one.state is State.WAITING:
        return _card(look.settings, one)
    key = "info-review-returned" if one.state is State.DRAFT else "info-review-accepted"
    return Card(title=headline(look.settings, one), lines=[t(key)])


def _card(settings: InfoSettings, one: Entry) -> Card:
    return Card(
        title=t("info-review-title", title=headline(settings, one)),
        lines=[*details(settings, one), t("info-until", when=one.until), t("info-by", who=one.author)],
        rows=[
            [
                Button(t("info-accept"), accept.bind(one.id), Tone.GOOD),
                Button(t("info-decline"), decline.bind(one.id), Tone.DANGER),
            ],
            *links(one),
        ],
        photos=one.photos,
    )


@info.command("info antrean", role=Role.MODERATOR, private=True)
async def queue(ctx: Ctx[InfoSettings]) -> Card | Text:
    """What waits for a moderator."""
    waiting = await Entries(ctx.db, ctx.people).waiting()
    if not waiting:
        return t("info-queue-empty")
    lines = [
        t("info-queue-line", number=number, title=headline(ctx.settings, one), who=one.author)
        for number, one in enumerate(waiting, 1)
    ]
    rows = [[Button(t("info-open", number=number), look_at.bind(one.id))] for number, one in enumerate(waiting[:5], 1)]
    return Card(title=t("info-queue", count=len(waiting)), lines=lines, rows=rows, more=t("info-more"))


@info.restricted(Role.MODERATOR)
async def look_at(ctx: Ctx[InfoSettings], id: int) -> Card | Text:
    """One that waits, with what a moderator may do."""
    one = await entry_of(ctx, id)
    return _card(ctx.settings, one) if one.state is State.WAITING else t("info-decided-already")


@info.restricted(Role.MODERATOR)
async def accept(ctx: Ctx[InfoSettings], id: int) -> Text:
    """Put it up, and tell its author."""
    one = (await entry_of(ctx, id)).accepted(ctx.now)
    await put(ctx, one)
    ctx.show(queued.bind(id))
    ctx.audit("accepted", one.author, entry=id)
    ctx.tell(one.author, t("info-accepted", title=one.title), urgency=Urgency.ANSWER)
    return t("info-accept-done", title=one.title)


@info.restricted(Role.MODERATOR)
async def decline(ctx: Ctx[InfoSettings], id: int, reason: Annotated[str, Length(200)] = ASK) -> Text:
    """Give it back to its author with a reason; who did is not told."""
    one = (await entry_of(ctx, id)).declined()
    await put(ctx, one)
    ctx.show(queued.bind(id))
    ctx.audit("declined", one.author, entry=id)
    told = t("info-declined", title=one.title, reason=reason)
    change = Button(t("info-change"), info.actions["manage"].bind(id))
    ctx.tell(one.author, Card(lines=[told], rows=[[change]]), urgency=Urgency.ANSWER)
    return t("info-decline-done", title=one.title)
