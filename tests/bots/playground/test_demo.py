"""The demo from outside: its scene once, its typed lines, and its bot killed with -9 in the middle of the scene."""

from __future__ import annotations

import asyncio
import io
import os
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bots.playground.demo_acting import MANY
from bots.playground.demo_show import Show
from bots.playground.demo_stage import BotEnded, NotSeen, Stage
from bots.playground.demo_typed import fields_of, options_of, values_of
from bots.playground.demo_view import View
from bots.playground.scene import Outcome, Scene
from bots.playground.terminal import Terminal
from bots.words import Words
from core.engine.texts import Texts

ROOT = Path(__file__).parents[3]
LIMIT = 170
"""Seconds after which a demo is stuck."""
NOON_AND_NIGHT = ("Etc/GMT-12", "Etc/GMT+0")
KILLED_AT = (("planned", 0.0), ("joined", 0.02), ("last-seat", 0.01), ("soon", 0.0))
"""At which moments of the scene the bot is killed, and how many seconds after somebody acted."""
SEATS = {
    "ml": ("Sari", "Bimo (telat 10 menit)", "Rara"),
    "pubg": ("Tono",),
    "roblox": ("Bimo",),
}


async def demo(*arguments: str, lines: str = "", port: int = 0) -> tuple[int, str]:
    """Run `guyub demo` as a process of its own; its exit code and what it printed."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bots", "demo", "--lang", "id", "--port", str(port), *arguments),
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        async with asyncio.timeout(LIMIT):
            out, _ = await process.communicate(lines.encode())
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    assert process.returncode is not None
    return process.returncode, out.decode()


@asynccontextmanager
async def playing(folder: Path, **options: Any) -> AsyncIterator[tuple[Stage, Show, io.StringIO]]:
    """A stage whose bot listens, and a show that prints into a string."""
    out = io.StringIO()
    show = Show(Words(options.get("lang", "id"), MANY), console=Console(file=out, width=100))
    async with Stage(folder, **options) as stage:
        await stage.start_bot()
        yield stage, show, out


async def killed_at(folder: Path, name: str, after: float) -> tuple[Outcome, int]:
    """Play the scene, with the bot killed `after` seconds after somebody acted at this moment; what came of it."""
    killing: list[asyncio.Task[None]] = []

    async with playing(folder) as (stage, show, _):

        async def later() -> None:
            await asyncio.sleep(after)
            await stage.kill_bot()

        async def moment(now: str) -> None:
            if now == name and not killing:
                killing.append(asyncio.create_task(later()))
                if not after:
                    await killing[0]

        outcome = await Scene(stage, show, moment).play()
        await asyncio.gather(*killing)
        return outcome, stage.lives


# --- the scene -------------------------------------------------------------------------------------------------------


async def in_english(folder: Path) -> Outcome:
    async with playing(folder, lang="en") as (stage, show, _):
        return await Scene(stage, show).play()


async def test_the_scene_whole_then_typed_lines_in_english_and_with_the_bot_killed(tmp_path: Path) -> None:
    """Side by side, since a group on Telegram is written to slowly and each of them mostly waits."""
    killing = asyncio.gather(*(killed_at(tmp_path / name, name, after) for name, after in KILLED_AT))
    once, typed = demo("--once"), demo("--terminal", lines="tono@discord /dadu 3d6\nbimo@telegram halo")
    (code, out), piped, english, killed = await asyncio.gather(once, typed, in_english(tmp_path / "en"), killing)
    assert code == 0, out
    assert "http://" not in out
    assert "Sama persis" in out
    assert out.count("2. @Bimo (telat 10 menit)") == 2  # once it is full, once in the last look
    assert not re.findall(r"\d{8,}:[\w-]{30,}|MTAw\w+|-100\d{6,}", out)
    assert english.telegram == english.discord
    assert english.seats["ml"] == ("Sari", "Bimo (10 minutes late)", "Rara")
    # After the scene: where it listens, the typed lines done, and the end of the pipe as the end.
    assert piped[0] == 0, piped[1]
    assert re.search(r"http://127\.0\.0\.1:\d+", piped[1])
    assert "@Tono melempar 3d6" in piped[1]
    assert "Bimo · Guyub" in piped[1]
    for told, (outcome, lives) in zip(KILLED_AT, killed, strict=True):
        assert lives == 2, told
        assert outcome.seats == SEATS, told
        assert outcome.telegram == outcome.discord, told
        assert set(outcome.telegram) == set(SEATS), told
        assert outcome.dice == {"telegram": True, "discord": True}, told
        assert outcome.reminders["discord"] == 1, told
        # Telegram knows no nonce: a process that dies between sent and marked says it twice.
        assert outcome.reminders["telegram"] in (1, 2), told


@pytest.mark.parametrize("zone", NOON_AND_NIGHT)
async def test_the_scene_begins_at_every_time_of_day(tmp_path: Path, zone: str) -> None:
    """After midnight "tomorrow" is asked back, so two zones half a day apart are played up to the first roster."""
    async with playing(tmp_path, zone=zone) as (stage, show, out):
        reached = asyncio.Event()

        async def moment(name: str) -> None:
            if name == "joined":
                reached.set()
                await asyncio.Event().wait()

        scene = asyncio.create_task(Scene(stage, show, moment).play())
        await asyncio.wait_for(reached.wait(), LIMIT)
        scene.cancel()
        await asyncio.wait([scene])
        assert "1. Sari" in out.getvalue()


# --- typed lines -----------------------------------------------------------------------------------------------------


async def test_typed_lines(tmp_path: Path) -> None:
    """A command, presses, a form, mistakes explained, and the bot killed between two lines."""
    async with playing(tmp_path) as (stage, show, out):
        terminal = Terminal(stage, show)
        for line in (
            "sari@telegram> /mabar pubg 5 jam lagi 4",
            "bimo@discord press Ikut",
            "press catatan",
            "fill text=telat dikit",
            "nobody@telegram halo",
            "sari@signal halo",
            "tono@telegram halo",
            "kill",
            "tono@discord press ikut",
            "look",
            "help",
        ):
            assert await terminal.line(line)
        assert not await terminal.line("quit")
        hasty = Terminal(stage, show, patience=0.01)
        assert await hasty.line("rara@telegram press Terbang")
        room = await stage.until("card", lambda: _card_with(stage, ("Sari", "Bimo (telat dikit)", "Tono")))
        assert room
        for name in ("telegram.token", "discord.token", "config.toml"):
            assert (tmp_path / name).stat().st_mode & 0o077 == 0
        assert stage.telegram.token not in (tmp_path / "bot.log").read_text()
    said = out.getvalue()
    for key, values in (
        ("demo-who-unknown", {"name": "nobody", "people": ""}),
        ("demo-platform-unknown", {"platform": "signal"}),
        ("demo-no-button", {"label": "Terbang", "labels": ""}),
        ("demo-who-not-there", {"name": "Tono", "platform": "telegram"}),
    ):
        assert show.words(key, **values)[:30] in said


def _card_with(stage: Stage, seats: tuple[str, ...]) -> bool:
    return any(seen.seats == seats for seen in View(stage).telegram_room())


def test_a_command_typed_with_words_or_with_names() -> None:
    mabar = [{"name": "game"}, {"name": "when", "name_localizations": {"id": "kapan"}}, {"name": "slots"}]
    assert options_of(mabar, "pubg besok jam 8 malam") == {"game": "pubg", "when": "besok jam 8 malam"}
    named = {"game": "among us", "when": "malming 19:30", "slots": "4"}
    assert options_of(mabar, "game:among us kapan:malming 19:30 slots:4") == named
    assert options_of([{"name": "dice"}], "2d6 + 1") == {"dice": "2d6 + 1"}
    assert options_of(mabar, "") == {}
    assert options_of([], "x") == {}


def test_a_form_filled_in_by_names_or_by_words_alone() -> None:
    one = fields_of({"components": [{"label": "Catatan", "component": {"custom_id": "text"}}]})
    assert one == {"text": "Catatan"}
    assert values_of("halo = dunia", one) == {"text": "halo = dunia"}
    assert values_of("CATATAN=halo", one) == {"text": "halo"}
    assert values_of("", one) == {}
    two = {"game": "Game", "when": "Kapan"}
    assert values_of("game=among us kapan=malming 19.30", two) == {"game": "among us", "when": "malming 19.30"}
    assert values_of("among us", two) == {}


# --- what can go wrong -----------------------------------------------------------------------------------------------


async def test_what_does_not_come_is_named(tmp_path: Path) -> None:
    async with Stage(tmp_path) as stage:
        with pytest.raises(NotSeen, match="the moon"):
            await stage.until("the moon", lambda: None, 0.01)


async def test_a_bot_that_ends_by_itself_is_told_of_with_its_last_lines(tmp_path: Path) -> None:
    async with Stage(tmp_path) as stage:
        (tmp_path / "config.toml").write_text("[community]\nnome = 1\n")
        with pytest.raises(BotEnded) as ended:
            await stage.start_bot()
    assert ended.value.code == 1
    assert "nome" in ended.value.tail


async def test_a_demo_that_is_killed_leaves_no_bot_behind(tmp_path: Path) -> None:
    """Another process starts a stage, says the number of its bot, and is killed."""
    code = (
        "import asyncio, sys; from pathlib import Path; from bots.playground.demo_stage import Stage\n"
        "async def main():\n"
        "    async with Stage(Path(sys.argv[1])) as stage:\n"
        "        await stage.start_bot(); print(stage.bot, flush=True); await asyncio.Event().wait()\n"
        "asyncio.run(main())"
    )
    arguments = (sys.executable, "-c", code, str(tmp_path))
    process = await asyncio.create_subprocess_exec(*arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    bot = int(await asyncio.wait_for(process.stdout.readline(), LIMIT))
    process.kill()
    await process.wait()
    async with asyncio.timeout(LIMIT):
        while _lives(bot):  # noqa: ASYNC110 (another program's child cannot be waited for)
            await asyncio.sleep(0.02)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # Where nobody collects orphans, an ended one stays listed as a zombie.
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.is_file() and stat.read_text().rpartition(")")[2].split()[0] == "Z")


async def test_a_taken_port_is_explained() -> None:
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        code, out = await demo("--once", port=port)
    assert code == 1
    assert str(port) in out


def test_the_words_are_complete_in_both_languages() -> None:
    assert not Texts(["bots.playground"]).problems()
