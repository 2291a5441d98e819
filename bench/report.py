"""What was measured: one line each, with its target and whether it was met, and all of it as JSON."""

from __future__ import annotations

import json
import os
import platform
import sys
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

RESULTS = Path(__file__).parent / "results.json"
NEVER = "info"
_WIDTH = 54


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement: `value` is to be at most (or at least) `target`; without a target it is told, not judged."""

    case: str
    what: str
    value: float
    unit: str
    target: float | None = None
    bound: Literal["<=", ">="] = "<="
    detail: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def verdict(self) -> str:
        """pass, miss or info."""
        if self.target is None:
            return NEVER
        good = self.value <= self.target if self.bound == "<=" else self.value >= self.target
        return "pass" if good else "miss"

    def __str__(self) -> str:
        goal = "" if self.target is None else f"{self.bound} {self.target:g}"
        shown = f"{self.value:.2f}" if self.value < 100 else f"{self.value:.0f}"
        detail = "  ".join(f"{key} {_short(value)}" for key, value in self.detail.items())
        return f"{self.what:{_WIDTH}} {shown + self.unit:>9} {goal:>9}  {self.verdict.upper():4}  {detail}"


def _short(value: Any) -> str:
    return (
        f"{value:.3g}"
        if isinstance(value, float) and abs(value) < 100
        else f"{value:.0f}"
        if isinstance(value, float)
        else str(value)
    )


class Report:
    """Prints lines as they come, and keeps them."""

    def __init__(self, *, quick: bool) -> None:
        self._quick = quick
        self.lines: list[Line] = []
        self.failures: dict[str, str] = {}
        self.seconds: dict[str, float] = {}
        """How long each case took."""

    def add(self, line: Line) -> None:
        """One more."""
        self.lines.append(line)
        print(line, flush=True)

    def failed(self, case: str, why: str) -> None:
        """A case could not be measured."""
        self.failures[case] = why
        print(f"{case}: could not be measured\n{why}", flush=True)

    def save(self, path: Path = RESULTS) -> None:
        """Everything as JSON."""
        names = ("guyub", "python-telegram-bot", "discord.py", "aiosqlite", "aiohttp", "SQLAlchemy")
        data = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "quick": self._quick,
            "python": sys.version.split()[0],
            "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
            "versions": {name: version(name) for name in names},
            "lines": [{**asdict(line), "verdict": line.verdict} for line in self.lines],
            "failures": self.failures,
            "seconds": {name: round(seconds, 1) for name, seconds in self.seconds.items()},
        }
        path.write_text(json.dumps(data, indent=1) + "\n", "utf-8")
