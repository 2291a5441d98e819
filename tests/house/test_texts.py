"""Texts: complete in every language, each used and each there, short enough for the platforms, in the house's voice."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from fluent.syntax import ast as fluent

from bots.features import folders
from core.engine import ftl
from core.engine.house import make_house
from core.engine.registry import choice_values
from core.engine.texts import lint
from core.kit import ASK, Action, Plugin
from core.kit.action import Param, Type
from tests.house import tree

PACKAGES = tree.packages_with_texts()
LANGS = ftl.COMPLETE
NAME = re.compile(r"[a-z0-9_]{1,32}")
MAY_SHOUT = frozenset(
    {"WIB", "WITA", "WIT", "SARA", "URL", "API", "ISO", "UTF", "JSON", "TOML", "HTTPS", "REST", "OTP", "PIN"}
)


@cache
def _messages(package: str, lang: str) -> dict[str, fluent.Message]:
    sources = [source for source in ftl.read(package) if source.lang == lang]
    return {message.id.name: message for source in sources for message in source.messages()}


@cache
def _attributes(package: str, lang: str, id_: str) -> dict[str, str]:
    message = _messages(package, lang).get(id_)
    return {one.id.name: _words(one.value) for one in message.attributes} if message else {}


def _words(node: fluent.BaseNode | None) -> str:
    """All literal words of a pattern, of every variant."""
    match node:
        case fluent.TextElement():
            return node.value
        case fluent.Pattern():
            return "".join(_words(one) for one in node.elements)
        case fluent.Placeable():
            return _words(node.expression)
        case fluent.SelectExpression():
            return " ".join(_words(variant.value) for variant in node.variants)
        case fluent.StringLiteral():
            return node.value
        case _:
            return ""


def _modules(package: str) -> Iterator[ast.Module]:
    """The code that says a package's texts: all that is in it."""
    folder = tuple(package.split("."))
    for file in tree.python(folder[0]):
        if file.parts[: len(folder)] == folder:
            yield ast.parse(tree.read(file))


# --- complete ---


@pytest.mark.parametrize("package", PACKAGES)
def test_complete_by_itself(package: str) -> None:
    assert lint([package]) == []


def test_complete_together() -> None:
    assert lint(PACKAGES) == []


def test_every_feature_has_texts() -> None:
    assert {f"{kind}.{name}" for kind in ("core", "plugins") for name in folders(kind)} <= set(PACKAGES)


# --- used, and there ---


@cache
def _said(package: str) -> dict[str, int]:
    """The keys that the package's code says literally: `t("...")`, also one of two (`t("a" if x else "b")`)."""
    said: dict[str, int] = {}
    for module in _modules(package):
        for node in ast.walk(module):
            match node:
                case ast.Call(func=ast.Name(id="t" | "words"), args=[first, *_]):
                    options = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
                    for one in options:
                        if isinstance(one, ast.Constant) and isinstance(one.value, str):
                            said[one.value] = one.lineno
                case _:
                    pass
    return said


