"""Blocks: silent and private; to the blocked a mabar looks full, in the same words as a full one."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

import pytest

from core.engine import tables
from core.kit import Person
from core.kit.sql import func, select
from core.mabar import mabar
from core.mabar.plugin import MabarSettings
from core.members import members
from tests.rig import Rig, Who


@pytest.fixture(params=["id", "en"])
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await Rig.open([members, (mabar, MabarSettings(preview=False))], lang=request.param)
    yield rig
    await rig.close()


@pytest.fixture
async def sari(rig: Rig) -> Who:
    who = rig.person("Sari", on="telegram")
    await who.says("/start")
    return who


@pytest.fixture
async def tono(rig: Rig) -> Who:
    who = rig.person("Tono", on="telegram")
    await who.says("/start")
    return who


@pytest.fixture
async def bimo(rig: Rig) -> Who:
    who = rig.person("Bimo", on="discord")
    await who.says("/start")
    return who


async def person_of(rig: Rig, who: Who) -> Person:
    found = await rig.engine.directory(rig.database.read).by_account(who.account.platform, who.account.id)
    assert found is not None
    return found


async def rows(rig: Rig) -> int:
    return int(await rig.database.read.value(select(func.count()).select_from(tables.block)) or 0)


async def test_to_the_blocked_a_mabar_is_full_in_the_words_of_a_full_one(
    rig: Rig, sari: Who, tono: Who, bimo: Who
) -> None:
    await sari.says("/blokir @tono")
    assert sari.last.key == "members-blocked"
    await sari.says("/mabar ml | besok jam 8 malam | 2", "lobby")
    await tono.presses("mabar-join", "lobby")
    kept_out = tono.last
    await bimo.presses("mabar-join", "lobby")
    assert bimo.last.key == "mabar-joined"
    agus = rig.person("Agus", on="telegram")
    await agus.says("/start")
    await agus.presses("mabar-join", "lobby")
    assert agus.last.key == kept_out.key == "mabar-full"
    assert agus.last.message == kept_out.message
    assert len(rig.card("lobby", "telegram", "mabar-roster").values("mabar-roster-seat", "who")) == 2


async def test_the_same_work_is_done_whether_there_is_a_block_or_not(rig: Rig, sari: Who, tono: Who, bimo: Who) -> None:
    """Not to be told by how long it takes: every join asks, and a refusal by block takes the way of a full one."""
    asked: list[str] = []
    real = type(rig.engine.directory(rig.database.read)).apart

    async def apart(self: object, person: Person, others: list[Person]) -> object:
        asked.append(person.name)
        return await real(self, person, others)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("core.engine.people.Directory.apart", apart)
        await sari.says("/mabar ml | besok jam 8 malam | 2", "lobby")
        await bimo.presses("mabar-join", "lobby")
        await tono.presses("mabar-join", "lobby")
        await bimo.presses("mabar-join", "lobby")
    assert asked == ["Bimo", "Tono", "Bimo"]


async def test_a_host_without_a_seat_keeps_them_out_too(rig: Rig, sari: Who, tono: Who) -> None:
    await sari.says("/blokir @tono")
    await sari.says("/mabar ml | besok jam 8 malam", "lobby")
    await sari.presses("mabar-leave", "lobby")
    await tono.presses("mabar-join", "lobby")
    assert tono.last.key == "mabar-full"


async def test_who_blocked_may_join_and_is_told_alone(rig: Rig, sari: Who, tono: Who) -> None:
    await sari.says("/blokir @tono")
    await tono.says("/mabar ml | besok jam 8 malam", "lobby")
    await sari.presses("mabar-join", "lobby")
    assert sari.last.key == "mabar-joined-beside"
    assert "mabar-joined-beside" not in [seen.key for seen in rig.room("lobby", "telegram")]


async def test_nothing_of_it_reaches_the_other(rig: Rig, sari: Who, tono: Who) -> None:
    before = len(tono.platform.shown.get(tono.private.key, []))
    await sari.says("/blokir @tono", "lobby")
    assert rig.room("lobby", "telegram") == []
    assert len(tono.platform.shown.get(tono.private.key, [])) == before
    await tono.says("/blokir")
    assert tono.last.key == "members-blocks-none"
    await tono.says("/dataku")
    await tono.presses("members-data-files")
    assert b"Sari" not in tono.last.file(".json")
    assert not await rig.database.read.rows(select(tables.audit).where(tables.audit.c.action.like("%block%")))


async def test_lists_and_gives_out_ones_own(rig: Rig, sari: Who, tono: Who, bimo: Who) -> None:
    await sari.says("/blokir @tono")
    await sari.says("/blokir @tono")
    await sari.says("/blokir")
    assert sari.last.key == "members-blocks"
    assert sari.last.values("members-block-line", "name") == ["Tono"]
    await sari.says("/dataku")
    await sari.presses("members-data-files")
    assert json.loads(sari.last.file(".json"))["house"]["data"]["blocks"][0]["name"] == "Tono"
    await sari.says("/blokir")
    await sari.presses("members-unblock")
    assert sari.last.key == "members-unblocked"
    assert await rows(rig) == 0
    await sari.says("/bukablokir @tono")
    assert sari.last.key == "members-not-blocked"
    await sari.says("/blokir @sari")
    assert sari.last.key == "members-block-self"


async def test_there_is_an_end_to_it(rig: Rig, sari: Who, tono: Who, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.members.blocks.MOST", 1)
    await rig.person("Agus", on="telegram").says("/start")
    await sari.says("/blokir @tono")
    await sari.says("/blokir @agus")
    assert sari.last.key == "members-block-most"
    await sari.says("/blokir @tono")
    assert sari.last.key == "members-blocked"


async def test_follows_the_person_to_their_other_account_and_back(rig: Rig, sari: Who, tono: Who, bimo: Who) -> None:
    await sari.says("/blokir @tono")
    await tono.says("/tautkan")
    await bimo.calls("tautkan", code=str(tono.last.value("code")))
    await tono.presses("members-yes")
    await sari.says("/mabar ml | besok jam 8 malam", "lobby")
    await bimo.presses("mabar-join", "lobby")
    assert bimo.last.key == "mabar-full"
    await bimo.calls("lepas")
    await bimo.presses("members-untie-yes")
    assert await person_of(rig, bimo) != await person_of(rig, tono)
    for who in (tono, bimo):
        await who.presses("mabar-join", "lobby")
        assert who.last.key == "mabar-full"


async def test_two_accounts_that_blocked_each_other_become_one_without_a_block(rig: Rig, sari: Who, bimo: Who) -> None:
    one, other = await person_of(rig, sari), await person_of(rig, bimo)
    for pair in ((one, other), (other, one)):
        await rig.database.write(lambda db, pair=pair: rig.engine.directory(db).block(*pair, on=True))
    await rig.database.write(lambda db: rig.engine.directory(db).tie(one, other))
    assert await rows(rig) == 0
