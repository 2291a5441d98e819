"""From an update to the engine: events in the order they came, and presses always answered in time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeAlias

import structlog

from bots.telegram.decode import Decoder
from bots.telegram.encode import toast
from bots.telegram.governors import Governors
from bots.telegram.http import ApiError, NoAnswer
from core.kit.port import Answer, App, Done, Event, Reply, Respond, Unanswerable, Unkept

Call: TypeAlias = Callable[[str, Mapping[str, Any]], Awaitable[Any]]

SPINNER_SECONDS = 5.0
"""After this long a press is answered with nothing, so that the button stops turning."""

_log = structlog.stdlib.get_logger("bots.telegram")


class Intake:
    """Offers updates to the engine."""

    def __init__(self, app: App, decoder: Decoder, governors: Governors, call: Call) -> None:
        self._app = app
        self._decoder = decoder
        self._governors = governors
        self._call = call
        self._answers: set[asyncio.Task[None]] = set()

    async def prepare(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Get ready to take these; whoever calls this lets none overtake them meanwhile."""
        try:
            await self._governors.learn(updates)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            _log.error("update_not_understood", error=type(error).__name__)

    def take(self, update: Mapping[str, Any]) -> asyncio.Task[None] | None:
        """Begin with an update; None when there is nothing to do about it.

        Tasks begin in the order in which they are made, and nothing is awaited before the engine is called: so the
        engine sees the events in the order in which this is called. The task raises Unkept when an event must be
        offered again; other failures are logged and count as handled.
        """
        try:
            events = self._decoder.events(update, datetime.now(UTC))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            _log.error("update_not_understood", error=type(error).__name__, kinds=sorted(set(update) - {"update_id"}))
            events = ()
        query = update.get("callback_query")
        if query is not None:
            return asyncio.create_task(self._press(events, query["id"]))
        if not events:
            return None
        return asyncio.create_task(self._offer_all(events))

    async def drain(self) -> None:
        """Wait until the answers to presses that are under way have gone out."""
        while self._answers:
            await asyncio.wait(self._answers)

    async def _offer_all(self, events: tuple[Event, ...]) -> None:
        for event in events:
            await self._offer(event, None)

    async def _press(self, events: tuple[Event, ...], query_id: str) -> None:
        spinner = Spinner(query_id, self._call, self._in_background)
        # The engine answers in its own time, most often after it has returned.
        spinner.stop_after(SPINNER_SECONDS)
        taken = [await self._offer(event, spinner) for event in events]
        if not all(taken) or not taken:
            spinner.stop()

    async def _offer(self, event: Event, respond: Respond | None) -> bool:
        """Whether the engine took it; raises Unkept."""
        try:
            await self._app(event, respond)
        except Unkept:
            raise
        except Exception as error:  # one event that breaks the engine must not stop all others
            _log.error("event_failed", what=type(event.what).__name__, error=type(error).__name__, at=_place_of(error))
            return False
        return True

    def _in_background(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._answers.add(task)
        task.add_done_callback(self._answers.discard)


class Spinner:
    """The native answer to a press: a notice, or nothing, but one of them always, and only once."""

    def __init__(self, query_id: str, call: Call, in_background: Callable[[Coroutine[Any, Any, None]], None]) -> None:
        self._query_id = query_id
        self._call = call
        self._in_background = in_background
        self._answered = False
        self._guard: asyncio.TimerHandle | None = None

    async def __call__(self, answer: Answer) -> None:
        """Answer the press; raises Unanswerable when it must be said as a message (the button stops turning anyway)."""
        text = toast(answer.message) if isinstance(answer, Reply) else ""
        if not text or self._answered:
            self.stop()
            if isinstance(answer, Done):
                return
            raise Unanswerable
        self._close()
        try:
            await self._call("answerCallbackQuery", {"callback_query_id": self._query_id, "text": text})
        except (ApiError, NoAnswer) as error:
            raise Unanswerable from error

    def stop(self) -> None:
        """Answer with nothing, in the background, unless it was answered already."""
        if not self._answered:
            self._close()
            self._in_background(self._silently())

    def stop_after(self, seconds: float) -> None:
        """Stop it then, unless it was answered before."""
        self._guard = asyncio.get_running_loop().call_later(seconds, self.stop)

    def _close(self) -> None:
        self._answered = True
        if self._guard is not None:
            self._guard.cancel()

    async def _silently(self) -> None:
        try:
            await self._call("answerCallbackQuery", {"callback_query_id": self._query_id})
        except (ApiError, NoAnswer) as error:
            _log.info("press_not_answered", error=type(error).__name__)


def _place_of(error: BaseException) -> str:
    """Where it was raised, as file:line; the error's own words may hold what people wrote, so they are left out."""
    trace, place = error.__traceback__, ""
    while trace is not None:
        place = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
