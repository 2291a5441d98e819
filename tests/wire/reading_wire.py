"""Reading what people are shown: texts by their keys, Discord's markup taken apart, buttons and their tickets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.engine.texts import Texts
from core.kit.text import Value, t

Json = dict[str, Any]

JAKARTA = ZoneInfo("Asia/Jakarta")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=JAKARTA)
"""A Tuesday: what a house's clock shows when it is made, so that "besok" means one thing at any hour."""
TEXTS = Texts(
    [
        *("core.engine", "core.when", "core.mabar", "core.members", "core.welcome", "core.rules", "core.info"),
        "plugins.dice",
    ]
)


@dataclass(frozen=True)
class Literal:
    """Discord's markup as its app shows it: what is read, who is mentioned, which times, and what was obeyed."""

    text: str
    mentions: tuple[str, ...]
    times: tuple[int, ...]
    obeyed: str

    @classmethod
    def of(cls, markup: str) -> Literal:
        """Take markup apart: an escaped sign is literal, of the others only mentions and times are expected."""
        text, obeyed, mentions, times = "", "", list[str](), list[int]()
        at = 0
        while at < len(markup):
            rest = markup[at:]
            if escaped := re.match(r"\\([!-/:-@\[-`{-~])", rest):
                text, at = text + escaped[1], at + 2
            elif mention := re.match(r"<@!?(\d+)>", rest):
                mentions.append(mention[1])
                text, at = f"{text}<{mention[1]}>", at + mention.end()
            elif moment := re.match(r"<t:(\d+):F>", rest):
                times.append(int(moment[1]))
                text, at = f"{text}[{moment[1]}]", at + moment.end()
            else:
                obeyed += rest[0] if rest[0] in "*_~|`[]<>#@" else ""
                text, at = text + rest[0], at + 1
        return cls(text, tuple(mentions), tuple(times), obeyed)


def say(key: str, lang: str = "id", **values: Value) -> str:
    """What people read under a key."""
    return TEXTS.plain(t(key, **values), lang, JAKARTA, now=NOON)


def begins(key: str, lang: str = "id", **values: Value) -> str:
    """The words of a text up to its value `when`, which each platform shows in its own way."""
    return say(key, lang, when="\0", **values).partition("\0")[0]


def reads(message: Json) -> str:
    """All that a message says, as it is read, on either platform."""
    if "text" in message:
        return message["text"]
    parts = [message["content"], *(f"{one.get('title') or ''}\n{one['description']}" for one in message["embeds"])]
    return "\n".join(Literal.of(part).text.strip() for part in parts if part.strip())


def toast(answer: Json) -> str:
    """What a press on Telegram was answered at once."""
    assert answer["answered"], answer
    return answer["text"]


def labels(message: Json) -> list[str]:
    """The labels of a message's buttons, on either platform."""
    rows: Sequence[Any] = message.get("reply_markup", {}).get("inline_keyboard", [])
    if not rows:
        rows = [row.get("components", []) for row in message.get("components", [])]
    return [button.get("text") or button.get("label") for row in rows for button in row]


def data_of(message: Json, label: str) -> str:
    """The ticket under a button, on either platform."""
    rows: Sequence[Any] = message.get("reply_markup", {}).get("inline_keyboard", [])
    if not rows:
        rows = [row.get("components", []) for row in message.get("components", [])]
    found = [button for row in rows for button in row if label in (button.get("text"), button.get("label"))]
    return found[0].get("callback_data") or found[0]["custom_id"]
