"""Telling the gateway what happened: each event with the intent it needs and the fields it carries."""

from __future__ import annotations

from bots.playground.discord import perms, render
from bots.playground.discord.model import (
    DM,
    STAGE,
    Channel,
    Event,
    Guild,
    Invite,
    Json,
    Member,
    Message,
    Person,
    Role,
    VoiceState,
)
from bots.playground.discord.world import World


def _visible(world: World, channel: Channel) -> bool:
    return channel.guild is None or bool(world.rights(channel, world.bot) & perms.VIEW_CHANNEL)


def content_open(world: World, message: Message) -> bool:
    """Whether an app without the message content intent still sees the content: its own, a mention of it, a DM."""
    return (
        message.author is world.bot
        or message.channel.kind == DM
        or any(user["id"] == world.bot.id for user in message.body["mentions"])
    )


def message(world: World, event: str, of: Message) -> None:
    """MESSAGE_CREATE or MESSAGE_UPDATE; an ephemeral message is only told to the feed."""
    channel = of.channel
    guild = channel.guild
    shown: Json = dict(render.message(of, world.bot.id))
    shown["channel_type"] = channel.kind
    if guild is not None:
        shown["guild_id"] = guild.id
        if author := guild.members.get(of.author.id):
            shown["member"] = render.member(author, with_user=False)
        if shown["mentions"]:
            shown["mentions"] = [
                {**user, "member": render.member(guild.members[user["id"]], with_user=False)}
                if user["id"] in guild.members
                else user
                for user in shown["mentions"]
            ]
    if of.visible_to is not None:
        world.seen("ephemeral", {**shown, "visible_to": of.visible_to})
        return
    if not _visible(world, channel):
        world.seen("unseen", shown)
        return
    blank = None if content_open(world, of) else render.without_content(shown)
    world.emit(event, shown, "guild_messages" if guild else "dm_messages", guild=guild, blank=blank)


def message_deleted(world: World, channel: Channel, gone: list[Message]) -> None:
    """MESSAGE_DELETE, or MESSAGE_DELETE_BULK for several."""
    where: Json = {"channel_id": channel.id, **({"guild_id": channel.guild.id} if channel.guild else {})}
    shown = [m.id for m in gone if m.visible_to is None]
    if not shown or not _visible(world, channel):
        world.seen("deleted", {**where, "ids": [m.id for m in gone]})
        return
    intent = "guild_messages" if channel.guild else "dm_messages"
    if len(shown) == 1:
        world.emit("MESSAGE_DELETE", {"id": shown[0], **where}, intent, guild=channel.guild)
    else:
        world.emit("MESSAGE_DELETE_BULK", {"ids": shown, **where}, intent, guild=channel.guild)


def reaction(world: World, event: str, of: Message, person: Person | None, key: str | None) -> None:
    """MESSAGE_REACTION_ADD, _REMOVE, _REMOVE_EMOJI or _REMOVE_ALL."""
    channel = of.channel
    if not _visible(world, channel):
        return
    data: Json = {"channel_id": channel.id, "message_id": of.id}
    if channel.guild is not None:
        data["guild_id"] = channel.guild.id
    if key is not None:
        data["emoji"] = of.emoji[key]
    if person is not None:
        data |= {"user_id": person.id, "burst": False, "type": 0}
        if event == "MESSAGE_REACTION_ADD":
            data["message_author_id"] = of.author.id
            if channel.guild is not None and (member := channel.guild.members.get(person.id)):
                data["member"] = render.member(member)
    world.emit(event, data, "guild_reactions" if channel.guild else "dm_reactions", guild=channel.guild)


def pins(world: World, channel: Channel) -> None:
    """CHANNEL_PINS_UPDATE."""
    data: Json = {"channel_id": channel.id, "last_pin_timestamp": world.now() if channel.pins else None}
    if channel.guild is not None:
        data["guild_id"] = channel.guild.id
    world.emit("CHANNEL_PINS_UPDATE", data, "guilds" if channel.guild else "dm_messages", guild=channel.guild)


def channel(world: World, what: str, of: Channel) -> None:
    """CHANNEL_CREATE, _UPDATE, _DELETE or the same for a thread."""
    kind = "THREAD" if of.thread is not None else "CHANNEL"
    if what != "DELETE" and not _visible(world, of):
        world.seen("unseen", render.channel(of))
        return
    data = render.channel(of)
    if of.thread is not None and what == "CREATE":
        data["newly_created"] = True
    world.emit(f"{kind}_{what}", data, "guilds", guild=of.guild)


def thread_members(world: World, of: Channel, *, added: list[str], removed: list[str]) -> None:
    """THREAD_MEMBERS_UPDATE (the bot's own comings and goings need no privileged intent)."""
    assert of.thread is not None
    assert of.guild is not None
    data: Json = {
        "id": of.id,
        "guild_id": of.guild.id,
        "member_count": min(len(of.thread.members), 50),
        "added_members": [render.thread_member(of, person_id) for person_id in added],
        "removed_member_ids": removed,
    }
    own = world.bot.id in (*added, *removed)
    world.emit("THREAD_MEMBERS_UPDATE", data, "guilds" if own else "members", guild=of.guild)


