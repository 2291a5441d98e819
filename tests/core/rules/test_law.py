"""The rules: read, accepted by version, asked for at arrival and once when they change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from core.engine.registry import Feature
from core.kit import Plugin, Settings
from core.kit.signals import Agreed, Arrived
from core.rules import rules
from core.rules.settings import Rule, RulesSettings, Said, fingerprint, shipped
from tests.core.rules.house_rules import World
from tests.rig import Who

OTHER = (
    Rule(name=Said(id="Satu", en="One"), text=Said(id="Cuma satu", en="Only one")),
    Rule(name=Said(id="Dua", en="Two"), text=Said(id="Dan dua", en="And two"), safety=True),
)


def told(who: Who, key: str) -> list[Any]:
    """What was said to somebody in private under this key, in its title or its first line."""
    seen = [who.rig.seen(one.message) for one in who.platform.shown.get(who.private.key, [])]
    return [one for one in seen if key in one.keys]


async def change(world: World, to: tuple[Rule, ...]) -> None:
    """Restart with other rules."""
    chosen = RulesSettings(moderator_room="mods", admin_room="admin", rules=to)
    world.rig.features = [Feature(one.plugin, chosen) if one.plugin is rules else one for one in world.rig.features]
    await world.rig.restart()


async def test_the_five_rules_and_each_by_its_number(world: World) -> None:
    await world.sari.says("/aturan")
    assert world.sari.last.values("rules-rule", "number") == [1, 2, 3, 4, 5]
    await world.dewi.calls("aturan", number=4)
    assert world.dewi.last.keys == ["rules-cited-whole"] and world.dewi.last.value("number") == 4
    await world.sari.says("/aturan 9")
    assert world.sari.last.key == "rules-no-such-rule"


async def test_each_language_reads_its_own_words() -> None:
    for lang, words in (("id", "Curhat dihormati"), ("en", "What is shared is respected")):
        world = await World.open(lang)
        try:
            await world.sari.says("/aturan")
            assert words in world.sari.last.text
        finally:
            await world.rig.close()


async def test_accepted_once_with_its_version_and_told(world: World) -> None:
    heard: list[Any] = []
    listener = Plugin("ear", Settings, home="core.engine")

    @listener.on(Agreed)
    async def agreed(ctx: Any, signal: Agreed) -> None:
        heard.append(signal.person)

    world.rig.features.append(Feature(listener, Settings()))
    await world.rig.restart()
    await world.emit(Arrived(await world.person(world.sari)))
    assert "rules-welcome" in world.sari.told.keys
    await world.sari.presses("rules-accept")
    assert world.sari.last.key == "rules-accepted"
    assert heard == [await world.person(world.sari)]
    (row,) = await world.rows("rules_accepted")
    assert (row.person, row.version, row.at) == (heard[0].id, 1, world.rig.now)
    assert (await world.logged())[-1] == ("rules.accepted", {"version": 1})
    await world.sari.says("/aturan")
    assert "rules-yours" in world.sari.last.keys
    assert len(heard) == 1 and await world.count("rules_accepted") == 1


async def test_pressed_twice_is_accepted_once(world: World) -> None:
    await world.sari.says("/aturan")
    ticket = world.sari.last.ticket("rules-accept")
    await world.sari.presses_ticket(ticket)
    await world.sari.presses_ticket(ticket)
    assert world.sari.last.key == "rules-accepted-before"
    assert await world.count("rules_accepted") == 1


async def test_who_accepted_before_they_came_is_not_asked_again(world: World) -> None:
    await world.sari.says("/aturan")
    await world.sari.presses("rules-accept")
    await world.emit(Arrived(await world.person(world.sari)))
    assert not told(world.sari, "rules-welcome")


async def test_a_change_is_noticed_told_to_admins_and_asked_for_once(world: World) -> None:
    for who in (world.sari, world.dewi):
        await who.says("/aturan")
        await who.presses("rules-accept")
    ticket = world.sari.answers[-2].ticket("rules-accept")
    await change(world, OTHER)
    await world.rig.turn(timedelta(hours=2))
    assert world.rig.room("admin", "discord")[-1].key == "rules-changed"
    await world.rig.turn(timedelta(hours=4))
    assert len(told(world.sari, "rules-new-version")) == len(told(world.dewi, "rules-new-version")) == 1
    await world.rig.sleep_through(timedelta(days=2))
    assert len(told(world.sari, "rules-new-version")) == 1
    assert not told(world.tono, "rules-new-version"), "who never accepted any is not asked for this one"
    await world.sari.presses_ticket(ticket)
    assert "rules-changed-meanwhile" in world.sari.last.keys and await world.count("rules_accepted") == 2
    await world.sari.presses("rules-accept")
    assert await world.count("rules_accepted") == 3
    await change(world, shipped())
    await world.rig.turn(timedelta(hours=4))
    assert await world.count("rules_version") == 2, "an earlier version that is back is that version"
    assert len(told(world.sari, "rules-new-version")) == 1


async def test_who_pauses_or_left_is_left_alone(world: World) -> None:
    await world.sari.says("/aturan")
    await world.sari.presses("rules-accept")
    await world.sari.says("/jeda")
    await change(world, OTHER)
    await world.rig.turn(timedelta(hours=4))
    assert not told(world.sari, "rules-new-version")
    await world.sari.says("/lanjut")
    await world.rig.turn(timedelta(hours=4))
    assert len(told(world.sari, "rules-new-version")) == 1


async def test_a_sanction_cites_the_rule_as_it_was(world: World) -> None:
    await world.tono.says("/peringatkan @sari 4")
    await change(world, OTHER)
    await world.sari.says("/kenapa")
    why = next(line for line in world.sari.last.said.lines if line.key == "rules-told-why")  # type: ignore[union-attr]
    assert why.values["rule"].key == "rules-cited-whole" and why.values["rule"].values["number"] == 4  # type: ignore[union-attr]
    await world.tono.says("/peringatkan @sari 4")
    assert "rules-no-such-rule" in world.tono.last.keys


def test_any_change_of_words_or_order_is_another_version_and_safety_is_not() -> None:
    first = RulesSettings()
    assert first.mark == RulesSettings(reports_a_day=9).mark == fingerprint(first.written)
    assert RulesSettings(rules=tuple(reversed(shipped()))).mark != first.mark
    one, *rest = shipped()
    reworded = one.model_copy(update={"text": Said(id=one.text.id + " Ya.", en=one.text.en)})
    assert RulesSettings(rules=(reworded, *rest)).mark != first.mark
    safer = one.model_copy(update={"safety": True})
    assert RulesSettings(rules=(safer, *rest)).mark == first.mark


@pytest.mark.parametrize(
    "wrong",
    [
        {"rules": ()},
        {"rules": shipped() * 5},
        {"mute_for": timedelta(seconds=5)},
        {"reports_a_day": 0},
        {"keep_days": 3},
    ],
)
def test_settings_that_cannot_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        RulesSettings(**wrong)


def test_a_name_is_short() -> None:
    with pytest.raises(ValidationError):
        Rule(name=Said(id="x" * 61, en="x"), text=Said(id="x", en="x"))
