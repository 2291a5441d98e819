"""Help: services that listen, shown to everybody in every state, and a way to call whoever is on call."""

from core.help.feature import help

__all__ = ["help"]
