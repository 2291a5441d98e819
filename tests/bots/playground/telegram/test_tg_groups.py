"""Members, rights, invite links and requests to join, through the real python-telegram-bot."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from telegram import Bot, ChatMemberBanned, ChatMemberRestricted, ChatPermissions
from telegram.error import BadRequest, Forbidden
from tg_house import House, parsed

ALL = ["message", "chat_member", "my_chat_member", "chat_join_request"]


@pytest.fixture
async def group(house: House, bot: Bot, sari: int) -> int:
    await bot.get_updates(timeout=0, allowed_updates=ALL)
    chat = house.tg.add_group("Mabar", username="mabar_id", bot="administrator", description="Main bareng")
    house.tg.join(sari, chat)
    return chat


async def test_looking_at_a_chat(house: House, bot: Bot, sari: int, group: int):
    chat = await bot.get_chat("@mabar_id")
    assert (chat.id, chat.type, chat.title, chat.description) == (group, "supergroup", "Mabar", "Main bareng")
    assert chat.invite_link
    assert chat.permissions is not None
    assert chat.permissions.can_send_messages
    assert (await bot.get_chat(sari)).username == "sari_m"
    assert await bot.get_chat_member_count(group) == 3
    assert {member.status for member in await bot.get_chat_administrators(group)} == {"creator", "administrator"}
    assert (await bot.get_chat_member(group, sari)).status == "member"
    assert (await bot.get_chat_member(group, bot.id)).status == "administrator"
    with pytest.raises(BadRequest, match=r"^Participant_id_invalid$"):
        await bot.get_chat_member(group, 999)
    with pytest.raises(BadRequest, match=r"^Invalid user_id specified$"):
        await bot.get_chat_member(group, -5)
    with pytest.raises(BadRequest, match=r"^There are no administrators in the private chat$"):
        await bot.get_chat_administrators(sari)


async def test_banning_and_unbanning(house: House, bot: Bot, sari: int, group: int):
    until = house.clock.now + timedelta(hours=1)
    house.tg.write(sari, group, "spam")
    assert await bot.ban_chat_member(group, sari, until_date=until)
    member = await bot.get_chat_member(group, sari)
    assert isinstance(member, ChatMemberBanned)
    assert member.until_date == until
    assert "spam" in [message.get("text") for message in house.tg.messages(group)]  # only they cannot see it any more
    assert house.queued("message")[-1]["left_chat_member"]["id"] == sari
    with pytest.raises(ValueError, match="banned"):
        house.tg.join(sari, group)
    house.clock.turn(3601)
    assert (await bot.get_chat_member(group, sari)).status == "left"
    house.tg.join(sari, group)
    assert await bot.unban_chat_member(group, sari, only_if_banned=True)
    assert (await bot.get_chat_member(group, sari)).status == "member"
    assert await bot.unban_chat_member(group, sari)
    assert (await bot.get_chat_member(group, sari)).status == "left"
    changes = [update.chat_member for update in parsed(bot, house.queued()) if update.chat_member]
    assert [c.new_chat_member.status for c in changes] == ["member", "kicked", "member", "kicked", "left"]


async def test_whom_the_bot_cannot_ban(house: House, bot: Bot, sari: int, group: int):
    owner = next(m.user.id for m in await bot.get_chat_administrators(group) if m.status == "creator")
    house.tg.promote(group, sari)
    for person, refusal in (
        (owner, "Can't remove chat owner"),
        (sari, "User is an administrator of the chat"),
        (bot.id, "Can't restrict self"),
        (999, "Participant_id_invalid"),
    ):
        with pytest.raises(BadRequest, match=rf"^{refusal}$"):
            await bot.ban_chat_member(group, person)
    house.tg.demote(group, None)
    with pytest.raises(BadRequest, match=r"^Not enough rights to restrict/unrestrict chat member$"):
        await bot.ban_chat_member(group, sari)
    small = house.tg.add_group("Kecil", supergroup=False, bot="administrator")
    for call in (
        bot.unban_chat_member(small, sari),
        bot.promote_chat_member(small, sari, can_invite_users=True),
        bot.restrict_chat_member(small, sari, ChatPermissions.no_permissions()),
    ):
        with pytest.raises(BadRequest, match=r"^Method is available"):
            await call


async def test_restricting(house: House, bot: Bot, sari: int, group: int):
    assert await bot.restrict_chat_member(group, sari, ChatPermissions(can_send_messages=True))
    member = await bot.get_chat_member(group, sari)
    assert isinstance(member, ChatMemberRestricted)
    assert (member.can_send_messages, member.can_send_photos) == (True, False)
    house.tg.write(sari, group, "boleh")
    with pytest.raises(ValueError, match="may not send"):
        house.tg.send(sari, group, "photo")
    await bot.restrict_chat_member(group, sari, ChatPermissions.all_permissions())
    status, _ = await house.raw(
        "restrictChatMember",
        {"chat_id": group, "user_id": sari, "permissions": dict.fromkeys(_every_permission(), True)},
    )
    assert status == 200
    assert (await bot.get_chat_member(group, sari)).status == "member"


async def test_a_restriction_stays_with_whoever_leaves_and_comes_back(house: House, bot: Bot, sari: int, group: int):
    await bot.restrict_chat_member(group, sari, ChatPermissions.no_permissions())
    photo = house.tg.send(sari, None, "photo")["message_id"]
    first = next(iter(house.tg.world.chats[group].messages))
    with pytest.raises(ValueError, match="may not send"):
        house.tg.forward(sari, photo, None, group)
    with pytest.raises(ValueError, match="may not react"):
        house.tg.react(sari, group, first, "👍")
    house.tg.leave(sari, group)
    house.tg.ask_to_join(sari, group)
    await bot.approve_chat_join_request(group, sari)
    member = await bot.get_chat_member(group, sari)
    assert isinstance(member, ChatMemberRestricted)
    assert (member.is_member, member.can_send_messages) == (True, False)


async def test_tags(house: House, bot: Bot, sari: int, group: int):
    async def tag(person: int, tag: str) -> str:
        status, answer = await house.raw("setChatMemberTag", {"chat_id": group, "user_id": person, "tag": tag})
        return "" if status == 200 else str(answer["description"]).removeprefix("Bad Request: ")

    assert await tag(sari, "Host") == "not enough rights to manage member tags"
    house.tg.promote(group, None, ["can_manage_tags", "can_restrict_members"])
    assert await tag(sari, "Host") == ""
    assert (await house.raw("getChatMember", {"chat_id": group, "user_id": sari}))[1]["result"]["tag"] == "Host"
    await bot.restrict_chat_member(group, sari, ChatPermissions(can_send_messages=True))
    assert house.tg.write(sari, group, "halo")["sender_tag"] == "Host"
    assert house.queued("message")[-1]["sender_tag"] == "Host"
    assert await tag(sari, "") == ""
    assert "sender_tag" not in house.tg.write(sari, group, "halo")
    assert await tag(sari, "x" * 17) == await tag(sari, "🏆") == "TAG_INVALID"
    assert await tag(bot.id, "x") == "user is an administrator of the chat"
    house.tg.leave(sari, group)
    assert await tag(sari, "x") == "USER_NOT_PARTICIPANT"


async def test_a_small_group_only_removes(house: House, bot: Bot, sari: int):
    small = house.tg.add_group("Kecil", supergroup=False, bot="administrator")
    for remove in (lambda: bot.ban_chat_member(small, sari), None):
        house.tg.join(sari, small)
        if remove is not None:
            await remove()
        else:
            house.tg.ban(small, sari)
        assert (await bot.get_chat_member(small, sari)).status == "left"


def _every_permission() -> tuple[str, ...]:
    from bots.playground.telegram.model import PERMISSIONS

    return PERMISSIONS


async def test_promoting(house: House, bot: Bot, sari: int, group: int):
    with pytest.raises(BadRequest, match=r"^Not enough rights$"):
        await bot.promote_chat_member(group, sari, can_invite_users=True)
    house.tg.promote(group, None, ["can_promote_members", "can_invite_users"])
    with pytest.raises(BadRequest, match=r"^Not enough rights$"):
        await bot.promote_chat_member(group, sari, can_delete_messages=True)
    assert await bot.promote_chat_member(group, sari, can_invite_users=True)
    assert (await bot.get_chat_member(group, sari)).status == "administrator"
    assert await bot.promote_chat_member(group, sari)
    assert (await bot.get_chat_member(group, sari)).status == "member"
    house.tg.leave(sari, group)
    with pytest.raises(BadRequest, match=r"^User_not_participant$"):
        await bot.promote_chat_member(group, sari, can_invite_users=True)


async def test_invite_links(house: House, bot: Bot, group: int):
    tg = house.tg
    link = await bot.create_chat_invite_link(group, name="Undangan", member_limit=1)
    assert (link.name, link.member_limit, link.creates_join_request) == ("Undangan", 1, False)
    first, second = tg.add_person("Satu"), tg.add_person("Dua")
    tg.join(first, group, link.invite_link)
    change = parsed(bot, house.queued())[-2].chat_member
    assert change is not None
    assert change.invite_link is not None
    assert change.invite_link.invite_link == link.invite_link
    with pytest.raises(ValueError, match="expired"):
        tg.join(second, group, link.invite_link)
    edited = await bot.edit_chat_invite_link(
        group, link.invite_link, name="Lagi", expire_date=house.clock.now + timedelta(hours=1)
    )
    assert (edited.name, edited.member_limit) == ("Lagi", None)
    house.clock.turn(3601)
    with pytest.raises(ValueError, match="expired"):
        tg.join(second, group, link.invite_link)
    assert (await bot.revoke_chat_invite_link(group, link.invite_link)).is_revoked
    for call, refusal in (
        (bot.edit_chat_invite_link(group, link.invite_link), "Invite_hash_expired"),
        (bot.edit_chat_invite_link(group, "https://t.me/+none"), "Invite_hash_expired"),
        (bot.create_chat_invite_link(group, name="a" * 33), "Invite_link_name_too_long"),
        (bot.create_chat_invite_link(group, expire_date=house.clock.now), "Expire_date_invalid"),
        (
            bot.create_chat_invite_link(group, member_limit=5, creates_join_request=True),
            "Member limit can't be specified for links requiring administrator approval",
        ),
    ):
        with pytest.raises(BadRequest, match=rf"^{refusal}$"):
            await call
    tg.demote(group, None)
    with pytest.raises(BadRequest, match=r"^Not enough rights to manage chat invite link$"):
        await bot.create_chat_invite_link(group)


async def test_requests_to_join(house: House, bot: Bot, group: int):
    tg = house.tg
    link = await bot.create_chat_invite_link(group, name="Minta", creates_join_request=True)
    asker, other = tg.add_person("Tamu"), tg.add_person("Lain")
    tg.join(asker, group, link.invite_link)
    request = parsed(bot, house.queued())[-1].chat_join_request
    assert request is not None
    assert request.invite_link is not None
    assert request.invite_link.pending_join_request_count == 1
    assert await bot.send_message(request.user_chat_id, "Sebentar ya")
    assert await request.approve()
    assert (await bot.get_chat_member(group, asker)).status == "member"
    change = next(u.chat_member for u in reversed(parsed(bot, house.queued())) if u.chat_member)
    assert change.invite_link is not None
    assert house.queued("message")[-1]["new_chat_members"][0]["id"] == asker
    with pytest.raises(BadRequest, match=r"^User_already_participant$"):
        await request.approve()
    tg.ask_to_join(other, group)
    with pytest.raises(ValueError, match="asked already"):
        tg.ask_to_join(other, group)
    assert await bot.decline_chat_join_request(group, other)
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(other, "maaf")
    with pytest.raises(BadRequest, match=r"^Hide_requester_missing$"):
        await bot.decline_chat_join_request(group, other)


async def test_requests_that_others_answer_or_that_are_withdrawn(house: House, bot: Bot, group: int):
    tg = house.tg
    link = await bot.create_chat_invite_link(
        group, name="Minta", creates_join_request=True, expire_date=house.clock.now + timedelta(hours=1)
    )
    first, second, third = (tg.add_person(name) for name in ("Satu", "Dua", "Tiga"))
    for person in (first, second, third):
        tg.ask_to_join(person, group, link.invite_link)
    tg.answer_request(group, first, let_in=True)
    change = next(u.chat_member for u in reversed(parsed(bot, house.queued())) if u.chat_member)
    assert change.invite_link is not None
    assert change.invite_link.name == "Minta"
    assert change.from_user.id not in (bot.id, first)
    tg.answer_request(group, second, let_in=False)
    tg.withdraw_request(third, group)
    assert not house.tg.world.chats[group].requests
    for person in (second, third):
        with pytest.raises(BadRequest, match=r"^Hide_requester_missing$"):
            await bot.approve_chat_join_request(group, person)
        with pytest.raises(ValueError, match="has not asked"):
            tg.withdraw_request(person, group)
        with pytest.raises(ValueError, match="has not asked"):
            tg.answer_request(group, person, let_in=True)
    house.clock.turn(3601)
    with pytest.raises(ValueError, match="expired"):
        tg.ask_to_join(second, group, link.invite_link)
    tg.ban(group, first)
    with pytest.raises(ValueError, match="banned"):
        tg.ask_to_join(first, group)
    tg.unban(group, first)
    with pytest.raises(ValueError, match="not banned"):
        tg.unban(group, first)
    tg.ask_to_join(first, group)


async def test_the_door_closes_after_five_minutes(house: House, bot: Bot, group: int):
    asker = house.tg.add_person("Tamu")
    house.tg.ask_to_join(asker, group)
    assert await bot.send_message(asker, "halo")
    house.clock.turn(301)
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(asker, "halo?")
    assert await bot.approve_chat_join_request(group, asker)
    change = next(u.chat_member for u in reversed(parsed(bot, house.queued())) if u.chat_member)
    assert change.via_join_request


async def test_the_bot_is_told_of_requests_only_with_the_right(house: House, group: int):
    house.tg.promote(group, None, ["can_pin_messages"])
    house.tg.ask_to_join(house.tg.add_person("Tamu"), group)
    assert house.queued("chat_join_request") == []


async def test_a_plain_member_bot_is_told_nothing_about_others(house: House, bot: Bot, sari: int, group: int):
    house.tg.demote(group, None)
    told = len(house.queued("chat_member"))
    house.tg.leave(sari, group)
    house.tg.ask_to_join(sari, group)
    assert len(house.queued("chat_member")) == told
    assert house.queued("chat_join_request") == []


async def test_leaving(house: House, bot: Bot, group: int):
    assert await bot.leave_chat(group)
    change = next(u.my_chat_member for u in reversed(parsed(bot, house.queued())) if u.my_chat_member)
    assert change.new_chat_member.status == "left"
    with pytest.raises(BadRequest, match=r"^User_not_participant$"):
        await bot.leave_chat(group)


@pytest.mark.parametrize(
    ("verb", "args", "reason"),
    [
        ("add_person", {"name": "Lain", "username": "SARI_M"}, "taken"),
        ("write", {"person": 1, "chat": None, "text": "a"}, "no person 1"),
        ("write", {"person": 700_000_001, "chat": -5, "text": "a"}, "no chat -5"),
        ("write", {"person": 700_000_001, "chat": None, "text": " "}, "empty"),
        ("write", {"person": 700_000_001, "chat": None, "text": "a" * 4097}, "too long"),
        ("react", {"person": 700_000_001, "chat": None, "message": 1, "emoji": "👍"}, "no message 1"),
        ("promote", {"chat": -5, "person": None}, "no chat"),
        ("write", {"person": 700_000_001}, "missing a required argument"),
        ("fly", {}, "nobody here can 'fly'"),
        ("close", {}, "nobody here can 'close'"),
    ],
)
async def test_what_people_cannot_do(house: House, sari: int, verb: str, args: dict[str, Any], reason: str):
    with pytest.raises(ValueError, match=reason):
        await house.tg.act(verb, **args)
