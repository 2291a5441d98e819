"""Messages with a photo: sent by its id, changed in place, and what comes of them when that is not possible."""

from __future__ import annotations

from dataclasses import replace

import pytest
from telegram_house import Build, FakeApp, House

from bots.playground.faults import Fault
from bots.telegram.encode import toast
from core.kit.places import Kind, Place
from core.kit.port import File, Gone, Key, Menu, Message, Ref, Said, Trouble, Words

WORDS = Message(lines=((Words("Lihat <b>ini</b>."),),), rows=((Key("Suka", "tiket"),),))


class Wall:
    """A group with a picture that somebody sent, and the bot."""

    def __init__(self, house: House) -> None:
        self.tg = house.tg
        self.sari = self.tg.add_person("Sari")
        self.chat = self.tg.add_group("Guyub", owner=self.sari, bot="administrator")
        self.place = Place("telegram", str(self.chat))
        self.platform = house.platform()
        self.photo = self.picture(b"\x89PNG\r\n\x1a\n" + bytes(8) + (7).to_bytes(4) + (5).to_bytes(4))
        self.other = self.picture(b"\x89PNG\r\n\x1a\n" + bytes(8) + (3).to_bytes(4) + (2).to_bytes(4))
        self.shown = replace(WORDS, photo=self.photo)

    def picture(self, data: bytes) -> str:
        return self.tg.send(self.sari, self.chat, "photo", data=data)["photo"][-1]["file_id"]

    def message(self, ref: Ref) -> dict[str, object]:
        return self.tg.world.chats[self.chat].messages[int(ref.id)].json

    def by_bot(self) -> list[str]:
        bot = self.tg.world.bot.id
        return [str(one["message_id"]) for one in self.tg.messages(self.chat) if one["from"]["id"] == bot]


@pytest.fixture
async def wall(house: House) -> Wall:
    return Wall(house)


def captioned(message: dict[str, object]) -> tuple[object, object, bool]:
    photo = message.get("photo")
    file_id = photo[-1]["file_id"] if isinstance(photo, list) else None
    return file_id, message.get("caption"), "reply_markup" in message


async def test_a_photo_has_its_words_under_it_and_is_changed_in_place(wall: Wall) -> None:
    ref = await wall.platform.send(wall.place, wall.shown)
    assert captioned(wall.message(ref)) == (wall.photo, "Lihat <b>ini</b>.", True)
    await wall.platform.edit(ref, wall.shown)
    await wall.platform.edit(ref, replace(wall.shown, lines=((Words("Sudah."),),), rows=()))
    assert captioned(wall.message(ref)) == (wall.photo, "Sudah.", False)
    await wall.platform.edit(ref, replace(wall.shown, photo=wall.other))
    assert captioned(wall.message(ref)) == (wall.other, "Lihat <b>ini</b>.", True)
    await wall.platform.edit(ref, Message(photo=wall.photo))
    assert captioned(wall.message(ref)) == (wall.photo, None, False)


async def test_long_words_are_cut_to_what_a_caption_may_have(wall: Wall) -> None:
    long = replace(wall.shown, title=(Words("Judul 🌸"),), lines=((Words("kata " * 150),),) * 4, more="{hidden} lagi")
    caption = wall.message(await wall.platform.send(wall.place, long))["caption"]
    assert isinstance(caption, str) and len(caption) <= 1024 and caption.endswith("3 lagi")


async def test_a_text_becomes_a_photo_in_place(wall: Wall) -> None:
    ref = await wall.platform.send(wall.place, WORDS)
    await wall.platform.edit(ref, wall.shown)
    assert captioned(wall.message(ref)) == (wall.photo, "Lihat <b>ini</b>.", True)
    assert "text" not in wall.message(ref)


async def test_a_photo_that_is_to_be_a_text_is_taken_away_for_a_new_message(wall: Wall) -> None:
    ref = await wall.platform.send(wall.place, wall.shown)
    with pytest.raises(Gone) as raised:
        await wall.platform.edit(ref, WORDS)
    assert raised.value.what == "message"
    assert wall.by_bot() == []


async def test_when_it_cannot_be_taken_away_the_new_message_comes_all_the_same(wall: Wall) -> None:
    ref = await wall.platform.send(wall.place, wall.shown)
    wall.tg.faults.order(Fault("status", "deleteMessage", status=400))
    with pytest.raises(Gone):
        await wall.platform.edit(ref, WORDS)
    assert wall.by_bot() == [ref.id]


async def test_when_taking_away_meets_a_trouble_the_edit_is_tried_again(wall: Wall) -> None:
    ref = await wall.platform.send(wall.place, wall.shown)
    wall.tg.faults.order(Fault("status", "deleteMessage", status=502))
    with pytest.raises(Trouble):
        await wall.platform.edit(ref, WORDS)
    assert wall.by_bot() == [ref.id]


async def test_a_lost_photo_leaves_the_words(wall: Wall) -> None:
    lost = replace(WORDS, photo="AgACAgUAAxkBAAIlost")
    ref = await wall.platform.send(wall.place, lost)
    assert wall.message(ref)["text"] == "Lihat <b>ini</b>."
    await wall.platform.edit(ref, replace(lost, lines=((Words("Sudah."),),)))
    assert wall.message(ref)["text"] == "Sudah."
    shown = await wall.platform.send(wall.place, wall.shown)
    with pytest.raises(Gone):
        await wall.platform.edit(shown, lost)


async def test_files_follow_the_photo(wall: Wall) -> None:
    ref = await wall.platform.send(wall.place, replace(wall.shown, files=(File("a.txt", b"a"), File("b.txt", b"b"))))
    first, *files = wall.by_bot()
    assert ref.id == first and captioned(wall.message(ref)) == (wall.photo, "Lihat <b>ini</b>.", True)
    assert all(captioned(wall.message(Ref(wall.place, one))) == (None, None, False) for one in files)
    assert len(files) == 2


def test_a_photo_is_no_toast() -> None:
    assert toast(Message(lines=((Words("halo"),),))) == "halo"
    assert toast(Message(lines=((Words("halo"),),), photo="x")) == ""


async def test_the_picture_of_an_entry_is_shown_again_by_its_id(build: Build, app: FakeApp) -> None:
    house = await build(privacy=False)
    wall = Wall(house)
    house.start(app, Menu(("id",), (), frozenset({Said})), wall.platform)
    sent = wall.tg.send(wall.sari, None, "photo", caption="punyaku https://a.example")
    wall.tg.edit(wall.sari, None, sent["message_id"], "punyaku")
    wall.tg.forward(wall.sari, sent["message_id"], None, wall.chat)
    heard = await heard_of(app, 5)
    first, changed, forwarded = heard[2:]
    assert (first.text, first.links, first.media, first.edited) == (
        "punyaku https://a.example",
        ("https://a.example",),
        True,
        False,
    )
    assert (changed.text, changed.links, changed.photo, changed.edited) == ("punyaku", (), first.photo, True)
    assert (forwarded.forwarded, forwarded.photo) == (True, first.photo)
    ref = await wall.platform.send(Place("telegram", str(wall.sari), "", Kind.PRIVATE), Message(photo=first.photo))
    assert captioned(house.tg.world.chats[wall.sari].messages[int(ref.id)].json) == (first.photo, None, False)


async def heard_of(app: FakeApp, count: int) -> list[Said]:
    await app.until(lambda: len(app.done) >= count)
    return [event.what for event in app.done if isinstance(event.what, Said)]
