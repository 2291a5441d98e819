"""Sending, editing and deleting through the real python-telegram-bot, and every refusal on the way."""

from __future__ import annotations

import io

import pytest
from telegram import (
    Bot,
    BotCommand,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    InputMediaVideo,
    LinkPreviewOptions,
    MessageEntity,
    ReactionTypeEmoji,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ChatAction
from telegram.error import BadRequest, ChatMigrated, Forbidden
from tg_house import House, parsed

from bots.playground.telegram.errors import CannotDo

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000020000000308060000001f15c4890000000d49444154789c63606060600000"
    "00050001a5f645400000000049454e44ae426082"
)


def keyboard(*labels: str) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=f"d:{label}") for label in labels]])


async def test_get_me(bot: Bot):
    me = await bot.get_me()
    assert (me.username, me.is_bot, me.can_join_groups, me.can_read_all_group_messages) == (
        "GuyubBot",
        True,
        True,
        False,
    )


async def test_send_message_with_everything(house: House, bot: Bot, sari: int):
    first = await bot.send_message(sari, "halo")
    sent = await bot.send_message(
        sari,
        "Halo 🎮 teman",
        entities=[MessageEntity(MessageEntity.BOLD, 8, 5)],
        reply_parameters=ReplyParameters(first.message_id),
        reply_markup=keyboard("Ikut", "Batal"),
        disable_notification=True,
        protect_content=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
    )
    assert sent.text == "Halo 🎮 teman"
    assert sent.parse_entities() == {sent.entities[0]: "teman"}
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.message_id == first.message_id
    assert sent.reply_markup is not None
    assert [button.text for button in sent.reply_markup.inline_keyboard[0]] == ["Ikut", "Batal"]
    assert sent.has_protected_content
    assert sent.chat.first_name == "Sari"
    assert sent.from_user is not None
    assert sent.from_user.id == bot.id
    assert [message["message_id"] for message in house.tg.messages(sari)][1:] == [first.message_id, sent.message_id]


async def test_entities_the_server_finds_itself(bot: Bot, sari: int):
    sent = await bot.send_message(
        sari, "🎉 /mabar@GuyubBot lihat https://example.org/a?b=1. tanya @sari_m #mabar a@b.id"
    )
    assert {entity.type: text for entity, text in sent.parse_entities().items()} == {
        "bot_command": "/mabar@GuyubBot",
        "url": "https://example.org/a?b=1",
        "mention": "@sari_m",
        "hashtag": "#mabar",
        "email": "a@b.id",
    }


async def test_nothing_is_found_inside_code(bot: Bot, sari: int):
    sent = await bot.send_message(sari, "/mabar /ikut", entities=[MessageEntity("code", 0, 6)])
    assert [(entity.type, entity.offset) for entity in sent.entities] == [("code", 0), ("bot_command", 7)]


async def test_text_is_trimmed_and_entities_with_it(bot: Bot, sari: int):
    sent = await bot.send_message(sari, "  a 🎮 b  \n", entities=[MessageEntity("italic", 7, 4)])
    assert sent.text == "a 🎮 b"
    assert sent.parse_entities() == {sent.entities[0]: "b"}


async def test_text_mention_names_a_known_user_only(house: House, bot: Bot, sari: int):
    stranger = house.tg.add_person("Asing")
    entity = {"type": "text_mention", "offset": 0, "length": 4}
    for person, found in ((sari, 1), (stranger, 0)):
        body = {"chat_id": sari, "text": "Sari", "entities": [entity | {"user": house.tg.world.users[person].json}]}
        status, answer = await house.raw("sendMessage", body)
        assert status == 200
        assert len(answer["result"].get("entities", [])) == found


