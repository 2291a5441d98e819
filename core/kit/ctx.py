"""What a handler is given: the person, the place, the database, and ways to leave rows behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from core.kit.action import Bound
from core.kit.card import Card
from core.kit.deeds import Deed
from core.kit.people import Account, Person, Role
from core.kit.places import Place, Room
from core.kit.port import Ref, Urgency
from core.kit.rights import Apart, Consent, Decision, Keeper, Noted
from core.kit.sql import Db
from core.kit.text import Text

S_co = TypeVar("S_co", covariant=True)

Fact: TypeAlias = "str | int | bool | datetime | Person"
"""What the audit log may be told; a str is a word of ours, never what people wrote."""


class Refused(Exception):
    """ "No, because": undoes the handler's changes and becomes its answer. The only exception a model raises.

    With `asks`, the argument of that name is asked for again.
    """

    def __init__(self, why: Text, asks: str = "") -> None:
        super().__init__(why.key)
        self.why = why
        self.asks = asks


class People(Protocol):
    """Persons and accounts, as a handler may ask for and change them."""

    async def get(self, id: int) -> Person | None:
        """The person with this id, under their present name."""
        ...

    async def many(self, ids: Sequence[int]) -> dict[int, Person]:
        """Several persons at once; ids of nobody are left out."""
        ...

    async def accounts(self, person: Person) -> Sequence[Account]:
        """All accounts of a person."""
        ...

    async def by_account(self, platform: str, id: str) -> Person | None:
        """The person of an account; None where it never used the bot."""
        ...

    async def admins(self) -> Sequence[Person]:
        """Whom config names as admins, as far as they ever used the bot."""
        ...

    async def holding(self, role: Role) -> Sequence[Person]:
        """Who holds this role or a higher one, by grant or by config."""
        ...

    async def history(self, person: Person, most: int) -> Sequence[Noted]:
        """The newest entries of the audit log about a person, the newest first."""
        ...

    async def reachable(self, person: Person) -> bool:
        """Whether the bot may write to the person in private, as far as it knows."""
        ...

    async def role(self, person: Person) -> Role:
        """The highest role the person holds."""
        ...

    async def grant(self, person: Person, role: Role) -> None:
        """Set the person's role."""
        ...

    async def speak(self, person: Person, lang: str | None) -> None:
        """Choose the language the person is spoken to in; None goes back to the room's."""
        ...

    async def tie(self, keep: Person, gone: Person) -> None:
        """Make the accounts and the data (every feature's merge) of `gone` those of `keep`."""
        ...

    async def untie(self, account: Account) -> Person:
        """Give this account a person of its own again, with no data but what must follow it; returns that person."""
        ...

    async def block(self, person: Person, other: Person, on: bool) -> None:
        """Note that the person wants to be kept apart from another, or does not any more; nobody else learns of it."""
        ...

    async def blocked(self, person: Person) -> Sequence[tuple[Person, datetime]]:
        """Whom the person blocked, and since when; to be shown to nobody but them."""
        ...

    async def apart(self, person: Person, others: Sequence[Person]) -> Apart:
        """Who of these others is to be kept apart from the person.

        To be asked whenever persons are brought together, whatever else would be refused anyway: that it takes longer
        must not tell anything either.
        """
        ...

    async def barred(self, person: Person) -> bool:
        """Whether the person is kept out of the community, on every platform."""
        ...

    async def bar(self, person: Person, on: bool) -> None:
        """Note that the person is kept out, or is not any more; whichever accounts they come with."""
        ...

    async def paused(self, person: Person) -> datetime | None:
        """Since when the person wants no more than they ask for themselves; None when that is not so.

        Announcements and digests are not told to them meanwhile; whatever else is optional is to be left out, too.
        """
        ...

    async def pause(self, person: Person, on: bool) -> None:
        """Begin or end that."""
        ...

    @property
    def consents(self) -> Sequence[Consent]:
        """All that features ask consent for."""
        ...

    async def agreed(self, person: Person, consent: Consent) -> bool:
        """Whether the person agrees to this, in its present version."""
        ...

    async def agree(self, person: Person, consent: Consent, given: bool) -> None:
        """Note that the person agrees, or does not any more; every decision is kept as proof."""
        ...

    async def decisions(self, person: Person) -> Sequence[Decision]:
        """All the person decided, oldest first."""
        ...

    @property
    def keepers(self) -> Sequence[Keeper]:
        """Who keeps something about persons: the features that are on, and the house itself."""
        ...

    async def export(self, person: Person) -> dict[str, Any]:
        """All that is kept about a person: feature -> what it gives out, ready for JSON."""
        ...

    async def erase(self, person: Person) -> None:
        """Erase a person from every feature and from the house, accounts included; who comes back is somebody new.

        Only a Ctx can. What the file and its log held of them is overwritten soon after.
        """
        ...

    async def since(self, person: Person) -> datetime | None:
        """Since when the person is known, to the day; None for nobody."""
        ...

    async def unseen(self, since: datetime) -> Sequence[Person]:
        """Up to 100 persons without a role of whom nothing was seen since then."""
        ...


