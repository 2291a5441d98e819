"""Every exchange of the other tests' scenes conforms to Discord's own machine-readable specification."""

from __future__ import annotations

import inspect
import os
from typing import Any

import pytest
import test_dcs_calls
import test_dcs_interactions
import test_dcs_moderation
import test_dcs_rest
import test_dcs_strict
from dcs_rig import CHECKER, Make, Rig, check, furnish

pytestmark = [
    pytest.mark.skipif("GUYUB_SPECS" not in os.environ, reason="GUYUB_SPECS does not say where the specifications are"),
    pytest.mark.skipif(not CHECKER.exists(), reason="there is no conform/dc_conform.py beside GUYUB_SPECS"),
]


def scenes(module: Any) -> list[Any]:
    """A module's tests that need nothing but a furnished rig."""
    found = [f for name, f in vars(module).items() if name.startswith("test_") and inspect.iscoroutinefunction(f)]
    return [f for f in found if list(inspect.signature(f).parameters) == ["rig"]]


@pytest.mark.parametrize(
    "module", [test_dcs_rest, test_dcs_calls, test_dcs_interactions, test_dcs_strict, test_dcs_moderation]
)
async def test_exchanges_conform(rigs: Make, module: Any) -> None:
    lines: list[dict[str, Any]] = []
    for scene in scenes(module):
        rig: Rig = await rigs(record=lines.append)
        furnish(rig)
        await scene(rig)
    assert len(lines) > 20
    assert check(lines) == ""


async def test_the_checker_would_see_a_wrong_answer(rigs: Make) -> None:
    lines: list[dict[str, Any]] = []
    rig: Rig = await rigs(record=lines.append)
    furnish(rig)
    await rig.call("GET", f"/guilds/{rig.dc.guild('Kampung').id}")
    lines[0]["response"]["mfa_level"] = "tinggi"
    assert "mfa_level" in check(lines)
