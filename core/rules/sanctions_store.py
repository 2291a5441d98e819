"""Where sanctions are kept, how accounts are held for them, and what the platforms made of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.kit import Account, Outcome, People, Person, Place
from core.kit.sql import Db, Row, and_, bindparam, delete, insert, not_, or_, select, update
from core.rules.model import Hold, Kind, Sanction, Standing, Step, Wanted
from core.rules.tables import hold, outcome, sanction

_LASTING = [kind.value for kind in Kind if kind.lasts]
_GET = select(sanction).where(sanction.c.id == bindparam("id"))
_ACTIVE = (
    select(sanction)
    .where(
        sanction.c.person == bindparam("person"),
        sanction.c.standing == Standing.ACTIVE.value,
        sanction.c.kind.in_(_LASTING),
    )
    .order_by(sanction.c.id)
)
_HOLDS = select(hold).where(hold.c.person == bindparam("person")).order_by(hold.c.id)
_HOLD = select(hold).where(hold.c.id == bindparam("id"))
_OUTCOMES = select(outcome).where(outcome.c.sanction == bindparam("sanction")).order_by(outcome.c.id)


@dataclass(frozen=True, slots=True)
class Held:
    """A hold as it is kept: whose account it is, and where."""

    id: int
    person: Person
    account: Account
    place: Place
    state: Hold


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a sanction for one account in one community; `ends`: when the platform lets go of it by itself."""

    place: Place
    step: Step
    outcome: Outcome
    ends: datetime | None


class Sanctions:
    """The sanctions, in one transaction or one look."""

    def __init__(self, db: Db, people: People) -> None:
        self._db = db
        self._people = people

    async def add(self, new: Sanction) -> int:
        """Keep a new sanction; returns its id."""
        return await self._db.add(
            insert(sanction).values(
                person=new.person.id,
                kind=new.kind.value,
                rule=new.rule,
                version=new.version,
                note=new.note,
                by=new.by.id if new.by else None,
                machine=new.machine,
                at=new.at,
                until=new.until,
                standing=new.standing.value,
                case=new.case,
            )
        )

    async def get(self, id: int) -> Sanction | None:
        """The sanction with this id, everybody under their present name."""
        row = await self._db.row(_GET, id=id)
        return (await self._all([row]))[0] if row else None

    async def active(self, person: Person) -> list[Sanction]:
        """The mutes and bans of a person that nobody lifted, also those whose time is over."""
        return [_sanction(row, {}) for row in await self._db.rows(_ACTIVE, person=person.id)]

    async def of_case(self, case: int, kind: Kind) -> bool:
        """Whether a sanction of this kind came of a case already, and was not lifted."""
        here = (sanction.c.case == case, sanction.c.kind == kind.value, sanction.c.standing != Standing.LIFTED.value)
        return await self._db.value(select(sanction.c.id).where(*here)) is not None

    async def newest(self, person: Person, most: int) -> list[Sanction]:
        """The newest sanctions of a person, those lifted and over included."""
        mine = select(sanction).where(sanction.c.person == person.id)
        return await self._all(await self._db.rows(mine.order_by(sanction.c.id.desc()).limit(most)))

    async def end(self, id: int, standing: Standing, now: datetime) -> None:
        """The sanction is lifted or over."""
        await self._db.run(update(sanction).where(sanction.c.id == id).values(standing=standing.value, ended=now))

    async def shorten(self, id: int, until: datetime) -> None:
        """The sanction ends at another time."""
        await self._db.run(update(sanction).where(sanction.c.id == id).values(until=until))

    async def due(self, now: datetime) -> list[Sanction]:
        """Those in force by their row whose time is over."""
        over = (sanction.c.standing == Standing.ACTIVE.value, sanction.c.kind.in_(_LASTING), sanction.c.until <= now)
        return [_sanction(row, {}) for row in await self._db.rows(select(sanction).where(*over))]

    async def count(self, person: Person) -> int:
        """How many sanctions of a person are remembered that were not lifted."""
        kept = (sanction.c.person == person.id, sanction.c.standing != Standing.LIFTED.value)
        return len(await self._db.rows(select(sanction.c.id).where(*kept)))

    async def _all(self, rows: Sequence[Row[Any]]) -> list[Sanction]:
        ids = {row.person for row in rows} | {row.by for row in rows if row.by is not None}
        people = await self._people.many(sorted(ids))
        return [_sanction(row, people) for row in rows]

    # --- whose data it is ---

    async def of(self, person: Person) -> Sequence[Row[Any]]:
        """The rows of a person's own sanctions."""
        return await self._db.rows(select(sanction).where(sanction.c.person == person.id).order_by(sanction.c.id))

    async def by(self, person: Person) -> Sequence[Row[Any]]:
        """What a person imposed on others: kind, rule, at."""
        columns = select(sanction.c.kind, sanction.c.rule, sanction.c.at)
        return await self._db.rows(columns.where(sanction.c.by == person.id).order_by(sanction.c.id))

    async def give(self, keep: Person, gone: Person) -> None:
        """Make one person's sanctions, and what they imposed, another's."""
        await self._db.run(update(sanction).where(sanction.c.person == gone.id).values(person=keep.id))
        await self._db.run(update(sanction).where(sanction.c.by == gone.id).values(by=keep.id))
        await self._db.run(update(hold).where(hold.c.person == gone.id).values(person=keep.id))

    async def forget(self, person: Person) -> list[int]:
        """Forget a person's sanctions (returns which), and that others' were imposed by them."""
        gone = [row.id for row in await self.of(person)]
        await self._db.run(delete(hold).where(hold.c.person == person.id))
        await self._db.run(delete(sanction).where(sanction.c.person == person.id))
        await self._db.run(update(sanction).where(sanction.c.by == person.id).values(by=None))
        return gone

    async def forget_before(self, at: datetime) -> list[int]:
        """Forget what ended before then (returns which); warnings and removals count from the day they were given."""
        over = and_(sanction.c.standing != Standing.ACTIVE.value, sanction.c.ended < at)
        at_once = and_(not_(sanction.c.kind.in_(_LASTING)), sanction.c.at < at)
        rows = await self._db.rows(select(sanction.c.id).where(or_(over, at_once)))
        for row in rows:
            await self._db.run(delete(sanction).where(sanction.c.id == row.id))
        left_over = and_(hold.c.wanted == "", hold.c.banned.is_(False), hold.c.at < at)
        await self._db.run(delete(hold).where(left_over))
        return [row.id for row in rows]


