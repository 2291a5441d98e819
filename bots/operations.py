"""What [operations] in config.toml may say: where the bot tells how it is, and how long backups are kept."""

from __future__ import annotations

from ipaddress import ip_address
from typing import Annotated

from pydantic import Field, field_validator

from core.kit import Settings

BACKUPS = "data/backups"
"""Where backups go, as seen from config's folder."""


class Operations(Settings):
    """Where /healthz, /readyz and /metrics are answered, if at all, and the backups."""

    listen: bool = False
    """Whether they are answered."""
    host: str = "127.0.0.1"
    """On which address of this computer; what others can reach tells them how busy the community is, and no more."""
    port: Annotated[int, Field(ge=0, le=65535)] = 9464
    """On which port; 0 takes any that is free."""
    backups: Annotated[str, Field(min_length=1)] = BACKUPS
    """The folder of the backups, as seen from config's folder."""
    keep_days: Annotated[int, Field(ge=1, le=365)] = 30
    """After how many days a backup is thrown away, and with it whoever asked to be forgotten meanwhile."""

    @field_validator("host")
    @classmethod
    def _an_address(cls, host: str) -> str:
        ip_address(host)  # a ValueError says what is wrong with it
        return host

    @property
    def open(self) -> bool:
        """Whether others than this computer can reach it."""
        return self.listen and not ip_address(self.host).is_loopback
