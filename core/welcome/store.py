"""Where applications are kept: answers, what moderators asked, who voted, and whose request to be let in waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.kit import Person, Place
from core.kit.sql import (
    JSON,
    Boolean,
    Column,
    Db,
    ForeignKey,
    Index,
    Instant,
    Integer,
    MetaData,
    PersonId,
    Row,
    String,
    Table,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)
from core.welcome.model import Application, State

meta = MetaData()

application = Table(
    "welcome_application",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", PersonId, nullable=False, index=True),
    Column("state", String, nullable=False),
    Column("begun", Instant, nullable=False),
    Column("sent", Instant),
    Column("decided", Instant),
    Column("again", Instant),
    Column("by", PersonId),
    Column("referral", PersonId),
    Column("vouched", Boolean),
    Column("account_lang", String, nullable=False, server_default=""),
    Column("account_since", Instant),
    sqlite_autoincrement=True,
)
"""`by`: the moderator who takes care of it. Who decided is not kept here: the audit log has it, by token."""

Index(
    "welcome_one_open",
    application.c.person,
    unique=True,
    sqlite_where=or_(application.c.state == "open", application.c.state == "sent"),
)

answer = Table(
    "welcome_answer",
    meta,
    Column("application", Integer, ForeignKey("welcome_application.id", ondelete="CASCADE"), primary_key=True),
    Column("question", String, primary_key=True),
    Column("answer", JSON, nullable=False),
)

note = Table(
    "welcome_note",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column(
        "application", Integer, ForeignKey("welcome_application.id", ondelete="CASCADE"), nullable=False, index=True
    ),
    Column("asked", String, nullable=False),
    Column("answer", String),
    sqlite_autoincrement=True,
)
"""What moderators asked, and what the applicant answered."""

vote = Table(
    "welcome_vote",
    meta,
    Column("application", Integer, ForeignKey("welcome_application.id", ondelete="CASCADE"), primary_key=True),
    Column("person", PersonId, primary_key=True, autoincrement=False),
)

request = Table(
    "welcome_request",
    meta,
    Column("person", PersonId, primary_key=True, autoincrement=False),
    Column("place", String, primary_key=True),
    Column("account", String, nullable=False),
    Column("at", Instant, nullable=False),
)
"""Who asks to be let into a place, and through which account, while nothing is decided."""


@dataclass(frozen=True, slots=True)
class Note:
    """A question of the moderators, and its answer (None: not yet)."""

    id: int
    asked: str
    answer: str | None


class Applications:
    """Applications, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def get(self, id: int) -> Application | None:
        """The application with this id."""
        row = await self._db.row(select(application).where(application.c.id == id))
        return await self._whole(row) if row else None

    async def current(self, person: Person) -> Application | None:
        """The one that is open or sent."""
        row = await self._db.row(select(application).where(application.c.person == person.id, _pending))
        return await self._whole(row) if row else None

    async def last(self, person: Person) -> Application | None:
        """The newest one, whatever came of it."""
        row = await self._db.row(
            select(application).where(application.c.person == person.id).order_by(application.c.id.desc()).limit(1)
        )
        return await self._whole(row) if row else None

    async def waiting(self) -> list[Application]:
        """All that wait for a decision, the oldest first."""
        rows = await self._db.rows(
            select(application).where(application.c.state == State.SENT.value).order_by(application.c.sent)
        )
        return [await self._whole(row) for row in rows]

    async def begin(self, person: Person, now: datetime) -> Application:
        """A new one."""
        id_ = await self._db.add(insert(application).values(person=person.id, state=State.OPEN.value, begun=now))
        return Application(id_, person)

    async def save(self, one: Application) -> None:
        """Keep it as it is now."""
        await self._db.run(
            update(application)
            .where(application.c.id == one.id)
            .values(
                state=one.state.value,
                sent=one.sent,
                decided=one.decided,
                again=one.again,
                by=one.by.id if one.by else None,
                referral=one.referral.id if one.referral else None,
                vouched=one.vouched,
                account_lang=one.account_lang,
                account_since=one.account_since,
            )
        )
        await self._db.run(delete(answer).where(answer.c.application == one.id))
        for name, given in one.answers.items():
            await self._db.run(insert(answer).values(application=one.id, question=name, answer=list(given)))
        known = {row.person for row in await self._db.rows(select(vote).where(vote.c.application == one.id))}
        for moderator in one.votes - known:
            await self._db.run(insert(vote).values(application=one.id, person=moderator))

    async def drop(self, one: Application) -> None:
        """Forget it, with all that belongs to it."""
        await self._db.run(delete(application).where(application.c.id == one.id))

    # --- what moderators asked ---

    async def ask(self, one: Application, words: str) -> int:
        """Keep a question; returns its id."""
        return await self._db.add(insert(note).values(application=one.id, asked=words))

    async def reply(self, id: int, words: str) -> None:
        """Keep the answer to a question."""
        await self._db.run(update(note).where(note.c.id == id).values(answer=words))

    async def notes(self, one: Application) -> list[Note]:
        """What was asked, in order."""
        rows = await self._db.rows(select(note).where(note.c.application == one.id).order_by(note.c.id))
        return [Note(row.id, row.asked, row.answer) for row in rows]

    # --- retention ---

    async def purge(
        self, accepted: datetime, declined: datetime, unsent: datetime, now: datetime
    ) -> tuple[list[int], list[Person]]:
        """Forget answers decided before these times, and what was begun before `unsent` and never sent.

        Of a declined application the bare fact stays until one may apply again. Returns the ids of the applications of
        which something was forgotten, and who had not sent theirs.
        """
        old = or_(
            and_(application.c.state == State.ACCEPTED.value, application.c.decided < accepted),
            and_(application.c.state == State.DECLINED.value, application.c.decided < declined),
        )
        ids = [row.id for row in await self._db.rows(select(application.c.id).where(old))]
        stale = and_(application.c.state == State.OPEN.value, application.c.begun < unsent)
        left = [Person(row.person) for row in await self._db.rows(select(application.c.person).where(stale))]
        for table in (answer, note, vote):
            await self._db.run(delete(table).where(table.c.application.in_(ids)))
        await self._db.run(
            update(application)
            .where(application.c.id.in_(ids))
            .values(by=None, referral=None, vouched=None, account_lang="", account_since=None)
        )
        await self._db.run(
            delete(application).where(
                or_(
                    and_(application.c.id.in_(ids), or_(application.c.again.is_(None), application.c.again < now)),
                    stale,
                )
            )
        )
        return ids, left

    # --- rights ---

    async def of(self, person: Person) -> list[tuple[Application, list[Note]]]:
        """All that is kept of the person's applications."""
        rows = await self._db.rows(
            select(application).where(application.c.person == person.id).order_by(application.c.id)
        )
        whole = [await self._whole(row) for row in rows]
        return [(one, await self.notes(one)) for one in whole]

    async def forget(self, person: Person) -> None:
        """Forget the person, as applicant, moderator and member who was named."""
        await self._db.run(delete(application).where(application.c.person == person.id))
        await self._db.run(update(application).where(application.c.by == person.id).values(by=None))
        await self._db.run(
            update(application).where(application.c.referral == person.id).values(referral=None, vouched=None)
        )
        await self._db.run(delete(vote).where(vote.c.person == person.id))
        await self._db.run(delete(request).where(request.c.person == person.id))

    async def merge(self, keep: Person, gone: Person) -> None:
        """Give the second person's to the first; of two pending applications the one that was sent stays."""
        mine, other = await self.current(keep), await self.current(gone)
        if mine is not None and other is not None:
            await self.drop(mine if mine.state is State.OPEN and other.state is State.SENT else other)
        await self._db.run(update(application).where(application.c.person == gone.id).values(person=keep.id))
        await self._db.run(update(application).where(application.c.by == gone.id).values(by=keep.id))
        await self._db.run(update(application).where(application.c.referral == gone.id).values(referral=keep.id))
        mine = select(vote.c.application).where(vote.c.person == keep.id).scalar_subquery()
        await self._db.run(delete(vote).where(vote.c.person == gone.id, vote.c.application.in_(mine)))
        await self._db.run(update(vote).where(vote.c.person == gone.id).values(person=keep.id))
        held = select(request.c.place).where(request.c.person == keep.id).scalar_subquery()
        await self._db.run(delete(request).where(request.c.person == gone.id, request.c.place.in_(held)))
        await self._db.run(update(request).where(request.c.person == gone.id).values(person=keep.id))

    async def _whole(self, row: Row[Any]) -> Application:
        answers = await self._db.rows(select(answer).where(answer.c.application == row.id))
        votes = await self._db.rows(select(vote.c.person).where(vote.c.application == row.id))
        return Application(
            id=row.id,
            person=Person(row.person),
            state=_state(row.state),
            answers={one.question: tuple(one.answer) for one in answers},
            sent=row.sent,
            decided=row.decided,
            again=row.again,
            by=Person(row.by) if row.by is not None else None,
            votes=frozenset(one.person for one in votes),
            referral=Person(row.referral) if row.referral is not None else None,
            vouched=row.vouched,
            account_lang=row.account_lang,
            account_since=row.account_since,
        )


