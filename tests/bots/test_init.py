"""`guyub init`: what is asked, what is written, and that nothing is lost."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from bots.check import check
from bots.config import load
from bots.init import Desk, init
from tests.bots.house import DISCORD_TOKEN, ENVIRON, TELEGRAM_TOKEN


class Person:
    """Somebody who answers in turn, and is gone when the answers are used up."""

    def __init__(self, *answers: str) -> None:
        self._answers: Iterator[str] = iter(answers)
        self.out = io.StringIO()
        self.hidden: list[str] = []
        self.desk = Desk(self.out, self._read, self._read_hidden)

    def _read(self, question: str) -> str:
        self.out.write(question)
        answer = next(self._answers, None)
        if answer is None:
            raise EOFError
        return answer

    def _read_hidden(self, question: str) -> str:
        answer = self._read(question)
        self.hidden.append(answer)
        return answer


ALL = ("id", 'Kita "Semua" \\ 🎮', "WITA", "", TELEGRAM_TOKEN, "-1001", "12", "ya", DISCORD_TOKEN, "345", "", "ya")


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_defaults_pass_the_check(tmp_path: Path, lang: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, token in ENVIRON.items():
        monkeypatch.setenv(name, token)
    file, out = tmp_path / "config.toml", io.StringIO()
    nobody = Person()
    assert init(file, lang, yes=True, desk=nobody.desk) == 0
    assert "TELEGRAM_TOKEN" in nobody.out.getvalue()
    assert check(file, lang, offline=True, to=out) == 0, out.getvalue()
    assert mode(file) == 0o600
    assert tomllib.loads(file.read_text())["community"]["lang"] == lang


def test_what_was_answered_is_written_and_valid(tmp_path: Path) -> None:
    file, person = tmp_path / "config.toml", Person(*ALL)
    assert init(file, "id", yes=False, desk=person.desk) == 0
    loaded = load(file, {})
    assert not loaded.problems
    config = loaded.config
    assert config is not None
    assert config.community.name == 'Kita "Semua" \\ 🎮'
    assert config.community.zone.key == "Asia/Makassar"
    assert config.community.admins == {("telegram", "12")}
    assert [place.id for place in config.rooms[0].places] == ["-1001", "345"]
    assert sorted(config.secrets) == sorted([TELEGRAM_TOKEN, DISCORD_TOKEN])
    assert "dice" in {feature.plugin.name for feature in config.features}


def test_tokens_are_typed_unseen_and_kept_in_files_of_their_own(tmp_path: Path) -> None:
    file, person = tmp_path / "config.toml", Person(*ALL)
    init(file, "id", yes=False, desk=person.desk)
    assert person.hidden == [TELEGRAM_TOKEN, DISCORD_TOKEN]
    for token in person.hidden:
        assert token not in file.read_text()
        assert token not in person.out.getvalue()
    assert mode(tmp_path / "data" / "telegram.token") == mode(tmp_path / "data" / "discord.token") == 0o600
    assert sorted(one.name for one in tmp_path.iterdir()) == ["config.toml", "data"]


def test_wrong_answers_are_asked_again(tmp_path: Path) -> None:
    person = Person(
        *("jawa", "en", "Us", "Mars", "Asia/Jakarta", "yes", "my token", TELEGRAM_TOKEN),
        *("general", "-1001", "@me", "12", "no", "no"),
    )
    file = tmp_path / "config.toml"
    assert init(file, "id", yes=False, desk=person.desk) == 0
    config = load(file, {}).config
    assert config is not None
    assert (config.community.lang, list(config.bots), config.rooms[0].name) == ("en", ["telegram"], "lobby")
    assert "Guyub's config" in file.read_text()


def test_nothing_is_replaced_without_a_yes(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("mine")
    assert init(file, "en", yes=True, desk=Person().desk) == 1
    assert init(file, "en", yes=False, desk=Person("no").desk) == 1
    assert file.read_text() == "mine"
    assert init(file, "id", yes=False, desk=Person("ya", *ALL).desk) == 0
    assert file.read_text() != "mine"
    assert mode(file) == 0o600


def test_a_token_file_is_not_replaced_without_a_yes_either(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "discord.token").write_text("old")
    assert init(tmp_path / "config.toml", "id", yes=False, desk=Person(*ALL, "tidak").desk) == 1
    assert (tmp_path / "data" / "discord.token").read_text() == "old"
    assert not (tmp_path / "config.toml").exists()


@pytest.mark.parametrize("answers", range(len(ALL)))
def test_whoever_leaves_in_between_has_changed_nothing(tmp_path: Path, answers: int) -> None:
    assert init(tmp_path / "config.toml", "id", yes=False, desk=Person(*ALL[:answers]).desk) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    person = Person()
    assert init(tmp_path / "file" / "config.toml", "en", yes=True, desk=person.desk) == 1
    assert "could not be written" in person.out.getvalue()
