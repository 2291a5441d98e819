"""What people do besides writing: press buttons, give reactions, block the bot."""

from __future__ import annotations

import asyncio

from bots.playground.telegram.errors import CannotDo
from bots.playground.telegram.methods_messages import REACTIONS
from bots.playground.telegram.model import Json, Member
from bots.playground.telegram.people import People

ANSWER_SECONDS = 15.0
"""How long a person's app waits for the answer to a pressed button, in real seconds."""


class PeopleWithButtons(People):
    """What one person can do with the bot's messages, and with the bot itself."""

    async def press(
        self, person: int, chat: int | None, button: str, *, message: int | None = None, wait: float = ANSWER_SECONDS
    ) -> Json:
        """Press the button with this label (or callback data), and wait for the bot's answer.

        Without a `message` it is looked for under the newest message of the chat that has it. Returns
        `{"answered": True, "text": toast or "", "alert": bool, "url": ""}`; `{"answered": False}` when the bot has not
        answered within `wait` seconds. A link button opens its address instead: `{"opened": url}`.
        """
        where = self._chat(person, chat)
        shown = list(where.messages.values())[::-1] if message is None else [self._message(where, message)]
        for candidate in shown:
            rows: list[list[Json]] = candidate.json.get("reply_markup", {}).get("inline_keyboard", [])
            buttons = [item for row in rows for item in row]
            found = next((item for item in buttons if item["text"] == button), None)
            found = found or next((item for item in buttons if item.get("callback_data") == button), None)
            if found is not None:
                if "callback_data" not in found:
                    return {"opened": found.get("url", "")}
                return await self.forge_press(person, chat, candidate.id, found["callback_data"], wait=wait)
        raise CannotDo(f"there is no button {button!r}")

    async def forge_press(
        self,
        person: int,
        chat: int | None,
        message: int,
        data: str,
        *,
        wait: float = ANSWER_SECONDS,
        anywhere: bool = False,
    ) -> Json:
        """Press with any callback data, as a changed app can: Telegram does not compare it with the buttons shown.

        `anywhere` presses even in a chat that the person is not in, which the real Telegram refuses; the bot must not
        rely on that. Returns what `press` returns. The message may be gone: the bot is told of an
        inaccessible one then.
        """
        user = self._user(person)
        where = self._known(chat) if anywhere and chat is not None else self._chat(person, chat)
        key = (person, where.id, message, data)
        cached = self.world.toasts.get(key)
        if cached is not None and cached[0] > self.world.time():
            return {"answered": True, **cached[1]}
        future: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        found = where.messages.get(message)
        shown = found.json if found is not None else {"chat": where.json, "message_id": message, "date": 0}
        payload: Json = {
            "id": f"{4_000_000_000_000 + self.world.number()}",
            "from": user.json,
            "message": shown,
            "chat_instance": str(-where.id * 7919),
            "data": data,
        }
        self.world.callback(key, payload, lambda answer: None if future.done() else future.set_result(answer))
        try:
            answer: Json = {"answered": True, **await asyncio.wait_for(future, wait)}
        except TimeoutError:
            answer = {"answered": False}
        self.world.tell("toast", {"chat": where.id, "person": person, "answer": answer})
        return answer

    def react(self, person: int, chat: int | None, message: int, emoji: str | None) -> None:
        """Give a message an emoji, another one, or (None) take it back."""
        user, where = self._user(person), self._chat(person, chat)
        found = self._message(where, message)
        if emoji is not None and emoji not in REACTIONS:
            raise CannotDo("that emoji is no reaction")
        standing = self._standing(person, where)
        allowed = where.allowed & standing.allowed if standing.status == "restricted" else where.allowed
        if where.type != "private" and not standing.admin and emoji and "can_react_to_messages" not in allowed:
            raise CannotDo("you may not react here")
        old = found.reactions.pop(person, [])
        new: list[Json] = [{"type": "emoji", "emoji": emoji}] if emoji else []
        if new:
            found.reactions[person] = new
        self.world.tell("reaction", {"chat": where.id, "message_id": message, "person": person, "new": new})
        told = not where.blocked if where.type == "private" else self.world.bot_in(where).admin
        if old == new or not told:
            return
        payload: Json = {"chat": where.json, "message_id": message, "user": user.json, "date": self.world.date()}
        self.world.send_update("message_reaction", payload | {"old_reaction": old, "new_reaction": new}, where.id)

    # --- the private chat -------------------------------------------------------------------------------------------

    def start_bot(self, person: int, payload: str = "") -> Json:
        """Press Start in the private chat with the bot (unblocking it, if need be); returns the message."""
        if self._chat(person, None).blocked:
            self.unblock_bot(person)
        return self.write(person, None, f"/start {payload}".strip())

    def block_bot(self, person: int) -> None:
        """Stop the bot."""
        self._set_blocked(person, blocked=True)

    def unblock_bot(self, person: int) -> None:
        """Restart the bot, without writing anything yet."""
        self._set_blocked(person, blocked=False)

    def _set_blocked(self, person: int, *, blocked: bool) -> None:
        user, where = self._user(person), self._chat(person, None)
        if where.blocked == blocked:
            return
        where.blocked = blocked
        member, kicked = Member("member"), Member("kicked")
        bot = self.world.bot.json
        change: Json = {
            "chat": where.json,
            "from": user.json,
            "date": self.world.date(),
            "old_chat_member": (member if blocked else kicked).json(bot),
            "new_chat_member": (kicked if blocked else member).json(bot),
        }
        self.world.send_update("my_chat_member", change, where.id)
