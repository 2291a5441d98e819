"""Fixtures of the rules' tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.core.rules.house_rules import World


@pytest.fixture(params=["id", "en"])
async def world(request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """The community, in either language."""
    world = await World.open(request.param)
    yield world
    await world.rig.close()


@pytest.fixture
async def plain() -> AsyncIterator[World]:
    """The community without rooms for moderators and admins."""
    world = await World.open(moderator_room="", admin_room="")
    yield world
    await world.rig.close()
