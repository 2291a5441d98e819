"""Takes the pictures of the page for the README: `python -m docs.shots`, with Chromium and an emoji font there."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path
from typing import Literal

from tests.page.house_page import Opened, opened

HERE = Path(__file__).parent
SHOTS: tuple[tuple[str, int, int, Literal["light", "dark"]], ...] = (
    ("page-light.png", 1360, 900, "light"),
    ("page-dark.png", 1360, 900, "dark"),
    ("page-narrow.png", 360, 1000, "light"),
)


async def act(seen: Opened, *, narrow: bool) -> None:
    """A mabar with players from both sides, as it is to be seen."""
    await seen.be("discord", "bimo", "lobby")
    phone = await seen.be("telegram", "sari", "Guyub")
    await seen.write("telegram", "/mabar ml 3 jam lagi")
    await seen.until_seats("Sari")
    await seen.phone("discord").get_by_role("button", name="Ikut", exact=True).click()
    await seen.until_seats("Sari", "Bimo")
    await seen.be("telegram", "rara")
    await phone.get_by_role("button", name="Ikut", exact=True).click()
    await seen.until_seats("Sari", "Bimo", "Rara")
    await seen.be("telegram", "sari")
    for platform in ("telegram", "discord"):
        log = seen.phone(platform).locator(".log")
        await log.evaluate("(log) => { log.scrollTop = 0; }")
    if narrow:
        await seen.page.evaluate("scrollTo(0, 0)")


async def main() -> None:
    """All pictures, one town each."""
    for name, width, height, scheme in SHOTS:
        with tempfile.TemporaryDirectory() as folder:
            async with opened(Path(folder), width=width, height=height, scheme=scheme) as seen:
                await act(seen, narrow=width < 600)
                await seen.page.wait_for_timeout(400)
                await seen.page.screenshot(path=str(HERE / name))


if __name__ == "__main__":
    asyncio.run(main())
