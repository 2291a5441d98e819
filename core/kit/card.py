"""Cards: what a feature shows, as texts and buttons, drawn anew from the current state whenever it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from core.kit.action import Bound
from core.kit.text import Text


class Tone(StrEnum):
    """How a button looks where the platform can colour it."""

    PLAIN = "plain"
    PRIMARY = "primary"
    GOOD = "good"
    DANGER = "danger"


@dataclass(frozen=True, slots=True)
class Button:
    """A label and a bound action; pressing it runs the action, its unbound arguments asked for first."""

    label: Text
    does: Bound
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Link:
    """A label that opens an https address."""

    label: Text
    url: str


Row: TypeAlias = Sequence["Button | Link"]


@dataclass(frozen=True, slots=True)
class Card:
    """A title, lines and rows of buttons; longer rows than a platform allows are wrapped, longer text is cut kindly.

    `more` is the text put in place of lines that do not fit; it is given `hidden`, their number.
    """

    title: Text | None = None
    lines: Sequence[Text] = ()
    rows: Sequence[Row] = ()
    more: Text | None = None
