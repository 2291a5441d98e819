"""When a number counts as checked, who is on call, and how often somebody is called."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.help.model import MOST_A_PERSON, MOST_TOGETHER, WINDOW, Calls, OnCall, Standing, leaf, standing
from core.help.settings import HelpSettings, Service, shipped
from tests.rig import NOON

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (0, Standing.FRESH),
        (59, Standing.FRESH),
        (60, Standing.DUE),
        (179, Standing.DUE),
        (180, Standing.OLD),
        (-1, Standing.NEVER),
    ],
)
def test_trust_wears_off(days: int, expected: Standing) -> None:
    assert standing(TODAY - timedelta(days=days), TODAY, 60, 180) is expected


def test_what_was_never_checked_is_said_to_be_so() -> None:
    assert standing(None, TODAY, 60, 180) is Standing.NEVER


@given(st.lists(st.integers(), max_size=12, unique=True))
def test_paging_shows_everything_two_at_a_time_and_comes_round(all_: list[int]) -> None:
    seen: list[int] = []
    page: int | None = 0
    for _ in range(12):
        if page is None:
            break
        here, page = leaf(all_, page)
        assert len(here) <= 2
        seen += here
        if page == 0:
            break
    assert seen == all_


def test_a_page_that_is_no_more_shows_another() -> None:
    assert leaf([1, 2, 3], 7) == ([3], 0)
    assert leaf([1, 2], 7) == ([1, 2], None)


@pytest.mark.parametrize(
    ("written", "clock", "expected"),
    [
        ("telegram:12", "03:00", True),
        ("telegram:12 18.00-22.30", "18:00", True),
        ("telegram:12 18.00-22.30", "22:30", False),
        ("telegram:12 18.00-22.30", "17:59", False),
        ("discord:12  22:00 - 06:00", "23:00", True),
        ("discord:12 22:00-06:00", "05:59", True),
        ("discord:12 22:00-06:00", "06:00", False),
        ("discord:12 00.00-24.00", "23:59", True),
        ("discord:12 12.00-24.00", "00:00", False),
    ],
)
def test_hours_of_who_is_on_call(written: str, clock: str, expected: bool) -> None:
    assert OnCall.parse(written).at(datetime.combine(TODAY, time.fromisoformat(clock))) is expected


@pytest.mark.parametrize(
    "written",
    [
        *("", "sari", "telegram:", "telegram:0", "telegram:-5", "telegram:1 18-22", "telegram:1 18.00-18.00"),
        *("telegram:1 24.00-06.00", "telegram:1 18.60-20.00", "telegram:1 18.00-24.01", "telegram:1 18.00"),
    ],
)
def test_what_names_nobody_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        OnCall.parse(written)


def test_one_person_calls_a_few_times_an_hour_and_never_for_another() -> None:
    calls = Calls()
    assert [calls.take(1, NOON) for _ in range(MOST_A_PERSON + 1)] == [True] * MOST_A_PERSON + [False]
    assert calls.take(2, NOON)
    assert not calls.take(1, NOON + WINDOW - timedelta(seconds=1))
    assert calls.take(1, NOON + WINDOW)


def test_a_raid_of_callers_ends_somewhere() -> None:
    calls = Calls()
    assert sum(calls.take(person, NOON) for person in range(200)) == MOST_TOGETHER


# --- config ---


def service(**changes: object) -> Service:
    words = {"id": "x", "en": "y"}
    given: dict[str, object] = {"name": "S", "kinds": ("other",), "scope": words, "contacts": ("129",), "hours": words}
    return Service.model_validate({**given, "what": words, "source": "https://example.org", **changes})


@pytest.mark.parametrize(
    "contact", ["129", "0800-1500-119", "119 ext 8", "+62 811 1129 129", "https://a.example/x?y=1"]
)
def test_a_contact_can_be_called_or_opened(contact: str) -> None:
    found = service(contacts=(contact,))
    assert (*found.phones, *found.pages) == (contact,)


@pytest.mark.parametrize(
    "contact", ["", "1", "call me", "119 ext", "http://a.example", "https://", "129; rm", "tel:129"]
)
def test_anything_else_is_no_contact(contact: str) -> None:
    with pytest.raises(ValidationError):
        service(contacts=(contact,))


def test_a_check_needs_a_day_and_a_name() -> None:
    with pytest.raises(ValidationError):
        service(last_verified=TODAY)
    with pytest.raises(ValidationError):
        service(verified_by="Rara")
    assert service(last_verified=TODAY, verified_by="Rara").last_verified == TODAY


def test_a_new_number_is_a_new_service_to_be_checked() -> None:
    assert service().mark == service(hours={"id": "z", "en": "z"}).mark
    assert service().mark != service(contacts=("112",)).mark


def test_two_services_are_not_called_the_same() -> None:
    with pytest.raises(ValidationError):
        HelpSettings(services=(service(), service(name="s")))


def test_the_shipped_ones_are_those_promised_and_none_is_verified() -> None:
    contacts = {one.name: one.phones for one in shipped()}
    assert contacts == {
        "JakCare": ("0800-1500-119",),
        "healing119": ("119 ext 8",),
        "SAPA 129": ("129",),
        "112": ("112",),
    }
    assert {one.last_verified for one in shipped()} == {None}
