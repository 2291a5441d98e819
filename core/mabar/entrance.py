"""How players get in: the room code and the voice room, handed to those who have a seat, in private."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated
from urllib.parse import urlsplit

from core.kit import ASK, Between, Card, Ctx, Length, Refused, Text, t
from core.mabar.common import reach, session_of
from core.mabar.leading import led, redrafted
from core.mabar.model import Session
from core.mabar.plugin import MabarSettings, mabar
from core.mabar.signals import VoiceReady
from core.mabar.store import Sessions
from core.mabar.waiting import changed


@mabar.action
async def set_code(ctx: Ctx[MabarSettings], id: int, text: Annotated[str, Length(40)] = ASK) -> Text | Card:
    """Give the players the room code, in private."""
    return await _let_in(ctx, await led(ctx, id), code=text)


@mabar.action
async def set_voice(ctx: Ctx[MabarSettings], id: int, link: Annotated[str, Length(120)] = ASK) -> Text | Card:
    """Give the players the address of the voice room, in private."""
    if not _is_address(link):
        raise Refused(t("mabar-no-address"), asks="link")
    return await _let_in(ctx, await led(ctx, id), voice=link)


@mabar.on(VoiceReady)
async def voice_is_ready(ctx: Ctx[MabarSettings], signal: VoiceReady) -> None:
    """A voice room was made: hand its address to the players."""
    session = await Sessions(ctx.db, ctx.people).seated(signal.id)
    if session is not None and not session.over and _is_address(signal.url):
        await _let_in(ctx, session, voice=signal.url)


async def _let_in(ctx: Ctx[MabarSettings], before: Session, **values: str) -> Text | Card:
    before.check_open()
    after = replace(before, **values)
    if before.draft:
        return await redrafted(ctx, before, after)
    after = await changed(ctx, before, after)
    game = after.game
    await reach(
        ctx,
        after,
        [one.person for one in after.seats],
        Card(lines=_ways_in(after)),
        lambda who: t("mabar-secrets-aloud", who=who, game=game),
    )
    return t("mabar-secrets-sent", game=game)


@mabar.command("mabar masuk", private=True)
async def secrets(ctx: Ctx[MabarSettings], id: Annotated[int | None, Between(1, 1_000_000_000)] = None) -> Text | Card:
    """See how to get in, where one has a seat: into one session, or into all that are still to come."""
    if id is not None:
        session = await session_of(ctx, id)
        session.check_open()
        if session.seat_of(ctx.person) is None:
            raise Refused(t("mabar-secrets-players"))
        mine = [session]
    else:
        since = ctx.now - ctx.settings.open_after
        coming = await Sessions(ctx.db, ctx.people).upcoming(ctx.person, since)
        mine = [one for one in coming if not one.over and one.seat_of(ctx.person)]
    ways = [line for one in mine for line in _ways_in(one)]
    if not ways:
        raise Refused(t("mabar-secrets-none"))
    return Card(lines=ways)


def _ways_in(session: Session) -> list[Text]:
    lines: list[Text] = []
    if session.code:
        lines.append(t("mabar-secret-code", game=session.game, code=session.code))
    if session.voice:
        lines.append(t("mabar-secret-voice", game=session.game, link=session.voice))
    return lines


def _is_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and " " not in link
