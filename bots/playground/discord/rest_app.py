"""REST calls about the bot itself: gateway, account, application, its commands, and conversations with people."""

from __future__ import annotations

from typing import Any, cast

from bots.playground.discord import form, render
from bots.playground.discord.errors import ApiError, Place
from bots.playground.discord.form_command import MOST, read_command
from bots.playground.discord.model import Guild, Json
from bots.playground.discord.perms import in_guild
from bots.playground.discord.routes import Call, Routes


def register(routes: Routes) -> None:
    """Enter this module's calls."""
    routes.on("GET /gateway", lambda call: {"url": call.base.replace("http", "ws", 1) + "/gateway"})
    routes.on("GET /gateway/bot", _gateway_bot)
    routes.on("GET /users/@me", lambda call: render.me(call.world.bot))
    routes.on("GET /users/@me/guilds", _my_guilds)
    routes.on("POST /users/@me/channels", _open_dm)
    routes.on("GET /users/{id}", _user)
    for path in ("/oauth2/applications/@me", "/applications/@me"):
        routes.on(f"GET {path}", _application)
    for scope in ("/applications/{app}/commands", "/applications/{app}/guilds/{id}/commands"):
        routes.on(f"GET {scope}", _commands)
        routes.on(f"PUT {scope}", _overwrite)
        routes.on(f"POST {scope}", _create)
        routes.on(f"GET {scope}/{{command}}", lambda call: _one(call)[2])
        routes.on(f"PATCH {scope}/{{command}}", _edit)
        routes.on(f"DELETE {scope}/{{command}}", _delete)


def _gateway_bot(call: Call) -> Json:
    start = {"total": 1000, "remaining": 999, "reset_after": 0, "max_concurrency": 1}
    return {"url": call.base.replace("http", "ws", 1) + "/gateway", "shards": 1, "session_start_limit": start}


def _my_guilds(call: Call) -> list[Json]:
    world = call.world
    shown: list[Json] = []
    for guild in world.guilds.values():
        if (me := guild.members.get(world.bot.id)) is None:
            continue
        one: Json = {"id": guild.id, "name": guild.name, "icon": None, "banner": None, "owner": False, "features": []}
        one["permissions"] = str(in_guild(guild, me))
        if call.query.get("with_counts", "").lower() in ("true", "1"):
            one |= {"approximate_member_count": len(guild.members), "approximate_presence_count": len(guild.members)}
        shown.append(one)
    return shown


def _user(call: Call) -> Json:
    person = call.world.persons.get(call.ids[0])
    if person is None:
        raise ApiError(10013)
    return render.user(person)


def _open_dm(call: Call) -> Json:
    place = Place()
    number = form.snowflake(call.body, "recipient_id", place, need=True)
    place.check()
    person = call.world.persons.get(number or "")
    if person is None or person.bot:
        raise ApiError(50033)
    return render.channel(call.world.dm(person))


def _application(call: Call) -> Json:
    world = call.world
    installed = sum(world.bot.id in guild.members for guild in world.guilds.values())
    return {
        "id": world.app_id,
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "type": None,
        "bot": render.user(world.bot),
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": world.flags,
        "flags_new": str(world.flags),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": {**render.user(world.bot), "id": "1", "username": "owner", "bot": False},
        "approximate_guild_count": installed,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "integration_types_config": {"0": {"oauth2_install_params": {"scopes": ["bot"], "permissions": "0"}}},
        "install_params": {"scopes": ["bot", "applications.commands"], "permissions": "0"},
    }


def _scope(call: Call) -> tuple[dict[str, Json], Guild | None, list[str]]:
    """The commands of the call's scope, its server if it has one, and the ids after it."""
    world, (app, *rest) = call.world, call.ids
    if app != world.app_id:
        raise ApiError(20012)
    guild = None
    if "/guilds/" in call.name:
        guild = world.guilds.get(rest.pop(0))
        if guild is None or world.bot.id not in guild.members:
            raise ApiError(50001)
    return world.commands.setdefault(guild.id if guild else "", {}), guild, rest


def _one(call: Call) -> tuple[dict[str, Json], Guild | None, Json]:
    commands, guild, rest = _scope(call)
    command = commands.get(rest[0])
    if command is None:
        raise ApiError(10063)
    return commands, guild, command


def _commands(call: Call) -> list[Json]:
    commands, _, _ = _scope(call)
    if call.query.get("with_localizations", "").lower() in ("true", "1"):
        return list(commands.values())
    return [cast("Json", _without_localizations(command)) for command in commands.values()]


def _without_localizations(value: Any) -> Any:
    if isinstance(value, dict):
        given = cast("Json", value)
        return {k: _without_localizations(v) for k, v in given.items() if not k.endswith("_localizations")}
    if isinstance(value, list):
        return [_without_localizations(item) for item in cast("list[Any]", value)]
    return value


def _settle(call: Call, guild: Guild | None, read: Json, before: Json | None) -> Json:
    """A command with its ids: those it had, and its version too where nothing changed."""
    ids = call.world.ids
    shown: Json = {"id": before["id"] if before else ids.new(), "application_id": call.world.app_id, **read}
    if guild is not None:
        shown["guild_id"] = guild.id
        del shown["dm_permission"], shown["contexts"]
    if before is not None and {k: v for k, v in before.items() if k != "version"} == shown:
        return before
    return {**shown, "version": ids.new()}


def _counted(commands: list[Json], place: Place | None = None) -> None:
    for kind, most in MOST.items():
        if sum(command["type"] == kind for command in commands) > most:
            raise ApiError(30032, message=f"Maximum number of application commands reached ({most})")
    seen: set[tuple[int, str]] = set()
    for index, command in enumerate(commands):
        key = (command["type"], command["name"])
        if key in seen and place is not None:
            place.at(index).add("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
        seen.add(key)


def _named(commands: dict[str, Json], read: Json) -> Json | None:
    return next((c for c in commands.values() if (c["type"], c["name"]) == (read["type"], read["name"])), None)


def _overwrite(call: Call) -> list[Json]:
    commands, guild, _ = _scope(call)
    place = Place()
    given = form.items({"commands": call.raw}, "commands", place, 130, need=True) or []
    read: list[Json] = []
    for index, one in enumerate(given):
        if (command := form.as_thing(one, place.at(index))) is not None:
            read.append(read_command(command, place.at(index)))
    _counted(read, place)
    place.check()
    settled = [_settle(call, guild, command, _named(commands, command)) for command in read]
    commands.clear()
    commands.update((command["id"], command) for command in settled)
    call.world.seen("commands", {"names": [command["name"] for command in settled]})
    return settled


def _create(call: Call) -> Json:
    commands, guild, _ = _scope(call)
    place = Place()
    read = read_command(call.body, place)
    place.check()
    before = _named(commands, read)
    if before is None:
        call.status = 201
        _counted([*commands.values(), read])
    shown = _settle(call, guild, read, before)
    commands[shown["id"]] = shown
    return shown


def _edit(call: Call) -> Json:
    commands, guild, before = _one(call)
    place = Place()
    read = read_command({**call.body, "type": before["type"]}, place, before=before)
    other = _named(commands, read)
    if other is not None and other is not before:
        place.at("name").add("APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
    place.check()
    shown = _settle(call, guild, read, before)
    commands[shown["id"]] = shown
    return shown


def _delete(call: Call) -> None:
    commands, _, command = _one(call)
    del commands[command["id"]]
