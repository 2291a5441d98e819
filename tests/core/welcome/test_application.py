"""Applying: three doors to one application; begun, answered, changed, resumed, sent, or left alone."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.engine.registry import RoomConfig
from core.kit import Place, Role
from core.kit.deeds import LetIn, TurnAway
from core.kit.port import Can
from core.kit.sql import func, select
from core.welcome.store import answer
from tests.core.welcome.scene import (
    answers,
    bar,
    begins,
    count,
    done,
    grant,
    heard,
    knocks,
    opened,
    person_of,
    role_of,
    writes,
)
from tests.rig import Rig, Who


@pytest.fixture(params=["telegram", "discord"])
def nina(request: pytest.FixtureRequest, rig: Rig) -> Who:
    """Somebody on either platform."""
    return rig.person("Nina", on=request.param)


# --- the doors ---


async def test_who_asks_to_be_let_in_is_written_to_once_and_at_once(rig: Rig, sari: Who) -> None:
    await knocks(sari)
    assert heard(sari, rig) == ["welcome-hello"]
    assert sari.told.keys == ["welcome-hello", "welcome-asked"]
    await sari.presses("welcome-begin")
    assert sari.last.keys[:2] == ["welcome-hello", "welcome-how"]
    assert done(sari, LetIn) == []


async def test_an_address_begins_it(rig: Rig, sari: Who) -> None:
    await sari.says("/start daftar")
    assert sari.last.keys[:2] == ["welcome-hello", "welcome-how"]


async def test_the_entrance_has_a_button(rig: Rig, bimo: Who) -> None:
    await rig.turn(timedelta(minutes=11))
    (card,) = rig.room("entrance", "discord")
    assert card.keys == ["welcome-hello", "welcome-entrance"]
    await bimo.presses("welcome-begin", "entrance")
    assert bimo.last.keys[:2] == ["welcome-hello", "welcome-how"]
    await rig.turn(timedelta(minutes=31))
    assert len(rig.room("entrance", "discord")) == 1, "one that is there already is not sent again"


async def test_the_entrance_tells_nobody_else_where_all_can_read(rig: Rig, sari: Who) -> None:
    rig.rooms = [one for one in rig.rooms if one.name != "entrance"]
    rig.rooms.append(RoomConfig("entrance", (Place("telegram", "-1003"),)))
    await rig.restart()
    await rig.turn(timedelta(minutes=11))
    await sari.presses("welcome-begin", "entrance")
    assert [seen.key for seen in rig.room("entrance", "telegram")] == ["welcome-hello", "house-private-only"]
    assert "start=daftar" in rig.room("entrance", "telegram")[1].links[0]


async def test_all_doors_lead_to_the_same_application(rig: Rig, sari: Who) -> None:
    await begins(sari)
    await sari.presses("Kerja")
    await knocks(sari)
    await sari.presses("welcome-begin")
    assert sari.last.value("number") == 2
    await sari.says("/start daftar")
    assert sari.last.value("number") == 2
    assert await count(rig, "open") == 1


async def test_consent_and_age_come_first(rig: Rig, nina: Who) -> None:
    await nina.says("/daftar")
    assert "welcome-consent-asks" in nina.last.keys
    assert await count(rig, "open") == 0 and await role_of(rig, nina) is Role.VISITOR
    await nina.presses("welcome-adult")
    assert await count(rig, "open") == 1 and await role_of(rig, nina) is Role.APPLICANT
    (agreed,) = await rig.engine.directory(rig.database.read).decisions(await person_of(rig, nina))
    assert (agreed.purpose, agreed.given) == ("welcome.application", True)


async def test_under_age_nothing_is_kept(rig: Rig, sari: Who) -> None:
    await knocks(sari)
    await sari.presses("welcome-begin")
    adult = sari.last
    await sari.presses("welcome-young")
    assert sari.last.key == "welcome-too-young"
    assert "/bantuan" in sari.last.text or "/help" in sari.last.text
    assert [deed.account for deed in done(sari, TurnAway)] == [sari.account.id]
    assert await count(rig, "open", "sent") == 0 and await role_of(rig, sari) is Role.VISITOR
    # who says so after having begun leaves nothing behind, either
    await sari.presses_ticket(adult.ticket("welcome-adult"))
    await sari.presses("Kerja")
    await sari.presses_ticket(adult.ticket("welcome-young"))
    assert sari.last.key == "welcome-too-young"
    assert await count(rig, "open", "sent") == 0 and await role_of(rig, sari) is Role.VISITOR
    assert await rig.database.read.value(select(func.count()).select_from(answer)) == 0


async def test_who_is_kept_out_is_told_kindly_and_no_more(rig: Rig, sari: Who, bimo: Who) -> None:
    await bar(rig, sari)
    await sari.says("/daftar")
    assert sari.last.key == "welcome-not-now"
    await knocks(sari)
    assert heard(sari, rig)[-1] == "welcome-not-now"
    assert len(done(sari, TurnAway)) == 1
    await begins(bimo)
    await bar(rig, bimo)
    await bimo.says("/daftar")
    assert bimo.last.key == "welcome-not-now"
    assert await count(rig, "sent") == 0


async def test_who_is_kept_out_meanwhile_cannot_go_on(rig: Rig, sari: Who) -> None:
    await begins(sari)
    question = sari.last
    await bar(rig, sari)
    await sari.presses_ticket(question.ticket("Kerja"))
    assert sari.last.key == "welcome-not-now"


async def test_a_member_needs_no_application(rig: Rig, nina: Who) -> None:
    await grant(rig, nina, Role.MEMBER)
    await nina.says("/daftar")
    assert nina.last.key == "welcome-member-already"


async def test_an_application_is_nobody_elses_business(rig: Rig, sari: Who) -> None:
    await sari.says("/start")
    await sari.says("/daftar", "lobby")
    assert rig.room("lobby", "telegram") == []
    assert "welcome-how" in sari.last.keys
    stranger = rig.person("Baru", on="telegram")
    await stranger.says("/daftar", "lobby")
    assert [seen.key for seen in rig.room("lobby", "telegram")] == ["house-private-only"]
    assert "start=daftar" in rig.room("lobby", "telegram")[0].links[0]


# --- answering ---


async def test_each_is_asked_in_turn_and_the_whole_is_reviewed(rig: Rig, nina: Who) -> None:
    await begins(nina)
    assert (nina.last.value("number"), nina.last.value("count")) == (1, 3)
    await nina.presses("Lain")
    assert (nina.last.value("number"), nina.last.value("count")) == (2, 4)
    await nina.presses("welcome-write")
    assert (nina.form is not None) == (Can.FORMS in nina.platform.can)
    await writes(nina, "pindah kota")
    await nina.presses("welcome-write")
    await writes(nina, "cari teman")
    await nina.presses("Ngobrol")
    await nina.presses("Mabar")
    assert [label for label in nina.last.labels if "✅" in label] == ["✅ Ngobrol", "✅ Mabar"]
    await nina.presses("✅ Mabar")
    await nina.presses("welcome-confirm")
    assert nina.last.key == "welcome-review"
    assert "pindah kota" in nina.last.text and "cari teman" in nina.last.text and "Ngobrol" in nina.last.text
    assert "Mabar" not in nina.last.text


async def test_is_changed_until_it_is_sent(rig: Rig, nina: Who) -> None:
    await begins(nina)
    await answers(nina)
    review = nina.last
    await nina.presses(nina.last.labels[1])
    await nina.presses("welcome-write")
    await writes(nina, "berubah pikiran")
    assert nina.last.key == "welcome-review" and "berubah pikiran" in nina.last.text
    # another answer to the first brings up a question that was not asked before
    await nina.presses(review.labels[0])
    await nina.presses("Lain")
    assert (nina.last.key, nina.last.value("number")) == ("welcome-question", 2)
    await nina.presses("welcome-write")
    await writes(nina, "tambahan")
    await nina.presses("welcome-send")
    assert nina.last.key == "welcome-sent"
    await nina.presses_ticket(review.ticket("welcome-send"))
    assert nina.last.key == "welcome-sent-already"
    await nina.presses_ticket(review.ticket(review.labels[0]))
    assert nina.last.key == "welcome-sent-already"
    assert await count(rig, "sent") == 1


async def test_goes_on_after_a_restart(rig: Rig, nina: Who) -> None:
    await begins(nina)
    await nina.presses("Kerja")
    await nina.presses("welcome-write")
    await rig.restart()
    await writes(nina, "masih ada")
    assert (nina.last.key, nina.last.value("number")) == ("welcome-question", 3)
    await rig.restart()
    await nina.says("/daftar")
    assert nina.last.value("number") == 3
    await nina.presses("welcome-confirm")
    assert "masih ada" in nina.last.text


async def test_is_withdrawn_whole(rig: Rig, nina: Who) -> None:
    await begins(nina)
    await answers(nina)
    await nina.presses("welcome-withdraw")
    assert nina.last.key == "welcome-withdrawn"
    assert await count(rig, "open", "sent") == 0 and await role_of(rig, nina) is Role.VISITOR
    assert await rig.database.read.value(select(func.count()).select_from(answer)) == 0


async def test_nobody_touches_anothers(rig: Rig, sari: Who, bimo: Who) -> None:
    await begins(sari)
    question = sari.last
    other = rig.person("Tono", on="telegram")
    await other.says("/start")
    await other.presses_ticket(question.ticket("Kerja"))
    assert other.last.key == "house-outdated"
    assert await count(rig, "open") == 1


async def test_while_it_waits_there_is_no_second_one(rig: Rig, nina: Who) -> None:
    await nina.says("/daftar")
    adult = nina.last.ticket("welcome-adult")
    await nina.presses("welcome-adult")
    await answers(nina)
    await nina.presses("welcome-send")
    await nina.says("/daftar")
    assert nina.last.key == "welcome-waits"
    await nina.presses_ticket(adult)
    assert await count(rig, "open", "sent") == 1


async def test_what_is_never_sent_is_forgotten(rig: Rig, nina: Who) -> None:
    await begins(nina)
    await rig.sleep_through(timedelta(days=32))
    assert await count(rig, "open") == 0
    assert await role_of(rig, nina) is Role.VISITOR, "nobody stays an applicant without an application"


# --- who knows them ---


async def test_a_member_who_is_named_says_whether_they_know_them(rig: Rig, mod: Who, sari: Who) -> None:
    tono = rig.person("Tono", on="telegram")
    await grant(rig, tono, Role.MEMBER)
    await begins(sari)
    await answers(sari)
    await sari.presses("welcome-refer")
    await writes(sari, "@tono", "member")
    assert sari.last.key == "welcome-review" and "Tono" in [one.name for one in sari.last.persons]
    assert "welcome-vouch" not in heard(tono, rig)
    await sari.presses("welcome-send")
    assert tono.told.key == "welcome-vouch"
    assert rig.card("admin", "discord", "welcome-card").value("vouched") == "open"
    before = heard(sari, rig)
    await tono.presses("welcome-vouch-yes")
    assert tono.last.key == "welcome-vouched"
    assert rig.card("admin", "discord", "welcome-card").value("vouched") == "yes"
    assert heard(sari, rig) == before, "the applicant is not told what was said"
    await mod.presses("welcome-accept", "admin")
    await tono.presses("welcome-vouch-no")
    assert tono.last.key == "welcome-vouch-over"


async def test_who_wants_to_be_kept_apart_is_not_asked(rig: Rig, mod: Who, sari: Who) -> None:
    tono = rig.person("Tono", on="telegram")
    await grant(rig, tono, Role.MEMBER)
    await begins(sari)
    await answers(sari)
    them, other = await person_of(rig, tono), await person_of(rig, sari)
    await rig.database.write(lambda db: rig.engine.directory(db).block(them, other, on=True))
    await sari.presses("welcome-refer")
    await writes(sari, "@tono", "member")
    await sari.presses("welcome-send")
    assert sari.last.key == "welcome-sent"
    assert "welcome-vouch" not in heard(tono, rig)


async def test_nobody_learns_who_is_a_member_by_naming_them(rig: Rig, mod: Who, sari: Who) -> None:
    member, visitor = rig.person("Tono", on="telegram"), rig.person("Bayu", on="telegram")
    await grant(rig, member, Role.MEMBER)
    await visitor.says("/start")
    await begins(sari)
    await answers(sari)
    keys: list[list[str]] = []
    for name in ("@tono", "@bayu"):
        await sari.presses("welcome-refer")
        await writes(sari, name, "member")
        keys.append(sari.last.keys)
    assert keys[0] == keys[1]
    await sari.presses("welcome-send")
    assert "welcome-vouch" not in heard(visitor, rig)
    assert rig.card("admin", "discord", "welcome-card").value("vouched") == "stranger"


async def test_where_that_is_off_nobody_is_named(sari: Who, rig: Rig) -> None:
    await rig.close()
    rig = await opened("id", referral=False)
    rara = rig.person("Rara", on="telegram")
    await begins(rara)
    await answers(rara)
    assert not [label for label in rara.last.labels if "kenal" in label]
