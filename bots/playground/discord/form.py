"""Reading a JSON body field by field, noting problems as Discord words them; a bad field reads as None."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, cast

from bots.playground.discord.errors import Place, not_one_of, required
from bots.playground.discord.ids import unix
from bots.playground.discord.model import Json


def _missing(body: Json, key: str, place: Place, need: bool) -> bool:
    if body.get(key) is not None:
        return False
    if need:
        required(place.at(key))
    return True


def length(value: str, place: Place, low: int, high: int) -> bool:
    """Whether a text's length is within bounds; notes it if not."""
    size = len(value)
    if low <= size <= high:
        return True
    if low:
        place.add("BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
    else:
        place.add("BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
    return False


def text(body: Json, key: str, place: Place, high: int, *, low: int = 0, need: bool = False) -> str | None:
    """A string of `low` to `high` characters."""
    if _missing(body, key, place, need):
        return None
    value = body[key]
    if not isinstance(value, str):
        place.at(key).add("STRING_TYPE_CONVERT", "Could not interpret the value as string.")
        return None
    return value if length(value, place.at(key), low, high) else None


def number(
    body: Json, key: str, place: Place, low: float | None = None, high: float | None = None, *, need: bool = False
) -> int | None:
    """An integer within bounds (a decimal string is taken too, as Discord does)."""
    if _missing(body, key, place, need):
        return None
    value = body[key]
    if isinstance(value, str) and value.lstrip("-").isdigit():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        place.at(key).add("NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
        return None
    if low is not None and value < low:
        place.at(key).add("NUMBER_TYPE_MIN", f"int value should be greater than or equal to {low}.")
        return None
    if high is not None and value > high:
        place.at(key).add("NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")
        return None
    return value


def flag(body: Json, key: str, place: Place) -> bool | None:
    """A boolean."""
    if _missing(body, key, place, False):
        return None
    value = body[key]
    if not isinstance(value, bool):
        place.at(key).add("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return None
    return value


def snowflake(body: Json, key: str, place: Place, *, need: bool = False) -> str | None:
    """An id, as text; numbers are taken too."""
    if _missing(body, key, place, need):
        return None
    return as_snowflake(body[key], place.at(key))


def as_snowflake(value: Any, place: Place) -> str | None:
    """One value as an id."""
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return str(value)
    if isinstance(value, str) and value.isdigit() and int(value) < 1 << 64:
        return str(int(value))
    place.add("NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
    return None


def choice(body: Json, key: str, place: Place, allowed: Collection[Any], *, need: bool = False) -> Any:
    """A value that must be one of those allowed."""
    if _missing(body, key, place, need):
        return None
    value = body[key]
    if isinstance(value, bool) or not isinstance(value, int | str) or value not in allowed:
        not_one_of(place.at(key), allowed)
        return None
    return value


def items(body: Json, key: str, place: Place, high: int, *, low: int = 0, need: bool = False) -> list[Any] | None:
    """A list of `low` to `high` values."""
    if _missing(body, key, place, need):
        return None
    value = body[key]
    if not isinstance(value, list):
        place.at(key).add("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType.")
        return None
    found = cast("list[Any]", value)
    if not low <= len(found) <= high:
        if low:
            place.at(key).add("BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        else:
            place.at(key).add("BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        return None
    return found


def ids(body: Json, key: str, place: Place, high: int, *, low: int = 0, need: bool = False) -> list[str] | None:
    """A list of ids."""
    found = items(body, key, place, high, low=low, need=need)
    if found is None:
        return None
    read = [as_snowflake(value, place.at(key, index)) for index, value in enumerate(found)]
    return [value for value in read if value is not None]


def as_thing(value: Any, place: Place) -> Json | None:
    """One value as an object."""
    if isinstance(value, dict):
        return cast("Json", value)
    place.add("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType.")
    return None


def thing(body: Json, key: str, place: Place, *, need: bool = False) -> Json | None:
    """An object."""
    return None if _missing(body, key, place, need) else as_thing(body[key], place.at(key))


def things(body: Json, key: str, place: Place, high: int, *, low: int = 0, need: bool = False) -> list[Json] | None:
    """A list of objects; None too if one of them is not an object."""
    found = items(body, key, place, high, low=low, need=need)
    if found is None:
        return None
    read = [as_thing(value, place.at(key, index)) for index, value in enumerate(found)]
    whole = [value for value in read if value is not None]
    return whole if len(whole) == len(found) else None


def moment(body: Json, key: str, place: Place, *, need: bool = False) -> float | None:
    """An ISO 8601 time, as Unix seconds."""
    if _missing(body, key, place, need):
        return None
    value = body[key]
    at = unix(value) if isinstance(value, str) else None
    if at is None:
        place.at(key).add("DATE_TIME_TYPE_PARSE", f"Could not parse {value}. Should be ISO8601.")
    return at


def link(body: Json, key: str, place: Place, *, need: bool = False, attachments: bool = True) -> str | None:
    """A URL (http, https, or attachment:// where that is allowed)."""
    value = text(body, key, place, 2048, need=need)
    if value is None:
        return None
    scheme, _, rest = value.partition("://")
    if not rest or scheme not in ({"http", "https", "attachment"} if attachments else {"http", "https", "discord"}):
        place.at(key).add("URL_TYPE_INVALID_SCHEME", f"Scheme \"{scheme}\" must be one of ('http', 'https').")
        return None
    return value
