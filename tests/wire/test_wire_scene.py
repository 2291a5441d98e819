"""The scene a community lives: planned on Telegram, joined from Discord, refused, noted, left and reminded of."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from checks_wire import conform, unchecked
from house_wire import Build, House
from reading_wire import JAKARTA, Literal, begins, labels, say, toast
from screens_wire import Json, until

WHEN = datetime(2026, 11, 27, 20, 0, tzinfo=JAKARTA)
ML = "Mobile Legends"


async def test_one_mabar_is_seen_and_joined_from_both_sides(house: House) -> None:
    sari, rara = house.thumb("Sari"), house.thumb("Rara")
    bimo, tono = house.gamer("Bimo"), house.gamer("Tono")
    answer = await house.writes(sari, "/mabar ml jumat 27 november jam 8 malem 3 santai ya")
    assert answer["text"] == say("mabar-planned", game=ML, when=WHEN, slots=3)
    await house.seated("Sari", game=ML)
    card, other = house.card_tg(), house.card_dc()
    assert card and other
    told = [one for one in card["entities"] if one["type"] == "date_time"]
    assert [one["unix_time"] for one in told] == [int(WHEN.timestamp())]
    assert Literal.of(other["embeds"][0]["description"]).times == (int(WHEN.timestamp()),)
    assert say("mabar-roster-note", note="santai ya") in card["text"].splitlines()

    joined = await house.press(bimo, "mabar-join")
    assert house.shown(joined).startswith(begins("mabar-joined", game=ML))
    await house.seated("Sari", "Bimo")
    note = await house.press(bimo, "mabar-note")
    assert note.modal is not None
    noted = await house.dc.submit(bimo, note, {"text": "telat 10 menit"}).shown()
    assert house.shown(noted) == say("mabar-noted")
    await house.seated("Sari", "Bimo (telat 10 menit)")

    assert toast(await house.press(rara, "mabar-join")) == say("mabar-joined", game=ML, when=WHEN)
    await house.seated("Sari", "Bimo (telat 10 menit)", "Rara")
    full = say("mabar-full", game=ML, slots=3)
    refused = await house.press(tono, "mabar-join")
    assert house.shown(refused) == full
    assert refused.original and refused.original.visible_to == tono.id
    late = house.thumb("Ujang")
    assert toast(await house.press(late, "mabar-join")) == full

    assert toast(await house.press(rara, "mabar-leave")) == say("mabar-left", game=ML)
    await house.press(tono, "mabar-join")
    await house.seated("Sari", "Bimo (telat 10 menit)", "Tono")
    assert len(house.cards_tg()) == len(house.cards_dc()) == 1
    await house.settle()
    assert house.rows("outbox") == 0


async def test_a_note_is_asked_for_on_telegram_by_a_question(house: House) -> None:
    sari = house.thumb("Sari")
    await house.plan(sari)
    await house.press(sari, "mabar-note")
    asked = await house.question()
    assert say("house-ask-footer") in asked["text"]
    # talk that is no reply to it is none of the bot's business
    house.tg.write(sari, house.group, "siapa yang ikut nih")
    answer = await house.writes(sari, "bawa headset", reply_to=asked["message_id"])
    assert answer["text"] == say("mabar-noted")
    await house.seated("Sari (bawa headset)")
    assert house.rows("question") == 0


async def test_the_reminder_comes_once_to_both_rooms(house: House) -> None:
    sari, bimo = house.thumb("Sari"), house.gamer("Bimo")
    await house.plan(sari, "ml 24 november 2026 jam 9 malem 3")
    await house.press(bimo, "mabar-join")
    await house.seated("Sari", "Bimo")
    start = begins("mabar-reminder", game=ML, who=[], free=1)

    def reminders() -> tuple[list[Json], list[Json]]:
        left = [one for one in house.said_tg() if one["text"].startswith(start)]
        return left, [one for one in house.said_dc() if Literal.of(one["content"]).text.startswith(start)]

    house.turn(timedelta(hours=8, minutes=20))
    await house.settle()
    assert reminders() == ([], [])
    house.turn(timedelta(minutes=10))
    await until(lambda: all(reminders()))
    left, right = reminders()
    assert "Sari" in left[0]["text"] and "Bimo" in left[0]["text"]
    pinged = [one["user"]["id"] for one in left[0]["entities"] if one["type"] == "text_mention"]
    assert pinged == [sari]
    assert right[0]["mentions"] == [], "whoever may be written to is told in private"
    told = await until(lambda: house.dc.dms(bimo))
    assert Literal.of(told[-1]["content"]).text.startswith(begins("mabar-nudge", game=ML))
    await house.restart()
    house.turn(timedelta(minutes=20))
    await house.settle()
    assert [len(side) for side in reminders()] == [1, 1]
    house.turn(timedelta(hours=2))
    await until(
        lambda: (
            house.cards_tg(title="mabar-roster-over", game=ML) and house.cards_dc(title="mabar-roster-over", game=ML)
        )
    )
    assert labels(house.cards_tg(title="mabar-roster-over", game=ML)[0]) == []
    assert labels(house.cards_dc(title="mabar-roster-over", game=ML)[0]) == []


async def test_the_reminder_rings_by_the_real_alarm_clock(build: Build) -> None:
    due = datetime.now(UTC) + timedelta(seconds=3)
    at = (due + timedelta(hours=1, minutes=1)).astimezone(JAKARTA).replace(second=0, microsecond=0)
    before = int((at - due).total_seconds())
    house = await build(more=f'[core.mabar]\npreview = false\nremind_before = "{before}s"', real_time=True)
    sari = house.thumb("Sari")
    await house.up()
    # in the morning an hour alone could be one of the evening, too, and would be asked about
    part = "pagi" if 1 <= at.hour <= 10 else "siang" if at.hour in (11, 12) else ""
    await house.plan(sari, f"ml {at:%d-%m-%Y} jam {at:%H.%M} {part} 2")
    start = begins("mabar-reminder", game=ML, who=[], free=1)
    await until(lambda: any(one["text"].startswith(start) for one in house.said_tg()))
    await until(lambda: any(Literal.of(one["content"]).text.startswith(start) for one in house.said_dc()))


async def test_stopped_and_started_again_in_the_middle(house: House) -> None:
    sari, rara, bimo = house.thumb("Sari"), house.thumb("Rara"), house.gamer("Bimo")
    await house.plan(sari)
    house.dc.press(bimo, house.card_dc()["id"], say("mabar-join"))  # type: ignore[index]
    await house.seated("Sari", "Bimo")
    await house.press(rara, "mabar-note")
    await house.press(sari, "mabar-note")
    asked = await house.question()
    opened = await house.press(bimo, "mabar-note")
    await house.down()
    # what happens meanwhile on Telegram waits there; on Discord nobody answers, and the app says so
    house.tg.write(sari, house.group, "bawa camilan", reply_to=asked["message_id"])
    await house.up()
    await house.seated("Sari (bawa camilan)", "Bimo")
    filled = await house.dc.submit(bimo, opened, {"text": "pakai tank"}).shown()
    assert house.shown(filled) == say("mabar-noted")
    assert toast(await house.press(rara, "mabar-join")) == say("mabar-joined", game=ML, when=WHEN)
    await house.seated("Sari (bawa camilan)", "Bimo (pakai tank)", "Rara")
    assert len(house.cards_tg()) == len(house.cards_dc()) == 1


async def test_a_question_in_private_is_answered_there(house: House) -> None:
    sari = house.thumb("Sari", start=True)
    await house.plan(sari)
    await house.press(sari, "mabar-note")
    asked = await house.question(sari)
    answer = await house.writes(sari, "bawa headset", sari)
    assert answer["text"] == say("mabar-noted")
    await house.seated("Sari (bawa headset)")
    assert asked


async def test_a_mabar_planned_in_private_is_shown_in_the_room_that_config_names(build: Build) -> None:
    house = await build(more='[core.mabar]\npreview = false\nroom = "lobby"')
    sari, bimo = house.thumb("Sari", start=True), house.gamer("Bimo")
    await house.up()
    answer = await house.writes(sari, "/mabar ml 27 november 2026 jam 20.00 2", sari)
    assert answer["text"] == say("mabar-planned", game=ML, when=WHEN, slots=2)
    await house.seated("Sari")
    opened = await house.dc.slash(bimo, "dm", "mabar ajak", {"game": "pubg"}).shown()
    planned = await house.dc.submit(bimo, opened, {"when": "27 november 2026 jam 20.00"}).shown()
    assert house.shown(planned).startswith(begins("mabar-planned", game="PUBG Mobile", slots=4))
    await house.seated("Bimo", game="PUBG Mobile")


async def test_the_checks_of_every_run_see_what_is_wrong(house: House) -> None:
    if why := unchecked():
        pytest.skip(f"not checked against the official specifications: {why}")
    sari = house.thumb("Sari")
    await house.plan(sari)
    good = {"telegram": house.called("telegram", "sendMessage"), "discord": house.called("discord", "POST /messages$")}
    assert conform(good) == ""
    call, post = good["telegram"][0], good["discord"][0]
    assert "unknown field" in conform({"telegram": [{**call, "params": {**call["params"], "chat": 1}}], "discord": []})
    assert "content" in conform({"telegram": [], "discord": [{**post, "body": {**post["body"], "content": ["a"]}}]})
    kept = house.log.tell()
    house.log.write(f'{{"level": "info", "event": "Sari", "id": {sari}}}\n')
    with pytest.raises(AssertionError, match="in the logs"):
        house.check_logs()
    house.log.truncate(kept)
    house.log.seek(kept)
