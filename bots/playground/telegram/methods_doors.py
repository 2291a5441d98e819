"""The methods about ways into a group: invite links and requests to join."""

from __future__ import annotations

from dataclasses import replace

from bots.playground.telegram.access import Access, chat_of, need, standing_of
from bots.playground.telegram.errors import bad
from bots.playground.telegram.formatting import units
from bots.playground.telegram.model import Chat, InviteLink, Json, Member, User
from bots.playground.telegram.params import Params
from bots.playground.telegram.world import World

_RIGHTS = "not enough rights to manage chat invite link"


class Doors:
    """The methods by which the bot hands out links and answers those who ask to join."""

    def __init__(self, world: World) -> None:
        self._world = world

    def create(self, params: Params) -> Json:
        """createChatInviteLink."""
        chat = self._chat(params)
        link = new_link(self._world, chat, self._world.bot)
        self._fill(link, params)
        chat.links[link.url] = link
        return link.json()

    def edit(self, params: Params) -> Json:
        """editChatInviteLink; only links that the bot has made, and not the primary one."""
        chat = self._chat(params)
        link = self._link(chat, params)
        if link.revoked or link.primary:
            raise bad("INVITE_HASH_EXPIRED")
        self._fill(link, params)
        return link.json(chat.pending(link.url))

    def revoke(self, params: Params) -> Json:
        """revokeChatInviteLink; a revoked primary link is replaced by a new one."""
        chat = self._chat(params)
        link = self._link(chat, params)
        if link.primary and not link.revoked:
            fresh = new_link(self._world, chat, self._world.bot)
            fresh.primary = True
            chat.links[fresh.url] = fresh
        link.revoked = True
        return link.json(chat.pending(link.url))

    def approve(self, params: Params) -> bool:
        """approveChatJoinRequest."""
        chat, user = self._asker(params)
        grant(self._world, chat, user, self._world.bot, take_request(self._world, chat, user))
        return True

    def decline(self, params: Params) -> bool:
        """declineChatJoinRequest."""
        take_request(self._world, *self._asker(params))
        return True

    def _chat(self, params: Params) -> Chat:
        chat = chat_of(self._world, params, Access.WRITE)
        if chat.type == "private":
            raise bad("chat invite links are not available in private chats")
        need(self._world, chat, "can_invite_users", _RIGHTS)
        return chat

    def _link(self, chat: Chat, params: Params) -> InviteLink:
        link = chat.links.get(params.text("invite_link"))
        if link is None or link.creator["id"] != self._world.bot.id:
            raise bad("INVITE_HASH_EXPIRED")
        return link

    def _fill(self, link: InviteLink, params: Params) -> None:
        name, limit, asks = params.text("name"), params.integer("member_limit"), params.truth("creates_join_request")
        if units(name) > 32:
            raise bad("INVITE_LINK_NAME_TOO_LONG")
        if asks and limit:
            raise bad("member limit can't be specified for links requiring administrator approval")
        if not 0 <= limit <= 99_999:
            raise bad("USAGE_LIMIT_INVALID")
        expires = params.integer("expire_date")
        if expires and expires <= self._world.date():
            raise bad("EXPIRE_DATE_INVALID")
        link.name, link.member_limit, link.asks, link.expire_date = name, limit, asks, expires

    def _asker(self, params: Params) -> tuple[Chat, User]:
        chat = self._chat(params)
        user = self._world.users.get(params.user_id())
        if user is None:
            raise bad("USER_ID_INVALID")
        if chat.members.get(user.id, Member()).present:
            raise bad("USER_ALREADY_PARTICIPANT")
        if user.id not in chat.requests:
            raise bad("HIDE_REQUESTER_MISSING")
        return chat, user


def take_request(world: World, chat: Chat, user: User) -> str | None:
    """Take a waiting request away, to answer it; returns the link it came by. The bot's door to them closes."""
    world.private(user).door_until = 0.0
    return chat.requests.pop(user.id)


def grant(world: World, chat: Chat, user: User, by: User, url: str | None) -> None:
    """Let somebody in whose request came by this link (None: without one)."""
    link = chat.links.get(url) if url else None
    shown = link.json(chat.pending(link.url)) if link is not None else None
    if link is not None:
        link.used += 1
    admit(world, chat, user, by, link=shown, asked=link is None)
    world.post(chat, user.json, {"new_chat_members": [user.json]})


def admit(world: World, chat: Chat, user: User, by: User, *, link: Json | None, asked: bool = False) -> None:
    """Make somebody a member; a restriction that they had goes on."""
    old = standing_of(world, chat, user.id)
    new = replace(old, inside=True) if old.status == "restricted" else Member("member")
    world.set_member(chat, user, new, by, link=link, asked=asked)


def new_link(world: World, chat: Chat, creator: User) -> InviteLink:
    """A fresh invite link to a chat, not yet in use."""
    return InviteLink(f"https://t.me/+{world.number():06d}{-chat.id % 1_000_000:06d}Guyub", creator.json)
