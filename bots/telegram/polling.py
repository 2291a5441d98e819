"""Long polling: updates are asked for, and confirmed only when what they changed is committed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import structlog

from bots.telegram.http import Api, ApiError, NoAnswer
from bots.telegram.intake import Intake
from bots.telegram.patient import Backoff, Patient
from core.kit.port import Unkept

MOST_UPDATES = 100
SPARE_SECONDS = 10.0
GOODBYE_SECONDS = 3.0

_log = structlog.stdlib.get_logger("bots.telegram")


class Polling:
    """The loop of getUpdates.

    Telegram forgets an update when a later getUpdates names an offset beyond it
    (https://core.telegram.org/bots/api#getupdates). So the next offset is that of the first update that is not kept
    yet; after a kill everything not committed comes again.
    """

    def __init__(self, api: Api, intake: Intake, allowed: Sequence[str], poll_seconds: int) -> None:
        self._api = api
        self._patient = Patient(api)
        self._intake = intake
        self._params: dict[str, Any] = {
            "limit": MOST_UPDATES,
            "timeout": poll_seconds,
            "allowed_updates": list(allowed),
        }
        self._seconds = poll_seconds + SPARE_SECONDS
        self._confirmed: int | None = None
        self._kept_beyond: set[int] = set()
        self._backoff = Backoff()

    @property
    def troubled(self) -> bool:
        """Whether Telegram cannot be asked at this moment."""
        return self._patient.troubled

    async def run(self) -> None:
        """Poll until cancelled; then finish what is in hand, and confirm it."""
        batch: asyncio.Task[bool] | None = None
        try:
            await self._patient.call("deleteWebhook", {"drop_pending_updates": False})
            while True:
                updates = await self._fetch()
                if updates:
                    batch = asyncio.create_task(self._batch(updates))
                    if not await asyncio.shield(batch):
                        await self._backoff.pause()
        finally:
            if batch is not None:
                await batch
            await self._confirm()

    async def _fetch(self) -> list[Mapping[str, Any]]:
        self._confirmed = self._params.get("offset")
        return await self._patient.call("getUpdates", self._params, seconds=self._seconds)

    async def _batch(self, updates: Sequence[Mapping[str, Any]]) -> bool:
        """Offer all of them at once, in order; moves the offset to the first that was not kept, if there is one."""
        await self._intake.prepare(updates)
        jobs: list[tuple[int, asyncio.Task[None] | None]] = []
        for update in updates:
            id_: int = update["update_id"]
            jobs.append((id_, None if id_ in self._kept_beyond else self._intake.take(update)))
        tasks = [task for _, task in jobs if task is not None]
        if tasks:
            await asyncio.wait(tasks)
        lost = {id_ for id_, task in jobs if task is not None and isinstance(task.exception(), Unkept)}
        if lost:
            # Telegram sends what comes after the first lost one again; of that, the kept ones are not offered again.
            first = min(lost)
            self._params["offset"] = first
            self._kept_beyond = {id_ for id_, _ in jobs if id_ > first} - lost
            _log.error("updates_not_kept", count=len(lost))
            return False
        self._params["offset"] = max(self._params.get("offset", 0), *[id_ + 1 for id_, _ in jobs])
        self._kept_beyond = set()
        self._backoff.reset()
        return True

    async def _confirm(self) -> None:
        """Tell Telegram what is done; what such a call returns stays unconfirmed, so nothing is lost by it."""
        if self._params.get("offset") == self._confirmed:
            return
        try:
            await self._api.call("getUpdates", {**self._params, "limit": 1, "timeout": 0}, seconds=GOODBYE_SECONDS)
        except (ApiError, NoAnswer) as error:
            _log.info("last_updates_not_confirmed", error=type(error).__name__)
