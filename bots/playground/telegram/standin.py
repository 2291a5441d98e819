"""The stand-in itself: the Bot API over HTTP on one side, people's doings on the other."""

from __future__ import annotations

import asyncio
import inspect
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Any

from aiohttp import web

from bots.playground.faults import Fault, Faults
from bots.playground.feed import Feed
from bots.playground.telegram.errors import ApiError, CannotDo, UnknownVerb, conflict, flood
from bots.playground.telegram.limits import FloodLimits
from bots.playground.telegram.methods import ASYNC_METHODS, methods
from bots.playground.telegram.methods_bot import Self
from bots.playground.telegram.model import Json, Member, User, now_utc
from bots.playground.telegram.params import Params, as_list
from bots.playground.telegram.people_groups import PeopleInGroups
from bots.playground.telegram.updates import LONGEST_POLL, Update
from bots.playground.telegram.webhook import Webhook
from bots.playground.telegram.wire import answer, gateway_page, ok_body, read_params, refusal
from bots.playground.telegram.world import World

TOKEN = "7100000001:AAGuyubPlaygroundStandInToken0000000"  # noqa: S105 - opens nothing but the stand-in
QUIET_MESSAGES = 1000
"""How many messages a chat remembers in quiet mode."""
Record = Callable[[Json], None]

_VERBS = (
    "add_person start_bot write send forward edit delete press forge_press react block_bot unblock_bot messages"
    " add_group add_bot kick_bot join add_member leave ask_to_join withdraw_request answer_request"
    " promote demote ban unban restrict permit"
    " upgrade_to_supergroup add_topic close_topic reopen_topic start_video_chat end_video_chat menu redeliver"
)
VERBS = frozenset(_VERBS.split())
"""What the control API may ask people to do."""


