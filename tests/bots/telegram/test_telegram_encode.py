"""Our messages in Telegram's words: entities, limits, keyboards."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bots.telegram.encode import edit_params, keys, send_params, toast, units
from core.kit.places import Kind, Place
from core.kit.port import Key, Message, Moment, Ref, Rejected, Somebody, Spans, Words

GROUP = Place("telegram", "-100123", "", Kind.GROUP)
WHEN = datetime(2026, 11, 28, 13, 0, tzinfo=UTC)


def words(text: str) -> Spans:
    return (Words(text),)


def marked(params: dict[str, Any]) -> list[tuple[str, str]]:
    """What each entity covers, cut out by UTF-16 units as Telegram does it."""
    raw = params["text"].encode("utf-16-le")
    return [
        (entity["type"], raw[2 * entity["offset"] : 2 * (entity["offset"] + entity["length"])].decode("utf-16-le"))
        for entity in params.get("entities", [])
    ]


def test_a_plain_line_has_no_entities_and_no_parse_mode():
    params = send_params(GROUP, Message(lines=(words("halo"),)))
    assert params == {"chat_id": -100123, "text": "halo", "link_preview_options": {"is_disabled": True}}


def test_title_is_bold_and_offsets_count_utf16_units():
    message = Message(
        title=(Words("🎮🏆 Mobile Legends "), Moment(WHEN, "Sab 20.00 WIB")),
        lines=((Words("👑 "), Somebody("Sari 🌸", "42")), (Words("jam "), Moment(WHEN, "Sab 20.00 WIB"))),
        pings=("42",),
    )
    params = send_params(GROUP, message)
    assert params["text"] == "🎮🏆 Mobile Legends Sab 20.00 WIB\n👑 Sari 🌸\njam Sab 20.00 WIB"
    assert marked(params) == [
        ("bold", "🎮🏆 Mobile Legends Sab 20.00 WIB"),
        ("date_time", "Sab 20.00 WIB"),
        ("text_mention", "Sari 🌸"),
        ("date_time", "Sab 20.00 WIB"),
    ]
    assert params["entities"][1]["unix_time"] == 1795870800
    assert params["entities"][2]["user"] == {"id": 42, "is_bot": False, "first_name": "Sari 🌸"}


def test_only_those_who_may_be_notified_are_mentioned():
    line = (Somebody("Sari", "42"), Words(" "), Somebody("Budi", "43"), Words(" "), Somebody("Tono"))
    assert marked(send_params(GROUP, Message(lines=(line,), pings=("43",)))) == [("text_mention", "Budi")]


@pytest.mark.parametrize(
    "name", ["<b>bos</b>", "**bos** [x](tg://user?id=1)", "@everyone", "&amp;", "`x`", "{hidden}", "ب\u200dos"]
)
def test_markup_in_names_stays_text(name: str):
    params = send_params(GROUP, Message(title=(Somebody(name),), lines=((Somebody(name, "7"),),)))
    shown = name.replace("@", "@\u2060")  # else Telegram would make a mention of it by itself
    assert params["text"] == f"{shown}\n{shown}"
    assert marked(params) == [("bold", shown)]
    assert "parse_mode" not in params


def test_a_name_cannot_forge_further_lines():
    assert send_params(GROUP, Message(lines=((Somebody("Sari\n\n1. Budi"),),)))["text"] == "Sari 1. Budi"


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\x00", "\u2028", "\x1b"])
def test_what_turns_or_breaks_the_rest_of_a_line_is_not_shown(sign: str):
    moment = Moment(datetime(2026, 11, 28, 20, 0, tzinfo=UTC), "Sab 20.00")
    line = (Somebody(f"{sign}So{sign}s", "7"), Words(f": {sign}ya "), moment)
    params = send_params(GROUP, Message(lines=(line,), pings=("7",)))
    assert params["text"] == "Sos: ya Sab 20.00"
    assert marked(params) == [("text_mention", "Sos"), ("date_time", "Sab 20.00")]


@pytest.mark.parametrize("letter", ["a", "😀", "é"])
def test_lines_that_do_not_fit_are_counted(letter: str):
    lines = tuple(words(f"{number} " + letter * 40) for number in range(200))
    params = send_params(GROUP, Message(title=words("Judul"), lines=lines, more="dan {hidden} lagi"))
    shown = params["text"].split("\n")
    hidden = 200 - (len(shown) - 2)
    assert units(params["text"]) <= 4096
    assert units(params["text"]) > 3900
    assert shown[-1] == f"dan {hidden} lagi"
    assert shown[-2].endswith(letter * 40)


def test_exactly_4096_units_are_not_cut():
    assert send_params(GROUP, Message(lines=(words("a" * 4094), words("b"))))["text"].endswith("a\nb")
    cut = send_params(GROUP, Message(lines=(words("a" * 4094), words("bb")), more="+{hidden}"))
    assert cut["text"].endswith("…") or cut["text"].endswith("+1")
    assert units(cut["text"]) <= 4096


@pytest.mark.parametrize("text", ["x" * 10_000, "😀" * 10_000])
def test_one_endless_line_is_cut_between_characters(text: str):
    shown = send_params(GROUP, Message(title=(Words("T"),), lines=(words(text),)))["text"]
    assert 4090 <= units(shown) <= 4096
    assert shown.endswith(text[0] + "…")
    endless_title = send_params(GROUP, Message(title=words(text), lines=(words("ada"),)))
    assert endless_title["text"].endswith("…\nada")
    assert units(endless_title["text"]) <= 1024 + 4
    assert marked(endless_title)[0][1].endswith("…")


def test_nothing_to_show_is_our_own_mistake():
    with pytest.raises(Rejected):
        send_params(GROUP, Message(lines=(words(" \n"),), rows=((Key("Ikut", "t"),),)))


def test_place_reply_and_silence():
    topic = Place("telegram", "-100123", "77", Kind.GROUP)
    params = send_params(topic, Message(lines=(words("x"),), reply_to="5", silent=True))
    assert params["message_thread_id"] == 77
    assert params["reply_parameters"] == {"message_id": 5, "allow_sending_without_reply": True}
    assert params["disable_notification"] is True
    general = Place("telegram", "@guyub", "1", Kind.GROUP)
    assert send_params(general, Message(lines=(words("x"),))) == {
        "chat_id": "@guyub",
        "text": "x",
        "link_preview_options": {"is_disabled": True},
    }


def test_a_question_opens_the_reply_box_of_the_asked_one():
    asked = send_params(GROUP, Message(lines=(words("Catatannya apa? " * 9), words("b")), reply_to="9", asks=True))
    box = asked["reply_markup"]
    assert box["force_reply"] is True
    assert box["selective"] is True
    assert len(box["input_field_placeholder"]) == 64
    with_keys = Message(lines=(words("Pilih"),), rows=((Key("A", "a"),),), asks=True)
    assert "inline_keyboard" in send_params(GROUP, with_keys)["reply_markup"]


def shape(*rows: tuple[str, ...]) -> list[list[str]]:
    made = keys([[Key(label, "ticket") for label in row] for row in rows])
    return [[key["text"] for key in row] for row in made]


def test_rows_are_wrapped_so_that_labels_can_be_read():
    assert shape(("Ikut", "Keluar", "Catatan")) == [["Ikut", "Keluar", "Catatan"]]
    assert shape(("Ikut cadangan", "Ganti catatan", "Keluar saja", "Batal")) == [
        ["Ikut cadangan", "Ganti catatan"],
        ["Keluar saja", "Batal"],
    ]
    assert [len(row) for row in shape(tuple(str(number) for number in range(10)))] == [5, 5]
    assert shape(("x" * 80, "y")) == [["x" * 80], ["y"]]
    assert shape((), ("a",)) == [["a"]]


def test_a_hundred_buttons_at_most():
    made = keys([[Key(f"{row}.{number}", "t") for number in range(30)] for row in range(5)])
    assert sum(len(row) for row in made) == 100
    assert max(len(row) for row in made) <= 8


def test_kinds_of_buttons():
    row = (Key("a", "t" * 64, tone="good"), Key("b", "u", tone="danger"), Key("c", url="https://x.example"))
    assert keys([row]) == [
        [
            {"text": "a", "callback_data": "t" * 64, "style": "success"},
            {"text": "b", "callback_data": "u", "style": "danger"},
            {"text": "c", "url": "https://x.example"},
        ]
    ]


@pytest.mark.parametrize("ticket", ["", "t" * 65, "é" * 33])
def test_a_ticket_of_a_wrong_size_is_our_own_mistake(ticket: str):
    with pytest.raises(Rejected):
        keys([[Key("a", ticket)]])


def test_an_edit_carries_what_is_shown_and_nothing_of_sending():
    message = Message(lines=(words("x"),), rows=((Key("a", "t"),),), reply_to="5", silent=True, asks=True)
    assert edit_params(Ref(GROUP, "12"), message) == {
        "chat_id": -100123,
        "message_id": 12,
        "text": "x",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "t"}]]},
    }
    assert "reply_markup" not in edit_params(Ref(GROUP, "12"), Message(lines=(words("x"),)))


def test_what_fits_into_a_toast():
    assert toast(Message(title=words("Sip"), lines=(words("kamu ikut"),))) == "Sip\nkamu ikut"
    assert toast(Message(lines=(words("😀" * 100),))) == "😀" * 100
    assert not toast(Message(lines=(words("😀" * 101),)))
    assert not toast(Message(lines=(words("x"),), rows=((Key("a", "t"),),)))
    assert not toast(Message(lines=(words("x"),), asks=True))
