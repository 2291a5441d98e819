"""Deeds on Telegram: through the real client against the stand-in, what is so afterwards and what is refused why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from telegram_house import Build, House

from bots.playground.faults import Fault
from bots.playground.telegram.errors import CannotDo
from bots.telegram import TelegramPlatform
from bots.telegram.deeds import LONGEST_MUTE, SHORTEST_MUTE
from core.kit.deeds import (
    DEEDS,
    Ban,
    CloseDoor,
    Deed,
    Kick,
    LetIn,
    Mute,
    OpenDoor,
    PauseInvites,
    Rank,
    Remove,
    Schedule,
    TurnAway,
    Unban,
    Unmute,
    Unschedule,
)
from core.kit.people import Role
from core.kit.places import Place
from core.kit.port import Addressed, Doer, Forbidden, Gone, Message, Ref, Rejected, Relocated, Trouble, Wait, Words

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
EVERY_RIGHT = ["can_invite_users", "can_restrict_members", "can_delete_messages", "can_manage_tags"]


class Clock:
    """A clock that stands still until it is set."""

    now = NOON

    def __call__(self) -> datetime:
        return self.now


class Ground:
    """A group with its people, and the platform that governs it."""

    def __init__(self, house: House, clock: Clock, **settings: Any) -> None:
        self.house, self.tg, self.clock = house, house.tg, clock
        self.owner = self.tg.add_person("Rara")
        self.chat = self.tg.add_group("Guyub", owner=self.owner, bot="member")
        self.tg.promote(self.chat, None, EVERY_RIGHT)
        self.sari = self.tg.add_person("Sari")
        self.tg.join(self.sari, self.chat)
        self.place = Place("telegram", str(self.chat))
        self.platform: TelegramPlatform = house.platform(clock=clock, **settings)

    async def do(self, kind: Callable[..., Deed], *args: Any) -> str:
        return await self.platform.do(kind(self.place, *args))

    def standing(self, person: int) -> Any:
        return self.tg.world.chats[self.chat].members[person]

    def asks(self, link: str | None = None) -> int:
        person = self.tg.add_person("Tamu")
        self.tg.ask_to_join(person, self.chat, link)
        return person


@pytest.fixture
async def ground(build: Build) -> Ground:
    clock = Clock()
    return Ground(await build(clock=clock), clock)


def test_what_it_can_do(house: House) -> None:
    platform = house.platform()
    assert isinstance(platform, Doer) and isinstance(platform, Addressed)
    assert platform.deeds == frozenset(DEEDS.values()) - {PauseInvites, Schedule, Unschedule}


def test_a_group_is_one_ground_however_many_topics_are_rooms(house: House) -> None:
    places = [Place("telegram", "-1001"), Place("telegram", "-1002", "4"), Place("telegram", "-1001", "7")]
    assert house.platform().grounds(places) == [Place("telegram", "-1001"), Place("telegram", "-1002")]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("telegram", "-1001234567890"), "https://t.me/c/1234567890/55"),
        (Place("telegram", "-1001234567890", "7"), "https://t.me/c/1234567890/7/55"),
        (Place("telegram", "-1001234567890", "1"), "https://t.me/c/1234567890/55"),
        (Place("telegram", "@guyub"), "https://t.me/guyub/55"),
        (Place("telegram", "-4100001"), None),
        (Place.parse("telegram:42::private"), None),
    ],
)
def test_the_address_of_a_message(house: House, place: Place, expected: str | None) -> None:
    assert house.platform().address(Ref(place, "55")) == expected


# --- doors -----------------------------------------------------------------------------------------------------------


async def test_who_asks_is_let_in_once(ground: Ground) -> None:
    tamu = ground.asks()
    assert await ground.do(LetIn, str(tamu)) == ""
    assert ground.standing(tamu).status == "member"
    assert await ground.do(LetIn, str(tamu)) == ""


async def test_who_was_let_in_by_somebody_else_counts_as_let_in(ground: Ground) -> None:
    tamu = ground.asks()
    ground.tg.answer_request(ground.chat, tamu, let_in=True)
    await ground.do(LetIn, str(tamu))
    with pytest.raises(Gone):
        await ground.do(TurnAway, str(tamu))


async def test_a_request_that_was_withdrawn_is_gone(ground: Ground) -> None:
    tamu = ground.asks()
    ground.tg.withdraw_request(tamu, ground.chat)
    with pytest.raises(Gone) as raised:
        await ground.do(LetIn, str(tamu))
    assert raised.value.what == "person"
    await ground.do(TurnAway, str(tamu))


async def test_who_is_turned_away_stays_outside(ground: Ground) -> None:
    tamu = ground.asks()
    await ground.do(TurnAway, str(tamu))
    await ground.do(TurnAway, str(tamu))
    assert tamu not in ground.tg.world.chats[ground.chat].members
    assert not ground.tg.world.chats[ground.chat].requests


async def test_a_door_is_opened_for_asking_and_closed(ground: Ground) -> None:
    until = NOON + timedelta(days=1)
    url = await ground.do(OpenDoor, "lamaran 🌸 " + "x" * 40, until)
    link = ground.tg.world.chats[ground.chat].links[url]
    assert (link.name, link.asks, link.expire_date) == ("lamaran 🌸 " + "x" * 21, True, int(until.timestamp()))
    tamu = ground.asks(url)
    assert ground.tg.world.chats[ground.chat].requests[tamu] == url
    await ground.do(CloseDoor, url)
    await ground.do(CloseDoor, url)
    with pytest.raises(CannotDo):
        ground.asks(url)


async def test_a_door_that_would_be_shut_already_is_refused(ground: Ground) -> None:
    with pytest.raises(Rejected):
        await ground.do(OpenDoor, "telat", NOON - timedelta(hours=1))


# --- sanctions -------------------------------------------------------------------------------------------------------


async def test_who_is_muted_writes_nothing_until_then(ground: Ground) -> None:
    assert await ground.do(Mute, str(ground.sari), NOON + timedelta(hours=1)) == ""
    first = next(iter(ground.tg.world.chats[ground.chat].messages))
    for tries in (
        lambda: ground.tg.write(ground.sari, ground.chat, "halo"),
        lambda: ground.tg.send(ground.sari, ground.chat, "photo"),
        lambda: ground.tg.send(ground.sari, ground.chat, "sticker"),
        lambda: ground.tg.react(ground.sari, ground.chat, first, "👍"),
    ):
        with pytest.raises(CannotDo):
            tries()
    ground.clock.now = NOON + timedelta(hours=1)
    ground.tg.write(ground.sari, ground.chat, "halo")


@pytest.mark.parametrize(
    ("wanted", "real"),
    [
        (timedelta(seconds=1), SHORTEST_MUTE),
        (timedelta(seconds=30), SHORTEST_MUTE),
        (timedelta(days=366), LONGEST_MUTE),
        (timedelta(days=4000), LONGEST_MUTE),
    ],
)
async def test_a_time_that_would_mean_forever_is_moved_and_told(
    ground: Ground, wanted: timedelta, real: timedelta
) -> None:
    told = await ground.do(Mute, str(ground.sari), NOON + wanted)
    assert datetime.fromisoformat(told) == NOON + real
    assert ground.standing(ground.sari).until_date == int((NOON + real).timestamp())


async def test_a_mute_without_an_end_holds_until_it_is_lifted(ground: Ground) -> None:
    assert await ground.do(Mute, str(ground.sari), None) == ""
    assert ground.standing(ground.sari).until_date == 0
    ground.clock.now = NOON + timedelta(days=400)
    with pytest.raises(CannotDo):
        ground.tg.write(ground.sari, ground.chat, "halo")
    await ground.do(Unmute, str(ground.sari))
    await ground.do(Unmute, str(ground.sari))
    ground.tg.write(ground.sari, ground.chat, "halo")


async def test_who_is_unmuted_may_what_the_group_allows_at_that_time(ground: Ground) -> None:
    ground.tg.permit(ground.chat, ["can_send_messages"])
    await ground.do(Mute, str(ground.sari), None)
    await ground.do(Unmute, str(ground.sari))
    ground.tg.write(ground.sari, ground.chat, "halo")
    with pytest.raises(CannotDo):
        ground.tg.send(ground.sari, ground.chat, "photo")
    ground.tg.permit(ground.chat, ["can_send_messages", "can_send_photos"])
    ground.tg.send(ground.sari, ground.chat, "photo")


async def test_a_mute_that_waited_until_it_was_over_is_left_out(ground: Ground) -> None:
    assert await ground.do(Mute, str(ground.sari), NOON) == ""
    assert ground.standing(ground.sari).status == "member"


@pytest.mark.parametrize("deed", [Kick, Unmute, lambda place, account: Mute(place, account, None)])
async def test_nothing_but_unban_ends_a_ban(ground: Ground, deed: Callable[..., Deed]) -> None:
    await ground.do(Ban, str(ground.sari))
    await ground.do(Ban, str(ground.sari))
    await ground.do(deed, str(ground.sari))
    assert ground.standing(ground.sari).status == "kicked"
    with pytest.raises(CannotDo):
        ground.tg.join(ground.sari, ground.chat)
    await ground.do(Unban, str(ground.sari))
    await ground.do(Unban, str(ground.sari))
    ground.tg.join(ground.sari, ground.chat)


async def test_unban_does_not_throw_out_who_is_inside(ground: Ground) -> None:
    await ground.do(Unban, str(ground.sari))
    assert ground.standing(ground.sari).status == "member"


async def test_who_is_kicked_may_come_back(ground: Ground) -> None:
    await ground.do(Kick, str(ground.sari))
    assert not ground.standing(ground.sari).present
    await ground.do(Kick, str(ground.sari))
    ground.tg.join(ground.sari, ground.chat)


async def test_a_small_group_lets_one_only_remove(ground: Ground) -> None:
    ground.chat = ground.tg.add_group("Kecil", supergroup=False, bot="administrator")
    ground.place = Place("telegram", str(ground.chat))
    ground.tg.join(ground.sari, ground.chat)
    await ground.do(Kick, str(ground.sari))
    assert not ground.standing(ground.sari).present
    ground.tg.join(ground.sari, ground.chat)
    with pytest.raises(Rejected):
        await ground.do(Mute, str(ground.sari), None)


async def test_a_message_is_removed_whoever_wrote_it(ground: Ground) -> None:
    message = ground.tg.write(ground.sari, ground.chat, "spam")["message_id"]
    await ground.do(Remove, str(message))
    assert message not in ground.tg.world.chats[ground.chat].messages
    with pytest.raises(Gone) as raised:
        await ground.do(Remove, str(message))
    assert raised.value.what == "message"
    with pytest.raises(Rejected):
        await ground.do(Remove, "bukan-nomor")


async def test_an_old_message_of_its_own_cannot_be_removed_without_the_right(ground: Ground) -> None:
    ref = await ground.platform.send(ground.place, Message(lines=((Words("lama"),),)))
    ground.tg.demote(ground.chat, None)
    ground.clock.now = NOON + timedelta(hours=49)
    with pytest.raises(Rejected):
        await ground.do(Remove, ref.id)


# --- tags ------------------------------------------------------------------------------------------------------------

TAGS = {"member": "Anggota", "host": "Tuan rumah"}


async def test_a_role_is_a_tag_as_far_as_config_names_one(build: Build) -> None:
    clock = Clock()
    ground = Ground(await build(clock=clock), clock, tags=TAGS)
    await ground.do(Rank, str(ground.sari), Role.HOST)
    assert ground.standing(ground.sari).tag == "Tuan rumah"
    assert ground.tg.write(ground.sari, ground.chat, "halo")["sender_tag"] == "Tuan rumah"
    await ground.do(Mute, str(ground.sari), None)
    await ground.do(Rank, str(ground.sari), Role.MEMBER)
    await ground.do(Rank, str(ground.sari), Role.MEMBER)
    assert ground.standing(ground.sari).tag == "Anggota"
    assert ground.tg.calls["setChatMemberTag"] == 2
    await ground.do(Rank, str(ground.sari), Role.VISITOR)
    assert ground.standing(ground.sari).tag == ""


async def test_a_tag_of_ones_own_is_left_where_the_role_has_none(build: Build) -> None:
    clock = Clock()
    ground = Ground(await build(clock=clock), clock, tags=TAGS)
    members = ground.tg.world.chats[ground.chat].members
    members[ground.sari] = type(members[ground.sari])("member", tag="penyair")
    await ground.do(Rank, str(ground.sari), Role.LISTENER)
    assert ground.standing(ground.sari).tag == "penyair"


async def test_who_cannot_be_tagged(build: Build) -> None:
    clock = Clock()
    ground = Ground(await build(clock=clock), clock, tags=TAGS)
    with pytest.raises(Forbidden):
        await ground.do(Rank, str(ground.owner), Role.HOST)
    await ground.do(Rank, str(ground.owner), Role.ADMIN)
    with pytest.raises(Gone):
        await ground.do(Rank, "999", Role.HOST)
    ground.tg.leave(ground.sari, ground.chat)
    with pytest.raises(Gone):
        await ground.do(Rank, str(ground.sari), Role.HOST)
    ground.tg.join(ground.sari, ground.chat)
    ground.tg.promote(ground.chat, None, ["can_restrict_members"])
    with pytest.raises(Forbidden):
        await ground.do(Rank, str(ground.sari), Role.HOST)


async def test_without_tags_in_config_nothing_is_called(ground: Ground) -> None:
    await ground.do(Rank, str(ground.sari), Role.HOST)
    assert not ground.tg.calls["getChatMember"]


async def test_a_server_that_knows_no_tags_is_not_asked_again_and_again(build: Build) -> None:
    clock = Clock()
    ground = Ground(await build(clock=clock), clock, tags=TAGS)
    ground.tg.faults.order(Fault("status", "setChatMemberTag", status=404))
    with pytest.raises(Rejected):
        await ground.do(Rank, str(ground.sari), Role.HOST)


@pytest.mark.parametrize("tag", ["x" * 17, "juara 🏆"])
def test_a_tag_that_telegram_would_not_take_is_a_mistake_in_config(house: House, tag: str) -> None:
    with pytest.raises(ValueError, match="tags"):
        house.platform(tags={"member": tag})


# --- what is refused -------------------------------------------------------------------------------------------------


def deeds_on(account: int, message: int, url: str) -> list[tuple[Callable[..., Deed], tuple[Any, ...]]]:
    who = str(account)
    return [
        (LetIn, (who,)),
        (TurnAway, (who,)),
        (OpenDoor, ("x", NOON + timedelta(days=1))),
        (CloseDoor, (url,)),
        (Mute, (who, None)),
        (Kick, (who,)),
        (Ban, (who,)),
        (Unban, (who,)),
        (Remove, (str(message),)),
    ]


@pytest.mark.parametrize("how", ["demoted", "thrown out"])
async def test_without_the_right_everything_is_forbidden(ground: Ground, how: str) -> None:
    url = await ground.do(OpenDoor, "x", NOON + timedelta(days=1))
    message = ground.tg.write(ground.sari, ground.chat, "halo")["message_id"]
    if how == "demoted":
        ground.tg.demote(ground.chat, None)
    else:
        ground.tg.kick_bot(ground.chat)
    for deed, args in deeds_on(ground.sari, message, url):
        with pytest.raises(Forbidden):
            await ground.do(deed, *args)
    assert ground.standing(ground.sari).status == "member"


@pytest.mark.parametrize("deed", [Kick, Ban, lambda place, account: Mute(place, account, None)])
async def test_administrators_are_out_of_reach(ground: Ground, deed: Callable[..., Deed]) -> None:
    ground.tg.promote(ground.chat, ground.sari)
    for who in (ground.owner, ground.sari, ground.tg.world.bot.id):
        with pytest.raises(Forbidden):
            await ground.do(deed, str(who))


@pytest.mark.parametrize("deed", [Kick, Ban, Unban, Unmute, lambda place, account: Mute(place, account, None)])
async def test_somebody_unknown_is_gone(ground: Ground, deed: Callable[..., Deed]) -> None:
    with pytest.raises(Gone) as raised:
        await ground.do(deed, "999")
    assert raised.value.what == "person"


async def test_a_place_that_moved_or_is_unknown(ground: Ground) -> None:
    small = ground.tg.add_group("Kecil", supergroup=False, bot="administrator")
    ground.tg.join(ground.sari, small)
    new = ground.tg.upgrade_to_supergroup(small)
    with pytest.raises(Relocated) as moved:
        await ground.platform.do(Ban(Place("telegram", str(small)), str(ground.sari)))
    assert moved.value.to == Place("telegram", str(new))
    with pytest.raises(Gone) as gone:
        await ground.platform.do(Ban(Place("telegram", "-1009999"), str(ground.sari)))
    assert gone.value.what == "place"


async def test_troubles_of_a_deed(ground: Ground) -> None:
    ground.tg.faults.order(Fault("status", "banChatMember", status=429, retry_after=9))
    with pytest.raises(Wait) as wait:
        await ground.do(Ban, str(ground.sari))
    assert (wait.value.seconds, wait.value.place) == (9, ground.place)
    for fault in (Fault("status", "banChatMember", status=502), Fault("drop", "banChatMember")):
        ground.tg.faults.order(fault)
        with pytest.raises(Trouble):
            await ground.do(Ban, str(ground.sari))
    await ground.do(Ban, str(ground.sari))
    assert ground.standing(ground.sari).status == "kicked"
