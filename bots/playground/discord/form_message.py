"""Checking the body of a message (create, edit, interaction answer, webhook) and turning it into a draft."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bots.playground.discord import form
from bots.playground.discord.errors import ApiError, Place, not_one_of, required
from bots.playground.discord.form_component import message_components
from bots.playground.discord.ids import iso
from bots.playground.discord.model import COMPONENTS_V2, EPHEMERAL, SUPPRESS_EMBEDS, SUPPRESS_NOTIFICATIONS, Json

MOST_BYTES = 10 * 1024 * 1024
"""The largest file an app may attach."""

_USER = re.compile(r"<@!?(\d{1,20})>")
_ROLE = re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")
_EMBED_TEXT = (("title", 256), ("description", 4096))


@dataclass
class Upload:
    """A file part of a multipart body."""

    name: str
    filename: str
    data: bytes
    content_type: str | None


@dataclass
class Mentions:
    """Whom a message may ping."""

    users: set[str] | None = None
    roles: set[str] | None = None
    everyone: bool = True
    replied_user: bool = True

    def found(self, text: str) -> tuple[list[str], list[str], bool]:
        """The users and roles that a text pings, and whether it pings everyone, as far as allowed."""
        if "@" not in text:
            return [], [], False
        users = [u for u in dict.fromkeys(_USER.findall(text)) if self.users is None or u in self.users]
        roles = [r for r in dict.fromkeys(_ROLE.findall(text)) if self.roles is None or r in self.roles]
        return users, roles, self.everyone and _EVERYONE.search(text) is not None


@dataclass
class Draft:
    """What a valid body asks for; a field that is None was not in it (or null)."""

    given: frozenset[str]
    content: str = ""
    embeds: list[Json] = field(default_factory=list[Json])
    components: list[Json] = field(default_factory=list[Json])
    shown_text: str = ""
    flags: int = 0
    mentions: Mentions = field(default_factory=Mentions)
    attachments: list[Json] | None = None
    tts: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.content or self.embeds or self.components)


def read_message(
    body: Json, *, most: int = 2000, may_set: int = SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2,
    was_v2: bool = False, media_url: str = "", root: Place | None = None,
) -> Draft:  # fmt: skip
    """Check a message's body; raises ApiError 50035 with all that is wrong (unless `root` collects it).

    `most` characters of content, `may_set` the flags that count, `was_v2` whether an edited message already has the
    flag, `media_url` what stands before the names of attached files.
    """
    place = root if root is not None else Place()
    draft = Draft(frozenset(body))
    flags = form.number(body, "flags", place, 0, (1 << 31) - 1) or 0
    draft.flags = flags & may_set
    v2 = was_v2 or bool(draft.flags & COMPONENTS_V2)
    content = form.text(body, "content", place, most)
    draft.content = content.strip() if content else ""
    embeds = form.things(body, "embeds", place, 10)
    if embeds:
        draft.embeds = [_embed(embed, place.at("embeds", index)) for index, embed in enumerate(embeds)]
        if sum(map(_size, draft.embeds)) > 6000:
            place.at("embeds").add("MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
    if v2:
        for key in ("content", "embeds", "sticker_ids", "poll"):
            if body.get(key):
                place.at(key).add(
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
                )
    components = form.things(body, "components", place, 40)
    if components:
        draft.components, draft.shown_text = message_components(
            components, place.at("components"), v2=v2, media_url=media_url
        )
    draft.mentions = _mentions(body, place)
    draft.attachments = form.things(body, "attachments", place, 10)
    draft.tts = form.flag(body, "tts", place) or False
    if root is None:
        place.check()
    return draft


def reply_flags() -> int:
    """The flags that an interaction's answer may set: those of any message and ephemeral."""
    return SUPPRESS_EMBEDS | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2 | EPHEMERAL


