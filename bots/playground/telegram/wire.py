"""A request of the bot as HTTP brings it: form, multipart, JSON or query string; and the answers' bodies."""

from __future__ import annotations

import json
from typing import Any, cast
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, web

from bots.playground.telegram.errors import ApiError, bad
from bots.playground.telegram.model import Json
from bots.playground.telegram.params import Params, Upload
from bots.playground.telegram.updates import encode

UPLOAD_BYTES = 50 * 1024 * 1024
"""The largest file that a bot can upload."""
_JSON = "application/json"


async def read_params(request: web.Request) -> Params:
    """The parameters of a call, wherever they stand; raises ApiError 400 or 413."""
    values: Json = dict(_pairs(request.rel_url.raw_query_string)) if request.rel_url.raw_query_string else {}
    if request.method == "GET" or not request.can_read_body:
        return Params(values)
    kind = request.content_type
    if kind == "multipart/form-data":
        return await _multipart(request, values)
    body = await request.read()
    if kind == _JSON:
        values |= _object(body)
    elif kind == "application/x-www-form-urlencoded":
        try:
            values |= _pairs(body.decode())
        except UnicodeDecodeError:
            raise bad("strings must be encoded in UTF-8") from None
    return Params(values)


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=200)
    except ValueError:
        raise bad("strings must be encoded in UTF-8") from None


def _object(body: bytes) -> Json:
    if not body.strip():
        return {}
    try:
        value: Any = json.loads(body)
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(value, dict):
        raise bad("can't parse JSON object: expected an Object")
    return cast("Json", value)


async def _multipart(request: web.Request, values: Json) -> Params:
    files: dict[str, Upload] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise bad("can't parse the multipart body")
        data = bytes(await part.read(decode=True))
        if part.filename is None:
            try:
                values[part.name] = data.decode()
            except UnicodeDecodeError:
                raise bad("strings must be encoded in UTF-8") from None
        elif len(data) > UPLOAD_BYTES:
            raise ApiError(413, "Request Entity Too Large")
        else:
            files[part.name] = Upload(part.filename, data, part.headers.get("Content-Type", ""))
    return Params(values, files)


def ok_body(result: Any, description: str = "") -> bytes:
    """The body of a successful answer."""
    body: Json = {"ok": True, "result": result}
    if description:
        body["description"] = description
    return encode(body).encode()


def answer(body: bytes, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
    """A JSON answer."""
    return web.Response(body=body, status=status, content_type=_JSON, headers=headers)


def refusal(error: ApiError) -> web.Response:
    """The answer to a refused call."""
    seconds = (error.parameters or {}).get("retry_after")
    headers = {"Retry-After": str(seconds)} if seconds else None
    return answer(encode(error.json()).encode(), error.code, headers)


def gateway_page(status: int, reason: str) -> web.Response:
    """What stands before the servers answers when they do not: a page of HTML, not JSON."""
    page = (
        f"<html>\r\n<head><title>{status} {reason}</title></head>\r\n<body><h1>{status} {reason}</h1></body>\r\n</html>"
    )
    return web.Response(text=page, status=status, content_type="text/html")
