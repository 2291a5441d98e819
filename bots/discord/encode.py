"""Our words to Discord's: messages, forms and choices, within its limits. Pure; nothing is remembered."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import discord
from discord import ui

from bots.discord.escape import clip, finish, plain_clip, size, words
from core.kit.port import Field, Form, Key, Message, Moment, Options, Somebody, Spans, Words

CONTENT, TITLE, DESCRIPTION, LABEL, OPTION = 2000, 256, 4096, 80, 100
"""The most characters of a message, an embed's title and description, a button's label, and a choice."""
FORM_TITLE, FORM_LABEL, FORM_HINT, FORM_VALUE = 45, 45, 100, 4000
MOST_ROWS, MOST_IN_ROW, MOST_OPTIONS, MOST_FIELDS = 5, 5, 25, 5
NONCE = 25

NOBODY = discord.AllowedMentions.none()
_STYLES = {"primary": 1, "plain": 2, "good": 3, "danger": 4}
_LINK = 5
_ROW, _BUTTON, _SELECT, _INPUT, _LABEL = 1, 2, 3, 4, 18
_ONE_LINE, _PARAGRAPH = 1, 2
HIDDEN, SILENT = 1 << 6, 1 << 12
"""Message flags: seen by one person only, and without a notification."""

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """A message in Discord's terms: every part is given at every edit, so that what is absent goes away."""

    content: str | None
    title: str | None
    text: str | None
    rows: tuple[tuple[Key, ...], ...]
    pings: tuple[int, ...]
    photo: str = ""

    @property
    def embed(self) -> discord.Embed | None:
        """The embed of a card, or of a picture; None for talk without one."""
        if self.title is None and self.text is None and not self.photo:
            return None
        embed = discord.Embed(title=self.title, description=self.text)
        return embed.set_image(url=self.photo) if self.photo else embed

    @property
    def mentions(self) -> discord.AllowedMentions:
        """Who may be notified: only persons that the message names to be pinged."""
        if not self.pings:
            return NOBODY
        users = [discord.Object(id) for id in self.pings]
        return discord.AllowedMentions(everyone=False, users=users, roles=False, replied_user=False)

    def view(self) -> ui.View | None:
        """The buttons, as a view that is finished already: discord.py sends it and keeps nothing of it.

        Needs a running loop. Presses come by their custom ids, today's and those from before a restart alike.
        """
        if not self.rows:
            return None
        view = ui.View(timeout=None)
        for number, row in enumerate(self.rows):
            for key in row:
                button = _button(key)
                view.add_item(
                    ui.Button(
                        label=button["label"],
                        style=discord.ButtonStyle(button["style"]),
                        custom_id=button.get("custom_id"),
                        url=button.get("url"),
                        row=number,
                    )
                )
        view.stop()
        return view

    def payload(self, *, hidden: bool, silent: bool) -> Json:
        """The same as JSON for a first response; `hidden` from all but the person."""
        made: Json = {"allowed_mentions": {"parse": [], "users": [str(ping) for ping in self.pings]}}
        if self.content is not None:
            made["content"] = self.content
        texts = (("title", self.title), ("description", self.text))
        embed: Json = {key: text for key, text in texts if text is not None}
        if self.photo:
            embed["image"] = {"url": self.photo}
        if embed:
            made["embeds"] = [embed]
        if self.rows:
            made["components"] = [{"type": _ROW, "components": [_button(key) for key in row]} for row in self.rows]
        if flags := HIDDEN * hidden | SILENT * silent:
            made["flags"] = flags
        return made


def shown(message: Message) -> Shown:
    """A message within Discord's limits: lines that do not fit give way to `more`, rows of buttons are wrapped.

    A photo is shown by its address. Discord lets the addresses of what members upload expire after about a day; it
    renews those that it finds in a message itself, but whether an old one is shown again is beyond us.
    """
    pings = tuple(int(ping) for ping in message.pings if ping.isdecimal())
    rows = wrap(message.rows)
    photo = message.photo if message.photo.startswith(("https://", "http://")) else ""
    lines = [finish(spans(line)) for line in message.lines]
    if message.card:
        title = clip(plain(message.title), TITLE) or None
        text = fit(lines, message.more, DESCRIPTION) or None
        # An embed notifies nobody: who is to be is named above it.
        content = " ".join(f"<@{ping}>" for ping in pings) or None
        return Shown(content, title, text, rows, pings, photo)
    if message.title:
        lines.insert(0, f"**{finish(spans(message.title))}**")
    return Shown(fit(lines, message.more, CONTENT) or None, None, None, rows, pings, photo)


