"""Telegram's updates, as raw JSON, in our words. No I/O; nothing is kept but who came and went a moment ago.

Ignored on purpose: channel posts and messages of other bots. A command that is forwarded (who forwards it did not type
it), changed afterwards or meant for another bot is no command, only talk. Somebody who writes as a chat (an anonymous
administrator, a channel) is nobody we know: such a command has no account, such talk is ignored.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from bots.telegram.contents import MORE, WORDS, answered, has_more, is_forwarded, link_name, links, photo
from core.kit.people import Account
from core.kit.places import Kind, Place
from core.kit.port import Came, Command, Event, Moved, Pointed, Press, Reached, Reacted, Requested, Said, Went, What

PLATFORM = "telegram"

_CONTENT = WORDS | MORE
_HERE = frozenset({"creator", "administrator", "member"})
_TWIN_SECONDS = 60
_MOST_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class Me:
    """The bot itself, as getMe tells."""

    id: int
    username: str


def allowed_updates(hears: frozenset[type]) -> list[str]:
    """What to ask Telegram for; the list replaces its default, which leaves chat_member out.

    That one tells at once who governs a group no more, so it is always asked for.
    """
    wanted = ["message", "callback_query", "my_chat_member", "chat_member"]
    if Said in hears:
        wanted.append("edited_message")
    if Requested in hears:
        wanted.append("chat_join_request")
    if Reacted in hears:
        wanted.append("message_reaction")
    return wanted


class Governing(Protocol):
    """Who knows which users govern a group."""

    def governs(self, chat: int, user: int) -> bool:
        """Whether this user governs this group, as far as it is known."""
        ...

    def told(self, change: Mapping[str, Any]) -> None:
        """Take over what a chat_member update says."""
        ...


class Decoder:
    """Reads updates for one bot; `hears` are the kinds of What that somebody asks for."""

    def __init__(self, me: Me, hears: frozenset[type], governors: Governing) -> None:
        self._me = me
        self._governors = governors
        self._at_me = me.username.lower()
        self._said = Said in hears
        self._hears = hears
        self._governed: set[int] = set()
        self._moves: dict[tuple[int, int], tuple[type, int, int]] = {}

    def events(self, update: Mapping[str, Any], now: datetime) -> tuple[Event, ...]:
        """The events of an update, most often one or none; `now` is the time where Telegram tells none."""
        if message := update.get("message"):
            return tuple(self._message(update["update_id"], message))
        if message := update.get("edited_message"):
            return tuple(self._changed(update["update_id"], message))
        if query := update.get("callback_query"):
            return tuple(self._press(update["update_id"], query, now))
        if change := update.get("chat_member"):
            return tuple(self._member(update["update_id"], change))
        if change := update.get("my_chat_member"):
            return tuple(self._reached(update["update_id"], change))
        if asked := update.get("chat_join_request"):
            return tuple(self._requested(update["update_id"], asked))
        if change := update.get("message_reaction"):
            return tuple(self._reacted(update["update_id"], change))
        return ()

    # --- messages ----------------------------------------------------------------------------------------------------

    def _message(self, id_: int, message: Mapping[str, Any]) -> Iterator[Event]:
        chat = message["chat"]
        if chat["type"] == "channel":
            return
        length = _command_length(message)
        if length and self._is_for_us(message, length):
            yield from self._command(id_, message, length)
        elif self._said or (not length and self._to_bot(message)):
            yield from self._talk(id_, message, to_bot=not length and self._to_bot(message))
        if "new_chat_members" in message:
            # where the bot governs, the same is told as a chat_member update, and better: with the invitation
            if chat["id"] not in self._governed:
                for number, user in enumerate(message["new_chat_members"]):
                    yield from self._moved_in_or_out(id_, number, message, user, Came())
        elif "left_chat_member" in message:
            user = message["left_chat_member"]
            gone = Went(by_other=message.get("from", user)["id"] != user["id"])
            yield from self._moved_in_or_out(id_, 0, message, user, gone)
        elif "migrate_to_chat_id" in message:
            to = Place(PLATFORM, str(message["migrate_to_chat_id"]), "", Kind.GROUP)
            yield _event(id_, message, Moved(to), None)

    def _command(self, id_: int, message: Mapping[str, Any], length: int) -> Iterator[Event]:
        text: str = message["text"]
        name = text[1:length].lower().partition("@")[0]
        sender = message.get("from")
        by_chat = "sender_chat" in message
        if not by_chat and (sender is None or sender["is_bot"]):
            return
        account = None if by_chat or sender is None else self._author(message, sender)
        yield _event(id_, message, Command(name, text[length:].strip(), pointed=self._pointed(message)), account)

    def _is_for_us(self, message: Mapping[str, Any], length: int) -> bool:
        """Whether the command at the beginning, so many characters long (it is ASCII), is typed, and typed for us."""
        name, _, target = message["text"][1:length].lower().partition("@")
        passed_on = "forward_origin" in message or message.get("is_automatic_forward")
        return bool(name) and target in ("", self._at_me) and not passed_on

    def _changed(self, id_: int, message: Mapping[str, Any]) -> Iterator[Event]:
        """What was said, as it is now; a location that somebody shares live is not said anew whenever they move."""
        if self._said and message["chat"]["type"] != "channel" and "location" not in message:
            yield from self._talk(id_, message, to_bot=self._to_bot(message), edited=True)

    def _talk(self, id_: int, message: Mapping[str, Any], *, to_bot: bool, edited: bool = False) -> Iterator[Event]:
        sender = message.get("from")
        if sender is None or sender["is_bot"] or "sender_chat" in message or _CONTENT.isdisjoint(message):
            return
        said = Said(
            text=message.get("text") or message.get("caption", ""),
            message=str(message["message_id"]),
            reply_to=str(to["message_id"]) if (to := answered(message)) else "",
            to_bot=to_bot,
            links=links(message),
            photo=photo(message),
            media=has_more(message),
            forwarded=is_forwarded(message),
            edited=edited,
        )
        yield _event(id_, message, said, self._author(message, sender))

    def _author(self, message: Mapping[str, Any], user: Mapping[str, Any]) -> Account:
        """Who wrote or pressed in the message's chat, and whether they govern it."""
        return replace(_account(user), admin=self._governors.governs(message["chat"]["id"], user["id"]))

    def _pointed(self, message: Mapping[str, Any]) -> Pointed | None:
        """The message that a command answers, and its author, where that is a person we can know."""
        to = answered(message)
        if to is None:
            return None
        author = to.get("from")
        if author is None or author["is_bot"] or "sender_chat" in to:
            return Pointed(str(to["message_id"]))
        return Pointed(str(to["message_id"]), self._author(message, author))

    def _to_bot(self, message: Mapping[str, Any]) -> bool:
        if message["chat"]["type"] == "private":
            return True
        to = answered(message)
        return bool(to and to.get("from", {}).get("id") == self._me.id)

    # --- presses -----------------------------------------------------------------------------------------------------

    def _press(self, id_: int, query: Mapping[str, Any], now: datetime) -> Iterator[Event]:
        message, data = query.get("message"), query.get("data")
        if message is None or data is None:
            return
        number, who = str(message["message_id"]), self._author(message, query["from"])
        yield Event(str(id_), _place(message), Press(data, number), now, who, number)

    # --- coming and going --------------------------------------------------------------------------------------------

    def _member(self, id_: int, change: Mapping[str, Any]) -> Iterator[Event]:
        user = change["new_chat_member"]["user"]
        was, is_ = _present(change["old_chat_member"]), _present(change["new_chat_member"])
        if change["chat"]["type"] == "channel":
            return
        self._governed.add(change["chat"]["id"])
        self._governors.told(change)
        if was == is_:
            return
        what = Came(link_name(change)) if is_ else Went(by_other=change["from"]["id"] != user["id"])
        yield from self._moved_in_or_out(id_, 0, change, user, what)

    def _moved_in_or_out(
        self, id_: int, number: int, told: Mapping[str, Any], user: Mapping[str, Any], what: Came | Went
    ) -> Iterator[Event]:
        """An event, unless nobody asks for it or Telegram's other way of telling the same has been heard.

        In a group where the bot is an administrator a coming is told twice: as a message and as a chat_member update.
        """
        if type(what) not in self._hears or user["is_bot"]:
            return
        key, at = (told["chat"]["id"], user["id"]), told["date"]
        kind, known_id, known_at = self._moves.get(key, (None, 0, 0))
        if kind is type(what) and known_id != id_ and abs(at - known_at) <= _TWIN_SECONDS:
            return
        self._moves.pop(key, None)
        self._moves[key] = (type(what), id_, at)
        if len(self._moves) > _MOST_REMEMBERED:
            del self._moves[next(iter(self._moves))]
        event_id = f"{id_}:{number}" if number else str(id_)
        yield _event(event_id, told, what, _account(user))

    def _reached(self, id_: int, change: Mapping[str, Any]) -> Iterator[Event]:
        if change["new_chat_member"]["status"] != "administrator":
            self._governed.discard(change["chat"]["id"])
        if change["chat"]["type"] == "private":
            yield _event(id_, change, Reached(_present(change["new_chat_member"])), _account(change["from"]))

    def _requested(self, id_: int, asked: Mapping[str, Any]) -> Iterator[Event]:
        if Requested in self._hears:
            private = Place(PLATFORM, str(asked["user_chat_id"]), "", Kind.PRIVATE)
            yield _event(id_, asked, Requested(private, link_name(asked)), _account(asked["from"]))

    def _reacted(self, id_: int, change: Mapping[str, Any]) -> Iterator[Event]:
        """An event for each emoji that came; one who reacts as a chat is nobody we know, one taken away is no news."""
        user = change.get("user")
        if Reacted not in self._hears or user is None or user["is_bot"]:
            return
        before = {_emoji(one) for one in change["old_reaction"]}
        came = [emoji for one in change["new_reaction"] if (emoji := _emoji(one)) not in before]
        for number, emoji in enumerate(came):
            event_id = f"{id_}:{number}" if number else str(id_)
            yield _event(event_id, change, Reacted(str(change["message_id"]), emoji), _account(user))


