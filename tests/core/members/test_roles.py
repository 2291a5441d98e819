"""Roles: who may give which, that every change is told and audited, and what a platform's own admins may do."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.engine import audit, tables
from core.kit import Came, Person, Refused, Role
from core.kit.deeds import Rank
from core.kit.sql import select
from core.members import members
from core.members.model import may_change, withdrawn
from tests.rig import Rig, Who

ROLES = st.sampled_from(list(Role))


@pytest.fixture(params=["id", "en"])
async def rig(request: pytest.FixtureRequest) -> AsyncIterator[Rig]:
    rig = await Rig.open([members], lang=request.param, admins=frozenset({("discord", "100")}))
    yield rig
    await rig.close()


@pytest.fixture
async def admin(rig: Rig) -> Who:
    who = rig.person("Rani", on="discord")
    assert who.account.id == "100"
    await who.says("/start")
    return who


@pytest.fixture
async def sari(rig: Rig, admin: Who) -> Who:
    who = rig.person("Sari", on="telegram")
    await who.says("/start")
    return who


@pytest.fixture
async def bimo(rig: Rig, admin: Who) -> Who:
    who = rig.person("Bimo", on="discord")
    await who.says("/start")
    return who


async def role_of(rig: Rig, who: Who) -> Role:
    people = rig.engine.directory(rig.database.read)
    person = await people.by_account(who.account.platform, who.account.id)
    assert person is not None
    return await people.role(person)


async def give(actor: Who, who: Who, role: str) -> str:
    await actor.calls("peran beri", who=who.account.id, role=role)
    return actor.last.key


async def logged(rig: Rig) -> list[Any]:
    rows = await rig.database.read.rows(select(tables.audit).order_by(tables.audit.c.id))
    return [(row.action, json.loads(row.facts)) for row in rows]


async def test_an_admin_gives_and_takes_any_role_and_each_change_is_audited(rig: Rig, admin: Who, bimo: Who) -> None:
    assert await give(admin, bimo, "moderator") == "members-role-given"
    assert await role_of(rig, bimo) is Role.MODERATOR
    assert bimo.told.key == "members-role-changed"
    await admin.calls("peran cabut", who=bimo.account.id)
    assert await role_of(rig, bimo) is Role.MEMBER
    await admin.calls("peran cabut", who=bimo.account.id)
    assert await role_of(rig, bimo) is Role.VISITOR
    await admin.calls("peran cabut", who=bimo.account.id)
    assert admin.last.key == "members-role-same"
    assert await logged(rig) == [
        ("members.role", {"role": "moderator", "before": "visitor"}),
        ("members.role", {"role": "member", "before": "moderator"}),
        ("members.role", {"role": "visitor", "before": "member"}),
    ]
    assert (await rig.database.read_long(audit.verify)).whole


async def test_a_moderator_gives_up_to_host(rig: Rig, admin: Who, bimo: Who) -> None:
    tono = rig.person("Tono", on="discord")
    await tono.says("/start")
    await give(admin, bimo, "moderator")
    assert await give(bimo, tono, "host") == "members-role-given"
    assert await give(bimo, tono, "moderator") == "members-role-too-high"
    assert await role_of(rig, tono) is Role.HOST
    await give(admin, tono, "moderator")
    await bimo.calls("peran cabut", who=tono.account.id)
    assert bimo.last.key == "members-role-too-high"
    assert await give(bimo, bimo, "host") == "members-role-own"
    assert await role_of(rig, tono) is Role.MODERATOR
    assert len(await logged(rig)) == 3, "what is refused is not logged"


async def test_a_member_gives_none(rig: Rig, admin: Who, bimo: Who, sari: Who) -> None:
    await give(admin, bimo, "member")
    assert await give(bimo, bimo, "admin") == "house-not-allowed"
    await sari.says("/peran beri @sari | admin")
    assert sari.last.key == "house-not-allowed"
    assert await role_of(rig, sari) is Role.VISITOR


async def test_a_role_from_config_stays(rig: Rig, admin: Who, bimo: Who) -> None:
    await give(admin, bimo, "admin")
    assert await role_of(rig, bimo) is Role.ADMIN
    assert await give(bimo, admin, "member") == "members-role-fixed"
    assert await role_of(rig, admin) is Role.ADMIN
    assert len(await logged(rig)) == 1


async def test_asks_for_what_is_missing_in_a_chat(rig: Rig, admin: Who, sari: Who, bimo: Who) -> None:
    person = await rig.engine.directory(rig.database.read).by_account("telegram", sari.account.id)
    assert person is not None
    await rig.database.write(lambda db: rig.engine.directory(db).grant(person, Role.ADMIN))
    tono = rig.person("Tono", on="telegram")
    await tono.says("/start")
    await sari.says("/peran beri @tono")
    await sari.says("host" if rig.community.lang == "en" else "tuan rumah")
    assert sari.last.key == "members-role-given"
    assert await role_of(rig, tono) is Role.HOST
    await sari.says("/peran lihat @tono")
    assert (sari.last.key, sari.last.value("role")) == ("members-role-is", "host")
    await tono.says("/peran lihat")
    assert (tono.last.key, tono.last.value("role")) == ("members-role-yours", "host")
    await tono.says("/peran lihat @sari")
    assert tono.last.key == "members-role-not-yours-to-see"


async def test_a_platforms_admin_acts_as_a_moderator_in_a_room_while_the_platform_says_so(
    rig: Rig, bimo: Who, sari: Who
) -> None:
    bimo.account = replace(bimo.account, admin=True)
    await bimo.calls("peran lihat", "lobby")
    assert bimo.last.value("role") == "moderator"
    assert await role_of(rig, bimo) is Role.VISITOR, "it is not kept"
    await bimo.calls("peran lihat")
    assert bimo.last.value("role") == "visitor", "in private it is not known"
    bimo.account = replace(bimo.account, admin=False)
    await bimo.calls("peran lihat", "lobby")
    assert bimo.last.value("role") == "visitor"


async def test_the_admin_of_a_group_that_is_no_room_is_nobody_special(rig: Rig, bimo: Who) -> None:
    from core.kit import Place
    from core.kit.port import Command

    bimo.account = replace(bimo.account, admin=True)
    await bimo._do(Place("discord", "6666"), Command("peran lihat", args={}))  # pyright: ignore[reportPrivateUsage]
    assert bimo.last.value("role") == "visitor"


# --- the rule itself ---


@given(ROLES, ROLES, ROLES)
def test_nobody_makes_or_unmakes_anybody_above_what_they_may(holds: Role, before: Role, after: Role) -> None:
    try:
        may_change(Person(1), holds, Person(2), before, after)
    except Refused:
        return
    assert holds >= Role.MODERATOR
    assert before != after
    assert holds is Role.ADMIN or max(before, after) <= Role.HOST


@given(ROLES, ROLES)
def test_nobody_changes_their_own(holds: Role, after: Role) -> None:
    with pytest.raises(Refused):
        may_change(Person(1), holds, Person(1), holds, after)


def test_what_is_left_of_a_role() -> None:
    assert [withdrawn(role) for role in (Role.ADMIN, Role.HOST, Role.MEMBER, Role.APPLICANT)] == [
        Role.MEMBER, Role.MEMBER, Role.VISITOR, Role.VISITOR
    ]  # fmt: skip


async def test_a_new_role_is_shown_on_the_platform_and_again_when_they_come_back(
    rig: Rig, admin: Who, sari: Who, bimo: Who
) -> None:
    await give(admin, bimo, "host")
    (shown,) = [deed for deed in rig.discord.done if isinstance(deed, Rank)]
    assert (shown.account, shown.role) == (bimo.account.id, Role.HOST)
    rig.discord.done.clear()
    await bimo.does(Came(), "lobby")
    (shown,) = [deed for deed in rig.discord.done if isinstance(deed, Rank)]
    assert (shown.account, shown.role) == (bimo.account.id, Role.HOST)
    await sari.does(Came(), "lobby")
    assert not rig.telegram.done
