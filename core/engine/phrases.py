"""Phrases: numbers, times and lengths of time as people of a language write them; their names come from CLDR."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit


@lru_cache(64)
def _locale(lang: str) -> Locale:
    try:
        return Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return Locale.parse("id")


@lru_cache(1024, typed=True)
def number(value: float, lang: str) -> str:
    """A number with the language's own separators."""
    try:
        return format_decimal(value, locale=_locale(lang))
    except ArithmeticError:  # larger than the decimal context can hold
        return str(value)


@lru_cache(64)
def _calendar(lang: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The names of a language: days cut short, days in full (Monday first), months cut short (from January)."""
    locale = _locale(lang)
    days, months = locale.days["format"], locale.months["format"]["abbreviated"]
    return (
        tuple(days["abbreviated"][day] for day in range(7)),
        tuple(days["wide"][day] for day in range(7)),
        tuple(months[month] for month in range(1, 13)),
    )


@lru_cache(64)
def _dot(lang: str) -> str:
    """What stands between hours and minutes: a dot in Indonesian, a colon in English."""
    return "." if "." in _locale(lang).time_formats["short"].pattern else ":"


def moment(at: datetime, lang: str, zone: tzinfo, now: datetime) -> str:
    """A time in full, with its zone, and its year unless it is the present one: `Sab 28 Nov 19.30 WIB`."""
    local = at.astimezone(zone)
    short, _, months = _calendar(lang)
    dot = _dot(lang)
    day = f"{short[local.weekday()]} {local.day} {months[local.month - 1]}{_year(local, zone, now)}"
    return f"{day} {local.hour:02}{dot}{local.minute:02} {_zone(local)}"


def day(on: date, lang: str, zone: tzinfo, now: datetime) -> str:
    """A day, with its year unless it is the present one: `Sabtu 28 Nov`."""
    _, full, months = _calendar(lang)
    return f"{full[on.weekday()]} {on.day} {months[on.month - 1]}{_year(on, zone, now)}"


def _year(on: date, zone: tzinfo, now: datetime) -> str:
    return "" if on.year == now.astimezone(zone).year else f" {on.year}"


def _zone(at: datetime) -> str:
    """The zone as people write it: WIB, WITA and WIT come from the zone itself; one without letters is UTC+9."""
    name = at.tzname() or "UTC"
    if name.isalpha():
        return name
    minutes = int((at.utcoffset() or timedelta()).total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


@lru_cache(1024)
def length(span: timedelta, lang: str) -> str:
    """A length of time in days, hours and minutes: `1 jam 30 menit`; seconds only where they matter, below an hour."""
    seconds = round(abs(span).total_seconds())
    if seconds >= 3600:
        seconds = (seconds + 30) // 60 * 60
    units = (
        ("day", seconds // 86400),
        ("hour", seconds // 3600 % 24),
        ("minute", seconds // 60 % 60),
        ("second", seconds % 60),
    )
    locale = _locale(lang)
    said = [format_unit(count, f"duration-{unit}", "long", locale=locale) for unit, count in units if count]
    words = " ".join(said) or format_unit(0, "duration-minute", "long", locale=locale)
    return f"-{words}" if span < timedelta(0) and said else words


@lru_cache(64)
def between(lang: str, last: bool) -> str:
    """What stands between two of a list: ", ", and " dan " before the last (without the comma of longer lists)."""
    if last:
        return format_list(["\ue000", "\ue001"], locale=_locale(lang))[1:-1]
    four = format_list(["\ue000", "\ue001", "\ue002", "\ue003"], locale=_locale(lang))
    return four[four.index("\ue001") + 1 : four.index("\ue002")]
