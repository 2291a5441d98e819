"""The database: one file, one writer that commits waiting units together, and a reader of what is committed."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections import deque
from collections.abc import Awaitable, Callable, Generator, Sequence
from contextlib import suppress
from pathlib import Path
from types import coroutine
from typing import Any, TypeAlias, TypeVar, cast

import structlog
from sqlalchemy import Connection, CursorResult
from sqlalchemy.exc import IntegrityError

from core.engine.sqlite import BUSY_MS, MEMORY, connect, engine_over, is_of_disk, open_raw, take
from core.kit.port import Unkept
from core.kit.sql import Db, Executable, Row

log = structlog.get_logger(__name__)

T = TypeVar("T")
Unit: TypeAlias = Callable[[Db], Awaitable[T]]

TOGETHER = 256
"""At most so many units are committed together."""
BREATH = 16
"""After so many units of a batch the rest of the process gets a turn."""


class Instead(Exception):
    """Raised by a unit: what it did is undone, and `unit` runs in its place, at its turn, committed with the others."""

    def __init__(self, unit: Unit[Any]) -> None:
        super().__init__()
        self.unit = unit


class SyncDb:
    """A Db over a SQLAlchemy connection whose statements run at once, in the caller's thread."""

    __slots__ = ("_connection",)

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _execute(self, statement: Executable, values: dict[str, Any]) -> CursorResult[Any]:
        return cast("CursorResult[Any]", self._connection.execute(statement, values or None))

    async def rows(self, statement: Executable, /, **values: Any) -> Sequence[Row[Any]]:
        """All rows."""
        return self._execute(statement, values).all()

    async def row(self, statement: Executable, /, **values: Any) -> Row[Any] | None:
        """The first row, or None."""
        return self._execute(statement, values).first()

    async def value(self, statement: Executable, /, **values: Any) -> Any:
        """The first column of the first row, or None."""
        return self._execute(statement, values).scalar()

    async def run(self, statement: Executable, /, **values: Any) -> int:
        """Execute a change; returns how many rows it touched."""
        return self._execute(statement, values).rowcount

    async def add(self, statement: Executable, /, **values: Any) -> int:
        """Execute an insert of one row; returns its integer primary key."""
        return self._execute(statement, values).lastrowid


class _UnitDb(SyncDb):
    """The Db of one unit: of no use once the unit is over, or once SQLite has dropped its transaction."""

    __slots__ = ("_over", "_raw")

    def __init__(self, connection: Connection, raw: sqlite3.Connection) -> None:
        super().__init__(connection)
        self._raw = raw
        self._over = False

    def end(self) -> None:
        """From here on every statement is refused."""
        self._over = True

    def _execute(self, statement: Executable, values: dict[str, Any]) -> CursorResult[Any]:
        if self._over:
            raise RuntimeError("this Db belongs to a transaction that is over")
        if not self._raw.in_transaction:
            # a full disk makes SQLite drop a transaction by itself; what came now would be kept on its own
            raise Unkept("the transaction is lost")
        return super()._execute(statement, values)


class Stats:
    """What the writer did so far, counted."""

    __slots__ = ("batches", "failed", "failing", "units")

    def __init__(self) -> None:
        self.units = 0
        """Units run whose batch was committed, refused ones included."""
        self.batches = 0
        """Batches committed."""
        self.failed = 0
        """Batches that could not be kept."""
        self.failing = False
        """Whether the last batch that changed something could not be kept."""


