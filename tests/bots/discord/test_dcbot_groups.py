"""Groups of commands on Discord: subcommands and localised options, from the menu to the event and over the wire."""

from __future__ import annotations

from typing import Any

import pytest
from dcbot_house import House, conform, labels, offer, says

from bots.discord import menu as m
from bots.discord.decode import what_of
from core.kit.action import Between, Param, Type
from core.kit.port import Command, Menu, MenuGroup, MenuItem, Options, Reply, Typing

MABAR = MenuGroup("mabar", {"id": "mabar", "en": "play"}, labels("mabar"))
PERAN = MenuGroup("peran", {"id": "peran", "en": "role"}, labels("peran"))
GAME, WHEN = Param("game", Type.TEXT, True, suggest=offer), Param("when", Type.TIME, True)


def sub(group: MenuGroup | None, name: str, *params: Param, en: str = "", **more: Any) -> MenuItem:
    named = tuple((param, labels(param.name)) for param in params)
    return MenuItem(name, {"id": name, "en": en or name}, labels(name), named, group=group, **more)


PLAN = sub(
    MABAR, "rencana", GAME, WHEN, en="plan", alone=True,
    param_names={"game": {"id": "game", "en": "game"}, "when": {"id": "kapan", "en": "when"}},
)  # fmt: skip
LOOK = sub(MABAR, "lihat", Param("number", Type.NUMBER, True, between=Between(1, 99)), en="show")
NOW = sub(MABAR, "sekarang", en="now")
DADU = sub(None, "dadu")
GIVE = sub(PERAN, "beri", Param("role", Type.TEXT, True, suggest=offer), Param("host", Type.PERSON, False), en="give")
MENU = Menu(("id", "en"), (DADU, PLAN, LOOK, NOW, GIVE))


# --- the menu ---


def test_a_group_is_one_command_with_subcommands() -> None:
    dadu, mabar, peran = m.commands(MENU)
    assert [command["name"] for command in (dadu, mabar, peran)] == ["dadu", "mabar", "peran"]
    assert mabar["type"] == 1
    assert mabar["name_localizations"] == {"en-US": "play", "en-GB": "play"}
    assert mabar["description"] == "mabar ya"
    assert mabar["description_localizations"] == {"en-US": "mabar please", "en-GB": "mabar please"}
    assert [(option["type"], option["name"]) for option in mabar["options"]] == [
        (1, "rencana"), (1, "lihat"), (1, "sekarang"),
    ]  # fmt: skip
    plan, look, now = mabar["options"]
    assert plan["name_localizations"] == {"en-US": "plan", "en-GB": "plan"}
    assert plan["description_localizations"] == {"en-US": "rencana please", "en-GB": "rencana please"}
    assert [(option["type"], option["name"]) for option in plan["options"]] == [(3, "game"), (3, "when")]
    assert plan["options"][0]["autocomplete"] is True
    assert (look["options"][0]["min_value"], look["options"][0]["max_value"]) == (1, 99)
    assert now["options"] == []
    assert "required" not in plan


def test_options_are_called_in_every_language() -> None:
    _, mabar, _ = m.commands(MENU)
    game, when = mabar["options"][0]["options"]
    assert (game["name"], game["name_localizations"]) == ("game", {})
    assert (when["name"], when["name_localizations"]) == ("when", {"id": "kapan"})
    assert m.commands(Menu(("en", "id"), (sub(None, "x", WHEN),)))[0]["options"][0]["name_localizations"] == {}


def test_subcommands_of_a_group_stay_together_wherever_they_stand() -> None:
    scattered = Menu(("id",), (LOOK, DADU, GIVE, NOW))
    assert [[item.name for item in items] for _, items in m.heads(scattered)] == [
        ["lihat", "sekarang"],
        ["dadu"],
        ["beri"],
    ]


def test_what_discord_would_refuse_of_a_group_is_found() -> None:
    assert m.faults(MENU) == []
    full = [sub(PERAN, f"s{n}") for n in range(25)]
    assert m.faults(Menu(("id",), tuple(full))) == []
    assert m.faults(Menu(("id",), (*full, sub(PERAN, "s25")))) == [("peran", "discord-rule-subcommands")]
    many = [sub(MenuGroup(f"g{n}", {}, {}), "x") for n in range(101)]
    assert m.faults(Menu(("id",), (*many[:100], sub(many[0].group, "y")))) == []
    assert m.faults(Menu(("id",), tuple(many))) == [("g100", "discord-rule-commands")]
    broken = (
        sub(PERAN, "Beri"),
        sub(PERAN, "satu", en="one"),
        sub(PERAN, "dua", en="one"),
        sub(PERAN, "banyak", *(Param(f"p{n}", Type.TEXT, False) for n in range(26))),
        sub(PERAN, "nama", GAME, param_names={"game": {"en": "The game"}}),
        sub(None, "role2", en="role"),
        sub(MABAR, "satu", en="one"),
    )
    assert m.faults(Menu(("id", "en"), broken)) == [
        ("peran Beri", "discord-rule-name"),
        ("peran dua", "discord-rule-twice"),
        ("peran banyak", "discord-rule-options"),
        ("peran nama", "discord-rule-option-name"),
        ("role2", "discord-rule-twice"),
    ]
    fields = tuple((Param(f"p{n}", Type.TEXT, False), {"id": "y" * 90}) for n in range(4))
    heavy = [MenuItem(f"s{n}", {}, {"id": "x" * 100}, fields, group=PERAN) for n in range(20)]
    assert m.faults(Menu(("id",), tuple(heavy))) == [("peran", "discord-rule-size")]


