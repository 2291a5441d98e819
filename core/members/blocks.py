"""`/blokir` and `/bukablokir`: a private, silent block between two persons, which nobody but who made it ever sees.

It is not in the audit log, and the other is told nothing: where features keep the two apart, it looks like something
that happens to anybody.
"""

from __future__ import annotations

from core.kit import Button, Card, Ctx, Person, Refused, Text, t
from core.members.plugin import MembersSettings, members

MOST = 100
"""How many others one person may block."""


@members.command("blokir", private=True)
async def block(ctx: Ctx[MembersSettings], who: Person | None = None) -> Text | Card:
    """Block somebody; without a name, show whom one has blocked."""
    blocked = await ctx.people.blocked(ctx.person)
    if who is None:
        return _list([person for person, _ in blocked])
    if who == ctx.person:
        raise Refused(t("members-block-self"))
    if who not in [person for person, _ in blocked]:
        if len(blocked) >= MOST:
            raise Refused(t("members-block-most", most=MOST))
        await ctx.people.block(ctx.person, who, on=True)
    return t("members-blocked", who=who)


@members.command("bukablokir", private=True)
async def unblock(ctx: Ctx[MembersSettings], who: Person) -> Text:
    """Take a block back."""
    if who not in [person for person, _ in await ctx.people.blocked(ctx.person)]:
        raise Refused(t("members-not-blocked", who=who))
    await ctx.people.block(ctx.person, who, on=False)
    return t("members-unblocked", who=who)


def _list(blocked: list[Person]) -> Text | Card:
    if not blocked:
        return t("members-blocks-none")
    return Card(
        title=t("members-blocks"),
        lines=[t("members-block-line", number=number, name=who.name) for number, who in enumerate(blocked, 1)],
        rows=[[Button(t("members-unblock", name=who.name), unblock.bind(who))] for who in blocked[:20]],
        more=t("members-privacy-more"),
    )