def _mentions(body: Json, place: Place) -> Mentions:
    given = form.thing(body, "allowed_mentions", place)
    if given is None:
        return Mentions()
    spot = place.at("allowed_mentions")
    parse = form.items(given, "parse", spot, 3)
    for index, kind in enumerate(parse or []):
        if kind not in ("users", "roles", "everyone"):
            not_one_of(spot.at("parse", index), ("users", "roles", "everyone"))
    parsed: list[Any] = parse or []
    chosen: dict[str, set[str] | None] = {}
    for kind in ("users", "roles"):
        listed = form.ids(given, kind, spot, 100)
        if listed and kind in parsed:
            spot.add(
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
            )
        chosen[kind] = None if kind in parsed else set(listed or [])
    return Mentions(
        chosen["users"], chosen["roles"], "everyone" in parsed, form.flag(given, "replied_user", spot) or False
    )


def _size(embed: Json) -> int:
    fields: list[Json] = embed.get("fields", [])
    return (
        len(embed.get("title", ""))
        + len(embed.get("description", ""))
        + len(embed.get("footer", {}).get("text", ""))
        + len(embed.get("author", {}).get("name", ""))
        + sum(len(f["name"]) + len(f["value"]) for f in fields)
    )


def _embed(given: Json, place: Place) -> Json:
    shown: Json = {"type": "rich"}
    for key, most in _EMBED_TEXT:
        if value := form.text(given, key, place, most):
            shown[key] = value
    if url := form.link(given, "url", place, attachments=False):
        shown["url"] = url
    if (color := form.number(given, "color", place, 0, 0xFFFFFF)) is not None:
        shown["color"] = color
    if (at := form.moment(given, "timestamp", place)) is not None:
        shown["timestamp"] = iso(at)
    for key, main, most in (("footer", "text", 2048), ("author", "name", 256)):
        part = form.thing(given, key, place)
        if part is not None:
            spot = place.at(key)
            one: Json = {main: form.text(part, main, spot, most, low=1, need=True) or ""}
            for extra in ("icon_url", "url") if key == "author" else ("icon_url",):
                if link := form.link(part, extra, spot):
                    one[extra] = link
            shown[key] = one
    for key in ("image", "thumbnail"):
        part = form.thing(given, key, place)
        if part is not None and (link := form.link(part, "url", place.at(key), need=True)):
            shown[key] = {"url": link}
    fields = form.things(given, "fields", place, 25)
    if fields:
        shown["fields"] = [
            {
                "name": form.text(f, "name", place.at("fields", i), 256, low=1, need=True) or "",
                "value": form.text(f, "value", place.at("fields", i), 1024, low=1, need=True) or "",
                "inline": form.flag(f, "inline", place.at("fields", i)) or False,
            }
            for i, f in enumerate(fields)
        ]
    if len(shown.keys() - {"type", "color", "timestamp", "url"}) == 0 and place.spotless:
        required(place.at("description"))
    return shown


def attach(
    draft: Draft,
    uploads: list[Upload],
    kept: list[Json],
    *,
    url: str,
    new_id: Callable[[], str],
    blobs: dict[str, bytes],
) -> list[Json]:
    """The attachments of a message after its body was taken: those kept of `kept`, then the uploaded ones.

    A file's part is called files[N]; an entry of the body's attachments whose id is N describes it. Raises ApiError
    40005 for a file that is too large.
    """
    described = {str(entry.get("id")): entry for entry in draft.attachments or []}
    shown = [a for a in kept if a["id"] in described] if draft.attachments is not None else list(kept)
    for index, upload in enumerate(uploads):
        if len(upload.data) > MOST_BYTES:
            raise ApiError(40005)
        number = upload.name.removeprefix("files[").removesuffix("]")
        entry = described.get(number if number.isdigit() else str(index), {})
        filename = str(entry.get("filename") or upload.filename)
        one: Json = {
            "id": new_id(),
            "filename": filename,
            "size": len(upload.data),
            "url": url + filename,
            "proxy_url": url + filename,
            "content_type": upload.content_type or "application/octet-stream",
        }
        if entry.get("description"):
            one["description"] = str(entry["description"])
        blobs[filename] = upload.data
        shown.append(one)
    if len(shown) > 10:
        place = Place()
        place.at("attachments").add("BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.")
        place.check()
    return shown
