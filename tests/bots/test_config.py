"""config.toml: what it means when it is right, and every mistake at once, with its line and cure, when it is not."""

from __future__ import annotations

import re
import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bots.config import EDGES, Loaded, load
from bots.discord.settings import DiscordSettings, RoleIds
from bots.features import folders, load_plugin
from bots.lines import Lines
from bots.operations import Operations
from bots.settings import known_keys
from bots.telegram.settings import Tags, TelegramSettings, Webhook
from bots.words import Words
from core.engine.texts import lint
from core.help.settings import Service
from core.info.settings import Area, EntryKind
from core.kit import Place, Settings
from core.kit.port import Problem
from core.mabar.feature import Game, MabarSettings
from core.rules.settings import Rule
from tests.bots.house import DISCORD_TOKEN, ENVIRON, FIVE, GOOD, TELEGRAM_TOKEN, add_plugin, extra_plugins, good, read

ROOT = Path(__file__).parents[2]
EXAMPLE = (ROOT / "config.example.toml").read_text("utf-8")

CORE = list(folders("core"))


def told(loaded: Loaded, fatal: bool | None = None) -> list[tuple[str, str]]:
    """Where and what, of every problem (or of the fatal or other ones)."""
    return [(one.where, one.what.key) for one in loaded.problems if fatal in (None, one.fatal)]


def one(loaded: Loaded) -> Problem:
    """The only problem."""
    assert len(loaded.problems) == 1, told(loaded)
    return loaded.problems[0]


# --- right ---


def test_a_config_means_what_it_says() -> None:
    config = good("""\
        [community]
        name = "Kita"
        lang = "en"
        zone = "Asia/Makassar"
        database = "here/g.db"
        admins = ["telegram:12", "discord:34"]
        [bots.telegram]
        token_env = "TELEGRAM_TOKEN"
        poll_seconds = 20
        [bots.discord]
        enabled = false
        [rooms.lobby]
        telegram = "-1001"
        telegram_topic = "7"
        zone = "Asia/Jayapura"
        lang = "id"
        [core.mabar]
        remind_before = "1h30m"
        [[core.mabar.games]]
        name = "ML"
        aliases = ["mole"]
        """)
    assert (config.community.name, config.community.lang, config.community.zone.key) == ("Kita", "en", "Asia/Makassar")
    assert config.community.admins == {("telegram", "12"), ("discord", "34")}
    assert config.database == Path.cwd() / "here/g.db"
    assert list(config.bots) == ["telegram"]
    (room,) = config.rooms
    assert room.places == (Place("telegram", "-1001", "7"),)
    assert (room.zone and room.zone.key, room.lang) == ("Asia/Jayapura", "id")
    assert [feature.plugin.name for feature in config.features] == CORE
    mabar = config.features[CORE.index("mabar")].settings
    assert isinstance(mabar, MabarSettings)
    assert mabar.remind_before == timedelta(minutes=90)
    assert mabar.games == (Game(name="ML", aliases=("mole",)),)


def test_core_features_are_on_and_plugins_off_until_they_are_told_otherwise() -> None:
    assert [f.plugin.home for f in good().features] == [f"core.{name}" for name in CORE]
    other = good(GOOD + "[core.mabar]\nenabled = false\n[plugins.dice]\nenabled = true\n")
    assert [f.plugin.home for f in other.features] == [
        *(f"core.{name}" for name in CORE if name != "mabar"),
        "plugins.dice",
    ]


def test_an_id_may_be_written_as_a_number() -> None:
    assert good(GOOD.replace('"-1001234567890"', "-1001234567890")).rooms[0].places[0].id == "-1001234567890"


