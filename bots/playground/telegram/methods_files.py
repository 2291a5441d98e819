"""The methods that send files and give them back."""

from __future__ import annotations

import mimetypes
import struct
from typing import Literal

from bots.playground.telegram.errors import bad
from bots.playground.telegram.methods_messages import Sending
from bots.playground.telegram.model import Json
from bots.playground.telegram.params import Params, Upload, as_object
from bots.playground.telegram.world import Stored, World

PHOTO_BYTES = 10 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024
FileKind = Literal["photo", "document"]
_REPLACED = (
    *("text", "entities", "link_preview_options", "photo", "document", "caption", "caption_entities"),
    "reply_markup",
)


class Files:
    """The methods by which the bot sends and fetches files."""

    def __init__(self, world: World, sending: Sending) -> None:
        self._world = world
        self._sending = sending

    def send_photo(self, params: Params) -> Json:
        """sendPhoto: a PNG, JPEG, GIF or WebP upload, or the file_id of one that was sent before."""
        caption = self._sending.caption(params)
        content = photo_content(self._file(params, "photo"))
        return self._sending.deliver("sendPhoto", params, content | caption, "can_send_photos", "photos")

    def send_document(self, params: Params) -> Json:
        """sendDocument: any upload, or the file_id of one that was sent before."""
        caption = self._sending.caption(params)
        content = document_content(self._file(params, "document"))
        return self._sending.deliver("sendDocument", params, content | caption, "can_send_documents", "documents")

    def edit_media(self, params: Params) -> Json:
        """editMessageMedia: a photo in place of a photo, a document or a text; without reply_markup the buttons go."""
        media = as_object(params.loaded("media", "input media"))
        if media is None:
            raise bad("input media is not specified" if not params.has("media") else "expected an Object")
        if media.get("type") != "photo":
            raise bad("this stand-in puts only photos in place of what was there")
        inner = Params({**media, "photo": media.get("media", "")}, params.files)
        caption = self._sending.caption(inner)
        keyboard, chat, message = self._sending.editable(params)
        content = photo_content(self._file(inner, "photo")) | caption
        if keyboard is not None:
            content["reply_markup"] = keyboard
        return self._sending.change("editMessageMedia", chat, message, content, _REPLACED)

    def get_file(self, params: Params) -> Json:
        """getFile: where the file can be downloaded."""
        file_id = params.text("file_id")
        if not file_id:
            raise bad("file_id not specified")
        stored = self._world.files.get(file_id)
        if stored is None:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(stored.data) > DOWNLOAD_BYTES:
            raise bad("file is too big")
        return _base(stored) | {"file_path": stored.path}

    def _file(self, params: Params, kind: FileKind) -> Stored:
        given = params.text(kind)
        upload = params.files.get(given.removeprefix("attach://") if given.startswith("attach://") else kind)
        if upload is not None:
            return store_upload(self._world, upload, kind)
        if not given:
            raise bad(f"there is no {kind} in the request")
        if given.startswith(("http://", "https://")):
            raise bad("failed to get HTTP URL content")
        stored = self._world.files.get(given)
        if stored is None:
            raise bad("wrong file identifier/HTTP URL specified")
        if not stored.path.startswith(f"{kind}s/"):
            raise bad("type of file mismatch")
        return stored


def store_upload(world: World, upload: Upload, kind: FileKind) -> Stored:
    """Keep an uploaded file; raises ApiError 400 for one that is empty, or no picture where one is needed."""
    if not upload.data:
        raise bad("file must be non-empty")
    if kind == "photo":
        if len(upload.data) > PHOTO_BYTES:
            raise bad("file is too big for a photo")
        if picture_size(upload.data) is None:
            raise bad("IMAGE_PROCESS_FAILED")
    mime = upload.mime or mimetypes.guess_type(upload.name)[0] or "application/octet-stream"
    return world.store(upload.data, upload.name, mime, f"{kind}s")


def _base(stored: Stored) -> Json:
    return {"file_id": stored.file_id, "file_unique_id": stored.unique_id, "file_size": len(stored.data)}


def photo_content(stored: Stored) -> Json:
    """The message field for a photo."""
    width, height = picture_size(stored.data) or (1, 1)
    return {"photo": [_base(stored) | {"width": width, "height": height}]}


def document_content(stored: Stored) -> Json:
    """The message field for a document."""
    return {"document": _base(stored) | {"file_name": stored.name, "mime_type": stored.mime}}


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, GIF, WebP or JPEG picture; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return struct.unpack(">II", data[16:24])
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        return struct.unpack("<HH", data[6:10])
    if data[:4] == b"RIFF" and data[8:15] == b"WEBPVP8" and len(data) >= 30:
        return _webp_size(data)
    if data.startswith(b"\xff\xd8"):
        return _jpeg_size(data)
    return None


def _webp_size(data: bytes) -> tuple[int, int]:
    if data[15:16] == b"X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if data[15:16] == b"L":
        packed = int.from_bytes(data[21:25], "little")
        return 1 + (packed & 0x3FFF), 1 + (packed >> 14 & 0x3FFF)
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return None
