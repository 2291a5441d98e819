"""The courier: takes the outbox to the platforms, in order, within their limits, until each row is delivered."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import structlog

from core.engine.codec import decode_args, said_from_json
from core.engine.context import Delivery, House, LookContext
from core.engine.db import Database
from core.engine.draw import Drawer
from core.engine.pacer import Pacer
from core.engine.people import Directory
from core.engine.render import digest
from core.engine.tables import card, outbox, person
from core.kit.card import Card
from core.kit.places import Kind, Place
from core.kit.port import Gone, Message, Platform, Ref, Rejected, Relocated, Undelivered, Urgency
from core.kit.sql import Db, bindparam, delete, insert, select, update
from core.kit.text import Text

log = structlog.get_logger(__name__)

Signal = Callable[[Delivery], Awaitable[None]]
"""Runs a listener for a signal row and removes the row, in one transaction."""

Move = Callable[[Place, Place], Awaitable[None]]
"""Notes that a place has a new id."""

COMPANY = 0.03
"""Seconds that the note of an edit may wait for other changes to be committed with."""

_SIGNALS = "signals"

LONGEST_PAUSE = 60.0
"""Seconds between two tries at the most, while a platform cannot be reached."""


_ONE = (card.c.name == bindparam("of"), card.c.args == bindparam("with_"), card.c.place == bindparam("at"))
_CARD = select(card.c.message, card.c.digest).where(*_ONE)
_FIRST = insert(card)
_NOTE = update(card).where(*_ONE).values(message=bindparam("message"), digest=bindparam("digest"))
_FORGET = delete(card).where(*_ONE)
_GONE = delete(outbox).where(outbox.c.id == bindparam("of"))
_GONE_AT = delete(outbox).where(outbox.c.id == bindparam("of"), outbox.c.version == bindparam("at"))


class Courier:
    """Delivers for one engine. Rows are removed in the transaction that notes their delivery."""

    def __init__(
        self,
        database: Database,
        platforms: Mapping[str, Platform],
        pacers: Mapping[str, Pacer],
        drawer: Drawer,
        house: House,
        signal: Signal,
        move: Move,
        stamp: str,
    ) -> None:
        self._database = database
        self._platforms = platforms
        self._pacers = pacers
        self._drawer = drawer
        self._house = house
        self._signal = signal
        self._move = move
        self._stamp = stamp
        self._taken: dict[int, int] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._signals: asyncio.Queue[Delivery] = asyncio.Queue()
        self.delivered = 0
        self.open = False

    async def start(self) -> None:
        """Take up everything that waits in the outbox."""
        self.open = True
        self._go(self._run_signals(), name=_SIGNALS)
        for row in await self._database.read.rows(select(outbox).order_by(outbox.c.urgency, outbox.c.id)):
            self.take(Delivery(row.id, row.kind, row.name, row.args, row.target, row.urgency, row.version, row.tries))

    async def stop(self, grace: float) -> None:
        """Take nothing more; give what is under way `grace` seconds. What is not delivered stays in the outbox."""
        self.open = False
        running = [task for task in self._tasks if not task.done()]
        if running:
            await asyncio.wait(running, timeout=grace if self._busy() else 0)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _busy(self) -> bool:
        return any(not pacer.is_idle for pacer in self._pacers.values())

    async def idle(self) -> None:
        """Wait until nothing is under way (rows that wait for a platform to come back count as under way)."""
        while True:
            self._database.hurry()
            waiting = [task for task in self._tasks if not task.done() and task.get_name() != _SIGNALS]
            if not waiting and self._signals.empty() and not self._taken:
                return
            await asyncio.wait(waiting, timeout=0.02) if waiting else await asyncio.sleep(0)

    def take(self, delivery: Delivery) -> None:
        """Take a row on its way; a card that is on its way already is only noted as changed again."""
        if not self.open:
            return
        if delivery.kind == "show" and delivery.id in self._taken:
            self._taken[delivery.id] = delivery.version
            return
        self._taken[delivery.id] = delivery.version
        if delivery.kind == "signal":
            self._signals.put_nowait(delivery)
        else:
            self._go(self._carry(delivery))

    def answer(self, place: Place, message: Message, fallback: Place | None = None) -> None:
        """Answer somebody by a message: at once and best effort, ahead of everything but safety."""
        self._go(self._answer(place, message, fallback))

    def soon(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do something that nobody waits for, such as a native answer."""
        self._go(work)

    # --- answers -------------------------------------------------------------------------------------------------

    async def _answer(self, place: Place, message: Message, fallback: Place | None) -> None:
        for attempt in range(8):
            try:
                job = partial(self._platforms[place.platform].send, place, message)
                await self._pacer(place).run(place, int(Urgency.ANSWER), job)
                return
            except Relocated as moved:
                await self._move(place, moved.to)
                place = moved.to
            except Gone:
                if fallback is None or fallback == place:
                    return
                place, fallback = fallback, None
            except Rejected as error:
                log.error("answer_rejected", platform=place.platform, error=type(error).__name__)
                return
            except Undelivered:
                await asyncio.sleep(_pause(attempt))
        log.warning("answer_given_up", platform=place.platform)

    # --- rows ----------------------------------------------------------------------------------------------------

    async def _carry(self, row: Delivery) -> None:
        attempt = 0
        while True:
            try:
                done = await self._deliver(row)
            except Relocated as moved:
                await self._move(Place.parse(row.target), moved.to)
                row = replace(row, target=moved.to.key)
                done = False
            except Gone as gone:
                await self._give_up(row, gone)
                done = True
            except Rejected as error:
                log.error("delivery_rejected", kind=row.kind, name=row.name, error=str(error.__cause__ or error))
                await self._database.write(partial(self._remove, row=row))
                done = True
            except Undelivered as trouble:
                attempt += 1
                log.info(
                    "delivery_waits", kind=row.kind, name=row.name, trouble=type(trouble).__name__, attempt=attempt
                )
                await asyncio.sleep(_pause(attempt))
                done = False
            if done:
                self._taken.pop(row.id, None)
                self.delivered += 1
                return

    async def _deliver(self, row: Delivery) -> bool:
        """Deliver once; True when the row is gone."""
        if row.kind == "show":
            return await self._show(row)
        place = Place.parse(row.target) if row.kind == "say" else await self._private_place(int(row.target))
        if place is None or place.platform not in self._platforms:
            await self._database.write(lambda db: self._remove(db, row))
            return True
        place = self._house.rooms.now_at(place)
        said = said_from_json(row.args, self._house.registry.actions.get)

        async def job() -> None:
            message = await self._draw(said, place, row)
            await self._platforms[place.platform].send(place, message, nonce=f"{self._stamp}s{row.id}")

        await self._pacer(place).run(place, row.urgency, job)
        await self._database.write(lambda db: self._remove(db, row))
        return True

    async def _private_place(self, id: int) -> Place | None:
        directory = Directory(self._database.read, self._house.clock())
        return next(iter(await directory.private_places(id)), None)

    async def _show(self, row: Delivery) -> bool:
        """Bring one card in one place up to date; drawn only when its turn comes, so changes meanwhile go along."""
        place = self._house.rooms.now_at(Place.parse(row.target))
        platform = self._platforms.get(place.platform)
        action = self._house.registry.actions.get(row.name)
        if action is None or platform is None:
            await self._database.write(lambda db: self._remove(db, row))
            return True
        seen = row.version
        known = await self._database.read.row(_CARD, of=row.name, with_=row.args, at=place.key)
        shown = known.message if known else None
        print_ = known.digest if known else ""

        async def job() -> None:
            nonlocal seen, shown, print_
            seen = self._taken.get(row.id, row.version)
            drawn = await self._draw_card(row, place)
            fresh = digest(drawn) if drawn else ""
            if drawn is None or (shown and fresh == print_):
                return
            if shown:
                try:
                    await platform.edit(Ref(place, shown), drawn)
                except Gone as gone:
                    if gone.what != "message":
                        raise
                    shown = None
            if not shown:
                shown = (await platform.send(place, drawn, nonce=f"{self._stamp}c{row.id}")).id
            print_ = fresh

        await self._pacer(place).run(place, row.urgency, job)

        async def note(db: Db) -> bool:
            if known is None:
                if shown:
                    await db.run(_FIRST, name=row.name, args=row.args, place=place.key, message=shown, digest=print_)
            elif (shown, print_) != (known.message, known.digest):
                await db.run(_NOTE, of=row.name, with_=row.args, at=place.key, message=shown, digest=print_)
            return await self._remove(db, row, seen)

        # An edit that is repeated after a crash changes nothing, so the note of it may wait for company.
        fresh = known is None or known.message != shown
        return bool(await self._database.write(note, within=0.0 if fresh else COMPANY))

    async def _draw_card(self, row: Delivery, place: Place) -> Message | None:
        action = self._house.registry.actions[row.name]
        bound = decode_args(action, row.args)
        room = self._house.rooms.at(place)
        look = LookContext(self._house, action.feature, self._database.read, room)
        people = look.people.remembering()
        drawn: Card | None = await action.fn(look, **bound.args)
        return await self._draw(drawn, place, row, people) if drawn is not None else None

    async def _draw(self, said: Text | Card, place: Place, row: Delivery, people: Directory | None = None) -> Message:
        room = self._house.rooms.at(place)
        lang = room.lang if room else None
        alone = None
        if place.kind is Kind.PRIVATE:
            lang = await self._lang_of(row) if row.kind == "tell" else lang
            alone = place.id
        now = self._house.clock()
        people = people or Directory(self._database.read, now)
        zone = (room.zone if room else None) or self._house.community.zone
        return await self._drawer.draw(
            said,
            place,
            lang or self._house.community.lang,
            zone,
            people,
            now=now,
            write=self._database.write,
            alone=alone,
        )

    async def _lang_of(self, row: Delivery) -> str | None:
        return await self._database.read.value(select(person.c.lang).where(person.c.id == int(row.target)))

    async def _remove(self, db: Db, row: Delivery, version: int | None = None) -> bool:
        """Remove a delivered row, unless its card changed again; True when it is gone."""
        if version is None:
            return await db.run(_GONE, of=row.id) > 0
        return await db.run(_GONE_AT, of=row.id, at=version) > 0

    async def _give_up(self, row: Delivery, gone: Gone) -> None:
        """It can never be delivered there: forget the place for this card, or try the person's other account."""
        if row.kind == "tell":
            place = await self._private_place(int(row.target))

            async def elsewhere(db: Db) -> None:
                if place:
                    await Directory(db, self._house.clock()).unreachable(place)

            await self._database.write(elsewhere)
            if await self._private_place(int(row.target)):
                self._go(self._carry(row))
                return
        log.warning("delivery_given_up", kind=row.kind, name=row.name, what=gone.what)

        async def forget(db: Db) -> None:
            if row.kind == "show":
                await db.run(_FORGET, of=row.name, with_=row.args, at=row.target)
            await self._remove(db, row)

        await self._database.write(forget)

    async def _run_signals(self) -> None:
        while True:
            row = await self._signals.get()
            try:
                await self._signal(row)
            finally:
                self._taken.pop(row.id, None)

    # --- helpers -------------------------------------------------------------------------------------------------

    def _pacer(self, place: Place) -> Pacer:
        return self._pacers[place.platform]

    def _go(self, work: Coroutine[Any, Any, Any], name: str | None = None) -> None:
        task = asyncio.create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()):
            log.error("courier_failed", error=type(error).__name__)


def _pause(attempt: int) -> float:
    return min(LONGEST_PAUSE, 0.25 * 2 ** min(attempt, 10)) * random.uniform(0.8, 1.2)