@pytest.mark.parametrize(
    "path",
    [
        ("options", 0, "name"),
        ("options", 0, "description"),
        ("options", 0, "name_localizations", "en-US"),
        ("options", 0, "options", 1, "name_localizations", "id"),
        ("options", 1, "options", 0, "max_value"),
    ],
)
def test_any_change_in_a_group_is_seen(path: tuple[Any, ...]) -> None:
    wanted, registered = m.commands(MENU)[1:2], m.commands(MENU)[1:2]
    assert m.same(registered, wanted)
    spot: Any = registered[0]
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = "lain"
    assert not m.same(registered, wanted)
    del wanted[0]["options"][2]
    assert not m.same(m.commands(MENU)[1:2], wanted)


def test_groups_conform_to_the_official_spec() -> None:
    for scope, wanted in m.scopes(MENU, "42").items():
        path = f"/applications/1/guilds/{scope}/commands" if scope else "/applications/1/commands"
        conform([{"method": "PUT", "path": f"/api/v10{path}", "body": wanted, "status": 200}])


# --- what comes back ---


def test_a_subcommand_comes_back_under_both_its_names() -> None:
    options = [{"type": 1, "name": "lihat", "options": [{"type": 4, "name": "number", "value": 42}]}]
    assert what_of(2, {"type": 1, "name": "mabar", "options": options}) == Command("mabar lihat", args={"number": 42})
    bare = {"type": 1, "name": "mabar", "options": [{"type": 1, "name": "sekarang"}]}
    assert what_of(2, bare) == Command("mabar sekarang", args={})
    typed = [{"type": 3, "name": "when", "value": "besok"}, {"type": 3, "name": "game", "value": "va", "focused": True}]
    inside = {"type": 1, "name": "mabar", "options": [{"type": 1, "name": "rencana", "options": typed}]}
    assert what_of(4, inside) == Typing("mabar rencana", "game", "va")
    del typed[1]["focused"]
    assert what_of(4, inside) is None


async def test_subcommands_over_the_wire(house: House) -> None:
    house.engine.answers(Reply(says("Siap!")))
    await house.start(MENU)
    offered = {command["name"]: command for command in house.dc.commands(house.sari, house.umum)}
    assert set(offered) == {"dadu", "mabar", "peran"}
    assert offered["mabar"]["options"][0]["options"][1]["name_localizations"] == {"id": "kapan"}
    got = await house.slash("mabar lihat", number=42).shown()
    assert got.original is not None
    assert got.original.body["content"] == "Siap!"
    await house.slash("mabar sekarang", channel="dm").shown()
    await house.slash("mabar rencana", game="Valorant", when="besok jam 8").shown()
    await house.slash("peran beri", role="host", host="Budi").shown()
    assert [event.what for event in house.engine.events] == [
        Command("mabar lihat", args={"number": 42}),
        Command("mabar sekarang", args={}),
        Command("mabar rencana", args={"game": "Valorant", "when": "besok jam 8"}),
        Command("peran beri", args={"role": "host", "host": house.budi.id}),
    ]


async def test_values_are_offered_within_a_subcommand(house: House) -> None:
    house.engine.answers(Options((("host", "Tuan rumah"),)))
    await house.start(MENU)
    offered = await house.dc.complete(house.sari, house.umum, "peran beri", "role", "ho", {"host": "Budi"})
    assert offered == [{"name": "Tuan rumah", "value": "host"}]
    assert [event.what for event in house.engine.events] == [Typing("peran beri", "role", "ho")]


async def test_groups_that_are_registered_already_are_not_sent_again(house: House) -> None:
    await house.start(MENU)
    await house.stop()
    seen = len(house.calls("GET", "/commands"))
    await house.start(MENU)
    await house.stop()
    assert len(house.calls("GET", "/commands")) > seen
    assert len(house.calls("PUT", "/commands")) == 1
