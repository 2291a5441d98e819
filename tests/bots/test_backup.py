"""Backups: taken while the bot runs, whole, without secrets, restored with whoever was erased since still erased."""

from __future__ import annotations

import asyncio
import io
import json
import os
import sqlite3
import subprocess
import sys
import tarfile
import threading
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bots.archive import BadArchive, unpack
from bots.backup import Keep, backup, name_at, prune
from bots.build import Running, running
from bots.config import load
from bots.restore import restore
from core.engine.context import Context, Left
from core.engine.registry import HOUSE
from core.kit import Came, Place
from core.kit.people import Account, Person
from core.kit.places import Kind
from core.kit.port import Event
from core.kit.sql import Db
from tests.bots.house import ENVIRON, GOOD, TELEGRAM_TOKEN, Pretend

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
TEXT = GOOD.replace(":memory:", "data/g.db")


@pytest.fixture(autouse=True)
def tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, token in ENVIRON.items():
        monkeypatch.setenv(name, token)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(TEXT)
    file.chmod(0o600)
    return file


@pytest.fixture
async def up(path: Path) -> AsyncIterator[Running]:
    config = load(path).config
    assert config is not None
    async with running(config, platforms=[Pretend("telegram")]) as community:
        yield community


async def known(community: Running, id_: str, name: str) -> int:
    """Have somebody be known by their account; their number."""
    at = datetime.now(UTC)
    place = Place("telegram", id_, kind=Kind.PRIVATE)
    await community.engine(Event(f"e{id_}", place, Came(), at, Account("telegram", id_, name)))
    found = await community.engine.directory(community.database.read).by_account("telegram", id_)
    assert found is not None
    return found.id


async def erased(community: Running, id_: int) -> None:
    async def work(db: Db) -> None:
        context = Context(community.engine.house, HOUSE, db)
        await context.people.erase(Person(id_, ""))
        await context.write(Left())

    await community.database.write(work)


def names(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as raw:
        return [name for (name,) in raw.execute("SELECT name FROM account ORDER BY name")]


def made(path: Path, *, code: int = 0, **given: object) -> str:
    out = io.StringIO()
    assert backup(path, "en", stream=out, now=NOW, **given) == code, out.getvalue()  # type: ignore[arg-type]
    return out.getvalue()


def restored(path: Path, file: Path, *, code: int = 0, dry: bool = False, lang: str = "en") -> str:
    out = io.StringIO()
    assert restore(path, lang, file, dry=dry, stream=out, now=NOW) == code, out.getvalue()
    return out.getvalue()


def everything(folder: Path) -> dict[str, bytes]:
    """What is in all files; the lock's content is whoever had it last, and an empty log with its index is nothing."""
    files = [one for one in folder.rglob("*") if one.is_file() and not one.name.endswith("-shm")]
    files = [one for one in files if not one.name.endswith("-wal") or one.stat().st_size]
    return {str(one.relative_to(folder)): b"" if one.suffix == ".lock" else one.read_bytes() for one in files}


def write(path: Path, text: str) -> None:
    path.write_text(text)


# --- made ---


async def test_made_while_the_bot_runs_and_restored_after_it(path: Path, up: Running, tmp_path: Path) -> None:
    await known(up, "111", "Sari")
    said = await asyncio.to_thread(made, path)
    await known(up, "222", "Bimo")
    file = tmp_path / "data" / "backups" / "guyub-20261124T093000Z.tar.gz"
    assert str(file) in said
    assert file.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in file.parent.iterdir()] == [file.name], "nothing else is left"
    refused = await asyncio.to_thread(restored, path, file, code=1)
    assert str(os.getpid()) in refused and "Nothing changed" in refused
    assert names(tmp_path / "data" / "g.db") == ["Bimo", "Sari"]
    config = load(path).config
    assert config is not None


