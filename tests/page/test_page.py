"""The page from outside: the tour, a mabar on both phones, a form, a reminder, a bot killed, and its manners."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from bots.playground.demo_page import FILES
from tests.page.house_page import Opened, chromium, opened

pytestmark = pytest.mark.skipif(chromium() is None, reason="there is no Chromium here (GUYUB_CHROMIUM names one)")

TOUR = ["hello", "apply", "accept", "mabar", "join", "clock", "kill", "block", "data", "end"]


async def tour(seen: Opened) -> list[str]:
    """Go through the tour by its own buttons, each step done; the steps that it had."""
    page, steps = seen.page, list[str]()
    await page.click("#tour-open")
    guide = page.locator("#tour")
    while True:
        await expect(guide).to_be_visible()
        steps.append(await guide.get_attribute("data-step") or "")
        if await guide.locator("[data-do]").count():
            await guide.locator("[data-do]").click()
            await expect(guide.locator("[data-do]")).to_have_count(0, timeout=60_000)
        await guide.locator("[data-next]").click()
        if steps[-1] == "end":
            await expect(guide).to_be_hidden()
            return steps


async def test_the_tour_from_start_to_end(tmp_path: Path) -> None:
    async with opened(tmp_path) as seen:
        assert await tour(seen) == TOUR
        wulan = seen.town.people["wulan"].telegram
        assert wulan is not None
        assert seen.town.telegram.world.chats[seen.town.group].members[wulan].present
        assert await seen.seats("discord") == ["Sari", "Bimo"]
        assert not seen.troubles


async def test_a_mabar_joined_from_both_phones_with_a_form_a_reminder_and_the_bot_killed(tmp_path: Path) -> None:
    async with opened(tmp_path) as seen:
        page = seen.page
        await seen.be("discord", "bimo", "lobby")
        phone = await seen.be("telegram", "sari", "Guyub")
        await seen.write("telegram", "/mabar pubg 2 jam lagi")
        await seen.until_seats("Sari")
        await seen.phone("discord").get_by_role("button", name="Ikut", exact=True).click()
        await seen.until_seats("Sari", "Bimo")
        await seen.be("telegram", "rara")
        await phone.get_by_role("button", name="Ikut", exact=True).click()
        await seen.until_seats("Sari", "Bimo", "Rara")
        assert await seen.seats("telegram") == await seen.seats("discord") == ["Sari", "Bimo", "Rara"]

        # a form
        await seen.phone("discord").get_by_role("button", name="Catatan", exact=True).click()
        form = page.get_by_role("dialog")
        await form.locator("input, textarea").first.fill("telat 10 menit")
        await form.get_by_role("button", name="Kirim").click()
        await seen.until_seats("Sari", "Bimo.*telat 10 menit", "Rara")

        # a reminder, once the clock is turned
        await page.click("#drawer-open")
        await page.click('[data-turn="7200"]')
        for platform in ("telegram", "discord"):
            await expect(seen.phone(platform).locator(".text", has_text="PUBG Mobile").last).to_be_visible()
            assert seen.town.fast == 7200

        # the bot killed and back, and an old button still good
        await page.click('[data-order="kill"]')
        await expect(page.locator("#state")).to_have_class(re.compile("bad"))
        await expect(page.locator("#state")).to_have_class(re.compile("good"))
        assert seen.town.lives == 2
        await phone.get_by_role("button", name="Batal ikut", exact=True).click()
        await seen.until_seats("Sari", "Bimo.*telat 10 menit")
        assert await seen.seats("telegram") == await seen.seats("discord")
        assert not seen.troubles


async def test_a_slash_command_is_picked_filled_in_with_suggestions_and_answered_to_one_alone(tmp_path: Path) -> None:
    async with opened(tmp_path, lang="en") as seen:
        phone = await seen.be("discord", "tono", "lobby")
        typed = phone.locator(".typed")
        await typed.press_sequentially("/mabar pl")
        await expect(phone.get_by_role("option").first).to_contain_text("/mabar plan")
        await typed.press("Enter")
        game = phone.locator("#slash-game")
        await game.press_sequentially("rob")
        await phone.get_by_role("option", name="Roblox").click()
        await phone.locator("#slash-when").fill("in 3 hours")
        await phone.locator(".slash").get_by_role("button", name="Send").click()
        await expect(phone.locator(".post.only-you")).to_be_visible()
        await seen.until_seats("Tono")
        await seen.be("discord", "bimo", "lobby")
        await expect(phone.locator(".post.only-you")).to_have_count(0)


async def test_faults_are_ordered_and_recovered_from(tmp_path: Path) -> None:
    async with opened(tmp_path) as seen:
        page = seen.page
        await page.click("#drawer-open")
        await page.click('[data-order="cut"]')
        await seen.be("telegram", "sari", "Guyub")
        await seen.write("telegram", "/dadu 2d6")
        await seen.be("discord", "bimo", "lobby")
        await expect(page.locator(".ordered")).to_contain_text("2")
        await page.click('[data-order="mend"]')
        for platform in ("telegram", "discord"):
            await expect(seen.phone(platform).locator(".text", has_text="2d6").last).to_be_visible()
        await expect(seen.phone("telegram").locator(".bubble.bot .text", has_text="2d6")).to_be_visible()


async def test_reaction_voice_members_and_reset(tmp_path: Path) -> None:
    async with opened(tmp_path) as seen:
        page = seen.page
        phone = await seen.be("discord", "bimo", "lobby")
        await seen.write("discord", "halo semua")
        post = phone.locator(".post", has_text="halo semua")
        await post.get_by_role("button", name="Beri reaksi").click()
        await post.get_by_role("button", name="👍").click()
        await expect(post.locator(".reactions button")).to_have_text("👍 1")
        await phone.locator(".chat", has_text="Mabar 1").click()
        await phone.get_by_role("button", name="Masuk suara").click()
        await expect(phone.locator(".voice .member")).to_have_text(re.compile("Bimo"))
        await phone.get_by_role("button", name="Anggota").first.click()
        await expect(phone.locator(".members .member", has_text="Tono")).to_be_visible()
        await page.click("#drawer-open")
        await page.get_by_role("button", name="Mulai dari awal").click()
        await seen.town.until("reset", lambda: seen.resets)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_nothing_is_cut_off_on_a_narrow_screen(tmp_path: Path, scheme: str) -> None:
    async with opened(tmp_path, width=360, height=740, scheme=scheme) as seen:  # pyright: ignore[reportArgumentType]
        await seen.be("telegram", "sari", "Guyub")
        await seen.write("telegram", "/mabar ml 2 jam lagi")
        await seen.until_seats("Sari")
        await seen.page.click("#tour-open")
        await expect(seen.page.locator("#tour")).to_be_visible()
        wide = await seen.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= 360


async def test_the_language_is_changed_and_everything_has_a_name(tmp_path: Path) -> None:
    async with opened(tmp_path) as seen:
        page = seen.page
        await page.click("#lang")
        await expect(page.locator("#tour-open")).to_have_text("2-minute tour")
        assert await page.evaluate("document.documentElement.lang") == "en"
        await page.click("#drawer-open")
        nameless = await page.evaluate(
            """[...document.querySelectorAll('button, input, select, textarea')].filter((one) =>
            !one.textContent.trim() && !one.getAttribute('aria-label') && !one.labels?.length).length"""
        )
        assert nameless == 0
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement !== document.body")


def test_the_words_are_complete_in_both_languages() -> None:
    indonesian, english = (json.loads((FILES / "texts" / f"{lang}.json").read_text("utf-8")) for lang in ("id", "en"))
    assert indonesian.keys() == english.keys()
    places = {
        key: (re.findall(r"\{\w+\}", indonesian[key]), re.findall(r"\{\w+\}", english[key])) for key in indonesian
    }
    assert not {key: both for key, both in places.items() if sorted(both[0]) != sorted(both[1])}
    code = "\n".join(file.read_text("utf-8") for file in (*FILES.glob("*.js"), FILES / "index.html"))
    named = set(re.findall(r"""say\(\s*"([\w-]+)"|data-(?:say|name)="([\w-]+)"|key: "([\w-]+)\"""", code))
    said = {one for group in named for one in group if one}
    assert {key for key in said if key not in indonesian and f"step-{key}" not in indonesian} <= {"private", "dm"}
