"""REST calls that answer interactions: the callback, the original answer, and followups by the interaction's token."""

from __future__ import annotations

from bots.playground.discord import changes, events, form, render
from bots.playground.discord.errors import ApiError, Place, not_one_of
from bots.playground.discord.form_command import STRING, read_choice
from bots.playground.discord.form_component import modal
from bots.playground.discord.form_message import attach, read_message, reply_flags
from bots.playground.discord.model import EPHEMERAL, LOADING, Interaction, Json, Message
from bots.playground.discord.rest_message import edit_message, media_url, mention_fields, reply_fields
from bots.playground.discord.routes import Call, Routes

PONG, MESSAGE, DEFER, DEFER_UPDATE, UPDATE, CHOICES, MODAL = 1, 4, 5, 6, 7, 8, 9
_ALLOWED: dict[int, tuple[int, ...]] = {
    2: (PONG, MESSAGE, DEFER, MODAL),
    3: (PONG, MESSAGE, DEFER, DEFER_UPDATE, UPDATE, MODAL),
    4: (CHOICES,),
    5: (PONG, MESSAGE, DEFER, DEFER_UPDATE, UPDATE),
}
"""Interaction type to the callback types that answer it."""


def register(routes: Routes) -> None:
    """Enter this module's calls."""
    routes.on("POST /interactions/{id}/{token}/callback", _callback, "callback")
    hook = "/webhooks/{app}/{token}"
    routes.on(f"POST {hook}", _followup, "webhook")
    routes.on(f"GET {hook}/messages/{{message}}", _get, "webhook")
    routes.on(f"PATCH {hook}/messages/{{message}}", _edit, "webhook")
    routes.on(f"DELETE {hook}/messages/{{message}}", _delete, "webhook")


def owners(interaction: Interaction) -> Json:
    """By whom the app was installed where this happened: the server, or 0 for a conversation with the bot."""
    guild = interaction.channel.guild
    return {"0": guild.id if guild is not None else "0"}


def metadata(interaction: Interaction) -> Json:
    """The interaction_metadata of the messages that answer an interaction."""
    shown: Json = {
        "id": interaction.id,
        "type": interaction.kind,
        "user": render.user(interaction.person),
        "authorizing_integration_owners": owners(interaction),
    }
    if interaction.kind == 3 and interaction.message is not None:
        shown["interacted_message_id"] = interaction.message.id
    elif interaction.kind == 5 and interaction.parent is not None:
        shown["triggering_interaction_metadata"] = metadata(interaction.parent)
    elif interaction.kind == 2 and (target := interaction.data.get("target_id")):
        if interaction.data["type"] == 2:
            shown["target_user"] = interaction.data["resolved"]["users"][target]
        else:
            shown["target_message_id"] = target
    return shown


def _origin(interaction: Interaction) -> Json:
    """How a message shows what it answers: a command's name, or the message whose component was used."""
    shown: Json = {"interaction_metadata": metadata(interaction)}
    if interaction.kind == 2:
        shown["type"] = 20 if interaction.data["type"] == 1 else 23
        shown["interaction"] = {
            "id": interaction.id,
            "type": 2,
            "name": interaction.data["name"],
            "user": render.user(interaction.person),
        }
    elif interaction.message is not None:
        shown |= reply_fields(interaction.message)
    return shown


def _write(call: Call, interaction: Interaction, body: Json, *, first: bool, loading: bool = False) -> Message:
    """Send a message that answers an interaction; raises ApiError."""
    world, channel = call.world, interaction.channel
    number = world.ids.new()
    draft = read_message(body, may_set=reply_flags(), media_url=media_url(call, channel, number))
    blobs: dict[str, bytes] = {}
    attachments = attach(
        draft, call.uploads, [], url=media_url(call, channel, number), new_id=world.ids.new, blobs=blobs
    )
    if draft.empty and not attachments and not loading:
        raise ApiError(50006)
    fields: Json = {
        "id": number,
        "content": draft.content,
        "embeds": draft.embeds,
        "components": draft.components,
        "attachments": attachments,
        "flags": draft.flags | (LOADING if loading else 0),
        "webhook_id": world.app_id,
        "application_id": world.app_id,
        **mention_fields(world, channel, draft),
    }
    if first:
        fields |= _origin(interaction)
    else:
        fields["interaction_metadata"] = metadata(interaction)
        if interaction.original is not None and not interaction.original_gone:
            fields |= reply_fields(interaction.original)
    hidden = interaction.person.id if draft.flags & EPHEMERAL else None
    message = world.add_message(channel, world.bot, fields, visible_to=hidden)
    message.blobs = blobs
    interaction.messages.append(message)
    events.message(world, "MESSAGE_CREATE", message)
    return message


