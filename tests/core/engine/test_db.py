"""The writer commits together, keeps units apart and loses nothing half-way; on real files."""

from __future__ import annotations

import asyncio
import os
import random
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from core.engine.db import TOGETHER, Database
from core.engine.sqlite import InUse
from core.kit.port import Unkept
from core.kit.sql import (
    Column,
    Db,
    ForeignKey,
    Instant,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)

meta = MetaData()
thing = Table("thing", meta, Column("id", Integer, primary_key=True), Column("name", String, unique=True))
part = Table("part", meta, Column("of", Integer, ForeignKey("thing.id"), nullable=False), Column("at", Instant))
names = select(thing.c.name).order_by(thing.c.id)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "house" / "guyub.db")
    await database.reshape(meta.create_all)
    yield database
    await database.close()


def adding(name: str) -> Any:
    return lambda db: db.add(insert(thing).values(name=name))


async def kept(database: Database) -> list[str]:
    return [row.name for row in await database.read.rows(names)]


async def hold(database: Database) -> tuple[asyncio.Task[Any], asyncio.Event]:
    """Occupy the writer until the event is set, so that what is written next waits and goes together."""
    begun, go = asyncio.Event(), asyncio.Event()

    async def unit(db: Db) -> None:
        begun.set()
        await go.wait()

    task = asyncio.create_task(database.write(unit))
    await begun.wait()
    return task, go


async def together(database: Database, *units: Any) -> list[Any]:
    task, go = await hold(database)
    waiting = [asyncio.create_task(database.write(unit)) for unit in units]
    await asyncio.sleep(0)
    go.set()
    await task
    return await asyncio.gather(*waiting, return_exceptions=True)


async def pragma(database: Database, name: str) -> Any:
    def ask(connection: Any) -> Any:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()

    asked = await database.read_long(ask)

    async def unit(db: Any) -> Any:
        return db._connection.exec_driver_sql(f"PRAGMA {name}").scalar()

    return asked, await database.write(unit)


async def test_settings_are_in_force(database: Database, tmp_path: Path) -> None:
    assert await pragma(database, "journal_mode") == ("wal", "wal")
    assert await pragma(database, "secure_delete") == (1, 1)
    assert await pragma(database, "foreign_keys") == (1, 1)
    assert (await pragma(database, "synchronous"))[1] == 2
    assert (await pragma(database, "query_only"))[0] == 1
    assert (await pragma(database, "busy_timeout"))[1] == 0  # a wait happens off the event loop
    modes = {file.name: file.stat().st_mode & 0o777 for file in (tmp_path / "house").iterdir()}
    assert {"guyub.db", "guyub.db-wal"} <= set(modes)
    assert set(modes.values()) == {0o600}
    with pytest.raises(IntegrityError):
        await database.write(lambda db: db.run(insert(part).values(of=99)))


async def test_a_lax_file_is_tightened(tmp_path: Path) -> None:
    file = tmp_path / "old.db"
    file.touch(0o644)
    await (await Database.open(file)).close()
    assert file.stat().st_mode & 0o777 == 0o600


async def test_units_answer_with_their_value_once_committed(database: Database, tmp_path: Path) -> None:
    first = await database.write(adding("a"))
    other = sqlite3.connect(tmp_path / "house" / "guyub.db")
    assert other.execute("SELECT id, name FROM thing").fetchall() == [(first, "a")]
    other.close()
    assert await database.read.value(select(func.count()).select_from(thing)) == 1
    assert (await database.read.row(select(thing))) == (first, "a")
    assert await database.write(lambda db: db.run(update(thing).values(name="b"))) == 1
    assert await kept(database) == ["b"]


async def test_waiting_units_are_committed_together_and_in_order(database: Database) -> None:
    before = database.stats.batches
    ids = await together(database, *(adding(str(n)) for n in range(TOGETHER + 1)))
    assert ids == sorted(ids)
    assert await kept(database) == [str(n) for n in range(TOGETHER + 1)]
    assert database.stats.batches - before == 3  # the holder, a full batch, and the one left over
    assert database.stats.units >= TOGETHER + 2


