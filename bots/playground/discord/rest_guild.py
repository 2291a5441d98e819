"""REST calls about a server: itself, its roles, members and bans."""

from __future__ import annotations

from bots.playground.discord import audit, changes, events, form, perms, render
from bots.playground.discord.errors import ApiError, Place, one_problem
from bots.playground.discord.model import STAGE, VOICE, Guild, Json, Role
from bots.playground.discord.routes import Call, Routes

_LONGEST_TIMEOUT = 28 * 86400.0
_LONGEST_PAUSE = 86400.0


def register(routes: Routes) -> None:
    """Enter this module's calls."""
    routes.on("GET /guilds/{id}", _guild)
    routes.on("DELETE /users/@me/guilds/{id}", _leave)
    routes.on("GET /guilds/{id}/roles", _roles)
    routes.on("GET /guilds/{id}/roles/{role}", lambda call: render.role(_role(call, call.world.guild(call.ids[0]))))
    routes.on("POST /guilds/{id}/roles", _create_role)
    routes.on("PATCH /guilds/{id}/roles/{role}", _edit_role)
    routes.on("DELETE /guilds/{id}/roles/{role}", _delete_role)
    routes.on("GET /guilds/{id}/members", _members)
    routes.on("GET /guilds/{id}/members/search", _search)
    routes.on("GET /guilds/{id}/members/{user}", _member)
    routes.on("PATCH /guilds/{id}/members/@me", _edit_me)
    routes.on("PATCH /guilds/{id}/members/{user}", _edit_member)
    routes.on("DELETE /guilds/{id}/members/{user}", _kick)
    routes.on("PUT /guilds/{id}/members/{user}/roles/{role}", lambda call: _member_role(call, True))
    routes.on("DELETE /guilds/{id}/members/{user}/roles/{role}", lambda call: _member_role(call, False))
    routes.on("GET /guilds/{id}/bans", _bans)
    routes.on("GET /guilds/{id}/bans/{user}", _get_ban)
    routes.on("PUT /guilds/{id}/bans/{user}", _ban)
    routes.on("DELETE /guilds/{id}/bans/{user}", _unban)
    routes.on("PUT /guilds/{id}/incident-actions", _incidents)


def _guild(call: Call) -> Json:
    guild = call.world.guild(call.ids[0])
    shown = render.guild(guild)
    if call.query.get("with_counts", "").lower() in ("true", "1"):
        shown |= {"approximate_member_count": len(guild.members), "approximate_presence_count": len(guild.members)}
    return shown


def _leave(call: Call) -> None:
    changes.leave(call.world, call.world.guild(call.ids[0]), call.world.bot)


def _roles(call: Call) -> list[Json]:
    return [render.role(role) for role in call.world.guild(call.ids[0]).roles.values()]


def _role(call: Call, guild: Guild, at: int = 1) -> Role:
    role = guild.roles.get(call.ids[at])
    if role is None:
        raise ApiError(10011)
    return role


def _below(call: Call, guild: Guild, role: Role) -> None:
    """Raise 50013 unless the bot may manage a role: it has the permission and a higher role."""
    me = call.world.need(guild, "manage_roles")
    if role.position >= perms.highest(guild, me):
        raise ApiError(50013)


def _read_role(call: Call, guild: Guild, role: Role) -> None:
    place, body = Place(), call.body
    name = form.text(body, "name", place, 100, low=1)
    value = form.number(body, "permissions", place, 0)
    color = form.number(body, "color", place, 0, 0xFFFFFF)
    if color is None and (colors := form.thing(body, "colors", place)) is not None:
        color = form.number(colors, "primary_color", place.at("colors"), 0, 0xFFFFFF)
    hoist, mentionable = form.flag(body, "hoist", place), form.flag(body, "mentionable", place)
    place.check()
    if value is not None:
        own = perms.in_guild(guild, guild.members[call.world.bot.id])
        if value & ~own & ~role.permissions and not own & perms.ADMINISTRATOR:
            raise ApiError(50013)
        role.permissions = value
    role.name = role.name if name is None else name
    role.color = role.color if color is None else color
    role.hoist = role.hoist if hoist is None else hoist
    role.mentionable = role.mentionable if mentionable is None else mentionable


