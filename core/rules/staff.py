"""Who looks after the community: where they are told of something, and who of them may be told."""

from __future__ import annotations

from core.kit import Bound, Card, Ctx, Look, Person, Refused, Role, Room, Text, Urgency, t
from core.rules.settings import RulesSettings


async def on_duty(ctx: Ctx[RulesSettings]) -> None:
    """Refuses who is kept out themselves, whatever role they still hold."""
    if await ctx.people.barred(ctx.person):
        raise Refused(t("rules-you-are-out"))


async def staff(look: Look[RulesSettings], *, admins: bool, without: Person | None = None) -> list[Person]:
    """The moderators, or only the admins; not the one whom it is about."""
    return [one for one in await look.people.holding(Role.ADMIN if admins else Role.MODERATOR) if one != without]


async def is_private(look: Look[RulesSettings], *, admins: bool, without: Person | None) -> bool:
    """Whether they must be told one by one: they have no room, or whom it is about is in it."""
    if without is not None and await look.people.role(without) >= (Role.ADMIN if admins else Role.MODERATOR):
        return True
    return not room_of(look, admins=admins)


def room_of(look: Look[RulesSettings], *, admins: bool) -> str:
    """The name of the moderators' or the admins' room; empty for none."""
    return look.settings.admin_room if admins else look.settings.moderator_room


async def tell_staff(
    ctx: Ctx[RulesSettings],
    said: Text | Card,
    *,
    admins: bool = False,
    without: Person | None = None,
    urgency: Urgency = Urgency.ANSWER,
) -> None:
    """Tell the moderators (or admins) something, in their room or each in private."""
    if not await is_private(ctx, admins=admins, without=without):
        ctx.say(said, Room(room_of(ctx, admins=admins)), urgency=urgency)
        return
    for one in await staff(ctx, admins=admins, without=without):
        ctx.tell(one, said, urgency=urgency)


async def show_staff(
    ctx: Ctx[RulesSettings],
    card: Bound,
    instead: Text | Card,
    *,
    admins: bool = False,
    without: Person | None = None,
    urgency: Urgency = Urgency.CARD,
) -> None:
    """Put a living card into their room; where there is none that may have it, tell each of them `instead`."""
    if await is_private(ctx, admins=admins, without=without):
        for one in await staff(ctx, admins=admins, without=without):
            ctx.tell(one, instead, urgency=Urgency.ANSWER)
    else:
        ctx.show(card, Room(room_of(ctx, admins=admins)), urgency=urgency)
