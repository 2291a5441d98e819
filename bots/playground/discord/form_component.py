"""Checking message components (both generations) and modals by Discord's reference, and giving them their ids."""

from __future__ import annotations

from dataclasses import dataclass, field

from bots.playground.discord import form
from bots.playground.discord.errors import Place, required
from bots.playground.discord.model import Json

ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER, LABEL = 9, 10, 11, 12, 13, 14, 17, 18
SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
_TOP_V2 = (ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR, CONTAINER)
_IN_CONTAINER = (ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR)
MOST_COMPONENTS, MOST_TEXT = 40, 4000


@dataclass
class _Tally:
    """What is counted over all the components of one message or modal."""

    media_url: str = ""
    count: int = 0
    characters: int = 0
    custom_ids: set[str] = field(default_factory=set[str])
    taken: set[int] = field(default_factory=set[int])
    unnumbered: list[Json] = field(default_factory=list[Json])

    def open(self, given: Json, kind: int, place: Place) -> Json:
        """Begin a component's answer: count it and see to its id."""
        self.count += 1
        shown: Json = {"type": kind, "id": 0}
        number = form.number(given, "id", place, 0, (1 << 31) - 1)
        if number:
            if number in self.taken:
                place.at("id").add("COMPONENT_ID_DUPLICATED", "Component id cannot be duplicated")
            self.taken.add(number)
            shown["id"] = number
        else:
            self.unnumbered.append(shown)
        return shown

    def custom_id(self, given: Json, place: Place) -> str:
        """A custom id of 1 to 100 characters that nothing else here has."""
        value = form.text(given, "custom_id", place, 100, low=1, need=True)
        if value is None:
            return ""
        if value in self.custom_ids:
            place.at("custom_id").add("COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated")
        self.custom_ids.add(value)
        return value

    def number_the_rest(self) -> None:
        """Give ids, in order, to the components that came without one."""
        number = 0
        for shown in self.unnumbered:
            number += 1
            while number in self.taken:
                number += 1
            shown["id"] = number


def message_components(given: list[Json], place: Place, *, v2: bool, media_url: str = "") -> tuple[list[Json], str]:
    """The components of a message as Discord answers them, and the text they show; problems are noted at `place`.

    `media_url` goes before the name of a file that an attachment:// link means.
    """
    tally = _Tally(media_url)
    allowed = _TOP_V2 if v2 else (ROW,)
    if not v2 and len(given) > 5:
        place.add("BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")
    shown: list[Json] = []
    words: list[str] = []
    for index, component in enumerate(given):
        shown.append(_layout(component, place.at(index), allowed, tally, words))
    if v2 and tally.count > MOST_COMPONENTS:
        place.add("COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED", f"The maximum number of components is {MOST_COMPONENTS}")
    if tally.characters > MOST_TEXT:
        place.add(
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
            f"The total displayable text size exceeds the maximum size of {MOST_TEXT}",
        )
    tally.number_the_rest()
    return shown, "\n".join(words)


