"""Checking application commands as Discord does at registration, and giving them in the shape it answers."""

from __future__ import annotations

import unicodedata
from typing import Any

from bots.playground.discord import form
from bots.playground.discord.errors import Place
from bots.playground.discord.model import Json

CHAT_INPUT, USER, MESSAGE = 1, 2, 3
MOST = {CHAT_INPUT: 100, USER: 15, MESSAGE: 15}
"""How many commands of each type one scope may have."""
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER_OPTION, CHANNEL_OPTION, ROLE_OPTION = 1, 2, 3, 4, 5, 6, 7, 8
MENTIONABLE_OPTION, NUMBER, ATTACHMENT = 9, 10, 11
_PLAIN = tuple(range(3, 12))
LOCALES = frozenset({
    "ar", "bg", "cs", "da", "de", "el", "en-GB", "en-US", "es-419", "es-ES", "fi", "fr", "he", "hi", "hr", "hu", "id",
    "it", "ja", "ko", "lt", "nl", "no", "pl", "pt-BR", "ro", "ru", "sv-SE", "th", "tr", "uk", "vi", "zh-CN", "zh-TW",
})  # fmt: skip
"""Discord's locales."""


def well_named(name: str) -> bool:
    """Whether a slash command or option may be called so: letters, digits, -, _ and ', in lower case."""
    return all(c in "-_'" or c.isalnum() or unicodedata.category(c) in ("Mn", "Mc") for c in name) and (
        name == name.lower()
    )


def read_command(body: Json, place: Place, *, before: Json | None = None) -> Json:
    """Check a command's body (a PATCH over `before`, what is registered); returns its answer, without ids."""
    merged = {**(before or {}), **body} if before else body
    kind: int = form.choice(merged, "type", place, (1, 2, 3, 4)) or CHAT_INPUT
    slash = kind == CHAT_INPUT
    shown: Json = {"type": kind, "name": _name(merged, place, slash) or ""}
    shown["name_localizations"] = _localized(merged, "name_localizations", place, 32, slash)
    if slash:
        shown["description"] = form.text(merged, "description", place, 100, low=1, need=True) or ""
    else:
        if merged.get("description"):
            place.at("description").add(
                "APPLICATION_COMMAND_DESCRIPTION_NOT_ALLOWED", "Context menu commands cannot have description"
            )
        if merged.get("options"):
            place.at("options").add(
                "APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED", "Context menu commands cannot have options"
            )
        shown["description"] = ""
    shown["description_localizations"] = _localized(merged, "description_localizations", place, 100, False)
    needed = form.number(merged, "default_member_permissions", place, 0)
    shown["default_member_permissions"] = None if needed is None else str(needed)
    direct = form.flag(merged, "dm_permission", place)
    shown["dm_permission"] = True if direct is None else direct
    shown["contexts"] = form.items(merged, "contexts", place, 3, low=1)
    shown["integration_types"] = form.items(merged, "integration_types", place, 2, low=1) or [0]
    for key, values in (("contexts", (0, 1, 2)), ("integration_types", (0, 1))):
        for index, value in enumerate(shown[key] or []):
            if value not in values:
                place.at(key, index).add(
                    "BASE_TYPE_CHOICES", f"Value must be one of {{{', '.join(map(str, values))}}}."
                )
    shown["nsfw"] = form.flag(merged, "nsfw", place) or False
    if slash and (options := _options(merged, place, nesting=0)):
        shown["options"] = options
    if _size(shown) > 8000:
        place.add("APPLICATION_COMMAND_TOO_LARGE", "Command exceeds maximum size (8000)")
    return shown


