"""The line: in order; a freed seat is offered to the next for a while; the last seat goes to exactly one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from core.kit.port import Answer, Press
from core.mabar import Standing, mabar
from tests.core.mabar.playing import LANGS, joined, kept, keys, opened, person_of, planned, press, seats, told
from tests.rig import Rig, Who

MINUTE = timedelta(minutes=1)


@pytest.fixture(params=LANGS)
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await opened(request.param)
    yield rig
    await rig.close()


async def queued(rig: Rig, *names: str, on: str = "discord") -> list[Who]:
    found: list[Who] = []
    for name in names:
        one = rig.person(name, on=on)
        await one.presses("mabar-queue", "lobby")
        assert one.last.key == "mabar-waiting"
        found.append(one)
    return found


async def full(rig: Rig, when: str = "jam 8 malam") -> tuple[Who, Who]:
    """A session of two, both seats taken."""
    sari = await planned(rig, f"catur {when} 2")
    (bimo,) = await joined(rig, "Bimo")
    return sari, bimo


async def line(rig: Rig) -> list[str]:
    return [one.person.name for one in (await kept(rig)).line]


async def test_the_line_keeps_its_order_and_says_the_position(rig: Rig) -> None:
    await full(rig)
    tono, rara = await queued(rig, "Tono", "Rara")
    assert (tono.last.value("position"), rara.last.value("position")) == (1, 2)
    assert await line(rig) == ["Tono", "Rara"]
    assert rig.card("lobby", "telegram", "mabar-roster").values("mabar-roster-line", "count") == [2]
    await rara.presses("mabar-queue", "lobby")
    assert (rara.last.key, rara.last.value("position")) == ("mabar-waiting-already", 2)
    await tono.presses("mabar-leave", "lobby")
    assert tono.last.key == "mabar-left-line"
    await rara.calls("mabar lihat", id=1)
    assert rara.last.values("mabar-your-position", "position") == [1]


async def test_nobody_waits_while_there_is_a_seat(rig: Rig) -> None:
    await planned(rig)
    tono = rig.person("Tono", on="discord")
    with pytest.raises(AssertionError, match="no button"):
        rig.card("lobby", "discord", "mabar-roster").ticket("mabar-queue")
    await press(tono, "queue", 1)
    assert tono.last.key == "mabar-not-full"


async def test_a_freed_seat_is_kept_for_the_next_who_takes_it(rig: Rig) -> None:
    _, bimo = await full(rig)
    tono, rara = await queued(rig, "Tono", "Rara")
    await bimo.presses("mabar-leave", "lobby")
    assert told(rig, tono) == ["mabar-offer"]
    assert tono.told.value("until") == rig.now + 15 * MINUTE
    assert told(rig, rara) == []
    eve = rig.person("Eve", on="discord")
    await eve.presses("mabar-join", "lobby")
    assert eve.last.key == "mabar-full", "it is kept"
    await rara.presses("mabar-take", "lobby")
    assert rara.last.key == "mabar-no-offer"
    await tono.presses_ticket(tono.told.ticket("mabar-take"))
    assert tono.last.key == "mabar-joined"
    assert seats(rig) == ["Sari", "Tono"]
    await rig.turn(20 * MINUTE)
    assert (seats(rig), await line(rig)) == (["Sari", "Tono"], ["Rara"])


async def test_passed_on_it_goes_to_the_next_at_once(rig: Rig) -> None:
    _, bimo = await full(rig)
    tono, rara = await queued(rig, "Tono", "Rara")
    await bimo.presses("mabar-leave", "lobby")
    await tono.presses_ticket(tono.told.ticket("mabar-pass"))
    assert tono.last.key == "mabar-passed"
    assert told(rig, rara) == ["mabar-offer"]
    assert await line(rig) == ["Rara"]


async def test_not_taken_in_time_it_goes_to_the_next_even_across_a_restart(rig: Rig) -> None:
    _, bimo = await full(rig)
    tono, rara = await queued(rig, "Tono", "Rara")
    await bimo.presses("mabar-leave", "lobby")
    await rig.turn(14 * MINUTE)
    await rig.restart()
    assert told(rig, rara) == []
    await rig.turn(2 * MINUTE)
    assert told(rig, tono) == ["mabar-offer", "mabar-lapsed"]
    assert told(rig, rara) == ["mabar-offer"]
    await tono.presses("mabar-take", "lobby")
    assert tono.last.key == "mabar-no-offer"
    await rara.presses("mabar-join", "lobby")
    assert rara.last.key == "mabar-joined", "the usual button takes it, too"
    await rig.turn(20 * MINUTE)
    assert told(rig, rara) == ["mabar-offer"], "its time is over, and nothing is said of it"


async def test_kept_longer_when_the_bot_was_down_at_the_end(rig: Rig) -> None:
    _, bimo = await full(rig)
    (tono,) = await queued(rig, "Tono")
    await bimo.presses("mabar-leave", "lobby")
    await rig.sleep_through(60 * MINUTE)
    await tono.presses_ticket(tono.told.ticket("mabar-take"))
    assert tono.last.key == "mabar-joined"


async def test_who_cannot_be_written_to_is_mentioned_in_the_room(rig: Rig) -> None:
    _, bimo = await full(rig)
    (tono,) = await queued(rig, "Tono", on="telegram")
    await bimo.presses("mabar-leave", "lobby")
    last = rig.room("lobby", "telegram")[-1]
    assert last.key == "mabar-offer-aloud"
    assert last.message.pings == (tono.account.id,)
    await tono.presses("mabar-take", "lobby")
    assert tono.last.key == "mabar-joined"
    assert seats(rig, "telegram") == ["Sari", "Tono"]


async def test_near_the_start_it_is_kept_for_a_short_time_only(rig: Rig) -> None:
    _, bimo = await full(rig, "25 menit lagi")
    tono, _ = await queued(rig, "Tono", "Rara")
    await bimo.presses("mabar-leave", "lobby")
    assert tono.told.value("until") == rig.now + 3 * MINUTE


async def test_more_seats_go_to_the_line_in_order(rig: Rig) -> None:
    sari, _ = await full(rig)
    tono, rara, agus = await queued(rig, "Tono", "Rara", "Agus")
    await press(sari, "resize", 1, 4)
    offered = ["mabar-offer" in told(rig, one) for one in (tono, rara, agus)]
    assert offered == [True, True, False]
    session = await kept(rig)
    assert (session.free, session.held) == (0, 2)
    await press(sari, "resize", 1, 3)
    assert "mabar-too-few" in rig.room("lobby", "telegram")[-1].keys, "what is kept for somebody is not taken away"


async def test_substitutes_are_asked_when_it_is_about_to_start_and_nobody_waits(rig: Rig) -> None:
    _, bimo = await full(rig)
    tono = rig.person("Tono", on="discord")
    await tono.presses("mabar-sub", "lobby")
    await bimo.presses("mabar-leave", "lobby")
    assert told(rig, tono) == []
    await rig.turn(timedelta(hours=7, minutes=29))
    assert told(rig, tono) == []
    await rig.turn(2 * MINUTE)
    assert told(rig, tono) == ["mabar-offer"], "half an hour before, though nothing else changed"
    await tono.presses_ticket(tono.told.ticket("mabar-pass"))
    assert [one.person.name for one in (await kept(rig)).of(Standing.SUB)] == ["Tono"], (
        "they stay a substitute, and are not asked again"
    )
    await rig.turn(25 * MINUTE)
    assert told(rig, tono) == ["mabar-offer"]


async def test_who_is_kept_apart_is_passed_over_without_a_word(rig: Rig) -> None:
    sari, bimo = await full(rig)
    tono, rara = await queued(rig, "Tono", "Rara")
    mine, theirs = await person_of(rig, sari), await person_of(rig, tono)
    await rig.database.write(lambda db: rig.engine.directory(db).block(mine, theirs, on=True))
    await bimo.presses("mabar-leave", "lobby")
    assert (told(rig, tono), told(rig, rara)) == ([], ["mabar-offer"])
    assert await line(rig) == ["Tono", "Rara"]


async def test_the_last_seat_and_a_hundred_presses_at_once(rig: Rig) -> None:
    await planned(rig, "catur jam 8 malam 2")
    crowd = [rig.person(f"P{number}", on=("discord", "telegram")[number % 2]) for number in range(100)]
    answers: list[Answer] = []

    async def respond(answer: Answer) -> None:
        answers.append(answer)

    tickets = {
        one.platform.name: rig.engine.tickets.seal(mabar.actions["join"].bind(1), one.place("lobby")) for one in crowd
    }
    events = [one.event(one.place("lobby"), Press(tickets[one.platform.name])) for one in crowd]
    await asyncio.gather(*(rig.engine(event, respond) for event in events))
    await rig.idle()
    assert len(answers) == 100
    assert len(seats(rig)) == len(seats(rig, "telegram")) == len((await kept(rig)).seats) == 2
    assert keys(rig).count("mabar-roster") == 1
