"""What people do in the playground, the side that the bot does not control: they write, forward, edit, delete."""

from __future__ import annotations

from typing import Any, Literal

from bots.playground.telegram.access import standing_of
from bots.playground.telegram.errors import CannotDo
from bots.playground.telegram.formatting import CAPTION_LIMIT, TEXT_LIMIT, found_entities, units
from bots.playground.telegram.methods_files import document_content, photo_content, store_upload
from bots.playground.telegram.model import Chat, Json, Member, Message, User
from bots.playground.telegram.params import Upload
from bots.playground.telegram.world import World

Attachment = Literal["photo", "document", "sticker", "voice", "location"]
_PERMISSION = {
    "photo": "can_send_photos",
    "document": "can_send_documents",
    "sticker": "can_send_other_messages",
    "voice": "can_send_voice_notes",
    "location": "can_send_messages",
}
_TINY_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


class People:
    """What one person can do in a chat. Ids of people, chats and messages are those of the Bot API.

    `chat` left out (or None) is the person's private chat with the bot. Whatever the real Telegram would not let a
    person do raises CannotDo with the reason.
    """

    def __init__(self, world: World) -> None:
        self.world = world

    def add_person(
        self,
        name: str,
        username: str | None = None,
        language_code: str = "id",
        last_name: str | None = None,
        is_bot: bool = False,
    ) -> int:
        """A new person (or another bot), who has not met the bot yet; returns their id."""
        user = User(700_000_000 + self.world.number(), name, last_name, username, language_code or None, is_bot)
        self.world.users[user.id] = user
        if username:
            if username.lower() in self.world.usernames:
                raise CannotDo(f"the username @{username} is taken")
            self.world.usernames[username.lower()] = user.id
        return user.id

    # --- writing ----------------------------------------------------------------------------------------------------

    def write(
        self,
        person: int,
        chat: int | None,
        text: str,
        *,
        reply_to: int | None = None,
        topic: int | None = None,
        entities: list[Json] | None = None,
    ) -> Json:
        """Send a text; returns the message. Commands, mentions and links in it become entities, as in an app."""
        text = text.strip()
        if not text:
            raise CannotDo("the text is empty")
        if units(text) > TEXT_LIMIT:
            raise CannotDo("the text is too long")
        content: Json = {"text": text}
        if marked := found_entities(text, entities):
            content["entities"] = marked
        return self._send(person, chat, content, "can_send_messages", reply_to=reply_to, topic=topic)

    def send(
        self,
        person: int,
        chat: int | None,
        kind: Attachment,
        *,
        caption: str = "",
        name: str | None = None,
        data: bytes | str = b"",
        emoji: str = "👍",
        latitude: float = -6.2,
        longitude: float = 106.8,
        reply_to: int | None = None,
        topic: int | None = None,
    ) -> Json:
        """Send a photo, document, sticker, voice message or location; returns the message."""
        if units(caption) > CAPTION_LIMIT:
            raise CannotDo("the caption is too long")
        raw = data.encode() if isinstance(data, str) else data
        content = self._attachment(kind, name, raw, emoji, (latitude, longitude))
        if caption:
            content["caption"] = caption
            if marked := found_entities(caption):
                content["caption_entities"] = marked
        return self._send(person, chat, content, _PERMISSION[kind], reply_to=reply_to, topic=topic)

    def forward(
        self, person: int, message: int, from_chat: int | None, chat: int | None, *, topic: int | None = None
    ) -> Json:
        """Forward a message to another chat (or the same); returns the new message."""
        source = self._message(self._chat(person, from_chat), message).json
        left_out = (
            "message_id",
            "from",
            "chat",
            "date",
            "edit_date",
            "reply_to_message",
            "reply_markup",
            "message_thread_id",
        )
        content = {key: value for key, value in source.items() if key not in left_out and key != "is_topic_message"}
        if source.get("has_protected_content"):
            raise CannotDo("the message is protected from forwarding")
        origin: Json = {"type": "user", "date": source["date"], "sender_user": source["from"]}
        permission = next((right for kind, right in _PERMISSION.items() if kind in content), "can_send_messages")
        return self._send(person, chat, {"forward_origin": origin, **content}, permission, reply_to=None, topic=topic)

    def edit(self, person: int, chat: int | None, message: int, text: str) -> Json:
        """Change the text of an own message, or what is written under a photo or file; returns it."""
        where = self._chat(person, chat)
        found = self._message(where, message)
        if found.sender != person:
            raise CannotDo("that message is somebody else's")
        name, marks = ("text", "entities") if "text" in found.json else ("caption", "caption_entities")
        captioned = bool({"photo", "document", "voice"} & set(found.json))
        if not (text.strip() and "text" in found.json) and not captioned:
            raise CannotDo("there is no text to change")
        if "forward_origin" in found.json:
            raise CannotDo("a forwarded message can't be changed")
        if found.json.get(name, "") == text.strip():
            return found.json
        data = {key: value for key, value in found.json.items() if key not in (name, marks)}
        data["edit_date"] = self.world.date()
        if text.strip():
            data[name] = text.strip()
        if marked := found_entities(text.strip()):
            data[marks] = marked
        self.world.change(where, found, data)
        self.world.tell("edited", {"chat": where.id, "message": data})
        return data

    def delete(self, person: int, chat: int | None, message: int) -> None:
        """Delete a message; bots are never told."""
        where = self._chat(person, chat)
        found = self._message(where, message)
        if (
            found.sender != person
            and where.type != "private"
            and not self._standing(person, where).may("can_delete_messages")
        ):
            raise CannotDo("that message is somebody else's")
        del where.messages[message]
        self.world.tell("deleted", {"chat": where.id, "message_id": message})

    def _send(
        self, person: int, chat: int | None, content: Json, permission: str, *, reply_to: int | None, topic: int | None
    ) -> Json:
        user, where = self._user(person), self._chat(person, chat)
        if where.type == "private":
            if where.blocked:
                raise CannotDo("you have blocked the bot")
            where.started = True
        else:
            standing = self._standing(person, where)
            allowed = where.allowed & standing.allowed if standing.status == "restricted" else where.allowed
            if not standing.admin and permission not in allowed:
                raise CannotDo("you may not send that here")
        fields: Json = {}
        if where.type == "supergroup" and (tag := self._standing(person, where).tag):
            fields["sender_tag"] = tag
        if reply_to is not None:
            fields |= self.world.reply_fields(where, self._message(where, reply_to))
        if topic:
            if topic not in where.topics:
                raise CannotDo("there is no such topic")
            fields |= self.world.topic_fields(topic)
        number = fields.get("message_thread_id", 0)
        closed = where.topics[number].closed if number in where.topics else where.general_closed
        if where.is_forum and closed and not self._standing(person, where).may("can_manage_topics"):
            raise CannotDo("the topic is closed")
        message = self.world.post(where, user.json, fields | content).json
        self.world.tell("written", {"chat": where.id, "message": message})
        return message

    def _attachment(self, kind: Attachment, name: str | None, data: bytes, emoji: str, at: tuple[float, float]) -> Json:
        world = self.world
        if kind == "photo":
            return photo_content(store_upload(world, Upload(name or "photo.png", data or _TINY_PNG, "image/png"), kind))
        if kind == "document":
            return document_content(store_upload(world, Upload(name or "notes.txt", data or b"-", ""), kind))
        if kind == "location":
            return {"location": {"latitude": at[0], "longitude": at[1]}}
        folder, mime = ("voice", "audio/ogg") if kind == "voice" else ("stickers", "image/webp")
        stored = world.store(data or b"-", name or f"{kind}.{mime[6:]}", mime, folder)
        told: Json = {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": len(stored.data)}
        if kind == "voice":
            return {"voice": told | {"duration": 3, "mime_type": mime}}
        shape = {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": emoji,
        }
        return {"sticker": told | shape}

    # --- finding ----------------------------------------------------------------------------------------------------

    def _user(self, person: int) -> User:
        user = self.world.users.get(person)
        if user is None or user.id == self.world.bot.id:
            raise CannotDo(f"there is no person {person}")
        return user

    def _known(self, chat: int) -> Chat:
        found = self.world.chats.get(chat)
        if found is None:
            raise CannotDo(f"there is no chat {chat}")
        return found

    def _chat(self, person: int, chat: int | None) -> Chat:
        """The chat, which the person must be in."""
        if chat is None or chat == person:
            return self.world.private(self._user(person))
        found = self._known(chat)
        self._user(person)
        if found.type == "private" or not standing_of(self.world, found, person).present:
            raise CannotDo(f"person {person} is not in chat {chat}")
        return found

    def _standing(self, person: int, chat: Chat) -> Member:
        return standing_of(self.world, chat, person)

    @staticmethod
    def _message(chat: Chat, message: int) -> Message:
        found = chat.messages.get(message)
        if found is None:
            raise CannotDo(f"there is no message {message} in chat {chat.id}")
        return found

    def messages(self, chat: int) -> list[dict[str, Any]]:
        """What is visible in a chat now, oldest first (a private chat's id is the person's)."""
        return [message.json for message in self._known(chat).messages.values()]
