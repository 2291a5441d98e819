"""Telegram as a Platform: events in, messages out, over one pool of connections."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from time import monotonic
from typing import Any

import structlog

from bots.telegram.decode import PLATFORM, Decoder, Me, allowed_updates
from bots.telegram.deeds import Doings
from bots.telegram.encode import (
    GENERAL_TOPIC,
    chat_id,
    edit_params,
    file_params,
    media_params,
    photo_params,
    send_params,
)
from bots.telegram.errors import means, trouble, undelivered, undone
from bots.telegram.governors import Governors
from bots.telegram.http import ApiError, NoAnswer, quiet_libraries
from bots.telegram.intake import Intake
from bots.telegram.library import TelegramApi, keep_menu
from bots.telegram.menu import CommandList, command_lists
from bots.telegram.patient import Patient
from bots.telegram.polling import Polling
from bots.telegram.rights import invitation
from bots.telegram.settings import TelegramSettings, Webhook
from core.kit import t
from core.kit.deeds import Deed
from core.kit.places import Place
from core.kit.port import (
    App,
    Can,
    Forbidden,
    Gone,
    Limits,
    Menu,
    Message,
    Pace,
    Problem,
    Ref,
    Rejected,
    Trouble,
    Undelivered,
    Unstartable,
    Wait,
)

LIMITS = Limits(overall=Pace(29.5, 15), private=Pace(1.0, 3), group=Pace(1.0, 3), group_longer=Pace(20 / 60, 20))
"""About 30 messages a second overall, one a second in a chat with short bursts, 20 a minute in a group.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")

DRAIN_SECONDS = 3.0
SAME_FLOOD_SECONDS = 1.0

_log = structlog.stdlib.get_logger("bots.telegram")


