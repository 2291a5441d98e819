"""Which features there are, found by their folders, and loading one without letting it break the others."""

from __future__ import annotations

import importlib
import traceback
from pathlib import Path
from typing import Any, cast

from core.kit import Plugin


class BrokenFeature(Exception):
    """A feature that cannot be loaded; `reason` says why, in the programmer's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def folders(kind: str) -> tuple[str, ...]:
    """The names of the features in `core` or `plugins`: the folders with a feature.py."""
    roots = map(Path, importlib.import_module(kind).__path__)
    return tuple(sorted(child.parent.name for root in roots for child in root.glob("*/feature.py")))


def load_plugin(home: str) -> Plugin[Any]:
    """The Plugin of the feature in the package `home` (`core.mabar`), which is called as the package is.

    Raises BrokenFeature, whatever the feature does wrong.
    """
    name = home.rpartition(".")[2]
    try:
        module = importlib.import_module(home)
    except (Exception, SystemExit) as error:  # a feature may do anything wrong; it stays its own affair
        raise BrokenFeature(reason(error)) from error
    plugin: Any = getattr(module, name, None)
    if not isinstance(plugin, Plugin) or plugin.name != name:
        raise BrokenFeature(f'{home}/__init__.py: no Plugin("{name}") called {name}')
    return cast("Plugin[Any]", plugin)


def reason(error: BaseException) -> str:
    """What went wrong and where, in one line: `DeclarationError: ... (feature.py:12)`."""
    frames = traceback.extract_tb(error.__traceback__)
    said = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if isinstance(error, SyntaxError):
        return said
    own = [frame for frame in frames if "/core/" in frame.filename or "/plugins/" in frame.filename] or frames
    at = f" ({own[-1].filename.rpartition('/')[2]}:{own[-1].lineno})" if own else ""
    return said + at
