"""Mabar's own manners on both platforms' real libraries: a plan looked at first, a freed seat offered in private."""

from __future__ import annotations

from house_wire import Build, House
from reading_wire import Literal, begins, labels, say
from screens_wire import until

PUBG = "PUBG Mobile"
WHEN = "27 november 2026 jam 20.00"


async def test_a_plan_is_looked_at_and_posted_by_a_yes_on_both(build: Build) -> None:
    house = await build(more="[core.mabar]\npreview = true")
    sari, bimo = house.thumb("Sari"), house.gamer("Bimo")
    await house.up()
    shown = await house.writes(sari, f"/mabar catur {WHEN} 3")
    assert shown["text"].startswith(say("mabar-preview", game="catur"))
    assert house.card_tg() is None and house.rows("mabar_session") == 1
    await house.tg.press(sari, house.group, say("mabar-yes"))
    await house.seated("Sari", game="catur")

    asked = await house.slash(bimo, "mabar ajak", game="pubg", when=WHEN)
    assert asked.original is not None and asked.original.visible_to == bimo.id
    opened = await house.dc.press(bimo, asked.original, say("mabar-edit-slots")).shown()
    assert opened.modal is not None
    changed = await house.dc.submit(bimo, opened, {"slots": "2"}).shown()
    assert changed.original is not None or changed.messages
    message = changed.messages[-1]
    await house.dc.press(bimo, message, say("mabar-yes")).shown()
    await house.seated("Bimo", game=PUBG)
    assert house.query("SELECT slots FROM mabar_session WHERE game LIKE 'PUBG%'") == [(2,)]


async def test_a_freed_seat_is_offered_by_a_private_message_or_a_mention(house: House) -> None:
    sari, rara = house.thumb("Sari"), house.thumb("Rara")
    bimo, tono = house.gamer("Bimo"), house.gamer("Tono")
    await house.plan(sari, f"catur {WHEN} 2")
    await house.press(bimo, "mabar-join")
    await house.seated("Sari", "Bimo")
    for one in (tono, rara):
        await until(lambda: say("mabar-queue") in labels(house.card_tg() or {}))
        await house.press(one, "mabar-queue")
    await house.press(bimo, "mabar-leave")
    offer = (await until(lambda: house.dc.dms(tono)))[-1]
    told = Literal.of(offer["embeds"][0]["description"]).text
    assert told.startswith(begins("mabar-offer", game="catur"))
    await house.dc.press(tono, offer["id"], say("mabar-pass")).shown()
    aloud = begins("mabar-offer-aloud", who="Rara", game="catur")
    mentioned = await until(lambda: [one for one in house.said_tg() if one["text"].startswith(aloud)])
    assert [one["user"]["id"] for one in mentioned[0]["entities"] if one["type"] == "text_mention"] == [rara]
    await until(lambda: say("mabar-take") in labels(house.card_tg() or {}))
    await house.press(rara, "mabar-take")
    await house.seated("Sari", "Rara")