async def closed_with(path: Path, *people: tuple[str, str]) -> None:
    """A database where these are known, and nobody uses it any more."""
    config = load(path).config
    assert config is not None
    async with running(config, platforms=[Pretend("telegram")]) as community:
        for id_, name in people:
            await known(community, id_, name)


async def test_restored_and_the_old_one_kept_aside(path: Path, tmp_path: Path) -> None:
    await closed_with(path, ("111", "Sari"))
    await asyncio.to_thread(made, path)
    await closed_with(path, ("222", "Bimo"))
    database = tmp_path / "data" / "g.db"
    said = await asyncio.to_thread(restored, path, tmp_path / "data" / "backups" / name_at(NOW))
    assert names(database) == ["Sari"]
    aside = tmp_path / "data" / "g.db.before-restore-20261124T093000Z"
    assert str(aside) in said and "16:30" in said
    assert names(aside) == ["Bimo", "Sari"]
    assert database.stat().st_mode & 0o777 == 0o600
    await closed_with(path, ("333", "Budi"))
    assert names(database) == ["Budi", "Sari"]
    assert sorted(one.name for one in database.parent.iterdir()) == ["backups", "g.db", aside.name, "g.db.lock"]


@pytest.mark.parametrize("lang", ["id", "en"])
async def test_a_try_replaces_nothing(path: Path, tmp_path: Path, lang: str) -> None:
    await closed_with(path, ("111", "Sari"))
    await asyncio.to_thread(made, path)
    before = everything(tmp_path)
    said = await asyncio.to_thread(restored, path, tmp_path / "data" / "backups" / name_at(NOW), dry=True, lang=lang)
    assert ("nggak ada yang diganti" if lang == "id" else "nothing was replaced") in said
    assert everything(tmp_path) == before


