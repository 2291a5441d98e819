"""Help as people meet it: who looks for it, who is on call, and who keeps the numbers right."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from core.engine.tables import inbox, outbox, question, timer
from core.help import help
from core.help.model import About
from core.help.settings import HelpSettings, Service, shipped
from core.help.store import confirmed, counted, reminded
from core.kit import Card, Place, Plugin, Urgency
from core.kit.port import Reached
from core.kit.sql import select
from tests.rig import NOON, Rig, Seen, Who

ADMIN = frozenset({("discord", "100")})
NUMBERS = [one.name for one in shipped()]


@pytest.fixture(params=["id", "en"])
def lang(request: pytest.FixtureRequest) -> str:
    return request.param


async def house(lang: str = "id", *, admins: frozenset[tuple[str, str]] = ADMIN, **settings: Any) -> Rig:
    """A community with help; its first person on Discord is the admin."""
    return await Rig.open([(help, HelpSettings(**settings))], lang=lang, admins=admins)


@pytest.fixture
async def rig(lang: str) -> AsyncIterator[Rig]:
    rig = await house(lang)
    yield rig
    await rig.close()


def names(seen: Seen) -> list[str]:
    """The services that a message names, in order."""
    return seen.values("help-service", "name")


async def rows(rig: Rig, table: Any) -> list[Any]:
    return list(await rig.database.read.rows(select(table)))


def verified(days_ago: int, *which: str) -> tuple[Service, ...]:
    """The shipped services, (only those named) checked so many days ago."""
    day = (NOON - timedelta(days=days_ago)).date()
    return tuple(
        one.model_copy(update={"last_verified": day, "verified_by": "Rara"}) if one.name in which else one
        for one in shipped()
    )


# --- the services ---


@pytest.mark.parametrize("on", ["telegram", "discord"])
@pytest.mark.parametrize("command", ["bantuan", "help"])
async def test_help_shows_two_at_once_and_the_others_behind_a_button(rig: Rig, on: str, command: str) -> None:
    sari = rig.person("Sari", on=on)
    await sari.says(f"/{command}")
    assert sari.last.key == "help-title"
    assert names(sari.last) == NUMBERS[:2]
    assert sari.last.keys.count("help-unchecked") == 2, "nobody checked them yet, and that is said"
    assert sari.last.links == ["https://www.healing119.id"]
    await sari.presses("help-others")
    assert names(sari.last) == NUMBERS[2:]
    await sari.presses("help-others")
    assert names(sari.last) == NUMBERS[:2]


async def test_it_is_said_in_the_readers_language(rig: Rig, lang: str) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/bantuan")
    shown = "".join(span.text for line in sari.last.message.lines for span in line)  # type: ignore[union-attr]
    words = shipped()[0].what
    assert (words.id if lang == "id" else words.en) in shown
    assert (words.en if lang == "id" else words.id) not in shown


async def test_in_a_group_there_is_only_a_neutral_button(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says("/bantuan", "lobby")
    (said,) = rig.room("lobby", "telegram")
    assert said.keys == ["house-private-only"]
    assert said.links == ["https://telegram.example/bot?start=bantuan"]
    await sari.says("/start bantuan")
    assert sari.last.key == "help-title"
    await sari.says("/bantuan", "lobby")
    assert sari.told.key == "help-title"
    assert len(rig.room("lobby", "telegram")) == 1, "who can be written to is answered in private alone"


async def test_in_a_channel_only_the_one_who_asked_sees_it(rig: Rig) -> None:
    bimo = rig.person("Bimo", on="discord")
    await bimo.calls("bantuan", "lobby")
    await bimo.presses("help-self", "lobby")
    assert bimo.last.key == "help-self-title"
    assert rig.discord.calls == [], "every answer was a hidden one"


def test_no_role_is_asked_of_whoever_needs_help() -> None:
    gated = {action.name for action in help.actions.values() if action.role}
    assert gated == {"help.check", "help.check_now", "help.confirm"}


async def test_an_old_number_is_hidden_and_one_that_was_checked_says_when() -> None:
    rig = await house(services=verified(180, "JakCare", "112")[:1] + verified(20, "healing119")[1:2] + shipped()[2:])
    sari = rig.person("Sari", on="telegram")
    await sari.says("/bantuan")
    assert names(sari.last) == ["healing119", "SAPA 129"]
    assert sari.last.value("when") == (NOON - timedelta(days=20)).date()


async def test_an_old_emergency_number_is_more_than_nothing() -> None:
    rig = await house(services=verified(200, *NUMBERS))
    sari = rig.person("Sari", on="telegram")
    await sari.says("/bantuan")
    assert names(sari.last) == ["112"]
    assert "help-checked-long-ago" in sari.last.keys


async def test_without_any_number_it_says_so_and_is_still_there(lang: str) -> None:
    rig = await house(lang, services=verified(200, "JakCare")[:1])
    sari = rig.person("Sari", on="telegram")
    await sari.says("/bantuan")
    assert sari.last.keys == ["help-title", "help-hello", "help-nothing"]
    await sari.presses("help-self")
    assert "help-self-step-one" in sari.last.keys


# --- when it is urgent ---


@pytest.mark.parametrize("about", ["self", "friend"])
@pytest.mark.parametrize("on", ["telegram", "discord"])
async def test_nobody_on_call_is_said_and_emergency_numbers_come_first(rig: Rig, on: str, about: str) -> None:
    sari = rig.person("Sari", on=on)
    await sari.says("/bantuan")
    await sari.presses(f"help-{about}")
    assert sari.last.keys[:3] == [f"help-{about}-title", "help-nobody", f"help-{about}-begin"]
    assert names(sari.last)[0] == "112"
    assert f"help-{about}-step-three" in sari.last.keys
    assert "help-call-yes" not in _labels(sari.last)
    await sari.presses("help-others")
    assert set(names(sari.last)) == {"healing119", "SAPA 129"}


def _labels(seen: Seen) -> set[str]:
    assert isinstance(seen.said, Card)
    return {button.label.key for row in seen.said.rows for button in row}


async def on_call(lang: str = "id", hours: str = "", **settings: Any) -> tuple[Rig, Who, Who]:
    """A community, the one on call (on Discord), and Sari on Telegram, who opened /bantuan."""
    rig = await house(lang, on_call=(f"discord:100{hours}",), admins=frozenset(), **settings)
    wati, sari = rig.person("Wati", on="discord"), rig.person("Sari", on="telegram")
    await wati.calls("bantuan")
    await sari.says("/bantuan")
    return rig, wati, sari


@pytest.mark.parametrize("about", ["self", "friend"])
async def test_who_is_on_call_is_told_only_after_a_yes(lang: str, about: str) -> None:
    rig, wati, sari = await on_call(lang)
    await sari.presses(f"help-{about}")
    assert sari.last.keys[-1] == f"help-{about}-ask"
    assert wati.private.key not in rig.discord.shown, "nobody is told before the answer"
    await sari.presses("help-call-yes")
    assert "help-called" in sari.last.keys
    assert wati.told.key == f"help-page-{about}"
    assert wati.told.value("who").name == "Sari"


async def test_a_call_goes_out_before_everything_else() -> None:
    rig, wati, sari = await on_call()
    urgencies: list[int] = []

    async def look(_kind: str, place: Place) -> None:
        if place == wati.private:
            urgencies.extend(row.urgency for row in await rows(rig, outbox))

    rig.discord.before = look
    await sari.presses("help-self")
    await sari.presses("help-call-yes")
    assert urgencies == [Urgency.SAFETY]


async def test_after_a_no_nobody_is_told_and_one_may_change_ones_mind(lang: str) -> None:
    rig, wati, sari = await on_call(lang)
    await sari.presses("help-self")
    await sari.presses("help-call-no")
    assert {"help-self-step-one", "help-nobody-told"} <= set(sari.last.keys)
    assert wati.private.key not in rig.discord.shown
    await sari.presses("help-call-after-all")
    assert wati.told.key == "help-page-self"


async def test_they_write_to_each_other_across_platforms(lang: str) -> None:
    rig, wati, sari = await on_call(lang)
    await sari.presses("help-self")
    await sari.presses("help-call-yes")
    await _press(wati, "help-page-read")
    assert wati.last.key == "help-read-told"
    assert sari.told.key == "help-read"
    assert sari.told.value("who").name == "Wati"
    await _press(wati, "help-page-write")
    await wati.fills(words="Halo Sari, kamu aman?")
    assert sari.told.key == "help-wrote"
    assert sari.told.value("words") == "Halo Sari, kamu aman?"
    await sari.presses_ticket(sari.told.ticket("help-reply"))
    await sari.says("aman, makasih")
    assert sari.last.key == "help-sent"
    assert wati.told.value("words") == "aman, makasih"
    for table in (outbox, question):
        assert await rows(rig, table) == [], "what was written is nowhere any more"


async def _press(who: Who, label: str) -> None:
    """Press a button of any message in their private chat, the newest first."""
    for shown in reversed(who.platform.shown[who.private.key]):
        try:
            ticket = who.rig.seen(shown.message).ticket(label)
        except AssertionError:
            continue
        await who.presses_ticket(ticket, message=shown.id)
        return
    raise AssertionError(f"no button {label}")


async def test_who_cannot_be_written_to_any_more_is_said_to_be_so() -> None:
    _, wati, sari = await on_call()
    await sari.presses("help-self")
    await sari.presses("help-call-yes")
    await sari.does(Reached(open=False))
    await _press(wati, "help-page-read")
    assert wati.last.key == "help-unreachable"


async def test_nothing_is_kept_but_a_count_a_day() -> None:
    rig, _, sari = await on_call()
    before = {table: len(await rows(rig, table)) for table in (timer, reminded, confirmed)}
    await sari.presses("help-self")
    await sari.presses("help-call-yes")
    await sari.says("/bantuan")
    await sari.presses("help-friend")
    await sari.presses("help-call-no")
    kept = sorted((row.day, row.what, row.times) for row in await rows(rig, counted))
    assert kept == [("2026-11-24", "called", 1), ("2026-11-24", "friend", 1), ("2026-11-24", "self", 1)]
    assert await rows(rig, outbox) == []
    assert {table: len(await rows(rig, table)) for table in before} == before
    assert set(inbox.c.keys()) == {"platform", "event", "at"}, "what marks an event names nobody"


async def test_calling_too_often_never_refuses_the_numbers(lang: str) -> None:
    rig, wati, sari = await on_call(lang)
    for _ in range(5):
        await sari.says("/bantuan")
        await sari.presses("help-self")
        await sari.presses("help-call-yes")
    assert len(rig.discord.shown[wati.private.key]) == 3
    assert "help-called-enough" in sari.last.keys
    assert names(sari.last)[0] == "112"
    await rig.turn(timedelta(hours=1))
    await sari.says("/bantuan")
    await sari.presses("help-self")
    await sari.presses("help-call-yes")
    assert "help-called" in sari.last.keys


@pytest.mark.parametrize(("hours", "there"), [(" 11.00-13.00", True), (" 22.00-06.00", False)])
async def test_the_hours_of_the_one_on_call_hold_at_the_press(hours: str, there: bool) -> None:
    _, _, sari = await on_call(hours=hours)
    await sari.presses("help-self")
    assert ("help-call-yes" in _labels(sari.last)) is there


async def test_the_hours_are_the_communitys_in_whichever_room_one_asks() -> None:
    rig, _, _ = await on_call(hours=" 11.00-13.00")
    rig.rooms[0] = replace(rig.rooms[0], zone=ZoneInfo("Asia/Jayapura"))
    await rig.restart()
    bimo = rig.person("Bimo", on="discord")
    await bimo.calls("bantuan", "lobby")
    await bimo.presses("help-self", "lobby")
    assert "help-call-yes" in _labels(bimo.last)


async def test_hours_that_end_between_the_question_and_the_yes_are_told() -> None:
    rig, _, sari = await on_call(hours=" 11.00-13.00")
    await sari.presses("help-self")
    await rig.turn(timedelta(hours=2))
    await sari.presses("help-call-yes")
    assert "help-nobody" in sari.last.keys


async def test_nobody_is_called_for_themselves_nor_counted_when_unreachable() -> None:
    _, wati, _ = await on_call()
    await wati.calls("bantuan")
    await wati.presses("help-self")
    assert "help-nobody" in wati.last.keys
    other = await house(on_call=("telegram:100",))
    sari = other.person("Sari", on="discord")
    await sari.calls("bantuan")
    await sari.presses("help-self")
    assert "help-nobody" in sari.last.keys, "who never opened a chat with the bot cannot be called"


async def test_who_blocked_the_bot_is_not_on_call() -> None:
    rig = await house(on_call=("telegram:101",))
    sari, wati = rig.person("Sari", on="discord"), rig.person("Wati", on="telegram")
    await wati.says("/start")
    await wati.does(Reached(open=False))
    await sari.calls("bantuan")
    await sari.presses("help-self")
    assert "help-nobody" in sari.last.keys
    await wati.does(Reached(open=True))
    await sari.presses_ticket(sari.answers[-2].ticket("help-self"))
    assert "help-call-yes" in _labels(sari.last)


# --- keeping the numbers right ---


async def test_an_admin_checks_a_number_and_it_is_known_who_did(lang: str) -> None:
    rig = await house(lang, services=verified(200, "JakCare"))
    admin, sari = rig.person("Admin", on="discord"), rig.person("Sari", on="telegram")
    await admin.calls("cekbantuan", "lobby")
    assert admin.last.keys[1:5] == ["help-check-old", *["help-check-never"] * 3]
    await admin.presses(_label_of(admin.last, "JakCare"), "lobby")
    assert admin.last.keys[1] == "help-check-fresh"
    assert admin.last.value("by").values["who"].name == "Admin"
    await sari.says("/bantuan")
    assert names(sari.last)[0] == "JakCare"


def _label_of(seen: Seen, name: str) -> str:
    return next(label for label in seen.labels if label.endswith(name))


async def test_only_admins_check(rig: Rig) -> None:
    rig.person("Admin", on="discord")
    bimo = rig.person("Bimo", on="discord")
    await bimo.calls("cekbantuan")
    assert bimo.last.key == "house-not-allowed"


async def test_an_old_button_confirms_no_new_number() -> None:
    rig = await house()
    admin = rig.person("Admin", on="discord")
    await admin.calls("cekbantuan")
    label = _label_of(admin.last, "JakCare")
    changed = tuple(
        one.model_copy(update={"contacts": ("0800-1",)}) if one.name == "JakCare" else one for one in shipped()
    )
    rig.features[0] = type(rig.features[0])(help, HelpSettings(services=changed))
    await rig.restart()
    await admin.presses(label)
    assert admin.last.key == "help-check-changed"
    assert await rows(rig, confirmed) == []


async def test_admins_are_asked_in_private_once_a_week_until_it_is_done(lang: str) -> None:
    rig = await house(lang, services=verified(59, *NUMBERS))
    admin = rig.person("Admin", on="discord")
    await admin.calls("bantuan")
    await rig.turn(timedelta(hours=12))
    assert admin.private.key not in rig.discord.shown, "59 days are fresh enough"
    await rig.turn(timedelta(days=1))
    assert admin.told.keys == ["help-due", *["help-check-due"] * 4]
    await rig.turn(timedelta(days=5))
    assert len(rig.discord.shown[admin.private.key]) == 1
    await _press(admin, "help-check-open")
    await admin.presses(_label_of(admin.last, "112"))
    await rig.turn(timedelta(days=2))
    assert len(rig.discord.shown[admin.private.key]) == 2
    assert admin.told.values("help-check-due", "name") == ["JakCare", "healing119", "SAPA 129"]


async def test_admins_are_asked_in_their_room_where_config_names_one() -> None:
    rig = await house(admin_room="admin", on_call=("telegram:555",))
    await rig.turn(timedelta(days=1))
    (asked,) = rig.room("admin", "discord")
    assert asked.keys == ["help-due", *["help-check-never"] * 4, "help-check-on-call"]


async def test_who_checked_is_forgotten_in_time_but_not_that_it_was_checked() -> None:
    rig = await house()
    admin, sari = rig.person("Admin", on="discord"), rig.person("Sari", on="telegram")
    await admin.calls("cekbantuan")
    await admin.presses(_label_of(admin.last, "JakCare"))
    await rig.turn(timedelta(days=182))
    (row,) = await rows(rig, confirmed)
    assert row.person is None
    await sari.says("/bantuan")
    assert names(sari.last)[0] == "healing119", "it is hidden, not taken for one that was never checked"


async def test_counters_are_summed_for_admins_and_end_after_a_year() -> None:
    rig = await house()
    admin, sari = rig.person("Admin", on="discord"), rig.person("Sari", on="telegram")
    for _ in range(3):
        await sari.says("/bantuan")
        await sari.presses("help-friend")
    await admin.calls("cekbantuan")
    assert admin.last.value("friend") == 3
    await rig.turn(timedelta(days=367))
    assert await rows(rig, counted) == []


def test_the_feature_is_what_its_package_shows() -> None:
    assert isinstance(help, Plugin)
    assert {one.value for one in About} == {"self", "friend"}
