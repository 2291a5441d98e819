"""What looks alike is taken for alike, and what merely is similar is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.likeness import alike, plain, skeleton


@pytest.mark.parametrize(
    "fake",
    [
        "Admin Rara",
        "admin rara",
        "Аdmin Rаra",  # Cyrillic А and а
        "Adm1n R4ra",
        "A d m i n R a r a",
        "Admin\u200b Rara",
        "𝐀𝐝𝐦𝐢𝐧 𝐑𝐚𝐫𝐚",
        "Ａｄｍｉｎ Ｒａｒａ",
        "AdmlnRara",
        "Admiin Rara",
        "Ádmìn Rara",
        "_Admin.Rara_",
        "Admin Raraa ✅",
        "Admin Rarra",
        "Admin Lara",
    ],
)
def test_a_name_that_looks_like_another(fake: str) -> None:
    assert alike(fake, "Admin Rara")


@pytest.mark.parametrize(
    ("one", "other"),
    [("Rara", "Rani"), ("Sari", "Sara"), ("Admin Rara", "Rara"), ("Budi", "Bud"), ("", "Rara"), ("✨", "✨✨")],
)
def test_a_name_that_does_not(one: str, other: str) -> None:
    assert not alike(one, other)


def test_plain_keeps_what_is_written_in_ordinary_letters() -> None:
    assert plain("Malam Minggu, jam 8 di Tebet!") == "malam minggu, jam 8 di tebet!"
    assert plain("g\u200ba\u2060c\ufefforr ѕlоt") == "gacorr slot"


@given(st.text(max_size=40))
def test_a_skeleton_is_steady(name: str) -> None:
    assert skeleton(name) == skeleton(f"\u200b{name}\u200d ")
    assert skeleton(plain(name)) == skeleton(name)
    assert alike(name, name) == bool(skeleton(name))
