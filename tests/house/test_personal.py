"""Whoever keeps something about a person can give it out, hand it over and erase it: tried for real, on real rows."""

from __future__ import annotations

import importlib
import itertools
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bots.features import folders
from core.engine.context import Context, Left
from core.engine.ftl import read
from core.kit import Person, Plugin
from core.kit.port import Event, Said
from core.kit.sql import JSON, Boolean, Column, Db, Instant, Integer, MetaData, PersonId, Table, insert, select
from tests.rig import Rig, Who

HOMES = [f"{kind}.{name}" for kind in ("core", "plugins") for name in folders(kind)]
PLUGINS: list[Plugin[Any]] = [getattr(importlib.import_module(home), home.rpartition(".")[2]) for home in HOMES]


def _of_persons(tables: MetaData | None) -> list[tuple[Table, Column[Any]]]:
    found = tables.sorted_tables if tables is not None else []
    return [(table, column) for table in found for column in table.columns if isinstance(column.type, PersonId)]


KEEPERS = [pytest.param(plugin, id=plugin.name) for plugin in PLUGINS if _of_persons(plugin.tables)]
BY_KEEPER = pytest.mark.parametrize("keeper", KEEPERS)


def test_a_column_that_names_a_person_is_a_person_id() -> None:
    """A plain Integer called so would hide from the tests below."""
    for plugin in PLUGINS:
        for table in plugin.tables.sorted_tables if plugin.tables is not None else []:
            for column in table.columns:
                if column.name in {"person", "who", "member", "host", "owner", "author", "user", "claimer"}:
                    assert isinstance(column.type, PersonId), f"{table.name}.{column.name}"


@BY_KEEPER
def test_declares_how(keeper: Plugin[Any]) -> None:
    assert keeper.personal is not None, f"{keeper.home} keeps persons in its tables and declares no Personal"
    for lang in ("id", "en"):
        keys = {one.id.name for source in read(keeper.home) if source.lang == lang for one in source.messages()}
        assert {keeper.personal.purpose, keeper.personal.retention} <= keys


# --- for real ---


async def _known(rig: Rig, who: Who) -> Person:
    await who.says("/start")
    person = await rig.database.write(
        lambda db: rig.engine.directory(db).by_account(who.account.platform, who.account.id)
    )
    assert person is not None
    return person


async def _fill(rig: Rig, tables: MetaData, person: Person, mark: str) -> None:
    """A row of this person in every table, each column filled with something of its type; words say `mark`."""
    numbers = itertools.count(1)

    def value(column: Column[Any], keys: dict[str, Any]) -> Any:
        if column.foreign_keys:
            return keys[next(iter(column.foreign_keys)).column.table.name]
        match column.type:
            case PersonId():
                return person.id
            case Instant():
                return rig.now
            case Boolean():
                return False
            case Integer():
                return 1
            case JSON():
                return {}
            case _:
                return f"{mark}{next(numbers)}"

    async def unit(db: Db) -> None:
        keys: dict[str, Any] = {}
        for table in tables.sorted_tables:
            serial = [
                one for one in table.primary_key.columns if isinstance(one.type, Integer) and not one.foreign_keys
            ]
            values = {column.name: value(column, keys) for column in table.columns if column not in serial}
            keys[table.name] = await db.add(insert(table).values(**values))

    await rig.database.write(unit)


async def _rows(rig: Rig, tables: MetaData, person: Person) -> int:
    async def unit(db: Db) -> int:
        found = [await db.rows(select(table).where(column == person.id)) for table, column in _of_persons(tables)]
        return sum(map(len, found))

    return await rig.database.write(unit)


async def _do(rig: Rig, keeper: Plugin[Any], who: Who, act: Callable[[Context], Awaitable[Any]]) -> Any:
    """Run something with the keeper's own Ctx, and write what it leaves behind."""

    async def unit(db: Db) -> Any:
        event = Event("personal", who.private, Said(""), rig.now, who.account)
        context = rig.engine.context(db, keeper.name, event, None)
        outcome = await act(context)
        left = Left()
        await context.write(left)
        rig.engine.posted(left)
        return outcome

    outcome = await rig.database.write(unit)
    await rig.engine.idle()
    return outcome


@asynccontextmanager
async def _two(keeper: Plugin[Any]) -> AsyncIterator[tuple[Rig, Who, Person, Person]]:
    """Two persons with rows of theirs; closed whatever happens, as an open database would keep the process alive."""
    rig = await Rig.open([keeper])
    try:
        yield await _fill_two(rig, keeper)
    finally:
        await rig.close()


async def _fill_two(rig: Rig, keeper: Plugin[Any]) -> tuple[Rig, Who, Person, Person]:
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    one, other = await _known(rig, sari), await _known(rig, bimo)
    assert keeper.tables is not None
    await _fill(rig, keeper.tables, one, "sariwords")
    await _fill(rig, keeper.tables, other, "bimowords")
    return rig, sari, one, other


@BY_KEEPER
async def test_erases_all_of_one_person_and_nothing_of_another(keeper: Plugin[Any]) -> None:
    async with _two(keeper) as (rig, sari, one, other):
        assert keeper.tables is not None and keeper.personal is not None
        erase = keeper.personal.erase
        before = await _rows(rig, keeper.tables, other)
        assert await _rows(rig, keeper.tables, one) >= len(_of_persons(keeper.tables))
        await _do(rig, keeper, sari, lambda ctx: erase(ctx, one))
        assert await _rows(rig, keeper.tables, one) == 0
        assert await _rows(rig, keeper.tables, other) == before


@BY_KEEPER
async def test_gives_out_what_is_theirs_as_json_and_nothing_of_another(keeper: Plugin[Any]) -> None:
    async with _two(keeper) as (rig, sari, one, _):
        assert keeper.personal is not None
        export = keeper.personal.export
        given = json.dumps(await _do(rig, keeper, sari, lambda ctx: export(ctx, one)))
        assert given not in ("null", "[]", "{}")
        assert "bimowords" not in given


@BY_KEEPER
async def test_hands_all_of_one_person_over_to_another(keeper: Plugin[Any]) -> None:
    async with _two(keeper) as (rig, sari, one, other):
        assert keeper.tables is not None and keeper.personal is not None
        merge = keeper.personal.merge
        await _do(rig, keeper, sari, lambda ctx: merge(ctx, other, one))
        assert await _rows(rig, keeper.tables, one) == 0
        assert await _rows(rig, keeper.tables, other) > 0
