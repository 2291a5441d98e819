"""`guyub demo`: the real bot between two stand-ins, on a page with two phones or in a scene that plays itself."""

from __future__ import annotations

import asyncio
import signal
import tempfile
import time
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from bots.playground.demo_acting import MANY, SceneFailed
from bots.playground.demo_page import DemoPage
from bots.playground.demo_show import Show
from bots.playground.demo_stage import BotEnded, NotSeen, Stage
from bots.playground.demo_town import REMIND, Town, open_house
from bots.playground.scene import Scene
from bots.playground.server import HOST
from bots.playground.terminal import Terminal
from bots.words import Words


def main(
    *,
    once: bool = False,
    typed: bool = False,
    host: str = HOST,
    port: int = 8765,
    lang: str = "id",
    speed: float = 1.0,
    data: Path | None = None,
) -> int:
    """Open the page, or play the scene `once`, or play it and then take `typed` lines; returns the exit code.

    `host` and `port` are where all is served (0: a free port), `speed` 2 halves the scene's pauses, `data` keeps
    config, log and database in that folder instead of throwing them away.
    """
    show = Show(Words(lang, MANY), speed=speed)
    with tempfile.TemporaryDirectory(prefix="guyub-") as made:
        folder = data or Path(made)
        if once or typed:
            stage = Stage(folder, port=port, host=host, lang=lang)
            return asyncio.run(_run(show, stage, _whole(stage, show, once=once), port))
        return asyncio.run(_pages(show, folder, host, port, lang))


async def _whole(stage: Stage, show: Show, *, once: bool) -> None:
    show.title()
    await _play(stage, show)
    if not once:
        await Terminal(stage, show).run()


async def _pages(show: Show, folder: Path, host: str, port: int, lang: str) -> int:
    """Serve the page until a signal comes; each time that somebody begins anew with a new town at the same address."""
    token: str | None = None
    number = 0
    while True:
        town = Town(folder / str(number), port=port, host=host, token=token, lang=lang, remind=REMIND)
        again = asyncio.Event()
        page = town.playground.page = DemoPage(town, again.set)
        code = await _run(show, town, _until(town, show, again, first=token is None), port, page)
        if not again.is_set():
            return code
        token, port = town.playground.token, int(town.playground.url.rpartition(":")[2])
        number += 1


async def _until(town: Town, show: Show, again: asyncio.Event, *, first: bool) -> None:
    await town.start_bot()
    await open_house(town)
    if first:
        # Not through the words' redactor: the token is what whoever opens it from elsewhere must know.
        shown = "" if town.playground.host == HOST else f"#token={town.playground.token}"
        show.plain(show.words("demo-open", url=town.playground.url, shown="\0").replace("\0", shown))
    await again.wait()


async def _run(
    show: Show, stage: Stage, doing: Coroutine[Any, Any, None], port: int, page: DemoPage | None = None
) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    try:
        async with stage:
            try:
                whole = await _unless(stop, doing)
            finally:
                if page is not None:
                    await page.close()
            if code := await stage.stop_bot():
                show.bad("demo-stopped-badly", code=code)
                show.plain(stage.tail())
                return 1
            if page is None or not whole:
                show.note("demo-stopped")
            return 0
    except OSError as error:
        if stage.playground.url:
            raise
        doing.close()
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
