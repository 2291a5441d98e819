"""All that the pretended Discord holds, how things are found in it, and what the bot may do with them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from typing import Protocol

from bots.playground.discord import perms, render
from bots.playground.discord.errors import ApiError
from bots.playground.discord.ids import Clock, Snowflakes, iso, moment
from bots.playground.discord.model import (
    DM,
    EPHEMERAL,
    Channel,
    Guild,
    Interaction,
    Invite,
    Json,
    Member,
    Message,
    Person,
)

TOKEN_LIFE = 15 * 60.0
"""Seconds for which an interaction's token is good."""
DEADLINE = 3.0
"""Seconds within which an interaction must get its first response."""
NONCE_LIFE = 300.0
"""Seconds for which a nonce is remembered ("the past few minutes" in Discord's documentation)."""
INTENTS: dict[str, int] = {
    "guilds": 1 << 0, "members": 1 << 1, "moderation": 1 << 2, "expressions": 1 << 3, "integrations": 1 << 4,
    "webhooks": 1 << 5, "invites": 1 << 6, "voice_states": 1 << 7, "presences": 1 << 8, "guild_messages": 1 << 9,
    "guild_reactions": 1 << 10, "guild_typing": 1 << 11, "dm_messages": 1 << 12, "dm_reactions": 1 << 13,
    "dm_typing": 1 << 14, "message_content": 1 << 15, "scheduled_events": 1 << 16, "auto_moderation": 1 << 20,
    "auto_moderation_execution": 1 << 21, "guild_polls": 1 << 24, "dm_polls": 1 << 25,
}  # fmt: skip
"""Gateway intents by a short name."""
PRIVILEGED = {"members": 1 << 15, "message_content": 1 << 19, "presences": 1 << 13}
"""Privileged intents and the flag by which an application under 100 servers shows that it has them."""


class Emit(Protocol):
    """Sends a gateway event to the sessions that asked for it."""

    def __call__(
        self, event: str, data: Json, intent: str | None = None, *, guild: Guild | None = None,
        blank: Json | None = None,
    ) -> None:  # fmt: skip
        """`blank` is the payload for sessions without the message content intent."""
        ...


def _nowhere(
    event: str, data: Json, intent: str | None = None, *, guild: Guild | None = None, blank: Json | None = None
) -> None:
    """Before a gateway is there, events go nowhere."""


