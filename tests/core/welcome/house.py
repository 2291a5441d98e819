"""A community with a door: a moderator, the rooms that welcome needs, and how people answer its questions."""

from __future__ import annotations

from typing import Any

from core.kit import Button, Card, Plugin, Role
from core.welcome import welcome
from core.welcome.settings import WelcomeSettings
from tests.rig import Rig, Who


def settings(**changed: Any) -> WelcomeSettings:
    """Settings with all rooms set; `changed` replaces some."""
    known: dict[str, Any] = {"room": "lobby", "admin_room": "admin", "introductions": "lobby", "entrance": ""}
    return WelcomeSettings(**{**known, **changed})


async def open_rig(lang: str = "id", *others: Plugin[Any], **changed: Any) -> Rig:
    """A community that welcomes."""
    return await Rig.open([(welcome, settings(**changed)), *others], lang=lang)


async def grant(rig: Rig, who: Who, role: Role) -> None:
    """Give somebody who used the bot a role."""
    if not who.answers:
        await who.says("/start")

    async def unit(db: Any) -> None:
        people = rig.engine.directory(db)
        person = await people.by_account(who.platform.name, who.account.id)
        assert person is not None
        await people.grant(person, role)

    await rig.database.write(unit)


async def moderator(rig: Rig, name: str = "Rani") -> Who:
    """A moderator, where the admin room is."""
    who = rig.person(name, on="discord")
    await grant(rig, who, Role.MODERATOR)
    return who


async def role_of(rig: Rig, who: Who) -> Role:
    """The role somebody has."""
    people = rig.engine.directory(rig.database.read)
    person = await people.by_account(who.platform.name, who.account.id)
    return await people.role(person) if person else Role.VISITOR


async def answers_all(who: Who) -> None:
    """Answer the shipped questions, from the first to the review."""
    await who.presses("welcome-adult")
    await who.presses_ticket(button(who, option="freelance"))
    await who.presses("welcome-write")
    if who.form is not None:
        await who.fills(words="teman ngobrol")
    else:
        await who.says("teman ngobrol")
    await who.presses("welcome-confirm")
    assert who.last.key == "welcome-review", who.last.keys


async def applies(who: Who) -> None:
    """Apply by command, and send it."""
    await who.says("/daftar")
    await answers_all(who)
    await who.presses("welcome-send")
    assert who.last.key == "welcome-sent"


def button(who: Who, **args: Any) -> str:
    """The ticket of the button of the last answer that is bound to these arguments."""
    said = who.last.said
    assert isinstance(said, Card)
    for row, keys in zip(said.rows, who.last.message.rows, strict=True):
        for one, key in zip(row, keys, strict=True):
            if isinstance(one, Button) and all(one.does.args.get(name) == value for name, value in args.items()):
                return key.ticket
    raise AssertionError(f"no button with {args}")
