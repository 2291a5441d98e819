"""The parameters of one call, read as leniently and refused as strictly as the Bot API server does."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, cast

from bots.playground.telegram.errors import bad
from bots.playground.telegram.model import Json

_NUMBER = re.compile(r"\s*(-?\d+)")


class Unreadable(ValueError):
    """A JSON object lacks a field or has one of the wrong type."""


@dataclass(slots=True)
class Upload:
    """One uploaded part of a multipart request."""

    name: str
    data: bytes
    mime: str


@dataclass(slots=True)
class Params:
    """Named values: strings from a query string or a form, JSON values from a JSON body; and the uploaded files.

    A number is read from its leading digits and falls back to its default, a truth is one of `true`, `yes`, `1`;
    the same as the server at https://github.com/tdlib/telegram-bot-api reads them. Unknown names are ignored.
    """

    values: Json
    files: dict[str, Upload] = field(default_factory=dict[str, Upload])

    def has(self, name: str) -> bool:
        """Whether the parameter was given at all."""
        return name in self.values

    def text(self, name: str) -> str:
        """The parameter as text; empty where it was not given."""
        value = self.values.get(name, "")
        if not isinstance(value, str):
            return json.dumps(value)
        if not value.isascii():
            try:
                value.encode()
            except UnicodeEncodeError:
                raise bad("strings must be encoded in UTF-8") from None
        return value

    def integer(self, name: str, default: int = 0, low: int = -(2**63), high: int = 2**63 - 1) -> int:
        """The parameter as a whole number, moved into `low`..`high`."""
        value = self.values.get(name)
        if isinstance(value, int):
            number = int(value)
        else:
            found = _NUMBER.match(self.text(name)) if name in self.values else None
            number = int(found[1]) if found else default
        return min(max(number, low), high)

    def truth(self, name: str) -> bool:
        """The parameter as yes or no."""
        value = self.values.get(name, False)
        if isinstance(value, str):
            return value.strip().lower() in ("true", "yes", "1")
        return value is True or value == 1

    def loaded(self, name: str, called: str) -> Any:
        """The parameter's JSON value, None where it was not given; `called` is the name in the error text."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {called} JSON object") from None

    def user_id(self, name: str = "user_id") -> int:
        """A required user's id."""
        number = self.integer(name)
        if number <= 0:
            raise bad(f"invalid {name} specified")
        return number


def text_field(data: Json, name: str) -> str:
    """A required string of a JSON object."""
    if name not in data:
        raise Unreadable(f'Can\'t find field "{name}"')
    value = data[name]
    if not isinstance(value, str):
        raise Unreadable(f'Field "{name}" must be of type String')
    return value


def int_field(data: Json, name: str) -> int:
    """A required whole number of a JSON object; digits in a string count, as on the real server."""
    if name not in data:
        raise Unreadable(f'Can\'t find field "{name}"')
    value = data[name]
    if isinstance(value, str) and re.fullmatch(r"-?\d+", value):
        return int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unreadable(f'Field "{name}" must be of type Number')
    return value


def as_object(value: Any) -> Json | None:
    """The value, if it is a JSON object."""
    return cast("Json", value) if isinstance(value, dict) else None


def as_list(value: Any) -> list[Any] | None:
    """The value, if it is a JSON array."""
    return cast("list[Any]", value) if isinstance(value, list) else None


def lowered(text: str) -> str:
    """An error text with its first letter small, as the server writes it after "Bad Request: "."""
    return text[:1].lower() + text[1:]
