"""The Plugin value that all parts of members are declared on, and its settings."""

from __future__ import annotations

from pydantic import Field

from core.kit import Plugin, Settings
from core.kit.deeds import Rank
from core.members.store import meta


class MembersSettings(Settings):
    """[core.members] in config.toml."""

    contact: str = Field(default="", max_length=200, description="Whom to ask about one's data: a name and an address.")
    keep_days: int = Field(
        default=730, ge=30, description="After how many days unseen a person without a role is erased."
    )


members = Plugin("members", MembersSettings, tables=meta, deeds=frozenset({Rank}))