@pytest.mark.parametrize(
    ("text", "entity", "refusal"),
    [
        ("🎮 a", ("bold", 1, 1), "Entity begins in a middle of a utf-16 symbol at byte offset 4"),
        (
            "🎮 a",
            ("bold", 0, 1),
            "Entity beginning at utf-16 offset 0 ends in a middle of a utf-16 symbol at byte offset 4",
        ),
        (
            "aba caba",
            ("bold", 3, 6),
            "Entity beginning at utf-16 offset 3 ends after the end of the text at utf-16 offset 9",
        ),
        ("aba caba", ("bold", 9, 1), "Entity begins after the end of the text at utf-16 offset 9"),
        ("aba", ("bold", -1, 1), "Receive an entity with incorrect offset -1"),
        ("aba", ("bold", 0, -1), "Receive an entity with incorrect length -1"),
        ("aba", ("sparkle", 0, 1), "Can't parse messageentity: unsupported type specified"),
        ("aba", ("text_link", 0, 1), "Can't parse messageentity: can't find field \"url\""),
    ],
)
async def test_wrong_entities(bot: Bot, sari: int, text: str, entity: tuple[str, int, int], refusal: str):
    with pytest.raises(BadRequest) as raised:
        await bot.send_message(sari, text, entities=[MessageEntity(*entity)])
    assert str(raised.value).lower() == refusal.lower()


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("   \n ", "Message text is empty"),
        ("a" * 4097, "Message is too long"),
        ("🎮" * 2049, "Message is too long"),
    ],
)
async def test_wrong_text(bot: Bot, sari: int, text: str, refusal: str):
    with pytest.raises(BadRequest, match=rf"^{refusal}$"):
        await bot.send_message(sari, text)


async def test_longest_text_passes(bot: Bot, sari: int):
    assert len((await bot.send_message(sari, "a" * 4096)).text or "") == 4096
    assert (await bot.send_message(sari, "🎮" * 2048 + "   ")).text == "🎮" * 2048


async def test_parse_modes_are_refused_clearly(bot: Bot, sari: int):
    for mode, refusal in (("HTML", "parse modes are not understood"), ("Klingon", "^Unsupported parse_mode$")):
        with pytest.raises(BadRequest, match=refusal):
            await bot.send_message(sari, "<b>a</b>", parse_mode=mode)


async def test_callback_data_of_64_bytes_is_the_most(bot: Bot, sari: int):
    await bot.send_message(
        sari, "a", reply_markup=InlineKeyboardMarkup.from_button(InlineKeyboardButton("x", callback_data="é" * 32))
    )
    with pytest.raises(BadRequest, match=r"^Button_data_invalid$"):
        await bot.send_message(
            sari,
            "a",
            reply_markup=InlineKeyboardMarkup.from_button(InlineKeyboardButton("x", callback_data="é" * 32 + "a")),
        )


@pytest.mark.parametrize(
    ("markup", "refusal"),
    [
        ("{", "can't parse reply keyboard markup JSON object"),
        ([1], "object expected as reply markup"),
        ({"inline_keyboard": 5}, 'field "inline_keyboard" must be of type Array'),
        ({"inline_keyboard": [5]}, 'field "inline_keyboard" must be an Array of Arrays'),
        ({"inline_keyboard": [[5]]}, "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
        (
            {"inline_keyboard": [[{"text": "a"}]]},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"inline_keyboard": [[{"callback_data": "a"}]]},
            "can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            {"inline_keyboard": [[{"text": "a", "callback_data": 5}]]},
            'can\'t parse inline keyboard button: Field "callback_data" must be of type String',
        ),
        ({"inline_keyboard": [[{"text": " ", "callback_data": "a"}]]}, "inline keyboard button text must be non-empty"),
        (
            {"inline_keyboard": [[{"text": "a", "url": "nowhere"}]]},
            "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
        ),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "a"}] * 101]}, "reply markup is too long"),
        ({"keyboard": [[{}]]}, "can't parse keyboard button: Can't find field \"text\""),
    ],
)
async def test_wrong_markup(house: House, sari: int, markup: object, refusal: str):
    status, answer = await house.raw("sendMessage", {"chat_id": sari, "text": "a", "reply_markup": markup})
    assert (status, answer["description"]) == (400, f"Bad Request: {refusal}")


async def test_other_keyboards_are_sent_but_not_shown_to_the_bot(bot: Bot, sari: int):
    for markup in (ForceReply(), ReplyKeyboardMarkup([["a", "b"]]), ReplyKeyboardRemove()):
        sent = await bot.send_message(sari, "apa?", reply_markup=markup)
        assert sent.reply_markup is None
        with pytest.raises(BadRequest, match=r"^Message can't be edited$"):
            await bot.edit_message_text("b", sari, sent.message_id)


