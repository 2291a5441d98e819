"""Deeds over the wire: doors, sanctions, roles and scheduled events in a server, with what can go wrong at each."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from dcbot_house import House, says, until

from bots.discord.deeds import DEEDS, worn
from bots.playground.discord import perms
from bots.playground.discord.errors import Refusal
from bots.playground.discord.people import Person
from bots.playground.faults import Fault
from core.kit.deeds import (
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
    Unban,
    Unmute,
    Unschedule,
)
from core.kit.people import Role
from core.kit.places import Kind, Place
from core.kit.port import Addressed, Doer, Forbidden, Gone, Ref, Rejected, Trouble, Wait


def now() -> datetime:
    return datetime.now(UTC)


def place(house: House) -> Place:
    return Place("discord", house.umum.id)


def member(house: House, person: Person) -> Any:
    return house.guild.members[person.id]


def lacks(house: House, right: str) -> None:
    """Take a right from the bot's role and from everybody's."""
    for name in ("Guyub", "@everyone"):
        _, role = house.dc.role(name, house.guild)
        house.dc.set_role_permissions(role, [name for name in perms.names(role.permissions) if name != right])


@pytest.fixture
async def there(house: House) -> House:
    await house.start()
    return house


# --- doors -----------------------------------------------------------------------------------------------------------


async def test_a_door_lets_one_in_and_is_gone(there: House) -> None:
    url = await there.platform.do(OpenDoor(place(there), "Rara & Adi, 7 #2", now() + timedelta(days=2)))
    (invite,) = there.dc.world.invites.values()
    assert url == f"https://discord.gg/{invite.code}"
    assert invite.channel is there.umum
    assert (invite.max_uses, invite.temporary) == (1, False)
    assert 0 <= 2 * 86400 - invite.max_age < 60
    assert there.guild.audit[-1]["reason"] == "Rara & Adi, 7 #2"
    tono, wati = there.dc.add_person("Tono"), there.dc.add_person("Wati")
    there.dc.join(tono, invite=invite.code)
    with pytest.raises(Refusal):
        there.dc.join(wati, invite=invite.code)
    assert tono.id in there.guild.members
    assert wati.id not in there.guild.members


async def test_every_door_is_one_of_its_own_and_lasts_a_week_at_the_most(there: House) -> None:
    far = OpenDoor(place(there), "a", now() + timedelta(days=40))
    assert await there.platform.do(far) != await there.platform.do(far)
    assert {invite.max_age for invite in there.dc.world.invites.values()} == {7 * 86400}


async def test_a_door_that_is_over_is_not_made(there: House) -> None:
    with pytest.raises(Rejected):
        await there.platform.do(OpenDoor(place(there), "a", now() - timedelta(seconds=1)))
    assert there.dc.world.invites == {}


async def test_a_door_is_shut_once_and_again(there: House) -> None:
    url = await there.platform.do(OpenDoor(place(there), "a", now() + timedelta(days=1)))
    for _ in range(2):
        assert await there.platform.do(CloseDoor(place(there), url)) == ""
        assert there.dc.world.invites == {}
    with pytest.raises(Rejected):
        await there.platform.do(CloseDoor(place(there), "bukan alamat"))


async def test_invites_pause_for_a_day_at_the_most(there: House) -> None:
    await there.platform.do(OpenDoor(place(there), "a", now() + timedelta(days=1)))
    (code,) = there.dc.world.invites
    await there.platform.do(PauseInvites(place(there), now() + timedelta(days=9)))
    assert 86400 - 120 < there.guild.paused["invites"] - time.time() <= 86400
    tono = there.dc.add_person("Tono")
    with pytest.raises(Refusal):
        there.dc.join(tono, invite=code)
    soon = now() + timedelta(hours=3)
    await there.platform.do(PauseInvites(place(there), soon))
    assert there.guild.paused["invites"] == pytest.approx(soon.timestamp(), abs=0.001)
    await there.platform.do(PauseInvites(place(there), None))
    there.dc.join(tono, invite=code)
    assert tono.id in there.guild.members


# --- sanctions -------------------------------------------------------------------------------------------------------


async def test_a_mute_holds_until_its_end_and_is_taken_back(there: House) -> None:
    soon = now() + timedelta(hours=1)
    assert await there.platform.do(Mute(place(there), there.sari.id, soon)) == ""
    assert member(there, there.sari).timeout_until == pytest.approx(soon.timestamp(), abs=0.001)
    with pytest.raises(Refusal):
        there.dc.write(there.sari, there.umum, "halo")
    with pytest.raises(Refusal):
        there.slash()
    for _ in range(2):
        await there.platform.do(Unmute(place(there), there.sari.id))
        there.dc.write(there.sari, there.umum, "halo")


@pytest.mark.parametrize("end", [None, timedelta(days=90)])
async def test_a_longer_mute_tells_until_when_it_really_holds(there: House, end: timedelta | None) -> None:
    wanted = now() + end if end else None
    told = datetime.fromisoformat(await there.platform.do(Mute(place(there), there.sari.id, wanted)))
    assert told.tzinfo is not None
    assert member(there, there.sari).timeout_until == pytest.approx(told.timestamp(), abs=0.001)
    assert timedelta(days=27, hours=23) < told - now() <= timedelta(days=28)


async def test_who_was_kicked_may_come_back(there: House) -> None:
    await there.platform.do(Kick(place(there), there.sari.id))
    assert there.sari.id not in there.guild.members
    with pytest.raises(Gone) as gone:
        await there.platform.do(Kick(place(there), there.sari.id))
    assert gone.value.what == "person"
    there.dc.join(there.sari, there.guild)


async def test_who_is_banned_stays_out_until_the_ban_is_lifted_and_their_words_stay(there: House) -> None:
    said = there.dc.write(there.sari, there.umum, "halo")
    for _ in range(2):
        await there.platform.do(Ban(place(there), there.sari.id))
    assert there.sari.id not in there.guild.members
    assert said.id in there.umum.messages
    with pytest.raises(Refusal):
        there.dc.join(there.sari, there.guild)
    for _ in range(2):
        await there.platform.do(Unban(place(there), there.sari.id))
    there.dc.join(there.sari, there.guild)


async def test_somebody_who_is_not_there_can_be_banned(there: House) -> None:
    tono = there.dc.add_person("Tono")
    await there.platform.do(Ban(place(there), tono.id))
    assert tono.id in there.guild.bans


async def test_a_message_is_removed_whoever_wrote_it(there: House) -> None:
    said = there.dc.write(there.sari, there.umum, "halo")
    own = await there.platform.send(place(there), says("hai"))
    for id in (said.id, own.id):
        await there.platform.do(Remove(place(there), id))
        with pytest.raises(Gone) as gone:
            await there.platform.do(Remove(place(there), id))
        assert gone.value.what == "message"
    assert there.umum.messages == {}


# --- roles -----------------------------------------------------------------------------------------------------------


ROLES = {Role.APPLICANT: "1", Role.MEMBER: "2", Role.HOST: "4", Role.ADMIN: "6"}


@pytest.mark.parametrize(
    ("role", "has", "shows"),
    [
        (Role.VISITOR, ["2", "9", "4"], ["9"]),
        (Role.APPLICANT, ["9"], ["9", "1"]),
        (Role.MEMBER, ["1", "9"], ["9", "2"]),
        (Role.LISTENER, ["9", "4"], ["9", "2"]),
        (Role.HOST, ["2", "6"], ["2", "4"]),
        (Role.ADMIN, [], ["2", "6"]),
    ],
)
def test_members_have_their_role_and_everybody_their_own(role: Role, has: list[str], shows: list[str]) -> None:
    assert worn(ROLES, role, has) == shows
    assert worn(ROLES, role, shows) == shows


async def test_a_role_is_shown_by_those_named_in_config(house: House) -> None:
    ours = {name: house.dc.add_role(house.guild, name) for name in ("applicant", "member", "host")}
    other = house.dc.add_role(house.guild, "Pecinta kopi")
    house.dc.grant(house.sari, other)
    house.dc.grant(house.sari, ours["applicant"])
    await house.start(roles={name: role.id for name, role in ours.items()})
    await house.platform.do(Rank(place(house), house.sari.id, Role.HOST))
    assert set(member(house, house.sari).roles) == {other.id, ours["member"].id, ours["host"].id}
    assert len(house.calls("PATCH", f"/members/{house.sari.id}")) == 1
    await house.platform.do(Rank(place(house), house.sari.id, Role.HOST))
    assert len(house.calls("PATCH", f"/members/{house.sari.id}")) == 1
    await house.platform.do(Rank(place(house), house.sari.id, Role.VISITOR))
    assert member(house, house.sari).roles == [other.id]


async def test_without_roles_in_config_nothing_is_asked(there: House) -> None:
    await there.platform.do(Rank(place(there), there.sari.id, Role.MEMBER))
    assert there.calls("GET", f"/members/{there.sari.id}") == []


async def test_a_role_above_the_bots_own_is_not_its_to_give(house: House) -> None:
    high = house.dc.add_role(house.guild, "Sesepuh")
    high.position = 99
    await house.start(roles={"member": high.id})
    with pytest.raises(Forbidden):
        await house.platform.do(Rank(place(house), house.sari.id, Role.MEMBER))


# --- scheduled events ------------------------------------------------------------------------------------------------


def meeting(house: House, **more: Any) -> Schedule:
    at = now() + timedelta(days=1)
    given = {"title": "Mabar ML", "about": "Bawa kopi", "at": at, "until": at + timedelta(hours=2), "where": "Discord"}
    return Schedule(place(house), **{**given, **more})


async def test_a_meeting_is_in_the_calendar_changes_and_goes(there: House) -> None:
    deed = meeting(there, title="x" * 120, about="[klik](https://jahat.example)", where="y" * 120)
    id = await there.platform.do(deed)
    body = there.guild.events[id].body
    assert (body["entity_type"], len(body["name"]), len(body["entity_metadata"]["location"])) == (3, 100, 100)
    assert body["description"] == "[klik] (https://jahat.example)"
    assert datetime.fromisoformat(body["scheduled_start_time"]) == deed.at
    assert datetime.fromisoformat(body["scheduled_end_time"]) == deed.until
    later = meeting(there, id=id, title="Nonton", at=deed.at + timedelta(days=1), until=deed.until + timedelta(days=1))
    assert await there.platform.do(later) == id
    assert there.guild.events[id].body["name"] == "Nonton"
    for _ in range(2):
        await there.platform.do(Unschedule(place(there), id))
        assert there.guild.events == {}


async def test_a_meeting_that_somebody_deleted_is_put_in_anew(there: House) -> None:
    id = await there.platform.do(meeting(there, id="123456"))
    assert id != "123456"
    assert list(there.guild.events) == [id]


async def test_a_meeting_that_was_made_before_its_answer_was_lost_is_there_once(there: House) -> None:
    deed = meeting(there)
    there.dc.faults.order(Fault("drop", "POST /guilds/*"))
    with pytest.raises(Trouble):
        await there.platform.do(deed)
    (id,) = there.guild.events
    assert await there.platform.do(deed) == id
    assert list(there.guild.events) == [id]


async def test_what_discord_does_not_take_is_rejected(there: House) -> None:
    with pytest.raises(Rejected):
        await there.platform.do(meeting(there, at=now() - timedelta(hours=1)))
    for number in range(100):
        await there.platform.do(meeting(there, title=f"ke-{number}"))
    with pytest.raises(Rejected):
        await there.platform.do(meeting(there, title="ke-101"))


# --- what can go wrong -----------------------------------------------------------------------------------------------


RIGHTS: list[tuple[str, Callable[[House], Deed]]] = [
    ("create_instant_invite", lambda h: OpenDoor(place(h), "a", now() + timedelta(days=1))),
    ("manage_guild", lambda h: PauseInvites(place(h), now() + timedelta(hours=1))),
    ("moderate_members", lambda h: Mute(place(h), h.sari.id, None)),
    ("moderate_members", lambda h: Unmute(place(h), h.sari.id)),
    ("kick_members", lambda h: Kick(place(h), h.sari.id)),
    ("ban_members", lambda h: Ban(place(h), h.sari.id)),
    ("ban_members", lambda h: Unban(place(h), h.sari.id)),
    ("manage_messages", lambda h: Remove(place(h), h.dc.write(h.sari, h.umum, "halo").id)),
    ("create_events", meeting),
]


@pytest.mark.parametrize(("right", "deed"), RIGHTS)
async def test_without_the_right_it_is_forbidden(there: House, right: str, deed: Callable[[House], Deed]) -> None:
    lacks(there, right)
    with pytest.raises(Forbidden):
        await there.platform.do(deed(there))


@pytest.mark.parametrize("kind", [Mute, Kick, Ban])
async def test_who_stands_above_the_bot_is_out_of_its_reach(there: House, kind: Any) -> None:
    owner = there.guild.owner_id
    deed = Mute(place(there), owner, None) if kind is Mute else kind(place(there), owner)
    with pytest.raises(Forbidden):
        await there.platform.do(deed)


async def test_a_hidden_place_is_forbidden_and_a_deleted_one_gone(there: House) -> None:
    away = there.dc.add_channel(there.dc.add_guild("Jauh", bot=False), "sana")
    with pytest.raises(Forbidden):
        await there.platform.do(Kick(Place("discord", away.id), there.sari.id))
    with pytest.raises(Gone) as gone:
        await there.platform.do(Kick(Place("discord", "4242"), there.sari.id))
    assert gone.value.what == "place"


async def test_strangers_are_gone(there: House) -> None:
    tono = there.dc.add_person("Tono")
    for deed in (Mute(place(there), tono.id, None), Unmute(place(there), tono.id), Ban(place(there), "4242")):
        with pytest.raises(Gone) as gone:
            await there.platform.do(deed)
        assert gone.value.what == "person"


async def test_limits_and_troubles_pass(there: House) -> None:
    there.dc.faults.order(Fault("status", "DELETE /guilds/*", status=429, retry_after=45))
    with pytest.raises(Wait) as wait:
        await there.platform.do(Kick(place(there), there.sari.id))
    assert wait.value.seconds == pytest.approx(45, abs=1)
    there.dc.faults.order(Fault("status", "DELETE /guilds/*", status=501))
    with pytest.raises(Trouble):
        await there.platform.do(Kick(place(there), there.sari.id))
    assert there.sari.id in there.guild.members


@pytest.mark.parametrize("where", [Place("discord", "1", kind=Kind.PRIVATE), Place("discord", "lobby")])
async def test_elsewhere_than_in_a_server_nothing_can_be_done(there: House, where: Place) -> None:
    with pytest.raises(Rejected):
        await there.platform.do(Kick(where, there.sari.id))


async def test_nobody_asks_to_be_let_in_here(there: House) -> None:
    assert LetIn not in DEEDS
    with pytest.raises(Rejected):
        await there.platform.do(LetIn(place(there), there.sari.id))
    with pytest.raises(Rejected):
        await there.platform.do(Kick(place(there), "sari"))


# --- servers and addresses -------------------------------------------------------------------------------------------


async def test_one_place_stands_for_its_server(house: House) -> None:
    second = house.dc.add_channel(house.guild, "mabar")
    thread_of = Place("discord", second.id)
    away = house.dc.add_channel(house.dc.add_guild("Tetangga"), "sana")
    places = [place(house), thread_of, Place("discord", away.id), Place("discord", "7", kind=Kind.PRIVATE)]
    assert list(house.platform.grounds(places)) == places[:3]
    await house.start()
    await until(lambda: house.platform.address(Ref(places[2], "5")))
    assert list(house.platform.grounds(places)) == [places[0], places[2]]
    assert house.platform.address(Ref(thread_of, "5")) == f"https://discord.com/channels/{house.guild.id}/{second.id}/5"
    assert house.platform.address(Ref(places[3], "5")) is None
    await house.platform.do(Kick(Place("discord", house.guild.id), house.sari.id))
    assert house.sari.id not in house.guild.members


async def test_with_a_server_in_config_it_is_known_before_anything_is_connected(house: House) -> None:
    platform = type(house.platform)(house.settings(guild=house.guild.id))
    second = Place("discord", house.dc.add_channel(house.guild, "mabar").id)
    assert list(platform.grounds([place(house), second])) == [place(house)]
    assert platform.address(Ref(second, "5")) == f"https://discord.com/channels/{house.guild.id}/{second.id}/5"
    assert isinstance(platform, Doer) and isinstance(platform, Addressed)


async def test_a_deed_needs_no_gateway(house: House) -> None:
    house.dc.faults.order(Fault("status", "GATEWAY connect", status=500, times=0))
    await house.begin()
    await house.platform.do(Kick(place(house), house.sari.id))
    assert house.sari.id not in house.guild.members
    assert house.dc.gateway.identified == 0
