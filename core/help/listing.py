"""The services as they stand today: who checked them last, which of them are shown, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.help.model import Standing, standing
from core.help.settings import HelpSettings, Service
from core.help.store import Checks
from core.kit import Look, Person


@dataclass(frozen=True, slots=True)
class Listed:
    """A service as it stands today, who of the community checked it last and when."""

    service: Service
    standing: Standing
    checked: date | None
    by: Person | str = ""


async def listed(look: Look[HelpSettings]) -> list[Listed]:
    """All services of config, each with its newest check: the one that config tells of, or one by button."""
    settings, zone = look.settings, look.home_zone
    today = look.now.astimezone(zone).date()
    checks = await Checks(look.db).all()
    people = await look.people.many([one.person for one in checks.values() if one.person is not None])
    found: list[Listed] = []
    for service in settings.services:
        checked, by = service.last_verified, service.verified_by
        check = checks.get(service.mark)
        if check and (checked is None or check.at.astimezone(zone).date() >= checked):
            checked = check.at.astimezone(zone).date()
            by = people.get(check.person, "") if check.person is not None else ""
        found.append(Listed(service, standing(checked, today, settings.warn_days, settings.hide_days), checked, by))
    return found


def shown(all_: Sequence[Listed], *, urgent: bool) -> list[Listed]:
    """Those to be shown; emergencies first where it is urgent.

    Services that nobody checked for too long are hidden. Where that leaves nothing, those for emergencies are shown
    all the same, and said to be unchecked: a number that may be old is more than none.
    """
    found = [one for one in all_ if one.standing is not Standing.OLD]
    found = found or [one for one in all_ if "emergency" in one.service.kinds]
    return sorted(found, key=lambda one: "emergency" not in one.service.kinds) if urgent else found
