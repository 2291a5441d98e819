"""Telegram's updates in our words."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from bots.telegram.decode import Decoder, Me, allowed_updates
from core.kit.people import Account
from core.kit.places import Kind, Place
from core.kit.port import Came, Command, Event, Moved, Pointed, Press, Reached, Reacted, Requested, Said, Went

ME = Me(900, "GuyubBot")
NOW = datetime(2026, 11, 24, tzinfo=UTC)
AT = 1_790_000_000
SARI: dict[str, Any] = {
    "id": 42,
    "is_bot": False,
    "first_name": "Sari",
    "last_name": "🌸",
    "username": "sari_x",
    "language_code": "id",
}
BUDI: dict[str, Any] = {"id": 43, "is_bot": False, "first_name": "Budi"}
BOT: dict[str, Any] = {"id": 900, "is_bot": True, "first_name": "Guyub", "username": "GuyubBot"}
GROUP: dict[str, Any] = {"id": -1001, "type": "supergroup", "title": "Guyub"}
PRIVATE: dict[str, Any] = {"id": 42, "type": "private", "first_name": "Sari"}
EVERYTHING = frozenset({Said, Came, Went})
ORIGIN: dict[str, Any] = {"type": "user", "date": AT, "sender_user": BUDI}


class Known:
    """Who governs, as far as a test says."""

    def __init__(self, *governing: int) -> None:
        self.governing = set(governing)
        self.changes: list[Any] = []

    def governs(self, chat: int, user: int) -> bool:
        return chat == GROUP["id"] and user in self.governing

    def told(self, change: Any) -> None:
        self.changes.append(change)


def message(
    text: str = "", *, chat: dict[str, Any] = GROUP, sender: dict[str, Any] = SARI, command: int = 0, **more: Any
) -> dict[str, Any]:
    base: dict[str, Any] = {"message_id": 5, "date": AT, "chat": chat, "from": sender}
    if text:
        base["text"] = text
    if command:
        base["entities"] = [{"type": "bot_command", "offset": 0, "length": command}]
    return {"update_id": 1, "message": {**base, **more}}


def events(update: dict[str, Any], hears: frozenset[type] = frozenset()) -> tuple[Event, ...]:
    return Decoder(ME, hears, Known()).events(update, NOW)


def what(update: dict[str, Any], hears: frozenset[type] = frozenset()) -> Any:
    found = events(update, hears)
    assert len(found) <= 1
    return found[0].what if found else None


def test_a_command_in_full():
    (event,) = events(message("/mabar  ml besok jam 8 🎮 ", command=6))
    assert event == Event(
        "1",
        Place("telegram", "-1001", "", Kind.GROUP),
        Command("mabar", "ml besok jam 8 🎮"),
        datetime.fromtimestamp(AT, UTC),
        Account("telegram", "42", "Sari 🌸", "sari_x", "id"),
        "5",
    )


@pytest.mark.parametrize(
    ("text", "length", "expected"),
    [
        ("/mabar@GuyubBot ml", 15, Command("mabar", "ml")),
        ("/MABAR@guyubbot", 15, Command("mabar", "")),
        ("/mabar@OtherBot ml", 15, None),
        ("/start tautkan_AB12", 6, Command("start", "tautkan_AB12")),
        ("/batal\nbaris dua", 6, Command("batal", "baris dua")),
        ("/mabar", 0, None),
    ],
)
def test_commands(text: str, length: int, expected: Command | None):
    assert what(message(text, command=length)) == expected


def test_a_command_is_only_one_at_the_very_beginning_and_not_forwarded():
    later = message("😀 /mabar", entities=[{"type": "bot_command", "offset": 3, "length": 6}])
    assert what(later) is None
    forwarded = message("/mabar", command=6, forward_origin=ORIGIN)
    assert what(forwarded) is None
    assert what(forwarded, EVERYTHING) == Said("/mabar", "5", forwarded=True)
    elsewhere = message("/mabar@OtherBot", command=15, chat=PRIVATE)
    assert what(elsewhere) is None
    assert what(elsewhere, EVERYTHING) == Said("/mabar@OtherBot", "5")
    bold_too = message("/mabar x", entities=[{"type": "bold", "offset": 0, "length": 8}, *_command_entity(6)])
    assert what(bold_too) == Command("mabar", "x")


def _command_entity(length: int) -> list[dict[str, Any]]:
    return [{"type": "bot_command", "offset": 0, "length": length}]


@pytest.mark.parametrize("kind", ["channel_post", "edited_channel_post", "poll", "something_new"])
def test_other_updates_are_nothing(kind: str):
    assert events({"update_id": 1, kind: message("/mabar", command=6)["message"]}, EVERYTHING) == ()


def test_a_topic_counts_only_for_topic_messages():
    (event,) = events(message("/mabar", command=6, is_topic_message=True, message_thread_id=77))
    assert event.place == Place("telegram", "-1001", "77", Kind.GROUP)
    (event,) = events(message("/mabar", command=6, message_thread_id=77))
    assert event.place.thread == ""


def test_who_writes_as_a_chat_is_nobody_we_know():
    anonymous = {**BOT, "id": 1087968824}
    (event,) = events(message("/mabar", command=6, sender=anonymous, sender_chat=GROUP))
    assert event.account is None
    assert events(message("halo", sender=anonymous, sender_chat=GROUP), EVERYTHING) == ()
    linked = message("/mabar", command=6, is_automatic_forward=True, sender_chat={"id": -1009, "type": "channel"})
    assert events(linked) == ()


def test_other_bots_are_not_listened_to():
    other: dict[str, Any] = {"id": 901, "is_bot": True, "first_name": "Other"}
    assert events(message("/mabar", command=6, sender=other), EVERYTHING) == ()
    assert events(message("halo", sender=other), EVERYTHING) == ()


def test_talk_is_heard_only_when_somebody_asks_or_it_is_meant_for_the_bot():
    assert what(message("halo")) is None
    assert what(message("halo"), frozenset({Said})) == Said("halo", "5")
    assert what(message("halo", chat=PRIVATE)) == Said("halo", "5", to_bot=True)
    to_us = {"message_id": 3, "date": AT, "chat": GROUP, "from": BOT, "text": "Jam berapa?"}
    assert what(message("jam 8", reply_to_message=to_us)) == Said("jam 8", "5", "3", to_bot=True)
    assert what(message("jam 8", reply_to_message={**to_us, "from": BUDI})) is None


def test_the_message_that_opened_a_topic_is_not_an_answered_one():
    opening = {"message_id": 77, "date": AT, "chat": GROUP, "from": BOT, "forum_topic_created": {"name": "x"}}
    plain = message("halo", is_topic_message=True, message_thread_id=77, reply_to_message=opening)
    assert what(plain) is None
    assert what(plain, frozenset({Said})) == Said("halo", "5")


def test_talk_without_text():
    sizes = [{"file_id": f"f{size}", "width": size, "height": size} for size in (90, 800, 320)]
    photo = what(message(photo=sizes, caption="lihat", chat=PRIVATE))
    assert photo == Said("lihat", "5", to_bot=True, photo="f800", media=True)
    assert what(message(sticker={}, chat=PRIVATE)) == Said("", "5", to_bot=True, media=True)
    live = what(message(live_photo={"file_id": "v", "photo": sizes}, chat=PRIVATE))
    assert live == Said("", "5", to_bot=True, photo="f800", media=True)
    assert what(message(new_chat_title="x"), EVERYTHING) is None
    assert what(message(pinned_message={}, chat=PRIVATE), EVERYTHING) is None


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


def test_the_addresses_in_what_is_said():
    text = "😀 lihat https://a.example/x dan b.example, tulis x@c.example atau di sini"
    marks = [
        entity("url", 9, 19),
        entity("url", 33, 9),
        entity("email", 50, 11),
        entity("text_link", 67, 7, url="https://d.example/"),
        entity("bold", 0, 2),
        entity("url", 9, 19),
    ]
    said = what(message(text, entities=marks), EVERYTHING)
    assert said.links == ("https://a.example/x", "http://b.example", "https://d.example/")
    under = message(caption="https://e.example", caption_entities=[entity("url", 0, 17)], photo=[])
    assert what(under, EVERYTHING).links == ("https://e.example",)
    keys = [[{"text": "a", "url": "https://f.example"}, {"text": "b", "callback_data": "x"}], [{"text": "c", "url":
            "tg://user?id=1"}]]  # fmt: skip
    assert what(message("lihat", reply_markup={"inline_keyboard": keys}), EVERYTHING).links == ("https://f.example",)


def test_what_is_passed_on_is_told_apart():
    assert what(message("halo", forward_origin=ORIGIN), EVERYTHING) == Said("halo", "5", forwarded=True)
    assert not what(message("halo", forward_origin=ORIGIN, is_automatic_forward=True), EVERYTHING).forwarded


def test_what_is_changed_afterwards_is_said_again_only_where_somebody_listens():
    changed = {"update_id": 3, "edited_message": message("jadi begini", edit_date=AT + 60)["message"]}
    (event,) = events(changed, EVERYTHING)
    assert event.what == Said("jadi begini", "5", edited=True)
    assert event.at == datetime.fromtimestamp(AT + 60, UTC)
    assert events(changed) == ()
    command = {"update_id": 3, "edited_message": message("/mabar", command=6, edit_date=AT)["message"]}
    assert what(command, EVERYTHING) == Said("/mabar", "5", edited=True)
    walking = {"update_id": 3, "edited_message": message(location={}, edit_date=AT)["message"]}
    assert events(walking, EVERYTHING) == ()


def test_a_command_may_point_at_a_message_and_its_author():
    about = {"message_id": 3, "date": AT, "chat": GROUP, "from": BUDI, "text": "kasar"}
    to_budi = what(message("/lapor", command=6, reply_to_message=about))
    assert to_budi == Command("lapor", pointed=Pointed("3", Account("telegram", "43", "Budi")))
    for author in ({"from": BOT}, {"from": BUDI, "sender_chat": GROUP}, {"sender_chat": GROUP}):
        shown = {key: value for key, value in about.items() if key != "from"} | author
        assert what(message("/lapor", command=6, reply_to_message=shown)) == Command("lapor", pointed=Pointed("3"))


def test_who_governs_the_group_is_known_by_that():
    decoder = Decoder(ME, EVERYTHING, Known(42))
    about = {"message_id": 3, "date": AT, "chat": GROUP, "from": SARI, "text": "x"}
    for update in (message("/mabar", command=6), message("halo"), press()):
        (event,) = decoder.events(update, NOW)
        assert event.account is not None and event.account.admin
    (event,) = decoder.events(message("/lapor", command=6, sender=BUDI, reply_to_message=about), NOW)
    assert event.account is not None and not event.account.admin
    assert isinstance(event.what, Command) and event.what.pointed is not None
    assert event.what.pointed.author is not None and event.what.pointed.author.admin
    (event,) = decoder.events(message("/mabar", command=6, chat=PRIVATE), NOW)
    assert event.account is not None and not event.account.admin


def test_the_message_that_began_a_topic_is_not_pointed_at():
    for opening in ({"message_id": 77, "forum_topic_created": {"name": "x"}}, {"message_id": 77, "text": "x"}):
        shown = {"date": AT, "chat": GROUP, "from": BUDI, **opening}
        topic = {"is_topic_message": True, "message_thread_id": 77}
        assert what(message("/lapor", command=6, reply_to_message=shown, **topic)) == Command("lapor")


def press(**more: Any) -> dict[str, Any]:
    shown = {"message_id": 8, "date": AT, "chat": GROUP, "from": BOT, "is_topic_message": True, "message_thread_id": 7}
    query = {"id": "9", "from": SARI, "message": shown, "chat_instance": "1", "data": "ticket"}
    return {"update_id": 1, "callback_query": {**query, **more}}


def test_presses():
    (event,) = events(press())
    assert event.what == Press("ticket", "8")
    assert event.place == Place("telegram", "-1001", "7", Kind.GROUP)
    assert event.account is not None
    assert event.account.id == "42"
    assert event.at == NOW
    (event,) = events(press(message={"message_id": 8, "date": 0, "chat": GROUP}))
    assert event.what == Press("ticket", "8")
    assert events(press(message=None)) == ()
    assert events(press(data=None)) == ()


def member(user: dict[str, Any], status: str, **more: Any) -> dict[str, Any]:
    return {"user": user, "status": status, **more}


def change(
    old: dict[str, Any], new: dict[str, Any], *, by: dict[str, Any] = SARI, kind: str = "chat_member", id_: int = 1
) -> dict[str, Any]:
    told = {"chat": GROUP, "from": by, "date": AT, "old_chat_member": old, "new_chat_member": new}
    return {"update_id": id_, kind: told}


@pytest.mark.parametrize(
    ("old", "new", "by", "expected"),
    [
        (member(SARI, "left"), member(SARI, "member"), SARI, Came()),
        (member(SARI, "kicked"), member(SARI, "restricted", is_member=True), BUDI, Came()),
        (member(SARI, "member"), member(SARI, "left"), SARI, Went()),
        (member(SARI, "member"), member(SARI, "kicked"), BUDI, Went(by_other=True)),
        (member(SARI, "restricted", is_member=True), member(SARI, "restricted", is_member=False), SARI, Went()),
        (member(SARI, "member"), member(SARI, "administrator"), BUDI, None),
        (member(SARI, "left"), member(SARI, "kicked"), BUDI, None),
        (member(BOT, "left"), member(BOT, "member"), BUDI, None),
    ],
)
def test_coming_and_going(old: Any, new: Any, by: Any, expected: Any):
    assert what(change(old, new, by=by), EVERYTHING) == expected
    assert what(change(old, new, by=by)) is None


def test_coming_and_going_told_as_messages():
    both = message(new_chat_members=[SARI, BUDI, BOT])
    found = events(both, EVERYTHING)
    assert [(event.id, event.account.id if event.account else "") for event in found] == [("1", "42"), ("1:1", "43")]
    assert what(message(left_chat_member=SARI), EVERYTHING) == Went()
    assert what(message(left_chat_member=BUDI), EVERYTHING) == Went(by_other=True)
    assert what(message(left_chat_member=BUDI)) is None


def test_what_is_told_in_both_ways_counts_once_but_a_repetition_passes():
    decoder = Decoder(ME, EVERYTHING, Known())
    came = change(member(SARI, "left"), member(SARI, "member"), id_=10)
    told = {**message(new_chat_members=[SARI]), "update_id": 11}
    went = change(member(SARI, "member"), member(SARI, "left"), id_=12)
    again = change(member(SARI, "left"), member(SARI, "member"), id_=13)
    order = [came, told, came, went, again]
    assert [len(decoder.events(update, NOW)) for update in order] == [1, 0, 1, 1, 1]


def test_the_invitation_is_told_however_the_two_ways_are_ordered():
    decoder = Decoder(ME, EVERYTHING, Known())
    came = change(member(SARI, "left"), member(SARI, "member"), id_=10)
    came["chat_member"]["invite_link"] = {"name": "lamaran 3", "invite_link": "https://t.me/+a"}
    assert [event.what for event in decoder.events(came, NOW)] == [Came("lamaran 3")]
    after = {**message(new_chat_members=[BUDI]), "update_id": 11}
    assert decoder.events(after, NOW) == ()
    nameless = change(member(BUDI, "left"), member(BUDI, "member"), id_=12)
    nameless["chat_member"]["invite_link"] = {"invite_link": "https://t.me/+b"}
    assert [event.what for event in decoder.events(nameless, NOW)] == [Came("https://t.me/+b")]
    lowered = change(member(BOT, "administrator"), member(BOT, "member"), kind="my_chat_member", id_=13)
    assert decoder.events(lowered, NOW) == ()
    again = {**message(new_chat_members=[{**BUDI, "id": 44}]), "update_id": 14}
    assert [event.what for event in decoder.events(again, NOW)] == [Came()]


def test_reaching_in_private():
    blocked = change(member(BOT, "member"), member(BOT, "kicked"), kind="my_chat_member")
    blocked["my_chat_member"]["chat"] = PRIVATE
    assert what(blocked) == Reached(False)
    back = change(member(BOT, "kicked"), member(BOT, "member"), kind="my_chat_member")
    back["my_chat_member"]["chat"] = PRIVATE
    (event,) = events(back)
    assert event.what == Reached(True)
    assert event.place == Place("telegram", "42", "", Kind.PRIVATE)
    assert what(change(member(BOT, "left"), member(BOT, "member"), kind="my_chat_member")) is None


def test_a_group_that_moves_is_told_once():
    (event,) = events(message(migrate_to_chat_id=-1002, chat={"id": -7, "type": "group", "title": "x"}))
    assert event.what == Moved(Place("telegram", "-1002", "", Kind.GROUP))
    assert event.place.id == "-7"
    assert what(message(migrate_from_chat_id=-7), EVERYTHING) is None


def test_what_is_asked_for():
    assert allowed_updates(frozenset()) == ["message", "callback_query", "my_chat_member", "chat_member"]
    assert allowed_updates(frozenset({Said}))[4:] == ["edited_message"]


def test_reactions_and_requests_are_asked_for_where_somebody_listens():
    assert allowed_updates(frozenset({Requested, Reacted}))[4:] == ["chat_join_request", "message_reaction"]


def test_each_new_emoji_is_an_event():
    change = {
        "chat": {"id": -100, "type": "supergroup", "title": "Guyub"},
        "message_id": 5,
        "date": 1_795_500_000,
        "user": {"id": 7, "is_bot": False, "first_name": "Sari"},
        "old_reaction": [{"type": "emoji", "emoji": "❤"}],
        "new_reaction": [{"type": "emoji", "emoji": "❤"}, {"type": "emoji", "emoji": "👍"}, {"type": "paid"}],
    }
    update = {"update_id": 9, "message_reaction": change}
    now = datetime(2026, 11, 24, tzinfo=UTC)
    events = Decoder(Me(1, "GuyubBot"), frozenset({Reacted}), Known()).events(update, now)
    assert [event.what for event in events] == [Reacted("5", "👍"), Reacted("5", "paid")]
    assert len({event.id for event in events}) == 2
    assert Decoder(Me(1, "GuyubBot"), frozenset(), Known()).events(update, now) == ()


def test_who_asks_to_be_let_in_can_be_written_to():
    asked: dict[str, Any] = {
        "chat": {"id": -100, "type": "supergroup", "title": "Guyub"},
        "from": {"id": 7, "is_bot": False, "first_name": "Sari"},
        "user_chat_id": 7,
        "date": 1_795_500_000,
        "invite_link": {"name": "lamaran 3"},
    }
    decoder = Decoder(Me(1, "GuyubBot"), frozenset({Requested}), Known())
    (event,) = decoder.events({"update_id": 9, "chat_join_request": asked}, datetime(2026, 11, 24, tzinfo=UTC))
    assert event.what == Requested(Place("telegram", "7", "", Kind.PRIVATE), "lamaran 3")
    assert event.account is not None and event.account.id == "7"
    asked["invite_link"] = {"invite_link": "https://t.me/+b"}
    (event,) = decoder.events({"update_id": 10, "chat_join_request": asked}, datetime(2026, 11, 24, tzinfo=UTC))
    assert event.what == Requested(Place("telegram", "7", "", Kind.PRIVATE), "https://t.me/+b")
    del asked["invite_link"]
    (event,) = decoder.events({"update_id": 11, "chat_join_request": asked}, datetime(2026, 11, 24, tzinfo=UTC))
    assert event.what == Requested(Place("telegram", "7", "", Kind.PRIVATE))
