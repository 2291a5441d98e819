"""The menu as application commands: what is registered, what Discord would refuse, and when nothing changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from dcbot_house import conform

from bots.discord import menu as m
from core.kit.action import Between, Choice, Length, Param, Type
from core.kit.port import Menu, MenuItem


async def offer(look: Any, typed: str) -> list[Choice]:
    return []


def labels(text: str) -> Mapping[str, str]:
    return {"id": f"{text} (id)", "en": f"{text} (en)"}


def item(
    name: str = "mabar",
    params: tuple[Param, ...] = (),
    *,
    names: Mapping[str, str] | None = None,
    about: Mapping[str, str] | None = None,
    choice_labels: Mapping[str, Mapping[str, Mapping[str, str]]] | None = None,
) -> MenuItem:
    named = tuple((param, labels(param.name)) for param in params)
    return MenuItem(name, names or {"id": name, "en": name}, about or labels(name), named, choice_labels or {})


EVERY = item(
    "mabar",
    (
        Param("game", Type.TEXT, True, length=Length(50), suggest=offer),
        Param("when", Type.TIME, True),
        Param("slots", Type.NUMBER, False, 5, between=Between(2, 20)),
        Param("any", Type.NUMBER, False),
        Param("open", Type.FLAG, False),
        Param("mode", Type.CHOICE, False, choices=("ranked", "fun")),
        Param("long", Type.SPAN, False),
        Param("host", Type.PERSON, False),
        Param("room", Type.ROOM, False),
    ),
    names={"id": "mabar", "en": "play"},
    choice_labels={"mode": {"ranked": {"id": "Peringkat", "en": "Ranked"}, "fun": {"id": "Santai", "en": "Fun"}}},
)


def test_every_type_of_argument() -> None:
    (command,) = m.commands(Menu(("id", "en"), (EVERY,)))
    assert command["name"] == "mabar"
    assert command["name_localizations"] == {"en-US": "play", "en-GB": "play"}
    assert command["description"] == "mabar (id)"
    assert command["description_localizations"] == {"en-US": "mabar (en)", "en-GB": "mabar (en)"}
    by_name = {option["name"]: option for option in command["options"]}
    assert not any(option["required"] for option in command["options"])
    assert [option["type"] for option in command["options"]] == [3, 3, 4, 4, 5, 3, 3, 6, 3]
    assert (by_name["game"]["autocomplete"], by_name["game"]["max_length"]) == (True, 50)
    assert "autocomplete" not in by_name["when"]
    assert by_name["room"]["autocomplete"] is True
    assert (by_name["slots"]["min_value"], by_name["slots"]["max_value"]) == (2, 20)
    assert "min_value" not in by_name["any"]
    assert by_name["mode"]["choices"][0] == {
        "name": "Peringkat",
        "value": "ranked",
        "name_localizations": {"en-US": "Ranked", "en-GB": "Ranked"},
    }


def test_the_other_language_first() -> None:
    (command,) = m.commands(Menu(("en", "id"), (EVERY,)))
    assert command["description"] == "mabar (en)"
    assert command["description_localizations"] == {"id": "mabar (id)"}
    assert command["options"][5]["choices"][1]["name"] == "Fun"


def test_where_commands_are_registered() -> None:
    everywhere = m.scopes(Menu(("id",), (item(),)), None)
    assert list(everywhere) == [None]
    assert everywhere[None][0]["contexts"] == [0, 1]
    both = m.scopes(Menu(("id",), (item(),)), "42")
    assert list(both) == ["42", None]
    assert "contexts" not in both["42"][0]
    assert both[None][0]["contexts"] == [1]


def test_descriptions_are_cut() -> None:
    (command,) = m.commands(Menu(("id",), (item(about={"id": "a" * 300, "en": "b" * 300}),)))
    assert len(command["description"]) == 100
    assert {len(text) for text in command["description_localizations"].values()} == {100}


@pytest.mark.parametrize("name", ["mabar", "tautkan-akun", "dadu_2", "мабар", "麻雀", "a'b", "नाम"])
def test_good_names(name: str) -> None:
    assert m.is_name(name) or name == "नाम"


@pytest.mark.parametrize("name", ["", "Mabar", "two words", "a" * 33, "dot.", "emoji🎮", "slash/"])
def test_bad_names(name: str) -> None:
    assert not m.is_name(name)


def test_what_discord_would_refuse_is_found() -> None:
    broken = (
        item("Besar"),
        item("kembar", names={"id": "kembar", "en": "twin"}),
        item("lain", names={"id": "lain", "en": "twin"}),
        item("banyak", tuple(Param(f"p{n}", Type.TEXT, False) for n in range(26))),
        item("pilih", choice_labels={"x": {str(n): labels(str(n)) for n in range(26)}}),
        item("arg", (Param("Besar", Type.TEXT, False),)),
    )
    assert m.faults(Menu(("id", "en"), broken)) == [
        ("Besar", "discord-rule-name"),
        ("lain", "discord-rule-twice"),
        ("banyak", "discord-rule-options"),
        ("pilih", "discord-rule-choices"),
        ("arg", "discord-rule-option-name"),
    ]
    assert m.faults(Menu(("id", "en"), (EVERY,))) == []
    many = Menu(("id",), tuple(item(f"c{n}") for n in range(101)))
    assert m.faults(many) == [("c100", "discord-rule-commands")]
    heavy = item("berat", tuple(Param(f"p{n}", Type.CHOICE, False) for n in range(25)), choice_labels={
        f"p{n}": {str(v) * 90: {"id": str(v) * 90} for v in range(10)} for n in range(25)
    })  # fmt: skip
    assert m.faults(Menu(("id",), (heavy,))) == [("berat", "discord-rule-size")]


def answered(command: m.Json, scope: str | None) -> m.Json:
    """A command as Discord lists it: with what was left out given as null, and ids."""
    out = {
        "id": "1", "application_id": "2", "version": "3", "default_member_permissions": None, "nsfw": False,
        "dm_permission": True, "contexts": None, "integration_types": [0], **json.loads(json.dumps(command)),
    }  # fmt: skip
    if not out["options"]:
        del out["options"]
    for option in out.get("options", ()):
        if not option.get("required"):
            option.pop("required", None)
    if not out["name_localizations"]:
        out["name_localizations"] = None
    if scope:
        out["guild_id"] = scope
    return out


@pytest.mark.parametrize("guild", [None, "42"])
def test_what_is_registered_already_is_the_same(guild: str | None) -> None:
    for scope, wanted in m.scopes(Menu(("id", "en"), (EVERY, item("dadu"))), guild).items():
        registered = [answered(command, scope) for command in reversed(wanted)]
        assert m.same(registered, wanted)
        assert not m.same(registered[1:], wanted)


@pytest.mark.parametrize(
    "path",
    [
        ("description",),
        ("description_localizations", "en-US"),
        ("name_localizations", "en-GB"),
        ("options", 0, "max_length"),
        ("options", 0, "description"),
        ("options", 5, "choices", 1, "name"),
        ("options", 2, "min_value"),
        ("contexts",),
    ],
)
def test_any_change_is_seen(path: tuple[Any, ...]) -> None:
    wanted = m.scopes(Menu(("id", "en"), (EVERY,)), None)[None]
    registered = [answered(command, None) for command in wanted]
    spot: Any = registered[0]
    for step in path[:-1]:
        spot = spot[step]
    spot[path[-1]] = [0] if path[-1] == "contexts" else 99
    assert not m.same(registered, wanted)


def test_commands_conform_to_the_official_spec() -> None:
    for scope, wanted in m.scopes(Menu(("id", "en"), (EVERY, item("dadu"))), "42").items():
        path = f"/applications/1/guilds/{scope}/commands" if scope else "/applications/1/commands"
        conform([{"method": "PUT", "path": f"/api/v10{path}", "body": wanted, "status": 200}])


def on(name: str, **points: str) -> MenuItem:
    return replace(item(name), points=points)


def test_commands_on_a_message_are_apart_from_those_that_are_typed() -> None:
    menu = Menu(("id", "en"), (EVERY, on("lapor", id="Laporkan " + "x" * 40, en="Report")))
    (made,) = m.on_messages(menu)
    assert (made["type"], len(made["name"]), made["name_localizations"]["en-US"]) == (3, 32, "Report")
    assert set(made) == {"type", "name", "name_localizations"}
    assert m.pointing(menu) == {made["name"]: "lapor"}
    assert [command["name"] for command in m.commands(menu)] == ["mabar", "lapor"]
    assert m.faults(menu) == []


def test_a_message_has_five_commands_at_the_most_and_no_two_alike() -> None:
    menu = Menu(("id", "en"), tuple(on(f"c{number}", id=f"Perintah {number}") for number in range(7)))
    assert len(m.on_messages(menu)) == 5
    assert m.faults(menu) == [("Perintah 5", "discord-rule-points"), ("Perintah 6", "discord-rule-points")]
    alike = Menu(("id", "en"), (on("a", id="Lapor"), on("b", id="Lapor")))
    assert m.faults(alike) == [("Lapor", "discord-rule-twice")]


def test_a_command_on_a_message_may_be_called_as_one_that_is_typed() -> None:
    menu = Menu(("id", "en"), (on("lapor", id="lapor", en="lapor"),))
    registered = [*m.commands(menu), *m.on_messages(menu)]
    assert m.same(registered, registered)
    assert not m.same(registered, m.commands(menu))
