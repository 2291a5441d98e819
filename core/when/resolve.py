"""What was said becomes an instant, a question or a refusal: days and hours are combined, what is past falls away."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

from core.kit.text import Text, t
from core.when.grammar import FARTHEST
from core.when.hours import Minute, Times, eve, night_bound, times
from core.when.lexicon import lexicon
from core.when.outcome import Clarify, Exact, Outcome, Reject
from core.when.questions import ask_day, ask_hour, ask_instant
from core.when.reckon import SMALL_HOURS, Dates, Today, Track, dates
from core.when.said import Near, NotUnderstood, Said, Sentence

DAY = timedelta(days=1)
EVENING, DAYBREAK = 18, 6 * 60


@dataclass(slots=True)
class Found:
    """What the alternatives give together: instants or dates, and the reasons why there is more than one."""

    zone: ZoneInfo
    today: date
    instants: dict[float, datetime] = field(default_factory=dict[float, datetime])
    days: set[date] = field(default_factory=set[date])
    whys: set[str] = field(default_factory=set[str])
    confirm: str = ""
    gap: bool = False
    approximate: bool = False
    parts: set[str] = field(default_factory=set[str])
    moment: bool = False
    missing: bool = False

    def add(self, instant: datetime) -> None:
        """Keep an instant, shown in the zone that was asked for."""
        self.instants[instant.timestamp()] = instant.astimezone(self.zone)


def resolve(sentence: Sentence, now: datetime, zone: ZoneInfo) -> Outcome:
    """Answer for a whole text. `now` must be aware; everything that comes back is in `zone`.

    Raises NotUnderstood for what cannot be resolved, as a date that does not exist.
    """
    now = now.astimezone(zone)
    found = Found(zone, now.date())
    if any(said.past for said in sentence.said):
        return Reject(t("when-past"))
    for said in sentence.said:
        _one(said, now, found)
    if len(sentence.said) > 1:
        found.whys.add("when-range" if sentence.span_of_time else "when-choose")
    if sentence.span_of_time:
        found.confirm = "when-confirm"
    return _outcome(found)


def _outcome(found: Found) -> Outcome:
    if found.instants and found.missing:
        raise NotUnderstood("when-not-a-time")
    if found.instants:
        instants = tuple(instant for _, instant in sorted(found.instants.items()))
        if instants[-1].date() - found.today > FARTHEST:
            raise NotUnderstood("when-too-far")
        if len(instants) == 1 and not found.confirm:
            return Exact(instants[0], found.approximate)
        return Clarify(ask_instant(instants, found.whys, found.confirm), instants)
    if found.missing:
        days = tuple(sorted(found.days))
        return Clarify(_missing(days, found), days)
    return Reject(t("when-gap" if found.gap else "when-past"))


def _missing(days: tuple[date, ...], found: Found) -> Text:
    if len(days) == 1:
        part = next(iter(found.parts)) if len(found.parts) == 1 else "day"
        return ask_hour(days[0], found.today, part, moment=found.moment)
    return ask_day(days, found.whys)


def _one(said: Said, now: datetime, found: Found) -> None:
    found.approximate |= said.approximate
    if said.stamp is not None:
        _stamp(said, now, found)
    elif said.span is not None:
        _span(said, now, found)
    elif said.now and said.clock is None and not said.days and not said.parts:
        found.add(_up_to_minute(now))
    else:
        _dated(said, now, found)


def _stamp(said: Said, now: datetime, found: Found) -> None:
    stamp = said.stamp
    assert stamp is not None
    if said.clock or said.days or said.parts or said.span or said.moment:
        raise NotUnderstood("when-contradiction")
    if stamp.tzinfo is None:
        for instant in _instants(stamp.date(), stamp.time(), _zone(said, found)):
            _keep(instant, now, found)
    else:
        _keep(stamp, now, found)


def _span(said: Said, now: datetime, found: Found) -> None:
    span = said.span
    assert span is not None
    today = all(day == Near(0) for day in said.days)
    if said.clock or said.parts or said.moment or not today:
        raise NotUnderstood("when-contradiction")
    instant = now.astimezone(UTC) + span
    if not span.total_seconds() % 60 and span:
        instant = instant.replace(second=0, microsecond=0)
    if not said.span_ahead:
        found.confirm = "when-confirm"
    found.add(instant if span else _up_to_minute(now))


def _dated(said: Said, now: datetime, found: Found) -> None:
    there = _zone(said, found)
    hours = times(said)
    if hours.odd:
        found.confirm = "when-confirm"
    if said.now:
        said.days.append(Near(0))
    if not hours.minutes or said.vague:
        _hourless(said, now, found, there)
        return
    if said.later and not said.days and (_bound_to_today(said) or _any_today(hours, now, found, there)):
        said.days.append(Near(0))
    if not said.days:
        _dayless(said, hours, now, found, there)
        return
    homes = {now.date()} | {now.astimezone(there).date()}
    small = now.hour < SMALL_HOURS
    for today in sorted(homes):
        chosen = dates(said.days, Today(today, small_hours=small), night=night_bound(said))
        _combine(chosen, hours, now, found, there)
    if len(homes) > 1:
        found.whys.add("when-which-day")


def _bound_to_today(said: Said) -> bool:
    """Tell "nanti malam" and "nanti sore", which are today's, from "nanti pagi", which is the next morning there is."""
    return any(part.name not in {"morning", "dawn", "small-hours", "am"} for part in said.parts)


