"""The questions: which message asks about which doubt, with the values it needs."""

from __future__ import annotations

from datetime import date, datetime

from core.kit.text import Text, t

_TWO = frozenset(
    (
        "when-after-midnight",
        "when-week-or-sunday",
        "when-next-weekday",
        "when-weekend",
        "when-contradiction-of-days",
        "when-midnight",
        "when-small-hours",
    )
)
"""Questions that name both days, so there must be two."""


def ask_instant(instants: tuple[datetime, ...], whys: set[str], confirm: str) -> Text:
    """Ask which of these instants is meant; one alone is to be confirmed."""
    if len(instants) == 1:
        return t(confirm, time=instants[0])
    if whys == {"when-ampm"} and len(instants) == 2:
        return _ask_half(instants)
    if whys == {"when-ampm", "when-midnight"}:
        return t("when-twelve")
    days = sorted({instant.date() for instant in instants})
    if len(days) == 2 and len(instants) == 2:
        return ask_day(tuple(days), whys)
    if "when-range" in whys:
        return t("when-range")
    if len(days) == len(instants):
        return t("when-which-day")
    return t("when-choose")


def ask_day(days: tuple[date, ...], whys: set[str]) -> Text:
    """Ask which of these days is meant."""
    if not days:
        return t("when-which-date")
    keys = {"when-contradiction-of-days" if why == "when-contradiction" else why for why in whys}
    if len(keys) == 1 and len(days) == 2:
        key = next(iter(keys))
        if key in _TWO:
            return t(key, first=days[0], second=days[1])
    if "when-range" in keys:
        return t("when-range")
    if len(days) == 2:
        return t("when-two-days", first=days[0], second=days[1])
    return t("when-which-day")


def ask_hour(day: date, today: date, part: str, *, moment: bool) -> Text:
    """Ask for the hour on this day, naming the part of the day that was said."""
    if moment:
        return t("when-exact-hour", day=day)
    return t("when-hour", day=day, part=part, near="today" if day == today else "other")


def _ask_half(instants: tuple[datetime, ...]) -> Text:
    early, late = sorted(instants, key=lambda instant: instant.hour >= 12)
    hour = f"{late.hour % 12 or 12}"
    clock = t("when-clock", hour=hour, minute=f"{late.minute:02}") if late.minute else hour
    return t("when-ampm", clock=clock, early=_name(early.hour), late=_name(late.hour))


def _name(hour: int) -> str:
    """Name the part of the day an hour is usually said with."""
    for end, name in (
        (1, "midnight"),
        (4, "small-hours"),
        (6, "dawn"),
        (12, "morning"),
        (15, "noonish"),
        (18, "afternoon"),
        (19, "evening"),
    ):
        if hour < end:
            return name
    return "night"
