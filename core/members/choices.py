"""`/bahasa`, `/jeda`, `/lanjut` and `/izin`: what a person chooses for themselves, for every platform at once."""

from __future__ import annotations

from enum import StrEnum

from core.kit import Button, Card, Ctx, Refused, Text, Tone, t
from core.members.plugin import MembersSettings, members

# --- language ---


class Language(StrEnum):
    """A language to be spoken to in."""

    INDONESIAN = "id"
    ENGLISH = "en"


@members.command("bahasa", private=True)
async def speak(ctx: Ctx[MembersSettings], language: Language) -> Text:
    """Choose the language the bot speaks to this person in."""
    await ctx.people.speak(ctx.person, language.value)
    return t("members-speaks", language=language.value)


# --- no more than asked for ---


@members.command("jeda", private=True)
async def pause(ctx: Ctx[MembersSettings]) -> Card:
    """Stop all that is optional: announcements, digests, and whatever else a feature does unasked."""
    if await ctx.people.paused(ctx.person) is None:
        await ctx.people.pause(ctx.person, on=True)
        ctx.audit("paused", ctx.person)
    since = await ctx.people.paused(ctx.person)
    return Card(
        lines=[t("members-paused", since=since or ctx.now)],
        rows=[[Button(t("members-resume"), resume.bind(), Tone.GOOD)]],
    )


@members.command("lanjut", private=True)
async def resume(ctx: Ctx[MembersSettings]) -> Text:
    """End the pause."""
    if await ctx.people.paused(ctx.person) is None:
        raise Refused(t("members-not-paused"))
    await ctx.people.pause(ctx.person, on=False)
    ctx.audit("resumed", ctx.person)
    return t("members-resumed")


# --- consent ---


@members.command("izin", private=True)
async def consents(ctx: Ctx[MembersSettings]) -> Card | Text:
    """Show what features ask consent for, and what this person decided."""
    return await _consents(ctx) if ctx.people.consents else t("members-consents-none")


async def _consents(ctx: Ctx[MembersSettings]) -> Card:
    lines: list[Text] = []
    rows: list[list[Button]] = []
    for number, consent in enumerate(ctx.people.consents, 1):
        agreed = await ctx.people.agreed(ctx.person, consent)
        key = "members-consent-given" if agreed else "members-consent-not-given"
        lines.append(t(key, number=number, what=Text(consent.asks)))
        label = t("members-consent-withdraw" if agreed else "members-consent-give", number=number)
        does = decide.bind(consent.purpose, consent.version, not agreed)
        rows.append([Button(label, does, Tone.PLAIN if agreed else Tone.GOOD)])
    return Card(title=t("members-consents"), lines=lines, rows=rows)


@members.action
async def decide(ctx: Ctx[MembersSettings], purpose: str, version: int, given: bool) -> Card:
    """Agree to one purpose, in the version that was shown, or take it back."""
    consent = next((one for one in ctx.people.consents if one.purpose == purpose), None)
    if consent is None or (given and consent.version != version):
        raise Refused(t("members-consent-changed"))
    if await ctx.people.agreed(ctx.person, consent) != given:
        await ctx.people.agree(ctx.person, consent, given)
        ctx.audit("consented" if given else "withdrew", ctx.person, purpose=purpose, version=consent.version)
    return await _consents(ctx)
