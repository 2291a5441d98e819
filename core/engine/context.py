"""What handlers are given: a Look to read with, a Ctx to leave rows behind, written when the handler is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import literal, literal_column
from sqlalchemy.dialects.sqlite import insert as upsert

from core.engine import audit
from core.engine.codec import Ordered, decode_args, encode_args, ordered_to_json, said_to_json, signal_to_json
from core.engine.counts import Counts
from core.engine.people import Directory, Known
from core.engine.registry import HOUSE, Community, Registry, RoomConfig, Rooms
from core.engine.tables import card, outbox, timer
from core.kit.action import Bound, DeclarationError
from core.kit.card import Card
from core.kit.ctx import Fact
from core.kit.deeds import Deed, Rank
from core.kit.people import Account, Person, Role
from core.kit.places import Place, Room
from core.kit.plugin import Personal
from core.kit.port import Addressed, Doer, Platform, Ref, Urgency
from core.kit.rights import Consent, Keeper
from core.kit.sql import Db, Instant, Integer, bindparam, delete, insert, select
from core.kit.text import Text

LEAD = "every:"
"""Timers under keys that begin so are the recurring ones."""


_POST = insert(outbox)
_CARD_AT = select(card.c.name, card.c.args).where(
    card.c.place == bindparam("place"), card.c.message == bindparam("message")
)
_AGAIN: dict[str, Any] = {
    "index_elements": [outbox.c.name, outbox.c.args, outbox.c.target],
    "index_where": literal_column("kind = 'show'"),
    "set_": {"version": outbox.c.version + 1},
}
_MARK = upsert(outbox).on_conflict_do_update(**_AGAIN).returning(outbox.c.id, outbox.c.version)
_MARK_SHOWN = (
    upsert(outbox)
    .from_select(
        ["kind", "name", "args", "target", "urgency", "due", "tries", "version"],
        select(
            literal("show"),
            card.c.name,
            card.c.args,
            card.c.place,
            bindparam("at", type_=Integer),
            bindparam("now", type_=Instant),
            literal(0),
            literal(0),
        ).where(card.c.name == bindparam("of"), card.c.args == bindparam("with_")),
        include_defaults=False,
    )
    .on_conflict_do_update(**_AGAIN)
    .returning(outbox.c.id, outbox.c.target, outbox.c.version)
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the outbox, as the courier takes it."""

    id: int
    kind: str
    name: str
    args: str
    target: str
    urgency: int
    version: int = 0
    tries: int = 0


@dataclass(slots=True)
class Left:
    """What a transaction left behind for the courier and the alarm, to be told after the commit."""

    deliveries: list[Delivery] = field(default_factory=list[Delivery])
    due: datetime | None = None
    erased: bool = False
    """Whether a person was erased, of whom the file may still hold something."""
    moved: list[tuple[str, str, str]] = field(default_factory=list[tuple[str, str, str]])


@dataclass(frozen=True, slots=True)
class House:
    """What contexts need of the engine."""

    registry: Registry
    rooms: Rooms
    community: Community
    clock: Callable[[], datetime]
    platforms: Mapping[str, Platform]
    counts: Counts