async def test_replying_to_nothing(bot: Bot, sari: int):
    with pytest.raises(BadRequest, match=r"^Message to be replied not found$"):
        await bot.send_message(sari, "a", reply_parameters=ReplyParameters(99_999))
    sent = await bot.send_message(sari, "a", reply_parameters=ReplyParameters(99_999, allow_sending_without_reply=True))
    assert sent.reply_to_message is None


async def test_quoting(bot: Bot, sari: int):
    first = await bot.send_message(sari, "🎮 satu dua")
    sent = await bot.send_message(sari, "ya", reply_parameters=ReplyParameters(first.message_id, quote="dua"))
    assert sent.quote is not None
    assert (sent.quote.text, sent.quote.position) == ("dua", 8)
    with pytest.raises(BadRequest, match=r"^Quote_text_invalid$"):
        await bot.send_message(sari, "ya", reply_parameters=ReplyParameters(first.message_id, quote="tiga"))


async def test_whom_the_bot_may_write(house: House, bot: Bot, sari: int):
    tg = house.tg
    with pytest.raises(BadRequest, match=r"^Chat not found$"):
        await bot.send_message(12345, "a")
    with pytest.raises(BadRequest, match=r"^Chat not found$"):
        await bot.send_message(tg.add_person("Orang baru"), "a")
    with pytest.raises(BadRequest, match=r"^Chat not found$"):
        await bot.send_message("@nobody_here", "a")
    with pytest.raises(BadRequest, match=r"^Chat_id is empty$"):
        await bot.send_message("", "a")
    group = tg.add_group("Mabar")
    budi = tg.add_person("Budi")
    tg.join(budi, group)
    with pytest.raises(Forbidden, match=r"^Forbidden: bot can't initiate conversation with a user$"):
        await bot.send_message(budi, "a")
    tg.block_bot(sari)
    with pytest.raises(Forbidden, match=r"^Forbidden: bot was blocked by the user$"):
        await bot.send_message(sari, "a")
    tg.unblock_bot(sari)
    assert (await bot.send_message(sari, "a")).text == "a"


async def test_groups_the_bot_is_out_of(house: House, bot: Bot):
    tg = house.tg
    for supergroup, word in ((True, "supergroup"), (False, "group")):
        kicked, left = tg.add_group("A", supergroup=supergroup), tg.add_group("B", supergroup=supergroup)
        never = tg.add_group("C", supergroup=supergroup, bot=None)
        tg.kick_bot(kicked)
        await bot.leave_chat(left)
        with pytest.raises(Forbidden, match=rf"^Forbidden: bot was kicked from the {word} chat$"):
            await bot.send_message(kicked, "a")
        with pytest.raises(Forbidden, match=rf"^Forbidden: bot is not a member of the {word} chat$"):
            await bot.send_message(left, "a")
        with pytest.raises(BadRequest, match=r"^Chat not found$"):
            await bot.send_message(never, "a")
        assert (await house.raw("sendMessage", {"chat_id": never, "text": "a"}))[0] == 400


async def test_upgraded_group(house: House, bot: Bot):
    group = house.tg.add_group("Kecil", supergroup=False)
    new = house.tg.upgrade_to_supergroup(group)
    with pytest.raises(ChatMigrated) as raised:
        await bot.send_message(group, "a")
    assert raised.value.new_chat_id == new
    assert (await bot.send_message(new, "a")).chat.type == "supergroup"
    moved = [message for message in house.queued("message") if "migrate_to_chat_id" in message]
    assert [(message["chat"]["id"], message["migrate_to_chat_id"]) for message in moved] == [(group, new)]
    assert [message["migrate_from_chat_id"] for message in house.queued("message") if message["chat"]["id"] == new] == [
        group
    ]


async def test_restricted_bot(house: House, bot: Bot):
    group = house.tg.add_group("Diam")
    house.tg.permit(group, ["can_send_photos"])
    with pytest.raises(BadRequest, match=r"^Not enough rights to send text messages to the chat$"):
        await bot.send_message(group, "a")
    with pytest.raises(BadRequest, match=r"^Not enough rights to send documents to the chat$"):
        await bot.send_document(group, b"x", filename="x.txt")
    assert (await bot.send_photo(group, PNG)).photo
    house.tg.promote(group, None)
    assert await bot.send_message(group, "a")


