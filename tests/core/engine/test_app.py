"""The front door: which event does what, what is refused and how it is said; a repeated event does nothing."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import event as on

from core.engine.tables import inbox, outbox
from core.kit import Ctx, Kind, Place, Plugin, Role, Room, Said, Settings, t
from core.kit.port import Command, Deleted, Event, Filled, Press, Reached, Unkept
from core.kit.sql import func, select
from tests.core.engine.lab import Lab, count, sums
from tests.rig import NOON, Rig, Who


async def rows(rig: Rig, table: Any) -> int:
    return int(await rig.database.read.value(select(func.count()).select_from(table)))


class Statements:
    """Counts what is asked of the database."""

    def __init__(self, rig: Rig) -> None:
        self.count = 0
        on.listen(rig.database._connection, "before_cursor_execute", self._one)

    def _one(self, *args: Any) -> None:
        self.count += 1


async def limit_pages(rig: Rig, more: int) -> None:
    """Leave room for so many more pages: the disk seems full then."""

    async def unit(db: Any) -> None:
        pages = db._connection.exec_driver_sql("PRAGMA page_count").scalar()
        db._connection.exec_driver_sql(f"PRAGMA max_page_count={pages + more}")

    await rig.database.write(unit)


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Any:
    """Everything logged, by whichever library, as one text."""
    lines: list[str] = []

    def keep(_logger: Any, _method: str, event: Any) -> Any:
        lines.append(repr(event))
        raise structlog.DropEvent

    before = structlog.get_config()
    structlog.configure(processors=[keep], cache_logger_on_first_use=False)
    caplog.set_level(logging.DEBUG)
    yield lambda: "\n".join([*lines, caplog.text])
    structlog.configure(**before)


# --- commands ---


@pytest.mark.parametrize("name", ["catat", "jot"])
@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_a_command_has_a_name_in_each_language_everywhere(rig: Rig, lab: Lab, platform: str, name: str) -> None:
    sari = rig.person("Sari", on=platform)
    if platform == "telegram":
        await sari.says(f"/{name} bawa  camilan", "lobby")
    else:
        await sari.calls(name, "lobby", text="bawa  camilan")
    assert sari.last.key == "lab-jotted"
    assert [name for name, *_ in lab.ran] == ["jot"]


async def test_an_unknown_command_is_answered_in_private_and_passed_over_in_a_group(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/cuaca besok", "lobby")
    assert sari.answers == []
    assert rig.telegram.calls == []
    await sari.says("/cuaca besok")
    assert sari.last.key == "house-unknown-command"


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_who_has_not_the_role_is_told_so_and_nothing_runs(platform: str) -> None:
    lab = Lab()
    rig = await Rig.open([lab.plugin], admins=frozenset({(platform, "101")}))
    sari, admin = rig.person("Sari", on=platform), rig.person("Tono", on=platform)
    await sari.does(Command("jaga"), "lobby")
    assert sari.last.key == "house-not-allowed"
    assert sari.last.value("role") == "moderator"
    assert lab.ran == []
    await admin.does(Command("jaga"), "lobby")
    assert admin.last.key == "lab-done"
    assert lab.ran == [("guard", Role.ADMIN)], "a higher role includes the lower ones"
    await rig.close()


async def test_a_private_command_in_a_group_is_answered_in_private(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/rahasia", "lobby")
    assert sari.last.key == "house-private-only"
    assert lab.seen == []
    await sari.says("/start")
    await sari.says("/rahasia", "lobby")
    assert sari.told.key == "lab-done"
    assert len(rig.room("lobby", "telegram")) == 1, "only the first hint was said there"


async def test_a_private_command_is_hidden_where_the_platform_can_hide(rig: Rig, lab: Lab) -> None:
    bimo = rig.person("Bimo", on="discord")
    await bimo.calls("rahasia", "lobby")
    assert bimo.last.key == "lab-done"
    assert rig.discord.calls == [], "answered natively"


@pytest.mark.parametrize(("word", "key"), [("no", "lab-no"), ("again", "lab-no"), ("break", "house-incident")])
async def test_what_a_private_command_refuses_is_said_in_private_too(rig: Rig, word: str, key: str) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/start")
    await sari.says(f"/rahasia {word}", "lobby")
    assert sari.told.keys[0] == key
    assert rig.room("lobby", "telegram") == []
    if word == "again":
        await sari.says("yes please")
        assert sari.told.key == "lab-done"


# --- plain talk ---


async def test_talk_that_nobody_listens_to_costs_no_statement(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/catat hai", "lobby")
    statements = Statements(rig)
    for number in range(10):
        await sari.says(f"apa kabar {number}", "lobby")
    assert statements.count == 0
    await sari.says("apa kabar, bot?", "lobby", to_bot=True)
    assert statements.count > 0, "the counter counts"


async def test_talk_that_a_feature_listens_to_reaches_it() -> None:
    lab = Lab(hears=True)
    rig = await Rig.open([lab.plugin])
    sari = rig.person("Sari", on="telegram")
    await sari.says("apa kabar", "lobby")
    assert lab.ran == [("heard", "Sari")]
    await sari.says("break", "lobby")
    assert sari.answers == [], "who only talks is not bothered with our incidents"
    await rig.close()


@pytest.mark.parametrize("first", [True, False])
async def test_a_listener_that_fails_undoes_no_other_features(first: bool) -> None:
    broken, sound = Plugin("broken", Settings, home="tests.core.engine.lab"), Lab(hears=True)

    @broken.on(Said)
    async def hear(ctx: Ctx[Settings], said: Said) -> None:
        await count(ctx.db, "jotted")
        ctx.say(t("lab-said", text="never"), Room("lobby"))
        raise RuntimeError

    rig = await Rig.open([broken, sound.plugin] if first else [sound.plugin, broken])
    sari = rig.person("Sari", on="telegram")
    await sari.does(Said("apa kabar"), "lobby", id="once")
    assert ("heard", "Sari") in sound.ran
    assert await sums(rig.database.read, "heard") == 1
    assert await sums(rig.database.read, "jotted") == 0
    assert rig.room("lobby", "telegram") == []
    await sari.does(Said("apa kabar"), "lobby", id="once")
    assert await sums(rig.database.read, "heard") == 1
    await rig.close()


async def test_talk_to_the_bot_in_private_gets_a_hint(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("halo?")
    assert sari.last.key == "house-hint"


async def test_what_nobody_did_runs_without_a_person(rig: Rig) -> None:
    place = Place("telegram", "-1001")
    await rig.engine(Event("x", place, Said("saluran", to_bot=True), NOON, account=None))
    await rig.engine(Event("y", place, Deleted("77"), NOON, account=None))
    await rig.idle()
    assert rig.telegram.calls == []


# --- the same event again ---


async def board(rig: Rig, who: Who) -> str:
    await who.says("/papan a", "lobby")
    return rig.card("lobby", "telegram", "lab-board").ticket("lab-more")


async def test_a_repeated_event_does_nothing_twice(rig: Rig, lab: Lab) -> None:
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    ticket = await board(rig, sari)
    calls = len(rig.telegram.calls)
    for _ in range(3):
        await sari.does(Command("catat", "satu"), "lobby", id="command")
        await sari.does(Press(ticket), "lobby", id="press")
    await sari.says("/catat", "lobby")
    for _ in range(3):
        await sari.does(Said("dua", to_bot=True), "lobby", id="answer")
    await bimo.calls("catat", "lobby")
    assert bimo.form
    form = bimo.form.ticket
    for _ in range(3):
        await bimo.does(Filled(form, {"text": "tiga"}), "lobby", id="filled")
    assert [text for _, text in lab.ran] == ["satu", "dua", "tiga"]
    assert await sums(rig.database.read, "jotted") == 3
    assert await sums(rig.database.read, "a") == 1
    assert [seen.key for seen in sari.answers].count("lab-jotted") == 2
    sends = rig.telegram.calls[calls:].count(("send", Place("telegram", "-1001")))
    assert sends == 3, "an answer each: the command's, the question's, the answer's"


async def test_a_repeated_event_that_was_refused_is_not_tried_again(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    for _ in range(2):
        await sari.does(Command("tolak", "no"), "lobby", id="refused")
        await sari.does(Command("rusak", "no"), "lobby", id="broken")
    assert [seen.key for seen in sari.answers] == ["lab-no", "house-incident"]


async def test_the_same_id_of_the_other_platform_is_another_event(rig: Rig, lab: Lab) -> None:
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    await sari.does(Command("catat", "a"), "lobby", id="1")
    await bimo.does(Command("catat", args={"text": "b"}), "lobby", id="1")
    assert len(lab.ran) == 2


async def test_a_repeated_event_does_nothing_after_a_restart(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.does(Command("catat", "a"), "lobby", id="1")
    await rig.restart()
    await sari.does(Command("catat", "a"), "lobby", id="1")
    assert len(lab.ran) == 1


# --- what goes wrong ---


SECRET = "rahasia-dapur-42"


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_an_exception_is_told_by_number_keeps_nothing_and_logs_no_words(
    rig: Rig, logged: Any, platform: str
) -> None:
    sari = rig.person("Sari", on=platform)
    if platform == "telegram":
        await sari.says(f"/rusak {SECRET}", "lobby")
    else:
        await sari.calls("rusak", "lobby", text=SECRET)
    assert sari.last.key == "house-incident"
    number = sari.last.value("number")
    assert number in logged(), "the admin finds it by its number"
    assert "RuntimeError" in logged()
    assert "lab.broken" in logged()
    assert SECRET not in logged()
    assert await sums(rig.database.read, "jotted") == 0
    assert await rows(rig, outbox) == 0
    assert "lab-jotted" not in [seen.key for seen in rig.room("lobby", "telegram")]


async def test_no_words_are_logged_or_kept_when_all_is_well(rig: Rig, logged: Any) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says(f"/catat {SECRET}", "lobby")
    await sari.says(f"{SECRET} lagi", "lobby", to_bot=True)
    await sari.says(f"/{SECRET}")
    assert SECRET not in logged()

    def dump(connection: Any) -> str:
        return "\n".join(connection.connection.driver_connection.iterdump())

    assert SECRET not in await rig.database.read_long(dump)


@pytest.mark.parametrize("way", ["filled", "answer", "command"])
async def test_a_refusal_undoes_and_is_said(rig: Rig, way: str) -> None:
    sari = rig.person("Sari", on="discord" if way == "filled" else "telegram")
    match way:
        case "filled":
            await sari.calls("tolak", "lobby")
            await sari.fills("lobby", text="x")
        case "answer":
            await sari.says("/tolak", "lobby")
            await sari.says("x", "lobby", to_bot=True)
        case _:
            await sari.does(Command("tolak", "x"), "lobby")
    assert sari.last.key == "lab-no"
    assert await sums(rig.database.read, "jotted") == 0
    assert await rows(rig, outbox) == 0


async def test_who_is_refused_at_first_can_still_be_written_to(rig: Rig) -> None:
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    await bimo.does(Command("tolak", args={"text": "x"}), "lobby")
    await sari.does(Command("tolak", "x"))
    for who in (sari, bimo):
        tono = rig.person("Tono", on=who.platform.name)
        await tono.does(Command("bisik", args={"who": who.account.id}), "lobby")
        assert who.told.key == "lab-said"


# --- a full disk ---


@pytest.fixture
async def full(tmp_path: Path) -> AsyncIterator[tuple[Rig, Lab]]:
    lab = Lab()
    rig = await Rig.open([lab.plugin], path=str(tmp_path / "guyub.db"))
    yield rig, lab
    await rig.close()


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_what_a_full_disk_cannot_keep_is_told_and_raised_and_works_later(
    full: tuple[Rig, Lab], platform: str
) -> None:
    rig, _ = full
    sari = rig.person("Sari", on=platform)
    event = Command("umum", args={"text": ";".join(["x" * 100] * 19)})
    number = 0
    await sari.says("/start")
    answers = len(sari.answers)
    await limit_pages(rig, 0)
    with pytest.raises(Unkept):
        while number < 50:  # the free room of the last pages is used up first
            number += 1
            await sari.begins(event, "lobby", id=f"full {number}")
            await rig.idle()
    await rig.idle()
    if platform == "discord":
        assert sari.last.key == "house-unkept", "told natively; on the other the update is simply offered again"
    assert not any("house-incident" in seen.keys for seen in sari.answers[answers:])
    shown = len(rig.room("lobby", "telegram"))
    await limit_pages(rig, 1000)
    await sari.does(event, "lobby", id=f"full {number}")
    assert len(rig.room("lobby", "telegram")) == shown + 19


async def test_a_full_disk_within_a_handler_is_no_incident(full: tuple[Rig, Lab]) -> None:
    rig, _ = full
    sari = rig.person("Sari", on="discord")
    await sari.calls("catat", "lobby", text="first")
    count = len(sari.answers)
    await limit_pages(rig, 0)

    class Full(Exception):
        sqlite_errorcode = 13

    def fail(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if "lab" not in statement and "INTO kept" in statement:
            from sqlalchemy.exc import OperationalError

            raise OperationalError("x", {}, Full())

    on.listen(rig.database._connection, "before_cursor_execute", fail)
    with pytest.raises(Unkept):
        await sari.calls("catat", "lobby", text="second")
    on.remove(rig.database._connection, "before_cursor_execute", fail)
    await rig.idle()
    assert [seen.key for seen in sari.answers[count:]] == ["house-unkept"]


# --- reachability ---


async def test_who_blocked_the_bot_is_answered_where_they_are(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/start")
    await sari.does(Reached(open=False))
    await sari.says("/rahasia", "lobby")
    assert sari.last.key == "house-private-only"
    await sari.does(Reached(open=True))
    await sari.says("/rahasia", "lobby")
    assert sari.told.key == "lab-done"


async def test_an_answer_with_buttons_is_shown_where_its_buttons_work(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/start")
    await sari.says("/papan a", "lobby")
    await sari.presses("lab-confirm", "lobby")
    place = next(
        shown.place
        for all_ in rig.telegram.shown.values()
        for shown in all_
        if rig.seen(shown.message).keys == ["lab-sure"]
    )
    await sari.does(Press(sari.last.ticket("lab-more")), None if place.kind is Kind.PRIVATE else "lobby")
    assert sari.last.key == "lab-total"
    assert await sums(rig.database.read, "a") == 1


async def test_marks_of_events_are_forgotten_after_some_days(rig: Rig) -> None:
    from datetime import timedelta

    sari = rig.person("Sari", on="telegram")
    await sari.does(Command("catat", "x"), "lobby")
    await rig.turn(timedelta(days=1))
    await rig.engine.tick()
    assert await rows(rig, inbox) == 1
    await rig.turn(timedelta(days=3))
    await rig.engine.tick()
    assert await rows(rig, inbox) == 0
