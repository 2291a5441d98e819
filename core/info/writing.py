"""Writing an entry: five questions, a preview with what else may be said and a picture, then sent; and changing it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated

from core.info.board import details, end, entry_of, headline, links, put, remove, renew
from core.info.model import NOTHING, Entry, State, checked_until, read_link, read_price
from core.info.plugin import areas, info, kinds
from core.info.review import is_trusted, queued, submit
from core.info.settings import Area, EntryKind, InfoSettings
from core.info.store import Entries
from core.kit import ASK, Button, Card, Ctx, Kind, Length, Link, Refused, Said, Suggest, Text, Tone, Urgency, t

PHOTO_FOR = timedelta(minutes=30)
"""How long a picture is waited for."""

# --- a new one ---


@info.command("info tambah", private=True)
async def add(
    ctx: Ctx[InfoSettings],
    kind: Annotated[str, Suggest(kinds), Length(24)],
    title: Annotated[str, Length(100, 3)],
    area: Annotated[str, Suggest(areas), Length(30)],
    price: Annotated[str, Length(40)],
    link: Annotated[str, Length(500)],
) -> Card:
    """Begin an entry and show how it looks; nobody else sees it until it is sent."""
    entries = Entries(ctx.db, ctx.people)
    if await ctx.people.barred(ctx.person):
        raise Refused(t("info-barred"))
    if await entries.counted(ctx.person, State.DRAFT, State.WAITING) >= ctx.settings.most_open:
        raise Refused(t("info-too-many", most=ctx.settings.most_open))
    chosen = _kind(ctx, kind)
    new = Entry(
        id=0,
        author=ctx.person,
        kind=chosen.name,
        title=" ".join(title.split()),
        area=_area(ctx, area).name,
        made=ctx.now,
        until=ctx.now + timedelta(days=chosen.days),
        price=read_price(price),
        link=read_link(link),
    )
    id_ = await entries.add(new)
    await entries.wait_for_photo(ctx.person, id_, ctx.now + PHOTO_FOR)
    return await _managed(ctx, await entry_of(ctx, id_))


def _kind(ctx: Ctx[InfoSettings], typed: str) -> EntryKind:
    found = ctx.settings.kind(typed)
    if found is None:
        raise Refused(
            t("info-kind-unknown", kinds=[t("info-name", name=kind.name) for kind in ctx.settings.kinds]), "kind"
        )
    return found


def _area(ctx: Ctx[InfoSettings], typed: str) -> Area:
    found = ctx.settings.area(typed)
    if found is None:
        raise Refused(t("info-area-unknown", area=typed), "area")
    return found


# --- looking after it ---


@info.command("info punyaku", private=True)
async def mine(ctx: Ctx[InfoSettings]) -> Card | Text:
    """One's own entries, each to be changed or deleted."""
    own = await Entries(ctx.db, ctx.people).by(ctx.person)
    if not own:
        return t("info-mine-none")
    lines = [
        t("info-mine-line", number=number, title=headline(ctx.settings, one), state=one.state.value)
        for number, one in enumerate(own, 1)
    ]
    buttons = [Button(t("info-open", number=number), manage.bind(one.id)) for number, one in enumerate(own[:20], 1)]
    rows = [buttons[at : at + 5] for at in range(0, len(buttons), 5)]
    return Card(title=t("info-mine"), lines=lines, rows=rows, more=t("info-more"))


@info.action
async def manage(ctx: Ctx[InfoSettings], id: int) -> Card:
    """All that may be done with an entry by its author, or a moderator."""
    one = await entry_of(ctx, id)
    one.owned_by(ctx.person, ctx.role)
    return await _managed(ctx, one)


async def _managed(ctx: Ctx[InfoSettings], one: Entry) -> Card:
    """An entry as its author sees it, with what may be changed."""
    lines = [*details(ctx.settings, one), t("info-until", when=one.until), t(f"info-is-{one.state.value}")]
    own = one.author == ctx.person
    if one.state is State.DRAFT and own and not one.photos:
        lines.append(t("info-photo-hint"))
    rows: list[Sequence[Button | Link]] = []
    if one.state is State.DRAFT and own:
        rows.append([Button(t("info-send"), send.bind(one.id), Tone.GOOD)])
    if one.state is State.LIVE:
        rows.append([Button(t("info-renew"), renew.bind(one.id)), Button(t("info-end"), end.bind(one.id))])
    if one.state is State.OVER:
        rows.append([Button(t("info-renew"), renew.bind(one.id), Tone.GOOD)])
    else:
        rows += [
            [
                Button(t("info-set-title"), set_title.bind(one.id)),
                Button(t("info-set-area"), set_area.bind(one.id)),
                Button(t("info-set-price"), set_price.bind(one.id)),
            ],
            [
                Button(t("info-set-link"), set_link.bind(one.id)),
                Button(t("info-set-source"), set_source.bind(one.id)),
                Button(t("info-set-until"), set_until.bind(one.id)),
            ],
        ]
        photo = Button(t("info-unset-photo"), unset_photo.bind(one.id)) if one.photos else None
        wanted = Button(t("info-set-photo"), ask_photo.bind(one.id)) if own else None
        rows.append([button for button in (wanted, photo) if button])
    rows.append([Button(t("info-delete"), delete.bind(one.id), Tone.DANGER)])
    return Card(
        title=headline(ctx.settings, one),
        lines=lines,
        rows=[row for row in (*rows, *links(one)) if row],
        photos=one.photos,
    )


