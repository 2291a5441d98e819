"""A community with a door on both platforms: rooms for members and for moderators, and people who are told things."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from house_wire import Build, House
from reading_wire import JAKARTA, Json, begins, labels, reads, say
from screens_wire import until

from bots.playground.discord.model import Channel, Guild, Person, Role

Who: TypeAlias = int | Person
"""Somebody on Telegram (a number) or on Discord."""


def next_noon() -> datetime:
    """Noon in Jakarta, today or tomorrow: invitations and timeouts end by the platforms' own clocks, which are real."""
    now = datetime.now(UTC).astimezone(JAKARTA)
    noon = now.replace(hour=12, minute=0, second=0, microsecond=0)
    return noon if noon > now else noon + timedelta(days=1)


@dataclass
class Village:
    """A house whose lobby is the members' place, and an admin room; `boss` looks after both, from Discord."""

    house: House
    guild: Guild
    desk: Channel
    desk_tg: int
    member: Role
    toasts: dict[int, list[Json]] = field(default_factory=lambda: defaultdict(list))
    """What presses on Telegram were answered at once, by who pressed."""

    @classmethod
    async def open(cls, build: Build) -> Village:
        """Found it, and start the bot."""
        more = """
            [rooms.admin]
            telegram = "{desk_tg}"
            discord = "{desk}"
            [bots.discord.roles]
            member = "{member}"
            [core.mabar]
            preview = false
            [core.welcome]
            room = "lobby"
            admin_room = "admin"
            introductions = "lobby"
            [core.rules]
            moderator_room = "admin"
            admin_room = "admin"
            """
        hears = "members = true\nmessage_content = true"
        house = await build(privileged_intents=("members", "message_content"), in_discord=hears, noon=next_noon())
        guild = house.channel.guild
        assert guild is not None
        desk_tg = house.tg.add_group("Meja Admin", owner=house.owner)
        for group in (house.group, desk_tg):
            house.tg.promote(group, None)
        member = house.dc.add_role(guild, "Anggota")
        desk = house.dc.add_channel(guild, "meja-admin", overwrites={"@everyone": {"deny": ["view_channel"]}})
        house.dc.set_permissions(desk, house.dc.world.bot.id, allow=["view_channel", "send_messages", "embed_links"])
        house.more = more.format(desk_tg=desk_tg, desk=desk.id, member=member.id)
        await house.up()
        house.tg.start_bot(house.owner)
        await house.settle()
        return cls(house, guild, desk, desk_tg, member)

    # --- what is seen ---

    def seen(self, who: Who, chat: int | None = None) -> list[Json]:
        """The bot's messages that somebody sees, oldest first: in private (or a `chat`) on Telegram, all on Discord."""
        if isinstance(who, int):
            return self.house.said_tg(who if chat is None else chat)
        dc, home = self.house.dc, self.guild
        rooms = [self.house.channel, *([self.desk] if who.id == home.owner_id else [])]
        shown = dc.dms(who) if chat is None else []
        for room in rooms if who.id in home.members else []:
            shown += dc.messages(room, seen_by=who)
        mine = [one for one in shown if one["author"]["id"] == dc.world.bot.id]
        return sorted(mine, key=lambda one: int(one["id"]))

    async def told(self, who: Who, key: str, chat: int | None = None, /, **values: Any) -> Json:
        """Wait until somebody is told this, and return the newest message of that kind."""
        start = begins(key, **values)

        def found() -> Json | None:
            popped = self.toasts[who] if isinstance(who, int) else []
            return next((one for one in [*self.seen(who, chat), *popped][::-1] if start in reads(one)), None)

        try:
            return await until(found)
        except AssertionError:
            raise AssertionError(f"not told {key}: {[reads(one) for one in self.seen(who, chat)]}") from None

    def heard(self, who: Who, key: str, /, **values: Any) -> int:
        """How many messages somebody sees say this."""
        return sum(begins(key, **values) in reads(one) for one in self.seen(who))

    def desks(self, key: str, /, **values: Any) -> tuple[int, int]:
        """How many messages in the admin room say this, on Telegram and on Discord."""
        start = begins(key, **values)
        tg, dc = self.house.said_tg(self.desk_tg), self.house.said_dc(self.desk)
        return sum(start in reads(one) for one in tg), sum(start in reads(one) for one in dc)

    # --- what is done ---

    async def presses(self, who: Who, button: str, chat: int | None = None, /, **values: Any) -> Any:
        """Press the newest button with this text (a key, or as it is written)."""
        label = say(button, **values) if "-" in button else button

        def found() -> Json | None:
            return next((one for one in self.seen(who, chat)[::-1] if label in labels(one)), None)

        await self.house.settle()
        shown = await until(found, because=f"no button {button}")
        if isinstance(who, int):
            done = await self.house.tg.press(who, chat, label, message=shown["message_id"])
            self.toasts[who] += [{"text": done["text"]}] if done.get("answered") else []
        else:
            done = await self.house.dc.press(who, shown["id"], label).shown()
            assert not done.failed, label
        await self.house.settle()
        return done

    async def writes(self, who: Who, words: str, button: str = "welcome-write", field: str = "words") -> None:
        """Press a button that asks for words, and give them: in the chat on Telegram, in a form on Discord."""
        opened = await self.presses(who, button)
        if isinstance(who, int):
            self.house.tg.write(who, None, words)
        else:
            sent = await self.house.dc.submit(who, opened, {field: words}).shown()
            assert not sent.failed, button
        await self.house.settle()

    async def says(self, who: Who, command: str, /, **options: Any) -> None:
        """Use a command: in private on Telegram, in the lobby on Discord."""
        if isinstance(who, int):
            self.house.tg.write(who, None, f"/{command}")
        else:
            done = await self.house.slash(who, command, **options)
            assert not done.failed, command
        await self.house.settle()

    async def applies(self, who: Who, why: str = "teman ngobrol sore") -> None:
        """Answer the shipped questions, from the first to the last, and send them."""
        await self.presses(who, "welcome-adult")
        await self.presses(who, "Freelance")
        await self.writes(who, why)
        await self.presses(who, "welcome-confirm")
        await self.told(who, "welcome-review")
        await self.presses(who, "welcome-send")
        await self.told(who, "welcome-sent")

    async def settler(self, name: str, why: str = "teman ngobrol sore") -> int:
        """Somebody who asked to be let in on Telegram, and was."""
        tg = self.house.tg
        person = tg.add_person(name)
        tg.ask_to_join(person, self.house.group)
        await self.presses(person, "welcome-begin")
        await self.applies(person, why)
        await self.presses(self.house.boss, "welcome-accept")
        await until(lambda: self.is_in(person))
        await self.told(person, "rules-welcome")
        return person

    async def tie(self, left: int, right: Person) -> None:
        """Make one person of an account on Telegram and one on Discord."""
        given = await self.house.writes(left, "/tautkan", left)
        code = given["text"].partition(": ")[2].partition(".")[0]
        await self.says(right, "tautkan", code=code)
        await self.told(left, "members-agree", name=right.name)
        await self.presses(left, "members-yes")

    def standing(self, person: int) -> Any:
        """How somebody stands in the group."""
        return self.house.tg.world.chats[self.house.group].members.get(person)

    def is_in(self, who: Who) -> bool:
        """Whether somebody is inside."""
        if isinstance(who, int):
            return bool((found := self.standing(who)) and found.present)
        return who.id in self.guild.members

    def is_mute(self, who: Who) -> bool:
        """Whether somebody may write nothing."""
        if isinstance(who, int):
            return self.standing(who).status == "restricted" and not self.standing(who).allowed
        return bool(self.guild.members[who.id].timeout_until)
