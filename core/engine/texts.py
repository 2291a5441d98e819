"""Texts: the features' Fluent files, and a `Text` said in one language as spans that any platform can show."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import Any, TypeAlias

from babel import Locale
from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentType
from fluent.syntax import ast

from core.engine import ftl, phrases
from core.engine.ftl import COMPLETE, MARK
from core.kit.people import Person
from core.kit.places import Room
from core.kit.port import Moment, Somebody, Spans, Words
from core.kit.text import Text, Value

log = logging.getLogger(__name__)

Who: TypeAlias = Callable[[Person], Somebody]
"""How a person is shown: under which account and name."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,60}")
_MANY = 512
_HUGE = 1e15


@dataclass(frozen=True, slots=True)
class _View:
    """For whom a text is said."""

    lang: str
    zone: tzinfo
    now: datetime
    who: Who


_Piece: TypeAlias = "str | Moment | Somebody"
_Skeleton: TypeAlias = "tuple[tuple[str, str | None], ...]"
"""A formatted pattern taken apart: literal words, each followed by the name of a value to put there (or None)."""


@dataclass(slots=True)
class _Entry:
    """One pattern (of a message or an attribute) in one language, and what it became when it was formatted before.

    A pattern is formatted with a mark in place of each value, once, and the values are put in afterwards: so what a
    value contains is never read as Fluent, and saying it again costs a quarter of formatting it. Only values that the
    pattern *decides* by (a selector, a function's argument) go through Fluent, a skeleton for each combination of them.
    """

    lang: str
    key: str
    bundle: FluentBundle
    pattern: Any
    names: tuple[str, ...]
    deciding: frozenset[str]
    fixed: Spans | None = None
    skeletons: dict[tuple[Any, ...], _Skeleton] = field(default_factory=dict[tuple[Any, ...], "_Skeleton"])


