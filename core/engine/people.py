"""Persons and their accounts: who somebody is, what they are called, where they can be written to, their role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from core.engine import audit
from core.engine.tables import account, alias, block, consent, outbox, person, question, stash
from core.kit.people import Account, Person, Role
from core.kit.places import Kind, Place
from core.kit.port import Somebody
from core.kit.rights import Apart, Consent, Decision, Keeper, Noted
from core.kit.sql import Db, Row, and_, bindparam, delete, func, insert, or_, select, update


class Duties(Protocol):
    """What features do for persons: those of all that are on, the house's last."""

    @property
    def keepers(self) -> Sequence[Keeper]:
        """Who keeps something about persons."""
        ...

    @property
    def consents(self) -> Sequence[Consent]:
        """What consent is asked for."""
        ...

    async def merge(self, keep: Person, gone: Person) -> None:
        """Move every feature's data of the second person to the first."""
        ...

    async def part(self, person: Person, alone: Person) -> None:
        """Give what must follow an account that the person let go to the new person it became."""
        ...

    async def export(self, person: Person) -> dict[str, Any]:
        """Feature -> what it gives out about the person."""
        ...

    async def erase(self, person: Person) -> None:
        """Erase every feature's data of the person, and the house's own."""
        ...


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
_APART = select(block.c.person, block.c.other).where(
    or_(
        and_(block.c.person == bindparam("person"), block.c.other.in_(bindparam("others", expanding=True))),
        and_(block.c.other == bindparam("person"), block.c.person.in_(bindparam("others", expanding=True))),
    )
)
_BARRED = select(person.c.barred).where(person.c.id == bindparam("id"))
_PAUSED = select(person.c.paused).where(person.c.id == bindparam("id"))
_DECIDED = (
    select(consent.c.given, consent.c.version)
    .where(consent.c.person == bindparam("person"), consent.c.purpose == bindparam("purpose"))
    .order_by(consent.c.id.desc())
    .limit(1)
)
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
        self, db: Db, now: datetime, admins: frozenset[tuple[str, str]] = frozenset(), duties: Duties | None = None
    ) -> None:
        self._db = db
        self._now = now
        self._admins = admins
        self._duties = duties
        self.granted: list[Person] = []
        """Whose role was changed through this."""
        self.erased = False
        """Whether a person was erased through this."""
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

    async def holding(self, role: Role) -> Sequence[Person]:
        """Who holds this role or a higher one, the earliest known first."""
        rows = await self._db.rows(select(_person_id).where(_role >= int(role)).order_by(_person_id))
        found = {row.id for row in rows} | {one.id for one in await self.admins()}
        named = await self.many(sorted(found))
        return [named[id_] for id_ in sorted(named)]

    async def history(self, person: Person, most: int) -> Sequence[Noted]:
        """The newest entries of the audit log about a person."""
        return await audit.history(self._db, person, most)

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
        self.granted.append(person)

    async def speak(self, person: Person, lang: str | None) -> None:
        """Choose the language the person is spoken to in."""
        await self._db.run(_SPEAK, of=person.id, lang=lang)

    async def tie(self, keep: Person, gone: Person) -> None:
        """Make the accounts and the data of `gone` those of `keep`; the higher role stays."""
        if keep == gone:
            return
        if self._duties:
            await self._duties.merge(keep, gone)
        rows = {row.id: row for row in await self._db.rows(select(_person).where(_person_id.in_([keep.id, gone.id])))}
        await self._db.run(
            update(_person)
            .where(_person_id == keep.id)
            .values(
                role=max(rows[keep.id].role, rows[gone.id].role),
                lang=rows[keep.id].lang or rows[gone.id].lang,
                since=min(rows[keep.id].since, rows[gone.id].since),
                paused=rows[keep.id].paused or rows[gone.id].paused,
                barred=rows[keep.id].barred or rows[gone.id].barred,
            )
        )
        for table in (consent, alias, stash):
            await self._db.run(update(table).where(table.c.person == gone.id).values(person=keep.id))
        await self._move_blocks(keep, gone)
        await self._db.run(update(account).where(account.c.person == gone.id).values(person=keep.id))
        await self._db.run(delete(question).where(question.c.person == gone.id))
        told = (outbox.c.kind == "tell", outbox.c.target == str(gone.id))
        await self._db.run(update(outbox).where(*told).values(target=str(keep.id)))
        await self._db.run(delete(_person).where(_person_id == gone.id))
        self.granted.append(keep)

    async def untie(self, account: Account) -> Person:
        """Give this account a new person of its own, with no role, no data but what must follow, and the language."""
        lang = await self._db.value(
            select(_lang).join(_account, _account.c.person == _person_id).where(*_is(account.platform, account.id))
        )
        before = await self._db.value(select(_account.c.person).where(*_is(account.platform, account.id)))
        # nobody gets in again by letting an account go
        barred = bool(await self._db.value(_BARRED, id=before))
        id_ = await self._db.add(insert(_person).values(since=self._now, lang=lang, barred=barred))
        # nobody gets out of a block by letting an account go
        for row in await self._db.rows(select(block).where(block.c.other == before)):
            await self._db.run(insert(block).values(person=row.person, other=id_, at=row.at))
        await self._db.run(update(_account).where(*_is(account.platform, account.id)).values(person=id_))
        alone = Person(id_, account.name)
        self.granted.append(alone)
        if self._duties:
            await self._duties.part(Person(int(before)), alone)
        return alone

    async def _move_blocks(self, keep: Person, gone: Person) -> None:
        both = {keep.id, gone.id}
        rows = await self._db.rows(select(block).where(or_(block.c.person.in_(both), block.c.other.in_(both))))
        await self._db.run(delete(block).where(or_(block.c.person.in_(both), block.c.other.in_(both))))
        merged: dict[tuple[int, int], datetime] = {}
        for row in rows:
            one, other = (keep.id if id_ == gone.id else id_ for id_ in (row.person, row.other))
            if one != other:
                merged[one, other] = min(row.at, merged.get((one, other), row.at))
        for (one, other), at in merged.items():
            await self._db.run(insert(block).values(person=one, other=other, at=at))

    # --- what persons have a say in ----------------------------------------------------------------------------------

    async def block(self, person: Person, other: Person, on: bool) -> None:
        """Note that the person wants to be kept apart from another, or does not any more."""
        await self._db.run(delete(block).where(block.c.person == person.id, block.c.other == other.id))
        if on:
            await self._db.run(insert(block).values(person=person.id, other=other.id, at=self._now))

    async def blocked(self, person: Person) -> Sequence[tuple[Person, datetime]]:
        """Whom the person blocked, and since when, the earliest first."""
        rows = await self._db.rows(select(block).where(block.c.person == person.id).order_by(block.c.at, block.c.other))
        people = await self.many([row.other for row in rows])
        return [(people.get(row.other, Person(row.other)), row.at) for row in rows]

    async def apart(self, person: Person, others: Sequence[Person]) -> Apart:
        """Who of these others is to be kept apart from the person; one statement, whatever comes of it."""
        rows = await self._db.rows(_APART, person=person.id, others=[other.id for other in others])
        return Apart(
            frozenset(row.other for row in rows if row.person == person.id),
            frozenset(row.person for row in rows if row.other == person.id),
        )

    async def barred(self, person: Person) -> bool:
        """Whether the person is kept out."""
        return bool(await self._db.value(_BARRED, id=person.id))

    async def bar(self, person: Person, on: bool) -> None:
        """Keep the person out, or not any more."""
        await self._db.run(update(_person).where(_person_id == person.id).values(barred=on))

    async def paused(self, person: Person) -> datetime | None:
        """Since when the person wants nothing that is optional."""
        return await self._db.value(_PAUSED, id=person.id)

    async def pause(self, person: Person, on: bool) -> None:
        """Begin or end that; a pause that was begun before stays as it is."""
        since = (await self.paused(person) or self._now) if on else None
        await self._db.run(update(_person).where(_person_id == person.id).values(paused=since))

    @property
    def consents(self) -> Sequence[Consent]:
        """What consent is asked for."""
        return self._duties.consents if self._duties else ()

    async def agreed(self, person: Person, consent: Consent) -> bool:
        """Whether the person's newest decision about this is a yes, to its present version."""
        row = await self._db.row(_DECIDED, person=person.id, purpose=consent.purpose)
        return row is not None and row.given and row.version == consent.version

    async def agree(self, person: Person, consent: Consent, given: bool) -> None:
        """Note a decision; one that changes nothing is not noted again."""
        if await self.agreed(person, consent) != given:
            await self._db.run(
                insert(_consent).values(
                    person=person.id, purpose=consent.purpose, version=consent.version, given=given, at=self._now
                )
            )

    async def decisions(self, person: Person) -> Sequence[Decision]:
        """All the person decided, oldest first."""
        rows = await self._db.rows(select(_consent).where(_consent.c.person == person.id).order_by(_consent.c.id))
        return [Decision(row.purpose, row.version, row.given, row.at) for row in rows]

    @property
    def keepers(self) -> Sequence[Keeper]:
        """Who keeps something about persons."""
        return self._duties.keepers if self._duties else ()

    async def export(self, person: Person) -> dict[str, Any]:
        """Feature -> what it gives out about the person."""
        return await self._duties.export(person) if self._duties else {}

    async def erase(self, person: Person) -> None:
        """Erase a person everywhere; raises RuntimeError for a Look, which can only read."""
        if self._duties is None:
            raise RuntimeError("nobody can be erased here")
        await self._duties.erase(person)
        self.erased = True

    async def since(self, person: Person) -> datetime | None:
        """Since when the person is known."""
        return await self._db.value(select(_person.c.since).where(_person_id == person.id))

    async def unseen(self, since: datetime) -> Sequence[Person]:
        """Persons without a role of whose accounts none was seen since then, the longest unseen first."""
        last = func.max(account.c.seen)
        rows = await self._db.rows(
            select(account.c.person, func.min(account.c.name).label("name"))
            .join(_person, _person_id == account.c.person)
            .where(_role == int(Role.VISITOR))
            .group_by(account.c.person)
            .having(last < since)
            .order_by(last)
            .limit(100)
        )
        return [Person(row.person, row.name) for row in rows]

    # --- where they are ----------------------------------------------------------------------------------------------

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
        """The role with what config and, at this moment, the platform say of the account."""
        if (who.platform, who.id) in self._admins:
            return Role.ADMIN
        return max(role, Role.MODERATOR) if who.admin else role


_person, _account, _consent = person, account, consent
_person_id, _role, _lang = person.c.id, person.c.role, person.c.lang


def _is(platform: str, id: str) -> tuple[Any, Any]:
    return account.c.platform == platform, account.c.id == id
