"""Mabar, playing together: sessions that people of every platform join on one roster."""

from core.mabar.feature import mabar
from core.mabar.model import Seat, Session, Standing
from core.mabar.signals import Cancelled, Changed, Ended, Starting, VoiceReady
from core.mabar.store import Sessions

__all__ = [
    "Cancelled",
    "Changed",
    "Ended",
    "Seat",
    "Session",
    "Sessions",
    "Standing",
    "Starting",
    "VoiceReady",
    "mabar",
]
