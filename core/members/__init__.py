"""Members: one person on several platforms; what is kept about them, and what they decide about it."""

from core.members.feature import members
from core.members.rights import notice

__all__ = ["members", "notice"]
