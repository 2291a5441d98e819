"""Asking for what is missing: a form where the platform has forms, else one question at a time, kept as a row."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects.sqlite import insert as upsert

from core.engine.codec import decode, decode_args, dumps, encode, encode_args
from core.engine.people import Directory, Known
from core.engine.read import Reading, Unclear, read, split
from core.engine.registry import choice_values
from core.engine.suggest import suggestions
from core.engine.tables import question, stash
from core.engine.tickets import BadTicket, TooLong
from core.kit.action import Action, Bound, Param, Type
from core.kit.card import Button, Card, Tone
from core.kit.places import Kind, Place
from core.kit.port import Can, Command, Event, Field, Form, Message, Said
from core.kit.sql import Db, bindparam, delete, select
from core.kit.text import Text, t

if TYPE_CHECKING:
    from core.engine.engine import Engine

OPEN_FOR = timedelta(minutes=10)
"""How long a question waits for its answer."""

OFFERED = 8
"""How many suggestions are offered as buttons of a question."""

FIELDS = 5
"""How many fields a form has at the most."""


_OPEN = select(question).where(question.c.person == bindparam("person"), question.c.place == bindparam("place"))
_CLOSE = delete(question).where(question.c.person == bindparam("person"), question.c.name == bindparam("name"))

_DROP = delete(question).where(question.c.id == bindparam("id"))


class Asked:
    """One person at one place, asked on behalf of one event."""

    def __init__(self, engine: Engine, db: Db, event: Event, known: Known | None) -> None:
        if event.account is None:
            raise LookupError("nobody can be asked: no person did this")
        self._engine = engine
        self.db = db
        self.event = event
        self._known = known
        self._account = event.account
        self.place = event.place
        self.origin = event.place
        """Where it began: a question may be asked, and answered, elsewhere."""
        self._reply_to = event.message if isinstance(event.what, Command | Said) else ""
        self._once: int | None = None
        self._stashed: int | None = None
        self._heard: tuple[str, str] = ("", "")
        room = engine.rooms.at(event.place)
        self._zone = engine.zone(room)
        self._lang = (known.lang if known else None) or (room.lang if room else None) or engine.community.lang
        self._people = Directory(db, engine.clock(), engine.community.admins)

    @property
    def known(self) -> Known:
        """The person; raises LookupError before they were looked up."""
        if self._known is None:
            raise LookupError("the person was not looked up yet")
        return self._known

    @property
    def can(self) -> frozenset[Can]:
        """What the platform can do."""
        return self._engine.platforms[self.event.platform].can

    @property
    def hidden(self) -> bool:
        """Whether an answer here is seen by this person only."""
        return Can.HIDDEN in self.can or self.place.kind is Kind.PRIVATE

    def in_private(self) -> Asked:
        """The same person, asked in their private chat."""
        moved = self.over(self.db, self.known)
        moved.place = Place(self.event.platform, self._account.id, kind=Kind.PRIVATE)
        return moved

    def over(self, db: Db, known: Known) -> Asked:
        """The same in another transaction."""
        again = Asked(self._engine, db, self.event, known)
        again.place, again.origin = self.place, self.origin
        return again

    @property
    def begun(self) -> Event:
        """The event, in the place where the action began that is completed now."""
        return self.event if self.origin == self.event.place else replace(self.event, place=self.origin)

    # --- showing -----------------------------------------------------------------------------------------------------

    async def draw(self, said: Text | Card, *, once: int | None = None) -> Message:
        """An answer to this person."""

        async def here(unit: Any) -> int:
            return await unit(self.db)

        message = await self._engine.drawer.draw(
            said,
            self.place,
            self._lang,
            self._zone,
            self._people,
            now=self._engine.clock(),
            write=here,
            alone=self._account.id,
            once=once,
            owner=self._known.person.id if self._known else None,
        )
        if self._reply_to and self.place == self.event.place:
            message = replace(message, reply_to=self._reply_to)
        return message

    async def subcommands(self, name: str) -> Message | None:
        """The choice there is under a group's name that was called by itself; None when no group is called so."""
        named = self._engine.registry.naming.subcommands(name, self._lang, self.known.role)
        if not named:
            return None
        return await self.draw(t("house-subcommands", commands=", ".join(f"/{one}" for one in named)))

    # --- reading -----------------------------------------------------------------------------------------------------

    def _reading(self, action: Action, people: Directory | None) -> Reading:
        engine = self._engine
        return Reading(
            now=engine.clock().astimezone(self._zone),
            zone=self._zone,
            platform=self.event.platform,
            rooms=engine.rooms.names,
            labels=lambda param: engine.registry.labels(action, param),
            yes=engine.yes,
            no=engine.no,
            people=people,
        )

    async def split(self, action: Action, rest: str, *, pointed: bool = False) -> Mapping[str, str]:
        """The words after a command, dealt out to the action's parameters.

        None is for what the message tells that it is `pointed` at; which message that is cannot be written at all.
        """
        params = [param for param in action.params if not (param.pointed == "message" or (param.pointed and pointed))]

        async def known(param: Param, words: str) -> bool:
            return bool(await self._suggestions(action, param, words))

        return await split(params, rest, self._reading(action, None), known)

    async def fill(self, bound: Bound, raw: Mapping[str, Any]) -> Bound | Message:
        """Read what was given; the completed action, or what to ask next (the first that is unclear or missing)."""
        unclear: tuple[Param, Unclear, str] | None = None
        reading = self._reading(bound.action, self._people)
        for param in bound.action.params:
            if param.name not in raw:
                continue
            value = await read(param, raw[param.name], reading)
            if isinstance(value, Unclear):
                unclear = unclear or (param, value, str(raw[param.name]))
            else:
                bound = bound.plus(**{param.name: value})
        if unclear:
            param, why, heard = unclear
            return await self.ask(bound, param, why=why.why, candidates=why.candidates, heard=heard)
        missing = bound.missing()
        return await self.ask(bound, missing[0]) if missing else bound

    async def try_fill(self, bound: Bound, raw: Mapping[str, Any]) -> Bound | None:
        """Read what was given without looking anything up; None when something is unclear or is a person."""
        reading = self._reading(bound.action, None)
        for param in bound.action.params:
            if param.name not in raw:
                continue
            if param.type is Type.PERSON:
                return None
            value = await read(param, raw[param.name], reading)
            if isinstance(value, Unclear):
                return None
            bound = bound.plus(**{param.name: value})
        return bound

    async def open(self, ticket: str) -> Bound:
        """What a ticket carries; raises BadTicket when it is not good here and now, for this person."""
        opened = self._engine.tickets.open(ticket, self.event.place, self._account.id)
        if opened.once is not None:
            row = await self.db.row(select(question).where(question.c.id == opened.once))
            if row is None or row.expires < self._engine.clock():
                raise BadTicket
            self._once = opened.once
            asked = json.loads(row.asks)
            self._heard = (asked["param"], asked["heard"])
            self.origin = Place.parse(asked["at"])
            self._reply_to = asked["to"]
        self._stashed = opened.stashed
        if opened.stashed is None:
            return opened.bound
        args = await self.db.value(select(stash.c.args).where(stash.c.id == opened.stashed))
        if args is None:
            raise BadTicket
        try:
            return decode_args(opened.bound.action, args)
        except ValueError as error:
            raise BadTicket from error

    # --- asking ------------------------------------------------------------------------------------------------------

    async def ask(
        self,
        bound: Bound,
        param: Param,
        *,
        why: Text | None = None,
        candidates: Sequence[Any] = (),
        heard: str = "",
    ) -> Message:
        """Ask for one argument; what is known so far is kept as a row. A newer question replaces an older one here."""
        engine = self._engine
        row = {
            "person": self.known.person.id,
            "place": self.place.key,
            "name": bound.action.name,
            "args": encode_args(bound),
            "asks": dumps(
                {"param": param.name, "heard": heard[: param.longest], "at": self.origin.key, "to": self._reply_to}
            ),
            "expires": engine.clock() + OPEN_FOR,
        }
        await self.db.run(delete(question).where(question.c.person == row["person"], question.c.place == row["place"]))
        id_ = await self.db.add(upsert(question).values(**row))
        engine.asked.add(self.known.person.id)
        offered = await self._offers(bound, param, candidates)
        forms = Can.FORMS in self.can
        lines: list[Text] = [] if why is None else [why]
        if not forms or why is None:
            lines.append(t("house-as-is", it=self._question(bound.action, param)))
        rows: list[list[Button]] = [offered[at : at + 2] for at in range(0, len(offered), 2)]
        if forms:
            rows.append([Button(t("house-open-form"), bound, Tone.PRIMARY)])
        else:
            lines.append(t("house-ask-footer"))
        # In a group it must be seen who is asked; where there is no message of theirs to reply to, by their name.
        named = not forms and not self._reply_to and self.place.kind is Kind.GROUP
        if named:
            lines.insert(0, t("house-to", who=self.known.person))
        message = await self.draw(Card(lines=lines, rows=rows), once=id_)
        pings = (self._account.id,) if named else ()
        return replace(message, asks=not forms, card=False, pings=pings)

    async def answered(self, text: str) -> Bound | Message | None:
        """Take what was written as the answer to the open question; None when there is none."""
        row = await self.db.row(_OPEN, person=self.known.person.id, place=self.place.key)
        if row is None:
            return None
        action = self._engine.registry.actions.get(row.name)
        if action is None:
            return None
        if row.expires < self._engine.clock():
            await self.db.run(_DROP, id=row.id)
            return await self.draw(t("house-question-over"))
        asked = json.loads(row.asks)
        self.origin = Place.parse(asked["at"])
        bound = decode_args(action, row.args)
        param = action.param(asked["param"])
        reading = self._reading(action, self._people)
        value = await read(param, text, reading)
        heard = text
        if isinstance(value, Unclear) and param.type is Type.TIME and asked["heard"]:
            heard = f"{asked['heard']} {text}"
            together = await read(param, heard, reading)
            if not isinstance(together, Unclear) or together.candidates:
                value = together
            else:
                heard = asked["heard"]
        if isinstance(value, Unclear):
            return await self.ask(bound, param, why=value.why, candidates=value.candidates, heard=heard)
        return await self.fill(bound.plus(**{param.name: value}), {})

    async def close(self, action: Action) -> None:
        """The action is complete: its question is answered."""
        id_ = self.known.person.id
        if id_ in self._engine.asked:
            await self.db.run(_CLOSE, person=id_, name=action.name)

    def form(self, bound: Bound) -> Form | None:
        """A form for what is missing; None when what is known already does not fit into its ticket.

        It does fit when the button that was pressed carried the same, stashed.
        """
        action = bound.action
        seal = partial(self._engine.tickets.seal, bound, self.event.place, self._account.id, once=self._once)
        try:
            ticket = seal()
        except TooLong:
            if self._stashed is None:
                return None
            ticket = seal(stashed=self._stashed)
        registry = self._engine.registry
        title = registry.label(action, "title", self._lang) or registry.label(action, "about", self._lang) or ""
        return Form(ticket, title[:45], tuple(self._field(action, param) for param in bound.missing()[:FIELDS]))

    def _field(self, action: Action, param: Param) -> Field:
        registry = self._engine.registry
        choices: tuple[tuple[str, str], ...] = ()
        if param.type is Type.CHOICE:
            choices = tuple(
                (value, registry.choice_label(action, param, value, self._lang)) for value in choice_values(param)
            )
        elif param.type is Type.FLAG:
            choices = (("1", self._word("house-yes")), ("0", self._word("house-no")))
        return Field(
            name=param.name,
            label=(registry.label(action, param.name, self._lang) or param.name)[:45],
            hint=(registry.label(action, f"{param.name}-hint", self._lang) or "")[:100],
            value=self._heard[1] if self._heard[0] == param.name else "",
            longest=param.longest,
            choices=choices,
        )

    def _question(self, action: Action, param: Param) -> str:
        registry = self._engine.registry
        asked = registry.label(action, f"{param.name}-ask", self._lang)
        return asked or registry.label(action, param.name, self._lang) or param.name

    async def _offers(self, bound: Bound, param: Param, candidates: Sequence[Any]) -> list[Button]:
        if candidates:
            return [Button(t("house-as-is", it=one), bound.plus(**{param.name: one})) for one in candidates[:OFFERED]]
        if param.type is Type.CHOICE:
            registry = self._engine.registry
            return [
                Button(
                    t(
                        "house-as-is",
                        it=registry.choice_label(bound.action, param, str(encode(param, one)), self._lang),
                    ),
                    bound.plus(**{param.name: one}),
                )
                for one in param.choices[:OFFERED]
            ]
        if param.type is Type.FLAG:
            return [
                Button(t("house-yes"), bound.plus(**{param.name: True})),
                Button(t("house-no"), bound.plus(**{param.name: False})),
            ]
        if param.type is Type.ROOM:
            names = self._engine.rooms.names[:OFFERED]
            return [
                Button(t("house-as-is", it=name), bound.plus(**{param.name: decode(param, name)})) for name in names
            ]
        return [
            Button(t("house-as-is", it=label), bound.plus(**{param.name: value}))
            for value, label in (await self._suggestions(bound.action, param))[:OFFERED]
        ]

    async def _suggestions(self, action: Action, param: Param, typed: str = "") -> list[tuple[str, str]]:
        return await suggestions(self._engine, action, param.name, typed, self._engine.rooms.at(self.event.place))

    def _word(self, key: str) -> str:
        return self._engine.texts.plain(t(key), self._lang, self._zone)
