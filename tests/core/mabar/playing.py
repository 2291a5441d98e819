"""What the tests of mabar share: people who plan, and what the roster shows of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from core.kit import Person, Role
from core.mabar import Session, Sessions, mabar
from core.mabar.plugin import MabarSettings
from core.members import members
from tests.rig import JAKARTA, Rig, Who

TONIGHT = datetime(2026, 11, 24, 20, 0, tzinfo=JAKARTA)
LANGS = ("id", "en")
AT_ONCE: dict[str, Any] = {"preview": False, "quiet": ""}


async def opened(lang: str = "id", **settings: Any) -> Rig:
    """A community that plays, without previews unless the test is about them."""
    return await Rig.open([(mabar, MabarSettings(**{**AT_ONCE, **settings})), members], lang=lang)


async def planned(rig: Rig, line: str = "catur jam 8 malam 3", *, on: str = "telegram", private: bool = False) -> Who:
    """Sari plans; with `private` she has written to the bot before."""
    sari = rig.person("Sari", on=on)
    if private:
        await sari.says("/start")
    await sari.says(f"/mabar {line}", "lobby")
    assert sari.last.key == "mabar-planned", sari.last
    return sari


async def joined(rig: Rig, *names: str, on: str = "discord", private: bool = False) -> list[Who]:
    """These join what was planned last, in this order."""
    found: list[Who] = []
    for name in names:
        one = rig.person(name, on=on)
        if private:
            await one.says("/start")
        await one.presses("mabar-join", "lobby")
        found.append(one)
    return found


def seats(rig: Rig, on: str = "discord", key: str = "mabar-roster") -> list[str]:
    """Who plays, as the newest card shows it."""
    card = rig.card("lobby", on, key)
    kinds = ("mabar-roster-seat", "mabar-roster-seat-noted", "mabar-roster-seat-more")
    lines = [line for line in said(card) if line.key in kinds]
    return [line.values["who"].name for line in lines]  # type: ignore[union-attr]


def said(seen: Any) -> Sequence[Any]:
    """The lines of a card."""
    return seen.said.lines


def names(rig: Rig, key: str, on: str = "discord") -> list[str]:
    """The persons listed in the line `key` of the newest roster; none where there is no such line."""
    card = rig.card("lobby", on, "mabar-roster")
    return [one.values["who"].name for line in said(card) if line.key == key for one in line.values["who"]]


def keys(rig: Rig, on: str = "discord") -> list[str]:
    """The keys of what the room shows."""
    return [seen.key for seen in rig.room("lobby", on)]


def told(rig: Rig, who: Who) -> list[str]:
    """The keys of all that somebody was told in private."""
    return [rig.seen(shown.message).key for shown in who.platform.shown.get(who.private.key, [])]


async def person_of(rig: Rig, who: Who) -> Person:
    """Who that is."""
    found = await rig.engine.directory(rig.database.read).by_account(who.account.platform, who.account.id)
    assert found is not None
    return found


async def grant(rig: Rig, who: Who, role: Role) -> None:
    """Give somebody a role."""
    person = await person_of(rig, who)
    await rig.database.write(lambda db: rig.engine.directory(db).grant(person, role))


async def kept(rig: Rig, id: int = 1) -> Session:
    """A session as it is stored."""
    found = await Sessions(rig.database.read, rig.engine.directory(rig.database.read)).get(id)
    assert found is not None
    return found


async def press(who: Who, action: str, *args: Any, room: str | None = "lobby") -> None:
    """Press a button that is not on the newest card, such as one of an older card."""
    place = who.place(room)
    ticket = who.rig.engine.tickets.seal(mabar.actions[action].bind(*args), place)
    await who.presses_ticket(ticket, room)
