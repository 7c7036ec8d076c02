"""A real Chromium, and the sample profiles as folders that it opens from disk."""

from __future__ import annotations

import math
import random
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "unit"))

import sample_views

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, Page

# With RenderDocument, one page in five that serve loads again as its test ends is never closed
# (microsoft/playwright#42068). Chromium heeds the last list alone, so what Playwright turns off goes on here.
NOT_WANTED = [
    "RenderDocument",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=" + ",".join(NOT_WANTED),
]

SKIES = {
    "volcano": ((126, 160, 190), (236, 214, 190)),
    "beach": ((140, 165, 178), (214, 212, 196)),
    "bridge": ((232, 222, 204), (206, 190, 164)),
    "debate": ((52, 48, 66), (120, 92, 96)),
    "bowl": ((120, 92, 66), (64, 48, 38)),
    "market": ((246, 206, 130), (226, 128, 82)),
    "portrait": ((182, 205, 196), (226, 214, 190)),
    "sketch": ((252, 250, 244), (244, 240, 230)),
}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the Chromium of this machine."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        pytest.skip("no Chromium here; on Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def window(browser: Browser) -> Page:
    """Open the window in which pages from disk are visited, one after the other."""
    return browser.new_context().new_page()


@pytest.fixture(scope="session")
def window_without_script(browser: Browser) -> Page:
    """Open the window of a reader whose browser runs no script."""
    return browser.new_context(java_script_enabled=False).new_page()


