"""What features of the core tell each other, since none imports another; see `Ctx.emit` and `Plugin.on`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from core.kit.people import Person


@dataclass(frozen=True, slots=True)
class Accepted:
    """An application was accepted: the person is a member from now on, and may not be inside yet."""

    person: Person


@dataclass(frozen=True, slots=True)
class Arrived:
    """A member came in for the first time after being accepted: whatever welcomes them may begin."""

    person: Person


@dataclass(frozen=True, slots=True)
class Agreed:
    """A member accepted the rules in force."""

    person: Person


@dataclass(frozen=True, slots=True)
class Restricted:
    """A person may not take part until then (None: until it is lifted); `out` when they were removed and kept out."""

    person: Person
    until: datetime | None
    out: bool


@dataclass(frozen=True, slots=True)
class Lifted:
    """A person may take part again."""

    person: Person
