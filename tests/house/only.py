"""An import contract that names what may be imported, where import-linter's own ones name what may not."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OnlyContract(Contract):
    """Each package in `packages` imports itself, the standard library and what `may_import` names; nothing else.

    `packages` and `besides` (packages left to a contract of their own) may have a `*` for one name: `core.*`.
    `may_import` names packages, with all that is in them; `may_import_exactly` names single modules (`*` as above): a
    package's public face; `never` takes packages out of it again. Only direct imports count: what an allowed
    package imports is its own affair.
    """

    type_name = "only"

    packages = fields.ListField(subfield=fields.StringField())
    besides = fields.ListField(subfield=fields.StringField(), required=False, default=[])
    may_import = fields.ListField(subfield=fields.StringField(), required=False, default=[])
    may_import_exactly = fields.ListField(subfield=fields.StringField(), required=False, default=[])
    never = fields.ListField(subfield=fields.StringField(), required=False, default=[])

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Every import that is not allowed."""
        del verbose
        modules = graph.modules
        besides = _matching(modules, _names(self.besides))
        wrong: list[tuple[str, str]] = []
        packages = _matching(modules, _names(self.packages)) - besides
        for pattern in (*_names(self.packages), *_names(self.besides)):
            if not _matching(modules, [pattern]):
                raise ValueError(f"{self.name}: there is no {pattern}")
        for package in packages:
            inner = {module for module in modules if _within(module, [package])}
            for module in inner:
                if not _within(module, besides):
                    imported = graph.find_modules_directly_imported_by(module)
                    wrong += [(module, one) for one in imported if not self._allowed(one, package)]
        return ContractCheck(kept=not wrong, metadata={"wrong": sorted(wrong)})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say which import is wrong, a line each."""
        for importer, imported in cast("list[tuple[str, str]]", check.metadata["wrong"]):
            output.print(f"{importer} imports {imported}")
        output.new_line()

    def _allowed(self, imported: str, package: str) -> bool:
        return (
            imported.partition(".")[0] in sys.stdlib_module_names
            or _within(imported, [package, *_names(self.may_import)])
            or (
                any(_matches(imported, pattern) for pattern in _names(self.may_import_exactly))
                and not _within(imported, _names(self.never))
            )
        )


def _names(field: object) -> Sequence[str]:
    return cast("Sequence[str]", field)


def _matches(module: str, pattern: str) -> bool:
    return module.count(".") == pattern.count(".") and fnmatchcase(module, pattern)


def _matching(modules: Iterable[str], patterns: Iterable[str]) -> set[str]:
    return {module for module in modules for pattern in patterns if _matches(module, pattern)}


def _within(module: str, packages: Iterable[str]) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)
