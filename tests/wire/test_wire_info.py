"""The board of useful things on the real libraries: asked or by form, looked at, shown on both sides, found, voted."""

from __future__ import annotations

import pytest
from house_wire import Build, House
from reading_wire import Json, labels, reads, say, toast
from screens_wire import until

INFO = '[core.info]\nroom = "lobby"\nreview_room = "lobby"\ntrusted_after = 1\n[core.mabar]\npreview = false'


@pytest.fixture
async def house(build: Build) -> House:
    house = await build(more=INFO)
    await house.up()
    return house


def on_tg(house: House, words: str) -> Json | None:
    """The newest message of the group that says this, under a picture or not."""
    bot = house.tg.world.bot.id
    mine = [one for one in house.tg.messages(house.group) if one["from"]["id"] == bot]
    return next((one for one in mine[::-1] if words in one.get("text", one.get("caption", ""))), None)


def on_dc(house: House, words: str) -> Json | None:
    return next((one for one in house.said_dc()[::-1] if words in reads(one)), None)


async def test_asked_question_by_question_with_a_picture_and_looked_at_by_a_moderator(house: House) -> None:
    sari = house.thumb("Sari", start=True)
    for line in ("/info tambah", "kuliner", "Nasi uduk Bu Tini", "Tebet", "25rb", "https://uduk.example/menu"):
        await house.writes(sari, line, sari)
    house.tg.send(sari, None, "photo")
    await house.settle()
    await house.tg.press(sari, sari, say("info-send"))
    await house.settle()

    # a newcomer's waits for a moderator; the picture is seen where it was sent
    waits = await until(lambda: _with(house, say("info-accept")))
    done = await house.dc.press(house.boss, waits["id"], say("info-accept")).shown()
    assert not done.failed
    await house.settle()
    left = await until(lambda: _shown(house, "Nasi uduk Bu Tini"))
    assert left["photo"] and say("info-still") in labels(left)
    right = await until(lambda: next((one for one in house.said_dc() if say("info-still") in labels(one)), None))
    assert "Nasi uduk Bu Tini" in reads(right)

    # one vote a person, whichever side they are on
    bimo = house.gamer("Bimo")
    await house.dc.press(bimo, right["id"], say("info-still")).shown()
    await house.settle()
    votes = say("info-votes", still=1, gone=0)
    await until(lambda: votes in reads(next(one for one in house.said_dc() if one["id"] == right["id"])))
    await until(lambda: on_tg(house, votes))
    pressed = await house.tg.press(sari, house.group, say("info-still"), message=left["message_id"])
    assert toast(pressed) == say("info-vote-own")


async def test_asked_by_a_form_and_found_by_another_spelling(house: House) -> None:
    opened = await house.slash(house.boss, "info tambah")
    assert opened.modal is not None and len(_fields(opened.modal)) == 5
    filled = {
        "kind": "nonton",
        "title": "Layar tancap di Setu Babakan",
        "area": "jaksel",
        "price": "gratis",
        "link": "-",
    }
    shown = await house.dc.submit(house.boss, opened, filled).shown()
    assert not shown.failed
    draft = shown.original
    assert draft is not None
    await house.dc.press(house.boss, draft.id, say("info-send")).shown()
    await house.settle()
    await until(lambda: on_dc(house, "Layar tancap") and on_tg(house, "Layar tancap"))

    sari = house.thumb("Sari", start=True)
    found = await house.writes(sari, "/info cari layar tantjap", sari)
    assert "Layar tancap di Setu Babakan" in reads(found)
    nothing = await house.writes(sari, "/info cari perahu", sari)
    assert "Layar tancap" not in reads(nothing)


def _fields(modal: Json) -> list[Json]:
    return modal["components"]


def _with(house: House, label: str) -> Json | None:
    return next((one for one in house.said_dc()[::-1] if label in labels(one)), None)


def _shown(house: House, words: str) -> Json | None:
    """The entry as the group sees it: with the buttons to vote, and not the moderators' card."""
    shown = [one for one in house.tg.messages(house.group) if say("info-still") in labels(one)]
    return next((one for one in shown if words in one.get("caption", one.get("text", ""))), None)
