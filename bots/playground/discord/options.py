"""Filling in a command's options as a client does: checked against the registered command, with resolved objects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from bots.playground.discord import render
from bots.playground.discord.errors import Refusal
from bots.playground.discord.form_command import (
    BOOLEAN,
    CHANNEL_OPTION,
    INTEGER,
    MENTIONABLE_OPTION,
    NUMBER,
    ROLE_OPTION,
    STRING,
    USER_OPTION,
)
from bots.playground.discord.model import Channel, Json

if TYPE_CHECKING:
    from bots.playground.discord.people import People


class Filling:
    """Collects the objects that an interaction's data names by id."""

    def __init__(self, people: People, place: Channel) -> None:
        self._people = people
        self._place = place
        self.resolved: Json = {}

    def user(self, who: Any) -> str:
        """A person, with their membership if they are in the server."""
        person = self._people.person(who)
        self.resolved.setdefault("users", {})[person.id] = render.user(person)
        guild = self._place.guild
        if guild is not None and (member := guild.members.get(person.id)):
            rights = str(self._people.world.rights(self._place, person))
            shown = {**render.member(member, with_user=False, basic=True), "permissions": rights}
            self.resolved.setdefault("members", {})[person.id] = shown
        return person.id

    def role(self, which: Any) -> str:
        """A role of the server."""
        _, role = self._people.role(which, self._place.guild)
        self.resolved.setdefault("roles", {})[role.id] = render.role(role)
        return role.id

    def channel(self, which: Any) -> str:
        """A channel."""
        channel = self._people.channel(which)
        rights = str(self._people.world.rights(channel, self._people.world.bot))
        kept = {k: v for k, v in render.channel(channel).items() if k != "permission_overwrites"}
        self.resolved.setdefault("channels", {})[channel.id] = {**kept, "permissions": rights}
        return channel.id

    def mentionable(self, which: Any) -> str:
        """A role, or else a person."""
        try:
            return self.role(which)
        except Refusal:
            return self.user(which)


def chosen(definitions: list[Json], given: Json, filling: Filling, focused: str | None) -> list[Json]:
    """The options of an interaction: `given` checked against the definitions; raises Refusal.

    With `focused` (autocomplete) that option's text is sent as it is and missing options are no matter.
    """
    known = {definition["name"]: definition for definition in definitions}
    if unknown := [name for name in given if name not in known]:
        raise Refusal(f"there is no option {unknown[0]!r}; there is {', '.join(known) or 'none'}")
    options: list[Json] = []
    for name, definition in known.items():
        if given.get(name) is None:
            if definition["required"] and focused is None:
                raise Refusal(f"the option {name!r} is required")
            continue
        option: Json = {"name": name, "type": definition["type"]}
        if name == focused:
            option |= {"value": str(given[name]), "focused": True}
        else:
            option["value"] = _value(definition, given[name], filling)
        options.append(option)
    return options


def _value(definition: Json, value: Any, filling: Filling) -> Any:
    kind, name = definition["type"], definition["name"]
    if kind == USER_OPTION:
        return filling.user(value)
    if kind == CHANNEL_OPTION:
        return filling.channel(value)
    if kind == ROLE_OPTION:
        return filling.role(value)
    if kind == MENTIONABLE_OPTION:
        return filling.mentionable(value)
    if kind == BOOLEAN:
        if not isinstance(value, bool):
            raise Refusal(f"{name!r} is true or false")
        return value
    if "choices" in definition:
        return _choice(definition, value)
    if kind == STRING:
        text = str(value)
        low, high = definition.get("min_length", 0), definition.get("max_length", 6000)
        if not low <= len(text) <= high:
            raise Refusal(f"{name!r} takes {low} to {high} characters")
        return text
    if kind in (INTEGER, NUMBER):
        return _number(definition, value)
    raise Refusal(f"the playground's people cannot fill in {name!r}")


def _choice(definition: Json, value: Any) -> Any:
    for choice in cast("list[Json]", definition["choices"]):
        localized: Json = choice.get("name_localizations") or {}
        if value in (choice["value"], choice["name"], *localized.values()):
            return choice["value"]
    raise Refusal(f"{value!r} is not among the choices of {definition['name']!r}")


def _number(definition: Json, value: Any) -> int | float:
    name, whole = definition["name"], definition["type"] == INTEGER
    try:
        read = int(str(value)) if whole else float(str(value))
    except ValueError:
        raise Refusal(f"{name!r} is a number") from None
    low, high = definition.get("min_value", -(2**53)), definition.get("max_value", 2**53)
    if not low <= read <= high:
        raise Refusal(f"{name!r} is between {low} and {high}")
    return read
