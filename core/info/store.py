"""Where entries, votes, pictures waited for and digests are kept, and the index that entries are found by."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.info.model import Digest, Entry, Often, Price, State, Tally
from core.info.search import Way, kept
from core.kit import People, Person
from core.kit.sql import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Db,
    ForeignKey,
    Instant,
    Integer,
    MetaData,
    PersonId,
    Row,
    SearchIndex,
    String,
    Table,
    UniqueConstraint,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

meta = MetaData()

entry = Table(
    "info_entry",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("author", PersonId, nullable=False, index=True),
    Column("state", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    Column("area", String, nullable=False),
    Column("low", Integer),
    Column("high", Integer),
    Column("link", String, nullable=False, default=""),
    Column("source", String, nullable=False, default=""),
    Column("photos", JSON, nullable=False),
    Column("made", Instant, nullable=False),
    Column("until", Instant, nullable=False),
    Column("published", Instant),
    Column("ended", Instant),
    Column("doubted", Boolean, nullable=False, default=False),
    sqlite_autoincrement=True,
)
"""`photos`: platform -> its own id of a picture. `low` and `high`: rupiah."""

vote = Table(
    "info_vote",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("entry", Integer, ForeignKey("info_entry.id", ondelete="CASCADE"), nullable=False),
    Column("person", PersonId, nullable=False, index=True),
    Column("holds", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("entry", "person"),
    sqlite_autoincrement=True,
)

awaited = Table(
    "info_awaited",
    meta,
    Column("person", PersonId, primary_key=True, autoincrement=False),
    Column("entry", Integer, ForeignKey("info_entry.id", ondelete="CASCADE"), nullable=False),
    Column("until", Instant, nullable=False),
)
"""For which entry the next picture that somebody sends in private is meant."""

digest = Table(
    "info_digest",
    meta,
    Column("person", PersonId, primary_key=True, autoincrement=False),
    Column("kinds", JSON, nullable=False),
    Column("areas", JSON, nullable=False),
    Column("often", String, nullable=False),
    Column("hour", Integer, nullable=False),
    Column("weekday", Integer, nullable=False),
    Column("last", Instant, nullable=False),
)

found_by = SearchIndex("info_search", meta)
"""The words of entries that are up."""

_GET = select(entry).where(entry.c.id == bindparam("id"))
_TALLY = select(vote.c.holds, func.count().label("times")).where(vote.c.entry == bindparam("entry")).group_by("holds")
_AWAITED = select(awaited).where(awaited.c.person == bindparam("person"))


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; `terms` as Thesaurus.terms gives them, the rest filters where it is not empty."""

    terms: Sequence[Sequence[Way]] = ()
    kind: str = ""
    areas: Collection[str] = ()
    under: int | None = None
    """The most it may cost, in rupiah."""


