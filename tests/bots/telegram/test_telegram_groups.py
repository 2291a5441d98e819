"""Groups of commands in Telegram's menu: the first word, once."""

from __future__ import annotations

from bots.telegram.menu import bad_names, command_lists
from core.kit import Role
from core.kit.port import Menu, MenuGroup, MenuItem

MABAR = MenuGroup("mabar", {"id": "mabar", "en": "play"}, {"id": "Main bareng", "en": "Play together"})
PERAN = MenuGroup("peran", {"id": "peran", "en": "role"}, {"id": "Peran", "en": "Roles"})


def sub(group: MenuGroup, name: str, role: Role = Role.VISITOR, private: bool = False, alone: bool = False) -> MenuItem:
    return MenuItem(name, {"id": name}, {"id": name}, (), role=role, private=private, group=group, alone=alone)


def lists(*items: MenuItem) -> dict[tuple[str, str], tuple[tuple[str, str], ...]]:
    return {(made.scope, made.language): made.commands for made in command_lists(Menu(("id", "en"), items))}


def test_a_group_is_shown_once_by_its_first_word():
    dadu = MenuItem("dadu", {"id": "dadu", "en": "dice"}, {"id": "Dadu", "en": "Dice"}, ())
    shown = lists(sub(MABAR, "rencana", alone=True), sub(MABAR, "lihat"), dadu, sub(MABAR, "sekarang"))
    assert shown["default", ""] == (("mabar", "Main bareng"), ("dadu", "Dadu"))
    assert shown["default", "en"] == (("play", "Play together"), ("dice", "Dice"))


def test_a_group_is_shown_where_any_of_it_is():
    shown = lists(
        sub(PERAN, "beri", Role.MODERATOR), sub(PERAN, "cabut", Role.ADMIN), sub(MABAR, "lihat"), sub(MABAR, "atur",
        Role.MODERATOR), sub(MABAR, "punyaku", private=True),
    )  # fmt: skip
    assert [name for name, _ in shown["all_group_chats", ""]] == ["mabar"]
    assert [name for name, _ in shown["all_private_chats", ""]] == ["mabar"]
    assert [name for name, _ in shown["all_chat_administrators", ""]] == ["mabar", "peran"]
    assert lists(sub(PERAN, "punyaku", private=True))["default", ""] == ()


def test_only_the_first_word_needs_a_name_that_telegram_takes():
    menu = Menu(("id",), (sub(MABAR, "jadi-host"), sub(MenuGroup("main-bareng", {}, {}), "lihat")))
    assert bad_names(menu) == ["main-bareng"]
