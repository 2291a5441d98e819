"""Rules: what the community agreed on, reports when it is broken, sanctions, and appeals against them."""

from core.rules.feature import rules

__all__ = ["rules"]
