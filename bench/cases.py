"""The cases that compare: ours and a bare bot by turns, processor time for each event."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass

from bench.house import Kind
from bench.load import Run, middle, pace, percentile, saturate
from bench.report import Line, Report
from bench.scenes import TALK, Chat, DiscordChat, DiscordPresses, Languages, Presses, SceneMaker, Side, Slash, side


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured."""

    quick: bool
    rounds: int

    def events(self, full: int) -> int:
        """So many events a round: a quarter of it when it has to be quick."""
        return full // 4 if self.quick else full


async def _sides(stack: AsyncExitStack, platform: str, bare: Kind, scene: SceneMaker) -> tuple[Side, Side]:
    ours = await stack.enter_async_context(side("unpaced", (platform,), scene()))
    return ours, await stack.enter_async_context(side(bare, (platform,), scene()))


async def _by_turns(plan: Plan, sides: Sequence[Side], events: int) -> list[list[Run]]:
    """Every side in each round, in turning order, after a round that is not counted."""
    runs: list[list[Run]] = [[] for _ in sides]
    for one in sides:
        await saturate(one.child, one.acts, max(events // 4, len(one.acts)))
    for number in range(plan.rounds):
        order = range(len(sides)) if number % 2 == 0 else reversed(range(len(sides)))
        for index in order:
            runs[index].append(await saturate(sides[index].child, sides[index].acts, events))
    return runs


async def _ratio(
    plan: Plan,
    report: Report,
    case: str,
    what: str,
    scene: SceneMaker,
    *,
    target: float,
    events: int,
    each: int = 1,
) -> None:
    """Compare processor time; an act of the scene is `each` events."""
    platform = case.partition("-")[0]
    bare: Kind = "bare-telegram" if platform == "telegram" else "bare-discord"
    async with AsyncExitStack() as stack:
        ours, other = await _by_turns(plan, await _sides(stack, platform, bare, scene), plan.events(events) // each)
    mine, its = [middle([run.cost for run in runs]) / each for runs in (ours, other)]
    ratio = middle([a.cost / b.cost for a, b in zip(ours, other, strict=True)])
    detail = {
        "ours_us": mine * 1e6,
        "bare_us": its * 1e6,
        "ours/s": middle([run.rate for run in ours]) * each,
        "bare/s": middle([run.rate for run in other]) * each,
        "spread": "/".join(f"{a.cost / b.cost:.2f}" for a, b in zip(ours, other, strict=True)),
    }
    report.add(Line(case, what, ratio, "x", target, detail=detail))


async def telegram_command(plan: Plan, report: Report) -> None:
    """A command in private: a row committed, a reply."""
    what = "Telegram command, row committed, reply: CPU"
    await _ratio(plan, report, "telegram-command", what, Languages, target=0.5, events=1600)


async def telegram_button(plan: Plan, report: Report) -> None:
    """A press in a group: a seat changed, a toast, the card edited."""
    what = "Telegram button, roster and card: CPU"
    await _ratio(plan, report, "telegram-button", what, Presses, target=0.6, events=1000)


async def telegram_chat(plan: Plan, report: Report) -> None:
    """Talk that is nobody's business."""
    what = "Telegram plain chat: CPU"
    await _ratio(plan, report, "telegram-chat", what, Chat, target=1.2, events=16000, each=10)


async def discord_slash(plan: Plan, report: Report) -> None:
    """A slash command: a row committed, a hidden answer."""
    what = "Discord slash command, row committed, answer: CPU"
    await _ratio(plan, report, "discord-slash", what, Slash, target=1.3, events=4000)


async def discord_button(plan: Plan, report: Report) -> None:
    """A press: a seat changed, a hidden answer, the card edited."""
    what = "Discord button, roster and card: CPU"
    await _ratio(plan, report, "discord-button", what, DiscordPresses, target=1.2, events=2000)


async def discord_chat(plan: Plan, report: Report) -> None:
    """Talk that is nobody's business (one command in each 200 sentences shows that they have arrived)."""
    what = "Discord plain chat: CPU"
    await _ratio(plan, report, "discord-chat", what, DiscordChat, target=1.2, events=16000, each=TALK)


async def delayed(plan: Plan, report: Report) -> None:
    """Every call of the Bot API answered 50 ms later: how many commands a second, and in order within each chat."""
    scene = Languages(400, together=2)
    async with side("unpaced", ("telegram",), scene) as ours:
        await saturate(ours.child, ours.acts, 800)
        ours.home.delay(0.05)
        await saturate(ours.child, ours.acts, 800)
        runs = [await saturate(ours.child, ours.acts, plan.events(4000)) for _ in range(plan.rounds)]
    detail = {
        "busy": middle([run.cpu / run.wall for run in runs]),
        "ours_us": middle([run.cost for run in runs]) * 1e6,
        "spread": "/".join(f"{run.rate:.0f}" for run in runs),
    }
    rate = middle([run.rate for run in runs])
    report.add(Line("telegram-delay", "Telegram commands/s, 50 ms a call", rate, "/s", 800, ">=", detail))
    what = "  out of order within a chat"
    report.add(Line("telegram-delay", what, float(scene.wrong), "", 0, detail={"of": sum(r.events for r in runs)}))
    if plan.quick:
        return
    kinds: tuple[tuple[Kind, int], ...] = (("bare-telegram", 100), ("bare-telegram-concurrent", 1000))
    for kind, events in kinds:
        async with side(kind, ("telegram",), Languages(400)) as bare:
            bare.home.delay(0.05)
            run = await saturate(bare.child, bare.acts[:100] if events == 100 else bare.acts, events)
        report.add(Line("telegram-delay", f"  {kind}", run.rate, "/s"))


async def latency(plan: Plan, report: Report) -> None:
    """How long the slowest of a hundred waits for an answer, at 50 events a second."""
    scenes: dict[str, SceneMaker] = {"telegram": Languages, "discord": Slash}
    for platform, scene in scenes.items():
        bare: Kind = "bare-telegram" if platform == "telegram" else "bare-discord"
        async with AsyncExitStack() as stack:
            sides = await _sides(stack, platform, bare, scene)
            for one in sides:
                await saturate(one.child, one.acts, 300)
            waits: tuple[list[float], list[float]] = ([], [])
            for _ in range(min(plan.rounds, 2) if plan.quick else plan.rounds):
                for one, kept in zip(sides, waits, strict=True):
                    kept.extend((await pace(one.child, one.acts, 50, 3 if plan.quick else 5)).latencies)
        (ours, ours_usual), (other, other_usual) = [(percentile(kept, 0.99), middle(kept)) for kept in waits]
        detail = {
            "ours_p99_ms": ours * 1e3,
            "bare_p99_ms": other * 1e3,
            "ours_p50_ms": ours_usual * 1e3,
            "bare_p50_ms": other_usual * 1e3,
            "of": len(waits[0]),
        }
        what = f"p99 of an answer at 50/s, {platform.capitalize()}"
        report.add(Line("latency", what, ours / other, "x", 1.5, detail=detail))
