"""What people do with groups: found them, join, leave, add and throw out the bot, open topics."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Literal

from bots.playground.telegram.access import standing_of
from bots.playground.telegram.errors import CannotDo
from bots.playground.telegram.methods_doors import admit, grant, new_link, take_request
from bots.playground.telegram.methods_groups import add_topic
from bots.playground.telegram.model import ADMIN_RIGHTS, PERMISSIONS, USUAL_RIGHTS, Chat, InviteLink, Json, Member, User
from bots.playground.telegram.people_buttons import PeopleWithButtons
from bots.playground.telegram.world import DOOR_SECONDS, World

Standing = Literal["member", "administrator"]


class PeopleInGroups(PeopleWithButtons):
    """What people can do with a group. `by` left out is its owner."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self._groups = itertools.count(4_100_001)
        self._supergroups = itertools.count(2_100_000_001)

    def add_group(
        self,
        title: str,
        *,
        forum: bool = False,
        supergroup: bool = True,
        username: str | None = None,
        owner: int | None = None,
        bot: Standing | None = "member",
        description: str = "",
    ) -> int:
        """Found a group (a forum is always a supergroup) and add the bot to it, if wanted; returns the chat's id.

        Without an `owner` a new person named after the group is its owner.
        """
        supergroup = supergroup or forum or username is not None
        founder = self._user(owner if owner is not None else self.add_person(f"{title} owner"))
        number = -1_000_000_000_000 - next(self._supergroups) if supergroup else -next(self._groups)
        kind = "supergroup" if supergroup else "group"
        chat = Chat(number, kind, title, username, is_forum=forum, description=description)
        chat.members[founder.id] = Member("creator")
        primary = new_link(self.world, chat, founder)
        primary.primary = True
        chat.links[primary.url] = primary
        if username:
            if username.lower() in self.world.usernames:
                raise CannotDo(f"the username @{username} is taken")
            self.world.usernames[username.lower()] = number
        self.world.chats[number] = chat
        self.world.tell("group", {"chat": chat.json})
        if bot is not None:
            self.add_bot(number)
            if bot == "administrator":
                self.promote(number, None)
        return number

    def add_bot(self, chat: int, by: int | None = None) -> None:
        """Add the bot to a group."""
        where, adder = self._by(chat, by)
        if self.world.bot_in(where).present:
            raise CannotDo("the bot is in that group already")
        self.world.set_member(where, self.world.bot, Member("member"), adder)
        self.world.post(where, adder.json, {"new_chat_members": [self.world.bot.json]})

    def kick_bot(self, chat: int, by: int | None = None) -> None:
        """Throw the bot out of a group."""
        where, kicker = self._by(chat, by)
        if not self.world.bot_in(where).present:
            raise CannotDo("the bot is not in that group")
        self.world.set_member(where, self.world.bot, Member("kicked"), kicker)
        self.world.post(where, kicker.json, {"left_chat_member": self.world.bot.json})

    def join(self, person: int, chat: int, link: str | None = None) -> None:
        """Join a group, by an invite link if one is given; one that asks for approval makes a request instead."""
        user, where = self._user(person), self._live(chat)
        standing = standing_of(self.world, where, person)
        if standing.present:
            raise CannotDo("that person is in the group already")
        if standing.status == "kicked":
            raise CannotDo("that person is banned from the group")
        shown: Json | None = None
        if link is not None:
            found = self._good_link(where, link)
            if found.asks:
                self.ask_to_join(person, chat, link)
                return
            found.used += 1
            shown = found.json()
        self._enter(where, user, user, shown)

    def add_member(self, person: int, chat: int, by: int | None = None) -> None:
        """Add somebody else to a group."""
        where, adder = self._by(chat, by)
        if standing_of(self.world, where, person).present:
            raise CannotDo("that person is in the group already")
        self._enter(where, self._user(person), adder, None)

    def _enter(self, where: Chat, user: User, by: User, link: Json | None) -> None:
        where.requests.pop(user.id, None)
        admit(self.world, where, user, by, link=link)
        self.world.post(where, by.json, {"new_chat_members": [user.json]})

    def leave(self, person: int, chat: int) -> None:
        """Leave a group."""
        user, where = self._user(person), self._chat(person, chat)
        old = self._standing(person, where)
        new = replace(old, inside=False) if old.status == "restricted" else Member("left")
        self.world.post(where, user.json, {"left_chat_member": user.json})
        self.world.set_member(where, user, new, user)

    def ask_to_join(self, person: int, chat: int, link: str | None = None) -> None:
        """Ask to be let in; the bot is told if it may invite people there."""
        user, where = self._user(person), self._live(chat)
        standing = standing_of(self.world, where, person)
        if standing.present:
            raise CannotDo("that person is in the group already")
        if standing.status == "kicked":
            raise CannotDo("that person is banned from the group")
        if link is not None:
            self._good_link(where, link)
        if person in where.requests:
            raise CannotDo("that person has asked already")
        where.requests[person] = link
        payload: Json = {"chat": where.json, "from": user.json, "user_chat_id": user.id, "date": self.world.date()}
        if link is not None:
            payload["invite_link"] = where.links[link].json(where.pending(link))
        if self.world.bot_in(where).may("can_invite_users"):
            self.world.private(user).door_until = self.world.time() + DOOR_SECONDS
            self.world.send_update("chat_join_request", payload, where.id)

    def withdraw_request(self, person: int, chat: int) -> None:
        """Ask no longer to be let in; bots are not told."""
        user, where = self._user(person), self._live(chat)
        if person not in where.requests:
            raise CannotDo("that person has not asked to be let in")
        take_request(self.world, where, user)

    def answer_request(self, chat: int, person: int, *, let_in: bool, by: int | None = None) -> None:
        """Let in somebody who has asked, or decline; not the bot does it, but an administrator."""
        where, answerer = self._by(chat, by)
        user = self._user(person)
        if person not in where.requests:
            raise CannotDo("that person has not asked to be let in")
        link = take_request(self.world, where, user)
        if let_in:
            grant(self.world, where, user, answerer, link)

    def _good_link(self, where: Chat, link: str) -> InviteLink:
        found = where.links.get(link)
        over = found is not None and found.expire_date and found.expire_date <= self.world.time()
        full = found is not None and found.member_limit and found.used >= found.member_limit
        if found is None or found.revoked or over or full:
            raise CannotDo("the invite link has expired")
        return found

    # --- governing --------------------------------------------------------------------------------------------------

    def promote(self, chat: int, person: int | None, rights: list[str] | None = None, by: int | None = None) -> None:
        """Make somebody (None: the bot) an administrator, with the usual rights or exactly those named."""
        where, promoter = self._by(chat, by)
        user = self.world.bot if person is None else self._user(person)
        unknown = set(rights or ()) - set(ADMIN_RIGHTS)
        if unknown:
            raise CannotDo(f"there are no rights {sorted(unknown)}")
        if not standing_of(self.world, where, user.id).present:
            raise CannotDo("only somebody in the group can be made its administrator")
        held = USUAL_RIGHTS if rights is None else frozenset(rights) | {"can_manage_chat"}
        self.world.set_member(where, user, Member("administrator", rights=held), promoter)

    def demote(self, chat: int, person: int | None, by: int | None = None) -> None:
        """Make an administrator (None: the bot) a plain member again."""
        where, demoter = self._by(chat, by)
        user = self.world.bot if person is None else self._user(person)
        if standing_of(self.world, where, user.id).status != "administrator":
            raise CannotDo("that is no administrator")
        self.world.set_member(where, user, Member("member"), demoter)

    def ban(self, chat: int, person: int, by: int | None = None) -> None:
        """Ban somebody from a group (a small one: only remove them)."""
        where, banner = self._by(chat, by)
        user = self._user(person)
        was_in = standing_of(self.world, where, person).present
        new = Member("kicked" if where.type == "supergroup" else "left")
        self.world.set_member(where, user, new, banner)
        if was_in:
            self.world.post(where, banner.json, {"left_chat_member": user.json})

    def unban(self, chat: int, person: int, by: int | None = None) -> None:
        """Let somebody who is banned come back."""
        where, lifter = self._by(chat, by)
        if standing_of(self.world, where, person).status != "kicked":
            raise CannotDo("that person is not banned")
        self.world.set_member(where, self._user(person), Member("left"), lifter)

    def restrict(self, chat: int, person: int | None, allowed: list[str], by: int | None = None) -> None:
        """Leave somebody (None: the bot) only the permissions named."""
        where, restricter = self._by(chat, by)
        user = self.world.bot if person is None else self._user(person)
        left = self._permissions(allowed)
        inside = standing_of(self.world, where, user.id).present
        self.world.set_member(where, user, Member("restricted", allowed=left, inside=inside), restricter)

    def permit(self, chat: int, allowed: list[str]) -> None:
        """Set what plain members may do in a group."""
        self._live(chat).allowed = self._permissions(allowed)

    @staticmethod
    def _permissions(names: list[str]) -> frozenset[str]:
        unknown = set(names) - set(PERMISSIONS)
        if unknown:
            raise CannotDo(f"there are no permissions {sorted(unknown)}")
        return frozenset(names)

    def upgrade_to_supergroup(self, chat: int, by: int | None = None) -> int:
        """Turn a basic group into a supergroup, which has another id; returns that."""
        old, upgrader = self._by(chat, by)
        if old.type != "group":
            raise CannotDo("that is no basic group")
        number = -1_000_000_000_000 - next(self._supergroups)
        new = Chat(number, "supergroup", old.title, description=old.description)
        new.members, new.allowed = dict(old.members), old.allowed
        self.world.chats[number] = new
        self.world.post(old, upgrader.json, {"migrate_to_chat_id": number})
        old.migrated_to = number
        self.world.post(new, upgrader.json, {"migrate_from_chat_id": chat})
        self.world.tell("group", {"chat": new.json, "was": chat})
        return number

    # --- topics and video chats -------------------------------------------------------------------------------------

    def add_topic(self, chat: int, name: str, by: int | None = None) -> int:
        """Open a topic in a forum; returns its message_thread_id."""
        where, opener = self._by(chat, by)
        if not where.is_forum:
            raise CannotDo("that is no forum")
        return add_topic(self.world, where, opener, name)["message_thread_id"]

    def close_topic(self, chat: int, topic: int | None, by: int | None = None) -> None:
        """Close a topic (None: General), so that only those who manage topics can write there."""
        self._set_closed(chat, topic, by, closed=True)

    def reopen_topic(self, chat: int, topic: int | None, by: int | None = None) -> None:
        """Open a closed topic (None: General) again."""
        self._set_closed(chat, topic, by, closed=False)

    def _set_closed(self, chat: int, topic: int | None, by: int | None, *, closed: bool) -> None:
        where, actor = self._by(chat, by)
        if topic is None:
            where.general_closed = closed
        elif topic in where.topics:
            where.topics[topic].closed = closed
        else:
            raise CannotDo("there is no such topic")
        kind = "forum_topic_closed" if closed else "forum_topic_reopened"
        self.world.post(where, actor.json, self.world.topic_fields(topic or 0) | {kind: {}})

    def start_video_chat(self, chat: int, by: int | None = None) -> None:
        """Start a video chat in a group."""
        where, starter = self._by(chat, by)
        if where.video_chat_since:
            raise CannotDo("there is a video chat already")
        where.video_chat_since = self.world.date()
        self.world.post(where, starter.json, {"video_chat_started": {}})

    def end_video_chat(self, chat: int, by: int | None = None) -> None:
        """End the video chat of a group."""
        where, ender = self._by(chat, by)
        if not where.video_chat_since:
            raise CannotDo("there is no video chat")
        lasted = self.world.date() - where.video_chat_since
        where.video_chat_since = 0
        self.world.post(where, ender.json, {"video_chat_ended": {"duration": max(1, lasted)}})

    def _live(self, chat: int) -> Chat:
        where = self._known(chat)
        if where.type == "private" or where.migrated_to:
            raise CannotDo("that is no group" if where.type == "private" else "that group has become a supergroup")
        return where

    def _by(self, chat: int, by: int | None) -> tuple[Chat, User]:
        where = self._live(chat)
        owner = next(number for number, member in where.members.items() if member.status == "creator")
        return where, self._user(owner if by is None else by)
