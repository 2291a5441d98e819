"""The stand-ins of both platforms within this process, the bots that are connected to them, and who is answered."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections import defaultdict, deque
from collections.abc import AsyncGenerator, Callable, Sequence
from pathlib import Path
from typing import Any, Literal, TypeAlias

from bench.child import Child, Failed
from bots.playground.discord.standin import DiscordStandIn
from bots.playground.faults import Fault
from bots.playground.feed import Feed
from bots.playground.server import Playground
from bots.playground.telegram.standin import TelegramStandIn

Json: TypeAlias = dict[str, Any]
Kind: TypeAlias = Literal["guyub", "unpaced", "bare-telegram", "bare-telegram-concurrent", "bare-discord"]
"""`guyub` is `guyub run` as it is; `unpaced` the same with flood limits that nothing reaches, for load."""
START_SECONDS = 60.0


class House:
    """Stand-ins of both platforms on one port, with nothing published and little remembered."""

    def __init__(self, folder: Path, *, limits: bool, privacy: bool) -> None:
        feed = Feed(keep=1)
        self.folder = folder
        self.tg = TelegramStandIn(feed, limits=limits, privacy=privacy, quiet=True, record=self._told_telegram)
        self.dc = DiscordStandIn(feed, limits=limits, quiet=True, record=self._told_discord)
        self.playground = Playground({"telegram": self.tg, "discord": self.dc}, feed)
        self.answers: defaultdict[int, deque[asyncio.Future[str]]] = defaultdict(deque)
        """Telegram chat -> who waits for a message there, first come first served."""
        self.edits: defaultdict[tuple[str, str], asyncio.Event] = defaultdict(asyncio.Event)
        """(platform, message) -> set whenever it is edited."""
        self.on_message: Callable[[Json], None] = lambda params: None
        """Told of each message that arrives on Telegram, by its parameters."""
        self.rooms: dict[str, Json] = {}
        """Name -> where it is, for the config of ours."""

    def _told_telegram(self, line: Json) -> None:
        """A call arrived."""
        method, answer = line.get("method"), line.get("response")
        if answer is None or not answer["ok"]:
            return
        params = line["params"]
        if method == "sendMessage":
            self.on_message(params)
            waiting = self.answers.get(int(params["chat_id"]))
            if waiting:
                future = waiting.popleft()
                if not future.done():
                    future.set_result(params["text"])
        elif method == "editMessageText":
            self.edits["telegram", f"{params['chat_id']}/{params['message_id']}"].set()

    def _told_discord(self, line: Json) -> None:
        """A request was answered."""
        if line["method"] == "PATCH" and line["status"] == 200:
            self.edits["discord", line["path"].rpartition("/")[2]].set()

    async def command(self, person: int, text: str) -> str:
        """Write to the bot in private, and wait for its answer."""
        future: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.answers[person].append(future)
        self.tg.write(person, None, text)
        return await future

    def delay(self, seconds: float) -> None:
        """Answer every call of the Telegram Bot API so much later."""
        self.tg.faults.order(Fault("delay", "*", 0, seconds=seconds))

    # --- bots ---

    async def start(self, kind: Kind, platforms: Sequence[str], *, connected: bool = True) -> Child:
        """Run a bot against these stand-ins; returns when it is connected (unless told not to wait)."""
        env = {"BENCH_TELEGRAM": self.tg.token, "BENCH_DISCORD": self.dc.token}
        url = self.playground.url
        if kind in ("guyub", "unpaced"):
            config = self.folder / "config.toml"
            config.write_text(self._config(platforms), "utf-8")
            args = ["-m", "bots" if kind == "guyub" else "bench.unpaced", "run", "--config", str(config)]
        elif kind == "bare-discord":
            gateway = f"{url.replace('http', 'ws', 1)}/discord/gateway"
            args = ["-m", "bench.bare_discord", f"{url}/discord/api/v10", gateway, str(self.folder / "bare.db")]
        else:
            concurrent = ["--concurrent"] if kind == "bare-telegram-concurrent" else []
            args = ["-m", "bench.bare_telegram", f"{url}/telegram/bot", str(self.folder / "bare.db"), *concurrent]
        child = await Child.start(args, env, self.folder / f"{kind}.log")
        if connected:
            try:
                await self.connected(child, platforms)
            except BaseException:
                await child.stop()
                raise
        return child

    async def connected(self, child: Child, platforms: Sequence[str]) -> None:
        """Wait until the bot listens on every platform and has shown its commands."""
        if "telegram" in platforms:
            await self.until(lambda: self.tg.world.updates.polled, child)
        if "discord" in platforms:
            await self.until(lambda: bool(self.dc.gateway.identified and self.dc.world.commands[""]), child)

    async def until(self, true: Callable[[], bool], child: Child, seconds: float = START_SECONDS) -> None:
        """Wait for something, as long as the bot lives and time allows."""
        end = asyncio.get_running_loop().time() + seconds
        while not true():
            if not child.alive or asyncio.get_running_loop().time() > end:
                raise Failed(child.tail())
            await asyncio.sleep(0.005)

    def _config(self, platforms: Sequence[str]) -> str:
        url = self.playground.url
        lines = ["[community]", 'name = "Bench"', 'zone = "Asia/Jakarta"', 'database = "guyub.db"']
        if "telegram" in platforms:
            lines += ["[bots.telegram]", 'token_env = "BENCH_TELEGRAM"', f'base_url = "{url}/telegram"']
        if "discord" in platforms:
            socket = url.replace("http", "ws", 1)
            lines += ["[bots.discord]", 'token_env = "BENCH_DISCORD"', f'rest_url = "{url}/discord/api/v10"']
            lines += [f'gateway_url = "{socket}/discord/gateway"']
        for name, places in self.rooms.items():
            lines += [f"[rooms.{name}]", *(f'{key} = "{value}"' for key, value in places.items())]
        return "\n".join([*lines, "[core.mabar]", "preview = false", "most_open = 1000"]) + "\n"

    # --- people ---

    def persons(self, count: int, prefix: str = "Warga") -> list[int]:
        """People on Telegram, who have started the bot without its being told."""
        found = [self.tg.add_person(f"{prefix} {number}", language_code="id") for number in range(count)]
        for person in found:
            self.tg.start_bot(person)
        self.tg.world.updates.clear()
        return found


@contextlib.asynccontextmanager
async def house(*, limits: bool = False, privacy: bool = True) -> AsyncGenerator[House]:
    """A house with a folder of its own, which is gone at the end."""
    with tempfile.TemporaryDirectory(prefix="guyub-bench-") as folder:
        home = House(Path(folder), limits=limits, privacy=privacy)
        async with home.playground:
            yield home


@contextlib.asynccontextmanager
async def bot(home: House, kind: Kind, platforms: Sequence[str]) -> AsyncGenerator[Child]:
    """A connected bot, ended at the end."""
    child = await home.start(kind, platforms)
    try:
        yield child
    finally:
        await child.stop()
