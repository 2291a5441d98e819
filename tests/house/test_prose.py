"""No words for people in the code of core/ and plugins/; and the search for them finds what it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import tree
from tests.house.prose import found

FOR_PROGRAMMERS = {
    "core/engine/ftl.py": "tells whoever writes the texts what is wrong with their files",
    "core/engine/migrate.py": "the programmer's command that writes a version file",
}
LOGGED = {"core/engine/texts.py": ("there is no such text", "it was not given $", " cannot be said")}
"""Handed to a function that only logs it."""


@pytest.mark.parametrize("file", tree.python("core", "plugins"), ids=str)
def test_the_code_says_nothing_to_people(file: Path) -> None:
    if file.as_posix() in FOR_PROGRAMMERS:
        return
    of_the_database = file.parts[:2] == ("core", "engine") or file.as_posix() == "core/kit/sql.py"
    said = found(tree.read(file), sql=of_the_database)
    logged = LOGGED.get(file.as_posix(), ())
    said = [(line, words) for line, words in said if not any(one in words for one in logged)]
    assert not said, f"{file}: these words belong in texts/: {said}"


@pytest.mark.parametrize("file", [*FOR_PROGRAMMERS, *LOGGED])
def test_what_is_left_out_is_there(file: str) -> None:
    assert found(tree.read(Path(file)))


@pytest.mark.parametrize(
    "code",
    [
        'return "Daftarnya sudah penuh"',
        'x = "Kamu sudah masuk, ya"',
        'return f"{name} sudah ikut mabar"',
        'return "Daftar" + "nya sudah" + " penuh"',
        'return " ".join(["Daftarnya", "sudah", "penuh"])',
        'return "Daftarnya %s sudah penuh sekali" % x',
        'return "{} sudah penuh sekali".format(x)',
        'raise Refused("Daftarnya sudah penuh")',
        'say(f"Maaf " f"ya kak, {x}")',
        'X = {"full": "Daftarnya sudah penuh"}',
        'Words("Penuh")',
        'Key("Ikut", ticket=x)',
        'Choice(x, label="Ya")',
    ],
)
def test_finds(code: str) -> None:
    assert found(code, sql=True)


@pytest.mark.parametrize(
    "code",
    [
        '"""Says what it does, at length."""',
        'raise ValueError("a datetime without a zone cannot be stored")',
        'log.warning("the database is not there", file=x)',
        'x = Field(default=1, description="How many play together.")',
        'class A(Exception):\n    def __init__(self):\n        super().__init__("is in use by another")',
        't("mabar-full", game=x)',
        'x: "dict[str, Any] | None" = {}',
        're.compile(r"one two three")',
        'run("PRAGMA foreign_keys=ON")',
        'Words(x + " ")',
        'Key(label, ticket="a b c")',
        'assert x, "it was given before"',
    ],
)
def test_leaves_out(code: str) -> None:
    assert not found(code, sql=True)
