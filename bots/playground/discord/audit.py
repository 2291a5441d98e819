"""A server's audit log: who did what to whom and why, told to the gateway and read by those who may."""

from __future__ import annotations

from enum import IntEnum

from bots.playground.discord import perms, render
from bots.playground.discord.model import Guild, Json, Person
from bots.playground.discord.routes import Call, Routes
from bots.playground.discord.world import World

MOST = 1000
"""How many entries of a server are kept."""


class Act(IntEnum):
    """Discord's numbers for what is entered, of the acts that the stand-in knows."""

    GUILD_UPDATE = 1
    KICK = 20
    BAN = 22
    UNBAN = 23
    MEMBER_UPDATE = 24
    ROLES_UPDATE = 25
    INVITE_CREATE = 40
    INVITE_DELETE = 42
    MESSAGE_DELETE = 72
    EVENT_CREATE = 100
    EVENT_UPDATE = 101
    EVENT_DELETE = 102


def register(routes: Routes) -> None:
    """Enter this module's call."""
    routes.on("GET /guilds/{id}/audit-logs", _read)


def enter(
    world: World, guild: Guild, act: Act, target: str | None, *, by: Person | None = None, reason: str | None = None
) -> None:
    """Enter that somebody (the bot unless told otherwise) did this to whoever or whatever has this id."""
    entry: Json = {
        "id": world.ids.new(),
        "action_type": int(act),
        "user_id": (by or world.bot).id,
        "target_id": target,
    }
    if reason is not None:
        entry["reason"] = reason
    guild.audit.append(entry)
    del guild.audit[:-MOST]
    me = guild.members.get(world.bot.id)
    if me is not None and perms.in_guild(guild, me) & perms.bits("view_audit_log"):
        data = {**entry, "guild_id": guild.id}
        world.emit("GUILD_AUDIT_LOG_ENTRY_CREATE", data, "moderation", guild=guild)


def _read(call: Call) -> Json:
    world, guild = call.world, call.world.guild(call.ids[0])
    world.need(guild, "view_audit_log")
    found = list(reversed(guild.audit))
    for key in ("user_id", "target_id", "action_type"):
        if key in call.query:
            found = [entry for entry in found if str(entry[key]) == call.query[key]]
    if "before" in call.query:
        found = [entry for entry in found if int(entry["id"]) < int(call.query["before"])]
    found = found[: call.number("limit", 50, 1, 100)]
    named = dict.fromkeys(str(entry[key]) for entry in found for key in ("user_id", "target_id"))
    empty: dict[str, list[Json]] = {
        key: []
        for key in (
            *("integrations", "webhooks", "guild_scheduled_events", "threads"),
            *("application_commands", "auto_moderation_rules"),
        )
    }
    users = [render.user(world.persons[id]) for id in named if id in world.persons]
    return {"audit_log_entries": found, "users": users, **empty}
