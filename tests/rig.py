"""A community in memory: the real engine and database, two pretend platforms that differ as the real ones do, a clock
turned by hand. Tests say what people do, and compare text keys and values with what they are shown."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.engine.db import Database
from core.engine.draw import Drawer
from core.engine.engine import Engine
from core.engine.registry import Community, Feature, RoomConfig
from core.kit import Card, Kind, Place, Plugin, Settings, Text
from core.kit.card import Button
from core.kit.deeds import DEEDS, Ban, Deed, LetIn, Mute, OpenDoor, PauseInvites, Schedule, TurnAway, Unban, Unschedule
from core.kit.people import Account
from core.kit.port import (
    Answer,
    App,
    Can,
    Command,
    Done,
    Event,
    Filled,
    Forbidden,
    Form,
    Gone,
    Limits,
    Menu,
    Message,
    Options,
    Pace,
    Pointed,
    Press,
    Ref,
    Rejected,
    Reply,
    Respond,
    Said,
    Somebody,
    Typing,
    Unanswerable,
    What,
)

_DEEDS: dict[str, frozenset[type[Deed]]] = {
    "telegram": frozenset(DEEDS.values()) - {PauseInvites, Schedule, Unschedule},
    "discord": frozenset(DEEDS.values()) - {LetIn, TurnAway},
}
"""What each pretend platform can do, like the real one of that name."""

_LONGEST_MUTE: dict[str, timedelta | None] = {"telegram": None, "discord": timedelta(days=28)}
"""For how long each can mute at most."""

JAKARTA = ZoneInfo("Asia/Jakarta")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=JAKARTA)
QUICK = Pace(1e6, 1_000_000)


class HandAlarm:
    """An alarm clock that is turned by hand."""

    def __init__(self) -> None:
        self.at: datetime | None = None

    def start(self, ring: Callable[[], Awaitable[None]]) -> None:
        pass

    def set(self, at: datetime | None) -> None:
        self.at = at

    def stop(self) -> None:
        pass


@dataclass
class Shown:
    """One message on a pretend platform, as it is now."""

    id: str
    place: Place
    message: Message
    edits: int = 0


Hook = Callable[[str, Place], Awaitable[None]]


class Pretend:
    """A platform in memory: with FORMS and HIDDEN like slash commands and modals, without them like a chat."""

    def __init__(self, name: str, can: frozenset[Can]) -> None:
        self._name = name
        self._can = can
        self.shown: dict[str, list[Shown]] = {}
        self.unreachable: set[str] = set()
        self.trouble: list[Exception] = []
        self.calls: list[tuple[str, Place]] = []
        self.before: Hook | None = None
        """Awaited before a send or an edit does anything: it may wait, or raise."""
        self.after: Hook | None = None
        """Awaited when the work is done, and not yet answered."""
        self.deeds: frozenset[type[Deed]] = _DEEDS[name]
        self.done: list[Deed] = []
        """The deeds that were done, in order."""
        self.forbids: set[type[Deed]] = set()
        """What the bot has no right to do here."""
        self.absent: set[str] = set()
        """The accounts that are not here (any more): what is about them is gone."""
        self.outside: set[str] = set()
        """The accounts that are known and no members: they can be banned and unbanned, and no more."""
        self.longest_mute = _LONGEST_MUTE[name]
        self.clock: Callable[[], datetime] = lambda: NOON
        self._ids = itertools.count(1)
        self._nonces: dict[str, Ref] = {}

    @property
    def name(self) -> str:
        return self._name

    @property
    def can(self) -> frozenset[Can]:
        return self._can

    @property
    def limits(self) -> Limits:
        return Limits(QUICK, QUICK, QUICK)

    def doorstep(self, payload: str) -> str | None:
        if Can.WRITE_FIRST in self._can:
            return None
        return f"https://{self._name}.example/bot" + (f"?start={payload}" if payload else "")

    def address(self, ref: Ref) -> str | None:
        if ref.place.kind is Kind.PRIVATE:
            return None
        return f"https://{self._name}.example/{ref.place.id}/{ref.id}"

    def grounds(self, places: Sequence[Place]) -> Sequence[Place]:
        """Like a server with channels where there are FORMS, else each chat by itself."""
        if Can.FORMS in self._can:
            return places[:1]
        return list({place.id: replace(place, thread="") for place in places}.values())

    async def do(self, deed: Deed) -> str:
        self.calls.append(("do", deed.place))
        if self.before:
            await self.before("do", deed.place)
        if self.trouble:
            raise self.trouble.pop(0)
        if type(deed) in self.forbids:
            raise Forbidden
        if getattr(deed, "account", None) in self.absent:
            raise Gone("person")
        if getattr(deed, "account", None) in self.outside and not isinstance(deed, Ban | Unban):
            raise Gone("person")
        self.done.append(deed)
        if self.after:
            await self.after("do", deed.place)
        match deed:
            case OpenDoor():
                return f"https://{self._name}.example/join/{len(self.done)}"
            case Mute(until=until) if self.longest_mute:
                ends = self.clock() + self.longest_mute
                return ends.isoformat() if until is None or until > ends else ""
            case Schedule():
                return deed.id or f"event{len(self.done)}"
            case _:
                return ""

    async def run(self, app: App, menu: Menu) -> None:
        raise NotImplementedError("a pretend platform is driven by the test")

    async def send(self, place: Place, message: Message, *, nonce: str = "") -> Ref:
        self.calls.append(("send", place))
        if self.before:
            await self.before("send", place)
        if self.trouble:
            raise self.trouble.pop(0)
        if not message.title and not any(message.lines):
            raise Rejected("nothing to show")
        if place.kind is Kind.PRIVATE and place.id in self.unreachable:
            raise Gone("person")
        if nonce and Can.HIDDEN in self._can and nonce in self._nonces:
            return self._nonces[nonce]
        shown = Shown(str(next(self._ids)), place, message)
        self.shown.setdefault(place.key, []).append(shown)
        ref = Ref(place, shown.id)
        if nonce:
            self._nonces[nonce] = ref
        if self.after:
            await self.after("send", place)
        return ref

    async def edit(self, ref: Ref, message: Message) -> None:
        self.calls.append(("edit", ref.place))
        if self.before:
            await self.before("edit", ref.place)
        if self.trouble:
            raise self.trouble.pop(0)
        for shown in self.shown.get(ref.place.key, []):
            if shown.id == ref.id:
                shown.message = message
                shown.edits += 1
                if self.after:
                    await self.after("edit", ref.place)
                return
        raise Gone("message")

    def delete(self, place: Place, id: str) -> None:
        """Somebody deletes a message."""
        self.shown[place.key] = [shown for shown in self.shown[place.key] if shown.id != id]


class _Recording(Drawer):
    """Draws as always, and remembers what each message said."""

    said: list[tuple[Message, Text | Card]]

    async def draw(self, said: Text | Card, *args: Any, **kwargs: Any) -> Message:
        message = await super().draw(said, *args, **kwargs)
        self.said.append((message, said))
        return message

    def plain(self, text: Text, *args: Any, **kwargs: Any) -> Message:
        message = super().plain(text, *args, **kwargs)
        self.said.append((message, text))
        return message


@dataclass(frozen=True)
class Seen:
    """Something shown to somebody: what was said (key and values, or a card), and the message it became."""

    said: Text | Card
    message: Message

    @property
    def key(self) -> str:
        """The key of the text, or of the card's title or first line."""
        if isinstance(self.said, Text):
            return self.said.key
        first = self.said.title or self.said.lines[0]
        return first.key

    @property
    def keys(self) -> list[str]:
        """The keys of everything that is said."""
        if isinstance(self.said, Text):
            return [self.said.key]
        title = [self.said.title] if self.said.title else []
        return [text.key for text in (*title, *self.said.lines)]

    def value(self, name: str) -> Any:
        """The value called `name` of the first text that has it."""
        texts = [self.said] if isinstance(self.said, Text) else [*filter(None, [self.said.title]), *self.said.lines]
        return next(text.values[name] for text in texts if name in text.values)

    def values(self, key: str, name: str) -> list[Any]:
        """The values called `name` of every line with this key."""
        texts = [self.said] if isinstance(self.said, Text) else list(self.said.lines)
        return [text.values[name] for text in texts if text.key == key]

    def ticket(self, label: str) -> str:
        """The ticket of the button whose label has this key, or reads so."""
        if isinstance(self.said, Card):
            for row, keys in zip(self.said.rows, self.message.rows, strict=True):
                for button, key in zip(row, keys, strict=True):
                    if label in (button.label.key, key.label) and isinstance(button, Button):
                        return key.ticket
        raise AssertionError(f"no button {label!r} in {self.keys}")

    def file(self, ending: str) -> bytes:
        """What is in the file that came with it whose name ends so."""
        return next(file.data for file in self.message.files if file.name.endswith(ending))

    @property
    def text(self) -> str:
        """The lines, as one reads them."""
        return "\n".join(
            "".join(span.name if isinstance(span, Somebody) else span.text for span in line)
            for line in self.message.lines
        )

    @property
    def persons(self) -> list[Somebody]:
        """Who is named, in order."""
        return [span for line in self.message.lines for span in line if isinstance(span, Somebody)]

    @property
    def links(self) -> list[str]:
        """The addresses that its buttons open."""
        return [key.url for row in self.message.rows for key in row if key.url]

    @property
    def labels(self) -> list[str]:
        """What the buttons read."""
        return [key.label for row in self.message.rows for key in row]