async def test_many_write_while_it_is_copied(path: Path, up: Running, tmp_path: Path) -> None:
    """Whatever is in the copy is a state that was committed: each unit writes two rows that belong together."""
    stop = threading.Event()

    async def write() -> int:
        count = 0
        while not stop.is_set():
            count += 1
            await known(up, str(1000 + count), f"Orang {count}")
        return count

    writing = asyncio.create_task(write())
    files = [tmp_path / f"{number}.tar.gz" for number in range(5)]
    for file in files:
        await asyncio.to_thread(made, path, to=file)
    stop.set()
    assert await writing > 5
    for file in files:
        with unpack(file) as archive:
            archive.extract(one := tmp_path / f"{file.name}.db")
        with closing(sqlite3.connect(one)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            people, accounts, marks = (
                raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("person", "account", "inbox")
            )
            assert people == accounts == marks


async def test_no_secret_is_in_it(path: Path, tmp_path: Path) -> None:
    await closed_with(path, ("111", "Sari"))
    write(path, TEXT + f'# token = "{TELEGRAM_TOKEN}"\n')
    with closing(sqlite3.connect(tmp_path / "data" / "g.db")) as raw:
        (key,) = raw.execute("SELECT value FROM kept WHERE name = 'ticket key'").fetchone()
    assert "tokens are not in it" in await asyncio.to_thread(made, path)
    file = tmp_path / "data" / "backups" / name_at(NOW)
    with tarfile.open(file) as tar:
        inside = {one.name: (tar.extractfile(one) or io.BytesIO()).read() for one in tar}
    assert set(inside) == {"about.json", "config.toml", "guyub.db"}
    for content in inside.values():
        assert TELEGRAM_TOKEN.encode() not in content and key.encode() not in content
    assert b"token_env" in inside["config.toml"]
    write(path, TEXT.replace('token_env = "TELEGRAM_TOKEN"', f'token = "{TELEGRAM_TOKEN}"'))
    assert "The config is not in it" in await asyncio.to_thread(made, path, to=tmp_path / "own.tar.gz")
    with unpack(tmp_path / "own.tar.gz") as archive:
        assert archive.config is None


async def test_buttons_from_before_mean_nothing_any_more(path: Path, tmp_path: Path) -> None:
    await closed_with(path, ("111", "Sari"))
    database = tmp_path / "data" / "g.db"

    def key() -> str:
        with closing(sqlite3.connect(database)) as raw:
            return str(raw.execute("SELECT value FROM kept WHERE name = 'ticket key'").fetchone()[0])

    before = key()
    await asyncio.to_thread(made, path)
    await asyncio.to_thread(restored, path, tmp_path / "data" / "backups" / name_at(NOW))
    assert key() != before


async def test_on_a_new_computer_the_config_comes_along(path: Path, tmp_path: Path) -> None:
    await closed_with(path, ("111", "Sari"))
    await asyncio.to_thread(made, path, to=tmp_path / "b.tar.gz")
    new = tmp_path / "new"
    new.mkdir()
    said = await asyncio.to_thread(restored, new / "config.toml", tmp_path / "b.tar.gz")
    assert (new / "config.toml").read_text() == TEXT
    assert names(new / "data" / "g.db") == ["Sari"]
    assert "does not know who asked to be forgotten" in said
    assert "config is written again" in said


# --- who was erased ---


async def test_whoever_was_erased_since_is_erased_again(path: Path, tmp_path: Path) -> None:
    config = load(path).config
    assert config is not None
    async with running(config, platforms=[Pretend("telegram")]) as community:
        sari, _ = await known(community, "111", "Sari"), await known(community, "222", "Bimo")
        await asyncio.to_thread(made, path)
        await erased(community, sari)
        await known(community, "333", "Budi")
    database = tmp_path / "data" / "g.db"
    file = tmp_path / "data" / "backups" / name_at(NOW)
    said = await asyncio.to_thread(restored, path, file)
    assert "forgotten since then: 1" in said
    assert names(database) == ["Bimo"]
    assert b"Sari" not in database.read_bytes()
    # what is known of erasures goes along: the same backup over the restored database knows it, too
    later = io.StringIO()
    later_on = NOW + timedelta(hours=1)
    assert await asyncio.to_thread(restore, path, "en", file, stream=later, now=later_on) == 0, later.getvalue()
    assert names(database) == ["Bimo"]


async def test_another_database_erases_nobody(path: Path, tmp_path: Path) -> None:
    """Numbers of persons mean somebody else in a database of another line."""
    await closed_with(path, ("111", "Sari"))
    await asyncio.to_thread(made, path, to=tmp_path / "b.tar.gz")
    (tmp_path / "data" / "g.db").unlink()
    config = load(path).config
    assert config is not None
    async with running(config, platforms=[Pretend("telegram")]) as community:
        await erased(community, await known(community, "999", "Lain"))
    said = await asyncio.to_thread(restored, path, tmp_path / "b.tar.gz")
    assert names(tmp_path / "data" / "g.db") == ["Sari"]
    assert "does not know" in said


# --- what cannot be ---


async def test_what_is_no_backup_changes_nothing(path: Path, tmp_path: Path) -> None:
    await closed_with(path, ("111", "Sari"))
    await asyncio.to_thread(made, path, to=tmp_path / "b.tar.gz")
    whole = (tmp_path / "b.tar.gz").read_bytes()
    (tmp_path / "half.tar.gz").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.tar.gz").write_text("hello")
    (tmp_path / "flipped.tar.gz").write_bytes(whole[:-2000] + bytes(b ^ 255 for b in whole[-2000:]))
    with tarfile.open(tmp_path / "other.tar.gz", "w:gz") as tar:
        tar.add(path, "config.toml")
    before = everything(tmp_path)
    for name in ("half", "text", "flipped", "other", "absent"):
        said = await asyncio.to_thread(restored, path, tmp_path / f"{name}.tar.gz", code=1)
        assert "Nothing changed" in said, name
    assert everything(tmp_path) == before


def repacked(source: Path, to: Path, database: Path, **about: object) -> None:
    """The same backup with another database (and its right checksum) in it."""
    import hashlib

    with tarfile.open(source) as tar:
        told = json.loads((tar.extractfile("about.json") or io.BytesIO()).read())
    told |= {"sha256": hashlib.sha256(database.read_bytes()).hexdigest(), **about}
    with tarfile.open(to, "w:gz") as tar:
        info = tarfile.TarInfo("about.json")
        info.size = len(data := json.dumps(told).encode())
        tar.addfile(info, io.BytesIO(data))
        tar.add(database, "guyub.db")


async def test_a_backup_of_a_newer_version_is_refused(path: Path, tmp_path: Path) -> None:
    await closed_with(path, ("111", "Sari"))
    await asyncio.to_thread(made, path, to=tmp_path / "b.tar.gz")
    with unpack(tmp_path / "b.tar.gz") as archive:
        archive.extract(tmp_path / "x.db")
    with closing(sqlite3.connect(tmp_path / "x.db", isolation_level=None)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = 'mabar_9999' WHERE version_num LIKE 'mabar_%'")
        raw.execute("""UPDATE kept SET value = '{"engine": ["9999_x.py"]}' WHERE name = 'schema'""")
    repacked(tmp_path / "b.tar.gz", tmp_path / "future.tar.gz", tmp_path / "x.db")
    repacked(tmp_path / "b.tar.gz", tmp_path / "format.tar.gz", tmp_path / "x.db", format=2)
    before = everything(tmp_path)
    said = await asyncio.to_thread(restored, path, tmp_path / "future.tar.gz", code=1)
    assert "mabar_9999" in said and "newer Guyub" in said
    assert "newer Guyub" in await asyncio.to_thread(restored, path, tmp_path / "format.tar.gz", code=1)
    assert everything(tmp_path) == before


async def test_a_broken_database_is_found_before_anything_is_replaced(path: Path, tmp_path: Path) -> None:
    await closed_with(path, *((str(n), f"Orang {n}") for n in range(200)))
    await asyncio.to_thread(made, path, to=tmp_path / "b.tar.gz")
    with unpack(tmp_path / "b.tar.gz") as archive:
        archive.extract(tmp_path / "x.db")
    data = bytearray((tmp_path / "x.db").read_bytes())
    for page in range(2, len(data) // 4096):
        data[page * 4096 : page * 4096 + 16] = bytes(16)
    (tmp_path / "x.db").write_bytes(data)
    repacked(tmp_path / "b.tar.gz", tmp_path / "broken.tar.gz", tmp_path / "x.db")
    before = everything(tmp_path)
    assert "is broken" in await asyncio.to_thread(restored, path, tmp_path / "broken.tar.gz", code=1)
    assert everything(tmp_path) == before


def test_a_database_that_is_not_there_yet(path: Path, tmp_path: Path) -> None:
    assert "not there yet" in made(path, code=1)
    assert everything(tmp_path) == {"config.toml": TEXT.encode()}
    path.write_text(GOOD)
    assert ":memory:" in made(path, code=1)


async def test_a_database_that_is_broken_is_replaced_and_kept(path: Path, tmp_path: Path) -> None:
    await closed_with(path, ("111", "Sari"))
    await asyncio.to_thread(made, path, to=tmp_path / "b.tar.gz")
    database = tmp_path / "data" / "g.db"
    database.write_bytes(b"no database any more" * 500)
    (tmp_path / "data" / "g.db-wal").write_bytes(b"its log")
    assert "cannot" not in await asyncio.to_thread(restored, path, tmp_path / "b.tar.gz")
    assert names(database) == ["Sari"]
    aside = tmp_path / "data" / "g.db.before-restore-20261124T093000Z"
    assert aside.read_bytes().startswith(b"no database")
    assert aside.with_name(f"{aside.name}-wal").read_bytes() == b"its log"


@pytest.mark.parametrize("size", [1_000, 40_000, 200_000])
async def test_a_full_disk_leaves_nothing_half_done(path: Path, tmp_path: Path, size: int) -> None:
    """A process that may write no larger files stands for a disk that is full at some point of the work."""
    await closed_with(path, *((str(n), f"Orang {n}") for n in range(50)))
    await asyncio.to_thread(made, path, to=tmp_path / "b.tar.gz")
    code = (
        "import resource, sys\nfrom bots.__main__ import main\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))\nmain(sys.argv[2:])"
    )

    def run(*argv: str) -> subprocess.CompletedProcess[str]:
        given = [sys.executable, "-c", code, str(size), *argv, "--config", str(path), "--lang", "en"]
        return subprocess.run(
            given, check=False, cwd=ROOT, env={**os.environ, **ENVIRON}, capture_output=True, text=True
        )

    before = everything(tmp_path)
    done = await asyncio.to_thread(run, "restore", str(tmp_path / "b.tar.gz"))
    assert done.returncode == 1 and "Nothing changed" in done.stdout, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert everything(tmp_path) == before
    done = await asyncio.to_thread(run, "backup")
    if size < 200_000:
        assert done.returncode == 1 and "No backup was made" in done.stdout, done.stdout + done.stderr
        assert everything(tmp_path) == before


# --- thrown away ---


def test_old_ones_are_thrown_away_and_nothing_else(path: Path, tmp_path: Path) -> None:
    config = load(path).config
    assert config is not None
    folder = tmp_path / "data" / "backups"
    folder.mkdir(parents=True)
    for days in (0, 1, 29, 31, 90):
        (folder / name_at(NOW - timedelta(days=days))).touch()
    others = [folder / "guyub-99999999T999999Z.tar.gz", folder / "mine.tar.gz", tmp_path / "data" / "g.db"]
    old, young = (tmp_path / "data" / f"g.db.before-restore-{day}T000000Z" for day in ("20260901", "20261120"))
    for one in (*others, old, young):
        one.touch()
    assert {one.name for one in prune(config, Keep(30), NOW)} == {
        name_at(NOW - timedelta(days=31)),
        name_at(NOW - timedelta(days=90)),
        old.name,
    }
    assert all(one.exists() for one in (*others, young))
    assert [one.name for one in prune(config, Keep(30, 2), NOW)] == [name_at(NOW - timedelta(days=29))]
    assert prune(config, Keep(30, 2), NOW) == []


async def test_a_backup_throws_older_ones_away_only_when_it_was_made(path: Path, tmp_path: Path) -> None:
    old = tmp_path / "data" / "backups" / name_at(NOW - timedelta(days=40))
    old.parent.mkdir(parents=True)
    old.touch()
    made(path, code=1)
    assert old.exists()
    await closed_with(path)
    made(path, code=1, keep="soon")
    assert old.exists()
    made(path, keep="60d")
    assert old.exists()
    out = io.StringIO()
    assert await asyncio.to_thread(backup, path, "en", stream=out, now=NOW + timedelta(minutes=1)) == 0
    assert not old.exists() and "30" in out.getvalue()


@pytest.mark.parametrize(
    ("text", "keep"), [("", Keep(30)), ("7d", Keep(7)), ("12", Keep(30, 12)), ("0", None), ("x", None), ("-1d", None)]
)
def test_how_long_is_read(text: str, keep: Keep | None) -> None:
    assert Keep.read(text, 30) == keep


def test_a_name_of_ones_own_is_not_thrown_away_by_itself(path: Path, tmp_path: Path) -> None:
    asyncio.run(closed_with(path))
    assert "name of your own" in made(path, to=tmp_path / "own.tar.gz")
    assert "there already" in made(path, to=tmp_path / "own.tar.gz", code=1)
    (tmp_path / "usb").mkdir()
    assert "name of your own" not in made(path, to=tmp_path / "usb")
    assert [one.name for one in (tmp_path / "usb").iterdir()] == [name_at(NOW)]


def test_an_archive_tells_what_it_is_not(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\x1f\x8b\x08\x00")
    with pytest.raises(BadArchive), unpack(tmp_path / "x"):
        pass
