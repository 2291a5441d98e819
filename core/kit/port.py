"""The port: the words between the engine and a platform. A Platform is a few facts and three calls."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Literal, Protocol, TypeAlias, runtime_checkable

from core.kit.action import Param
from core.kit.deeds import Deed
from core.kit.people import Account
from core.kit.places import Place
from core.kit.text import Text


class Can(StrEnum):
    """What a platform may be able to do; the engine lowers what is missing, a feature may say `needs`."""

    FORMS = "forms"  # up to five fields at once, as the first answer to a press or a command
    HIDDEN = "hidden"  # an answer in a shared place that only one person sees
    SUGGEST = "suggest"  # values offered while a command is typed
    WRITE_FIRST = "write_first"  # a private message to somebody who never wrote to the bot
    VOICE = "voice"  # voice rooms that a bot can make
    DELETE_SEEN = "delete_seen"  # the platform tells of deleted messages


class Urgency(IntEnum):
    """In what order deliveries go out when a platform's limits make them wait; lower goes first."""

    SAFETY = 0
    ANSWER = 10
    CARD = 20
    ANNOUNCEMENT = 30
    DIGEST = 40


# --- what is shown -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of text to be shown literally, whatever it contains."""

    text: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A time to be shown in the viewer's own way where the platform can, with `text` as the full words (and zone)."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person: a mention where `account` (their id on the platform shown on) is known, else the `name`."""

    name: str
    account: str | None = None


Span: TypeAlias = Words | Moment | Somebody
Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A button of a message: its label (at most 80 characters) and its ticket (at most 64 bytes), or an address."""

    label: str
    ticket: str = ""
    url: str = ""
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class File:
    """A file to be handed to somebody: how it is called (with its ending) and what is in it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """Something to show: a title, lines, rows of keys; already in one language, not yet in a platform's markup.

    `pings` are account ids on that platform which may be notified. `asks` marks a question to the author of the message
    `reply_to`, who is expected to answer by replying to it. `files` go along when it is sent, not when it is edited.
    `photo` is a picture that the platform has already, by its own id.
    """

    title: Spans = ()
    lines: tuple[Spans, ...] = ()
    rows: tuple[tuple[Key, ...], ...] = ()
    more: str = ""
    """What to say in place of lines that do not fit; `{hidden}` is their number."""
    card: bool = False
    """Whether it is a card that will be edited, to be set apart from talk where the platform can."""
    pings: tuple[str, ...] = ()
    silent: bool = False
    reply_to: str = ""
    asks: bool = False
    files: tuple[File, ...] = ()
    photo: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """Where a message is: its place and the platform's id of it."""

    place: Place
    id: str

    @property
    def key(self) -> str:
        """It as one string, to be stored and compared."""
        return f"{self.place.key}#{self.id}"

    @classmethod
    def parse(cls, key: str) -> Ref:
        """Read it back from its `key`; raises ValueError for what is none."""
        place, _, id_ = key.rpartition("#")
        return cls(Place.parse(place), id_)


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: its key, label (at most 45 characters), what may be typed and what is there already."""

    name: str
    label: str
    hint: str = ""
    value: str = ""
    longest: int = 200
    required: bool = True
    choices: tuple[tuple[str, str], ...] = ()
    """(value, label) pairs to pick one from, instead of typing."""


@dataclass(frozen=True, slots=True)
class Form:
    """Up to five fields asked for at once; what is filled in comes back as a Filled with this ticket."""

    ticket: str
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Options:
    """Values offered while a command is typed: (value, label) pairs, at most 25."""

    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to one person: privately where the platform can hide it, else as a reply."""

    message: Message


@dataclass(frozen=True, slots=True)
class Done:
    """Nothing to say: the press or command was taken (a spinner is to stop)."""


Answer: TypeAlias = Reply | Form | Options | Done

