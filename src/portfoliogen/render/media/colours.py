"""Any picture's colours to plain 8-bit sRGB, grey or RGB with alpha, with nothing else attached."""

from __future__ import annotations

import io
from functools import lru_cache
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from PIL import ImageCms

_MAX_PROFILE_BYTES = 4 << 20
_BAND_PIXELS = 4_000_000
_DEEP = frozenset({"I", "F", "I;16", "I;16B", "I;16L", "I;16N"})


def plain(image: Image.Image) -> Image.Image:
    """The same picture in a mode that can be scaled: L, RGB, RGBA or CMYK."""
    if image.mode in _DEEP:
        return _to_8_bits(image)
    if image.mode in {"P", "PA"} or "transparency" in image.info:
        transparent = image.mode == "PA" or "transparency" in image.info
        return image.convert("RGBA" if transparent else "RGB")
    if image.mode in {"LA", "La", "RGBa"}:
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in {"L", "RGB", "RGBA", "CMYK"} else image.convert("RGB")


def _to_8_bits(image: Image.Image) -> Image.Image:
    # Pillow would clip at 255 instead of scaling.
    wide = image if image.mode in {"I", "F"} else image.convert("I")
    extrema = wide.getextrema()
    low, high = (float(value) for value in extrema if not isinstance(value, tuple))
    if image.mode.startswith("I") and low >= 0 and high <= 65535:
        low, high = 0.0, (65535.0 if high > 255 else 255.0)
    if not high > low:  # also for what is not a number
        return Image.new("L", image.size)
    scale = 255.0 / (high - low)
    return wide.convert("F").point(lambda value: value * scale - low * scale).convert("L")


def shrink(image: Image.Image, factor: int) -> Image.Image:
    """A picture by a whole factor smaller, in a mode that can be scaled, band by band.

    So a picture of 100 million pixels needs hardly more memory than it does decoded.
    """
    width, height = -(-image.width // factor), -(-image.height // factor)
    small: Image.Image | None = None
    rows = max(factor, _BAND_PIXELS // max(1, image.width) // factor * factor)
    for top in range(0, image.height, rows):
        band = image.crop((0, top, image.width, min(top + rows, image.height)))
        band.info = dict(image.info)
        part = _reduce(plain(band), factor)
        if small is None:
            small = Image.new(part.mode, (width, height))
        small.paste(part, (0, top // factor))
    return small if small is not None else image


def _reduce(image: Image.Image, factor: int) -> Image.Image:
    if image.mode != "RGBA":
        return image.reduce(factor) if factor > 1 else image
    return image.convert("RGBa").reduce(factor).convert("RGBA") if factor > 1 else image


def to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as a browser shows them without a profile; a broken profile is passed over.

    The picture given may be the one that comes back, and has lost its info then.
    """
    converted = _with_profile(image, profile) if profile and len(profile) <= _MAX_PROFILE_BYTES else None
    if converted is None:
        converted = image.convert("RGB") if image.mode == "CMYK" else image
    if converted.mode == "RGBA" and converted.getchannel("A").getextrema() == (255, 255):
        converted = converted.convert("RGB")
    converted.info = {}
    return converted


def _with_profile(image: Image.Image, profile: bytes) -> Image.Image | None:
    from PIL import ImageCms  # noqa: PLC0415 - only pictures with a profile need it

    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    bare = image.convert("RGB") if alpha is not None else image
    try:
        transform = _transform(profile, bare.mode)
        if transform is None:
            return None
        converted = ImageCms.applyTransform(bare, transform)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return None
    if converted is not None and alpha is not None:
        converted.putalpha(alpha)
    return converted


@lru_cache(maxsize=16)
def _transform(profile: bytes, mode: str) -> ImageCms.ImageCmsTransform | None:
    # None where the profile is sRGB already, or is for another kind of picture.
    from PIL import ImageCms  # noqa: PLC0415 - only pictures with a profile need it

    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if source.profile.xcolor_space.strip() != {"L": "GRAY", "RGB": "RGB", "CMYK": "CMYK"}.get(mode):
        return None
    if mode == "RGB" and "srgb" in (source.profile.profile_description or "").lower():
        return None
    return ImageCms.buildTransform(source, ImageCms.createProfile("sRGB"), mode, "L" if mode == "L" else "RGB")
