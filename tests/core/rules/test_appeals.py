"""Appeals: in private, once, decided by another moderator than the one who acted; upheld, shortened or lifted."""

from __future__ import annotations

from datetime import timedelta

from core.kit import Role
from tests.core.rules.house_rules import World
from tests.rig import Who

DAY = timedelta(days=1)


async def appeal(who: Who, words: str = "aku cuma bercanda") -> None:
    """Ask for another look by the button that came with the sanction."""
    await who.presses("rules-appeal")
    if who.form is not None:
        await who.fills(words=words)
    else:
        await who.says(words)


async def muted(world: World, length: str = "9 hari") -> None:
    """Tono mutes Sari."""
    await world.tono.says(f"/bisukan @sari 3 {length}")


async def test_another_moderator_reads_it_and_lifts(world: World) -> None:
    await muted(world)
    await appeal(world.sari)
    assert world.sari.last.key == "rules-appealed"
    card = world.card("rules-appeal-title", on="discord")
    assert "bercanda" not in card.text, "the words are for who opens it"
    await world.bimo.presses("rules-appeal-read", "mods")
    assert world.bimo.last.value("words") == "aku cuma bercanda"
    await world.bimo.presses("rules-appeal-lift", "mods")
    await world.bimo.fills("mods", note="oke, hati-hati ya")
    assert world.bimo.last.key == "rules-appeal-done"
    assert world.sari.told.keys == ["rules-lifted-mute", "rules-note"]
    assert world.deeds("telegram")[-1] == ("unmute", "103")
    assert world.card("rules-appeal-title").value("ruling") == "lifted"
    assert [action for action, _ in await world.logged()][-3:] == ["rules.appeal", "rules.undo", "rules.judged"]


async def test_who_acted_does_not_decide(world: World) -> None:
    await muted(world)
    await appeal(world.sari)
    for button in ("rules-appeal-read", "rules-appeal-uphold", "rules-appeal-lift", "rules-appeal-shorten"):
        await world.tono.presses(button, "mods")
        for _ in range(2):
            if world.tono.last.message.asks:
                await world.tono.says("1 hari")
        assert world.tono.last.key == "rules-appeal-not-yours", button
    assert await world.count("rules_appeal", state="open") == 1
    await world.sari.presses("rules-appeal")
    await world.dewi.presses("rules-appeal-uphold", "mods")
    if world.dewi.form is not None:
        await world.dewi.fills("mods", note="x")
    assert world.dewi.last.key == "house-not-allowed"


async def test_upheld_with_a_note(world: World) -> None:
    await muted(world)
    await appeal(world.sari)
    await world.bimo.presses("rules-appeal-uphold", "mods")
    await world.bimo.fills("mods", note="maaf, tetap ya")
    assert world.sari.told.keys == ["rules-appeal-upheld", "rules-note"]
    assert await world.count("rules_sanction", standing="active") == 1
    await world.bimo.calls("kasus")
    assert world.bimo.last.key == "rules-cases-none"
    await appeal(world.sari)
    assert await world.count("rules_appeal") == 1


async def test_shortened(world: World) -> None:
    await muted(world)
    await appeal(world.sari)
    await world.bimo.presses("rules-appeal-shorten", "mods")
    await world.bimo.fills("mods", length="20 hari", note="x")
    assert "rules-not-shorter" in world.bimo.last.keys
    assert await world.count("rules_appeal", state="open") == 1
    world.forget()
    await world.bimo.presses("rules-appeal-shorten", "mods")
    await world.bimo.fills("mods", length="2 hari", note="cukup dua hari")
    assert world.sari.told.keys == ["rules-shortened", "rules-note"]
    assert world.deeds("telegram") == [("mute", "103")] * 2
    await world.rig.sleep_through(3 * DAY)
    assert world.deeds("telegram")[-2:] == [("unmute", "103")] * 2
    await world.rig.sleep_through(10 * DAY)
    assert len(world.deeds("telegram")) == 4


