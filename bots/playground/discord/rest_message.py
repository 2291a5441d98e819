"""REST calls about messages: sending, reading, editing and deleting."""

from __future__ import annotations

from bots.playground.discord import audit, changes, events, form, render
from bots.playground.discord.errors import ApiError, Place
from bots.playground.discord.form_message import Draft, attach, read_message
from bots.playground.discord.ids import moment
from bots.playground.discord.model import COMPONENTS_V2, DM, Channel, Json, Message
from bots.playground.discord.rest_channel import check_sendable, no_such_message
from bots.playground.discord.routes import Call, Routes
from bots.playground.discord.world import NONCE_LIFE, World

_FORTNIGHT = 14 * 86400.0


def register(routes: Routes) -> None:
    """Enter this module's calls."""
    routes.on("GET /channels/{id}/messages", _list)
    routes.on("POST /channels/{id}/messages", _create)
    routes.on("POST /channels/{id}/messages/bulk-delete", _bulk_delete)
    routes.on("GET /channels/{id}/messages/{message}", _get)
    routes.on("PATCH /channels/{id}/messages/{message}", _edit)
    routes.on("DELETE /channels/{id}/messages/{message}", _delete)


def shown_by_rest(world: World, message: Message) -> Json:
    """A message as the REST API gives it: without content where the app may not read it."""
    shown = render.message(message, world.bot.id)
    if "message_content" in world.enabled or events.content_open(world, message):
        return shown
    return render.without_content(shown)


def media_url(call: Call, channel: Channel, number: str) -> str:
    """What stands before the name of a file attached to a message."""
    return f"{call.base}/attachments/{channel.id}/{number}/"


def _list(call: Call) -> list[Json]:
    world = call.world
    channel = world.channel(call.ids[0])
    limit = call.number("limit", 50, 1, 100)
    if channel.guild is not None and not world.rights(channel, world.bot) >> 16 & 1:
        return []
    found = [m for m in channel.messages.values() if m.visible_to is None]
    if "after" in call.query:
        found = [m for m in found if int(m.id) > int(call.query["after"])][:limit]
    elif "around" in call.query:
        middle = int(call.query["around"])
        found = sorted(sorted(found, key=lambda m: abs(int(m.id) - middle))[:limit], key=lambda m: int(m.id))
    else:
        before = int(call.query.get("before", 1 << 64))
        found = [m for m in found if int(m.id) < before][-limit:]
    return [shown_by_rest(world, m) for m in reversed(found)]


def _get(call: Call) -> Json:
    channel = call.world.channel(call.ids[0], "read_message_history")
    return shown_by_rest(call.world, call.world.message(channel, call.ids[1]))


def may_write(world: World, channel: Channel, draft: Draft, files: bool) -> None:
    """Raise ApiError unless the bot may send such a message into a channel."""
    if channel.kind == DM:
        person = channel.recipient
        assert person is not None
        if person.dms_closed or person.blocked_bot or not world.shares_guild(person):
            raise ApiError(50007)
        return
    check_sendable(channel)
    needed = ["send_messages" if channel.thread is None else "send_messages_in_threads"]
    if draft.embeds:
        needed.append("embed_links")
    if files:
        needed.append("attach_files")
    world.channel(channel.id, *needed)


def _reply(call: Call, channel: Channel, place: Place) -> Message | None:
    """The message that a body replies to."""
    given = form.thing(call.body, "message_reference", place)
    if given is None:
        return None
    spot = place.at("message_reference")
    number = form.snowflake(given, "message_id", spot, need=True)
    strict = form.flag(given, "fail_if_not_exists", spot)
    elsewhere = form.snowflake(given, "channel_id", spot)
    place.check()
    found = channel.messages.get(number or "") if elsewhere in (None, channel.id) else None
    if found is None or found.visible_to is not None:
        if strict is False:
            return None
        raise no_such_message()
    if not call.world.rights(channel, call.world.bot) >> 16 & 1:
        raise ApiError(160002)
    if found.body["type"] not in (0, 19, 20, 23):
        spot.add("REPLIES_CANNOT_REPLY_TO_SYSTEM_MESSAGE", "Cannot reply to a system message")
        place.check()
    return found


def mention_fields(world: World, channel: Channel, draft: Draft, reply: Message | None = None) -> Json:
    """The mention fields of one of the bot's messages."""
    text = f"{draft.content}\n{draft.shown_text}" if draft.shown_text else draft.content
    users, roles, everyone = draft.mentions.found(text)
    if reply is not None and draft.mentions.replied_user and reply.author.id not in users:
        users = [*users, reply.author.id]
    if not (users or roles or everyone):
        return {}
    return changes.may_ping(world, channel, world.bot, users=users, roles=roles, everyone=everyone)


