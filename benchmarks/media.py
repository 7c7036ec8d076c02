"""What pictures cost: size, likeness and time for each encoder, and our time against the bare library calls.

    python benchmarks/media.py [--rounds 5] [FOLDER of photos, PNG or JPEG]

Without a folder, photo-like pictures are made: noise at every scale, as in nature, with a few hard edges. The
settings in `render/media/pictures.py` were chosen by the first table; the second holds them to the bar of 1.3.
"""

from __future__ import annotations

import argparse
import io
import itertools
import random
import resource
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pillow_heif
from PIL import Image, ImageMath, features

from portfoliogen.model.media import MediaJob, Treatment
from portfoliogen.model.sources import SourceFile
from portfoliogen.read.media import read_media_facts
from portfoliogen.render.media import make_media, pictures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_BLOCK = 8


@dataclass(frozen=True)
class Way:
    """One encoder with one effort, over the qualities that make sense for it."""

    name: str
    kind: str
    qualities: tuple[int, ...]
    options: dict[str, object]


WAYS = (
    Way("JPEG", "JPEG", (70, 75, 80, 85), {}),
    Way("JPEG optimised", "JPEG", (70, 75, 80, 85), {"optimize": True}),
    Way("JPEG progressive", "JPEG", (70, 75, 80, 85), {"optimize": True, "progressive": True}),
    Way("WebP method 0", "WEBP", (65, 72, 80, 86), {"method": 0}),
    Way("WebP method 1", "WEBP", (65, 72, 80, 86), {"method": 1}),
    Way("WebP method 2", "WEBP", (65, 72, 80, 86), {"method": 2}),
    Way("WebP method 4", "WEBP", (65, 72, 80, 86), {"method": 4}),
    Way("AVIF speed 10", "AVIF", (45, 55, 65, 75), {"speed": 10, "max_threads": 1}),
    Way("AVIF speed 9", "AVIF", (45, 55, 65, 75), {"speed": 9, "max_threads": 1}),
    Way("AVIF speed 8", "AVIF", (45, 55, 65, 75), {"speed": 8, "max_threads": 1}),
    Way("AVIF speed 6", "AVIF", (45, 55, 65, 75), {"speed": 6, "max_threads": 1}),
)


def ssim(first: Image.Image, second: Image.Image) -> float:
    """Structural similarity of two pictures' lightness, over blocks of 8 by 8 (Wang et al. 2004): 1 is the same."""
    x, y = (image.convert("L").convert("F") for image in (first, second))

    def block_means(image: Image.Image) -> list[float]:
        data: Any = image.reduce(_BLOCK).get_flattened_data()
        return list(data)

    def product(a: Image.Image, b: Image.Image) -> Image.Image:
        made: Image.Image = ImageMath.lambda_eval(lambda args: args["a"] * args["b"], a=a, b=b)
        return made

    means_x, means_y = block_means(x), block_means(y)
    squares_x, squares_y, both = block_means(product(x, x)), block_means(product(y, y)), block_means(product(x, y))
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    values = []
    for mx, my, xx, yy, xy in zip(means_x, means_y, squares_x, squares_y, both, strict=True):
        like = (2 * mx * my + c1) * (2 * (xy - mx * my) + c2)
        values.append(like / ((mx * mx + my * my + c1) * (xx - mx * mx + yy - my * my + c2)))
    return statistics.fmean(values)


