"""`guyub run`: platforms side by side, features that are broken left out, and an orderly end."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from bots import run as running_module
from bots.build import Running, running
from bots.features import folders
from bots.run import serve
from core.kit import t
from core.kit.port import Problem
from tests.bots.house import ENVIRON, GOOD, TELEGRAM_TOKEN, Pretend, add_plugin, extra_plugins, good, read

ROOT = Path(__file__).parents[2]


class Hopeless(Exception):
    """A platform that can never run as it is set up."""

    def __init__(self) -> None:
        super().__init__("no")
        self.problem = Problem("bots.x", t("config-empty", name="x"), t("config-empty-cure"))


# --- side by side ---


async def ended(community: Running, stop: asyncio.Event, *platforms: Pretend) -> list[Problem]:
    """Serve until these platforms are up, then stop."""
    serving = asyncio.create_task(serve(community, stop))
    async with asyncio.timeout(30):  # only so that a failure does not hang
        await asyncio.gather(*[platform.up.wait() for platform in platforms])
        stop.set()
        return await serving


async def test_every_platform_runs_until_it_is_stopped_and_is_closed() -> None:
    one, two = Pretend("one"), Pretend("two")
    async with running(good(), platforms=[one, two]) as community:
        assert await ended(community, asyncio.Event(), one, two) == []
        assert one.ended
        assert two.ended
        assert not one.closed
    assert one.closed
    assert two.closed


async def test_one_that_fails_is_run_again_and_stops_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running_module, "FIRST_PAUSE", 0.0)
    failing, fine = Pretend("failing", OSError("gone"), ValueError("odd")), Pretend("fine")
    async with running(good(), platforms=[failing, fine]) as community:
        assert await ended(community, asyncio.Event(), failing, fine) == []
    assert (failing.runs, fine.runs) == (3, 1)


async def test_one_that_can_never_run_stops_nobody() -> None:
    hopeless, fine = Pretend("hopeless", Hopeless()), Pretend("fine")
    async with running(good(), platforms=[hopeless, fine]) as community:
        assert await ended(community, asyncio.Event(), fine) == []
    assert (hopeless.runs, fine.ended) == (1, True)


async def test_when_none_can_ever_run_it_ends_and_says_why() -> None:
    async with running(good(), platforms=[Pretend("a", Hopeless()), Pretend("b", Hopeless())]) as community:
        problems = await serve(community, asyncio.Event())
    assert [problem.where for problem in problems] == ["bots.x", "bots.x"]


# --- features that do not fit ---

CLASH = """\
from core.kit import Ctx, Plugin, Settings, Text, t

clash = Plugin("clash", Settings)

@clash.command("mabar")
async def plan(ctx: Ctx[Settings]) -> Text:
    return t("x")
"""
LATE = """\
from core.kit import Ctx, Plugin, Settings

late = Plugin("late", Settings)

@late.every("0 25 * * *")
async def never(ctx: Ctx[Settings]) -> None: ...
"""
TABLES = """\
from core.kit import Plugin, Settings
from plugins.tables.store import meta

tables = Plugin("tables", Settings, tables=meta)
"""
STORE = """\
from core.kit.sql import Column, Integer, MetaData, Table

meta = MetaData()
thing = Table("tables_thing", meta, Column("id", Integer, primary_key=True))
"""


async def test_features_that_do_not_fit_are_left_out_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_plugin(tmp_path, "clash", CLASH)
    add_plugin(tmp_path, "late", LATE)
    add_plugin(tmp_path, "tables", TABLES, store=STORE)
    names = ("clash", "dice", "late", "tables")
    with extra_plugins(tmp_path, monkeypatch):
        config = good(GOOD + "".join(f"[plugins.{name}]\nenabled = true\n" for name in names))
        async with running(config, platforms=[Pretend("telegram")]) as community:
            on = set(community.engine.registry.features)
            told = {(one.where, one.what.key, one.fatal) for one in community.problems}
    assert on == {"house", *folders("core"), "dice"}
    assert told == {
        ("plugins.clash", "build-broken", False),
        ("plugins.late", "build-cron", False),
        ("plugins.tables", "build-broken", False),
    }


def test_a_platform_that_is_off_is_not_imported() -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom bots.config import parse\nfrom bots.build import make_platforms\n"
        f"loaded = parse({GOOD!r}, Path('config.toml'))\nassert loaded.config, loaded.problems\n"
        "make_platforms(loaded.config)\nprint('telegram' in sys.modules, 'discord' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, env={**os.environ, **ENVIRON}, capture_output=True, text=True
    )
    assert done.stdout.split() == ["True", "False"], done.stderr


# --- the process ---


def command(config: Path) -> list[str]:
    return [sys.executable, "-m", "bots", "run", "--config", str(config), "--lang", "en"]


def write(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text)
    return file


NOWHERE = GOOD.replace(":memory:", "g.db").replace("[rooms", 'base_url = "http://127.0.0.1:9"\n\n[rooms')
"""A community whose platform is not there."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_in_good_order(tmp_path: Path, number: signal.Signals) -> None:
    process = await asyncio.create_subprocess_exec(
        *command(write(tmp_path, NOWHERE)),
        cwd=ROOT,
        env={**os.environ, **ENVIRON},
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    said = b""
    while b'"no_answer"' not in said:
        line = await process.stderr.readline()
        assert line, said
        said += line
    process.send_signal(number)
    said += await process.stderr.read()
    assert await process.wait() == 0, said
    assert b'"stopped"' in said
    assert TELEGRAM_TOKEN.encode() not in said
    with closing(sqlite3.connect(tmp_path / "g.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert not (tmp_path / "g.db-wal").exists()


def outcome(config: Path, **environ: str) -> tuple[int, str]:
    done = subprocess.run(
        command(config),
        check=False,
        cwd=ROOT,
        env={**os.environ, **ENVIRON, **environ},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, done.stderr


def test_a_wrong_config_is_told_whole_and_nothing_is_started(tmp_path: Path) -> None:
    code, said = outcome(write(tmp_path, NOWHERE + "[core.maber]\n"), TELEGRAM_TOKEN="")
    assert code == 1
    assert "config.toml:6 [bots.telegram] token_env" in said
    assert 'Did you mean "mabar"?' in said
    assert not (tmp_path / "g.db").exists()


async def test_a_database_in_use_is_told(tmp_path: Path) -> None:
    config = write(tmp_path, NOWHERE)
    loaded = read(NOWHERE, folder=tmp_path)
    assert loaded.config is not None
    async with running(loaded.config, platforms=[Pretend("telegram")]):
        code, said = await asyncio.to_thread(outcome, config)
    assert code == 1
    assert re.search(rf"in use by another process \({os.getpid()}\)", said)
    assert "Traceback" not in said


def test_a_database_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "g.db").write_bytes(b"this is no database, but it is long enough to look like one" * 100)
    code, said = outcome(write(tmp_path, NOWHERE))
    assert code == 1
    assert "cannot be used: file is not a database" in said
    assert "Traceback" not in said
