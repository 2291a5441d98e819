"""The Plugin value that all parts of welcome are declared on, the consent it asks, and how admins are told things."""

from __future__ import annotations

from core.kit import Card, Ctx, Plugin, Room, Text, Urgency, t
from core.kit.deeds import CloseDoor, LetIn, Mute, OpenDoor, PauseInvites, TurnAway, Unmute
from core.welcome import store_inside
from core.welcome.settings import Said, WelcomeSettings
from core.welcome.store import meta

welcome = Plugin(
    "welcome",
    WelcomeSettings,
    tables=meta,
    deeds=frozenset({LetIn, TurnAway, OpenDoor, CloseDoor, PauseInvites, Mute, Unmute}),
)
assert store_inside.meta is meta  # its tables are declared by importing it

applying = welcome.consent("application", "welcome-consent-asks")
"""That answers are kept and shown to the moderators."""


def said(words: Said) -> Text:
    """Words from config, in the reader's language."""
    return t("welcome-said", id=words.id, en=words.en)


async def tell_admins(ctx: Ctx[WelcomeSettings], what: Text | Card) -> None:
    """Say something where applications are looked at, or to the admins where there is no such room."""
    if ctx.settings.admin_room:
        ctx.say(what, Room(ctx.settings.admin_room), urgency=Urgency.ANSWER)
        return
    for admin in await ctx.people.admins():
        ctx.tell(admin, what, urgency=Urgency.ANSWER)
