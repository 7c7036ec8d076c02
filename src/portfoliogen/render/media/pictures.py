"""Pictures: decoded, turned upright, brought to sRGB, freed of everything else, and encoded anew in sizes.

Why WebP of method 2 at quality 78, and one JPEG beside it: `benchmarks/media.py`, seven natural pictures, one
core, November 2026 (Pillow 13.0, libwebp 1.6.0, libavif 1.4.2). Bytes are against JPEG of the same SSIM.

    encoder            bytes      ms a megapixel
    JPEG               1.00         3
    JPEG progressive   0.96        20
    WebP method 0      0.97        23
    WebP method 2      0.77-0.85   34-54     the knee: all sizes of a photo (2.8 megapixels) in 0.11 s
    WebP method 4      0.72-0.79  100
    AVIF speed 9       0.75-0.90   53-101
    AVIF speed 8       0.69-0.82  180-320
    AVIF speed 6       0.62-0.69  620-890

AVIF of the same speed is no smaller, its slow speeds would cost five times the whole rest, and not every build of
Pillow has it. Quality 78 has an SSIM of 0.973, that of JPEG 79. A photo of 12 megapixels takes 0.22 s of one core
(0.27 on its side), 0.93 to 1.09 times the bare library calls, and Hugo 0.111 took 1.8 s for the same sizes; found
ready, 1.5 ms. The JPEG fallback serves what
shows no WebP (since 2020 hardly anything), so it is made in one size; progressive would cost more than it saves.

Half of all pictures take less than 0.08 bytes a pixel, nine of ten less than 0.19. What takes more than 0.25 is grain:
crayon, gravel, leaves in the dark. At quality 50 it weighs a quarter less, at 30 two fifths, and what is lost is lost
among the grain: side by side nobody tells which is which.
"""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct
from PIL import Image

from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.model.media import MadeMedia, MediaJob, Rendition
from portfoliogen.model.sources import MediaKind
from portfoliogen.render.media.colours import shrink, to_srgb
from portfoliogen.render.media.made import Outcome, note, put, stem_of
from portfoliogen.render.media.opening import Opened, load_picture, too_heavy
from portfoliogen.render.media.sizes import fit, ladder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

RESAMPLING = Image.Resampling.LANCZOS
WEBP_QUALITY, WEBP_METHOD = 78, 2
GRAINY_QUALITIES = (50, 30)
"""Tried in turn where a picture takes more than `GRAINY` bytes a pixel; a small one may take as much as it will."""
GRAINY = 0.25
_SMALL_PIXELS = 100_000
JPEG_QUALITY = 80
FALLBACK_NOMINAL_PX = 960
PLACEHOLDER_PX = 16
_MAX_COLOURS_OF_A_DRAWING = 256
_LARGE_PIXELS = 20_000_000
_REDUCING_GAP = 2.0
_DRAWN = frozenset({"png", "gif", "bmp", "webp", "tiff"})

TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class Encoded(Struct, frozen=True):
    """One size in one format, still in memory."""

    content: bytes
    ending: str
    mime: str
    size_px: tuple[int, int]


class Sizes(Struct, frozen=True):
    """A picture in all its sizes: the modern format by width, then the fallback; and a tiny data URI."""

    files: tuple[Encoded, ...]
    placeholder: str


def make_picture(file: BinaryIO, job: MediaJob, folder: Path) -> Outcome:
    """Make all sizes of one picture that does not move.

    Raises:
        Withheld: it cannot be shown.
        OSError: the results cannot be written.
    """
    nominal = job.treatment.widths_px
    try:
        opened = load_picture(file, job.facts.format, lambda size, turn: _largest_stored(size, turn, nominal))
        full_px = _as_seen(opened.full_px, opened.orientation)
        sizes = encode_sizes(_upright(opened, nominal), full_px, nominal, drawn=job.facts.format in _DRAWN)
    except MemoryError:
        raise too_heavy() from None
    renditions = put_sizes(sizes, folder, stem_of(job))
    media = MadeMedia(
        MediaKind.PICTURE,
        renditions,
        placeholder=sizes.placeholder,
        width_px=full_px[0],
        height_px=full_px[1],
        size_bytes=sum(one.size_bytes for one in renditions),
    )
    return Outcome(media, () if opened.whole else (note(rules.MEDIA_TRUNCATED),))


def put_sizes(sizes: Sizes, folder: Path, stem: str) -> tuple[Rendition, ...]:
    """Write a picture's files."""
    return tuple(
        put(folder, f"{stem}-{one.size_px[0]}.{one.ending}", one.mime, one.content, one.size_px) for one in sizes.files
    )


