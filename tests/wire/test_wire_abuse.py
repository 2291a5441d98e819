"""What people try: forged, stolen and moved tickets, floods, and markup in everything that they can name or write."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from house_wire import House
from reading_wire import Literal, begins, data_of, labels, say, toast
from screens_wire import until

from bots.playground.discord.errors import Refusal

ML = "Mobile Legends"
OUTDATED = say("house-outdated")
NASTY = "*a* _b_ [c](https://x.id) <i>d</i> @everyone @here <@123> <@&9> <t:0:F> `e` ||f|| ~~g~~"
UNSEEN = "\u202egnp.exe\u200b"


async def test_forged_tickets_change_nothing(house: House) -> None:
    sari, mallory, eve = house.thumb("Sari"), house.thumb("Mallory"), house.gamer("Eve")
    await house.plan(sari)
    left, right = house.card_tg(), house.card_dc()
    assert left and right
    good, other = data_of(left, say("mabar-join")), data_of(right, say("mabar-join"))
    assert good != other
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    twin = good[:-1] + signs[signs.index(good[-1]) ^ 1]  # the same bytes for a careless decoder
    turned = good[:-2] + signs[signs.index(good[-2]) ^ 1] + good[-1]
    for data in (
        "A",
        "mabar.join:1",
        "=" * 64,
        "é" * 32,
        twin,
        turned,
        good[:8] + "\n" + good[8:],
        good[:8],
        good + "AAAA",
        other,
    ):
        assert toast(await house.tg.forge_press(mallory, house.group, left["message_id"], data)) == OUTDATED, data
    for data in ("A", "x" * 100, "_" + other[1:], other[:-2] + other[-1], good, "é" * 100, "\u202e"):
        got = await house.dc.forge_press(eve, data, right["id"]).shown()
        assert house.shown(got) == OUTDATED, data
        assert got.original and got.original.visible_to == eve.id
    random_ = random.Random(7)
    for _ in range(30):
        bytes_ = "".join(random_.choice(signs) for _ in range(random_.randint(1, 64)))
        assert toast(await house.tg.forge_press(mallory, house.group, left["message_id"], bytes_)) == OUTDATED
    await house.settle()
    await house.seated("Sari")
    assert house.rows("mabar_seat") == 1


async def test_a_ticket_is_good_only_where_it_was_shown(house: House) -> None:
    sari, mallory, eve = house.thumb("Sari"), house.thumb("Mallory", start=True), house.gamer("Eve")
    second = house.tg.add_group("Lain")
    house.tg.join(mallory, second)
    assert house.channel.guild is not None
    elsewhere = house.dc.add_channel(house.channel.guild, "lain")
    await house.plan(sari)
    left, right = house.card_tg(), house.card_dc()
    assert left and right
    ticket = data_of(left, say("mabar-join"))
    post = house.tg.write(mallory, second, "halo semua")
    for chat, message in ((second, post["message_id"]), (mallory, house.tg.messages(mallory)[0]["message_id"])):
        assert toast(await house.tg.forge_press(mallory, chat, message, ticket)) == OUTDATED
    moved = await house.dc.forge_press(eve, data_of(right, say("mabar-join")), right["id"], channel=elsewhere).shown()
    assert house.shown(moved) == OUTDATED
    await house.settle()
    assert house.rows("mabar_seat") == 1


async def test_a_question_belongs_to_who_was_asked(house: House) -> None:
    sari, mallory = house.thumb("Sari"), house.thumb("Mallory")
    tono, eve = house.gamer("Tono"), house.gamer("Eve")
    question = await house.writes(sari, "/mabar ml besok jam 8")
    evening = labels(question)[-1]
    stolen = data_of(question, evening)
    assert toast(await house.tg.forge_press(mallory, house.group, question["message_id"], stolen)) == OUTDATED
    # nor may one answer it in words for another
    house.tg.write(mallory, house.group, "27 november 2026 jam 20.00", reply_to=question["message_id"])
    asked = await house.slash(tono, "mabar ajak", game="pubg", when="besok jam 8")
    assert asked.original is not None
    ticket = data_of(asked.original.body, labels(asked.original.body)[0])
    got = await house.dc.forge_press(eve, ticket, asked.original).shown()
    assert house.shown(got) == OUTDATED
    await house.settle()
    assert house.rows("mabar_session") == 0
    await house.tg.press(sari, house.group, evening)
    await house.seated("Sari", game=ML)


async def test_a_link_cannot_be_agreed_to_by_another(house: House) -> None:
    bimo, eve, rara = house.gamer("Bimo"), house.gamer("Eve"), house.thumb("Rara", start=True)
    given = await house.slash(bimo, "tautkan")
    code = house.shown(given).partition(": ")[2].partition(".")[0]
    await house.writes(rara, f"/tautkan {code}", rara)
    question = (await until(lambda: house.dc.dms(bimo)))[-1]
    ticket = data_of(question, say("members-yes"))
    for where in (None, house.channel):
        got = await house.dc.forge_press(eve, ticket, question["id"], channel=where).shown()
        assert house.shown(got) == OUTDATED
    wrong = [await house.writes(rara, f"/tautkan ABCD-EFG{n}", rara) for n in range(2, 8)]
    assert wrong[0]["text"] == say("members-code-wrong")
    assert wrong[-1]["text"] == say("members-too-many-tries", minutes=10)
    assert len(house.query("SELECT DISTINCT person FROM account WHERE name IN ('Bimo', 'Rara')")) == 2


async def test_an_outdated_ticket(house: House) -> None:
    sari, rara, bimo = house.thumb("Sari"), house.thumb("Rara"), house.gamer("Bimo")
    await house.plan(sari, "ml 24 november 2026 jam 9 malem 3")
    left, right = house.card_tg(), house.card_dc()
    assert left and right
    house.turn(timedelta(hours=12))
    await until(
        lambda: (
            house.cards_tg(title="mabar-roster-over", game=ML) and house.cards_dc(title="mabar-roster-over", game=ML)
        )
    )
    over = say("mabar-over", game=ML)
    assert (
        toast(await house.tg.forge_press(rara, house.group, left["message_id"], data_of(left, say("mabar-join"))))
        == over
    )
    late = await house.dc.forge_press(bimo, data_of(right, say("mabar-join")), right["id"]).shown()
    assert house.shown(late) == over


async def test_a_note_of_ten_thousand_characters(house: House) -> None:
    sari, bimo = house.thumb("Sari"), house.gamer("Bimo")
    await house.plan(sari)
    await house.press(bimo, "mabar-join")
    await house.press(sari, "mabar-note")
    asked = await house.question()
    # Telegram's apps cut what is longer into messages of 4,096
    again = await house.writes(sari, "x" * 4096, reply_to=asked["message_id"])
    assert again["text"].startswith(say("house-too-long", got=4096, most=100))
    opened = await house.press(bimo, "mabar-note")
    assert opened.modal is not None
    opened.modal["components"][0]["component"]["max_length"] = None  # a changed client does not ask
    refused = await house.dc.submit(bimo, opened, {"text": "y" * 4000}).shown()
    assert say("house-too-long", got=4000, most=100) in house.shown(refused)
    long = await house.writes(sari, "/mabar pubg 27 november 2026 jam 20.00 2 " + "z" * 4000)
    assert say("house-too-long", got=4000, most=200) in long["text"]
    with pytest.raises(Refusal):
        house.dc.slash(bimo, house.channel, "mabar ajak", {"game": "g" * 41, "when": "27 november 2026 jam 20.00"})
    await house.settle()
    await house.seated("Sari", "Bimo")
    assert house.rows("mabar_session") == 1


async def test_a_flood_of_emoji_is_cut_kindly_and_every_offset_is_right(house: House) -> None:
    family = "👨‍👩‍👧‍👦"
    sari = house.thumb("Sari")
    await house.plan(sari, f"{'😀' * 30} 27 november 2026 jam 20.00 20 {'🎉' * 190}")
    many = [house.gamer(f"{family}{number}", username=f"keluarga{number}") for number in range(19)]
    card = house.card_dc()
    assert card
    for one in many:
        await house.dc.press(one, card["id"], say("mabar-join")).shown()
        opened = await house.dc.press(one, card["id"], say("mabar-note")).shown()
        noted = await house.dc.submit(one, opened, {"text": "😀" * 50 + family * 7}).shown()
        assert house.shown(noted) == say("mabar-noted")
    await house.settle()
    left, right = house.card_tg(), house.card_dc()
    assert left and right
    units = left["text"].encode("utf-16-le")
    assert len(units) // 2 <= 4096
    told = next(one for one in left["entities"] if one["type"] == "date_time")
    piece = units[2 * told["offset"] : 2 * (told["offset"] + told["length"])].decode("utf-16-le")
    assert piece == "Jum 27 Nov 20.00 WIB"
    assert [one["type"] for one in left["entities"]] == ["bold", "date_time", "bot_command"]
    description = right["embeds"][0]["description"]
    assert len(description.encode("utf-16-le")) // 2 <= 4096
    hidden = [text.splitlines()[-1] for text in (left["text"], Literal.of(description).text)]
    for line in hidden:
        assert line in [say("mabar-roster-more", hidden=number, id=1) for number in range(1, 25)], line


@pytest.mark.parametrize("nasty", [NASTY, UNSEEN])
async def test_whatever_somebody_is_called_or_writes_is_shown_literally(house: House, nasty: str) -> None:
    house.dc.world.persons["123"] = house.gamer("Korban")
    sari, nasty_tg = house.thumb(nasty), house.thumb(nasty + "2")
    eve = house.dc.add_person(nasty, username="eve")
    assert house.channel.guild is not None
    house.dc.join(eve, house.channel.guild)
    await house.plan(sari, f"ml 27 november 2026 jam 20.00 5 {nasty.replace('|', '!')}")
    assert toast(await house.press(nasty_tg, "mabar-join")).startswith(begins("mabar-joined", game=ML))
    await house.press(eve, "mabar-join")
    opened = await house.press(eve, "mabar-note")
    await house.dc.submit(eve, opened, {"text": nasty}).shown()
    await house.slash(
        eve, "mabar ajak", game=nasty[:40], when="27 november 2026 jam 20.00", note="# judul\n- satu\n> dua\n1. tiga"
    )
    house.tg.write(sari, house.group, "/dadu 2d6")
    await until(lambda: len(house.cards_tg()) == len(house.cards_dc()) == 2)
    await until(lambda: house.seats_tg(game=ML)[2:] == [seen(f"{nasty} ({nasty.strip()})")])
    await until(lambda: any("2d6" in one["content"] for one in house.said_dc()))
    await house.settle()
    for message in [*house.said_tg(), *house.said_tg(sari)]:
        assert _marked(message) <= {"bold", "date_time", "text_mention"}, message
    seats = house.seats_tg(game=ML)
    assert seats == [seen(nasty), seen(f"{nasty}2"), seen(f"{nasty} ({nasty.strip()})")]
    assert all("\u202e" not in one["text"] for one in house.said_tg())
    for message in house.dc.messages(house.channel):
        _harmless(house, message, {eve.id})


def seen(text: str) -> str:
    """A text as it may be shown: without what turns the direction of everything after it."""
    return text.replace("\u202e", "")


def _marked(message: dict[str, Any]) -> set[str]:
    """How the bot marked a message's pieces; a link or a @name that an app finds in plain text is its own doing."""
    found = {"url", "hashtag", "email", "bot_command"}
    return {one["type"] for one in message.get("entities", [])} - found


def _harmless(house: House, message: dict[str, Any], may_be_named: set[str]) -> None:
    if message["author"]["id"] != house.dc.world.bot.id:
        return
    assert not message["mention_everyone"] and not message["mention_roles"], message
    assert {one["id"] for one in message["mentions"]} <= may_be_named, message
    embeds = [embed.get(part, "") for embed in message["embeds"] for part in ("title", "description")]
    for text in (message["content"], *embeds):
        read = Literal.of(text)
        assert not read.obeyed, (read.obeyed, text)
        assert set(read.mentions) <= may_be_named, text
        assert 0 not in read.times
        assert not any(bad in text for bad in ("@everyone", "@here", "\u202e")), text
        assert not any(line.lstrip().startswith(("- ", "+ ", "> ", "# ", "-# ")) for line in text.splitlines()), text
