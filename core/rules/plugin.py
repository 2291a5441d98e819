"""The Plugin value that all parts of rules are declared on."""

from __future__ import annotations

from core.kit import Plugin
from core.kit.deeds import Ban, Kick, Mute, Remove, Unban, Unmute
from core.rules.settings import RulesSettings
from core.rules.tables import meta

rules = Plugin("rules", RulesSettings, tables=meta, deeds=frozenset({Mute, Unmute, Kick, Ban, Unban, Remove}))