async def test_forum_topics(house: House, bot: Bot):
    tg = house.tg
    forum = tg.add_group("Forum", forum=True)
    topic = tg.add_topic(forum, "Valorant")
    sent = await bot.send_message(forum, "a", message_thread_id=topic)
    assert (sent.message_thread_id, sent.is_topic_message, sent.chat.is_forum) == (topic, True, True)
    answer = await bot.send_message(forum, "b", reply_parameters=ReplyParameters(sent.message_id))
    assert answer.message_thread_id == topic
    for wrong in (1, 9999):
        with pytest.raises(BadRequest, match=r"^Message thread not found$"):
            await bot.send_message(forum, "a", message_thread_id=wrong)
    tg.close_topic(forum, topic)
    with pytest.raises(BadRequest, match=r"^Topic_closed$"):
        await bot.send_message(forum, "a", message_thread_id=topic)
    with pytest.raises(BadRequest, match=r"^Topic_closed$"):
        await bot.send_message(forum, "b", reply_parameters=ReplyParameters(sent.message_id))
    tg.close_topic(forum, None)
    with pytest.raises(BadRequest, match=r"^Topic_closed$"):
        await bot.send_message(forum, "a")
    tg.reopen_topic(forum, topic)
    await bot.send_message(forum, "a", message_thread_id=topic)
    with pytest.raises(BadRequest, match=r"^Not enough rights to create a topic$"):
        await bot.create_forum_topic(forum, "Baru")
    tg.promote(forum, None)
    made = await bot.create_forum_topic(forum, "Baru", icon_color=7322096)
    assert (
        await bot.send_message(forum, "a", message_thread_id=made.message_thread_id)
    ).message_thread_id == made.message_thread_id
    with pytest.raises(BadRequest, match=r"^Topic_title_empty$"):
        await bot.create_forum_topic(forum, " ")
    with pytest.raises(BadRequest, match=r"^The chat is not a forum$"):
        await bot.create_forum_topic(tg.add_group("Biasa"), "Baru")


async def test_editing(house: House, bot: Bot, sari: int):
    sent = await bot.send_message(sari, "satu", reply_markup=keyboard("A"))
    house.clock.turn(5)
    edited = await bot.edit_message_text("dua", sari, sent.message_id, reply_markup=keyboard("A"))
    assert not isinstance(edited, bool)
    assert (edited.text, edited.edit_date) == ("dua", house.clock.now)
    with pytest.raises(BadRequest) as raised:
        await bot.edit_message_text("dua", sari, sent.message_id, reply_markup=keyboard("A"))
    assert str(raised.value) == (
        "Message is not modified: specified new message content and reply markup are exactly the same"
        " as a current content and reply markup of the message"
    )
    await bot.edit_message_text("dua", sari, sent.message_id)
    assert "reply_markup" not in house.tg.messages(sari)[-1]
    await bot.edit_message_reply_markup(sari, sent.message_id, reply_markup=keyboard("B"))
    with pytest.raises(BadRequest, match=r"^Message is not modified"):
        await bot.edit_message_reply_markup(sari, sent.message_id, reply_markup=keyboard("B"))
    with pytest.raises(BadRequest, match=r"^Message to edit not found$"):
        await bot.edit_message_text("a", sari, 99_999)
    theirs = house.tg.write(sari, None, "punyaku")
    with pytest.raises(BadRequest, match=r"^Message can't be edited$"):
        await bot.edit_message_text("a", sari, theirs["message_id"])
    photo = await bot.send_photo(sari, PNG)
    with pytest.raises(BadRequest, match=r"^There is no text in the message to edit$"):
        await bot.edit_message_text("a", sari, photo.message_id)
    with pytest.raises(BadRequest, match=r"^Message is too long$"):
        await bot.edit_message_text("a" * 4097, sari, sent.message_id)
    status, answer = await house.raw(
        "editMessageText",
        {"chat_id": sari, "message_id": sent.message_id, "text": "x", "reply_markup": {"force_reply": True}},
    )
    assert (status, answer["description"]) == (400, "Bad Request: inline keyboard expected")
    house.tg.block_bot(sari)
    with pytest.raises(Forbidden, match="blocked"):
        await bot.edit_message_text("tiga", sari, sent.message_id)


