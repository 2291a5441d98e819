"""Data rights: what is kept is shown, given out and explained; who asks to be forgotten is, wholly, after a day."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.engine import tables
from core.engine.context import Left
from core.kit import Consent, Person, Plugin, Role, Settings, Urgency, t
from core.kit.port import Said
from core.kit.sql import Db, PersonId, Table, delete, insert, select
from core.mabar import mabar
from core.mabar.plugin import MabarSettings
from core.members import members
from core.members.model import readable
from core.members.plugin import MembersSettings
from tests.rig import Rig, Who

DAY = timedelta(days=1)
ON: list[Plugin[Any] | tuple[Plugin[Any], Settings]] = [members, (mabar, MabarSettings(preview=False))]


@pytest.fixture(params=["id", "en"])
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await Rig.open(ON, lang=request.param)
    yield rig
    await rig.close()


@pytest.fixture
def sari(rig: Rig) -> Who:
    return rig.person("Sari", on="telegram")


@pytest.fixture
def bimo(rig: Rig) -> Who:
    return rig.person("Bimo", on="discord")


async def person_of(rig: Rig, who: Who) -> Person | None:
    return await rig.engine.directory(rig.database.read).by_account(who.account.platform, who.account.id)


async def plays(who: Who, note: str = "bawa kopi") -> None:
    """Plan a mabar and leave a note on one's seat."""
    await who.says("/start")
    if who.platform.name == "telegram":
        await who.says("/mabar ml | besok jam 8 malam", "lobby")
    else:
        await who.calls("mabar", "lobby", game="ml", when="besok jam 8 malam")
    await who.presses("mabar-note", "lobby")
    if who.form:
        await who.fills("lobby", text=note)
    else:
        await who.says(note)
    assert who.last.key == "mabar-noted"


async def forget(rig: Rig, who: Who) -> None:
    await who.says("/lupakanaku")
    await who.presses("members-forget-yes")
    assert who.last.key == "members-leaving"
    await rig.turn(DAY + timedelta(minutes=1))


# --- knowing ---


async def test_shows_all_of_mine_with_purpose_and_retention(rig: Rig, sari: Who, bimo: Who) -> None:
    await plays(sari)
    await plays(bimo, "rahasia bimo")
    await sari.says("/dataku")
    assert sari.last.key == "members-data"
    assert sari.last.values("members-data-of", "feature") == ["members", "mabar", "house"]
    assert "bawa kopi" in sari.last.text and "Sari" in sari.last.text and sari.account.id in sari.last.text
    assert "60" in sari.last.text, "the retention is the one that is set"
    assert "rahasia" not in sari.last.text and "Bimo" not in sari.last.text


async def test_gives_the_same_out_as_files_in_private(rig: Rig, sari: Who, bimo: Who) -> None:
    await plays(sari)
    await plays(bimo, "rahasia bimo")
    await sari.says("/dataku", "lobby")
    await sari.presses("members-data-files")
    assert sari.last.key == "members-data-here"
    data = json.loads(sari.last.file(".json"))
    assert data["mabar"]["data"]["sessions"][0]["note"] == "bawa kopi"
    assert data["mabar"]["purpose"].split()[0] in ("supaya", "so")
    assert data["house"]["data"]["accounts"][0]["id"] == sari.account.id
    assert b"bawa kopi" in sari.last.file(".txt")
    for file in sari.last.message.files:
        assert b"rahasia" not in file.data and b"Bimo" not in file.data
    assert not [seen for seen in rig.room("lobby", "telegram") if seen.message.files]
    await sari.presses("members-data-files")
    (trace,) = json.loads(sari.last.file(".json"))["house"]["data"]["trail"]
    assert (trace["action"], trace["by_you"], trace["about_you"]) == ("members.exported", True, True)


async def test_files_on_the_other_platform(rig: Rig, bimo: Who) -> None:
    await bimo.calls("dataku", "lobby")
    await bimo.presses("members-data-files", "lobby")
    assert {file.name for file in bimo.last.message.files} == {"dataku.json", "dataku.txt"}
    assert rig.room("lobby", "discord") == []


def test_is_read_out_in_lines() -> None:
    data = {"a": 1, "b": [], "c": "", "d": [{"x": True, "y": None}, {}], "e": {"f": "2026-11-24T12:00:00+07:00"}}
    lines = readable(data, {"a": "members-data"})
    line, part = "members-data-line", "members-data-part"
    assert [one.key for one in lines] == [line, part, line, part, line]


