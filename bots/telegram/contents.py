"""What is in a message besides its words: addresses, pictures, who is answered. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

WORDS = frozenset({"text", "caption"})
MORE = frozenset({
    *("photo", "live_photo", "sticker", "video", "voice", "audio", "document", "animation", "video_note", "paid_media"),
    *("poll", "location", "contact", "dice", "venue", "story", "game", "checklist", "giveaway", "rich_message"),
})  # fmt: skip
"""The fields of https://core.telegram.org/bots/api#message that hold what somebody shows instead of words."""


def links(message: Mapping[str, Any]) -> tuple[str, ...]:
    """The addresses in its words, behind them and on its buttons, each once; mail addresses and @names left out.

    One that is written without https:// is given with http://, as the apps open it.
    """
    found = [*_in_words(message, "text", "entities"), *_in_words(message, "caption", "caption_entities")]
    for row in message.get("reply_markup", {}).get("inline_keyboard", ()):
        found += [key["url"] for key in row if key.get("url", "").startswith(("https://", "http://"))]
    return tuple(dict.fromkeys(url if "://" in url else f"http://{url}" for url in found))


def _in_words(message: Mapping[str, Any], words: str, marks: str) -> Iterator[str]:
    raw = b""
    for entity in message.get(marks, ()):
        if entity["type"] == "text_link":
            yield entity["url"]
        elif entity["type"] == "url":
            raw = raw or message[words].encode("utf-16-le", "surrogatepass")  # entities count in its code units
            start, length = entity["offset"] * 2, entity["length"] * 2
            yield raw[start : start + length].decode("utf-16-le", "replace")


def photo(message: Mapping[str, Any]) -> str:
    """The file_id of its picture in the largest size; empty without one."""
    sizes = message.get("photo") or message.get("live_photo", {}).get("photo")
    return max(sizes, key=lambda size: size["width"] * size["height"])["file_id"] if sizes else ""


def has_more(message: Mapping[str, Any]) -> bool:
    """Whether there is more in it than words."""
    return not MORE.isdisjoint(message)


def is_forwarded(message: Mapping[str, Any]) -> bool:
    """Whether somebody passed it on; what a linked channel posts into its group by itself does not count."""
    return "forward_origin" in message and not message.get("is_automatic_forward")


def answered(message: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The message that this one answers; not the one that opened the topic, which every message there "answers"."""
    found = message.get("reply_to_message")
    if found is None or "forum_topic_created" in found:
        return None
    topic = message.get("message_thread_id") if message.get("is_topic_message") else None
    return None if found["message_id"] == topic else found


def link_name(told: Mapping[str, Any]) -> str:
    """Which invitation somebody followed: its name, of one without a name its address; empty where none is told.

    Of an address that another administrator made, Telegram shows bots the first half only.
    """
    link: Mapping[str, str] = told.get("invite_link", {})
    return link.get("name") or link.get("invite_link", "")
