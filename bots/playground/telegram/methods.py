"""All methods of the Bot API that the stand-in has, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bots.playground.telegram.limits import FloodLimits
from bots.playground.telegram.methods_bot import Self
from bots.playground.telegram.methods_doors import Doors
from bots.playground.telegram.methods_files import Files
from bots.playground.telegram.methods_groups import Groups
from bots.playground.telegram.methods_messages import Sending
from bots.playground.telegram.params import Params
from bots.playground.telegram.webhook import Webhook
from bots.playground.telegram.world import World

ASYNC_METHODS = ("getUpdates", "setWebhook", "deleteWebhook")
"""Those that wait for something, and are served by the stand-in itself."""


def methods(world: World, limits: FloodLimits | None, webhook: Webhook) -> dict[str, Callable[[Params], Any]]:
    """Every method that answers at once: called with its parameters it returns the result or raises ApiError."""
    me, sending = Self(world), Sending(world, limits)
    files, groups, doors = Files(world, sending), Groups(world), Doors(world)
    return {
        "getMe": me.get_me,
        "setMyCommands": me.set_commands,
        "getMyCommands": me.get_commands,
        "deleteMyCommands": me.delete_commands,
        "setMyName": lambda params: me.set_text("name", params),
        "getMyName": lambda params: me.get_text("name", params),
        "setMyDescription": lambda params: me.set_text("description", params),
        "getMyDescription": lambda params: me.get_text("description", params),
        "setMyShortDescription": lambda params: me.set_text("short_description", params),
        "getMyShortDescription": lambda params: me.get_text("short_description", params),
        "sendMessage": sending.send_message,
        "sendPhoto": files.send_photo,
        "sendDocument": files.send_document,
        "sendChatAction": sending.chat_action,
        "editMessageText": sending.edit_text,
        "editMessageMedia": files.edit_media,
        "editMessageReplyMarkup": sending.edit_markup,
        "deleteMessage": sending.delete,
        "deleteMessages": sending.delete_many,
        "answerCallbackQuery": sending.answer_callback,
        "setMessageReaction": sending.react,
        "pinChatMessage": sending.pin,
        "unpinChatMessage": sending.unpin,
        "getFile": files.get_file,
        "getChat": groups.get_chat,
        "getChatMember": groups.get_member,
        "getChatAdministrators": groups.get_administrators,
        "getChatMemberCount": groups.get_count,
        "banChatMember": groups.ban,
        "unbanChatMember": groups.unban,
        "restrictChatMember": groups.restrict,
        "setChatMemberTag": groups.set_tag,
        "promoteChatMember": groups.promote,
        "leaveChat": groups.leave,
        "createForumTopic": groups.create_topic,
        "createChatInviteLink": doors.create,
        "editChatInviteLink": doors.edit,
        "revokeChatInviteLink": doors.revoke,
        "approveChatJoinRequest": doors.approve,
        "declineChatJoinRequest": doors.decline,
        "getWebhookInfo": lambda _: webhook.info(),
    }
