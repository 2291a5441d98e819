"""Values that a feature offers for an argument while it is typed or asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.engine.context import LookContext
from core.engine.incident import incident
from core.engine.registry import RoomConfig
from core.kit.action import Action, Choice

if TYPE_CHECKING:
    from core.engine.engine import Engine


async def suggestions(
    engine: Engine, action: Action, param: str, typed: str, room: RoomConfig | None
) -> list[tuple[str, str]]:
    """(value, label) pairs that a feature offers for an argument; none when it fails at that."""
    suggest = action.param(param).suggest
    if suggest is None:
        return []
    look = LookContext(engine.house, action.feature, engine.database.read, room)
    try:
        found = await suggest(look, typed)
    except Exception as error:
        incident(f"{action.name}.{param}", error, engine.house.counts)
        return []
    return [(one.value, one.label or one.value) if isinstance(one, Choice) else (one, one) for one in found]
