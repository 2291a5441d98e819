"""What an entry of the board is, who may do what with it, and when it is over. No database, no bot."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from core.kit import Person, Refused, Role, t

DAY = timedelta(days=1)
NOTHING = frozenset({"-", "—", "0", "lewati", "skip", "ga ada", "gak ada", "nggak ada", "tidak ada", "none", "no"})
"""What people answer to a question that they would rather not answer."""
FARTHEST = timedelta(days=400)
"""How long an entry may hold at the most."""
LONGEST_URL = 500


class State(StrEnum):
    """Where an entry is in its life."""

    DRAFT = "draft"
    """Only its author sees it."""
    WAITING = "waiting"
    """A moderator is to look at it first."""
    LIVE = "live"
    OVER = "over"
    """Archived: found no more, kept for a while."""


# --- price and link ---


@dataclass(frozen=True, slots=True)
class Price:
    """What it costs, in whole rupiah: from `low` to `high`, both 0 for what is free."""

    low: int
    high: int


_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,24}|xn--[a-z0-9-]{2,59})")
"""A name of letters: an address of numbers hides whose it is."""
_AMOUNT = re.compile(r"(\d{1,3}(?:[.,]\d{3})+|\d+(?:[.,]\d{1,2})?) ?(rb|ribu|k|jt|juta|m)?")
_TIMES = {"rb": 1_000, "ribu": 1_000, "k": 1_000, "jt": 1_000_000, "juta": 1_000_000, "m": 1_000_000}
_FREE = frozenset({"gratis", "free", "rp0", "rp 0", "0"})
_MOST = 1_000_000_000


def read_price(typed: str) -> Price | None:
    """A price as people write it: 25rb, Rp25.000, 1,5jt, 25-50rb, gratis; None for no answer. Refuses anything else."""
    said = " ".join(typed.casefold().split())
    if said in _FREE:
        return Price(0, 0)
    if said in NOTHING:
        return None
    said = re.sub(r"\brp\.? ?|\bidr ?", "", said).replace("–", "-").replace("s/d", "-").replace(" sampai ", "-")
    parts = [part.strip() for part in said.split("-")]
    found = [_AMOUNT.fullmatch(part) for part in parts]
    if len(parts) > 2 or not all(found):
        raise Refused(t("info-price-unclear"), asks="price")
    unit = next((match[2] for match in reversed(found) if match and match[2]), "")
    amounts = [_amount(match[1], match[2] or unit) for match in found if match]
    low, high = min(amounts), max(amounts)
    if high > _MOST:
        raise Refused(t("info-price-unclear"), asks="price")
    return Price(low, high)


def _amount(digits: str, unit: str) -> int:
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        return int(re.sub(r"[.,]", "", digits)) * (_TIMES.get(unit, 1))
    return round(float(digits.replace(",", ".")) * _TIMES.get(unit, 1))


def read_link(typed: str) -> str:
    """An https address; empty for no answer. Refuses anything else, and what hides where it leads."""
    said = typed.strip()
    if said.casefold() in NOTHING:
        return ""
    if len(said) > LONGEST_URL or not said.isprintable() or " " in said or not _leads_somewhere(said):
        raise Refused(t("info-link-unclear"), asks="link")
    return "https" + said[len("https") :]


def _leads_somewhere(url: str) -> bool:
    try:
        parts = urlsplit(url)
        plain = parts.scheme == "https" and parts.username is None and parts.port in (None, 443)
    except ValueError:
        return False
    return plain and _HOST.fullmatch(parts.hostname or "") is not None


# --- entries ---


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `published` is when it was first put up; `ended` when it was archived; times are aware."""

    id: int
    author: Person
    kind: str
    title: str
    area: str
    made: datetime
    until: datetime
    state: State = State.DRAFT
    price: Price | None = None
    link: str = ""
    source: str = ""
    photos: Mapping[str, str] = field(default_factory=dict[str, str])
    published: datetime | None = None
    ended: datetime | None = None
    doubted: bool = False
    """Whether a moderator was asked because of the votes."""

    def owned_by(self, person: Person, role: Role) -> None:
        """Refuses anybody but its author and moderators."""
        if person != self.author and role < Role.MODERATOR:
            raise Refused(t("info-not-yours"))

    def seen_by(self, person: Person, role: Role) -> bool:
        """Whether the person may read it."""
        return self.state in (State.LIVE, State.OVER) or person == self.author or role >= Role.MODERATOR

    def sent(self, now: datetime, *, trusted: bool) -> Entry:
        """Sent by its author: put up at once, or (not `trusted` yet) to be looked at first."""
        if self.state is not State.DRAFT:
            raise Refused(t("info-sent-already"))
        if self.until <= now:
            raise Refused(t("info-until-past", when=self.until))
        return self._up(now) if trusted else replace(self, state=State.WAITING)

    def accepted(self, now: datetime) -> Entry:
        """Let through by a moderator; one whose time ran out meanwhile is refused."""
        if self.state is not State.WAITING:
            raise Refused(t("info-decided-already"))
        if self.until <= now:
            raise Refused(t("info-until-past", when=self.until))
        return self._up(now)

    def declined(self) -> Entry:
        """Given back to its author, who may change it and send it again."""
        if self.state is not State.WAITING:
            raise Refused(t("info-decided-already"))
        return replace(self, state=State.DRAFT)

    def changed(self, *, trusted: bool, **what: object) -> Entry:
        """With something else in it; what is up already is looked at again where who changes it is not `trusted`."""
        state = State.WAITING if self.state is State.LIVE and not trusted else self.state
        return replace(self, state=state, **what)  # type: ignore[arg-type]

    def over(self, now: datetime) -> Entry:
        """Archived; what is not up stays what it is."""
        return replace(self, state=State.OVER, ended=now) if self.state is State.LIVE else self

    def renewed(self, until: datetime) -> Entry:
        """Holding on until then, and up again if it was archived."""
        if self.state not in (State.LIVE, State.OVER):
            raise Refused(t("info-not-up"))
        return replace(self, state=State.LIVE, until=until, ended=None, doubted=False)

    def _up(self, now: datetime) -> Entry:
        return replace(self, state=State.LIVE, published=self.published or now, ended=None)


