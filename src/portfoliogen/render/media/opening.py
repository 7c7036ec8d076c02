"""Open a picture with exactly one decoder, the one for what it is, and load it as far as it goes."""

from __future__ import annotations

import contextlib
import importlib
import io
import threading
import warnings
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct
from msgspec.structs import replace
from PIL import Image, ImageFile

from portfoliogen.diagnostics.rules import media as rules
from portfoliogen.render.media.made import Withheld
from portfoliogen.render.media.picture_streams import bare_png, filled_webp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_PIXELS = 120_000_000
"""The most a picture may have: decoded at 4 bytes a pixel it stays below 600 MB."""
MAX_DRAFTED_PIXELS = 178_000_000
"""The most a JPEG may have, which is scaled down while it is decoded; Pillow refuses more by itself."""
MAX_PROGRESSIVE_BYTES = 500_000_000
"""The most that a progressive JPEG may need, whose decoder keeps all its coefficients, of two bytes each."""

Image.MAX_IMAGE_PIXELS = MAX_DRAFTED_PIXELS // 2 + 1

_DECODERS = {
    "jpeg": ("JPEG", "PIL.JpegImagePlugin"),
    "png": ("PNG", "PIL.PngImagePlugin"),
    "gif": ("GIF", "PIL.GifImagePlugin"),
    "webp": ("WEBP", "PIL.WebPImagePlugin"),
    "avif": ("AVIF", "PIL.AvifImagePlugin"),
    "tiff": ("TIFF", "PIL.TiffImagePlugin"),
    "bmp": ("BMP", "PIL.BmpImagePlugin"),
    "heic": ("HEIF", "pillow_heif"),
}
_LOADING_TRUNCATED = threading.Lock()
_XMP = ("xmp", "XML:com.adobe.xmp", "Raw profile type xmp")
_MOST_MENDED_BYTES = 100_000_000


class Opened(Struct, frozen=True):
    """A picture in memory, as it lies in its file. `whole` is False where its end is missing."""

    image: Image.Image
    orientation: int
    profile: bytes | None
    whole: bool
    full_px: tuple[int, int]


