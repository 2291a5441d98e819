"""Secrets taken out of whatever is about to be shown: bot tokens by their shape, and any secret that is known."""

from __future__ import annotations

import re
from collections.abc import Iterable

HIDDEN = "[...]"

_TELEGRAM = r"\d{5,}(?::|%3A)[\w-]{30,}"
_DISCORD = r"(?:mfa\.[\w-]{60,}|[\w-]{20,}\.[\w-]{5,7}\.[\w-]{25,})"
_INTERACTION = r"(?<=/callback/)[\w-]{30,}|(?<=/)aW50ZXJhY3Rpb24[\w-]{20,}"
_TOKEN = re.compile(f"{_TELEGRAM}|{_DISCORD}|{_INTERACTION}", re.IGNORECASE)


class Redactor:
    """Hides what looks like a token of any bot, and every secret it was told of."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._known: tuple[str, ...] = ()
        self.add(secrets)

    def add(self, secrets: Iterable[str]) -> None:
        """Hide these, too; too short ones (they would be found in ordinary words) are left."""
        found = {*self._known, *(secret for secret in secrets if len(secret) >= 8)}
        self._known = tuple(sorted(found, key=lambda secret: (-len(secret), secret)))

    def __call__(self, text: str) -> str:
        """The text without secrets."""
        for secret in self._known:
            if secret in text:
                text = text.replace(secret, HIDDEN)
        return _TOKEN.sub(HIDDEN, text)
