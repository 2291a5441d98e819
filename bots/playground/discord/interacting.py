"""People using the bot: commands, autocomplete, buttons, selects and modals, as their clients would send them."""

from __future__ import annotations

import asyncio
import secrets
import time
from typing import Any

from bots.playground.discord import perms, render
from bots.playground.discord.errors import Refusal
from bots.playground.discord.finding import Where, Who
from bots.playground.discord.form_component import (
    BUTTON,
    CHANNEL_SELECT,
    LABEL,
    ROLE_SELECT,
    ROW,
    SELECTS,
    STRING_SELECT,
    TEXT_DISPLAY,
    TEXT_INPUT,
    USER_SELECT,
)
from bots.playground.discord.model import Channel, Interaction, InteractionKind, Json, Message, Person
from bots.playground.discord.options import Filling, chosen
from bots.playground.discord.people import People
from bots.playground.discord.rest_interaction import owners
from bots.playground.discord.world import DEADLINE


class Interacting(People):
    """What people can do with the bot's commands and components."""

    most_interactions: int | None

    # commands

    def slash(self, person: Who, channel: Where, command: str, options: Json | None = None) -> Interaction:
        """A person sends a slash command ("mabar", or "group sub" for a subcommand) with its options by name.

        Values are checked against the registered command as the client does; a person, channel or role may be given
        by name, a choice by its value or its name. Raises Refusal for what the client would not send.
        """
        who = self.person(person)
        place = self.channel(channel, who)
        found, path = self._command(who, place, command, 1)
        data, _ = self._command_data(who, place, found, path, options or {})
        return self._send(2, who, place, data)

    async def complete(
        self, person: Who, channel: Where, command: str, option: str, partial: str, others: Json | None = None
    ) -> list[Json]:
        """The choices that the bot offers for an option while a person types; raises Refusal if none come in time."""
        who = self.person(person)
        place = self.channel(channel, who)
        found, path = self._command(who, place, command, 1)
        data, leaf = self._command_data(who, place, found, path, {**(others or {}), option: partial}, focused=option)
        if not any(one["name"] == option and one.get("autocomplete") for one in leaf):
            raise Refusal(f"{option!r} has no autocomplete")
        done = await self._send(4, who, place, data).answered()
        if done.choices is None:
            raise Refusal("Loading options failed")
        return done.choices

    def menu(self, person: Who, channel: Where, command: str, target: Who | Message) -> Interaction:
        """A person uses a context menu command on a message (given as a Message) or on a person."""
        who = self.person(person)
        place = self.channel(channel, who)
        found, _ = self._command(who, place, command, 3 if isinstance(target, Message) else 2)
        if isinstance(target, Message) and (target.channel is not place or target.visible_to not in (None, who.id)):
            raise Refusal(f"{who.name} does not see this message here")
        filling = Filling(self, place)
        data: Json = {"id": found["id"], "name": found["name"], "type": found["type"]}
        if isinstance(target, Message):
            data["target_id"] = target.id
            shown = render.message(target, self.world.bot.id)
            data["resolved"] = {"messages": {target.id: shown}}
        else:
            data["target_id"] = filling.user(self.person(target))
            data["resolved"] = filling.resolved
        return self._send(2, who, place, data | _scope(found))

    def commands(self, person: Who, channel: Where) -> list[Json]:
        """The commands that a person is offered in a channel."""
        who = self.person(person)
        place = self.channel(channel, who)
        scopes = ["", *([place.guild.id] if place.guild is not None else [])]
        offered: dict[tuple[int, str], Json] = {}
        for scope in scopes:
            for command in self.world.commands.get(scope, {}).values():
                if self._offered(who, place, command):
                    offered[command["type"], command["name"]] = command
        return list(offered.values())

    def _offered(self, who: Person, place: Channel, command: Json) -> bool:
        if place.guild is None:
            contexts: list[int] | None = command.get("contexts")
            return 1 in contexts if contexts is not None else bool(command.get("dm_permission", True))
        if self.world.bot.id not in place.guild.members:
            return False
        if command.get("contexts") is not None and 0 not in command["contexts"]:
            return False
        value = self.world.rights(place, who)
        needed = command["default_member_permissions"]
        if not value & perms.bits("use_application_commands"):
            return False
        if needed is None or value & perms.ADMINISTRATOR:
            return True
        return int(needed) != 0 and value & int(needed) == int(needed)

    def _command(self, who: Person, place: Channel, text: str, kind: int) -> tuple[Json, list[str]]:
        self._may(who, place)
        name, *path = [text] if kind != 1 else text.removeprefix("/").split()
        for command in self.commands(who, place):
            if command["type"] == kind and command["name"] == name:
                return command, path
        raise Refusal(f"{who.name} is offered no command {name!r} here")

    def _command_data(
        self, who: Person, place: Channel, command: Json, path: list[str], given: Json, *, focused: str | None = None
    ) -> tuple[Json, list[Json]]:  # fmt: skip
        """The data of a command with its options, and the option definitions it came down to."""
        definitions: list[Json] = command.get("options", [])
        data: Json = {"id": command["id"], "name": command["name"], "type": command["type"], **_scope(command)}
        node = data
        for step in path:
            inner = next((d for d in definitions if d["type"] in (1, 2) and d["name"] == step), None)
            if inner is None:
                raise Refusal(f"/{command['name']} has no subcommand {step!r}")
            below: Json = {"name": step, "type": inner["type"]}
            node["options"] = [below]
            node, definitions = below, inner.get("options", [])
        if any(d["type"] in (1, 2) for d in definitions):
            raise Refusal(f"/{command['name']} needs a subcommand: {', '.join(d['name'] for d in definitions)}")
        filling = Filling(self, place)
        options = chosen(definitions, given, filling, focused)
        if options or path:
            node["options"] = options
        if filling.resolved:
            data["resolved"] = filling.resolved
        return data, definitions

    # components

    def press(self, person: Who, message: Message | str, button: str) -> Interaction:
        """A person presses a button, named by its label or custom id."""
        who, found = self.person(person), self.message(message)
        part = self._part(who, found, (BUTTON,), button)
        if part.get("url"):
            raise Refusal("a link button sends nothing")
        return self._send(3, who, found.channel, _component(part), message=found)

    def select(self, person: Who, message: Message | str, select: str, values: list[str]) -> Interaction:
        """A person chooses in a select (named by placeholder or custom id), by values, labels or names."""
        who, found = self.person(person), self.message(message)
        part = self._part(who, found, SELECTS, select)
        filling = Filling(self, found.channel)
        data = _component(part) | {"values": self._picked(part, values, filling)}
        if filling.resolved:
            data["resolved"] = filling.resolved
        return self._send(3, who, found.channel, data, message=found)

    def forge_press(
        self,
        person: Who,
        custom_id: str,
        message: Message | str,
        *,
        values: list[str] | None = None,
        component_type: int = BUTTON,
        channel: Where | None = None,
    ) -> Interaction:
        """A press that no honest client sends: any custom id, on any message, by anybody, even from another channel."""
        who, found = self.person(person), self.message(message)
        place = self.channel(channel, who) if channel is not None else found.channel
        data: Json = {"custom_id": custom_id, "component_type": component_type, "id": 1}
        if values is not None:
            data["values"] = values
        return self._send(3, who, place, data, message=found)

    def redeliver(self, interaction: Interaction | str) -> Interaction:
        """Send an interaction's event once more, as a gateway does that is not sure."""
        found = self.interaction(interaction)
        self.world.emit("INTERACTION_CREATE", found.payload, guild=found.channel.guild)
        return found

    def interaction(self, which: Interaction | str | int) -> Interaction:
        """Find an interaction by its id; raises Refusal."""
        if isinstance(which, Interaction):
            return which
        found = self.world.interactions.get(str(which))
        if found is None:
            raise Refusal(f"there is no interaction {which}")
        return found

    def _part(self, who: Person, message: Message, kinds: tuple[int, ...], name: str) -> Json:
        self._may(who, message.channel)
        self._active(who, message.channel)
        if message.visible_to not in (None, who.id) or message.id not in message.channel.messages:
            raise Refusal(f"{who.name} does not see this message")
        parts = [part for part in _flat(message.body["components"]) if part["type"] in kinds]
        for part in parts:
            emoji: Json = part.get("emoji") or {}
            if name in (part.get("custom_id"), part.get("label"), part.get("placeholder"), emoji.get("name")):
                if part.get("disabled"):
                    raise Refusal(f"{name!r} is disabled")
                return part
        offered = ", ".join(repr(p.get("label") or p.get("custom_id")) for p in parts)
        raise Refusal(f"nothing there is called {name!r}; there is {offered or 'nothing to press'}")

    def _picked(self, part: Json, values: list[str], filling: Filling) -> list[str]:
        if not part["min_values"] <= len(values) <= part["max_values"]:
            raise Refusal(f"{part['min_values']} to {part['max_values']} can be chosen")
        if part["type"] == STRING_SELECT:
            known = {key: o["value"] for o in part["options"] for key in (o["label"], o["value"])}
            if missing := [value for value in values if value not in known]:
                raise Refusal(f"there is no option {missing[0]!r}")
            return [known[value] for value in values]
        take = {USER_SELECT: filling.user, ROLE_SELECT: filling.role, CHANNEL_SELECT: filling.channel}
        return [take.get(part["type"], filling.mentionable)(value) for value in values]

    # modals

    def submit(self, person: Who, modal: Interaction | str, values: dict[str, Any]) -> Interaction:
        """A person fills in the modal that answered an interaction: by custom id or label; raises Refusal where the
        client would not let it be sent (a required field empty, too short, too long)."""
        who, opened = self.person(person), self.interaction(modal)
        if opened.modal is None:
            raise Refusal("there is no modal")
        if opened.person is not who:
            raise Refusal(f"the modal is {opened.person.name}'s")
        left = dict(values)
        filling = Filling(self, opened.channel)
        parts: list[Json] = []
        for part in opened.modal["components"]:
            shown: Json = {"type": part["type"], "id": part["id"]}
            if part["type"] == ROW:
                shown["components"] = [self._filled(p, p.get("label"), left, filling) for p in part["components"]]
            elif part["type"] == LABEL:
                shown["component"] = self._filled(part["component"], part["label"], left, filling)
            else:
                assert part["type"] == TEXT_DISPLAY
            parts.append(shown)
        if left:
            raise Refusal(f"the modal has no field {next(iter(left))!r}")
        data: Json = {"custom_id": opened.modal["custom_id"], "components": parts}
        if filling.resolved:
            data["resolved"] = filling.resolved
        return self._send(5, who, opened.channel, data, message=opened.message, parent=opened)

    def _filled(self, part: Json, label: str | None, left: dict[str, Any], filling: Filling) -> Json:
        value: Any = None
        for key in (part["custom_id"], label):
            if key is not None and key in left:
                value = left.pop(key)
                break
        shown: Json = {"type": part["type"], "id": part["id"], "custom_id": part["custom_id"]}
        if part["type"] != TEXT_INPUT:
            shown["values"] = self._picked(part, value or [], filling) if value or part["required"] else []
            return shown
        text = str(value) if value is not None else part["value"] or ""
        name = label or part["custom_id"]
        if not text and part["required"]:
            raise Refusal(f"{name!r} must be filled in")
        if text and not (part["min_length"] or 0) <= len(text) <= (part["max_length"] or 4000):
            raise Refusal(f"{name!r} takes {part['min_length'] or 0} to {part['max_length'] or 4000} characters")
        return {**shown, "value": text}

    # sending

    def _send(
        self,
        kind: InteractionKind,
        who: Person,
        place: Channel,
        data: Json,
        *,
        message: Message | None = None,
        parent: Interaction | None = None,
    ) -> Interaction:
        world = self.world
        world.sweep(self.most_interactions)
        number, token = world.ids.new(), secrets.token_urlsafe(64)
        guild = place.guild
        payload: Json = {
            "id": number,
            "application_id": world.app_id,
            "type": kind,
            "data": data,
            "token": token,
            "version": 1,
            "channel_id": place.id,
            "channel": self._channel(place, who),
            "app_permissions": str(world.rights(place, world.bot)),
            "locale": who.locale,
            "entitlements": [],
            "entitlement_sku_ids": [],
            "attachment_size_limit": 10485760,
            "context": 0 if guild is not None else 1,
        }
        if guild is not None:
            member = guild.members.get(who.id)
            if member is None:
                raise Refusal(f"{who.name} is not in {guild.name}")
            payload |= {
                "guild_id": guild.id,
                "guild": {"id": guild.id, "locale": guild.locale, "features": []},
                "guild_locale": guild.locale,
                "member": {**render.member(member), "permissions": str(world.rights(place, who))},
            }
        else:
            payload["user"] = render.user(who)
        if message is not None:
            payload["message"] = render.message(message, world.bot.id)
        at = world.clock()
        sent = Interaction(number, token, kind, who, place, data, payload, at, message=message, parent=parent)
        payload["authorizing_integration_owners"] = owners(sent)
        world.interactions[number] = world.tokens[token] = sent
        if world.clock is time.time:
            sent.timer = asyncio.get_running_loop().call_later(DEADLINE + 0.001, world.overdue, sent)
        world.emit("INTERACTION_CREATE", payload, guild=guild)
        return sent

    def _channel(self, place: Channel, who: Person) -> Json:
        shown = render.channel(place)
        shown.pop("permission_overwrites", None)
        return {**shown, "permissions": str(self.world.rights(place, who))}


def _scope(command: Json) -> Json:
    return {"guild_id": command["guild_id"]} if "guild_id" in command else {}


def _component(part: Json) -> Json:
    return {"custom_id": part["custom_id"], "component_type": part["type"], "id": part["id"]}


def _flat(parts: list[Json]) -> list[Json]:
    """All components of a message, those within others too."""
    found: list[Json] = []
    for part in parts:
        found.append(part)
        found += _flat(part.get("components", []))
        if "accessory" in part:
            found.append(part["accessory"])
    return found