def guild(world: World, of: Guild) -> None:
    """GUILD_UPDATE."""
    world.emit("GUILD_UPDATE", render.guild(of), "guilds", guild=of)


def role(world: World, what: str, guild: Guild, of: Role) -> None:
    """GUILD_ROLE_CREATE, _UPDATE or _DELETE."""
    data: Json = {"guild_id": guild.id}
    data |= {"role_id": of.id} if what == "DELETE" else {"role": render.role(of)}
    world.emit(f"GUILD_ROLE_{what}", data, "guilds", guild=guild)


def member(world: World, what: str, guild: Guild, of: Member) -> None:
    """GUILD_MEMBER_ADD, _UPDATE or _REMOVE; an update of the bot itself needs no privileged intent."""
    data: Json = {"guild_id": guild.id}
    data |= {"user": render.user(of.person)} if what == "REMOVE" else render.member(of)
    own = of.person is world.bot and what == "UPDATE"
    world.emit(f"GUILD_MEMBER_{what}", data, "guilds" if own else "members", guild=guild)


def ban(world: World, what: str, guild: Guild, person: Person) -> None:
    """GUILD_BAN_ADD or _REMOVE."""
    world.emit(f"GUILD_BAN_{what}", {"guild_id": guild.id, "user": render.user(person)}, "moderation", guild=guild)


def invite(world: World, what: str, of: Invite) -> None:
    """INVITE_CREATE or _DELETE."""
    guild = of.channel.guild
    assert guild is not None
    data: Json = {"channel_id": of.channel.id, "guild_id": guild.id, "code": of.code}
    if what == "CREATE":
        shown = render.invite(of)
        kept = ("created_at", "inviter", "max_age", "max_uses", "temporary", "uses", "expires_at", "type")
        data |= {key: shown[key] for key in kept}
    world.emit(f"INVITE_{what}", data, "invites", guild=guild)


def scheduled(world: World, what: str, of: Event, person: Person | None = None) -> None:
    """GUILD_SCHEDULED_EVENT_CREATE, _UPDATE, _DELETE, _USER_ADD or _USER_REMOVE."""
    data = render.event(of)
    if person is not None:
        data = {"guild_scheduled_event_id": of.id, "user_id": person.id, "guild_id": of.guild.id}
    world.emit(f"GUILD_SCHEDULED_EVENT_{what}", data, "scheduled_events", guild=of.guild)


def voice(world: World, of: VoiceState, channel_id: str | None) -> None:
    """VOICE_STATE_UPDATE."""
    guild = of.channel.guild
    world.emit("VOICE_STATE_UPDATE", render.voice(of, channel_id), "voice_states", guild=guild)


def typing(world: World, of: Channel, person: Person) -> None:
    """TYPING_START."""
    data: Json = {"channel_id": of.id, "user_id": person.id, "timestamp": int(world.clock())}
    if of.guild is not None and (member := of.guild.members.get(person.id)):
        data |= {"guild_id": of.guild.id, "member": render.member(member)}
    if _visible(world, of):
        world.emit("TYPING_START", data, "guild_typing" if of.guild else "dm_typing", guild=of.guild)


def guild_created(world: World, of: Guild, *, everybody: bool) -> Json:
    """The payload of GUILD_CREATE; without the presences intent it brings only the bot and those in voice.

    After READY the gateway adds "unavailable": false; a server that is new to the bot comes without that field.
    """
    me = of.members[world.bot.id]
    members = [m for m in of.members.values() if everybody or m is me or m.person.id in of.voice]
    threads = [c for c in of.channels.values() if c.thread is not None and not c.thread.archived]
    return {
        **render.guild(of),
        "joined_at": render.member(me)["joined_at"],
        "large": len(of.members) > 250,
        "member_count": len(of.members),
        "members": [render.member(m) for m in members],
        "channels": [render.channel(c) for c in of.channels.values() if c.thread is None],
        "threads": [render.channel(c) for c in threads if _visible(world, c)],
        "voice_states": [render.voice(v, v.channel.id, with_member=False) for v in of.voice.values()],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [render.event(e) for e in of.events.values()],
        "soundboard_sounds": [],
    }


def moved(world: World, guild: Guild, person: Person, to: Channel | None) -> VoiceState | None:
    """Somebody goes to a voice channel, or (None) leaves voice; returns their state, None if they were in none."""
    state = guild.voice.get(person.id)
    if to is None:
        if state is not None:
            del guild.voice[person.id]
            voice(world, state, None)
        return state
    if state is None:
        state = guild.voice[person.id] = VoiceState(person, to, world.ids.new())
    state.channel, state.suppress = to, to.kind == STAGE
    voice(world, state, to.id)
    return state
