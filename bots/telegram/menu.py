"""The menu of commands as Telegram keeps it: a list for every scope and language. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from core.kit.people import Role
from core.kit.port import Menu, MenuItem

Scope: TypeAlias = Literal["default", "all_private_chats", "all_group_chats", "all_chat_administrators"]

MOST_COMMANDS = 100
MOST_ABOUT = 256
_NAME = re.compile(r"[a-z0-9_]{1,32}")


@dataclass(frozen=True, slots=True)
class CommandList:
    """The commands (name, description) of one scope, for one language; "" is for all without a list of their own."""

    scope: Scope
    language: str
    commands: tuple[tuple[str, str], ...]


def command_lists(menu: Menu) -> list[CommandList]:
    """What setMyCommands should have been told; an empty list means that there should be none.

    The community's language stands for every language that has no list of its own. Telegram shows the list of the
    narrowest scope only, so the administrators' one repeats the group's. Commands answered in private are shown in
    private chats alone; they still work elsewhere. Of a group of commands the first word is shown, once: Telegram knows
    of no subcommands.
    https://core.telegram.org/bots/api#determining-list-of-commands
    """
    everyone = [item for item in menu.items if item.role < Role.MODERATOR]
    shared = [item for item in everyone if not item.private]
    trusted = [item for item in menu.items if item.role >= Role.MODERATOR and not item.private]
    scopes: tuple[tuple[Scope, Sequence[MenuItem]], ...] = (
        ("default", shared),
        ("all_private_chats", everyone),
        ("all_group_chats", shared),
        ("all_chat_administrators", [*shared, *trusted] if trusted else []),
    )
    return [
        CommandList(scope, "" if at == 0 else lang, _commands(items, lang, menu.langs[0]))
        for scope, items in scopes
        for at, lang in enumerate(menu.langs)
    ]


def bad_names(menu: Menu) -> list[str]:
    """The command names, in any language, that Telegram does not take: it wants 1 to 32 of a-z, 0-9 and _."""
    shown = [item.group or item for item in menu.items]
    names = {name for one in shown for name in (one.name, *one.names.values())}
    return sorted(name for name in names if not _NAME.fullmatch(name))


def _commands(items: Sequence[MenuItem], lang: str, fallback: str) -> tuple[tuple[str, str], ...]:
    commands: dict[str, str] = {}
    for item in items:
        shown = item.group or item
        name = shown.names.get(lang, shown.name)
        about = " ".join((shown.about.get(lang) or shown.about.get(fallback) or name).split())
        if _NAME.fullmatch(name):
            commands.setdefault(name, about if len(about) <= MOST_ABOUT else about[: MOST_ABOUT - 1] + "…")
    return tuple(commands.items())[:MOST_COMMANDS]
