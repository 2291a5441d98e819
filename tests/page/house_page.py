"""A town with its bot and its page, opened in headless Chromium; and where Chromium is, if it is anywhere."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bots.playground.demo_page import DemoPage
from bots.playground.demo_town import REMIND, Town, open_house

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PATIENCE = 30_000
"""Milliseconds until what should be seen is given up; nothing waits that long where all is well."""

expect.set_options(timeout=PATIENCE)


def chromium() -> str | None:
    """The system's Chromium, or the one that GUYUB_CHROMIUM names."""
    found = os.environ.get("GUYUB_CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
    return found if found and Path(found).exists() else None


@asynccontextmanager
async def browser() -> AsyncIterator[Browser]:
    """Headless Chromium."""
    async with async_playwright() as playwright:
        # Inside a container, as root, Chromium has no sandbox of its own.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        made = await playwright.chromium.launch(executable_path=chromium(), args=arguments)
        try:
            yield made
        finally:
            await made.close()


@dataclass
class Opened:
    """The page as somebody looks at it; `troubles` is whatever the browser complained of."""

    town: Town
    page: Page
    resets: list[bool] = field(default_factory=list[bool])
    troubles: list[str] = field(default_factory=list[str])

    def phone(self, platform: str) -> Locator:
        """One of the two phones."""
        return self.page.locator(f"#{platform}")

    async def be(self, platform: str, who: str, chat: str | None = None) -> Locator:
        """Take a phone as somebody, and open a chat there by its title; gives the phone."""
        phone = self.phone(platform)
        await phone.locator(f'[data-person="{who}"]').click()
        if chat is not None:
            await phone.locator(".chat", has_text=chat).first.click()
        return phone

    async def write(self, platform: str, text: str) -> None:
        """Type into the phone's field and press Enter."""
        typed = self.phone(platform).locator(".typed")
        await typed.fill(text)
        await typed.press("Escape")
        await typed.press("Enter")

    async def seats(self, platform: str) -> list[str]:
        """Who is on the newest roster that the phone shows."""
        cards = self.phone(platform).locator(".bubble.bot, .embed").filter(has_text=re.compile(r"\(\d+/\d+\)"))
        text = await cards.last.inner_text() if await cards.count() else ""
        return [name.lstrip("@") for name in re.findall(r"^\d+\. (.+)$", text, re.MULTILINE)]

    async def until_seats(self, *names: str) -> None:
        """Wait until both phones show these, in this order."""
        for platform in ("telegram", "discord"):
            lines = r"[\s\S]*".join(rf"{number}\. @?{name}" for number, name in enumerate(names, 1))
            whole = re.compile(rf"{lines}(?![\s\S]*{len(names) + 1}\. )")
            roster = self.phone(platform).locator(".bubble.bot, .embed").filter(has_text=whole)
            await expect(roster.last).to_be_visible()


@asynccontextmanager
async def opened(
    folder: Path,
    *,
    lang: str = "id",
    width: int = 1360,
    height: int = 860,
    scheme: Literal["light", "dark"] = "light",
    **more: Any,
) -> AsyncIterator[Opened]:
    """A town with its bot, and its page open in a browser of this language, size and colour scheme."""
    town = Town(folder, lang=lang, remind=REMIND, **more)
    resets: list[bool] = []
    served = town.playground.page = DemoPage(town, lambda: resets.append(True))
    async with town, browser() as made:
        await town.start_bot()
        await open_house(town)
        context = await made.new_context(
            viewport={"width": width, "height": height},
            locale="en-GB" if lang == "en" else "id-ID",
            timezone_id="Asia/Jakarta",
            color_scheme=scheme,
        )
        page = await context.new_page()
        page.set_default_timeout(PATIENCE)
        seen = Opened(town, page, resets)
        page.on("pageerror", lambda error: seen.troubles.append(str(error)))
        page.on("console", lambda said: seen.troubles.append(said.text) if said.type == "error" else None)
        await page.goto(f"{town.playground.url}/")
        await expect(page.locator("#telegram .chat").first).to_be_visible()
        try:
            yield seen
        finally:
            await served.close()
