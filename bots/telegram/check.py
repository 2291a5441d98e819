"""What is wrong with the setup on Telegram, as far as the Bot API can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from telegram import Bot, ChatFullInfo, ChatMember, ChatMemberRestricted
from telegram.constants import ChatAction, ChatType
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bots.telegram.encode import GENERAL_TOPIC, chat_id
from bots.telegram.menu import bad_names
from core.kit import Came, Kind, Place, Said, Went, t
from core.kit.deeds import Ban, CloseDoor, Deed, Kick, LetIn, Mute, OpenDoor, Rank, Remove, TurnAway, Unban, Unmute
from core.kit.port import Menu, Problem, Requested
from core.kit.text import Value

WHERE = "bots.telegram"

RIGHTS: dict[str, tuple[str, frozenset[type[Deed]]]] = {
    "invite": ("can_invite_users", frozenset({LetIn, TurnAway, OpenDoor, CloseDoor})),
    "restrict": ("can_restrict_members", frozenset({Mute, Unmute, Kick, Ban, Unban})),
    "delete": ("can_delete_messages", frozenset({Remove})),
    "tags": ("can_manage_tags", frozenset({Rank})),
}
"""Which right of an administrator each deed needs; the key is part of the words for its absence."""
_ONLY_LARGE = frozenset({Mute, Unmute, Ban, Unban})
"""What supergroups only know."""


async def find_problems(
    bot: Bot, places: Sequence[Place], menu: Menu, *, polling: bool, tags: bool = False
) -> list[Problem]:
    """Every problem at once; when the bot itself cannot be asked, only that one. `tags`: roles are shown as tags."""
    try:
        me = await bot.get_me()
        hook = await bot.get_webhook_info()
    except InvalidToken:
        return [_problem("token")]
    except TelegramError as error:
        return [_problem("unreachable", reason=type(error).__name__)]
    problems = [_problem("name", fatal=False, name=name) for name in bad_names(menu)]
    if Said in menu.hears and not me.can_read_all_group_messages:
        problems.append(_problem("privacy", fatal=False, bot=me.username or ""))
    if polling and hook.url:
        problems.append(_problem("webhook", fatal=False))
    asks = {LetIn} if Requested in menu.hears else set[type[Deed]]()  # without the right no request is told either
    deeds = (menu.deeds - {Rank}) | asks | ({Rank} if tags else set[type[Deed]]())
    looked_at = set[str]()
    for place in places:
        # rights are those in the whole group, so they are told once, however many topics of it are rooms
        wanted = frozenset[type[Deed]]() if place.id in looked_at else frozenset(deeds)
        looked_at.add(place.id)
        problems += await _place(bot, me.id, place, menu, wanted)
    return problems


async def _place(bot: Bot, me: int, place: Place, menu: Menu, deeds: frozenset[type[Deed]]) -> list[Problem]:
    try:
        chat = await bot.get_chat(chat_id(place))
        if place.kind is Kind.PRIVATE:
            return []
        member = await bot.get_chat_member(chat.id, me)
    except ChatMigrated as error:
        return [_problem("moved", place, to=str(error.new_chat_id))]
    except ValueError:
        return [_problem("id", place)]
    except (BadRequest, Forbidden):
        return [_problem("chat", place)]
    except TelegramError as error:
        return [_problem("unreachable", place, reason=type(error).__name__)]
    if member.status in (ChatMember.LEFT, ChatMember.BANNED):
        return [_problem("member", place)]
    topic = place.thread if place.thread != GENERAL_TOPIC else ""
    if topic and not chat.is_forum:
        return [_problem("forum", place)]
    problems: list[Problem] = []
    if not _may_write(chat, member):
        problems.append(_problem("write", place))
    elif trouble := await _attempt(bot, chat, topic, place):
        return [trouble]
    if (Came in menu.hears or Went in menu.hears) and member.status != ChatMember.ADMINISTRATOR:
        problems.append(_problem("admin", place, fatal=False))
    return [*problems, *_rights(chat, member, place, deeds)]


def _rights(chat: ChatFullInfo, member: ChatMember, place: Place, deeds: frozenset[type[Deed]]) -> Iterator[Problem]:
    if chat.type == ChatType.GROUP and deeds & _ONLY_LARGE:
        yield _problem("small", place, fatal=False)
    for what, (right, needing) in RIGHTS.items():
        if deeds & needing and not getattr(member, right, False):
            yield _problem(what, place, fatal=False)


async def _attempt(bot: Bot, chat: ChatFullInfo, topic: str, place: Place) -> Problem | None:
    """Try something that leaves no trace: nothing else tells whether a topic is there, or a group still in use."""
    try:
        await bot.send_chat_action(chat.id, ChatAction.TYPING, message_thread_id=int(topic) if topic else None)
    except ChatMigrated as error:
        return _problem("moved", place, to=str(error.new_chat_id))
    except (BadRequest, Forbidden, ValueError):
        return _problem("topic" if topic else "write", place)
    except TelegramError as error:
        return _problem("unreachable", place, reason=type(error).__name__)
    return None


def _may_write(chat: ChatFullInfo, member: ChatMember) -> bool:
    if member.status == ChatMember.ADMINISTRATOR:
        return True
    if isinstance(member, ChatMemberRestricted) and not (member.is_member and member.can_send_messages):
        return False
    return chat.permissions is None or chat.permissions.can_send_messages is not False


def _problem(what: str, place: Place | None = None, *, fatal: bool = True, **values: Value) -> Problem:
    if place is not None:
        values = {"chat": place.id, "topic": place.thread, **values}
    key = f"telegram-check-{what}"
    return Problem(WHERE, t(key, **values), t(f"{key}-cure", **values), fatal)