class LookContext:
    """A Look: the kit's protocol of the same name, over a Db."""

    def __init__(self, house: House, feature: str, db: Db, room: RoomConfig | None = None) -> None:
        self._house = house
        self._feature = feature
        self._room = room
        self._db = db
        self._now = house.clock()
        self._people: Directory | None = None

    @property
    def settings(self) -> Any:
        """The feature's settings."""
        return self._house.registry.settings(self._feature)

    @property
    def db(self) -> Db:
        """The database."""
        return self._db

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the room, or the community's."""
        return (self._room.zone if self._room else None) or self._house.community.zone

    @property
    def home_zone(self) -> ZoneInfo:
        """The zone of the community."""
        return self._house.community.zone

    @property
    def now(self) -> datetime:
        """The present time in the zone; the same throughout the handler."""
        return self._now.astimezone(self.zone)

    @property
    def people(self) -> Directory:
        """Persons and accounts."""
        if self._people is None:
            self._people = Directory(self._db, self._now, self._house.community.admins, self)
        return self._people

    @property
    def house(self) -> House:
        """What the machine's own parts need."""
        return self._house

    # --- what is where -----------------------------------------------------------------------------------------------

    def has(self, feature: str) -> bool:
        """Whether a feature is on."""
        return feature in self._house.registry.features

    def places(self, room: Room) -> Sequence[Place]:
        """Where the room lies now."""
        return self._house.rooms.places(room.name)

    def room_at(self, place: Place) -> Room | None:
        """The room of a place."""
        room = self._house.rooms.at(place)
        return Room(room.name) if room else None

    def grounds(self) -> Sequence[Place]:
        """A place of every community on every platform that does deeds."""
        rooms = self._house.rooms
        every = [place for name in rooms.names for place in rooms.places(name)]
        found: list[Place] = []
        for name, platform in self._house.platforms.items():
            if isinstance(platform, Doer):
                found += platform.grounds([place for place in every if place.platform == name])
        return found

    def can_do(self, platform: str, deed: type[Deed]) -> bool:
        """Whether the platform has such a thing at all."""
        found = self._house.platforms.get(platform)
        return isinstance(found, Doer) and deed in found.deeds

    def address(self, ref: Ref) -> str | None:
        """The address of a message."""
        platform = self._house.platforms.get(ref.place.platform)
        return platform.address(ref) if isinstance(platform, Addressed) else None

    async def card_at(self, ref: Ref) -> Bound | None:
        """Which card a message shows."""
        row = await self._db.row(_CARD_AT, place=ref.place.key, message=ref.id)
        action = self._house.registry.actions.get(row.name) if row else None
        return decode_args(action, row.args) if row and action else None

    # --- what features do for persons --------------------------------------------------------------------------------

    @property
    def keepers(self) -> Sequence[Keeper]:
        """Who keeps something about persons, the house last."""
        return self._house.registry.keepers

    @property
    def consents(self) -> Sequence[Consent]:
        """What consent is asked for."""
        return self._house.registry.consents

    async def export(self, person: Person) -> dict[str, Any]:
        """Feature -> what it gives out about the person."""
        return {name: await personal.export(self._of(name), person) for name, personal in self._personal()}

    async def merge(self, keep: Person, gone: Person) -> None:
        """Move every feature's data; nobody can while only looking."""
        raise RuntimeError("who only looks changes nothing")

    async def part(self, person: Person, alone: Person) -> None:
        """Give on what follows an account; nobody can while only looking."""
        raise RuntimeError("who only looks changes nothing")

    async def erase(self, person: Person) -> None:
        """Erase every feature's data; nobody can while only looking."""
        raise RuntimeError("who only looks changes nothing")

    def _personal(self) -> Iterator[tuple[str, Personal]]:
        for keeper in self.keepers:
            personal = self._house.registry.features[keeper.feature].plugin.personal
            if personal:
                yield keeper.feature, personal

    def _of(self, feature: str) -> LookContext:
        return LookContext(self._house, feature, self._db, self._room)