@pytest.fixture(scope="session")
def draw_media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with every media file of the full learner."""
    folder = tmp_path_factory.mktemp("made")
    for made in sample_views.MADE.values():
        for one in made.files:
            path = folder / one.name
            if one.mime.startswith("image/") and not path.exists():
                name = one.name.partition("-")[0]
                picture(name, *sample_views.PICTURES[name]).resize((one.width_px, one.height_px)).save(path, quality=80)
            elif not path.exists():
                path.write_bytes(b"")
    return folder


def _sky(name: str, width: int, height: int) -> Image.Image:
    top, bottom = SKIES[name]
    column = Image.new("RGB", (1, height))
    for y in range(height):
        share = y / height
        column.putpixel((0, y), tuple(round(a + (b - a) * share) for a, b in zip(top, bottom, strict=True)))
    return column.resize((width, height))


def picture(name: str, width: int, height: int) -> Image.Image:
    """Draw a scene that can be told from the others at the size of a thumb."""
    image = _sky(name, width, height)
    SCENES[name](ImageDraw.Draw(image), width, height, random.Random(name))  # noqa: S311 - the same scene each time
    return image.filter(ImageFilter.GaussianBlur(1.2))


def _volcano(draw: ImageDraw.ImageDraw, w: int, h: int, dice: random.Random) -> None:
    draw.ellipse((-0.2 * w, 0.78 * h, 1.2 * w, 1.4 * h), fill=(110, 132, 82))
    draw.polygon(
        [(0.2 * w, 0.88 * h), (0.42 * w, 0.3 * h), (0.58 * w, 0.3 * h), (0.82 * w, 0.88 * h)],
        fill=(112, 84, 68),
    )
    for _ in range(70):
        x, y = 0.5 * w + dice.gauss(0, 0.05 * w), 0.3 * h + abs(dice.gauss(0, 0.2 * h))
        r = dice.uniform(0.008, 0.03) * w
        draw.ellipse((x - r, y - r, x + r, y + r), fill=(204, 62 + dice.randrange(60), 40))


def _beach(draw: ImageDraw.ImageDraw, w: int, h: int, dice: random.Random) -> None:
    for row in range(12):
        y = h * (0.45 + row * 0.02)
        draw.line([(x, y + 6 * math.sin(x / 90 + row)) for x in range(0, w, 10)], fill=(96, 122, 134), width=7)
    draw.polygon([(0, 0.72 * h), (w, 0.64 * h), (w, h), (0, h)], fill=(202, 186, 152))
    for _ in range(26):
        x, y = dice.uniform(0, w), h * dice.uniform(0.74, 0.95)
        draw.rounded_rectangle(
            (x, y, x + 0.03 * w, y + 0.012 * h),
            6,
            fill=dice.choice([(70, 140, 170), (220, 90, 70), (245, 245, 240)]),
        )


def _bridge(draw: ImageDraw.ImageDraw, w: int, h: int, _dice: random.Random) -> None:
    draw.rectangle((0, 0.55 * h, 0.22 * w, h), fill=(120, 94, 70))
    draw.rectangle((0.78 * w, 0.55 * h, w, h), fill=(120, 94, 70))
    for step in range(8):
        x = w * (0.2 + 0.075 * step)
        draw.line(
            [(x, 0.54 * h), (x + 0.0375 * w, 0.4 * h), (x + 0.075 * w, 0.54 * h)],
            fill=(214, 76, 60),
            width=14,
        )
    draw.line([(0.16 * w, 0.55 * h), (0.84 * w, 0.55 * h)], fill=(60, 110, 150), width=18)
    draw.rounded_rectangle(
        (0.44 * w, 0.2 * h, 0.56 * w, 0.41 * h), 20, fill=(190, 214, 220), outline=(90, 110, 120), width=6
    )


def _debate(draw: ImageDraw.ImageDraw, w: int, h: int, _dice: random.Random) -> None:
    draw.polygon([(0.5 * w, 0), (0.1 * w, h), (0.9 * w, h)], fill=(150, 116, 106))
    draw.ellipse((0.4 * w, 0.28 * h, 0.6 * w, 0.42 * h), fill=(92, 62, 50))
    draw.rounded_rectangle((0.32 * w, 0.42 * h, 0.68 * w, 0.8 * h), 80, fill=(38, 70, 96))
    draw.polygon([(0.26 * w, 0.66 * h), (0.74 * w, 0.66 * h), (0.68 * w, h), (0.32 * w, h)], fill=(96, 66, 46))


def _bowl(draw: ImageDraw.ImageDraw, w: int, h: int, _dice: random.Random) -> None:
    draw.rectangle((0, 0.7 * h, w, h), fill=(84, 62, 46))
    draw.chord((0.18 * w, 0.06 * h, 0.82 * w, 0.84 * h), 0, 180, fill=(176, 112, 66))
    for ring in range(5):
        inset = ring * 0.02
        draw.ellipse(
            ((0.18 + inset) * w, (0.36 + inset / 2) * h, (0.82 - inset) * w, (0.54 - inset / 2) * h),
            outline=(112 + 10 * ring, 66 + 8 * ring, 36),
            width=7,
        )


def _market(draw: ImageDraw.ImageDraw, w: int, h: int, dice: random.Random) -> None:
    for stripe in range(10):
        draw.rectangle(
            (stripe * w / 10, 0, (stripe + 1) * w / 10, 0.24 * h),
            fill=(250, 244, 232) if stripe % 2 else (178, 58, 50),
        )
    draw.rectangle((0, 0.68 * h, w, h), fill=(126, 88, 56))
    for jar in range(14):
        x = w * (0.04 + jar * 0.067)
        draw.rounded_rectangle((x, 0.48 * h, x + 0.05 * w, 0.7 * h), 16, fill=(200, 90 + dice.randrange(80), 40))
        draw.rectangle((x + 4, 0.45 * h, x + 0.05 * w - 4, 0.5 * h), fill=(240, 236, 226))


def _portrait(draw: ImageDraw.ImageDraw, w: int, h: int, _dice: random.Random) -> None:
    draw.ellipse((0.22 * w, 0.12 * h, 0.78 * w, 0.58 * h), fill=(44, 32, 30))
    draw.ellipse((0.31 * w, 0.2 * h, 0.69 * w, 0.58 * h), fill=(140, 92, 66))
    draw.rounded_rectangle((0.12 * w, 0.62 * h, 0.88 * w, 1.2 * h), 180, fill=(188, 92, 58))
    draw.rectangle((0.43 * w, 0.54 * h, 0.57 * w, 0.66 * h), fill=(128, 82, 58))
    for x in (0.4, 0.56):
        draw.ellipse((x * w, 0.33 * h, (x + 0.1) * w, 0.41 * h), outline=(240, 236, 226), width=8)
    draw.arc((0.42 * w, 0.38 * h, 0.58 * w, 0.5 * h), 20, 160, fill=(74, 32, 30), width=10)


def _sketch(draw: ImageDraw.ImageDraw, w: int, h: int, _dice: random.Random) -> None:
    for column in range(2):
        for row in range(2):
            x, y = w * (0.08 + 0.46 * column), h * (0.1 + 0.46 * row)
            draw.line(
                [(x, y + 0.34 * h), (x + 0.14 * w, y), (x + 0.22 * w, y), (x + 0.36 * w, y + 0.34 * h)],
                fill=(80, 76, 70),
                width=4,
            )


SCENES: dict[str, Callable[[ImageDraw.ImageDraw, int, int, random.Random], None]] = {
    "volcano": _volcano,
    "beach": _beach,
    "bridge": _bridge,
    "debate": _debate,
    "bowl": _bowl,
    "market": _market,
    "portrait": _portrait,
    "sketch": _sketch,
}
