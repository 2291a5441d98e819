"""Logs: readable or JSON, and never a token or somebody's words, however they get into a line."""

from __future__ import annotations

import io
import json
import logging
import sys
import warnings
from collections.abc import Iterator

import pytest
import structlog

from bots import logs
from bots.redact import HIDDEN, Redactor
from tests.bots.house import DISCORD_TOKEN, TELEGRAM_TOKEN

URL = f"https://api.telegram.org/bot{TELEGRAM_TOKEN}/sendMessage"
WORDS = "rahasia-dari-sari"


class Sheet:
    """What was logged."""

    def __init__(self) -> None:
        self.stream = io.StringIO()

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def sheet() -> Iterator[Sheet]:
    root = logging.getLogger()
    handlers, level, hook = root.handlers[:], root.level, sys.excepthook
    quiet = {name: logging.getLogger(name).level for name in logs.QUIET}
    yield Sheet()
    root.handlers[:] = handlers
    root.setLevel(level)
    sys.excepthook = hook
    for name, before in quiet.items():
        logging.getLogger(name).setLevel(before)
    logging.captureWarnings(False)
    structlog.reset_defaults()


def test_elsewhere_than_on_a_terminal_lines_are_json(sheet: Sheet) -> None:
    logs.set_up(sheet.stream)
    structlog.get_logger("bots.x").info("started", platforms=["a"])
    logging.getLogger("some.library").warning("gave %s", "up")
    first, second = sheet.lines
    assert (first["event"], first["platforms"], first["level"], first["logger"]) == ("started", ["a"], "info", "bots.x")
    assert (second["event"], second["level"], second["logger"]) == ("gave up", "warning", "some.library")
    assert str(first["timestamp"]).endswith("Z")


def test_on_a_terminal_lines_are_readable(sheet: Sheet) -> None:
    logs.set_up(sheet.stream, terminal=True)
    structlog.get_logger("bots.x").warning("platform_failed", again_in=2)
    assert "platform_failed" in sheet.text
    with pytest.raises(json.JSONDecodeError):
        json.loads(sheet.text)


def raises_with_url() -> None:
    try:
        raise OSError(f"cannot connect to {URL}")
    except OSError as error:
        raise RuntimeError(f"calling {URL} for {WORDS}") from error


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("token", [TELEGRAM_TOKEN, DISCORD_TOKEN])
def test_a_token_never_comes_out(sheet: Sheet, terminal: bool, token: str) -> None:
    logs.set_up(sheet.stream, terminal=terminal)
    log, library = structlog.get_logger("bots.x"), logging.getLogger("aiohttp.client")
    log.info(f"event {token}", url=f"https://x/bot{token}/getMe", nested={"a": [token]}, raw=token.encode())
    log.info("encoded", url=f"https://x/bot{token.replace(':', '%3A')}/getMe")
    library.error("GET https://x/bot%s failed", token, extra={"token": token})
    try:
        raise OSError(f"cannot connect to https://x/bot{token}/getMe")
    except OSError as error:
        log.exception("failed")
        log.error("failed", exc_info=error, error=error)
        library.exception("failed")
        sys.excepthook(type(error), error, error.__traceback__)
        library.error("stack", stack_info=True)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(f"deprecated {token}", RuntimeWarning, stacklevel=1)
    assert "deprecated" in sheet.text
    assert token.partition(":")[2][:12] not in sheet.text if ":" in token else token[:20] not in sheet.text
    assert token[-20:] not in sheet.text
    assert sheet.text.count(HIDDEN) >= 8


def test_a_secret_that_was_told_of_never_comes_out(sheet: Sheet) -> None:
    redactor = logs.set_up(sheet.stream)
    redactor.add(["a plain secret"])
    structlog.get_logger("bots.x").info("webhook", secret="a plain secret")
    assert "a plain secret" not in sheet.text
    assert HIDDEN in sheet.text


def test_an_errors_message_is_left_out_but_for_the_systems_own(sheet: Sheet) -> None:
    logs.set_up(sheet.stream)
    try:
        raises_with_url()
    except RuntimeError:
        structlog.get_logger("bots.x").exception("failed")
    (line,) = sheet.lines
    trace = str(line["exception"])
    assert WORDS not in trace
    assert "RuntimeError" in trace
    assert "raises_with_url" in trace
    assert "OSError: cannot connect" in trace


def test_a_group_of_errors_is_told_one_by_one(sheet: Sheet) -> None:
    logs.set_up(sheet.stream)
    try:
        raise ExceptionGroup(WORDS, [ValueError(WORDS), KeyError("x")])
    except ExceptionGroup:
        logging.getLogger("asyncio").exception("failed")
    trace = str(sheet.lines[0]["exception"])
    assert WORDS not in trace
    assert all(kind in trace for kind in ("ExceptionGroup", "ValueError", "KeyError"))


@pytest.mark.parametrize(
    "name", ["httpx", "discord.gateway", "telegram.ext", "apscheduler.scheduler", "aiohttp.access"]
)
def test_libraries_are_quiet_until_something_is_wrong(sheet: Sheet, name: str) -> None:
    logs.set_up(sheet.stream)
    logging.getLogger(name).info(WORDS)
    logging.getLogger(name).debug(WORDS)
    assert not sheet.text
    logging.getLogger(name).warning("careful")
    assert "careful" in sheet.text


def test_ordinary_words_are_left_as_they_are() -> None:
    said = "started 2026-11-24T16:25:00+07:00 core.engine.courier sqlalchemy.engine.base -1001234567890:0:group 12:30"
    assert Redactor(["short"])(said + " short") == said + " short"
