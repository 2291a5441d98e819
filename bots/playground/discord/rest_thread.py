"""REST calls about threads."""

from __future__ import annotations

from bots.playground.discord import events, form, render
from bots.playground.discord.errors import ApiError, Place
from bots.playground.discord.model import (
    NEWS,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    TEXT,
    Channel,
    Json,
    Message,
    Thread,
)  # fmt: skip
from bots.playground.discord.routes import Call, Routes

_ARCHIVE = (60, 1440, 4320, 10080)


def register(routes: Routes) -> None:
    """Enter this module's calls."""
    routes.on("POST /channels/{id}/messages/{message}/threads", _thread_on_message)
    routes.on("POST /channels/{id}/threads", _thread)
    routes.on("GET /guilds/{id}/threads/active", _active)
    routes.on("PUT /channels/{id}/thread-members/{user}", lambda call: _thread_member(call, True))
    routes.on("DELETE /channels/{id}/thread-members/{user}", lambda call: _thread_member(call, False))


def edit_thread(call: Call, channel: Channel) -> Json:
    """PATCH /channels/{id} for a thread; raises ApiError."""
    world, body, place, thread = call.world, call.body, Place(), channel.thread
    assert thread is not None
    if thread.owner_id != world.bot.id:
        world.channel(channel.id, "manage_threads")
    name = form.text(body, "name", place, 100, low=1)
    archived, locked = form.flag(body, "archived", place), form.flag(body, "locked", place)
    minutes = form.choice(body, "auto_archive_duration", place, _ARCHIVE)
    slow = form.number(body, "rate_limit_per_user", place, 0, 21600)
    place.check()
    if locked is not None:
        world.channel(channel.id, "manage_threads")
        thread.locked = locked
    if archived is not None:
        thread.archived, thread.changed_at = archived, world.clock()
    channel.name = channel.name if name is None else name
    thread.auto_archive = minutes or thread.auto_archive
    channel.slowmode = channel.slowmode if slow is None else slow
    events.channel(world, "UPDATE", channel)
    return render.channel(channel)


def _new_thread(call: Call, home: Channel, kind: int, number: str, message: Message | None) -> Json:
    world, place = call.world, Place()
    name = form.text(call.body, "name", place, 100, low=1, need=True) or ""
    minutes = form.choice(call.body, "auto_archive_duration", place, _ARCHIVE) or 1440
    place.check()
    at = world.clock()
    thread = Thread(world.bot.id, at, minutes, changed_at=at, members={world.bot.id: at})
    channel = Channel(number, kind, home.guild, name, home, thread=thread)
    assert home.guild is not None
    home.guild.channels[number] = world.channels[number] = channel
    if message is not None:
        message.body = {**message.body, "flags": message.body["flags"] | 1 << 5, "thread": render.channel(channel)}
    events.channel(world, "CREATE", channel)
    call.status = 201
    return {**render.channel(channel), "member": render.thread_member(channel, world.bot.id)}


def _thread_on_message(call: Call) -> Json:
    home = call.world.channel(call.ids[0], "create_public_threads")
    message = call.world.message(home, call.ids[1])
    if home.kind not in (TEXT, NEWS):
        raise ApiError(50024)
    if message.id in call.world.channels:
        raise ApiError(160004)
    return _new_thread(call, home, PUBLIC_THREAD, message.id, message)


def _thread(call: Call) -> Json:
    kind = call.body.get("type", PRIVATE_THREAD)
    private = kind == PRIVATE_THREAD
    home = call.world.channel(call.ids[0], "create_private_threads" if private else "create_public_threads")
    if home.kind not in (TEXT, NEWS) or kind not in (PUBLIC_THREAD, PRIVATE_THREAD):
        raise ApiError(50024)
    return _new_thread(call, home, kind, call.world.ids.new(), None)


def _active(call: Call) -> Json:
    world, guild = call.world, call.world.guild(call.ids[0])
    found = [c for c in guild.channels.values() if c.thread is not None and not c.thread.archived]
    own = [render.thread_member(c, world.bot.id) for c in found if c.thread and world.bot.id in c.thread.members]
    return {"threads": [render.channel(c) for c in found], "members": own, "has_more": False}


def _thread_member(call: Call, wanted: bool) -> None:
    world, channel = call.world, call.world.channel(call.ids[0])
    thread = channel.thread
    if thread is None:
        raise ApiError(50024)
    if thread.archived:
        raise ApiError(50083)
    number = world.bot.id if call.ids[1] == "@me" else call.ids[1]
    assert channel.guild is not None
    world.member(channel.guild, number)
    if number != world.bot.id:
        world.channel(channel.id, "send_messages_in_threads" if wanted else "manage_threads")
    if wanted and number not in thread.members:
        thread.members[number] = world.clock()
        events.thread_members(world, channel, added=[number], removed=[])
    elif not wanted and thread.members.pop(number, None) is not None:
        events.thread_members(world, channel, added=[], removed=[number])
