"""How the bot tells that it is well: of no person, and with all that the dashboard and the alerts ask for."""

from __future__ import annotations

import asyncio
import io
import json
import re
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bots import health as health_module
from bots.backup import name_at
from bots.build import Running, running
from bots.config import Config
from bots.health import ask, health, in_use, operating, recent_incidents
from bots.metrics import Snapshot
from bots.operations import Operations
from bots.run import serve
from core.engine.counts import BOUNDS, Counts
from core.engine.standing import look
from core.engine.tables import outbox, timer
from core.kit import Came, Place
from core.kit.people import Account
from core.kit.places import Kind
from core.kit.port import Answer, Command, Event, Message, Ref
from core.kit.sql import Db, insert
from tests.bots.house import ENVIRON, GOOD, Pretend, add_plugin, extra_plugins, good

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)


class Speaking(Pretend):
    """A platform that delivers, and tells whether it is connected."""

    connected = True

    async def send(self, place: Place, message: Message, *, nonce: str = "") -> Ref:
        return Ref(place, "1")


@pytest.fixture
async def config(tmp_path: Path) -> Config:
    found = good(GOOD + "[operations]\nlisten = true\nport = 0\n")
    return replace(found, path=tmp_path / "config.toml", database=tmp_path / "g.db")


class House:
    """A community that runs, and its port."""

    def __init__(self, community: Running, platform: Speaking, port: int) -> None:
        self.community = community
        self.platform = platform
        self.port = port

    async def get(self, path: str) -> tuple[int, str]:
        async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{self.port}{path}") as got:
            return got.status, await got.text()

    async def samples(self) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
        _, text = await self.get("/metrics")
        return {
            (one.name, frozenset(one.labels.items())): one.value
            for family in text_string_to_metric_families(text)
            for one in family.samples
        }

    async def value(self, name: str, **labels: str) -> float | None:
        return (await self.samples()).get((name, frozenset(labels.items())))


@pytest.fixture
async def house(config: Config) -> AsyncIterator[House]:
    platform = Speaking("telegram")
    async with AsyncExitStack() as closing:
        community = await closing.enter_async_context(running(config, platforms=[platform]))
        port = await closing.enter_async_context(operating(config, community))
        assert port
        stop = asyncio.Event()
        serving = asyncio.create_task(serve(community, stop))
        await platform.up.wait()
        yield House(community, platform, port)
        stop.set()
        await serving


def event(what: Any, id_: str = "1") -> Event:
    who = Account("telegram", "987654321", "Sari Rahasia", "sarirahasia")
    return Event(id_, Place("telegram", "987654321", kind=Kind.PRIVATE), what, NOW, who)


# --- well, and ready ---


async def test_well_and_ready(house: House) -> None:
    assert await house.get("/healthz") == (200, "ok\n")
    assert await house.get("/readyz") == (200, "database ok\ntelegram ok\n")
    assert (await house.get("/"))[0] == 404


async def test_a_platform_that_is_away_is_not_ready_but_alive(house: House) -> None:
    house.platform.connected = False
    assert await house.get("/readyz") == (503, "database ok\ntelegram down\n")
    assert (await house.get("/healthz"))[0] == 200
    assert await house.value("guyub_up", platform="telegram") == 0


async def test_a_platform_that_is_not_run_is_not_up(config: Config) -> None:
    platform = Speaking("telegram")
    async with running(config, platforms=[platform]) as community:
        assert not community.is_up(platform)


async def test_a_full_disk_is_alive_but_not_ready(house: House) -> None:
    house.community.database.stats.failing = True
    assert (await house.get("/healthz"))[0] == 200
    assert await house.get("/readyz") == (503, "database down\ntelegram ok\n")
    assert await house.value("guyub_database_failing") == 1


async def test_a_database_that_does_not_answer_is_not_alive(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health_module, "PATIENCE", 0.05)
    held = asyncio.Event()

    async def hold(_: Db) -> None:
        await held.wait()

    holding = asyncio.create_task(house.community.database.write(hold))
    assert await house.get("/healthz") == (503, "stuck\n")
    held.set()
    await holding
    assert (await house.get("/healthz"))[0] == 200


async def test_a_port_that_is_taken_does_not_stop_the_bot(config: Config) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = config.operations.model_copy(update={"port": taken.getsockname()[1]})
        config = replace(config, operations=told)
        async with running(config, platforms=[Speaking("telegram")]) as community, operating(config, community) as port:
            assert port is None