class Who:
    """A person with one account on one platform."""

    def __init__(self, rig: Rig, name: str, platform: Pretend, number: int) -> None:
        self.rig = rig
        self.platform = platform
        self.account = Account(platform.name, str(number), name, name.lower())
        self.answers: list[Seen] = []
        self.form: Form | None = None
        self.options: list[str] = []
        self.acks = 0

    @property
    def private(self) -> Place:
        """Their private chat with the bot."""
        return Place(self.platform.name, self.account.id, kind=Kind.PRIVATE)

    def place(self, room: str | None) -> Place:
        """Where a room lies on their platform; their private chat for None."""
        if room is None:
            return self.private
        return next(place for place in self.rig.engine.rooms.places(room) if place.platform == self.platform.name)

    async def says(
        self,
        text: str,
        room: str | None = None,
        *,
        to_bot: bool | None = None,
        id: str = "",
        on: Pointed | None = None,
        **what: Any,
    ) -> None:
        """Write a line; one that begins with a slash is a command (`on`: in reply to that message).

        `what` is what else there is to a Said: links, a photo ...
        """
        place = self.place(room)
        if text.startswith("/"):
            name, _, rest = text[1:].partition(" ")
            await self._do(place, Command(name, rest, pointed=on), id=id)
        else:
            to_bot = room is None if to_bot is None else to_bot
            await self._do(place, Said(text, message=self.rig.next_message(), to_bot=to_bot, **what), id=id)

    async def calls(self, command: str, room: str | None = None, on: Pointed | None = None, **args: Any) -> None:
        """Use a slash command with named options; `on` a message, from its own menu."""
        await self._do(self.place(room), Command(command, args=args, pointed=on))

    async def types(self, command: str, arg: str, typed: str) -> list[str]:
        """Type an option; returns the labels offered."""
        await self._do(self.private, Typing(command, arg, typed))
        return self.options

    async def presses(self, label: str, room: str | None = None, *, id: str = "") -> None:
        """Press a button of the answer to them, or else of the newest message of the place that has it."""
        place = self.place(room)
        if self.answers and (room is None or Can.HIDDEN in self.platform.can):
            with suppress(AssertionError):
                await self._do(place, Press(self.last.ticket(label)), id=id)
                return
        for shown in reversed(self.platform.shown.get(place.key, [])):
            try:
                ticket = self.rig.seen(shown.message).ticket(label)
            except AssertionError:
                continue
            await self._do(place, Press(ticket, shown.id), id=id)
            return
        raise AssertionError(f"{self.account.name} sees no button {label!r} in {room}")

    async def presses_ticket(self, ticket: str, room: str | None = None, message: str = "") -> None:
        """Press a button with any ticket, as a forger would."""
        await self._do(self.place(room), Press(ticket, message))

    async def fills(self, room: str | None = None, **values: str) -> None:
        """Fill in the form that is open and send it."""
        assert self.form is not None, "no form is open"
        form, self.form = self.form, None
        await self._do(self.place(room), Filled(form.ticket, values))

    async def does(self, what: What, room: str | None = None, *, id: str = "") -> None:
        """Do anything, and wait until nothing is under way."""
        await self._do(self.place(room), what, id=id)

    async def begins(self, what: What, room: str | None = None, *, id: str = "") -> None:
        """Do anything, and wait only until what it changed is committed."""
        event = self.event(self.place(room), what, id)
        await self.rig.engine(event, self._respond(event))

    def event(self, place: Place, what: What, id: str = "") -> Event:
        """What the platform tells of something they did."""
        message = what.message if isinstance(what, Said) and what.message else "m1"
        return Event(id or f"e{next(self.rig.ids)}", place, what, self.rig.now, self.account, message=message)

    @property
    def last(self) -> Seen:
        """The last answer to them."""
        return self.answers[-1]

    @property
    def told(self) -> Seen:
        """The newest message in their private chat."""
        return self.rig.seen(self.platform.shown[self.private.key][-1].message)

    async def _do(self, place: Place, what: What, *, id: str = "") -> None:
        before = {key: len(all_) for key, all_ in self.platform.shown.items()}
        event = self.event(place, what, id)
        await self.rig.engine(event, self._respond(event))
        await self.rig.idle()
        for where in (place, self.private):
            for shown in self.platform.shown.get(where.key, [])[before.get(where.key, 0) :]:
                if shown.message.reply_to or where == self.private:
                    self.answers.append(self.rig.seen(shown.message))

    def _respond(self, event: Event) -> Respond | None:
        native = Can.FORMS in self.platform.can

        async def respond(answer: Answer) -> None:
            match answer:
                case Form() if native:
                    self.form = answer
                case Reply(message) if native or (len(message.lines) == 1 and not message.rows and not message.files):
                    self.answers.append(self.rig.seen(message))
                case Options(options):
                    self.options = [label for _, label in options]
                case Done():
                    self.acks += 1
                case _:
                    raise Unanswerable

        return respond if native or isinstance(event.what, Press) else None


