"""A small living community to try things in: topics and channels, voice, moderators' rooms, and a stranger outside."""

from __future__ import annotations

from typing import Any

from bots.playground.demo_stage import NAME, ROOM, Stage
from bots.playground.discord.finding import Where
from bots.playground.discord.model import Person

MEMBERS = (("Sari", "telegram"), ("Rara", "telegram"), ("Bimo", "discord"), ("Bimo", "telegram"), ("Tono", "discord"))
ADMIN = "Dewi"
STRANGER = "Wulan"
PLATFORMS = ("telegram", "discord")
USER = 6
"""Discord's number for an option that takes a person."""
REMIND = 1800
"""Seconds before its start that a mabar's reminder comes."""

_ROOMS = """
[rooms.perkenalan]
telegram = "{group}"
telegram_topic = "{introductions_topic}"
discord = "{introductions}"

[rooms.pintu]
discord = "{door}"

[rooms.pengurus]
telegram = "{office_group}"
discord = "{office}"

[core.welcome]
room = "{room}"
admin_room = "pengurus"
entrance = "pintu"
introductions = "perkenalan"

[core.help]
admin_room = "pengurus"

[core.rules]
admin_room = "pengurus"
"""


class Town(Stage):
    """A stage with a whole community on it: Dewi looks after it, Wulan would like to come in."""

    def settle(self) -> None:
        """Found everything, on both platforms."""
        self._found_group()
        self._found_server()
        for name, platform in MEMBERS:
            self.add(name, platform)
            self._settled(name, platform)
        stranger = self.people[STRANGER.casefold()]
        assert stranger.discord is not None
        self.discord.join(stranger.discord, self.guild)
        # what happened before the bot came is none of its business, and nothing to look at
        self.telegram.world.updates.clear()
        for number in (self.group, self.office_group):
            messages = self.telegram.world.chats[number].messages
            for one in [one for one, said in messages.items() if "new_chat_members" in said.json]:
                del messages[one]

    def _found_group(self) -> None:
        telegram = self.telegram
        for name in (ADMIN, STRANGER):
            self.account(name, "telegram")
        dewi = self.people[ADMIN.casefold()].telegram
        self.group = telegram.add_group(NAME, forum=True, owner=dewi, bot="administrator")
        self.introductions_topic = telegram.add_topic(self.group, "Perkenalan")
        self.office_group = telegram.add_group("Pengurus", owner=dewi, bot="administrator")

    def _found_server(self) -> None:
        discord = self.discord
        for name in (ADMIN, STRANGER):
            self.account(name, "discord")
        dewi = self.people[ADMIN.casefold()].discord
        assert dewi is not None
        self.guild = discord.add_guild(NAME, owner=dewi)
        self.member_role = discord.add_role(self.guild, "Anggota", color=0x3BA55D, hoist=True)
        self.admin_role = discord.add_role(self.guild, "Pengurus", color=0xE0A100, hoist=True)
        sees: dict[str, list[str]] = {"allow": ["view_channel"]}
        hidden: dict[str, list[str]] = {"deny": ["view_channel"]}
        inside = {"@everyone": hidden, "Anggota": sees, "Pengurus": sees, NAME: sees}
        office = {"@everyone": hidden, "Pengurus": sees, NAME: sees}
        self.door = discord.add_channel(self.guild, "pintu-masuk", topic="👋")
        home = discord.add_channel(self.guild, "Guyub", "category", overwrites=inside)
        self.channel = discord.add_channel(self.guild, ROOM, parent=home, overwrites=inside)
        self.introductions = discord.add_channel(self.guild, "perkenalan", parent=home, overwrites=inside)
        discord.add_channel(self.guild, "Ngobrol", "voice", parent=home, overwrites=inside)
        discord.add_channel(self.guild, "Mabar 1", "voice", parent=home, overwrites=inside)
        self.office = discord.add_channel(self.guild, "pengurus", overwrites=office)
        discord.grant(dewi, self.admin_role)

    def _settled(self, name: str, platform: str) -> None:
        actor = self.people[name.casefold()]
        if platform == "telegram":
            assert actor.telegram is not None
            self.telegram.world.private(self.telegram.world.users[actor.telegram])
        elif actor.discord is not None:
            self.discord.grant(actor.discord, self.member_role)

    def config(self) -> str:
        """The bot's config with everything switched on."""
        dewi = self.people[ADMIN.casefold()]
        assert dewi.discord is not None
        admins = f'admins = ["telegram:{dewi.telegram}", "discord:{dewi.discord.id}"]\ndatabase'
        roles = (
            f'[bots.discord.roles]\nmember = "{self.member_role.id}"\nadmin = "{self.admin_role.id}"\n\n[rooms.{ROOM}]'
        )
        rooms = _ROOMS.format(
            room=ROOM,
            group=self.group,
            introductions_topic=self.introductions_topic,
            introductions=self.introductions.id,
            door=self.door.id,
            office_group=self.office_group,
            office=self.office.id,
        )
        config = super().config().replace("\ndatabase", f"\n{admins}", 1).replace(f"[rooms.{ROOM}]", roles, 1)
        return config + rooms


async def open_house(town: Town) -> None:
    """What was there before the curtain rises: everybody has met the bot, and Dewi has made them members.

    Raises NotSeen when the bot does not take it in, BotEnded when it is gone.
    """
    telegram, pending = town.telegram, town.telegram.world.updates.pending
    insiders = [actor for actor in town.people.values() if actor.name not in (ADMIN, STRANGER)]
    for actor in (town.people[ADMIN.casefold()], *insiders):
        if actor.telegram is not None:
            telegram.start_bot(actor.telegram)
    await town.until("start", lambda: not pending)
    dewi = town.people[ADMIN.casefold()]
    assert dewi.telegram is not None
    assert dewi.discord is not None
    boss = dewi.discord
    # the menu comes in parts: the server's commands, and those for private chats
    await town.until("menu", lambda: _find(town, boss, "dm", "privasi") and _find(town, boss, town.office, "peran"))
    office = telegram.world.private(telegram.world.users[dewi.telegram])
    before = set(office.messages)
    for actor in insiders:
        if actor.telegram is not None:
            word = "member" if town.lang == "en" else "anggota"
            telegram.write(dewi.telegram, None, f"/peran_beri @{actor.name.casefold()} {word}")
        if actor.discord is not None:
            await town.discord.slash(actor.discord, "dm", _called(town, boss, "dm", "privasi")["name"]).shown()
            giving = _called(town, boss, town.office, "peran")
            inner = next(one for one in giving["options"] if one["name"] in ("beri", "give"))
            who = [
                actor.discord.id if one["type"] == USER else f"@{actor.discord.username}" for one in inner["options"]
            ]
            values = {inner["options"][0]["name"]: who[0], inner["options"][1]["name"]: "member"}
            await town.discord.slash(boss, town.office, f"{giving['name']} {inner['name']}", values).shown()
            town.discord.world.dm(actor.discord).messages.clear()
    await town.until("roles", lambda: not pending)
    for number in set(office.messages) - before:
        del office.messages[number]
    town.office.messages.clear()


def _find(town: Town, who: Person, where: Where, wanted: str) -> dict[str, Any] | None:
    """A command by its Indonesian name, whatever it is called on this server."""
    for command in town.discord.commands(who, where):
        if wanted in (command["name"], *(command.get("name_localizations") or {}).values()):
            return command
    return None


def _called(town: Town, who: Person, where: Where, wanted: str) -> dict[str, Any]:
    found = _find(town, who, where, wanted)
    if found is None:
        raise LookupError(f"the bot offers no command {wanted!r}")
    return found
