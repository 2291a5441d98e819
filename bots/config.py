"""config.toml read: the community, its rooms, its platforms and its features, or everything that is wrong with it."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path as File
from typing import Any, cast
from zoneinfo import ZoneInfo

from bots.features import BrokenFeature, folders, load_plugin
from bots.lean import absent
from bots.lines import Lines, Path
from bots.operations import Operations
from bots.redact import Redactor
from bots.report import Report, nearest
from bots.settings import Reader, secrets_in
from core.engine.registry import JAKARTA, LANGS, Community, Feature, RoomConfig
from core.kit import Place, Settings, t
from core.kit.port import Problem

DATABASE = "data/guyub.db"
MEMORY = ":memory:"

_ROOM = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_AT = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
INDONESIAN_ZONES = {"wib": "Asia/Jakarta", "wita": "Asia/Makassar", "wit": "Asia/Jayapura"}


@dataclass(frozen=True, slots=True)
class _Edge:
    """What config says of a platform's ids; `thread` is the key of a part of a place, where there are such parts."""

    place: re.Pattern[str]
    account: re.Pattern[str]
    thread: str = ""


EDGES = {
    # https://core.telegram.org/bots/api#chat: groups have negative ids, supergroups and channels begin with -100.
    "telegram": _Edge(re.compile(r"-[1-9]\d{0,19}"), re.compile(r"[1-9]\d{0,19}"), "telegram_topic"),
    # https://docs.discord.com/developers/reference#snowflakes
    "discord": _Edge(re.compile(r"[1-9]\d{0,19}"), re.compile(r"[1-9]\d{0,19}")),
}


@dataclass(frozen=True, slots=True)
class Config:
    """A config without mistakes. `bots` are the platforms that are on, by name, with their settings."""

    path: File
    community: Community
    database: File | str
    rooms: tuple[RoomConfig, ...]
    bots: Mapping[str, Settings]
    features: tuple[Feature, ...]
    operations: Operations = field(default_factory=Operations)

    @property
    def backups(self) -> File:
        """The folder of the backups."""
        return self.path.absolute().parent / File(self.operations.backups).expanduser()

    @property
    def secrets(self) -> Iterator[str]:
        """Every secret in it, never to be shown."""
        for settings in (*self.bots.values(), *(feature.settings for feature in self.features)):
            yield from secrets_in(settings)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of reading: the config (None when a problem is fatal) and every problem, in the order of the file.

    `partial` are the parts that are right even so: the features and platforms to be listed by a check.
    """

    config: Config | None
    problems: tuple[Problem, ...]
    partial: Config
    off: tuple[str, ...] = ()
    """The features there are that are not on, as `core.mabar` or `plugins.dice`."""


def load(path: File, environ: Mapping[str, str] | None = None) -> Loaded:
    """Read the file; never raises for what is wrong with it or in it."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        mode = path.stat().st_mode
    except FileNotFoundError:
        return _nothing(path, "config-absent", str(path))
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return _nothing(path, "config-not-utf8", f"{path.name}:{line}")
    except OSError as error:
        return _nothing(path, "config-unreadable", str(path), reason=error.strerror or type(error).__name__)
    return parse(text, path, environ, shared=bool(mode & 0o077))


def parse(text: str, path: File, environ: Mapping[str, str] | None = None, *, shared: bool = False) -> Loaded:
    """Read a config's text as if it were in the file `path`; `shared` when others can read that file."""
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at and at[1] else text.count("\n") + 1
        reason = Redactor()(_AT.sub("", str(error)).strip())
        return _nothing(path, "config-not-toml", f"{path.name}:{line}", reason=reason)
    reader = Reader(Report(path.name, Lines(text)), os.environ if environ is None else environ, path.absolute().parent)
    return _Parser(reader, document, path, shared=shared).loaded()


