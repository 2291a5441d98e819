"""How updates reach the bot: polling, confirming, conflicts, privacy mode, buttons and everything else that is told."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from telegram import Bot, CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import BadRequest, Conflict, TelegramError
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes
from tg_house import House, parsed, until

from bots.playground.telegram.updates import Updates

BUTTON = InlineKeyboardMarkup([[InlineKeyboardButton("Ikut", callback_data="ikut:1")]])


async def fetch(bot: Bot, offset: int | None = None, **more: Any) -> list[Update]:
    return list(await bot.get_updates(offset=offset, timeout=0, **more))


async def test_updates_come_again_until_confirmed(house: House, bot: Bot, sari: int):
    for text in ("a", "b", "c"):
        house.tg.write(sari, None, text)
    first = await fetch(bot)
    assert [update.message.text for update in first if update.message] == ["/start", "a", "b", "c"]
    assert [update.update_id for update in first] == list(range(first[0].update_id, first[0].update_id + 4))
    assert [u.update_id for u in await fetch(bot)] == [u.update_id for u in first]
    rest = await fetch(bot, first[1].update_id + 1)
    assert [update.message.text for update in rest if update.message] == ["b", "c"]
    assert [u.update_id for u in await fetch(bot)] == [u.update_id for u in rest]
    assert [u.update_id for u in await fetch(bot, limit=1)] == [rest[0].update_id]
    assert await fetch(bot, rest[-1].update_id + 1) == []
    assert house.queued() == []


async def test_negative_offset_counts_from_the_end_and_forgets_the_rest(house: House, bot: Bot, sari: int):
    for text in ("a", "b", "c"):
        house.tg.write(sari, None, text)
    assert [update.message.text for update in await fetch(bot, -2) if update.message] == ["b", "c"]
    assert len(house.queued()) == 2
    assert len(await fetch(bot, -50)) == 2


async def test_an_offset_far_ahead_forgets_nothing(house: House, bot: Bot, sari: int):
    last = (await fetch(bot))[-1].update_id
    assert len(await fetch(bot, last + 1000)) == 1
    assert await fetch(bot, last + 11) == []


async def test_updates_expire(house: House, bot: Bot, sari: int):
    house.tg.write(sari, None, "lama")
    sent = await bot.send_message(sari, "x", reply_markup=BUTTON)
    press = asyncio.create_task(house.tg.press(sari, None, "Ikut"))
    await until(lambda: house.queued("callback_query"))
    house.clock.turn(151)
    assert [u.callback_query for u in await fetch(bot)] == [None, None]
    house.clock.turn(86_400)
    assert await fetch(bot) == []
    assert sent.message_id
    press.cancel()


async def test_long_poll_answers_as_soon_as_something_happens(house: House, bot: Bot):
    person = house.tg.add_person("Budi")
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: house.tg.world.updates.polled)
    house.tg.start_bot(person, "mabar_42")
    house.tg.write(person, None, "sekali lagi")
    updates = await poll
    assert [update.message.text for update in updates if update.message] == ["/start mabar_42", "sekali lagi"]
    assert updates[0].message is not None
    assert updates[0].message.entities[0].type == "bot_command"


async def test_a_second_long_poll_ends_the_first(house: House, bot: Bot):
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: house.tg.world.updates.polled)
    other = await house.bot()
    second = asyncio.create_task(other.get_updates(timeout=30))
    with pytest.raises(Conflict) as raised:
        await first
    assert str(raised.value) == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    house.tg.start_bot(house.tg.add_person("Budi"))
    assert len(await second) == 1


async def test_a_poll_whose_caller_is_gone_is_in_nobodys_way(house: House, bot: Bot):
    gone = asyncio.create_task(bot.get_updates(timeout=30))
    await until(lambda: house.tg.world.updates.polled)
    gone.cancel()
    await asyncio.gather(gone, return_exceptions=True)
    second = asyncio.create_task((await house.bot()).get_updates(timeout=30))
    await until(lambda: house.tg.calls["getUpdates"] == 2)
    house.tg.start_bot(house.tg.add_person("Budi"))
    assert len(await second) == 1


async def test_nothing_is_handed_to_a_closed_connection():
    updates = Updates(lambda: 0.0)
    poll = asyncio.create_task(updates.fetch(0, 100, 30, lambda: False))
    await until(lambda: updates.polled)
    updates.add("message", {"text": "a"}, 1)
    assert await poll == []
    assert updates.last is None
    assert len(await updates.fetch(0, 100, 0, lambda: True)) == 1


async def test_kinds_have_to_be_asked_for(house: House, bot: Bot, sari: int):
    group = house.tg.add_group("Grup", bot="administrator")
    assert await bot.get_updates(timeout=0, offset=-1)
    house.tg.join(sari, group)
    message = house.tg.write(sari, group, "hai")["message_id"]
    house.tg.react(sari, group, message, "👍")
    assert not house.queued("chat_member")
    assert not house.queued("message_reaction")
    await bot.get_updates(timeout=0, allowed_updates=["message", "chat_member", "message_reaction"])
    house.tg.leave(sari, group)
    house.tg.join(sari, group)
    house.tg.react(sari, group, message, "🔥")
    member = parsed(bot, house.queued())[-2].chat_member
    assert member is None
    changes = [update.chat_member for update in parsed(bot, house.queued()) if update.chat_member]
    assert [(c.old_chat_member.status, c.new_chat_member.status) for c in changes] == [
        ("member", "left"),
        ("left", "member"),
    ]
    reaction = parsed(bot, house.queued())[-1].message_reaction
    assert reaction is not None
    assert [kind.to_dict()["emoji"] for kind in (*reaction.old_reaction, *reaction.new_reaction)] == ["👍", "🔥"]
    house.tg.edit(sari, group, message, "hei")
    assert not house.queued("edited_message")
    await bot.get_updates(timeout=0, allowed_updates=[])
    house.tg.edit(sari, group, message, "hoi")
    assert [edited["text"] for edited in house.queued("edited_message")] == ["hoi"]
    house.tg.leave(sari, group)
    assert len(house.queued("chat_member")) == 2


async def test_privacy_mode(house: House, bot: Bot, sari: int):
    tg = house.tg
    group = tg.add_group("Grup")
    tg.join(sari, group)
    own = await bot.send_message(group, "kartu")
    await bot.get_updates(timeout=0, offset=-1)
    for text in (
        "obrolan",
        "/mabar valo",
        "/mabar@guyubbot valo",
        "/mabar@otherbot valo",
        "halo @GuyubBot!",
        "lihat /mabar",
    ):
        tg.write(sari, group, text)
    tg.write(sari, group, "balasan", reply_to=own.message_id)
    tg.start_video_chat(group)
    house.clock.turn(60)
    tg.end_video_chat(group)
    heard = [
        m.get("text") or sorted(set(m) - {"message_id", "from", "chat", "date"})[0] for m in house.queued("message")
    ][1:]
    assert heard == [
        "/mabar valo",
        "/mabar@guyubbot valo",
        "halo @GuyubBot!",
        "balasan",
        "video_chat_started",
        "video_chat_ended",
    ]
    assert house.queued("message")[-1]["video_chat_ended"] == {"duration": 60}
    tg.promote(group, None)
    tg.write(sari, group, "kini terdengar")
    assert house.queued("message")[-1]["text"] == "kini terdengar"
    tg.demote(group, None)
    tg.write(sari, group, "lagi tidak")
    assert house.queued("message")[-1]["text"] == "kini terdengar"


async def test_without_privacy_mode_everything_is_heard(build: Any):
    house = await build(privacy=False)
    person = house.tg.add_person("Sari")
    group = house.tg.add_group("Grup")
    house.tg.join(person, group)
    house.tg.write(person, group, "obrolan")
    assert house.queued("message")[-1]["text"] == "obrolan"
    assert (await (await house.bot()).get_me()).can_read_all_group_messages


async def test_button_press_and_its_answer(house: House, bot: Bot, sari: int):
    sent = await bot.send_message(sari, "kartu", reply_markup=BUTTON)
    press = asyncio.create_task(house.tg.press(sari, None, "Ikut", message=sent.message_id))
    await until(lambda: house.queued("callback_query"))
    query = parsed(bot, house.queued())[-1].callback_query
    assert isinstance(query, CallbackQuery)
    assert (query.data, query.from_user.id, query.message and query.message.message_id) == (
        "ikut:1",
        sari,
        sent.message_id,
    )
    assert await query.answer("Kamu ikut!", show_alert=True)
    assert await press == {"answered": True, "text": "Kamu ikut!", "alert": True, "url": ""}
    with pytest.raises(BadRequest, match=r"^Query is too old and response timeout expired or query id is invalid$"):
        await query.answer()


async def test_late_and_wrong_answers_to_buttons(house: House, bot: Bot, sari: int):
    await bot.send_message(sari, "kartu", reply_markup=BUTTON)
    assert await house.tg.press(sari, None, "ikut:1", wait=0) == {"answered": False}
    query = house.queued("callback_query")[-1]["id"]
    with pytest.raises(BadRequest, match=r"^Message_too_long$"):
        await bot.answer_callback_query(query, "a" * 201)
    with pytest.raises(BadRequest, match=r"^Url_invalid$"):
        await bot.answer_callback_query(query, url="https://example.org")
    house.clock.turn(16)
    for number in (query, "12345"):
        with pytest.raises(BadRequest, match=r"^Query is too old and response timeout expired or query id is invalid$"):
            await bot.answer_callback_query(number)
    with pytest.raises(ValueError, match="no button 'Tidak'"):
        await house.tg.press(sari, None, "Tidak")


async def test_an_answer_may_be_reused_by_the_app(house: House, bot: Bot, sari: int):
    await bot.send_message(sari, "kartu", reply_markup=BUTTON)
    press = asyncio.create_task(house.tg.press(sari, None, "Ikut"))
    await until(lambda: house.queued("callback_query"))
    await bot.answer_callback_query(house.queued("callback_query")[-1]["id"], "ya", cache_time=30)
    assert (await press)["text"] == "ya"
    assert (await house.tg.press(sari, None, "Ikut", wait=0))["text"] == "ya"
    assert len(house.queued("callback_query")) == 1
    house.clock.turn(31)
    assert not (await house.tg.press(sari, None, "Ikut", wait=0))["answered"]


async def test_forged_presses(house: House, bot: Bot, sari: int):
    group = house.tg.add_group("Grup")
    card = await bot.send_message(group, "kartu", reply_markup=BUTTON)
    with pytest.raises(ValueError, match="is not in chat"):
        await house.tg.forge_press(sari, group, card.message_id, "hapus:1")
    await house.tg.forge_press(sari, group, card.message_id, "hapus:1", wait=0, anywhere=True)
    await house.tg.forge_press(sari, None, 9999, "x", wait=0)
    queries = [update.callback_query for update in parsed(bot, house.queued()) if update.callback_query]
    assert [(query.data, query.message is not None and query.message.is_accessible) for query in queries] == [
        ("hapus:1", True),
        ("x", False),
    ]


async def test_blocking_and_coming_back(house: House, bot: Bot, sari: int):
    house.tg.block_bot(sari)
    with pytest.raises(ValueError, match="blocked"):
        house.tg.write(sari, None, "halo?")
    house.tg.start_bot(sari)
    changes = [update.my_chat_member for update in parsed(bot, house.queued()) if update.my_chat_member]
    assert [c.new_chat_member.status for c in changes] == ["kicked", "member"]
    assert house.queued("message")[-1]["text"] == "/start"


async def test_what_the_bot_hears_of_its_own_standing(house: House, bot: Bot):
    group = house.tg.add_group("Grup")
    house.tg.promote(group, None, ["can_invite_users"])
    house.tg.demote(group, None)
    house.tg.restrict(group, None, ["can_send_photos"])
    house.tg.kick_bot(group)
    changes = [update.my_chat_member for update in parsed(bot, house.queued()) if update.my_chat_member]
    assert [c.new_chat_member.status for c in changes] == ["member", "administrator", "member", "restricted", "kicked"]
    assert house.queued("message")[-1]["left_chat_member"]["id"] == bot.id


async def test_topic_messages(house: House, bot: Bot, sari: int):
    forum = house.tg.add_group("Forum", forum=True, bot="administrator")
    house.tg.join(sari, forum)
    topic = house.tg.add_topic(forum, "Valo")
    house.tg.write(sari, forum, "di sini", topic=topic)
    told = house.queued("message")
    assert told[-2]["forum_topic_created"]["name"] == "Valo"
    assert told[-2]["message_id"] == topic
    assert (told[-1]["message_thread_id"], told[-1]["is_topic_message"]) == (topic, True)
    house.tg.close_topic(forum, topic)
    assert house.queued("message")[-1]["forum_topic_closed"] == {}
    with pytest.raises(ValueError, match="closed"):
        house.tg.write(sari, forum, "masih?", topic=topic)


async def test_redelivery_repeats_the_same_update(house: House, bot: Bot, sari: int):
    update = (await fetch(bot))[0]
    assert await fetch(bot, update.update_id + 1) == []
    assert house.tg.redeliver() == update.update_id
    assert [u.update_id for u in await fetch(bot, update.update_id + 1)] == [update.update_id]
    assert await fetch(bot, update.update_id + 1) == []


async def test_the_whole_library_runs_against_it(house: House):
    answered: list[str] = []

    async def mabar(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.effective_message is not None
        await update.effective_message.reply_text("kartu", reply_markup=BUTTON)
        answered.append(" ".join(context.args or []))

    async def ikut(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.callback_query is not None
        await update.callback_query.edit_message_text("kartu: Sari", reply_markup=BUTTON)
        await update.callback_query.answer("ok")

    errors: list[TelegramError] = []
    builder = Application.builder().token(house.tg.token).base_url(house.base_url).base_file_url(house.base_file_url)
    application = builder.build()
    application.add_handler(CommandHandler("mabar", mabar))
    application.add_handler(CallbackQueryHandler(ikut))
    async with application:
        await application.start()
        assert application.updater is not None
        await application.updater.start_polling(error_callback=errors.append, allowed_updates=Update.ALL_TYPES)
        sari = house.tg.add_person("Sari")
        group = house.tg.add_group("Grup")
        house.tg.join(sari, group)
        house.tg.write(sari, group, "/mabar valo besok")
        await until(lambda: answered)
        assert answered == ["valo besok"]
        assert (await house.tg.press(sari, group, "Ikut"))["text"] == "ok"
        assert house.tg.messages(group)[-1]["text"] == "kartu: Sari"
        await application.updater.stop()
        await application.stop()
    assert errors == []
    assert house.queued() == []
