"""Message text and its entities: counted in UTF-16, checked, trimmed and found the way Telegram does it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bots.playground.telegram.errors import bad
from bots.playground.telegram.params import Params, Unreadable, as_list, as_object, int_field, lowered, text_field

if TYPE_CHECKING:
    from bots.playground.telegram.model import Json
    from bots.playground.telegram.world import World

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024

_PLAIN = frozenset(
    ("bold", "italic", "underline", "strikethrough", "spoiler", "code", "blockquote", "expandable_blockquote")
)
_FOUND = frozenset(("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"))
_WITH: dict[str, tuple[str, ...]] = {
    "pre": ("language",),
    "text_link": ("url",),
    "custom_emoji": ("custom_emoji_id",),
    "date_time": ("unix_time", "date_time_format"),
}
_NEEDED = {"text_link": "url", "custom_emoji": "custom_emoji_id", "date_time": "unix_time"}
_CONTROL = {code: " " for code in range(32) if code != 10}

_FINDER = re.compile(
    r"""(?P<bot_command>(?<![\w/@<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/]))
      | (?P<url>https?://[^\s<>"]+[^\s<>".,!?;:)])
      | (?P<email>(?<![\w.])[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})
      | (?P<mention>(?<![\w@])@[A-Za-z][A-Za-z0-9_]{2,31}(?!\w))
      | (?P<hashtag>(?<![\w#&])\#(?=\w*[^\W\d_])\w{1,256})""",
    re.VERBOSE,
)
_HINT = re.compile(r"[/@#]")
_CLOSED = frozenset(("code", "pre", "text_link", "text_mention"))


def units(text: str) -> int:
    """The length of a text in UTF-16 code units, in which the Bot API counts."""
    return len(text) if text.isascii() else len(text) + sum(character > "\uffff" for character in text)


def found_entities(text: str, explicit: list[Json] | None = None) -> list[Json]:
    """Commands, links, mentions, addresses and hashtags in a text, together with those given explicitly."""
    entities = explicit or []
    if not _HINT.search(text):
        return entities
    found: list[Json] = []
    for match in _FINDER.finditer(text):
        begin, length = units(text[: match.start()]), units(match[0])
        inside = (e for e in entities if e["offset"] < begin + length and begin < e["offset"] + e["length"])
        if not any(entity["type"] in _CLOSED for entity in inside):
            found.append({"type": match.lastgroup, "offset": begin, "length": length})
    return sorted(entities + found, key=lambda entity: (entity["offset"], -entity["length"])) if found else entities


def formatted(params: Params, world: World, *, name: str, entities_name: str, limit: int, called: str) -> Json:
    """The text parameter `name` with the entities of `entities_name`; `called` is what error texts call it.

    The length is held against `limit` in UTF-16 code units after trimming; Telegram's own documentation only says
    "characters", and this is the stricter reading. Of the parse modes none is understood here: entities are.

    Returns `{}` for an empty text, else `{"text": ..., "entities": [...]}` (entities only if there are any).
    Raises ApiError 400 with the server's texts.
    """
    text = params.text(name)
    mode = params.text("parse_mode").lower()
    if mode in ("html", "markdown", "markdownv2"):
        raise bad("can't parse entities: parse modes are not understood by this stand-in, send entities instead")
    if mode:
        raise bad("unsupported parse_mode")
    text = text.translate(_CONTROL)
    raw = as_list(params.loaded(entities_name, "entities"))
    entities = [entity for entity in (_entity(item, world) for item in raw) if entity] if raw else []
    if entities:
        _check(text, entities)
    text, entities = _trim(text, entities)
    if not text:
        return {}
    if len(text) * 2 > limit and units(text) > limit:
        raise bad(f"{called} is too long")
    entities = found_entities(text, entities)
    return {"text": text, "entities": entities} if entities else {"text": text}


def _entity(item: Any, world: World) -> Json | None:
    """One explicit entity, checked by itself; None for a kind that the server finds on its own."""
    data = as_object(item)
    if data is None:
        raise bad("can't parse MessageEntity: expected an Object")
    try:
        kind, offset, length = text_field(data, "type"), int_field(data, "offset"), int_field(data, "length")
    except Unreadable as error:
        raise bad(f"can't parse MessageEntity: {error}") from None
    entity: Json = {"type": kind, "offset": offset, "length": length}
    if kind == "text_mention":
        user = world.users.get(int((as_object(data.get("user")) or {}).get("id", 0)))
        if user is None or not world.knows(user.id):
            return None
        return entity | {"user": user.json}
    if kind in _FOUND:
        return None
    if kind not in _PLAIN and kind not in _WITH:
        raise bad("can't parse MessageEntity: unsupported type specified")
    for name in _WITH.get(kind, ()):
        if data.get(name):
            entity[name] = data[name]
    if kind in _NEEDED and _NEEDED[kind] not in entity:
        raise bad(f"can't parse MessageEntity: Can't find field \"{_NEEDED[kind]}\"")
    return entity


def _check(text: str, entities: list[Json]) -> None:
    """Refuse an entity that lies outside the text or cuts a character in two."""
    entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
    starts, byte, unit = dict[int, int](), 0, 0
    for character in text:
        starts[unit] = byte
        unit += 2 if character > "\uffff" else 1
        byte += len(character.encode())
    starts[unit] = byte
    for entity in entities:
        begin, length = entity["offset"], entity["length"]
        end = begin + length
        if begin < 0:
            raise bad(lowered(f"Receive an entity with incorrect offset {begin}"))
        if length < 0:
            raise bad(lowered(f"Receive an entity with incorrect length {length}"))
        if begin > unit:
            raise bad(f"entity begins after the end of the text at UTF-16 offset {begin}")
        if begin not in starts:
            raise bad(f"entity begins in a middle of a UTF-16 symbol at byte offset {starts[begin + 1]}")
        if end > unit:
            raise bad(
                f"entity beginning at UTF-16 offset {begin} ends after the end of the text at UTF-16 offset {end}"
            )
        if end not in starts:
            raise bad(
                f"entity beginning at UTF-16 offset {begin} ends in a middle of a UTF-16 symbol"
                f" at byte offset {starts[end + 1]}"
            )


def _trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Without white space at the end, and at the beginning as far as no entity reaches into it."""
    text = text.rstrip()
    first = min((entity["offset"] for entity in entities), default=len(text))
    leading = min(len(text) - len(text.lstrip()), first)
    text, end = text[leading:], units(text) - leading
    kept: list[Json] = []
    for entity in entities:
        begin = entity["offset"] - leading
        length = min(begin + entity["length"], end) - begin
        if length > 0:
            kept.append(entity | {"offset": begin, "length": length})
    return text, kept