def _callback(call: Call) -> Json | None:
    world, (number, token, *_) = call.world, call.ids
    interaction = world.interactions.get(number)
    if interaction is not None:
        world.overdue(interaction)
    if interaction is None or interaction.token != token or interaction.failed:
        raise ApiError(10062)
    if interaction.answer is not None:
        raise ApiError(40060)
    place = Place()
    kind: int | None = form.choice(call.body, "type", place, (1, 4, 5, 6, 7, 8, 9), need=True)
    if kind is not None and kind not in _ALLOWED[interaction.kind]:
        not_one_of(place.at("type"), _ALLOWED[interaction.kind])
    if kind in (DEFER_UPDATE, UPDATE) and interaction.message is None:
        not_one_of(place.at("type"), (MESSAGE, DEFER))
    data = form.thing(call.body, "data", place, need=kind in (CHOICES, MODAL)) or {}
    place.check()
    if kind in (MESSAGE, DEFER):
        interaction.original = _write(call, interaction, data, first=True, loading=kind == DEFER)
    elif kind in (DEFER_UPDATE, UPDATE):
        message = interaction.original = interaction.message
        assert message is not None
        if kind == UPDATE:
            _change(call, message, data)
        interaction.messages.append(message)
    elif kind == CHOICES:
        interaction.choices = _choices(interaction, data, place.at("data"))
    elif kind == MODAL:
        interaction.modal = modal(data, place.at("data"))
        place.check()
    interaction.answer = kind
    if interaction.timer is not None:
        interaction.timer.cancel()
    interaction.touch()
    if call.query.get("with_response", "").lower() not in ("1", "true"):
        return None
    return _response(interaction)


def _response(interaction: Interaction) -> Json:
    shown: Json = {"id": interaction.id, "type": interaction.kind}
    answer: Json = {"interaction": shown}
    message = interaction.original
    if message is not None:
        shown |= {
            "response_message_id": message.id,
            "response_message_loading": bool(message.body["flags"] & LOADING),
            "response_message_ephemeral": message.visible_to is not None,
            "channel_id": message.channel.id,
        }
        if message.channel.guild is not None:
            shown["guild_id"] = message.channel.guild.id
        if interaction.answer in (MESSAGE, UPDATE):
            answer["resource"] = {"type": interaction.answer, "message": render.message(message, message.author.id)}
    return answer


def _choices(interaction: Interaction, data: Json, place: Place) -> list[Json]:
    given = form.things(data, "choices", place, 25, need=True) or []
    kind = _focused(interaction.data.get("options", []))
    shown = [read_choice(choice, kind, place.at("choices", index)) for index, choice in enumerate(given)]
    place.check()
    return shown


def _focused(options: list[Json]) -> int:
    """The type of the option that is being completed."""
    for option in options:
        if option.get("focused"):
            return int(option["type"])
        if option.get("options"):
            return _focused(option["options"])
    return STRING


def _change(call: Call, message: Message, body: Json) -> None:
    """Change a message by an interaction's answer; a message that said "thinking" becomes a real one."""
    edited = Call(call.world, call.name, call.ids, call.query, body, call.uploads, call.base)
    loading = bool(message.body["flags"] & LOADING)
    edit_message(edited, message)
    if loading:
        flags = message.body["flags"] & ~LOADING
        message.body = {**message.body, "flags": flags, "edited_timestamp": None}
    events.message(call.world, "MESSAGE_UPDATE", message)


def _found(call: Call) -> tuple[Interaction, Message]:
    app, token, which = call.ids
    interaction = call.world.by_token(app, token)
    if which == "@original":
        message = None if interaction.original_gone else interaction.original
    else:
        message = next((m for m in interaction.messages if m.id == which), None)
    if message is None or (message.id not in message.channel.messages and call.world.keep is None):
        raise ApiError(10008)
    return interaction, message


def _get(call: Call) -> Json:
    _, message = _found(call)
    return render.message(message, call.world.bot.id)


def _edit(call: Call) -> Json:
    interaction, message = _found(call)
    _change(call, message, call.body)
    interaction.touch()
    return render.message(message, call.world.bot.id)


def _delete(call: Call) -> None:
    interaction, message = _found(call)
    interaction.original_gone = interaction.original_gone or message is interaction.original
    if message in interaction.messages:
        interaction.messages.remove(message)
    if message.body["flags"] & LOADING:
        message.body = {**message.body, "flags": message.body["flags"] & ~LOADING}
    changes.delete_messages(call.world, message.channel, [message])
    interaction.touch()


def _followup(call: Call) -> Json:
    app, token = call.ids
    interaction = call.world.by_token(app, token)
    if interaction.kind == 4 or interaction.answer == MODAL:
        raise ApiError(10015)
    original = interaction.original
    if original is not None and original.body["flags"] & LOADING and not interaction.original_gone:
        # the first followup to a deferred answer takes its place, and its being ephemeral or not
        _change(call, original, {k: v for k, v in call.body.items() if k != "flags"} | _kept_flags(call.body))
        interaction.touch()
        return render.message(original, call.world.bot.id)
    message = _write(call, interaction, call.body, first=False)
    interaction.touch()
    return render.message(message, call.world.bot.id)


def _kept_flags(body: Json) -> Json:
    flags = body.get("flags")
    return {"flags": flags & ~EPHEMERAL} if isinstance(flags, int) else {}