class Holds:
    """How accounts are held, and what came of sanctions, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def of(self, person: Person) -> list[Held]:
        """How a person's accounts are held."""
        return [_held(row) for row in await self._db.rows(_HOLDS, person=person.id)]

    async def get(self, id: int) -> Held | None:
        """The hold with this id."""
        row = await self._db.row(_HOLD, id=id)
        return _held(row) if row else None

    async def add(self, person: Person, account: Account, place: Place, now: datetime) -> Held:
        """Begin to hold an account, as free so far."""
        values = {"person": person.id, "platform": account.platform, "account": account.id, "place": place.key}
        plain = {"wanted": "", "until": None, "banned": False, "muted": False, "turn": 0, "pending": 0}
        id_ = await self._db.add(insert(hold).values(**values, **plain, at=now))
        return Held(id_, person, account, place, Hold())

    async def save(self, id: int, state: Hold, now: datetime) -> None:
        """Note how an account is held now."""
        await self._db.run(
            update(hold)
            .where(hold.c.id == id)
            .values(
                wanted=state.wanted.kind.value if state.wanted.kind else "",
                until=state.wanted.until,
                banned=state.banned,
                muted=state.muted,
                turn=state.turn,
                pending=state.pending,
                at=now,
            )
        )

    async def unanswered(self, before: datetime) -> list[Held]:
        """Those with orders under way of which nothing was heard since then."""
        rows = await self._db.rows(select(hold).where(hold.c.pending > 0, hold.c.at < before).order_by(hold.c.id))
        return [_held(row) for row in rows]

    async def drop(self, id: int) -> None:
        """The account is free."""
        await self._db.run(delete(hold).where(hold.c.id == id))

    async def follow(self, account: Account, person: Person) -> None:
        """The account belongs to somebody else now."""
        here = (hold.c.platform == account.platform, hold.c.account == account.id)
        await self._db.run(update(hold).where(*here).values(person=person.id))

    async def forget(self, accounts: Sequence[Account]) -> None:
        """Forget what came of any sanction for these accounts."""
        for one in accounts:
            here = (outcome.c.account == one.id, outcome.c.place.like(f"{one.platform}:%"))
            await self._db.run(delete(outcome).where(*here))

    async def outcomes(self, sanction: int) -> list[Came]:
        """What came of a sanction, for each account."""
        rows = await self._db.rows(_OUTCOMES, sanction=sanction)
        return [Came(Place.parse(row.place), Step(row.step), Outcome(row.outcome), row.ends) for row in rows]

    async def note(
        self, sanction: int, account: str, place: Place, step: Step, came: Outcome, ends: datetime | None
    ) -> None:
        """Note what came of a sanction for an account, in place of what was noted before."""
        here = (outcome.c.sanction == sanction, outcome.c.account == account, outcome.c.place == place.key)
        values = {"step": step.value, "outcome": came.value, "ends": ends}
        if not await self._db.run(update(outcome).where(*here).values(**values)):
            await self._db.run(insert(outcome).values(sanction=sanction, account=account, place=place.key, **values))


def _sanction(row: Row[Any], people: dict[int, Person]) -> Sanction:
    by = people.get(row.by, Person(row.by)) if row.by is not None else None
    return Sanction(
        id=row.id,
        person=people.get(row.person, Person(row.person)),
        kind=Kind(row.kind),
        rule=row.rule,
        version=row.version,
        at=row.at,
        until=row.until,
        by=by,
        machine=row.machine,
        note=row.note,
        standing=Standing(row.standing),
        case=row.case,
    )


def _held(row: Row[Any]) -> Held:
    want = Wanted(Kind(row.wanted), row.until) if row.wanted else Wanted()
    account = Account(row.platform, row.account, "")
    state = Hold(want, row.banned, row.muted, row.turn, row.pending)
    return Held(row.id, Person(row.person), account, Place.parse(row.place), state)
