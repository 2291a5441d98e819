"""`guyub doctor`: what to send with a bug report: versions, the shape of the config, how the database stands.

What is told is chosen, not filtered: of the config only known keys, and of their values only those that cannot name
anybody. Whatever else stands there is told by its kind.
"""

from __future__ import annotations

import platform
import re
import shutil
import sqlite3
import sys
import tomllib
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TextIO, cast

from bots.config import EDGES, INDONESIAN_ZONES, MEMORY, Config, Loaded, load
from bots.features import BrokenFeature, folders, load_plugin
from bots.health import ask, in_use, recent_incidents
from bots.operations import Operations
from bots.redact import Redactor
from bots.settings import SECRET_FORMS, known_keys
from bots.words import Words
from core.engine.registry import LANGS
from core.engine.standing import Report, report

LIBRARIES = (
    *("python-telegram-bot", "discord.py", "aiohttp", "aiosqlite", "sqlalchemy", "alembic", "apscheduler"),
    *("pydantic", "structlog", "fluent.runtime", "babel", "prometheus-client"),
)

_COMMUNITY = ("name", "lang", "zone", "database", "admins")
_DURATION = re.compile(r"(?:\d{1,4}[dhms]){1,4}")
_LINE = re.compile(r"^[^ ]*:(\d+)")
_SMALL = 10_000
"""Numbers from here on may be somebody's id or telephone."""


def doctor(path: Path, lang: str, stream: TextIO | None = None, now: datetime | None = None) -> int:
    """Tell it all; 0 always, as whoever is asked for it has trouble enough."""
    out = stream or sys.stdout
    words = Words(lang)
    loaded = load(path)
    redact = Redactor(loaded.partial.secrets)
    out.write(words("doctor-about") + "\n\n")
    for line in report_lines(path, loaded, now or datetime.now(UTC)):
        out.write(redact(line) + "\n")
    out.write("\n" + words("doctor-logs") + "\n")
    return 0


def report_lines(path: Path, loaded: Loaded, now: datetime) -> Iterator[str]:
    """The report, line by line: machine's words, the same in every language."""
    yield from _versions()
    yield ""
    yield from _config(path, loaded)
    yield ""
    yield from _database(loaded.partial, now)
    yield ""
    yield from _running(loaded.partial)


def _versions() -> Iterator[str]:
    yield f"guyub: {version('guyub')}"
    yield f"python: {platform.python_implementation()} {platform.python_version()}"
    yield f"system: {platform.system()} {platform.release()} {platform.machine()} {' '.join(platform.libc_ver())}"
    yield f"container: {_said(Path('/.dockerenv').exists() or Path('/run/.containerenv').exists())}"
    yield f"sqlite: {sqlite3.sqlite_version}"
    for name in LIBRARIES:
        try:
            yield f"{name}: {version(name)}"
        except PackageNotFoundError:
            yield f"{name}: absent"


# --- config ----------------------------------------------------------------------------------------------------------


def _config(path: Path, loaded: Loaded) -> Iterator[str]:
    yield "config:"
    try:
        document = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        yield f"  unreadable: {type(error).__name__}"
        document = {}
    yield from _table("community", _sub(document, "community"), _COMMUNITY)
    yield from _table("operations", _sub(document, "operations"), known_keys(Operations))
    bots = _sub(document, "bots")
    for name in EDGES:
        if name in bots:
            settings = loaded.partial.bots.get(name)
            keys = known_keys(type(settings)) if settings else [f"token{form}" for form in SECRET_FORMS]
            yield from _table(f"bots.{name}", _sub(bots, name), ["enabled", *keys])
    yield from _rooms(_sub(document, "rooms"))
    for kind in ("core", "plugins"):
        yield from _features(kind, _sub(document, kind), loaded)
    known = {"community", "operations", "bots", "rooms", "core", "plugins"}
    if unknown := document.keys() - known:
        yield f"  unknown tables: {len(unknown)}"
    yield f"  problems: {len(loaded.problems)}"
    for problem in loaded.problems:
        line = _LINE.search(problem.where)
        yield f"    {problem.what.key}{f' (line {line[1]})' if line else ''}{'' if problem.fatal else ' warning'}"


