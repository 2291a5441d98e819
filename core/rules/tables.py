"""What rules remember: versions and who accepted them, cases with their reports, sanctions with what came of them."""

from __future__ import annotations

from core.kit.sql import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Instant,
    Integer,
    MetaData,
    PersonId,
    String,
    Table,
    UniqueConstraint,
)

meta = MetaData()

version = Table(
    "rules_version",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("mark", String, nullable=False, unique=True),
    Column("since", Instant, nullable=False),
    Column("written", JSON, nullable=False),
    sqlite_autoincrement=True,
)
"""The rules as they were, by number; `mark` is a fingerprint of what they say."""

accepted = Table(
    "rules_accepted",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", PersonId, nullable=False),
    Column("version", Integer, nullable=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("person", "version"),
    sqlite_autoincrement=True,
)

asked = Table(
    "rules_asked",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", PersonId, nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("person", "version"),
    sqlite_autoincrement=True,
)
"""Who was shown which version, so that nobody is asked twice."""

draft = Table(
    "rules_draft",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", PersonId, nullable=False, index=True),
    Column("who", PersonId, index=True),
    Column("message", String, nullable=False, default=""),
    Column("note", String, nullable=False, default=""),
    Column("at", Instant, nullable=False),
    sqlite_autoincrement=True,
)
"""Reports of which the reason is still to be picked."""

case = Table(
    "rules_case",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("who", PersonId, index=True),
    Column("message", String, nullable=False, default=""),
    Column("rule", Integer),
    Column("state", String, nullable=False, index=True),
    Column("apart", Boolean, nullable=False, default=False),
    Column("admins", Boolean, nullable=False, default=False),
    Column("machine", Boolean, nullable=False, default=False),
    Column("times", Integer, nullable=False, default=0),
    Column("taker", PersonId, index=True),
    Column("opened", Instant, nullable=False),
    Column("closed", Instant),
    sqlite_autoincrement=True,
)
"""`message` is where it is, never what it says. `apart`: only of who abused reports. `admins`: not for moderators."""

report = Table(
    "rules_report",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("case", Integer, ForeignKey("rules_case.id", ondelete="CASCADE"), nullable=False),
    Column("person", PersonId, nullable=False, index=True),
    Column("rule", Integer),
    Column("note", String, nullable=False, default=""),
    Column("named", Boolean, nullable=False, default=False),
    Column("at", Instant, nullable=False),
    UniqueConstraint("case", "person"),
    sqlite_autoincrement=True,
)
"""`named`: whether the reporter lets moderators know who it was."""

ignored = Table(
    "rules_ignored",
    meta,
    Column("person", PersonId, primary_key=True, autoincrement=False),
    Column("until", Instant, nullable=False),
)
"""Whose reports wait apart until then, those about safety excepted."""

sanction = Table(
    "rules_sanction",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", PersonId, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("rule", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("note", String, nullable=False, default=""),
    Column("by", PersonId, index=True),
    Column("machine", Boolean, nullable=False, default=False),
    Column("at", Instant, nullable=False),
    Column("until", Instant),
    Column("standing", String, nullable=False, index=True),
    Column("ended", Instant),
    Column("case", Integer),
    sqlite_autoincrement=True,
)

hold = Table(
    "rules_hold",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("person", PersonId, nullable=False, index=True),
    Column("platform", String, nullable=False),
    Column("account", String, nullable=False),
    Column("place", String, nullable=False),
    Column("wanted", String, nullable=False, default=""),
    Column("until", Instant),
    Column("banned", Boolean, nullable=False, default=False),
    Column("muted", Boolean, nullable=False, default=False),
    Column("turn", Integer, nullable=False, default=0),
    Column("pending", Integer, nullable=False, default=0),
    Column("at", Instant, nullable=False),
    UniqueConstraint("platform", "account", "place"),
    sqlite_autoincrement=True,
)
"""How each account is held in each community, whichever sanctions ask for it."""

outcome = Table(
    "rules_outcome",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("sanction", Integer, ForeignKey("rules_sanction.id", ondelete="CASCADE"), nullable=False),
    Column("account", String, nullable=False),
    Column("place", String, nullable=False),
    Column("step", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("ends", Instant),
    UniqueConstraint("sanction", "account", "place"),
    sqlite_autoincrement=True,
)
"""What came of a sanction for each account; `ends`: when the platform lets go of it by itself, if sooner."""

appeal = Table(
    "rules_appeal",
    meta,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("sanction", Integer, ForeignKey("rules_sanction.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("words", String, nullable=False),
    Column("at", Instant, nullable=False),
    Column("state", String, nullable=False),
    Column("judge", PersonId, index=True),
    Column("answer", String, nullable=False, default=""),
    Column("decided", Instant),
    sqlite_autoincrement=True,
)
"""One appeal a sanction; `words` and `answer` are erased with it."""

Index("rules_sanction_due", sanction.c.standing, sanction.c.until)
