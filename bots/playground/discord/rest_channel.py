"""REST calls about channels: themselves, their overwrites and voice."""

from __future__ import annotations

from bots.playground.discord import changes, events, form, perms, render
from bots.playground.discord.errors import ApiError, Place, one_problem
from bots.playground.discord.model import (
    CATEGORY,
    DM,
    FORUM,
    NEWS,
    STAGE,
    TEXT,
    VOICE,
    Channel,
    Guild,
    Json,
    Overwrite,
)  # fmt: skip
from bots.playground.discord.rest_thread import edit_thread
from bots.playground.discord.routes import Call, Routes


def register(routes: Routes) -> None:
    """Enter this module's calls."""
    routes.on("GET /guilds/{id}/channels", _channels)
    routes.on("POST /guilds/{id}/channels", _create)
    routes.on("GET /channels/{id}", lambda call: render.channel(call.world.channel(call.ids[0])))
    routes.on("PATCH /channels/{id}", _edit)
    routes.on("DELETE /channels/{id}", _delete)
    routes.on("PUT /channels/{id}/permissions/{target}", _set_overwrite)
    routes.on("DELETE /channels/{id}/permissions/{target}", _drop_overwrite)
    routes.on("POST /channels/{id}/typing", _typing)
    routes.on("PUT /channels/{id}/voice-status", _voice_status)
    routes.on("GET /guilds/{id}/voice-states/{user}", _voice_state)


def _channels(call: Call) -> list[Json]:
    return [render.channel(c) for c in call.world.guild(call.ids[0]).channels.values() if c.thread is None]


def _overwrites(body: Json, place: Place, guild: Guild) -> dict[str, Overwrite] | None:
    given = form.things(body, "permission_overwrites", place, 100)
    if given is None:
        return None
    read: dict[str, Overwrite] = {}
    for index, one in enumerate(given):
        over = _overwrite(one, place.at("permission_overwrites", index), guild)
        if over is not None:
            read[over.id] = over
    return read


def _overwrite(given: Json, place: Place, guild: Guild, target: str | None = None) -> Overwrite | None:
    number = target if target is not None else form.snowflake(given, "id", place, need=True)
    kind: int | None = form.choice(given, "type", place, (0, 1))
    allow, deny = form.number(given, "allow", place, 0) or 0, form.number(given, "deny", place, 0) or 0
    if number is None:
        return None
    if kind is None:
        kind = 0 if number in guild.roles else 1
    if kind == 0 and number not in guild.roles:
        raise ApiError(10011)
    return Overwrite(number, kind, allow, deny)


def _parent(body: Json, place: Place, guild: Guild) -> Channel | None:
    number = form.snowflake(body, "parent_id", place)
    parent = guild.channels.get(number) if number is not None else None
    if number is not None and (parent is None or parent.kind != CATEGORY):
        place.at("parent_id").add("CHANNEL_PARENT_INVALID", "Category does not exist")
    return parent


def _create(call: Call) -> Json:
    world, guild, body, place = call.world, call.world.guild(call.ids[0]), call.body, Place()
    me = world.need(guild, "manage_channels")
    kind = form.choice(body, "type", place, (TEXT, VOICE, CATEGORY, NEWS, STAGE, FORUM)) or TEXT
    name = form.text(body, "name", place, 100, low=1, need=True) or ""
    channel = Channel("", kind, guild, _spelled(name, kind), _parent(body, place, guild), len(guild.channels))
    overwrites = _overwrites(body, place, guild)
    _settings(channel, body, place)
    place.check()
    if len(guild.channels) >= 500:
        raise ApiError(30013)
    own = perms.in_guild(guild, me)
    if overwrites and not own & perms.bits("manage_roles"):
        raise ApiError(50013)
    if any(o.allow & ~own or o.deny & ~own for o in (overwrites or {}).values()):
        raise ApiError(50013)
    channel.id = world.ids.new()
    channel.overwrites = overwrites or {}
    guild.channels[channel.id] = world.channels[channel.id] = channel
    events.channel(world, "CREATE", channel)
    call.status = 201
    return render.channel(channel)


def _spelled(name: str, kind: int) -> str:
    """Text channels are in lower case without spaces, as the platform makes them."""
    return "-".join(name.lower().split()) if kind in (TEXT, NEWS, FORUM) else name


