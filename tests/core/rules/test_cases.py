"""Reports and cases: unseen by others, one queue for both platforms, the reporter in no part of it, abuse set apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from core.kit import Refused, Role
from core.kit.card import Button, Link
from core.kit.deeds import Remove
from core.kit.port import Pointed
from core.rules.reports import add_note, name_me
from tests.core.rules.house_rules import World
from tests.rig import Seen, Who

DAY = timedelta(days=1)


async def somebody(world: World, on: str = "telegram") -> Who:
    """Joko, of whom there will be reports."""
    who = world.rig.person("Joko", on=on)
    await who.says("/start")
    return who


def shown_to(who: Who) -> list[Seen]:
    """All that was said to somebody in private."""
    return [who.rig.seen(one.message) for one in who.platform.shown.get(who.private.key, [])]


def buttons(seen: Seen) -> list[str]:
    """The keys of a card's buttons."""
    rows: Any = getattr(seen.said, "rows", [])
    return [one.label.key for row in rows for one in row if isinstance(one, Button | Link)]


async def test_by_reply_on_the_one_platform(world: World) -> None:
    await world.sari.says("/lapor", "lobby", on=Pointed("m5", world.tono.account))
    assert world.sari.last.key == "rules-report-why"
    assert not world.rig.room("lobby", "telegram"), "nobody else sees anything"
    assert Remove(world.sari.place("lobby"), "m1") in world.rig.telegram.done
    await world.sari.presses_ticket(world.sari.last.ticket("rules-danger"))
    assert world.sari.last.keys[:2] == ["rules-reported", "rules-report-help"]


async def test_from_a_messages_menu_on_the_other(world: World) -> None:
    bad = await somebody(world, on="discord")
    await world.dewi.calls("lapor", "lobby", on=Pointed("m8", bad.account))
    assert world.dewi.last.key == "rules-report-why"
    await world.dewi.presses("rules-danger", "lobby")
    card = world.card("rules-case")
    assert card.value("who") == await world.person(bad)
    assert card.links == ["https://discord.example/2001/m8"]
    assert world.card("rules-case", on="discord").value("times") == 1, "one queue on both platforms"


async def test_in_private_who_and_why_are_asked(world: World) -> None:
    bad = await somebody(world)
    await world.sari.says("/lapor")
    assert world.sari.last.key == "rules-report-hello"
    await world.sari.presses("rules-report-somebody")
    assert world.sari.last.message.asks
    await world.sari.says("@sari")
    assert "rules-report-self" in world.sari.last.keys
    await world.sari.says("@joko")
    await world.sari.presses_ticket(world.sari.last.ticket("rules-danger"))
    assert world.card("rules-case").value("who") == await world.person(bad)
    await world.dewi.calls("lapor")
    await world.dewi.presses("rules-report-something")
    await world.dewi.fills(note="ada yang menggangguku")
    await world.dewi.presses("rules-danger")
    assert "rules-case-about-nobody" in world.card("rules-case").keys


async def test_in_one_line(world: World) -> None:
    bad = await somebody(world)
    await world.sari.says("/lapor @joko 3 kirim chat aneh terus")
    (row,) = await world.rows("rules_report")
    assert (row.rule, row.note) == (3, "kirim chat aneh terus")
    await world.sari.says("/lapor 1 jualan", "lobby", on=Pointed("m9", bad.account))
    assert await world.count("rules_case") == 2
    await world.sari.says("/lapor @joko 44")
    assert await world.count("rules_case") == 2


async def test_the_reporter_is_in_no_part_of_it_unless_they_allow_it(world: World) -> None:
    bad = await somebody(world)
    await world.sari.says("/lapor @joko 3 aku takut")
    reporter = (await world.person(world.sari)).id
    for on in ("telegram", "discord"):
        card = world.card("rules-case", on=on)
        assert world.sari.account.name not in card.text and "aku takut" not in card.text
    await world.bimo.calls("kasus", id=1)
    assert "aku takut" not in world.bimo.last.text
    await world.bimo.presses("rules-case-notes")
    assert "aku takut" in world.bimo.last.text and world.sari.account.name not in world.bimo.last.text
    for action, facts in await world.logged():
        assert action.startswith("rules.") and str(reporter) not in json.dumps(facts)
    assert not [action for action, _ in await world.logged() if "report" in action]
    await world.sari.presses("rules-report-name-me")
    await world.bimo.calls("kasus", id=1)
    await world.bimo.presses("rules-case-notes")
    assert world.sari.account.name in world.bimo.last.text or world.bimo.last.persons
    await world.sari.presses("rules-report-hide-me")
    await world.bimo.calls("kasus", id=1)
    await world.bimo.presses("rules-case-notes")
    assert world.sari.account.name not in world.bimo.last.text
    assert all(not one.key.startswith("rules") for one in shown_to(bad)), "the accused hears nothing"