def _state(kept: str) -> State:
    """One that this version does not know is over, whatever it means."""
    return State(kept) if kept in set(State) else State.DECLINED


def place_of(key: str) -> Place | None:
    """The place that was kept; None for what is none."""
    try:
        return Place.parse(key)
    except ValueError:
        return None


_pending = application.c.state.in_([State.OPEN.value, State.SENT.value])


class Requests:
    """Who asks to be let in, in one transaction or one look."""

    def __init__(self, db: Db) -> None:
        self._db = db

    async def add(self, person: Person, place: Place, account: str, now: datetime) -> None:
        """Note a request; one that was asked again counts once."""
        await self.drop(person, place)
        await self._db.run(insert(request).values(person=person.id, place=place.key, account=account, at=now))

    async def of(self, person: Person) -> Sequence[tuple[Place, str]]:
        """Where the person asks to be let in, and through which account."""
        rows = await self._db.rows(select(request).where(request.c.person == person.id))
        return [(place, row.account) for row in rows if (place := place_of(row.place))]

    async def drop(self, person: Person, place: Place) -> None:
        """The request is answered."""
        await self._db.run(delete(request).where(request.c.person == person.id, request.c.place == place.key))

    async def count(self) -> int:
        """How many wait."""
        return int(await self._db.value(select(func.count()).select_from(request)) or 0)

    async def forget_before(self, at: datetime) -> None:
        """Forget old requests: whoever asked can do it again."""
        await self._db.run(delete(request).where(request.c.at < at))
