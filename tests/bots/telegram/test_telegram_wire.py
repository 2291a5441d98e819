"""The platform against the stand-in: polling, deliveries, presses, menu, over real sockets."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from telegram_house import CALM, Build, FakeApp, House, stop

from bots.playground.faults import Fault
from bots.telegram import TelegramPlatform
from bots.telegram.check import RIGHTS
from core.kit import Came, Role, Said, Went
from core.kit.deeds import Kick, LetIn, Mute, Rank, Remove
from core.kit.places import Kind, Place
from core.kit.port import (
    Answer,
    Command,
    Done,
    Event,
    File,
    Form,
    Gone,
    Key,
    Menu,
    MenuItem,
    Message,
    Moment,
    Moved,
    Press,
    Reached,
    Rejected,
    Relocated,
    Reply,
    Requested,
    Respond,
    Somebody,
    Trouble,
    Unanswerable,
    Undelivered,
    Unkept,
    Wait,
    Words,
)

HALO = Message(lines=((Words("halo"),),))


def group(chat: int, thread: int | str = "") -> Place:
    return Place("telegram", str(chat), str(thread), Kind.GROUP)


def private(person: int) -> Place:
    return Place("telegram", str(person), "", Kind.PRIVATE)


def names(events: list[Event]) -> list[str]:
    return [event.what.name if isinstance(event.what, Command) else type(event.what).__name__ for event in events]


# --- polling -------------------------------------------------------------------------------------------------------


async def test_the_offset_moves_on_only_after_the_whole_batch_is_committed(house: House, app: FakeApp):
    gate = asyncio.Event()

    async def wait(event: Event, respond: Respond | None) -> None:
        await gate.wait()

    app.does = wait
    sari = house.tg.add_person("Sari")
    house.tg.start_bot(sari)
    house.tg.write(sari, None, "/mabar ml")
    house.start(app)
    await app.until(lambda: len(app.began) == 2)
    assert len(house.tg.world.updates.pending) == 2
    assert names(app.began) == ["start", "mabar"]
    gate.set()
    await house.until(lambda: not house.tg.world.updates.pending)
    assert all("offset" not in call for call in house.sent("getUpdates")[:1])


async def test_what_was_not_committed_comes_again_to_the_next_process(house: House, app: FakeApp):
    gate = asyncio.Event()

    async def hang(event: Event, respond: Respond | None) -> None:
        await gate.wait()

    app.does = hang
    house.tg.start_bot(house.tg.add_person("Sari"))
    house.start(app)
    await app.until(lambda: len(app.began) == 1)
    second = FakeApp()
    house.start(second)
    await second.until(lambda: len(second.done) == 1)
    assert [event.id for event in second.done] == [event.id for event in app.began]
    gate.set()


async def test_what_could_not_be_kept_comes_again_and_the_kept_does_not(house: House, app: FakeApp):
    failures = iter([True, True, False])

    async def full_disk(event: Event, respond: Respond | None) -> None:
        if isinstance(event.what, Command) and event.what.name == "dua" and next(failures):
            raise Unkept

    app.does = full_disk
    sari = house.tg.add_person("Sari")
    for text in ("/satu", "/dua", "/tiga"):
        house.tg.write(sari, None, text)
    house.start(app)
    await app.until(lambda: len(app.done) == 3)
    assert names(app.began) == ["satu", "dua", "tiga", "dua", "dua"]
    assert len({event.id for event in app.began}) == 3
    await house.until(lambda: not house.tg.world.updates.pending)


async def test_an_event_that_breaks_the_engine_does_not_stop_the_others(
    house: House, app: FakeApp, capsys: pytest.CaptureFixture[str]
):
    async def broken(event: Event, respond: Respond | None) -> None:
        if isinstance(event.what, Command) and event.what.name == "dua":
            raise RuntimeError("rahasia besar")

    app.does = broken
    sari = house.tg.add_person("Sari")
    for text in ("/satu", "/dua rahasia", "/tiga"):
        house.tg.write(sari, None, text)
    house.start(app)
    await house.until(lambda: len(app.done) == 2 and not house.tg.world.updates.pending)
    assert names(app.done) == ["satu", "tiga"]
    told = capsys.readouterr()
    assert "event_failed" in told.out + told.err
    assert "rahasia" not in told.out + told.err


async def test_stopping_finishes_what_is_in_hand_and_confirms_it(house: House, app: FakeApp):
    gate = asyncio.Event()

    async def wait(event: Event, respond: Respond | None) -> None:
        await gate.wait()

    app.does = wait
    sari = house.tg.add_person("Sari")
    house.tg.start_bot(sari)
    run = house.start(app)
    await app.until(lambda: len(app.began) == 1)
    run.cancel()
    gate.set()
    await asyncio.wait([run])
    assert run.cancelled()
    assert len(app.done) == 1
    assert not house.tg.world.updates.pending


async def test_events_of_many_chats_come_in_the_order_of_their_updates(house: House, app: FakeApp):
    people = [house.tg.add_person(f"P{number}") for number in range(7)]
    for turn in range(20):
        for person in people:
            house.tg.write(person, None, f"/n {turn}")
    house.start(app)
    await app.until(lambda: len(app.done) == 140)
    assert [event.id for event in app.began] == sorted(event.id for event in app.began)


async def test_troubles_while_polling_are_survived(house: House, app: FakeApp, capsys: pytest.CaptureFixture[str]):
    for fault in (Fault("status", "getMe"), Fault("cut", "deleteWebhook"), Fault("status", "getUpdates", times=2)):
        house.tg.faults.order(fault)
    house.tg.faults.order(Fault("drop", "getUpdates"))
    house.tg.faults.order(Fault("status", "getUpdates", times=2, status=409))
    house.start(app)
    sari = house.tg.add_person("Sari")
    house.tg.start_bot(sari)
    await app.until(lambda: len(app.done) == 1)
    assert not house.tg.faults.ordered
    told = capsys.readouterr().out
    assert told.count("updates_taken_elsewhere") == 1
    assert "connected_again" in told


async def test_a_webhook_that_was_left_is_taken_off(house: House, app: FakeApp):
    platform = house.platform(webhook={"url": house.url, "secret": "s" * 16, "port": 0})
    listening = house.start(app, platform=platform)
    await house.until(lambda: house.tg.webhook.hook.url)
    await stop(listening)
    assert house.tg.webhook.hook.url
    house.start(app)
    house.tg.start_bot(house.tg.add_person("Sari"))
    await house.until(lambda: not house.tg.webhook.hook.url)


async def test_a_webhook_set_meanwhile_is_taken_off(house: House, app: FakeApp):
    house.start(app)
    await house.until(lambda: house.tg.world.updates.polled)
    async with aiohttp.ClientSession() as http:
        elsewhere = {"url": "http://127.0.0.1:9/elsewhere"}
        async with http.post(f"{house.url}/bot{house.tg.token}/setWebhook", json=elsewhere) as response:
            assert response.status == 200
    house.tg.start_bot(house.tg.add_person("Sari"))
    await app.until(lambda: len(app.done) == 1)
    assert not house.tg.webhook.hook.url


async def test_plain_talk_reaches_the_engine_only_when_asked_for(build: Build, app: FakeApp):
    for hears, expected in ((frozenset[type](), ["mabar"]), (frozenset[type]({Said}), ["Said", "mabar"])):
        house = await build(privacy=False)
        seen = FakeApp()
        sari = house.tg.add_person("Sari")
        chat = house.tg.add_group("Guyub", owner=sari)
        house.tg.write(sari, chat, "halo semua")
        house.tg.write(sari, chat, "/mabar ml")
        house.start(seen, Menu(("id",), (), hears))
        await seen.until(lambda seen=seen, expected=expected: len(seen.done) == len(expected))
        assert names(seen.done) == expected


async def test_people_come_go_block_and_groups_move(house: House, app: FakeApp):
    sari, budi = house.tg.add_person("Sari"), house.tg.add_person("Budi")
    small = house.tg.add_group("Kecil", owner=sari, supergroup=False)
    large = house.tg.add_group("Besar", owner=sari, bot="administrator")
    house.start(app, Menu(("id",), (), frozenset({Came, Went})))
    await house.until(lambda: house.tg.world.updates.polled)
    for chat in (small, large):
        house.tg.join(budi, chat)
        house.tg.leave(budi, chat)
    house.tg.start_bot(budi)
    house.tg.block_bot(budi)
    new = house.tg.upgrade_to_supergroup(small)
    await app.until(lambda: any(isinstance(event.what, Moved) for event in app.done))
    kinds = [(event.place.id, event.what) for event in app.done if not isinstance(event.what, Command)]
    assert kinds == [
        (str(small), Came()),
        (str(small), Went()),
        (str(large), Came()),
        (str(large), Went()),
        (str(budi), Reached(False)),
        (str(small), Moved(group(new))),
    ]


# --- deliveries ------------------------------------------------------------------------------------------------------


async def test_a_message_is_sent_and_edited_in_full(house: House):
    sari = house.tg.add_person("Sari 🌸")
    chat = house.tg.add_group("Guyub", owner=sari, forum=True)
    topic = house.tg.add_topic(chat, "Mabar")
    asked = house.tg.write(sari, chat, "/mabar", topic=topic)
    place, platform = group(chat, topic), house.platform()
    at = datetime(2026, 11, 28, 13, 0, tzinfo=UTC)
    message = Message(
        title=(Words("🎮 Mabar "), Moment(at, "Sab 20.00 WIB")),
        lines=((Words("👑 "), Somebody("Sari 🌸", str(sari))), (Words("<b>@everyone</b> _x_"),)),
        rows=((Key("Ikut", "t1", tone="good"), Key("Keluar", "t2")), (Key("Aturan", url="https://guyub.example/"),)),
        pings=(str(sari),),
        reply_to=str(asked["message_id"]),
        silent=True,
    )
    ref = await platform.send(place, message)
    shown = house.tg.world.chats[chat].messages[int(ref.id)].json
    assert ref.place == place
    assert shown["text"] == "🎮 Mabar Sab 20.00 WIB\n👑 Sari 🌸\n<b>@\u2060everyone</b> _x_"
    assert [entity["type"] for entity in shown["entities"]][:3] == ["bold", "date_time", "text_mention"]
    assert shown["message_thread_id"] == topic
    assert shown["reply_to_message"]["message_id"] == asked["message_id"]
    assert [[key["text"] for key in row] for row in shown["reply_markup"]["inline_keyboard"]] == [
        ["Ikut", "Keluar"],
        ["Aturan"],
    ]
    await platform.edit(ref, HALO)
    await platform.edit(ref, HALO)
    shown = house.tg.world.chats[chat].messages[int(ref.id)].json
    assert (shown["text"], "reply_markup" in shown) == ("halo", False)
    assert house.tg.calls["editMessageText"] == 2


async def test_a_question_asks_for_a_reply(house: House):
    sari = house.tg.add_person("Sari")
    chat = house.tg.add_group("Guyub", owner=sari)
    asked = house.tg.write(sari, chat, "/mabar")
    question = Message(lines=((Words("Game apa?"),),), asks=True, reply_to=str(asked["message_id"]))
    await house.platform().send(group(chat), question)
    (params,) = house.sent("sendMessage")
    assert params["reply_markup"] == {"force_reply": True, "selective": True, "input_field_placeholder": "Game apa?"}


async def test_who_cannot_be_reached(house: House):
    tg, platform = house.tg, house.platform()
    stranger, sari = tg.add_person("Budi"), tg.add_person("Sari")
    tg.start_bot(sari)
    tg.block_bot(sari)
    out = tg.add_group("Luar", owner=sari)
    tg.kick_bot(out)
    forum = tg.add_group("Forum", owner=sari, forum=True)
    closed = tg.add_topic(forum, "Tutup")
    tg.close_topic(forum, closed)
    muted = tg.add_group("Bisu", owner=sari)
    tg.permit(muted, [])
    expected = {
        private(stranger): "person",
        private(sari): "person",
        group(out): "place",
        group(-1009999): "place",
        group(forum, 987654): "place",
        group(forum, closed): "place",
        group(muted): "place",
    }
    for place, what in expected.items():
        with pytest.raises(Gone) as raised:
            await platform.send(place, HALO)
        assert (place, raised.value.what) == (place, what)


async def test_a_group_that_moved_tells_its_new_id(house: House):
    small = house.tg.add_group("Kecil", supergroup=False)
    new = house.tg.upgrade_to_supergroup(small)
    with pytest.raises(Relocated) as raised:
        await house.platform().send(group(small), HALO)
    assert raised.value.to == group(new)


async def test_a_message_to_edit_that_is_gone(house: House):
    chat, platform = house.tg.add_group("Guyub", bot="administrator"), house.platform()
    ref = await platform.send(group(chat), HALO)
    owner = next(iter(house.tg.world.chats[chat].members))
    house.tg.delete(owner, chat, int(ref.id))
    with pytest.raises(Gone) as raised:
        await platform.edit(ref, HALO)
    assert raised.value.what == "message"


@pytest.mark.parametrize(
    ("fault", "error", "arrived"),
    [
        (Fault("status", "sendMessage", status=502), Trouble, False),
        (Fault("status", "sendMessage", status=500), Trouble, False),
        (Fault("cut", "sendMessage"), Trouble, False),
        (Fault("drop", "sendMessage"), Trouble, True),
        (Fault("status", "sendMessage", status=401), Trouble, False),
        (Fault("status", "sendMessage", status=400), Rejected, False),
    ],
)
async def test_troubles_of_a_delivery(house: House, fault: Fault, error: type[Undelivered], arrived: bool):
    chat, platform = house.tg.add_group("Guyub"), house.platform()
    house.tg.faults.order(fault)
    with pytest.raises(error) as raised:
        await platform.send(group(chat), HALO)
    assert type(raised.value) is error
    if isinstance(raised.value, Trouble):
        assert raised.value.sent is None
    assert ("sendMessage" in [line.get("method") for line in house.recorded]) is arrived
    await platform.send(group(chat), HALO)


async def test_a_message_that_never_left_is_told_apart(house: House):
    platform = house.platform(base_url="http://127.0.0.1:9")
    with pytest.raises(Trouble) as raised:
        await platform.send(group(-1), HALO)
    assert raised.value.sent is False


async def test_floods_pause_the_place_or_when_several_are_hit_everything(house: House):
    first, second = house.tg.add_group("Satu"), house.tg.add_group("Dua")
    platform = house.platform()
    waits: list[Wait] = []
    house.tg.faults.order(Fault("status", "sendMessage", times=3, status=429, retry_after=7))
    for chat in (first, first, second):
        with pytest.raises(Wait) as raised:
            await platform.send(group(chat), HALO)
        waits.append(raised.value)
    assert [(wait.seconds, wait.place) for wait in waits] == [(7, group(first)), (7, group(first)), (7, None)]


# --- presses ---------------------------------------------------------------------------------------------------------


async def pressed(house: House, app: FakeApp, does: Any, *, in_private: bool = False) -> dict[str, Any]:
    sari = house.tg.add_person("Sari")
    house.tg.start_bot(sari)
    chat = None if in_private else house.tg.add_group("Guyub", owner=sari)
    platform = house.platform()
    place = private(sari) if chat is None else group(chat)
    card = await platform.send(place, Message(lines=((Words("Mabar"),),), rows=((Key("Ikut", "tiket"),),)))
    app.does = does
    house.start(app, platform=platform)
    answer = await house.tg.press(sari, chat, "Ikut")
    (event,) = [event for event in app.began if isinstance(event.what, Press)]
    assert event.what == Press("tiket", card.id)
    assert event.place == place
    return answer


def answering(answer: Answer, refused: list[bool]) -> Any:
    async def does(event: Event, respond: Respond | None) -> None:
        if not isinstance(event.what, Press):
            return
        assert respond is not None
        try:
            await respond(answer)
        except Unanswerable:
            refused.append(True)
        else:
            refused.append(False)

    return does


@pytest.mark.parametrize("in_private", [True, False])
@pytest.mark.parametrize(
    ("answer", "text", "refused"),
    [
        (Reply(Message(lines=((Words("Kamu ikut! 🎉"),),))), "Kamu ikut! 🎉", False),
        (Done(), "", False),
        (Reply(Message(lines=((Words("x" * 201),),))), "", True),
        (Reply(Message(lines=((Words("pilih"),),), rows=((Key("a", "b"),),))), "", True),
        (Form("t", "Catatan", ()), "", True),
    ],
)
async def test_a_press_is_answered_with_a_toast_or_quietly(
    house: House, app: FakeApp, answer: Answer, text: str, refused: bool, in_private: bool
):
    told: list[bool] = []
    toast = await pressed(house, app, answering(answer, told), in_private=in_private)
    await app.until(lambda: any(isinstance(event.what, Press) for event in app.done))
    assert (toast["answered"], toast["text"]) == (True, text)
    assert told == [refused]
    assert house.tg.calls["answerCallbackQuery"] == 1


async def test_a_press_nobody_answers_stops_turning_all_the_same(
    house: House, app: FakeApp, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bots.telegram.intake.SPINNER_SECONDS", 0.1)
    toast = await pressed(house, app, None)
    assert (toast["answered"], toast["text"]) == (True, "")


async def test_a_press_that_breaks_the_engine_stops_turning_at_once(
    house: House, app: FakeApp, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bots.telegram.intake.SPINNER_SECONDS", 3600.0)

    async def broken(event: Event, respond: Respond | None) -> None:
        raise RuntimeError

    toast = await pressed(house, app, broken)
    assert (toast["answered"], toast["text"]) == (True, "")


async def test_the_engine_may_answer_a_press_after_it_has_returned(house: House, app: FakeApp):
    later: list[asyncio.Task[None]] = []

    async def soon(event: Event, respond: Respond | None) -> None:
        async def answer() -> None:
            await app.until(lambda: any(isinstance(event.what, Press) for event in app.done))
            await house.until(lambda: not house.tg.world.updates.pending)
            assert respond is not None
            await respond(Reply(HALO))

        if isinstance(event.what, Press):
            later.append(asyncio.create_task(answer()))

    toast = await pressed(house, app, soon)
    assert (toast["answered"], toast["text"]) == (True, "halo")
    await asyncio.gather(*later)
    assert house.tg.calls["answerCallbackQuery"] == 1


async def test_a_press_that_takes_long_stops_turning_before_it_is_done(
    house: House, app: FakeApp, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("bots.telegram.intake.SPINNER_SECONDS", 0.0)
    gate = asyncio.Event()
    told: list[bool] = []
    late = answering(Reply(Message(lines=((Words("akhirnya"),),))), told)

    async def slow(event: Event, respond: Respond | None) -> None:
        if isinstance(event.what, Press):
            await gate.wait()
            await late(event, respond)

    toast = await pressed(house, app, slow)
    assert (toast["answered"], toast["text"]) == (True, "")
    gate.set()
    await app.until(lambda: any(isinstance(event.what, Press) for event in app.done))
    assert told == [True]


async def test_a_press_on_a_lost_connection_is_said_as_a_message(house: House, app: FakeApp):
    told: list[bool] = []
    house.tg.faults.order(Fault("cut", "answerCallbackQuery"))
    sari = house.tg.add_person("Sari")
    chat = house.tg.add_group("Guyub", owner=sari)
    platform = house.platform()
    await platform.send(group(chat), Message(lines=((Words("Mabar"),),), rows=((Key("Ikut", "tiket"),),)))
    app.does = answering(Reply(HALO), told)
    house.start(app, platform=platform)
    await house.tg.press(sari, chat, "Ikut", wait=0.2)
    await app.until(lambda: len(app.done) > 0)
    assert told == [True]


# --- the menu --------------------------------------------------------------------------------------------------------


async def test_the_menu_is_told_only_when_it_changed(house: House, app: FakeApp, monkeypatch: pytest.MonkeyPatch):
    mabar = MenuItem("mabar", {"id": "mabar", "en": "play"}, {"id": "Rencanakan mabar", "en": "Plan a game"}, ())
    warn = MenuItem("tegur", {"id": "tegur", "en": "warn"}, {"id": "Tegur", "en": "Warn"}, (), role=Role.MODERATOR)
    sari = house.tg.add_person("Sari")
    john = house.tg.add_person("John", language_code="en")
    chat = house.tg.add_group("Guyub", owner=sari)
    house.tg.join(john, chat)

    async def started(menu: Menu) -> int:
        before, asked = house.tg.calls["setMyCommands"], house.tg.calls["getMyCommands"]
        run = house.start(app, menu)
        await house.until(lambda: house.tg.calls["getMyCommands"] == asked + 4 * len(menu.langs))
        await house.until(lambda: house.tg.world.updates.polled)
        await house.until(lambda: all("_keep_menu" not in repr(task) for task in asyncio.all_tasks()))
        await stop(run)
        return house.tg.calls["setMyCommands"] - before

    full = Menu(("id", "en"), (mabar, warn))
    assert await started(full) == 8
    assert [command["command"] for command in house.tg.menu(sari, chat)] == ["mabar", "tegur"]
    assert house.tg.menu(john, chat) == [{"command": "play", "description": "Plan a game"}]
    assert [command["command"] for command in house.tg.menu(john)] == ["play"]
    assert await started(full) == 0
    assert await started(Menu(("id", "en"), (mabar,))) == 0
    assert house.tg.calls["deleteMyCommands"] == 2
    assert [command["command"] for command in house.tg.menu(sari, chat)] == ["mabar"]


async def test_a_menu_that_cannot_be_told_at_first(house: House, app: FakeApp, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bots.telegram.library.MENU_PAUSE", 0.01)
    house.tg.faults.order(Fault("status", "getMyCommands", times=2, status=500))
    house.start(app, Menu(("id",), (MenuItem("mabar", {}, {}, ()),)))
    await house.until(lambda: house.tg.calls["setMyCommands"] == 3)


# --- the setup -------------------------------------------------------------------------------------------------------


async def found(platform: TelegramPlatform, places: list[Place], menu: Menu = CALM) -> list[tuple[str, str, bool]]:
    problems = await platform.check(places, menu)
    for problem in problems:
        assert problem.cure.key == f"{problem.what.key}-cure"
        assert problem.cure.values == problem.what.values
    return [
        (problem.what.key.removeprefix("telegram-check-"), str(problem.what.values.get("chat", "")), problem.fatal)
        for problem in problems
    ]


async def test_a_sound_setup_has_no_problems(house: House):
    tg = house.tg
    chat, forum = tg.add_group("Guyub", bot="administrator"), tg.add_group("Forum", forum=True, bot="administrator")
    topic = tg.add_topic(forum, "Mabar")
    sari = tg.add_person("Sari")
    tg.start_bot(sari)
    places = [group(chat), group(forum, topic), group(forum, 1), private(sari)]
    assert await found(house.platform(), places, Menu(("id",), (), frozenset({Came}))) == []


async def test_rights_are_missed_only_by_what_is_on(house: House):
    tg = house.tg
    chat, small = tg.add_group("Guyub", forum=True), tg.add_group("Kecil", supergroup=False)
    topic = tg.add_topic(chat, "Mabar")
    tg.promote(chat, None, ["can_pin_messages"])
    places = [group(chat), group(chat, topic), group(small)]
    every = frozenset({Mute, Kick, LetIn, Remove, Rank})
    assert await found(house.platform(), places) == []
    assert await found(house.platform(), places, Menu(("id",), (), frozenset({Requested}))) == [
        ("invite", str(chat), False),
        ("invite", str(small), False),
    ]
    tagged = house.platform(tags={"host": "Tuan rumah"})
    assert await found(tagged, places[:2]) == [("tags", str(chat), False)]
    assert await found(tagged, places, Menu(("id",), (), deeds=every)) == [
        *[(what, str(chat), False) for what in ("invite", "restrict", "delete", "tags")],
        *[(what, str(small), False) for what in ("small", "invite", "restrict", "delete", "tags")],
    ]
    tg.promote(chat, None, [right for right, _ in RIGHTS.values()])
    assert await found(tagged, places[:2], Menu(("id",), (), frozenset({Requested}), every)) == []


async def test_every_problem_is_found_at_once(house: House):
    tg = house.tg
    out, muted, plain = tg.add_group("Luar"), tg.add_group("Bisu"), tg.add_group("Biasa")
    tg.kick_bot(out)
    tg.permit(muted, [])
    small = tg.add_group("Kecil", supergroup=False)
    tg.upgrade_to_supergroup(small)
    forum = tg.add_group("Forum", forum=True, bot="administrator")
    never = tg.add_group("Tak kenal", bot=None)
    places = [
        *(group(out), group(muted), group(plain, 5), group(small), group(forum, 987654)),
        *(group(never), Place("telegram", "lobby")),
    ]
    menu = Menu(("id",), (MenuItem("jadi-host", {}, {}, ()),), frozenset({Said, Went}))
    assert await found(house.platform(), places, menu) == [
        ("name", "", False),
        ("privacy", "", False),
        ("chat", str(out), True),
        ("write", str(muted), True),
        ("admin", str(muted), False),
        ("forum", str(plain), True),
        ("moved", str(small), True),
        ("topic", str(forum), True),
        ("chat", str(never), True),
        ("id", "lobby", True),
    ]


async def test_a_wrong_token_and_a_dead_line(house: House):
    wrong = house.platform(token="7100000001:wrong")
    assert await found(wrong, [group(-1)]) == [("token", "", True)]
    dead = house.platform(base_url="http://127.0.0.1:9")
    assert await found(dead, [group(-1)]) == [("unreachable", "", True)]


async def test_the_token_is_never_logged_nor_told(
    house: House, app: FakeApp, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
):
    caplog.set_level(logging.DEBUG)
    sari = house.tg.add_person("Sari")
    house.tg.start_bot(sari)
    wrong = "7100000001:AAwrong-token"
    raised: list[str] = []
    told_so_far: list[str] = []

    def told() -> str:
        captured = capsys.readouterr()
        told_so_far.append(captured.out + captured.err)
        return "".join(told_so_far)

    for platform in (
        house.platform(),
        house.platform(token=wrong),
        house.platform(token=wrong, base_url="http://127.0.0.1:9"),
    ):
        house.tg.faults.order(Fault("cut", "sendMessage"))
        for _ in range(2):
            try:
                await platform.send(private(sari), Message(lines=((Words("rahasia"),),)))
            except Undelivered as error:
                raised.append(_whole(error))
        await platform.check([private(sari)], CALM)
        run = house.start(app, Menu(("id",), (MenuItem("mabar", {}, {}, ()),)), platform)
        await house.until(lambda: house.tg.world.updates.polled or "refused" in told() or "no_answer" in told())
        await stop(run)

    everything = told() + caplog.text + "".join(raised) + repr(house.platforms)
    assert "token_refused" in everything
    assert len(raised) == 5
    for secret in (house.tg.token, wrong, "rahasia"):
        assert secret not in everything


def _whole(error: BaseException | None) -> str:
    told = ""
    while error is not None:
        told += repr(error) + str(error)
        error = error.__cause__ or error.__context__
    return told


async def test_files_are_documents_with_the_words_under_the_first(house: House):
    chat, platform = house.tg.add_group("Guyub"), house.platform()
    long = "kata " * 400
    message = Message(
        lines=((Words("Ini datamu, <b>kak</b>."),), (Words(long),), (Words(long),)),
        more="{hidden} lagi",
        rows=((Key("Ikut", "tiket"),),),
        files=(File("dataku.json", b'{"nama": "Sari"}'), File("dataku.txt", "halo é".encode())),
    )
    ref = await platform.send(group(chat), message)
    sent = [line for line in house.recorded if line.get("method") == "sendDocument"]
    first, second = (line["response"]["result"] for line in sent)
    assert ref.id == str(first["message_id"])
    assert first["caption"].startswith("Ini datamu, <b>kak</b>.\n")
    assert "1 lagi" in first["caption"] or "2 lagi" in first["caption"]
    assert len(first["caption"]) <= 1024
    assert first["reply_markup"]["inline_keyboard"][0][0]["text"] == "Ikut"
    assert "caption" not in second and "reply_markup" not in second
    assert [one["document"]["file_name"] for one in (first, second)] == ["dataku.json", "dataku.txt"]
    kept = [house.tg.world.files[one["document"]["file_id"]].data for one in (first, second)]
    assert kept == [b'{"nama": "Sari"}', "halo é".encode()]


async def test_a_file_that_is_refused_is_told_like_a_message(house: House):
    sari = house.tg.add_person("Sari")
    with pytest.raises(Gone):
        await house.platform().send(private(sari), Message(files=(File("x.txt", b"x"),)))
