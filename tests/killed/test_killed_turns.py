"""What is done instead of a refused event is done at its turn and in the same commit: no kill comes between."""

from __future__ import annotations

import asyncio
from pathlib import Path

from core.engine.db import Database, Instead
from core.engine.tables import kept, meta
from core.kit.sql import Db, insert, select


async def test_what_is_done_instead_has_the_same_turn_and_commit(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "guyub.db")
    try:
        await database.reshape(meta.create_all)
        seen: list[set[str]] = []

        async def names(db: Db) -> set[str]:
            return {row.name for row in await db.rows(select(kept.c.name))}

        async def mark(db: Db) -> str:
            seen.append(await names(db))
            await db.run(insert(kept).values(name="marked", value=""))
            return "refused"

        async def refused(db: Db) -> str:
            await db.run(insert(kept).values(name="undone", value=""))
            raise Instead(mark)

        async def later(db: Db) -> str:
            seen.append(await names(db))
            return "taken"

        before = database.stats.batches
        assert await asyncio.gather(database.write(refused), database.write(later)) == ["refused", "taken"]
        assert seen == [set(), {"marked"}]
        assert database.stats.batches == before + 1
        assert await names(database.read) == {"marked"}
    finally:
        await database.close()
