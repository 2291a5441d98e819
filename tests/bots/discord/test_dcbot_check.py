"""What `check` finds wrong on Discord's side, each with its cure, in both languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dcbot_house import HEARS, MENU, House, item
from pydantic import ValidationError

import bots.discord
from bots.discord import DiscordPlatform, DiscordSettings
from bots.discord.deeds import DEEDS
from bots.playground.discord import perms
from core.kit.deeds import Kick
from core.kit.places import Kind, Place
from core.kit.port import Menu, Problem

DOES = replace(MENU, deeds=DEEDS)


async def check(house: House, *places: str, menu: Menu = MENU, **settings: Any) -> list[Problem]:
    platform = DiscordPlatform(house.settings(**settings))
    return list(await platform.check([Place("discord", place) for place in places], menu))


def keys(problems: list[Problem]) -> list[str]:
    for problem in problems:
        assert problem.cure.key == f"{problem.what.key}-cure"
    return [problem.what.key.removeprefix("discord-check-") for problem in problems]


def rights(problem: Problem) -> list[str]:
    missing: Any = problem.what.values["missing"]
    return [text.key.removeprefix("discord-right-") for text in missing]


async def test_a_good_setup_has_no_problems(house: House) -> None:
    every = {"guild": house.guild.id, "members": True, "message_content": True}
    assert await check(house, house.umum.id, menu=DOES, **every) == []
    assert house.dc.gateway.identified == 0


async def test_a_wrong_token(house: House) -> None:
    (problem,) = await check(house, house.umum.id, token="wrong")
    assert keys([problem]) == ["token"]
    assert problem.where == "bots.discord.token"
    assert problem.fatal


async def test_discord_out_of_reach(house: House) -> None:
    assert keys(await check(house, rest_url="http://127.0.0.1:1/api")) == ["unreachable"]


async def test_intents(house: House) -> None:
    problems = await check(house, menu=HEARS)
    assert keys(problems) == ["content-wanted", "members-wanted"]
    assert not any(problem.fatal for problem in problems)
    house.dc.world.enabled.clear()
    problems = await check(house, members=True, message_content=True)
    assert keys(problems) == ["content-off", "members-off"]
    assert all(problem.fatal for problem in problems)


async def test_places(house: House) -> None:
    hidden = house.dc.add_channel(house.guild, "rahasia")
    mute = house.dc.add_channel(house.guild, "senyap")
    house.dc.set_permissions(mute, "Guyub", deny=("send_messages", "embed_links"))
    house.dc.set_permissions(hidden, "Guyub", deny=("view_channel",))
    group = house.dc.add_channel(house.guild, "grup", "category")
    other = house.dc.add_channel(house.dc.add_guild("Tetangga"), "lain")
    problems = await check(
        house, house.umum.id, hidden.id, mute.id, group.id, other.id, "4242", "lobby", guild=house.guild.id
    )
    assert [problem.where for problem in problems] == [
        f"discord:{id}" for id in (hidden.id, mute.id, group.id, other.id, "4242", "lobby")
    ]
    assert keys(problems) == ["unseen", "rights", "not-a-text-channel", "elsewhere", "channel", "not-an-id"]
    missing: Any = problems[1].what.values["missing"]
    assert [text.key for text in missing] == ["discord-right-send", "discord-right-embed"]


async def test_what_the_bot_cannot_do_besides_speaking_is_told_and_stops_nothing(house: House) -> None:
    house.dc.set_permissions(house.umum, "Guyub", deny=("manage_messages", "create_instant_invite"))
    _, role = house.dc.role("Guyub")
    gone = perms.bits(
        "manage_guild", "moderate_members", "kick_members", "ban_members", "create_events", "manage_roles"
    )
    house.dc.set_role_permissions(role, role.permissions & ~gone)
    assert await check(house, house.umum.id) == []
    here, everywhere = await check(house, house.umum.id, menu=DOES)
    assert keys([here, everywhere]) == ["deeds-here", "deeds"]
    assert not here.fatal and not everywhere.fatal
    assert (here.where, everywhere.where) == (f"discord:{house.umum.id}", f"discord:{house.guild.id}")
    assert rights(here) == ["invite", "messages"]
    assert rights(everywhere) == ["server", "mute", "kick", "ban", "calendar"]
    member = house.dc.add_role(house.guild, "Anggota").id
    (everywhere,) = await check(house, house.umum.id, roles={"member": member})
    assert rights(everywhere) == ["roles"]
    (everywhere,) = await check(house, house.umum.id, menu=replace(MENU, deeds=frozenset({Kick})))
    assert rights(everywhere) == ["kick"]


async def test_roles_that_the_bot_cannot_give(house: House) -> None:
    good, above = house.dc.add_role(house.guild, "Anggota"), house.dc.add_role(house.guild, "Sesepuh")
    above.position = 99
    named = {"applicant": "4242", "member": good.id, "host": above.id, "moderator": house.guild.id}
    problems = await check(house, house.umum.id, roles=named)
    assert keys(problems) == ["role-gone", "role-above", "role-managed"]
    assert [problem.where.rpartition(".")[2] for problem in problems] == ["applicant", "host", "moderator"]
    assert not any(problem.fatal for problem in problems)


async def test_private_places_are_not_looked_at(house: House) -> None:
    platform = DiscordPlatform(house.settings())
    assert await platform.check([Place("discord", "7", kind=Kind.PRIVATE)], MENU) == []


async def test_a_server_the_bot_is_not_in(house: House) -> None:
    away = house.dc.add_guild("Jauh", bot=False)
    assert keys(await check(house, guild=away.id)) == ["guild"]


async def test_commands_that_discord_would_refuse(house: House) -> None:
    problems = await check(house, menu=Menu(("id",), (item("Besar"),)))
    assert keys(problems) == ["menu"]
    assert problems[0].where == "/Besar"


def test_every_text_is_there_in_both_languages() -> None:
    home = Path(bots.discord.__file__).parent
    said = {
        lang: {
            line.split(" =")[0]
            for line in (home / "texts" / f"{lang}.ftl").read_text("utf-8").splitlines()
            if line and not line.startswith("#")
        }
        for lang in ("id", "en")
    }
    assert said["id"] == said["en"]
    code = "".join(path.read_text("utf-8") for path in home.glob("*.py"))
    for key in said["id"]:
        short = key.removeprefix("discord-check-").removesuffix("-cure")
        assert f'"{key}"' in code or f'"{short}"' in code, key


@pytest.mark.parametrize(
    "bad",
    [
        {"guild": "kampung"},
        {"rest_url": "discord.com/api"},
        {"gateway_url": "http://127.0.0.1"},
        {"roles": {"member": "anggota"}},
        {"roles": {"tetangga": "1"}},
        {"colour": "red"},
    ],
)
def test_settings_that_cannot_be(bad: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        DiscordSettings.model_validate({"token": "x", **bad})


def test_settings_hide_the_token() -> None:
    settings = DiscordSettings.model_validate({"token": "geheim", "rest_url": "http://127.0.0.1:1/api/"})
    assert "geheim" not in repr(settings)
    assert settings.rest_url == "http://127.0.0.1:1/api"
