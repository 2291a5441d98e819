"""Who may what, how long things last, and what sanctions ask of the platforms; no bot, no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.kit import Outcome, Person, Refused, Role
from core.rules.model import (
    LONGEST,
    SHORTEST,
    Hold,
    Kind,
    Sanction,
    Standing,
    Step,
    Wanted,
    may_judge,
    may_sanction,
    may_undo,
    renewal,
    sound_rule,
    term,
    wanted,
)

NOW = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
SARI, TONO, BIMO = Person(1), Person(2), Person(3)
ROLES = st.sampled_from(list(Role))
KINDS = st.sampled_from(list(Kind))
ENDS = st.none() | st.integers(-500, 500).map(lambda hours: NOW + timedelta(hours=hours))
SANCTIONS = st.builds(
    lambda kind, until, standing: Sanction(1, SARI, kind, 1, 1, NOW, until if kind.lasts else None, standing=standing),
    KINDS,
    ENDS,
    st.sampled_from(list(Standing)),
)


def allowed(act: object, *args: object) -> bool:
    try:
        act(*args)  # type: ignore[operator]
    except Refused:
        return False
    return True


@given(ROLES, ROLES)
def test_only_those_the_community_trusts_less_are_sanctioned(actor: Role, holds: Role) -> None:
    may = allowed(may_sanction, TONO, actor, SARI, holds)
    assert may == (actor >= Role.MODERATOR and holds < actor)
    assert not allowed(may_sanction, SARI, actor, SARI, holds)
    if holds >= Role.ADMIN:
        assert not allowed(may_sanction, TONO, Role.MODERATOR, SARI, holds)


@given(ROLES, ROLES, ROLES, st.sampled_from(list(Standing)))
def test_undone_only_by_who_could_impose_and_not_over_those_above(
    actor: Role, holds: Role, by: Role, standing: Standing
) -> None:
    sanction = Sanction(1, SARI, Kind.BAN, 1, 1, NOW, by=BIMO, standing=standing)
    may = allowed(may_undo, TONO, actor, sanction, holds, by)
    assert may == (allowed(may_sanction, TONO, actor, SARI, holds) and by <= actor and standing is Standing.ACTIVE)
    assert not allowed(may_undo, SARI, actor, sanction, holds, by)


@given(ROLES, ROLES, st.booleans())
def test_judged_by_another_unless_there_is_none(actor: Role, holds: Role, others: bool) -> None:
    sanction = Sanction(1, SARI, Kind.BAN, 1, 1, NOW, by=BIMO)
    could = allowed(may_sanction, TONO, actor, SARI, holds)
    assert allowed(may_judge, TONO, actor, sanction, holds, others) == could
    assert allowed(may_judge, BIMO, actor, sanction, holds, others) == (could and not others and actor >= Role.ADMIN)
    assert not allowed(may_judge, SARI, actor, sanction, holds, others)


@given(st.none() | st.timedeltas(timedelta(0), timedelta(days=4000)))
def test_a_term_is_within_bounds_and_says_when_it_was_bent(length: timedelta | None) -> None:
    found = term(length, NOW)
    if length is None:
        assert found.until is None and found.became is None
        return
    assert found.until is not None and SHORTEST <= found.until - NOW <= LONGEST
    assert (found.became is None) == (found.until - NOW == length)


@given(st.lists(SANCTIONS, max_size=6))
def test_what_is_wanted_is_the_strongest_for_the_longest(all_: list[Sanction]) -> None:
    found = wanted(all_, NOW)
    held = [one for one in all_ if one.in_force(NOW)]
    assert (found.kind is None) == (not held)
    assert (found.kind is Kind.BAN) == any(one.kind is Kind.BAN for one in held)
    same = [one.until for one in held if one.kind is found.kind]
    if found.kind and found.until is not None:
        assert found.until == max(one for one in same if one is not None) and None not in same
    elif found.kind:
        assert None in same


HOLDS = st.builds(Hold, st.just(Wanted()), st.booleans(), st.booleans(), st.just(1), st.integers(0, 2))


@given(HOLDS, st.sampled_from([Wanted(), Wanted(Kind.MUTE, NOW), Wanted(Kind.BAN)]))
def test_steps_lead_to_what_is_wanted(hold: Hold, want: Wanted) -> None:
    """Done in order on a platform that may hold more than is known, they leave exactly what is wanted."""
    for banned in {hold.banned, hold.banned or bool(hold.pending)}:
        for muted in {hold.muted, hold.muted or bool(hold.pending)}:
            state = [banned, muted]
            for step in hold.steps(want):
                match step:
                    case Step.BAN:
                        state[0] = True
                    case Step.UNBAN:
                        state[0] = False
                    case Step.MUTE:
                        state[1] = True
                    case Step.UNMUTE:
                        state[1] = False
                    case Step.KICK:
                        raise AssertionError
            assert state[0] == (want.kind is Kind.BAN)
            if want.kind is not Kind.BAN:
                assert state[1] == (want.kind is Kind.MUTE)


@pytest.mark.parametrize(
    ("step", "outcome", "before", "after"),
    [
        (Step.BAN, Outcome.DONE, (False, False), (True, False)),
        (Step.BAN, Outcome.GONE, (False, False), (False, False)),
        (Step.BAN, Outcome.FORBIDDEN, (True, True), (True, True)),
        (Step.UNBAN, Outcome.DONE, (True, True), (False, True)),
        (Step.UNBAN, Outcome.GONE, (True, False), (False, False)),
        (Step.UNBAN, Outcome.FORBIDDEN, (True, False), (True, False)),
        (Step.MUTE, Outcome.DONE, (False, False), (False, True)),
        (Step.MUTE, Outcome.GONE, (False, False), (False, False)),
        (Step.UNMUTE, Outcome.DONE, (False, True), (False, False)),
        (Step.UNMUTE, Outcome.GONE, (False, True), (False, True)),
        (Step.UNMUTE, Outcome.FORBIDDEN, (False, True), (False, True)),
        (Step.KICK, Outcome.DONE, (True, True), (True, True)),
    ],
)
def test_what_is_known_after_a_step(
    step: Step, outcome: Outcome, before: tuple[bool, bool], after: tuple[bool, bool]
) -> None:
    assert Hold(banned=before[0], muted=before[1]).after(step, outcome) == after


@given(st.timedeltas(timedelta(minutes=1), timedelta(days=400)))
def test_renewed_before_it_ends_and_never_at_once(left: timedelta) -> None:
    at = renewal(NOW + left, NOW)
    assert NOW < at < NOW + left


def test_a_rule_there_is() -> None:
    sound_rule(1, 5)
    for number in (0, 6, -1):
        with pytest.raises(Refused) as refused:
            sound_rule(number, 5)
        assert refused.value.asks == "rule"


def test_in_force_is_a_matter_of_time_and_of_nobody_having_lifted_it() -> None:
    mute = Sanction(1, SARI, Kind.MUTE, 1, 1, NOW, NOW + timedelta(hours=1))
    assert mute.in_force(NOW) and not mute.in_force(NOW + timedelta(hours=1))
    assert not replace(mute, standing=Standing.LIFTED).in_force(NOW)
    assert not replace(mute, kind=Kind.KICK).in_force(NOW)
