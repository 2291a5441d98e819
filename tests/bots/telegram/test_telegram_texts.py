"""The words for administrators: both languages say everything that check may find."""

from __future__ import annotations

import re
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource

from bots.telegram.check import RIGHTS

TEXTS = files("bots.telegram") / "texts"
VALUES = {
    "chat": "-1001",
    "topic": "7",
    "to": "-1002",
    "name": "x",
    "bot": "GuyubBot",
    "reason": "TimedOut",
    "missing": "x",
}


def bundle(lang: str) -> tuple[FluentBundle, set[str]]:
    source = (TEXTS / f"{lang}.ftl").read_text(encoding="utf-8")
    made = FluentBundle([lang], use_isolating=False)
    made.add_resource(FluentResource(source))
    return made, set(re.findall(r"^([a-z-]+) =", source, re.MULTILINE))


def test_every_problem_has_its_words_and_its_cure_in_both_languages():
    source = (files("bots.telegram") / "check.py").read_text(encoding="utf-8")
    found = set(re.findall(r'_problem\("([a-z]+)"', source)) | {"topic", "write", *RIGHTS}
    expected = {f"telegram-check-{what}{end}" for what in found for end in ("", "-cure")}
    rights = (files("bots.telegram") / "rights.py").read_text(encoding="utf-8")
    expected |= set(re.findall(r'"(telegram-right-[a-z]+)"', rights))
    for lang in ("id", "en"):
        texts, keys = bundle(lang)
        assert keys == expected
        for key in keys:
            message = texts.get_message(key)
            assert message.value is not None
            words, errors = texts.format_pattern(message.value, VALUES)
            assert not errors
            assert "{" not in str(words)
