"""Telegram as a Platform: events in, messages out, over one pool of connections."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Any

import structlog

from bots.telegram.decode import PLATFORM, Decoder, Me, allowed_updates
from bots.telegram.encode import edit_params, file_params, send_params
from bots.telegram.errors import is_unchanged, trouble, undelivered
from bots.telegram.http import ApiError, NoAnswer, quiet_libraries
from bots.telegram.intake import Intake
from bots.telegram.library import TelegramApi, keep_menu
from bots.telegram.menu import CommandList, command_lists
from bots.telegram.patient import Patient
from bots.telegram.polling import Polling
from bots.telegram.rights import invitation
from bots.telegram.settings import TelegramSettings, Webhook
from core.kit import t
from core.kit.places import Place
from core.kit.port import App, Can, Limits, Menu, Message, Pace, Problem, Ref, Trouble, Undelivered, Unstartable, Wait

LIMITS = Limits(overall=Pace(29.5, 15), private=Pace(1.0, 3), group=Pace(1.0, 3), group_longer=Pace(20 / 60, 20))
"""About 30 messages a second overall, one a second in a chat with short bursts, 20 a minute in a group.

https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
"""

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")

DRAIN_SECONDS = 3.0
SAME_FLOOD_SECONDS = 1.0

_log = structlog.stdlib.get_logger("bots.telegram")


class TelegramPlatform:
    """Telegram's edge (implements Platform, Checked and Doorstep of core.kit.port).

    `run` may be cancelled and started again; `send` and `edit` work before, during and after it, until `close`.
    """

    def __init__(self, settings: TelegramSettings) -> None:
        quiet_libraries()
        self._settings = settings
        self._api = TelegramApi(settings.base_url, settings.token.get_secret_value())
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
        decoder = Decoder(Me(me["id"], me["username"]), menu.hears)
        intake = Intake(app, decoder, self._api.call)
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
            if message.files:
                return await self._send_files(place, message)
            sent = await self._api.call("sendMessage", send_params(place, message))
        except (ApiError, NoAnswer) as error:
            raise self._undelivered(place, error) from error
        return Ref(place, str(sent["message_id"]))

    async def _send_files(self, place: Place, message: Message) -> Ref:
        """A message for each file; the first has the words and the buttons, and is the one that is meant."""
        sent = [await self._api.send_file(file, params) for file, params in file_params(place, message)]
        return Ref(place, str(sent[0]["message_id"]))

    async def edit(self, ref: Ref, message: Message) -> None:
        """Change a message; one that is unchanged already counts as done."""
        try:
            await self._api.call("editMessageText", edit_params(ref, message))
        except (ApiError, NoAnswer) as error:
            if not (isinstance(error, ApiError) and is_unchanged(error.code, error.description)):
                raise self._undelivered(ref.place, error) from error

    def doorstep(self, payload: str) -> str | None:
        """The address of the bot's chat (https://core.telegram.org/bots/features#deep-linking); None before `run`."""
        if not self._username:
            return None
        chat = f"https://t.me/{self._username}"
        return f"{chat}?start={payload}" if _PAYLOAD.fullmatch(payload) else chat

    async def check(self, places: Sequence[Place], menu: Menu) -> Sequence[Problem]:
        """Look at the token, the bot's settings and its rights in these places; every problem with its cure."""
        from bots.telegram.check import find_problems

        return await find_problems(self._api.bot, places, menu, polling=self._settings.webhook is None)

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

    def _undelivered(self, place: Place, error: ApiError | NoAnswer) -> Undelivered:
        if isinstance(error, NoAnswer):
            return trouble(error.why, error.sent)
        if error.code in (401, 404):
            _log.error("token_refused", reason=error.description)
        found = undelivered(place, error)
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