async def test_the_same_reported_by_several_is_one_case(world: World) -> None:
    bad = await somebody(world)
    on = Pointed("m5", bad.account)
    await world.sari.says("/lapor 1", "lobby", on=on)
    await world.sari.says("/lapor 1 lagi", "lobby", on=on)
    assert world.sari.last.key == "rules-reported-again"
    assert world.card("rules-case").value("times") == 1
    await world.tono.says("/lapor 3", "lobby", on=on)
    assert await world.count("rules_case") == 1
    card = world.card("rules-case")
    assert card.value("times") == 2 and len(card.value("reasons")) == 2


async def test_taken_acted_on_and_closed_with_a_word_to_the_reporter(world: World) -> None:
    bad = await somebody(world)
    await world.sari.says("/lapor 3", "lobby", on=Pointed("m5", bad.account))
    await world.bimo.presses("rules-case-take", "mods")
    assert "rules-case-taken" in world.card("rules-case").keys
    tono = world.tono
    await tono.says("/kasus 1")
    close = world.tono.last.ticket("rules-case-close")
    await tono.presses_ticket(close)
    assert tono.last.key == "rules-case-of-other"
    await world.bimo.calls("kasus", id=1)
    await world.bimo.presses("rules-do")
    assert world.bimo.last.key == "rules-which-rule"
    await world.bimo.presses("rules-pick")
    assert world.bimo.last.key == "rules-record" and bad.told.key == "rules-told-warn"
    (row,) = await world.rows("rules_sanction")
    assert (row.kind, row.rule, row.case) == ("warn", 1, 1)
    await world.bimo.calls("kasus", id=1)
    await world.bimo.presses("rules-case-close-with")
    await world.bimo.fills(note="sudah kami ajak bicara")
    assert world.sari.told.keys[:2] == ["rules-case-over", "rules-case-over-note"]
    assert world.sari.told.value("note") == "sudah kami ajak bicara"
    assert buttons(world.card("rules-case")) == ["rules-case-message"]
    assert "sudah kami" not in str(await world.rows("rules_case"))
    await world.bimo.calls("kasus", id=1)
    await tono.presses_ticket(close)
    assert tono.last.key == "rules-case-closed-already"
    assert [action for action, _ in await world.logged()] == ["rules.take", "rules.warn", "rules.close"]


async def test_a_mute_by_the_case_asks_how_long(world: World) -> None:
    bad = await somebody(world)
    await world.sari.says("/lapor 3", "lobby", on=Pointed("m5", bad.account))
    await world.tono.says("/kasus 1")
    card: Any = world.tono.last.said
    mute = next(one for row in card.rows for one in row if one.label.values.get("kind") == "mute")
    index = [one for row in card.rows for one in row].index(mute)
    await world.tono.presses_ticket([key.ticket for row in world.tono.last.message.rows for key in row][index])
    await world.tono.presses("rules-pick")
    assert world.tono.last.key == "rules-how-long"
    lengths = world.tono.last
    await world.tono.presses("rules-length-other")
    await world.tono.says("2 hari")
    (row,) = await world.rows("rules_sanction")
    assert (row.kind, row.until - row.at) == ("mute", 2 * DAY)
    await world.tono.presses_ticket(lengths.ticket("rules-length-open"))
    assert world.tono.last.key == "rules-done-already", "a case is not answered twice in the same way"
    assert world.deeds("telegram")[-2:] == [("mute", bad.account.id)] * 2


async def test_taking_over_is_a_button_away(world: World) -> None:
    await somebody(world)
    await world.sari.says("/lapor @joko 1")
    await world.bimo.presses("rules-case-take", "mods")
    await world.tono.presses("rules-case-over-to-me", "mods")
    assert world.card("rules-case").values("rules-case-taken", "who") == [await world.person(world.tono)]


async def test_the_message_is_deleted_and_its_author_told_why(world: World) -> None:
    bad = await somebody(world)
    lobby = world.sari.place("lobby")
    world.rig.telegram.forbids.add(Remove)
    await world.sari.says("/lapor 2", "lobby", on=Pointed("m5", bad.account))
    await world.bimo.presses("rules-case-remove", "mods")
    assert world.bimo.told.key == "rules-removed-forbidden"
    world.rig.telegram.forbids.clear()
    await world.bimo.presses("rules-case-remove", "mods")
    assert Remove(lobby, "m5") in world.rig.telegram.done
    assert world.bimo.told.key == "rules-removed-done"
    assert bad.told.key == "rules-removed-yours"