def _create_role(call: Call) -> Json:
    world, guild = call.world, call.world.guild(call.ids[0])
    world.need(guild, "manage_roles")
    if len(guild.roles) >= 250:
        raise ApiError(30005)
    role = Role(world.ids.new(), "new role", 0, 1)
    _read_role(call, guild, role)
    for other in guild.roles.values():
        if other.position >= 1:
            other.position += 1
    guild.roles[role.id] = role
    events.role(world, "CREATE", guild, role)
    return render.role(role)


def _edit_role(call: Call) -> Json:
    guild = call.world.guild(call.ids[0])
    role = _role(call, guild)
    _below(call, guild, role)
    _read_role(call, guild, role)
    events.role(call.world, "UPDATE", guild, role)
    return render.role(role)


def _delete_role(call: Call) -> None:
    guild = call.world.guild(call.ids[0])
    role = _role(call, guild)
    _below(call, guild, role)
    if role.bot_id is not None or role.id == guild.id:
        raise ApiError(50028)
    changes.delete_role(call.world, guild, role)


def _members(call: Call) -> list[Json]:
    guild = call.world.guild(call.ids[0])
    if "members" not in call.world.enabled:
        raise ApiError(50001)
    limit, after = call.number("limit", 1, 1, 1000), int(call.query.get("after", "0") or 0)
    found = sorted(int(key) for key in guild.members if int(key) > after)[:limit]
    return [render.member(guild.members[str(key)]) for key in found]


def _search(call: Call) -> list[Json]:
    guild = call.world.guild(call.ids[0])
    limit, query = call.number("limit", 1, 1, 1000), call.query.get("query", "").casefold()
    if not query:
        raise one_problem("query", "BASE_TYPE_REQUIRED", "This field is required")
    found = [
        m
        for m in guild.members.values()
        if m.person.username.casefold().startswith(query) or (m.nick or "").casefold().startswith(query)
    ]
    return [render.member(m) for m in found[:limit]]


def _member(call: Call) -> Json:
    return render.member(call.world.member(call.world.guild(call.ids[0]), call.ids[1]))


def _edit_me(call: Call) -> Json:
    guild = call.world.guild(call.ids[0])
    me = guild.members[call.world.bot.id]
    place = Place()
    nick = form.text(call.body, "nick", place, 32)
    place.check()
    if "nick" in call.body:
        call.world.need(guild, "change_nickname")
        me.nick = nick or None
    events.member(call.world, "UPDATE", guild, me)
    return {**render.member(me), "permissions": str(perms.in_guild(guild, me))}


def _edit_member(call: Call) -> Json:
    world, guild, body = call.world, call.world.guild(call.ids[0]), call.body
    member = world.member(guild, call.ids[1])
    place = Place()
    nick = form.text(body, "nick", place, 32)
    roles = form.ids(body, "roles", place, 350)
    until = form.moment(body, "communication_disabled_until", place)
    mute, deaf = form.flag(body, "mute", place), form.flag(body, "deaf", place)
    where = form.snowflake(body, "channel_id", place)
    if until is not None and until > world.clock() + _LONGEST_TIMEOUT + 5:
        place.at("communication_disabled_until").add(
            "BASE_TYPE_MAX_VALUE", "The timeout must be at most 28 days from now."
        )
    place.check()
    if "nick" in body:
        world.need(guild, "manage_nicknames")
        world.outrank(guild, member)
    if "communication_disabled_until" in body:
        world.need(guild, "moderate_members")
        world.outrank(guild, member)
        if perms.in_guild(guild, member) & perms.ADMINISTRATOR and until is not None:
            raise ApiError(50013)
    if roles is not None:
        for role_id in set(roles) ^ set(member.roles):
            if role_id not in guild.roles or role_id == guild.id:
                raise ApiError(10011)
            _below(call, guild, guild.roles[role_id])
    if mute is not None or deaf is not None:
        world.need(
            guild, *(["mute_members"] if mute is not None else []), *(["deafen_members"] if deaf is not None else [])
        )
    if "channel_id" in body:
        _move(call, guild, where)
    if "nick" in body:
        member.nick = nick or None
    if "communication_disabled_until" in body:
        member.timeout_until = until
    if roles is not None:
        member.roles = list(dict.fromkeys(roles))
    if roles is not None:
        audit.enter(world, guild, audit.Act.ROLES_UPDATE, member.person.id, reason=call.reason)
    if body.keys() - {"roles", "channel_id"}:
        audit.enter(world, guild, audit.Act.MEMBER_UPDATE, member.person.id, reason=call.reason)
    member.mute = member.mute if mute is None else mute
    member.deaf = member.deaf if deaf is None else deaf
    events.member(world, "UPDATE", guild, member)
    return render.member(member)