class _Parser:
    """One reading of one document."""

    def __init__(self, reader: Reader, document: dict[str, Any], path: File, *, shared: bool) -> None:
        self._reader = reader
        self._report = reader.report
        self._document = document
        self._path = path
        self._shared = shared
        self._off: list[str] = []

    def loaded(self) -> Loaded:
        known = ("community", "bots", "rooms", "core", "plugins", "operations")
        for name in self._document:
            if name not in known:
                self._report.unknown((name,), "config-unknown-table", known)
        operations = self._operations()
        community, database = self._community(operations.keep_days)
        bots = self._bots()
        rooms = self._rooms(bots)
        features = (*self._features("core", on=True), *self._features("plugins", on=False))
        config = Config(self._path, community, database, rooms, bots, features, operations)
        problems = self._report.problems
        if self._shared and any(problem.what.key == "config-secret-inline" for problem in problems):
            self._report.add((), "config-secret-open", fatal=False, file=str(self._path))
        order = sorted(problems, key=lambda problem: _line(problem.where))
        broken = any(problem.fatal for problem in problems)
        return Loaded(None if broken else config, tuple(order), config, tuple(self._off))

    # --- small pieces ---

    def _table(self, source: Mapping[str, Any], path: Path) -> dict[str, Any]:
        value = source.get(str(path[-1]), {})
        if isinstance(value, dict):
            return cast("dict[str, Any]", value)
        self._report.add(path, "config-wrong-type", name=str(path[-1]), kind=t("config-kind-table"))
        return {}

    def _keys(self, table: Mapping[str, Any], path: Path, known: Sequence[str]) -> None:
        for name in table:
            if name not in known:
                self._report.unknown((*path, name), "config-unknown-key", known)

    def _string(self, table: Mapping[str, Any], path: Path, name: str) -> str | None:
        """The text under a key; None where there is none, or something else."""
        value = table.get(name)
        if value is None or (isinstance(value, str) and value.strip()):
            return value.strip() if value is not None else None
        if value == "":
            self._report.add((*path, name), "config-empty", name=name)
        else:
            self._report.add((*path, name), "config-wrong-type", name=name, kind=t("config-kind-string"))
        return None

    def _flag(self, table: Mapping[str, Any], path: Path, name: str, default: bool) -> bool:
        value = table.get(name, default)
        if isinstance(value, bool):
            return value
        self._report.add((*path, name), "config-wrong-type", name=name, kind=t("config-kind-bool"))
        return default

    def _lang(self, table: Mapping[str, Any], path: Path) -> str | None:
        lang = self._string(table, path, "lang")
        if lang is not None and lang not in LANGS:
            self._report.add(
                (*path, "lang"), "config-choice", name="lang", known=", ".join(f'"{one}"' for one in LANGS)
            )
            return None
        return lang

    def _zone(self, table: Mapping[str, Any], path: Path) -> ZoneInfo | None:
        name = self._string(table, path, "zone")
        if name is None:
            return None
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            close = INDONESIAN_ZONES.get(name.lower()) or nearest(name, _zones())
            cure = "config-did-you-mean" if close else ""
            self._report.add((*path, "zone"), "config-zone", cure=cure, name=name, close=close)
            return None

    def _id(self, table: Mapping[str, Any], path: Path, name: str, pattern: re.Pattern[str], key: str) -> str | None:
        """An id as a string; written as a number it means the same."""
        value = table.get(name)
        if value is None:
            return None
        written = str(value).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""
        if pattern.fullmatch(written):
            return written
        self._report.add((*path, name), key, id=str(value)[:60])
        return None

    # --- the tables ---

    def _operations(self) -> Operations:
        path = ("operations",)
        found = self._reader.read(Operations, self._table(self._document, path), path) or Operations()
        if found.open:
            self._report.add((*path, "host"), "config-operations-open", fatal=False, host=found.host)
        return found

    def _community(self, backup_days: int) -> tuple[Community, File | str]:
        path = ("community",)
        table = self._table(self._document, path)
        self._keys(table, path, ("name", "lang", "zone", "database", "admins"))
        name = self._string(table, path, "name")
        if "name" not in table and isinstance(self._document.get("community", {}), dict):
            self._report.add((*path, "name"), "config-missing", name="name")
        zone = self._zone(table, path)
        wanted = self._string(table, path, "database") or DATABASE
        database = wanted if wanted == MEMORY else self._path.absolute().parent / File(wanted).expanduser()
        lang = self._lang(table, path) or LANGS[0]
        community = Community(name or "", lang, zone or JAKARTA, self._admins(table), backup_days)
        return community, database

    def _admins(self, table: Mapping[str, Any]) -> frozenset[tuple[str, str]]:
        path = ("community", "admins")
        value = table.get("admins", [])
        if not isinstance(value, list):
            self._report.add(path, "config-wrong-type", name="admins", kind=t("config-kind-list"))
            return frozenset()
        found: set[tuple[str, str]] = set()
        for number, one in enumerate(cast("list[Any]", value)):
            platform, _, id_ = one.partition(":") if isinstance(one, str) else ("", "", "")
            edge = EDGES.get(platform)
            if edge is None or not edge.account.fullmatch(id_):
                self._report.add((*path, number), "config-admin", name=str(one)[:60])
            else:
                found.add((platform, id_))
        return frozenset(found)

    def _bots(self) -> dict[str, Settings]:
        tables = self._table(self._document, ("bots",))
        found: dict[str, Settings] = {}
        wanted = False
        for name in tables:
            path = ("bots", name)
            if name not in EDGES:
                self._report.unknown(path, "config-unknown-platform", EDGES)
                continue
            table = self._table(tables, path)
            if not self._flag(table, path, "enabled", default=True):
                continue
            wanted = True
            settings = self._reader.read(platform_settings(name), _without(table, "enabled"), path)
            if settings is not None:
                found[name] = settings
        if not wanted:
            self._report.add(("bots",), "config-no-platform", known=", ".join(f"[bots.{name}]" for name in EDGES))
        return found

    def _rooms(self, bots: Mapping[str, Settings]) -> tuple[RoomConfig, ...]:
        tables = self._table(self._document, ("rooms",))
        self._reader.rooms = tuple(tables)
        on = {name for name, table in self._table(self._document, ("bots",)).items() if _is_on(table)}
        taken: dict[Place, str] = {}
        rooms: list[RoomConfig] = []
        for name in tables:
            path = ("rooms", name)
            if not _ROOM.fullmatch(name):
                self._report.add(path, "config-room-name", name=name)
                continue
            table = self._table(tables, path)
            threads = [edge.thread for edge in EDGES.values() if edge.thread]
            self._keys(table, path, (*EDGES, *threads, "lang", "zone"))
            places = tuple(self._places(table, path, taken, on))
            if not any(platform in table for platform in EDGES):
                self._report.add(path, "config-room-nowhere", name=name)
            rooms.append(RoomConfig(name, places, self._lang(table, path), self._zone(table, path)))
        return tuple(rooms)

    def _places(self, table: Mapping[str, Any], path: Path, taken: dict[Place, str], on: set[str]) -> Iterator[Place]:
        for platform, edge in EDGES.items():
            thread = self._id(table, path, edge.thread, re.compile(r"[1-9]\d{0,9}"), "config-room-thread")
            if thread and platform not in table:
                self._report.add((*path, edge.thread), "config-room-thread-alone", name=platform)
            id_ = self._id(table, path, platform, edge.place, f"config-room-{platform}")
            if id_ is None:
                continue
            place = Place(platform, id_, thread or "")
            room = str(path[-1])
            if taken.setdefault(place, room) != room:
                self._report.add((*path, platform), "config-room-twice", id=id_, other=taken[place])
            elif platform not in on:
                self._report.add((*path, platform), "config-room-off", fatal=False, platform=platform)
            else:
                yield place

    def _features(self, kind: str, *, on: bool) -> Iterator[Feature]:
        tables = self._table(self._document, (kind,))
        known = folders(kind)
        for name in tables:
            if name not in known:
                self._report.unknown((kind, name), "config-unknown-feature", known)
        for name in known:
            path = (kind, name)
            table = self._table(tables, path)
            if not self._flag(table, path, "enabled", default=on):
                self._off.append(f"{kind}.{name}")
                if name in tables and "enabled" not in table:
                    self._report.add(path, "config-feature-off", fatal=False, name=name)
                continue
            try:
                plugin = load_plugin(f"{kind}.{name}")
            except BrokenFeature as broken:
                self._off.append(f"{kind}.{name}")
                self._report.add(path, "config-feature-broken", fatal=False, name=name, reason=broken.reason)
                continue
            settings = self._reader.read(plugin.settings, _without(table, "enabled"), path)
            if settings is not None:
                yield Feature(plugin, settings)


def platform_settings(name: str) -> type[Settings]:
    """The settings of a platform; only now is anything of it imported."""
    with absent():
        if name == "telegram":
            from bots.telegram.settings import TelegramSettings

            return TelegramSettings
        from bots.discord.settings import DiscordSettings

        return DiscordSettings


def _nothing(path: File, key: str, where: str, **values: str) -> Loaded:
    problem = Problem(where, t(key, file=str(path), **values), t(f"{key}-cure", file=str(path), **values))
    return Loaded(None, (problem,), Config(path, Community(""), DATABASE, (), {}, ()))


def _without(table: Mapping[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in table.items() if name != key}


def _is_on(table: Any) -> bool:
    return isinstance(table, dict) and cast("dict[str, Any]", table).get("enabled", True) is not False


def _line(where: str) -> int:
    found = re.match(r"[^ ]*:(\d+)", where)
    return int(found[1]) if found else 0


def _zones() -> set[str]:
    from zoneinfo import available_timezones

    return available_timezones()
