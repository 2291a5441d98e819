"""Persons and their accounts: who somebody is, what they are called, where they can be written to, their role."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from core.engine.tables import account, outbox, person, question
from core.kit.people import Account, Person, Role
from core.kit.places import Kind, Place
from core.kit.port import Somebody
from core.kit.sql import Db, Row, bindparam, delete, func, insert, select, update

Merge = Callable[[Person, Person], Awaitable[None]]
"""Moves every feature's data of the second person to the first."""


@dataclass(frozen=True, slots=True)
class Known:
    """A person as an event finds them."""

    person: Person
    role: Role
    lang: str | None
    reachable: bool
    """Whether the bot may write to the account of the event in private."""


_KNOW = (
    select(
        account.c.person,
        account.c.name,
        account.c.username,
        account.c.reachable,
        account.c.seen,
        person.c.role,
        person.c.lang,
    )
    .join(person, person.c.id == account.c.person)
    .where(account.c.platform == bindparam("platform"), account.c.id == bindparam("id"))
)
_NEW_PERSON = insert(person)
_NEW_ACCOUNT = insert(account)
_SPEAK = update(person).where(person.c.id == bindparam("of")).values(lang=bindparam("lang"))
_ACCOUNTS_OF_ONE = (
    select(account).where(account.c.person == bindparam("id")).order_by(account.c.seen.desc(), account.c.platform)
)
_ACCOUNTS = (
    select(account)
    .where(account.c.person.in_(bindparam("ids", expanding=True)))
    .order_by(account.c.seen.desc(), account.c.platform)
)