class TelegramPlatform:
    """Telegram's edge (implements Platform, Checked, Doorstep, Doer and Addressed of core.kit.port).

    `run` may be cancelled and started again; `send`, `edit` and `do` work before, during and after it, until
    `close`.
    """

    def __init__(
        self, settings: TelegramSettings, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        quiet_libraries()
        self._settings = settings
        self._api = TelegramApi(settings.base_url, settings.token.get_secret_value())
        self._doings = Doings(self._api, settings.tags.by_role(), clock)
        self._flooded: tuple[Place, float] | None = None
        self._username = ""
        self._polling: Polling | None = None
        self._listening = False

    @property
    def name(self) -> str:
        """`telegram`."""
        return PLATFORM

    @property
    def can(self) -> frozenset[Can]:
        """None of the things that only some platforms can do."""
        return frozenset()

    @property
    def limits(self) -> Limits:
        """Telegram's flood limits, with a little room left."""
        return LIMITS

    @property
    def connected(self) -> bool:
        """Whether updates come: they are asked for and answers arrive, or the webhook is set."""
        return self._listening or (self._polling is not None and not self._polling.troubled)

    async def run(self, app: App, menu: Menu) -> None:
        """Offer events to `app` until cancelled; then finish and confirm what is in hand."""
        me = await self._who_am_i()
        self._username = me["username"]
        governors = Governors(self._api)
        decoder = Decoder(Me(me["id"], me["username"]), menu.hears, governors)
        intake = Intake(app, decoder, governors, self._api.call)
        allowed = allowed_updates(menu.hears)
        tidying = asyncio.create_task(self._keep_menu(command_lists(menu)))
        try:
            if self._settings.webhook is not None:
                await self._listen(self._settings.webhook, intake, allowed)
            else:
                self._polling = Polling(self._api, intake, allowed, self._settings.poll_seconds)
                await self._polling.run()
        finally:
            self._polling, self._listening = None, False
            tidying.cancel()
            await asyncio.wait([tidying])
            await governors.close()
            try:
                await asyncio.wait_for(intake.drain(), DRAIN_SECONDS)
            except TimeoutError:
                _log.warning("presses_left_unanswered")

    async def _who_am_i(self) -> Any:
        """The bot's own account; raises Unstartable when the token is no bot's (any more)."""
        try:
            return await self._api.call("getMe", {})
        except ApiError as error:
            if error.code in (401, 404):
                key = "telegram-check-token"
                raise Unstartable(Problem("bots.telegram", t(key), t(f"{key}-cure"))) from None
        except NoAnswer:
            pass
        return await Patient(self._api).call("getMe", {})

    async def send(self, place: Place, message: Message, *, nonce: str = "") -> Ref:
        """Show a new message; Telegram knows no nonce, so one whose answer was lost may be shown twice."""
        try:
            return await self._send(place, message)
        except (ApiError, NoAnswer) as error:
            if message.photo and means(error, "lost photo"):
                return await self.send(place, replace(message, photo=""))
            raise self._undelivered(place, error) from error

    async def _send(self, place: Place, message: Message) -> Ref:
        """A message for the photo or the words, and one for each file; the first is the one that is meant."""
        sent: list[Any] = []
        if message.photo:
            sent.append(await self._api.call("sendPhoto", photo_params(place, message)))
        elif not message.files:
            sent.append(await self._api.call("sendMessage", send_params(place, message)))
        sent += [await self._api.send_file(file, params) for file, params in file_params(place, message)]
        return Ref(place, str(sent[0]["message_id"]))

    async def edit(self, ref: Ref, message: Message) -> None:
        """Change a message; one that is unchanged already counts as done.

        A text can become a photo, but no photo a text: then the old message is deleted, and Gone asks for a new one.
        """
        try:
            if message.photo:
                await self._api.call("editMessageMedia", media_params(ref, message))
            else:
                await self._api.call("editMessageText", edit_params(ref, message))
        except (ApiError, NoAnswer) as error:
            if means(error, "unchanged"):
                return
            if message.photo and means(error, "lost photo"):
                await self.edit(ref, replace(message, photo=""))
            elif means(error, "other kind"):
                await self._take_away(ref)
                raise Gone("message", str(error)) from error
            else:
                raise self._undelivered(ref.place, error) from error

    async def _take_away(self, ref: Ref) -> None:
        """Delete a message that another takes the place of; one that Telegram keeps (it is too old) stays."""
        try:
            await self._api.call("deleteMessage", {"chat_id": chat_id(ref.place), "message_id": int(ref.id)})
        except (ApiError, NoAnswer) as error:
            found = self._undelivered(ref.place, error, undone)
            if not isinstance(found, Gone | Forbidden | Rejected):
                raise found from error

    @property
    def deeds(self) -> frozenset[type[Deed]]:
        """What it can do, given the rights in the group."""
        return self._doings.deeds

    async def do(self, deed: Deed) -> str:
        """Do it, in the group as a whole; returns the address of an OpenDoor, and the end of a Mute that was moved."""
        try:
            return await self._doings.do(deed)
        except (ApiError, NoAnswer) as error:
            raise self._undelivered(deed.place, error, undone) from error

    def grounds(self, places: Sequence[Place]) -> Sequence[Place]:
        """Each group once: one is member of a group, not of its topics."""
        return list(dict.fromkeys(replace(place, thread="") for place in places))

    def address(self, ref: Ref) -> str | None:
        """The address of a message, which members can open; in private chats and in small groups there is none.

        https://core.telegram.org/api/links#message-links
        """
        chat, thread = ref.place.id, ref.place.thread
        topic = f"{thread}/" if thread and thread != GENERAL_TOPIC else ""
        if chat.startswith("@"):
            return f"https://t.me/{chat[1:]}/{topic}{ref.id}"
        return f"https://t.me/c/{chat[4:]}/{topic}{ref.id}" if chat.startswith("-100") else None

    def doorstep(self, payload: str) -> str | None:
        """The address of the bot's chat (https://core.telegram.org/bots/features#deep-linking); None before `run`."""
        if not self._username:
            return None
        chat = f"https://t.me/{self._username}"
        return f"{chat}?start={payload}" if _PAYLOAD.fullmatch(payload) else chat

    async def check(self, places: Sequence[Place], menu: Menu) -> Sequence[Problem]:
        """Look at the token, the bot's settings and its rights in these places; every problem with its cure."""
        from bots.telegram.check import find_problems

        tags = any(self._settings.tags.by_role().values())
        return await find_problems(self._api.bot, places, menu, polling=self._settings.webhook is None, tags=tags)

    async def introduce(self) -> tuple[str, str, Mapping[str, bool]]:
        """The bot's name, the address that adds it to a group, and nothing else to be set. Raises Undelivered."""
        try:
            me = await self._api.call("getMe", {})
        except (ApiError, NoAnswer) as error:
            raise Trouble(type(error).__name__) from error
        return f"@{me['username']}", invitation(me["username"]), {}

    async def describe(self, place: Place) -> tuple[str, Mapping[str, str]]:
        """What a group is called. Raises Undelivered."""
        try:
            chat = await self._api.call("getChat", {"chat_id": place.id})
        except (ApiError, NoAnswer) as error:
            raise Trouble(type(error).__name__) from error
        return str(chat.get("title", "")), {}

    async def close(self) -> None:
        """Close all connections; to be called when nothing is sent any more."""
        await self._api.close()

    async def _listen(self, settings: Webhook, intake: Intake, allowed: list[str]) -> None:
        from bots.telegram.webhook import WebhookServer  # a server that polling has no need to import

        async with WebhookServer(settings, intake) as server:
            params = {
                "url": settings.url,
                "secret_token": settings.secret.get_secret_value(),
                "max_connections": settings.connections,
                "allowed_updates": allowed,
            }
            await Patient(self._api).call("setWebhook", params)
            _log.info("webhook_listening", port=server.port)
            self._listening = True
            await asyncio.Event().wait()

    async def _keep_menu(self, wanted: Sequence[CommandList]) -> None:
        try:
            await keep_menu(self._api.bot, wanted)
        except Exception as error:  # a bot without a menu still serves; nobody else waits for this task
            _log.error("menu_not_set", error=type(error).__name__)

    def _undelivered(
        self,
        place: Place,
        error: ApiError | NoAnswer,
        meaning: Callable[[Place, ApiError], Undelivered] = undelivered,
    ) -> Undelivered:
        if isinstance(error, NoAnswer):
            return trouble(error.why, error.sent)
        if error.code in (401, 404):
            _log.error("token_refused", reason=error.description)
        found = meaning(place, error)
        if isinstance(found, Wait):
            return self._flood(found, place)
        return found

    def _flood(self, wait: Wait, place: Place) -> Wait:
        """Telegram does not say which limit was hit; two places at nearly the same time mean the overall one."""
        now, before = monotonic(), self._flooded
        self._flooded = (place, now)
        if before is not None and before[0].id != place.id and now - before[1] <= SAME_FLOOD_SECONDS:
            return Wait(wait.seconds)
        return wait
