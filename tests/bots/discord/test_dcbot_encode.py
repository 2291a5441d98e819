"""Messages, forms and choices as Discord gets them: shown literally, within its limits, remembered by nobody."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bots.discord import encode
from bots.discord.escape import clip, finish, plain_clip, size, words
from core.kit.port import Field, Form, Key, Message, Moment, Options, Somebody, Words

NASTY = [
    "@everyone", "@here", "@EveryOne free nitro", "<@123456789012345678>", "<@!123456789012345678>", "<@&42>", "<#42>",
    "<t:1700000000:R>", "</mabar:42>", "<id:customize>", "<:blob:123>", "<a:dance:123>", ":smile:", "**bold**", "_i_",
    "__u__", "*i*", "***x***", "~~gone~~", "||spoiler||", "`code`", "```py\nimport os\n```", "# head", "## head",
    "### head", "-# small", "- item", "* item", "+ item", "1. one", "12) two", "> quote", ">>> all", "  - indented",
    "[free](https://evil.example)", "[x](<https://evil.example>)", "https://evil.example/a_b_c", "http://x.y",
    "discord.gg/abc", "steam://run/1", "<https://evil.example>", "<mailto:a@b.c>", "\\", "\\\\", "\\*not\\*", "a\\",
    "line\n# head\n- item\n1. one\n> quote", "¯\\_(ツ)_/¯", "snake_case_name", "5 * 3 * 2", "a|b", "<", ">", "@", "#",
    "🎮🎮🎮", "👩‍👩‍👧‍👦", "مرحبا", "日本語", "19:30",
]  # fmt: skip

# What Discord would make something of, in a text whose escaped characters are taken out.
OBEYED = re.compile(
    r"[*_~|`\[\]()<>#@\\]|:\w+:|\w+://|discord\.gg/|^\s*([-+]|[0-9]+[.)])(?!\x00)", re.MULTILINE | re.IGNORECASE
)


def read(text: str) -> tuple[str, str]:
    """What a reader sees of escaped text, and what is left of it that markup could be made of."""
    seen = re.sub(r"\\([^0-9A-Za-z\s])", r"\1", text).replace("\u200b", "")
    left = re.sub(r"\\[^0-9A-Za-z\s]", "\x00", text)
    return seen, left


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("card", [False, True])
def test_whatever_is_written_is_shown_literally(text: str, card: bool) -> None:
    made = encode.shown(Message(lines=((Words(text),),), card=card))
    out = (made.text if card else made.content) or ""
    seen, left = read(out)
    assert seen == text
    assert not OBEYED.search(left)
    assert "@everyone" not in out.lower()
    assert "@here" not in out


@pytest.mark.parametrize("text", NASTY)
def test_a_name_is_literal_in_a_title_and_as_somebody_unknown_here(text: str) -> None:
    title = encode.shown(Message(title=(Words(text),), card=True)).title or ""
    assert read(title)[0] == " ".join(text.split())
    assert not OBEYED.search(read(title)[1])
    assert read(encode.shown(Message(lines=((Somebody(text),),))).content or "")[0] == text


@given(st.lists(st.text(alphabet=st.sampled_from("@everyonh<>:#*_~|`[]()\\/-+1. \nabt"), max_size=12), max_size=5))
def test_nothing_can_be_put_together_from_pieces(pieces: list[str]) -> None:
    out = finish("".join(words(piece) for piece in pieces))
    seen, left = read(out)
    assert seen == "".join(pieces)
    assert not OBEYED.search(left)
    assert "@everyone" not in out


def test_control_characters_and_turned_text_are_left_out() -> None:
    assert words("a\x00b\u202ec\u2066d\u2028e\x7f") == "abcde"
    assert words("a\r\nb\tc") == "a\nb c"


def test_times_and_persons() -> None:
    at = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)
    line = (Somebody("Sari", "42"), Words(" · "), Moment(at, "Sabtu, 28 November 2026 19.30 WIB"))
    made = encode.shown(Message(title=line, lines=(line,), card=True))
    assert made.text == f"<@42> · <t:{int(at.timestamp())}:F>"
    assert made.title == "Sari · Sabtu, 28 November 2026 19.30 WIB"
    assert encode.spans((Somebody("Sari", "42>@everyone"),)) == "Sari"


def test_only_those_a_message_names_are_notified() -> None:
    made = encode.shown(Message(lines=((Somebody("Sari", "42"),),), card=True))
    assert made.mentions.to_dict() == {"parse": []}
    assert made.content is None
    made = encode.shown(Message(lines=((Somebody("Sari", "42"),),), card=True, pings=("42",)))
    assert made.content == "<@42>"
    assert made.mentions.to_dict() == {"parse": [], "users": [42]}


def test_a_card_is_an_embed_and_talk_is_text() -> None:
    message = Message(title=(Words("Mabar"),), lines=((Words("a"),), (Words("b"),)))
    made = encode.shown(message)
    assert (made.content, made.embed) == ("**Mabar**\na\nb", None)
    made = encode.shown(Message(title=message.title, lines=message.lines, card=True))
    assert made.content is None
    assert made.embed is not None
    assert (made.embed.title, made.embed.description) == ("Mabar", "a\nb")


@pytest.mark.parametrize("card", [False, True])
def test_lines_that_do_not_fit_give_way_to_their_number(card: bool) -> None:
    most = encode.DESCRIPTION if card else encode.CONTENT
    lines = tuple((Words(f"pemain {number:04}"),) for number in range(1000))
    made = encode.shown(Message(lines=lines, more="… dan {hidden} lagi", card=card))
    text = (made.text if card else made.content) or ""
    assert most - 20 <= size(text) <= most
    *kept, last = text.split("\n")
    assert kept == [f"pemain {number:04}" for number in range(len(kept))]
    assert last == f"… dan {1000 - len(kept)} lagi"


def test_text_of_exactly_the_limit_is_left_whole() -> None:
    assert encode.fit(["a" * 1000, "b" * 999], "x", 2000) == "a" * 1000 + "\n" + "b" * 999
    assert encode.fit(["a" * 1000, "b" * 1000], "+{hidden}", 2000) == "a" * 1000 + "\n\\+1"


@pytest.mark.parametrize("text", ["a" * 10_000, "*" * 10_000, "👩‍👩‍👧‍👦" * 2000, "\\" * 5000, "x\n" * 5000])
def test_one_endless_line_is_cut_and_stays_within(text: str) -> None:
    made = encode.shown(Message(lines=((Words(text),), (Words("b"),)), more="+{hidden}"))
    assert made.content is not None
    assert size(made.content) <= encode.CONTENT
    assert made.content.endswith("\n\\+1")
    assert not OBEYED.search(read(made.content)[1])


@given(st.text(alphabet=st.sampled_from("*\\a👩<"), max_size=60), st.integers(5, 40))
def test_a_cut_tears_no_escape(text: str, most: int) -> None:
    cut = clip(finish(words(text)) + "<t:1700000000:F>", most)
    assert size(cut) <= most
    assert not re.search(r"(?<!\\)(\\\\)*\\$", cut.removesuffix("…"))
    assert not re.search(r"<t[^>]*$", cut)
    assert size(plain_clip(text, most)) <= most


async def test_buttons_are_wrapped_and_styled() -> None:
    tones = ("plain", "primary", "good", "danger")
    row = tuple(Key(f"k{number}", f"t{number}", tone=tones[number % 4]) for number in range(7))
    made = encode.shown(Message(rows=(row, (Key("web", url="https://guyub.example"), Key("twice", "t0")))))
    view = made.view()
    assert view is not None
    assert view.is_finished()
    rows = view.to_components()
    assert [len(line["components"]) for line in rows] == [5, 2, 1]
    first = rows[0]["components"]
    assert [button["style"] for button in first] == [2, 1, 3, 4, 2]
    assert [button["custom_id"] for button in first] == ["t0", "t1", "t2", "t3", "t4"]
    assert rows[2]["components"][0]["url"] == "https://guyub.example"
    assert rows[2]["components"][0]["style"] == 5


async def test_a_hundred_buttons_and_a_long_label_stay_within() -> None:
    rows = tuple((Key("🎮" * 200, f"t{number}"),) for number in range(100))
    view = encode.shown(Message(rows=rows)).view()
    assert view is not None
    made = view.to_components()
    assert len(made) == 5
    assert size(made[0]["components"][0]["label"]) <= 80


def test_a_form_is_a_modal_with_labels_and_a_list_to_pick_from() -> None:
    fields = (
        Field("note", "Catatan" * 20, hint="mis. bawa kopi", value="lama", longest=300, required=False),
        Field("game", "Gim", longest=40),
        Field("zone", "Zona", value="wib", choices=(("wib", "WIB"), ("wita", "WITA"))),
    )
    sent = encode.modal(Form("ticket", "Judul" * 20, fields))
    assert sent["custom_id"] == "ticket"
    assert len(sent["title"]) == 45
    note, game, zone = sent["components"]
    assert len(note["label"]) == 45
    assert note["component"] == {
        "type": 4, "style": 2, "custom_id": "note", "placeholder": "mis. bawa kopi", "value": "lama",
        "required": False, "max_length": 300,
    }  # fmt: skip
    assert game["component"]["style"] == 1
    assert zone["component"]["type"] == 3
    assert [(o["value"], o["default"]) for o in zone["component"]["options"]] == [("wib", True), ("wita", False)]


def test_choices_stay_within() -> None:
    made = encode.choices(Options((*((f"v{n}", "L" * 200) for n in range(30)), ("x" * 101, "too long"))))["choices"]
    assert len(made) == 25
    assert all(len(choice["name"]) == 100 for choice in made)
    assert encode.choices(Options((("", "none"), ("x" * 101, "long")))) == {"choices": []}


async def test_both_ways_of_sending_say_the_same() -> None:
    rows = ((Key("Ikut", "t:join", tone="good"), Key("web", url="https://guyub.example")),)
    made = encode.shown(Message(title=(Words("a"),), lines=((Words("b"),),), rows=rows, card=True, pings=("42",)))
    view, embed = made.view(), made.embed
    assert view is not None
    assert embed is not None
    sent = made.payload(hidden=True, silent=True)
    assert sent["flags"] == 1 << 6 | 1 << 12
    assert sent["allowed_mentions"] == {"parse": [], "users": ["42"]}
    assert sent["content"] == "<@42>"
    assert (sent["embeds"][0]["title"], sent["embeds"][0]["description"]) == (embed.title, embed.description)
    buttons = [{k: v for k, v in button.items() if k != "disabled"} for button in view.to_components()[0]["components"]]
    assert sent["components"][0]["components"] == buttons


def test_a_picture_is_in_the_embed_of_a_card_and_of_talk() -> None:
    photo = "https://cdn.example/a.png"
    card = encode.shown(Message(lines=((Words("x"),),), card=True, photo=photo))
    talk = encode.shown(Message(lines=((Words("x"),),), photo=photo))
    assert card.payload(hidden=False, silent=False)["embeds"] == [{"description": "x", "image": {"url": photo}}]
    assert (talk.content, talk.payload(hidden=False, silent=False)["embeds"]) == ("x", [{"image": {"url": photo}}])
    assert talk.embed is not None
    assert talk.embed.image.url == photo


def test_what_is_no_address_is_no_picture() -> None:
    made = encode.shown(Message(lines=((Words("x"),),), photo="AgACAgUAAx"))
    assert made.embed is None
    assert "embeds" not in made.payload(hidden=False, silent=False)
