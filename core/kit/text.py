"""A text is a key and typed values; the words are in the feature's texts/ folder, the markup is the platform's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeAlias

from core.kit.people import Person
from core.kit.places import Room

Value: TypeAlias = "str | int | float | bool | datetime | date | timedelta | Person | Room | Text | Sequence[Text]"
"""What a text may be given: a str is shown literally, a datetime with its zone, a Person as a mention or a name."""


@dataclass(frozen=True, slots=True)
class Text:
    """The Fluent message `key` of a feature's texts, with values for its placeables."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict[str, Value])

    def __hash__(self) -> int:
        return hash(self.key)


def t(key: str, /, **values: Value) -> Text:
    """Say `key` with these values; each language's words are chosen only when it is shown to somebody."""
    return Text(key, values)
