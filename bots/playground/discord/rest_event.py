"""REST calls about a server's scheduled events."""

from __future__ import annotations

from bots.playground.discord import audit, events, form, perms, render
from bots.playground.discord.errors import ApiError, Place, required
from bots.playground.discord.ids import iso
from bots.playground.discord.model import STAGE, VOICE, Event, Guild, Json
from bots.playground.discord.routes import Call, Routes

_STAGE, _VOICE, _EXTERNAL = 1, 2, 3
_SCHEDULED, _ACTIVE, _COMPLETED, _CANCELED = 1, 2, 3, 4
_STEPS = {_SCHEDULED: (_SCHEDULED, _ACTIVE, _CANCELED), _ACTIVE: (_ACTIVE, _COMPLETED)}


def register(routes: Routes) -> None:
    """Enter this module's calls."""
    base = "/guilds/{id}/scheduled-events"
    routes.on(f"GET {base}", _list)
    routes.on(f"POST {base}", _create)
    routes.on(f"GET {base}/{{event}}", lambda call: render.event(_event(call)[1], count=_counted(call)))
    routes.on(f"PATCH {base}/{{event}}", _edit)
    routes.on(f"DELETE {base}/{{event}}", _delete)
    routes.on(f"GET {base}/{{event}}/users", _users)


def _counted(call: Call) -> bool:
    return call.query.get("with_user_count", "").lower() in ("true", "1")


def _event(call: Call) -> tuple[Guild, Event]:
    guild = call.world.guild(call.ids[0])
    event = guild.events.get(call.ids[1])
    if event is None:
        raise ApiError(10070)
    return guild, event


def _list(call: Call) -> list[Json]:
    guild = call.world.guild(call.ids[0])
    return [render.event(e, count=_counted(call)) for e in guild.events.values()]


def _read(call: Call, guild: Guild, before: Json | None) -> Json:
    """The event's fields as a body sets them, over what they were."""
    body, place, new = call.body, Place(), before is None
    shown: Json = dict(before or {"description": None, "scheduled_end_time": None, "channel_id": None})
    name = form.text(body, "name", place, 100, low=1, need=new)
    about = form.text(body, "description", place, 1000)
    start = form.moment(body, "scheduled_start_time", place, need=new)
    end = form.moment(body, "scheduled_end_time", place)
    kind = form.choice(body, "entity_type", place, (_STAGE, _VOICE, _EXTERNAL), need=new)
    form.choice(body, "privacy_level", place, (2,), need=new)
    number = form.snowflake(body, "channel_id", place)
    meta = form.thing(body, "entity_metadata", place)
    place_name = form.text(meta, "location", place.at("entity_metadata"), 100, low=1) if meta is not None else None
    kind = kind or shown.get("entity_type")
    if start is not None and start <= call.world.clock():
        place.at("scheduled_start_time").add(
            "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past."
        )
    if start is not None and end is not None and end <= start:
        place.at("scheduled_end_time").add("GUILD_SCHEDULED_EVENT_END_BEFORE_START", "Event must end after it starts.")
    if kind == _EXTERNAL:
        if new and end is None and not body.get("scheduled_end_time"):
            required(place.at("scheduled_end_time"))
        if new and place_name is None:
            required(place.at("entity_metadata", "location"))
        number = None
        shown["channel_id"] = None
    elif kind is not None:
        channel = guild.channels.get(number or shown.get("channel_id") or "")
        if channel is None or channel.kind != (STAGE if kind == _STAGE else VOICE):
            place.at("channel_id").add("GUILD_SCHEDULED_EVENT_CHANNEL_INVALID", "Invalid channel for this event type.")
    place.check()
    shown |= {"entity_type": kind, "privacy_level": 2}
    shown |= {} if name is None else {"name": name}
    shown |= {"description": about} if "description" in body else {}
    shown |= {} if start is None else {"scheduled_start_time": iso(start)}
    shown |= {"scheduled_end_time": None if end is None else iso(end)} if "scheduled_end_time" in body else {}
    shown |= {} if number is None else {"channel_id": number}
    if kind == _EXTERNAL:
        shown["entity_metadata"] = {"location": place_name} if place_name is not None else shown.get("entity_metadata")
    else:
        shown["entity_metadata"] = None
    return shown


def _create(call: Call) -> Json:
    world, guild = call.world, call.world.guild(call.ids[0])
    world.need(guild, "create_events")
    read = _read(call, guild, None)
    if len(guild.events) >= 100:
        raise ApiError(30038)
    number = world.ids.new()
    body: Json = {
        "id": number,
        "guild_id": guild.id,
        "creator_id": world.bot.id,
        "creator": render.user(world.bot),
        "image": None,
        "status": _SCHEDULED,
        "entity_id": None,
        "recurrence_rule": None,
        "guild_scheduled_event_exceptions": [],
        **read,
    }
    event = guild.events[number] = Event(number, guild, body)
    events.scheduled(world, "CREATE", event)
    audit.enter(world, guild, audit.Act.EVENT_CREATE, number, reason=call.reason)
    return render.event(event)


def _may(call: Call, guild: Guild, event: Event) -> None:
    """The bot may change its own events with create_events, and any with manage_events."""
    own = perms.in_guild(guild, guild.members[call.world.bot.id])
    mine = event.body["creator_id"] == call.world.bot.id and own & perms.bits("create_events")
    if not mine and not own & perms.bits("manage_events"):
        raise ApiError(50013)


def _edit(call: Call) -> Json:
    guild, event = _event(call)
    _may(call, guild, event)
    before = event.body["status"]
    place = Place()
    status = form.choice(call.body, "status", place, (_SCHEDULED, _ACTIVE, _COMPLETED, _CANCELED))
    if status is not None and status not in _STEPS[before]:
        place.at("status").add("GUILD_SCHEDULED_EVENT_STATUS_INVALID", "Invalid status transition.")
    place.check()
    event.body = {**_read(call, guild, event.body), "status": status or before}
    if status in (_COMPLETED, _CANCELED):
        del guild.events[event.id]
    events.scheduled(call.world, "UPDATE", event)
    audit.enter(call.world, guild, audit.Act.EVENT_UPDATE, event.id, reason=call.reason)
    return render.event(event)


def _delete(call: Call) -> None:
    guild, event = _event(call)
    _may(call, guild, event)
    del guild.events[event.id]
    events.scheduled(call.world, "DELETE", event)
    audit.enter(call.world, guild, audit.Act.EVENT_DELETE, event.id, reason=call.reason)


def _users(call: Call) -> list[Json]:
    guild, event = _event(call)
    limit, after = call.number("limit", 100, 1, 100), int(call.query.get("after", "0"))
    shown: list[Json] = []
    for number in sorted(int(n) for n in event.interested if int(n) > after)[:limit]:
        person = call.world.persons[str(number)]
        one: Json = {
            "guild_scheduled_event_id": event.id,
            "user_id": person.id,
            "user": render.user(person),
            "response": 1,
        }
        if call.query.get("with_member", "").lower() in ("true", "1") and person.id in guild.members:
            one["member"] = render.member(guild.members[person.id])
        shown.append(one)
    return shown
