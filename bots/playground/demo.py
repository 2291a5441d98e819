"""`guyub demo`: the real bot between two stand-ins, a scene that plays itself, and then a stage to try things on."""

from __future__ import annotations

import asyncio
import signal
import tempfile
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from bots.playground.demo_acting import MANY, SceneFailed
from bots.playground.demo_show import Show
from bots.playground.demo_stage import BotEnded, NotSeen, Stage
from bots.playground.scene import Scene
from bots.playground.terminal import Terminal
from bots.words import Words


def main(
    *, once: bool = False, port: int = 8765, lang: str = "id", speed: float = 1.0, data: Path | None = None
) -> int:
    """Play the scene and (unless `once`) take typed lines; returns the process's exit code.

    `port` is where the stand-ins listen (0: a free one), `speed` 2 halves the pauses, `data` keeps config, log and
    database in that folder instead of throwing them away.
    """
    show = Show(Words(lang, MANY), speed=speed)
    with tempfile.TemporaryDirectory(prefix="guyub-") as made:
        return asyncio.run(_run(show, data or Path(made), once=once, port=port, lang=lang))


async def _run(show: Show, folder: Path, *, once: bool, port: int, lang: str) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    show.title()
    stage = Stage(folder, port=port, lang=lang)
    try:
        async with stage:
            if not await _unless(stop, _play(stage, show)):
                await stage.stop_bot()
                return 0
            if not once:
                await _unless(stop, Terminal(stage, show).run())
            if code := await stage.stop_bot():
                show.bad("demo-stopped-badly", code=code)
                show.plain(stage.tail())
                return 1
            show.note("demo-stopped")
            return 0
    except OSError as error:
        if stage.playground.url:
            raise
        show.bad("demo-port-taken", port=port)
        show.plain(error.strerror or "")
    except NotSeen as error:
        show.bad("demo-not-seen", what=str(error))
        show.note("demo-bot-log")
        show.plain(stage.tail())
    except SceneFailed as error:
        show.bad(error.key, **error.values)
        show.note("demo-bot-log")
        show.plain(stage.tail())
    except BotEnded as error:
        show.bad("demo-bot-ended", code=error.code)
        show.plain(error.tail)
    return 1


async def _play(stage: Stage, show: Show) -> None:
    began = time.monotonic()
    await stage.start_bot()
    show.note("demo-started", seconds=round(stage.took, 1))
    await Scene(stage, show).play()
    show.good("demo-done", seconds=round(time.monotonic() - began, 1))


async def _unless(stop: asyncio.Event, what: Coroutine[Any, Any, None]) -> bool:
    """Do something until it is done or a signal says to stop; whether it was done."""
    doing, stopping = asyncio.create_task(what), asyncio.create_task(stop.wait())
    await asyncio.wait([doing, stopping], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if doing.done():
        doing.result()
        return True
    doing.cancel()
    await asyncio.wait([doing])
    return False
