"""What persons have a say in: what is kept about them and by whom, and what they agreed to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.kit.people import Person
from core.kit.text import Text


@dataclass(frozen=True, slots=True)
class Keeper:
    """A feature that is on and keeps something about persons: why, and for how long."""

    feature: str
    purpose: Text
    retention: Text
    labels: Mapping[str, str]
    """What the names in its export are called: the keys of texts."""


@dataclass(frozen=True, slots=True)
class Apart:
    """Who of some others is to be kept apart from a person: whom they blocked, and who blocked them.

    The latter must never show: whoever is kept out for it is told what anybody is told who comes too late.
    """

    blocked: frozenset[int] = frozenset()
    blocking: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Consent:
    """One thing that is done only for those who agreed to it; what they agree to is the text `asks`.

    Whenever that text comes to mean something else its `version` goes up, and everybody is asked anew.
    """

    feature: str
    name: str
    version: int
    asks: str

    @property
    def purpose(self) -> str:
        """The name under which it is remembered: `feature.name`."""
        return f"{self.feature}.{self.name}"


@dataclass(frozen=True, slots=True)
class Noted:
    """An entry of the audit log: when, what was done (`feature.word`), and by whom (None: a timer, or nobody known)."""

    at: datetime
    action: str
    by: Person | None
    facts: Mapping[str, str | int | bool]
    """What else it says; persons are left out."""


@dataclass(frozen=True, slots=True)
class Decision:
    """That somebody agreed to a purpose in one version, or took that back, and when; kept as proof."""

    purpose: str
    version: int
    given: bool
    at: datetime
