"""Making the playground: people, servers, roles, channels and their permissions."""

from __future__ import annotations

from collections.abc import Iterable

from bots.playground.discord import changes, events, perms
from bots.playground.discord.errors import Refusal
from bots.playground.discord.finding import Finding, Where, Who
from bots.playground.discord.form_command import LOCALES
from bots.playground.discord.model import (
    KINDS,
    Channel,
    Guild,
    Member,
    Overwrite,
    Person,
    Role,
)


class Making(Finding):
    """What whoever sets the playground up can make and change."""

    def add_person(self, name: str, username: str | None = None, locale: str = "id") -> Person:
        """Somebody new; `locale` is the language of their client, one of Discord's."""
        if locale not in LOCALES:
            raise Refusal(f"Discord has no locale {locale!r}")
        handle = username or "".join(c for c in name.lower() if c.isalnum() or c in "._") or "someone"
        if any(person.username == handle for person in self.world.persons.values()):
            raise Refusal(f"the username {handle!r} is taken")
        person = Person(self.world.ids.new(), handle, name, locale)
        self.world.persons[person.id] = person
        self.world.seen("person", {"id": person.id, "name": name, "username": handle})
        return person

    def add_guild(
        self,
        name: str,
        *,
        owner: Who | None = None,
        bot: bool = True,
        bot_permissions: int | Iterable[str] = perms.BOT,
        locale: str = "id",
    ) -> Guild:
        """A new server with @everyone, its owner (made up unless given) and, with `bot`, the bot and its role."""
        world = self.world
        boss = self.person(owner) if owner is not None else self.add_person(f"{name} owner", f"owner.{world.ids.new()}")
        guild = Guild(world.ids.new(), name, boss.id, locale)
        guild.roles[guild.id] = Role(guild.id, "@everyone", perms.EVERYONE, 0)
        guild.members[boss.id] = Member(boss, world.clock())
        world.guilds[guild.id] = guild
        if bot:
            self.add_bot(guild, permissions=bot_permissions)
        return guild

    def add_bot(self, guild: Guild | str, *, permissions: int | Iterable[str] = perms.BOT) -> None:
        """The bot is added to a server, with a role of its own above the others."""
        home, world = self.guild(guild), self.world
        if world.bot.id in home.members:
            raise Refusal(f"the bot is already in {home.name}")
        top = max(role.position for role in home.roles.values()) + 1
        role = Role(world.ids.new(), world.bot.name, _bits(permissions), top, bot_id=world.bot.id)
        home.roles[role.id] = role
        home.members[world.bot.id] = Member(world.bot, world.clock(), [role.id])
        world.emit("GUILD_CREATE", events.guild_created(world, home, everybody=False), "guilds", guild=home)

    def remove_bot(self, guild: Guild | str) -> None:
        """The bot is thrown out of a server."""
        changes.leave(self.world, self.guild(guild), self.world.bot)

    def add_role(
        self,
        guild: Guild | str,
        name: str,
        *,
        permissions: int | Iterable[str] = (),
        color: int = 0,
        hoist: bool = False,
        mentionable: bool = False,
    ) -> Role:
        """A new role, just above @everyone and below the bot's."""
        home = self.guild(guild)
        for other in home.roles.values():
            other.position += other.position >= 1
        role = Role(self.world.ids.new(), name, _bits(permissions), 1, color, hoist, mentionable)
        home.roles[role.id] = role
        events.role(self.world, "CREATE", home, role)
        return role

    def add_channel(
        self,
        guild: Guild | str,
        name: str,
        kind: str = "text",
        *,
        parent: Where | None = None,
        overwrites: dict[str, dict[str, list[str]]] | None = None,
        topic: str | None = None,
    ) -> Channel:
        """A new channel: text, voice, category, announcement, stage or forum.

        `overwrites` maps a role's or person's name to {"allow": [names], "deny": [names]} of permissions.
        """
        home = self.guild(guild)
        if kind not in KINDS:
            raise Refusal(f"no kind of channel is called {kind!r}; there are {', '.join(KINDS)}")
        above = self.channel(parent) if parent is not None else None
        number = self.world.ids.new()
        channel = Channel(number, KINDS[kind], home, name, above, len(home.channels), topic)
        for target, given in (overwrites or {}).items():
            over = self._overwrite(home, target, given.get("allow", ()), given.get("deny", ()))
            channel.overwrites[over.id] = over
        home.channels[number] = self.world.channels[number] = channel
        events.channel(self.world, "CREATE", channel)
        return channel

    def remove_channel(self, channel: Where) -> None:
        """A channel is deleted."""
        changes.delete_channel(self.world, self.channel(channel))

    def _overwrite(self, guild: Guild, target: str | int, allow: Iterable[str], deny: Iterable[str]) -> Overwrite:
        try:
            number, kind = self.role(target, guild)[1].id, 0
        except Refusal:
            number, kind = self.person(target).id, 1
        return Overwrite(number, kind, _bits(allow), _bits(deny))

    def set_permissions(
        self, channel: Where, target: str | int, *, allow: Iterable[str] = (), deny: Iterable[str] = ()
    ) -> None:
        """Set the overwrite of a role or person in a channel; with neither allow nor deny it is removed."""
        place = self.channel(channel)
        if place.guild is None:
            raise Refusal("a conversation has no permissions")
        over = self._overwrite(place.guild, target, allow, deny)
        place.overwrites[over.id] = over
        if not over.allow and not over.deny:
            del place.overwrites[over.id]
        events.channel(self.world, "UPDATE", place)

    def set_role_permissions(self, role: Role | str, permissions: int | Iterable[str]) -> None:
        """Set what a role (by its name, the bot's own too) may do."""
        home, found = self.role(role)
        found.permissions = _bits(permissions)
        events.role(self.world, "UPDATE", home, found)


def _bits(given: int | Iterable[str]) -> int:
    if isinstance(given, int):
        return given
    try:
        return perms.bits(*given)
    except KeyError as error:
        raise Refusal(f"no permission is called {error}") from error
