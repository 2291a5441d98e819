"""What config says of info: kinds, areas, other words for the same, who is reviewed, and how long things are kept."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, TypeAdapter, field_validator, model_validator

from core.info.search import Thesaurus, words_in
from core.kit import RoomName, Settings


class EntryKind(Settings):
    """A kind of entry: [[core.info.kinds]] in config.toml."""

    name: str = Field(min_length=1, max_length=24, description="What it is called.")
    en: str = Field(default="", max_length=24, description="What it is called in English; empty: the same.")
    icon: str = Field(default="📌", min_length=1, max_length=8, description="An emoji before its entries.")
    aliases: tuple[str, ...] = Field(default=(), description="What else people call it.")
    days: int = Field(default=60, ge=1, le=365, description="How many days its entries hold unless said otherwise.")
    room: RoomName = Field(default="", description="The room of its entries; empty: that of all.")


class Area(Settings):
    """An area: [[core.info.areas]] in config.toml."""

    name: str = Field(min_length=1, max_length=30, description="What it is called.")
    within: str = Field(default="", description="The larger area it lies in; who looks there finds it, too.")
    aliases: tuple[str, ...] = Field(default=(), description="What else people call it.")


@cache
def _shipped() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("board.toml").read_text("utf-8"))


@cache
def shipped_kinds() -> tuple[EntryKind, ...]:
    """The kinds of board.toml."""
    return TypeAdapter(tuple[EntryKind, ...]).validate_python(_shipped()["kinds"])


@cache
def shipped_areas() -> tuple[Area, ...]:
    """The areas of board.toml."""
    return TypeAdapter(tuple[Area, ...]).validate_python(_shipped()["areas"])


@cache
def shipped_words() -> tuple[tuple[str, ...], ...]:
    """The groups of words of board.toml."""
    return TypeAdapter(tuple[tuple[str, ...], ...]).validate_python(_shipped()["words"]["same"])


def _key(typed: str) -> str:
    return " ".join(words_in(typed))


class InfoSettings(Settings):
    """[core.info] in config.toml."""

    room: RoomName = Field(default="", description="The room of entries whose kind has none of its own.")
    review_room: RoomName = Field(default="", description="Where moderators look at entries; empty: admins in private.")
    trusted_after: int = Field(
        default=2, ge=0, description="After how many entries put up somebody is no newcomer; 0: nobody is reviewed."
    )
    votes_gone: int = Field(default=3, ge=1, description="How many must say that an entry does not hold any more.")
    when_gone: Literal["archive", "ask"] = Field(default="archive", description="What is done then.")
    most_open: int = Field(default=10, ge=1, description="How many drafts and waiting entries somebody may have.")
    keep_days: int = Field(default=90, ge=1, description="After how many days an archived entry is erased.")
    kinds: tuple[EntryKind, ...] = Field(default_factory=shipped_kinds, description="The kinds, in this order.")
    areas: tuple[Area, ...] = Field(default_factory=shipped_areas, description="The areas, in this order.")
    same: tuple[tuple[str, ...], ...] = Field(
        default_factory=shipped_words, description="Groups of words that are looked for in each other's place."
    )

    @field_validator("kinds")
    @classmethod
    def _kinds(cls, given: tuple[EntryKind, ...]) -> tuple[EntryKind, ...]:
        _distinct([(kind.name, (kind.en, *kind.aliases)) for kind in given])
        return given

    @model_validator(mode="after")
    def _areas(self) -> InfoSettings:
        _distinct([(area.name, area.aliases) for area in self.areas])
        names = {area.name for area in self.areas}
        for area in self.areas:
            if area.within and (area.within not in names or area.within == area.name):
                raise ValueError(f"{area.name!r} lies within {area.within!r}, which is no area")
        return self

    def kind(self, typed: str) -> EntryKind | None:
        """The kind that is called so."""
        wanted = _key(typed)
        return next(
            (kind for kind in self.kinds if wanted and wanted in map(_key, (kind.name, kind.en, *kind.aliases))), None
        )

    def area(self, typed: str) -> Area | None:
        """The area that is called so."""
        wanted = _key(typed)
        return next((area for area in self.areas if wanted and wanted in map(_key, (area.name, *area.aliases))), None)

    def around(self, name: str) -> frozenset[str]:
        """The area and all that lie within it."""
        return frozenset({name, *(area.name for area in self.areas if area.within == name)})

    def room_of(self, kind: str) -> str:
        """The room of a kind's entries; empty where there is none."""
        return next((one.room for one in self.kinds if one.name == kind), "") or self.room

    @cached_property
    def thesaurus(self) -> Thesaurus:
        """Other words for the same; an area's short names stand for it."""
        return Thesaurus([*self.same, *((area.name, *area.aliases) for area in self.areas)])


def _distinct(named: Sequence[tuple[str, Sequence[str]]]) -> None:
    taken: dict[str, str] = {}
    for name, others in named:
        for called in (name, *others):
            if called and taken.setdefault(_key(called), name) != name:
                raise ValueError(f"{called!r} is both {taken[_key(called)]!r} and {name!r}")
