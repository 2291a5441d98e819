"""Who is kept out, is kept out everywhere, through the real libraries: a ban that follows, and a raid that is met."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from house_wire import Build
from screens_wire import until
from village_wire import Village

from bots.playground.discord.errors import Refusal
from bots.playground.telegram.errors import CannotDo

CROWD = 200


@pytest.fixture
async def village(build: Build) -> Village:
    return await Village.open(build)


async def test_who_is_banned_on_one_platform_and_comes_back_on_the_other(village: Village) -> None:
    house = village.house
    usil = await village.settler("Usil")
    alias = house.gamer("Si Usil")
    await village.tie(usil, alias)
    house.dc.leave(alias, village.guild)
    await house.settle()

    said = house.tg.write(usil, house.group, "pinjam uang dong, kak")
    house.tg.write(house.owner, house.group, "/larang 3", reply_to=said["message_id"])
    await until(lambda: not village.is_in(usil))
    await until(lambda: alias.id in village.guild.bans)
    await until(lambda: village.desks("rules-record-open") == (1, 1))
    with pytest.raises(CannotDo):
        house.tg.join(usil, house.group)
    with pytest.raises(Refusal):
        house.dc.join(alias, village.guild)

    # somebody lifts it by hand, on one platform only: whoever comes back is still kept out
    house.dc.unban(alias, village.guild)
    house.dc.join(alias, village.guild)
    await until(lambda: not village.is_in(alias) and alias.id in village.guild.bans)
    house.tg.unban(house.group, usil)
    house.tg.ask_to_join(usil, house.group)
    await village.told(usil, "welcome-not-now")
    await until(lambda: house.called("telegram", "declineChatJoinRequest"))
    assert not village.is_in(usil)


async def test_who_is_banned_ties_another_account_and_takes_the_ban_along(village: Village) -> None:
    house = village.house
    usil = await village.settler("Usil")
    said = house.tg.write(usil, house.group, "pinjam uang dong, kak")
    house.tg.write(house.owner, house.group, "/larang 3", reply_to=said["message_id"])
    await until(lambda: not village.is_in(usil))
    await village.told(usil, "rules-told-ban")
    alias = house.gamer("Si Usil")
    await village.told(alias, "welcome-came")
    await village.tie(usil, alias)
    await until(lambda: not village.is_in(alias) and alias.id in village.guild.bans)
    with pytest.raises(Refusal):
        house.dc.join(alias, village.guild)


async def test_two_hundred_who_come_within_a_minute_are_met_quietly(village: Village) -> None:
    house = village.house
    said = len(house.said_tg()), len(house.said_dc())
    began = house.clock()
    crowd = [house.tg.add_person(f"Tamu{number:03}") for number in range(CROWD * 3 // 4)]
    others = [house.dc.add_person(f"Tamu{number:03}") for number in range(CROWD * 3 // 4, CROWD)]
    for number, person in enumerate(crowd):
        house.tg.join(person, house.group)
        if number < 7:
            await house.settle()  # the first few come before it is a wave
        if number % 3 == 0:
            house.dc.join(others[number // 3], village.guild)
    await until(lambda: not house.tg.world.updates.pending, seconds=60)
    await until(lambda: village.desks("welcome-wave", came=CROWD) == (1, 1), seconds=60)
    await house.settle()
    assert house.clock() - began < timedelta(minutes=1)
    assert len(house.said_tg(village.desk_tg)) == len(house.said_dc(village.desk)) == 1
    assert all(village.is_mute(person) for person in crowd)
    assert village.guild.paused["invites"] > time.time()
    house.turn(timedelta(minutes=1))
    await house.settle()
    assert (len(house.said_tg()), len(house.said_dc())) == said

    # a moderator ends it; who came stays apart until they are accepted
    await village.presses(house.boss, "welcome-wave-lift")
    await until(lambda: village.desks("welcome-wave-was", came=CROWD) == (1, 1))
    await until(lambda: village.guild.paused.get("invites", 0.0) <= time.time())
    assert all(village.is_mute(person) for person in crowd)
