"""The courier: takes the outbox to the platforms, in order, within their limits, until each row is delivered."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import partial
from time import perf_counter
from typing import Any, TypeVar

import structlog
from sqlalchemy.dialects.sqlite import insert

from core.engine.codec import decode_args, ordered_from_json, said_from_json
from core.engine.context import Delivery, House, LookContext
from core.engine.db import Database
from core.engine.draw import Drawer
from core.engine.incident import incident
from core.engine.pacer import Pacer
from core.engine.people import Directory
from core.engine.render import digest
from core.engine.sqlite import is_of_disk
from core.engine.tables import card, outbox, person
from core.kit.action import DeclarationError
from core.kit.card import Card
from core.kit.deeds import Outcome
from core.kit.people import Person
from core.kit.places import Kind, Place
from core.kit.port import (
    Doer,
    Forbidden,
    Gone,
    Message,
    Platform,
    Ref,
    Rejected,
    Relocated,
    Trouble,
    Undelivered,
    Unkept,
    Urgency,
    Wait,
)
from core.kit.sql import Db, bindparam, delete, select, update
from core.kit.text import Text

log = structlog.get_logger(__name__)

T = TypeVar("T")

Signal = Callable[[Delivery], Awaitable[None]]
"""Runs a listener for a signal row and removes the row, in one transaction; raises Unkept when that cannot be kept."""

Finish = Callable[[Delivery, Outcome, str], Awaitable[None]]
"""Runs what follows a deed and removes its row, in one transaction; raises Unkept when that cannot be kept."""

Move = Callable[[Place, Place], Awaitable[None]]
"""Notes that a place has a new id."""

COMPANY = 0.03
"""Seconds that the note of an edit may wait for other changes to be committed with."""

_SIGNALS = "signals"

IN_TURN = 6
"""How often a delivery in trouble is tried before those that come after it may overtake it."""

LONGEST_PAUSE = 60.0
"""Seconds between two tries at the most, while a platform cannot be reached."""


_ONE = (card.c.name == bindparam("of"), card.c.args == bindparam("with_"), card.c.place == bindparam("at"))
_CARD = select(card.c.message, card.c.digest).where(*_ONE)
_NEW = insert(card)
# a place that is just moving may have the card by now; what was sent last is the card
_FIRST = _NEW.on_conflict_do_update(
    index_elements=[card.c.name, card.c.args, card.c.place],
    set_={"message": _NEW.excluded.message, "digest": _NEW.excluded.digest},
)
_NOTE = update(card).where(*_ONE).values(message=bindparam("message"), digest=bindparam("digest"))
_FORGET = delete(card).where(*_ONE)
_STILL = select(outbox.c.id).where(outbox.c.id == bindparam("of"))
_GONE = delete(outbox).where(outbox.c.id == bindparam("of"))
_GONE_AT = delete(outbox).where(outbox.c.id == bindparam("of"), outbox.c.version == bindparam("at"))


class _Undrawn(Exception):
    """A feature could not draw what was to be delivered."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


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
        finish: Finish,
        move: Move,
        stamp: str,
    ) -> None:
        self._database = database
        self._platforms = platforms
        self._pacers = pacers
        self._drawer = drawer
        self._house = house
        self._counts = house.counts
        self._signal = signal
        self._finish = finish
        self._move = move
        self._stamp = stamp
        self._taken: dict[int, int] = {}
        self._unsure: set[int] = set()  # rows that may have been delivered before: an answer was lost, or a run ended
        self._tasks: set[asyncio.Task[Any]] = set()
        self._answers = 0
        self._signals: asyncio.Queue[Delivery] = asyncio.Queue()
        self.open = False

    async def start(self) -> None:
        """Take up everything that waits in the outbox."""
        self.open = True
        self._go(self._run_signals(), name=_SIGNALS)
        for row in await self._database.read.rows(select(outbox).order_by(outbox.c.urgency, outbox.c.id)):
            self._unsure.add(row.id)
            self.take(Delivery(row.id, row.kind, row.name, row.args, row.target, row.urgency, row.version, row.tries))

    async def stop(self, grace: float) -> None:
        """Take nothing more; give what is under way `grace` seconds. What is not delivered stays in the outbox."""
        self.open = False
        with suppress(TimeoutError):
            async with asyncio.timeout(grace):
                # Rows that wait for their turn are kept anyway; answers are not, and a call under way should end.
                while self._answers or any(pacer.flying for pacer in self._pacers.values()):
                    self._database.hurry()
                    await asyncio.sleep(0.01)
        running = [task for task in self._tasks if not task.done()]
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

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

    def answer(self, place: Place, message: Message, fallback: Place | None = None, *, since: float) -> None:
        """Answer somebody by a message: at once and best effort, ahead of everything but safety.

        `since` is when they began to wait (perf_counter).
        """
        self.soon(self._answer(place, message, fallback, since))

    def soon(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do something that nobody waits for, such as a native answer."""
        self._answers += 1
        self._go(self._counted(work))

    async def _counted(self, work: Coroutine[Any, Any, Any]) -> None:
        try:
            await work
        finally:
            self._answers -= 1

    # --- answers -------------------------------------------------------------------------------------------------

    async def _answer(self, place: Place, message: Message, fallback: Place | None, since: float) -> None:
        for attempt in range(8):
            try:
                job = partial(self._platforms[place.platform].send, place, message)
                await self._pacer(place).run(place, int(Urgency.ANSWER), job)
                self._counts.answer(place.platform, perf_counter() - since)
                return
            except Relocated as moved:
                await self._until_kept(partial(self._move, place, moved.to))
                place = moved.to
            except Gone:
                if fallback is None or fallback == place:
                    return
                place, fallback = fallback, None
            except (Rejected, Forbidden) as error:
                log.error("answer_rejected", platform=place.platform, error=type(error).__name__)
                return
            except Exception as trouble:  # whatever else a platform raises is passing, as a Trouble is
                log.info("answer_waits", trouble=type(trouble).__name__, attempt=attempt)
                await asyncio.sleep(_pause(attempt))
        log.warning("answer_given_up", platform=place.platform)

    # --- rows ----------------------------------------------------------------------------------------------------

    async def _carry(self, row: Delivery) -> None:
        """Deliver a row, however often that needs to be tried."""
        attempt = 0
        done = False
        try:
            while not done:
                try:
                    if done := await self._deliver(row):
                        self._counts.delivery(row.kind, "done")
                except Relocated as moved:
                    await self._until_kept(partial(self._move, Place.parse(row.target), moved.to))
                    row = replace(row, target=moved.to.key)
                    done = await self._database.read.value(_STILL, of=row.id) is None
                except Gone as gone:
                    await self._give_up(row, gone)
                    self._counts.delivery(row.kind, "gone")
                    done = True
                except (Rejected, Forbidden) as error:
                    log.error("delivery_rejected", kind=row.kind, name=row.name, error=str(error.__cause__ or error))
                    await self._keep(partial(self._remove, row=row))
                    self._counts.delivery(row.kind, "rejected")
                    done = True
                except _Undrawn as undrawn:
                    incident(f"{row.kind} {row.name}", undrawn.error, self._counts)
                    self._counts.delivery(row.kind, "broken")
                    await self._keep(partial(self._remove, row=row))
                    done = True
                except (Undelivered, Unkept):
                    attempt += 1
                    await asyncio.sleep(_pause(attempt))
        finally:
            self._taken.pop(row.id, None)
            self._unsure.discard(row.id)

    async def _deliver(self, row: Delivery) -> bool:
        """Deliver once; True when the row is gone."""
        if row.kind == "show":
            return await self._show(row)
        if row.kind == "deed":
            return await self._do(row)
        place = Place.parse(row.target) if row.kind == "say" else await self._private_place(int(row.target))
        if row.kind == "tell" and row.urgency >= Urgency.ANNOUNCEMENT and await self._paused(int(row.target)):
            place = None
        if place is None or place.platform not in self._platforms:
            await self._keep(partial(self._remove, row=row))
            return True
        place = self._house.rooms.now_at(place)

        async def job() -> None:
            message = await self._drawn(self._draw_said(row, place))
            await self._platforms[place.platform].send(place, message, nonce=f"{self._stamp}s{row.id}")

        try:
            await self._in_turn(place, row, job)
        except Gone:
            if row.kind != "tell":
                raise
            await self._keep(lambda db: Directory(db, self._house.clock()).unreachable(place))
            return False
        await self._keep(partial(self._remove, row=row))
        return True

    async def _do(self, row: Delivery) -> bool:
        """Do a deed, and have run what follows."""
        place = self._house.rooms.now_at(Place.parse(row.target))
        platform = self._platforms.get(place.platform)
        done: list[str] = []
        outcome = Outcome.UNABLE
        try:
            deed = replace(ordered_from_json(row.name, row.args).deed, place=place)
        except ValueError as misfit:
            incident(f"deed {row.name}", misfit, self._counts)
            await self._keep(partial(self._remove, row=row))
            return True
        if isinstance(platform, Doer) and type(deed) in platform.deeds:

            async def job() -> None:
                done.append(await platform.do(deed))

            try:
                await self._in_turn(place, row, job)
                outcome = Outcome.DONE
            except Forbidden:
                outcome = Outcome.FORBIDDEN
            except Gone:
                outcome = Outcome.GONE
            except Rejected as error:
                log.error("deed_rejected", name=row.name, error=str(error.__cause__ or error))
        if outcome is not Outcome.DONE:
            log.info("deed_not_done", name=row.name, outcome=outcome.value, platform=place.platform)
        await self._until_kept(partial(self._finish, row, outcome, done[-1] if done else ""))
        return True

    async def _in_turn(self, place: Place, row: Delivery, job: Callable[[], Awaitable[None]]) -> None:
        """Run `job` when its turn has come.

        A passing trouble holds back the whole place for a while, so that what comes after it stays behind it; one that
        does not pass lets the others go first, and is raised.
        """
        attempt = 0

        async def patient() -> None:
            nonlocal attempt
            try:
                await job()
            except (Wait, Gone, Relocated, Rejected, Forbidden, _Undrawn):
                raise
            except Exception as trouble:  # whatever else a platform raises is passing, as a Trouble is
                attempt += 1
                if not isinstance(trouble, Trouble) or trouble.sent is not False:
                    self._unsure.add(row.id)
                log.info(
                    "delivery_waits", kind=row.kind, name=row.name, trouble=type(trouble).__name__, attempt=attempt
                )
                if attempt > IN_TURN:
                    raise Trouble from trouble
                raise Wait(_pause(attempt), place) from trouble

        await self._pacer(place).run(place, row.urgency, patient)

    async def _private_place(self, id: int) -> Place | None:
        directory = Directory(self._database.read, self._house.clock())
        return next(iter(await directory.private_places(id)), None)

    async def _paused(self, id: int) -> bool:
        return await Directory(self._database.read, self._house.clock()).paused(Person(id)) is not None

    async def _show(self, row: Delivery) -> bool:
        """Bring one card in one place up to date; drawn only when its turn comes, so changes meanwhile go along."""
        place = self._house.rooms.now_at(Place.parse(row.target))
        platform = self._platforms.get(place.platform)
        action = self._house.registry.actions.get(row.name)
        if action is None or platform is None:
            await self._keep(partial(self._remove, row=row))
            return True
        seen = row.version
        known = await self._database.read.row(_CARD, of=row.name, with_=row.args, at=place.key)
        shown = known.message if known else None
        print_ = known.digest if known else ""
        done = True

        async def job() -> None:
            nonlocal seen, shown, print_, done
            seen = self._taken.get(row.id, row.version)
            drawn = await self._drawn(self._draw_card(row, place))
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
                # after a lost answer this may be the message of an earlier try, and show what was so then
                done = row.id not in self._unsure
                self._unsure.discard(row.id)
            print_ = fresh if done else ""

        await self._in_turn(place, row, job)

        async def note(db: Db) -> bool:
            if known is None:
                if shown:
                    await db.run(_FIRST, name=row.name, args=row.args, place=place.key, message=shown, digest=print_)
            elif (shown, print_) != (known.message, known.digest):
                await db.run(_NOTE, of=row.name, with_=row.args, at=place.key, message=shown, digest=print_)
            return await self._remove(db, row, seen) if done else False

        # An edit that is repeated after a crash changes nothing, so the note of it may wait for company.
        fresh = known is None or known.message != shown
        return await self._keep(note, within=0.0 if fresh else COMPANY)

    async def _drawn(self, drawing: Awaitable[T]) -> T:
        """What a feature draws; whatever it does wrong at that stays its own affair."""
        try:
            return await drawing
        except Exception as error:
            if isinstance(error, Unkept) or is_of_disk(error):
                raise
            raise _Undrawn(error) from error

    async def _draw_said(self, row: Delivery, place: Place) -> Message:
        return await self._draw(said_from_json(row.args, self._house.registry.actions.get), place, row)

    async def _draw_card(self, row: Delivery, place: Place) -> Message | None:
        action = self._house.registry.actions[row.name]
        bound = decode_args(action, row.args)
        room = self._house.rooms.at(place)
        look = LookContext(self._house, action.feature, self._database.read, room)
        people = look.people.remembering()
        drawn: Card | None = await action.fn(look, **bound.args)
        if drawn is not None and drawn.files:
            raise DeclarationError(f"{row.name}: files are for answers, not for a card that is drawn again and again")
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
            owner=int(row.target) if row.kind == "tell" else None,
        )

    async def _lang_of(self, row: Delivery) -> str | None:
        return await self._database.read.value(select(person.c.lang).where(person.c.id == int(row.target)))

    async def _remove(self, db: Db, row: Delivery, version: int | None = None) -> bool:
        """Remove a delivered row, unless its card changed again; True when it is gone."""
        if version is None:
            await db.run(_GONE, of=row.id)
            return True
        return await db.run(_GONE_AT, of=row.id, at=version) > 0 or await db.value(_STILL, of=row.id) is None

    async def _give_up(self, row: Delivery, gone: Gone) -> None:
        """It can never be delivered there: forget it, and the place for this card."""
        log.warning("delivery_given_up", kind=row.kind, name=row.name, what=gone.what)

        async def forget(db: Db) -> None:
            if row.kind == "show":
                place = self._house.rooms.now_at(Place.parse(row.target))
                await db.run(_FORGET, of=row.name, with_=row.args, at=place.key)
            await self._remove(db, row)

        await self._keep(forget)

    async def _run_signals(self) -> None:
        while True:
            row = await self._signals.get()
            try:
                await self._until_kept(partial(self._signal, row))
            finally:
                self._taken.pop(row.id, None)

    # --- helpers -------------------------------------------------------------------------------------------------

    async def _keep(self, unit: Callable[[Db], Awaitable[T]], within: float = 0.0) -> T:
        """Note what was delivered, as soon as there is room: it is not to be delivered again for a full disk."""
        return await self._until_kept(partial(self._database.write, unit, within=within))

    async def _until_kept(self, work: Callable[[], Awaitable[T]]) -> T:
        attempt = 0
        while True:
            try:
                return await work()
            except Unkept:
                attempt += 1
                await asyncio.sleep(_pause(attempt))

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
