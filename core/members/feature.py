"""Members: who somebody is, on whichever platforms, and what they decide about it. All its parts, and their data."""

from __future__ import annotations

from typing import Any

from core.kit import Ctx, Look, Person, Personal
from core.members import blocks, choices, linking, profile, rights, roles
from core.members.plugin import MembersSettings, members
from core.members.store import Leaving, Links, Profiles

__all__ = ["blocks", "choices", "linking", "members", "profile", "rights", "roles"]


async def _export(look: Look[MembersSettings], person: Person) -> Any:
    link = await Links(look.db).of(person)
    mine = await Profiles(look.db).of(person)
    leaving = await Leaving(look.db).when(person)
    return {
        "open_code_until": link.expires.isoformat() if link else None,
        "wrong_codes": await Links(look.db).tries(person),
        "erased_at": leaving.isoformat() if leaving else None,
        "profile": [
            {"part": part.value, "words": words, "shown": part in mine.shown} for part, words in mine.words.items()
        ],
    }


async def _erase(ctx: Ctx[MembersSettings], person: Person) -> None:
    await Links(ctx.db).forget(person)
    await Leaving(ctx.db).drop(person)
    await Profiles(ctx.db).drop(person)


async def _merge(ctx: Ctx[MembersSettings], keep: Person, gone: Person) -> None:
    await Links(ctx.db).forget(gone)
    await Leaving(ctx.db).drop(gone)
    await Profiles(ctx.db).merge(keep, gone)


members.personal = Personal(
    "members-data-purpose",
    "members-data-retention",
    _export,
    _erase,
    _merge,
    {
        "open_code_until": "members-data-code",
        "wrong_codes": "members-data-wrong",
        "erased_at": "members-data-erased-at",
        "profile": "members-profile",
        "part": "members-data-part-name",
        "words": "members-data-words",
        "shown": "members-data-shown",
    },
)
