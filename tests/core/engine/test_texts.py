"""Texts: values as each language writes them, nothing interpreted, nothing raised to a person, lint."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.texts import Texts, lint
from core.kit.people import Person
from core.kit.places import Room
from core.kit.port import Moment, Somebody, Words
from core.kit.text import Text, t

WIB = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
START = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)

ID = """\
mabar-planned = Sip! { $game } dimulai { $when }.
mabar-hi = Halo
mabar-show = [{ $x }]
mabar-two = { $x } dan { $y }
mabar-seats = { $count ->
    [0] Belum ada yang ikut
   *[other] { $count } orang ikut { $game }
 }
mabar-kind = { $kind ->
    [solo] sendirian
   *[other] bareng ({ $kind })
 }
mabar-flag = { $full ->
    [true] penuh
   *[false] masih ada
 }
mabar-price = { NUMBER($amount, minimumFractionDigits: 2) }
mabar-refers = Eh, { mabar-show }
mabar-term = { -brand } menyapa { $x }
mabar-lines =
    Baris satu
    Baris { $x }
-brand = Guyub
action-mabar-plan =
    .name = mabar
    .about = Bikin jadwal mabar
mabar-only-id = Cuma di sini
"""
EN = """\
mabar-planned = Done! { $game } starts { $when }.
mabar-hi = Hello
mabar-show = [{ $x }]
mabar-two = { $x } and { $y }
mabar-seats = { $count ->
    [0] Nobody is in yet
    [one] { $count } person plays { $game }
   *[other] { $count } people play { $game }
 }
mabar-kind = { $kind ->
    [solo] alone
   *[other] together ({ $kind })
 }
mabar-flag = { $full ->
    [true] full
   *[false] open
 }
mabar-price = { NUMBER($amount, minimumFractionDigits: 2) }
mabar-refers = Well, { mabar-show }
mabar-term = { -brand } greets { $x }
mabar-lines =
    Line one
    Line { $x }
-brand = Guyub
action-mabar-plan =
    .name = mabar
    .about = Plan a session
