"""Info: a board of useful entries, added by members, found again by anybody, gone when they are over."""

from core.info.feature import info

__all__ = ["info"]
