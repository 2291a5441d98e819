"""Deliveries over the wire: once by their nonce, to channels and persons, changed in place, every failure named."""

from __future__ import annotations

import gc

import aiohttp
import discord
import pytest
from dcbot_house import House, says, until
from discord import ui

from bots.discord import platform as edge
from bots.discord.errors import undelivered
from bots.playground.faults import Fault
from core.kit.places import Kind, Place
from core.kit.port import Gone, Key, Message, Ref, Rejected, Reply, Somebody, Trouble, Undelivered, Wait, Words


def group(id: str) -> Place:
    return Place("discord", id)


def private(id: str) -> Place:
    return Place("discord", id, kind=Kind.PRIVATE)


async def test_a_message_is_sent_and_changed(house: House) -> None:
    await house.start()
    place = group(house.umum.id)
    card = Message(title=(Words("Mabar"),), lines=((Words("1/5"),),), rows=((Key("Ikut", "t:join"),),), card=True)
    ref = await house.platform.send(place, card)
    assert ref == Ref(place, house.said()[0]["id"])
    assert house.said()[0]["embeds"][0]["title"] == "Mabar"
    await house.platform.edit(ref, Message(lines=((Words("bubar"),),)))
    (message,) = house.said()
    assert (message["content"], message["embeds"], message["components"]) == ("bubar", [], [])


async def test_the_same_nonce_is_shown_once(house: House) -> None:
    await house.start()
    first = await house.platform.send(group(house.umum.id), says("satu"), nonce="guyub-17")
    again = await house.platform.send(group(house.umum.id), says("satu"), nonce="guyub-17")
    other = await house.platform.send(group(house.umum.id), says("satu"), nonce="guyub-18")
    assert first == again != other
    assert len(house.said()) == 2
    assert house.calls("POST", "/messages")[0]["body"]["enforce_nonce"] is True


async def test_a_long_nonce_keeps_what_tells_it_apart(house: House) -> None:
    await house.start()
    for number in range(2):
        await house.platform.send(group(house.umum.id), says("x"), nonce=f"{'n' * 40}{number}")
    assert len(house.said()) == 2


async def test_an_answer_refers_to_a_message_even_if_it_is_gone(house: House) -> None:
    await house.start()
    asked = house.dc.write(house.sari, house.umum, "halo?")
    await house.platform.send(group(house.umum.id), says("ya", reply_to=asked.id))
    house.dc.erase(house.sari, asked)
    await house.platform.send(group(house.umum.id), says("ya?", reply_to=asked.id, silent=True))
    first, second = house.said()
    assert first["message_reference"]["message_id"] == asked.id
    assert second["flags"] & 1 << 12
    assert first["mentions"] == []


async def test_only_those_named_are_pinged(house: House) -> None:
    await house.start()
    line = (Somebody("Sari", house.sari.id), Somebody("Budi", house.budi.id))
    await house.platform.send(group(house.umum.id), Message(lines=(line,), pings=(house.budi.id,)))
    assert [user["id"] for user in house.said()[0]["mentions"]] == [house.budi.id]


async def test_a_person_is_written_to_in_private_by_one_conversation(house: House) -> None:
    await house.start()
    for text in ("satu", "dua"):
        ref = await house.platform.send(private(house.budi.id), says(text))
    await house.platform.edit(ref, says("tiga"))
    assert [message["content"] for message in house.dc.dms(house.budi)] == ["satu", "tiga"]
    assert len(house.calls("POST", "/users/@me/channels")) == 1


async def test_conversations_are_remembered_up_to_a_bound(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge, "CONVERSATIONS", 10)
    await house.start()
    for number in range(100):
        house.platform.converses(str(number), number)
    await house.platform.send(private(house.budi.id), says("hai"))
    await house.platform.send(private(house.budi.id), says("hai"))
    assert len(house.calls("POST", "/users/@me/channels")) == 1


async def test_nothing_of_a_thousand_messages_is_kept(house: House) -> None:
    message = Message(lines=((Words("x"),),), rows=((Key("Ikut", "t:join"), Key("Keluar", "t:leave")),), card=True)
    house.engine.answers(Reply(message))
    await house.start()
    ref = await house.platform.send(group(house.umum.id), message)
    for _ in range(1000):
        await house.platform.edit(ref, message)
    for _ in range(20):
        await house.slash().shown()
        await house.platform.send(group(house.umum.id), message)
    await until(lambda: not left())


def left() -> list[object]:
    gc.collect()
    kept = (ui.View, ui.Modal, discord.Message, discord.Interaction, discord.Embed)
    return [thing for thing in gc.get_objects() if isinstance(thing, kept)]


async def fails(house: House, place: Place, ref: str = "") -> Undelivered:
    with pytest.raises(Undelivered) as caught:
        if ref:
            await house.platform.edit(Ref(place, ref), says("x"))
        else:
            await house.platform.send(place, says("x"))
    return caught.value