def _settings(channel: Channel, body: Json, place: Place) -> None:
    topic = form.text(body, "topic", place, 4096 if channel.kind == FORUM else 1024)
    nsfw = form.flag(body, "nsfw", place)
    slow = form.number(body, "rate_limit_per_user", place, 0, 21600)
    bitrate = form.number(body, "bitrate", place, 8000, 96000)
    most = form.number(body, "user_limit", place, 0, 10000 if channel.kind == STAGE else 99)
    position = form.number(body, "position", place, 0)
    if not place.spotless:
        return
    channel.topic = topic if "topic" in body else channel.topic
    channel.nsfw = channel.nsfw if nsfw is None else nsfw
    channel.slowmode = channel.slowmode if slow is None else slow
    channel.bitrate = channel.bitrate if bitrate is None else bitrate
    channel.user_limit = channel.user_limit if most is None else most
    channel.position = channel.position if position is None else position


def _edit(call: Call) -> Json:
    world, body, place = call.world, call.body, Place()
    channel = world.channel(call.ids[0])
    guild = channel.guild
    if guild is None:
        raise ApiError(50003)
    if channel.thread is not None:
        return edit_thread(call, channel)
    world.channel(channel.id, "manage_channels")
    name = form.text(body, "name", place, 100, low=1)
    parent = _parent(body, place, guild)
    overwrites = _overwrites(body, place, guild)
    _settings(channel, body, place)
    place.check()
    if overwrites is not None:
        world.channel(channel.id, "manage_roles")
        channel.overwrites = overwrites
    if name is not None:
        channel.name = _spelled(name, channel.kind)
    if "parent_id" in body:
        channel.parent = parent
    events.channel(world, "UPDATE", channel)
    return render.channel(channel)


def _delete(call: Call) -> Json:
    channel = call.world.channel(call.ids[0])
    if channel.kind == DM:
        return render.channel(channel)
    call.world.channel(channel.id, "manage_threads" if channel.thread is not None else "manage_channels")
    shown = render.channel(channel)
    changes.delete_channel(call.world, channel)
    return shown


def _set_overwrite(call: Call) -> None:
    world, place = call.world, Place()
    channel = world.channel(call.ids[0], "manage_roles")
    if channel.guild is None or channel.thread is not None:
        raise ApiError(50003)
    over = _overwrite(call.body, place, channel.guild, call.ids[1])
    place.check()
    if over is not None:
        own = perms.in_guild(channel.guild, channel.guild.members[world.bot.id])
        if (over.allow | over.deny) & ~own:
            raise ApiError(50013)
        channel.overwrites[over.id] = over
        events.channel(world, "UPDATE", channel)


def _drop_overwrite(call: Call) -> None:
    channel = call.world.channel(call.ids[0], "manage_roles")
    if channel.overwrites.pop(call.ids[1], None) is None:
        raise ApiError(10009)
    events.channel(call.world, "UPDATE", channel)


def _typing(call: Call) -> None:
    channel = call.world.channel(call.ids[0], "send_messages")
    call.world.seen("typing", {"channel_id": channel.id})


def _voice_status(call: Call) -> None:
    channel, place = call.world.channel(call.ids[0], "set_voice_channel_status"), Place()
    if channel.kind not in (VOICE, STAGE):
        raise ApiError(50024)
    status = form.text(call.body, "status", place, 500)
    place.check()
    channel.voice_status = status or None
    assert channel.guild is not None
    data: Json = {"id": channel.id, "guild_id": channel.guild.id, "status": channel.voice_status}
    call.world.emit("VOICE_CHANNEL_STATUS_UPDATE", data, "guilds", guild=channel.guild)


def _voice_state(call: Call) -> Json:
    guild = call.world.guild(call.ids[0])
    number = call.world.bot.id if call.ids[1] == "@me" else call.ids[1]
    state = guild.voice.get(number)
    if state is None:
        raise ApiError(10065)
    return render.voice(state, state.channel.id)


def check_sendable(channel: Channel) -> None:
    """Raise ApiError if a channel takes no messages at all: a category or a forum, or an archived, locked thread."""
    if channel.kind in (CATEGORY, FORUM):
        raise ApiError(50008)
    if channel.thread is not None and channel.thread.archived and channel.thread.locked:
        raise ApiError(50083)


def no_such_message() -> ApiError:
    """The refusal of a reply to a message that is not there."""
    return one_problem("message_reference", "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
