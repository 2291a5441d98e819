"""Flood limits: who sends too much gets 429 with a wait, and after that wait the call passes."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot
from telegram.error import RetryAfter
from tg_house import House

from bots.playground.telegram.errors import ApiError
from bots.playground.telegram.limits import FloodLimits

pytestmark = pytest.mark.filterwarnings("ignore:Deprecated since version v22.2")


@pytest.fixture
async def house(build: Any) -> House:
    return await build(limits=True)


async def refused(call: Any) -> int:
    with pytest.raises(RetryAfter) as raised:
        await call
    assert isinstance(raised.value.retry_after, int)
    return raised.value.retry_after


async def test_one_chat_takes_one_a_second_after_a_short_burst(house: House, bot: Bot, sari: int):
    for _ in range(3):
        await bot.send_message(sari, "a")
    assert await refused(bot.send_message(sari, "a")) == 1
    house.clock.turn(1)
    await bot.send_message(sari, "a")
    assert await refused(bot.send_message(sari, "a")) == 1
    assert house.tg.limits is not None
    assert house.tg.limits.refused == {"sendMessage": 2}
    assert house.tg.state()["refused"] == {"sendMessage": 2}
    assert len(house.tg.messages(sari)) == 5


async def test_a_group_takes_twenty_a_minute_edits_included(house: House, bot: Bot):
    group = house.tg.add_group("Grup")
    sent = await bot.send_message(group, "0")
    for number in range(1, 20):
        house.clock.turn(1)
        await bot.edit_message_text(str(number), group, sent.message_id)
    house.clock.turn(1)
    assert await refused(bot.edit_message_text("20", group, sent.message_id)) == 40
    house.clock.turn(40)
    await bot.edit_message_text("20", group, sent.message_id)


async def test_edits_in_private_chats_are_free(house: House, bot: Bot, sari: int):
    sent = await bot.send_message(sari, "0")
    for number in range(1, 30):
        await bot.edit_message_text(str(number), sari, sent.message_id)


async def test_thirty_a_second_in_all(house: House, bot: Bot):
    people = [house.tg.add_person(f"P{number}") for number in range(32)]
    for person in people:
        house.tg.start_bot(person)
    for person in people[:30]:
        await bot.send_message(person, "a")
    assert await refused(bot.send_message(people[30], "a")) == 1
    house.clock.turn(1 / 30)
    await bot.send_message(people[30], "a")
    assert await refused(bot.send_message(people[31], "a")) == 1


async def test_the_http_answer_of_a_429(house: House, sari: int):
    for _ in range(3):
        await house.raw("sendMessage", {"chat_id": sari, "text": "a"})
    status, answer = await house.raw("sendMessage", {"chat_id": sari, "text": "a"})
    assert status == 429
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }


async def test_hasty_polls_get_one_update_only(house: House, bot: Bot, sari: int):
    house.tg.write(sari, None, "a")
    assert len(await bot.get_updates(timeout=0)) == 2
    assert len(await bot.get_updates(timeout=0)) == 1
    house.clock.turn(0.6)
    assert len(await bot.get_updates(timeout=0)) == 2


def test_a_sender_who_keeps_to_the_pace_is_never_refused():
    now = [0.0]
    limits = FloodLimits(lambda: now[0])
    for number in range(3000):
        limits.sending("sendMessage", number, group=False)
        now[0] += 1 / 30
    assert not limits.refused
    with pytest.raises(ApiError, match="retry after 1"):
        for number in range(40):
            limits.sending("sendMessage", -number, group=False)