async def test_one_appeal_a_decision_in_its_time(world: World) -> None:
    await world.sari.says("/banding")
    assert world.sari.last.key == "rules-appeal-nothing"
    await muted(world)
    await world.tono.says("/peringatkan @sari 1")
    await world.sari.says("/banding")
    assert len([1 for row in world.sari.last.message.rows for _ in row]) == 2
    warning = world.sari.last
    await world.sari.presses_ticket(warning.message.rows[0][0].ticket)
    await world.sari.says("itu bukan aku")
    assert world.sari.last.key == "rules-appealed"
    await world.sari.presses_ticket(warning.message.rows[0][0].ticket)
    await world.sari.says("sekali lagi")
    assert world.sari.last.key == "rules-appealed-already"
    await world.rig.sleep_through(31 * DAY)
    await world.sari.presses_ticket(warning.message.rows[1][0].ticket)
    await world.sari.says("terlambat")
    assert world.sari.last.key == "rules-appeal-late"
    await world.dewi.says("/start")
    await world.dewi.presses_ticket("x" * 8)
    assert await world.count("rules_appeal") == 1


async def test_an_endless_ban_may_be_appealed_whenever(world: World) -> None:
    await world.tono.says("/larang @sari 3")
    await world.rig.sleep_through(100 * DAY)
    await world.sari.says("/kenapa")
    await world.sari.presses("rules-appeal-against")
    await world.sari.says("aku sudah berubah")
    assert world.sari.last.key == "rules-appealed"


async def test_where_there_is_no_other_an_admin_decides_even_their_own(plain: World) -> None:
    for who in (plain.tono, plain.bimo):
        await plain.grant(who, Role.MEMBER)
    await plain.rani.calls("bisukan", who=plain.dewi.account.id, rule=3, length="9 hari")
    await appeal(plain.dewi)
    assert plain.rani.told.key == "rules-appeal-new"
    await plain.grant(plain.bimo, Role.MODERATOR)
    await plain.rani.presses("rules-open")
    assert plain.rani.last.key == "rules-appeal-not-yours", "Bimo may, so Rani may not"
    await plain.grant(plain.bimo, Role.MEMBER)
    await plain.rani.calls("kasus")
    await plain.rani.presses("rules-cases-open-appeal")
    assert plain.rani.last.key == "rules-appeal-title"
    await plain.rani.presses("rules-appeal-lift")
    await plain.rani.fills(note="baik")
    assert await plain.count("rules_sanction", standing="lifted") == 1


async def test_a_moderators_appeal_goes_to_admins(world: World) -> None:
    await world.rani.calls("bisukan", who=world.bimo.account.id, rule=3, length="9 hari")
    await appeal(world.bimo)
    assert not [one for one in world.rig.room("mods", "telegram") if one.key == "rules-appeal-title"]
    assert world.rig.card("admin", "discord", "rules-appeal-title")
    for who in (world.tono, world.bimo):
        await who.says("/kasus")
        assert who.last.key == "rules-cases-none"
    await world.rani.calls("kasus")
    assert "rules-cases-appeal" in world.rani.last.keys


async def test_what_is_undone_meanwhile_needs_no_decision(world: World) -> None:
    await muted(world)
    await appeal(world.sari)
    await world.tono.says("/batalkan 1")
    assert await world.count("rules_appeal", state="lifted") == 1
    assert world.card("rules-appeal-title").value("ruling") == "lifted"


async def test_both_are_erased_in_the_end(world: World) -> None:
    await muted(world)
    await appeal(world.sari)
    await world.bimo.presses("rules-appeal-uphold", "mods")
    await world.bimo.fills("mods", note="tetap")
    await world.rig.sleep_through(365 * DAY)
    assert await world.count("rules_sanction") == 1
    await world.rig.sleep_through(10 * DAY)
    await world.rig.sleep_through(365 * DAY)
    assert await world.count("rules_appeal") == await world.count("rules_sanction") == 0
