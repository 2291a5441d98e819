"""The engine: all its parts put together, the timers it runs, and its start and stop."""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog

from core.engine.alarm import Alarm, next_time
from core.engine.app import FrontDoor
from core.engine.codec import decode_args, encode_args, ordered_from_json, signal_from_json
from core.engine.context import LEAD, Context, Delivery, House, Left, mark
from core.engine.counts import Counts
from core.engine.courier import Courier
from core.engine.db import Database
from core.engine.draw import Drawer
from core.engine.house import HouseSettings, make_house
from core.engine.incident import incident
from core.engine.migrate import migrate
from core.engine.pacer import Pacer
from core.engine.people import Directory, Known
from core.engine.personal import ERASED, LINE, SCRUB
from core.engine.registry import Community, Feature, Registry, RoomConfig, Rooms
from core.engine.tables import card, inbox, kept, outbox, question, stash, timer
from core.engine.texts import Texts
from core.engine.tickets import Tickets
from core.kit.deeds import Outcome
from core.kit.places import Place
from core.kit.port import Event, Menu, Platform, Respond, Unkept, Urgency
from core.kit.sql import Column, Db, Row, Table, and_, delete, exists, insert, select, update
from core.kit.text import t

log = structlog.get_logger(__name__)

REMEMBER = timedelta(days=3)
"""How long the mark of an event is kept: longer than any platform offers an event again."""

TRIES = 5
"""How often a timer whose handler fails is tried."""

HOUSEKEEPING = timedelta(hours=1)

TICKET_KEY = "ticket key"
"""The name in `kept` of what tickets are signed with."""

FULL_PAUSE = timedelta(seconds=10)
"""How long due timers wait after the disk was full."""


_PLACED: Sequence[tuple[Table, Column[str], Sequence[str]]] = (
    (card, card.c.place, ("name", "args")),
    (outbox, outbox.c.target, ("name", "args")),
    (question, question.c.place, ("person",)),
)
"""What lies in places, and of what there can be only one in each."""


