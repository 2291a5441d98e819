"""The way in: for one person, good once; somebody else's account finds it shut, and nothing is lost on the way."""

from __future__ import annotations

from datetime import timedelta

from core.kit import Place, Requested, Role
from core.kit.deeds import CloseDoor, LetIn, Mute, OpenDoor, Rank, TurnAway, Unmute
from core.kit.sql import func, select
from core.members import members
from core.welcome.store_inside import way
from tests.core.welcome.scene import (
    LOBBY,
    accepted,
    accepts,
    applies,
    bar,
    begins,
    comes,
    count,
    done,
    grant,
    heard,
    knocks,
    moderator,
    opened,
    person_of,
    role_of,
    way_of,
)
from tests.rig import Rig, Who


async def ways(rig: Rig) -> int:
    """How many invitations are out."""
    return int(await rig.database.read.value(select(func.count()).select_from(way)) or 0)


async def test_a_waiting_request_is_granted_and_nothing_else(rig: Rig, mod: Who, sari: Who) -> None:
    await knocks(sari)
    await applies(sari)
    assert "welcome-card-request" in rig.card("admin", "discord", "welcome-card").keys
    await accepts(mod)
    assert [deed.account for deed in done(sari, LetIn)] == [sari.account.id]
    assert done(sari, OpenDoor) == []
    assert heard(sari, rig)[-2:] == ["welcome-accepted", "welcome-intro-offer"]
    await comes(sari)
    assert heard(sari, rig).count("welcome-intro-offer") == 1 and done(sari, Mute) == []


async def test_a_link_lets_in_whom_it_was_made_for_and_is_shut_at_once(rig: Rig, mod: Who) -> None:
    sari = await accepted(rig, mod, "Sari", "telegram")
    (door,) = done(sari, OpenDoor)
    assert door.until == rig.now + timedelta(days=2) and len(door.name) <= 32
    url = way_of(sari, rig)
    thief = rig.person("Maling", on="telegram")
    await knocks(thief, url)
    assert heard(thief, rig) == ["welcome-not-your-way"]
    assert len(done(thief, TurnAway)) == 1 and await role_of(rig, thief) is Role.VISITOR
    await knocks(sari, door.name)
    assert len(done(sari, LetIn)) == 1 and done(thief, LetIn) == []
    assert [deed.url for deed in done(sari, CloseDoor)] == [url]
    await knocks(thief, url)
    assert done(thief, LetIn) == [] and await ways(rig) == 0


async def test_a_link_is_shut_when_its_time_is_over(rig: Rig, mod: Who) -> None:
    sari = await accepted(rig, mod, "Sari", "telegram")
    url = way_of(sari, rig)
    await rig.sleep_through(timedelta(days=2, minutes=1))
    assert [deed.url for deed in done(sari, CloseDoor)] == [url] and await ways(rig) == 0
    await sari.says("/undang")
    assert sari.last.key == "welcome-inviting" or "welcome-inviting" in [seen.key for seen in sari.answers]
    assert way_of(sari, rig) != url


async def test_another_account_of_the_same_person_is_let_in(rig: Rig) -> None:
    await rig.close()
    rig = await opened("id", members)
    mod = await moderator(rig)
    bimo = await accepted(rig, mod, "Bimo", "discord")
    sari = rig.person("Sari", on="telegram")
    await bimo.says("/tautkan")
    await sari.says(f"/tautkan {bimo.last.value('code')}")
    await bimo.presses("members-yes")
    assert await person_of(rig, bimo) == await person_of(rig, sari)
    await sari.says("/undang")
    (door,) = done(sari, OpenDoor)
    await knocks(sari, door.name)
    assert len(done(sari, LetIn)) == 1


