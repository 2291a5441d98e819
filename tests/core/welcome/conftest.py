"""A community with welcome on, in each language, and a moderator of it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.core.welcome import scene
from tests.rig import Rig, Who


@pytest.fixture(params=["id", "en"])
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    """The community."""
    rig = await scene.opened(request.param)
    yield rig
    await rig.close()


@pytest.fixture
async def mod(rig: Rig) -> Who:
    """A moderator."""
    return await scene.moderator(rig)


@pytest.fixture
def sari(rig: Rig) -> Who:
    """Somebody where one asks to be let in."""
    return rig.person("Sari", on="telegram")


@pytest.fixture
def bimo(rig: Rig) -> Who:
    """Somebody where invitations let in."""
    return rig.person("Bimo", on="discord")