async def test_putting_a_photo_in_the_place_of_what_was_there(house: House, bot: Bot, sari: int):
    first, second = await bot.send_photo(sari, PNG), await bot.send_photo(sari, PNG)
    text = await bot.send_message(sari, "halo", reply_markup=keyboard("A"))
    for message in (text, first):
        media = InputMediaPhoto(second.photo[-1].file_id, caption="lihat #ini")
        changed = await bot.edit_message_media(media, sari, message.message_id)
        assert not isinstance(changed, bool)
        assert (changed.photo, changed.caption, changed.text) == (second.photo, "lihat #ini", None)
        assert (changed.reply_markup, changed.caption_entities[0].type) == (None, "hashtag")
        with pytest.raises(BadRequest, match=r"^Message is not modified"):
            await bot.edit_message_media(media, sari, message.message_id)
    uploaded = await bot.edit_message_media(InputMediaPhoto(PNG), sari, text.message_id)
    assert not isinstance(uploaded, bool)
    assert (uploaded.photo[0].width, uploaded.caption) == (2, None)
    for media, refusal in (
        (InputMediaPhoto("nonsense"), "Wrong file identifier/http url specified"),
        (InputMediaPhoto(PNG, caption="a" * 1025), "Message caption is too long"),
        (InputMediaVideo(PNG), "This stand-in puts only photos in place of what was there"),
    ):
        with pytest.raises(BadRequest, match=rf"^{refusal}$"):
            await bot.edit_message_media(media, sari, text.message_id)
    with pytest.raises(BadRequest, match=r"^Message to edit not found$"):
        await bot.edit_message_media(InputMediaPhoto(PNG), sari, 99_999)
    for body in ({}, {"media": []}):
        status, _ = await house.raw("editMessageMedia", {"chat_id": sari, "message_id": text.message_id, **body})
        assert status == 400


async def test_people_change_what_they_wrote_under_a_picture(house: House, bot: Bot, sari: int):
    tg = house.tg
    photo = tg.send(sari, None, "photo", caption="satu")["message_id"]
    tg.edit(sari, None, photo, "dua https://a.example")
    tg.edit(sari, None, photo, "")
    changes = [update.edited_message for update in parsed(bot, house.queued()) if update.edited_message]
    assert [(one.caption, len(one.caption_entities)) for one in changes] == [("dua https://a.example", 1), (None, 0)]
    assert all(one.photo for one in changes)
    sticker = tg.send(sari, None, "sticker")["message_id"]
    passed_on = tg.forward(sari, photo, None, None)["message_id"]
    for message in (sticker, passed_on):
        with pytest.raises(CannotDo):
            tg.edit(sari, None, message, "tiga")


async def test_an_edit_leaves_what_was_published_before_alone(house: House, bot: Bot, sari: int):
    sent = await bot.send_message(sari, "satu")
    await bot.edit_message_text("dua", sari, sent.message_id)
    calls = [h for h in house.playground.feed.past() if h["kind"] == "call" and h["method"] == "sendMessage"]
    assert calls[0]["response"]["result"]["text"] == "satu"


async def test_deleting(house: House, bot: Bot, sari: int):
    tg = house.tg
    sent = await bot.send_message(sari, "a")
    assert await bot.delete_message(sari, sent.message_id)
    with pytest.raises(BadRequest, match=r"^Message to delete not found$"):
        await bot.delete_message(sari, sent.message_id)
    group = tg.add_group("Grup")
    tg.join(sari, group)
    theirs = tg.write(sari, group, "spam")["message_id"]
    with pytest.raises(BadRequest, match=r"^Message can't be deleted$"):
        await bot.delete_message(group, theirs)
    tg.promote(group, None)
    own = (await bot.send_message(group, "b")).message_id
    assert await bot.delete_messages(group, [theirs, own, 99_999])
    assert theirs not in [message["message_id"] for message in tg.messages(group)]
    old = await bot.send_message(sari, "lama")
    house.clock.turn(48 * 3600 + 1)
    with pytest.raises(BadRequest, match=r"^Message can't be deleted for everyone$"):
        await bot.delete_message(sari, old.message_id)
    for ids, refusal in (
        ([], "message identifiers are not specified"),
        ("7", "expected an Array of message identifiers"),
        ([1] * 101, "too many message identifiers specified"),
        ([0], "invalid message identifier specified"),
    ):
        _, answer = await house.raw("deleteMessages", {"chat_id": sari, "message_ids": ids})
        assert answer["description"] == f"Bad Request: {refusal}"


