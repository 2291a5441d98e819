"""The fixtures of the Telegram edge's tests."""

from __future__ import annotations

from telegram_house import app, build, house

__all__ = ["app", "build", "house"]