def checked_until(until: datetime, now: datetime) -> datetime:
    """A time until which an entry holds; refuses one that is past or too far ahead."""
    if until <= now:
        raise Refused(t("info-until-past", when=until), asks="until")
    if until - now > FARTHEST:
        raise Refused(t("info-until-far", when=until), asks="until")
    return until


def trusted(role: Role, published: int, after: int) -> bool:
    """Whether somebody's entries go up without being looked at: hosts and above, and who had `after` put up already."""
    return role >= Role.HOST or (after > 0 and published >= after) or after == 0


def ask_at(until: datetime, now: datetime) -> datetime | None:
    """When to ask the author whether it still holds: a day before; None where that is no time ahead."""
    at = until - DAY
    return at if at > now else None


# --- votes ---


@dataclass(frozen=True, slots=True)
class Tally:
    """How many say that it still holds, and how many that it does not any more."""

    still: int = 0
    gone: int = 0

    def voted(self, before: bool | None, holds: bool) -> Tally:
        """With one person's vote, who said `before` (None: nothing yet) and says `holds` now."""
        still = self.still - (before is True) + holds
        gone = self.gone - (before is False) + (not holds)
        return Tally(still, gone)

    def doubtful(self, enough: int) -> bool:
        """Whether enough say that it does not hold any more, and more than say it does."""
        return self.gone >= enough and self.gone > self.still


# --- digests ---


class Often(StrEnum):
    """How often somebody is told what is new."""

    DAILY = "daily"
    WEEKLY = "weekly"


@dataclass(frozen=True, slots=True)
class Digest:
    """What somebody wants to be told of (empty: all kinds, all areas), how often, at which hour, and since when."""

    person: Person
    last: datetime
    kinds: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    often: Often = Often.WEEKLY
    hour: int = 18
    weekday: int = 4
    """Of a weekly one: 0 is Monday; Friday before the weekend unless they choose otherwise."""

    def latest(self, now: datetime) -> datetime:
        """The last time it was to be told, seen from `now` (in the zone whose hours are meant)."""
        at = now.replace(hour=self.hour, minute=0, second=0, microsecond=0)
        if self.often is Often.WEEKLY:
            at -= DAY * ((now.weekday() - self.weekday) % 7)
        step = DAY * 7 if self.often is Often.WEEKLY else DAY
        return at if at <= now else at - step

    def due(self, now: datetime) -> bool:
        """Whether it is to be told now: once for each time, however late."""
        return self.last < self.latest(now)

    def wants(self, entry: Entry) -> bool:
        """Whether an entry is among what they want to be told of; `areas` have those within them already."""
        return (not self.kinds or entry.kind in self.kinds) and (not self.areas or entry.area in self.areas)
