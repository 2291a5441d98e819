"""The native answer to one interaction: acknowledged within Discord's three seconds, whatever the engine takes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Any

import aiohttp
import discord
import structlog

from bots.discord import encode
from bots.discord.callback import ACKNOWLEDGED, Callbacks, Kind, Refused
from core.kit.port import Answer, Done, Form, Options, Reply, Unanswerable

log = structlog.get_logger(__name__)

PATIENCE = 1.5
"""Seconds after which an interaction is acknowledged without an answer; Discord gives up after 3."""
_AGAIN = 0.2
"""The same, after a form that could not be shown."""
GIVE_UP = 60.0
"""Seconds after the acknowledgement when an answer is no longer expected and the spinner is taken away."""
UNREACHED = (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError, RuntimeError)
"""What discord.py raises when a call did not work out; a RuntimeError where its session is closed already."""
_OUR_FAULT = (50006, 50035)
"""Discord's codes for an empty message and for a body that breaks its rules."""
_FAILED = (Refused, *UNREACHED)


class Answering:
    """Answers one interaction, at most once; it is the `respond` that the engine is given with the event.

    In a server answers are hidden from others; in a private conversation they are plain messages. A form is only
    possible as the very first response.
    """

    __slots__ = ("_ack", "_answered", "_callbacks", "_got", "_hidden", "_response", "_settled", "_timer")

    def __init__(
        self,
        got: discord.Interaction[Any],
        at: datetime,
        callbacks: Callbacks,
        settled: Callable[[Answering], None],
    ) -> None:
        self._got = got
        self._callbacks = callbacks
        self._settled = settled
        self._hidden = got.guild_id is not None
        self._answered = False
        self._response: Kind | None = None
        self._ack: asyncio.Task[None] | None = None
        # By its own clock Discord may have sent it a while ago; a clock that is off must not make it late or hasty.
        age = min(max((discord.utils.utcnow() - at).total_seconds(), 0.0), PATIENCE - 0.1)
        self._timer = asyncio.get_running_loop().call_later(PATIENCE - age, self._due)

    async def __call__(self, answer: Answer) -> None:
        """Answer; raises Unanswerable where this answer is not possible (any more).

        After a form that could not be shown another answer may follow; after any other this is over.
        """
        if self._answered:
            raise Unanswerable("it has been answered")
        self._answered = True
        self._timer.cancel()
        if self._ack is not None:
            await self._ack
        try:
            await self._give(answer)
        except _FAILED as error:
            if isinstance(error, Refused | discord.HTTPException) and error.code in _OUR_FAULT:
                log.error("answer_refused", answer=type(answer).__name__, status=error.status, code=error.code)
            self._unanswered(answer)
            raise Unanswerable(type(error).__name__) from None
        except Unanswerable:
            self._unanswered(answer)
            raise
        self._settled(self)

    def _unanswered(self, answer: Answer) -> None:
        if not isinstance(answer, Form):
            self._settled(self)
            return
        self._answered = False
        loop = asyncio.get_running_loop()
        if self._response is None:
            self._timer = loop.call_later(_AGAIN, self._due)
        else:
            self._timer = loop.call_later(GIVE_UP, self._over)

    async def _give(self, answer: Answer) -> None:
        kind = self._got.type
        if kind is discord.InteractionType.autocomplete:
            if self._response is None:
                offered = answer if isinstance(answer, Options) else Options(())
                await self._respond(Kind.CHOICES, encode.choices(offered))
            return
        match answer:
            case Reply(message):
                await self._reply(encode.shown(message), encode.files(message), silent=message.silent)
            case Form() if self._response is None and kind is not discord.InteractionType.modal_submit:
                await self._respond(Kind.FORM, encode.modal(answer))
            case Done():
                await self._done()
            case _:
                raise Unanswerable("it is too late for a form, or it does not fit here")

    async def _respond(self, kind: Kind, data: encode.Json | None = None) -> None:
        await self._callbacks.give(self._got.id, self._got.token, kind, data)
        self._response = kind

    async def _reply(self, shown: encode.Shown, files: list[discord.File], *, silent: bool) -> None:
        got = self._got
        if self._response is None and files:
            # The first response is ours to post and has no files: announced by it, the answer takes its place.
            await self._think()
        if self._response is None:
            try:
                await self._respond(Kind.MESSAGE, shown.payload(hidden=self._hidden, silent=silent))
                return
            except Refused as refused:
                # An acknowledgement of ours arrived, though its answer did not.
                if refused.code != ACKNOWLEDGED:
                    raise
        embed, view = shown.embed, shown.view()
        if self._response is Kind.THINKING:
            await got.edit_original_response(
                content=shown.content, embed=embed, view=view, attachments=files, allowed_mentions=shown.mentions
            )
            return
        extras: dict[str, Any] = {"embed": embed} if embed else {}
        if view:
            extras["view"] = view
        if files:
            extras["files"] = files
        await got.followup.send(
            shown.content or "",
            ephemeral=self._hidden,
            allowed_mentions=shown.mentions,
            silent=silent,
            wait=True,
            **extras,
        )

    async def _done(self) -> None:
        """Stop the spinner and show nothing."""
        if self._response is None:
            await self._acknowledge()
        if self._response is Kind.THINKING:
            await self._got.delete_original_response()

    async def _acknowledge(self) -> None:
        kind = self._got.type
        if kind is discord.InteractionType.autocomplete:
            await self._respond(Kind.CHOICES, encode.choices(Options(())))
        elif kind is not discord.InteractionType.application_command and self._got.message is not None:
            # What came from a message (a button, or a form that it opened) is acknowledged without a new message.
            await self._respond(Kind.SEEN)
        else:
            await self._think()

    async def _think(self) -> None:
        await self._respond(Kind.THINKING, {"flags": encode.HIDDEN} if self._hidden else None)

    def _due(self) -> None:
        loop = asyncio.get_running_loop()
        self._ack = loop.create_task(self._quietly(self._acknowledge))
        self._timer = loop.call_later(GIVE_UP, self._over)

    def _over(self) -> None:
        """Nobody has answered: take the spinner away; a late answer can still follow."""
        if self._got.type is not discord.InteractionType.autocomplete:
            self._ack = asyncio.get_running_loop().create_task(self._quietly(self._done))
        self._settled(self)

    @staticmethod
    async def _quietly(what: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await what()
        except _FAILED as error:
            log.warning("not_acknowledged", error=type(error).__name__)
