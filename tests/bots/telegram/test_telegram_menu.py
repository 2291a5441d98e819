"""The menu of commands as Telegram keeps it."""

from __future__ import annotations

from bots.telegram.menu import bad_names, command_lists
from core.kit import Role
from core.kit.port import Menu, MenuItem


def item(name: str, en: str = "", role: Role = Role.VISITOR, private: bool = False) -> MenuItem:
    names = {"id": name, "en": en} if en else {"id": name}
    return MenuItem(name, names, {"id": f"Tentang {name}", "en": f"About {en}"}, (), role=role, private=private)


MENU = Menu(
    ("id", "en"),
    (item("tautkan", "link", private=True), item("mabar", "play"), item("tegur", "warn", Role.MODERATOR)),
)


def lists(menu: Menu) -> dict[tuple[str, str], list[str]]:
    return {(made.scope, made.language): [name for name, _ in made.commands] for made in command_lists(menu)}


def test_each_scope_and_language():
    assert lists(MENU) == {
        ("default", ""): ["mabar"],
        ("default", "en"): ["play"],
        ("all_private_chats", ""): ["tautkan", "mabar"],
        ("all_private_chats", "en"): ["link", "play"],
        ("all_group_chats", ""): ["mabar"],
        ("all_group_chats", "en"): ["play"],
        ("all_chat_administrators", ""): ["mabar", "tegur"],
        ("all_chat_administrators", "en"): ["play", "warn"],
    }


def test_without_anything_for_them_administrators_see_the_group_s_list():
    menu = Menu(("id",), (item("mabar"),))
    assert lists(menu)["all_chat_administrators", ""] == []


def test_descriptions_follow_the_language_and_fit():
    long = MenuItem("mabar", {"id": "mabar"}, {"id": "x" * 300}, ())
    (default, english, *_) = command_lists(Menu(("id", "en"), (long,)))
    assert default.commands == (("mabar", "x" * 255 + "…"),)
    assert english.commands == default.commands
    bare = MenuItem("mabar", {}, {}, ())
    assert command_lists(Menu(("id",), (bare,)))[0].commands == (("mabar", "mabar"),)


def test_names_telegram_does_not_take_are_left_out_and_told():
    menu = Menu(("id", "en"), (item("jadi-host", "Host"), item("mabar", "x" * 33), item("dadu", "dice")))
    assert bad_names(menu) == ["Host", "jadi-host", "x" * 33]
    assert lists(menu)["default", ""] == ["mabar", "dadu"]
    assert lists(menu)["default", "en"] == ["dice"]


def test_a_name_that_two_commands_share_is_shown_once():
    menu = Menu(("id",), (item("mabar"), item("mabar")))
    assert lists(menu)["default", ""] == ["mabar"]
