"""Our messages in Telegram's words: method parameters with entities instead of markup. Pure.

No parse_mode is ever given, so whatever a name or a text contains is shown as it is. Limits and offsets are counted in
UTF-16 code units, as https://core.telegram.org/bots/api#messageentity asks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.kit.places import Place
from core.kit.port import File, Key, Message, Moment, Ref, Rejected, Somebody, Span, Spans, Words

MOST_TEXT = 4096
MOST_CAPTION = 1024
MOST_TITLE = 1024
MOST_ENTITIES = 100
MOST_TOAST = 200
MOST_KEYS = 100
KEYS_A_ROW = 8
MOST_TICKET = 64
MOST_PLACEHOLDER = 64
ROW_WIDTH = 36
"""Roughly how many characters of labels a row of buttons on a phone shows, two of them lost to each button's edges."""

GENERAL_TOPIC = "1"
"""The topic every forum has; it must not be named when something is sent there."""

_AT = re.compile(r"@(?=\w)")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Control characters, odd line ends, and what turns the direction of everything after it: never shown."""

_STYLES = {"primary": "primary", "good": "success", "danger": "danger"}


def units(text: str) -> int:
    """The length of a text in UTF-16 code units."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def cut_units(text: str, most: int) -> str:
    """The beginning of a text, at most so many UTF-16 code units."""
    while units(text) > most:
        text = text[: -max(1, (units(text) - most) // 2)]
    return text


def send_params(place: Place, message: Message) -> dict[str, Any]:
    """The parameters of sendMessage; raises Rejected when there is nothing to show or a ticket is too long."""
    return _sent(place, message, _content(message))


def file_params(place: Place, message: Message) -> list[tuple[File, dict[str, Any]]]:
    """Each file of a message with the parameters of its sendDocument, `document` left out.

    The text is the caption of the first, up to 1024 characters, with the buttons; the others follow it, bare. Where
    there is a photo that has these, and all files are bare.
    """
    bare = replace(message, rows=(), asks=False)
    calls: list[tuple[File, dict[str, Any]]] = []
    for number, file in enumerate(message.files):
        first = number == 0 and not message.photo
        calls.append((file, _sent(place, message if first else bare, _caption(message) if first else {})))
    return calls


def photo_params(place: Place, message: Message) -> dict[str, Any]:
    """The parameters of sendPhoto for a message with a photo; its text is the caption, up to 1024 characters."""
    return _sent(place, message, {"photo": message.photo, **_caption(message)})


def _sent(place: Place, message: Message, content: dict[str, Any]) -> dict[str, Any]:
    params: dict[str, Any] = {"chat_id": chat_id(place), **content}
    if place.thread and place.thread != GENERAL_TOPIC:
        params["message_thread_id"] = int(place.thread)
    if message.silent:
        params["disable_notification"] = True
    if message.reply_to:
        params["reply_parameters"] = {"message_id": int(message.reply_to), "allow_sending_without_reply": True}
    keyboard = keys(message.rows)
    if keyboard:
        params["reply_markup"] = {"inline_keyboard": keyboard}
    elif message.asks:
        params["reply_markup"] = _question(message)
    return params


def edit_params(ref: Ref, message: Message) -> dict[str, Any]:
    """The parameters of editMessageText; raises Rejected as `send_params` does."""
    return _edited(ref, message, _content(message))


def media_params(ref: Ref, message: Message) -> dict[str, Any]:
    """The parameters of editMessageMedia, which puts the photo and its caption in the place of what was there."""
    return _edited(ref, message, {"media": {"type": "photo", "media": message.photo, **_caption(message)}})


def _edited(ref: Ref, message: Message, content: dict[str, Any]) -> dict[str, Any]:
    params: dict[str, Any] = {"chat_id": chat_id(ref.place), "message_id": int(ref.id), **content}
    keyboard = keys(message.rows)
    if keyboard:
        params["reply_markup"] = {"inline_keyboard": keyboard}
    return params


def toast(message: Message) -> str:
    """The message as the notice that answers a press, or "" when it does not fit into one (200 characters)."""
    if message.rows or message.asks or message.files or message.photo:
        return ""
    lines = [message.title, *message.lines] if message.title else message.lines
    text = "\n".join(_plain(line) for line in lines).strip()
    return text if units(text) <= MOST_TOAST else ""


def chat_id(place: Place) -> int | str:
    """The chat as the Bot API wants it: a number, or a @name from the config."""
    return place.id if place.id.startswith("@") else int(place.id)


def keys(rows: Sequence[Sequence[Key]]) -> list[list[dict[str, Any]]]:
    """Rows of inline buttons, wrapped so that the labels can be read on a phone; at most 100 buttons in all."""
    keyboard: list[list[dict[str, Any]]] = []
    left = MOST_KEYS
    for row in rows:
        kept = row[:left]
        left -= len(kept)
        if not kept:
            continue
        widest = max(units(key.label) for key in kept) + 2
        most = max(1, min(KEYS_A_ROW, ROW_WIDTH // widest))
        lines = -(-len(kept) // most)
        size = -(-len(kept) // lines)  # even rows: four that do not fit become two and two
        keyboard += [[_key(key) for key in kept[at : at + size]] for at in range(0, len(kept), size)]
    return keyboard


def _key(key: Key) -> dict[str, Any]:
    if key.url:
        return {"text": key.label, "url": key.url}
    if not 0 < len(key.ticket.encode()) <= MOST_TICKET:
        raise Rejected(f"a ticket has 1 to {MOST_TICKET} bytes on Telegram, not {len(key.ticket.encode())}")
    button = {"text": key.label, "callback_data": key.ticket}
    if style := _STYLES.get(key.tone):
        button["style"] = style
    return button


def _question(message: Message) -> dict[str, Any]:
    # "Selective" shows the reply box only to whom the message replies; without a reply it would be for nobody.
    box: dict[str, Any] = {"force_reply": True, "selective": bool(message.reply_to or message.pings)}
    first = message.title or next(iter(message.lines), ())
    if hint := " ".join(_plain(first).split()):
        box["input_field_placeholder"] = hint if len(hint) <= MOST_PLACEHOLDER else hint[: MOST_PLACEHOLDER - 1] + "…"
    return box


def _caption(message: Message) -> dict[str, Any]:
    writer = _Writer(frozenset(message.pings))
    writer.message(message, MOST_CAPTION)
    caption: dict[str, Any] = {}
    if (text := "".join(writer.parts)).strip():
        caption["caption"] = text
        if writer.entities:
            caption["caption_entities"] = writer.entities[:MOST_ENTITIES]
    return caption


def _content(message: Message) -> dict[str, Any]:
    writer = _Writer(frozenset(message.pings))
    writer.message(message, MOST_TEXT)
    text = "".join(writer.parts)
    if not text.strip():
        raise Rejected("there is nothing to show")
    content: dict[str, Any] = {"text": text, "link_preview_options": {"is_disabled": True}}
    if writer.entities:
        content["entities"] = writer.entities[:MOST_ENTITIES]
    return content


class _Writer:
    """Puts spans one after the other and remembers where the special ones lie."""

    def __init__(self, pings: frozenset[str]) -> None:
        self.parts: list[str] = []
        self.entities: list[dict[str, Any]] = []
        self._at = 0
        self._pings = pings

    def message(self, message: Message, most: int) -> None:
        title = _cut(message.title, min(MOST_TITLE, most // 2))
        if any(_shown(span) for span in title):
            start = self._at
            self.entities.append({"type": "bold", "offset": 0, "length": 0})
            self._line(title)
            self.entities[0]["length"] = self._at - start
        for line in _fitting(message, most - self._at + (not self.parts)):
            if self.parts:
                self._put("\n")
            self._line(line)

    def _line(self, line: Spans) -> None:
        for span in line:
            text = _shown(span)
            start = self._at
            self._put(text)
            if isinstance(span, Moment) and text:
                self._mark("date_time", start, unix_time=int(span.at.timestamp()))
            elif isinstance(span, Somebody) and span.account in self._pings and span.account.isdecimal() and text:
                # A mention always notifies, so only those who may be notified are mentioned.
                user = {"id": int(span.account), "is_bot": False, "first_name": text}
                self._mark("text_mention", start, user=user)

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self._at += units(text)

    def _mark(self, kind: str, start: int, **more: Any) -> None:
        self.entities.append({"type": kind, "offset": start, "length": self._at - start, **more})


def _fitting(message: Message, room: int) -> list[Spans]:
    """The lines that fit into `room` units, each with a line break before it.

    What does not fit is counted in a last line, made of `message.more`.
    """
    lines = list(message.lines)
    sizes = [sum(units(_shown(span)) for span in line) + 1 for line in lines]
    if sum(sizes) <= room:
        return lines
    room -= units(_more(message, len(lines))) + 1
    kept = used = 0
    while kept < len(lines) and used + sizes[kept] <= room:
        used += sizes[kept]
        kept += 1
    shown = lines[:kept]
    if not shown:
        shown = [_cut(lines[0], room - 1)]
    if hidden := len(lines) - len(shown):
        shown.append((Words(_more(message, hidden)),))
    return shown


def _more(message: Message, hidden: int) -> str:
    return message.more.replace("{hidden}", str(hidden)) if message.more else "…"


def _cut(line: Spans, room: int) -> Spans:
    """The beginning of a line, ending in "…" when it is longer than `room` units."""
    if sum(units(_shown(span)) for span in line) <= room:
        return line
    kept: list[Span] = []
    room -= 1
    for span in line:
        text = _shown(span)
        if units(text) > room:
            kept.append(Words(cut_units(text, room)))
            break
        kept.append(span)
        room -= units(text)
    return (*kept, Words("…"))


def _plain(line: Spans) -> str:
    return "".join(_shown(span) for span in line)


def _shown(span: Span) -> str:
    named = isinstance(span, Somebody)
    text = _UNSEEN.sub("", span.name if named else span.text)
    if named:
        text = " ".join(text.split())  # a name has no line breaks, whatever it pretends
    # Telegram makes a mention of any @name by itself, which would notify whoever is called so.
    return _AT.sub("@\u2060", text)
