"""What config says of help: the services, who is on call, and when a number must be checked again."""

from __future__ import annotations

import hashlib
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, PrivateAttr, TypeAdapter, field_validator, model_validator

from core.help.model import Calls, OnCall
from core.kit import Settings

_PHONE = re.compile(r"\+?\d[\d -]{1,22}\d(?: ext \d{1,6})?")
_WEB = re.compile(r"https://[\w.-]+\.[a-z]{2,}(?:/[\w./?=&%~+-]*)?")


class Said(Settings):
    """Words in both languages."""

    id: str = Field(min_length=1, max_length=200)
    en: str = Field(min_length=1, max_length=200)


def _contact(written: str) -> str:
    if not (_PHONE.fullmatch(written) or _WEB.fullmatch(written)):
        raise ValueError(f"{written[:60]!r} is no phone number (0800-1500-119, 119 ext 8) and no https address")
    return written


def _source(written: str) -> str:
    if not _WEB.fullmatch(written):
        raise ValueError(f"{written[:60]!r} is no https address")
    return written


class Service(Settings):
    """A service that helps: [[core.help.services]] in config.toml."""

    name: str = Field(min_length=1, max_length=40, description="What it is called.")
    kinds: tuple[Literal["emergency", "listening", "violence", "other"], ...] = Field(
        description="What it is for; those for emergencies come first when somebody is not safe."
    )
    scope: Said = Field(description="For which area and for whom it is.")
    contacts: tuple[Annotated[str, AfterValidator(_contact)], ...] = Field(
        description="Up to three phone numbers and https addresses."
    )
    hours: Said = Field(description="When somebody answers.")
    what: Said = Field(description="What happens when one calls; nothing that cannot be kept.")
    source: Annotated[str, AfterValidator(_source)] = Field(description="Where these data were found.")
    last_verified: date | None = Field(default=None, description="When somebody of the community last checked them.")
    verified_by: str = Field(default="", max_length=40, description="Who did.")

    @field_validator("kinds", "contacts")
    @classmethod
    def _some(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        if not 1 <= len(given) <= 3:
            raise ValueError("give one to three")
        return given

    @model_validator(mode="after")
    def _together(self) -> Service:
        if (self.last_verified is None) != (not self.verified_by):
            raise ValueError("last_verified and verified_by belong together")
        return self

    @property
    def phones(self) -> tuple[str, ...]:
        """The contacts that are called."""
        return tuple(one for one in self.contacts if not one.startswith("https"))

    @property
    def pages(self) -> tuple[str, ...]:
        """The contacts that are opened."""
        return tuple(one for one in self.contacts if one.startswith("https"))

    @property
    def mark(self) -> str:
        """What a check of it is noted under: a new number makes it a service that nobody has checked."""
        return hashlib.sha256("\n".join((self.name, *self.contacts)).encode()).hexdigest()[:12]


@cache
def shipped() -> tuple[Service, ...]:
    """The services of services.toml, the ones there are until config names its own."""
    raw: dict[str, Any] = tomllib.loads(Path(__file__).with_name("services.toml").read_text("utf-8"))
    return TypeAdapter(tuple[Service, ...]).validate_python(raw["services"])


class HelpSettings(Settings):
    """[core.help] in config.toml."""

    on_call: tuple[str, ...] = Field(
        default=(), description="The accounts of those on call, each with hours if it is not all day."
    )
    admin_room: str = Field(default="", description="Where to ask for checks; empty: each admin in private.")
    warn_days: int = Field(default=60, ge=1, description="After how many days a service is to be checked again.")
    hide_days: int = Field(default=180, ge=2, description="After how many days one that was not checked is hidden.")
    services: tuple[Service, ...] = Field(default_factory=shipped, description="The services, in this order.")
    _calls: Calls = PrivateAttr(default_factory=Calls)

    @field_validator("on_call")
    @classmethod
    def _readable(cls, written: tuple[str, ...]) -> tuple[str, ...]:
        for one in written:
            OnCall.parse(one)
        return written

    @field_validator("services")
    @classmethod
    def _distinct(cls, services: tuple[Service, ...]) -> tuple[Service, ...]:
        names = [one.name.casefold() for one in services]
        if len(set(names)) < len(names):
            raise ValueError("two services have the same name")
        return services

    @model_validator(mode="after")
    def _in_order(self) -> HelpSettings:
        if self.warn_days >= self.hide_days:
            raise ValueError("warn_days must be less than hide_days")
        return self

    @property
    def calls(self) -> Calls:
        """Who called those on call lately; as long as the bot runs with these settings."""
        return self._calls

    @property
    def turns(self) -> tuple[OnCall, ...]:
        """Those on call, read."""
        return tuple(OnCall.parse(one) for one in self.on_call)

    def service(self, mark: str) -> Service | None:
        """The service with this mark, if it is still the same."""
        return next((one for one in self.services if one.mark == mark), None)
