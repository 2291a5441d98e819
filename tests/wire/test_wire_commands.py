"""Commands as each platform has them: forms, questions, candidates, offers, dice, accounts that are tied, languages."""

from __future__ import annotations

import re
from datetime import datetime

from house_wire import House
from reading_wire import JAKARTA, Literal, begins, data_of, labels, say, toast
from screens_wire import until

ML = "Mobile Legends"
PUBG = "PUBG Mobile"


async def test_a_slash_command_without_its_options_opens_a_form(house: House) -> None:
    bimo = house.gamer("Bimo")
    opened = await house.slash(bimo, "mabar ajak")
    assert opened.modal is not None
    fields = [part["component"]["custom_id"] for part in opened.modal["components"]]
    assert fields == ["game", "when"]
    sent = await house.dc.submit(bimo, opened, {"game": "pubg", "when": "jumat 27 november 2026 jam 20.00"}).shown()
    assert house.shown(sent).startswith(begins("mabar-planned", game=PUBG, slots=4))
    await house.seated("Bimo", game=PUBG)


async def test_an_ambiguous_time_is_asked_about_and_planned_once(house: House) -> None:
    tono, sari = house.gamer("Tono"), house.thumb("Sari")
    asked = await house.slash(tono, "mabar ajak", game="pubg", when="besok jam 8")
    assert asked.original is not None and asked.original.visible_to == tono.id
    offered = [label for label in labels(asked.original.body) if label != say("house-open-form")]
    assert len(offered) == 2
    assert house.card_dc() is None
    evening = next(label for label in offered if "20" in label)
    first = house.dc.press(tono, asked.original, evening)
    second = house.dc.press(tono, asked.original, evening)
    await first.shown()
    await second.shown()
    await house.seated("Tono", game=PUBG)
    told = Literal.of(house.cards_dc(game=PUBG)[0]["embeds"][0]["description"]).times
    assert told == (int(datetime(2026, 11, 25, 20, 0, tzinfo=JAKARTA).timestamp()),)
    await house.settle()
    assert house.rows("mabar_session") == 1

    question = await house.writes(sari, "/mabar ml besok jam 8")
    evening = next(label for label in labels(question) if "20" in label)
    await house.tg.press(sari, house.group, evening)
    await house.seated("Sari", game=ML)
    again = await house.tg.forge_press(sari, house.group, question["message_id"], data_of(question, evening), wait=5)
    assert toast(again) == say("house-outdated")
    await house.settle()
    assert house.rows("mabar_session") == 2


async def test_missing_arguments_are_asked_for_one_at_a_time(house: House) -> None:
    sari = house.thumb("Sari")
    first = await house.writes(sari, "/mabar")
    assert ML in labels(first)
    await house.tg.press(sari, house.group, ML)
    asked = await house.question()
    wrong = await house.writes(sari, "kapan-kapan", reply_to=asked["message_id"])
    assert [one["message_id"] for one in house.asked()] == [asked["message_id"], wrong["message_id"]]
    assert house.card_tg() is None
    right = await house.writes(sari, "27 november 2026 jam 20.00", reply_to=wrong["message_id"])
    assert right["text"].startswith(begins("mabar-planned", game=ML, slots=5))
    await house.seated("Sari", game=ML)


async def test_who_started_the_bot_is_asked_on_in_private_about_the_room_they_began_in(house: House) -> None:
    sari = house.thumb("Sari", start=True)
    await house.settle()
    await house.writes(sari, "/mabar")
    await house.tg.press(sari, house.group, PUBG)
    await house.question(sari)
    answer = await house.writes(sari, "27 november 2026 jam 20.00", sari)
    assert answer["text"].startswith(begins("mabar-planned", game=PUBG, slots=4))
    await house.seated("Sari", game=PUBG)


async def test_a_question_is_cancelled(house: House) -> None:
    sari = house.thumb("Sari")
    asked = await house.writes(sari, "/mabar ml")
    answer = await house.writes(sari, "/batal")
    assert answer["text"] == say("house-cancelled")
    house.tg.write(sari, house.group, "27 november 2026 jam 20.00", reply_to=asked["message_id"])
    await house.settle()
    assert house.rows("mabar_session") == house.rows("question") == 0


async def test_games_are_offered_while_one_types(house: House) -> None:
    bimo = house.gamer("Bimo")
    offered = await house.dc.complete(bimo, house.channel, "mabar ajak", "game", "mo")
    assert {one["name"] for one in offered} == {ML, PUBG, "Among Us"}
    assert len(await house.dc.complete(bimo, house.channel, "mabar ajak", "game", "")) == 6
    assert await house.dc.complete(bimo, house.channel, "mabar ajak", "game", "catur") == []


async def test_dice_fall_in_both_rooms(house: House) -> None:
    sari, bimo = house.thumb("Sari"), house.gamer("Bimo")
    house.tg.write(sari, house.group, "/dadu 2d6")
    left = (await until(house.said_tg))[0]["text"]
    right = house.names(Literal.of((await until(house.said_dc))[0]["content"]).text)
    assert left == right and left.startswith(
        say("dice-fell", who="Sari", dice="2d6", each="\0", many=2, total=0).partition("\0")[0]
    )
    assert sum(map(int, re.findall(r"\d+", left.partition(":")[2])[:2])) == int(re.findall(r"\d+", left)[-1])
    thrown = await house.slash(bimo, "dadu", dice="d20")
    assert house.shown(thrown) == ""
    await until(lambda: len(house.said_tg()) == len(house.said_dc()) == 2)
    refused = await house.slash(bimo, "dadu", dice="banyak")
    assert say("dice-unreadable") in house.shown(refused)


