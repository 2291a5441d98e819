"""Who asks, who comes and by which invitation, and what a command points at: through the real client."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from telegram_house import FakeApp, House

from bots.playground.telegram.errors import CannotDo
from bots.telegram import TelegramPlatform
from core.kit.deeds import LetIn, OpenDoor
from core.kit.places import Kind, Place
from core.kit.port import Came, Command, Event, Gone, Menu, Message, Requested, Said, Went, Words

HEARS = Menu(("id",), (), frozenset({Came, Went, Requested, Said}))
HALO = Message(lines=((Words("halo"),),))


class Gate:
    """A group with the bot at its door."""

    def __init__(self, house: House, app: FakeApp) -> None:
        self.tg, self.app, self.house = house.tg, app, house
        self.owner = self.tg.add_person("Rara")
        self.chat = self.tg.add_group("Guyub", owner=self.owner, bot="administrator")
        self.place = Place("telegram", str(self.chat))
        self.platform: TelegramPlatform = house.platform()

    async def open(self, name: str) -> str:
        return await self.platform.do(OpenDoor(self.place, name, datetime.now(UTC) + timedelta(days=1)))

    async def heard(self, *kinds: type, count: int = 1) -> list[Event]:
        await self.app.until(lambda: len(self._of(kinds)) >= count)
        return self._of(kinds)

    def _of(self, kinds: tuple[type, ...]) -> list[Event]:
        return [event for event in self.app.done if isinstance(event.what, kinds)]


@pytest.fixture
async def gate(house: House, app: FakeApp) -> Gate:
    made = Gate(house, app)
    house.start(app, HEARS, made.platform)
    await house.until(lambda: house.tg.world.updates.polled)
    return made


@pytest.mark.parametrize("name", ["lamaran 7", ""])
async def test_who_asks_and_who_comes_are_told_with_the_same_invitation(gate: Gate, name: str) -> None:
    url = await gate.open(name)
    tamu = gate.tg.add_person("Tamu")
    gate.tg.join(tamu, gate.chat, url)
    private = Place("telegram", str(tamu), "", Kind.PRIVATE)
    (asked,) = await gate.heard(Requested)
    assert asked.what == Requested(private, name or url)
    await gate.platform.send(private, HALO)
    await gate.platform.do(LetIn(gate.place, str(tamu)))
    (came,) = await gate.heard(Came)
    assert (came.what, came.account and came.account.id) == (Came(name or url), str(tamu))
    with pytest.raises(Gone) as raised:
        await gate.platform.send(private, HALO)
    assert raised.value.what == "person"


async def test_coming_without_an_invitation_tells_none(gate: Gate) -> None:
    people = [gate.tg.add_person(name) for name in ("Satu", "Dua")]
    gate.tg.ask_to_join(people[0], gate.chat)
    gate.tg.answer_request(gate.chat, people[0], let_in=True)
    gate.tg.add_member(people[1], gate.chat)
    assert [event.what for event in await gate.heard(Came, count=2)] == [Came(), Came()]
    assert [event.what for event in await gate.heard(Requested)] == [
        Requested(Place("telegram", str(people[0]), "", Kind.PRIVATE))
    ]


async def test_a_command_in_reply_points_at_the_message(gate: Gate) -> None:
    sari = gate.tg.add_person("Sari")
    gate.tg.join(sari, gate.chat)
    rude = gate.tg.write(sari, gate.chat, "kasar https://a.example")["message_id"]
    gate.tg.write(gate.owner, gate.chat, "/lapor", reply_to=rude)
    card = await gate.platform.send(gate.place, HALO)
    gate.tg.write(gate.owner, gate.chat, "/tandai", reply_to=int(card.id))
    pointed = [event.what.pointed for event in await gate.heard(Command, count=2) if isinstance(event.what, Command)]
    assert pointed[0] is not None and pointed[0].author is not None
    assert (pointed[0].message, pointed[0].author.id) == (str(rude), str(sari))
    assert pointed[1] is not None
    assert (pointed[1].message, pointed[1].author) == (card.id, None)
    said = [event.what for event in await gate.heard(Said) if isinstance(event.what, Said)]
    assert said[0].links == ("https://a.example",)


async def test_who_was_banned_cannot_ask(gate: Gate) -> None:
    url, tamu = await gate.open("x"), gate.tg.add_person("Tamu")
    gate.tg.join(tamu, gate.chat, url)
    await gate.platform.do(LetIn(gate.place, str(tamu)))
    gate.tg.ban(gate.chat, tamu)
    for link in (url, None):
        with pytest.raises(CannotDo):
            gate.tg.ask_to_join(tamu, gate.chat, link)
    (went,) = await gate.heard(Went)
    assert went.what == Went(by_other=True)
    gate.tg.unban(gate.chat, tamu)
    gate.tg.join(tamu, gate.chat, url)
    await gate.heard(Requested, count=2)
