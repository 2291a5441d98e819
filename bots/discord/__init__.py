"""The Discord edge: Discord's words in, the engine's words out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bots.discord.settings import DiscordSettings

if TYPE_CHECKING:
    from bots.discord.platform import DiscordPlatform

__all__ = ["DiscordPlatform", "DiscordSettings"]


def __getattr__(name: str) -> Any:
    """Import the platform only when it is asked for: reading the settings needs no client library."""
    if name != "DiscordPlatform":
        raise AttributeError(name)
    from bots.discord.platform import DiscordPlatform

    return DiscordPlatform
