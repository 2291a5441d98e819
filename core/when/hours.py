"""From the time of day that was said to minutes of a date, by the part of the day it was said with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from core.when.lexicon import MINUTES_A_DAY, lexicon
from core.when.said import Calendar, Clock, NotUnderstood, Said, Weekday

NOON, HALF_DAY, SLACK = 720, 720, 59
DEEP_NIGHT = 4 * 60
"""Before this minute "malam" means the night that began the evening before."""

Turn: TypeAlias = Literal["same", "next", "either"]
"""Which date a minute after midnight lies on: the day said, the one after it, or it was not said which."""


@dataclass(frozen=True, slots=True)
class Minute:
    """A minute from the midnight that begins the date (1440 is the one that ends it)."""

    minute: int
    turn: Turn = "same"


@dataclass(frozen=True, slots=True)
class Times:
    """The minutes a time of day can be; none at all means the hour was not said."""

    minutes: tuple[Minute, ...]
    twelve: bool = False
    odd: bool = False
    """No hour fits the part of the day ("jam 5 malam"), so none may be taken without asking."""


def night_bound(said: Said) -> bool:
    """Tell whether the day that was said is a night, which goes on after midnight ("nanti malam", "malam minggu")."""
    hours = lexicon().hours
    bound = (part.name for part in said.parts if not part.of_clock and part.name != "midnight")
    return eve(said) or any(hours[name].past_midnight for name in bound)


def times(said: Said) -> Times:
    """Find the minutes of the day that fit; raises NotUnderstood for hours that contradict the part of the day."""
    clock = said.clock
    names = [part.name for part in said.parts]
    if clock is None:
        point = 0 if "midnight" in names else NOON if "noon" in names else None
        if point is None or said.moment is not None:
            return Times(())
        names = [name for name in names if name not in {"midnight", "noon"}]
        if names and point == NOON:
            raise NotUnderstood("when-contradiction")
        names.append("midnight" if point == 0 else "noon")
        clock = Clock(point, twelve=False)
    if said.moment is not None:
        names.append(said.moment)
    if eve(said):
        names.append("eve" if names else "night")
    twelve = clock.twelve or (clock.zero and bool(names) and clock.minute >= 60)
    fits, odd = _fitting(clock.minute, names, twelve=twelve)
    night = any(lexicon().hours[name].past_midnight for name in names)
    bound = night_bound(said)
    meridiem = twelve and "am" in names
    return Times(
        tuple(
            Minute(minute, _turn(minute, night=night, bound=bound, loose=meridiem or (twelve and not names)))
            for minute in fits
        ),
        twelve=len(fits) > 1,
        odd=odd,
    )


def eve(said: Said) -> bool:
    """Tell whether the evening before a day was said ("malam minggu")."""
    return any(isinstance(day, Weekday | Calendar) and day.eve for day in said.days)


def _fitting(minute: int, names: list[str], *, twelve: bool) -> tuple[list[int], bool]:
    options = sorted((minute % HALF_DAY, minute % HALF_DAY + HALF_DAY)) if twelve else [minute]
    hours = [lexicon().hours[name] for name in names]
    slack = 0 if twelve else SLACK
    fits = [option for option in options if all(part.takes(option % MINUTES_A_DAY, slack) for part in hours)]
    if fits:
        return fits, False
    if twelve and len(set(names)) == 1 and names[0] not in {"am", "pm"}:
        return options, True
    raise NotUnderstood("when-contradiction")


def _turn(minute: int, *, night: bool, bound: bool, loose: bool) -> Turn:
    if night and minute < DEEP_NIGHT:
        return "next" if bound else "either"
    return "either" if loose and minute < 60 else "same"
