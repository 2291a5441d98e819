"""What every file of the project keeps to: a docstring, no platform's name inside, no address of a machine."""

from __future__ import annotations

import ast
import re
import tomllib
import warnings
from pathlib import Path

import pytest

from tests.house import tree

PLATFORMS = re.compile(r"telegram|discord", re.IGNORECASE)
MACHINE = re.compile(
    r"(?<![\w.])/(?:home|root|work|tmp|Users|opt|mnt|workspace)/[\w.]|file://|--(?:extra-)?index-url|--find-links"
    r"|https?://[\w.-]*(?:pypi|artifact|nexus|mirror|registry)[\w.-]*",
    re.IGNORECASE,
)
"""A path or a package index of some machine: in a file of the project it works nowhere else."""
PIN = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[[^\]]*\])?==(\S+)")


@pytest.mark.parametrize("file", tree.python(), ids=str)
def test_opens_with_a_sentence_about_itself(file: Path) -> None:
    said = ast.get_docstring(ast.parse(tree.read(file)))
    assert said, "a file says in its first line what it is"
    assert said.partition("\n\n")[0].endswith("."), "first a sentence; what else there is to say after an empty line"


def _platforms(text: str) -> list[str]:
    return PLATFORMS.findall(text)


@pytest.mark.parametrize("file", [file for file in tree.files() if file.parts[0] in ("core", "plugins")], ids=str)
def test_core_and_plugins_know_no_platform_by_name(file: Path) -> None:
    lines = [number for number, line in enumerate(tree.read(file).splitlines(), 1) if _platforms(line)]
    assert not lines, f"{file}: lines {lines}"
    assert not _platforms(str(file))


def test_a_platform_is_known_however_it_is_written() -> None:
    assert _platforms("the Discord one, or a TELEGRAM_CHAT")
    assert not _platforms("a platform with forms")


@pytest.mark.parametrize("file", tree.files(), ids=str)
def test_holds_no_address_of_a_machine(file: Path) -> None:
    if file == Path(__file__).relative_to(tree.ROOT):
        return
    assert not (at := MACHINE.search(tree.read(file))), at and f"{file}: {at.group()}"


@pytest.mark.parametrize(
    "line",
    [
        "/home/sari/guyub/x",
        "see /tmp/x.log",
        '"/root/.cache"',
        "file:///srv/x",
        "--index-url x",
        "https://pypi.org/simple",
    ],
)
def test_an_address_of_a_machine_is_known(line: str) -> None:
    assert MACHINE.search(line)


def _pinned(lock: str) -> dict[str, str]:
    pins = (PIN.match(line) for line in tree.read(Path(lock)).splitlines())
    return {re.sub(r"[-_.]+", "-", pin[1]).lower(): pin[2] for pin in pins if pin}


def _wanted(*, dev: bool) -> set[str]:
    config = tomllib.loads(tree.read(Path("pyproject.toml")))
    lines: list[str] = list(config["project"]["dependencies"])
    if dev:
        lines += config["dependency-groups"]["dev"]
    names = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines)
    return {re.sub(r"[-_.]+", "-", name[0]).lower() for name in names if name}


@pytest.mark.parametrize(("lock", "dev"), [("requirements.lock", False), ("requirements-dev.lock", True)])
def test_a_lock_has_every_dependency_with_its_hashes(lock: str, dev: bool) -> None:
    assert not _wanted(dev=dev) - _pinned(lock).keys()
    text = tree.read(Path(lock))
    for pin in re.split(r"\n(?=[A-Za-z0-9])", text.strip()):
        if PIN.match(pin):
            assert "--hash=sha256:" in pin, pin.splitlines()[0]
    assert "://" not in text


def _satisfies(version: str, wanted: str) -> bool:
    """Whether a version meets a specifier made of `>=`, `<` and `==`."""

    def key(text: str) -> tuple[int, ...]:
        numbers = [int(number) for number in re.findall(r"\d+", text)]
        return tuple(numbers + [0] * (6 - len(numbers)))

    for sign, number in re.findall(r"(>=|<|==)\s*([0-9.]+)", wanted):
        have, need = key(version), key(number)
        if not {">=": have >= need, "<": have < need, "==": have == need}[sign]:
            return False
    return True


def test_the_locks_keep_to_the_versions_of_pyproject_and_to_each_other() -> None:
    config = tomllib.loads(tree.read(Path("pyproject.toml")))
    run, dev = _pinned("requirements.lock"), _pinned("requirements-dev.lock")
    for line in (*config["project"]["dependencies"], *config["dependency-groups"]["dev"]):
        name, wanted = re.match(r"([A-Za-z0-9._-]+)(?:\[[^\]]*\])?(.*)", line).groups()  # type: ignore[union-attr]
        version = dev[re.sub(r"[-_.]+", "-", name).lower()]
        assert _satisfies(version, wanted), f"{name} {version} is not {wanted}"
    assert {name: version for name, version in dev.items() if name in run} == run


def test_long_files_are_named() -> None:
    """Only a warning: a file over 300 lines may really be one thing."""
    lines = {str(file): len(tree.read(file).splitlines()) for file in tree.python("bots", "core", "plugins")}
    if long := ", ".join(f"{file} ({number})" for file, number in lines.items() if number > 300):
        warnings.warn(f"over 300 lines; is each one thing? {long}", UserWarning, stacklevel=1)
