"""Members: one person on several platforms, tied together by themselves; the language they are spoken to in."""

from core.members.feature import members

__all__ = ["members"]
