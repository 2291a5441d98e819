"""What config.toml says about Discord: the `[bots.discord]` table."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field, SecretStr

from core.kit.people import Role
from core.kit.plugin import Settings

REST_URL = "https://discord.com/api/v10"
"""Discord's own REST API, in the version that discord.py 2.7 speaks."""
AGENT = "DiscordBot (https://github.com/Rapptz/discord.py 2.7) Guyub"
"""How requests of our own name themselves, in the form that Discord asks for."""


def _web(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise ValueError("must begin with https:// (or http:// for a stand-in)")
    return url.rstrip("/")


def _socket(url: str) -> str:
    if not url.startswith(("wss://", "ws://")):
        raise ValueError("must begin with wss:// (or ws:// for a stand-in)")
    return url


Id: TypeAlias = Annotated[str, Field(pattern=r"^[0-9]{1,20}$")]
"""An id as Discord gives them out, in decimal digits."""


class RoleIds(Settings):
    """By which roles of the server our own are shown: `[bots.discord.roles]`; an absent one is not shown."""

    applicant: Id | None = None
    member: Id | None = None
    listener: Id | None = None
    host: Id | None = None
    moderator: Id | None = None
    admin: Id | None = None

    def by_role(self) -> dict[Role, str]:
        """The ids of those that are shown."""
        return {Role[name.upper()]: id for name, id in self if id is not None}


class DiscordSettings(Settings):
    """The bot's token, its server and which privileged intents it may use."""

    token: SecretStr
    guild: Id | None = None
    """The id of the community's server: commands are then its own, and events of other servers are left alone."""
    rest_url: Annotated[str, AfterValidator(_web)] = REST_URL
    """Where Discord's REST API is reached: a proxy, or a stand-in."""
    gateway_url: Annotated[str, AfterValidator(_socket)] | None = None
    """Where the gateway is reached; None for Discord's own."""
    members: bool = False
    """Whether the server members intent is switched on in the developer portal (needed to hear of joins and leaves)."""
    message_content: bool = False
    """Whether the message content intent is switched on in the developer portal (needed to read what members write)."""
    roles: RoleIds = RoleIds()
    """Which of the server's roles show what the community trusts somebody with."""
