"""Applications by themselves: which questions are asked, what may be answered, who may decide, what is a wave."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.kit import Person, Refused
from core.welcome.model import (
    Application,
    State,
    answered,
    is_wave,
    may_apply,
    next_greeter,
    relevant,
    unanswered,
)
from core.welcome.settings import OnlyIf, Option, Question, WelcomeSettings, shipped
from tests.core.welcome.scene import QUESTIONS, same
from tests.rig import NOON

SARI, RARA, BAYU = Person(1, "Sari"), Person(2, "Rara"), Person(3, "Bayu")
FULL = {"who": ("work",), "why": ("teman",), "with": ()}
SENT = Application(7, SARI, State.SENT, FULL, sent=NOON)
WHO, TELL, WHY, WITH = QUESTIONS


def why(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.why.key


def test_a_conditional_question_is_asked_only_after_its_answer() -> None:
    assert [one.id for one in relevant(QUESTIONS, {})] == ["who", "why", "with"]
    assert [one.id for one in relevant(QUESTIONS, {"who": ("other",)})] == ["who", "tell", "why", "with"]
    assert unanswered(QUESTIONS, {"who": ("other",)}) is TELL
    assert unanswered(QUESTIONS, FULL) is None


def test_a_question_behind_one_that_is_not_asked_is_not_asked() -> None:
    chain = (
        WHO,
        Question(
            id="far",
            kind="choice",
            said=same("Jauh?"),
            options=(Option(id="yes", said=same("Ya")),),
            only_if=OnlyIf(question="who", answers=("other",)),
        ),
        Question(id="where", said=same("Mana?"), only_if=OnlyIf(question="far", answers=("yes",))),
    )
    stale = {"who": ("work",), "far": ("yes",)}
    assert [one.id for one in relevant(chain, stale)] == ["who"]


@pytest.mark.parametrize(
    ("question", "given_", "kept"),
    [
        (WHY, ["  teman "], ("teman",)),
        (WHO, ["work"], ("work",)),
        (WITH, ["play", "talk"], ("talk", "play")),
        (WITH, [], ()),
    ],
)
def test_answers_are_kept_as_the_question_allows(question: Question, given_: list[str], kept: tuple[str, ...]) -> None:
    assert answered(question, given_) == kept


@pytest.mark.parametrize(
    ("question", "given_", "key"),
    [
        (WHY, ["  "], "welcome-required"),
        (WHO, [], "welcome-required"),
        (WHO, ["work", "other"], "welcome-changed"),
        (WHO, ["gone"], "welcome-changed"),
        (WITH, ["talk", "gone"], "welcome-changed"),
    ],
)
def test_other_answers_are_refused(question: Question, given_: list[str], key: str) -> None:
    with pytest.raises(Refused) as refused:
        answered(question, given_)
    assert why(refused) == key


def test_is_sent_whole_and_once() -> None:
    mine = Application(7, SARI, answers={"who": ("work",)})
    with pytest.raises(Refused) as refused:
        mine.send(QUESTIONS, NOON)
    assert why(refused) == "welcome-incomplete"
    sent = replace(mine, answers={**FULL, "tell": ("basi",)}).send(QUESTIONS, NOON)
    assert (sent.state, sent.sent, set(sent.answers)) == (State.SENT, NOON, {"who", "why", "with"})
    with pytest.raises(Refused) as refused:
        sent.send(QUESTIONS, NOON)
    assert why(refused) == "welcome-sent-already"


def test_two_votes_are_two_moderators() -> None:
    once = SENT.accept(RARA, 2, NOON)
    assert (once.state, once.votes) == (State.SENT, {RARA.id})
    with pytest.raises(Refused) as refused:
        once.accept(RARA, 2, NOON)
    assert why(refused) == "welcome-voted"
    assert once.accept(BAYU, 2, NOON).state is State.ACCEPTED
    assert SENT.accept(RARA, 1, NOON).state is State.ACCEPTED


def test_nobody_decides_about_themselves_or_on_what_another_has() -> None:
    moves: list[Any] = [
        lambda one, who: one.accept(who, 1, NOON),
        lambda one, who: one.accept(who, 2, NOON),
        lambda one, who: one.decline(who, NOON, timedelta(days=1)),
        lambda one, who: one.handled(who),
    ]
    for move in moves:
        with pytest.raises(Refused) as refused:
            move(SENT, SARI)
        assert why(refused) == "welcome-own"
        with pytest.raises(Refused) as refused:
            move(SENT.take(BAYU), RARA)
        assert why(refused) == "welcome-taken"
        move(SENT.take(BAYU).take(RARA), RARA)
    with pytest.raises(Refused) as refused:
        SENT.take(SARI)
    assert why(refused) == "welcome-own"


def test_what_is_decided_stays_so() -> None:
    for over in (SENT.accept(RARA, 1, NOON), SENT.decline(RARA, NOON, timedelta(days=1))):
        for move in (over.waiting, lambda one=over: one.take(BAYU), lambda one=over: one.accept(BAYU, 1, NOON)):
            with pytest.raises(Refused) as refused:
                move()
            assert why(refused) == "welcome-decided-already"


def test_one_may_apply_again_from_the_date_that_was_told() -> None:
    declined = SENT.decline(RARA, NOON, timedelta(days=30))
    with pytest.raises(Refused) as refused:
        may_apply(declined, NOON + timedelta(days=29))
    assert refused.value.why.values["when"] == NOON + timedelta(days=30)
    may_apply(declined, NOON + timedelta(days=30))
    may_apply(None, NOON)


@given(
    st.dictionaries(
        st.sampled_from(["who", "tell", "why", "with", "gone"]),
        st.lists(st.sampled_from(["work", "other", "talk", "words", ""]), max_size=2).map(tuple),
    )
)
def test_whatever_is_sent_answers_what_is_asked_and_nothing_else(told: dict[str, tuple[str, ...]]) -> None:
    try:
        sent = Application(1, SARI, answers=told).send(QUESTIONS, NOON)
    except Refused:
        return
    asked = relevant(QUESTIONS, sent.answers)
    assert {one.id for one in asked} == set(sent.answers)
    assert all(sent.answers[one.id] for one in asked if one.required)


@given(st.lists(st.integers(0, 300), max_size=20), st.integers(3, 10))
def test_a_wave_is_as_many_within_the_time(seconds: list[int], size: int) -> None:
    joins = [NOON - timedelta(seconds=one) for one in seconds]
    assert is_wave(joins, NOON, size, timedelta(minutes=1)) == (len([one for one in seconds if one <= 60]) >= size)


def test_greeters_take_turns() -> None:
    rota = [(SARI, NOON), (RARA, None), (BAYU, NOON - timedelta(days=1))]
    assert next_greeter(rota, frozenset()) == RARA
    assert next_greeter(rota, frozenset({RARA.id})) == BAYU
    assert next_greeter(rota, frozenset({RARA.id, BAYU.id})) == SARI
    assert next_greeter(rota, frozenset({1, 2, 3})) is None


# --- what config may say ---


def test_the_shipped_questions_are_sound() -> None:
    assert WelcomeSettings().questions == shipped()
    assert any(one.only_if for one in shipped()) and {one.kind for one in shipped()} == {"text", "choice", "many"}


@pytest.mark.parametrize(
    "told",
    [
        {"questions": [{"id": "a", "said": {"id": "x", "en": "x"}}] * 2},
        {"questions": [{"id": "a", "kind": "choice", "said": {"id": "x", "en": "x"}}]},
        {
            "questions": [
                {
                    "id": "a",
                    "said": {"id": "x", "en": "x"},
                    "only_if": {"question": "later", "answers": ["x"]},
                }
            ]
        },
        {"checkins": [3, 1]},
        {"checkins": [0]},
        {"votes": 3},
        {"link_for": timedelta(days=30)},
    ],
)
def test_what_cannot_be_meant_is_refused_at_the_start(told: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        WelcomeSettings(**told)
