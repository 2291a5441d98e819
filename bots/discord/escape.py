"""Text made safe for Discord: whatever somebody is called or writes is shown literally, never obeyed."""

from __future__ import annotations

import re

# A backslash makes Discord show any of these as it is. ":" also takes links and :emoji: apart, "/" bare invites.
_SPECIAL = re.compile(r"[\\*_~|`\[\]()<>#@:/]")
# Control characters, odd line ends, and what turns the direction of everything after it.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# What would begin a list at the start of a line ("#", ">" and "*" are escaped wherever they stand).
_BULLET = re.compile(r"^([^\S\n]*)([-+])", re.MULTILINE)
_NUMBERED = re.compile(r"^([^\S\n]*[0-9]+)([.)])", re.MULTILINE)
# Discord's servers look for these two without regard to backslashes; an invisible character parts them.
_EVERYBODY = re.compile(r"\\@(?=everyone|here)", re.IGNORECASE)
# A mention or a time that a cut left without its end.
_TORN = re.compile(r"(?<!\\)((?:\\\\)*)<[^<>]*$")


def words(text: str) -> str:
    """This text, to be shown literally within a line that is given to `finish` in the end."""
    if text.isalnum():
        return text
    return _SPECIAL.sub(r"\\\g<0>", _UNSEEN.sub("", text.replace("\t", " ")))


def finish(text: str) -> str:
    """A text put together from words, whose lines begin no list and which calls nobody."""
    text = _NUMBERED.sub(r"\1\\\2", _BULLET.sub(r"\1\\\2", text))
    return _EVERYBODY.sub("\\\\@\u200b", text)


def size(text: str) -> int:
    """How long Discord may take a text to be: in UTF-16 units, the strictest of its clients' and servers' counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def clip(text: str, most: int) -> str:
    """Escaped text of at most `most` characters; a cut is marked and tears neither an escape nor a mention."""
    if size(text) <= most:
        return text
    text = plain_clip(text, most)[:-1]
    slashes = len(text) - len(text.rstrip("\\"))
    if slashes % 2:
        text = text[:-1]
    return _TORN.sub(r"\1", text) + "…"


def plain_clip(text: str, most: int) -> str:
    """Text that is no markup (a label, a title) of at most `most` characters; a cut is marked."""
    if size(text) <= most:
        return text
    return text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore") + "…"