@cache
def _mentioned(package: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Every literal of the code, and what its f-strings may become where they begin with a piece of a key."""
    literals: set[str] = set()
    shapes: set[str] = set()
    for module in _modules(package):
        for node in ast.walk(module):
            match node:
                case ast.Constant(value=str() as value):
                    literals.add(value)
                case ast.JoinedStr(values=values):
                    parts = [str(one.value) if isinstance(one, ast.Constant) else None for one in values]
                    if parts and parts[0] and "-" in parts[0]:
                        shapes.add("".join("[a-z0-9_-]+" if part is None else re.escape(part) for part in parts))
                    elif len(parts) == 2 and parts[0] is None and (parts[1] or "").startswith("-"):
                        literals.add(f"*{parts[1]}")
                case _:
                    pass
    return frozenset(literals), tuple(re.compile(shape) for shape in sorted(shapes))


def _is_used(key: str, package: str) -> bool:
    literals, shapes = _mentioned(package)
    if key in literals or any(shape.fullmatch(key) for shape in shapes):
        return True
    stem, _, end = key.rpartition("-")
    return bool(stem) and f"*-{end}" in literals and _is_used(stem, package)


def _referred(package: str) -> set[str]:
    """What the texts themselves refer to."""
    found: set[str] = set()
    waiting: list[object] = [list(_messages(package, LANGS[0]).values())]
    while waiting:
        node = waiting.pop()
        if isinstance(node, fluent.MessageReference):
            found.add(node.id.name)
        if isinstance(node, list | tuple):
            waiting.extend(node)
        elif isinstance(node, fluent.BaseNode):
            waiting.extend(vars(node).values())
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_what_is_said_is_there(package: str) -> None:
    root = package.partition(".")[0]
    known = {key for other in PACKAGES if other == package or root == "bots" for key in _messages(other, LANGS[0])}
    missing = {key: line for key, line in _said(package).items() if key not in known}
    assert not missing, f"{package} says what is in no file: {missing}"


@pytest.mark.parametrize("package", [package for package in PACKAGES if package.partition(".")[0] != "bots"])
def test_whatever_looks_like_a_key_is_one(package: str) -> None:
    """A key may be handed around before it is said: `NotUnderstood("when-past")`."""
    prefix = package.rpartition(".")[2] if package != "core.engine" else "house"
    literals, _ = _mentioned(package)
    looks = {one for one in literals if re.fullmatch(rf"{prefix}(-[a-z0-9]+)+", one)}
    missing = looks - _messages(package, LANGS[0]).keys()
    assert not missing, f"{package} names what is in no file: {missing}"


@pytest.mark.parametrize("package", PACKAGES)
def test_every_text_is_used(package: str) -> None:
    keys = [key for key in _messages(package, LANGS[0]) if not key.startswith(("action-", "group-"))]
    referred = _referred(package)
    unused = [key for key in keys if key not in referred and not _is_used(key, package)]
    assert not unused, f"{package}: nobody says {unused}"


# --- actions ---


@cache
def _plugins() -> tuple[Plugin[Any], ...]:
    homes = [f"{kind}.{name}" for kind in ("core", "plugins") for name in folders(kind)]
    found = [getattr(importlib.import_module(home), home.rpartition(".")[2]) for home in homes]
    return (make_house(), *found)


def _actions() -> list[tuple[Plugin[Any], Action]]:
    return [(plugin, one) for plugin in _plugins() for one in plugin.actions.values() if one.kind == "action"]


def _id(action: Action) -> str:
    return f"action-{action.feature}-{action.fn.__name__.replace('_', '-')}"


def _asked(action: Action) -> list[Param]:
    """The parameters a person may meet: all of a command's, and what an action marks with ASK."""
    signature = inspect.signature(action.fn).parameters
    return [one for one in action.params if action.command or signature[one.name].default is ASK]


BY_ACTION = pytest.mark.parametrize(
    ("plugin", "action"), [pytest.param(plugin, action, id=action.name) for plugin, action in _actions()]
)
BY_LANG = pytest.mark.parametrize("lang", LANGS)


@BY_LANG
@BY_ACTION
def test_a_command_is_named_and_described(plugin: Plugin[Any], action: Action, lang: str) -> None:
    said = _attributes(plugin.home, lang, _id(action))
    if action.command and action.listed:
        words = said.get("name", "").split(" ")
        assert all(map(NAME.fullmatch, words)), f"{_id(action)}.name in {lang}"
        assert len(words) == len(action.path)
        assert said.get("about"), f"{_id(action)}.about in {lang}"
    assert NAME.fullmatch(said.get("alone", "x"))
    assert len(said.get("about", "")) <= 100
    assert len(said.get("title", "")) <= 45


@BY_LANG
@BY_ACTION
def test_what_is_asked_has_a_label(plugin: Plugin[Any], action: Action, lang: str) -> None:
    if action.command and not action.listed:
        return
    said = _attributes(plugin.home, lang, _id(action))
    for param in _asked(action):
        name = param.name.replace("_", "-")
        assert 0 < len(said.get(name, "")) <= 45, f"{_id(action)}.{name} in {lang}"
        assert len(said.get(f"{name}-hint", "")) <= 100
        if param.required:
            assert said.get(f"{name}-ask"), f"{_id(action)}.{name}-ask in {lang}"
        if param.type is Type.CHOICE:
            for value in choice_values(param):
                assert said.get(f"{name}-{value.lower()}"), f"{_id(action)}.{name}-{value.lower()} in {lang}"
        if label := said.get(f"{name}-name"):
            assert NAME.fullmatch(label), f"{_id(action)}.{name}-name in {lang}: {label}"


def test_every_action_text_belongs_to_an_action() -> None:
    for plugin in _plugins():
        actions = {_id(action): action for action in plugin.actions.values()}
        for id_ in (key for key in _messages(plugin.home, LANGS[0]) if key.startswith("action-")):
            assert id_ in actions, f"{plugin.home}: there is no such action: {id_}"
            known = {"name", "about", "title", "alone"}
            if any(param.pointed == "message" for param in actions[id_].params):
                known.add("on-message")
            for param in actions[id_].params:
                name = param.name.replace("_", "-")
                known |= {name, *(f"{name}-{end}" for end in ("ask", "hint", "name"))}
                known |= {f"{name}-{value.lower()}" for value in choice_values(param)}
            for lang in LANGS:
                assert not _attributes(plugin.home, lang, id_).keys() - known, id_


# --- the voice ---


def _all(lang: str) -> list[tuple[str, str]]:
    return [
        (f"{package} {key}{dot}", words)
        for package in PACKAGES
        for key, message in _messages(package, lang).items()
        for dot, words in (("", _words(message.value)), *_attributes(package, lang, key).items())
    ]


def test_nobody_is_called_anda() -> None:
    assert not [where for where, words in _all("id") if re.search(r"\banda\b", words, re.IGNORECASE)]


@BY_LANG
def test_nobody_is_shouted_at(lang: str) -> None:
    for where, words in _all(lang):
        # What stands in quotes is the name of something outside, such as a switch of a platform's settings page.
        loud = set(re.findall(r"(?<![\w$])[A-Z]{3,}(?![\w=])", re.sub(r'"[^"]*"', "", words))) - MAY_SHOUT
        assert not loud, f"{where} in {lang}: {loud}"
        assert "!!" not in words, where
