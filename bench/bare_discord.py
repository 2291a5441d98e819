"""The counterpart on Discord: discord.py with app_commands and a persistent view, doing the same durable work."""

from __future__ import annotations

import argparse
import os
import re
from typing import Literal, Self

import aiosqlite
import discord
from discord import app_commands
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from bench.bare_store import connect, seats


class Bare(discord.Client):
    """A client with a command tree."""

    db: aiosqlite.Connection

    def __init__(self, database: str) -> None:
        super().__init__(intents=discord.Intents.default())
        self._database = database
        self.tree = app_commands.CommandTree(self)

    async def setup_hook(self) -> None:
        """Open the database and register the commands."""
        self.db = await connect(self._database)
        self.add_dynamic_items(Press)
        await self.tree.sync()


class Press(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"(?P<what>join|leave):(?P<id>[0-9]+)"
):
    """A button that lives across restarts: join or leave a roster."""

    def __init__(self, what: str, session: int) -> None:
        label = "Ikut" if what == "join" else "Keluar"
        super().__init__(discord.ui.Button(label=label, custom_id=f"{what}:{session}"))
        self.what = what
        self.session = session

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: discord.ui.Item[discord.ui.View], match: re.Match[str]
    ) -> Self:
        """The button that was pressed."""
        return cls(match["what"], int(match["id"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        """Change a seat, commit, answer the person, and show the roster as it is now."""
        client, user = interaction.client, interaction.user
        assert isinstance(client, Bare) and interaction.message is not None
        if self.what == "join":
            await client.db.execute(
                "INSERT INTO seat (session, person, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (self.session, user.id, user.display_name),
            )
        else:
            await client.db.execute("DELETE FROM seat WHERE session = ? AND person = ?", (self.session, user.id))
        await client.db.commit()
        said = "Kamu ikut Mobile Legends." if self.what == "join" else "Kamu keluar dari Mobile Legends."
        await interaction.response.send_message(said, ephemeral=True)
        await interaction.message.edit(embed=await _roster(client.db, self.session))


async def _roster(db: aiosqlite.Connection, session: int) -> discord.Embed:
    return discord.Embed(title="Mabar Mobile Legends", description="\n".join(await seats(db, session)))


def make(database: str) -> Bare:
    """The client with its commands."""
    client = Bare(database)

    @client.tree.command(name="bahasa", description="Pilih bahasa")
    async def language(interaction: discord.Interaction, language: Literal["id", "en"]) -> None:  # pyright: ignore[reportUnusedFunction]
        """Note the person and their language, commit, reply."""
        user = interaction.user
        await client.db.execute(
            "INSERT INTO person (id, name, lang) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name, lang = excluded.lang",
            (user.id, user.display_name, language),
        )
        await client.db.commit()
        said = "From now on I speak English to you." if language == "en" else "Oke, kita pakai Indonesia."
        await interaction.response.send_message(said, ephemeral=True)

    @client.tree.command(name="mabar", description="Main bareng")
    async def plan(interaction: discord.Interaction, game: str, when: str) -> None:  # pyright: ignore[reportUnusedFunction]
        """A roster with two buttons."""
        cursor = await client.db.execute("INSERT INTO session (game) VALUES (?)", (game,))
        await client.db.commit()
        session = cursor.lastrowid
        assert session is not None and isinstance(interaction.channel, discord.TextChannel)
        view = discord.ui.View(timeout=None)
        view.add_item(Press("join", session))
        view.add_item(Press("leave", session))
        await interaction.response.send_message("Oke!", ephemeral=True)
        await interaction.channel.send(embed=await _roster(client.db, session), view=view)

    return client


def main() -> None:
    """Run until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rest_url")
    parser.add_argument("gateway_url")
    parser.add_argument("database")
    options = parser.parse_args()
    Route.BASE = options.rest_url
    DiscordWebSocket.DEFAULT_GATEWAY = URL(options.gateway_url)
    make(options.database).run(os.environ["BENCH_DISCORD"], log_handler=None)


if __name__ == "__main__":
    main()
