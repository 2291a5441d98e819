"""What the tests of welcome share: a community with all its rooms, and persons who apply, decide and come in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.engine.registry import RoomConfig
from core.kit import Came, Person, Place, Plugin, Requested, Role
from core.kit.deeds import Deed
from core.kit.sql import func, select
from core.welcome import welcome
from core.welcome.settings import OnlyIf, Option, Question, Said, WelcomeSettings
from core.welcome.store import application
from tests.rig import Rig, Who


def same(words: str) -> Said:
    """The same words in both languages, so that a test can press them in either."""
    return Said(id=words, en=words)


QUESTIONS = (
    Question(
        id="who",
        kind="choice",
        said=same("Siapa?"),
        options=(Option(id="work", said=same("Kerja")), Option(id="other", said=same("Lain"))),
    ),
    Question(id="tell", said=same("Cerita?"), only_if=OnlyIf(question="who", answers=("other",))),
    Question(id="why", said=same("Kenapa?")),
    Question(
        id="with",
        kind="many",
        said=same("Bareng?"),
        options=(Option(id="talk", said=same("Ngobrol")), Option(id="play", said=same("Mabar"))),
        required=False,
    ),
)

LOBBY = {"telegram": Place("telegram", "-1001"), "discord": Place("discord", "2001")}


def settings(**changed: Any) -> WelcomeSettings:
    """All rooms are there; the questions are few."""
    told: dict[str, Any] = {
        "room": "lobby",
        "admin_room": "admin",
        "entrance": "entrance",
        "introductions": "kenalan",
        "questions": QUESTIONS,
    }
    return WelcomeSettings(**{**told, **changed})


async def opened(lang: str, *others: Plugin[Any], path: str = ":memory:", **changed: Any) -> Rig:
    """A community with welcome on."""
    rig = await Rig.open([(welcome, settings(**changed)), *others], lang=lang, path=path)
    rig.rooms += [
        RoomConfig("entrance", (Place("discord", "2003"),)),
        RoomConfig("kenalan", (Place("telegram", "-1002"), Place("discord", "2004"))),
    ]
    await rig.restart()
    return rig


async def person_of(rig: Rig, who: Who) -> Person:
    """The person of somebody's account."""
    found = await rig.engine.directory(rig.database.read).by_account(who.account.platform, who.account.id)
    assert found is not None
    return found


async def role_of(rig: Rig, who: Who) -> Role:
    """The role somebody has."""
    return await rig.engine.directory(rig.database.read).role(await person_of(rig, who))


async def grant(rig: Rig, who: Who, role: Role) -> None:
    """Somebody has this role from now on."""
    await who.says("/start")
    person = await person_of(rig, who)
    await rig.database.write(lambda db: rig.engine.directory(db).grant(person, role))


async def bar(rig: Rig, who: Who) -> None:
    """Somebody is kept out from now on."""
    await who.says("/start")
    person = await person_of(rig, who)
    await rig.database.write(lambda db: rig.engine.directory(db).bar(person, on=True))


async def moderator(rig: Rig, name: str = "Yuni") -> Who:
    """A moderator, who looks at the admin room."""
    who = rig.person(name, on="discord")
    await grant(rig, who, Role.MODERATOR)
    return who


async def writes(who: Who, words: str, field: str = "words") -> None:
    """Answer in words what was just asked: in a form, or by writing."""
    if who.form:
        await who.fills(**{field: words})
    else:
        await who.says(words)


async def begins(who: Who) -> None:
    """Begin an application, up to the first question."""
    await who.says("/daftar")
    await who.presses("welcome-adult")
    assert who.last.key == "welcome-question"


async def answers(who: Who) -> None:
    """Answer everything, up to the review."""
    await who.presses("Kerja")
    await who.presses("welcome-write")
    await writes(who, "cari teman ngopi")
    await who.presses("welcome-confirm")
    assert who.last.key == "welcome-review"


async def applies(who: Who) -> None:
    """Apply, from the command to sending."""
    await begins(who)
    await answers(who)
    await who.presses("welcome-send")
    assert who.last.key == "welcome-sent"


async def accepts(mod: Who) -> None:
    """Accept the newest application on the card in the admin room."""
    await mod.presses("welcome-accept", "admin")
    assert mod.last.key == "welcome-accepted-told"


async def accepted(rig: Rig, mod: Who, name: str, on: str) -> Who:
    """Somebody who applied and was accepted."""
    who = rig.person(name, on=on)
    await who.says("/start")
    await applies(who)
    await accepts(mod)
    return who


async def knocks(who: Who, link: str = "", room: str = "lobby") -> None:
    """Ask to be let in."""
    await who.does(Requested(who.private, link), room)


async def comes(who: Who, link: str = "", room: str = "lobby") -> None:
    """Come in."""
    await who.does(Came(link), room)


def done(who: Who, kind: type[Deed]) -> list[Any]:
    """The deeds of this kind on somebody's platform that were about them, or about nobody."""
    every = [deed for deed in who.platform.done if isinstance(deed, kind)]
    return [deed for deed in every if getattr(deed, "account", who.account.id) == who.account.id]


def heard(who: Who, rig: Rig) -> list[str]:
    """The keys of all that was said to somebody in private, oldest first."""
    return [rig.seen(shown.message).key for shown in who.platform.shown.get(who.private.key, [])]


async def count(rig: Rig, *states: str) -> int:
    """How many applications there are in these states."""
    found = select(func.count()).select_from(application).where(application.c.state.in_(states))
    return int(await rig.database.read.value(found) or 0)


def way_of(who: Who, rig: Rig) -> str:
    """The newest address that was told to somebody."""
    told: Sequence[Any] = [rig.seen(shown.message) for shown in who.platform.shown.get(who.private.key, [])]
    return next(link for seen in reversed(told) for link in seen.links if "/join/" in link)
