"""A profile's files cut into pieces of a few sizes, each encrypted under a name that says nothing.

A piece is a classic script that hands over its ciphertext, since that is what a browser loads from everywhere:
from https, from localhost, and from a folder, where a page may fetch nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from portfoliogen.locking.keys import encrypted
from portfoliogen.model.site import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from portfoliogen.locking.keys import Lock

FOLDER = "sealed"
SMALLEST_BYTES, LARGEST_BYTES = 1 << 14, 1 << 20
"""Pieces are 16 KiB, 32, 64 … up to 1 MiB: what a size tells is which of these seven it is."""

_TYPES = {
    "html": "text/html",
    "css": "text/css",
    "js": "text/javascript",
    "json": "application/json",
    "txt": "text/plain;charset=utf-8",
    "csv": "text/csv;charset=utf-8",
    "vtt": "text/vtt",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "pdf": "application/pdf",
}
"""What a browser is told of a file; of any other, that it is to be saved."""


class Piece(Struct, frozen=True):
    """A part of a file, encrypted when it is written: a film is never in memory as a whole."""

    name: str
    nonce: bytes
    key: bytes
    file: OutputFile
    start: int = 0
    size_bytes: int = 0

    def __call__(self) -> bytes:
        """The piece as a script."""
        content = _part(self.file, self.start, self.size_bytes).ljust(padded(self.size_bytes), b"\0")
        sealed = encrypted(self.key, self.nonce, content, self.name)
        return b'portfoliogenPiece("%s","%s");\n' % (self.name.encode(), base64.b64encode(sealed))


def cut(files: Iterable[OutputFile], lock: Lock) -> tuple[tuple[OutputFile, ...], tuple[str, ...]]:
    """Cut and name all files.

    Returns:
        The pieces as files, and the names of those that hold the table of contents.
    """
    made: list[Piece] = []
    table = {}
    for file in files:
        pieces = list(_pieces(file, lock))
        size_bytes = sum(one.size_bytes for one in pieces)
        ending = file.path.rpartition(".")[2].lower()
        table[file.path] = [lock.address(file.path), _TYPES.get(ending, ""), size_bytes, [one.name for one in pieces]]
        made += pieces
    index = list(_pieces(OutputFile("", json.dumps(table, separators=(",", ":"), sort_keys=True).encode()), lock))
    made += index
    return tuple(OutputFile(f"{FOLDER}/{one.name}.js", make=one) for one in made), tuple(one.name for one in index)


def padded(size_bytes: int) -> int:
    """The size that a piece is made up to."""
    return max(SMALLEST_BYTES, 1 << (size_bytes - 1).bit_length()) if size_bytes else SMALLEST_BYTES


def _pieces(file: OutputFile, lock: Lock) -> Iterator[Piece]:
    size_bytes = len(file.data) if file.data is not None else Path(file.source).stat().st_size
    for number, start in enumerate(range(0, max(1, size_bytes), LARGEST_BYTES)):
        part = _part(file, start, LARGEST_BYTES)
        # A name stands for these very bytes, so no browser shows an old piece it has kept for a new one.
        name = lock.name(file.path, str(number), hashlib.sha256(part).hexdigest())
        yield Piece(name, lock.nonce(name), lock.key, file, start, len(part))


def _part(file: OutputFile, start: int, size_bytes: int) -> bytes:
    if file.data is not None:
        return file.data[start : start + size_bytes]
    with Path(file.source).open("rb") as opened:
        opened.seek(start)
        return opened.read(size_bytes)
