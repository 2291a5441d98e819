"""Discord's words to ours: interactions, messages and the comings and goings of members as events. Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

import discord

from core.kit.people import Account
from core.kit.places import Kind, Place
from core.kit.port import Came, Command, Deleted, Event, Filled, Pointed, Press, Reacted, Said, Typing, Went, What

PLATFORM = "discord"
_ADMIN = discord.Permissions(administrator=True, manage_guild=True).value
_SLASH, _ON_MESSAGE, _SUBCOMMAND, _BUTTON, _ROW, _LABEL = 1, 3, 1, 2, 1, 18
# Discord's clients make links of these, and of invites without a scheme; "](" and ")[" part masked links.
_LINK = re.compile(
    r"https?://(?:(?!\]\(|\)\[)[^\s<>\"])+|(?<![\w./-])(?:discord\.gg|discord(?:app)?\.com/invite)/[\w-]+",
    re.IGNORECASE,
)
_AFTER_LINK = ".,;:!?'*_~|]}"
_IMAGES = (".png", ".jpg", ".jpeg", ".webp", ".gif")


def place(guild: int | None, channel: int, user: int) -> Place:
    """Where something happened: a channel or thread of a server, or the private conversation, named by the person."""
    if guild is None:
        return Place(PLATFORM, str(user), kind=Kind.PRIVATE)
    return Place(PLATFORM, str(channel))


def account(user: discord.User | discord.Member, *, lang: str = "", admin: bool = False) -> Account:
    """Who did it, under the name the server knows them by; `lang` is a locale such as `id` or `en-US`."""
    return Account(PLATFORM, str(user.id), user.display_name, user.name, lang.partition("-")[0], admin, user.created_at)


def interaction(got: discord.Interaction[Any], points: Mapping[str, str]) -> Event | None:
    """What somebody did that waits for an answer; None for what is not ours (a foreign command or component).

    `points` are the commands of a message's own menu: what they are called there -> as we call them.
    """
    channel = got.channel_id
    data = cast("Mapping[str, Any]", got.data or {})
    message = str(got.message.id) if got.message else ""
    what = what_of(got.type.value, data, message, points)
    if what is None or (channel is None and got.guild_id is not None):
        return None
    admin = got.guild_id is not None and bool(got.permissions.value & _ADMIN)
    return Event(
        id=str(got.id),
        place=place(got.guild_id, channel or 0, got.user.id),
        what=what,
        at=got.created_at,
        account=account(got.user, lang=got.locale.value, admin=admin),
    )


def what_of(
    kind: int, data: Mapping[str, Any], message: str = "", points: Mapping[str, str] | None = None
) -> What | None:
    """What an interaction of this kind (2 command, 3 component, 4 autocomplete, 5 modal) with this data asks for."""
    if kind == 2 and data.get("type") == _ON_MESSAGE:
        called = (points or {}).get(data["name"])
        return Command(called, args={}, pointed=_pointed(data)) if called else None
    if kind in (2, 4) and data.get("type", _SLASH) == _SLASH:
        options = cast("Sequence[Mapping[str, Any]]", data.get("options", ()))
        name: str = data["name"]
        if options and options[0]["type"] == _SUBCOMMAND:
            name = f"{name} {options[0]['name']}"
            options = cast("Sequence[Mapping[str, Any]]", options[0].get("options", ()))
        if kind == 2:
            return Command(name, args={option["name"]: option["value"] for option in options})
        typing = next((option for option in options if option.get("focused")), None)
        return Typing(name, typing["name"], str(typing["value"])) if typing else None
    if kind == 3 and data.get("component_type") == _BUTTON:
        return Press(data["custom_id"], message)
    if kind == 5:
        return Filled(data["custom_id"], dict(_filled(data.get("components", ()))))
    return None


def _pointed(data: Mapping[str, Any]) -> Pointed:
    target = str(data["target_id"])
    shown = data.get("resolved", {}).get("messages", {}).get(target, {})
    author = cast("Mapping[str, Any] | None", shown.get("author"))
    if author is None or author.get("bot") or "webhook_id" in shown:
        return Pointed(target)
    made = discord.utils.snowflake_time(int(author["id"]))
    name = author.get("global_name") or author["username"]
    return Pointed(target, Account(PLATFORM, str(author["id"]), name, author["username"], created=made))


def _filled(components: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, str]]:
    for component in components:
        if component["type"] == _LABEL:
            yield from _filled((component["component"],))
        elif component["type"] == _ROW:
            yield from _filled(component["components"])
        elif "values" in component:
            yield component["custom_id"], next(iter(component["values"]), "")
        elif "value" in component:
            yield component["custom_id"], component["value"] or ""


def said(message: discord.Message, me: int, *, edited: bool = False) -> Event | None:
    """What somebody wrote, or (`edited`) made of it; None for bots, for notices, and where Discord keeps it from us.

    Of a forwarded message it is what was forwarded.
    """
    author = message.author
    if author.bot or message.type.value not in (0, 19) or (edited and message.edited_at is None):
        return None
    forwarded = message.message_snapshots
    words = "\n".join(part.content for part in (message, *forwarded) if part.content)
    attached = [one for part in (message, *forwarded) for one in part.attachments]
    media = bool(attached or any(part.stickers for part in (message, *forwarded)))
    if not words and not media:
        return None
    guild = message.guild
    answered = message.reference.resolved if message.reference else None
    to_bot = (
        guild is None
        or any(user.id == me for user in message.mentions)
        or (isinstance(answered, discord.Message) and answered.author.id == me)
    )
    # The bot's own mention is the address on the envelope, not what was said.
    text = words.replace(f"<@{me}>", "").strip() if to_bot else words
    replies = message.reference is not None and message.reference.type is discord.MessageReferenceType.reply
    what = Said(
        text,
        message=str(message.id),
        reply_to=str(message.reference.message_id or "") if message.reference and replies else "",
        to_bot=to_bot,
        links=links(text),
        photo=next((one.url for one in attached if _is_image(one)), ""),
        media=media,
        forwarded=bool(forwarded) or (message.reference is not None and not replies),
        edited=edited,
    )
    at = message.edited_at if edited and message.edited_at else message.created_at
    admin = False
    if isinstance(author, discord.Member):
        admin = bool(author.guild_permissions.value & _ADMIN)
    return Event(
        id=f"edited:{message.id}:{at.timestamp():.3f}" if edited else str(message.id),
        place=place(guild.id if guild else None, message.channel.id, author.id),
        what=what,
        at=at,
        account=account(author, admin=admin),
        message=str(message.id),
    )


def links(text: str) -> tuple[str, ...]:
    """The addresses in a text that Discord makes links of, those behind other words too; each once."""
    found: dict[str, None] = {}
    for match in _LINK.finditer(text):
        url = match[0].rstrip(_AFTER_LINK)
        while url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1].rstrip(_AFTER_LINK)
        found[url if "://" in url else f"https://{url}"] = None
    return tuple(found)


def _is_image(attachment: discord.Attachment) -> bool:
    if attachment.content_type is not None:
        return attachment.content_type.startswith("image/")
    return attachment.filename.lower().endswith(_IMAGES)


def hall(guild: discord.Guild) -> Place:
    """Where a server's comings and goings are told: the channel for its system messages, else the server itself."""
    channel = guild.system_channel
    return Place(PLATFORM, str(channel.id if channel else guild.id))


