"""Where the ways in are kept, what newcomers tell of themselves, who greets, and who came when nobody knew them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from core.kit import Person, Place
from core.kit.sql import (
    Boolean,
    Column,
    Db,
    Instant,
    Integer,
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
from core.welcome.store import meta, place_of

way = Table(
    "welcome_way",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", PersonId, nullable=False, index=True),
    Column("place", String, nullable=False),
    Column("name", String, nullable=False, unique=True),
    Column("url", String, nullable=False, default=""),
    Column("expires", Instant, nullable=False),
    sqlite_autoincrement=True,
)
"""An invitation for one person; `url` is empty until the platform made it. Forgotten when it is used or over."""

newcomer = Table(
    "welcome_newcomer",
    meta,
    Column("person", PersonId, primary_key=True, autoincrement=False),
    Column("accepted", Instant, nullable=False),
    Column("arrived", Instant),
    Column("checkins", Boolean, nullable=False, default=True),
    Column("nickname", String, nullable=False, default=""),
    Column("area", String, nullable=False, default=""),
    Column("likes", String, nullable=False, default=""),
    Column("posted", Instant),
    Column("heard", Boolean, nullable=False, default=False),
    Column("greeter", PersonId),
    Column("card", Integer, index=True),
    Column("offered", Boolean, nullable=False, default=False, server_default="0"),
)
"""`posted`: since when the introduction is shown. `heard`: whether somebody reacted to it or replied.

`card`: what its card is called, by a number that says nothing: the card outlives who is forgotten, and is emptied then.
"""

greeter = Table(
    "welcome_greeter",
    meta,
    Column("person", PersonId, primary_key=True, autoincrement=False),
    Column("last", Instant),
)

stranger = Table(
    "welcome_stranger",
    meta,
    Column("person", PersonId, primary_key=True, autoincrement=False),
    Column("place", String, primary_key=True),
    Column("account", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("muted", Boolean, nullable=False, default=False),
)
"""Who came without having been accepted. `muted`: by us, so that it is undone when they are."""

brake = Table(
    "welcome_brake",
    meta,
    Column("id", Integer, primary_key=True),
    Column("begun", Instant, nullable=False),
    Column("ended", Instant),
    Column("came", Integer, nullable=False),
)
"""The newest wave; one row at the most."""


@dataclass(frozen=True, slots=True)
class Way:
    """An invitation for one person."""

    id: int
    person: Person
    place: Place
    name: str
    url: str
    expires: datetime


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who was accepted, and what they tell of themselves."""

    person: Person
    accepted: datetime
    arrived: datetime | None = None
    checkins: bool = True
    nickname: str = ""
    area: str = ""
    likes: str = ""
    posted: datetime | None = None
    heard: bool = False
    greeter: Person | None = None
    card: int | None = None
    offered: bool = False
    """Whether they were asked once to introduce themselves."""

    @property
    def says_something(self) -> bool:
        """Whether there is anything to introduce them with."""
        return any((self.nickname, self.area, self.likes))


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave of joins: since when, how many, until when."""

    begun: datetime
    came: int
    ended: datetime | None = None


class Ways:
    """The invitations that are out, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def get(self, id: int) -> Way | None:
        """The way with this id."""
        return _way(await self._db.row(select(way).where(way.c.id == id)))

    async def called(self, place: Place, link: str) -> Way | None:
        """The way of this platform that is called so, or has this address."""
        if not link:
            return None
        found = await self._db.rows(select(way).where((way.c.name == link) | (way.c.url == link)))
        ways = (_way(row) for row in found)
        return next((one for one in ways if one and one.place.platform == place.platform), None)

    async def of(self, person: Person) -> list[Way]:
        """All of the person's."""
        rows = await self._db.rows(select(way).where(way.c.person == person.id).order_by(way.c.id))
        return [one for row in rows if (one := _way(row))]

    async def add(self, person: Person, place: Place, name: str, expires: datetime) -> int:
        """A new one, that has no address yet; returns its id."""
        return await self._db.add(
            insert(way).values(person=person.id, place=place.key, name=name, url="", expires=expires)
        )

    async def opened(self, id: int, url: str) -> None:
        """It has an address."""
        await self._db.run(update(way).where(way.c.id == id).values(url=url))

    async def drop(self, id: int) -> None:
        """It is used, or over."""
        await self._db.run(delete(way).where(way.c.id == id))


class Newcomers:
    """Who was accepted, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def get(self, person: Person) -> Newcomer | None:
        """What is kept of the person."""
        return _newcomer(await self._db.row(select(newcomer).where(newcomer.c.person == person.id)))

    async def shown(self, card: int) -> Newcomer | None:
        """Whose introduction this card shows."""
        return _newcomer(await self._db.row(select(newcomer).where(newcomer.c.card == card)))

    async def accept(self, person: Person, now: datetime) -> Newcomer:
        """The person was accepted; whoever was so before keeps what they told."""
        known = await self.get(person)
        if known is not None:
            return known
        await self._db.run(insert(newcomer).values(person=person.id, accepted=now))
        return Newcomer(person, now)

    async def save(self, one: Newcomer) -> None:
        """Keep it as it is now."""
        await self._db.run(
            update(newcomer)
            .where(newcomer.c.person == one.person.id)
            .values(
                arrived=one.arrived,
                checkins=one.checkins,
                nickname=one.nickname,
                area=one.area,
                likes=one.likes,
                posted=one.posted,
                heard=one.heard,
                greeter=one.greeter.id if one.greeter else None,
                card=one.card,
                offered=one.offered,
            )
        )


class Greeters:
    """Who greets, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def rota(self) -> list[tuple[Person, datetime | None]]:
        """All, with when they were asked last."""
        return [(Person(row.person), row.last) for row in await self._db.rows(select(greeter))]

    async def has(self, person: Person) -> bool:
        """Whether the person greets."""
        return await self._db.value(select(greeter.c.person).where(greeter.c.person == person.id)) is not None

    async def set(self, person: Person, on: bool) -> None:
        """The person greets from now on, or not any more."""
        if not on:
            await self._db.run(delete(greeter).where(greeter.c.person == person.id))
        elif not await self.has(person):
            await self._db.run(insert(greeter).values(person=person.id, last=None))

    async def asked(self, person: Person, now: datetime) -> None:
        """It was the person's turn."""
        await self._db.run(update(greeter).where(greeter.c.person == person.id).values(last=now))


