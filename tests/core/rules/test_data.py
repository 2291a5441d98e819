"""What is kept about persons: given out, handed over, erased; nothing left in the file, and the signals that go out."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from core.engine import audit
from core.engine.registry import Feature
from core.kit import Plugin, Settings
from core.kit.port import Pointed
from core.kit.signals import Lifted, Restricted
from tests.core.rules.house_rules import World

DAY = timedelta(days=1)


async def exported(world: World, who: Any) -> dict[str, Any]:
    """What /dataku hands out of the rules."""
    person = await world.person(who)
    found = await world.do(who, lambda ctx: ctx.people.export(person), "members")
    return json.loads(json.dumps(found["rules"]))


async def lived(world: World) -> None:
    """Sari accepts, reports, is muted and appeals; Tono takes, acts; Bimo decides."""
    bad = world.rig.person("Joko", on="telegram")
    await bad.says("/start")
    await world.sari.says("/aturan")
    await world.sari.presses("rules-accept")
    await world.sari.says("/lapor 1 ceritaku", "lobby", on=Pointed("m5", bad.account))
    await world.tono.presses("rules-case-take", "mods")
    await world.tono.says("/bisukan @sari 3 3 hari jangan begitu")
    await world.sari.presses("rules-appeal")
    await world.sari.says("kata-kataku")
    await world.bimo.presses("rules-appeal-uphold", "mods")
    await world.bimo.fills("mods", note="jawabannya")


async def test_everything_of_ones_own_and_nothing_of_others(world: World) -> None:
    await lived(world)
    mine = await exported(world, world.sari)
    assert [one["version"] for one in mine["accepted"]] == [1]
    assert [(one["kind"], one["rule"], one["note"]) for one in mine["sanctions"]] == [("mute", 3, "jangan begitu")]
    assert [(one["words"], one["ruling"], one["answer"]) for one in mine["appeals"]] == [
        ("kata-kataku", "upheld", "jawabannya")
    ]
    assert [(one["rule"], one["note"], one["state"]) for one in mine["reports"]] == [(1, "ceritaku", "taken")]
    whole = json.dumps(mine)
    for other in (world.tono, world.bimo):
        assert other.account.name not in whole
    theirs = await exported(world, world.tono)
    assert [one["kind"] for one in theirs["imposed"]] == ["mute"] and len(theirs["cases_taken"]) == 1
    assert "Sari" not in json.dumps(theirs) and "ceritaku" not in json.dumps(theirs)


async def test_it_reads_in_both_languages(world: World) -> None:
    await lived(world)
    await world.sari.says("/dataku")
    assert "members-data-of" in world.sari.last.keys
    assert "rules_" not in world.sari.last.text and "reports_apart" not in world.sari.last.text


def _bytes(folder: Path) -> bytes:
    return b"".join(one.read_bytes() for one in folder.glob("guyub.db*"))


async def test_erased_there_is_no_row_and_no_byte_left_and_the_log_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "guyub.db"
    world = await World.open(path=str(path))
    try:
        await lived(world)
        for who in (world.sari, world.tono):
            await world.erase(who)
        for table in (
            "rules_accepted",
            "rules_report",
            "rules_sanction",
            "rules_hold",
            "rules_outcome",
            "rules_appeal",
        ):
            assert await world.count(table) == 0, table
        (case,) = await world.rows("rules_case")
        assert case.taker is None, "of whom it was about nobody asked to be erased"
        assert (await world.rig.database.read_long(audit.verify)).whole
        await world.rig.turn(timedelta(days=5))
        assert world.card("rules-erased").key == "rules-erased", "cards say no more, either"
    finally:
        await world.rig.close()
    left = _bytes(tmp_path)
    for words in (b"ceritaku", b"kata-kataku", b"jangan begitu", b"jawabannya"):
        assert words not in left, words


async def test_who_is_erased_is_not_let_back_in_by_it(world: World) -> None:
    await world.tono.says("/larang @sari 3")
    world.forget()
    await world.erase(world.sari)
    assert world.deeds("telegram") == [], "what the platform holds it goes on holding"
    await world.rig.sleep_through(40 * DAY)
    assert world.deeds("telegram") == []


async def test_nobody_learns_by_their_data_that_they_are_looked_into(world: World) -> None:
    bad = world.rig.person("Joko", on="telegram")
    await bad.says("/start")
    await world.sari.says("/lapor @joko 1 x")
    assert (await exported(world, bad))["cases_about_you"] == 0
    await world.bimo.presses("rules-case-close", "mods")
    assert (await exported(world, bad))["cases_about_you"] == 1


async def test_the_accused_erased_takes_the_case_along(world: World) -> None:
    bad = world.rig.person("Joko", on="telegram")
    await bad.says("/start")
    await world.sari.says("/lapor @joko 1 x")
    await world.erase(bad)
    assert await world.count("rules_case") == await world.count("rules_report") == 0
    assert world.rig.room("mods", "telegram")[-1].key == "rules-erased"
    await world.bimo.calls("kasus")
    assert world.bimo.last.key == "rules-cases-none"


async def test_what_two_accounts_have_comes_together(world: World) -> None:
    for who in (world.sari, world.dewi):
        await who.says("/aturan")
        await who.presses("rules-accept")
    bad = world.rig.person("Joko", on="telegram")
    await bad.says("/start")
    await world.sari.says("/lapor 1", "lobby", on=Pointed("m5", bad.account))
    await world.tono.says("/peringatkan @sari 1")
    await world.bimo.calls("bisukan", who=world.dewi.account.id, rule=1, length="3 hari")
    await world.tie(world.sari, world.dewi)
    mine = await exported(world, world.sari)
    assert len(mine["accepted"]) == len(mine["reports"]) == 1
    assert sorted(one["kind"] for one in mine["sanctions"]) == ["mute", "warn"]
    assert ("mute", world.sari.account.id) in world.deeds("telegram")


async def test_others_are_told_who_may_take_part(world: World) -> None:
    heard: list[Any] = []
    listener = Plugin("ear", Settings, home="core.engine")

    @listener.on(Restricted)
    async def restricted(ctx: Any, signal: Restricted) -> None:
        heard.append((signal.person.id, signal.until, signal.out))

    @listener.on(Lifted)
    async def lifted(ctx: Any, signal: Lifted) -> None:
        heard.append((signal.person.id, "lifted"))

    world.rig.features.append(Feature(listener, Settings()))
    await world.rig.restart()
    sari = (await world.person(world.sari)).id
    until = world.rig.now + timedelta(hours=2)
    await world.tono.says("/bisukan @sari 1 2 jam")
    await world.tono.says("/larang @sari 2")
    await world.tono.says("/batalkan 2")
    await world.rig.turn(timedelta(hours=3))
    assert heard == [(sari, until, False), (sari, None, True), (sari, until, False), (sari, "lifted")]
    heard.clear()
    await world.tono.says("/peringatkan @sari 1")
    await world.tono.says("/keluarkan @sari 1")
    assert heard == []


async def test_sanctions_are_forgotten_in_time_but_never_while_they_hold(world: World) -> None:
    await world.tono.says("/peringatkan @sari 1")
    await world.tono.says("/bisukan @sari 1 3 hari")
    await world.bimo.calls("larang", who=world.dewi.account.id, rule=3)
    await world.rig.sleep_through(4 * DAY)
    await world.rig.sleep_through(364 * DAY)
    await world.rig.sleep_through(10 * DAY)
    (row,) = await world.rows("rules_sanction")
    assert (row.kind, row.standing) == ("ban", "active")
    assert await world.count("rules_hold") == 1
