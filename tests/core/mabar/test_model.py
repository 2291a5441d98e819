"""What a mabar is, without a bot."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kit import Person, Refused
from core.mabar.model import Session
from core.mabar.times import remind_at
from tests.rig import JAKARTA

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=JAKARTA)
EVENING = NOW.replace(hour=20)
SARI, BIMO, TONO = Person(1, "Sari"), Person(2, "Bimo"), Person(3, "Tono")


def planned(slots: int = 2) -> Session:
    return Session.plan("Mobile Legends", EVENING, slots, host=SARI, now=NOW)


def test_the_host_has_the_first_seat() -> None:
    assert [seat.person for seat in planned().seats] == [SARI]


@pytest.mark.parametrize("at", [NOW, NOW - timedelta(minutes=1)])
def test_a_time_that_is_past_is_asked_for_again(at: datetime) -> None:
    with pytest.raises(Refused) as refused:
        Session.plan("x", at, 5, host=SARI, now=NOW)
    assert (refused.value.why.key, refused.value.asks) == ("mabar-past", "when")


def test_a_time_in_two_years_is_asked_for_again() -> None:
    with pytest.raises(Refused) as refused:
        Session.plan("x", NOW + timedelta(days=700), 5, host=SARI, now=NOW)
    assert refused.value.why.key == "mabar-too-far"


def test_a_full_session_refuses() -> None:
    with pytest.raises(Refused) as refused:
        planned(2).join(BIMO).join(TONO)
    assert refused.value.why.key == "mabar-full"


def test_nobody_has_two_seats() -> None:
    with pytest.raises(Refused) as refused:
        planned().join(SARI)
    assert refused.value.why.key == "mabar-already-in"


def test_who_left_may_come_back_at_the_end() -> None:
    session = planned(3).join(BIMO).join(TONO).leave(BIMO).join(BIMO)
    assert [seat.person for seat in session.seats] == [SARI, TONO, BIMO]


def test_a_note_is_of_ones_own_seat() -> None:
    session = planned(3).join(BIMO).noted(BIMO, "telat")
    assert [seat.note for seat in session.seats] == ["", "telat"]
    with pytest.raises(Refused) as refused:
        session.noted(TONO, "x")
    assert refused.value.why.key == "mabar-join-first"


def test_what_is_over_stays_as_it_is() -> None:
    over = replace(planned(3).join(BIMO), over=True)
    for act in (lambda: over.join(TONO), lambda: over.leave(BIMO), lambda: over.noted(BIMO, "x")):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.why.key == "mabar-over"


def test_reminder_before_or_at_the_start() -> None:
    half = timedelta(minutes=30)
    assert remind_at(EVENING, half, NOW) == EVENING - half
    assert remind_at(NOW + timedelta(minutes=20), half, NOW) == NOW + timedelta(minutes=20)


@given(st.integers(2, 6), st.lists(st.tuples(st.sampled_from(["join", "leave"]), st.integers(1, 9)), max_size=60))
def test_never_over_the_limit_and_never_twice(slots: int, acts: list[tuple[str, int]]) -> None:
    session = planned(slots)
    for act, number in acts:
        try:
            session = session.join(Person(number)) if act == "join" else session.leave(Person(number))
        except Refused:
            continue
        people = [seat.person for seat in session.seats]
        assert len(people) <= slots
        assert len(set(people)) == len(people)
        assert session.free == slots - len(people)
