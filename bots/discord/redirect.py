"""Where discord.py speaks to: it has no option for this, so the two attributes it builds addresses from are set."""

from __future__ import annotations

from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bots.discord.settings import REST_URL

_GATEWAY = DiscordWebSocket.DEFAULT_GATEWAY


def point(rest_url: str, gateway_url: str | None) -> None:
    """Let every client of this process speak to this REST API and this gateway (None: Discord's own)."""
    Route.BASE = rest_url or REST_URL
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway_url) if gateway_url else _GATEWAY
