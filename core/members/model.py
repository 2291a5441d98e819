"""What a link between accounts is (a short one-time code, few tries, two sides that agree), and how data is read out.

No database, no bot.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, cast

from core.kit import Account, Person, Refused, Role, Text, t
from core.kit.text import Value

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Letters and digits that are not taken for one another (no I and 1, no O and 0)."""

LENGTH = 8
GOOD_FOR = timedelta(minutes=10)
UNDO_FOR = timedelta(hours=24)
"""How long somebody who asked to be forgotten may take that back."""
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


# --- roles ---


def may_change(actor: Person, holds: Role, who: Person, before: Role, after: Role) -> None:
    """Whether `actor`, who holds a role, may change somebody's from `before` to `after`; refuses with the reason.

    Admins may give and take any role, moderators those up to host; nobody their own, lest the last admin lock the door.
    """
    if who == actor:
        raise Refused(t("members-role-own"))
    most = Role.ADMIN if holds >= Role.ADMIN else Role.HOST
    if holds < Role.MODERATOR or before > most or after > most:
        raise Refused(t("members-role-too-high"))
    if before == after:
        raise Refused(t("members-role-same", who=who, role=after.name.lower()))


def withdrawn(role: Role) -> Role:
    """What is left of a role that is taken back."""
    return Role.MEMBER if role > Role.MEMBER else Role.VISITOR


# --- what others see ---


class Part(StrEnum):
    """A part of a profile."""

    NICKNAME = "nickname"
    AREA = "area"
    LIKES = "likes"
    GAMES = "games"


@dataclass(frozen=True, slots=True)
class Profile:
    """What a person wrote about themselves, and which parts of it others may see."""

    words: Mapping[Part, str] = field(default_factory=dict[Part, str])
    shown: frozenset[Part] = frozenset()

    def seen(self, *, aloof: bool) -> dict[Part, str]:
        """What others see, in the order of the parts; who is to be kept apart (`aloof`) sees the nickname at most."""
        return {
            part: self.words[part]
            for part in Part
            if part in self.words and part in self.shown and (part is Part.NICKNAME or not aloof)
        }


# --- reading out ---


def readable(data: Any, labels: Mapping[str, str]) -> list[Text]:
    """JSON-ready data as lines to read: a name and a value each, an entry of a list in one line; the empty left out.

    `labels` has the text keys of names; a name without one is shown as it is. Times in ISO 8601 are shown as times.
    """
    if isinstance(data, Mapping):
        lines: list[Text] = []
        for name, value in cast("Mapping[str, Any]", data).items():
            if _is_empty(value):
                continue
            if isinstance(value, list | Mapping):
                lines.append(t("members-data-part", name=_label(name, labels)))
                lines += readable(value, labels)
            else:
                lines.append(t("members-data-line", what=_pair(name, value, labels)))
        return lines
    if isinstance(data, list):
        return [_row(one, labels) for one in cast("list[Any]", data) if not _is_empty(one)]
    return [] if _is_empty(data) else [t("members-data-line", what=_value(data))]


def _row(one: Any, labels: Mapping[str, str]) -> Text:
    if not isinstance(one, Mapping):
        return t("members-data-line", what=_value(one))
    pairs = cast("Mapping[str, Any]", one).items()
    return t("members-data-line", what=[_pair(name, value, labels) for name, value in pairs if not _is_empty(value)])


def _pair(name: str, value: Any, labels: Mapping[str, str]) -> Text:
    return t("members-data-pair", name=_label(name, labels), value=_value(value))


def _label(name: str, labels: Mapping[str, str]) -> Value:
    return Text(labels[name]) if name in labels else name.replace("_", " ")


def _value(value: Any) -> Value:
    match value:
        case bool():
            return t("members-data-true" if value else "members-data-false")
        case int() | float():
            return value
        case str():
            try:
                return datetime.fromisoformat(value) if "T" in value else value
            except ValueError:
                return value
        case _:
            # what is nested deeper than a line can show stands in the file for machines
            return json.dumps(value, ensure_ascii=False)


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
