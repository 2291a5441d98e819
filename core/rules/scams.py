"""Known shapes of scams in Indonesian chats: what is said together, never a single word; judged in memory and dropped.

People talk of gambling and debts here because they suffer from them. So a word alone never counts: an offer needs
several signs at once, most of them a way to reach whoever offers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from urllib.parse import urlsplit

from core.rules.likeness import plain


class Shape(StrEnum):
    """A kind of scam."""

    GAMBLING = "gambling"
    LOAN = "loan"
    JOB = "job"
    MONEY = "money"


SHORTENERS = frozenset({
    *("bit.ly", "bitly.ws", "cutt.ly", "gg.gg", "heylink.me", "is.gd", "linkr.bio", "lynk.id", "msha.ke", "ow.ly"),
    *("rb.gy", "rebrand.ly", "s.id", "shorturl.at", "t.co", "t.ly", "tiny.cc", "tinyurl.com", "v.gd"),
})  # fmt: skip
"""Addresses that hide another one."""
CONTACTS = frozenset({"api.whatsapp.com", "chat.whatsapp.com", "t.me", "wa.link", "wa.me", "whatsapp.com"})
"""Addresses that open a chat with somebody."""

_LINK = re.compile(r"(?:https?://|www\.)\S+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,8}(?:/\S*)?", re.I)
_PHONE = re.compile(r"(?:\+?62[\s-]?|\b0)8[1-9][\d\s-]{6,13}\d")
_BRAND = re.compile(
    r"\b(?=[a-z]*[bcdfghjklmnpqrstvwxyz])[a-z]{3,12}(?:77|88|99|69|123|138|168|303|777|888|999|4d|toto|bet)\b"
)
_PAY = re.compile(r"(?:rp\.?\s?\d|\d+[.,]?\d*\s?(?:rb|ribu|k|jt|juta)\b)")

_GAMBLING = (
    frozenset({
        *("gacor", "maxwin", "togel", "scatter", "rtp", "slot", "zeus", "mahjong", "olympus", "casino", "sbobet"),
    }),
    frozenset({
        *("depo", "deposit", "wd", "withdraw", "bonus", "daftar", "member", "jackpot", "jp", "situs", "link", "modal"),
    }),
)  # fmt: skip
_LOAN = (
    frozenset({"pinjaman", "pinjol", "dana", "kredit", "pinjam", "talangan", "kta"}),
    frozenset({
        *("cair", "jaminan", "bunga", "tenor", "ktp", "proses", "cepat", "checking", "limit", "angsuran", "survei"),
        *("talangan", "tanpa"),
    }),
)  # fmt: skip
_JOB = (
    frozenset({"freelance", "sampingan", "kerja", "loker", "lowongan", "parttime", "penghasilan", "cuan", "income"}),
    frozenset({"like", "follow", "subscribe", "rating", "klik", "komisi", "hp", "modal", "harian", "saldo", "tugas"}),
)
_ASK = frozenset({"transfer", "tf", "kirim", "pinjam", "bayar", "isi", "minta", "tolong", "talangin"})
_MONEY = frozenset({
    *("rekening", "norek", "rek", "gopay", "ovo", "shopeepay", "pulsa", "saldo", "otp", "pin", "qris", "bca", "bri"),
    *("mandiri", "bni", "uang", "duit", "verifikasi", "deposit"),
})  # fmt: skip


def hosts(text: str, links: Iterable[str] = ()) -> set[str]:
    """The hosts of all addresses in a text, and of those that lie behind words."""
    found: set[str] = set()
    for address in (*_LINK.findall(plain(text)), *links):
        try:
            host = urlsplit(address if "//" in address else f"//{address}").hostname
        except ValueError:
            continue
        if host and "." in host:
            found.add(host.removeprefix("www."))
    return found


def hidden_links(text: str, links: Iterable[str] = ()) -> set[str]:
    """Those hosts that hide another address, or open a chat with somebody."""
    return {host for host in hosts(text, links) if host in SHORTENERS | CONTACTS}


def shapes(text: str, links: Sequence[str] = (), *, poses: bool = False) -> list[Shape]:
    """What a message looks like. `poses`: who wrote it looks like an admin and is none."""
    said = plain(text)
    words = set(re.findall(r"[a-z]+(?:\d+[a-z]*)?", said))
    outward = bool(hosts(text, links)) or bool(_PHONE.search(said))
    found: list[Shape] = []
    brand = bool(_BRAND.search(said))
    luck, offer = len(words & _GAMBLING[0]), len(words & _GAMBLING[1])
    if (outward or brand) and ((luck >= 2 and offer >= 1) or (brand and luck >= 1 and offer >= 1)):
        found.append(Shape.GAMBLING)
    if outward and len(words & _LOAN[0]) >= 1 and len(words & _LOAN[1]) >= 2:
        found.append(Shape.LOAN)
    if outward and _PAY.search(said) and len(words & _JOB[0]) >= 1 and len(words & _JOB[1]) >= 2:
        found.append(Shape.JOB)
    if poses and words & _ASK and words & _MONEY:
        found.append(Shape.MONEY)
    return found
