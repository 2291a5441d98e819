"""The library's request port and the raw calls over aiohttp; settings that keep their secrets."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web
from pydantic import ValidationError
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram_house import House

from bots.playground.faults import Fault
from bots.telegram import TelegramSettings
from bots.telegram.http import NoAnswer
from bots.telegram.library import TelegramApi


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_the_library_s_own_methods_and_errors_work_through_the_port(house: House):
    http = TelegramApi(house.url, house.tg.token)
    async with http.bot as bot:
        assert (await bot.get_me()).username == "GuyubBot"
        assert await bot.set_my_commands([("mabar", "Rencanakan mabar")])
        assert [command.command for command in await bot.get_my_commands()] == ["mabar"]
        with pytest.raises(BadRequest, match=r"(?i)chat not found"):
            await bot.send_message(1, "halo")
        house.tg.faults.order(Fault("status", "sendMessage", status=429, retry_after=3))
        with pytest.raises(RetryAfter):
            await bot.send_message(1, "halo")
        house.tg.faults.order(Fault("cut", "sendMessage"))
        with pytest.raises(NetworkError):
            await bot.send_message(1, "halo")
        house.tg.faults.order(Fault("delay", "sendMessage", seconds=0.5))
        with pytest.raises(TimedOut):
            await bot.send_message(1, "halo", read_timeout=0.05)
    with pytest.raises(InvalidToken):
        await TelegramApi(house.url, "1:x").bot.get_me()
    await http.close()


async def serve(handler: object) -> tuple[web.AppRunner, str]:
    app = web.Application()
    app.router.add_post("/{tail:.*}", handler)  # pyright: ignore[reportArgumentType]
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}"


async def test_answers_that_are_none():
    bodies = iter(["<html>", "[]", '{"ok": true}', '{"ok": true, "result": 7}'])

    async def handler(request: web.Request) -> web.Response:
        return web.Response(text=next(bodies))

    runner, url = await serve(handler)
    http = TelegramApi(url, "1:x")
    for _ in range(3):
        with pytest.raises(NoAnswer) as raised:
            await http.call("getMe", {})
        assert raised.value.sent is None
    assert await http.call("getMe", {}) == 7
    await http.close()
    await runner.cleanup()


async def test_a_hundred_calls_are_under_way_at_once_and_connections_are_kept():
    waiting, everybody_here = 0, asyncio.Event()
    connections: set[object] = set()

    async def handler(request: web.Request) -> web.Response:
        nonlocal waiting
        waiting += 1
        connections.add(request.transport)
        if waiting == 100:
            everybody_here.set()
        await everybody_here.wait()
        return web.json_response({"ok": True, "result": True})

    runner, url = await serve(handler)
    http = TelegramApi(url, "1:x")
    async with asyncio.timeout(20):
        await asyncio.gather(*[http.call("sendMessage", {}) for _ in range(250)])
    assert len(connections) == 100
    await http.close()
    await runner.cleanup()


async def test_a_call_that_never_left_is_told_apart_from_one_that_may_have_arrived():
    async def handler(request: web.Request) -> web.Response:
        await asyncio.Event().wait()
        return web.Response()

    runner, url = await serve(handler)
    http = TelegramApi(url, "1:x")
    with pytest.raises(NoAnswer) as raised:
        await http.call("sendMessage", {}, seconds=0.05)
    assert raised.value.sent is None
    await http.close()
    await runner.cleanup()
    with pytest.raises(NoAnswer) as raised:
        await http.call("sendMessage", {})
    assert raised.value.sent is False
    await http.close()


@pytest.mark.parametrize(
    "settings",
    [
        {"token": "rahasia"},
        {"token": "12:rahasia rahasia"},
        {"token": "12:ok", "webhook": {"url": "https://x.example", "secret": "rahasia"}},
        {"token": "12:ok", "webhook": {"url": "rahasia", "secret": "s" * 20}},
        {"token": "12:ok", "base_url": "rahasia"},
    ],
)
def test_wrong_settings_are_refused_without_repeating_them(settings: dict[str, object]):
    with pytest.raises(ValidationError) as raised:
        TelegramSettings.model_validate(settings)
    assert "rahasia" not in str(raised.value)


def test_secrets_are_not_shown():
    settings = TelegramSettings.model_validate(
        {"token": "12:rahasia", "webhook": {"url": "https://x.example", "secret": "rahasia-rahasia-rahasia"}}
    )
    assert "rahasia" not in repr(settings)
    assert settings.base_url == "https://api.telegram.org"
