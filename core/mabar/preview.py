"""What a plan will look like, shown to its host before it is posted."""

from __future__ import annotations

from core.kit import Button, Card, Ctx, Tone, t
from core.mabar.common import session_of
from core.mabar.lines import head, seats
from core.mabar.plugin import MabarSettings, mabar


async def preview(ctx: Ctx[MabarSettings], id: int) -> Card:
    """The plan as it is so far, to be posted, changed or dropped."""
    session = await session_of(ctx, id, draft=True, names=True)
    does = mabar.actions
    return Card(
        title=t("mabar-preview", game=session.game),
        lines=[*head(session), *seats(session), t("mabar-preview-right")],
        rows=[
            [
                Button(t("mabar-yes"), does["post"].bind(id), Tone.GOOD),
                Button(t("mabar-discard"), does["discard"].bind(id)),
            ],
            [
                Button(t("mabar-edit-when"), does["move_to"].bind(id)),
                Button(t("mabar-edit-slots"), does["resize"].bind(id)),
                Button(t("mabar-edit-note"), does["describe"].bind(id)),
                Button(t("mabar-edit-more"), does["manage"].bind(id)),
            ],
        ],
    )