class Texts:
    """The texts of some features. `default` is the community's language, spoken where another one is missing.

    `packages` are the features' homes (`core.mabar`), each with `texts/<language>.ftl`. `now` tells the present time to
    those who do not say it. Raises ModuleNotFoundError for a package that is not there; what is wrong with the files
    themselves is told by `problems`.
    """

    def __init__(
        self, packages: Iterable[str], default: str = COMPLETE[0], now: Callable[[], datetime] | None = None
    ) -> None:
        self._now = now or (lambda: datetime.now(UTC))
        self._default = _base(default)
        self._packages = tuple(dict.fromkeys(packages))
        self._sources = [source for package in self._packages for source in ftl.read(package)]
        self._bundles: dict[str, FluentBundle] = {}
        self._messages: dict[str, dict[str, ast.Message]] = {}
        for source in self._sources:
            if source.lang not in self._bundles:
                self._bundles[source.lang] = FluentBundle([source.lang], use_isolating=False)
                self._messages[source.lang] = {}
            self._bundles[source.lang].add_resource(source.resource)
            for message in source.messages():
                self._messages[source.lang].setdefault(message.id.name, message)
        self._entries: dict[tuple[str, str], _Entry | None] = {}
        self._attributes: dict[tuple[str, str, str], str | None] = {}
        self._reported: set[tuple[str, str, str]] = set()

    @property
    def langs(self) -> tuple[str, ...]:
        """The languages there are texts in, the community's first."""
        return tuple(sorted(self._bundles, key=lambda lang: (lang != self._default, lang)))

    def spans(self, text: Text, lang: str, zone: tzinfo, who: Who, *, now: datetime | None = None) -> Spans:
        """Say `text` in `lang` (`en`, `en-GB`), times in `zone`; `now` decides whether a year must be said.

        A str is shown literally, whatever it contains. A naive datetime is taken as the wall clock of `zone`. Never
        raises for a key, a value or a language that is missing: shows the key or the name, and logs it once.
        """
        entry = self._find(text.key, lang)
        if entry is not None and entry.fixed is not None:
            return entry.fixed
        pieces: list[_Piece] = []
        self._say(text, entry, _View(lang, zone, now or self._now(), who), pieces)
        return _joined(pieces)

    def plain(self, text: Text, lang: str, zone: tzinfo, *, now: datetime | None = None) -> str:
        """Say `text` as one str, persons by name: for labels, logs of a terminal and menus."""
        entry = self._find(text.key, lang)
        pieces: list[_Piece] = []
        self._say(text, entry, _View(lang, zone, now or self._now(), _by_name), pieces)
        return "".join([_as_str(piece) for piece in pieces])

    def attribute(self, id: str, attr: str, lang: str) -> str | None:
        """The attribute `attr` of the message `id` (`action-mabar-plan`, `about`); None where there is none."""
        at = (id, attr, lang)
        try:
            return self._attributes[at]
        except KeyError:
            pass
        entry = self._find(f"{id}.{attr}", lang, report=False)
        found = None if entry is None else _flat(self._skeleton(entry, {}))
        if len(self._attributes) > _MANY * 64:
            self._attributes.clear()
        self._attributes[at] = found
        return found

    def problems(self) -> list[str]:
        """What is wrong with the files, one line each: junk, doubles, and whatever one language lacks of another."""
        return list(ftl.problems(self._packages, self._sources))

    # --- finding ---

    def _find(self, key: str, lang: str, report: bool = True) -> _Entry | None:
        at = (lang, key)
        try:
            return self._entries[at]
        except KeyError:
            pass
        wanted = _base(lang)
        found = None
        for language in dict.fromkeys((wanted, self._default, *COMPLETE)):
            found = self._entry(key, language)
            if found is not None:
                break
        if report and (found is None or (found.lang != wanted and wanted in self._bundles)):
            self._report(wanted, key, "there is no such text")
        if found is not None or report:
            if len(self._entries) > _MANY * 64:  # languages and keys come from outside, too: never grow without end
                self._entries.clear()
            self._entries[at] = found
        return found

    def _entry(self, key: str, lang: str) -> _Entry | None:
        id_, _, attr = key.partition(".")
        message = self._messages.get(lang, {}).get(id_)
        if message is None:
            return None
        bundle = self._bundles[lang]
        compiled = bundle.get_message(id_)
        pattern = compiled.attributes.get(attr) if attr else compiled.value
        source = next((one.value for one in message.attributes if one.id.name == attr), None) if attr else message.value
        if pattern is None or source is None:
            return None
        shown, deciding = ftl.variables(source, self._messages[lang])
        entry = _Entry(lang, key, bundle, pattern, tuple(sorted(shown | deciding)), frozenset(deciding))
        if not entry.names:
            entry.fixed = _joined([_flat(self._skeleton(entry, {}))])
        return entry

    def _report(self, lang: str, key: str, what: str) -> None:
        if (lang, key, what) not in self._reported and len(self._reported) < _MANY:
            self._reported.add((lang, key, what))
            log.warning("text %s in %s: %s", key, lang, what)

    # --- saying ---

    def _say(self, text: Text, entry: _Entry | None, view: _View, out: list[_Piece]) -> None:
        if entry is None:
            out.append(text.key)
            return
        values = text.values
        for words, name in self._skeleton(entry, values):
            if words:
                out.append(words)
            if name is not None:
                if name in values:
                    self._put(values[name], entry, view, out)
                else:
                    self._report(entry.lang, entry.key, f"it was not given ${name}")
                    out.append(name)

    def _put(self, value: Value, entry: _Entry, view: _View, out: list[_Piece]) -> None:
        match value:
            case str():
                out.append(value)
            case bool():
                out.append("true" if value else "false")
            case int() | float():
                out.append(phrases.number(value, entry.lang))
            case datetime():
                at = value if value.tzinfo else value.replace(tzinfo=view.zone)
                out.append(Moment(at, phrases.moment(at, entry.lang, view.zone, view.now)))
            case date():
                out.append(phrases.day(value, entry.lang, view.zone, view.now))
            case timedelta():
                out.append(phrases.length(value, entry.lang))
            case Person():
                out.append(view.who(value))
            case Room():
                out.append(value.name)
            case Text():
                self._say(value, self._find(value.key, view.lang), view, out)
            case Sequence():
                self._list(value, entry, view, out)
            case _:
                self._report(entry.lang, entry.key, f"a {type(value).__name__} cannot be said")
                out.append(str(value))

    def _list(self, texts: Sequence[Text], entry: _Entry, view: _View, out: list[_Piece]) -> None:
        last = len(texts) - 1
        for position, text in enumerate(texts):
            if position:
                out.append(phrases.between(entry.lang, position == last))
            self._put(text, entry, view, out)

    def _skeleton(self, entry: _Entry, values: Mapping[str, Value]) -> _Skeleton:
        decided = _NOTHING if not entry.deciding else _decide(entry, values)
        try:
            return entry.skeletons[decided]
        except KeyError:
            pass
        args: dict[str, Any] = {name: chr(MARK + i) for i, name in enumerate(entry.names)}
        args.update((name, value) for name, _, value in decided)
        formatted, errors = entry.bundle.format_pattern(entry.pattern, args)
        for error in errors:
            self._report(entry.lang, entry.key, f"{type(error).__name__} in Fluent")
        if isinstance(formatted, FluentType):
            formatted = formatted.format(Locale.parse(entry.lang))
        skeleton = _take_apart(formatted, entry.names)
        if len(entry.skeletons) >= _MANY:
            entry.skeletons.clear()
        entry.skeletons[decided] = skeleton
        return skeleton