async def test_a_report_about_a_moderator_is_for_admins_alone(world: World) -> None:
    await world.sari.says("/lapor 3", "lobby", on=Pointed("m5", world.tono.account))
    assert not world.rig.room("mods", "telegram") and not world.rig.room("mods", "discord")
    assert world.rig.card("admin", "discord", "rules-case").value("times") == 1
    await world.bimo.calls("kasus", id=1)
    assert world.bimo.last.key == "rules-case-not-yours"
    await world.bimo.calls("kasus")
    assert world.bimo.last.key == "rules-cases-none"
    await world.tono.says("/kasus 1")
    assert world.tono.last.key == "rules-case-not-yours"
    await world.rani.calls("kasus", id=1)
    assert world.rani.last.key == "rules-case"
    await world.rani.presses("rules-case-take")
    assert world.rani.last.key == "rules-case-yours-now"


async def test_a_report_about_the_only_admin_is_said_honestly(world: World) -> None:
    await world.dewi.calls("lapor", "lobby", on=Pointed("m5", world.rani.account))
    await world.dewi.presses("rules-danger", "lobby")
    assert world.dewi.last.key == "rules-report-nobody"
    assert not world.rig.room("admin", "discord"), "whom it is about sits in that room"
    await world.rani.calls("kasus", id=1)
    assert world.rani.last.key == "rules-case-not-yours"
    await world.grant(world.bimo, Role.ADMIN)
    await world.dewi.calls("lapor", "lobby", on=Pointed("m6", world.rani.account))
    await world.dewi.presses("rules-danger", "lobby")
    assert world.dewi.last.key == "rules-reported" and world.bimo.told.key == "rules-case-new"


async def test_who_became_a_moderator_meanwhile_is_out_of_moderators_reach(world: World) -> None:
    bad = await somebody(world)
    await world.sari.says("/lapor @joko 1")
    await world.grant(bad, Role.MODERATOR)
    await world.bimo.presses("rules-case-take", "mods")
    assert world.bimo.last.key == "rules-case-not-yours"


async def test_too_many_wait_till_tomorrow_but_never_those_about_safety(world: World) -> None:
    bad = await somebody(world)
    for number in range(5):
        await world.sari.says("/lapor 1", "lobby", on=Pointed(f"m{number}", bad.account))
    await world.sari.says("/lapor 1", "lobby", on=Pointed("m50", bad.account))
    assert world.sari.last.key == "rules-report-enough"
    assert await world.count("rules_case") == 5
    await world.sari.says("/lapor", "lobby", on=Pointed("m51", bad.account))
    await world.sari.presses_ticket(world.sari.last.ticket("rules-danger"))
    await world.sari.says("/lapor 3", "lobby", on=Pointed("m52", bad.account))
    assert await world.count("rules_case") == 7
    await world.rig.sleep_through(DAY + timedelta(hours=1))
    await world.sari.says("/lapor 1", "lobby", on=Pointed("m50", bad.account))
    assert world.sari.last.key == "rules-reported"


async def test_abuse_is_set_apart_quietly_and_safety_gets_through(world: World) -> None:
    bad = await somebody(world)
    await world.sari.says("/lapor 1", "lobby", on=Pointed("m1", bad.account))
    first = world.sari.last.keys
    await world.bimo.calls("kasus", id=1)
    await world.bimo.presses("rules-case-notes")
    await world.bimo.presses("rules-report-distrust")
    assert world.bimo.last.key == "rules-report-distrusted"
    assert not world.bimo.last.persons
    said = len(shown_to(world.sari))
    cards = len(world.rig.room("mods", "telegram"))
    await world.sari.says("/lapor 1", "lobby", on=Pointed("m2", bad.account))
    assert world.sari.last.keys == first, "they are told what they always are"
    assert len(world.rig.room("mods", "telegram")) == cards
    await world.sari.says("/lapor 3", "lobby", on=Pointed("m3", bad.account))
    assert len(world.rig.room("mods", "telegram")) == cards + 1
    assert len(shown_to(world.sari)) == said + 2
    await world.bimo.calls("kasus")
    assert "rules-cases-apart" in buttons(world.bimo.last)
    await world.bimo.presses("rules-cases-apart")
    assert world.bimo.last.values("rules-cases-line", "id") == [2]
    await world.bimo.calls("riwayat", who=world.rani.account.id)
    trail = str([facts for action, facts in await world.logged() if action == "rules.distrust"])
    assert trail == str([{"case": 1}]), "nobody finds out by the log who it was"
    await world.bimo.calls("kasus", id=1)
    await world.bimo.presses("rules-case-notes")
    await world.bimo.presses("rules-report-trust")
    await world.sari.says("/lapor 1", "lobby", on=Pointed("m4", bad.account))
    assert len(world.rig.room("mods", "telegram")) == cards + 2


