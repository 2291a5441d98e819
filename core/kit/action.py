"""Actions: everything a person can do, as typed functions whose signature is their declaration."""

from __future__ import annotations

import inspect
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

from core.kit.people import Person, Role
from core.kit.places import Room

_T = TypeVar("_T")


_COMMAND = re.compile(r"[a-z0-9_]{1,32}( [a-z0-9_]{1,32})?")


class DeclarationError(TypeError):
    """A feature declares something that cannot work; raised when it is declared, naming the function."""


class _Ask:
    def __repr__(self) -> str:
        return "ASK"


ASK: Any = _Ask()
"""The default of a parameter that is asked for whenever it was not given."""


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `low` to `high`, both included."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Length:
    """A text of `least` to `most` characters after trimming."""

    most: int
    least: int = 1


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that may be picked, and how it is called (None: the value itself)."""

    value: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class From:
    """What an argument is filled from when the command is called on a message: its `author` (a Person), or the message.

    A message is given as a text, `Ref.key` of the kit's port. Both are asked for, or left at their default, elsewhere.
    """

    what: Literal["author", "message"]


Suggester: TypeAlias = Callable[[Any, str], Awaitable[Sequence[Choice | str]]]


@dataclass(frozen=True, slots=True)
class Suggest:
    """Values to offer while the person types; `ask` is given a Look and what was typed so far. Others stay allowed."""

    ask: Suggester


class Type(Enum):
    """The types an argument may have."""

    TEXT = "text"
    NUMBER = "number"
    FLAG = "flag"
    CHOICE = "choice"
    TIME = "time"
    SPAN = "span"
    PERSON = "person"
    ROOM = "room"


_PLAIN: Mapping[Any, Type] = {
    str: Type.TEXT,
    int: Type.NUMBER,
    bool: Type.FLAG,
    datetime: Type.TIME,
    timedelta: Type.SPAN,
    Person: Type.PERSON,
    Room: Type.ROOM,
}


@dataclass(frozen=True, slots=True)
class Param:
    """One argument of an action, as its signature declares it."""

    name: str
    type: Type
    required: bool
    default: Any = None
    choices: tuple[Any, ...] = ()
    """The allowed values of a CHOICE: members of an Enum, or the values of a Literal."""
    between: Between | None = None
    length: Length | None = None
    suggest: Suggester | None = None
    pointed: Literal["", "author", "message"] = ""
    """What it is filled from when the command is called on a message."""

    @property
    def longest(self) -> int:
        """The most characters a typed answer may have."""
        if self.length:
            return self.length.most
        return 200 if self.type is Type.TEXT else 100


@dataclass(frozen=True, eq=False)
class Action:
    """A typed function with a name; `kind` says what it is for."""

    feature: str
    fn: Callable[..., Awaitable[Any]]
    kind: Literal["action", "card", "timer"]
    params: tuple[Param, ...]
    role: Role = Role.VISITOR
    command: str = ""
    """Its name as a command, if it is one; "peran beri" is the subcommand `beri` of the group `peran`."""
    listed: bool = True
    """Whether a command is shown in the platforms' menus."""
    private: bool = False
    """Whether its answers must never be seen by others, even where that needs another chat."""
    quiet: bool = False
    """Whether a private one runs even for who cannot be answered unseen; they are shown nothing then."""

    def __post_init__(self) -> None:
        if self.command and not _COMMAND.fullmatch(self.command):
            raise DeclarationError(
                f"{self.name}: a command is called by one word, or by its group's and its own with a space between, "
                f"each of 1 to 32 of a-z, 0-9 and _; not {self.command!r}"
            )

    @property
    def name(self) -> str:
        """The name under which rows remember it: `feature.function`."""
        return f"{self.feature}.{self.fn.__name__}"

    @property
    def path(self) -> tuple[str, ...]:
        """The words of its command: one, or its group's and its own; none when it is no command."""
        return tuple(self.command.split())

    async def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the function itself, within the caller's transaction."""
        return await self.fn(*args, **kwargs)

    def bind(self, *given: Any, **named: Any) -> Bound:
        """This action with some arguments already given.

        Raises DeclarationError for an argument it does not have, or a missing one that nobody can be asked for.
        """
        known = {param.name: param for param in self.params}
        if len(given) > len(self.params):
            raise DeclarationError(f"{self.name} has only {len(self.params)} arguments")
        args = {**{param.name: value for param, value in zip(self.params, given, strict=False)}, **named}
        for name in args:
            if name not in known:
                raise DeclarationError(f"{self.name} has no argument {name!r}")
        if self.kind != "action":
            for param in self.params:
                if param.required and param.name not in args:
                    raise DeclarationError(f"{self.name} needs {param.name!r}: there is nobody to ask")
        return Bound(self, args)

    def param(self, name: str) -> Param:
        """The parameter called `name`."""
        return next(param for param in self.params if param.name == name)


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """An action and the arguments given so far."""

    action: Action
    args: Mapping[str, Any] = field(default_factory=dict[str, Any])

    def missing(self) -> list[Param]:
        """The parameters still to be asked for, in the order of the signature."""
        return [p for p in self.action.params if p.required and p.name not in self.args]

    def plus(self, **args: Any) -> Bound:
        """The same with more arguments given."""
        return Bound(self.action, {**self.args, **args})


def read_signature(fn: Callable[..., Any], where: str) -> tuple[Param, ...]:
    """Read a handler's parameters after the first (its ctx); raises DeclarationError when one cannot be asked for."""
    hints = get_type_hints(fn, include_extras=True)
    params: list[Param] = []
    for position, (name, parameter) in enumerate(inspect.signature(fn).parameters.items()):
        if position == 0:
            continue
        if parameter.kind not in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY):
            raise DeclarationError(f"{where}: *{name} cannot be asked for; name every argument")
        if name not in hints:
            raise DeclarationError(f"{where}: argument {name!r} has no type")
        params.append(_param(name, hints[name], parameter.default, where))
    return tuple(params)


def _param(name: str, hint: Any, default: Any, where: str) -> Param:
    extras: tuple[Any, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        extras = tuple(rest)
    if get_origin(hint) in (Union, UnionType):
        options = [option for option in get_args(hint) if option is not NoneType]
        if len(options) != 1:
            raise DeclarationError(f"{where}: argument {name!r} may have only one type (or that and None)")
        hint = options[0]
    choices: tuple[Any, ...] = ()
    if get_origin(hint) is Literal:
        kind, choices = Type.CHOICE, get_args(hint)
    elif isinstance(hint, type) and issubclass(hint, Enum):
        kind, choices = Type.CHOICE, tuple(hint)
    elif hint in _PLAIN:
        kind = _PLAIN[hint]
    else:
        raise DeclarationError(f"{where}: argument {name!r} has a type that cannot be asked for: {hint!r}")
    required = default is inspect.Parameter.empty or default is ASK
    return Param(
        name=name,
        type=kind,
        required=required,
        default=None if required else default,
        choices=choices,
        between=_one(extras, Between),
        length=_one(extras, Length),
        suggest=(found.ask if (found := _one(extras, Suggest)) else None),
        pointed=(source.what if (source := _one(extras, From)) else ""),
    )


def _one(extras: tuple[Any, ...], kind: type[_T]) -> _T | None:
    return next((extra for extra in extras if isinstance(extra, kind)), None)
