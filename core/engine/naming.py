"""What commands, their groups and their arguments are called in every language, and where two are called the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from core.engine.texts import Texts
from core.kit.action import Action, DeclarationError
from core.kit.people import Role

LANGS = ("id", "en")

LONGEST = 32
"""How long a word of a command, or the name of an argument, may be."""

Said: TypeAlias = Mapping[str, str]
"""Language -> how something is called in it."""


def label(texts: Texts, action: Action, attribute: str, lang: str) -> str | None:
    """A word of an action's message in the feature's texts (`.about`, `.when`, ...), if it is there."""
    return texts.attribute(f"action-{action.feature}-{_dashed(action.fn.__name__)}", _dashed(attribute), lang)


class Naming:
    """The names of all commands.

    A command's message says its `.name` in each language, in as many words as it is declared with. The message
    `group-<feature>-<first word>` may say how a group is called (`.name`, else as its commands say it) and described
    (`.about`, else as the command that is called by the group's name, else its subcommands by name). That command is
    `.alone` (else its function's name) among the subcommands, where a group cannot be called. `.<argument>-name` is how
    an argument is called. Every combination of a group's and a subcommand's names of any language is understood.

    Raises DeclarationError for a name that cannot be one, and where two commands are called the same.
    """

    def __init__(self, actions: Iterable[Action], texts: Texts) -> None:
        self._texts = texts
        self.commands: dict[str, Action] = {}
        """Every full name of every language -> the command."""
        self._subcommands: dict[tuple[str, str], Action] = {}
        self._families: dict[str, list[Action]] = {}
        self._firsts: dict[str, str] = {}
        for action in actions:
            if action.command:
                self._families.setdefault(action.path[0], []).append(action)
                self.arguments(action)
        for first in self._families:
            self._claim_first(first)
        for first in self._families:
            self._claim_all(first)

    def find(self, name: str, rest: str = "") -> tuple[Action, str] | None:
        """The command called so, and the words left for its arguments.

        The first of the words decides whether a subcommand is meant, in any language.
        """
        words = rest.split(maxsplit=1)
        if words and (sub := self._subcommands.get((name, words[0].lower()))):
            return sub, words[1] if len(words) == 2 else ""
        action = self.commands.get(name)
        return (action, rest) if action else None

    def subcommands(self, name: str, lang: str, role: Role) -> list[str]:
        """The full names of the listed subcommands of the group called so, that a person of this role may use."""
        first = self._firsts.get(name, "")
        called = self.first(first, lang) if first else ""
        return [
            f"{called} {self.own(action, lang)}"
            for action in self._families.get(first, ())
            if len(action.path) == 2 and action.listed and action.role <= role
        ]

    def first(self, first: str, lang: str) -> str:
        """How the first word of some commands is called in a language, that they are declared with.

        Raises DeclarationError where they call it differently.
        """
        said: dict[str, str] = {}
        for action in self._families[first]:
            if name := self._group(action, "name", lang):
                said.setdefault(_word(name, f"group-{action.feature}-{_dashed(first)}", lang), action.name)
            if name := self._full(action, lang):
                said.setdefault(name[0], action.name)
        if len(said) > 1:
            (one, of_one), (other, of_other), *_ = said.items()
            raise DeclarationError(f"{of_one} calls /{first} {one!r} in {lang}, but {of_other} calls it {other!r}")
        return next(iter(said), first)

    def own(self, action: Action, lang: str) -> str:
        """The last word of a command's name in a language: all of it, or that of a subcommand."""
        return (self._full(action, lang) or action.path)[-1]

    def alone(self, action: Action, lang: str) -> str:
        """What a command that is called like a group is called among its subcommands."""
        name = label(self._texts, action, "alone", lang) or action.fn.__name__
        return _word(name, action.name, lang)

    def about(self, actions: Sequence[Action], lang: str) -> str:
        """The description of a group of which these are shown."""
        plain = [action for action in actions if len(action.path) == 1]
        described = (self._group(action, "about", lang) for action in (*plain, *actions))
        return (
            next(filter(None, described), None)
            or next(filter(None, (label(self._texts, action, "about", lang) for action in plain)), None)
            or ", ".join(self.own(action, lang) for action in actions)
        )

    def arguments(self, action: Action) -> Mapping[str, Said]:
        """Argument -> how it is called in each language."""
        named = {
            param.name: {
                lang: _word(label(self._texts, action, f"{param.name}-name", lang) or param.name, action.name, lang)
                for lang in LANGS
            }
            for param in action.params
        }
        for lang in LANGS:
            taken: dict[str, str] = {}
            for param, said in named.items():
                other = taken.setdefault(said[lang], param)
                if other != param:
                    raise DeclarationError(
                        f"{action.name}: the arguments {other!r} and {param!r} are both called {said[lang]!r} in {lang}"
                    )
        return named

    # --- claiming ----------------------------------------------------------------------------------------------------

    def _claim_first(self, first: str) -> None:
        """Take a first word's names; another command or group that has one of them would be taken for this one."""
        for name in self._firsts_of(first):
            other = self._firsts.setdefault(name, first)
            if other != first:
                one, two = self._families[first][0].name, self._families[other][0].name
                raise DeclarationError(f"{one} and {two} are both called /{name}")

    def _claim_all(self, first: str) -> None:
        family = self._families[first]
        plain = [action for action in family if len(action.path) == 1]
        subs = [action for action in family if len(action.path) == 2]
        for called in self._firsts_of(first):
            for action in plain:
                self._claim(called, action)
            for action in subs:
                for own in (action.path[1], *(self.own(action, lang) for lang in LANGS)):
                    self._claim(f"{called} {own}", action)
                    self._subcommands[called, own] = action
            for action in plain if subs else ():
                for lang in LANGS:
                    self._claim(f"{called} {self.alone(action, lang)}", action)

    def _claim(self, name: str, action: Action) -> None:
        other = self.commands.setdefault(name, action)
        if other is not action:
            raise DeclarationError(f"{action.name} and {other.name} are both called /{name}")

    def _firsts_of(self, first: str) -> dict[str, None]:
        return dict.fromkeys((first, *(self.first(first, lang) for lang in LANGS)))

    def _full(self, action: Action, lang: str) -> tuple[str, ...] | None:
        said = label(self._texts, action, "name", lang)
        if said is None:
            return None
        words = tuple(_word(word, action.name, lang) for word in said.split())
        if len(words) != len(action.path):
            raise DeclarationError(
                f"{action.name}: its .name {said!r} in {lang} needs as many words as /{action.command} has"
            )
        return words

    def _group(self, action: Action, attribute: str, lang: str) -> str | None:
        return self._texts.attribute(f"group-{action.feature}-{_dashed(action.path[0])}", attribute, lang)


def _word(name: str, where: str, lang: str) -> str:
    if name != name.lower() or not 0 < len(name) <= LONGEST or name.split() != [name]:
        raise DeclarationError(
            f"{where}: {name!r} (in {lang}) cannot be a name: it needs to be one word of up to {LONGEST} characters, "
            "in lower case"
        )
    return name


def _dashed(name: str) -> str:
    return name.replace("_", "-")
