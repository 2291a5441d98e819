"""What goes over the wire: bodies of all kinds, tokens, webhooks, ordered faults and the record of it all."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import BadRequest, Conflict, EndPointNotFound, InvalidToken, NetworkError, RetryAfter
from tg_house import House, check_recorded, refused, specs, until

from bots.playground.faults import Fault
from bots.playground.telegram.webhook import pause_after


@dataclass
class Hook:
    """The bot's own address, to which a webhook delivers."""

    url: str
    statuses: list[int] = field(default_factory=list[int])
    got: asyncio.Queue[tuple[str | None, dict[str, Any]]] = field(default_factory=asyncio.Queue[Any])


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    async def take(request: web.Request) -> web.Response:
        await here.got.put((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), await request.json()))
        return web.Response(status=here.statuses.pop(0) if here.statuses else 200)

    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    here = Hook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook")
    yield here
    await runner.cleanup()


async def next_update(hook: Hook) -> tuple[str | None, dict[str, Any]]:
    async with asyncio.timeout(10):
        return await hook.got.get()


# --- bodies and tokens ------------------------------------------------------------------------------------------------


async def test_every_kind_of_body(house: House, sari: int):
    markup = {"inline_keyboard": [[{"text": "é", "callback_data": "x"}]]}
    values = {"chat_id": str(sari), "text": "é&=", "reply_markup": json.dumps(markup), "protect_content": "true"}
    multipart = aiohttp.FormData(default_to_multipart=True)
    for name, value in values.items():
        multipart.add_field(name, value)
    bodies: list[dict[str, Any]] = [
        {"json": {"chat_id": sari, "text": "é&=", "reply_markup": markup, "protect_content": True}},
        {"data": values},
        {"data": multipart},
        {"params": values},
        {
            "params": {"text": "é&=", "protect_content": "true"},
            "json": {"chat_id": f"{sari}", "reply_markup": json.dumps(markup)},
        },
    ]
    for body in bodies:
        status, answer = await house.raw("SENDmessage", **body)
        assert status == 200, answer
        result = answer["result"]
        assert (result["text"], result["reply_markup"], result["has_protected_content"]) == ("é&=", markup, True)
    query = "&".join((f"chat_id={sari}", "text=lewat+GET"))
    assert (await house.get(f"/telegram/bot{house.tg.token}/sendMessage?{query}"))[1]["result"]["text"] == "lewat GET"


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"data": b"{", "headers": {"Content-Type": "application/json"}}, "can't parse JSON object"),
        (
            {"data": b"[]", "headers": {"Content-Type": "application/json"}},
            "can't parse JSON object: expected an Object",
        ),
        (
            {"data": b'{"text": "\\ud83d", "chat_id": 1}', "headers": {"Content-Type": "application/json"}},
            "strings must be encoded in UTF-8",
        ),
        (
            {"data": b"text=%FF&chat_id=1", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
            "strings must be encoded in UTF-8",
        ),
        ({"json": {"chat_id": 1, "text": "a", "entities": "{"}}, "can't parse entities JSON object"),
        ({"json": {"chat_id": 1, "text": "a", "reply_parameters": "[]"}}, "object expected as reply parameters"),
        (
            {"json": {"chat_id": 1, "text": "a", "reply_parameters": {"message_id": "x"}}},
            'can\'t parse reply parameters: Field "message_id" must be of type Number',
        ),
        ({"json": {"chat_id": "abc", "text": "a"}}, "chat not found"),
    ],
)
async def test_bodies_that_cannot_be_read(house: House, how: dict[str, Any], refusal: str):
    status, answer = await house.raw("sendMessage", **how)
    assert (status, answer) == (400, {"ok": False, "error_code": 400, "description": f"Bad Request: {refusal}"})


