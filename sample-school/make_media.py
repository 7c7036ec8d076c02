"""Make every picture, sound, film and document in this sample school.

    python sample-school/make_media.py             make them all
    python sample-school/make_media.py snail arch  make those whose path holds a word

Nobody in the pictures is real, and nobody's work was copied: all of it is drawn
here, from arithmetic and a fixed seed, so the same files come out every time.
It needs Pillow (with libraqm for Arabic), ffmpeg and espeak-ng, and, for the
handwriting, these Debian packages: fonts-breip fonts-bwht fonts-comic-neue
fonts-rufscript fonts-sjfonts fonts-noto-core fonts-noto-cjk fonts-dejavu.
The files are committed, so nobody needs to run this to use the sample.
"""

import json
import math
import random
import subprocess
import sys
import tempfile
import time
import wave
import zipfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

LEARNERS = Path(__file__).parent / "learners"
LAND, TALL = (2000, 1500), (1500, 2000)  # scenes are drawn at this size, saved at four fifths of it
MAISIE, KOFI = "Puffins/Maisie O'Dowd", "Puffins/Kofi Asante-Reid"
LLYR, AVA = "Year 6/Llŷr ap Rhodri", "7C/Ava-Mae D'Souza"
YUSUF, BERTIE, CALLUM = "8B/يوسف الحداد", "9B/Bertie Nwachukwu-Finch", "9B/Callum Priddy"
MEILING, ZADIE, NIAMH = "10A/林美玲", "11D/Zadie Fonseca", "Year 13/Niamh Adeyemi"
EZRA, REECE = "Rowan House/Ezra Bell", "Tidewell College/Reece O'Shaughnessy"
HALINA = "Adult learning/Halina Wójcik"

FONTS = {
    "child": "opentype/bwht/BecauseWeLearn-Regular.otf",
    "marker": "opentype/bwht/BecauseWeConnect-Regular.otf",
    "caps": "opentype/bwht/BecauseWeBuild-Regular.otf",
    "hand": "truetype/breip/Breip.ttf",
    "pen": "truetype/rufscript/Rufscript010.ttf",
    "felt": "opentype/comic-neue/ComicNeue-Bold.otf",
    "round": "opentype/comic-neue/ComicNeue-Regular.otf",
    "sloped": "opentype/comic-neue/ComicNeue-Italic.otf",
    "sans": "truetype/dejavu/DejaVuSans.ttf",
    "bold": "truetype/dejavu/DejaVuSans-Bold.ttf",
    "serif": "truetype/dejavu/DejaVuSerif.ttf",
    "black": "truetype/dejavu/DejaVuSerif-Bold.ttf",
    "mono": "truetype/dejavu/DejaVuSansMono.ttf",
    "arabic": "truetype/noto/NotoNaskhArabic-Bold.ttf",
    "chinese": "opentype/noto/NotoSerifCJK-Regular.ttc",
}
Colour = tuple[int, int, int]
Size = tuple[int, int]
Point = tuple[float, float]


# --- paper, light and noise -------------------------------------------------


def font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(f"/usr/share/fonts/{FONTS[name]}", size)


def mix(a: Colour, b: Colour, t: float) -> Colour:
    t = min(1, max(0, t))
    return tuple(round(x + (y - x) * t) for x, y in zip(a, b, strict=True))