opened: list[Rig] = []
"""The rigs not closed yet: a test that fails on the way leaves that to its fixture."""


@dataclass(eq=False)
class Rig:
    """The community. Open it with `await Rig.open([...])`."""

    engine: Engine
    database: Database
    telegram: Pretend
    discord: Pretend
    alarm: HandAlarm
    features: list[Feature]
    community: Community
    rooms: list[RoomConfig]
    now: datetime = NOON
    ids: Any = field(default_factory=lambda: itertools.count(1))
    _messages: Any = field(default_factory=lambda: itertools.count(2))
    _numbers: Any = field(default_factory=lambda: itertools.count(100))

    @classmethod
    async def open(
        cls,
        plugins: Sequence[Plugin[Any] | tuple[Plugin[Any], Settings]],
        *,
        lang: str = "id",
        path: str = ":memory:",
        admins: frozenset[tuple[str, str]] = frozenset(),
        start: datetime = NOON,
        more: Sequence[RoomConfig] = (),
    ) -> Rig:
        """Start an engine with these features; a room `lobby` on both platforms, a room `admin` on one, and `more`."""
        features = [Feature(*one) if isinstance(one, tuple) else Feature(one, one.settings()) for one in plugins]
        rooms = [
            RoomConfig("lobby", (Place("telegram", "-1001"), Place("discord", "2001"))),
            RoomConfig("admin", (Place("discord", "2002"),), lang="en"),
            *more,
        ]
        telegram = Pretend("telegram", frozenset())
        discord = Pretend("discord", frozenset({Can.FORMS, Can.HIDDEN, Can.SUGGEST, Can.WRITE_FIRST}))
        rig = cls.__new__(cls)
        cls.__init__(
            rig,
            engine=None,  # type: ignore[arg-type]
            database=await Database.open(path),
            telegram=telegram,
            discord=discord,
            alarm=HandAlarm(),
            features=features,
            community=Community("Guyub", lang=lang, zone=JAKARTA, admins=admins),
            rooms=rooms,
            now=start,
        )
        _Recording.said = []
        opened.append(rig)
        await rig.restart()
        return rig

    async def restart(self, *, idle: bool = True) -> None:
        """Stop the engine as a killed process would, and start another over the same database."""
        if self.engine is not None:
            await self.engine.stop(0)
        self.alarm = HandAlarm()
        self.telegram.clock = self.discord.clock = lambda: self.now
        self.engine = await Engine.build(
            self.database,
            self.features,
            self.community,
            self.rooms,
            [self.telegram, self.discord],
            alarm=self.alarm,
            clock=lambda: self.now.astimezone(UTC),
            drawer=_Recording,
        )
        await self.engine.start()
        if idle:
            await self.idle()

    async def idle(self) -> None:
        """Wait until nothing is under way; an endless wait is the test's failure."""
        async with asyncio.timeout(60):
            await self.engine.idle()

    async def close(self) -> None:
        """Stop everything."""
        await self.engine.stop(0)
        await self.database.close()
        if self in opened:
            opened.remove(self)

    def next_message(self) -> str:
        """An id that no message has yet."""
        return f"m{next(self._messages)}"

    def person(self, name: str, on: str) -> Who:
        """A person on a platform, new each time."""
        return Who(self, name, self.telegram if on == "telegram" else self.discord, next(self._numbers))

    async def turn(self, by: timedelta) -> None:
        """Turn the clock, ringing at every time that was set on the way."""
        target = self.now + by
        while self.alarm.at is not None and self.alarm.at <= target:
            self.now = max(self.now, self.alarm.at.astimezone(JAKARTA))
            await self.engine.tick()
            await self.idle()
        self.now = target

    async def sleep_through(self, by: timedelta) -> None:
        """Let time pass while the bot is not running, then start it."""
        await self.engine.stop(0)
        self.now += by
        self.engine = None  # type: ignore[assignment]
        await self.restart()
        await self.engine.tick()
        await self.idle()

    def seen(self, message: Message) -> Seen:
        """What a message said."""
        for drawn, said in reversed(_Recording.said):
            if (drawn.title, drawn.lines, drawn.rows) == (message.title, message.lines, message.rows):
                return Seen(said, message)
        raise AssertionError(f"nothing drawn reads so: {message}")

    def room(self, name: str, on: str) -> list[Seen]:
        """What a room shows on a platform now, oldest first."""
        platform = self.telegram if on == "telegram" else self.discord
        places = [place for place in self.engine.rooms.places(name) if place.platform == on]
        return [self.seen(shown.message) for place in places for shown in platform.shown.get(place.key, [])]

    def card(self, name: str, on: str, key: str) -> Seen:
        """The newest card in a room whose title has this key."""
        return next(seen for seen in reversed(self.room(name, on)) if seen.key == key)
