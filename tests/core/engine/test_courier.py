"""The courier: every row reaches its platform, in order, and the cards that are shown are those of the state kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from core.engine.tables import card as card_table
from core.engine.tables import outbox
from core.kit import Person, Place, Urgency
from core.kit.port import Command, Deleted, Gone, Moved, Press, Rejected, Relocated, Trouble, Unkept, Wait
from core.kit.sql import func, select
from tests.core.engine.lab import Lab, sums
from tests.rig import Rig, Who

pytestmark = pytest.mark.usefixtures("quick")

LOBBY_T = Place("telegram", "-1001")
LOBBY_D = Place("discord", "2001")


class Gate:
    """Holds up a platform's calls until it is opened; `held` is set when the first one waits."""

    def __init__(self) -> None:
        self.held = asyncio.Event()
        self._open = asyncio.Event()

    async def __call__(self, call: str, place: Place) -> None:
        if not self._open.is_set():
            self.held.set()
            await self._open.wait()

    def open(self) -> None:
        self._open.set()


async def waiting(rig: Rig) -> int:
    return int(await rig.database.read.value(select(func.count()).select_from(outbox)))


async def shown_cards(rig: Rig) -> int:
    return int(await rig.database.read.value(select(func.count()).select_from(card_table)))


async def say(rig: Rig, *lines: str) -> Who:
    who = rig.person("Tono", on="telegram")
    await who.begins(Command("umum", ";".join(lines)), "lobby")
    return who


def said(rig: Rig, on: str) -> list[str]:
    return [seen.value("text") for seen in rig.room("lobby", on) if seen.key == "lab-said"]


async def papan(rig: Rig, on: str = "telegram") -> str:
    """Show the card; returns the ticket of its button there."""
    who = rig.person("Sari", on="telegram")
    await who.says("/papan a", "lobby")
    return rig.card("lobby", on, "lab-board").ticket("lab-more")


def total(rig: Rig, on: str) -> int:
    return rig.card("lobby", on, "lab-board").value("total")


# --- cards ---


@pytest.mark.parametrize("on", ["telegram", "discord"])
async def test_a_hundred_presses_are_one_state_and_few_edits(rig: Rig, on: str) -> None:
    ticket = await papan(rig, on)
    gate = Gate()
    rig.telegram.before = rig.discord.before = gate
    people = [rig.person(f"P{number}", on=on) for number in range(100)]
    respond: list[Any] = []

    async def quiet(answer: Any) -> None:
        respond.append(answer)

    await asyncio.gather(*[rig.engine(who.event(who.place("lobby"), Press(ticket)), quiet) for who in people])
    await gate.held.wait()
    gate.open()
    await rig.idle()
    assert await sums(rig.database.read, "a") == 100
    assert len(respond) == 100
    for platform, place in ((rig.telegram, LOBBY_T), (rig.discord, LOBBY_D)):
        assert total(rig, platform.name) == 100
        assert 1 <= platform.calls.count(("edit", place)) <= 3
    assert await waiting(rig) == 0


async def test_a_card_that_changes_while_it_goes_out_goes_out_again(rig: Rig) -> None:
    await papan(rig)
    gate = Gate()
    rig.telegram.after = gate
    tono = rig.person("Tono", on="telegram")
    await tono.begins(Command("tambah"), "lobby")
    await gate.held.wait()
    await tono.begins(Command("tambah"), "lobby")
    gate.open()
    await rig.idle()
    assert total(rig, "telegram") == total(rig, "discord") == 2
    assert rig.telegram.calls.count(("edit", LOBBY_T)) == 2
    assert await waiting(rig) == 0


async def test_a_card_that_is_the_same_is_not_sent_again(rig: Rig) -> None:
    await papan(rig)
    calls = len(rig.telegram.calls), len(rig.discord.calls)
    await rig.person("Tono", on="telegram").does(Command("tambah", args={"name": "a", "by": 0}), "lobby")
    await rig.person("Tono", on="telegram").says("/papan a", "lobby")
    assert (len(rig.telegram.calls), len(rig.discord.calls)) == calls
    assert await waiting(rig) == 0


