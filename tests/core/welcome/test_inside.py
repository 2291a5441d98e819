"""Being new: the introduction and its preview, greeters in turn, a word on the first days; all of it optional."""

from __future__ import annotations

from datetime import timedelta

from core.kit import Ctx, Person, Plugin, Reacted, Role, Settings
from core.kit.signals import Agreed
from core.kit.sql import select
from core.welcome.store_inside import newcomer
from tests.core.welcome.scene import accepted, bar, comes, grant, heard, knocks, moderator, opened, person_of, writes
from tests.rig import Rig, Seen, Who


def cards(rig: Rig, on: str = "telegram") -> list[Seen]:
    """The introductions that are shown."""
    return [seen for seen in rig.room("kenalan", on) if seen.key == "welcome-intro-of"]


async def introduces(who: Who, nickname: str = "Sasa") -> None:
    """Introduce oneself by a nickname."""
    await who.says("/perkenalan")
    await who.presses("welcome-write")
    await writes(who, nickname)
    await who.presses("welcome-skip")
    await who.presses("welcome-skip")
    assert who.last.key == "welcome-intro-preview"
    await who.presses("welcome-intro-post")
    assert who.last.key == "welcome-intro-posted"


async def greeter(rig: Rig, name: str) -> Who:
    """A member who greets."""
    who = rig.person(name, on="telegram")
    await grant(rig, who, Role.MEMBER)
    await who.says("/sapa")
    await who.presses("welcome-greet-on")
    return who


async def member(rig: Rig, name: str = "Sari") -> Who:
    """A member."""
    who = rig.person(name, on="telegram")
    await grant(rig, who, Role.MEMBER)
    return who


# --- the introduction ---


async def test_three_questions_a_preview_and_only_then_a_card(rig: Rig, mod: Who) -> None:
    bimo = await accepted(rig, mod, "Bimo", "discord")
    await bimo.presses("welcome-intro-begin")
    for step, words in (("nickname", "Bim"), ("area", "Tebet"), ("likes", "kopi dan teman diam")):
        assert bimo.last.keys == ["welcome-intro", f"welcome-intro-{step}"]
        assert len(bimo.last.labels) == 2, "each may be skipped"
        await bimo.presses("welcome-write")
        await writes(bimo, words)
    assert bimo.last.key == "welcome-intro-preview"
    assert all(words in bimo.last.text for words in ("Bim", "Tebet", "kopi dan teman diam"))
    assert cards(rig) == cards(rig, "discord") == []
    await bimo.presses("welcome-intro-post")
    (there,), (here,) = cards(rig), cards(rig, "discord")
    assert "Tebet" in here.text and "Tebet" in there.text


async def test_all_may_be_skipped_and_then_there_is_nothing_to_show(rig: Rig) -> None:
    sari = await member(rig)
    await sari.says("/perkenalan")
    for _ in range(3):
        await sari.presses("welcome-skip")
    assert sari.last.key == "welcome-intro-empty"
    assert cards(rig) == []


async def test_later_is_fine(rig: Rig, mod: Who) -> None:
    sari = rig.person("Sari", on="telegram")
    await knocks(sari)
    await accepted_by(rig, mod, sari)
    await sari.presses("welcome-intro-later")
    assert sari.last.key == "welcome-intro-any-time"


async def accepted_by(rig: Rig, mod: Who, who: Who) -> None:
    """Somebody applies and is accepted."""
    await who.says("/start")
    await who.says("/daftar")
    await who.presses("welcome-adult")
    await who.presses("Kerja")
    await who.presses("welcome-write")
    await writes(who, "teman")
    await who.presses("welcome-confirm")
    await who.presses("welcome-send")
    await mod.presses("welcome-accept", "admin")


async def test_a_change_is_looked_at_before_it_shows(rig: Rig) -> None:
    sari = await member(rig)
    await introduces(sari)
    await sari.says("/perkenalan")
    await sari.presses("welcome-intro-again")
    await sari.presses("welcome-write")
    await writes(sari, "Sekar")
    assert "Sasa" in cards(rig)[0].text
    await sari.presses("welcome-skip")
    await sari.presses("welcome-skip")
    await sari.presses("welcome-intro-post")
    assert "Sekar" in cards(rig)[0].text and len(cards(rig)) == 1


