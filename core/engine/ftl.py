"""Fluent files: reading them, which variables a pattern needs, and what is wrong with them."""

from __future__ import annotations

import importlib.resources
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any, cast

from fluent.runtime import FluentResource
from fluent.syntax import ast

COMPLETE = ("id", "en")
"""The languages every feature must be complete in; the first is the last resort for a missing one."""

MARK = 0xF0000
"""The first of the private-use characters that stand for values while Fluent formats a pattern."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file: where it is and what is in it."""

    where: str
    lang: str
    resource: ast.Resource

    def messages(self) -> Iterator[ast.Message]:
        """Its messages, terms left out."""
        return (entry for entry in self.resource.body if isinstance(entry, ast.Message))


def read(package: str) -> Iterator[Source]:
    """The files of a package's texts folder; none where it has no such folder."""
    folder: Traversable = importlib.resources.files(package) / "texts"
    if not folder.is_dir():
        return
    for file in sorted(folder.iterdir(), key=lambda file: file.name):
        if file.name.endswith(".ftl"):
            lang = file.name.removesuffix(".ftl")
            yield Source(f"{package}/texts/{file.name}", lang, _parsed(file.read_text("utf-8")))


@lru_cache(maxsize=256)
def _parsed(text: str) -> ast.Resource:
    """What a file says. Nothing changes it, and the same file is read whenever an engine is put together."""
    return FluentResource(text)


def variables(pattern: ast.Pattern, messages: Mapping[str, ast.Message]) -> tuple[set[str], set[str]]:
    """The variables a pattern shows, and those it decides by; what it refers to included (terms get none of them)."""
    shown: set[str] = set()
    deciding: set[str] = set()
    seen: set[int] = set()

    def walk(node: ast.SyntaxNode | None, into: set[str]) -> None:
        if node is None or id(node) in seen:
            return
        seen.add(id(node))
        match node:
            case ast.Pattern():
                for element in node.elements:
                    walk(element, into)
            case ast.Placeable():
                walk(node.expression, into)
            case ast.VariableReference():
                into.add(node.id.name)
            case ast.SelectExpression():
                walk(node.selector, deciding)
                for variant in node.variants:
                    walk(variant.value, into)
            case ast.FunctionReference():
                for argument in node.arguments.positional:
                    walk(argument, deciding)
            case ast.MessageReference():
                walk(_referred(node, messages), into)
            case _:
                pass

    walk(pattern, shown)
    return shown, deciding


def _referred(node: ast.MessageReference, messages: Mapping[str, ast.Message]) -> ast.Pattern | None:
    message = messages.get(node.id.name)
    if message is None or node.attribute is None:
        return message.value if message else None
    name = node.attribute.name
    return next((attribute.value for attribute in message.attributes if attribute.id.name == name), None)


_FUNCTIONS = frozenset({"NUMBER"})


def problems(packages: Sequence[str], sources: Sequence[Source]) -> Iterator[str]:
    """What is wrong with the files of these packages, one line each."""
    known: dict[str, dict[str, ast.Message]] = {}
    terms: dict[str, set[str]] = {}
    for source in sources:
        messages, language_terms = known.setdefault(source.lang, {}), terms.setdefault(source.lang, set())
        for entry in source.resource.body:
            match entry:
                case ast.Junk():
                    yield f"{source.where}: not Fluent: {(entry.content or '').strip().splitlines()[0]!r}"
                case ast.Message():
                    if entry.id.name in messages:
                        yield f"{source.where}: {entry.id.name} is there twice"
                    messages.setdefault(entry.id.name, entry)
                    yield from _doubles(source, entry)
                case ast.Term():
                    if entry.id.name in language_terms:
                        yield f"{source.where}: -{entry.id.name} is there twice"
                    language_terms.add(entry.id.name)
                case _:
                    pass
    for package in packages:
        of_package = {source.lang: source for source in sources if source.where.startswith(f"{package}/texts/")}
        if not of_package:
            yield f"{package}: has no texts/{COMPLETE[0]}.ftl"
            continue
        shapes = {lang: _shapes(source, known[lang]) for lang, source in of_package.items()}
        wanted = {key: None for shape in shapes.values() for key in shape}
        for lang in dict.fromkeys((*COMPLETE, *shapes)):
            if lang not in shapes:
                yield f"{package}: has no texts/{lang}.ftl"
                continue
            where = of_package[lang].where
            yield from (f"{where}: {key} is missing" for key in wanted if key not in shapes[lang])
            yield from _dangling(of_package[lang], known[lang], terms[lang])
        for (one, first), (other, second) in pairwise(shapes.items()):
            for key in first.keys() & second.keys():
                if first[key] != second[key]:
                    had = ", ".join(f"${name}" for name in sorted(first[key] ^ second[key]))
                    yield f"{package}: {key} has {had} only in one of {one} and {other}"
        for lang, shape in shapes.items():
            for key, names in shape.items():
                if "." in key and names:
                    given = ", ".join(f"${name}" for name in sorted(names))
                    yield f"{of_package[lang].where}: {key} is an attribute, nothing gives it {given}"


def _shapes(source: Source, messages: Mapping[str, ast.Message]) -> dict[str, frozenset[str]]:
    """Each key and key.attribute of a file with the variables it needs."""
    shapes: dict[str, frozenset[str]] = {}
    for message in source.messages():
        patterns = {f"{message.id.name}.{one.id.name}": one.value for one in message.attributes}
        if message.value is not None:
            patterns[message.id.name] = message.value
        for key, pattern in patterns.items():
            shown, deciding = variables(pattern, messages)
            shapes[key] = frozenset(shown | deciding)
    return shapes


def _doubles(source: Source, message: ast.Message) -> Iterator[str]:
    names = [attribute.id.name for attribute in message.attributes]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{source.where}: {message.id.name}.{name} is there twice"


def _dangling(source: Source, messages: Mapping[str, ast.Message], terms: set[str]) -> Iterator[str]:
    """References to what is not there, functions nobody has, and characters that are kept for values."""
    for entry in source.resource.body:
        if not isinstance(entry, ast.Message | ast.Term):
            continue
        for node in _nodes(entry):
            what = ""
            match node:
                case ast.MessageReference() if _referred(node, messages) is None:
                    what = node.id.name
                case ast.TermReference() if node.id.name not in terms:
                    what = f"-{node.id.name}"
                case ast.FunctionReference() if node.id.name not in _FUNCTIONS:
                    what = f"{node.id.name}()"
                case ast.TextElement() if any(ord(character) >= MARK for character in node.value):
                    yield f"{source.where}: {entry.id.name} has private-use characters"
                case _:
                    pass
            if what:
                yield f"{source.where}: {entry.id.name} refers to {what}, which is not there"


def _nodes(node: ast.BaseNode) -> Iterator[ast.BaseNode]:
    yield node
    for child in vars(node).values():
        children = cast("list[Any]", child) if isinstance(child, list) else [child]
        for one in children:
            if isinstance(one, ast.BaseNode):
                yield from _nodes(one)