def _any_today(hours: Times, now: datetime, found: Found, there: tzinfo) -> bool:
    today = now.date()
    return any(instant > now for minute in hours.minutes for instant in _at((today,), minute, now, found, there))


def _combine(chosen: Dates, hours: Times, now: datetime, found: Found, there: tzinfo) -> None:
    if not chosen.tracks:
        raise NotUnderstood("when-which-date")
    before = len(found.instants)
    for track in chosen.tracks:
        for minute in hours.minutes:
            for instant in _at(track, minute, now, found, there):
                found.add(instant)
            if minute.turn == "either":
                found.whys.add("when-midnight" if minute.minute < 60 else "when-small-hours")
    if chosen.why and len(chosen.tracks) > 1:
        found.whys.add(chosen.why)
    if hours.twelve:
        found.whys.add("when-ampm")
    if chosen.confirm and len(found.instants) > before:
        found.confirm = chosen.confirm


def _dayless(said: Said, hours: Times, now: datetime, found: Found, there: tzinfo) -> None:
    """Find the next such hour. One that is over today is asked about, unless only tomorrow's can be meant.

    That is so for an hour of the night, for one of the morning said in the evening, and where the part of the day that
    was said is over too.
    """
    today = now.astimezone(there).date()
    for minute in hours.minutes:
        turn = "next" if minute.turn == "next" and now.hour >= SMALL_HOURS else "same"
        days = (today, today + DAY, today + 2 * DAY)
        instants = _at(days, Minute(minute.minute, turn), now, found, there)
        for instant in instants:
            found.add(instant)
        rolled = bool(instants) and instants[0].astimezone(there).date() > today
        overnight = minute.minute < DAYBREAK or minute.minute == 1440 or (minute.minute < 720 and now.hour >= EVENING)
        next_one = any(_over(part.name, now) for part in said.parts)
        if rolled and not (overnight or next_one or hours.twelve):
            found.confirm = "when-tomorrow"
    if hours.twelve:
        found.whys.add("when-ampm")


def _hourless(said: Said, now: datetime, found: Found, there: tzinfo) -> None:
    """Keep the dates; the hour has to be asked for. A part of today that is over is past."""
    today = now.date()
    parts = [part.name for part in said.parts] + ([said.moment] if said.moment else [])
    over = any(_over(name, now) for name in parts)
    found.missing = True
    found.moment |= said.moment is not None or said.vague
    found.parts.add("night" if eve(said) and not parts else parts[0] if parts else "day")
    if not said.days:
        if said.vague and said.clock is not None:
            over = all(minute.minute <= now.hour * 60 + now.minute for minute in times(said).minutes)
        elif not parts and not said.later:
            raise NotUnderstood("when-not-a-time")
        found.days.add(today + DAY if over else today)
        return
    chosen = dates(said.days, Today(today, small_hours=now.hour < SMALL_HOURS), night=night_bound(said))
    if not chosen.tracks:
        found.whys.add(chosen.why)
        return
    kept = [next((day for day in track if day > today or (day == today and not over)), None) for track in chosen.tracks]
    days = [day for day in kept if day is not None]
    if not days:
        raise NotUnderstood("when-past")
    found.days.update(days)
    if len(chosen.tracks) > 1:
        found.whys.add(chosen.why)


def _over(name: str, now: datetime) -> bool:
    hours = lexicon().hours[name]
    return not hours.past_midnight and hours.end < now.hour * 60 + now.minute


def _at(track: Track, minute: Minute, now: datetime, found: Found, there: tzinfo) -> list[datetime]:
    """Give the future instants of the first date in the track that has any."""
    turns = (0, 1) if minute.turn == "either" else (1,) if minute.turn == "next" else (0,)
    for day in track:
        future: list[datetime] = []
        for turn in turns:
            days, clock = divmod(minute.minute, 1440)
            instants = _instants(day + (turn + days) * DAY, time(clock // 60, clock % 60), there)
            found.gap |= not instants
            future += [instant for instant in instants if instant > now.astimezone(UTC)]
        if future:
            return future
    return []


def _instants(day: date, clock: time, zone: tzinfo) -> list[datetime]:
    """Give the instants at which the clocks of that zone show this: none in a gap, two where they are put back."""
    found: list[datetime] = []
    for fold in (0, 1):
        wall = datetime.combine(day, clock, zone).replace(fold=fold)
        instant = wall.astimezone(UTC)
        if instant.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None, fold=0) and instant not in found:
            found.append(instant)
    return found


def _keep(instant: datetime, now: datetime, found: Found) -> None:
    instant = instant.astimezone(UTC)
    if instant <= now.astimezone(UTC):
        raise NotUnderstood("when-past")
    found.add(instant)


def _zone(said: Said, found: Found) -> tzinfo:
    return found.zone if said.zone is None else timezone(timedelta(minutes=said.zone))


def _up_to_minute(now: datetime) -> datetime:
    whole = now.astimezone(UTC).replace(second=0, microsecond=0)
    return whole if whole == now else whole + timedelta(minutes=1)
