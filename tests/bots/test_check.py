"""`guyub check`: every problem at once, the features and what they need, and the platforms' own answers."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from bots.check import HEARD, check, examine
from bots.features import folders
from bots.words import Words
from core.kit import Can, t
from core.kit.port import Problem
from tests.bots.house import ENVIRON, FIVE, GOOD, Pretend, add_plugin, extra_plugins, read


@pytest.fixture(autouse=True)
def tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, token in ENVIRON.items():
        monkeypatch.setenv(name, token)


def write(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text)
    file.chmod(0o600)
    return file


def test_five_mistakes_are_five_problems_each_with_file_key_and_cure(tmp_path: Path) -> None:
    out = io.StringIO()
    assert check(write(tmp_path, FIVE), "en", offline=True, to=out) == 1
    said = out.getvalue()
    for where in (
        "config.toml:3 [community] zone",
        "config.toml:7 [bots.telegram] pol_seconds",
        "config.toml:10 [rooms.lobby] telegram",
        "config.toml:13 [core.mabar] slots",
        "config.toml:15 [core.maber]",
    ):
        assert f"Error  {where}\n" in said
    assert said.count("Error  ") == said.count("    -> ") == 5
    assert 'Did you mean "Asia/Jakarta"?' in said


def test_a_good_config_is_fine_and_its_features_are_listed(tmp_path: Path) -> None:
    out = io.StringIO()
    assert check(write(tmp_path, GOOD), "en", offline=True, to=out) == 0
    said = out.getvalue()
    assert "core.mabar  on  /mabar" in said
    assert "plugins.dice  off" in said
    assert "Everything is fine." in said
    assert not (tmp_path / "data").exists()


def test_warnings_alone_are_no_failure(tmp_path: Path) -> None:
    out = io.StringIO()
    assert check(write(tmp_path, GOOD + "[plugins.dice]\n"), "en", offline=True, to=out) == 0
    assert "Warning  config.toml:10 [plugins.dice]" in out.getvalue()


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_on_a_terminal_there_is_a_table(tmp_path: Path) -> None:
    out = Terminal()
    assert check(write(tmp_path, FIVE), "id", offline=True, to=out) == 1
    assert "┃" in out.getvalue()
    assert "Cara membetulkan" in out.getvalue()


def test_a_missing_config_is_a_problem_like_any_other(tmp_path: Path) -> None:
    out = io.StringIO()
    assert check(tmp_path / "none.toml", "en", offline=True, to=out) == 1
    assert "guyub init" in out.getvalue()


def test_a_database_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "file").touch()
    for database, key in (("here", "config-database-folder"), ("file/g.db", "config-database-closed")):
        loaded = read(GOOD.replace(":memory:", database), folder=tmp_path)
        assert database in str(loaded.partial.database)
        out = io.StringIO()
        assert check(write(tmp_path, GOOD.replace(":memory:", database)), "en", offline=True, to=out) == 1, key
        assert "[community] database" in out.getvalue()


async def test_a_community_without_a_room_is_told_that_nothing_has_a_place() -> None:
    without = GOOD[: GOOD.index("[rooms.")]
    problems, _ = await examine(read(without), offline=True, platforms=[Pretend("telegram")])
    assert [(one.where, one.what.key, one.fatal) for one in problems] == [("config.toml [rooms]", "cli-no-room", False)]


async def test_each_platform_is_asked_about_its_own_places_and_closed() -> None:
    wrong = Problem("bots.telegram", t("config-empty", name="x"), t("config-empty-cure"))
    telegram, other = Pretend("telegram", problems=[wrong]), Pretend("discord", problems=RuntimeError("boom"))
    problems, lines = await examine(read(GOOD), offline=False, platforms=[telegram, other])
    assert [place.id for place in telegram.asked] == ["-1001234567890"]
    assert other.asked == []
    assert [(one.where, one.what.key) for one in problems] == [
        ("bots.telegram", "config-empty"),
        ("bots.discord", "cli-check-failed"),
    ]
    assert telegram.closed
    assert other.closed
    assert [line.home for line in lines if line.on] == [f"core.{name}" for name in folders("core")]


async def test_offline_nobody_is_asked() -> None:
    telegram = Pretend("telegram", problems=RuntimeError("asked"))
    problems, _ = await examine(read(GOOD), offline=True, platforms=[telegram])
    assert problems == []


async def test_what_a_feature_needs_is_listed_and_missed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_plugin(
        tmp_path,
        "choir",
        """\
        from core.kit import Came, Can, Ctx, Plugin, Settings, Said

        choir = Plugin("choir", Settings, needs=frozenset({Can.VOICE}))

        @choir.on(Said)
        async def heard(ctx: Ctx[Settings], said: Said) -> None: ...

        @choir.on(Came)
        async def came(ctx: Ctx[Settings], came: Came) -> None: ...
        """,
    )
    with extra_plugins(tmp_path, monkeypatch):
        loaded = read(GOOD + "[plugins.choir]\nenabled = true\n")
        problems, lines = await examine(loaded, offline=True, platforms=[Pretend("telegram")])
    (line,) = [line for line in lines if line.home == "plugins.choir"]
    assert not line.on
    assert [need.key for need in line.needs] == ["cli-can-voice", "cli-hears-came", "cli-hears-said"]
    assert [(one.what.key, one.fatal) for one in problems] == [("build-needs", False)]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_everything_a_feature_may_need_has_a_name(lang: str) -> None:
    words = Words(lang)
    keys = [*(f"cli-can-{one.value}" for one in Can), *(f"cli-hears-{name}" for name in HEARD)]
    assert [key for key in keys if words(key) == key] == []
