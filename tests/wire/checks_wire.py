"""What passed, held against the official specifications where those are at hand."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

Json = dict[str, Any]

_CHECKS = {
    "telegram": ("tg_conform.py", "telegram-bot-api.json", ["--strict-form"]),
    # Of what Discord refuses, the specification says that a form error's code is a number; Discord sends words.
    "discord": ("dc_conform.py", "discord-openapi.json", ["--discord-py", "--ignore", r" [45]\d\d\.errors"]),
}


def unchecked() -> str:
    """Why nothing can be held against the official specifications; "" when it can."""
    given = os.environ.get("GUYUB_SPECS")
    if not given:
        return "GUYUB_SPECS is not set"
    folder = Path(given)
    wanted = [path for checker, spec, _ in _CHECKS.values() for path in (folder / spec, _checker(folder, checker))]
    missing = [path.name for path in wanted if not path.is_file()]
    return f"{', '.join(missing)} is not there" if missing else ""


def conform(lines: dict[str, list[Json]]) -> str:
    """What the official specifications say against recorded calls and updates; "" for nothing."""
    folder, said = Path(os.environ["GUYUB_SPECS"]), ""
    for platform, (checker, spec, options) in _CHECKS.items():
        done = subprocess.run(
            [sys.executable, _checker(folder, checker), "--spec", folder / spec, *options],
            input="\n".join(sorted({json.dumps(line, sort_keys=True) for line in lines[platform]})),
            capture_output=True,
            text=True,
            check=False,
        )
        said += "" if done.returncode == 0 else f"{platform}:\n{done.stdout[-6000:]}{done.stderr[-1000:]}"
    return said


def _checker(folder: Path, name: str) -> Path:
    return folder.parent / "conform" / name
