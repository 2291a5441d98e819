"""Words as they are kept and looked for: what is found by what, and that no question breaks the index."""

from __future__ import annotations

import tomllib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.db import Database
from core.info.search import kept, roots, spelled, words_in
from core.info.settings import InfoSettings
from core.kit.sql import Db, MetaData, SearchIndex, select

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("cases.toml").read_text("utf-8"))["found"]
THESAURUS = InfoSettings().thesaurus
META = MetaData()
INDEX = SearchIndex("pages", META)


@pytest.fixture
async def database() -> AsyncIterator[Database]:
    database = await Database.open(":memory:")
    await database.reshape(META.create_all)
    yield database
    await database.close()


async def finds(database: Database, title: str, *questions: str) -> list[str]:
    """Those of the questions that find an entry of this title."""

    async def unit(db: Db) -> list[str]:
        await INDEX.put(db, 1, kept([title]))
        return [one for one in questions if await _found(db, one)]

    return await database.write(unit)


async def _found(db: Db, asked: str) -> list[int]:
    terms = THESAURUS.terms(asked)
    if not terms:
        return []
    statement = select(INDEX.id).where(INDEX.matches()).order_by(INDEX.rank)
    return [row[0] for row in await db.rows(statement, sought=INDEX.sought(terms))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
async def test_found_by_what_people_call_it(database: Database, case: dict[str, Any]) -> None:
    assert await finds(database, case["title"], *case["by"], *case["not_by"]) == case["by"]


async def test_an_area_is_found_by_its_short_name(database: Database) -> None:
    assert await finds(database, "Sate enak di Jakarta Selatan", "sate jaksel", "satay jakpus") == ["sate jaksel"]


# --- whatever is typed ---

WORD = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=12)


@given(WORD)
def test_a_spelling_stays_as_it_is(word: str) -> None:
    assert spelled(spelled(word)) == spelled(word)


@given(WORD)
def test_a_word_is_among_its_own_roots(word: str) -> None:
    assert spelled(word) in roots(spelled(word))


@given(st.text(max_size=40))
def test_words_are_plain_whatever_the_text(text: str) -> None:
    assert all(word.isascii() and word.isalnum() for word in words_in(text))
    assert words_in(" ".join(words_in(text))) == words_in(text)


@given(st.text("aiueongmkstjcdy ", min_size=3, max_size=40))
def test_whatever_is_kept_is_found_by_its_own_words(text: str) -> None:
    have = set(kept([text]))
    for ways in THESAURUS.terms(text):
        assert any(
            all(any(one.startswith(w[:-1]) if w[-1] == "*" else one == w for one in have) for w in way) for way in ways
        )


@given(st.lists(st.text(max_size=20), max_size=4))
def test_no_question_is_bad_syntax(asked: list[str]) -> None:
    import sqlite3

    terms = THESAURUS.terms(" ".join(asked))
    if terms:
        with sqlite3.connect(":memory:") as raw:
            raw.execute("CREATE VIRTUAL TABLE pages USING fts5(words, prefix='2 3')")
            for all_of_them in (True, False):
                sought = INDEX.sought(terms, all_of_them=all_of_them)
                raw.execute("SELECT rowid FROM pages WHERE pages MATCH ?", (sought,)).fetchall()


@pytest.mark.parametrize("word", ['a"b', "a b", "", "*", "é", "a OR b"])
def test_anything_but_plain_words_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="only a-z"):
        INDEX.sought([[[word]]])


# --- what was dropped ---


async def test_a_dropped_word_is_gone_from_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    database = await Database.open(path)
    await database.reshape(META.create_all)

    async def fill(db: Db) -> None:
        for number in range(60):
            await INDEX.put(db, number, [f"kata{number}", "zulkarnaenia" if number == 30 else "biasa"])

    async def drop(db: Db) -> None:
        await INDEX.drop(db, 30)
        await INDEX.forget(db)

    def held() -> bytes:
        return b"".join(file.read_bytes() for file in tmp_path.iterdir())

    await database.write(fill)
    await database.scrub()
    assert b"zulkarnaenia" in held()
    await database.write(drop)
    await database.scrub()
    assert b"zulkarnaenia" not in held()
    assert b"biasa" in held()
    await database.close()
