"""The menu as Discord's application commands: payloads, what is wrong with them, and whether anything changed. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from bots.discord.escape import plain_clip
from core.kit.action import Param, Type
from core.kit.port import Menu, MenuGroup, MenuItem

Json: TypeAlias = dict[str, Any]

LOCALES: Mapping[str, tuple[str, ...]] = {"id": ("id",), "en": ("en-US", "en-GB")}
"""Our languages as Discord's locales."""
MOST_POINTS = 5
"""How many commands a message's own menu may have."""
MOST_COMMANDS, MOST_SUBCOMMANDS, MOST_OPTIONS, MOST_CHOICES, MOST_CHARACTERS = 100, 25, 25, 25, 8000
NAME, ABOUT, CHOICE, TYPED = 32, 100, 100, 6000
_SLASH, _ON_MESSAGE, _SUBCOMMAND, _STRING, _INTEGER, _BOOLEAN, _USER = 1, 3, 1, 3, 4, 5, 6
_TYPES = {Type.NUMBER: _INTEGER, Type.FLAG: _BOOLEAN, Type.PERSON: _USER}
_SAFE = 2**53 - 1
IN_SERVERS, IN_PRIVATE = 0, 1


def commands(menu: Menu) -> list[Json]:
    """The commands that are typed, for every scope alike.

    No option is required: what is missing is asked for by a form, whose labels say more than an option can. Nor is a
    command hidden from anybody (default_member_permissions): the engine knows roles that Discord does not. A command
    that has subcommands cannot be called itself.
    https://docs.discord.com/developers/interactions/application-commands#subcommands-and-subcommand-groups
    """
    return [
        _group(group, items, menu.langs) if group else _command(items[0], menu.langs) for group, items in heads(menu)
    ]


def on_messages(menu: Menu) -> list[Json]:
    """The commands of a message's own menu, which have neither a description nor arguments."""
    return [
        {"type": _ON_MESSAGE, "name": name, "name_localizations": _localized(_cut(item.points), name)}
        for name, item in _pointing(menu)[:MOST_POINTS]
    ]


def pointing(menu: Menu) -> dict[str, str]:
    """What the commands of a message's own menu are called there -> as they come back."""
    return {
        name: f"{item.group.name} {item.name}" if item.group else item.name
        for name, item in _pointing(menu)[:MOST_POINTS]
    }


def _pointing(menu: Menu) -> list[tuple[str, MenuItem]]:
    return [(_usual(_cut(item.points), menu.langs, item.name), item) for item in menu.items if item.points]


def _cut(names: Mapping[str, str]) -> dict[str, str]:
    return {lang: plain_clip(name, NAME) for lang, name in names.items() if name}


def heads(menu: Menu) -> list[tuple[MenuGroup | None, list[MenuItem]]]:
    """What each command consists of: the subcommands of a group, or one item that belongs to none."""
    found: list[tuple[MenuGroup | None, list[MenuItem]]] = []
    groups: dict[str, list[MenuItem]] = {}
    for item in menu.items:
        if item.group is not None and item.group.name in groups:
            groups[item.group.name].append(item)
            continue
        items = [item]
        found.append((item.group, items))
        if item.group is not None:
            groups[item.group.name] = items
    return found


def scopes(menu: Menu, guild: str | None) -> dict[str | None, list[Json]]:
    """What is to be registered where: by server, None for everywhere.

    A server's own commands reach no private conversation, so with `guild` the global ones are for those alone. In
    private nobody else's messages are, so that those on messages are for servers only.
    """
    made, on = commands(menu), on_messages(menu)
    contexts = [IN_PRIVATE] if guild else [IN_SERVERS, IN_PRIVATE]
    everywhere = [{**command, "contexts": contexts, "integration_types": [0]} for command in made]
    if guild:
        return {guild: [*made, *on], None: everywhere}
    return {None: [*everywhere, *({**command, "contexts": [IN_SERVERS], "integration_types": [0]} for command in on)]}