@pytest.mark.parametrize("told", [False, True])
async def test_a_deleted_card_is_sent_anew_at_its_next_change(rig: Rig, told: bool) -> None:
    ticket = await papan(rig)
    (shown,) = rig.telegram.shown[LOBBY_T.key]
    rig.telegram.delete(LOBBY_T, shown.id)
    sari = rig.person("Sari", on="telegram")
    if told:
        await sari.does(Deleted(shown.id), "lobby")
        assert rig.room("lobby", "telegram") == []
    calls = len(rig.telegram.calls)
    await sari.does(Press(ticket), "lobby")
    (again,) = rig.telegram.shown[LOBBY_T.key]
    assert again.id != shown.id
    assert total(rig, "telegram") == 1
    kinds = [call for call, place in rig.telegram.calls[calls:] if place == LOBBY_T]
    assert kinds == (["send"] if told else ["edit", "send"])
    await sari.does(Press(ticket), "lobby")
    assert len(rig.telegram.shown[LOBBY_T.key]) == 1, "from then on that one is edited"


async def test_a_card_that_has_nothing_to_show_stays_as_it_was(rig: Rig) -> None:
    await papan(rig)
    await rig.person("Tono", on="telegram").does(Command("tambah", args={"name": "a", "by": -5}), "lobby")
    assert total(rig, "telegram") == 0
    assert await waiting(rig) == 0


async def test_a_card_that_cannot_be_drawn_is_drawn_when_it_can_be(rig: Rig, lab: Lab) -> None:
    await papan(rig)
    tono = rig.person("Tono", on="telegram")
    lab.board_breaks = True
    await tono.says("/tambah a", "lobby")
    lab.board_breaks = False
    await tono.says("/tambah a", "lobby")
    assert total(rig, "telegram") == total(rig, "discord") == 2
    assert await waiting(rig) == 0


async def test_a_card_in_a_place_that_is_gone_is_given_up_there(rig: Rig) -> None:
    ticket = await papan(rig, "discord")
    rig.telegram.trouble = [Gone("place", "kicked")]
    bimo = rig.person("Bimo", on="discord")
    await bimo.does(Press(ticket), "lobby")
    calls = len(rig.telegram.calls)
    await bimo.does(Press(ticket), "lobby")
    assert total(rig, "discord") == 2
    assert len(rig.telegram.calls) == calls, "nobody knocks again where the door is shut"
    assert await shown_cards(rig) == 1
    await bimo.does(Command("papan", args={"name": "a"}), "lobby")
    assert len(rig.telegram.calls) == calls + 1, "until somebody asks for it there"


# --- speech ---


async def test_trouble_is_tried_again_and_the_order_is_kept(rig: Rig) -> None:
    rig.telegram.trouble = [Trouble("x"), Trouble("y"), ConnectionError("z"), Trouble("x")]
    await say(rig, "satu", "dua", "tiga")
    await say(rig, "empat")
    await rig.idle()
    assert said(rig, "telegram") == said(rig, "discord") == ["satu", "dua", "tiga", "empat"]
    assert await waiting(rig) == 0


async def test_a_platform_that_says_wait_is_waited_for(rig: Rig) -> None:
    rig.telegram.trouble = [Wait(0.01, LOBBY_T), Wait(0.01)]
    await say(rig, "satu", "dua")
    await rig.idle()
    assert said(rig, "telegram") == ["satu", "dua"]
    assert rig.telegram.calls.count(("send", LOBBY_T)) == 4


async def test_an_answer_in_trouble_is_tried_again(rig: Rig) -> None:
    rig.telegram.trouble = [Trouble("x"), ConnectionError("x")]
    sari = rig.person("Sari", on="telegram")
    await sari.says("/catat halo", "lobby")
    assert sari.last.key == "lab-jotted"


async def test_speech_to_a_place_that_is_gone_is_dropped(rig: Rig) -> None:
    rig.telegram.trouble = [Gone("place")]
    await say(rig, "satu", "dua")
    await rig.idle()
    assert said(rig, "telegram") == ["dua"]
    assert said(rig, "discord") == ["satu", "dua"]
    assert await waiting(rig) == 0


async def test_what_is_rejected_is_dropped_and_logged_without_its_words(rig: Rig) -> None:
    with structlog.testing.capture_logs() as logs:
        rig.telegram.trouble = [Rejected("bad request")]
        await say(rig, "rahasia-dapur", "dua")
        await rig.idle()
    assert said(rig, "telegram") == ["dua"]
    assert await waiting(rig) == 0
    assert [line["event"] for line in logs] == ["delivery_rejected"]
    assert "rahasia-dapur" not in repr(logs)


# --- persons ---


async def known(people: Any, who: Who) -> Person:
    """The person of an account that was seen before."""
    found = await people.by_account(who.platform.name, who.account.id)
    assert found is not None
    return found


