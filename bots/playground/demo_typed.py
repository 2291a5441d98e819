"""Reading typed lines: where they come from, and what a command's or a form's words mean."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import threading
from collections.abc import AsyncIterator, Sequence
from typing import Any

_OPTION = re.compile(r"(?:^|\s)(?P<name>[\w-]+):")


class Typed:
    """Lines typed by a person or coming out of a pipe, one after another; its end when there are no more."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lines: asyncio.Queue[str | None] = asyncio.Queue()
        self._loop = asyncio.get_running_loop()
        # The raw descriptor is read on a thread that nobody waits for: it may sit there until the process ends.
        threading.Thread(target=self._read, daemon=True).start()

    async def __aiter__(self) -> AsyncIterator[str]:
        while (line := await self._lines.get()) is not None:
            yield line

    def _read(self) -> None:
        rest = b""
        while chunk := self._chunk():
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                self._tell(line.decode("utf-8", "replace"))
        if rest:
            self._tell(rest.decode("utf-8", "replace"))
        self._tell(None)

    def _chunk(self) -> bytes:
        try:
            return os.read(self._descriptor, 4096)
        except OSError:
            return b""

    def _tell(self, line: str | None) -> None:
        # The loop may be closed by then.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._lines.put_nowait, line)


def options_of(known: Sequence[dict[str, Any]], typed: str) -> dict[str, str]:
    """The options of a command in a typed line: `game:pubg when:besok jam 8`, or just the words in their order.

    Without names the required options (or, with none required, the first two) take a word each, the last all the rest.
    """
    known_as = {name: option["name"] for option in known for name in called(option)}
    marks = [match for match in _OPTION.finditer(typed) if match["name"] in known_as]
    if marks and not typed[: marks[0].start()].strip():
        ends = [match.start() for match in marks[1:]] + [len(typed)]
        return {
            known_as[match["name"]]: typed[match.end() : end].strip() for match, end in zip(marks, ends, strict=True)
        }
    names = [option["name"] for option in known if option.get("required")] or [option["name"] for option in known[:2]]
    words = typed.split(None, len(names) - 1) if names else []
    return dict(zip(names, words, strict=False))


def called(named: dict[str, Any]) -> set[str]:
    """The names of a command or an option in every language."""
    return {named["name"], *(named.get("name_localizations") or {}).values()}


def fields_of(modal: dict[str, Any]) -> dict[str, str]:
    """The ids of a form's fields, with their labels."""
    found: dict[str, str] = {}
    for part in modal["components"]:
        for field in [part["component"]] if "component" in part else part.get("components", []):
            found[field["custom_id"]] = part.get("label") or field.get("label") or field["custom_id"]
    return found


def values_of(typed: str, fields: dict[str, str]) -> dict[str, str]:
    """What was typed for a form: `name=text` for each field, or just the text where there is only one."""
    known_as = {name.casefold(): key for key, label in fields.items() for name in (key, label)}
    names = "|".join(re.escape(name) for name in sorted(known_as, key=len, reverse=True))
    marks = list(re.finditer(rf"(?:^|\s)({names})\s*=", typed, re.IGNORECASE)) if names else []
    if not marks:
        return {next(iter(fields)): typed} if len(fields) == 1 and typed else {}
    ends = [match.start() for match in marks[1:]] + [len(typed)]
    return {
        known_as[match[1].casefold()]: typed[match.end() : end].strip() for match, end in zip(marks, ends, strict=True)
    }
