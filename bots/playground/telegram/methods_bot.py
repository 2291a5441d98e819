"""The methods about the bot itself: who it is, its command menus, its names and descriptions."""

from __future__ import annotations

import re

from bots.playground.telegram.access import Access, chat_of
from bots.playground.telegram.errors import bad
from bots.playground.telegram.formatting import units
from bots.playground.telegram.model import Json
from bots.playground.telegram.params import Params, Unreadable, as_list, as_object, text_field
from bots.playground.telegram.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")
_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators", *_CHAT_SCOPES)
NAME_LIMITS = {"name": 64, "description": 512, "short_description": 120}


class Self:
    """The methods by which the bot looks at itself and introduces itself."""

    def __init__(self, world: World) -> None:
        self._world = world

    def get_me(self, _: Params) -> Json:
        """getMe."""
        return self._world.bot.json | {
            "can_join_groups": True,
            "can_read_all_group_messages": not self._world.privacy,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def set_commands(self, params: Params) -> bool:
        """setMyCommands: a list for one scope and one language."""
        items = as_list(params.loaded("commands", "commands"))
        if items is None:
            raise bad(
                "parameter commands is required" if not params.has("commands") else "expected an Array of BotCommand"
            )
        if len(items) > 100:
            raise bad("BOT_COMMANDS_TOO_MUCH")
        commands = [_command(as_object(item)) for item in items]
        self._world.commands[self._scope(params)] = commands
        return True

    def get_commands(self, params: Params) -> list[Json]:
        """getMyCommands: exactly what was set for this scope and language, without falling back to others."""
        return self._world.commands.get(self._scope(params), [])

    def delete_commands(self, params: Params) -> bool:
        """deleteMyCommands."""
        self._world.commands.pop(self._scope(params), None)
        return True

    def _scope(self, params: Params) -> tuple[str, int, int, str]:
        value = params.loaded("scope", "BotCommandScope")
        data: Json | None = {"type": "default"} if value is None else as_object(value)
        if data is None:
            raise bad("BotCommandScope must be an Object")
        kind = data.get("type")
        if kind not in _SCOPES:
            raise bad("can't parse BotCommandScope: Unsupported type specified")
        language = params.text("language_code")
        if not _LANGUAGE.fullmatch(language):
            raise bad("LANG_CODE_INVALID")
        if kind not in _CHAT_SCOPES:
            return kind, 0, 0, language
        named = Params({"chat_id": data.get("chat_id", ""), "user_id": data.get("user_id", 0)})
        chat = chat_of(self._world, named, Access.READ_MEMBERS)
        user = named.user_id() if kind == "chat_member" else 0
        return kind, chat.id, user, language

    def menu_for(self, chat_id: int, user_id: int, language: str, *, group: bool, admin: bool) -> list[Json]:
        """The commands that a person's app shows in a chat, by the order of the Bot API (narrowest first).

        https://core.telegram.org/bots/api#determining-list-of-commands
        """
        if group:
            order = [("chat_member", chat_id, user_id)]
            if admin:
                order += [("chat_administrators", chat_id, 0)]
            order += [("chat", chat_id, 0)]
            if admin:
                order += [("all_chat_administrators", 0, 0)]
            order += [("all_group_chats", 0, 0)]
        else:
            order = [("chat", chat_id, 0), ("all_private_chats", 0, 0)]
        for kind, chat, user in [*order, ("default", 0, 0)]:
            for code in (language, ""):
                if commands := self._world.commands.get((kind, chat, user, code)):
                    return commands
        return []

    def set_text(self, name: str, params: Params) -> bool:
        """setMyName, setMyDescription, setMyShortDescription; an empty text takes it back."""
        text, language = params.text(name), params.text("language_code")
        if units(text) > NAME_LIMITS[name]:
            raise bad(f"bot {name.replace('_', ' ')} is too long")
        if not _LANGUAGE.fullmatch(language):
            raise bad("LANG_CODE_INVALID")
        if text:
            self._world.names[name, language] = text
        else:
            self._world.names.pop((name, language), None)
        return True

    def get_text(self, name: str, params: Params) -> Json:
        """getMyName, getMyDescription, getMyShortDescription."""
        language = params.text("language_code")
        fallback = self._world.bot.first_name if name == "name" else ""
        names = self._world.names
        return {name: names.get((name, language)) or names.get((name, "")) or fallback}


def _command(data: Json | None) -> Json:
    if data is None:
        raise bad("can't parse BotCommand: BotCommand must be an Object")
    try:
        command, description = text_field(data, "command"), text_field(data, "description")
    except Unreadable as error:
        raise bad(f"can't parse BotCommand: {error}") from None
    command = command.removeprefix("/")
    if not _COMMAND.fullmatch(command):
        raise bad("BOT_COMMAND_INVALID")
    if not 1 <= units(description.strip()) <= 256:
        raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": command, "description": description}
