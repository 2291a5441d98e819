"""What is declared: the features that are on, their actions, commands, listeners and the menu they make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any
from zoneinfo import ZoneInfo

from core.engine.naming import LANGS, Naming, label
from core.engine.texts import Texts
from core.kit.action import Action, Bound, Param, Type
from core.kit.places import Place
from core.kit.plugin import Listener, Plugin, Recurring, Settings
from core.kit.port import Command, Filled, Menu, MenuGroup, MenuItem, Press, Typing, What
from core.kit.rights import Keeper
from core.kit.text import Text

HOUSE = "house"
"""What the house's own plugin is called."""

JAKARTA = ZoneInfo("Asia/Jakarta")


@dataclass(frozen=True, slots=True)
class Feature:
    """A plugin that is on, and its settings."""

    plugin: Plugin[Any]
    settings: Settings


@dataclass(frozen=True, slots=True)
class RoomConfig:
    """A room of the community: where it lies on each platform, its language and zone if they are its own."""

    name: str
    places: tuple[Place, ...]
    lang: str | None = None
    zone: ZoneInfo | None = None


@dataclass(frozen=True, slots=True)
class Community:
    """What config says of the community: its name, language, zone, and the accounts of its admins."""

    name: str
    lang: str = "id"
    zone: ZoneInfo = JAKARTA
    admins: frozenset[tuple[str, str]] = frozenset()
    backup_days: int = 30
    """For how many days backups are kept; only told."""


class Registry:
    """The declarations of all features that are on; raises DeclarationError when two of them clash."""

    def __init__(self, features: Sequence[Feature], texts: Texts, lang: str) -> None:
        self.features: Mapping[str, Feature] = {feature.plugin.name: feature for feature in features}
        self._texts = texts
        self._lang = lang
        self.actions: dict[str, Action] = {}
        self._labels: dict[tuple[Action, str], dict[str, str]] = {}
        self.listeners: dict[type, list[Listener]] = {}
        self.by_listener: dict[str, Listener] = {}
        self.recurring: list[Recurring] = []
        for feature in features:
            self._add(feature.plugin)
        self.naming = Naming(self.actions.values(), texts)
        self.keepers = tuple(keepers(features))
        self.consents = tuple(consent for feature in features for consent in feature.plugin.consents)

    def settings(self, feature: str) -> Any:
        """The settings of a feature that is on."""
        return self.features[feature].settings

    def label(self, action: Action, attribute: str, lang: str) -> str | None:
        """A word of an action's message in the feature's texts (`.about`, `.when`, ...), if it is there."""
        return label(self._texts, action, attribute, lang)

    def choice_label(self, action: Action, param: Param, value: str, lang: str) -> str:
        """How a choice is called."""
        return self.label(action, f"{param.name}-{value.lower()}", lang) or value

    def labels(self, action: Action, param: str) -> dict[str, str]:
        """Label in lower case, of any language -> stored value, for a CHOICE parameter."""
        known = self._labels.get((action, param))
        if known is None:
            chosen = action.param(param)
            known = self._labels[(action, param)] = {
                self.choice_label(action, chosen, value, lang).lower(): value
                for value in choice_values(chosen)
                for lang in LANGS
            }
        return known

    def startable(self, payload: str) -> Action | None:
        """The command that `/start <payload>` stands for (a group's and its own word joined by a dash), if one does.

        Only what the menus list, and what needs nothing to be asked, may be begun by following an address.
        """
        action = self.naming.commands.get(payload.lower().replace("-", " "))
        return action if action and action.listed and not Bound(action).missing() else None

    def menu(self) -> Menu:
        """Everything a platform needs to show the commands, and to know what to listen for."""
        langs = (self._lang, *(lang for lang in LANGS if lang != self._lang))
        shown = [action for action in self.actions.values() if action.command and action.listed]
        shown.sort(key=lambda action: action.path)
        groups = {action.path[0]: self._group(action.path[0], shown, langs) for action in shown if action.path[1:]}
        items = tuple(self._item(action, langs, groups.get(action.path[0])) for action in shown)
        hears = frozenset(kind for kind in self.listeners if kind in _WHATS)
        deeds = frozenset(deed for feature in self.features.values() for deed in feature.plugin.deeds)
        return Menu(langs, items, hears, deeds)

    def _group(self, first: str, shown: Sequence[Action], langs: Sequence[str]) -> MenuGroup:
        mine = [action for action in shown if action.path[0] == first]
        names = {lang: self.naming.first(first, lang) for lang in langs}
        return MenuGroup(names[langs[0]], names, {lang: self.naming.about(mine, lang) for lang in langs})

    def _item(self, action: Action, langs: Sequence[str], group: MenuGroup | None) -> MenuItem:
        alone = group is not None and len(action.path) == 1
        called = self.naming.alone if alone else self.naming.own
        names = {lang: called(action, lang) for lang in langs}
        return MenuItem(
            name=names[langs[0]],
            names=names,
            about={lang: self.label(action, "about", lang) or action.command for lang in langs},
            params=tuple(
                (param, {lang: self.label(action, param.name, lang) or param.name for lang in langs})
                for param in action.params
                if param.pointed != "message"
            ),
            choice_labels={
                param.name: {
                    value: {lang: self.choice_label(action, param, value, lang) for lang in langs}
                    for value in choice_values(param)
                }
                for param in action.params
                if param.type is Type.CHOICE
            },
            role=int(action.role),
            private=action.private,
            group=group,
            alone=alone,
            param_names=self.naming.arguments(action),
            points=self._points(action, langs),
        )

    def _points(self, action: Action, langs: Sequence[str]) -> dict[str, str]:
        if not any(param.pointed == "message" for param in action.params):
            return {}
        named = {lang: self.label(action, "on-message", lang) or action.command for lang in langs}
        return {lang: name[:32] for lang, name in named.items()}

    def _add(self, plugin: Plugin[Any]) -> None:
        for action in plugin.actions.values():
            self.actions[action.name] = action
        for listener in plugin.listeners:
            self.listeners.setdefault(listener.signal, []).append(listener)
            self.by_listener[listener.name] = listener
        self.recurring.extend(plugin.recurring)


