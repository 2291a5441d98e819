"""The stand-in's rate limits: by channel, by route, in all, and how discord.py lives with them."""

from __future__ import annotations

import asyncio

import pytest
from dcs_rig import Make, Rig, furnish

from bots.playground.discord.limits import Limits
from bots.playground.faults import Fault


@pytest.fixture
def now() -> list[float]:
    return [1_800_000_000.0]


@pytest.fixture
async def limited(rigs: Make, now: list[float]) -> Rig:
    rig: Rig = await rigs(limits=True, clock=lambda: now[0])
    furnish(rig)
    return rig


async def test_five_messages_in_five_seconds_a_channel(limited: Rig, now: list[float]) -> None:
    path = f"/channels/{limited.dc.channel('umum').id}/messages"
    for left in range(4, -1, -1):
        status, _, headers = await limited.call("POST", path, {"content": "x"})
        assert (status, headers["X-RateLimit-Limit"], headers["X-RateLimit-Remaining"]) == (200, "5", str(left))
    status, shown, headers = await limited.call("POST", path, {"content": "x"})
    assert (status, shown["global"], shown["retry_after"]) == (429, False, 5.0)
    assert (headers["Retry-After"], headers["X-RateLimit-Scope"], headers["Via"]) == ("5", "user", "1.1 google")
    assert headers["X-RateLimit-Bucket"]
    assert limited.dc.limits.refused == {"POST /channels/{id}/messages": 1}
    other = f"/channels/{limited.dc.add_channel('Kampung', 'lain').id}/messages"
    status, sent, _ = await limited.call("POST", other, {"content": "x"})
    assert status == 200
    assert (await limited.call("PATCH", f"{other}/{sent['id']}", {"content": "y"}))[0] == 200
    now[0] += 5
    assert (await limited.call("POST", path, {"content": "x"}))[0] == 200


async def test_fifty_a_second_in_all_but_not_for_interactions(limited: Rig, now: list[float]) -> None:
    for number in range(50):
        assert (await limited.call("GET", f"/users/{number}"))[0] in (404, 429)
        now[0] += 0.001
    status, shown, headers = await limited.call("GET", "/users/@me")
    assert (status, shown["global"], headers["X-RateLimit-Scope"]) == (429, True, "global")
    status, shown, _ = await limited.call("POST", "/interactions/1/x/callback", {"type": 5})
    assert (status, shown["code"]) == (404, 10062)
    now[0] += 1
    assert (await limited.call("GET", "/users/@me"))[0] == 200


def test_a_channel_is_renamed_twice_in_ten_minutes(now: list[float]) -> None:
    limits = Limits(lambda: now[0], True)
    ask = [limits.ask("PATCH /channels/{id}", "PATCH /channels/{id}", "1", renames=True) for _ in range(3)]
    assert [verdict.retry_after for verdict in ask] == [None, None, 600.0]
    assert limits.ask("PATCH /channels/{id}", "PATCH /channels/{id}", "1").retry_after is None


async def test_discord_py_waits_of_itself_and_obeys_a_429(rigs: Make) -> None:
    rig: Rig = await rigs(limits=True)
    furnish(rig)
    bot = await rig.bot()
    message = await bot.guilds[0].text_channels[0].send("x")
    call = "PUT /channels/{id}/messages/{message}/reactions/{emoji}/@me"
    for emoji in ("🎲", "🎮", "🏆"):
        await message.add_reaction(emoji)
    assert rig.dc.limits.refused[call] == 0
    rig.dc.faults.order(Fault("status", call, status=429, retry_after=0))
    await message.add_reaction("👍")
    assert rig.dc.limits.refused[call] == 1
    assert len(rig.dc.message(str(message.id)).reactions) == 4


async def test_without_limits_nothing_is_refused(rig: Rig) -> None:
    bot = await rig.bot()
    channel = bot.guilds[0].text_channels[0]
    await asyncio.gather(*(channel.send(str(number)) for number in range(60)))
    assert len(rig.dc.messages("umum")) == 60
    assert not rig.dc.limits.refused
