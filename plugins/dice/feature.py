"""`/dadu 2d6`: throws dice; in a room everybody sees what fell, on every platform."""

from __future__ import annotations

from random import SystemRandom
from typing import Annotated

from pydantic import Field

from core.kit import Ctx, Length, Plugin, Settings, Text, t
from plugins.dice.model import Dice


class DiceSettings(Settings):
    """[plugins.dice] in config.toml."""

    most: int = Field(default=20, ge=1, le=100, description="The most dice of one throw.")


dice = Plugin("dice", DiceSettings)


@dice.command("dadu")
async def throw(ctx: Ctx[DiceSettings], dice: Annotated[str, Length(20)] = "1d6") -> Text | None:
    """Throw dice, to the room where there is one, else to whoever threw."""
    thrown = Dice.parse(dice, ctx.settings.most)
    fell = thrown.roll(SystemRandom())
    each = " + ".join(map(str, fell)) if len(fell) > 1 else ""
    total = sum(fell) + thrown.plus
    said = t("dice-fell", who=ctx.person, dice=str(thrown), each=each, many=len(fell), total=total)
    if ctx.room is None:
        return said
    ctx.say(said, ctx.room)
    return None
