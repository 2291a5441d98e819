"""Whether each platform is connected, as /readyz and /metrics tell it, seen over the real libraries."""

from __future__ import annotations

from datetime import UTC, datetime

from house_wire import House
from screens_wire import until

from bots.health import readiness
from bots.metrics import metrics
from core.kit.port import Platform

WELL = {"database": True, "telegram": True, "discord": True}


def platform(house: House, name: str) -> Platform:
    assert house.community is not None
    return next(one for one in house.community.platforms if one.name == name)


async def test_ready_when_both_are_connected_and_not_while_one_is_away(house: House) -> None:
    community = house.community
    assert community is not None
    telegram, discord = platform(house, "telegram"), platform(house, "discord")
    await until(lambda: community.is_up(telegram) and community.is_up(discord))
    assert await readiness(community) == WELL
    sari = house.thumb("Sari")
    house.fault("telegram", "status", "getUpdates", 0, status=502)
    house.tg.write(sari, house.group, "/dadu 2d6")
    await until(lambda: not community.is_up(telegram))
    assert await readiness(community) == {**WELL, "telegram": False}
    house.tg.faults.clear()
    house.tg.write(sari, house.group, "/dadu 2d6")
    await until(lambda: community.is_up(telegram))
    identified = house.dc.gateway.identified
    house.dc.cut(resumable=False)
    await until(lambda: not community.is_up(discord) or house.dc.gateway.identified > identified)
    await until(lambda: community.is_up(discord))
    assert await readiness(community) == WELL


async def test_what_was_waited_for_is_counted(house: House) -> None:
    community, sari = house.community, house.thumb("Sari")
    assert community is not None
    house.fault("telegram", "status", "sendMessage", 1, status=429, retry_after=1)
    house.tg.write(sari, house.group, "/dadu 2d6")
    await until(lambda: community.engine.pacers["telegram"].waited)
    told = (await metrics(community, datetime.now(UTC))).decode()
    assert 'guyub_rate_limited_total{platform="telegram"} 1.0' in told
    assert 'guyub_rate_limited_total{platform="discord"} 0.0' in told
    await house.settle()


async def test_down_is_not_up(house: House) -> None:
    community = house.community
    assert community is not None
    await house.down()
    assert not any(community.is_up(one) for one in community.platforms)
