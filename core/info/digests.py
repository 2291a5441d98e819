"""`/info langganan`: what is new of some kinds and areas, told in private at an hour of one's own, daily or weekly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from core.info.board import kind_name
from core.info.finding import line, open_entry
from core.info.model import Digest, Often
from core.info.plugin import areas, info, kinds
from core.info.settings import InfoSettings
from core.info.store import Digests, Entries
from core.kit import ASK, Between, Button, Card, Ctx, Length, Link, Refused, Suggest, Text, Tone, Urgency, t

MOST = 10
"""How many entries a digest names."""


@info.command("info langganan", private=True)
async def subscription(ctx: Ctx[InfoSettings]) -> Card:
    """What one is told of and when; with buttons to change it."""
    return _shown(ctx, await Digests(ctx.db).of(ctx.person))


def _shown(ctx: Ctx[InfoSettings], mine: Digest | None) -> Card:
    if mine is None:
        rows = [
            [
                Button(t("info-digest-weekly"), start.bind(Often.WEEKLY), Tone.GOOD),
                Button(t("info-digest-daily"), start.bind(Often.DAILY)),
            ]
        ]
        return Card(title=t("info-digest"), lines=[t("info-digest-offer")], rows=rows)
    chosen = [kind_name(ctx.settings, name) for name in sorted(mine.kinds)]
    where = [t("info-name", name=name) for name in sorted(mine.areas)]
    lines = [
        t("info-digest-when", often=mine.often.value, hour=mine.hour, weekday=f"day{mine.weekday}"),
        t("info-digest-kinds", kinds=chosen) if chosen else t("info-digest-all-kinds"),
        t("info-digest-areas", areas=where) if where else t("info-digest-all-areas"),
        t("info-digest-paused"),
    ]
    other = Often.DAILY if mine.often is Often.WEEKLY else Often.WEEKLY
    rows: list[Sequence[Button | Link]] = [
        [Button(t("info-digest-kind"), pick_kind.bind()), Button(t("info-digest-area"), pick_area.bind())],
        [Button(t(f"info-digest-{other.value}"), start.bind(other)), Button(t("info-digest-hour"), at_hour.bind())],
        [Button(t("info-digest-stop"), stop.bind(), Tone.DANGER)],
    ]
    if mine.kinds or mine.areas:
        rows.insert(1, [Button(t("info-digest-everything"), everything.bind())])
    return Card(title=t("info-digest"), lines=lines, rows=rows)


async def _mine(ctx: Ctx[InfoSettings]) -> Digest:
    mine = await Digests(ctx.db).of(ctx.person)
    if mine is None:
        raise Refused(t("info-digest-none"))
    return mine


async def _changed(ctx: Ctx[InfoSettings], wanted: Digest) -> Card:
    await Digests(ctx.db).save(wanted)
    return _shown(ctx, wanted)


@info.action
async def start(ctx: Ctx[InfoSettings], often: Often) -> Card:
    """Begin a digest, or have it at other times; the weekday is today's."""
    now = ctx.now.astimezone(ctx.home_zone)
    mine = await Digests(ctx.db).of(ctx.person) or Digest(ctx.person, now)
    # from now on: a time that is over already is not made up for
    return await _changed(ctx, replace(mine, often=often, weekday=now.weekday(), last=now))


@info.action
async def at_hour(ctx: Ctx[InfoSettings], hour: Annotated[int, Between(0, 23)] = ASK) -> Card:
    """Be told at another hour, of the community's zone."""
    return await _changed(ctx, replace(await _mine(ctx), hour=hour, last=ctx.now))


@info.action
async def pick_kind(ctx: Ctx[InfoSettings], kind: Annotated[str, Suggest(kinds), Length(24)] = ASK) -> Card:
    """Be told of this kind, or not any more."""
    found = ctx.settings.kind(kind)
    if found is None:
        known = [t("info-name", name=one.name) for one in ctx.settings.kinds]
        raise Refused(t("info-kind-unknown", kinds=known), asks="kind")
    mine = await _mine(ctx)
    return await _changed(ctx, replace(mine, kinds=mine.kinds ^ {found.name}))


@info.action
async def pick_area(ctx: Ctx[InfoSettings], area: Annotated[str, Suggest(areas), Length(30)] = ASK) -> Card:
    """Be told of this area, or not any more."""
    found = ctx.settings.area(area)
    if found is None:
        raise Refused(t("info-area-unknown", area=area), asks="area")
    mine = await _mine(ctx)
    return await _changed(ctx, replace(mine, areas=mine.areas ^ {found.name}))


@info.action
async def everything(ctx: Ctx[InfoSettings]) -> Card:
    """Be told of all kinds and areas."""
    return await _changed(ctx, replace(await _mine(ctx), kinds=frozenset[str](), areas=frozenset[str]()))


@info.action
async def stop(ctx: Ctx[InfoSettings]) -> Text:
    """Be told nothing any more."""
    await Digests(ctx.db).drop(ctx.person)
    return t("info-digest-stopped")


@info.every("0 * * * *")
async def tell(ctx: Ctx[InfoSettings]) -> None:
    """Tell everybody whose hour has come what is new since the last time; nothing where nothing is."""
    now = ctx.now.astimezone(ctx.home_zone)
    digests = Digests(ctx.db)
    due = [one for one in await digests.all() if one.due(now)]
    if not due:
        return
    fresh = await Entries(ctx.db, ctx.people).since(min(one.last for one in due))
    for one in due:
        wanted = replace(one, areas=frozenset(name for area in one.areas for name in ctx.settings.around(area)))
        authors = [entry.author for entry in fresh]
        blocked = (await ctx.people.apart(one.person, authors)).blocked
        news = [
            entry
            for entry in fresh
            if entry.published is not None
            and entry.published > one.last
            and wanted.wants(entry)
            and entry.author != one.person
            and entry.author.id not in blocked
        ]
        await digests.save(replace(one, last=now))
        if news:
            lines = [line(ctx.settings, number, entry) for number, entry in enumerate(news[:MOST], 1)]
            if len(news) > MOST:
                lines.append(t("info-digest-more", count=len(news) - MOST))
            buttons = [
                Button(t("info-open", number=number), open_entry.bind(entry.id))
                for number, entry in enumerate(news[:MOST], 1)
            ]
            rows: list[Sequence[Button | Link]] = [buttons[at : at + 5] for at in range(0, len(buttons), 5)]
            rows.append([Button(t("info-digest-change"), change.bind())])
            ctx.tell(one.person, Card(title=t("info-digest-news"), lines=lines, rows=rows), urgency=Urgency.DIGEST)


@info.action
async def change(ctx: Ctx[InfoSettings]) -> Card:
    """The same as the command, from a digest's button."""
    return _shown(ctx, await Digests(ctx.db).of(ctx.person))
