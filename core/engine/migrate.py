"""Bring the tables of the engine and of every feature up to date: Alembic, one branch a feature, all or nothing.

After a change of a feature's tables: `python -m core.engine.migrate new core.mabar "add a waitlist"` writes the next
version file beside it, to be read and corrected.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import Column, Connection, MetaData, String, Table, create_engine, inspect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.types import TypeDecorator

from core.engine.db import Database
from core.engine.tables import kept
from core.kit.sql import USING, delete, insert, select

if TYPE_CHECKING:
    from alembic.runtime.migration import MigrationContext, MigrationStep
    from alembic.script import ScriptDirectory

SCHEMA = "schema"
"""The name in `kept` of what was migrated: feature -> the names of its version files."""


_MORE_THAN_TABLES = re.compile(r"\bop\.(execute|bulk_insert|get_bind|get_context|run_async)\b")
_REVISION = re.compile(r'^revision = "(\w+)"', re.MULTILINE)

_versions = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))
"""Alembic's own table: the newest version file of each feature."""


class FutureDatabase(Exception):
    """A newer Guyub has changed the tables of `feature`; install that one again or put back an older backup."""

    def __init__(self, feature: str, revision: str) -> None:
        super().__init__(
            f"the tables of {feature} are at {revision}, which this version does not know: "
            "install the version that wrote them (or a newer one), or put back a backup made before it"
        )
        self.feature = feature
        self.revision = revision


class BadMigrations(Exception):
    """The version files of a feature are missing or do not form one line."""


async def migrate(database: Database, homes: Mapping[str, str]) -> None:
    """Upgrade the tables of these features (name -> package) to their newest versions, all of them or none.

    The version files lie in `<package>/migrations`. The tables and the version of a feature that is not given stay as
    they are. Alembic is imported only when the files' names differ from those of the last time; and a new database gets
    the tables as they are declared, which is where the version files lead to, since to import and run Alembic takes as
    long and as much memory as half of the start.

    Raises FutureDatabase, BadMigrations, or what a version file raised; nothing has changed then.
    """
    folders = {feature: folder(home) for feature, home in homes.items()}
    files = {feature: _files(place) for feature, place in folders.items()}
    for feature, names in files.items():
        if not names:
            raise BadMigrations(f"{feature} has tables but no version files in {folders[feature]}")
    done: dict[str, list[str]] = {}
    with suppress(DBAPIError):  # a new database has no such table yet
        done = json.loads(await database.read.value(select(kept.c.value).where(kept.c.name == SCHEMA)) or "{}")
    if all(done.get(feature) == names for feature, names in files.items()):
        return

    def work(connection: Connection) -> None:
        if not inspect(connection).get_table_names() and (tables := _as_declared(homes, folders)):
            _lay(connection, tables, folders)
        else:
            upgrade(connection, folders)
        connection.execute(delete(kept).where(kept.c.name == SCHEMA))
        connection.execute(insert(kept).values(name=SCHEMA, value=json.dumps(done | files)))

    await database.reshape(work)


def _as_declared(homes: Mapping[str, str], folders: Mapping[str, Path]) -> list[MetaData] | None:
    """What all these features declare; None where one does not, or where a version file does more than make tables."""
    for place in folders.values():
        for name in _files(place):
            if _MORE_THAN_TABLES.search((place / name).read_text("utf-8")):
                return None
    try:
        return [_declared(home) for home in homes.values()]
    except (BadMigrations, ModuleNotFoundError):
        return None


def _lay(connection: Connection, tables: Sequence[MetaData], folders: Mapping[str, Path]) -> None:
    """Make the tables of a new database, and note for Alembic which version files they are the sum of."""
    for one in tables:
        one.create_all(connection)
    _versions.metadata.create_all(connection)
    for place in folders.values():
        newest = _REVISION.search((place / _files(place)[-1]).read_text("utf-8"))
        if newest is None:
            raise BadMigrations(f"{place / _files(place)[-1]} has no revision")
        connection.execute(insert(_versions).values(version_num=newest[1]))


def upgrade(connection: Connection, folders: Mapping[str, Path]) -> None:
    """Run what is missing of these features' version files (name -> folder), in the given order of features.

    Leaves the transaction to the caller. Raises as migrate does.
    """
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationStep
    from alembic.script import ScriptDirectory
    from alembic.util import CommandError

    script = ScriptDirectory(folders[next(iter(folders))], version_locations=list(folders.values()))
    try:
        lines = {feature: _line(script, feature, place) for feature, place in folders.items()}
    except (CommandError, KeyError) as error:  # Alembic lets the latter out where a file follows one that is missing
        raise BadMigrations(f"the version files do not fit together: {error}") from error

    def steps(current: tuple[str, ...], _: MigrationContext) -> Iterator[MigrationStep]:
        at = {revision.rpartition("_")[0]: revision for revision in current}
        for feature, line in lines.items():
            revision = at.get(feature)
            if revision is not None and revision not in line:
                raise FutureDatabase(feature, revision)
        for feature, line in lines.items():
            begun = line.index(at[feature]) + 1 if feature in at else 0
            for revision in line[begun:]:
                yield MigrationStep.upgrade_from_script(script.revision_map, script.get_revision(revision))

    context = MigrationContext.configure(connection, opts={"fn": steps})
    with Operations.context(context):
        context.run_migrations()