async def test_is_taken_back_at_any_time(rig: Rig) -> None:
    sari = await member(rig)
    await introduces(sari)
    await sari.says("/perkenalan")
    await sari.presses("welcome-intro-back")
    assert sari.last.key == "welcome-intro-gone"
    assert cards(rig) == [] and cards(rig, "discord") == []
    assert all("Sasa" not in seen.text for seen in rig.room("kenalan", "telegram"))


async def test_only_members_introduce_themselves(rig: Rig, sari: Who) -> None:
    await sari.says("/start")
    await sari.says("/perkenalan")
    assert sari.last.key == "house-not-allowed"


async def test_to_look_at_it_early_is_no_arrival(rig: Rig, mod: Who) -> None:
    sari = await accepted(rig, mod, "Sari", "telegram")
    await sari.says("/perkenalan")
    await comes(sari)
    assert "welcome-intro-offer" in heard(sari, rig)


class NoSettings(Settings):
    """Nothing to set."""


async def test_after_the_rules_where_there_are_any_and_once(rig: Rig) -> None:
    await rig.close()
    rules = Plugin("rules", NoSettings, home="core.engine")

    @rules.command("setuju")
    async def agree(ctx: Ctx[NoSettings]) -> None:
        """Agree."""
        ctx.emit(Agreed(ctx.person))

    rig = await opened("id", rules)
    mod = await moderator(rig)
    bimo = await accepted(rig, mod, "Bimo", "discord")
    assert "welcome-intro-offer" not in heard(bimo, rig)
    for _ in range(2):
        await bimo.says("/setuju")
        assert heard(bimo, rig).count("welcome-intro-offer") == 1


# --- greeters ---


async def test_greeters_take_turns_and_may_stop(rig: Rig) -> None:
    gita, hadi = await greeter(rig, "Gita"), await greeter(rig, "Hadi")
    for turn, name in enumerate(("Ana", "Budi", "Cici", "Dodi"), 1):
        await introduces(await member(rig, name))
        await rig.turn(timedelta(minutes=1))
        asked = [heard(who, rig).count("welcome-greet-please") for who in (gita, hadi)]
        assert sum(asked) == turn and abs(asked[0] - asked[1]) <= 1
    await gita.says("/sapa")
    await gita.presses("welcome-greet-off")
    before = heard(gita, rig).count("welcome-greet-please")
    for name in ("Eko", "Fina"):
        await introduces(await member(rig, name))
    assert heard(gita, rig).count("welcome-greet-please") == before


async def test_who_paused_or_keeps_apart_is_not_asked(rig: Rig) -> None:
    gita, hadi, joko = [await greeter(rig, name) for name in ("Gita", "Hadi", "Joko")]
    sari = await member(rig)
    one, two, her = [await person_of(rig, who) for who in (gita, hadi, sari)]
    await rig.database.write(lambda db: rig.engine.directory(db).pause(one, on=True))
    await rig.database.write(lambda db: rig.engine.directory(db).block(two, her, on=True))
    await introduces(sari)
    await rig.turn(timedelta(hours=13))
    for who in (gita, hadi):
        assert not {"welcome-greet-please", "welcome-greet-still"} & {*heard(who, rig)}
    assert heard(joko, rig)[-2:] == ["welcome-greet-please", "welcome-greet-still"]


async def test_nobody_is_nudged_after_a_reaction(rig: Rig) -> None:
    gita, sari = await greeter(rig, "Gita"), await member(rig)
    await introduces(sari)
    shown = rig.telegram.shown[sari.place("kenalan").key][-1]
    await sari.does(Reacted(shown.id, "❤"), "kenalan")
    await rig.turn(timedelta(hours=11))
    await gita.does(Reacted(shown.id, "❤"), "kenalan")
    await rig.turn(timedelta(hours=2))
    assert "welcome-greet-still" not in heard(gita, rig)


