"""What `guyub init` writes: config.toml as text, with its comments, out of what was answered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bots.config import EDGES
from bots.words import Words

ZONE = "Asia/Jakarta"
LOBBY = "lobby"
_EXAMPLES = {"telegram": "-1001234567890", "discord": "112233445566778899"}


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as config names it: its id, and the number of its part where it has parts."""

    id: str
    thread: str = ""


@dataclass
class Platform:
    """What was said of one platform, or found there; empty where nothing was."""

    token: str = ""
    admin: str = ""
    settings: dict[str, str | bool] = field(default_factory=dict[str, str | bool])


@dataclass
class Answers:
    """What is to be written."""

    lang: str
    name: str
    zone: str = ZONE
    platforms: dict[str, Platform] = field(default_factory=dict[str, Platform])
    rooms: dict[str, dict[str, Spot]] = field(default_factory=dict[str, dict[str, Spot]])
    """Room -> platform -> where."""
    dice: bool = False


def render(answers: Answers, words: Words, files: Mapping[str, str]) -> str:
    """The config as text, its comments in the language of `words`; `files` are where tokens were put."""
    return "\n".join(_lines(answers, words, files)) + "\n"


def variable(platform: str) -> str:
    """The environment variable that a platform's token is looked for in."""
    return f"{platform.upper()}_TOKEN"


def _lines(answers: Answers, words: Words, files: Mapping[str, str]) -> Iterator[str]:
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
        yield f"token_file = {_quoted(files[name])}" if name in files else f"token_env = {_quoted(variable(name))}"
        if name in answers.platforms:
            for key, value in answers.platforms[name].settings.items():
                yield from note(f"init-note-{key.replace('_', '-')}")
                yield f"{key} = {_quoted(value) if isinstance(value, str) else str(value).lower()}"
    yield ""
    yield from note("init-note-rooms")
    rooms = {name: spots for name, spots in answers.rooms.items() if spots}
    mark = "" if rooms else "#"
    for number, (room, spots) in enumerate((rooms or {LOBBY: {p: Spot(id_) for p, id_ in _EXAMPLES.items()}}).items()):
        if number:
            yield ""
        yield f"{mark}[rooms.{room}]"
        for name, spot in spots.items():
            yield f"{mark}{name} = {_quoted(spot.id)}"
            if spot.thread and EDGES[name].thread:
                yield f"{mark}{EDGES[name].thread} = {_quoted(spot.thread)}"
    yield from ("", *note("init-note-operations"), "[operations]", "#listen = true", "keep_days = 30", "")
    yield from note("init-note-features")
    yield from ("[core.members]", "enabled = true", "", "[core.mabar]", "enabled = true")
    yield from ("", "[plugins.dice]", f"enabled = {'true' if answers.dice else 'false'}")


def _quoted(text: str) -> str:
    """A TOML basic string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
