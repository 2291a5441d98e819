"""The house's own commands: opening a private chat with the bot, and stopping a question."""

from __future__ import annotations

from typing import Annotated

from core.engine.tables import question
from core.kit import Ctx, Length, Plugin, Settings, Text, t
from core.kit.sql import delete

START = "house.start"
"""The action that opens a private chat; with a payload that names a command, that command runs instead."""


class HouseSettings(Settings):
    """Nothing to set."""


def make_house() -> Plugin[HouseSettings]:
    """The house's plugin."""
    house = Plugin("house", HouseSettings, home="core.engine")

    @house.command("start", listed=False)
    async def start(ctx: Ctx[HouseSettings], payload: Annotated[str, Length(64, 0)] = "") -> Text:  # pyright: ignore[reportUnusedFunction]
        return t("house-start", who=ctx.person)

    @house.command("batal")
    async def cancel(ctx: Ctx[HouseSettings]) -> Text:  # pyright: ignore[reportUnusedFunction]
        place = ctx.place.key if ctx.place else ""
        mine = (question.c.person == ctx.person.id, question.c.place == place)
        stopped = await ctx.db.run(delete(question).where(*mine))
        return t("house-cancelled" if stopped else "house-nothing-to-cancel")

    return house
