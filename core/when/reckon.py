"""From the days that were said to dates: each choice is a track, the first date that fits and those that follow."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from core.when.said import Ahead, Calendar, Day, Month, Near, NotUnderstood, Week, Weekday, Weekend

SMALL_HOURS = 4
"""Until this hour people may still call the past evening today (the shared cases ask at half past midnight)."""

Track = tuple[date, ...]


@dataclass(frozen=True, slots=True)
class Dates:
    """The tracks to choose from, why there are several, and whether the whole date is a choice to confirm."""

    tracks: tuple[Track, ...]
    why: str = ""
    confirm: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """Where the reckoning stands: today's date, and whether it is still the night of yesterday."""

    date: date
    small_hours: bool

    @property
    def start(self) -> date:
        """Give the first date that a named day may have: an evening that began yesterday still counts at night."""
        return self.date - timedelta(days=1) if self.small_hours else self.date


def dates(days: list[Day], today: Today, *, night: bool) -> Dates:
    """Find the dates of the days that were said together; raises NotUnderstood for a date that does not exist.

    `night`: the time of day is one of the evening and the night after it. Days that contradict each other are all
    offered, as the reason "when-contradiction".
    """
    try:
        return _together(_merged(days, today), today, night=night)
    except OverflowError:
        raise NotUnderstood("when-too-far") from None


def _merged(days: list[Day], today: Today) -> list[Day]:
    """Put a month or a year beside a day of the month into it."""
    months = [day for day in days if isinstance(day, Month)]
    calendars = [day for day in days if isinstance(day, Calendar)]
    if not months or not calendars:
        return days
    merged = calendars[0]
    for month in months:
        if month.years is not None:
            wanted = Calendar(merged.day, merged.month, today.date.year + month.years, merged.eve)
        elif month.offset is not None:
            first = _months_on(today.date.replace(day=1), month.offset)
            wanted = Calendar(merged.day, first.month, first.year)
        else:
            wanted = Calendar(merged.day, month.number, merged.year)
        if (merged.year or wanted.year) != wanted.year or (merged.month or wanted.month) != wanted.month:
            raise NotUnderstood("when-contradiction")
        merged = wanted
    return [merged, *calendars[1:], *(day for day in days if not isinstance(day, Month | Calendar))]


def _together(days: list[Day], today: Today, *, night: bool) -> Dates:
    weekdays = [day for day in days if isinstance(day, Weekday)]
    others = [day for day in days if not isinstance(day, Weekday)]
    found: Dates | None = None
    for day in others:
        new = _within(day, weekdays, today) or _alone(day, today, night=night)
        found = new if found is None else _both(found, new)
    absorbed = any(_within(day, weekdays, today) is not None for day in others)
    for weekday in () if absorbed else weekdays:
        found = _alone(weekday, today, night=night) if found is None else _checked(found, weekday, today)
    assert found is not None
    return found


def _both(one: Dates, other: Dates) -> Dates:
    firsts = {track[0] for track in other.tracks}
    same = tuple(track for track in one.tracks if track[0] in firsts)
    if same:
        return Dates(same, one.why if len(same) > 1 else "")
    return Dates(_distinct(one.tracks + other.tracks), "when-contradiction")


def _checked(found: Dates, weekday: Weekday, today: Today) -> Dates:
    """Keep the dates that fall on this weekday; if none does, offer them and the nearest that would."""
    wanted = _iso_days(weekday)
    same = tuple(track for track in found.tracks if track[0].isoweekday() in wanted)
    if same:
        return Dates(same, found.why if len(same) > 1 else "", found.confirm)
    fixed = found.tracks[0][0]
    around = [fixed + timedelta(days=off) for off in (-1, 1, -2, 2, -3, 3)]
    near = [day for day in around if day.isoweekday() in wanted and day >= today.date]
    if not near:
        near = [_next_iso(today.date, min(wanted))]
    if found.why == "relative":
        near = [_next_iso(today.date, day) for day in wanted]
    tracks = tuple((track[0],) for track in found.tracks) + tuple((day,) for day in near[:1])
    return Dates(_distinct(tracks), "when-contradiction")


def _within(day: Day, weekdays: list[Weekday], today: Today) -> Dates | None:
    """Find a weekday inside a week or a month that was said with it; None if the two are not such a pair."""
    if not weekdays:
        return None
    wanted = _iso_days(weekdays[0])
    if isinstance(day, Week):
        monday = _monday(today.date) + timedelta(weeks=day.offset)
        return Dates(tuple((monday + timedelta(days=iso - 1),) for iso in wanted), "when-which-day")
    if isinstance(day, Ahead) and day.weeks:
        target = today.date + timedelta(days=day.days)
        after = [_next_iso(target, iso) for iso in wanted]
        tracks = [
            (other,) for late in after for other in ({late, late - timedelta(weeks=1)} if late != target else {late})
        ]
        return Dates(tuple(sorted(tracks)), "when-which-day")
    if isinstance(day, Month) and (day.offset is not None or day.number is not None):
        first = _first_of(day, today.date)
        length = calendar.monthrange(first.year, first.month)[1]
        month = [first.replace(day=number) for number in range(1, length + 1)]
        return Dates(tuple((one,) for one in month if one.isoweekday() in wanted), "when-which-day")
    return None


