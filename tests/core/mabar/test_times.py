"""When somebody is told of what, without a bot."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from core.kit import Refused
from core.mabar.times import due, is_quiet, keep_until, read_leads, read_window, remind_at
from tests.rig import JAKARTA

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=JAKARTA)
EVENING = NOW.replace(hour=20)
MINUTE = timedelta(minutes=1)


def test_reminder_before_or_at_the_start() -> None:
    half = 30 * MINUTE
    assert remind_at(EVENING, half, NOW) == EVENING - half
    assert remind_at(NOW + 20 * MINUTE, half, NOW) == NOW + 20 * MINUTE


@pytest.mark.parametrize(
    ("typed", "leads"), [("30", (30,)), ("5, 60", (60, 5)), ("60 dan 10 menit", (60, 10)), ("30,30", (30,))]
)
def test_lead_times_are_read(typed: str, leads: tuple[int, ...]) -> None:
    assert read_leads(typed) == leads


@pytest.mark.parametrize("typed", ["", "nanti", "0", "1,2,3,4,5", "10081", "-"])
def test_other_lead_times_are_asked_for_again(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_leads(typed)
    assert (refused.value.why.key, refused.value.asks) == ("mabar-leads-unclear", "minutes")


def test_what_is_due() -> None:
    at = NOW + 20 * MINUTE
    assert due(at, (30, 20, 5), NOW) == [30, 20]


@pytest.mark.parametrize(
    ("minutes", "kept"), [(120, 15), (31, 15), (30, 3), (5, 3), (-10, 3)]
)  # fmt: skip
def test_how_long_a_freed_seat_is_kept(minutes: int, kept: int) -> None:
    assert keep_until(NOW + minutes * MINUTE, NOW, 15 * MINUTE, 3 * MINUTE) == NOW + kept * MINUTE


def test_a_seat_is_kept_no_longer_than_to_the_start() -> None:
    at = NOW + 40 * MINUTE
    assert keep_until(at, NOW, timedelta(hours=2), 3 * MINUTE) == at


@pytest.mark.parametrize(
    ("window", "hour", "minute", "quiet"),
    [
        ("22:00-07:00", 22, 0, True),
        ("22:00-07:00", 3, 0, True),
        ("22:00-07:00", 7, 0, False),
        ("22:00-07:00", 12, 0, False),
        ("12:30-13:30", 12, 29, False),
        ("12:30-13:30", 13, 29, True),
        ("", 3, 0, False),
    ],
)
def test_quiet_hours(window: str, hour: int, minute: int, quiet: bool) -> None:
    assert is_quiet(window, NOW.replace(hour=hour, minute=minute)) is quiet


@pytest.mark.parametrize(
    ("typed", "window"),
    [("22-7", "22:00-07:00"), ("22.30 - 06.00", "22:30-06:00"), ("dari 9 sampai 17", "09:00-17:00")],
)
def test_quiet_hours_are_read(typed: str, window: str) -> None:
    assert read_window(typed) == window


@pytest.mark.parametrize("typed", ["", "malam", "22", "22-22", "25-7", "1-2-3"])
def test_other_quiet_hours_are_asked_for_again(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_window(typed)
    assert refused.value.asks == "hours"