def test_a_byte_order_mark_and_windows_lines_do_not_matter(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load(file, ENVIRON).config is not None


# --- wrong ---


def test_all_mistakes_are_told_at_once_with_line_key_and_cure() -> None:
    loaded = read(FIVE)
    assert loaded.config is None
    assert told(loaded) == [
        ("config.toml:3 [community] zone", "config-zone"),
        ("config.toml:7 [bots.telegram] pol_seconds", "config-unknown-key"),
        ("config.toml:10 [rooms.lobby] telegram", "config-room-telegram"),
        ("config.toml:13 [core.mabar] slots", "config-wrong-type"),
        ("config.toml:15 [core.maber]", "config-unknown-feature"),
    ]
    words = Words("en")
    cures = [words.of(problem)[2] for problem in loaded.problems]
    assert ["Asia/Jakarta" in cures[0], "poll_seconds" in cures[1], "mabar" in cures[4]] == [True] * 3


TELEGRAM = '[bots.telegram]\ntoken_env = "TELEGRAM_TOKEN"\n'
NAMED = '[community]\nname = "K"\n'
HERE = NAMED + TELEGRAM
SERVICE = """\
[[core.help.services]]
name = "S"
kinds = ["other"]
scope = { id = "x", en = "x" }
contacts = ["129"]
hours = { id = "x", en = "x" }
what = { id = "x", en = "x" }
source = "https://example.org"
"""

MISTAKES: list[tuple[str, str, str]] = [
    ("[comunity]\n" + HERE, "config.toml:1 [comunity]", "config-unknown-table"),
    ("community = 3\n" + TELEGRAM, "config.toml:1 [community]", "config-wrong-type"),
    ("[community]\n" + TELEGRAM, "config.toml:1 [community] name", "config-missing"),
    (TELEGRAM, "config.toml [community] name", "config-missing"),
    ('[community]\nname = ""\n' + TELEGRAM, "config.toml:2 [community] name", "config-empty"),
    ("[community]\nname = 5\n" + TELEGRAM, "config.toml:2 [community] name", "config-wrong-type"),
    (NAMED + 'nam = "x"\n' + TELEGRAM, "config.toml:3 [community] nam", "config-unknown-key"),
    (NAMED + 'lang = "jv"\n' + TELEGRAM, "config.toml:3 [community] lang", "config-choice"),
    (NAMED + 'zone = "WIB"\n' + TELEGRAM, "config.toml:3 [community] zone", "config-zone"),
    (NAMED + 'zone = "../x"\n' + TELEGRAM, "config.toml:3 [community] zone", "config-zone"),
    (NAMED + 'zone = "Asia"\n' + TELEGRAM, "config.toml:3 [community] zone", "config-zone"),
    (NAMED + 'admins = "telegram:1"\n' + TELEGRAM, "config.toml:3 [community] admins", "config-wrong-type"),
    (NAMED + 'admins = ["telegram:1", "irc:2"]\n' + TELEGRAM, "config.toml:3 [community] admins[1]", "config-admin"),
    (NAMED + "admins = [5]\n" + TELEGRAM, "config.toml:3 [community] admins[0]", "config-admin"),
    (NAMED, "config.toml [bots]", "config-no-platform"),
    (NAMED + "[bots.telegram]\nenabled = false\n", "config.toml:3 [bots]", "config-no-platform"),
    (HERE + "[bots.discrod]\n", "config.toml:5 [bots.discrod]", "config-unknown-platform"),
    (HERE + "enabled = 1\n", "config.toml:5 [bots.telegram] enabled", "config-wrong-type"),
    (NAMED + "[bots.telegram]\n", "config.toml:3 [bots.telegram] token", "config-secret-missing"),
    (NAMED + '[bots.telegram]\ntoken_env = "NO"\n', "config.toml:4 [bots.telegram] token_env", "config-secret-env"),
    (NAMED + '[bots.telegram]\ntoken_file = "no"\n', "config.toml:4 [bots.telegram] token_file", "config-secret-file"),
    (NAMED + "[bots.telegram]\ntoken_env = 3\n", "config.toml:4 [bots.telegram] token_env", "config-wrong-type"),
    (HERE + 'token_file = "x"\n', "config.toml:5 [bots.telegram] token_file", "config-secret-twice"),
    (HERE + "poll_seconds = 0\n", "config.toml:5 [bots.telegram] poll_seconds", "config-too-small"),
    (HERE + "poll_seconds = 51\n", "config.toml:5 [bots.telegram] poll_seconds", "config-too-big"),
    (HERE + "poll_seconds = true\n", "config.toml:5 [bots.telegram] poll_seconds", "config-wrong-type"),
    (HERE + 'base_url = "x"\n', "config.toml:5 [bots.telegram] base_url", "config-refused"),
    (
        HERE + '[bots.telegram.webhook]\nsecret = "0123456789abcdef"\n',
        "config.toml:5 [bots.telegram] webhook.url",
        "config-missing",
    ),
    (
        HERE + '[bots.telegram.webhook]\nurl = "https://x"\n',
        "config.toml:5 [bots.telegram] webhook.secret",
        "config-secret-missing",
    ),
    (HERE + "webhook = 3\n", "config.toml:5 [bots.telegram] webhook", "config-wrong-type"),
    (HERE + "[rooms.Lobby]\n", "config.toml:5 [rooms.Lobby]", "config-room-name"),
    (HERE + "[rooms.lobby]\n", "config.toml:5 [rooms.lobby]", "config-room-nowhere"),
    (HERE + '[rooms.a]\ntelegram = "77"\n', "config.toml:6 [rooms.a] telegram", "config-room-telegram"),
    (HERE + '[rooms.a]\ndiscord = "#general"\n', "config.toml:6 [rooms.a] discord", "config-room-discord"),
    (HERE + '[rooms.a]\ntelegram = "-1"\nfoo = 1\n', "config.toml:7 [rooms.a] foo", "config-unknown-key"),
    (
        HERE + '[rooms.a]\ntelegram = "-1"\ntelegram_topic = "x"\n',
        "config.toml:7 [rooms.a] telegram_topic",
        "config-room-thread",
    ),
    (
        HERE + '[rooms.a]\ntelegram = "-1"\n[rooms.b]\ntelegram = "-1"\n',
        "config.toml:8 [rooms.b] telegram",
        "config-room-twice",
    ),
    (HERE + "[plugins.dise]\n", "config.toml:5 [plugins.dise]", "config-unknown-feature"),
    (HERE + "[core.mabar]\nroom = 3\n", "config.toml:6 [core.mabar] room", "config-wrong-type"),
    (HERE + '[core.mabar]\nroom = "lobby"\n', "config.toml:6 [core.mabar] room", "config-room-unknown"),
    (HERE + '[core.mabar]\nslots = "5"\n', "config.toml:6 [core.mabar] slots", "config-wrong-type"),
    (HERE + "[core.mabar]\nremind_before = 30\n", "config.toml:6 [core.mabar] remind_before", "config-duration"),
    (HERE + '[core.mabar]\nremind_before = ""\n', "config.toml:6 [core.mabar] remind_before", "config-duration"),
    (HERE + "[core.mabar]\ngames = 5\n", "config.toml:6 [core.mabar] games", "config-wrong-type"),
    (
        HERE + '[[core.mabar.games]]\nname = "a"\n[[core.mabar.games]]\nname = "b"\nslot = 3\n',
        "config.toml:9 [core.mabar] games[1].slot",
        "config-unknown-key",
    ),
    (HERE + "[[core.mabar.games]]\nslots = 3\n", "config.toml:5 [core.mabar] games[0].name", "config-missing"),
    (HERE + '[core.help]\non_call = ["sari"]\n', "config.toml:6 [core.help] on_call", "config-refused"),
    (HERE + "[core.help]\nwarn_days = 90\nhide_days = 90\n", "config.toml:5 [core.help]", "config-refused"),
    (
        HERE + SERVICE.replace('"129"', '"call me"'),
        "config.toml:9 [core.help] services[0].contacts[0]",
        "config-refused",
    ),
    (HERE + SERVICE + "last_verified = 2026-02-30\n", "config.toml:13", "config-not-toml"),
    (
        HERE + SERVICE + 'last_verified = "soon"\nverified_by = "Rara"\n',
        "config.toml:13 [core.help] services[0].last_verified",
        "config-refused",
    ),
    (HERE + SERVICE + "last_verified = 2026-02-03\n", "config.toml:5 [core.help] services[0]", "config-refused"),
    (
        HERE + SERVICE.replace('kinds = ["other"]', 'kinds = ["moral"]'),
        "config.toml:7 [core.help] services[0].kinds[0]",
        "config-choice",
    ),
    ("[community]\nname = \n", "config.toml:2", "config-not-toml"),
    (HERE + TELEGRAM, "config.toml:5", "config-not-toml"),
]


@pytest.mark.parametrize(("text", "where", "what"), MISTAKES, ids=[f"{w}-{k}" for _, w, k in MISTAKES])
def test_each_mistake_has_its_place(text: str, where: str, what: str) -> None:
    assert told(read(text), fatal=True) == [(where, what)]


@pytest.mark.parametrize("lang", ["id", "en"])
def test_every_problem_can_be_said(lang: str) -> None:
    words = Words(lang)
    for text, _, _ in MISTAKES:
        for problem in read(text).problems:
            for said in words.of(problem):
                assert said
                assert not re.match(r"config-[a-z-]+$", said)
                assert "$" not in said


def test_the_texts_are_complete() -> None:
    assert lint(["bots"]) == []


def test_a_missing_file_names_init(tmp_path: Path) -> None:
    problem = one(load(tmp_path / "config.toml"))
    assert problem.what.key == "config-absent"
    assert "guyub init" in Words("en").of(problem)[2]


def test_a_folder_and_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    assert one(load(tmp_path)).what.key == "config-unreadable"
    (tmp_path / "c.toml").write_bytes(b"[community]\nname = '\xff'\n")
    assert told(load(tmp_path / "c.toml")) == [("c.toml:2", "config-not-utf8")]


def test_what_is_off_is_left_out_and_told_without_stopping() -> None:
    loaded = read(GOOD + 'discord = "55"\n[plugins.dice]\nmost = 3\n')
    assert loaded.config is not None
    assert told(loaded) == [
        ("config.toml:10 [rooms.lobby] discord", "config-room-off"),
        ("config.toml:11 [plugins.dice]", "config-feature-off"),
    ]
    assert [place.platform for place in loaded.config.rooms[0].places] == ["telegram"]


# --- secrets ---


def test_a_secret_may_be_in_a_file_beside_the_config(tmp_path: Path) -> None:
    (tmp_path / "t.token").write_text(TELEGRAM_TOKEN + "\n")
    (tmp_path / "t.token").chmod(0o600)
    loaded = read(NAMED + '[bots.telegram]\ntoken_file = "t.token"\n', {}, tmp_path)
    assert loaded.config is not None
    assert not loaded.problems
    assert list(loaded.config.secrets) == [TELEGRAM_TOKEN]


def test_a_secret_file_that_others_can_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "t.token").write_text(TELEGRAM_TOKEN)
    (tmp_path / "t.token").chmod(0o644)
    loaded = read(NAMED + '[bots.telegram]\ntoken_file = "t.token"\n', {}, tmp_path)
    assert told(loaded) == [("config.toml:4 [bots.telegram] token_file", "config-secret-open")]
    assert loaded.config is not None


