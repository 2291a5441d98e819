"""A feature as a value: its name, its settings and the functions declared on it."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Annotated, Any, Generic, Literal, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationInfo

from core.kit.action import Action, DeclarationError, read_signature
from core.kit.deeds import Deed
from core.kit.people import Person, Role
from core.kit.port import Can
from core.kit.rights import Consent
from core.kit.sql import MetaData


class Settings(BaseModel):
    """The base of a feature's settings: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class UnknownRoom(ValueError):
    """Settings name a room that config has no table for."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _known_room(name: str, info: ValidationInfo) -> str:
    if name and info.context is not None and name not in info.context["rooms"]:
        raise UnknownRoom(name)
    return name


RoomName: TypeAlias = Annotated[str, AfterValidator(_known_room)]
"""In settings: the name of a room, or an empty string; one that config has no table for is a mistake in config."""

S = TypeVar("S", bound=Settings)
Handler: TypeAlias = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Personal:
    """What a feature keeps about persons: why and for how long (text keys), and how it is given out and erased.

    `export` returns JSON-ready data about one person, others' data left out. `erase` removes it. `merge` moves it from
    the second person to the first, within the same transaction. All are given a Ctx (export may be given a Look).
    `part` gives what must follow an account (a sanction, say) to the new person (the third) that it became when the
    second person let it go; nothing where there is no such thing. `retention` is given the feature's settings:
    `up to { $keep_days } days`. `labels` are the text keys that the names in the export are called by where people
    read it.
    """

    purpose: str
    retention: str
    export: Callable[[Any, Person], Awaitable[Any]]
    erase: Callable[[Any, Person], Awaitable[None]]
    merge: Callable[[Any, Person, Person], Awaitable[None]]
    labels: Mapping[str, str] = field(default_factory=dict[str, str])
    part: Callable[[Any, Person, Person], Awaitable[None]] | None = None


@dataclass(frozen=True, slots=True)
class Listener:
    """A handler of a signal type."""

    name: str
    signal: type
    fn: Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Recurring:
    """A timer that runs by itself: a cron line in the community's zone."""

    action: Action
    cron: str
    within: timedelta | None


@dataclass(eq=False)
class Plugin(Generic[S]):
    """A feature. Register on this value; the engine reads it when it is built.

    `home` is the package the feature lives in (its texts/ and migrations/ lie beside its feature.py). `deeds` are those
    that it orders, so that a check can tell which rights the bot lacks for them.
    """

    name: str
    settings: type[S]
    home: str = ""
    needs: frozenset[Can] = frozenset()
    tables: MetaData | None = None
    personal: Personal | None = None
    actions: dict[str, Action] = field(default_factory=dict[str, Action])
    listeners: list[Listener] = field(default_factory=list[Listener])
    recurring: list[Recurring] = field(default_factory=list[Recurring])
    consents: list[Consent] = field(default_factory=list[Consent])
    deeds: frozenset[type[Deed]] = frozenset()

    def __post_init__(self) -> None:
        if not self.name.isidentifier() or self.name != self.name.lower():
            raise DeclarationError(f"a feature is named like a lower-case identifier, not {self.name!r}")
        if not self.home:
            frame = inspect.currentframe()
            caller = frame.f_back.f_back if frame and frame.f_back else None
            module = str(caller.f_globals.get("__name__", "")) if caller else ""
            self.home = module.rpartition(".")[0]

    def command(
        self,
        name: str,
        *,
        role: Role = Role.VISITOR,
        private: bool = False,
        listed: bool = True,
        quiet: bool = False,
    ) -> Callable[[Handler], Action]:
        """Declare an action that has a name of its own; what is missing of its arguments is asked for.

        A name of two words ("peran beri") is the subcommand `beri` of the group `peran`, which comes to be by that. A
        command may be called like a group, too: it is meant where no subcommand is named. A `private` one is answered
        where nobody else sees it: hidden, or in a private chat. Who never opened one is sent there first, unless it is
        `quiet`: then it runs, and shows nothing. Raises DeclarationError for any other name than one or
        two words of a-z, 0-9 and _, up to 32 of them each.
        """
        if not name:
            raise DeclarationError(f"{self.name}: a command needs a name")
        return self._declare("action", role=role, command=name, private=private, listed=listed, quiet=quiet)

    def action(self, fn: Handler) -> Action:
        """Declare an action reached by buttons: `Button(t("join"), join.bind(3))`."""
        return self._declare("action")(fn)

    def restricted(self, role: Role) -> Callable[[Handler], Action]:
        """Declare an action reached by buttons that only persons of this role or a higher one may run."""
        return self._declare("action", role=role)

    def card(self, fn: Handler) -> Action:
        """Declare a card: drawn from the current state whenever it is shown; None takes it away."""
        return self._declare("card")(fn)

    def timer(self, fn: Handler) -> Action:
        """Declare an action for `ctx.wake`; there is nobody to ask for what is missing."""
        return self._declare("timer")(fn)

    def every(self, cron: str, *, within: timedelta | None = None) -> Callable[[Handler], Action]:
        """Declare an action that runs by a cron line (five fields, the community's zone); missed runs count as one."""

        def declare(fn: Handler) -> Action:
            action = self._declare("timer")(fn)
            self.recurring.append(Recurring(action, cron, within))
            return action

        return declare

    def consent(self, name: str, asks: str, *, version: int = 1) -> Consent:
        """Declare something that is done only for who agreed to the text `asks`; see `ctx.people.agreed`."""
        if any(one.name == name for one in self.consents):
            raise DeclarationError(f"{self.name}: the consent {name!r} is declared twice")
        consent = Consent(self.name, name, version, asks)
        self.consents.append(consent)
        return consent

    def on(self, signal: type) -> Callable[[Handler], Handler]:
        """Declare a listener, in its own transaction: of an emitted signal, or of what a platform tells (a `What`)."""

        def declare(fn: Handler) -> Handler:
            name = f"{self.name}.{fn.__name__}"
            if any(listener.name == name for listener in self.listeners):
                raise DeclarationError(f"{name} is declared twice")
            self.listeners.append(Listener(name, signal, fn))
            return fn

        return declare

    def _declare(
        self,
        kind: Literal["action", "card", "timer"],
        *,
        role: Role = Role.VISITOR,
        command: str = "",
        private: bool = False,
        listed: bool = True,
        quiet: bool = False,
    ) -> Callable[[Handler], Action]:
        def declare(fn: Handler) -> Action:
            where = f"{self.name}.{fn.__name__}"
            if fn.__name__ in self.actions:
                raise DeclarationError(f"{where} is declared twice")
            params = read_signature(fn, where)
            action = Action(self.name, fn, kind, params, role, command, listed, private, quiet)
            self.actions[fn.__name__] = action
            return action

        return declare