def keepers(features: Sequence[Feature]) -> Iterator[Keeper]:
    """Which of these keep something about persons, in their order, the house last; why, and for how long."""
    for feature in sorted(features, key=lambda one: one.plugin.name == HOUSE):
        if personal := feature.plugin.personal:
            shown = {name: value for name, value in feature.settings if isinstance(value, str | int | timedelta)}
            retention = Text(personal.retention, shown)
            yield Keeper(feature.plugin.name, Text(personal.purpose), retention, personal.labels)


class Rooms:
    """Which room lies where. Places may move; what config says is followed to where it is now."""

    def __init__(self, rooms: Iterable[RoomConfig], moved: Mapping[str, str]) -> None:
        self._rooms = {room.name: room for room in rooms}
        self._moved = dict(moved)
        self._index()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all rooms."""
        return tuple(self._rooms)

    def at(self, place: Place) -> RoomConfig | None:
        """The room of a place; a thread that has no room of its own belongs to its chat's room."""
        return self._by_place.get((place.platform, place.id, place.thread)) or self._by_place.get(
            (place.platform, place.id, "")
        )

    def get(self, name: str) -> RoomConfig | None:
        """The room called so."""
        return self._rooms.get(name)

    def places(self, name: str) -> tuple[Place, ...]:
        """Where the room lies now."""
        room = self._rooms.get(name)
        return tuple(self.now_at(place) for place in room.places) if room else ()

    def now_at(self, place: Place) -> Place:
        """Where a place is now, if it moved."""
        target = self._moved.get(f"{place.platform}:{place.id}")
        return Place(place.platform, target, place.thread, place.kind) if target else place

    def move(self, platform: str, old: str, new: str) -> None:
        """Note that a place has a new id."""
        self._moved = {key: new if value == old else value for key, value in self._moved.items()}
        self._moved[f"{platform}:{old}"] = new
        self._index()

    def _index(self) -> None:
        self._by_place: dict[tuple[str, str, str], RoomConfig] = {}
        for room in self._rooms.values():
            for place in room.places:
                for known in (place, self.now_at(place)):
                    self._by_place[(known.platform, known.id, known.thread)] = room


_WHATS = frozenset(kind for kind in What.__args__ if kind not in (Command, Press, Filled, Typing))


def choice_values(param: Param) -> tuple[str, ...]:
    """The stored values of a CHOICE parameter's choices."""
    return tuple(str(choice.value) if isinstance(choice, Enum) else str(choice) for choice in param.choices)
