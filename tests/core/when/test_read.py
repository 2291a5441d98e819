"""What holds for every text: nothing raises, times lie ahead and in the zone; spans, summer time, messages."""

from __future__ import annotations

import ast
from datetime import UTC, date, datetime, timedelta
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor
from hypothesis import given
from hypothesis import strategies as st

import core.when
from core.kit.text import Text
from core.when import LONGEST, Clarify, Exact, Outcome, Reject, read, read_span
from core.when.lexicon import lexicon

JAKARTA = ZoneInfo("Asia/Jakarta")
BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 24, 16, 25, tzinfo=JAKARTA)

SPELLINGS = sorted(" ".join(spelling) for all_ in lexicon().phrases.values() for spelling, _ in all_)
NUMBERS = ["5", "8", "08", "12", "19", "24", "28", "31", "2026", "19.30", "7:30", "24.00", "28/11", "2026-11-28", "1,5"]
words = st.lists(st.sampled_from(SPELLINGS + NUMBERS * 8 + [",", "/", "-"]), min_size=1, max_size=7).map(" ".join)
moments = st.integers(1_704_067_200, 1_924_905_600).map(lambda second: datetime.fromtimestamp(second, UTC))
DAYS = [
    "besok",
    "lusa",
    "sabtu",
    "sabtu depan",
    "minggu depan",
    "malam minggu",
    "tgl 5",
    "28 nov",
    "weekend",
    "hari ini",
]
HOURS = ["jam 8", "jam 12", "setengah 9", "19.30", "jam 1", "8pm", "jam 24.00", "jam 3 kurang 5", "7 atau 8", "noon"]
PARTS = ["", "pagi", "siang", "sore", "malam", "dini hari", "tengah malam", "wita", "gmt-3", "ya kak", "nanti"]
likely = st.tuples(*(st.sampled_from(part) for part in (["", *DAYS], DAYS, PARTS, HOURS, PARTS, [""] * 5 + HOURS)))
sentences = likely.flatmap(st.permutations).map(lambda parts: " ".join(part for part in parts if part))
zones = st.sampled_from([JAKARTA, BERLIN, ZoneInfo("Pacific/Kiritimati"), ZoneInfo("America/St_Johns")])


def fluent(language: str) -> ftl.Resource:
    text = resources.files("core.when").joinpath("texts", f"{language}.ftl").read_text(encoding="utf-8")
    return FluentParser().parse(text)


class Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802
        self.found.add(node.id.name)


