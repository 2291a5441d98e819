"""The methods about chats and those who are in them."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from bots.playground.telegram.access import Access, chat_of, group_of, member_of, need
from bots.playground.telegram.errors import bad
from bots.playground.telegram.formatting import units
from bots.playground.telegram.model import ADMIN_RIGHTS, EVERYTHING, PERMISSIONS, Chat, Json, Member, Topic, User
from bots.playground.telegram.params import Params, as_object
from bots.playground.telegram.world import World

SHORTEST_BAN = 30
LONGEST_BAN = 366 * 86_400
LONGEST_TAG = 16
TOPIC_COLORS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
_RESTRICT = "not enough rights to restrict/unrestrict chat member"


class Groups:
    """The methods by which the bot looks at chats and governs members."""

    def __init__(self, world: World) -> None:
        self._world = world

    def get_chat(self, params: Params) -> Json:
        """getChat."""
        chat = chat_of(self._world, params, Access.READ)
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
        told = chat.json | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(gifts, chat.type == "private"),
        }
        if chat.username:
            told["active_usernames"] = [chat.username]
        if chat.type != "private":
            told["permissions"] = {name: name in chat.allowed for name in PERMISSIONS}
            if chat.description:
                told["description"] = chat.description
            primary = next((link for link in chat.links.values() if link.primary and not link.revoked), None)
            if primary and self._world.bot_in(chat).may("can_invite_users"):
                told["invite_link"] = primary.url
        pinned = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
        if pinned is not None:
            told["pinned_message"] = {name: value for name, value in pinned.json.items() if name != "reply_to_message"}
        return told

    def get_member(self, params: Params) -> Json:
        """getChatMember."""
        own = params.user_id() == self._world.bot.id
        chat = chat_of(self._world, params, Access.READ if own else Access.READ_MEMBERS)
        if chat.type == "private":
            if params.user_id() not in (chat.id, self._world.bot.id):
                raise bad("user not found")
            return Member("member").json(self._world.users[params.user_id()].json)
        user, standing = member_of(self._world, params, chat)
        self._world.meet(user.id)
        return standing.json(user.json)

    def get_administrators(self, params: Params) -> list[Json]:
        """getChatAdministrators; other bots only with return_bots, this bot always."""
        chat = chat_of(self._world, params, Access.READ_MEMBERS)
        if chat.type == "private":
            raise bad("there are no administrators in the private chat")
        users, bots = self._world.users, params.truth("return_bots")
        told: list[Json] = []
        for number, member in chat.members.items():
            if member.admin and (bots or not users[number].is_bot or number == self._world.bot.id):
                self._world.meet(number)
                told.append(member.json(users[number].json))
        return told

    def get_count(self, params: Params) -> int:
        """getChatMemberCount."""
        chat = chat_of(self._world, params, Access.READ_MEMBERS)
        return 2 if chat.type == "private" else sum(member.present for member in chat.members.values())

    # --- members ----------------------------------------------------------------------------------------------------

    def ban(self, params: Params) -> bool:
        """banChatMember; less than 30 seconds or more than 366 days means for ever. A small group knows no bans."""
        chat, user, standing = self._target(params)
        new = Member("kicked", until_date=self._until(params)) if chat.type == "supergroup" else Member("left")
        self._world.set_member(chat, user, new, self._world.bot)
        if standing.present:
            self._world.post(chat, self._world.bot.json, {"left_chat_member": user.json})
        return True

    def unban(self, params: Params) -> bool:
        """unbanChatMember; without only_if_banned somebody who is in the group is put out of it: banned, and let go."""
        chat = chat_of(self._world, params, Access.WRITE)
        if chat.type != "supergroup":
            raise bad("method is available for supergroup and channel chats only")
        only = params.truth("only_if_banned")
        need(self._world, chat, "can_restrict_members", _RESTRICT)
        user, standing = member_of(self._world, params, chat)
        if standing.status == "kicked" or (standing.present and not only):
            self._refuse_admins(chat, user, standing)
            self._world.set_member(chat, user, Member("kicked"), self._world.bot)
            self._world.set_member(chat, user, Member("left"), self._world.bot)
            if standing.present:
                self._world.post(chat, self._world.bot.json, {"left_chat_member": user.json})
        return True

    def restrict(self, params: Params) -> bool:
        """restrictChatMember; all permissions given back end the restriction."""
        data = as_object(params.loaded("permissions", "chat permissions"))
        if data is None:
            raise bad("can't parse chat permissions: expected an Object")
        independent = params.truth("use_independent_chat_permissions")
        allowed = frozenset(name for name in PERMISSIONS if data.get(name) is True)
        if not independent:
            allowed |= _implied(allowed)
        chat = chat_of(self._world, params, Access.WRITE)
        if chat.type != "supergroup":
            raise bad("method is available only for supergroups")
        chat, user, standing = self._target(params)
        if allowed == EVERYTHING:
            new = Member("member", tag=standing.tag) if standing.present else Member()
        else:
            until, inside = self._until(params), standing.present
            new = Member("restricted", allowed=allowed, until_date=until, inside=inside, tag=standing.tag)
        self._world.set_member(chat, user, new, self._world.bot)
        return True

    def set_tag(self, params: Params) -> bool:
        """setChatMemberTag: up to 16 characters and no emoji; an empty one takes the tag away.

        The texts of its refusals are not documented; these are like those of the other methods.
        """
        tag = params.text("tag").strip()
        chat = group_of(self._world, params)
        need(self._world, chat, "can_manage_tags", "not enough rights to manage member tags")
        if units(tag) > LONGEST_TAG or any(unicodedata.category(char) == "So" for char in tag):
            raise bad("TAG_INVALID")
        user, standing = member_of(self._world, params, chat)
        self._refuse_admins(chat, user, standing)
        if not standing.present:
            raise bad("USER_NOT_PARTICIPANT")
        self._world.set_member(chat, user, replace(standing, tag=tag), self._world.bot)
        return True

    def promote(self, params: Params) -> bool:
        """promoteChatMember; without any right the user is a plain member again."""
        chat = chat_of(self._world, params, Access.WRITE)
        if chat.type != "supergroup":
            raise bad("method is available for supergroup and channel chats only")
        rights = frozenset(name for name in ADMIN_RIGHTS if params.truth(name))
        bot = self._world.bot_in(chat)
        if not bot.may("can_promote_members") or any(not bot.may(right) for right in rights):
            raise bad("not enough rights")
        user, standing = member_of(self._world, params, chat)
        if standing.status == "creator":
            raise bad("can't remove chat owner")
        if not standing.present:
            raise bad("USER_NOT_PARTICIPANT")
        new = Member("administrator", rights=rights | {"can_manage_chat"}) if rights else Member("member")
        self._world.set_member(chat, user, new, self._world.bot)
        return True

    def leave(self, params: Params) -> bool:
        """leaveChat."""
        chat = chat_of(self._world, params, Access.READ)
        if chat.type == "private":
            raise bad("chat member status can't be changed in private chats")
        if not self._world.bot_in(chat).present:
            raise bad("USER_NOT_PARTICIPANT")
        self._world.post(chat, self._world.bot.json, {"left_chat_member": self._world.bot.json})
        self._world.set_member(chat, self._world.bot, Member("left"), self._world.bot)
        return True

    def _target(self, params: Params) -> tuple[Chat, User, Member]:
        """The chat and the member whom the bot wants to restrict or ban, if it may."""
        chat = group_of(self._world, params)
        if params.user_id() == self._world.bot.id:
            raise bad("can't restrict self")
        need(self._world, chat, "can_restrict_members", _RESTRICT)
        user, standing = member_of(self._world, params, chat)
        self._refuse_admins(chat, user, standing)
        return chat, user, standing

    def _refuse_admins(self, chat: Chat, user: User, standing: Member) -> None:
        if standing.status == "creator":
            raise bad("can't remove chat owner")
        if standing.status == "administrator":
            raise bad("user is an administrator of the chat")

    def _until(self, params: Params) -> int:
        until, now = params.integer("until_date"), self._world.date()
        return until if now + SHORTEST_BAN <= until <= now + LONGEST_BAN else 0

    # --- topics -----------------------------------------------------------------------------------------------------

    def create_topic(self, params: Params) -> Json:
        """createForumTopic."""
        chat = chat_of(self._world, params, Access.WRITE)
        if not chat.is_forum:
            raise bad("the chat is not a forum")
        need(self._world, chat, "can_manage_topics", "not enough rights to create a topic")
        name = params.text("name").strip()
        if not 1 <= units(name) <= 128:
            raise bad("TOPIC_TITLE_EMPTY" if not name else "TOPIC_TITLE_INVALID")
        color = params.integer("icon_color", TOPIC_COLORS[0])
        if color not in TOPIC_COLORS:
            raise bad("TOPIC_ICON_COLOR_INVALID")
        return add_topic(self._world, chat, self._world.bot, name, color)


def add_topic(world: World, chat: Chat, by: User, name: str, color: int = TOPIC_COLORS[0]) -> Json:
    """Open a topic in a forum; the service message that begins it has the topic's number."""
    number = chat.last_id + 1
    told: Json = {"name": name, "icon_color": color}
    chat.topics[number] = Topic(number, name, color)
    world.post(chat, by.json, world.topic_fields(number) | {"forum_topic_created": told})
    return {"message_thread_id": number, **told}


def _implied(allowed: frozenset[str]) -> frozenset[str]:
    """The permissions that others bring along (ChatPermissions without use_independent_chat_permissions)."""
    media = frozenset(name for name in PERMISSIONS if name.startswith("can_send_") and name != "can_send_messages")
    implied = frozenset[str]()
    if allowed & {"can_send_other_messages", "can_add_web_page_previews"}:
        implied |= media - {"can_send_other_messages", "can_send_polls"} | {"can_send_messages"}
    if allowed & {"can_send_polls"} or allowed & media:
        implied |= {"can_send_messages"}
    return implied
