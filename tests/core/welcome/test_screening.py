"""Looking at applications: one living card, decisions by moderators only, kindness to who waits, and forgetting."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from core.engine import tables
from core.kit import Role
from core.kit.deeds import LetIn, TurnAway
from core.kit.port import Press
from core.kit.sql import func, select
from core.welcome.store import answer, note
from tests.core.welcome.scene import (
    accepted,
    accepts,
    answers,
    applies,
    begins,
    count,
    done,
    heard,
    knocks,
    moderator,
    opened,
    person_of,
    role_of,
    writes,
)
from tests.rig import Rig, Seen, Who


def card(rig: Rig) -> Seen:
    """The newest application in the admin room."""
    return rig.card("admin", "discord", "welcome-card")


async def actions(rig: Rig) -> list[str]:
    """What the audit log has of welcome, in order."""
    rows = await rig.database.read.rows(select(tables.audit).order_by(tables.audit.c.id))
    return [row.action for row in rows if row.action.startswith("welcome.")]


async def declines(mod: Who, reason: str = "later") -> None:
    await mod.presses("welcome-decline", "admin")
    await mod.fills("admin", reason=reason)


# --- the card ---


async def test_one_card_shows_answers_and_what_the_platform_tells(rig: Rig, mod: Who, bimo: Who) -> None:
    made = datetime(2020, 5, 1, tzinfo=UTC)
    bimo.account = replace(bimo.account, created=made, lang="jv")
    await applies(bimo)
    (shown,) = rig.room("admin", "discord")
    assert shown.values("welcome-card-account", "username") == ["bimo"]
    assert shown.value("since") == made and shown.value("lang") == "jv"
    assert "cari teman ngopi" in shown.text and "Kerja" in shown.text
    assert shown.labels and len(rig.room("admin", "discord")) == 1


async def test_it_goes_to_each_admin_where_there_is_no_room(rig: Rig) -> None:
    await rig.close()
    rig = await opened("id", admin_room="")
    rig.community = replace(rig.community, admins=frozenset({("telegram", "100")}))
    await rig.restart()
    boss, sari = rig.person("Bos", on="telegram"), rig.person("Sari", on="telegram")
    await boss.says("/start")
    await applies(sari)
    assert boss.told.key == "welcome-new"
    await boss.presses("welcome-look")
    assert boss.last.key == "welcome-card"
    await boss.presses("welcome-accept")
    assert await role_of(rig, sari) is Role.MEMBER


async def test_who_has_it_is_shown_and_others_keep_off(rig: Rig, mod: Who, sari: Who) -> None:
    other = await moderator(rig, "Rara")
    await applies(sari)
    await mod.presses("welcome-take", "admin")
    assert mod.last.key == "welcome-yours"
    assert [who.name for who in card(rig).values("welcome-card-by", "who")] == ["Yuni"]
    for button in ("welcome-accept", "welcome-decline", "welcome-ask"):
        await other.presses_ticket(card(rig).ticket(button), "admin")
        if other.form:
            await other.fills("admin", **{"reason": "later"} if button == "welcome-decline" else {"words": "kenapa?"})
        assert (other.last.key, other.last.value("who").name) == ("welcome-taken", "Yuni")
    await other.presses_ticket(card(rig).ticket("welcome-take-over"), "admin")
    assert [who.name for who in card(rig).values("welcome-card-by", "who")] == ["Rara"]
    await accepts(other)
    assert await actions(rig) == ["welcome.applied", "welcome.taken", "welcome.taken", "welcome.accepted"]


async def test_nobody_else_decides_and_it_is_checked_at_the_press(rig: Rig, mod: Who, sari: Who, bimo: Who) -> None:
    await bimo.says("/start")
    await applies(sari)
    for button in ("welcome-accept", "welcome-take"):
        await bimo.presses_ticket(card(rig).ticket(button), "admin")
        assert bimo.last.key == "house-not-allowed"
    person = await person_of(rig, mod)
    await rig.database.write(lambda db: rig.engine.directory(db).grant(person, Role.MEMBER))
    await mod.presses("welcome-accept", "admin")
    assert mod.last.key == "house-not-allowed"
    assert await role_of(rig, sari) is Role.APPLICANT


async def test_a_moderator_does_not_decide_on_themselves(rig: Rig, mod: Who, bimo: Who) -> None:
    await applies(bimo)
    person = await person_of(rig, bimo)
    await rig.database.write(lambda db: rig.engine.directory(db).grant(person, Role.MODERATOR))
    for button in ("welcome-accept", "welcome-take"):
        await bimo.presses_ticket(card(rig).ticket(button), "admin")
        assert bimo.last.key == "welcome-own"
    assert await count(rig, "sent") == 1


# --- two votes ---


async def test_two_votes_are_needed_where_config_says_so(rig: Rig) -> None:
    await rig.close()
    rig = await opened("id", votes=2)
    mod, other, sari = await moderator(rig), await moderator(rig, "Rara"), rig.person("Sari", on="telegram")
    await applies(sari)
    await mod.presses("welcome-accept", "admin")
    assert mod.last.key == "welcome-voted-for" and card(rig).value("votes") == 1
    await mod.presses_ticket(card(rig).ticket("welcome-accept"), "admin")
    assert mod.last.key == "welcome-voted"
    assert await role_of(rig, sari) is Role.APPLICANT and done(sari, LetIn) == []
    await accepts(other)
    assert await role_of(rig, sari) is Role.MEMBER
    assert await actions(rig) == ["welcome.applied", "welcome.voted", "welcome.accepted"]


# --- asking ---


async def test_asks_without_a_name_and_the_answer_comes_onto_the_card(rig: Rig, mod: Who, sari: Who) -> None:
    await applies(sari)
    for asked in ("Dari mana tahu?", "Umur berapa?"):
        await mod.presses_ticket(card(rig).ticket("welcome-ask"), "admin")
        await mod.fills("admin", words=asked)
        assert mod.last.key == "welcome-asked-told"
    first, second = [rig.seen(shown.message) for shown in rig.telegram.shown[sari.private.key][-2:]]
    for seen in (first, second):
        assert seen.key == "welcome-question-more" and not seen.persons and "Yuni" not in seen.text
    assert card(rig).keys.count("welcome-card-unanswered") == 2
    await rig.restart()
    await sari.presses_ticket(first.ticket("welcome-reply"))
    await writes(sari, "dari kakak")
    assert sari.last.key == "welcome-reply-told"
    assert card(rig).values("welcome-card-answer", "words") == ["dari kakak"]
    await accepts(mod)
    await sari.presses_ticket(second.ticket("welcome-reply"))
    await writes(sari, "terlambat")
    assert sari.last.key == "welcome-gone"


async def test_nobody_answers_for_another(rig: Rig, mod: Who, sari: Who, bimo: Who) -> None:
    await applies(sari)
    await mod.presses("welcome-ask", "admin")
    await mod.fills("admin", words="Kenapa?")
    asked = sari.told.ticket("welcome-reply")
    await bimo.says("/start")
    await bimo.presses_ticket(asked)
    assert bimo.last.key == "house-outdated"
    assert await rig.database.read.value(select(func.count()).select_from(note).where(note.c.answer.isnot(None))) == 0


# --- deciding ---


async def test_a_declined_one_hears_it_kindly_and_from_nobody(rig: Rig, mod: Who, sari: Who) -> None:
    await knocks(sari)
    await applies(sari)
    await declines(mod, "unclear")
    told = sari.told
    assert (told.key, told.value("reason")) == ("welcome-declined", "unclear")
    assert told.value("when") == rig.now + timedelta(days=30)
    assert not told.persons and "Yuni" not in told.text
    assert [deed.account for deed in done(sari, TurnAway)] == [sari.account.id]
    assert await role_of(rig, sari) is Role.VISITOR
    assert card(rig).keys == ["welcome-card", "welcome-card-who", "welcome-card-declined"]
    await sari.says("/daftar")
    assert sari.last.key == "welcome-again"
    assert (await actions(rig))[-1] == "welcome.declined"


async def test_what_is_decided_can_be_read_again_and_not_decided_again(rig: Rig, mod: Who, sari: Who) -> None:
    await applies(sari)
    before = card(rig)
    await declines(mod)
    await mod.presses_ticket(before.ticket("welcome-accept"), "admin")
    assert mod.last.key == "welcome-decided-already"
    await mod.presses_ticket(card(rig).ticket("welcome-look"), "admin")
    assert "cari teman ngopi" in mod.last.text and not mod.last.labels
    assert await role_of(rig, sari) is Role.VISITOR and done(sari, LetIn) == []


async def test_applies_anew_when_the_date_has_come(rig: Rig, mod: Who, sari: Who) -> None:
    await applies(sari)
    await declines(mod)
    await rig.sleep_through(timedelta(days=31))
    await applies(sari)
    await accepts(mod)
    assert await role_of(rig, sari) is Role.MEMBER


async def test_a_press_that_comes_twice_decides_once(rig: Rig, mod: Who, sari: Who) -> None:
    await knocks(sari)
    await applies(sari)
    press = Press(card(rig).ticket("welcome-accept"))
    for _ in range(2):
        await mod.does(press, "admin", id="same")
        await rig.restart()
    assert heard(sari, rig).count("welcome-accepted") == 1 and len(done(sari, LetIn)) == 1


async def test_who_is_kept_out_is_not_accepted(rig: Rig, mod: Who, sari: Who) -> None:
    await applies(sari)
    person = await person_of(rig, sari)
    await rig.database.write(lambda db: rig.engine.directory(db).bar(person, on=True))
    await mod.presses("welcome-accept", "admin")
    assert mod.last.key == "welcome-barred"
    assert await role_of(rig, sari) is Role.APPLICANT and await count(rig, "sent") == 1
    assert "welcome-accepted" not in heard(sari, rig)


# --- what waits, and forgetting ---


async def test_what_waits_long_is_said_gently_with_counts(rig: Rig, mod: Who, sari: Who, bimo: Who) -> None:
    await applies(sari)
    await rig.turn(timedelta(hours=22))
    await applies(bimo)
    keys = [seen.key for seen in rig.room("admin", "discord")]
    assert "welcome-ping" not in keys
    assert rig.card("admin", "discord", "welcome-daily").value("waiting") == 1
    await rig.turn(timedelta(hours=3))
    assert [seen.key for seen in rig.room("admin", "discord")].count("welcome-ping") == 1
    await rig.turn(timedelta(hours=21))
    daily = rig.card("admin", "discord", "welcome-daily")
    assert (daily.value("waiting"), daily.value("long")) == (2, 1)


async def test_what_is_decided_is_not_pinged(rig: Rig, mod: Who, sari: Who) -> None:
    await applies(sari)
    await accepts(mod)
    await rig.turn(timedelta(hours=49))
    keys = {seen.key for seen in rig.room("admin", "discord")}
    assert not keys & {"welcome-ping", "welcome-daily"}


async def test_answers_are_forgotten_when_they_have_served(rig: Rig, mod: Who, sari: Who) -> None:
    async def kept() -> int:
        return int(await rig.database.read.value(select(func.count()).select_from(answer)) or 0)

    await accepted(rig, mod, "Bimo", "discord")
    mine = await kept()
    await applies(sari)
    await declines(mod)
    assert await kept() == 2 * mine
    await rig.sleep_through(timedelta(days=15))
    assert await kept() == mine, "of the declined after 14 days"
    assert await count(rig, "declined") == 1, "but until they may apply again, that they were"
    await sari.says("/daftar")
    assert sari.last.key == "welcome-again"
    await rig.sleep_through(timedelta(days=16))
    assert await kept() == 0, "of the accepted after 30"
    await rig.sleep_through(timedelta(days=1))
    assert await count(rig, "declined", "accepted") == 0
    assert {seen.keys[-1] for seen in rig.room("admin", "discord") if seen.key == "welcome-card"} == {
        "welcome-card-purged"
    }


async def test_begun_and_left_is_not_shown_to_anybody(rig: Rig, mod: Who, sari: Who) -> None:
    await begins(sari)
    await answers(sari)
    assert rig.room("admin", "discord") == []
