"""A form with files as browsers send it (RFC 7578), read piece by piece with a bound on everything."""

from __future__ import annotations

import mmap
import re
import tempfile
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import parse_qsl

from msgspec import Struct

from portfoliogen.patterns import pattern
from portfoliogen.serve.settings import MAX_FIELD_BYTES, MAX_PARTS, MAX_PHOTO_BYTES, MAX_UPLOAD_BYTES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

_MAX_PART_HEAD = 8192
_IN_MEMORY_BYTES = 1 << 20


class UploadError(Exception):
    """What was sent is too much or not a form: words for whoever sent it."""


class Upload(Struct, frozen=True):
    """A file that was sent: the name that the sender's computer gave it, and its bytes."""

    name: str
    data: bytes


class Sent(Struct, frozen=True):
    """Everything that a form says: fields in the order sent, and files by the name of their field."""

    fields: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, Upload], ...] = ()

    def one(self, name: str) -> str:
        """The first value of a field, or empty text."""
        return next((value for key, value in self.fields if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a field."""
        return tuple(value for key, value in self.fields if key == name)

    def file(self, name: str) -> Upload | None:
        """The file of a field, where one was chosen."""
        return next((value for key, value in self.files if key == name), None)


async def gather(chunks: AsyncIterator[bytes], content_type: str, limit_bytes: int = MAX_UPLOAD_BYTES) -> Sent:
    """Take in a request's body; what is large waits on the disk.

    Raises:
        UploadError: It is larger than the limit, or not a form.
    """
    with tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES) as body:
        size = 0
        async for chunk in chunks:
            size += len(chunk)
            if size > limit_bytes:
                message = f"That is more than {limit_bytes // (1024 * 1024)} MB in all. Send fewer or smaller photos."
                raise UploadError(message)
            body.write(chunk)
        if not size:
            return Sent()
        kind, boundary = _type_of(content_type)
        if kind == "application/x-www-form-urlencoded":
            return _from_words(body, size)
        if kind != "multipart/form-data" or not boundary:
            message = "This is not a form."
            raise UploadError(message)
        with _mapped(body, size) as data:
            return _from_parts(data, boundary)


@contextmanager
def _mapped(body: tempfile.SpooledTemporaryFile[bytes], size: int) -> Iterator[mmap.mmap | bytes]:
    body.seek(0)
    if size <= _IN_MEMORY_BYTES:
        yield body.read()
        return
    body.rollover()
    with mmap.mmap(body.fileno(), 0, access=mmap.ACCESS_READ) as data:
        yield data


_BOUNDARY = pattern(
    r';\s*boundary=(?:"([\x20-\x21\x23-\x5b\x5d-\x7e]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)', re.IGNORECASE
)


def _type_of(content_type: str) -> tuple[str, bytes]:
    kind = content_type.partition(";")[0].strip().lower()
    found = _BOUNDARY.search(content_type)
    return kind, (found[1] or found[2]).encode() if found else b""


def _from_words(body: BinaryIO | tempfile.SpooledTemporaryFile[bytes], size: int) -> Sent:
    if size > MAX_FIELD_BYTES * 3:
        message = "That text is too long."
        raise UploadError(message)
    body.seek(0)
    words = body.read().decode("utf-8", "replace")
    try:
        return Sent(tuple(parse_qsl(words, keep_blank_values=True, max_num_fields=MAX_PARTS)))
    except ValueError as error:
        message = "That form has too many fields."
        raise UploadError(message) from error


def _from_parts(data: mmap.mmap | bytes, boundary: bytes) -> Sent:
    fields: list[tuple[str, str]] = []
    files: list[tuple[str, Upload]] = []
    border = b"--" + boundary
    at = data.find(border)
    for _ in range(MAX_PARTS + 1):
        if at < 0:
            message = "The form did not arrive whole. Send it again."
            raise UploadError(message)
        start = at + len(border)
        if data[start : start + 2] == b"--":
            return Sent(tuple(fields), tuple(files))
        end = data.find(b"\r\n" + border, start)
        if end < 0:
            at = -1
            continue
        head_end = data.find(b"\r\n\r\n", start, min(end + 2, start + _MAX_PART_HEAD))
        if head_end < 0:
            at = -1
            continue
        name, file_name = _names(bytes(data[start:head_end]))
        first = min(head_end + 4, end)
        if file_name is None:
            if end - first > MAX_FIELD_BYTES:
                message = "That text is too long."
                raise UploadError(message)
            fields.append((name, bytes(data[first:end]).decode("utf-8", "replace")))
        elif file_name or end > first:
            # Where no file was chosen, a browser sends one without name and content.
            if end - first > MAX_PHOTO_BYTES:
                message = f"“{file_name}” is larger than {MAX_PHOTO_BYTES // (1024 * 1024)} MB."
                raise UploadError(message)
            files.append((name, Upload(file_name, bytes(data[first:end]))))
        at = end + 2
    message = "That form has too many fields."
    raise UploadError(message)


_PARAMETER = pattern(r'\b(name|filename)="((?:[^"\\\r\n]|\\.)*)"')


def _names(head: bytes) -> tuple[str, str | None]:
    """A part's field, and the name of its file where it is one."""
    for line in head.decode("utf-8", "replace").split("\r\n"):
        if line.lower().startswith("content-disposition:"):
            found = {key: _unquoted(value) for key, value in reversed(_PARAMETER.findall(line))}
            return found.get("name", ""), found.get("filename")
    return "", None


def _unquoted(value: str) -> str:
    # Browsers write these three and leave everything else as it is (HTML, multipart/form-data encoding).
    return value.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n").replace('\\"', '"')
