"""`guyub doctor`: what helps to find a fault is told, and no secret, name, id or word of anybody is."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bots.build import running
from bots.config import load
from bots.doctor import doctor
from bots.health import operating
from core.engine.audit import append
from core.engine.incident import incident
from core.engine.tables import outbox, timer
from core.kit import Came, Place
from core.kit.people import Account
from core.kit.places import Kind
from core.kit.port import Event
from core.kit.sql import Db, insert
from tests.bots.house import DISCORD_TOKEN, ENVIRON, TELEGRAM_TOKEN, Pretend

SECRET = "hook_secret_of_ours_0123456789"
PLANTED = (
    *(TELEGRAM_TOKEN, TELEGRAM_TOKEN.partition(":")[2], DISCORD_TOKEN, SECRET, "987654321", "112233445566778899"),
    *("Sari", "sarirahasia", "Kampung", "-1001234567890", "ruang-bu-tuti", "tuti", "Bu Rani", "0812", "5551234"),
    *("SARI_TOKEN_VAR", "rahasia", "example.org", "bahasa sunda", "Jakarta Selatan", "42424242", "hai semuanya"),
)
"""Whatever of this is told is told too much."""

CONFIG = f"""\
# hai semuanya
[community]
name = "Kampung Sari"
zone = "Asia/Makassar"
lang = "en"
database = "rahasia/kampung.db"
admins = ["telegram:987654321", "discord:112233445566778899"]
"0812-5551234" = "Sari"

[bots.telegram]
token = "{TELEGRAM_TOKEN}"
poll_seconds = 20
[bots.telegram.webhook]
url = "https://sari.example.org/hook"
secret = "{SECRET}"

[bots.discord]
token_env = "SARI_TOKEN_VAR"
guild = 112233445566778899

[rooms.ruang-bu-tuti]
telegram = "-1001234567890"
telegram_topic = "42424242"
[rooms."Jakarta Selatan"]
discord = "112233445566778899"

[core.members]
contact = "Bu Rani 0812-5551234"
keep_days = 400
[core.mabar]
remind_before = "1h30m"
room = "ruang-bu-tuti"
slots = "bahasa sunda"
[[core.mabar.games]]
name = "Sari"
[core.help]
on_call = ["telegram:987654321"]
[plugins.sarirahasia]
x = 1
[plugins.dice]
most = 5551234
[sarirahasia]
y = 2
[operations]
backups = "/var/sari/rahasia"
"""


@pytest.fixture(autouse=True)
def tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, token in {**ENVIRON, "SARI_TOKEN_VAR": DISCORD_TOKEN}.items():
        monkeypatch.setenv(name, token)


def told(path: Path, lang: str = "en") -> str:
    out = io.StringIO()
    assert doctor(path, lang, out) == 0
    return out.getvalue()


def clean(text: str) -> None:
    for one in PLANTED:
        assert one.lower() not in text.lower(), one


def written(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


@pytest.fixture
async def lived_in(tmp_path: Path) -> AsyncIterator[Path]:
    """A folder with a config that is right, where the bot runs and can be asked, and somebody was there."""
    text = CONFIG[: CONFIG.index('"0812')] + (
        '[bots.telegram]\ntoken_env = "TELEGRAM_TOKEN"\n[rooms.ruang-bu-tuti]\ntelegram = "-1001234567890"\n'
        "[operations]\nlisten = true\nport = 0\n"
    )
    path = await asyncio.to_thread(written, tmp_path / "config.toml", text)
    config = load(path).config
    assert config is not None
    async with running(config, platforms=[Pretend("telegram")]) as community, operating(config, community) as port:
        await asyncio.to_thread(written, path, text.replace("port = 0", f"port = {port}"))
        who = Account("telegram", "987654321", "Sari Rahasia", "sarirahasia")
        place = Place("telegram", "987654321", kind=Kind.PRIVATE)
        await community.engine(Event("1", place, Came(), datetime.now(UTC), who))
        person = await community.engine.directory(community.database.read).by_account("telegram", "987654321")
        community.engine.courier.open = False
        early = datetime.now(UTC) - timedelta(minutes=10)

        async def put(db: Db) -> None:
            args = '{"text": "Sari Rahasia bilang hai semuanya"}'
            row = {"kind": "tell", "name": "", "target": "1", "urgency": 30, "due": early}
            await db.run(insert(outbox).values(args=args, **row))
            await db.run(insert(timer).values(key="vanish 987654321", name="members.vanish", args=args, due=early))
            await append(db, datetime.now(UTC), "x.done", person, person, {"what": "rahasia"})

        await community.database.write(put)
        incident("mabar.plan", ValueError("Sari Rahasia"), community.engine.counts)
        yield path


@pytest.mark.parametrize("lang", ["id", "en"])
async def test_how_it_stands_is_told_and_nobody_in_it(lived_in: Path, lang: str) -> None:
    text = await asyncio.to_thread(told, lived_in, lang)
    clean(text)
    assert ("baca dulu" if lang == "id" else "please read it") in text
    for wanted in (
        *("guyub: ", "python: CPython 3.", "sqlite: 3.", "discord.py: 2.7", "[community] name=text lang=en"),
        *("zone=Asia/Makassar", "admins=list of 2", "[rooms] 1: telegram", "problems: 0", "sound: yes"),
        *("audit log whole: yes", "schema: engine 00", "person 1", "account 1"),
        *("outbox: tell 1, oldest 60", "overdue 1", "bot: running", "database ok", "telegram down"),
        *("incidents: 1", " mabar.plan ValueError"),
    ):
        assert wanted in text, (wanted, text)


def test_a_config_full_of_mistakes_is_told_by_its_shape(tmp_path: Path) -> None:
    text = told(written(tmp_path / "config.toml", CONFIG))
    clean(text)
    for wanted in (
        *("lang=en zone=Asia/Makassar database=text admins=list of 2 (1 unknown)", "remind_before=1h30m", "slots=text"),
        *("[rooms] 1: telegram, telegram_topic", "[rooms] 2: discord", "keep_days=400", "contact=text"),
        *("games=list of 1", "[plugins] unknown features: 1", "unknown tables: 1", "[plugins.dice] off most=number"),
        *("config-unknown-key (line 8)", "config-room-name (line ", "config-secret-inline", "[core.mabar] "),
        *("database: absent", "bot: not running", "listen is off"),
    ):
        assert wanted in text, (wanted, text)


@pytest.mark.parametrize(
    "text", ["", 'name = "Sari', '[community]\nname = "Sari"\nzone = "sarirahasia"\nlang = "Sari"\n']
)
def test_a_config_that_is_hardly_one(tmp_path: Path, text: str) -> None:
    said = told(written(tmp_path / "config.toml", text))
    clean(said)
    assert "python: " in said


def test_no_config_and_a_broken_database(tmp_path: Path) -> None:
    assert "config-absent" in told(tmp_path / "config.toml")
    path = written(tmp_path / "config.toml", '[community]\nname = "K"\ndatabase = "g.db"\n')
    written(tmp_path / "g.db", "Sari Rahasia " * 1000)
    text = told(path)
    clean(text)
    assert "database: SQLITE_NOTADB" in text
