"""What [bots.telegram] in the config may say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, ConfigDict, Field, SecretStr, field_validator

from core.kit import Role, Settings

MOST_TAG = 16


def _plain_tag(tag: str) -> str:
    tag = tag.strip()
    if len(tag.encode("utf-16-le")) // 2 > MOST_TAG:
        raise ValueError(f"must be at most {MOST_TAG} characters")
    if any(unicodedata.category(char) in ("So", "Cc", "Cf", "Cs") for char in tag):
        raise ValueError("must be without emoji")
    return tag


Tag: TypeAlias = Annotated[str, AfterValidator(_plain_tag)]
"""A tag as https://core.telegram.org/bots/api#setchatmembertag takes it; empty for none."""


class Webhook(Settings):
    """How Telegram reaches us, where it is to call us instead of being asked (a public https address is needed)."""

    model_config = ConfigDict(hide_input_in_errors=True)

    url: Annotated[str, Field(pattern=r"^https?://\S+$")]
    """The public address of `path`, as Telegram is to call it."""
    secret: SecretStr
    """16 to 256 of the characters A-Z a-z 0-9 _ and -; Telegram shows it with every call."""
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8443
    path: Annotated[str, Field(pattern=r"^/\S*$")] = "/telegram"
    connections: Annotated[int, Field(ge=1, le=100)] = 40
    """How many calls Telegram may make at once."""

    @field_validator("secret")
    @classmethod
    def _long_enough(cls, secret: SecretStr) -> SecretStr:
        if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret.get_secret_value()):
            raise ValueError("must be 16 to 256 of the characters A-Z a-z 0-9 _ and -")
        return secret


class Tags(Settings):
    """The tag beside a member's name in groups, for each role that is to have one."""

    applicant: Tag = ""
    member: Tag = ""
    listener: Tag = ""
    host: Tag = ""
    moderator: Tag = ""
    admin: Tag = ""

    def by_role(self) -> Mapping[Role, str]:
        """The tag of every role."""
        return {role: getattr(self, role.name.lower(), "") for role in Role}


class TelegramSettings(Settings):
    """The bot's token, where the Bot API is, and how updates come."""

    model_config = ConfigDict(hide_input_in_errors=True)

    token: SecretStr
    """As @BotFather gives it: digits, a colon and more."""
    base_url: Annotated[str, Field(pattern=r"^https?://\S+[^/\s]$")] = "https://api.telegram.org"
    """Where the Bot API is; a Bot API server of one's own is possible."""
    poll_seconds: Annotated[int, Field(ge=1, le=50)] = 50
    """How long Telegram may hold back an answer while nothing happens."""
    webhook: Webhook | None = None
    """Without it, updates are asked for (long polling)."""
    tags: Tags = Tags()
    """Which roles are shown beside their members' names."""

    @field_validator("token")
    @classmethod
    def _like_a_token(cls, token: SecretStr) -> SecretStr:
        if not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", token.get_secret_value()):
            raise ValueError("must look like 123456:ABC-def, as @BotFather gives it")
        return token
