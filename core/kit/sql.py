"""What a feature's store.py may use of SQLAlchemy Core, the Db it is given, our own column types, and a text index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Protocol

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    and_,
    bindparam,
    case,
    column,
    delete,
    exists,
    func,
    insert,
    literal_column,
    not_,
    or_,
    select,
    table,
    update,
)
from sqlalchemy.engine import Dialect, Row
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.schema import CreateTable
from sqlalchemy.sql import ColumnElement, Executable
from sqlalchemy.sql.compiler import DDLCompiler
from sqlalchemy.types import BigInteger, TypeDecorator


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept as whole seconds since 1970 UTC; comes back aware, in UTC."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """To seconds; raises ValueError for a naive datetime."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a datetime without a zone cannot be stored")
        return int(value.timestamp())

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """From seconds."""
        return None if value is None else datetime.fromtimestamp(value, UTC)


class PersonId(TypeDecorator[int]):
    """A person's id; a feature with such a column keeps personal data and must declare how (see Personal)."""

    impl = Integer
    cache_ok = True


USING = "using"
"""The key in a table's `info` of the SQLite module that makes it, with the module's arguments."""


@compiles(CreateTable, "sqlite")
def _virtual(create: CreateTable, compiler: DDLCompiler, **options: Any) -> str:
    """A table with a USING is a virtual one: declared like any other, made by create_all and by Alembic alike."""
    made: Table = create.element
    if USING not in made.info:
        plain: str = compiler.visit_create_table(create, **options)  # pyright: ignore[reportUnknownMemberType]
        return plain
    return f"CREATE VIRTUAL TABLE {compiler.preparer.format_table(made)} USING {made.info[USING]}"


class SearchIndex:
    """The words of a feature's rows, by the rows' ids, to be searched: SQLite's FTS5, hidden.

    It knows nothing of language: give it words that are spelled alike already, of a-z and 0-9. Where the tables are
    PostgreSQL's, this class is what would hold a tsvector instead.
    """

    def __init__(self, name: str, meta: MetaData) -> None:
        # system: SQLite has that column by itself
        rowid = Column("rowid", Integer, primary_key=True, system=True)
        using = "fts5(words, tokenize='unicode61', prefix='2 3')"
        self.table = Table(name, meta, rowid, Column("words", String), info={USING: using})
        self.id: ColumnElement[int] = rowid
        """The id of the row whose words these are; to be joined to."""
        self.rank: ColumnElement[float] = literal_column(f"{name}.rank")
        """How well it matches: the less, the better; only where `matches` is asked for."""
        self._put = insert(self.table)
        self._drop = delete(self.table).where(rowid == bindparam("id"))
        self._order = insert(table(name, column(name)))

    def matches(self, bind: str = "sought") -> ColumnElement[bool]:
        """Whether it matches what is given for `bind`: the outcome of `sought`."""
        return literal_column(self.table.name, String).match(bindparam(bind))

    @staticmethod
    def sought(terms: Sequence[Sequence[Sequence[str]]], *, all_of_them: bool = True) -> str:
        """What to look for: each term (or any) in one of its ways; a way is words that all must be there.

        A word that ends in `*` stands for all that begin so. Raises ValueError for a word of anything but a-z and 0-9.
        """

        def word(one: str) -> str:
            plain = one.removesuffix("*")
            if not (plain.isascii() and plain.isalnum()):
                raise ValueError("a word to look for has only a-z and 0-9")
            return f'"{plain}"*' if one.endswith("*") else f'"{plain}"'

        said = [
            "(" + " OR ".join("(" + " AND ".join(map(word, way)) + ")" for way in ways if way) + ")" for ways in terms
        ]
        return (" AND " if all_of_them else " OR ").join(said)

    async def put(self, db: Db, id: int, words: Sequence[str]) -> None:
        """Keep these words for the row, in place of any it had."""
        await db.run(self._drop, id=id)
        await db.run(self._put, rowid=id, words=" ".join(words))

    async def drop(self, db: Db, id: int) -> None:
        """The row is not to be found any more; what the index still holds of its words goes with `forget`."""
        await db.run(self._drop, id=id)

    async def forget(self, db: Db) -> None:
        """Make the index anew from what is still there, so that no page of it holds a word that was dropped.

        Takes as long as there are words. Newer SQLites could overwrite at each drop ('secure-delete', from 3.42).
        """
        await db.run(self._order, **{self.table.name: "rebuild"})


class Db(Protocol):
    """The database as a handler sees it: its own transaction (a Ctx), or a recent state to read (a Look).

    A statement that runs often is best built once, with a `bindparam` for each value, and given its values here: to
    build one takes several times as long as to run it. The values of an insert are named like its columns.
    """

    async def rows(self, statement: Executable, /, **values: Any) -> Sequence[Row[Any]]:
        """All rows."""
        ...

    async def row(self, statement: Executable, /, **values: Any) -> Row[Any] | None:
        """The first row, or None."""
        ...

    async def value(self, statement: Executable, /, **values: Any) -> Any:
        """The first column of the first row, or None."""
        ...

    async def run(self, statement: Executable, /, **values: Any) -> int:
        """Execute a change; returns how many rows it touched."""
        ...

    async def add(self, statement: Executable, /, **values: Any) -> int:
        """Execute an insert of one row; returns its integer primary key."""
        ...


__all__ = [
    "JSON",
    "Boolean",
    "Column",
    "ColumnElement",
    "Db",
    "ForeignKey",
    "Index",
    "Instant",
    "Integer",
    "MetaData",
    "PersonId",
    "Row",
    "SearchIndex",
    "String",
    "Table",
    "UniqueConstraint",
    "and_",
    "bindparam",
    "case",
    "delete",
    "exists",
    "func",
    "insert",
    "not_",
    "or_",
    "select",
    "update",
]
