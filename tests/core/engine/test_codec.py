"""Texts, cards and signals as rows: whatever may be said comes back the same, and what does not fit is noticed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine import codec
from core.kit import Button, Card, Ctx, Link, Person, Plugin, Room, Settings, Text, Tone, t
from core.kit.action import Action

plugin = Plugin("sample", Settings, home="tests")


@plugin.action
async def pay(ctx: Ctx[Settings], id: int, note: str = "") -> None: ...


WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MOMENTS = st.integers(0, 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
PLAIN = (
    WORDS
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.booleans()
    | MOMENTS
    | st.dates()
    | st.integers(-(10**7), 10**7).map(lambda seconds: timedelta(seconds=seconds))
    | st.builds(Person, st.integers(1, 2**50), WORDS)
    | st.builds(Room, WORDS)
)


def texts_of(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Text]:
    return st.builds(Text, WORDS, st.dictionaries(WORDS, values, max_size=4))


TEXTS = st.recursive(texts_of(PLAIN), lambda inner: texts_of(PLAIN | inner | st.lists(inner, max_size=3)), max_leaves=6)
BUTTONS = st.builds(
    Button, TEXTS, st.builds(pay.bind, st.integers(0, 2**50), note=WORDS), st.sampled_from(Tone)
) | st.builds(Link, TEXTS, st.just("https://example.org"))
CARDS = st.builds(
    Card,
    title=st.none() | TEXTS,
    lines=st.lists(TEXTS, max_size=3),
    rows=st.lists(st.lists(BUTTONS, min_size=1, max_size=3), max_size=2),
    more=st.none() | TEXTS,
)


def find(name: str) -> Action | None:
    return pay if name == pay.name else None


def flat(value: Any) -> Any:
    """Comparable all through: a Text equals another only by its key and values, a Bound by its action and arguments."""
    match value:
        case Text():
            return ("text", value.key, {name: flat(one) for name, one in value.values.items()})
        case Person():
            return ("person", value.id, value.name)
        case Card():
            return (flat(value.title), [flat(x) for x in value.lines], [[flat(x) for x in r] for r in value.rows],
                    flat(value.more))  # fmt: skip
        case Button():
            return (flat(value.label), value.does.action.name, dict(value.does.args), value.tone)
        case Link():
            return (flat(value.label), value.url)
        case list() | tuple():
            return [flat(one) for one in value]
        case _:
            return (type(value), value)


@given(TEXTS)
def test_a_text_comes_back(text: Text) -> None:
    assert flat(codec.said_from_json(codec.said_to_json(text), find)) == flat(text)


@given(CARDS)
def test_a_card_comes_back(card: Card) -> None:
    assert flat(codec.said_from_json(codec.said_to_json(card), find)) == flat(card)


def test_equal_values_are_equal_rows() -> None:
    one, other = pay.bind(id=1, note="x"), pay.bind(note="x", id=1)
    assert codec.encode_args(one) == codec.encode_args(other)
    assert codec.dumps({"b": 1, "a": "ü"}) == '{"a":"ü","b":1}'


def test_buttons_of_a_feature_that_is_off_are_left_out() -> None:
    card = Card(lines=[t("x")], rows=[[Button(t("pay"), pay.bind(1)), Link(t("see"), "https://example.org")],
                                     [Button(t("pay"), pay.bind(2))]])  # fmt: skip
    back = codec.said_from_json(codec.said_to_json(card), lambda name: None)
    assert isinstance(back, Card)
    assert [[type(button) for button in row] for row in back.rows] == [[Link]]


@dataclass(frozen=True)
class Everything:
    name: str
    count: int
    share: float
    sure: bool
    at: datetime
    span: timedelta
    who: Person
    where: Room
    until: datetime | None


@given(
    st.builds(
        Everything,
        WORDS,
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.booleans(),
        MOMENTS,
        st.integers(0, 10**7).map(lambda seconds: timedelta(seconds=seconds)),
        st.builds(Person, st.integers(1, 2**50), WORDS),
        st.builds(Room, WORDS),
        st.none() | MOMENTS,
    )
)
def test_a_signal_comes_back(signal: Everything) -> None:
    assert codec.signal_from_json(Everything, codec.signal_to_json(signal)) == signal


def test_a_signal_that_does_not_fit_any_more_is_noticed() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        codec.signal_from_json(Everything, '{"gone":1}')


def test_a_day_is_no_moment() -> None:
    back = codec.text_from_json(codec.text_to_json(t("x", on=date(2026, 11, 24))))
    assert type(back.values["on"]) is date