# --- what happens ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pointed:
    """The message that a command is about: its id in the place, and who wrote it, where the platform tells."""

    message: str
    author: Account | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """Somebody called a command by its name, with words after it, or with arguments the platform already parsed.

    A subcommand is `name="group sub"`; on a platform without them `name="group"`, and the words after it decide.
    `pointed` is the message it was called on (from a message's own menu) or in reply to.
    """

    name: str
    rest: str = ""
    args: Mapping[str, str | int | float | bool] | None = None
    pointed: Pointed | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """Somebody pressed a button of the message `message`."""

    ticket: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """Somebody sent a form back."""

    ticket: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody wrote something; `reply_to` is the id of the message it answers. Read, acted on and forgotten."""

    text: str
    message: str = ""
    reply_to: str = ""
    to_bot: bool = False
    """Whether it is meant for the bot: a private chat, or a reply to one of its messages."""
    links: tuple[str, ...] = ()
    """The addresses in it, whether they are to be seen or lie behind other words."""
    photo: str = ""
    """The picture that came with it, by an id under which the platform shows it again (see Message.photo)."""
    media: bool = False
    """Whether there is more in it than words: a picture, a video, a voice, a file, a sticker."""
    forwarded: bool = False
    edited: bool = False
    """Whether it was said before and is changed now; such a one is never an answer to a question."""


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody is typing a command's argument and may be offered values; `name` is as in Command."""

    name: str
    arg: str
    typed: str


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody joined the place, through the invitation called `link` where the platform tells."""

    link: str = ""


@dataclass(frozen=True, slots=True)
class Went:
    """Somebody left the place (`by_other`: was removed)."""

    by_other: bool = False


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether the bot may write to this person in private (they started it, or blocked it)."""

    open: bool


@dataclass(frozen=True, slots=True)
class Reacted:
    """Somebody put an emoji to a message (a platform's own emoji by its name)."""

    message: str
    emoji: str


@dataclass(frozen=True, slots=True)
class Requested:
    """Somebody asks to be let into the place, through the invitation called `link` (empty: by its address).

    `private` is where they may be written to, for a few minutes, even though they never wrote to the bot.
    """

    private: Place
    link: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """The place has a new id on its platform."""

    to: Place


@dataclass(frozen=True, slots=True)
class Deleted:
    """A message of the bot's is gone from the place."""

    message: str


