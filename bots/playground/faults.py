"""Faults to order: what a stand-in does wrong on purpose, so that recovering from it can be seen."""

from __future__ import annotations

import fnmatch
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["status", "delay", "drop", "cut"]
"""status: answer with an HTTP status instead of working; delay: wait first; drop: do the work, then cut the connection
without an answer; cut: cut the connection before doing any work."""


@dataclass
class Fault:
    """One ordered fault: for the next `times` calls (0 = until cleared) whose name matches the glob `call`."""

    kind: Kind
    call: str = "*"
    times: int = 1
    status: int = 502
    seconds: float = 0.0
    retry_after: int = 0


@dataclass
class Faults:
    """The faults on order at one stand-in."""

    ordered: list[Fault] = field(default_factory=list[Fault])

    def order(self, fault: Fault) -> None:
        """Add a fault behind those already on order."""
        self.ordered.append(fault)

    def clear(self) -> None:
        """Forget all ordered faults."""
        self.ordered.clear()

    def take(self, call: str) -> list[Fault]:
        """The faults that apply to this call, each used up by one; a call meets at most one fault of each kind."""
        met: dict[Kind, Fault] = {}
        for fault in list(self.ordered):
            if fault.kind in met or not fnmatch.fnmatchcase(call, fault.call):
                continue
            met[fault.kind] = fault
            if fault.times:
                fault.times -= 1
                if not fault.times:
                    self.ordered.remove(fault)
        return list(met.values())
