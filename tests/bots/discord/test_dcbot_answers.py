"""Interactions over the wire: commands, typing, presses and forms, answered natively and always in time."""

from __future__ import annotations

import asyncio

import pytest
from dcbot_house import House, says, until

from bots.discord import answer as answering
from bots.playground.discord.model import EPHEMERAL
from bots.playground.faults import Fault
from core.kit.places import Kind, Place
from core.kit.port import (
    Command,
    Done,
    Event,
    Field,
    File,
    Filled,
    Form,
    Key,
    Message,
    Options,
    Press,
    Reply,
    Respond,
    Typing,
    Unanswerable,
    Words,
)

FORM = Form("t:form", "Catatan", (Field("text", "Apa?", longest=50), Field("zone", "Zona", choices=(("wib", "WIB"),))))


async def test_a_command_is_answered_where_only_its_caller_sees(house: House) -> None:
    house.engine.answers(Reply(says("Siap, @everyone!")))
    await house.start()
    got = await house.slash("mabar", game="Valorant", slots=5, host="Budi").shown()
    (event,) = house.engine.events
    assert event.what == Command("mabar", args={"game": "Valorant", "slots": 5, "host": house.budi.id})
    assert (event.id, event.place.id, event.place.kind) == (got.id, house.umum.id, Kind.GROUP)
    assert event.account is not None
    assert (event.account.id, event.account.name, event.account.lang, event.account.admin) == (
        house.sari.id, "Sari", "id", False,
    )  # fmt: skip
    assert got.answer == 4
    assert got.original is not None
    assert got.original.visible_to == house.sari.id
    assert got.original.body["content"] == "Siap, \\@\u200beveryone!"
    assert got.original.body["mention_everyone"] is False


async def test_in_private_the_answer_is_a_plain_message_and_the_place_is_the_person(house: House) -> None:
    house.engine.answers(Reply(says("hai")))
    await house.start()
    got = await house.slash(channel="dm").shown()
    (event,) = house.engine.events
    assert (event.place.id, event.place.kind) == (house.sari.id, Kind.PRIVATE)
    assert got.original is not None
    assert not got.original.body["flags"] & EPHEMERAL
    # The conversation is known from now on: writing there opens none.
    house.dc.fault(kind="status", call="POST /users/@me/channels", times=0, status=500)
    await house.platform.send(event.place, says("lagi"))
    assert [message["content"] for message in house.dc.dms(house.sari)] == ["hai", "lagi"]


async def test_who_administrates_is_known(house: House) -> None:
    role = house.dc.add_role(house.guild, "Pengurus", permissions=("manage_guild",))
    house.dc.grant(house.sari, role)
    house.dc.nick(house.sari, house.guild, "Bu Sari")
    await house.start()
    await house.slash().shown()
    account = house.engine.events[0].account
    assert account is not None
    assert (account.name, account.username, account.admin) == ("Bu Sari", "sari", True)


async def test_typing_is_offered_values(house: House) -> None:
    house.engine.answers(Options((("valorant", "Valorant"), ("dota", "Dota 2"))))
    await house.start()
    offered = await house.dc.complete(house.sari, house.umum, "mabar", "game", "va")
    assert offered == [{"name": "Valorant", "value": "valorant"}, {"name": "Dota 2", "value": "dota"}]
    assert house.engine.events[0].what == Typing("mabar", "game", "va")


async def test_nothing_to_say_leaves_nothing_behind(house: House) -> None:
    await house.start()
    got = await house.slash().shown()
    await until(lambda: got.original_gone)
    assert house.said() == []
    assert await house.dc.complete(house.sari, house.umum, "mabar", "game", "va") == []


async def card(house: House) -> str:
    place = (await shown_place(house)).place
    rows = ((Key("Ikut", "t:join", tone="good"),),)
    return (await house.platform.send(place, says("kartu", rows=rows, card=True))).id


async def shown_place(house: House) -> Event:
    await house.slash().answered()
    return house.engine.events[-1]


async def test_a_press_is_acknowledged_and_answered(house: House) -> None:
    await house.start()
    message = await card(house)
    got = await house.dc.press(house.budi, message, "Ikut").answered()
    assert got.answer == 6
    assert house.engine.events[-1].what == Press("t:join", message)
    house.engine.answers(Reply(says("kamu ikut")))
    got = await house.dc.press(house.budi, message, "Ikut").shown()
    assert got.answer == 4
    assert got.original is not None
    assert got.original.visible_to == house.budi.id


async def test_a_form_goes_out_and_comes_back(house: House) -> None:
    await house.start()
    message = await card(house)
    house.engine.answers(FORM)
    got = await house.dc.press(house.sari, message, "Ikut").shown()
    assert got.modal is not None
    assert got.modal["custom_id"] == "t:form"
    house.engine.answers(Done())
    back = await house.dc.submit(house.sari, got, {"text": "bawa kopi", "zone": ["WIB"]}).answered()
    assert back.answer == 6
    assert house.engine.events[-1].what == Filled("t:form", {"text": "bawa kopi", "zone": "wib"})
    # A form that a command opened has no message to be acknowledged on: a hidden one comes and goes.
    house.engine.answers(FORM)
    got = await house.slash().shown()
    house.engine.answers(Done())
    back = await house.dc.submit(house.sari, got, {"text": "x", "zone": ["WIB"]}).answered()
    await until(lambda: back.original_gone)
    house.engine.answers(FORM)
    got = await house.slash().shown()
    house.engine.answers(Reply(says("dicatat")))
    back = await house.dc.submit(house.sari, got, {"text": "x", "zone": ["WIB"]}).shown()
    assert back.original is not None
    assert back.original.body["content"] == "dicatat"


