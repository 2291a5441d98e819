"""Rendering: a text or a card becomes a `Message` in one language, not yet in any platform's markup."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from urllib.parse import urlsplit

from core.engine.texts import Texts, Who
from core.kit.action import Bound, DeclarationError
from core.kit.card import Button, Card, Link, Paper
from core.kit.port import File, Key, Message, Moment, Somebody, Span, Spans, Words
from core.kit.text import Text

LONGEST_LABEL = 80
"""Characters of a button's label: the tightest of the platforms' limits."""

LONGEST_URL = 512
"""Characters of a button's address: the tightest of the platforms' limits."""

Seal = Callable[[Bound], str]
"""Makes the ticket of a button."""


class Drawing:
    """Draws texts and cards with the words of `texts`."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    def message(self, said: Text | Card, lang: str, zone: tzinfo, *, now: datetime, who: Who, ticket: Seal) -> Message:
        """The message for readers of `lang`, times in `zone`.

        A text may notify the persons it names (`pings`), a card, which is edited again and again, never does. Raises
        DeclarationError for a link that is not a plain https address.
        """

        def spans(text: Text) -> Spans:
            return self._texts.spans(text, lang, zone, who, now=now)

        def plain(text: Text) -> str:
            return self._texts.plain(text, lang, zone, now=now)

        if isinstance(said, Text):
            line = spans(said)
            return Message(lines=(line,), pings=_named(line))
        rows = (tuple(_key(button, plain, ticket) for button in row) for row in said.rows)
        return Message(
            title=spans(said.title) if said.title is not None else (),
            lines=tuple(spans(line) for line in said.lines),
            rows=tuple(row for row in rows if row),
            more=plain(_template(said.more)) if said.more is not None else "",
            card=True,
            files=tuple(one if isinstance(one, File) else _written(one, plain) for one in said.files),
        )


def _written(paper: Paper, plain: Callable[[Text], str]) -> File:
    content = paper.content
    if not isinstance(content, Mapping):
        return File(paper.name, "\n".join([*map(plain, content), ""]).encode())
    return File(paper.name, json.dumps(content, default=plain, ensure_ascii=False, indent=2).encode())


def digest(message: Message) -> str:
    """A stable short hash of all that is shown (words, times, mentions, buttons with their tickets).

    How it is delivered (silently, as a reply, whom it notifies) does not count.
    """
    shown = [
        _plainly(message.title),
        [_plainly(line) for line in message.lines],
        [[[key.label, key.ticket, key.url, key.tone] for key in row] for row in message.rows],
        message.more,
        message.card,
        *([message.photo] if message.photo else []),
    ]
    packed = json.dumps(shown, ensure_ascii=True, separators=(",", ":")).encode()
    return hashlib.blake2b(packed, digest_size=16).hexdigest()


def _plainly(spans: Spans) -> list[list[str | float | None]]:
    return [_span(span) for span in spans]


def _span(span: Span) -> list[str | float | None]:
    match span:
        case Words():
            return ["w", span.text]
        case Moment():
            return ["m", span.at.timestamp(), span.text]
        case Somebody():
            return ["s", span.name, span.account]


def _template(more: Text) -> Text:
    return Text(more.key, {**more.values, "hidden": "{hidden}"})


def _named(line: Spans) -> tuple[str, ...]:
    return tuple(dict.fromkeys(span.account for span in line if isinstance(span, Somebody) and span.account))


def _key(button: Button | Link, plain: Callable[[Text], str], ticket: Seal) -> Key:
    label = _cut(plain(button.label))
    if isinstance(button, Link):
        return Key(label, url=_https(button))
    return Key(label, ticket=ticket(button.does), tone=button.tone.value)


def _https(link: Link) -> str:
    problem = f"the link {link.label.key!r}"
    if len(link.url) > LONGEST_URL:
        raise DeclarationError(f"{problem} has an address longer than {LONGEST_URL} characters")
    try:
        parts = urlsplit(link.url)
        plain = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
    except ValueError:
        plain = False
    if not plain or not link.url.isprintable() or " " in link.url:
        raise DeclarationError(f"{problem} does not open a plain https address")
    return link.url


def _cut(label: str) -> str:
    """One line of at most LONGEST_LABEL characters that ends in an ellipsis when cut, never within an emoji."""
    line = " ".join(label.split())
    if len(line) <= LONGEST_LABEL:
        return line or "…"
    end = LONGEST_LABEL - 1
    while end > LONGEST_LABEL - 16 and (_joins(line[end]) or line[end - 1] == _JOINER):
        end -= 1
    return line[:end].rstrip() + "…"


_JOINER = "\u200d"


def _joins(character: str) -> bool:
    """Whether a character only changes the one before it (an accent, a skin tone, a joiner)."""
    return (
        character == _JOINER
        or unicodedata.category(character) in ("Mn", "Me", "Mc")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )
