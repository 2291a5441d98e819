"""Places that change: topics, a group that becomes a supergroup, deleted cards, doors that close, webhook mode."""

from __future__ import annotations

import socket

from house_wire import Build, House
from reading_wire import begins, data_of, say, toast
from screens_wire import until

ML = "Mobile Legends"


async def test_a_room_that_is_a_topic(build: Build) -> None:
    house = await build(forum=True)
    topic, other = house.tg.add_topic(house.group, "mabar"), house.tg.add_topic(house.group, "berita")
    house.room_topic = str(topic)
    sari, bimo = house.thumb("Sari"), house.gamer("Bimo")
    await house.up()
    answer = await house.writes(sari, "/mabar ml 27 november 2026 jam 20.00 2", topic=topic)
    assert answer["message_thread_id"] == topic
    await house.seated("Sari")
    await house.press(bimo, "mabar-join")
    await house.seated("Sari", "Bimo")
    assert house.card_tg()["message_thread_id"] == topic  # type: ignore[index]
    await house.press(sari, "mabar-note")
    asked = await house.question()
    assert asked["message_thread_id"] == topic
    noted = await house.writes(sari, "siap", reply_to=asked["message_id"], topic=topic)
    assert noted["text"] == say("mabar-noted")
    await house.seated("Sari (siap)", "Bimo")
    elsewhere = await house.writes(sari, "/mabar ml 27 november 2026 jam 20.00", topic=other)
    assert (elsewhere["text"], elsewhere["message_thread_id"]) == (say("mabar-no-room"), other)
    dice = house.tg.write(sari, house.group, "/dadu", topic=topic)
    thrown = await until(lambda: [one for one in house.said_tg() if one["message_id"] > dice["message_id"]])
    assert thrown[0]["message_thread_id"] == topic


async def test_the_card_goes_on_in_the_supergroup_that_the_group_became(build: Build) -> None:
    house = await build(supergroup=False)
    sari, bimo, rara = house.thumb("Sari"), house.gamer("Bimo"), house.thumb("Rara")
    await house.up()
    await house.plan(sari)
    house.group = house.tg.upgrade_to_supergroup(house.group)
    await house.press(bimo, "mabar-join")
    await house.seated("Sari", "Bimo")
    await house.press(rara, "mabar-join")
    await house.seated("Sari", "Bimo", "Rara")
    house.tg.write(sari, house.group, "/dadu 4d6")  # it is still the room that it was
    await until(lambda: [one for one in house.said_dc() if "4d6" in one["content"]])
    await until(lambda: [one for one in house.said_tg() if "4d6" in one["text"]])
    await house.restart()  # config still names the old group
    tono = house.gamer("Tono")
    await house.press(bimo, "mabar-leave")
    await house.press(tono, "mabar-join")
    await house.seated("Sari", "Rara", "Tono")
    assert len(house.cards_tg()) == 1
    house.tg.write(sari, house.group, "/dadu 5d6")
    await until(lambda: [one for one in house.said_tg() if "5d6" in one["text"]])
    await house.writes(sari, "/mabar pubg 27 november 2026 jam 20.00 2")
    await house.seated("Sari", game="PUBG Mobile")


async def test_the_group_became_a_supergroup_while_nobody_listened(build: Build) -> None:
    house = await build(supergroup=False)
    sari, bimo = house.thumb("Sari"), house.gamer("Bimo")
    await house.up()
    await house.plan(sari)
    await house.settle()
    # the bot learns of it from a refused delivery only: the update is confirmed unseen
    await house.down()
    house.group = house.tg.upgrade_to_supergroup(house.group)
    house.tg.world.updates.clear()
    await house.up()
    await house.slash(bimo, "dadu", dice="3d6")
    await until(lambda: any("3d6" in one["text"] for one in house.said_tg()))
    await house.press(bimo, "mabar-join")
    await house.seated("Sari", "Bimo")
    await house.settle()
    assert house.rows("outbox") == 0


async def test_a_deleted_card_comes_anew_at_the_next_change(house: House) -> None:
    sari, bimo, rara = house.thumb("Sari"), house.gamer("Bimo"), house.thumb("Rara")
    await house.plan(sari)
    left, right = house.card_tg(), house.card_dc()
    assert left and right
    house.tg.delete(house.owner, house.group, left["message_id"])
    house.dc.erase(house.boss, right["id"])
    assert house.card_tg() is house.card_dc() is None
    # an app that had the card open still sends a press of the message that is gone
    pressed = await house.tg.forge_press(rara, house.group, left["message_id"], data_of(left, say("mabar-join")))
    assert toast(pressed).startswith(begins("mabar-joined", game=ML))
    await house.seated("Sari", "Rara")
    await house.press(bimo, "mabar-join")
    await house.seated("Sari", "Rara", "Bimo")
    assert len(house.cards_tg()) == len(house.cards_dc()) == 1


async def test_thrown_out_of_the_group_the_bot_goes_on_elsewhere(house: House) -> None:
    sari, bimo, tono = house.thumb("Sari"), house.gamer("Bimo"), house.gamer("Tono")
    await house.plan(sari)
    house.tg.kick_bot(house.group)
    joined = await house.press(bimo, "mabar-join")
    assert house.shown(joined).startswith(begins("mabar-joined", game=ML))
    await until(lambda: house.seats_dc() == ["Sari", "Bimo"])
    await house.settle()
    assert house.rows("outbox") == 0
    planned = await house.slash(tono, "mabar ajak", game="pubg", when="27 november 2026 jam 20.00")
    assert house.shown(planned).startswith(begins("mabar-planned", game="PUBG Mobile", slots=4))
    await until(lambda: house.seats_dc(game="PUBG Mobile") == ["Tono"])
    house.tg.add_bot(house.group)
    await house.writes(sari, "/mabar roblox 27 november 2026 jam 20.00")
    await house.seated("Sari", game="Roblox")


async def test_the_channel_is_gone_and_the_group_goes_on(house: House) -> None:
    sari, rara = house.thumb("Sari"), house.thumb("Rara")
    await house.plan(sari)
    house.dc.remove_channel(house.channel)
    assert toast(await house.press(rara, "mabar-join")).startswith(begins("mabar-joined", game=ML))
    await until(lambda: house.seats_tg() == ["Sari", "Rara"])
    await house.settle()
    assert house.rows("outbox") == 0


async def test_somebody_who_blocked_the_bot_still_plays(house: House) -> None:
    sari, bimo = house.thumb("Sari", start=True), house.gamer("Bimo")
    await house.plan(sari)
    house.tg.block_bot(sari)
    await house.settle()
    await house.press(sari, "mabar-note")
    asked = await house.question()  # in the group, for the private chat is closed
    await house.writes(sari, "masih ikut", reply_to=asked["message_id"])
    await house.press(bimo, "mabar-join")
    await house.seated("Sari (masih ikut)", "Bimo")
    hint = await house.writes(sari, "/tautkan")
    assert hint["text"] == say("house-private-only")
    house.tg.start_bot(sari)
    await until(lambda: any(one["text"] == say("house-start", who="Sari") for one in house.said_tg(sari)))


async def test_a_question_to_who_blocked_the_bot_does_not_hold_up_the_other_side(house: House) -> None:
    rara, bimo = house.thumb("Rara", start=True), house.gamer("Bimo")
    given = await house.writes(rara, "/tautkan", rara)
    code = given["text"].partition(": ")[2].partition(".")[0]
    house.tg.block_bot(rara)
    await house.settle()
    answer = await house.slash(bimo, "tautkan", code=code)
    assert house.shown(answer) == say("members-asked", name="Rara")
    await house.settle()
    assert house.rows("outbox") == 0
    # she comes back within the ten minutes, and is shown who asked
    house.tg.start_bot(rara)
    asked = await house.writes(rara, "/tautkan", rara)
    assert asked["text"] == say("members-agree", name="Bimo")
    await house.tg.press(rara, None, say("members-yes"))
    await house.settle()
    assert len({row[0] for row in house.query("SELECT person FROM account WHERE name IN ('Rara', 'Bimo')")}) == 1


async def test_updates_come_by_webhook(build: Build) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    hook = f"""[bots.telegram.webhook]
        url = "http://127.0.0.1:{port}/pintu"
        secret_env = "HOOK"
        port = {port}
        path = "/pintu"
        """
    house = await build(webhook=hook)
    sari, rara = house.thumb("Sari"), house.thumb("Rara")
    await house.up()
    await house.plan(sari)
    assert toast(await house.press(rara, "mabar-join")).startswith(begins("mabar-joined", game=ML))
    await house.seated("Sari", "Rara")
    house.tg.redeliver()
    await house.settle()
    await house.seated("Sari", "Rara")
    assert house.tg.calls["getUpdates"] == 0
    # while nobody listens Telegram keeps what happens, and tries again
    await house.down()
    house.tg.write(sari, house.group, "/mabar pubg 27 november 2026 jam 20.00 2")
    await house.up()
    await house.seated("Sari", game="PUBG Mobile")
