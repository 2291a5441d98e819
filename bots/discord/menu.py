"""The menu as Discord's application commands: payloads, what is wrong with them, and whether anything changed. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from bots.discord.escape import plain_clip
from core.kit.action import Param, Type
from core.kit.port import Menu, MenuItem

Json: TypeAlias = dict[str, Any]

LOCALES: Mapping[str, tuple[str, ...]] = {"id": ("id",), "en": ("en-US", "en-GB")}
"""Our languages as Discord's locales."""
MOST_COMMANDS, MOST_OPTIONS, MOST_CHOICES, MOST_CHARACTERS = 100, 25, 25, 8000
NAME, ABOUT, CHOICE, TYPED = 32, 100, 100, 6000
_SLASH, _STRING, _INTEGER, _BOOLEAN, _USER = 1, 3, 4, 5, 6
_TYPES = {Type.NUMBER: _INTEGER, Type.FLAG: _BOOLEAN, Type.PERSON: _USER}
_SAFE = 2**53 - 1
IN_SERVERS, IN_PRIVATE = 0, 1


def commands(menu: Menu) -> list[Json]:
    """The commands, for every scope alike.

    No option is required: what is missing is asked for by a form, whose labels say more than an option can. Nor is a
    command hidden from anybody (default_member_permissions): the engine knows roles that Discord does not.
    """
    return [_command(item, menu.langs) for item in menu.items]


def scopes(menu: Menu, guild: str | None) -> dict[str | None, list[Json]]:
    """What is to be registered where: by server, None for everywhere.

    A server's own commands reach no private conversation, so with `guild` the global ones are for those alone.
    """
    made = commands(menu)
    contexts = [IN_PRIVATE] if guild else [IN_SERVERS, IN_PRIVATE]
    everywhere: dict[str | None, list[Json]] = {
        None: [{**command, "contexts": contexts, "integration_types": [0]} for command in made]
    }
    return {guild: made, **everywhere} if guild else everywhere


def _command(item: MenuItem, langs: Sequence[str]) -> Json:
    return {
        "type": _SLASH,
        "name": item.name,
        "name_localizations": _localized(item.names, item.name),
        **_described(item.about, langs, item.name),
        "options": [
            _option(param, labels, item.choice_labels.get(param.name, {}), langs) for param, labels in item.params
        ],
    }


def _option(
    param: Param, labels: Mapping[str, str], named: Mapping[str, Mapping[str, str]], langs: Sequence[str]
) -> Json:
    option: Json = {
        "type": _TYPES.get(param.type, _STRING),
        "name": param.name,
        **_described(labels, langs, param.name),
        "required": False,
    }
    if param.type is Type.NUMBER:
        if between := param.between:
            option["min_value"], option["max_value"] = max(between.low, -_SAFE), min(between.high, _SAFE)
    elif named and len(named) <= MOST_CHOICES:
        option["choices"] = [_choice(value, label, langs) for value, label in named.items()]
    elif option["type"] == _STRING:
        if param.suggest is not None or param.type is Type.ROOM:
            option["autocomplete"] = True
        if param.type is Type.TEXT:
            # Texts are trimmed before they are measured, so the least length is left to the engine.
            option["max_length"] = max(1, min(param.longest, TYPED))
    return option


def _choice(value: str, labels: Mapping[str, str], langs: Sequence[str]) -> Json:
    usual = plain_clip(_usual(labels, langs, value), CHOICE)
    cut = {lang: plain_clip(label, CHOICE) for lang, label in labels.items() if label}
    return {"name": usual, "value": value, "name_localizations": _localized(cut, usual)}


def _described(labels: Mapping[str, str], langs: Sequence[str], instead: str) -> Json:
    usual = plain_clip(_usual(labels, langs, instead), ABOUT)
    cut = {lang: plain_clip(label, ABOUT) for lang, label in labels.items() if label}
    return {"description": usual, "description_localizations": _localized(cut, usual)}


def _usual(labels: Mapping[str, str], langs: Sequence[str], instead: str) -> str:
    return next((labels[lang] for lang in langs if labels.get(lang)), instead)


def _localized(labels: Mapping[str, str], usual: str) -> dict[str, str]:
    return {locale: label for lang, label in labels.items() for locale in LOCALES.get(lang, (lang,)) if label != usual}


def is_name(name: str) -> bool:
    """Whether Discord takes this as the name of a command or an option (its application command naming rule)."""
    return (
        0 < len(name) <= NAME
        and name == name.lower()
        and all(char in "-_'" or unicodedata.category(char)[0] in "LN" for char in name)
    )


def faults(menu: Menu) -> list[tuple[str, str]]:
    """What Discord would not take of this menu: (command, rule) pairs, the rules being keys of our texts."""
    found: list[tuple[str, str]] = []
    if len(menu.items) > MOST_COMMANDS:
        found.append((menu.items[MOST_COMMANDS].name, "discord-rule-commands"))
    taken: set[tuple[str, str]] = set()
    for item, command in zip(menu.items, commands(menu), strict=True):
        if not all(is_name(name) for name in (item.name, *item.names.values())):
            found.append((item.name, "discord-rule-name"))
        names = {(locale, name) for locale, name in (("", item.name), *command["name_localizations"].items())}
        if names & taken:
            found.append((item.name, "discord-rule-twice"))
        taken |= names
        if not all(is_name(param.name) for param, _ in item.params):
            found.append((item.name, "discord-rule-option-name"))
        if len(item.params) > MOST_OPTIONS:
            found.append((item.name, "discord-rule-options"))
        if any(len(labels) > MOST_CHOICES for labels in item.choice_labels.values()):
            found.append((item.name, "discord-rule-choices"))
        if _characters(command) > MOST_CHARACTERS:
            found.append((item.name, "discord-rule-size"))
    return found


def _characters(thing: Json) -> int:
    total = sum(
        max(len(thing.get(key, "")), *(len(text) for text in thing.get(f"{key}_localizations", {}).values()), 0)
        for key in ("name", "description")
    )
    total += len(thing.get("value", ""))
    return total + sum(_characters(inner) for key in ("options", "choices") for inner in thing.get(key, ()))


def same(registered: Iterable[Mapping[str, Any]], wanted: Iterable[Mapping[str, Any]]) -> bool:
    """Whether Discord's answer to a listing of commands says what we would register."""
    return {c["name"]: _bare(c) for c in registered} == {c["name"]: _bare(c) for c in wanted}


_KEPT = (
    "type", "name", "value", "description", "required", "autocomplete",
    "min_value", "max_value", "min_length", "max_length", "name_localizations", "description_localizations",
)  # fmt: skip


def _bare(thing: Mapping[str, Any]) -> Json:
    # Discord leaves out, or gives as null, what is as usual.
    kept = {key: thing[key] for key in _KEPT if thing.get(key)}
    kept |= {key: thing[key] for key in ("min_value", "max_value", "value") if thing.get(key) is not None}
    if thing.get("contexts") is not None:
        # A server's own commands have none.
        kept |= {key: sorted(thing[key]) for key in ("contexts", "integration_types")}
    for key in ("options", "choices"):
        if thing.get(key):
            kept[key] = [_bare(inner) for inner in thing[key]]
    return kept
