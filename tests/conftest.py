"""What every test can count on: a rig that a failed test left open is closed, so that its threads end."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests import rig


@pytest.fixture(autouse=True)
async def closed_in_the_end() -> AsyncIterator[None]:
    """Close whatever rig the test opened."""
    yield
    for one in list(rig.opened):
        await one.close()