async def test_a_failing_unit_is_undone_and_alone(database: Database) -> None:
    async def half(db: Db) -> None:
        await db.add(insert(thing).values(name="half"))
        raise LookupError("no")

    async def twice(db: Db) -> None:
        await db.add(insert(thing).values(name="twin"))
        await db.add(insert(thing).values(name="twin"))

    first, failed, clashed, last = await together(database, adding("a"), half, twice, adding("b"))
    assert isinstance(failed, LookupError)
    assert isinstance(clashed, IntegrityError)
    assert "twin" not in str(clashed)
    assert (isinstance(first, int), isinstance(last, int)) == (True, True)
    assert await kept(database) == ["a", "b"]
    assert database.stats.failed == 0


async def test_an_error_of_its_own_inside_a_unit_can_be_caught(database: Database) -> None:
    async def tolerant(db: Db) -> str:
        await db.add(insert(thing).values(name="a"))
        with pytest.raises(IntegrityError):
            await db.add(insert(thing).values(name="a"))
        await db.add(insert(thing).values(name="b"))
        return "fine"

    assert await database.write(tolerant) == "fine"
    assert await kept(database) == ["a", "b"]


async def limit_pages(database: Database, more: int) -> None:
    """Leave room for so many more pages: the file system seems full then."""

    async def unit(db: Any) -> None:
        count = db._connection.exec_driver_sql("PRAGMA page_count").scalar()
        db._connection.exec_driver_sql(f"PRAGMA max_page_count={count + more}")

    await database.write(unit)


async def test_a_full_disk_keeps_nothing_of_the_unit_and_the_writer_goes_on(database: Database) -> None:
    await database.write(adding("before"))
    await limit_pages(database, 1)
    results = await together(database, adding("x" * 200_000), adding("y" * 200_000))
    assert [type(one) for one in results] == [Unkept, Unkept]
    assert "xxx" not in str(results[0])
    assert await kept(database) == ["before"]
    await limit_pages(database, 1000)
    assert isinstance(await database.write(adding("x" * 200_000)), int)


async def test_a_disk_error_that_leaves_the_transaction_whole_fails_one_unit(database: Database) -> None:
    await limit_pages(database, 2)
    rows = [{"name": letter * 20_000} for letter in "xyz"]  # several rows: SQLite undoes the statement, no more
    results = await together(database, adding("a"), lambda db: db.run(insert(thing).values(rows)), adding("b"))
    assert [type(one) for one in results] == [int, Unkept, int]
    assert await kept(database) == ["a", "b"]


async def test_what_is_changed_is_committed_off_the_event_loop(database: Database) -> None:
    threads: list[bool] = []

    def trace(statement: str) -> None:
        if statement == "COMMIT":
            threads.append(threading.current_thread() is threading.main_thread())

    async def unit(db: Any) -> None:
        db._connection.connection.driver_connection.set_trace_callback(trace)

    await database.write(unit)
    await database.write(adding("a"))
    await database.write(lambda db: db.rows(names))
    assert threads == [True, False, True]  # nothing changed, something, nothing


async def test_a_commit_that_fails_keeps_nothing_of_the_batch(tmp_path: Path) -> None:
    deferred = MetaData()
    Table("thing", deferred, Column("id", Integer, primary_key=True), Column("name", String))
    Table("part", deferred, Column("of", ForeignKey("thing.id", deferrable=True, initially="DEFERRED")))
    database = await Database.open(tmp_path / "x.db")
    await database.reshape(deferred.create_all)

    async def refused(db: Db) -> None:
        await db.run(insert(thing).values(name="c"))
        raise LookupError

    units = (adding("a"), lambda db: db.run(insert(part).values(of=99)), refused, adding("b"))
    results = await together(database, *units)
    assert [type(one) for one in results] == [Unkept] * 4
    assert isinstance(results[0].__cause__, sqlite3.IntegrityError)
    assert await kept(database) == []
    assert database.stats.failed == 1
    await database.write(adding("later"))
    assert await kept(database) == ["later"]
    await database.close()


