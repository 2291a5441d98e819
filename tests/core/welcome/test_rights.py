"""Data rights: all is given out, handed over and erased; of the erased not a byte is left in the file or its log."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.kit import Role
from core.kit.sql import delete, func, insert, select, update
from core.members import members
from core.welcome.store import answer, application, request, vote
from core.welcome.store_inside import greeter, newcomer, stranger, way
from tests.core.welcome.scene import (
    accepted,
    answers,
    applies,
    begins,
    comes,
    count,
    grant,
    heard,
    knocks,
    moderator,
    opened,
    person_of,
    role_of,
    writes,
)
from tests.rig import Rig, Who

SECRET = "cari teman ngopi"


@pytest.fixture(params=["id", "en"])
async def rig(request: pytest.FixtureRequest) -> Any:
    """The community, with the rights that members have."""
    rig = await opened(request.param, members)
    yield rig
    await rig.close()


async def exported(rig: Rig, who: Who) -> dict[str, Any]:
    """What somebody is given out."""
    await who.says("/dataku")
    await who.presses("members-data-files")
    return json.loads(who.last.file(".json"))["welcome"]["data"]


async def forget(rig: Rig, who: Who) -> None:
    """Somebody is forgotten, a day after they asked."""
    await who.says("/lupakanaku")
    await who.presses("members-forget-yes")
    assert who.last.key == "members-leaving"
    await rig.sleep_through(timedelta(days=1, minutes=1))


async def ties(one: Who, other: Who) -> None:
    """The second's account becomes the first's."""
    await one.says("/tautkan")
    await other.says(f"/tautkan {one.last.value('code')}")
    await one.presses("members-yes")
    assert one.last.key == "members-tied"


async def rows(rig: Rig) -> int:
    """How much is kept in all."""
    tables = (application, answer, vote, request, way, newcomer, greeter, stranger)
    return sum([int(await rig.database.read.value(select(func.count()).select_from(one)) or 0) for one in tables])


async def test_gives_out_the_answers_and_what_was_asked(rig: Rig, mod: Who, sari: Who) -> None:
    await knocks(sari)
    await applies(sari)
    await mod.presses("welcome-ask", "admin")
    await mod.fills("admin", words="Dari mana?")
    await sari.presses("welcome-reply")
    await writes(sari, "dari kakak")
    data = await exported(rig, sari)
    (mine,) = data["applications"]
    assert mine["answers"]["why"] == SECRET and mine["state"] == "sent"
    assert mine["asked"] == [{"question": "Dari mana?", "answer": "dari kakak"}]
    assert data["requests"] == 1
    assert "Yuni" not in json.dumps(data), "who looks at it is nobody's data but theirs"


async def test_gives_out_the_introduction(rig: Rig, sari: Who) -> None:
    await grant(rig, sari, Role.MEMBER)
    await sari.says("/perkenalan")
    await sari.presses("welcome-write")
    await writes(sari, "Sasa")
    assert (await exported(rig, sari))["introduction"]["nickname"] == "Sasa"


async def test_of_the_forgotten_nothing_is_left(tmp_path: Path) -> None:
    path = tmp_path / "guyub.db"
    rig = await opened("id", members, path=str(path))
    mod, sari, thief = await moderator(rig), rig.person("Sari", on="telegram"), rig.person("Gita", on="telegram")
    await grant(rig, thief, Role.MEMBER)
    await thief.says("/sapa")
    await thief.presses("welcome-greet-on")
    empty = await rows(rig)
    await sari.says("/start")
    await comes(sari)
    await applies(sari)
    await mod.presses("welcome-accept", "admin")
    await comes(sari)
    await sari.says("/undang")
    await sari.says("/perkenalan")
    await sari.presses("welcome-write")
    await writes(sari, "panggilansari")
    await sari.presses("welcome-skip")
    await sari.presses("welcome-write")
    await writes(sari, "sukanyasari")
    await sari.presses("welcome-intro-post")
    await sari.says("/sapa")
    await sari.presses("welcome-greet-on")
    account = sari.account.id
    await forget(rig, sari)
    assert await rows(rig) == empty
    assert all("panggilansari" not in seen.text for seen in rig.room("kenalan", "telegram"))
    assert rig.card("admin", "discord", "welcome-card").keys == ["welcome-card", "welcome-card-purged"]
    await rig.turn(timedelta(minutes=11))
    await rig.close()
    kept = b"".join(one.read_bytes() for one in tmp_path.glob("guyub.db*"))  # noqa: ASYNC240
    for words in (SECRET, "panggilansari", "sukanyasari", f'"{account}"'):
        assert words.encode() not in kept, words


async def test_who_is_forgotten_while_waiting_is_turned_away(rig: Rig, mod: Who, sari: Who) -> None:
    await knocks(sari)
    await applies(sari)
    before = rig.card("admin", "discord", "welcome-card").ticket("welcome-accept")
    await forget(rig, sari)
    await mod.presses_ticket(before, "admin")
    assert mod.last.key == "welcome-decided-already"
    assert "TurnAway" in [type(deed).__name__ for deed in rig.telegram.done]
    assert "LetIn" not in [type(deed).__name__ for deed in rig.telegram.done]


async def test_a_moderator_who_is_forgotten_leaves_the_application(rig: Rig, mod: Who, sari: Who) -> None:
    other = await moderator(rig, "Rara")
    await applies(sari)
    await other.presses("welcome-take", "admin")
    await forget(rig, other)
    await mod.presses("welcome-accept", "admin")
    assert await role_of(rig, sari) is Role.MEMBER


# --- two accounts ---


async def test_of_two_applications_the_sent_one_stays(rig: Rig, mod: Who, sari: Who, bimo: Who) -> None:
    await begins(bimo)
    await bimo.presses("Lain")
    await applies(sari)
    await ties(bimo, sari)
    assert await count(rig, "open", "sent") == 1 and await count(rig, "sent") == 1
    await mod.presses("welcome-accept", "admin")
    assert await role_of(rig, bimo) is Role.MEMBER
    assert "welcome-way" in heard(sari, rig) + heard(bimo, rig)


async def test_begun_on_one_platform_is_finished_on_the_other(rig: Rig, mod: Who, sari: Who, bimo: Who) -> None:
    await begins(sari)
    await sari.presses("Kerja")
    await ties(bimo, sari)
    await bimo.says("/daftar")
    assert bimo.last.value("number") == 2
    await bimo.presses("welcome-write")
    await writes(bimo, "dari sini saja")
    await bimo.presses("welcome-confirm")
    await bimo.presses("welcome-send")
    assert await count(rig, "sent") == 1


async def test_a_member_keeps_what_they_told(rig: Rig, mod: Who, bimo: Who) -> None:
    sari = rig.person("Sari", on="telegram")
    await grant(rig, sari, Role.MEMBER)
    await sari.says("/perkenalan")
    await sari.presses("welcome-write")
    await writes(sari, "Sasa")
    await ties(bimo, sari)
    data = await exported(rig, bimo)
    assert data["introduction"]["nickname"] == "Sasa"


# --- what the database itself keeps true ---


async def test_the_database_refuses_a_second_open_application(rig: Rig, sari: Who) -> None:
    await begins(sari)
    await answers(sari)
    mine = await person_of(rig, sari)
    with pytest.raises(Exception, match="UNIQUE"):
        await rig.database.write(
            lambda db: db.run(insert(application).values(person=mine.id, state="sent", begun=rig.now))
        )


async def test_a_state_of_another_version_is_over(rig: Rig, mod: Who, sari: Who) -> None:
    await applies(sari)
    await rig.database.write(lambda db: db.run(update(application).values(state="later")))
    await mod.presses("welcome-accept", "admin")
    assert mod.last.key == "welcome-decided-already"
    await rig.database.write(lambda db: db.run(delete(application)))
    await accepted(rig, mod, "Tono", "telegram")
