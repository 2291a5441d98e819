"""Where members keeps what it must: codes that are to tie accounts, profiles, and who asked to be erased."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from core.kit import Account, Person
from core.kit.sql import (
    Boolean,
    Column,
    ColumnElement,
    Db,
    Instant,
    Integer,
    MetaData,
    PersonId,
    Row,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    update,
)
from core.members.model import Link, Part, Profile

meta = MetaData()

link = Table(
    "members_link",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("code", String, nullable=False, unique=True),
    Column("person", PersonId, nullable=False, unique=True),
    Column("platform", String, nullable=False),
    Column("account", String, nullable=False),
    Column("name", String, nullable=False),
    Column("expires", Instant, nullable=False),
    Column("claimer", PersonId),
    Column("claimed_platform", String),
    Column("claimed_account", String),
    Column("claimed_name", String),
    sqlite_autoincrement=True,
)
"""`code` is a fingerprint. One open code a person."""

wrong = Table(
    "members_wrong_code",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", PersonId, nullable=False, index=True),
    Column("at", Instant, nullable=False),
    sqlite_autoincrement=True,
)


leaving = Table(
    "members_leaving",
    meta,
    Column("person", PersonId, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False),
)
"""Who asked to be erased, and when they will be."""


profile = Table(
    "members_profile",
    meta,
    Column("person", PersonId, primary_key=True, autoincrement=False),
    Column("part", String, primary_key=True),
    Column("words", String, nullable=False),
    Column("shown", Boolean, nullable=False),
)


class Profiles:
    """What persons tell of themselves, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def of(self, person: Person) -> Profile:
        """The person's profile; empty for who never wrote any."""
        rows = await self._db.rows(select(profile).where(profile.c.person == person.id))
        known = [row for row in rows if row.part in set(Part)]
        return Profile(
            {Part(row.part): row.words for row in known}, frozenset(Part(row.part) for row in known if row.shown)
        )

    async def write(self, person: Person, part: Part, words: str) -> None:
        """Keep what was written; a part that is new is hidden, but the nickname."""
        if not await self._db.run(update(profile).where(*_part(person, part)).values(words=words)):
            new = {"person": person.id, "part": part.value, "words": words, "shown": part is Part.NICKNAME}
            await self._db.run(insert(profile).values(**new))

    async def reveal(self, person: Person, part: Part, *, shown: bool) -> bool:
        """Show a part, or hide it; False when there is nothing in it."""
        return await self._db.run(update(profile).where(*_part(person, part)).values(shown=shown)) > 0

    async def wipe(self, person: Person, part: Part) -> None:
        """Delete a part."""
        await self._db.run(delete(profile).where(*_part(person, part)))

    async def drop(self, person: Person) -> None:
        """Delete all parts."""
        await self._db.run(delete(profile).where(profile.c.person == person.id))

    async def merge(self, keep: Person, gone: Person) -> None:
        """Give the first person what the second wrote, where they wrote nothing themselves."""
        mine = (await self.of(keep)).words
        for part in Part:
            if part not in mine:
                await self._db.run(update(profile).where(*_part(gone, part)).values(person=keep.id))
        await self.drop(gone)


def _part(person: Person, part: Part) -> tuple[ColumnElement[bool], ...]:
    return profile.c.person == person.id, profile.c.part == part.value


class Leaving:
    """Who is to be erased, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def when(self, person: Person) -> datetime | None:
        """When the person will be erased; None for who did not ask for it."""
        return await self._db.value(select(leaving.c.at).where(leaving.c.person == person.id))

    async def set(self, person: Person, at: datetime) -> None:
        """Note when the person will be erased."""
        await self._db.run(insert(leaving).values(person=person.id, at=at))

    async def drop(self, person: Person) -> bool:
        """The person stays; whether they were to be erased."""
        return await self._db.run(delete(leaving).where(leaving.c.person == person.id)) > 0

    async def due(self, now: datetime) -> list[Person]:
        """Who should be erased by now."""
        return [Person(row.person) for row in await self._db.rows(select(leaving).where(leaving.c.at <= now))]


class Links:
    """The open codes, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def add(self, code: str, person: Person, issued: Account, expires: datetime) -> None:
        """Keep a new code in place of any that the person had."""
        await self._db.run(delete(link).where(link.c.person == person.id))
        await self._db.run(
            insert(link).values(
                code=code,
                person=person.id,
                platform=issued.platform,
                account=issued.id,
                name=issued.name,
                expires=expires,
            )
        )

    async def by_code(self, code: str) -> Link | None:
        """The link of a code (by its fingerprint)."""
        row = await self._db.row(select(link).where(link.c.code == code))
        return _link(row) if row else None

    async def get(self, id: int) -> Link | None:
        """The link with this id."""
        row = await self._db.row(select(link).where(link.c.id == id))
        return _link(row) if row else None

    async def of(self, person: Person) -> Link | None:
        """The open link whose code the person was given."""
        row = await self._db.row(select(link).where(link.c.person == person.id))
        return _link(row) if row else None

    async def claim(self, claimed: Link) -> None:
        """Note who typed the code."""
        account = claimed.claimed
        if claimed.claimer is None or account is None:
            raise ValueError("nobody claimed this link")
        await self._db.run(
            update(link)
            .where(link.c.id == claimed.id)
            .values(
                claimer=claimed.claimer.id,
                claimed_platform=account.platform,
                claimed_account=account.id,
                claimed_name=account.name,
            )
        )

    async def drop(self, id: int) -> None:
        """Forget a link."""
        await self._db.run(delete(link).where(link.c.id == id))

    async def wrong_codes(self, person: Person, since: datetime) -> int:
        """How many wrong codes the person typed since then."""
        counted = select(func.count()).select_from(wrong).where(wrong.c.person == person.id, wrong.c.at > since)
        return int(await self._db.value(counted) or 0)

    async def tries(self, person: Person) -> int:
        """How many wrong codes of the person are still remembered."""
        return int(await self._db.value(select(func.count()).where(wrong.c.person == person.id)) or 0)

    async def note_wrong(self, person: Person, now: datetime) -> None:
        """The person typed a wrong code."""
        await self._db.run(insert(wrong).values(person=person.id, at=now))

    async def forget_before(self, now: datetime) -> None:
        """Forget codes that are out of date, and wrong codes of before."""
        await self._db.run(delete(link).where(link.c.expires < now))
        await self._db.run(delete(wrong).where(wrong.c.at < now))

    async def forget(self, person: Person) -> None:
        """Forget everything about a person."""
        await self._db.run(delete(link).where((link.c.person == person.id) | (link.c.claimer == person.id)))
        await self._db.run(delete(wrong).where(wrong.c.person == person.id))


def _link(row: Row[Any]) -> Link:
    claimed = None
    if row.claimer is not None:
        claimed = Account(row.claimed_platform, row.claimed_account, row.claimed_name)
    return Link(
        id=row.id,
        person=Person(row.person, row.name),
        issued=Account(row.platform, row.account, row.name),
        expires=row.expires,
        claimer=Person(row.claimer, row.claimed_name) if row.claimer is not None else None,
        claimed=claimed,
    )