# --- being forgotten ---


async def test_is_asked_first_and_can_be_taken_back_for_a_day(rig: Rig, sari: Who) -> None:
    await plays(sari)
    await sari.says("/lupakanaku")
    assert sari.last.key == "members-forget-sure"
    assert await person_of(rig, sari)
    await sari.presses("members-forget-yes")
    assert sari.last.key == "members-leaving"
    assert sari.last.value("when") == rig.now + DAY
    await rig.turn(DAY - timedelta(minutes=1))
    await sari.presses("members-stay")
    assert sari.last.key == "members-stayed"
    await rig.turn(DAY * 3)
    assert await person_of(rig, sari)
    await sari.says("/lupakanaku batal")
    assert sari.last.key == "members-not-leaving"


async def test_can_be_taken_back_by_a_command_on_the_other_platform(rig: Rig, sari: Who, bimo: Who) -> None:
    await sari.says("/tautkan")
    await bimo.calls("tautkan", code=str(sari.last.value("code")))
    await sari.presses("members-yes")
    await sari.says("/lupakanaku")
    await sari.presses("members-forget-yes")
    await bimo.calls("lupakanaku batal")
    assert bimo.last.key == "members-stayed"


async def test_asked_twice_the_first_time_stays(rig: Rig, bimo: Who) -> None:
    await bimo.calls("lupakanaku")
    ask = bimo.last.ticket("members-forget-yes")
    await bimo.presses("members-forget-yes")
    when = bimo.last.value("when")
    await rig.turn(timedelta(hours=5))
    await bimo.presses_ticket(ask)
    assert bimo.last.value("when") == when
    await bimo.calls("lupakanaku")
    assert (bimo.last.key, bimo.last.value("when")) == ("members-leaving", when)


async def test_is_forgotten_after_a_day_even_if_the_bot_slept(rig: Rig, sari: Who, bimo: Who) -> None:
    await plays(sari)
    await bimo.presses("mabar-join", "lobby")
    before = await person_of(rig, sari)
    await sari.says("/lupakanaku")
    await sari.presses("members-forget-yes")
    await rig.sleep_through(DAY * 2)
    assert await person_of(rig, sari) is None
    roster = rig.room("lobby", "discord")[0]
    assert [who.name for who in roster.values("mabar-roster-seat", "who")] == ["Bimo"]
    await sari.says("/start")
    after = await person_of(rig, sari)
    assert before and after and after.id > before.id, "whoever comes back is somebody new"
    await sari.says("/dataku")
    assert "members-data-nothing" in sari.last.keys


async def test_the_last_person_erased_does_not_leave_their_id_to_the_next(rig: Rig, sari: Who, bimo: Who) -> None:
    await sari.says("/start")
    before = await person_of(rig, sari)
    await forget(rig, sari)
    await bimo.calls("privasi")
    after = await person_of(rig, bimo)
    assert before and after and after.id != before.id


async def test_accounts_cannot_be_tied_meanwhile(rig: Rig, sari: Who, bimo: Who) -> None:
    await sari.says("/tautkan")
    code = str(sari.last.value("code"))
    await bimo.calls("lupakanaku")
    await bimo.presses("members-forget-yes")
    await bimo.calls("tautkan", code=code)
    await sari.presses("members-yes")
    assert sari.last.key == "members-leaving-first"


async def test_an_erasure_whose_timer_was_lost_is_made_up_for(rig: Rig, sari: Who) -> None:
    await sari.says("/lupakanaku")
    await sari.presses("members-forget-yes")
    await rig.database.write(lambda db: db.run(delete(tables.timer).where(tables.timer.c.name == "members.vanish")))
    await rig.turn(DAY * 2)
    assert await person_of(rig, sari) is None


# --- and really gone ---

NAME = "Zulkarnaenia"
WORDS = "klepon-pandan-istimewa"


def _person_columns() -> list[tuple[Table, Any]]:
    return [
        (table, column)
        for meta in (tables.meta, members.tables, mabar.tables)
        for table in (meta.sorted_tables if meta is not None else [])
        for column in table.columns
        if isinstance(column.type, PersonId)
    ]


def _bytes(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir() if file.name.startswith(path.name))