async def test_a_lost_transaction_keeps_nothing_even_if_the_unit_goes_on(database: Database) -> None:
    async def reckless(db: Any) -> None:
        await db.add(insert(thing).values(name="a"))
        db._connection.exec_driver_sql("ROLLBACK")  # as SQLite itself does on some disk errors
        try:
            await db.add(insert(thing).values(name="b"))
        except Unkept:
            return

    results = await together(database, adding("0"), reckless, adding("1"))
    assert [type(one) for one in results] == [Unkept] * 3
    assert await kept(database) == []
    await database.write(adding("later"))
    assert await kept(database) == ["later"]


async def test_a_visitor_that_holds_the_file_is_waited_for(database: Database, tmp_path: Path) -> None:
    visitor = sqlite3.connect(tmp_path / "house" / "guyub.db", isolation_level=None, check_same_thread=False)
    visitor.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(database.write(adding("a")))
    turns = 0
    while turns < 1000:  # the event loop turns meanwhile
        await asyncio.sleep(0)
        turns += 1
    assert not writing.done()
    visitor.execute("ROLLBACK")
    visitor.close()
    await writing
    assert await kept(database) == ["a"]


async def test_a_second_opener_is_refused_and_the_end_lets_go(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    database = await Database.open(file)
    code = (
        "import asyncio, os, sys; from core.engine.db import Database; from core.engine.sqlite import InUse\n"
        "try: asyncio.run(Database.open(sys.argv[1]))\n"
        "except InUse as error: print(error.pid, flush=True)\n"
        "os._exit(0)"
    )
    command = (sys.executable, "-c", code, str(file))
    process = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE)
    out, _ = await process.communicate()
    assert out.decode().strip() == str(os.getpid())
    with pytest.raises(InUse, match=rf"x\.db is in use by process {os.getpid()}"):
        await Database.open(file)
    await database.close()
    again = await Database.open(file)
    await again.close()


async def test_reading_sees_only_what_is_committed(database: Database) -> None:
    begun, go = asyncio.Event(), asyncio.Event()

    async def slow(db: Db) -> list[str]:
        await db.add(insert(thing).values(name="a"))
        begun.set()
        await go.wait()
        return [row.name for row in await db.rows(names)]

    writing = asyncio.create_task(database.write(slow))
    await begun.wait()
    assert await kept(database) == []
    assert await database.read_long(lambda connection: connection.execute(names).all()) == []
    other = asyncio.create_task(database.write(adding("b")))
    await asyncio.sleep(0)
    go.set()
    assert await writing == ["a"]
    await other
    assert await kept(database) == ["a", "b"]


async def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(Exception, match="readonly"):
        await database.read.run(insert(thing).values(name="a"))
    with pytest.raises(Exception, match="readonly"):
        await database.read_long(lambda connection: connection.execute(insert(thing).values(name="a")))


async def test_a_caller_that_gives_up_before_its_turn_has_nothing_done(database: Database) -> None:
    task, go = await hold(database)
    waiting = [asyncio.create_task(database.write(adding(name))) for name in "abc"]
    await asyncio.sleep(0)
    waiting[1].cancel()
    go.set()
    await asyncio.gather(task, *waiting, return_exceptions=True)
    assert waiting[1].cancelled()
    assert await kept(database) == ["a", "c"]


async def test_a_caller_that_gives_up_later_has_all_of_it_done(database: Database) -> None:
    begun, go, ended = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slow(db: Db) -> None:
        await db.add(insert(thing).values(name="a"))
        begun.set()
        await go.wait()
        await db.add(insert(thing).values(name="b"))
        ended.set()

    writing = asyncio.create_task(database.write(slow))
    await begun.wait()
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    go.set()
    await ended.wait()
    await database.write(adding("c"))
    assert await kept(database) == ["a", "b", "c"]