async def test_tokens_and_methods(house: House, bot: Bot):
    for token, refusal in ((f"{bot.id}:AAWrong", "Unauthorized"), ("no-token", "Not Found")):
        with pytest.raises(InvalidToken, match=refusal):
            await (await house.bot(token)).get_me()
    with pytest.raises(EndPointNotFound):
        await bot.do_api_request("makeCoffee")
    assert (await house.get(f"/telegram/bot{house.tg.token}/makeCoffee")) == (
        404,
        {"ok": False, "error_code": 404, "description": "Not Found: method not found"},
    )
    async with aiohttp.ClientSession() as session, session.put(f"{house.base_url}{house.tg.token}/getMe") as answer:
        assert answer.status == 405


# --- webhooks ---------------------------------------------------------------------------------------------------------


async def test_webhook_delivers_in_order_with_the_secret(house: House, bot: Bot, sari: int, hook: Hook):
    assert await bot.set_webhook(hook.url, secret_token="rahasia-1", allowed_updates=["message"])
    house.tg.write(sari, None, "a")
    house.tg.write(sari, None, "b")
    got = [await next_update(hook) for _ in range(3)]
    assert [(secret, update["message"]["text"]) for secret, update in got] == [
        ("rahasia-1", "/start"),
        ("rahasia-1", "a"),
        ("rahasia-1", "b"),
    ]
    info = await bot.get_webhook_info()
    assert (info.url, info.allowed_updates, info.last_error_message) == (hook.url, ("message",), None)
    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active; use deleteWebhook"):
        await bot.get_updates(timeout=0)
    assert house.tg.redeliver() == got[-1][1]["update_id"]
    assert (await next_update(hook))[1] == got[-1][1]
    assert await bot.delete_webhook()
    assert await bot.get_updates(timeout=0) == ()


async def test_webhook_repeats_until_it_is_accepted(house: House, bot: Bot, sari: int, hook: Hook):
    hook.statuses.append(500)
    await bot.set_webhook(hook.url)
    first, second = await next_update(hook), await next_update(hook)
    assert first == second
    house.tg.write(sari, None, "a")
    assert (await next_update(hook))[1]["message"]["text"] == "a"
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 500 Internal Server Error"
    assert info.last_error_date == house.clock.now


def test_the_pauses_between_deliveries_grow():
    assert [pause_after(failed) for failed in (1, 2, 3, 4, 7, 8, 20)] == [0, 2, 4, 8, 60, 60, 60]
    assert [pause_after(1, asked) for asked in (5, 99_999)] == [5, 3600]


async def test_setting_webhooks(house: House, bot: Bot, sari: int, hook: Hook):
    remarks = [
        (await house.raw("setWebhook", {"url": hook.url}))[1]["description"],
        (await house.raw("setWebhook", {"url": hook.url}))[1]["description"],
        (await house.raw("deleteWebhook"))[1]["description"],
        (await house.raw("deleteWebhook"))[1]["description"],
    ]
    assert remarks == ["Webhook was set", "Webhook is already set", "Webhook was deleted", "Webhook is already deleted"]
    for url, secret, refusal in (
        ("http://", "", "Invalid webhook url specified"),
        (hook.url, "a b", "Secret token contains unallowed characters"),
        (hook.url, "a" * 257, "Secret token is too long"),
    ):
        with pytest.raises(BadRequest, match=rf"(?i)^{refusal}$"):
            await bot.set_webhook(url, secret_token=secret)
    house.tg.write(sari, None, "a")
    await bot.delete_webhook(drop_pending_updates=True)
    assert house.queued() == []


async def test_a_webhook_ends_a_waiting_poll(house: House, bot: Bot, hook: Hook):
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: house.tg.world.updates.polled)
    await (await house.bot()).set_webhook(hook.url)
    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll


async def test_webhook_nobody_listens_at(house: House, bot: Bot, sari: int):
    await bot.set_webhook("http://127.0.0.1:9/hook")
    await until(lambda: house.tg.webhook.hook.error)
    assert (await bot.get_webhook_info()).last_error_message == "Connection refused"
    assert (await bot.get_webhook_info()).pending_update_count == 1