async def test_nobody_listens_unless_config_says_so(config: Config) -> None:
    config = replace(config, operations=Operations())
    async with running(config, platforms=[Speaking("telegram")]) as community, operating(config, community) as port:
        assert port is None


# --- what is counted ---


async def test_events_and_answers_are_counted(house: House) -> None:
    engine = house.community.engine
    await engine(event(Command("privasi")))
    await engine(event(Came(), "2"))
    answered: list[Answer] = []

    async def respond(answer: Answer) -> None:
        answered.append(answer)

    await engine(event(Command("privasi"), "3"), respond)
    await engine.idle()
    assert answered
    assert await house.value("guyub_events_total", platform="telegram", kind="command") == 2
    assert await house.value("guyub_events_total", platform="telegram", kind="came") == 1
    assert await house.value("guyub_answer_seconds_count", platform="telegram") == 2
    assert await house.value("guyub_answer_seconds_bucket", platform="telegram", le="+Inf") == 2
    assert (await house.value("guyub_answer_seconds_sum", platform="telegram") or 0) > 0
    assert (await house.value("guyub_commits_total") or 0) > 0
    assert (await house.value("guyub_calls_total", platform="telegram") or 0) >= 1


async def test_what_waits_is_told_with_its_age(house: House) -> None:
    engine = house.community.engine
    now = datetime.now(UTC)
    long_ago = now - timedelta(hours=1)
    engine.courier.open = False

    async def put(db: Db) -> None:
        row = {"name": "", "args": "{}", "target": "1", "urgency": 30, "due": long_ago}
        await db.run(insert(outbox).values(kind="tell", **row))
        await db.run(insert(timer).values(name=engine.timers[0], args="{}", due=long_ago))
        await db.run(insert(timer).values(name="off.feature", args="{}", due=long_ago))

    await house.community.database.write(put)
    assert await house.value("guyub_outbox_rows", kind="tell") == 1
    assert await house.value("guyub_outbox_rows", kind="show") == 0
    assert 3600 <= (await house.value("guyub_outbox_oldest_seconds") or 0) < 3700
    assert await house.value("guyub_timers_overdue") == 1
    assert 3600 <= (await house.value("guyub_timers_overdue_seconds") or 0) < 3700
    await engine.tick()
    assert await house.value("guyub_timers_overdue") == 0
    assert await house.value("guyub_timers_late_total") == 1
    assert await house.value("guyub_timers_rung_total") == 1