@pytest.mark.parametrize("on", ["telegram", "discord"])
async def test_no_row_and_no_byte_of_the_file_is_left(tmp_path: Path, on: str) -> None:
    path = tmp_path / "guyub.db"
    rig = await Rig.open(ON, path=str(path))
    others = [rig.person(f"Orang{number}", on="telegram") for number in range(30)]
    for one in others[:15]:
        await one.says("/start")
    who = rig.person(NAME, on=on)
    object.__setattr__(who.account, "id", "7766554433221100")
    await plays(who, WORDS)
    for one in others[15:]:
        await one.says("/start")
        await one.presses("mabar-join", "lobby")
    # a question left open with an answer given, a code, a pause, files handed over, a button's stashed arguments
    await who.says(f"/mabar {WORDS}")
    await who.says("/tautkan")
    await who.says("/blokir @orang3")
    await others[4].says(f"/blokir @{NAME.lower()}")
    await who.says("/jeda")
    await who.says("/dataku")
    await who.presses("members-data-files")
    assert WORDS.encode() in who.last.file(".json")
    person = await person_of(rig, who)
    assert person is not None
    await rig.database.write(
        lambda db: db.run(insert(tables.stash).values(args=f'"{WORDS}"', person=person.id, until=rig.now + DAY * 90))
    )
    held = _bytes(path)
    for one in (NAME, WORDS, who.account.id):
        assert one.encode() in held, "the search finds what is there"
    await forget(rig, who)
    for table, column in _person_columns():
        assert not await rig.database.read.rows(select(table).where(column == person.id)), table.name
    every = [table for meta in (tables.meta, members.tables, mabar.tables) if meta for table in meta.sorted_tables]
    for table in every:
        for row in await rig.database.read.rows(select(table)):
            told = " ".join(map(str, row))
            assert NAME not in told and WORDS not in told and who.account.id not in told, table.name
    held = _bytes(path)
    for one in (NAME, NAME.lower(), WORDS, who.account.id):
        assert one.encode() not in held, one
    assert b"Orang7" in held
    await rig.close()
    assert NAME.encode() not in _bytes(path)
    with sqlite3.connect(path) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_what_was_erased_is_overwritten_after_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "guyub.db"
    rig = await Rig.open(ON, path=str(path))

    async def fails() -> None:
        raise sqlite3.OperationalError("database or disk is full")

    who = rig.person(NAME, on="telegram")
    await plays(who, WORDS)
    with monkeypatch.context() as patch:
        patch.setattr(rig.database, "scrub", fails)
        await forget(rig, who)
    assert await person_of(rig, who) is None
    assert WORDS.encode() in _bytes(path)
    await rig.restart()
    assert WORDS.encode() not in _bytes(path)


# --- pausing ---


async def tell(rig: Rig, who: Who, urgency: Urgency) -> None:
    """Something is told to them, as a feature would."""
    person = await person_of(rig, who)
    assert person is not None

    async def unit(db: Db) -> Left:
        context = rig.engine.context(db, "members", who.event(who.private, Said("")), None)
        context.tell(person, t("members-declined"), urgency=urgency)
        left = Left()
        await context.write(left)
        return left

    rig.engine.posted(await rig.database.write(unit))
    await rig.idle()


async def test_who_pauses_is_told_no_announcements(rig: Rig, sari: Who) -> None:
    await sari.says("/jeda")
    assert sari.last.key == "members-paused"
    shown = sari.platform.shown[sari.private.key]
    before = len(shown)
    for urgency in (Urgency.ANNOUNCEMENT, Urgency.DIGEST):
        await tell(rig, sari, urgency)
    assert len(shown) == before
    assert await rig.database.read.rows(select(tables.outbox)) == []
    await tell(rig, sari, Urgency.ANSWER)
    assert len(shown) == before + 1
    await sari.says("/jeda")
    await sari.presses("members-resume")
    assert sari.last.key == "members-resumed"
    before = len(shown)
    await tell(rig, sari, Urgency.DIGEST)
    assert len(shown) == before + 1
    await sari.says("/lanjut")
    assert sari.last.key == "members-not-paused"


async def test_a_question_about_linking_is_no_announcement(rig: Rig, sari: Who, bimo: Who) -> None:
    await sari.says("/jeda")
    await sari.says("/tautkan")
    await bimo.calls("tautkan", code=str(sari.last.value("code")))
    assert sari.told.key == "members-agree"


# --- consent ---


