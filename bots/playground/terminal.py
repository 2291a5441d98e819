"""Typed lines after the scene: anybody does anything on either platform, and what comes of it is shown."""

from __future__ import annotations

import asyncio
import contextlib
import re
import sys
from collections.abc import Sequence
from typing import Any

from bots.playground.demo_show import NAMES, Show
from bots.playground.demo_stage import ROOM, NotSeen, Stage
from bots.playground.demo_typed import Typed, called, fields_of, options_of, values_of
from bots.playground.demo_view import Seen, View
from bots.playground.discord.errors import Refusal
from bots.playground.discord.model import Interaction
from bots.playground.telegram.errors import ApiError, CannotDo

VERBS = ("help", "look", "kill", "quit", "press", "fill", "reply", "start", "new")
SUBCOMMAND = 1
"""The type of an option that is a command of a group."""
PATIENCE = 12.0
"""Seconds that a button may take to appear (a group on Telegram is written to slowly) and an answer to come."""
SILENCE = 2.5
"""Seconds after which a written line is taken to have no answer."""
_SHORT = {"tg": "telegram", "dc": "discord"}
_LINE = re.compile(r"(?P<name>[\w.-]+)@(?P<platform>[\w]+)(?P<place>[#:]\S+)?(?:\s*>)?(?:\s+(?P<rest>.*))?", re.DOTALL)


