"""Mabar, playing together: sessions that people of every platform join on one roster."""

from core.mabar.feature import mabar

__all__ = ["mabar"]