class Directory:
    """Persons and accounts in one transaction (or one look); the engine's implementation of the kit's People."""

    def __init__(
        self, db: Db, now: datetime, admins: frozenset[tuple[str, str]] = frozenset(), merge: Merge | None = None
    ) -> None:
        self._db = db
        self._now = now
        self._admins = admins
        self._merge = merge
        self._looked_up: dict[int, list[Row[Any]]] | None = None

    def remembering(self) -> Directory:
        """The same, looking nobody up twice: for drawing, where nothing changes meanwhile."""
        self._looked_up = {}
        return self

    async def know(self, who: Account, *, reachable: bool | None, at_first: bool = False) -> Known:
        """Find the person of an account, or make one; notes a changed name and (True or False) reachability.

        A new account is taken as reachable `at_first` when `reachable` is not known.
        """
        row = await self._db.row(_KNOW, platform=who.platform, id=who.id)
        today = self._now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
        if row is None:
            reachable = at_first if reachable is None else reachable
            id_ = await self._db.add(_NEW_PERSON, since=today)
            await self._db.run(
                _NEW_ACCOUNT,
                platform=who.platform,
                id=who.id,
                person=id_,
                name=who.name,
                username=who.username,
                reachable=reachable,
                seen=today,
            )
            return Known(Person(id_, who.name), self._raised(Role.VISITOR, who), None, reachable)
        now_reachable = row.reachable if reachable is None else reachable
        fresh = {"name": who.name, "username": who.username, "reachable": now_reachable, "seen": max(today, row.seen)}
        if any(getattr(row, column) != value for column, value in fresh.items()):
            await self._db.run(
                update(account).where(account.c.platform == who.platform, account.c.id == who.id).values(**fresh)
            )
        role = self._raised(Role(row.role), who)
        return Known(Person(row.person, who.name), role, row.lang, now_reachable)

    async def get(self, id: int) -> Person | None:
        """The person with this id, under the name of the account they used last."""
        return (await self.many([id])).get(id)

    async def many(self, ids: Sequence[int]) -> dict[int, Person]:
        """Several persons at once; ids of nobody are left out."""
        return {id_: Person(id_, names[0].name) for id_, names in (await self._accounts(ids)).items()}

    async def accounts(self, person: Person) -> Sequence[Account]:
        """All accounts of a person, the one used last first."""
        return [
            Account(row.platform, row.id, row.name, row.username)
            for row in (await self._accounts([person.id])).get(person.id, [])
        ]

    async def by_username(self, platform: str, username: str) -> Person | None:
        """The person whose account on this platform has this username (whatever the case)."""
        row = await self._db.row(
            select(account.c.person, account.c.name).where(
                account.c.platform == platform, func.lower(account.c.username) == username.lower()
            )
        )
        return Person(row.person, row.name) if row else None

    async def by_account(self, platform: str, id: str) -> Person | None:
        """The person of an account, if it is known."""
        row = await self._db.row(
            select(account.c.person, account.c.name).where(account.c.platform == platform, account.c.id == id)
        )
        return Person(row.person, row.name) if row else None

    async def admins(self) -> Sequence[Person]:
        """Whom config names as admins, as far as they are known; somebody with several accounts once."""
        found = [await self.by_account(platform, id_) for platform, id_ in sorted(self._admins)]
        return list(dict.fromkeys(one for one in found if one is not None))

    async def reachable(self, person: Person) -> bool:
        """Whether some account of the person may be written to in private."""
        return bool(await self.private_places(person.id))

    async def role(self, person: Person) -> Role:
        """The highest role the person holds, from the database and from config."""
        held = Role(await self._db.value(select(_role).where(_person_id == person.id)) or 0)
        for one in await self.accounts(person):
            held = self._raised(held, one)
        return held

    async def grant(self, person: Person, role: Role) -> None:
        """Set the person's role."""
        await self._db.run(update(_person).where(_person_id == person.id).values(role=int(role)))

    async def speak(self, person: Person, lang: str | None) -> None:
        """Choose the language the person is spoken to in."""
        await self._db.run(_SPEAK, of=person.id, lang=lang)

    async def tie(self, keep: Person, gone: Person) -> None:
        """Make the accounts and the data of `gone` those of `keep`; the higher role stays."""
        if keep == gone:
            return
        if self._merge:
            await self._merge(keep, gone)
        rows = {row.id: row for row in await self._db.rows(select(_person).where(_person_id.in_([keep.id, gone.id])))}
        await self._db.run(
            update(_person)
            .where(_person_id == keep.id)
            .values(
                role=max(rows[keep.id].role, rows[gone.id].role),
                lang=rows[keep.id].lang or rows[gone.id].lang,
                since=min(rows[keep.id].since, rows[gone.id].since),
            )
        )
        await self._db.run(update(account).where(account.c.person == gone.id).values(person=keep.id))
        await self._db.run(delete(question).where(question.c.person == gone.id))
        told = (outbox.c.kind == "tell", outbox.c.target == str(gone.id))
        await self._db.run(update(outbox).where(*told).values(target=str(keep.id)))
        await self._db.run(delete(_person).where(_person_id == gone.id))

    async def untie(self, account: Account) -> Person:
        """Give this account a new person of its own, with no data and no role; the language is kept."""
        lang = await self._db.value(
            select(_lang).join(_account, _account.c.person == _person_id).where(*_is(account.platform, account.id))
        )
        id_ = await self._db.add(insert(_person).values(since=self._now, lang=lang))
        await self._db.run(update(_account).where(*_is(account.platform, account.id)).values(person=id_))
        return Person(id_, account.name)

    async def somebodies(self, platform: str, ids: Iterable[int]) -> Mapping[int, Somebody]:
        """How each person is shown on this platform: their name there (else elsewhere), and their account there."""
        shown: dict[int, Somebody] = {}
        for id_, rows in (await self._accounts(list(ids))).items():
            here = next((row for row in rows if row.platform == platform), None)
            shown[id_] = Somebody(here.name, here.id) if here else Somebody(rows[0].name)
        return shown

    async def private_places(self, id: int) -> list[Place]:
        """Where the person can be written to in private, the account used last first."""
        rows = (await self._accounts([id])).get(id, [])
        return [Place(row.platform, row.id, kind=Kind.PRIVATE) for row in rows if row.reachable]

    async def unreachable(self, place: Place) -> None:
        """Note that the account of this private place does not want to be written to."""
        await self._db.run(update(account).where(*_is(place.platform, place.id)).values(reachable=False))

    async def _accounts(self, ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
        found: dict[int, list[Row[Any]]] = {}
        known = self._looked_up
        wanted = ids if known is None else [id_ for id_ in ids if id_ not in known]
        if len(wanted) == 1:
            found[wanted[0]] = list(await self._db.rows(_ACCOUNTS_OF_ONE, id=wanted[0]))
        elif wanted:
            found = {id_: [] for id_ in wanted}
            for row in await self._db.rows(_ACCOUNTS, ids=list(wanted)):
                found[row.person].append(row)
        if known is not None:
            known.update(found)
            found = {id_: known[id_] for id_ in ids}
        return {id_: rows for id_, rows in found.items() if rows}

    def _raised(self, role: Role, who: Account) -> Role:
        return Role.ADMIN if (who.platform, who.id) in self._admins else role


_person, _account = person, account
_person_id, _role, _lang = person.c.id, person.c.role, person.c.lang


def _is(platform: str, id: str) -> tuple[Any, Any]:
    return account.c.platform == platform, account.c.id == id
