"""The scripted scene: one mabar planned on Telegram, joined from Discord, and what else happens on such an evening."""

from __future__ import annotations

from dataclasses import dataclass

from bots.playground.demo_acting import GAMES, Acting, SceneFailed
from bots.playground.demo_stage import NotSeen
from bots.playground.demo_view import Seen


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the scene ended: every roster as each platform shows it, and how often the rest was said."""

    telegram: dict[str, tuple[str, ...]]
    discord: dict[str, tuple[str, ...]]
    seats: dict[str, tuple[str, ...]]
    dice: dict[str, bool]
    reminders: dict[str, int]


class Scene(Acting):
    """Plays the scene on a stage whose bot listens.

    `moment` is called with a name right after somebody acted and before anything came of it: a test kills the bot
    there. What cannot survive that (a toast, a hidden answer) is then not insisted upon; everything else is. Raises
    NotSeen and SceneFailed.
    """

    async def play(self) -> Outcome:
        """The whole scene, from the first word to the last look at both rooms."""
        await self._planned()
        await self._joined()
        await self._noted()
        await self._full()
        await self._ambiguous()
        await self._tied()
        await self._dice()
        await self._reminded()
        return await self._finale()

    # --- the scenes -------------------------------------------------------------------------------------------------

    async def _planned(self) -> None:
        """Sari plans on Telegram; the roster is up on both."""
        self.show.chapter(1, "plan")
        undisturbed, told = self.stage.undisturbed(), ""
        sent = await self._writes("Sari", self.words("demo-plan-line"), "planned")
        first = lambda: self._card("telegram", "ml") or self._question(sent)  # noqa: E731
        seen = await self._see("demo-see-card", first, platform="Telegram")
        if seen.answers == sent and seen.buttons:
            # After midnight "tomorrow" has two meanings, and the bot asks which.
            self.show.message(seen)
            told = await self._thumb("Sari", seen.labels[-1], seen, "planned-day")
        await self._rosters("ml", ("Sari",))
        if not told:
            planned = lambda: self._spoken(after=sent) or (not undisturbed() and "lost")  # noqa: E731
            answer = await self._see("demo-see-answer", planned)
            if isinstance(answer, Seen):
                self.show.message(answer)
        await self.show.pause(2)

    async def _joined(self) -> None:
        """Bimo joins from Discord; Telegram's roster knows it by itself."""
        self.show.chapter(2, "join")
        label = self.words("mabar-join")
        await self._click("Bimo", label, "joined", lambda: self._seated("discord", "ml", 2))
        await self._rosters("ml", ("Sari", "Bimo"))
        await self.show.pause(2)

    async def _noted(self) -> None:
        """Bimo leaves a note by a modal."""
        self.show.chapter(3, "note")
        bimo, text = self._people["bimo"], self.words("demo-note-text")
        noted = f"Bimo ({text})"
        done = lambda: noted in self._seats("discord", "ml")  # noqa: E731
        opened = await self._click("Bimo", self.words("mabar-note"), "note-opened", lambda: None)
        if opened.modal is None:
            raise SceneFailed("demo-no-modal")
        self.show.answer("discord", opened.modal["title"], key="demo-modal")
        self.show.does("Bimo", "discord", text)
        assert bimo.discord is not None
        who = bimo.discord
        sent = await self._discord(lambda: self.stage.discord.submit(who, opened, {"text": text}), "noted", done)
        self._hidden(sent)
        await self._see("demo-see-note", done, platform="Discord")
        await self.show.pause(1)

    async def _full(self) -> None:
        """Rara takes the last seat on Telegram; Tono on Discord comes too late."""
        self.show.chapter(4, "full")
        note = f"Bimo ({self.words('demo-note-text')})"
        card = await self._see("demo-see-card", lambda: self._card("telegram", "ml"), platform="Telegram")
        await self._thumb("Rara", self.words("mabar-join"), card, "last-seat")
        await self._rosters("ml", ("Sari", note, "Rara"))
        refused = await self._click("Tono", self.words("mabar-join"), "too-late", lambda: None)
        told = self.view.markup(refused.original.body["content"]) if refused.original else ""
        if told != self.words("mabar-full", game=GAMES["ml"], slots=3):
            raise SceneFailed("demo-not-refused")
        await self.show.pause(2)

    async def _ambiguous(self) -> None:
        """Tono plans one of his own and is asked what "at 8" means."""
        self.show.chapter(5, "ask")
        tono = self._people["tono"].discord
        assert tono is not None
        stage, when = self.stage, self.words("demo-ask-when")
        self.show.does("Tono", "discord", f"/{self.words('demo-plan-command')} game:pubg when:{when}")
        options = {"game": "pubg", "when": when}
        asked = await self._discord(
            lambda: stage.discord.slash(tono, stage.channel, self.words("demo-plan-command"), options), "asked"
        )
        self._hidden(asked)
        question = asked.original
        labels = self._labels(asked)
        evening = [label for label in labels if "20.00" in label or "20:00" in label]
        if question is None or not evening:
            raise SceneFailed("demo-not-asked")
        self.show.does("Tono", "discord", f"[ {evening[-1]} ]")
        done = lambda: self._seated("discord", "pubg", 1)  # noqa: E731
        chosen = await self._discord(lambda: stage.discord.press(tono, question, evening[-1]), "chosen", done)
        self._hidden(chosen)
        await self._rosters("pubg", ("Tono",))
        await self.show.pause(2)

    async def _tied(self) -> None:
        """Bimo ties his two accounts; then Telegram knows that he has a seat already."""
        self.show.chapter(6, "link")
        stage, bimo, command = self.stage, self._people["bimo"], self.words("demo-link-command")
        assert bimo.discord is not None and bimo.telegram is not None
        who, account = bimo.discord, bimo.telegram
        self.show.does("Bimo", "discord", f"/{command}")
        given = await self._discord(lambda: stage.discord.slash(who, stage.channel, command), "code")
        code = self._code(self._hidden(given))
        stage.telegram.start_bot(account)
        self.show.does("Bimo", "telegram", f"/{command} {code}", private=True)
        stage.telegram.write(account, None, f"/{command} {code}")
        await self._now("claimed")
        label = self.words("members-yes")
        asks = lambda: next((s for s in reversed(self.view.discord_private(bimo)) if label in s.labels), None)  # noqa: E731
        question = await self._see("demo-see-question", asks, platform="Discord")
        self.show.message(question)
        self.show.does("Bimo", "discord", f"[ {label} ]", private=True)
        agreed = await self._discord(lambda: stage.discord.press(who, question.id, label), "agreed")
        self._hidden(agreed)
        card = await self._see("demo-see-card", lambda: self._card("telegram", "ml"), platform="Telegram")
        undisturbed = stage.undisturbed()
        toast = await self._thumb("Bimo", self.words("mabar-join"), card, "one-person")
        known = self._start("mabar-already-in", game=GAMES["ml"], when="\0")
        if not toast.startswith(known) and undisturbed():
            raise SceneFailed("demo-not-one")
        await self.show.pause(2)

    async def _dice(self) -> None:
        """Rara throws dice on Telegram; both rooms see the same."""
        self.show.chapter(7, "dice")
        await self._writes("Rara", self.words("demo-dice-line"), "thrown")
        left = await self._see("demo-see-dice", lambda: self._rolled("telegram"), platform="Telegram")
        right = await self._see("demo-see-dice", lambda: self._rolled("discord"), platform="Discord")
        self.show.both(left, right)
        await self.show.pause(1.5)

    async def _reminded(self) -> None:
        """Bimo plans something for soon, and the reminder comes to both rooms."""
        self.show.chapter(8, "remind", seconds=self.stage.remind)
        bimo = self._people["bimo"].discord
        assert bimo is not None
        stage, when = self.stage, self.words("demo-remind-when")
        self.show.does("Bimo", "discord", f"/{self.words('demo-plan-command')} game:roblox when:{when}")
        options = {"game": "roblox", "when": when}
        done = lambda: self._seated("discord", "roblox", 1)  # noqa: E731
        sent = await self._discord(
            lambda: stage.discord.slash(bimo, stage.channel, self.words("demo-plan-command"), options), "soon", done
        )
        self._hidden(sent)
        await self._rosters("roblox", ("Bimo",))
        await self._now("reminder")
        left = await self._see("demo-see-reminder", lambda: self._reminder("telegram"), platform="Telegram")
        right = await self._see("demo-see-reminder", lambda: self._reminder("discord"), platform="Discord")
        self.show.both(left, right)
        await self.show.pause(1.5)

    async def _finale(self) -> Outcome:
        """A last look: the rosters of both platforms, which must be the same."""
        self.show.chapter(9, "end")
        for short, name in GAMES.items():
            same = lambda short=short: self._same(short)  # noqa: E731
            try:
                left, right = await self.stage.until(name, same)
            except NotSeen:
                raise SceneFailed("demo-not-same", game=name) from None
            self.show.both(left, right)
        self.show.good("demo-same")
        return self.outcome()

    def outcome(self) -> Outcome:
        """How everything stands now."""
        cards = {side: {short: self._card(side, short) for short in GAMES} for side in ("telegram", "discord")}
        rosters = {side: {s: card.roster for s, card in found.items() if card} for side, found in cards.items()}
        reminder = self._start("mabar-reminder", game=GAMES["roblox"], when="\0", who="", free=0)
        rooms = {"telegram": self.view.telegram_room(), "discord": self.view.discord_room()}
        return Outcome(
            telegram=rosters["telegram"],
            discord=rosters["discord"],
            seats={short: card.seats for short, card in cards["telegram"].items() if card},
            dice={side: self._rolled(side) is not None for side in rooms},
            reminders={side: sum(reminder in seen.text for seen in room) for side, room in rooms.items()},
        )
