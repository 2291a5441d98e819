"""`/tautkan` and `/lepas`: one person behind several accounts."""

from __future__ import annotations

from typing import Annotated

from core.kit import Button, Card, Ctx, Length, Refused, Text, Tone, Urgency, t
from core.members.model import GOOD_FOR, TRIES, Link, fingerprint, new_code, tidy
from core.members.plugin import MembersSettings, members
from core.members.store import Leaving, Links

# --- tying two accounts ---


@members.command("tautkan", private=True)
async def tie(ctx: Ctx[MembersSettings], code: Annotated[str, Length(20)] = "") -> Text | Card:
    """Without a code: give one out (or show who typed it). With one: ask its owner, on the other side, to agree."""
    links = Links(ctx.db)
    if code:
        return await _typed(ctx, links, tidy(code))
    waiting = await links.of(ctx.person)
    if waiting and waiting.claimer is not None and ctx.now < waiting.expires:
        return _question(waiting)
    fresh = new_code()
    await links.add(fingerprint(fresh), ctx.person, ctx.account, ctx.now + GOOD_FOR)
    return t("members-code", code=f"{fresh[:4]}-{fresh[4:]}", minutes=int(GOOD_FOR.total_seconds() // 60))


async def _typed(ctx: Ctx[MembersSettings], links: Links, code: str) -> Text:
    if await links.wrong_codes(ctx.person, ctx.now - GOOD_FOR) >= TRIES:
        raise Refused(t("members-too-many-tries", minutes=int(GOOD_FOR.total_seconds() // 60)))
    found = await links.by_code(fingerprint(code))
    if found is None or ctx.now >= found.expires or found.claimer is not None:
        await links.note_wrong(ctx.person, ctx.now)
        return t("members-code-wrong")
    claimed = found.claimed_by(ctx.person, ctx.account, ctx.now)
    await links.claim(claimed)
    ctx.tell(found.person, _question(claimed), urgency=Urgency.ANSWER)
    return t("members-asked", name=found.issued.name)


def _question(link: Link) -> Card:
    return Card(
        lines=[t("members-agree", name=link.claimed.name if link.claimed else "")],
        rows=[
            [
                Button(t("members-yes"), agree.bind(link.id), Tone.GOOD),
                Button(t("members-no"), decline.bind(link.id), Tone.DANGER),
            ]
        ],
    )


@members.action
async def agree(ctx: Ctx[MembersSettings], id: int) -> Text:
    """Become one person with whoever typed the code: seats, roles and data come together."""
    links = Links(ctx.db)
    link = await links.get(id)
    if link is None:
        raise Refused(t("members-request-gone"))
    keep, gone = link.confirmed_by(ctx.person, ctx.now)
    leaving = Leaving(ctx.db)
    if await leaving.when(keep) or await leaving.when(gone):
        raise Refused(t("members-leaving-first"))
    await ctx.people.tie(keep, gone)
    await links.drop(id)
    return t("members-tied", name=link.claimed.name if link.claimed else "")


@members.action
async def decline(ctx: Ctx[MembersSettings], id: int) -> Text:
    """Leave everything as it is; the code is void."""
    links = Links(ctx.db)
    link = await links.get(id)
    if link is None or link.person != ctx.person:
        raise Refused(t("members-request-gone"))
    await links.drop(id)
    return t("members-declined")


# --- letting go ---


@members.command("lepas", private=True)
async def untie(ctx: Ctx[MembersSettings]) -> Card:
    """Ask whether this account is to be on its own again."""
    if len(await ctx.people.accounts(ctx.person)) < 2:
        raise Refused(t("members-only-one"))
    return Card(
        lines=[t("members-untie-sure")],
        rows=[[Button(t("members-untie-yes"), untie_now.bind(), Tone.DANGER)]],
    )


@members.action
async def untie_now(ctx: Ctx[MembersSettings]) -> Text:
    """Give this account a person of its own; seats and data stay with the other account."""
    if len(await ctx.people.accounts(ctx.person)) < 2:
        raise Refused(t("members-only-one"))
    await ctx.people.untie(ctx.account)
    return t("members-untied")


@members.every("*/30 * * * *")
async def forget(ctx: Ctx[MembersSettings]) -> None:
    """Forget codes that are out of date."""
    await Links(ctx.db).forget_before(ctx.now)