async def test_two_accounts_become_one_person_and_two_again(house: House) -> None:
    bimo, sari = house.gamer("Bimo"), house.thumb("Sari")
    account = house.thumb("Bimo T", start=True)
    await house.plan(sari)
    await house.press(bimo, "mabar-join")
    await house.press(account, "mabar-join")
    await house.seated("Sari", "Bimo", "Bimo T")
    given = await house.slash(bimo, "tautkan")
    code = re.search(r"\b[A-Z2-9]{4}-[A-Z2-9]{4}\b", house.shown(given))
    assert code is not None and given.original is not None and given.original.visible_to == bimo.id
    asked = await house.writes(account, f"/tautkan {code[0]}", account)
    assert asked["text"] == say("members-asked", name="Bimo")
    question = await until(lambda: house.dc.dms(bimo))
    agreed = await house.dc.press(bimo, question[-1]["id"], say("members-yes")).shown()
    assert house.shown(agreed) == say("members-tied", name="Bimo T")
    await until(lambda: len(house.seats_tg()) == len(house.seats_dc()) == 2)
    assert (house.seats_tg(), house.seats_dc()) == (["Sari", "Bimo T"], ["Sari", "Bimo"])
    already = toast(await house.press(account, "mabar-join"))
    assert already.startswith(begins("mabar-already-in", game=ML))
    used = await house.writes(account, f"/tautkan {code[0]}", account)
    assert used["text"] == say("members-code-wrong")

    sure = await house.writes(account, "/lepas", account)
    assert labels(sure) == [say("members-untie-yes")]
    await house.tg.press(account, None, say("members-untie-yes"))
    await house.settle()
    assert len({row[0] for row in house.query("SELECT person FROM account WHERE name LIKE 'Bimo%'")}) == 2


async def test_each_person_is_spoken_to_in_their_language(house: House) -> None:
    sari, budi, bimo = house.thumb("Sari", start=True), house.thumb("Budi"), house.gamer("Bimo")
    # a private command in a group: answered in the private chat, or where there is none, how to get there
    await house.settle()
    house.tg.write(sari, house.group, "/bahasa en")
    changed = say("members-speaks", language="en")
    await until(lambda: changed in [one["text"] for one in house.said_tg(sari)])
    assert house.said_tg() == []
    hint = await house.writes(budi, "/bahasa en")
    assert hint["text"] == say("house-private-only")
    assert house.said_tg(budi) == []

    answer = await house.slash(bimo, "bahasa", language="en")
    assert house.shown(answer) == changed
    planned = await house.slash(bimo, "mabar ajak", game="ml", when="27 november 2026 jam 20.00")
    assert house.shown(planned).startswith(begins("mabar-planned", "en", game=ML, slots=5))
    await house.seated("Bimo", game=ML)
    joined = toast(await house.press(sari, "mabar-join"))
    assert joined.startswith(begins("mabar-joined", "en", game=ML))
    assert house.card_tg()["text"].startswith(say("mabar-roster", game=ML))  # type: ignore[index]


async def test_commands_are_called_in_both_languages_and_by_the_bots_name(house: House) -> None:
    sari, john = house.thumb("Sari"), house.thumb("John", language_code="en")
    await until(lambda: house.tg.menu(sari, sari) and house.tg.menu(john, john))
    await until(lambda: len(house.called("telegram", "setMyCommands")) >= 6)
    named = [{one["command"] for one in house.tg.menu(person, person)} for person in (sari, john)]
    assert named[0] >= {"mabar", "dadu", "tautkan", "lepas", "bahasa", "batal"}
    assert named[1] >= {"mabar", "dice", "link", "unlink", "language", "cancel"}
    in_group = {one["command"] for one in house.tg.menu(sari, house.group)}
    assert in_group >= {"mabar", "dadu"} and not in_group & {"tautkan", "lepas"}
    house.tg.write(john, house.group, "/dice 3d6")
    await until(lambda: [one for one in house.said_tg() if "3d6" in one["text"]])
    house.tg.write(sari, house.group, "/dadu@LainBot 4d6")
    house.tg.write(sari, house.group, "/dadu@GuyubBot 5d6")
    await until(lambda: [one for one in house.said_tg() if "5d6" in one["text"]])
    assert not [one for one in house.said_tg() if "4d6" in one["text"]]

    bimo, joan = house.gamer("Bimo"), house.gamer("Joan", locale="en-GB")
    named = [
        {one.get("name_localizations", {}).get(lang, one["name"]) for one in house.dc.commands(person, house.channel)}
        for person, lang in ((bimo, "id"), (joan, "en-GB"))
    ]
    assert named[0] >= {"mabar", "dadu", "tautkan", "lepas", "bahasa", "batal"}
    assert named[1] >= {"mabar", "dice", "link", "unlink", "language", "cancel"}
