"""What goes wrong on the way: repeated events, floods, cuts, lost answers, broken servers, a full disk, a crowd."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from typing import Any

from house_wire import Build, House
from reading_wire import begins, data_of, say, toast
from screens_wire import until
from sqlalchemy import Connection

ML = "Mobile Legends"


async def test_a_repeated_update_does_nothing_twice(house: House) -> None:
    sari, rara = house.thumb("Sari"), house.thumb("Rara")
    await house.plan(sari)
    await house.settle()
    for _ in range(3):
        assert house.tg.redeliver()
        await house.settle()
    await house.press(rara, "mabar-join")
    await house.seated("Sari", "Rara")
    polls = house.tg.calls["getUpdates"]
    assert house.tg.redeliver()
    await until(lambda: house.tg.calls["getUpdates"] > polls)
    await house.settle()
    await house.seated("Sari", "Rara")
    await house.restart()
    assert house.tg.redeliver()
    await house.press(rara, "mabar-leave")
    await house.seated("Sari")
    assert (house.rows("mabar_session"), len(house.cards_tg())) == (1, 1)
    assert len([one for one in house.said_tg() if "reply_to_message" in one]) == 1


async def test_a_repeated_interaction_does_nothing_twice(house: House) -> None:
    bimo, sari = house.gamer("Bimo"), house.thumb("Sari")
    planned = await house.slash(bimo, "mabar ajak", game="ml", when="27 november 2026 jam 20.00", slots=2)
    house.dc.redeliver(planned)
    await house.seated("Bimo")
    await house.press(sari, "mabar-join")
    left = await house.press(bimo, "mabar-leave")
    house.dc.redeliver(left)
    joined = await house.press(bimo, "mabar-join")
    house.dc.redeliver(left)
    house.dc.redeliver(joined)
    again = await house.press(bimo, "mabar-join")
    assert house.shown(again).startswith(begins("mabar-already-in", game=ML))
    await house.seated("Sari", "Bimo")
    assert (house.rows("mabar_session"), len(house.cards_dc())) == (1, 1)
    assert len(joined.messages) == len(planned.messages) == 1


async def test_a_storm_of_429_loses_nothing(house: House) -> None:
    sari, bimo = house.thumb("Sari"), house.gamer("Bimo")
    house.fault("telegram", "status", "sendMessage", 2, status=429, retry_after=1)
    house.fault("telegram", "status", "editMessageText", 1, status=429, retry_after=1)
    house.fault("discord", "status", "POST /channels/*/messages", 2, status=429, retry_after=1)
    house.fault("discord", "status", "PATCH /channels/*/messages/*", 1, status=429, retry_after=1)
    house.fault("discord", "status", "POST /interactions/*", 1, status=429, retry_after=1)
    house.tg.write(sari, house.group, "/mabar ml 27 november 2026 jam 20.00 2")
    house.tg.write(sari, house.group, "/dadu 2d6")
    await house.seated("Sari")
    joined = await house.press(bimo, "mabar-join")
    assert house.shown(joined).startswith(begins("mabar-joined", game=ML))
    await house.seated("Sari", "Bimo")
    await house.settle()
    assert not house.tg.faults.ordered and not house.dc.faults.ordered
    assert house.rows("outbox") == 0
    assert [len(house.cards_tg()), len(house.cards_dc())] == [1, 1]
    dice = [one["text"] for one in house.said_tg() if "2d6" in one["text"]]
    assert len(dice) == len([one for one in house.said_dc() if "2d6" in one["content"]]) == 1


async def test_a_cut_gateway_that_resumes_replays_the_press(house: House) -> None:
    sari, bimo = house.thumb("Sari"), house.gamer("Bimo")
    await house.plan(sari)
    assert house.dc.cut() == 1
    joined = await house.press(bimo, "mabar-join")
    assert house.shown(joined).startswith(begins("mabar-joined", game=ML))
    await house.seated("Sari", "Bimo")
    assert house.dc.gateway.resumed == 1


async def test_a_cut_gateway_that_cannot_resume_fails_visibly_and_goes_on(house: House) -> None:
    sari, bimo = house.thumb("Sari"), house.gamer("Bimo")
    await house.plan(sari)
    card = house.card_dc()
    assert card
    identified = house.dc.gateway.identified
    house.dc.cut(resumable=False)
    lost = house.dc.press(bimo, card["id"], say("mabar-join"))
    await until(lambda: house.dc.gateway.identified > identified)
    assert (await lost.shown()).failed
    joined = await house.press(bimo, "mabar-join")
    assert house.shown(joined).startswith(begins("mabar-joined", game=ML))
    await house.seated("Sari", "Bimo")


async def test_cut_polls_lose_no_press(house: House) -> None:
    sari, rara = house.thumb("Sari"), house.thumb("Rara")
    await house.plan(sari)
    house.fault("telegram", "cut", "getUpdates")
    house.fault("telegram", "drop", "getUpdates", 2)
    house.fault("telegram", "cut", "answerCallbackQuery")
    pressed = asyncio.create_task(house.press(rara, "mabar-join"))
    await house.seated("Sari", "Rara")
    await until(lambda: not house.tg.faults.ordered)
    # the toast could not be given; what it said comes as a message
    joined = begins("mabar-joined", game=ML)
    await until(lambda: pressed.done() or any(one["text"].startswith(joined) for one in house.said_tg()))
    pressed.cancel()
    await house.settle()
    assert house.rows("mabar_seat") == 2


async def test_a_lost_answer_doubles_one_message_at_most_and_no_card(house: House) -> None:
    sari, bimo = house.thumb("Sari"), house.gamer("Bimo")
    house.fault("telegram", "drop", "sendMessage", 2)
    house.fault("discord", "drop", "POST /channels/*/messages", 2)
    await house.plan(sari)
    await house.press(bimo, "mabar-join")
    await house.seated("Sari", "Bimo")
    house.fault("telegram", "drop", "editMessageText")
    house.fault("discord", "drop", "PATCH /channels/*/messages/*")
    await house.press(bimo, "mabar-leave")
    await house.seated("Sari")
    await house.settle()
    assert len(house.cards_dc()) == 1, "Discord knows the nonce"
    assert len(house.called("discord", "POST /messages$")) >= 2
    # Telegram has no such key: each lost answer repeats what was sent once more, and only the last is the card
    assert len(house.cards_tg()) + len([one for one in house.said_tg() if "reply_to_message" in one]) <= 4
    assert house.rows("card") == 2 and house.rows("outbox") == 0


async def test_broken_servers_hold_things_up_and_lose_nothing(house: House) -> None:
    sari, bimo = house.thumb("Sari"), house.gamer("Bimo")
    house.fault("telegram", "status", "sendMessage", 3, status=500)
    house.fault("telegram", "status", "getUpdates", 2, status=502)
    house.fault("telegram", "status", "editMessageText", 1, status=502)
    house.fault("discord", "status", "POST /channels/*/messages", 1, status=502)
    house.fault("discord", "status", "PATCH /channels/*/messages/*", 1, status=500)
    house.fault("discord", "status", "POST /interactions/*", 1, status=503)
    await house.plan(sari)
    joined = await house.press(bimo, "mabar-join")
    assert house.shown(joined).startswith(begins("mabar-joined", game=ML))
    await house.seated("Sari", "Bimo")
    await house.settle()
    assert not house.tg.faults.ordered and not house.dc.faults.ordered
    assert (len(house.cards_tg()), len(house.cards_dc()), house.rows("outbox")) == (1, 1, 0)


async def test_a_full_database_is_said_kindly_and_works_again_later(house: House) -> None:
    house.errors |= {"batch not kept", "updates_not_kept"}
    sari, bimo = house.thumb("Sari"), house.gamer("Bimo")
    await house.plan(sari)
    await house.settle()
    assert house.community is not None
    database = house.community.database

    def pages(connection: Connection, most: str) -> int:
        count = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        return connection.exec_driver_sql(f"PRAGMA max_page_count={most or count}").scalar_one()

    await database.reshape(lambda connection: pages(connection, ""))
    planned = 0
    while True:
        answer = await house.slash(bimo, "mabar ajak", game="roblox", when="27 november 2026 jam 20.00", note="x" * 190)
        if house.shown(answer) == say("house-unkept"):
            break
        assert house.shown(answer).startswith(begins("mabar-planned", game="Roblox", slots=6))
        planned += 1
    house.tg.write(sari, house.group, f"/mabar pubg 27 november 2026 jam 20.00 2 {'y' * 190}")
    await until(lambda: house.log.getvalue().count("updates_not_kept") >= 2)
    assert house.card_tg(game="PUBG Mobile") is None
    await database.reshape(lambda connection: pages(connection, "1000000"))
    await house.seated("Sari", game="PUBG Mobile")
    again = await house.slash(bimo, "mabar ajak", game="valo", when="27 november 2026 jam 20.00")
    assert house.shown(again).startswith(begins("mabar-planned", game="Valorant", slots=5))
    await house.settle()
    assert house.rows("mabar_session") == planned + 3
    assert house.rows("outbox") == 0


async def test_a_disk_that_is_slow_makes_nobody_see_a_failure(house: House) -> None:
    sari, bimo = house.thumb("Sari"), house.gamer("Bimo")
    await house.plan(sari)
    await house.settle()
    assert house.community is not None
    free, card = threading.Event(), house.card_dc()
    assert card
    busy = asyncio.create_task(house.community.database.reshape(lambda _: free.wait(60)))
    try:
        pressed = house.dc.press(bimo, card["id"], say("mabar-join"))
        command = house.dc.slash(
            bimo, house.channel, "mabar ajak", {"game": "pubg", "when": "27 november 2026 jam 20.00"}
        )
        await pressed.answered()
        await command.answered()
        assert not pressed.failed and not command.failed
        assert not command.settled, "it is still thinking"
    finally:
        free.set()
    assert await busy
    await command.shown()
    assert house.shown(command).startswith(begins("mabar-planned", game="PUBG Mobile", slots=4))
    await house.seated("Sari", "Bimo", game=ML)
    await house.seated("Bimo", game="PUBG Mobile")
    assert len([one for one in pressed.messages if one.visible_to == bimo.id]) == 1


async def test_stopped_under_load_no_press_is_lost_or_counted_twice(build: Build) -> None:
    house = await build()
    host = house.thumb("Tuan Rumah")
    thumbs = [house.thumb(f"Jempol {number}") for number in range(60)]
    await house.up()
    await house.plan(host, "ml 27 november 2026 jam 20.00 20")
    await house.settle()
    card = house.card_tg()
    assert card
    taps: list[asyncio.Task[Any]] = []
    for at, one in enumerate(thumbs):
        ticket = data_of(card, say("mabar-join"))
        taps.append(asyncio.create_task(house.tg.forge_press(one, house.group, card["message_id"], ticket)))
        if at % 15 == 7:
            await until(lambda: house.rows("mabar_seat") > 1)
            await house.restart()
    updates = house.tg.world.updates
    await until(lambda: not updates.pending)
    await until(lambda: len(house.seats_tg()) == len(house.seats_dc()) == 20)
    assert house.seats_tg() == ["Tuan Rumah", *[f"Jempol {number}" for number in range(19)]]
    await house.settle()
    # one mark for each press, one for the command, and one for each of them who came into the group before
    marks = (len(thumbs) + 1) + (len(thumbs) + 1)
    assert house.query("SELECT count(*) FROM inbox WHERE platform = 'telegram'") == [(marks,)]
    for tap in taps:
        tap.cancel()


async def test_a_hundred_at_once_get_as_many_seats_as_there_are(build: Build) -> None:
    house = await build(limits=True, pacers=lambda: None)
    host = house.gamer("Tuan Rumah")
    thumbs = [house.thumb(f"Jempol {number}") for number in range(50)]
    gamers = [house.gamer(f"Gamer {number}", username=f"gamer{number}") for number in range(50)]
    await house.up()
    await house.slash(host, "mabar ajak", game="ml", when="27 november 2026 jam 20.00", slots=20)
    await house.seated("Tuan Rumah")
    left, right = house.card_tg(), house.card_dc()
    assert left and right
    clicks = [house.dc.press(one, right["id"], say("mabar-join")) for one in gamers]
    ticket = data_of(left, say("mabar-join"))
    taps = await asyncio.gather(*[house.tg.forge_press(one, house.group, left["message_id"], ticket) for one in thumbs])
    for click in clicks:
        await click.shown()
    full, joined = say("mabar-full", game=ML, slots=20), begins("mabar-joined", game=ML)
    heard = [toast(tap) for tap in taps] + [house.shown(click) for click in clicks]
    counted = Counter("full" if one == full else "in" if one.startswith(joined) else one for one in heard)
    assert counted == {"in": 19, "full": 81}
    assert house.rows("mabar_seat") == 20
    await until(lambda: len(house.seats_tg()) == len(house.seats_dc()) == 20, seconds=30)
    assert house.seats_tg() == house.seats_dc()
    await house.settle()
    edits = (
        len(house.called("telegram", "editMessageText")),
        len(house.called("discord", r"PATCH /channels/\d+/messages/")),
    )
    assert max(edits) <= 10, edits
    assert not house.tg.limits.refused and not house.dc.limits.refused  # type: ignore[union-attr]
    assert not any(click.failed for click in clicks)