async def test_an_incident_is_counted_and_told(config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    code = """\
        from core.kit import Came, Ctx, Plugin, Settings

        odd = Plugin("odd", Settings)

        @odd.on(Came)
        async def came(ctx: Ctx[Settings], came: Came) -> None:
            raise ValueError("Sari Rahasia said something")
        """
    add_plugin(tmp_path, "odd", code)
    with extra_plugins(tmp_path, monkeypatch):
        found = good(GOOD + "[operations]\nlisten = true\nport = 0\n[plugins.odd]\nenabled = true\n")
        found = replace(found, path=config.path, database=config.database)
        async with (
            running(found, platforms=[platform := Speaking("telegram")]) as community,
            operating(found, community) as port,
        ):
            assert port
            await community.engine(event(Came()))
            house = House(community, platform, port)
            assert await house.value("guyub_incidents_total", feature="odd") == 1
            told = await asyncio.to_thread(recent_incidents, Operations(listen=True, port=port))
            assert told is not None
            ((number, where, error),) = [(one["number"], one["where"], one["error"]) for one in told]
            assert re.fullmatch("[0-9A-F]{6}", number)
            assert (where, error) == ("odd.came", "ValueError")
            assert "Sari" not in json.dumps(told)


async def test_no_person_is_in_it(house: House) -> None:
    engine = house.community.engine
    await engine(event(Command("start")))
    await engine(event(Command("nggakada", "rahasia sekali"), "2"))
    await engine.idle()
    for path in ("/metrics", "/readyz", "/incidents"):
        _, text = await house.get(path)
        assert not re.search(r"sari|rahasia|987654321|-1001234567890|Kita", text, re.IGNORECASE), path
    labels = {name for _, pairs in await house.samples() for name, _ in pairs}
    assert labels <= {"platform", "kind", "outcome", "feature", "file", "version", "le"}


def test_latency_is_counted_where_it_belongs() -> None:
    counts = Counts()
    for seconds in (0.0, 0.05, 0.051, 29.9, 31.0):
        counts.answer("telegram", seconds)
    within = counts.answers["telegram"].within
    assert (within[0], within[1], within[len(BOUNDS) - 1], within[len(BOUNDS)]) == (2, 1, 1, 1)
    assert sum(within) == 5


# --- the dashboard and the alerts ---


@pytest.mark.parametrize("file", ["grafana.json", "alerts.yml"])
async def test_every_metric_they_ask_for_is_there(house: House, file: str) -> None:
    text = (ROOT / "docs" / "operations" / file).read_text("utf-8")
    if file == "grafana.json":
        board = json.loads(text)
        text = "\n".join(one["expr"] for panel in board["panels"] for one in panel.get("targets", ()))
        text += "\n" + json.dumps(board["templating"])
        assert len({panel["id"] for panel in board["panels"]}) == len(board["panels"])
    wanted = set(re.findall(r"\b(?:guyub|process)_[a-z_]+\b", text))
    _, told = await house.get("/metrics")
    there = set(re.findall(r"^# TYPE (\S+)", told, re.MULTILINE))
    there |= {f"{name}_bucket" for name in there}
    assert wanted, file
    assert wanted <= there
    if file == "grafana.json":
        ours = {name for name in there if name.startswith("guyub_") and not name.endswith(("_bucket", "_created"))}
        shown = wanted | {name.removesuffix("_bucket") for name in wanted}
        assert ours <= shown, "a metric that no panel shows"


async def test_the_labels_they_name_are_there(house: House) -> None:
    standing = await house.community.database.read_long(lambda connection: look(connection, NOW))
    families = list(Snapshot(house.community, standing).collect())
    have = {label for family in families for label in getattr(family, "_labelnames", ())} | {"le", "job"}
    board = (ROOT / "docs" / "operations" / "grafana.json").read_text("utf-8")
    assert set(re.findall(r"\{\{(\w+)\}\}", board)) <= have
    for group in re.findall(r"by \(([^)]*)\)", board):
        assert {name.strip() for name in group.split(",")} <= have


# --- asked from outside ---


def written(config: Config, more: str) -> Path:
    text = GOOD.replace(":memory:", str(config.database)) + more
    config.path.write_text(text)
    return config.path


async def test_health_asks_the_port_or_looks_at_the_lock(
    house: House, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, token in ENVIRON.items():
        monkeypatch.setenv(name, token)
    for more in (f"[operations]\nlisten = true\nport = {house.port}\n", ""):
        path = await asyncio.to_thread(written, config, more)
        assert await asyncio.to_thread(health, path, "en", io.StringIO()) == 0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        path = await asyncio.to_thread(
            written, config, f"[operations]\nlisten = true\nport = {free.getsockname()[1]}\n"
        )
    said = io.StringIO()
    assert await asyncio.to_thread(health, path, "id", said) == 1
    assert "nggak jalan" in said.getvalue()


async def test_a_lock_of_nobody_is_no_bot(config: Config) -> None:
    assert isinstance(config.database, Path)
    assert not in_use(config.database)
    async with running(config, platforms=[Speaking("telegram")]):
        assert in_use(config.database)
    assert not in_use(config.database)


def test_nobody_there_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert ask(Operations(listen=True, port=port), "/healthz") is None
    assert recent_incidents(Operations(listen=True, port=port)) is None
    assert recent_incidents(Operations()) is None


# --- backups that are too old ---


async def test_the_running_bot_throws_old_backups_away(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health_module, "FIRST_SWEEP", 0.0)
    gone = asyncio.Event()
    loop = asyncio.get_running_loop()
    removed: list[Path] = []
    before = Path.unlink

    def unlink(self: Path, missing_ok: bool = False) -> None:
        before(self, missing_ok=missing_ok)
        if self.name.startswith("guyub-"):
            removed.append(self)
            loop.call_soon_threadsafe(gone.set)

    monkeypatch.setattr(Path, "unlink", unlink)
    now = datetime.now(UTC)
    old, young = (config.backups / name_at(now - timedelta(days=days)) for days in (31, 29))

    def fill() -> None:
        config.backups.mkdir(parents=True)
        old.touch()
        young.touch()

    await asyncio.to_thread(fill)
    async with running(config, platforms=[Speaking("telegram")]) as community, operating(config, community):
        async with asyncio.timeout(20):
            await gone.wait()
    assert removed == [old]
