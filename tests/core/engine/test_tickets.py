"""Tickets: what is bound comes back as it was, in 64 bytes; nothing that was changed or carried elsewhere opens."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from enum import Enum, StrEnum
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine.codec import decode_args, encode_args
from core.engine.tickets import LONGEST, BadTicket, Tickets, TooLong
from core.kit import Ctx, Kind, Person, Place, Plugin, Room, Settings
from core.kit.action import Action, Bound
from core.kit.port import Press
from tests.core.engine.lab import Lab, sums
from tests.rig import Rig


class Size(Enum):
    SMALL = 1
    LARGE = 2


class Tone(StrEnum):
    LOW = "low"
    HIGH = "high"


plugin = Plugin("sample", Settings, home="tests")


@plugin.action
async def everything(
    ctx: Ctx[Settings],
    text: str,
    number: int,
    flag: bool,
    size: Size,
    tone: Tone,
    pick: Literal["a", "b", "c"],
    when: datetime,
    span: timedelta,
    who: Person,
    room: Room,
    none: int | None = None,
) -> None: ...


@plugin.action
async def nothing(ctx: Ctx[Settings]) -> None: ...


ACTIONS = (everything, nothing)
HERE = Place("telegram", "-1001")
TICKETS = Tickets(b"k" * 32, ACTIONS)

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "text": st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
    "number": st.integers(-(10**12), 10**12),
    "flag": st.booleans(),
    "size": st.sampled_from(Size),
    "tone": st.sampled_from(Tone),
    "pick": st.sampled_from(["a", "b", "c"]),
    "when": st.integers(0, 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC)),
    "span": st.integers(-(10**8), 10**8).map(lambda seconds: timedelta(seconds=seconds)),
    "who": st.integers(1, 2**60).map(Person),
    "room": st.sampled_from(["lobby", "ruang-mabar", "x"]).map(Room),
}
SOME = st.fixed_dictionaries({}, optional=VALUES)


@given(SOME)
def test_what_is_bound_comes_back_from_a_row(args: dict[str, Any]) -> None:
    opened = decode_args(everything, encode_args(everything.bind(**args)))
    assert opened.action is everything
    assert dict(opened.args) == args
    assert [type(value) for value in opened.args.values()] == [type(args[name]) for name in opened.args]


@given(SOME, st.none() | st.just("77"), st.none() | st.integers(1, 2**40))
def test_what_is_bound_comes_back_from_a_ticket(args: dict[str, Any], alone: str | None, once: int | None) -> None:
    bound = everything.bind(**args)
    try:
        ticket = TICKETS.seal(bound, HERE, alone, once=once)
    except TooLong:
        ticket = TICKETS.seal(bound, HERE, alone, once=once, stashed=2**40)
        assert len(ticket.encode()) <= LONGEST, "a stashed one always fits"
        opened = TICKETS.open(ticket, HERE, "77")
        assert (opened.stashed, opened.once, dict(opened.bound.args)) == (2**40, once, {})
        return
    assert len(ticket.encode()) <= LONGEST == 64
    opened = TICKETS.open(ticket, HERE, "77")
    assert (opened.bound.action, dict(opened.bound.args), opened.once) == (everything, args, once)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=40, max_size=300))
def test_too_long_is_said_and_never_cut(text: str) -> None:
    with pytest.raises(TooLong):
        TICKETS.seal(everything.bind(text=text), HERE)


def refused(ticket: str, place: Place = HERE, account: str = "77", tickets: Tickets = TICKETS) -> bool:
    try:
        tickets.open(ticket, place, account)
    except BadTicket:
        return True
    return False


GOOD = TICKETS.seal(everything.bind(number=7, text="hai"), HERE, "77", once=3)


def test_the_good_one_is_good() -> None:
    assert not refused(GOOD)


@given(st.data())
def test_a_flipped_bit_is_refused(data: st.DataObject) -> None:
    raw = bytearray(base64.urlsafe_b64decode(GOOD + "=" * (-len(GOOD) % 4)))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    assert refused(base64.urlsafe_b64encode(raw).rstrip(b"=").decode())


@given(st.text(max_size=80) | st.binary(max_size=60).map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_a_made_up_one_is_refused(ticket: str) -> None:
    assert refused(ticket)


@pytest.mark.parametrize("at", range(len(GOOD)))
def test_a_cut_one_is_refused(at: int) -> None:
    assert refused(GOOD[:at])


@pytest.mark.parametrize(
    "place",
    [
        Place("telegram", "-1002"),
        Place("discord", "-1001"),
        Place("telegram", "77", kind=Kind.PRIVATE),
    ],
)
def test_one_carried_to_another_place_is_refused(place: Place) -> None:
    assert refused(GOOD, place)
    assert refused(TICKETS.seal(everything.bind(number=7), HERE), place)


def test_one_of_another_person_is_refused_unless_it_is_for_all() -> None:
    assert refused(GOOD, account="78")
    assert not refused(TICKETS.seal(everything.bind(number=7), HERE), account="78")


def test_one_for_all_does_not_pass_as_one_for_nobody() -> None:
    assert refused(TICKETS.seal(nothing.bind(), HERE, ""), account="77")


def test_one_of_an_action_that_is_no_more_is_refused() -> None:
    fewer = Tickets(b"k" * 32, [nothing])
    assert refused(GOOD, tickets=fewer)
    assert not refused(fewer.seal(nothing.bind(), HERE), tickets=fewer)


def test_one_sealed_with_another_key_is_refused() -> None:
    assert refused(GOOD, tickets=Tickets(b"j" * 32, ACTIONS))


def test_one_whose_arguments_do_not_fit_any_more_is_refused() -> None:
    changed = Plugin("sample", Settings, home="tests")

    async def later(ctx: Ctx[Settings], pick: Literal["a"]) -> None: ...

    later.__name__ = "everything"
    action: Action = changed.action(later)
    assert action.name == everything.name
    tickets = Tickets(b"k" * 32, [action])
    assert refused(TICKETS.seal(everything.bind(number=7), HERE), tickets=tickets)
    assert refused(TICKETS.seal(Bound(everything, {"text": "\x02"}), HERE), tickets=tickets)
    with pytest.raises(ValueError, match="do not fit"):
        decode_args(action, encode_args(everything.bind(number=7)))
    with pytest.raises(ValueError, match="choices"):
        decode_args(action, '{"pick":"b"}')


def test_a_ticket_without_arguments() -> None:
    assert TICKETS.open(TICKETS.seal(nothing.bind(), HERE), HERE, "77").bound.action is nothing


# --- as people meet them ---


@pytest.mark.parametrize("platform", ["telegram", "discord"])
async def test_pressing_what_is_not_good_changes_nothing_and_says_so(rig: Rig, platform: str) -> None:
    sari, tono = rig.person("Sari", on=platform), rig.person("Tono", on=platform)
    await sari.does(_papan(platform), "lobby")
    card = rig.card("lobby", platform, "lab-board")
    ticket = card.ticket("lab-more")
    await sari.does(Press(card.ticket("lab-confirm")), "lobby")
    mine = (sari.last if sari.answers else rig.room("lobby", platform)[-1]).ticket("lab-more")
    swapped = ticket[:-1] + ("A" if ticket[-5] != "A" else "B") + ticket[-1:]
    for who, bad, room in (
        (sari, swapped, "lobby"),
        (sari, "", "lobby"),
        (sari, "👍", "lobby"),
        (tono, mine, "lobby"),
        (sari, ticket, None),
    ):
        await who.does(Press(bad), room)
        assert who.last.key == "house-outdated"
    assert await sums(rig.database.read, "a") == 0
    await tono.does(Press(ticket), "lobby")
    assert await sums(rig.database.read, "a") == 1


def _papan(platform: str) -> Any:
    from core.kit.port import Command

    return Command("papan") if platform == "telegram" else Command("papan", args={})


async def test_an_outdated_button_brings_its_card_up_to_date(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/papan", "lobby")
    (shown,) = rig.telegram.shown[sari.place("lobby").key]
    drawn = shown.message
    shown.message = type(drawn)(lines=drawn.lines)  # as if an old version of it were still there
    calls = len(rig.telegram.calls)
    await sari.does(Press("AAAA", shown.id), "lobby")
    assert sari.last.key == "house-outdated"
    assert shown.message == drawn
    assert rig.telegram.calls[calls:] == [("edit", sari.place("lobby"))], "the answer is a notice, the edit the redraw"


async def test_a_button_with_long_arguments_works_across_a_restart(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    name = "panjang " * 15
    await sari.says(f"/papan {name}", "lobby")
    ticket = rig.card("lobby", "telegram", "lab-board").ticket("lab-more")
    assert len(ticket.encode()) <= 64
    await rig.restart()
    await sari.does(Press(ticket), "lobby")
    assert sari.last.value("total") == 1
    await rig.turn(timedelta(days=91))
    await rig.engine.tick()
    await sari.does(Press(ticket), "lobby")
    assert sari.last.key == "house-outdated", "after a season nobody pressed or saw it, the long words are forgotten"


async def test_a_button_of_a_feature_that_is_off_is_outdated() -> None:
    lab = Lab()
    rig = await Rig.open([lab.plugin])
    sari = rig.person("Sari", on="telegram")
    await sari.says("/papan", "lobby")
    ticket = rig.card("lobby", "telegram", "lab-board").ticket("lab-more")
    features = list(rig.features)
    rig.features.clear()
    await rig.restart()
    await sari.does(Press(ticket), "lobby")
    assert sari.last.key == "house-outdated"
    rig.features.extend(features)
    await rig.restart()
    await sari.does(Press(ticket), "lobby")
    assert sari.last.key == "lab-total"
    await rig.close()