async def test_photos_documents_and_downloads(house: House, bot: Bot, sari: int):
    photo = await bot.send_photo(sari, PNG, caption="lihat #ini", reply_markup=keyboard("A"))
    assert (photo.photo[0].width, photo.photo[0].height, photo.caption) == (2, 3, "lihat #ini")
    document = await bot.send_document(sari, io.BytesIO(b"isi"), filename="data.json")
    assert document.document is not None
    assert (document.document.file_name, document.document.mime_type) == ("data.json", "application/json")
    file = await bot.get_file(document.document.file_id)
    assert bytes(await file.download_as_bytearray()) == b"isi"
    assert (await bot.send_document(sari, document.document.file_id)).document == document.document
    for wrong, refusal in (
        ("nonsense", "Wrong file identifier/http url specified"),
        (photo.photo[0].file_id, "Type of file mismatch"),
        ("https://example.org/a.pdf", "Failed to get http url content"),
    ):
        with pytest.raises(BadRequest, match=rf"(?i)^{refusal}$"):
            await bot.send_document(sari, wrong)
    with pytest.raises(BadRequest, match=r"^Image_process_failed$"):
        await bot.send_photo(sari, b"no picture")
    with pytest.raises(BadRequest, match=r"^File must be non-empty$"):
        await bot.send_document(sari, io.BytesIO(b""), filename="leer")
    with pytest.raises(BadRequest, match=r"^Message caption is too long$"):
        await bot.send_photo(sari, PNG, caption="a" * 1025)
    with pytest.raises(BadRequest, match=r"^Wrong file_id or the file is temporarily unavailable$"):
        await bot.get_file("nonsense")
    status, answer = await house.raw("sendPhoto", {"chat_id": sari})
    assert (status, answer["description"]) == (400, "Bad Request: there is no photo in the request")
    assert (await house.get(f"/telegram/file/bot{house.tg.token}/documents/none.txt"))[0] == 404
    assert (await house.get("/telegram/file/bot1:wrong/documents/file_1.json"))[0] == 401


async def test_what_people_send(house: House, bot: Bot, sari: int):
    tg = house.tg
    sent = [tg.send(sari, None, kind) for kind in ("photo", "document", "sticker", "voice", "location")]
    original = tg.write(sari, None, "asli")
    tg.forward(sari, original["message_id"], None, None)
    tg.write(sari, None, "balas", reply_to=sent[0]["message_id"])
    messages = [update.message for update in parsed(bot, house.queued()) if update.message is not None][-8:]
    assert messages[0].photo
    assert messages[1].document
    assert messages[2].sticker
    assert messages[3].voice
    assert messages[4].location
    assert [messages[5].text, messages[7].text] == ["asli", "balas"]
    assert [m.text for m in messages if m.forward_origin] == ["asli"]
    assert messages[7].reply_to_message is not None
    assert messages[7].reply_to_message.photo
    voice = messages[3].voice
    file = await bot.get_file(voice.file_id)
    assert len(await file.download_as_bytearray()) == voice.file_size