class Strangers:
    """Who came without having been accepted, and the newest wave of them."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def add(self, person: Person, place: Place, account: str, now: datetime) -> None:
        """Note that somebody came; whoever is muted stays so."""
        here = (stranger.c.person == person.id, stranger.c.place == place.key)
        muted = bool(await self._db.value(select(stranger.c.muted).where(*here)))
        await self._db.run(delete(stranger).where(*here))
        await self._db.run(
            insert(stranger).values(person=person.id, place=place.key, account=account, at=now, muted=muted)
        )

    async def mute(self, person: Person, place: Place) -> None:
        """Note that somebody who came is muted for it."""
        here = (stranger.c.person == person.id, stranger.c.place == place.key)
        await self._db.run(update(stranger).where(*here).values(muted=True))

    async def since(self, at: datetime) -> list[datetime]:
        """When somebody came, since then."""
        return [row.at for row in await self._db.rows(select(stranger.c.at).where(stranger.c.at >= at))]

    async def muted(self, person: Person) -> Sequence[tuple[Place, str]]:
        """Where the person was muted for it, and which account."""
        rows = await self._db.rows(select(stranger).where(stranger.c.person == person.id, stranger.c.muted.is_(True)))
        return [(place, row.account) for row in rows if (place := place_of(row.place))]

    async def drop(self, person: Person) -> None:
        """The person is no stranger any more."""
        await self._db.run(delete(stranger).where(stranger.c.person == person.id))

    async def forget_before(self, at: datetime) -> None:
        """Forget who came before then; who is muted stays so, and is remembered for it."""
        await self._db.run(delete(stranger).where(stranger.c.at < at, stranger.c.muted.is_(False)))

    async def wave(self) -> Wave | None:
        """The newest wave."""
        row = await self._db.row(select(brake))
        return Wave(row.begun, row.came, row.ended) if row else None

    async def keep(self, one: Wave) -> None:
        """Keep the newest wave as it is now."""
        await self._db.run(delete(brake))
        await self._db.run(insert(brake).values(id=1, begun=one.begun, came=one.came, ended=one.ended))

    async def newest(self) -> datetime | None:
        """When somebody came last."""
        return await self._db.value(select(func.max(stranger.c.at, type_=stranger.c.at.type)))


class Rights:
    """What belongs to one person in these tables."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def forget(self, person: Person) -> None:
        """Forget the person."""
        for table in (way, newcomer, greeter, stranger):
            await self._db.run(delete(table).where(table.c.person == person.id))
        await self._db.run(update(newcomer).where(newcomer.c.greeter == person.id).values(greeter=None))

    async def merge(self, keep: Person, gone: Person) -> None:
        """Give the second person's to the first, where the first has none."""
        mine = await Newcomers(self._db).get(keep)
        theirs = await Newcomers(self._db).get(gone)
        if theirs is not None:
            if mine is None:
                await self._db.run(update(newcomer).where(newcomer.c.person == gone.id).values(person=keep.id))
            else:
                whose = mine if mine.says_something or not theirs.says_something else theirs
                one = replace(whose, person=keep, arrived=mine.arrived or theirs.arrived)
                await Newcomers(self._db).save(replace(one, checkins=mine.checkins and theirs.checkins))
        greets = await Greeters(self._db).has(gone)
        await Greeters(self._db).set(keep, on=greets or await Greeters(self._db).has(keep))
        held = select(stranger.c.place).where(stranger.c.person == keep.id).scalar_subquery()
        await self._db.run(delete(stranger).where(stranger.c.person == gone.id, stranger.c.place.in_(held)))
        for table in (way, stranger):
            await self._db.run(update(table).where(table.c.person == gone.id).values(person=keep.id))
        await self._db.run(update(newcomer).where(newcomer.c.greeter == gone.id).values(greeter=keep.id))
        for table in (newcomer, greeter):
            await self._db.run(delete(table).where(table.c.person == gone.id))

    async def since(self, person: Person) -> datetime | None:
        """When the person came as a stranger, if that is still kept."""
        return await self._db.value(
            select(func.max(stranger.c.at, type_=stranger.c.at.type)).where(stranger.c.person == person.id)
        )


def _way(row: Row[Any] | None) -> Way | None:
    place = place_of(row.place) if row else None
    return Way(row.id, Person(row.person), place, row.name, row.url, row.expires) if row and place else None


def _newcomer(row: Row[Any] | None) -> Newcomer | None:
    if row is None:
        return None
    return Newcomer(
        person=Person(row.person),
        accepted=row.accepted,
        arrived=row.arrived,
        checkins=row.checkins,
        nickname=row.nickname,
        area=row.area,
        likes=row.likes,
        posted=row.posted,
        heard=row.heard,
        greeter=Person(row.greeter) if row.greeter is not None else None,
        card=row.card,
        offered=row.offered,
    )
