"""What members write, over the wire: links, pictures, forwards and edits; and commands called on a message."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import aiohttp
import pytest
from dcbot_house import HEARS, MENU, House, item, says, until

from bots.discord import decode
from bots.playground.discord import events
from bots.playground.discord.errors import Refusal
from bots.playground.discord.ids import moment
from core.kit.places import Place
from core.kit.port import Command, Event, Field, Form, Key, Menu, MenuGroup, Pointed, Reply, Said

LAPOR = replace(item("lapor"), points={"id": "Laporkan", "en": "Report"})
POINTS = Menu(("id", "en"), (*MENU.items, LAPOR))
PNG = b"\x89PNG"


@pytest.fixture
async def hears(house: House) -> House:
    await house.start(HEARS, message_content=True)
    return house


async def heard(house: House, number: int = 1) -> Event:
    await until(lambda: len(house.engine.heard(Said)) == number)
    return house.engine.heard(Said)[-1]


async def said(house: House, number: int = 1) -> Said:
    what = (await heard(house, number)).what
    assert isinstance(what, Said)
    return what


# --- links -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("biasa saja, jam 19.30 ya: ok", ()),
        ("lihat https://a.example/x?y=1#z, ya", ("https://a.example/x?y=1#z",)),
        ("(https://a.example/b_(c)) dan HTTP://B.example.", ("https://a.example/b_(c)", "HTTP://B.example")),
        ("[hadiah](https://jahat.example/x)", ("https://jahat.example/x",)),
        ("[a](<https://a.example>)[b](https://b.example \"judul\")", ("https://a.example", "https://b.example")),
        ("[a](https://a.example)[b](https://b.example)", ("https://a.example", "https://b.example")),
        ("[https://baik.example](https://jahat.example)", ("https://baik.example", "https://jahat.example")),
        ("||https://a.example|| **https://b.example**", ("https://a.example", "https://b.example")),
        ("<https://a.example> https://a.example", ("https://a.example",)),
        ("discord.gg/Abc-1 dan discord.com/invite/xyz", ("https://discord.gg/Abc-1", "https://discord.com/invite/xyz")),
        ("bukandiscord.gg/abc", ()),
    ],
)  # fmt: skip
def test_links_are_found_in_the_open_and_behind_words(text: str, links: tuple[str, ...]) -> None:
    assert decode.links(text) == links


# --- what members write ----------------------------------------------------------------------------------------------


async def test_words_come_with_their_links_and_their_authors_age(hears: House) -> None:
    hears.dc.write(hears.sari, hears.umum, "baca [ini](https://a.example/b)")
    event = await heard(hears)
    assert isinstance(event.what, Said)
    assert (event.what.links, event.what.photo, event.what.media) == (("https://a.example/b",), "", False)
    assert (event.what.forwarded, event.what.edited) == (False, False)
    assert event.account is not None
    made = event.account.created
    assert made == datetime.fromtimestamp(moment(hears.sari.id), UTC)


async def test_a_picture_comes_with_the_address_it_is_shown_by(hears: House) -> None:
    hears.dc.write(hears.sari, hears.umum, files={"catatan.txt": b"x", "kopi.png": PNG, "b.jpg": b"x"})
    what = await said(hears)
    assert (what.text, what.media) == ("", True)
    async with aiohttp.ClientSession() as session, session.get(what.photo) as response:
        assert (response.status, await response.read()) == (200, PNG)
    shown = await hears.platform.send(Place("discord", hears.umum.id), says("foto", card=True, photo=what.photo))
    embed = hears.dc.message(shown.id).body["embeds"][0]
    assert (embed["image"]["url"], embed["description"]) == (what.photo, "foto")
    await hears.platform.edit(shown, says("lagi", card=True, photo=what.photo))
    embed = hears.dc.message(shown.id).body["embeds"][0]
    assert (embed["image"]["url"], embed["description"]) == (what.photo, "lagi")
    await hears.platform.edit(shown, says("tanpa", card=True))
    assert "image" not in hears.dc.message(shown.id).body["embeds"][0]


async def test_a_file_that_is_no_picture_is_media_alone(hears: House) -> None:
    hears.dc.write(hears.sari, hears.umum, "ini", files={"suara.ogg": b"x"})
    what = await said(hears)
    assert (what.text, what.media, what.photo) == ("ini", True, "")


async def test_a_forward_is_what_was_forwarded_and_answers_nothing(hears: House) -> None:
    first = hears.dc.write(hears.budi, hears.umum, "promo https://a.example", files={"a.png": PNG})
    hears.dc.write(hears.sari, hears.umum, forward=first)
    what = await said(hears, 2)
    assert (what.text, what.links) == ("promo https://a.example", ("https://a.example",))
    assert (what.forwarded, what.media, what.reply_to) == (True, True, "")
    assert what.photo.endswith("a.png")
    reply = hears.dc.write(hears.sari, hears.umum, "oke", reply_to=first)
    what = await said(hears, 3)
    assert (what.message, what.forwarded, what.reply_to) == (reply.id, False, first.id)


async def test_an_edit_is_said_so_and_each_is_an_event_of_its_own(hears: House) -> None:
    message = hears.dc.write(hears.sari, hears.umum, "halo")
    hears.dc.edit(hears.sari, message, "halo https://a.example")
    what = await said(hears, 2)
    assert (what.message, what.text, what.edited) == (message.id, "halo https://a.example", True)
    assert what.links == ("https://a.example",)
    hears.dc.edit(hears.sari, message, "halo lagi")
    assert (await said(hears, 3)).text == "halo lagi"
    ids = [event.id for event in hears.engine.heard(Said)]
    assert len(set(ids)) == 3
    assert all(event.account and event.account.id == hears.sari.id for event in hears.engine.heard(Said))


async def test_a_message_that_others_did_something_to_is_no_edit(hears: House) -> None:
    message = hears.dc.write(hears.sari, hears.umum, "halo")
    await heard(hears)
    # Such an update comes with a preview of a link, or a pin: the words are as they were.
    events.message(hears.dc.world, "MESSAGE_UPDATE", message)
    own = await hears.platform.send(Place("discord", hears.umum.id), says("punyaku"))
    await hears.platform.edit(own, says("punyaku juga"))
    hears.dc.write(hears.sari, hears.umum, "penutup")
    assert (await said(hears, 2)).text == "penutup"


async def test_edits_are_left_alone_where_nobody_listens(house: House) -> None:
    await house.start(Menu(HEARS.langs, HEARS.items, HEARS.hears - {Said}))
    house.dc.edit(house.sari, house.dc.write(house.sari, house.umum, "halo"), "halo lagi")
    house.slash("mabar", game="x")
    await until(lambda: house.engine.heard(Command))
    assert not [event for event in house.engine.heard(Said) if isinstance(event.what, Said) and event.what.edited]


async def test_what_discord_keeps_from_the_bot_is_not_heard(house: House) -> None:
    await house.start(HEARS)
    message = house.dc.write(house.sari, house.umum, "rahasia", files={"a.png": PNG})
    house.dc.edit(house.sari, message, "rahasia sekali")
    house.dc.write(house.sari, house.umum, f"<@{house.dc.world.bot.id}> halo")
    assert (await said(house)).text == "halo"


# --- a message's own menu --------------------------------------------------------------------------------------------


async def test_a_command_is_called_on_a_message(house: House) -> None:
    house.engine.answers(Reply(says("terima kasih")))
    await house.start(POINTS)
    message = house.dc.write(house.budi, house.umum, "kasar")
    got = await house.dc.menu(house.sari, house.umum, "Laporkan", message).shown()
    (event,) = house.engine.events
    assert isinstance(event.what, Command)
    assert (event.what.name, event.what.args) == ("lapor", {})
    pointed = event.what.pointed
    assert pointed is not None and pointed.author is not None
    assert (pointed.message, pointed.author.id, pointed.author.name) == (message.id, house.budi.id, "Budi")
    assert pointed.author.created == datetime.fromtimestamp(moment(house.budi.id), UTC)
    assert event.place == Place("discord", house.umum.id)
    assert got.original is not None
    assert (got.original.visible_to, got.original.body["content"]) == (house.sari.id, "terima kasih")


async def test_on_a_bots_message_there_is_no_author(house: House) -> None:
    await house.start(POINTS)
    ref = await house.platform.send(Place("discord", house.umum.id), says("kartu", card=True))
    await house.dc.act("menu", person="Sari", channel="umum", command="Laporkan", target=ref.id)
    (event,) = house.engine.heard(Command)
    assert event.what == Command("lapor", args={}, pointed=Pointed(ref.id))


async def test_a_form_opens_from_a_messages_menu(house: House) -> None:
    house.engine.answers(Form("t:f", "Lapor", (Field("why", "Kenapa?"),)))
    await house.start(POINTS)
    message = house.dc.write(house.budi, house.umum, "kasar")
    got = await house.dc.menu(house.sari, house.umum, "Laporkan", message).shown()
    assert got.modal is not None
    assert got.modal["custom_id"] == "t:f"


async def test_it_is_registered_in_both_languages_and_for_servers_only(house: House) -> None:
    await house.start(POINTS)
    (on,) = [c for c in house.dc.world.commands[""].values() if c["type"] == 3]
    assert (on["name"], on["name_localizations"]) == ("Laporkan", {"en-US": "Report", "en-GB": "Report"})
    assert on["contexts"] == [0]
    with pytest.raises(Refusal):
        house.dc.menu(house.sari, "dm", "Laporkan", house.dc.write(house.sari, "dm", "halo"))
    await house.stop()
    before = len(house.calls("PUT", "/commands"))
    await house.start(POINTS)
    await house.slash().answered()
    assert len(house.calls("PUT", "/commands")) == before


async def test_in_a_server_of_its_own_it_is_registered_there(house: House) -> None:
    await house.start(POINTS, guild=house.guild.id)
    assert [c["name"] for c in house.dc.world.commands[house.guild.id].values() if c["type"] == 3] == ["Laporkan"]
    assert [c["name"] for c in house.dc.world.commands[""].values() if c["type"] == 3] == []


async def test_a_subcommand_may_be_called_on_a_message(house: House) -> None:
    group = MenuGroup("pesan", {"id": "pesan", "en": "message"}, {"id": "Pesan", "en": "Messages"})
    await house.start(Menu(POINTS.langs, (replace(LAPOR, group=group),)))
    message = house.dc.write(house.budi, house.umum, "kasar")
    await house.dc.menu(house.sari, house.umum, "Laporkan", message).answered()
    (event,) = house.engine.heard(Command)
    assert isinstance(event.what, Command)
    assert event.what.name == "pesan lapor"


async def test_in_a_timeout_one_sees_and_does_nothing(house: House) -> None:
    await house.start(POINTS)
    rows = ((Key("Ikut", "t:join"),),)
    card = await house.platform.send(Place("discord", house.umum.id), says("kartu", card=True, rows=rows))
    message = house.dc.message(card.id)
    house.dc.react(house.budi, message, "👍")
    house.dc.time_out(house.sari, house.guild, 3600)
    for act in (
        lambda: house.dc.press(house.sari, message, "Ikut"),
        lambda: house.dc.menu(house.sari, house.umum, "Laporkan", message),
        lambda: house.dc.react(house.sari, message, "👍"),
        lambda: house.dc.write(house.sari, house.umum, "halo"),
    ):
        with pytest.raises(Refusal):
            act()
    assert len(house.dc.messages(house.umum, seen_by=house.sari)) == 1
    # In private a timeout of the server's does not count.
    house.dc.write(house.sari, "dm", "halo")
