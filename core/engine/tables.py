"""What the engine itself remembers: persons, accounts, marks of events, deliveries, cards, timers, open questions."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, MetaData, String, Table, UniqueConstraint

from core.kit.sql import Instant, PersonId

meta = MetaData()

kept = Table(
    "kept",
    meta,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)
"""Small things kept for the machine: the ticket key, the fingerprints of synced menus."""

person = Table(
    "person",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("role", Integer, nullable=False, default=0),
    Column("lang", String),
    Column("since", Instant, nullable=False),
    Column("paused", Instant),
    Column("barred", Boolean, nullable=False, default=False, server_default="0"),
    sqlite_autoincrement=True,
)
"""The id of somebody who was erased is never given to another. `paused`: since when they want nothing optional.
`barred`: whether they are kept out."""

account = Table(
    "account",
    meta,
    Column("platform", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("person", PersonId, ForeignKey("person.id"), nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("username", String, nullable=False, default=""),
    Column("reachable", Boolean, nullable=False, default=False),
    Column("seen", Instant, nullable=False),
)
"""`reachable`: whether the bot may write to it in private. `seen`: to the day, to know which account is in use."""

inbox = Table(
    "inbox",
    meta,
    Column("platform", String, primary_key=True),
    Column("event", String, primary_key=True),
    Column("at", Instant, nullable=False),
    sqlite_with_rowid=False,
)

outbox = Table(
    "outbox",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("args", String, nullable=False),
    Column("target", String, nullable=False),
    Column("urgency", Integer, nullable=False),
    Column("due", Instant, nullable=False),
    Column("tries", Integer, nullable=False, default=0),
    Column("version", Integer, nullable=False, default=0),
    sqlite_autoincrement=True,
)
"""`args` is canonical JSON, here and below. `kind`: say, tell, show or signal. `target`: a place's key, a person's id,
or a listener's name. `version` counts a waiting card's changes, so that none is lost while one goes out."""

Index("outbox_show", outbox.c.name, outbox.c.args, outbox.c.target, unique=True, sqlite_where=outbox.c.kind == "show")

card = Table(
    "card",
    meta,
    Column("name", String, primary_key=True),
    Column("args", String, primary_key=True),
    Column("place", String, primary_key=True),
    Column("message", String),
    Column("digest", String, nullable=False, default=""),
)
"""Where each card is shown; `digest` is of what was last delivered, so that an unchanged card is not sent again."""
Index("card_message", card.c.place, card.c.message)

timer = Table(
    "timer",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String, unique=True),
    Column("due", Instant, nullable=False, index=True),
    Column("name", String, nullable=False),
    Column("args", String, nullable=False),
    Column("room", String),
    Column("within", Integer),
    Column("tries", Integer, nullable=False, default=0),
    sqlite_autoincrement=True,
)
"""`within`: seconds of lateness after which it is dropped instead of run; NULL runs however late."""

question = Table(
    "question",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", PersonId, nullable=False),
    Column("place", String, nullable=False),
    Column("name", String, nullable=False),
    Column("args", String, nullable=False),
    Column("asks", String, nullable=False),
    Column("expires", Instant, nullable=False),
    UniqueConstraint("person", "place"),
    sqlite_autoincrement=True,
)
"""A half-answered action: what is known so far, and which argument was asked for last."""

stash = Table(
    "stash",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("args", String, nullable=False, index=True),
    Column("person", PersonId, index=True),
    Column("until", Instant, nullable=False),
    sqlite_autoincrement=True,
)
"""Arguments too long for a ticket; `person`: for whom alone they were shown, if for one alone."""

block = Table(
    "block",
    meta,
    Column("person", PersonId, primary_key=True, autoincrement=False),
    Column("other", PersonId, primary_key=True, autoincrement=False, index=True),
    Column("at", Instant, nullable=False),
)
"""Who wants to be kept apart from whom; nobody else is ever told."""

consent = Table(
    "consent",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", PersonId, nullable=False, index=True),
    Column("purpose", String, nullable=False),
    Column("version", Integer, nullable=False),
    Column("given", Boolean, nullable=False),
    Column("at", Instant, nullable=False),
    sqlite_autoincrement=True,
)
"""Every decision for or against a purpose; the newest holds, the others are the proof."""

alias = Table(
    "alias",
    meta,
    Column("token", String, primary_key=True),
    Column("person", PersonId, nullable=False, index=True),
)
"""Whom the tokens in the audit log stand for. Without its row here a token means nothing any more."""

audit = Table(
    "audit",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Instant, nullable=False),
    Column("action", String, nullable=False),
    Column("actor", String, index=True),
    Column("subject", String, index=True),
    Column("facts", String, nullable=False),
    Column("hash", String, nullable=False),
    sqlite_autoincrement=True,
)
"""Who did what to whom, by tokens; rows are only ever added. `hash` covers the row and the hash before it."""
