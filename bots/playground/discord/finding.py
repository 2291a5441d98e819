"""Finding people, servers, channels, roles and messages by what whoever drives the playground calls them."""

from __future__ import annotations

from bots.playground.discord import perms
from bots.playground.discord.errors import Refusal
from bots.playground.discord.gateway import Gateway
from bots.playground.discord.model import (
    Channel,
    Guild,
    Member,
    Message,
    Person,
    Role,
)
from bots.playground.discord.world import World

Who = Person | str | int
"""A person, or their id, username or name."""
Where = Channel | str | int
"""A channel, or its id, its name, or "server/name"; "dm" is the person's conversation with the bot."""


class Finding:
    """Looks things up by object, id or name; raises Refusal for what is not there."""

    world: World
    gateway: Gateway

    def person(self, who: Who) -> Person:
        """Find a person; raises Refusal."""
        if isinstance(who, Person):
            return who
        known = self.world.persons.get(str(who))
        if known is not None:
            return known
        for key in ("username", "name"):
            for person in self.world.persons.values():
                if str(getattr(person, key)).casefold() == str(who).casefold():
                    return person
        raise Refusal(f"nobody is called {who!r}")

    def guild(self, which: Guild | str | int) -> Guild:
        """Find a server; raises Refusal."""
        if isinstance(which, Guild):
            return which
        for guild in self.world.guilds.values():
            if str(which) in (guild.id, guild.name):
                return guild
        raise Refusal(f"no server is called {which!r}")

    def channel(self, where: Where, person: Person | None = None) -> Channel:
        """Find a channel; raises Refusal."""
        if isinstance(where, Channel):
            return where
        text = str(where)
        if text == "dm" and person is not None:
            return self.world.dm(person)
        if (known := self.world.channels.get(text)) is not None:
            return known
        home, _, name = text.rpartition("/")
        for channel in self.world.channels.values():
            if channel.guild is not None and channel.name == name.lstrip("#") and home in ("", channel.guild.name):
                return channel
        raise Refusal(f"no channel is called {where!r}")

    def role(self, which: Role | str | int, guild: Guild | None = None) -> tuple[Guild, Role]:
        """Find a role and its server; raises Refusal."""
        for home in self.world.guilds.values() if guild is None else [guild]:
            for role in home.roles.values():
                if role is which or str(which) in (role.id, role.name, f"@{role.name}"):
                    return home, role
        raise Refusal(f"no role is called {which!r}")

    def message(self, which: Message | str | int) -> Message:
        """Find a message by its id; raises Refusal."""
        if isinstance(which, Message):
            return which
        for channel in self.world.channels.values():
            if (found := channel.messages.get(str(which))) is not None:
                return found
        raise Refusal(f"there is no message {which}")

    def _member(self, person: Person, guild: Guild) -> Member:
        member = guild.members.get(person.id)
        if member is None:
            raise Refusal(f"{person.name} is not in {guild.name}")
        return member

    def _active(self, person: Person, channel: Channel) -> None:
        """Raise Refusal for somebody in a timeout: they see, but do nothing."""
        member = channel.guild.members.get(person.id) if channel.guild is not None else None
        if member is not None and (member.timeout_until or 0.0) > self.world.clock():
            raise Refusal(f"{person.name} is in a timeout")

    def _may(self, person: Person, channel: Channel, *needed: str) -> None:
        """Raise Refusal unless a person sees a channel and may do there what is named."""
        if channel.guild is not None:
            self._member(person, channel.guild)
        elif channel.recipient is not person:
            raise Refusal(f"{person.name} is not in this conversation")
        value = self.world.rights(channel, person)
        for name in ("view_channel", *needed):
            if not value >> perms.BITS[name] & 1:
                raise Refusal(f"{person.name} lacks {name} in {channel.name or 'this conversation'}")
