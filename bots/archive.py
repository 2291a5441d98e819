"""A backup as one file: a gzipped tar with what it is, the database, and config.toml as long as no secret is in it."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import tarfile
import zlib
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from core.engine.copies import sync

FORMAT = 1
"""What this version writes, and the newest it can read."""

_ABOUT, _DATABASE, _CONFIG = "about.json", "guyub.db", "config.toml"
_CHUNK = 1 << 20
_MOST = 1 << 20  # bytes of what is read whole


class BadArchive(Exception):
    """The file is no backup, or not whole."""


class FutureArchive(Exception):
    """A newer version wrote it, in a way this one does not know."""


@dataclass(frozen=True, slots=True)
class About:
    """What a backup tells of itself."""

    version: str
    made: datetime


def pack(to: Path, database: Path, config: str | None, about: About) -> None:
    """Write a backup of a database's copy, whole or not at all (mode 0600). Raises FileExistsError, or OSError."""
    if to.exists():
        raise FileExistsError(17, os.strerror(17), str(to))
    told = {
        "format": FORMAT,
        "version": about.version,
        "made": about.made.isoformat(timespec="seconds"),
        "sha256": _digest(database),
    }
    beside = to.with_name(f".{to.name}.{os.getpid()}")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            with tarfile.open(fileobj=file, mode="w:gz") as tar:
                _add(tar, _ABOUT, json.dumps(told, indent=1).encode())
                if config is not None:
                    _add(tar, _CONFIG, config.encode())
                with database.open("rb") as source:
                    info = tarfile.TarInfo(_DATABASE)
                    info.size, info.mode = database.stat().st_size, 0o600
                    tar.addfile(info, source)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(to)
        sync(to.parent)
    finally:
        beside.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Archive:
    """A backup that is open to be read."""

    about: About
    config: str | None
    _tar: tarfile.TarFile
    _sha256: str

    def extract(self, to: Path) -> None:
        """Write the database to the new file `to` (mode 0600). Raises BadArchive, or OSError."""
        with _reading(), self._open(_DATABASE) as source:
            hashed = hashlib.sha256()
            with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                while chunk := source.read(_CHUNK):
                    hashed.update(chunk)
                    file.write(chunk)
            if hashed.hexdigest() != self._sha256:
                raise BadArchive

    def _open(self, name: str) -> IO[bytes]:
        member = self._tar.extractfile(name)
        if member is None:
            raise BadArchive
        return member


@contextmanager
def unpack(file: Path) -> Generator[Archive]:
    """Open a backup. Raises BadArchive, FutureArchive, or OSError."""
    with _reading():
        tar = tarfile.open(file, "r:gz")  # noqa: SIM115 (closed below)
    with tar:
        with _reading():
            told: Mapping[str, Any] = json.loads(_whole(tar, _ABOUT))
            if told["format"] > FORMAT:
                raise FutureArchive
            about = About(str(told["version"]), datetime.fromisoformat(told["made"]))
            config = _whole(tar, _CONFIG).decode() if _CONFIG in tar.getnames() else None
            digest = str(told["sha256"])
        yield Archive(about, config, tar, digest)


@contextmanager
def _reading() -> Generator[None]:
    """Whatever is wrong with an archive is one error; that a file is not there stays its own."""
    try:
        yield
    except (gzip.BadGzipFile, tarfile.TarError, EOFError, zlib.error, ValueError, KeyError, TypeError) as error:
        raise BadArchive from error


def _whole(tar: tarfile.TarFile, name: str) -> bytes:
    member = tar.extractfile(name)
    if member is None:
        raise BadArchive
    return member.read(_MOST)


def _add(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(data), 0o600
    tar.addfile(info, io.BytesIO(data))


def _digest(file: Path) -> str:
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()
