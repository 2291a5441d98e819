"""A feature says which deeds it orders, so that `check` can tell which rights the bot lacks for them."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from bots.features import folders, load_plugin
from core.kit.deeds import Deed
from tests.house import tree

HOMES = [f"{kind}.{name}" for kind in ("core", "plugins") for name in folders(kind)]


def in_hand(home: str) -> set[type[Deed]]:
    """The deeds that the feature's modules import: whoever has one in hand may order it."""
    folder = Path(*home.split("."))
    files = [file for file in tree.python(folder.parts[0]) if folder in file.parents and "migrations" not in file.parts]
    modules = [import_module(".".join(file.with_suffix("").parts).removesuffix(".__init__")) for file in files]
    values = [value for module in modules for value in vars(module).values() if isinstance(value, type)]
    return {value for value in values if issubclass(value, Deed) and value is not Deed}


@pytest.mark.parametrize("home", HOMES)
def test_the_deeds_a_feature_orders_are_those_it_declares(home: str) -> None:
    assert load_plugin(home).deeds == in_hand(home)


def test_a_deed_in_hand_is_seen() -> None:
    assert in_hand("core.members")
