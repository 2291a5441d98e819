"""`guyub init`: asks what the community is, explains where tokens come from, and writes a valid config.toml."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from getpass import getpass
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

from bots.config import EDGES, INDONESIAN_ZONES
from bots.words import LANGS, Words

ZONE = "Asia/Jakarta"
LOBBY = "lobby"

_TOKENS = {
    "telegram": re.compile(r"\d{5,}:[\w-]{30,}"),
    "discord": re.compile(r"[\w-]{20,}\.[\w-]{5,}\.[\w-]{25,}"),
}


class GivenUp(Exception):
    """Nobody answers any more."""


@dataclass
class Platform:
    """What was said of one platform; empty where nothing was."""

    token: str = ""
    place: str = ""
    admin: str = ""


@dataclass
class Answers:
    """What is to be written."""

    lang: str
    name: str
    zone: str = ZONE
    platforms: dict[str, Platform] = field(default_factory=dict[str, Platform])
    dice: bool = False


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


def init(path: Path, lang: str, *, yes: bool, desk: Desk | None = None) -> int:
    """Write `path` (mode 0600), with tokens in files of their own beside it; 1 when nothing was written.

    With `yes` nothing is asked: the defaults are written, and nothing that is there already is touched.
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
            answers = _interview(lang, desk)
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
        _write(path, render(answers, words, files={name: f"data/{file.name}" for name, file in files.items()}))
    except OSError as error:
        desk.tell(words("init-not-written", file=str(path), reason=error.strerror or type(error).__name__))
        return 1
    desk.tell(words("init-written", file=str(path)))
    for name in answers.platforms:
        if name not in secrets:
            desk.tell(words("init-set-token", name=_variable(name)))
    desk.tell(words("init-next", file=str(path)))
    return 0


def _may_replace(path: Path, words: Words, desk: Desk, *, yes: bool) -> bool:
    return not yes and desk.ask(words("init-replace", file=str(path))).lower() in _yes(words)


def _yes(words: Words) -> set[str]:
    return set(words("init-yes-words").split())


def _interview(lang: str, desk: Desk) -> Answers:
    words = Words(lang)
    wrong = words("init-language-wrong")
    lang = desk.ask_until(words("init-language"), lambda given: given if given in LANGS else None, wrong, lang)
    words = Words(lang)
    desk.tell(words("init-hello"))
    answers = Answers(lang, desk.ask(words("init-name"), words("init-default-name")))
    answers.zone = desk.ask_until(words("init-zone"), _zone, words("init-zone-wrong"), ZONE)
    for name in EDGES:
        default = words("init-yes-default")
        if desk.ask(words(f"init-{name}"), default).lower() in _yes(words) | {default.lower()}:
            answers.platforms[name] = _platform(name, words, desk)
    answers.dice = desk.ask(words("init-dice"), words("init-no-default")).lower() in _yes(words)
    return answers


def _platform(name: str, words: Words, desk: Desk) -> Platform:
    edge = EDGES[name]

    def fits(pattern: re.Pattern[str]) -> Callable[[str], str | None]:
        return lambda given: given if not given or pattern.fullmatch(given) else None

    desk.tell(words(f"init-{name}-token-about"))
    while True:
        token = desk.ask(words("init-token", name=_variable(name)), hidden=True)
        if not token or _TOKENS[name].fullmatch(token):
            break
        desk.tell(words("init-token-wrong"))
    return Platform(
        token,
        desk.ask_until(words(f"init-{name}-place"), fits(edge.place), words(f"init-{name}-place-wrong")),
        desk.ask_until(words(f"init-{name}-admin"), fits(edge.account), words("init-admin-wrong")),
    )


def _zone(given: str) -> str | None:
    name = INDONESIAN_ZONES.get(given.lower(), given)
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return None


def render(answers: Answers, words: Words, files: dict[str, str]) -> str:
    """The config as text, its comments in the language of `words`; `files` are where tokens were put."""
    return "\n".join(_lines(answers, words, files)) + "\n"


def _lines(answers: Answers, words: Words, files: dict[str, str]) -> Iterator[str]:
    def note(key: str) -> Iterator[str]:
        for line in words(key).splitlines():
            yield f"# {line}".rstrip()

    yield from note("init-note-head")
    yield from ("", "[community]")
    yield from (*note("init-note-name"), f"name = {_quoted(answers.name)}")
    yield from (*note("init-note-lang"), f"lang = {_quoted(answers.lang)}")
    yield from (*note("init-note-zone"), f"zone = {_quoted(answers.zone)}")
    yield from (*note("init-note-database"), 'database = "data/guyub.db"')
    admins = [f"{name}:{one.admin}" for name, one in answers.platforms.items() if one.admin]
    yield from (*note("init-note-admins"), f"admins = [{', '.join(map(_quoted, admins))}]")
    for name in EDGES:
        yield from ("", f"[bots.{name}]", f"enabled = {'true' if name in answers.platforms else 'false'}")
        yield from note("init-note-token")
        yield f"token_file = {_quoted(files[name])}" if name in files else f"token_env = {_quoted(_variable(name))}"
    yield ""
    yield from note("init-note-rooms")
    places = {name: one.place for name, one in answers.platforms.items() if one.place}
    mark = "" if places else "#"
    yield f"{mark}[rooms.{LOBBY}]"
    for name, place in (places or {"telegram": "-1001234567890", "discord": "112233445566778899"}).items():
        yield f"{mark}{name} = {_quoted(place)}"
    yield ""
    yield from note("init-note-features")
    yield from ("[core.members]", "enabled = true", "", "[core.mabar]", "enabled = true")
    yield from ("", "[plugins.dice]", f"enabled = {'true' if answers.dice else 'false'}")


def _variable(platform: str) -> str:
    return f"{platform.upper()}_TOKEN"


def _quoted(text: str) -> str:
    """A TOML basic string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


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