def _features(kind: str, tables: Mapping[str, Any], loaded: Loaded) -> Iterator[str]:
    on = {feature.plugin.home for feature in loaded.partial.features}
    for name in folders(kind):
        try:
            keys = known_keys(load_plugin(f"{kind}.{name}").settings)
        except BrokenFeature:
            yield f"  [{kind}.{name}] broken"
            continue
        state = "on" if f"{kind}.{name}" in on else "off"
        yield from _table(f"{kind}.{name}", _sub(tables, name), ["enabled", *keys], state)
    if unknown := tables.keys() - set(folders(kind)):
        yield f"  [{kind}] unknown features: {len(unknown)}"


def _rooms(tables: Mapping[str, Any]) -> Iterator[str]:
    """How many rooms there are and on which platforms; not what they are called or where they are."""
    known = {*EDGES, *(edge.thread for edge in EDGES.values() if edge.thread), "lang", "zone"}
    for number, name in enumerate(tables, 1):
        yield f"  [rooms] {number}: {', '.join(sorted(known & _sub(tables, name).keys())) or 'nowhere'}"


def _table(name: str, table: Mapping[str, Any], keys: list[str] | tuple[str, ...], state: str = "") -> Iterator[str]:
    told = [f"{key}={_value(key, table[key])}" for key in keys if key in table]
    unknown = len(table.keys() - set(keys))
    if unknown:
        told.append(f"({unknown} unknown)")
    if told or state:
        yield f"  [{name}] {' '.join([state, *told]).strip()}"


def _value(key: str, value: Any) -> str:
    """A value where it can name nobody, else its kind."""
    match value:
        case bool():
            return _said(value)
        case int() | float():
            return str(value) if abs(value) < _SMALL else "number"
        case str():
            plain = (key == "lang" and value in LANGS) or (key == "zone" and _is_zone(value))
            return value if plain or _DURATION.fullmatch(value) else '""' if not value else "text"
        case list():
            return f"list of {len(cast('list[Any]', value))}"
        case dict():
            return "table"
        case _:
            return type(value).__name__


def _is_zone(name: str) -> bool:
    from zoneinfo import available_timezones

    return name in available_timezones() or name.lower() in INDONESIAN_ZONES


def _sub(table: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = table.get(name)
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


# --- database --------------------------------------------------------------------------------------------------------


def _database(config: Config, now: datetime) -> Iterator[str]:
    if config.database == MEMORY:
        yield "database: memory"
        return
    file = Path(config.database)
    found = report(file, now) if file.is_file() else "absent"
    if not isinstance(found, Report):
        yield f"database: {found}"
        return
    standing = found.standing
    free = shutil.disk_usage(file.parent).free
    yield f"database: {found.size // 1024} KB, log {found.log // 1024} KB, free on disk {free // 1024**2} MB"
    yield f"  sound: {_said(found.sound)}, audit log whole: {_said(found.audit)}"
    yield f"  schema: {', '.join(f'{name} {revision}' for name, revision in found.schema.items())}"
    yield f"  rows: {', '.join(f'{name} {count}' for name, count in found.rows.items())}"
    waiting = ", ".join(f"{kind} {count}" for kind, count in sorted(standing.outbox.items())) or "empty"
    yield f"  outbox: {waiting}, oldest {standing.oldest:.0f} s"
    yield f"  timers: {standing.timers}, overdue {standing.overdue}, latest by {standing.latest:.0f} s"


# --- the bot that runs -----------------------------------------------------------------------------------------------


def _running(config: Config) -> Iterator[str]:
    runs = config.database != MEMORY and in_use(Path(config.database))
    yield f"bot: {'running' if runs else 'not running'}"
    if not config.operations.listen:
        yield "  [operations] listen is off: it cannot be asked how it is"
        return
    answer = ask(config.operations, "/readyz")
    if answer is None:
        yield "  does not answer"
        return
    for line in answer[1].decode("utf-8", "replace").splitlines():
        yield f"  {line}"
    incidents = recent_incidents(config.operations) or []
    yield f"  incidents: {len(incidents)}"
    for one in incidents:
        yield f"    {one['number']} {one['at']} {one['where']} {one['error']}"


def _said(yes: bool) -> str:
    return "yes" if yes else "no"
