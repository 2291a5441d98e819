"""The engine's front door: one event in, its changes committed, its answer on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects.sqlite import insert as insert_once

from core.engine.asking import Asked
from core.engine.context import Left
from core.engine.db import Instead
from core.engine.house import START
from core.engine.incident import incident
from core.engine.people import Known
from core.engine.sqlite import is_of_disk
from core.engine.suggest import suggestions
from core.engine.tables import inbox
from core.engine.tickets import BadTicket
from core.kit.action import Action, Bound, Type
from core.kit.card import Card, Link
from core.kit.ctx import Refused
from core.kit.people import Account, Person
from core.kit.places import Kind, Place
from core.kit.port import (
    Can,
    Command,
    Deleted,
    Done,
    Doorstep,
    Event,
    Filled,
    Form,
    Message,
    Moved,
    Options,
    Pointed,
    Press,
    Reached,
    Ref,
    Reply,
    Respond,
    Said,
    Typing,
    Unanswerable,
    Unkept,
)
from core.kit.sql import Db
from core.kit.text import Text, t

if TYPE_CHECKING:
    from core.engine.engine import Engine


_MARK = insert_once(inbox).on_conflict_do_nothing()


@dataclass(slots=True)
class Outcome:
    """What an event came to: an answer (or none), and what was left behind."""

    message: Message | None = None
    place: Place | None = None
    """Where the message is good, if that is not where the event came from."""
    left: Left | None = None


class _Denied(Exception):
    """The handler refused, or failed: what to say, after everything was undone."""

    def __init__(self, why: Text, desk: Asked, asks: str = "", bound: Bound | None = None) -> None:
        super().__init__(why.key)
        self.why = why
        self.desk = desk
        self.asks = asks
        self.bound = bound


class _Broken(Exception):
    """A listener failed: the event is to be handled without it."""

    def __init__(self, listener: str, number: str) -> None:
        super().__init__(listener)
        self.listener = listener
        self.number = number


class FrontDoor:
    """Takes events for one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def take(self, event: Event, respond: Respond | None) -> None:
        """Take one event; returns after its changes are committed."""
        engine = self._engine
        what = event.what
        if isinstance(what, Typing):
            if respond:
                engine.courier.soon(self._suggest(event, what, respond))
            return
        if not self._concerns(event):
            return
        began = perf_counter()
        engine.counts.event(event.platform, type(what))
        if respond and isinstance(what, Command | Press):
            form = await self._form_now(event)
            if form:
                engine.courier.soon(self._first(event, form, respond, began))
                return
        await self._work(event, respond, began)

    async def _first(self, event: Event, form: Form, respond: Respond, began: float) -> None:
        """Open a form as the first answer; where that is no longer possible, go the long way."""
        try:
            await respond(form)
            self._engine.counts.answer(event.platform, perf_counter() - began)
        except Unanswerable:
            await self._work(event, respond, began)

    async def _work(self, event: Event, respond: Respond | None, began: float) -> None:
        engine = self._engine
        try:
            outcome = await self._commit(event)
        except Unkept:
            if respond:
                unkept = await self._plain(event, t("house-unkept"))
                engine.courier.soon(self._give(event, respond, Outcome(unkept), began))
            raise
        if outcome.left:
            engine.posted(outcome.left)
        if outcome.message or respond:
            engine.courier.soon(self._give(event, respond, outcome, began))

    async def _commit(self, event: Event) -> Outcome:
        broken: dict[str, str] = {}
        while True:
            try:
                return await self._engine.database.write(lambda db: self._take(db, event, broken))
            except _Broken as failure:
                broken[failure.listener] = failure.number

    def _concerns(self, event: Event) -> bool:
        """Whether anybody wants to know: plain talk that nobody listens to costs nothing."""
        what = event.what
        if isinstance(what, Said):
            return event.account is not None and (what.to_bot or Said in self._engine.registry.listeners)
        if isinstance(what, Command | Press | Filled):
            return event.account is not None
        return True

    # --- within the transaction ----------------------------------------------------------------------------------

    async def _take(self, db: Db, event: Event, broken: Mapping[str, str]) -> Outcome:
        """Handle an event, or say why not.

        Both at its turn: a refused event that comes again must not be granted after the later ones.
        """
        try:
            return await self._handle(db, event, broken)
        except _Denied as denied:
            raise Instead(partial(self._explain, event=event, denied=denied)) from None

    async def _handle(self, db: Db, event: Event, broken: Mapping[str, str]) -> Outcome:
        """Handle an event, leaving out the listeners that are `broken` (and the numbers of these incidents)."""
        engine = self._engine
        if not await self._is_new(db, event):
            return Outcome()
        left = Left()
        what = event.what
        match what:
            case Moved():
                await engine.move_within(db, event.place, what.to, left)
                return Outcome(left=left)
            case Deleted():
                await engine.forget_message(db, event.place, what.message)
                return Outcome(left=left)
            case _:
                pass
        if event.account is None:
            return await self._listeners(db, event, None, left, broken)
        known = await self._know(db, event, event.account)
        desk = Asked(engine, db, event, known)
        match what:
            case Command():
                return await self._command(desk, what, left)
            case Press():
                return await self._press(desk, what, left)
            case Filled():
                return await self._filled(desk, what, left)
            case Said() if what.to_bot and not what.edited:
                answer = await desk.answered(what.text)
                if answer is not None:
                    return await self._settle(desk, answer, left)
                outcome = await self._listeners(db, event, known, left, broken)
                if broken:
                    outcome.message = await desk.draw(t("house-incident", number=next(iter(broken.values()))))
                elif event.place.kind is Kind.PRIVATE and not left.deliveries:
                    outcome.message = await desk.draw(t("house-hint"))
                return outcome
            case _:
                return await self._listeners(db, event, known, left, broken)

    async def _is_new(self, db: Db, event: Event) -> bool:
        """Mark the event as taken; False when it was taken before."""
        return await db.run(_MARK, platform=event.platform, event=event.id, at=self._engine.clock()) > 0

    async def _know(self, db: Db, event: Event, account: Account) -> Known:
        what = event.what
        private = event.place.kind is Kind.PRIVATE
        if account.admin and self._engine.rooms.at(event.place) is None:
            # whoever adds the bot to a group of their own administrates that one, not the community
            account = replace(account, admin=False)
        return await self._engine.directory(db).know(
            account,
            reachable=what.open if isinstance(what, Reached) else (True if private else None),
            at_first=Can.WRITE_FIRST in self._engine.platforms[event.platform].can,
        )

    async def _command(self, desk: Asked, what: Command, left: Left) -> Outcome:
        found = self._engine.registry.naming.find(what.name, what.rest)
        if found is None:
            if offered := await desk.subcommands(what.name):
                return Outcome(offered, left=left)
            if desk.event.place.kind is Kind.PRIVATE:
                return Outcome(await desk.draw(t("house-unknown-command")), left=left)
            return Outcome(left=left)
        action, rest = found
        if action.name == START and desk.event.place.kind is Kind.PRIVATE:
            begun = self._engine.registry.startable(rest)
            action, rest = (begun, "") if begun else (action, rest)
        if action.private and not desk.hidden:
            if not desk.known.reachable and not action.quiet:
                return Outcome(await desk.draw(self._doorway(desk.event, action)), left=left)
            desk = desk.in_private()
        raw: Mapping[str, Any]
        raw = what.args if what.args is not None else await desk.split(action, rest, pointed=what.pointed is not None)
        bound = Bound(action)
        if what.pointed:
            author = what.pointed.author
            known = await self._know(desk.db, desk.event, author) if author else None
            bound = _pointed(bound, desk.event.place, what.pointed, known.person if known else None)
        return await self._settle(desk, await desk.fill(bound, raw), left)

    def _doorway(self, event: Event, action: Action) -> Text | Card:
        """The way to a private chat; says nothing of what is to be done there."""
        said = t("house-private-only")
        platform = self._engine.platforms[event.platform]
        payload = action.command.replace(" ", "-")
        if not isinstance(platform, Doorstep):
            return said
        url = platform.doorstep(payload if self._engine.registry.startable(payload) else "")
        return said if url is None else Card(lines=[said], rows=[[Link(t("house-open-chat"), url)]])

    async def _press(self, desk: Asked, what: Press, left: Left) -> Outcome:
        try:
            bound = await desk.open(what.ticket)
        except BadTicket:
            await self._engine.redraw(desk.db, desk.event.place, what.message, left)
            return Outcome(await desk.draw(t("house-outdated")), left=left)
        if not desk.hidden:
            if desk.known.reachable:
                desk = desk.in_private()
            elif bound.action.private:
                return Outcome(await desk.draw(self._doorway(desk.event, bound.action)), left=left)
        return await self._settle(desk, await desk.fill(bound, {}), left)

    async def _filled(self, desk: Asked, what: Filled, left: Left) -> Outcome:
        try:
            bound = await desk.open(what.ticket)
        except BadTicket:
            return Outcome(await desk.draw(t("house-outdated")), left=left)
        values = {name: value for name, value in what.values.items() if value.strip()}
        return await self._settle(desk, await desk.fill(bound, values), left)

    async def _settle(self, desk: Asked, filled: Bound | Message, left: Left) -> Outcome:
        """Run an action whose arguments are complete; or ask on."""
        if isinstance(filled, Message):
            return Outcome(filled, desk.place, left)
        action = filled.action
        if desk.known.role < action.role:
            raise _Denied(t("house-not-allowed", role=action.role.name.lower()), desk)
        await desk.close(action)
        context = self._engine.context(desk.db, action.feature, desk.begun, desk.known)
        try:
            answer = await action.fn(context, **filled.args)
            await context.write(left)
            message = await desk.draw(answer) if isinstance(answer, Text | Card) else None
        except Refused as refused:
            raise _Denied(refused.why, desk, refused.asks, filled) from None
        except Exception as error:  # whatever a feature does wrong stays its own affair
            if isinstance(error, Unkept) or is_of_disk(error):
                raise
            number = incident(action.name, error, self._engine.counts)
            raise _Denied(t("house-incident", number=number), desk) from None
        return Outcome(message, desk.place, left)

    async def _listeners(
        self, db: Db, event: Event, known: Known | None, left: Left, broken: Mapping[str, str]
    ) -> Outcome:
        for listener in self._engine.registry.listeners.get(type(event.what), ()):
            if listener.name in broken:
                continue
            feature = listener.name.partition(".")[0]
            context = self._engine.context(db, feature, event, known)
            try:
                await listener.fn(context, event.what)
                await context.write(left)
            except Exception as error:
                if isinstance(error, Unkept) or is_of_disk(error):
                    raise
                raise _Broken(listener.name, incident(listener.name, error, self._engine.counts)) from None
        return Outcome(left=left)

    async def _explain(self, db: Db, event: Event, denied: _Denied) -> Outcome:
        """Say why not, after the handler's changes were undone; ask again where the refusal says so."""
        if event.account is None or not await self._is_new(db, event):
            return Outcome()
        desk = denied.desk.over(db, await self._know(db, event, event.account))
        if denied.bound:
            if denied.asks:
                args = {name: value for name, value in denied.bound.args.items() if name != denied.asks}
                param = denied.bound.action.param(denied.asks)
                return Outcome(await desk.ask(Bound(denied.bound.action, args), param, why=denied.why), desk.place)
            await desk.close(denied.bound.action)
        return Outcome(await desk.draw(denied.why), desk.place)

    # --- answers ---------------------------------------------------------------------------------------------------

    async def _give(self, event: Event, respond: Respond | None, outcome: Outcome, began: float) -> None:
        message = outcome.message
        if respond:
            try:
                await respond(Reply(message) if message else Done())
                self._engine.counts.answer(event.platform, perf_counter() - began)
                return
            except Unanswerable:
                pass
        if message is None:
            return
        # what asks, or has buttons, is good only in the place it was made for
        elsewhere = isinstance(event.what, Press) and not message.asks and not message.rows
        fallback = event.place if elsewhere else None
        self._engine.courier.answer(outcome.place or event.place, message, fallback, since=began)

    async def _plain(self, event: Event, text: Text) -> Message:
        """A message drawn without touching the database (it may be what failed)."""
        engine = self._engine
        room = engine.rooms.at(event.place)
        lang = (room.lang if room else None) or engine.community.lang
        return engine.drawer.plain(text, lang, engine.zone(room), engine.clock())

    # --- before the transaction --------------------------------------------------------------------------------------

    async def _form_now(self, event: Event) -> Form | None:
        """The form for what is still missing, where the platform has forms; reads at most a stashed row."""
        engine = self._engine
        if Can.FORMS not in engine.platforms[event.platform].can or event.account is None:
            return None
        desk = Asked(engine, engine.database.read, event, None)
        match event.what:
            case Press(ticket=ticket):
                try:
                    bound = await desk.open(ticket)
                except BadTicket:
                    return None
            case Command(name=name, rest=rest, args=args, pointed=pointed):
                found = engine.registry.naming.find(name, rest)
                given = args or {}
                if found is None or all(param.name in given for param in found[0].params if param.required):
                    return None
                begun = Bound(found[0])
                if pointed:
                    author = pointed.author
                    people = engine.directory(engine.database.read)
                    person = await people.by_account(author.platform, author.id) if author else None
                    if author and person is None:
                        return None
                    begun = _pointed(begun, event.place, pointed, person)
                filled = await desk.try_fill(begun, given)
                if filled is None:
                    return None
                bound = filled
            case _:
                return None
        return desk.form(bound) if bound.missing() else None

    async def _suggest(self, event: Event, what: Typing, respond: Respond) -> None:
        engine = self._engine
        action = engine.registry.naming.commands.get(what.name)
        param = next((p for p in action.params if p.name == what.arg), None) if action else None
        options: list[tuple[str, str]] = []
        if action and param and param.suggest:
            options = await suggestions(engine, action, param.name, what.typed, engine.rooms.at(event.place))
        elif param and what.arg and param.type is Type.ROOM:
            options = [(name, name) for name in engine.rooms.names if what.typed.lower() in name]
        try:
            await respond(Options(tuple(options[:25])))
        except Unanswerable:
            return


def _pointed(bound: Bound, place: Place, pointed: Pointed, author: Person | None) -> Bound:
    """The command with what it takes from the message that it was called on."""
    for param in bound.action.params:
        if param.pointed == "message":
            bound = bound.plus(**{param.name: Ref(place, pointed.message).key})
        elif param.pointed == "author" and author:
            bound = bound.plus(**{param.name: author})
    return bound
