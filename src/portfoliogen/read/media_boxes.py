"""What the boxes of MP4, MOV, HEIC, AVIF and WebM files say, without any decoder.

Sources: ISO/IEC 14496-12 (base media), 23008-12 (HEIF), Apple's QuickTime File Format, RFC 8794 and 9559
(EBML, Matroska). Every length is checked against what surrounds it, so that a made-up file costs nothing.
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct

from portfoliogen.patterns import pattern
from portfoliogen.read.media_headers import Exif, Header, plausible_day, read_exif

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_BOXES = 2_000
_MAX_MOOV_BYTES = 16 << 20
_MAX_META_BYTES = 4 << 20
_EPOCH_1904 = datetime(1904, 1, 1, tzinfo=UTC)
_APPLE_DATE = pattern(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_EXIF_START = pattern(rb"Exif\0\0(?=II\*\0|MM\0\*)")


class Film(Struct, frozen=True):
    """What a film's or recording's header tells; sizes as seen upright, 0 and None where it does not."""

    has_pictures: bool = False
    has_sound: bool = False
    width_px: int = 0
    height_px: int = 0
    duration_s: float | None = None
    captured: str | None = None
    locked: bool = False
    unfinished: bool = False


def _boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of the content of each box between two places."""
    end = len(data) if end is None else end
    for _ in range(_MAX_BOXES):
        if start + 8 > end:
            return
        size, name = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == 1 and start + 16 <= end:
            size, head = struct.unpack_from(">Q", data, start + 8)[0], 16
        elif size == 0:
            size = end - start
        if size < head or start + size > end:
            return
        yield name, start + head, start + size
        start += size


