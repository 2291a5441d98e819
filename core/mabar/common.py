"""What all parts of mabar need: a session as it stands, its card, and a word to persons, in private or by a mention."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from core.kit import Card, Ctx, Person, Refused, Role, Room, Text, Urgency, t
from core.mabar.model import Session
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.store import Sessions


async def session_of(ctx: Ctx[MabarSettings], id: int, *, draft: bool = False, names: bool = False) -> Session:
    """The session with this id; refuses one that is no more, and a preview unless `draft`."""
    sessions = Sessions(ctx.db, ctx.people)
    session = await sessions.get(id) if names else await sessions.seated(id)
    if session is None or (session.draft and not draft):
        raise Refused(t("mabar-gone"))
    return session


def check_leads(ctx: Ctx[MabarSettings], session: Session) -> None:
    """Refuse whoever neither leads this session nor moderates."""
    if ctx.person not in session.hosts and (session.draft or ctx.role < Role.MODERATOR):
        raise Refused(t("mabar-host-only"))


def redraw(ctx: Ctx[MabarSettings], id: int, room: str = "") -> None:
    """The roster card of a session is out of date; with `room` it is shown there, too."""
    ctx.show(mabar.actions["roster"].bind(id), Room(room) if room else None)


def mention(person: Person) -> Text:
    """A person in a list, to be notified where the platform can."""
    return t("mabar-name", who=person)


def word(text: str) -> Text:
    """What somebody wrote, or a name from config, as it is."""
    return t("mabar-word", text=text)


async def reachable(ctx: Ctx[MabarSettings], persons: Iterable[Person]) -> tuple[list[Person], list[Person]]:
    """Whom the bot may write to in private, and whom it may not."""
    near: list[Person] = []
    far: list[Person] = []
    for person in dict.fromkeys(persons):
        (near if await ctx.people.reachable(person) else far).append(person)
    return near, far


async def reach(
    ctx: Ctx[MabarSettings],
    session: Session,
    persons: Iterable[Person],
    private: Text | Card,
    aloud: Callable[[Sequence[Text]], Text] | None,
) -> None:
    """Tell persons in private; those who cannot be written to, `aloud` in the session's room, all in one message."""
    near, far = await reachable(ctx, persons)
    for person in near:
        ctx.tell(person, private, urgency=Urgency.ANSWER)
    if far and aloud and session.room:
        ctx.say(aloud([mention(person) for person in far]), Room(session.room), urgency=Urgency.ANSWER)
