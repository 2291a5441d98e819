"""The picture in the README shows what the platforms are sent today."""

from __future__ import annotations

from docs.roster import TARGET, rosters, svg


async def test_the_picture_is_of_today() -> None:
    assert TARGET.read_text("utf-8") == svg(await rosters()), "draw it anew: python -m docs.roster"
