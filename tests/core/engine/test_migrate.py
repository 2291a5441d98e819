"""Migrations: each feature's own line, all or nothing, and no newer database is touched."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, MetaData, inspect, text

from core.engine import migrate as module
from core.engine.db import Database
from core.engine.migrate import BadMigrations, FutureDatabase, folder, migrate, new
from core.engine.tables import kept, meta
from core.kit.sql import insert, select

NEWEST = f"engine_{len(list(folder('core.engine').glob('0*.py'))):04}"
ENGINE = {"engine": "core.engine"}
VERSION = """
import sqlalchemy as sa
from alembic import op

revision = "{feature}_{number:04}"
down_revision = {before!r}
branch_labels = {labels!r}
depends_on = None


def upgrade() -> None:
    {body}
"""

Write = Callable[..., None]


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = await Database.open(tmp_path / "x.db")
    yield database
    await database.close()


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Write]:
    """Write a version file of a made-up feature; its package is named `<feature>_home`."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(feature: str, number: int, body: str, *, before: str | None = "", name: str = "") -> None:
        place = tmp_path / f"{feature}_home" / "migrations"
        place.mkdir(parents=True, exist_ok=True)
        (place.parent / "__init__.py").touch()
        if before == "":
            before = f"{feature}_{number - 1:04}" if number > 1 else None
        text = VERSION.format(
            feature=feature, number=number, before=before, labels=None if before else (feature,), body=body
        )
        (place / f"{number:04}{name}.py").write_text(text)

    yield write
    for name in [name for name in sys.modules if name.partition(".")[0].endswith("_home")]:
        del sys.modules[name]


def create(table: str) -> str:
    return f"op.create_table({table!r}, sa.Column('id', sa.Integer(), primary_key=True))"


def homes(*features: str) -> Mapping[str, str]:
    return ENGINE | {feature: f"{feature}_home" for feature in features}


async def schema(database: Database) -> dict[str, str]:
    """Everything in sqlite_master that somebody declared, in a form that does not depend on how it was spelled."""

    def ask(connection: Connection) -> dict[str, str]:
        rows = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").all()
        return {name: re.sub(r"\s+", "", sql.replace('"', "")) for name, sql in rows if not name.startswith("sqlite_")}

    return await database.read_long(ask)


async def versions(database: Database) -> set[str]:
    rows = await database.read_long(lambda c: c.exec_driver_sql("SELECT version_num FROM alembic_version").all())
    return {row[0] for row in rows}


async def test_the_migrated_schema_is_the_declared_one(database: Database, tmp_path: Path) -> None:
    await migrate(database, ENGINE)
    declared = await Database.open(tmp_path / "declared.db")
    await declared.reshape(meta.create_all)
    expected = await schema(declared)
    await declared.close()
    made = await schema(database)
    assert made.pop("alembic_version")
    assert made == expected


async def test_features_are_brought_up_in_turn_and_absent_ones_stay(database: Database, packages: Write) -> None:
    packages("cats", 1, create("cat"))
    packages("free_dogs", 1, create("dog"))
    await migrate(database, homes("cats", "free_dogs"))
    assert {"cat", "dog", "person"} <= set(await schema(database))
    assert await versions(database) == {NEWEST, "cats_0001", "free_dogs_0001"}

    packages("cats", 2, "op.add_column('cat', sa.Column('name', sa.String()))")
    packages("cats", 3, "op.create_index('cat_name', 'cat', ['name'])")
    packages("free_dogs", 2, create("kennel"))
    await migrate(database, homes("cats"))
    assert await versions(database) == {NEWEST, "cats_0003", "free_dogs_0001"}
    assert "cat_name" in await schema(database)
    assert "kennel" not in await schema(database)
    known = json.loads(await database.read.value(select(kept.c.value).where(kept.c.name == "schema")))
    assert known["cats"] == ["0001.py", "0002.py", "0003.py"]
    assert known["free_dogs"] == ["0001.py"]

    await migrate(database, homes("cats", "free_dogs"))
    assert await versions(database) == {NEWEST, "cats_0003", "free_dogs_0002"}


