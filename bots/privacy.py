"""`guyub docs privacy`: the privacy notice, made from what the features that are on declare."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TextIO

from bots.build import compatible, registry
from bots.config import load
from bots.show import show_problems
from bots.words import Words
from core.kit import t
from core.members import members, notice


def privacy(path: Path, lang: str, to: TextIO | None = None) -> int:
    """Write the notice as Markdown; 1 when the config cannot be read so far as to know what is on.

    What else is wrong with it does not matter here: a notice is wanted before there is a token, too.
    """
    out = to or sys.stdout
    loaded = load(path)
    config = loaded.partial
    features = compatible(config.features, config.community.lang).features
    words = Words(lang, ["core.engine", members.home, *(feature.plugin.home for feature in features)])
    if not features:
        show_problems(loaded.problems, words, out)
        return 1
    settings = next((one.settings for one in features if one.plugin is members), None)
    contact = str(getattr(settings, "contact", ""))
    title = words("privacy-title", title=t("members-privacy"), name=config.community.name)
    out.write(f"# {title}\n")
    for line in notice(registry(features, config.community.lang, config.operations.keep_days).keepers, contact):
        out.write(f"\n{words.say(line, config.community.zone)}\n")
    return 0
