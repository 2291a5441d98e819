"""REST calls about invites."""

from __future__ import annotations

from bots.playground.discord import audit, events, form, perms, render
from bots.playground.discord.errors import ApiError, Place
from bots.playground.discord.model import (
    CATEGORY,
    Invite,
    Json,
)  # fmt: skip
from bots.playground.discord.routes import Call, Routes


def register(routes: Routes) -> None:
    """Enter this module's calls."""
    routes.on("POST /channels/{id}/invites", _invite)
    routes.on("GET /channels/{id}/invites", _channel_invites)
    routes.on("GET /guilds/{id}/invites", _guild_invites)
    routes.on("GET /invites/{code}", _get_invite)
    routes.on("DELETE /invites/{code}", _drop_invite)


def _invite(call: Call) -> Json:
    world, place = call.world, Place()
    channel = world.channel(call.ids[0], "create_instant_invite")
    if channel.guild is None or channel.kind == CATEGORY or channel.thread is not None:
        raise ApiError(50024)
    age = form.number(call.body, "max_age", place, 0, 5184000)
    uses = form.number(call.body, "max_uses", place, 0, 100) or 0
    temporary, unique = form.flag(call.body, "temporary", place) or False, form.flag(call.body, "unique", place)
    place.check()
    age = 86400 if age is None else age
    same = [i for i in world.invites.values() if i.channel is channel and (i.max_age, i.max_uses) == (age, uses)]
    if same and not unique:
        return render.invite(same[0])
    if len(world.invites) >= 1000:
        raise ApiError(30016)
    invite = Invite(world.new_code(), channel, world.bot, world.clock(), age, uses, temporary)
    world.invites[invite.code] = invite
    events.invite(world, "CREATE", invite)
    audit.enter(world, channel.guild, audit.Act.INVITE_CREATE, None, reason=call.reason)
    return render.invite(invite)


def _channel_invites(call: Call) -> list[Json]:
    channel = call.world.channel(call.ids[0], "manage_channels")
    return [render.invite(i) for i in call.world.invites.values() if i.channel is channel]


def _guild_invites(call: Call) -> list[Json]:
    guild = call.world.guild(call.ids[0])
    call.world.need(guild, "manage_guild")
    return [render.invite(i) for i in call.world.invites.values() if i.channel.guild is guild]


def _get_invite(call: Call) -> Json:
    invite = call.world.invite(call.ids[0])
    guild = invite.channel.guild
    assert guild is not None
    counted = call.query.get("with_counts", "").lower() in ("true", "1")
    return render.invite(invite, counts=(len(guild.members), len(guild.members)) if counted else None, metadata=False)


def _drop_invite(call: Call) -> Json:
    world, invite = call.world, call.world.invite(call.ids[0])
    guild = invite.channel.guild
    assert guild is not None
    me = world.guild(guild.id).members[world.bot.id]
    if not perms.in_guild(guild, me) & perms.bits("manage_guild"):
        world.channel(invite.channel.id, "manage_channels")
    del world.invites[invite.code]
    events.invite(world, "DELETE", invite)
    audit.enter(world, guild, audit.Act.INVITE_DELETE, None, reason=call.reason)
    return render.invite(invite)
