"""What sanctions are, who may impose, undo and judge them, and what they ask of each platform. No database, no bot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.kit import Outcome, Person, Refused, Role, t

SHORTEST = timedelta(minutes=1)
"""Shorter ones are as good as none, and one of the platforms takes them for endless."""
LONGEST = timedelta(days=5 * 365)
DANGER = 0
"""In place of a rule's number: somebody is in danger."""


class Kind(StrEnum):
    """What is done to somebody."""

    WARN = "warn"
    MUTE = "mute"
    KICK = "kick"
    BAN = "ban"

    @property
    def lasts(self) -> bool:
        """Whether it is in force for a time, rather than over at once."""
        return self in (Kind.MUTE, Kind.BAN)


class Standing(StrEnum):
    """Where a sanction stands."""

    ACTIVE = "active"
    LIFTED = "lifted"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Sanction:
    """Something done to `person`, for the rule with this number in this version of the rules.

    `until` is None for what does not end by itself. `by` is None for the machine, and for who is forgotten.
    """

    id: int
    person: Person
    kind: Kind
    rule: int
    version: int
    at: datetime
    until: datetime | None = None
    by: Person | None = None
    machine: bool = False
    note: str = ""
    standing: Standing = Standing.ACTIVE
    case: int | None = None

    def in_force(self, now: datetime) -> bool:
        """Whether it holds somebody back now."""
        return self.kind.lasts and self.standing is Standing.ACTIVE and (self.until is None or now < self.until)


# --- who may ---


def may_sanction(actor: Person | None, role: Role, who: Person, holds: Role) -> None:
    """Whether `actor` (None: the machine), of this role, may sanction somebody who holds another; refuses if not.

    Nobody themselves, nobody whom the community trusts as much: so moderators neither admins nor each other.
    """
    if actor is not None and actor == who:
        raise Refused(t("rules-not-yourself"))
    if role < Role.MODERATOR or holds >= role:
        raise Refused(t("rules-not-above", who=who))


def may_undo(actor: Person, role: Role, sanction: Sanction, holds: Role, by_role: Role) -> None:
    """Whether `actor` may undo a sanction: whoever could impose it, except what somebody above them decided."""
    may_sanction(actor, role, sanction.person, holds)
    if sanction.by is not None and sanction.by != actor and by_role > role:
        raise Refused(t("rules-not-over-yours"))
    if sanction.standing is not Standing.ACTIVE:
        raise Refused(t("rules-undone-already", id=sanction.id))


def may_judge(actor: Person, role: Role, sanction: Sanction, holds: Role, others: bool) -> None:
    """Whether `actor` may decide an appeal against a sanction; refuses if not.

    Not who imposed it, as long as there are `others` who may; where there are none, an admin all the same.
    """
    may_sanction(actor, role, sanction.person, holds)
    if sanction.by == actor and (others or role < Role.ADMIN):
        raise Refused(t("rules-appeal-not-yours"))


def sound_rule(number: int, count: int) -> None:
    """Refuses a number that no rule has; asks for it again."""
    if not 1 <= number <= count:
        raise Refused(t("rules-no-such-rule", count=count), asks="rule")


# --- how long ---


@dataclass(frozen=True, slots=True)
class Term:
    """Until when (None: until it is lifted), and the length it became where the wanted one was not possible."""

    until: datetime | None
    became: timedelta | None = None


def term(length: timedelta | None, now: datetime) -> Term:
    """When something of this length (None: without end) that begins now ends; lengths out of bounds are bent."""
    if length is None:
        return Term(None)
    bent = min(max(length, SHORTEST), LONGEST)
    return Term(now + bent, bent if bent != length else None)


# --- what it asks of the platforms ---


@dataclass(frozen=True, slots=True)
class Wanted:
    """How an account is to be held: banned, muted until then (None: without end), or not at all (kind None)."""

    kind: Kind | None = None
    until: datetime | None = None


def wanted(sanctions: Iterable[Sanction], now: datetime) -> Wanted:
    """What the sanctions of one person come to now: the strongest, for as long as the longest of that kind."""
    held = [one for one in sanctions if one.in_force(now)]
    for kind in (Kind.BAN, Kind.MUTE):
        ends = [one.until for one in held if one.kind is kind]
        if ends:
            known = [end for end in ends if end is not None]
            return Wanted(kind, max(known) if len(known) == len(ends) else None)
    return Wanted()


class Step(StrEnum):
    """Something a platform is to do to an account."""

    BAN = "ban"
    UNBAN = "unban"
    MUTE = "mute"
    UNMUTE = "unmute"
    KICK = "kick"


@dataclass(frozen=True, slots=True)
class Hold:
    """How one account is held in one community: what is wanted, and what the platform is known to do.

    `turn` counts the orders, `pending` those of which it is not known yet what came of them.
    """

    wanted: Wanted = Wanted()
    banned: bool = False
    muted: bool = False
    turn: int = 0
    pending: int = 0

    def steps(self, wish: Wanted) -> tuple[Step, ...]:
        """What is to be done, so that the account is held as wished; what is under way may have been done already."""
        unban = (Step.UNBAN,) if self.banned or self.pending else ()
        match wish.kind:
            case Kind.BAN:
                return (Step.BAN,)
            case Kind.MUTE:
                return (*unban, Step.MUTE)
            case _:
                return (*unban, *((Step.UNMUTE,) if self.muted or self.pending else ()))

    def after(self, step: Step, outcome: Outcome) -> tuple[bool, bool]:
        """Whether the account is banned and muted, as far as one knows, once a step had this outcome.

        Whoever is not there is unbanned; but a mute may wait for them, so it stays to be taken away when they come.
        """
        done, gone = outcome in (Outcome.DONE, Outcome.UNABLE), outcome is Outcome.GONE
        match step:
            case Step.BAN:
                return self.banned or outcome is Outcome.DONE, self.muted
            case Step.UNBAN:
                return self.banned and not (done or gone), self.muted
            case Step.MUTE:
                return self.banned, self.muted or outcome is Outcome.DONE
            case Step.UNMUTE:
                return self.banned, self.muted and not done
            case Step.KICK:
                return self.banned, self.muted


def renewal(ends: datetime, now: datetime) -> datetime:
    """When a mute that a platform holds no longer than until `ends` is to be renewed: an hour or a tenth before."""
    return max(now + timedelta(seconds=30), ends - min(timedelta(hours=1), (ends - now) / 10))