def _emoji(reaction: Mapping[str, Any]) -> str:
    return reaction.get("emoji") or reaction.get("custom_emoji_id") or reaction["type"]


def _event(id_: int | str, told: Mapping[str, Any], what: What, account: Account | None) -> Event:
    number = told.get("message_id")
    at = datetime.fromtimestamp(told.get("edit_date") or told["date"], UTC)
    return Event(str(id_), _place(told), what, at, account, "" if number is None else str(number))


def _place(told: Mapping[str, Any]) -> Place:
    chat = told["chat"]
    thread = str(told["message_thread_id"]) if told.get("is_topic_message") else ""
    kind = Kind.PRIVATE if chat["type"] == "private" else Kind.GROUP
    return Place(PLATFORM, str(chat["id"]), thread, kind)


def _account(user: Mapping[str, Any]) -> Account:
    last = user.get("last_name")
    return Account(
        PLATFORM,
        str(user["id"]),
        f"{user['first_name']} {last}" if last else user["first_name"],
        user.get("username", ""),
        user.get("language_code", ""),
    )


def _command_length(message: Mapping[str, Any]) -> int:
    """How long the command at the very beginning of the text is; 0 without one."""
    for entity in message.get("entities", ()):
        if entity["offset"] == 0 and entity["type"] == "bot_command":
            return entity["length"]
    return 0


def _present(member: Mapping[str, Any]) -> bool:
    return member["status"] in _HERE or bool(member["status"] == "restricted" and member.get("is_member"))