async def test_it_counts_again_after_a_while(world: World) -> None:
    bad = await somebody(world)
    await world.sari.says("/lapor 1", "lobby", on=Pointed("m1", bad.account))
    await world.bimo.calls("kasus", id=1)
    await world.bimo.presses("rules-case-notes")
    await world.bimo.presses("rules-report-distrust")
    await world.rig.sleep_through(31 * DAY)
    assert await world.count("rules_ignored") == 0
    await world.sari.says("/lapor 1", "lobby", on=Pointed("m2", bad.account))
    assert await world.count("rules_case", apart=False) == 2


async def test_who_cannot_be_answered_unseen_is_not_silenced(world: World) -> None:
    shy = world.rig.person("Ayu", on="telegram")
    world.rig.telegram.unreachable.add(shy.account.id)
    bad = world.rig.person("Joko", on="telegram")
    await shy.says("/lapor", "lobby", on=Pointed("m5", bad.account))
    assert world.card("rules-case").value("times") == 1
    assert not world.rig.room("lobby", "telegram") and not shy.answers
    world.rig.telegram.unreachable.clear()
    await shy.says("/start")
    await shy.says("/lapor 3", "lobby", on=Pointed("m5", bad.account))
    assert shy.last.key == "rules-reported-again"
    (row,) = await world.rows("rules_case")
    assert row.rule == 3


async def test_more_can_be_said_and_it_can_be_left(world: World) -> None:
    bad = await somebody(world)
    await world.sari.says("/lapor", "lobby", on=Pointed("m5", bad.account))
    danger = world.sari.last.ticket("rules-danger")
    await world.sari.presses_ticket(world.sari.last.ticket("rules-report-never-mind"))
    assert world.sari.last.key == "rules-report-left" and await world.count("rules_draft") == 0
    await world.sari.presses_ticket(danger)
    assert world.sari.last.key == "rules-report-gone" and await world.count("rules_case") == 0
    await world.sari.says("/lapor @joko 1")
    await world.sari.presses("rules-report-add")
    await world.sari.says("sudah tiga kali")
    assert world.sari.last.key == "rules-report-added"
    assert (await world.rows("rules_report"))[0].note == "sudah tiga kali"


async def test_of_others_reports_nobody_changes_anything(world: World) -> None:
    bad = await somebody(world)
    await world.sari.says("/lapor @joko 1")
    acts: list[Callable[[Any], Any]] = [lambda ctx: name_me(ctx, 1), lambda ctx: add_note(ctx, 1, "x")]
    for act in acts:
        with pytest.raises(Refused) as refused:
            await world.do(bad, act)
        assert refused.value.why.key == "rules-report-gone"


async def test_without_rooms_each_is_told_in_private(plain: World) -> None:
    await somebody(plain)
    await plain.sari.says("/lapor @joko 3")
    for who in (plain.tono, plain.bimo, plain.rani):
        assert who.told.key == "rules-case-new"
    await plain.tono.presses("rules-open")
    assert plain.tono.last.key == "rules-case"
    await plain.dewi.calls("kasus", id=1)
    assert plain.dewi.last.key == "house-not-allowed"


async def test_what_is_over_is_erased_with_all_that_was_said(world: World) -> None:
    bad = await somebody(world)
    await world.sari.says("/lapor @joko 1 begini ceritanya")
    await world.sari.says("/lapor", "lobby", on=Pointed("m5", bad.account))
    await world.bimo.presses("rules-case-close", "mods")
    await world.rig.sleep_through(13 * DAY)
    assert await world.count("rules_case") == 1 and await world.count("rules_draft") == 0
    await world.rig.sleep_through(2 * DAY)
    for table in ("rules_case", "rules_report"):
        assert await world.count(table) == 0
    assert world.rig.room("mods", "telegram")[-1].key == "rules-erased"


async def test_a_case_nobody_closed_does_not_stay_for_ever(world: World) -> None:
    await somebody(world)
    await world.sari.says("/lapor @joko 1")
    await world.rig.sleep_through(364 * DAY)
    assert await world.count("rules_case") == 1
    await world.rig.sleep_through(2 * DAY)
    assert await world.count("rules_case") == 0
