"""What the first bytes of a picture say: size, way up, day, animation. Nothing is decoded, nothing trusted.

Written by hand and not through Pillow because a build that changes nothing must not load it, and because a
declared size must be known before any decoder sees the file. Sources: ITU-T T.81 B.2 (JPEG), PNG 3rd
edition, GIF89a, RFC 9649 (WebP), TIFF 6.0, CIPA DC-008 (Exif).
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from portfoliogen.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_SEGMENTS = 400
_MAX_EXIF_BYTES = 1 << 17
_MAX_GIF_BLOCKS = 40_000

_ORIENTATION, _EXIF_IFD, _TAKEN, _DIGITISED, _DNG_VERSION = 0x0112, 0x8769, 0x9003, 0x9004, 0xC612
_WIDTH, _HEIGHT = 0x0100, 0x0101
_SIDEWAYS = frozenset({5, 6, 7, 8})

_DAY = pattern(r"(\d{4})[:\-./](\d{1,2})[:\-./](\d{1,2})(?:[T ](\d{2}):(\d{2}):(\d{2}))?")
_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Header(Struct, frozen=True):
    """What a picture's header tells: size as seen upright, 0 where unknown; `captured` an ISO day or None."""

    width_px: int = 0
    height_px: int = 0
    captured: str | None = None
    animated: bool = False
    raw: bool = False

    def turned(self, orientation: int) -> Header:
        """The same with width and height changed over, where the picture lies on its side."""
        if orientation not in _SIDEWAYS:
            return self
        return Header(self.height_px, self.width_px, self.captured, self.animated, self.raw)


class Exif(Struct, frozen=True):
    """The few tags that matter here, from an Exif block or a TIFF file."""

    orientation: int = 1
    captured: str | None = None
    width_px: int = 0
    height_px: int = 0
    raw: bool = False


def plausible_day(text: str) -> str | None:
    """An ISO day from a camera's time, or None where it is nonsense or a clock that was never set."""
    match = _DAY.search(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups()[:3])
    if not (1990 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= _DAYS_IN_MONTH[month - 1]):
        return None
    if month == 2 and day == 29 and (year % 4 or (year % 100 == 0 and year % 400)):
        return None
    if (month, day) == (1, 1) and match.group(4) == "00" and year <= 2020:
        return None  # cameras without a battery wake up at midnight on New Year's Day of some past year
    return f"{year:04}-{month:02}-{day:02}"


def read_exif(block: bytes) -> Exif:
    """Read a TIFF structure: the payload of an Exif block, or the beginning of a TIFF file."""
    if block[:2] not in {b"II", b"MM"} or len(block) < 8:
        return Exif()
    order = "<" if block[:2] == b"II" else ">"
    try:
        tags = _read_directory(block, order, struct.unpack_from(order + "I", block, 4)[0])
        inner: dict[int, int | str] = {}
        offset = tags.get(_EXIF_IFD)
        if isinstance(offset, int):
            inner = _read_directory(block, order, offset)
    except struct.error:
        return Exif()
    taken = inner.get(_TAKEN) or inner.get(_DIGITISED) or ""
    return Exif(
        orientation=_as_int(tags.get(_ORIENTATION)) or 1,
        captured=plausible_day(taken) if isinstance(taken, str) else None,
        width_px=_as_int(tags.get(_WIDTH)),
        height_px=_as_int(tags.get(_HEIGHT)),
        raw=_DNG_VERSION in tags,
    )


def _as_int(value: int | str | None) -> int:
    return value if isinstance(value, int) else 0


def _read_directory(block: bytes, order: str, offset: int) -> dict[int, int | str]:
    (count,) = struct.unpack_from(order + "H", block, offset)
    tags: dict[int, int | str] = {}
    for number in range(min(count, 512)):
        at = offset + 2 + 12 * number
        if at + 12 > len(block):
            break
        tag, kind, length = struct.unpack_from(order + "HHI", block, at)
        if kind == 3:
            tags[tag] = struct.unpack_from(order + "H", block, at + 8)[0]
        elif kind in {4, 13}:
            tags[tag] = struct.unpack_from(order + "I", block, at + 8)[0]
        elif kind == 2 and 4 < length <= 64:
            start = struct.unpack_from(order + "I", block, at + 8)[0]
            tags[tag] = block[start : start + length].decode("latin-1")
        elif tag == _DNG_VERSION:
            tags[tag] = 1
    return tags


def read_jpeg(file: BinaryIO) -> Header:
    """Walk the segments of a JPEG up to its frame header."""
    exif, size = Exif(), (0, 0)
    for marker, length in _jpeg_segments(file):
        if marker == 0xE1 and exif == Exif() and length <= _MAX_EXIF_BYTES:
            payload = file.read(length)
            if payload.startswith(b"Exif\0"):
                exif = read_exif(payload[6:])
        elif 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            frame = file.read(5)
            if len(frame) == 5:
                height, width = struct.unpack(">HH", frame[1:])
                size = (width, height)
            break
    return Header(*size, captured=exif.captured).turned(exif.orientation)


