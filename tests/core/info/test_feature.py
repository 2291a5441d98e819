"""The board as people meet it: added, looked at, found, voted on, over, told of; on both platforms."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core.engine import tables
from core.info import info
from core.info.settings import EntryKind, InfoSettings, shipped_kinds
from core.info.store import awaited, digest, entry, found_by, vote
from core.kit import Person, Plugin, Role
from core.kit.sql import PersonId, select
from core.members import members
from tests.rig import NOON, Rig, Who

DAY = timedelta(days=1)
ADMIN = frozenset({("discord", "100")})
"""The first person on Discord is the admin."""


async def house(lang: str = "id", path: str = ":memory:", **settings: Any) -> Rig:
    """A community with info, its entries in the lobby; nobody is reviewed unless a test says so."""
    given = {"room": "lobby", "review_room": "admin", "trusted_after": 0, **settings}
    on: list[Any] = [(info, InfoSettings(**given)), members]
    return await Rig.open(on, lang=lang, admins=ADMIN, path=path)


@pytest.fixture(params=["id", "en"])
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await house(request.param)
    yield rig
    await rig.close()


@pytest.fixture
def admin(rig: Rig) -> Who:
    return rig.person("Rara", on="discord")


@pytest.fixture
def sari(rig: Rig, admin: Who) -> Who:
    return rig.person("Sari", on="telegram")


@pytest.fixture
def bimo(rig: Rig, admin: Who) -> Who:
    return rig.person("Bimo", on="discord")


async def adds(
    who: Who, title: str = "Sate Pak Kumis", kind: str = "kuliner", area: str = "tebet", **more: str
) -> None:
    """Write an entry and send it."""
    price, link = more.get("price", "25rb"), more.get("link", "-")
    await who.says("/start")
    if who.platform.name == "telegram":
        await who.says(f"/info tambah {kind} | {title} | {area} | {price} | {link}")
    else:
        await who.calls("info tambah", kind=kind, title=title, area=area, price=price, link=link)
    assert who.last.key == "info-headline", who.last.keys
    await who.presses("info-send")


async def rows(rig: Rig, table: Any) -> list[Any]:
    return list(await rig.database.read.rows(select(table)))


async def person_of(rig: Rig, who: Who) -> Person:
    found = await rig.engine.directory(rig.database.read).by_account(who.account.platform, who.account.id)
    assert found is not None
    return found


async def grant(rig: Rig, who: Who, role: Role) -> None:
    await who.says("/start")
    person = await person_of(rig, who)
    await rig.database.write(lambda db: rig.engine.directory(db).grant(person, role))


def titles(who: Who) -> list[str]:
    """What a list shows, in order."""
    found = [line.values["title"] for line in who.last.said.lines if line.key in ("info-line", "info-line-price")]  # type: ignore[union-attr]
    return [str(title.values["title"]) for title in found]  # type: ignore[union-attr]


# --- adding ---


async def test_question_by_question_in_a_chat(rig: Rig, sari: Who) -> None:
    await sari.says("/start")
    await sari.says("/info tambah")
    for answer in ("kuliner", "Sate Pak Kumis", "tebet", "25-50rb", "https://contoh.id/sate"):
        assert sari.last.message.asks
        await sari.says(answer)
    assert sari.last.key == "info-headline"
    assert "info-is-draft" in sari.last.keys and "info-photo-hint" in sari.last.keys
    assert rig.room("lobby", "telegram") == []
    await sari.presses("info-send")
    assert sari.last.key == "info-sent"
    for on in ("telegram", "discord"):
        card = rig.card("lobby", on, "info-headline")
        assert card.value("title") == "Sate Pak Kumis"
        assert card.value("area") == "Tebet"
        assert card.links == ["https://contoh.id/sate"]
    assert "25.000" in rig.room("lobby", "telegram")[0].text or "25,000" in rig.room("lobby", "telegram")[0].text


async def test_a_form_of_five_where_there_are_forms(rig: Rig, bimo: Who) -> None:
    await bimo.calls("info tambah", "lobby")
    assert bimo.form is not None
    assert [field.name for field in bimo.form.fields] == ["kind", "title", "area", "price", "link"]
    await bimo.fills("lobby", kind="makan", title="Bakmi", area="blok-m", price="-", link="-")
    await bimo.presses("info-send", "lobby")
    assert rig.card("lobby", "telegram", "info-headline").value("area") == "Blok M"


@pytest.mark.parametrize(
    ("field", "wrong", "why"),
    [
        ("kind", "entah", "info-kind-unknown"),
        ("area", "Bandung", "info-area-unknown"),
        ("price", "murah", "info-price-unclear"),
        ("link", "http://x.id", "info-link-unclear"),
    ],
)
async def test_what_is_wrong_is_asked_again_and_the_rest_is_kept(
    rig: Rig, sari: Who, bimo: Who, field: str, wrong: str, why: str
) -> None:
    right = {"kind": "promo", "title": "Diskon buku", "area": "jaksel", "price": "-", "link": "-"}
    given: dict[str, Any] = {**right, field: wrong}
    await sari.says("/start")
    await sari.says("/info tambah " + " | ".join(given.values()))
    assert sari.last.key == why
    await sari.says(right[field])
    assert sari.last.key == "info-headline"
    await bimo.calls("info tambah", **given)
    assert bimo.last.key == why
    await bimo.presses("house-open-form")
    assert bimo.form is not None and [one.name for one in bimo.form.fields] == [field]
    await bimo.fills(**{field: right[field]})
    assert bimo.last.key == "info-headline"


async def test_a_kind_has_a_room_of_its_own() -> None:
    kinds = (EntryKind(name="loker", room="admin", days=10), *shipped_kinds()[:1])
    rig = await house(kinds=kinds)
    rig.person("Rara", on="discord")
    sari = rig.person("Sari", on="telegram")
    await adds(sari, "Barista paruh waktu", kind="loker")
    assert rig.room("lobby", "telegram") == []
    card = rig.card("admin", "discord", "info-headline")
    assert card.value("when") == NOON + DAY * 10
    await rig.close()


async def test_a_picture_is_shown_where_it_was_sent(rig: Rig, sari: Who) -> None:
    await sari.says("/start")
    await sari.says("/info tambah kuliner | Sate | tebet | - | -")
    await sari.says("fotonya nih", photo="file-1")
    assert sari.told.key == "info-headline" and "info-photo-hint" not in sari.told.keys
    await sari.presses("info-send")
    assert rig.card("lobby", "telegram", "info-headline").message.photo == "file-1"
    assert rig.card("lobby", "discord", "info-headline").message.photo == ""
    await sari.says("foto lain", photo="file-2")
    assert rig.card("lobby", "telegram", "info-headline").message.photo == "file-1", "no picture is waited for any more"
    await sari.says("/info punyaku")
    await sari.presses("info-open")
    await sari.presses("info-set-photo")
    await sari.presses("info-photo-skip")
    await sari.says("", photo="file-3")
    assert rig.card("lobby", "telegram", "info-headline").message.photo == "file-1"
    await sari.says("/info punyaku")
    await sari.presses("info-open")
    await sari.presses("info-set-photo")
    await sari.says("", "lobby", photo="file-4", to_bot=True)
    assert rig.card("lobby", "telegram", "info-headline").message.photo == "file-1", "only in private"
    await sari.says("", photo="file-5")
    assert rig.card("lobby", "telegram", "info-headline").message.photo == "file-5"


async def test_a_picture_too_late_is_not_taken(rig: Rig, sari: Who) -> None:
    await sari.says("/start")
    await sari.says("/info tambah kuliner | Sate | tebet | - | -")
    await rig.turn(timedelta(minutes=31))
    await sari.says("", photo="file-1")
    assert (await rows(rig, entry))[0].photos == {}


async def test_only_so_many_at_once() -> None:
    rig = await house(most_open=2)
    rig.person("Rara", on="discord")
    sari = rig.person("Sari", on="telegram")
    await sari.says("/start")
    for number in range(3):
        await sari.says(f"/info tambah kuliner | Sate {number} | tebet | - | -")
    assert sari.last.key == "info-too-many"
    assert len(await rows(rig, entry)) == 2
    await rig.close()


async def test_who_is_kept_out_adds_nothing(rig: Rig, sari: Who) -> None:
    await sari.says("/start")
    person = await person_of(rig, sari)
    await rig.database.write(lambda db: rig.engine.directory(db).bar(person, on=True))
    await sari.says("/info tambah kuliner | Sate | tebet | - | -")
    assert sari.last.key == "info-barred"


# --- being looked at ---


async def test_a_newcomers_entries_are_looked_at_until_some_were_put_up() -> None:
    rig = await house(trusted_after=2)
    admin, sari = rig.person("Rara", on="discord"), rig.person("Sari", on="telegram")
    for number in (1, 2):
        await adds(sari, f"Sate {number}")
        assert sari.last.key == "info-sent-waiting"
        assert rig.card("admin", "discord", "info-review-title").links == []
        await admin.presses("info-accept", "admin")
        assert admin.last.key == "info-accept-done"
        assert sari.told.key == "info-accepted"
        assert len(rig.room("lobby", "telegram")) == number
        assert rig.room("admin", "discord")[-1].keys[-1] == "info-review-accepted"
    await adds(sari, "Sate 3")
    assert sari.last.key == "info-sent"
    await rig.close()


async def test_a_declined_one_comes_back_with_a_reason_and_nobodys_name() -> None:
    rig = await house(trusted_after=2)
    admin, sari = rig.person("Rara", on="discord"), rig.person("Sari", on="telegram")
    await adds(sari)
    await admin.presses("info-decline", "admin")
    await admin.fills("admin", reason="Alamatnya belum ada.")
    assert admin.last.key == "info-decline-done"
    assert sari.told.key == "info-declined"
    assert sari.told.value("reason") == "Alamatnya belum ada."
    assert "Rara" not in sari.told.text
    assert rig.room("admin", "discord")[-1].keys[-1] == "info-review-returned"
    await sari.presses("info-change")
    await sari.presses("info-set-title")
    await sari.says("Sate Pak Kumis, Jalan Tebet Raya")
    await sari.presses("info-send")
    assert sari.last.key == "info-sent-waiting"
    await admin.calls("info antrean", "admin")
    await admin.presses("info-open", "admin")
    await admin.presses("info-accept", "admin")
    assert rig.card("lobby", "telegram", "info-headline").value("title").endswith("Tebet Raya")
    await rig.close()


async def test_only_moderators_decide_whatever_a_button_claims() -> None:
    rig = await house(trusted_after=2)
    rig.person("Rara", on="discord")
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    await adds(sari)
    await bimo.presses("info-accept", "admin")
    assert bimo.last.key == "house-not-allowed"
    await bimo.calls("info antrean")
    assert bimo.last.key == "house-not-allowed"
    assert rig.room("lobby", "telegram") == []
    await grant(rig, bimo, Role.MODERATOR)
    await bimo.presses("info-accept", "admin")
    assert bimo.last.key == "info-accept-done"
    await rig.close()


async def test_without_a_room_the_admins_are_asked_in_private() -> None:
    rig = await house(trusted_after=2, review_room="")
    admin, sari = rig.person("Rara", on="discord"), rig.person("Sari", on="telegram")
    await admin.says("/start")
    await adds(sari)
    assert admin.told.key == "info-review-title"
    await admin.presses_ticket(admin.told.ticket("info-accept"))
    assert admin.last.key == "info-accept-done"
    await rig.close()


async def test_a_newcomer_who_changes_what_is_up_is_looked_at_again() -> None:
    rig = await house(trusted_after=2)
    admin, sari = rig.person("Rara", on="discord"), rig.person("Sari", on="telegram")
    await adds(sari)
    await admin.presses("info-accept", "admin")
    await sari.says("/info punyaku")
    await sari.presses("info-open")
    await sari.presses("info-set-link")
    await sari.says("https://jahat.id/x")
    assert "info-is-waiting" in sari.last.keys
    await sari.says("/info cari sate")
    assert "info-found-none" in sari.last.keys
    assert (await rows(rig, entry))[0].state == "waiting"
    await rig.close()


# --- changing and deleting ---


async def test_every_part_can_be_changed_by_its_author(rig: Rig, sari: Who) -> None:
    await adds(sari)
    for button, answer in (
        ("info-set-title", "Sate Bu Kumis"),
        ("info-set-area", "kemang"),
        ("info-set-price", "gratis"),
        ("info-set-link", "https://contoh.id"),
        ("info-set-source", "lewat sendiri"),
        ("info-set-until", "30 november jam 22"),
    ):
        await sari.says("/info punyaku")
        await sari.presses("info-open")
        await sari.presses(button)
        await sari.says(answer)
        assert sari.last.key == "info-headline", (button, sari.last.keys)
    card = rig.card("lobby", "discord", "info-headline")
    assert (card.value("title"), card.value("area"), card.value("source")) == (
        "Sate Bu Kumis",
        "Kemang",
        "lewat sendiri",
    )
    assert card.value("when").day == 30 and card.links == ["https://contoh.id"]
    assert card.value("price").key == "info-price-free"
    await sari.says("/info cari bu kemang")
    assert titles(sari) == ["Sate Bu Kumis"]
    await sari.says("/info cari tebet")
    assert titles(sari) == []


async def test_others_cannot_manage_it_moderators_can_and_its_author_is_told(
    rig: Rig, sari: Who, bimo: Who, admin: Who
) -> None:
    await adds(sari)
    await bimo.presses("info-manage", "lobby")
    assert bimo.last.key == "info-not-yours"
    await admin.presses("info-manage", "lobby")
    await admin.presses("info-delete", "lobby")
    assert admin.last.key == "info-delete-sure"
    await admin.presses("info-delete-yes", "lobby")
    assert admin.last.key == "info-deleted"
    assert sari.told.key == "info-deleted-by-moderator"
    assert await rows(rig, entry) == [] and await rows(rig, found_by.table) == []
    trail = [row.action for row in await rows(rig, tables.audit)]
    assert trail == ["info.deleted"]


# --- votes ---


async def test_one_vote_a_person_that_may_change(rig: Rig, sari: Who, bimo: Who) -> None:
    await adds(sari)
    await bimo.presses("info-gone", "lobby")
    assert bimo.last.key == "info-voted-gone"
    await bimo.presses("info-gone", "lobby")
    assert bimo.last.key == "info-voted-already"
    await bimo.presses("info-still", "lobby")
    card = rig.card("lobby", "telegram", "info-headline")
    assert (card.value("still"), card.value("gone")) == (1, 0)
    await sari.presses("info-still", "lobby")
    assert sari.last.key == "info-vote-own"
    assert len(await rows(rig, vote)) == 1


async def gone_for(rig: Rig, many: int) -> None:
    for number in range(many):
        one = rig.person(f"Orang{number}", on=("telegram", "discord")[number % 2])
        await one.says("/start")
        await one.presses("info-gone", "lobby")


async def test_enough_not_any_more_archive_it_and_its_author_may_object(rig: Rig, sari: Who) -> None:
    await adds(sari)
    await gone_for(rig, 3)
    assert rig.room("lobby", "telegram")[0].key == "info-headline-over"
    assert rig.room("lobby", "telegram")[0].labels == []
    assert sari.told.key == "info-archived-by-votes"
    objection = sari.told.ticket("info-renew")
    await sari.says("/info cari sate")
    assert titles(sari) == []
    await sari.presses_ticket(objection)
    assert sari.last.key == "info-renewed"
    assert rig.room("lobby", "telegram")[0].key == "info-headline"
    assert await rows(rig, vote) == []


@pytest.mark.parametrize(("button", "state"), [("info-doubt-end", "over"), ("info-doubt-keep", "live")])
async def test_or_a_moderator_is_asked_once(button: str, state: str) -> None:
    rig = await house(when_gone="ask")
    admin, sari = rig.person("Rara", on="discord"), rig.person("Sari", on="telegram")
    await adds(sari)
    await gone_for(rig, 4)
    asked = [seen for seen in rig.room("admin", "discord") if seen.key == "info-doubt-title"]
    assert len(asked) == 1
    await admin.presses(button, "admin")
    assert (await rows(rig, entry))[0].state == state
    await rig.close()


# --- its time ---


async def test_the_author_is_asked_a_day_before_and_silence_archives_it(rig: Rig, sari: Who) -> None:
    await adds(sari, kind="promo")
    await rig.turn(DAY * 13 - timedelta(hours=1))
    assert sari.told.key == "info-headline"
    await rig.turn(timedelta(hours=2))
    assert sari.told.key == "info-ask-author"
    await rig.turn(DAY)
    assert (await rows(rig, entry))[0].state == "over"
    assert rig.room("lobby", "discord")[0].key == "info-headline-over"
    await rig.turn(DAY * 92)
    assert await rows(rig, entry) == [] and await rows(rig, found_by.table) == []


async def test_who_says_that_it_holds_keeps_it_up(rig: Rig, sari: Who) -> None:
    await adds(sari, kind="promo")
    await rig.turn(DAY * 13 + timedelta(hours=1))
    await sari.presses_ticket(sari.told.ticket("info-renew"))
    assert sari.last.key == "info-renewed"
    await rig.turn(DAY * 2)
    assert (await rows(rig, entry))[0].state == "live"


async def test_it_ends_even_if_the_bot_slept(rig: Rig, sari: Who) -> None:
    await adds(sari, kind="promo")
    await rig.sleep_through(DAY * 20)
    assert (await rows(rig, entry))[0].state == "over"


async def test_what_was_never_sent_is_erased(rig: Rig, sari: Who) -> None:
    await sari.says("/start")
    await sari.says("/info tambah kuliner | Sate | tebet | - | -")
    assert len(await rows(rig, awaited)) == 1
    await rig.turn(DAY * 2)
    assert await rows(rig, awaited) == [] and len(await rows(rig, entry)) == 1
    await rig.turn(DAY * 30)
    assert await rows(rig, entry) == []


async def test_what_was_up_for_long_and_waits_again_is_not_taken_for_a_draft() -> None:
    rig = await house(trusted_after=2)
    admin, sari = rig.person("Rara", on="discord"), rig.person("Sari", on="telegram")
    await adds(sari)
    await admin.presses("info-accept", "admin")
    await rig.turn(DAY * 40)
    await sari.says("/info punyaku")
    await sari.presses("info-open")
    await sari.presses("info-set-price")
    await sari.says("30rb")
    await rig.turn(DAY)
    assert [row.state for row in await rows(rig, entry)] == ["waiting"]
    await admin.calls("info antrean", "admin")
    await admin.presses("info-open", "admin")
    await admin.presses("info-decline", "admin")
    await admin.fills("admin", reason="Harganya keliru.")
    assert rig.room("admin", "discord")[-1].keys[-1] == "info-review-returned"
    await rig.close()


# --- finding ---


async def test_found_in_any_spelling_with_filters_and_pages(rig: Rig, sari: Who, bimo: Who) -> None:
    for number in range(7):
        await adds(sari, f"Kedai kopi nomor {number}", price=f"{number + 1}0rb")
    await adds(bimo, "Ngopi di Kemang", area="kemang", price="gratis")
    await adds(bimo, "Pameran foto", kind="event", area="menteng")
    await sari.says("/info cari coffee")
    assert sari.last.value("count") == 8 and len(titles(sari)) == 5
    await sari.presses("info-page-after")
    assert len(titles(sari)) == 3
    await sari.presses("info-page-before")
    assert len(titles(sari)) == 5
    await sari.presses("info-by-area")
    await sari.says("kemang")
    assert titles(sari) == ["Ngopi di Kemang"]
    await bimo.calls("info cari", words="kopi", area="jaksel", under=20_000)
    assert set(titles(bimo)) == {"Kedai kopi nomor 0", "Kedai kopi nomor 1", "Ngopi di Kemang"}
    await bimo.calls("info cari", kind="acara")
    assert titles(bimo) == ["Pameran foto"]
    await bimo.presses("info-by-price")
    await bimo.fills(under="1000")
    assert "info-found-none" in bimo.last.keys
    await bimo.calls("info cari", words="pameran kopi")
    assert "info-found-near" in bimo.last.keys and "Pameran foto" in titles(bimo)
    await bimo.calls("info cari", words="photo")
    await bimo.presses("info-open")
    assert bimo.last.key == "info-headline" and bimo.last.value("area") == "Menteng"


async def test_the_newest_come_first_and_drafts_are_nobodys(rig: Rig, sari: Who, bimo: Who) -> None:
    await adds(sari, "Pertama")
    await adds(sari, "Kedua")
    await sari.says("/info tambah kuliner | Rahasia | tebet | - | -")
    await bimo.calls("info")
    assert bimo.last.key == "info-newest"
    assert set(titles(bimo)) == {"Pertama", "Kedua"}


@pytest.mark.parametrize("words", ['"', "a* OR b", "()", "🙂", "'; drop table", "NEAR(a b)", "^x", "-"])
async def test_no_question_breaks_it(rig: Rig, sari: Who, words: str) -> None:
    await adds(sari)
    await sari.says(f"/info cari {words}")
    assert sari.last.key in ("info-found", "info-newest")


async def test_what_config_does_not_know_is_said(rig: Rig, bimo: Who) -> None:
    await bimo.calls("info cari", area="Bandung")
    assert bimo.last.key == "info-area-unknown"
    await bimo.calls("info cari", kind="entah")
    assert bimo.last.key == "info-kind-unknown"
    assert await bimo.types("info tambah", "area", "jaks") == ["Jakarta Selatan"]
    assert len(await bimo.types("info tambah", "kind", "")) == len(shipped_kinds())


# --- digests ---


async def test_a_digest_tells_what_is_new_of_what_one_chose(rig: Rig, sari: Who, bimo: Who) -> None:
    await sari.says("/start")
    await sari.says("/info langganan")
    await sari.presses("info-digest-daily")
    await sari.presses("info-digest-area")
    await sari.says("jaksel")
    await sari.presses("info-digest-kind")
    await sari.says("kuliner")
    await sari.presses("info-digest-hour")
    await sari.says("20")
    assert sari.last.value("hour") == 20
    await rig.turn(timedelta(minutes=1))
    await adds(bimo, "Sate di Tebet")
    await adds(bimo, "Sate di Depok", area="depok")
    await adds(bimo, "Film baru", kind="nonton")
    before = len(sari.platform.shown[sari.private.key])
    await rig.turn(timedelta(hours=7, minutes=30))
    assert len(sari.platform.shown[sari.private.key]) == before
    await rig.turn(timedelta(hours=1))
    assert sari.told.key == "info-digest-news"
    lines = sari.told.said.lines  # type: ignore[union-attr]
    assert [line.values["title"].values["title"] for line in lines] == ["Sate di Tebet"]  # type: ignore[union-attr]
    await rig.turn(DAY * 2)
    assert len(sari.platform.shown[sari.private.key]) == before + 1, "nothing new, nothing said"


async def test_who_pauses_or_stops_is_told_nothing(rig: Rig, sari: Who, bimo: Who) -> None:
    for who in (sari, bimo):
        await who.says("/start")
        await who.says("/info langganan")
        await who.presses("info-digest-weekly")
    await sari.says("/jeda")
    await bimo.calls("info langganan")
    await bimo.presses("info-digest-stop")
    assert bimo.last.key == "info-digest-stopped"
    other = rig.person("Tono", on="telegram")
    await adds(other)
    await rig.turn(DAY * 8)
    for who in (sari, bimo):
        assert "info-digest-news" not in [
            rig.seen(one.message).key for one in who.platform.shown.get(who.private.key, [])
        ]


async def test_a_digest_does_not_name_whom_one_blocked(rig: Rig, sari: Who, bimo: Who) -> None:
    await bimo.says("/start")
    await sari.says("/start")
    await bimo.calls("info langganan")
    await bimo.presses("info-digest-daily")
    person = await person_of(rig, sari)
    mine = await person_of(rig, bimo)
    await rig.database.write(lambda db: rig.engine.directory(db).block(mine, person, on=True))
    await adds(sari)
    await rig.turn(DAY)
    assert bimo.private.key not in bimo.platform.shown


# --- whose data it is ---

NAME, WORDS, FILE = "Zulkarnaenia", "kleponpandanistimewa", "AgACPhotoZulkarnaenia"


async def test_nothing_of_who_is_erased_is_left_not_even_in_the_index(tmp_path: Path) -> None:
    path = tmp_path / "guyub.db"
    rig = await house(path=str(path))
    rig.person("Rara", on="discord")
    other, who = rig.person("Bimo", on="discord"), rig.person(NAME, on="telegram")
    await adds(other, "Sate biasa saja")
    await who.says("/start")
    await who.says(f"/info tambah kuliner | Jual {WORDS} | tebet | - | https://{WORDS}.id/x")
    await who.says("", photo=FILE)
    await who.presses("info-send")
    await who.presses("info-gone", "lobby")
    await who.says("/info langganan")
    await who.presses("info-digest-daily")
    await who.says(f"/info cari {WORDS}")
    await other.calls("info cari", words=WORDS)
    assert titles(other) == [f"Jual {WORDS}"]
    person = await person_of(rig, who)

    def held() -> bytes:
        return b"".join(file.read_bytes() for file in path.parent.iterdir() if file.name.startswith(path.name))

    for one in (NAME, WORDS, FILE):
        assert one.encode() in held(), "the search finds what is there"
    await who.says("/dataku")
    assert WORDS in who.last.text
    await who.says("/lupakanaku")
    await who.presses("members-forget-yes")
    await rig.turn(DAY + timedelta(minutes=1))
    assert info.tables is not None
    for table in info.tables.sorted_tables:
        for row in await rows(rig, table):
            assert WORDS not in str(row) and FILE not in str(row), table.name
        for column in table.columns:
            if isinstance(column.type, PersonId):
                assert not await rig.database.read.rows(select(table).where(column == person.id)), table.name
    for one in (NAME, WORDS, FILE):
        assert one.encode() not in held(), one
    assert b"Sate biasa" in held()
    assert len(await rows(rig, digest)) == 0
    await rig.close()


async def test_tied_accounts_share_what_they_wrote_and_vote_once(rig: Rig, sari: Who, bimo: Who) -> None:
    await adds(sari, "Sate")
    await adds(bimo, "Bakmi")
    third = rig.person("Tono", on="telegram")
    await adds(third, "Soto")
    await sari.says("/info cari soto")
    await sari.presses("info-open")
    await sari.presses("info-gone")
    await bimo.calls("info cari", words="soto")
    await bimo.presses("info-open")
    await bimo.presses("info-gone")
    await bimo.calls("info cari", words="sate")
    await bimo.presses("info-open")
    await bimo.presses("info-still")
    assert len(await rows(rig, vote)) == 3
    await sari.says("/tautkan")
    await bimo.calls("tautkan", code=str(sari.last.value("code")))
    await sari.presses("members-yes")
    assert sari.last.key == "members-tied"
    assert len(await rows(rig, vote)) == 1, "one vote a person, none on an entry of one's own"
    await bimo.calls("info punyaku")
    assert bimo.last.keys.count("info-mine-line") == 2


def test_declares_nothing_twice() -> None:
    plugin: Plugin[Any] = info
    assert {"info", "info cari", "info tambah", "info punyaku", "info langganan", "info antrean"} == {
        action.command for action in plugin.actions.values() if action.command
    }
