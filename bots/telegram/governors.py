"""Who governs which group: asked of Telegram, kept fresh, and corrected by what it tells meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from time import monotonic
from typing import Any

import structlog

from bots.telegram.contents import WORDS
from bots.telegram.http import Api, ApiError, NoAnswer

FRESH_SECONDS = 60.0
"""After this long the list is asked for again, in the background."""
STALE_SECONDS = 300.0
"""After this long it counts for nothing until it is there anew."""
ASK_SECONDS = 3.0
MOST_GROUPS = 1000

_GROUPS = ("group", "supergroup")

_log = structlog.stdlib.get_logger("bots.telegram")


class Governors:
    """The owner and those administrators who may remove people; who was given a mere title governs nothing."""

    def __init__(self, api: Api) -> None:
        self._api = api
        self._known: dict[int, tuple[float, set[int]]] = {}
        self._asking: dict[int, asyncio.Task[None]] = {}

    def governs(self, chat: int, user: int) -> bool:
        """Whether this user governs this group, as far as it is known."""
        return user in self._known.get(chat, (0.0, ()))[1]

    def told(self, change: Mapping[str, Any]) -> None:
        """Take over what a chat_member update says."""
        if known := self._known.get(change["chat"]["id"]):
            member = change["new_chat_member"]
            (known[1].add if _governs(member) else known[1].discard)(member["user"]["id"])

    async def learn(self, updates: Iterable[Mapping[str, Any]]) -> None:
        """Get to know the groups that these updates come from; at once where nothing has to be asked."""
        now = monotonic()
        needed = list[asyncio.Task[None]]()
        for chat in {chat for update in updates if (chat := _group(update))}:
            age = now - self._known[chat][0] if chat in self._known else STALE_SECONDS
            if age < FRESH_SECONDS:
                continue
            task = self._asking.get(chat)
            if task is None:
                task = self._asking[chat] = asyncio.create_task(self._ask(chat))
            if age >= STALE_SECONDS:
                needed.append(task)
        if needed:
            await asyncio.wait(needed)

    async def close(self) -> None:
        """Stop asking."""
        for task in list(self._asking.values()):
            task.cancel()
            await asyncio.wait([task])

    async def _ask(self, chat: int) -> None:
        """Ask for the list; without an answer nobody is known to govern the group for a while."""
        try:
            members = await self._api.call("getChatAdministrators", {"chat_id": chat}, seconds=ASK_SECONDS)
            found = {int(member["user"]["id"]) for member in members if _governs(member)}
        except (ApiError, NoAnswer) as error:
            _log.info("administrators_not_known", error=type(error).__name__)
            found = set[int]()
        finally:
            self._asking.pop(chat, None)
        self._known.pop(chat, None)
        self._known[chat] = monotonic(), found
        if len(self._known) > MOST_GROUPS:
            del self._known[next(iter(self._known))]


def _governs(member: Mapping[str, Any]) -> bool:
    status = member["status"]
    return status == "creator" or bool(status == "administrator" and member.get("can_restrict_members"))


def _group(update: Mapping[str, Any]) -> int | None:
    """The group in which somebody said or pressed something; what else happens there is the same whoever does it."""
    if query := update.get("callback_query"):
        message = query.get("message")
    else:
        message = update.get("message") or update.get("edited_message")
        message = message if message and not WORDS.isdisjoint(message) else None
    return int(message["chat"]["id"]) if message and message["chat"]["type"] in _GROUPS else None
