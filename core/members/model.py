"""What a link between accounts is: a short one-time code, few tries, two sides that agree. No database, no bot."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.kit import Account, Person, Refused, t

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits that are not taken for one another (no I and 1, no O and 0)."""

LENGTH = 8
GOOD_FOR = timedelta(minutes=10)
TRIES = 5
"""Wrong codes that a person may type within GOOD_FOR."""


def new_code() -> str:
    """A code of 8 characters; one in 2^40."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def tidy(typed: str) -> str:
    """A code as it was meant: without spaces and dashes, in capitals."""
    return typed.replace(" ", "").replace("-", "").upper()


def fingerprint(code: str) -> str:
    """What is kept of a code, so that nobody who reads the database can use it."""
    return hashlib.sha256(code.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """A code that `person` was given on the account `issued`, and who typed it on the other side (`claimed`)."""

    id: int
    person: Person
    issued: Account
    expires: datetime
    claimer: Person | None = None
    claimed: Account | None = None

    def claimed_by(self, person: Person, account: Account, now: datetime) -> Link:
        """The code was typed by `person` through `account`; refuses one's own, the same platform, and a used one."""
        if now >= self.expires or self.claimer is not None:
            raise Refused(t("members-code-wrong"))
        if person == self.person:
            raise Refused(t("members-already-one"))
        if account.platform == self.issued.platform:
            raise Refused(t("members-same-side"))
        return Link(self.id, self.person, self.issued, self.expires, person, account)

    def confirmed_by(self, person: Person, now: datetime) -> tuple[Person, Person]:
        """Who stays and who is merged into them; refuses anybody but whom the code was given to, and a late answer."""
        if person != self.person or self.claimer is None or now >= self.expires:
            raise Refused(t("members-request-gone"))
        return self.person, self.claimer