class Look(Protocol[S_co]):
    """What a card or a suggestion is given: it can read, and change nothing."""

    @property
    def settings(self) -> S_co:
        """The feature's settings, from config."""
        ...

    @property
    def db(self) -> Db:
        """The database, to read from."""
        ...

    @property
    def now(self) -> datetime:
        """The present time (aware, in the room's or the community's zone)."""
        ...

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the room, or the community."""
        ...

    @property
    def home_zone(self) -> ZoneInfo:
        """The zone of the community, in whichever room this happens."""
        ...

    @property
    def people(self) -> People:
        """Persons and accounts."""
        ...

    def has(self, feature: str) -> bool:
        """Whether the feature called so is on."""
        ...

    def places(self, room: Room) -> Sequence[Place]:
        """Where the room lies now."""
        ...

    def room_at(self, place: Place) -> Room | None:
        """The room of a place; None for one that config does not name."""
        ...

    def grounds(self) -> Sequence[Place]:
        """A place for each community on each platform: where accounts are muted, banned, let in (see deeds)."""
        ...

    def can_do(self, platform: str, deed: type[Deed]) -> bool:
        """Whether the platform has such a deed at all; whether the bot has the right shows when it is done."""
        ...

    def address(self, ref: Ref) -> str | None:
        """The https address of a message, for those who may see it; None where it has none."""
        ...

    async def card_at(self, ref: Ref) -> Bound | None:
        """Which card a message shows; None when it is none of the bot's cards."""
        ...


class Ctx(Look[S_co], Protocol[S_co]):
    """What a handler is given. Everything it leaves behind is committed together with its event, or not at all."""

    @property
    def person(self) -> Person:
        """Who acts; raises LookupError where nobody does (a timer, a signal)."""
        ...

    @property
    def account(self) -> Account:
        """The account they act through; raises LookupError where nobody does."""
        ...

    @property
    def role(self) -> Role:
        """The highest role of who acts (VISITOR where nobody does)."""
        ...

    @property
    def room(self) -> Room | None:
        """The room it happens in; None in private and in places that config does not name."""
        ...

    @property
    def place(self) -> Place | None:
        """The place it happens in; None for a timer or a signal."""
        ...

    @property
    def message(self) -> str:
        """The id (in `place`) of the message it came with: what was said, or the command; empty where there is none."""
        ...

    @property
    def late(self) -> timedelta:
        """How late a timer runs; zero for everything else."""
        ...

    def say(self, text: Text | Card, room: Room | Place, *, urgency: Urgency = Urgency.ANNOUNCEMENT) -> None:
        """Say something in every place of the room, or in one place, durably, once."""
        ...

    def tell(self, person: Person, text: Text | Card, *, urgency: Urgency = Urgency.ANNOUNCEMENT) -> None:
        """Say something to a person in private, wherever they can be reached; dropped where they cannot.

        Announcements and digests are dropped for who paused; what answers them, or is due to them, has Urgency.ANSWER.
        """
        ...

    def show(self, card: Bound, room: Room | None = None, *, urgency: Urgency = Urgency.CARD) -> None:
        """The card is out of date: redraw it wherever it is shown, and (`room`) in every place of that room."""
        ...

    def order(self, deed: Deed, then: Bound | None = None, *, urgency: Urgency = Urgency.ANSWER) -> None:
        """Have a platform do something, durably.

        When it is known what came of it the timer `then` runs, once, in a transaction of its own. It is given `outcome`
        (an Outcome) and `result` (what the deed comes back with, a str); declare both with defaults. A deed may be done
        again after a crash; whatever is so already counts as done.
        """
        ...

    def wake(self, at: datetime, action: Bound, *, key: str = "", within: timedelta | None = None) -> None:
        """Run a timer action at `at`, across restarts; the same `key` replaces; dropped when later than `within`."""
        ...

    def unwake(self, key: str) -> None:
        """Forget the timer that was set under `key`."""
        ...

    def audit(self, action: str, subject: Person | None = None, **facts: Fact) -> None:
        """Note in the audit log that who acts (or nobody: a timer) did this, and to whom.

        The log is append-only and chained. It names persons by tokens that mean nothing once the person is erased, so
        facts must not hold what people wrote.
        """
        ...

    def emit(self, signal: object) -> None:
        """Tell whoever listens (`@plugin.on(type)`), each in a transaction of its own after this one."""
        ...
