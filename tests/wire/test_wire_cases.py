"""What is reported and what is asked to be forgotten, through the real libraries: one case, one sanction, no trace."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from datetime import timedelta

import pytest
from house_wire import Build, House
from reading_wire import labels, reads, say
from screens_wire import until
from village_wire import Village

from bots.playground.telegram.errors import CannotDo

WORDS = "harapan yang hanya kutulis di formulir"


@pytest.fixture
async def village(build: Build) -> Village:
    return await Village.open(build)


async def test_reported_from_a_menu_and_by_reply_one_case_each_and_a_mute_on_both_sides(village: Village) -> None:
    house, boss = village.house, village.house.boss
    usil, alias = await village.settler("Usil"), house.gamer("Si Usil")
    await village.tie(usil, alias)
    await until(lambda: village.member.id in village.guild.members[alias.id].roles)
    dewi, rara = house.gamer("Dewi"), await village.settler("Rara")
    tono = house.gamer("Tono")

    # twice about one message, from its menu on Discord: one case
    rude = house.dc.write(alias, house.channel, "kamu jelek banget sih")
    (menu,) = [one["name"] for one in house.dc.commands(dewi, house.channel) if one["type"] == 3]
    for who in (dewi, tono):
        asked = await house.dc.menu(who, house.channel, menu, rude).shown()
        assert not asked.failed
        await village.presses(who, "rules-pick", number=4)
        await village.told(who, "rules-reported", id=1 if who is dewi else 2)
    await until(lambda: village.desks("rules-case-times", times=2) == (1, 1))
    cases = [one for one in house.said_dc(village.desk) if say("rules-case", id=1, state="open") in reads(one)]
    assert len(cases) == 1
    assert not [name for name in ("Dewi", "Tono") if name in reads(cases[0])]

    # and one by a reply on Telegram, which is taken away at once
    again = house.tg.write(usil, house.group, "dasar cengeng kalian semua")
    told = house.tg.write(rara, house.group, "/lapor", reply_to=again["message_id"])
    await village.presses(rara, "rules-pick", number=4)
    await village.told(rara, "rules-reported", id=3)
    assert told["message_id"] not in house.tg.world.chats[house.group].messages
    await until(lambda: village.desks("rules-case", id=2, state="open") == (1, 1))
    assert house.rows("rules_case") == 2

    # the sanction is given from the first case's card, and follows the person to the other side
    await house.dc.press(boss, cases[0]["id"], say("rules-do", kind="mute")).shown()
    await village.presses(boss, "rules-pick", number=4)
    await village.presses(boss, "rules-length", length=timedelta(days=1))
    await until(lambda: village.is_mute(usil) and village.is_mute(alias))
    await village.told(alias, "rules-told-mute")
    with pytest.raises(CannotDo):
        house.tg.write(usil, house.group, "kok nggak bisa nulis")

    # one press lifts it, on both
    await village.presses(boss, "rules-undo")
    await until(lambda: not village.is_mute(usil) and not village.is_mute(alias))
    await village.told(alias, "rules-lifted-mute")
    house.tg.write(usil, house.group, "maaf ya semua")


def traces(house: House, tokens: list[bytes]) -> Iterator[str]:
    """Where any of these bytes still are: in the database's files, or in what was logged."""
    for file in sorted(house.folder.glob("guyub.db*")):
        data = file.read_bytes()
        yield from (f"{file.name}: {token!r}" for token in tokens if token in data)
    logged = house.log.getvalue().encode()
    yield from (f"log: {token!r}" for token in tokens if token in logged)


async def test_all_about_a_person_is_handed_over_and_then_gone_to_the_last_byte(village: Village) -> None:
    house, boss = village.house, village.house.boss
    sari, alias = await village.settler("Sarinande", why=WORDS), house.gamer("Sarindang")
    rara = await village.settler("Rara")
    await village.presses(sari, "rules-accept")
    await village.presses(sari, "welcome-intro-begin")
    await village.writes(sari, "Nandesari")
    await village.presses(sari, "welcome-skip")
    await village.writes(sari, "senja dan kopi tubruk")
    await village.presses(sari, "welcome-intro-post")
    await village.tie(sari, alias)
    rude = house.tg.write(sari, house.group, "obrolan yang tak disimpan")
    house.tg.write(rara, house.group, "/lapor", reply_to=rude["message_id"])
    await village.presses(rara, "rules-pick", number=4)
    await village.presses(boss, "rules-do", kind="warn")
    await village.presses(boss, "rules-pick", number=4)
    await village.told(alias, "rules-told-warn")

    # everything is shown, and given out as files
    await village.says(sari, "dataku")
    shown = await village.told(sari, "members-data")
    assert labels(shown)
    await village.presses(sari, "members-data-files")
    await until(lambda: house.called("telegram", "sendDocument") or house.called("telegram", "sendMediaGroup"))

    typed = [WORDS, "Nandesari", "senja dan kopi tubruk", "Sarinande", "Sarindang", str(sari), alias.id]
    tokens = [one.encode() for one in typed] + [struct.pack(">i", sari), struct.pack(">q", int(alias.id))]
    assert {one.rpartition(": ")[2] for one in traces(house, tokens)} >= {repr(one.encode()) for one in typed}
    (person,) = {row[0] for row in house.query(f"SELECT person FROM account WHERE id = '{sari}'")}

    assert len(list(rows_of(house, person))) > 5, list(rows_of(house, person))

    await village.says(sari, "lupakanaku")
    await village.presses(sari, "members-forget-yes")
    house.turn(timedelta(hours=23))
    await house.settle()
    assert house.query(f"SELECT 1 FROM account WHERE id = '{sari}'")
    house.turn(timedelta(hours=2))
    # the file is not looked into before it is done: its log cannot be emptied while somebody reads it
    await until(lambda: [one for one in house.said_tg() if reads(one) == say("welcome-intro-taken-back")])
    await house.settle()
    assert not list(traces(house, tokens))
    assert not list(rows_of(house, person))
    assert house.query("SELECT 1 FROM person")


PERSONS = ("person", "who", "by", "other", "taker", "greeter", "referral", "claimer")
"""The columns that hold the number of a person; the audit log has tokens in their place."""


def rows_of(house: House, person: int) -> Iterator[str]:
    """The columns in which a person's number still is."""
    for (table,) in house.query("SELECT name FROM sqlite_master WHERE type = 'table'"):
        for column in [row[1] for row in house.query(f"PRAGMA table_info({table})")]:
            if column in PERSONS and house.query(f"SELECT 1 FROM {table} WHERE {column} = {person}"):
                yield f"{table}.{column}"
