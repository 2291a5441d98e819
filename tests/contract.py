"""What every Platform must pass, whatever is behind it: a pretend one, or a client library and a server.

A platform's tests subclass `PlatformContract` and give it a fixture `harness`: the platform, connected, and whatever is
needed to see and do what people see and do on it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal, Protocol

import pytest

from core.kit.places import Kind, Place
from core.kit.port import (
    Can,
    Done,
    Event,
    Form,
    Gone,
    Key,
    Message,
    Moment,
    Platform,
    Press,
    Ref,
    Rejected,
    Relocated,
    Reply,
    Respond,
    Said,
    Somebody,
    Trouble,
    Unanswerable,
    Undelivered,
    Unkept,
    Wait,
    Words,
)

Mishap = Literal["error", "cut", "lost answer", "too fast"]
"""What may go wrong with the next call: refused with a server's error, cut before anything is done, done with its
answer lost, or refused for coming too fast (in which case the platform says: wait 45 seconds)."""


@dataclass(frozen=True)
class Told:
    """A message as people see it now: `text` without markup, line by line, and who is notified of it."""

    id: str
    text: str
    keys: tuple[str, ...] = ()
    """The labels of its buttons, in order."""
    notifies: frozenset[str] = frozenset()


class Harness(Protocol):
    """A platform under test, connected and driven; `run` is going on and every event is noted in `app`."""

    platform: Platform
    app: App
    knows_nonces: bool
    """Whether the platform shows two messages with one nonce as one."""
    longest: int
    """The most characters that one message may have there (in the platform's way of counting, about)."""

    def room(self) -> Place:
        """A group that the bot may write in, with two members: `people`."""
        ...

    @property
    def people(self) -> tuple[str, str]:
        """The account ids of the two."""
        ...

    def friend(self) -> Place:
        """The private chat with the first of the two, where the bot may write."""
        ...

    def told(self, place: Place) -> Sequence[Told]:
        """What the bot shows in a place now, oldest first, notes for one person's eyes left out."""
        ...

    def deletes(self, ref: Ref) -> None:
        """Somebody deletes a message of the bot's."""
        ...

    def shuts(self, place: Place) -> None:
        """From now on the bot may not write there: thrown out, or blocked."""
        ...

    def moves(self) -> tuple[Place, Place] | None:
        """A place that has moved, and where to; None where places do not move."""
        ...

    def mishap(self, kind: Mishap) -> None:
        """Let it happen to the next delivery."""
        ...

    async def press(self, ref: Ref, label: str) -> str | None:
        """The first of the people presses a button; what they are shown for it at once, only to them ("" for nothing).

        None when they are not answered at all.
        """
        ...

    def says(self, place: Place, text: str) -> None:
        """The first of the people writes something in the place."""
        ...


@dataclass
class App:
    """An engine of nothing: notes what it is offered, answers presses by `answer`, cannot keep the next `unkept`."""

    answer: Reply | Form | Done = field(default_factory=Done)
    refused: int = 0
    unkept: int = 0
    events: list[Event] = field(default_factory=list[Event])
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def __call__(self, event: Event, respond: Respond | None = None) -> None:
        async with self.changed:
            self.events.append(event)
            self.changed.notify_all()
        if self.unkept:
            self.unkept -= 1
            raise Unkept
        if respond and isinstance(event.what, Press):
            try:
                await respond(self.answer)
            except Unanswerable:
                self.refused += 1

    async def heard(self, kind: type, count: int = 1) -> list[Event]:
        """Wait for so many events of a kind; an endless wait is the test's failure."""
        async with asyncio.timeout(20), self.changed:
            await self.changed.wait_for(lambda: len(self.of(kind)) >= count)
        return self.of(kind)

    def of(self, kind: type) -> list[Event]:
        """The events of a kind so far."""
        return [event for event in self.events if isinstance(event.what, kind)]


def says(*lines: str, **more: object) -> Message:
    """A message of these lines."""
    return Message(lines=tuple((Words(line),) for line in lines), **more)  # type: ignore[arg-type]


def card(text: str, *labels: str) -> Message:
    """A card with buttons whose tickets are their labels, 64 bytes long."""
    keys = tuple(Key(label, ticket(label)) for label in labels)
    return Message((Words("Judul"),), ((Words(text),),), (keys,) if keys else (), more="{hidden} lagi", card=True)


def ticket(label: str) -> str:
    """The ticket of a label: as long as tickets get."""
    return label.ljust(64, "_")


ODD = (
    "<b>tebal</b> *satu* _dua_ `tiga` ~~empat~~ ||lima|| [enam](https://evil.example)",
    "@everyone @here",
    "<@1> <@&2> <#3> <t:0:F> :smile: &lt; &amp;",
    "# bukan judul\n- bukan daftar\n> bukan kutipan\n1. satu",
    "👨‍👩‍👧‍👦 🇮🇩 Z̸̢a̷l̶g̷o é 漢字",
    "\\ \\\\ \\* `` ``` x ```",
)


class PlatformContract:
    """The suite; every test is given a `harness`."""

    # --- facts ---

    def test_its_facts_are_sane(self, harness: Harness) -> None:
        platform = harness.platform
        assert platform.name == platform.name.lower().strip() != ""
        assert platform.can <= frozenset(Can)
        assert platform.limits.together >= 1
        for pace in (platform.limits.overall, platform.limits.private, platform.limits.group):
            assert pace.rate > 0
            assert pace.burst >= 1
        assert harness.room().platform == harness.friend().platform == platform.name
        assert harness.friend().kind is Kind.PRIVATE

    # --- sending ---

    async def test_what_is_sent_is_shown_there_and_nowhere_else(self, harness: Harness) -> None:
        room, friend = harness.room(), harness.friend()
        first = await harness.platform.send(room, says("halo", "semua"))
        second = await harness.platform.send(friend, says("hai"))
        assert (first.place, second.place) == (room, friend)
        (there,), (here,) = harness.told(room), harness.told(friend)
        assert (there.id, there.text, there.keys) == (first.id, "halo\nsemua", ())
        assert (here.id, here.text) == (second.id, "hai")

    async def test_in_the_order_of_the_calls(self, harness: Harness) -> None:
        refs = [await harness.platform.send(harness.room(), says(str(number))) for number in range(4)]
        assert [told.text for told in harness.told(harness.room())] == ["0", "1", "2", "3"]
        assert len({ref.id for ref in refs}) == 4

    async def test_a_title_lines_and_buttons(self, harness: Harness) -> None:
        rows = (
            (Key("Ikut", "a", tone="good"), Key("Keluar", "b", tone="danger")),
            (Key("Situs", url="https://example.org/x"),),
        )
        for set_apart in (True, False):
            message = Message((Words("Judul"),), ((Words("satu"),), (), (Words("dua"),)), rows, card=set_apart)
            await harness.platform.send(harness.room(), message)
            told = harness.told(harness.room())[-1]
            assert told.text.split("\n") == ["Judul", "satu", "", "dua"]
            assert told.keys == ("Ikut", "Keluar", "Situs")

    @pytest.mark.parametrize("odd", ODD)
    async def test_words_are_shown_literally_and_notify_nobody(self, harness: Harness, odd: str) -> None:
        lines = ((Words(odd),), (Words("nama: "), Somebody(odd), Words(".")))
        for message in (Message(lines=lines), Message((Words(odd.split("\n", maxsplit=1)[0]),), lines, card=True)):
            ref = await harness.platform.send(harness.room(), message)
            told = harness.told(harness.room())[-1]
            assert told.id == ref.id
            assert f"{odd}\n" in told.text
            assert " ".join(f"nama: {odd}.".split()) in " ".join(told.text.split()), "a name may lose its line breaks"
            assert told.notifies == frozenset()

    async def test_a_moment_is_shown(self, harness: Harness) -> None:
        at = datetime(2026, 11, 24, 13, tzinfo=UTC)
        await harness.platform.send(harness.room(), Message(lines=((Words("mulai "), Moment(at, "Sel 20.00 WIB")),)))
        told = harness.told(harness.room())[-1].text
        assert "Sel 20.00 WIB" in told or str(int(at.timestamp())) in told

    async def test_only_who_may_be_is_notified(self, harness: Harness) -> None:
        one, other = harness.people
        line = (Somebody("Satu", one), Words(" dan "), Somebody("Dua", other))
        await harness.platform.send(harness.room(), Message(lines=(line,), pings=(one,)))
        await harness.platform.send(harness.room(), Message(lines=(line,)))
        assert [told.notifies for told in harness.told(harness.room())] == [frozenset({one}), frozenset()]

    async def test_the_same_nonce_is_shown_once_where_that_is_known(self, harness: Harness) -> None:
        room = harness.room()
        refs = [await harness.platform.send(room, says("x"), nonce=nonce) for nonce in ("n1", "n1", "n2")]
        assert len(harness.told(room)) == (2 if harness.knows_nonces else 3)
        assert (refs[0] == refs[1]) is harness.knows_nonces
        assert refs[2] not in refs[:2]

    async def test_two_without_a_nonce_are_two(self, harness: Harness) -> None:
        for _ in range(2):
            await harness.platform.send(harness.room(), says("x"))
        assert len(harness.told(harness.room())) == 2

    # --- too long ---

    @pytest.mark.parametrize("set_apart", [True, False])
    async def test_lines_that_do_not_fit_give_way_to_how_many(self, harness: Harness, set_apart: bool) -> None:
        lines = tuple((Words(f"baris {number:03} " + "x" * 80),) for number in range(200))
        rows = ((Key("Ikut", "a"),),)
        message = Message((Words("Judul"),), lines, rows, more="dan {hidden} baris", card=set_apart)
        await harness.platform.send(harness.room(), message)
        told = harness.told(harness.room())[-1]
        assert told.keys == ("Ikut",), "the buttons stay"
        assert len(told.text) <= harness.longest
        shown = told.text.split("\n")[1:]
        if len(shown) < len(lines):
            hidden = len(lines) - (len(shown) - 1)
            assert shown[-1] == f"dan {hidden} baris"
            assert shown[:-1] == [line[0].text for line in lines[: len(shown) - 1]], "whole lines"
        else:
            assert shown == [line[0].text for line in lines]

    @pytest.mark.parametrize(
        "flood", ["x" * 20_000, "👨‍👩‍👧‍👦" * 2_000, "*" * 20_000, "@everyone " * 2_000, "\U0001f480" * 5_000]
    )
    async def test_one_endless_line_is_cut(self, harness: Harness, flood: str) -> None:
        for message in (says(flood), Message((Words(flood),), ((Words(flood),),), card=True)):
            await harness.platform.send(harness.room(), message)
            told = harness.told(harness.room())[-1]
            assert 0 < len(told.text) <= harness.longest
            assert told.notifies == frozenset()

    async def test_labels_and_rows_of_any_length(self, harness: Harness) -> None:
        rows = tuple(tuple(Key("👍" * 80, f"{row}/{place}") for place in range(5)) for row in range(5))
        await harness.platform.send(harness.room(), Message(lines=((Words("x"),),), rows=rows))
        assert len(harness.told(harness.room())[-1].keys) == 25

    async def test_nothing_to_show_is_our_own_mistake(self, harness: Harness) -> None:
        with pytest.raises(Rejected):
            await harness.platform.send(harness.room(), Message())

    # --- editing ---

    async def test_an_edit_changes_the_message_in_its_place(self, harness: Harness) -> None:
        room = harness.room()
        ref = await harness.platform.send(room, card("satu", "Ikut"))
        await harness.platform.send(room, says("lain"))
        await harness.platform.edit(ref, card("dua", "Ikut", "Keluar"))
        first, second = harness.told(room)
        assert (first.id, first.text, first.keys) == (ref.id, "Judul\ndua", ("Ikut", "Keluar"))
        assert second.text == "lain"
        await harness.platform.edit(ref, Message(lines=((Words("selesai"),),)))
        assert (harness.told(room)[0].text, harness.told(room)[0].keys) == ("selesai", ()), "what is absent goes away"

    async def test_an_edit_that_changes_nothing_is_done(self, harness: Harness) -> None:
        message = card("satu", "Ikut")
        ref = await harness.platform.send(harness.room(), message)
        for _ in range(2):
            await harness.platform.edit(ref, message)
        assert [told.text for told in harness.told(harness.room())] == ["Judul\nsatu"]

    async def test_an_edit_in_private(self, harness: Harness) -> None:
        ref = await harness.platform.send(harness.friend(), says("satu"))
        await harness.platform.edit(ref, says("dua"))
        assert [told.text for told in harness.told(harness.friend())] == ["dua"]

    # --- what cannot be delivered ---

    async def test_a_deleted_message_is_gone(self, harness: Harness) -> None:
        ref = await harness.platform.send(harness.room(), says("x"))
        harness.deletes(ref)
        assert await self.failing(harness.platform.edit(ref, says("y"))) == "message"
        with pytest.raises(Gone):
            await harness.platform.edit(Ref(harness.room(), "1"), says("y"))
        await harness.platform.send(harness.room(), says("z"))
        assert [told.text for told in harness.told(harness.room())] == ["z"]

    async def test_a_place_that_is_shut_is_gone(self, harness: Harness) -> None:
        room = harness.room()
        ref = await harness.platform.send(room, says("x"))
        harness.shuts(room)
        assert await self.failing(harness.platform.send(room, says("y"))) == "place"
        assert await self.failing(harness.platform.edit(ref, says("y"))) in ("place", "message")

    async def test_a_person_who_does_not_want_it_is_gone(self, harness: Harness) -> None:
        friend = harness.friend()
        await harness.platform.send(friend, says("x"))
        harness.shuts(friend)
        assert await self.failing(harness.platform.send(friend, says("y"))) == "person"
        await harness.platform.send(harness.room(), says("z"))

    async def test_a_place_that_moved_says_where_to(self, harness: Harness) -> None:
        moved = harness.moves()
        if moved is None:
            pytest.skip("places do not move here")
        old, new = moved
        with pytest.raises(Relocated) as raised:
            await harness.platform.send(old, says("x"))
        assert (raised.value.to.platform, raised.value.to.id) == (new.platform, new.id)
        ref = await harness.platform.send(raised.value.to, says("x"))
        assert [told.id for told in harness.told(raised.value.to)] == [ref.id]

    @pytest.mark.parametrize(("kind", "arrives"), [("error", False), ("cut", False), ("lost answer", True)])
    async def test_a_passing_trouble_is_named_and_passes(self, harness: Harness, kind: Mishap, arrives: bool) -> None:
        room = harness.room()
        harness.mishap(kind)
        with pytest.raises(Trouble) as raised:
            await harness.platform.send(room, says("x"), nonce="n")
        assert raised.value.sent is not True
        assert len(harness.told(room)) == arrives
        if arrives:
            assert raised.value.sent is None, "nobody says that it surely did not arrive when it did"
        await harness.platform.send(room, says("x"), nonce="n")
        assert len(harness.told(room)) == (2 if arrives and not harness.knows_nonces else 1)

    async def test_a_platform_that_is_too_busy_says_how_long(self, harness: Harness) -> None:
        harness.mishap("too fast")
        with pytest.raises(Wait) as raised:
            await harness.platform.send(harness.room(), says("x"))
        assert raised.value.seconds == 45
        assert raised.value.place in (None, harness.room())
        assert harness.told(harness.room()) == []
        await harness.platform.send(harness.room(), says("x"))
        assert len(harness.told(harness.room())) == 1

    # --- what happens there ---

    async def test_a_press_comes_with_its_ticket_its_message_its_place_and_its_person(self, harness: Harness) -> None:
        ref = await harness.platform.send(harness.room(), card("x", "Ikut", "Keluar"))
        assert await harness.press(ref, "Keluar") == ""
        (event,) = await harness.app.heard(Press)
        assert event.what == Press(ticket("Keluar"), ref.id)
        assert event.place == harness.room()
        assert event.account is not None
        assert (event.account.platform, event.account.id) == (harness.platform.name, harness.people[0])
        assert event.at.tzinfo is not None
        assert event.id

    async def test_every_press_has_its_own_id(self, harness: Harness) -> None:
        ref = await harness.platform.send(harness.room(), card("x", "Ikut"))
        for _ in range(3):
            await harness.press(ref, "Ikut")
        events = await harness.app.heard(Press, 3)
        assert len({event.id for event in events}) == 3

    async def test_a_press_is_answered_before_the_persons_eyes_only(self, harness: Harness) -> None:
        harness.app.answer = Reply(says("Kamu ikut! 🎉"))
        ref = await harness.platform.send(harness.room(), card("x", "Ikut"))
        assert await harness.press(ref, "Ikut") == "Kamu ikut! 🎉"
        assert len(harness.told(harness.room())) == 1

    async def test_a_form_opens_where_it_can_and_is_refused_where_it_cannot(self, harness: Harness) -> None:
        from core.kit.port import Field

        harness.app.answer = Form("f", "Catatan", (Field("text", "Teks"),))
        ref = await harness.platform.send(harness.room(), card("x", "Ikut"))
        assert await harness.press(ref, "Ikut") is not None, "the button does not turn for ever"
        assert harness.app.refused == (Can.FORMS not in harness.platform.can)

    async def test_what_is_said_to_the_bot_comes_whole(self, harness: Harness) -> None:
        harness.says(harness.friend(), "halo <b>bot</b> 👋")
        (event,) = await harness.app.heard(Said)
        assert isinstance(event.what, Said)
        assert (event.what.text, event.what.to_bot, event.place) == ("halo <b>bot</b> 👋", True, harness.friend())
        assert event.account is not None
        assert event.account.id == harness.people[0]

    @staticmethod
    async def failing(delivery: object) -> str:
        """What is gone, as a delivery that fails says."""
        with pytest.raises(Undelivered) as raised:
            await delivery  # type: ignore[misc]
        assert isinstance(raised.value, Gone), raised.value
        return raised.value.what