def _name(body: Json, place: Place, slash: bool) -> str | None:
    name = form.text(body, "name", place, 32, low=1, need=True)
    if name is not None and slash and not well_named(name):
        place.at("name").add("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    return name


def _localized(body: Json, key: str, place: Place, most: int, named: bool) -> Json | None:
    given = form.thing(body, key, place)
    if given is None:
        return None
    for locale in given:
        spot = place.at(key, locale)
        if locale not in LOCALES:
            spot.add("BASE_TYPE_CHOICES", "Locale is not supported")
            continue
        value = form.text(given, locale, place.at(key), most, low=1, need=True)
        if value is not None and named and not well_named(value):
            spot.add("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    return given


def _size(shown: Json) -> int:
    """The longest of name, description and choices over the locales, added up: the 8,000 characters of a command."""

    def longest(thing: Json, key: str) -> int:
        localized: Json = thing.get(f"{key}_localizations") or {}
        return max(len(str(thing.get(key, ""))), *(len(str(text)) for text in localized.values()), 0)

    total = longest(shown, "name") + longest(shown, "description")
    for option in shown.get("options", []):
        total += _size(option)
    for given in shown.get("choices", []):
        total += longest(given, "name") + len(str(given["value"]))
    return total


def _options(body: Json, place: Place, *, nesting: int) -> list[Json]:
    options = form.things(body, "options", place, 25) or []
    shown: list[Json] = []
    names: set[str] = set()
    optional = False
    for index, option in enumerate(options):
        spot = place.at("options", index)
        one = _option(option, spot, nesting)
        if one["name"] in names:
            spot.add("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", "Option names must be unique")
        names.add(one["name"])
        if one["type"] in _PLAIN:
            if one["required"] and optional:
                spot.add(
                    "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                    "Required options must be placed before non-required options",
                )
            optional = optional or not one["required"]
        shown.append(one)
    kinds = {one["type"] in (SUBCOMMAND, GROUP) for one in shown}
    if len(kinds) > 1:
        place.at("options").add(
            "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-command and sub-command group option types are mutually "
            "exclusive to all other types",
        )  # fmt: skip
    return shown


def _option(given: Json, place: Place, nesting: int) -> Json:
    allowed = ((SUBCOMMAND, GROUP, *_PLAIN), (SUBCOMMAND,), _PLAIN)[nesting]
    kind = form.choice(given, "type", place, allowed, need=True) or STRING
    shown: Json = {"type": kind, "name": _name(given, place, True) or ""}
    shown["description"] = form.text(given, "description", place, 100, low=1, need=True) or ""
    for key, most, named in (("name_localizations", 32, True), ("description_localizations", 100, False)):
        localized = _localized(given, key, place, most, named)
        if localized is not None:
            shown[key] = localized
    if kind == SUBCOMMAND:
        shown["options"] = _options(given, place, nesting=2)
        return shown
    if kind == GROUP:
        shown["options"] = _options(given, place, nesting=1)
        return shown
    shown["required"] = form.flag(given, "required", place) or False
    completing = form.flag(given, "autocomplete", place) or False
    if kind in (STRING, INTEGER, NUMBER):
        if completing:
            shown["autocomplete"] = True
        choices = _choices(given, kind, place)
        if choices:
            shown["choices"] = choices
            if completing:
                place.at("autocomplete").add(
                    "APPLICATION_COMMAND_AUTOCOMPLETE_WITH_CHOICES", "Autocomplete cannot be set with choices"
                )
    if kind == STRING:
        for key, low in (("min_length", 0), ("max_length", 1)):
            if (bound := form.number(given, key, place, low, 6000)) is not None:
                shown[key] = bound
    elif kind in (INTEGER, NUMBER):
        for key in ("min_value", "max_value"):
            if given.get(key) is not None:
                shown[key] = given[key] if kind == NUMBER else form.number(given, key, place, -(2**53) + 1, 2**53 - 1)
    elif kind == CHANNEL_OPTION and (kinds := form.items(given, "channel_types", place, 25)):
        shown["channel_types"] = kinds
    return shown


def _choices(given: Json, kind: int, place: Place) -> list[Json]:
    shown: list[Json] = []
    for index, choice in enumerate(form.things(given, "choices", place, 25) or []):
        one = read_choice(choice, kind, place.at("choices", index))
        if any(one["name"] == other["name"] for other in shown):
            place.at("choices", index).add(
                "APPLICATION_COMMAND_OPTION_CHOICE_NAME_DUPLICATE", "Choice names must be unique"
            )
        shown.append(one)
    return shown


def read_choice(choice: Json, kind: int, place: Place) -> Json:
    """Check one choice of an option (or of an autocomplete answer) of the given option type."""
    one: Json = {"name": form.text(choice, "name", place, 100, low=1, need=True) or ""}
    localized = _localized(choice, "name_localizations", place, 100, False)
    if localized is not None:
        one["name_localizations"] = localized
    value: Any = choice.get("value")
    if kind == STRING:
        value = form.text(choice, "value", place, 100, need=True)
    elif kind == INTEGER:
        value = form.number(choice, "value", place, need=True)
    elif isinstance(value, bool) or not isinstance(value, int | float):
        place.at("value").add("NUMBER_TYPE_COERCE", f'Value "{value}" is not float.')
    one["value"] = value
    return one
