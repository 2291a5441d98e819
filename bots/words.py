"""What the command line says, in the language of whoever sits before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, tzinfo

from bots.redact import Redactor
from core.engine.texts import Texts
from core.kit.port import Problem
from core.kit.text import Text, Value, t

LANGS = ("id", "en")


def choose(argv: Sequence[str], environ: Mapping[str, str]) -> str:
    """The language asked for with --lang, else the one of the locale, else Indonesian."""
    for number, argument in enumerate(argv):
        wanted = argument.removeprefix("--lang=")
        if argument == "--lang" and number + 1 < len(argv):
            wanted = argv[number + 1]
        if wanted in LANGS:
            return wanted
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "en" if environ[name].lower().startswith("en") else LANGS[0]
    return LANGS[0]


class Words:
    """Texts by key, in one language; whatever is said has its secrets taken out."""

    def __init__(self, lang: str, more: Iterable[str] = ()) -> None:
        self.lang = lang
        self.redact = Redactor()
        self._texts = Texts(["bots", *more], default=lang)

    def __call__(self, key: str, **values: Value) -> str:
        """The text `key` with these values."""
        return self.say(t(key, **values))

    def say(self, text: Text, zone: tzinfo = UTC) -> str:
        """A Text, times in `zone`."""
        return self.redact(self._texts.plain(text, self.lang, zone))

    def of(self, problem: Problem) -> tuple[str, str, str]:
        """Where, what and cure of a problem."""
        return self.redact(problem.where), self.say(problem.what), self.say(problem.cure)


def homes(platforms: Iterable[str]) -> list[str]:
    """The packages of these platforms, for their texts."""
    return [f"bots.{platform}" for platform in platforms]
