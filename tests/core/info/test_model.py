"""The rules of the board: prices, links, an entry's life, votes and digests."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.info.model import (
    DAY,
    Digest,
    Entry,
    Often,
    Price,
    State,
    Tally,
    ask_at,
    checked_until,
    read_link,
    read_price,
    trusted,
)
from core.info.settings import Area, EntryKind, InfoSettings
from core.kit import Person, Refused, Role
from tests.rig import NOON

SARI, BIMO = Person(1, "Sari"), Person(2, "Bimo")


def an_entry(state: State = State.DRAFT, until: datetime = NOON + DAY * 30) -> Entry:
    return Entry(1, SARI, "kuliner", "Sate", "Tebet", NOON, until, state)


# --- price and link ---


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [
        ("25rb", 25_000, 25_000),
        ("Rp 25.000", 25_000, 25_000),
        ("rp25,000", 25_000, 25_000),
        ("25k", 25_000, 25_000),
        ("1,5jt", 1_500_000, 1_500_000),
        ("2.5 juta", 2_500_000, 2_500_000),
        ("25-50rb", 25_000, 50_000),
        ("25rb - 50rb", 25_000, 50_000),
        ("50 sampai 25 ribu", 25_000, 50_000),
        ("10.000-25.000", 10_000, 25_000),
        ("gratis", 0, 0),
        ("Free", 0, 0),
        ("15000", 15_000, 15_000),
    ],
)
def test_prices_as_people_write_them(typed: str, low: int, high: int) -> None:
    assert read_price(typed) == Price(low, high)


@pytest.mark.parametrize("typed", ["-", " lewati ", "skip", "nggak ada"])
def test_no_price_and_no_link_are_answers(typed: str) -> None:
    assert read_price(typed) is None
    assert read_link(typed) == ""


@pytest.mark.parametrize("typed", ["murah", "25 rb lah", "1-2-3", "9999999 jt", "25 dolar", "-5", ""])
def test_other_prices_are_asked_again(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_price(typed)
    assert refused.value.asks == "price"


@given(st.text(max_size=20))
def test_no_price_breaks_it(typed: str) -> None:
    try:
        found = read_price(typed)
    except Refused:
        return
    assert found is None or 0 <= found.low <= found.high


def test_a_link_leads_to_a_plain_https_address() -> None:
    assert read_link(" HTTPS://Contoh.id/menu?x=1 ") == "https://Contoh.id/menu?x=1"
    for typed in (
        "http://contoh.id",
        "contoh.id",
        "https://",
        "https://localhost/x",
        "https://10.0.0.1/x",
        "https://user@contoh.id",
        "https://contoh.id@jahat.id",
        "https://contoh.id:8080/x",
        "https://contoh.id/a b",
        "javascript:alert(1)",
        "https://[::1]/",
        "https://contoh.id/" + "a" * 600,
        "https://contoh.id/\u202eabc",
    ):
        with pytest.raises(Refused) as refused:
            read_link(typed)
        assert refused.value.asks == "link", typed


# --- its life ---


def test_a_newcomers_entry_is_looked_at_first() -> None:
    sent = an_entry().sent(NOON, trusted=False)
    assert (sent.state, sent.published) == (State.WAITING, None)
    up = sent.accepted(NOON + DAY)
    assert (up.state, up.published) == (State.LIVE, NOON + DAY)
    assert sent.declined().state is State.DRAFT
    for twice in (up.accepted, lambda _: up.declined()):  # type: ignore[misc]
        with pytest.raises(Refused):
            twice(NOON)  # type: ignore[no-untyped-call]


def test_what_is_over_cannot_be_sent_and_is_put_up_again_with_its_first_day() -> None:
    with pytest.raises(Refused):
        an_entry(until=NOON).sent(NOON, trusted=True)
    up = an_entry().sent(NOON, trusted=True)
    gone = up.over(NOON + DAY)
    assert (gone.state, gone.ended) == (State.OVER, NOON + DAY)
    again = gone.renewed(NOON + DAY * 60)
    assert (again.state, again.ended, again.published) == (State.LIVE, None, NOON)
    with pytest.raises(Refused):
        an_entry().renewed(NOON + DAY)


def test_a_change_by_a_newcomer_is_looked_at_again() -> None:
    up = an_entry().sent(NOON, trusted=True)
    assert up.changed(trusted=False, link="https://x.id").state is State.WAITING
    assert up.changed(trusted=True, link="https://x.id").state is State.LIVE
    assert an_entry().changed(trusted=False, title="x").state is State.DRAFT


def test_who_may_manage_and_read() -> None:
    one = an_entry()
    one.owned_by(SARI, Role.VISITOR)
    one.owned_by(BIMO, Role.MODERATOR)
    with pytest.raises(Refused):
        one.owned_by(BIMO, Role.HOST)
    assert one.seen_by(SARI, Role.VISITOR) and one.seen_by(BIMO, Role.MODERATOR)
    assert not one.seen_by(BIMO, Role.HOST)


def test_who_is_trusted() -> None:
    assert trusted(Role.HOST, 0, 2)
    assert trusted(Role.MEMBER, 2, 2)
    assert not trusted(Role.MEMBER, 1, 2)
    assert trusted(Role.VISITOR, 0, 0)


def test_until_when() -> None:
    assert checked_until(NOON + DAY, NOON) == NOON + DAY
    for until in (NOON, NOON + DAY * 500):
        with pytest.raises(Refused):
            checked_until(until, NOON)
    assert ask_at(NOON + DAY * 3, NOON) == NOON + DAY * 2
    assert ask_at(NOON + timedelta(hours=20), NOON) is None


# --- votes ---


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans())))
def test_one_vote_a_person_the_last_word_counts(votes: list[tuple[int, bool]]) -> None:
    said: dict[int, bool] = {}
    tally = Tally()
    for person, holds in votes:
        tally = tally.voted(said.get(person), holds)
        said[person] = holds
        assert tally == Tally(sum(said.values()), len(said) - sum(said.values()))
        assert not tally.doubtful(3) or tally.gone >= 3


def test_enough_and_more_than_say_it_holds() -> None:
    assert Tally(0, 3).doubtful(3)
    assert not Tally(0, 2).doubtful(3)
    assert not Tally(3, 3).doubtful(3)
    assert Tally(3, 4).doubtful(3)


# --- digests ---


@given(st.integers(0, 23), st.sampled_from(Often), st.integers(0, 6), st.lists(st.integers(1, 60 * 30), max_size=40))
def test_a_digest_comes_once_for_each_time_however_late(
    hour: int, often: Often, weekday: int, steps: list[int]
) -> None:
    mine = Digest(SARI, NOON, often=often, hour=hour, weekday=weekday)
    now, told = NOON, list[datetime]()
    for minutes in steps:
        now += timedelta(minutes=minutes)
        if mine.due(now):
            at = mine.latest(now)
            assert at <= now and at not in told
            assert at.hour == hour and (often is Often.DAILY or at.weekday() == weekday)
            told.append(at)
            mine = Digest(SARI, now, often=often, hour=hour, weekday=weekday)
        assert not mine.due(now)


def test_what_a_digest_wants() -> None:
    assert Digest(SARI, NOON).wants(an_entry())
    assert not Digest(SARI, NOON, kinds=frozenset({"promo"})).wants(an_entry())
    assert Digest(SARI, NOON, areas=frozenset({"Tebet"})).wants(an_entry())
    assert not Digest(SARI, NOON, areas=frozenset({"Kemang"})).wants(an_entry())


# --- settings ---


def test_kinds_and_areas_are_found_by_what_people_call_them() -> None:
    settings = InfoSettings()
    assert [one.name for one in settings.kinds[:6]] == ["kuliner", "nonton", "promo", "healing", "lowongan", "event"]
    for typed, name in (("Makan", "kuliner"), ("loker", "lowongan"), ("FOOD", "kuliner"), ("acara", "event")):
        found = settings.kind(typed)
        assert found is not None and found.name == name
    for typed, name in (
        ("jaksel", "Jakarta Selatan"),
        ("blok-m", "Blok M"),
        ("Kebon Jeroek", "Kebon Jeruk"),
        ("PIK", "Pantai Indah Kapuk"),
    ):
        place = settings.area(typed)
        assert place is not None and place.name == name
    assert settings.area("Bandung") is None and settings.kind("") is None
    assert {"Tebet", "Kemang", "Jakarta Selatan"} <= settings.around("Jakarta Selatan")
    assert settings.around("Tebet") == {"Tebet"}


def test_settings_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(ValidationError, match="both"):
        InfoSettings(kinds=(EntryKind(name="a"), EntryKind(name="b", aliases=("A",))))
    with pytest.raises(ValidationError, match="no area"):
        InfoSettings(areas=(Area(name="Tebet", within="Atlantis"),))
