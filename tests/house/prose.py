"""Finds words for people in code: sentences in string literals that are not for programmers, logs or the database."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator

_SENTENCE = re.compile(r"(?:[^\W\d_]{2,}[,.;:!?…]? ){2,}[^\W\d_]{2,}")
"""Three words in a row."""
_WORD = re.compile(r"[^\W\d_]{2,}")
_SQL = re.compile(
    r"(PRAGMA|SAVEPOINT|ROLLBACK|RELEASE|BEGIN|COMMIT|SELECT|INSERT|UPDATE|DELETE|VACUUM|CREATE) [A-Za-z_*]+\b"
)
_LOGS = frozenset({"debug", "info", "warning", "error", "critical", "bind"})
_LOGGERS = frozenset({"log", "logger"})
_SHOWN = frozenset({"Words", "Somebody", "Moment", "Key", "Choice", "Link"})
"""Whatever these are given is shown as it is, so even a single literal word in one is a word for people."""
_NOT_SHOWN = frozenset({"ticket", "url", "tone", "value", "account", "at"})


def found(source: str, *, sql: bool = False) -> list[tuple[int, str]]:
    """The line and the words of each literal that reads like something said to people.

    What is put together from pieces (`+`, f-strings, `" ".join`, `%`, `.format`) is judged as a whole. Left out:
    docstrings, what is raised (but not what is refused), what is logged or asserted, a setting's description, regular
    expressions, annotations and, where `sql` may be, statements.
    """
    tree = ast.parse(source)
    spared = {id(node) for part in _for_programmers(tree) for node in ast.walk(part)}
    out: list[tuple[int, str]] = []
    seen: set[int] = set()
    for node in ast.walk(tree):
        if id(node) in spared or id(node) in seen or not isinstance(node, ast.expr):
            continue
        if isinstance(node, ast.Call) and _called(node) in _SHOWN:
            for shown in (*node.args, *(one.value for one in node.keywords if one.arg not in _NOT_SHOWN)):
                if _WORD.search(words := "".join(_pieces(shown))):
                    out.append((shown.lineno, words))
        elif _is_text(node):
            seen |= {id(part) for part in ast.walk(node)}
            words = "".join(_pieces(node))
            if _SENTENCE.search(words) and not (sql and _SQL.match(words)):
                out.append((node.lineno, words))
    return sorted(out)


def _is_text(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=str()) | ast.JoinedStr():
            return True
        case ast.BinOp(op=ast.Add() | ast.Mod()):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str()), attr="join" | "format")):
            return True
        case _:
            return False


def _pieces(node: ast.expr) -> Iterator[str]:
    """The literal pieces of a text in order; `1` for whatever is put in between."""
    match node:
        case ast.Constant(value=str() as words):
            yield words
        case ast.JoinedStr():
            for value in node.values:
                yield from _pieces(value)
        case ast.BinOp(op=ast.Add()):
            yield from _pieces(node.left)
            yield from _pieces(node.right)
        case ast.BinOp(op=ast.Mod()):
            yield from _pieces(node.left)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str() as between), attr="join")) if node.args:
            given = node.args[0]
            parts = given.elts if isinstance(given, ast.Tuple | ast.List | ast.Set) else [given]
            yield between.join("".join(_pieces(part)) for part in parts)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str() as words), attr="format")):
            yield words
        case ast.IfExp():
            yield from _pieces(node.body)
            yield " 1 "
            yield from _pieces(node.orelse)
        case _:
            yield "1"


def _for_programmers(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        match node:
            case ast.Expr(value=ast.Constant()):
                yield node.value
            case ast.Raise(exc=ast.Call() as exc) if _called(exc) != "Refused":
                yield exc
            case ast.Assert():
                yield node
            case ast.ClassDef() if any(_name(base).endswith(("Error", "Exception")) for base in node.bases):
                yield from _super_inits(node)
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr=attr)) if name in _LOGGERS and attr in _LOGS:
                yield node
            case ast.Call(func=ast.Attribute(value=ast.Name(id="re"))):
                yield node
            case ast.Call() if _called(node) == "Field":
                yield from (one.value for one in node.keywords if one.arg == "description")
            case ast.Call() if _called(node) in ("TypeVar", "cast"):
                yield node
            case ast.AnnAssign():
                yield node.annotation
            case _:
                pass


def _super_inits(node: ast.ClassDef) -> Iterable[ast.AST]:
    for call in ast.walk(node):
        match call:
            case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id="super")), attr="__init__")):
                yield call
            case _:
                pass


def _called(call: ast.Call) -> str:
    return _name(call.func)


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""