async def test_consent_is_kept_as_proof_and_holds_for_its_version(bimo_asked: tuple[Rig, Who, Plugin[Any]]) -> None:
    rig, bimo, asking = bimo_asked
    (first,) = asking.consents
    person = await person_of(rig, bimo)
    assert person is not None
    people = rig.engine.directory(rig.database.read)
    await bimo.calls("izin")
    assert bimo.last.keys == ["members-consents", "members-consent-not-given"]
    assert not await people.agreed(person, first)
    ask = bimo.last.ticket("members-consent-give")
    await bimo.presses("members-consent-give")
    assert bimo.last.keys == ["members-consents", "members-consent-given"]
    assert await people.agreed(person, first)
    await rig.turn(timedelta(hours=1))
    await bimo.presses("members-consent-withdraw")
    assert not await people.agreed(person, first)
    proof = await people.decisions(person)
    assert [(one.purpose, one.version, one.given) for one in proof] == [
        ("asking.news", 1, True),
        ("asking.news", 1, False),
    ]
    assert proof[1].at - proof[0].at == timedelta(hours=1)
    # what is asked changes: the old yes is none, and the old button says so
    await bimo.calls("izin")
    await bimo.presses("members-consent-give")
    asking.consents[0] = Consent("asking", "news", 2, first.asks)
    await rig.restart()
    assert not await people.agreed(person, asking.consents[0])
    await bimo.presses_ticket(ask)
    assert bimo.last.key == "members-consent-changed"


@pytest.fixture
async def bimo_asked() -> tuple[Rig, Who, Plugin[Any]]:
    asking = Plugin("asking", MembersSettings, home="core.members")
    asking.consent("news", "members-consents-none")
    rig = await Rig.open([members, asking])
    bimo = rig.person("Bimo", on="discord")
    await bimo.says("/start")
    return rig, bimo, asking


async def test_nothing_to_consent_to(rig: Rig, sari: Who) -> None:
    await sari.says("/izin")
    assert sari.last.key == "members-consents-none"


# --- explaining, and keeping no longer than said ---


async def test_the_notice_says_what_each_feature_declares(rig: Rig, bimo: Who) -> None:
    await bimo.calls("privasi", "lobby")
    assert bimo.last.key == "members-privacy"
    assert bimo.last.values("members-privacy-keeper", "feature") == ["members", "mabar", "house"]
    assert "members-privacy-ask" in bimo.last.keys


async def test_who_to_ask_is_named_where_config_says() -> None:
    rig = await Rig.open([(members, MembersSettings(contact="Bu Rani, data@komunitas.example"))])
    bimo = rig.person("Bimo", on="discord")
    await bimo.calls("privasi")
    assert bimo.last.value("contact") == "Bu Rani, data@komunitas.example"


async def test_who_is_not_seen_for_long_is_erased_by_itself() -> None:
    rig = await Rig.open([(members, MembersSettings(keep_days=30))])
    sari, bimo, tono = (rig.person(name, on="telegram") for name in ("Sari", "Bimo", "Tono"))
    for one in (sari, bimo, tono):
        await one.says("/start")
    member = await person_of(rig, tono)
    assert member is not None
    await rig.database.write(lambda db: rig.engine.directory(db).grant(member, Role.MEMBER))
    await rig.turn(DAY * 20)
    await bimo.says("/privasi")
    await rig.turn(DAY * 9)
    assert await person_of(rig, sari) is not None
    await rig.turn(DAY * 3)
    assert await person_of(rig, sari) is None
    assert await person_of(rig, bimo) is not None
    assert await person_of(rig, tono) is not None, "a member stays one"


async def test_the_houses_own_rows_go_when_their_time_is_over(rig: Rig, sari: Who) -> None:
    link = members.tables.tables["members_link"]  # type: ignore[union-attr]
    await sari.says("/mabar", "lobby")
    await sari.says("/tautkan")
    until = rig.now + timedelta(days=6)
    await rig.database.write(lambda db: db.run(insert(tables.stash).values(args='"x"', until=until)))
    for table in (tables.question, link, tables.stash, tables.inbox):
        assert await rig.database.read.rows(select(table)), table.name
    await rig.turn(timedelta(hours=2))
    for table in (tables.question, link):
        assert await rig.database.read.rows(select(table)) == [], table.name
    assert await rig.database.read.rows(select(tables.inbox))
    await rig.turn(DAY * 4)
    assert await rig.database.read.rows(select(tables.inbox)) == []
    assert await rig.database.read.rows(select(tables.stash))
    await rig.turn(DAY * 3)
    assert await rig.database.read.rows(select(tables.stash)) == []
