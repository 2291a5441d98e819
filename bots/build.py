"""Config -> database, platforms and engine: the only module that knows everything."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, runtime_checkable

from bots.config import Config
from bots.features import reason
from bots.lean import absent
from core.engine.alarm import Alarm, SchedulerAlarm, next_time
from core.engine.db import Database
from core.engine.engine import Engine
from core.engine.house import HouseSettings, make_house
from core.engine.migrate import FutureDatabase, migrate
from core.engine.pacer import Pacer
from core.engine.registry import Feature, Registry
from core.engine.texts import Texts
from core.engine.tickets import Tickets
from core.kit import Can, Settings, t
from core.kit.port import Platform, Problem, Unkept
from core.kit.text import Value

GRACE = 5.0
"""Seconds that deliveries under way are given at the end; the rest stays in the outbox."""

_OF_FEATURES = frozenset({sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT, sqlite3.SQLITE_MISMATCH})
"""What SQLite says of statements that are wrong, rather than of a disk or a file."""


@runtime_checkable
class Closing(Protocol):
    """A platform that holds connections until it is closed."""

    async def close(self) -> None:
        """Let go of them; nothing is sent any more."""
        ...


@runtime_checkable
class Connecting(Protocol):
    """A platform that tells whether it is connected."""

    @property
    def connected(self) -> bool:
        """Whether what happens there is heard at this moment, as far as it knows."""
        ...


@dataclass(frozen=True, slots=True)
class Running:
    """A community that is up: its engine takes events and delivers, its platforms are yet to be run."""

    engine: Engine
    platforms: tuple[Platform, ...]
    database: Database
    problems: tuple[Problem, ...]
    """What is wrong and was left out, so that the rest could start."""
    file: Path | str = ":memory:"
    """Where the database is."""
    serving: set[str] = field(default_factory=set[str])
    """The platforms that are being run at this moment."""
    restarts: dict[str, int] = field(default_factory=dict[str, int])
    """How often each platform failed and was run again."""

    def is_up(self, platform: Platform) -> bool:
        """Whether the platform is connected, as far as it tells."""
        return platform.name in self.serving and (not isinstance(platform, Connecting) or platform.connected)


@dataclass(frozen=True, slots=True)
class Sound:
    """The features that can be on, and what is wrong with the others."""

    features: tuple[Feature, ...]
    problems: tuple[Problem, ...]


def make_platform(name: str, settings: Settings) -> Platform:
    """The platform called `name`; only now is its library imported."""
    with absent():
        if name == "telegram":
            from bots.telegram import TelegramPlatform, TelegramSettings

            assert isinstance(settings, TelegramSettings)
            return TelegramPlatform(settings)
        from bots.discord import DiscordPlatform, DiscordSettings

        assert isinstance(settings, DiscordSettings)
        return DiscordPlatform(settings)


def make_platforms(config: Config) -> tuple[Platform, ...]:
    """Every platform that is on, not connected yet."""
    return tuple(make_platform(name, settings) for name, settings in config.bots.items())


def usable(features: Sequence[Feature], platforms: Sequence[Platform] | None, config: Config) -> Sound:
    """The features whose times can come and whose needs some platform meets (None: not known yet)."""
    can = None if platforms is None else frozenset[Can]().union(*(platform.can for platform in platforms))
    good: list[Feature] = []
    problems: list[Problem] = []
    for feature in features:
        plugin = feature.plugin
        missing = plugin.needs - can if can is not None else frozenset[Can]()
        if missing:
            needs = [t(f"cli-can-{one.value}") for one in sorted(missing)]
            problems.append(_off(feature, "build-needs", needs=needs))
            continue
        try:
            for one in plugin.recurring:
                next_time(one.cron, config.community.zone, datetime.now(UTC))
        except ValueError as error:
            problems.append(_off(feature, "build-cron", reason=str(error)))
            continue
        good.append(feature)
    return Sound(tuple(good), tuple(problems))


def registry(features: Sequence[Feature], lang: str, backup_days: int = 30) -> Registry:
    """What these features and the house itself declare; raises as they do when they clash."""
    every = [Feature(make_house(), HouseSettings(backup_days=backup_days)), *features]
    texts = Texts(["core.engine", "core.when", *(feature.plugin.home for feature in features)], default=lang)
    found = Registry(every, texts, lang)
    Tickets(bytes(32), found.actions.values())
    found.menu()
    return found


def compatible(features: Sequence[Feature], lang: str) -> Sound:
    """The features that get on with those before them; of two that clash the later one is off."""
    good: list[Feature] = []
    problems: list[Problem] = []
    for feature in features:
        try:
            registry([*good, feature], lang)
        except Exception as error:  # a feature may do anything wrong; it stays its own affair
            problems.append(_off(feature, "build-broken", reason=reason(error)))
        else:
            good.append(feature)
    return Sound(tuple(good), tuple(problems))


@asynccontextmanager
async def running(
    config: Config,
    *,
    platforms: Sequence[Platform] | None = None,
    alarm: Alarm | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    pacers: Mapping[str, Pacer] | None = None,
) -> AsyncGenerator[Running]:
    """Open the database, put everything together and take up what waits; at the end finish, and close all.

    `platforms` are served instead of those in config. A feature that does not fit is left out, see Running.problems.
    Raises InUse, FutureDatabase, Unkept, OSError, sqlite3.Error or an error that wraps one when it cannot start.
    """
    async with AsyncExitStack() as closing:
        served = tuple(make_platforms(config) if platforms is None else platforms)
        for platform in served:
            if isinstance(platform, Closing):
                closing.push_async_callback(platform.close)
        database = await Database.open(config.database)
        closing.push_async_callback(database.close)
        sound = usable(config.features, served, config)
        problems = list(sound.problems)

        async def build(features: Sequence[Feature]) -> Engine:
            return await Engine.build(
                database,
                features,
                config.community,
                config.rooms,
                served,
                alarm=alarm or SchedulerAlarm(),
                clock=clock,
                pacers=pacers,
            )

        try:
            engine = await build(sound.features)
        except Exception as error:
            if _stops_all(error):
                raise
            left = await _sift(database, sound.features, config.community.lang)
            if len(left.features) == len(sound.features):
                raise
            problems += left.problems
            engine = await build(left.features)
        closing.push_async_callback(engine.stop, GRACE)
        await engine.start()
        yield Running(engine, served, database, tuple(problems), config.database)


async def _sift(database: Database, features: Sequence[Feature], lang: str) -> Sound:
    """What is left when each feature is tried by itself: its declarations, its texts, its tables."""
    sound = compatible(features, lang)
    good: list[Feature] = []
    problems = list(sound.problems)
    for feature in sound.features:
        plugin = feature.plugin
        try:
            if plugin.tables is not None:
                await migrate(database, {"engine": "core.engine", plugin.name: plugin.home})
        except Exception as error:  # a feature may do anything wrong; it stays its own affair
            if _stops_all(error):
                raise
            problems.append(_off(feature, "build-broken", reason=reason(error)))
        else:
            good.append(feature)
    return Sound(tuple(good), tuple(problems))


def database_error(error: BaseException) -> sqlite3.Error | None:
    """SQLite's own error in this one, where there is one."""
    inner = getattr(error, "orig", error)
    return inner if isinstance(inner, sqlite3.Error) else None


def _stops_all(error: Exception) -> bool:
    """Whether it is the database's or the disk's affair, and not that of a feature and its tables."""
    if inner := database_error(error):
        return getattr(inner, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF not in _OF_FEATURES
    return isinstance(error, FutureDatabase | Unkept | OSError)


def _off(feature: Feature, key: str, **values: Value) -> Problem:
    name = feature.plugin.name
    return Problem(feature.plugin.home, t(key, name=name, **values), t(f"{key}-cure", name=name, **values), fatal=False)
