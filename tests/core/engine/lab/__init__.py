"""A feature for the engine's own tests: one action of every kind, and a note of what ran."""

from tests.core.engine.lab.feature import Color, Lab, Rang, count, sums

__all__ = ["Color", "Lab", "Rang", "count", "sums"]