class Context(LookContext):
    """A Ctx: the kit's protocol of the same name. `write` turns what was left behind into rows."""

    def __init__(
        self,
        house: House,
        feature: str,
        db: Db,
        room: RoomConfig | None = None,
        *,
        known: Known | None = None,
        account: Account | None = None,
        place: Place | None = None,
        late: timedelta = timedelta(0),
        message: str = "",
    ) -> None:
        super().__init__(house, feature, db, room)
        self.message = message
        self._known = known
        self._account = account
        self.place = place
        self.late = late
        self._said: list[tuple[str, str, str, Urgency]] = []
        self._shown: list[tuple[Bound, Room | None, Urgency]] = []
        self._woken: list[dict[str, Any]] = []
        self._unwoken: list[str] = []
        self._emitted: list[object] = []
        self._ordered: list[tuple[Ordered, Urgency]] = []
        self._audited: list[tuple[str, Person | None, Mapping[str, Fact]]] = []
        self._others: list[Context] = []
        """What other features' merging and erasing left behind."""

    @property
    def person(self) -> Person:
        """Who acts."""
        if self._known is None:
            raise LookupError("nobody acts here: this runs for a timer or a signal")
        return self._known.person

    @property
    def account(self) -> Account:
        """The account they act through."""
        if self._account is None:
            raise LookupError("nobody acts here: this runs for a timer or a signal")
        return self._account

    @property
    def role(self) -> Role:
        """The highest role of who acts."""
        return self._known.role if self._known else Role.VISITOR

    @property
    def room(self) -> Room | None:
        """The room it happens in."""
        return Room(self._room.name) if self._room else None

    def say(self, text: Text | Card, room: Room | Place, *, urgency: Urgency = Urgency.ANNOUNCEMENT) -> None:
        """Say something in every place of the room, or in one place."""
        for place in (room,) if isinstance(room, Place) else self._house.rooms.places(room.name):
            self._said.append(("say", said_to_json(text), place.key, urgency))

    def tell(self, person: Person, text: Text | Card, *, urgency: Urgency = Urgency.ANNOUNCEMENT) -> None:
        """Say something to a person in private."""
        self._said.append(("tell", said_to_json(text), str(person.id), urgency))

    def show(self, card: Bound, room: Room | None = None, *, urgency: Urgency = Urgency.CARD) -> None:
        """The card is out of date."""
        if card.action.kind != "card":
            raise DeclarationError(f"{card.action.name} is not a card")
        self._shown.append((card, room, urgency))

    def order(self, deed: Deed, then: Bound | None = None, *, urgency: Urgency = Urgency.ANSWER) -> None:
        """Have a platform do something."""
        if then is not None:
            wanted = {"outcome", "result"} - {param.name for param in then.action.params}
            if then.action.kind != "timer" or wanted:
                raise DeclarationError(f"{then.action.name} is not a timer with the arguments outcome and result")
        room = self._room.name if self._room else None
        order = Ordered(deed, then.action.name, encode_args(then), room) if then else Ordered(deed)
        self._ordered.append((order, urgency))

    def wake(self, at: datetime, action: Bound, *, key: str = "", within: timedelta | None = None) -> None:
        """Run a timer action at a time."""
        if action.action.kind != "timer":
            raise DeclarationError(f"{action.action.name} is not a timer")
        row = {
            "key": f"{self._feature}:{key}" if key else None,
            "due": at,
            "name": action.action.name,
            "args": encode_args(action),
            "room": self._room.name if self._room else None,
            "within": int(within.total_seconds()) if within is not None else None,
            "tries": 0,
        }
        if key:
            self._woken = [one for one in self._woken if one["key"] != row["key"]]
        self._woken.append(row)

    def unwake(self, key: str) -> None:
        """Forget a timer."""
        full = f"{self._feature}:{key}"
        self._woken = [one for one in self._woken if one["key"] != full]
        self._unwoken.append(full)

    def audit(self, action: str, subject: Person | None = None, **facts: Fact) -> None:
        """Note in the audit log that who acts did this."""
        self._audited.append((f"{self._feature}.{action}", subject, facts))

    def emit(self, signal: object) -> None:
        """Tell whoever listens."""
        self._emitted.append(signal)

    async def write(self, left: Left) -> None:
        """Turn what was left behind into rows, and note them in `left`."""
        for kind, args, target, urgency in self._said:
            await self._put(left, kind, "", args, target, urgency)
        for bound, room, urgency in self._shown:
            await show(self._db, self._house, bound, room, urgency, left, self._now)
        await self._rank()
        for ordered, urgency in self._ordered:
            kind = type(ordered.deed).__name__
            await self._put(left, "deed", kind, ordered_to_json(ordered), ordered.deed.place.key, urgency)
        for signal in self._emitted:
            for listener in self._house.registry.listeners.get(type(signal), ()):
                await self._put(left, "signal", "", signal_to_json(signal), listener.name, Urgency.ANSWER)
        for key in self._unwoken:
            await self._db.run(delete(timer).where(timer.c.key == key))
        for row in self._woken:
            await self._wake(row, left)
        for action, subject, facts in self._audited:
            actor = self._known.person if self._known else None
            await audit.append(self._db, self._now, action, actor, subject, facts)
        for other in self._others:
            await other.write(left)
        left.erased |= self._people is not None and self._people.erased

    async def merge(self, keep: Person, gone: Person) -> None:
        """Move every feature's data of the second person to the first."""
        for name, personal in self._personal():
            await personal.merge(self._of(name), keep, gone)

    async def part(self, person: Person, alone: Person) -> None:
        """Give what must follow an account that the person let go to the new person it became."""
        for name, personal in self._personal():
            if personal.part:
                await personal.part(self._of(name), person, alone)

    async def erase(self, person: Person) -> None:
        """Erase every feature's data of the person, the house's last."""
        await audit.append(self._db, self._now, f"{HOUSE}.erased", None, person, {})
        for name, personal in self._personal():
            await personal.erase(self._of(name), person)

    def _of(self, feature: str) -> Context:
        context = Context(self._house, feature, self._db, self._room)
        self._others.append(context)
        return context

    async def _rank(self) -> None:
        """Have the platforms show the new role of whoever was given one."""
        for who in self._people.granted if self._people else ():
            role = await self.people.role(who)
            for account in await self.people.accounts(who):
                for place in self.grounds():
                    if place.platform == account.platform and self.can_do(place.platform, Rank):
                        self.order(Rank(place, account.id, role))

    async def _put(self, left: Left, kind: str, name: str, args: str, target: str, urgency: Urgency) -> None:
        id_ = await self._db.add(
            _POST, kind=kind, name=name, args=args, target=target, urgency=int(urgency), due=self._now
        )
        left.deliveries.append(Delivery(id_, kind, name, args, target, int(urgency)))

    async def _wake(self, row: dict[str, Any], left: Left) -> None:
        if row["key"] is None:
            await self._db.run(insert(timer).values(**row))
        else:
            changes = {name: value for name, value in row.items() if name != "key"}
            statement = upsert(timer).values(**row)
            await self._db.run(statement.on_conflict_do_update(index_elements=[timer.c.key], set_=changes))
        due = row["due"].astimezone(UTC)
        left.due = due if left.due is None else min(left.due, due)


