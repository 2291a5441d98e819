"""A card whose answer was lost, in memory: the same message is found again by its nonce, and then it is out of date."""

from __future__ import annotations

from screens_wire import until

from core.kit.places import Place
from core.kit.port import Command, Press, Trouble
from core.mabar import mabar
from core.mabar.plugin import MabarSettings
from tests.rig import Rig


async def test_what_changed_between_a_crash_and_the_next_start_is_on_the_card() -> None:
    rig = await Rig.open([(mabar, MabarSettings(preview=False))])
    sari, rara = rig.person("Sari", "telegram"), rig.person("Rara", "telegram")

    async def lost(call: str, place: Place) -> None:
        raise Trouble("the answer is lost")

    rig.discord.after = lost
    await sari.begins(Command("mabar", "ml | jumat 27 november jam 8 malam | 3"), "lobby")
    left, right = sari.place("lobby").key, rig.engine.rooms.places("lobby")[1].key
    await until(lambda: rig.discord.shown.get(right) and rig.telegram.shown.get(left))
    card = rig.telegram.shown[left][0]
    await rara.begins(Press(rig.seen(card.message).ticket("mabar-join"), card.id), "lobby")
    rig.discord.after = None
    await rig.restart()  # as after a kill: nobody knows whether it was sent
    assert len(rig.discord.shown[right]) == 1
    seats = rig.card("lobby", "discord", "mabar-roster").values("mabar-roster-seat", "who")
    assert [seat.name for seat in seats] == ["Sari", "Rara"]
    await rig.close()
