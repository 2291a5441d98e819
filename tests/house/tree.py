"""The files of the project as a checkout holds them, and the packages that have texts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("bots", "core", "plugins", "tests", "bench", "docs")
_PASSED_OVER = frozenset({".git", ".venv", "__pycache__", "node_modules", "dist", "build", "data"})
_TOOLS = frozenset({".pytest_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache", "guyub.egg-info"})
_BINARY = frozenset({".png", ".ico", ".woff2", ".pyc", ".db"})


@cache
def files() -> tuple[Path, ...]:
    """Every text file that belongs to the project, relative to its root."""
    out: list[Path] = []
    waiting = [ROOT]
    while waiting:
        for child in sorted(waiting.pop().iterdir()):
            if child.is_dir():
                if child.name not in _PASSED_OVER | _TOOLS:
                    waiting.append(child)
            elif (
                child.suffix not in _BINARY
                and child.name not in ("config.toml", ".git")
                and not child.name.endswith(("-wal", "-shm"))
            ):
                out.append(child.relative_to(ROOT))
    return tuple(sorted(out))


def python(*folders: str) -> list[Path]:
    """The Python files of these folders (of all, when none is named)."""
    return [file for file in files() if file.suffix == ".py" and file.parts[0] in (folders or CODE)]


def read(file: Path) -> str:
    """What is in a file."""
    return (ROOT / file).read_text("utf-8")


def packages_with_texts() -> list[str]:
    """The packages with a texts/ folder, as import names."""
    folders = {
        file.parent.parent for file in files() if file.suffix == ".ftl" and file.parts[0] in ("bots", "core", "plugins")
    }
    return sorted(".".join(folder.parts) for folder in folders)