async def show(
    db: Db, house: House, bound: Bound, room: Room | None, urgency: Urgency, left: Left, now: datetime
) -> None:
    """Mark a card as out of date in every place where it is shown, and in the places of `room`."""
    args = encode_args(bound)
    name = bound.action.name
    for row in await db.rows(_MARK_SHOWN, of=name, with_=args, at=int(urgency), now=now):
        left.deliveries.append(Delivery(row.id, "show", name, args, row.target, int(urgency), row.version))
    if room is not None:
        marked = {delivery.target for delivery in left.deliveries if (delivery.name, delivery.args) == (name, args)}
        for place in house.rooms.places(room.name):
            if place.key not in marked:
                await mark(db, name, args, place.key, urgency, left, now)


async def mark(db: Db, name: str, args: str, place: str, urgency: Urgency, left: Left, now: datetime) -> None:
    """Mark a card as out of date in one place; a mark that is waiting already is renewed, so changes go out as one."""
    row = await db.row(_MARK, kind="show", name=name, args=args, target=place, urgency=int(urgency), due=now)
    if row is not None:
        left.deliveries.append(Delivery(row.id, "show", name, args, place, int(urgency), row.version))


def persons_in(said: Text | Card) -> set[int]:
    """The ids of all persons that a text or a card speaks of."""
    found: set[int] = set()
    texts: list[Text] = [said] if isinstance(said, Text) else []
    if isinstance(said, Card):
        texts = [text for text in (said.title, said.more, *said.lines) if text is not None]
        texts += [button.label for row in said.rows for button in row]
    while texts:
        for value in texts.pop().values.values():
            if isinstance(value, Person):
                found.add(value.id)
            elif isinstance(value, Text):
                texts.append(value)
            elif isinstance(value, Sequence) and not isinstance(value, str):
                texts.extend(value)
    return found
