"""`python -m bench [CASE ...] [--quick]`: measure, print a line for each result, and keep all of it as JSON."""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys
import time
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TypeAlias

from bench import cases, whole
from bench.cases import Plan
from bench.child import Failed, stay_on_own_core
from bench.report import RESULTS, Report

Case: TypeAlias = Callable[[Plan, Report], Awaitable[None]]
CASES: dict[str, Case] = {
    "telegram-command": cases.telegram_command,
    "telegram-delay": cases.delayed,
    "telegram-flood": whole.flood,
    "telegram-button": cases.telegram_button,
    "telegram-chat": cases.telegram_chat,
    "discord-slash": cases.discord_slash,
    "discord-button": cases.discord_button,
    "discord-chat": cases.discord_chat,
    "latency": cases.latency,
    "start": whole.start,
    "scale": whole.scale,
    "announce": whole.announce,
}


async def measure(names: list[str], plan: Plan, report: Report) -> None:
    """One case after the other; one that fails does not stop the others."""
    for name in names:
        began = time.monotonic()
        try:
            await CASES[name](plan, report)
        except Failed as failed:
            report.failed(name, str(failed))
        except Exception:  # a stand-in that refuses, a config that is refused: the other cases can still be measured
            report.failed(name, traceback.format_exc())
        report.seconds[name] = time.monotonic() - began


def main() -> int:
    """Exit code 0 when every target was met, 1 when one was missed, 2 when a case could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="CASE", help=f"one of: {', '.join(CASES)} (default: all)")
    parser.add_argument("--quick", action="store_true", help="two minutes instead of ten, less exact")
    parser.add_argument("--rounds", type=int, help="how often each side is measured (default: 5, quick: 3)")
    parser.add_argument("--json", type=Path, default=RESULTS, help="where to write the results")
    options = parser.parse_args()
    if unknown := set(options.cases) - CASES.keys():
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    stay_on_own_core()
    gc.set_threshold(100_000)  # its pauses would be measured as the bots'
    plan = Plan(options.quick, options.rounds or (3 if options.quick else 5))
    report = Report(quick=options.quick)
    began = time.monotonic()
    asyncio.run(measure(options.cases or list(CASES), plan, report))
    report.save(options.json)
    verdicts = [line.verdict for line in report.lines]
    seconds = time.monotonic() - began
    counts = f"{verdicts.count('pass')} met, {verdicts.count('miss')} missed, {len(report.failures)} not measured"
    print(f"{counts}; {seconds:.0f} s")
    if report.failures:
        return 2
    return 1 if "miss" in verdicts else 0


if __name__ == "__main__":
    sys.exit(main())
