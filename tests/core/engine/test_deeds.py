"""Deeds: rows until they are done, followed by what was to follow; refused rights, absence and crashes included."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Annotated

import pytest

from core.engine.codec import Ordered, ordered_from_json, ordered_to_json
from core.engine.context import Context
from core.engine.tables import outbox, timer
from core.kit import ASK, Card, Ctx, DeclarationError, From, Look, Outcome, Person, Plugin, Role, Settings, Text, t
from core.kit.deeds import DEEDS, Ban, Deed, LetIn, Mute, OpenDoor, Rank, Schedule
from core.kit.places import Place
from core.kit.port import Command, Pointed, Ref, Trouble
from core.kit.sql import func, select
from tests.rig import Rig, Who

LOBBY = Place("telegram", "-1001")


class Nothing(Settings):
    """Nothing to set."""


door = Plugin("door", Nothing, home="core.engine")
came_of: list[tuple[str, str, str]] = []
faults: list[Exception] = []


@door.command("buka")
async def open_door(ctx: Ctx[Nothing]) -> Text:
    """Make an invitation."""
    ctx.order(OpenDoor(LOBBY, "#7", ctx.now + timedelta(days=1)), opened.bind("seven"))
    return t("house-nothing-to-cancel")


@door.timer
async def opened(ctx: Ctx[Nothing], who: str, outcome: Outcome = Outcome.DONE, result: str = "") -> None:
    """What came of it."""
    if faults:
        raise faults.pop()
    came_of.append((who, outcome.value, result))


@door.command("larang")
async def ban(ctx: Ctx[Nothing], account: str) -> Text:
    """Ban on every platform."""
    for place in ctx.grounds():
        ctx.order(Ban(place, account), opened.bind(place.platform))
    return t("house-nothing-to-cancel")


@door.command("naik")
async def rise(ctx: Ctx[Nothing]) -> Text:
    """Become a member."""
    await ctx.people.grant(ctx.person, Role.MEMBER)
    return t("house-nothing-to-cancel")


@door.command("lapor")
async def report(
    ctx: Ctx[Nothing],
    why: Annotated[str, "words"] = ASK,
    who: Annotated[Person | None, From("author")] = None,
    message: Annotated[str, From("message")] = "",
) -> Text:
    """Report a message."""
    came_of.append((why, str(who.id) if who else "", message))
    return t("house-nothing-to-cancel")


@door.command("bisik", private=True, quiet=True)
async def whisper(
    ctx: Ctx[Nothing],
    who: Annotated[Person | None, From("author")] = None,
    span: timedelta | None = None,
    why: str = "",
    message: Annotated[str, From("message")] = "",
) -> Text:
    """Report without a word to others."""
    came_of.append((why, str(span), message))
    return t("house-nothing-to-cancel")


@door.command("papan")
async def put_up(ctx: Ctx[Nothing]) -> Text:
    """Show a card in the room."""
    ctx.show(board.bind(3), ctx.room)
    return t("house-nothing-to-cancel")


@door.card
async def board(ctx: Look[Nothing], id: int) -> Card:
    """A card."""
    return Card(lines=[t("house-nothing-to-cancel")])


@pytest.fixture
async def rig() -> AsyncIterator[Rig]:
    came_of.clear()
    faults.clear()
    rig = await Rig.open([door])
    yield rig
    await rig.close()


@pytest.fixture
async def sari(rig: Rig) -> Who:
    return rig.person("Sari", on="telegram")


async def person_id(rig: Rig, who: Who) -> str:
    found = await rig.engine.directory(rig.database.read).by_account(who.account.platform, who.account.id)
    assert found is not None
    return str(found.id)


async def waiting(rig: Rig) -> int:
    return int(await rig.database.read.value(select(func.count()).select_from(outbox)) or 0)


async def test_a_deed_is_done_and_what_follows_runs_once_with_what_came_of_it(rig: Rig, sari: Who) -> None:
    await sari.says("/buka")
    assert came_of == [("seven", "done", "https://telegram.example/join/1")]
    (done,) = rig.telegram.done
    assert done == OpenDoor(LOBBY, "#7", done.until) and done.until.tzinfo is not None  # type: ignore[attr-defined]
    assert await waiting(rig) == 0


async def test_a_missing_right_and_an_absent_account_are_told(rig: Rig, sari: Who) -> None:
    rig.discord.forbids.add(Ban)
    rig.telegram.absent.add("55")
    await sari.says("/larang 55")
    assert sorted(came_of) == [("discord", "forbidden", ""), ("telegram", "gone", "")]
    assert await waiting(rig) == 0


async def test_what_a_platform_has_not_is_unable(rig: Rig, sari: Who) -> None:
    rig.telegram.deeds = frozenset()
    await sari.says("/buka")
    assert came_of == [("seven", "unable", "")]


async def test_a_passing_trouble_is_waited_for(rig: Rig, sari: Who) -> None:
    rig.telegram.trouble = [Trouble("lost", None)]
    await sari.says("/buka")
    assert [outcome for _, outcome, _ in came_of] == ["done"]


async def test_a_deed_survives_a_kill_and_is_done_by_the_next_run(rig: Rig, sari: Who) -> None:
    stuck = asyncio.Event()

    async def hold(what: str, place: Place) -> None:
        if what == "do":
            stuck.set()
            await asyncio.Event().wait()

    rig.telegram.before = hold
    await sari.begins(Command("buka"))
    await stuck.wait()
    assert came_of == [] and await waiting(rig) == 1
    rig.telegram.before = None
    await rig.restart()
    assert [outcome for _, outcome, _ in came_of] == ["done"]
    assert await waiting(rig) == 0


async def test_what_follows_is_tried_again_when_it_fails(rig: Rig, sari: Who) -> None:
    faults.append(RuntimeError("broken"))
    await sari.says("/buka")
    assert came_of == [] and await waiting(rig) == 0
    assert await rig.database.read.value(select(func.count()).select_from(timer)) == 1
    await rig.turn(timedelta(minutes=2))
    assert [outcome for _, outcome, _ in came_of] == ["done"]
    assert len(rig.telegram.done) == 1


async def test_a_new_role_is_shown_wherever_the_person_has_an_account(rig: Rig, sari: Who) -> None:
    await sari.says("/naik")
    assert rig.telegram.done == [
        Rank(place, sari.account.id, Role.MEMBER) for place in rig.engine.rooms.places("lobby")[:1]
    ]
    assert rig.discord.done == []


async def test_a_command_on_a_message_is_given_the_message_and_its_author(rig: Rig, sari: Who) -> None:
    bimo = rig.person("Bimo", on="telegram")
    await sari.says("/lapor spam", "lobby", on=Pointed("m77", bimo.account))
    assert came_of == [("spam", await person_id(rig, bimo), Ref(LOBBY, "m77").key)]
    assert Ref.parse(came_of[0][2]) == Ref(LOBBY, "m77")


async def test_from_a_messages_own_menu_a_form_asks_for_the_rest(rig: Rig) -> None:
    tono, bimo = rig.person("Tono", on="discord"), rig.person("Bimo", on="discord")
    await bimo.says("/naik")
    await tono.calls("lapor", "lobby", on=Pointed("m8", bimo.account))
    if tono.form is None:
        await tono.presses("house-open-form", "lobby")
    await tono.fills("lobby", why="kasar")
    place = tono.place("lobby")
    assert came_of == [("kasar", await person_id(rig, bimo), Ref(place, "m8").key)]


async def test_words_are_not_dealt_to_what_the_message_tells(rig: Rig, sari: Who) -> None:
    bimo = rig.person("Bimo", on="telegram")
    await sari.says("/bisik 2 jam kasar", "lobby", on=Pointed("m7", bimo.account))
    await sari.says("/bisik kasar", "lobby", on=Pointed("m7"))
    await sari.says("/bisik | | kasar | m9")
    key = Ref(LOBBY, "m7").key
    assert came_of == [("kasar", "2:00:00", key), ("kasar", "None", key), ("kasar", "None", "")]
    (item,) = (item for item in rig.engine.menu.items if item.name == "bisik")
    assert [param.name for param, _ in item.params] == ["who", "span", "why"]


async def test_a_quiet_command_runs_for_who_cannot_be_answered_unseen(rig: Rig, sari: Who) -> None:
    await sari.says("/bisik kasar", "lobby", on=Pointed("m7"))
    assert len(came_of) == 1 and not rig.room("lobby", "telegram")
    assert sari.told.key == "house-nothing-to-cancel"
    shy = rig.person("Tono", on="telegram")
    rig.telegram.unreachable.add(shy.account.id)
    await shy.says("/bisik kasar", "lobby", on=Pointed("m7"))
    assert len(came_of) == 2 and not rig.room("lobby", "telegram") and not shy.answers


async def test_a_message_that_shows_a_card_is_known(rig: Rig, sari: Who) -> None:
    await sari.says("/papan", "lobby")
    place = sari.place("lobby")
    shown = rig.telegram.shown[place.key][0]
    look = rig.engine.context(rig.database.read, "door", sari.event(place, Command("x")), None)
    found = await look.card_at(Ref(place, shown.id))
    assert found is not None and found.action is board and dict(found.args) == {"id": 3}
    assert await look.card_at(Ref(place, "nothing")) is None


def test_what_follows_must_take_what_came_of_it() -> None:
    late = Plugin("late", Nothing, home="core.engine")

    @late.timer
    async def nothing(ctx: Ctx[Nothing]) -> None:
        """Takes nothing."""

    ctx = object.__new__(Context)
    with pytest.raises(DeclarationError):
        ctx.order(Ban(LOBBY, "1"), nothing.bind())


@pytest.mark.parametrize(
    "deed",
    [
        LetIn(LOBBY, "5"),
        OpenDoor(LOBBY, "#1", datetime(2026, 11, 24, 12, tzinfo=UTC)),
        Mute(LOBBY, "5", None),
        Mute(LOBBY, "5", datetime(2026, 11, 24, 12, tzinfo=UTC)),
        Rank(LOBBY, "5", Role.HOST),
        Schedule(LOBBY, "a", "b", datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC), "c"),
    ],
)
def test_a_deed_comes_back_from_its_row_as_it_was(deed: Deed) -> None:
    kind = type(deed).__name__
    assert DEEDS[kind] is type(deed)
    assert ordered_from_json(kind, ordered_to_json(Ordered(deed, "x.y", "{}"))) == Ordered(deed, "x.y", "{}")
