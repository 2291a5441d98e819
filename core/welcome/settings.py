"""What config says of welcome: the questions, the rooms, and how long everything takes."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field, TypeAdapter, field_validator, model_validator

from core.kit import RoomName, Settings


class Said(Settings):
    """Words in both languages."""

    id: str = Field(min_length=1, max_length=200)
    en: str = Field(min_length=1, max_length=200)


class Option(Settings):
    """One of the answers to choose from."""

    id: str = Field(pattern=r"[a-z0-9_]{1,16}", description="What it is stored as.")
    said: Said = Field(description="How it is called.")


class OnlyIf(Settings):
    """When a question is asked at all."""

    question: str = Field(description="The id of an earlier question with choices.")
    answers: tuple[str, ...] = Field(min_length=1, description="The ids of its options of which one was chosen.")


class Question(Settings):
    """A question of the application: [[core.welcome.questions]] in config.toml."""

    id: str = Field(pattern=r"[a-z0-9_]{1,16}", description="What it is stored as; never used for another question.")
    kind: Literal["text", "choice", "many"] = Field(default="text", description="Free words, one option, or several.")
    said: Said = Field(description="The question.")
    options: tuple[Option, ...] = Field(default=(), max_length=10, description="What to choose from.")
    required: bool = Field(default=True, description="Whether it must be answered.")
    only_if: OnlyIf | None = Field(default=None, description="Ask only after certain answers.")

    @model_validator(mode="after")
    def _options(self) -> Question:
        if (self.kind == "text") == bool(self.options):
            raise ValueError("a question of the kind choice or many needs options, one of the kind text has none")
        if len({option.id for option in self.options}) != len(self.options):
            raise ValueError("two options have the same id")
        return self

    def option(self, id: str) -> Option | None:
        """The option with this id."""
        return next((option for option in self.options if option.id == id), None)


@cache
def shipped() -> tuple[Question, ...]:
    """The questions that are asked where config says nothing of them."""
    told = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))
    return TypeAdapter(tuple[Question, ...]).validate_python(told["questions"])


class WelcomeSettings(Settings):
    """[core.welcome] in config.toml."""

    room: RoomName = Field(default="", description="The room that one is let into; empty: nobody is let in by the bot.")
    admin_room: RoomName = Field(default="", description="Where applications are looked at; empty: told to the admins.")
    entrance: RoomName = Field(default="", description="A room that visitors see, for the button that begins it all.")
    introductions: RoomName = Field(default="", description="Where introductions are posted; empty: there are none.")
    questions: tuple[Question, ...] = Field(
        default_factory=shipped, max_length=20, description="What applicants are asked."
    )
    referral: bool = Field(default=True, description="Whether applicants may name a member who knows them.")
    votes: int = Field(default=1, ge=1, le=2, description="How many moderators must accept.")
    gate: bool = Field(default=True, description="Mute whoever gets in without having been accepted.")
    ping_after: timedelta = Field(
        default=timedelta(hours=24), ge=timedelta(hours=1), description="When to remind of an application that waits."
    )
    again_after: timedelta = Field(
        default=timedelta(days=30), description="How long after being declined one may apply again."
    )
    keep_accepted_days: int = Field(default=30, ge=1, description="How long the answers of the accepted are kept.")
    keep_declined_days: int = Field(default=14, ge=1, description="How long the answers of the declined are kept.")
    keep_unsent_days: int = Field(default=30, ge=1, description="How long an application that is not sent is kept.")
    link_for: timedelta = Field(
        default=timedelta(days=2),
        ge=timedelta(minutes=10),
        le=timedelta(days=7),
        description="How long a way in is good.",
    )
    nudge_after: timedelta = Field(
        default=timedelta(hours=12), ge=timedelta(hours=1), description="When to ask a greeter about an introduction."
    )
    checkins: tuple[int, ...] = Field(default=(1, 3, 7), max_length=5, description="On which days to ask how it goes.")
    wave_size: int = Field(default=8, ge=3, description="How many unknown who come together make a wave.")
    wave_within: timedelta = Field(
        default=timedelta(minutes=1), ge=timedelta(seconds=10), description="Within which time they make one."
    )
    wave_calm: timedelta = Field(
        default=timedelta(minutes=15), ge=timedelta(minutes=1), description="After which quiet time a wave is over."
    )

    @field_validator("questions")
    @classmethod
    def _sound(cls, given: tuple[Question, ...]) -> tuple[Question, ...]:
        earlier: dict[str, Question] = {}
        for question in given:
            if question.id in earlier:
                raise ValueError(f"two questions are called {question.id!r}")
            if question.only_if:
                asked = earlier.get(question.only_if.question)
                if asked is None or any(asked.option(one) is None for one in question.only_if.answers):
                    raise ValueError(f"only_if of {question.id!r} names no earlier question with these options")
            earlier[question.id] = question
        return given

    @field_validator("checkins")
    @classmethod
    def _days(cls, given: tuple[int, ...]) -> tuple[int, ...]:
        if list(given) != sorted({day for day in given if 1 <= day <= 60}):
            raise ValueError("give days from 1 to 60, each once, in order")
        return given