class Database:
    """All that is SQLite's own, hidden: open it, `write` units, `read`, `close`.

    Small statements run at once on the event loop (a hop to a thread costs more than most of them take); what may wait
    for the disk, opening, COMMIT with its checkpoint and long reads, runs on another thread. The statements themselves
    are portable: for PostgreSQL a class with these same methods would hold two asyncpg connections through SQLAlchemy's
    AsyncConnection, its Db awaiting where SyncDb does not, and everything above stays as it is.

    Tables must not defer their foreign keys to the COMMIT: a whole batch would fail for one unit's fault.
    """

    def __init__(self, path: Path | None, lock: int, *, patience: float) -> None:
        self._path = path
        self._lock = lock
        self._patience = patience
        self._loop = asyncio.get_running_loop()
        self._waiting: deque[tuple[Unit[Any], asyncio.Future[Any]]] = deque()
        self._patient: deque[tuple[Unit[Any], asyncio.Future[Any]]] = deque()
        self._ripening: asyncio.TimerHandle | None = None
        self._sleeper: asyncio.Future[None] | None = None
        self._turn = asyncio.Lock()
        self._closing = self._closed = False
        self.stats = Stats()

    @classmethod
    async def open(cls, path: Path | str, *, patience: float = 10.0) -> Database:
        """Open the file, made with its folder where it is missing (mode 0600); ":memory:" keeps nothing.

        A unit that waits longer than `patience` seconds for something else than the database is rolled back with a
        TimeoutError, since everybody else waits for it. Raises InUse when another process has it, OSError or
        sqlite3.Error when it cannot be opened.
        """
        file = None if path == MEMORY else Path(path)
        lock = await asyncio.to_thread(take, file) if file else -1
        database = cls(file, lock, patience=patience)
        try:
            await database._connect()
        except BaseException:
            if lock >= 0:
                os.close(lock)
            raise
        return database

    async def _connect(self) -> None:
        self._writer, self._raw = await connect(self._path, write=True)
        try:
            self._reader, reading = await connect(self._path, write=False) if self._path else (None, self._raw)
        except BaseException:
            await self._writer.close()
            raise
        self._engine = engine_over(self._raw)
        self._connection = self._engine.connect()
        self._reading = engine_over(reading).connect() if self._reader else self._connection
        self.read: Db = SyncDb(self._reading)
        """The last committed state, for reading. Of ":memory:" it is the writer's own connection."""
        self._task = self._loop.create_task(self._serve(), name="database writer")

    async def write(self, unit: Unit[T], *, within: float = 0.0) -> T:
        """Run the unit in the writer's transaction; returns what it returned, once that is committed.

        With `within` it may wait so many seconds for a batch that is made anyway, to save a commit of its own.

        Raises what the unit raised, with its changes rolled back, or Unkept when nothing could be stored. A caller
        cancelled before its unit begins has it not run; after that it runs wholly.
        """
        if self._closing:
            raise Unkept("the database is closed")
        if asyncio.current_task() is self._task:
            raise RuntimeError("a unit cannot wait for another unit: it already is in the transaction")
        future: asyncio.Future[T] = self._loop.create_future()
        if within > 0:
            self._patient.append((unit, future))
            if self._ripening is None:
                self._ripening = self._loop.call_later(within, self.hurry)
        else:
            self._waiting.append((unit, future))
            self._wake()
        return await future

    def hurry(self) -> None:
        """Let the units that wait for company wait no longer."""
        if self._ripening is not None:
            self._ripening.cancel()
            self._ripening = None
        if self._patient:
            self._waiting.extend(self._patient)
            self._patient.clear()
            self._wake()

    async def read_long(self, fn: Callable[[Connection], T]) -> T:
        """Run a long read in a thread, over a connection of its own that sees one state from beginning to end.

        Of ":memory:" it runs at once, over the writer's connection.
        """
        path = self._path
        if path is None:
            return fn(self._connection)

        def work() -> T:
            raw = open_raw(path, write=False)
            try:
                raw.execute("BEGIN")
                with engine_over(raw).connect() as connection:
                    return fn(connection)
            finally:
                raw.close()

        return await asyncio.to_thread(work)

    async def reshape(self, fn: Callable[[Connection], T]) -> T:
        """Change tables: runs `fn` alone, in a thread and in one transaction; all of it is kept or nothing.

        Foreign keys are not enforced meanwhile (SQLite rebuilds a table by dropping it) but checked at the end: raises
        IntegrityError when one points nowhere, else what `fn` raised or sqlite3.Error.
        """
        async with self._turn:
            await self._writer.execute("PRAGMA foreign_keys=OFF")
            try:
                await self._begin()
                with self._engine.connect() as connection:
                    outcome = await _to_the_end(lambda: fn(connection))
                await _to_the_end(self._check_references)
                await self._writer.execute("COMMIT")
                return outcome
            finally:
                await self._roll_back()
                await self._writer.execute("PRAGMA foreign_keys=ON")

    async def scrub(self) -> None:
        """Write the file anew and empty its log, so that neither holds anything that was deleted.

        Takes as long as it takes to copy the file; everybody who writes waits. Raises sqlite3.Error when it cannot be
        done now, as on a full disk.
        """
        async with self._turn:
            await self._roll_back()
            await self._writer.execute("VACUUM")
            async with self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)") as cursor:
                found = await cursor.fetchone()
        if found and found[0]:
            raise sqlite3.OperationalError("somebody is reading the log")

    async def close(self) -> None:
        """Finish the units that wait, fold the log into the file, close it and let others have it."""
        if self._closed:
            return
        self.hurry()
        self._closing = self._closed = True
        self._wake()
        try:
            await asyncio.wait((self._task,))
        finally:
            self._connection.close()
            if self._reader:
                self._reading.close()
                await self._reader.close()
            with suppress(sqlite3.Error):
                await self._writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            await self._writer.close()
            if self._lock >= 0:
                os.close(self._lock)

    # --- the writer --------------------------------------------------------------------------------------------------

    def _wake(self) -> None:
        if self._sleeper and not self._sleeper.done():
            self._sleeper.set_result(None)

    async def _serve(self) -> None:
        batch: list[tuple[Unit[Any], asyncio.Future[Any]]] = []
        try:
            while self._waiting or not self._closing:
                if not self._waiting:
                    self._sleeper = self._loop.create_future()
                    await self._sleeper
                async with self._turn:
                    self.hurry()
                    batch = [self._waiting.popleft() for _ in range(min(TOGETHER, len(self._waiting)))]
                    if batch:
                        await self._commit(batch)
        finally:
            # only the end of the event loop comes here with anybody left
            self._closing = True
            for _, future in (*batch, *self._waiting):
                future.cancel()
            self._waiting.clear()

    async def _commit(self, batch: list[tuple[Unit[Any], asyncio.Future[Any]]]) -> None:
        """Run a batch in one transaction, a savepoint each, and answer its callers in order."""
        raw = self._raw
        outcomes: list[tuple[asyncio.Future[Any], Any, BaseException | None]] = []
        try:
            await self._begin()
            changes = raw.total_changes
            for number, (unit, future) in enumerate(batch, 1):
                if future.done():
                    continue
                outcomes.append((future, *await self._try(unit)))
                if number % BREATH == 0:
                    await asyncio.sleep(0)
            if raw.total_changes == changes:
                raw.execute("COMMIT")
            else:
                await self._writer.execute("COMMIT")
                self.stats.failing = False
        except sqlite3.Error as error:
            await self._roll_back()
            self.stats.failed += 1
            self.stats.failing = True
            log.error("batch not kept", units=len(batch), error=str(error))
            for _, future in batch:
                if not future.done():
                    future.set_exception(_unkept(error))
            return
        except BaseException:
            await self._roll_back()
            raise
        self.stats.units += len(outcomes)
        self.stats.batches += 1
        for future, value, error in outcomes:
            if future.done():
                continue
            if error is None:
                future.set_result(value)
            elif isinstance(error, asyncio.CancelledError):
                future.cancel()
            else:
                future.set_exception(error)

    async def _try(self, unit: Unit[Any]) -> tuple[Any, BaseException | None]:
        """Run one unit in a savepoint: what it returned, or what it raised with its changes undone."""
        raw = self._raw
        raw.execute("SAVEPOINT unit")
        db = _UnitDb(self._connection, raw)
        try:
            steps = unit(db).__await__()
            try:
                waited = next(steps)
            except StopIteration as stop:
                value = stop.value
            else:
                async with asyncio.timeout(self._patience):
                    value = await _finish(steps, waited)
        except BaseException as error:
            db.end()
            if not raw.in_transaction:
                raise sqlite3.OperationalError("the transaction was given up by SQLite") from error
            raw.execute("ROLLBACK TO unit")
            raw.execute("RELEASE unit")
            if isinstance(error, Instead):
                return await self._try(error.unit)
            if isinstance(error, Exception):
                return None, _unkept(error) if is_of_disk(error) else error
            task = asyncio.current_task()
            if isinstance(error, asyncio.CancelledError) and not (task and task.cancelling()):
                return None, error
            raise
        db.end()
        raw.execute("RELEASE unit")
        return value, None

    async def _begin(self) -> None:
        raw = self._raw
        if raw.in_transaction:
            await self._writer.execute("ROLLBACK")
        try:
            raw.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            await self._writer.execute(f"PRAGMA busy_timeout={BUSY_MS}")
            try:
                await self._writer.execute("BEGIN IMMEDIATE")
            finally:
                await self._writer.execute("PRAGMA busy_timeout=0")

    async def _roll_back(self) -> None:
        if self._raw.in_transaction:
            with suppress(sqlite3.Error):  # the next BEGIN tries again
                await self._writer.execute("ROLLBACK")

    def _check_references(self) -> None:
        for table, *_ in self._raw.execute("PRAGMA foreign_key_check"):
            raise IntegrityError(None, None, sqlite3.IntegrityError(f"a row of {table} points to a row that is gone"))


async def _to_the_end(fn: Callable[[], T]) -> T:
    """Run it in a thread and, even when cancelled meanwhile, wait until it is over: a thread cannot be stopped."""
    work = asyncio.get_running_loop().run_in_executor(None, fn)
    cancelled: asyncio.CancelledError | None = None
    while not work.done():
        try:
            await asyncio.wait((work,))
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled
    return work.result()


@coroutine
def _finish(steps: Generator[Any, Any, T], waited: Any) -> Generator[Any, Any, T]:
    """Go on with a unit that has begun and waits for something, inside the task that runs this."""
    while True:
        try:
            sent = yield waited
        except GeneratorExit:
            steps.close()
            raise
        except BaseException as error:
            step, given = steps.throw, error
        else:
            step, given = steps.send, sent
        try:
            waited = step(given)
        except StopIteration as stop:
            return stop.value


def _unkept(error: Exception) -> Unkept:
    unkept = Unkept(str(error))
    unkept.__cause__ = error
    return unkept
