"""Tickets: what a button carries. A bound action in at most 64 bytes, signed for the place where it is shown."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import struct
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.engine.codec import choose, decode, encode
from core.kit.action import Action, Bound, DeclarationError, Param, Type
from core.kit.places import Place

LONGEST = 64
"""Bytes of a ticket: the tightest of the platforms' limits for what a button carries."""

REMEMBERED = 10_000
"""How many tickets are remembered: a card is drawn again and again with the same ones."""

_TAG = 3
_MAC = 8
_ALONE = 1
_STASHED = 2
_ONCE = 4


class BadTicket(Exception):
    """Forged, moved to another place, another person's, or of a feature that is no more."""


class TooLong(Exception):
    """The arguments do not fit into a ticket; they must be stashed."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What a ticket carries: the bound action (without arguments when they are `stashed`), and its question."""

    bound: Bound
    once: int | None = None
    stashed: int | None = None


class Tickets:
    """Seals and opens tickets with one secret key."""

    def __init__(self, key: bytes, actions: Iterable[Action]) -> None:
        self._key = key
        self._sealed: dict[Any, str] = {}
        self._actions: dict[bytes, Action] = {}
        for action in actions:
            tag = _tag(action)
            if tag in self._actions:
                raise DeclarationError(f"{action.name} and {self._actions[tag].name} share a tag: rename one")
            self._actions[tag] = action

    def seal(
        self,
        bound: Bound,
        place: Place,
        alone: str | None = None,
        *,
        once: int | None = None,
        stashed: int | None = None,
    ) -> str:
        """A ticket for this place, and with `alone` for that account only; raises TooLong when it needs stashing.

        `once` is the number of the question whose answer it is: it is good as long as that question is open. With
        `stashed` the ticket carries that number in place of the arguments.
        """
        known = (bound.action, tuple(bound.args.items()), place.platform, place.id, alone, once, stashed)
        sealed = self._sealed.get(known)
        if sealed is not None:
            return sealed
        flags = (
            (_ALONE if alone is not None else 0)
            | (_STASHED if stashed is not None else 0)
            | (_ONCE if once is not None else 0)
        )
        packed = b"" if once is None else _number(once)
        packed += _number(stashed) if stashed is not None else _pack(bound)
        body = _tag(bound.action) + bytes([flags]) + packed
        ticket = _written(body + self._sign(body, place, alone))
        if len(ticket) > LONGEST:
            raise TooLong
        if len(self._sealed) >= REMEMBERED:
            self._sealed.clear()
        self._sealed[known] = ticket
        return ticket

    def open(self, ticket: str, place: Place, account: str) -> Opened:
        """What a ticket carries; raises BadTicket."""
        try:
            raw = base64.urlsafe_b64decode(ticket + "=" * (-len(ticket) % 4))
        except (ValueError, binascii.Error) as error:
            raise BadTicket from error
        body, mac = raw[:-_MAC], raw[-_MAC:]
        if len(ticket) > LONGEST or len(body) < _TAG + 1 or _written(raw) != ticket:
            raise BadTicket
        flags = body[_TAG]
        alone = account if flags & _ALONE else None
        if not hmac.compare_digest(mac, self._sign(body, place, alone)):
            raise BadTicket
        action = self._actions.get(body[:_TAG])
        if action is None:
            raise BadTicket
        try:
            reader = _Reader(body[_TAG + 1 :])
            once = reader.number() if flags & _ONCE else None
            if flags & _STASHED:
                return Opened(Bound(action), once, reader.number())
            return Opened(_unpack(action, reader), once)
        except (ValueError, IndexError, struct.error) as error:
            raise BadTicket from error

    def _sign(self, body: bytes, place: Place, alone: str | None) -> bytes:
        where = f"{place.platform}:{place.id}|{alone or ''}|".encode()
        return hmac.digest(self._key, where + body, "sha256")[:_MAC]


def _written(raw: bytes) -> str:
    """The one way to write a ticket; a decoder takes others, too."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _tag(action: Action) -> bytes:
    return hashlib.sha256(action.name.encode()).digest()[:_TAG]


def _pack(bound: Bound) -> bytes:
    present = 0
    packed = b""
    for position, param in enumerate(bound.action.params):
        if bound.args.get(param.name) is None:
            continue
        present |= 1 << position
        packed += _pack_one(param, bound.args[param.name])
    return _number(present) + packed


def _pack_one(param: Param, value: Any) -> bytes:
    raw = encode(param, value)
    match param.type:
        case Type.NUMBER | Type.TIME | Type.SPAN | Type.PERSON:
            return _number(raw)
        case Type.FLAG:
            return bytes([int(raw)])
        case Type.CHOICE:
            return bytes([param.choices.index(value)])
        case Type.TEXT | Type.ROOM:
            text = str(raw).encode()
            return _number(len(text)) + text


def _unpack(action: Action, reader: _Reader) -> Bound:
    present = reader.number()
    args: dict[str, Any] = {}
    for position, param in enumerate(action.params):
        if present >> position & 1:
            args[param.name] = _unpack_one(param, reader)
    if present >> len(action.params):
        raise ValueError("more arguments than the action has")
    return Bound(action, args)


def _unpack_one(param: Param, reader: _Reader) -> Any:
    match param.type:
        case Type.NUMBER | Type.TIME | Type.SPAN | Type.PERSON:
            return decode(param, reader.number())
        case Type.FLAG:
            return bool(reader.take(1)[0])
        case Type.CHOICE:
            picked = param.choices[reader.take(1)[0]]
            return choose(param, encode(param, picked))
        case Type.TEXT | Type.ROOM:
            return decode(param, reader.take(reader.number()).decode())


def _number(value: int) -> bytes:
    """A signed whole number in as few bytes as it needs: zigzag, seven bits a byte."""
    rest = value << 1 if value >= 0 else (-value << 1) - 1
    out = bytearray()
    while rest > 0x7F:
        out.append(rest & 0x7F | 0x80)
        rest >>= 7
    out.append(rest)
    return bytes(out)


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, count: int) -> bytes:
        if count < 0 or self._at + count > len(self._data):
            raise ValueError("a ticket that is too short")
        self._at += count
        return self._data[self._at - count : self._at]

    def number(self) -> int:
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value >> 1 if value & 1 == 0 else -(value + 1 >> 1)
            shift += 7
            if shift > 70:
                raise ValueError("a number that is too long")