class Engine:
    """One community's engine; `await engine(event, respond)` is the App that adapters serve."""

    def __init__(
        self,
        database: Database,
        features: Sequence[Feature],
        community: Community,
        rooms: Sequence[RoomConfig],
        platforms: Sequence[Platform],
        *,
        alarm: Alarm,
        key: bytes,
        moved: Mapping[str, str],
        clock: Callable[[], datetime],
        pacers: Mapping[str, Pacer] | None = None,
        drawer: Callable[[Texts, Tickets], Drawer] = Drawer,
    ) -> None:
        features = [Feature(make_house(), HouseSettings(backup_days=community.backup_days)), *features]
        self.database = database
        self.community = community
        self.clock = clock
        self.platforms: Mapping[str, Platform] = {platform.name: platform for platform in platforms}
        self.texts = Texts(["core.engine", "core.when", *(f.plugin.home for f in features)], default=community.lang)
        self.registry = Registry(features, self.texts, community.lang)
        self.rooms = Rooms(rooms, moved)
        self.counts = Counts()
        self.house = House(self.registry, self.rooms, community, clock, self.platforms, self.counts)
        self.tickets = Tickets(key, self.registry.actions.values())
        self.drawer = drawer(self.texts, self.tickets)
        self.pacers = pacers or {name: Pacer(platform.limits) for name, platform in self.platforms.items()}
        self.courier = Courier(
            database,
            self.platforms,
            self.pacers,
            self.drawer,
            self.house,
            self._signal,
            self._deed_done,
            self.move,
            # a database made anew counts its rows anew: their nonces must not be taken for those of the one before
            stamp=hashlib.sha256(key).hexdigest()[:8],
        )
        self.yes = self._words("house-yes-words")
        self.no = self._words("house-no-words")
        self.asked: set[int] = set()
        """Whoever may have an open question; the rows decide, this saves looking for those who surely have none."""
        self.timers = [action.name for action in self.registry.actions.values() if action.kind == "timer"]
        """The timers of features that are on; those of others wait until they are on again."""
        self._alarm = alarm
        self._next: datetime | None = None
        self._ticking = asyncio.Lock()
        self._swept = datetime.min.replace(tzinfo=UTC)
        self._door = FrontDoor(self)

    @classmethod
    async def build(
        cls,
        database: Database,
        features: Sequence[Feature],
        community: Community,
        rooms: Sequence[RoomConfig],
        platforms: Sequence[Platform],
        *,
        alarm: Alarm,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        pacers: Mapping[str, Pacer] | None = None,
        drawer: Callable[[Texts, Tickets], Drawer] = Drawer,
    ) -> Engine:
        """Bring the database up to date and put an engine together over it.

        Raises FutureDatabase when a newer Guyub wrote it, DeclarationError when features clash.
        """
        homes = {"engine": "core.engine"}
        homes |= {f.plugin.name: f.plugin.home for f in features if f.plugin.tables is not None}
        await migrate(database, homes)

        async def remembered(db: Db) -> tuple[bytes, dict[str, str]]:
            rows = {row.name: row.value for row in await db.rows(select(kept.c.name, kept.c.value))}
            if TICKET_KEY not in rows:
                rows[TICKET_KEY] = secrets.token_hex(32)
                await db.run(insert(kept).values(name=TICKET_KEY, value=rows[TICKET_KEY]))
            if LINE not in rows:
                await db.run(insert(kept).values(name=LINE, value=secrets.token_hex(8)))
            moved = {name.removeprefix("moved "): to for name, to in rows.items() if name.startswith("moved ")}
            return bytes.fromhex(rows[TICKET_KEY]), moved

        key, moved = await database.write(remembered)
        return cls(
            database,
            features,
            community,
            rooms,
            platforms,
            alarm=alarm,
            key=key,
            moved=moved,
            clock=clock,
            pacers=pacers,
            drawer=drawer,
        )

    async def __call__(self, event: Event, respond: Respond | None = None) -> None:
        """Take one event from an adapter; see the kit's App."""
        await self._door.take(event, respond)

    @property
    def menu(self) -> Menu:
        """What the platforms are to show and to listen for."""
        return self.registry.menu()

    # --- life ----------------------------------------------------------------------------------------------------

    async def start(self) -> None:
        """Take up what waits: the outbox, and the timers that are due or to come."""
        await self.database.write(self._set_recurring)
        self.asked = {row.person for row in await self.database.read.rows(select(question.c.person).distinct())}
        await self.courier.start()
        self.courier.soon(self._scrub())
        self._alarm.start(self.tick)
        await self._set_alarm()

    async def stop(self, grace: float = 5.0) -> None:
        """Ring no more, and give deliveries under way `grace` seconds; the rest stays in the outbox."""
        self._alarm.stop()
        async with self._ticking:
            await self.courier.stop(grace)

    async def idle(self) -> None:
        """Wait until nothing is under way."""
        await self.courier.idle()

    def posted(self, left: Left) -> None:
        """A transaction is committed: send its rows on their way and set the alarm for its timers."""
        for delivery in left.deliveries:
            self.courier.take(delivery)
        if left.erased:
            self.courier.soon(self._scrub())
        if left.due is not None and (self._next is None or left.due < self._next):
            self._next = left.due
            self._alarm.set(left.due)

    # --- timers --------------------------------------------------------------------------------------------------

    async def tick(self) -> None:
        """Run every timer that is due, each in a transaction of its own, then set the alarm for the next."""
        async with self._ticking:
            passed: set[int] = set()
            full = False
            while True:
                due = [
                    row
                    for row in await self.database.read.rows(
                        select(timer)
                        .where(timer.c.due <= self.clock(), timer.c.name.in_(self.timers))
                        .order_by(timer.c.due, timer.c.id)
                        .limit(100)
                    )
                    if row.id not in passed
                ]
                if not due:
                    break
                for row in due:
                    passed.add(row.id)
                    full |= not await self._ring(row)
            if self.clock() - self._swept >= HOUSEKEEPING:
                self._swept = self.clock()
                await self._scrub()
                with suppress(Unkept):
                    await self.database.write(self._sweep)
            await self._set_alarm(self.clock() + FULL_PAUSE if full else None)

    async def _ring(self, row: Row[Any]) -> bool:
        """Run a timer; False when what it did could not be kept."""
        try:
            try:
                left = await self.database.write(lambda db: self._run_timer(db, row))
            except Unkept:
                raise
            except Exception as error:  # whatever a feature does wrong stays its own affair
                incident(row.name, error, self.counts)
                await self.database.write(lambda db: self._later(db, row))
                return True
        except Unkept:
            return False
        self.counts.rang((self.clock() - row.due).total_seconds())
        self.posted(left)
        return True

    async def _run_timer(self, db: Db, row: Row[Any]) -> Left:
        left = Left()
        now = self.clock()
        still = await db.row(select(timer.c.due).where(timer.c.id == row.id, timer.c.due == row.due))
        if still is None:
            return left
        await db.run(delete(timer).where(timer.c.id == row.id))
        if row.key and row.key.startswith(LEAD):
            await self._set_recurring(db)
        action = self.registry.actions.get(row.name)
        late = max(timedelta(0), now - row.due)
        if action is None or (row.within is not None and late.total_seconds() > row.within):
            log.info("timer_dropped", name=row.name, late=int(late.total_seconds()))
            return left
        bound = decode_args(action, row.args)
        room = self.rooms.get(row.room) if row.room else None
        context = Context(self.house, action.feature, db, room, late=late)
        await action.fn(context, **bound.args)
        await context.write(left)
        return left

    async def _later(self, db: Db, row: Row[Any]) -> None:
        """A timer's handler failed: try again later, a few times."""
        mine = timer.c.id == row.id
        if row.tries + 1 >= TRIES or (row.key and row.key.startswith(LEAD)):
            log.error("timer_given_up", name=row.name)
            await db.run(delete(timer).where(mine))
            await self._set_recurring(db)
            return
        later = self.clock() + timedelta(minutes=1) * 2**row.tries
        await db.run(update(timer).where(mine).values(tries=row.tries + 1, due=later))

    async def _set_recurring(self, db: Db) -> None:
        """Have exactly one row for each recurring action; one whose cron line changed begins anew."""
        wanted = {f"{LEAD}{one.action.name} {one.cron}": one for one in self.registry.recurring}
        rows = await db.rows(select(timer.c.key).where(timer.c.key.like(f"{LEAD}%")))
        have = {row.key for row in rows}
        features = self.registry.features
        for key in have - wanted.keys():
            if key.removeprefix(LEAD).partition(".")[0] in features:
                await db.run(delete(timer).where(timer.c.key == key))
        for key, one in wanted.items():
            if key not in have:
                await db.run(
                    insert(timer).values(
                        key=key,
                        due=next_time(one.cron, self.community.zone, self.clock()),
                        name=one.action.name,
                        args="{}",
                        within=int(one.within.total_seconds()) if one.within is not None else None,
                        tries=0,
                    )
                )

    async def _set_alarm(self, earliest: datetime | None = None) -> None:
        mine = select(timer.c.due).where(timer.c.name.in_(self.timers)).order_by(timer.c.due).limit(1)
        due = await self.database.read.value(mine)
        if due is not None and earliest is not None:
            due = max(due, earliest)
        self._next = due
        self._alarm.set(due)

    async def _sweep(self, db: Db) -> None:
        """Forget what has served its time: marks of events, questions nobody answered, stashed arguments."""
        now = self.clock()
        await db.run(delete(inbox).where(inbox.c.at < now - REMEMBER))
        await db.run(delete(question).where(question.c.expires < now))
        self.asked = {row.person for row in await db.rows(select(question.c.person).distinct())}
        await db.run(delete(stash).where(stash.c.until < now))
        oldest = (now - timedelta(days=self.community.backup_days + 1)).date().isoformat()
        await db.run(delete(kept).where(kept.c.name.like(f"{ERASED} %"), kept.c.value < oldest))

    async def _scrub(self) -> None:
        """Overwrite what was erased, if anything was since the last time; where that fails it is tried again later."""
        marked = kept.c.name == SCRUB
        if await self.database.read.value(select(kept.c.value).where(marked)) is None:
            return
        try:
            await self.database.scrub()
            await self.database.write(lambda db: db.run(delete(kept).where(marked)))
        except (sqlite3.Error, Unkept) as error:
            log.warning("scrub_waits", error=str(error))

    # --- signals -------------------------------------------------------------------------------------------------

    async def _signal(self, row: Delivery) -> None:
        async def run(db: Db) -> Left:
            left = Left()
            await db.run(delete(outbox).where(outbox.c.id == row.id))
            listener = self.registry.by_listener.get(row.target)
            if listener is None:
                return left
            context = Context(self.house, listener.name.partition(".")[0], db)
            await listener.fn(context, signal_from_json(listener.signal, row.args))
            await context.write(left)
            return left

        try:
            left = await self.database.write(run)
        except Unkept:
            raise
        except Exception as error:  # whatever a feature does wrong stays its own affair
            incident(row.target, error, self.counts)
            await self.database.write(lambda db: db.run(delete(outbox).where(outbox.c.id == row.id)))
        else:
            self.posted(left)

    # --- deeds ---------------------------------------------------------------------------------------------------

    async def _deed_done(self, row: Delivery, outcome: Outcome, result: str) -> None:
        """It is known what came of a deed: run what was to follow, in the transaction that removes its row."""

        async def run(db: Db) -> Left:
            left = Left()
            await db.run(delete(outbox).where(outbox.c.id == row.id))
            ordered = ordered_from_json(row.name, row.args)
            action = self.registry.actions.get(ordered.then)
            if action is None:
                return left
            bound = decode_args(action, ordered.args).plus(outcome=outcome, result=result)
            context = Context(self.house, action.feature, db, self.rooms.get(ordered.room) if ordered.room else None)
            await action.fn(context, **bound.args)
            await context.write(left)
            return left

        async def later(db: Db) -> Left:
            left = Left(due=self.clock() + timedelta(minutes=1))
            await db.run(delete(outbox).where(outbox.c.id == row.id))
            ordered = ordered_from_json(row.name, row.args)
            bound = decode_args(self.registry.actions[ordered.then], ordered.args).plus(outcome=outcome, result=result)
            await db.run(
                insert(timer).values(
                    due=left.due, name=ordered.then, args=encode_args(bound), room=ordered.room, tries=1
                )
            )
            return left

        try:
            left = await self.database.write(run)
        except Unkept:
            raise
        except Exception as error:  # whatever a feature does wrong stays its own affair
            incident(row.name, error, self.counts)
            left = await self.database.write(later)
        self.posted(left)

    # --- places that change ----------------------------------------------------------------------------------------

    async def move(self, old: Place, new: Place) -> None:
        """A place has a new id: follow it everywhere."""
        left = Left()
        await self.database.write(lambda db: self.move_within(db, old, new, left))

    async def move_within(self, db: Db, old: Place, new: Place, left: Left) -> None:
        """The same, within a transaction."""
        for table, column, alike in _PLACED:
            rows = await db.rows(
                select(column.label("place")).where(column.like(f"{old.platform}:{old.id}:%")).distinct()
            )
            for row in rows:
                was = Place.parse(row.place)
                now = Place(was.platform, new.id, was.thread, was.kind)
                there = table.alias()
                taken = exists().where(
                    there.c[column.name] == now.key, *(there.c[name] == table.c[name] for name in alike)
                )
                if table is outbox:
                    taken = and_(table.c.kind == "show", taken.where(there.c.kind == "show"))
                await db.run(delete(table).where(column == row.place, taken))
                await db.run(update(table).where(column == row.place).values({column.name: now.key}))
        name = f"moved {old.platform}:{old.id}"
        await db.run(delete(kept).where(kept.c.name == name))
        await db.run(insert(kept).values(name=name, value=new.id))
        self.rooms.move(old.platform, old.id, new.id)

    async def forget_message(self, db: Db, place: Place, message: str) -> None:
        """A message of ours is gone: a card that was there is sent anew at its next change."""
        await db.run(
            update(card).where(card.c.place == place.key, card.c.message == message).values(message=None, digest="")
        )

    async def redraw(self, db: Db, place: Place, message: str, left: Left) -> None:
        """Somebody pressed an outdated button: bring the card it is on up to date."""
        row = await db.row(select(card.c.name, card.c.args).where(card.c.place == place.key, card.c.message == message))
        if row is not None:
            await db.run(update(card).where(card.c.place == place.key, card.c.message == message).values(digest=""))
            await mark(db, row.name, row.args, place.key, Urgency.CARD, left, self.clock())

    # --- for its parts ---------------------------------------------------------------------------------------------

    def zone(self, room: RoomConfig | None) -> ZoneInfo:
        """The zone of a room, or of the community."""
        return (room.zone if room else None) or self.community.zone

    def directory(self, db: Db) -> Directory:
        """Persons and accounts, in a transaction."""
        return Directory(db, self.clock(), self.community.admins)

    def context(self, db: Db, feature: str, event: Event, known: Known | None) -> Context:
        """A handler's Ctx for an event."""
        return Context(
            self.house,
            feature,
            db,
            self.rooms.at(event.place),
            known=known,
            account=event.account,
            place=event.place,
            message=event.message,
        )

    def _words(self, key: str) -> frozenset[str]:
        zone = self.community.zone
        return frozenset(word for lang in ("id", "en") for word in self.texts.plain(t(key), lang, zone).split())
