"""A table of config.toml as the settings it is for: secrets fetched, durations read, every mistake in our own words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path as File
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin

from pydantic import BaseModel, SecretStr, ValidationError

from bots.lines import Path
from bots.report import Report, nearest
from core.kit import Settings, t
from core.kit.plugin import UnknownRoom

S = TypeVar("S", bound=Settings)

SECRET_FORMS = ("", "_env", "_file")
"""A secret `token` is given as itself, as the name of an environment variable, or as the name of a file."""

_DURATION = re.compile(r"(?:(\d+)d)?\s*(?:(\d+)h)?\s*(?:(\d+)m)?\s*(?:(\d+)s)?")
_KINDS = {
    "int": "config-kind-int",
    "bool": "config-kind-bool",
    "string": "config-kind-string",
    "float": "config-kind-float",
    "tuple": "config-kind-list",
    "list": "config-kind-list",
    "model": "config-kind-table",
    "dict": "config-kind-table",
}
_BOUNDS = {
    "greater_than_equal": ("config-too-small", "ge"),
    "greater_than": ("config-too-small", "gt"),
    "less_than_equal": ("config-too-big", "le"),
    "less_than": ("config-too-big", "lt"),
}
_LENGTHS = {
    "string_too_short": ("config-too-short", "min_length"),
    "string_too_long": ("config-too-long", "max_length"),
    "too_short": ("config-too-few", "min_length"),
    "too_long": ("config-too-many", "max_length"),
}
_CURES: Mapping[Path, str] = {
    ("bots", "telegram", "token"): "config-token-telegram-cure",
    ("bots", "telegram", "webhook", "secret"): "config-webhook-secret-cure",
    ("bots", "telegram", "webhook", "url"): "config-url-cure",
    ("bots", "telegram", "base_url"): "config-url-cure",
    ("bots", "discord", "rest_url"): "config-url-cure",
    ("bots", "discord", "gateway_url"): "config-websocket-cure",
    ("bots", "discord", "guild"): "config-guild-cure",
    ("operations", "host"): "config-host-cure",
}
"""What to do about a value that is refused, where there is more to say than the setting itself does."""


@dataclass
class Reader:
    """Reads tables into settings; what is wrong goes into the report.

    `environ` is where secrets named `..._env` are; files named `..._file` are looked for from `folder`.
    """

    report: Report
    environ: Mapping[str, str]
    folder: File
    secrets: set[str] = field(default_factory=set[str])
    """Every secret met, never to be shown."""
    rooms: tuple[str, ...] = ()
    """The names of the rooms in config; settings may name one of them."""

    def read(self, model: type[S], table: Mapping[str, Any], path: Path) -> S | None:
        """The settings in `table`, or None when they are wrong; `path` is where the table is."""
        told: set[Path] = set()
        before = len(self.report.problems)
        data = self._prepare(model, table, path, told)
        try:
            # TOML's types are JSON's, and dates: as JSON a list may be a tuple, but nothing else is guessed.
            found = model.model_validate_json(json.dumps(data, default=str), strict=True, context={"rooms": self.rooms})
        except ValidationError as refused:
            for error in refused.errors(include_input=False, include_url=False):
                at = (*path, *error["loc"])
                if at not in told:
                    self._tell(model, at, len(path), error["type"], error.get("ctx", {}))
            return None
        return found if not any(problem.fatal for problem in self.report.problems[before:]) else None

    # --- before it is read ---

    def _prepare(self, model: type[BaseModel], table: Mapping[str, Any], path: Path, told: set[Path]) -> dict[str, Any]:
        data = dict(table)
        for name, info in model.model_fields.items():
            kinds = tuple(_kinds(info.annotation))
            here = (*path, name)
            if SecretStr in kinds:
                self._secret(data, name, path, told, required=info.is_required())
            elif name not in data:
                continue
            elif timedelta in kinds:
                data[name] = self._duration(data[name], here, told)
            elif inner := next((kind for kind in kinds if issubclass(kind, BaseModel)), None):
                data[name] = self._nested(inner, data[name], here, told)
        return data

    def _nested(self, model: type[BaseModel], value: Any, path: Path, told: set[Path]) -> Any:
        if isinstance(value, dict):
            return self._prepare(model, cast("dict[str, Any]", value), path, told)
        if isinstance(value, list):
            items = cast("list[Any]", value)
            return [self._nested(model, item, (*path, number), told) for number, item in enumerate(items)]
        return value

    def _duration(self, value: Any, path: Path, told: set[Path]) -> Any:
        found = _DURATION.fullmatch(value.strip().lower()) if isinstance(value, str) and value.strip() else None
        if found is None:
            self.report.add(path, "config-duration", name=str(path[-1]))
            told.add(path)
            return value
        days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return f"PT{((days * 24 + hours) * 60 + minutes) * 60 + seconds}S"

    def _secret(self, data: dict[str, Any], name: str, path: Path, told: set[Path], *, required: bool) -> None:
        """Put the secret itself into `data`, from wherever it is said to be."""
        given = {name + form: data.pop(name + form) for form in SECRET_FORMS if name + form in data}
        here = (*path, name)
        if len(given) > 1:
            self.report.add((*path, list(given)[-1]), "config-secret-twice", names=", ".join(given))
        elif not given:
            if required:
                self.report.add(here, "config-secret-missing", name=name, env=f"{name}_env", file=f"{name}_file")
        else:
            ((key, value),) = given.items()
            at = (*path, key)
            if not isinstance(value, str):
                self.report.add(at, "config-wrong-type", kind=t("config-kind-string"), name=key)
            elif secret := self._fetch(key.removeprefix(name), value, at):
                self.secrets.add(secret)
                data[name] = secret
                return
        told.add(here)

    def _fetch(self, form: str, value: str, path: Path) -> str:
        match form:
            case "_env":
                secret = self.environ.get(value, "").strip()
                if not secret:
                    # Whoever puts the secret itself where a name belongs must not see it printed.
                    named = value if re.fullmatch(r"[A-Za-z_]\w{0,63}", value) else "..."
                    self.report.add(path, "config-secret-env", name=named)
                return secret
            case "_file":
                return self._from_file(self.folder / File(value).expanduser(), path)
            case _:
                self.report.add(path, "config-secret-inline", fatal=False, name=str(path[-1]))
                return value.strip()

    def _from_file(self, file: File, path: Path) -> str:
        try:
            secret = file.read_text("utf-8").strip()
            mode = file.stat().st_mode
        except (OSError, ValueError):
            self.report.add(path, "config-secret-file", file=str(file))
            return ""
        if not secret:
            self.report.add(path, "config-secret-file-empty", file=str(file))
        if mode & 0o077:
            self.report.add(path, "config-secret-open", fatal=False, file=str(file))
        return secret

    # --- what was refused ---

    def _tell(self, model: type[Settings], at: Path, start: int, error: str, context: Mapping[str, Any]) -> None:
        name = str(at[-1])
        if error == "extra_forbidden":
            self.report.unknown(at, "config-unknown-key", known_keys(_model_at(model, at[start:-1])))
        elif error == "missing":
            self.report.add(at, "config-missing", name=name)
        elif error in _BOUNDS:
            key, limit = _BOUNDS[error]
            exact = error in ("greater_than", "less_than")
            self.report.add(at, key, name=name, limit=str(context[limit]), exact="no" if exact else "yes")
        elif error in _LENGTHS:
            key, limit = _LENGTHS[error]
            self.report.add(at, key, name=name, limit=int(context[limit]))
        elif isinstance(unknown := context.get("error"), UnknownRoom):
            close = nearest(unknown.name, self.rooms)
            cure = "config-did-you-mean" if close else ""
            self.report.add(at, "config-room-unknown", cure=cure, name=unknown.name, close=close)
        elif error in ("enum", "literal_error"):
            self.report.add(at, "config-choice", name=name, known=str(context["expected"]).replace("'", '"'))
        elif kind := _KINDS.get(error.partition("_")[0]) if error.endswith(("_type", "_parsing")) else None:
            self.report.add(at, "config-wrong-type", name=name, kind=t(kind))
        else:
            self._refused(at, name, context)

    def _refused(self, at: Path, name: str, context: Mapping[str, Any]) -> None:
        plain = tuple(key for key in at if isinstance(key, str))
        if plain in _CURES:
            self.report.add(at, "config-refused", cure=_CURES[plain], name=name)
            return
        reason = str(context.get("error", context.get("pattern", "")))
        for secret in self.secrets:
            reason = reason.replace(secret, "...")
        self.report.add(at, "config-refused", name=name, reason=reason)


def known_keys(model: type[BaseModel]) -> list[str]:
    """The keys that a table of this model may have, the ways to give a secret included."""
    return [
        name + form
        for name, info in model.model_fields.items()
        for form in (SECRET_FORMS if SecretStr in _kinds(info.annotation) else ("",))
    ]


def secrets_in(settings: BaseModel) -> Iterator[str]:
    """Every secret in these settings, never to be shown."""
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            yield value.get_secret_value()
        elif isinstance(value, BaseModel):
            yield from secrets_in(value)
        elif isinstance(value, Sequence) and not isinstance(value, str):
            for item in cast("Sequence[Any]", value):
                if isinstance(item, BaseModel):
                    yield from secrets_in(item)


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel]:
    for key in path:
        if isinstance(key, str) and key in model.model_fields:
            kinds = _kinds(model.model_fields[key].annotation)
            model = next((kind for kind in kinds if issubclass(kind, BaseModel)), model)
    return model


def _kinds(annotation: Any) -> Iterator[type]:
    """The plain types in an annotation, out of its unions and lists."""
    if isinstance(annotation, type) and get_origin(annotation) is None:
        yield annotation
    elif get_origin(annotation) is Annotated:
        yield from _kinds(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType, tuple, list, frozenset, set, dict):
        for inner in get_args(annotation):
            yield from _kinds(inner)
