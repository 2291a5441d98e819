"""The lab: commands that note, ask, refuse and break, a card with buttons, timers and signals."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy.dialects.sqlite import insert as upsert

from core.engine.tables import kept
from core.kit import (
    ASK,
    Between,
    Button,
    Card,
    Ctx,
    Length,
    Look,
    Person,
    Personal,
    Plugin,
    Refused,
    Role,
    Room,
    Said,
    Settings,
    Text,
    t,
)
from core.kit.sql import Db, select

HOME = "tests.core.engine.lab"


class Color(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True)
class Rang:
    """A signal with one value of every type that a signal may carry."""

    name: str
    count: int
    at: datetime
    span: timedelta
    who: Person
    room: Room


async def sums(db: Db, name: str) -> int:
    """How much was counted under a name."""
    return int(await db.value(select(kept.c.value).where(kept.c.name == f"lab {name}")) or 0)


async def count(db: Db, name: str, by: int = 1) -> int:
    """Count up under a name."""
    total = await sums(db, name) + by
    statement = upsert(kept).values(name=f"lab {name}", value=str(total))
    await db.run(statement.on_conflict_do_update(index_elements=[kept.c.name], set_={"value": str(total)}))
    return total


@dataclass
class Lab:
    """The plugin, what ran so far (`ran`), and switches that a test may turn."""

    hears: bool = False
    cron: str = ""
    within: timedelta | None = None
    fails: int = 0
    """So many of the next runs of a timer fail."""
    breaks: bool = False
    """Whether the first listener of the signal fails."""
    board_breaks: bool = False
    ran: list[tuple[Any, ...]] = field(default_factory=list)
    rows: list[Any] = field(default_factory=list)
    seen: list[Any] = field(default_factory=list)

    def __post_init__(self) -> None:
        lab = self
        plugin = self.plugin = Plugin("lab", Settings, home=HOME)

        # --- commands ---

        @plugin.command("catat")
        async def jot(ctx: Ctx[Settings], text: Annotated[str, Length(200)]) -> Text:
            await count(ctx.db, "jotted")
            lab.ran.append(("jot", text))
            return t("lab-jotted", text=text)

        @plugin.command("borang")
        async def fill(
            ctx: Ctx[Settings],
            name: str,
            count: Annotated[int, Between(1, 9)],
            sure: bool,
            color: Color,
            who: Person,
            where: Room,
            long: timedelta,
        ) -> Text:
            lab.ran.append(("fill", name, count, sure, color, who, where, long))
            return t("lab-filled", who=who)

        @plugin.command("jaga", role=Role.MODERATOR)
        async def guard(ctx: Ctx[Settings]) -> Text:
            lab.ran.append(("guard", ctx.role))
            return t("lab-done")

        @plugin.command("rahasia", private=True)
        async def secret(ctx: Ctx[Settings], word: str = "", ask: str = "") -> Text:
            if word == "no":
                raise Refused(t("lab-no"))
            if word == "again":
                raise Refused(t("lab-no"), asks="word")
            if word == "break":
                raise RuntimeError(word)
            lab.seen.append((ctx.room, ctx.place))
            return t("lab-done")

        @plugin.command("rusak")
        async def broken(ctx: Ctx[Settings], text: str) -> Text:
            await count(ctx.db, "jotted")
            ctx.say(t("lab-jotted", text=text), Room("lobby"))
            raise RuntimeError(f"cannot do {text}")

        @plugin.command("tolak")
        async def refuse(ctx: Ctx[Settings], text: str, again: bool = False) -> Text:
            await count(ctx.db, "jotted")
            ctx.say(t("lab-jotted", text=text), Room("lobby"))
            if text != "please":
                raise Refused(t("lab-no"), asks="text" if again else "")
            return t("lab-done")

        @plugin.command("umum")
        async def announce(ctx: Ctx[Settings], text: Annotated[str, Length(2000)]) -> None:
            for line in text.split(";"):
                ctx.say(t("lab-said", text=line), Room("lobby"))

        @plugin.command("bisik")
        async def whisper(ctx: Ctx[Settings], who: Person, text: str = "hi") -> None:
            ctx.tell(who, t("lab-said", text=text))

        @plugin.command("sapa")
        async def greet(ctx: Ctx[Settings], who: Person) -> None:
            ctx.say(t("lab-greeting", who=who), Room("lobby"))

        # --- a card ---

        @plugin.command("papan")
        async def show(ctx: Ctx[Settings], name: str = "a") -> None:
            ctx.show(board.bind(name), Room("lobby"))

        @plugin.command("tambah")
        async def raise_(ctx: Ctx[Settings], name: str = "a", by: int = 1) -> None:
            await count(ctx.db, name, by)
            ctx.show(board.bind(name))

        @plugin.action
        async def more(ctx: Ctx[Settings], name: str) -> Text:
            total = await count(ctx.db, name)
            ctx.show(board.bind(name))
            return t("lab-total", total=total)

        @plugin.action
        async def remark(ctx: Ctx[Settings], name: str, text: Annotated[str, Length(100)] = ASK) -> Text:
            lab.ran.append(("remark", name, text))
            lab.seen.append((ctx.room, ctx.place))
            return t("lab-jotted", text=text)

        @plugin.action
        async def confirm(ctx: Ctx[Settings], name: str) -> Card:
            return Card(lines=[t("lab-sure")], rows=[[Button(t("lab-more"), more.bind(name))]])

        @plugin.card
        async def board(look: Look[Settings], name: str) -> Card | None:
            if lab.board_breaks:
                raise RuntimeError("cannot draw")
            total = await sums(look.db, name)
            if total < 0:
                return None
            buttons = [
                Button(t("lab-more"), more.bind(name)),
                Button(t("lab-remark"), remark.bind(name)),
                Button(t("lab-confirm"), confirm.bind(name)),
            ]
            return Card(title=t("lab-board", name=name), lines=[t("lab-total", total=total)], rows=[buttons])

        # --- time ---

        @plugin.command("bangun")
        async def wake(ctx: Ctx[Settings], minutes: int, key: str = "", within: int = -1, word: str = "x") -> None:
            late = timedelta(minutes=within) if within >= 0 else None
            ctx.wake(ctx.now + timedelta(minutes=minutes), ring.bind(word), key=key, within=late)

        @plugin.command("tidur")
        async def sleep(ctx: Ctx[Settings], key: str) -> None:
            ctx.unwake(key)

        @plugin.timer
        async def ring(ctx: Ctx[Settings], word: str) -> None:
            lab.seen.append((ctx.now, ctx.late))
            ctx.say(t("lab-rang", word=word), Room("lobby"))
            if lab.fails:
                lab.fails -= 1
                raise RuntimeError("cannot ring")
            lab.ran.append(("ring", word))

        if self.cron:

            @plugin.every(self.cron, within=self.within)
            async def daily(ctx: Ctx[Settings]) -> None:
                lab.ran.append(("daily", ctx.now))
                if lab.fails:
                    lab.fails -= 1
                    raise RuntimeError("cannot do it daily")

        # --- signals ---

        @plugin.command("sinyal")
        async def emit(ctx: Ctx[Settings], name: str) -> Text:
            await count(ctx.db, "emitted")
            ctx.emit(Rang(name, 3, ctx.now.replace(microsecond=0), timedelta(minutes=5), ctx.person, Room("lobby")))
            return t("lab-done")

        @plugin.on(Rang)
        async def first(ctx: Ctx[Settings], signal: Rang) -> None:
            await count(ctx.db, "first")
            if lab.breaks:
                raise RuntimeError(signal.name)
            lab.ran.append(("first", signal))

        @plugin.on(Rang)
        async def second(ctx: Ctx[Settings], signal: Rang) -> None:
            await count(ctx.db, "second")
            lab.ran.append(("second", signal))

        if self.hears:

            @plugin.on(Said)
            async def hear(ctx: Ctx[Settings], said: Said) -> None:
                await count(ctx.db, "heard")
                lab.ran.append(("heard", ctx.person.name))
                if said.text == "break":
                    raise RuntimeError(said.text)

        # --- people ---

        @plugin.command("peran", role=Role.ADMIN)
        async def grant(ctx: Ctx[Settings], who: Person, role: int) -> Text:
            await ctx.people.grant(who, Role(role))
            return t("lab-done")

        @plugin.command("bicara")
        async def speak(ctx: Ctx[Settings], lang: str) -> Text:
            await ctx.people.speak(ctx.person, lang)
            return t("lab-done")

        @plugin.command("ikat")
        async def tie(ctx: Ctx[Settings], who: Person) -> Text:
            await ctx.people.tie(ctx.person, who)
            return t("lab-done")

        @plugin.command("lepaskan")
        async def untie(ctx: Ctx[Settings]) -> Text:
            await ctx.people.untie(ctx.account)
            return t("lab-done")

        @plugin.command("siapa")
        async def whoami(ctx: Ctx[Settings]) -> Text:
            lab.seen.append((ctx.person.id, ctx.person.name, ctx.role))
            return t("lab-done")

        async def export(look: Any, person: Person) -> Any:
            return None

        async def erase(ctx: Any, person: Person) -> None:
            return None

        async def merge(ctx: Any, keep: Person, gone: Person) -> None:
            lab.ran.append(("merge", keep.id, gone.id))
            ctx.show(board.bind("merged"), Room("lobby"))

        plugin.personal = Personal("lab-purpose", "lab-retention", export, erase, merge)
        self.board, self.more, self.remark, self.ring = board, more, remark, ring
