"""Rendering: texts and cards as messages, labels cut, links checked, and a digest of what is shown."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.engine.render import Drawing, digest
from core.engine.texts import Texts
from core.kit.action import Bound, DeclarationError
from core.kit.card import Button, Card, Link, Tone
from core.kit.people import Person
from core.kit.plugin import Plugin, Settings
from core.kit.port import Key, Message, Moment, Somebody, Words
from core.kit.text import Text, t

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
START = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)
SARI = Person(7, "Sari")

FTL = """\
rnd-title = Mabar { $game }
rnd-line = { $who } ikut { $when }
rnd-say = { $x }
rnd-more = dan { $hidden } lagi untuk { $who }
"""

rnd = Plugin("rnd", Settings, home="rnd")


@rnd.action
async def join(ctx: Any, id: int) -> None: ...


@pytest.fixture(scope="module")
def drawing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drawing]:
    root = tmp_path_factory.mktemp("render")
    (root / "render_pkg" / "texts").mkdir(parents=True)
    (root / "render_pkg" / "__init__.py").write_text("")
    for lang in ("id", "en"):
        (root / "render_pkg" / "texts" / f"{lang}.ftl").write_text(FTL, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(root))
        yield Drawing(Texts(["render_pkg"]))


def draw(drawing: Drawing, said: Text | Card) -> Message:
    def ticket(bound: Bound) -> str:
        return f"{bound.action.name}:{bound.args['id']}"

    return drawing.message(said, "id", WIB, now=NOW, who=lambda one: Somebody(one.name, str(one.id)), ticket=ticket)


def label(drawing: Drawing, words: str) -> str:
    return draw(drawing, Card(rows=[[Button(t("rnd-say", x=words), join.bind(1))]])).rows[0][0].label


CARD = Card(
    title=t("rnd-title", game="MLBB"),
    lines=[t("rnd-line", who=SARI, when=START), t("rnd-say", x="dua")],
    rows=[
        [
            Button(t("rnd-say", x="Ikut"), join.bind(42), Tone.GOOD),
            Link(t("rnd-say", x="Aturan"), "https://example.org/a?b#c"),
        ],
        [],
    ],
    more=t("rnd-more", who=SARI),
)


def test_a_card_in_full(drawing: Drawing) -> None:
    assert draw(drawing, CARD) == Message(
        title=(Words("Mabar MLBB"),),
        lines=(
            (Somebody("Sari", "7"), Words(" ikut "), Moment(START, "Sab 28 Nov 19.30 WIB")),
            (Words("dua"),),
        ),
        rows=((Key("Ikut", "rnd.join:42", "", "good"), Key("Aturan", "", "https://example.org/a?b#c")),),
        more="dan {hidden} lagi untuk Sari",
        card=True,
    )


def test_an_empty_card_is_an_empty_message(drawing: Drawing) -> None:
    assert draw(drawing, Card()) == Message(card=True)


def test_a_text_is_one_line_and_may_notify_whom_it_names(drawing: Drawing) -> None:
    said = t("rnd-line", who=SARI, when=t("rnd-say", x=SARI))
    message = draw(drawing, said)
    assert message.lines == ((Somebody("Sari", "7"), Words(" ikut "), Somebody("Sari", "7")),)
    assert (message.pings, message.card, message.rows) == (("7",), False, ())


def test_somebody_without_an_account_is_not_notified(drawing: Drawing) -> None:
    said = t("rnd-say", x=SARI)
    message = drawing.message(said, "id", WIB, now=NOW, who=lambda one: Somebody(one.name), ticket=lambda _: "")
    assert message == Message(lines=((Somebody("Sari"),),))


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a" * 80, "a" * 80),
        ("a" * 81, "a" * 79 + "…"),
        ("a" * 78 + "   bbb", "a" * 78 + "…"),
        ("satu\n dua\ttiga", "satu dua tiga"),
        ("a" * 77 + "👩‍👩‍👧‍👦bbb", "a" * 77 + "…"),
        ("a" * 78 + "👍🏽bbb", "a" * 78 + "…"),
        ("a" * 78 + "e\u0301bbb", "a" * 78 + "…"),
        ("  ", "…"),
        ("👨\u200d" * 60, None),
    ],
)
def test_labels_are_one_line_of_at_most_80_characters(drawing: Drawing, words: str, shown: str | None) -> None:
    got = label(drawing, words)
    assert 1 <= len(got) <= 80
    assert shown is None or got == shown


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org",
        "javascript:alert(1)",
        "https://",
        "https:///path",
        "tg://user?id=1",
        "https://a b.org",
        "https://example.org/\n",
        "https://user:pw@example.org",
        "https://[::1",
        "//example.org",
        "",
        "https://example.org/" + "a" * 600,
    ],
)
def test_only_plain_https_links(drawing: Drawing, url: str) -> None:
    with pytest.raises(DeclarationError, match="rnd-say"):
        draw(drawing, Card(rows=[[Link(t("rnd-say", x="Buka"), url)]]))


def test_the_digest_changes_with_everything_that_is_shown(drawing: Drawing) -> None:
    message = draw(drawing, CARD)
    key = message.rows[0][0]
    different = [
        message,
        replace(message, title=()),
        replace(message, title=(Words("Mabar PUBG"),)),
        replace(message, lines=message.lines[::-1]),
        replace(message, lines=(*message.lines, ())),
        replace(message, lines=((Words("Sari"), *message.lines[0][1:]), message.lines[1])),
        replace(message, lines=((Somebody("Sari", "8"), *message.lines[0][1:]), message.lines[1])),
        replace(message, lines=((Somebody("Sari"), *message.lines[0][1:]), message.lines[1])),
        replace(message, lines=((Moment(START, "x"),),)),
        replace(message, lines=((Moment(NOW, "x"),),)),
        replace(message, lines=((Moment(START, "y"),),)),
        replace(message, rows=()),
        replace(message, rows=((message.rows[0][0],), (message.rows[0][1],))),
        *(
            replace(message, rows=((replace(key, **change), message.rows[0][1]),))
            for change in (
                {"label": "Gas"},
                {"ticket": "rnd.join:43"},
                {"url": "https://a.org"},
                {"tone": "danger"},
            )
        ),
        replace(message, more=""),
        replace(message, card=False),
    ]
    assert len({digest(one) for one in different}) == len(different)


def test_the_digest_leaves_out_how_it_is_delivered_and_where_the_clock_stands(drawing: Drawing) -> None:
    message = draw(drawing, CARD)
    assert digest(replace(message, silent=True, reply_to="5", asks=True, pings=("7",))) == digest(message)
    here = Message(lines=((Moment(START, "x"),),))
    there = Message(lines=((Moment(START.astimezone(WIB), "x"),),))
    assert digest(here) == digest(there)


def test_the_digest_is_the_same_in_another_process() -> None:
    message = Message(title=(Words("Halo 👋"),), rows=((Key("Ikut", "t1"),),))
    code = (
        "from core.engine.render import digest; from core.kit.port import *;"
        "print(digest(Message(title=(Words('Halo 👋'),), rows=((Key('Ikut', 't1'),),))))"
    )
    root = Path(__file__).parents[3]
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert ran.stdout.strip() == digest(message)
