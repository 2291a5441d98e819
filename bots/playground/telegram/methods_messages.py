"""The methods that send, edit, pin and delete messages."""

from __future__ import annotations

from typing import Any

from bots.playground.telegram.access import Access, chat_of, may_send, message_of, need, topic_for
from bots.playground.telegram.errors import bad
from bots.playground.telegram.formatting import CAPTION_LIMIT, TEXT_LIMIT, formatted, units
from bots.playground.telegram.limits import FloodLimits
from bots.playground.telegram.markup import read_markup
from bots.playground.telegram.model import Chat, Json, Message
from bots.playground.telegram.params import Params, Unreadable, as_list, as_object, int_field
from bots.playground.telegram.world import World

DELETABLE_SECONDS = 48 * 3600
_ACTIONS = (
    "typing upload_photo record_video upload_video record_voice upload_voice record_audio upload_audio"
    " upload_document choose_sticker find_location record_video_note upload_video_note"
)
_REACTIONS = (
    "❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓"
    " 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡"
)
ACTIONS = frozenset(_ACTIONS.split())
REACTIONS = frozenset(_REACTIONS.split())
"""The emoji that a message can be given as a reaction (ReactionTypeEmoji in the Bot API)."""
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same"
    " as a current content and reply markup of the message"
)


class Sending:
    """The methods by which the bot writes into chats."""

    def __init__(self, world: World, limits: FloodLimits | None) -> None:
        self._world = world
        self._limits = limits

    def send_message(self, params: Params) -> Json:
        """sendMessage."""
        fields = formatted(
            params, self._world, name="text", entities_name="entities", limit=TEXT_LIMIT, called="message"
        )
        if not fields:
            raise bad("message text is empty")
        preview = as_object(params.loaded("link_preview_options", "link preview options"))
        if preview:
            fields["link_preview_options"] = preview
        elif params.truth("disable_web_page_preview"):
            fields["link_preview_options"] = {"is_disabled": True}
        return self.deliver("sendMessage", params, fields, "can_send_messages", "text messages")

    def caption(self, params: Params) -> Json:
        """The caption fields of a call that sends a file."""
        fields = formatted(
            params,
            self._world,
            name="caption",
            entities_name="caption_entities",
            limit=CAPTION_LIMIT,
            called="message caption",
        )
        renamed = {"text": "caption", "entities": "caption_entities"}
        return {renamed[name]: value for name, value in fields.items()}

    def deliver(self, method: str, params: Params, content: Json, permission: str, called: str) -> Json:
        """Send `content` to the chat of the call, with everything that all sending methods have in common."""
        world = self._world
        keyboard, other = read_markup(params)
        reply = _reply_parameters(params)
        chat = chat_of(world, params, Access.WRITE)
        may_send(world, chat, permission, called)
        target = self._target(chat, reply)
        topic = topic_for(world, params, chat, target)
        if self._limits is not None:
            self._limits.sending(method, chat.id, group=chat.type != "private")
        data: Json = {}
        if target is not None:
            data |= world.reply_fields(chat, target)
            quote = str((reply or {}).get("quote") or "")
            if quote:
                data["quote"] = _quote(quote, target)
        if topic:
            data |= world.topic_fields(topic)
        data |= content
        if keyboard is not None:
            data["reply_markup"] = keyboard
        if params.truth("protect_content"):
            data["has_protected_content"] = True
        return world.post(chat, world.bot.json, data, fixed=other).json

    def _target(self, chat: Chat, reply: Json | None) -> Message | None:
        if reply is None:
            return None
        elsewhere = str(reply.get("chat_id") or chat.id) not in (str(chat.id), f"@{chat.username}")
        target = None if elsewhere else chat.messages.get(reply["message_id"])
        if target is None and not reply.get("allow_sending_without_reply"):
            raise bad("message to be replied not found")
        return target

    def edit_text(self, params: Params) -> Json:
        """editMessageText; without reply_markup the inline keyboard goes."""
        fields = formatted(
            params, self._world, name="text", entities_name="entities", limit=TEXT_LIMIT, called="message"
        )
        if not fields:
            raise bad("message text is empty")
        keyboard, chat, message = self.editable(params)
        old = message.json
        if "text" not in old:
            raise bad("there is no text in the message to edit")
        preview = as_object(params.loaded("link_preview_options", "link preview options"))
        if preview:
            fields["link_preview_options"] = preview
        if keyboard is not None:
            fields["reply_markup"] = keyboard
        names = ("text", "entities", "link_preview_options", "reply_markup")
        return self.change("editMessageText", chat, message, fields, names)

    def edit_markup(self, params: Params) -> Json:
        """editMessageReplyMarkup."""
        keyboard, chat, message = self.editable(params)
        fields: Json = {} if keyboard is None else {"reply_markup": keyboard}
        return self.change("editMessageReplyMarkup", chat, message, fields, ("reply_markup",))

    def editable(self, params: Params) -> tuple[Json | None, Chat, Message]:
        """The inline keyboard of a call that edits, and the message that it may edit."""
        keyboard, other = read_markup(params)
        if other:
            raise bad("inline keyboard expected")
        if not params.text("chat_id") and not params.integer("message_id"):
            raise bad(
                "MESSAGE_ID_INVALID" if params.text("inline_message_id") else "message identifier is not specified"
            )
        chat = chat_of(self._world, params, Access.EDIT)
        message = message_of(self._world, params, chat, "message to edit")
        if message.sender != self._world.bot.id or message.fixed:
            raise bad("message can't be edited")
        return keyboard, chat, message

    def change(self, method: str, chat: Chat, message: Message, fields: Json, names: tuple[str, ...]) -> Json:
        """Put `fields` in the place of what the message says under `names`."""
        old = message.json
        if all(old.get(name) == fields.get(name) for name in names):
            raise bad(NOT_MODIFIED)
        if self._limits is not None:
            self._limits.editing(method, chat.id, group=chat.type != "private")
        data = {name: value for name, value in old.items() if name not in names}
        data["edit_date"] = self._world.date()
        data |= fields
        self._world.change(chat, message, data)
        return data

    def delete(self, params: Params) -> bool:
        """deleteMessage."""
        chat = chat_of(self._world, params, Access.WRITE)
        message = message_of(self._world, params, chat, "message to delete")
        self._delete(chat, message)
        return True

    def delete_many(self, params: Params) -> bool:
        """deleteMessages; those that do not exist are passed over."""
        numbers = _message_ids(params)
        chat = chat_of(self._world, params, Access.WRITE)
        for number in numbers:
            if message := chat.messages.get(number):
                self._delete(chat, message)
        return True

    def _delete(self, chat: Chat, message: Message) -> None:
        world = self._world
        own = message.sender == world.bot.id
        if chat.type != "private" and not own:
            need(world, chat, "can_delete_messages", "message can't be deleted")
        admin = chat.type != "private" and world.bot_in(chat).may("can_delete_messages")
        if not admin and world.time() - message.json["date"] > DELETABLE_SECONDS:
            raise bad("message can't be deleted for everyone")
        del chat.messages[message.id]
        if message.id in chat.pinned:
            chat.pinned.remove(message.id)

    def answer_callback(self, params: Params) -> bool:
        """answerCallbackQuery."""
        text = params.text("text")
        if units(text) > 200:
            raise bad("MESSAGE_TOO_LONG")
        url = params.text("url")
        if url and not url.startswith((f"t.me/{self._world.bot.username}", f"https://t.me/{self._world.bot.username}")):
            raise bad("URL_INVALID")
        answer: Json = {"text": text, "alert": params.truth("show_alert"), "url": url}
        if not self._world.answer_callback(params.text("callback_query_id"), answer, params.integer("cache_time")):
            raise bad("query is too old and response timeout expired or query ID is invalid")
        return True

    def chat_action(self, params: Params) -> bool:
        """sendChatAction."""
        if params.text("action").lower() not in ACTIONS:
            raise bad("wrong parameter action in request")
        topic_for(self._world, params, chat_of(self._world, params, Access.WRITE), None)
        return True

    def react(self, params: Params) -> bool:
        """setMessageReaction; a bot may give one reaction."""
        kinds = [as_object(kind) or {} for kind in as_list(params.loaded("reaction", "reaction types")) or []]
        chat = chat_of(self._world, params, Access.READ)
        message = message_of(self._world, params, chat, "message to react")
        if len(kinds) > 1:
            raise bad("REACTIONS_TOO_MANY")
        if any(kind.get("type") != "emoji" or kind.get("emoji") not in REACTIONS for kind in kinds):
            raise bad("REACTION_INVALID")
        message.reactions.pop(self._world.bot.id, None)
        if kinds:
            message.reactions[self._world.bot.id] = kinds
        return True

    def pin(self, params: Params) -> bool:
        """pinChatMessage; the chat gets a service message about it."""
        world = self._world
        chat = chat_of(world, params, Access.WRITE)
        message = message_of(world, params, chat, "message to pin")
        if chat.type != "private":
            need(world, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
        if message.id in chat.pinned:
            return True
        chat.pinned.append(message.id)
        shown = {name: value for name, value in message.json.items() if name != "reply_to_message"}
        topic = message.json.get("message_thread_id", 0) if chat.is_forum else 0
        world.post(chat, world.bot.json, world.topic_fields(topic) | {"pinned_message": shown})
        return True

    def unpin(self, params: Params) -> bool:
        """unpinChatMessage; without a message the newest pinned one goes."""
        chat = chat_of(self._world, params, Access.WRITE)
        if chat.type != "private":
            need(self._world, chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat")
        number = params.integer("message_id")
        if not number:
            number = chat.pinned[-1] if chat.pinned else 0
        if number not in chat.pinned:
            raise bad("message to unpin not found")
        chat.pinned.remove(number)
        return True


def _reply_parameters(params: Params) -> Json | None:
    if not params.has("reply_parameters"):
        number = params.integer("reply_to_message_id")
        without = params.truth("allow_sending_without_reply")
        return {"message_id": number, "allow_sending_without_reply": without} if number else None
    value = params.loaded("reply_parameters", "reply parameters")
    if value is None:
        return None
    data = as_object(value)
    if data is None:
        raise bad("object expected as reply parameters")
    if not data:
        return None
    try:
        return data | {"message_id": int_field(data, "message_id")}
    except Unreadable as error:
        raise bad(f"can't parse reply parameters: {error}") from None


def _quote(quote: str, target: Message) -> Json:
    text: str = target.json.get("text") or target.json.get("caption") or ""
    if quote not in text:
        raise bad("QUOTE_TEXT_INVALID")
    return {"text": quote, "position": units(text[: text.index(quote)]), "is_manual": True}


def _message_ids(params: Params) -> list[int]:
    value: Any = params.loaded("message_ids", "message identifiers")
    if value is None:
        raise bad("message identifiers are not specified")
    numbers = as_list(value)
    if numbers is None:
        raise bad("expected an Array of message identifiers")
    if len(numbers) > 100:
        raise bad("too many message identifiers specified")
    if not numbers:
        raise bad("message identifiers are not specified")
    read = [Params({"id": number}).integer("id") for number in numbers]
    if any(number <= 0 for number in read):
        raise bad("invalid message identifier specified")
    return read
