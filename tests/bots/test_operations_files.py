"""The service, the image and the page about running it name commands, options and files that there are."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command

from bots.__main__ import make_app

ROOT = Path(__file__).parents[2]
OPERATIONS = ROOT / "docs" / "operations"


def unit(name: str) -> dict[str, list[tuple[str, str]]]:
    """A systemd unit: section -> (key, value) in order."""
    sections: dict[str, list[tuple[str, str]]] = {}
    section: list[tuple[str, str]] = []
    for line in (OPERATIONS / name).read_text("utf-8").splitlines():
        if found := re.fullmatch(r"\[(\w+)\]", line):
            section = sections.setdefault(found[1], [])
        elif line and not line.startswith("#"):
            key, equals, value = line.partition("=")
            assert equals and key.isalnum(), line
            section.append((key, value))
    return sections


def is_known(command: list[str]) -> None:
    """A `guyub ...` that the command line understands."""
    app = get_command(make_app([]))
    name, *rest = command
    found = getattr(app, "commands")[name]  # noqa: B009 (typer's type does not tell)
    options = {option for param in found.params for option in param.opts}
    for word in rest:
        assert not word.startswith("-") or word in options, (name, word)


@pytest.mark.parametrize("name", ["guyub.service", "guyub-backup.service"])
def test_the_services_run_what_there_is_without_rights(name: str) -> None:
    service = dict(unit(name)["Service"])
    program, *command = shlex.split(service["ExecStart"])
    assert program == "/usr/local/lib/guyub/.venv/bin/guyub"
    is_known(command)
    assert service["User"] == "guyub"
    assert service["NoNewPrivileges"] == "yes" and service["CapabilityBoundingSet"] == ""
    assert service["ProtectSystem"] == "strict" and service["UMask"] == "0077"
    config = Path(command[command.index("--config") + 1])
    assert config.parent == Path(service["WorkingDirectory"]) == Path("/var/lib") / service["StateDirectory"]


def test_the_service_is_stopped_in_good_order_and_not_started_for_ever() -> None:
    sections = unit("guyub.service")
    service, about = dict(sections["Service"]), dict(sections["Unit"])
    from bots.build import GRACE
    from bots.run import END_SECONDS

    assert service["KillSignal"] == "SIGTERM"
    assert int(service["TimeoutStopSec"].removesuffix("s")) > GRACE + END_SECONDS
    assert service["Restart"] == "on-failure" and int(about["StartLimitBurst"]) > 0


def test_the_backups_timer_belongs_to_its_service() -> None:
    timer = unit("guyub-backup.timer")
    assert dict(timer["Timer"])["Persistent"] == "true"
    assert (OPERATIONS / "guyub-backup.service").is_file()


def test_the_image_runs_as_nobody_in_particular() -> None:
    text = (ROOT / "Dockerfile").read_text("utf-8")
    last = text[text.rindex("\nFROM ") :]
    user = re.search(r"^USER (\S+)$", last, re.MULTILINE)
    assert user and user[1] not in ("root", "0")
    assert last.index("USER") < last.index("HEALTHCHECK") < last.index("ENTRYPOINT")
    for line in ("CMD", "HEALTHCHECK"):
        found = re.search(rf"^{line}(?: .*\\\n\s+CMD)? (\[.*\])$", last, re.MULTILINE)
        assert found, line
        command = json.loads(found[1])
        is_known(command[1:] if command[0] == "guyub" else command)
    assert re.search(r"^VOLUME /data$", last, re.MULTILINE)
    for source in re.findall(r"^COPY (?!--from)(.+) \S+$", text, re.MULTILINE):
        for one in source.split():
            assert (ROOT / one).exists(), one
            assert f"!{one}" in (ROOT / ".dockerignore").read_text("utf-8").split()


def test_the_page_names_what_there_is() -> None:
    text = (OPERATIONS / "README.md").read_text("utf-8")
    for line in re.findall(r"^guyub (.+?)(?:  +#.*)?$", text, re.MULTILINE):
        is_known(shlex.split(line))
    for file in re.findall(r"\]\(([^):]+)\)", text):
        assert (OPERATIONS / file).exists(), file
    for route in re.findall(r"^\| `(/\w+)` \|", text, re.MULTILINE):
        assert f'"{route}"' in (ROOT / "bots" / "health.py").read_text("utf-8")
