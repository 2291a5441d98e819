"""The page's server parts without a browser: who is let in, what the page may load, the clock, and beginning anew."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bots.playground.demo_page import FILES, DemoPage
from bots.playground.demo_town import Town
from bots.turned import TurnedAlarm

ROOT = Path(__file__).parents[3]
LIMIT = 60


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    """A town with its page, and nobody to answer: the bot is not started."""
    made = Town(tmp_path)
    page = made.playground.page = DemoPage(made, lambda: None)
    async with made:
        yield made
        await page.close()


async def test_the_page_is_given_out_here_only_and_loads_nothing_from_elsewhere(town: Town) -> None:
    async with aiohttp.ClientSession(town.playground.url) as http:
        async with http.get("/") as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert answer.status == 200
            assert town.playground.token in await answer.text()
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        async with http.get("/", headers={"Host": "evil.example"}) as answer:
            assert answer.status == 403
            assert town.playground.token not in await answer.text()
        for path in ("/page/../demo_page.py", "/page/%2e%2e/demo_page.py", "/page/nothing.js", "/page/texts"):
            async with http.get(path) as answer:
                assert answer.status == 404, path
        for file in FILES.rglob("*.*"):
            async with http.get(f"/page/{file.relative_to(FILES).as_posix()}") as answer:
                assert answer.status == 200, file
                assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_no_file_of_the_page_names_another_server_or_holds_code_in_the_markup() -> None:
    index = (FILES / "index.html").read_text("utf-8")
    assert not re.findall(r"\son\w+=|style=|<script>|<style", index)
    for file in FILES.rglob("*.*"):
        found = re.findall(r"""["'(](?:https?:)?//[\w.-]+""", file.read_text("utf-8"))
        assert all("www.w3.org" in one for one in found), file


async def test_the_control_needs_the_token(town: Town) -> None:
    async with aiohttp.ClientSession(town.playground.url) as http:
        for headers, status in (
            ({}, 403),
            ({"X-Guyub-Token": "x"}, 403),
            ({"X-Guyub-Token": town.playground.token}, 200),
        ):
            async with http.post("/control/stage/turn", json={"seconds": 60}, headers=headers) as answer:
                assert answer.status == status
        assert town.fast == 60
        async with http.get("/control/page") as answer:
            assert answer.status == 403
        mine = {"X-Guyub-Token": town.playground.token}
        for verb, args in (("turn", {"seconds": -1}), ("turn", {"seconds": 1e12}), ("dance", {})):
            async with http.post(f"/control/stage/{verb}", json=args, headers=mine) as answer:
                assert answer.status == 400, verb


async def test_what_happens_is_told_in_sections(town: Town) -> None:
    url = f"{town.playground.url}/control/page?token={town.playground.token}"
    async with aiohttp.ClientSession() as http, http.ws_connect(url) as socket:
        first = json.loads((await socket.receive(LIMIT)).data)
        assert first["first"]
        assert {"people", "clock", "bot", "tg", "dc"} <= first["set"].keys()
        sari = town.people["sari"].telegram
        assert sari is not None
        town.telegram.write(sari, town.group, "halo")
        told = json.loads((await socket.receive(LIMIT)).data)
        assert not told["first"]
        assert [one["text"] for one in told["set"][f"tg:{town.group}"] if "text" in one] == ["halo"]
        assert "people" not in told["set"]
        assert town.telegram.token not in json.dumps(first)


async def test_a_message_keeps_the_time_that_the_turned_clock_showed(town: Town) -> None:
    early = datetime.now(UTC).timestamp()
    town.turn(3600)
    town.turn(-3600)
    late = datetime.now(UTC).timestamp()
    assert town.told(early) == early
    assert town.told(late) == late + 3600


async def test_the_turned_alarm_rings_by_the_turned_clock() -> None:
    clock, rung = TurnedAlarm(), asyncio.Event()

    async def ring() -> None:
        rung.set()

    clock.start(ring)
    try:
        clock.set(clock() + timedelta(hours=2))
        clock.turn(7300)
        await asyncio.wait_for(rung.wait(), LIMIT)
        assert clock() > datetime.now(UTC) + timedelta(hours=2)
    finally:
        clock.stop()


async def test_begun_anew_at_the_same_address_and_ended_by_a_signal() -> None:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bots", "demo", "--lang", "en", "--port", "0"),
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout is not None
    try:
        async with asyncio.timeout(LIMIT * 2):
            line = (await process.stdout.readline()).decode()
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            assert found, line
            assert len((await process.stdout.readline()).split()) < 10
            async with aiohttp.ClientSession(found[0]) as http:
                token = await _token(http)
                await _do(http, token, "telegram", "add_person", {"name": "Baru"})
                assert "Baru" in await _people(http, token)
                await _do(http, token, "stage", "reset", {})
                while True:
                    try:
                        if "Baru" not in await _people(http, token):
                            break
                    except aiohttp.ClientError:
                        pass
                    await asyncio.sleep(0.1)
                assert await _token(http) == token
            process.send_signal(signal.SIGINT)
            rest = (await process.stdout.read()).decode()
            assert await process.wait() == 0, rest
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def _token(http: aiohttp.ClientSession) -> str:
    async with http.get("/") as answer:
        found = re.search(r'name="guyub-token" content="([^"]+)"', await answer.text())
        assert found
        return found[1]


async def _do(http: aiohttp.ClientSession, token: str, who: str, verb: str, args: dict[str, str]) -> None:
    async with http.post(f"/control/{who}/{verb}", json=args, headers={"X-Guyub-Token": token}) as answer:
        assert answer.status == 200


async def _people(http: aiohttp.ClientSession, token: str) -> list[str]:
    async with http.get("/control/state", headers={"X-Guyub-Token": token}) as answer:
        return [one["first_name"] for one in (await answer.json())["telegram"]["people"]]