class Entries:
    """The entries, in one transaction or one look."""

    def __init__(self, db: Db, people: People) -> None:
        self._db = db
        self._people = people

    async def add(self, new: Entry) -> int:
        """Keep a new entry; returns its id."""
        return await self._db.add(insert(entry).values(**_columns(new)))

    async def get(self, id: int) -> Entry | None:
        """The entry with this id, its author under their present name."""
        row = await self._db.row(_GET, id=id)
        return (await self._named([row]))[0] if row else None

    async def save(self, changed: Entry) -> None:
        """Keep a changed entry, to be found if it is up and not otherwise."""
        await self._db.run(update(entry).where(entry.c.id == changed.id).values(**_columns(changed)))
        if changed.state is State.LIVE:
            await found_by.put(self._db, changed.id, kept((changed.title, changed.kind, changed.area, changed.source)))
        else:
            await found_by.drop(self._db, changed.id)

    async def drop(self, id: int) -> None:
        """Delete an entry, with its votes."""
        await found_by.drop(self._db, id)
        await self._db.run(delete(entry).where(entry.c.id == id))

    async def by(self, person: Person) -> list[Entry]:
        """All of a person's entries, newest first."""
        return await self._all(entry.c.author == person.id)

    async def waiting(self) -> list[Entry]:
        """Those that moderators are to look at, the newest first."""
        return await self._all(entry.c.state == State.WAITING.value)

    async def counted(self, person: Person, *states: State) -> int:
        """How many entries of a person are in these states."""
        mine = (entry.c.author == person.id, entry.c.state.in_([state.value for state in states]))
        return int(await self._db.value(select(func.count()).select_from(entry).where(*mine)) or 0)

    async def since(self, at: datetime) -> list[Entry]:
        """Those that are up and were put up after then, newest first."""
        return await self._all(entry.c.state == State.LIVE.value, entry.c.published > at)

    async def find(self, query: Query, skip: int, most: int) -> tuple[list[Entry], int, bool]:
        """Up to `most` entries that are up, the best first, how many there are, and whether all terms are in them.

        Where no entry has all of the terms, those that have any are found.
        """
        found, total = await self._find(query, skip, most, all_of_them=True)
        if total or len(query.terms) < 2:
            return found, total, True
        found, total = await self._find(query, skip, most, all_of_them=False)
        return found, total, False

    async def _find(self, query: Query, skip: int, most: int, *, all_of_them: bool) -> tuple[list[Entry], int]:
        wanted: list[ColumnElement[bool]] = [entry.c.state == State.LIVE.value]
        if query.kind:
            wanted.append(entry.c.kind == query.kind)
        if query.areas:
            wanted.append(entry.c.area.in_(query.areas))
        if query.under is not None:
            wanted.append(entry.c.low <= query.under)
        statement = select(entry)
        values: dict[str, Any] = {}
        order: list[ColumnElement[Any]] = [entry.c.published.desc(), entry.c.id.desc()]
        if query.terms:
            statement = statement.join(found_by.table, found_by.id == entry.c.id)
            wanted.append(found_by.matches())
            values["sought"] = found_by.sought(query.terms, all_of_them=all_of_them)
            order.insert(0, found_by.rank)
        statement = statement.where(*wanted)
        total = int(await self._db.value(select(func.count()).select_from(statement.subquery()), **values) or 0)
        rows = await self._db.rows(statement.order_by(*order).offset(skip).limit(most), **values)
        return await self._named(rows), total

    # --- votes ---

    async def tally(self, id: int) -> Tally:
        """How the votes on an entry stand."""
        counted = {bool(row.holds): int(row.times) for row in await self._db.rows(_TALLY, entry=id)}
        return Tally(counted.get(True, 0), counted.get(False, 0))

    async def vote_of(self, id: int, person: Person) -> bool | None:
        """What a person says of an entry; None for nothing yet."""
        found = await self._db.value(select(vote.c.holds).where(vote.c.entry == id, vote.c.person == person.id))
        return None if found is None else bool(found)

    async def vote(self, id: int, person: Person, *, holds: bool, now: datetime) -> None:
        """Keep a person's vote in place of the one they gave before."""
        await self._db.run(delete(vote).where(vote.c.entry == id, vote.c.person == person.id))
        await self._db.run(insert(vote).values(entry=id, person=person.id, holds=holds, at=now))

    async def clear_votes(self, id: int) -> None:
        """Begin anew with an entry's votes."""
        await self._db.run(delete(vote).where(vote.c.entry == id))

    async def votes_by(self, person: Person) -> Sequence[Row[Any]]:
        """The votes a person gave: holds, at."""
        return await self._db.rows(select(vote.c.holds, vote.c.at).where(vote.c.person == person.id))

    # --- pictures ---

    async def wait_for_photo(self, person: Person, id: int, until: datetime) -> None:
        """The next picture of this person is meant for this entry."""
        await self.no_photo(person)
        await self._db.run(insert(awaited).values(person=person.id, entry=id, until=until))

    async def photo_for(self, person: Person, now: datetime) -> int | None:
        """For which entry a picture of this person is meant."""
        row = await self._db.row(_AWAITED, person=person.id)
        return int(row.entry) if row and row.until > now else None

    async def no_photo(self, person: Person) -> None:
        """No picture is waited for (any more)."""
        await self._db.run(delete(awaited).where(awaited.c.person == person.id))

    # --- an end to it ---

    async def forget(self, now: datetime, *, over: datetime, drafts: datetime) -> list[int]:
        """Erase what ended before `over`, and what was begun before `drafts` and never up; returns which these were.

        What was up and waits again, or was given back, is kept as if it had ended when its time was over.
        """
        unsent = (State.DRAFT.value, State.WAITING.value)
        old = or_(
            (entry.c.state == State.OVER.value) & (entry.c.ended < over),
            entry.c.state.in_(unsent) & entry.c.published.is_(None) & (entry.c.made < drafts),
            entry.c.state.in_(unsent) & entry.c.published.is_not(None) & (entry.c.until < over),
        )
        ids = [row.id for row in await self._db.rows(select(entry.c.id).where(old))]
        for id_ in ids:
            await self.drop(id_)
        await self._db.run(delete(awaited).where(awaited.c.until < now))
        await found_by.forget(self._db)
        return ids

    async def erase(self, person: Person) -> list[int]:
        """Erase a person's entries, votes and whatever is waited for; returns the entries that changed or are gone."""
        voted = [row.entry for row in await self._db.rows(select(vote.c.entry).where(vote.c.person == person.id))]
        own = [row.id for row in await self._db.rows(select(entry.c.id).where(entry.c.author == person.id))]
        await self._db.run(delete(vote).where(vote.c.person == person.id))
        await self.no_photo(person)
        for id_ in own:
            await self.drop(id_)
        await found_by.forget(self._db)
        return [*own, *voted]

    async def merge(self, keep: Person, gone: Person) -> list[int]:
        """Give one person's entries and votes to another; nobody comes to vote twice, or on an entry of their own."""
        theirs = select(vote.c.entry).where(vote.c.person == keep.id)
        changed = [row.entry for row in await self._db.rows(select(vote.c.entry).where(vote.c.person == gone.id))]
        await self._db.run(delete(vote).where(vote.c.person == gone.id, vote.c.entry.in_(theirs)))
        await self._db.run(update(vote).where(vote.c.person == gone.id).values(person=keep.id))
        changed += [row.id for row in await self.rows_by(gone)]
        await self._db.run(update(entry).where(entry.c.author == gone.id).values(author=keep.id))
        own = select(entry.c.id).where(entry.c.author == keep.id)
        await self._db.run(delete(vote).where(vote.c.person == keep.id, vote.c.entry.in_(own)))
        if await self._db.row(_AWAITED, person=keep.id):
            await self.no_photo(gone)
        else:
            await self._db.run(update(awaited).where(awaited.c.person == gone.id).values(person=keep.id))
        return changed

    async def rows_by(self, person: Person) -> Sequence[Row[Any]]:
        """A person's entries as they are stored."""
        return await self._db.rows(select(entry).where(entry.c.author == person.id).order_by(entry.c.id))

    async def _all(self, *wanted: ColumnElement[bool]) -> list[Entry]:
        return await self._named(await self._db.rows(select(entry).where(*wanted).order_by(entry.c.id.desc())))

    async def _named(self, rows: Sequence[Row[Any]]) -> list[Entry]:
        people = await self._people.many(list({row.author for row in rows})) if rows else {}
        return [_entry(row, people.get(row.author, Person(row.author))) for row in rows]


