"""The way to a private chat: a neutral button in a group, and what begins behind it."""

from __future__ import annotations

import pytest

from core.kit.port import Command
from tests.core.engine.lab import Lab
from tests.rig import Rig


async def test_a_private_command_in_a_group_gets_a_button_and_runs_behind_it(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/rahasia hilang sudah", "lobby")
    assert sari.last.keys == ["house-private-only"]
    assert len(sari.last.labels) == 1
    (url,) = sari.last.links
    assert url == "https://telegram.example/bot?start=rahasia"
    assert lab.seen == []
    await sari.says(f"/start {url.partition('=')[2]}")
    assert sari.last.key == "lab-done"
    assert len(rig.room("lobby", "telegram")) == 1, "nothing but the button was said there"


@pytest.mark.parametrize("payload", ["", "catat", "tidakada", "start", "rahasia hilang", "-", "jaga-"])
async def test_what_must_be_asked_or_is_no_command_only_opens_the_chat(rig: Rig, lab: Lab, payload: str) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says(f"/start {payload}".strip())
    assert sari.last.key == "house-start"
    assert lab.ran == []
    assert lab.seen == []


async def test_start_does_nothing_of_the_sort_in_a_group(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/start rahasia", "lobby")
    assert sari.last.key == "house-start"
    assert lab.seen == []


async def test_a_role_is_asked_for_behind_the_button_too(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.does(Command("start", "jaga"))
    assert sari.last.key == "house-not-allowed"
    assert lab.ran == []


async def test_without_an_address_there_is_only_the_hint(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(rig.telegram), "doorstep", lambda self, payload: None)
    sari = rig.person("Sari", on="telegram")
    await sari.says("/rahasia", "lobby")
    assert sari.last.key == "house-private-only"
    assert sari.last.links == []
