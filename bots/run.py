"""`guyub run`: the platforms side by side until a signal comes, then an orderly end."""

from __future__ import annotations

import asyncio
import gc
import random
import signal
import sqlite3
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import structlog

from bots import logs
from bots.build import Running, database_error, running
from bots.config import Config, load
from bots.health import operating
from bots.show import show_problems
from bots.words import Words, homes
from core.engine.alarm import Alarm
from core.engine.migrate import FutureDatabase
from core.engine.sqlite import InUse
from core.kit.port import Platform, Problem, Unkept
from core.kit.text import t

log = structlog.get_logger(__name__)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 300.0
"""Seconds until a platform that failed is run again, doubled each time."""
END_SECONDS = 15.0
"""How long the end may take; what is not delivered by then is after the next start."""


def run(
    path: Path,
    lang: str,
    *,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    alarm: Alarm | None = None,
) -> int:
    """Run the community that `path` describes until SIGTERM or SIGINT; returns the process's exit code.

    `clock` and `alarm` are this computer's unless others are given, as the demo does.
    """
    gc.disable()  # nothing that is made while starting is garbage
    redactor = logs.set_up()
    loaded = load(path)
    if loaded.config is None:
        show_problems(loaded.problems, Words(lang, homes(loaded.partial.bots)), sys.stderr)
        return 1
    redactor.add(loaded.config.secrets)
    return asyncio.run(_run(loaded.config, loaded.problems, lang, clock, alarm))


async def _run(
    config: Config, problems: Sequence[Problem], lang: str, clock: Callable[[], datetime], alarm: Alarm | None
) -> int:
    stop = asyncio.Event()
    listen(stop)
    try:
        async with running(config, clock=clock, alarm=alarm) as community, operating(config, community):
            # what is there now stays; the collector need never look at it again
            gc.collect()
            gc.freeze()
            gc.enable()
            _warn([*problems, *community.problems], config, lang)
            log.info("started", platforms=[platform.name for platform in community.platforms])
            failed = await serve(community, stop)
    except Exception as error:
        known = database_error(error) or error
        if not isinstance(known, InUse | FutureDatabase | Unkept | OSError | sqlite3.Error):
            raise
        show_problems([_cannot_start(known, config)], Words(lang), sys.stderr)
        return 1
    if failed:
        words = Words(lang, homes(config.bots))
        words.redact.add(config.secrets)
        show_problems(failed, words, sys.stderr)
        return 1
    log.info("stopped")
    return 0


def listen(stop: asyncio.Event) -> None:
    """Set `stop` at the first SIGTERM or SIGINT; a second one ends the process at once."""
    loop = asyncio.get_running_loop()

    def first(number: signal.Signals) -> None:
        log.info("stopping", signal=number.name)
        stop.set()
        for one in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(one)

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, first, number)


async def serve(community: Running, stop: asyncio.Event) -> list[Problem]:
    """Run every platform until `stop` is set; one that fails is run again and never stops the others.

    Returns nothing when it was stopped, or, when no platform is left that could ever work, why.
    """
    hopeless: list[Problem] = []
    tasks = [asyncio.create_task(_keep(one, community, hopeless), name=one.name) for one in community.platforms]
    ends = [asyncio.create_task(stop.wait()), asyncio.create_task(asyncio.wait(tasks))]
    try:
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (*tasks, *ends):
            task.cancel()
        _, late = await asyncio.wait(tasks, timeout=END_SECONDS)
        for task in late:
            log.warning("platform_did_not_end", platform=task.get_name())
    return [] if stop.is_set() else hopeless


async def _keep(platform: Platform, community: Running, hopeless: list[Problem]) -> None:
    pause = FIRST_PAUSE
    loop = asyncio.get_running_loop()
    while True:
        began = loop.time()
        try:
            community.serving.add(platform.name)
            await platform.run(community.engine, community.engine.menu)
            log.error("platform_ended", platform=platform.name, again_in=pause)
        except Exception as error:
            problem = getattr(error, "problem", None)
            if isinstance(problem, Problem):
                hopeless.append(problem)
                log.error("platform_cannot_run", platform=platform.name, why=problem.what.key)
                return
            log.error("platform_failed", platform=platform.name, again_in=pause, exc_info=error)
        finally:
            community.serving.discard(platform.name)
        community.restarts[platform.name] = community.restarts.get(platform.name, 0) + 1
        if loop.time() - began > LONGEST_PAUSE:
            pause = FIRST_PAUSE
        await asyncio.sleep(pause * random.uniform(0.8, 1.2))
        pause = min(pause * 2, LONGEST_PAUSE)


def _warn(problems: Sequence[Problem], config: Config, lang: str) -> None:
    if not problems:
        return
    words = Words(lang, homes(config.bots))
    for problem in problems:
        where, what, cure = words.of(problem)
        log.warning("setup", where=where, what=what, cure=cure)


def _cannot_start(error: Exception, config: Config) -> Problem:
    where, file = "community.database", str(config.database)
    match error:
        case InUse():
            return Problem(where, t("run-in-use", file=file, pid=error.pid), t("run-in-use-cure", pid=error.pid))
        case FutureDatabase():
            told = {"file": file, "feature": error.feature, "revision": error.revision}
            return Problem(where, t("run-future", **told), t("run-future-cure", **told))
        case _:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error.__cause__ or error)
            told = {"file": file, "reason": reason}
            return Problem(where, t("run-database", **told), t("run-database-cure", **told))
