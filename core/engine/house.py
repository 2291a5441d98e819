"""The house's own commands: opening a private chat with the bot, and stopping a question."""

from __future__ import annotations

from typing import Annotated

from core.engine import personal
from core.engine.registry import HOUSE
from core.engine.tables import question
from core.kit import Ctx, Length, Personal, Plugin, Settings, Text, t
from core.kit.sql import delete

START = f"{HOUSE}.start"
"""The action that opens a private chat; with a payload that names a command, that command runs instead."""


class HouseSettings(Settings):
    """What others set and the house tells."""

    backup_days: int = 30
    """For how many days backups are kept."""


def make_house() -> Plugin[HouseSettings]:
    """The house's plugin."""
    house = Plugin(HOUSE, HouseSettings, home="core.engine")

    @house.command("start", listed=False)
    async def start(ctx: Ctx[HouseSettings], payload: Annotated[str, Length(64, 0)] = "") -> Text:  # pyright: ignore[reportUnusedFunction]
        return t("house-start", who=ctx.person)

    @house.command("batal")
    async def cancel(ctx: Ctx[HouseSettings]) -> Text:  # pyright: ignore[reportUnusedFunction]
        place = ctx.place.key if ctx.place else ""
        mine = (question.c.person == ctx.person.id, question.c.place == place)
        stopped = await ctx.db.run(delete(question).where(*mine))
        return t("house-cancelled" if stopped else "house-nothing-to-cancel")

    house.personal = Personal(
        "house-data-purpose",
        "house-data-retention",
        personal.export,
        personal.erase,
        personal.merge,
        {name: f"house-told-{name.replace('_', '-')}" for name in personal.TOLD},
    )
    return house