async def one_person(rig: Rig) -> tuple[Who, Who]:
    from datetime import timedelta

    sari, also = rig.person("Sari", on="telegram"), rig.person("SariGG", on="discord")
    await also.calls("siapa", "lobby")
    await rig.turn(timedelta(days=1))
    await sari.says("/start")

    async def tie(db: Any) -> None:
        people = rig.engine.directory(db)
        await people.tie(await known(people, sari), await known(people, also))

    await rig.database.write(tie)
    return sari, also


async def whisper(rig: Rig, to: Who, text: str = "hi") -> None:
    tono = rig.person("Tono", on=to.platform.name)
    await tono.does(Command("bisik", args={"who": to.account.id, "text": text}), "lobby")


def told(who: Who) -> list[str]:
    return [
        seen.value("text")
        for shown in who.platform.shown.get(who.private.key, [])
        if (seen := who.rig.seen(shown.message)).key == "lab-said"
    ]


async def test_who_cannot_be_reached_is_told_on_their_other_platform(rig: Rig) -> None:
    sari, also = await one_person(rig)
    await whisper(rig, sari, "satu")
    assert (told(sari), told(also)) == (["satu"], [])
    rig.telegram.unreachable.add(sari.account.id)
    await whisper(rig, sari, "dua")
    assert (told(sari), told(also)) == (["satu"], ["dua"])
    calls = len(rig.telegram.calls)
    await whisper(rig, sari, "tiga")
    assert told(also) == ["dua", "tiga"]
    assert ("send", sari.private) not in rig.telegram.calls[calls:], "it is known by now"
    rig.discord.unreachable.add(also.account.id)
    await whisper(rig, sari, "empat")
    assert await waiting(rig) == 0, "who cannot be reached anywhere is not told"


async def test_several_at_once_to_who_blocked_the_bot_all_reach_the_other_platform(rig: Rig) -> None:
    sari, also = await one_person(rig)
    rig.telegram.unreachable.add(sari.account.id)
    tono = rig.person("Tono", on="telegram")
    for text in ("satu", "dua", "tiga"):
        await tono.begins(Command("bisik", args={"who": sari.account.id, "text": text}), "lobby")
    await rig.idle()
    assert sorted(told(also)) == ["dua", "satu", "tiga"], "one refusal is not taken for one of the other account's"


async def test_who_never_wrote_to_the_bot_is_not_told_on_a_platform_that_forbids_it(rig: Rig) -> None:
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    await sari.says("/siapa", "lobby")
    await bimo.calls("siapa", "lobby")
    await whisper(rig, sari)
    await whisper(rig, bimo)
    assert told(sari) == []
    assert ("send", sari.private) not in rig.telegram.calls
    assert told(bimo) == ["hi"]


async def test_what_is_on_its_way_to_somebody_reaches_the_person_they_become(rig: Rig) -> None:
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    await sari.says("/start")
    await bimo.calls("siapa", "lobby")
    gate = Gate()
    rig.discord.before = gate
    await rig.person("Tono", on="discord").begins(Command("bisik", args={"who": bimo.account.id}), "lobby")
    await gate.held.wait()

    async def tie(db: Any) -> None:
        people = rig.engine.directory(db)
        await people.tie(await known(people, sari), await known(people, bimo))

    await rig.database.write(tie)
    await _kill(rig)
    assert told(sari) + told(bimo) == ["hi"]


