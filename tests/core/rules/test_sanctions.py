"""Sanctions: held on every platform, told with their reason, undone, over in time, imposed by nobody who may not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.engine import audit
from core.kit import Came, Role
from core.kit.deeds import Ban, Mute, Remove
from core.kit.port import Pointed
from core.kit.sql import Db, update
from core.rules.tables import meta
from tests.core.rules.house_rules import World
from tests.rig import Who

DAY = timedelta(days=1)
# Sari is on telegram: one place for each of two groups there; Dewi on discord: one for the whole server
BAN_SARI = [("ban", "103")] * 2


async def test_a_warning_is_told_with_its_rule_and_does_nothing_else(world: World) -> None:
    await world.tono.says("/peringatkan @sari 1 jualan terus, ya")
    assert world.tono.last.key == "rules-record"
    told = world.sari.told
    assert told.keys[:2] == ["rules-told-warn", "rules-told-why"]
    assert told.value("note") == "jualan terus, ya"
    assert "rules-told-help" in told.keys and "rules-told-appeal" in told.keys
    assert world.deeds("telegram") == [] and not await world.barred(world.sari)
    assert (await world.logged())[-1] == ("rules.warn", {"rule": 1, "sanction": 1, "version": 1})


async def test_a_mute_holds_wherever_the_person_has_an_account_and_ends(world: World) -> None:
    await world.tie(world.sari, world.dewi)
    world.forget()
    await world.bimo.calls("bisukan", who=world.dewi.account.id, rule=3, length="2 jam")
    until = (world.rig.now + timedelta(hours=2)).replace(microsecond=0)
    (one, other), (server,) = world.rig.telegram.done, world.rig.discord.done
    assert isinstance(one, Mute) and isinstance(other, Mute) and isinstance(server, Mute)
    assert {one.until, other.until, server.until} == {until}
    assert (one.account, server.account) == (world.sari.account.id, world.dewi.account.id)
    assert "rules-told-until" in world.dewi.told.keys
    world.forget()
    await world.rig.turn(timedelta(hours=3))
    assert world.deeds("telegram") == [("unmute", "103")] * 2
    assert world.deeds("discord") == [("unmute", "104")]
    assert world.dewi.told.key == "rules-over-mute"
    assert await world.count("rules_hold") == 0
    assert await world.count("rules_sanction", standing="over") == 1


async def test_a_ban_keeps_out_on_both_sides_until_it_is_undone(world: World) -> None:
    await world.tie(world.sari, world.dewi)
    await world.tono.says("/larang @sari 2")
    assert await world.barred(world.sari)
    assert world.deeds("telegram")[-2:] == BAN_SARI and world.deeds("discord")[-1:] == [("ban", "104")]
    assert world.card("rules-record").keys.count("rules-outcome") == 3
    world.forget()
    await world.bimo.calls("batalkan", id=1)
    assert world.bimo.last.key == "rules-undone"
    assert not await world.barred(world.sari)
    assert world.deeds("telegram") == [("unban", "103")] * 2
    assert world.sari.told.key == "rules-lifted-ban" or world.dewi.told.key == "rules-lifted-ban"
    assert "rules-record-lifted" in world.card("rules-record").keys
    await world.bimo.calls("batalkan", id=1)
    assert world.bimo.last.key == "rules-undone-already"


async def test_a_kick_removes_once_and_keeps_nobody_out(world: World) -> None:
    await world.tono.says("/keluarkan @sari 5")
    assert world.deeds("telegram") == [("kick", "103")] * 2
    assert not await world.barred(world.sari)
    world.forget()
    await world.sari.does(Came(), "lobby")
    assert world.deeds("telegram") == []


async def test_the_undo_button_of_the_card_works_for_moderators_alone(world: World) -> None:
    await world.tono.says("/bisukan @sari 1 3 hari")
    await world.dewi.presses("rules-undo", "mods")
    assert world.dewi.last.key == "house-not-allowed"
    assert await world.count("rules_sanction", standing="active") == 1
    await world.bimo.presses("rules-undo", "mods")
    assert await world.count("rules_sanction", standing="lifted") == 1
    assert world.sari.told.key == "rules-lifted-mute"


async def test_nobody_reaches_up_nor_themselves(world: World) -> None:
    for command in ("peringatkan", "bisukan", "keluarkan", "larang"):
        for whom in (world.rani, world.bimo):
            await world.bimo.calls(command, who=whom.account.id, rule=1)
            assert world.bimo.last.key == ("rules-not-yourself" if whom is world.bimo else "rules-not-above")
    await world.tono.says(f"/larang {world.tono.account.id} 1")
    assert world.tono.last.key == "rules-not-yourself"
    await world.dewi.calls("larang", who=world.rani.account.id, rule=1)
    assert world.dewi.last.key == "house-not-allowed"
    assert await world.count("rules_sanction") == 0 and world.deeds("discord") == []


async def test_an_admin_sanctions_a_moderator_and_no_moderator_undoes_it(world: World) -> None:
    await world.rani.calls("larang", who=world.bimo.account.id, rule=3)
    assert await world.barred(world.bimo)
    await world.tono.says("/batalkan 1")
    assert world.tono.last.key == "rules-not-above"
    await world.bimo.calls("batalkan", id=1)
    assert world.bimo.last.key == "rules-you-are-out"
    await world.bimo.calls("larang", who=world.dewi.account.id, rule=1)
    assert world.bimo.last.key == "rules-you-are-out", "who is kept out acts no more, whatever role they hold"
    await world.rani.calls("batalkan", id=1)
    assert not await world.barred(world.bimo)


async def test_what_an_admin_decided_is_not_undone_by_a_moderator(world: World) -> None:
    await world.rani.calls("bisukan", who=world.dewi.account.id, rule=3)
    await world.tono.says("/batalkan 1")
    assert world.tono.last.key == "rules-not-over-yours"


async def test_a_rule_must_be_cited_by_its_number(world: World) -> None:
    await world.bimo.calls("peringatkan", who=world.dewi.account.id, rule=9)
    assert "rules-no-such-rule" in world.bimo.last.keys
    assert await world.count("rules_sanction") == 0
    await world.tono.says("/peringatkan @sari")
    assert world.tono.last.message.asks
    await world.tono.says("2")
    assert await world.count("rules_sanction", rule=2) == 1


async def test_by_reply_whose_message_it_is_needs_no_name_and_the_command_is_taken_away(world: World) -> None:
    await world.tono.says("/bisukan 1 2 jam spam", "lobby", on=Pointed("m5", world.sari.account))
    (row,) = await world.rows("rules_sanction")
    assert (row.person, row.note) == ((await world.person(world.sari)).id, "spam")
    assert row.until - row.at == timedelta(hours=2)
    lobby = world.tono.place("lobby")
    assert Remove(lobby, "m1") in world.rig.telegram.done
    assert not world.rig.room("lobby", "telegram"), "nothing is said before everybody"


async def test_lengths_out_of_bounds_are_bent_and_said(world: World) -> None:
    await world.bimo.calls("bisukan", who=world.dewi.account.id, rule=1, length="5 detik")
    assert "rules-bent" in world.bimo.last.keys
    (row,) = await world.rows("rules_sanction")
    assert row.until - row.at == timedelta(minutes=1)
    await world.bimo.calls("larang", who=world.dewi.account.id, rule=1, length="300 minggu")
    assert "rules-bent" in world.bimo.last.keys
    assert world.bimo.last.value("length") == timedelta(days=5 * 365)


async def test_a_mute_longer_than_a_platform_can_is_renewed_and_said(world: World) -> None:
    await world.bimo.calls("bisukan", who=world.dewi.account.id, rule=3, length="60 hari")
    shorter = world.bimo.told
    assert shorter.key == "rules-held-shorter"
    assert shorter.value("ends") == (world.rig.now + 28 * DAY).replace(microsecond=0)
    world.forget()
    await world.rig.sleep_through(27 * DAY)
    assert world.deeds("discord") == []
    await world.rig.turn(1 * DAY)
    assert world.deeds("discord") == [("mute", "104")], "an hour before the platform lets go"
    await world.rig.sleep_through(27 * DAY)
    assert world.deeds("discord") == [("mute", "104")]
    await world.rig.turn(DAY)
    assert world.deeds("discord") == [("mute", "104")] * 2
    await world.rig.sleep_through(10 * DAY)
    assert world.deeds("discord") == [("mute", "104")] * 2 + [("unmute", "104")]
    await world.rig.sleep_through(60 * DAY)
    assert len(world.deeds("discord")) == 3


async def test_an_undone_mute_is_not_renewed(world: World) -> None:
    await world.bimo.calls("bisukan", who=world.dewi.account.id, rule=3, length="60 hari")
    await world.bimo.calls("batalkan", id=1)
    world.forget()
    await world.rig.sleep_through(40 * DAY)
    assert world.deeds("discord") == []


async def test_a_missing_right_is_said_with_its_cure_and_tried_again(world: World) -> None:
    world.rig.telegram.forbids.add(Ban)
    await world.tono.says("/larang @sari 2")
    assert world.tono.told.keys == ["rules-forbidden", "rules-forbidden-cure"]
    assert await world.barred(world.sari), "the decision stands all the same"
    outcomes = world.card("rules-record").values("rules-outcome", "outcome")
    assert outcomes == ["forbidden"] * 2
    world.rig.telegram.forbids.clear()
    await world.tono.presses("rules-retry")
    assert world.deeds("telegram") == BAN_SARI
    assert world.card("rules-record").values("rules-outcome", "outcome") == ["done"] * 2


async def test_who_is_not_there_is_held_when_they_come(world: World) -> None:
    world.rig.telegram.absent.add(world.sari.account.id)
    await world.tono.says("/larang @sari 2")
    assert world.card("rules-record").values("rules-outcome", "outcome") == ["gone"] * 2
    assert world.deeds("telegram") == []
    world.rig.telegram.absent.clear()
    await world.sari.does(Came(), "lobby")
    assert world.deeds("telegram") == BAN_SARI


async def test_a_rejoin_clears_nothing(world: World) -> None:
    await world.tono.says("/bisukan @sari 2 3 hari")
    world.forget()
    await world.sari.does(Came(), "lobby")
    assert world.deeds("telegram") == [("mute", "103")] * 2
    await world.dewi.does(Came(), "lobby")
    assert world.deeds("discord") == []


async def test_an_account_that_is_tied_later_is_held_too(world: World) -> None:
    await world.tono.says("/larang @sari 2")
    world.forget()
    await world.tie(world.dewi, world.sari)
    assert world.deeds("discord") == [("ban", "104")]
    assert await world.barred(world.dewi)
    world.forget()
    await world.dewi.does(Came(), "lobby")
    assert world.deeds("discord") == [("ban", "104")]
    await world.bimo.calls("batalkan", id=1)
    assert ("unban", "103") in world.deeds("telegram") and world.deeds("discord")[-1] == ("unban", "104")
    assert not await world.barred(world.dewi)


async def test_nobody_gets_out_of_it_by_letting_an_account_go(world: World) -> None:
    await world.tie(world.sari, world.dewi)
    await world.tono.says("/bisukan @sari 2 3 hari")
    await world.untie(world.dewi)
    assert await world.count("rules_sanction", standing="active") == 2
    world.forget()
    await world.dewi.does(Came(), "lobby")
    assert world.deeds("discord") == [("mute", "104")]
    await world.rig.turn(4 * DAY)
    assert world.deeds("discord")[-1] == ("unmute", "104") and ("unmute", "103") in world.deeds("telegram")
    assert await world.count("rules_hold") == 0


async def test_two_at_once_hold_as_long_as_the_longer(world: World) -> None:
    await world.tono.says("/bisukan @sari 1 1 hari")
    await world.tono.says("/bisukan @sari 2 3 hari")
    await world.tono.says("/larang @sari 3 2 jam")
    world.forget()
    await world.rig.turn(timedelta(hours=3))
    assert world.deeds("telegram") == [("unban", "103"), ("mute", "103")] * 2
    assert not await world.barred(world.sari)
    await world.rig.turn(DAY)
    assert len(world.deeds("telegram")) == 4, "the first mute is over, the second is not"
    await world.rig.turn(2 * DAY)
    assert world.deeds("telegram")[-2:] == [("unmute", "103")] * 2


async def test_what_happened_while_the_bot_was_away_is_made_up_for(world: World) -> None:
    await world.tono.says("/larang @sari 2 1 hari")
    await world.rig.sleep_through(3 * DAY)
    assert world.deeds("telegram")[-2:] == [("unban", "103")] * 2
    assert not await world.barred(world.sari)


async def test_an_order_that_was_never_answered_is_given_again(world: World) -> None:
    await world.tono.says("/bisukan @sari 2 30 hari")

    async def lose(db: Db) -> None:
        await db.run(update(meta.tables["rules_hold"]).values(pending=1, muted=False))

    await world.rig.database.write(lose)
    world.forget()
    await world.rig.turn(timedelta(hours=20))
    assert world.deeds("telegram") == []
    await world.rig.turn(timedelta(hours=6))
    assert world.deeds("telegram") == [("unban", "103"), ("mute", "103")] * 2
    assert await world.count("rules_hold", pending=0, muted=True, banned=False) == 2


async def test_a_redelivered_command_does_nothing_twice(world: World) -> None:
    for _ in range(2):
        await world.tono.says("/larang @sari 2", id="again")
    assert await world.count("rules_sanction") == 1 and world.deeds("telegram") == BAN_SARI


async def test_why_says_what_holds_and_until_when(world: World) -> None:
    await world.sari.says("/kenapa")
    assert world.sari.last.key == "rules-why-nothing"
    await world.tono.says("/bisukan @sari 3 3 hari jangan marah")
    await world.tono.says("/peringatkan @sari 1")
    await world.sari.says("/kenapa")
    assert world.sari.last.keys.count("rules-why-one") == 2
    assert world.sari.last.values("rules-note", "note") == ["jangan marah"]
    assert "rules-told-until" in world.sari.last.keys
    await world.rig.sleep_through(40 * DAY)
    await world.sari.says("/kenapa")
    assert world.sari.last.key == "rules-why-nothing"


async def test_the_log_holds_and_tells_moderators_about_a_person(world: World) -> None:
    await world.tono.says("/bisukan @sari 3 3 hari rahasia")
    await world.tono.says("/batalkan 1")
    assert [action for action, _ in await world.logged()] == ["rules.mute", "rules.undo"]
    assert "rahasia" not in str(await world.logged())
    assert (await world.rig.database.read_long(audit.verify)).whole
    await world.tono.says("/riwayat @sari")
    assert world.tono.last.keys.count("rules-history-line") == 2
    assert world.tono.last.values("rules-history-sanction", "stands") == ["lifted"]
    await world.bimo.calls("riwayat", who=world.rani.account.id)
    assert world.bimo.last.key == "rules-not-above"
    await world.dewi.calls("riwayat", who=world.rani.account.id)
    assert world.dewi.last.key == "house-not-allowed"


async def test_a_role_given_meanwhile_counts_at_the_act(world: World) -> None:
    await world.tono.says("/bisukan @sari 3 3 hari")
    await world.grant(world.sari, Role.MODERATOR)
    await world.tono.says("/bisukan @sari 3")
    assert world.tono.last.key == "rules-not-above"
    await world.tono.says("/batalkan 1")
    assert world.tono.last.key == "rules-not-above"


@pytest.mark.parametrize("path", ["/batalkan 77", "/kasus 77"])
async def test_numbers_of_nothing(world: World, path: str) -> None:
    await world.tono.says(path)
    assert world.tono.last.key in ("rules-sanction-gone", "rules-case-gone")


async def test_the_machine_sanctions_as_a_moderator_would_and_is_undone_by_one(world: World) -> None:
    from core.kit import Refused
    from core.rules.model import Kind
    from core.rules.sanctions import Order, impose

    sari, bimo = await world.person(world.sari), await world.person(world.bimo)
    await world.do(world.sari, lambda ctx: impose(ctx, Order(sari, Kind.MUTE, 1, timedelta(hours=1)), machine=True))
    assert world.deeds("telegram") == [("mute", "103")] * 2
    assert "rules-record-machine" in world.card("rules-record").keys
    with pytest.raises(Refused):
        await world.do(world.sari, lambda ctx: impose(ctx, Order(bimo, Kind.MUTE, 1), machine=True))
    await world.bimo.presses("rules-undo", "mods")
    assert world.deeds("telegram")[-1] == ("unmute", "103")


async def told_by(who: Who) -> list[str]:
    """What was said to somebody in private, oldest first."""
    return [who.rig.seen(one.message).key for one in who.platform.shown.get(who.private.key, [])]


async def test_without_a_room_nobody_is_flooded(plain: World) -> None:
    before = await told_by(plain.bimo)
    await plain.tono.says("/bisukan @sari 3")
    assert await told_by(plain.bimo) == before
    assert plain.tono.last.key == "rules-record"
    await plain.tono.presses("rules-undo")
    assert plain.sari.told.key == "rules-lifted-mute"
