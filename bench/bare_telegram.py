"""The counterpart on Telegram: python-telegram-bot with its defaults, doing the same durable work, and nothing else."""

from __future__ import annotations

import argparse
import os
from typing import Any, TypeAlias

import aiosqlite
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

from bench.bare_store import connect, seats

Context: TypeAlias = ContextTypes.DEFAULT_TYPE
App: TypeAlias = Application[Any, Any, Any, Any, Any, Any]


def _db(context: Context) -> aiosqlite.Connection:
    return context.bot_data["db"]


async def language(update: Update, context: Context) -> None:
    """/bahasa en: note the person and their language, commit, reply."""
    message, user = update.message, update.effective_user
    assert message is not None and user is not None
    chosen = context.args[0] if context.args else "id"
    db = _db(context)
    await db.execute(
        "INSERT INTO person (id, name, lang) VALUES (?, ?, ?)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, lang = excluded.lang",
        (user.id, user.full_name, chosen),
    )
    await db.commit()
    await message.reply_text("From now on I speak English to you." if chosen == "en" else "Oke, kita pakai Indonesia.")


async def plan(update: Update, context: Context) -> None:
    """/mabar: a roster with two buttons."""
    message, user = update.message, update.effective_user
    assert message is not None and user is not None
    db = _db(context)
    cursor = await db.execute("INSERT INTO session (game) VALUES ('Mobile Legends')")
    await db.commit()
    assert cursor.lastrowid is not None
    await message.reply_text("Mabar Mobile Legends", reply_markup=_keyboard(cursor.lastrowid))


async def press(update: Update, context: Context) -> None:
    """Join or leave: change a seat, commit, answer with a toast, and show the roster as it is now."""
    query = update.callback_query
    assert query is not None and query.data is not None
    what, _, number = query.data.partition(":")
    session, db, user = int(number), _db(context), query.from_user
    if what == "join":
        await db.execute(
            "INSERT INTO seat (session, person, name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            (session, user.id, user.full_name),
        )
    else:
        await db.execute("DELETE FROM seat WHERE session = ? AND person = ?", (session, user.id))
    await db.commit()
    await query.answer("Kamu ikut Mobile Legends." if what == "join" else "Kamu keluar dari Mobile Legends.")
    lines = ["Mabar Mobile Legends", *await seats(db, session)]
    await query.edit_message_text("\n".join(lines), reply_markup=_keyboard(session))


def _keyboard(session: int) -> InlineKeyboardMarkup:
    join = InlineKeyboardButton("Ikut", callback_data=f"join:{session}")
    return InlineKeyboardMarkup([[join, InlineKeyboardButton("Keluar", callback_data=f"leave:{session}")]])


def main() -> None:
    """Poll until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base_url")
    parser.add_argument("database")
    parser.add_argument("--concurrent", action="store_true", help="handle up to 256 updates at once")
    options = parser.parse_args()

    async def begin(application: App) -> None:
        application.bot_data["db"] = await connect(options.database)

    async def end(application: App) -> None:
        await application.bot_data["db"].close()

    builder = Application.builder().token(os.environ["BENCH_TELEGRAM"]).base_url(options.base_url)
    builder = builder.post_init(begin).post_shutdown(end)  # pyright: ignore[reportUnknownMemberType]
    if options.concurrent:
        builder = builder.concurrent_updates(True)
    application = builder.build()
    application.add_handler(CommandHandler("bahasa", language))
    application.add_handler(CommandHandler("mabar", plan))
    application.add_handler(CallbackQueryHandler(press))
    application.run_polling()


if __name__ == "__main__":
    main()
