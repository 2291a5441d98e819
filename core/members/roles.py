"""`/peran beri`, `/peran cabut` and `/peran lihat`: what the community trusts somebody with; each change is audited."""

from __future__ import annotations

from enum import StrEnum

from core.kit import Came, Ctx, Person, Refused, Role, Text, Urgency, t
from core.kit.deeds import Rank
from core.members.model import may_change, withdrawn
from core.members.plugin import MembersSettings, members


class Grant(StrEnum):
    """A role that can be given."""

    APPLICANT = "applicant"
    MEMBER = "member"
    LISTENER = "listener"
    HOST = "host"
    MODERATOR = "moderator"
    ADMIN = "admin"


@members.command("peran beri", role=Role.MODERATOR, private=True)
async def give_role(ctx: Ctx[MembersSettings], who: Person, role: Grant) -> Text:
    """Give somebody a role, in place of the one they have."""
    return await _change(ctx, who, Role[role.name])


@members.command("peran cabut", role=Role.MODERATOR, private=True)
async def withdraw_role(ctx: Ctx[MembersSettings], who: Person) -> Text:
    """Take somebody's role back: who was more than a member stays a member, anybody else becomes a visitor."""
    return await _change(ctx, who, withdrawn(await ctx.people.role(who)))


@members.command("peran lihat", private=True)
async def see_role(ctx: Ctx[MembersSettings], who: Person | None = None) -> Text:
    """Show one's own role; that of others to moderators."""
    if who is None or who == ctx.person:
        return t("members-role-yours", role=ctx.role.name.lower())
    if ctx.role < Role.MODERATOR:
        raise Refused(t("members-role-not-yours-to-see"))
    return t("members-role-is", who=who, role=(await ctx.people.role(who)).name.lower())


@members.on(Came)
async def shown_again(ctx: Ctx[MembersSettings], _: Came) -> None:
    """Somebody came (back): their role is shown where they came."""
    if ctx.role > Role.VISITOR and ctx.place is not None:
        for place in ctx.grounds():
            if place.platform == ctx.place.platform and ctx.can_do(place.platform, Rank):
                ctx.order(Rank(place, ctx.account.id, ctx.role))


async def _change(ctx: Ctx[MembersSettings], who: Person, role: Role) -> Text:
    before = await ctx.people.role(who)
    may_change(ctx.person, ctx.role, who, before, role)
    await ctx.people.grant(who, role)
    if await ctx.people.role(who) != role:
        raise Refused(t("members-role-fixed", who=who))
    name, was = role.name.lower(), before.name.lower()
    ctx.audit("role", who, role=name, before=was)
    ctx.tell(who, t("members-role-changed", role=name), urgency=Urgency.ANSWER)
    return t("members-role-given", who=who, role=name, before=was)
