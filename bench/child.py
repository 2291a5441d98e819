"""A bot as a child process on one core: its processor time and memory, read from outside."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
CORES = sorted(os.sched_getaffinity(0))
BOT_CORE = CORES[0]
OWN_CORE = CORES[-1]
"""The bot has a core to itself; the stand-ins and the load run on another one, where there is another one."""
END_SECONDS = 20.0
CALM_SECONDS = 0.002
"""Processor seconds in a twentieth of a second below which a process counts as idle."""


class Failed(Exception):
    """A bot ended, or did not do what it should in time."""


def stay_on_own_core() -> None:
    """Keep this process off the bot's core."""
    os.sched_setaffinity(0, {OWN_CORE})


class Child:
    """A Python process of its own, pinned to the bot's core; what it prints goes to a file."""

    def __init__(self, process: asyncio.subprocess.Process, log: Path) -> None:
        self._process = process
        self._log = log
        self.began = time.monotonic()

    @classmethod
    async def start(cls, args: Sequence[str], env: dict[str, str], log: Path) -> Self:
        """Run `python ARGS...` from the project's folder."""
        with log.open("ab") as out:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *args,
                cwd=ROOT,
                env={**os.environ, **env},
                stdin=asyncio.subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                preexec_fn=lambda: os.sched_setaffinity(0, {BOT_CORE}),
            )
        return cls(process, log)

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._process.returncode is None

    def cpu(self) -> float:
        """Seconds of processor time so far, of all its threads, in user and kernel mode."""
        # The clock of another process: https://man7.org/linux/man-pages/man3/clock_getcpuclockid.3.html
        return time.clock_gettime((~self._process.pid << 3) | 2)

    def resident(self) -> float:
        """Megabytes resident in memory."""
        found = re.search(r"VmRSS:\s*(\d+) kB", Path(f"/proc/{self._process.pid}/status").read_text("ascii"))
        assert found is not None
        return int(found[1]) / 1024

    async def calm(self, most: float = 5.0) -> None:
        """Wait until it has nothing left to do, at most so many seconds."""
        for _ in range(int(most / 0.05)):
            before = self.cpu()
            await asyncio.sleep(0.05)
            if self.cpu() - before < CALM_SECONDS:
                return

    def tail(self) -> str:
        """The last lines it printed."""
        return "\n".join(self._log.read_text("utf-8", "replace").splitlines()[-25:])

    async def stop(self) -> None:
        """End it by SIGTERM, and if it does not listen, for good."""
        if not self.alive:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), END_SECONDS)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()
