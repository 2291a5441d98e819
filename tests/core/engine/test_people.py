"""Persons: known by their accounts, called by their latest name, one across platforms once their accounts are tied."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.engine.tables import account, person, question
from core.kit import Account, Person, Role
from core.kit.port import Came, Command, Reached
from core.kit.sql import func, select
from tests.core.engine.lab import Lab
from tests.rig import Rig, Who


async def whoami(rig: Rig, lab: Lab, who: Who, room: str | None = "lobby") -> tuple[int, str, Role]:
    await who.does(Command("siapa", args={}), room)
    return lab.seen[-1]


async def count(rig: Rig, table: Any) -> int:
    return int(await rig.database.read.value(select(func.count()).select_from(table)))


async def row(rig: Rig, who: Who) -> Any:
    return await rig.database.read.row(
        select(account).where(account.c.platform == who.platform.name, account.c.id == who.account.id)
    )


async def do(rig: Rig, act: Any) -> Any:
    """Do something with the directory, in a transaction."""
    return await rig.database.write(lambda db: act(rig.engine.directory(db)))


async def tie(who: Who, other: Who) -> None:
    """Tie the accounts through the feature, as a handler does."""

    async def both(directory: Any) -> tuple[Person, Person]:
        return await directory.by_account(who.platform.name, who.account.id), await directory.by_account(
            other.platform.name, other.account.id
        )

    keep, gone = await do(who.rig, both)
    action = who.rig.engine.registry.actions["lab.tie"]
    place = who.place("lobby")

    async def unit(db: Any) -> Any:
        from core.engine.context import Left

        known = await who.rig.engine.directory(db).know(who.account, reachable=None)
        assert known.person == keep
        context = who.rig.engine.context(db, "lab", who.event(place, Command("ikat")), known)
        left = Left()
        await action.fn(context, who=gone)
        await context.write(left)
        return left

    who.rig.engine.posted(await who.rig.database.write(unit))
    await who.rig.idle()


# --- known ---


async def test_the_same_account_is_the_same_person(rig: Rig, lab: Lab) -> None:
    sari, tono = rig.person("Sari", on="telegram"), rig.person("Tono", on="telegram")
    first, other = await whoami(rig, lab, sari), await whoami(rig, lab, tono)
    assert first[0] != other[0]
    assert await whoami(rig, lab, sari, None) == first
    assert await count(rig, account) == await count(rig, person) == 2


async def test_the_same_id_on_the_other_platform_is_another_person(rig: Rig, lab: Lab) -> None:
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    bimo.account = replace(bimo.account, id=sari.account.id)
    assert (await whoami(rig, lab, sari))[0] != (await whoami(rig, lab, bimo))[0]


async def test_a_new_name_is_the_one_that_is_shown(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await whoami(rig, lab, sari)
    sari.account = replace(sari.account, name="Sari 🌙", username="Sari_M")
    assert (await whoami(rig, lab, sari))[1] == "Sari 🌙"
    await sari.says("/sapa @SARI_m", "lobby")
    assert rig.room("lobby", "discord")[-1].persons[0].name == "Sari 🌙"
    await sari.says("/sapa @sari", "lobby")
    assert sari.last.key == "house-no-person", "the old username is nobody's"


async def test_who_only_comes_is_known(rig: Rig) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.does(Came(), "lobby")
    assert (await row(rig, sari)).name == "Sari"


# --- reachable ---


async def test_reachable_is_what_the_platform_says(rig: Rig, lab: Lab) -> None:
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    await whoami(rig, lab, sari)
    await whoami(rig, lab, bimo)
    assert not (await row(rig, sari)).reachable, "nobody may be written to first there"
    assert (await row(rig, bimo)).reachable
    await sari.says("/start")
    assert (await row(rig, sari)).reachable
    await sari.does(Reached(open=False))
    await whoami(rig, lab, sari)
    assert not (await row(rig, sari)).reachable, "a word in the room changes nothing about it"
    await sari.does(Reached(open=True))
    assert (await row(rig, sari)).reachable


async def test_seen_is_noted_once_a_day(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    await whoami(rig, lab, sari)
    first = (await row(rig, sari)).seen
    await rig.turn(timedelta(hours=3))
    await whoami(rig, lab, sari)
    assert (await row(rig, sari)).seen == first
    assert (first.hour, first.minute) == (0, 0), "to the day"
    await rig.turn(timedelta(days=2))
    await whoami(rig, lab, sari)
    assert (await row(rig, sari)).seen == first + timedelta(days=2)


# --- roles ---


async def test_admins_come_from_config_and_others_are_granted() -> None:
    lab = Lab()
    rig = await Rig.open([lab.plugin], admins=frozenset({("telegram", "100")}))
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    assert (await whoami(rig, lab, sari))[2] is Role.ADMIN
    assert (await whoami(rig, lab, bimo))[2] is Role.VISITOR

    async def grant(directory: Any) -> None:
        await directory.grant(await directory.by_account("discord", bimo.account.id), Role.MODERATOR)

    await do(rig, grant)
    assert (await whoami(rig, lab, bimo))[2] is Role.MODERATOR
    await rig.restart()
    assert (await whoami(rig, lab, bimo))[2] is Role.MODERATOR
    rig.community = replace(rig.community, admins=frozenset())
    await rig.restart()
    assert (await whoami(rig, lab, sari))[2] is Role.VISITOR, "an admin is one as long as config says so"
    await rig.close()


async def test_who_holds_a_role_by_grant_or_by_config() -> None:
    lab = Lab()
    rig = await Rig.open([lab.plugin], admins=frozenset({("telegram", "100")}))
    sari, bimo, tono = (rig.person(name, on="telegram") for name in ("Sari", "Bimo", "Tono"))
    ids = [(await whoami(rig, lab, one))[0] for one in (sari, bimo, tono)]
    await do(rig, lambda directory: directory.grant(Person(ids[1]), Role.HOST))
    assert await do(rig, lambda directory: directory.holding(Role.HOST)) == [Person(ids[0]), Person(ids[1])]
    assert await do(rig, lambda directory: directory.holding(Role.ADMIN)) == [Person(ids[0])]
    await rig.close()


# --- tied ---


async def test_tied_accounts_are_one_person_with_the_higher_role_the_language_and_all_data(rig: Rig, lab: Lab) -> None:
    sari, also = rig.person("Sari", on="telegram"), rig.person("SariGG", on="discord")
    keep, gone = (await whoami(rig, lab, sari))[0], (await whoami(rig, lab, also))[0]
    await also.calls("catat", "lobby")
    await also.calls("bicara", "lobby", lang="en")

    async def grant(directory: Any) -> None:
        await directory.grant(Person(gone), Role.HOST)

    await do(rig, grant)
    await tie(sari, also)
    assert lab.ran == [("merge", keep, gone)], "every feature is asked to bring its data together"
    assert rig.card("lobby", "telegram", "lab-board").value("name") == "merged", "and what it leaves behind is kept"
    assert (await whoami(rig, lab, sari))[::2] == (keep, Role.HOST)
    assert (await whoami(rig, lab, also)) == (keep, "SariGG", Role.HOST)
    await sari.says("/catat x", "lobby")
    assert sari.last.text == "Noted: x"
    assert await count(rig, person) == 1
    assert await count(rig, question) == 0
    await tie(sari, sari)
    assert await count(rig, person) == 1, "tying somebody to themselves changes nothing"


async def test_the_language_of_who_stays_wins(rig: Rig, lab: Lab) -> None:
    sari, also = rig.person("Sari", on="telegram"), rig.person("SariGG", on="discord")
    await sari.says("/bicara id", "lobby")
    await also.calls("bicara", "lobby", lang="en")
    await tie(sari, also)
    await also.calls("catat", "lobby", text="x")
    assert also.last.text == "Dicatat: x"


async def test_each_platform_shows_its_own_account_of_a_person(rig: Rig, lab: Lab) -> None:
    sari, also = rig.person("Sari", on="telegram"), rig.person("SariGG", on="discord")
    await whoami(rig, lab, sari)
    await whoami(rig, lab, also)
    await tie(sari, also)
    await sari.says("/sapa @sari", "lobby")
    for who in (sari, also):
        somebody = rig.room("lobby", who.platform.name)[-1].persons[0]
        assert (somebody.name, somebody.account) == (who.account.name, who.account.id)


async def test_an_admin_by_config_is_one_through_each_tied_account() -> None:
    lab = Lab()
    rig = await Rig.open([lab.plugin], admins=frozenset({("telegram", "100")}))
    sari, also = rig.person("Sari", on="telegram"), rig.person("SariGG", on="discord")
    await whoami(rig, lab, sari)
    await whoami(rig, lab, also)
    await tie(sari, also)

    async def role(directory: Any) -> Role:
        return await directory.role(await directory.by_account("discord", also.account.id))

    assert await do(rig, role) is Role.ADMIN
    await rig.close()


async def test_untied_the_account_is_somebody_new_without_role_or_data(rig: Rig, lab: Lab) -> None:
    sari, also = rig.person("Sari", on="telegram"), rig.person("SariGG", on="discord")
    keep = (await whoami(rig, lab, sari))[0]
    await whoami(rig, lab, also)
    await sari.says("/bicara en", "lobby")
    await tie(sari, also)

    async def grant(directory: Any) -> None:
        await directory.grant(Person(keep), Role.HOST)

    await do(rig, grant)
    await also.calls("lepaskan", "lobby")
    alone = await whoami(rig, lab, also)
    assert alone[0] != keep
    assert alone[1:] == ("SariGG", Role.VISITOR)
    assert await whoami(rig, lab, sari) == (keep, "Sari", Role.HOST)
    await also.calls("catat", "lobby", text="x")
    assert also.last.text == "Noted: x", "the language is kept"


# --- asked for ---


async def test_many_and_nobody(rig: Rig, lab: Lab) -> None:
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    one, two = (await whoami(rig, lab, sari))[0], (await whoami(rig, lab, bimo))[0]

    async def ask(directory: Any) -> Any:
        return (
            {id_: found.name for id_, found in (await directory.many([one, two, 999])).items()},
            await directory.many([]),
            await directory.get(999),
            (await directory.get(one)).name,
            await directory.accounts(Person(two)),
            await directory.accounts(Person(999)),
        )

    assert await do(rig, ask) == (
        {one: "Sari", two: "Bimo"},
        {},
        None,
        "Sari",
        [Account("discord", bimo.account.id, "Bimo", "bimo")],
        [],
    )


@pytest.mark.parametrize("text", ["100%", "%", "_", "a_b", "'; drop table person; --"])
async def test_a_username_is_compared_and_nothing_else(rig: Rig, lab: Lab, text: str) -> None:
    sari = rig.person("Sari", on="telegram")
    await whoami(rig, lab, sari)
    await sari.says(f"/sapa @{text}", "lobby")
    assert sari.last.key == "house-no-person"
    assert await count(rig, person) == 1


async def test_kept_out_stays_so_through_tying_and_letting_go(rig: Rig, lab: Lab) -> None:
    sari, bimo = rig.person("Sari", on="telegram"), rig.person("Bimo", on="discord")
    keep, gone = Person((await whoami(rig, lab, sari))[0]), Person((await whoami(rig, lab, bimo))[0])
    await do(rig, lambda directory: directory.bar(gone, True))
    assert not await do(rig, lambda directory: directory.barred(keep))
    await do(rig, lambda directory: directory.tie(keep, gone))
    assert await do(rig, lambda directory: directory.barred(keep))
    alone = await do(rig, lambda directory: directory.untie(bimo.account))
    assert alone != keep and await do(rig, lambda directory: directory.barred(alone))
    await do(rig, lambda directory: directory.bar(alone, False))
    assert not await do(rig, lambda directory: directory.barred(alone))
    assert await do(rig, lambda directory: directory.barred(keep))
