"""Dice for everybody: the smallest feature there is, to be copied by whoever writes one."""

from plugins.dice.feature import dice

__all__ = ["dice"]