def test_a_secret_in_the_config_is_told_and_so_is_a_config_that_others_can_read(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f'{NAMED}[bots.telegram]\ntoken = "{TELEGRAM_TOKEN}"\n')
    file.chmod(0o644)
    keys = [problem.what.key for problem in load(file).problems]
    assert sorted(keys) == ["config-secret-inline", "config-secret-open"]
    file.chmod(0o600)
    assert one(load(file)).what.key == "config-secret-inline"


@pytest.mark.parametrize(
    "table",
    [
        f'[bots.telegram]\ntoken_env = "{TELEGRAM_TOKEN}"\n',
        f'[bots.telegram]\ntoken_file = "{TELEGRAM_TOKEN}"\n',
        f'[bots.telegram]\ntoken = "x{TELEGRAM_TOKEN}"\n',
        f'[bots.telegram]\nguild = "{TELEGRAM_TOKEN}"\ntoken = "{TELEGRAM_TOKEN}"\n',
        f'[bots.discord]\ntoken_env = "{DISCORD_TOKEN}"\n',
        '[bots.discord]\ntoken_env = "of any shape"\n',
        f'[bots.discord]\ntoken = "{DISCORD_TOKEN}"\nguild = "{DISCORD_TOKEN}"\n',
        f'[bots.telegram]\ntoken_env = "TELEGRAM_TOKEN"\n[rooms.a]\ntelegram = "{TELEGRAM_TOKEN}"\n',
        f'{TELEGRAM}[bots.telegram.webhook]\nurl = "http://x"\nsecret = "{"z" * 300}"\n',
    ],
)
def test_no_problem_shows_a_secret(table: str) -> None:
    loaded = read(NAMED + table)
    assert loaded.problems
    words = Words("id")
    shown = " ".join(part for problem in loaded.problems for part in words.of(problem))
    assert not any(secret in shown for secret in (TELEGRAM_TOKEN, DISCORD_TOKEN, "z" * 300, "of any shape"))


