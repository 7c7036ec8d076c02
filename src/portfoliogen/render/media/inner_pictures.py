"""Pictures inside documents: made anew in their own format, so that the document still finds them."""

from __future__ import annotations

import io
import struct
from typing import Any

from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.render.media.colours import shrink, to_srgb
from portfoliogen.render.media.made import Withheld
from portfoliogen.render.media.opening import load_picture
from portfoliogen.render.media.pictures import TURNS, smaller

LONG_SIDE_PX = 2000
_STARTS = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG", "png"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
)
_SAVED: dict[str, tuple[str, dict[str, Any]]] = {
    "jpeg": ("JPEG", {"quality": 82}),
    "png": ("PNG", {}),
    "gif": ("GIF", {}),
    "bmp": ("BMP", {}),
    "tiff": ("TIFF", {"compression": "tiff_deflate"}),
}


def clean_picture(content: bytes) -> bytes | None:
    """The picture made anew in the same format, at most 2,000 pixels long; None where it cannot be."""
    format_name = next((name for start, name in _STARTS if content.startswith(start)), "")
    if not format_name:
        return None
    try:
        opened = load_picture(io.BytesIO(content), format_name, lambda size, _turn: _within(size))
        image = shrink(opened.image, 1)
        image = to_srgb(smaller(image, _within(opened.full_px)), opened.profile)
        turn = TURNS.get(opened.orientation)
        image = image if turn is None else image.transpose(turn)
        buffer = io.BytesIO()
        saver, options = _SAVED[format_name]
        if format_name in {"jpeg", "bmp"} and image.mode == "RGBA":
            image = image.convert("RGB")
        image.save(buffer, saver, **options)
    except Withheld as answer:
        if answer.finding.code == rules.MEDIA_TOO_HEAVY.code:
            raise
        return None
    except (OSError, ValueError):
        return None
    return buffer.getvalue()


def _within(size_px: tuple[int, int]) -> tuple[int, int]:
    scale = min(1.0, LONG_SIDE_PX / max(size_px))
    return max(1, round(size_px[0] * scale)), max(1, round(size_px[1] * scale))


def empty_drawing(ending: str) -> bytes | None:
    """A drawing of nothing, for drawings that cannot be made anew; None for other endings."""
    if ending == "emf":
        end = struct.pack("<5I", 14, 20, 0, 16, 20)
        head = struct.pack(
            "<II4i4iIIIIHHIIIiiii",
            1,
            108,
            0,
            0,
            1,
            1,
            0,
            0,
            100,
            100,
            0x464D4520,
            0x10000,
            128,
            2,
            1,
            0,
            0,
            0,
            0,
            1024,
            768,
            320,
            240,
        )
        return head.ljust(108, b"\0") + end
    if ending == "wmf":
        return struct.pack("<HHHIHIH", 1, 9, 0x300, 12, 0, 3, 0) + struct.pack("<IH", 3, 0)
    return None
