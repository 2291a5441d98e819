"""Groups of commands: which one is meant, on both kinds of platform, in every language; and names of arguments."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any

import pytest

from core.engine.registry import Feature, Registry
from core.engine.texts import Texts
from core.kit import Ctx, DeclarationError, Look, Plugin, Role, Settings, Suggest, Text, t
from core.kit.port import Menu, MenuGroup, MenuItem
from tests.rig import Rig

Home = Callable[[str, str], str]
"""Makes a package with these texts (Indonesian, English) and tells its name."""

Rigs = Callable[..., Awaitable[Rig]]

NUMBERS = itertools.count(1)

ID = """
kumpul-planned = { $game }
kumpul-seen = { $number }
kumpul-now = sekarang
kumpul-given = { $role } { $who }
group-kumpul-kumpul =
    .name = kumpul
    .about = Kumpul bareng
action-kumpul-plan =
    .name = kumpul
    .about = Rencanakan kumpul
    .alone = rencana
    .game = Game
    .game-name = permainan
action-kumpul-look =
    .name = kumpul lihat
    .about = Lihat satu
    .number = Nomor
    .number-name = nomor
action-kumpul-soon =
    .name = kumpul sekarang
    .about = Yang sekarang
action-kumpul-give =
    .name = peran beri
    .about = Beri peran
    .role = Peran
    .role-name = peran
    .who-for = Siapa
action-kumpul-take =
    .name = peran cabut
    .about = Cabut peran
"""
EN = """
kumpul-planned = { $game }
kumpul-seen = { $number }
kumpul-now = now
kumpul-given = { $role } { $who }
group-kumpul-kumpul =
    .name = meet
    .about = Get together
action-kumpul-plan =
    .name = meet
    .about = Plan a meeting
    .alone = plan
    .game = Game
    .game-name = game
action-kumpul-look =
    .name = meet show
    .about = Show one
    .number = Number
    .number-name = number
action-kumpul-soon =
    .name = meet now
    .about = What is on now
action-kumpul-give =
    .name = role give
    .about = Give a role
    .role = Role
    .role-name = role
    .who-for = Whom
action-kumpul-take =
    .name = role take
    .about = Take a role away
