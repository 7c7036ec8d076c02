"""JPEG, JPEG 2000, PNG and WebP data without anything that is not the picture. No pixel changes.

Sources: PNG 3rd edition, RFC 9649 (WebP), ITU-T T.81 annex B, T.872 6.5.3 (Adobe's marker), T.800 annex I.
"""

from __future__ import annotations

import struct

_KEPT_MARKERS = frozenset(
    {0xDB, 0xC4, 0xDD, 0xCC, *range(0xC0, 0xC4), *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)}
)
_KEPT_CHUNKS = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"eXIf", b"sRGB"})
_KEPT_BOXES = frozenset({b"jP  ", b"ftyp", b"jp2h", b"jp2c"})
_END = b"\xff\xd9"
_MAX_FILLED = 10
"""Of a WebP that breaks off, at least a tenth must be there."""


def bare_jpeg(data: bytes) -> bytes:
    """A JPEG with only its tables, frames and scans, and Adobe's marker, which says how colours are coded.

    Raises:
        ValueError: it is not a JPEG that can be followed to its end.
    """
    if data[:2] != b"\xff\xd8":
        raise ValueError("start")
    out = bytearray(b"\xff\xd8")
    at = 2
    while True:
        while data[at : at + 2] == b"\xff\xff":
            at += 1
        if at + 4 > len(data) or data[at] != 0xFF:
            if data[at : at + 2] == _END:
                return bytes(out) + _END
            raise ValueError("marker")
        marker = data[at + 1]
        if marker == 0xD9:
            return bytes(out) + _END
        (length,) = struct.unpack_from(">H", data, at + 2)
        if length < 2:
            raise ValueError("length")
        segment = data[at : at + 2 + length]
        at += 2 + length
        if marker == 0xDA:
            end = _scan_end(data, at)
            out += segment + data[at:end]
            at = end
            if at >= len(data):
                return bytes(out) + _END
        elif marker in _KEPT_MARKERS:
            out += segment
        elif marker == 0xEE and segment[4:9] == b"Adobe":
            out += b"\xff\xee\x00\x0e" + segment[4:16]


def _scan_end(data: bytes, at: int) -> int:
    while True:
        at = data.find(b"\xff", at)
        if at < 0 or at + 1 >= len(data):
            return len(data)
        if data[at + 1] not in {0x00, 0xFF, *range(0xD0, 0xD8)}:
            return at
        at += 1 if data[at + 1] == 0xFF else 2


def bare_jpeg2000(data: bytes) -> bytes:
    """A JPEG 2000 file with only its header and code stream.

    Raises:
        ValueError: it cannot be followed, or says something in the code stream's comments.
    """
    if data[:4] == b"\xff\x4f\xff\x51":
        return _without_comments(data)
    out = bytearray()
    at = 0
    while at < len(data):
        if at + 8 > len(data):
            raise ValueError("box")
        size, name = struct.unpack_from(">I4s", data, at)
        if size == 0:
            size = len(data) - at
        if size < 8 or at + size > len(data):
            raise ValueError("box")
        if name in _KEPT_BOXES:
            body = data[at + 8 : at + size]
            body = _without_comments(body) if name == b"jp2c" else body
            out += struct.pack(">I4s", len(body) + 8, name) + body
        at += size
    return bytes(out)


def _without_comments(stream: bytes) -> bytes:
    out = bytearray(stream[:2])
    at = 2
    while at + 4 <= len(stream):
        marker, length = struct.unpack_from(">HH", stream, at)
        if marker == 0xFF90:  # the first tile: no comments are expected from here on
            if b"\xff\x64\x00" in stream[at:]:
                raise ValueError("comment in a tile")
            return bytes(out) + stream[at:]
        if marker != 0xFF64:
            out += stream[at : at + 2 + length]
        at += 2 + length
    raise ValueError("code stream")


def bare_png(data: bytes) -> bytes:
    """A PNG with only its picture and which way up it is, as far as its chunks can be followed."""
    out = bytearray(data[:8])
    at = 8
    while at + 12 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if name in _KEPT_CHUNKS:
            out += data[at : at + 12 + length]
        at += 12 + length
    return bytes(out)


def filled_webp(data: bytes) -> bytes:
    """A WebP that breaks off, with zeros for the rest of its picture: decoders take no less than what was promised."""
    out = bytearray()
    at = 12
    while at + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        if name == b"VP8X" and len(body) == 10:
            body = bytes([body[0] & ~0x0C]) + body[1:]  # what stands behind the picture is gone
        elif len(body) < length <= _MAX_FILLED * max(len(body), 1):
            body = body.ljust(length, b"\0")
        if name not in {b"EXIF", b"XMP "}:
            out += struct.pack("<4sI", name, len(body)) + body + b"\0" * (len(body) & 1)
        at += 8 + length + (length & 1)
    return b"RIFF" + struct.pack("<I", len(out) + 4) + b"WEBP" + bytes(out)
