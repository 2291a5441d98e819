"""Asking for what is missing: a form on one platform, questions on the other, and everything people type into them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from core.engine.tables import question
from core.kit import Person, Room
from core.kit.port import Command, Filled, Press, Said, Somebody, Words
from core.kit.sql import func, select
from tests.core.engine.lab import Color, Lab
from tests.rig import Rig, Who

TEN = timedelta(minutes=10)
FIELDS = ["name", "count", "sure", "color", "who", "where", "long"]


async def open_questions(rig: Rig) -> int:
    return int(await rig.database.read.value(select(func.count()).select_from(question)))


async def answers(who: Who, *said: str) -> None:
    for line in said:
        await who.says(line, "lobby", to_bot=True)


def shown(who: Who) -> list[Any]:
    return [span for line in who.last.message.lines for span in line]


# --- the manner of each platform ---


async def test_a_form_on_the_one_platform(rig: Rig, lab: Lab) -> None:
    bimo = rig.person("Bimo", on="discord")
    await bimo.calls("catat", "lobby")
    assert bimo.form
    (field,) = bimo.form.fields
    assert (field.name, field.label, field.longest, field.required) == ("text", "Catatan", 200, True)
    assert bimo.form.title == "Catat sesuatu"
    assert bimo.answers == []
    await bimo.fills("lobby", text="halo")
    assert lab.ran == [("jot", "halo")]


async def test_a_question_on_the_other(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/catat", "lobby")
    assert sari.last.keys == ["house-as-is", "house-ask-footer"]
    assert sari.last.value("it") == "Catatan"
    assert sari.last.message.asks
    assert sari.last.message.reply_to == "m1"
    await answers(sari, "halo")
    assert lab.ran == [("jot", "halo")]
    assert await open_questions(rig) == 0
    await answers(sari, "lagi")
    assert lab.ran == [("jot", "halo")], "the question is answered"


async def test_the_next_question_still_replies_to_who_is_asked(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/borang n | 3", "lobby")
    await sari.does(Press(sari.last.ticket("house-yes")), "lobby")
    assert sari.last.value("it") == "Warna"
    assert sari.last.message.reply_to == "m1", "so that only they are shown a box to reply in"
    await sari.does(Press(sari.last.ticket("Merah")), "lobby")
    assert sari.last.message.reply_to == "m1"


async def test_another_person_does_not_answer_the_question(rig: Rig, lab: Lab) -> None:
    sari, tono = rig.person("Sari", on="telegram"), rig.person("Tono", on="telegram")
    await sari.says("/catat", "lobby")
    await answers(tono, "halo")
    assert lab.ran == []


async def test_more_than_five_by_two_forms(rig: Rig, lab: Lab) -> None:
    bimo = rig.person("Bimo", on="discord")
    await bimo.calls("borang", "lobby")
    assert bimo.form
    assert [field.name for field in bimo.form.fields] == FIELDS[:5]
    assert dict(bimo.form.fields[3].choices) == {"red": "Merah", "blue": "Biru"}
    assert [value for value, _ in bimo.form.fields[2].choices] == ["1", "0"]
    await bimo.fills("lobby", name="n", count="3", sure="0", color="blue", who=bimo.account.id)
    assert lab.ran == []
    await bimo.presses("house-open-form", "lobby")
    assert bimo.form
    assert [field.name for field in bimo.form.fields] == FIELDS[5:]
    await bimo.fills("lobby", where="#Lobby", long="1 jam")
    assert lab.ran == [("fill", "n", 3, False, Color.BLUE, Person(1), Room("lobby"), timedelta(hours=1))]
    assert bimo.last.key == "lab-filled"


async def test_every_type_by_questions_and_buttons_across_restarts(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/borang", "lobby")
    assert sari.last.value("it") == "Namanya siapa?", "the question in full"
    await answers(sari, "n")
    await rig.restart()
    for wrong in ("banyak", "0", "10", "+-3", "--3", "3.5", "1" * 30):
        await answers(sari, wrong)
        assert sari.last.key in {"house-no-number", "house-not-between"}, wrong
    await answers(sari, "3")
    await answers(sari, "mungkin")
    assert sari.last.key == "house-yes-or-no"
    await sari.does(Press(sari.last.ticket("house-no")), "lobby")
    await answers(sari, "ungu")
    assert sari.last.key == "house-no-choice"
    assert sari.last.labels == ["Merah", "Biru"]
    await rig.restart()
    await answers(sari, "BLUE" if rig.community.lang == "id" else "biru")
    for nobody in ("@", "@siapa", "siapa", "99999"):
        await answers(sari, nobody)
        assert sari.last.key == "house-no-person", nobody
    await answers(sari, "@SARI")
    await answers(sari, "dapur")
    assert sari.last.key == "house-no-room"
    await sari.does(Press(sari.last.ticket("lobby")), "lobby")
    await answers(sari, "lama")
    assert sari.last.key == "house-no-span"
    await rig.restart()
    await answers(sari, "90 menit")
    assert lab.ran == [("fill", "n", 3, False, Color.BLUE, Person(1), Room("lobby"), timedelta(minutes=90))]
    assert await open_questions(rig) == 0


async def test_nobody_without_a_username_is_found_by_an_empty_one(rig: Rig, lab: Lab) -> None:
    from dataclasses import replace

    sari = rig.person("Sari", on="telegram")
    sari.account = replace(sari.account, username="")
    await sari.says("/sapa @", "lobby")
    assert sari.last.key == "house-no-person"


async def test_a_wrong_answer_in_a_form_is_shown_again_with_what_was_typed(rig: Rig, lab: Lab) -> None:
    bimo = rig.person("Bimo", on="discord")
    await bimo.calls("borang", "lobby", name="n", count=12, sure=True, color="red", who="100", where="lobby")
    assert bimo.last.key == "house-not-between"
    await bimo.presses("house-open-form", "lobby")
    assert bimo.form
    assert [field.name for field in bimo.form.fields] == ["count", "long"]
    assert bimo.form.fields[0].value == "12"
    await bimo.fills("lobby", count="2", long="sebentar")
    assert bimo.last.key == "house-no-span"
    await bimo.presses("house-open-form", "lobby")
    await bimo.fills("lobby", long="5 menit")
    assert [entry[0] for entry in lab.ran] == ["fill"]


async def test_a_form_opens_again_when_what_is_known_fits_into_no_ticket(rig: Rig, lab: Lab) -> None:
    bimo = rig.person("Bimo", on="discord")
    await bimo.calls("borang", "lobby", name="panjang " * 20, count=2, sure=True, color="red", who="100", where="lobby")
    await bimo.presses("house-open-form", "lobby")
    assert bimo.form, "the form, not the same question again"
    await bimo.fills("lobby", long="5 menit")
    assert lab.ran[0][1] == ("panjang " * 20).strip()


# --- stopping ---


@pytest.mark.parametrize("word", ["/batal", "/cancel"])
async def test_stopped(rig: Rig, lab: Lab, word: str) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/catat", "lobby")
    await sari.says(word, "lobby")
    assert sari.last.key == "house-cancelled"
    await answers(sari, "halo")
    assert lab.ran == []
    await sari.says(word, "lobby")
    assert sari.last.key == "house-nothing-to-cancel"


async def test_a_question_waits_for_ten_minutes(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/catat", "lobby")
    await rig.turn(TEN)
    await answers(sari, "tepat waktu")
    assert lab.ran == [("jot", "tepat waktu")]
    await sari.says("/borang n | 3", "lobby")
    late = sari.last.ticket("house-no")
    await rig.turn(TEN + timedelta(seconds=1))
    await sari.does(Press(late), "lobby")
    assert sari.last.key == "house-outdated"
    count = len(sari.answers)
    await answers(sari, "ya")
    assert [seen.key for seen in sari.answers[count:]] == ["house-question-over"]
    await answers(sari, "ya")
    assert len(sari.answers) == count + 1, "it is said once"
    assert len(lab.ran) == 1


async def test_a_newer_question_takes_the_older_ones_place(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/borang n | 3", "lobby")
    older = sari.last.ticket("house-no")
    await sari.says("/catat", "lobby")
    await answers(sari, "halo")
    assert lab.ran == [("jot", "halo")]
    await sari.does(Press(older), "lobby")
    assert sari.last.key == "house-outdated"


async def test_questions_in_two_places_do_not_mix(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/catat", "lobby")
    await sari.says("/tolak")
    await sari.says("please")
    assert sari.last.key == "lab-done"
    await answers(sari, "halo")
    assert lab.ran == [("jot", "halo")]


async def test_a_question_of_a_feature_that_is_off_by_now_is_no_trap(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/catat")
    rig.features.clear()
    await rig.restart()
    await sari.says("halo")
    assert sari.last.key == "house-hint"


# --- refusing ---


async def test_a_refusal_that_asks_is_answered_and_the_rest_is_kept(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/tolak no | ya", "lobby")
    assert sari.last.keys == ["lab-no", "house-as-is", "house-ask-footer"]
    await answers(sari, "no")
    assert sari.last.key == "lab-no"
    await answers(sari, "please")
    assert sari.last.key == "lab-done"
    assert await open_questions(rig) == 0


async def test_a_refusal_that_asks_opens_a_form(rig: Rig) -> None:
    bimo = rig.person("Bimo", on="discord")
    await bimo.calls("tolak", "lobby", text="no", again=True)
    assert bimo.last.key == "lab-no"
    await bimo.presses("house-open-form", "lobby")
    await bimo.fills("lobby", text="please")
    assert bimo.last.key == "lab-done"


async def test_a_plain_refusal_closes_the_question(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/tolak", "lobby")
    await answers(sari, "no")
    assert sari.last.keys == ["lab-no"]
    assert await open_questions(rig) == 0
    count = len(sari.answers)
    await answers(sari, "please")
    assert len(sari.answers) == count


# --- asked by a button in a room ---


async def pressed(rig: Rig, sari: Who) -> None:
    await sari.says("/papan a", "lobby")
    await sari.does(Press(rig.card("lobby", "telegram", "lab-board").ticket("lab-remark")), "lobby")


async def test_a_button_asks_in_private_whom_it_can_and_the_room_is_remembered(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/start")
    await pressed(rig, sari)
    assert sari.told.message.asks
    assert [seen.key for seen in rig.room("lobby", "telegram")] == ["lab-board"], "the room is not bothered"
    await sari.says("x" * 101)
    await sari.says("halo")
    assert lab.ran == [("remark", "a", "halo")]
    assert lab.seen == [(Room("lobby"), sari.place("lobby"))]


async def test_a_button_asks_in_the_room_whom_it_cannot_write_to(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await pressed(rig, sari)
    assert rig.room("lobby", "telegram")[-1].message.asks
    await answers(sari, "halo")
    assert lab.seen == [(Room("lobby"), sari.place("lobby"))]


# --- what people type ---

ODD = {
    "markup": "<b>tebal</b> *bold* [x](https://evil.example) `code` ||spoiler||",
    "everyone": "@everyone @here <@&1234> <@5678> <#99>",
    "overridden": "gnp.\u202egpj",
    "joined": "a\u200bd\u200cm\u2060in\ufeff",
    "stacked": "Z̸̢̛̫̱̦a̷͙̓l̶̰̈g̷̘̈́o̵̙͝",
    "fluent": '{ $text } { "x" } -term',
    "lines": "satu\ndua\n\n\n# tiga",
}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_what_is_typed_is_shown_literally(rig: Rig, lab: Lab, platform: str, odd: str) -> None:
    who = rig.person("Sari", on=platform)
    if platform == "telegram":
        await who.says("/catat", "lobby")
        await answers(who, odd)
    else:
        await who.calls("catat", "lobby")
        await who.fills("lobby", text=odd)
    assert who.last.key == "lab-jotted"
    assert shown(who) == [Words(f"Dicatat: {odd}")]
    assert who.last.message.pings == ()


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
async def test_a_name_is_shown_literally(rig: Rig, lab: Lab, odd: str) -> None:
    sari = rig.person(odd, on="telegram")
    await sari.says("/siapa", "lobby")
    for on in ("telegram", "discord"):
        tono = rig.person("Tono", on="telegram")
        await tono.does(Command("sapa", args={"who": sari.account.id}), "lobby")
        account = sari.account.id if on == "telegram" else None
        message = rig.room("lobby", on)[-1].message
        assert message.lines == ((Words("Halo "), Somebody(odd, account)),)
        assert message.pings == ((account,) if account else ())


@pytest.mark.parametrize("platform", ["telegram", "discord"])
@pytest.mark.parametrize("flood", ["x" * 10_000, "👨‍👩‍👧‍👦" * 1000, "\U0001f480" * 201])
async def test_too_much_is_refused_with_its_length_and_asked_again(
    rig: Rig, lab: Lab, platform: str, flood: str
) -> None:
    who = rig.person("Sari", on=platform)
    if platform == "telegram":
        await who.says("/catat", "lobby")
        await answers(who, flood)
    else:
        await who.calls("catat", "lobby")
        await who.fills("lobby", text=flood)
    assert who.last.key == "house-too-long"
    assert (who.last.value("got"), who.last.value("most")) == (len(flood), 200)
    assert flood[:50] not in str(who.last.message)
    assert lab.ran == []
    if platform == "telegram":
        await answers(who, "👨‍👩‍👧‍👦" * 28)
    else:
        await who.presses("house-open-form", "lobby")
        assert who.form
        assert len(who.form.fields[0].value) <= 200, "what was typed comes back, as much as fits"
        await who.fills("lobby", text="👨‍👩‍👧‍👦" * 28)
    assert lab.ran == [("jot", "👨‍👩‍👧‍👦" * 28)]


async def test_nothing_but_blanks_is_no_answer(rig: Rig, lab: Lab) -> None:
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    await sari.says("/catat", "lobby")
    await answers(sari, "   ")
    assert sari.last.key == "house-too-short"
    await bimo.calls("catat", "lobby")
    await bimo.fills("lobby", text="  \n ")
    assert lab.ran == []
    assert bimo.last.labels, "asked again"


async def test_a_forged_form_is_refused(rig: Rig, lab: Lab) -> None:
    bimo, budi = rig.person("Bimo", on="discord"), rig.person("Budi", on="discord")
    await bimo.calls("catat", "lobby")
    assert bimo.form
    ticket = bimo.form.ticket
    for who, room, sent in (
        (bimo, "lobby", "A" + ticket[1:]),
        (bimo, "admin", ticket),
        (budi, "lobby", ticket),
        (bimo, "lobby", ""),
    ):
        await who.does(Filled(sent, {"text": "x"}), room)
        assert who.last.key == "house-outdated"
    assert lab.ran == []
    await bimo.does(Filled(ticket, {"text": "x", "other": "y"}), "lobby")
    assert lab.ran == [("jot", "x")]


async def test_an_answer_may_come_by_way_of_said_only_when_meant_for_the_bot(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/catat", "lobby")
    await sari.does(Said("ngobrol aja"), "lobby")
    assert lab.ran == []


@pytest.fixture
async def english() -> AsyncIterator[tuple[Rig, Lab]]:
    lab = Lab()
    rig = await Rig.open([lab.plugin], lang="en")
    yield rig, lab
    await rig.close()


async def test_choices_and_yes_are_understood_in_each_language(english: tuple[Rig, Lab]) -> None:
    rig, lab = english
    sari = rig.person("Sari", on="telegram")
    for color, yes in (("merah", "iya"), ("Red", "yes"), ("RED", "yep"), ("red", "boleh")):
        await sari.says(f"/form n | 3 | {yes} | {color} | @sari | lobby | 1 hour", "lobby")
        assert sari.last.key == "lab-filled", (color, yes)
    assert [entry[4] for entry in lab.ran] == [Color.RED] * 4
