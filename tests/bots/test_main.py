"""The command line as a whole: help in both languages, `when` as JSON, and the quick way to `run`."""

from __future__ import annotations

import asyncio
import csv
import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bots.__main__ import main
from bots.words import choose
from core.engine.audit import append
from core.engine.db import Database
from core.engine.migrate import migrate
from core.kit import Person

ROOT = Path(__file__).parents[2]
NOW = "2026-11-24T16:25:00+07:00"
KEYS = {"kind", "time", "candidates", "message", "approximate"}


@pytest.fixture(autouse=True)
def indonesian(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


def say(capsys: pytest.CaptureFixture[str], *argv: str, code: int = 0) -> str:
    """What `guyub ...` says; it must end with this exit code."""
    with pytest.raises(SystemExit) as ended:
        main(argv)
    said = capsys.readouterr()
    assert (ended.value.code or 0) == code, said
    return said.out + said.err


def when(capsys: pytest.CaptureFixture[str], text: str, *more: str) -> dict[str, Any]:
    outcome = json.loads(say(capsys, "when", text, "--now", NOW, "--zone", "Asia/Jakarta", *more))
    assert set(outcome) == KEYS
    return outcome


# --- when ---


def test_an_exact_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert when(capsys, "malming 19.30") == {
        "kind": "exact",
        "time": "2026-11-28T19:30:00+07:00",
        "candidates": [],
        "message": None,
        "approximate": False,
    }


def test_a_question_with_its_candidates(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = when(capsys, "besok jam 8", "--lang", "id")
    assert (outcome["kind"], outcome["time"]) == ("clarify", None)
    assert outcome["candidates"] == ["2026-11-25T08:00:00+07:00", "2026-11-25T20:00:00+07:00"]
    assert outcome["message"]


def test_a_text_that_begins_with_a_dash_is_no_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert when(capsys, "-5 menit lagi")["kind"] == "reject"
    assert "--nwo" in say(capsys, "when", "besok", "--nwo", NOW, code=2)


def test_a_day_alone_is_a_date(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = when(capsys, "jumat")
    assert (outcome["kind"], outcome["candidates"]) == ("clarify", ["2026-11-27"])


def test_a_refusal_is_said_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    indonesian, english = when(capsys, "kapan aja"), when(capsys, "kapan aja", "--lang=en")
    assert indonesian["kind"] == english["kind"] == "reject"
    assert (indonesian["time"], indonesian["candidates"]) == (None, [])
    assert indonesian["message"] != english["message"]
    assert "when-" not in indonesian["message"] + english["message"]


def test_a_now_without_a_zone_is_the_zones_wall_clock(capsys: pytest.CaptureFixture[str]) -> None:
    said = say(capsys, "when", "30 menit lagi", "--now", "2026-11-24T16:25:00", "--zone", "Asia/Jayapura")
    assert json.loads(said)["time"] == "2026-11-24T16:55:00+09:00"


@pytest.mark.parametrize("more", [("--now", "kemarin"), ("--zone", "Asia/Jakrta")])
def test_what_cannot_be_is_told(capsys: pytest.CaptureFixture[str], more: tuple[str, str]) -> None:
    assert more[1] in say(capsys, "when", "besok", *more, "--lang", "en", code=2)


# --- help, and the rest ---


@pytest.mark.parametrize(("lang", "word"), [("id", "Jalankan"), ("en", "until it is stopped")])
def test_help_is_in_the_language_asked_for(capsys: pytest.CaptureFixture[str], lang: str, word: str) -> None:
    said = say(capsys, "--lang", lang, "--help")
    assert word in said
    assert "cli-" not in said
    for command in ("run", "check", "init", "when", "demo", "version"):
        assert command in said
        assert "cli-" not in say(capsys, command, "--help", "--lang", lang)


@pytest.mark.parametrize(
    ("argv", "environ", "lang"),
    [
        ([], {}, "id"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "en_US.UTF-8", "LC_ALL": "id_ID.UTF-8"}, "id"),
        ([], {"LANG": "C.UTF-8"}, "id"),
        (["check", "--lang", "en"], {"LANG": "id_ID"}, "en"),
        (["check", "--lang=en"], {}, "en"),
        (["check", "--lang", "fr"], {"LANG": "en_GB"}, "en"),
    ],
)
def test_the_language_is_that_of_the_option_then_the_locale(
    argv: list[str], environ: dict[str, str], lang: str
) -> None:
    assert choose(argv, environ) == lang


@pytest.mark.parametrize(
    "argv", [("check", "--lang", "jv"), ("run", "--lang", "jv"), ("run", "--confg", "x"), ("lari",)]
)
def test_a_wrong_argument_ends_with_2(capsys: pytest.CaptureFixture[str], argv: tuple[str, ...]) -> None:
    say(capsys, *argv, code=2)


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert say(capsys, "version").startswith("guyub 0.")


def test_check_and_init_work_together(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = str(tmp_path / "config.toml")
    say(capsys, "init", "--yes", "--config", config)
    assert "TELEGRAM_TOKEN" in say(capsys, "check", "--offline", "--config", config, code=1)
    say(capsys, "init", "--non-interactive", "--config", config, code=1)


def test_run_starts_without_what_only_the_other_commands_need(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom bots.__main__ import main\n"
        "try:\n    main(['run', '--config', sys.argv[1]])\nfinally:\n"
        "    print([name for name in ('typer', 'rich', 'alembic') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "none.toml")],
        check=False, cwd=ROOT, env={**os.environ, "LANG": "en_US"}, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout.strip()) == (1, "[]"), done.stderr
    assert "guyub init" in done.stderr


# --- what is made from config ---


def _config(tmp_path: Path, more: str = "") -> Path:
    path = tmp_path / "config.toml"
    path.write_text(
        f'[community]\nname = "Kampung"\ndatabase = "guyub.db"\n[bots.telegram]\ntoken_env = "NONE"\n{more}'
    )
    return path


@pytest.mark.parametrize(("lang", "word"), [("id", "Hakmu"), ("en", "Your rights")])
def test_the_privacy_notice_names_what_is_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, word: str
) -> None:
    path = _config(tmp_path, '[core.mabar]\nkeep_days = 7\n[core.members]\ncontact = "Bu Rani"\n')
    said = say(capsys, "docs", "privacy", "--config", str(path), "--lang", lang)
    assert said.startswith("# ") and "Kampung" in said.splitlines()[0]
    assert "mabar: " in said and " 7 " in said and word in said and "Bu Rani" in said
    path = _config(tmp_path, "[core.mabar]\nenabled = false\n")
    assert "mabar: " not in say(capsys, "docs", "privacy", "--config", str(path), "--lang", lang)


def test_the_notice_and_the_backups_know_the_same_days(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _config(tmp_path, "[operations]\nkeep_days = 11\n")
    assert " 11 days" in say(capsys, "docs", "privacy", "--config", str(path), "--lang", "en")
    asyncio.run(_filled(tmp_path / "guyub.db"))
    said = say(capsys, "backup", "--config", str(path), "--to", str(tmp_path / "own.tar.gz"), "--lang", "en")
    assert "after 11 days" in said
    said = say(capsys, "restore", str(tmp_path / "own.tar.gz"), "--dry-run", "--config", str(path), "--lang", "en")
    assert "nothing was replaced" in said


async def _filled(file: Path) -> None:
    database = await Database.open(file)
    try:
        await migrate(database, {"engine": "core.engine"})
    finally:
        await database.close()


@pytest.mark.parametrize(("command", "code"), [("doctor", 0), ("health", 1)])
def test_a_bot_that_does_not_run(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str, code: int) -> None:
    path = _config(tmp_path)
    assert say(capsys, command, "--config", str(path), code=code)


def test_no_notice_without_a_config(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "absent.toml" in say(capsys, "docs", "privacy", "--config", str(tmp_path / "absent.toml"), code=1)


def test_the_audit_log_is_verified(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _config(tmp_path)
    verify = ("audit", "verify", "--config", str(path), "--lang", "en")
    assert "is not there" in say(capsys, *verify, code=1)

    async def fill() -> None:
        database = await Database.open(tmp_path / "guyub.db")
        await migrate(database, {"engine": "core.engine"})
        for act in ("a.one", "a.two"):
            await database.write(lambda db, act=act: append(db, datetime.now(UTC), act, None, None, {}))
        await database.close()

    asyncio.run(fill())
    assert "whole: 2 entries" in say(capsys, *verify)
    with sqlite3.connect(tmp_path / "guyub.db") as raw:
        raw.execute("UPDATE audit SET action = 'a.else' WHERE id = 1")
    assert "entry 1" in say(capsys, *verify, code=1)
    with sqlite3.connect(tmp_path / "guyub.db") as raw:
        raw.execute("UPDATE audit SET action = 'a.one' WHERE id = 1")
        raw.execute("DELETE FROM audit WHERE id = 2")
    assert "missing at its end" in say(capsys, *verify, code=1)


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_audit_log_is_handed_out_without_names(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str
) -> None:
    path = _config(tmp_path)
    export = ("audit", "export", "--config", str(path), "--lang", lang)
    assert "guyub.db" in say(capsys, *export, code=1)
    at = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

    async def fill() -> None:
        database = await Database.open(tmp_path / "guyub.db")
        await migrate(database, {"engine": "core.engine"})
        sari = Person(7, "Sari")
        facts: dict[str, Any] = {"rule": 3, "until": at, "to": 'a, "b"'}
        await database.write(lambda db: append(db, at, "rules.mute", sari, None, facts))
        await database.write(lambda db: append(db, at, "rules.undo", None, sari, {}))
        await database.close()

    asyncio.run(fill())
    with pytest.raises(SystemExit):
        main(export)
    said = capsys.readouterr()
    first, second = csv.DictReader(said.out.splitlines())
    assert (first["id"], first["at"], first["action"], first["subject"]) == ("1", at.isoformat(), "rules.mute", "")
    assert json.loads(first["facts"]) == {"rule": 3, "until": at.isoformat(), "to": 'a, "b"'}
    assert first["actor"] == second["subject"] and first["actor"] not in ("", "7") and "Sari" not in said.out
    assert second["hash"][:16] in said.err, "whether it is whole is said beside it, not in it"
    with pytest.raises(SystemExit):
        main((*export, "--format", "json"))
    entries = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [entry["action"] for entry in entries] == ["rules.mute", "rules.undo"]
    assert entries[0]["facts"]["rule"] == 3 and entries[1]["actor"] is None
    assert "csv" in say(capsys, *export, "--format", "xml", code=2)


def test_a_log_that_was_tampered_with_is_handed_out_and_said_to_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _config(tmp_path)

    async def fill() -> None:
        database = await Database.open(tmp_path / "guyub.db")
        await migrate(database, {"engine": "core.engine"})
        for act in ("a.one", "a.two"):
            await database.write(lambda db, act=act: append(db, datetime.now(UTC), act, None, None, {}))
        await database.close()

    asyncio.run(fill())
    with sqlite3.connect(tmp_path / "guyub.db") as raw:
        raw.execute("UPDATE audit SET action = 'a.else', facts = '{' WHERE id = 1")
    raw.close()
    for kind in ("csv", "json"):
        said = say(capsys, "audit", "export", "--config", str(path), "--lang", "en", "--format", kind, code=1)
        assert "a.else" in said and "not whole" in said
