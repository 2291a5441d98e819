"""The table of the REST API's calls: which function answers a method and a path, and under what name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

from bots.playground.discord import form
from bots.playground.discord.errors import Place
from bots.playground.discord.form_message import Upload
from bots.playground.discord.model import Json
from bots.playground.discord.world import World


@dataclass(slots=True)
class Call:
    """One request, taken apart."""

    world: World
    name: str
    ids: list[str]
    query: dict[str, str]
    raw: Any
    uploads: list[Upload]
    base: str
    reason: str | None = None
    status: int = 200

    @property
    def body(self) -> Json:
        """The JSON body, which must be an object (an absent one is empty)."""
        raw: Any = self.raw
        return cast("Json", raw) if isinstance(raw, dict) else {}

    def number(self, key: str, usual: int, low: int, high: int) -> int:
        """A number in the query; raises ApiError 50035 if it is none or out of bounds."""
        place = Place()
        value = form.number(dict(self.query), key, place, low, high)
        place.check()
        return usual if value is None else value


Handler = Callable[[Call], Any]
"""Answers with the JSON to send, or None for 204; raises ApiError."""


@dataclass(slots=True)
class _Node:
    under: dict[str, _Node] = field(default_factory=dict[str, "_Node"])
    any: _Node | None = None
    calls: dict[str, tuple[str, str, Handler]] = field(default_factory=dict[str, tuple[str, str, Handler]])


class Routes:
    """Finds the call for a method and a path."""

    def __init__(self) -> None:
        self._root = _Node()

    def on(self, name: str, handler: Handler, bucket: str | None = None) -> None:
        """Answer the call `name` ("POST /channels/{id}/messages"); calls with the same bucket share a rate limit."""
        method, path = name.split(" ")
        node = self._root
        for part in path.strip("/").split("/"):
            if part.startswith("{"):
                node.any = node.any or _Node()
                node = node.any
            else:
                node = node.under.setdefault(part, _Node())
        node.calls[method] = (name, bucket or name, handler)

    def find(self, method: str, path: str) -> tuple[str, str, Handler, list[str]] | bool:
        """(name, bucket, handler, ids in the path); False for no such path, True for a path without this method."""
        ids: list[str] = []
        node = self._walk(self._root, path.strip("/").split("/"), 0, ids)
        if node is None:
            return False
        found = node.calls.get(method)
        return (*found, ids) if found else True

    def _walk(self, node: _Node, parts: list[str], at: int, ids: list[str]) -> _Node | None:
        if at == len(parts):
            return node if node.calls else None
        part = parts[at]
        if (literal := node.under.get(part)) is not None and (found := self._walk(literal, parts, at + 1, ids)):
            return found
        if node.any is None:
            return None
        ids.append(part)
        found = self._walk(node.any, parts, at + 1, ids)
        if found is None:
            ids.pop()
        return found
