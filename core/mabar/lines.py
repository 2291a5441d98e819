"""What a session says of itself, in lines: the same on its card, in its preview and wherever else it is shown."""

from __future__ import annotations

from core.kit import Text, t
from core.mabar.common import word
from core.mabar.model import Seat, Session


def title(session: Session) -> Text:
    """What it is called, by how it stands."""
    if session.cancelled:
        return t("mabar-roster-cancelled", game=session.game)
    if session.pool and not session.begun:
        return t("mabar-pool-over" if session.over else "mabar-pool", game=session.game)
    return t("mabar-roster-over" if session.over else "mabar-roster", game=session.game)


def head(session: Session) -> list[Text]:
    """What is planned."""
    if session.pool:
        lines = [t("mabar-pool-since" if session.begun else "mabar-pool-until", when=session.at)]
    else:
        lines = [t("mabar-roster-when", when=session.at)]
    if session.cancelled and session.reason:
        lines.append(t("mabar-roster-reason", reason=session.reason))
    if session.begun and not session.over and not session.pool:
        lines.append(t("mabar-roster-begun"))
    if session.host is not None:
        lines.append(t("mabar-roster-host", host=session.host))
    if session.cohosts:
        lines.append(t("mabar-roster-cohosts", who=[t("mabar-name", who=one) for one in session.cohosts]))
    if session.note:
        lines.append(t("mabar-roster-note", note=session.note))
    if session.region:
        lines.append(t("mabar-roster-region", region=session.region))
    if session.lowest or session.highest:
        key = "mabar-roster-rank-rule" if session.strict else "mabar-roster-rank-advice"
        lines.append(t(key, lowest=session.lowest or "-", highest=session.highest or "-"))
    return lines


def seats(session: Session, first: int = 0, count: int | None = None) -> list[Text]:
    """Who plays, a line each; from the `first` (counted from 0) on, and only so many."""
    shown = list(enumerate(session.seats, 1))[first : None if count is None else first + count]
    return [
        t("mabar-roster-seats", taken=session.taken, slots=session.slots),
        *(_seat(number, one) for number, one in shown),
    ]


def _seat(number: int, one: Seat) -> Text:
    details: list[Text] = [word(detail) for detail in (one.lane, one.rank) if detail]
    if one.guests:
        details.append(t("mabar-roster-guests", count=one.guests))
    if one.coming:
        details.append(t("mabar-roster-coming"))
    if not details:
        key = "mabar-roster-seat-noted" if one.note else "mabar-roster-seat"
        return t(key, number=number, who=one.person, note=one.note)
    if one.note:
        details.append(word(one.note))
    beside = details[0]
    for detail in details[1:]:
        beside = t("mabar-roster-beside", left=beside, right=detail)
    return t("mabar-roster-seat-more", number=number, who=one.person, note=one.note, details=beside)
