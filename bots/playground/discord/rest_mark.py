"""REST calls about what is put on messages: reactions and pins."""

from __future__ import annotations

from urllib.parse import unquote

from bots.playground.discord import changes, events, form, render
from bots.playground.discord.errors import ApiError, Place
from bots.playground.discord.model import Json, Message
from bots.playground.discord.rest_message import reply_fields, shown_by_rest
from bots.playground.discord.routes import Call, Routes


def register(routes: Routes) -> None:
    """Enter this module's calls."""
    emoji = "/channels/{id}/messages/{message}/reactions/{emoji}"
    routes.on(f"GET {emoji}", _reactors)
    routes.on(f"PUT {emoji}/@me", _react, "reactions")
    routes.on(f"DELETE {emoji}/@me", _unreact, "reactions")
    routes.on(f"DELETE {emoji}/{{user}}", _unreact, "reactions")
    routes.on(f"DELETE {emoji}", _clear_emoji, "reactions")
    routes.on("DELETE /channels/{id}/messages/{message}/reactions", _clear, "reactions")
    routes.on("GET /channels/{id}/messages/pins", _pins)
    routes.on("GET /channels/{id}/pins", _old_pins)
    for path in ("/channels/{id}/messages/pins/{message}", "/channels/{id}/pins/{message}"):
        routes.on(f"PUT {path}", _pin)
        routes.on(f"DELETE {path}", _unpin)


def _emoji(text: str) -> tuple[str, Json]:
    """The key and JSON of an emoji in a path: a character, or name:id of a custom one."""
    text = unquote(text)
    name, _, number = text.rpartition(":")
    if name and number.isdigit():
        return number, {"id": number, "name": name.removeprefix("a:")}
    if text.isascii():
        raise ApiError(10014)
    return text, {"id": None, "name": text}


def _react(call: Call) -> None:
    world = call.world
    channel = world.channel(call.ids[0], "read_message_history")
    message = world.message(channel, call.ids[1])
    key, emoji = _emoji(call.ids[2])
    if key not in message.reactions:
        world.channel(channel.id, "add_reactions")
        if len(message.reactions) >= 20:
            raise ApiError(30010)
    changes.react(world, message, world.bot, emoji, key)


def _unreact(call: Call) -> None:
    world = call.world
    own = len(call.ids) == 3 or call.ids[3] == "@me"
    channel = world.channel(call.ids[0], *([] if own else ["manage_messages"]))
    message = world.message(channel, call.ids[1])
    key, _ = _emoji(call.ids[2])
    person = world.bot if own else world.persons.get(call.ids[3])
    if person is None:
        raise ApiError(10013)
    if not changes.unreact(world, message, person, key):
        raise ApiError(10014)


def _reactors(call: Call) -> list[Json]:
    world = call.world
    message = world.message(world.channel(call.ids[0]), call.ids[1])
    key, _ = _emoji(call.ids[2])
    limit, after = call.number("limit", 25, 1, 100), int(call.query.get("after", "0"))
    found = sorted(int(number) for number in message.reactions.get(key, {}) if int(number) > after)[:limit]
    return [render.user(world.persons[str(number)]) for number in found]


def _clear_emoji(call: Call) -> None:
    message = call.world.message(call.world.channel(call.ids[0], "manage_messages"), call.ids[1])
    key, _ = _emoji(call.ids[2])
    if message.reactions.pop(key, None) is None:
        raise ApiError(10014)
    events.reaction(call.world, "MESSAGE_REACTION_REMOVE_EMOJI", message, None, key)


def _clear(call: Call) -> None:
    message = call.world.message(call.world.channel(call.ids[0], "manage_messages"), call.ids[1])
    message.reactions.clear()
    events.reaction(call.world, "MESSAGE_REACTION_REMOVE_ALL", message, None, None)


def _pinned(call: Call) -> list[tuple[float, Message]]:
    channel = call.world.channel(call.ids[0], "read_message_history")
    newest = sorted(channel.pins.items(), key=lambda pin: -pin[1])
    return [(at, channel.messages[number]) for number, at in newest]


def _pins(call: Call) -> Json:
    limit = call.number("limit", 50, 1, 50)
    before = form.moment(dict(call.query), "before", Place())
    found = [(at, m) for at, m in _pinned(call) if before is None or at < before]
    shown = [{"pinned_at": render.iso(at), "message": shown_by_rest(call.world, m)} for at, m in found[:limit]]
    return {"items": shown, "has_more": len(found) > limit}


def _old_pins(call: Call) -> list[Json]:
    return [shown_by_rest(call.world, m) for _, m in _pinned(call)[:50]]


def _pin(call: Call) -> None:
    _set_pin(call, True)


def _unpin(call: Call) -> None:
    _set_pin(call, False)


def _set_pin(call: Call, wanted: bool) -> None:
    world = call.world
    channel = world.channel(call.ids[0], "pin_messages")
    message = world.message(channel, call.ids[1])
    if (message.id in channel.pins) == wanted:
        return
    if wanted:
        if len(channel.pins) >= 250:
            raise ApiError(30003)
        channel.pins[message.id] = world.clock()
    else:
        del channel.pins[message.id]
    message.body = {**message.body, "pinned": wanted}
    events.message(world, "MESSAGE_UPDATE", message)
    events.pins(world, channel)
    if wanted:
        reference = reply_fields(message)["message_reference"]
        note = world.add_message(channel, world.bot, {"type": 6, "message_reference": reference})
        events.message(world, "MESSAGE_CREATE", note)
