"""Linking accounts: a one-time code, few tries, both sides agree."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from core.members import members
from tests.rig import Rig, Who


@pytest.fixture(params=["id", "en"])
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await Rig.open([members], lang=request.param)
    yield rig
    await rig.close()


@pytest.fixture
def sari(rig: Rig) -> Who:
    return rig.person("Sari", on="telegram")


@pytest.fixture
def gamer(rig: Rig) -> Who:
    return rig.person("SariGG", on="discord")


async def code_of(who: Who) -> str:
    await who.says("/tautkan")
    assert who.last.key == "members-code"
    return str(who.last.value("code"))


async def person_of(rig: Rig, who: Who) -> int | None:
    person = await rig.engine.directory(rig.database.read).by_account(who.account.platform, who.account.id)
    return person.id if person else None


async def test_two_accounts_become_one_person(rig: Rig, sari: Who, gamer: Who) -> None:
    code = await code_of(sari)
    assert len(code.replace("-", "")) == 8
    await gamer.calls("tautkan", code=code.lower())
    assert gamer.last.key == "members-asked"
    assert await person_of(rig, sari) != await person_of(rig, gamer)
    await sari.presses("members-yes")
    assert sari.last.key == "members-tied"
    assert await person_of(rig, sari) == await person_of(rig, gamer)


async def test_the_code_works_once(rig: Rig, sari: Who, gamer: Who) -> None:
    code = await code_of(sari)
    await gamer.calls("tautkan", code=code)
    await sari.presses("members-yes")
    other = rig.person("Lain", on="discord")
    await other.calls("tautkan", code=code)
    assert other.last.key == "members-code-wrong"


async def test_the_code_dies_after_ten_minutes(rig: Rig, sari: Who, gamer: Who) -> None:
    code = await code_of(sari)
    await rig.turn(timedelta(minutes=10, seconds=1))
    await gamer.calls("tautkan", code=code)
    assert gamer.last.key == "members-code-wrong"


async def test_few_tries(rig: Rig, sari: Who, gamer: Who) -> None:
    code = await code_of(sari)
    for _ in range(5):
        await gamer.calls("tautkan", code="WRONG234")
    await gamer.calls("tautkan", code=code)
    assert gamer.last.key == "members-too-many-tries"
    await rig.turn(timedelta(minutes=11))
    await gamer.calls("tautkan", code=await code_of(sari))
    assert gamer.last.key == "members-asked"


async def test_who_issued_the_code_may_say_no(rig: Rig, sari: Who, gamer: Who) -> None:
    await gamer.calls("tautkan", code=await code_of(sari))
    await sari.presses("members-no")
    assert sari.last.key == "members-declined"
    assert await person_of(rig, sari) != await person_of(rig, gamer)


async def test_nobody_else_can_agree(rig: Rig, sari: Who, gamer: Who) -> None:
    await gamer.calls("tautkan", code=await code_of(sari))
    ticket = sari.told.ticket("members-yes")
    thief = rig.person("Maling", on="telegram")
    await thief.presses_ticket(ticket)
    assert thief.last.key == "house-outdated"
    assert await person_of(rig, sari) != await person_of(rig, gamer)


async def test_not_on_the_same_platform(rig: Rig, sari: Who) -> None:
    second = rig.person("Sari2", on="telegram")
    await second.says(f"/tautkan {await code_of(sari)}")
    assert second.last.key == "members-same-side"


async def test_asked_again_when_the_private_message_was_missed(rig: Rig, sari: Who, gamer: Who) -> None:
    await gamer.calls("tautkan", code=await code_of(sari))
    await sari.says("/tautkan")
    assert sari.last.key == "members-agree"


async def test_let_go_again(rig: Rig, sari: Who, gamer: Who) -> None:
    await gamer.calls("lepas")
    assert gamer.last.key == "members-only-one"
    await gamer.calls("tautkan", code=await code_of(sari))
    await sari.presses("members-yes")
    await gamer.calls("lepas")
    await gamer.presses("members-untie-yes")
    assert gamer.last.key == "members-untied"
    assert await person_of(rig, sari) != await person_of(rig, gamer)


async def test_private_in_a_group(rig: Rig, sari: Who) -> None:
    await sari.says("/tautkan", "lobby")
    assert sari.last.key == "house-private-only"
    await sari.says("/start")
    await sari.says("/tautkan", "lobby")
    assert sari.last.key == "members-code"
    assert [seen.key for seen in rig.room("lobby", "telegram")] == ["house-private-only"]


async def test_each_in_their_language(rig: Rig, sari: Who) -> None:
    await sari.says("/bahasa en")
    english = sari.last.message
    await sari.says("/bahasa indonesia")
    assert sari.last.key == "members-speaks"
    assert sari.last.message.lines != english.lines