"""

Make = Callable[..., str]
_count = itertools.count()


def make_package(root: Path, files: dict[str, str]) -> str:
    name = f"texts_pkg_{next(_count)}"
    (root / name / "texts").mkdir(parents=True)
    (root / name / "__init__.py").write_text("")
    for lang, content in files.items():
        (root / name / "texts" / f"{lang}.ftl").write_text(content, "utf-8")
    return name


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    monkeypatch.syspath_prepend(str(tmp_path))
    return lambda **files: make_package(tmp_path, files)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        root = tmp_path_factory.mktemp("texts")
        patch.syspath_prepend(str(root))
        yield Texts([make_package(root, {"id": ID, "en": EN})], now=lambda: NOW)


def who(person: Person) -> Somebody:
    return Somebody(person.name, f"a{person.id}")


def shown(texts: Texts, value: Any, lang: str = "id", zone: Any = WIB) -> str:
    plain = texts.plain(t("mabar-show", x=value), lang, zone)
    assert plain.startswith("[")
    assert plain.endswith("]")
    return plain[1:-1]


def test_a_moment_stands_between_words(texts: Texts) -> None:
    said = t("mabar-planned", game="MLBB", when=START)
    assert texts.spans(said, "id", WIB, who) == (
        Words("Sip! MLBB dimulai "),
        Moment(START, "Sab 28 Nov 19.30 WIB"),
        Words("."),
    )
    assert texts.plain(said, "en", WIB) == "Done! MLBB starts Sat 28 Nov 19:30 WIB."


@pytest.mark.parametrize(
    ("zone", "words"),
    [
        (ZoneInfo("Asia/Jakarta"), "Sab 28 Nov 19.30 WIB"),
        (ZoneInfo("Asia/Pontianak"), "Sab 28 Nov 19.30 WIB"),
        (ZoneInfo("Asia/Makassar"), "Sab 28 Nov 20.30 WITA"),
        (ZoneInfo("Asia/Jayapura"), "Sab 28 Nov 21.30 WIT"),
        (ZoneInfo("Asia/Tokyo"), "Sab 28 Nov 21.30 JST"),
        (ZoneInfo("Asia/Singapore"), "Sab 28 Nov 20.30 UTC+8"),
        (ZoneInfo("America/Caracas"), "Sab 28 Nov 08.30 UTC-4"),
        (ZoneInfo("Asia/Kathmandu"), "Sab 28 Nov 18.15 UTC+5:45"),
        (timezone(timedelta(hours=9)), "Sab 28 Nov 21.30 UTC+9"),
        (UTC, "Sab 28 Nov 12.30 UTC"),
    ],
)
def test_a_moment_is_told_in_the_zone(texts: Texts, zone: Any, words: str) -> None:
    assert shown(texts, START, zone=zone) == words


def test_the_year_is_told_only_when_it_is_another_one_there(texts: Texts) -> None:
    new_year = datetime(2026, 12, 31, 17, 30, tzinfo=UTC)
    assert shown(texts, new_year, "id") == "Jum 1 Jan 2027 00.30 WIB"
    assert shown(texts, new_year, "en", UTC) == "Thu 31 Dec 17:30 UTC"
    later = texts.plain(t("mabar-show", x=new_year), "en", WIB, now=datetime(2026, 12, 31, 17, 1, tzinfo=UTC))
    assert later == "[Fri 1 Jan 00:30 WIB]"


def test_a_naive_time_is_the_wall_clock_of_the_zone(texts: Texts) -> None:
    assert texts.spans(t("mabar-show", x=datetime(2026, 11, 28, 19, 30)), "id", WIB, who)[1] == Moment(  # noqa: DTZ001
        datetime(2026, 11, 28, 19, 30, tzinfo=WIB), "Sab 28 Nov 19.30 WIB"
    )


@pytest.mark.parametrize(
    ("value", "indonesian", "english"),
    [
        (date(2026, 11, 28), "Sabtu 28 Nov", "Saturday 28 Nov"),
        (date(2027, 8, 17), "Selasa 17 Agu 2027", "Tuesday 17 Aug 2027"),
        (timedelta(hours=1, minutes=30), "1 jam 30 menit", "1 hour 30 minutes"),
        (timedelta(days=2), "2 hari", "2 days"),
        (timedelta(days=1, hours=1, seconds=29), "1 hari 1 jam", "1 day 1 hour"),
        (timedelta(hours=23, minutes=59, seconds=45), "1 hari", "1 day"),
        (timedelta(minutes=1, seconds=30), "1 menit 30 detik", "1 minute 30 seconds"),
        (timedelta(0), "0 menit", "0 minutes"),
        (timedelta(minutes=-10), "-10 menit", "-10 minutes"),
        (12345, "12.345", "12,345"),
        (2.5, "2,5", "2.5"),
        (10**400, str(10**400), str(10**400)),
        (float("inf"), "∞", "∞"),
        (True, "true", "true"),
        (Room("lobby"), "lobby", "lobby"),
        (t("mabar-hi"), "Halo", "Hello"),
        ([t("mabar-hi")], "Halo", "Hello"),
        ([t("mabar-hi")] * 2, "Halo dan Halo", "Hello and Hello"),
        ([t("mabar-hi")] * 4, "Halo, Halo, Halo dan Halo", "Hello, Hello, Hello and Hello"),
        ([], "", ""),
        ("", "", ""),
    ],
)
def test_values_in_both_languages(texts: Texts, value: Any, indonesian: str, english: str) -> None:
    assert (shown(texts, value, "id"), shown(texts, value, "en")) == (indonesian, english)


def test_persons_are_shown_by_who_and_by_name_in_plain(texts: Texts) -> None:
    sari, bayu = Person(7, "Sari"), Person(8, "Bayu")
    said = t("mabar-two", x=sari, y=t("mabar-show", x=bayu))
    assert texts.spans(said, "id", WIB, who) == (
        Somebody("Sari", "a7"),
        Words(" dan ["),
        Somebody("Bayu", "a8"),
        Words("]"),
    )
    assert texts.plain(said, "id", WIB) == "Sari dan [Bayu]"


def test_plurals_and_variants_by_value(texts: Texts) -> None:
    def seats(count: Any, lang: str) -> str:
        return texts.plain(t("mabar-seats", count=count, game="PUBG"), lang, WIB)

    assert [seats(count, "en") for count in (0, 1, 2, 1000)] == [
        "Nobody is in yet",
        "1 person plays PUBG",
        "2 people play PUBG",
        "1,000 people play PUBG",
    ]
    assert [seats(count, "id") for count in (0, 1, 1000)] == [
        "Belum ada yang ikut",
        "1 orang ikut PUBG",
        "1.000 orang ikut PUBG",
    ]
    assert seats(float("nan"), "en") == "NaN people play PUBG"
    assert texts.plain(t("mabar-kind", kind="solo"), "id", WIB) == "sendirian"
    assert texts.plain(t("mabar-kind", kind="duo"), "id", WIB) == "bareng (duo)"
    assert texts.plain(t("mabar-flag", full=True), "en", WIB) == "full"
    assert texts.plain(t("mabar-flag", full=False), "en", WIB) == "open"
    assert texts.plain(t("mabar-price", amount=3), "en", WIB) == "3.00"
    assert texts.plain(t("mabar-price", amount=4.5), "id", WIB) == "4,50"


def test_references_terms_and_lines(texts: Texts) -> None:
    assert texts.plain(t("mabar-refers", x=3), "en", WIB) == "Well, [3]"
    assert texts.plain(t("mabar-term", x="Sari"), "id", WIB) == "Guyub menyapa Sari"
    assert texts.plain(t("mabar-lines", x=2), "id", WIB) == "Baris satu\nBaris 2"


NASTY = st.text(st.characters(codec="utf-8"), max_size=40) | st.sampled_from(
    [
        "{ $x }",
        "{mabar-hi}",
        "\U000f0000",
        "\U000f0000\U000f0001",
        "\ue000",
        "\u2068x\u2069",
        "@everyone",
        "a" * 9000,
        "%s{0}",
    ]
)


@given(one=NASTY, two=NASTY)
def test_a_str_is_always_literal(texts: Texts, one: str, two: str) -> None:
    assert texts.plain(t("mabar-two", x=one, y=two), "id", WIB) == f"{one} dan {two}"
    assert texts.plain(t("mabar-kind", kind="x" + one), "id", WIB) == f"bareng (x{one})"
    spans = texts.spans(t("mabar-two", x=one, y=Person(1, two)), "en", WIB, who)
    assert spans == (Words(f"{one} and "), Somebody(two, "a1"))


def test_cached_results_do_not_mix_up_values_or_languages(texts: Texts) -> None:
    first = texts.spans(t("mabar-hi"), "id", WIB, who)
    assert first == (Words("Halo"),)
    assert texts.spans(t("mabar-hi"), "id", WIB, who) is first
    assert texts.spans(t("mabar-hi"), "en-GB", WIB, who) == (Words("Hello"),)
    for count in range(1500):
        assert texts.plain(t("mabar-seats", count=count + 2, game=str(count)), "en", UTC).endswith(
            f" people play {count}"
        )
    assert texts.plain(t("mabar-price", amount=1), "en", WIB) == texts.plain(
        t("mabar-price", amount=True + 0.0), "en", WIB
    )


def test_a_missing_language_falls_back(texts: Texts, make: Make) -> None:
    assert texts.plain(t("mabar-hi"), "de", WIB) == "Halo"
    english_house = Texts([make(id=ID, en=EN)], default="en", now=lambda: NOW)
    assert english_house.plain(t("mabar-hi"), "de", WIB) == "Hello"
    assert english_house.plain(t("mabar-only-id"), "de", WIB) == "Cuma di sini"
    assert english_house.langs == ("en", "id")


def test_what_is_missing_is_shown_and_logged_once(make: Make, caplog: pytest.LogCaptureFixture) -> None:
    texts = Texts([make(id=ID, en=EN)], now=lambda: NOW)
    with caplog.at_level(logging.WARNING):
        for _ in range(3):
            assert texts.spans(t("mabar-nowhere", x="secret"), "en", WIB, who) == (Words("mabar-nowhere"),)
            assert texts.plain(t("mabar-only-id"), "en", WIB) == "Cuma di sini"
            assert texts.plain(t("mabar-two", x="secret"), "id", WIB) == "secret dan y"
            assert texts.plain(t("mabar-show", x=None), "id", WIB) == "[None]"  # type: ignore[arg-type]
    assert len(caplog.records) == 4
    assert "mabar-nowhere" in caplog.text
    assert "secret" not in caplog.text


def test_attributes(texts: Texts) -> None:
    assert texts.attribute("action-mabar-plan", "about", "id") == "Bikin jadwal mabar"
    assert texts.attribute("action-mabar-plan", "about", "en") == "Plan a session"
    assert texts.attribute("action-mabar-plan", "about", "fr") == "Bikin jadwal mabar"
    assert texts.attribute("action-mabar-plan", "title", "id") is None
    assert texts.attribute("action-mabar-none", "about", "id") is None
    assert texts.plain(Text("action-mabar-plan.name"), "id", WIB) == "mabar"
    assert texts.plain(Text("action-mabar-plan"), "id", WIB) == "action-mabar-plan"


GOOD = "a-x = Halo { $n }\n    .about = Oi\n-brand = Guyub\na-y = { -brand } { a-x }\n"


def test_lint_is_silent_on_good_files(make: Make) -> None:
    assert lint([make(id=GOOD, en=GOOD)]) == []


@pytest.mark.parametrize(
    ("english", "problem"),
    [
        ("a-x = Hi { $n }\n    .about = Oi\n-brand = G\n", "a-y is missing"),
        (GOOD.replace("    .about = Oi\n", ""), "a-x.about is missing"),
        (GOOD.replace("$n", "$m"), "a-x has $m, $n only in one"),
        (GOOD.replace("{ $n }", "{ $n } { $extra }"), "a-x has $extra only in one"),
        (GOOD.replace(".about = Oi", ".about = { $n }"), "a-x.about is an attribute, nothing gives it $n"),
        (GOOD + "a-z = { oops\n", "not Fluent: 'a-z = { oops'"),
        (GOOD + "a-x = Again { $n }\n", "a-x is there twice"),
        (GOOD + "-brand = Again\n", "-brand is there twice"),
        (GOOD.replace("{ -brand }", "{ -bland }"), "a-y refers to -bland"),
        (GOOD.replace("{ a-x }", "{ a-gone }"), "a-y refers to a-gone"),
        (GOOD.replace("{ $n }", "{ SHOUT($n) }"), "a-x refers to SHOUT()"),
        (GOOD.replace("Halo", "Halo \U000f0000"), "a-x has private-use characters"),
        (GOOD.replace("    .about = Oi\n", "    .about = Oi\n    .about = Ei\n"), "a-x.about is there twice"),
    ],
)
def test_lint_tells_each_problem(make: Make, english: str, problem: str) -> None:
    assert any(problem in found for found in lint([make(id=GOOD, en=english)]))


def test_lint_tells_of_missing_files_and_doubles_between_packages(make: Make) -> None:
    first, second, third = make(id=GOOD, en=GOOD), make(id="a-x = { $n }\n"), make()
    found = lint([first, second, third])
    assert f"{second}/texts/id.ftl: a-x is there twice" in found
    assert f"{second}: has no texts/en.ftl" in found
    assert f"{third}: has no texts/id.ftl" in found
