"""The command line: run, check, init, backup, doctor and what else there is. `run` starts without loading the rest."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bots.lean import absent

if TYPE_CHECKING:
    import typer

CONFIG = Path("config.toml")


def main(argv: Sequence[str] | None = None) -> None:
    """Do what the arguments (default: the process's) say, then exit with its code."""
    given = list(sys.argv[1:] if argv is None else argv)
    if given[:1] == ["run"] and (quick := _plain_run(given[1:])) is not None:
        gc.disable()  # nothing that is made while starting is garbage; `run` switches it on again
        with absent():
            from bots.run import run
        from bots.words import choose

        sys.exit(run(quick, choose(given, os.environ)))
    make_app(given)(args=given, prog_name="guyub")


def _plain_run(given: Sequence[str]) -> Path | None:
    """The config of a `run` that says no more than which one (and the language); None for the full parser to see."""
    path = CONFIG
    rest = list(given)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name not in ("--config", "--lang") or not (equals or rest):
            return None
        value = value if equals else rest.pop(0)
        if name == "--config":
            path = Path(value)
        elif value not in ("id", "en"):
            return None
    return path


def make_app(given: Sequence[str]) -> typer.Typer:
    """The command line in the language that the arguments or the locale ask for."""
    import typer

    from bots.words import LANGS, Words, choose

    lang = choose(given, os.environ)
    words = Words(lang)
    app = typer.Typer(help=words("cli-about"), no_args_is_help=True, add_completion=False, rich_markup_mode=None)

    def known(value: str | None) -> str | None:
        if value is not None and value not in LANGS:
            raise typer.BadParameter(words("cli-lang-wrong"))
        return value

    config_option: Any = typer.Option(CONFIG, "--config", "-c", help=words("cli-config"))
    lang_option: Any = typer.Option(None, "--lang", help=words("cli-lang"), metavar="id|en", callback=known)
    offline_option: Any = typer.Option(False, "--offline", help=words("cli-offline"))
    yes_option: Any = typer.Option(False, "--yes", "--non-interactive", "-y", help=words("cli-yes"))
    text_argument: Any = typer.Argument(help=words("cli-when-text"))
    now_option: Any = typer.Option("", "--now", help=words("cli-when-now"), metavar="ISO")
    zone_option: Any = typer.Option("Asia/Jakarta", "--zone", help=words("cli-when-zone"))
    once_option: Any = typer.Option(False, "--once", help=words("cli-demo-once"))
    typed_option: Any = typer.Option(False, "--terminal", help=words("cli-demo-terminal"))
    host_option: Any = typer.Option("127.0.0.1", "--host", help=words("cli-demo-host"))
    port_option: Any = typer.Option(8765, "--port", help=words("cli-demo-port"), min=0, max=65535)

    to_option: Any = typer.Option(None, "--to", help=words("cli-backup-to"))
    keep_option: Any = typer.Option("", "--keep", help=words("cli-backup-keep"), metavar="30d|10")
    file_argument: Any = typer.Argument(help=words("cli-restore-file"))
    dry_option: Any = typer.Option(False, "--dry-run", help=words("cli-restore-dry"))

    @app.callback()
    def everywhere(_lang: str | None = lang_option) -> None:  # pyright: ignore[reportUnusedFunction]
        """Options before the command."""

    @app.command("run", help=words("cli-run"))
    def run_it(config: Path = config_option, _lang: str | None = lang_option) -> None:  # pyright: ignore[reportUnusedFunction]
        from bots.run import run

        raise typer.Exit(run(config, lang))

    @app.command("check", help=words("cli-check"))
    def check_it(  # pyright: ignore[reportUnusedFunction]
        config: Path = config_option,
        offline: bool = offline_option,
        _lang: str | None = lang_option,
    ) -> None:
        from bots.check import check

        raise typer.Exit(check(config, lang, offline=offline))

    @app.command("init", help=words("cli-init"))
    def init_it(  # pyright: ignore[reportUnusedFunction]
        config: Path = config_option,
        yes: bool = yes_option,
        offline: bool = offline_option,
        _lang: str | None = lang_option,
    ) -> None:
        import logging

        from bots import logs
        from bots.init import init, make_edge

        if yes or offline:
            raise typer.Exit(init(config, lang, yes=yes))
        logs.set_up(level=logging.CRITICAL)  # what goes wrong is told in words
        raise typer.Exit(init(config, lang, yes=False, make=make_edge))

    @app.command("backup", help=words("cli-backup"))
    def backup_it(  # pyright: ignore[reportUnusedFunction]
        config: Path = config_option,
        to: Path | None = to_option,
        keep: str = keep_option,
        _lang: str | None = lang_option,
    ) -> None:
        from bots.backup import backup

        raise typer.Exit(backup(config, lang, to=to, keep=keep))

    @app.command("restore", help=words("cli-restore"))
    def restore_it(  # pyright: ignore[reportUnusedFunction]
        file: Path = file_argument,
        config: Path = config_option,
        dry: bool = dry_option,
        _lang: str | None = lang_option,
    ) -> None:
        from bots.restore import restore

        raise typer.Exit(restore(config, lang, file, dry=dry))

    @app.command("health", help=words("cli-health"))
    def health_it(config: Path = config_option, _lang: str | None = lang_option) -> None:  # pyright: ignore[reportUnusedFunction]
        from bots.health import health

        raise typer.Exit(health(config, lang))

    @app.command("doctor", help=words("cli-doctor"))
    def doctor_it(config: Path = config_option, _lang: str | None = lang_option) -> None:  # pyright: ignore[reportUnusedFunction]
        from bots.doctor import doctor

        raise typer.Exit(doctor(config, lang))

    # what is no option is a time, too: "-5 menit lagi"
    @app.command("when", help=words("cli-when"), context_settings={"ignore_unknown_options": True})
    def when_it(  # pyright: ignore[reportUnusedFunction]
        text: str = text_argument,
        now: str = now_option,
        zone: str = zone_option,
        _lang: str | None = lang_option,
    ) -> None:
        from zoneinfo import ZoneInfo

        try:
            place = ZoneInfo(zone)
        except (KeyError, ValueError, OSError):
            raise typer.BadParameter(words("cli-when-zone-wrong", name=zone)) from None
        try:
            moment = datetime.fromisoformat(now) if now else datetime.now(UTC).astimezone(place)
        except ValueError:
            raise typer.BadParameter(words("cli-when-now-wrong", name=now)) from None
        from bots.when import as_json, when

        print(as_json(when(text, moment, place, lang)))

    @app.command("demo", help=words("cli-demo"))
    def demo_it(  # pyright: ignore[reportUnusedFunction]
        once: bool = once_option,
        typed: bool = typed_option,
        host: str = host_option,
        port: int = port_option,
        _lang: str | None = lang_option,
    ) -> None:
        from bots.playground.demo import main as play

        raise typer.Exit(play(once=once, typed=typed, host=host, port=port, lang=lang))

    docs = typer.Typer(help=words("cli-docs"), no_args_is_help=True)
    app.add_typer(docs, name="docs")

    @docs.command("privacy", help=words("cli-docs-privacy"))
    def docs_privacy(config: Path = config_option, _lang: str | None = lang_option) -> None:  # pyright: ignore[reportUnusedFunction]
        from bots.privacy import privacy

        raise typer.Exit(privacy(config, lang))

    audit = typer.Typer(help=words("cli-audit"), no_args_is_help=True)
    app.add_typer(audit, name="audit")

    @audit.command("verify", help=words("cli-audit-verify"))
    def audit_verify(config: Path = config_option, _lang: str | None = lang_option) -> None:  # pyright: ignore[reportUnusedFunction]
        from bots.audit import verify

        raise typer.Exit(verify(config, lang))

    def csv_or_json(value: str) -> str:
        if value not in ("csv", "json"):
            raise typer.BadParameter(words("cli-audit-format-wrong"))
        return value

    format_option: Any = typer.Option(
        "csv", "--format", help=words("cli-audit-format"), metavar="csv|json", callback=csv_or_json
    )

    @audit.command("export", help=words("cli-audit-export"))
    def audit_export(  # pyright: ignore[reportUnusedFunction]
        config: Path = config_option,
        kind: str = format_option,
        _lang: str | None = lang_option,
    ) -> None:
        from bots.audit import export

        raise typer.Exit(export(config, lang, "csv" if kind == "csv" else "json"))

    @app.command("version", help=words("cli-version"))
    def version_it(_lang: str | None = lang_option) -> None:  # pyright: ignore[reportUnusedFunction]
        from importlib.metadata import version

        print(f"guyub {version('guyub')}")

    return app


if __name__ == "__main__":
    main()
