"""Everything that the page shows, in sections: each is sent again only where it has changed."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any

from bots.playground.demo_rows import Rows
from bots.playground.demo_stage import NAME, Stage
from bots.playground.demo_town import ADMIN, STRANGER
from bots.playground.discord import perms, render
from bots.playground.discord.model import Channel, Guild
from bots.playground.faults import Faults
from bots.playground.telegram.model import Chat, Message

LATEST = 80
"""How many messages of a chat the page shows."""
Json = dict[str, Any]


def sections(stage: Stage, rows: Rows) -> dict[str, Any]:
    """All sections by name."""
    discord = stage.discord
    made: dict[str, Any] = {
        "about": {"name": NAME, "zone": stage.zone.key, "lang": stage.lang, "remind": stage.remind},
        "people": _people(stage),
        "clock": {"fast": stage.fast},
        "bot": {"listening": stage.listening, "lives": stage.lives, "took": round(stage.took, 1)},
        "faults": {"telegram": _faults(stage.telegram.faults), "discord": _faults(discord.faults)},
        "timers": rows.to_come(),
        "waiting": rows.waiting(),
        "tg": [_chat(chat, stage) for chat in stage.telegram.world.chats.values()],
        "dc": [_guild(guild, stage) for guild in discord.world.guilds.values()],
        "dc-dms": {person: channel.id for person, channel in discord.world.dms.items()},
    }
    for chat in stage.telegram.world.chats.values():
        latest = list(chat.messages.values())[-LATEST:]
        made[f"tg:{chat.id}"] = [_telegram(message, stage) for message in latest]
    for channel in discord.world.channels.values():
        if channel.messages:
            made[f"dc:{channel.id}"] = _channel(channel, stage)
    return made


def _people(stage: Stage) -> list[Json]:
    return [
        {
            "key": key,
            "name": actor.name,
            "telegram": actor.telegram,
            "discord": actor.discord.id if actor.discord else None,
            "admin": actor.name == ADMIN,
            "stranger": actor.name == STRANGER,
        }
        for key, actor in stage.people.items()
    ]


def _faults(faults: Faults) -> list[Json]:
    return [{"kind": one.kind, "status": one.status, "times": one.times} for one in faults.ordered]


# --- Telegram ---


def _chat(chat: Chat, stage: Stage) -> Json:
    users = stage.telegram.world.users
    return {
        "id": chat.id,
        "type": chat.type,
        "title": chat.title,
        "forum": chat.is_forum,
        "topics": [{"id": one.id, "name": one.name, "closed": one.closed} for one in chat.topics.values()],
        "members": [
            {"id": number, "name": users[number].first_name, "bot": users[number].is_bot, "status": member.status}
            for number, member in chat.members.items()
            if member.present
        ],
        "requests": list(chat.requests),
        "links": [link.url for link in chat.links.values() if not link.revoked and not link.primary],
        "pinned": chat.pinned[-1:],
        "started": chat.started,
        "blocked": chat.blocked,
    }


def _telegram(message: Message, stage: Stage) -> Json:
    return {
        **message.json,
        "at": round(stage.told(message.json["date"] + 0.999)),
        "reactions": {str(who): kinds for who, kinds in message.reactions.items()},
    }


# --- Discord ---


def _guild(guild: Guild, stage: Stage) -> Json:
    world, now = stage.discord.world, time.time()
    view = perms.bits("view_channel")
    channels: list[Json] = []
    for channel in guild.channels.values():
        seen = [
            number for number, one in guild.members.items() if perms.in_channel(guild, one, channel, now) & view == view
        ]
        channels.append({**render.channel(channel), "seen_by": seen})
    return {
        "id": guild.id,
        "name": guild.name,
        "bot": world.bot.id,
        "roles": [render.role(role) for role in guild.roles.values()],
        "members": [render.member(member) for member in guild.members.values()],
        "channels": channels,
        "voice": {number: state.channel.id for number, state in guild.voice.items()},
        "events": [render.event(event, count=True) for event in guild.events.values()],
    }


def _channel(channel: Channel, stage: Stage) -> list[Json]:
    shown: list[Json] = []
    for message in list(channel.messages.values())[-LATEST:]:
        real = datetime.fromisoformat(message.body["timestamp"]).timestamp()
        who = {key: list(people) for key, people in message.reactions.items()}
        shown.append({**message.body, "at": round(stage.told(real)), "who": who, "visible_to": message.visible_to})
    return shown
