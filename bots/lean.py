"""Imports kept short: what libraries only import where it is installed, and nothing here uses, is not imported."""

from __future__ import annotations

import sys
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

OPTIONAL = ("click", "pygments", "rich")
"""structlog would have rich for pretty tracebacks, httpx all three for its command line: a tenth of the start."""


@contextmanager
def absent() -> Generator[None]:
    """Whatever is imported inside finds these packages not installed; those imported before stay as they are.

    A None among the loaded modules is Python's own way to say so
    (https://docs.python.org/3/reference/import.html#the-module-cache).
    """
    hidden = [name for name in OPTIONAL if name not in sys.modules]
    missing: dict[str, Any] = dict.fromkeys(hidden)
    sys.modules.update(missing)
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
