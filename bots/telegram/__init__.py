"""The Telegram edge: Telegram's words in, our words out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bots.telegram.settings import TelegramSettings, Webhook

if TYPE_CHECKING:
    from bots.telegram.platform import TelegramPlatform

__all__ = ["TelegramPlatform", "TelegramSettings", "Webhook"]


def __getattr__(name: str) -> Any:
    """Import the platform only when it is asked for: reading the settings needs no client library."""
    if name != "TelegramPlatform":
        raise AttributeError(name)
    from bots.telegram.platform import TelegramPlatform

    return TelegramPlatform