def _mark(kind: str, *what: object) -> str:
    """What tells an event from others of its kind; it is remembered for days, so it names nobody."""
    told = ":".join(map(str, what)).encode()
    return f"{kind}:{hashlib.blake2b(told, digest_size=16).hexdigest()}"


def came(member: discord.Member, at: datetime) -> Event:
    """Somebody joined the server."""
    joined = member.joined_at or at
    return Event(
        id=_mark("came", member.guild.id, member.id, joined.isoformat()),
        place=hall(member.guild),
        what=Came(),
        at=joined,
        account=account(member),
    )


def went(guild: discord.Guild, user: discord.User | discord.Member, at: datetime) -> Event:
    """Somebody left the server. Discord does not tell whether they were removed."""
    return Event(
        id=_mark("went", guild.id, user.id, int(at.timestamp())),
        place=hall(guild),
        what=Went(),
        at=at,
        account=account(user),
    )


def reacted(payload: discord.RawReactionActionEvent, at: datetime) -> Event | None:
    """Somebody of a server put an emoji to a message; None for bots, and in private, where Discord does not say who."""
    if payload.member is None or payload.member.bot:
        return None
    emoji = payload.emoji.name
    return Event(
        id=_mark("reacted", payload.message_id, payload.user_id, payload.emoji.id or emoji),
        place=Place(PLATFORM, str(payload.channel_id)),
        what=Reacted(str(payload.message_id), emoji),
        at=at,
        account=account(payload.member),
        message=str(payload.message_id),
    )


def deleted(channel: int, messages: Iterable[int], at: datetime) -> list[Event]:
    """Messages of a server's channel that are gone; Discord does not tell whose they were."""
    where = Place(PLATFORM, str(channel))
    return [Event(f"deleted:{message}", where, Deleted(str(message)), at) for message in messages]
