"""Finding a place by listening: somebody writes one word there, and the bot hears from where."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from bots.build import Closing
from bots.words import LANGS, Words
from core.kit.people import Account
from core.kit.places import Kind, Place
from core.kit.port import (
    Checked,
    Command,
    Event,
    Menu,
    MenuItem,
    Message,
    Platform,
    Problem,
    Reply,
    Respond,
    Said,
    Unanswerable,
    Undelivered,
    Unstartable,
)
from core.kit.port import Words as Literal

HERE = "sini"
"""The word; as a command (`/sini`), or said to the bot."""


@runtime_checkable
class Guide(Protocol):
    """A platform that helps whoever sets its bot up. Its methods raise Undelivered when it cannot be asked."""

    async def introduce(self) -> tuple[str, str, Mapping[str, bool]]:
        """What the bot is called, the address that invites it with its rights, and settings as they are there."""
        ...

    async def describe(self, place: Place) -> tuple[str, Mapping[str, str]]:
        """What a place is called, and settings that follow from it."""
        ...


@dataclass(frozen=True, slots=True)
class Met:
    """The bot as its platform knows it."""

    name: str
    url: str
    settings: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Heard:
    """Where the word was written and by whom; what the place is called, and settings that follow from it."""

    place: Place
    account: Account | None
    title: str
    settings: Mapping[str, str]
    answered: bool
    """Whether the bot could write there."""


async def meet(platform: Platform) -> Met | Problem | None:
    """Ask a platform who the bot is: what is wrong with its token, or None when it cannot be asked."""
    try:
        if isinstance(platform, Checked):
            for problem in await platform.check([], Menu(LANGS, ())):
                if problem.fatal:
                    return problem
        return Met(*await platform.introduce()) if isinstance(platform, Guide) else None
    except Undelivered:
        return None
    finally:
        await _close(platform)


async def listen(platform: Platform, seconds: float, words: Words) -> Heard | Problem | None:
    """Wait until somebody writes the word in a group or channel; None when nobody does within so many seconds."""
    ears = _Ears(platform, words)
    running = asyncio.create_task(platform.run(ears, _menu()))
    hearing = asyncio.create_task(ears.hear())
    try:
        await asyncio.wait((running, hearing), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if hearing.done():
            return hearing.result()
        error = running.exception() if running.done() else None
        return error.problem if isinstance(error, Unstartable) else None
    finally:
        for task in (hearing, running):
            task.cancel()
        await asyncio.wait((hearing, running))
        await _close(platform)


class _Ears:
    """An App that waits for one word."""

    def __init__(self, platform: Platform, words: Words) -> None:
        self._platform = platform
        self._words = words
        self._found: asyncio.Future[tuple[Place, Account | None, bool]] = asyncio.get_running_loop().create_future()

    async def __call__(self, event: Event, respond: Respond | None = None) -> None:
        """Take an event; whatever is not the word is let pass."""
        match event.what:
            case Command(name=name) if name == HERE:
                pass
            case Said(text=text, to_bot=True) if text.strip().lower().lstrip("/") == HERE:
                pass
            case _:
                return
        shared = event.place.kind is not Kind.PRIVATE
        text = self._words("listen-found" if shared else "listen-private")
        answered = await self._answer(event, respond, Message(lines=((Literal(text),),)))
        if shared and not self._found.done():
            self._found.set_result((event.place, event.account, answered))

    async def hear(self) -> Heard:
        """What was heard, and what the platform tells of the place."""
        place, account, answered = await self._found
        title, settings = "", dict[str, str]()
        if isinstance(self._platform, Guide):
            with suppress(Undelivered):
                title, found = await self._platform.describe(place)
                settings.update(found)
        return Heard(place, account, title or place.id, settings, answered)

    async def _answer(self, event: Event, respond: Respond | None, message: Message) -> bool:
        if respond is not None:
            with suppress(Unanswerable):
                await respond(Reply(message))
                return True
        try:
            await self._platform.send(event.place, message)
        except Undelivered:
            return False
        return True


def _menu() -> Menu:
    about = {lang: Words(lang)("listen-about") for lang in LANGS}
    return Menu(LANGS, (MenuItem(HERE, dict.fromkeys(LANGS, HERE), about, ()),), frozenset({Said}))


async def _close(platform: Platform) -> None:
    if isinstance(platform, Closing):
        await platform.close()
