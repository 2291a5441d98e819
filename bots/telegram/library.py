"""The library's side of the edge: python-telegram-bot on our connections.

Every call goes through the library's Bot. Its typed methods serve where little is called; updates and deliveries use
its call for raw JSON, because to build its objects around each of them costs several times what the call itself does.
"""

from __future__ import annotations

import asyncio
import json
import warnings
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog
from telegram import Bot, BotCommandScope, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, RequestData
from telegram.warnings import PTBUserWarning
from yarl import URL

from bots.telegram.http import CALL_SECONDS, ApiError, NoAnswer, Pool
from bots.telegram.menu import CommandList
from bots.telegram.patient import Backoff
from core.kit.port import File

MENU_PAUSE = 1.0
FILE_SECONDS = 60.0
"""How long the sending of a file may take."""

_CODES = ((BadRequest, 400), (Forbidden, 403), (InvalidToken, 401), (Conflict, 409))

_log = structlog.stdlib.get_logger("bots.telegram")


class Unanswered(NetworkError):
    """No answer came; `failure` says whether the call left."""

    def __init__(self, failure: NoAnswer) -> None:
        super().__init__(failure.why)
        self.failure = failure


class LateAnswer(TimedOut):
    """No answer came in time; `failure` says whether the call left."""

    def __init__(self, failure: NoAnswer) -> None:
        super().__init__(failure.why)
        self.failure = failure


class LibraryRequest(BaseRequest):
    """The library's request port on a pool of ours; who made the pool closes it."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    @property
    def read_timeout(self) -> float | None:
        """The seconds an answer may take, unless a call says otherwise."""
        return CALL_SECONDS

    async def initialize(self) -> None:
        """Nothing to do: the pool opens by itself."""

    async def shutdown(self) -> None:
        """Nothing to do: the pool is not ours to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Make a request for the library; `read_timeout` bounds the whole of it, the other timeouts are ours."""
        seconds = CALL_SECONDS if read_timeout is BaseRequest.DEFAULT_NONE else read_timeout
        files = request_data.multipart_data if request_data else {}
        # beside a file, everything else is a field of the form, as JSON where it is not text
        params = (request_data.json_parameters if files else request_data.parameters) if request_data else {}
        try:
            return await self._pool.exchange(method, URL(url, encoded=True), params, seconds, files)
        except NoAnswer as failure:
            if "Timeout" in failure.why:
                raise LateAnswer(failure) from None
            raise Unanswered(failure) from None

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The answer's JSON; not logged where it is none, unlike in the library: it may hold what people wrote."""
        try:
            return json.loads(payload)
        except ValueError:
            raise TelegramError("an answer that is not JSON") from None


class TelegramApi:
    """The Bot API of one bot. Polls have connections of their own: they must not wait behind a hundred deliveries."""

    def __init__(self, base_url: str, token: str) -> None:
        # The library recommends its typed methods for what it has them for; see above for why not.
        warnings.filterwarnings("ignore", message=r"Please use 'Bot\.", category=PTBUserWarning)
        self._pools = Pool(), Pool()
        deliveries, polls = (LibraryRequest(pool) for pool in self._pools)
        self.bot = Bot(token, base_url=f"{base_url}/bot", request=deliveries, get_updates_request=polls)

    async def call(self, method: str, params: Mapping[str, Any], *, seconds: float = CALL_SECONDS) -> Any:
        """Call a method of the Bot API; returns its `result` as JSON. Raises ApiError or NoAnswer."""
        try:
            return await self.bot.do_api_request(method, api_kwargs=dict(params), read_timeout=seconds)
        except (Unanswered, LateAnswer) as error:
            raise error.failure from None
        except RetryAfter as error:
            raise ApiError(429, error.message, retry_after=_seconds(error)) from None
        except ChatMigrated as error:
            raise ApiError(400, error.message, moved_to=error.new_chat_id) from None
        except NetworkError as error:
            raise _refusal(error, 502) from None
        except TelegramError as error:
            raise _refusal(error, 0) from None
        except (KeyError, TypeError):
            raise NoAnswer("an answer without a result", None) from None

    async def send_file(self, file: File, params: Mapping[str, Any]) -> Any:
        """Send a document; raises as `call` does."""
        upload = InputFile(file.data, filename=file.name)
        return await self.call("sendDocument", {**params, "document": upload}, seconds=FILE_SECONDS)

    async def close(self) -> None:
        """Close all connections, for good."""
        for pool in self._pools:
            await pool.close()


def _refusal(error: TelegramError, otherwise: int) -> ApiError | NoAnswer:
    code = next((code for kind, code in _CODES if isinstance(error, kind)), otherwise)
    return ApiError(code, error.message) if code else NoAnswer(error.message, None)


def _seconds(error: RetryAfter) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the library tells that this will be a timedelta one day, which it may be here
        wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


async def keep_menu(bot: Bot, wanted: Sequence[CommandList]) -> None:
    """Bring Telegram's lists of commands in line with ours, however long it takes; only what differs is sent."""
    backoff = Backoff(MENU_PAUSE, most=300.0)
    while True:
        try:
            await asyncio.gather(*[_keep_list(bot, commands) for commands in wanted])
            return
        except TelegramError as error:
            _log.warning("menu_not_set", error=type(error).__name__)
            await backoff.pause()


async def _keep_list(bot: Bot, wanted: CommandList) -> None:
    scope, language = BotCommandScope(wanted.scope), wanted.language or None
    there = await bot.get_my_commands(scope=scope, language_code=language)
    if tuple((command.command, command.description) for command in there) == wanted.commands:
        return
    if wanted.commands:
        await bot.set_my_commands(wanted.commands, scope=scope, language_code=language)
    else:
        await bot.delete_my_commands(scope=scope, language_code=language)
