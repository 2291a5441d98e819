"""Changes that both the API and people can make: comings and goings, bans, roles, messages, reactions."""

from __future__ import annotations

from bots.playground.discord import events, perms, render
from bots.playground.discord.ids import moment
from bots.playground.discord.model import Channel, Guild, Invite, Json, Member, Message, Person, Role
from bots.playground.discord.world import World


def join(world: World, guild: Guild, person: Person) -> Member:
    """A person comes into a server; already being there changes nothing. Raises ValueError for the banned."""
    if person.id in guild.bans:
        raise ValueError(f"{person.name} is banned from {guild.name}")
    member = guild.members.get(person.id)
    if member is None:
        member = guild.members[person.id] = Member(person, world.clock())
        if person is world.bot:
            world.emit("GUILD_CREATE", events.guild_created(world, guild, everybody=False), "guilds", guild=guild)
        else:
            events.member(world, "ADD", guild, member)
    return member


def leave(world: World, guild: Guild, person: Person) -> None:
    """A person is gone from a server (left, kicked or banned)."""
    member = guild.members.pop(person.id, None)
    if member is None:
        return
    events.moved(world, guild, person, None)
    for event in guild.events.values():
        event.interested.pop(person.id, None)
    if person is world.bot:
        guild.roles = {key: role for key, role in guild.roles.items() if role.bot_id is None}
        world.emit("GUILD_DELETE", {"id": guild.id}, "guilds", guild=guild)
    else:
        events.member(world, "REMOVE", guild, member)


def ban(world: World, guild: Guild, person: Person, reason: str | None, seconds: int) -> None:
    """Ban a person and delete what they wrote in the last seconds."""
    guild.bans[person.id] = reason
    events.ban(world, "ADD", guild, person)
    leave(world, guild, person)
    if seconds:
        since = world.clock() - seconds
        for channel in guild.channels.values():
            gone = [m for m in channel.messages.values() if m.author is person and moment(m.id) >= since]
            delete_messages(world, channel, gone)


def set_role(world: World, guild: Guild, member: Member, role: Role, wanted: bool) -> None:
    """Give a member a role or take it."""
    if (role.id in member.roles) == wanted:
        return
    if wanted:
        member.roles.append(role.id)
    else:
        member.roles.remove(role.id)
    events.member(world, "UPDATE", guild, member)


def delete_role(world: World, guild: Guild, role: Role) -> None:
    """Delete a role, from its members and channels too."""
    del guild.roles[role.id]
    for member in guild.members.values():
        if role.id in member.roles:
            member.roles.remove(role.id)
    for channel in guild.channels.values():
        channel.overwrites.pop(role.id, None)
    events.role(world, "DELETE", guild, role)


def delete_channel(world: World, channel: Channel) -> None:
    """Delete a channel, with its threads and invites."""
    guild = channel.guild
    assert guild is not None
    for other in list(guild.channels.values()):
        if other.parent is channel:
            if other.thread is not None:
                guild.channels.pop(other.id)
                world.channels.pop(other.id)
            else:
                other.parent = None
    guild.channels.pop(channel.id)
    world.channels.pop(channel.id)
    world.invites = {code: i for code, i in world.invites.items() if i.channel is not channel}
    guild.voice = {key: state for key, state in guild.voice.items() if state.channel is not channel}
    events.channel(world, "DELETE", channel)


def delete_messages(world: World, channel: Channel, gone: list[Message]) -> None:
    """Delete messages."""
    for message in gone:
        channel.messages.pop(message.id, None)
        channel.pins.pop(message.id, None)
    if gone:
        events.message_deleted(world, channel, gone)


def may_ping(
    world: World, channel: Channel, author: Person, *, users: list[str], roles: list[str], everyone: bool
) -> Json:
    """The mention fields of a message, of what its text names and its author may ping."""
    guild = channel.guild
    loud = bool(world.rights(channel, author) & perms.bits("mention_everyone")) and guild is not None
    if guild is None:
        pinged_roles: list[str] = []
    else:
        pinged_roles = [r for r in roles if r in guild.roles and (loud or guild.roles[r].mentionable)]
    return {
        "mentions": [render.user(world.persons[u]) for u in users if u in world.persons],
        "mention_roles": pinged_roles,
        "mention_everyone": everyone and loud,
    }


def react(world: World, message: Message, person: Person, emoji: Json, key: str) -> None:
    """Add a reaction."""
    message.emoji.setdefault(key, emoji)
    who = message.reactions.setdefault(key, {})
    if person.id not in who:
        who[person.id] = None
        events.reaction(world, "MESSAGE_REACTION_ADD", message, person, key)


def unreact(world: World, message: Message, person: Person, key: str) -> bool:
    """Take a reaction away; False if there was none."""
    who = message.reactions.get(key, {})
    if person.id not in who:
        return False
    del who[person.id]
    events.reaction(world, "MESSAGE_REACTION_REMOVE", message, person, key)
    if not who:
        del message.reactions[key]
    return True


def use_invite(world: World, invite: Invite, person: Person) -> Member:
    """A person comes in by an invite, which counts the use and ends when it is used up."""
    guild = invite.channel.guild
    assert guild is not None
    if person.id in guild.members:
        return guild.members[person.id]
    if guild.paused.get("invites", 0.0) > world.clock():
        raise ValueError(f"{guild.name} lets nobody in by invites at the moment")
    member = join(world, guild, person)
    invite.uses += 1
    if invite.max_uses and invite.uses >= invite.max_uses:
        del world.invites[invite.code]
        events.invite(world, "DELETE", invite)
    return member
