"""Draws docs/roster.svg from what the two platforms are really sent: `python -m docs.roster`."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from babel.dates import format_datetime

from bots.discord import encode as discord
from bots.telegram import encode as telegram
from core.kit import Place
from core.mabar import mabar
from core.members import members
from tests.rig import JAKARTA, Rig

TARGET = Path(__file__).with_name("roster.svg")
WIDTH, GAP, LINE = 380, 24, 24


@dataclass(frozen=True)
class Look:
    """How one platform looks."""

    name: str
    page: str
    card: str
    edge: str
    ink: str
    faint: str
    keys: dict[str, str]
    key_ink: str


LOOKS = (
    Look(
        "Telegram", "#d5e3ec", "#ffffff", "#ffffff", "#10171d", "#5b7486", {"": "#5f9cc9", "success": "#4caf6d"}, "#fff"
    ),
    Look("Discord", "#313338", "#2b2d31", "#5865f2", "#dbdee1", "#949ba4", {"": "#4e5058", "3": "#248046"}, "#fff"),
)


@dataclass(frozen=True)
class Drawn:
    """A roster as a platform shows it."""

    title: str
    lines: Sequence[str]
    keys: Sequence[tuple[str, str]]


async def rosters() -> tuple[Drawn, Drawn]:
    """One mabar, planned on one platform and joined from the other, as each is sent it."""
    rig = await Rig.open([mabar, members])
    try:
        sari, bimo, rara = rig.person("Sari", "telegram"), rig.person("Bimo", "discord"), rig.person("Rara", "telegram")
        await sari.says("/mabar ml besok jam 8 malam", "lobby")
        await sari.presses("mabar-yes", "lobby")
        await bimo.presses("mabar-join", "lobby")
        await rara.presses("mabar-join", "lobby")
        await bimo.presses("mabar-note", "lobby")
        await bimo.fills("lobby", text="telat 10 menit")
        names = {one.account.id: one.account.name for one in (sari, bimo, rara)}
        messages = [rig.card("lobby", on, "mabar-roster").message for on in ("telegram", "discord")]
        return (
            _of_telegram(telegram.send_params(Place("telegram", "-1001"), messages[0])),
            _of_discord(discord.shown(messages[1]).payload(hidden=False, silent=False), names),
        )
    finally:
        await rig.close()


def _of_telegram(params: dict[str, Any]) -> Drawn:
    title, *lines = [line for line in params["text"].split("\n") if line]
    keys = [key for row in params["reply_markup"]["inline_keyboard"] for key in row]
    return Drawn(title, lines, [(key["text"], key.get("style", "")) for key in keys])


def _of_discord(payload: dict[str, Any], names: dict[str, str]) -> Drawn:
    (embed,) = payload["embeds"]

    def moment(found: re.Match[str]) -> str:
        at = datetime.fromtimestamp(int(found[1]), JAKARTA)
        return format_datetime(at, "EEEE, d MMMM yyyy HH.mm", locale="id")

    text = re.sub(r"<t:(\d+):F>", moment, embed["description"])
    text = re.sub(r"<@(\d+)>", lambda found: f"@{names[found[1]]}", text)
    text = re.sub(r"\\(.)", r"\1", text)
    keys = [key for row in payload["components"] for key in row["components"]]
    return Drawn(embed["title"], text.split("\n"), [(key["label"], str(key["style"])) for key in keys])


def svg(pair: Sequence[Drawn]) -> str:
    """Both side by side."""
    height = 100 + LINE * max(len(one.lines) for one in pair) + 64
    width = WIDTH * 2 + GAP
    said = "; ".join(
        [look.name + ": " + ", ".join([one.title, *one.lines]) for look, one in zip(LOOKS, pair, strict=True)]
    )
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        ' font-family="system-ui, Segoe UI, Roboto, Noto Sans, sans-serif" font-size="15" role="img">',
        f"<title>{escape(said)}</title>",
    ]
    for number, (look, one) in enumerate(zip(LOOKS, pair, strict=True)):
        out += _side(look, one, number * (WIDTH + GAP), height)
    return "\n".join([*out, "</svg>", ""])


def _side(look: Look, one: Drawn, x: int, height: int) -> list[str]:
    bottom = height - 64

    def text(words: str, left: int, y: int, ink: str, more: str = "") -> str:
        return f'<text x="{left}" y="{y}" fill="{ink}"{more}>{escape(words)}</text>'

    out = [
        f'<rect x="{x}" width="{WIDTH}" height="{height}" rx="14" fill="{look.page}"/>',
        text(f"{look.name} · Guyub", x + 16, 28, look.faint, ' font-size="13"'),
        f'<rect x="{x + 12}" y="40" width="{WIDTH - 24}" height="{bottom - 44}" rx="10" fill="{look.card}"/>',
        f'<rect x="{x + 12}" y="40" width="4" height="{bottom - 44}" rx="2" fill="{look.edge}"/>',
        text(one.title, x + 28, 68, look.ink, ' font-weight="700"'),
    ]
    out += [text(line, x + 28, 96 + LINE * row, look.ink) for row, line in enumerate(one.lines)]
    each = (WIDTH - 24 - 8 * (len(one.keys) - 1)) // len(one.keys)
    for row, (label, style) in enumerate(one.keys):
        left = x + 12 + row * (each + 8)
        fill = look.keys.get(style, look.keys[""])
        out.append(f'<rect x="{left}" y="{bottom + 8}" width="{each}" height="36" rx="8" fill="{fill}"/>')
        middle = ' text-anchor="middle" font-size="14" font-weight="600"'
        out.append(text(label, left + each // 2, bottom + 31, look.key_ink, middle))
    return out


if __name__ == "__main__":
    TARGET.write_text(svg(asyncio.run(rosters())), "utf-8")