class TelegramStandIn(PeopleInGroups):
    """A Bot API server for one bot, with its state in memory.

    The bot reaches it under `/telegram/bot{token}/{method}` and `/telegram/file/bot{token}/{path}`, as it reaches
    https://api.telegram.org under `/bot...`. What people do is called on this object (see People, PeopleWithButtons and
    PeopleInGroups), or by name through `act`. Everything is published on `feed`: `call` (method, params and answer,
    without the token), `update`, `toast`, `written` and so on; with `quiet` nothing is published, and chats remember
    their newest messages only.

    `limits` enforces the flood limits (see FloodLimits) and the pacing of repeated getUpdates calls (see Updates);
    `privacy` is the bot's privacy mode in groups; `record` is given each call with its answer and each update, in the
    shape `{"method", "params", "files", "response"}` or `{"update"}`.
    """

    def __init__(
        self,
        feed: Feed,
        *,
        token: str = TOKEN,
        bot_username: str = "GuyubBot",
        clock: Callable[[], datetime] = now_utc,
        limits: bool = False,
        privacy: bool = True,
        faults: Faults | None = None,
        quiet: bool = False,
        record: Record | None = None,
    ) -> None:
        bot = User(int(token.partition(":")[0]), "Guyub", username=bot_username, is_bot=True)
        keep = QUIET_MESSAGES if quiet else None
        super().__init__(World(bot, clock, self._told, privacy=privacy, pacing=limits, keep=keep))
        self.feed = feed
        self.token = token
        self.faults = faults if faults is not None else Faults()
        self.record = record
        self.calls: Counter[str] = Counter()
        """How often each method was called."""
        self.limits = FloodLimits(self.world.time) if limits else None
        self.webhook = Webhook(self.world.updates, self.world.time)
        self._quiet = quiet
        self._methods = methods(self.world, self.limits, self.webhook)
        self._names = {name.lower(): name for name in (*self._methods, *ASYNC_METHODS)}

    # --- HTTP -------------------------------------------------------------------------------------------------------

    def routes(self) -> list[web.RouteDef]:
        """The routes to add to an aiohttp application; all lie under /telegram."""
        return [
            web.route("*", "/telegram/bot{token}/{method}", self._serve),
            web.get("/telegram/file/bot{token}/{path:.+}", self._download),
        ]

    async def close(self) -> None:
        """Let a waiting long poll end and stop delivering to a webhook."""
        self.world.updates.close()
        await self.webhook.close()

    async def _serve(self, request: web.Request) -> web.StreamResponse:
        token = request.match_info["token"]
        if token != self.token:
            known = ":" in token and token.partition(":")[0].isdigit()
            return refusal(ApiError(401, "Unauthorized") if known else ApiError(404, "Not Found"))
        if request.method not in ("GET", "POST"):
            return refusal(ApiError(405, "Method Not Allowed: closing"))
        name = self._names.get(request.match_info["method"].lower())
        if name is None:
            return refusal(ApiError(404, "Not Found: method not found"))
        self.calls[name] += 1
        drop = False
        if self.faults.ordered:
            broken, drop = await self._suffer(request, name)
            if broken is not None:
                return broken
        try:
            params = await read_params(request)
        except ApiError as error:
            return refusal(error)
        response = await self._answer(request, name, params)
        return _cut(request) if drop else response

    async def _suffer(self, request: web.Request, name: str) -> tuple[web.StreamResponse | None, bool]:
        """Go through the ordered faults: the answer to give instead of working, and whether to drop the real one."""
        met: dict[str, Fault] = {fault.kind: fault for fault in self.faults.take(name)}
        if met:
            self._told("fault", {"method": name, "faults": sorted(met)})
        if "delay" in met:
            await asyncio.sleep(met["delay"].seconds)
        if "cut" in met:
            return _cut(request), False
        if "status" in met:
            return _fault_answer(met["status"]), False
        return None, "drop" in met

    async def _answer(self, request: web.Request, name: str, params: Params) -> web.Response:
        try:
            if name == "getUpdates":
                updates = await self._get_updates(request, params)
                encoded = ",".join([update.encoded() for update in updates])
                body = f'{{"ok":true,"result":[{encoded}]}}'.encode()
                self._called(name, params, [update.json for update in updates])
            elif name in ("setWebhook", "deleteWebhook"):
                remark = await (self.webhook.set if name == "setWebhook" else self.webhook.delete)(params)
                body = ok_body(True, remark)
                self._called(name, params, True)
            else:
                result = self._methods[name](params)
                body = ok_body(result)
                self._called(name, params, result)
            return answer(body)
        except ApiError as error:
            self._called(name, params, error)
            return refusal(error)

    async def _get_updates(self, request: web.Request, params: Params) -> list[Update]:
        if self.webhook.hook.url:
            raise conflict(
                "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
            )
        updates = self.world.updates
        updates.allow(as_list(params.loaded("allowed_updates", "allowed updates")))
        transport = request.transport
        return await updates.fetch(
            params.integer("offset"),
            params.integer("limit", 100, 1, 100),
            params.integer("timeout", 0, 0, LONGEST_POLL),
            lambda: transport is not None and not transport.is_closing(),
        )

    async def _download(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return refusal(ApiError(401, "Unauthorized"))
        path = request.match_info["path"]
        stored = next((stored for stored in self.world.files.values() if stored.path == path), None)
        if stored is None:
            return refusal(ApiError(404, "Not Found"))
        return web.Response(body=stored.data, content_type="application/octet-stream")

    # --- telling ----------------------------------------------------------------------------------------------------

    def _told(self, kind: str, data: Json) -> None:
        if kind == "update" and self.record is not None:
            self.record({"update": data})
        if not self._quiet:
            self.feed.publish("telegram", kind, data=data)

    def _called(self, name: str, params: Params, result: Any) -> None:
        if self._quiet and self.record is None:
            return
        refused = result.json() if isinstance(result, ApiError) else None
        shown: Json = {"method": name, "params": params.values, "files": sorted(params.files)}
        if "secret_token" in params.values:
            shown["params"] = {key: value for key, value in params.values.items() if key != "secret_token"}
        shown["response"] = refused or {"ok": True, "result": result}
        if self.record is not None:
            self.record(shown)
        if not self._quiet and (name != "getUpdates" or result):
            self.feed.publish("telegram", "call", **shown)

    # --- control ----------------------------------------------------------------------------------------------------

    async def act(self, verb: str, **args: Any) -> Any:
        """Do what `verb` names (one of VERBS) with these arguments.

        Raises UnknownVerb, and CannotDo for wrong arguments and for what Telegram would not let people do.
        """
        if verb not in VERBS:
            raise UnknownVerb(f"nobody here can {verb!r}; there are: {', '.join(sorted(VERBS))}")
        method = getattr(self, verb)
        try:
            inspect.signature(method).bind(**args)
        except TypeError as error:
            raise CannotDo(f"{verb}: {error}") from None
        try:
            done = method(**args)
            return await done if inspect.isawaitable(done) else done
        except ApiError as error:
            raise CannotDo(error.description) from None

    def menu(self, person: int, chat: int | None = None) -> list[Json]:
        """The commands that a person's app offers in a chat."""
        user, where = self._user(person), self._chat(person, chat)
        group, admin = where.type != "private", where.members.get(person, Member()).admin
        return Self(self.world).menu_for(where.id, person, user.language_code or "", group=group, admin=admin)

    def redeliver(self) -> int:
        """Hand the bot the last update it got once more, with the same number; returns that (0: there is none)."""
        update = self.world.updates.again()
        return update.id if update is not None else 0

    def state(self) -> Json:
        """Everything, as JSON: the bot, people, chats with their members, topics and messages, and the queue."""
        world, updates = self.world, self.world.updates
        return {
            "bot": world.bot.json,
            "privacy": world.privacy,
            "people": [user.json for user in world.users.values() if user.id != world.bot.id],
            "chats": [
                {
                    **chat.json,
                    "members": [member.json(world.users[number].json) for number, member in chat.members.items()],
                    "topics": [
                        {"id": topic.id, "name": topic.name, "closed": topic.closed} for topic in chat.topics.values()
                    ],
                    "links": [link.json(chat.pending(link.url)) for link in chat.links.values()],
                    "requests": list(chat.requests),
                    "pinned": chat.pinned,
                    "blocked": chat.blocked,
                    "started": chat.started,
                    "migrated_to": chat.migrated_to,
                    "messages": [message.json for message in chat.messages.values()],
                    "reactions": {
                        str(message.id): {str(who): kinds for who, kinds in message.reactions.items()}
                        for message in chat.messages.values()
                        if message.reactions
                    },
                }
                for chat in world.chats.values()
            ],
            "updates": {
                "pending": len(updates.pending),
                "polled": updates.polled,
                "allowed": sorted(updates.allowed),
                "webhook": self.webhook.hook.url,
            },
            "commands": [
                {"scope": scope, "chat_id": chat, "user_id": user, "language_code": language, "commands": commands}
                for (scope, chat, user, language), commands in world.commands.items()
            ],
            "calls": dict(self.calls),
            "refused": dict(self.limits.refused) if self.limits is not None else {},
        }


def _cut(request: web.Request) -> web.Response:
    """Cut the connection; the response is never written."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _fault_answer(fault: Fault) -> web.Response:
    """What an ordered status looks like: a flood refusal, a gateway's page or an error of the server."""
    if fault.status == HTTPStatus.TOO_MANY_REQUESTS:
        return refusal(flood(max(1, fault.retry_after)))
    reason = HTTPStatus(fault.status).phrase
    if fault.status in (HTTPStatus.BAD_GATEWAY, HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.GATEWAY_TIMEOUT):
        return gateway_page(fault.status, reason)
    return refusal(ApiError(fault.status, reason))