def _kind(given: Json, place: Place, allowed: tuple[int, ...]) -> int:
    kind = given.get("type")
    if isinstance(kind, int) and kind in allowed:
        return kind
    shown = ", ".join(map(str, allowed))
    place.at("type").add("UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({shown},).')
    return 0


def _layout(given: Json, place: Place, allowed: tuple[int, ...], tally: _Tally, words: list[str]) -> Json:
    kind = _kind(given, place, allowed)
    shown = tally.open(given, kind, place)
    if kind == ROW:
        shown["components"] = _row(given, place, tally)
    elif kind == TEXT_DISPLAY:
        content = form.text(given, "content", place, 4000, low=1, need=True) or ""
        tally.characters += len(content)
        words.append(content)
        shown["content"] = content
    elif kind == SECTION:
        parts = form.things(given, "components", place, 3, low=1, need=True) or []
        spot = place.at("components")
        shown["components"] = [_layout(p, spot.at(i), (TEXT_DISPLAY,), tally, words) for i, p in enumerate(parts)]
        accessory = form.thing(given, "accessory", place, need=True)
        if accessory is not None:
            shown["accessory"] = _accessory(accessory, place.at("accessory"), tally)
    elif kind == CONTAINER:
        parts = form.things(given, "components", place, MOST_COMPONENTS, low=1, need=True) or []
        spot = place.at("components")
        shown["components"] = [_layout(p, spot.at(i), _IN_CONTAINER, tally, words) for i, p in enumerate(parts)]
        shown["accent_color"] = form.number(given, "accent_color", place, 0, 0xFFFFFF)
        shown["spoiler"] = form.flag(given, "spoiler", place) or False
    elif kind == SEPARATOR:
        divider = form.flag(given, "divider", place)
        shown["divider"] = True if divider is None else divider
        shown["spacing"] = form.choice(given, "spacing", place, (1, 2)) or 1
    elif kind == GALLERY:
        pictures = form.things(given, "items", place, 10, low=1, need=True) or []
        shown["items"] = [_picture(p, place.at("items", i), tally) for i, p in enumerate(pictures)]
    elif kind == FILE:
        shown |= {"file": _media(given, "file", place, tally), "name": None, "size": None}
        shown["spoiler"] = form.flag(given, "spoiler", place) or False
    return shown


def _accessory(given: Json, place: Place, tally: _Tally) -> Json:
    kind = _kind(given, place, (BUTTON, THUMBNAIL))
    shown = tally.open(given, kind, place)
    if kind == BUTTON:
        shown |= _button(given, place, tally)  # in place: the tally numbers this very object
    elif kind == THUMBNAIL:
        shown |= _picture(given, place, tally)
    return shown


def _picture(given: Json, place: Place, tally: _Tally) -> Json:
    return {
        "media": _media(given, "media", place, tally),
        "description": form.text(given, "description", place, 1024, low=1),
        "spoiler": form.flag(given, "spoiler", place) or False,
    }


def _media(given: Json, key: str, place: Place, tally: _Tally) -> Json:
    media = form.thing(given, key, place, need=True) or {}
    url = form.link(media, "url", place.at(key), need=True) or ""
    if url.startswith("attachment://"):
        url = tally.media_url + url.removeprefix("attachment://")
    return {"id": "0", "url": url, "proxy_url": url}


def _row(given: Json, place: Place, tally: _Tally) -> list[Json]:
    parts = form.things(given, "components", place, 5, low=1, need=True) or []
    shown: list[Json] = []
    for index, part in enumerate(parts):
        spot = place.at("components", index)
        kind = _kind(part, spot, (BUTTON, *SELECTS))
        one = tally.open(part, kind, spot)
        if kind == BUTTON:
            one |= _button(part, spot, tally)
        elif kind:
            if len(parts) > 1:
                place.at("components").add(
                    "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "The specified component exceeds the maximum width"
                )
            one |= _select(part, kind, spot, tally)
        shown.append(one)
    return shown


def _emoji(given: Json, place: Place) -> Json | None:
    emoji = form.thing(given, "emoji", place)
    if emoji is None:
        return None
    spot = place.at("emoji")
    name, number = form.text(emoji, "name", spot, 32), form.snowflake(emoji, "id", spot)
    if name is None and number is None:
        spot.at("name").add("BUTTON_COMPONENT_INVALID_EMOJI", "Invalid emoji")
        return None
    return {"name": name or "", **({"id": number} if number else {})}


def _button(given: Json, place: Place, tally: _Tally) -> Json:
    style = form.choice(given, "style", place, (1, 2, 3, 4, 5), need=True)
    shown: Json = {"style": style or 1}
    label = form.text(given, "label", place, 80)
    emoji = _emoji(given, place)
    if label:
        shown["label"] = label
    if emoji is not None:
        shown["emoji"] = emoji
    if not label and emoji is None:
        place.add("BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED", "A button must have a label or emoji")
    if style == 5:
        shown["url"] = form.link(given, "url", place, need=True, attachments=False)
        if given.get("custom_id") is not None:
            place.at("custom_id").add(
                "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                "A custom id and url cannot both be specified",
            )
    elif style is not None:
        shown["custom_id"] = tally.custom_id(given, place)
        if given.get("url") is not None:
            place.at("url").add(
                "BUTTON_COMPONENT_CUSTOM_ID_URL_MUTUALLY_EXCLUSIVE",
                "A custom id and url cannot both be specified",
            )
    if form.flag(given, "disabled", place):
        shown["disabled"] = True
    return shown


def _select(given: Json, kind: int, place: Place, tally: _Tally) -> Json:
    shown: Json = {"custom_id": tally.custom_id(given, place)}
    placeholder = form.text(given, "placeholder", place, 150)
    if placeholder:
        shown["placeholder"] = placeholder
    low, high = form.number(given, "min_values", place, 0, 25), form.number(given, "max_values", place, 1, 25)
    shown["min_values"] = 1 if low is None else low
    shown["max_values"] = 1 if high is None else high
    if shown["min_values"] > shown["max_values"]:
        place.at("min_values").add("SELECT_COMPONENT_MIN_VALUES_TOO_LARGE", "Min values must not exceed max values")
    if form.flag(given, "disabled", place):
        shown["disabled"] = True
    if kind == STRING_SELECT:
        shown["options"] = options = _options(given, place)
        if options and shown["max_values"] > len(options):
            place.at("max_values").add("SELECT_COMPONENT_MAX_VALUES_TOO_LARGE", "Max values exceeds number of options")
    elif kind == CHANNEL_SELECT:
        shown["channel_types"] = form.items(given, "channel_types", place, 25) or []
    if kind != STRING_SELECT and (defaults := form.things(given, "default_values", place, 25)):
        shown["default_values"] = [{"id": str(d.get("id")), "type": d.get("type")} for d in defaults]
    return shown


def _options(given: Json, place: Place) -> list[Json]:
    options = form.things(given, "options", place, 25, low=1, need=True) or []
    shown: list[Json] = []
    values: set[str] = set()
    for index, option in enumerate(options):
        spot = place.at("options", index)
        value = form.text(option, "value", spot, 100, low=1, need=True) or ""
        if value in values:
            spot.at("value").add("SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "The option value is already used")
        values.add(value)
        one: Json = {"label": form.text(option, "label", spot, 100, low=1, need=True) or "", "value": value}
        if description := form.text(option, "description", spot, 100):
            one["description"] = description
        if (emoji := _emoji(option, spot)) is not None:
            one["emoji"] = emoji
        if form.flag(option, "default", spot):
            one["default"] = True
        shown.append(one)
    return shown


def modal(given: Json, place: Place) -> Json:
    """A modal as the person's client gets it; problems are noted at `place`."""
    tally = _Tally()
    shown: Json = {
        "custom_id": form.text(given, "custom_id", place, 100, low=1, need=True),
        "title": form.text(given, "title", place, 45, low=1, need=True),
    }
    parts = form.things(given, "components", place, 5, low=1, need=True) or []
    rows: list[Json] = []
    for index, part in enumerate(parts):
        spot = place.at("components", index)
        kind = _kind(part, spot, (ROW, TEXT_DISPLAY, LABEL))
        one = tally.open(part, kind, spot)
        if kind == ROW:
            inputs = form.things(part, "components", spot, 1, low=1, need=True) or []
            one["components"] = [_input(i, spot.at("components", n), tally, True) for n, i in enumerate(inputs)]
        elif kind == TEXT_DISPLAY:
            one["content"] = form.text(part, "content", spot, 4000, low=1, need=True)
        elif kind == LABEL:
            one["label"] = form.text(part, "label", spot, 45, low=1, need=True)
            one["description"] = form.text(part, "description", spot, 100)
            inner = form.thing(part, "component", spot, need=True)
            if inner is not None:
                one["component"] = _input(inner, spot.at("component"), tally, False)
        rows.append(one)
    tally.number_the_rest()
    return {**shown, "components": rows}


def _input(given: Json, place: Place, tally: _Tally, in_row: bool) -> Json:
    kind = _kind(given, place, (TEXT_INPUT,) if in_row else (TEXT_INPUT, *SELECTS))
    shown = tally.open(given, kind, place)
    needed = form.flag(given, "required", place)
    shown["required"] = True if needed is None else needed
    if kind in SELECTS:
        shown |= _select(given, kind, place, tally)
        return shown
    if not kind:
        return shown
    shown["custom_id"] = tally.custom_id(given, place)
    shown["style"] = form.choice(given, "style", place, (1, 2), need=True)
    label = form.text(given, "label", place, 45, low=1)
    if in_row and label is None and given.get("label") is None:
        required(place.at("label"))
    shown["label"] = label
    shown["value"] = form.text(given, "value", place, 4000)
    shown["placeholder"] = form.text(given, "placeholder", place, 100)
    shown["min_length"] = low = form.number(given, "min_length", place, 0, 4000)
    shown["max_length"] = high = form.number(given, "max_length", place, 1, 4000)
    if low is not None and high is not None and low > high:
        place.at("min_length").add("TEXT_INPUT_MIN_LENGTH_TOO_LARGE", "Min length must not exceed max length")
    return shown
