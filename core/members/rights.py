"""`/dataku`, `/lupakanaku` and `/privasi`: what is kept about a person, given out, explained and erased.

The rights are those of Indonesia's data protection law, UU 27/2022 (chapter IV).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from core.kit import Button, Card, Ctx, Keeper, Paper, Person, Refused, Text, Tone, t
from core.members.model import UNDO_FOR, readable
from core.members.plugin import MembersSettings, members
from core.members.store import Leaving

# --- knowing ---


@members.command("dataku", private=True)
async def mine(ctx: Ctx[MembersSettings]) -> Card:
    """Show all that is kept about this person, why and for how long."""
    return Card(
        title=t("members-data"),
        lines=_told(ctx.people.keepers, await ctx.people.export(ctx.person)),
        rows=[[Button(t("members-data-files"), hand_over.bind(), Tone.PRIMARY)]],
        more=t("members-data-more"),
    )


@members.action
async def hand_over(ctx: Ctx[MembersSettings]) -> Card:
    """Give the same out as files: one to read, and one for machines."""
    keepers, data = ctx.people.keepers, await ctx.people.export(ctx.person)
    ctx.audit("exported", ctx.person)
    whole: dict[str, Any] = {"made_at": ctx.now.isoformat(timespec="seconds")}
    for keeper in keepers:
        whole[keeper.feature] = {
            "purpose": keeper.purpose,
            "retention": keeper.retention,
            "data": data.get(keeper.feature),
        }
    return Card(
        lines=[t("members-data-here")],
        files=[Paper("dataku.json", whole), Paper("dataku.txt", [t("members-data"), *_told(keepers, data)])],
    )


def _told(keepers: Sequence[Keeper], data: dict[str, Any]) -> list[Text]:
    lines: list[Text] = []
    for keeper in keepers:
        lines.append(t("members-data-of", feature=keeper.feature))
        lines.append(t("members-data-why", purpose=keeper.purpose, retention=keeper.retention))
        kept = readable(data.get(keeper.feature), keeper.labels)
        lines += kept or [t("members-data-nothing")]
    return lines


# --- being forgotten ---


@members.command("lupakanaku", private=True)
async def forget_me(ctx: Ctx[MembersSettings]) -> Card:
    """Ask whether everything is to be erased; show when it will be, where that was asked for already."""
    when = await Leaving(ctx.db).when(ctx.person)
    if when is not None:
        return _leaving(t("members-leaving", when=when))
    return Card(
        lines=[t("members-forget-sure", wait=UNDO_FOR)],
        rows=[[Button(t("members-forget-yes"), forget_me_now.bind(), Tone.DANGER)]],
    )


@members.action
async def forget_me_now(ctx: Ctx[MembersSettings]) -> Card:
    """Set the time of the erasure, a day ahead; asked twice, the first time stays."""
    leaving = Leaving(ctx.db)
    when = await leaving.when(ctx.person)
    if when is None:
        when = ctx.now + UNDO_FOR
        await leaving.set(ctx.person, when)
        ctx.wake(when, vanish.bind(ctx.person), key=_key(ctx.person))
        ctx.audit("leaving", ctx.person)
    return _leaving(t("members-leaving", when=when))


@members.command("lupakanaku batal", private=True)
async def stay(ctx: Ctx[MembersSettings]) -> Text:
    """Take it back."""
    if not await Leaving(ctx.db).drop(ctx.person):
        raise Refused(t("members-not-leaving"))
    ctx.unwake(_key(ctx.person))
    ctx.audit("stayed", ctx.person)
    return t("members-stayed")


def _leaving(said: Text) -> Card:
    return Card(lines=[said], rows=[[Button(t("members-stay"), stay.bind(), Tone.GOOD)]])


def _key(person: Person) -> str:
    return f"vanish {person.id}"


@members.timer
async def vanish(ctx: Ctx[MembersSettings], who: Person) -> None:
    """Erase a person, unless they took it back."""
    when = await Leaving(ctx.db).when(who)
    if when is not None and when <= ctx.now:
        await ctx.people.erase(who)


@members.every("41 3 * * *")
async def tidy_up(ctx: Ctx[MembersSettings]) -> None:
    """Erase who should have been erased and was not (its timer failed), and who was not seen for long."""
    for who in await Leaving(ctx.db).due(ctx.now):
        await ctx.people.erase(who)
    for who in await ctx.people.unseen(ctx.now - timedelta(days=ctx.settings.keep_days)):
        await ctx.people.erase(who)


# --- explaining ---


@members.command("privasi", private=True)
async def privacy(ctx: Ctx[MembersSettings]) -> Card:
    """Show the privacy notice, made from what the features that are on declare."""
    return Card(
        title=t("members-privacy"),
        lines=notice(ctx.people.keepers, ctx.settings.contact),
        more=t("members-privacy-more"),
    )


def notice(keepers: Sequence[Keeper], contact: str) -> list[Text]:
    """The privacy notice: who keeps what for how long, everybody's rights, and whom to ask."""
    return [
        t("members-privacy-intro"),
        *(
            t("members-privacy-keeper", feature=one.feature, purpose=one.purpose, retention=one.retention)
            for one in keepers
        ),
        t("members-privacy-talk"),
        t("members-privacy-rights", wait=UNDO_FOR),
        t("members-privacy-contact", contact=contact) if contact else t("members-privacy-ask"),
    ]