def _jpeg_segments(file: BinaryIO) -> Iterator[tuple[int, int]]:
    # Yields each marker with the length of its payload, the file standing at the payload.
    at = 2
    for _ in range(_MAX_SEGMENTS):
        file.seek(at)
        head = file.read(4)
        while len(head) == 4 and head[:2] == b"\xff\xff":  # fill bytes before a marker
            at += 1
            file.seek(at)
            head = file.read(4)
        if len(head) < 4 or head[0] != 0xFF or head[1] == 0xDA:
            return
        length = struct.unpack(">H", head[2:])[0]
        if length < 2:
            return
        yield head[1], length - 2
        at += 2 + length


def read_png(file: BinaryIO) -> Header:
    """Walk the chunks of a PNG up to its picture data."""
    width = height = 0
    exif, animated, at = Exif(), False, 8
    for _ in range(_MAX_SEGMENTS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            break
        length, name = struct.unpack(">I4s", head)
        if name == b"IHDR":
            width, height = struct.unpack(">II", file.read(8).ljust(8, b"\0"))
        elif name == b"acTL":
            animated = struct.unpack(">I", file.read(4).ljust(4, b"\0"))[0] > 1
        elif name == b"eXIf" and length <= _MAX_EXIF_BYTES:
            exif = read_exif(file.read(length))
        elif name in {b"IDAT", b"IEND"}:
            break
        at += 12 + length
    return Header(width, height, exif.captured, animated).turned(exif.orientation)


def read_gif(file: BinaryIO) -> Header:
    """The size of a GIF, and whether a second picture follows the first."""
    file.seek(6)
    screen = file.read(7)
    if len(screen) < 7:
        return Header()
    width, height, flags = struct.unpack("<HHB", screen[:5])
    table = 3 * (2 << (flags & 7)) if flags & 0x80 else 0
    return Header(width, height, animated=_has_second_frame(file, 13 + table))


def _has_second_frame(file: BinaryIO, start: int) -> bool:
    file.seek(start)
    frames = 0
    for _ in range(_MAX_GIF_BLOCKS):
        lead = file.read(1)
        if lead == b"\x2c":
            frames += 1
            if frames == 2:
                return True
            flags = (file.read(9) + b"\0" * 9)[8]
            file.seek(1 + (3 * (2 << (flags & 7)) if flags & 0x80 else 0), 1)
        elif lead == b"\x21":
            file.seek(1, 1)
        else:
            return False
        if not _skip_blocks(file):
            return False
    return False


def _skip_blocks(file: BinaryIO) -> bool:
    for _ in range(_MAX_GIF_BLOCKS):
        length = file.read(1)
        if not length:
            return False
        if length == b"\0":
            return True
        file.seek(length[0], 1)
    return False


def read_webp(file: BinaryIO) -> Header:
    """The size of a WebP; its Exif block stands behind the picture data."""
    file.seek(12)
    kind = file.read(4)
    body = file.read(14)
    if kind == b"VP8X" and len(body) == 14:
        width = 1 + int.from_bytes(body[8:11], "little")
        height = 1 + int.from_bytes(body[11:14], "little")
        exif = _webp_exif(file) if body[4] & 0x08 else Exif()
        return Header(width, height, exif.captured, animated=bool(body[4] & 0x02)).turned(exif.orientation)
    if kind == b"VP8L" and len(body) >= 9:
        bits = int.from_bytes(body[5:9], "little")
        return Header(1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    if kind == b"VP8 " and len(body) == 14:
        width, height = struct.unpack("<HH", body[10:14])
        return Header(width & 0x3FFF, height & 0x3FFF)
    return Header()


def _webp_exif(file: BinaryIO) -> Exif:
    at = 12
    for _ in range(_MAX_SEGMENTS):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            break
        name, length = struct.unpack("<4sI", head)
        if name == b"EXIF" and length <= _MAX_EXIF_BYTES:
            return read_exif(file.read(length).removeprefix(b"Exif\0\0"))
        at += 8 + length + (length & 1)
    return Exif()


def read_bmp(file: BinaryIO) -> Header:
    """The size of a BMP, whichever of its headers it has."""
    file.seek(14)
    head = file.read(12)
    if len(head) < 12:
        return Header()
    if struct.unpack("<I", head[:4])[0] == 12:
        return Header(*struct.unpack("<HH", head[4:8]))
    width, height = struct.unpack("<ii", head[4:12])
    return Header(abs(width), abs(height))


def read_tiff(file: BinaryIO) -> Header:
    """The size of the first page of a TIFF; `raw` where it is a camera's negative."""
    file.seek(0)
    head = file.read(8)
    order = "<" if head[:2] == b"II" else ">"
    start = struct.unpack(order + "I", head[4:8].ljust(4, b"\0"))[0]
    if start < _MAX_EXIF_BYTES:
        file.seek(0)
        exif = read_exif(file.read(_MAX_EXIF_BYTES))
    else:  # The directory is usually behind the picture; offsets of texts in it then lie out of reach.
        file.seek(start)
        directory = file.read(8192)
        exif = read_exif(head[:4] + struct.pack(order + "I", 8) + directory)
    return Header(exif.width_px, exif.height_px, exif.captured, raw=exif.raw).turned(exif.orientation)