def _move(call: Call, guild: Guild, where: str | None) -> None:
    """Move a member between voice channels, or (None) out of voice."""
    world, person = call.world, call.world.persons[call.ids[1]]
    world.need(guild, "move_members")
    if person.id not in guild.voice:
        raise ApiError(40032)
    channel = guild.channels.get(where) if where is not None else None
    if where is not None and (channel is None or channel.kind not in (VOICE, STAGE)):
        raise ApiError(10003)
    events.moved(world, guild, person, channel)


def _kick(call: Call) -> None:
    world, guild = call.world, call.world.guild(call.ids[0])
    member = world.member(guild, call.ids[1])
    world.need(guild, "kick_members")
    world.outrank(guild, member)
    changes.leave(world, guild, member.person)
    audit.enter(world, guild, audit.Act.KICK, member.person.id, reason=call.reason)


def _member_role(call: Call, wanted: bool) -> None:
    world, guild = call.world, call.world.guild(call.ids[0])
    member = world.member(guild, call.ids[1])
    role = _role(call, guild, 2)
    _below(call, guild, role)
    if role.bot_id is not None or role.id == guild.id:
        raise ApiError(50028)
    changes.set_role(world, guild, member, role, wanted)


def _bans(call: Call) -> list[Json]:
    world, guild = call.world, call.world.guild(call.ids[0])
    world.need(guild, "ban_members")
    limit, after = call.number("limit", 1000, 1, 1000), int(call.query.get("after", "0") or 0)
    found = sorted(int(key) for key in guild.bans if int(key) > after)[:limit]
    return [{"user": render.user(world.persons[str(key)]), "reason": guild.bans[str(key)]} for key in found]


def _get_ban(call: Call) -> Json:
    world, guild = call.world, call.world.guild(call.ids[0])
    world.need(guild, "ban_members")
    if call.ids[1] not in guild.bans:
        raise ApiError(10026)
    return {"user": render.user(world.persons[call.ids[1]]), "reason": guild.bans[call.ids[1]]}


def _ban(call: Call) -> None:
    world, guild = call.world, call.world.guild(call.ids[0])
    world.need(guild, "ban_members")
    person = world.persons.get(call.ids[1])
    if person is None:
        raise ApiError(10013)
    place = Place()
    # libraries give these in the query or in the body, and Discord takes both
    given: Json = {**call.query, **call.body}
    seconds = form.number(given, "delete_message_seconds", place, 0, 604800)
    days = form.number(given, "delete_message_days", place, 0, 7)
    place.check()
    if (member := guild.members.get(person.id)) is not None:
        world.outrank(guild, member)
    changes.ban(world, guild, person, call.reason, seconds or (days or 0) * 86400)
    audit.enter(world, guild, audit.Act.BAN, person.id, reason=call.reason)


def _unban(call: Call) -> None:
    world, guild = call.world, call.world.guild(call.ids[0])
    world.need(guild, "ban_members")
    if call.ids[1] not in guild.bans:
        raise ApiError(10026)
    del guild.bans[call.ids[1]]
    events.ban(world, "REMOVE", guild, world.persons[call.ids[1]])
    audit.enter(world, guild, audit.Act.UNBAN, call.ids[1], reason=call.reason)


def _incidents(call: Call) -> Json:
    world, guild, place = call.world, call.world.guild(call.ids[0]), Place()
    world.need(guild, "manage_guild")
    for what in ("invites", "dms"):
        key = f"{what}_disabled_until"
        until = form.moment(call.body, key, place)
        if until is not None and until > world.clock() + _LONGEST_PAUSE:
            place.at(key).add("BASE_TYPE_MAX_VALUE", "Must be at most 24 hours from now.")
        place.check()
        if key in call.body:
            guild.paused.pop(what, None)
            if until is not None:
                guild.paused[what] = until
    events.guild(world, guild)
    audit.enter(world, guild, audit.Act.GUILD_UPDATE, guild.id, reason=call.reason)
    return render.incidents(guild)
