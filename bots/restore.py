"""`guyub restore`: a backup put in the database's place, checked and brought up to date before anything is replaced."""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from bots.archive import Archive, BadArchive, FutureArchive, unpack
from bots.backup import aside_at, reason
from bots.build import compatible, database_error, usable
from bots.config import MEMORY, Config, load, parse
from bots.show import show_problems
from bots.words import Words
from core.engine.alarm import SchedulerAlarm
from core.engine.copies import BadCopy, Erasures, alone, check, discard, erasures, put_in_place, settle
from core.engine.db import Database
from core.engine.engine import Engine
from core.engine.migrate import BadMigrations, FutureDatabase
from core.engine.sqlite import InUse
from core.kit import Text, t
from core.kit.port import Unkept


def restore(
    path: Path, lang: str, file: Path, *, dry: bool = False, stream: TextIO | None = None, now: datetime | None = None
) -> int:
    """Put a backup in place of the database; 1, with everything as it was, when that cannot be.

    The database until now is kept beside it. Where there is no config, the backup's is written. With `dry` all is tried
    but nothing replaced.
    """
    out = stream or sys.stdout
    now = now or datetime.now(UTC)
    words = Words(lang)
    try:
        with unpack(file) as archive:
            return _restore(archive, path, words, dry=dry, out=out, now=now)
    except FutureArchive:
        said = t("restore-future-archive", file=str(file))
    except BadArchive:
        said = t("restore-no-archive", file=str(file))
    except OSError as error:
        said = t("restore-unreadable", file=str(file), reason=reason(error))
    out.write(words.say(said) + "\n")
    return 1


def _restore(archive: Archive, path: Path, words: Words, *, dry: bool, out: TextIO, now: datetime) -> int:
    fresh = archive.config if not path.exists() else None
    loaded = parse(fresh, path) if fresh is not None else load(path)
    config = loaded.partial
    if not config.community.name:
        show_problems(loaded.problems, words, out)
        return 1
    if config.database == MEMORY:
        out.write(words("backup-memory") + "\n")
        return 1
    database = Path(config.database)
    try:
        told = _replace(archive, config, database, fresh, now, dry=dry)
    except Exception as error:
        said = _why_not(error, database)
        if said is None:
            raise
        out.write(words.say(said) + "\n" + words("restore-nothing") + "\n")
        return 1
    for line in told:
        out.write(words.say(line, config.community.zone) + "\n")
    return 0


def _replace(
    archive: Archive, config: Config, database: Path, fresh: str | None, now: datetime, *, dry: bool
) -> list[Text]:
    """Do it; what is to be said then."""
    with alone(database):
        stage = database.with_name(f".{database.name}.restore")
        discard(stage)
        try:
            archive.extract(stage)
            check(stage)
            again = asyncio.run(_ready(stage, config, erasures(database)))
            told = [t("restore-made", when=archive.about.made, version=archive.about.version)]
            told.append(t("restore-unknown-erased") if again is None else t("restore-erased-again", count=again))
            if dry:
                return [*told, t("restore-dry")]
            aside = aside_at(database, now)
            if fresh is not None:
                _write(config.path, fresh)
            try:
                before = put_in_place(stage, database, aside)
            except BaseException:
                if fresh is not None:
                    config.path.unlink()
                raise
        finally:
            discard(stage)
    if before:
        told.append(t("restore-aside", file=str(aside), days=config.operations.keep_days))
    if fresh is not None:
        told.append(t("restore-config", file=str(config.path)))
    return [*told, t("restore-done", file=str(database))]


async def _ready(stage: Path, config: Config, before: Erasures | None) -> int | None:
    """Bring a copy up to date as a start would, without any platform; see `settle` for what it returns."""
    features = compatible(usable(config.features, None, config).features, config.community.lang).features
    database = await Database.open(stage)
    try:
        engine = await Engine.build(database, features, config.community, config.rooms, [], alarm=SchedulerAlarm())
        return await settle(engine, before)
    finally:
        await database.close()


def _why_not(error: Exception, database: Path) -> Text | None:
    """What is to be said of an error; None for one that nobody foresaw."""
    match database_error(error) or error:
        case InUse() as used:
            return t("restore-in-use", pid=used.pid)
        case FutureDatabase() as future:
            return t("restore-future", feature=future.feature, revision=future.revision)
        case BadArchive() | BadCopy():
            return t("restore-broken")
        case OSError() | sqlite3.Error() | Unkept() | BadMigrations() as known:
            return t("restore-failed", file=str(database), reason=reason(known))
        case _:
            return None


def _write(path: Path, text: str) -> None:
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