def test_the_config_itself_does_not_show_a_secret() -> None:
    config = good()
    assert TELEGRAM_TOKEN not in repr(config) + str(config)
    assert TELEGRAM_TOKEN in config.secrets


# --- features that are broken ---


def test_a_broken_plugin_is_told_and_off_and_stops_nobody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_plugin(tmp_path, "cracked", "import there_is_no_such_library\n")
    add_plugin(tmp_path, "leaving", "raise SystemExit(3)\n")
    add_plugin(tmp_path, "unnamed", "unnamed = 5\n")
    names = ("cracked", "leaving", "unnamed", "dice")
    with extra_plugins(tmp_path, monkeypatch):
        loaded = read(GOOD + "".join(f"[plugins.{name}]\nenabled = true\n" for name in names))
    assert loaded.config is not None
    assert [feature.plugin.name for feature in loaded.config.features] == [*CORE, "dice"]
    assert told(loaded) == [
        ("config.toml:10 [plugins.cracked]", "config-feature-broken"),
        ("config.toml:12 [plugins.leaving]", "config-feature-broken"),
        ("config.toml:14 [plugins.unnamed]", "config-feature-broken"),
    ]
    assert "there_is_no_such_library" in Words("en").of(loaded.problems[0])[1]


# --- lines ---


