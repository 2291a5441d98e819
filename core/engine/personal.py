"""What the house itself keeps about a person: their accounts and choices, and whatever waits for or about them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, cast

from core.engine.audit import trail
from core.engine.context import LookContext
from core.engine.registry import Registry
from core.engine.tables import account, alias, block, card, consent, kept, outbox, person, question, stash, timer
from core.kit.action import Type
from core.kit.people import Person
from core.kit.places import Kind, Place
from core.kit.sql import Column, Db, Row, Table, delete, insert, select

LINE = "line"
"""The name in `kept` of the line of descent that the numbers of persons belong to; a restored copy begins a new one."""
ERASED = "erased"
"""Names in `kept` that begin so, with a line and a person's number, are marks: this one is not to come back with a copy
made before. The value is the day; they are kept as long as copies are."""
SCRUB = "scrub"
"""The name in `kept` of the mark that something was erased which the file may still hold where nothing is any more."""

TOLD = (
    *("accounts", "platform", "id", "name", "username", "last_seen", "may_be_written_to", "role", "language"),
    *("known_since", "kept_out", "paused_since", "consents", "purpose", "version", "given", "at"),
    *("open_questions", "action", "until", "messages_waiting", "timers", "due", "trail", "by_you", "about_you"),
    *("blocks", "since"),
)
"""The names in the house's export that have words of their own."""


async def export(look: LookContext, of: Person) -> dict[str, Any]:
    """The house's own rows about a person, ready for JSON."""
    db = look.db
    row = await db.row(select(person).where(person.c.id == of.id))
    if row is None:
        return {}
    accounts = await db.rows(select(account).where(account.c.person == of.id).order_by(account.c.platform))
    asked = await db.rows(select(question).where(question.c.person == of.id))
    told = await db.rows(select(outbox).where(outbox.c.kind == "tell", outbox.c.target == str(of.id)))
    registry = look.house.registry
    timers = [one for one in await db.rows(select(timer)) if _names(registry, one.name, one.args, of)]
    return {
        "accounts": [
            {
                "platform": one.platform,
                "id": one.id,
                "name": one.name,
                "username": one.username,
                "last_seen": one.seen.date().isoformat(),
                "may_be_written_to": one.reachable,
            }
            for one in accounts
        ],
        "role": (await look.people.role(of)).name.lower(),
        "language": row.lang,
        "known_since": row.since.date().isoformat(),
        "kept_out": row.barred,
        "paused_since": row.paused.isoformat() if row.paused else None,
        "consents": [
            {"purpose": one.purpose, "version": one.version, "given": one.given, "at": one.at.isoformat()}
            for one in await look.people.decisions(of)
        ],
        "blocks": [{"name": other.name, "since": at.isoformat()} for other, at in await look.people.blocked(of)],
        "open_questions": [
            {"action": one.name, "given": json.loads(one.args), "until": one.expires.isoformat()} for one in asked
        ],
        "messages_waiting": len(told),
        "timers": [{"action": one.name, "due": one.due.isoformat()} for one in timers],
        "trail": await trail(db, of),
    }


async def erase(look: LookContext, of: Person) -> None:
    """Erase the house's own rows about a person, and every waiting row that names them; to be called last."""
    db, registry = look.db, look.house.registry
    for table in (timer, card, question):
        named = [row for row in await db.rows(select(table)) if _names(registry, row.name, row.args, of)]
        await _drop(db, table, named)
    await db.run(delete(outbox).where(outbox.c.kind == "tell", outbox.c.target == str(of.id)))
    theirs = {(one.platform, one.id) for one in await db.rows(select(account).where(account.c.person == of.id))}
    named = [row for row in await db.rows(select(outbox)) if _said_name(registry, row, of, theirs)]
    await _drop(db, outbox, named)
    for table, column in _OWN:
        await db.run(delete(table).where(column == of.id))
    line = await db.value(select(kept.c.value).where(kept.c.name == LINE))
    mark = f"{ERASED} {line} {of.id}"
    await db.run(delete(kept).where(kept.c.name.in_((SCRUB, mark))))
    await db.run(insert(kept).values(name=SCRUB, value="due"))
    await db.run(insert(kept).values(name=mark, value=look.now.date().isoformat()))


async def merge(look: LookContext, keep: Person, gone: Person) -> None:
    """Nothing: the directory ties the accounts themselves, and moves these rows along."""


_OWN: Sequence[tuple[Table, Column[int]]] = (
    (question, question.c.person),
    (stash, stash.c.person),
    (block, block.c.person),
    (block, block.c.other),
    (consent, consent.c.person),
    (alias, alias.c.person),
    (account, account.c.person),
    (person, person.c.id),
)


async def _drop(db: Db, table: Table, rows: Sequence[Row[Any]]) -> None:
    keys = list(table.primary_key.columns)
    for row in rows:
        await db.run(delete(table).where(*(key == getattr(row, key.name) for key in keys)))


def _said_name(registry: Registry, row: Row[Any], of: Person, accounts: set[tuple[str, str]]) -> bool:
    """Whether a row of the outbox names the person: in its words or buttons, as a card's argument, or in a deed."""
    if row.kind == "show":
        return _names(registry, row.name, row.args, of)
    if row.kind == "deed":
        told = json.loads(row.args)
        named = (Place.parse(row.target).platform, told["deed"].get("account")) in accounts
        return named or _names(registry, told["then"], told["args"], of)
    if row.kind == "say" and (place := Place.parse(row.target)).kind is Kind.PRIVATE:
        return (place.platform, place.id) in accounts
    return any(
        one.get("person") == of.id or ("does" in one and _names(registry, one["does"], one["args"], of))
        for one in _objects(json.loads(row.args))
    )


def _names(registry: Registry, action: str, args: str, of: Person) -> bool:
    """Whether the arguments of an action, as they are stored, name the person."""
    declared = registry.actions.get(action)
    persons = {param.name for param in declared.params if param.type is Type.PERSON} if declared else set[str]()
    return any(name in persons and value == of.id for name, value in json.loads(args).items())


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object within a JSON value."""
    if isinstance(value, dict):
        found = cast("dict[str, Any]", value)
        yield found
        value = list(found.values())
    if isinstance(value, list):
        for one in cast("list[Any]", value):
            yield from _objects(one)