@info.action
async def send(ctx: Ctx[InfoSettings], id: int) -> Text:
    """Put it up; a newcomer's is looked at first."""
    one = await entry_of(ctx, id)
    if one.author != ctx.person:
        raise Refused(t("info-not-yours"))
    if await ctx.people.barred(ctx.person):
        raise Refused(t("info-barred"))
    sent = one.sent(ctx.now, trusted=await is_trusted(ctx))
    await Entries(ctx.db, ctx.people).no_photo(ctx.person)
    if sent.state is State.WAITING:
        await submit(ctx, sent)
        return t("info-sent-waiting", title=one.title)
    await put(ctx, sent)
    return t("info-sent", title=one.title, when=sent.until)


@info.action
async def delete(ctx: Ctx[InfoSettings], id: int) -> Card:
    """Ask whether it is to be deleted for good."""
    one = await entry_of(ctx, id)
    one.owned_by(ctx.person, ctx.role)
    yes = Button(t("info-delete-yes"), delete_now.bind(id), Tone.DANGER)
    return Card(lines=[t("info-delete-sure", title=one.title)], rows=[[yes]])


@info.action
async def delete_now(ctx: Ctx[InfoSettings], id: int) -> Text:
    """Delete it for good; an author is told when a moderator did."""
    one = await entry_of(ctx, id)
    one.owned_by(ctx.person, ctx.role)
    await remove(ctx, id)
    ctx.show(queued.bind(id))
    if one.author != ctx.person:
        ctx.audit("deleted", one.author, entry=id)
        ctx.tell(one.author, t("info-deleted-by-moderator", title=one.title), urgency=Urgency.ANSWER)
    return t("info-deleted", title=one.title)


# --- changing it ---


async def _change(ctx: Ctx[InfoSettings], id: int, **what: object) -> Card:
    """Change something; what is up already is looked at again if a newcomer changes it."""
    one = await entry_of(ctx, id)
    one.owned_by(ctx.person, ctx.role)
    if one.state is State.OVER:
        raise Refused(t("info-not-up"))
    changed = one.changed(trusted=await is_trusted(ctx), **what)
    if one.author != ctx.person:
        ctx.audit("changed", one.author, entry=id)
    if changed.state is State.WAITING:
        await submit(ctx, changed)
    else:
        await put(ctx, changed)
    return await _managed(ctx, changed)


@info.action
async def set_title(ctx: Ctx[InfoSettings], id: int, title: Annotated[str, Length(100, 3)] = ASK) -> Card:
    """Call it differently."""
    return await _change(ctx, id, title=" ".join(title.split()))


@info.action
async def set_area(ctx: Ctx[InfoSettings], id: int, area: Annotated[str, Suggest(areas), Length(30)] = ASK) -> Card:
    """It is elsewhere."""
    return await _change(ctx, id, area=_area(ctx, area).name)


@info.action
async def set_price(ctx: Ctx[InfoSettings], id: int, price: Annotated[str, Length(40)] = ASK) -> Card:
    """It costs something else."""
    return await _change(ctx, id, price=read_price(price))


@info.action
async def set_link(ctx: Ctx[InfoSettings], id: int, link: Annotated[str, Length(500)] = ASK) -> Card:
    """Another address, or none."""
    return await _change(ctx, id, link=read_link(link))


@info.action
async def set_source(ctx: Ctx[InfoSettings], id: int, source: Annotated[str, Length(80)] = ASK) -> Card:
    """Where it is known from, or nothing of that."""
    said = " ".join(source.split())
    return await _change(ctx, id, source="" if said.casefold() in NOTHING else said)


@info.action
async def set_until(ctx: Ctx[InfoSettings], id: int, until: datetime = ASK) -> Card:
    """It holds until then."""
    return await _change(ctx, id, until=checked_until(until, ctx.now))


# --- its picture ---


@info.action
async def ask_photo(ctx: Ctx[InfoSettings], id: int) -> Card:
    """Wait for a picture in private, or none."""
    one = await entry_of(ctx, id)
    if one.author != ctx.person:
        raise Refused(t("info-not-yours"))
    await Entries(ctx.db, ctx.people).wait_for_photo(ctx.person, id, ctx.now + PHOTO_FOR)
    return Card(lines=[t("info-photo-ask")], rows=[[Button(t("info-photo-skip"), skip_photo.bind(id))]])


@info.action
async def skip_photo(ctx: Ctx[InfoSettings], id: int) -> Card:
    """No picture is meant any more."""
    one = await entry_of(ctx, id)
    one.owned_by(ctx.person, ctx.role)
    await Entries(ctx.db, ctx.people).no_photo(ctx.person)
    return await _managed(ctx, one)


@info.action
async def unset_photo(ctx: Ctx[InfoSettings], id: int) -> Card:
    """Take its pictures away."""
    return await _change(ctx, id, photos=dict[str, str]())


@info.on(Said)
async def take_photo(ctx: Ctx[InfoSettings], said: Said) -> None:
    """A picture sent in private by who is waited for; all other talk is none of this feature's business."""
    place = ctx.place
    if not said.photo or said.edited or place is None or place.kind is not Kind.PRIVATE:
        return
    entries = Entries(ctx.db, ctx.people)
    id_ = await entries.photo_for(ctx.person, ctx.now)
    one = await entries.get(id_) if id_ is not None else None
    if one is None or one.author != ctx.person or one.state is State.OVER:
        return
    await entries.no_photo(ctx.person)
    shown = await _change(ctx, one.id, photos={**one.photos, place.platform: said.photo})
    ctx.tell(ctx.person, shown, urgency=Urgency.ANSWER)