async def test_an_invitation_used_by_another_is_made_anew(rig: Rig, mod: Who) -> None:
    bimo = await accepted(rig, mod, "Bimo", "discord")
    await bimo.calls("undang")
    url = way_of(bimo, rig)
    thief = rig.person("Maling", on="discord")
    await comes(thief, url)
    assert await role_of(rig, thief) is Role.VISITOR
    assert thief.told.keys == ["welcome-hello", "welcome-came-by-other"]
    told = rig.card("admin", "discord", "welcome-way-stolen")
    assert [who.name for who in told.persons] == ["Maling", "Bimo", "Bimo"]
    assert way_of(bimo, rig) != url and url in [deed.url for deed in done(bimo, CloseDoor)]
    # a member who comes by it is welcome, and whose it was still gets another
    friend = await accepted(rig, mod, "Teman", "discord")
    second = way_of(bimo, rig)
    before = len(rig.room("admin", "discord"))
    await comes(friend, second)
    assert way_of(bimo, rig) != second and len(rig.room("admin", "discord")) == before


async def test_a_used_up_invitation_is_made_anew_when_asked_for(rig: Rig, mod: Who) -> None:
    bimo = await accepted(rig, mod, "Bimo", "discord")
    await bimo.calls("undang")
    first = way_of(bimo, rig)
    await bimo.calls("undang")
    assert way_of(bimo, rig) != first and first in [deed.url for deed in done(bimo, CloseDoor)]
    assert await ways(rig) == 2, "one on each platform"


async def test_only_members_are_given_one(rig: Rig, sari: Who, bimo: Who) -> None:
    await begins(sari)
    await sari.says("/undang")
    assert sari.last.key == "house-not-allowed"
    await grant(rig, bimo, Role.MEMBER)
    await bar(rig, bimo)
    await bimo.calls("undang")
    assert bimo.last.key == "welcome-not-now"
    assert await ways(rig) == 0


async def test_a_missing_right_is_said_with_its_cure_and_tried_again(rig: Rig, mod: Who, sari: Who) -> None:
    rig.telegram.forbids |= {OpenDoor, LetIn}
    await applies(sari)
    await accepts(mod)
    assert await role_of(rig, sari) is Role.MEMBER, "nothing is lost"
    assert rig.card("admin", "discord", "welcome-way-failed").value("outcome") == "forbidden"
    assert heard(sari, rig)[-1] == "welcome-way-late"
    rig.telegram.forbids.clear()
    await mod.presses("welcome-way-retry", "admin")
    assert heard(sari, rig)[-1] == "welcome-way" and await ways(rig) == 1


async def test_a_request_that_could_not_be_granted_is_granted_later(rig: Rig, mod: Who, sari: Who) -> None:
    rig.telegram.forbids.add(LetIn)
    await knocks(sari)
    await applies(sari)
    await accepts(mod)
    assert rig.card("admin", "discord", "welcome-way-failed").value("outcome") == "forbidden"
    rig.telegram.forbids.clear()
    await mod.presses("welcome-way-retry", "admin")
    assert len(done(sari, LetIn)) == 1
    assert "welcome-intro-offer" in heard(sari, rig)


async def test_whose_request_is_gone_gets_a_link_instead(rig: Rig, mod: Who, sari: Who) -> None:
    await knocks(sari)
    await applies(sari)
    rig.telegram.absent.add(sari.account.id)
    await accepts(mod)
    assert heard(sari, rig)[-1] == "welcome-way" and done(sari, LetIn) == []


async def test_where_visitors_are_inside_the_role_is_the_way_in(rig: Rig, mod: Who) -> None:
    bimo = await accepted(rig, mod, "Bimo", "discord")
    assert [deed.role for deed in done(bimo, Rank)] == [Role.APPLICANT, Role.MEMBER]
    assert done(bimo, OpenDoor) == [] and heard(bimo, rig)[-1] == "welcome-intro-offer"


async def test_a_member_who_comes_back_is_let_in(rig: Rig, sari: Who) -> None:
    await grant(rig, sari, Role.MEMBER)
    await knocks(sari)
    assert len(done(sari, LetIn)) == 1


async def test_requests_to_other_groups_are_none_of_ours(rig: Rig, sari: Who) -> None:
    elsewhere = Place("telegram", "-666")
    await grant(rig, sari, Role.MEMBER)
    told = heard(sari, rig)
    event = sari.event(elsewhere, Requested(sari.private))
    await rig.engine(event)
    await rig.idle()
    assert done(sari, LetIn) == [] and heard(sari, rig) == told


# --- coming without having been accepted ---


