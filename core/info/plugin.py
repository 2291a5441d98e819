"""The Plugin value that all parts of info are declared on, and what is offered while somebody types."""

from __future__ import annotations

from collections.abc import Sequence

from core.info.settings import InfoSettings
from core.info.store import meta
from core.kit import Choice, Look, Plugin

info = Plugin("info", InfoSettings, tables=meta)


async def kinds(look: Look[InfoSettings], typed: str) -> Sequence[Choice | str]:
    """The kinds whose name has what was typed in it."""
    wanted = typed.casefold()
    return [
        Choice(kind.name, f"{kind.icon} {kind.name}")
        for kind in look.settings.kinds
        if any(wanted in name.casefold() for name in (kind.name, kind.en, *kind.aliases))
    ]


async def areas(look: Look[InfoSettings], typed: str) -> Sequence[Choice | str]:
    """The areas whose name or short name has what was typed in it."""
    wanted = typed.casefold()
    return [
        Choice(area.name)
        for area in look.settings.areas
        if any(wanted in name.casefold() for name in (area.name, *area.aliases))
    ]