def lint(packages: Iterable[str]) -> list[str]:
    """What is wrong with the texts of these packages, one line each; empty when each is complete in `COMPLETE`."""
    return Texts(packages).problems()


_NOTHING: tuple[tuple[str, type, Any], ...] = ()


def _decide(entry: _Entry, values: Mapping[str, Value]) -> tuple[tuple[str, type, Any], ...]:
    """The values Fluent must see itself: numbers, and words that may be the name of a variant."""
    decided: list[tuple[str, type, Any]] = []
    for name in entry.names:
        if name in entry.deciding:
            match values.get(name):
                case bool() as flag:
                    decided.append((name, bool, "true" if flag else "false"))
                case int() | float() as number if -_HUGE < number < _HUGE:
                    decided.append((name, type(number), number))
                case str() as word if _NAME.fullmatch(word):
                    decided.append((name, str, word[:]))
                case _:
                    pass
    return tuple(decided)


def _take_apart(formatted: str, names: tuple[str, ...]) -> _Skeleton:
    parts: list[tuple[str, str | None]] = []
    start = 0
    for position, character in enumerate(formatted):
        if 0 <= (index := ord(character) - MARK) < len(names):
            parts.append((formatted[start:position], names[index]))
            start = position + 1
    if start < len(formatted) or not parts:
        parts.append((formatted[start:], None))
    return tuple(parts)


def _flat(skeleton: _Skeleton) -> str:
    return "".join(words + (name or "") for words, name in skeleton)


def _joined(pieces: list[_Piece]) -> Spans:
    spans: list[Words | Moment | Somebody] = []
    words = ""
    for piece in pieces:
        if isinstance(piece, str):
            words += piece
            continue
        if words:
            spans.append(Words(words))
            words = ""
        spans.append(piece)
    if words:
        spans.append(Words(words))
    return tuple(spans)


def _by_name(person: Person) -> Somebody:
    return Somebody(person.name)


def _as_str(piece: _Piece) -> str:
    match piece:
        case str():
            return piece
        case Moment():
            return piece.text
        case Somebody():
            return piece.name


@lru_cache(256)
def _base(lang: str) -> str:
    """The language without region: `en` of `en-GB`."""
    return lang.replace("_", "-").partition("-")[0].lower()
