"""Keyboards and other reply markup: read, checked and refused as the Bot API does."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from bots.playground.telegram.errors import bad
from bots.playground.telegram.model import Json
from bots.playground.telegram.params import Params, Unreadable, as_list, as_object, text_field

DATA_LIMIT = 64
BUTTON_LIMIT = 100
_ACTIONS = (
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
)
_EMPTY_COUNTS_AS_NONE = ("url", "callback_data")


def read_markup(params: Params) -> tuple[Json | None, bool]:
    """The inline keyboard of the call (None: without one), and whether it carries markup of another kind instead.

    Raises ApiError 400, among them BUTTON_DATA_INVALID for callback data of more than 64 bytes.
    """
    value = params.loaded("reply_markup", "reply keyboard markup")
    if value is None:
        return None, False
    markup = as_object(value)
    if markup is None:
        raise bad("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"]), False
    if "keyboard" in markup:
        _keyboard(markup["keyboard"])
        return None, True
    return None, bool(markup.get("remove_keyboard") or markup.get("force_reply"))


def _rows(value: Any, called: str) -> list[list[Any]]:
    rows = as_list(value)
    if rows is None:
        raise bad(f'field "{called}" must be of type Array')
    read: list[list[Any]] = []
    for row in rows:
        buttons = as_list(row)
        if buttons is None:
            raise bad(f'field "{called}" must be an Array of Arrays')
        read.append(buttons)
    return read


def _keyboard(value: Any) -> None:
    for row in _rows(value, "keyboard"):
        for button in row:
            if isinstance(button, str):
                continue
            data = as_object(button)
            if data is None:
                raise bad("can't parse keyboard button: KeyboardButton must be a String or an Object")
            try:
                text_field(data, "text")
            except Unreadable as error:
                raise bad(f"can't parse keyboard button: {error}") from None


def _inline(value: Any) -> Json | None:
    rows = [[_button(button) for button in row] for row in _rows(value, "inline_keyboard")]
    rows = [row for row in rows if row]
    if sum(map(len, rows)) > BUTTON_LIMIT:
        raise bad("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _button(value: Any) -> Json:
    data = as_object(value)
    if data is None:
        raise bad("can't parse inline keyboard button: InlineKeyboardButton must be an Object")
    try:
        text = text_field(data, "text")
        action = next((name for name in _ACTIONS if _given(data, name)), None)
        if action is None:
            raise Unreadable("Text buttons are unallowed in the inline keyboard")
        if action in _EMPTY_COUNTS_AS_NONE:
            text_field(data, action)
    except Unreadable as error:
        raise bad(f"can't parse inline keyboard button: {error}") from None
    if not text.strip():
        raise bad("inline keyboard button text must be non-empty")
    if action == "callback_data" and len(data[action].encode()) > DATA_LIMIT:
        raise bad("BUTTON_DATA_INVALID")
    if action == "url" and not _is_url(data["url"]):
        raise bad(f"inline keyboard button URL '{data['url']}' is invalid: Wrong HTTP URL")
    button: Json = {"text": text, action: data[action]}
    for extra in ("style", "icon_custom_emoji_id"):
        if data.get(extra):
            button[extra] = data[extra]
    return button


def _given(data: Json, name: str) -> bool:
    return bool(data.get(name)) if name in _EMPTY_COUNTS_AS_NONE else name in data


def _is_url(text: str) -> bool:
    if text.startswith("tg://"):
        return True
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "").strip(".")
    except ValueError:
        return False
