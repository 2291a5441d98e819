"""Incidents: what went wrong in a feature, logged under a number that the person is told; never with their words."""

from __future__ import annotations

import secrets
import traceback

import structlog

from core.engine.counts import Counts

log = structlog.get_logger(__name__)


def incident(where: str, error: BaseException, counts: Counts) -> str:
    """Log the error by its type and the lines it passed, without its message (which may hold somebody's words)."""
    number = secrets.token_hex(3).upper()
    trace = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    log.error("incident", number=number, where=where, error=type(error).__name__, trace=trace[-8:])
    counts.incident(number, where, error)
    return number