What: TypeAlias = (
    Command | Press | Filled | Said | Typing | Came | Went | Reached | Reacted | Requested | Moved | Deleted
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a platform, in the engine's words.

    `id` is unique for the platform, so that a repeated delivery is known. `at` is when the platform says it happened
    (aware). `account` is None where no person did it.
    """

    id: str
    place: Place
    what: What
    at: datetime
    account: Account | None = None
    message: str = ""
    """The id of the message it came with, to be replied to."""

    @property
    def platform(self) -> str:
        """The platform it happened on."""
        return self.place.platform


Respond: TypeAlias = Callable[[Answer], Awaitable[None]]
"""Given by the adapter with an event: answers it natively (a modal, a toast, a hidden message), at most once.

It raises Unanswerable where the platform has no native way for this answer; the engine then sends a message.
"""


class App(Protocol):
    """The engine as an adapter sees it, as in ASGI: one callable.

    It returns when what the event changed is committed. It raises Unkept when it could not be kept (a full disk): the
    adapter must then offer the event again where it can.
    """

    async def __call__(self, event: Event, respond: Respond | None = None) -> None:
        """Take one event; `respond` is None where the platform has no native answer to it."""
        ...


class Unkept(Exception):
    """The event's changes could not be stored; nothing was done, and it may be offered again."""


class Unanswerable(Exception):
    """The native answer is not possible (any more); say it as a message instead."""


# --- what can go wrong at a delivery ---------------------------------------------------------------------------------


class Undelivered(Exception):
    """A delivery did not happen; see the subclasses. Anything else raised counts as a passing Trouble."""


class Wait(Undelivered):
    """The platform asks to wait `seconds` before trying again, in this `place` or (None) everywhere."""

    def __init__(self, seconds: float, place: Place | None = None) -> None:
        super().__init__(seconds)
        self.seconds = seconds
        self.place = place


class Trouble(Undelivered):
    """A passing failure (a lost connection, a 5xx): try again later.

    `sent` is False when it surely never left, None when it may have arrived.
    """

    def __init__(self, why: str = "", sent: bool | None = None) -> None:
        super().__init__(why)
        self.sent = sent


class Gone(Undelivered):
    """It can never be delivered: the message to edit is gone, or the place, or the person does not want it."""

    def __init__(self, what: Literal["message", "place", "person"], why: str = "") -> None:
        super().__init__(what, why)
        self.what = what


class Relocated(Undelivered):
    """The place has a new id; deliver there from now on."""

    def __init__(self, to: Place) -> None:
        super().__init__(to)
        self.to = to


class Rejected(Undelivered):
    """The platform calls the message itself wrong: a bug of ours, logged and not repeated."""


class Forbidden(Undelivered):
    """The bot has not the right to do it."""


# --- the platform ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast deliveries may go: at most `burst` at once and `rate` a second on average."""

    rate: float
    burst: int


@dataclass(frozen=True, slots=True)
class Limits:
    """The paces of a platform: overall, and in one place of each kind; and how many deliveries run at once."""

    overall: Pace
    private: Pace
    group: Pace
    together: int = 64
    group_longer: Pace | None = None
    """A second pace of a group, over a longer time than `group`; both hold."""


@dataclass(frozen=True, slots=True)
class MenuGroup:
    """The first word that several commands share, as it is shown to a platform."""

    name: str
    names: Mapping[str, str]
    """Language -> the first word in it; `name` is the one in the community's language."""
    about: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A command as it is shown to a platform: localised names and descriptions, its parameters with their labels.

    Of a subcommand (`group` is not None) the names are its own word alone. It comes back as Command("group name"), or
    where the platform does not know of subcommands as Command("group") with its own word as the first of `rest`.
    """

    name: str
    names: Mapping[str, str]
    """Language -> the command's name in it; `name` is the name in the community's language."""
    about: Mapping[str, str]
    params: tuple[tuple[Param, Mapping[str, str]], ...]
    choice_labels: Mapping[str, Mapping[str, Mapping[str, str]]] = field(
        default_factory=dict[str, Mapping[str, Mapping[str, str]]]
    )
    """Parameter -> value -> language -> label."""
    role: int = 0
    private: bool = False
    group: MenuGroup | None = None
    alone: bool = False
    """Whether it is called by the group's name alone, where the platform can call a group; else by `name`, as a
    subcommand."""
    param_names: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, Mapping[str, str]])
    """Parameter -> language -> what it is called in it; arguments come back under the parameter's own name."""
    points: Mapping[str, str] = field(default_factory=dict[str, str])
    """Of a command that may be called on a message: language -> what it is called in the message's own menu."""


@dataclass(frozen=True, slots=True)
class Menu:
    """All commands that are on (the community's language first in `langs`), and what else is wanted to be heard."""

    langs: tuple[str, ...]
    items: tuple[MenuItem, ...]
    hears: frozenset[type] = frozenset()
    """The kinds of What (besides commands, presses and forms) that a feature which is on asks for."""
    deeds: frozenset[type[Deed]] = frozenset()
    """The deeds that features which are on say they order."""


class Platform(Protocol):
    """One platform's edge. `send` and `edit` raise an Undelivered when it did not happen."""

    @property
    def name(self) -> str:
        """The platform's name, as in places and config."""
        ...

    @property
    def can(self) -> frozenset[Can]:
        """What it can do."""
        ...

    @property
    def limits(self) -> Limits:
        """How fast it may be spoken to."""
        ...

    async def run(self, app: App, menu: Menu) -> None:
        """Offer events to `app` until cancelled; reconnects by itself. On cancellation finishes what it holds."""
        ...

    async def send(self, place: Place, message: Message, *, nonce: str = "") -> Ref:
        """Show a new message; the same `nonce` shows it once where the platform can tell."""
        ...

    async def edit(self, ref: Ref, message: Message) -> None:
        """Change a message; one that is unchanged already counts as done."""
        ...


@runtime_checkable
class Doorstep(Protocol):
    """A platform with an address that opens a private chat with the bot, for whoever has not written to it yet."""

    def doorstep(self, payload: str) -> str | None:
        """The https address of that chat, where the person then calls `start` with this payload.

        `payload` has up to 64 of A-Z, a-z, 0-9, _ and -; one that does not is left out. None while the address is not
        known yet.
        """
        ...


@runtime_checkable
class Doer(Protocol):
    """A platform that does more than show messages."""

    @property
    def deeds(self) -> frozenset[type[Deed]]:
        """What it can do, given the rights."""
        ...

    async def do(self, deed: Deed) -> str:
        """Do it; returns what the deed comes back with, else nothing. What is so already counts as done.

        Raises Forbidden without the right, Gone where what it is about is not there, Rejected for what cannot be done,
        and otherwise as `send` does.
        """
        ...

    def grounds(self, places: Sequence[Place]) -> Sequence[Place]:
        """One of these places for each community on the platform that they belong to: where one is member or banned."""
        ...


@runtime_checkable
class Addressed(Protocol):
    """A platform on which a message has an address that its members can open."""

    def address(self, ref: Ref) -> str | None:
        """The https address of a message; None where it has none."""
        ...


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong with the setup: where, what, and its cure; `fatal` ones stop the start."""

    where: str
    what: Text
    cure: Text
    fatal: bool = True


class Unstartable(Exception):
    """A platform cannot run until somebody mends its setup; `problem` says what is wrong and its cure."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.what.key)
        self.problem = problem


@runtime_checkable
class Checked(Protocol):
    """A platform that can tell what is wrong with its setup, live."""

    async def check(self, places: Sequence[Place], menu: Menu) -> Sequence[Problem]:
        """Look at the token, the intents and the bot's rights in these places."""
        ...
