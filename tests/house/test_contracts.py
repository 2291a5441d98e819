"""Each import contract of pyproject.toml goes red when somebody plants the import it is there for."""

from __future__ import annotations

import copy
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import grimp
import pytest
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract
from importlinter.domain.contract import Contract

from tests.house.only import OnlyContract

ROOT = Path(__file__).parents[2]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
KINDS = {"only": OnlyContract, "layers": LayersContract, "protected": ProtectedContract}
OPTIONS: dict[str, dict[str, Any]] = {one["id"]: one for one in CONFIG["contracts"]}

PLANTED = [
    ("kit", "core.kit.text", "core.engine.texts"),
    ("kit", "core.kit.port", "core.mabar"),
    ("kit", "core.kit.ctx", "sqlalchemy"),
    ("kit-sql", "core.kit.sql", "alembic"),
    ("when", "core.when.days", "core.engine.read"),
    ("when", "core.when.days", "babel"),
    ("engine", "core.engine.app", "core.members"),
    ("engine", "core.engine.courier", "aiohttp"),
    ("features", "core.mabar.feature", "core.engine.db"),
    ("features", "core.mabar.feature", "core.when"),
    ("features", "core.mabar.model", "core.members"),
    ("features", "core.members.store", "sqlalchemy"),
    ("plugins", "plugins.dice.feature", "core.mabar.store"),
    ("plugins", "plugins.dice.feature", "plugins.voice"),
    ("plugins", "plugins.dice.feature", "sqlalchemy"),
    ("plugins", "plugins.dice.feature", "core.engine"),
    ("plugins", "plugins.dice.feature", "core.when"),
    ("telegram", "bots.telegram.decode", "core.engine.engine"),
    ("telegram", "bots.telegram.encode", "bots.discord.encode"),
    ("telegram", "bots.telegram.encode", "bots.build"),
    ("discord", "bots.discord.decode", "core.engine.engine"),
    ("discord", "bots.discord.encode", "bots.telegram.encode"),
    ("stand-ins", "bots.playground.telegram.standin", "core.kit.port"),
    ("stand-ins", "bots.playground.discord.gateway", "discord"),
    ("demo", "bots.playground.demo", "core.engine.engine"),
    ("library-telegram", "bots.build", "telegram"),
    ("library-telegram", "core.kit.port", "telegram"),
    ("library-discord", "bots.playground.discord.gateway", "discord"),
    ("database", "core.mabar.store", "sqlalchemy"),
    ("database", "bots.run", "aiosqlite"),
    ("database", "core.when.days", "apscheduler"),
    ("database", "plugins.dice.feature", "alembic"),
    ("library-metrics", "core.engine.counts", "prometheus_client"),
    ("library-metrics", "bots.health", "prometheus_client"),
    ("inwards", "core.engine.app", "bots.build"),
    ("inwards", "core.mabar.feature", "plugins.dice"),
    ("inwards", "plugins.dice.feature", "bots.config"),
]


@cache
def _imports() -> grimp.ImportGraph:
    return grimp.build_graph(*CONFIG["root_packages"], include_external_packages=True, cache_dir=None)


def _bare() -> grimp.ImportGraph:
    """All modules, without a single import: what is red then is red for the plant alone."""
    graph = copy.deepcopy(_imports())
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            graph.remove_import(importer=importer, imported=imported)
    return graph


def _broken(id_: str, graph: grimp.ImportGraph) -> bool:
    options = {key: value for key, value in OPTIONS[id_].items() if key not in ("id", "name", "type")}
    contract: Contract = KINDS[OPTIONS[id_]["type"]](OPTIONS[id_]["name"], CONFIG, options)
    return not contract.check(copy.deepcopy(graph), verbose=False).kept


@pytest.mark.parametrize("id_", OPTIONS)
def test_kept(id_: str) -> None:
    assert not _broken(id_, _imports()), f"run `make contracts`: {OPTIONS[id_]['name']}"


@pytest.mark.parametrize(("id_", "importer", "imported"), PLANTED)
def test_goes_red(id_: str, importer: str, imported: str) -> None:
    graph = _bare()
    assert importer in graph.modules, f"{importer} is no more: plant it elsewhere"
    assert not _broken(id_, graph)
    if imported not in graph.modules:
        graph.add_module(imported)
    graph.add_import(importer=importer, imported=imported)
    assert _broken(id_, graph)


def test_every_contract_has_a_plant() -> None:
    assert {id_ for id_, _, _ in PLANTED} == set(OPTIONS)


def test_there_are_no_exceptions() -> None:
    assert not [one for one in CONFIG["contracts"] if "ignore_imports" in one]


def test_a_new_feature_and_a_new_plugin_are_held_too() -> None:
    graph = _bare()
    for importer, imported in [("core.welcome.feature", "core.mabar"), ("plugins.voice.feature", "plugins.dice")]:
        for module in (importer.rpartition(".")[0], importer):
            graph.add_module(module)
        graph.add_import(importer=importer, imported=imported)
    assert _broken("features", graph)
    assert _broken("plugins", graph)