def natural(width: int, height: int, seed: int) -> Image.Image:
    """A picture with detail at every scale and a few hard edges, the same for the same seed."""
    chance = random.Random(seed)

    def layer() -> Image.Image:
        whole = Image.new("L", (width, height), 128)
        for power in range(2, 9):
            side = (max(2, width >> power), max(2, height >> power))
            noise = Image.frombytes("L", side, chance.randbytes(side[0] * side[1]))
            whole = Image.blend(whole, noise.resize((width, height), Image.Resampling.BICUBIC), 0.12 + 0.03 * power)
        return whole

    image = Image.merge("RGB", (layer(), layer(), layer()))
    for _ in range(12):
        left, top = chance.randrange(width), chance.randrange(height)
        tone = tuple(chance.randbytes(3))
        shape = Image.new("RGB", (width // 8, height // 12), tone).rotate(chance.randrange(90), expand=True)
        image.paste(shape, (left, top), shape.convert("L").point(lambda value: 200 if value else 0))
    return image


def encode(image: Image.Image, way: Way, quality: int) -> tuple[bytes, float]:
    """The bytes, and the milliseconds of one core that they took."""
    buffer = io.BytesIO()
    start = time.process_time()
    image.save(buffer, way.kind, quality=quality, **way.options)
    return buffer.getvalue(), (time.process_time() - start) * 1000


def curve(samples: list[Image.Image]) -> None:
    """Print for each way and quality: bits a pixel, likeness, milliseconds a megapixel."""
    pixels = sum(image.width * image.height for image in samples) / 1e6
    reference: list[tuple[float, float]] = []
    print("| way | quality | bits a pixel | SSIM | ms a megapixel | bytes against JPEG of the same SSIM |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for way in WAYS:
        if way.kind == "AVIF" and not features.check("avif"):
            continue
        for quality in way.qualities:
            made = [encode(image, way, quality) for image in samples]
            size = sum(len(content) for content, _ in made)
            spent = sum(min(ms, encode(image, way, quality)[1]) for image, (_, ms) in zip(samples, made, strict=True))
            likeness = statistics.fmean(
                ssim(image, Image.open(io.BytesIO(content)).convert("RGB"))
                for image, (content, _) in zip(samples, made, strict=True)
            )
            if way.name == "JPEG":
                reference.append((likeness, float(size)))
            against = size / size_at(likeness, reference)
            print(
                f"| {way.name} | {quality} | {size * 8 / pixels / 1e6:.2f} | {likeness:.4f} | {spent / pixels:.0f} | "
                f"{against:.2f} |"
            )


def size_at(likeness: float, known: Iterable[tuple[float, float]]) -> float:
    """The size that the reference needs for a likeness, on the line through its nearest points."""
    points = sorted(known)
    if len(points) == 1:
        return points[0][1]
    pairs = list(itertools.pairwise(points))
    (x0, y0), (x1, y1) = next((pair for pair in pairs if likeness <= pair[1][0]), pairs[-1])
    return max(1.0, y0 + (likeness - x0) * (y1 - y0) / (x1 - x0))


def bare(path: Path) -> None:
    """The library calls that one photo needs for the same results, and nothing else."""
    image = Image.open(path)
    turn = image.getexif().get(0x0112, 1)
    wide, high = (480, 960, 1600), (360, 720, 1200)
    boxes = list(zip(wide, high, strict=True)) if image.width > image.height else list(zip(high, wide, strict=True))
    image.draft("RGB", boxes[-1])
    image.load()
    shown = image.resize(boxes[-1], pictures.RESAMPLING, reducing_gap=2.0)
    if turn == 6:
        shown = shown.transpose(Image.Transpose.ROTATE_270)
        boxes = [(height, width) for width, height in boxes]
    for box in reversed(boxes):
        if shown.size != box:
            shown = shown.resize(box, pictures.RESAMPLING, reducing_gap=2.0)
        pictures.encode_modern(shown, exact=False)
        if max(box) == pictures.FALLBACK_NOMINAL_PX:
            pictures.encode_fallback(shown, exact=False)
    pictures.placeholder_of(shown)


def ratio(rounds: int) -> None:
    """Print our time against the bare calls, in turn, for a photo upright, one on its side, and one of an iPhone."""
    pillow_heif.register_heif_opener(thumbnails=False)
    print("\n| photo of 12 megapixels | bare calls, ms | ours, ms | ours / bare |\n| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for label, turn, ending in (("upright", 1, "jpg"), ("on its side", 6, "jpg"), ("HEIC", 2, "heic")):
            path = folder / f"{turn}.{ending}"
            exif = Image.Exif()
            exif[0x0112] = turn if ending == "jpg" else 1
            natural(4032, 3024, turn).save(path, quality=92 if ending == "jpg" else 70, exif=exif)
            calls, ours = [], []
            for number in range(rounds + 1):
                calls.append(_timed(partial(bare, path)))
                store = folder / f"store{turn}-{number}"
                ours.append(_timed(partial(_ours, path, store)))
            low, mine = statistics.median(calls[1:]), statistics.median(ours[1:])
            print(f"| {label}, {path.stat().st_size / 1e6:.1f} MB | {low:.0f} | {mine:.0f} | {mine / low:.2f} |")
            ready = folder / f"store{turn}-{rounds}"
            again = [_timed(partial(_ours, path, ready)) for _ in range(rounds)]
            print(f"| the same, found ready | | {statistics.median(again):.1f} | |")


def _timed(work: Callable[[], object]) -> float:
    start = _spent_s()
    work()
    return (_spent_s() - start) * 1000


def _spent_s() -> float:
    """The time of all cores that this process and its children took."""
    both = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(spent.ru_utime + spent.ru_stime for spent in both)


def _ours(path: Path, store: Path) -> None:
    source = SourceFile(str(path.parent), path.name, path.name, path.stat().st_size)
    facts, _ = read_media_facts(source)
    make_media(MediaJob(source.digest()[:16], source, facts, Treatment()), store)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    if given.folder:
        paths = sorted(path for path in Path(given.folder).rglob("*") if path.suffix.lower() in {".png", ".jpg"})
        samples = [Image.open(path).convert("RGB") for path in paths]
        samples = [
            image.crop((0, 0, image.width - image.width % _BLOCK, image.height - image.height % _BLOCK))
            for image in samples
        ]
    else:
        samples = [natural(960, 720, seed) for seed in (1, 2, 3)]
    versions = ", ".join(f"{name} {features.version(name)}" for name in ("libjpeg_turbo", "webp", "avif"))
    print(f"{len(samples)} pictures, {sys.implementation.name} {sys.version.split()[0]}, {versions}\n")
    curve(samples)
    ratio(given.rounds)


if __name__ == "__main__":
    main()