def _top_box(file: BinaryIO, wanted: bytes, limit_bytes: int) -> bytes:
    """The content of the first top-level box of that name, empty where there is none or it is too large."""
    total = file.seek(0, 2)
    at = 0
    for _ in range(_MAX_BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            return b""
        size, name = struct.unpack_from(">I4s", head)
        skip = 8
        if size == 1 and len(head) == 16:
            size, skip = struct.unpack_from(">Q", head, 8)[0], 16
        elif size == 0:
            size = total - at
        if size < skip:
            return b""
        if name == wanted:
            if size > limit_bytes:
                return b""
            file.seek(at + skip)
            return file.read(size - skip)
        at += size
    return b""


def read_movie(file: BinaryIO) -> Film:
    """Read the `moov` box of an MP4, MOV, M4A or 3GP file."""
    moov = _top_box(file, b"moov", _MAX_MOOV_BYTES)
    duration: float | None = None
    seconds_1904 = 0
    tracks: list[Film] = []
    for name, start, end in _boxes(moov):
        if name == b"mvhd":
            seconds_1904, duration = _movie_header(moov[start:end])
        elif name == b"trak":
            tracks.append(_track(moov, start, end))
    pictures = [track for track in tracks if track.has_pictures]
    largest = max(pictures, key=lambda track: track.width_px * track.height_px, default=Film())
    apple = _APPLE_DATE.search(moov[-65536:]) or _APPLE_DATE.search(moov[:65536])
    captured = plausible_day(apple.group().decode()) if apple else None
    return Film(
        has_pictures=bool(pictures),
        has_sound=any(track.has_sound for track in tracks),
        width_px=largest.width_px,
        height_px=largest.height_px,
        duration_s=duration,
        captured=captured or _day_of(seconds_1904),
        locked=any(track.locked for track in tracks),
        unfinished=not moov,
    )


def _movie_header(box: bytes) -> tuple[int, float | None]:
    # Creation time in seconds since 1904, and duration in seconds.
    shape = ">4xQQIQ" if box[:1] == b"\x01" else ">4xIIII"
    if len(box) < struct.calcsize(shape):
        return 0, None
    created, _, scale, length = struct.unpack_from(shape, box)
    known = scale and length not in {0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF}
    return created, (length / scale if known else None)


def _day_of(seconds_1904: int) -> str | None:
    if not 0 < seconds_1904 < 1 << 34:
        return None
    return plausible_day((_EPOCH_1904 + timedelta(seconds=seconds_1904)).strftime("%Y-%m-%d %H:%M:%S"))


def _track(moov: bytes, start: int, end: int) -> Film:
    width = height = 0
    handler = b""
    locked = False
    for name, inner, inner_end in _boxes(moov, start, end):
        if name == b"tkhd":
            width, height = _track_size(moov[inner:inner_end])
        elif name == b"mdia":
            for part, at, _ in _boxes(moov, inner, inner_end):
                if part == b"hdlr":
                    handler = moov[at + 8 : at + 12]
            locked = b"encv" in moov[inner:inner_end] or b"drms" in moov[inner:inner_end]
    return Film(handler == b"vide" and width > 0, handler == b"soun", width, height, locked=locked)


def _track_size(box: bytes) -> tuple[int, int]:
    at = 52 if box[:1] == b"\x01" else 40
    if len(box) < at + 44:
        return 0, 0
    a, b = struct.unpack_from(">ii", box, at)
    width, height = (value >> 16 for value in struct.unpack_from(">II", box, at + 36))
    return (height, width) if a == 0 and b != 0 else (width, height)


def read_heif(file: BinaryIO) -> Header:
    """The size and day of the main picture of a HEIC or AVIF file."""
    meta = _top_box(file, b"meta", _MAX_META_BYTES)
    size, turns = _main_size(meta[4:])
    file.seek(0)
    exif = Exif()
    start = file.read(1 << 18)
    match = _EXIF_START.search(start)
    if match is not None:
        exif = read_exif(start[match.end() :])
    header = Header(*size, captured=exif.captured, animated=b"avis" in start[8:64])
    # Exif's orientation is for information only in HEIF; the file's own turns count (23008-12, 6.5.10).
    return header.turned(6) if turns % 2 else header


def _main_size(meta: bytes) -> tuple[tuple[int, int], int]:
    # The properties (ispe, irot) that belong to the primary item; the largest picture where none is named.
    primary = 0
    properties: list[tuple[bytes, bytes]] = []
    owned: list[int] = []
    for name, start, end in _boxes(meta):
        if name == b"pitm":
            primary = _item_number(meta[start:end])
        elif name == b"iprp":
            for part, at, part_end in _boxes(meta, start, end):
                if part == b"ipco":
                    properties = [(kind, meta[low:high]) for kind, low, high in _boxes(meta, at, part_end)]
                elif part == b"ipma" and primary:
                    owned = _properties_of(meta[at:part_end], primary)
    chosen = [properties[number - 1] for number in owned if 0 < number <= len(properties)] or properties
    sizes = [struct.unpack_from(">II", body, 4) for kind, body in chosen if kind == b"ispe" and len(body) >= 12]
    width, height = max(sizes, key=lambda size: size[0] * size[1], default=(0, 0))
    turns = next((body[0] & 3 for kind, body in chosen if kind == b"irot" and body), 0) if owned else 0
    return (width, height), turns


def _item_number(box: bytes) -> int:
    shape = ">4xI" if box[:1] != b"\0" else ">4xH"
    return int(struct.unpack_from(shape, box)[0]) if len(box) >= struct.calcsize(shape) else 0


def _properties_of(box: bytes, item: int) -> list[int]:
    # ItemPropertyAssociation: which numbered properties belong to an item.
    wide_ids, wide_indexes = box[:1] != b"\0", len(box) > 3 and box[3] & 1
    at = 8
    try:
        for _ in range(min(struct.unpack_from(">I", box, 4)[0], _MAX_BOXES)):
            (number,) = struct.unpack_from(">I" if wide_ids else ">H", box, at)
            at += 4 if wide_ids else 2
            count = box[at]
            at += 1
            shape = f">{count}{'H' if wide_indexes else 'B'}"
            indexes = struct.unpack_from(shape, box, at)
            at += struct.calcsize(shape)
            if number == item:
                return [index & (0x7FFF if wide_indexes else 0x7F) for index in indexes]
    except (struct.error, IndexError):
        return []
    return []


_SEGMENT, _INFO, _TRACKS, _TRACK = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE
_SCALE, _DURATION, _DATE, _TYPE, _VIDEO, _PX_WIDE, _PX_HIGH = 0x2AD7B1, 0x4489, 0x4461, 0x83, 0xE0, 0xB0, 0xBA
_DOCTYPE = 0x4282


def read_matroska(head: bytes) -> tuple[str, Film]:
    """Read the beginning of a WebM or Matroska file: its name (webm or mkv) and what is in it."""
    doctype = "webm" if b"webm" in head[:64] else "mkv"
    scale, ticks, pictures, sound, width, height = 1_000_000, 0.0, False, False, 0, 0
    stack = [(0, len(head))]
    steps = 0
    while stack and steps < _MAX_BOXES:
        at, end = stack.pop()
        steps += 1
        element = _element(head, at, end)
        if element is None:
            continue
        number, body, stop = element
        stack.append((stop, end))
        if number in {_SEGMENT, _INFO, _TRACKS, _TRACK, _VIDEO}:
            stack.append((body, min(stop, end)))
        content = head[body:stop]
        if number == _SCALE:
            scale = int.from_bytes(content[:8], "big")
        elif number == _DURATION and len(content) in {4, 8}:
            ticks = struct.unpack(">f" if len(content) == 4 else ">d", content)[0]
        elif number == _TYPE:
            pictures, sound = pictures or content == b"\x01", sound or content == b"\x02"
        elif number == _PX_WIDE:
            width = max(width, int.from_bytes(content[:4], "big"))
        elif number == _PX_HIGH:
            height = max(height, int.from_bytes(content[:4], "big"))
    seconds = ticks * scale / 1e9
    return doctype, Film(pictures, sound, width, height, seconds if 0 < seconds < 1e7 else None)


def _element(data: bytes, at: int, end: int) -> tuple[int, int, int] | None:
    # Number, start and end of the content of the EBML element at a place.
    if at >= min(end, len(data)) or not data[at]:
        return None
    id_length = 9 - data[at].bit_length()
    number = int.from_bytes(data[at : at + id_length], "big")
    at += id_length
    if at >= len(data) or not data[at]:
        return None
    size_length = 9 - data[at].bit_length()
    size = int.from_bytes(data[at : at + size_length], "big") & ((1 << 7 * size_length) - 1)
    unknown = size == (1 << 7 * size_length) - 1
    at += size_length
    return number, at, end if unknown else min(at + size, end)
