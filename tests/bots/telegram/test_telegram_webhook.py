"""Webhook mode: who may call, and what a call is answered when."""

from __future__ import annotations

import asyncio
import json
import socket
from typing import Any

import aiohttp
import pytest
from telegram_house import CALM, FakeApp, House, stop

from bots.playground.faults import Fault
from bots.telegram import TelegramPlatform
from bots.telegram.webhook import MOST_BYTES
from core.kit.port import Command, Done, Event, Press, Respond, Unkept

SECRET = "rahasia-rahasia-rahasia"


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def webhook(house: House) -> tuple[TelegramPlatform, str]:
    port = free_port()
    address = f"http://127.0.0.1:{port}/pintu"
    return house.platform(webhook={"url": address, "secret": SECRET, "port": port, "path": "/pintu"}), address


async def listening(house: House, app: FakeApp) -> tuple[asyncio.Task[None], str]:
    platform, address = webhook(house)
    run = house.start(app, CALM, platform)
    await house.until(lambda: house.tg.webhook.hook.url == address)
    return run, address


async def post(address: str, secret: str | None, body: Any) -> int:
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with aiohttp.ClientSession() as http, http.post(address, headers=headers, data=data) as response:
        return response.status


def command(id_: int, text: str = "/mabar") -> dict[str, Any]:
    sari = {"id": 42, "is_bot": False, "first_name": "Sari"}
    chat = {"id": 42, "type": "private", "first_name": "Sari"}
    entities = [{"type": "bot_command", "offset": 0, "length": len(text)}]
    message = {"message_id": 5, "date": 1_790_000_000, "chat": chat, "from": sari, "text": text, "entities": entities}
    return {"update_id": id_, "message": message}


async def test_events_keep_their_order_while_it_is_asked_who_governs_their_group(house: House, app: FakeApp):
    owner = house.tg.add_person("Rara")
    chat = house.tg.add_group("Guyub", owner=owner)
    house.tg.faults.order(Fault("delay", "getChatAdministrators", seconds=0.2))
    run, _ = await listening(house, app)
    house.tg.write(owner, chat, "/satu")
    await house.until(lambda: house.tg.calls["getChatAdministrators"])
    house.tg.write(owner, None, "/dua")
    await app.until(lambda: len(app.done) == 2)
    told = [
        (event.what.name, event.account and event.account.admin)
        for event in app.done
        if isinstance(event.what, Command)
    ]
    assert told == [("satu", True), ("dua", False)]
    await stop(run)


async def test_updates_and_presses_come_by_webhook(house: House, app: FakeApp):
    sari = house.tg.add_person("Sari")

    async def done(event: Event, respond: Respond | None) -> None:
        if respond is not None:
            await respond(Done())

    app.does = done
    run, _ = await listening(house, app)
    house.tg.start_bot(sari)
    await app.until(lambda: len(app.done) == 1)
    assert app.done[0].what == Command("start")
    assert house.sent("setWebhook")[0]["allowed_updates"] == [
        "message",
        "callback_query",
        "my_chat_member",
        "chat_member",
    ]
    keyboard = {"inline_keyboard": [[{"text": "Ikut", "callback_data": "tiket"}]]}
    card = {"chat_id": sari, "text": "x", "reply_markup": keyboard}
    async with aiohttp.ClientSession() as http:
        await http.post(f"{house.url}/bot{house.tg.token}/sendMessage", json=card)
    toast = await house.tg.press(sari, None, "Ikut")
    assert toast["answered"]
    await app.until(lambda: isinstance(app.done[-1].what, Press))
    await stop(run)
    assert house.tg.webhook.hook.url  # stays: what happens meanwhile is kept for the next start


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET + "x", "ß" * 23])
async def test_a_stranger_is_turned_away(house: House, app: FakeApp, secret: str | None):
    _, address = await listening(house, app)
    assert await post(address, secret, command(1)) == 403
    assert await post(address + "x", SECRET, command(1)) == 404
    assert app.began == []
    assert await post(address, SECRET, command(1)) == 200
    assert len(app.done) == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b"{}", 400),
        (b'{"update_id": "x"}', 400),
        (b'{"update_id": 1, "message": {}}', 200),
        (b'{"update_id": 1, "unheard_of": {}}', 200),
        (b'{"update_id": 1, "x": "' + b"x" * MOST_BYTES + b'"}', 413),
    ],
)
async def test_bodies_that_are_no_updates_of_ours(house: House, app: FakeApp, body: bytes, status: int):
    _, address = await listening(house, app)
    assert await post(address, SECRET, body) == status
    assert app.began == []


async def test_200_comes_only_after_the_commit_and_503_when_it_could_not_be_kept(house: House, app: FakeApp):
    gate = asyncio.Event()
    kept = iter([False, True])

    async def slow(event: Event, respond: Respond | None) -> None:
        await gate.wait()
        if not next(kept):
            raise Unkept

    app.does = slow
    _, address = await listening(house, app)
    first = asyncio.create_task(post(address, SECRET, command(7)))
    await app.until(lambda: len(app.began) == 1)
    assert not first.done()
    gate.set()
    assert await first == 503
    assert await post(address, SECRET, command(7)) == 200
    assert [event.id for event in app.began] == ["7", "7"]


async def test_stopping_finishes_the_calls_in_hand(house: House, app: FakeApp):
    gate = asyncio.Event()

    async def slow(event: Event, respond: Respond | None) -> None:
        await gate.wait()

    app.does = slow
    run, address = await listening(house, app)
    call = asyncio.create_task(post(address, SECRET, command(7)))
    await app.until(lambda: len(app.began) == 1)
    run.cancel()
    gate.set()
    assert await call == 200
    await asyncio.wait([run])
    assert len(app.done) == 1
    with pytest.raises(aiohttp.ClientConnectionError):
        await post(address, SECRET, command(8))