def _nonce(call: Call) -> str | int | None:
    nonce = call.body.get("nonce")
    if nonce is None:
        return None
    if isinstance(nonce, bool) or not isinstance(nonce, str | int):
        place = Place()
        place.at("nonce").add("NONCE_TYPE_CONVERT", "Nonce must be an integer or a string")
        place.check()
    if isinstance(nonce, str) and len(nonce) > 25:
        place = Place()
        place.at("nonce").add("BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
        place.check()
    return nonce


def _create(call: Call) -> Json:
    world = call.world
    channel = world.channel(call.ids[0])
    number = world.ids.new()
    place = Place()
    draft = read_message(call.body, media_url=media_url(call, channel, number), root=place)
    nonce = _nonce(call)
    place.check()
    may_write(world, channel, draft, bool(call.uploads))
    if nonce is not None and call.body.get("enforce_nonce"):
        known = world.nonces.get(str(nonce))
        if known is not None and known[0] > world.clock():
            return render.message(known[1], world.bot.id)
    reply = _reply(call, channel, Place())
    blobs: dict[str, bytes] = {}
    attachments = attach(
        draft, call.uploads, [], url=media_url(call, channel, number), new_id=world.ids.new, blobs=blobs
    )
    if draft.empty and not attachments:
        raise ApiError(50006)
    body: Json = {
        "id": number,
        "content": draft.content,
        "embeds": draft.embeds,
        "components": draft.components,
        "flags": draft.flags,
        "attachments": attachments,
        "tts": draft.tts,
        **mention_fields(world, channel, draft, reply),
    }
    if nonce is not None:
        body["nonce"] = nonce
    if reply is not None:
        body |= reply_fields(reply)
    message = world.add_message(channel, world.bot, body)
    message.blobs = blobs
    if nonce is not None:
        _remember(world, str(nonce), message)
    if channel.thread is not None and channel.thread.archived:
        channel.thread.archived = False
        events.channel(world, "UPDATE", channel)
    events.message(world, "MESSAGE_CREATE", message)
    return render.message(message, world.bot.id)


def _remember(world: World, nonce: str, message: Message) -> None:
    world.nonces.pop(nonce, None)
    world.nonces[nonce] = (world.clock() + NONCE_LIFE, message)
    while world.nonces:
        oldest = next(iter(world.nonces))
        if world.nonces[oldest][0] > world.clock():
            break
        del world.nonces[oldest]


def reply_fields(to: Message) -> Json:
    """What makes a message a reply."""
    reference: Json = {"type": 0, "channel_id": to.channel.id, "message_id": to.id}
    if to.channel.guild is not None:
        reference["guild_id"] = to.channel.guild.id
    shown = {k: v for k, v in to.body.items() if k not in ("referenced_message", "reactions")}
    return {"type": 19, "message_reference": reference, "referenced_message": shown}


def forward_fields(of: Message) -> Json:
    """What makes a message the forwarding of another: where that is, and a copy of what is in it."""
    reference = {**reply_fields(of)["message_reference"], "type": 1}
    kept = ("type", "content", "mentions", "mention_roles", "attachments", "embeds", "timestamp", "edited_timestamp")
    copy = {key: of.body[key] for key in (*kept, "flags", "components")}
    return {"message_reference": reference, "message_snapshots": [{"message": copy}]}


def edit_message(call: Call, message: Message, *, most: int = 2000) -> None:
    """Change a message as a body says; raises ApiError. Nothing is announced."""
    world = call.world
    before = message.body
    v2 = bool(before["flags"] & COMPONENTS_V2)
    url = media_url(call, message.channel, message.id)
    draft = read_message(call.body, most=most, was_v2=v2, media_url=url)
    attachments = attach(draft, call.uploads, before["attachments"], url=url, new_id=world.ids.new, blobs=message.blobs)
    after: Json = {**before, "attachments": attachments, "edited_timestamp": world.now()}
    if "content" in draft.given or "allowed_mentions" in draft.given:
        if "content" in draft.given:
            after["content"] = draft.content
        else:
            draft.content = before["content"]
        after |= {"mentions": [], "mention_roles": [], "mention_everyone": False}
        after |= mention_fields(world, message.channel, draft)
    if "embeds" in draft.given:
        after["embeds"] = draft.embeds
    if "components" in draft.given:
        after["components"] = draft.components
    if "flags" in draft.given:
        after["flags"] = (before["flags"] & ~4) | (draft.flags & (4 | COMPONENTS_V2))
    if not (after["content"] or after["embeds"] or after["components"] or attachments):
        raise ApiError(50006)
    message.body = after


def _edit(call: Call) -> Json:
    world = call.world
    channel = world.channel(call.ids[0])
    message = world.message(channel, call.ids[1])
    if message.author is not world.bot:
        raise ApiError(50005)
    edit_message(call, message)
    events.message(world, "MESSAGE_UPDATE", message)
    return render.message(message, world.bot.id)


def _delete(call: Call) -> None:
    world = call.world
    channel = world.channel(call.ids[0])
    message = world.message(channel, call.ids[1])
    if message.author is not world.bot:
        if channel.kind == DM:
            raise ApiError(50003)
        world.channel(channel.id, "manage_messages")
        if channel.guild is not None:
            audit.enter(world, channel.guild, audit.Act.MESSAGE_DELETE, message.author.id, reason=call.reason)
    changes.delete_messages(world, channel, [message])


def _bulk_delete(call: Call) -> None:
    world, place = call.world, Place()
    channel = world.channel(call.ids[0], "manage_messages")
    if channel.kind == DM:
        raise ApiError(50003)
    numbers = form.ids(call.body, "messages", place, 1000, need=True) or []
    place.check()
    wanted = list(dict.fromkeys(numbers))
    if not 2 <= len(wanted) <= 100:
        raise ApiError(50016)
    if any(moment(number) < world.clock() - _FORTNIGHT for number in wanted):
        raise ApiError(50034)
    gone = [channel.messages[number] for number in wanted if number in channel.messages]
    changes.delete_messages(world, channel, gone)
