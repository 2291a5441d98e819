"""`guyub run` with flood limits that nothing reaches: everything else of the process is as it always is."""

from __future__ import annotations

from core.engine import engine
from core.engine.pacer import Pacer
from core.kit.port import Limits, Pace

PLENTY = Pace(1e6, 1_000_000)


class Unpaced(Pacer):
    """The pacer at work as always, with nothing in its way but the number of deliveries at once."""

    def __init__(self, limits: Limits) -> None:
        super().__init__(Limits(PLENTY, PLENTY, PLENTY, limits.together))


if __name__ == "__main__":
    engine.Pacer = Unpaced
    from bots.__main__ import main

    main()
