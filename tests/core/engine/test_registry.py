"""What is declared: clashes found at the start, the menu in every language, and where the rooms lie."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

import pytest

from core.engine.engine import Engine
from core.engine.registry import Community, Feature, Registry, RoomConfig, Rooms, choice_values
from core.engine.texts import Texts
from core.engine.tickets import Tickets
from core.kit import Ctx, DeclarationError, Kind, Length, Place, Plugin, Role, Room, Settings, t
from core.kit.action import Type
from core.kit.deeds import Mute, Remove
from core.kit.port import Command, Press, Said
from tests.core.engine.lab import Lab
from tests.core.engine.lab.feature import HOME
from tests.rig import Rig


def registry(*plugins: Plugin[Any], lang: str = "id") -> Registry:
    return Registry([Feature(one, one.settings()) for one in plugins], Texts(["core.engine", HOME]), lang)


def test_two_commands_called_the_same_are_found() -> None:
    other = Plugin("other", Settings, home=HOME)

    @other.command("jot")
    async def anything(ctx: Ctx[Settings]) -> None: ...

    with pytest.raises(DeclarationError, match=r"other\.anything.*lab\.jot|lab\.jot.*other\.anything"):
        registry(Lab().plugin, other)


def test_two_actions_with_one_tag_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.engine.tickets._tag", lambda action: b"abc")
    with pytest.raises(DeclarationError, match="share a tag"):
        Tickets(b"k", Lab().plugin.actions.values())


@pytest.mark.parametrize(
    ("declare", "says"),
    [
        ("untyped", "has no type"),
        ("odd", "cannot be asked for"),
        ("two", "only one type"),
        ("starred", "cannot be asked for"),
    ],
)
def test_what_cannot_be_asked_for_is_found_at_the_declaration(declare: str, says: str) -> None:
    plugin = Plugin("sample", Settings, home=HOME)

    async def untyped(ctx, it): ...  # type: ignore[no-untyped-def]

    async def odd(ctx: Ctx[Settings], it: bytes) -> None: ...

    async def two(ctx: Ctx[Settings], it: int | str) -> None: ...

    async def starred(ctx: Ctx[Settings], *it: int) -> None: ...

    with pytest.raises(DeclarationError, match=says):
        plugin.action({"untyped": untyped, "odd": odd, "two": two, "starred": starred}[declare])


def test_one_name_twice_and_a_wrong_bind_are_found() -> None:
    lab = Lab()
    with pytest.raises(DeclarationError, match="twice"):
        lab.plugin.action(lab.more.fn)
    with pytest.raises(DeclarationError, match="no argument 'nme'"):
        lab.more.bind(nme="a")
    with pytest.raises(DeclarationError, match="only 1"):
        lab.more.bind("a", "b")
    with pytest.raises(DeclarationError, match="nobody to ask"):
        lab.board.bind()
    with pytest.raises(DeclarationError, match="lower-case"):
        Plugin("Lab", Settings, home=HOME)


async def test_a_card_is_no_timer_and_a_timer_no_card(rig: Rig, lab: Lab) -> None:
    sari = rig.person("Sari", on="telegram")
    context = rig.engine.context(rig.database.read, "lab", sari.event(sari.private, Command("x")), None)
    with pytest.raises(DeclarationError, match="not a card"):
        context.show(lab.ring.bind("x"))
    with pytest.raises(DeclarationError, match="not a timer"):
        context.wake(rig.now, lab.board.bind("x"))
    with pytest.raises(LookupError):
        _ = context.person


def test_the_menu_says_everything_in_every_language() -> None:
    menu = registry(Lab(hears=True).plugin, lang="en").menu()
    assert menu.langs == ("en", "id")
    items = {item.names["id"]: item for item in menu.items}
    assert list(items) == sorted(items), "in a steady order"
    jot = items["catat"]
    assert (jot.name, jot.names) == ("jot", {"en": "jot", "id": "catat"})
    assert jot.about == {"en": "Jot something down", "id": "Catat sesuatu"}
    ((text, labels),) = jot.params
    assert (text.name, text.type, labels) == ("text", Type.TEXT, {"en": "Note", "id": "Catatan"})
    form = items["borang"]
    assert form.choice_labels == {"color": {"red": {"en": "Red", "id": "Merah"}, "blue": {"en": "Blue", "id": "Biru"}}}
    assert items["jaga"].role == int(Role.MODERATOR)
    assert items["rahasia"].private
    assert menu.hears == {Said}
    assert registry(Lab().plugin).menu().hears == frozenset()


def test_the_menu_says_which_deeds_are_ordered() -> None:
    muting = Plugin("muting", Settings, home="tests.core.engine.lab", deeds=frozenset({Mute}))
    removing = Plugin("removing", Settings, home="tests.core.engine.lab", deeds=frozenset({Mute, Remove}))
    assert registry(muting, removing).menu().deeds == {Mute, Remove}
    assert registry(Lab().plugin).menu().deeds == frozenset()


async def test_the_house_s_own_commands(rig: Rig) -> None:
    names = {name for item in rig.engine.menu.items for name in item.names.values()}
    assert {"batal", "cancel"} <= names
    assert "start" not in names, "it works, and is not listed"
    sari = rig.person("Sari", on="telegram")
    await sari.says("/start mabar_42")
    assert sari.last.key == "house-start"


def test_the_choices_of_a_parameter() -> None:
    assert choice_values(Lab().plugin.actions["fill"].param("color")) == ("red", "blue")


async def test_suggestions_are_offered_and_a_broken_one_offers_nothing() -> None:
    from core.kit import Choice, Suggest

    async def some(look: Any, typed: str) -> list[Any]:
        assert look.zone
        if typed == "break":
            raise RuntimeError(typed)
        return [Choice("v", "Label"), "plain", *(f"{typed}{number}" for number in range(40))]

    plugin = Plugin("sample", Settings, home=HOME)

    async def pick(ctx: Ctx[Settings], what: Any, where: Room) -> Any:
        return t("lab-jotted", text=what)

    pick.__annotations__["what"] = Annotated[str, Suggest(some), Length(50)]
    plugin.command("pilih")(pick)
    rig = await Rig.open([plugin])
    bimo = rig.person("Bimo", on="discord")
    assert (await bimo.types("pilih", "what", "x"))[:3] == ["Label", "plain", "x0"]
    assert len(bimo.options) == 25
    assert await bimo.types("pilih", "what", "break") == []
    assert await bimo.types("pilih", "where", "LOB") == ["lobby"]
    assert await bimo.types("nothing", "where", "") == []
    assert await bimo.types("pilih", "nothing", "") == []
    sari = rig.person("Sari", on="telegram")
    await sari.says("/pilih", "lobby")
    assert sari.last.labels[:2] == ["Label", "plain"]
    assert len(sari.last.labels) == 8
    await sari.does(Press(sari.last.ticket("Label")), "lobby")
    assert sari.last.labels == ["lobby", "admin"]
    await sari.does(Press(sari.last.ticket("lobby")), "lobby")
    assert sari.last.value("text") == "v"
    await rig.close()


# --- rooms ---

HERE = Place("telegram", "-1")
TOPIC = Place("telegram", "-1", "7")
THERE = Place("discord", "2")
ROOMS = (RoomConfig("lobby", (HERE, THERE)), RoomConfig("mabar", (TOPIC,)))


def name(found: RoomConfig | None) -> str | None:
    return found.name if found else None


def test_a_topic_is_its_own_room_or_its_chats() -> None:
    rooms = Rooms(ROOMS, {})
    assert name(rooms.at(HERE)) == "lobby"
    assert name(rooms.at(TOPIC)) == "mabar"
    assert name(rooms.at(Place("telegram", "-1", "8"))) == "lobby"
    assert rooms.at(Place("telegram", "-2")) is None
    assert rooms.at(Place("discord", "-1")) is None
    assert rooms.places("lobby") == (HERE, THERE)
    assert rooms.places("nowhere") == ()


def test_moves_are_followed_one_after_the_other() -> None:
    rooms = Rooms(ROOMS, {"telegram:-1": "-10"})
    assert rooms.places("mabar") == (Place("telegram", "-10", "7"),)
    rooms.move("telegram", "-10", "-100")
    assert rooms.places("lobby") == (Place("telegram", "-100"), THERE)
    assert name(rooms.at(Place("telegram", "-100", "7"))) == "mabar"
    assert name(rooms.at(TOPIC)) == "mabar", "what still comes from the old id is known"
    assert rooms.now_at(Place("telegram", "-10")).id == "-100"
    assert rooms.now_at(Place("discord", "-1", kind=Kind.PRIVATE)).id == "-1"


async def test_a_clash_stops_the_engine_from_starting() -> None:
    rig = await Rig.open([Lab().plugin])
    other = Plugin("other", Settings, home=HOME)

    @other.command("catat")
    async def anything(ctx: Ctx[Settings]) -> None: ...

    with pytest.raises(DeclarationError, match="/catat"):
        await Engine.build(
            rig.database,
            [*rig.features, Feature(other, Settings())],
            Community("x"),
            [],
            [],
            alarm=rig.alarm,
        )
    await rig.close()


def test_a_span_is_a_value_like_any_other() -> None:
    long = Lab().plugin.actions["fill"].param("long")
    assert long.type is Type.SPAN
    assert long.longest == 100
    assert timedelta(minutes=5) == Lab().plugin.actions["fill"].bind(long=timedelta(minutes=5)).args["long"]