async def test_what_is_gone_is_named(house: House) -> None:
    await house.start()
    umum = group(house.umum.id)
    message = await house.platform.send(umum, says("x"))
    house.dc.erase(house.guild.members[house.guild.owner_id].person, message.id)
    found = await fails(house, umum, message.id)
    assert isinstance(found, Gone)
    assert found.what == "message"
    theirs = house.dc.write(house.sari, house.umum, "halo")
    found = await fails(house, umum, theirs.id)
    assert isinstance(found, Gone)
    assert found.what == "message"
    house.dc.set_permissions(house.umum, "Guyub", deny=("send_messages",))
    found = await fails(house, umum)
    assert isinstance(found, Gone)
    assert found.what == "place"
    house.dc.remove_channel(house.umum)
    found = await fails(house, umum)
    assert isinstance(found, Gone)
    assert found.what == "place"
    house.dc.close_dms(house.sari)
    found = await fails(house, private(house.sari.id))
    assert isinstance(found, Gone)
    assert found.what == "person"


async def test_a_person_who_shuts_the_bot_out_later_is_known_too(house: House) -> None:
    await house.start()
    await house.platform.send(private(house.sari.id), says("x"))
    house.dc.block_bot(house.sari)
    found = await fails(house, private(house.sari.id))
    assert isinstance(found, Gone)
    assert found.what == "person"


async def test_passing_troubles_are_named(house: House) -> None:
    await house.start()
    umum = group(house.umum.id)
    house.dc.faults.order(Fault("cut", "POST /channels/*"))
    assert isinstance(await fails(house, umum), Trouble)
    house.dc.faults.order(Fault("status", "POST /channels/*", status=503))
    assert isinstance(await fails(house, umum), Trouble)
    house.dc.faults.order(Fault("status", "POST /channels/*", status=429, retry_after=45))
    found = await fails(house, umum)
    assert isinstance(found, Wait)
    assert (found.seconds, found.place) == (45, umum)


async def test_a_dropped_answer_is_made_good_by_the_nonce(house: House) -> None:
    await house.start()
    house.dc.faults.order(Fault("drop", "POST /channels/*"))
    with pytest.raises(Trouble):
        await house.platform.send(group(house.umum.id), says("sekali"), nonce="17")
    await house.platform.send(group(house.umum.id), says("sekali"), nonce="17")
    assert len(house.said()) == 1


async def test_what_can_never_be_sent_is_rejected(house: House) -> None:
    await house.start()
    assert isinstance(await fails(house, Place("discord", "lobby")), Rejected)
    with pytest.raises(Rejected):
        await house.platform.send(group(house.umum.id), Message())
    with pytest.raises(Rejected):
        await house.platform.send(group(house.umum.id), says("x", rows=((Key("a", "t" * 101),),)))


async def test_before_the_login_a_delivery_waits_and_is_trouble_in_the_end(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge, "LOGIN_WAIT", 0.01)
    assert isinstance(await fails(house, group(house.umum.id)), Trouble)


class Refusal:
    """As much of a response as an HTTPException reads."""

    def __init__(self, status: int, retry_after: str | None = None) -> None:
        self.status = status
        self.reason = "no"
        self.headers = {} if retry_after is None else {"Retry-After": retry_after}


def refused(status: int, code: int, retry_after: str | None = None) -> discord.HTTPException:
    kind = {403: discord.Forbidden, 404: discord.NotFound}.get(status, discord.HTTPException)
    kind = discord.DiscordServerError if status >= 500 else kind
    return kind(Refusal(status, retry_after), {"code": code, "message": "no"})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("error", "private_place", "expected", "what"),
    [
        (refused(500, 0), False, Trouble, None),
        (refused(502, 0), False, Trouble, None),
        (refused(401, 0), False, Trouble, None),
        (refused(404, 10003), True, Gone, "person"),
        (refused(404, 10003), False, Gone, "place"),
        (refused(403, 50001), False, Gone, "place"),
        (refused(403, 50013), False, Gone, "place"),
        (refused(403, 50007), True, Gone, "person"),
        (refused(403, 50278), True, Gone, "person"),
        (refused(404, 10008), False, Gone, "message"),
        (refused(400, 50083), False, Gone, "place"),
        (refused(400, 50035), False, Rejected, None),
        (refused(400, 50006), False, Rejected, None),
        (aiohttp.ClientConnectionError(), False, Trouble, None),
        (ConnectionResetError(), False, Trouble, None),
        (TimeoutError(), False, Trouble, None),
        (ValueError(), False, Rejected, None),
    ],
)
def test_every_error_has_its_meaning(
    error: Exception, private_place: bool, expected: type[Undelivered], what: str | None
) -> None:
    found = undelivered(error, private("1") if private_place else group("1"))
    assert type(found) is expected
    assert getattr(found, "what", None) == what


def test_waits_say_how_long_and_where() -> None:
    place = group("1")
    for error, seconds, where in (
        (discord.RateLimited(31.5), 31.5, place),
        (refused(429, 0, "7.5"), 7.5, None),
        (refused(429, 0), 60.0, None),
        (refused(429, 20016, "3"), 3.0, place),
        (refused(400, 40003), 60.0, place),
    ):
        found = undelivered(error, place)
        assert isinstance(found, Wait)
        assert (found.seconds, found.place) == (seconds, where)
