"""`guyub backup`: a copy of the database and config, taken while the bot runs, and old ones thrown away."""

from __future__ import annotations

import re
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import TextIO

from bots.archive import About, pack
from bots.config import MEMORY, Config, Loaded, load
from bots.redact import Redactor
from bots.show import show_problems
from bots.words import Words
from core.engine.copies import BadCopy, copy, discard
from core.kit import t

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"guyub-(\d{8}T\d{6}Z)\.tar\.gz")
_ASIDE = re.compile(r".+\.before-restore-(\d{8}T\d{6}Z)(?:-wal)?")
_KEEP = re.compile(r"([1-9]\d{0,4})(d?)")


@dataclass(frozen=True, slots=True)
class Keep:
    """Which backups stay: none older than so many days, and at most so many of them (None: however many)."""

    days: int
    most: int | None = None

    @classmethod
    def read(cls, text: str, days: int) -> Keep | None:
        """`30d` or `10` as typed (empty: `days` as config says); None for anything else."""
        if not text:
            return cls(days)
        found = _KEEP.fullmatch(text.strip())
        if found is None:
            return None
        return cls(int(found[1])) if found[2] else cls(days, int(found[1]))


def name_at(at: datetime) -> str:
    """What a backup of this time is called."""
    return f"guyub-{at.astimezone(UTC).strftime(_STAMP)}.tar.gz"


def aside_at(database: Path, at: datetime) -> Path:
    """Where a database that was replaced at this time is kept."""
    return database.with_name(f"{database.name}.before-restore-{at.astimezone(UTC).strftime(_STAMP)}")


def backup(
    path: Path,
    lang: str,
    *,
    to: Path | None = None,
    keep: str = "",
    stream: TextIO | None = None,
    now: datetime | None = None,
) -> int:
    """Make a backup and throw old ones away; 1 when none was made, and then nothing was thrown away either.

    `to` is a file, or a folder for a file named by the time; `keep` as in Keep.read.
    """
    out = stream or sys.stdout
    now = now or datetime.now(UTC)
    loaded = load(path)
    words = Words(lang)
    config = loaded.partial
    if not config.community.name:
        show_problems(loaded.problems, words, out)
        return 1
    kept = Keep.read(keep, config.operations.keep_days)
    if kept is None:
        out.write(words("backup-keep-wrong") + "\n")
        return 1
    if config.database == MEMORY:
        out.write(words("backup-memory") + "\n")
        return 1
    file = config.backups / name_at(now) if to is None else to / name_at(now) if to.is_dir() else to
    try:
        told = _make(file, Path(config.database), loaded, path, now)
    except FileNotFoundError:
        out.write(words("backup-absent", file=str(config.database)) + "\n")
        return 1
    except FileExistsError:
        out.write(words("backup-exists", file=str(file)) + "\n")
        return 1
    except (OSError, sqlite3.Error, BadCopy) as error:
        out.write(words("backup-failed", reason=reason(error)) + "\n")
        return 1
    out.write(words.say(t("backup-done", file=str(file), size=-(-file.stat().st_size // 1024))) + "\n")
    out.write(words("backup-secrets" if told else "backup-config-left-out") + "\n")
    removed = prune(config, kept, now, file.parent)
    if removed:
        out.write(words("backup-pruned", count=len(removed), days=kept.days) + "\n")
    if not _NAME.fullmatch(file.name):
        out.write(words("backup-own-name", days=kept.days) + "\n")
    return 0


def _make(file: Path, database: Path, loaded: Loaded, path: Path, now: datetime) -> bool:
    """Write the backup; whether config.toml is in it."""
    if not database.is_file():
        raise FileNotFoundError
    if file.exists():
        raise FileExistsError
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    config = shareable(path, loaded)
    with tempfile.TemporaryDirectory(prefix=".guyub-", dir=file.parent) as folder:  # only its owner may enter
        copied = Path(folder) / "copy.db"
        try:
            copy(database, copied)
            pack(file, copied, config, About(version("guyub"), now))
        finally:
            discard(copied)
    return config is not None


def shareable(path: Path, loaded: Loaded) -> str | None:
    """config.toml's text without secrets; None where one is written in it, rather than named or in a file."""
    if any(problem.what.key == "config-secret-inline" for problem in loaded.problems):
        return None
    return Redactor(loaded.partial.secrets)(path.read_text("utf-8-sig"))


def reason(error: BaseException) -> str:
    """Why it could not be done, in the system's words."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error.__cause__ or error)


def prune(config: Config, keep: Keep, now: datetime, *folders: Path) -> list[Path]:
    """Throw away backups that are too old or too many, and databases put aside that are too old; which those were.

    In config's folder of backups and these ones; only files that have the names we give them, by the time in it.
    """
    removed: list[Path] = []
    for folder in {config.backups.resolve(), *(one.resolve() for one in folders)}:
        newest = sorted(_dated(folder, _NAME), reverse=True)
        for number, (at, file) in enumerate(newest):
            if now - at > timedelta(days=keep.days) or (keep.most is not None and number >= keep.most):
                removed.append(file)
    if config.database != MEMORY:
        asides = _dated(Path(config.database).parent, _ASIDE)
        removed += [file for at, file in asides if now - at > timedelta(days=config.operations.keep_days)]
    for file in removed:
        file.unlink(missing_ok=True)
    return removed


def _dated(folder: Path, pattern: re.Pattern[str]) -> Iterator[tuple[datetime, Path]]:
    if not folder.is_dir():
        return
    for file in folder.iterdir():
        if found := pattern.fullmatch(file.name):
            try:
                yield datetime.strptime(found[1], _STAMP).replace(tzinfo=UTC), file
            except ValueError:
                continue