async def test_nobody_is_nudged_after_a_reply_on_the_other_platform(rig: Rig, bimo: Who) -> None:
    gita, sari = await greeter(rig, "Gita"), await member(rig)
    await introduces(sari)
    shown = rig.discord.shown[bimo.place("kenalan").key][-1]
    await bimo.says("halo!", "kenalan", reply_to=shown.id)
    await rig.turn(timedelta(hours=13))
    assert "welcome-greet-still" not in heard(gita, rig)


async def test_ones_own_reaction_or_other_talk_is_no_greeting(rig: Rig, bimo: Who) -> None:
    gita, sari = await greeter(rig, "Gita"), await member(rig)
    await introduces(sari)
    shown = rig.telegram.shown[sari.place("kenalan").key][-1]
    await sari.does(Reacted(shown.id, "❤"), "kenalan")
    await bimo.says("halo!", "kenalan", reply_to="other")
    await bimo.says("halo!", "kenalan")
    await rig.turn(timedelta(hours=13))
    assert heard(gita, rig).count("welcome-greet-still") == 1


# --- the first days ---


async def test_a_word_on_three_days(rig: Rig, mod: Who) -> None:
    bimo = await accepted(rig, mod, "Bimo", "discord")
    days: list[int] = []
    for _ in range(9):
        await rig.sleep_through(timedelta(days=1))
        if bimo.told.key == "welcome-checkin" and bimo.told.value("day") not in days:
            days.append(bimo.told.value("day"))
    assert days == [1, 3, 7]
    await bimo.presses("welcome-fine")
    assert bimo.last.key == "welcome-fine-good"


async def test_whoever_would_rather_not_is_not_asked(rig: Rig, mod: Who) -> None:
    bimo = await accepted(rig, mod, "Bimo", "discord")
    await rig.sleep_through(timedelta(days=1))
    await bimo.presses("welcome-checkins-off")
    assert bimo.last.key == "welcome-checkins-are-off"
    for _ in range(8):
        await rig.sleep_through(timedelta(days=1))
    assert heard(bimo, rig).count("welcome-checkin") == 1


async def test_not_so_good_points_to_help_and_asks_before_telling_anybody(rig: Rig, mod: Who) -> None:
    gita = await greeter(rig, "Gita")
    bimo = await accepted(rig, mod, "Bimo", "discord")
    await rig.sleep_through(timedelta(days=1))
    before = heard(gita, rig)
    rows = await rig.database.read.rows(select(newcomer))
    await bimo.presses("welcome-low")
    assert bimo.last.key == "welcome-low-here"
    assert "/bantuan" in bimo.last.text or "/help" in bimo.last.text
    assert heard(gita, rig) == before, "nobody is told without a yes"
    assert await rig.database.read.rows(select(newcomer)) == rows, "nothing of it is kept"
    await bimo.presses("welcome-low-yes")
    assert bimo.last.key == "welcome-low-asked"
    assert heard(gita, rig)[-1] == "welcome-low-please"


async def test_with_nobody_there_it_says_so(rig: Rig, mod: Who) -> None:
    bimo = await accepted(rig, mod, "Bimo", "discord")
    await rig.sleep_through(timedelta(days=1))
    await bimo.presses("welcome-low")
    await bimo.presses("welcome-low-yes")
    assert bimo.last.key == "welcome-low-nobody"


async def test_who_is_kept_out_or_paused_is_left_alone(rig: Rig, mod: Who) -> None:
    bimo, tono = await accepted(rig, mod, "Bimo", "discord"), await accepted(rig, mod, "Tono", "discord")
    await bar(rig, bimo)
    paused: Person = await person_of(rig, tono)
    await rig.database.write(lambda db: rig.engine.directory(db).pause(paused, on=True))
    await rig.sleep_through(timedelta(days=1))
    assert "welcome-checkin" not in heard(bimo, rig) + heard(tono, rig)
