"""What the pretended Discord knows: people, servers, channels, messages and the rest, as plain records in memory."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]

TEXT, DM, VOICE, CATEGORY, NEWS, PUBLIC_THREAD, PRIVATE_THREAD, STAGE, FORUM = 0, 1, 2, 4, 5, 11, 12, 13, 15
KINDS = {"text": TEXT, "voice": VOICE, "category": CATEGORY, "announcement": NEWS, "stage": STAGE, "forum": FORUM}
"""Names of the kinds of channels in a server."""

EPHEMERAL, LOADING, SUPPRESS_NOTIFICATIONS, SUPPRESS_EMBEDS, COMPONENTS_V2 = 1 << 6, 1 << 7, 1 << 12, 1 << 2, 1 << 15


@dataclass(slots=True, eq=False)
class Person:
    """An account; the bot's own is one too."""

    id: str
    username: str
    name: str
    locale: str = "id"
    bot: bool = False
    dms_closed: bool = False
    blocked_bot: bool = False


@dataclass(slots=True, eq=False)
class Role:
    """A role of a server; the one whose id is the server's is @everyone."""

    id: str
    name: str
    permissions: int
    position: int
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    bot_id: str | None = None


@dataclass(slots=True)
class Overwrite:
    """What a role (kind 0) or a member (kind 1) may or may not do in one channel."""

    id: str
    kind: int
    allow: int
    deny: int


@dataclass(slots=True, eq=False)
class Member:
    """A person in a server."""

    person: Person
    joined_at: float
    roles: list[str] = field(default_factory=list[str])
    nick: str | None = None
    timeout_until: float | None = None
    mute: bool = False
    deaf: bool = False


@dataclass(slots=True, eq=False)
class Thread:
    """What makes a channel a thread."""

    owner_id: str
    created_at: float
    auto_archive: int = 1440
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    changed_at: float = 0.0
    members: dict[str, float] = field(default_factory=dict[str, float])
    count: int = 0


@dataclass(slots=True, eq=False)
class Message:
    """A message: `body` is its JSON without reactions; `visible_to` names the one person who sees an ephemeral one."""

    id: str
    channel: Channel
    author: Person
    body: Json
    visible_to: str | None = None
    reactions: dict[str, dict[str, None]] = field(default_factory=dict[str, dict[str, None]])
    emoji: dict[str, Json] = field(default_factory=dict[str, Json])
    blobs: dict[str, bytes] = field(default_factory=dict[str, bytes])


@dataclass(slots=True, eq=False)
class Channel:
    """A channel of a server, a thread, or the conversation between the bot and one person (`recipient`)."""

    id: str
    kind: int
    guild: Guild | None = None
    name: str = ""
    parent: Channel | None = None
    position: int = 0
    topic: str | None = None
    nsfw: bool = False
    slowmode: int = 0
    bitrate: int = 64000
    user_limit: int = 0
    overwrites: dict[str, Overwrite] = field(default_factory=dict[str, Overwrite])
    messages: dict[str, Message] = field(default_factory=dict[str, Message])
    pins: dict[str, float] = field(default_factory=dict[str, float])
    last_message_id: str | None = None
    recipient: Person | None = None
    thread: Thread | None = None
    voice_status: str | None = None


@dataclass(slots=True, eq=False)
class VoiceState:
    """Somebody in a voice or stage channel."""

    person: Person
    channel: Channel
    session_id: str
    mute: bool = False
    deaf: bool = False
    suppress: bool = False


@dataclass(slots=True, eq=False)
class Event:
    """A scheduled event of a server: `body` is its JSON, `interested` who pressed Interested."""

    id: str
    guild: Guild
    body: Json
    interested: dict[str, None] = field(default_factory=dict[str, None])


@dataclass(slots=True, eq=False)
class Guild:
    """A server."""

    id: str
    name: str
    owner_id: str
    locale: str = "id"
    members: dict[str, Member] = field(default_factory=dict[str, Member])
    roles: dict[str, Role] = field(default_factory=dict[str, Role])
    channels: dict[str, Channel] = field(default_factory=dict[str, Channel])
    bans: dict[str, str | None] = field(default_factory=dict[str, str | None])
    events: dict[str, Event] = field(default_factory=dict[str, Event])
    voice: dict[str, VoiceState] = field(default_factory=dict[str, VoiceState])
    audit: list[Json] = field(default_factory=list[Json])
    paused: dict[str, float] = field(default_factory=dict[str, float])
    """What is not possible for now (invites, dms), until when (Unix time)."""


@dataclass(slots=True, eq=False)
class Invite:
    """An invitation to a channel; `max_uses` and `max_age` (seconds) of 0 mean without end."""

    code: str
    channel: Channel
    inviter: Person
    created_at: float
    max_age: int
    max_uses: int
    temporary: bool = False
    uses: int = 0

    @property
    def expires_at(self) -> float | None:
        """Unix time of its end, or None."""
        return self.created_at + self.max_age if self.max_age else None


InteractionKind = Literal[2, 3, 4, 5]
"""2 command, 3 component, 4 autocomplete, 5 modal submit."""


@dataclass(slots=True, eq=False)
class Interaction:
    """Something a person did that waits for the bot, and the handle by which to see what came of it.

    `answer` is the type of the bot's callback, `failed` says that the person sees "The application did not respond",
    `modal` and `choices` are what a callback of type 9 or 8 brought, `original` is the message of the answer and
    `messages` all that the bot said to it, `original` first.
    """

    id: str
    token: str
    kind: InteractionKind
    person: Person
    channel: Channel
    data: Json
    payload: Json
    sent_at: float
    message: Message | None = None
    parent: Interaction | None = None
    answer: int | None = None
    failed: bool = False
    original: Message | None = None
    original_gone: bool = False
    messages: list[Message] = field(default_factory=list[Message])
    modal: Json | None = None
    choices: list[Json] | None = None
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    timer: asyncio.TimerHandle | None = None

    def touch(self) -> None:
        """Wake whoever waits for a change."""
        self.changed.set()
        self.changed = asyncio.Event()

    async def answered(self) -> Interaction:
        """Wait until the bot gave its first response or the three seconds are over."""
        while self.answer is None and not self.failed:
            await self.changed.wait()
        return self

    async def shown(self) -> Interaction:
        """Wait until the person sees more than "thinking": a message, a modal, choices, or a failure."""
        while not self.settled:
            await self.changed.wait()
        return self

    @property
    def settled(self) -> bool:
        """Whether the bot's answer is complete as far as the person can tell, or will not come."""
        if self.failed or self.answer == 6:
            return True
        if self.answer is None:
            return False
        return self.original is None or not self.original.body["flags"] & LOADING
