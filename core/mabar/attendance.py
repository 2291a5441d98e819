"""Who did not come: noted by a host alone, seen by the hosts and by the one it is about, forgotten before long."""

from __future__ import annotations

from typing import Annotated

from core.kit import Between, Button, Card, Ctx, Person, Refused, Text, t
from core.mabar.leading import only_hosts
from core.mabar.model import Standing
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.waiting import changed


@mabar.command("mabar absen", private=True)
async def absences(ctx: Ctx[MabarSettings], id: Annotated[int, Between(1, 1_000_000_000)]) -> Card:
    """Choose who did not come, or came after all; only the hosts see this."""
    session = await only_hosts(ctx, id, names=True)
    rows = [
        [Button(t("mabar-came-late", name=one.person.name), came.bind(id, one.person))]
        for one in session.of(Standing.ABSENT)
    ]
    others = [one.person for one in session.seats if one.person != ctx.person]
    rows += [[Button(t("mabar-named", name=one.name), absent.bind(id, one))] for one in others[:20]]
    if not rows:
        raise Refused(t("mabar-nobody-else"))
    return Card(lines=[t("mabar-absent-who")], rows=rows)


@mabar.action
async def absent(ctx: Ctx[MabarSettings], id: int, who: Person) -> Text:
    """Note that somebody did not come; their seat is free again, and only they learn of it."""
    before = await only_hosts(ctx, id)
    after = await changed(ctx, before, before.absent(who, ctx.now))
    if after.place_of(who) is None:
        return t("mabar-absent-forgiven", who=who)
    ctx.tell(who, t("mabar-absent-you", game=before.game, when=before.at, days=ctx.settings.fade_days))
    return t("mabar-absent-noted", who=who)


@mabar.action
async def came(ctx: Ctx[MabarSettings], id: int, who: Person) -> Text:
    """Take that back."""
    before = await only_hosts(ctx, id)
    await changed(ctx, before, before.came_after_all(who))
    return t("mabar-came-noted", who=who)
