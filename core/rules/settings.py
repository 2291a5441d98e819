"""What config says of the rules: their texts, the rooms of moderators and admins, and how long things take."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Sequence
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import Field, PrivateAttr, TypeAdapter, field_validator

from core.kit import RoomName, Settings
from core.rules.guards import Memory, Protection


class Said(Settings):
    """Words in both languages."""

    id: str = Field(min_length=1, max_length=600)
    en: str = Field(min_length=1, max_length=600)


class Rule(Settings):
    """A rule: [[core.rules.rules]] in config.toml; its number is its place in the list, from 1."""

    name: Said = Field(description="What it is called, in a few words.")
    text: Said = Field(description="What it says.")
    safety: bool = Field(default=False, description="Whether reports about it get through, however many there are.")

    @field_validator("name")
    @classmethod
    def _short(cls, name: Said) -> Said:
        if max(len(name.id), len(name.en)) > 60:
            raise ValueError("a name has at most 60 characters")
        return name


@cache
def shipped() -> tuple[Rule, ...]:
    """The rules of rules.toml, the ones there are until config names its own."""
    raw: dict[str, Any] = tomllib.loads(Path(__file__).with_name("rules.toml").read_text("utf-8"))
    return TypeAdapter(tuple[Rule, ...]).validate_python(raw["rules"])


class RulesSettings(Settings):
    """[core.rules] in config.toml."""

    moderator_room: RoomName = Field(
        default="", description="The moderators' room; empty: each moderator is written to in private."
    )
    admin_room: RoomName = Field(
        default="", description="The admins' room, for reports about moderators; empty: each admin in private."
    )
    reports_a_day: int = Field(default=5, ge=1, description="How many reports one person makes a day; safety aside.")
    apart_days: int = Field(default=30, ge=1, description="For how many days reports of who abused them wait apart.")
    notes_days: int = Field(default=14, ge=1, description="How many days after its end a case is erased.")
    keep_days: int = Field(default=365, ge=30, description="How many days a sanction is remembered after its end.")
    appeal_days: int = Field(default=30, ge=1, description="For how many days an appeal may be made.")
    mute_for: timedelta = Field(default=timedelta(days=1), description="How long a mute is when nobody says how long.")
    protection: Protection = Field(default_factory=Protection, description="The automatic protection.")
    rules: tuple[Rule, ...] = Field(default_factory=shipped, description="The rules, in this order.")
    _memory: Memory = PrivateAttr(default_factory=Memory)

    @field_validator("rules")
    @classmethod
    def _some(cls, given: tuple[Rule, ...]) -> tuple[Rule, ...]:
        if not 1 <= len(given) <= 20:
            raise ValueError("give one to twenty")
        return given

    @field_validator("mute_for")
    @classmethod
    def _long_enough(cls, given: timedelta) -> timedelta:
        if given < timedelta(minutes=1):
            raise ValueError("at least a minute")
        return given

    @property
    def memory(self) -> Memory:
        """What was said in the last minutes; as long as the bot runs with these settings."""
        return self._memory

    @property
    def mark(self) -> str:
        """A fingerprint of what the rules say: whatever is changed in them makes it another version."""
        return fingerprint(self.written)

    @property
    def written(self) -> list[dict[str, dict[str, str]]]:
        """The rules as they are kept with their version."""
        return [{"name": one.name.model_dump(), "text": one.text.model_dump()} for one in self.rules]


def fingerprint(written: Sequence[dict[str, dict[str, str]]]) -> str:
    """What a version is known by; the order counts, since rules are cited by number."""
    packed = json.dumps(written, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(packed.encode()).hexdigest()[:16]
