"""`/profil`: what others may see of a person, part by part, as they choose; at first no more than the nickname."""

from __future__ import annotations

from typing import Annotated

from core.kit import ASK, Button, Card, Ctx, Length, Person, Refused, Text, Tone, t
from core.members.model import Part, Profile
from core.members.plugin import MembersSettings, members
from core.members.store import Profiles


@members.command("profil", private=True)
async def profile(ctx: Ctx[MembersSettings], who: Person | None = None) -> Card | Text:
    """Show one's own profile, to be changed; or what somebody else lets be seen."""
    if who is None or who == ctx.person:
        return _own(await Profiles(ctx.db).of(ctx.person))
    other = await ctx.people.get(who.id)
    if other is None:
        raise Refused(t("members-profile-nobody"))
    theirs = await Profiles(ctx.db).of(other)
    # asked in any case: that it takes longer must not tell anything either
    apart = await ctx.people.apart(ctx.person, [other])
    seen = theirs.seen(aloof=bool(apart.blocked or apart.blocking))
    name = seen.get(Part.NICKNAME) or other.name
    lines = [_line(part, words) for part, words in seen.items() if part is not Part.NICKNAME]
    return Card(title=t("members-profile-of", name=name), lines=lines or [t("members-profile-quiet", name=name)])


@members.action
async def write(ctx: Ctx[MembersSettings], part: Part, words: Annotated[str, Length(100)] = ASK) -> Card:
    """Fill in one part; it stays as visible as it was."""
    profiles = Profiles(ctx.db)
    await profiles.write(ctx.person, part, " ".join(words.split()))
    return _own(await profiles.of(ctx.person))


@members.action
async def reveal(ctx: Ctx[MembersSettings], part: Part, shown: bool) -> Card:
    """Let others see one part, or not any more."""
    profiles = Profiles(ctx.db)
    if not await profiles.reveal(ctx.person, part, shown=shown):
        raise Refused(t("members-profile-empty"))
    return _own(await profiles.of(ctx.person))


@members.action
async def wipe(ctx: Ctx[MembersSettings], part: Part) -> Card:
    """Delete one part."""
    profiles = Profiles(ctx.db)
    await profiles.wipe(ctx.person, part)
    return _own(await profiles.of(ctx.person))


def _own(mine: Profile) -> Card:
    lines: list[Text] = []
    rows: list[list[Button]] = []
    for part in Part:
        name = t("members-profile-part", part=part.value)
        row = [Button(t("members-profile-write", part=name), write.bind(part))]
        if words := mine.words.get(part):
            shown = part in mine.shown
            lines.append(t("members-profile-shown" if shown else "members-profile-hidden", what=_line(part, words)))
            label = "members-profile-hide" if shown else "members-profile-show"
            row += [
                Button(t(label, part=name), reveal.bind(part, not shown), Tone.PLAIN if shown else Tone.GOOD),
                Button(t("members-profile-wipe", part=name), wipe.bind(part)),
            ]
        rows.append(row)
    return Card(title=t("members-profile"), lines=[t("members-profile-how"), *lines], rows=rows)


def _line(part: Part, words: str) -> Text:
    return t("members-profile-line", part=t("members-profile-part", part=part.value), words=words)
