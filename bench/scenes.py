"""What people do: choose a language, press on rosters, chat; on Telegram and on Discord, with either bot."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bench.child import Child, Failed
from bench.house import House, Json, Kind, bot, house
from bench.load import Act
from bots.playground.discord.model import Channel, Interaction, Message, Person

WHEN = "20 jam lagi"
"""Said so, it is never asked back, whatever the hour."""
SEATS = 4
"""People who join and leave each roster, besides its host."""


class Scene(Protocol):
    """Something for people to do."""

    privacy: bool

    def before(self, home: House) -> None:
        """Set up what is there before the bot starts."""
        ...

    async def after(self, home: House, child: Child) -> list[Act]:
        """The bot is connected: what its people do, again and again."""
        ...


@dataclass
class Side:
    """A bot and the people around it."""

    home: House
    child: Child
    acts: list[Act]


@contextlib.asynccontextmanager
async def side(kind: Kind, platforms: Sequence[str], scene: Scene) -> AsyncGenerator[Side]:
    """A connected bot with its scene."""
    async with house(privacy=scene.privacy) as home:
        scene.before(home)
        async with bot(home, kind, platforms) as child:
            yield Side(home, child, await scene.after(home, child))


class Languages:
    """People on Telegram who change their language in private: one row committed and one message each time."""

    privacy = True

    def __init__(self, people: int = 100, *, together: int = 1) -> None:
        self._count = people
        self._together = together
        self.people: list[int] = []
        self.wrong = 0
        """Answers that came out of order within a chat."""

    def before(self, home: House) -> None:
        """People who have started the bot."""
        self.people = home.persons(self._count)

    async def after(self, home: House, child: Child) -> list[Act]:
        """Each person once for each command that they may have open at a time."""
        acts: list[Act] = []
        for person in self.people:
            act = self._person(home, person)
            acts += [act] * self._together
        return acts

    def _person(self, home: House, person: int) -> Act:
        wanted = itertools.cycle(("en", "id"))

        async def act() -> None:
            language = next(wanted)
            said = await home.command(person, f"/bahasa {language}")
            if ("ngl" in said or "nggr" in said) is not (language == "en"):
                self.wrong += 1

        return act


class Presses:
    """Rosters in Telegram groups: a press changes a seat, and is over when it has its toast and the card is edited."""

    privacy = True

    def __init__(self, rosters: int = 50) -> None:
        self._count = rosters
        self._groups: list[tuple[int, list[int]]] = []

    def before(self, home: House) -> None:
        """Groups with people."""
        for number in range(self._count):
            host, *others = [home.tg.add_person(f"Warga {number} {seat}") for seat in range(SEATS + 1)]
            group = home.tg.add_group(f"Mabar {number}", owner=host)
            for other in others:
                home.tg.join(other, group)
            self._groups.append((group, [host, *others]))
            home.rooms[f"g{number}"] = {"telegram": group}
        home.tg.world.updates.clear()

    async def after(self, home: House, child: Child) -> list[Act]:
        """One act for each roster: somebody joins, or leaves again."""
        for group, people in self._groups:
            home.tg.write(people[0], group, f"/mabar ml {WHEN} 20")
        acts: list[Act] = []
        for group, people in self._groups:
            await home.until(lambda group=group: _card(home, group) is not None, child)
            card = _card(home, group)
            assert card is not None
            acts.append(self._roster(home, group, card, people[1:]))
        await child.calm()
        return acts

    @staticmethod
    def _roster(home: House, group: int, card: int, people: Sequence[int]) -> Act:
        turns = itertools.cycle([*((who, 0) for who in people), *((who, 1) for who in people)])
        edited = home.edits["telegram", f"{group}/{card}"]

        async def act() -> None:
            who, button = next(turns)
            edited.clear()
            markup = home.tg.world.chats[group].messages[card].json["reply_markup"]
            data = markup["inline_keyboard"][0][button]["callback_data"]
            answer, _ = await asyncio.gather(home.tg.forge_press(who, group, card, data), edited.wait())
            if not answer["answered"] or not answer["text"]:
                raise Failed("a press was not answered")

        return act


def _card(home: House, group: int) -> int | None:
    messages = home.tg.world.chats[group].messages.values()
    return next((message.id for message in messages if "reply_markup" in message.json), None)


class Chat:
    """Plain talk in a Telegram group whose bot hears everything; over when the bot has fetched it all."""

    privacy = False

    def __init__(self) -> None:
        self._people: list[int] = []
        self._group = 0

    def before(self, home: House) -> None:
        """A group with some people."""
        self._people = [home.tg.add_person(f"Warga {number}") for number in range(20)]
        self._group = home.tg.add_group("Kampung")
        for person in self._people:
            home.tg.join(person, self._group)
        home.tg.world.updates.clear()

    async def after(self, home: House, child: Child) -> list[Act]:
        """Ten sentences each, then wait until the bot has taken them."""
        updates = home.tg.world.updates

        def talker(person: int) -> Act:
            async def act() -> None:
                last: Any = None
                for number in range(10):
                    home.tg.write(person, self._group, f"ada yang mau main bareng nggak nih jam {number}?")
                    last = next(reversed(updates.pending.values()), None)
                while last is not None and last.id in updates.pending:  # noqa: ASYNC110 - confirmed by the next poll
                    await asyncio.sleep(0.001)

            return act

        return [talker(person) for person in self._people]


class DiscordScene:
    """A Discord server with people and channels."""

    privacy = True

    def __init__(self, channels: int, people: int) -> None:
        self._counts = channels, people
        self.channels: list[Channel] = []
        self.people: list[Person] = []

    def before(self, home: House) -> None:
        """The server."""
        guild = home.dc.add_guild("Kampung")
        channels, people = self._counts
        self.channels = [home.dc.add_channel(guild, f"umum-{number}") for number in range(channels)]
        self.people = [home.dc.add_person(f"Warga {number}", f"warga{number}") for number in range(people)]
        for person in self.people:
            home.dc.join(person, guild)
        for number, channel in enumerate(self.channels):
            home.rooms[f"d{number}"] = {"discord": channel.id}

    async def after(self, home: House, child: Child) -> list[Act]:
        """Nothing yet."""
        return []


class Slash(DiscordScene):
    """People on Discord who change their language: one row committed and one hidden answer each time."""

    def __init__(self, people: int = 50) -> None:
        super().__init__(1, people)

    async def after(self, home: House, child: Child) -> list[Act]:
        """One act for each person."""
        await home.until(lambda: "bahasa" in _commands(home), child)
        option = _commands(home)["bahasa"]["options"][0]["name"]

        def speaker(person: Person) -> Act:
            wanted = itertools.cycle(("en", "id"))

            async def act() -> None:
                given = {option: next(wanted)}
                await _seen(home.dc.slash(person, self.channels[0], "bahasa", given))

            return act

        return [speaker(person) for person in self.people]


class DiscordPresses(DiscordScene):
    """Rosters in Discord channels: a press is over when its person has the hidden answer and the card is edited."""

    def __init__(self, rosters: int = 25) -> None:
        super().__init__(rosters, rosters * SEATS)

    async def after(self, home: House, child: Child) -> list[Act]:
        """One act for each roster: somebody joins, or leaves again."""
        await home.until(lambda: "mabar" in _commands(home), child)
        command, options = "mabar", _commands(home)["mabar"]["options"]
        if options[0]["type"] == SUBCOMMAND:
            # with ours, to plan is one of several things
            command, options = f"mabar {options[0]['name']}", options[0]["options"]
        game, when = [option["name"] for option in options][:2]
        acts: list[Act] = []
        for number, channel in enumerate(self.channels):
            people = self.people[number * SEATS : (number + 1) * SEATS]
            given: Json = {game: "Mobile Legends", when: WHEN}
            if any(option["name"] == "slots" for option in options):
                given["slots"] = 20
            await _seen(home.dc.slash(people[0], channel, command, given))
            await home.until(lambda channel=channel: _shown(channel) is not None, child)
            card = _shown(channel)
            assert card is not None
            # With ours the host has a seat from the beginning.
            acts.append(self._roster(home, card, people[1:]))
        await child.calm()
        return acts

    @staticmethod
    def _roster(home: House, card: Message, people: Sequence[Person]) -> Act:
        turns = itertools.cycle([*((who, 0) for who in people), *((who, 1) for who in people)])
        edited = home.edits["discord", card.id]

        async def act() -> None:
            who, button = next(turns)
            edited.clear()
            row = next(part for part in card.body["components"] if part["type"] == 1)
            pressed = home.dc.press(who, card, row["components"][button]["custom_id"])
            await asyncio.gather(_seen(pressed), edited.wait())
            for hidden in pressed.messages:  # dismissed: a stand-in that remembers little would forget the card
                card.channel.messages.pop(hidden.id, None)

        return act


class DiscordChat(DiscordScene):
    """Plain talk in a Discord server; over when a command that came after it is answered."""

    def __init__(self) -> None:
        super().__init__(1, 20)

    async def after(self, home: House, child: Child) -> list[Act]:
        """Fifty sentences, then one command."""
        await home.until(lambda: "bahasa" in _commands(home), child)
        option = _commands(home)["bahasa"]["options"][0]["name"]
        turns = itertools.cycle(("en", "id"))

        async def act() -> None:
            for number in range(TALK):
                who = self.people[number % len(self.people)]
                home.dc.write(who, self.channels[0], f"ada yang mau main bareng nggak nih jam {number}?")
            await _seen(home.dc.slash(self.people[0], self.channels[0], "bahasa", {option: next(turns)}))

        return [act]


TALK = 200
"""Sentences to each command with which DiscordChat looks whether they have arrived."""

SUBCOMMAND = 1
"""The type of an option that is a command of a group."""


def _commands(home: House) -> dict[str, Json]:
    return {command["name"]: command for command in home.dc.world.commands[""].values()}


def _shown(channel: Channel) -> Message | None:
    shown = (message for message in channel.messages.values() if message.visible_to is None)
    return next((message for message in shown if message.body["components"]), None)


async def _seen(interaction: Interaction) -> None:
    await interaction.shown()
    if interaction.failed or not interaction.messages:
        raise Failed("an interaction was not answered")


SceneMaker = Callable[[], Scene]