def _group(group: MenuGroup, items: Sequence[MenuItem], langs: Sequence[str]) -> Json:
    return {
        "type": _SLASH,
        "name": group.name,
        "name_localizations": _localized(group.names, group.name),
        **_described(group.about, langs, group.name),
        "options": [_command(item, langs, _SUBCOMMAND) for item in items],
    }


def _command(item: MenuItem, langs: Sequence[str], kind: int = _SLASH) -> Json:
    return {
        "type": kind,
        "name": item.name,
        "name_localizations": _localized(item.names, item.name),
        **_described(item.about, langs, item.name),
        "options": [
            _option(param, labels, item.choice_labels.get(param.name, {}), item.param_names.get(param.name, {}), langs)
            for param, labels in item.params
        ],
    }


def _option(
    param: Param,
    labels: Mapping[str, str],
    named: Mapping[str, Mapping[str, str]],
    names: Mapping[str, str],
    langs: Sequence[str],
) -> Json:
    option: Json = {
        "type": _TYPES.get(param.type, _STRING),
        "name": param.name,
        "name_localizations": _localized(names, param.name),
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
    made = commands(menu)
    if len(made) > MOST_COMMANDS:
        found.append((made[MOST_COMMANDS]["name"], "discord-rule-commands"))
    taken: set[tuple[str, str]] = set()
    for (group, items), command in zip(heads(menu), made, strict=True):
        found += _misnamed(command["name"], command, taken)
        if group is None:
            found += _item_faults(command["name"], items[0], command)
        else:
            within: set[tuple[str, str]] = set()
            for item, option in zip(items, command["options"], strict=True):
                called = f"{group.name} {item.name}"
                found += _misnamed(called, option, within)
                found += _item_faults(called, item, option)
            if len(items) > MOST_SUBCOMMANDS:
                found.append((command["name"], "discord-rule-subcommands"))
        if _characters(command) > MOST_CHARACTERS:
            found.append((command["name"], "discord-rule-size"))
    named = [name for name, _ in _pointing(menu)]
    found += [(name, "discord-rule-points") for name in named[MOST_POINTS:]]
    found += [(name, "discord-rule-twice") for name in dict.fromkeys(named) if named.count(name) > 1]
    return found


def _misnamed(called: str, thing: Json, taken: set[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """The faults of a command's or subcommand's names; they are `taken` from then on."""
    names = _names(thing)
    if not all(is_name(name) for _, name in names):
        yield called, "discord-rule-name"
    if names & taken:
        yield called, "discord-rule-twice"
    taken |= names


def _item_faults(called: str, item: MenuItem, made: Json) -> Iterable[tuple[str, str]]:
    """The faults of a command's or subcommand's arguments."""
    if not all(is_name(name) for option in made["options"] for _, name in _names(option)):
        yield called, "discord-rule-option-name"
    if len(item.params) > MOST_OPTIONS:
        yield called, "discord-rule-options"
    if any(len(labels) > MOST_CHOICES for labels in item.choice_labels.values()):
        yield called, "discord-rule-choices"


def _names(thing: Json) -> set[tuple[str, str]]:
    """Its names, by locale."""
    return {("", thing["name"]), *thing["name_localizations"].items()}


def _characters(thing: Json) -> int:
    total = sum(
        max(len(thing.get(key, "")), *(len(text) for text in thing.get(f"{key}_localizations", {}).values()), 0)
        for key in ("name", "description")
    )
    total += len(thing.get("value", ""))
    return total + sum(_characters(inner) for key in ("options", "choices") for inner in thing.get(key, ()))


def same(registered: Iterable[Mapping[str, Any]], wanted: Iterable[Mapping[str, Any]]) -> bool:
    """Whether Discord's answer to a listing of commands says what we would register."""
    had, want = ({(c.get("type", _SLASH), c["name"]): _bare(c) for c in some} for some in (registered, wanted))
    return had == want


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
