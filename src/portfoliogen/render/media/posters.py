"""A picture that stands for a film: one that is not black, upright, in the usual sizes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from PIL import Image, ImageStat

from portfoliogen.render.media.film_colours import picture_of
from portfoliogen.render.media.pictures import encode_sizes, put_sizes, smaller
from portfoliogen.render.media.sizes import fit

if TYPE_CHECKING:
    from pathlib import Path

    from portfoliogen.model.media import Rendition, Treatment

_LARGEST_NOMINAL_PX = 960
_DARK = 24.0
_PLACES = (0.1, 0.3, 0.5)
_LATEST_S = 5.0
_MAX_PACKETS = 400


class Poster(Struct, frozen=True):
    """A film's picture; `turn` says by how many degrees clockwise the film must be turned to stand upright."""

    renditions: tuple[Rendition, ...]
    placeholder: str
    full_px: tuple[int, int]
    turn: int


def make_poster(
    av: Any,
    source: Any,
    pictures: Any,
    folder: Path,
    stem: str,
    treatment: Treatment,
) -> Poster | None:
    """Take a picture from the first seconds of a film; None where no picture can be decoded."""
    duration_s = float(source.duration or 0) / 1_000_000
    best: tuple[float, Image.Image, int] | None = None
    for place in _PLACES:
        found = _picture_at(av, source, pictures, folder, min(duration_s * place, _LATEST_S * place * 10))
        if found is None:
            continue
        light = ImageStat.Stat(found[0].convert("L").resize((32, 32))).mean[0]
        if best is None or light > best[0]:
            best = (light, *found)
        if light > _DARK:
            break
    if best is None:
        return None
    _, image, turn = best
    nominal = tuple(px for px in treatment.widths_px if px <= _LARGEST_NOMINAL_PX) or treatment.widths_px[:1]
    sizes = encode_sizes(smaller(image, fit(*image.size, max(nominal))), image.size, nominal, drawn=False)
    return Poster(put_sizes(sizes, folder, f"{stem}-poster"), sizes.placeholder, image.size, turn)


def _picture_at(av: Any, source: Any, pictures: Any, folder: Path, at_s: float) -> tuple[Image.Image, int] | None:
    source.seek(int(at_s * 1_000_000))
    for number, packet in enumerate(source.demux(pictures)):
        try:
            frames = packet.decode()
        except OSError:
            frames = []
        for frame in frames:
            turn = -frame.rotation % 360
            turn = round(turn / 90) * 90 % 360
            return _square(picture_of(av, frame, folder), pictures).rotate(-turn, expand=True), turn
        if number > _MAX_PACKETS:
            break
    return None


def _square(image: Image.Image, pictures: Any) -> Image.Image:
    aspect = pictures.sample_aspect_ratio
    if not aspect or aspect == 1:
        return image
    return image.resize((max(1, round(image.width * float(aspect))), image.height), Image.Resampling.BICUBIC)
