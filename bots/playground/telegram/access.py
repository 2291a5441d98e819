"""Whether the bot may do what it asks: the checks that come before a method's work."""

from __future__ import annotations

from enum import IntEnum

from bots.playground.telegram.errors import ApiError, bad, forbidden
from bots.playground.telegram.model import Chat, Member, Message, User
from bots.playground.telegram.params import Params
from bots.playground.telegram.world import World


class Access(IntEnum):
    """How much of a chat a method needs, least first."""

    READ = 0
    READ_MEMBERS = 1
    EDIT = 2
    WRITE = 3


def chat_of(world: World, params: Params, access: Access, name: str = "chat_id") -> Chat:
    """The chat that the parameter names, if the bot has this much access to it.

    Raises ApiError: 400 for a chat that is unknown or has become a supergroup (with its new id), 403 where the bot
    was blocked, kicked, has left or may not write first.
    """
    chat = _find(world, params.text(name))
    if chat.type == "private":
        if access >= Access.EDIT:
            _check_private(world, chat)
        return chat
    standing = world.bot_in(chat)
    if chat.type == "group":
        _check_group(chat, standing, access)
        return chat
    if standing.status == "kicked":
        raise forbidden("bot was kicked from the supergroup chat")
    if not standing.present and (access >= Access.EDIT or not chat.username):
        raise forbidden("bot is not a member of the supergroup chat")
    return chat


def _find(world: World, text: str) -> Chat:
    if not text:
        raise bad("chat_id is empty")
    if text.startswith("@"):
        number = world.usernames.get(text[1:].lower(), 0)
        chat = world.chats.get(number)
        if chat is None or chat.type == "private":
            raise bad("chat not found")
        return chat
    number = Params({"id": text}).integer("id")
    chat = world.chats.get(number)
    if chat is None:
        user = world.users.get(number)
        if user is not None and user.id != world.bot.id and world.knows(user.id):
            return world.private(user)
        raise bad("chat not found")
    if chat.type == "private":
        if not chat.started and not world.knows(number):
            raise bad("chat not found")
    elif world.bot.id not in chat.members and not chat.username:
        raise bad("chat not found")
    return chat


def _check_private(world: World, chat: Chat) -> None:
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if world.users[chat.id].is_bot:
        raise forbidden("bot can't send messages to bots")
    if not chat.started and chat.door_until < world.time():
        raise forbidden("bot can't initiate conversation with a user")


def _check_group(chat: Chat, standing: Member, access: Access) -> None:
    if chat.migrated_to:
        if access in (Access.WRITE, Access.READ_MEMBERS):
            raise ApiError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                {"migrate_to_chat_id": chat.migrated_to},
            )
        return
    if access >= Access.READ_MEMBERS:
        if standing.status == "kicked":
            raise forbidden("bot was kicked from the group chat")
        if not standing.present:
            raise forbidden("bot is not a member of the group chat")


def group_of(world: World, params: Params, access: Access = Access.WRITE) -> Chat:
    """The same for a method that makes no sense in a private chat."""
    chat = chat_of(world, params, access)
    if chat.type == "private":
        raise bad("method is available only for group and supergroup chats")
    return chat


def need(world: World, chat: Chat, right: str, refusal: str) -> None:
    """Refuse with 400 unless the bot holds an administrator's right in the chat."""
    if not world.bot_in(chat).may(right):
        raise bad(refusal)


def message_of(
    world: World, params: Params, chat: Chat, called: str, name: str = "message_id", *, number: int | None = None
) -> Message:
    """The message that the parameter names; `called` is what the error text calls it."""
    message = chat.messages.get(params.integer(name) if number is None else number)
    if message is None:
        raise bad(f"{called} not found")
    return message


def member_of(world: World, params: Params, chat: Chat) -> tuple[User, Member]:
    """The user that the parameter names and how they stand in the chat ("left" for somebody never in it)."""
    user = world.users.get(params.user_id())
    if user is None or not (user.id in chat.members or world.knows(user.id)):
        raise bad("PARTICIPANT_ID_INVALID" if chat.type == "supergroup" else "user not found")
    return user, standing_of(world, chat, user.id)


def standing_of(world: World, chat: Chat, user_id: int) -> Member:
    """How a user stands in a chat now, bans and restrictions that have run out left aside."""
    member = chat.members.get(user_id, Member())
    if member.until_date and member.until_date <= world.time():
        if member.status == "kicked":
            return Member()
        if member.status == "restricted":
            return Member("member") if member.inside else Member()
    return member


def may_send(world: World, chat: Chat, permission: str, called: str) -> None:
    """Refuse with 400 where the chat or a restriction keeps the bot from sending this."""
    if chat.type == "private":
        return
    standing = world.bot_in(chat)
    if standing.admin:
        return
    allowed = chat.allowed if standing.status != "restricted" else chat.allowed & standing.allowed
    if permission not in allowed:
        raise bad(f"not enough rights to send {called} to the chat")


def topic_for(world: World, params: Params, chat: Chat, target: Message | None) -> int:
    """The forum topic that a message goes into (0: none or General); refuses closed and unknown ones with 400."""
    number = params.integer("message_thread_id")
    if number:
        if not chat.is_forum or number not in chat.topics:
            raise bad("message thread not found")
    elif target is not None and chat.is_forum and target.json.get("is_topic_message"):
        number = int(target.json["message_thread_id"])
    if chat.is_forum and not world.bot_in(chat).may("can_manage_topics"):
        topic = chat.topics.get(number)
        if topic.closed if topic is not None else chat.general_closed:
            raise bad("TOPIC_CLOSED")
    return number