async def test_a_migration_that_fails_half_way_changes_nothing(database: Database, packages: Write) -> None:
    await migrate(database, ENGINE)
    before = await schema(database)
    packages("cats", 1, create("cat"))
    packages("cats", 2, 'op.execute("INSERT INTO cat VALUES (1)"); ' + create("mouse"))
    packages("dogs", 1, f"{create('dog')}; raise LookupError")
    with pytest.raises(LookupError):
        await migrate(database, homes("cats", "dogs"))
    assert await schema(database) == before
    assert await versions(database) == {NEWEST}
    packages("dogs", 1, create("dog"))
    await migrate(database, homes("cats", "dogs"))
    assert await versions(database) == {NEWEST, "cats_0002", "dogs_0001"}


async def test_a_failing_first_migration_leaves_an_empty_database(database: Database, packages: Write) -> None:
    packages("dogs", 1, "raise LookupError")
    with pytest.raises(LookupError):
        await migrate(database, homes("dogs"))
    assert await schema(database) == {}


async def test_a_table_can_be_rebuilt_while_others_point_to_it(database: Database) -> None:
    await migrate(database, ENGINE)

    def rebuild(connection: Connection) -> None:
        from alembic.migration import MigrationContext
        from alembic.operations import Operations

        connection.exec_driver_sql("INSERT INTO person (id, role, since) VALUES (7, 0, 0)")
        connection.exec_driver_sql(
            "INSERT INTO account (platform, id, person, name, username, reachable, seen) VALUES ('p','1',7,'','',0,0)"
        )
        with Operations(MigrationContext.configure(connection)).batch_alter_table("person", recreate="always") as batch:
            batch.drop_column("lang")

    await database.reshape(rebuild)
    rows = await database.read_long(lambda c: c.exec_driver_sql("SELECT person, since FROM account, person").all())
    assert rows == [(7, 0)]


async def test_a_database_from_the_future_is_refused_and_untouched(
    database: Database, packages: Write, tmp_path: Path
) -> None:
    packages("cats", 1, create("cat"))
    packages("cats", 2, create("kitten"))
    await migrate(database, homes("cats"))
    (tmp_path / "cats_home" / "migrations" / "0002.py").unlink()
    packages("dogs", 1, create("dog"))
    before = await schema(database)
    with pytest.raises(FutureDatabase, match=r"cats_0002.*backup") as caught:
        await migrate(database, homes("dogs", "cats"))
    assert (caught.value.feature, caught.value.revision) == ("cats", "cats_0002")
    assert await schema(database) == before
    await migrate(database, homes("dogs"))  # without that feature it is nobody's business
    assert await versions(database) == {NEWEST, "cats_0002", "dogs_0001"}


async def test_version_files_that_do_not_form_a_line_are_refused(
    database: Database, packages: Write, tmp_path: Path
) -> None:
    with pytest.raises(BadMigrations, match="no package"):
        await migrate(database, homes("nowhere"))
    packages("cats", 1, create("cat"))
    packages("cats", 2, create("left"), before="cats_0001", name="_left")
    packages("cats", 3, create("right"), before="cats_0001", name="_right")
    with pytest.raises(BadMigrations, match="follow"):
        await migrate(database, homes("cats"))
    packages("dogs", 1, create("dog"))
    packages("dogs", 2, create("cow"))
    packages("dogs", 2, create("calf"), name="_again")
    with pytest.warns(UserWarning), pytest.raises(BadMigrations, match="share"):
        await migrate(database, homes("dogs"))
    packages("ants", 1, create("ant"))
    packages("ants", 2, create("hill"), before="ants_0007")
    with pytest.warns(UserWarning), pytest.raises(BadMigrations):
        await migrate(database, homes("ants"))
    (tmp_path / "mice_home").mkdir()
    (tmp_path / "mice_home" / "__init__.py").touch()
    with pytest.raises(BadMigrations, match="no version files"):
        await migrate(database, homes("mice"))
    packages("bees", 1, create("bee"))
    text = (tmp_path / "bees_home" / "migrations" / "0001.py").read_text()
    (tmp_path / "bees_home" / "migrations" / "0001.py").write_text(text.replace("('bees',)", "None"))
    with pytest.raises(BadMigrations, match="label"):
        await migrate(database, homes("bees"))
    assert await schema(database) == {}


