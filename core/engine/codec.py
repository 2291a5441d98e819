"""Arguments, texts and cards as JSON, so that whatever outlives the moment can be a row."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import Any, cast, get_args, get_type_hints

from core.kit.action import Action, Bound, DeclarationError, Param, Type
from core.kit.card import Button, Card, Link, Tone
from core.kit.deeds import DEEDS, Deed
from core.kit.people import Person, Role
from core.kit.places import Place, Room
from core.kit.text import Text, Value

Find = Callable[[str], "Action | None"]
"""Finds a declared action by its name; None when its feature is off or it is no more."""


def dumps(value: Any) -> str:
    """Canonical JSON: equal values give equal strings."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def encode(param: Param, value: Any) -> Any:
    """One argument as a JSON scalar."""
    if value is None:
        return None
    match param.type:
        case Type.TIME:
            return int(cast("datetime", value).timestamp())
        case Type.SPAN:
            return int(cast("timedelta", value).total_seconds())
        case Type.PERSON:
            return cast("Person", value).id
        case Type.ROOM:
            return cast("Room", value).name
        case Type.CHOICE:
            return value.value if isinstance(value, Enum) else value
        case _:
            return value


def decode(param: Param, raw: Any) -> Any:
    """One argument back from JSON; raises ValueError when it does not fit the declaration (any more)."""
    if raw is None:
        return None
    match param.type:
        case Type.TIME:
            return datetime.fromtimestamp(int(raw), UTC)
        case Type.SPAN:
            return timedelta(seconds=int(raw))
        case Type.PERSON:
            return Person(int(raw))
        case Type.ROOM:
            return Room(str(raw))
        case Type.CHOICE:
            return choose(param, raw)
        case Type.NUMBER:
            return int(raw)
        case Type.FLAG:
            return bool(raw)
        case Type.TEXT:
            return str(raw)


def choose(param: Param, raw: Any) -> Any:
    """The allowed value of a CHOICE that is stored as `raw`; raises ValueError when there is none."""
    for choice in param.choices:
        if (choice.value if isinstance(choice, Enum) else choice) == raw:
            return choice
    raise ValueError(f"{param.name}: not one of the choices")


def encode_args(bound: Bound) -> str:
    """The arguments given so far, as canonical JSON."""
    return dumps({p.name: encode(p, bound.args[p.name]) for p in bound.action.params if p.name in bound.args})


def decode_args(action: Action, raw: str) -> Bound:
    """The action with the stored arguments; raises ValueError when they do not fit its signature (any more)."""
    stored: dict[str, Any] = json.loads(raw)
    known = {param.name: param for param in action.params}
    if stored.keys() - known.keys():
        raise ValueError(f"{action.name}: stored arguments do not fit")
    return Bound(action, {name: decode(known[name], value) for name, value in stored.items()})


# --- texts and cards ---


def text_to_json(text: Text) -> Any:
    """A text as JSON, its values with their types."""
    return [text.key, {name: _value_to_json(value) for name, value in text.values.items()}]


def text_from_json(raw: Any) -> Text:
    """A text back from JSON."""
    return Text(str(raw[0]), {name: _value_from_json(value) for name, value in raw[1].items()})


def _value_to_json(value: Value) -> Any:
    match value:
        case bool() | int() | float() | str():
            return value
        case datetime():
            return {"time": int(value.timestamp())}
        case date():
            return {"date": value.isoformat()}
        case timedelta():
            return {"span": int(value.total_seconds())}
        case Person():
            return {"person": value.id, "name": value.name}
        case Room():
            return {"room": value.name}
        case Text():
            return {"text": text_to_json(value)}
        case _:
            return {"texts": [text_to_json(one) for one in value]}


def _value_from_json(raw: Any) -> Value:
    if not isinstance(raw, dict):
        return raw
    value = cast("dict[str, Any]", raw)
    if "time" in value:
        return datetime.fromtimestamp(value["time"], UTC)
    if "date" in value:
        return date.fromisoformat(value["date"])
    if "span" in value:
        return timedelta(seconds=value["span"])
    if "person" in value:
        return Person(value["person"], value["name"])
    if "room" in value:
        return Room(value["room"])
    if "text" in value:
        return text_from_json(value["text"])
    return [text_from_json(one) for one in value["texts"]]