class Digests:
    """Who wants to be told what is new, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def of(self, person: Person) -> Digest | None:
        """What a person wants to be told."""
        row = await self._db.row(select(digest).where(digest.c.person == person.id))
        return _digest(row) if row else None

    async def all(self) -> list[Digest]:
        """Everybody's."""
        return [_digest(row) for row in await self._db.rows(select(digest))]

    async def save(self, wanted: Digest) -> None:
        """Keep what a person wants, in place of what they wanted before."""
        await self.drop(wanted.person)
        await self._db.run(
            insert(digest).values(
                person=wanted.person.id,
                kinds=sorted(wanted.kinds),
                areas=sorted(wanted.areas),
                often=wanted.often.value,
                hour=wanted.hour,
                weekday=wanted.weekday,
                last=wanted.last,
            )
        )

    async def drop(self, person: Person) -> None:
        """The person wants to be told nothing any more."""
        await self._db.run(delete(digest).where(digest.c.person == person.id))

    async def merge(self, keep: Person, gone: Person) -> None:
        """Give one person's wishes to another, unless they have their own."""
        if await self._db.row(select(digest.c.person).where(digest.c.person == keep.id)):
            await self.drop(gone)
        else:
            await self._db.run(update(digest).where(digest.c.person == gone.id).values(person=keep.id))

    async def rows_of(self, person: Person) -> Sequence[Row[Any]]:
        """A person's wishes as they are stored."""
        return await self._db.rows(select(digest).where(digest.c.person == person.id))


def _columns(one: Entry) -> dict[str, Any]:
    return {
        "author": one.author.id,
        "state": one.state.value,
        "kind": one.kind,
        "title": one.title,
        "area": one.area,
        "low": one.price.low if one.price else None,
        "high": one.price.high if one.price else None,
        "link": one.link,
        "source": one.source,
        "photos": dict(one.photos),
        "made": one.made,
        "until": one.until,
        "published": one.published,
        "ended": one.ended,
        "doubted": one.doubted,
    }


def _entry(row: Row[Any], author: Person) -> Entry:
    return Entry(
        id=row.id,
        author=author,
        kind=row.kind,
        title=row.title,
        area=row.area,
        made=row.made,
        until=row.until,
        state=State(row.state),
        price=Price(row.low, row.high) if row.low is not None else None,
        link=row.link,
        source=row.source,
        photos=row.photos,
        published=row.published,
        ended=row.ended,
        doubted=row.doubted,
    )


def _digest(row: Row[Any]) -> Digest:
    return Digest(
        Person(row.person),
        row.last,
        frozenset(row.kinds),
        frozenset(row.areas),
        Often(row.often),
        row.hour,
        row.weekday,
    )
