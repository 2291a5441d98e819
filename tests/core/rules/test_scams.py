"""Shapes of scams are seen; people who speak of what hurts them, and gamers, are left in peace."""

from __future__ import annotations

import pytest

from core.rules.scams import Shape, hidden_links, hosts, shapes

SCAMS = [
    (Shape.GAMBLING, "Slot gacor hari ini, depo 10rb langsung maxwin! daftar di bit.ly/gacor-slot"),
    (Shape.GAMBLING, "SITUS SL0T GACOR KOKO88 RTP 98% bonus new member 100%"),
    (Shape.GAMBLING, "ѕlоt gасоr tеrреrсауа, dероѕіt рulѕа → https://raja777.example"),
    (Shape.GAMBLING, "info togel dan slot hari ini, daftar link: wa.me/6281234567890"),
    (Shape.GAMBLING, "zeus88 lagi gacor bosku, wd lancar"),
    (Shape.LOAN, "Butuh dana cepat? Pinjaman online tanpa jaminan, cukup KTP, langsung cair. WA 0812-3456-7890"),
    (Shape.LOAN, "pinjol resmi bunga rendah proses 5 menit https://wa.me/62811111111"),
    (Shape.LOAN, "dana talangan cair hari ini, tanpa bi checking, hub +62 812 3456 7890"),
    (Shape.JOB, "Kerja sampingan cuma like & follow, komisi 500rb/hari, chat t.me/hrd_cuan"),
    (Shape.JOB, "Lowongan freelance dari hp, tugas klik dan rating, gaji 300 ribu per hari. wa.me/628123"),
]
PEACE = [
    "slot mabar masih sisa 2, ada yang mau ikut?",
    "hari ini gacor banget mainku, maxwin terus wkwk",
    "aku kecanduan judi slot, udah nggak tau harus gimana",
    "aku kejerat pinjol, ditagih terus tiap hari. malu banget",
    "ada yang tau pinjaman buat kuliah? bunga bank berapa ya",
    "besok kerja lagi, capek. gajiku cuma 4 juta",
    "loker barista di Tebet, cek https://kopi.example/karier ya",
    "transfer patungan futsal ke Rara ya, 25rb",
    "daftar link kopdar: https://guyub.example/kopdar",
    "bonus akhir tahun udah cair, jajan yuk",
    "nonton mahjong the movie, link trailer https://video.example/abc",
    "nomor baruku 0812-3456-7890, simpan ya",
    "akun roblox ku bimo123, add dong",
    "main bareng jam 19.30, kode room 4488",
]


@pytest.mark.parametrize(("shape", "text"), SCAMS)
def test_a_scam_has_its_shape(shape: Shape, text: str) -> None:
    assert shape in shapes(text)


@pytest.mark.parametrize("text", PEACE)
def test_people_are_left_in_peace(text: str) -> None:
    assert shapes(text) == []


def test_who_poses_as_an_admin_and_asks_for_money() -> None:
    text = "kak tolong transfer dulu ke rekening ini ya, nanti aku ganti"
    assert shapes(text, poses=True) == [Shape.MONEY]
    assert shapes(text) == []
    assert shapes("selamat datang kak, salam kenal", poses=True) == []


def test_a_link_behind_words_counts() -> None:
    text = "pinjaman cepat cair, klik di sini"
    assert shapes(text) == []
    assert shapes(text, ["https://dana.example/apply"]) == [Shape.LOAN]


def test_links_are_found_and_those_that_hide_something_named() -> None:
    assert hosts("lihat https://www.kopi.example/a?b=1 dan s.id/xyz.") == {"kopi.example", "s.id"}
    assert hidden_links("lihat https://kopi.example dan s.id/xyz", ["https://wa.me/62812"]) == {"s.id", "wa.me"}
    assert hosts("jam 19.30, rp 25.000, v1.2") == set()