async def test_a_unit_that_waits_too_long_is_undone(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "x.db", patience=0.01)
    await database.reshape(meta.create_all)

    async def stuck(db: Db) -> None:
        await db.add(insert(thing).values(name="stuck"))
        await asyncio.Event().wait()

    async def spinning(db: Db) -> None:
        while True:  # noqa: ASYNC110
            await asyncio.sleep(0)

    async def catching(db: Db) -> str:
        try:
            await asyncio.Event().wait()
        finally:
            await db.add(insert(thing).values(name="undone"))
        return "never"

    results = await together(database, stuck, adding("a"), catching, spinning)
    assert isinstance(results[0], TimeoutError)
    assert isinstance(results[2], TimeoutError)
    assert isinstance(results[3], TimeoutError)
    assert await kept(database) == ["a"]
    await database.close()


async def test_a_waiting_unit_gets_values_and_errors_as_in_any_task(database: Database) -> None:
    async def unit(db: Db) -> list[str]:
        async def answer() -> str:
            await asyncio.sleep(0)
            return "x"

        async def fail() -> None:
            await asyncio.sleep(0)
            raise LookupError("y")

        found = [await asyncio.create_task(answer())]
        try:
            await asyncio.create_task(fail())
        except LookupError as error:
            found.append(str(error))
        async with asyncio.timeout(60):
            await asyncio.sleep(0)
        return found

    assert await database.write(unit) == ["x", "y"]


async def test_a_unit_that_cancels_itself_fails_alone(database: Database) -> None:
    async def unit(db: Db) -> None:
        await db.add(insert(thing).values(name="gone"))
        raise asyncio.CancelledError

    results = await together(database, unit, adding("a"))
    assert isinstance(results[0], asyncio.CancelledError)
    assert await kept(database) == ["a"]


async def test_a_unit_within_a_unit_is_refused_instead_of_waiting_for_ever(database: Database) -> None:
    async def outer(db: Db) -> None:
        await database.write(adding("inner"))

    with pytest.raises(RuntimeError, match="another unit"):
        await database.write(outer)


async def test_a_db_is_of_no_use_after_its_unit(database: Database) -> None:
    async def leak(db: Db) -> Db:
        return db

    leaked = await database.write(leak)
    with pytest.raises(RuntimeError, match="over"):
        await leaked.run(insert(thing).values(name="a"))
    with pytest.raises(RuntimeError, match="over"):
        await leaked.rows(names)


async def test_closing_finishes_what_waits_and_folds_the_log_in(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "x.db")
    await database.reshape(meta.create_all)
    waiting = [asyncio.create_task(database.write(adding(str(n)))) for n in range(5)]
    await asyncio.sleep(0)
    await database.close()
    await asyncio.gather(*waiting)
    with pytest.raises(Unkept):
        await database.write(adding("late"))
    await database.close()
    assert sorted(os.listdir(tmp_path)) == ["x.db", "x.db.lock"]  # noqa: PTH208
    plain = sqlite3.connect(tmp_path / "x.db")
    assert plain.execute("SELECT count(*) FROM thing").fetchone() == (5,)
    plain.close()


async def test_a_writer_that_is_torn_down_keeps_nothing_half_and_leaves_nobody_waiting(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "x.db")
    await database.reshape(meta.create_all)
    await database.write(adding("before"))
    begun = asyncio.Event()

    async def stuck(db: Db) -> None:
        await db.add(insert(thing).values(name="half"))
        begun.set()
        await asyncio.Event().wait()

    callers = [asyncio.create_task(database.write(unit)) for unit in (adding("a"), stuck, adding("b"))]
    await begun.wait()
    callers.append(asyncio.create_task(database.write(adding("c"))))
    await asyncio.sleep(0)
    database._task.cancel()  # as the end of the event loop does
    results = await asyncio.gather(*callers, return_exceptions=True)
    assert [type(one) for one in results] == [asyncio.CancelledError] * 4
    assert await kept(database) == ["before"]
    with pytest.raises(Unkept):
        await database.write(adding("late"))
    await database.close()
    again = await Database.open(tmp_path / "x.db")
    assert await kept(again) == ["before"]
    await again.close()


