"""Welcome: who wants in applies, is looked at by people, comes in by a way of their own, and is introduced."""

from core.welcome.feature import welcome

__all__ = ["welcome"]
