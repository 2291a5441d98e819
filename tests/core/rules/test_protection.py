"""The automatic protection: off, dry or on; told with its reason, undone by a press, and never for a word alone."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from core.kit import Came
from core.kit.deeds import Mute, Remove, Unmute
from core.rules import rules
from core.rules.guards import Guard, Mode, Protection
from core.rules.settings import RulesSettings
from tests.rig import Rig, Who

LATER = timedelta(days=3)


async def opened(lang: str = "id", **guards: Any) -> Rig:
    settings = RulesSettings(moderator_room="admin", protection=Protection(**guards))
    return await Rig.open([(rules, settings)], lang=lang, admins=frozenset({("discord", "100")}))


@pytest.fixture(params=["id", "en"])
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await opened(request.param, **{guard.value: Mode.ON for guard in Guard if guard is not Guard.WORDS})
    yield rig
    await rig.close()


async def moderator(rig: Rig) -> Who:
    who = rig.person("Rani Admin", on="discord")
    assert who.account.id == "100"
    await who.says("/start")
    return who


def findings(rig: Rig) -> list[Any]:
    return [seen for seen in rig.room("admin", "discord") if seen.key == "rules-guard"]


async def test_a_newcomers_link_is_held_told_and_undone_by_one_press(rig: Rig) -> None:
    rani = await moderator(rig)
    sari = rig.person("Sari", on="telegram")
    await sari.says("/start")
    await sari.says("lihat ini", "lobby", links=("https://kopi.example",))
    (removed,) = [deed for deed in rig.telegram.done if isinstance(deed, Remove)]
    assert removed.place == sari.place("lobby")
    assert sari.told.key == "rules-guard-told-newcomer"
    (shown,) = findings(rig)
    assert shown.value("why") == "newcomer-link"
    assert not [deed for deed in rig.telegram.done if isinstance(deed, Mute)]
    await rani.presses("rules-guard-wrong", "admin")
    assert sari.told.key == "rules-guard-sorry"
    rig.telegram.done.clear()
    await sari.says("lihat ini", "lobby", links=("https://kopi.example",))
    assert not rig.telegram.done
    await rani.presses_ticket(shown.ticket("rules-guard-wrong"), "admin")
    assert rani.last.key == "rules-guard-judged"


async def test_after_some_messages_and_hours_nobody_is_a_newcomer(rig: Rig) -> None:
    await moderator(rig)
    sari = rig.person("Sari", on="telegram")
    for number in range(5):
        await sari.says(f"halo {number} semuanya apa kabar", "lobby")
    await sari.says("foto", "lobby", media=True)
    assert len(findings(rig)) == 1
    await rig.turn(LATER)
    rig.telegram.done.clear()
    await sari.says("foto kucing", "lobby", media=True)
    assert not rig.telegram.done


async def test_a_scam_is_removed_and_muted_until_a_person_looks(rig: Rig) -> None:
    rani = await moderator(rig)
    sari = rig.person("Sari", on="telegram")
    await sari.says("Slot gacor, depo 10rb langsung maxwin, daftar di bit.ly/x", "lobby")
    kinds = [type(deed) for deed in rig.telegram.done]
    assert Remove in kinds and Mute in kinds
    (shown,) = findings(rig)
    assert shown.value("why") == "scam-gambling"
    await rani.presses("rules-guard-wrong", "admin")
    assert isinstance(rig.telegram.done[-1], Unmute)


async def test_what_was_right_becomes_a_case_for_people(rig: Rig) -> None:
    rani = await moderator(rig)
    sari = rig.person("Sari", on="telegram")
    await sari.says("Slot gacor, depo 10rb langsung maxwin, daftar di bit.ly/x", "lobby")
    await rani.presses("rules-guard-right", "admin")
    assert rani.last.key == "rules-guard-case"
    assert [seen for seen in rig.room("admin", "discord") if seen.key == "rules-case"]


async def test_a_flood_is_one_finding_however_long(rig: Rig) -> None:
    await moderator(rig)
    sari = rig.person("Sari", on="telegram")
    for number in range(14):
        await sari.says(f"pesan nomor {number} ya", "lobby")
    (shown,) = findings(rig)
    assert shown.value("why") == "flood-flood"
    assert shown.value("times") == 7
    assert len([deed for deed in rig.telegram.done if isinstance(deed, Mute)]) == 1


async def test_the_same_again_and_again(rig: Rig) -> None:
    await moderator(rig)
    sari = rig.person("Sari", on="telegram")
    await sari.says("/start")
    for line in ("Ayo gabung ke grupku!", "ayo gabung ke grupku", "A y o gabung ke grupku!!"):
        await sari.says(line, "lobby")
        await rig.turn(timedelta(seconds=30))
    (shown,) = findings(rig)
    assert shown.value("why") == "repeat-repeat"
    for _ in range(4):
        await sari.says("haha", "lobby")
        await rig.turn(timedelta(seconds=30))
    assert len(findings(rig)) == 1


async def test_a_name_that_looks_like_the_staffs(rig: Rig) -> None:
    await moderator(rig)
    fake = rig.person("Ran1 Admin", on="telegram")
    await fake.does(Came(), "lobby")
    (shown,) = findings(rig)
    assert shown.value("why") == "likeness-name"
    assert any(isinstance(deed, Mute) for deed in rig.telegram.done)
    honest = rig.person("Sari", on="telegram")
    await honest.does(Came(), "lobby")
    assert len(findings(rig)) == 1


async def test_dry_only_tells(rig: Rig) -> None:
    dry = await opened()
    await moderator(dry)
    sari = dry.person("Sari", on="telegram")
    await sari.says("Slot gacor, depo 10rb langsung maxwin, daftar di bit.ly/x", "lobby")
    (shown,) = findings(dry)
    assert shown.value("mode") == "dry"
    assert not dry.telegram.done
    await dry.close()


async def test_off_is_off(rig: Rig) -> None:
    off = await opened(**{guard.value: Mode.OFF for guard in Guard if guard is not Guard.WORDS})
    await moderator(off)
    sari = off.person("Sari", on="telegram")
    await sari.says("Slot gacor, depo 10rb langsung maxwin, daftar di bit.ly/x", "lobby", links=("https://x.example",))
    assert not findings(off) and not off.telegram.done
    await off.close()


async def test_words_are_only_ever_told(rig: Rig) -> None:
    told = await opened(newcomer="on", words=("kampret",))
    await moderator(told)
    sari = told.person("Sari", on="telegram")
    await sari.says("dasar Kampret!", "lobby")
    (shown,) = findings(told)
    assert shown.value("why") == "words-words" and shown.value("mode") == "dry"
    assert not told.telegram.done
    await told.close()


async def test_staff_and_private_talk_are_none_of_its_business(rig: Rig) -> None:
    rani = await moderator(rig)
    await rani.says("Slot gacor, depo 10rb langsung maxwin, daftar di bit.ly/x", "lobby")
    sari = rig.person("Sari", on="telegram")
    await sari.says("Slot gacor, depo 10rb langsung maxwin, daftar di bit.ly/x")
    assert not findings(rig)


async def test_an_edit_that_adds_a_link_is_seen(rig: Rig) -> None:
    await moderator(rig)
    sari = rig.person("Sari", on="telegram")
    await sari.says("halo semuanya", "lobby")
    await sari.says("halo semuanya", "lobby", edited=True, links=("https://wa.me/62812",))
    (shown,) = findings(rig)
    assert shown.value("why") == "scam-hidden"


async def test_is_this_an_admin(rig: Rig) -> None:
    rani = await moderator(rig)
    sari = rig.person("Sari", on="discord")
    await sari.calls("cekadmin", who=rani.account.id)
    assert sari.last.key == "rules-is-staff"
    bimo = rig.person("Bimo", on="discord")
    await bimo.says("/start")
    await sari.calls("cekadmin", who=bimo.account.id)
    assert sari.last.key == "rules-is-no-staff"


async def test_findings_are_forgotten_in_time(rig: Rig) -> None:
    await moderator(rig)
    sari = rig.person("Sari", on="telegram")
    await sari.says("lihat ini", "lobby", links=("https://kopi.example",))
    assert len(findings(rig)) == 1
    await rig.turn(timedelta(days=15))
    assert not findings(rig)