def vary(colour: Colour, r: random.Random, by: int) -> Colour:
    shift = r.randint(-by, by)
    return tuple(min(255, max(0, c + shift + r.randint(-by // 3, by // 3))) for c in colour)


def noise(size: Size, cell: int | tuple[int, int], seed: str) -> Image.Image:
    """Smooth grey noise with features about `cell` pixels across."""
    across, down = (cell, cell) if isinstance(cell, int) else cell
    small = (size[0] // across + 3, size[1] // down + 3)
    grey = Image.frombytes("L", small, random.Random(seed).randbytes(small[0] * small[1]))
    if across == down == 1:
        return grey.crop((0, 0, *size))
    return grey.resize((small[0] * across, small[1] * down), Image.BICUBIC).crop((0, 0, *size))


def clouds(size: Size, seed: str, cells: tuple[int, ...] = (400, 180, 80, 36, 16)) -> Image.Image:
    out = noise(size, cells[0], seed)
    for i, cell in enumerate(cells[1:], 1):
        out = Image.blend(out, noise(size, cell, f"{seed}{i}"), 0.62 / (i + 1))
    return ImageOps.autocontrast(out, 1)


def gradient(size: Size, *stops: Colour, across: bool = False) -> Image.Image:
    strip = Image.new("RGB", (len(stops), 1) if across else (1, len(stops)))
    strip.putdata(stops)
    w, h = size
    n = len(stops)
    box = (0.5, 0, n - 0.5, 1) if across else (0, 0.5, 1, n - 0.5)
    return strip.resize((w, h), Image.BILINEAR, box=box)


def tint(grey: Image.Image, dark: Colour, light: Colour, mid: Colour | None = None) -> Image.Image:
    return ImageOps.colorize(grey, dark, light, mid)


def spot(size: Size, at: Point, radius: float, stretch: float = 1.0) -> Image.Image:
    """A grey mask that is white at a point and fades to black at `radius`."""
    out = Image.new("L", size)
    wide, high = int(radius * 2 * stretch), int(radius * 2)
    disc = ImageOps.invert(Image.radial_gradient("L")).resize((max(1, wide), max(1, high)), Image.BICUBIC)
    disc = disc.point([max(0, int((v - 75) * 255 / 180)) for v in range(256)])
    out.paste(disc, (int(at[0] - wide / 2), int(at[1] - high / 2)))
    return out


def glow(im: Image.Image, at: Point, radius: float, colour: Colour, strength: float = 1.0, stretch: float = 1.0) -> None:
    light = Image.new("RGB", im.size)
    light.paste(colour, mask=spot(im.size, at, radius, stretch).point(lambda v: int(v * strength)))
    im.paste(ImageChops.screen(im, light))


def texture(im: Image.Image, grey: Image.Image, strength: float) -> None:
    """Lighten and darken by a grey picture, where mid grey leaves all as it is."""
    im.paste(Image.blend(im, ImageChops.overlay(im, grey.convert("RGB")), strength))


def vignette(im: Image.Image, strength: float = 0.5) -> None:
    w, h = im.size
    mask = spot(im.size, (w / 2, h / 2), max(w, h) * 0.95, 1.0).point(lambda v: int((255 - v) * strength))
    im.paste((0, 0, 0), mask=mask.filter(ImageFilter.GaussianBlur(40)))


def blur(im: Image.Image, by: float) -> Image.Image:
    return im.filter(ImageFilter.GaussianBlur(by))


def shadow(im: Image.Image, mask: Image.Image, dx: int, dy: int, soft: float, strength: float = 0.5) -> None:
    moved = ImageChops.offset(mask, dx, dy)
    im.paste((0, 0, 0), mask=blur(moved, soft).point(lambda v: int(v * strength)))


def shape(size: Size, draw: Callable[[ImageDraw.ImageDraw], object]) -> Image.Image:
    mask = Image.new("L", size)
    draw(ImageDraw.Draw(mask))
    return mask


def lay(im: Image.Image, mask: Image.Image, paint: Image.Image | Colour, drop: int = 0) -> None:
    """Lay paint through a mask, over a soft shadow if it stands off the ground."""
    if drop:
        shadow(im, mask, drop, int(drop * 1.3), drop * 1.2, 0.45)
    im.paste(paint, (0, 0), mask) if isinstance(paint, Image.Image) else im.paste(paint, mask=mask)


def ball(im: Image.Image, at: Point, r: float, colour: Colour, shine: float = 0.8, drop: bool = True) -> None:
    """A round thing, lit from the upper left."""
    x, y = at
    n = int(r * 2) + 2
    face = ImageOps.invert(Image.radial_gradient("L")).resize((int(n * 1.9), int(n * 1.9)), Image.BICUBIC)
    face = face.crop((int(n * 0.6), int(n * 0.6), int(n * 0.6) + n, int(n * 0.6) + n))
    lit = tint(face, mix(colour, (0, 0, 10), 0.75), mix(colour, (255, 255, 255), shine * 0.7), colour)
    mask = Image.new("L", (n * 2, n * 2))
    ImageDraw.Draw(mask).ellipse((2, 2, n * 2 - 3, n * 2 - 3), fill=255)
    if drop:
        pad = int(r * 0.6)
        soft = Image.new("L", (n + 2 * pad, n + 2 * pad))
        soft.paste(mask.resize((n, n)), (pad, pad))
        soft = blur(soft, r * 0.18).point(lambda v: v // 2)
        im.paste((0, 0, 0), (int(x - r - pad + r * 0.14), int(y - r - pad + r * 0.2)), soft)
    im.paste(lit, (int(x - r), int(y - r)), mask.resize((n, n), Image.LANCZOS))


def wood(size: Size, colour: Colour, seed: str, boards: int = 0) -> Image.Image:
    """Planks that run from left to right."""
    grain = Image.blend(noise(size, (700, 9), seed), noise(size, (260, 3), seed + "b"), 0.45)
    grain = Image.blend(grain, noise(size, (90, 60), seed + "c"), 0.3)
    out = tint(ImageOps.autocontrast(grain), mix(colour, (30, 12, 0), 0.42), mix(colour, (255, 240, 210), 0.3), colour)
    if boards:
        r, d = random.Random(seed), ImageDraw.Draw(out, "RGBA")
        high = size[1] / boards
        for i in range(boards):
            shade = r.randint(0, 46)
            d.rectangle((0, i * high, size[0], (i + 1) * high), fill=(20, 8, 0, shade))
            d.line((0, i * high, size[0], i * high), fill=(15, 6, 0, 190), width=5)
            d.line((0, i * high + 5, size[0], i * high + 5), fill=(255, 235, 200, 50), width=3)
    return out


def paper(size: Size, colour: Colour = (250, 247, 238), seed: str = "paper") -> Image.Image:
    fibres = Image.blend(noise(size, 3, seed), noise(size, 300, seed + "2"), 0.45)
    return tint(fibres, mix(colour, (60, 50, 30), 0.11), mix(colour, (255, 255, 255), 0.6), colour)


def wander(r: random.Random, a: Point, b: Point, wobble: float, step: float = 26) -> list[Point]:
    """A line from a to b as an unsteady hand draws it."""
    length = math.dist(a, b)
    n = max(2, int(length / step))
    nx, ny = (a[1] - b[1]) / (length or 1), (b[0] - a[0]) / (length or 1)
    off, points = 0.0, []
    for i in range(n + 1):
        off = off * 0.75 + r.uniform(-wobble, wobble) * 0.5
        t = i / n
        points.append((a[0] + (b[0] - a[0]) * t + nx * off, a[1] + (b[1] - a[1]) * t + ny * off))
    return points


def oval(at: Point, rx: float, ry: float, turn: float = 0.0, n: int = 60, part: float = 1.0) -> list[Point]:
    c, s = math.cos(turn), math.sin(turn)
    ring = [(rx * math.cos(k * math.tau * part / n), ry * math.sin(k * math.tau * part / n)) for k in range(n + 1)]
    return [(at[0] + x * c - y * s, at[1] + x * s + y * c) for x, y in ring]


def brush(im: Image.Image, seed: str, sizes: tuple[int, ...] = (46, 24, 12), slope: float = 0.25) -> Image.Image:
    """Paint the picture again with strokes of a loaded brush."""
    r = random.Random(seed)
    out = blur(im, 14)
    for size in sizes:
        look, d = blur(im, size / 3).load(), ImageDraw.Draw(out)
        spots = [(x, y) for x in range(0, im.size[0], int(size * 0.9)) for y in range(0, im.size[1], int(size * 0.9))]
        r.shuffle(spots)
        for x, y in spots:
            px, py = x + r.randint(-size, size) // 2, y + r.randint(-size, size) // 2
            colour = vary(look[min(max(px, 0), im.size[0] - 1), min(max(py, 0), im.size[1] - 1)], r, 13)
            turn = slope * math.sin(px / 310) + r.gauss(0, 0.3)
            length = size * r.uniform(0.9, 2.1)
            dx, dy = math.cos(turn) * length / 2, math.sin(turn) * length / 2
            d.line((px - dx, py - dy, px + dx, py + dy), fill=colour, width=max(2, size // 2))
    canvas = noise(im.size, 2, seed + "canvas").point(lambda v: 96 + v // 4)
    texture(out, canvas, 0.5)
    return out


class Crayon:
    """A child's drawing on sugar paper."""

    def __init__(self, size: Size, seed: str, sheet: Colour = (247, 241, 226)) -> None:
        self.im, self.r, self.seed = paper(size, sheet, seed), random.Random(seed), seed
        tooth = Image.blend(noise(size, 2, seed + "t"), noise(size, 5, seed + "u"), 0.5)
        self.tooth = tooth.point([0 if v < 92 else min(255, 120 + (v - 92) * 5) for v in range(256)])

    def _wax(self, mask: Image.Image, colour: Colour) -> None:
        self.im.paste(colour, mask=ImageChops.multiply(blur(mask, 1), self.tooth))

    def line(self, points: list[Point], colour: Colour, width: int = 15, wobble: float = 7) -> None:
        mask = Image.new("L", self.im.size)
        d = ImageDraw.Draw(mask)
        for a, b in zip(points, points[1:], strict=False):
            if a == b:
                continue
            path = wander(self.r, a, b, wobble)
            d.line(path, fill=240, width=width, joint="curve")
            for x, y in (path[0], path[-1]):
                d.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=240)
        self._wax(mask, colour)

    def colour_in(self, points: list[Point], colour: Colour, turn: float = 0.6, gap: float = 17, outside: bool = True) -> None:
        """Scribble inside a shape, going over the lines a little."""
        w, h = self.im.size
        mask = Image.new("L", (w, h))
        d = ImageDraw.Draw(mask)
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        cx, cy = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        reach = math.dist((min(xs), min(ys)), (max(xs), max(ys))) / 2 + 20
        c, s = math.cos(turn), math.sin(turn)
        t, zig = -reach, []
        while t < reach:
            side = reach * (1 if len(zig) % 2 else -1)
            zig.append((cx + side * c - t * s, cy + side * s + t * c))
            t += gap * self.r.uniform(0.5, 1.1)
        for a, b in zip(zig, zig[1:], strict=False):
            d.line(wander(self.r, a, b, 8, 60), fill=self.r.randint(170, 235), width=int(gap * 0.95))
        inside = shape((w, h), lambda m: m.polygon(points, fill=255))
        if outside:
            inside = blur(inside, 12).point(lambda v: 255 if v > 70 else 0)
            rough = noise((w, h), 24, f"{self.seed}{len(zig)}{cx}")
            inside = ImageChops.subtract(inside, rough.point(lambda v: 255 if v > 232 else 0))
        self._wax(ImageChops.multiply(mask, inside), colour)

    def blob(self, points: list[Point], colour: Colour, edge: Colour | None = (50, 40, 45), turn: float = 0.6, width: int = 14) -> None:
        self.colour_in(points, colour, turn)
        if edge:
            self.line([*points, points[0]], edge, width)

    def write(self, at: Point, text: str, size: int, colour: Colour = (60, 50, 60), name: str = "child") -> None:
        """Letters that cannot quite stay on the line."""
        x, face = at[0], font(name, size)
        for letter in text:
            tile = Image.new("L", (size * 2, size * 2))
            ImageDraw.Draw(tile).text((size // 2, size // 3), letter, font=face, fill=255)
            tile = tile.rotate(self.r.uniform(-7, 7), Image.BICUBIC)
            mask = Image.new("L", self.im.size)
            mask.paste(tile, (int(x - size // 2), int(at[1] + self.r.uniform(-size / 14, size / 14))))
            self._wax(mask, colour)
            x += face.getlength(letter) * 1.06


def snapshot(art: Image.Image, seed: str, ground: Image.Image, turn: float = -2.5, scale: float = 0.86) -> Image.Image:
    """A phone photo of a piece of paper that lies on something."""
    w, h = ground.size
    k = min(w / art.size[0], h / art.size[1]) * scale
    art = art.resize((int(art.size[0] * k), int(art.size[1] * k)), Image.LANCZOS)
    sheet = art.convert("RGBA").rotate(turn, Image.BICUBIC, expand=True)
    mask = Image.new("L", (w, h))
    place = ((w - sheet.size[0]) // 2, (h - sheet.size[1]) // 2)
    mask.paste(sheet.getchannel("A"), place)
    out = ground.copy()
    shadow(out, mask, 14, 20, 22, 0.5)
    out.paste(sheet, place, sheet)
    shade = Image.blend(gradient((w, h), (255, 252, 244), (196, 190, 190), across=True), Image.new("RGB", (w, h), (230, 228, 224)), 0.4)
    out = ImageChops.multiply(out, shade)
    glow(out, (w * 0.25, h * 0.1), w * 0.6, (60, 54, 40), 0.8)
    vignette(out, 0.35)
    return out


def lines_of(d: ImageDraw.ImageDraw, at: Point, text: str, face: ImageFont.FreeTypeFont, step: float, ink: Colour, seed: str) -> None:
    """Handwriting: each word a little off."""
    r = random.Random(seed)
    for i, row in enumerate(text.split("\n")):
        x = at[0] + r.uniform(-5, 8)
        for word in row.split(" "):
            colour, y = vary(ink, r, 14), at[1] + i * step + r.uniform(-3, 3)
            for part in word.replace("√", " √ ").split(" "):  # no handwriting here has a root sign
                pen = font("sans", int(face.size * 0.86)) if part == "√" else face
                d.text((x, y), part, font=pen, fill=colour)
                x += pen.getlength(part)
            x += face.getlength(" ") * r.uniform(0.9, 1.4)


def notebook(text: str, seed: str, name: str = "hand", size: int = 62, squared: bool = False, ink: Colour = (32, 42, 98), tall: bool = True) -> Image.Image:
    page = paper((1500, 1950) if tall else (1950, 1400), (252, 251, 244), seed)
    w, h = page.size
    d = ImageDraw.Draw(page)
    step = 78
    for y in range(step if squared else 230, h, step // 2 if squared else step):
        d.line((0, y, w, y), fill=(184, 205, 226), width=2)
    for x in range(0, w, step // 2) if squared else ():
        d.line((x, 0, x, h), fill=(184, 205, 226), width=2)
    if not squared:
        d.line((190, 0, 190, h), fill=(232, 150, 150), width=3)
    lines_of(d, (225, 158 + (14 if squared else 0)), text, font(name, size), step, ink, seed)
    return page


def person(d: ImageDraw.ImageDraw, at: Point, tall: float, fill: object, lean: float = 0.0, arms: float = 0.4) -> None:
    """Somebody seen against the light: `at` is between the feet."""
    x, y = at
    top = x + lean * tall
    d.ellipse((top - tall * 0.07, y - tall, top + tall * 0.07, y - tall * 0.85), fill=fill)
    d.polygon(
        [(top - tall * 0.03, y - tall * 0.87), (top - tall * 0.13, y - tall * 0.8), (x - tall * 0.09, y - tall * 0.45),
         (x - tall * 0.12, y), (x - tall * 0.03, y), (x, y - tall * 0.4), (x + tall * 0.04, y), (x + tall * 0.13, y),
         (x + tall * 0.09, y - tall * 0.45), (top + tall * 0.13, y - tall * 0.8), (top + tall * 0.03, y - tall * 0.87)],
        fill=fill,
    )
    for side in (-1, 1):
        hand = (top + side * tall * (0.13 + 0.2 * arms), y - tall * (0.45 + 0.5 * arms * (side > 0)))
        d.line((top + side * tall * 0.11, y - tall * 0.78, *hand), fill=fill, width=int(tall * 0.055))


def ridge(im: Image.Image, base: float, rise: float, top: Colour, bottom: Colour, seed: str, rough: int = 5) -> Image.Image:
    """A line of hills across the picture; what comes back is its mask."""
    w, h = im.size
    r = random.Random(seed)
    waves = [(rise / (k + 1) ** 1.2, r.uniform(0.6, 1.4) * (k + 1) * 2.2 / w * math.tau / 2, r.uniform(0, 9)) for k in range(rough)]
    edge = [(x, base - sum(a * math.sin(x * f + p) for a, f, p in waves) * 0.5) for x in range(0, w + 8, 8)]
    mask = shape(im.size, lambda d: d.polygon([(0, h), *edge, (w, h)], fill=255))
    high = int(min(y for _, y in edge))
    fill = Image.new("RGB", im.size, bottom)
    fill.paste(gradient((w, max(60, min(h - high, 520))), top, bottom), (0, high))
    im.paste(fill, mask=mask)
    return mask


def leaves(im: Image.Image, box: tuple[float, float, float, float], n: int, colour: Colour, size: float, seed: str) -> None:
    """A bush, dark inside and light towards the sun."""
    r, d = random.Random(seed), ImageDraw.Draw(im)
    x0, y0, x1, y1 = box
    for i in range(n):
        t = i / n
        a, q = r.uniform(0, math.tau), math.sqrt(r.random())
        x = (x0 + x1) / 2 + math.cos(a) * q * (x1 - x0) / 2 - t * size * 0.4
        y = (y0 + y1) / 2 + math.sin(a) * q * (y1 - y0) / 2 - t * size * 0.5
        tone = mix(mix(colour, (8, 16, 8), 0.72), mix(colour, (255, 250, 190), 0.35), t * r.uniform(0.6, 1.1))
        d.polygon(oval((x, y), size * r.uniform(0.5, 1), size * r.uniform(0.22, 0.42), r.uniform(0, 3.2), 12), fill=tone)


def room(seed: str, colours: tuple[Colour, ...] = ((206, 214, 218), (120, 140, 150), (230, 190, 120), (90, 100, 92))) -> Image.Image:
    """The far side of a room, out of focus."""
    r = random.Random(seed)
    im = gradient(LAND, mix(colours[0], (255, 255, 255), 0.3), colours[0])
    d = ImageDraw.Draw(im)
    for _ in range(26):
        x, y, w, h = r.randint(-100, 1950), r.randint(80, 800), r.randint(60, 330), r.randint(60, 420)
        d.rectangle((x, y, x + w, y + h), fill=vary(r.choice(colours), r, 22))
    im = blur(im, 46)
    glow(im, (350, 250), 700, (120, 118, 105), 0.9)
    return im


def bench(seed: str, back: Image.Image, top: Image.Image, at: int = 860) -> Image.Image:
    """A table top in front of a blurred room."""
    im = back.copy()
    w, h = im.size
    near = top.resize((w, (h - at) * 2)).transform(
        (w, h - at), Image.QUAD, (w * 0.16, 0, 0, (h - at) * 2, w, (h - at) * 2, w * 0.84, 0), Image.BICUBIC
    )
    near = Image.composite(near, blur(near, 5), gradient(near.size, (0, 0, 0), (255, 255, 255)).convert("L"))
    im.paste(near, (0, at))
    d = ImageDraw.Draw(im, "RGBA")
    d.line((0, at, w, at), fill=(255, 250, 235, 120), width=5)
    return im


def finish(im: Image.Image, seed: str, grit: float = 0.16) -> Image.Image:
    """Down to the size it is kept at, with the grain of a small sensor."""
    im = im.convert("RGB").resize((im.size[0] * 4 // 5, im.size[1] * 4 // 5), Image.LANCZOS)
    if grit:
        fine = blur(noise(im.size, 1, seed + "grain"), 0.9).point(lambda v: int(128 + (v - 128) * 0.7))
        texture(im, fine, grit)
    return im


# --- what is to be made -----------------------------------------------------

MAKERS: dict[str, Callable[[Path], None]] = {}


def exif_of(taken: str, turned: bool = False, where: tuple[float, float] | None = None) -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110], exif[0x0132] = "Fabrikam", "Phone 12", taken
    exif[0x0112] = 6 if turned else 1
    exif.get_ifd(0x8769)[0x9003] = taken
    if where:

        def degrees(v: float) -> tuple[float, float, float]:
            v = abs(v)
            return (int(v), int(v * 60 % 60), round(v * 3600 % 60, 2))

        gps = exif.get_ifd(0x8825)
        gps[1], gps[2] = "N" if where[0] >= 0 else "S", degrees(where[0])
        gps[3], gps[4] = "E" if where[1] >= 0 else "W", degrees(where[1])
    return exif


def picture(path: str, *, grit: float = 0.16, quality: int = 76, taken: str = "", turned: bool = False, where: tuple[float, float] | None = None) -> Callable[[Callable[[str], Image.Image]], Callable[[str], Image.Image]]:
    """Mark a function as what draws the picture at `path`."""

    def mark(draw: Callable[[str], Image.Image]) -> Callable[[str], Image.Image]:
        def make(to: Path) -> None:
            im = draw(path)
            if to.suffix == ".png":
                return im.save(to, optimize=True)
            im = finish(im, path, grit)
            if to.suffix == ".webp":
                return im.save(to, quality=quality, method=6)
            extra = {}
            if taken:
                extra["exif"] = exif_of(taken, turned, where)
            if turned:
                im = im.transpose(Image.ROTATE_90)
            return im.save(to, quality=quality, optimize=True, progressive=True, **extra)

        MAKERS[path] = make
        return draw

    return mark


# --- the infants' drawings --------------------------------------------------

RED, BLUE, YELLOW, GREEN = (214, 48, 44), (44, 92, 190), (246, 190, 32), (58, 146, 70)
BROWN, PINK, ORANGE, PURPLE = (128, 78, 44), (238, 130, 160), (240, 126, 34), (118, 66, 160)
INK = (52, 42, 48)


def crayon_person(c: Crayon, at: Point, tall: float, skin: Colour, hair: Colour, top: Colour, curls: bool = False) -> None:
    x, y = at
    head = tall * 0.26
    c.blob(oval((x, y + tall * 0.5), tall * 0.2, tall * 0.3), top, turn=1.2)
    for side in (-1, 1):
        c.line([(x + side * tall * 0.17, y + tall * 0.45), (x + side * tall * 0.42, y + tall * 0.34)], skin, 24)
        for k in (-1, 0, 1):
            c.line([(x + side * tall * 0.42, y + tall * 0.34), (x + side * tall * 0.48, y + tall * (0.31 + k * 0.05))], skin, 11, 3)
        c.line([(x + side * tall * 0.09, y + tall * 0.78), (x + side * tall * 0.1, y + tall)], BLUE, 30)
        c.line([(x + side * tall * 0.08, y + tall), (x + side * tall * 0.2, y + tall)], INK, 26)
    c.blob(oval((x, y), head, head * 0.95), skin, turn=0.3)
    for side in (-1, 1):
        c.blob(oval((x + side * head * 0.36, y - head * 0.1), head * 0.1, head * 0.13), INK, None)
        c.colour_in(oval((x + side * head * 0.58, y + head * 0.25), head * 0.16, head * 0.12), PINK)
    c.line(oval((x, y + head * 0.22), head * 0.44, head * 0.36, n=14, part=0.5), RED, 13, 4)
    if curls:
        for k in range(17):
            a = math.pi + k * math.pi / 16
            c.line(oval((x + math.cos(a) * head, y + math.sin(a) * head), head * 0.17, head * 0.17, n=9), hair, 15, 5)
    else:
        for k in range(30):
            a = math.pi + k * math.pi / 29
            edge = (x + math.cos(a) * head, y + math.sin(a) * head * 0.98)
            c.line([edge, (edge[0] + math.cos(a) * 40, edge[1] + (50 if abs(math.cos(a)) < 0.6 else 170))], hair, 18, 8)


@picture(f"{MAISIE}/me.jpg", grit=0.08)
def maisie(seed: str) -> Image.Image:
    c = Crayon(TALL, seed)
    c.colour_in([(0, 1740), (1500, 1690), (1500, 2000), (0, 2000)], GREEN, 1.4, 22)
    c.colour_in(oval((1250, 260), 150, 150), YELLOW)
    for k in range(14):
        a = k * math.tau / 14
        c.line([(1250 + math.cos(a) * 180, 260 + math.sin(a) * 180), (1250 + math.cos(a) * 250, 260 + math.sin(a) * 250)], YELLOW, 15)
    crayon_person(c, (720, 760), 950, (250, 206, 176), (206, 92, 30), PURPLE)
    for x in (180, 330, 1180, 1340):
        c.line([(x, 1780), (x + 10, 1560)], GREEN, 14)
        for k in range(6):
            a = k * math.tau / 6
            c.blob(oval((x + 10 + math.cos(a) * 50, 1540 + math.sin(a) * 50), 32, 28), PINK if x % 4 else RED, None)
        c.blob(oval((x + 10, 1540), 26, 26), YELLOW, None)
    c.write((420, 120), "maisie", 190, PURPLE)
    return c.im


@picture(f"{KOFI}/me.jpg", grit=0.08)
def kofi(seed: str) -> Image.Image:
    c = Crayon(TALL, seed, (226, 236, 244))
    c.colour_in([(0, 1760), (1500, 1760), (1500, 2000), (0, 2000)], BROWN, 0.1, 24)
    crayon_person(c, (760, 800), 900, (132, 82, 52), (36, 28, 28), ORANGE, curls=True)
    c.blob([(160, 1760), (160, 1150), (260, 930), (360, 1150), (360, 1760)], RED, turn=1.5)
    c.blob(oval((260, 1230), 56, 56), (150, 210, 240))
    for k in range(9):
        c.line([(150 + k * 27, 1770), (130 + k * 32, 1900 + (k % 2) * 60)], YELLOW if k % 2 else ORANGE, 22)
    for x, y in ((1250, 300), (1080, 170), (300, 300), (520, 200), (1340, 620)):
        c.line([(x - 45, y), (x + 45, y)], YELLOW, 14), c.line([(x, y - 45), (x, y + 45)], YELLOW, 14)
    c.write((560, 260), "KOFI", 210, RED)
    return c.im


@picture(f"{MAISIE}/2026-09-18 My snail/snail.jpg", grit=0.1)
def snail(seed: str) -> Image.Image:
    c = Crayon(LAND, seed)
    c.colour_in([(0, 1270), (2000, 1230), (2000, 1500), (0, 1500)], GREEN, 1.45, 20)
    body = [(330, 1220), (420, 1090), (900, 1060), (1360, 1020), (1480, 780), (1560, 690), (1680, 720), (1700, 860), (1600, 1130), (1480, 1240)]
    c.blob(body, (216, 176, 120), turn=0.1)
    c.line([(1600, 700), (1540, 480)], INK, 17), c.line([(1660, 710), (1720, 500)], INK, 17)
    c.blob(oval((1535, 450), 44, 44), YELLOW), c.blob(oval((1725, 470), 44, 44), YELLOW)
    c.line(oval((1650, 830), 50, 40, n=10, part=0.5), RED, 13)
    for k, colour in enumerate((RED, ORANGE, YELLOW, GREEN, BLUE, PURPLE, PINK)):
        c.blob(oval((930 - k * 8, 800 + k * 12), 400 - k * 58, 372 - k * 54), colour, None, turn=k * 0.7)
    turns = [(930 + math.cos(a / 9) * (400 - a * 5.2), 800 + a * 0.9 + math.sin(a / 9) * (372 - a * 4.8)) for a in range(72)]
    c.line(turns, INK, 17, 5)
    for k in range(12):
        x = 40 + k * 24
        c.line([(x, 1262 + (k % 3) * 6), (x + 16, 1264)], (150, 190, 220), 12, 3)
    c.write((160, 90), "Trevor", 230, BLUE)
    return snapshot(c.im, seed, wood(LAND, (176, 128, 84), seed, 5))


@picture(f"{MAISIE}/2026-11-06 Bang/fireworks.jpg", grit=0.1)
def fireworks(seed: str) -> Image.Image:
    c = Crayon(LAND, seed, (30, 28, 40))
    c.im = ImageEnhance.Brightness(c.im).enhance(0.62)
    for at, n, size, colours in (((560, 520), 30, 400, (RED, YELLOW)), ((1380, 420), 26, 330, (PINK, (240, 240, 250))), ((1080, 860), 20, 240, (GREEN, YELLOW)), ((230, 1000), 16, 190, ((120, 180, 250), PURPLE))):
        for k in range(n):
            a = k * math.tau / n + 0.1
            far = size * c.r.uniform(0.75, 1.05)
            c.line([(at[0] + math.cos(a) * size * 0.2, at[1] + math.sin(a) * size * 0.2), (at[0] + math.cos(a) * far, at[1] + math.sin(a) * far)], colours[k % 2], 15)
            c.blob(oval((at[0] + math.cos(a) * far * 1.08, at[1] + math.sin(a) * far * 1.08), 17, 17, n=8), colours[1], None)
    for k, colour in enumerate((ORANGE, BLUE, RED)):
        x = 1320 + k * 200
        c.blob(oval((x, 1250), 62, 62), (250, 210, 180), None)
        c.blob([(x - 80, 1500), (x - 58, 1320), (x + 58, 1320), (x + 80, 1500)], colour, None, 1.4)
        c.blob([(x - 66, 1210), (x, 1110), (x + 66, 1210)], mix(colour, (255, 255, 255), 0.4), None)
    return snapshot(c.im, seed, tint(clouds(LAND, seed), (176, 160, 130), (206, 190, 158)), 1.6, 0.92)


@picture(f"{KOFI}/2026-10-05 Rokit/rocket.jpg", grit=0.1)
def rocket(seed: str) -> Image.Image:
    c = Crayon(TALL, seed, (238, 232, 222))
    c.colour_in([(0, 0), (1500, 0), (1500, 1500), (0, 1500)], (46, 52, 120), 0.9, 24)
    c.blob(oval((1180, 330), 190, 190), (240, 232, 190))
    for x, y, s in ((1130, 300, 40), (1240, 380, 56), (1200, 240, 26)):
        c.line(oval((x, y), s, s, n=12), (170, 160, 130), 10)
    c.blob([(520, 1340), (500, 760), (740, 330), (960, 760), (940, 1340)], (226, 226, 232), turn=1.5)
    c.blob([(548, 640), (740, 320), (905, 640)], RED, turn=0.2)
    for side in (-1, 1):
        c.blob([(730 + side * 210, 1060), (730 + side * 400, 1420), (730 + side * 200, 1340)], RED)
    for y, face in ((830, (132, 82, 52)), (1090, (250, 206, 176))):
        c.blob(oval((730, y), 105, 105), (170, 222, 244))
        c.blob(oval((730, y + 14), 62, 64), face, None)
        for side in (-1, 1):
            c.blob(oval((730 + side * 24, y), 9, 11, n=8), INK, None)
        c.line(oval((730, y + 26), 26, 18, n=8, part=0.5), RED, 8, 2)
    for k in range(16):
        c.line([(560 + k * 24, 1360), (490 + k * 33, 1600 + (k % 3) * 90)], (YELLOW, ORANGE, RED)[k % 3], 30)
    for _ in range(16):
        x, y = c.r.randint(60, 1430), c.r.randint(60, 1300)
        if not 430 < x < 1020 and math.dist((x, y), (1180, 330)) > 240:
            c.line([(x - 26, y), (x + 26, y)], YELLOW, 12, 3), c.line([(x, y - 26), (x, y + 26)], YELLOW, 12, 3)
    c.write((110, 1710), "rokit to the moon", 98, RED)
    return c.im


@picture(f"{KOFI}/2026-06 Minibeasts/our graph.jpg", grit=0.1)
def beasts_graph(seed: str) -> Image.Image:
    c = Crayon(LAND, seed, (252, 250, 242))
    d = ImageDraw.Draw(c.im)
    for k in range(0, 2000, 100):
        d.line((k, 0, k, 1500), fill=(206, 220, 230), width=3), d.line((0, k, 2000, k), fill=(206, 220, 230), width=3)
    c.line([(300, 150), (300, 1300)], INK, 16, 4), c.line([(300, 1300), (1900, 1300)], INK, 16, 4)
    for k, (name, n, colour) in enumerate((("ants", 9, RED), ("slugs", 4, ORANGE), ("wudlice", 7, BLUE), ("bees", 2, YELLOW), ("worm", 1, PINK))):
        x = 360 + k * 305
        for i in range(n):
            c.blob([(x, 1290 - i * 110), (x + 190, 1290 - i * 110), (x + 190, 1190 - i * 110), (x, 1190 - i * 110)], colour, INK, 0.5 + i, 9)
        c.write((x - 20, 1340), name, 62, INK)
    for n in range(1, 10):
        c.write((220, 1290 - n * 110), str(n), 66, INK)
    c.write((760, 60), "minibeests", 130, GREEN)
    return snapshot(c.im, seed, gradient(LAND, (96, 130, 152), (60, 88, 110)), -1.2, 0.94)


@picture(f"{KOFI}/Story map/story-map.jpg", grit=0.1)
def story_map(seed: str) -> Image.Image:
    c = Crayon(LAND, seed)
    path = [(150, 1250), (420, 1080), (560, 760), (420, 430), (760, 260), (1100, 470), (980, 850), (1260, 1130), (1620, 960), (1700, 520)]
    for a, b in zip(path, path[1:], strict=False):
        n = int(math.dist(a, b) / 62)
        for i in range(n):
            p, q = (a[0] + (b[0] - a[0]) * i / n, a[1] + (b[1] - a[1]) * i / n), (a[0] + (b[0] - a[0]) * (i + 0.55) / n, a[1] + (b[1] - a[1]) * (i + 0.55) / n)
            c.line([p, q], BROWN, 17, 4)
    c.blob([(60, 1380), (60, 1180), (250, 1180), (250, 1380)], YELLOW), c.blob([(30, 1190), (155, 1040), (280, 1190)], RED)
    for x in (640, 720, 820):
        c.line([(x, 1180), (x, 1000)], BROWN, 30), c.blob(oval((x, 930), 72, 110), GREEN)
    for k in range(5):
        c.line([(140 + k * 10, 560 + k * 26), (250, 530 + k * 26), (330, 570 + k * 24)], BLUE, 18)
    c.blob(oval((760, 560), 110, 84), (150, 150, 156)), c.blob(oval((860, 470), 66, 60), (150, 150, 156))
    c.blob([(820, 430), (838, 360), (862, 424)], (150, 150, 156)), c.blob([(880, 424), (910, 362), (916, 440)], (150, 150, 156))
    c.line([(830, 505), (846, 525), (862, 505), (880, 525), (896, 505)], (255, 255, 255), 11, 2)
    c.blob([(1240, 560), (1330, 250), (1420, 560)], PURPLE), c.blob([(1400, 560), (1500, 180), (1610, 560)], (150, 110, 190))
    c.blob([(1560, 520), (1560, 330), (1860, 330), (1860, 520)], (190, 190, 200))
    for k in range(3):
        c.blob([(1560 + k * 115, 330), (1560 + k * 115, 270), (1630 + k * 115, 270), (1630 + k * 115, 330)], (190, 190, 200))
    c.blob(oval((1180, 1330), 140, 60), (170, 140, 90), INK, 0.1)
    for x, y, t in ((60, 1400, "home"), (580, 1190, "woods"), (140, 420, "river"), (640, 670, "WOLF"), (1190, 610, "mowntins"), (1620, 590, "casl"), (1050, 1400, "the sope of mud")):
        c.write((x, y), t, 66, INK)
    return snapshot(c.im, seed, wood(LAND, (150, 112, 78), seed, 4), 2.2, 0.92)


@picture(f"{MAISIE}/Ten/ten frame.jpg")
def ten_frame(seed: str) -> Image.Image:
    im = wood(LAND, (206, 168, 122), seed, 3)
    sheet = paper((1640, 760), (255, 254, 250), seed)
    d = ImageDraw.Draw(sheet)
    for i in range(6):
        d.line((120 + i * 280, 100, 120 + i * 280, 660), fill=(40, 44, 52), width=9)
    for j in range(3):
        d.line((120, 100 + j * 280, 1520, 100 + j * 280), fill=(40, 44, 52), width=9)
    im = snapshot(sheet, seed, im, 1.4, 0.9)
    r = random.Random(seed)
    for k in range(10):
        x, y = 314 + (k % 5) * 309 + r.randint(-22, 22), 610 + (k // 5) * 305 + r.randint(-22, 22) + (k % 5) * -7
        ball(im, (x, y), 92, (206, 40, 44) if k < 7 else (238, 186, 28), 0.5)
    for x, y in ((210, 190), (1790, 1330), (1650, 1370), (1500, 170)):
        ball(im, (x, y), 88, (206, 40, 44) if x < 900 else (238, 186, 28), 0.5)
    return im


@picture(f"{MAISIE}/2026-10-09 Bread/rolls.jpg")
def rolls(seed: str) -> Image.Image:
    im = tint(clouds(LAND, seed), (52, 54, 58), (92, 96, 100))
    tray = shape(LAND, lambda d: d.rounded_rectangle((170, 110, 1830, 1400), 70, fill=255))
    lay(im, tray, tint(noise(LAND, 2, seed), (196, 178, 148), (226, 212, 188)), 26)
    r = random.Random(seed)
    for k in range(12):
        x, y = 440 + (k % 4) * 372 + r.randint(-34, 34), 380 + (k // 4) * 375 + r.randint(-30, 30)
        size = r.randint(146, 178)
        mask = shape(LAND, lambda d, x=x, y=y, s=size: d.polygon([(x + math.cos(a / 20) * s * (1 + 0.05 * math.sin(a * 0.21 + k)), y + math.sin(a / 20) * s * 0.96) for a in range(126)], fill=255))
        shadow(im, mask, 18, 26, 22, 0.6)
        crust = tint(spot(LAND, (x - 30, y - 40), size * 1.5), (108, 58, 20), (246, 208, 146), (206, 138, 66))
        texture(crust, clouds(LAND, seed + str(k), (60, 24, 10)), 0.45)
        dust = noise(LAND, 5, seed + "flour").point(lambda v: 210 if v > 150 else 0)
        crust.paste((250, 244, 232), mask=ImageChops.multiply(dust, spot(LAND, (x - 20, y - 30), size * 0.9)))
        im.paste(crust, mask=blur(mask, 1.5))
        cut = shape(LAND, lambda d, x=x, y=y, s=size: [d.line(wander(r, (x - s * 0.55, y + j * 44), (x + s * 0.55, y + j * 44 - 40), 6), fill=255, width=17) for j in (-1, 0, 1)])
        im.paste((250, 226, 184), mask=blur(cut, 4).point(lambda v: int(v * 0.75)))
    glow(im, (400, 100), 1300, (66, 54, 34))
    vignette(im, 0.5)
    return im


@picture(f"{MAISIE}/2026-10-22 Puddles/puddle.jpg", taken="2026:10:22 10:41:07", turned=True)
def puddle(seed: str) -> Image.Image:
    im = tint(Image.blend(noise(TALL, 4, seed), clouds(TALL, seed), 0.4), (58, 60, 64), (142, 142, 140))
    r = random.Random(seed)
    d = ImageDraw.Draw(im)
    world = gradient(TALL, (126, 160, 190), (206, 220, 228), (236, 236, 226), (150, 170, 190))
    wd = ImageDraw.Draw(world)
    for x in (180, 420, 1180):
        wd.line(wander(r, (x, 2000), (x + r.randint(-60, 60), 900), 26), fill=(54, 48, 44), width=42)
        for _ in range(26):
            y = r.randint(820, 1600)
            wd.line(wander(r, (x, y), (x + r.randint(-330, 330), y - r.randint(60, 380)), 16), fill=(60, 52, 48), width=r.randint(3, 13))
    edge = [(760 + math.cos(a / 30) * (620 + 60 * math.sin(a * 0.13) + 40 * math.sin(a * 0.31 + 1)), 900 + math.sin(a / 30) * (640 + 70 * math.sin(a * 0.09 + 2))) for a in range(189)]
    water = shape(TALL, lambda m: m.polygon(edge, fill=255))
    im.paste((34, 36, 40), mask=blur(water.filter(ImageFilter.MaxFilter(31)), 16).point(lambda v: int(v * 0.6)))
    ripple = blur(world, 3)
    rd = ImageDraw.Draw(ripple, "RGBA")
    for k in range(9):
        rd.ellipse((720 - k * 62, 1280 - k * 40, 840 + k * 62, 1360 + k * 40), outline=(255, 255, 255, 150 - k * 14), width=7)
        rd.ellipse((714 - k * 62, 1292 - k * 40, 846 + k * 62, 1372 + k * 40), outline=(40, 50, 66, 110 - k * 10), width=6)
    im.paste(blur(ripple, 1.6), mask=blur(water, 2))
    for k, (x, y, t) in enumerate(((180, 320, 0.4), (1290, 1500, 2.2), (1180, 260, 1.2), (300, 1690, 0.2), (420, 700, 1.9), (1040, 820, 0.8), (900, 1850, 2.6))):
        leaf = shape(TALL, lambda m, x=x, y=y, t=t: m.polygon(oval((x, y), 92, 42, t, 24), fill=255))
        lay(im, leaf, ((214, 132, 36), (186, 66, 34), (226, 178, 60))[k % 3], 7)
        ImageDraw.Draw(im).line((x - math.cos(t) * 110, y - math.sin(t) * 110, x + math.cos(t) * 90, y + math.sin(t) * 90), fill=(110, 60, 26), width=5)
    for x in (560, 850):
        boot = shape(TALL, lambda m, x=x: (m.rounded_rectangle((x, 1560, x + 210, 2100), 90, fill=255), m.ellipse((x - 8, 1490, x + 218, 1770), fill=255)))
        lay(im, boot, gradient(TALL, (236, 60, 52), (214, 34, 36), (120, 10, 20), across=False), 16)
        rim = shape(TALL, lambda m, x=x: m.rounded_rectangle((x + 14, 1850, x + 196, 1880), 10, fill=255))
        im.paste((250, 244, 236), mask=rim)
        im.paste((255, 255, 255), mask=blur(shape(TALL, lambda m, x=x: m.ellipse((x + 42, 1530, x + 92, 1660), fill=190)), 14))
    for _ in range(60):
        a, q = r.uniform(0, 6.3), r.uniform(160, 420)
        x, y = 780 + math.cos(a) * q, 1330 + math.sin(a) * q * 0.6
        d.ellipse((x - 5, y - 9, x + 5, y + 9), fill=(226, 236, 244))
    vignette(im, 0.4)
    return im


@picture(f"{KOFI}/Bug hotel/bug hotel.jpg")
def bug_hotel(seed: str) -> Image.Image:
    r = random.Random(seed)
    im = gradient(LAND, (150, 176, 120), (74, 110, 58), (50, 72, 40))
    for _ in range(46):
        x, y = r.randint(-50, 2050), r.randint(-50, 1500)
        glow(im, (x, y), r.randint(60, 190), vary((120, 150, 70), r, 40), 0.5)
    im = blur(im, 22)
    frame = shape(LAND, lambda d: (d.rectangle((330, 330, 1670, 1430), fill=255), d.polygon([(230, 350), (1000, 30), (1770, 350)], fill=255)))
    lay(im, frame, wood(LAND, (150, 104, 62), seed, 14), 30)
    for k, (x0, y0, x1, y1) in enumerate(((390, 400, 960, 860), (1040, 400, 1610, 860), (390, 930, 960, 1370), (1040, 930, 1610, 1370))):
        cell = Image.new("RGB", (x1 - x0, y1 - y0), (30, 20, 14))
        d = ImageDraw.Draw(cell)
        w, h = cell.size
        if k in (0, 3):
            for _ in range(330):
                x, y, s = r.randint(0, w), r.randint(0, h), r.randint(18, 36) if k == 0 else r.randint(34, 74)
                tone = vary((214, 178, 112) if k == 0 else (176, 124, 78), r, 26)
                d.ellipse((x - s, y - s, x + s, y + s), fill=mix(tone, (0, 0, 0), 0.45))
                d.ellipse((x - s + 4, y - s + 3, x + s - 4, y + s - 5), fill=tone)
                if k == 0:
                    d.ellipse((x - s // 2, y - s // 2, x + s // 2, y + s // 2), fill=(34, 22, 14))
                else:
                    for q in range(s - 10, 4, -8):
                        d.ellipse((x - q, y - q, x + q, y + q), outline=mix(tone, (70, 34, 10), 0.5), width=2)
        elif k == 1:
            for j in range(5):
                for i in range(4):
                    d.rounded_rectangle((i * 150 - (j % 2) * 70, j * 94, i * 150 + 138 - (j % 2) * 70, j * 94 + 84), 8, fill=vary((176, 82, 56), r, 18))
                    for q in (38, 98):
                        d.ellipse((i * 150 + q - 18 - (j % 2) * 70, j * 94 + 26, i * 150 + q + 14 - (j % 2) * 70, j * 94 + 58), fill=(40, 20, 16))
        else:
            for _ in range(90):
                x, y = r.randint(0, w), r.randint(0, h)
                for q in range(5, 0, -1):
                    d.ellipse((x - q * 11, y - q * 15, x + q * 11, y + q * 9), fill=mix((60, 38, 24), (168, 124, 84), r.random() * (6 - q) / 5))
            for _ in range(70):
                d.polygon(oval((r.randint(0, w), r.randint(0, h)), r.randint(30, 70), r.randint(12, 26), r.uniform(0, 3), 12), fill=vary((170, 92, 40), r, 30))
        texture(cell, noise(cell.size, 3, seed + str(k)), 0.3)
        shade = gradient(cell.size, (90, 90, 90), (255, 255, 255), (255, 255, 255))
        im.paste(ImageChops.multiply(cell, shade), (x0, y0))
    d = ImageDraw.Draw(im)
    d.rounded_rectangle((760, 190, 1240, 310), 14, fill=(238, 226, 196))
    d.text((798, 204), "BUG HOTEL", font=font("marker", 84), fill=(90, 50, 30))
    leaves(im, (-150, 1050, 420, 1700), 420, (86, 140, 50), 74, seed + "l")
    leaves(im, (1640, 1130, 2200, 1700), 380, (78, 128, 56), 80, seed + "r")
    glow(im, (500, 0), 1000, (110, 100, 50), 0.8)
    vignette(im, 0.4)
    return im


# --- hills, water, sky ------------------------------------------------------


def hills(im: Image.Image, seed: str, near: Colour, far: Colour, first: float = 620, n: int = 5) -> None:
    h = im.size[1]
    for i in range(n):
        t = i / (n - 1)
        tone = mix(far, near, t**1.3)
        ridge(im, first + (h - first) * 0.72 * t**1.25, 190 - 40 * t, mix(tone, (255, 255, 230), 0.1), mix(tone, far, 0.35), f"{seed}{i}", 5 + i)
        if i < 3:
            im.paste(blur(im, 3 - i))


def grass(im: Image.Image, top: int, colour: Colour, seed: str, n: int = 5200, size: float = 1.0) -> None:
    r, d = random.Random(seed), ImageDraw.Draw(im)
    h = im.size[1]
    for i in range(n):
        y = top + (h - top + 60) * (i / n) ** 0.8
        x, near = r.randint(-20, im.size[0] + 20), (y - top) / (h - top)
        tall = (14 + 90 * near) * r.uniform(0.5, 1.1) * size
        d.line((x, y, x + r.uniform(-0.5, 0.5) * tall, y - tall), fill=vary(mix(colour, (236, 226, 150), r.random() * 0.4), r, 24), width=max(1, int(1 + 5 * near)))


def stars(im: Image.Image, seed: str, n: int, below: float = 1.0) -> None:
    r, d = random.Random(seed), ImageDraw.Draw(im)
    for _ in range(n):
        x, y, v = r.randint(0, im.size[0]), r.randint(0, int(im.size[1] * below)), r.randint(120, 255)
        s = r.choice((1, 1, 1, 2, 2, 3))
        d.ellipse((x - s, y - s, x + s, y + s), fill=(v, v, min(255, v + 20)))


def mirror(im: Image.Image, at: int, seed: str, tone: Colour = (70, 96, 112), wave: float = 14) -> None:
    """Turn everything below `at` into water that shows what is above."""
    w, h = im.size
    depth = h - at
    above = ImageOps.flip(im.crop((0, max(0, at - depth), w, at))).resize((w, depth))
    water = Image.blend(blur(above, 5), Image.new("RGB", (w, depth), tone), 0.32)
    r, out = random.Random(seed), Image.new("RGB", (w, depth))
    y, phase = 0, 0.0
    while y < depth:
        band = 2 + int(y / depth * 9)
        phase += r.uniform(0.2, 1.1)
        out.paste(ImageChops.offset(water, int(math.sin(phase) * wave * (0.2 + y / depth)), 0).crop((0, y, w, y + band)), (0, y))
        y += band
    streak = noise((w, depth), (260, 6), seed).point(lambda v: max(0, min(255, (v - 150) * 4)))
    out.paste(mix(tone, (255, 255, 250), 0.6), mask=streak.point(lambda v: v // 4))
    im.paste(blur(out, 1.2), (0, at))


@picture(f"{LLYR}/fi.jpg")
@picture(f"{LLYR}/2026-04 Wyna/bryn.jpg")
def hill_farm(seed: str) -> Image.Image:
    im = gradient(LAND, (142, 176, 204), (214, 220, 216), (250, 226, 190), (240, 220, 190))
    glow(im, (1480, 470), 620, (255, 214, 150), 0.9)
    sky = clouds(LAND, seed + "sky", (700, 300, 120, 60))
    im.paste((255, 248, 238), mask=ImageChops.multiply(sky.point(lambda v: max(0, (v - 118) * 2)), gradient(LAND, (220, 220, 220), (60, 60, 60), (0, 0, 0)).convert("L")))
    hills(im, "cwm", (78, 112, 48), (168, 186, 200))
    r, d = random.Random(seed), ImageDraw.Draw(im)
    for k in range(150):
        x, t = k * 14 - 20, 1
        y = 1120 + 60 * math.sin(x / 420) + (k % 2) * 6
        s = r.randint(9, 17)
        d.rounded_rectangle((x, y - s, x + 26, y + s), 6, fill=vary((112, 112, 108), r, 22)), d.rounded_rectangle((x - 8, y - s - 22, x + 18, y - 8), 6, fill=vary((134, 132, 124), r, 22))
        d.line((x, y + s + 3, x + 26, y + s + 8), fill=(44, 62, 30), width=8 * t)
    grass(im, 1150, (70, 104, 38), seed)
    flock = ((1330, 1250, 1.0), (1520, 1290, 1.15), (1150, 1000, 0.5), (1240, 1012, 0.5), (860, 985, 0.42), (620, 1003, 0.46), (1720, 1020, 0.55), (420, 1330, 1.3)) if "Wyna" in seed else ((1150, 1000, 0.5), (860, 985, 0.42), (1720, 1020, 0.55), (1560, 1270, 1.1))
    for x, y, k in flock:
        for leg in (-62, -40, 40, 60):
            d.line((x + leg * k, y, x + leg * k, y + 78 * k), fill=(40, 34, 32), width=max(2, int(13 * k)))
        for _ in range(int(130 * k + 30)):
            a, q = r.uniform(0, 6.3), math.sqrt(r.random())
            px, py, s = x + math.cos(a) * q * 92 * k, y - 10 * k + math.sin(a) * q * 56 * k, 21 * k
            d.ellipse((px - s, py - s, px + s, py + s), fill=mix((190, 182, 164), (252, 248, 236), 0.55 - math.sin(a) * q * 0.5))
        d.ellipse((x - 150 * k, y - 66 * k, x - 78 * k, y + 6 * k), fill=(46, 40, 40))
        d.polygon(oval((x - 84 * k, y - 54 * k), 26 * k, 11 * k, 0.5, 12), fill=(40, 34, 34))
    if "Wyna" not in seed:  # the boy and his dog, from behind
        person(d, (560, 1440), 640, (44, 52, 88), 0.0, 0.05)
        d.rounded_rectangle((466, 930, 654, 1180), 60, fill=(196, 40, 44)), d.ellipse((508, 806, 612, 920), fill=(92, 58, 34))
        d.ellipse((700, 1250, 900, 1400), fill=(26, 26, 30)), d.ellipse((842, 1160, 950, 1290), fill=(26, 26, 30))
        d.polygon([(866, 1180), (860, 1116), (900, 1166)], fill=(26, 26, 30)), d.polygon([(910, 1170), (930, 1112), (944, 1188)], fill=(26, 26, 30))
        d.ellipse((786, 1300, 880, 1400), fill=(240, 238, 232)), d.line((710, 1330, 640, 1290), fill=(240, 238, 232), width=26)
        for x in (740, 790, 850, 884):
            d.line((x, 1380, x, 1450), fill=(230, 228, 222), width=24)
        return brush(im, seed, (40, 20, 11))
    vignette(im, 0.35)
    return im


@picture(f"{LLYR}/2026-02-13 Sêr/llwybrau sêr.jpg", taken="2026:02:13 21:34:50", where=(52.7406, -3.8842))
def star_trails(seed: str) -> Image.Image:
    im = gradient(LAND, (8, 12, 34), (20, 32, 72), (52, 74, 108), (120, 118, 110))
    r, d = random.Random(seed), ImageDraw.Draw(im)
    for _ in range(520):
        q, a = 30 + r.random() ** 0.7 * 1750, r.uniform(0, 360)
        tone = mix(r.choice(((170, 200, 255), (255, 226, 180), (255, 255, 255))), (20, 30, 70), r.uniform(0.05, 0.7))
        d.arc((1220 - q, 470 - q, 1220 + q, 470 + q), a, a + 34, fill=tone, width=r.choice((2, 2, 3, 4)))
    ball(im, (1220, 470), 5, (255, 255, 255), 1, False)
    im = blur(im, 0.8)
    ridge(im, 1240, 150, (20, 26, 44), (10, 12, 22), seed, 6), ridge(im, 1380, 90, (8, 10, 16), (4, 5, 8), seed + "2", 7)
    d = ImageDraw.Draw(im)
    d.polygon([(280, 1330), (280, 1200), (400, 1120), (520, 1200), (520, 1330)], fill=(5, 6, 10))
    d.rectangle((330, 1230, 372, 1282), fill=(255, 206, 110))
    glow(im, (350, 1256), 130, (255, 170, 70), 0.7)
    d.line(wander(r, (1740, 1420), (1700, 980), 14), fill=(4, 5, 8), width=34)
    for _ in range(60):
        y = r.randint(960, 1240)
        d.line(wander(r, (1712, y), (1712 + r.randint(-240, 240), y - r.randint(40, 210)), 14), fill=(4, 5, 8), width=r.randint(3, 9))
    return im


@picture(f"{LLYR}/2026-03-01 Eisteddfod/llwyfan.jpg")
@picture(f"{ZADIE}/2026-07 School show/stage.jpg")
def stage(seed: str) -> Image.Image:
    im = gradient(LAND, (10, 8, 20), (26, 18, 40), (40, 26, 34))
    welsh = "Eisteddfod" in seed
    r = random.Random(seed)
    hues = ((255, 210, 130), (255, 90, 80), (255, 240, 200), (110, 200, 120)) if welsh else ((70, 110, 255), (255, 70, 160), (80, 220, 255), (255, 150, 60))
    haze = clouds(LAND, seed)
    for k in range(6):
        x, to = 220 + k * 310, 300 + (k * 733) % 1400
        beam = blur(shape(LAND, lambda d, x=x, to=to: d.polygon([(x - 12, 60), (x + 12, 60), (to + 210, 1180), (to - 210, 1180)], fill=150)), 14)
        beam = ImageChops.multiply(ImageChops.multiply(beam, haze.point(lambda v: 110 + v // 2)), gradient(LAND, (255,) * 3, (120,) * 3, (60,) * 3).convert("L"))
        light = Image.new("RGB", LAND)
        light.paste(hues[k % 4], mask=beam)
        im = ImageChops.screen(im, light)
        glow(im, (x, 62), 70, (255, 250, 230)), glow(im, (to, 1160), 230, hues[k % 4], 0.6, 1.7)
    floor = shape(LAND, lambda d: d.polygon([(0, 1130), (2000, 1130), (2000, 1500), (0, 1500)], fill=255))
    boards = ImageChops.multiply(wood(LAND, (150, 104, 70), seed, 30), blur(im, 50))
    im.paste(ImageChops.screen(boards, Image.new("RGB", LAND, (16, 10, 10))), mask=floor)
    d = ImageDraw.Draw(im)
    for side in (0, 1):
        for k in range(7):
            x = k * 34 if not side else 2000 - k * 34
            d.rectangle((x - 34, 0, x + 34, 1190), fill=mix((90, 12, 22), (24, 2, 8), abs(math.sin(k * 1.9))))
    cast = ((1000, 1170, 400),) if welsh else ((560, 1180, 400), (820, 1150, 360), (1080, 1200, 440), (1340, 1160, 380), (1540, 1180, 350))
    for x, y, t in cast:
        person(d, (x, y), t, (12, 8, 14), r.uniform(-0.06, 0.06), r.uniform(0.2, 1.0) if not welsh else 0.25)
        sheen = shape(LAND, lambda m, x=x, y=y, t=t: m.ellipse((x - t * 0.5, y - 14, x + t * 0.5, y + 22), fill=160))
        im.paste((0, 0, 0), mask=blur(sheen, 9))
        d = ImageDraw.Draw(im)
    if welsh:
        d.line((1080, 1180, 1080, 850), fill=(20, 20, 22), width=8), d.ellipse((1064, 826, 1096, 866), fill=(60, 60, 64))
        d.text((640, 190), "EISTEDDFOD YR YSGOL", font=font("marker", 92), fill=(255, 232, 180))
    for k in range(16):
        x, y = k * 138 - 30 + r.randint(-20, 20), 1420 + r.randint(-30, 60)
        d.ellipse((x - 62, y - 78, x + 62, y + 78), fill=(6, 5, 9)), d.ellipse((x - 130, y + 50, x + 130, y + 300), fill=(6, 5, 9))
    return im


def pitch_at_night(seed: str, rugby: bool) -> Image.Image:
    im = gradient(LAND, (10, 16, 36), (26, 40, 70), (60, 80, 104), (44, 64, 70))
    ridge(im, 690, 60, (18, 26, 34), (14, 22, 26), seed, 8)
    r = random.Random(seed)
    turf = Image.new("RGB", LAND)
    d = ImageDraw.Draw(turf)
    for k in range(-9, 10):
        d.polygon([(1000 + k * 110, 720), (1110 + k * 110, 720), (1000 + (k + 1) * 620, 1500), (1000 + k * 620, 1500)], fill=(46, 116, 48) if k % 2 else (58, 132, 54))
    for k in range(4):
        y = 740 + k * k * 75
        d.line((0, y, 2000, y), fill=(226, 238, 226), width=4 + k * 4)
    d.line((1000 - 600, 1500, 860, 720), fill=(226, 238, 226), width=12)
    texture(turf, noise(LAND, 4, seed), 0.35)
    im.paste(turf, mask=shape(LAND, lambda m: m.rectangle((0, 722, 2000, 1500), fill=255)))
    d = ImageDraw.Draw(im)
    if rugby:
        for x in (860, 1140):
            d.line((x, 250, x, 740), fill=(240, 244, 248), width=13)
        d.line((860, 560, 1140, 560), fill=(240, 244, 248), width=12)
    for k in range(24):
        d.ellipse((k * 86 + r.randint(-20, 20), 664 + r.randint(-6, 12), k * 86 + 46, 726), fill=vary((50, 46, 58), r, 26))
    for x, y, t, kit in ((520, 1210, 430, (188, 30, 40)), (760, 1080, 330, (188, 30, 40)), (1240, 1130, 370, (40, 70, 160)), (1470, 1260, 470, (40, 70, 160)), (1000, 950, 210, (188, 30, 40)), (1660, 980, 230, (40, 70, 160))):
        lean = r.uniform(-0.14, 0.14)
        im.paste((0, 0, 0), mask=blur(shape(LAND, lambda m, x=x, y=y, t=t: m.ellipse((x - t * 0.1, y - 14, x + t * 0.75, y + 24), fill=120)), 8))
        d = ImageDraw.Draw(im)
        person(d, (x, y), t, (26, 24, 30), lean, r.uniform(0.3, 1))
        d.polygon([(x + lean * t - t * 0.14, y - t * 0.81), (x + lean * t + t * 0.14, y - t * 0.81), (x + t * 0.1, y - t * 0.45), (x - t * 0.1, y - t * 0.45)], fill=kit)
    d.ellipse((880, 800, 960, 850) if rugby else (900, 1120, 960, 1180), fill=(244, 236, 220))
    for x in (150, 640, 1360, 1850):
        d.line((x, 110, x, 700), fill=(30, 36, 46), width=12)
        for k in range(3):
            glow(im, (x - 40 + k * 40, 110), 60, (255, 255, 245)), glow(im, (x, 110), 420, (150, 160, 150), 0.42)
    rain = noise(LAND, (5, 60), seed).point(lambda v: 60 if v > 214 else 0)
    im.paste((220, 230, 240), mask=blur(rain, 1))
    vignette(im, 0.5)
    return im


@picture(f"{LLYR}/Rygbi/gêm nos Wener.jpg")
def rugby(seed: str) -> Image.Image:
    return pitch_at_night(seed, True)


@picture(f"{YUSUF}/2026-10-17 Goalkeeper/pitch.jpg")
def football(seed: str) -> Image.Image:
    return pitch_at_night(seed, False)


@picture(f"{NIAMH}/2025-06 Silver expedition/tents.jpg", taken="2025:06:21 22:11:03")
def tents(seed: str) -> Image.Image:
    im = gradient(LAND, (24, 30, 74), (78, 66, 130), (206, 112, 120), (250, 176, 110), (120, 90, 80))
    stars(im, seed, 320, 0.4)
    for i in range(4):
        ridge(im, 800 + i * 110, 240 - i * 34, mix((132, 90, 130), (20, 22, 36), i / 3), mix((170, 106, 120), (14, 16, 26), i / 3), f"{seed}{i}", 5 + i)
    mirror_line = 1130
    d = ImageDraw.Draw(im)
    d.rectangle((0, mirror_line + 40, 2000, 1500), fill=(12, 15, 20))
    for x, y, s, c in ((480, 1330, 1.0, (255, 176, 70)), (1040, 1290, 0.8, (250, 120, 60)), (1500, 1370, 1.2, (255, 204, 96))):
        glow(im, (x, y), 520 * s, mix(c, (0, 0, 0), 0.5), 0.75, 1.5)
        tent = shape(LAND, lambda m, x=x, y=y, s=s: m.polygon([(x - 260 * s, y), (x - 200 * s, y - 110 * s), (x - 60 * s, y - 200 * s), (x + 60 * s, y - 205 * s), (x + 190 * s, y - 120 * s), (x + 270 * s, y)], fill=255))
        cloth = Image.new("RGB", LAND, mix(c, (60, 20, 0), 0.5))
        glow(cloth, (x, y - 70 * s), 250 * s, c)
        glow(cloth, (x - 40 * s, y - 40 * s), 110 * s, (255, 240, 190))
        im.paste(cloth, mask=tent)
        d = ImageDraw.Draw(im)
        for k in (-60, 60):
            d.line([(x + k * s, y - 202 * s), (x + k * 2.4 * s, y - 90 * s), (x + k * 3.4 * s, y)], fill=mix(c, (40, 10, 0), 0.6), width=6, joint="curve")
        person(d, (x + 20 * s, y - 4), 120 * s, mix(c, (30, 8, 0), 0.75), 0.05, 0.3) if s > 1 else None
    grass(im, 1330, (20, 26, 22), seed, 2600, 0.8)
    return im


@picture(f"{NIAMH}/niamh.jpg")
def on_the_bridge(seed: str) -> Image.Image:
    im = gradient(TALL, (60, 90, 150), (176, 180, 200), (255, 206, 150), (250, 230, 200))
    glow(im, (980, 1080), 900, (255, 200, 120), 0.9)
    for i in range(3):
        ridge(im, 1180 + i * 70, 120, mix((150, 150, 176), (70, 84, 96), i / 2), (140, 150, 160), f"{seed}{i}")
    mirror(im, 1390, seed, (120, 130, 150))
    d = ImageDraw.Draw(im)
    for k in range(-1, 9):
        x = k * 230
        d.line((x, 1240, x + 230, 1480), fill=(40, 46, 58), width=18), d.line((x + 230, 1240, x, 1480), fill=(40, 46, 58), width=18)
        d.line((x, 1230, x, 1490), fill=(34, 40, 50), width=24)
    d.rectangle((0, 1210, 1500, 1250), fill=(30, 36, 46)), d.rectangle((0, 1470, 1500, 1540), fill=(26, 30, 40))
    d.rectangle((0, 1540, 1500, 1556), fill=(240, 190, 130))
    person(d, (700, 1480), 700, (24, 26, 36), 0.03, 0.12)
    for _ in range(300):
        a, q = d and random.Random(f"{seed}{_}").uniform(0, 6.3), math.sqrt(random.Random(f"{_}{seed}").random()) * 96
        d.ellipse((722 + math.cos(a) * q - 15, 812 + math.sin(a) * q - 15, 722 + math.cos(a) * q + 15, 812 + math.sin(a) * q + 15), fill=(22, 20, 28))
    d.polygon([(612, 920), (790, 920), (810, 1190), (600, 1190)], fill=(206, 142, 40))
    glow(im, (980, 1080), 420, (255, 190, 110), 0.5)
    return brush(im, seed, (38, 20, 10))


@picture(f"{NIAMH}/2025-07 Placement Harrow Marsh/footbridge.jpg", taken="2025:07:08 06:52:31", where=(53.2741, -3.0467))
def footbridge(seed: str) -> Image.Image:
    im = gradient(LAND, (150, 176, 200), (206, 212, 214), (250, 224, 196), (236, 222, 206))
    glow(im, (620, 560), 520, (255, 220, 160), 0.95)
    for i in range(4):
        ridge(im, 640 + i * 64, 120 - i * 16, mix((178, 188, 200), (70, 92, 84), i / 3), mix((206, 206, 206), (96, 112, 100), i / 3), f"{seed}{i}", 6)
        im = blur(im, 1.5)
    d = ImageDraw.Draw(im)
    steel = (58, 78, 84)
    for k in range(21):
        x = -20 + k * 104
        top = 640 - 170 * math.sin(math.pi * (x + 20) / 2080)
        d.line((x, top, x, 830), fill=steel, width=11)
        if k < 20:
            nxt = 640 - 170 * math.sin(math.pi * (x + 124) / 2080)
            d.line((x, 830, x + 104, nxt) if k < 10 else (x, top, x + 104, 830), fill=steel, width=9)
    d.line([(x, 640 - 170 * math.sin(math.pi * (x + 20) / 2080)) for x in range(-20, 2080, 20)], fill=mix(steel, (0, 0, 0), 0.25), width=24)
    d.rectangle((0, 820, 2000, 858), fill=mix(steel, (0, 0, 0), 0.3)), d.rectangle((0, 820, 2000, 826), fill=(250, 220, 180))
    for x in (330, 1640):
        d.polygon([(x - 50, 858), (x + 50, 858), (x + 74, 990), (x - 74, 990)], fill=(112, 110, 106))
    person(d, (1130, 824), 150, (34, 36, 40), 0.02, 0.1), person(d, (1190, 824), 138, (34, 36, 40), -0.02, 0.2)
    mirror(im, 980, seed, (150, 156, 156))
    mist = ImageChops.multiply(clouds(LAND, seed, (900, 400, 160)), gradient(LAND, (0,) * 3, (30,) * 3, (255,) * 3, (30,) * 3, (0,) * 3).convert("L"))
    im.paste((250, 238, 224), mask=mist.point(lambda v: int(v * 0.8)))
    r, d = random.Random(seed), ImageDraw.Draw(im)
    for _ in range(230):
        x = r.choice((r.randint(-20, 520), r.randint(1480, 2020)))
        d.line(wander(r, (x, 1520), (x + r.randint(-70, 70), 1500 - r.randint(120, 460)), 4), fill=vary((60, 58, 44), r, 16), width=r.randint(3, 7))
    vignette(im, 0.3)
    return im


@picture(f"{NIAMH}/2024-07 Work experience/harbour.jpg")
def harbour(seed: str) -> Image.Image:
    im = gradient(LAND, (110, 160, 206), (190, 214, 226), (250, 230, 200))
    r = random.Random(seed)
    ridge(im, 620, 110, (130, 156, 150), (150, 170, 160), seed)
    d = ImageDraw.Draw(im)
    for k in range(24):
        x, h = k * 88 - 30, r.randint(130, 270)
        tone = r.choice(((236, 216, 180), (226, 150, 120), (176, 206, 214), (246, 240, 226), (220, 190, 110), (190, 120, 110)))
        d.rectangle((x, 800 - h, x + 86, 830), fill=tone)
        d.polygon([(x - 5, 800 - h), (x + 43, 800 - h - 60), (x + 92, 800 - h)], fill=vary((90, 84, 88), r, 16))
        for j in range(int(h / 66)):
            for i in (14, 50):
                d.rectangle((x + i, 812 - h + j * 62, x + i + 20, 844 - h + j * 62), fill=(70, 84, 100))
    d.rectangle((0, 824, 2000, 880), fill=(132, 122, 110))
    for x, y, s, tone in ((330, 960, 1.0, (36, 80, 150)), (820, 990, 1.2, (200, 50, 44)), (1400, 960, 1.0, (36, 120, 96)), (1740, 1020, 1.3, (240, 236, 226))):
        d.polygon([(x - 190 * s, y - 60 * s), (x + 200 * s, y - 70 * s), (x + 140 * s, y + 20 * s), (x - 150 * s, y + 20 * s)], fill=tone)
        d.polygon([(x - 170 * s, y - 20 * s), (x + 170 * s, y - 22 * s), (x + 140 * s, y + 20 * s), (x - 150 * s, y + 20 * s)], fill=mix(tone, (0, 0, 0), 0.4))
        d.rectangle((x - 70 * s, y - 150 * s, x + 50 * s, y - 60 * s), fill=(246, 242, 232)), d.rectangle((x - 56 * s, y - 136 * s, x + 36 * s, y - 100 * s), fill=(64, 84, 104))
        d.line((x + 70 * s, y - 64 * s, x + 70 * s, y - 380 * s), fill=(90, 66, 44), width=int(12 * s))
        d.line((x + 70 * s, y - 370 * s, x + 190 * s, y - 70 * s), fill=(110, 90, 70), width=4), d.line((x + 70 * s, y - 370 * s, x - 180 * s, y - 62 * s), fill=(110, 90, 70), width=4)
    mirror(im, 1010, seed, (80, 120, 140), 26)
    return brush(im, seed, (36, 18, 10), 0.05)


@picture(f"{YUSUF}/2026-09-30 مدينتي/city.jpg")
def city_by_the_sea(seed: str) -> Image.Image:
    im = gradient(LAND, (90, 130, 200), (250, 190, 160), (255, 214, 150), (255, 230, 180))
    glow(im, (1450, 640), 500, (255, 230, 150))
    r = random.Random(seed)
    ridge(im, 560, 180, (150, 130, 160), (196, 160, 160), seed)
    d = ImageDraw.Draw(im)
    for row in range(6):
        for k in range(26):
            w, h = r.randint(70, 130), r.randint(90, 190)
            x, y = k * 82 - 60 + r.randint(-20, 20) - row * 12, 620 + row * 66 + 40 * math.sin(k / 4)
            if x > 1180 + row * 30:
                continue
            tone = vary(r.choice(((244, 226, 196), (236, 206, 168), (250, 240, 220), (226, 190, 160))), r, 12)
            d.rectangle((x, y - h, x + w, y + 90), fill=tone), d.rectangle((x + w * 0.72, y - h, x + w, y + 90), fill=mix(tone, (140, 90, 90), 0.42))
            for j in range(2):
                for i in range(2):
                    d.rounded_rectangle((x + 12 + i * 30, y - h + 20 + j * 44, x + 26 + i * 30, y - h + 46 + j * 44), 7, fill=(110, 96, 120) if r.random() < 0.75 else (255, 220, 120))
    d.rectangle((520, 300, 560, 640), fill=(250, 240, 220)), d.rectangle((508, 410, 572, 430), fill=(220, 200, 170)), d.polygon([(514, 300), (540, 220), (566, 300)], fill=(90, 140, 140))
    d.pieslice((600, 440, 800, 640), 180, 360, fill=(96, 150, 150))
    for x, h in ((1080, 300), (1150, 220), (330, 260)):
        d.line(wander(r, (x, 960), (x + 20, 960 - h), 6), fill=(96, 70, 50), width=16)
        for k in range(9):
            a = math.pi + k * math.pi / 8
            d.line(oval((x + 20 + math.cos(a) * 60, 960 - h + 20), 62, 62, n=10, part=0.5)[:6] if k < 4 else [(x + 20, 960 - h), (x + 20 + math.cos(a) * 120, 980 - h + math.sin(a) * 40)], fill=(60, 100, 60), width=12)
    mirror(im, 1010, seed, (70, 120, 160), 22)
    return brush(im, seed, (40, 22, 12), 0.12)


@picture(f"{YUSUF}/صورتي.jpg")
def lemon_tree(seed: str) -> Image.Image:
    im = gradient(LAND, (120, 180, 226), (206, 230, 236), (250, 244, 220))
    r, d = random.Random(seed), ImageDraw.Draw(im)
    d.line(wander(r, (980, 1600), (1000, 700), 30), fill=(110, 82, 60), width=90)
    for to in ((500, 500), (1500, 420), (820, 300), (1240, 260)):
        d.line(wander(r, (1000, 900), to, 30), fill=(110, 82, 60), width=34)
    for k, box in enumerate(((150, 220, 1000, 900), (950, 120, 1850, 880), (520, -60, 1500, 640), (300, 500, 1000, 1080), (1050, 480, 1760, 1060))):
        leaves(im, box, 520, (72, 128, 52), 92, f"{seed}{k}")
    for _ in range(26):
        x, y = r.randint(280, 1760), r.randint(240, 1010)
        ball(im, (x, y), r.randint(44, 62), (246, 206, 30), 0.7)
    return brush(im, seed, (30, 16, 9), 0.4)


@picture(f"{REECE}/me on site.jpg")
@picture(f"{REECE}/2026-06 Quayside job/dawn.jpg", taken="2026:06:03 05:12:44")
def site_at_dawn(seed: str) -> Image.Image:
    me = "me on" in seed
    size = TALL if me else LAND
    w, h = size
    im = gradient(size, (40, 60, 110), (160, 120, 150), (255, 160, 100), (255, 206, 140), (140, 100, 90))
    glow(im, (w * 0.62, h * 0.62), w * 0.5, (255, 190, 110), 0.9)
    r, d = random.Random(seed), ImageDraw.Draw(im)
    for k in range(14):
        x, t = k * w / 13 - 60, r.randint(80, 330)
        d.rectangle((x, h * 0.76 - t, x + r.randint(100, 190), h), fill=mix((120, 86, 100), (70, 52, 70), r.random()))
    im = blur(im, 3)
    d = ImageDraw.Draw(im)
    for x, top, arm in ((w * 0.2, h * 0.12, 1), (w * 0.78, h * 0.22, -1)):
        for k in range(int((h * 0.8 - top) / 46)):
            y = top + k * 46
            d.line((x - 18, y, x + 18, y + 46), fill=(24, 22, 34), width=5), d.line((x + 18, y, x - 18, y + 46), fill=(24, 22, 34), width=5)
        d.line((x - 18, top, x - 18, h), fill=(22, 20, 32), width=9), d.line((x + 18, top, x + 18, h), fill=(22, 20, 32), width=9)
        d.line((x - arm * 170, top, x + arm * w * 0.4, top - 20), fill=(22, 20, 32), width=15), d.line((x, top - 90, x + arm * w * 0.34, top - 20), fill=(22, 20, 32), width=5)
        d.line((x + arm * w * 0.3, top - 10, x + arm * w * 0.3, top + 260), fill=(22, 20, 32), width=4)
        d.rectangle((x - arm * 170 - 40, top - 10, x - arm * 170 + 40, top + 60), fill=(22, 20, 32))
    for k in range(9):
        x = w * 0.06 + k * w * 0.12
        d.line((x, h * 0.62, x, h * 0.97), fill=(18, 17, 26), width=12)
    for y in (0.66, 0.76, 0.87):
        d.line((0, h * y, w, h * y), fill=(18, 17, 26), width=11), d.rectangle((0, h * y + 8, w, h * y + 26), fill=(34, 28, 34))
    d.rectangle((0, h * 0.95, w, h), fill=(16, 14, 20))
    if me:
        person(d, (760, 1910), 900, (20, 20, 30), 0.02, 0.2)
        d.polygon([(640, 1190), (890, 1190), (860, 1510), (670, 1510)], fill=(226, 232, 40)), d.rectangle((664, 1320, 866, 1352), fill=(226, 226, 226)), d.rectangle((668, 1420, 862, 1452), fill=(226, 226, 226))
        d.pieslice((690, 985, 866, 1150), 180, 360, fill=(250, 250, 250)), d.rectangle((672, 1062, 884, 1080), fill=(230, 230, 230))
    else:
        person(d, (640, 1142), 190, (16, 15, 24), 0.05, 0.5), person(d, (1180, 1308), 210, (16, 15, 24), -0.04, 0.3)
    vignette(im, 0.35)
    return im


@picture(f"{CALLUM}/skatepark.jpg")
def skatepark(seed: str) -> Image.Image:
    im = gradient(LAND, (40, 60, 116), (150, 120, 160), (250, 170, 130), (240, 200, 170))
    d = ImageDraw.Draw(im)
    r = random.Random(seed)
    for k in range(20):
        t = r.randint(60, 220)
        d.rectangle((k * 110 - 20, 700 - t, k * 110 + 90, 800), fill=(66, 58, 84))
    im = blur(im, 5)
    def swoop(x: float) -> float:
        if x < 1000:
            return 760 if x < 360 else 760 + 390 * math.sin(min(1, (x - 360) / 480) * math.pi / 2)
        return 700 if x > 1720 else 700 + 450 * math.sin(min(1, (1720 - x) / 560) * math.pi / 2)

    curve = [(x, swoop(x)) for x in range(0, 2001, 8)]
    ramp = shape(LAND, lambda m: m.polygon([*curve, (2000, 1500), (0, 1500)], fill=255))
    skin = gradient(LAND, (216, 176, 160), (176, 150, 150), (104, 98, 108), (150, 140, 140))
    texture(skin, Image.blend(noise(LAND, 3, seed), clouds(LAND, seed), 0.5), 0.4)
    glow(skin, (1000, 1210), 500, (90, 60, 40), 0.9, 1.8)
    im.paste(skin, mask=blur(ramp, 2))
    d = ImageDraw.Draw(im)
    d.line((0, 758, 366, 758), fill=(236, 226, 216), width=11), d.line((1712, 698, 2000, 698), fill=(236, 226, 216), width=11)
    for x, text, c, s in ((470, "SALT", (50, 180, 190), 170), (1330, "TW26", (230, 70, 120), 150)):
        tile = Image.new("L", LAND)
        ImageDraw.Draw(tile).text((x, 1180), text, font=font("marker", s), fill=200)
        im.paste(c, mask=ImageChops.multiply(tile, noise(LAND, 6, text).point(lambda v: 90 + v // 2)))
    d = ImageDraw.Draw(im)
    person(d, (1560, 640), 330, (22, 20, 32), -0.1, 0.9)
    d.line((1450, 690, 1660, 610), fill=(22, 20, 32), width=20)
    for x, y in ((1480, 700), (1640, 640)):
        d.ellipse((x - 17, y - 17, x + 17, y + 17), fill=(236, 220, 190))
    person(d, (240, 758), 280, (22, 20, 32), 0.02, 0.1), d.line((300, 756, 340, 560), fill=(22, 20, 32), width=14)
    vignette(im, 0.4)
    return im


# --- things made, and things on tables --------------------------------------


def stick(im: Image.Image, a: Point, b: Point, wide: int, colour: Colour, drop: int = 8) -> None:
    """A rod, lit along its top."""
    mask = shape(im.size, lambda d: d.line((*a, *b), fill=255, width=wide))
    shadow(im, mask, drop, drop, drop, 0.4)
    d = ImageDraw.Draw(im)
    d.line((*a, *b), fill=mix(colour, (30, 10, 0), 0.35), width=wide)
    d.line((a[0], a[1] - wide * 0.14, b[0], b[1] - wide * 0.14), fill=colour, width=int(wide * 0.66))
    d.line((a[0], a[1] - wide * 0.28, b[0], b[1] - wide * 0.28), fill=mix(colour, (255, 255, 240), 0.5), width=max(1, wide // 5))


def truss(im: Image.Image, y: float, x0: float, x1: float, n: int, high: float, wide: int, colour: Colour, sag: float = 0) -> None:
    def point(i: float, up: float) -> Point:
        x = x0 + (x1 - x0) * i / n
        return (x, y - up * high + sag * math.sin(math.pi * i / n))

    for i in range(n):
        stick(im, point(i, 0), point(i + 0.5, 1), wide, colour), stick(im, point(i + 0.5, 1), point(i + 1, 0), wide, colour)
        stick(im, point(i, 0), point(i + 1, 0), wide, colour)
        if i < n - 1:
            stick(im, point(i + 0.5, 1), point(i + 1.5, 1), wide, colour)


@picture(f"{NIAMH}/2018-19/2019-03-08 Spaghetti bridge/bridge.jpg")
@picture(f"{NIAMH}/EPQ/model under load.jpg")
def bridge_on_desks(seed: str) -> Image.Image:
    late = "EPQ" in seed
    im = room(seed) if not late else room(seed, ((226, 228, 230), (90, 110, 120), (60, 80, 70), (200, 170, 120)))
    d = ImageDraw.Draw(im)
    for x0, x1 in ((-50, 420), (1580, 2050)):
        top = wood(LAND, (196, 150, 100), seed, 1)
        im.paste(top, mask=shape(LAND, lambda m, a=x0, b=x1: m.rectangle((a, 820, b, 1500), fill=255)))
        im.paste((60, 62, 66), mask=shape(LAND, lambda m, a=x0, b=x1: m.rectangle((a, 880, b, 1500), fill=190)))
        d.line((x0, 822, x1, 822), fill=(255, 236, 206), width=6)
    if late:
        for k, tone in enumerate(((206, 158, 98), (226, 184, 124), (186, 136, 80))):
            arc = [(340 + i * 13.2, 800 - 330 * math.sin(math.pi * i / 100) + k * 15) for i in range(101)]
            for a, b in zip(arc, arc[1:], strict=False):
                d.line((*a, *b), fill=tone, width=18)
        for i in range(1, 12):
            x = 340 + i * 110
            stick(im, (x, 806), (x, 812 - 330 * math.sin(math.pi * i / 12)), 12, (214, 176, 120), 4)
        stick(im, (300, 812), (1700, 812), 34, (220, 178, 118))
        load = "25 kg"
    else:
        truss(im, 806, 330, 1670, 8, 210, 15, (236, 200, 120), 34)
        load = "2 kg"
    d = ImageDraw.Draw(im)
    d.line((1000, 820, 1000, 1010), fill=(60, 60, 66), width=9)
    pot = shape(LAND, lambda m: m.rounded_rectangle((840, 1010, 1160, 1330), 34, fill=255))
    lay(im, pot, gradient(LAND, *(((40, 60, 96), (120, 160, 206), (60, 90, 140), (30, 46, 80)) if late else ((120, 20, 26), (226, 70, 60), (176, 34, 40), (90, 14, 20))), across=True).resize(LAND), 14)
    d = ImageDraw.Draw(im)
    d.arc((900, 900, 1100, 1120), 180, 360, fill=(90, 90, 96), width=12)
    d.text((1000, 1170), load, font=font("marker", 110), fill=(250, 246, 236), anchor="mm")
    glow(im, (500, 200), 900, (70, 60, 44), 0.9)
    vignette(im, 0.4)
    return im


@picture(f"{NIAMH}/2016-17/Roman mosaic/mosaic.jpg")
def mosaic(seed: str) -> Image.Image:
    plan = Image.new("RGB", LAND, (232, 220, 194))
    d = ImageDraw.Draw(plan)
    for k, tone in enumerate(((70, 60, 60), (176, 70, 50), (232, 220, 194), (60, 90, 130))):
        d.rectangle((40 + k * 44, 40 + k * 44, 1960 - k * 44, 1460 - k * 44), outline=tone, width=44)
    body = [(400, 900), (520, 660), (820, 480), (1160, 460), (1400, 600), (1560, 760), (1640, 780), (1560, 830), (1330, 850), (1100, 960), (800, 1010), (640, 1000), (460, 1160), (440, 1010), (300, 1000)]
    d.polygon(body, fill=(60, 100, 140)), d.polygon([(900, 480), (1000, 320), (1110, 470)], fill=(50, 84, 120)), d.polygon([(920, 960), (980, 1120), (1080, 940)], fill=(50, 84, 120))
    d.polygon([(620, 900), (860, 800), (1160, 790), (1480, 800), (1300, 850), (1080, 930), (800, 980)], fill=(206, 214, 214)), d.ellipse((1352, 650, 1404, 700), fill=(30, 26, 26))
    for k in range(4):
        d.line([(x, 1240 + k * 44 + 18 * math.sin(x / 60 + k)) for x in range(220, 1790, 20)], fill=((60, 120, 140), (110, 160, 170))[k % 2], width=34)
    look, r = plan.load(), random.Random(seed)
    im = tint(noise(LAND, 3, seed), (120, 112, 104), (166, 158, 146))
    d = ImageDraw.Draw(im)
    for y in range(22, 1490, 40):
        for x in range(22, 1990, 40):
            tone = vary(look[min(x, 1999), min(y, 1499)], r, 20)
            turn, s = r.gauss(0, 0.08) + math.pi / 4, r.uniform(22, 25)
            spots = [(x + r.uniform(-2, 2) + math.cos(turn + k * math.pi / 2) * s, y + math.sin(turn + k * math.pi / 2) * s) for k in range(4)]
            d.polygon([(a + 4, b + 5) for a, b in spots], fill=(84, 78, 72)), d.polygon(spots, fill=tone)
            d.line([spots[2], spots[3]], fill=mix(tone, (255, 255, 255), 0.4), width=3)
    texture(im, noise(LAND, 5, seed + "g"), 0.22)
    glow(im, (300, 100), 1300, (60, 54, 40))
    vignette(im, 0.45)
    return im


@picture(f"{NIAMH}/2020 Lockdown/rainbow.jpg", grit=0.1)
def rainbow(seed: str) -> Image.Image:
    c = Crayon(LAND, seed, (250, 248, 240))
    for k, colour in enumerate((RED, ORANGE, YELLOW, GREEN, BLUE, PURPLE)):
        for j in range(3):
            q = 800 - k * 78 - j * 24
            c.line([(1000 - math.cos(a / 24 * math.pi) * q * 1.06, 1180 - math.sin(a / 24 * math.pi) * q) for a in range(25)], colour, 30, 5)
    for x in (260, 1740):
        for k in range(6):
            c.line(oval((x + math.cos(k) * 110, 1210 + math.sin(k) * 50), 90, 74, n=14), (150, 190, 220), 18)
    c.write((560, 1140), "thank you NHS", 130, BLUE, "marker"), c.write((640, 1320), "love from number 14", 70, INK)
    im = gradient(LAND, (130, 160, 180), (196, 206, 206), (120, 132, 120))
    for k in range(3):
        glow(im, (300 + k * 700, 300), 400, (90, 96, 90), 0.6)
    im = snapshot(c.im, seed, im, 1.2, 0.76)
    d = ImageDraw.Draw(im, "RGBA")
    for x, y in ((290, 215), (1680, 250), (300, 1270), (1690, 1300)):
        d.polygon(oval((x, y), 96, 34, -0.7 if x < 900 else 0.7, 4), fill=(240, 236, 206, 150))
    d.rectangle((0, 0, 2000, 70), fill=(246, 246, 244)), d.rectangle((0, 1430, 2000, 1500), fill=(240, 240, 238)), d.rectangle((0, 0, 80, 1500), fill=(244, 244, 242)), d.rectangle((1920, 0, 2000, 1500), fill=(232, 232, 230))
    d.polygon([(200, 70), (560, 70), (260, 1430), (80, 1430), (80, 500)], fill=(255, 255, 255, 26))
    return im


@picture(f"{NIAMH}/2021-22/Volcano/volcano.jpg")
def volcano(seed: str) -> Image.Image:
    im = bench(seed, ImageEnhance.Brightness(room(seed)).enhance(0.5), wood(LAND, (140, 98, 64), seed, 4), 1010)
    cone = [(400, 1270), (560, 1100), (720, 820), (860, 520), (900, 470), (1090, 470), (1140, 530), (1280, 820), (1440, 1090), (1620, 1280), (1000, 1330)]
    mask = shape(LAND, lambda d: d.polygon(cone, fill=255))
    rock = gradient(LAND, (150, 104, 76), (104, 70, 54), (44, 30, 28), across=True)
    texture(rock, clouds(LAND, seed, (120, 50, 24, 10)), 0.85)
    lay(im, mask, rock, 30)
    r = random.Random(seed)
    lava = Image.new("L", LAND)
    d = ImageDraw.Draw(lava)
    for k in range(9):
        x = 880 + k * 28
        path = wander(r, (x, 480), (x + (k - 4) * r.randint(40, 90), r.randint(820, 1290)), 26)
        d.line(path, fill=255, width=r.randint(22, 58), joint="curve"), d.ellipse((path[-1][0] - 36, path[-1][1] - 30, path[-1][0] + 36, path[-1][1] + 40), fill=255)
    for _ in range(240):
        a = r.gauss(-math.pi / 2, 0.6)
        q = abs(r.gauss(0, 130))
        x, y, s = 995 + math.cos(a) * q * 1.2, 470 + math.sin(a) * q, r.randint(8, 36)
        d.ellipse((x - s, y - s, x + s, y + s), fill=255)
    foam = tint(clouds(LAND, seed + "f", (60, 26, 12)), (170, 16, 10), (255, 226, 130), (250, 96, 30))
    glow(im, (995, 460), 640, (150, 60, 16), 0.9)
    lay(im, blur(lava, 4).point(lambda v: 255 if v > 110 else 0), foam, 6)
    for _ in range(90):
        a, q = r.uniform(math.pi, math.tau), r.uniform(150, 480)
        ball(im, (995 + math.cos(a) * q * 0.8, 480 + math.sin(a) * q * 0.9), r.uniform(4, 15), (250, 110, 40), 0.8, False)
    leaves(im, (300, 1220, 600, 1380), 90, (60, 110, 50), 46, seed)
    vignette(im, 0.55)
    return im


def chart(seed: str, title: str, x_name: str, y_name: str, sets: list[tuple[str, Colour, list[tuple[float, float]]]], limits: tuple[float, float, float, float], marks: tuple[float, float], bars: bool = False, size: Size = (1600, 1150)) -> Image.Image:
    """A chart drawn with a ruler that slipped, on squared paper."""
    im = Image.new("RGB", size, (253, 253, 250))
    d, r = ImageDraw.Draw(im), random.Random(seed)
    w, h = size
    for k in range(0, w, 50):
        d.line((k, 0, k, h), fill=(214, 228, 240), width=2), d.line((0, k, w, k), fill=(214, 228, 240), width=2)
    left, right, top, low = 230, w - 90, 190, h - 200
    x0, x1, y0, y1 = limits

    def at(x: float, y: float) -> Point:
        return (left + (x - x0) / (x1 - x0) * (right - left), low - (y - y0) / (y1 - y0) * (low - top))

    for a, b in (((left, low + 8), (left, top - 20)), ((left - 8, low), (right + 20, low))):
        d.line(wander(r, a, b, 2.5), fill=(40, 40, 52), width=7)
    pen = font("round", 44)
    v = y0
    while v <= y1 + 1e-9:
        d.text((left - 24, at(x0, v)[1]), f"{v:g}", font=pen, fill=(40, 40, 52), anchor="rm")
        v += marks[1]
    v = x0
    while v <= x1 + 1e-9 and not bars:
        d.text((at(v, y0)[0], low + 20), f"{v:g}", font=pen, fill=(40, 40, 52), anchor="ma")
        v += marks[0]
    d.text((w / 2, 80), title, font=font("felt", 66), fill=(40, 40, 52), anchor="mm")
    d.text(((left + right) / 2, h - 70), x_name, font=font("round", 52), fill=(40, 40, 52), anchor="mm")
    side = Image.new("L", (h, 90))
    ImageDraw.Draw(side).text((h / 2, 45), y_name, font=font("round", 52), fill=255, anchor="mm")
    im.paste((40, 40, 52), (20, 0), side.rotate(90, expand=True))
    for k, (name, colour, points) in enumerate(sets):
        if bars:
            for i, (x, y) in enumerate(points):
                px, py = at(x, y)
                d.rectangle((px - 56, py, px + 56, low - 4), fill=mix(colour, (255, 255, 255), 0.45))
                for j in range(int(py), low, 22):
                    d.line(wander(r, (px - 56, j + 18), (px + 56, j), 3), fill=colour, width=5)
                d.rectangle((px - 56, py, px + 56, low), outline=mix(colour, (0, 0, 0), 0.3), width=6)
                d.text((px, low + 22), name.split("|")[i], font=font("round", 40), fill=(40, 40, 52), anchor="ma")
            continue
        dots = [at(x, y) for x, y in points]
        for a, b in zip(dots, dots[1:], strict=False):
            d.line(wander(r, a, b, 3), fill=colour, width=8)
        for x, y in dots:
            d.line((x - 13, y - 13, x + 13, y + 13), fill=mix(colour, (0, 0, 0), 0.3), width=6), d.line((x - 13, y + 13, x + 13, y - 13), fill=mix(colour, (0, 0, 0), 0.3), width=6)
        d.text((left + 60 if points[-1][1] > points[0][1] else right - 10, top + 10 + k * 62), name, font=font("felt", 50), fill=colour, anchor="la" if points[-1][1] > points[0][1] else "ra")
    return im.quantize(64, dither=Image.Dither.NONE)


@picture(f"{LLYR}/2026-05 Afon/siart.png")
def river_chart(seed: str) -> Image.Image:
    return chart(seed, "Tymheredd yr afon", "metrau o'r bont", "gradd Celsius", [("bore", (40, 100, 190), [(0, 9.5), (10, 9.2), (20, 9.4), (30, 8.8), (40, 8.1)]), ("prynhawn", (214, 80, 40), [(0, 13.5), (10, 13.1), (20, 12.2), (30, 10.6), (40, 9.4)])], (0, 40, 6, 15), (10, 1))


@picture(f"{NIAMH}/EPQ/deflection.png")
def epq_chart(seed: str) -> Image.Image:
    return chart(seed, "Sag at mid-span against load", "load (kg)", "sag (mm)", [("spruce", (180, 90, 40), [(0, 0), (5, 2.1), (10, 4.3), (15, 6.6), (20, 9.4), (25, 13.8)]), ("bamboo", (40, 140, 80), [(0, 0), (5, 1.4), (10, 2.9), (15, 4.5), (20, 6.0), (25, 7.7)])], (0, 25, 0, 14), (5, 2))


@picture(f"{HALINA}/2026-06 Soup for forty/cost.png")
def soup_cost(seed: str) -> Image.Image:
    return chart(seed, "What one bowl costs, in pence", "", "pence", [("beetroot|onion|stock|cream|dill|gas", (170, 30, 70), [(1, 22), (2, 6), (3, 11), (4, 14), (5, 5), (6, 9)])], (0.4, 6.6, 0, 25), (1, 5), bars=True)


@picture(f"{ZADIE}/Ceramics/pots.jpg")
def pots(seed: str) -> Image.Image:
    im = gradient(LAND, (96, 98, 104), (150, 146, 142), (120, 112, 106))
    texture(im, clouds(LAND, seed, (600, 300, 120)), 0.4)
    glow(im, (420, 300), 900, (120, 108, 90), 0.9)
    shelf = wood((2000, 420), (150, 110, 76), seed, 1)
    im.paste(shelf, (0, 1130))
    ImageDraw.Draw(im).line((0, 1132, 2000, 1132), fill=(230, 200, 160), width=6)
    glaze = (((226, 214, 190), (60, 110, 130)), ((180, 110, 74), (240, 232, 214)), ((70, 84, 80), (196, 150, 60)), ((206, 150, 130), (90, 60, 90)))
    for k, (x, high, curve) in enumerate(((330, 620, (0.3, 0.62, 0.95, 0.8, 0.4, 0.34, 0.46)), (830, 430, (0.5, 0.86, 1.1, 1.12, 1.0, 0.9, 0.96)), (1300, 760, (0.4, 0.66, 0.8, 0.74, 0.5, 0.3, 0.36)), (1730, 330, (0.4, 0.8, 0.96, 1.0, 1.02, 1.04, 1.06)))):
        n, wide = 60, 190
        side = []
        for i in range(n + 1):
            t = i / n * (len(curve) - 1)
            a, b = curve[int(t)], curve[min(int(t) + 1, len(curve) - 1)]
            u = (1 - math.cos((t % 1) * math.pi)) / 2
            side.append((wide * (a + (b - a) * u), 1190 - high * i / n))
        mask = shape(LAND, lambda d, x=x, s=side: (d.polygon([(x - q, y) for q, y in s] + [(x + q, y) for q, y in reversed(s)], fill=255), d.ellipse((x - s[0][0], 1170, x + s[0][0], 1212), fill=255), d.ellipse((x - s[-1][0], s[-1][1] - 22, x + s[-1][0], s[-1][1] + 22), fill=255)))
        shadow(im, mask, 60, 20, 40, 0.5)
        body = Image.new("RGB", LAND, glaze[k][0])
        drip = shape(LAND, lambda d, k=k, h=high: d.polygon([(0, 0), *[(px, 1190 - h * 0.52 + 70 * math.sin(px / 31 + k) + 46 * math.sin(px / 13)) for px in range(0, 2001, 8)], (2000, 0)], fill=255))
        body.paste(glaze[k][1], mask=blur(drip, 5))
        texture(body, Image.blend(clouds(LAND, seed + str(k), (90, 40, 14)), noise(LAND, (600, 7), seed), 0.4), 0.5)
        around = gradient((int(wide * 2.3), 8), (70, 70, 70), (190, 190, 190), (255, 255, 255), (190, 180, 174), (110, 100, 96), (50, 46, 46), across=True).resize((int(wide * 2.3), 1500))
        shade = Image.new("RGB", LAND, (60, 60, 60))
        shade.paste(around, (int(x - wide * 1.15), 0))
        body = ImageChops.multiply(body, shade)
        glow(body, (x - wide * 0.4, 1190 - high * 0.62), 120, (120, 120, 110), 0.8)
        im.paste(body, mask=blur(mask, 1))
        q, y = side[-1]
        ImageDraw.Draw(im).ellipse((x - q + 10, y - 15, x + q - 10, y + 15), fill=(30, 26, 26))
    vignette(im, 0.45)
    return im


@picture(f"{ZADIE}/2026-05-14 Cyanotypes/fern.jpg")
def cyanotype(seed: str) -> Image.Image:
    r = random.Random(seed)
    sheet = paper(TALL, (244, 240, 226), seed)
    edge = shape(TALL, lambda d: d.polygon([(110 + r.randint(-40, 40), y) for y in range(120, 1880, 18)] + [(1390 + r.randint(-40, 40), y) for y in range(1880, 120, -18)], fill=255))
    blue = tint(clouds(TALL, seed, (500, 200, 60, 14, 5)), (6, 26, 84), (30, 84, 150))
    print_mask = Image.new("L", TALL)
    d = ImageDraw.Draw(print_mask)

    def frond(at: Point, turn: float, length: float, depth: int, tone: int) -> None:
        x, y = at
        n = max(5, int(length / (66, 24, 78)[depth] if depth else length / 20))
        for i in range(n):
            nx, ny = x + math.cos(turn) * length / n, y + math.sin(turn) * length / n
            d.line((x, y, nx, ny), fill=tone, width=max(2, int((10, 4, 9)[depth] * (1 - i / n)) + 1))
            x, y, turn = nx, ny, turn + 0.012 * (1 if depth == 2 else 2)
            if depth:
                for side in (-1, 1):
                    frond((x, y), turn + side * 1.05, length * (0.25 if depth == 2 else 0.2) * math.sin(math.pi * min(1, (i + 1.5) / n)) ** 0.8, depth - 1, tone)
            else:
                d.polygon(oval((x, y), length * 0.3, length * 0.12, turn, 8), fill=tone)

    frond((640, 1800), -1.52, 1500, 2, 240), frond((1000, 1830), -1.2, 960, 2, 190), frond((420, 1830), -1.95, 820, 2, 200)
    soft = Image.blend(blur(print_mask, 5), print_mask, 0.65)
    blue.paste((226, 234, 236), mask=ImageChops.multiply(soft, noise(TALL, 40, seed + "m").point(lambda v: 170 + v // 3)))
    sheet.paste(blue, mask=ImageChops.multiply(blur(edge, 4), noise(TALL, (160, 8), seed).point(lambda v: 255 if v > 40 else 150)))
    return sheet


@picture(f"{ZADIE}/2025-11 Linocut/gull.jpg")
def linocut(seed: str) -> Image.Image:
    r = random.Random(seed)
    cut = Image.new("L", (1700, 1260), 255)
    d = ImageDraw.Draw(cut)
    for y in range(60, 760, 26):
        d.line(wander(r, (0, y), (1700, y - 60), 9), fill=0, width=r.randint(4, 11))
    d.ellipse((1180, 110, 1520, 450), fill=0)
    for k in range(7):
        y = 800 + k * 70
        d.line([(x, y + 34 * math.sin(x / 92 + k * 1.3)) for x in range(0, 1720, 20)], fill=0, width=16 - k)
        for x in range(0, 1700, 46):
            d.line((x, y + 26 + 34 * math.sin(x / 92 + k * 1.3), x + 24, y + 46 + 34 * math.sin(x / 92 + k * 1.3)), fill=0, width=7)
    wing = [(180, 560), (420, 300), (640, 260), (800, 470), (900, 520), (1080, 280), (1290, 230), (1480, 420), (1240, 420), (1060, 600), (940, 720), (760, 740), (650, 620), (520, 480), (360, 500)]
    d.polygon(wing, fill=0), d.polygon([(700, 690), (640, 800), (820, 740)], fill=0), d.ellipse((900, 600, 1040, 720), fill=0), d.polygon([(1020, 640), (1120, 680), (1024, 690)], fill=255)
    for k in range(9):
        d.line((330 + k * 40, 480 - k * 14, 420 + k * 44, 330 + k * 4), fill=255, width=9), d.line((1060 + k * 38, 470 - k * 14, 1110 + k * 40, 320), fill=255, width=9)
    d.ellipse((970, 635, 992, 657), fill=255), d.rectangle((0, 0, 1699, 1259), outline=255, width=34)
    worn = noise(cut.size, 4, seed).point(lambda v: 255 if v > 42 else 70)
    art = paper((1900, 1450), (246, 240, 224), seed)
    art.paste((236, 120, 60), (110, 90), shape((1700, 1260), lambda m: m.ellipse((1200, 130, 1500, 430), fill=235)))
    art.paste((18, 44, 66), (100, 90), ImageChops.multiply(cut, worn))
    ImageDraw.Draw(art).text((130, 1366), "4 / 12    “Chip Shop, 7 a.m.”", font=font("hand", 54), fill=(90, 90, 96)), ImageDraw.Draw(art).text((1550, 1366), "Z. F. 2025", font=font("hand", 54), fill=(90, 90, 96))
    return snapshot(art, seed, wood(LAND, (120, 96, 78), seed, 6), -1.6, 0.9)


@picture(f"{MEILING}/2025-10-06 Lanterns/lanterns.jpg")
def lanterns(seed: str) -> Image.Image:
    im = gradient(LAND, (8, 10, 26), (26, 20, 44), (50, 26, 34), (16, 12, 20))
    r = random.Random(seed)
    for _ in range(60):
        x, y, s = r.randint(0, 2000), r.randint(500, 1400), r.randint(14, 60)
        light = Image.new("RGB", LAND)
        ImageDraw.Draw(light).ellipse((x - s, y - s, x + s, y + s), fill=mix(vary(r.choice(((255, 170, 70), (255, 90, 60), (255, 220, 150))), r, 20), (0, 0, 0), 0.55))
        im = ImageChops.screen(im, light)
    im = blur(im, 5)
    d = ImageDraw.Draw(im)
    for y0, n in ((60, 9), (20, 8)):
        d.line([(x, y0 + 60 * math.sin(x / 2000 * math.pi * 2 + y0)) for x in range(0, 2010, 10)], fill=(40, 30, 34), width=5)
    for x, y, s, tone in ((250, 420, 1.0, (230, 40, 34)), (700, 330, 0.7, (250, 150, 40)), (1060, 560, 1.5, (226, 30, 30)), (1490, 360, 0.85, (240, 60, 90)), (1790, 520, 1.05, (250, 170, 50)), (480, 760, 0.55, (240, 80, 50)), (1520, 860, 0.5, (250, 120, 60))):
        glow(im, (x, y), 360 * s, mix(tone, (0, 0, 0), 0.45), 0.9)
        d = ImageDraw.Draw(im)
        d.line((x, 40, x, y - 150 * s), fill=(60, 44, 40), width=4)
        body = shape(LAND, lambda m, x=x, y=y, s=s: m.ellipse((x - 180 * s, y - 150 * s, x + 180 * s, y + 150 * s), fill=255))
        silk = Image.new("RGB", LAND, mix(tone, (40, 0, 0), 0.5))
        glow(silk, (x, y + 20 * s), 230 * s, tone), glow(silk, (x, y + 50 * s), 120 * s, (255, 220, 130), 0.9)
        im.paste(silk, mask=blur(body, 1.5))
        d = ImageDraw.Draw(im, "RGBA")
        for k in (-0.8, -0.45, 0, 0.45, 0.8):
            d.arc((x - abs(180 * s * k) - 2, y - 150 * s, x + abs(180 * s * k) + 2, y + 150 * s), 90 if k <= 0 else 270, 270 if k <= 0 else 450, fill=(120, 10, 0, 120), width=max(2, int(5 * s)))
        for k in (-1, 1):
            d.rounded_rectangle((x - 70 * s, y + k * 148 * s - 16 * s, x + 70 * s, y + k * 148 * s + 16 * s), 6, fill=(196, 140, 50, 255))
        for k in range(9):
            d.line((x - 40 * s + k * 10 * s, y + 164 * s, x - 44 * s + k * 11 * s, y + 300 * s), fill=(226, 170, 60, 220), width=max(2, int(4 * s)))
    vignette(im, 0.4)
    return im


@picture(f"{MEILING}/2026-03 Orchestra/score.jpg")
def score(seed: str) -> Image.Image:
    sheet = paper((2400, 1900), (250, 246, 232), seed)
    d, r = ImageDraw.Draw(sheet), random.Random(seed)
    for k in range(6):
        y0 = 170 + k * 290
        for j in range(5):
            d.line((120, y0 + j * 26, 2300, y0 + j * 26), fill=(50, 46, 46), width=3)
        for x in (120, 840, 1570, 2300):
            d.line((x, y0, x, y0 + 104), fill=(50, 46, 46), width=5)
        x, level = 300, 2
        while x < 2260:
            level = max(-2, min(9, level + r.choice((-2, -1, -1, 0, 1, 1, 2, 3))))
            y, n = y0 + 104 - level * 13, r.choice((1, 1, 2, 2, 4))
            for i in range(n):
                px, py = x + i * 62, y - i * r.choice((-13, 13, 0))
                d.polygon(oval((px, py), 19, 13, -0.35, 20), fill=(26, 24, 26)), d.line((px + 17, py - 4, px + 17, y - 96), fill=(26, 24, 26), width=5)
            if n > 1:
                d.line((x + 15, y - 94, x + 19 + (n - 1) * 62, y - 94), fill=(26, 24, 26), width=15)
            x += 110 + n * 62
        d.arc((140, y0 - 30, 230, y0 + 90), 90, 380, fill=(26, 24, 26), width=9), d.ellipse((206, y0 + 14, 222, y0 + 30), fill=(26, 24, 26)), d.ellipse((206, y0 + 42, 222, y0 + 58), fill=(26, 24, 26))
    pencil = (70, 80, 120)
    d.ellipse((900, 420, 1290, 620), outline=(200, 40, 50), width=9)
    for x, y, t in ((930, 350, "COUNT!!!"), (1620, 920, "breathe"), (420, 1210, "not yet"), (1500, 1500, "look UP here"), (320, 640, "p pp ppp")):
        d.text((x, y), t, font=font("pen", 78), fill=pencil)
    far = sheet.transform(LAND, Image.QUAD, (330, 60, -120, 1880, 2520, 1880, 2060, 60), Image.BICUBIC)
    im = Image.composite(far, blur(far, 9), gradient(LAND, (0,) * 3, (190,) * 3, (255,) * 3, (255,) * 3, (120,) * 3).convert("L"))
    stick(im, (1240, 1560), (1890, 1000), 44, (236, 176, 50), 26)
    glow(im, (500, 300), 1000, (60, 50, 34), 0.9)
    im = ImageChops.multiply(im, gradient(LAND, (255, 250, 240), (226, 216, 206), (160, 150, 150), across=True))
    vignette(im, 0.35)
    return im


@picture(f"{MEILING}/2026-02 Cranes/cranes.jpg")
def cranes(seed: str) -> Image.Image:
    im = bench(seed, room(seed, ((220, 224, 220), (150, 170, 160), (226, 206, 176), (120, 130, 136))), wood(LAND, (206, 172, 130), seed, 5), 560)
    for x, y, s, tone in ((420, 760, 0.7, (240, 180, 60)), (1560, 740, 0.75, (90, 160, 150)), (1040, 830, 0.9, (236, 232, 222)), (1720, 1130, 1.15, (60, 110, 180)), (900, 1220, 1.5, (220, 60, 60)), (300, 1170, 1.1, (236, 130, 160))):
        def q(px: float, py: float, x: float = x, y: float = y, s: float = s) -> Point:
            return (x + px * s, y + py * s)
        im.paste((20, 10, 0), mask=blur(shape(LAND, lambda m, x=x, y=y, s=s: m.ellipse((x - 150 * s, y - 10 * s, x + 220 * s, y + 50 * s), fill=150)), 18 * s))
        d = ImageDraw.Draw(im)
        for points, shade in (([(20, -60), (170, -330), (110, -10)], 0.35), ([(-110, -20), (-300, -260), (-60, 10)], 0.18), ([(100, 0), (330, -270), (60, 20)], 0.4), ([(-300, -260), (-350, -216), (-272, -226)], 0.3), ([(-130, -40), (0, -90), (140, -40), (0, 30)], 0.12), ([(0, -90), (140, -40), (0, 30)], 0.28), ([(-20, -70), (-120, -360), (60, -30)], 0.0), ([(-120, -360), (60, -30), (20, -50)], 0.16)):
            d.polygon([q(*p) for p in points], fill=mix(tone, (24, 10, 30), shade))
    glow(im, (300, 200), 1000, (60, 56, 40), 0.9)
    vignette(im, 0.3)
    return im


@picture(f"{MEILING}/2026-01-19 Proof/page.jpg", grit=0.1)
def proof_page(seed: str) -> Image.Image:
    page = notebook("19 January\nSuppose  √2 = p/q   (no common factor)\nthen  p² = 2q²\nso p² is even, so p is even\nlet p = 2r\nthen 4r² = 2q²,  q² = 2r²\nso q is even TOO\n\nbut I said no common factor.\n\nContradiction!!   (QED)\n\nMr Bassi: “and √3?”\nme: same with thirds\nMr Bassi: “and √4?”\nme: ...\nme: oh.", seed, "sloped", 58, True)
    d = ImageDraw.Draw(page)
    d.line(wander(random.Random(seed), (220, 1010), (880, 1016), 4), fill=(200, 40, 50), width=7)
    d.rectangle((1040, 1120, 1400, 1480), outline=(32, 42, 98), width=6), d.line((1040, 1480, 1400, 1120), fill=(200, 40, 50), width=7)
    for x, y, t in ((1220, 1500, "1"), (1420, 1270, "1"), (1130, 1210, "root 2")):
        d.text((x, y), t, font=font("sloped", 56), fill=(32, 42, 98))
    return snapshot(page, seed, wood(TALL, (90, 70, 56), seed, 7), 2.0, 0.94)


def editor(name: str, code: str, side: str) -> Image.Image:
    im = Image.new("RGB", (1600, 1000), (30, 32, 40))
    d = ImageDraw.Draw(im)
    d.rectangle((0, 0, 1600, 56), fill=(44, 47, 58)), d.rectangle((0, 56, 300, 1000), fill=(36, 38, 48))
    for k, tone in enumerate(((236, 96, 90), (240, 190, 80), (100, 200, 110))):
        d.ellipse((22 + k * 34, 18, 44 + k * 34, 40), fill=tone)
    face = font("mono", 27)
    d.text((330, 14), name, font=face, fill=(210, 214, 224))
    for i, row in enumerate(side.split("\n")):
        d.text((26, 86 + i * 44), row, font=font("mono", 23), fill=(150, 156, 172))
    keys = {"def", "for", "in", "return", "if", "else", "while", "import", "from", "and", "not", "True", "print"}
    for i, row in enumerate(code.split("\n")):
        y = 84 + i * 42
        d.text((330, y), f"{i + 1:2d}", font=face, fill=(86, 92, 108))
        x, word = 396.0, ""
        for ch in row + " ":
            if ch.isalnum() or ch == "_":
                word += ch
                continue
            tone = (198, 120, 221) if word in keys else (224, 176, 100) if word.isdigit() else (97, 175, 239) if ch == "(" else (216, 220, 230)
            if "#" in row and x >= 396 + face.getlength(row.split("#")[0]):
                tone = (110, 150, 110)
            d.text((x, y), word, font=face, fill=tone)
            x += face.getlength(word)
            d.text((x, y), ch, font=face, fill=(110, 150, 110) if "#" in row and x >= 396 + face.getlength(row.split("#")[0]) else (170, 176, 190))
            x, word = x + face.getlength(ch), ""
    return im.quantize(96, dither=Image.Dither.NONE)


@picture(f"{MEILING}/Snake that learns/code.png")
def snake_code(seed: str) -> Image.Image:
    return editor("snake.py", "from random import choice\n\ndef next_move(snake, food, memory):\n    state = look(snake, food)\n    if state not in memory:\n        memory[state] = {m: 0 for m in MOVES}\n    best = max(memory[state].values())\n    good = [m for m in MOVES if memory[state][m] == best]\n    return choice(good)\n\ndef learn(memory, state, move, reward):\n    old = memory[state][move]\n    # without the 9 it forgot everything every game\n    memory[state][move] = (9 * old + reward) / 10\n\nfor game in range(2000):\n    play(memory)\n    if game == 1999:\n        print(memory)   # I do not understand it but it works", "snake/\n  snake.py\n  look.py\n  games.csv\n  README.md")


@picture(f"{CALLUM}/Passion/level 3.png")
def pixel_game(seed: str) -> Image.Image:
    im, r = Image.new("RGB", (200, 125), (92, 172, 228)), random.Random(seed)
    d = ImageDraw.Draw(im)
    for y in range(125):
        d.line((0, y, 200, y), fill=mix((60, 110, 200), (180, 220, 240), y / 110))
    for x, y in ((20, 20), (90, 12), (150, 28)):
        d.rectangle((x, y, x + 22, y + 5), fill=(250, 252, 255)), d.rectangle((x + 5, y - 4, x + 15, y), fill=(250, 252, 255))
    for k in range(7):
        d.polygon([(k * 34 - 20, 100), (k * 34 + 4, 56 + r.randint(0, 16)), (k * 34 + 28, 100)], fill=(96, 140, 190))
    for x0, y0, w in ((0, 100, 62), (84, 100, 40), (140, 92, 60), (30, 70, 24), (68, 54, 18), (104, 44, 26), (150, 62, 20)):
        d.rectangle((x0, y0, x0 + w, 125 if y0 > 80 else y0 + 8), fill=(122, 80, 50))
        for _ in range(w * 2):
            d.point((r.randint(x0, x0 + w), r.randint(y0 + 3, 124 if y0 > 80 else y0 + 8)), fill=r.choice(((96, 60, 38), (150, 104, 66))))
        d.rectangle((x0, y0, x0 + w, y0 + 2), fill=(90, 190, 70)), d.line((x0, y0 + 3, x0 + w, y0 + 3), fill=(54, 130, 50))
    for x, y in ((36, 60), (44, 60), (74, 44), (110, 34), (118, 34), (126, 34), (156, 52)):
        d.ellipse((x, y, x + 5, y + 5), fill=(250, 206, 50), outline=(190, 130, 20))
    d.rectangle((20, 88, 27, 99), fill=(214, 50, 50)), d.rectangle((21, 82, 27, 88), fill=(246, 206, 170)), d.rectangle((20, 80, 28, 83), fill=(60, 40, 30)), d.point((26, 85), fill=(20, 20, 20))
    d.rectangle((100, 90, 110, 99), fill=(120, 70, 160)), d.point((102, 93), fill=(255, 255, 255)), d.point((107, 93), fill=(255, 255, 255)), d.line((102, 97, 108, 97), fill=(255, 255, 255))
    d.line((186, 92, 186, 58), fill=(230, 230, 230)), d.polygon([(187, 58), (198, 62), (187, 67)], fill=(250, 80, 60))
    im = im.resize((1600, 1000), Image.NEAREST)
    ImageDraw.Draw(im).text((30, 24), "LEVEL 3     COINS 04     LIVES 01", font=font("mono", 40), fill=(255, 255, 255))
    return im.quantize(200, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


@picture(f"{CALLUM}/Bike/wheel.jpg")
def wheel(seed: str) -> Image.Image:
    im = ImageEnhance.Brightness(room(seed, ((110, 104, 96), (60, 66, 74), (170, 110, 50), (40, 46, 50)))).enhance(0.62)
    d = ImageDraw.Draw(im)
    cx, cy = 1000, 760
    for q, w, tone in ((650, 66, (20, 20, 22)), (648, 40, (34, 34, 36)), (590, 26, (150, 154, 160)), (584, 10, (230, 232, 236)), (566, 14, (96, 100, 106))):
        d.ellipse((cx - q, cy - q, cx + q, cy + q), outline=tone, width=w)
    for k in range(96):
        a = k * math.tau / 96
        d.line((cx + math.cos(a) * 636, cy + math.sin(a) * 636, cx + math.cos(a + 0.02) * 654, cy + math.sin(a + 0.02) * 654), fill=(10, 10, 12), width=9)
    for k in range(36):
        a = k * math.tau / 36
        b = a + (0.5 if k % 2 else -0.5) * (1 if k % 4 < 2 else 1.3)
        p, q = (cx + math.cos(b) * 62, cy + math.sin(b) * 62), (cx + math.cos(a) * 568, cy + math.sin(a) * 568)
        d.line((*p, *q), fill=(86, 90, 96), width=7), d.line((p[0], p[1] - 2, q[0], q[1] - 2), fill=(216, 220, 226), width=3)
        ball(im, q, 9, (196, 170, 100), 0.7, False)
    ball(im, (cx, cy), 82, (120, 124, 130), 0.9), ball(im, (cx, cy), 34, (60, 62, 66), 0.8)
    stick(im, (cx, cy), (1580, 1620), 74, (190, 40, 40), 20)
    ball(im, (cx, cy), 46, (160, 164, 170), 0.9)
    hand = [(300, 1420), (420, 1180), (560, 1120), (610, 1180), (500, 1260), (480, 1480)]
    lay(im, shape(LAND, lambda m: m.line((180, 1440, 620, 1150), fill=255, width=70)), gradient(LAND, (60, 120, 190), (30, 60, 120)), 16)
    d = ImageDraw.Draw(im)
    d.polygon([(600, 1110), (690, 1070), (706, 1096), (660, 1130), (676, 1160), (728, 1140), (740, 1170), (640, 1210)], fill=(176, 180, 186)) if hand else None
    glow(im, (500, 160), 800, (110, 90, 60), 0.9)
    vignette(im, 0.5)
    return im


# --- Ezra's photos: light, water, sound, garden ------------------------------


def bubbles_on(im: Image.Image, seed: str, spots: list[tuple[float, float, float]]) -> None:
    for k, (x, y, q) in enumerate(spots):
        n = int(q * 2)
        if n < 6:
            continue
        rim = ImageOps.invert(Image.radial_gradient("L")).resize((n, n))
        disc = shape((n, n), lambda d, n=n: d.ellipse((1, 1, n - 2, n - 2), fill=255))
        ring = rim.point([max(0, min(255, int(235 - abs(v - 84) * 3.4))) for v in range(256)])
        hue = gradient((n, n), (120, 220, 255), (255, 160, 230), (255, 240, 150), (140, 255, 210)).rotate(35 * k)
        im.paste(hue, (int(x - q), int(y - q)), ImageChops.multiply(ring, disc))
        d = ImageDraw.Draw(im, "RGBA")
        d.polygon(oval((x - q * 0.42, y - q * 0.45), q * 0.2, q * 0.1, -0.8, 20), fill=(255, 255, 255, 225))
        d.polygon(oval((x + q * 0.48, y + q * 0.5), q * 0.1, q * 0.05, -0.8, 16), fill=(255, 255, 255, 170))


def garden_blur(seed: str, size: Size = LAND) -> Image.Image:
    im = gradient(size, (170, 206, 226), (150, 190, 130), (70, 120, 60))
    r = random.Random(seed)
    for _ in range(46):
        glow(im, (r.randint(0, size[0]), r.randint(0, size[1])), r.randint(80, 240), vary(r.choice(((110, 140, 60), (150, 150, 80), (160, 190, 200))), r, 24), 0.55)
    return blur(im, 26)


@picture(f"{EZRA}/ezra.jpg")
@picture(f"{EZRA}/2026-05-12 Bubbles/bubbles 1.jpg")
@picture(f"{EZRA}/2026-05-12 Bubbles/bubbles 2.jpg")
def bubbles(seed: str) -> Image.Image:
    im, r = garden_blur(seed), random.Random(seed)
    if "ezra.jpg" in seed:
        d = ImageDraw.Draw(im)
        d.polygon([(560, 1500), (640, 1130), (800, 1040), (1000, 1040), (1160, 1140), (1230, 1500)], fill=(40, 84, 150)), d.ellipse((730, 640, 1070, 1060), fill=(176, 128, 96))
        for _ in range(900):
            a, q = r.uniform(math.pi * 0.9, math.pi * 2.1), r.uniform(120, 215)
            x, y = 900 + math.cos(a) * q, 830 + math.sin(a) * q * 1.1
            d.ellipse((x - 15, y - 13, x + 15, y + 13), fill=mix((52, 34, 24), (110, 74, 44), r.random()))
        im = brush(im, seed, (34, 18, 9))
    bubbles_on(im, seed, [(r.randint(40, 1960), r.randint(40, 1440 if "ezra" not in seed.rsplit("/", 1)[-1] else 560), r.choice((26, 40, 60, 90, 140, 230))) for _ in range(22)])
    return im


@picture(f"{EZRA}/Light room/lights.jpg")
@picture(f"{EZRA}/Light room/lights (again).jpg")
def light_room(seed: str) -> Image.Image:
    im, r = gradient(LAND, (8, 8, 26), (24, 10, 40), (8, 12, 30)), random.Random(seed)
    for k in range(90):
        x, y, s = r.randint(0, 2000), r.randint(0, 1500), r.randint(26, 150)
        layer = Image.new("RGB", LAND)
        d = ImageDraw.Draw(layer)
        tone = mix(((60, 120, 255), (255, 60, 160), (60, 230, 190), (255, 190, 70), (170, 80, 255))[(k + len(seed)) % 5], (0, 0, 0), r.uniform(0.35, 0.75))
        d.ellipse((x - s, y - s, x + s, y + s), fill=tone), d.ellipse((x - s, y - s, x + s, y + s), outline=mix(tone, (255, 255, 255), 0.2), width=4)
        im = ImageChops.screen(im, layer)
    im = blur(im, 3)
    hand = shape(LAND, lambda d: (d.line((1000, 1600, 960, 1130), fill=255, width=190), d.ellipse((830, 890, 1090, 1190), fill=255), [d.line((960 + math.cos(a) * 70, 1030 + math.sin(a) * 70, 960 + math.cos(a) * n, 1030 + math.sin(a) * n), fill=255, width=58) for a, n in ((-2.6, 230), (-2.05, 320), (-1.65, 350), (-1.25, 325), (-0.75, 250))], [d.ellipse((960 + math.cos(a) * n - 29, 1030 + math.sin(a) * n - 29, 960 + math.cos(a) * n + 29, 1030 + math.sin(a) * n + 29), fill=255) for a, n in ((-2.6, 230), (-2.05, 320), (-1.65, 350), (-1.25, 325), (-0.75, 250))]))
    im.paste((10, 8, 18), mask=blur(hand, 3))
    edge = ImageChops.subtract(blur(hand, 14), hand)
    im.paste((150, 200, 255), mask=edge.point(lambda v: int(v * 0.5)))
    return im


@picture(f"{EZRA}/2026-06-09 Swimming/pool.jpg")
def pool(seed: str) -> Image.Image:
    im = gradient(LAND, (120, 206, 216), (60, 176, 200), (24, 120, 170))
    d = ImageDraw.Draw(im)
    for k in range(7):
        y = 380 + k * k * 30
        d.line((0, y, 2000, y), fill=(40, 130, 170), width=3 + k)
    for x in range(-2000, 4200, 240):
        d.line((1000 + (x - 1000) * 0.35, 330, x, 1500), fill=(70, 160, 190), width=5)
    im = blur(im, 4)
    a, b = noise(LAND, (150, 60), seed), noise(LAND, (90, 40), seed + "b")
    web = ImageChops.lighter(a.point([max(0, 255 - abs(v - 128) * 13) for v in range(256)]), b.point([max(0, 220 - abs(v - 128) * 12) for v in range(256)]))
    im.paste((236, 255, 255), mask=ImageChops.multiply(blur(web, 2), gradient(LAND, (70,) * 3, (150,) * 3, (220,) * 3).convert("L")))
    wall = shape(LAND, lambda m: m.rectangle((0, 0, 2000, 330), fill=255))
    tiles = Image.new("RGB", LAND, (226, 236, 238))
    td, r = ImageDraw.Draw(tiles), random.Random(seed)
    for x in range(0, 2000, 66):
        for y in range(0, 330, 66):
            td.rectangle((x + 3, y + 3, x + 63, y + 63), fill=vary((70, 140, 180) if y > 240 else (220, 232, 236), r, 10))
    im.paste(blur(tiles, 3), mask=wall)
    for lane in (-300, 900, 2300):
        for k in range(34):
            t = (k / 33) ** 1.7
            ball(im, (1000 + (lane - 1000) * (0.3 + 0.9 * t), 350 + 1200 * t), 7 + 34 * t, (226, 60, 50) if k % 4 < 2 else (246, 246, 246), 0.6, False)
    noodle = [(760 + i * 9, 900 + 90 * math.sin(i / 20)) for i in range(70)]
    for w, tone in ((84, (150, 60, 20)), (72, (250, 150, 40)), (30, (255, 206, 120))):
        ImageDraw.Draw(im).line([(x, y - (84 - w) / 4) for x, y in noodle], fill=tone, width=w, joint="curve")
    glow(im, (500, 60), 700, (120, 120, 110), 0.8)
    return im


@picture(f"{EZRA}/Paint/hands.jpg", grit=0.1)
def hands(seed: str) -> Image.Image:
    im, r = paper(LAND, (250, 248, 240), seed), random.Random(seed)
    tooth = Image.blend(noise(LAND, 6, seed), noise(LAND, 30, seed + "b"), 0.5).point(lambda v: 0 if v < 84 else min(255, 150 + (v - 84) * 3))
    for k in range(9):
        x, y, t, s = 260 + (k % 5) * 370 + r.randint(-60, 60), 480 + (k // 5) * 600 + r.randint(-60, 60), r.uniform(-0.6, 0.6), r.uniform(0.9, 1.15)
        tone = (RED, BLUE, YELLOW, GREEN, PURPLE, ORANGE, PINK)[k % 7]
        left = -1 if k % 2 else 1
        mask = Image.new("L", LAND)
        d = ImageDraw.Draw(mask)
        d.polygon(oval((x, y), 105 * s, 125 * s, t), fill=235)
        for a, far, w in ((-1.05, 255, 56), (-0.36, 310, 58), (0.02, 330, 60), (0.38, 300, 56), (0.98, 235, 62)):
            u = a * left + t - math.pi / 2
            p, q = (x + math.cos(u) * 105 * s, y + math.sin(u) * 110 * s), (x + math.cos(u) * far * s, y + math.sin(u) * far * s)
            d.line((*p, *q), fill=235, width=int(w * s)), d.ellipse((q[0] - w * s / 2, q[1] - w * s / 2, q[0] + w * s / 2, q[1] + w * s / 2), fill=235), d.ellipse((p[0] - w * s / 2, p[1] - w * s / 2, p[0] + w * s / 2, p[1] + w * s / 2), fill=235)
        skin = Image.new("RGB", LAND, tone)
        texture(skin, clouds(LAND, seed + str(k), (70, 24, 8)), 0.5)
        im.paste(skin, mask=ImageChops.multiply(blur(mask, 2), tooth))
    for _ in range(70):
        x, y, s = r.randint(0, 2000), r.randint(0, 1500), r.randint(3, 15)
        ImageDraw.Draw(im).ellipse((x - s, y - s, x + s, y + s), fill=r.choice((RED, BLUE, YELLOW, GREEN)))
    return snapshot(im, seed, wood(LAND, (186, 150, 112), seed, 5), 1.2, 0.95)


@picture(f"{EZRA}/2026-07-02 Sunflower/sunflower.jpg")
def sunflower(seed: str) -> Image.Image:
    im, r = gradient(TALL, (70, 140, 214), (160, 204, 236), (220, 234, 226)), random.Random(seed)
    sky = clouds(TALL, seed, (700, 300, 120)).point(lambda v: max(0, (v - 140) * 2))
    im.paste((255, 255, 255), mask=blur(sky, 10))
    stick(im, (730, 2000), (745, 900), 64, (104, 150, 60), 0)
    for x, y, t in ((470, 1560, 0.5), (1030, 1420, 2.6), (500, 1860, 0.2)):
        leaf = shape(TALL, lambda m, x=x, y=y, t=t: m.polygon(oval((x, y), 300, 130, t), fill=255))
        lay(im, leaf, gradient(TALL, (120, 176, 70), (50, 110, 40)), 8)
        ImageDraw.Draw(im).line((x - math.cos(t) * 290, y - math.sin(t) * 290, x + math.cos(t) * 290, y + math.sin(t) * 290), fill=(160, 200, 110), width=7)
    d = ImageDraw.Draw(im)
    for ring, far, tone in ((0, 620, (206, 130, 16)), (1, 560, (240, 176, 24)), (2, 500, (252, 206, 50))):
        for k in range(26):
            a = k * math.tau / 26 + ring * 0.09 + r.uniform(-0.05, 0.05)
            mid, size = far * 0.68, far * 0.4
            at = (750 + math.cos(a) * mid, 760 + math.sin(a) * mid)
            d.polygon(oval(at, size, 66, a, 24), fill=vary(mix(tone, (160, 70, 0), 0.28), r, 10)), d.polygon(oval((at[0], at[1] - 4), size * 0.94, 46, a, 24), fill=vary(tone, r, 12))
    d.ellipse((460, 470, 1040, 1050), fill=(60, 36, 16))
    for k in range(900):
        q, a = 9.4 * math.sqrt(k), k * 2.39996
        x, y, s = 750 + math.cos(a) * q, 760 + math.sin(a) * q, 4 + q / 40
        d.ellipse((x - s, y - s, x + s, y + s), fill=mix((44, 24, 12), (190, 130, 40) if q > 190 else (120, 110, 40), r.random() * (0.35 + q / 420)))
    glow(im, (300, 200), 900, (80, 74, 50), 0.7)
    return im


@picture(f"{EZRA}/2026-09-24 Biscuit/pony.jpg")
def pony(seed: str) -> Image.Image:
    im = garden_blur(seed)
    lane = blur(shape(LAND, lambda m: m.polygon([(880, 560), (1090, 560), (1560, 1500), (330, 1500)], fill=255)), 26)
    im.paste((186, 160, 126), mask=lane)
    for side in (-1, 1):
        leaves(im, (1000 + side * 820 - 560, 60, 1000 + side * 820 + 560, 960), 380, (96, 132, 54), 120, f"{seed}{side}")
    im = blur(im, 12)
    r = random.Random(seed)
    coat = gradient(LAND, (176, 112, 62), (120, 70, 36), (86, 48, 26))
    texture(coat, noise(LAND, (8, 60), seed), 0.4)
    head = shape(LAND, lambda m: (m.polygon([(760, 1520), (800, 1180), (860, 960), (920, 860), (1080, 860), (1150, 960), (1210, 1180), (1260, 1520)], fill=255), [m.polygon([(1000 + s * 130, 950), (1000 + s * 190, 760), (1000 + s * 150, 600), (1000 + s * 70, 740), (1000 + s * 60, 880)], fill=255) for s in (-1, 1)]))
    im.paste(coat, mask=blur(head, 3))
    d = ImageDraw.Draw(im)
    for s in (-1, 1):
        d.polygon([(1000 + s * 125, 900), (1000 + s * 168, 770), (1000 + s * 148, 660), (1000 + s * 96, 770), (1000 + s * 90, 880)], fill=(70, 40, 26))
    for _ in range(700):
        y = r.uniform(820, 1500)
        x = 1000 + r.gauss(0, 26 + (y - 800) / 12)
        d.line(wander(r, (x, y), (x + r.uniform(30, 130), y + r.uniform(60, 170)), 9), fill=vary((46, 28, 20), r, 16), width=r.randint(3, 6))
    for s in (-1, 1):
        d.line([(1000 + s * 420, 1500), (1000 + s * 330, 1380), (1000 + s * 240, 1260)], fill=(50, 40, 40), width=22, joint="curve")
    return im


@picture(f"{EZRA}/Drum/drum.jpg")
def drum(seed: str) -> Image.Image:
    im = tint(clouds(LAND, seed), (60, 80, 110), (96, 120, 150))
    for q, tone in ((640, (110, 60, 30)), (606, (176, 110, 60)), (576, (90, 46, 22)), (556, (232, 214, 180))):
        mask = shape(LAND, lambda m, q=q: m.ellipse((1000 - q, 760 - q, 1000 + q, 760 + q), fill=255))
        lay(im, mask, tone, 30 if q == 640 else 0)
    skin = tint(spot(LAND, (900, 640), 900), (150, 116, 76), (252, 240, 212), (222, 198, 156))
    texture(skin, clouds(LAND, seed + "s", (200, 80, 30, 9)), 0.4)
    im.paste(skin, mask=shape(LAND, lambda m: m.ellipse((446, 206, 1554, 1314), fill=255)))
    d = ImageDraw.Draw(im)
    for k in range(24):
        a = k * math.tau / 24
        d.line((1000 + math.cos(a) * 560, 760 + math.sin(a) * 560, 1000 + math.cos(a + 0.13) * 650, 760 + math.sin(a + 0.13) * 650), fill=(240, 226, 196), width=13)
    fast = Image.new("RGBA", LAND)
    fd = ImageDraw.Draw(fast)
    for k in range(24):
        t = 0.5 + k * 0.012
        fd.line((1900 - k * 9, 260 + k * 26, 1130, 720), fill=(206, 150, 90, 26), width=44), fd.ellipse((1050 - k * 3, 640 + k * 4, 1190 - k * 3, 780 + k * 4), fill=(190, 50, 50, int(24 * t)))
    fast = fast.filter(ImageFilter.GaussianBlur(4))
    im.paste(fast, (0, 0), fast)
    stick(im, (60, 1420), (760, 930), 46, (206, 150, 90), 24)
    ball(im, (770, 920), 84, (196, 50, 46), 0.5)
    vignette(im, 0.45)
    return im


@picture(f"{EZRA}/Choosing/board.jpg", grit=0.1)
def symbol_board(seed: str) -> Image.Image:
    sheet = Image.new("RGB", (1800, 1350), (250, 250, 250))
    d = ImageDraw.Draw(sheet)
    tones = ((255, 226, 150), (200, 230, 255), (206, 240, 200), (255, 210, 214), (230, 214, 250), (255, 236, 200))
    for k in range(6):
        x, y = 40 + (k % 3) * 580, 40 + (k // 3) * 645
        d.rounded_rectangle((x, y, x + 550, y + 610), 44, fill=tones[k], outline=(50, 56, 70), width=10)
        cx, cy = x + 275, y + 305
        if k == 0:
            for px, py, q in ((-80, 40, 120), (90, -70, 92), (120, 120, 56), (-120, -140, 50)):
                d.ellipse((cx + px - q, cy + py - q, cx + px + q, cy + py + q), outline=(40, 110, 200), width=14), d.arc((cx + px - q * 0.65, cy + py - q * 0.65, cx + px + q * 0.65, cy + py + q * 0.65), 180, 260, fill=(40, 110, 200), width=10)
        elif k == 1:
            for j in range(3):
                d.line([(cx - 190 + i * 10, cy - 60 + j * 90 + 30 * math.sin(i / 3)) for i in range(39)], fill=(30, 110, 190), width=18)
            d.ellipse((cx - 40, cy - 190, cx + 50, cy - 100), fill=(190, 130, 96)), d.line((cx, cy - 90, cx + 150, cy - 130), fill=(190, 130, 96), width=36)
        elif k == 2:
            d.ellipse((cx - 170, cy + 20, cx + 170, cy + 120), fill=(206, 150, 90), outline=(50, 56, 70), width=10), d.rectangle((cx - 170, cy - 60, cx + 170, cy + 70), fill=(206, 150, 90)), d.ellipse((cx - 170, cy - 120, cx + 170, cy - 10), fill=(250, 240, 220), outline=(50, 56, 70), width=10)
            d.line((cx - 40, cy - 80, cx - 200, cy - 210), fill=(120, 70, 40), width=20), d.line((cx + 40, cy - 80, cx + 190, cy - 230), fill=(120, 70, 40), width=20)
        elif k == 3:
            d.polygon([(cx + 190 * math.cos(a * math.pi / 4 + math.pi / 8), cy + 190 * math.sin(a * math.pi / 4 + math.pi / 8)) for a in range(8)], fill=(210, 40, 44)), d.rectangle((cx - 120, cy - 26, cx + 120, cy + 26), fill=(255, 255, 255))
        elif k == 4:
            d.polygon([(cx - 190, cy + 30), (cx - 60, cy - 150), (cx + 80, cy - 60), (cx + 190, cy + 60), (cx + 170, cy + 180), (cx - 120, cy + 180)], fill=(140, 86, 50)), d.ellipse((cx - 30, cy - 60, cx, cy - 30), fill=(255, 255, 255)), d.polygon([(cx - 60, cy - 130), (cx - 40, cy - 220), (cx + 10, cy - 120)], fill=(140, 86, 50))
        else:
            d.rectangle((cx - 34, cy - 180, cx + 34, cy + 180), fill=(40, 150, 80)), d.rectangle((cx - 180, cy - 34, cx + 180, cy + 34), fill=(40, 150, 80))
    return snapshot(sheet, seed, tint(clouds(LAND, seed), (56, 62, 74), (84, 92, 106)), 1.0, 0.92)


# --- brick, jam, cabbages and inventions -------------------------------------


def brick(im: Image.Image, corners: list[Point], r: random.Random, base: Colour = (168, 82, 58)) -> None:
    d = ImageDraw.Draw(im)
    tone = vary(base, r, 26)
    d.polygon([(x + 3, y + 4) for x, y in corners], fill=(92, 84, 76))
    d.polygon(corners, fill=tone)
    d.line([corners[0], corners[1]], fill=mix(tone, (255, 240, 220), 0.35), width=4)
    for _ in range(9):
        u, v = r.random(), r.random()
        x = corners[0][0] + (corners[1][0] - corners[0][0]) * u + (corners[3][0] - corners[0][0]) * v
        y = corners[0][1] + (corners[1][1] - corners[0][1]) * u + (corners[3][1] - corners[0][1]) * v
        s = r.uniform(2, 7)
        d.ellipse((x - s, y - s * 0.7, x + s, y + s * 0.7), fill=vary(mix(tone, (60, 24, 18), 0.3), r, 16))


def wall(seed: str, bond: str) -> Image.Image:
    im = tint(noise(LAND, 3, seed), (150, 144, 132), (206, 200, 186))
    r = random.Random(seed)
    long, high, gap = 210, 66, 12
    for row in range(21):
        y, x, k = row * (high + gap) - 20, -240.0 + (row % 2) * 58, 0
        while x < 2050:
            w = long if bond == "stretcher" else (long if (k + row) % 2 else (long - gap) / 2)
            start = x if bond != "stretcher" else x + (row % 2) * 52
            brick(im, [(start, y), (start + w, y), (start + w, y + high), (start, y + high)], r, (168, 82, 58) if w > 120 else (120, 62, 56))
            x, k = x + w + gap, k + 1
    texture(im, Image.blend(noise(LAND, 3, seed + "t"), clouds(LAND, seed), 0.5), 0.42)
    return im


@picture(f"{REECE}/Flemish bond/wall.jpg")
def flemish(seed: str) -> Image.Image:
    im = wall(seed, "flemish")
    lay(im, shape(LAND, lambda d: d.rounded_rectangle((250, 690, 1760, 806), 14, fill=255)), gradient(LAND, (250, 206, 40), (250, 206, 40), (214, 160, 10)), 18)
    d = ImageDraw.Draw(im)
    for x in (330, 1600):
        d.rounded_rectangle((x, 716, x + 90, 780), 12, fill=(40, 40, 44))
    d.rounded_rectangle((900, 706, 1110, 790), 30, fill=(190, 236, 120)), d.rounded_rectangle((972, 722, 1046, 774), 24, fill=(230, 255, 190), outline=(90, 140, 50), width=4)
    for x in (962, 1056):
        d.line((x, 708, x, 788), fill=(30, 40, 20), width=5)
    d.text((520, 712), "TIDEWELL 1200", font=font("bold", 52), fill=(40, 40, 44))
    glow(im, (300, 0), 1300, (70, 58, 40), 0.9)
    vignette(im, 0.35)
    return im


@picture(f"{REECE}/2026-03 Arch/arch.jpg")
def arch(seed: str) -> Image.Image:
    im = wall(seed, "stretcher")
    r = random.Random(seed)
    cx, cy, inner, outer = 1000, 1230, 560, 860
    hole = shape(LAND, lambda d: (d.pieslice((cx - inner, cy - inner, cx + inner, cy + inner), 180, 360, fill=255), d.rectangle((cx - inner, cy - 4, cx + inner, 1500), fill=255)))
    ring = shape(LAND, lambda d: d.pieslice((cx - outer - 10, cy - outer - 10, cx + outer + 10, cy + outer + 10), 180, 360, fill=255))
    im.paste((186, 178, 164), mask=ring)
    for ringed, (a0, a1) in enumerate(((inner + 4, inner + 142), (inner + 156, outer))):
        n = 31 if not ringed else 38
        for k in range(n):
            a, b = math.pi + (k + 0.07) * math.pi / n, math.pi + (k + 0.93) * math.pi / n
            brick(im, [(cx + math.cos(a) * a1, cy + math.sin(a) * a1), (cx + math.cos(b) * a1, cy + math.sin(b) * a1), (cx + math.cos(b) * a0, cy + math.sin(b) * a0), (cx + math.cos(a) * a0, cy + math.sin(a) * a0)], r, (186, 92, 60))
    texture(im, noise(LAND, 3, seed + "x"), 0.25)
    yard = garden_blur(seed)
    ImageDraw.Draw(yard).rectangle((0, 1260, 2000, 1500), fill=(150, 140, 126))
    stick(yard, (620, 1500), (820, 980), 30, (150, 110, 70), 10), stick(yard, (1240, 1500), (1150, 900), 26, (150, 110, 70), 10)
    im.paste(blur(yard, 6), mask=hole)
    depth = ImageChops.subtract(hole, ImageChops.offset(hole, 46, 40))
    im.paste((70, 36, 28), mask=blur(depth, 3).point(lambda v: int(v * 0.85)))
    glow(im, (1700, 0), 1300, (66, 52, 34), 0.9)
    vignette(im, 0.4)
    return im


@picture(f"{HALINA}/2026-08 Jam/jars.jpg")
def jars(seed: str) -> Image.Image:
    im = room(seed, ((226, 218, 200), (196, 176, 140), (150, 160, 130), (230, 206, 170)))
    board = wood((2000, 400), (186, 140, 92), seed, 1)
    im.paste(board, (0, 1160))
    r = random.Random(seed)
    for k, (name, tone) in enumerate((("śliwka", (96, 20, 60)), ("malina", (190, 24, 50)), ("porzeczka", (140, 10, 30)), ("gruszka", (206, 146, 50)))):
        x, y0, y1, w = 280 + k * 480, 560 - (k % 2) * 60, 1230, 190
        jar = shape(LAND, lambda m, x=x, y0=y0: m.rounded_rectangle((x - w, y0, x + w, y1), 66, fill=255))
        shadow(im, jar, 40, 20, 34, 0.5)
        jam = gradient((w * 2, 10), mix(tone, (0, 0, 0), 0.5), tone, mix(tone, (255, 170, 120), 0.45), tone, mix(tone, (0, 0, 0), 0.6), across=True).resize((w * 2, 1500))
        full = Image.new("RGB", LAND, tone)
        full.paste(jam, (x - w, 0))
        texture(full, clouds(LAND, seed + name, (60, 24, 10)), 0.5)
        im.paste(full, mask=blur(jar, 1.5))
        im.paste((255, 255, 255), mask=blur(shape(LAND, lambda m, x=x, y0=y0: (m.rounded_rectangle((x - w + 34, y0 + 70, x - w + 66, y1 - 120), 16, fill=170), m.rounded_rectangle((x + w - 50, y0 + 90, x + w - 34, y1 - 220), 8, fill=90))), 5))
        label = shape(LAND, lambda m, x=x: m.rounded_rectangle((x - 150, 850, x + 150, 1060), 14, fill=255))
        im.paste((252, 246, 228), mask=label)
        d = ImageDraw.Draw(im)
        d.rounded_rectangle((x - 138, 862, x + 138, 1048), 10, outline=(170, 130, 90), width=4)
        d.text((x, 930), name, font=font("felt", 62), fill=(80, 40, 40), anchor="mm"), d.text((x, 1004), "2026", font=font("round", 48), fill=(80, 40, 40), anchor="mm")
        cloth = Image.new("RGB", LAND, (250, 246, 240))
        cd = ImageDraw.Draw(cloth, "RGBA")
        hue = ((196, 40, 50), (60, 100, 170), (60, 130, 90), (190, 120, 40))[k]
        for q in range(0, 2000, 44):
            cd.rectangle((q, 0, q + 22, 1500), fill=(*hue, 110)), cd.rectangle((0, q, 2000, q + 22), fill=(*hue, 110))
        frill = [(x - 230, y0 + 80), *[(x - 230 + i * 23, y0 + 80 + (i % 2) * 26 + 8 * r.random()) for i in range(21)], (x + 196, y0 - 40), (x + 150, y0 - 84), (x - 150, y0 - 84), (x - 196, y0 - 40)]
        lay(im, shape(LAND, lambda m, f=frill: m.polygon(f, fill=255)), ImageChops.multiply(cloth, gradient(LAND, (255, 255, 255), (220, 216, 216), (190, 186, 190), across=True)), 8)
        ImageDraw.Draw(im).line((x - 200, y0 - 6, x + 200, y0 - 6), fill=(140, 90, 50), width=11)
    glow(im, (300, 260), 900, (70, 60, 40), 0.9)
    vignette(im, 0.4)
    return im


@picture(f"{HALINA}/2026-06 Soup for forty/soup.jpg")
def soup(seed: str) -> Image.Image:
    im, r = Image.new("RGB", LAND, (240, 236, 226)), random.Random(seed)
    d = ImageDraw.Draw(im, "RGBA")
    for q in range(0, 2000, 150):
        d.rectangle((q, 0, q + 70, 1500), fill=(70, 110, 160, 90)), d.rectangle((0, q, 2000, q + 70), fill=(70, 110, 160, 90))
    texture(im, noise(LAND, 3, seed), 0.3)
    for q, tone in ((640, (250, 248, 244)), (600, (226, 222, 216)), (560, (252, 250, 246)), (510, (206, 200, 196))):
        lay(im, shape(LAND, lambda m, q=q: m.ellipse((1040 - q, 740 - q, 1040 + q, 740 + q), fill=255)), tone, 34 if q == 640 else 0)
    broth = tint(spot(LAND, (940, 600), 760), (96, 4, 34), (214, 36, 84), (160, 14, 56))
    texture(broth, clouds(LAND, seed, (160, 60, 20)), 0.4)
    for k in range(16):
        x, y, s = 1040 + r.gauss(0, 190), 740 + r.gauss(0, 190), r.randint(24, 50)
        ImageDraw.Draw(broth).polygon([(x + math.cos(a + k) * s * 1.2, y + math.sin(a + k) * s) for a in (0.4, 1.9, 3.3, 4.9)], fill=vary((120, 8, 44), r, 20))
    cream = shape(LAND, lambda m: m.line([(1060 + math.cos(a / 9) * (24 + a * 3.1), 720 + math.sin(a / 9) * (20 + a * 2.6)) for a in range(82)], fill=255, width=64, joint="curve"))
    broth.paste((254, 244, 240), mask=blur(ImageChops.multiply(cream, clouds(LAND, seed + "c", (60, 20)).point(lambda v: min(255, 130 + v))), 7))
    bd = ImageDraw.Draw(broth)
    for _ in range(130):
        x, y = 1040 + r.gauss(0, 150), 720 + r.gauss(0, 130)
        bd.line(wander(r, (x, y), (x + r.randint(-50, 50), y + r.randint(-50, 50)), 8, 12), fill=vary((60, 120, 40), r, 26), width=5)
    im.paste(broth, mask=blur(shape(LAND, lambda m: m.ellipse((540, 240, 1540, 1240), fill=255)), 2))
    im.paste((255, 255, 255), mask=blur(shape(LAND, lambda m: m.arc((580, 280, 1500, 1200), 195, 240, fill=150, width=26)), 9))
    stick(im, (110, 1330), (300, 420), 44, (196, 200, 206), 16), lay(im, shape(LAND, lambda m: m.polygon(oval((330, 300), 84, 130, 0.2), fill=255)), gradient(LAND, (240, 242, 246), (150, 154, 160)), 14)
    for x, y, t in ((1720, 1230, 0.3), (1790, 1050, -0.4)):
        lay(im, shape(LAND, lambda m, x=x, y=y, t=t: m.polygon(oval((x, y), 170, 96, t), fill=255)), tint(clouds(LAND, f"{seed}{x}", (40, 16, 8)), (120, 70, 34), (206, 156, 96)), 18)
    glow(im, (200, 0), 1200, (66, 60, 44), 0.8)
    vignette(im, 0.35)
    return im


@picture(f"{HALINA}/2026-04 Allotment/allotment.jpg")
def allotment(seed: str) -> Image.Image:
    im = gradient(LAND, (120, 170, 220), (206, 226, 236), (244, 236, 214))
    hills(im, seed, (90, 124, 66), (170, 190, 190), 560, 3)
    d = ImageDraw.Draw(im)
    d.polygon([(1360, 760), (1360, 480), (1540, 370), (1740, 480), (1740, 770)], fill=(86, 120, 110)), d.polygon([(1320, 500), (1540, 350), (1780, 500), (1740, 510), (1540, 400), (1360, 515)], fill=(60, 56, 58))
    for x in range(1370, 1740, 34):
        d.line((x, 500, x, 764), fill=(66, 96, 88), width=4)
    d.rectangle((1490, 570, 1600, 770), fill=(60, 86, 82)), d.rectangle((1640, 560, 1710, 640), fill=(190, 214, 220))
    soil = tint(Image.blend(noise(LAND, 5, seed), clouds(LAND, seed), 0.4), (56, 36, 26), (124, 88, 62))
    im.paste(soil, mask=shape(LAND, lambda m: m.rectangle((0, 760, 2000, 1500), fill=255)))
    for k, tone in enumerate(((96, 150, 60), (110, 60, 80), (130, 170, 90), (84, 140, 96), (150, 170, 60))):
        for i in range(9):
            t = (i / 8) ** 1.5
            y = 800 + 660 * t
            x = 1000 + (k - 2) * (190 + 420 * t)
            s = 40 + 120 * t
            im.paste((20, 12, 8), mask=blur(shape(LAND, lambda m, x=x, y=y, s=s: m.ellipse((x - s, y - s * 0.1, x + s * 1.3, y + s * 0.5), fill=130)), 10)) if t > 0.1 else None
            leaves(im, (x - s, y - s * 0.8, x + s, y + s * 0.35), 70, tone, s * 0.46, f"{seed}{k}{i}")
    d = ImageDraw.Draw(im)
    for k in range(5):
        d.line((120 + k * 60, 1300, 240, 640), fill=(150, 116, 70), width=13)
    return brush(im, seed, (30, 15, 8), 0.1)


@picture(f"{HALINA}/2025-11 First letter/letter.jpg", grit=0.1)
def letter(seed: str) -> Image.Image:
    return snapshot(notebook("Dear Mrs Oyelaran,\n\nthank you for your letter about\nAdam's glasses. I have read it\nalone. With no translator and no\nAdam. It is first time.\n\nHe will wear them. I promise.\nHe says they make him look like\nhis grandfather, this is not\na bad thing.\n\nYours sincerely,\nHalina Wojcik\n\n(sincerely: I checked it 3 times)", seed, "hand", 70), seed, wood(TALL, (206, 180, 150), seed, 6), -2, 0.93)


@picture(f"{BERTIE}/Toast alarm/plan.jpg", grit=0.1)
def toast_alarm(seed: str) -> Image.Image:
    page = notebook("THE TOASTALARM 3000\n(patent pending) (mum pending)", seed, "pen", 74, True, tall=False)
    d, r = ImageDraw.Draw(page), random.Random(seed)
    ink = (32, 42, 98)

    def sketch(*points: Point, width: int = 6, tone: Colour = ink) -> None:
        for _ in range(2):
            for a, b in zip(points, points[1:], strict=False):
                d.line(wander(r, a, b, 4), fill=tone, width=width)

    sketch((260, 640), (260, 940), (620, 940), (620, 640), (260, 640)), sketch((330, 640), (340, 470), (540, 470), (550, 640)), sketch((620, 720), (690, 720), (690, 800), width=9)
    sketch((690, 800), (980, 560), (1000, 620)), sketch(*oval((1100, 700), 130, 130, n=22)), sketch((1100, 700), (1100, 610)), sketch((1100, 700), (1160, 740))
    sketch(*oval((1010, 560), 56, 44, n=14), tone=(190, 60, 50)), sketch((1240, 700), (1430, 820), (1440, 900)), sketch((1330, 900), (1560, 900), (1600, 1190), (1290, 1190), (1330, 900))
    for k in range(4):
        sketch((360 + k * 60, 440 - k % 2 * 30), (380 + k * 60, 350), tone=(200, 60, 50), width=5)
    for x, y, t in ((300, 990, "toaster (Grandad's, do not ask)"), (760, 860, "string A"), (1020, 860, "clock (7.10)"), (880, 420, "spoon of doom"), (1330, 1230, "my actual head"), (620, 380, "steam = delicious")):
        d.text((x, y), t, font=font("pen", 54), fill=ink)
    sketch((860, 850), (830, 740), tone=(200, 60, 50)), sketch((1460, 1220), (1450, 1100), tone=(200, 60, 50))
    d.text((1280, 420), "STOP BUTTON??\n(Mr Adeleke)", font=font("caps", 66), fill=(200, 50, 50))
    return snapshot(page, seed, tint(clouds(LAND, seed), (150, 60, 50), (190, 90, 70)), 2.6, 0.95)


@picture(f"{BERTIE}/Egg drop/egg.jpg")
def egg_drop(seed: str) -> Image.Image:
    im = bench(seed, room(seed), tint(noise(LAND, 4, seed), (120, 124, 126), (170, 172, 170)), 1040)
    for a, b in (((700, 700), (1300, 700)), ((620, 1200), (1380, 1200)), ((700, 700), (620, 1200)), ((1300, 700), (1380, 1200)), ((860, 560), (1120, 560)), ((700, 700), (860, 560)), ((1300, 700), (1120, 560)), ((860, 560), (760, 1120)), ((1120, 560), (1240, 1120))):
        stick(im, a, b, 26, (240, 70, 90) if a[0] % 200 else (250, 250, 250))
    for k in range(9):
        a = math.pi + k * math.pi / 8
        stick(im, (990 + math.cos(a) * 60, 560), (990 + math.cos(a) * 520, 330 + math.sin(a) * 200), 5, (230, 230, 230), 3)
    lay(im, shape(LAND, lambda d: d.polygon([(440, 340), *[(990 + math.cos(a / 20 * math.pi + math.pi) * 550, 340 + math.sin(a / 20 * math.pi + math.pi) * 250) for a in range(21)], *[(1540 - i * 138, 340 + (i % 2) * 46) for i in range(9)]], fill=255)), gradient(LAND, (90, 140, 200), (240, 240, 246), (90, 140, 200), (240, 240, 246), (90, 140, 200), across=True), 10)
    ball(im, (990, 900), 150, (236, 196, 150), 0.9)
    d = ImageDraw.Draw(im)
    for side in (-1, 1):
        d.ellipse((990 + side * 52 - 22, 860, 990 + side * 52 + 22, 916), fill=(255, 255, 255)), d.ellipse((990 + side * 52 - 10, 876, 990 + side * 52 + 12, 906), fill=(20, 20, 24))
    d.ellipse((960, 950, 1022, 1000), fill=(120, 40, 40))
    d.line([(905, 830), (930, 850), (918, 872), (945, 890)], fill=(110, 80, 60), width=5)
    vignette(im, 0.4)
    return im


@picture(f"{BERTIE}/Pancakes/pancake.jpg")
def pancake(seed: str) -> Image.Image:
    im, r = tint(clouds(LAND, seed), (160, 162, 164), (206, 206, 204)), random.Random(seed)
    stick(im, (1480, 420), (2050, 60), 110, (50, 44, 42), 24)
    for q, tone in ((560, (30, 30, 34)), (520, (58, 58, 64)), (500, (40, 40, 44))):
        lay(im, shape(LAND, lambda m, q=q: m.ellipse((950 - q, 780 - q, 950 + q, 780 + q), fill=255)), tone, 30 if q == 560 else 0)
    edge = [(930 + math.cos(a / 40) * (380 + 50 * math.sin(a * 0.075) + 36 * math.sin(a * 0.2)), 790 + math.sin(a / 40) * (340 + 60 * math.sin(a * 0.1 + 1))) for a in range(252)]
    mask = shape(LAND, lambda m: m.polygon(edge, fill=255))
    cake = tint(clouds(LAND, seed + "p", (120, 60, 26, 10)), (140, 70, 20), (252, 226, 160), (230, 170, 90))
    lay(im, blur(mask, 2), cake, 8)
    for _ in range(40):
        x, y, s = 930 + r.gauss(0, 150), 790 + r.gauss(0, 140), r.randint(6, 17)
        ImageDraw.Draw(im).ellipse((x - s, y - s, x + s, y + s), fill=mix((150, 80, 30), (220, 150, 80), r.random()))
    for x, y in ((430, 170), (1650, 1200), (330, 1330)):
        lay(im, shape(LAND, lambda m, x=x, y=y: m.polygon(oval((x, y), 130, 118), fill=255)), (250, 224, 60), 12), lay(im, shape(LAND, lambda m, x=x, y=y: m.polygon(oval((x, y), 108, 98), fill=255)), (254, 244, 190))
        for k in range(8):
            a = k * math.tau / 8
            ImageDraw.Draw(im).line((x, y, x + math.cos(a) * 100, y + math.sin(a) * 90), fill=(240, 206, 60), width=6)
    vignette(im, 0.4)
    return im


@picture(f"{YUSUF}/2026-03-20 عيد/maamoul.jpg")
def maamoul(seed: str) -> Image.Image:
    im, r = wood(LAND, (110, 70, 48), seed, 5), random.Random(seed)
    lay(im, shape(LAND, lambda m: m.ellipse((240, 20, 1760, 1480), fill=255)), (30, 100, 120), 34)
    d = ImageDraw.Draw(im)
    d.ellipse((330, 110, 1670, 1390), fill=(240, 236, 224))
    for k in range(48):
        a = k * math.tau / 48
        d.polygon(oval((1000 + math.cos(a) * 716, 750 + math.sin(a) * 686), 34, 15, a, 10), fill=(240, 210, 120) if k % 2 else (200, 70, 60))
    spots = [(1000, 750)] + [(1000 + math.cos(k * math.tau / 6) * 340, 750 + math.sin(k * math.tau / 6) * 330) for k in range(6)] + [(1000 + math.cos(k * math.tau / 6 + 0.52) * 560, 750 + math.sin(k * math.tau / 6 + 0.52) * 530) for k in range(6)]
    for k, (x, y) in enumerate(spots):
        ball(im, (x, y), 148, (226, 186, 124), 0.6)
        d = ImageDraw.Draw(im)
        for ring, n in ((112, 16), (74, 10), (34, 5)):
            for j in range(n):
                a = j * math.tau / n + k
                d.polygon(oval((x + math.cos(a) * ring, y + math.sin(a) * ring), 17, 8, a, 10), fill=(176, 124, 66)), d.polygon(oval((x + math.cos(a) * ring - 2, y + math.sin(a) * ring - 3), 13, 5, a, 10), fill=(250, 222, 170))
        sugar = noise(LAND, 4, f"{seed}{k}").point(lambda v: 200 if v > 120 else 0)
        im.paste((255, 252, 246), mask=ImageChops.multiply(sugar, spot(LAND, (x - 20, y - 24), 130)).point(lambda v: int(v * 0.75)))
    for _ in range(90):
        x, y = r.randint(60, 1950), r.randint(60, 1450)
        ImageDraw.Draw(im).polygon(oval((x, y), 13, 7, r.uniform(0, 3), 8), fill=(110, 150, 60)) if abs(x - 1000) > 790 else None
    vignette(im, 0.45)
    return im


@picture(f"{YUSUF}/2026-11-12 Newspaper/front page.webp", grit=0)
def newspaper(seed: str) -> Image.Image:
    im = paper(TALL, (246, 243, 234), seed)
    d, r = ImageDraw.Draw(im), random.Random(seed)
    ink = (28, 28, 30)
    d.text((750, 120), "The 8B Bugle", font=font("black", 150), fill=ink, anchor="mm")
    d.text((750, 240), "بوق الصف الثامن", font=font("arabic", 76), fill=(150, 30, 30), anchor="mm")
    d.line((80, 310, 1420, 310), fill=ink, width=6), d.line((80, 322, 1420, 322), fill=ink, width=2)
    d.text((90, 334), "Thursday 12 November 2026      Two languages      Price: one biscuit", font=font("serif", 34), fill=ink)
    d.text((80, 410), "CANTEEN CHIPS:\nTHE TRUTH", font=font("black", 120), fill=ink, spacing=12)
    photo = gradient((820, 560), (200, 210, 220), (120, 130, 140))
    pd = ImageDraw.Draw(photo)
    for _ in range(46):
        x, y, t = r.randint(150, 660), r.randint(240, 430), r.uniform(0, 3.1)
        pd.line((x, y, x + math.cos(t) * 110, y + math.sin(t) * 60), fill=vary((190, 190, 186), r, 34), width=30)
    pd.ellipse((90, 380, 730, 530), outline=(240, 240, 240), width=22)
    im.paste(ImageOps.grayscale(photo).convert("RGB"), (80, 730))
    d.text((84, 1300), "Exhibit A: 14 chips. In 2024 it was 19.", font=font("serif", 32), fill=(90, 90, 90))
    for column, (x, y0, y1) in enumerate(((940, 730, 1290), (80, 1408, 1900), (540, 1408, 1900), (1000, 1408, 1900))):
        for y in range(y0, y1, 34):
            w = r.uniform(0.86, 1) * (460 if column == 0 else 410)
            d.line((x, y, x + (w if (y - y0) % 204 < 170 else w * 0.5), y), fill=(110, 110, 110), width=9)
    d.text((1000, 1345), "Goalkeeper speaks", font=font("black", 36), fill=ink), d.text((80, 1345), "Quiz: which sock?", font=font("black", 36), fill=ink), d.text((540, 1345), "Letters", font=font("black", 36), fill=ink)
    return im


@picture(f"{NIAMH}/2026-04 Placement Ordway/contours.jpg")
def contours(seed: str) -> Image.Image:
    land = clouds(LAND, "ordway", (900, 420, 200))
    im = paper(LAND, (250, 248, 240), seed)
    for k in range(14):
        level = 30 + k * 15
        line = ImageChops.subtract(land.point(lambda v, q=level: 255 if v > q else 0), land.point(lambda v, q=level: 255 if v > q else 0).filter(ImageFilter.MinFilter(5 if k % 5 else 9)))
        im.paste((176, 112, 60) if k % 5 else (130, 70, 30), mask=blur(line, 0.8))
    im.paste((150, 200, 226), mask=blur(land.point(lambda v: 170 if v < 62 else 0), 3))
    d, r = ImageDraw.Draw(im), random.Random(seed)
    path = [(120, 1260), (460, 1080), (700, 1130), (980, 900), (1240, 880), (1500, 620), (1880, 560)]
    for a, b in zip(path, path[1:], strict=False):
        d.line((*a, *b), fill=(200, 30, 40), width=11)
    for k, (x, y) in enumerate(path):
        d.ellipse((x - 20, y - 20, x + 20, y + 20), fill=(255, 255, 255), outline=(200, 30, 40), width=8), d.text((x + 26, y - 64), f"S{k + 1}", font=font("pen", 58), fill=(30, 40, 100))
    for x, y, t in ((980, 1010, "soft! boots gone"), (1300, 420, "Dev says culvert"), (220, 900, "3.2 m above datum")):
        d.text((x, y), t, font=font("pen", 62), fill=(30, 40, 100))
    stick(im, (1500, 1420), (1900, 1100), 34, (40, 110, 190), 16)
    lay(im, shape(LAND, lambda m: m.rectangle((60, 1390, 1160, 1470), fill=255)), (236, 226, 170), 10)
    for x in range(70, 1150, 12):
        d.line((x, 1392, x, 1392 + (40 if (x - 70) % 120 == 0 else 22)), fill=(70, 60, 30), width=3)
    vignette(im, 0.35)
    return im


@picture(f"{NIAMH}/2022-23 Reading/shelf.jpg")
def shelf(seed: str) -> Image.Image:
    im, r = wood(LAND, (120, 82, 54), seed, 1), random.Random(seed)
    d = ImageDraw.Draw(im)
    for row in range(3):
        low = 460 + row * 500
        d.rectangle((0, low - 430, 2000, low), fill=(44, 30, 22))
        x = 20.0
        while x < 1960:
            w, h = r.randint(30, 92), r.randint(250, 400)
            tone = vary(r.choice(((190, 50, 46), (40, 90, 150), (230, 180, 60), (60, 130, 90), (236, 226, 206), (120, 60, 130), (220, 110, 50), (40, 44, 60), (90, 160, 170))), r, 16)
            spine = gradient((w, 4), mix(tone, (0, 0, 0), 0.4), tone, mix(tone, (255, 255, 255), 0.25), tone, mix(tone, (0, 0, 0), 0.35), across=True).resize((w, h))
            sd = ImageDraw.Draw(spine)
            if r.random() < 0.6:
                sd.rectangle((0, int(h * 0.12), w, int(h * 0.15)), fill=mix(tone, (255, 240, 200), 0.7)), sd.rectangle((0, int(h * 0.82), w, int(h * 0.85)), fill=mix(tone, (255, 240, 200), 0.7))
            sd.rectangle((w * 0.36, h * 0.24, w * 0.64, h * 0.7), fill=mix(tone, (255, 250, 230), r.uniform(0.1, 0.7)))
            im.paste(spine, (int(x), low - h))
            x += w + 2 + (r.random() < 0.06) * 90
        im.paste((0, 0, 0), mask=blur(shape(LAND, lambda m, q=low: m.rectangle((0, q - 430, 2000, q - 370), fill=170)), 26))
        d = ImageDraw.Draw(im)
        d.rectangle((0, low, 2000, low + 40), fill=(150, 108, 72)), d.line((0, low + 2, 2000, low + 2), fill=(206, 166, 120), width=5)
    texture(im, noise(LAND, 3, seed), 0.2)
    glow(im, (600, 200), 1100, (70, 56, 34), 0.9)
    vignette(im, 0.5)
    return im


@picture(f"{AVA}/map.jpg", grit=0.1)
def school_map(seed: str) -> Image.Image:
    im = paper(LAND, (252, 251, 246), seed)
    d, r = ImageDraw.Draw(im), random.Random(seed)

    def felt(points: list[Point], tone: Colour, width: int = 9) -> None:
        for a, b in zip(points, points[1:], strict=False):
            d.line(wander(r, a, b, 4), fill=tone, width=width)

    for x, y, w, h, tone, name in ((120, 200, 480, 330, (240, 120, 60), "MATHS\n(upstairs!!)"), (720, 160, 420, 260, (60, 140, 210), "Science"), (1260, 200, 560, 300, (90, 170, 90), "Hall\n(lunch queue\nstarts HERE)"), (120, 920, 420, 360, (170, 90, 180), "Music"), (1380, 900, 440, 400, (230, 80, 110), "7C form\nMiss Tanaka"), (720, 980, 480, 300, (230, 180, 40), "Library\n(quiet. nice.)")):
        for k in range(int((w + h) / 26)):
            t = k * 26
            d.line((x + max(0, t - h), y + min(t, h), x + min(t, w), y + max(0, t - w)), fill=mix(tone, (255, 255, 255), 0.72), width=9)
        felt([(x, y), (x + w, y), (x + w, y + h), (x, y + h), (x, y)], tone)
        d.multiline_text((x + 26, y + 40), name, font=font("felt", 62), fill=mix(tone, (0, 0, 0), 0.45))
    route = [(330, 1280), (330, 1390), (1000, 1400), (1290, 1340), (1300, 700), (980, 700), (660, 640), (640, 360), (600, 360)]
    for a, b in zip(route, route[1:], strict=False):
        n = max(1, int(math.dist(a, b) / 44))
        for i in range(n):
            x, y = a[0] + (b[0] - a[0]) * i / n, a[1] + (b[1] - a[1]) * i / n
            d.ellipse((x - 9, y - 9, x + 9, y + 9), fill=(220, 40, 60))
    for x, y, t in ((620, 620, "lost here Mon"), (1010, 760, "and here Tues"), (700, 500, "found a cat"), (160, 720, "DO NOT use these stairs (Year 11)")):
        d.text((x, y), t, font=font("pen", 64), fill=(40, 50, 110))
    d.text((1500, 620), "N", font=font("felt", 90), fill=(60, 60, 70)), felt([(1530, 860), (1530, 720)], (60, 60, 70)), felt([(1500, 760), (1530, 715), (1560, 760)], (60, 60, 70))
    d.text((560, 40), "HOW TO NOT GET LOST", font=font("marker", 110), fill=(60, 60, 70))
    return snapshot(im, seed, wood(LAND, (196, 150, 106), seed, 5), -1.4, 0.95)


@picture(f"{ZADIE}/Slipway/poster.jpg", grit=0.1)
def poster(seed: str) -> Image.Image:
    im = gradient(TALL, (250, 206, 70), (246, 150, 60), (232, 86, 70))
    d = ImageDraw.Draw(im)
    d.ellipse((420, 480, 1080, 1140), fill=(252, 236, 190))
    for k, tone in enumerate(((34, 110, 140), (26, 84, 116), (20, 60, 90), (14, 40, 66))):
        y = 1060 + k * 150
        d.polygon([(0, 2000), *[(x, y + 36 * math.sin(x / 110 + k * 1.4)) for x in range(0, 1510, 10)], (1500, 2000)], fill=tone)
    d.polygon([(0, 1500), (900, 1130), (1000, 1170), (300, 2000), (0, 2000)], fill=(214, 204, 190))
    for k in range(12):
        d.line((60 + k * 76, 1478 - k * 31, 60 + k * 40, 2000), fill=(180, 170, 156), width=6)
    d.polygon([(860, 1090), (1240, 1090), (1180, 1190), (920, 1190)], fill=(206, 40, 50)), d.line((1050, 1090, 1050, 720), fill=(60, 40, 30), width=15), d.polygon([(1064, 740), (1064, 1060), (1290, 1060)], fill=(250, 250, 244)), d.polygon([(1036, 790), (1036, 1060), (880, 1060)], fill=(240, 236, 226))
    d.rectangle((0, 1660, 1500, 2000), fill=(14, 40, 66))
    d.text((750, 170), "SAVE OUR", font=font("marker", 190), fill=(14, 40, 66), anchor="mm"), d.text((750, 370), "SLIPWAY", font=font("marker", 260), fill=(255, 252, 240), anchor="mm")
    d.text((750, 1770), "Town Hall  ·  Thurs 16 July  ·  6.30", font=font("felt", 66), fill=(255, 252, 240), anchor="mm"), d.text((750, 1880), "bring a chair and an opinion", font=font("felt", 60), fill=(250, 206, 70), anchor="mm")
    texture(im, Image.blend(noise(TALL, 3, seed), noise(TALL, 90, seed), 0.4), 0.35)
    return im


# --- sound -------------------------------------------------------------------


def also(path: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Mark a function as what writes the file at `path`."""

    def mark(make: Callable[[Path], None]) -> Callable[[Path], None]:
        MAKERS[path] = make
        return make

    return mark


def ffmpeg(*args: str) -> None:
    quiet = ["-hide_banner", "-loglevel", "error", "-y"]
    exact = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact", "-threads", "1"]
    subprocess.run(["ffmpeg", *quiet, *args[:-1], *exact, args[-1]], check=True)


def speak(text: str, to: Path, voice: str, pitch: int, speed: int) -> None:
    subprocess.run(["espeak-ng", "-v", voice, "-p", str(pitch), "-s", str(speed), "-g", "3", "-w", str(to), text], check=True)


def encode(wav: Path, to: Path, filters: str = "highpass=f=90,lowpass=f=7500,aecho=0.8:0.5:23:0.12") -> None:
    codec = ["-c:a", "libmp3lame", "-b:a", "56k"] if to.suffix == ".mp3" else ["-c:a", "aac", "-b:a", "56k"]
    ffmpeg("-i", str(wav), "-af", filters, "-ac", "1", "-ar", "44100", *codec, str(to))


def voice_note(path: str, text: str, voice: str = "en-gb", pitch: int = 60, speed: int = 150, transcript: str = "") -> None:
    """A voice note, and what it says in a file of the same name."""

    def make(to: Path) -> None:
        with tempfile.TemporaryDirectory() as temp:
            wav = Path(temp) / "voice.wav"
            speak(text, wav, voice, pitch, speed)
            encode(wav, to)
        to.with_suffix(".txt").write_text((transcript or text) + "\n", encoding="utf-8")

    MAKERS[path] = make


voice_note(f"{MAISIE}/2026-10-09 Bread/maisie says.m4a", "First it was flour. Then it was glue! Then we punched it. You have to punch it, it's allowed. Then it went to sleep under a tea towel, and it got fat. Mine is the wonky one.", pitch=92, speed=140)
voice_note(f"{KOFI}/Story map/kofi tells it.mp3", "Once there was a boy and he did not have a dog. So he went in the woods to get one. But it was not a dog. It was a wolf! And the wolf said, I am not a dog. And the boy said, that is okay. And they swam in the river, and they went over the mountains, and they fell in the soup of mud. The end. Can I do it again?", pitch=84, speed=158)
voice_note(f"{LLYR}/helo.m4a", "Helo! Llŷr ydw i. Dw i'n byw ar fferm gyda Mam, Dad, Nain, a chi o'r enw Moss. Dw i'n hoffi rygbi, sêr, a defaid. Wel, rhai defaid.", "cy", 78, 145, "Helo! Llŷr ydw i. Dw i'n byw ar fferm gyda Mam, Dad, Nain, a chi o'r enw Moss. Dw i'n hoffi rygbi, sêr a defaid. Wel, rhai defaid.\n\n(Hello! I'm Llŷr. I live on a farm with Mum, Dad, Nain, and a dog called Moss. I like rugby, stars and sheep. Well, some sheep.)")
voice_note(f"{LLYR}/2026-03-01 Eisteddfod/adrodd.m4a", "Mae'r mynydd yn gwisgo het wen. Mae'r gwynt yn canu hen gân. A finnau, yn fach, wrth y llidiart, yn gwrando ar y sêr mân.", "cy", 76, 128)
voice_note(f"{YUSUF}/2026-03-20 عيد/صوتي.m4a", "جدتي تقول: العجين يحب اليد الهادئة. أنا يدي ليست هادئة. لكنها تعلمت.", "ar", 70, 135, "جدتي تقول: العجين يحب اليد الهادئة. أنا يدي ليست هادئة. لكنها تعلمت.\n\n(My grandmother says: dough likes a calm hand. My hand is not calm. But it learned.)")
voice_note(f"{MEILING}/2025-10-06 Lanterns/朗读.m4a", "床前明月光，疑是地上霜。举头望明月，低头思故乡。", "cmn", 68, 130, "床前明月光，疑是地上霜。举头望明月，低头思故乡。\n\n(Li Bai, “Quiet Night Thought”, 8th century.)")
voice_note(f"{CALLUM}/Bike/how to true a wheel.m4a", "Right. Spin it. Watch the gap by the brake. When it rubs, that's your high spot. Loosen the spoke on that side quarter of a turn, tighten the one opposite quarter of a turn. Quarter. Not a half. I did a half. Do not do a half.", pitch=42, speed=165)
voice_note(f"{EZRA}/2026-05-12 Bubbles/talker.m4a", "more. more. more bubbles. stop. more.", "en-gb", 48, 110, "Ezra's talker says: “more … more … more bubbles … stop … more.”")
voice_note(f"{EZRA}/Choosing/talker.mp3", "Biscuit. Biscuit. not swimming. Biscuit.", "en-gb", 48, 112, "Ezra's talker says: “Biscuit … Biscuit … not swimming … Biscuit.” (Biscuit is the pony.)")
voice_note(f"{EZRA}/2026-09-24 Biscuit/voice note from Dad.m4a", "It's Ezra's dad. I just want it written down somewhere that he laughed the whole way round. Twice round, actually. He leaned forward when she walked on, and he leaned back when she stopped, and nobody told him to. I've not heard that laugh since the caravan.", "en-gb-x-gbclan", 30, 150)
voice_note(f"{HALINA}/2026-10-15 Speech/speech.mp3", "Good evening. My name is Halina. Two years ago I stood at this door for ten minutes and I went home. The second week, five minutes. The third week Denise opened the door and said, are you coming in or are you holding the wall up. So. I came in. I want to say to anybody at the door: the wall is fine. Come in.", "en-gb", 46, 138)


def tones(to: Path, seconds: float, sounds: list[tuple[float, Callable[[float], float]]]) -> None:
    """Add up sounds that start at given seconds, each a function of its own time."""
    rate = 22050
    data = [0.0] * int(seconds * rate)
    for start, sound in sounds:
        begin = int(start * rate)
        for i in range(begin, min(len(data), begin + int(1.6 * rate))):
            data[i] += sound((i - begin) / rate)
    with wave.open(str(to), "wb") as out:
        out.setnchannels(1), out.setsampwidth(2), out.setframerate(rate)
        out.writeframes(b"".join(int(max(-1, min(1, v)) * 30000).to_bytes(2, "little", signed=True) for v in data))


@also(f"{EZRA}/Drum/drumming.m4a")
def drumming(to: Path) -> None:
    def beat(loud: float, low: float) -> Callable[[float], float]:
        return lambda t: loud * math.exp(-7 * t) * math.sin(math.tau * (low * t + 9 * (1 - math.exp(-22 * t)) / 22))

    times = [0.2, 1.0, 1.8, 2.2, 2.6, 3.4, 4.2, 4.6, 5.0, 5.2, 5.4, 5.6, 5.8, 6.6]
    with tempfile.TemporaryDirectory() as temp:
        wav = Path(temp) / "drum.wav"
        tones(wav, 8, [(t, beat(0.75 if k % 3 else 0.95, 74 if k % 2 else 62)) for k, t in enumerate(times)])
        encode(wav, to, "aecho=0.8:0.6:60:0.2")
    to.with_suffix(".txt").write_text("[A big drum. Slow single beats, then pairs, then a fast run of five. A gap. One last loud beat. Someone says nothing at all, and then claps.]\n", encoding="utf-8")


@also(f"{BERTIE}/Trumpet/hot cross buns.mp3")
def trumpet(to: Path) -> None:
    def note(pitch: float, off: float, long: float) -> Callable[[float], float]:
        def sound(t: float) -> float:
            if t > long:
                return 0.0
            wobble = 1 + off + 0.012 * math.sin(31 * t) + (0.05 * (0.09 - t) if t < 0.09 else 0)
            env = min(1, t * 16) * min(1, (long - t) * 12) * 0.16
            return env * sum(math.sin(math.tau * pitch * wobble * k * t) / k**0.8 for k in range(1, 8))

        return sound

    tune = [(0, 494, 0.5), (0.6, 440, 0.5), (1.2, 392, 1.0), (2.6, 494, 0.5), (3.2, 440, 0.5), (3.8, 370, 1.0), (5.2, 392, 0.2), (5.45, 392, 0.2), (5.7, 392, 0.2), (5.95, 440, 0.2), (6.2, 440, 0.2), (6.5, 494, 0.5), (7.1, 440, 0.5), (7.7, 392, 1.4)]
    with tempfile.TemporaryDirectory() as temp:
        wav = Path(temp) / "trumpet.wav"
        tones(wav, 9.4, [(t, note(p, (0.0, 0.014, -0.02)[k % 3], n)) for k, (t, p, n) in enumerate(tune)])
        encode(wav, to, "lowpass=f=5200")
    to.with_suffix(".txt").write_text("[“Hot Cross Buns” on a trumpet. The sixth note is wrong. Somewhere in the house a dog joins in.]\n", encoding="utf-8")


# --- film --------------------------------------------------------------------


def film(to: Path, frames: list[Image.Image], rate: int, said: str, captions: list[tuple[float, float, str]], voice: str = "en-gb", pitch: int = 60, speed: int = 150) -> None:
    with tempfile.TemporaryDirectory() as temp:
        wav = Path(temp) / "voice.wav"
        speak(said, wav, voice, pitch, speed)
        with wave.open(str(wav)) as spoken:
            seconds = spoken.getnframes() / spoken.getframerate() + 0.3
        frames = frames + [frames[-1]] * max(0, math.ceil(seconds * rate) - len(frames))
        stretch = len(frames) / rate / captions[-1][1]
        for i, frame in enumerate(frames):
            frame.save(Path(temp) / f"{i:04d}.png", compress_level=1)
        ffmpeg("-framerate", str(rate), "-i", f"{temp}/%04d.png", "-i", str(wav), "-af", "apad", "-shortest", "-c:v", "libx264", "-pix_fmt", "yuv420p", "-crf", "26", "-preset", "slow", "-r", "25", "-c:a", "aac", "-b:a", "64k", "-ar", "44100", "-movflags", "+faststart", "-t", str(len(frames) / rate), str(to))
    cues = [f"00:{a * stretch:06.3f} --> 00:{b * stretch:06.3f}\n{text}" for a, b, text in captions]
    to.with_suffix(".vtt").write_text("WEBVTT\n\n" + "\n\n".join(cues) + "\n", encoding="utf-8")


def small(im: Image.Image, size: Size = (640, 360)) -> Image.Image:
    return ImageOps.fit(im.convert("RGB"), size, Image.LANCZOS)


@also(f"{EZRA}/2026-05-12 Bubbles/bubbles.mp4")
def bubble_film(to: Path) -> None:
    r, back = random.Random("bubbles"), garden_blur("bubble film")
    born = [(r.uniform(-3, 6), r.uniform(200, 1800), r.choice((50, 80, 120, 170)), r.uniform(0.5, 1.3)) for _ in range(34)]
    frames = []
    for i in range(75):
        t, im = i / 12.5, back.copy()
        spots = [(x + 60 * math.sin(t * 1.3 + x), 1650 - (t - b) * 420 * v, q) for b, x, q, v in born if t > b]
        bubbles_on(im, "film", [s for s in spots if -250 < s[1] < 1700 and not (s[2] == 120 and s[1] < 500)])
        frames.append(small(im))
    film(to, frames, 12, "more. more bubbles. stop. more.", [(0.2, 1.2, "Ezra's talker: more."), (1.2, 2.4, "Ezra's talker: more bubbles."), (2.4, 3.4, "Ezra's talker: stop."), (3.4, 6, "Ezra's talker: more. [laughing]")], pitch=48, speed=105)


@also(f"{KOFI}/2026-10-05 Rokit/lift off.mp4")
def lift_off(to: Path) -> None:
    art = rocket("film")
    ship = art.crop((300, 300, 1160, 1640)).resize((170, 265), Image.LANCZOS)
    cut = shape((170, 265), lambda d: d.polygon([(86, 4), (126, 78), (132, 148), (166, 222), (134, 215), (136, 262), (34, 262), (38, 212), (6, 222), (40, 150), (42, 78)], fill=255))
    sky = small(Crayon((960, 540), "sky", (52, 58, 120)).im)
    d, r = ImageDraw.Draw(sky), random.Random("sky")
    for _ in range(40):
        x, y = r.randint(0, 640), r.randint(0, 300)
        d.line((x - 4, y, x + 4, y), fill=YELLOW, width=2), d.line((x, y - 4, x, y + 4), fill=YELLOW, width=2)
    d.rectangle((0, 326, 640, 360), fill=(96, 140, 80))
    frames = []
    for i in range(66):
        im, t = sky.copy(), max(0, i - 38)
        if i < 38:
            ImageDraw.Draw(im).text((500, 60), "54321"[min(4, i // 8)], font=font("child", 130), fill=YELLOW)
        y = 62 - t * t * 0.55
        jog = r.randint(-3, 3)
        for k in range(26 if t else 0):
            s = r.randint(8, 30)
            x = 320 + r.gauss(0, 16 + t * 5)
            ImageDraw.Draw(im).ellipse((x - s, y + 258 + k * 9 - s, x + s, y + 258 + k * 9 + s), fill=mix((250, 190, 60), (226, 226, 230), k / 20))
        im.paste(ship, (235 + jog, int(y)), cut)
        frames.append(im)
    film(to, frames, 11, "five. four. three. two. one. blast off! wheeeeee", [(0, 3.4, "Five, four, three, two, one …"), (3.4, 6, "… blast off! Wheeeee!")], pitch=86, speed=112)


@also(f"{REECE}/Flemish bond/timelapse.mp4")
def timelapse(to: Path) -> None:
    full = flemish(f"{REECE}/Flemish bond/wall.jpg")
    bare = wall("film", "flemish")
    yard = garden_blur("yard")
    ImageDraw.Draw(yard).rectangle((0, 1180, 2000, 1500), fill=(136, 128, 116))
    yard = blur(yard, 6)
    frames, r = [], random.Random("lay")
    for i in range(84):
        n = i * 2.05
        im = yard.copy()
        row, part = divmod(n, 9)
        top = 1500 - row * 78
        mask = shape(LAND, lambda d, t=top, p=part: (d.rectangle((0, t, 2000, 1500), fill=255), d.rectangle((0, t - 78, p / 9 * 2000, t), fill=255)))
        im.paste(bare, mask=mask)
        x = part / 9 * 2000
        ImageDraw.Draw(im).line((0, top - 78, 2000, top - 78), fill=(250, 120, 40), width=5)
        lay(im, shape(LAND, lambda d, x=x, y=top: d.polygon([(x, y - 60), (x + 150, y - 110), (x + 190, y - 40)], fill=255)), (196, 200, 206), 8)
        light = 0.86 + 0.2 * math.sin(i / 84 * math.pi) + r.uniform(-0.02, 0.02)
        frames.append(ImageEnhance.Brightness(small(im)).enhance(light))
    frames += [small(full)] * 12
    film(to, frames, 16, "Header, stretcher, header, stretcher. Check it. Then check it again.", [(0, 2.6, "Header, stretcher, header, stretcher."), (2.6, 6, "Check it. Then check it again.")], "en-gb-x-gbclan", 30, 150)


@also(f"{NIAMH}/EPQ/presentation.mp4")
def presentation(to: Path) -> None:
    model = small(bridge_on_desks(f"{NIAMH}/EPQ/model under load.jpg"))
    frames = []
    for i in range(100):
        t = i / 12.5
        if t < 2.6:
            im = Image.new("RGB", (640, 360), (22, 48, 66))
            d = ImageDraw.Draw(im)
            d.text((44, 90), "Could Harrow Marsh\nhave a timber bridge?", font=font("bold", 42), fill=(255, 250, 236), spacing=12)
            d.text((44, 236), "Niamh Adeyemi · EPQ · 13 October 2026", font=font("sans", 20), fill=(240, 190, 100))
        elif t < 5.2:
            k = 1 + (t - 2.6) * 0.07
            im = model.resize((int(640 * k), int(360 * k)), Image.BICUBIC).crop((int(320 * (k - 1)), int(180 * (k - 1)), int(320 * (k - 1)) + 640, int(180 * (k - 1)) + 360))
        else:
            im = Image.new("RGB", (640, 360), (250, 247, 240))
            d = ImageDraw.Draw(im)
            d.text((40, 24), "Sag at 25 kg", font=font("bold", 32), fill=(22, 48, 66))
            grow = min(1, (t - 5.2) / 1.4)
            for k, (name, mm, tone) in enumerate((("spruce", 13.8, (196, 100, 50)), ("bamboo", 7.7, (50, 140, 90)))):
                d.rectangle((190, 110 + k * 110, 190 + mm * 28 * grow, 180 + k * 110), fill=tone)
                d.text((40, 128 + k * 110), name, font=font("sans", 28), fill=(40, 40, 50)), d.text((200 + mm * 28 * grow, 128 + k * 110), f"{mm * grow:.1f} mm", font=font("sans", 26), fill=(40, 40, 50))
        frames.append(im)
    film(to, frames, 12, "I thought it would be wood against steel. It turned out to be glue against rain. Here is the model with twenty five kilos on it. I was under the table.", [(0, 3.8, "I thought it would be wood against steel. It turned out to be glue against rain."), (3.8, 6.4, "Here is the model with twenty-five kilos on it."), (6.4, 8.2, "I was under the table.")], "en-gb", 62, 176)


@also(f"{NIAMH}/hello.mp4")
def hello(to: Path) -> None:
    face = on_the_bridge(f"{NIAMH}/niamh.jpg")
    frames = []
    for i in range(84):
        k = i / 83
        w = 1500 - 420 * k
        frames.append(small(face.crop((int(750 - w / 2), int(620 + 140 * k), int(750 + w / 2), int(620 + 140 * k + w * 9 / 16)))))
    film(to, frames, 12, "Hi, I'm Niamh. When I was seven I asked who decides where a bridge goes. I still want to know. That's basically it.", [(0, 2.9, "Hi, I'm Niamh. When I was seven I asked who decides where a bridge goes."), (2.9, 7, "I still want to know. That's basically it.")], "en-gb", 62, 168)


@also(f"{BERTIE}/Marble run/marble.gif")
def marble(to: Path) -> None:
    pts = [(60, 40), (400, 90), (400, 120), (90, 170), (90, 200), (420, 250), (420, 270), (240, 318)]
    back = tint(clouds((480, 360), "card"), (196, 160, 116), (216, 182, 138))
    d = ImageDraw.Draw(back)
    for a, b in ((0, 1), (2, 3), (4, 5)):
        d.line((pts[a][0], pts[a][1] + 16, pts[b][0], pts[b][1] + 16), fill=(110, 70, 40), width=8), d.line((pts[a][0], pts[a][1] + 13, pts[b][0], pts[b][1] + 13), fill=(236, 206, 160), width=3)
    d.rounded_rectangle((196, 316, 284, 356), 8, fill=(200, 50, 60)), d.text((212, 322), "tea", font=font("child", 24), fill=(255, 255, 255))
    frames, along = [], []
    for a, b in zip(pts, pts[1:], strict=False):
        n = max(2, int(math.dist(a, b) / 34))
        along += [(a[0] + (b[0] - a[0]) * (i / n) ** 1.3, a[1] + (b[1] - a[1]) * (i / n) ** 1.3) for i in range(n)]
    for x, y in along:
        im = back.copy()
        ball(im, (x, y), 13, (40, 110, 200), 0.9)
        frames.append(im.quantize(48, dither=Image.Dither.NONE))
    for k in range(6):
        im = back.copy()
        for j in range(14):
            a = -math.pi * (j + 0.5) / 14
            ball(im, (240 + math.cos(a) * k * 13, 316 + math.sin(a) * k * 12 + k * k * 1.5), 4, (150, 96, 60), 0.5, False)
        frames.append(im.quantize(48, dither=Image.Dither.NONE))
    frames[0].save(to, save_all=True, append_images=frames[1:], duration=70, loop=0)


# --- documents ---------------------------------------------------------------

STAMP = time.struct_time((2026, 11, 2, 9, 0, 0, 0, 306, 0))


def pages(to: Path, sheets: list[tuple[str, str]], title: str, picture_path: str = "") -> None:
    """A PDF of A4 pages, each with a heading and running text."""
    out = []
    for k, (head, text) in enumerate(sheets):
        im = Image.new("L", (1240, 1754), 255)
        d = ImageDraw.Draw(im)
        d.text((130, 140), head, font=font("black", 46), fill=20)
        y, face = 250.0, font("serif", 29)
        for para in text.split("\n"):
            row = ""
            for word in para.split(" "):
                if face.getlength(row + word) > 980:
                    d.text((130, y), row, font=face, fill=30)
                    row, y = "", y + 44
                row += word + " "
            d.text((130, y), row, font=face, fill=30)
            y += 66
        if k == 0 and picture_path:
            art = ImageOps.grayscale(Image.open(LEARNERS / picture_path).convert("RGB"))
            art.thumbnail((980, 620))
            im.paste(art, (130, int(y) + 20))
        d.text((620, 1660), f"{k + 1}", font=face, fill=90, anchor="mm")
        out.append(im)
    out[0].save(to, save_all=True, append_images=out[1:], resolution=150, quality=60, title=title, creationDate=STAMP, modDate=STAMP)


@also(f"{NIAMH}/EPQ/report extract.pdf")
def epq_report(to: Path) -> None:
    pages(to, [
        ("4  What the rain did", "The dry tests flattered everything. On 14 February I stood both beams in a tray of harbour water for six days, because that is what a bridge at Harrow Marsh would do for four months of the year.\nThe spruce came out 11% heavier and sagged 13.8 mm at 25 kg, against 8.9 mm dry. The bamboo came out 4% heavier and hardly changed. But two of the five bamboo joints had opened by a millimetre, and I could slide a bank card into the glue line.\nSo the question in my title was the wrong question. It is not which wood is stronger. It is what happens at the joint, in the wet, when nobody is looking at it."),
        ("5  What I would tell the council", "Build it in timber, but not for the reason on the leaflet. Timber is not cheaper here: my estimate is between 8% and 15% dearer than the steel replacement over sixty years, and I do not trust my own figure to better than that because I could find maintenance costs for only three bridges.\nBuild it because it can be mended by people who live in Tidewell. Every joint in the design can be undone with two spanners and a rope. The steel one needs a crane from forty miles away, and last time it took nineteen weeks to come.\nIf the council will not pay for an inspection every spring, they should build the steel one. I would rather write that sentence than see mine fall in."),
    ], "Could Harrow Marsh have a timber bridge?", f"{NIAMH}/EPQ/model under load.jpg")


@also(f"{HALINA}/2026-06 Soup for forty/menu.pdf")
def menu(to: Path) -> None:
    pages(to, [("Soup for forty  ·  19 June 2026", "Barszcz (beetroot soup), with cream or without\nContains: celery, milk (in the cream only)\n \nRye bread and butter\nContains: gluten, milk\n \nPlum cake, the recipe of my mother-in-law who did not like me but gave me the recipe\nContains: gluten, egg, milk\n \nTea\nContains: conversation\n \nPay what you can. If you can nothing, you can wash up.")], "Soup for forty")


def word(to: Path, title: str, rows: list[str]) -> None:
    """The smallest Word file that Word opens: a heading and paragraphs."""

    def para(text: str, style: str = "") -> str:
        safe = text.replace("&", "&amp;").replace("<", "&lt;")
        look = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f'<w:p>{look}<w:r><w:t xml:space="preserve">{safe}</w:t></w:r></w:p>'

    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    ns = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    tags = [para(row) for row in rows if row.split(":")[0] in ("Skills", "Date", "Kind", "Strands")]
    body = [para(row, "Heading2" if row.startswith("## ") else "").replace("## ", "") for row in rows if para(row) not in tags]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{kind}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "word/styles.xml": f'<w:styles {ns}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>' + "".join(f'<w:style w:type="paragraph" w:styleId="Heading{n}"><w:name w:val="heading {n}"/><w:basedOn w:val="Normal"/><w:rPr><w:b/><w:sz w:val="{40 - n * 6}"/></w:rPr></w:style>' for n in (1, 2)) + "</w:styles>",
        "word/document.xml": f"<w:document {ns}><w:body>{''.join(tags)}{para(title, 'Heading1')}{''.join(body)}</w:body></w:document>",
    }
    with zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in parts.items():
            out.writestr(zipfile.ZipInfo(name, (2026, 11, 2, 9, 0, 0)), head + text, zipfile.ZIP_DEFLATED)


@also(f"{NIAMH}/2020-21/2021-03-19 Estuary poem.docx")
def poem(to: Path) -> None:
    word(to, "What the estuary keeps", [
        "Skills: creativity, speaking 6", "Kind: classwork",
        "It keeps one boot (left). It keeps the bell of a boat", "that went out in my great-grandmother's time.", "It keeps the sound the curlew makes, which is a question,", "and it keeps the answer too, but under the mud.",
        "Twice a day it shows us everything it has", "like a kid emptying their pockets on the table,", "and twice a day it changes its mind.",
        "## How I wrote it", "We had poetry on a screen that year because school was shut again. Mr Pell said write about something you can see from where you are. I could see the estuary. The first version rhymed and it was awful: I had “mud” and “thud” and “blood” and nobody in it was even bleeding. I took the rhymes out and kept the boot.",
    ])


@also(f"{CALLUM}/Why homework should be 20 minutes.docx")
def homework_essay(to: Path) -> None:
    word(to, "Why homework should be 20 minutes", [
        "Skills: speaking 5, planning", "Kind: classwork", "Date: 2026-10-08",
        "I timed it. I did maths homework with a timer for two weeks. In the first 20 minutes I did 9 questions and got 8 right. In the next 40 minutes I did 6 questions and got 2 right. So the last 40 minutes was a waste of everyones time including whoever marked it.",
        "Some people will say you need to practise. Yeah. For 20 minutes.", "Some people will say what if you are slow. Then you do 20 minutes and you are still slow but you are not crying.",
        "My sister does 3 hours a night. She is in Year 11. She has not been outside since about September.",
        "In conclusion 20 minutes. I wrote this in 19.",
    ])


@also(f"{BERTIE}/~$e hat.docx")
def leftover(to: Path) -> None:
    to.write_bytes(b"\x07Bertie " + b"\x00" * 154)


@also(f"{BERTIE}/Group film.gdoc")
def cloud_stub(to: Path) -> None:
    to.write_text(json.dumps({"": "WARNING! DO NOT EDIT THIS FILE!", "doc_id": "1sAmPlE0fNoThInG", "resource_key": "", "email": "b.finch@example.org"}) + "\n", encoding="utf-8")


# --- the list, and the doing of it ------------------------------------------


def main(words: list[str]) -> int:
    wanted = {p: make for p, make in MAKERS.items() if not words or any(w in p for w in words)}
    for path, make in wanted.items():
        to = LEARNERS / path
        to.parent.mkdir(parents=True, exist_ok=True)
        make(to)
        print(f"{to.stat().st_size // 1024:5d} KB  {path}", flush=True)
    return 0 if wanted else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
