"""Logs: readable on a terminal, JSON lines otherwise; never a token, never what people wrote."""

from __future__ import annotations

import logging
import sqlite3
import sys
import traceback
from collections.abc import Iterator
from types import TracebackType
from typing import Any, TextIO, cast

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bots.redact import Redactor

QUIET = (
    "aiohttp",
    "aiosqlite",
    "alembic",
    "apscheduler",
    "discord",
    "hpack",
    "httpcore",
    "httpx",
    "telegram",
    "tzlocal",
)
"""Libraries that are only to be heard when something is wrong: their other lines hold addresses and people's words."""

FRAMES = 12
"""How many lines of a traceback are kept, the innermost."""

_SPEAKING = (OSError, sqlite3.Error, ImportError)
"""Errors whose message is the system's; that of any other may hold what somebody wrote, and is left out."""


def set_up(stream: TextIO | None = None, *, level: int = logging.INFO, terminal: bool | None = None) -> Redactor:
    """Send every log line of this process to `stream` (standard error), libraries' lines included.

    `terminal` says whether a person reads it (default: whether the stream is a terminal). Returns what hides the
    secrets in every line, to be told of those in config.
    """
    out = stream if stream is not None else sys.stderr
    redactor = Redactor()
    handler = logging.StreamHandler(out)
    handler.setFormatter(_Formatter(redactor, readable=out.isatty() if terminal is None else terminal))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        library = logging.getLogger(name)
        library.setLevel(max(logging.WARNING, level))
        library.handlers.clear()
        library.propagate = True
    logging.captureWarnings(True)
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    sys.excepthook = _crashed
    return redactor


class _Formatter(structlog.stdlib.ProcessorFormatter):
    """Renders a line, and hides secrets in the whole of it: nothing that is added later is missed."""

    def __init__(self, redactor: Redactor, *, readable: bool) -> None:
        renderer: Processor = (
            structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
            if readable
            else structlog.processors.JSONRenderer(ensure_ascii=False, default=repr)
        )
        super().__init__(
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
            foreign_pre_chain=list(_SHARED),
        )
        self._redactor = redactor

    def format(self, record: logging.LogRecord) -> str:
        """The finished line."""
        return self._redactor(super().format(record))


def trace(error: BaseException) -> str:
    """An error and its causes, with the lines they passed; without their messages, but for those of the system."""
    parts: list[str] = []
    for one in _causes(error):
        frames = traceback.extract_tb(one.__traceback__)[-FRAMES:]
        lines = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        said = f": {one}" if isinstance(one, _SPEAKING) and str(one) else ""
        parts.append("\n".join([*lines, type(one).__qualname__ + said]))
    return "\n\n".join(parts)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error's causes, the first of them first, then the error itself and what it groups."""
    seen: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in seen:
        seen.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    yield from reversed(seen)
    if isinstance(error, BaseExceptionGroup):
        for inner in cast("BaseExceptionGroup[BaseException]", error).exceptions:
            yield from _causes(inner)


def _exceptions(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    """Put an error's trace in place of the error."""
    info: Any = event.pop("exc_info", None)
    if info:
        given = cast("tuple[Any, Any, Any]", info) if isinstance(info, tuple) else (None, info, None)
        error = given[1] if isinstance(given[1], BaseException) else sys.exc_info()[1]
        if isinstance(error, BaseException):
            event["exception"] = trace(error)
    for key, value in event.items():
        if isinstance(value, BaseException):
            event[key] = type(value).__qualname__
    return event


def _crashed(kind: type[BaseException], error: BaseException, tb: TracebackType | None) -> None:
    """Whatever nobody caught: the interpreter's own trace would show messages."""
    logging.getLogger("guyub").critical("crashed", exc_info=(kind, error, tb))


_SHARED: tuple[Processor, ...] = (
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.PositionalArgumentsFormatter(),
    _exceptions,
)