# --- faults -----------------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")
async def test_statuses_to_order(house: House, bot: Bot, sari: int):
    faults = house.tg.faults
    faults.order(Fault("status", "sendMessage", times=2, status=502))
    for _ in range(2):
        with pytest.raises(NetworkError, match="Bad Gateway"):
            await bot.send_message(sari, "a")
    faults.order(Fault("status", "*", status=500))
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(sari, "a")
    faults.order(Fault("status", "send*", status=429, retry_after=7))
    with pytest.raises(RetryAfter) as raised:
        await bot.send_message(sari, "a")
    assert raised.value.retry_after == 7
    assert len(house.tg.messages(sari)) == 1
    assert (await bot.send_message(sari, "a")).text == "a"


async def test_drop_does_the_work_and_cut_does_not(house: House, bot: Bot, sari: int):
    house.tg.faults.order(Fault("drop", "sendMessage"))
    with pytest.raises(NetworkError):
        await bot.send_message(sari, "dikerjakan")
    assert house.tg.messages(sari)[-1]["text"] == "dikerjakan"
    house.tg.faults.order(Fault("cut", "sendMessage"))
    with pytest.raises(NetworkError):
        await bot.send_message(sari, "tidak")
    assert house.tg.messages(sari)[-1]["text"] == "dikerjakan"
    assert (await bot.send_message(sari, "lagi")).text == "lagi"


async def test_a_dropped_answer_to_get_updates_loses_nothing(house: House, bot: Bot, sari: int):
    house.tg.faults.order(Fault("drop", "getUpdates"))
    with pytest.raises(NetworkError):
        await bot.get_updates(timeout=0)
    assert len(await bot.get_updates(timeout=0)) == 1


async def test_delay(house: House, bot: Bot, sari: int):
    house.tg.faults.order(Fault("delay", "sendMessage", seconds=0.05))
    slow = asyncio.create_task(bot.send_message(sari, "lambat"))
    await until(lambda: not house.tg.faults.ordered)
    assert house.tg.messages(sari)[-1]["text"] == "/start"
    assert (await slow).text == "lambat"


# --- the record -------------------------------------------------------------------------------------------------------


async def test_what_is_published_and_recorded(house: House, bot: Bot, sari: int, hook: Hook):
    await bot.set_webhook(hook.url, secret_token="rahasia")
    await bot.delete_webhook()
    past = house.playground.feed.past()
    assert house.tg.token not in json.dumps(past)
    assert "rahasia" not in json.dumps([past, house.recorded])
    assert {item["kind"] for item in past} >= {"update", "written", "call"}
    assert [line["method"] for line in house.recorded if "method" in line][-2:] == ["setWebhook", "deleteWebhook"]


async def test_quiet_mode_publishes_nothing_and_forgets_the_oldest(build: Any):
    house = await build(quiet=True)
    sari = house.tg.add_person("Sari")
    house.tg.start_bot(sari)
    for number in range(1005):
        house.tg.write(sari, None, str(number))
    assert house.playground.feed.past() == []
    assert len(house.tg.messages(sari)) == 1000
    assert len(house.queued()) == 1006


@pytest.mark.skipif(specs() is None, reason="GUYUB_SPECS names no folder with telegram-bot-api.json and its checker")
async def test_refusals_conform_too(house: House, bot: Bot, sari: int):
    group = house.tg.add_group("Kecil", supergroup=False)
    house.tg.upgrade_to_supergroup(group)
    house.tg.block_bot(sari)
    for chat in (sari, group, 5):
        await house.raw("sendMessage", {"chat_id": chat, "text": "a"})
    lines = [line for line in house.recorded if line.get("response", {}).get("ok") is False]
    assert [line["response"]["error_code"] for line in lines] == [403, 400, 400]
    assert [refused(line) for line in lines] == [False, True, True]
    check_recorded(lines)
    with pytest.raises(AssertionError, match="unknown field"):
        check_recorded([{"method": "sendMessage", "params": {"chat_id": 1, "text": "a", "colour": "red"}}])