def _as_seen(size_px: tuple[int, int], orientation: int) -> tuple[int, int]:
    return (size_px[1], size_px[0]) if orientation >= 5 else size_px


def _largest_stored(stored_px: tuple[int, int], orientation: int, nominal: Sequence[int]) -> tuple[int, int]:
    largest = fit(*_as_seen(stored_px, orientation), max(nominal))
    return _as_seen(largest, orientation)


def _upright(opened: Opened, nominal: Sequence[int]) -> Image.Image:
    # First smaller, then the costly steps: colours and turning cost by the pixel.
    image = opened.image
    size = _largest_stored(opened.full_px, opened.orientation, nominal)
    if (
        image.width * image.height > _LARGE_PIXELS
        or image.mode not in {"L", "RGB", "CMYK"}
        or image.info.get("transparency") is not None
    ):
        image = shrink(image, max(1, min(int(image.width / size[0] / 2), int(image.height / size[1] / 2))))
    image = smaller(image, size)
    image = to_srgb(image, opened.profile)
    turn = TURNS.get(opened.orientation)
    return image if turn is None else image.transpose(turn)


def smaller(image: Image.Image, size_px: tuple[int, int]) -> Image.Image:
    """A copy in another size; what is transparent lends no colour to what is not."""
    if image.size == size_px:
        return image
    return image.resize(size_px, RESAMPLING, reducing_gap=_REDUCING_GAP)


def encode_sizes(upright: Image.Image, full_px: tuple[int, int], nominal: Sequence[int], *, drawn: bool) -> Sizes:
    """Encode a plain upright picture in every size.

    Args:
        upright: In sRGB, without any info; at least as large as the largest size.
        full_px: The size of the original, as seen: no size is larger.
        drawn: It may be a drawing or screenshot, which is kept exact where it has few colours.
    """
    steps = ladder(*full_px, nominal)
    fallback_px = steps[
        min(len(ladder(*full_px, [n for n in nominal if n <= FALLBACK_NOMINAL_PX] or nominal[:1])), len(steps)) - 1
    ]
    modern: list[Encoded] = []
    fallback: list[Encoded] = []
    image = upright
    for size in reversed(steps):
        image = smaller(image, size)
        exact = drawn and size == full_px and image.getcolors(_MAX_COLOURS_OF_A_DRAWING) is not None
        modern.append(encode_modern(image, exact=exact))
        if size == fallback_px:
            fallback.append(encode_fallback(image, exact=exact))
    return Sizes((*reversed(modern), *fallback), placeholder_of(image))


def encode_modern(image: Image.Image, *, exact: bool) -> Encoded:
    """Encode as WebP, without loss where `exact`."""
    buffer = io.BytesIO()
    if exact:
        image.save(buffer, "WEBP", lossless=True, quality=70, method=3, exact=False)
    else:
        image.save(buffer, "WEBP", quality=WEBP_QUALITY, method=WEBP_METHOD)
        for quality in GRAINY_QUALITIES:
            if buffer.tell() <= GRAINY * max(image.width * image.height, _SMALL_PIXELS):
                break
            buffer = io.BytesIO()
            image.save(buffer, "WEBP", quality=quality, method=WEBP_METHOD)
    return Encoded(buffer.getvalue(), "webp", "image/webp", image.size)


def encode_fallback(image: Image.Image, *, exact: bool) -> Encoded:
    """Encode for the few programs without the modern format: PNG for drawings and what is transparent, else JPEG."""
    buffer = io.BytesIO()
    if exact or image.mode == "RGBA":
        small = image if exact else image.quantize(256, Image.Quantize.FASTOCTREE)
        small.save(buffer, "PNG", optimize=True)
        return Encoded(buffer.getvalue(), "png", "image/png", image.size)
    image.save(buffer, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return Encoded(buffer.getvalue(), "jpg", "image/jpeg", image.size)


def placeholder_of(image: Image.Image) -> str:
    """A picture of a few pixels as a data URI, to stand in the page until the real one has come."""
    tiny = image.resize(fit(*image.size, PLACEHOLDER_PX), Image.Resampling.BOX, reducing_gap=1.1)
    buffer = io.BytesIO()
    tiny.save(buffer, "WEBP", quality=40, method=4)
    return "data:image/webp;base64," + base64.b64encode(buffer.getvalue()).decode("ascii")
