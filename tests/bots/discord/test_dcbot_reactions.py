"""Reactions are heard of only where a feature listens, with who put which emoji to which message."""

from __future__ import annotations

from dcbot_house import MABAR, House, until

from core.kit.port import Menu, Reacted


async def test_a_reaction_is_told_of(house: House) -> None:
    await house.start(Menu(("id", "en"), (MABAR,), frozenset({Reacted})))
    message = house.dc.write(house.sari, house.umum, "halo")
    house.dc.react(house.sari, message, "👍")
    await until(lambda: house.engine.heard(Reacted))
    (event,) = house.engine.heard(Reacted)
    assert event.what == Reacted(message.id, "👍")
    assert event.account is not None
    assert (event.account.id, event.place.id) == (house.sari.id, house.umum.id)