def _alone(day: Day, today: Today, *, night: bool) -> Dates:
    now = today.date
    if isinstance(day, Near):
        return _near(day, today, night=night)
    if isinstance(day, Ahead):
        return Dates(((_months_on(now, day.months) + timedelta(days=day.days),),), "relative")
    if isinstance(day, Calendar):
        return _calendar(day, now)
    if isinstance(day, Weekday):
        return _weekday(day, today)
    if isinstance(day, Weekend):
        return _weekend(day, now)
    if isinstance(day, Week):
        monday = _monday(now) + timedelta(weeks=day.offset)
        if day.or_sunday:
            sunday = _next_iso(now, 7) if now.isoweekday() != 7 else now + timedelta(weeks=1)
            return Dates(((sunday,), (sunday + timedelta(weeks=1),)), "when-week-or-sunday")
        return Dates(tuple((monday + timedelta(days=off),) for off in range(7)), "when-which-day")
    return Dates((), "when-which-date")


def _near(day: Near, today: Today, *, night: bool) -> Dates:
    date_ = today.date + timedelta(days=day.days)
    if today.small_hours and (day.days > 0 or night):
        before = date_ - timedelta(days=1)
        return Dates(((before,), (date_,)), "when-after-midnight")
    return Dates(((date_,),), "relative")


def _weekday(day: Weekday, today: Today) -> Dates:
    week = timedelta(weeks=1)
    tracks: list[Track] = []
    why = "when-which-day" if day.eve_or_day else ""
    for iso in _iso_days(day):
        first = _next_iso(today.start if day.which in {"any", "this"} else today.date, iso)
        if day.which in {"coming", "next"} and first == today.date:
            tracks.append((first + week,))
        elif day.which == "next":
            tracks += [(first,), (first + week,)]
            why = why or "when-next-weekday"
        else:
            tracks.append((first, first + week))
    return Dates(tuple(sorted(tracks)), why)


def _weekend(day: Weekend, now: date) -> Dates:
    week = timedelta(weeks=1)
    saturday = _monday(now) + timedelta(days=5)
    days = (saturday, saturday + timedelta(days=1))
    if day.which == "next":
        return Dates(
            _distinct(tuple((one + off,) for off in (0 * week, week) for one in days if one + off >= now)),
            "when-weekend",
        )
    if now == days[1]:
        return Dates(
            ((now,),) if day.which == "this" else ((now,), (days[0] + week,), (days[1] + week,)), "when-weekend"
        )
    return Dates(tuple((one,) for one in days), "when-weekend")


def _calendar(day: Calendar, now: date) -> Dates:
    if day.month is None:
        if day.year is not None:
            raise NotUnderstood("when-bad-date")
        return Dates((_monthly(day.day, now),), "")
    if day.year is not None:
        return Dates(((_minus_eve(_real(day.year, day.month, day.day), day),),))
    this = _real_or_none(now.year, day.month, day.day)
    if this is not None and _minus_eve(this, day) >= now:
        return Dates(((_minus_eve(this, day),),))
    next_ = _minus_eve(_real(now.year + 1, day.month, day.day), day)
    if this is not None and now - this < next_ - now:
        return Dates(((next_,),), confirm="when-next-year")
    return Dates(((next_,),))


def _minus_eve(found: date, day: Calendar) -> date:
    return found - timedelta(days=1) if day.eve else found


def _monthly(number: int, now: date) -> Track:
    """Give the next two dates that are this day of a month, today included; months without it are passed over."""
    found: list[date] = []
    first = now.replace(day=1)
    for off in range(13):
        month = _months_on(first, off)
        date_ = _real_or_none(month.year, month.month, number)
        if date_ is not None and date_ >= now:
            found.append(date_)
        if len(found) == 2:
            break
    return tuple(found)


def _iso_days(day: Weekday) -> tuple[int, ...]:
    before = (day.day - 2) % 7 + 1
    if day.eve_or_day:
        return (before, day.day)
    return (before,) if day.eve else (day.day,)


def _next_iso(start: date, iso: int) -> date:
    return start + timedelta(days=(iso - start.isoweekday()) % 7)


def _monday(day: date) -> date:
    return day - timedelta(days=day.isoweekday() - 1)


def _first_of(month: Month, now: date) -> date:
    if month.offset is not None:
        return _months_on(now.replace(day=1), month.offset)
    assert month.number is not None
    return date(now.year if month.number >= now.month else now.year + 1, month.number, 1)


def _months_on(start: date, months: int) -> date:
    """Go so many months on; a day that the month lacks becomes its last."""
    at = start.year * 12 + start.month - 1 + months
    year, month = at // 12, at % 12 + 1
    if year > 9999:
        raise NotUnderstood("when-too-far")
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def _real_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _real(year: int, month: int, day: int) -> date:
    found = _real_or_none(year, month, day)
    if found is None:
        raise NotUnderstood("when-bad-date")
    return found


def _distinct(tracks: tuple[Track, ...]) -> tuple[Track, ...]:
    return tuple(sorted({track[0]: track for track in reversed(tracks)}.values()))