def test_alembic_is_imported_only_where_something_is_to_do(tmp_path: Path, packages: Write) -> None:
    packages("cats", 1, create("cat"))
    code = (
        "import asyncio, sys\n"
        "sys.path.insert(0, sys.argv[2])\n"
        "from core.engine.db import Database\n"
        "from core.engine.migrate import migrate\n"
        "async def main():\n"
        "    database = await Database.open(sys.argv[1])\n"
        "    await migrate(database, {'engine': 'core.engine', 'cats': 'cats_home'})\n"
        "    await database.close()\n"
        "    print('alembic' in sys.modules)\n"
        "asyncio.run(main())\n"
    )
    command = (sys.executable, "-c", code, str(tmp_path / "x.db"), str(tmp_path))
    said = [subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() for _ in range(2)]
    assert said == ["True", "False"]


async def test_what_was_kept_survives_a_migration(database: Database, packages: Write) -> None:
    await migrate(database, ENGINE)
    await database.write(lambda db: db.run(insert(kept).values(name="ticket key", value="k")))
    packages("cats", 1, create("cat"))
    await migrate(database, homes("cats"))
    rows = await database.read.rows(kept.select().order_by(kept.c.name))
    assert [row.name for row in rows] == ["schema", "ticket key"]


STORE = """
from core.kit.sql import Column, Instant, Index, Integer, MetaData, PersonId, String, Table

meta = MetaData()
cat = Table(
    "cat",
    meta,
    Column("id", Integer, primary_key=True),
    Column("owner", PersonId, index=True),
    Column("born", Instant),
    {more}
)
"""


