"""The whole way in, through the real libraries: apply, asked more, accepted, let in, rules, introduction, greeted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from house_wire import Build
from reading_wire import begins, reads
from screens_wire import until
from village_wire import Village

from bots.playground.discord.model import Person
from bots.playground.telegram.errors import CannotDo


@pytest.fixture
async def village(build: Build) -> Village:
    return await Village.open(build)


async def greeter(village: Village) -> Person:
    """A member who greets newcomers."""
    gita = village.house.gamer("Gita")
    boss = village.house.boss
    await village.says(boss, "peran beri", who=gita, role="member")
    await village.says(gita, "sapa")
    await village.presses(gita, "welcome-greet-on")
    return gita


async def test_by_a_request_on_telegram_from_the_knock_to_the_first_day(village: Village) -> None:
    house, boss = village.house, village.house.boss
    gita = await greeter(village)
    sari = house.tg.add_person("Sari")

    # one message at once, to somebody who never wrote to the bot
    house.tg.ask_to_join(sari, house.group)
    await village.told(sari, "welcome-asked")
    await village.presses(sari, "welcome-begin")
    assert len(house.said_tg(sari)) == 2
    await village.applies(sari)

    # asked more from the admin room on Discord; the applicant does not learn by whom
    await village.told(boss, "welcome-card", number=1)
    await until(lambda: village.desks("welcome-card", number=1) == (1, 1))
    await village.writes(boss, "Dari mana tahu kami?", "welcome-ask")
    asked = await village.told(sari, "welcome-question-more", words="Dari mana tahu kami?")
    assert boss.name not in reads(asked)
    await village.writes(sari, "dari teman kantor lama", "welcome-reply")
    await until(lambda: village.desks("welcome-card-answer", words="dari teman kantor lama") == (1, 1))

    # accepted: the request is granted, no link is made
    await village.presses(boss, "welcome-accept")
    await until(lambda: village.is_in(sari))
    assert len(house.called("telegram", "approveChatJoinRequest")) == 1
    assert not house.called("telegram", "createChatInviteLink")

    # the rules, then the introduction: previewed, and only then posted in both places
    await village.told(sari, "rules-welcome")
    assert not village.heard(sari, "welcome-intro-offer")
    await village.presses(sari, "rules-accept")
    await village.told(sari, "welcome-intro-offer")
    await village.presses(sari, "welcome-intro-begin")
    await village.writes(sari, "Sasa")
    await village.presses(sari, "welcome-skip")
    await village.writes(sari, "kopi dan hujan sore")
    await village.told(sari, "welcome-intro-preview")
    likes = begins("welcome-intro-is-likes", words="kopi dan hujan sore")
    assert not [one for one in (*house.said_tg(), *house.said_dc()) if likes in reads(one)]
    await village.presses(sari, "welcome-intro-post")
    await until(lambda: [one for one in house.said_tg() if likes in reads(one)])
    await until(lambda: [one for one in house.said_dc() if likes in reads(one)])

    # a greeter, and the first day
    await until(lambda: village.heard(gita, "welcome-greet-please", who="Sari"))
    house.turn(timedelta(hours=25))
    await village.told(sari, "welcome-checkin", day=1)
    await village.presses(sari, "welcome-checkins-off")
    await village.told(sari, "welcome-checkins-are-off")


async def test_by_a_link_of_their_own_that_is_good_for_nobody_else(village: Village) -> None:
    house, boss = village.house, village.house.boss
    dewi, thief = house.tg.add_person("Dewi"), house.tg.add_person("Pencuri")
    house.tg.start_bot(dewi, "daftar")
    await village.applies(dewi)
    await village.presses(boss, "welcome-accept")
    shown = await village.told(dewi, "welcome-way")
    link = (await village.presses(dewi, "welcome-way-open"))["opened"]
    assert link in str(shown)

    house.tg.join(thief, house.group, link)
    await village.told(thief, "welcome-not-your-way")
    await until(lambda: house.called("telegram", "declineChatJoinRequest"))
    assert not village.is_in(thief)

    house.tg.join(dewi, house.group, link)
    await until(lambda: village.is_in(dewi))
    await until(lambda: house.tg.world.chats[house.group].links[link].revoked)
    with pytest.raises(CannotDo):
        house.tg.join(thief, house.group, link)
    await village.told(dewi, "rules-welcome")
    assert not village.is_in(thief)


async def test_on_discord_by_forms_and_a_role(village: Village) -> None:
    house, boss = village.house, village.house.boss
    bimo = house.gamer("Bimo")
    await village.told(bimo, "welcome-came")
    await village.presses(bimo, "welcome-begin")
    await village.applies(bimo)
    await village.writes(boss, "Suka main apa?", "welcome-ask")
    await village.told(bimo, "welcome-question-more", words="Suka main apa?")
    await village.writes(bimo, "catur dan kartu remi", "welcome-reply")
    await until(lambda: village.desks("welcome-card-answer", words="catur dan kartu remi") == (1, 1))
    assert village.member.id not in village.guild.members[bimo.id].roles
    await village.presses(boss, "welcome-accept")
    await until(lambda: village.member.id in village.guild.members[bimo.id].roles)
    await village.told(bimo, "rules-welcome")
    await village.presses(bimo, "rules-accept")
    await village.presses(bimo, "welcome-intro-begin")
    await village.presses(bimo, "welcome-skip")
    await village.writes(bimo, "Tebet")
    await village.presses(bimo, "welcome-skip")
    await village.presses(bimo, "welcome-intro-post")
    area = begins("welcome-intro-is-area", words="Tebet")
    await until(lambda: [one for one in house.said_tg() if area in reads(one)])
    await until(lambda: [one for one in house.said_dc() if area in reads(one)])
    house.turn(timedelta(hours=25))
    await village.told(bimo, "welcome-checkin", day=1)


async def test_a_declined_one_is_turned_away_kindly_and_may_come_back(village: Village) -> None:
    house, boss = village.house, village.house.boss
    sari = house.tg.add_person("Sari")
    house.tg.ask_to_join(sari, house.group)
    await village.presses(sari, "welcome-begin")
    await village.applies(sari)
    opened = await village.presses(boss, "welcome-decline")
    await house.dc.submit(boss, opened, {"reason": ["later"]}).shown()
    told = await village.told(sari, "welcome-declined", reason="later")
    assert boss.name not in reads(told)
    await until(lambda: house.called("telegram", "declineChatJoinRequest"))
    assert not village.is_in(sari)
    await village.says(sari, "daftar")
    await village.told(sari, "welcome-again")
    house.turn(timedelta(days=31))
    await house.settle()
    await village.says(sari, "daftar")
    await village.told(sari, "welcome-hello")
    await village.presses(sari, "welcome-adult")