class World:
    """The state of the stand-in."""

    def __init__(self, clock: Clock, enabled: Iterable[str], keep: int | None) -> None:
        unknown = set(enabled) - PRIVILEGED.keys()
        if unknown:
            raise ValueError(f"no privileged intents: {', '.join(sorted(unknown))}; there are {', '.join(PRIVILEGED)}")
        self.clock = clock
        self.ids = Snowflakes(clock)
        self.enabled = set(enabled)
        self.keep = keep
        self.media = "https://cdn.discordapp.com"
        """Where what people upload is found; this server's own address once somebody has spoken to it."""
        self.emit: Emit = _nowhere
        self.seen: Callable[[str, Json], None] = lambda kind, data: None
        self.bot = Person(self.ids.new(), "Guyub", "Guyub", locale="en-US", bot=True)
        self.app_id = self.bot.id
        self.persons: dict[str, Person] = {self.bot.id: self.bot}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}
        self.dms: dict[str, Channel] = {}
        self.invites: dict[str, Invite] = {}
        self.commands: dict[str, dict[str, Json]] = {"": {}}
        self.interactions: dict[str, Interaction] = {}
        self.tokens: dict[str, Interaction] = {}
        self.nonces: dict[str, tuple[float, Message]] = {}

    @property
    def flags(self) -> int:
        """The application's flags, by the privileged intents enabled for it."""
        return sum(PRIVILEGED[name] for name in self.enabled)

    def now(self) -> str:
        """The time, as Discord writes it."""
        return iso(self.clock())

    def guild(self, guild_id: str) -> Guild:
        """A server the bot is in; raises ApiError 10004."""
        guild = self.guilds.get(guild_id)
        if guild is None or self.bot.id not in guild.members:
            raise ApiError(10004)
        return guild

    def member(self, guild: Guild, person_id: str) -> Member:
        """A member; raises ApiError 10013 for nobody, 10007 for somebody who is not in the server."""
        if person_id not in self.persons:
            raise ApiError(10013)
        member = guild.members.get(person_id)
        if member is None:
            raise ApiError(10007)
        return member

    def channel(self, channel_id: str, *needed: str) -> Channel:
        """A channel the bot sees and where it may do what is named; raises ApiError 10003, 50001 or 50013."""
        channel = self.channels.get(channel_id)
        if channel is None:
            raise ApiError(10003)
        guild = channel.guild
        if guild is not None:
            me = guild.members.get(self.bot.id)
            if me is None:
                raise ApiError(50001)
            value = perms.in_channel(guild, me, channel, self.clock())
            if not value & perms.VIEW_CHANNEL:
                raise ApiError(50001)
            for name in needed:
                if not value >> perms.BITS[name] & 1:
                    raise ApiError(50013)
        return channel

    def rights(self, channel: Channel, person: Person) -> int:
        """What somebody may do in a channel; in a conversation with the bot: whatever one may there."""
        if channel.guild is None:
            return perms.EVERYONE
        member = channel.guild.members.get(person.id)
        return perms.in_channel(channel.guild, member, channel, self.clock()) if member else 0

    def need(self, guild: Guild, *needed: str) -> Member:
        """The bot as a member of a server where it may do what is named; raises ApiError 50013."""
        me = guild.members[self.bot.id]
        value = perms.in_guild(guild, me)
        if any(not value >> perms.BITS[name] & 1 for name in needed):
            raise ApiError(50013)
        return me

    def outrank(self, guild: Guild, other: Member) -> None:
        """Raise ApiError 50013 unless the bot stands above a member."""
        me = guild.members[self.bot.id]
        if other.person.id == guild.owner_id or perms.highest(guild, me) <= perms.highest(guild, other):
            raise ApiError(50013)

    def message(self, channel: Channel, message_id: str) -> Message:
        """A message that everybody in the channel sees; raises ApiError 10008."""
        message = channel.messages.get(message_id)
        if message is None or message.visible_to is not None:
            raise ApiError(10008)
        return message

    def dm(self, person: Person) -> Channel:
        """The conversation between the bot and a person, begun if need be."""
        channel = self.dms.get(person.id)
        if channel is None:
            channel = self.dms[person.id] = Channel(self.ids.new(), DM, recipient=person)
            self.channels[channel.id] = channel
        return channel

    def shares_guild(self, person: Person) -> bool:
        """Whether the bot and a person are in one server together."""
        return any(self.bot.id in g.members and person.id in g.members for g in self.guilds.values())

    def invite(self, code: str) -> Invite:
        """An invite that still works; raises ApiError 10006."""
        invite = self.invites.get(code)
        if invite is not None and invite.expires_at is not None and invite.expires_at <= self.clock():
            del self.invites[code]
            invite = None
        if invite is None:
            raise ApiError(10006)
        return invite

    def new_code(self) -> str:
        """A fresh invite code."""
        return secrets.token_hex(4)

    def add_message(self, channel: Channel, author: Person, body: Json, *, visible_to: str | None = None) -> Message:
        """Put a message into a channel; `body` brings what is not the same for every message. Nothing is sent."""
        number = str(body.get("id") or self.ids.new())
        whole: Json = {
            "id": number,
            "type": 0,
            "channel_id": channel.id,
            "author": render.user(author),
            "content": "",
            "timestamp": iso(moment(number)),
            "edited_timestamp": None,
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [],
            "embeds": [],
            "components": [],
            "pinned": False,
            "flags": 0,
            **body,
        }
        if visible_to is not None:
            whole["flags"] |= EPHEMERAL
        message = Message(number, channel, author, whole, visible_to)
        channel.messages[number] = message
        if visible_to is None:
            channel.last_message_id = number
            if channel.thread is not None:
                channel.thread.count += 1
        if self.keep is not None and len(channel.messages) > self.keep:
            del channel.messages[next(iter(channel.messages))]
        return message

    def by_token(self, app_id: str, token: str) -> Interaction:
        """The answered interaction a token belongs to; raises ApiError 10015 (none), 50027 (too late)."""
        interaction = self.tokens.get(token)
        if interaction is None or app_id != self.app_id or interaction.answer is None:
            raise ApiError(10015)
        if self.clock() - interaction.sent_at > TOKEN_LIFE:
            raise ApiError(50027)
        return interaction

    def overdue(self, interaction: Interaction) -> bool:
        """Whether an interaction got no first response in time, or no answer at all while its token was good.

        What is overdue is marked as failed: the person sees "The application did not respond".
        """
        age = self.clock() - interaction.sent_at
        if interaction.failed or interaction.settled:
            return interaction.failed
        if (interaction.answer is None and age >= DEADLINE) or age > TOKEN_LIFE:
            interaction.failed = True
            interaction.touch()
            self.seen("failed", {"interaction": interaction.id, "person": interaction.person.id})
        return interaction.failed

    def sweep(self, most: int | None) -> None:
        """Forget interactions long over, and the oldest beyond `most`."""
        now = self.clock()
        while self.interactions:
            oldest = next(iter(self.interactions.values()))
            if now - oldest.sent_at < 2 * TOKEN_LIFE and (most is None or len(self.interactions) <= most):
                break
            self.overdue(oldest)
            del self.interactions[oldest.id]
            self.tokens.pop(oldest.token, None)
