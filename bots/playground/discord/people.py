"""People: they come and go, write, react, move about in voice, and change what their server lets them change."""

from __future__ import annotations

import mimetypes
from base64 import b64decode

from bots.playground.discord import audit, changes, events, render
from bots.playground.discord.errors import ApiError, Refusal
from bots.playground.discord.finding import Where, Who
from bots.playground.discord.form_message import Mentions
from bots.playground.discord.making import Making
from bots.playground.discord.model import (
    CATEGORY,
    FORUM,
    STAGE,
    VOICE,
    Channel,
    Guild,
    Json,
    Member,
    Message,
    Person,
    Role,
)
from bots.playground.discord.rest_message import forward_fields, reply_fields


class People(Making):
    """What people can do apart from using the bot's commands and components."""

    # coming and going

    def join(self, person: Who, guild: Guild | str | None = None, *, invite: str | None = None) -> Member:
        """A person joins a server, by an invite's code if one is given; raises Refusal if it is used up or over."""
        who = self.person(person)
        try:
            if invite is not None:
                return changes.use_invite(self.world, self.world.invite(invite), who)
            if guild is None:
                raise Refusal("join needs a server or an invite")
            return changes.join(self.world, self.guild(guild), who)
        except (ValueError, ApiError) as error:
            raise Refusal(str(error)) from error

    def leave(self, person: Who, guild: Guild | str) -> None:
        """A person leaves a server."""
        who, home = self.person(person), self.guild(guild)
        self._member(who, home)
        changes.leave(self.world, home, who)

    def kick(self, person: Who, guild: Guild | str) -> None:
        """The server's owner kicks a person (the gateway shows no difference from leaving)."""
        self.leave(person, guild)
        home = self.guild(guild)
        audit.enter(self.world, home, audit.Act.KICK, self.person(person).id, by=self.world.persons[home.owner_id])

    def ban(self, person: Who, guild: Guild | str, *, reason: str | None = None) -> None:
        """The server's owner bans a person."""
        home, who = self.guild(guild), self.person(person)
        changes.ban(self.world, home, who, reason, 0)
        owner = self.world.persons[home.owner_id]
        audit.enter(self.world, home, audit.Act.BAN, who.id, by=owner, reason=reason)

    def unban(self, person: Who, guild: Guild | str) -> None:
        """The server's owner lifts a ban."""
        who, home = self.person(person), self.guild(guild)
        if who.id not in home.bans:
            raise Refusal(f"{who.name} is not banned")
        del home.bans[who.id]
        events.ban(self.world, "REMOVE", home, who)

    def time_out(self, person: Who, guild: Guild | str, seconds: float) -> None:
        """The server's owner has a person write nothing for so long (0 ends it)."""
        home, who = self.guild(guild), self.person(person)
        member = self._member(who, home)
        member.timeout_until = self.world.clock() + seconds if seconds else None
        events.member(self.world, "UPDATE", home, member)
        owner = self.world.persons[home.owner_id]
        audit.enter(self.world, home, audit.Act.MEMBER_UPDATE, who.id, by=owner)

    def grant(self, person: Who, role: Role | str) -> None:
        """The owner gives a person a role."""
        home, found = self.role(role)
        changes.set_role(self.world, home, self._member(self.person(person), home), found, True)

    def remove_role(self, person: Who, role: Role | str) -> None:
        """The owner takes a role from a person."""
        home, found = self.role(role)
        changes.set_role(self.world, home, self._member(self.person(person), home), found, False)

    def nick(self, person: Who, guild: Guild | str, nick: str | None) -> None:
        """A person changes their nickname in a server."""
        home = self.guild(guild)
        member = self._member(self.person(person), home)
        member.nick = nick
        events.member(self.world, "UPDATE", home, member)

    def close_dms(self, person: Who, closed: bool = True) -> None:
        """A person takes no messages from members of their servers (or does again)."""
        self.person(person).dms_closed = closed

    def block_bot(self, person: Who, blocked: bool = True) -> None:
        """A person blocks the bot (or no longer)."""
        self.person(person).blocked_bot = blocked

    # talking

    def write(
        self,
        person: Who,
        channel: Where,
        text: str = "",
        *,
        reply_to: Message | str | None = None,
        files: dict[str, bytes | str] | None = None,
        forward: Message | str | None = None,
    ) -> Message:
        """A person writes, attaches files (by their names; a text is base64) or forwards a message.

        Raises Refusal where they may not, for nothing at all and for more than 2,000 characters.
        """
        who = self.person(person)
        place = self.channel(channel, who)
        self._may(who, place, "send_messages" if place.thread is None else "send_messages_in_threads")
        if place.kind in (CATEGORY, FORUM):
            raise Refusal("nothing can be written there")
        if files:
            self._may(who, place, "attach_files")
        if not (text.strip() or files or forward) or len(text) > 2000:
            raise Refusal("a message has 1 to 2,000 characters")
        if forward is not None and (text or files or reply_to):
            raise Refusal("a forwarded message has nothing else in it")
        number = self.world.ids.new()
        blobs = {name: b64decode(data) if isinstance(data, str) else data for name, data in (files or {}).items()}
        body: Json = {"id": number, "content": text.strip(), **self._pings(place, who, text)}
        if blobs:
            body["attachments"] = [self._attachment_of(place, number, name, data) for name, data in blobs.items()]
        if forward is not None:
            found = self.message(forward)
            self._may(who, found.channel, "read_message_history")
            body |= forward_fields(found)
        if reply_to is not None:
            to = self.message(reply_to)
            body |= reply_fields(to)
            if all(user["id"] != to.author.id for user in body["mentions"]):
                body["mentions"] = [*body["mentions"], render.user(to.author)]
        message = self.world.add_message(place, who, body)
        message.blobs = blobs
        events.message(self.world, "MESSAGE_CREATE", message)
        return message

    def _attachment_of(self, place: Channel, message: str, name: str, data: bytes) -> Json:
        url = f"{self.world.media}/attachments/{place.id}/{message}/{name}"
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        shown: Json = {"id": self.world.ids.new(), "filename": name, "size": len(data), "content_type": kind}
        if kind.startswith("image/"):
            shown |= {"width": 64, "height": 64}
        return {**shown, "url": url, "proxy_url": url}

    def _pings(self, place: Channel, who: Person, text: str) -> Json:
        users, roles, everyone = Mentions().found(text)
        return changes.may_ping(self.world, place, who, users=users, roles=roles, everyone=everyone)

    def edit(self, person: Who, message: Message | str, text: str) -> Message:
        """A person edits a message of their own."""
        who, found = self.person(person), self.message(message)
        if found.author is not who:
            raise Refusal("only one's own messages can be edited")
        body = {**found.body, "content": text, "edited_timestamp": self.world.now()}
        found.body = {**body, **self._pings(found.channel, who, text)}
        events.message(self.world, "MESSAGE_UPDATE", found)
        return found

    def erase(self, person: Who, message: Message | str) -> None:
        """A person deletes a message: their own, or another's where they may manage messages."""
        who, found = self.person(person), self.message(message)
        if found.author is not who:
            self._may(who, found.channel, "manage_messages")
        changes.delete_messages(self.world, found.channel, [found])

    def react(self, person: Who, message: Message | str, emoji: str) -> None:
        """A person reacts to a message with an emoji character."""
        who, found = self.person(person), self.message(message)
        self._may(who, found.channel, *([] if emoji in found.reactions else ["add_reactions"]))
        self._active(who, found.channel)
        changes.react(self.world, found, who, {"id": None, "name": emoji}, emoji)

    def unreact(self, person: Who, message: Message | str, emoji: str) -> None:
        """A person takes a reaction back."""
        if not changes.unreact(self.world, self.message(message), self.person(person), emoji):
            raise Refusal("there is no such reaction of theirs")

    def type(self, person: Who, channel: Where) -> None:
        """A person is seen typing."""
        who = self.person(person)
        events.typing(self.world, self.channel(channel, who), who)

    # voice and events

    def join_voice(self, person: Who, channel: Where) -> None:
        """A person goes into a voice or stage channel."""
        who, place = self.person(person), self.channel(channel)
        self._may(who, place, "connect")
        if place.guild is None or place.kind not in (VOICE, STAGE):
            raise Refusal(f"{place.name} is no voice channel")
        here = sum(state.channel is place for state in place.guild.voice.values())
        if place.kind == VOICE and 0 < place.user_limit <= here:
            raise Refusal(f"{place.name} is full")
        events.moved(self.world, place.guild, who, place)

    def leave_voice(self, person: Who, guild: Guild | str) -> None:
        """A person leaves voice."""
        if events.moved(self.world, self.guild(guild), self.person(person), None) is None:
            raise Refusal("they are in no voice channel")

    def interest(self, person: Who, event: str | int, interested: bool = True) -> None:
        """A person presses Interested on a scheduled event (by its id), or takes it back."""
        who = self.person(person)
        for guild in self.world.guilds.values():
            if (found := guild.events.get(str(event))) is not None:
                self._member(who, guild)
                if interested and who.id not in found.interested:
                    found.interested[who.id] = None
                    events.scheduled(self.world, "USER_ADD", found, who)
                elif not interested and who.id in found.interested:
                    del found.interested[who.id]
                    events.scheduled(self.world, "USER_REMOVE", found, who)
                return
        raise Refusal(f"there is no event {event}")

    # seeing

    def messages(self, channel: Where, *, seen_by: Who | None = None) -> list[Json]:
        """The messages of a channel, oldest first, as one person sees them (without one: all, ephemeral ones too)."""
        who = self.person(seen_by) if seen_by is not None else None
        place = self.channel(channel, who)
        if who is not None:
            self._may(who, place)
        viewer = who.id if who is not None else ""
        return [
            {**render.message(m, viewer), **({"visible_to": m.visible_to} if m.visible_to is not None else {})}
            for m in place.messages.values()
            if who is None or m.visible_to in (None, who.id)
        ]

    def dms(self, person: Who) -> list[Json]:
        """The messages between a person and the bot, oldest first."""
        who = self.person(person)
        return self.messages(self.world.dm(who), seen_by=who)
