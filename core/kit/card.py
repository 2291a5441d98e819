"""Cards: what a feature shows, as texts and buttons, drawn anew from the current state whenever it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

from core.kit.action import Bound
from core.kit.port import File
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
class Paper:
    """A file written in the reader's language: lines of text, or a mapping as JSON, the texts in it as words."""

    name: str
    content: Sequence[Text] | Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Card:
    """A title, lines and rows of buttons; longer rows than a platform allows are wrapped, longer text is cut kindly.

    `more` is the text put in place of lines that do not fit; it is given `hidden`, their number. `files` are handed
    over with it, and only an answer may have them: what waits as a row, or is drawn again and again, holds no file.
    `photos` (platform -> its own id of a picture, from Said.photo) is shown on the platforms that have one.
    """

    title: Text | None = None
    lines: Sequence[Text] = ()
    rows: Sequence[Row] = ()
    more: Text | None = None
    files: Sequence[File | Paper] = ()
    photos: Mapping[str, str] = field(default_factory=dict[str, str])
