"""What a feature's store.py may use of SQLAlchemy Core, the Db it is given, and our own column types."""

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
    delete,
    exists,
    func,
    insert,
    not_,
    or_,
    select,
    update,
)
from sqlalchemy.engine import Dialect, Row
from sqlalchemy.sql import ColumnElement, Executable
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
