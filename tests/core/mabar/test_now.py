"""To play right now: people of both platforms are brought together, it begins, one drops out, another comes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from core.kit import Plugin, Settings
from core.mabar import Ended, Starting, mabar
from core.mabar.plugin import MabarSettings
from core.members import members
from tests.core.mabar.playing import AT_ONCE, LANGS, kept, keys, opened, person_of, press, seats, told
from tests.rig import Rig, Who

MINUTE = timedelta(minutes=1)
heard: list[object] = []
listening = Plugin("listening", Settings)
"""A plugin that wants to know."""


@listening.on(Starting)
async def starting(ctx: object, signal: Starting) -> None:
    heard.append(signal)


@listening.on(Ended)
async def ended(ctx: object, signal: Ended) -> None:
    heard.append(signal)


@pytest.fixture(params=LANGS)
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    heard.clear()
    plugins = [(mabar, MabarSettings(**AT_ONCE)), members, listening]
    rig = await Rig.open(plugins, lang=request.param)
    yield rig
    await rig.close()


async def looking(rig: Rig, line: str = "ff 3") -> Who:
    sari = rig.person("Sari", on="telegram")
    await sari.says(f"/mabar sekarang {line}", "lobby")
    assert sari.last.key == "mabar-looking"
    return sari


async def test_people_of_both_platforms_fill_one_and_it_begins(rig: Rig) -> None:
    sari = await looking(rig)
    assert sari.last.value("until") == rig.now + 45 * MINUTE
    bimo, tono = rig.person("Bimo", on="discord"), rig.person("Tono", on="discord")
    await bimo.calls("mabar sekarang", "lobby", game="free fire")
    assert (bimo.last.key, bimo.last.value("free")) == ("mabar-joined-now", 1)
    assert seats(rig, "telegram", "mabar-pool") == ["Sari", "Bimo"]
    assert heard == []
    await tono.presses("mabar-join", "lobby")
    session = await kept(rig)
    assert (session.begun, session.at, session.taken) == (True, rig.now, 3)
    assert told(rig, bimo) == told(rig, tono) == ["mabar-formed"]
    assert rig.room("lobby", "telegram")[-1].message.pings == (sari.account.id,)
    (signal,) = heard
    assert isinstance(signal, Starting) and len(signal.players) == 3
    assert seats(rig) == ["Sari", "Bimo", "Tono"]


async def test_begun_with_fewer_then_one_goes_and_another_comes(rig: Rig) -> None:
    sari = await looking(rig, "ff 4")
    await press(sari, "start", 1)
    assert sari.last.key == "mabar-alone"
    bimo, tono = rig.person("Bimo", on="discord"), rig.person("Tono", on="discord")
    await bimo.presses("mabar-join", "lobby")
    await press(tono, "start", 1)
    assert tono.last.key == "mabar-host-only", "only those who are in it begin"
    await bimo.presses("mabar-start", "lobby")
    assert "mabar-started" in [seen.key for seen in bimo.answers]
    assert told(rig, bimo) == ["mabar-formed"]
    await press(bimo, "start", 1)
    assert bimo.last.key == "mabar-begun-already"
    await bimo.presses("mabar-leave", "lobby")
    await tono.presses("mabar-join", "lobby")
    assert seats(rig) == ["Sari", "Tono"]
    await rig.turn(61 * MINUTE)
    assert keys(rig).count("mabar-roster-over") == 1
    assert [type(one) for one in heard] == [Starting, Ended]


async def test_more_are_called_for_once_in_a_while(rig: Rig) -> None:
    sari = await looking(rig, "ff 4")
    bimo = rig.person("Bimo", on="discord")
    await bimo.presses("mabar-join", "lobby")
    await bimo.presses("mabar-start", "lobby")
    await bimo.presses("mabar-call", "lobby")
    assert (bimo.last.key, bimo.last.value("free")) == ("mabar-called", 2)
    assert keys(rig)[-1] == keys(rig, "telegram")[-1] == "mabar-need"
    await press(sari, "call", 1)
    assert sari.last.key == "mabar-called-already"
    await rig.turn(10 * MINUTE)
    await press(sari, "call", 1)
    assert sari.last.key == "mabar-called"
    await press(rig.person("Eve", on="discord"), "call", 1)
    assert keys(rig).count("mabar-need") == 2


async def test_nobody_found_in_time_is_said_kindly(rig: Rig) -> None:
    sari = await looking(rig)
    ticket = rig.card("lobby", "discord", "mabar-pool").ticket("mabar-join")
    await rig.turn(44 * MINUTE)
    await rig.restart()
    await rig.turn(2 * MINUTE)
    assert rig.room("lobby", "telegram")[-1].key == "mabar-not-found-aloud"
    assert rig.room("lobby", "telegram")[-1].message.pings == (sari.account.id,)
    assert rig.card("lobby", "discord", "mabar-pool-over").labels == []
    bimo = rig.person("Bimo", on="discord")
    await bimo.presses_ticket(ticket, "lobby")
    assert bimo.last.key == "mabar-over"
    assert heard == []


async def test_one_that_everybody_left_is_over(rig: Rig) -> None:
    sari = await looking(rig)
    await sari.presses("mabar-leave", "lobby")
    assert rig.card("lobby", "discord", "mabar-pool-over").labels == []
    await sari.says("/mabar sekarang ff", "lobby")
    assert sari.last.key == "mabar-looking"


async def test_asked_twice_one_is_in_it_once(rig: Rig) -> None:
    sari = await looking(rig)
    await sari.says("/mabar sekarang ff", "lobby")
    assert sari.last.key == "mabar-already-looking"
    assert keys(rig).count("mabar-pool") == 1


async def test_who_is_kept_apart_looks_by_themselves(rig: Rig) -> None:
    sari, bimo = await looking(rig), rig.person("Bimo", on="discord")
    await bimo.calls("bahasa", language="id")
    mine, theirs = await person_of(rig, sari), await person_of(rig, bimo)
    await rig.database.write(lambda db: rig.engine.directory(db).block(mine, theirs, on=True))
    await bimo.calls("mabar sekarang", "lobby", game="ff")
    assert bimo.last.key == "mabar-looking"
    tono = rig.person("Tono", on="telegram")
    await tono.says("/mabar sekarang ff", "lobby")
    assert [len((await kept(rig, id_)).seats) for id_ in (1, 2)] == [2, 1]


# --- alerts ---


async def alerted(rig: Rig, name: str, game: str = "ff") -> Who:
    who = rig.person(name, on="discord")
    await who.calls("mabar kabari", game=game)
    assert who.last.key == "mabar-alerts"
    return who


async def test_whoever_wants_to_know_is_told_once(rig: Rig) -> None:
    bimo, tono = await alerted(rig, "Bimo"), await alerted(rig, "Tono", "ml")
    sari = await looking(rig, "ff 4")
    assert (told(rig, bimo), told(rig, tono)) == (["mabar-alert"], [])
    await sari.says("/mabar sekarang ml", "lobby")
    assert told(rig, tono) == ["mabar-alert"]
    await press(sari, "call", 1)
    assert told(rig, bimo) == ["mabar-alert"], "once for each search"
    await bimo.presses_ticket(bimo.told.ticket("mabar-join"))
    assert seats(rig, "telegram", "mabar-pool") != []
    assert len((await kept(rig)).seats) == 2


async def test_not_told_any_more(rig: Rig) -> None:
    bimo = await alerted(rig, "Bimo")
    await bimo.calls("mabar kabari")
    await bimo.presses("mabar-alert-off")
    assert bimo.last.key == "mabar-alerts-none"
    await looking(rig)
    assert told(rig, bimo) == []


async def test_one_more_game_by_its_button(rig: Rig) -> None:
    bimo = await alerted(rig, "Bimo")
    await bimo.presses("mabar-alert-on")
    await bimo.fills(game="valo")
    assert [one.values["text"] for one in bimo.last.value("games")] == ["Free Fire", "Valorant"]


async def test_nobody_is_told_in_their_quiet_hours_nor_while_they_pause(rig: Rig) -> None:
    bimo, tono, rara = await alerted(rig, "Bimo"), await alerted(rig, "Tono"), await alerted(rig, "Rara")
    await tono.calls("jeda")
    await rara.calls("mabar pengingat")
    await rara.presses("mabar-quiet-choose")
    await rara.fills(hours="11-13")
    await looking(rig)
    assert [told(rig, one) for one in (bimo, tono, rara)] == [["mabar-alert"], [], []]


async def test_at_night_nobody_is_told_unless_they_choose() -> None:
    rig = await opened(quiet="22:00-07:00")
    bimo, tono = await alerted(rig, "Bimo"), await alerted(rig, "Tono")
    await tono.calls("mabar pengingat")
    await tono.presses("mabar-quiet-off")
    await rig.turn(timedelta(hours=11))
    await looking(rig)
    assert (told(rig, bimo), told(rig, tono)) == ([], ["mabar-alert"])
    await rig.close()