async def test_a_new_version_file_is_written_from_the_declared_tables(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    home = tmp_path / "tom"
    home.mkdir()
    (home / "__init__.py").touch()

    def declare(more: str) -> MetaData:
        (home / "store.py").write_text(STORE.format(more=more))
        for name in [name for name in sys.modules if name.startswith("tom")]:
            del sys.modules[name]
        namespace: dict[str, Any] = {}
        exec(STORE.format(more=more), namespace)
        return namespace["meta"]

    declare("")
    first = new("tom", "the first tables")
    assert first.name == "0001_the_first_tables.py"
    assert "core.kit" not in first.read_text()
    await migrate(database, ENGINE | {"tom": "tom"})
    # the size tells Python that the source has changed, within the same second too
    declared = declare('Column("name", String), Column("weight", Integer),')
    monkeypatch.setattr(sys, "argv", ["migrate", "new", "tom", "Name & weight"])
    module.main()
    assert capsys.readouterr().out.strip() == str(home / "migrations" / "0002_name_weight.py")
    await migrate(database, ENGINE | {"tom": "tom"})
    assert await versions(database) == {NEWEST, "tom_0002"}
    with pytest.raises(BadMigrations, match="are as its version files"):
        new("tom", "nothing")
    await database.write(lambda db: db.run(insert(declared.tables["cat"]).values(name="x", weight=3, owner=None)))


async def test_a_new_database_is_as_the_version_files_make_it(tmp_path: Path) -> None:
    homes = {name: f"core.{name}" for name in ("engine", "mabar", "members", "info")}
    laid = await Database.open(tmp_path / "laid.db")
    await migrate(laid, homes)
    stepwise = await Database.open(tmp_path / "stepwise.db")
    await stepwise.reshape(
        lambda connection: module.upgrade(connection, {n: module.folder(h) for n, h in homes.items()})
    )

    def columns(connection: Connection) -> dict[str, Any]:
        found = inspect(connection)
        return {
            name: (
                sorted((c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(name)),
                found.get_pk_constraint(name)["constrained_columns"],
                sorted((i["name"], i["column_names"], i["unique"]) for i in found.get_indexes(name)),
                sorted(u["column_names"] for u in found.get_unique_constraints(name)),
                sorted((f["constrained_columns"], f["referred_table"]) for f in found.get_foreign_keys(name)),
            )
            for name in found.get_table_names()
        }

    versions = text("SELECT version_num FROM alembic_version ORDER BY 1")
    assert (await schema(laid))["info_search"] == (await schema(stepwise))["info_search"]
    assert "USINGfts5(words" in (await schema(laid))["info_search"]
    assert await laid.read_long(columns) == await stepwise.read_long(columns)
    assert [tuple(row) for row in await laid.read.rows(versions)] == [
        tuple(row) for row in await stepwise.read.rows(versions)
    ]
    await laid.close()
    await stepwise.close()


async def test_a_text_index_is_a_table_like_any_other_and_its_parts_are_nobodys(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "tina").mkdir()
    (tmp_path / "tina" / "__init__.py").touch()
    store = (
        "from core.kit.sql import MetaData, SearchIndex\nmeta = MetaData()\nindex = SearchIndex('tina_found', meta)\n"
    )
    (tmp_path / "tina" / "store.py").write_text(store)
    first = new("tina", "the first tables")
    assert "op.create_table('tina_found'" in first.read_text() and "fts5" in first.read_text()
    assert "op.execute" not in first.read_text(), "a new database needs no Alembic for it"
    with pytest.raises(BadMigrations, match="are as its version files"):
        new("tina", "nothing")
    await migrate(database, ENGINE | {"tina": "tina"})
    assert (await schema(database))["tina_found"].startswith("CREATEVIRTUALTABLEtina_foundUSINGfts5(words")


def test_a_new_database_needs_no_alembic(tmp_path: Path) -> None:
    code = f"""
import asyncio, sys
from core.engine.db import Database
from core.engine.migrate import migrate
async def main():
    database = await Database.open({str(tmp_path / "x.db")!r})
    await migrate(database, {{"engine": "core.engine", "info": "core.info"}})
    await database.close()
asyncio.run(main())
assert "alembic" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


async def test_persons_and_stashed_arguments_outlive_the_change_that_keeps_ids_from_coming_back(tmp_path: Path) -> None:
    first = tmp_path / "first"
    first.mkdir()
    (first / "0001.py").write_text((folder("core.engine") / "0001_the_first_tables.py").read_text())
    database = await Database.open(tmp_path / "old.db")

    def old(connection: Connection) -> None:
        module.upgrade(connection, {"engine": first})
        connection.execute(text("INSERT INTO person VALUES (5, 20, 'en', 7)"))
        connection.execute(text("INSERT INTO account VALUES ('t', '1', 5, 'Sari', '', 1, 7)"))
        connection.execute(text("INSERT INTO stash VALUES (3, '{}', 9)"))

    await database.reshape(old)
    await migrate(database, ENGINE)

    def look(connection: Connection) -> list[Any]:
        every = (
            "SELECT id, role, lang, since, paused FROM person",
            "SELECT person FROM account",
            "SELECT * FROM stash",
        )
        return [tuple(row) for statement in every for row in connection.execute(text(statement))]

    assert await database.read_long(look) == [(5, 20, "en", 7, None), (5,), (3, "{}", 9, None)]

    def forget(connection: Connection) -> list[Any]:
        connection.execute(text("DELETE FROM account"))
        connection.execute(text("DELETE FROM person"))
        connection.execute(text("INSERT INTO person (role, since) VALUES (0, 8)"))
        for _ in range(2):
            connection.execute(text("INSERT INTO stash (args, until) VALUES ('{}', 9)"))
        return [row[0] for row in connection.execute(text("SELECT id FROM person"))]

    assert await database.reshape(forget) == [6]
    await database.close()