def messages(language: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entry in fluent(language).body:
        assert not isinstance(entry, ftl.Junk), entry.content
        if isinstance(entry, ftl.Message):
            variables = Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.found
    return found


MESSAGES = {language: messages(language) for language in ("id", "en")}


def said(outcome: Outcome) -> Text | None:
    match outcome:
        case Clarify(question):
            return question
        case Reject(reason):
            return reason
        case Exact():
            return None


def check(outcome: Outcome, now: datetime, zone: ZoneInfo) -> None:
    match outcome:
        case Exact(time):
            assert time >= now.astimezone(UTC)
            assert time.tzinfo is zone
        case Clarify(_, candidates):
            instants = [one for one in candidates if isinstance(one, datetime)]
            assert len(instants) in {0, len(candidates)}
            keys = [one.timestamp() if isinstance(one, datetime) else one.toordinal() for one in candidates]
            assert keys == sorted(set(keys))
            assert all(one.tzinfo is zone and one > now.astimezone(UTC) for one in instants)
            if not instants:
                assert all(one >= now.astimezone(zone).date() for one in candidates if type(one) is date)
        case Reject():
            pass
    text = said(outcome)
    if text is not None:
        assert MESSAGES["id"][text.key] == set(text.values)


@given(st.text(max_size=LONGEST + 20), moments, zones)
def test_any_text_is_answered(text: str, now: datetime, zone: ZoneInfo) -> None:
    check(read(text, now=now, zone=zone), now, zone)
    read_span(text)


@given(words, moments, zones)
def test_any_words_are_answered(text: str, now: datetime, zone: ZoneInfo) -> None:
    check(read(text, now=now, zone=zone), now, zone)
    read_span(text)


@given(sentences, moments, zones)
def test_likely_words_are_answered(text: str, now: datetime, zone: ZoneInfo) -> None:
    check(read(text, now=now, zone=zone), now, zone)


@given(words)
def test_same_text_same_answer_whatever_the_case_and_space(text: str) -> None:
    assert read(f"  {text.upper()}  ", now=NOW, zone=JAKARTA) == read(text, now=NOW, zone=JAKARTA)


@given(words, st.sampled_from(["orang", "mabar", "push rank", "xyz", "<", "#"]))
def test_an_unknown_word_is_never_ignored(text: str, stranger: str) -> None:
    assert isinstance(read(f"{text} {stranger}", now=NOW, zone=JAKARTA), Reject)


@pytest.mark.parametrize("text", ["besok jam 8 malem", "malming 19.30", "30 menit lagi", "5 des 2026 jam 7 mlm"])
@pytest.mark.parametrize("slots", ["5", "10", "20", "8"])
def test_a_number_behind_a_time_is_never_part_of_it(text: str, slots: str) -> None:
    assert isinstance(read(f"{text} {slots}", now=NOW, zone=JAKARTA), Reject)


def test_empty_long_and_naive() -> None:
    assert said(read("   ", now=NOW, zone=JAKARTA)) == Text("when-empty")
    assert said(read("jam 8 " * 100, now=NOW, zone=JAKARTA)) == Text("when-too-long", {"most": LONGEST})
    with pytest.raises(ValueError, match="aware"):
        read("jam 8", now=datetime(2026, 11, 24), zone=JAKARTA)  # noqa: DTZ001


def test_what_is_shown_back_can_always_be_sent() -> None:
    reason = said(read("besok \ud800", now=NOW, zone=JAKARTA))
    assert reason == Text("when-unknown-part", {"piece": "?"})


def test_an_hour_that_does_not_exist_is_refused() -> None:
    now = datetime(2027, 3, 27, 12, 0, tzinfo=BERLIN)
    assert said(read("besok jam 02.30", now=now, zone=BERLIN)) == Text("when-gap")


def test_an_hour_that_comes_twice_is_asked_about() -> None:
    now = datetime(2026, 10, 24, 12, 0, tzinfo=BERLIN)
    outcome = read("besok jam 02.30", now=now, zone=BERLIN)
    assert isinstance(outcome, Clarify)
    offsets = [one.utcoffset() for one in outcome.candidates if isinstance(one, datetime)]
    assert offsets == [timedelta(hours=2), timedelta(hours=1)]


def test_a_span_crosses_the_change_of_clocks_in_real_hours() -> None:
    now = datetime(2026, 10, 25, 1, 0, tzinfo=BERLIN)
    outcome = read("3 jam lagi", now=now, zone=BERLIN)
    assert isinstance(outcome, Exact)
    assert outcome.time.isoformat() == "2026-10-25T03:00:00+01:00"


def test_where_the_dates_of_two_zones_differ_both_are_offered() -> None:
    now = datetime(2026, 11, 24, 23, 30, tzinfo=JAKARTA)
    outcome = read("besok jam 20.00 WIT", now=now, zone=JAKARTA)
    assert isinstance(outcome, Clarify)
    assert [str(one) for one in outcome.candidates] == ["2026-11-25 18:00:00+07:00", "2026-11-26 18:00:00+07:00"]


def test_seconds_of_now_do_not_leak_into_the_time() -> None:
    outcome = read("30 menit lagi", now=NOW.replace(second=41, microsecond=5), zone=JAKARTA)
    assert outcome == Exact(datetime(2026, 11, 24, 16, 55, tzinfo=JAKARTA))


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("30 menit", 30),
        ("2 jam", 120),
        ("1,5 jam", 90),
        ("1.5 jam", 90),
        ("sejam", 60),
        ("90m", 90),
        ("2h", 120),
        ("2h30m", 150),
        ("2 jam 30 menit", 150),
        ("satu setengah jam", 90),
        ("setengah jam", 30),
        ("sejam setengah", 90),
        ("seperempat jam", 15),
        ("an hour and a half", 90),
        ("half an hour", 30),
        ("selama 2 jam", 120),
        ("for 45 minutes", 45),
        ("sehari", 1440),
        ("2 minggu", 20160),
        ("dua puluh lima menit", 25),
    ],
)
def test_span(text: str, minutes: int) -> None:
    assert read_span(text) == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "text", ["", "30", "jam 2", "2 jam lagi", "2 jam orang", "sebulan", "1.30 jam", "besok", "99999999 jam", "jam" * 90]
)
def test_no_span(text: str) -> None:
    assert read_span(text) is None


def test_messages_are_complete_in_both_languages() -> None:
    assert MESSAGES["id"] == MESSAGES["en"]


def test_every_key_in_the_code_is_a_message_and_every_message_is_used() -> None:
    used: set[str] = set()
    for path in Path(core.when.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.startswith("when-"):
                used.add(node.value)
    assert used == set(MESSAGES["id"])
