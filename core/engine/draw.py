"""Drawing for one place: a text or a card becomes a message in one language, its buttons tickets of that place."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from core.engine.codec import encode_args
from core.engine.context import persons_in
from core.engine.people import Directory
from core.engine.render import Drawing
from core.engine.tables import stash
from core.engine.texts import Texts
from core.engine.tickets import Tickets, TooLong
from core.kit.action import Bound
from core.kit.card import Button, Card
from core.kit.people import Person
from core.kit.places import Place
from core.kit.port import Message, Somebody
from core.kit.sql import Db, insert, select, update
from core.kit.text import Text

STASH_FOR = timedelta(days=90)
"""How long arguments too long for a ticket are kept after they were last shown."""

Write = Callable[[Callable[[Db], Awaitable[int]]], Awaitable[int]]
"""Runs a unit in a transaction: the one the caller is in already, or one of its own."""


class Drawer:
    """Draws for one engine."""

    def __init__(self, texts: Texts, tickets: Tickets) -> None:
        self._drawing = Drawing(texts)
        self._tickets = tickets

    async def draw(
        self,
        said: Text | Card,
        place: Place,
        lang: str,
        zone: ZoneInfo,
        people: Directory,
        *,
        now: datetime,
        write: Write,
        alone: str | None = None,
        once: int | None = None,
        owner: int | None = None,
    ) -> Message:
        """The message for `place`; `alone` and `once` bind its buttons to an account and to a question.

        `owner` is the person for whom alone it is, so that what it stashes is erased with them.
        """
        ids = persons_in(said)
        shown: Mapping[int, Somebody] = await people.somebodies(place.platform, ids) if ids else {}

        def who(person: Person) -> Somebody:
            return shown.get(person.id) or Somebody(person.name)

        tickets: dict[int, str] = {}
        if isinstance(said, Card):
            for row in said.rows:
                for button in row:
                    if isinstance(button, Button):
                        tickets[id(button.does)] = await self.seal(
                            button.does, place, alone, now=now, write=write, once=once, owner=owner
                        )
        message = self._drawing.message(said, lang, zone, now=now, who=who, ticket=lambda bound: tickets[id(bound)])
        photo = said.photos.get(place.platform, "") if isinstance(said, Card) else ""
        return replace(message, photo=photo) if photo else message

    def plain(self, text: Text, lang: str, zone: ZoneInfo, now: datetime) -> Message:
        """A message drawn from the text alone, without looking anybody up."""
        return self._drawing.message(
            text, lang, zone, now=now, who=lambda person: Somebody(person.name), ticket=lambda bound: ""
        )

    async def seal(
        self,
        bound: Bound,
        place: Place,
        alone: str | None,
        *,
        now: datetime,
        write: Write,
        once: int | None = None,
        owner: int | None = None,
    ) -> str:
        """A ticket for a bound action, its arguments stashed as a row when they are too long to be carried."""
        try:
            return self._tickets.seal(bound, place, alone, once=once)
        except TooLong:
            args = encode_args(bound)

            async def keep(db: Db) -> int:
                known = await db.value(select(stash.c.id).where(stash.c.args == args, stash.c.person.is_(owner)))
                if known is None:
                    return await db.add(insert(stash).values(args=args, person=owner, until=now + STASH_FOR))
                await db.run(update(stash).where(stash.c.id == known).values(until=now + STASH_FOR))
                return int(known)

            return self._tickets.seal(bound, place, alone, once=once, stashed=await write(keep))