async def test_told_in_the_persons_language_and_said_in_the_rooms(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/start")
    await sari.says("/bicara en")
    await sari.says("/sapa @sari", "lobby")
    assert rig.room("lobby", "telegram")[-1].text == "Halo Sari"
    await sari.says("/catat x")
    assert sari.last.text == "Noted: x"

    async def tell(db: Any) -> Any:
        from core.engine.context import Left
        from core.kit import t

        people = rig.engine.directory(db)
        person = await known(people, sari)
        context = rig.engine.context(db, "lab", sari.event(sari.place("lobby"), Command("x")), None)
        context.tell(person, t("lab-greeting", who=person))
        left = Left()
        await context.write(left)
        return left

    rig.engine.posted(await rig.database.write(tell))
    await rig.idle()
    assert sari.told.text == "Hello Sari"


async def test_a_room_with_its_own_language_is_spoken_to_in_it() -> None:
    from core.engine.registry import RoomConfig

    lab = Lab()
    rig = await Rig.open([lab.plugin])
    rig.rooms[0] = RoomConfig("lobby", rig.rooms[0].places, lang="en")
    await rig.restart()
    await papan(rig)
    assert rig.card("lobby", "discord", "lab-board").labels[0] == "More"
    await rig.close()


# --- places that move ---


NEW = Place("telegram", "-100777")


@pytest.mark.parametrize("how", ["told", "found out"])
async def test_a_place_that_moved_is_followed_everywhere(rig: Rig, lab: Lab, how: str) -> None:
    ticket = await papan(rig, "discord")
    (shown,) = rig.telegram.shown.pop(LOBBY_T.key)
    shown.place = NEW
    rig.telegram.shown[NEW.key] = [shown]
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    await sari.says("/catat", "lobby")

    async def gone(call: str, place: Place) -> None:
        if place.id == LOBBY_T.id:
            raise Relocated(NEW)

    rig.telegram.before = gone
    if how == "told":
        await sari.does(Moved(NEW), "lobby")
    await bimo.does(Press(ticket), "lobby")
    await say(rig, "satu")
    await rig.idle()
    assert [where.place for where in rig.telegram.shown[NEW.key]] == [NEW] * len(rig.telegram.shown[NEW.key])
    assert total(rig, "telegram") == 1
    assert len(rig.telegram.shown[NEW.key]) >= 2
    assert [seen.key for seen in rig.room("lobby", "telegram")].count("lab-board") == 1, "the card is edited there"
    assert said(rig, "telegram") == ["satu"]
    await sari.does(_said("di tempat baru"), "lobby")
    assert lab.ran == [("jot", "di tempat baru")], "an open question moves along"
    await rig.restart()
    calls = len(rig.telegram.calls)
    await bimo.does(Press(ticket), "lobby")
    assert total(rig, "telegram") == 2, "config still has the old id, and it is remembered where that led"
    assert rig.telegram.calls[calls:] == [("edit", NEW)]
    sari_there = rig.person("Sari", on="telegram")
    await rig.engine(sari_there.event(NEW, Command("rahasia")), None)


def _said(text: str) -> Any:
    from core.kit.port import Said

    return Said(text, to_bot=True)


async def test_a_move_to_where_something_is_already_ends_in_one_of_each(rig: Rig) -> None:
    from core.engine.registry import RoomConfig

    await papan(rig)
    rig.rooms[0] = RoomConfig("lobby", (NEW, LOBBY_D))
    await rig.restart()
    sari = rig.person("Sari", on="telegram")
    await sari.says("/papan a", "lobby")
    assert await shown_cards(rig) == 3, "once in the old place, once in the new, once on the other platform"

    async def gone(call: str, place: Place) -> None:
        if place.id == LOBBY_T.id:
            raise Relocated(NEW)

    rig.telegram.before = gone
    await sari.says("/tambah a", "lobby")
    assert await shown_cards(rig) == 2
    assert await waiting(rig) == 0
    assert total(rig, "telegram") == 1
    await sari.says("/tambah a", "lobby")
    assert total(rig, "telegram") == 2


# --- across restarts ---


async def test_what_was_committed_and_not_delivered_is_delivered_after_a_kill(rig: Rig) -> None:
    gate = Gate()
    rig.telegram.before = rig.discord.before = gate
    await say(rig, "satu", "dua")
    sari = rig.person("Sari", on="telegram")
    await sari.begins(Command("papan"), "lobby")
    await gate.held.wait()
    assert rig.telegram.shown == rig.discord.shown == {}
    await _kill(rig)
    for on in ("telegram", "discord"):
        assert said(rig, on) == ["satu", "dua"]
        assert total(rig, on) == 0
    assert await waiting(rig) == 0


async def test_killed_between_sent_and_marked_repeats_nothing_where_the_platform_can_tell(rig: Rig) -> None:
    gates = Gate(), Gate()
    rig.telegram.after, rig.discord.after = gates
    await say(rig, "satu")
    sari = rig.person("Sari", on="telegram")
    for gate in gates:
        await gate.held.wait()
    await sari.begins(Command("papan"), "lobby")
    await _kill(rig)
    assert said(rig, "discord") == ["satu"]
    assert said(rig, "telegram") in (["satu"], ["satu", "satu"]), "a platform without such a key repeats it, once"
    assert total(rig, "telegram") == total(rig, "discord") == 0
    await _kill(rig)
    assert len(said(rig, "telegram")) <= 2
    assert [seen.key for seen in rig.room("lobby", "discord")].count("lab-board") == 1


async def test_a_card_killed_between_sent_and_marked_is_still_one_that_is_edited(rig: Rig) -> None:
    gates = Gate(), Gate()
    rig.telegram.after, rig.discord.after = gates
    sari = rig.person("Sari", on="telegram")
    await sari.begins(Command("papan"), "lobby")
    for gate in gates:
        await gate.held.wait()
    await _kill(rig)
    await sari.says("/tambah a", "lobby")
    assert [seen.key for seen in rig.room("lobby", "discord")] == ["lab-board"]
    for on in ("telegram", "discord"):
        assert total(rig, on) == 1, "the newest card is the one that lives"


async def _kill(rig: Rig) -> None:
    """The process dies, with whatever is under way, and is started again over the same database."""
    await rig.engine.stop(0)
    rig.telegram.before = rig.telegram.after = rig.discord.before = rig.discord.after = None
    await rig.restart()


# --- a full disk ---


@pytest.fixture
async def full(tmp_path: Path) -> AsyncIterator[Rig]:
    rig = await Rig.open([Lab().plugin], path=str(tmp_path / "guyub.db"))
    yield rig
    await rig.close()


async def test_what_cannot_be_noted_as_delivered_is_noted_later_and_sent_once(
    full: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig = full
    gate = Gate()
    rig.telegram.after = rig.discord.after = gate
    await say(rig, "satu")
    sari = rig.person("Sari", on="telegram")
    await sari.begins(Command("papan"), "lobby")
    await gate.held.wait()
    write = rig.database.write
    failures = [6]

    async def failing(unit: Any, **more: Any) -> Any:
        if failures[0]:
            failures[0] -= 1
            raise Unkept("full")
        return await write(unit, **more)

    monkeypatch.setattr(rig.database, "write", failing)
    gate.open()
    await rig.idle()
    assert failures == [0]
    assert await waiting(rig) == 0
    for on in ("telegram", "discord"):
        assert [seen.key for seen in rig.room("lobby", on)] == ["lab-said", "lab-board"]


# --- signals ---


async def test_each_listener_runs_in_a_transaction_of_its_own(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    lab.breaks = True
    await sari.says("/sinyal rahasia-dapur", "lobby")
    assert sari.last.key == "lab-done"
    db = rig.database.read
    assert [await sums(db, name) for name in ("emitted", "first", "second")] == [1, 0, 1]
    assert [name for name, _ in lab.ran] == ["second"]
    assert await waiting(rig) == 0, "a broken listener is not called again and again"
    lab.breaks = False
    await sari.says("/sinyal lagi", "lobby")
    assert [await sums(db, name) for name in ("emitted", "first", "second")] == [2, 1, 2]
    signal = lab.ran[-1][1]
    assert (signal.name, signal.count, signal.room.name) == ("lagi", 3, "lobby")
    assert signal.at == rig.now


async def test_a_signal_outlives_a_kill_and_is_heard_once(rig: Rig, lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rig.engine.courier, "take", lambda delivery: None)
    sari = rig.person("Sari", on="telegram")
    await sari.begins(Command("sinyal", "x"), "lobby")
    assert lab.ran == []
    await _kill(rig)
    await _kill(rig)
    assert [name for name, _ in lab.ran] == ["first", "second"]


async def test_a_signal_that_could_not_be_kept_is_heard_later(
    rig: Rig, lab: Lab, monkeypatch: pytest.MonkeyPatch
) -> None:
    sari = rig.person("Sari", on="telegram")
    write = rig.database.write
    failures = [0]

    async def failing(unit: Any, **more: Any) -> Any:
        if failures[0]:
            failures[0] -= 1
            raise Unkept("full")
        return await write(unit, **more)

    await sari.begins(Command("sinyal", "x"), "lobby")
    failures[0] = 2
    monkeypatch.setattr(rig.database, "write", failing)
    await rig.idle()
    assert failures == [0]
    assert [name for name, _ in lab.ran] == ["first", "second"]
    await sari.says("/sinyal y", "lobby")
    assert len(lab.ran) == 4, "and the ones after it are heard, too"


# --- order ---


async def test_the_more_urgent_goes_first_after_a_kill(rig: Rig) -> None:
    from core.engine.context import Left
    from core.kit import Room, t

    rig.telegram.before = Gate()

    async def unit(db: Any) -> Any:
        sari = rig.person("Sari", on="telegram")
        context = rig.engine.context(db, "lab", sari.event(LOBBY_T, Command("x")), None)
        for text, urgency in (("digest", Urgency.DIGEST), ("news", Urgency.ANNOUNCEMENT), ("safety", Urgency.SAFETY)):
            context.say(t("lab-said", text=text), Room("lobby"), urgency=urgency)
        left = Left()
        await context.write(left)
        return left

    await rig.database.write(unit)
    await _kill(rig)
    assert said(rig, "telegram") == ["safety", "news", "digest"]
