"""The playground's server: mounting, the control API, its token, the feed and the process."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bots.playground.faults import Fault, Faults
from bots.playground.feed import Feed
from bots.playground.server import TOKEN_HEADER, Playground
from bots.playground.telegram.standin import TelegramStandIn


class Echo:
    """The smallest stand-in: the same shape as the real ones."""

    def __init__(self, feed: Feed) -> None:
        self.feed = feed
        self.faults = Faults()

    def routes(self) -> list[web.RouteDef]:
        async def hello(request: web.Request) -> web.Response:
            return web.json_response({"hello": request.match_info["who"]})

        return [web.get("/echo/hello/{who}", hello)]

    async def act(self, verb: str, **args: Any) -> Any:
        if verb == "break":
            raise RuntimeError("broken")
        if verb != "say":
            raise ValueError(f"cannot {verb}")
        self.feed.publish("echo", "said", **args)
        return args

    def state(self) -> dict[str, Any]:
        return {"faults": len(self.faults.ordered)}


@pytest.fixture
async def playground() -> AsyncIterator[Playground]:
    feed = Feed()
    async with Playground({"telegram": TelegramStandIn(feed), "echo": Echo(feed)}, feed) as running:
        yield running


@pytest.fixture
async def http(playground: Playground) -> AsyncIterator[aiohttp.ClientSession]:
    headers = {TOKEN_HEADER: playground.token}
    async with aiohttp.ClientSession(playground.url, headers=headers) as session:
        yield session


async def test_platforms_are_mounted_by_name(playground: Playground, http: aiohttp.ClientSession):
    assert playground.url.startswith("http://127.0.0.1:")
    async with http.get("/echo/hello/sari") as answer:
        assert await answer.json() == {"hello": "sari"}
    telegram: Any = playground.platforms["telegram"]
    async with http.get(f"/telegram/bot{telegram.token}/getMe") as answer:
        assert (await answer.json())["result"]["username"] == "GuyubBot"


async def test_acting_as_a_person(http: aiohttp.ClientSession):
    async with http.post("/control/telegram/add_person", json={"name": "Sari"}) as answer:
        person = (await answer.json())["result"]
    async with http.post("/control/telegram/start_bot", json={"person": person}) as answer:
        assert (await answer.json())["result"]["text"] == "/start"
    async with http.get("/control/state") as answer:
        state = await answer.json()
    assert state["telegram"]["people"][0]["first_name"] == "Sari"
    assert state["telegram"]["updates"]["pending"] == 1
    assert state["echo"] == {"faults": 0}


@pytest.mark.parametrize(
    ("path", "body", "error"),
    [
        ("/control/telegram/fly", "{}", "nobody here can 'fly'"),
        ("/control/telegram/add_person", "{}", "missing a required argument: 'name'"),
        ("/control/telegram/add_person", "[]", "must be a JSON object"),
        ("/control/telegram/add_person", "{", "no JSON"),
        ("/control/telegram/write", '{"person": 5, "chat": null, "text": "a"}', "there is no person 5"),
        ("/control/whatsapp/write", "{}", "there is no platform 'whatsapp'"),
        ("/control/telegram/faults", '{"kind": "fire"}', "a fault's kind is one of"),
        ("/control/telegram/faults", '{"kind": "cut", "colour": 1}', "unexpected keyword argument 'colour'"),
    ],
)
async def test_wrong_orders(http: aiohttp.ClientSession, path: str, body: str, error: str):
    async with http.post(path, data=body) as answer:
        assert answer.status == 400
        assert error in (await answer.json())["error"]


async def test_what_nobody_foresaw_is_json_too(http: aiohttp.ClientSession):
    async with http.post("/control/echo/break") as answer:
        assert (answer.status, await answer.json()) == (500, {"error": "RuntimeError: broken"})


async def test_the_token_is_needed_everywhere(playground: Playground):
    async with aiohttp.ClientSession(playground.url) as session:
        for method, path in (
            ("GET", "/control/state"),
            ("GET", "/control/feed"),
            ("POST", "/control/telegram/add_person"),
            ("POST", "/control/telegram/faults"),
            ("DELETE", "/control/telegram/faults"),
        ):
            for query in ("", "?token=guess"):
                async with session.request(method, path + query, data='{"name": "Sari"}') as answer:
                    assert (answer.status, list(await answer.json())) == (403, ["error"])
        async with session.get("/control/state", params={"token": playground.token}) as answer:
            assert answer.status == 200
            assert (await answer.json())["telegram"]["people"] == []


async def test_ordering_and_clearing_faults(playground: Playground, http: aiohttp.ClientSession):
    order = {"kind": "status", "call": "getMe", "status": 500, "times": 3}
    async with http.post("/control/telegram/faults", json=order) as answer:
        assert await answer.json() == {"result": 1}
    assert playground.platforms["telegram"].faults.ordered == [Fault("status", "getMe", times=3, status=500)]
    telegram: Any = playground.platforms["telegram"]
    async with http.get(f"/telegram/bot{telegram.token}/getMe") as answer:
        assert answer.status == 500
    async with http.delete("/control/telegram/faults") as answer:
        assert answer.status == 200
    async with http.get(f"/telegram/bot{telegram.token}/getMe") as answer:
        assert answer.status == 200


async def test_the_feed_over_a_websocket(playground: Playground, http: aiohttp.ClientSession):
    first = playground.feed.publish("echo", "said", text="satu")
    playground.feed.publish("echo", "said", text="dua")
    async with http.ws_connect("/control/feed", params={"after": str(first["n"])}) as socket:
        assert (await socket.receive_json(timeout=10))["text"] == "dua"
        async with http.post("/control/echo/say", json={"text": "tiga"}) as answer:
            assert answer.status == 200
        assert await socket.receive_json(timeout=10) == {"n": 3, "source": "echo", "kind": "said", "text": "tiga"}
    async with http.get("/control/feed", params={"after": "soon"}) as answer:
        assert answer.status == 400


async def test_stopping_ends_polls_and_watchers(playground: Playground, http: aiohttp.ClientSession):
    telegram: Any = playground.platforms["telegram"]
    poll = asyncio.create_task(http.get(f"/telegram/bot{telegram.token}/getUpdates?timeout=50"))
    socket = await http.ws_connect("/control/feed")
    async with asyncio.timeout(10):
        while not telegram.world.updates.polled:  # noqa: ASYNC110 - it is a state, not an event
            await asyncio.sleep(0)
        await playground.stop()
        async with await poll as answer:
            assert await answer.json() == {"ok": True, "result": []}
        assert (await socket.receive()).type is aiohttp.WSMsgType.CLOSE


async def test_as_a_process():
    arguments = ("-m", "bots.playground.server", "--only-telegram", "--limits", "--quiet", "--token", "kunci")
    process = await asyncio.create_subprocess_exec(sys.executable, *arguments, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    async with asyncio.timeout(60):
        addresses = json.loads(await process.stdout.readline())
        async with aiohttp.ClientSession() as session:
            async with session.get(
                f"{addresses['telegram']['base_url']}{addresses['telegram']['token']}/getMe"
            ) as answer:
                assert (await answer.json())["ok"]
            async with session.get(f"{addresses['url']}/control/state", headers={TOKEN_HEADER: "kunci"}) as answer:
                assert answer.status == 200
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