def files(message: Message) -> list[discord.File]:
    """A message's files, to be uploaded once: what discord.py sends is read to its end."""
    return [discord.File(io.BytesIO(file.data), filename=file.name) for file in message.files]


def spans(parts: Spans) -> str:
    """Pieces of text as Discord's markup; `finish` is still to be applied to the whole."""
    out: list[str] = []
    for part in parts:
        match part:
            case Words(text):
                out.append(words(text))
            case Moment(at, _):
                out.append(f"<t:{int(at.timestamp())}:F>")
            case Somebody(name, account):
                out.append(f"<@{account}>" if account and account.isdecimal() else words(name))
    return "".join(out)


def plain(parts: Spans) -> str:
    """The same for an embed's title, where Discord shows neither times nor mentions."""
    texts = (part.text if isinstance(part, Words | Moment) else part.name for part in parts)
    return finish(words(" ".join("".join(texts).split())))


def fit(lines: Sequence[str], more: str, most: int) -> str:
    """Whole lines up to `most` characters; `more` (with the number it stands for) in place of those that do not fit."""
    text = "\n".join(lines)
    if size(text) <= most:
        return text
    kept: list[str] = []
    left = most - size(_hidden(more, len(lines)))
    for line in lines:
        if (left := left - size(line) - 1) < 0:
            break
        kept.append(line)
    if not kept:
        # Not even the first line fits: as much of it as there is room for.
        note = _hidden(more, len(lines) - 1) if len(lines) > 1 else ""
        kept.append(clip(lines[0], most - size(note) - 1))
        return "\n".join([*kept, note] if note else kept)
    return "\n".join([*kept, _hidden(more, len(lines) - len(kept))])


def _hidden(more: str, number: int) -> str:
    return finish(words(more.replace("{hidden}", str(number)))) or "…"


def wrap(rows: Sequence[Sequence[Key]]) -> tuple[tuple[Key, ...], ...]:
    """Rows of at most five buttons, at most five of them; a ticket that is there already is left out."""
    out: list[tuple[Key, ...]] = []
    seen: set[str] = set()
    for row in rows:
        keys: list[Key] = []
        for key in row:
            if key.url or key.ticket not in seen:
                keys.append(key)
                seen.add(key.ticket)
        out.extend(tuple(keys[at : at + MOST_IN_ROW]) for at in range(0, len(keys), MOST_IN_ROW))
    return tuple(out[:MOST_ROWS])


def _button(key: Key) -> Json:
    made: Json = {"type": _BUTTON, "label": plain_clip(key.label.strip(), LABEL) or "…"}
    if key.url:
        return {**made, "style": _LINK, "url": key.url}
    return {**made, "style": _STYLES.get(key.tone, 2), "custom_id": key.ticket}


def modal(form: Form) -> Json:
    """A form as a modal: texts to type, and lists to pick from."""
    return {
        "custom_id": form.ticket,
        "title": plain_clip(form.title.strip(), FORM_TITLE) or "…",
        "components": [_field(field) for field in form.fields[:MOST_FIELDS]],
    }


def _field(field: Field) -> Json:
    made: Json = {"type": _LABEL, "label": plain_clip(field.label.strip(), FORM_LABEL) or "…"}
    hint = plain_clip(field.hint, FORM_HINT)
    if field.choices:
        if hint:
            made["description"] = hint
        options: list[Json] = [
            {"label": plain_clip(label, OPTION) or "…", "value": value, "default": value == field.value}
            for value, label in field.choices[:MOST_OPTIONS]
        ]
        picking = {"custom_id": field.name, "required": field.required, "min_values": int(field.required)}
        return {**made, "component": {"type": _SELECT, **picking, "options": options}}
    longest = max(1, min(field.longest, FORM_VALUE))
    typing: Json = {
        "type": _INPUT,
        "custom_id": field.name,
        "style": _ONE_LINE if longest <= 100 else _PARAGRAPH,
        "required": field.required,
        "max_length": longest,
    }
    if hint:
        typing["placeholder"] = hint
    if field.value:
        typing["value"] = field.value[:longest]
    return {**made, "component": typing}


def choices(options: Options) -> Json:
    """Values to offer while a command is typed, within Discord's limits; a value that cannot be sent is left out."""
    offered = [
        {"name": plain_clip(label, OPTION) or "…", "value": value}
        for value, label in options.options
        if 0 < size(value) <= OPTION
    ]
    return {"choices": offered[:MOST_OPTIONS]}