def open_picture(file: BinaryIO, format_name: str) -> Image.Image:
    """Read a picture's header with the one decoder that `format_name` names.

    Raises:
        Withheld: it is not that, or has too many pixels.
    """
    name, module = _DECODERS[format_name]
    plugin = importlib.import_module(module)
    if format_name == "heic" and "HEIF" not in Image.OPEN:
        plugin.register_heif_opener(thumbnails=False, decode_threads=2)
    try:
        with quietly():
            image = Image.open(file, formats=[name])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_large(MAX_DRAFTED_PIXELS * 2, MAX_DRAFTED_PIXELS) from None
    except MemoryError:
        raise too_heavy() from None
    except Exception as error:  # Decoders raise what they like; none of it is ours.
        raise Withheld(rules.MEDIA_UNREADABLE, reason="it is broken, or not what it says it is") from error
    check_size(image)
    return image


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    """Keep what decoders remark on a file's oddities from a teacher's screen; what matters is told by us."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def check_size(image: Image.Image) -> None:
    """Refuse a picture by its declared size, before anything is decoded.

    Raises:
        Withheld: PG407.
    """
    limit = MAX_PIXELS
    if image.format in {"JPEG", "MPO"}:
        progressive = image.info.get("progressive") or image.info.get("progression")
        limit = min(MAX_DRAFTED_PIXELS, _most_progressive(image)) if progressive else MAX_DRAFTED_PIXELS
    if image.width * image.height > limit:
        raise _too_large(image.width * image.height, limit)


def _most_progressive(image: Image.Image) -> int:
    # Colours are usually kept at half the width and height: 1.5 coefficients a pixel, else up to 4.
    layers: list[tuple[int, int, int, int]] = getattr(image, "layer", [])
    areas = [across * down for _, across, down, _ in layers]
    whole = max((one[1] for one in layers), default=1) * max((one[2] for one in layers), default=1)
    return int(MAX_PROGRESSIVE_BYTES / (2 * sum(areas) / whole if areas else 8))


def too_heavy() -> Withheld:
    """The refusal of a picture for which the memory does not suffice; another day it may."""
    return Withheld(rules.MEDIA_TOO_HEAVY, lasting=False, reason="would take too much memory")


def _too_large(pixels: int, limit: int) -> Withheld:
    return Withheld(rules.PICTURE_TOO_LARGE, megapixels=round(pixels / 1e6), limit=limit // 1_000_000)


def load_picture(
    file: BinaryIO,
    format_name: str,
    wanted_px: Callable[[tuple[int, int], int], tuple[int, int]],
) -> Opened:
    """Decode a picture, no larger than needed where the decoder can scale.

    Args:
        wanted_px: From the size as stored and the orientation to the largest size wanted, as stored.

    Raises:
        Withheld: nothing of it can be read.
    """
    try:
        return _loaded(file, format_name, wanted_px)
    except Withheld as answer:
        mend = {"png": bare_png, "webp": filled_webp}.get(format_name)
        if mend is None or answer.finding.code != rules.MEDIA_UNREADABLE.code:
            raise
        # Broken texts, profiles and animations stop Pillow, as does a missing end; browsers show what there is.
        file.seek(0)
        opened = _loaded(io.BytesIO(mend(file.read(_MOST_MENDED_BYTES))), format_name, wanted_px)
        return replace(opened, whole=opened.whole and format_name == "png")


def _loaded(
    file: BinaryIO,
    format_name: str,
    wanted_px: Callable[[tuple[int, int], int], tuple[int, int]],
) -> Opened:
    image = open_picture(file, format_name)
    full_px = image.size
    whole = True
    try:
        with quietly():
            _draft(image, format_name, wanted_px)
            image.seek(first_frame(image))
            image.load()
    except MemoryError:
        raise too_heavy() from None
    except Exception:  # noqa: BLE001 - decoders raise what they like; the second try decides
        whole = False
        image = _load_what_there_is(file, format_name, wanted_px)
    return Opened(image, _orientation(image), _profile(image), whole, full_px)


def first_frame(image: Image.Image) -> int:
    """Where an animation begins: a PNG may have a picture before it, for programs that show no animations."""
    return 1 if getattr(image, "default_image", False) else 0


def _draft(image: Image.Image, format_name: str, wanted_px: Callable[[tuple[int, int], int], tuple[int, int]]) -> None:
    if format_name == "jpeg":
        image.draft(image.mode, wanted_px(image.size, _orientation(image)))


def _load_what_there_is(
    file: BinaryIO, format_name: str, wanted_px: Callable[[tuple[int, int], int], tuple[int, int]]
) -> Image.Image:
    with _LOADING_TRUNCATED:
        before = ImageFile.LOAD_TRUNCATED_IMAGES
        ImageFile.LOAD_TRUNCATED_IMAGES = True
        try:
            file.seek(0)
            image = open_picture(file, format_name)
            with quietly():
                _draft(image, format_name, wanted_px)
                image.load()
        except Withheld:
            raise
        except Exception as error:
            raise Withheld(rules.MEDIA_UNREADABLE, reason="nothing of the picture could be read") from error
        finally:
            ImageFile.LOAD_TRUNCATED_IMAGES = before
    return image


def _orientation(image: Image.Image) -> int:
    # Exif alone counts, as in browsers: editors leave other words in XMP, which Pillow would take where Exif has none.
    for name in _XMP:
        image.info.pop(name, None)
    try:
        value = image.getexif().get(0x0112, 1)
    except Exception:  # noqa: BLE001 - decoders raise what they like; the second try decides
        return 1
    return value if isinstance(value, int) and 1 <= value <= 8 else 1


def _profile(image: Image.Image) -> bytes | None:
    profile = image.info.get("icc_profile")
    return profile if isinstance(profile, bytes) and profile else None