class Slow:
    """An engine that answers only when it is let, and notes what became of the answer."""

    def __init__(self, house: House, answer: object) -> None:
        self.go = asyncio.Event()
        self._outcome: asyncio.Future[BaseException | None] = asyncio.get_running_loop().create_future()
        self._answer = answer
        house.engine.handler = self

    async def outcome(self) -> BaseException | None:
        return await asyncio.wait_for(self._outcome, 20)

    async def __call__(self, event: Event, respond: Respond) -> None:
        await self.go.wait()
        try:
            await respond(self._answer)  # type: ignore[arg-type]
        except Unanswerable as error:
            self._outcome.set_result(error)
        else:
            self._outcome.set_result(None)


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Acknowledge without much waiting, so that tests need none."""
    monkeypatch.setattr(answering, "PATIENCE", 0.15)


@pytest.mark.usefixtures("hasty")
async def test_a_slow_engine_does_not_let_a_command_fail(house: House) -> None:
    await house.start()
    slow = Slow(house, Reply(says("akhirnya")))
    got = await house.slash().answered()
    assert (got.answer, got.failed) == (5, False)
    slow.go.set()
    await got.shown()
    assert await slow.outcome() is None
    assert got.original is not None
    assert (got.original.body["content"], got.original.visible_to) == ("akhirnya", house.sari.id)
    assert len(got.messages) == 1


@pytest.mark.usefixtures("hasty")
async def test_a_slow_engine_does_not_let_a_press_fail(house: House) -> None:
    await house.start()
    message = await card(house)
    slow = Slow(house, Reply(says("kamu ikut")))
    got = await house.dc.press(house.sari, message, "Ikut").answered()
    assert got.answer == 6
    slow.go.set()
    assert await slow.outcome() is None
    assert got.messages[-1].body["content"] == "kamu ikut"
    assert got.messages[-1].visible_to == house.sari.id
    assert house.dc.message(message).body["embeds"][0]["description"] == "kartu"


@pytest.mark.usefixtures("hasty")
@pytest.mark.parametrize("then", [Reply(says("satu-satu saja")), Done()])
async def test_a_form_that_comes_too_late_leaves_room_for_another_answer(house: House, then: Reply | Done) -> None:
    await house.start()
    go = asyncio.Event()
    outcome: list[str] = []

    async def slow(event: Event, respond: Respond) -> None:
        await go.wait()
        try:
            await respond(FORM)
        except Unanswerable:
            outcome.append("too late")
        await respond(then)

    house.engine.handler = slow
    got = await house.slash().answered()
    go.set()
    if isinstance(then, Reply):
        await got.shown()
        assert [message.body["content"] for message in got.messages] == ["satu-satu saja"]
    else:
        await until(lambda: got.original_gone)
    assert outcome == ["too late"]


async def test_a_form_that_discord_refuses_leaves_room_for_another_answer(house: House) -> None:
    await house.start()

    async def clumsy(event: Event, respond: Respond) -> None:
        with pytest.raises(Unanswerable):
            await respond(Form("t" * 101, "x", FORM.fields))
        await respond(Reply(says("lain kali")))

    house.engine.handler = clumsy
    got = await house.slash().shown()
    assert got.answer == 4
    assert [message.body["content"] for message in got.messages] == ["lain kali"]


@pytest.mark.usefixtures("hasty")
async def test_a_form_in_answer_to_a_form_is_not_possible(house: House) -> None:
    await house.start()
    house.engine.answers(FORM)
    opened = await house.slash().shown()
    outcome: list[str] = []

    async def again(event: Event, respond: Respond) -> None:
        try:
            await respond(FORM)
        except Unanswerable:
            outcome.append("no")

    house.engine.handler = again
    back = await house.dc.submit(house.sari, opened, {"text": "x", "zone": ["WIB"]}).answered()
    assert outcome == ["no"]
    assert (back.answer, back.failed) == (5, False)


@pytest.mark.parametrize("status", [500, 429])
async def test_a_passing_trouble_at_an_answer_is_overcome(house: House, status: int) -> None:
    house.engine.answers(Reply(says("siap")))
    await house.start()
    house.dc.faults.order(Fault("status", "POST /interactions/*", status=status))
    got = await house.slash().shown()
    assert [message.body["content"] for message in got.messages] == ["siap"]


@pytest.mark.usefixtures("hasty")
async def test_slow_values_are_none_at_all(house: House) -> None:
    await house.start()
    slow = Slow(house, Options((("a", "A"),)))
    assert await house.dc.complete(house.sari, house.umum, "mabar", "game", "va") == []
    slow.go.set()
    assert await slow.outcome() is None


@pytest.mark.usefixtures("hasty")
async def test_the_spinner_goes_when_nobody_ever_answers(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "GIVE_UP", 0.05)

    async def silent(event: Event, respond: Respond) -> None:
        return

    house.engine.handler = silent
    await house.start()
    got = await house.slash().answered()
    await until(lambda: got.original_gone)


async def test_what_cannot_be_answered_any_more_is_said_so(house: House) -> None:
    await house.start()
    slow = Slow(house, Reply(says("x")))
    got = house.slash()
    await until(lambda: house.engine.events)
    got.failed = True
    slow.go.set()
    assert isinstance(await slow.outcome(), Unanswerable)


async def test_an_answer_is_given_once(house: House) -> None:
    outcome: list[str] = []

    async def twice(event: Event, respond: Respond) -> None:
        await respond(Reply(says("satu")))
        try:
            await respond(Reply(says("dua")))
        except Unanswerable:
            outcome.append("once")

    house.engine.handler = twice
    await house.start()
    got = await house.slash().shown()
    await until(lambda: outcome)
    assert [message.body["content"] for message in got.messages] == ["satu"]


async def test_an_answer_whose_arrival_was_not_heard_of_is_not_doubled(house: House) -> None:
    await house.start()
    slow = Slow(house, Reply(says("sekali")))
    house.dc.faults.order(Fault("drop", "POST /interactions/*"))
    got = house.slash()
    slow.go.set()
    assert await slow.outcome() is None
    assert [message.body["content"] for message in got.messages] == ["sekali"]


@pytest.mark.usefixtures("hasty")
async def test_an_acknowledgement_whose_arrival_was_not_heard_of_still_takes_the_answer(house: House) -> None:
    await house.start()
    slow = Slow(house, Reply(says("akhirnya")))
    house.dc.faults.order(Fault("drop", "POST /interactions/*"))
    got = await house.slash().answered()
    await until(lambda: not house.dc.faults.ordered)
    slow.go.set()
    assert await slow.outcome() is None
    assert [message.body["content"] for message in got.messages] == ["akhirnya"]


async def test_presses_and_forms_from_before_a_restart_still_come(house: House) -> None:
    await house.start()
    message = await card(house)
    house.engine.answers(FORM)
    opened = await house.dc.press(house.sari, message, "Ikut").shown()
    await house.stop()
    house.engine.answers(Done())
    await house.start()
    await house.dc.press(house.sari, message, "Ikut").answered()
    await house.dc.submit(house.sari, opened, {"text": "x", "zone": ["WIB"]}).answered()
    assert [type(event.what) for event in house.engine.events[-2:]] == [Press, Filled]


FILED = Message(
    lines=((Words("ini datamu"),),), card=True, files=(File("dataku.json", b'{"a": 1}'), File("b.txt", b"b"))
)


def files_of(shown: object) -> dict[str, bytes]:
    return dict(shown.blobs)  # type: ignore[attr-defined]


async def test_an_answer_with_files_is_acknowledged_first_and_stays_hidden(house: House) -> None:
    house.engine.answers(Reply(FILED))
    await house.start()
    got = await house.slash().answered()
    original = got.original
    assert got.answer == 5
    assert original is not None
    await until(lambda: house.dc.message(original).blobs)
    shown = house.dc.message(original)
    assert (shown.visible_to, files_of(shown)) == (house.sari.id, {"dataku.json": b'{"a": 1}', "b.txt": b"b"})
    assert shown.body["embeds"][0]["description"] == "ini datamu"


async def test_a_press_is_answered_with_files_that_only_this_person_sees(house: House) -> None:
    await house.start()
    message = await card(house)
    house.engine.answers(Reply(FILED))
    got = await house.dc.press(house.sari, message, "Ikut").answered()
    await until(lambda: got.messages and got.messages[-1].blobs)
    assert got.messages[-1].visible_to == house.sari.id
    assert (got.answer, len(got.messages)) == (5, 1)
    assert files_of(got.messages[-1]).keys() == {"dataku.json", "b.txt"}
    assert house.dc.message(message).body["attachments"] == []


@pytest.mark.usefixtures("hasty")
async def test_files_that_come_late_follow_the_acknowledged_press(house: House) -> None:
    await house.start()
    message = await card(house)
    slow = Slow(house, Reply(FILED))
    got = await house.dc.press(house.budi, message, "Ikut").answered()
    assert got.answer == 6
    slow.go.set()
    assert await slow.outcome() is None
    assert got.messages[-1].visible_to == house.budi.id
    assert files_of(got.messages[-1]).keys() == {"dataku.json", "b.txt"}
    assert house.dc.message(message).body["attachments"] == []


async def test_a_message_with_files_is_uploaded(house: House) -> None:
    await house.start()
    ref = await house.platform.send(Place("discord", house.umum.id), FILED, nonce="n1")
    assert files_of(house.dc.message(ref.id)) == {"dataku.json": b'{"a": 1}', "b.txt": b"b"}
