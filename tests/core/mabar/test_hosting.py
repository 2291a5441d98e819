"""What hosts do: change it and tell whom it concerns, call it off, hand over, note who did not come, let players in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from core.engine.tables import timer
from core.kit import Plugin, Role, Settings
from core.kit.ctx import Ctx
from core.kit.sql import select
from core.mabar import Cancelled, Changed, Standing, VoiceReady, mabar
from core.mabar.plugin import MabarSettings
from core.members import members
from tests.core.mabar.playing import (
    AT_ONCE,
    LANGS,
    TONIGHT,
    grant,
    joined,
    kept,
    keys,
    person_of,
    planned,
    press,
    seats,
    told,
)
from tests.rig import Rig, Who

HOUR = timedelta(hours=1)
heard: list[object] = []
listening = Plugin("listening", Settings)


@listening.on(Cancelled)
async def cancelled(ctx: object, signal: Cancelled) -> None:
    heard.append(signal)


@listening.on(Changed)
async def makes_a_voice_room(ctx: Ctx[Settings], signal: Changed) -> None:
    heard.append(signal)
    if voice:
        ctx.emit(VoiceReady(signal.id, voice[0]))


voice: list[str] = []


@pytest.fixture(params=LANGS)
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    heard.clear()
    voice.clear()
    rig = await Rig.open([(mabar, MabarSettings(**AT_ONCE)), members, listening], lang=request.param)
    yield rig
    await rig.close()


# --- changing ---


async def test_another_time_is_told_to_all_it_concerns_and_to_nobody_else(rig: Rig) -> None:
    sari = await planned(rig)
    bimo, tono = await joined(rig, "Bimo"), rig.person("Tono", on="discord")
    rara, eve = rig.person("Rara", on="telegram"), rig.person("Eve", on="discord")
    await tono.presses("mabar-maybe", "lobby")
    await rara.presses("mabar-sub", "lobby")
    await eve.calls("bahasa", language="id")
    await sari.presses("mabar-manage", "lobby")
    await sari.presses("mabar-edit-when", "lobby")
    await sari.says("jam 9 malam", "lobby", to_bot=True)
    assert (sari.last.key, sari.last.value("when")) == ("mabar-moved-done", TONIGHT + HOUR)
    assert rig.card("lobby", "discord", "mabar-roster").value("when") == TONIGHT + HOUR
    assert told(rig, bimo[0]) == told(rig, tono) == ["mabar-moved"]
    (aloud,) = [seen for seen in rig.room("lobby", "telegram") if seen.key == "mabar-moved-aloud"]
    assert aloud.message.pings == (rara.account.id,), "who changed it knows"
    assert told(rig, eve) == []


async def test_more_seats_and_another_note_are_told(rig: Rig) -> None:
    sari = await planned(rig)
    (bimo,) = await joined(rig, "Bimo")
    await press(sari, "resize", 1)
    await sari.says("4", "lobby", to_bot=True)
    await press(sari, "describe", 1)
    await sari.says("bawa camilan", "lobby", to_bot=True)
    assert told(rig, bimo) == ["mabar-resized", "mabar-renoted"]
    card = rig.card("lobby", "discord", "mabar-roster")
    assert (card.value("slots"), card.value("note")) == (4, "bawa camilan")
    assert heard.count(Changed(1)) == 3


async def test_fewer_seats_than_are_taken_is_asked_again(rig: Rig) -> None:
    sari = await planned(rig, "catur jam 8 malam 4")
    await joined(rig, "Bimo", "Tono")
    await press(sari, "resize", 1)
    await sari.says("2", "lobby", to_bot=True)
    assert sari.last.keys[0] == "mabar-too-few"
    await sari.says("3", "lobby", to_bot=True)
    assert sari.last.key == "mabar-resized-done"


async def test_only_hosts_and_moderators_may(rig: Rig) -> None:
    await planned(rig)
    (bimo,) = await joined(rig, "Bimo")
    later = TONIGHT + HOUR
    for action, args in (("manage", (1,)), ("move_to", (1, later)), ("cancel", (1, "iseng")), ("set_code", (1, "x"))):
        await press(bimo, action, *args)
        assert bimo.last.key == "mabar-host-only", action
    await grant(rig, bimo, Role.MODERATOR)
    await press(bimo, "move_to", 1, later)
    assert bimo.last.key == "mabar-moved-done"


async def test_a_region_is_chosen(rig: Rig) -> None:
    sari = await planned(rig, "valo jam 8 malam")
    await press(sari, "regions", 1)
    await sari.presses("Jakarta", "lobby")
    assert rig.card("lobby", "discord", "mabar-roster").value("region") == "Jakarta"


async def test_nothing_changes_once_it_is_over(rig: Rig) -> None:
    sari = await planned(rig)
    await rig.turn(timedelta(hours=10))
    for action, args in (("move_to", (1, TONIGHT + 9 * HOUR)), ("resize", (1, 5)), ("let_guests", (1, True))):
        await press(sari, action, *args)
        assert sari.last.key == "mabar-over", action


# --- calling off ---


async def test_called_off_with_a_reason_that_all_concerned_are_told(rig: Rig) -> None:
    sari = await planned(rig)
    (bimo,) = await joined(rig, "Bimo")
    ticket = rig.card("lobby", "discord", "mabar-roster").ticket("mabar-join")
    await sari.says("/mabar batal 1", "lobby")
    await sari.says("hujan deras", "lobby", to_bot=True)
    assert sari.last.key == "mabar-cancelled-done"
    assert (told(rig, bimo), bimo.told.value("reason")) == (["mabar-called-off"], "hujan deras")
    for platform in ("telegram", "discord"):
        card = rig.card("lobby", platform, "mabar-roster-cancelled")
        assert (card.value("reason"), card.labels) == ("hujan deras", [])
    eve = rig.person("Eve", on="discord")
    await eve.presses_ticket(ticket, "lobby")
    assert eve.last.key == "mabar-cancelled"
    assert [one for one in heard if isinstance(one, Cancelled)] == [Cancelled(1, "catur", TONIGHT, "lobby")]
    left = [row.key for row in await rig.database.read.rows(select(timer.c.key)) if row.key.startswith("mabar:")]
    assert left == [], "no reminder is left"
    await rig.turn(timedelta(hours=10))
    assert told(rig, bimo) == ["mabar-called-off"]
    await sari.says("/mabar batal 1 | lagi", "lobby")
    assert sari.last.key == "mabar-cancelled"


# --- who leads ---


async def test_handed_over(rig: Rig) -> None:
    sari = await planned(rig)
    await press(sari, "successors", 1)
    assert sari.last.key == "mabar-nobody-else"
    (bimo,) = await joined(rig, "Bimo")
    await press(sari, "successors", 1)
    await sari.presses("Bimo", "lobby")
    assert sari.last.key == "mabar-host-given"
    assert (told(rig, bimo), bimo.told.value("who")) == (["mabar-host-you"], "Sari")
    assert rig.card("lobby", "telegram", "mabar-roster").value("host").name == "Bimo"
    await press(sari, "manage", 1)
    assert sari.last.key == "mabar-host-only"
    await press(bimo, "manage", 1)
    assert bimo.last.key == "mabar-panel"


async def test_co_hosts_help_and_do_not_hand_over(rig: Rig) -> None:
    sari = await planned(rig, "catur jam 8 malam 5")
    bimo, tono = await joined(rig, "Bimo", "Tono")
    await press(sari, "helpers", 1)
    await sari.presses("+ Bimo", "lobby")
    assert told(rig, bimo) == ["mabar-cohost-you"]
    card = rig.card("lobby", "telegram", "mabar-roster")
    assert [one.values["who"].name for one in card.values("mabar-roster-cohosts", "who")[0]] == ["Bimo"]
    await press(bimo, "resize", 1, 6)
    assert bimo.last.key == "mabar-resized-done"
    for action, args in (("successors", (1,)), ("helpers", (1,)), ("hand_over", (1, await person_of(rig, tono)))):
        await press(bimo, action, *args)
        assert bimo.last.key == "mabar-host-only", action
    await press(sari, "helpers", 1)
    await sari.presses("− Bimo", "lobby")
    await press(bimo, "resize", 1, 5)
    assert bimo.last.key == "mabar-host-only"


# --- who did not come ---


async def started(rig: Rig, *, down: bool = False) -> tuple[Who, Who, Who]:
    sari = await planned(rig, "catur jam 8 malam 2")
    (bimo,) = await joined(rig, "Bimo")
    tono = rig.person("Tono", on="discord")
    await tono.presses("mabar-queue", "lobby")
    if down:
        await rig.sleep_through(TONIGHT + timedelta(minutes=10) - rig.now)
    else:
        await rig.turn(TONIGHT - rig.now)
    return sari, bimo, tono


async def test_a_no_show_is_seen_by_host_and_person_only_and_their_seat_goes_on(rig: Rig) -> None:
    sari, bimo, tono = await started(rig)
    before = len(keys(rig)), len(keys(rig, "telegram"))
    await press(sari, "absences", 1)
    assert rig.room("lobby", "telegram")[-1].key == "house-private-only", "nobody else may see who it is about"
    await sari.says("/mabar absen 1")
    await sari.presses("Bimo")
    assert sari.last.key == "mabar-absent-noted"
    assert told(rig, bimo)[-1] == "mabar-absent-you"
    assert told(rig, tono)[-1] == "mabar-offer"
    for platform in ("telegram", "discord"):
        assert "Bimo" not in rig.card("lobby", platform, "mabar-roster").text
    assert len(keys(rig)) == before[0]
    await sari.says("/mabar absen 1")
    assert [label for label in sari.last.labels if "Bimo" in label], "to be taken back"
    await bimo.calls("mabar riwayat")
    assert "mabar-history-absent" in bimo.last.keys
    await press(tono, "absences", 1)
    assert tono.last.key == "mabar-host-only"


async def test_moderators_do_not_see_or_note_it(rig: Rig) -> None:
    _, bimo, tono = await started(rig)
    await grant(rig, tono, Role.ADMIN)
    await press(tono, "absent", 1, await person_of(rig, bimo))
    assert tono.last.key == "mabar-host-only"


async def test_not_before_the_start_and_taken_back(rig: Rig) -> None:
    sari = await planned(rig)
    (bimo,) = await joined(rig, "Bimo")
    who = await person_of(rig, bimo)
    await press(sari, "absent", 1, who)
    assert sari.last.key == "mabar-absent-early"
    await rig.turn(TONIGHT - rig.now)
    await press(sari, "absent", 1, who)
    assert seats(rig) == ["Sari"]
    await press(sari, "came", 1, who)
    assert sari.last.key == "mabar-came-noted"
    assert seats(rig) == ["Sari", "Bimo"]


async def test_forgiven_when_the_bot_was_down(rig: Rig) -> None:
    sari, bimo, tono = await started(rig, down=True)
    await press(sari, "absent", 1, await person_of(rig, bimo))
    assert sari.last.key == "mabar-absent-forgiven"
    assert "mabar-absent-you" not in told(rig, bimo)
    assert [one.person.name for one in (await kept(rig)).of(Standing.ABSENT)] == []
    assert told(rig, tono)[-1] == "mabar-offer"


async def test_forgotten_after_the_days_that_config_says(rig: Rig) -> None:
    await rig.close()
    settings = MabarSettings(**AT_ONCE, fade_days=30, keep_days=365)
    rig = await Rig.open([(mabar, settings), members])
    sari, bimo, _ = await started(rig)
    await press(sari, "absent", 1, await person_of(rig, bimo))
    await rig.turn(timedelta(days=29))
    assert len((await kept(rig)).of(Standing.ABSENT)) == 1
    await rig.turn(timedelta(days=3))
    assert (await kept(rig)).of(Standing.ABSENT) == []
    await rig.close()


# --- letting in ---


async def test_the_room_code_goes_to_players_only_and_in_private(rig: Rig) -> None:
    sari = await planned(rig)
    (bimo,), rara = await joined(rig, "Bimo"), rig.person("Rara", on="telegram")
    await rara.presses("mabar-maybe", "lobby")
    await press(sari, "set_code", 1)
    await sari.says("RAHASIA77", "lobby", to_bot=True)
    assert sari.last.key == "mabar-secrets-sent"
    assert (told(rig, bimo), told(rig, rara)) == (["mabar-secret-code"], [])
    assert bimo.told.value("code") == "RAHASIA77"
    shown = [seen.text for on in ("telegram", "discord") for seen in rig.room("lobby", on)]
    assert not [text for text in shown if "RAHASIA77" in text]
    (aloud,) = [seen for seen in rig.room("lobby", "telegram") if seen.key == "mabar-secrets-aloud"]
    assert aloud.message.pings == (sari.account.id,)
    await sari.presses("mabar-secrets", "lobby")
    assert rig.room("lobby", "telegram")[-1].key == "house-private-only", (
        "where others would see it, the way to a private chat is shown"
    )
    await sari.says("/start mabar-masuk")
    assert sari.last.value("code") == "RAHASIA77"
    count = len(rig.room("lobby", "telegram"))
    await sari.presses_ticket(rig.card("lobby", "telegram", "mabar-roster").ticket("mabar-secrets"), "lobby")
    assert sari.last.value("code") == "RAHASIA77"
    assert len(rig.room("lobby", "telegram")) == count, "nobody else sees it"
    await rara.says("/start")
    await rara.says("/mabar masuk 1")
    assert rara.last.key == "mabar-secrets-players"
    await rig.turn(timedelta(hours=10))
    assert (await kept(rig)).code == "", "deleted when it is over"


async def test_a_voice_room_by_hand_or_by_a_plugin(rig: Rig) -> None:
    sari = await planned(rig)
    (bimo,) = await joined(rig, "Bimo")
    await press(sari, "set_voice", 1)
    await sari.says("ruang sebelah", "lobby", to_bot=True)
    assert sari.last.keys[0] == "mabar-no-address"
    await sari.says("https://voice.example/1", "lobby", to_bot=True)
    assert told(rig, bimo) == ["mabar-secret-voice"]
    voice.append("https://voice.example/2")
    await press(sari, "resize", 1, 4)
    assert (await kept(rig)).voice == "https://voice.example/2"
    assert bimo.told.value("link") == "https://voice.example/2"
    await press(sari, "set_code", 1, "77")
    await bimo.presses("mabar-secrets", "lobby")
    assert bimo.last.keys == ["mabar-secret-code", "mabar-secret-voice"]
