"""Webhook mode: an aiohttp server that Telegram calls; a call is answered 200 only when all is committed."""

from __future__ import annotations

import asyncio
import hmac
import json

from aiohttp import web

from bots.telegram.intake import Intake
from bots.telegram.settings import Webhook
from core.kit.port import Unkept

MOST_BYTES = 1 << 20
FINISH_SECONDS = 10.0

_SECRET = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


class WebhookServer:
    """Listens while it is entered; on the way out it finishes the calls it holds."""

    def __init__(self, settings: Webhook, intake: Intake) -> None:
        self._settings = settings
        self._intake = intake
        self._turn = asyncio.Lock()
        self._secret = settings.secret.get_secret_value().encode()
        app = web.Application(client_max_size=MOST_BYTES)
        app.router.add_post(settings.path, self._call)
        # No access log: the address may be a secret as well.
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=FINISH_SECONDS, handle_signals=False)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._runner.addresses[0][1]

    async def __aenter__(self) -> WebhookServer:
        await self._runner.setup()
        await web.TCPSite(self._runner, self._settings.host, self._settings.port).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _call(self, request: web.Request) -> web.Response:
        if not hmac.compare_digest(request.headers.get(_SECRET, "").encode("utf-8", "replace"), self._secret):
            return web.Response(status=403)
        try:
            update = json.loads(await request.read())
        except ValueError:
            update = None
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):  # pyright: ignore[reportUnknownMemberType]
            return web.Response(status=400)
        async with self._turn:
            await self._intake.prepare([update])  # pyright: ignore[reportUnknownArgumentType]
            task = self._intake.take(update)  # pyright: ignore[reportUnknownArgumentType]
        if task is not None:
            try:
                # A caller that hangs up must not stop what it began: it will call again with the same update.
                await asyncio.shield(task)
            except Unkept:
                return web.Response(status=503)
        return web.Response()