def said_to_json(said: Text | Card) -> str:
    """A text or a card that is to be said, as JSON; raises DeclarationError for a card with files."""
    if isinstance(said, Text):
        return dumps({"text": text_to_json(said)})
    if said.files:
        raise DeclarationError("files are for answers: what waits to be said holds none")
    return dumps(
        {
            "title": text_to_json(said.title) if said.title else None,
            "lines": [text_to_json(line) for line in said.lines],
            "rows": [[_button_to_json(button) for button in row] for row in said.rows],
            "more": text_to_json(said.more) if said.more else None,
            **({"photos": dict(said.photos)} if said.photos else {}),
        }
    )


def said_from_json(raw: str, find: Find) -> Text | Card:
    """A text or a card back from JSON; buttons of features that are off are left out."""
    value: dict[str, Any] = json.loads(raw)
    if "text" in value:
        return text_from_json(value["text"])
    rows: list[Sequence[Button | Link]] = []
    for row in value["rows"]:
        buttons = [button for one in row if (button := _button_from_json(one, find)) is not None]
        if buttons:
            rows.append(buttons)
    return Card(
        title=text_from_json(value["title"]) if value["title"] else None,
        lines=[text_from_json(line) for line in value["lines"]],
        rows=rows,
        more=text_from_json(value["more"]) if value["more"] else None,
        photos=value.get("photos", {}),
    )


def _button_to_json(button: Button | Link) -> Any:
    label = text_to_json(button.label)
    if isinstance(button, Link):
        return {"label": label, "url": button.url}
    return {
        "label": label,
        "does": button.does.action.name,
        "args": encode_args(button.does),
        "tone": button.tone.value,
    }


def _button_from_json(raw: Mapping[str, Any], find: Find) -> Button | Link | None:
    label = text_from_json(raw["label"])
    if "url" in raw:
        return Link(label, raw["url"])
    action = find(raw["does"])
    return Button(label, decode_args(action, raw["args"]), Tone(raw["tone"])) if action else None


# --- signals ---


def signal_to_json(signal: object) -> str:
    """A signal (a dataclass of plain fields) as JSON."""
    hints = get_type_hints(type(signal))
    names = [f.name for f in fields(cast("Any", signal))]
    return dumps({name: _field_to_json(hints[name], getattr(signal, name)) for name in names})


def signal_from_json(kind: type, raw: str) -> Any:
    """A signal back from JSON; raises ValueError when it does not fit its type (any more)."""
    hints = get_type_hints(kind)
    stored: dict[str, Any] = json.loads(raw)
    try:
        return kind(**{name: _field_from_json(hints[name], value) for name, value in stored.items()})
    except (KeyError, TypeError) as misfit:
        raise ValueError(f"{kind.__name__}: a stored signal does not fit") from misfit


# --- deeds ---


@dataclass(frozen=True, slots=True)
class Ordered:
    """A deed, and what is to run when it is known what came of it (the name of an action, its arguments)."""

    deed: Deed
    then: str = ""
    args: str = "{}"
    room: str | None = None


def ordered_to_json(ordered: Ordered) -> str:
    """An order as JSON."""
    deed = ordered.deed
    told = {field.name: _deed_value(getattr(deed, field.name)) for field in fields(deed)}
    return dumps({"deed": told, "then": ordered.then, "args": ordered.args, "room": ordered.room})


def ordered_from_json(kind: str, raw: str) -> Ordered:
    """An order back from JSON, its deed of the kind called so; raises ValueError when it does not fit (any more)."""
    stored: dict[str, Any] = json.loads(raw)
    try:
        made = DEEDS[kind]
        hints = get_type_hints(made)
        told = {name: _deed_field(hints[name], value) for name, value in stored["deed"].items()}
        return Ordered(made(**told), stored["then"], stored["args"], stored["room"])
    except (KeyError, TypeError) as misfit:
        raise ValueError(f"{kind}: a stored deed does not fit") from misfit


def _deed_value(value: Any) -> Any:
    match value:
        case Place():
            return value.key
        case datetime():
            return int(value.timestamp())
        case _:
            return value


def _deed_field(hint: Any, value: Any) -> Any:
    if hint is Place:
        return Place.parse(value)
    if hint is Role:
        return Role(value)
    return datetime.fromtimestamp(value, UTC) if datetime in (hint, *get_args(hint)) and value is not None else value


def _field_to_json(hint: Any, value: Any) -> Any:
    return _value_to_json(value) if value is not None and _is_wrapped(hint) else value


def _field_from_json(hint: Any, value: Any) -> Any:
    return _value_from_json(value) if value is not None and _is_wrapped(hint) else value


def _is_wrapped(hint: Any) -> bool:
    """Whether a field of this type (or of this and None) has a JSON form of its own."""
    return not {datetime, timedelta, Person, Room}.isdisjoint((hint, *get_args(hint)))
