"""The Telegram edge: Telegram's words in, our words out."""

from bots.telegram.platform import TelegramPlatform
from bots.telegram.settings import TelegramSettings, Webhook

__all__ = ["TelegramPlatform", "TelegramSettings", "Webhook"]
