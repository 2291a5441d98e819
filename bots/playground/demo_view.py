"""What people see: the stand-ins' messages as each platform's app would show them, in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from babel.dates import format_date, format_time

from bots.playground.demo_stage import NAME, ROOM, Actor, Stage

_TIME = re.compile(r"<t:(-?\d+)(?::[tTdDfFR])?>")
_MENTION = re.compile(r"<@!?(\d+)>")
_ESCAPED = re.compile(r"\\([\\*_~|`\[\]()<>#@:/.+-])")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_SEAT = re.compile(r"\d+\. (.+)")


@dataclass(frozen=True, slots=True)
class Seen:
    """One message as it is on the screen now."""

    platform: str
    place: str
    id: str
    who: str
    by_bot: bool
    at: datetime
    text: str
    buttons: tuple[tuple[str, ...], ...] = ()
    only_for: str = ""
    """The name of the one person who sees it, in a private chat or hidden from the others."""
    answers: str = ""
    """The id of the message that it answers."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of its buttons."""
        return tuple(label for row in self.buttons for label in row)

    @property
    def seats(self) -> tuple[str, ...]:
        """Who has a seat on the roster, with their notes."""
        found = (_SEAT.fullmatch(line) for line in self.text.splitlines())
        return tuple(match[1].replace("@", "") for match in found if match)

    @property
    def roster(self) -> tuple[str, ...]:
        """The roster without its time, which each platform shows in its own way."""
        lines = self.text.replace("@", "").splitlines()
        return tuple(line for number, line in enumerate(lines) if number != 1)


class View:
    """Reads the screens of everybody on a stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._zone = stage.zone

    def telegram_room(self) -> list[Seen]:
        """The group, oldest first."""
        messages = self._stage.telegram.messages(self._stage.group)
        return [self._telegram(message, "") for message in messages if "text" in message]

    def telegram_private(self, actor: Actor) -> list[Seen]:
        """Somebody's private chat with the bot, oldest first; nothing before they have opened it."""
        if actor.telegram is None or actor.telegram not in self._stage.telegram.world.chats:
            return []
        messages = self._stage.telegram.messages(actor.telegram)
        return [self._telegram(message, actor.name) for message in messages if "text" in message]

    def discord_room(self) -> list[Seen]:
        """The channel with everybody's hidden messages, oldest first."""
        return [self._discord(message) for message in self._stage.discord.messages(self._stage.channel)]

    def discord_private(self, actor: Actor) -> list[Seen]:
        """Somebody's conversation with the bot, oldest first."""
        if actor.discord is None:
            return []
        return [self._discord(message, actor.name) for message in self._stage.discord.dms(actor.discord)]

    def everything(self) -> Iterator[Seen]:
        """Every message there is, on both platforms."""
        yield from self.telegram_room()
        yield from self.discord_room()
        for actor in self._stage.people.values():
            yield from self.telegram_private(actor)
            yield from self.discord_private(actor)

    def card(self, platform: str, title: str) -> Seen | None:
        """The newest card in the room whose first line is `title`."""
        room = self.telegram_room() if platform == "telegram" else self.discord_room()
        return next((seen for seen in reversed(room) if seen.by_bot and seen.text.split("\n")[0] == title), None)

    def said(self, platform: str, piece: str) -> Seen | None:
        """The newest message of the bot in the room that contains `piece` and is no card."""
        room = self.telegram_room() if platform == "telegram" else self.discord_room()
        found = (seen for seen in reversed(room) if seen.by_bot and not seen.buttons and not seen.only_for)
        return next((seen for seen in found if piece in seen.text), None)

    # --- one message ------------------------------------------------------------------------------------------------

    def _telegram(self, message: dict[str, Any], only_for: str) -> Seen:
        rows = message.get("reply_markup", {}).get("inline_keyboard", [])
        return Seen(
            platform="telegram",
            place=str(message["chat"]["id"]),
            id=str(message["message_id"]),
            who=message["from"]["first_name"],
            by_bot=message["from"]["is_bot"],
            at=datetime.fromtimestamp(message["date"], UTC).astimezone(self._zone),
            text=message["text"],
            buttons=tuple(tuple(button["text"] for button in row) for row in rows),
            only_for=only_for,
            answers=str(message.get("reply_to_message", {}).get("message_id", "")),
        )

    def _discord(self, message: dict[str, Any], only_for: str = "") -> Seen:
        world = self._stage.discord.world
        parts: list[str] = [message["content"]] if message["content"] else []
        for embed in message["embeds"]:
            parts += [embed[key] for key in ("title", "description") if embed.get(key)]
        author = message["author"]
        answered: dict[str, Any] = message.get("message_reference") or {}
        if hidden := message.get("visible_to"):
            only_for = world.persons[hidden].name
        rows = (part.get("components", []) for part in message["components"])
        return Seen(
            platform="discord",
            place=message["channel_id"],
            id=message["id"],
            who=author.get("global_name") or author["username"],
            by_bot=bool(author.get("bot")),
            at=datetime.fromisoformat(message["timestamp"]).astimezone(self._zone),
            text=self.markup("\n".join(parts)),
            buttons=tuple(tuple(button["label"] for button in row) for row in rows),
            only_for=only_for,
            answers=answered.get("message_id", ""),
        )

    def markup(self, text: str) -> str:
        """Discord's markup as its app shows it: times in the viewer's own words, mentions by name."""
        text = _TIME.sub(lambda match: self._time(int(match[1])), text)
        text = _MENTION.sub(lambda match: f"@{self._name(match[1])}", text)
        return _ESCAPED.sub(r"\1", _BOLD.sub(r"\1", text))

    def _time(self, at: int) -> str:
        moment = datetime.fromtimestamp(at, UTC).astimezone(self._zone)
        lang = self._stage.lang
        return f"{format_date(moment, 'full', lang)} {format_time(moment, 'short', locale=lang)}"

    def _name(self, number: str) -> str:
        person = self._stage.discord.world.persons.get(number)
        return person.name if person else NAME


def where(platform: str) -> str:
    """How the room is called there."""
    return NAME if platform == "telegram" else f"#{ROOM}"
