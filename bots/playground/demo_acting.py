"""What the people of the scene do on either platform, and how they wait for what comes of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from bots.playground.demo_show import Show
from bots.playground.demo_stage import LIMIT, NotSeen, Stage
from bots.playground.demo_view import Seen, View
from bots.playground.discord.model import Interaction

GAMES = {"ml": "Mobile Legends", "pubg": "PUBG Mobile", "roblox": "Roblox"}
"""What people call the games of the scene, and their names on the roster."""
PATIENCE = 3.0
"""How long somebody whose app says that it failed looks whether it worked after all, before they try again."""
TRIES = 4
TOAST = 6.0
"""Seconds that a thumb stays on a button of Telegram for its answer."""
NOTICEABLE = 1.5
"""Seconds of waiting from which on it is said why."""
MANY = ("bots.playground", "core.mabar", "core.members", "plugins.dice")
"""Whose texts the scene must know: labels of buttons, titles of cards."""

Moment = Callable[[str], Awaitable[None]]


class SceneFailed(Exception):
    """Something was seen that should not be; `key` and `values` say what."""

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class Acting:
    """People on a stage whose bot listens; `moment` is called right after somebody acted."""

    def __init__(self, stage: Stage, show: Show, moment: Moment | None = None) -> None:
        self.stage = stage
        self.show = show
        self.view = View(stage)
        self.words = show.words
        self._moment = moment
        self._people = stage.people

    # --- what people do ---------------------------------------------------------------------------------------------

    async def _now(self, name: str) -> None:
        if self._moment is not None:
            await self._moment(name)

    async def _writes(self, name: str, text: str, moment: str) -> str:
        """Write in the group on Telegram; returns the message's id."""
        self.show.does(name, "telegram", text)
        account = self._people[name.casefold()].telegram
        assert account is not None
        sent = self.stage.telegram.write(account, self.stage.group, text)
        await self._now(moment)
        return str(sent["message_id"])

    async def _thumb(self, name: str, label: str, on: Seen, moment: str) -> str:
        """Press a button on Telegram; returns the toast (nothing where it was lost with the process)."""
        self.show.does(name, "telegram", f"[ {label} ]")
        account = self._people[name.casefold()].telegram
        assert account is not None
        undisturbed = self.stage.undisturbed()
        pressing = self.stage.telegram.press(account, self.stage.group, label, message=int(on.id), wait=TOAST)
        task = asyncio.create_task(pressing)
        # The press is on its way once the task has run up to its first wait.
        await asyncio.sleep(0)
        await self._now(moment)
        answer = await task
        if not answer["answered"] and undisturbed():
            raise NotSeen(self.words("demo-see-toast", label=label))
        text = str(answer.get("text", ""))
        if text:
            self.show.answer("telegram", text, who=name)
        return text

    async def _click(self, name: str, label: str, moment: str, done: Callable[[], Any]) -> Interaction:
        """Press a button of the first roster on Discord; shows the hidden answer."""
        self.show.does(name, "discord", f"[ {label} ]")
        who = self._people[name.casefold()].discord
        assert who is not None
        card = await self._see("demo-see-card", lambda: self._card("discord", "ml"), platform="Discord")
        pressed = await self._discord(lambda: self.stage.discord.press(who, card.id, label), moment, done)
        if pressed.modal is None:
            self._hidden(pressed)
        return pressed

    async def _discord(
        self, act: Callable[[], Interaction], moment: str, done: Callable[[], Any] = lambda: None
    ) -> Interaction:
        """Do something on Discord that waits for an answer, and again where the process was killed under it.

        Discord hands nothing out twice: whoever sees "did not respond" looks whether it worked (`done`), else retries.
        """
        for _ in range(TRIES):
            undisturbed = self.stage.undisturbed()
            sent = act()
            await self._now(moment)
            await asyncio.wait_for(sent.shown(), LIMIT)
            if not sent.failed:
                return sent
            if undisturbed():
                break
            self.show.note("demo-failed")
            try:
                await self.stage.until(moment, done, PATIENCE)
            except NotSeen:
                continue
            return sent
        raise NotSeen(self.words("demo-see-answer"))

    def _hidden(self, sent: Interaction) -> str:
        """Show what the bot said to one person only; returns it."""
        said = [self.view.markup(message.body["content"]) for message in sent.messages]
        text = "\n".join(line for line in said if line)
        labels = self._labels(sent)
        if text:
            buttons = "\n" + "  ".join(f"[ {label} ]" for label in labels) if labels else ""
            self.show.answer("discord", text + buttons, who=sent.person.name)
        return text

    @staticmethod
    def _labels(sent: Interaction) -> list[str]:
        rows: list[dict[str, Any]] = sent.original.body["components"] if sent.original else []
        return [button["label"] for row in rows for button in row.get("components", [])]

    # --- what is to be seen -----------------------------------------------------------------------------------------

    async def _see(self, key: str, seen: Callable[[], Any], **values: str) -> Any:
        """Wait for something; what it is called is said when it does not come."""
        what = self.words(key, **values)
        began = time.monotonic()
        waiting = asyncio.create_task(self.stage.until(what, seen))
        await asyncio.wait([waiting], timeout=NOTICEABLE)
        if not waiting.done():
            self.show.note("demo-waiting", what=what)
        found = await waiting
        if (took := time.monotonic() - began) > NOTICEABLE:
            self.show.note("demo-waited", seconds=round(took, 1))
        return found

    async def _rosters(self, short: str, seats: tuple[str, ...]) -> None:
        """Wait until both platforms show these seats, and show both."""
        shown: list[Seen] = []
        for platform, name in (("discord", "Discord"), ("telegram", "Telegram")):
            there = lambda platform=platform: self._seats(platform, short) == seats  # noqa: E731
            await self._see("demo-see-seats", there, platform=name, who=", ".join(seats))
            card = self._card(platform, short)
            assert card is not None
            shown.append(card)
        self.show.both(shown[1], shown[0])

    def _card(self, platform: str, short: str) -> Seen | None:
        return self.view.card(platform, self.words("mabar-roster", game=GAMES[short]))

    def _seats(self, platform: str, short: str) -> tuple[str, ...]:
        card = self._card(platform, short)
        return card.seats if card else ()

    def _seated(self, platform: str, short: str, number: int) -> bool:
        return len(self._seats(platform, short)) >= number

    def _same(self, short: str) -> tuple[Seen, Seen] | None:
        left, right = self._card("telegram", short), self._card("discord", short)
        return (left, right) if left and right and left.roster == right.roster else None

    def _question(self, sent: str) -> Seen | None:
        found = (seen for seen in self.view.telegram_room() if seen.by_bot and seen.answers == sent and seen.buttons)
        return next(found, None)

    def _spoken(self, *, after: str) -> Seen | None:
        found = (seen for seen in self.view.telegram_room() if seen.by_bot and int(seen.id) > int(after))
        return next((seen for seen in found if not seen.buttons), None)

    def _rolled(self, platform: str) -> Seen | None:
        start = self._start("dice-fell", who="\0", dice="2d6", each="", many=2, total=0)
        return self.view.said(platform, start)

    def _reminder(self, platform: str) -> Seen | None:
        return self.view.said(platform, self._start("mabar-reminder", game=GAMES["roblox"], when="\0", who="", free=0))

    def _start(self, key: str, **values: str | int) -> str:
        """A text up to the value that is not known here."""
        return self.words(key, **values).partition("\0")[0]

    def _code(self, text: str) -> str:
        """The code in the bot's answer: what follows the words before it."""
        start = self._start("members-code", code="\0", minutes=10)
        if not text.startswith(start):
            raise SceneFailed("demo-no-code")
        return text.removeprefix(start)[:9]