def folder(home: str) -> Path:
    """Where the version files of the feature in this package lie; raises BadMigrations where there is no package."""
    spec = find_spec(home)
    if spec is None or not spec.submodule_search_locations:
        raise BadMigrations(f"there is no package {home}")
    return Path(spec.submodule_search_locations[0]) / "migrations"


def _files(place: Path) -> list[str]:
    return sorted(file.name for file in place.glob("*.py") if not file.name.startswith("_"))


def _line(script: ScriptDirectory, feature: str, place: Path) -> list[str]:
    """The feature's revisions from the first to the newest; raises BadMigrations unless they are one line."""
    own = [one for one in script.walk_revisions() if Path(one.path).parent == place]
    if len(own) != len(_files(place)):
        raise BadMigrations(f"two version files of {feature} share a revision, or one has none")
    line: list[str] = []
    for one in reversed(own):
        expected = line[-1] if line else None
        number = one.revision.removeprefix(f"{feature}_")
        if one.down_revision != expected or one.dependencies or not number.isdecimal():
            raise BadMigrations(f"{one.path}: must be named {feature}_<number> and follow {expected} and nothing else")
        if feature not in one.branch_labels:
            raise BadMigrations(f"{one.path}: the first one must bear the branch label {feature!r}")
        line.append(one.revision)
    return line


# --- for whoever changes a feature's tables ------------------------------------------------------------------------

_VERSION = '''"""{what}."""

import sqlalchemy as sa
from alembic import op

revision = "{feature}_{number:04}"
down_revision = {before}
branch_labels = {labels}
depends_on = None


def upgrade() -> None:
    """{what}."""
    {body}
'''


def new(home: str, what: str) -> Path:
    """Write the next version file of the feature in the package `home` and return where it is.

    It holds the difference between the tables its version files make and those declared in the package's store.py (the
    engine: tables.py). Raises BadMigrations when there is none.
    """
    from alembic.autogenerate import produce_migrations, render_python_code
    from alembic.migration import MigrationContext

    feature = home.rpartition(".")[2]
    place = folder(home)
    files = _files(place)
    with create_engine("sqlite://").connect() as connection:
        if files:
            upgrade(connection, {feature: place})
        declared = _declared(home)
        parts = _parts(declared)

        def include(name: str | None, kind: str, _: Any) -> bool:
            return kind != "table" or not parts.match(name or "")

        context = MigrationContext.configure(connection, opts={"include_name": include})
        script = produce_migrations(context, declared)
    if script.upgrade_ops is None or script.upgrade_ops.is_empty():
        raise BadMigrations(f"the tables of {feature} are as its version files make them")
    code = render_python_code(script.upgrade_ops, render_as_batch=True, render_item=_render, migration_context=context)
    lines = [line for line in code.splitlines() if not line.strip().startswith("#")]
    number = len(files) + 1
    text = _VERSION.format(
        what=what[0].upper() + what[1:].rstrip("."),
        feature=feature,
        number=number,
        before=f'"{feature}_{number - 1:04}"' if files else None,
        labels=None if files else f'("{feature}",)',
        body="\n".join(lines).strip(),
    )
    slug = re.sub(r"[^a-z0-9]+", "_", what.lower()).strip("_")
    place.mkdir(exist_ok=True)
    file = place / f"{number:04}_{slug}.py"
    file.write_text(text, "utf-8")
    return file


def _declared(home: str) -> MetaData:
    module = import_module(f"{home}.tables" if find_spec(f"{home}.tables") else f"{home}.store")
    for value in vars(module).values():
        if isinstance(value, MetaData):
            return value
    raise BadMigrations(f"{module.__name__} declares no tables")


def _parts(declared: MetaData) -> re.Pattern[str]:
    """The tables that SQLite makes by itself for the virtual ones (https://www.sqlite.org/fts5.html, section 9)."""
    virtual = [re.escape(name) for name, table in declared.tables.items() if USING in table.info]
    return re.compile(rf"(?:{'|'.join(virtual) or '(?!)'})_(?:data|idx|content|docsize|config)\Z")


def _render(kind: str, item: Any, _: Any) -> str | Literal[False]:
    """Our own column types as the plain ones below them: a version file must not change when they do."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"  # pyright: ignore[reportUnknownMemberType]
    return False


def main() -> None:
    """The command line: `new <package> <what changes>`."""
    parser = argparse.ArgumentParser(prog="python -m core.engine.migrate")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("new", help="write a feature's next version file")
    command.add_argument("package", help="the feature's package, such as core.mabar")
    command.add_argument("what", help="what changes, in a few words")
    given = parser.parse_args()
    try:
        sys.stdout.write(f"{new(given.package, given.what)}\n")
    except BadMigrations as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