"""


async def roles(look: Look[Settings], typed: str) -> list[str]:
    return [role for role in ("host", "anggota") if role.startswith(typed)]


def kumpul(home: str) -> Plugin[Settings]:
    plugin = Plugin("kumpul", Settings, home=home)

    @plugin.command("kumpul")
    async def plan(ctx: Ctx[Settings], game: str) -> Text:
        return t("kumpul-planned", game=game)

    @plugin.command("kumpul lihat")
    async def look(ctx: Ctx[Settings], number: int) -> Text:
        return t("kumpul-seen", number=number)

    @plugin.command("kumpul sekarang")
    async def soon(ctx: Ctx[Settings]) -> Text:
        return t("kumpul-now")

    @plugin.command("peran beri")
    async def give(ctx: Ctx[Settings], role: Annotated[str, Suggest(roles)], who_for: str = "aku") -> Text:
        return t("kumpul-given", role=role, who=who_for)

    @plugin.command("peran cabut", role=Role.ADMIN)
    async def take(ctx: Ctx[Settings]) -> None: ...

    @plugin.command("peran uji", listed=False)
    async def probe(ctx: Ctx[Settings]) -> None: ...

    return plugin


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.syspath_prepend(str(tmp_path))

    def make(indonesian: str, english: str) -> str:
        name = f"groups_{next(NUMBERS)}"
        (tmp_path / name / "texts").mkdir(parents=True)
        (tmp_path / name / "__init__.py").write_text("")
        for lang, texts in (("id", indonesian), ("en", english)):
            (tmp_path / name / "texts" / f"{lang}.ftl").write_text(texts, encoding="utf-8")
        return name

    return make


@pytest.fixture
async def rigs(home: Home) -> AsyncIterator[Rigs]:
    """Opens rigs with the feature."""
    opened: list[Rig] = []

    async def make(**options: Any) -> Rig:
        opened.append(await Rig.open([kumpul(home(ID, EN))], **options))
        return opened[-1]

    yield make
    for rig in opened:
        await rig.close()


@pytest.fixture
async def rig(rigs: Rigs) -> Rig:
    return await rigs()


# --- which one is meant ---


@pytest.mark.parametrize(
    ("line", "key", "value"),
    [
        ("/kumpul lihat 42", "kumpul-seen", 42),
        ("/meet show 42", "kumpul-seen", 42),
        ("/kumpul show 42", "kumpul-seen", 42),
        ("/meet lihat 42", "kumpul-seen", 42),
        ("/kumpul  Lihat   42 ", "kumpul-seen", 42),
        ("/kumpul lihat\n42", "kumpul-seen", 42),
        ("/kumpul sekarang", "kumpul-now", None),
        ("/meet now", "kumpul-now", None),
        ("/kumpul ml lihat 42", "kumpul-planned", "ml lihat 42"),
        ("/kumpul lihatan", "kumpul-planned", "lihatan"),
        ("/meet valorant", "kumpul-planned", "valorant"),
        ("/kumpul beri host", "kumpul-planned", "beri host"),
        ("/kumpul rencana ml", "kumpul-planned", "rencana ml"),
        ("/peran beri host", "kumpul-given", "host"),
        ("/role give host", "kumpul-given", "host"),
    ],
)
async def test_in_a_chat_the_words_decide(rig: Rig, line: str, key: str, value: Any) -> None:
    sari = rig.person("Sari", on="telegram")
    await sari.says(line, "lobby")
    assert sari.last.key == key
    if value is not None:
        assert value in sari.last.said.values.values()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("command", "args", "key"),
    [
        ("kumpul lihat", {"number": 42}, "kumpul-seen"),
        ("meet show", {"number": 42}, "kumpul-seen"),
        ("kumpul rencana", {"game": "ml"}, "kumpul-planned"),
        ("meet plan", {"game": "ml"}, "kumpul-planned"),
        ("kumpul", {"game": "lihat"}, "kumpul-planned"),
        ("kumpul sekarang", {}, "kumpul-now"),
        ("peran beri", {"role": "host", "who_for": "Budi"}, "kumpul-given"),
    ],
)
async def test_a_slash_command_names_its_subcommand(rig: Rig, command: str, args: Mapping[str, Any], key: str) -> None:
    budi = rig.person("Budi", on="discord")
    await budi.calls(command, "lobby", **args)
    assert budi.last.key == key


async def test_what_a_subcommand_lacks_is_asked_for(rig: Rig) -> None:
    sari, budi = rig.person("Sari", on="telegram"), rig.person("Budi", on="discord")
    await sari.says("/kumpul lihat")
    assert sari.last.message.asks
    await sari.says("7")
    assert sari.last.value("number") == 7
    await budi.calls("kumpul lihat", "lobby")
    assert budi.form is not None
    assert [(field.name, field.label) for field in budi.form.fields] == [("number", "Nomor")]
    await budi.fills("lobby", number="8")
    assert budi.last.value("number") == 8


async def test_values_are_offered_within_a_subcommand(rig: Rig) -> None:
    budi = rig.person("Budi", on="discord")
    assert await budi.types("peran beri", "role", "ho") == ["host"]
    assert await budi.types("role give", "role", "") == ["host", "anggota"]
    assert await budi.types("peran", "role", "ho") == []


@pytest.mark.parametrize(("lang", "named"), [("id", "/peran beri"), ("en", "/role give")])
async def test_a_group_by_itself_says_what_there_is(rigs: Rigs, lang: str, named: str) -> None:
    rig = await rigs(lang=lang)
    sari = rig.person("Sari", on="telegram")
    for line in ("/peran", "/role apa saja", "/peran lihat"):
        await sari.says(line, "lobby")
        assert sari.last.key == "house-subcommands"
        assert sari.last.value("commands") == named
    said = len(sari.answers)
    await sari.says("/apa beri", "lobby")
    assert len(sari.answers) == said
    await sari.says("/apa beri")
    assert sari.last.key == "house-unknown-command"


async def test_an_admin_is_told_of_more(rigs: Rigs) -> None:
    rig = await rigs(admins=frozenset({("telegram", "100")}))
    admin = rig.person("Ayu", on="telegram")
    await admin.says("/peran")
    assert admin.last.value("commands") == "/peran beri, /peran cabut"


# --- the menu ---


def shown(menu: Menu) -> dict[str, MenuItem]:
    return {f"{item.group.name} {item.name}" if item.group else item.name: item for item in menu.items}


def declared(home: str, commands: Mapping[str, str], name: str = "uji") -> Plugin[Settings]:
    """A feature with a command for each function name."""
    plugin = Plugin(name, Settings, home=home)

    for function, command in commands.items():

        async def run(ctx: Ctx[Settings]) -> None: ...

        run.__name__ = function
        plugin.command(command)(run)
    return plugin


def registry(*plugins: Plugin[Settings], lang: str = "id") -> Registry:
    return Registry(
        [Feature(plugin, plugin.settings()) for plugin in plugins],
        Texts([plugin.home for plugin in plugins], default=lang),
        lang,
    )


def test_the_menu_shows_groups(home: Home) -> None:
    menu = registry(kumpul(home(ID, EN))).menu()
    items = shown(menu)
    assert list(items) == ["kumpul rencana", "kumpul lihat", "kumpul sekarang", "peran beri", "peran cabut"]
    group = MenuGroup("kumpul", {"id": "kumpul", "en": "meet"}, {"id": "Kumpul bareng", "en": "Get together"})
    assert items["kumpul rencana"].group == items["kumpul lihat"].group == group
    assert {name: item.alone for name, item in items.items() if item.alone} == {"kumpul rencana": True}
    assert items["kumpul rencana"].names == {"id": "rencana", "en": "plan"}
    assert items["kumpul lihat"].names == {"id": "lihat", "en": "show"}
    assert items["kumpul lihat"].about == {"id": "Lihat satu", "en": "Show one"}
    assert items["peran beri"].group == MenuGroup(
        "peran", {"id": "peran", "en": "role"}, {"id": "beri, cabut", "en": "give, take"}
    )
    assert items["peran beri"].param_names == {
        "role": {"id": "peran", "en": "role"},
        "who_for": {"id": "who_for", "en": "who_for"},
    }
    english = shown(registry(kumpul(home(ID, EN)), lang="en").menu())
    assert next(iter(english)) == "meet plan"


def test_without_words_of_its_own_a_group_is_described_by_its_command(home: Home) -> None:
    texts = "action-uji-run =\n    .about = Tentang\n"
    (plain, sub) = registry(declared(home(texts, texts), {"run": "satu", "other": "satu dua"})).menu().items
    assert plain.group is not None
    assert plain.group.about == {"id": "Tentang", "en": "Tentang"}
    assert (plain.alone, plain.name, sub.name) == (True, "run", "dua")


def test_a_group_whose_subcommands_are_not_shown_is_none(home: Home) -> None:
    plugin = declared(home("", ""), {"run": "satu"})

    @plugin.command("satu dua", listed=False)
    async def hidden(ctx: Ctx[Settings]) -> None: ...

    (item,) = registry(plugin).menu().items
    assert (item.name, item.group, item.alone) == ("satu", None, False)


def test_another_feature_may_add_to_a_group(home: Home) -> None:
    one = declared(home("", ""), {"run": "satu"})
    two = declared(home("group-lain-satu =\n    .about = Grup\n", ""), {"more": "satu lagi"}, name="lain")
    names = registry(one, two).naming
    assert names.find("satu", "lagi x") == (two.actions["more"], "x")
    assert names.find("satu", "x") == (one.actions["run"], "x")
    groups = [item.group for item in registry(one, two).menu().items]
    assert [group and group.about["id"] for group in groups] == ["Grup", "Grup"]


# --- what cannot be ---


@pytest.mark.parametrize(
    "command",
    ["", "a b c", "Peran beri", "peran  beri", " peran", "peran ", "peran\nberi", "peran-beri", "per\u0101n", "a" * 33,
     "a " + "b" * 33, "/peran", "peran\tberi", "peran\n"],
)  # fmt: skip
def test_names_that_cannot_be_declared(command: str) -> None:
    with pytest.raises(DeclarationError):
        declared("nowhere", {"run": command})


def test_the_longest_names_can_be_declared() -> None:
    assert declared("nowhere", {"run": f"{'a' * 32} {'b' * 32}"}).actions["run"].path == ("a" * 32, "b" * 32)


def named(**names: str) -> str:
    return "".join(f"action-uji-{function} =\n    .name = {name}\n" for function, name in names.items())


@pytest.mark.parametrize(
    ("commands", "english", "complaint"),
    [
        ({"a": "satu", "b": "dua"}, named(a="one", b="one"), "called /one"),
        ({"a": "satu", "b": "dua"}, named(a="dua", b="two"), "called /dua"),
        ({"a": "satu x", "b": "satu y"}, named(a="one p", b="one p"), "called /satu p"),
        ({"a": "satu x", "b": "satu y"}, named(a="satu y", b="satu z"), "called /satu y"),
        ({"a": "satu x", "b": "dua"}, named(a="dua x", b="two"), "called /dua"),
        ({"a": "satu x", "b": "dua x"}, named(a="one x", b="one y"), "called /one"),
        ({"a": "satu", "b": "satu a"}, "", "called /satu a"),
        ({"alone": "satu", "b": "satu x"}, "action-uji-alone =\n    .alone = x\n", "called /satu x"),
        ({"a": "satu x", "b": "satu y"}, named(a="one x", b="two y"), "calls it 'two'"),
        ({"a": "satu", "b": "satu y"}, named(a="one", b="two y"), "calls it 'two'"),
        ({"a": "satu x"}, "group-uji-satu =\n    .name = two\n" + named(a="one x"), "calls it 'one'"),
        ({"a": "satu x"}, named(a="one"), "as many words"),
        ({"a": "satu"}, named(a="one x"), "as many words"),
        ({"a": "satu"}, named(a="One"), "cannot be a name"),
        ({"a": "satu x"}, named(a="one " + "x" * 33), "cannot be a name"),
        ({"a": "satu", "b": "satu y"}, "action-uji-a =\n    .alone = two words\n", "cannot be a name"),
        ({"a": "satu x"}, "group-uji-satu =\n    .name = two words\n", "cannot be a name"),
    ],
)
def test_clashes_are_found(home: Home, commands: Mapping[str, str], english: str, complaint: str) -> None:
    with pytest.raises(DeclarationError, match=complaint):
        registry(declared(home("", english), commands))


def test_two_features_cannot_have_the_same_command(home: Home) -> None:
    one, two = (declared(home("", ""), {"run": "satu dua"}, name=name) for name in ("uji", "lain"))
    with pytest.raises(DeclarationError, match=r"lain\.run and uji\.run are both called /satu dua"):
        registry(one, two)


@pytest.mark.parametrize(
    ("names", "complaint"),
    [
        ({"first": "ABC"}, "cannot be a name"),
        ({"first": "two words"}, "cannot be a name"),
        ({"first": "x" * 33}, "cannot be a name"),
        ({"first": "same", "second": "same"}, "'first' and 'second' are both called 'same' in en"),
        ({"first": "second"}, "are both called 'second' in en"),
        ({"first": "x" * 32, "second": "first"}, None),
    ],
)
def test_names_of_arguments(home: Home, names: Mapping[str, str], complaint: str | None) -> None:
    lines: Sequence[str] = [f"    .{param}-name = {name}\n" for param, name in names.items()]
    unnamed = "".join(f"    .{param}-name = {param}\n" for param in names)
    plugin = Plugin("uji", Settings, home=home(f"action-uji-run =\n{unnamed}", "action-uji-run =\n" + "".join(lines)))

    @plugin.command("uji")
    async def run(ctx: Ctx[Settings], first: str, second: str) -> None: ...

    if complaint is None:
        (item,) = registry(plugin).menu().items
        assert item.param_names["first"] == {"id": "first", "en": "x" * 32}
    else:
        with pytest.raises(DeclarationError, match=complaint):
            registry(plugin)