class _No(Exception):
    """A typed line that cannot be done; `key` and `values` say why."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Terminal:
    """Takes typed lines until `quit` or their end; shows every message that appears or changes meanwhile."""

    def __init__(self, stage: Stage, show: Show, *, patience: float = PATIENCE) -> None:
        self._stage = stage
        self._patience = patience
        self._show = show
        self._words = show.words
        self._view = View(stage)
        self._who = stage.people["sari"]
        self._platform = "telegram"
        self._private = False
        self._forms: dict[str, Interaction] = {}
        self._known: dict[tuple[str, str, str], Seen] = {}
        self._verbs = {word: verb for verb in VERBS for word in self._words(f"demo-verb-{verb}").split()}

    async def run(self) -> None:
        """Until `quit`, or until there are no more lines."""
        playground = self._stage.playground
        self._show.console.print()
        # Not through the words' redactor: the token of the control is the one thing that whoever sits here must see.
        self._show.plain(self._words("demo-stays", url=playground.url, shown="\0").replace("\0", playground.token))
        self._changes()
        watching = asyncio.create_task(self._watch())
        try:
            self._prompt()
            async for line in Typed(sys.stdin.fileno()):
                if not await self.line(line):
                    return
                self._prompt()
            await self._said_all()
        finally:
            watching.cancel()

    def _prompt(self) -> None:
        if self._show.console.is_terminal:
            place = ":dm" if self._private else ""
            self._show.console.print(f"{self._who.name.lower()}@{self._platform}{place}> ", end="", markup=False)

    # --- one line ---------------------------------------------------------------------------------------------------

    async def line(self, line: str) -> bool:
        """Do what one line says; False when it says that this is the end."""
        try:
            return await self._line(line.strip())
        except _No as no:
            self._show.bad(no.key, **no.values)
        except (CannotDo, Refusal) as no:
            self._show.bad("demo-cannot", reason=str(no))
        except ApiError as no:
            self._show.bad("demo-cannot", reason=no.description)
        except NotSeen as unseen:
            self._show.bad("demo-not-seen", what=str(unseen))
        return True

    async def _line(self, line: str) -> bool:
        verb, rest = self._verb(line)
        if verb == "quit":
            return False
        if verb == "new":
            self._new(rest)
            return True
        if match := _LINE.fullmatch(line):
            self._turn_to(match["name"], match["platform"], match["place"] or "")
            line = (match["rest"] or "").strip()
            if not line:
                return True
            verb, rest = self._verb(line)
        match verb:
            case "help":
                self._show.plain(self._words("demo-help", people=self._names()))
            case "look":
                self._look()
            case "kill":
                await self._stage.kill_bot()
                self._show.good("demo-killed", seconds=round(self._stage.took, 1))
            case "press":
                await self._press(rest)
            case "fill":
                await self._fill(rest)
            case "reply":
                await self._reply(rest)
            case "start":
                await self._start()
            case _ if not line:
                self._show.note("demo-nothing-typed")
            case _:
                await self._say(line)
        self._changes(show=True)
        return True

    def _verb(self, line: str) -> tuple[str, str]:
        first, _, rest = line.partition(" ")
        return self._verbs.get(first.casefold(), ""), rest.strip()

    def _names(self) -> str:
        return ", ".join(
            f"{actor.name.lower()}@{one}" for actor in self._stage.people.values() for one in actor.platforms
        )

    def _turn_to(self, name: str, platform: str, place: str) -> None:
        platform = _platform(platform)
        actor = self._stage.people.get(name.casefold())
        if actor is None:
            raise _No("demo-who-unknown", name=name, people=self._names())
        if platform not in actor.platforms:
            raise _No("demo-who-not-there", name=actor.name, platform=platform)
        if place not in ("", f"#{ROOM}", ":dm"):
            raise _No("demo-place-unknown", place=place)
        self._who, self._platform, self._private = actor, platform, place == ":dm"

    def _new(self, rest: str) -> None:
        match = _LINE.fullmatch(rest)
        if match is None:
            raise _No("demo-new-how")
        platform = _platform(match["platform"])
        self._who = self._stage.add(match["name"].capitalize(), platform)
        self._platform, self._private = platform, False
        self._show.good("demo-new", name=self._who.name, platform=NAMES[platform])

    # --- what people do ---------------------------------------------------------------------------------------------

    async def _say(self, text: str) -> None:
        self._show.does(self._who.name, self._platform, text, private=self._private)
        if self._platform == "telegram":
            await self._write(text)
        elif text.startswith("/"):
            await self._slash(text)
        else:
            place = "dm" if self._private else self._stage.channel
            self._stage.discord.write(self._discord_person, place, text)
            await self._answered()

    async def _write(self, text: str, reply_to: int | None = None) -> None:
        self._stage.telegram.write(self._telegram_person, self._telegram_chat, text, reply_to=reply_to)
        await self._answered()

    async def _slash(self, text: str) -> None:
        stage, person = self._stage, self._discord_person
        place = "dm" if self._private else stage.channel
        name, _, rest = text.removeprefix("/").partition(" ")
        offered = stage.discord.commands(person, place)
        found = next((command for command in offered if name in called(command)), None)
        if found is None:
            raise _No("demo-no-command", commands=", ".join(f"/{command['name']}" for command in offered))
        known, path = found.get("options", []), found["name"]
        if known and known[0]["type"] == SUBCOMMAND:
            name, _, rest = rest.strip().partition(" ")
            inner = next((one for one in known if name in called(one)), None)
            if inner is None:
                raise _No("demo-no-command", commands=", ".join(f"/{path} {one['name']}" for one in known))
            known, path = inner.get("options", []), f"{path} {inner['name']}"
        options = options_of(known, rest.strip())
        await self._shown(stage.discord.slash(person, place, path, options))

    async def _press(self, label: str) -> None:
        if not label:
            raise _No("demo-press-what")

        def there() -> Seen | None:
            found = (seen for seen in reversed(self._screen()) if label.casefold() in _folded(seen.labels))
            return next(found, None)

        try:
            on = await self._stage.until(label, there, self._patience)
        except NotSeen:
            labels = {shown: None for seen in self._screen() for shown in seen.labels}
            raise _No("demo-no-button", label=label, labels=", ".join(labels) or "-") from None
        exact = next(shown for shown in on.labels if shown.casefold() == label.casefold())
        self._show.does(self._who.name, self._platform, f"[ {exact} ]", private=self._private)
        if self._platform == "discord":
            await self._shown(self._stage.discord.press(self._discord_person, on.id, exact))
            return
        person, chat = self._telegram_person, int(on.place)
        answer = await self._stage.telegram.press(person, chat, exact, message=int(on.id), wait=PATIENCE)
        told = answer.get("text") or answer.get("opened", "") or (None if answer.get("answered") else "")
        if told is not None:
            self._show.answer("telegram", told or self._words("demo-no-answer"), who=self._who.name)

    async def _fill(self, rest: str) -> None:
        opened = self._forms.get(self._who.name)
        if opened is None or opened.modal is None:
            raise _No("demo-no-form")
        fields = fields_of(opened.modal)
        values = values_of(rest, fields)
        if not values:
            raise _No("demo-fill-how", fields=", ".join(fields))
        self._show.does(self._who.name, "discord", ", ".join(f"{name}: {value}" for name, value in values.items()))
        sent = self._stage.discord.submit(self._discord_person, opened, values)
        del self._forms[self._who.name]
        await self._shown(sent)

    async def _reply(self, text: str) -> None:
        bot = next((seen for seen in reversed(self._screen()) if seen.by_bot), None)
        if bot is None:
            raise _No("demo-nothing-to-reply")
        self._show.does(self._who.name, self._platform, text, private=self._private)
        if self._platform == "telegram":
            await self._write(text, int(bot.id))
            return
        place = "dm" if self._private else self._stage.channel
        self._stage.discord.write(self._discord_person, place, text, reply_to=bot.id)
        await self._answered()

    async def _start(self) -> None:
        if self._platform != "telegram":
            raise _No("demo-only-telegram")
        self._private = True
        self._show.does(self._who.name, "telegram", "/start", private=True)
        self._stage.telegram.start_bot(self._telegram_person)
        await self._answered()

    # --- what comes of it -------------------------------------------------------------------------------------------

    async def _shown(self, sent: Interaction) -> None:
        """Wait for what Discord shows to the person, and show it; an open form is remembered."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(sent.shown(), PATIENCE)
        if not sent.settled or sent.failed:
            self._show.answer("discord", self._words("demo-no-answer"), who=self._who.name)
        if sent.modal is not None:
            self._forms[self._who.name] = sent
            how = " ".join(f"{name}=…" for name in fields_of(sent.modal))
            self._show.answer(
                "discord", self._words("demo-fields", title=sent.modal["title"], how=how), key="demo-modal"
            )

    async def _answered(self) -> None:
        """Wait until the bot has taken what was written, and until it says something where it was written."""
        before = {(seen.platform, seen.place, seen.id) for seen in self._view.everything()}
        pending = self._stage.telegram.world.updates.pending

        def new() -> bool:
            seen = {(one.platform, one.place, one.id) for one in self._view.everything() if one.by_bot}
            return not pending and bool(seen - before)

        with contextlib.suppress(NotSeen):
            await self._stage.until("", new, SILENCE)

    async def _said_all(self) -> None:
        """The lines came from a pipe that is at its end: wait until nothing new was said for a while."""
        before = -1
        while before != (before := len(list(self._view.everything()))):  # noqa: ASYNC110 - told by silence alone
            await asyncio.sleep(SILENCE)

    async def _watch(self) -> None:
        """Show what appears by itself, such as a reminder, while nobody types."""
        async for _ in self._stage.feed.listen():
            self._changes(show=True)

    def _changes(self, *, show: bool = False) -> None:
        for seen in list(self._view.everything()):
            key = (seen.platform, seen.place, seen.id)
            old = self._known.get(key)
            self._known[key] = seen
            if show and seen.by_bot and seen.text and seen != old:
                self._show.message(seen, edited=old is not None)

    def _look(self) -> None:
        rooms = [[seen for seen in room if not seen.only_for] for room in self._rooms()]
        if not any(rooms):
            self._show.note("demo-empty")
        for room in rooms:
            for seen in room[-5:]:
                self._show.message(seen)

    def _rooms(self) -> Sequence[list[Seen]]:
        return self._view.telegram_room(), self._view.discord_room()

    def _screen(self) -> list[Seen]:
        """What the present person sees where they are now, oldest first."""
        left = self._platform == "telegram"
        private = self._view.telegram_private(self._who) if left else self._view.discord_private(self._who)
        if self._private:
            return private
        room = self._view.telegram_room() if left else self._view.discord_room()
        here = [seen for seen in room if seen.only_for in ("", self._who.name)]
        return here if left else private + here

    @property
    def _telegram_person(self) -> int:
        assert self._who.telegram is not None
        return self._who.telegram

    @property
    def _telegram_chat(self) -> int | None:
        return None if self._private else self._stage.group

    @property
    def _discord_person(self) -> Any:
        assert self._who.discord is not None
        return self._who.discord


def _folded(labels: Sequence[str]) -> set[str]:
    return {label.casefold() for label in labels}


def _platform(typed: str) -> str:
    platform = _SHORT.get(typed.casefold(), typed.casefold())
    if platform not in NAMES:
        raise _No("demo-platform-unknown", platform=typed)
    return platform
