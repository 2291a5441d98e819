"""The demo's bot as a process: `run` as it is, by a clock that is told on standard input, until that ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from bots.run import run
from bots.turned import TurnedAlarm


def _watch(clock: TurnedAlarm) -> None:
    """Standard input is a pipe from the demo: how fast the clock is, in seconds; its end is the demo's."""
    for line in sys.stdin:
        clock.turn(float(line))
    os.kill(os.getpid(), signal.SIGTERM)


def main(config: str, lang: str) -> int:
    """Run the community of this config; the first line that comes says how fast the clock is to begin with."""
    clock = TurnedAlarm()
    if first := sys.stdin.readline():
        clock.turn(float(first))
    threading.Thread(target=_watch, args=(clock,), daemon=True).start()
    return run(Path(config), lang, clock=clock, alarm=clock)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
