"""The engine's front door: one event in, its changes committed, its answer on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects.sqlite import insert as insert_once

from core.engine.asking import Asked
from core.engine.context import Left
from core.engine.incident import incident
from core.engine.people import Known
from core.engine.suggest import suggestions
from core.engine.tables import inbox
from core.engine.tickets import BadTicket
from core.kit.action import Bound, Type
from core.kit.card import Card
from core.kit.ctx import Refused
from core.kit.places import Kind, Place
from core.kit.port import (
    Can,
    Command,
    Deleted,
    Done,
    Event,
    Filled,
    Form,
    Message,
    Moved,
    Options,
    Press,
    Reached,
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
    private: bool = False
    reachable: bool = False
    left: Left | None = None


class _Denied(Exception):
    """The handler refused, or failed: what to say, after everything was undone."""

    def __init__(self, why: Text, asks: str = "", bound: Bound | None = None) -> None:
        super().__init__(why.key)
        self.why = why
        self.asks = asks
        self.bound = bound


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
        if respond and isinstance(what, Command | Press):
            form = await self._form_now(event)
            if form:
                engine.courier.soon(self._first(event, form, respond))
                return
        await self._work(event, respond)

    async def _first(self, event: Event, form: Form, respond: Respond) -> None:
        """Open a form as the first answer; where that is no longer possible, go the long way."""
        try:
            await respond(form)
        except Unanswerable:
            await self._work(event, respond)

    async def _work(self, event: Event, respond: Respond | None) -> None:
        engine = self._engine
        try:
            outcome = await engine.database.write(lambda db: self._handle(db, event))
        except _Denied as reason:
            denied = reason
            outcome = await engine.database.write(lambda db: self._explain(db, event, denied))
        except Unkept:
            if respond:
                unkept = await self._plain(event, t("house-unkept"))
                engine.courier.soon(self._give(event, respond, Outcome(unkept)))
            raise
        if outcome.left:
            engine.posted(outcome.left)
        if outcome.message or respond:
            engine.courier.soon(self._give(event, respond, outcome))

    def _concerns(self, event: Event) -> bool:
        """Whether anybody wants to know: plain talk that nobody listens to costs nothing."""
        what = event.what
        if isinstance(what, Said):
            return event.account is not None and (what.to_bot or Said in self._engine.registry.listeners)
        if isinstance(what, Command | Press | Filled):
            return event.account is not None
        return True

    # --- within the transaction ----------------------------------------------------------------------------------

    async def _handle(self, db: Db, event: Event) -> Outcome:
        engine = self._engine
        now = engine.clock()
        if await db.run(_MARK, platform=event.platform, event=event.id, at=now) == 0:
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
            return await self._listeners(db, event, None, left)
        private = event.place.kind is Kind.PRIVATE
        known = await engine.directory(db).know(
            event.account,
            reachable=what.open if isinstance(what, Reached) else (True if private else None),
            at_first=Can.WRITE_FIRST in engine.platforms[event.platform].can,
        )
        desk = Asked(engine, db, event, known)
        match what:
            case Command():
                return await self._command(desk, what, left)
            case Press():
                return await self._press(desk, what, left)
            case Filled():
                return await self._filled(desk, what, left)
            case Said() if what.to_bot:
                answer = await desk.answered(what.text)
                if answer is not None:
                    return await self._settle(desk, answer, left)
                outcome = await self._listeners(db, event, known, left)
                if private and Said not in engine.registry.listeners:
                    outcome.message = await desk.draw(t("house-hint"))
                return outcome
            case _:
                return await self._listeners(db, event, known, left)

    async def _command(self, desk: Asked, what: Command, left: Left) -> Outcome:
        action = self._engine.registry.commands.get(what.name)
        if action is None:
            if desk.event.place.kind is Kind.PRIVATE:
                return Outcome(await desk.draw(t("house-unknown-command")), left=left)
            return Outcome(left=left)
        if action.private and not desk.hidden:
            if not desk.known.reachable:
                return Outcome(await desk.draw(t("house-private-only")), left=left)
            desk = desk.in_private()
        raw: Mapping[str, Any]
        raw = what.args if what.args is not None else await desk.split(action, what.rest)
        return await self._settle(desk, await desk.fill(Bound(action), raw), left)

    async def _press(self, desk: Asked, what: Press, left: Left) -> Outcome:
        try:
            bound = await desk.open(what.ticket)
        except BadTicket:
            await self._engine.redraw(desk.db, desk.event.place, what.message, left)
            return Outcome(await desk.draw(t("house-outdated")), left=left)
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
            return Outcome(filled, private=desk.moved_to_private, reachable=desk.known.reachable, left=left)
        action = filled.action
        if desk.known.role < action.role:
            raise _Denied(t("house-not-allowed", role=action.role.name.lower()))
        await desk.close(action)
        context = self._engine.context(desk.db, action.feature, desk.event, desk.known)
        try:
            answer = await action.fn(context, **filled.args)
        except Refused as refused:
            raise _Denied(refused.why, refused.asks, filled) from None
        except Unkept:
            raise
        except Exception as error:  # whatever a feature does wrong stays its own affair
            raise _Denied(t("house-incident", number=incident(action.name, error))) from None
        await context.write(left)
        message = await desk.draw(answer) if isinstance(answer, Text | Card) else None
        return Outcome(message, private=desk.moved_to_private, reachable=desk.known.reachable, left=left)

    async def _listeners(self, db: Db, event: Event, known: Known | None, left: Left) -> Outcome:
        for listener in self._engine.registry.listeners.get(type(event.what), ()):
            feature = listener.name.partition(".")[0]
            context = self._engine.context(db, feature, event, known)
            try:
                await listener.fn(context, event.what)
            except Exception as error:
                raise _Denied(t("house-incident", number=incident(listener.name, error))) from None
            await context.write(left)
        return Outcome(left=left)

    async def _explain(self, db: Db, event: Event, denied: _Denied) -> Outcome:
        """Say why not, after the handler's changes were undone; ask again where the refusal says so."""
        if event.account is None or not isinstance(event.what, Command | Press | Filled | Said):
            return Outcome()
        if isinstance(event.what, Said) and not event.what.to_bot:
            return Outcome()
        known = await self._engine.directory(db).know(event.account, reachable=None)
        desk = Asked(self._engine, db, event, known)
        if denied.bound:
            if denied.asks:
                args = {name: value for name, value in denied.bound.args.items() if name != denied.asks}
                param = denied.bound.action.param(denied.asks)
                return Outcome(await desk.ask(Bound(denied.bound.action, args), param, why=denied.why))
            await desk.close(denied.bound.action)
        return Outcome(await desk.draw(denied.why))

    # --- answers ---------------------------------------------------------------------------------------------------

    async def _give(self, event: Event, respond: Respond | None, outcome: Outcome) -> None:
        message = outcome.message
        if respond:
            try:
                await respond(Reply(message) if message and not outcome.private else Done())
                if message is None or not outcome.private:
                    return
            except Unanswerable:
                pass
        if message is None:
            return
        private = self._private_place(event)
        if outcome.private and private:
            self._engine.courier.answer(private, message)
        elif isinstance(event.what, Press) and outcome.reachable and private:
            self._engine.courier.answer(private, message, fallback=event.place)
        else:
            self._engine.courier.answer(event.place, message)

    def _private_place(self, event: Event) -> Place | None:
        return Place(event.platform, event.account.id, kind=Kind.PRIVATE) if event.account else None

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
            case Command(name=name, args=args):
                action = engine.registry.commands.get(name)
                if action is None:
                    return None
                filled = await desk.try_fill(Bound(action), args or {})
                if filled is None:
                    return None
                bound = filled
            case _:
                return None
        return desk.form(bound) if bound.missing() else None

    async def _suggest(self, event: Event, what: Typing, respond: Respond) -> None:
        engine = self._engine
        action = engine.registry.commands.get(what.name)
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