async def test_actions_reactions_and_pins(house: House, bot: Bot, sari: int):
    assert await bot.send_chat_action(sari, ChatAction.TYPING)
    with pytest.raises(BadRequest, match=r"^Wrong parameter action in request$"):
        await bot.send_chat_action(sari, "dancing")
    written = house.tg.write(sari, None, "hai")["message_id"]
    assert await bot.set_message_reaction(sari, written, ReactionTypeEmoji("👍"))
    assert house.tg.state()["chats"][0]["reactions"] == {
        str(written): {str(bot.id): [{"type": "emoji", "emoji": "👍"}]}
    }
    with pytest.raises(BadRequest, match=r"^Reaction_invalid$"):
        await bot.set_message_reaction(sari, written, "🧦")
    with pytest.raises(BadRequest, match=r"^Reactions_too_many$"):
        await bot.set_message_reaction(sari, written, ["👍", "🔥"])
    with pytest.raises(BadRequest, match=r"^Message to react not found$"):
        await bot.set_message_reaction(sari, 99_999, "👍")
    group = house.tg.add_group("Grup")
    sent = await bot.send_message(group, "penting")
    with pytest.raises(BadRequest, match=r"^Not enough rights to manage pinned messages in the chat$"):
        await bot.pin_chat_message(group, sent.message_id)
    house.tg.promote(group, None)
    assert await bot.pin_chat_message(group, sent.message_id)
    pinned = (await bot.get_chat(group)).pinned_message
    assert pinned is not None
    assert pinned.message_id == sent.message_id
    assert house.queued("message")[-1]["pinned_message"]["message_id"] == sent.message_id
    assert await bot.unpin_chat_message(group, sent.message_id)
    with pytest.raises(BadRequest, match=r"^Message to unpin not found$"):
        await bot.unpin_chat_message(group)
    with pytest.raises(BadRequest, match=r"^Message to pin not found$"):
        await bot.pin_chat_message(group, 99_999)


async def test_commands_by_scope_and_language(house: House, bot: Bot, sari: int):
    from telegram import BotCommandScopeAllGroupChats, BotCommandScopeChat, BotCommandScopeChatMember

    group = house.tg.add_group("Grup")
    house.tg.join(sari, group)
    await bot.set_my_commands([BotCommand("mabar", "Main bareng")])
    await bot.set_my_commands([BotCommand("mabar", "Play together")], language_code="en")
    await bot.set_my_commands([("ikut", "Ikut")], scope=BotCommandScopeAllGroupChats())
    await bot.set_my_commands([("khusus", "Khusus")], scope=BotCommandScopeChat(sari))
    await bot.set_my_commands([("satu", "Satu")], scope=BotCommandScopeChatMember(group, sari))
    assert [c.description for c in await bot.get_my_commands(language_code="en")] == ["Play together"]
    assert await bot.get_my_commands(language_code="fr") == ()
    assert [c["command"] for c in house.tg.menu(sari)] == ["khusus"]
    assert [c["command"] for c in house.tg.menu(sari, group)] == ["satu"]
    await bot.delete_my_commands(scope=BotCommandScopeChatMember(group, sari))
    assert [c["command"] for c in house.tg.menu(sari, group)] == ["ikut"]
    for commands, refusal in (
        ([("Mabar", "a")], "Bot_command_invalid"),
        ([("a" * 33, "a")], "Bot_command_invalid"),
        ([("a", "")], "Bot_command_description_invalid"),
        ([("a", "b" * 257)], "Bot_command_description_invalid"),
        ([("a", "b")] * 101, "Bot_commands_too_much"),
    ):
        with pytest.raises(BadRequest, match=rf"^{refusal}$"):
            await bot.set_my_commands(commands)
    with pytest.raises(BadRequest, match=r"^Chat not found$"):
        await bot.set_my_commands([("a", "b")], scope=BotCommandScopeChat(-5))
    with pytest.raises(BadRequest, match=r"^Lang_code_invalid$"):
        await bot.set_my_commands([("a", "b")], language_code="indonesia")


async def test_names_and_descriptions(bot: Bot):
    assert (await bot.get_my_name()).name == "Guyub"
    await bot.set_my_name("Guyub Bot")
    await bot.set_my_name("Guyub the bot", language_code="en")
    await bot.set_my_description("Panjang")
    await bot.set_my_short_description("Pendek")
    assert (await bot.get_my_name("en")).name == "Guyub the bot"
    assert (await bot.get_my_name("fr")).name == "Guyub Bot"
    assert (await bot.get_my_description()).description == "Panjang"
    assert (await bot.get_my_short_description()).short_description == "Pendek"
    with pytest.raises(BadRequest, match="too long"):
        await bot.set_my_short_description("a" * 121)
