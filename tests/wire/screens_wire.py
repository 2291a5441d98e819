"""What everybody sees: the messages of the stand-ins as their apps would show them, rosters first."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from reading_wire import Literal, labels, say

from bots.playground.discord.model import Channel, Interaction
from bots.playground.discord.standin import DiscordStandIn
from bots.playground.telegram.standin import TelegramStandIn

T = TypeVar("T")
Json = dict[str, Any]

TITLE = "mabar-roster"
PATIENCE = 15.0
"""Seconds that anything may take on a machine that is busy."""
_SEAT = re.compile(r"^\d+\. (.+)$", re.MULTILINE)


async def until(condition: Callable[[], T | None], seconds: float = PATIENCE, because: str = "") -> T:
    """Wait until a condition holds; an endless wait is the test's failure."""
    try:
        async with asyncio.timeout(seconds):
            while not (value := condition()):  # noqa: ASYNC110 - what is waited for happens behind two sockets
                await asyncio.sleep(0.004)
    except TimeoutError:
        raise AssertionError(because or "waited in vain") from None
    return value


@dataclass
class Screens:
    """The stand-ins, a group and a channel that are one room, and what is to be seen there."""

    tg: TelegramStandIn
    dc: DiscordStandIn
    recorded: dict[str, list[Json]]
    group: int
    channel: Channel

    def said_tg(self, chat: int | None = None) -> list[Json]:
        """The bot's messages in a chat (the group), oldest first."""
        chat = self.group if chat is None else chat
        if chat not in self.tg.world.chats:
            return []
        bot = self.tg.world.bot.id
        return [one for one in self.tg.messages(chat) if one["from"]["id"] == bot and "text" in one]

    def said_dc(self, channel: Any = None) -> list[Json]:
        """The bot's messages in a channel (the lobby) that all can see, oldest first."""
        shown = self.dc.messages(self.channel if channel is None else channel)
        return [one for one in shown if one["author"]["id"] == self.dc.world.bot.id and "visible_to" not in one]

    def cards_tg(self, chat: int | None = None, title: str = TITLE, game: str = "") -> list[Json]:
        """The rosters in a chat, oldest first; of one game with `game`, else of any."""
        return [one for one in self.said_tg(chat) if _begins(one["text"], title, game)]

    def cards_dc(self, title: str = TITLE, game: str = "") -> list[Json]:
        """The rosters in the channel, oldest first."""
        return [
            one
            for one in self.said_dc()
            if one["embeds"] and _begins(Literal.of(one["embeds"][0].get("title", "")).text, title, game)
        ]

    def card_tg(self, game: str = "") -> Json | None:
        """The newest roster in the group."""
        return next(iter(self.cards_tg(game=game)[::-1]), None)

    def card_dc(self, game: str = "") -> Json | None:
        """The newest roster in the channel."""
        return next(iter(self.cards_dc(game=game)[::-1]), None)

    def seats_tg(self, game: str = "") -> list[str]:
        """Who has a seat on the newest roster in the group, with their notes."""
        card = self.card_tg(game)
        return _SEAT.findall(card["text"].replace("@\u2060", "@")) if card else []

    def seats_dc(self, game: str = "") -> list[str]:
        """The same in the channel."""
        card = self.card_dc(game)
        if card is None:
            return []
        return [self.names(seat) for seat in _SEAT.findall(Literal.of(card["embeds"][0]["description"]).text)]

    async def seated(self, *names: str, game: str = "") -> None:
        """Wait until both rosters show exactly these seats."""

        def shown() -> bool:
            return self.seats_tg(game) == list(names) == self.seats_dc(game)

        try:
            await until(shown)
        except AssertionError:
            raise AssertionError(f"{names}: {self.seats_tg(game)} and {self.seats_dc(game)}") from None

    def names(self, text: str) -> str:
        """A read text with the names of those it mentions."""
        persons = self.dc.world.persons
        return re.sub(r"<(\d+)>", lambda found: persons[found[1]].name, text)

    def shown(self, interaction: Interaction) -> str:
        """What Discord showed somebody in answer, as read; "" for nothing."""
        if interaction.original is None or interaction.answer == 6:
            return ""
        return self.names(Literal.of(interaction.original.body["content"]).text)

    def screens(self) -> str:
        """Everything that anybody sees, for whoever wonders why a test failed."""
        lines = [
            f"telegram {chat} {one['message_id']} {one['from']['first_name']}: {one.get('text')} {labels(one)}"
            for chat in self.tg.world.chats
            for one in self.tg.messages(chat)
        ]
        for channel in (self.channel, *self.dc.world.dms.values()):
            for one in self.dc.messages(channel):
                said = [one["content"], *[f"{embed.get('title')} {embed['description']}" for embed in one["embeds"]]]
                hidden = one.get("visible_to", "")
                lines.append(f"discord {channel.name} {one['author']['username']} {hidden}: {said} {labels(one)}")
        return "\n".join(lines)

    def asked(self, chat: int | None = None) -> list[Json]:
        """The messages in a chat (the group) that opened a box to reply in, with what they were sent with."""
        chat = self.group if chat is None else chat
        calls = [one for one in self.recorded["telegram"] if one.get("method") == "sendMessage"]
        return [
            {**one["response"]["result"], "box": one["params"]["reply_markup"]}
            for one in calls
            if one["response"]["ok"]
            and one["params"]["chat_id"] == chat
            and "force_reply" in one["params"].get("reply_markup", {})
        ]

    def called(self, platform: str, name: str) -> list[Json]:
        """The recorded calls of a method on Telegram, or of a verb and a pattern of its path: "POST /messages$"."""
        lines = self.recorded[platform]
        if platform == "telegram":
            return [one for one in lines if one.get("method") == name]
        verb, _, end = name.partition(" ")
        return [one for one in lines if one["method"] == verb and re.search(end, one["path"])]


def answers(message: Json) -> int:
    return message.get("reply_to_message", {}).get("message_id", 0)


def _begins(text: str, title: str, game: str) -> bool:
    return text.partition("\n")[0] == say(title, game=game) if game else text.startswith(say(title, game=""))