async def test_who_comes_unknown_is_kept_apart_until_accepted(rig: Rig, mod: Who, sari: Who) -> None:
    await sari.says("/start")
    await comes(sari)
    assert [deed.until for deed in done(sari, Mute)] == [None]
    assert sari.told.keys == ["welcome-hello", "welcome-came"]
    await applies(sari)
    await accepts(mod)
    assert len(done(sari, Unmute)) == 1 and done(sari, OpenDoor) == []
    assert "welcome-intro-offer" in heard(sari, rig)


async def test_one_who_never_wrote_is_told_where_to_once_it_is_known_that_they_come_alone(rig: Rig, sari: Who) -> None:
    await comes(sari)
    assert rig.room("lobby", "telegram") == []
    await rig.turn(timedelta(minutes=1))
    assert [seen.key for seen in rig.room("lobby", "telegram")] == ["welcome-came-room"]


async def test_nobody_is_told_aloud_who_is_accepted_or_wrote_meanwhile(rig: Rig, mod: Who, sari: Who) -> None:
    tono = rig.person("Tono", on="telegram")
    await comes(sari)
    await comes(tono)
    await tono.says("/start")
    await applies(sari)
    await accepts(mod)
    await rig.turn(timedelta(minutes=1))
    assert "welcome-came-room" not in [seen.key for seen in rig.room("lobby", "telegram")]


async def test_coming_back_clears_nothing(rig: Rig, mod: Who, sari: Who) -> None:
    await sari.says("/start")
    for again in range(1, 4):
        await comes(sari)
        assert len(done(sari, Mute)) == again and await role_of(rig, sari) is Role.VISITOR
    await applies(sari)
    await comes(sari)
    assert sari.told.key == "welcome-asked-and-waits"
    assert len(done(sari, Mute)) == 4 and await count(rig, "sent") == 1
    await knocks(sari)
    await accepts(mod)
    assert len(done(sari, Unmute)) == 1, "a request in between does not hide that they are muted"


async def test_a_declined_one_stays_apart(rig: Rig, mod: Who, sari: Who) -> None:
    await sari.says("/start")
    await comes(sari)
    await applies(sari)
    await mod.presses("welcome-decline", "admin")
    await mod.fills("admin", reason="later")
    await comes(sari)
    assert len(done(sari, Mute)) == 2 and done(sari, Unmute) == []


async def test_without_the_gate_nobody_is_muted(rig: Rig) -> None:
    await rig.close()
    rig = await opened("id", gate=False)
    sari = rig.person("Sari", on="telegram")
    await sari.says("/start")
    await comes(sari)
    assert done(sari, Mute) == [] and sari.told.key == "welcome-hello"


async def test_a_banned_one_who_ties_another_account_stays_out(rig: Rig) -> None:
    await rig.close()
    rig = await opened("id", members)
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    await grant(rig, sari, Role.MEMBER)
    await bar(rig, sari)
    await sari.says("/tautkan")
    await bimo.calls("tautkan", code=str(sari.last.value("code")))
    await sari.presses("members-yes")
    assert await person_of(rig, bimo) == await person_of(rig, sari)
    await bimo.calls("daftar")
    assert bimo.last.key == "welcome-not-now"
    await bimo.calls("undang")
    assert bimo.last.key == "welcome-not-now"
    await comes(bimo)
    assert "welcome-intro-offer" not in heard(bimo, rig) and done(bimo, OpenDoor) == []


async def test_a_members_other_account_gets_what_it_waits_for(rig: Rig) -> None:
    await rig.close()
    rig = await opened("id", members)
    mod = await moderator(rig)
    bimo, sari = await accepted(rig, mod, "Bimo", "discord"), rig.person("Sari", on="telegram")
    await sari.says("/start")
    await comes(sari)
    await knocks(sari)
    await applies(sari)
    await bimo.calls("tautkan")
    await sari.says(f"/tautkan {bimo.last.value('code')}")
    await bimo.presses("members-yes")
    assert len(done(sari, Unmute)) == 1 and len(done(sari, LetIn)) == 1
    assert await count(rig, "sent", "open") == 0
    assert LOBBY["telegram"] in [deed.place for deed in done(sari, LetIn)]