async def test_a_change_of_tables_is_whole_or_not_at_all(database: Database) -> None:
    async def tables() -> set[str]:
        rows = await database.read_long(lambda c: c.exec_driver_sql("SELECT name FROM sqlite_master").all())
        return {row[0] for row in rows}

    def broken(connection: Any) -> None:
        connection.exec_driver_sql("CREATE TABLE extra (id INTEGER)")
        connection.execute(insert(thing).values(name="a"))
        connection.commit()  # as a library may think it should
        raise LookupError

    def dangling(connection: Any) -> None:
        connection.exec_driver_sql("CREATE TABLE extra (id INTEGER)")
        connection.execute(insert(part).values(of=99))

    with pytest.raises(LookupError):
        await database.reshape(broken)
    with pytest.raises(IntegrityError, match="part"):
        await database.reshape(dangling)
    assert "extra" not in await tables()
    assert await kept(database) == []
    assert (await pragma(database, "foreign_keys"))[1] == 1
    with pytest.raises(IntegrityError):
        await database.write(lambda db: db.run(insert(part).values(of=99)))


async def test_in_memory() -> None:
    database = await Database.open(":memory:")
    await database.reshape(meta.create_all)
    await together(database, adding("a"), adding("b"))
    assert await kept(database) == ["a", "b"]
    assert len(await database.read_long(lambda connection: connection.execute(names).all())) == 2
    await database.close()


WORK = """
import asyncio, sys
from core.engine.db import Database
from core.kit.sql import Column, Integer, MetaData, Table, insert
meta = MetaData()
pair = Table("pair", meta, Column("unit", Integer), Column("half", Integer))

async def main():
    database = await Database.open(sys.argv[1])
    await database.reshape(meta.create_all)

    async def one(n):
        async def unit(db):
            await db.run(insert(pair).values(unit=n, half=1))
            await asyncio.sleep(0)
            await db.run(insert(pair).values(unit=n, half=2))
        await database.write(unit)
        sys.stdout.write(f"{n}\\n")
        sys.stdout.flush()

    n = 0
    while True:
        await asyncio.gather(*(one(n + i) for i in range(20)))
        n += 20

asyncio.run(main())
"""


async def test_killed_at_any_moment_it_keeps_whole_units_and_all_it_answered(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", WORK, str(file), stdout=subprocess.PIPE)
    assert process.stdout
    answered: list[bytes] = [await process.stdout.readline() for _ in range(105)]
    process.kill()
    answered += (await process.stdout.read()).splitlines(keepends=True)
    await process.wait()
    database = await Database.open(file)
    counts = await database.read_long(
        lambda c: c.exec_driver_sql("SELECT unit, count(*), sum(half) FROM pair GROUP BY unit").all()
    )
    assert {(row[1], row[2]) for row in counts} == {(2, 3)}
    done = {int(line) for line in answered if line.endswith(b"\n")}
    assert done <= {row[0] for row in counts}
    assert len(done) >= 105
    await database.close()


async def test_scrubbing_leaves_nothing_of_what_was_deleted(database: Database, tmp_path: Path) -> None:
    """Without it SQLite leaves pieces of deleted rows where it rearranged a page, `secure_delete` or not."""
    chance = random.Random(1)

    def words() -> str:
        return f"{chance.random()}-P{chance.randrange(60):02}x" + "y" * chance.randrange(300)

    async def fill(db: Db) -> None:
        for _ in range(3000):
            await db.run(insert(thing).values(name=words()))
            if chance.random() < 0.5:
                await db.run(update(thing).where(thing.c.id == chance.randrange(3000)).values(name=words()))

    gone = [f"P{number:02}x" for number in range(0, 60, 3)]

    async def empty(db: Db) -> None:
        for one in gone:
            await db.run(delete(thing).where(thing.c.name.like(f"%{one}%")))

    await database.write(fill)
    await database.write(empty)
    kept_before = await kept(database)
    await database.scrub()
    held = b"".join(file.read_bytes() for file in (tmp_path / "house").iterdir())
    assert not [one for one in gone if one.encode() in held]
    assert b"P01x" in held
    assert await kept(database) == kept_before
