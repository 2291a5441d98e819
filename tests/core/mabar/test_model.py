"""What a mabar is, without a bot."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kit import Person, Refused
from core.mabar.model import Session, Standing
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


LATER = NOW + timedelta(minutes=15)
MORE = [Person(number, f"P{number}") for number in range(4, 8)]


def test_the_line_is_offered_what_is_free_in_order() -> None:
    session = planned(2).join(BIMO)
    for one in MORE:
        session = session.queue(one)
    assert [session.position(one) for one in MORE] == [1, 2, 3, 4]
    session = session.leave(BIMO).offering(LATER)
    assert [one.person for one in session.offers()] == [MORE[0]]
    assert (session.free, session.held) == (0, 1)
    assert session.offering(LATER) == session, "each once"
    session = session.declined(MORE[0]).offering(LATER)
    assert [one.person for one in session.offers()] == [MORE[1]]
    session = session.join(MORE[1])
    assert [one.person for one in session.seats] == [SARI, MORE[1]]
    assert [one.person for one in session.line] == MORE[2:]


def test_whoever_is_unwelcome_is_passed_over_and_stays_in_line() -> None:
    session = planned(3).join(BIMO).join(TONO)
    for one in MORE[:2]:
        session = session.queue(one)
    session = session.leave(TONO).offering(LATER, {MORE[0].id})
    assert [one.person for one in session.offers()] == [MORE[1]]
    assert session.position(MORE[0]) == 1


def test_substitutes_come_after_the_line_and_only_when_they_are_asked() -> None:
    session = planned(2).join(BIMO).beside(TONO, Standing.SUB).queue(MORE[0])
    session = session.resized(4)
    assert [one.person for one in session.offering(LATER).offers()] == [MORE[0]]
    both = session.offering(LATER, subs=True)
    assert {one.person for one in both.offers()} == {MORE[0], TONO}
    passed = both.declined(TONO)
    assert passed.place_of(TONO) and not passed.offering(LATER, subs=True).place_of(TONO).offered  # type: ignore[union-attr]


def test_a_lane_has_its_number() -> None:
    session = planned(5).join(BIMO, lane="gold", most=1)
    with pytest.raises(Refused) as refused:
        session.join(TONO, lane="gold", most=1)
    assert refused.value.why.key == "mabar-lane-full"
    assert session.join(TONO).in_lane("gold") == 1


def test_nobody_is_absent_before_the_start_or_when_the_bot_was_down() -> None:
    session = planned(3).join(BIMO)
    with pytest.raises(Refused):
        session.absent(BIMO, NOW)
    gone = session.absent(BIMO, EVENING)
    assert gone.place_of(BIMO) and gone.seat_of(BIMO) is None
    assert replace(session, unheard=True).absent(BIMO, EVENING).place_of(BIMO) is None
    assert gone.came_after_all(BIMO).seat_of(BIMO)
    full = gone.join(TONO).join(MORE[0])
    assert full.came_after_all(BIMO).place_of(BIMO) is None


def test_once_begun_it_is_not_moved() -> None:
    with pytest.raises(Refused) as refused:
        planned().started(NOW).moved(EVENING, NOW)
    assert refused.value.why.key == "mabar-begun-already"


ACTS = ("join", "leave", "queue", "maybe", "sub", "guest", "less", "decline", "offer", "grow", "shrink", "absent")


@given(st.integers(2, 6), st.lists(st.tuples(st.sampled_from(ACTS), st.integers(1, 9)), max_size=80))
def test_never_over_the_limit_never_twice_and_the_line_in_order(slots: int, acts: list[tuple[str, int]]) -> None:
    session = replace(planned(slots), guests=True)
    line: list[Person] = []
    for act, number in acts:
        who = Person(number)
        seat = session.seat_of(who)
        try:
            match act:
                case "join":
                    session = session.join(who)
                case "leave":
                    session = session.leave(who)
                case "queue":
                    session = session.queue(who)
                case "maybe":
                    session = session.beside(who, Standing.MAYBE)
                case "sub":
                    session = session.beside(who, Standing.SUB)
                case "guest" | "less":
                    session = session.with_guests(who, (seat.guests if seat else 0) + (1 if act == "guest" else -1))
                case "decline":
                    session = session.declined(who)
                case "offer":
                    session = session.offering(LATER, subs=number > 5)
                case "grow":
                    session = session.resized(session.slots + 1)
                case "shrink":
                    session = session.resized(max(2, session.slots - 1))
                case _:
                    session = session.absent(who, EVENING)
        except Refused:
            continue
        people = [one.person for one in session.people]
        assert len(set(people)) == len(people)
        assert session.taken + session.held + session.free == session.slots
        waiting = [one.person for one in session.line]
        line = [one for one in line if one in waiting] + [one for one in waiting if one not in line]
        assert waiting == line
        if act == "offer":
            asked = [one.offered is not None for one in session.line]
            assert asked == sorted(asked, reverse=True), "nobody is asked before those who came earlier"