def test_lines_are_found_whatever_is_in_between() -> None:
    lines = Lines(
        '# a = 1\n"a.b" = """\n[not]\nx = 1 \\"""\n"""\nlist = [ # [x]\n  "]", [\n  [5],\n], ]\n'
        "after = 1\n"
        "  [ one . 'two' ]\nz.deep = '''\n[no]\n'''\n[[many]]\nk=1\n[[many]]\nk=2\n"
        "[many.sub]\nq = {a = [1,\n2]}\nr = 3\n"
    )
    assert lines.find(("a.b",)) == 2
    assert lines.find(("list", 1, 0)) == 6
    assert lines.find(("after",)) == 10
    assert lines.find(("one", "two")) == 11
    assert lines.find(("one", "two", "z", "deep")) == 12
    assert [lines.find(("many", 0, "k")), lines.find(("many", 1, "k"))] == [16, 18]
    assert lines.find(("many", 1, "sub", "q", "a", 1)) == 20
    assert lines.find(("many", 1, "sub", "r")) == 22
    assert lines.find(("a",)) is None
    assert lines.find(("not",)) is None


# --- the example ---

_COMMENTED = re.compile(r"^#(?=\[|[a-z_]+ = )", re.MULTILINE)


def example(*, all_of_it: bool) -> str:
    return _COMMENTED.sub("", EXAMPLE) if all_of_it else EXAMPLE


@pytest.mark.parametrize("all_of_it", [False, True])
def test_the_example_is_valid(all_of_it: bool) -> None:
    loaded = read(example(all_of_it=all_of_it), {**ENVIRON, "TELEGRAM_WEBHOOK_SECRET": "s" * 20})
    assert loaded.config is not None, told(loaded)
    assert not loaded.problems


def test_without_tokens_only_they_are_missing_from_the_example() -> None:
    assert {key for _, key in told(read(EXAMPLE, {}))} == {"config-secret-env"}


def _keys_of(table: dict[str, Any]) -> set[str]:
    return {key.removesuffix("_env") for key, value in table.items() if not isinstance(value, dict)} - {"enabled"}


