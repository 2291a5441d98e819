"""`guyub init`: asks what the community is, explains where tokens and rights come from, finds places, writes config."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar
from zoneinfo import ZoneInfo

from bots.config import EDGES, INDONESIAN_ZONES
from bots.init_config import LOBBY, ZONE, Answers, Platform, Spot, render, variable
from bots.words import LANGS, Words
from core.kit.port import Problem

if TYPE_CHECKING:
    from bots.listen import Heard, Met
    from core.kit.port import Platform as Edge

_TOKENS = {
    "telegram": re.compile(r"\d{5,}:[\w-]{30,}"),
    "discord": re.compile(r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{25,}"),
}
_ROOM = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")

T = TypeVar("T")
Make = Callable[[str, str], "Edge"]
"""Makes the edge of a platform for a token, to ask it and to listen on it; used once and closed."""


class GivenUp(Exception):
    """Nobody answers any more."""


@dataclass
class Desk:
    """Where questions are asked: how one is read, in words or hidden, and where everything else is said."""

    out: TextIO
    read: Callable[[str], str] = input
    read_hidden: Callable[[str], str] = getpass

    def tell(self, text: str) -> None:
        """Say something."""
        self.out.write(text + "\n")
        self.out.flush()

    def ask(self, question: str, default: str = "", *, hidden: bool = False) -> str:
        """One answer, or the default for an empty one; raises GivenUp at the end of the input."""
        shown = f"{question} [{default}] " if default else f"{question} "
        try:
            return (self.read_hidden if hidden else self.read)(shown).strip() or default
        except EOFError:
            raise GivenUp from None

    def ask_until(self, question: str, good: Callable[[str], str | None], wrong: str, default: str = "") -> str:
        """Ask again until `good` makes something of the answer."""
        while True:
            found = good(self.ask(question, default))
            if found is not None:
                return found
            self.tell(wrong)


def make_edge(name: str, token: str) -> Edge:
    """The real edge of a platform."""
    from bots.build import make_platform
    from bots.config import platform_settings

    return make_platform(name, platform_settings(name).model_validate({"token": token}))


def init(
    path: Path,
    lang: str,
    *,
    yes: bool,
    desk: Desk | None = None,
    make: Make | None = None,
    seconds: float = 180.0,
) -> int:
    """Write `path` (mode 0600), with tokens in files of their own beside it; 1 when nothing was written.

    With `yes` nothing is asked: the defaults are written, and nothing that is there already is touched. Tokens are
    tried, and places found by listening for up to `seconds`, where there is `make`. A config that is replaced is kept
    beside it.
    """
    desk = desk or Desk(sys.stdout)
    words = Words(lang)
    try:
        if path.exists() and not _may_replace(path, words, desk, yes=yes):
            desk.tell(words("init-kept", file=str(path)))
            return 1
        if yes:
            answers = Answers(lang, words("init-default-name"), platforms={name: Platform() for name in EDGES})
        else:
            answers = _Interview(desk, make, seconds).held(lang)
            words = Words(answers.lang)
        secrets = {name: one.token for name, one in answers.platforms.items() if one.token}
        files = {name: path.parent / "data" / f"{name}.token" for name in secrets}
        for file in files.values():
            if file.exists() and not _may_replace(file, words, desk, yes=yes):
                desk.tell(words("init-kept", file=str(file)))
                return 1
    except (GivenUp, KeyboardInterrupt):
        desk.tell("\n" + words("init-given-up"))
        return 1
    try:
        for name, file in files.items():
            _write(file, secrets[name] + "\n")
        old = _aside(path)
        _write(path, render(answers, words, files={name: f"data/{file.name}" for name, file in files.items()}))
    except OSError as error:
        desk.tell(words("init-not-written", file=str(path), reason=error.strerror or type(error).__name__))
        return 1
    desk.tell(words("init-written", file=str(path)))
    if old is not None:
        desk.tell(words("init-old", file=str(old)))
    for name in answers.platforms:
        if name not in secrets:
            desk.tell(words("init-set-token", name=variable(name)))
    desk.tell(words("init-next", file=str(path)))
    return 0


def _may_replace(path: Path, words: Words, desk: Desk, *, yes: bool) -> bool:
    return not yes and desk.ask(words("init-replace", file=str(path))).lower() in _yes(words)


def _yes(words: Words) -> set[str]:
    return set(words("init-yes-words").split())


class _Interview:
    """One conversation, and what it came to."""

    def __init__(self, desk: Desk, make: Make | None, seconds: float) -> None:
        self._desk = desk
        self._make = make
        self._seconds = seconds
        self._met: dict[str, Met] = {}

    def held(self, lang: str) -> Answers:
        desk, words = self._desk, Words(lang)
        wrong = words("init-language-wrong")
        lang = desk.ask_until(words("init-language"), lambda given: given if given in LANGS else None, wrong, lang)
        self._words = words = Words(lang)
        desk.tell(words("init-hello"))
        self._answers = answers = Answers(lang, desk.ask(words("init-name"), words("init-default-name")))
        answers.zone = desk.ask_until(words("init-zone"), _zone, words("init-zone-wrong"), ZONE)
        for name in EDGES:
            if self._agrees(f"init-{name}"):
                self._platform(name)
        if self._met:
            self._more_rooms()
        answers.dice = desk.ask(words("init-dice"), words("init-no-default")).lower() in _yes(words)
        return answers

    def _agrees(self, key: str, **values: str) -> bool:
        default = self._words("init-yes-default")
        return self._desk.ask(self._words(key, **values), default).lower() in _yes(self._words) | {default.lower()}

    def _platform(self, name: str) -> None:
        desk, words = self._desk, self._words
        one = self._answers.platforms[name] = Platform()
        desk.tell(words(f"init-{name}-token-about"))
        one.token = self._token(name)
        if met := self._met.get(name):
            one.settings.update({key: value for key, value in met.settings.items() if value})
            desk.tell(words(f"init-{name}-invite", name=met.name, url=met.url))
        self._spot(name, LOBBY)
        if not one.admin:
            good = _fits(EDGES[name].account)
            one.admin = desk.ask_until(words(f"init-{name}-admin"), good, words("init-admin-wrong"))

    def _token(self, name: str) -> str:
        """The token as typed, tried where that is possible; empty for later."""
        desk, words = self._desk, self._words
        while True:
            token = desk.ask(words("init-token", name=variable(name)), hidden=True)
            if not token:
                return token
            if not _TOKENS[name].fullmatch(token):
                desk.tell(words("init-token-wrong"))
                continue
            if self._make is None:
                return token
            from bots.listen import meet

            found = asyncio.run(_on(self._make, name, token, meet))
            if isinstance(found, Problem) and found.what.key.endswith("-check-token"):
                self._trouble(name, found)
                continue
            if found is None or isinstance(found, Problem):
                desk.tell(words("init-not-reached"))
            else:
                self._met[name] = found
            return token

    def _spot(self, name: str, room: str) -> None:
        """Find where a room is on a platform: by listening, or by an id that is typed; or leave it for later."""
        desk, words = self._desk, self._words
        good = _fits(EDGES[name].place)
        if name not in self._met:
            key = f"init-{name}-place"
            if typed := desk.ask_until(words(key), good, words(f"{key}-wrong")):
                self._put(name, room, Spot(typed))
            return
        later = set(words("init-later-words").split())
        while True:
            typed = desk.ask(words(f"init-{name}-listen", room=room))
            if typed.lower() in later:
                return
            if typed and good(typed):
                self._put(name, room, Spot(typed))
                return
            if typed:
                desk.tell(words(f"init-{name}-place-wrong"))
            elif self._heard(name, room):
                return

    def _heard(self, name: str, room: str) -> bool:
        """Listen; whether the place was found and is the right one."""
        from bots.listen import listen

        desk, words = self._desk, self._words
        assert self._make is not None
        desk.tell(words("init-listening", seconds=int(self._seconds)))
        token = self._answers.platforms[name].token
        heard = asyncio.run(_on(self._make, name, token, lambda edge: listen(edge, self._seconds, words)))
        if heard is None:
            desk.tell(words(f"init-{name}-nothing-heard"))
            return False
        if isinstance(heard, Problem):
            self._trouble(name, heard)
            return False
        if not self._agrees("init-found", title=heard.title, room=room):
            return False
        if not heard.answered:
            desk.tell(words("init-cannot-write"))
        self._take(name, room, heard)
        return True

    def _take(self, name: str, room: str, heard: Heard) -> None:
        one = self._answers.platforms[name]
        self._put(name, room, Spot(heard.place.id, heard.place.thread))
        one.settings.update(heard.settings)
        if heard.account and not one.admin and self._agrees("init-found-admin", name=heard.account.name):
            one.admin = heard.account.id

    def _more_rooms(self) -> None:
        desk, words = self._desk, self._words
        while True:
            room = desk.ask_until(
                words("init-room"),
                lambda given: given if not given or _ROOM.fullmatch(given) else None,
                words("init-room-wrong"),
            )
            if not room:
                return
            for name in self._answers.platforms:
                self._spot(name, room)

    def _put(self, name: str, room: str, spot: Spot) -> None:
        """Note a place; one that is a room's already stays that room's."""
        for other, spots in self._answers.rooms.items():
            if spots.get(name) == spot and other != room:
                self._desk.tell(self._words("init-place-taken", room=other))
                return
        self._answers.rooms.setdefault(room, {})[name] = spot

    def _trouble(self, name: str, problem: Problem) -> None:
        words = Words(self._words.lang, [f"bots.{name}"])
        self._desk.tell(f"{words.say(problem.what)}\n{words.say(problem.cure)}")


async def _on(make: Make, name: str, token: str, does: Callable[[Edge], Awaitable[T]]) -> T:
    """Do something on a new edge; edges are made where the loop is that they are used on."""
    return await does(make(name, token))


def _fits(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
    return lambda given: given if not given or pattern.fullmatch(given) else None


def _zone(given: str) -> str | None:
    name = INDONESIAN_ZONES.get(given.lower(), given)
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return None


def _aside(path: Path) -> Path | None:
    """Keep a file that is about to be replaced, under a name that is free; None where there is none."""
    if not path.exists():
        return None
    number = 1
    while (old := path.with_name(f"{path.name}.old{number}")).exists():
        number += 1
    shutil.copy2(path, old)
    return old


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all, readable by its owner only."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
