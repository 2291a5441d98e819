"""A community with the lab's feature, for the engine's own tests."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.core.engine.lab import Lab
from tests.rig import Rig


@pytest.fixture
def lab() -> Lab:
    return Lab()


@pytest.fixture
async def rig(lab: Lab) -> AsyncIterator[Rig]:
    rig = await Rig.open([lab.plugin])
    yield rig
    await rig.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries again at once what would be tried again after a while."""
    monkeypatch.setattr("core.engine.courier._pause", lambda attempt: 0.0)
