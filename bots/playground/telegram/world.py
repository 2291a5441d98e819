"""The world in memory: what happens in it, and which updates the bot gets of that."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bots.playground.telegram.model import Chat, Json, Member, Message, User
from bots.playground.telegram.updates import Update, Updates

CALLBACK_SECONDS = 15
"""Seconds in which a pressed button can be answered; Telegram names no number, this is what bots see in practice."""
DOOR_SECONDS = 300
"""Seconds in which the bot may write to somebody who asked to join (ChatJoinRequest.user_chat_id)."""
_COMMAND = re.compile(r"/([A-Za-z0-9_]+)(?:@([A-Za-z0-9_]+))?")
_SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "forum_topic_created",
    "forum_topic_closed",
    "forum_topic_reopened",
    "video_chat_started",
    "video_chat_ended",
    "pinned_message",
)
_TOLD_OF_OWN = ("new_chat_members", "left_chat_member", "pinned_message")


@dataclass(slots=True)
class Callback:
    """A pressed button that waits for its answer."""

    id: str
    user_id: int
    key: tuple[int, int, int, str]
    asked: float
    answered: Callable[[Json], None]


@dataclass(slots=True)
class Stored:
    """A file that somebody has sent."""

    file_id: str
    unique_id: str
    data: bytes
    name: str
    mime: str
    path: str


class World:
    """Everybody and everything; the bot's calls and the people's doings both act on this."""

    def __init__(
        self,
        bot: User,
        clock: Callable[[], datetime],
        tell: Callable[[str, Json], None],
        *,
        privacy: bool,
        pacing: bool,
        keep: int | None,
    ) -> None:
        self.bot = bot
        self.privacy = privacy
        self.users: dict[int, User] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.usernames: dict[str, int] = {}
        self.callbacks: dict[str, Callback] = {}
        self.toasts: dict[tuple[int, int, int, str], tuple[float, Json]] = {}
        """Answers to buttons that the people's apps may reuse, and until when."""
        self.files: dict[str, Stored] = {}
        self.commands: dict[tuple[str, int, int, str], list[Json]] = {}
        self.names: dict[tuple[str, str], str] = {}
        self.updates = Updates(self.time, pacing=pacing)
        self._clock = clock
        self._tell = tell
        self._keep = keep
        self._met: set[int] = set()
        self._numbers = itertools.count(1)
        self._message_ids = itertools.count(101)

    def time(self) -> float:
        """The current Unix time in seconds."""
        return self._clock().timestamp()

    def date(self) -> int:
        """The current Unix time in whole seconds, as the Bot API writes dates."""
        return int(self._clock().timestamp())

    def number(self) -> int:
        """A number never given before."""
        return next(self._numbers)

    def knows(self, user_id: int) -> bool:
        """Whether the bot has ever met this user (in an update or an answer), so that it can name them."""
        return user_id in self._met or user_id == self.bot.id

    def meet(self, user_id: int) -> None:
        """From now on the bot knows this user."""
        self._met.add(user_id)

    def bot_in(self, chat: Chat) -> Member:
        """How the bot stands in a chat."""
        return chat.members.get(self.bot.id, Member())

    # --- messages ---------------------------------------------------------------------------------------------------

    def message_id(self, chat: Chat) -> int:
        """The next message's number: of its own in a supergroup, else counted over all of the bot's chats."""
        if chat.type == "supergroup":
            chat.last_id += 1
            return chat.last_id
        return next(self._message_ids)

    def post(self, chat: Chat, sender: Json, content: Json, *, fixed: bool = False) -> Message:
        """Put a message into a chat and tell the bot of it, if it is to be told."""
        data: Json = {"message_id": self.message_id(chat), "from": sender, "chat": chat.json, "date": self.date()}
        data.update(content)
        message = chat.messages[data["message_id"]] = Message(data, fixed)
        if self._keep is not None and len(chat.messages) > self._keep:
            del chat.messages[next(iter(chat.messages))]
        if self.visible(chat, message):
            for user in data.get("new_chat_members", ()):
                self._met.add(user["id"])
            self.send_update("message", data, chat.id)
        return message

    def change(self, chat: Chat, message: Message, data: Json) -> None:
        """Replace a message's content and tell the bot of it, if it is to be told."""
        message.json = data
        if message.sender != self.bot.id and self.visible(chat, message):
            self.send_update("edited_message", data, chat.id)

    def reply_fields(self, chat: Chat, target: Message) -> Json:
        """What a message says about the one it answers: that message, without the one it answers in turn."""
        shown = {name: value for name, value in target.json.items() if name != "reply_to_message"}
        fields: Json = {"reply_to_message": shown}
        if chat.is_forum and target.json.get("is_topic_message"):
            fields |= self.topic_fields(target.json["message_thread_id"])
        return fields

    @staticmethod
    def topic_fields(topic: int) -> Json:
        """What a message in a forum's topic says about where it is; nothing in General (0)."""
        return {"message_thread_id": topic, "is_topic_message": True} if topic else {}

    def visible(self, chat: Chat, message: Message) -> bool:
        """Whether the bot is told of a message (https://core.telegram.org/bots/features#privacy-mode)."""
        data = message.json
        own = message.sender == self.bot.id
        if own:
            return any(kind in data for kind in _TOLD_OF_OWN)
        if chat.type == "private":
            return True
        standing = self.bot_in(chat)
        if not standing.present:
            left = data.get("left_chat_member")
            return left is not None and left["id"] == self.bot.id
        if not self.privacy or standing.admin or any(kind in data for kind in _SERVICE):
            return True
        answered = data.get("reply_to_message")
        if answered is not None and answered["from"]["id"] == self.bot.id:
            return True
        return self._addresses_bot(data)

    def _addresses_bot(self, data: Json) -> bool:
        text: str = data.get("text") or data.get("caption") or ""
        if not text:
            return False
        command = _COMMAND.match(text)
        name = (self.bot.username or "").lower()
        if command is not None:
            return command[2] is None or command[2].lower() == name
        return f"@{name}" in text.lower()

    # --- updates ----------------------------------------------------------------------------------------------------

    def send_update(self, kind: str, payload: Json, lane: int) -> Update | None:
        """Tell the bot something; returns the update, or None where the bot does not want its kind."""
        update = self.updates.add(kind, payload, lane)
        if update is None:
            return None
        sender = payload.get("from") or payload.get("user")
        if sender is not None:
            self._met.add(sender["id"])
        self._tell("update", update.json)
        return update

    def set_member(
        self,
        chat: Chat,
        user: User,
        new: Member,
        by: User,
        *,
        link: Json | None = None,
        asked: bool = False,
    ) -> Member:
        """Change how somebody stands in a chat, and tell the bot; returns how they stood before."""
        old = chat.members.get(user.id, Member())
        if new == old:
            return old
        had = self.bot_in(chat)
        chat.members[user.id] = new
        change: Json = {
            "chat": chat.json,
            "from": by.json,
            "date": self.date(),
            "old_chat_member": old.json(user.json),
            "new_chat_member": new.json(user.json),
        }
        if link is not None:
            change["invite_link"] = link
        if asked:
            change["via_join_request"] = True
        if user.id == self.bot.id:
            self.send_update("my_chat_member", change, chat.id)
        elif had.admin:
            self._met.add(user.id)
            self.send_update("chat_member", change, chat.id)
        return old

    # --- chats ------------------------------------------------------------------------------------------------------

    def private(self, user: User) -> Chat:
        """The private chat between the bot and a person, made on first use."""
        chat = self.chats.get(user.id)
        if chat is None:
            chat = self.chats[user.id] = Chat(user.id, "private", username=user.username)
            chat.json = {"id": user.id, "type": "private", "first_name": user.first_name}
            for name in ("last_name", "username"):
                if user.json.get(name):
                    chat.json[name] = user.json[name]
        return chat

    def tell(self, kind: str, data: Json) -> None:
        """Tell those who watch the playground."""
        self._tell(kind, data)

    def callback(self, key: tuple[int, int, int, str], payload: Json, answered: Callable[[Json], None]) -> Callback:
        """Tell the bot of a pressed button; `answered` is called with its answer."""
        now = self.time()
        while self.callbacks and now - (oldest := next(iter(self.callbacks.values()))).asked > CALLBACK_SECONDS:
            del self.callbacks[oldest.id]
        callback = Callback(payload["id"], payload["from"]["id"], key, now, answered)
        self.callbacks[callback.id] = callback
        self.send_update("callback_query", payload, callback.user_id)
        return callback

    def answer_callback(self, number: str, answer: Json, cache: int) -> bool:
        """Answer a pressed button; False when it is unknown, answered already or too old."""
        callback = self.callbacks.pop(number, None)
        now = self.time()
        if callback is None or now - callback.asked > CALLBACK_SECONDS:
            return False
        if cache > 0:
            self.toasts[callback.key] = (now + cache, answer)
        callback.answered(answer)
        return True

    def store(self, data: bytes, name: str, mime: str, folder: str) -> Stored:
        """Keep a file that was sent."""
        number = self.number()
        file_id = f"BQACAgUAAxkBAAI{number:08d}{self.bot.id}"
        suffix = name.rpartition(".")[2].lower() if "." in name else "bin"
        stored = Stored(file_id, f"AgAD{number:08d}", data, name, mime, f"{folder}/file_{number}.{suffix}")
        self.files[file_id] = stored
        return stored
