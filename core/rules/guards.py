"""What the automatic protection looks at, and when it steps in. Texts are judged in memory and dropped; no database."""

from __future__ import annotations

import hashlib
import secrets
from collections import deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import Field

from core.kit import Settings
from core.kit.port import Said
from core.rules.likeness import alike, plain, skeleton
from core.rules.scams import hidden_links, shapes


class Mode(StrEnum):
    """How far a guard goes: not at all, only telling the moderators, or stepping in."""

    OFF = "off"
    DRY = "dry"
    ON = "on"


class Guard(StrEnum):
    """What is guarded against."""

    NEWCOMER = "newcomer"
    FLOOD = "flood"
    REPEAT = "repeat"
    LIKENESS = "likeness"
    SCAM = "scam"
    WORDS = "words"


class Protection(Settings):
    """[core.rules.protection] in config.toml: each guard off, dry (tell only) or on."""

    newcomer: Mode = Field(default=Mode.DRY, description="Links, pictures, files and forwards of newcomers.")
    newcomer_messages: int = Field(default=5, ge=1, le=100, description="For how many messages one is a newcomer.")
    newcomer_hours: int = Field(default=24, ge=0, le=720, description="And for how many hours.")
    flood: Mode = Field(default=Mode.DRY, description="Many messages in a short time.")
    flood_messages: int = Field(default=8, ge=3, description="How many messages are a flood.")
    flood_within: timedelta = Field(default=timedelta(seconds=10), description="Within which time.")
    repeat: Mode = Field(default=Mode.DRY, description="The same again and again.")
    repeat_times: int = Field(default=3, ge=2, description="How often the same may not be said.")
    repeat_within: timedelta = Field(default=timedelta(minutes=10), description="Within which time.")
    likeness: Mode = Field(default=Mode.DRY, description="Names that look like those of the staff.")
    scam: Mode = Field(default=Mode.DRY, description="Known shapes of scams.")
    words: tuple[str, ...] = Field(
        default=(), max_length=200, description="Words that moderators want to be told of; never deleted for."
    )
    mute_for: timedelta = Field(
        default=timedelta(minutes=30),
        ge=timedelta(minutes=1),
        le=timedelta(days=1),
        description="How long a flood, a scam or a false name is muted, until a moderator looked.",
    )
    rule: int = Field(default=1, ge=1, le=20, description="The number of the rule that the machine cites.")

    def mode(self, guard: Guard) -> Mode:
        """How far this guard goes; words are only ever told."""
        if guard is Guard.WORDS:
            return Mode.DRY if self.words else Mode.OFF
        return Mode(getattr(self, guard.value))


@dataclass(frozen=True, slots=True)
class Found:
    """Something that a guard saw: which, and in one word why."""

    guard: Guard
    why: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """What is known of who speaks: whether they are a newcomer, and whether they pose as one of the staff."""

    newcomer: bool = False
    poses: bool = False


MUTES = frozenset({Guard.FLOOD, Guard.SCAM, Guard.LIKENESS})
"""The guards that mute whom they see; the others take the message away."""


@dataclass(slots=True)
class Memory:
    """What was said in the last minutes, as marks that mean nothing elsewhere. It ends with the process."""

    _key: bytes = field(default_factory=lambda: secrets.token_bytes(16), compare=False)
    _said: dict[int, deque[tuple[datetime, bytes]]] = field(default_factory=dict[int, deque[tuple[datetime, bytes]]])
    _names: set[bytes] = field(default_factory=set[bytes])

    def note(self, person: int, text: str, now: datetime, keep: timedelta) -> Sequence[tuple[datetime, bytes]]:
        """Note that something was said; returns what this person said lately, the newest last."""
        if len(self._said) > MOST:
            self._said.clear()
        mine = self._said.setdefault(person, deque(maxlen=200))
        while mine and now - mine[0][0] > keep:
            mine.popleft()
        mine.append((now, self._mark(skeleton(text) or text)))
        return list(mine)

    def is_honest(self, platform: str, account: str, name: str) -> bool:
        """Whether this account was found to look like nobody else under this name."""
        return self._mark(f"{platform}:{account}:{name}") in self._names

    def honest(self, platform: str, account: str, name: str) -> None:
        """It does look like nobody else."""
        if len(self._names) > MOST:
            self._names.clear()
        self._names.add(self._mark(f"{platform}:{account}:{name}"))

    def _mark(self, text: str) -> bytes:
        return hashlib.blake2b(text.encode(), key=self._key, digest_size=12).digest()


MOST = 20_000
"""How many persons are remembered at once."""


def judge(said: Said, who: Speaker, lately: Sequence[tuple[datetime, bytes]], settings: Protection) -> Found | None:
    """The first thing that a guard which is not off sees in a message; the gravest come first."""
    for found in _all(said, who, lately, settings):
        if settings.mode(found.guard) is not Mode.OFF:
            return found
    return None


def _all(said: Said, who: Speaker, lately: Sequence[tuple[datetime, bytes]], settings: Protection) -> list[Found]:
    found: list[Found] = [Found(Guard.SCAM, shape.value) for shape in shapes(said.text, said.links, poses=who.poses)]
    if who.newcomer and hidden_links(said.text, said.links):
        found.append(Found(Guard.SCAM, "hidden"))
    if not said.edited and lately:
        now, mark = lately[-1]
        if sum(now - at <= settings.flood_within for at, _ in lately) >= settings.flood_messages:
            found.append(Found(Guard.FLOOD, "flood"))
        same = sum(now - at <= settings.repeat_within and one == mark for at, one in lately)
        if same >= settings.repeat_times and len(said.text) > SHORT:
            found.append(Found(Guard.REPEAT, "repeat"))
    if who.newcomer:
        held = {"link": bool(said.links), "media": said.media, "forward": said.forwarded}
        found += [Found(Guard.NEWCOMER, name) for name, there in held.items() if there]
    spoken = set(_words(plain(said.text)))
    if spoken & {plain(word) for word in settings.words}:
        found.append(Found(Guard.WORDS, "words"))
    return found


SHORT = 8
"""What is no longer than this may be said often: yes, thanks, haha."""


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in text).split()


def poses(name: str, username: str, staff: Collection[str]) -> bool:
    """Whether a name looks like that of one of the staff."""
    return any(alike(mine, theirs) for mine in (name, username) if mine for theirs in staff)
