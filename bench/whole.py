"""The cases about the whole process: flood limits, announcements, the start, memory, and a large community."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Any

from bench import fill
from bench.cases import Plan
from bench.child import Child, Failed
from bench.house import House, Kind, bot, house
from bench.load import middle, saturate
from bench.report import Line, Report
from bench.scenes import Languages, Side, Slash

BOTH = ("telegram", "discord")
QUIET_SECONDS = 12.0
"""When nothing has come for so long, nothing more will."""


async def flood(plan: Plan, report: Report) -> None:
    """60 commands a second against the real flood limits, twice what may be answered: who is answered in the end?"""
    seconds = 5 if plan.quick else 15
    kinds: tuple[Kind, ...] = ("guyub",) if plan.quick else ("guyub", "bare-telegram-concurrent")
    for kind in kinds:
        async with house(limits=True) as home:
            people = home.persons(60 * seconds // 2)
            async with bot(home, kind, ("telegram",)) as child:
                answered, lasted = await _flooded(home, child, people, seconds)
            refused = sum(home.tg.limits.refused.values()) if home.tg.limits else 0
        asked = 60 * seconds
        detail = {"of": asked, "answered": answered, "429s": refused, "all_after_s": lasted}
        target = 0 if kind == "guyub" else None
        what = "Telegram 60 commands/s, real limits: answers lost"
        report.add(
            Line(
                "telegram-flood", what if kind == "guyub" else f"  {kind}", asked - answered, "", target, detail=detail
            )
        )


async def _flooded(home: House, child: Child, people: list[int], seconds: int) -> tuple[int, float]:
    loop = asyncio.get_running_loop()
    came: list[float] = []
    home.on_message = lambda params: came.append(loop.time())
    began = loop.time()
    for number in range(60 * seconds):
        await asyncio.sleep(max(0.0, began + number / 60 - loop.time()))
        home.tg.write(people[number % len(people)], None, f"/bahasa {'en' if number % 2 else 'id'}")
    while len(came) < 60 * seconds and loop.time() - max([began + seconds, *came[-1:]]) < QUIET_SECONDS:
        if not child.alive:
            raise Failed(child.tail())
        await asyncio.sleep(0.05)
    return len(came), (came[-1] - began) if came else 0.0


async def announce(plan: Plan, report: Report) -> None:
    """An announcement to a thousand private chats, while one command a second is answered before what still waits."""
    count = 240 if plan.quick else 1000
    async with house(limits=True) as home:
        people, askers = home.persons(count), home.persons(10, "Penanya")
        async with bot(home, "guyub", ("telegram",)):
            pass  # makes the tables
        database = home.folder / "guyub.db"
        fill.persons(database, people, count)
        fill.announcement(database, people)
        loop = asyncio.get_running_loop()
        came: list[tuple[float, int]] = []
        home.on_message = lambda params: came.append((loop.time(), int(params["chat_id"])))
        waits: list[float] = []
        wanted = set(people)
        async with bot(home, "guyub", ("telegram",)) as child:
            number = 0
            while sum(chat in wanted for _, chat in came) < count:
                began = loop.time()
                await asyncio.wait_for(
                    home.command(askers[number % 10], f"/bahasa {('en', 'id')[number // 10 % 2]}"), 60
                )
                waits.append(loop.time() - began)
                number += 1
                await asyncio.sleep(max(0.0, began + 1.0 - loop.time()))
                if (came and loop.time() - came[-1][0] > QUIET_SECONDS) or not child.alive:
                    raise Failed(f"{len(came)} of {count} announced\n{child.tail()}")
        refused = sum(home.tg.limits.refused.values()) if home.tg.limits else 0
    told = [at for at, chat in came if chat in wanted]
    between = [at for at, _ in came if told[0] <= at <= told[-1]]
    rate = (len(between) - 1) / (told[-1] - told[0])
    twice = len(told) - len({chat for _, chat in came if chat in wanted})
    detail: dict[str, Any] = {"messages": len(between), "seconds": told[-1] - told[0], "twice": twice}
    what = f"announcement to {count} private chats, messages/s"
    report.add(Line("announce", what, rate, "/s", 28.5, ">=", detail))
    report.add(Line("announce", "  429s", float(refused), "", 0))
    what = "  longest wait for an answer meanwhile"
    report.add(Line("announce", what, max(waits), "s", 2.0, detail={"usual_s": middle(waits), "asked": len(waits)}))


async def start(plan: Plan, report: Report) -> None:
    """From nothing to the first getUpdates and IDENTIFY; and what is resident once both platforms have been used."""
    firsts: list[float] = []
    agains: list[float] = []
    resident: list[float] = []
    busy: list[float] = []
    for _ in range(2 if plan.quick else plan.rounds):
        async with house() as home:
            talk, slash = Languages(100), Slash(50)
            talk.before(home)
            slash.before(home)
            firsts.append((await _begun(home))[0])
            seconds, cpu = await _begun(home)
            agains.append(seconds)
            busy.append(cpu)
            async with bot(home, "unpaced", BOTH) as child:
                people = await talk.after(home, child), await slash.after(home, child)
                for acts in people:
                    await saturate(child, acts, 500)
                resident.append(child.resident())
    report.add(
        Line("start", "start to getUpdates and IDENTIFY", middle(agains), "s", 1.5, detail={"cpu_s": middle(busy)})
    )
    report.add(Line("start", "  the very first, making the database", middle(firsts), "s", 1.5))
    report.add(Line("start", "resident, both platforms, after 1,000 events", middle(resident), "MB", 110))


async def _begun(home: House) -> tuple[float, float]:
    polls, sessions = home.tg.calls["getUpdates"], home.dc.gateway.identified
    child = await home.start("guyub", BOTH, connected=False)
    try:
        began = child.began
        await home.until(lambda: home.tg.calls["getUpdates"] > polls and home.dc.gateway.identified > sessions, child)
        seconds = asyncio.get_running_loop().time() - began
        cpu = child.cpu()
        await home.connected(child, BOTH)
        await child.calm()
        return seconds, cpu
    finally:
        await child.stop()


async def scale(plan: Plan, report: Report) -> None:
    """The same commands with 1,000 and with 1,000,000 persons stored, by turns."""
    sizes = (1_000, 1_000_000)
    async with AsyncExitStack() as stack:
        sides: list[Side] = []
        for size in sizes:
            home = await stack.enter_async_context(house())
            scene = Languages(500)
            scene.before(home)
            async with bot(home, "unpaced", ("telegram",)):
                pass  # makes the tables
            await asyncio.to_thread(fill.persons, home.folder / "guyub.db", scene.people, size)
            child = await stack.enter_async_context(bot(home, "unpaced", ("telegram",)))
            sides.append(Side(home, child, await scene.after(home, child)))
        costs: tuple[list[float], list[float]] = ([], [])
        for one in sides:
            await saturate(one.child, one.acts, 1000)
        for _ in range(plan.rounds):
            for one, kept in zip(sides, costs, strict=True):
                kept.append((await saturate(one.child, one.acts, plan.events(4000))).cost)
    few, many = map(middle, costs)
    detail = {"few_us": few * 1e6, "many_us": many * 1e6}
    what = "cost of an event, 1,000,000 persons to 1,000"
    report.add(Line("scale", what, middle([b / a for a, b in zip(*costs, strict=True)]), "x", 1.15, detail=detail))