def _in_tables(settings: type[Settings]) -> set[str]:
    """The keys that are tables of their own."""
    return {
        name
        for name, one in settings.model_fields.items()
        if isinstance(one.annotation, type) and issubclass(one.annotation, Settings)
    }


def test_the_example_has_every_key_there_is() -> None:
    document = tomllib.loads(example(all_of_it=True))
    assert _keys_of(document["community"]) == {"name", "lang", "zone", "database", "admins"}
    assert _keys_of(document["operations"]) == set(Operations.model_fields)
    threads = {edge.thread for edge in EDGES.values() if edge.thread}
    assert _keys_of(document["rooms"]["lobby"]) == {*EDGES, *threads, "lang", "zone"}
    telegram = document["bots"]["telegram"]
    assert _keys_of(telegram) | {"webhook", "tags"} == set(TelegramSettings.model_fields)
    assert _keys_of(telegram["webhook"]) == set(Webhook.model_fields)
    assert _keys_of(telegram["tags"]) == set(Tags.model_fields)
    discord = document["bots"]["discord"]
    assert _keys_of(discord) | {"roles"} == set(DiscordSettings.model_fields)
    assert _keys_of(discord["roles"]) == set(RoleIds.model_fields)
    for kind in ("core", "plugins"):
        assert set(document[kind]) == set(folders(kind))
        for name, table in document[kind].items():
            settings = load_plugin(f"{kind}.{name}").settings
            inner = _in_tables(settings)
            assert _keys_of(table) | inner == set(settings.model_fields), name
            assert inner == {key for key, value in table.items() if isinstance(value, dict)}
    assert set(document["core"]["mabar"]["games"][0]) == set(Game.model_fields)
    assert set(document["core"]["rules"]["rules"][0]) == set(Rule.model_fields)
    assert set(document["core"]["info"]["kinds"][0]) == set(EntryKind.model_fields)
    assert set(document["core"]["info"]["areas"][0]) == set(Area.model_fields)
    told_of = {"last_verified", "verified_by"}  # in words only: the defaults are not verified
    assert set(document["core"]["help"]["services"][0]) | told_of == set(Service.model_fields)
    assert all(f"{name} = " in EXAMPLE for name in told_of)


def test_the_examples_commented_values_are_the_defaults() -> None:
    plain = read(GOOD + "[plugins.dice]\nenabled = true\n").config
    text = example(all_of_it=True)
    text = text[: text.index("[[core.mabar.games]]")] + text[text.index("[plugins.dice]") :]
    text = text[: text.index("[[core.info.kinds]]")] + text[text.index("[core.members]") :]
    shown = read(text.replace("enabled = false", "enabled = true"), {**ENVIRON, "TELEGRAM_WEBHOOK_SECRET": "s" * 20})
    assert plain is not None
    assert shown.config is not None
    assert {f.plugin.name: f.settings for f in shown.config.features} == {
        f.plugin.name: f.settings for f in plain.features
    }
    assert shown.config.operations == plain.operations
    telegram = shown.config.bots["telegram"]
    assert isinstance(telegram, TelegramSettings)
    assert telegram.webhook is not None
    defaults = Webhook(url=telegram.webhook.url, secret=telegram.webhook.secret)
    assert telegram == TelegramSettings(token=telegram.token, webhook=defaults)


TOGETHER = {("host", "port"), ("rest_url", "gateway_url"), ("lang", "zone")}
"""Keys that share one explanation."""


def test_every_key_of_the_example_is_explained() -> None:
    before, last, table = "", "", ""
    explained: set[tuple[str, str]] = set()
    for line in EXAMPLE.splitlines():
        if found := re.match(r"#?\[+([a-z_.]+)\]", line):
            table = found[1]
        if (key := re.match(r"#?([a-z_]+) = ", line)) and line not in ("#enabled = true", "#enabled = false"):
            once = (table, key[1]) in explained
            assert before.startswith("# ") or (last, key[1]) in TOGETHER or once, line
            explained.add((table, key[1]))
        before, last = line, key[1] if key else ""


def test_known_keys_offer_the_ways_to_give_a_secret() -> None:
    assert {"token", "token_env", "token_file"} <= set(known_keys(TelegramSettings))
