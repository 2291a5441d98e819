"""Who governs a group is known when they act there, from the first message on, and no longer than they do."""

from __future__ import annotations

import pytest
from telegram_house import FakeApp, House

from bots.playground.faults import Fault
from core.kit.places import Place
from core.kit.port import Key, Message, Press, Words


class Group:
    """A group with its owner, an administrator, one by title only, and a member."""

    def __init__(self, house: House, app: FakeApp, *, bot: str = "administrator") -> None:
        self.house, self.tg, self.app = house, house.tg, app
        self.owner = self.tg.add_person("Rara")
        self.chat = self.tg.add_group("Guyub", owner=self.owner, bot=bot)  # type: ignore[arg-type]
        self.helper, self.titled, self.member = (self.tg.add_person(name) for name in ("Bimo", "Joko", "Sari"))
        for person in (self.helper, self.titled, self.member):
            self.tg.join(person, self.chat)
        self.tg.promote(self.chat, self.helper)
        self.tg.promote(self.chat, self.titled, ["can_pin_messages"])

    async def governs(self, person: int) -> bool:
        before = len(self.app.done)
        self.tg.write(person, self.chat, "/tegur")
        await self.app.until(lambda: len(self.app.done) > before)
        account = self.app.done[-1].account
        assert account is not None and account.id == str(person)
        return account.admin


async def test_it_is_known_from_the_first_command_on(house: House, app: FakeApp) -> None:
    group = Group(house, app)
    everybody = (group.owner, group.helper, group.titled, group.member)
    for person in everybody:
        house.tg.write(person, group.chat, "/tegur")
    house.start(app)
    await app.until(lambda: len(app.done) == 4)
    admins = {event.account.id for event in app.done if event.account and event.account.admin}
    assert admins == {str(group.owner), str(group.helper)}
    assert house.tg.calls["getChatAdministrators"] == 1


async def test_a_press_is_known_too_and_private_chats_ask_for_nothing(house: House, app: FakeApp) -> None:
    group = Group(house, app)
    platform = house.platform()
    keys = Message(lines=((Words("Kartu"),),), rows=((Key("Tutup", "tiket"),),))
    await platform.send(Place("telegram", str(group.chat)), keys)
    house.tg.start_bot(group.helper)
    house.start(app, platform=platform)
    await app.until(lambda: len(app.done) == 1)
    assert not house.tg.calls["getChatAdministrators"]
    await house.tg.press(group.helper, group.chat, "Tutup")
    (pressed,) = [event for event in app.began if isinstance(event.what, Press)]
    assert pressed.account is not None and pressed.account.admin


async def test_who_governs_no_more_is_known_at_once_where_the_bot_is_told(house: House, app: FakeApp) -> None:
    group = Group(house, app)
    house.start(app)
    assert await group.governs(group.helper)
    group.tg.demote(group.chat, group.helper)
    group.tg.promote(group.chat, group.member)
    assert not await group.governs(group.helper)
    assert await group.governs(group.member)
    assert house.tg.calls["getChatAdministrators"] == 1


async def test_elsewhere_the_list_is_asked_for_again(
    house: House, app: FakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.telegram.governors.FRESH_SECONDS", 0.0)
    monkeypatch.setattr("bots.telegram.governors.STALE_SECONDS", 0.0)
    group = Group(house, app, bot="member")
    house.start(app)
    assert await group.governs(group.helper)
    group.tg.demote(group.chat, group.helper)
    assert not await group.governs(group.helper)


@pytest.mark.parametrize(
    "fault", [Fault("status", "getChatAdministrators", status=502), Fault("cut", "getChatAdministrators")]
)
async def test_without_an_answer_nobody_governs(house: House, app: FakeApp, fault: Fault) -> None:
    group = Group(house, app)
    house.tg.faults.order(fault)
    house.start(app)
    assert not await group.governs(group.owner)
